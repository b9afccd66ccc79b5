"""Which stretches of a report are claims: what it states, denies or questions, itself or through a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.claims.carriers import carriers
from sayso.claims.clauses import clauses, trimmed
from sayso.claims.kinds import kind_of
from sayso.lexicon.cues import Cues
from sayso.lexicon.kinds import Kinds
from sayso.lexicon.reading import cue_class
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
    cues: Cues,
) -> list[ClaimMention]:
    """The places where one report states, denies or questions something, in text order."""
    headings = [p.span for p in passages if p.kind in (PassageKind.HEADLINE, PassageKind.CAPTION)]
    carrying = carriers(parse, attributions, cues, kinds)
    found: dict[tuple[Span, str | None], ClaimMention] = {}
    for sentence in parse.sentences:
        in_headline = any(h.start <= sentence.start and sentence.end <= h.end for h in headings)
        for stretch in _stretches(parse, sentence, carrying, kinds, in_headline=in_headline):
            carrier = stretch.attribution
            cue = None if carrier is None else cue_class(parse, carrier, cues)
            mention = ClaimMention(
                made_by=f"claims/{stretch.rule}@1",
                doc_id=document.id,
                span=_with_closing_quote(document.text, parse.span(stretch.tokens)),
                attribution_id=None if carrier is None else carrier.id,
                kind=kind_of(parse, _plain_words(stretch), kinds, cue),
            )
            found.setdefault((mention.span, mention.attribution_id), mention)
    return sorted(found.values(), key=lambda m: (m.span, m.attribution_id or ""))


def _plain_words(stretch: _Stretch) -> list[Token]:
    """The words of a stretch without the cue and source that break into it ("it was, he *said*, late")."""
    carrier = stretch.attribution
    if carrier is None:
        return stretch.tokens
    return [t for t in stretch.tokens if not _covered(t, (*carrier.cue, *carrier.source))] or stretch.tokens


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
        asker = _asker(parse, part, present)
        rule = "whether" if asker is not None else "headline" if in_headline else "own-voice"
        yield _Stretch(part, asker, rule)


def _asker(parse: Parse, part: Sequence[Token], present: Sequence[Attribution]) -> Attribution | None:
    """Whose "whether" it is: "The board is yet to *confirm* three points: whether …" hangs on that cue."""
    sentence = parse.sentences[part[0].sentence]
    before = part[0].i - 1
    if before < sentence.first or parse.tokens[before].text.lower() != "whether":
        return None
    first = next(t for t in parse.sentence_tokens(sentence) if t.text.lower() == "whether")
    cued = [a for a in present if a.cue and max(s.end for s in a.cue) <= first.start]
    return max(cued, key=lambda a: max(s.end for s in a.cue), default=None)


# -- through a source ------------------------------------------------------------------------------------------------


def _said(
    parse: Parse, tokens: Sequence[Token], attribution: Attribution, present: Sequence[Attribution]
) -> Iterator[list[Token]]:
    """The clauses of a content that this attribution itself carries, not one nested in it."""
    nested = [a for a in present if a.id != attribution.id and _lies_in(a, attribution)]
    inner = [s for a in nested for s in _extent(a)]
    frame = (*attribution.cue, *attribution.source)
    for piece in _pieces(parse, tokens, attribution):
        broken = any(_covered(t, inner) for t in piece)
        free = [t for t in piece if not _covered(t, inner) and not (broken and _covered(t, frame))]
        for run in _runs(free) if broken else [free]:
            for part in clauses(parse, run):
                if _is_worth_saying(parse, part, whole=not broken) and not _is_grounds(part, attribution):
                    yield _with_cue(parse, _with_antecedent(parse, part), attribution)


def _is_grounds(part: Sequence[Token], attribution: Attribution) -> bool:
    """Whether the words are only why the source is not named."""
    return bool(attribution.grounds) and _covered(part[-1], attribution.grounds)


def _with_cue(parse: Parse, part: list[Token], attribution: Attribution) -> list[Token]:
    """Words too few to state anything together with the cue before them: "*could not confirm* any case", "*gave* 14".

    A cue in two pieces around the words is their predicate and belongs to them: "*put* the toll *at* 41".
    """
    cue = [t for span in sorted(attribution.cue) for t in parse.between(span.start, span.end)]
    around = bool(cue) and cue[0].i < part[0].i and any(part[0].i <= t.i <= part[-1].i for t in cue)
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    adjacent = bool(cue) and 0 < part[0].i - cue[-1].i <= 2
    if around or (adjacent and len(words) < FEWEST and not any(t.pos in VERBAL for t in part)):
        return [*parse.tokens[cue[0].i : part[0].i], *part]
    return part


def _announces(parse: Parse, part: Sequence[Token]) -> bool:
    """Whether the words only announce a list: "three points: whether …"."""
    following = parse.tokens[part[-1].i + 1 : part[-1].i + 3]
    return [t.text.lower() for t in following] == [":", "whether"]


def _with_antecedent(parse: Parse, part: list[Token]) -> list[Token]:
    """A relative clause with what it is about: "*a position*, which many call neutral"."""
    first = part[0]
    if first.tag not in ("WDT", "WP") or first.text.lower() not in ("which", "who", "that"):
        return part
    clause = next((t for t in (first, *parse.ancestors(first)) if t.dep == "relcl"), None)
    if clause is None or clause.head > first.i:
        return part
    start = min(t.i for t in parse.subtree(parse.head(clause)))
    return [*parse.tokens[start : first.i], *part]


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
    if _announces(parse, part):
        return False
    if not words or all(t.text.lower() in EMPTY for t in words) or _is_asked(parse, part):
        return False
    main = top(parse, part)
    if part[0].tag in ("WP", "WRB") and (not whole or (part[0].lemma == "what" and parse.head(part[0]) == main)):
        return False  # "what it called …", "described what happens": a topic, not a statement
    if _has_clause(parse, part):
        return True
    if not whole:
        return False
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
        part = _unstranded(trimmed(_outside(clause, main, content, frame)))
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
        waiting.extend(
            c for c in parse.children(token) if c.dep in ("xcomp", "acomp", "oprd", "attr", "aux", "auxpass")
        )
    return any(_covered(t, cues) for t in chain)


def _outside(clause: Sequence[Token], main: Token, content: Sequence[Span], frame: Sequence[Span]) -> list[Token]:
    """The clause without the attributed words at its two ends; what stands inside it stays."""
    at = next(n for n, t in enumerate(clause) if t.i == main.i)
    taken = [_covered(t, content) or _covered(t, frame) for t in clause]
    loose = [taken[n] or not any(c.isalnum() for c in t.text) for n, t in enumerate(clause)]
    first = next((n for n in range(at) if not loose[n]), at)
    last = next((n for n in range(len(clause), at + 1, -1) if not loose[n - 1]), at + 1)
    return list(clause[first if any(taken[:first]) else 0 : last if any(taken[last:]) else len(clause)])


def _unstranded(part: list[Token]) -> list[Token]:
    """The clause without a preposition or article whose noun somebody else says: "sanctioned ten firms *for* …"."""
    last = len(part)
    while (
        last
        and part[last - 1].pos in ("ADP", "DET", "PUNCT")
        and part[last - 1].dep != "prt"
        and part[last - 1].text not in ')"'
    ):
        last -= 1
    if last == len(part):
        return part
    return part[:last] if sum(t.pos in ("NOUN", "PROPN", "NUM") for t in part[:last]) > 1 else []


def _is_statement(parse: Parse, part: Sequence[Token], main: Token, *, in_headline: bool) -> bool:
    """Whether a clause says something of something: a finite verb with a subject, no question, not spoken to "you"."""
    if not part or main.i not in {t.i for t in part}:
        return False
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    if in_headline and main.pos in ("NOUN", "PROPN") and any(_is_telling(parse, c) for c in parse.children(main)):
        return True
    subject = parse.child(main, *SUBJECTS)
    if subject is None or subject.text.lower() in ("you", "who", "what") or _is_asked(parse, part):
        return False
    if len(words) < FEWEST and subject.pos == "PRON":
        return False
    return main.pos in VERBAL and (is_finite(parse, main) or in_headline)


def _is_telling(parse: Parse, token: Token) -> bool:
    """Whether a verb that the parser hung on a noun is the predicate of a terse line: "Floods *hit* the coast"."""
    return token.dep in ("acl", "relcl") and token.tag in ("VBD", "VBZ", "VBP") and parse.child(token, "nsubj") is None


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


#: Opening quote to its closing one; the plain quote closes itself.
QUOTES = (("“", "”"), ("‘", "’"), ("«", "»"), ('"', '"'))


def _with_closing_quote(text: str, span: Span) -> Span:
    """The span with the closing quote behind it, where the opening one stands inside."""
    words = span.of(text)
    for opening, closing in QUOTES:
        inside = words.count(opening) % 2 == 1 if opening == closing else words.rfind(opening) > words.rfind(closing)
        if inside and text[span.end : span.end + 1] == closing:
            return Span(span.doc_id, span.start, span.end + 1)
    return span


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
