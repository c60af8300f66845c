#!/usr/bin/env python3
"""Writes made-up messages as JSON Lines, the same for the same arguments.

    workload.py --dialect v1|v2 [--bytes N] [--seed S] > messages.jsonl

Short and long texts, some not ASCII, some with `\\u` escapes; citations, images, files, metadata; and now
and then what conversions trip over: string content, files listed twice, numbers in metadata, quotes, members
that nobody knows.
"""

import argparse
import json
import random
import string
import sys

WORDS = "the invoice of our customer was sent with two files and a short note about the contract".split()
OTHERS = "café übergrößer привет файл 请看 附件 “quoted” 😀 1\u20442 a\\b say\t\"yes\"\n".split(" ")
LETTERS = string.ascii_letters + string.digits


class Messages:
    """Draws one message after another."""

    def __init__(self, dialect: str, seed: int) -> None:
        self.dialect = dialect
        self.draw = random.Random(f"{dialect} {seed}")
        self.time = 1_700_000_000

    def name(self, prefix: str) -> str:
        return prefix + "".join(self.draw.choices(LETTERS, k=24))

    def chance(self, share: float) -> bool:
        return self.draw.random() < share

    def text(self) -> str:
        words = WORDS + OTHERS if self.chance(0.15) else WORDS
        return " ".join(self.draw.choices(words, k=min(4000, int(self.draw.lognormvariate(4.3, 1.1)) + 1)))

    def note(self, text: str) -> dict:
        end = self.draw.randint(1, len(text))
        start = self.draw.randrange(end)
        span = {"text": text[start:end], "start_index": start, "end_index": end}
        if self.chance(0.3):
            return {"type": "file_path", **span, "file_path": {"file_id": self.name("file-")}}
        cited: dict = {"file_id": self.name("file-")}
        if self.dialect == "v1" and self.chance(0.5):
            cited["quote"] = self.text()[:80]
        return {"type": "file_citation", **span, "file_citation": cited}

    def parts(self) -> list:
        text = self.text()
        notes = [self.note(text) for _ in range(self.draw.choice([0, 0, 0, 1, 4]))]
        parts: list = [{"type": "text", "text": {"value": text, "annotations": notes}}]
        if self.chance(0.04):
            image = {"file_id": self.name("file-"), "detail": self.draw.choice(["auto", "low", "high"])}
            parts.append({"type": "image_file", "image_file": image})
        if self.dialect == "v2" and self.chance(0.02):
            parts.append({"type": "image_url", "image_url": {"url": "https://example.com/a.png"}})
        return parts

    def files(self) -> dict:
        ids = [self.name("file-") for _ in range(self.draw.choice([0, 0, 0, 1, 2, 4]))]
        if self.dialect == "v1":
            return {"file_ids": ids}
        twice = ids + ids[:1] if self.chance(0.1) else ids
        tools = [{"type": self.draw.choice(["file_search", "code_interpreter"])}]
        return {"attachments": [{"file_id": file, "tools": tools} for file in twice]}

    def message(self) -> dict:
        self.time += self.draw.randrange(90)
        runs = self.chance(0.5)
        parts = self.parts()
        isString = self.dialect == "v1" and self.chance(0.02)
        metadata: dict = {name: self.name("") for name in self.draw.sample(WORDS[:8], self.draw.randrange(4))}
        if self.dialect == "v1" and self.chance(0.02):
            metadata["count"] = self.draw.choice([7, -2, True, [1, "two"], {"three": 3}])
        return {
            "id": self.name("msg_"),
            "object": "thread.message",
            "created_at": self.time,
            "assistant_id": self.name("asst_") if runs else None,
            "thread_id": self.name("thread_"),
            "run_id": self.name("run_") if runs else None,
            "role": "assistant" if runs else "user",
            "content": parts[0]["text"]["value"] if isString else parts,
            **self.files(),
            "metadata": metadata,
            **({"trace": {"of": self.name(""), "steps": [1, None]}} if self.chance(0.02) else {}),
        }

    def line(self) -> bytes:
        separators = (", ", ": ") if self.chance(0.2) else (",", ":")
        ascii = self.chance(0.3)
        return json.dumps(self.message(), ensure_ascii=ascii, separators=separators).encode() + b"\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dialect", choices=["v1", "v2"], required=True)
    parser.add_argument("--bytes", type=int, default=1_000_000, help="whole lines until so many are written")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    messages = Messages(options.dialect, options.seed)
    left = options.bytes
    while left > 0:
        line = messages.line()
        sys.stdout.buffer.write(line)
        left -= len(line)


if __name__ == "__main__":
    main()
