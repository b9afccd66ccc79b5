"""Which stretches are claims, and who carries them."""

from __future__ import annotations

import re

import pytest

from sayso.claims import detect
from sayso.claims.detect import NAMED
from sayso.engines.base import LanguageEngine
from sayso.lexicon import load
from sayso.lexicon.cues import Cues
from sayso.lexicon.denials import Denials
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.lexicon.rejoinders import RejoinderWords
from sayso.lexicon.roles import Roles
from sayso.lexicon.wording import Notices
from sayso.records import Attribution, ClaimMention, Document, Passage
from sayso.text import Span
from sayso.vocab import PassageKind, QuoteKind, SourceKind

MARK = re.compile(r"([SCTA]\d?)\[([^\]]*)\]")


def read(
    language: LanguageEngine, marked: str, kind: PassageKind = PassageKind.PARAGRAPH
) -> tuple[str, list[ClaimMention]]:
    """The text of a marked case and its mentions; marks of one number belong to one attribution."""
    text, places, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        places.append((mark.group(1)[0], mark.group(1)[1:], len(text), len(text) + len(mark.group(2))))
        text += mark.group(2)
        at = mark.end()
    text += marked[at:]
    document = Document(snapshot_id="s", path="case.txt", text=text)
    attributions = []
    for number in dict.fromkeys(number for _, number, _, _ in places):
        spans = {m: tuple(Span(document.id, a, b) for k, n, a, b in places if k == m and n == number) for m in "SCTA"}
        attributions.append(
            Attribution(
                doc_id=document.id,
                source=spans["S"],
                cue=spans["C"],
                content=spans["T"],
                addressee=spans["A"],
                quote=QuoteKind.INDIRECT,
                source_kind=SourceKind.PERSON,
                label=number or "source",
            )
        )
    return text, mentions_of(language, document, attributions, kind)


def mentions_of(
    language: LanguageEngine,
    document: Document,
    attributions: list[Attribution],
    kind: PassageKind = PassageKind.PARAGRAPH,
) -> list[ClaimMention]:
    """The mentions of a text of one passage with these attributions."""
    text = document.text
    sentences = [Span(document.id, m.start(), m.end()) for m in re.finditer(r"\S[^.?!]*[.?!]?[”’\"]*", text)]
    passages = [Passage(doc_id=document.id, span=Span(document.id, 0, len(text)), kind=kind)]
    parse = language.parse(document.id, text, sentences)
    mentions = detect(
        document,
        passages,
        parse,
        attributions,
        kinds=load("kinds", Kinds),
        cues=load("cues", Cues),
        hedges=load("hedges", Hedges),
        denials=load("denials", Denials),
        rejoinders=load("rejoinders", RejoinderWords),
        corrections=load("corrections", Notices),
        roles=load("roles", Roles),
    )
    labels = {a.id: a.label for a in attributions}
    assert all(m.attribution_id is None or m.attribution_id in labels for m in mentions)
    return mentions


def nested(
    language: LanguageEngine, text: str, outer: tuple[str, str, str], inner: tuple[str, str, str], *, same: bool = False
) -> list[str]:
    """What is said in a text with one attribution inside another; each is (source, cue, content), "" for no source."""
    document = Document(snapshot_id="s", path="case.txt", text=text)

    def attribution(parts: tuple[str, str, str], label: str, within: Attribution | None) -> Attribution:
        found = [(text.find(words), words) for words in parts]
        source, cue, content = [(Span(document.id, at, at + len(w)),) if w else () for at, w in found]
        return Attribution(
            doc_id=document.id,
            source=source,
            cue=cue,
            content=content,
            quote=QuoteKind.INDIRECT,
            source_kind=SourceKind.PERSON,
            label=label,
            within=within.id if within else None,
        )

    around = attribution(outer, "outer", None)
    inside = attribution(inner, "outer" if same else "inner", around)
    mentions = mentions_of(language, document, [around, inside])
    return [m.span.of(text) for m in mentions if m.attribution_id is not None]


def said(language: LanguageEngine, marked: str) -> list[str]:
    text, mentions = read(language, marked)
    return [m.span.of(text) for m in mentions if m.attribution_id is not None]


