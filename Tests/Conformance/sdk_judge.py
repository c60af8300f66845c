#!/usr/bin/env python3
"""Asks the types of the installed `openai` package about payloads; `sdk.py` runs this in each generation.

    sdk_judge.py < QUESTIONS > ANSWERS

A question is a line `{"kind", "from", "to", "unknown", "payload"}`: what the payload is, which dialects it was
converted from and to, and the names of members that the SDK of the first did not know either; null for a
payload that was not converted. An answer is a line `{"accepted", "exceptions", "unknown", "errors"}`.
A payload is accepted if it has no errors, or none but those with a name: each name stands for an amendment
of the payload, and the amended payload must have no errors. So an exception is as narrow as what it amends.
"""

import collections.abc
import importlib
import json
import sys
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import pydantic
import typing_extensions

# Where the types of each kind are: module below `openai.types`, and name.
STORED = {
    "message": ("beta.threads", "Message"),
    "thread": ("beta", "Thread"),
    "item": ("conversations", "ConversationItem"),
    "item-list": ("conversations", "ConversationItemList"),
    "conversation": ("conversations", "Conversation"),
}
SENDABLE = {
    "create-message-request": ("beta.threads.message_create_params", "MessageCreateParams"),
    "create-thread-request": ("beta.thread_create_params", "ThreadCreateParams"),
    "input-item": ("responses.response_input_item_param", "ResponseInputItemParam"),
    "input": ("responses.response_create_params", "ResponseInputParam"),
    "create-items-request": ("conversations.item_create_params", "ItemCreateParams"),
    "create-conversation-request": ("conversations.conversation_create_params", "ConversationCreateParams"),
}
SEQUENCES = (list, collections.abc.Iterable, collections.abc.Sequence)
UNIONS = (typing.Union, types.UnionType)


class MessagePage(pydantic.BaseModel, extra="allow"):
    """A page of messages: the envelope that the prose gives, since old SDKs read no more of it than `data`."""

    object: typing.Literal["list"]
    data: list[Any]
    first_id: str | None
    last_id: str | None
    has_more: bool


# The types


def named(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"openai.types.{module}"), name)


class Strict:
    """Makes types of requests strict: no unknown members, and lists instead of lazy iterables.

    pydantic looks into an `Iterable` only when someone iterates, and so accepts any list at all.
    """

    def __init__(self) -> None:
        self.made: dict[Any, Any] = {}

    def of(self, kind: Any) -> Any:
        if typing_extensions.is_typeddict(kind):
            return self.typed_dict(kind)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Annotated:
            return self.of(arguments[0])
        if origin in UNIONS:
            return typing.Union[tuple(self.of(argument) for argument in arguments)]  # noqa: UP007
        if origin in (typing_extensions.Required, typing_extensions.NotRequired):
            return origin[self.of(arguments[0])]
        if origin in SEQUENCES:
            return list[self.of(arguments[0])]
        if origin is dict:
            return dict[arguments[0], self.of(arguments[1])]
        return kind

    def typed_dict(self, kind: Any) -> Any:
        if kind not in self.made:
            self.made[kind] = dict[str, Any]  # for a type inside itself
            hints = typing_extensions.get_type_hints(kind, include_extras=True)
            made = typing_extensions.TypedDict(
                kind.__name__, {name: self.of(hint) for name, hint in hints.items()}, total=False
            )
            made.__pydantic_config__ = pydantic.ConfigDict(extra="forbid", strict=True)
            self.made[kind] = made
        return self.made[kind]


class Kind:
    """The checks of one kind."""

    def __init__(self, name: str) -> None:
        self.is_stored = name in STORED
        kind = named(*STORED[name]) if self.is_stored else Strict().of(named(*SENDABLE[name]))
        self.adapter = pydantic.TypeAdapter(kind)

    def errors(self, payload: Any) -> tuple[list[str], set[str]]:
        """What is wrong, and the names of members that the type does not know."""
        try:
            value = self.adapter.validate_json(json.dumps(payload), strict=True)
        except pydantic.ValidationError as error:
            return list(readable(error)), set()
        strangers = list(unknown_members(value, "")) if self.is_stored else []
        errors = [f"{pointer}/{name}: unknown to {holder}" for pointer, name, holder in strangers]
        return errors, {name for _, name, _ in strangers}


class PageKind:
    """The checks of a page of messages: its envelope, and each message by the type of the SDK."""

    def __init__(self) -> None:
        self.message = Kind("message")

    def errors(self, payload: Any) -> tuple[list[str], set[str]]:
        try:
            page = MessagePage.model_validate_json(json.dumps(payload), strict=True)
        except pydantic.ValidationError as error:
            return list(readable(error)), set()
        names = set(page.model_extra or {})
        errors = [f"/{name}: unknown to the page" for name in sorted(names)]
        for number, element in enumerate(payload["data"]):
            found, unknown = self.message.errors(element)
            errors += [f"/data/{number}{text}" for text in found]
            names |= unknown
        return errors, names


def readable(error: pydantic.ValidationError) -> Iterator[str]:
    """The errors of a payload, without those of union members that its `type` does not mean."""
    details = error.errors(include_url=False, include_context=False)
    others = {detail["loc"][:-1] for detail in details if detail["loc"][-1:] == ("type",)}
    meant = [detail for detail in details if not any(is_below(detail["loc"], other) for other in others)]
    for detail in meant or details:
        steps = "".join(f"/{step}" for step in detail["loc"])
        yield f"{steps}: {detail['msg']}, found {json.dumps(detail['input'])[:80]}"


