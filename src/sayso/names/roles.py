"""Roles: common nouns that stand for whoever speaks or for what is read, where they could be a source."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.cues import Cues
from sayso.lexicon.roles import Roles
from sayso.records import Name
from sayso.syntax import Parse, Token
from sayso.text import Span
from sayso.vocab import NameKind

_BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "advmod", "punct", "npadvmod", "quantmod"}
)


def role_names(parse: Parse, proper: Sequence[Name], *, roles: Roles, cues: Cues) -> list[Name]:
    """The roles of one report that say, hear or are quoted, in text order, apart from the proper names.

    Precision over quantity: a noun counts where it is the subject or agent of a verb of saying, or hangs on "by",
    "from", "to" or "according to".
    """
    taken = {t.i for name in proper for t in parse.between(name.span.start, name.span.end)}
    found: list[Name] = []
    for token in parse.tokens:
        if token.pos != "NOUN" or token.i in taken or not _in_place(parse, token, cues):
            continue
        kind = _kind(roles, token)
        if kind is None:
            continue
        start = token
        for child in parse.children(token):
            if child.i < token.i and child.dep in _BEFORE_NOUN and child.i not in taken:
                start = min(start, child, key=lambda t: t.i)
        run = list(parse.tokens[start.i : token.i + 1])
        while run and (run[0].i in taken or run[0].pos in {"PUNCT", "PART"} or any(t.i in taken for t in run)):
            run.pop(0)
        if not run:
            continue
        taken.update(t.i for t in run)
        span = Span(parse.doc_id, run[0].start, run[-1].end)
        found.append(Name(doc_id=parse.doc_id, span=span, kind=kind, made_by="names/role@1", score=0.7))
    return found


def _kind(roles: Roles, token: Token) -> NameKind | None:
    if token.lemma in roles.people or token.lemma in roles.sources or token.lemma in roles.speakers:
        return NameKind.ROLE
    if token.lemma in roles.bodies or token.lemma in roles.outlets:
        return NameKind.ROLE
    if token.lemma in roles.documents or token.lemma in roles.polls:
        return NameKind.DOCUMENT
    return None


def _in_place(parse: Parse, token: Token, cues: Cues) -> bool:
    above = parse.head(token)
    if token.dep in {"nsubj", "nsubjpass"}:
        return above.lemma in cues.verb_class or parse.child(above, "ccomp", "acomp", "xcomp") is not None
    if token.dep != "pobj":
        return False
    carrier = parse.head(above).lemma
    told = carrier == "according" or carrier in cues.verb_class or carrier in cues.noun_class
    return above.dep == "agent" or (above.lemma in {"by", "from", "to"} and told)