def own(language: LanguageEngine, marked: str) -> list[str]:
    text, mentions = read(language, marked)
    return [m.span.of(text) for m in mentions if m.attribution_id is None]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("S[The mayor] C[said] T[that the bridge was closed].", ["the bridge was closed"]),
        (
            "S[The mayor] C[said] T[the dam leaked and that the water was unsafe].",
            ["the dam leaked", "the water was unsafe"],
        ),
        ("S[The mayor] C[said] T[the dam leaked and flooded the valley].", ["the dam leaked and flooded the valley"]),
        (
            "S[The board] C[is yet to confirm] T[whether the dam leaks, whether it is safe, and whether he knew].",
            ["the dam leaks", "it is safe", "he knew"],
        ),
        ("“T[It is late],” S[he] C[said], “T[and we are tired].”", ["It is late", "we are tired"]),
        (
            "T[Her teams], S[she] C[told] reporters, T[have tested the water at ten points].",
            ["Her teams, she told reporters, have tested the water at ten points"],
        ),
        (
            "T[It would look], S[she] C[said], T[at “what was lost and who knew”].",
            ["It would look, she said, at “what was lost and who knew”"],
        ),
        ("S[The ministry] C[denied] T[any involvement in the raid].", ["any involvement in the raid"]),
        ("S[The union] C[put] T[the number of dead] C[at] T[41].", ["put the number of dead at 41"]),
        ("S[Doctors] C[said] T[the drug was “safe for all adults]”.", ["the drug was “safe for all adults”"]),
    ],
)
def test_a_content_gives_one_mention_for_each_thing_said(
    language: LanguageEngine, marked: str, expected: list[str]
) -> None:
    assert said(language, marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "S[A spokesman] C[declined] T[to comment].",
        "S[The firm] C[did not respond to] T[a request for comment].",
        "S[He] C[said] T[it was].",
        "S[The office] C[wrote]: “T[Noted].”",
        "S[Nobody] C[can claim] T[that the dam was safe].",
        "S[She] C[said] T[so].",
        "S[The nurse] C[described] T[what happens when a patient dies].",
        "“T[Eleven hours?]” S[he] C[said].",
        "S[The visitors] C[praised] T[the new hall].",
        "S[The ministry] C[said] T[there never were].",
    ],
)
def test_a_content_that_states_nothing_is_no_claim_of_the_source(language: LanguageEngine, marked: str) -> None:
    assert said(language, marked) == []


TOLD = "S1[The mayor] C1[said] T1[the mine would close]. "


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("S2[The ministry] C2[denied] T2[it].", "it"),
        ("S2[The company] C2[confirmed] T2[the report].", "the report"),
        ("S2[The union] C2[said] T2[that was untrue].", "that was untrue"),
        ("It was T2[a figure that] S2[the union] C2[rejects].", "a figure"),
    ],
)
def test_a_rejoinder_is_a_mention_where_somebody_was_said_to_tell_something(
    language: LanguageEngine, marked: str, expected: str
) -> None:
    assert said(language, TOLD + marked)[-1] == expected
    assert expected not in said(language, marked)


def test_a_report_that_says_in_its_own_voice_that_it_was_untrue_states_nothing(language: LanguageEngine) -> None:
    assert own(language, TOLD + "That was untrue.") == []
    assert own(language, TOLD + "The claim was false.") == ["The claim was false"]


def test_what_a_report_tells_of_its_own_mending_is_no_claim(language: LanguageEngine) -> None:
    assert own(language, "An earlier version of this report gave another name for the captain.") == []


def test_only_the_innermost_attribution_carries_what_is_said(language: LanguageEngine) -> None:
    marked = "S1[An agency] C1[reported] that T1[two officials said the mill was sold]."
    text, mentions = read(language, marked)
    assert [(m.span.of(text), m.attribution_id is not None) for m in mentions] == [
        ("two officials said the mill was sold", True)
    ]


def test_what_somebody_says_that_he_found_is_one_statement(language: LanguageEngine) -> None:
    text = "The charity says it has counted nine raids in May that hurt pupils."
    outer = ("The charity", "says", "it has counted nine raids in May that hurt pupils")
    inner = ("it", "has counted", "nine raids")
    assert nested(language, text, outer, inner, same=True) == [outer[2]]


def test_a_noun_that_the_outer_clause_goes_on_about_is_the_outer_sources_too(language: LanguageEngine) -> None:
    text = "Envoys warned that, if confirmed, the sale of guns to Vostania would mean war."
    outer = ("Envoys", "warned", "if confirmed, the sale of guns to Vostania would mean war")
    said_there = nested(language, text, outer, ("", "confirmed", "the sale of guns to Vostania"))
    assert said_there == [outer[2], "the sale of guns to Vostania"]


