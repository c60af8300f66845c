"""Where payloads as the service sends and takes them disagree with its own types and schemas.

Each exception is an amendment: a function that mends a payload in place. What has errors before and none
after it has that exception and no other fault. The list is closed: an error that no amendment removes is
a fault of the conversion.
"""

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import conversions


@dataclasses.dataclass
class Case:
    """What is known about a payload: its kind, and which dialects it was converted from and to."""

    kind: str
    source: str
    target: str
    # Names of members that may be taken out, since the source had them and nobody knows them.
    strangers: set[str] = dataclasses.field(default_factory=set)

    @property
    def is_stored(self) -> bool:
        return self.kind in conversions.STORED


def objects(payload: Any) -> Iterator[dict[str, Any]]:
    """All objects of a payload, outside in."""
    values = payload if isinstance(payload, list) else []
    if isinstance(payload, dict):
        yield payload
        values = list(payload.values())
    for value in values:
        yield from objects(value)


def messages(payload: Any) -> list[dict[str, Any]]:
    """The stored messages of Assistants in a payload."""
    return [found for found in objects(payload) if found.get("object") == "thread.message"]


def pages(payload: Any, case: Case) -> list[dict[str, Any]]:
    """The payload, if it is a page of items."""
    is_page = case.kind == "item-list" and isinstance(payload, dict) and "data" in payload
    return [payload] if is_page else []


def status_as_served(payload: Any, _: Case) -> None:
    """The service does not send the status members that its types require; neither does the conversion."""
    for message in messages(payload):
        message.setdefault("status", "completed")
        for name in ("incomplete_details", "completed_at", "incomplete_at"):
            message.setdefault(name, None)


def tool_resources_as_served(payload: Any, case: Case) -> None:
    """Nor does it send the empty tool resources of a thread."""
    for thread in objects(payload) if case.kind == "thread" and case.target.startswith("v2") else []:
        if thread.get("object") == "thread":
            thread.setdefault("tool_resources", None)


def thread_and_time_of_caller(payload: Any, case: Case) -> None:
    """An item has neither thread nor time: reported as missing, for the caller to supply."""
    for message in messages(payload) if case.source == "responses" else []:
        message.setdefault("thread_id", "thread_of_caller")
        message.setdefault("created_at", 0)


def assistant_parts_without_id(payload: Any, case: Case) -> None:
    """The service takes parts of an assistant without the id and the fillers of an output message."""
    for item in objects(payload) if not case.is_stored else []:
        content = item.get("content")
        if item.get("role") == "assistant" and isinstance(content, list):
            item.setdefault("id", "msg_1")
            item.setdefault("status", "completed")
            for part in content:
                if isinstance(part, dict) and part.get("type") == "output_text":
                    part.setdefault("annotations", [])
                    part.setdefault("logprobs", [])


def whole_number_as_float(payload: Any, _: Case) -> None:
    """A time that was stored as 1741476777.0 keeps its spelling."""
    for found in objects(payload):
        for name, value in found.items():
            if isinstance(value, float) and value.is_integer():
                found[name] = int(value)


def metadata_as_stored(payload: Any, case: Case) -> None:
    """Metadata that is no object, as some programs wrote it, is kept in stored payloads."""
    for found in objects(payload) if case.is_stored else []:
        if not isinstance(found.get("metadata", {}), dict):
            found["metadata"] = {}


def cursors_of_empty_page(payload: Any, case: Case) -> None:
    """An empty page has no first and last element; it says so with null, as pages of Assistants do."""
    for page in pages(payload, case):
        for name in ("first_id", "last_id"):
            if page["data"] == [] and page.get(name, "") is None:
                page[name] = ""


def object_of_page(payload: Any, case: Case) -> None:
    """Pages of Assistants may call themselves anything, by their schema; the word is kept."""
    for page in pages(payload, case):
        if isinstance(page.get("object"), str):
            page["object"] = "list"


def null_quote_kept(payload: Any, case: Case) -> None:
    """The first edition of v2 wants a quote; where one is stored as null, it stays null there."""
    for found in objects(payload) if case.target == "v2-2024-04" else []:
        if found.get("quote", "") is None:
            found["quote"] = ""


def unknown_member_kept(payload: Any, case: Case) -> None:
    """Members of stored payloads that nobody knows are kept, if the source has them."""
    for found in objects(payload) if case.is_stored else []:
        for name in case.strangers & found.keys():
            del found[name]


Amendment = Callable[[Any, Case], None]
EXCEPTIONS: dict[str, Amendment] = {
    "status-as-served": status_as_served,
    "tool-resources-as-served": tool_resources_as_served,
    "thread-and-time-of-caller": thread_and_time_of_caller,
    "assistant-parts-without-id": assistant_parts_without_id,
    "whole-number-as-float": whole_number_as_float,
    "metadata-as-stored": metadata_as_stored,
    "cursors-of-empty-page": cursors_of_empty_page,
    "object-of-page": object_of_page,
    "null-quote-kept": null_quote_kept,
    "unknown-member-kept": unknown_member_kept,
}


def amended(payload: Any, case: Case, names: Iterable[str] = EXCEPTIONS) -> Any:
    """A copy of the payload, mended."""
    mended = copy.deepcopy(payload)
    for name in names:
        EXCEPTIONS[name](mended, case)
    return mended


def needed(
    payload: Any, case: Case, errors: Callable[[Any], list[str]], names: Iterable[str] = EXCEPTIONS
) -> tuple[list[str], list[str]]:
    """The fewest exceptions after which a payload has no errors; or none, and the errors that are left."""
    if not errors(payload):
        return [], []
    kept = list(names)
    left = errors(amended(payload, case, kept))
    if left:
        return [], left
    for name in list(kept):
        fewer = [other for other in kept if other != name]
        if not errors(amended(payload, case, fewer)):
            kept = fewer
    return kept, []
