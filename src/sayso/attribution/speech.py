"""Quotations and who speaks them: found syntax completed by the marks, and quotations that the syntax left alone.

Four steps, each on what the one before left: a content that touches a quotation takes it whole; the other half of a
split quotation goes with the first; a quotation beside a verb of saying is its content; a quotation that stands alone
goes on from whoever spoke last.
"""

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

#: Words a quotation needs to be speech; shorter ones are names and scare quotes.
_SHORTEST_SPEECH = 3

#: How many tokens may stand between the two halves of a split quotation.
_LONGEST_REMARK = 25

#: What speakers do with quotations. Papers and findings do not go on speaking.
_SILENT = frozenset({CueClass.SHOW, CueClass.LEARN, CueClass.ACCUSE})
_SPEAKING = frozenset(CueClass) - _SILENT


def spoken(reading: Reading, findings: Sequence[Finding], paragraphs: Sequence[Span]) -> list[Finding]:
    """The findings, completed by the quotations that belong to them, and new ones for quotations told only by place."""
    taken = (completed(reading, f) for f in findings)
    made = {f.anchor.i: f for f in taken if f.content}
    claimed = _claimed(reading, list(made.values()))
    for anchor, finding in list(made.items()):
        half = _other_half(reading, finding, claimed)
        if half:
            made[anchor] = msgspec.structs.replace(finding, content=joined([*finding.content, *half]))
            claimed.update(_claimed(reading, [made[anchor]]))
    for sentence in reading.prose():
        for place in _quotations_in(reading, sentence):
            if place in claimed:
                continue
            found = _beside(reading, sentence, reading.quotations[place])
            if found is not None and found.anchor.i not in made:
                made[found.anchor.i] = completed(reading, found)
                claimed.update(_claimed(reading, [made[found.anchor.i]]))
    return _continued(reading, made, claimed, paragraphs)


def completed(reading: Reading, finding: Finding) -> Finding:
    """The finding with every quotation that its content touches taken whole."""
    if reading.quoted(finding.anchor):
        return finding
    content = list(finding.content)
    sentence = reading.parse.sentences[finding.anchor.sentence]
    for place in _quotations_in(reading, sentence):
        quotation = reading.quotations[place]
        if any(start < quotation.end and quotation.start < end for start, end in content):
            content.append(_whole(quotation, content))
    return msgspec.structs.replace(finding, content=_without_cue(reading, finding, joined(content)))


def _whole(quotation: Quotation, content: Sequence[Stretch]) -> Stretch:
    """The words inside the marks where the content has nothing outside them, the marks too where it has."""
    for start, end in content:
        around = start < quotation.outer_start or end > quotation.outer_end
        if around and start < quotation.end and quotation.start < end:
            return quotation.outer_start, quotation.outer_end
    return quotation.start, quotation.end


def _quotations_in(reading: Reading, sentence: Sentence) -> list[int]:
    places = (reading.quotation_of[t.i] for t in reading.parse.sentence_tokens(sentence))
    return sorted({place for place in places if place >= 0})


def _claimed(reading: Reading, findings: Sequence[Finding]) -> dict[int, int]:
    """Quotations that some finding's content holds, to the anchor of the first such finding."""
    claimed: dict[int, int] = {}
    for finding in findings:
        if reading.quoted(finding.anchor):
            continue
        for start, end in finding.content:
            for token in reading.parse.between(start, end):
                if reading.quotation_of[token.i] >= 0:
                    claimed.setdefault(reading.quotation_of[token.i], finding.anchor.i)
    return claimed


def _other_half(reading: Reading, finding: Finding, claimed: dict[int, int]) -> list[Stretch]:
    """Quotations of the same sentence on the other side of "she said" that nobody else speaks."""
    if finding.cue_class in _SILENT or reading.quoted(finding.anchor) or not finding.cue:
        return []
    sentence = reading.parse.sentences[finding.anchor.sentence]
    places = _quotations_in(reading, sentence)
    if not any(claimed.get(place) == finding.anchor.i for place in places):
        return []
    start, end = finding.content[0][0], finding.content[-1][1]
    found: list[Stretch] = []
    for place in places:
        quotation = reading.quotations[place]
        if place in claimed:
            continue
        outside = reading.parse.between(min(end, quotation.end), max(start, quotation.start))
        outside = tuple(t for t in outside if not reading.quoted(t))
        led = reading.text[max(sentence.start, quotation.outer_start - 3) : quotation.outer_start].rstrip()
        if (
            finding.anchor in outside
            and len(outside) <= _LONGEST_REMARK
            and not _another_speaks(reading, finding, outside)
            and (quotation.start < start or led.endswith((",", ":", ".")))
        ):
            found.append((quotation.start, quotation.end))
    return found


