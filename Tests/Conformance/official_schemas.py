#!/usr/bin/env python3
"""Law 6: what is valid for its official schema converts to something valid, or is refused.

    official_schemas.py --schemas DIR [--corpus DIR] [--crosswalk PATH] [--count N] [--seed N]

At level `schema` a source that its schema accepts gives a target that the target's schema accepts,
or a refusal. At level `service` the target has no schema error that the source did not have. Both
for random payloads made from the schemas, some of them with members left out as the service does,
and for the payloads of a corpus folder (`index.jsonl` and one file each). The exceptions below are
all there are; those of conversions to and from Responses are in `amendments.py`. Exit 0: the law
holds; 1: it does not; 77: skipped.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import sys
import tempfile

import command_line
import payload_sources
from responses_schemas import SecondHop
from schema_payloads import SchemaPayloads

EDITIONS = {"v1": ["v1-2023-11", "v1-2024-04"], "v2": ["v2-2024-04", "v2-2026"]}
NEWEST = {"v1": "v1-2024-04", "v2": "v2-2026"}
SCHEMAS = {
    "create-message-request": "create-message-request",
    "message": "message-object",
    "message-list": "list-messages-response",
    "message-file": "message-file-object",
    "create-thread-request": "create-thread-request",
    "thread": "thread-object",
}
# The same thing under another name: an error about one is an error about the other.
RENAMED = {"file_ids": "attachments"}
STATUS_MEMBERS = {"status", "incomplete_details", "completed_at", "incomplete_at"}
# Editions say the same with different keywords: null allowed, one of several objects.
SHAPES = {"type", "anyOf", "oneOf"}
# What the service leaves out although its schema requires it.
AS_SERVED = STATUS_MEMBERS | {"assistant_id", "run_id", "tool_resources"}


class Exceptions:
    """The closed list of errors that a target may have and its source has not, each with a name."""

    NAMES = {"status-as-served", "tool-resources-as-served", "message-file-link-unknown"}

    @staticmethod
    def name(level, kind, target, error, source):
        pointer, keyword, detail = error
        family = target[:2]
        at_message = (kind, pointer) in {("message", ""), ("message-list", "/data/*")}
        if level == "service" and keyword == "required":
            if at_message and detail in STATUS_MEMBERS:
                return "status-as-served"
            if kind == "thread" and family == "v2" and detail == "tool_resources":
                return "tool-resources-as-served"
            if kind == "message-file" and family == "v1":
                unknown = {"created_at", "message_id"} | (set() if "file_id" in source else {"id"})
                return "message-file-link-unknown" if detail in unknown else None
        return None


class Schemas:
    """The validators of a folder of schemas."""

    def __init__(self, folder, validator_class):
        self.folder = folder
        self.validator_class = validator_class
        self.validators = {}

    def document(self, edition, kind):
        if kind == "message-file" and edition.startswith("v2"):
            message = self.document(edition, "message")
            attachments = message["properties"]["attachments"]
            branches = attachments.get("anyOf", [attachments])
            items = next(branch["items"] for branch in branches if "items" in branch)
            return {**items, "$defs": message["$defs"]}
        return json.loads((self.folder / f"{edition}.{SCHEMAS[kind]}.schema.json").read_text())

    def errors(self, edition, kind, payload):
        """What is wrong with a payload: pointer with `*` for indices, keyword, and the member."""
        key = (edition, kind)
        if key not in self.validators:
            self.validators[key] = self.validator_class(self.document(edition, kind))
        return {error_key(error) for error in self.validators[key].iter_errors(payload)}


def error_key(error):
    steps = ["*" if isinstance(step, int) else RENAMED.get(step, step) for step in error.absolute_path]
    pointer = "".join(f"/{step}" for step in steps)
    detail = ""
    if error.validator == "required":
        detail = re.match(r"'(.*)' is a required", error.message).group(1)
        detail = RENAMED.get(detail, detail)
    return (pointer, "shape" if error.validator in SHAPES else error.validator, detail)


class Check:
    """Converts payloads of one kind and edition and counts what came of them."""

    def __init__(self, schemas, program, folder):
        self.schemas = schemas
        self.program = program
        self.folder = folder
        self.rows = []
        self.problems = []
        self.exceptions = collections.Counter()

    def convert(self, kind, edition, target, level, payloads, named=True):
        records = [json.dumps(payload, ensure_ascii=False).encode() for payload in payloads]
        options = ["--to", target, "--level", level]
        options += ["--from", edition[:2], "--kind", kind] if named else []
        run = command_line.Run(self.program, self.folder, records, options)
        counts = collections.Counter()
        for number, payload in enumerate(payloads, 1):
            if number in run.refused:
                counts["refused"] += 1
                counts[run.refused[number]] += 1
                continue
            counts["converted"] += 1
            if run.written[number] == records[number - 1] and target in EDITIONS:
                counts["identical"] += 1
                if target == edition[:2]:
                    continue
            self.compare(kind, edition, target, level, payload, run.written[number])
        self.rows.append((kind, edition, target, level, counts))

    def compare(self, kind, edition, target, level, payload, written):
        before = self.schemas.errors(edition, kind, payload)
        if level == "schema" and before:
            return
        after = self.schemas.errors(NEWEST.get(target, target), kind, json.loads(written))
        for error in sorted(after - before):
            name = Exceptions.name(level, kind, target, error, payload)
            if name:
                self.exceptions[name] += 1
            else:
                self.problems.append((kind, edition, target, level, error, payload, written.decode()))


def as_served(payload, kind, choices):
    """The payload without some members that the schema requires and the service leaves out."""
    if kind == "message-list":
        return {**payload, "data": [as_served(m, "message", choices) for m in payload["data"]]}
    gone = {name for name in AS_SERVED if choices.random() < 0.5}
    return {name: value for name, value in payload.items() if name not in gone}


def check_generated(check, count, seed):
    for family, editions in EDITIONS.items():
        other = "v2" if family == "v1" else "v1"
        for edition in editions:
            for kind in SCHEMAS:
                source = SchemaPayloads(check.schemas.document(edition, kind), f"{seed} {edition} {kind}")
                payloads = [source.draw() for _ in range(count)]
                choices = random.Random(f"{seed}")
                served = [as_served(payload, kind, choices) for payload in payloads]
                for target in [other, *EDITIONS[other], *(e for e in editions if e != edition)]:
                    check.convert(kind, edition, target, "schema", payloads)
                    check.convert(kind, edition, target, "service", payloads)
                    if kind in {"message", "message-list", "thread"}:
                        check.convert(kind, edition, target, "service", served)


def best_edition(check, family, kind, payload):
    """The edition whose schema finds least wrong, the newest among equals."""
    return min(
        reversed(EDITIONS[family]), key=lambda edition: len(check.schemas.errors(edition, kind, payload))
    )


def check_corpus(check, folder):
    for line in (folder / "index.jsonl").read_text().splitlines():
        entry = json.loads(line)
        family, kind = entry["dialect"], entry["object"]
        if family not in EDITIONS or kind not in SCHEMAS or "duplicate-keys" in entry["features"]:
            continue
        payload = json.loads((folder / entry["file"]).read_text())
        edition = best_edition(check, family, kind, payload)
        for target in ["v2" if family == "v1" else "v1"]:
            for level in ["schema", "service"]:
                check.convert(kind, edition, target, level, [payload])


def report(check):
    totals = collections.defaultdict(collections.Counter)
    for kind, edition, target, level, counts in check.rows:
        totals[kind, edition, target, level] += counts
    print(f"{'kind':24}{'edition':12}{'to':12}{'level':9}{'converted':>10}{'refused':>9}  codes")
    for (kind, edition, target, level), counts in totals.items():
        codes = {c: n for c, n in counts.items() if c not in {"converted", "refused", "identical"}}
        text = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
        print(f"{kind:24}{edition:12}{target:12}{level:9}{counts['converted']:10}{counts['refused']:9}  {text}")
    for name, number in sorted(check.exceptions.items()):
        print(f"documented exception {name}: {number} times")
    for name in sorted(Exceptions.NAMES - check.exceptions.keys()):
        print(f"documented exception {name}: never needed in this run")
    groups = collections.defaultdict(list)
    for kind, edition, target, level, error, payload, written in check.problems:
        groups[kind, edition, target, level, error].append((payload, written))
    for (kind, edition, target, level, error), cases in groups.items():
        payload, written = min(cases, key=lambda case: len(case[1]))
        print(f"NOT VALID {len(cases)} x: {kind} {edition} to {target}, level {level}: {error}")
        print(f"  source {json.dumps(payload, ensure_ascii=False)[:2000]}\n  target {written[:2000]}")
    print(f"{sum(c['converted'] for c in totals.values())} converted, {len(check.problems)} schema errors too many")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--crosswalk")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        return command_line.skip("official schemas", "no Python package jsonschema")
    if options.schemas is None or not options.schemas.is_dir():
        return command_line.skip("official schemas", "no folder of schemas (--schemas DIR)")
    program = command_line.find(options.crosswalk)
    if program is None:
        return command_line.skip("official schemas", "no program (--crosswalk PATH, or build it)")
    with tempfile.TemporaryDirectory() as folder:
        schemas = Schemas(options.schemas, Draft202012Validator)
        check = Check(schemas, program, folder)
        hop = SecondHop(schemas, Draft202012Validator, program, folder)
        hop.is_known = command_line.knows(program, "responses")
        try:
            check_generated(check, options.count, options.seed)
            hop.generated(options.count, options.seed)
        except RuntimeError as error:
            print(f"the program failed: {error}")
            return 1
        if options.corpus is None or not (options.corpus / "index.jsonl").is_file():
            command_line.skip("law 6 for real payloads", "no folder of payloads (--corpus DIR)")
        else:
            check_corpus(check, options.corpus)
            hop.real(list(payload_sources.of_corpus(options.corpus)))
        report(check)
        hop.report()
    return 1 if check.problems or hop.problems else 0


if __name__ == "__main__":
    sys.exit(main())