def is_below(place: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(place) > len(other) and place[: len(other)] == other


def unknown_members(value: Any, pointer: str) -> Iterator[tuple[str, str, str]]:
    """Members that a type has no field for: pydantic keeps them, so that a wrong type may look right."""
    if isinstance(value, pydantic.BaseModel):
        for name in value.model_extra or {}:
            yield pointer, name, type(value).__name__
        for name in type(value).model_fields:
            yield from unknown_members(getattr(value, name), f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, element in enumerate(value):
            yield from unknown_members(element, f"{pointer}/{number}")


# The exceptions


def objects(payload: Any) -> Iterator[dict[str, Any]]:
    """All objects of a payload, outside in."""
    if isinstance(payload, dict):
        yield payload
    for value in payload.values() if isinstance(payload, dict) else payload if isinstance(payload, list) else []:
        yield from objects(value)


def messages(payload: Any) -> list[dict[str, Any]]:
    """The stored messages of Assistants in a payload."""
    return [found for found in objects(payload) if found.get("object") == "thread.message"]


def status_as_served(payload: Any, _: "Question") -> None:
    """The service does not send a status that its types require; neither does the conversion."""
    for message in messages(payload):
        message.setdefault("status", "completed")


def thread_and_time_of_caller(payload: Any, question: "Question") -> None:
    """An item has neither thread nor time: reported as missing, for the caller to supply."""
    if question.source == "responses":
        for message in messages(payload):
            message.setdefault("thread_id", "thread_of_caller")
            message.setdefault("created_at", 0)


def assistant_parts_without_id(payload: Any, question: "Question") -> None:
    """The service takes parts of an assistant without the ids and fillers of an output message."""
    for item in objects(payload) if not question.is_stored else []:
        content = item.get("content")
        if item.get("role") == "assistant" and isinstance(content, list):
            item.setdefault("id", "msg_1")
            item.setdefault("status", "completed")
            for part in content:
                if isinstance(part, dict) and part.get("type") == "output_text":
                    part.setdefault("annotations", [])


def whole_number_as_float(payload: Any, _: "Question") -> None:
    """A time that was stored as 1741476777.0 keeps its spelling."""
    for found in objects(payload):
        for name, value in found.items():
            if isinstance(value, float) and value.is_integer():
                found[name] = int(value)


def metadata_as_stored(payload: Any, question: "Question") -> None:
    """Metadata that is no object, as some programs wrote it, is kept in stored payloads."""
    for found in objects(payload) if question.is_stored else []:
        if not isinstance(found.get("metadata", {}), dict):
            found["metadata"] = {}


def null_quote_kept(payload: Any, question: "Question") -> None:
    """The first edition of v2 wants a quote; where one is stored as null, it stays null there."""
    if question.target == "v2-2024-04":
        for found in objects(payload):
            if found.get("quote", "") is None:
                found["quote"] = ""


def unknown_member_kept(payload: Any, question: "Question") -> None:
    """Members of stored payloads that nobody knows are kept, if the source has them."""
    for found in objects(payload) if question.is_stored else []:
        for name in question.removable & found.keys():
            del found[name]


EXCEPTIONS: dict[str, Callable[[Any, "Question"], None]] = {
    "status-as-served": status_as_served,
    "thread-and-time-of-caller": thread_and_time_of_caller,
    "assistant-parts-without-id": assistant_parts_without_id,
    "whole-number-as-float": whole_number_as_float,
    "metadata-as-stored": metadata_as_stored,
    "null-quote-kept": null_quote_kept,
    "unknown-member-kept": unknown_member_kept,
}


class Question:
    """A payload, and what is known about where it comes from."""

    def __init__(self, line: dict[str, Any]) -> None:
        self.kind: str = line["kind"]
        self.source: str = line["from"]
        self.target: str = line["to"]
        self.unknown: list[str] | None = line["unknown"]
        self.payload: Any = line["payload"]
        # Those that this SDK does not know either.
        self.removable: set[str] = set()
        self.is_stored = self.kind in STORED or self.kind == "message-list"

    def amended(self, names: list[str]) -> Any:
        copy = json.loads(json.dumps(self.payload))
        for name in names:
            EXCEPTIONS[name](copy, self)
        return copy


class Judge:
    """Answers questions; keeps the checks of the kinds that it has met."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind | PageKind] = {}

    def answer(self, question: Question) -> dict[str, Any]:
        if question.kind not in self.kinds:
            self.kinds[question.kind] = PageKind() if question.kind == "message-list" else Kind(question.kind)
        kind = self.kinds[question.kind]
        errors, _ = kind.errors(question.payload)
        if not errors:
            return {"accepted": True, "exceptions": [], "unknown": [], "errors": []}
        names = list(EXCEPTIONS)
        strangers = kind.errors(question.amended(names))[1]
        question.removable = strangers if question.unknown is None else strangers & set(question.unknown)
        left, _ = kind.errors(question.amended(names))
        for name in names if not left else []:
            fewer = [other for other in names if other != name]
            names = fewer if not kind.errors(question.amended(fewer))[0] else names
        exceptions = names if not left else []
        return {"accepted": not left, "exceptions": exceptions, "unknown": sorted(strangers), "errors": left or errors}


def main() -> None:
    judge = Judge()
    for line in sys.stdin:
        print(json.dumps(judge.answer(Question(json.loads(line)))), flush=True)


if __name__ == "__main__":
    main()
