#!/usr/bin/env python3
"""Runs crosswalk in Apache Spark on a made-up dump, lets three tasks fail once, and compares with one process.

    samples/spark/run.py [--crosswalk PROGRAM] [--to responses] [--files 6] [--records 1000] [--workers 3]

Spark runs on this machine with several workers. `pyspark` is installed once, below $CROSSWALK_SPARK_CACHE or else
~/.cache/crosswalk; Java by root through apt-get where it is missing. Exit code: 0 if all is as one process does it, 1 if
not, 77 if there is no Java or `pyspark` cannot be installed.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# Needs Java 17.
PYSPARK = "4.3.0"
# Parts whose first attempt fails: while reading, while writing, and by the end of the whole worker.
FAILING = {1: "input", 4: "output", 7: "worker"}


class Missing(Exception):
    """Something that is needed could not be had."""


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def java():
    """Makes sure that there is Java."""
    if shutil.which("java") is None and shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "install", "-y", "-q", "default-jre-headless")
    if shutil.which("java") is None or run("java", "-version").returncode != 0:
        raise Missing("java is missing")


def pyspark():
    """The folder of an environment with pyspark, which is made if it is not there yet."""
    base = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "crosswalk"
    cache = pathlib.Path(os.environ.get("CROSSWALK_SPARK_CACHE") or base)
    folder = cache / f"pyspark-{PYSPARK}-python{sys.version_info.major}.{sys.version_info.minor}"
    complete = folder / "complete"
    if not complete.exists():
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--quiet", "--disable-pip-version-check", "--timeout", "30", "--retries", "1"]
        install = [folder / "bin" / "python", "-m", "pip", "install", *options, f"pyspark=={PYSPARK}"]
        for words in ([sys.executable, "-m", "venv", folder], install):
            done = run(*words)
            if done.returncode:
                last = (done.stderr or done.stdout).strip().splitlines()[-1:]
                raise Missing(f"pyspark {PYSPARK} could not be installed: {' '.join(last)}")
        complete.touch()
    return folder


def newest_build():
    """The newest program of this package."""
    build = HERE.parents[1] / ".build"
    built = [path for path in (build / "release/crosswalk", build / "debug/crosswalk") if path.is_file()]
    return max(built, key=lambda path: path.stat().st_mtime, default=None)


def convert(environment, arguments, program, work):
    """Submits the job; what Spark says is kept in a file, since failing tasks say much."""
    fails = [word for part, how in FAILING.items() for word in ("--fail-once", f"{part}={how}")]
    # Four attempts for each task, as on a cluster; on one machine Spark by itself makes one.
    spark = ["--master", f"local[{arguments.workers},4]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false"]
    words = ["--crosswalk", program, "--piece", "300000", *fails, "result", "dump", "--", *arguments.options]
    paths = {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}", "SPARK_LOCAL_IP": "127.0.0.1"}
    with open(work / "spark.log", "w") as log:
        done = subprocess.run(
            ["spark-submit", *spark, HERE / "convert.py", *words],
            cwd=work, env={**os.environ, **paths}, stdout=subprocess.PIPE, stderr=log, text=True, check=False,
        )  # fmt: skip
    print(done.stdout, end="", flush=True)
    if done.returncode:
        # Without the lines that tell where in Spark it happened.
        said = (work / "spark.log").read_text().splitlines()
        print("\n".join([line for line in said if not line.startswith(("\tat ", "\t..."))][-60:]))
    return done.returncode


def failed_once(result):
    """Whether the tasks that were to fail did, and the others did not."""
    manifest = [json.loads(line) for line in (result / "manifest.jsonl").read_text().splitlines()]
    again = {int(part["part"].removeprefix("part-")) for part in manifest if part["attempt"] > 0}
    print(f"parts that took a second attempt: {sorted(again)}", flush=True)
    return again >= set(FAILING)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", type=pathlib.Path, default=newest_build())
    parser.add_argument("--to", default="responses")
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--records", type=int, default=1000, help="of each file")
    parser.add_argument("--workers", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.crosswalk is None:
        parser.error("build crosswalk first, or name it with --crosswalk")
    arguments.options = ["--to", arguments.to, "--key", "/id"]
    try:
        java()
        environment = pyspark()
    except Missing as missing:
        print(f"SKIPPED: crosswalk in Apache Spark NOT checked: {missing}", file=sys.stderr)
        return 77
    program = arguments.crosswalk.resolve()
    with tempfile.TemporaryDirectory(prefix="crosswalk-spark-") as folder:
        work = pathlib.Path(folder)
        counts = [f"--files={arguments.files}", f"--records={arguments.records}"]
        subprocess.run([sys.executable, HERE / "make_dump.py", work / "dump", *counts], check=True)
        if convert(environment, arguments, program, work):
            return 1
        if not failed_once(work / "result"):
            print("FAILED: a task that was to fail did not")
            return 1
        compare = [sys.executable, HERE / "compare.py", "--crosswalk", program, "--dump", work / "dump"]
        return subprocess.run([*compare, work / "result", "--", *arguments.options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
