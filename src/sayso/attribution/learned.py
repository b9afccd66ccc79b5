"""What the models found, as findings that the rules' machinery goes on with: heads, hearers, classes, nesting.

The tagger reads a report flat: of an attribution inside another's content it knows nothing. There the rules' findings
stay, and where the model is silent; elsewhere the model's take their place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.hearers import hearer_of
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase
from sayso.engines.base import Saying
from sayso.lexicon.cues import CueClass
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, top
from sayso.text import Span

#: The trained model found it: who says it, the words that tell so, and what is said (docs: its model card).
RULE = "learned@1"


def learned_findings(reading: Reading, sayings: Iterable[Saying]) -> Iterator[Finding]:
    """One finding for each attribution of the model, in the order of cues."""
    for one in sayings:
        cue = _tokens(reading.parse, one.cue)
        if not cue:  # a colon by itself, or words that the parse left out
            continue
        source = tuple(chain.from_iterable(_tokens(reading.parse, s) for s in one.source))
        anchor = top(reading.parse, cue) or cue[-1]
        content = tuple((span.start, span.end) for span in one.content)
        head = _head(reading.parse, source)
        meant = antecedent(reading.parse, head) if head is not None else None
        yield Finding(
            rule=RULE,
            score=one.score,
            cue_class=_class(reading, cue, anchor),
            anchor=anchor,
            head=meant or head,
            source=source,
            stands_for=noun_phrase(reading.parse, meant) if meant is not None else (),
            cue=cue,
            content=content,
            addressee=_hearer(reading, anchor, source, content),
        )


def with_others(learned: Sequence[Finding], ruled: Iterable[Finding]) -> list[Finding]:
    """The model's findings, and the rules' that stand inside a content of one of them or apart from them all."""
    contents = _Stretches(stretch for finding in learned for stretch in finding.content)
    hulls = _Stretches(_hull(finding) for finding in learned)
    anchors = {finding.anchor.i for finding in learned}
    others = (f for f in ruled if f.anchor.i not in anchors)
    return [*learned, *(f for f in others if contents.hold(hull := _hull(f)) or not hulls.touch(hull))]


class _Stretches:
    """Many stretches, asked about one: by bisection, since a report may have thousands of both."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        ordered = sorted(set(stretches))
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, one: Stretch) -> bool:
        """Whether one of them begins before this one and reaches behind it."""
        at = bisect_right(self._starts, one[0])
        return at > 0 and self._reach[at - 1] >= one[1]

    def touch(self, one: Stretch) -> bool:
        """Whether one of them shares a place with this one."""
        at = bisect_left(self._starts, one[1])
        return at > 0 and self._reach[at - 1] > one[0]


def _hull(finding: Finding) -> Stretch:
    """From the first to the last word of an attribution."""
    pieces = [*finding.content, *((t.start, t.end) for t in (*finding.cue, *finding.source))]
    return min(start for start, _ in pieces), max(end for _, end in pieces)


def _tokens(parse: Parse, span: Span) -> tuple[Token, ...]:
    """The tokens that lie in a span; where it cuts through one, that one."""
    found = parse.between(span.start, span.end)
    if found:
        return found
    sentence = parse.sentence_at(span.start)
    tokens = parse.sentence_tokens(sentence) if sentence is not None else ()
    return tuple(t for t in tokens if t.start < span.end and span.start < t.end)


def _head(parse: Parse, source: Sequence[Token]) -> Token | None:
    """The noun that a source hangs on, whatever clause stands in it."""
    places = {t.i for t in source}
    tops = [t for t in source if (t.head == t.i or t.head not in places) and t.dep not in {"punct", "case"}]
    nominal = [t for t in tops if t.pos not in VERBAL]
    return next(iter(nominal or tops or source), None)


def antecedent(parse: Parse, word: Token) -> Token | None:
    """The noun that a relative word stands for ("the guard *who* said"); None for any other word."""
    if word.tag not in {"WDT", "WP"} and not (word.lemma == "that" and word.dep in SUBJECTS):
        return None
    clause = next((t for t in parse.ancestors(word) if t.dep == "relcl"), None)
    return parse.head(clause) if clause is not None else None


def _class(reading: Reading, cue: Sequence[Token], anchor: Token) -> CueClass:
    """What the cue makes of its content, by the first of its words that the lexicon knows, the anchor before others."""
    for token in (anchor, *reversed(cue)):
        known = reading.verb_class(token) if token.pos in VERBAL else None
        if known is not None:
            return known[0]
        noun = reading.cues.noun_class.get(token.lemma) if token.pos == "NOUN" else None
        if noun is not None:
            return noun
    return CueClass.SAY


def _hearer(reading: Reading, anchor: Token, source: Sequence[Token], content: Sequence[Stretch]) -> tuple[Token, ...]:
    """To whom it is said, unless these words have another role already."""
    heard = hearer_of(reading, anchor)
    if heard is None:
        return ()
    taken = {t.i for t in source}
    phrase = noun_phrase(reading.parse, heard)
    free = all(t.i not in taken and not any(s <= t.start < e for s, e in content) for t in phrase)
    return phrase if free else ()
