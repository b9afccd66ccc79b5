from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import RECORDS, Document, Link, Record, content_id
from sayso.text import Span
from strategies import any_record, documents, records, texts

KINDS = pytest.mark.parametrize("kind", RECORDS.values(), ids=RECORDS)


@given(any_record)
def test_encoding_and_decoding_a_record_gives_it_back(record: Record) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


@given(any_record)
def test_a_record_says_its_type_first(record: Record) -> None:
    name = type(record).__name__.lower()
    assert msgspec.json.encode(record).startswith(f'{{"type":"{name}",'.encode())


@given(any_record)
def test_every_record_has_an_id_of_sixteen_hexadecimal_digits(record: Record) -> None:
    assert len(record.id) == 16
    assert int(record.id, 16) >= 0


@KINDS
@settings(max_examples=15)  # for each of the record types
@given(data=st.data())
def test_an_id_hangs_on_the_identity_fields_and_on_nothing_else(kind: type[Record], data: st.DataObject) -> None:
    one, other = data.draw(records(kind)), data.draw(records(kind))
    kept = {field: getattr(one, field) for field in kind.identity}
    assert msgspec.structs.replace(other, id="", **kept).id == one.id


@KINDS
@settings(max_examples=15)  # for each of the record types
@given(data=st.data())
def test_another_identity_is_another_id(kind: type[Record], data: st.DataObject) -> None:
    one, other = data.draw(records(kind)), data.draw(records(kind))
    same = all(getattr(one, field) == getattr(other, field) for field in kind.identity)
    assert (one.id == other.id) == same


@KINDS
def test_identity_names_fields_that_the_record_has(kind: type[Record]) -> None:
    assert kind.identity, "a record without identity would have one id for all"
    assert set(kind.identity) <= set(kind.__struct_fields__) - {"id", "made_by", "score"}


@KINDS
def test_a_record_cannot_be_changed(kind: type[Record]) -> None:
    assert kind.__struct_config__.frozen


@given(any_record)
def test_a_given_id_is_kept(record: Record) -> None:
    assert msgspec.structs.replace(record, made_by="a person").id == record.id


@given(documents, texts)
def test_two_identical_files_are_two_documents(document: Document, suffix: str) -> None:
    elsewhere = msgspec.structs.replace(document, id="", path=f"{document.path}/{suffix}")
    assert elsewhere.id != document.id


@given(documents)
def test_mended_metadata_does_not_change_a_documents_id(document: Document) -> None:
    mended = msgspec.structs.replace(document, id="", publisher="The Harbour Post", published="2031-03-11")
    assert mended.id == document.id


def test_ids_are_the_same_on_every_machine_and_in_every_version() -> None:
    # Reviews are anchored by ids: a change here orphans the rulings in every store there is.
    link = Link(doc_id="d", span=Span("d", 0, 9), href="https://harbour.example/")
    assert link.id == content_id("link", "d", Span("d", 0, 9), "https://harbour.example/")
    assert link.id == "3b4778dc1f343980"


def test_a_word_outside_the_closed_vocabulary_is_refused() -> None:
    raw = b'{"type":"name","doc_id":"d","span":{"doc_id":"d","start":0,"end":3},"kind":"vessel"}'
    with pytest.raises(msgspec.ValidationError, match="vessel"):
        msgspec.json.decode(raw, type=RECORDS["name"])


def test_a_newer_field_does_not_stop_an_older_reader() -> None:
    raw = b'{"type":"link","doc_id":"d","span":{"doc_id":"d","start":0,"end":3},"href":"x","rel":"nofollow"}'
    assert msgspec.json.decode(raw, type=Link).href == "x"


def test_the_types_are_told_apart_by_their_tag() -> None:
    assert [kind.__struct_config__.tag for kind in RECORDS.values()] == list(RECORDS)
