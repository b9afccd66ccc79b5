"""Where stretches, attributions and quotation marks lie to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.records import Attribution, ClaimMention, Id
from sayso.syntax import Parse, Sentence, Token
from sayso.text import Span, plain

#: How far back an open quotation mark is looked for, in code points.
LONGEST_QUOTE = 5_000

#: Opening quote to its closing one; the plain quote closes itself.
QUOTES = (("“", "”"), ("‘", "’"), ("«", "»"), ('"', '"'))


def by_report(mentions: Iterable[ClaimMention]) -> dict[Id, list[ClaimMention]]:
    """The mentions of each report, in text order."""
    found: dict[Id, list[ClaimMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span, m.id)):
        found[mention.doc_id].append(mention)
    return found


def extent(attribution: Attribution) -> tuple[Span, ...]:
    """Everything that belongs to an attribution."""
    return (*attribution.content, *attribution.source, *attribution.cue)


def lies_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution stands in the content of the other (by record, or by place where both are equal)."""
    if inner.within == outer.id:
        return True
    if outer.within == inner.id or inner.content == outer.content:
        return False
    frame = (*inner.cue, *inner.content)
    return bool(frame) and all(any(o.contains(i) for o in outer.content) for i in frame)


def covered(token: Token, spans: Sequence[Span]) -> bool:
    """Whether a token lies inside one of the spans."""
    return any(s.start <= token.start and token.end <= s.end for s in spans)


def runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens as unbroken runs."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def is_quoted(parse: Parse, sentence: Sentence) -> bool:
    """Whether a sentence stands in quotation marks as a whole: then it is not the report's own, whoever says it."""
    paragraph = parse.text.rfind("\n", 0, sentence.start) + 1
    before = plain(parse.text[max(paragraph, sentence.start - LONGEST_QUOTE) : sentence.start])
    words = plain(parse.text[sentence.start : sentence.end]).strip()
    if before.count('"') % 2 == 1:
        return True
    begins, marks = words.startswith(('"', "'")), words.count('"')
    return begins and ((marks == 0 and " '" not in words) or marks == 1 or (marks == 2 and words.endswith('"')))


def with_closing_quote(text: str, span: Span) -> Span:
    """The span with the closing quote behind it, where the opening one stands inside."""
    words = span.of(text)
    for opening, closing in QUOTES:
        inside = words.count(opening) % 2 == 1 if opening == closing else words.rfind(opening) > words.rfind(closing)
        if inside and text[span.end : span.end + 1] == closing:
            return Span(span.doc_id, span.start, span.end + 1)
    return span
