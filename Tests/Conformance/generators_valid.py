#!/usr/bin/env python3
"""Asks the official schemas about the payloads that the generators call valid.

    generators_valid.py --schemas DIR [--tool PATH] [--count N] [--seed N]

DIR holds `<edition>.<object>.schema.json`; PATH is a built `crosswalk-dev`, by default `swift run`.
Every valid payload must pass the schema of its edition. Of wild payloads the script says how many
pass, so that one can see that they are wild. Exit 0: all pass; 1: some do not; 77: skipped.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    jsonschema = None

OBJECTS = {
    "create-message-request": "create-message-request",
    "message": "message-object",
    "message-list": "list-messages-response",
    "message-file": "message-file-object",
    "create-thread-request": "create-thread-request",
    "thread": "thread-object",
}
# Kinds of responses-2026; a message to send must pass one of three schemas.
RESPONSES = {
    "input-item": [
        "responses-2026.easy-input-message",
        "responses-2026.input-message",
        "responses-2026.output-message",
    ],
    "item": ["conversations-2026.message"],
    "item-list": ["conversations-2026.item-list"],
    "create-conversation-request": ["conversations-2026.create-conversation-request"],
    "conversation": ["conversations-2026.conversation-object"],
    "input": ["responses-2026.input-param"],
    "create-items-request": ["conversations-2026.create-items-request"],
}


def schemas_of(folder, kind, edition):
    """The schemas of a kind, one of which a payload must pass."""
    if edition == "responses-2026":
        paths = [folder / f"{name}.schema.json" for name in RESPONSES[kind]]
        return [json.loads(path.read_text()) for path in paths]
    return [schema_of(folder, kind, edition)]


def schema_of(folder, kind, edition):
    """The schema of a kind; for message files of v2, which have none, that of a stored attachment."""
    path = folder / f"{edition}.{OBJECTS[kind]}.schema.json"
    if path.exists():
        return json.loads(path.read_text())
    message = json.loads((folder / f"{edition}.message-object.schema.json").read_text())
    attachments = message["properties"]["attachments"]
    items = attachments.get("items") or attachments["anyOf"][0]["items"]
    return {"$defs": message.get("$defs", {}), **items}


def generated(tool, *words):
    run = subprocess.run([*tool, "generate", *words], check=True, capture_output=True)
    return run.stdout.decode("utf-8").split("\n")[:-1]


def place(error):
    """Where an error is, with `*` for indices, and the keyword that was broken."""
    steps = ["*" if isinstance(step, int) else str(step) for step in error.absolute_path]
    return f"/{'/'.join(steps)}: {error.validator}"


def errors_of(validators, payload):
    """The errors of a payload by the schema that has the fewest."""
    return min((list(v.iter_errors(payload)) for v in validators), key=len)


def count_errors(validators, lines):
    """How many payloads fail, and at which places."""
    failing, places = 0, collections.Counter()
    for line in lines:
        errors = errors_of(validators, json.loads(line))
        failing += bool(errors)
        places.update({f"{place(error)}\n    {error.message[:200]}" for error in errors})
    return failing, places


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", type=pathlib.Path)
    parser.add_argument("--tool", default="")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.schemas is None or not options.schemas.is_dir():
        print("SKIPPED: generators NOT checked, no folder of schemas (--schemas DIR)")
        return 77
    if jsonschema is None:
        print("SKIPPED: generators NOT checked, the Python package jsonschema is missing")
        return 77
    tool = [options.tool] if options.tool else ["swift", "run", "-q", "crosswalk-dev"]
    problems = 0
    for line in generated(tool, "list"):
        kind, edition = line.split(" ")
        if kind not in OBJECTS and kind not in RESPONSES:
            print(f"{edition} {kind}: no official schema")
            continue
        schemas = schemas_of(options.schemas, kind, edition)
        validators = [jsonschema.Draft202012Validator(schema) for schema in schemas]
        order = kind, edition, str(options.count), str(options.seed)
        failing, places = count_errors(validators, generated(tool, *order))
        wild, _ = count_errors(validators, generated(tool, *order, "--wild"))
        print(f"{edition} {kind}: {failing} of {options.count} valid ones fail, {wild} wild ones")
        for text, count in places.most_common(5):
            print(f"  {count} x {text}")
        problems += failing
    print(f"{problems} valid payloads fail")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
