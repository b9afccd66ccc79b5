"""A stretch of a sentence cut into its coordinated clauses, and trimmed to the words that state something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, is_finite, top

#: Words that join a clause to what stands before it and are no part of what it says.
JOINTS = frozenset({"and", "but", "or", "nor", "so", "yet", "that", "whether", "while", "then", "also", "adding"})

#: Marks at the edge of a clause that are no part of it. A closing bracket or quote stays where its partner is inside.
EDGE = frozenset(".,;:!?-–—…\"'“”‘’«»()[]")

#: Dependency labels of a second main clause: coordinated, or set beside the first with a semicolon or dash.
BESIDE = ("ccomp", "parataxis", "dep")


def clauses(parse: Parse, tokens: Sequence[Token]) -> list[list[Token]]:
    """The stretch cut where a coordinated clause with its own subject begins, and at each "whether" of a list.

    "The dam leaks and the mayor knew" is two clauses; "The dam leaks and floods the valley" is one.
    """
    asked = [n for n, t in enumerate(tokens) if t.text.lower() == "whether"]
    if asked:
        bounds = [*asked, len(tokens)]
        parts = [list(tokens[a:b]) for a, b in pairwise(bounds)]
        return [p for p in (trimmed(part) for part in parts) if p]
    main = top(parse, tokens)
    if main is None:
        return []
    heads = _heads(parse, main, {t.i for t in tokens})
    if len(heads) == 1:
        return [p for p in [trimmed(tokens)] if p]
    owner = _owners(parse, heads)
    parts = [trimmed(_around(tokens, head, owner)) for head in heads]
    return sorted((p for p in parts if p), key=lambda p: p[0].i)


def _owners(parse: Parse, heads: Sequence[Token]) -> dict[int, int]:
    """For each token below the heads, which head's clause it belongs to."""
    owner: dict[int, int] = {}
    for head in heads:
        others = [h for h in heads if h.i != head.i]
        owner.update((t.i, head.i) for t in parse.subtree(head, without=others))
    return owner


def _around(tokens: Sequence[Token], head: Token, owner: dict[int, int]) -> list[Token]:
    """The words around a predicate up to where the words of another clause begin, on either side."""
    at = next(n for n, t in enumerate(tokens) if t.i == head.i)
    mine = [owner.get(t.i, head.i) == head.i for t in tokens]
    first = at
    while first > 0 and mine[first - 1]:
        first -= 1
    last = at + 1
    while last < len(tokens) and mine[last]:
        last += 1
    return list(tokens[first:last])


def _heads(parse: Parse, main: Token, inside: set[int]) -> list[Token]:
    """The predicates of the coordinated clauses, `main` among them, each with a subject of its own."""
    heads, waiting = [main], [main]
    while waiting:
        head = waiting.pop()
        for child in parse.children(head):
            if child.i not in inside or child.dep not in ("conj", *BESIDE):
                continue
            if child.dep == "conj" and not _states(parse, child):
                waiting.append(child)  # "left and said nothing, but the mayor stayed": look behind it
            elif _states(parse, child) and (child.dep == "conj" or _set_beside(parse, head, child)):
                heads.append(child)
                waiting.append(child)
    return heads


def _states(parse: Parse, token: Token) -> bool:
    subject = parse.child(token, *SUBJECTS)
    if subject is None or subject.tag in ("WDT", "WP"):
        return False  # "…, and which were built in May" goes on with the clause before
    return token.pos in VERBAL and is_finite(parse, token)


def _set_beside(parse: Parse, head: Token, child: Token) -> bool:
    """Whether a semicolon or dash parts two clauses that the parser hung on each other."""
    first, second = sorted((head.i, child.i))
    return any(t.text in (";", "-", "--") and t.dep == "punct" for t in parse.tokens[first:second])


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """The words without joints ("and that …"), loose ends ("…, who") and marks at their two ends."""
    first, last = 0, len(tokens)
    while first < last and (tokens[first].text in EDGE or _is_joint(tokens[first])):
        first += 1
    while last > first and (tokens[last - 1].text in EDGE or _is_loose(tokens[last - 1])):
        last -= 1
    return _closed(tokens, first, last)


def _is_joint(token: Token) -> bool:
    """Whether a first word only joins: "that" before a clause, but not "that man" or "So far"."""
    lower = token.text.lower()
    if lower in ("so", "yet", "also", "then", "while"):
        return token.dep == "cc"
    return lower in JOINTS and token.dep in ("mark", "cc", "preconj", "advmod", "ROOT", "dep")


def _is_loose(token: Token) -> bool:
    """Whether a last word waits for words that are not there: a conjunction, "that", "while", a relative pronoun."""
    lower = token.text.lower()
    return (
        lower in ("and", "but", "or", "nor", "while", "as", "though", "although")
        or (token.tag in ("WDT", "WP", "WRB") and lower not in ("why", "how", "what"))
        or (token.dep == "mark" and token.pos == "SCONJ")
        or (token.dep == "npadvmod" and token.head > token.i)  # "…, hours after …"
        or (lower == "that" and (token.dep == "mark" or token.tag == "WDT"))
    )


def _closed(tokens: Sequence[Token], first: int, last: int) -> list[Token]:
    """The words with the closing quotes and brackets whose partners are inside, and the opening ones likewise."""
    while last < len(tokens) and _is_open(tokens[first:last], tokens[last]):
        last += 1
    while first > 0 and tokens[first - 1].text in "([" and any(t.text in ")]" for t in tokens[first:last]):
        first -= 1
    if first > 0 and tokens[first - 1].text == '"' and sum(t.text == '"' for t in tokens[first:last]) % 2 == 1:
        first -= 1
    return list(tokens[first:last])


def _is_open(words: Sequence[Token], mark: Token) -> bool:
    """Whether a closing mark has its opening partner among the words."""
    if mark.text == ")":
        return sum(t.text == "(" for t in words) > sum(t.text == ")" for t in words)
    if mark.text == '"':
        return sum(t.text == '"' for t in words) % 2 == 1
    return False
