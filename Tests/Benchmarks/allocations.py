"""Counts how often a program asks for memory, with a library of `allocations.c` in front of the allocator."""

import os
import pathlib
import platform
import shutil
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parent / "allocations.c"


def counter(scratch: pathlib.Path) -> tuple[pathlib.Path | None, str]:
    """The library that counts, or None and why there is none."""
    if platform.system() != "Linux":
        return None, f"counts on Linux only, this is {platform.system()}"
    compiler = shutil.which("cc")
    if not compiler:
        return None, "no C compiler (cc)"
    library = scratch / "allocations.so"
    words = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run(words, capture_output=True, text=True)
    return (library, "") if done.returncode == 0 else (None, f"cc: {done.stderr.strip()}")


def count(words: list[str], source: pathlib.Path, library: pathlib.Path) -> int:
    """How often a program, fed with a file, asked for memory."""
    noted = library.with_suffix(".count")
    environment = {**os.environ, "LD_PRELOAD": str(library), "ALLOCATIONS_FILE": str(noted)}
    with open(source, "rb") as standard_input:
        subprocess.run(
            words, stdin=standard_input, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment, check=True,
        )  # fmt: skip
    return int(noted.read_text())
