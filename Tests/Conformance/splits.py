#!/usr/bin/env python3
"""Converts a dump in pieces, with GNU parallel and as Hadoop Streaming would, and compares with one process.

    Tests/Conformance/splits.py --crosswalk PROGRAM [--files 4] [--records 500]

The commands for GNU parallel are those of docs/scaling.md, with smaller blocks. Hadoop is SIMULATED: its contract, not
the thing. GNU parallel is installed by root through apt-get where it is missing. Exit code: 0 if all is as one process
does it, 1 if not, 77 if there is no GNU parallel (Hadoop's contract is checked even so).
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "samples/spark")]

import compare  # noqa: E402

OPTIONS = ["--to", "responses", "--key", "/id"]

# Stands before crosswalk in PATH, and is killed once with what it has begun.
FAILS_ONCE = """#!/bin/sh
if mkdir "$FAILED" 2>/dev/null; then
  exec 3<&0
  { head -c 100000 <&3; sleep 1; } | crosswalk-itself "$@" &
  sleep 0.5
  kill -9 $! $$
fi
exec crosswalk-itself "$@"
"""

# Stands for `hadoop fs -mkdir -p FOLDER` and `hadoop fs -put FILE... FOLDER`.
STAND_IN_FOR_HADOOP = """#!/bin/sh
[ "$1" = fs ] && shift
case $1 in
-mkdir) shift; exec mkdir "$@" ;;
-put) shift; exec cp "$@" ;;
esac
exit 9
"""


def documented(name):
    """A command of docs/scaling.md, which stands behind a comment with its name, with small blocks."""
    text = (ROOT / "docs/scaling.md").read_text()
    found = re.search(rf"<!-- splits.py: {name} -->\n+```sh\n(.*?)```", text, re.DOTALL)
    return found[1].replace("--block 64m", "--block 150k")


def script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


class Checks:
    """Runs each way in a folder of its own with the dump, and remembers what differs."""

    def __init__(self, program, dump, folder):
        self.program, self.dump, self.folder = program, dump, folder
        self.failures = 0
        self.bin = folder / "bin"
        script(self.bin / "crosswalk", FAILS_ONCE)
        (self.bin / "crosswalk-itself").symlink_to(program)

    def enter(self, name):
        """A folder for one way."""
        place = self.folder / name
        place.mkdir()
        return place

    def shell(self, command, place):
        """Runs a documented command, whose first crosswalk is killed; returns the exit code."""
        paths = {"PATH": f"{self.bin}:{os.environ['PATH']}", "FAILED": str(place / "failed-once")}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=place, env={**os.environ, **paths}, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        self.check((place / "failed-once").is_dir(), f"{place.name}: no job failed on the way: {done.stderr[-1000:]}")
        return done.returncode

    def check(self, condition, text):
        if not condition:
            self.failures += 1
            print(f"FAILED: {text}", flush=True)

    def compare(self, way, parts):
        parts = list(parts)
        self.check(len(parts) > 3, f"{way}: {len(parts)} parts are too few to see anything")
        print(f"{way}: ", end="")
        for text in compare.differences(self.program, self.dump, OPTIONS, parts):
            self.check(False, f"{way}: {text}")


def part(name, payloads, side, stats):
    """A part with the totals that its job told last."""
    totals = json.loads(stats.read_text().splitlines()[-1])
    return compare.Part(name, payloads, side, totals["records"], totals["bytes_read"])


def parts_below(place):
    """What the documented commands leave: new/NAME.jsonl and side/NAME/, in the order of numbers or names."""
    numbered = sorted((place / "side").iterdir(), key=lambda side: (len(side.name), side.name))
    for side in numbered:
        payloads = place / "new" / f"{side.name}.jsonl"
        yield part(side.name, payloads, side, side / "stats.json")


def one_file(checks):
    """Runs the command twice: one job of the first run is killed, and the run must tell."""
    place = checks.enter("parallel --pipepart")
    (place / "dump.jsonl").write_bytes(checks.dump)
    checks.check(checks.shell(documented("pipepart"), place) != 0, "a run whose job was killed ends with 0")
    # Hidden names are those of files that were not complete.
    written, begun = len(list((place / "new").glob("[!.]*"))), len(list((place / "side").iterdir()))
    checks.check(written < begun, "the job that was killed left payloads")
    checks.check(checks.shell(documented("pipepart"), place) == 0, "the second run fails")
    checks.compare(place.name, parts_below(place))


def stream(checks):
    place = checks.enter("parallel --pipe")
    (place / "dump.jsonl.gz").write_bytes(gzip.compress(checks.dump, 1))
    # Of a pipe no piece can be read again, so nothing is killed here.
    (place / "failed-once").mkdir()
    checks.check(checks.shell(documented("pipe"), place) == 0, "a pipe is not converted")
    checks.compare(place.name, parts_below(place))


def many_files(checks, folder):
    place = checks.enter("parallel, a job for each file")
    (place / "dump").symlink_to(folder)
    checks.check(checks.shell(documented("files"), place) == 0, "the job that was killed is not made again")
    checks.compare(place.name, parts_below(place))


def hadoop(checks):
    """Runs mapper.sh as Hadoop does; the attempt of one task is killed, and another made."""
    place = checks.enter("hadoop")
    script(checks.bin / "stand-in-for-hadoop", STAND_IN_FOR_HADOOP)
    lines = checks.dump.splitlines(keepends=True)
    size = len(lines) // 7
    pieces = [b"".join(lines[start : start + size]) for start in range(0, len(lines), size)]
    parts = []
    for number, piece in enumerate(pieces):
        for attempt in range(4):
            output = place / "_temporary" / f"attempt_{number}_{attempt}"
            working = place / "working" / output.name
            output.mkdir(parents=True)
            working.mkdir(parents=True)
            shutil.copy(ROOT / "samples/hadoop-streaming/mapper.sh", working)
            (working / "crosswalk").symlink_to(checks.bin / "crosswalk")
            told = {
                "PATH": f"{checks.bin}:{os.environ['PATH']}",
                "HADOOP": "stand-in-for-hadoop",
                "FAILED": str(place / "failed-once") if number == 3 else str(place),
                "mapreduce_task_output_dir": str(output),
                "mapreduce_task_partition": str(number),
            }
            with open(output / f"part-{number:05}", "wb") as payloads:
                done = subprocess.run(
                    ["./mapper.sh", *OPTIONS],
                    cwd=working, env={**os.environ, **told}, input=piece, stdout=payloads, check=False,
                )  # fmt: skip
            if done.returncode == 0:
                break
        # What a committer does with the attempt that it takes: it moves all files of it.
        shutil.copytree(output, place / "converted", dirs_exist_ok=True)
        side = place / "converted/side" / f"part-{number:05}"
        parts.append(part(side.name, place / "converted" / side.name, side, side / "stats.json"))
    checks.check((place / "failed-once").is_dir(), "hadoop: no mapper failed on the way")
    checks.compare("Hadoop Streaming, SIMULATED", parts)


def has_parallel():
    if shutil.which("parallel") is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-q", "parallel"], capture_output=True, check=False)
    if shutil.which("parallel") is None:
        return False
    # A program of the same name from another package takes no such options.
    return "GNU parallel" in subprocess.run(["parallel", "--version"], capture_output=True, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", required=True, type=pathlib.Path)
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--records", type=int, default=500, help="of each file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crosswalk-splits-") as name:
        folder = pathlib.Path(name)
        counts = [f"--files={arguments.files}", f"--records={arguments.records}"]
        subprocess.run([sys.executable, ROOT / "samples/spark/make_dump.py", folder / "dump", *counts], check=True)
        dump = b"".join(path.read_bytes() for path in sorted((folder / "dump").iterdir()))
        checks = Checks(arguments.crosswalk.resolve(), dump, folder)
        hadoop(checks)
        found = has_parallel()
        if found:
            one_file(checks)
            stream(checks)
            many_files(checks, folder / "dump")
        else:
            print("SKIPPED: crosswalk under GNU parallel NOT checked: it is missing", file=sys.stderr)
    print(f"{checks.failures} failures")
    if checks.failures:
        return 1
    return 0 if found else 77


if __name__ == "__main__":
    sys.exit(main())
