"""Three generations of the official Python SDK side by side, each in a virtual environment of its own."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys


@dataclasses.dataclass(frozen=True)
class Generation:
    """One release of the package `openai`, and what it can be asked about."""

    version: str
    # Later releases of these packages no longer fit the release.
    with_packages: tuple[str, ...] = ()

    @property
    def requirements(self) -> list[str]:
        return [f"openai=={self.version}", *self.with_packages]


# The last release before v2, the first ones of v2, the last before 2.0, and the newest of all when this was
# written. A newer one is a matter of this line.
FOR_DIALECT = {
    "v1": Generation("1.20.0", ("httpx<0.28",)),
    "v2-2024-04": Generation("1.30.5", ("httpx<0.28",)),
    "v2": Generation("1.109.1"),
    "responses": Generation("3.52.0"),
}


def cache_folder() -> pathlib.Path:
    """Where the environments are kept: CROSSWALK_SDK_CACHE, or the user's cache folder."""
    named = os.environ.get("CROSSWALK_SDK_CACHE")
    if named:
        return pathlib.Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(base) / "crosswalk" / "sdk"


class Missing(Exception):
    """A generation could not be installed."""


def python_of(generation: Generation, cache: pathlib.Path) -> str:
    """The interpreter of a generation, which is installed if it is not there yet."""
    name = f"openai-{generation.version}-python{sys.version_info.major}.{sys.version_info.minor}"
    folder = cache / name
    python = folder / "bin" / "python"
    complete = folder / "complete"
    if complete.exists() and python.exists():
        return str(python)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(sys.executable, "-m", "venv", str(folder))
    options = ["--quiet", "--disable-pip-version-check", "--timeout", "30", "--retries", "1"]
    run(str(python), "-m", "pip", "install", *options, *generation.requirements)
    complete.touch()
    return str(python)


def run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Missing(lines[-1] if lines else f"exit {done.returncode}")
