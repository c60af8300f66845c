#!/usr/bin/env python3
"""Real payloads there and back: converts every v1 and v2 payload of a folder, restores, compares.

    corpus.py --corpus DIR [--crosswalk PATH] [--to DIALECT…] [--kinds KIND…]

DIR holds `index.jsonl` (file, dialect, object) and a file per payload. The source dialect and kind
are recognized; where they cannot be (a plain message is legal everywhere), the index names them.
Prints a line per payload and target. Exit 0: every conversion was restored token by token; 1: one
was not, or the program failed; 77: skipped.
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

KINDS = [
    "create-message-request",
    "message",
    "message-list",
    "message-file",
    "create-thread-request",
    "thread",
]
TARGETS = ["v1", "v2", "v1-2023-11", "v2-2024-04"]
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


def convert(program, folder, source, target, entry):
    """The payload as recognized, or as named by the index where that is needed."""
    payload = Payload(program, folder, source, target, [])
    if payload.result.removeprefix("refused ") not in UNDECIDED:
        return payload, ""
    return Payload(
        program, folder, source, target, ["--from", entry["dialect"], "--kind", entry["object"]]
    ), "named"


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
    entries = [json.loads(line) for line in (options.corpus / "index.jsonl").read_text().splitlines()]
    entries = [e for e in entries if e["dialect"] in {"v1", "v2"} and e["object"] in options.kinds]
    totals, problems = collections.Counter(), 0
    print(f"{'file':40}{'to':12}{'result':28}{'losses':26}{'restored':9}")
    with tempfile.TemporaryDirectory() as name:
        for entry in sorted(entries, key=lambda e: e["file"]):
            for target in options.to:
                payload, named = convert(
                    program, pathlib.Path(name), options.corpus / entry["file"], target, entry
                )
                totals[payload.result] += 1
                weights = " ".join(f"{weight} {n}" for weight, n in sorted(payload.weights.items()))
                print(f"{entry['file']:40}{target:12}{payload.result:28}{weights:26}{payload.restored:9}{named}")
                if payload.problem:
                    problems += 1
                    print(f"  PROBLEM {payload.problem}")
    if not entries:
        print("no payload of these kinds in the folder")
        return 1
    print(", ".join(f"{result} {number}" for result, number in sorted(totals.items())), f"; {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