def _another_speaks(reading: Reading, finding: Finding, tokens: Sequence[Token]) -> bool:
    return any(t.pos == "VERB" and t not in finding.cue and reading.verb_class(t) is not None for t in tokens)


def _without_cue(reading: Reading, finding: Finding, content: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with cue and source cut out of them, should a quotation have swallowed them."""
    holes = sorted((t.start, t.end) for t in (*finding.cue, *finding.source) if not reading.quoted(t))
    made: list[Stretch] = []
    for start, end in content:
        at = start
        for hole_start, hole_end in holes:
            if at < hole_end and hole_start < end:
                made.append((at, max(at, hole_start)))
                at = hole_end
        made.append((at, max(at, end)))
    return tuple((s, e) for s, e in made if any(c.isalnum() for c in reading.text[s:e]))


# -- quotations beside a verb that the parse did not join to them ----------------------------------------------------


def _beside(reading: Reading, sentence: Sentence, quotation: Quotation) -> Finding | None:
    """A verb of saying stands right before or behind the quotation (“…,” said Smith; Smith said: “…”)."""
    if not _is_speech(reading, quotation):
        return None
    tokens = [t for t in reading.parse.sentence_tokens(sentence) if not reading.quoted(t)]
    before = [t for t in tokens if t.end <= quotation.outer_start]
    after = [t for t in tokens if t.start >= quotation.outer_end]
    last = reading.text[quotation.end - 1]
    runs = []
    if before and before[-1].text in {":", ","}:
        runs.append((before[-_LONGEST_REMARK:], -1))
    if last in ",?!-—" or (after and after[0].text == ","):
        runs.append((after[:_LONGEST_REMARK], 0))
    for run, nearest in runs:
        verbs = [t for t in run if t.pos == "VERB" and _speaks(reading, t)]
        source = _speaker(reading, verbs[nearest], run) if verbs else None
        if source is not None:
            who = tuple(t for t in noun_phrase(reading.parse, source) if not reading.quoted(t))
            return _said(reading, "beside-quotation@1", 0.75, verbs[nearest], source, who, quotation)
    return None


def _said(
    reading: Reading,
    rule: str,
    score: float,
    verb: Token,
    source: Token,
    who: tuple[Token, ...],
    quotation: Quotation,
) -> Finding:
    known = reading.verb_class(verb)
    return Finding(
        rule=rule,
        score=score,
        cue_class=known[0] if known is not None else CueClass.SAY,
        anchor=verb,
        head=source,
        source=who,
        cue=(verb,),
        content=((quotation.start, quotation.end),),
    )


def _speaks(reading: Reading, verb: Token) -> bool:
    known = reading.verb_class(verb)
    return known is not None and known[0] in _SPEAKING


def _speaker(reading: Reading, verb: Token, run: Sequence[Token]) -> Token | None:
    subject = reading.parse.child(verb, "nsubj", "nsubjpass")
    if subject is not None and not reading.quoted(subject):
        return subject if reading.can_speak(subject) else None
    nouns = [t for t in run if t.pos in {"PROPN", "NOUN", "PRON"} and reading.can_speak(t)]
    return min(nouns, key=lambda t: abs(t.i - verb.i), default=None)


# -- quotations that stand alone -------------------------------------------------------------------------------------


class _Turn(msgspec.Struct, frozen=True):
    """Who spoke last: the anchor of the finding, the paragraph, and whether it was in quotation marks."""

    anchor: int
    paragraph: int
    quoted: bool


def _continued(
    reading: Reading, made: dict[int, Finding], claimed: dict[int, int], paragraphs: Sequence[Span]
) -> list[Finding]:
    """Quotations that stand alone belong to the speaker before: in one paragraph one speech, behind it a new one."""
    extra: dict[int, Finding] = {}
    indirect = _indirect_turns(reading, made, paragraphs)
    turn: _Turn | None = None
    for place, quotation in enumerate(reading.quotations):
        here = _paragraph(paragraphs, quotation.start)
        if here is None:
            continue
        if place in claimed:
            anchor = claimed[place]
            if _is_speech(reading, quotation):
                turn = _Turn(anchor, here, True) if _spoke(reading, made[anchor], quotation) else None
            continue
        if not _stands_alone(reading, quotation):
            continue
        turn = _later(turn, indirect, quotation, here)
        opened = _opened_by(reading, quotation, made)
        if opened is not None:
            made[opened.anchor.i] = opened
            turn = _Turn(opened.anchor.i, here, True)
        elif turn is not None and turn.quoted and (turn.paragraph == here or quotation.continues):
            holder = made if turn.anchor in made else extra
            before = holder[turn.anchor]
            longer = (*before.content, (quotation.start, quotation.end))
            holder[turn.anchor] = msgspec.structs.replace(before, content=longer)
            turn = _Turn(turn.anchor, here, True)
        elif turn is not None and turn.paragraph in ({here - 1, here} if turn.quoted else {here}):
            before = made.get(turn.anchor) or extra[turn.anchor]
            found = _goes_on(reading, quotation, before)
            extra[found.anchor.i] = found
            turn = _Turn(found.anchor.i, here, True)
    return [*made.values(), *extra.values()]


def _spoke(reading: Reading, finding: Finding, quotation: Quotation) -> bool:
    """Whether the quotation is the speaker's whole sentence, not a few quoted words in the report's."""
    if finding.cue_class not in _SPEAKING:
        return False
    return any(quotation.outer_start <= start and end <= quotation.outer_end for start, end in finding.content)


def _goes_on(reading: Reading, quotation: Quotation, before: Finding) -> Finding:
    return Finding(
        rule="goes-on@1",
        score=0.5,
        cue_class=CueClass.SAY,
        anchor=reading.parse.between(quotation.start, quotation.end)[0],
        head=before.head,
        source=before.source,
        content=((quotation.start, quotation.end),),
        follows=before.anchor.i,
    )


def _indirect_turns(reading: Reading, made: dict[int, Finding], paragraphs: Sequence[Span]) -> list[tuple[int, _Turn]]:
    """(where it ends, turn) of what people are said to have said without quotation marks, in text order."""
    turns = []
    for finding in made.values():
        here = _paragraph(paragraphs, finding.anchor.start)
        if here is None or finding.cue_class not in _SPEAKING or not finding.source or reading.quoted(finding.anchor):
            continue
        end = max(finding.content[-1][1], finding.anchor.end)
        turns.append((end, _Turn(finding.anchor.i, here, False)))
    return sorted(turns, key=lambda turn: turn[0])


def _later(turn: _Turn | None, indirect: Sequence[tuple[int, _Turn]], quotation: Quotation, here: int) -> _Turn | None:
    """The quoted turn, or an indirect one in this paragraph that came after it."""
    at = bisect_right(indirect, quotation.start, key=lambda entry: entry[0]) - 1
    if at < 0 or indirect[at][1].paragraph != here:
        return turn
    nearest = indirect[at][1]
    if turn is not None and turn.paragraph == here:
        return turn if turn.anchor >= nearest.anchor else nearest
    return nearest


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
    return all(reading.quoted(t) or not t.text[0].isalnum() for t in edges)


def _opened_by(reading: Reading, quotation: Quotation, made: dict[int, Finding]) -> Finding | None:
    """The sentence before ends in a colon after a verb of saying ("She went on:")."""
    first = reading.parse.between(quotation.start, quotation.end)[0]
    if first.sentence == 0:
        return None
    tokens = reading.parse.sentence_tokens(reading.parse.sentences[first.sentence - 1])
    if tokens[-1].text != ":" or len(tokens) > LONGEST_SENTENCE:
        return None
    for verb in reversed(tokens):
        if verb.pos != "VERB" or verb.i in made or not _speaks(reading, verb):
            continue
        subject = subject_of(reading, verb)
        if subject.head is not None and not subject.passive:
            who = noun_phrase(reading.parse, subject.head)
            return _said(reading, "before-colon@1", 0.8, verb, subject.head, who, quotation)
    return None
