#!/usr/bin/env python3
"""Compares the scanner with Python's parser on mutated texts.

    swift build -c release --product crosswalk-dev
    Tests/Conformance/json_fuzz.py [--tool .build/release/crosswalk-dev] [--cases N] [--seed S]

Three questions: does the scanner accept exactly what Python accepts (strict JSON, strict UTF-8, no lone
surrogates)? Is a text that was refused at an offset no more than cut if it ends there? And does a text
that was accepted stay accepted inside of an array? Needs nothing but Python.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys

SEEDS = [
    b'{"a":1,"b":[true,false,null,-0.5e+10],"c":{"d":"x\\n\\u00e9\\ud83d\\ude00\\"/"}}',
    ('{"k":"é 中文 😀 текст на русском","long":"' + "words and " * 12 + '"}').encode(),
    b'["\\u0041\\b\\f\\r\\t\\\\\\/","\xf0\x9f\x98\x80",[],{},[[[]]],{"a":{}}]',
    b"[0,-1,10.25,1e5,1E-7,123456789012345678901234567890,0.0,-0]",
    b' { "x" : [ 1 ,\t2 ] , "y" : "z" }\r',
    '"{}"'.format("а" * 40 + " " + "é" * 3 + "漢字 " * 10).encode(),
    b'{"":"","a b":" ","0123456789abcdef":1,"a rather long name of a member":{"\\u0061":[]}}',
    b"true", b"null", b"-0", b"1.5e300", b'""', b"[]", b"{}",
    b'"' + b"x" * 61 + b"\\n" + b"y" * 61 + b'\\"' + b'"',
    b'"\xef\xbf\xbf\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80"',
    b"[" * 511 + b"]" * 511, b"[" * 512 + b"]" * 512,
]

PIECES = [bytes([byte]) for byte in range(256) if byte != 10] + [
    b"\\u", b"\\ud800", b"\\udc00", b"\\ud83d\\ude00", b"\\uDBFF\\uDFFF", b"\\u00", b'\\"', b"\\\\",
    b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xf5", b"\xe0\x80\x80", b"\xef\xbb\xbf",
    b"\xdf\xbf", b"\xf0\x80\x80\x80", b"\xe2\x82", b"\xf0\x9f\x98", b"1e", b"-", b"0", b".", b"null",
    b"tru", b"{}", b"[]", b'"a":', b",,", b"        ",
] + [b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":"] * 8


def mutated(draw: random.Random) -> bytes:
    """A seed with one to three places changed, on one line."""
    text = bytearray(draw.choice(SEEDS))
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        place = draw.randrange(len(text) + 1)
        way = draw.randrange(5)
        if way == 0:
            del text[place : place + draw.choice([1, 1, 2, 7])]
        elif way == 1:
            text[place:place] = draw.choice(PIECES)
        elif way == 2:
            text[place : place + 1] = draw.choice(PIECES)
        elif way == 3:
            other = draw.randrange(len(text) + 1)
            text[place:place] = text[other : other + draw.randrange(1, 9)]
        else:
            del text[place:]
    return bytes(text).replace(b"\n", b" ")


def refuse_constant(name: str) -> None:
    """NaN and Infinity, which Python would take."""
    raise ValueError(name)


def is_json(text: bytes) -> bool:
    """Whether Python takes the text, made as strict as RFC 8259 and RFC 3629."""
    try:
        value = json.loads(
            text.decode("utf-8"),
            parse_constant=refuse_constant,
            parse_int=len,
            parse_float=len,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # fails for a lone surrogate
    except (ValueError, RecursionError):
        return False
    return depth(text) <= 512


def depth(text: bytes) -> int:
    """How deep a text nests; only asked for texts of brackets and valid strings."""
    deepest = level = 0
    in_string = escaped = False
    for byte in text:
        if in_string:
            in_string = escaped or byte != 0x22
            escaped = byte == 0x5C and not escaped
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            level += 1
            deepest = max(deepest, level)
        elif byte in b"]}":
            level -= 1
    return deepest


def verdicts(tool: pathlib.Path, texts: list[bytes]) -> list[str]:
    """What the scanner says about each text."""
    lines = b"".join(text + b"\n" for text in texts)
    run = subprocess.run([tool, "json-check"], input=lines, capture_output=True, check=True)
    answers = run.stdout.decode().splitlines()
    if len(answers) != len(texts):
        sys.exit(f"{len(texts)} texts gave {len(answers)} answers")
    return answers


def report(what: str, bad: list[tuple]) -> int:
    """Prints the first disagreements and counts all."""
    for entry in bad[:5]:
        print(f"{what}:", *entry)
    return len(bad)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", type=pathlib.Path, default=".build/release/crosswalk-dev")
    parser.add_argument("--cases", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    if not words.tool.exists():
        print(f"SKIPPED: {words.tool} is not built", file=sys.stderr)
        return 2
    draw = random.Random(words.seed)
    sys.setrecursionlimit(10_000)
    texts = SEEDS + [mutated(draw) for _ in range(words.cases)]
    found = verdicts(words.tool, texts)
    valid = [is_json(text) for text in texts]
    failures = report(
        "disagree (text, Python, scanner)",
        [(t, v, f) for t, v, f in zip(texts, valid, found) if v != (f == "ok")],
    )

    refused = [(t, f, int(f.split()[1])) for t, f in zip(texts, found) if f != "ok"]
    cuts = verdicts(words.tool, [text[:offset] for text, _, offset in refused])
    failures += report(
        "cut before the error (text, error, of the cut text)",
        [
            (text, was, now)
            for (text, was, offset), now in zip(refused, cuts)
            if now not in ("ok", f"json-end {offset}")
        ],
    )

    shallow = [t for t, v in zip(texts, valid) if v and depth(t) < 512]
    inside = verdicts(words.tool, [b"[" + text + b"]" for text in shallow])
    failures += report(
        "refused in an array (text, answer)",
        [(text, now) for text, now in zip(shallow, inside) if now != "ok"],
    )
    print(f"{len(texts)} texts, {sum(valid)} valid, {failures} disagreements, seed {words.seed}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
