"""The JSON Schema of the records that sayso exports, generated from `sayso.records`."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.records import INTERNAL, RECORDS, SCHEMA_VERSION


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12: an exported line is one of the record types, told apart by `type`.

    Every field is present in an export, so every field is required; unknown values are null.
    """
    kinds = [kind for kind in RECORDS.values() if kind not in INTERNAL]
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if definition.get("type") == "object" and "properties" in definition:
            definition["required"] = list(definition["properties"])
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sayso records",
        "version": SCHEMA_VERSION,
        "oneOf": list(references),
        "$defs": dict(sorted(definitions.items())),
    }
    # Through JSON, so that what is returned here is what a reader of the file gets (no tuples).
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(made))
    return plain
