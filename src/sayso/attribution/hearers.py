"""To whom it is said: "told *Euronews*", "speaking to *reporters*", "in an interview with *the paper*"."""

from __future__ import annotations

from sayso.attribution.reading import Reading
from sayso.attribution.subjects import is_passive, subject_of
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token

#: The prepositions before whom one speaks to.
_TOWARDS = frozenset({"to", "with"})

#: Objects of telling that are told, not told something.
_THINGS = frozenset({"this", "that", "what", "which", "these", "those", "all", "everything", "nothing", "something"})


def hearer_of(reading: Reading, verb: Token) -> Token | None:
    """The object of a verb of telling, its subject where it is passive, or what follows "to" or "with"."""
    parse = reading.parse
    if is_told(reading, verb):
        return _told(reading, verb)
    if verb.lemma == "know" and parse.head(verb).lemma == "let":  # "let *me* know that …"
        return parse.child(verb, "nsubj") or parse.child(parse.head(verb), "dobj")
    purpose = parse.child(verb, "xcomp", "advcl")
    if purpose is not None and purpose.tag == "VB" and purpose.lemma == "tell" and verb.lemma in reading.cues.contacts:
        return hearer_of(reading, purpose)  # "wrote to tell *them* that …"
    if verb.lemma in reading.cues.addressed:
        heard = parse.child(verb, "dative", "dobj")
        if heard is not None and heard.dep == "dative" and heard.pos == "ADP":
            heard = parse.child(heard, "pobj")
        clause = parse.child(verb, "ccomp", "xcomp")
        if heard is None:  # "ordered *the crew* to leave": the parse may see a clause
            heard = parse.child(clause, "nsubj") if clause is not None and clause.tag == "VB" else None
        if heard is not None and (_hears(reading, heard) or (clause is not None and heard.lemma not in _THINGS)):
            return heard
    heard = next((h for c in parse.children(verb) if (h := _heard(reading, c)) is not None), None)
    return heard or _contacted(reading, verb)


def _contacted(reading: Reading, verb: Token) -> Token | None:
    """Who was reached before by the verb above ("*rang* her and said", "in a letter to staff *sought* …, writing")."""
    parse, above = reading.parse, reading.parse.head(verb)
    if verb.dep not in {"conj", "advcl", "xcomp"} or parse.child(verb, *SUBJECTS) is not None:
        return None
    if above.lemma in reading.cues.contacts:
        heard = parse.child(above, "dobj", "dative")
        if heard is not None and _hears(reading, heard):
            return heard
        return next((h for c in parse.children(above) if (h := _heard(reading, c)) is not None), None)
    occasions = (c for c in parse.children(above) if c.dep == "prep" and c.lemma not in _TOWARDS)
    return next((h for c in occasions if verb.tag == "VBG" and (h := _heard(reading, c)) is not None), None)


def is_told(reading: Reading, verb: Token) -> bool:
    """Whether a verb of telling has the one who is told as its subject ("*was told*", "*Asked* why, she …")."""
    if verb.lemma not in reading.cues.addressed or verb.pos not in VERBAL:
        return False
    if is_passive(reading.parse, verb):
        return True
    sides = {c.dep for c in reading.parse.children(verb)} & {"aux", "nsubj", "dobj", "dative"}
    return verb.tag in {"VBN", "VBD"} and verb.dep in {"advcl", "ROOT"} and not sides


def _told(reading: Reading, verb: Token) -> Token | None:
    """The subject of being told; where the parse gives one that hears nothing, that of the verb above."""
    parse = reading.parse
    own = parse.child(verb, "nsubjpass")
    if own is not None and own.pos == "NOUN" and own.lemma not in _THINGS and parse.child(verb, "agent") is not None:
        return own  # "*the plant* was notified by its supplier"
    for at in (verb, *parse.ancestors(verb)):
        heard = subject_of(reading, at).head or _beside(parse, at) if at.pos in VERBAL else None
        if heard is not None and _hears(reading, heard):
            return heard
        if at.dep not in {"conj", "ccomp"} or parse.child(verb, "nsubjpass") is not None:
            return None
    return None


def _beside(parse: Parse, verb: Token) -> Token | None:
    """The subject of the clause that a participle opens ("*Asked* whether he knew, *the mayor* said …")."""
    above = parse.head(verb)
    return parse.child(above, "nsubj") if verb.dep == "advcl" and above.pos in VERBAL else None


def hearer_of_source(reading: Reading, source: Token) -> Token | None:
    """Whom the source is said to have spoken to beside its name ("a nurse who spoke *to the paper*")."""
    parse = reading.parse
    for clause in parse.children(source):
        if clause.dep in {"relcl", "acl"} and clause.lemma in {"speak", "talk", "tell"}:
            return hearer_of(reading, clause)
    return None


def _heard(reading: Reading, child: Token) -> Token | None:
    parse = reading.parse
    other = reading.cues.hearer_after.get(parse.head(child).lemma, frozenset())
    if child.dep in {"prep", "dative"} and (child.lemma in _TOWARDS or child.lemma in other):
        heard = parse.child(child, "pobj")
        return heard if heard is not None and _hears(reading, heard) else None
    inside: Token | None = None
    if child.dep == "prep" and child.lemma in {"in", "during", "on", "at"}:
        occasion = parse.child(child, "pobj")
        inside = occasion if occasion is not None and reading.is_occasion(occasion) else None
    elif child.dep == "advcl" and child.tag == "VBG" and child.lemma in {"speak", "talk"}:
        inside = child
    if inside is None:
        return None
    sent = parse.child(inside, "acl")  # "in an alert *sent* to doctors"
    towards = _TOWARDS | ({"for"} if inside.pos == "NOUN" else set())  # "in a note *for* clients"
    for below in (*parse.children(inside), *(parse.children(sent) if sent is not None else ())):
        # One step: "in an interview with", "speaking to", "speaking on condition of anonymity to".
        heard = parse.child(below, "pobj") if below.dep in {"prep", "dative"} and below.lemma in towards else None
        if heard is not None and _hears(reading, heard):
            return heard
    return None


def _hears(reading: Reading, token: Token) -> bool:
    roles = reading.roles
    return (
        token.ent in {"PERSON", "ORG"}
        or token.pos == "PROPN"
        or reading.means_body(token)
        or token.lemma in roles.outlets
        or token.lemma in roles.audiences
        or token.lemma in roles.indefinite | roles.portions
        or (reading.means_person(token) and (token.lemma in roles.people or token.lemma not in reading.cues.verb_class))
        or (token.pos == "PRON" and token.text.lower() not in _THINGS)
    )
