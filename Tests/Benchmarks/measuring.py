"""Runs programs and measures what they take."""

import dataclasses
import os
import pathlib
import shlex
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Anything shorter than this between two looks at a process costs more than it tells.
LOOK_SECONDS = 0.005


@dataclasses.dataclass
class Program:
    """A name for tables and a command that reads standard input and writes standard output."""

    name: str
    words: list[str]
    # Whether it drops members that it does not know: then only records without such are compared.
    isClosed: bool = False

    @property
    def command(self) -> str:
        """The command as one would type it in the folder of the package."""
        words = ["python3" if word == sys.executable else word for word in self.words]
        return shlex.join(words).replace(f"{ROOT}/", "")


@dataclasses.dataclass
class Run:
    """What one run took: seconds of both kinds, and the most memory it held at once."""

    cpu: float
    wall: float
    peak: int

    def best(self, other: "Run") -> "Run":
        return Run(min(self.cpu, other.cpu), min(self.wall, other.wall), max(self.peak, other.peak))


class Failed(Exception):
    """A program ended with something other than 0."""


def run(words: list[str], source: pathlib.Path, target: str | pathlib.Path = os.devnull) -> Run:
    """Runs a command on a file.

    CPU seconds come from wait4, so they are the child's own and need no clock tick. Peak memory is VmHWM,
    looked at while the child runs: ru_maxrss of a child starts with the pages of its parent.
    """
    with open(source, "rb") as standard_input, open(target, "wb") as standard_output:
        start = time.perf_counter()
        child = subprocess.Popen(
            words, stdin=standard_input, stdout=standard_output, stderr=subprocess.PIPE
        )
        peak = [0]
        watcher = threading.Thread(target=watch, args=(child.pid, peak), daemon=True)
        watcher.start()
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stderr.close()
        watcher.join()
    if child.returncode:
        text = said[-400:].decode("utf-8", "replace")
        raise Failed(f"{shlex.join(words)}: ended with {child.returncode}: {text}")
    return Run(usage.ru_utime + usage.ru_stime, wall, peak[0] * 1024)


def watch(process: int, peak: list[int]) -> None:
    """Notes the peak memory in KiB until the process is gone."""
    try:
        while True:
            with open(f"/proc/{process}/status") as status:
                marks = [line for line in status if line.startswith("VmHWM")]
            if not marks:
                return  # it has ended and waits to be collected
            peak[0] = max(peak[0], int(marks[0].split()[1]))
            time.sleep(LOOK_SECONDS)
    except OSError:
        return


def round_robin(programs: list[Program], source: pathlib.Path, rounds: int) -> dict[str, list[Run]]:
    """Runs all programs, then all again: a slow phase of the machine hits each of them."""
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            runs[program.name].append(run(program.words, source))
    return runs


def best(runs: list[Run]) -> Run:
    """The least seconds and the most memory of several runs."""
    found = runs[0]
    for other in runs[1:]:
        found = found.best(other)
    return found


def paired_ratio(base: list[Run], other: list[Run]) -> float:
    """How much of the base's speed is kept: the middle one of the ratios of neighboring runs."""
    ratios = sorted(first.cpu / second.cpu for first, second in zip(base, other))
    return ratios[len(ratios) // 2]
