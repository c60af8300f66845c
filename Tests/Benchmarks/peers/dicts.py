"""Converts messages between Assistants v1 and v2 the way a careful script does.

    dicts.py orjson|stdlib v1|v2 < JSON_LINES > JSON_LINES

It does the job of `crosswalk convert --to DIALECT` for messages: parse, change in place, write again.
It does not check, does not report what is lost and does not keep the spelling of what it touches.
"""

import sys
from typing import Any, Callable

Message = dict[str, Any]

# What `--tools file_search,code_interpreter` stands for, the default.
TOOLS = [{"type": "file_search"}, {"type": "code_interpreter"}]

BLOCK = 1 << 20


def to_v2(message: Message, text: Callable[[Any], str]) -> Message:
    """String content becomes a part, quotes go, file ids become attachments, metadata becomes strings.

    A `detail` of an image file goes too: v1 has no such member, and in v2 it would mean something.
    """
    content = message["content"]
    if isinstance(content, str):
        message["content"] = [{"type": "text", "text": {"value": content, "annotations": []}}]
    else:
        for part in content:
            if part["type"] == "text":
                for note in part["text"]["annotations"]:
                    if "file_citation" in note:
                        note["file_citation"].pop("quote", None)
            elif part["type"] == "image_file":
                part["image_file"].pop("detail", None)
    files = message.pop("file_ids", None) or ()
    message["attachments"] = [{"file_id": file, "tools": TOOLS} for file in files]
    metadata = message.get("metadata") or {}
    for name, value in metadata.items():
        if not isinstance(value, str):
            metadata[name] = text(value)
    return message


def to_v1(message: Message, text: Callable[[Any], str]) -> Message:
    """Parts that v1 lacks go, image details go, citations get a quote, attachments become file ids."""
    kept = []
    for part in message["content"]:
        kind = part["type"]
        if kind == "text":
            for note in part["text"]["annotations"]:
                if "file_citation" in note:
                    note["file_citation"]["quote"] = ""
        elif kind == "image_file":
            part["image_file"].pop("detail", None)
        else:
            continue
        kept.append(part)
    message["content"] = kept
    attachments = message.pop("attachments", None) or ()
    ids = [attachment["file_id"] for attachment in attachments if "file_id" in attachment]
    message["file_ids"] = list(dict.fromkeys(ids))
    return message


def library(name: str) -> tuple[Callable[[bytes], Message], Callable[[Any], bytes]]:
    """The parser and the writer of a library."""
    if name == "orjson":
        import orjson

        return orjson.loads, orjson.dumps
    import json

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return json.loads, lambda value: encode(value).encode()


def main() -> None:
    loads, dumps = library(sys.argv[1])
    convert = {"v1": to_v1, "v2": to_v2}[sys.argv[2]]
    write = sys.stdout.buffer.write
    lines: list[bytes] = []
    size = 0
    for line in sys.stdin.buffer:
        converted = dumps(convert(loads(line), lambda value: dumps(value).decode()))
        lines.append(converted)
        size += len(converted)
        if size > BLOCK:
            write(b"\n".join(lines) + b"\n")
            lines, size = [], 0
    if lines:
        write(b"\n".join(lines) + b"\n")


if __name__ == "__main__":
    main()
