"""Converts messages of Assistants v2 to items with msgspec: typed structures, and raw bytes for what stays.

    typed.py < JSON_LINES > JSON_LINES

The fastest that one can write by hand in Python. Same job as `dicts.py orjson responses`, with two things
less: members that no structure names are gone, and everything has to be of the type that it should be.
"""

import sys
from typing import Union

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

BLOCK = 1 << 20


class FileName(Struct, gc=False):
    file_id: Raw


class Citation(Struct, tag="file_citation", gc=False):
    start_index: int
    file_citation: FileName


class Path(Struct, tag="file_path", gc=False):
    start_index: int
    file_path: FileName


class Text(Struct, gc=False):
    value: Raw
    annotations: list[Union[Citation, Path]]


class Image(Struct, gc=False):
    file_id: Raw
    detail: Raw = Raw(b'"auto"')


class Link(Struct, gc=False):
    url: Raw
    detail: Raw = Raw(b'"auto"')


class TextPart(Struct, tag="text", gc=False):
    text: Text


class ImagePart(Struct, tag="image_file", gc=False):
    image_file: Image


class LinkPart(Struct, tag="image_url", gc=False):
    image_url: Link


class RefusalPart(Struct, tag="refusal", gc=False):
    refusal: Raw


class Tool(Struct, gc=False):
    type: str


class Attachment(Struct, gc=False):
    file_id: str
    tools: list[Tool]


class Message(Struct, gc=False):
    id: Raw
    role: str
    content: list[Union[TextPart, ImagePart, LinkPart, RefusalPart]]
    attachments: list[Attachment]
    status: Union[Raw, UnsetType] = UNSET


class CitedPoint(Struct, tag="file_citation", gc=False):
    file_id: Raw
    index: int
    filename: str = ""


class PathPoint(Struct, tag="file_path", gc=False):
    file_id: Raw
    index: int


class InputText(Struct, tag="input_text", gc=False):
    text: Raw


class OutputText(Struct, tag="output_text", gc=False):
    text: Raw
    annotations: list
    logprobs: tuple = ()


class InputImage(Struct, tag="input_image", gc=False):
    file_id: Raw
    detail: Raw


class InputLink(Struct, tag="input_image", gc=False):
    image_url: Raw
    detail: Raw


class InputFile(Struct, tag="input_file", gc=False):
    file_id: str


class Item(Struct, tag="message", gc=False):
    id: Raw
    role: str
    content: list
    status: Raw


COMPLETED = Raw(b'"completed"')


def converted(message: Message) -> Item:
    isAnswer = message.role == "assistant"
    parts: list = []
    for part in message.content:
        kind = type(part)
        if kind is TextPart:
            text = part.text
            parts.append(OutputText(text.value, points(text)) if isAnswer else InputText(text.value))
        elif kind is RefusalPart:
            if isAnswer:
                parts.append(part)
        elif isAnswer:
            continue
        elif kind is ImagePart:
            parts.append(InputImage(part.image_file.file_id, part.image_file.detail))
        else:
            parts.append(InputLink(part.image_url.url, part.image_url.detail))
    if not isAnswer and message.attachments:
        parts += [InputFile(file) for file in searched(message.attachments)]
    status = COMPLETED if message.status is UNSET or message.status == b"null" else message.status
    return Item(message.id, message.role, parts, status)


def points(text: Text) -> list:
    return [
        CitedPoint(note.file_citation.file_id, note.start_index)
        if type(note) is Citation
        else PathPoint(note.file_path.file_id, note.start_index)
        for note in text.annotations
    ]


def searched(attachments: list[Attachment]) -> list[str]:
    """The files that file search was for, each once."""
    files = [each.file_id for each in attachments if any(tool.type == "file_search" for tool in each.tools)]
    return list(dict.fromkeys(files))


def main() -> None:
    decode, encode = msgspec.json.Decoder(Message).decode, msgspec.json.Encoder().encode
    write = sys.stdout.buffer.write
    lines: list[bytes] = []
    size = 0
    for line in sys.stdin.buffer:
        item = encode(converted(decode(line)))
        lines.append(item)
        size += len(item)
        if size > BLOCK:
            write(b"\n".join(lines) + b"\n")
            lines, size = [], 0
    if lines:
        write(b"\n".join(lines) + b"\n")


if __name__ == "__main__":
    main()
