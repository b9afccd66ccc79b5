"""Constructions in which what is said is a clause, an infinitive or a whole sentence.

Each function's docstring is the reason that a reader of the finding is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.finding import Said, Verb
from sayso.attribution.linear import clause_from, region_end, remark_at_end
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase
from sayso.attribution.voice import has_to, is_wished, own_source
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

#: Classes of verbs that take a clause without "that".
_STATING = frozenset(CueClass) - {
    CueClass.DESCRIBE,
    CueClass.DEMAND,
    CueClass.ACCUSE,
    CueClass.SUPPORT,
    CueClass.CRITICISE,
    CueClass.PLAN,
}


#: Praise and blame take a clause only with "that" or in quotation marks ("slammed the door shut" is no statement).
_JUDGING = frozenset({CueClass.SUPPORT, CueClass.CRITICISE, CueClass.ACCUSE})


def raised(reading: Reading, verb: Verb) -> Said | None:
    """Somebody, mostly unnamed, is the source of what a passive verb says of its subject ("is said to be")."""
    parse = reading.parse
    clause = parse.child(verb.token, "xcomp")
    if not verb.subject.passive or verb.token.lemma not in reading.cues.raising:
        return None
    behind = parse.tokens[verb.token.i + 1 : verb.token.i + 2]
    if clause is not None and clause.i > verb.token.i and has_to(parse, clause):
        to = tuple(c for c in parse.children(clause) if c.dep == "aux" and c.lemma == "to")
        tokens = tuple(parse.subtree(clause))
    elif behind and behind[0].tag == "TO":
        to, tokens = behind, parse.tokens[behind[0].i + 1 : region_end(reading, verb.token)]
    else:
        return None
    source, _ = own_source(reading, verb)
    subject = verb.subject.head
    above = noun_phrase(parse, subject) if subject is not None and subject.lemma != "it" else ()
    return Said((*above, *tokens), source, cue=to, score=0.85)


def clausal(reading: Reading, verb: Verb) -> Said | None:
    """The verb has a whole clause for its object, and the clause is what is said."""
    parse, token = reading.parse, verb.token
    clauses = [c for holder in (token, *verb.particles) for c in parse.children(holder) if c.dep == "ccomp"]
    clauses.extend(c for c in parse.children(token) if c.dep == "advcl" and _is_for_clause(reading, token, c))
    clauses = clauses or _hung_on_the_setting(parse, token)
    if verb.kind in _JUDGING:
        clauses = [c for c in clauses if reading.quoted(c) or parse.child(c, "mark") is not None]
    if not clauses:
        return None
    source, addressee = own_source(reading, verb)
    impersonal = token.lemma in reading.cues.impersonal and verb.subject.head is not None
    if impersonal and verb.subject.head is not None and verb.subject.head.lemma == "it":
        source = None
    elif source is None and not verb.subject.passive:
        return None
    strays = {i for clause in clauses for i in _strays(reading, verb, clause)}
    tokens = [t for clause in clauses for t in parse.subtree(clause) if t.i not in strays]
    tokens.extend(_opening_adjuncts(reading, verb, clauses))
    tokens.extend(_gap(reading, verb, clauses, addressee))
    cue = tuple(
        t for c in clauses if c.dep == "advcl" for t in parse.children(c) if t.dep == "mark" and t.lemma == "for"
    )
    return Said(tuple(tokens), source, addressee, cue, CueClass.DEMAND if cue else None)


def _hung_on_the_setting(parse: Parse, verb: Token) -> list[Token]:
    """The clauses that a parse hangs on where it was said ("told the paper in an *interview that* the mine …")."""
    settings = [c for p in parse.children(verb) if p.dep == "prep" for c in parse.children(p) if c.dep == "pobj"]
    return [
        clause
        for setting in settings
        for clause in parse.children(setting)
        if clause.dep == "acl"
        and (mark := parse.child(clause, "mark")) is not None
        and mark.lemma == "that"
        and parse.child(clause, "nsubj", "nsubjpass", "expl") is not None
    ]


def _is_for_clause(reading: Reading, verb: Token, clause: Token) -> bool:
    """Whether the clause is what is called for ("called *for the bridge to be shut*")."""
    first = reading.parse.subtree(clause)[0]
    return first.i == verb.i + 1 and first.lemma == "for" and "for" in reading.cues.prepositional.get(verb.lemma, ())


def _strays(reading: Reading, verb: Verb, clause: Token) -> set[int]:
    """Branches that the parse hung into the clause but that stand beside it: ", adding: …", ", while aides said …"."""
    parse = reading.parse
    strays: set[int] = set()
    if reading.quoted(verb.token):
        return strays
    for token in parse.subtree(clause):
        if token.dep != "advcl" or reading.quoted(token) or token.i in strays or token.i < verb.token.i:
            continue
        leaves_quotation = reading.quoted(parse.head(token)) and reading.verb_class(token) is not None
        cites = token.tag == "VBG" and token.lemma in {"cite", "quote"}
        if leaves_quotation or cites or _turns_to_another(reading, token):
            strays.update(t.i for t in parse.subtree(token))
    return strays


def _turns_to_another(reading: Reading, clause: Token) -> bool:
    parse = reading.parse
    mark, subject = parse.child(clause, "mark"), parse.child(clause, "nsubj")
    return (
        mark is not None
        and mark.lemma in {"while", "whereas"}
        and subject is not None
        and subject.pos != "PRON"
        and reading.verb_class(clause) is not None
        and parse.child(clause, "ccomp") is not None
        and reading.can_speak(subject)
    )


def _opening_adjuncts(reading: Reading, verb: Verb, clauses: Sequence[Token]) -> list[Token]:
    """The words before "she said" that belong to a quotation which begins in the middle of a sentence."""
    parse = reading.parse
    branch = parse.subtree(clauses[0])
    inner = next((t for t in branch if reading.quoted(t) and t.text[:1].isalnum()), None)
    if inner is None or inner.i < verb.token.i or branch[0].i < verb.token.i:
        return []
    if inner.text[:1].isupper() and inner.pos not in {"PROPN", "PRON"}:
        return []
    opening = parse.sentences[verb.token.sentence].first
    found: list[Token] = []
    for child in parse.children(verb.token):
        if child.dep == "prep" and child.i == opening and not _is_occasion(reading, child, inner):
            found.extend(parse.subtree(child))
    return found


def _is_occasion(reading: Reading, preposition: Token, inner: Token) -> bool:
    """Whether a sentence's opening words tell of the saying ("In a statement, …"), not of what is said."""
    branch = reading.parse.subtree(preposition)
    told = any(t.lemma in reading.cues.occasions or t.ent in {"DATE", "TIME"} for t in branch)
    return told or (
        inner.text[:1].isupper() and preposition.lemma not in {"without", "with", "under", "despite", "because"}
    )


