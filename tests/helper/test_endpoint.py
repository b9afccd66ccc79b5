"""One answer from a server, whatever kind of server it is."""

from __future__ import annotations

import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from helper_servers import Behaviour, completion, serving
from sayso.errors import HelperError, UsageError
from sayso.helper.endpoint import LARGEST_REPLY, Endpoint

SCHEMA: dict[str, Any] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def ask(url: str, **more: Any) -> str:
    return Endpoint(url, **more).complete("Do this.", "With that.", SCHEMA)


def test_the_answer_is_what_the_server_says() -> None:
    with serving(lambda body, handler: completion('{"kind": "none"}')) as server:
        assert ask(server.url, model="small", key="secret") == '{"kind": "none"}'
    (request,) = server.requests
    assert request["model"] == "small"
    assert [m["content"] for m in request["messages"]] == ["Do this.", "With that."]
    assert request["temperature"] == 0
    assert request["response_format"]["json_schema"]["schema"] == SCHEMA
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers["Authorization"] == "Bearer secret"


def test_without_a_path_the_usual_one_is_asked_and_without_a_key_none_is_sent() -> None:
    with serving(lambda body, handler: completion("{}")) as server:
        ask(server.url.removesuffix("/v1"))
    assert server.paths == ["/v1/chat/completions"]
    assert "Authorization" not in server.headers


def test_a_server_that_knows_no_schema_is_asked_without_one_and_only_refuses_once() -> None:
    def old(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        return (400, b"unknown field") if "response_format" in body else completion("{}")

    with serving(old) as server:
        endpoint = Endpoint(server.url)
        assert [endpoint.complete("a", "b", SCHEMA) for _ in range(2)] == ["{}", "{}"]
    assert len(server.requests) == 3


def redirecting(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(307)
    handler.send_header("Location", "/elsewhere")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def hanging_up(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def no_http(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ready\r\n")


def cut_short(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    status, content = completion('{"kind": "none"}')
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[:30])


UP_TO_NO_GOOD: dict[str, Behaviour] = {
    "500": lambda body, handler: (500, b"{}"),
    "404": lambda body, handler: (404, b"not here"),
    "400": lambda body, handler: (400, b"no"),
    "a redirection": redirecting,
    "no JSON": lambda body, handler: (200, b"<html>Welcome</html>"),
    "other JSON": lambda body, handler: (200, b'{"choices": []}'),
    "no words": lambda body, handler: (200, b'{"choices": [{"message": {"content": null}}]}'),
    "deep JSON": lambda body, handler: (200, b"[" * 100_000),
    "too long": lambda body, handler: (200, b'{"choices": "' + b"x" * (2 * LARGEST_REPLY) + b'"}'),
    "no UTF-8": lambda body, handler: (200, b'{"choices": [{"message": {"content": "\xff\xfe"}}]}'),
    "hanging up": hanging_up,
    "no HTTP": no_http,
    "cut short": cut_short,
}


@pytest.mark.parametrize("behaviour", UP_TO_NO_GOOD.values(), ids=UP_TO_NO_GOOD)
def test_a_reply_that_is_no_answer_is_one_clear_error_with_a_next_step(behaviour: Behaviour) -> None:
    with serving(behaviour) as server, pytest.raises(HelperError) as error:
        ask(server.url)
    assert server.url in error.value.message
    assert error.value.next_step
    assert server.paths == ["/v1/chat/completions"] * len(server.paths), "no other place was asked"


def test_a_server_that_is_not_there_is_an_error_that_lasts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(HelperError, match="cannot be reached: connection refused") as error:
        ask(f"http://127.0.0.1:{port}")
    assert error.value.lasting


def sleeping(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


def dripping(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(40):
        handler.wfile.write(b" ")
        time.sleep(0.05)


@pytest.mark.parametrize("behaviour", [sleeping, dripping])
def test_a_server_that_takes_too_long_is_cut_off_however_it_delays(behaviour: Behaviour) -> None:
    with serving(behaviour) as server:
        started = time.monotonic()
        with pytest.raises(HelperError, match=r"did not answer within 0\.2 seconds"):
            ask(server.url, patience=0.2)
        assert time.monotonic() - started < 0.9


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8080", "ftp://models.example", "http://", "http://[::1", "http://models.example:x", "file:///etc",
     "http://me:word@models.example", "http://models.example/v1?key=1", "http://models.example/\r\nHost: a"],
)  # fmt: skip
def test_what_is_no_url_of_a_model_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(UsageError) as error:
        Endpoint(url)
    assert error.value.next_step


def test_a_key_is_never_sent_unencrypted_to_another_machine() -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        Endpoint("http://models.example/v1", key="secret")
    Endpoint("https://models.example/v1", key="secret")
    Endpoint("http://localhost:8080/v1", key="secret")
    Endpoint("http://models.example/v1")


def test_the_name_of_an_endpoint_is_its_model_or_else_its_place() -> None:
    assert Endpoint("http://127.0.0.1:8080", "small").name == "small"
    assert Endpoint("http://127.0.0.1:8080").name == "http://127.0.0.1:8080"
