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

import allocations
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
FLOORS = {"jq": 25.0, "orjson": 5.0, "msgspec typed": 4.0}
# What the route between the two forms of one API promises beyond that.
FLOORS_OF = {"v1..v2": {"jq": 40.0, "orjson": 5.5}}
LONG_ROUTES = {"v1..responses": ("v2..responses", 0.5)}
# How much of the speed at which simdjson's DOM merely parses is kept in memory.
IN_MEMORY = 0.7
# Records whose allocations are counted: twice as many must not ask for more memory.
COUNTED = 2_000
# How many times as fast as Python's own json a release build must be on files of a few megabytes. It is 12
# times as fast; the slow-downs that nobody notices otherwise make that 1 or less.
GUARD = 4.0
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
    # `crosswalk-dev`, and the folder of simdjson.h and simdjson.cpp; None where there is none.
    tool: pathlib.Path | None = None
    simdjson: pathlib.Path | None = None
    goals: list[Goal] = dataclasses.field(default_factory=list)

    def ways(self) -> Iterator[tuple[str, str, pathlib.Path]]:
        """The source dialect, the target and the input of each route that has an input."""
        for route in self.routes:
            dialect, _, target = route.partition("..")
            if dialect in self.inputs:
                yield dialect, target, self.inputs[dialect]

    def convert(self, target: str, *options: str, jobs: int = 1) -> list[str]:
        return [str(self.binary), "convert", "--jobs", str(jobs), "--to", target, *options]

    def promise(self, text: str, measured: float, floor: float) -> None:
        self.goals.append(Goal(f"{text}: at least {floor:g}", f"{measured:.3f}", measured >= floor))

    def most(self, text: str, measured: float, ceiling: float) -> None:
        self.goals.append(Goal(f"{text}: at most {ceiling:g}", f"{measured:.3f}", measured <= ceiling))

    def missing(self, text: str, why: str) -> None:
        self.goals.append(Goal(text, f"SKIPPED: {why}", None))


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


def table(head: list[str], rows: list[list[str]]) -> None:
    say("", "| " + " | ".join(head) + " |", "|" + "---|" * len(head))
    say(*("| " + " | ".join(row) + " |" for row in rows))


# Peers


def peers(dialect: str, target: str) -> list[Program]:
    """The programs that do the same job, without those that are not installed."""
    script = str(HERE / "peers" / "dicts.py")
    found = [Program("stdlib json", [sys.executable, "-B", script, "stdlib", target])]
    if has_module("orjson"):
        found.append(Program("orjson", [sys.executable, "-B", script, "orjson", target]))
    if (dialect, target) == ("v2", "responses") and has_module("msgspec"):
        typed = [sys.executable, "-B", str(HERE / "peers" / "typed.py")]
        found.append(Program("msgspec typed", typed, isClosed=True))
    if shutil.which("jq"):
        found.append(Program("jq", ["jq", "-c", "-f", str(HERE / "peers" / f"to_{target}.jq")]))
    return found


