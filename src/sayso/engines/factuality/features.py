"""The marks of a word in its parse, by which one can tell whether what it speaks of happened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from sayso.syntax import SUBJECTS, Parse, Token

#: How far up the tree is looked in detail, and at all.
NEAR, FAR = 3, 8

#: What a word may bring along that colours it.
COLOURING = frozenset(
    {"advmod", "prt", "mark", "neg", "npadvmod", "prep", "det", "poss", "amod", "compound", "cc", "advcl", "ccomp"}
    | {"xcomp", "conj"}
)

#: Words that tell what kind of text a sentence is from: a report, advice, a wish.
TELLING = frozenset(
    {"if", "i", "you", "we", "would", "will", "please", "could", "can", "should", "may", "might", "not", "n't", "do"}
    | {"any", "when", "want", "hope", "think"}
)


def features(parse: Parse, event: Token) -> set[str]:
    """What can be said of a word: itself, its tense, what hangs on it, what it hangs on, what stands around it."""
    lead = _lead(parse, event)
    groups = (_itself(parse, event, lead), _arguments(parse, event, lead), _below(parse, event), _above(parse, lead))
    return set(chain(*groups, _first_above(parse, event, lead), _around(parse, event)))


def _lead(parse: Parse, token: Token) -> Token:
    """The first of the words that a word is joined to by "and": it has the auxiliaries and the subject."""
    while token.dep == "conj" and token.head != token.i:
        token = parse.head(token)
    return token


def _tense(parse: Parse, token: Token) -> list[str]:
    """The auxiliaries and negators of a word, in order: "have.VBZ", "be.VBN"; modals and "to" as spelled."""
    found = []
    for child in parse.children(token):
        if child.dep in ("aux", "auxpass"):
            found.append(child.text.lower() if child.tag in ("MD", "TO") else f"{child.lemma}.{child.tag}")
        elif child.dep == "neg":
            found.append("NEG")
    return found


def _itself(parse: Parse, event: Token, lead: Token) -> Iterator[str]:
    tense = _tense(parse, event)
    yield from (f"lemma={event.lemma}", f"word={event.text.lower()}", f"pos={event.pos}", f"tag={event.tag}")
    yield from (f"dep={event.dep}", f"lead.dep={lead.dep}", f"tense={'_'.join(tense)}/{event.tag}")
    yield from (f"aux={aux}" for aux in tense)
    if lead.i != event.i:
        leading = _tense(parse, lead)
        yield from (f"lead.tense={'_'.join(leading)}/{lead.tag}/{event.tag}", f"lead={lead.lemma}")
        if not any(aux != "NEG" for aux in tense):
            yield from (f"aux={aux}" for aux in leading)


def _arguments(parse: Parse, event: Token, lead: Token) -> Iterator[str]:
    """The subject and the object or complement, and their determiners."""
    subject = parse.child(event, *SUBJECTS) or parse.child(lead, *SUBJECTS)
    if subject is None:
        yield "no subject"
    else:
        yield from (f"subject={subject.lemma}", f"subject.kind={subject.pos}{subject.tag}{subject.ent}")
        yield from (f"subject.det={c.lemma}" for c in _determiners(parse, subject))
    other = parse.child(event, "dobj", "attr", "acomp", "oprd", "pobj")
    if other is not None:
        yield from (f"object={other.lemma}", f"object.dep={other.dep}")
        yield from (f"object.det={c.lemma}" for c in _determiners(parse, other))


def _determiners(parse: Parse, noun: Token) -> list[Token]:
    return [c for c in parse.children(noun) if c.dep in ("det", "nummod", "neg", "poss")]


def _below(parse: Parse, event: Token) -> Iterator[str]:
    for child in parse.children(event):
        yield f"child.dep={child.dep}"
        if child.dep in COLOURING:
            yield f"child={child.dep}.{child.lemma}"
        mark = parse.child(child, "mark", "advmod") if child.dep == "advcl" else None
        if mark is not None:
            yield f"clause={mark.lemma}"


def _first_above(parse: Parse, event: Token, lead: Token) -> Iterator[str]:
    """The word itself together with what it hangs on."""
    if lead.head == lead.i:
        return
    head = parse.head(lead)
    tense, above = "_".join(_tense(parse, event)), _tense(parse, head)
    negated = "NEG" if "NEG" in above else ""
    yield f"under={lead.dep}>{head.lemma}/{negated}"
    yield f"tag.under={event.tag}/{lead.dep}>{head.lemma}"
    yield f"tense.under={tense}/{lead.dep}/{'_'.join(above)}/{head.tag}"


def _above(parse: Parse, lead: Token) -> Iterator[str]:
    """What it hangs on, up to the root: predicates that make it so or not, conditions, questions, negators."""
    token, path = lead, ""
    negators = _tense(parse, lead).count("NEG")
    depth = 0
    for depth, head in enumerate(islice(parse.ancestors(lead), FAR), 1):
        tense = _tense(parse, head)
        negators += "NEG" in tense
        path += f"/{token.dep}"
        yield from (f"above={head.lemma}", f"above.dep={token.dep}", *(f"above.aux={aux}" for aux in tense))
        mark = parse.child(token, "mark")
        if mark is not None:
            yield from (f"mark={mark.lemma}", f"mark{min(depth, NEAR)}={mark.lemma}")
        asking = next((c for c in parse.children(token) if c.tag in ("WDT", "WP", "WRB")), None)
        if asking is not None:
            yield f"wh{min(depth, NEAR)}={asking.lemma}"
        if depth <= NEAR:
            yield from (f"path={path}", f"head{depth}={head.lemma}", f"head{depth}.dep={token.dep}>{head.lemma}")
            yield from (f"head{depth}.tag={token.dep}>{head.tag}", f"head{depth}.tense={token.dep}{tense}/{head.tag}")
        if depth < NEAR:
            subject = parse.child(head, *SUBJECTS)
            yield from () if subject is None else (f"head{depth}.subject={subject.lemma}",)
            before = (c for c in parse.children(head) if c.dep in ("advmod", "neg") and c.i < token.i)
            yield from (f"head{depth}.adverb={c.lemma}" for c in before)
        token = head
    of_root = "_".join(_tense(parse, token))
    yield from (f"depth={depth}", f"negators={negators}", f"root={token.lemma}", f"root.tense={of_root}/{token.tag}")
    if depth == 0:
        yield "is root"


def _around(parse: Parse, event: Token) -> Iterator[str]:
    """The words around it and those that tell what kind of sentence it stands in."""
    sentence = parse.sentences[event.sentence]
    tokens = parse.sentence_tokens(sentence)
    lemmas = ["_", "_", "_", *(t.lemma for t in tokens), "_", "_", "_"]
    at = event.i - sentence.first + 3
    yield from (f"near{offset}={lemmas[at + offset]}" for offset in (-3, -2, -1, 1, 2))
    yield from (f"pair={lemmas[at - 1]}_{event.lemma}", f"pair.before={lemmas[at - 2]}_{lemmas[at - 1]}")
    yield from (f"before={lemma}" for lemma in lemmas[3:at])
    yield from (f"in={word}" for word in TELLING.intersection(lemmas))
    yield from (f"end={tokens[-1].text}", f"begin={tokens[0].lemma}")
    yield from (f"length={min(len(tokens) // 8, 6)}", f"place={min((at - 3) // 5, 6)}")
    if any(t.text == "?" for t in tokens[-3:]):
        yield f"asks={'_'.join(_tense(parse, event))}"
