"""Which kinds there are in which dialects, and what each becomes in the others."""

import dataclasses
from collections.abc import Iterable, Iterator

ASSISTANTS = ["create-message-request", "message", "message-list", "create-thread-request", "thread"]
# What a kind of Assistants becomes in Responses: by itself, and as sendable forms that are asked for.
IN_RESPONSES = {
    "create-message-request": ["input-item"],
    "message": ["item", "input-item"],
    "message-list": ["item-list", "input", "create-items-request"],
    "create-thread-request": ["create-conversation-request", "create-items-request", "input"],
    "thread": ["conversation"],
}
IN_ASSISTANTS = {kinds[0]: kind for kind, kinds in IN_RESPONSES.items()} | {
    "create-items-request": "create-thread-request",
    "input": "create-thread-request",
}
STORED = {"message", "message-list", "thread", "item", "item-list", "conversation"}


@dataclasses.dataclass(frozen=True)
class Conversion:
    """One way of one kind: what there is, and what becomes of it."""

    dialect: str
    kind: str
    target: str
    target_kind: str

    @property
    def options(self) -> list[str]:
        """What the program is told: the kind of the target only where it is not the usual one."""
        options = ["--to", self.target, "--from", self.dialect, "--kind", self.kind]
        usual = {self.kind, IN_RESPONSES.get(self.kind, [""])[0], IN_ASSISTANTS.get(self.kind)}
        return options if self.target_kind in usual else [*options, "--as", self.target_kind]


def between(dialect: str, target: str) -> Iterator[Conversion]:
    """All conversions from one dialect to another; either may be the name of an edition."""
    if target.startswith("responses"):
        ways = [(kind, other) for kind, others in IN_RESPONSES.items() for other in others]
    elif dialect.startswith("responses"):
        ways = list(IN_ASSISTANTS.items())
    else:
        ways = [(kind, kind) for kind in ASSISTANTS]
    for kind, target_kind in ways:
        yield Conversion(dialect, kind, target, target_kind)


def all_to(targets: Iterable[str]) -> Iterator[Conversion]:
    """All conversions to each target from the families of the other dialects."""
    for target in targets:
        for dialect in ["v1", "v2", "responses"]:
            if dialect != target:
                yield from between(dialect, target)
