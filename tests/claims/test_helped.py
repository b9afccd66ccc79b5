"""What a helper model may do for claims, and what it may not."""

from __future__ import annotations

import pytest

from helper_servers import Saying
from sayso import lexicon
from sayso.claims.gist import Gist
from sayso.claims.helped import BAND, MOST_PAIRS, SAME_HELPED, WORDING_HELPED, Meaning, settled, turned, worded
from sayso.claims.judge import Wording
from sayso.helper import Helper
from sayso.lexicon.roles import Roles
from sayso.records import Claim, ClaimMention, Document, Entity
from sayso.store import MemoryStore
from sayso.text import Span
from sayso.vocab import NameKind

SAME = 0.4
ROLES = lexicon.load("roles", Roles)
TEXT = "Captain Iris Venn inspected the Halcyon for Tolland Ferries. Later she found cracks in it, and the firm paid."


def wording(text: str) -> Wording:
    nothing: frozenset[str] = frozenset()
    gist = Gist(text, (), (), None, (), nothing, nothing, nothing, (), False, False, False, None, False, nothing)
    return Wording(gist=gist, negative=False, affirmed=True, mentions=(text,))


WORDINGS = [wording("The ferry was cracked below the line"), wording("Cracks ran along the hull"), wording("It rained")]


def test_without_a_helper_nothing_is_settled_and_every_claim_stays_as_it_is() -> None:
    claim = Claim(text="She left", mentions=("m",))
    assert settled(WORDINGS, {(0, 1): SAME}, SAME, None) == {}
    assert worded([claim], {}, {}, [], ROLES, None) == [claim]


@pytest.mark.parametrize(("same", "expected"), [("yes", SAME + BAND), ("no", SAME - BAND)])
def test_an_undecided_pair_moves_to_the_edge_of_the_band_and_no_other_pair_is_asked_about(
    same: str, expected: float
) -> None:
    model = Saying(same=same, first="was cracked", second="Cracks ran")
    likely = {(0, 1): SAME - 0.05, (0, 2): SAME - BAND - 0.05, (1, 2): SAME + BAND + 0.05}
    found = settled(WORDINGS, likely, SAME, Helper(model, MemoryStore()))
    assert found == {(0, 1): expected}
    assert len(model.shown) == 1
    assert turned(likely, found, SAME) == ({0, 1} if same == "yes" else set())


@pytest.mark.parametrize(
    "answer",
    [
        {"same": "unsure", "first": "was cracked", "second": "Cracks ran"},
        {"same": "yes", "first": "was cracked", "second": "was cracked"},
        {"same": "yes", "first": "", "second": "Cracks ran"},
        {"same": "maybe", "first": "was cracked", "second": "Cracks ran"},
    ],
    ids=["unsure", "quotes one text for the other", "quotes nothing", "another word"],
)
def test_a_pair_stays_undecided_where_the_answer_is_unsure_or_quotes_something_else(answer: dict[str, str]) -> None:
    assert settled(WORDINGS, {(0, 1): SAME}, SAME, Helper(Saying(**answer), MemoryStore())) == {}


def test_what_both_texts_have_sets_nothing_apart() -> None:
    alike = [wording("The ferry was cracked"), wording("The ferry was late")]
    same = Helper(Saying(same="no", first="The ferry", second="The ferry"), MemoryStore())
    assert settled(alike, {(0, 1): SAME}, SAME, same) == {}


def test_a_story_full_of_undecided_pairs_costs_no_more_than_so_many_questions() -> None:
    many = [wording(f"Text number {n}") for n in range(20)]
    likely = {(i, j): SAME for j in range(20) for i in range(j)}
    model = Saying(same="unsure", first="", second="")
    settled(many, likely, SAME, Helper(model, MemoryStore()))
    assert len(model.shown) == MOST_PAIRS


# -- wordings --------------------------------------------------------------------------------------------------------


def named(words: str, means: str, *, text: str = "Later she found cracks in it", made_by: str = "") -> Claim:
    """The claim after a model has said what its words mean."""
    return told(Saying(words=words, means=means), text, made_by)


def told(model: Saying, text: str, made_by: str = "") -> Claim:
    document = Document(snapshot_id="s", path="p", text=TEXT)
    start = TEXT.index("Later")
    mention = ClaimMention(doc_id=document.id, span=Span(document.id, start, len(TEXT)))
    entities = [
        Entity(kind=NameKind.PERSON, names=("Iris Venn", "Captain Iris Venn")),
        Entity(kind=NameKind.ORGANISATION, names=("Tolland Ferries",)),
        Entity(kind=NameKind.PLACE, names=("Ruxton",)),
    ]
    claim = Claim(text=text, mentions=(mention.id,), worded_by=mention.id, made_by=made_by)
    helper = Helper(model, MemoryStore())
    (found,) = worded([claim], {document.id: document}, {mention.id: mention}, entities, ROLES, helper)
    return found


def test_a_name_that_the_report_gives_before_stands_in_brackets_for_a_pronoun() -> None:
    claim = named("she", "Iris Venn")
    assert claim.text == "Later [Iris Venn] found cracks in it"
    assert claim.made_by == WORDING_HELPED


def test_a_possessive_stays_one_and_a_description_is_replaced_whole() -> None:
    assert named("Its", "Tolland Ferries", text="Its divers left").text == "[Tolland Ferries’] divers left"
    assert named("The firm", "Tolland Ferries", text="The firm paid").text == "[Tolland Ferries] paid"


def test_a_claim_that_was_settled_too_says_both() -> None:
    assert named("she", "Iris Venn", made_by=SAME_HELPED).made_by == "claims/same-claim-and-wording-helped@1"


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("", ""),
        ("she", "Tolland Ferries"),
        ("it", "Iris Venn"),
        ("she", "Ruxton"),
        ("she", "inspected the Halcyon"),
        ("found", "Iris Venn"),
        ("cracks in it", "Tolland Ferries"),
        ("he", "Iris Venn"),
        ("she", "iris venn"),
        ("she", "<b>Iris Venn</b>"),
        ("she", "Iris Venn, who lied"),
    ],
    ids=["nothing", "a body for a person", "a person for a thing", "a name not in the report", "no name", "no pronoun",
         "more than a pronoun", "a word that is not there", "another spelling", "with markup", "with more"],
)  # fmt: skip
def test_any_other_answer_leaves_the_wording_as_it_is(words: str, means: str) -> None:
    claim = named(words, means)
    assert claim.text == "Later she found cracks in it"
    assert claim.made_by == ""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Iris Venn said she left", False),
        ("The hull of the ferry is cracked", False),
        ("Cracks were found", False),
        ("She left", True),
        ("In March it sank", True),
        ("The state-owned company paid", True),
    ],
)
def test_only_a_wording_whose_name_is_missing_costs_a_question(text: str, asked: bool) -> None:
    model = Saying(words="", means="")
    assert told(model, text).text == text
    assert bool(model.shown) == asked


def test_the_answer_holds_nothing_but_quotations() -> None:
    assert set(Meaning.__struct_fields__) == {"words", "means"}
