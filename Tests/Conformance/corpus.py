#!/usr/bin/env python3
"""Real payloads there and back: converts every payload of a folder, restores, compares.

    corpus.py --corpus DIR [--crosswalk PATH] [--to DIALECT…] [--kinds KIND…]

DIR holds `index.jsonl` (file, dialect, object) and a file per payload. The source dialect and kind
are recognized; where they cannot be (a plain message is legal everywhere), the index names them.
Towards Responses, stored payloads are converted to their sendable forms as well. Prints a line per
payload and target, and a table. Exit 0: every conversion was restored token by token; 1: one was not,
or the program failed; 77: skipped.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import command_line
import conversions
import payload_sources

KINDS = [
    *conversions.ASSISTANTS, "message-file", *conversions.IN_ASSISTANTS,
]  # fmt: skip
TARGETS = ["v1", "v2", "v1-2023-11", "v2-2024-04", "responses"]
# Refusals after which naming the source may help.
UNDECIDED = {"ambiguous-kind", "unknown-kind", "dialect-mismatch"}
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\s"]')


def tokens(payload):
    """The payload without white space between tokens; lexemes and order as they are."""
    return b"".join(TOKEN.findall(payload))


class Payload:
    """One payload on its way to one target and back."""

    def __init__(self, program, folder, source, target, options):
        self.program, self.source, self.target = program, source, target
        self.out, self.back = folder / "out", folder / "back"
        self.losses, self.residue = folder / "losses", folder / "residue"
        self.reject = folder / "reject"
        for path in folder.iterdir():
            path.unlink()
        self.result, self.weights, self.restored = "converted", collections.Counter(), ""
        self.problem = self.go(options)

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=120)

    def go(self, options):
        """Converts and restores; returns what went wrong, if anything."""
        done = self.run(
            "convert", "--to", self.target, *options, "--losses", self.losses, "--residue", self.residue,
            "--reject", self.reject, "-o", self.out, self.source,
        )  # fmt: skip
        if done.returncode not in (0, 1):
            self.result = "failed"
            return f"convert: exit {done.returncode}: {done.stderr.strip()}"
        errors = pathlib.Path(f"{self.reject}.errors")
        if errors.exists() and errors.stat().st_size:
            self.result = "refused " + json.loads(errors.read_text().splitlines()[0])["code"]
            return None
        if not self.out.exists() or not self.residue.exists():
            self.result = "failed"
            return "convert: exit 0, but no output or no residue"
        before, after = self.source.read_bytes(), self.out.read_bytes()
        if before == after:
            self.result = "identity"
        for line in self.losses.read_text().splitlines():
            self.weights[json.loads(line)["weight"]] += 1
        done = self.run("restore", "--residue", self.residue, "-o", self.back, self.out)
        if done.returncode != 0:
            self.restored = "NO"
            return f"restore: exit {done.returncode}: {done.stderr.strip()}"
        return self.compare(before, self.back.read_bytes())

    def compare(self, before, back):
        self.restored = "bytes" if back == before else "tokens"
        old, new = tokens(before), tokens(back)
        if old == new:
            return None
        self.restored = "NO"
        place = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
        was, now = old[max(0, place - 60) : place + 60], new[max(0, place - 60) : place + 60]
        return f"restored differs\n    was {was.decode(errors='replace')}\n    now {now.decode(errors='replace')}"


class Entry:
    """A payload of the folder, and which ways it goes."""

    def __init__(self, folder, entry):
        self.name = entry["file"]
        self.path = folder / self.name
        payload = json.loads(self.path.read_text()) if self.path.suffix == ".json" else None
        self.dialect, self.kind = payload_sources.place_in_corpus(entry, payload)
        self.is_array = isinstance(payload, list)

    def forms(self, target):
        """The kinds to ask for: none, which gives the usual one, and the sendable ones of Responses."""
        others = conversions.IN_RESPONSES.get(self.kind, [])[1:]
        return [None, *others] if target.startswith("responses") and self.dialect != "responses" else [None]

    def converted(self, program, folder, target, form):
        """The payload as recognized, or as named by the index where that is needed."""
        options = ["--as", form] if form else []
        named = ["--from", self.dialect, "--kind", self.kind]
        # An array is many records, unless the caller says that it is one.
        if not self.is_array:
            payload = Payload(program, folder, self.path, target, options)
            if payload.result.removeprefix("refused ") not in UNDECIDED:
                return payload, ""
        return Payload(program, folder, self.path, target, [*options, *named]), "named"


class Totals:
    """What became of the payloads of each kind on each way."""

    def __init__(self):
        self.rows = {}
        self.problems = 0

    def count(self, entry, target, payload):
        row = self.rows.setdefault((entry.dialect, entry.kind, target), collections.Counter())
        row[payload.result] += 1
        row["restored"] += payload.restored in {"bytes", "tokens"}
        row["PROBLEM"] += payload.problem is not None
        self.problems += payload.problem is not None

    def report(self):
        print(f"\n{'kind':40}{'to':32}{'identical':>10}{'converted':>10}{'restored':>9}  refused")
        for (dialect, kind, target), row in sorted(self.rows.items()):
            refused = ", ".join(f"{n} {code[8:]}" for code, n in sorted(row.items()) if code.startswith("refused "))
            numbers = f"{row['identity']:10}{row['converted']:10}{row['restored']:9}"
            problems = f", {row['PROBLEM']} PROBLEMS" if row["PROBLEM"] else ""
            print(f"{dialect + ' ' + kind:40}{target:32}{numbers}  {refused}{problems}")


def entries_of(folder, kinds, dialects):
    lines = (folder / "index.jsonl").read_text().splitlines()
    entries = [Entry(folder, json.loads(line)) for line in lines]
    chosen = [entry for entry in entries if entry.kind in kinds and entry.dialect in dialects]
    return sorted(chosen, key=lambda entry: entry.name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--crosswalk")
    parser.add_argument("--to", nargs="+", default=TARGETS)
    parser.add_argument("--kinds", nargs="+", default=KINDS)
    options = parser.parse_args()
    if options.corpus is None or not (options.corpus / "index.jsonl").is_file():
        return command_line.skip("real payloads", "no folder of payloads (--corpus DIR)")
    program = command_line.find(options.crosswalk)
    if program is None:
        return command_line.skip("real payloads", "no program (--crosswalk PATH, or build it)")
    targets = [to for to in options.to if not to.startswith("responses") or command_line.knows(program, to)]
    families = {"v1", "v2", *targets}
    entries, totals = entries_of(options.corpus, options.kinds, families), Totals()
    print(f"{'file':48}{'to':32}{'result':28}{'losses':26}{'restored':9}")
    with tempfile.TemporaryDirectory() as name:
        for entry in entries:
            for target in targets:
                for form in entry.forms(target):
                    payload, named = entry.converted(program, pathlib.Path(name), target, form)
                    way = f"{target} {form}" if form else target
                    totals.count(entry, way, payload)
                    weights = " ".join(f"{weight} {n}" for weight, n in sorted(payload.weights.items()))
                    print(f"{entry.name:48}{way:32}{payload.result:28}{weights:26}{payload.restored:9}{named}")
                    if payload.problem:
                        print(f"  PROBLEM {payload.problem}")
    if not entries:
        print("no payload of these kinds in the folder")
        return 1
    totals.report()
    print(f"{len(entries)} payloads, {totals.problems} problems")
    return 1 if totals.problems else 0


if __name__ == "__main__":
    sys.exit(main())
