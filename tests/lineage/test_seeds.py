from __future__ import annotations

import csv

import pytest

from sayso.vocab import Direction


@pytest.mark.parametrize("with_metadata", [True, False])
def test_the_real_reports_form_the_family_an_editor_would_draw(seeds, report, family, with_metadata):
    rows = {row["file"]: row for row in csv.DictReader((seeds / "meta.csv").read_text(encoding="utf-8").splitlines())}
    documents = []
    for path in sorted(seeds.glob("0*.txt")):
        known = {key: rows[path.name][key] for key in ("publisher", "published")} if with_metadata else {}
        documents.append(report(path.read_text(encoding="utf-8"), path.name, **known))
    tabloid, broadcaster, brief = (document.id for document in documents)
    found = {(d.child_id, d.parent_id or (d.latent.label if d.latent else "")): d for d in family(*documents)}
    assert set(found) == {(tabloid, broadcaster), (broadcaster, "Reuters"), (brief, "Reuters")}
    assert found[tabloid, broadcaster].direction is Direction.DIRECTED
    assert found[tabloid, broadcaster].share == pytest.approx(0.37, abs=0.02)
