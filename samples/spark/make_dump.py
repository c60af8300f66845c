#!/usr/bin/env python3
"""Makes up a dump: files of JSON Lines with messages of v1 and v2, and now and then a record that is refused.

    make_dump.py FOLDER [--files 6] [--records 1000] [--seed 1]

The same arguments give the same bytes. Each record has an `id` of its own, but for those that are no JSON.
"""

import argparse
import json
import pathlib
import random

WORDS = "the invoice of our customer was sent with two files and a short note about the contract".split()
OTHERS = ["café", "übergrößer", "привет", "请看附件", "“quoted”", "😀", "a\\b", 'say "yes"', "tab\there", "two\nlines"]


class Messages:
    """Draws one record after another."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.count = 0

    def chance(self, share):
        return self.draw.random() < share

    def text(self):
        words = WORDS + OTHERS if self.chance(0.2) else WORDS
        return " ".join(self.draw.choices(words, k=self.draw.choice([3, 12, 40, 160])))

    def citation(self, text):
        end = self.draw.randint(1, len(text))
        start = self.draw.randrange(end)
        span = {"text": text[start:end], "start_index": start, "end_index": end}
        file = {"file_id": f"file-{self.draw.randrange(500)}"}
        if self.chance(0.3):
            return {"type": "file_path", **span, "file_path": file}
        return {"type": "file_citation", **span, "file_citation": {**file, "quote": self.text()[:40]}}

    def message(self):
        """A stored message of v1 or v2."""
        role = self.draw.choice(["user", "assistant"])
        text = self.text()
        notes = [self.citation(text) for _ in range(self.draw.choice([0, 0, 1, 3]))] if role == "assistant" else []
        content = [{"type": "text", "text": {"value": text, "annotations": notes}}]
        if self.chance(0.1):
            content.append({"type": "image_file", "image_file": {"file_id": f"file-{self.draw.randrange(500)}"}})
        message = {
            "id": f"msg_{self.count}",
            "object": "thread.message",
            "created_at": 1700000000 + self.count,
            "assistant_id": "asst_1" if role == "assistant" else None,
            "thread_id": f"thread_{self.count // 10}",
            "run_id": None,
            "role": role,
            "content": content,
            "metadata": {"page": str(self.draw.randrange(9))} if self.chance(0.3) else {},
        }
        files = [f"file-{self.draw.randrange(500)}" for _ in range(self.draw.choice([0, 0, 1, 2]))]
        if self.chance(0.5):
            message["file_ids"] = files
        else:
            tool = self.draw.choice(["file_search", "code_interpreter"])
            message["attachments"] = [{"file_id": file, "tools": [{"type": tool}]} for file in files]
        return message

    def refused(self):
        """A record that no conversion takes, each for another reason."""
        line = json.dumps(self.message()).encode()
        return self.draw.choice(
            [
                line[: len(line) // 2],
                line.replace(b'"role"', b'"id": "twice", "role"'),
                line.replace(b"the ", b"the \xff", 1) if b"the " in line else b"\xff",
                b'{"id": "run_%d", "object": "thread.run.step"}' % self.count,
                b"-- rows of the old system --",
            ]
        )

    def line(self):
        self.count += 1
        if self.chance(0.01):
            return self.refused() + b"\n"
        # Without white space between tokens, so that `restore` gives the same bytes and not only the same tokens.
        line = json.dumps(self.message(), ensure_ascii=self.chance(0.3), separators=(",", ":")).encode()
        # Files that went through other systems have their line ends, and empty lines.
        end = self.draw.choices([b"\n", b"\r\n", b"\n\n"], [97, 2, 1])[0]
        return line + end


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--records", type=int, default=1000, help="of each file")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    messages = Messages(arguments.seed)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.files):
        lines = b"".join(messages.line() for _ in range(arguments.records))
        (arguments.folder / f"dump-{number:03}.jsonl").write_bytes(lines)


if __name__ == "__main__":
    main()
