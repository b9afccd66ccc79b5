"""Quotations and who speaks them: found syntax completed by the marks, and quotations that the syntax left alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.quotes import Quotation
from sayso.attribution.reading import LONGEST_SENTENCE, Reading
from sayso.attribution.stretches import joined, noun_phrase
from sayso.attribution.subjects import subject_of
from sayso.lexicon.cues import CueClass
from sayso.syntax import Sentence, Token
from sayso.text import Span

#: Words a quotation needs to be speech that stands alone; shorter ones are names and scare quotes.
_SHORTEST_SPEECH = 3

_SPEAKING_CLASSES = frozenset(
    {CueClass.SAY, CueClass.CLAIM, CueClass.CONFIRM, CueClass.WARN, CueClass.ASK, CueClass.DENY, CueClass.SUGGEST, CueClass.BELIEVE, CueClass.DEMAND,
     CueClass.PREDICT, CueClass.PLAN, CueClass.CRITICISE, CueClass.DESCRIBE, CueClass.SUPPORT, CueClass.HOPE, CueClass.FEAR}
)  # fmt: skip


def completed(reading: Reading, finding: Finding) -> Finding:
    """The finding with every quotation that its content touches taken whole, and the other half of a split quotation."""
    if reading.quoted(finding.anchor):
        return finding
    content = list(finding.content)
    touched: list[int] = []
    for n, quotation in enumerate(_near(reading, finding)):
        if any(start < quotation.end and quotation.start < end for start, end in content):
            touched.append(n)
            content.append(_inside_or_whole(quotation, content))
    if touched and finding.cue_class in _SPEAKING_CLASSES:
        content.extend(_other_half(reading, finding, content))
    return msgspec.structs.replace(finding, content=_without_cue(reading, finding, joined(content)))


def _near(reading: Reading, finding: Finding) -> list[Quotation]:
    """The quotations that overlap the sentence of the cue or a sentence of the content."""
    sentence = reading.parse.sentences[finding.anchor.sentence]
    found = []
    places = {
        reading.quotation_of[t.i] for t in reading.parse.sentence_tokens(sentence) if reading.quotation_of[t.i] >= 0
    }
    found = [reading.quotations[p] for p in sorted(places)]
    return found


def _inside_or_whole(quotation: Quotation, content: Sequence[Stretch]) -> Stretch:
    """The words inside the marks where the content has nothing outside them, the marks too where it has."""
    for start, end in content:
        if start < quotation.start - 1 and end > quotation.start:
            return quotation.outer_start, quotation.outer_end if end > quotation.end else quotation.outer_end
        if end > quotation.outer_end and start < quotation.end:
            return quotation.outer_start, quotation.outer_end
    return quotation.start, quotation.end


def _other_half(reading: Reading, finding: Finding, content: Sequence[Stretch]) -> list[Stretch]:
    """A quotation on the other side of "she said" and of nothing else."""
    found: list[Stretch] = []
    sentence = reading.parse.sentences[finding.anchor.sentence]
    start, end = min(s for s, _ in content), max(e for _, e in content)
    for quotation in _near(reading, finding):
        if any(s < quotation.end and quotation.start < e for s, e in content):
            continue
        between = reading.parse.between(min(end, quotation.end), max(start, quotation.start))
        outside = [t for t in between if not reading.quoted(t)]
        if finding.anchor not in outside or len(outside) > 25:
            continue
        if any(
            t.pos == "VERB" and t.i != finding.anchor.i and _is_cue(reading, t) and t not in finding.cue
            for t in outside
        ):
            continue
        before = reading.text[max(sentence.start, quotation.outer_start - 3) : quotation.outer_start].rstrip()
        if quotation.start > end and not before.endswith((",", ":", ".")):
            continue
        found.append((quotation.start, quotation.end))
    return found


def _is_cue(reading: Reading, verb: Token) -> bool:
    return reading.verb_class(verb) is not None


def _without_cue(reading: Reading, finding: Finding, content: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with cue and source cut out of them, should a quotation have swallowed them."""
    holes = sorted((t.start, t.end) for t in (*finding.cue, *finding.source) if not reading.quoted(t))
    if not holes:
        return tuple(content)
    made: list[Stretch] = []
    for start, end in content:
        at = start
        for hole_start, hole_end in holes:
            if hole_start >= end or hole_end <= at:
                continue
            if hole_start > at:
                made.append((at, hole_start))
            at = max(at, hole_end)
        if at < end:
            made.append((at, end))
    text = reading.text
    return tuple((s, e) for s, e in made if any(c.isalnum() for c in text[s:e]))


