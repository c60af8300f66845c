"""What is measured: speed against peers, side files, memory, start-up, size, machine code."""

import dataclasses
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import measuring
import simd
from measuring import Program

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE_LINES = 20_000
STARTS = 60
MIB = 1 << 20

# From where to where files are converted.
ROUTES = ["v1..v2", "v2..v1", "v2..responses", "v1..responses"]
# How many times as fast per core as a peer, and which route keeps how much of the speed of another: it
# takes both hops.
FLOORS = {"jq": 20.0, "orjson": 4.0}
LONG_ROUTES = {"v1..responses": ("v2..responses", 0.5)}
# How much of the plain speed is kept with side files. Towards Responses nothing is promised: each stored
# message loses thread, time and metadata, and its side files are larger than what is converted.
KEPT = {"--losses": 0.6, "--residue": 0.4}


@dataclasses.dataclass
class Goal:
    """A promise, what was measured, and whether it is kept (None: not measured)."""

    text: str
    measured: str
    isMet: bool | None


@dataclasses.dataclass
class Bench:
    """What all sections share."""

    binary: pathlib.Path
    inputs: dict[str, pathlib.Path]
    routes: list[str]
    scratch: pathlib.Path
    rounds: int
    large: int
    goals: list[Goal] = dataclasses.field(default_factory=list)

    def ways(self) -> Iterator[tuple[str, str, pathlib.Path]]:
        """The source dialect, the target and the input of each route that has an input."""
        for route in self.routes:
            dialect, _, target = route.partition("..")
            if dialect in self.inputs:
                yield dialect, target, self.inputs[dialect]

    def convert(self, target: str, *options: str) -> list[str]:
        return [str(self.binary), "convert", "--to", target, *options]

    def promise(self, text: str, measured: float, floor: float) -> None:
        self.goals.append(Goal(f"{text}: at least {floor:g}", f"{measured:.3f}", measured >= floor))

    def missing(self, text: str, why: str) -> None:
        self.goals.append(Goal(text, f"SKIPPED: {why}", None))


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


def table(head: list[str], rows: list[list[str]]) -> None:
    say("", "| " + " | ".join(head) + " |", "|" + "---|" * len(head))
    say(*("| " + " | ".join(row) + " |" for row in rows))


# Peers


def peers(target: str) -> list[Program]:
    """The programs that do the same job, without those that are not installed."""
    script = str(HERE / "peers" / "dicts.py")
    found = [Program("stdlib json", [sys.executable, "-B", script, "stdlib", target])]
    if subprocess.run([sys.executable, "-c", "import orjson"], capture_output=True).returncode == 0:
        found.append(Program("orjson", [sys.executable, "-B", script, "orjson", target]))
    if shutil.which("jq"):
        found.append(Program("jq", ["jq", "-c", "-f", str(HERE / "peers" / f"to_{target}.jq")]))
    return found


def first_difference(one: pathlib.Path, other: pathlib.Path) -> int | None:
    """The first line, from 1, at which two files of JSON Lines hold different values."""
    with open(one, "rb") as first, open(other, "rb") as second:
        number = 0
        while True:
            number += 1
            left, right = first.readline(), second.readline()
            if left != right and (not left or not right or json.loads(left) != json.loads(right)):
                return number
            if not left:
                return None


def agreement(bench: Bench, source: pathlib.Path, target: str) -> None:
    """Compares what crosswalk writes with what each peer writes, as parsed JSON."""
    ours = bench.scratch / "ours.jsonl"
    measuring.run(bench.convert(target), source, ours)
    for peer in peers(target):
        theirs = bench.scratch / "theirs.jsonl"
        measuring.run(peer.words, source, theirs)
        line = first_difference(ours, theirs)
        measured = "equal" if line is None else f"line {line} differs"
        bench.goals.append(
            Goal(f"output towards {target} of {source.name} equals that of {peer.name}", measured, line is None)
        )


def sample(bench: Bench, dialect: str) -> pathlib.Path:
    """The first records of an input."""
    path = bench.scratch / f"sample-{dialect}.jsonl"
    with open(bench.inputs[dialect], "rb") as source, open(path, "wb") as copy:
        for _, line in zip(range(SAMPLE_LINES), source):
            copy.write(line)
    return path


