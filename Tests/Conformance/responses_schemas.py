"""Law 6 where one of the dialects is Responses; `official_schemas.py` runs this.

The pointers of the two sides differ, so errors cannot be subtracted as between editions of Assistants.
At level `schema` the source has no errors, and the target none but those of `AT_SCHEMA`. At level
`service` both may have the errors that `amendments.py` names, and no others.
"""

import collections
import json
import random
from collections.abc import Iterator
from typing import Any

import amendments
import command_line
import conversions
from conversions import Conversion
from generators_valid import RESPONSES
from payload_sources import Source
from schema_payloads import SchemaPayloads

NEWEST = {"v1": "v1-2024-04", "v2": "v2-2026", "responses": "responses-2026"}
EDITIONS = {
    "v1": ["v1-2023-11", "v1-2024-04"],
    "v2": ["v2-2024-04", "v2-2026"],
    "responses": ["responses-2026"],
}
# No id is invented, though the schema of an output message requires one; what schemas leave open is kept:
# the word that a page calls itself, the metadata of a conversation.
AT_SCHEMA = ["assistant-parts-without-id", "object-of-page", "metadata-as-stored"]
AT_SERVICE = [name for name in amendments.EXCEPTIONS if name != "unknown-member-kept"]
# Unions of items draw messages more often than calls, outputs and the like.
MESSAGES = ["EasyInputMessage", "InputMessage", "Item", "Message", "OutputMessage"]


class SecondHop:
    """Converts payloads of and to Responses and counts what came of them."""

    def __init__(self, assistants: Any, validator_class: Any, program: str, folder: str) -> None:
        self.assistants = assistants
        self.validator_class = validator_class
        self.program, self.folder = program, folder
        self.validators: dict[str, list[Any]] = {}
        self.rows: dict[tuple[Conversion, str], collections.Counter[str]] = {}
        self.problems = command_line.Problems()
        # Whether the program converts to Responses at all.
        self.is_known = True

    # Schemas

    def documents(self, edition: str, kind: str) -> list[Any]:
        """The schemas of a kind, one of which a payload must pass."""
        if edition != "responses-2026":
            return [self.assistants.document(edition, kind)]
        files = [self.assistants.folder / f"{name}.schema.json" for name in RESPONSES[kind]]
        return [json.loads(file.read_text()) for file in files]

    def errors(self, edition: str, kind: str, payload: Any) -> list[str]:
        """What is wrong with a payload, by the schema that finds least wrong."""
        key = f"{edition} {kind}"
        if key not in self.validators:
            self.validators[key] = [self.validator_class(schema) for schema in self.documents(edition, kind)]
        found = [list(validator.iter_errors(payload)) for validator in self.validators[key]]
        return [f"{error.json_path}: {error.message[:200]}" for error in min(found, key=len)]

    def drawn(self, edition: str, kind: str, count: int, seed: str) -> list[Any]:
        """Payloads that the schema accepts; of several schemas, some of each."""
        payloads: list[Any] = []
        documents = self.documents(edition, kind)
        sources = [
            SchemaPayloads(schema, f"{seed} {edition} {kind} {n}", MESSAGES) for n, schema in enumerate(documents)
        ]
        for number in range(20 * count):
            payload = sources[number % len(sources)].draw()
            if not self.errors(edition, kind, payload):
                payloads.append(payload)
            if len(payloads) == count:
                return payloads
        raise RuntimeError(f"only {len(payloads)} payloads drawn for {edition} {kind} are valid")

    # Checks

    def generated(self, count: int, seed: str) -> None:
        """Asks about payloads drawn from the schemas, and about the same as the service leaves them."""
        for conversion in self.directions():
            for edition in EDITIONS[conversion.dialect]:
                payloads = self.drawn(edition, conversion.kind, count, seed)
                self.run(conversion, edition, "schema", payloads)
                self.run(conversion, edition, "service", payloads)
                choices = random.Random(seed)
                self.run(conversion, edition, "service", [without_some(payload, choices) for payload in payloads])

    def real(self, sources: list[Source]) -> None:
        """Asks about payloads of a corpus, each by the edition that finds least wrong with it."""
        for conversion in self.directions():
            for source in sources:
                if (source.dialect, source.kind) == (conversion.dialect, conversion.kind):
                    edition = min(
                        reversed(EDITIONS[source.dialect]),
                        key=lambda name, it=source: len(self.errors(name, it.kind, it.payload)),
                    )
                    for level in ["schema", "service"]:
                        self.run(conversion, edition, level, [source.payload])

    def directions(self) -> Iterator[Conversion]:
        """Every way to and from Responses."""
        for family in ["v1", "v2"] if self.is_known else []:
            yield from conversions.between(family, "responses")
            yield from conversions.between("responses", family)

    def run(self, conversion: Conversion, edition: str, level: str, payloads: list[Any]) -> None:
        counts = self.rows.setdefault((conversion, level), collections.Counter())
        records = [json.dumps(payload, ensure_ascii=False).encode() for payload in payloads]
        try:
            done = command_line.Run(self.program, self.folder, records, [*conversion.options, "--level", level])
        except RuntimeError as error:
            self.problems.add("the program failed", [str(error)])
            return
        counts["refused"] += len(done.refused)
        counts.update(f"refused {code}" for code in done.refused.values())
        for number, written in done.written.items():
            counts["converted"] += 1
            self.compare(conversion, edition, level, payloads[number - 1], json.loads(written), counts)

    def compare(
        self, conversion: Conversion, edition: str, level: str, payload: Any, target: Any, counts: Any
    ) -> None:
        names = AT_SERVICE if level == "service" else []
        own = amendments.Case(conversion.kind, conversion.dialect, edition)
        _, left = amendments.needed(payload, own, lambda mended: self.errors(edition, conversion.kind, mended), names)
        if left:
            counts["odd"] += 1
            return
        case = amendments.Case(conversion.target_kind, conversion.dialect, conversion.target)
        newest = NEWEST[conversion.target]
        exceptions, left = amendments.needed(
            target, case, lambda mended: self.errors(newest, conversion.target_kind, mended), names or AT_SCHEMA
        )
        counts.update(exceptions)
        if left:
            counts["NOT VALID"] += 1
            way = f"{edition} {conversion.kind} to {conversion.target} {conversion.target_kind}"
            self.problems.add(f"NOT VALID: {way}, level {level}", left, source=payload, target=target)

    def report(self) -> None:
        columns = {"converted": 10, "refused": 9, "odd": 6}
        head = "".join(f"{name:>{width}}" for name, width in columns.items())
        print(f"{'kind':38}{'to':44}{'level':9}{head}  codes and exceptions")
        for (conversion, level), counts in self.rows.items():
            numbers = "".join(f"{counts[name]:{width}}" for name, width in columns.items())
            ends = f"{conversion.dialect} {conversion.kind}"
            target = f"{conversion.target} {conversion.target_kind}"
            rest = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()) if name not in columns)
            print(f"{ends:38}{target:44}{level:9}{numbers}  {rest}")
        self.problems.report()


def without_some(payload: Any, choices: random.Random) -> Any:
    """The payload without some of what the service leaves out."""
    gone = ["status", "incomplete_details", "completed_at", "incomplete_at", "tool_resources", "logprobs"]
    if isinstance(payload, list):
        return [without_some(element, choices) for element in payload]
    if not isinstance(payload, dict):
        return payload
    stays = payload.get("type") not in ("message", "output_text", None)
    return {
        name: without_some(value, choices)
        for name, value in payload.items()
        if stays or name not in gone or choices.random() < 0.5
    }
