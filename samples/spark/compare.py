#!/usr/bin/env python3
"""Compares what tasks made of the pieces of a dump with what one process makes of the whole.

    compare.py --crosswalk PROGRAM --dump FOLDER RESULT -- --to DIALECT [OPTION...]

RESULT is what convert.py wrote. Asked is that payloads, losses, refused records and reasons, one part after another, are
byte for byte those of one process, once record numbers, lines and offsets count from the start of the dump instead of the
piece; and that `restore`, part by part, gives the bytes of the dump. Exit code: 0 if so, 1 if not.
"""

import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile


@dataclasses.dataclass
class Part:
    """What became of one piece of the dump."""

    name: str
    payloads: pathlib.Path
    # Holds losses.jsonl, residue.jsonl, rejected.jsonl and rejected.jsonl.errors.
    side: pathlib.Path
    records: int
    bytes_read: int


def options_for(side):
    """The options that name the side files of a run."""
    return [f"--losses={side}/losses.jsonl", f"--residue={side}/residue.jsonl", f"--reject={side}/rejected.jsonl"]


def text_of(path):
    """The bytes of a file; a run without refused records may have left none."""
    return path.read_bytes() if path.exists() else b""


def counted_from(path, bases):
    """The lines of a side file with its numbers counted from the start of the dump, and without the file's name."""
    for line in text_of(path).splitlines():
        told = json.loads(line)
        yield {name: told[name] + bases.get(name, 0) if name in bases else told[name] for name in told if name != "file"}


def one_process(program, dump, options, folder):
    """Converts the whole dump at once."""
    command = [program, "convert", *options, "--input=jsonl", "-q", *options_for(folder), f"--output={folder}/payloads"]
    done = subprocess.run(command, input=dump, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())


def restored(program, part):
    """What the records of a part were made from, those that were refused in their places."""
    command = [program, "restore", f"--residue={part.side}/residue.jsonl", "-q"]
    if (part.side / "rejected.jsonl").exists():
        command.append(f"--rejected={part.side}/rejected.jsonl")
    return subprocess.run([*command, part.payloads], capture_output=True, check=True).stdout


def differences(program, dump, options, parts):
    """What is not as if one process had done it all; parts are in the order of the dump."""
    with tempfile.TemporaryDirectory() as folder:
        whole = pathlib.Path(folder)
        one_process(program, dump, options, whole)
        bases = dict.fromkeys(["record", "line", "offset", "reject_offset"], 0)
        expected = {name: list(counted_from(whole / name, {})) for name in ("losses.jsonl", "rejected.jsonl.errors")}
        found = {name: [] for name in expected}
        back = payloads = rejected = b""
        for part in parts:
            for name, told in found.items():
                told.extend(counted_from(part.side / name, bases))
            piece = dump[bases["offset"] :][: part.bytes_read]
            again = restored(program, part)
            if again != piece:
                yield f"{part.name}: restored, it is not the piece that it was made from"
            payloads, back = payloads + part.payloads.read_bytes(), back + again
            rejected += text_of(part.side / "rejected.jsonl")
            bases["record"] += part.records
            bases["line"] += piece.count(b"\n")
            bases["offset"] += part.bytes_read
            bases["reject_offset"] = len(rejected)
        if payloads != text_of(whole / "payloads"):
            yield "payloads differ"
        if rejected != text_of(whole / "rejected.jsonl"):
            yield "refused records differ"
        if back != dump:
            yield "the dump does not come back"
        for name, told in found.items():
            if told != expected[name]:
                pairs = enumerate(zip(expected[name], told), 1)
                where = next((f"line {line}: {old} {new}" for line, (old, new) in pairs if old != new), "the number of lines")
                yield f"{name} differs: {where}"
        print(
            f"{len(parts)} parts, {bases['record']} records, {len(found['losses.jsonl'])} losses,"
            f" {len(found['rejected.jsonl.errors'])} refused"
        )


def parts_of(result):
    """The parts of a result of convert.py, in the order of the dump."""
    for line in (result / "manifest.jsonl").read_text().splitlines():
        told = json.loads(line)
        name = told["part"]
        yield Part(name, result / "payloads" / name, result / "side" / name, told["records"], told["bytes_read"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", required=True, metavar="PROGRAM")
    parser.add_argument("--dump", required=True, type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("result", type=pathlib.Path)
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:split])
    dump = b"".join(path.read_bytes() for path in sorted(arguments.dump.iterdir()))
    parts = list(parts_of(arguments.result))
    problems = list(differences(arguments.crosswalk, dump, words[split + 1 :], parts))
    for text in problems:
        print(f"FAILED: {text}")
    print("the parts together differ from one process" if problems else "the parts together are what one process gives")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
