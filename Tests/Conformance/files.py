#!/usr/bin/env python3
"""Runs crosswalk over many files, over full and read-only disks, and ends it at bad moments.

    Tests/Conformance/files.py --crosswalk PROGRAM [--files 10000] [--signals 40] [--seed 1]

Needs the programs gzip and zstd. The full and the read-only disk are small tmpfs that only root can mount; elsewhere
these checks are skipped by name. Exit code: 0 if all is as promised, 1 if not, 77 if a program is missing.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

failures = []
skipped = []


def check(condition, text):
    """Notes down what is not as promised."""
    if not condition:
        failures.append(text)
        print(f"FAILED: {text}", flush=True)


def message(number):
    """A v1 message on a line."""
    return (
        json.dumps(
            {
                "id": f"msg_{number}",
                "object": "thread.message",
                "created_at": 1700000000 + number,
                "thread_id": "thread_1",
                "role": "user",
                "content": [{"type": "text", "text": {"value": f"question {number}", "annotations": []}}],
                "file_ids": [f"file-{number % 7}"],
                "assistant_id": None,
                "run_id": None,
                "metadata": {},
            },
            separators=(",", ":"),
        )
        + "\n"
    )


def working_in(folder):
    """The programs that run in a folder, where the system tells."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "stat").read_text().rsplit(")", 1)[1].split()[0]
            place = os.readlink(process / "cwd")
            if status != "Z" and place.startswith(str(folder)):
                found.append((process.name, (process / "comm").read_text().strip()))
        except OSError:
            continue
    return found


def check_nobody_works(folder):
    """Waits a little for programs that have nothing to do any more."""
    deadline = time.monotonic() + 10
    while working_in(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    check(not working_in(folder), f"no program is left: {working_in(folder)}")


class Runner:
    """Runs the program in a folder of its own."""

    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crosswalk-files-"))

    def run(self, *words, folder=None, **options):
        return subprocess.run(
            [self.program, *words], cwd=folder or self.folder, capture_output=True, text=True, **options
        )

    def start(self, *words, folder=None):
        return subprocess.Popen(
            [self.program, *words], cwd=folder or self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def names(self, folder=None):
        return sorted(path.name for path in (folder or self.folder).iterdir())


def many_files(runner, count):
    """Converts and restores a tree of many files, a tenth of them compressed, with few descriptors."""
    root = runner.folder / "dump"
    for number in range(count):
        folder = root / f"{number % 100:02}"
        folder.mkdir(parents=True, exist_ok=True)
        line = message(number).encode()
        if number % 10 == 0:
            (folder / f"{number}.jsonl.gz").write_bytes(gzip.compress(line, mtime=0))
        else:
            (folder / f"{number}.jsonl").write_bytes(line)
    # A list of relative paths, each with the mark where the mirrored part begins.
    paths = sorted(str(path.relative_to(root)) for path in root.rglob("*.jsonl*"))
    (runner.folder / "list").write_bytes(b"\0".join(f"dump/./{path}".encode() for path in paths))

    def limits():
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))

    begin = time.monotonic()
    run = runner.run(
        "convert", "--to", "v2", "--files-from", "list", "--output-dir", "new", "--residue", "kept",
        "--losses", "losses", "--stats=json", preexec_fn=limits,
    )  # fmt: skip
    check(run.returncode == 0, f"{count} files are converted: {run.stderr[:300]}")
    check(f'"records":{count},' in run.stderr, f"{count} records are counted")
    check(f"{count} of {count} files written to new" in run.stderr, f"{count} files are told")
    made = sorted(str(path.relative_to(runner.folder / "new")) for path in (runner.folder / "new").rglob("*.jsonl*"))
    check(made == paths, "the output directory mirrors the inputs")
    print(f"{count} files converted in {time.monotonic() - begin:.1f} s", flush=True)

    (runner.folder / "back-list").write_text("\n".join(f"new/./{path}" for path in paths))
    run = runner.run(
        "restore", "--files-from", "back-list", "--output-dir", "old", "--residue", "kept", preexec_fn=limits
    )
    check(run.returncode == 0, f"{count} files are restored: {run.stderr[:300]}")
    for path in paths:
        source, result = (root / path).read_bytes(), (runner.folder / "old" / path).read_bytes()
        if path.endswith(".gz"):
            source, result = gzip.decompress(source), gzip.decompress(result)
        if source != result:
            check(False, f"{path} comes back as it was")
            break

    joined = runner.run("convert", "--to", "v2", "-q", "--files-from", "list", "-o", "all", preexec_fn=limits)
    check(joined.returncode == 0, f"{count} files are converted to one: {joined.stderr[:300]}")
    with open(runner.folder / "all") as lines:
        check(sum(1 for _ in lines) == count, "one output has all records")
    memory(runner, paths)


