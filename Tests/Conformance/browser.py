"""A real Chromium without a window, driven over its DevTools protocol through two pipes."""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"]


def find():
    """The browser's program: $CHROMIUM, or one of the usual names; else it is installed where that can be done."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], env=environment, **quiet)
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """One browser with one page; remembers what the page said, threw, asked for."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="crosswalk-browser-", ignore_cleanup_errors=True)
        there, mine = os.pipe(), os.pipe()
        arguments = [
            program, "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            f"--user-data-dir={self.folder.name}",
        ]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        # The browser reads commands from descriptor 3 and writes answers to descriptor 4.
        words = ["sh", "-c", f'exec "$@" 3<&{there[0]} 4>&{mine[1]}', "sh", *arguments]
        self.process = subprocess.Popen(
            words, pass_fds=(there[0], mine[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(there[0])
        os.close(mine[1])
        self.commands = os.fdopen(there[1], "wb")
        self.answers = os.fdopen(mine[0], "rb")
        self.waiting = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.send(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        try:
            self.send("Browser.close")
        except (EOFError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.commands.close()
        self.answers.close()
        self.folder.cleanup()

    def send(self, method, **parameters):
        """Asks for something and waits for the answer."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        self.commands.write(json.dumps(command).encode() + b"\0")
        self.commands.flush()
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self):
        """The next message; an event is remembered as well."""
        while b"\0" not in self.waiting:
            more = self.answers.read1(1 << 16)
            if not more:
                raise EOFError("the browser went away")
            self.waiting += more
        message, _, self.waiting = self.waiting.partition(b"\0")
        message = json.loads(message)
        if "method" in message:
            self.events.append(message)
        return message

    # What a page is asked.

    def open(self, path):
        """Opens a file, and forgets what other pages did."""
        self.events = []
        self.send("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.receive()

    def ask(self, expression):
        """The value of an expression in the page."""
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "failed"))
        return result["result"].get("value")

    def complaints(self):
        """What the page said on the console or threw, and what the browser refused to do for it."""
        self.ask("0")
        told = []
        for event in self.events:
            data = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                told.append("exception: " + data["exceptionDetails"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled":
                told.append("console: " + " ".join(str(value.get("value")) for value in data["args"]))
            elif event["method"] == "Log.entryAdded":
                told.append("log: " + data["entry"]["text"])
        return told

    def requests(self):
        """What the page asked for beside itself."""
        urls = [
            event["params"]["request"]["url"]
            for event in self.events
            if event["method"] == "Network.requestWillBeSent" and event["params"].get("type") != "Document"
        ]
        return urls

    def look(self, width=1280, height=900, dark=False, phone=False):
        """Sets the window and the scheme of colors."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone,
        )
        self.media("", dark)

    def media(self, medium, dark=False):
        """Sets the medium, such as print, and the scheme of colors."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def picture(self, path, whole=True):
        """Writes a picture of the page, or of the window, as PNG."""
        data = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole,
                         **({"clip": self.whole()} if whole else {}))["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def whole(self):
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}

    def paper(self, path):
        """Writes the printed page as PDF."""
        data = self.send("Page.printToPDF", printBackground=False, paperWidth=8.27, paperHeight=11.69)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))