def odd_ones(bench: Bench, dialect: str) -> pathlib.Path:
    """A few thousand made-up messages with everything that conversions trip over."""
    path = bench.scratch / f"odd-{dialect}.jsonl"
    words = [sys.executable, "-B", str(HERE / "workload.py"), "--dialect", dialect]
    with open(path, "wb") as target:
        subprocess.run([*words, "--bytes", "4000000"], stdout=target, check=True)
    return path


# Sections


def speed(bench: Bench) -> None:
    """Megabytes a second per core, against peers in the same run."""
    speeds: dict[str, float] = {}
    for dialect, target, source in bench.ways():
        route = f"{dialect}..{target}"
        floors = {} if route in LONG_ROUTES else FLOORS
        agreement(bench, sample(bench, dialect), target)
        agreement(bench, odd_ones(bench, dialect), target)
        programs = [Program("crosswalk", bench.convert(target)), *peers(target)]
        runs = measuring.round_robin(programs, source, bench.rounds)
        ours = measuring.best(runs["crosswalk"])
        speeds[route] = megabytes(source) / ours.cpu
        rows = []
        for program in programs:
            run = measuring.best(runs[program.name])
            ratio = run.cpu / ours.cpu
            rows.append([program.name, *figures(source, run), f"{ratio:.1f}x"])
            if program.name in floors:
                text = f"{dialect} to {target}, times as fast per core as {program.name}"
                bench.promise(text, ratio, floors[program.name])
        say("", f"### {dialect} to {target}, {megabytes(source):.0f} MB, one worker", "")
        say(*(f"    {program.command} < {source.name} > /dev/null" for program in programs))
        table([*HEAD, "crosswalk is faster by"], rows)
        for name in floors.keys() - runs.keys():
            bench.missing(f"{dialect} to {target} against {name}", f"{name} is missing")
    for route, (shorter, floor) in LONG_ROUTES.items():
        if route in speeds and shorter in speeds:
            bench.promise(f"{route}, of the speed of {shorter}", speeds[route] / speeds[shorter], floor)


HEAD = ["program", "MB/s per core", "MB/s wall", "CPU s", "peak MiB"]


def figures(source: pathlib.Path, run: measuring.Run) -> list[str]:
    size = megabytes(source)
    return [f"{size / run.cpu:.0f}", f"{size / run.wall:.0f}", f"{run.cpu:.3f}", f"{run.peak / MIB:.1f}"]


def megabytes(path: pathlib.Path) -> float:
    return path.stat().st_size / 1e6


def side_files(bench: Bench) -> None:
    """What losses, residue and verifying cost, and how fast the way back is."""
    for dialect, target, source in bench.ways():
        floors = {} if target == "responses" else KEPT
        losses, residue = (str(bench.scratch / name) for name in ("losses.jsonl", "residue.jsonl"))
        converted = bench.scratch / "converted.jsonl"
        measuring.run(bench.convert(target, "--residue", residue + ".kept"), source, converted)
        programs = [
            Program("plain", bench.convert(target)),
            Program("--losses", bench.convert(target, "--losses", losses)),
            Program("--residue", bench.convert(target, "--residue", residue)),
            Program("--verify", bench.convert(target, "--verify")),
        ]
        runs = measuring.round_robin(programs, source, bench.rounds + 2)
        back = [str(bench.binary), "restore", "--residue", residue + ".kept", str(converted)]
        runs["restore"] = measuring.round_robin([Program("restore", back)], source, bench.rounds)["restore"]
        rows = []
        for name, taken in runs.items():
            kept = measuring.paired_ratio(runs["plain"], taken)
            rows.append([name, *figures(source, measuring.best(taken)), f"{kept:.2f}"])
            if name in floors:
                bench.promise(f"{dialect} to {target}, speed kept with {name}", kept, floors[name])
        sizes = [f"{pathlib.Path(path).stat().st_size / 1e6:.0f} MB" for path in (losses, residue)]
        say("", f"### Side files, {dialect} to {target}: losses {sizes[0]}, residue {sizes[1]}")
        table([*HEAD, "of plain speed (pairs)"], rows)
        restored(bench, back, source)


