from __future__ import annotations

from sayso.ledger import Book
from sayso.report import sidebyside
from sayso.report.references import Limits, References


def test_the_pair_with_most_changes_comes_first(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    labels = [references.report(pair.child).label for pair in sidebyside.choose(references)]
    assert labels[0] == "The Blare"


def test_a_pair_without_a_known_direction_is_not_called_parent_and_child(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    assert "Oxmoor Standard" not in [references.report(p.child).label for p in sidebyside.choose(references)]


def test_a_change_is_named_under_its_two_sentences(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    shown = sidebyside.side_by_side(sidebyside.choose(references), references)
    row = next(row for row in shown.pairs[0].rows if row.changes)
    assert [p.text for p in row.parent if "gone" in p.kinds[0:1] or "gone severity-high" in p.kinds] == ["may have to"]
    assert [p.text for p in row.child if "new severity-high" in p.kinds] == ["will"]
    assert [str(c.drift.kind) for c in row.changes] == ["certainty"]


def test_what_the_child_left_out_is_listed(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    shown = sidebyside.side_by_side(sidebyside.choose(references), references)
    assert [o.omission.text for o in shown.pairs[0].omissions] == ["Northwire could not verify the account."]


def test_pairs_beyond_the_limit_are_counted(tiny_book: Book) -> None:
    references = References(tiny_book, Limits(pairs=1))
    chosen = sidebyside.choose(references)
    assert sidebyside.side_by_side(chosen, references).pairs_left_out == len(chosen) - 1
