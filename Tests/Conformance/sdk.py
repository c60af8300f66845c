#!/usr/bin/env python3
"""Do the official Python SDKs of three generations take what crosswalk writes?

    sdk.py [--corpus DIR] [--crosswalk PATH] [--tool PATH] [--count N] [--to DIALECT…]

Converts real payloads (of --corpus), those of the samples and fixtures, and generated ones. Stored payloads
must be parsed strictly by the SDK's own response types, without members that the types do not know; request
bodies must satisfy the SDK's types of requests. Then bodies and lists go through the SDK's client and a
server on this machine. A payload whose source the SDK of its own dialect does not take is called odd: what
becomes of it is counted, not judged. Where types and service disagree, the exceptions in amendments.py say so
by name. Each SDK is installed once, below CROSSWALK_SDK_CACHE or the user's cache folder.

Exit 0: all taken, or excepted by name; 1: not so; 77: skipped.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

import command_line
import conversions
import payload_sources
import sdk_environments
from conversions import Conversion
from payload_sources import Source

HERE = pathlib.Path(__file__).resolve().parent
TARGETS = ["v1", "v2", "v2-2024-04", "responses"]
# What goes through the client, and how many of each kind.
CALLED = {
    "v1": ["create-message-request", "create-thread-request", "message-list"],
    "v2": ["create-message-request", "create-thread-request", "message-list"],
    "responses": ["create-items-request", "create-conversation-request", "input", "item-list"],
}
CALLS = 25
MESSAGE = {
    "id": "msg_1", "object": "thread.message", "created_at": 1, "thread_id": "thread_1", "role": "user",
    "status": "completed", "content": [{"type": "text", "text": {"value": "Hi", "annotations": []}}], "metadata": {},
}  # fmt: skip
REQUEST = {"role": "user", "content": "Hi"}
TEXT = {"type": "output_text", "text": "Hi", "annotations": []}
PAGE = {"object": "list", "data": [MESSAGE], "first_id": "msg_1", "last_id": "msg_1", "has_more": False}
# Payloads that nobody converted, with the dialect and kind that they are not of: the types must refuse
# them, or the check says nothing.
UNCONVERTED = [
    ("v2", "message", "v1", MESSAGE | {"file_ids": []}),
    ("v1", "message", "v2", MESSAGE | {"attachments": []}),
    ("v2", "create-message-request", "v1", REQUEST | {"file_ids": ["file-1"]}),
    ("v1", "create-message-request", "v2", REQUEST | {"content": [{"type": "text", "text": "Hi"}]}),
    ("v2", "create-thread-request", "v1", {"messages": [REQUEST | {"file_ids": ["file-1"]}]}),
    ("responses", "item", "v2", MESSAGE),
    ("responses", "item-list", "v2", PAGE),
    ("responses", "input-item", "v2", REQUEST | {"attachments": []}),
    ("responses", "input-item", "v2", REQUEST | {"content": [{"type": "text", "text": "Hi"}]}),
    ("responses", "input-item", "v2", REQUEST | {"content": [TEXT]}),
    ("responses", "create-items-request", "v2", {"items": [MESSAGE]}),
    ("responses", "input", "v2", [MESSAGE]),
    ("responses", "conversation", "v2", {"id": "thread_1", "object": "thread", "created_at": 1, "metadata": {}}),
    ("responses", "create-conversation-request", "v2", {"messages": [REQUEST]}),
    ("v2", "message", "responses", {"id": "msg_1", "type": "message", "role": "assistant", "content": [TEXT]}),
]


class Judge:
    """The SDK of one dialect, which answers questions about payloads."""

    def __init__(self, python: str) -> None:
        words = [python, str(HERE / "sdk_judge.py")]
        self.python = python
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def answer(
        self, kind: str, payload: Any, dialects: tuple[str, str], unknown: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """What the SDK says of a payload that was converted from one dialect to another."""
        question = {"kind": kind, "from": dialects[0], "to": dialects[1], "unknown": unknown, "payload": payload}
        print(json.dumps(question), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"sdk_judge.py ended with {self.process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def calls(self, order: dict[str, Any]) -> list[str]:
        words = [self.python, str(HERE / "sdk_client.py")]
        done = subprocess.run(
            words, input=json.dumps(order), capture_output=True, text=True, timeout=300, check=False
        )
        return done.stdout.splitlines() if done.returncode == 0 else [done.stderr, "0"]


class Check:
    """Converts, asks, and counts."""

    def __init__(self, program: str, folder: str, judges: dict[str, Judge]) -> None:
        self.program, self.folder, self.judges = program, folder, judges
        self.rows: dict[Conversion, collections.Counter[str]] = {}
        self.problems = command_line.Problems()
        self.own: dict[bytes, dict[str, Any]] = {}
        self.taken: dict[tuple[str, str], list[Any]] = collections.defaultdict(list)

    def run(self, conversion: Conversion, sources: list[Source]) -> None:
        counts = self.rows.setdefault(conversion, collections.Counter())
        records = [source.line for source in sources]
        try:
            done = command_line.Run(self.program, self.folder, records, conversion.options)
        except RuntimeError as error:
            self.problems.add("the program failed", [str(error)])
            return
        counts["refused"] += len(done.refused)
        for number, written in done.written.items():
            counts["converted"] += 1
            self.judge(conversion, sources[number - 1], json.loads(written), counts)

    def judge(
        self, conversion: Conversion, source: Source, payload: Any, counts: collections.Counter[str]
    ) -> None:
        own = self.own_answer(source)
        judge = self.judges[conversion.target]
        ends = (source.dialect, conversion.target)
        answer = judge.answer(conversion.target_kind, payload, ends, own["unknown"])
        if answer["accepted"]:
            counts["accepted"] += 1
            counts.update(answer["exceptions"])
            self.taken[conversion.target, conversion.target_kind].append(payload)
        elif not own["accepted"]:
            counts["odd"] += 1
        else:
            counts["NOT ACCEPTED"] += 1
            way = f"{conversion.dialect} {source.kind} to {conversion.target} {conversion.target_kind}"
            self.problems.add(
                f"NOT ACCEPTED: {way}", answer["errors"], origin=source.origin, source=source.payload, target=payload
            )

    def own_answer(self, source: Source) -> dict[str, Any]:
        """What the SDK of its own dialect says about a source."""
        key = f"{source.dialect} {source.kind} ".encode() + source.line
        if key not in self.own:
            ends = (source.dialect, source.dialect)
            self.own[key] = self.judges[source.dialect].answer(source.kind, source.payload, ends)
        return self.own[key]

    def notices(self) -> None:
        """Asks about payloads that nobody converted, which must be refused."""
        for target, kind, source, payload in UNCONVERTED:
            judge = self.judges.get(target)
            if judge and judge.answer(kind, payload, (source, target), [])["accepted"]:
                self.problems.add(f"CANNOT FAIL: the SDK of {target} takes as {kind}", payload=payload)

    def call(self, dialect: str) -> None:
        """Sends and lists some of what was accepted, through the SDK's client."""
        calls = [(kind, payload) for kind in CALLED[dialect] for payload in spread(self.taken[dialect, kind])]
        *problems, number = self.judges[dialect].calls({"dialect": dialect, "calls": calls})
        for problem in problems:
            self.problems.add(f"CLIENT of {dialect}", [problem])
        # With one SDK alone there is nothing that was converted.
        expected = CALLED[dialect] if len(self.judges) > 1 else []
        for kind in expected:
            if not self.taken[dialect, kind]:
                self.problems.add(f"CLIENT of {dialect}: no {kind} to call with")
        version = sdk_environments.FOR_DIALECT[dialect].version
        print(f"client of openai {version}: {number} calls, {len(problems)} problems")


