"""From branches of the parse to stretches of text: a source without its relative clause, a content without its cue."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.attribution.finding import Stretch
from sayso.attribution.quotes import covering
from sayso.attribution.reading import Reading
from sayso.syntax import Parse, Token
from sayso.text import trim

_EDGES = " \t\r\n\u00a0,;:–—-"
_DOUBLE = '"“”«»'

#: What hangs on a noun but is no part of its name: clauses, remarks, adverbs.
_LOOSE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "npadvmod", "punct"})

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
    if child.dep in _LOOSE or (child.dep == "conj" and child.pos in {"VERB", "AUX"}):
        return True
    if child.i < noun.i:
        return False
    if child.dep == "appos":
        return len(parse.subtree(child)) > _LONGEST_APPOSITION
    after_comma = parse.tokens[child.i - 1].text in {",", "--", "-"}
    return child.dep == "advmod" or (child.dep == "prep" and after_comma)


def stretches(
    reading: Reading, tokens: Iterable[Token], without: Collection[int] = (), *, marker: bool = False
) -> tuple[Stretch, ...]:
    """Where these tokens stand, as unbroken stretches; `without` is cut out, other gaps are bridged.

    Args:
        reading: the report.
        tokens: what is said, in any order.
        without: places of cue and source tokens, which no content may hold.
        marker: keep a leading "that".
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
        while run and n == 0 and not marker and parse.tokens[run[0]].dep in {"mark", "punct"}:
            if parse.tokens[run[0]].dep == "mark" and parse.tokens[run[0]].lemma != "that":
                break
            if parse.tokens[run[0]].text == '"':
                break
            run = run[1:]
        while run and parse.tokens[run[-1]].text in {".", ",", ";", ":", "and", "but"}:
            run = run[:-1]
        if all(parse.tokens[i].pos in {"PUNCT", "SPACE", "CCONJ"} for i in run):
            continue
        start, end = tidy(reading.text, parse.tokens[run[0]].start, parse.tokens[run[-1]].end)
        if start < end:
            found.append((start, end))
    return tuple(found)


def tidy(text: str, start: int, end: int) -> Stretch:
    """The stretch without blanks and commas at its ends, and without quotation marks that wrap it whole or lack a partner."""
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
    """The content as it is recorded: a piece that lies in one quotation inside its marks, no comma at an end."""
    made: list[Stretch] = []
    for start, end in joined(found):
        place = covering(reading.quotations, start)
        if place >= 0 and end <= reading.quotations[place].outer_end:
            quotation = reading.quotations[place]
            start, end = max(start, quotation.start), min(end, quotation.end)
        start, end = tidy(reading.text, start, end)
        if any(c.isalnum() for c in reading.text[start:end]):
            made.append((start, end))
    return tuple(made)
