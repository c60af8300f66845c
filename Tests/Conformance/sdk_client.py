#!/usr/bin/env python3
"""Drives the client of the installed `openai` package against a server on this machine; `sdk.py` runs this.

    sdk_client.py < JSON > PROBLEMS

Reads `{"dialect", "calls": [[KIND, PAYLOAD], …]}`. A request body goes through the method of the client that
takes it, and what arrives must be the body; a list is served, and what the client reads of it must say the
same. Prints a line per problem, then one with the number of calls.
"""

import http.server
import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import openai

# The header that tells the editions of Assistants apart; Conversations need none.
BETA = {"v1": "assistants=v1", "v2": "assistants=v2", "responses": None}

Call = Callable[[openai.OpenAI, Any], Any]
# The method of the client for each kind of request, and the path it should ask.
SENT: dict[str, tuple[Call, str]] = {
    "create-message-request": (
        lambda client, body: client.beta.threads.messages.create("thread_1", **body),
        "/v1/threads/thread_1/messages",
    ),
    "create-thread-request": (lambda client, body: client.beta.threads.create(**body), "/v1/threads"),
    "create-items-request": (
        lambda client, body: client.conversations.items.create("conv_1", **body),
        "/v1/conversations/conv_1/items",
    ),
    "create-conversation-request": (
        lambda client, body: client.conversations.create(**body),
        "/v1/conversations",
    ),
    "input": (lambda client, body: client.responses.create(input=body), "/v1/responses"),
}
LISTED: dict[str, tuple[Call, str]] = {
    "message-list": (
        lambda client, _: client.beta.threads.messages.list("thread_1"),
        "/v1/threads/thread_1/messages",
    ),
    "item-list": (
        lambda client, _: client.conversations.items.list("conv_1"),
        "/v1/conversations/conv_1/items",
    ),
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
        self.beta = BETA[dialect]
        self.server = server

    def problems(self, kind: str, payload: Any) -> Iterator[str]:
        call, path = (SENT | LISTED)[kind]
        self.server.answer = payload if kind in LISTED else {"id": "x"}
        result = call(self.client, payload)
        if (self.server.path, self.server.beta) != (path, self.beta):
            yield f"{self.server.path}, OpenAI-Beta {self.server.beta}; expected {path}, {self.beta}"
        if kind in LISTED:
            yield from self.differences(result.data, payload["data"])
        else:
            sent = {"input": payload} if kind == "input" else payload
            yield from self.differences([self.server.body], [sent])

    def differences(self, found: list[Any], expected: list[Any]) -> Iterator[str]:
        if len(found) != len(expected):
            yield f"{len(found)} elements, expected {len(expected)}"
        for one, other in zip(found, expected, strict=False):
            value = one if isinstance(one, dict) else one.model_dump(mode="json", exclude_unset=True)
            if value != other:
                yield f"found {json.dumps(value)}, expected {json.dumps(other)}"


def main() -> None:
    order = json.load(sys.stdin)
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = Client(order["dialect"], server)
        for kind, payload in order["calls"]:
            try:
                for problem in client.problems(kind, payload):
                    print(f"{kind}: {problem}")
            except Exception as error:
                print(f"{kind}: {type(error).__name__}: {error}; payload {json.dumps(payload)}")
        print(len(order["calls"]))
        server.shutdown()


if __name__ == "__main__":
    main()