def spread(payloads: list[Any]) -> list[Any]:
    """Some payloads from everywhere in a list."""
    return payloads[:: max(1, len(payloads) // CALLS)][:CALLS]


def judges(dialects: Iterable[str]) -> dict[str, Judge]:
    """The SDKs that are there or can be installed; says loudly which are not."""
    found = {}
    cache = sdk_environments.cache_folder()
    for dialect in dialects:
        generation = sdk_environments.FOR_DIALECT[dialect]
        try:
            found[dialect] = Judge(sdk_environments.python_of(generation, cache))
        except (sdk_environments.Missing, OSError, subprocess.TimeoutExpired) as error:
            command_line.skip(f"openai {generation.version} for {dialect}", str(error))
    return found


def report(check: Check) -> None:
    columns = {"converted": 10, "refused": 9, "accepted": 10, "odd": 6}
    head = "".join(f"{name:>{width}}" for name, width in columns.items())
    print(f"{'openai':10}{'from':40}{'to':40}{head}  exceptions")
    for conversion, counts in check.rows.items():
        version = sdk_environments.FOR_DIALECT[conversion.target].version
        source = f"{conversion.dialect} {conversion.kind}"
        target = f"{conversion.target} {conversion.target_kind}"
        numbers = "".join(f"{counts[name]:{width}}" for name, width in columns.items())
        named = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()) if name not in columns)
        print(f"{version:10}{source:40}{target:40}{numbers}  {named}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=pathlib.Path, help="folder with an index.jsonl")
    parser.add_argument("--crosswalk", help="the program; by default the newest build")
    parser.add_argument("--tool", help="crosswalk-dev, which makes payloads; none are made without it")
    parser.add_argument("--count", type=int, default=100, help="payloads to generate of each kind and edition")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", nargs="+", default=TARGETS, choices=TARGETS)
    return parser.parse_args()


def sources_of(options: argparse.Namespace, program: str) -> list[Source]:
    found = [*payload_sources.of_fixtures(), *payload_sources.of_samples(program)]
    if options.corpus is None or not (options.corpus / "index.jsonl").is_file():
        command_line.skip("SDK types for real payloads", "no folder of payloads (--corpus DIR)")
    else:
        found += payload_sources.of_corpus(options.corpus)
    if not options.tool or not pathlib.Path(options.tool).is_file():
        command_line.skip("SDK types for generated payloads", "no crosswalk-dev (--tool PATH)")
    else:
        found += payload_sources.generated(options.tool, options.count, options.seed)
    return found


def main() -> int:
    options = arguments()
    program = command_line.find(options.crosswalk)
    if program is None:
        return command_line.skip("official SDKs", "no program (--crosswalk PATH, or build it)")
    found = judges(TARGETS)
    if not found:
        return command_line.skip("official SDKs", "they can be neither found nor installed")
    if "responses" in found and not command_line.knows(program, "responses"):
        found.pop("responses").close()
    sources = sources_of(options, program)
    with tempfile.TemporaryDirectory() as folder:
        check = Check(program, folder, found)
        check.notices()
        for conversion in conversions.all_to(target for target in options.to if target in found):
            if conversion.dialect not in found:
                continue
            chosen = [s for s in sources if (s.dialect, s.kind) == (conversion.dialect, conversion.kind)]
            check.run(conversion, chosen)
        report(check)
        for dialect in CALLED:
            if dialect in found and dialect in options.to:
                check.call(dialect)
    for judge in found.values():
        judge.close()
    check.problems.report()
    total = sum(counts["converted"] for counts in check.rows.values())
    print(f"{total} converted payloads shown to the SDKs, {len(check.problems)} problems")
    return 1 if check.problems or not total else 0


if __name__ == "__main__":
    sys.exit(main())
