"""Whom a pronoun, a short name, "the minister" means."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution.mentions import Mention
from sayso.attribution.referents import MEMORY, SURE, Referents

Meant = Callable[[str], tuple[list[Mention], Referents]]

_SENTENCES = (
    "Hugh Hill opened the bridge.", "She thanked the crew.", "The Harrow Group paid him.", "They left.",
    "The group sold its boats.", "A nurse waited for Ruth Amsel.", "The minister and his wife saw themselves.",
    "“I never saw it,” he said.", "Harrow closed.", "Amsel is a doctor.",
)  # fmt: skip


def _sure(meant: Meant, text: str, word: str) -> str | None:
    """The head of the earliest mention that the last mention of a word surely goes back to, or None."""
    mentions, referents = meant(text)
    place = max(i for i, m in enumerate(mentions) if m.head.text == word and not m.also)
    root = referents.root(place)
    return mentions[root].head.text if root != place else None


def test_a_pronoun_means_the_subject(meant: Meant) -> None:
    assert _sure(meant, "Hugh Hill opened the bridge.  He cut a ribbon.", "He") == "Hill"


def test_a_possessive_means_the_subject_of_its_own_clause(meant: Meant) -> None:
    assert _sure(meant, "The mayor arrived.  Hugh Hill lost his hat.", "his") == "Hill"


def test_a_given_name_tells_which_of_two_is_meant(meant: Meant) -> None:
    text = "Mayor Hugh Marsh met the geologist Ruth Amsel at the bridge.  She cut a ribbon."
    assert _sure(meant, text, "She") == "Amsel"


def test_a_reflexive_means_the_subject_of_its_clause(meant: Meant) -> None:
    assert _sure(meant, "Hugh Hill waited.  Mark Dorn hurt himself.", "himself") == "Dorn"


def test_they_means_those_who_are_named_together(meant: Meant) -> None:
    mentions, referents = meant("Hugh Hill and Ruth Amsel opened the bridge.  They cut a ribbon.")
    they = next(i for i, m in enumerate(mentions) if m.head.text == "They")
    assert mentions[referents.root(they)].also


def test_i_means_the_speaker_of_the_quotation(meant: Meant) -> None:
    assert _sure(meant, "Ruth Amsel said: “The slope moved and I ran.”", "I") == "Amsel"


def test_a_definite_noun_means_who_was_called_so(meant: Meant) -> None:
    assert _sure(meant, "A retired diver found the wreck.  Nobody paid the diver.", "diver") == "diver"


def test_a_definite_noun_means_the_name_that_it_stood_beside(meant: Meant) -> None:
    assert _sure(meant, "Ruth Amsel, a geologist, measured the slope.  The geologist left.", "geologist") == "Amsel"


def test_the_group_means_the_body_with_that_word_in_its_name(meant: Meant) -> None:
    assert _sure(meant, "The Harrow Group bought the port.  The group sold it again.", "group") == "Group"


def test_a_surname_means_who_was_named_in_full(meant: Meant) -> None:
    assert _sure(meant, "Hugh Hill opened the bridge.  Later Hill cut a ribbon.", "Hill") == "Hill"


def test_an_indefinite_noun_is_somebody_new(meant: Meant) -> None:
    assert _sure(meant, "A diver found the wreck.  Another diver lost it.  A diver left.", "diver") is None


def test_a_clause_behind_the_noun_tells_it_apart(meant: Meant) -> None:
    assert _sure(meant, "A diver found the wreck.  The diver who sold it left.", "diver") is None


def test_two_that_fit_as_well_leave_it_open(meant: Meant) -> None:
    assert _sure(meant, "Ruth Amsel met Ann Lee at the bridge.  She cut a ribbon.", "She") is None


def test_a_noun_goes_back_over_a_pronoun_of_which_nothing_is_sure(meant: Meant) -> None:
    text = "The River Board met the Harbour Trust.  The board paid the trust, and it thanked the board."
    assert _sure(meant, text, "board") in {"Board", "board"}


def test_the_fullest_name_says_who_is_meant(meant: Meant) -> None:
    mentions, referents = meant("Hugh Hill, a farmer, opened the bridge.  He cut a ribbon.")
    he = next(i for i, m in enumerate(mentions) if m.head.text == "He")
    assert referents.fullest(he).words >= {"hugh", "hill"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=8))
def test_an_answer_goes_back_to_an_earlier_mention(meant: Meant, sentences: list[str]) -> None:
    mentions, referents = meant("  ".join(sentences))
    for place, answer in enumerate(referents.answers):
        assert answer.mention == place
        assert 0 <= answer.score <= 1
        assert answer.earlier is None or answer.earlier < place
        assert referents.root(place) <= place
        assert referents.root(referents.root(place)) == referents.root(place)
        if answer.earlier is not None and answer.score >= SURE:
            assert referents.root(place) == referents.root(answer.earlier)
    assert len(referents.answers) == len(mentions)


def test_a_long_report_is_read_with_bounded_work_for_each_mention(meant: Meant) -> None:
    """Somebody who comes again and again: what is kept of them must not grow with every mention."""
    mentions, referents = meant("  ".join("Ruth Amsel waited.  The geologist left." for _ in range(400)))
    assert len(referents.answers) == len(mentions) >= 800
    assert len({id(r) for r in referents.of.values()}) <= MEMORY
    assert all(len(r.names) <= 1 and len(r.owners) == 0 for r in referents.of.values())