def _gap(reading: Reading, verb: Verb, clauses: Sequence[Token], addressee: Token | None) -> list[Token]:
    """Words between the verb and its clause that the parse hung on the verb: a lost subject, "if …," in front."""
    parse, token = reading.parse, verb.token
    first = min(c.i for c in clauses)
    heard = {t.i for t in parse.subtree(addressee)} if addressee is not None else set()
    found: list[Token] = []
    for child in parse.children(token):
        lost = child.dep == "dobj" and token.lemma not in reading.cues.addressed
        if token.i < child.i < first and (lost or child.dep == "advcl") and child.i not in heard:
            found.extend(parse.subtree(child))
    return found


def linear(reading: Reading, verb: Verb) -> Said | None:
    """A clause begins right behind the verb: its subject and a finite verb, or "how", "whether", "what" …."""
    parse, token = reading.parse, verb.token
    if verb.kind not in _STATING and token.lemma != "describe":
        return None
    source, addressee = own_source(reading, verb)
    if source is None or not reading.can_speak(source):
        return None
    after = token.i + 1
    if addressee is not None and addressee.i > token.i:
        after = max(t.i for t in noun_phrase(parse, addressee)) + 1
    tokens = clause_from(reading, after, verb.token)
    if not tokens:
        return None
    return Said(tokens, source, addressee, score=0.75)


