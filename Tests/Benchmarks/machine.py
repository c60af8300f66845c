"""Says what was measured and on what."""

import os
import pathlib
import platform
import re
import subprocess
import sys


def said(words: list[str]) -> str:
    """The first line that a command says, or that it is missing."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if lines else "says nothing"


def field(path: str, name: str) -> str:
    """A value of a file of `name: value` lines."""
    try:
        found = re.search(rf"^{name}\s*:\s*(.*)$", pathlib.Path(path).read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found.group(1) if found else "unknown"


def describe(binary: pathlib.Path, swift: str) -> list[str]:
    """One line each for machine, system and versions."""
    cpuinfo = "/proc/cpuinfo"
    wide = [flag for flag in ("avx2", "avx512bw") if flag in field(cpuinfo, "flags").split()]
    model = f"{field(cpuinfo, 'model name')}, family {field(cpuinfo, 'cpu family')}"
    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    return [
        f"machine: {os.cpu_count()} x {model} {' '.join(wide)}, {memory:.0f} GiB",
        f"system: {system_name()}, Linux {platform.release()}, {platform.machine()}",
        f"crosswalk: {said([str(binary), '--version'])}; {said([swift, '--version'])}",
        f"peers: {said(['jq', '--version'])}, {module('orjson')}, {module('msgspec')}, Python {platform.python_version()}",
    ]


def module(name: str) -> str:
    """A Python module with its version, or that it is missing."""
    version = said([sys.executable, "-c", f"import {name}; print({name}.__version__)"])
    return f"{name} {version if version[:1].isdigit() else 'missing'}"


def system_name() -> str:
    """The name of the distribution."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