# -- quotations that no verb has taken --------------------------------------------------------------------------------


def spoken(reading: Reading, findings: Sequence[Finding], paragraphs: Sequence[Span]) -> list[Finding]:
    """The findings, longer by the quotations that go on from them, and new ones for quotations told only by position."""
    made = {f.anchor.i: f for f in findings}
    claimed = _claimed(reading, findings)
    for sentence in reading.prose():
        for place in _quotations_in(reading, sentence):
            if place in claimed:
                continue
            found = _by_position(reading, sentence, reading.quotations[place])
            if found is not None and found.anchor.i not in made:
                made[found.anchor.i] = completed(reading, found)
                claimed.update(_claimed(reading, [made[found.anchor.i]]))
    return _continued(reading, made, claimed, paragraphs)


def _quotations_in(reading: Reading, sentence: Sentence) -> list[int]:
    tokens = reading.parse.sentence_tokens(sentence)
    return sorted({reading.quotation_of[t.i] for t in tokens if reading.quotation_of[t.i] >= 0})


def _claimed(reading: Reading, findings: Sequence[Finding]) -> dict[int, int]:
    """Quotations that some finding's content holds, to the anchor of the first such finding."""
    claimed: dict[int, int] = {}
    for finding in findings:
        if reading.quoted(finding.anchor):
            continue
        for start, end in finding.content:
            for token in reading.parse.between(start, end):
                place = reading.quotation_of[token.i]
                if place >= 0:
                    claimed.setdefault(place, finding.anchor.i)
    return claimed


def _by_position(reading: Reading, sentence: Sentence, quotation: Quotation) -> Finding | None:
    """A verb of saying stands right before or behind the quotation ("…," said Smith; Smith said: "…")."""
    tokens = [t for t in reading.parse.sentence_tokens(sentence) if not reading.quoted(t) or t.text == '"']
    outside = [t for t in tokens if not (quotation.outer_start <= t.start < quotation.outer_end)]
    before = [t for t in outside if t.end <= quotation.outer_start]
    after = [t for t in outside if t.start >= quotation.outer_end]
    if len(reading.text[quotation.start : quotation.end].split()) < _SHORTEST_SPEECH:
        return None
    colon = bool(before) and before[-1].text in {":", ","}
    comma = reading.text[max(quotation.start, quotation.end - 1) : quotation.end] in {
        ",",
        "?",
        "!",
        "-",
        "—",
        ".",
    } or bool(after and after[0].text == ",")
    for run, near in ((before[-12:] if colon else [], -1), (after[:12] if comma else [], 1)):
        verbs = [
            t for t in run if t.pos == "VERB" and (k := reading.verb_class(t)) is not None and k[0] in _SPEAKING_CLASSES
        ]
        if not verbs:
            continue
        verb = verbs[near] if near < 0 else verbs[0]
        source = _speaker(reading, verb, run)
        if source is not None:
            known = reading.verb_class(verb)
            assert known is not None
            who = noun_phrase(reading.parse, source)
            who = tuple(t for t in who if not reading.quoted(t))
            return Finding(
                rule="beside-quotation@1", score=0.75, cue_class=known[0], anchor=verb, head=source, source=who,
                cue=(verb,), content=((quotation.start, quotation.end),),
            )  # fmt: skip
    return None


def _speaker(reading: Reading, verb: Token, run: Sequence[Token]) -> Token | None:
    subject = reading.parse.child(verb, "nsubj", "nsubjpass")
    if subject is not None and not reading.quoted(subject):
        return subject
    nouns = [t for t in run if t.pos in {"PROPN", "NOUN", "PRON"} and reading.can_speak(t)]
    if not nouns:
        return None
    return min(nouns, key=lambda t: abs(t.i - verb.i))


class _Turn(msgspec.Struct, frozen=True):
    """Who spoke last: the anchor of the finding, and the paragraph in which it was."""

    anchor: int
    paragraph: int


