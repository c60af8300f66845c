"""What the conformance scripts share: running the program on records and reading what it said."""

import json
import pathlib
import re
import subprocess
import sys

SKIPPED = 77


def skip(what, why):
    """Says loudly that nothing was checked, and returns the exit code that means so."""
    print(f"SKIPPED: {what} NOT checked: {why}", file=sys.stderr)
    return SKIPPED


def find(path):
    """The program at `path`, or else the newest build of this package; None if there is none."""
    root = pathlib.Path(__file__).resolve().parents[2] / ".build"
    candidates = [pathlib.Path(path)] if path else [root / "release/crosswalk", root / "debug/crosswalk"]
    built = [candidate for candidate in candidates if candidate.is_file()]
    return str(max(built, key=lambda file: file.stat().st_mtime).resolve()) if built else None


def knows(program, dialect):
    """Whether the program can convert to a dialect; says loudly if it cannot."""
    done = subprocess.run([program, "convert", "--to", dialect], input=b"", capture_output=True, timeout=60)
    if done.returncode:
        skip(f"conversions to and from {dialect}", "the program does not know it")
    return done.returncode == 0


class Problems:
    """What went wrong, of the same kind counted, with the shortest case to show it."""

    def __init__(self):
        self.cases = {}

    def add(self, kind, errors=(), **payloads):
        """Notes a case: what it is, what was found, and the payloads that show it."""
        errors = list(errors)
        # Indices and quoted values do not make another kind of error.
        shape = re.sub(r"\d+|found .*", "*", errors[0]) if errors else ""
        lines = [f"  {name} {json.dumps(value, ensure_ascii=False)[:2000]}" for name, value in payloads.items()]
        text = "\n".join([*lines, *(f"  {error}" for error in errors[:5])])
        self.cases.setdefault((kind, shape), []).append(text)

    def __len__(self):
        return sum(len(texts) for texts in self.cases.values())

    def report(self):
        for (kind, _), texts in self.cases.items():
            print(f"{len(texts)} x {kind}\n{min(texts, key=len)}".rstrip())


class Run:
    """One conversion of a list of records, refused ones set aside."""

    def __init__(self, program, folder, records, options):
        self.folder = pathlib.Path(folder)
        self.source = self.folder / "in.jsonl"
        self.source.write_bytes(b"".join(record + b"\n" for record in records))
        for name in ["out.jsonl", "losses.jsonl", "residue.jsonl", "reject.jsonl"]:
            (self.folder / name).unlink(missing_ok=True)
        command = [program, "convert", "--input=jsonl", *options]
        for option, name in [("--losses", "losses"), ("--residue", "residue"), ("--reject", "reject")]:
            command += [option, str(self.folder / f"{name}.jsonl")]
        command += ["-o", str(self.folder / "out.jsonl"), str(self.source)]
        self.process = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if self.process.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(command)}\nexit {self.process.returncode}: {self.process.stderr}")
        self.refused = {error["record"]: error["code"] for error in self.lines("reject.jsonl.errors")}
        written = self.bytes("out.jsonl").splitlines()
        accepted = [n for n in range(1, len(records) + 1) if n not in self.refused]
        if len(written) != len(accepted):
            raise RuntimeError(f"{len(accepted)} records accepted, {len(written)} written")
        self.written = dict(zip(accepted, written))
        self.losses = {}
        for loss in self.lines("losses.jsonl"):
            self.losses.setdefault(loss["record"], []).append(loss)

    def bytes(self, name):
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def lines(self, name):
        return [json.loads(line) for line in self.bytes(name).splitlines() if line.strip()]
