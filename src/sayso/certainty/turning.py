"""Verbs of knowing, saying and vouching that do not happen: "has *yet* to say", "was *unable* to confirm"."""

from __future__ import annotations

from sayso.certainty.scope import ABLE, Words, shunned
from sayso.syntax import SUBJECTS, Parse, Token

#: Subjects that say that nobody does it, or hardly anybody.
FEW = frozenset({"nobody", "none", "neither", "no-one", "nothing", "little", "few"})


def turned(parse: Parse, verb: Token, words: Words) -> list[Token] | None:
    """The words by which a verb of knowing or vouching does not happen: "not", "yet to", "unable to"; else None."""
    if verb.pos not in ("VERB", "AUX", "ADJ"):
        return None
    children = parse.children(verb)
    direct = [c for c in children if c.dep == "neg" or c.text.lower() in ("neither", "nor", "never")]
    subject = parse.child(verb, *SUBJECTS)
    if subject is not None and subject.text.lower() in FEW:
        direct.append(subject)
    if subject is not None:
        direct += [
            c
            for c in parse.children(subject)
            if c.text.lower() in ("no", "neither") and c.dep in ("det", "preconj", "neg")
        ]
    if direct:
        return direct
    if (shunning := shunned(parse, verb, words.denials)) is not None:
        return shunning
    head = parse.head(verb)
    if verb.dep == "xcomp" and head.lemma in words.denials.failures:
        return [head]
    if verb.dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") and head.i != verb.i and _is_infinitive(parse, verb):
        return _turned_above(parse, verb, head, words)
    if verb.dep == "conj" and any(c.text.lower() in ("neither", "not") for c in parse.children(head)):
        return [c for c in parse.children(head) if c.text.lower() in ("neither", "not")]
    if verb.dep in ("acomp", "oprd"):
        return [c for c in parse.children(head) if c.dep == "neg"] or None
    return None


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    """Whether a verb is "to say" or "to be said"."""
    return verb.tag == "VB" or any(c.text.lower() == "to" for c in parse.children(verb) if c.dep == "aux")


def _turned_above(parse: Parse, verb: Token, head: Token, words: Words) -> list[Token] | None:
    """The words above an infinitive that turn it: "is *yet* to say", "was *unable* to", "too *early* to tell"."""
    between = parse.tokens[head.i : verb.i]
    for token in between:
        if token.lemma in words.questions.unable:
            return [token]
        if token.lemma == "position":  # "was *not* in a *position* to confirm"
            nots = [c for t in list(parse.ancestors(token))[:2] for c in parse.children(t) if c.dep == "neg"]
            if nots:
                return [*nots, token]
        if token.lemma in ABLE:
            around = (head, token, parse.head(head))
            nots = [c for word in around for c in parse.children(word) if c.dep == "neg"]
            return [*nots, token] if nots else None
        if token.lemma in words.questions.early and any(c.text.lower() == "too" for c in parse.children(token)):
            return [token]
    if head.lemma in words.questions.unable or head.lemma == "remain":
        return [head]
    return None