def _continued(
    reading: Reading, made: dict[int, Finding], claimed: dict[int, int], paragraphs: Sequence[Span]
) -> list[Finding]:
    """Quotations that stand alone belong to the speaker before: in one paragraph one speech, behind it a speech of its own."""
    extra: dict[int, Finding] = {}
    turn: _Turn | None = None
    for place, quotation in enumerate(reading.quotations):
        here = _paragraph(paragraphs, quotation.start)
        if here is None:
            continue
        if place in claimed:
            anchor = claimed[place]
            speaks = anchor in made and made[anchor].cue_class in _SPEAKING_CLASSES
            turn = _Turn(anchor, here) if speaks and _is_speech(reading, quotation) else None
            continue
        if not _stands_alone(reading, quotation):
            turn = None if _is_speech(reading, quotation) else turn
            continue
        opened = _opened_by(reading, quotation, made)
        if opened is not None:
            made[opened.anchor.i] = opened
            turn = _Turn(opened.anchor.i, here)
        elif turn is not None and (turn.paragraph == here or quotation.continues):
            holder = made if turn.anchor in made else extra
            before = holder[turn.anchor]
            longer = joined([*before.content, (quotation.start, quotation.end)])
            holder[turn.anchor] = msgspec.structs.replace(before, content=longer)
            turn = _Turn(turn.anchor, here)
        elif turn is not None and turn.paragraph + 1 == here:
            before = made.get(turn.anchor) or extra[turn.anchor]
            first = reading.parse.between(quotation.start, quotation.end)[0]
            extra[first.i] = Finding(
                rule="goes-on@1", score=0.5, cue_class=CueClass.SAY, anchor=first, head=before.head,
                source=before.source, content=((quotation.start, quotation.end),),
                follows=before.anchor.i,
            )  # fmt: skip
            turn = _Turn(first.i, here)
    return [*made.values(), *extra.values()]


def _paragraph(paragraphs: Sequence[Span], offset: int) -> int | None:
    """The place of the paragraph around this offset, or None (a caption, a headline)."""
    at = bisect_right(paragraphs, offset, key=lambda span: span.start) - 1
    return at if at >= 0 and offset < paragraphs[at].end else None


def _is_speech(reading: Reading, quotation: Quotation) -> bool:
    return len(reading.text[quotation.start : quotation.end].split()) >= _SHORTEST_SPEECH


def _stands_alone(reading: Reading, quotation: Quotation) -> bool:
    """Whether the quotation is speech, and no word of its sentences stands outside quotation marks."""
    tokens = reading.parse.between(quotation.start, quotation.end)
    if not tokens or not _is_speech(reading, quotation):
        return False
    first, last = reading.parse.sentences[tokens[0].sentence], reading.parse.sentences[tokens[-1].sentence]
    edges = (*reading.parse.tokens[first.first : tokens[0].i], *reading.parse.tokens[tokens[-1].i + 1 : last.last])
    return all(reading.quoted(t) or t.pos == "PUNCT" or not t.text[0].isalnum() for t in edges)


def _opened_by(reading: Reading, quotation: Quotation, made: dict[int, Finding]) -> Finding | None:
    """The sentence before ends in a colon after a verb of saying ("She went on:")."""
    first = reading.parse.between(quotation.start, quotation.end)[0]
    if first.sentence == 0:
        return None
    before = reading.parse.sentences[first.sentence - 1]
    tokens = reading.parse.sentence_tokens(before)
    if tokens[-1].text != ":" or len(tokens) > LONGEST_SENTENCE:
        return None
    verbs = [
        t
        for t in tokens
        if t.pos == "VERB"
        and t.i not in made
        and (k := reading.verb_class(t)) is not None
        and k[0] in _SPEAKING_CLASSES
    ]
    for verb in reversed(verbs):
        subject = subject_of(reading, verb)
        if subject.head is not None and not subject.passive:
            return Finding(
                rule="before-colon@1", score=0.8, cue_class=CueClass.SAY, anchor=verb, head=subject.head,
                source=noun_phrase(reading.parse, subject.head), cue=(verb,),
                content=((quotation.start, quotation.end),),
            )  # fmt: skip
    return None