def has_module(name: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode == 0


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


def agreement(bench: Bench, source: pathlib.Path, dialect: str, target: str, isClosed: bool = False) -> None:
    """Compares what crosswalk writes with what each peer writes, as parsed JSON."""
    ours = bench.scratch / "ours.jsonl"
    measuring.run(bench.convert(target), source, ours)
    for peer in peers(dialect, target):
        if peer.isClosed != isClosed:
            continue
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


def known_ones(bench: Bench, source: pathlib.Path) -> pathlib.Path:
    """The records of a file that have no members but those that are published."""
    path = bench.scratch / f"known-{source.name}"
    with open(source, "rb") as lines, open(path, "wb") as copy:
        for line in lines:
            if json.loads(line).keys() <= KNOWN:
                copy.write(line)
    return path


KNOWN = set(
    "id object created_at thread_id assistant_id run_id role status content attachments metadata"
    " incomplete_details completed_at incomplete_at".split()
)


# Sections


def speed(bench: Bench) -> None:
    """Megabytes a second per core, against peers in the same run."""
    speeds: dict[str, float] = {}
    for dialect, target, source in bench.ways():
        route = f"{dialect}..{target}"
        floors = {} if route in LONG_ROUTES else FLOORS | FLOORS_OF.get(route, {})
        beginning = sample(bench, dialect)
        agreement(bench, beginning, dialect, target)
        agreement(bench, odd_ones(bench, dialect), dialect, target)
        agreement(bench, known_ones(bench, beginning), dialect, target, isClosed=True)
        programs = [Program("crosswalk", bench.convert(target)), *peers(dialect, target)]
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
            if name == "msgspec typed" and route != "v2..responses":
                continue
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


def workers(bench: Bench) -> None:
    """How much sooner two workers are done than one, and what they hold."""
    rows = []
    for dialect, target, source in bench.ways():
        programs = [Program(f"{jobs}", bench.convert(target, jobs=jobs)) for jobs in (1, 2)]
        one, two = (measuring.best(runs) for runs in measuring.round_robin(programs, source, bench.rounds).values())
        size = megabytes(source)
        rows.append(
            [f"{dialect} to {target}", f"{size / one.wall:.0f}", f"{size / two.wall:.0f}", f"{one.wall / two.wall:.2f}"]
            + [f"{two.cpu / one.cpu:.2f}", f"{two.peak / MIB:.1f}"]
        )
        bench.promise(f"{dialect} to {target}, times as soon done with two workers", one.wall / two.wall, 1.45)
        bench.most(f"{dialect} to {target}, MiB with two workers", two.peak / MIB, 24)
        whole = [bench.scratch / f"by-{jobs}.jsonl" for jobs in (1, 2)]
        for jobs, path in zip((1, 2), whole):
            measuring.run(bench.convert(target, jobs=jobs), source, path)
        equal = subprocess.run(["cmp", "-s", *map(str, whole)]).returncode == 0
        bench.goals.append(Goal(f"{dialect} to {target}, two workers write the same bytes", str(equal), equal))
    say("", "### Two workers")
    table(["route", "MB/s, one", "MB/s, two", "sooner by", "CPU seconds", "MiB, two"], rows)


def memory(bench: Bench) -> None:
    """Peak memory with one worker, small and large."""
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
    dialect, target, source = next(bench.ways())
    record = bench.scratch / "one.jsonl"
    with open(source, "rb") as lines:
        record.write_bytes(lines.readline())
    programs = [
        Program("/bin/true", ["/bin/true"]),
        Program("crosswalk", bench.convert(target)),
        *peers(dialect, target),
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
        bench.most("megabytes of the stripped program", stripped.stat().st_size / 1e6, 12)
    say("", f"Size of the program: {size}.")
    bench.most("milliseconds for one record", statistics.median(times["crosswalk"]), 5)


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


def in_memory(bench: Bench) -> None:
    """Converting in memory, beside simdjson that merely parses into its DOM."""
    text = "v2 to responses in memory, of the speed of simdjson's DOM"
    if bench.tool is None or not bench.tool.exists():
        return bench.missing(text, "no crosswalk-dev; build it as `run.py --help` says")
    yardstick = dom(bench)
    rows = []
    for dialect, target, source in bench.ways():
        said = [said_by([str(bench.tool), "profile", target, str(source), str(bench.rounds + 2)])]
        if yardstick:
            said.append(said_by([str(yardstick), str(source), str(bench.rounds + 2)]))
        scan, convert = (int(part.split()[1]) for part in said[0].split(", "))
        parse = int(said[1].split()[0]) if yardstick else None
        shown = [f"{parse}", f"{convert / parse:.2f}"] if parse else ["?", "?"]
        rows.append([f"{dialect} to {target}", str(scan), str(convert), *shown])
        if parse and (dialect, target) == ("v2", "responses"):
            bench.promise(text, convert / parse, IN_MEMORY)
            say("", f"Yardstick: {said[1]}")
    say("", "### In memory, MB/s of CPU time")
    table(["route", "our scan", "scan and convert", "simdjson's DOM, parse only", "of that"], rows)
    if not yardstick:
        bench.missing(text, "no --simdjson DIR, or no C++ compiler (c++)")


def said_by(words: list[str]) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def dom(bench: Bench) -> pathlib.Path | None:
    """The program that parses with simdjson; None if it cannot be built."""
    if bench.simdjson is None or not shutil.which("c++"):
        return None
    program = bench.scratch / "dom"
    sources = [str(HERE / "peers" / "dom.cpp"), str(bench.simdjson / "simdjson.cpp")]
    options = ["-O3", "-march=native", "-DNDEBUG", "-std=c++17", "-I", str(bench.simdjson)]
    subprocess.run(["c++", *options, *sources, "-o", str(program)], check=True)
    return program


def allocated(bench: Bench) -> None:
    """How often memory is asked for, record after record."""
    library, why = allocations.counter(bench.scratch)
    rows = []
    for dialect, target, source in bench.ways():
        text = f"{dialect} to {target}, allocations for each record"
        if library is None:
            bench.missing(text, why)
            continue
        # The same records once and twice: whatever grows to fit them has grown.
        once, twice = (repeated(bench, source, times) for times in (1, 2))
        counts = [allocations.count(bench.convert(target), path, library) for path in (once, twice)]
        each = (counts[1] - counts[0]) / COUNTED
        rows.append([f"{dialect} to {target}", *map(str, counts), f"{each:.3f}"])
        bench.most(text, each, 0.01)
    say("", "### Allocations")
    table(["route", f"{COUNTED} records", "twice those", "for each further record"], rows)


def repeated(bench: Bench, source: pathlib.Path, times: int) -> pathlib.Path:
    """The first records of an input, several times."""
    path = bench.scratch / f"repeated-{times}.jsonl"
    with open(source, "rb") as lines:
        records = b"".join(line for _, line in zip(range(COUNTED), lines))
    path.write_bytes(records * times)
    return path


def guard(bench: Bench) -> None:
    """Whether a build is slow as a whole: on a few megabytes, against Python's json in the same run."""
    rows = []
    for dialect, target, source in bench.ways():
        programs = [Program("crosswalk", bench.convert(target)), peers(dialect, target)[0]]
        runs = measuring.round_robin(programs, source, bench.rounds)
        seconds = [measuring.best(runs[program.name]).cpu for program in programs]
        ratio = seconds[1] / seconds[0]
        rows.append([f"{dialect} to {target}", *(f"{value:.3f}" for value in seconds), f"{ratio:.1f}x"])
        bench.promise(f"{dialect} to {target}, times as fast as Python's json", ratio, GUARD)
    say("", "### Guard: CPU seconds")
    table(["route", "crosswalk", "Python, json", "crosswalk is faster by"], rows)


# Those that a run without --only takes; the guard is for small files, where the rest says little.
SECTIONS = {
    "speed": speed,
    "side-files": side_files,
    "workers": workers,
    "memory": memory,
    "start": start,
    "in-memory": in_memory,
    "allocations": allocated,
    "machine-code": machine_code,
}
ALL = SECTIONS | {"guard": guard}
