"""Chains: who says that who says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


def _chain(found: list[Attribution], inner: Attribution) -> list[str]:
    by_id = {a.id: a for a in found}
    labels = [inner.label]
    while inner.within is not None:
        inner = by_id[inner.within]
        labels.append(inner.label)
    return labels


def test_an_outlet_an_official_and_a_document_are_a_chain(find: Find) -> None:
    found = find("Reuters reported that two officials said a memo showed the plant was leaking.")
    inner = max(found, key=lambda a: a.content[0].start)
    assert _chain(found, inner) == ["memo", "two officials", "Reuters"]


def test_evidence_from_a_source_is_the_sources_word_through_the_receiver(find: Find) -> None:
    found = find("The ministry has received evidence from border guards showing the gang had built a tunnel.")
    inner = next(a for a in found if a.within)
    assert _chain(found, inner) == ["border guards", "ministry"]


@pytest.mark.xfail(strict=True, reason="what somebody saw is no saying to the model")
def test_papers_that_an_outlet_saw_speak_through_the_outlet(find: Find) -> None:
    found = find("The Courier saw papers that confirmed the sale of the ferry to a rival firm.")
    inner = next(a for a in found if a.within)
    assert _chain(found, inner)[0] == "papers"


def test_a_letter_seen_by_an_agency_speaks_through_the_agency(find: Find) -> None:
    found = find("A letter from the engineer, seen by the news agency KNA, says the plant has no filter.")
    inner = next(a for a in found if a.within)
    assert _chain(found, inner) == ["letter from the engineer", "KNA"]


def test_whom_a_speaker_cites_stands_inside_what_the_speaker_says(find: Find) -> None:
    found = find("The plant will close in June, Reuters reported, citing two officials.")
    inner = next(a for a in found if a.label == "two officials")
    assert _chain(found, inner) == ["two officials", "Reuters"]


def test_no_chain_comes_back_to_itself(find: Find) -> None:
    found = find("Ann said Bob said Cay said Dee said the dam was safe, according to Eve, it was claimed.")
    for attribution in found:
        assert len(_chain(found, attribution)) <= len(found)


def test_what_a_cited_paper_says_of_others_stands_in_the_paper(find: Find) -> None:
    found = find("The mayor knew of the leak in March, the Courier reported, citing a memo.")
    inner = next(a for a in found if a.label == "mayor")
    assert _chain(found, inner) == ["mayor", "memo", "Courier"]
