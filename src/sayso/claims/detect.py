"""Which stretches of a report are claims: what it states, denies or questions, itself or through a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.claims.clauses import clauses, trimmed
from sayso.claims.kinds import kind_of
from sayso.lexicon.kinds import Kinds
from sayso.records import Attribution, ClaimMention, Document, Passage
from sayso.syntax import SUBJECTS, VERBAL, Parse, Sentence, Token, is_finite, top
from sayso.text import Span
from sayso.vocab import PassageKind

#: Fewest words of a statement about "it" or "they", or without a verb; "Wages fell" names what it is about.
FEWEST = 3

#: Words that stand for something said elsewhere: a content that is no more than this states nothing.
EMPTY = frozenset({"so", "that", "this", "it", "as", "much", "otherwise", "which", "what", "not", "no", "yes"})


class _Stretch(msgspec.Struct, frozen=True):
    """Tokens of one sentence with the attribution that carries them (None: the report's own voice)."""

    tokens: list[Token]
    attribution: Attribution | None
    rule: str


def detect(
    document: Document,
    passages: Sequence[Passage],
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    kinds: Kinds,
) -> list[ClaimMention]:
    """The places where one report states, denies or questions something, in text order."""
    headlines = [p.span for p in passages if p.kind is PassageKind.HEADLINE]
    found: dict[tuple[Span, str | None], ClaimMention] = {}
    for sentence in parse.sentences:
        in_headline = any(h.start <= sentence.start and sentence.end <= h.end for h in headlines)
        for stretch in _stretches(parse, sentence, attributions, kinds, in_headline=in_headline):
            carrier = stretch.attribution
            mention = ClaimMention(
                made_by=f"claims/{stretch.rule}@1",
                doc_id=document.id,
                span=parse.span(stretch.tokens),
                attribution_id=None if carrier is None else carrier.id,
                kind=kind_of(parse, stretch.tokens, kinds),
            )
            found.setdefault((mention.span, mention.attribution_id), mention)
    return sorted(found.values(), key=lambda m: (m.span, m.attribution_id or ""))


def _stretches(
    parse: Parse, sentence: Sentence, attributions: Sequence[Attribution], kinds: Kinds, *, in_headline: bool
) -> Iterator[_Stretch]:
    tokens = parse.sentence_tokens(sentence)
    here = Span(parse.doc_id, sentence.start, sentence.end)
    present = [a for a in attributions if any(s.overlaps(here) for s in _extent(a))]
    for attribution in present:
        for part in _said(parse, tokens, attribution, present):
            yield _Stretch(part, attribution, "said")
    for part in _own(parse, tokens, present, kinds, in_headline=in_headline):
        yield _Stretch(part, None, "headline" if in_headline else "own-voice")


# -- through a source ------------------------------------------------------------------------------------------------


def _said(
    parse: Parse, tokens: Sequence[Token], attribution: Attribution, present: Sequence[Attribution]
) -> Iterator[list[Token]]:
    """The clauses of a content that this attribution itself carries, not one nested in it."""
    nested = [a for a in present if a.id != attribution.id and _lies_in(a, attribution)]
    inner = [s for a in nested for s in _extent(a)]
    for piece in _pieces(parse, tokens, attribution):
        free = [t for t in piece if not _covered(t, inner)]
        for run in _runs(free) if inner else [free]:
            for part in clauses(parse, run):
                if _is_worth_saying(parse, part, whole=not inner):
                    yield part


def _pieces(parse: Parse, tokens: Sequence[Token], attribution: Attribution) -> list[list[Token]]:
    """The parts of a content in one sentence; parts that make one clause only together are joined.

    "Her teams", she said, "have tested the water" is one statement; "It is late," he said, "and I am tired" is two.
    """
    pieces: list[list[Token]] = []
    for span in sorted(attribution.content):
        piece = [t for t in tokens if span.start <= t.start and t.end <= span.end]
        if not piece:
            continue
        if pieces and not (_has_clause(parse, pieces[-1]) and _has_clause(parse, piece)):
            first, last = pieces[-1][0].i, piece[-1].i
            pieces[-1] = [t for t in tokens if first <= t.i <= last]
        else:
            pieces.append(piece)
    return pieces


def _has_clause(parse: Parse, tokens: Sequence[Token]) -> bool:
    inside = {t.i for t in tokens}
    return any(
        t.pos in VERBAL and is_finite(parse, t) and any(c.i in inside and c.dep in SUBJECTS for c in parse.children(t))
        for t in tokens
    )


def _is_worth_saying(parse: Parse, part: Sequence[Token], *, whole: bool) -> bool:
    """Whether words given as somebody's make a statement: more than "so" or "that", no direct question.

    What is left of a content around a nested one ("officials told it that …") must be a clause of its own.
    """
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    if not words or all(t.text.lower() in EMPTY for t in words) or _is_asked(parse, part):
        return False
    if _has_clause(parse, part):
        return True
    if not whole:
        return False
    main = top(parse, part)
    if main is None or main.pos in ("PRON", "INTJ", "ADV"):
        return False
    return len(words) >= FEWEST or any(t.pos in ("VERB", "NUM") for t in words) or main.pos in ("NOUN", "ADJ")


# -- in the report's own voice ---------------------------------------------------------------------------------------


def _own(
    parse: Parse, tokens: Sequence[Token], present: Sequence[Attribution], kinds: Kinds, *, in_headline: bool
) -> Iterator[list[Token]]:
    """The main clauses that no attribution carries or consists of."""
    content = [s for a in present for s in a.content]
    frame = [s for a in present for s in (*a.cue, *a.source, *a.addressee, *a.grounds)]
    cues = [s for a in present for s in a.cue]
    for clause in clauses(parse, tokens):
        main = top(parse, clause)
        if main is None or _covered(main, content) or _is_frame(parse, main, cues):
            continue
        part = trimmed(_outside(clause, main, content, frame))
        if _is_statement(parse, part, main, in_headline=in_headline) and not _is_refusal(parse, main, kinds):
            yield part


def _is_frame(parse: Parse, main: Token, cues: Sequence[Span]) -> bool:
    """Whether the clause only says that somebody says something: its predicate is a cue, or leads to one.

    "is yet to *confirm*", "has been *accused*", "*said* on Monday".
    """
    chain, waiting = [], [main]
    while waiting:
        token = waiting.pop()
        chain.append(token)
        waiting.extend(c for c in parse.children(token) if c.dep in ("xcomp", "acomp", "oprd", "aux", "auxpass"))
    return any(_covered(t, cues) for t in chain)


def _outside(clause: Sequence[Token], main: Token, content: Sequence[Span], frame: Sequence[Span]) -> list[Token]:
    """The clause without the attributed words at its two ends; what stands inside it stays."""
    first, last = 0, len(clause)
    at = next(n for n, t in enumerate(clause) if t.i == main.i)
    taken = [_covered(t, content) or _covered(t, frame) for t in clause]
    marks = [not any(c.isalnum() for c in t.text) for t in clause]
    while first < at and (taken[first] or marks[first]):
        first += 1
    while last > at + 1 and (taken[last - 1] or marks[last - 1]):
        last -= 1
    return list(clause[first:last])


def _is_statement(parse: Parse, part: Sequence[Token], main: Token, *, in_headline: bool) -> bool:
    """Whether a clause says something of something: a finite verb with a subject, no question, not spoken to "you"."""
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    subject = parse.child(main, *SUBJECTS)
    if subject is None or subject.text.lower() in ("you", "who", "what") or _is_asked(parse, part):
        return False
    if len(words) < FEWEST and subject.pos == "PRON":
        return False
    return main.pos in VERBAL and (is_finite(parse, main) or in_headline)


def _is_asked(parse: Parse, part: Sequence[Token]) -> bool:
    """Whether the words end in a question mark."""
    return any(t.text == "?" for t in parse.tokens[part[-1].i : part[-1].i + 3] if t.sentence == part[-1].sentence)


def _is_refusal(parse: Parse, main: Token, kinds: Kinds) -> bool:
    """Whether the clause only says that somebody would not say anything ("declined to comment")."""
    below = {t.lemma for t in parse.subtree(main)}
    negated = any(c.dep == "neg" for c in parse.children(main))
    return any(
        main.lemma == r.verb and (not r.negated or negated) and (not r.with_ or not below.isdisjoint(r.with_))
        for r in kinds.refusals
    )


# -- places ----------------------------------------------------------------------------------------------------------


def _extent(attribution: Attribution) -> tuple[Span, ...]:
    """Everything that belongs to an attribution."""
    return (*attribution.content, *attribution.source, *attribution.cue)


def _lies_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution stands in the content of the other (by record, or by place where both are equal)."""
    if inner.within == outer.id:
        return True
    if outer.within == inner.id or inner.content == outer.content:
        return False
    frame = (*inner.cue, *inner.content)
    return bool(frame) and all(any(o.contains(i) for o in outer.content) for i in frame)


def _covered(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.start and token.end <= s.end for s in spans)


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens as unbroken runs."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
