"""How surely each holder stands behind a mention, and what is said not to be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.certainty.factuality import VERSION, certainties
from sayso.certainty.open_questions import Open, find_open, knower_words
from sayso.certainty.scope import Words
from sayso.engines.base import FactualityEngine
from sayso.lexicon.cues import Cues
from sayso.lexicon.denials import Denials
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.open_questions import OpenQuestions
from sayso.lexicon.roles import Roles
from sayso.records import Attribution, Certainty, ClaimMention, Document, Question
from sayso.syntax import Parse, sentences_over
from sayso.text import squeeze
from sayso.text import words as words_of

__all__ = ["judge"]

#: Labels that name nobody until they are resolved.
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "this", "that", "who", "which"})

#: Labels that say that there is nobody.
NOBODY = frozenset({*PRONOUNS, "nobody", "no one", "none", "unspecified"})


def judge(
    document: Document,
    parse: Parse,
    mentions: Sequence[ClaimMention],
    attributions: Sequence[Attribution],
    *,
    cues: Cues,
    hedges: Hedges,
    denials: Denials,
    open_questions: OpenQuestions,
    roles: Roles,
    factuality: FactualityEngine,
) -> list[Certainty | Question]:
    """One certainty per mention and holder, and the open questions, in text order."""
    words = Words(cues, hedges, denials, open_questions, roles)
    by_id = {a.id: a for a in attributions}
    opens = find_open(parse, words)
    opens_of: dict[int, list[Open]] = {}
    for one in opens:
        opens_of.setdefault(one.operator.sentence, []).append(one)
    near: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for index in {i for s in (*attribution.cue, *attribution.content) for i in sentences_over(parse, s)}:
            near.setdefault(index, []).append(attribution)
    judged: list[Certainty | Question] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        judged.extend(certainties(parse, mention, by_id, opens_of, words, factuality))
    # What "it" is stands elsewhere: the mention that says so is a rejoinder, and no question by itself.
    asked = [one for one in opens if any(t.pos != "PRON" for t in one.asked)]
    judged.extend(_question(document, parse, one, near.get(one.operator.sentence, ()), by_id) for one in asked)
    return judged


def _question(
    document: Document, parse: Parse, one: Open, near: Sequence[Attribution], by_id: Mapping[str, Attribution]
) -> Question:
    """What is open, and who is said not to know it or has to confirm it."""
    span = parse.span(one.asked)
    carrier = _carrier(parse, one, near)
    return Question(
        made_by=f"certainty/{one.rule}@{VERSION}",
        doc_id=document.id,
        span=span,
        asked_of=_asked_of(document, parse, one, carrier, by_id),
        attribution_id=None if carrier is None else carrier.id,
    )


def _carrier(parse: Parse, one: Open, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution that holds the question: its cue leaves it open, or its content says that it is."""
    operator = parse.span([one.operator])
    by_cue = [a for a in attributions if any(c.overlaps(operator) for c in a.cue)]
    inside = [a for a in attributions if any(s.contains(operator) for s in a.content)]
    found = by_cue or inside
    return min(found, key=lambda a: sum(len(s) for s in a.content), default=None)


def _asked_of(
    document: Document, parse: Parse, one: Open, carrier: Attribution | None, by_id: Mapping[str, Attribution]
) -> str | None:
    """Who does not know: the source where the question is its own or "it" does not know, else the words before."""
    operator = parse.span([one.operator])
    pronoun = one.knower is not None and one.knower.pos == "PRON"
    speaks = carrier is not None and any(c.overlaps(operator) for c in carrier.cue)
    knower = [] if pronoun else knower_words(parse, one.knower)
    written = squeeze(parse.span(knower).of(document.text)) if knower else None
    if carrier is None or not (speaks or pronoun):
        return written
    label = _label(carrier, by_id)
    # A label that was resolved to somebody else than the one who stands in the sentence does not answer for it.
    strange = label is not None and written is not None and _stems(label).isdisjoint(_stems(written))
    return written if strange else label


def _stems(text: str) -> set[str]:
    return {word.folded[:6] for word in words_of(text)}


def _label(attribution: Attribution, by_id: Mapping[str, Attribution]) -> str | None:
    """The source's label; where it is only "it" or "they", the label of the one in whose words it stands."""
    current: Attribution | None = attribution
    for _ in by_id:
        if current is None or current.label.lower() not in PRONOUNS:
            break
        current = by_id.get(current.within or "")
    return None if current is None or current.label.lower() in NOBODY else current.label
