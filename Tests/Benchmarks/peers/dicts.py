"""Converts messages of Assistants to another dialect the way a careful script does.

    dicts.py orjson|stdlib v1|v2|responses < JSON_LINES > JSON_LINES

It does the job of `crosswalk convert --to DIALECT` for messages: parse, change in place, write again.
It does not check, does not report what is lost and does not keep the spelling of what it touches.
"""

import sys
from typing import Any, Callable

Message = dict[str, Any]

# What `--tools file_search,code_interpreter` stands for, the default.
TOOLS = [{"type": "file_search"}, {"type": "code_interpreter"}]

# What a stored message has and an item has not; what nobody knows is kept.
NOT_OF_ITEMS = (
    "object", "created_at", "thread_id", "assistant_id", "run_id", "attachments", "file_ids", "metadata",
    "incomplete_details", "completed_at", "incomplete_at",
)  # fmt: skip

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


def to_responses(message: Message, text: Callable[[Any], str]) -> Message:
    """Items as a conversation lists them: parts are named after who says them, what has no place goes.

    Of the files, those that were searched become parts of the user's message; those of v1 all were. In v1 an
    image does not say how closely to look.
    """
    content = message["content"]
    if isinstance(content, str):
        content = [{"type": "text", "text": {"value": content, "annotations": []}}]
    if message["role"] == "assistant":
        parts = output_parts(content)
    else:
        parts = input_parts(content, "file_ids" not in message)
        parts += [{"type": "input_file", "file_id": file} for file in searched(message)]
    for name in NOT_OF_ITEMS:
        message.pop(name, None)
    message["type"] = "message"
    message["status"] = message.get("status") or "completed"
    message["content"] = parts
    return message


def output_parts(content: list[Any]) -> list[Any]:
    """Text keeps its citations, as points; images of an assistant have no place."""
    parts = []
    for part in content:
        kind = part["type"]
        if kind == "text":
            text = part["text"]
            notes = [point(note) for note in text["annotations"]]
            parts.append({"type": "output_text", "text": text["value"], "annotations": notes, "logprobs": []})
        elif kind == "refusal":
            parts.append(part)
    return parts


def point(note: Message) -> Message:
    if note["type"] == "file_path":
        return {"type": "file_path", "file_id": note["file_path"]["file_id"], "index": note["start_index"]}
    file = note["file_citation"]["file_id"]
    return {"type": "file_citation", "file_id": file, "index": note["start_index"], "filename": ""}


def input_parts(content: list[Any], hasDetail: bool) -> list[Any]:
    """Text loses its citations; an image says how closely to look at it."""
    parts = []
    for part in content:
        kind = part["type"]
        if kind == "text":
            parts.append({"type": "input_text", "text": part["text"]["value"]})
        elif kind == "image_file":
            image = part["image_file"]
            detail = image.get("detail", "auto") if hasDetail else "auto"
            parts.append({"type": "input_image", "file_id": image["file_id"], "detail": detail})
        elif kind == "image_url":
            image = part["image_url"]
            parts.append({"type": "input_image", "image_url": image["url"], "detail": image.get("detail", "auto")})
    return parts


def searched(message: Message) -> list[str]:
    """The files that file search was for, each once."""
    if "file_ids" in message:
        return list(dict.fromkeys(message["file_ids"] or ()))
    files = {}
    for attachment in message.get("attachments") or ():
        if any(tool["type"] == "file_search" for tool in attachment["tools"]):
            files[attachment["file_id"]] = None
    return list(files)


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
    convert = {"v1": to_v1, "v2": to_v2, "responses": to_responses}[sys.argv[2]]
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
