#!/usr/bin/env python3
"""Interrupts conversions with a checkpoint in every way, goes on, and compares with a run that was let alone.

    interruptions.py [--crosswalk PROGRAM] [--kills N] [--prefixes N]

*Kills*: SIGKILL, SIGTERM and SIGINT at random moments, the same command again and again until it ends. Output,
losses, residue, rejects and files report must be byte for byte those of a run without an interruption, with
one worker and with several.

*Crashes*: a small library between the program and the system writes down every write, sync, cut, renaming and
removal. The disk after each prefix of them is built up anew, once with all that was written and once without
what no sync had made safe, and the same command goes on from there. The library is compiled with cc or clang;
without one this part is skipped, loudly.

Then the syncs are left out of what was recorded, as if the program had forgotten them: a check that finds nothing
there is a defect.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

from command_line import find, skip

FILES = ["out.jsonl", "losses.jsonl", "residue.jsonl", "bad.jsonl", "bad.jsonl.errors", "files.jsonl"]
SIDES = ["--losses", "losses.jsonl", "--residue", "residue.jsonl", "--reject", "bad.jsonl",
         "--files-report", "files.jsonl", "-o", "out.jsonl"]

RECORDER = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* Writes down what happens to files of the folder RECORDED: kind, two texts, a number, bytes. */
static int log_file(void) {
  static int file = -1;
  if (file < 0) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    file = real(getenv("RECORD_TO"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  }
  return file;
}
static void put(const void *bytes, size_t count) {
  ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  if (real(log_file(), bytes, count) != (ssize_t)count) abort();
}
static void note(char kind, const char *a, const char *b, int64_t number, const void *bytes, size_t count) {
  uint32_t sizes[3] = {strlen(a), strlen(b), count};
  put(&kind, 1); put(sizes, sizeof sizes); put(&number, sizeof number);
  put(a, sizes[0]); put(b, sizes[1]); put(bytes, count);
}
/* The path of an open file below the folder, or null. */
static const char *path_of(int file) {
  static __thread char path[4096];
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  const char *folder = getenv("RECORDED");
  if (length < 0 || !folder) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) ? 0 : path;
}
static int is_ours(const char *path) {
  const char *folder = getenv("RECORDED");
  return folder && (path[0] != '/' || !strncmp(path, folder, strlen(folder)));
}
ssize_t write(int file, const void *bytes, size_t count) {
  ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  off_t place = lseek(file, 0, SEEK_CUR);
  ssize_t done = real(file, bytes, count);
  const char *path = done > 0 ? path_of(file) : 0;
  if (path) note('w', path, "", place, bytes, done);
  return done;
}
int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  int done = real(file);
  const char *path = path_of(file);
  if (path) note('s', path, "", 0, "", 0);
  return done;
}
int ftruncate(int file, off_t length) {
  int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate");
  int done = real(file, length);
  const char *path = path_of(file);
  if (path) note('t', path, "", length, "", 0);
  return done;
}
int ftruncate64(int file, off_t length) { return ftruncate(file, length); }
int rename(const char *old, const char *new) {
  int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
  int done = real(old, new);
  if (!done && is_ours(old)) note('r', old, new, 0, "", 0);
  return done;
}
int unlink(const char *path) {
  int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
  int done = real(path);
  if (!done && is_ours(path)) note('u', path, "", 0, "", 0);
  return done;
}
static int note_open(int (*real)(const char *, int, ...), const char *path, int flags, int mode) {
  int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
  int file = real(path, flags, mode);
  if (file >= 0 && is_new && is_ours(path)) note('c', path, "", 0, "", 0);
  return file;
}
int open(const char *path, int flags, ...) {
  va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);
  return note_open(dlsym(RTLD_NEXT, "open"), path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);
  return note_open(dlsym(RTLD_NEXT, "open64"), path, flags, mode);
}
"""


def records(count, seed=5):
    """Lines of all sorts: messages of both dialects, with files, odd spellings, refused and malformed ones."""
    chance = random.Random(seed)
    lines = []
    for number in range(count):
        text = "".join(chance.choice("ab \u00e9\U0001f600") for _ in range(chance.randrange(600)))
        kind = chance.randrange(12)
        if kind == 0:
            lines.append("{\"broken\": " + str(number))
        elif kind == 1:
            lines.append('{"what": %d}' % number)
        elif kind < 6:
            lines.append(json.dumps({
                "id": f"msg_{number}", "object": "thread.message", "created_at": number, "thread_id": "thread_1",
                "role": "user", "content": [{"type": "text", "text": {"value": text, "annotations": []}}],
                "file_ids": [f"file-{number % 50}"], "assistant_id": None, "run_id": None, "metadata": {}}))
        else:
            lines.append(json.dumps({"role": "user", "content": text, "extra": number, "attachments": [
                {"file_id": f"file-{number % 70}", "tools": [{"type": "file_search"}]}]}, ensure_ascii=False))
        if chance.randrange(20) == 0:
            lines.append("")
    return ("\n".join(lines) + "\n").encode()


