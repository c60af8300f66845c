#!/usr/bin/env python3
"""Compares the field lists of the package with the official schemas.

    field_lists.py --schemas DIR [--lists FILE]

DIR holds `<edition>.<object>.schema.json`. FILE is the output of `swift run crosswalk-dev fields`,
which the script calls itself without --lists. Every field of a schema must be in its list with the
same marks and words, and the other way round. Exit 0: equal; 1: differences; 77: skipped.
"""

import argparse
import json
import pathlib
import subprocess
import sys

OBJECTS = {
    "create-message-request": "create-message-request",
    "message": "message-object",
    "message-list": "list-messages-response",
    "message-file": "message-file-object",
    "create-thread-request": "create-thread-request",
    "thread": "thread-object",
}
# Kinds of responses-2026; a message to send is what any of three schemas allows.
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
# Payloads inside payloads: the definition that a list replaces by the name of a kind.
PAYLOADS = {
    "MessageObject": "message",
    "CreateMessageRequest": "create-message-request",
    "ConversationItem": "item",
    "InputItem": "input-item",
}
LISTS = 4 * len(OBJECTS) + len(RESPONSES)


class Schema:
    """One schema file, walked into the fields that a list should hold."""

    def __init__(self, document):
        self.document = document
        self.fields = {}

    def branches(self, schema):
        """The alternatives of a schema, references and unions resolved, and whether null is one."""
        if "$ref" in schema:
            return self.branches(self.document["$defs"][schema["$ref"].rsplit("/", 1)[1]])
        union = schema.get("anyOf") or schema.get("oneOf")
        if union and not all(set(branch) == {"required"} for branch in union):
            found = [self.branches(branch) for branch in union]
            return [b for branches, _ in found for b in branches], any(null for _, null in found)
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types == ["null"]:
            return [], True
        return [schema], "null" in types

    def members(self, path, schema):
        for name, member in schema.get("properties", {}).items():
            self.field(f"{path}/{name}", member, name in schema.get("required", []))

    def field(self, path, schema, required):
        kind = PAYLOADS.get(schema.get("$ref", "").rsplit("/", 1)[-1])
        branches, null = ([{}], False) if kind else self.branches(schema)
        tags = [tag_of(branch) for branch in branches]
        for branch, tag in zip(branches, tags):
            place = f"{path}[{tag}]" if tag else path
            self.fields[place] = {
                "isRequired": required,
                "isNullable": null,
                "words": branch.get("enum", []),
                "kind": kind,
            }
        for branch, tag in zip(branches, tags):
            place = f"{path}[{tag}]" if tag else path
            self.members(place, branch)
            if "items" in branch:
                self.field(f"{place}/*", branch["items"], False)


def tag_of(schema):
    """The only word of the member `type`, which tells the objects of a union apart."""
    words = schema.get("properties", {}).get("type", {}).get("enum", [])
    return words[0] if len(words) == 1 else None


def fields_of(path):
    """The fields of one schema file, or None if there is none."""
    if not path.exists():
        return None
    schema = Schema(json.loads(path.read_text()))
    if "properties" in schema.document:
        schema.members("", schema.document)
    else:
        schema.field("", schema.document, False)
        del schema.fields[""]
    return schema.fields


def united(schemas):
    """What any of several schemas allows: required is what all that have the object require."""
    fields = {}
    for path in dict.fromkeys(path for schema in schemas for path in schema):
        parent = path.rsplit("/", 1)[0]
        having = [schema for schema in schemas if parent == "" or parent in schema]
        found = [schema[path] for schema in having if path in schema]
        fields[path] = {
            "isRequired": len(found) == len(having) and all(f["isRequired"] for f in found),
            "isNullable": any(f["isNullable"] for f in found),
            "words": list(dict.fromkeys(word for f in found for word in f["words"])),
            "kind": found[0]["kind"],
        }
    return fields


def official(schemas, edition, kind):
    """The fields of one kind according to the schema, or None if there is no such file."""
    if edition == "responses-2026":
        found = [fields_of(schemas / f"{name}.schema.json") for name in RESPONSES[kind]]
        return None if None in found else united(found)
    inside = kind == "message-file" and edition.startswith("v2")
    name = "message-object" if inside else OBJECTS[kind]
    fields = fields_of(schemas / f"{edition}.{name}.schema.json")
    if not inside or fields is None:
        return fields
    prefix = "/attachments/*"
    return {p[len(prefix) :]: f for p, f in fields.items() if p.startswith(prefix + "/")}


def listed(field_list):
    return {
        field["path"]: {
            "isRequired": field["isRequired"],
            "isNullable": field["isNullable"],
            "words": field["words"],
            "kind": field.get("kind"),
        }
        for field in field_list["fields"]
    }


def compare(ours, theirs):
    """Differences as lines of text."""
    for path in sorted(theirs.keys() - ours.keys()):
        yield f"{path}: in the schema, not in the list"
    for path in sorted(ours.keys() - theirs.keys()):
        yield f"{path}: in the list, not in the schema"
    for path in sorted(ours.keys() & theirs.keys()):
        for mark, value in theirs[path].items():
            if ours[path][mark] != value:
                yield f"{path}: {mark} is {ours[path][mark]}, in the schema {value}"


def commit_differs(schemas, field_list):
    """Whether the schema file names another commit than the list."""
    name = next(iter(sorted(schemas.glob(f"{field_list['edition']}.*.schema.json"))))
    commit = field_list["source"].split("@")[1].split(" ")[0]
    return commit not in json.loads(name.read_text()).get("$comment", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", type=pathlib.Path)
    parser.add_argument("--lists", type=pathlib.Path)
    options = parser.parse_args()
    if options.schemas is None or not options.schemas.is_dir():
        print("SKIPPED: field lists NOT compared, no folder of schemas (--schemas DIR)")
        return 77
    if options.lists:
        text = options.lists.read_text()
    else:
        command = ["swift", "run", "-q", "crosswalk-dev", "fields"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lists, fields, problems = json.loads(text), 0, 0
    for field_list in lists:
        name = f"{field_list['edition']} {field_list['kind']}"
        theirs = official(options.schemas, field_list["edition"], field_list["kind"])
        ours = listed(field_list)
        fields += len(ours)
        found = ["no schema file"] if theirs is None else list(compare(ours, theirs))
        if theirs is not None and commit_differs(options.schemas, field_list):
            found.append("the schema is of another commit")
        problems += len(found)
        for line in found:
            print(f"{name}: {line}")
    if len(lists) != LISTS:
        print(f"expected {LISTS} lists, found {len(lists)}")
        problems += 1
    print(f"{len(lists)} lists, {fields} fields, {problems} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
