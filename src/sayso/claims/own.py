"""What a report says in its own voice: the main clauses that no attribution carries or consists of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.clauses import clauses, trimmed
from sayso.claims.places import covered
from sayso.claims.worth import is_statement, says_nothing
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.records import Attribution
from sayso.syntax import SUBJECTS, Parse, Token, top
from sayso.text import Span

#: Labels under which a predicate goes on: "is *yet* to *confirm*", "there are *fears*".
COMPLEMENTS = frozenset({"xcomp", "acomp", "oprd", "attr", "aux", "auxpass"})


def own(
    parse: Parse,
    tokens: Sequence[Token],
    present: Sequence[Attribution],
    kinds: Kinds,
    hedges: Hedges,
    *,
    in_headline: bool,
) -> Iterator[list[Token]]:
    """The main clauses that no attribution carries or consists of."""
    content = [s for a in present for s in a.content]
    frame = [s for a in present for s in (*a.cue, *a.source, *a.addressee, *a.grounds)]
    cues = [s for a in present for s in a.cue]
    for clause in clauses(parse, tokens, hedges, kinds):
        main = top(parse, clause)
        if main is None or covered(main, content) or _is_frame(parse, main, cues):
            continue
        rest = _without_opening(parse, clause, main, cues)
        part = _unstranded(trimmed(_outside(parse, rest, main, content, frame)))
        if part and any(all(covered(t, a.source) for t in part) for a in present):
            continue  # "*Samples taken*, the agency said, showed …": they are who says it
        if is_statement(parse, part, main, in_headline=in_headline) and not says_nothing(parse, part, main, kinds):
            yield part


def _is_frame(parse: Parse, main: Token, cues: Sequence[Span]) -> bool:
    """Whether the clause only says that somebody says something: its predicate is a cue, or leads to one.

    "is yet to *confirm*", "has been *accused*", "*said* on Monday".
    """
    chain, waiting = [], [main]
    while waiting:
        token = waiting.pop()
        chain.append(token)
        waiting.extend(c for c in parse.children(token) if c.dep in COMPLEMENTS)
    return any(covered(t, cues) for t in chain)


def _without_opening(parse: Parse, clause: list[Token], main: Token, cues: Sequence[Span]) -> list[Token]:
    """The clause without an opening one in which somebody speaks: "While the firm denies it, *the dam leaks*"."""
    for child in parse.children(main):
        branch = parse.subtree(child)
        if child.dep == "advcl" and branch[-1].i < main.i and any(covered(t, cues) for t in branch):
            return [token for token in clause if token.i > branch[-1].i]
    return clause


def _outside(
    parse: Parse, clause: Sequence[Token], main: Token, content: Sequence[Span], frame: Sequence[Span]
) -> list[Token]:
    """The clause without the attributed words at its two ends; what stands inside it stays."""
    at = next(n for n, t in enumerate(clause) if t.i == main.i)
    subject = {t.i for c in parse.children(main) if c.dep in SUBJECTS for t in parse.subtree(c)}
    taken = [covered(t, content) or (covered(t, frame) and t.i not in subject) for t in clause]
    for n, token in enumerate(clause[:-1]):
        taken[n] = taken[n] or (token.dep == "mark" and taken[n + 1])
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
