"""Looks into the binary: does the scanner compare many bytes at a time?

Swift picks a loop over single lanes for a SIMD compare that is spelled a little differently. Such a
scanner passes every test and is 39 times slower, so the machine code is looked at.
"""

import pathlib
import platform
import re
import shutil
import subprocess

# The functions that look for the ends of strings, as mangled names spell them.
SCANNERS = ["Tape.*4walk", "ByteView.*endOfLongString", "ValueSkimmer.*leavesString"]
COMPARES = re.compile(r"\tv?pcmp(eq|gt)b\b")
LOOPS = re.compile(r"\tcall.*SIMD")


def functions(binary: pathlib.Path) -> dict[str, str]:
    """The machine code of each scanner function that is in the binary."""
    words = ["objdump", "--disassemble", "--no-show-raw-insn", str(binary)]
    wanted = re.compile(r"^[0-9a-f]+ <(\$s8JSONCore.*(?:" + "|".join(SCANNERS) + r").*)>:$")
    found: dict[str, str] = {}
    name = ""
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as objdump:
        for line in objdump.stdout:
            if line.endswith(">:\n"):
                start = wanted.match(line)
                name = start.group(1) if start else ""
            elif name:
                found[name] = found.get(name, "") + line
    return found


def check(binary: pathlib.Path) -> tuple[bool | None, list[str]]:
    """Whether all scanner functions compare whole blocks (None: cannot tell), and what was seen."""
    if platform.machine() not in ("x86_64", "AMD64"):
        return None, [f"SKIPPED: knows the compares of x86-64, this is {platform.machine()}"]
    if not shutil.which("objdump"):
        return None, ["SKIPPED: objdump is missing"]
    code = functions(binary)
    lines: list[str] = []
    isGood = True
    for scanner in SCANNERS:
        names = [name for name in code if re.search(scanner, name)]
        if not names:
            return None, [f"SKIPPED: no function {scanner} in {binary.name}; is it stripped?"]
        for name in names:
            compares = len(COMPARES.findall(code[name]))
            loops = len(LOOPS.findall(code[name]))
            isGood = isGood and compares >= 3 and loops == 0
            lines.append(f"{scanner}: {compares} block compares, {loops} calls of generic SIMD code")
    return isGood, lines
