"""The payloads that conformance scripts ask about: real, of the samples and fixtures, and made up."""

import dataclasses
import json
import pathlib
import subprocess
from collections.abc import Iterator
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What a payload is called in the index of a corpus, where it is not the name of its kind.
NAMES_IN_CORPUS = {"response-input": "input", "items-create-request": "create-items-request"}
# The dialects on the older and newer side of each hop of the fixtures.
SIDES = {
    "v1-editions": ("v1", "v1"),
    "v2-editions": ("v2", "v2"),
    "v1-to-v2": ("v1", "v2"),
    "v2-to-responses": ("v2", "responses"),
    "responses-forms": ("responses", "responses"),
}


@dataclasses.dataclass(frozen=True)
class Source:
    """A payload, the family of dialects and the kind it is of, and where it comes from."""

    dialect: str
    kind: str
    payload: Any
    origin: str

    @property
    def line(self) -> bytes:
        return json.dumps(self.payload, ensure_ascii=False).encode()


def of_corpus(folder: pathlib.Path) -> Iterator[Source]:
    """Real payloads, as the index of a corpus names them."""
    for line in (folder / "index.jsonl").read_text().splitlines():
        entry = json.loads(line)
        path = folder / entry["file"]
        if path.suffix == ".json" and "duplicate-keys" not in entry["features"]:
            payload = json.loads(path.read_text())
            dialect, kind = place_in_corpus(entry, payload)
            yield Source(dialect, kind, payload, entry["file"])


def place_in_corpus(entry: dict[str, Any], payload: Any) -> tuple[str, str]:
    """Dialect and kind of a payload by the words of this package."""
    dialect = "responses" if entry["dialect"] == "conversations" else entry["dialect"]
    kind = NAMES_IN_CORPUS.get(entry["object"], entry["object"])
    is_sendable = kind == "item" and "id" not in payload
    return dialect, "input-item" if is_sendable else kind


def of_fixtures(folder: pathlib.Path = ROOT / "Tests" / "Fixtures") -> Iterator[Source]:
    """The payloads on both sides of the fixtures, without those that use the macros of fixtures."""
    for path in sorted(folder.glob("*/*/*/*er.json")):
        hop, kind, case = path.relative_to(folder).parts[:3]
        text = path.read_text()
        if "$times(" in text or "$each(" in text:
            continue
        side = ["older.json", "newer.json"].index(path.name)
        # Where the kinds of the two sides differ, the folder names both.
        kinds = kind.split("-to-")
        yield Source(SIDES[hop][side], kinds[side % len(kinds)], json.loads(text), f"fixture {hop}/{kind}/{case}")


def of_samples(program: str, folder: pathlib.Path = ROOT / "samples") -> Iterator[Source]:
    """The records of the samples; the program says what they are, and undecided ones are left out."""
    for path in sorted(folder.rglob("*.json*")):
        if "expected" in path.parts:
            continue
        words = [program, "identify", "--format", "json", str(path)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
        records = records_of(path)
        for answer in map(json.loads, done.stdout.splitlines()):
            payload = records.get(answer["record"])
            if payload is not None and answer.get("kind") and answer.get("dialect") not in (None, "undecided"):
                name = path.relative_to(folder)
                family = answer["dialect"].split("-")[0]
                yield Source(family, answer["kind"], payload, f"sample {name}:{answer['record']}")


def records_of(path: pathlib.Path) -> dict[int, Any]:
    """The records of a file, by number from 1; those that are not JSON are left out."""
    text = path.read_text()
    lines = [text] if path.suffix == ".json" else [line for line in text.splitlines() if line.strip()]
    records = {}
    for number, line in enumerate(lines, 1):
        try:
            records[number] = json.loads(line)
        except ValueError:
            continue
    return records


def generated(tool: str, count: int, seed: int) -> Iterator[Source]:
    """Valid payloads of the project's own generators."""
    kinds = subprocess.run([tool, "generate", "list"], check=True, capture_output=True, text=True).stdout
    for line in kinds.splitlines():
        kind, edition = line.split(" ")
        words = [tool, "generate", kind, edition, str(count), str(seed)]
        lines = subprocess.run(words, check=True, capture_output=True).stdout.decode().split("\n")[:-1]
        family = "responses" if edition.startswith("conversations") else edition.split("-")[0]
        for number, payload in enumerate(map(json.loads, lines), 1):
            yield Source(family, kind, payload, f"generated {edition} {kind} {number}")
