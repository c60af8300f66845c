#!/usr/bin/env python3
"""Asks the types of the installed `openai` package about payloads; `sdk.py` runs this in each generation.

    sdk_judge.py < QUESTIONS > ANSWERS

A question is a line `{"kind", "from", "to", "unknown", "payload"}`: what the payload is, which dialects it was
converted from and to, and the names of members that the SDK of the first did not know either; null for a
payload that was not converted. An answer is a line `{"accepted", "exceptions", "unknown", "errors"}`.
A payload is accepted if it has no errors, or none but those that an exception of `amendments.py` explains.
"""

import collections.abc
import importlib
import json
import sys
import types
import typing
from collections.abc import Iterator
from typing import Any

import amendments
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


class Judge:
    """Answers questions; keeps the checks of the kinds that it has met."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind | PageKind] = {}

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        case = amendments.Case(question["kind"], question["from"], question["to"])
        if case.kind not in self.kinds:
            self.kinds[case.kind] = PageKind() if case.kind == "message-list" else Kind(case.kind)
        kind, payload, unknown = self.kinds[case.kind], question["payload"], question["unknown"]
        _, strangers = kind.errors(amendments.amended(payload, case))
        case.strangers = strangers if unknown is None else strangers & set(unknown)
        exceptions, errors = amendments.needed(payload, case, lambda mended: kind.errors(mended)[0])
        return {
            "accepted": not errors,
            "exceptions": exceptions,
            "unknown": sorted(strangers),
            "errors": errors,
        }


def main() -> None:
    judge = Judge()
    for line in sys.stdin:
        print(json.dumps(judge.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
