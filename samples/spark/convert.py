#!/usr/bin/env python3
"""Converts JSON Lines with crosswalk as a pipe stage of Apache Spark.

    spark-submit convert.py --crosswalk PROGRAM [--piece BYTES] RESULT INPUT... -- --to DIALECT [OPTION...]

What stands behind `--` are options of `crosswalk convert`. INPUT is what Spark can read: files, folders, patterns.
RESULT is a folder that driver and workers share, and appears when all is complete:

    payloads/part-00000        what Spark wrote, committed by Spark
    side/part-00000/           losses.jsonl, residue.jsonl, rejected.jsonl, rejected.jsonl.errors of the same part
    manifest.jsonl             a line for each part, in the order of the input: where its records came from, and totals

A task may fail and run again, or run twice at once: what it writes beside the payloads goes to a folder of that attempt,
and only the folders of attempts whose output Spark committed get the name of a part.
"""

import argparse
import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

from pyspark import AccumulatorParam, SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql.functions import col


class Listed(AccumulatorParam):
    """Collects what tasks tell. Spark counts what an action's successful attempts tell, each part once."""

    def zero(self, value):
        return []

    def addInPlace(self, value1, value2):
        return value1 + value2


def read(spark, inputs, piece):
    """The lines of the inputs as bytes, each part a piece of one file, with the place of the piece.

    As bytes: where Spark makes strings of them, a record that is not UTF-8 becomes another one that is. At line feeds
    only: by itself Spark also ends a line at a carriage return, which is white space within JSON.
    """
    spark.conf.set("spark.sql.files.maxPartitionBytes", piece)
    # An opened file "costs" a whole piece, so that no two pieces share a part, whose order would be Spark's.
    spark.conf.set("spark.sql.files.openCostInBytes", piece)
    lines = spark.read.text(inputs, lineSep="\n")
    return lines.select(col("value").cast("binary"), "_metadata.file_path", "_metadata.file_block_start").rdd


def pipe(command, lines):
    """Yields the lines that a program writes while another thread feeds it; returns what it said on standard error.

    Unlike `RDD.pipe`, this takes bytes, lets refused records (exit code 1) be no failure, and fails if the input does:
    a program whose input ends early cannot know, and would call the half of it complete.
    """
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
        failures = []

        def feed():
            try:
                with program.stdin as pipe:
                    for line in lines:
                        pipe.write(line + b"\n")
            except BrokenPipeError:
                pass  # The program ended before its input did; its exit code says why.
            except BaseException as failure:
                failures.append(failure)
                program.kill()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for line in program.stdout:
                yield line.removesuffix(b"\n")
            code = program.wait()
            feeder.join()
        finally:
            program.kill()
        if failures:
            raise failures[0]
        said.seek(0)
        text = said.read().decode(errors="replace")
        if code not in (0, 1):
            raise RuntimeError(f"crosswalk ended with {code}: {text}")
        return text


def disturb(lines, how):
    """Lets a task fail in the middle of its lines, to see what comes of it."""
    yield from itertools.islice(lines, 200)
    if how == "worker":
        os.kill(os.getpid(), signal.SIGKILL)
    raise RuntimeError("this task fails once, as asked")


def stage(program, options, attempts, committed, failing):
    """The function that Spark runs on each part."""

    def run(part, rows):
        first = next(rows, None)
        if first is None:
            return
        context = TaskContext.get()
        folder = pathlib.Path(attempts, str(context.taskAttemptId()))
        folder.mkdir(parents=True)
        command = [
            SparkFiles.get(program), "convert", *options, "--input=jsonl", "--jobs=1", "-q", "--stats=json",
            f"--losses={folder}/losses.jsonl", f"--residue={folder}/residue.jsonl", f"--reject={folder}/rejected.jsonl",
        ]  # fmt: skip
        lines = (bytes(row.value) for row in itertools.chain([first], rows))
        how = failing.get(part) if context.attemptNumber() == 0 else None
        output = pipe(command, disturb(lines, how) if how == "input" else lines)
        said = yield from disturb(output, how) if how in ("output", "worker") else output
        totals = json.loads(said.splitlines()[-1])
        place = {"file": first.file_path, "offset": first.file_block_start}
        tried = {"attempt": context.attemptNumber(), "folder": folder.name}
        counts = {name: totals[name] for name in ("records", "rejected", "bytes_read")}
        committed.add([{"part": f"part-{part:05}", **place, **tried, **counts}])

    return run


def publish(work, parts):
    """Gives the side files of successful attempts the names of their parts, and writes the manifest."""
    side = work / "side"
    for part in parts:
        os.rename(side / "_attempts" / part.pop("folder"), side / part["part"])
    shutil.rmtree(side / "_attempts", ignore_errors=True)
    parts.sort(key=lambda part: (part["file"], part["offset"]))
    (work / "manifest.jsonl").write_text("".join(json.dumps(part) + "\n" for part in parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", required=True, metavar="PROGRAM", help="sent to all workers")
    parser.add_argument("--piece", type=int, default=128 << 20, metavar="BYTES", help="of input for each task")
    parser.add_argument("--fail-once", action="append", default=[], metavar="PART=input|output|worker", help="for tests")
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("inputs", nargs="+")
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:split])
    failing = {int(part): how for part, how in (text.split("=") for text in arguments.fail_once)}

    if arguments.result.exists():
        parser.error(f"{arguments.result} exists")
    work = arguments.result.absolute().with_name(arguments.result.name + ".incomplete")
    shutil.rmtree(work, ignore_errors=True)
    spark = SparkSession.builder.appName("crosswalk").getOrCreate()
    context = spark.sparkContext
    program = pathlib.Path(arguments.crosswalk).resolve()
    context.addFile(str(program))
    committed = context.accumulator([], Listed())
    run = stage(program.name, words[split + 1 :], str(work / "side" / "_attempts"), committed, failing)
    lines = read(spark, arguments.inputs, arguments.piece)
    lines.mapPartitionsWithIndex(run).saveAsTextFile((work / "payloads").as_uri())
    publish(work, committed.value)
    os.rename(work, arguments.result)
    refused = sum(part["rejected"] for part in committed.value)
    records = sum(part["records"] for part in committed.value)
    print(f"{records} records in {len(committed.value)} parts, {refused} refused: see {arguments.result}")
    spark.stop()


if __name__ == "__main__":
    main()