def test_the_subject_of_the_outer_clause_stays_with_it(language: LanguageEngine) -> None:
    text = "The mayor said that she would go to court, adding that the fee was wrong."
    outer = ("The mayor", "said", "that she would go to court, adding that the fee was wrong")
    assert nested(language, text, outer, ("she", "adding", "that the fee was wrong")) == [
        "she would go to court",
        "the fee was wrong",
    ]


def test_a_noun_of_saying_stays_in_the_clause_that_it_belongs_to(language: LanguageEngine) -> None:
    text = "The firm said that its auditor left on account of doubts about the sales."
    outer = ("The firm", "said", "that its auditor left on account of doubts about the sales")
    assert nested(language, text, outer, ("", "doubts", "about the sales"))[0] == outer[2].removeprefix("that ")


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("S[Inspectors] C[had warned] T[of a crack in the wall].", True),
        ("S[The union] C[called for] T[the guards to be freed].", True),
        ("S[The union] C[said] T[the guards were free].", False),
    ],
)
def test_what_is_only_named_is_told_from_what_is_stated(language: LanguageEngine, marked: str, *, named: bool) -> None:
    _, mentions = read(language, marked)
    assert [m.made_by == NAMED for m in mentions] == [named]


def test_a_verb_whose_object_another_source_tells_is_no_statement(language: LanguageEngine) -> None:
    text = "The board said the paper had seen a log which shows that the pumps stood idle."
    outer = ("The board", "said", "the paper had seen a log which shows that the pumps stood idle")
    inner = ("a log which", "shows", "that the pumps stood idle")
    assert nested(language, text, outer, inner) == ["the pumps stood idle"]


def test_knowing_of_a_thing_is_not_stating_it(language: LanguageEngine) -> None:
    assert said(language, "S[The embassy] C[was not aware of] T[any such flight].") == []
    assert own(language, "S[The embassy] C[was not aware of] T[any such flight].") == [
        "The embassy was not aware of any such flight"
    ]


def test_a_whether_that_is_the_subject_asks_without_what_is_said_of_it(language: LanguageEngine) -> None:
    assert own(language, "Whether the master will be tried is not known.") == ["the master will be tried"]


def test_a_list_of_open_questions_belongs_to_the_one_who_has_to_answer(language: LanguageEngine) -> None:
    marked = (
        "S[The agency] C[is yet to confirm] T[two points]: whether the mill makes paper, and whether the owner knows."
    )
    assert said(language, marked) == ["the mill makes paper", "the owner knows"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices rose by four per cent in May.", ["Prices rose by four per cent in May"]),
        ("The mill closed in May, and its owner left the town.", ["The mill closed in May", "its owner left the town"]),
        ("The mill closed in May; its owner left.", ["The mill closed in May", "its owner left"]),
        ("Wages fell.", ["Wages fell"]),
        ("3. No employee was told to hurry.", ["No employee was told to hurry"]),
        ("7.5 million people were moved inland.", ["7.5 million people were moved inland"]),
        ("The mill, which employs 40 people, was sold.", ["The mill, which employs 40 people, was sold"]),
        ("Fish died as oil poured into the bay.", ["Fish died", "oil poured into the bay"]),
        ("The mayor resigned after police searched her house.", ["The mayor resigned", "police searched her house"]),
        ("The mayor resigned, as she had said.", ["The mayor resigned, as she had said"]),
        ("Fees rose in Marl, as towns often do.", ["Fees rose in Marl, as towns often do"]),
    ],
)
def test_a_main_clause_in_the_reports_own_voice_is_a_claim(
    language: LanguageEngine, text: str, expected: list[str]
) -> None:
    assert own(language, text) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Do you work at the mill?",
        "Good morning.",
        "The firm declined to comment on the sale.",
        "The owner could not be reached for comment.",
        "The chairman rejected that.",
        "S[He] C[said] on Monday.",
        "S[The mayor] C[said] T[the bridge was closed].",
        "S[Samples taken on Monday] C[showed] T[that the river was clean].",
        "“They want the cranes and the customers.”",
        "You can leave the list at any time.",
        "When the leak was noticed.",
        "What the flood should teach those who buy land by the river.",
        "Its former manager would.",
        "Nor would she be drawn on accounts of a cracked filter.",
    ],
)
def test_what_states_nothing_of_the_reports_own_is_no_claim(language: LanguageEngine, marked: str) -> None:
    assert own(language, marked) == []


