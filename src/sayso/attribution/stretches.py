"""From branches of the parse to stretches of text: a source without its relative clause, a content without its cue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sayso.attribution.finding import Stretch
from sayso.attribution.quotes import covering
from sayso.attribution.reading import Reading
from sayso.syntax import Parse, Token
from sayso.text import trim

_EDGES = " \t\r\n\u00a0,;:–—-"
_DOUBLE = '"“”«»'
_CLOSING = frozenset("\"”»’'")

#: What hangs on a noun but is no part of its name: clauses, remarks, adverbs.
_LOOSE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "punct"})

#: A remark between commas longer than this many tokens is a story of its own, not a name.
_LONGEST_APPOSITION = 12


def noun_phrase(parse: Parse, head: Token) -> tuple[Token, ...]:
    """The tokens that name what a noun stands for: one unbroken run, without relative clauses and trailing remarks."""
    inside, waiting = set[int](), [head]
    while waiting:
        token = waiting.pop()
        inside.add(token.i)
        waiting.extend(c for c in parse.children(token) if not _is_loose(parse, token, c))
    first = last = head.i
    while first - 1 in inside or (first - 2 in inside and parse.tokens[first - 1].pos == "PUNCT"):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and parse.tokens[last + 1].pos == "PUNCT"):
        last += 1
    while last > head.i and parse.tokens[last].pos == "CCONJ":
        last -= 1
    if (
        last + 1 < len(parse)
        and parse.tokens[last + 1].text == ")"
        and "(" in {t.text for t in parse.tokens[first:last]}
    ):
        last += 1
    return parse.tokens[first : last + 1]


def _is_loose(parse: Parse, noun: Token, child: Token) -> bool:
    if child.dep == "npadvmod" and child.i > noun.i:
        return True
    if child.dep in _LOOSE or (child.dep == "conj" and child.pos in {"VERB", "AUX"}):
        return True
    if child.i < noun.i:
        return False
    if child.dep == "appos":
        return len(parse.subtree(child)) > _LONGEST_APPOSITION
    after_comma = parse.tokens[child.i - 1].text in {",", "--", "-"}
    return child.dep == "advmod" or (child.dep == "prep" and after_comma)


def stretches(reading: Reading, tokens: Iterable[Token], without: Collection[int] = ()) -> tuple[Stretch, ...]:
    """Where these tokens stand, as unbroken stretches; `without` is cut out, other gaps are bridged.

    Args:
        reading: the report.
        tokens: what is said, in any order.
        without: places of cue and source tokens, which no content may hold.
    """
    parse = reading.parse
    runs: list[list[int]] = []
    for i in sorted({t.i for t in tokens} - set(without)):
        if runs and not any(j in without for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    found: list[Stretch] = []
    for n, run in enumerate(runs):
        kept = _without_edges(parse, run, opens=n == 0)
        if all(parse.tokens[i].pos in {"PUNCT", "SPACE", "CCONJ"} for i in kept):
            continue
        start, end = tidy(reading.text, parse.tokens[kept[0]].start, parse.tokens[kept[-1]].end)
        if start < end:
            found.append((start, end))
    return tuple(found)


def _without_edges(parse: Parse, run: list[int], *, opens: bool) -> list[int]:
    """The run without a leading "that" or comma, and without stops and joining words at its end."""
    first, last = 0, len(run)
    while opens and first < last:
        token = parse.tokens[run[first]]
        if token.text == '"' or not (token.dep == "punct" or (token.dep == "mark" and token.lemma == "that")):
            break
        first += 1
    while last > first and parse.tokens[run[last - 1]].text in {".", ",", ";", ":", "and", "but"}:
        last -= 1
    return run[first:last]


def tidy(text: str, start: int, end: int) -> Stretch:
    """The stretch without blanks, commas and unpaired or all-embracing quotation marks at its ends."""
    while True:
        start, end = trim(text, start, end, _EDGES)
        inner = text[start:end]
        marks = sum(inner.count(mark) for mark in _DOUBLE)
        first, last = inner[:1] in _DOUBLE, inner[-1:] in _DOUBLE
        if not inner or not (first or last):
            return start, end
        if first and last and marks == 2:
            start, end = start + 1, end - 1
        elif last and marks % 2:
            end -= 1
        elif first and marks % 2:
            start += 1
        else:
            return start, end


def joined(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, those that touch or overlap made one."""
    made: list[Stretch] = []
    for start, end in sorted(found):
        if made and start <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return tuple(made)


def settled(reading: Reading, found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The content as it is recorded: a piece that lies in one quotation inside its marks, no comma at the end.

    The comma before "she said" is the report's; where the quotation goes on behind it, it is kept as part of what the
    marks hold.
    """
    made: list[Stretch] = []
    for stretch in (line for piece in joined(found) for line in _lines(reading.text, *piece)):
        start, end = tidy(reading.text, *_inside_marks(reading, *stretch))
        if any(c.isalnum() for c in reading.text[start:end]):
            made.append((start, end))
    return (*(_with_comma(reading.text, *piece) for piece in made[:-1]), *made[-1:])


def _lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretch, paragraph by paragraph."""
    at = start
    while (stop := text.find("\n", at, end)) >= 0:
        yield at, stop
        at = stop + 1
    yield at, end


def _with_comma(text: str, start: int, end: int) -> Stretch:
    return start, end + (text[end : end + 1] == "," and text[end + 1 : end + 2] in _CLOSING)


def _inside_marks(reading: Reading, start: int, end: int) -> Stretch:
    place = covering(reading.quotations, start)
    if place < 0 or end > reading.quotations[place].outer_end:
        return start, end
    quotation = reading.quotations[place]
    return max(start, quotation.start), min(end, quotation.end)
