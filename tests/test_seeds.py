"""Three real reports of one story, read as an editor would. They are not part of the project: absent, these skip."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import Book, analyse
from sayso.records import Derivation, LedgerRow
from sayso.vocab import DriftKind, Stance, Status


@pytest.fixture(scope="module")
def book(seeds: Path) -> Book:
    """The story with its metadata."""
    return analyse([seeds], meta=seeds / "meta.csv")


@pytest.fixture(scope="module")
def bare(seeds: Path) -> Book:
    """The story without metadata."""
    return analyse(sorted(seeds.glob("0*.txt")))


def edge(book: Book) -> Derivation:
    """The one derivation between two reports of the pile."""
    (found,) = [d for d in book.derivations.values() if d.parent_id is not None]
    return found


def factory(book: Book) -> LedgerRow:
    """The claim that all three reports state."""
    return next(row for row in book.rows if "China" in row.text and "drones" in row.text)


def words(book: Book, row: LedgerRow) -> str:
    """All that the mentions of a claim say."""
    mentions = (book.mentions[m] for m in book.claims[row.claim_id].mentions)
    return " | ".join(m.span.of(book.documents[m.doc_id].text) for m in mentions)


def test_every_report_is_analysed_and_the_folders_own_documentation_is_not_a_report(book: Book) -> None:
    assert len(book.documents) == 3
    assert not book.failures


def test_the_tabloid_is_the_child_of_the_broadcaster_never_the_reverse(book: Book) -> None:
    found = edge(book)
    assert (book.label(found.child_id), book.label(found.parent_id or "")) == ("Express", "Euronews")
    assert found.direction == "directed"
    assert found.share == pytest.approx(0.37, abs=0.03)


def test_without_metadata_the_credit_settles_the_direction_or_nothing_does(bare: Book) -> None:
    found = edge(bare)
    if found.direction == "directed":
        assert bare.documents[found.child_id].path.endswith("000_65e7feef4cec1394.txt")


def test_one_agency_outside_the_pile_is_credited_by_two_reports(book: Book) -> None:
    latent = [d for d in book.derivations.values() if d.latent is not None and d.latent.label == "Reuters"]
    assert {book.label(d.child_id) for d in latent} == {"Euronews", "Foundation for Defense of Democracies"}


def test_the_factory_claim_has_one_to_three_origins_and_is_unconfirmed(book: Book) -> None:
    row = factory(book)
    assert (row.status, row.origins_at_least, row.origins_at_most) == (Status.UNCONFIRMED, 1, 3)
    assert len(row.reports) == 3
    labels = " ".join(origin.label for origin in row.origins)
    assert all(name in labels for name in ("Reuters", "iplomats", "intelligence sources"))


def test_copying_corroborates_nothing(book: Book) -> None:
    assert not [row.text for row in book.rows if row.status is Status.CORROBORATED]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (DriftKind.ENTITY, "China", "Russia"),
        (DriftKind.INTENSITY, "large", "vast"),
        (DriftKind.INTENSITY, "convincing", "conclusive"),
        (DriftKind.ADDED_FACT, "convincing", "credible"),
    ],
)
def test_the_named_changes_are_found(book: Book, kind: DriftKind, before: str, after: str) -> None:
    assert any(
        d.kind is kind and before in (d.before_text or "") and after in (d.after_text or "")
        for d in book.drifts.values()
    )


def test_the_officials_words_given_to_one_of_many_are_drift(book: Book) -> None:
    kinds = (DriftKind.ATTRIBUTION_CHANGED, DriftKind.SOURCE_INFLATED)
    assert any(d.kind in kinds and (d.after_text or "").startswith("One") for d in book.drifts.values())


def test_what_the_diplomatic_service_has_yet_to_confirm_are_three_questions_that_the_tabloid_leaves_out(
    book: Book,
) -> None:
    asked = [q for q in book.questions.values() if "EEAS" in (q.asked_of or "")]
    assert len(asked) == 3
    left_out = [o.span for o in book.omissions.values() if o.kind == "open question"]
    assert all(any(q.span.overlaps(span) for span in left_out) for q in asked)


def test_denying_a_part_in_the_war_and_not_knowing_of_the_project_are_two_claims(book: Book) -> None:
    denied = {
        row.claim_id: words(book, row)
        for row in book.rows
        if any(o.stance is Stance.DENIES and "Beijing" in o.label for o in book.origins[row.claim_id])
    }
    invasion = {claim for claim, said in denied.items() if "involvement in the invasion" in said}
    knowledge = {claim for claim, said in denied.items() if "aware of" in said}
    assert invasion
    assert knowledge
    assert not invasion & knowledge


def test_he_said_after_a_named_researcher_is_the_researcher(book: Book) -> None:
    said = [a for a in book.attributions.values() if a.content and "vulnerable" in _content(book, a.id)]
    assert [a.label for a in said] == ["Patrick Thompson"]


def _content(book: Book, attribution_id: str) -> str:
    attribution = book.attributions[attribution_id]
    text = book.documents[attribution.doc_id].text
    return " ".join(span.of(text) for span in attribution.content)


def test_unnamed_officials_and_diplomats_stay_unnamed(book: Book) -> None:
    unnamed = [a for a in book.attributions.values() if a.label.lower().endswith(("official", "diplomats", "diplomat"))]
    assert unnamed
    assert all(a.source_kind == "anonymous" and a.entity_id is None for a in unnamed)


def test_no_furniture_is_a_claim(book: Book) -> None:
    furniture = [p.span for passages in book.passages.values() for p in passages if p.kind == "furniture"]
    assert furniture
    assert not [m for m in book.mentions.values() if any(m.span.overlaps(span) for span in furniture)]


@pytest.mark.parametrize("value", ["2024-09", "2024-11-15", "2024-11-18"])
def test_the_timeline_has_the_dates_of_the_story(book: Book, value: str) -> None:
    assert value in {event.when.value for event in book.events}


def test_the_order_of_the_reports_and_a_second_run_change_nothing(book: Book, seeds: Path) -> None:
    paths = sorted(seeds.glob("0*.txt"), reverse=True)
    again = analyse(paths, meta=seeds / "meta.csv")
    assert again.rows == book.rows
