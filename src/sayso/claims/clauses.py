"""A stretch of a sentence cut into the clauses that are claims of their own, each trimmed to what states something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from sayso.claims.manner import Manner, manner
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, is_finite, top

#: What opens a clause that concedes or sets against; one that times or conditions belongs to what it times.
AGAINST = frozenset({"although", "though", "while", "whereas"})

#: What opens a clause that tells of another happening: "fish died *as* waste poured into the river".
BESIDES = frozenset({"after", "as"})

#: Words that join a clause to what stands before it and are no part of what it says.
JOINTS = AGAINST | BESIDES | {"and", "but", "or", "nor", "so", "yet", "that", "whether", "then", "also", "adding"}

#: Marks at the edge of a clause that are no part of it. A closing bracket or quote stays where its partner is inside.
EDGE = frozenset(".,;:!?-–—…\"'“”‘’«»()[]")

_NUMBER = re.compile(r"\(?\d{1,2}[.)]")

#: How many predicates joined to each other are looked through for a subject.
MOST_JOINED = 8

#: Dependency labels of a second main clause: coordinated, or set beside the first with a semicolon or dash.
BESIDE = ("ccomp", "parataxis", "dep")


def clauses(parse: Parse, tokens: Sequence[Token], hedges: Hedges, kinds: Kinds) -> list[list[Token]]:
    """The stretch cut where a clause of its own begins, and at each "whether" of a list.

    A clause of its own has its own subject, or is put in another manner: "The dam leaks and the mayor knew" is two
    clauses, and so are "The dam leaks and may burst" and "Fish died as waste poured in"; "The dam leaks and floods the
    valley" is one.
    """
    asked = [n for n, t in enumerate(tokens) if t.text.lower() == "whether"]
    if asked:
        bounds = [*asked, len(tokens)]
        parts = [_asked(parse, list(tokens[a:b])) for a, b in pairwise(bounds)]
        return [p for p in (trimmed(part) for part in parts) if p]
    main = top(parse, tokens)
    if main is None:
        return []
    heads = _heads(parse, main, tokens, lambda verb: manner(parse, verb, hedges, kinds))
    if len(heads) == 1:
        return [p for p in [trimmed(tokens)] if p]
    owner = _owners(parse, heads)
    parts = [trimmed(_without_relative(_around(tokens, head, owner), head)) for head in heads]
    return sorted((p for p in parts if p), key=lambda p: p[0].i)


def _asked(parse: Parse, part: list[Token]) -> list[Token]:
    """A clause with "whether" without what the sentence says of it: "*Whether he knew* is not clear"."""
    verb = parse.head(part[0])
    if verb.dep not in ("csubj", "csubjpass") or verb.i < part[0].i:
        return part
    own = {t.i for t in parse.subtree(verb)}
    return [t for t in part if t.i in own]


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


def _heads(parse: Parse, main: Token, tokens: Sequence[Token], put: Callable[[Token], Manner]) -> list[Token]:
    """The predicates of the clauses, `main` among them: with a subject or a manner of their own."""
    heads, waiting, inside = [main], [main], {t.i for t in tokens}
    while waiting:
        head = waiting.pop()
        if head in heads:
            asides = [verb for verb in _asides(parse, head, tokens, put) if verb not in heads]
            heads += asides
            waiting += asides
        for child in parse.children(head):
            if child.i not in inside or child.dep not in ("conj", *BESIDE):
                continue
            if child.dep == "conj" and not _states(parse, child):
                if _goes_on(parse, child) and put(child) != put(head):
                    heads.append(child)
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


def _goes_on(parse: Parse, token: Token) -> bool:
    """Whether a second predicate has tense or a modal of its own, and its subject from the first."""
    first = min([token.i, *(c.i for c in parse.children(token) if c.dep in ("aux", "auxpass", "neg", "advmod"))])
    before = parse.tokens[max(first - 1, 0)]
    joined = before.dep in ("cc", "punct") or before.text == "then"  # else the parser has lost its subject
    return joined and token.pos in VERBAL and is_finite(parse, token) and parse.child(token, *SUBJECTS) is None


def _asides(parse: Parse, head: Token, tokens: Sequence[Token], put: Callable[[Token], Manner]) -> Iterator[Token]:
    """The verbs of the clauses at the stretch's edges that say more in another manner, or tell of another happening.

    "The dam leaks, *which may flood* the valley"; "*although* the mayor *denies* it"; "*as* waste *poured* in". One in
    the middle stays where it is: what is around it would be no stretch of the text. So does "as they do": it says
    nothing without the words it looks back to.
    """
    inside = {t.i: n for n, t in enumerate(tokens)}
    for verb in (t for t in parse.subtree(head) if t.i in inside and t.dep in ("relcl", "advcl") and t.pos in VERBAL):
        branch = [t for t in parse.subtree(verb) if t.i in inside]
        last = all(t.text in EDGE for t in tokens[inside[branch[-1].i] + 1 :])
        opening, subject = branch[0].text.lower(), parse.child(verb, *SUBJECTS)
        if opening in BESIDES:
            told = subject is not None and subject.pos in ("NOUN", "PROPN") and verb.lemma != "do"
            if told and last and _states(parse, verb):
                yield verb
        elif put(verb) == put(head):
            continue
        elif verb.dep == "relcl":
            told = subject is not None and subject.tag in ("WDT", "WP") and subject.i == branch[0].i
            if told and last and subject is not None and parse.tokens[subject.i - 1].text == ",":
                yield verb
        elif opening in AGAINST and _states(parse, verb) and (last or branch[0].i == tokens[0].i):
            yield verb


def _without_relative(part: list[Token], head: Token) -> list[Token]:
    """A relative clause without its "which", for which the words that it is about are shown."""
    return part[1:] if head.dep == "relcl" and part and part[0].tag in ("WDT", "WP") else part


def subject_of(parse: Parse, part: Sequence[Token], main: Token) -> list[Token]:
    """The words of the subject that a clause leaves to what stands before it; none where it has one of its own.

    "*The dam* leaks and may burst", "*the wall*, which may burst": for "may burst"; "fined *the firm* for burning oil",
    "*the firm* denied burning oil": for "burning oil". Such a clause begins with its verb.
    """
    inside = {t.i for t in part}
    begun = part[0].i == main.i or (part[0].head == main.i and part[0].dep in ("aux", "auxpass", "neg", "advmod"))
    own = parse.child(main, *SUBJECTS)
    if not begun:
        return []
    if own is not None:
        if own.tag in ("WDT", "WP"):
            told = main.dep == "relcl" and own.i not in inside
            return [t for t in parse.subtree(parse.head(main), without=[main]) if t.text != ","] if told else []
        return parse.subtree(own) if own.i < part[0].i and own.pos != "PRON" else []
    if main.tag == "VBG" and main.dep in ("pcomp", "xcomp"):
        doer = _doer(parse, main)
        return parse.subtree(doer) if doer is not None and doer.i not in inside and doer.pos != "PRON" else []
    verb, seen = main, 0
    while own is None and verb.dep == "conj" and seen < MOST_JOINED:
        verb, seen = parse.head(verb), seen + 1
        own = parse.child(verb, *SUBJECTS)
    if own is None or own.i in inside or own.tag in ("WDT", "WP"):
        return []
    return parse.subtree(own)


def _doer(parse: Parse, deed: Token) -> Token | None:
    """Who did what a participle tells: "fined *the firm* for burning oil", "*the firm* denied burning oil"."""
    above = parse.head(deed)
    if deed.dep == "xcomp":
        return parse.child(above, "nsubj", "nsubjpass")
    return parse.child(parse.head(above), "dobj", "nsubjpass") if above.dep == "prep" else None


def _set_beside(parse: Parse, head: Token, child: Token) -> bool:
    """Whether a semicolon or dash parts two clauses that the parser hung on each other."""
    first, second = sorted((head.i, child.i))
    return any(t.text in (";", "-", "--") and t.dep == "punct" for t in parse.tokens[first:second])


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """The words without joints ("and that …"), loose ends ("…, who") and marks at their two ends."""
    first, last = _behind_number(tokens), len(tokens)
    while first < last and (tokens[first].text in EDGE or _is_joint(tokens[first])):
        first += 1
    while last > first and (tokens[last - 1].text in EDGE or _is_loose(tokens[last - 1])):
        last -= 1
    return _closed(tokens, first, last)


def _behind_number(tokens: Sequence[Token]) -> int:
    """Where the words begin behind the number of a paragraph: "*3.* No one was told", "*(7)* The office was told"."""
    for length in (1, 2, 3):
        if len(tokens) > length and _NUMBER.fullmatch("".join(t.text for t in tokens[:length])):
            return length
    return 0


def _is_joint(token: Token) -> bool:
    """Whether a first word only joins: "that" before a clause, but not "that man" or "So far"."""
    lower = token.text.lower()
    if lower in ("so", "yet", "also", "then"):
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
