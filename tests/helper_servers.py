"""Servers for the tests of the helper model: real ones on this machine, most of them up to no good."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

#: What a server sends: status and body, or whatever it does with the handler itself.
Reply = tuple[int, bytes] | None
Behaviour = Callable[[dict[str, Any], BaseHTTPRequestHandler], Reply]

#: Two reports in which every question has its place: a pronoun, a link in time made a cause, a caveat left out.
_KEPT = (
    "Captain Iris Venn inspected the ferry Halcyon in March. She found cracks in the hull of the Halcyon.",
    "Ferries of the line are old. The company keeps two tugs at the quay for such nights.",
    "Tolland Ferries carried nine hundred passengers in February.",
)
WIRE = (
    "Tolland Ferries suspended its night crossings on Monday.",
    _KEPT[0],
    "Two engines of the Halcyon failed a week after the ferry was repainted.",
    "The harbour office stressed that the survey covers a single vessel and was done in one afternoon.",
    *_KEPT[1:],
)
REWRITE = (
    "Tolland Ferries suspended its night crossings on Monday, the Meridian Wire reported.",
    _KEPT[0],
    "Two engines of the Halcyon failed a week after the ferry was repainted, and the paint is to blame.",
    *_KEPT[1:],
)


def put_story(folder: Path, **more: str) -> Path:
    """The story's files and their metadata in a folder; `more` are further reports by name."""
    reports = {"wire": "\n\n".join(WIRE), "rewrite": "\n\n".join(REWRITE), **more}
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = ["wire.txt,Meridian Wire,2031-04-07", "rewrite.txt,Quay Courier,2031-04-08"]
    rows += [f"{name}.txt,{name.title()} Post,2031-04-09" for name in more]
    (folder / "meta.csv").write_text("\n".join(["file,publisher,published", *rows, ""]), encoding="utf-8")
    return folder


class Saying:
    """A model that gives one answer to whatever it is shown; it keeps what it was shown."""

    name = "saying"

    def __init__(self, **answer: str) -> None:
        self.answer, self.shown = json.dumps(answer), list[str]()

    def complete(self, told: str, shown: str, schema: dict[str, Any]) -> str:
        self.shown.append(shown)
        return self.answer


def completion(content: str) -> tuple[int, bytes]:
    """A reply in the form of the protocol."""
    return 200, json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode()


def shown(request: dict[str, Any]) -> dict[str, str]:
    """The texts that a request shows the model, by name."""
    user = request["messages"][1]["content"]
    return {m[1]: m[3] for m in re.finditer(r"--- (\w+) (\w+) begins ---\n(.*)\n--- \1 \2 ends ---", user)}


class Server:
    """A running server.

    Attributes:
        url: where.
        requests: the bodies it was sent, in order.
        headers: the headers of the last one.
        paths: what was asked for.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: dict[str, str] = {}


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some of these servers provoke."""


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Server]:
    """A server on this machine that does as it is told, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            server.paths.append(self.path)
            server.headers = dict(self.headers)
            reply = behaviour(body, self)
            if reply is not None:
                status, content = reply
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def do_GET(self) -> None:
            server.paths.append(self.path)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with _Quiet(("127.0.0.1", 0), Handler) as listening:
        server = Server(f"http://127.0.0.1:{listening.server_port}/v1")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
