"""A model behind an OpenAI-compatible URL. This module is the only one of sayso that opens a connection."""

from __future__ import annotations

import socket
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Event, Timer
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec

from sayso.errors import HelperError, UsageError

#: Seconds that one answer may take, from the first byte sent to the last one read.
PATIENCE = 120.0

#: Bytes of a reply that are read; what is longer is no answer to a closed question.
LARGEST_REPLY = 1 << 20

#: Tokens that an answer may have.
LONGEST_ANSWER = 200


class Model(Protocol):
    """Completes a question.

    Attributes:
        name: which model it is: another one is another maker, and its answers are kept apart.
    """

    name: str

    def complete(self, told: str, shown: str, schema: dict[str, Any]) -> str:
        """What the model answers, as it gave it.

        Args:
            told: what it is to do.
            shown: the texts it is to do it with.
            schema: the JSON Schema of the answer; a model may not keep to it.

        Raises:
            HelperError: if there is no answer.
        """
        ...


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Reply(msgspec.Struct):
    choices: list[_Choice]


class Endpoint:
    """A model served at a URL. It follows no redirection and asks no proxy: only that one host is spoken to."""

    def __init__(
        self, url: str, model: str | None = None, *, key: str | None = None, patience: float = PATIENCE
    ) -> None:
        """Connect to nothing yet.

        Args:
            url: "http://127.0.0.1:8080" or with its path, "https://models.example/v1".
            model: its name there; a server that holds one model needs none.
            key: sent as a bearer token.
            patience: seconds that one answer may take.

        Raises:
            UsageError: if that is no such URL, or if the key would go unencrypted to another machine.
        """
        self._secure, self._host, self._port, path = _parts(url)
        if key is not None and not self._secure and not _is_here(self._host):
            raise UsageError(
                f"The key of the helper model would go to {self._host} unencrypted.",
                "Name it by https://, or leave SAYSO_HELPER_KEY unset.",
            )
        self._path = f"{path or '/v1'}/chat/completions"
        self._model, self._patience = model, patience
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key is not None:
            self._headers["Authorization"] = f"Bearer {key}"
        self._takes_schema = True
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.place = f"{'https' if self._secure else 'http'}://{host}:{self._port}{path}"
        self.name = model or self.place

    def complete(self, told: str, shown: str, schema: dict[str, Any]) -> str:
        """What the model answers, as it gave it.

        Raises:
            HelperError: if the server cannot be reached, is too slow, or replies with anything but an answer.
        """
        body: dict[str, Any] = {
            "model": self._model or "default",
            "messages": [{"role": "system", "content": told}, {"role": "user", "content": shown}],
            "temperature": 0,
            "max_tokens": LONGEST_ANSWER,
        }
        form = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
        if self._takes_schema:
            status, reply = self._post(body | {"response_format": form})
            self._takes_schema = status not in (400, 422)
        if not self._takes_schema:  # an older server: the question itself says in what form to answer
            status, reply = self._post(body)
        if status != 200:
            raise HelperError(
                f"The helper model at {self.place} answered with HTTP status {status}.",
                "Check its URL, --helper-model and SAYSO_HELPER_KEY, or its log, and run the same command again.",
                lasting=status in (401, 403, 404),
            )
        try:
            return msgspec.json.decode(reply, type=_Reply).choices[0].message.content
        except (msgspec.DecodeError, UnicodeDecodeError, IndexError, RecursionError):
            raise HelperError(
                f"What answers at {self.place} does not reply as an OpenAI-compatible server does.",
                "Check the URL; it often ends in /v1.",
            ) from None

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body of the reply to one request."""
        kind = HTTPSConnection if self._secure else HTTPConnection
        connection = kind(self._host, self._port, timeout=self._patience)
        connected, late = False, Event()
        watch = Timer(self._patience, _cut, [connection, late])
        try:
            connection.connect()
            connected = True
            watch.start()
            connection.request("POST", self._path, msgspec.json.encode(body), self._headers)
            response = connection.getresponse()
            status, reply = response.status, response.read(LARGEST_REPLY)
        except (OSError, HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise self._too_slow() from None
            raise HelperError(
                f"The helper model at {self.place} cannot be reached: {_reason(error)}.",
                "Start it, or check the URL, and run the same command again; or leave out --helper-url.",
                lasting=not connected,
            ) from None
        finally:
            watch.cancel()
            connection.close()
        if late.is_set():  # what was read is only the beginning
            raise self._too_slow()
        return status, reply

    def _too_slow(self) -> HelperError:
        return HelperError(
            f"The helper model at {self.place} did not answer within {self._patience:g} seconds.",
            "Use a smaller model or a faster machine, and run the same command again.",
        )


def _cut(connection: HTTPConnection, late: Event) -> None:
    """End a connection whose time is over: a reply that drips in byte by byte would never time out by itself."""
    late.set()
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has ended meanwhile


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or type(error).__name__).lower()


def _parts(url: str) -> tuple[bool, str, int, str]:
    """Whether it is encrypted, host, port and path."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii() or not url.isprintable():
        raise UsageError(f"{url!r} is not the URL of a helper model.", "Give one like http://127.0.0.1:8080/v1.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "The URL of the helper model may hold no name, password or query.", "Give a key by SAYSO_HELPER_KEY."
        )
    secure = parts.scheme == "https"
    return secure, parts.hostname, port or (443 if secure else 80), parts.path.rstrip("/")


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