def test_a_caption_without_a_plain_main_clause_still_tells(language: LanguageEngine) -> None:
    text, mentions = read(language, "Kestrel Bay residents shelter in cellars after the storm", PassageKind.CAPTION)
    assert [m.span.of(text) for m in mentions] == [text]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("The bridge was closed on Monday.", "fact-like"),
        ("The government should close the bridge.", "recommendation"),
        ("The bridge will close on Monday.", "prediction"),
        ("The plan is dangerous.", "assessment"),
        ("S[The mayor] C[urged] T[residents not to drive].", "recommendation"),
        ("S[The firm] C[vowed] T[to rebuild the bridge].", "prediction"),
        ("S[The gang] C[demanded] T[12 million crowns].", "fact-like"),
        ("S[The union] C[demanded] T[that he go].", "recommendation"),
    ],
)
def test_a_claim_has_the_kind_of_its_main_predicate_or_cue(language: LanguageEngine, marked: str, kind: str) -> None:
    _, mentions = read(language, marked)
    assert [m.kind for m in mentions] == [kind]


def test_every_mention_lies_in_its_text_and_is_found_once(language: LanguageEngine) -> None:
    text, mentions = read(
        language, "The mill closed. S[He] C[said] T[it was sold and that it was old]. The mill closed."
    )
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert len({m.id for m in mentions}) == len(mentions) == 4


def test_a_noun_that_is_only_spoken_of_or_dealt_with_is_no_claim_of_the_source(language: LanguageEngine) -> None:
    marked = "S[The ministers] C[discussed] T[the late ferries]."
    assert said(language, marked) == []
    text, mentions = read(language, marked)
    assert [m.span.of(text) for m in mentions] == ["The ministers discussed the late ferries"]


def test_a_clause_behind_such_a_verb_is_a_claim(language: LanguageEngine) -> None:
    assert said(language, "S[The ministers] C[mentioned] T[that the ferries were late].") != []


def test_what_is_questioned_with_doubt_or_denied_is_never_only_spoken_of(language: LanguageEngine) -> None:
    assert said(language, "S[The union] C[denied] T[any part in the fire].") == ["any part in the fire"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The dam leaked and may have flooded the valley.",
            ["The dam leaked", "[The dam] may have flooded the valley"],
        ),
        ("The firm paid the fine but has not apologised.", ["The firm paid the fine", "[The firm] has not apologised"]),
        (
            "The plant closed in May and will reopen in June.",
            ["The plant closed in May", "[The plant] will reopen in June"],
        ),
        (
            "Police closed the bridge, which reportedly cost nine million.",
            ["Police closed the bridge", "[the bridge] reportedly cost nine million"],
        ),
        (
            "The dam leaked, although the wall may hold.",
            ["The dam leaked", "the wall may hold"],
        ),
        ("The dam leaked and flooded the valley.", ["The dam leaked and flooded the valley"]),
        (
            "The dam may have leaked and may have flooded the valley.",
            ["The dam may have leaked and may have flooded the valley"],
        ),
        ("Police closed the bridge, which cost nine million.", ["Police closed the bridge, which cost nine million"]),
    ],
)
def test_what_is_put_in_another_manner_is_a_claim_of_its_own(
    language: LanguageEngine, text: str, expected: list[str]
) -> None:
    text, mentions = read(language, text)
    assert [(f"[{m.subject.of(text)}] " if m.subject else "") + m.span.of(text) for m in mentions] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("S[Ostria] C[denied] T[burning the oil].", "Ostria"),
        ("The court fined two firms for C[allegedly] T[burning the oil].", "two firms"),
        ("The two firms were charged with C[allegedly] T[burning the oil].", "The two firms"),
    ],
)
def test_a_deed_has_its_doer(language: LanguageEngine, marked: str, expected: str) -> None:
    text, mentions = read(language, marked)
    assert [m.subject.of(text) for m in mentions if m.subject] == [expected]


def test_that_somebody_was_told_is_what_is_told_of_him(language: LanguageEngine) -> None:
    told = "A1[The minister] C1[was warned] in July T1[that the dam leaks]"
    text, mentions = read(language, f"{told}.")
    assert [(m.span.of(text), m.attribution_id) for m in mentions] == [
        ("The minister was warned in July that the dam leaks", None)
    ]
    assert said(language, "T2[The minister was warned in July that the dam leaks], S2[an official] C2[said].") == [
        "The minister was warned in July that the dam leaks"
    ]


def test_what_a_court_or_a_reporter_was_told_is_what_is_told(language: LanguageEngine) -> None:
    assert said(language, "A[The court] C[was told] T[that the guard slept].") == ["the guard slept"]
    assert said(language, "A[Reporters] C[were told] T[that the dam leaks].") == ["the dam leaks"]