def restored(bench: Bench, back: list[str], source: pathlib.Path) -> None:
    """Is what comes back what was there?"""
    target = bench.scratch / "restored.jsonl"
    measuring.run(back, source, target)
    line = first_difference(source, target)
    measured = "equal" if line is None else f"line {line} differs"
    bench.goals.append(Goal(f"{source.name} comes back from residue", measured, line is None))


def memory(bench: Bench) -> None:
    """Peak memory, small and large."""
    rows = []
    worst = 0.0
    for dialect, target, source in bench.ways():
        for path in (source, enlarged(bench, source)):
            for name, words, written in memory_runs(bench, target):
                run = measuring.run(words, path, written)
                peak = run.peak / MIB
                worst = max(worst, peak)
                rows.append([f"{dialect} to {target}, {megabytes(path):.0f} MB", name, f"{peak:.1f}"])
    say("", "### Peak memory")
    table(["input", "run", "MiB"], rows)
    isMet = worst <= 16
    bench.goals.append(Goal("peak memory at most 16 MiB at every size", f"{worst:.1f}", isMet))


def memory_runs(bench: Bench, target: str) -> list[tuple[str, list[str], str]]:
    """The runs whose memory counts and where their output goes; the last undoes the one before."""
    losses, residue, converted = (
        str(bench.scratch / name) for name in ("losses.jsonl", "residue.jsonl", "converted.jsonl")
    )
    sides = ["--losses", losses, "--residue", residue]
    return [
        ("convert", bench.convert(target), os.devnull),
        ("convert --verify", bench.convert(target, "--verify"), os.devnull),
        ("convert --losses --residue", bench.convert(target, *sides), converted),
        ("restore", [str(bench.binary), "restore", "--residue", residue, converted], os.devnull),
    ]


def enlarged(bench: Bench, source: pathlib.Path) -> pathlib.Path:
    """The input again and again, until it is large."""
    path = bench.scratch / "large.jsonl"
    with open(path, "wb") as target:
        while target.tell() < bench.large:
            with open(source, "rb") as part:
                shutil.copyfileobj(part, target, 1 << 20)
    return path


def start(bench: Bench) -> None:
    """How long one record takes, process start included, and how large the program is."""
    _, target, source = next(bench.ways())
    record = bench.scratch / "one.jsonl"
    with open(source, "rb") as lines:
        record.write_bytes(lines.readline())
    programs = [
        Program("/bin/true", ["/bin/true"]),
        Program("crosswalk", bench.convert(target)),
        *peers(target),
    ]
    times: dict[str, list[float]] = {program.name: [] for program in programs}
    for _ in range(STARTS):
        for program in programs:
            times[program.name].append(started(program.words, record))
    rows = [[name, f"{min(of):.1f}", f"{statistics.median(of):.1f}"] for name, of in times.items()]
    say("", f"### One record, process start included ({STARTS} runs)")
    table(["program", "best ms", "median ms"], rows)
    stripped = bench.scratch / "stripped"
    size = f"{bench.binary.stat().st_size / 1e6:.1f} MB"
    if shutil.which("strip"):
        subprocess.run(["strip", "-o", str(stripped), str(bench.binary)], check=True)
        size += f", stripped {stripped.stat().st_size / 1e6:.1f} MB"
    say("", f"Size of the program: {size}.")


def started(words: list[str], source: pathlib.Path) -> float:
    """Milliseconds from spawning a program until it has ended."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    record = os.open(source, os.O_RDONLY)
    actions = [(os.POSIX_SPAWN_DUP2, record, 0), (os.POSIX_SPAWN_DUP2, nothing, 1), (os.POSIX_SPAWN_DUP2, nothing, 2)]
    begin = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    os.waitpid(child, 0)
    end = time.perf_counter()
    os.close(nothing)
    os.close(record)
    return (end - begin) * 1000


def machine_code(bench: Bench) -> None:
    """Whether the scanner looks at blocks of bytes."""
    isGood, lines = simd.check(bench.binary)
    say("", "### Machine code of the scanner", "", *(f"* {line}" for line in lines))
    bench.goals.append(Goal("the scanner compares blocks of bytes", lines[0] if isGood is None else "", isGood))


SECTIONS = {
    "speed": speed,
    "side-files": side_files,
    "memory": memory,
    "start": start,
    "machine-code": machine_code,
}
