#!/usr/bin/env python3
"""Measures crosswalk on messages of Assistants, to all dialects, beside jq and Python scripts in the same run.

    swift build -c release --product crosswalk --static-swift-stdlib
    swift build -c release --product crosswalk-dev --static-swift-stdlib
    Tests/Benchmarks/run.py [--workload DIR | --input v1=FILE --input v2=FILE] [--only SECTIONS]

Prints Markdown. CPU seconds are those of the program alone (wait4), peak memory is VmHWM; programs run in
turn, the best of --rounds counts, and only figures of one table compare. Outputs are compared with those
of the peers as parsed JSON. The goals are meant for files of 200 MB: in small ones the start of a program
weighs more than its work. Exit code 1: an output differs or a goal is missed; 77: skipped.
In CI, where files are small, `--bytes 6000000 --only guard,allocations,machine-code` looks for slow-downs.

Messages come from `generate.py` in --workload (`--bytes N --seed N --dialect D`), from --input, or, made
up on the spot, from workload.py beside this file. Peers that are not installed are named and skipped.
"""

import argparse
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import NoReturn

import machine
import sections
from measuring import ROOT


# What generators can make.
DIALECTS = ["v1", "v2"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "crosswalk")
    tool = ROOT / ".build" / "release" / "crosswalk-dev"
    parser.add_argument("--tool", type=pathlib.Path, default=tool, help="crosswalk-dev, for the speed in memory")
    parser.add_argument("--simdjson", type=pathlib.Path, metavar="DIR", help="folder of simdjson.h and simdjson.cpp")
    parser.add_argument("--swift", default="swift", help="asked for its version only")
    parser.add_argument("--workload", type=pathlib.Path, metavar="DIR", help="folder of a generate.py")
    parser.add_argument("--input", action="append", default=[], metavar="DIALECT=FILE", help="JSON Lines of messages")
    parser.add_argument("--bytes", type=int, default=200_000_000, help="of each generated file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", type=int, default=1_000_000_000, help="bytes of the large file, made by repeating")
    parser.add_argument("--rounds", type=int, default=3)
    routes = ",".join(sections.ROUTES)
    parser.add_argument("--routes", default=routes, metavar="ROUTES", help="default: %(default)s")
    parser.add_argument("--only", default=",".join(sections.SECTIONS), metavar="SECTIONS", help="default: %(default)s")
    parser.add_argument("--scratch", type=pathlib.Path, help="folder for large temporary files")
    return parser.parse_args()


def skip(reason: str) -> NoReturn:
    """Ends without having measured anything, and says so."""
    print(f"SKIPPED: {reason}", file=sys.stderr)
    sys.exit(77)


def inputs(options: argparse.Namespace, scratch: pathlib.Path) -> dict[str, pathlib.Path]:
    """A file of messages for each dialect."""
    if options.input:
        pairs = [text.partition("=") for text in options.input]
        return {dialect: pathlib.Path(file) for dialect, _, file in pairs if dialect in DIALECTS}
    generator = sections.HERE / "workload.py"
    if options.workload:
        generator = options.workload / "generate.py"
    else:
        sections.say("NOTE: no --workload and no --input: made-up messages of workload.py instead", "")
    if not generator.exists():
        skip(f"no {generator}")
    found = {}
    for dialect in DIALECTS:
        found[dialect] = scratch / f"{dialect}.jsonl"
        arguments = ["--bytes", str(options.bytes), "--seed", str(options.seed), "--dialect", dialect]
        sections.say(f"* made by: {generator.name} {shlex.join(arguments)}")
        with open(found[dialect], "wb") as target:
            subprocess.run([sys.executable, "-B", str(generator), *arguments], stdout=target, check=True)
    return found


def verdict(goals: list[sections.Goal]) -> int:
    """Prints the goals; the exit code."""
    words = {True: "yes", False: "NO", None: "?"}
    sections.say("", "### Goals")
    sections.table(["goal", "measured", "met"], [[goal.text, goal.measured, words[goal.isMet]] for goal in goals])
    return 1 if any(goal.isMet is False for goal in goals) else 0


def main() -> int:
    options = arguments()
    if not options.binary.exists():
        skip(f"no {options.binary}; build it as `run.py --help` says")
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="crosswalk-bench-", dir=options.scratch))
    try:
        sections.say(*(f"* {line}" for line in machine.describe(options.binary, options.swift)))
        files, routes = inputs(options, scratch), options.routes.split(",")
        bench = sections.Bench(
            options.binary, files, routes, scratch, options.rounds, options.large, options.tool, options.simdjson
        )
        for name in options.only.split(","):
            sections.ALL[name](bench)
        return verdict(bench.goals)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    sys.exit(main())
