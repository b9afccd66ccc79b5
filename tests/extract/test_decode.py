from __future__ import annotations

import pytest

from sayso.extract.decode import decode, harmless
from sayso.records import Snapshot


def snapshot(content: bytes, media_type: str = "text/plain") -> Snapshot:
    return Snapshot(path="a", sha256="0", media_type=media_type, content=content)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("“café”".encode(), "utf-8"),
        ("“café”".encode("utf-8-sig"), "utf-8"),
        ("“café”".encode("utf-16"), "utf-16"),
        ("“café”".encode("cp1252"), "windows-1252, by default"),
    ],
)
def test_text_is_read_in_the_encoding_that_its_bytes_show(content: bytes, encoding: str) -> None:
    assert decode(snapshot(content)) == ("“café”", encoding)


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert decode(snapshot(page.encode("iso-8859-2"), "text/html")) == (page, "iso8859-2")


@pytest.mark.parametrize("declared", ["rot13", "base64", "no-such-thing", "utf-7\x00"])
def test_a_declared_encoding_that_is_none_of_text_is_passed_over(declared: str) -> None:
    content = f'<meta charset="{declared}">'.encode() + b"caf\xe9"
    assert decode(snapshot(content, "text/html")).text.endswith("café")


def test_bytes_that_are_no_text_at_all_still_give_some() -> None:
    assert decode(snapshot(b"\x81\x8d\xff")).text


@pytest.mark.parametrize("hostile", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ufeff", "\ud800", "\U000e0041"])
def test_what_only_terminals_and_machines_obey_becomes_a_blank(hostile: str) -> None:
    assert harmless(f"a{hostile}b") == "a b"


def test_line_ends_become_one_kind_and_tabs_stay() -> None:
    assert harmless("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"