def infinitive(reading: Reading, verb: Verb) -> Said | None:
    """What the source promises, refuses or wants is in the infinitive ("vowed to appeal", "urged them to leave")."""
    parse, token = reading.parse, verb.token
    clause = parse.child(token, "xcomp", "ccomp")
    if clause is None or clause.i < token.i or not has_to(parse, clause):
        return None
    source, addressee = own_source(reading, verb)
    if source is None or not reading.can_speak(source) or is_wished(reading, verb) or _is_empty(reading, clause):
        return None
    told = parse.child(token, "dobj", "dative")
    if verb.kind in {CueClass.DEMAND, CueClass.ASK} or (told is not None and token.lemma in reading.cues.addressed):
        whom = verb.subject.head if verb.subject.passive else told
        tokens = (*(noun_phrase(parse, whom) if whom is not None else ()), *parse.subtree(clause))
        return Said(tokens, source, kind=CueClass.DEMAND if verb.kind is CueClass.SAY else None, score=0.75)
    if token.lemma not in reading.cues.infinitive or verb.subject.passive:
        return None
    return Said(tuple(parse.subtree(clause)), source, addressee, score=0.7)


def _is_empty(reading: Reading, clause: Token) -> bool:
    """Whether the infinitive says only that nothing is said ("declined to comment on the report")."""
    below = {c.dep for c in reading.parse.children(clause)}
    return clause.lemma in reading.cues.empty and not below & {"ccomp", "dobj", "xcomp"}


def gerund(reading: Reading, verb: Verb) -> Said | None:
    """What the source owns to or denies is in the -ing form ("denied taking bribes")."""
    clause = reading.parse.child(verb.token, "xcomp")
    spoken = {CueClass.DENY, CueClass.CONFIRM, CueClass.DEMAND, CueClass.SAY}
    if clause is None or clause.tag != "VBG" or verb.kind not in spoken:
        return None
    source, addressee = own_source(reading, verb)
    if source is None or not reading.can_speak(source) or verb.subject.passive:
        return None
    return Said(tuple(reading.parse.subtree(clause)), source, addressee, score=0.8)


def inserted(reading: Reading, verb: Verb) -> Said | None:
    """The verb stands as a remark in or behind the clause that is what is said ("The road, she said, is shut")."""
    parse, token = reading.parse, verb.token
    above, head = parse.head(token), verb.subject.head
    if token.dep not in {"parataxis", "ccomp", "advcl"} or head is None or verb.subject.passive:
        return None
    marks = tuple(c for c in parse.children(token) if c.dep == "mark" and c.lemma == "as")
    if token.dep == "advcl" and not marks:
        return None
    source, addressee = own_source(reading, verb)
    if source is None or above.pos not in {"VERB", "AUX"} or parse.child(token, "ccomp", "xcomp") is not None:
        return None
    told = parse.child(token, "dobj")
    if told is not None and told is not addressee:
        return None
    first = min(token.i, marks[0].i if marks else token.i, noun_phrase(parse, source)[0].i)
    if first == 0 or (token.dep == "ccomp" and parse.tokens[first - 1].text not in {",", '"', "-", "--"}):
        return None
    last = _end_of_remark(parse, token)
    remark = parse.subtree(token)
    # Words in front of the remark that the parse hung on it are the clause's ("*Her teams*, she said, have …").
    branch = {t.i for t in parse.subtree(above, without=[token]) if not first <= t.i <= last}
    branch |= {t.i for t in remark if t.i < first}
    return Said(tuple(parse.tokens[i] for i in sorted(branch)), source, addressee, marks, score=0.8)


def trailing(reading: Reading, verb: Verb) -> Said | None:
    """The sentence ends in a remark that says whose words it is ("…, leaked files reveal")."""
    parse, token = reading.parse, verb.token
    remark = remark_at_end(reading, token)
    if remark is None or verb.kind not in _STATING or parse.child(token, "ccomp") is not None:
        return None
    comma, noun = remark
    sentence = parse.sentences[token.sentence]
    return Said(parse.tokens[sentence.first : comma], noun, score=0.7)


def _end_of_remark(parse: Parse, verb: Token) -> int:
    """The place of the comma that ends the remark, or of the end of its sentence."""
    sentence = parse.sentences[verb.sentence]
    return next((t.i for t in parse.tokens[verb.i + 1 : sentence.last] if t.text in {",", '"', "."}), sentence.last - 1)
