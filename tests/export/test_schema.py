"""The schema that others read: generated, versioned, and the contract's words and fields in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from sayso.export.schema import schema
from sayso.records import INTERNAL, RECORDS, SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT.parent / "shared" / "CONTRACT.md"


def test_the_schema_is_a_valid_schema_and_carries_its_version() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["version"] == SCHEMA_VERSION


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = json.loads((ROOT / "docs/reference/schema.json").read_text(encoding="utf-8"))
    assert committed == schema()


def test_every_exported_type_is_in_the_schema_and_no_internal_one() -> None:
    told = {definition["$ref"].rpartition("/")[2] for definition in schema()["oneOf"]}
    assert told == {kind.__name__ for kind in RECORDS.values() if kind not in INTERNAL}


def test_a_record_without_a_field_or_with_a_word_outside_the_vocabulary_is_refused() -> None:
    question = {"type": "question", "id": "q", "made_by": "", "score": 1.0, "doc_id": "d", "asked_of": None}
    question |= {"span": {"doc_id": "d", "start": 0, "end": 4}, "attribution_id": None, "claim_id": None}
    jsonschema.validate(question, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({k: v for k, v in question.items() if k != "asked_of"}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(question | {"type": "rumour"}, schema())


def promised() -> dict[str, list[str]]:
    """The record types of the contract with their fields."""
    if not CONTRACT.exists():
        return {}
    found = re.findall(
        r'^\{"type":"(\w+)",(.*)', CONTRACT.read_text(encoding="utf-8").replace("\n ", " "), re.MULTILINE
    )
    return {kind: _fields(rest) for kind, rest in found}


def _fields(line: str) -> list[str]:
    """The keys of the outermost object of a line of the contract."""
    depth, fields = 0, []
    for part in re.finditer(r'"(\w+)":|[\[{]|[\]}]', line):
        if part[1] is None:
            depth += 1 if part[0] in "[{" else -1
            if depth < 0:
                break
        elif depth == 0:
            fields.append(part[1])
    return fields


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract (../shared/CONTRACT.md) is not on this machine")
def test_every_record_and_field_of_the_contract_is_exported() -> None:
    assert len(promised()) > 20
    for kind, fields in promised().items():
        assert kind in RECORDS, kind
        assert RECORDS[kind] not in INTERNAL
        assert set(fields) <= set(RECORDS[kind].__struct_fields__), kind