def memory(runner, paths):
    """Compares the memory of a tenth of the files with that of all."""
    if not pathlib.Path("/usr/bin/time").exists():
        skipped.append("memory of many files: /usr/bin/time is missing")
        return

    def most(count):
        (runner.folder / "part").write_text("\n".join(f"dump/./{path}" for path in paths[:count]))
        words = ["convert", "--to", "v2", "-q", "--files-from", "part", "--output-dir", "part-new"]
        run = subprocess.run(
            ["/usr/bin/time", "-f", "%M", runner.program, *words],
            cwd=runner.folder, capture_output=True, text=True,
        )  # fmt: skip
        return int(run.stderr.split()[-1])

    few, all_files = most(len(paths) // 10), most(len(paths))
    print(f"memory: {few} KiB for a tenth of the files, {all_files} KiB for all", flush=True)
    # The names themselves and what is known of them.
    check(all_files - few < 2 * len(paths), "memory grows with the names of the files only")


def with_tmpfs(runner, options, body):
    """Runs `body` on a small disk, if this can be made."""
    disk = runner.folder / "disk"
    disk.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        skipped.append(f"a disk with {options}: only root can mount one")
        return
    try:
        body(disk)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def full_disk(runner):
    """Fills the disk under each output, plain and compressed."""
    lines = "".join(message(number) for number in range(40_000))
    # What does not repeat, so that compressing does not help.
    generator = random.Random(7)
    noise = [f"{generator.getrandbits(800):x}" for _ in range(40_000)]
    lines = "".join(
        line.replace("question", word) for line, word in zip(lines.splitlines(keepends=True), noise)
    )
    (runner.folder / "big.jsonl").write_text(lines)

    def body(disk):
        source = str(runner.folder / "big.jsonl")
        outputs = [
            ["-o", "new.jsonl"], ["-o", "new.jsonl.gz"], ["-o", "new.jsonl.zst"],
            ["--losses", "losses.jsonl"],
            ["--residue", "residue.gz", "-o", "new.jsonl.gz"],
            ["--output-dir", "new"],
        ]  # fmt: skip
        for words in outputs:
            (disk / "old").write_text("old")
            run = runner.run("convert", "--to", "v2", "-q", *words, source, folder=disk)
            check(run.returncode == 2, f"a full disk under {words} fails: {run.returncode}")
            check("o space left on device" in run.stderr, f"a full disk under {words} is named: {run.stderr}")
            left = [str(path.relative_to(disk)) for path in disk.rglob("*") if path.is_file()]
            check(left == ["old"], f"a full disk under {words} leaves nothing: {left}")
            shutil.rmtree(disk / "new", ignore_errors=True)
        check_nobody_works(disk)
        # A residue that is decompressed needs room as well.
        run = runner.run("convert", "--to", "v2", "-q", "-o", "/dev/null", "--residue", "big.residue.gz", "big.jsonl")
        check(run.returncode == 0, f"a residue is compressed: {run.stderr}")
        (disk / "filler").write_bytes(b"")
        try:
            (disk / "filler").write_bytes(b"x" * (2 << 20))
        except OSError:
            pass
        run = runner.run(
            "restore", "--residue", "big.residue.gz", "big.jsonl", env={**os.environ, "TMPDIR": str(disk)}
        )
        check(run.returncode == 2 and "TMPDIR" in run.stderr, f"a full TMPDIR is named: {run.stderr}")

    with_tmpfs(runner, "size=1m", body)


def read_only_disk(runner):
    """Writes to a disk that cannot be written to."""
    (runner.folder / "small.jsonl").write_text(message(1))

    def body(disk):
        source = str(runner.folder / "small.jsonl")
        for words in [["-o", "new"], ["-o", "new.gz"], ["--residue", "r"], ["--output-dir", "new"]]:
            run = runner.run("convert", "--to", "v2", *words, source, folder=disk)
            check(run.returncode == 2, f"a read-only disk under {words} fails")
            check("read-only file system" in run.stderr.lower(), f"a read-only disk is named: {run.stderr}")
            check("  help: " in run.stderr, "a read-only disk comes with advice")

    with_tmpfs(runner, "size=1m,ro", body)


def signals(runner, count, seed):
    """Sends signals at random moments: what stands under a final name is complete."""
    generator = random.Random(seed)
    folder = runner.folder / "signals"
    folder.mkdir()
    source = folder / "in.jsonl.gz"
    source.write_bytes(gzip.compress("".join(message(number) for number in range(20_000)).encode(), 1))
    words = ["convert", "--to", "v2", "-q", "-o", "new.gz", "--residue", "r.zst", "--losses", "l.gz", "in.jsonl.gz"]
    begin = time.monotonic()
    check(runner.run(*words, folder=folder).returncode == 0, "an undisturbed run ends well")
    whole = time.monotonic() - begin
    expected = {name: (folder / name).read_bytes() for name in ("new.gz", "r.zst", "l.gz")}
    ended = 0
    for turn in range(count):
        for name in expected:
            (folder / name).unlink(missing_ok=True)
        program = runner.start(*words, folder=folder)
        time.sleep(generator.random() * whole)
        number = generator.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
        program.send_signal(number)
        program.communicate()
        ended += program.returncode == -number
        left = runner.names(folder)
        for name in left:
            if name in expected:
                check((folder / name).read_bytes() == expected[name], f"turn {turn}: {name} is complete")
        hidden = [name for name in left if name.startswith(".")]
        check(number == signal.SIGKILL or not hidden, f"turn {turn}: {hidden} left after signal {number}")
        check("new.gz" not in left or "r.zst" in left, f"turn {turn}: no output without its residue")
        for name in hidden:
            (folder / name).unlink()
    check_nobody_works(folder)
    print(f"{count} signals, {ended} of them before the end", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", required=True)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--signals", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for program in ("gzip", "zstd"):
        if shutil.which(program) is None:
            print(f"SKIPPED: {program} is missing", file=sys.stderr)
            return 77
    runner = Runner(arguments.crosswalk)
    try:
        many_files(runner, arguments.files)
        full_disk(runner)
        read_only_disk(runner)
        signals(runner, arguments.signals, arguments.seed)
    finally:
        shutil.rmtree(runner.folder, ignore_errors=True)
    for text in skipped:
        print(f"SKIPPED: {text}", file=sys.stderr)
    print(f"{len(failures)} failures, {len(skipped)} skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
