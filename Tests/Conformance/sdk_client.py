#!/usr/bin/env python3
"""Drives the client of the installed `openai` package against a server on this machine; `sdk.py` runs this.

    sdk_client.py < JSON > PROBLEMS

Reads `{"dialect", "requests", "lists"}`. Each request body goes through the `create` of the client, and what
arrives must be the body; each list is served, and what the client's `list` makes of it must say the same.
Prints a line per problem, then one with the number of calls.
"""

import http.server
import json
import sys
import threading
from collections.abc import Iterator
from typing import Any

import openai

# The header that tells the editions of Assistants apart; Conversations need none.
BETA = {"v1": "assistants=v1", "v2": "assistants=v2", "responses": None}
PATHS = {
    "v1": "/v1/threads/thread_1/messages",
    "v2": "/v1/threads/thread_1/messages",
    "responses": "/v1/conversations/conv_1/items",
}
ANSWERS = {
    "v1": {"id": "msg_1", "object": "thread.message"},
    "v2": {"id": "msg_1", "object": "thread.message"},
    "responses": {"object": "list", "data": [], "first_id": "", "last_id": "", "has_more": False},
}


class Server(http.server.ThreadingHTTPServer):
    """Answers every call with `answer`, and keeps what was asked."""

    answer: Any = None
    path = ""
    body: Any = None
    beta: str | None = None


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self.server.body = json.loads(self.rfile.read(size))
        self.do_GET()

    def do_GET(self) -> None:
        self.server.path = self.path.partition("?")[0]
        self.server.beta = self.headers.get("OpenAI-Beta")
        text = json.dumps(self.server.answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Says nothing: only problems are told."""


class Client:
    """The client of one dialect, which talks to the server."""

    def __init__(self, dialect: str, server: Server) -> None:
        address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        self.client = openai.OpenAI(api_key="none", base_url=address, max_retries=0, timeout=10)
        self.dialect = dialect
        self.server = server

    def create(self, body: dict[str, Any]) -> Iterator[str]:
        self.server.answer = ANSWERS[self.dialect]
        if self.dialect == "responses":
            self.client.conversations.items.create("conv_1", **body)
        else:
            self.client.beta.threads.messages.create("thread_1", **body)
        yield from self.place()
        if self.server.body != body:
            yield f"body sent {json.dumps(self.server.body)}, made {json.dumps(body)}"

    def list(self, page: dict[str, Any]) -> Iterator[str]:
        self.server.answer = page
        if self.dialect == "responses":
            read = self.client.conversations.items.list("conv_1")
        else:
            read = self.client.beta.threads.messages.list("thread_1")
        yield from self.place()
        for element, served in zip(read.data, page["data"], strict=False):
            dumped = element.model_dump(mode="json", exclude_unset=True)
            if dumped != served:
                yield f"read {json.dumps(dumped)}, served {json.dumps(served)}"
        if len(read.data) != len(page["data"]):
            yield f"read {len(read.data)} elements, served {len(page['data'])}"

    def place(self) -> Iterator[str]:
        if self.server.path != PATHS[self.dialect]:
            yield f"path {self.server.path}, expected {PATHS[self.dialect]}"
        if self.server.beta != BETA[self.dialect]:
            yield f"OpenAI-Beta {self.server.beta}, expected {BETA[self.dialect]}"


def main() -> None:
    order = json.load(sys.stdin)
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = Client(order["dialect"], server)
        calls = [(client.create, body) for body in order["requests"]] + [(client.list, page) for page in order["lists"]]
        for call, payload in calls:
            try:
                for problem in call(payload):
                    print(f"{call.__name__}: {problem}")
            except Exception as error:
                print(f"{call.__name__}: {type(error).__name__}: {error}; payload {json.dumps(payload)}")
        print(len(calls))
        server.shutdown()


if __name__ == "__main__":
    main()
