from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sayso import dispute, lexicon
from sayso.dates import parse_when
from sayso.records import Attribution, Claim, ClaimMention, Dispute, Document, Entity, Event, Id, Origin
from sayso.stages import extras
from sayso.text import Span
from sayso.vocab import DisputeKind, DisputeOver, Hearing, NameKind, QuoteKind, SourceKind, Stance

LEXICONS: dict[str, Any] = {name: lexicon.load(name, shape) for name, shape in extras(dispute.find) if shape}


class Pile:
    """Claims with their sentences and who stands behind them, one sentence a report."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.mentions: list[ClaimMention] = []
        self.claims: list[Claim] = []
        self.attributions: list[Attribution] = []
        self.origins: list[Origin] = []
        self.entities: list[Entity] = []
        self.events: list[Event] = []

    def mention(self, words: str, cue: str = "") -> Id:
        text = f"{words} {cue}."
        document = Document(snapshot_id="s", path=f"{len(self.documents)}.txt", text=text)
        attribution = Attribution(
            doc_id=document.id,
            cue=(Span(document.id, len(words) + 1, len(text) - 1),) if cue else (),
            content=(Span(document.id, 0, len(words)),),
            quote=QuoteKind.INDIRECT,
            source_kind=SourceKind.PERSON,
            label="",
        )
        mention = ClaimMention(doc_id=document.id, span=Span(document.id, 0, len(words)), attribution_id=attribution.id)
        self.documents.append(document)
        self.attributions.append(attribution)
        self.mentions.append(mention)
        return mention.id

    def within(self, document: Document, words: str) -> Id:
        start = document.text.index(words)
        self.mentions.append(ClaimMention(doc_id=document.id, span=Span(document.id, start, start + len(words))))
        return self.mentions[-1].id

    def claim(self, text: str, *mentions: Id, differs_in: tuple[Id, ...] = ()) -> Claim:
        claim = Claim(text=text, mentions=mentions, differs_in=differs_in)
        self.claims.append(claim)
        return claim

    def origin(self, claim: Claim, label: str, stance: Stance, *mentions: Id, **fields: Any) -> Origin:
        given: dict[str, Any] = {"kind": SourceKind.ORGANISATION, "hearing": Hearing.FIRST_HAND, "witnesses": ("w",)}
        origin = Origin(claim_id=claim.id, label=label, stance=stance, mentions=mentions, **(given | fields))
        self.origins.append(origin)
        return origin

    def disputes(self) -> list[Dispute]:
        found = dispute.find(
            self.documents,
            [],
            self.claims,
            self.mentions,
            self.attributions,
            self.origins,
            self.entities,
            self.events,
            **LEXICONS,
        )
        return [record for record in found if isinstance(record, Dispute)]


def test_a_denial_by_another_source_is_a_dispute() -> None:
    pile = Pile()
    yes, no = pile.mention("the tank had leaked", "said"), pile.mention("the tank had leaked", "denied")
    claim = pile.claim("The tank leaked.", yes, no)
    union = pile.origin(claim, "Dockers' Union", Stance.SUPPORTS, yes)
    port = pile.origin(claim, "Port of Aven", Stance.DENIES, no)
    [found] = pile.disputes()
    assert (found.kind, found.by, found.against) == (DisputeKind.DENIAL, (port.id,), (union.id,))
    assert [span.doc_id for span in found.spans] == [pile.documents[1].id]


def test_a_denial_of_what_nobody_supports_is_no_dispute() -> None:
    pile = Pile()
    no = pile.mention("the tank had leaked", "denied")
    claim = pile.claim("The tank leaked.", no)
    pile.origin(claim, "Port of Aven", Stance.DENIES, no)
    assert pile.disputes() == []


def test_a_refusal_to_comment_is_no_denial() -> None:
    pile = Pile()
    yes, no = pile.mention("the tank had leaked", "said"), pile.mention("the port", "declined to comment")
    claim = pile.claim("The tank leaked.", yes, no)
    pile.origin(claim, "Dockers' Union", Stance.SUPPORTS, yes)
    pile.origin(claim, "Port of Aven", Stance.DENIES, no)
    assert pile.disputes() == []


def test_a_source_that_changes_its_mind_is_in_no_dispute_with_itself() -> None:
    pile = Pile()
    yes, no = pile.mention("the tank had leaked", "said"), pile.mention("the tank had leaked", "denied")
    claim = pile.claim("The tank leaked.", yes, no)
    pile.entities.append(Entity(kind=NameKind.ORGANISATION, names=("Port of Aven", "Aven Port")))
    pile.origin(claim, "Port of Aven", Stance.SUPPORTS, yes)
    pile.origin(claim, "Aven Port", Stance.DENIES, no)
    assert pile.disputes() == []


def counted(ours: str, theirs: str, label: str = "Port of Aven", **fields: Any) -> list[Dispute]:
    pile = Pile()
    first, second = pile.mention(ours, "said"), pile.mention(theirs, "said")
    one = pile.claim(ours, first)
    other = pile.claim(theirs, second, differs_in=(one.id,))
    pile.origin(one, "Dockers' Union", Stance.SUPPORTS, first)
    pile.origin(other, label, Stance.SUPPORTS, second, **fields)
    return pile.disputes()


def test_two_counts_that_cannot_both_hold_contradict_each_other_on_both_claims() -> None:
    found = counted("41 patients had died", "16 patients had died")
    assert [d.kind for d in found] == [DisputeKind.CONTRADICTION] * 2
    assert found[0].by == found[1].against


@pytest.mark.parametrize(
    ("ours", "theirs", "over"),
    [
        ("the east gate was open all night", "the east gate was shut all night", DisputeOver.POLARITY),
        ("all troops have left Zelin", "far from having left Zelin, all troops are digging in", DisputeOver.POLARITY),
        ("the pumps failed for 40 minutes", "the pumps failed for four minutes, not 40", DisputeOver.NUMBER),
        ("4,000 people marched", "the figure was closer to 15,000", DisputeOver.NUMBER),
        ("the signalman sent the train on", "it was the driver, not the signalman, who did", DisputeOver.ACTOR),
    ],
)
def test_what_two_accounts_are_over_is_told_by_what_stands_in_its_place(
    ours: str, theirs: str, over: DisputeOver
) -> None:
    assert {d.over for d in counted(ours, theirs)} == {over}


def test_a_bound_excludes_a_number_beyond_it() -> None:
    assert counted("about 900 dockers walked out", "fewer than 300 dockers walked out")


def test_a_bound_that_holds_both_is_no_contradiction() -> None:
    assert counted("at least 14 patients had died", "16 patients had died") == []


def test_those_of_one_house_are_no_rival_number_to_all() -> None:
    assert counted("records of 8,600 of our people were lost", "records of 912,000 people were lost") == []


def test_papers_that_nobody_has_seen_are_no_party() -> None:
    unseen = {"kind": SourceKind.DOCUMENT, "witnesses": ()}
    assert counted("41 patients had died", "16 patients had died", "leaked files", **unseen) == []
    assert counted("41 patients had died", "16 patients had died", "letter of Asmark", **unseen)


def test_one_count_in_two_spellings_is_no_contradiction() -> None:
    assert counted("two dozen patients had died", "24 patients had died") == []


def test_what_one_says_not_to_be_so_contradicts_the_other() -> None:
    assert counted("the tank leaked oil", "the tank did not leak oil")


def test_another_place_alone_is_no_contradiction() -> None:
    assert counted("the tank leaked oil in Aven", "the tank leaked oil in Brome") == []


def test_an_unnamed_source_may_be_the_other_one() -> None:
    assert counted("41 patients had died", "16 patients had died", "an official", kind=SourceKind.ANONYMOUS) == []


def test_an_echo_with_a_changed_number_is_drift_and_no_dispute() -> None:
    echo = {"hearing": Hearing.REPEATED, "witnesses": ()}
    assert counted("41 patients had died", "16 patients had died", **echo) == []


def test_one_source_with_two_numbers_is_in_no_dispute_with_itself() -> None:
    assert counted("41 patients had died", "16 patients had died", "Dockers' Union") == []


def test_a_denial_in_fewer_words_is_of_the_claim_that_has_them_all() -> None:
    pile = Pile()
    both = "Norbank hid losses of 40 million crowns. Norbank rejected the claim that it hid losses as untrue"
    pile.mention(both)
    [document] = pile.documents
    said, rejected = "hid losses of 40 million crowns", "the claim that it hid losses as untrue"
    yes, no = (pile.within(document, words) for words in (said, rejected))
    claim, denied = pile.claim("Norbank hid losses of 40 million crowns.", yes), pile.claim("It hid losses.", no)
    auditor = pile.origin(claim, "Eva Lund", Stance.SUPPORTS, yes)
    bank = pile.origin(denied, "Norbank", Stance.DENIES, no)
    [found] = pile.disputes()
    assert (found.claim_id, found.other_id) == (claim.id, denied.id)
    assert (found.by, found.against) == ((bank.id,), (auditor.id,))


def told(ours: str, theirs: str) -> list[DisputeOver | None]:
    return [dispute.over for dispute in counted(ours, theirs)][:1]


def test_a_contradiction_says_what_it_is_over() -> None:
    assert told("41 patients had died", "16 patients had died") == [DisputeOver.NUMBER]
    assert told("the tank leaked oil", "the tank did not leak oil") == [DisputeOver.POLARITY]
    assert told("rebels shelled the hospital in Kest", "the army shelled the hospital in Kest") == [DisputeOver.ACTOR]


def test_two_who_do_what_many_can_do_contradict_each_other_in_nothing() -> None:
    assert told("the cleaners walked out", "the drivers walked out") == []
    assert told("Norbank sold its shares in Torvik", "Lender Norbank sold its shares in Torvik") == []


def dated(*days: str, told: Sequence[str] = ("the tanker left Aven",) * 2) -> list[DisputeOver | None]:
    pile = Pile()
    claims: list[Claim] = []
    for number, (day, words) in enumerate(zip(days, told, strict=True)):
        mention = pile.mention(f"{words} on {day}", "said")
        claims.append(pile.claim(f"{words} on {day}.", mention, differs_in=tuple(c.id for c in claims)))
        pile.origin(claims[-1], f"Office {number}", Stance.SUPPORTS, mention)
        document = pile.documents[-1]
        at = document.text.index(day)
        when = parse_when(day)
        assert when is not None
        span = Span(document.id, at, at + len(day))
        pile.events.append(Event(doc_id=document.id, span=span, as_written=day, when=when, text=""))
    return [d.over for d in pile.disputes()][:1]


def test_two_times_of_one_event_that_have_no_day_in_common_contradict_each_other() -> None:
    assert dated("2031-05-05", "2031-05-07") == [DisputeOver.DATE]
    assert dated("2031-05-05", "2031-05") == []


def test_another_number_at_another_time_is_a_development_and_no_contradiction() -> None:
    told = ("lead in the harbour was six times the limit", "lead in the harbour was twice the limit")
    assert dated("2031-05-05", "2031-05-07", told=told) == []
    assert dated("2031-05-05", "2031-05-05", told=told) == [DisputeOver.NUMBER]
