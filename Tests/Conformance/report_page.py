#!/usr/bin/env python3
"""Opens report pages in a real Chromium and looks at them as readers do.

    report_page.py [--crosswalk PROGRAM] [--pictures DIR] [--fast]

A dump full of texts that want to be more than text (tags, quotes, ends of scripts, separators of lines,
overrides of direction, words without end, emoji) is converted with --report. The page must show all of it as
text, run nothing but its own script, ask for nothing, say nothing on the console, filter, fit a phone, have
contrast in light, dark and print, open everything for the printer and be complete without a script.

Then pages that were broken on purpose are looked at: a check that finds nothing in them is a defect.
--pictures keeps pictures of a page about samples/to-responses; --fast leaves pictures and paper out.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import browser
from command_line import find, skip

ROOT = pathlib.Path(__file__).resolve().parents[2]

HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script></style><img src=x onerror=window.hacked=2>",
    "\"'><svg onload=window.hacked=3>",
    "<!--", "-->", "]]>", "&lt;b&gt;&#60;i&#62;", "{{7*7}}${window.hacked=4}", "javascript:window.hacked=5",
    "line\u2028separator\u2029paragraph", "\u202eright to left\u202c", "\u2066isolate\u2069", "a\u200bb\ufeffc",
    "\u0000\u0007\u001b[31m\u0085", "x" * 3000, "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U000e0041",
    "مرحبا بالعالم", "z\u0310\u0336\u0353algo", "<a href='https://example.com/'>link</a>",
]


def dump(hostile):
    """Records of v1 and others, with a hostile text wherever the report may show one."""
    lines = []
    for number, text in enumerate(hostile):
        lines.append({"id": f"msg_{number}{text[:40]}", "object": "thread.message", "created_at": 1, "thread_id": text,
                      "role": "user", "file_ids": [text], "metadata": {text[:60]: text},
                      "content": [{"type": "text", "text": {"value": text, "annotations": []}}]})
        lines.append({"role": "user", "content": "hi", "file_ids": ["file-1"], text: text})
        lines.append({"object": text, text: 1})
    texts = [json.dumps(line, ensure_ascii=number % 2 == 1) for number, line in enumerate(lines)]
    return "\n".join([*texts, '{"a":<script>', '{"role":"\\q"}', "\u2028", ""])


class Checks:
    """What was looked at and what was wrong."""

    def __init__(self, view):
        self.view = view
        self.done = 0
        self.wrong = []

    def that(self, what, holds, found=""):
        self.done += 1
        if not holds:
            self.wrong.append(f"{what}{': ' if found != '' else ''}{found}")

    def same(self, what, found, expected):
        self.that(what, found == expected, f"expected {expected!r}, found {found!r}")


# Functions in the page. `contrasts` finds texts that are hard to read on what is painted behind them.
CONTRASTS = """(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || element.closest("svg, script") || element.offsetParent === null) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) bad.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(bad)];
})()"""

SHOWN = """[...document.querySelectorAll("#%s > tr")].filter((row) => row.offsetParent !== null).length"""

TYPE = """(() => {
  const filter = document.querySelector(".filter[data-rows=%s]");
  filter.querySelector("input[type=search]").value = %s;
  for (const box of filter.querySelectorAll("input[type=checkbox]")) box.checked = %s;
  filter.dispatchEvent(new Event("input", { bubbles: true }));
  return filter.querySelector("output").textContent;
})()"""


def filter_rows(page, rows, words="", boxes="true"):
    told = page.ask(TYPE % (rows, json.dumps(words), boxes))
    return told, page.ask(SHOWN % rows)


def look_at(page, checks, path, summary):
    """Everything that any page must be."""
    page.look()
    page.open(path)
    checks.same("the page complains about nothing", page.complaints(), [])
    checks.same("the page asks for nothing", page.requests(), [])
    checks.same("nothing ran", page.ask("typeof window.hacked"), "undefined")
    checks.same("one script and one style", page.ask("document.scripts.length + ',' + document.styleSheets.length"), "1,1")
    names = set(page.ask("[...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]"))
    checks.same("elements that load something", sorted(names & {
        "img", "iframe", "object", "embed", "link", "base", "form", "audio", "video", "use", "image", "foreignObject"}), [])
    handlers = page.ask("""[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])
      .filter((a) => a.name.startsWith('on') || a.name === 'style' || /^\\s*javascript:/i.test(a.value)).length""")
    checks.same("attributes that run or style something", handlers, 0)
    links = page.ask("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((h) => h[0] !== '#')")
    checks.same("links out of the page", links, [])
    targets = page.ask("[...document.querySelectorAll('a')].filter((a) => !document.querySelector(a.getAttribute('href'))).length")
    checks.same("links to nowhere", targets, 0)
    hidden = page.ask("(document.body.textContent.match(/[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]/g) || []).length")
    checks.same("characters that nobody sees", hidden, 0)
    check_structure(page, checks)
    check_filters(page, checks, summary)
    check_views(page, checks)


def check_structure(page, checks):
    """Headings, tables and labels as programs that read aloud want them."""
    checks.same("language", page.ask("document.documentElement.lang"), "en")
    checks.same("one first heading", page.ask("document.querySelectorAll('h1').length"), 1)
    levels = page.ask("[...document.querySelectorAll('h1,h2,h3')].map((h) => Number(h.localName[1]))")
    checks.that("no level of headings is left out", all(b - a <= 1 for a, b in zip(levels, levels[1:])), levels)
    bare = page.ask("[...document.querySelectorAll('table')].filter((t) => !t.caption || !t.tHead || ![...t.tHead.rows[0].cells].every((c) => c.scope === 'col')).length")
    checks.same("tables without caption or headings", bare, 0)
    unnamed = page.ask("[...document.querySelectorAll('input')].filter((i) => !i.labels.length || !i.labels[0].textContent.trim()).length")
    checks.same("fields without a label", unnamed, 0)
    same = page.ask("(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.length - new Set(ids).size; })()")
    checks.same("ids that stand twice", same, 0)
    pictures = page.ask("[...document.querySelectorAll('svg')].filter((s) => s.getAttribute('aria-hidden') !== 'true' && !s.getAttribute('aria-label')).length")
    checks.same("pictures without words", pictures, 0)


def check_filters(page, checks, summary):
    """Words and boxes hide rows, and tell how many are left."""
    fields = summary["fields"]
    told, shown = filter_rows(page, "loss-rows")
    checks.same("all losses", (told, shown), (f"{len(fields)} of {len(fields)} shown", len(fields)))
    code = fields[0]["code"]
    expected = sum(1 for field in fields if code in json.dumps(field))
    told, shown = filter_rows(page, "loss-rows", code.upper())
    checks.that("a code finds its losses", 0 < shown <= expected, f"{shown} of {expected}")
    checks.same("the number of rows is told", told, f"{shown} of {len(fields)} shown")
    checks.same("a word that nobody wrote", filter_rows(page, "loss-rows", "qqqq")[1], 0)
    checks.same("two words", filter_rows(page, "loss-rows", f"{code} qqqq")[1], 0)
    checks.same("no weight", filter_rows(page, "loss-rows", "", "false")[1], 0)
    for weight in ["content", "record", "form"]:
        count = sum(1 for field in fields if field["weight"] == weight)
        checks.same(f"weight {weight}", filter_rows(page, "loss-rows", "", f"box.value === '{weight}'")[1], count)
    checks.same("all again", filter_rows(page, "loss-rows")[1], len(fields))
    if summary["rejects"]:
        count = len(summary["rejects"])
        checks.same("all refused records", filter_rows(page, "reject-rows")[1], count)
        code = summary["rejects"][0]["code"]
        alike = sum(1 for reject in summary["rejects"] if code in json.dumps(reject))
        checks.that("a reason finds its records", 0 < filter_rows(page, "reject-rows", code)[1] <= alike)
        filter_rows(page, "reject-rows")


def check_views(page, checks):
    """Light, dark, paper, a phone, and no script."""
    page.ask("for (const d of document.querySelectorAll('details')) d.open = true")
    for dark in [False, True]:
        page.look(dark=dark)
        name = "dark" if dark else "light"
        checks.same(f"texts that are hard to read, {name}", page.ask(CONTRASTS), [])
        paper = page.ask("getComputedStyle(document.documentElement).backgroundColor")
        checks.that(f"the page is {name}", (sum(map(int, re.findall(r"\d+", paper)[:3])) < 380) == dark, paper)
    for width in [320, 390, 768, 1280]:
        page.look(width, 844)
        wide = page.ask("document.documentElement.scrollWidth")
        checks.that(f"the page fits {width} pixels", wide <= width, wide)
    page.look(390, 844, phone=True)
    small = page.ask("[...document.querySelectorAll('body *')].filter((e) => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 11).length")
    checks.same("texts that are too small", small, 0)
    page.look()
    page.ask("for (const d of document.querySelectorAll('details')) d.open = false")
    page.media("print", dark=True)
    checks.same("texts that are hard to read, printed", page.ask(CONTRASTS), [])
    checks.same("filters on paper", page.ask("[...document.querySelectorAll('.filter')].filter((e) => e.offsetParent).length"), 0)
    page.ask("dispatchEvent(new Event('beforeprint'))")
    checks.same("closed on paper", page.ask("document.querySelectorAll('details:not([open])').length"), 0)
    page.ask("dispatchEvent(new Event('afterprint'))")
    checks.same("open after printing", page.ask("document.querySelectorAll('details[open]').length"), 0)
    page.media("")


def look_without_script(page, checks, path, summary):
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(path)
    page.send("Emulation.setScriptExecutionDisabled", value=False)
    shown = page.ask("[...document.querySelectorAll('#loss-rows > tr')].filter((row) => row.offsetParent).length")
    checks.same("losses without a script", shown, len(summary["fields"]))
    checks.same("filters without a script", page.ask("[...document.querySelectorAll('.filter')].filter((e) => e.offsetParent).length"), 0)


def look_for_text(page, checks, path, text):
    """A hostile text is there, as text, and nothing came of it."""
    page.open(path)
    # As an example shows it: spelled as in the record, and what nobody would see by its number.
    spelled = json.dumps(text, ensure_ascii=False)[:40]
    unseen = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
    wanted = re.sub(unseen, lambda found: f"\\u{ord(found[0]):04X}", spelled)
    checks.that(f"the page shows {wanted}", wanted in page.ask("document.querySelector('main').textContent"))
    checks.same(f"what came of {wanted}", page.ask("typeof window.hacked"), "undefined")
    checks.same(f"complaints after {wanted}", page.complaints(), [])
    checks.same(f"requests after {wanted}", page.requests(), [])


def look_at_policy(page, checks, path):
    """What gets into a page all the same is stopped."""
    page.open(path)
    page.ask("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 9\">')")
    page.ask("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.hacked = 10'}))")
    page.ask("new Promise((done) => setTimeout(done, 200))")
    checks.same("what is put into the page runs", page.ask("typeof window.hacked"), "undefined")
    checks.that("the policy says so", len(page.complaints()) >= 2, page.complaints())


# What breaks a page, and a part of what must be said then.
BREAKAGES = [
    ("a script that is not ours", lambda t: t.replace("<main>", "<main><script>window.hacked = 1</script>"), "complains"),
    ("a style that differs", lambda t: t.replace("--paper: #ffffff", "--paper: #fffffe"), "complains"),
    ("a policy with no script", lambda t: t.replace("script-src", "img-src"), "complains"),
    ("a picture from elsewhere", lambda t: t.replace("<main>", "<main><img src='https://example.com/a.png' alt=''>"), "load something"),
    ("a handler", lambda t: t.replace("<main>", "<main onclick='1'>"), "run or style"),
    ("a direction turned", lambda t: t.replace("<main>", "<main>\u202e"), "nobody sees"),
    ("a table without heading", lambda t: t.replace('scope="col"', 'scope="row"'), "without caption"),
    ("a level left out", lambda t: t.replace("<h2", "<h3").replace("</h2", "</h3"), "level of headings"),
    ("a row too many", lambda t: t.replace('<tbody id="loss-rows">', '<tbody id="loss-rows"><tr><td>x</td></tr>'), "all losses"),
    ("a word too long", lambda t: t.replace("<main>", "<main><pre>" + "x" * 3000 + "</pre>"), "fits 390"),
]


def broken_pages(page, path, summary, folder):
    """How many breakages were not noticed."""
    text = path.read_text(encoding="utf-8")
    unseen = 0
    for name, change, expected in BREAKAGES:
        changed = change(text)
        assert changed != text, name
        other = folder / "broken.html"
        other.write_text(changed, encoding="utf-8")
        checks = Checks(name)
        try:
            look_at(page, checks, other, summary)
        except RuntimeError as error:
            checks.wrong.append(str(error))
        if not any(expected in wrong for wrong in checks.wrong):
            print(f"not noticed: {name}; found only {checks.wrong}")
            unseen += 1
    return unseen


def convert(program, folder, source, words):
    """Converts a dump with a report; its totals as --stats=json tells them."""
    command = [program, "convert", "-q", "--to", "responses", "--stats=json", "--report", "page.html", "-o", "out.jsonl"]
    done = subprocess.run([*command, *words, source], cwd=folder, capture_output=True, timeout=120)
    if done.returncode > 1:
        sys.exit(f"convert failed: {done.stderr.decode()}")
    return json.loads(done.stderr)


def pictures(page, program, folder, target):
    """Pictures for people, of a page about a sample."""
    (folder / "dump.jsonl").write_bytes((ROOT / "samples/to-responses/dump.jsonl").read_bytes() + b'{"role":\n{"x":1}\n')
    convert(program, folder, "dump.jsonl", ["--reject", "bad.jsonl"])
    target.mkdir(parents=True, exist_ok=True)
    page.look(1200, 860)
    page.open(folder / "page.html")
    page.picture(target / "report-light.png", whole=False)
    page.look(1200, 860, dark=True)
    page.ask("document.querySelector('#loss-rows details').open = true")
    page.ask("[...document.querySelectorAll('#losses h3')][1].scrollIntoView()")
    page.picture(target / "report-dark.png", whole=False)
    page.look(390, 844)
    page.ask("document.querySelector('#losses').scrollIntoView()")
    page.picture(target / "report-phone.png", whole=False)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--crosswalk")
    arguments.add_argument("--pictures", type=pathlib.Path)
    arguments.add_argument("--fast", action="store_true")
    options = arguments.parse_args()
    program = find(options.crosswalk)
    chromium = browser.find()
    if not program:
        return skip("report pages", "the program is not built")
    if not chromium:
        return skip("report pages", "there is no Chromium, and it cannot be installed here")
    with tempfile.TemporaryDirectory() as name, browser.Browser(chromium) as page:
        folder = pathlib.Path(name)
        source = "\"><img src=x onerror=window.hacked=6>'.jsonl"
        sample = (ROOT / "samples/to-responses/dump.jsonl").read_text(encoding="utf-8")
        (folder / source).write_text(dump(HOSTILE) + sample, encoding="utf-8")
        summary = convert(program, folder, source, ["--reject", "<b>bad"])
        path = folder / "page.html"
        checks = Checks("hostile")
        look_at(page, checks, path, summary)
        look_without_script(page, checks, path, summary)
        look_at_policy(page, checks, path)
        for text in HOSTILE:
            (folder / source).write_text(dump([text]), encoding="utf-8")
            convert(program, folder, source, ["--reject", "<b>bad", "--report", "text.html"])
            look_for_text(page, checks, folder / "text.html", text)
        for wrong in checks.wrong:
            print(f"wrong: {wrong}")
        unseen = broken_pages(page, path, summary, folder)
        if not options.fast:
            page.look()
            page.open(path)
            page.paper(folder / "page.pdf")
            size = (folder / "page.pdf").stat().st_size
            checks.that("the page can be printed", size > 10_000, size)
        if options.pictures:
            pictures(page, program, folder, options.pictures)
    fields, rejects = len(summary["fields"]), len(summary["rejects"])
    print(f"{checks.done} checks of a page with {fields} losses and {rejects} refused records, "
          f"{len(checks.wrong)} wrong; {len(BREAKAGES)} broken pages, {unseen} not noticed")
    return 1 if checks.wrong or unseen else 0


if __name__ == "__main__":
    sys.exit(main())