class Conversion:
    """One command, run in a folder of its own."""

    def __init__(self, program, folder, jobs):
        self.folder = pathlib.Path(folder)
        self.command = [program, "convert", "--to", "responses", "-q", "--jobs", str(jobs), *SIDES, "in.jsonl"]

    def run(self, *options, **others):
        return subprocess.run([*self.command, *options], cwd=self.folder, capture_output=True, **others)

    def results(self):
        return {name: (self.folder / name).read_bytes() if (self.folder / name).exists() else None
                for name in FILES}


def difference(found, expected):
    """The names of the files that differ."""
    return [name for name in FILES if found[name] != expected[name]]


def leftovers(folder):
    return sorted(p.name for p in folder.iterdir() if p.name not in [*FILES, "in.jsonl"])


def kill_test(program, source, kills):
    """Kills runs at random moments until so many kills have hit; returns what went wrong."""
    chance = random.Random(7)
    hits, ends = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "in.jsonl").write_bytes(source)
        whole = Conversion(program, folder, 1)
        begin = time.time()
        assert whole.run().returncode == 1, "the dump has refused records"
        duration = time.time() - begin
        expected = whole.results()
        while hits < kills:
            for file in FILES:
                (folder / file).unlink(missing_ok=True)
            while True:
                run = Conversion(program, folder, chance.choice([1, 2, 3]))
                process = subprocess.Popen(
                    [*run.command, "--checkpoint", "state", "--checkpoint-every", "0"], cwd=folder,
                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                # Often enough early on, so that many kills come before the end.
                time.sleep(chance.random() ** 2 * duration * 3)
                if process.poll() is None and hits < kills:
                    process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
                words = process.communicate()[1].decode()
                if process.returncode >= 0:
                    break
                hits += 1
            if process.returncode != 1:
                return [f"exit {process.returncode} after a kill: {words}"]
            ends += 1
            wrong = difference(run.results(), expected) + leftovers(folder)
            if wrong:
                return [f"after kills these differ or are left over: {wrong}"]
    print(f"kills: {hits} of them, {ends} runs came to their end with the same bytes")
    return []


def read_log(path):
    """The operations that the library wrote down."""
    data, at, operations = path.read_bytes(), 0, []
    while at < len(data):
        kind = chr(data[at])
        first, second, count = struct.unpack_from("=III", data, at + 1)
        number, = struct.unpack_from("=q", data, at + 13)
        at += 21
        texts = data[at:at + first].decode(), data[at + first:at + first + second].decode()
        operations.append((kind, *map(os.path.basename, texts), number, data[at + first + second:at + first + second + count]))
        at += first + second + count
    return operations


class Disk:
    """Files as they are in memory of the system, and as they are on the disk."""

    def __init__(self, files):
        self.files = {name: bytearray(data) for name, data in files.items()}
        self.safe = {name: bytes(data) for name, data in files.items()}

    def do(self, kind, name, other, number, data):
        if kind == "c":
            self.files.setdefault(name, bytearray())
            # The name may be on the disk before what is in the file.
            self.safe.setdefault(name, b"")
        elif kind == "w":
            file = self.files.setdefault(name, bytearray())
            file[number:number + len(data)] = data
        elif kind == "t":
            file = self.files.setdefault(name, bytearray())
            del file[number:]
            file.extend(bytes(number - len(file)))
        elif kind == "s" and name in self.files:
            self.safe[name] = bytes(self.files[name])
        elif kind == "r":
            self.files[other] = self.files.pop(name)
            self.safe[other] = self.safe.pop(name, b"")
        elif kind == "u":
            self.files.pop(name, None)
            self.safe.pop(name, None)

    def put(self, folder, is_safe):
        for name, data in (self.safe if is_safe else self.files).items():
            (folder / name).write_bytes(data)


def crash_test(program, source, prefixes, compiler, is_broken=False):
    """Goes on from the disk after each prefix of what a run does; returns what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "run"
        folder.mkdir()
        code, library, log = (pathlib.Path(name) / n for n in ["recorder.c", "recorder.so", "log"])
        code.write_text(RECORDER)
        subprocess.run([compiler, "-shared", "-fPIC", "-w", "-o", library, code, "-ldl"], check=True)
        (folder / "in.jsonl").write_bytes(source)
        stamp = (folder / "in.jsonl").stat()
        whole = Conversion(program, folder, 1)
        assert whole.run().returncode == 1
        expected = whole.results()
        for file in FILES:
            (folder / file).unlink()
        done = Conversion(program, folder, 2).run(
            "--checkpoint", "state", "--checkpoint-every", "0",
            env={**os.environ, "LD_PRELOAD": str(library), "RECORDED": str(folder), "RECORD_TO": str(log)})
        operations = read_log(log)
        if done.returncode != 1 or len(operations) < 20:
            return [f"the recorded run ended with {done.returncode} after {len(operations)} operations: {done.stderr}"]
        if is_broken:
            operations = [o for o in operations if o[0] != "s"]
        step = max(1, len(operations) // prefixes)
        cases = 0
        for length in sorted({*range(0, len(operations) + 1, step), *range(len(operations) - 12, len(operations) + 1)}):
            disk = Disk({})
            for operation in operations[:length]:
                disk.do(*operation)
            for is_safe in [False, True]:
                again = pathlib.Path(name) / "again"
                shutil.rmtree(again, ignore_errors=True)
                again.mkdir()
                disk.put(again, is_safe)
                (again / "in.jsonl").write_bytes(source)
                os.utime(again / "in.jsonl", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
                run = Conversion(program, again, 1)
                result = run.run("--checkpoint", "state", "--checkpoint-every", "0")
                cases += 1
                wrong = difference(run.results(), expected) + leftovers(again)
                if result.returncode != 1 or wrong:
                    return [f"after {length} of {len(operations)} operations, only what is safe: {is_safe}: "
                            f"exit {result.returncode}, wrong: {wrong}\n{result.stderr.decode()}"]
        if not is_broken:
            print(f"crashes: {cases} disks after prefixes of {len(operations)} operations, all went on to the same bytes")
    return []


def change_test(program, source):
    """A changed input or option is refused; a run that stopped at a bad record goes on with a reject file."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "in.jsonl").write_bytes(source)
        whole = Conversion(program, folder, 1)
        whole.run()
        expected = whole.results()
        for file in FILES:
            (folder / file).unlink()
        stop = [a for a in whole.command if a not in ("--reject", "bad.jsonl")]
        state = ["--checkpoint", "state", "--checkpoint-every", "0"]
        problems = []

        def run(command, *more):
            return subprocess.run([*command, *state, *more], cwd=folder, capture_output=True, text=True)

        first = run(stop)
        if first.returncode != 2 or "[unknown-kind]" not in first.stderr:
            problems.append(f"a bad record did not stop the run: {first.returncode} {first.stderr}")
        if "\nbatch " not in (folder / "state").read_text():
            problems.append("the run that stopped took no checkpoint: nothing below is tried")
        for more in [["--strict"], ["--to", "v2"], ["--key", "/id"]]:
            other = run(whole.command, *more)
            if other.returncode != 2 or "the checkpoint is of another run" not in other.stderr:
                problems.append(f"{more} was not refused: {other.returncode} {other.stderr}")
        stamp = (folder / "in.jsonl").stat()
        os.utime(folder / "in.jsonl", ns=(1, 1))
        changed = run(whole.command)
        if changed.returncode != 2 or "another size or time of change" not in changed.stderr:
            problems.append(f"a changed input was not refused: {changed.returncode} {changed.stderr}")
        os.utime(folder / "in.jsonl", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        last = run(whole.command)
        wrong = difference(whole.results(), expected) + leftovers(folder)
        if last.returncode != 1 or wrong:
            problems.append(f"with --reject it did not go on: {last.returncode}, wrong: {wrong} {last.stderr}")
        return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crosswalk", help="the program; default: the newest build")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--prefixes", type=int, default=10000, help="at most so many prefixes, evenly chosen")
    arguments = parser.parse_args()
    program = find(arguments.crosswalk)
    if not program:
        return skip("interruptions", "the program is not built")
    problems = kill_test(program, records(9000), arguments.kills)
    problems += change_test(program, records(9000))
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler:
        source = records(4000)
        problems += crash_test(program, source, arguments.prefixes, compiler)
        if not crash_test(program, source, 60, compiler, is_broken=True):
            problems.append("a run without any sync was not noticed: the test of crashes finds nothing")
    else:
        skip("crashes", "there is no C compiler")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
