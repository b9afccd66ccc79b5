"""How a verb and what is said hang together: one function per construction, tried in the order of `CONSTRUCTIONS`.

Each function's docstring is the reason that a reader of the finding is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sayso.attribution.finding import Said, Verb
from sayso.attribution.hearers import hearer_of
from sayso.attribution.linear import clause_from, region_end
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase
from sayso.attribution.subjects import is_expletive
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

Construction: TypeAlias = Callable[[Reading, Verb], Said | None]

#: Classes whose plain object is what is said; praise and blame of a thing say nothing that could be so or not.
_OBJECT_CLASSES = frozenset(
    {
        CueClass.DENY,
        CueClass.CONFIRM,
        CueClass.PREDICT,
        CueClass.DEMAND,
        CueClass.PLAN,
        CueClass.CLAIM,
        CueClass.DOUBT,
        CueClass.WARN,
        CueClass.SUGGEST,
        CueClass.FEAR,
        CueClass.SHOW,
        CueClass.SAY,
        CueClass.BELIEVE,
        CueClass.ACCUSE,
        CueClass.CRITICISE,
        CueClass.SUPPORT,
    }
)
#: Classes of verbs that take a clause without "that".
_STATING = frozenset(CueClass) - {
    CueClass.DESCRIBE,
    CueClass.DEMAND,
    CueClass.ACCUSE,
    CueClass.SUPPORT,
    CueClass.CRITICISE,
    CueClass.PLAN,
}
#: What a paper does with what it says.
_TELLING = frozenset(
    {
        CueClass.SHOW,
        CueClass.SAY,
        CueClass.SUGGEST,
        CueClass.CONFIRM,
        CueClass.CLAIM,
        CueClass.WARN,
        CueClass.DESCRIBE,
    }
)
#: What a source does to what others say: it keeps its own class.
_TURNING = frozenset({CueClass.DENY, CueClass.CONFIRM, CueClass.DOUBT})


def _own_source(reading: Reading, verb: Verb) -> tuple[Token | None, Token | None]:
    """(source, addressee): the subject says; in the passive the agent says and the subject may hear."""
    parse, subject = reading.parse, verb.subject
    if not subject.passive:
        head = subject.head
        return (None if head is not None and is_expletive(parse, head) else head), hearer_of(reading, verb.token)
    agent = parse.child(verb.token, "agent")
    source = parse.child(agent, "pobj") if agent is not None else None
    hears = subject.head is not None and verb.token.lemma in reading.cues.addressed and subject.head.lemma != "it"
    return source, subject.head if hears else None


def _has_to(parse: Parse, clause: Token) -> bool:
    return any(c.dep == "aux" and c.lemma == "to" for c in parse.children(clause))


def raised(reading: Reading, verb: Verb) -> Said | None:
    """Somebody, mostly unnamed, is the source of what a passive verb says of its subject ("is said to be")."""
    parse = reading.parse
    clause = parse.child(verb.token, "xcomp")
    if not verb.subject.passive or verb.token.lemma not in reading.cues.raising or clause is None:
        return None
    if not _has_to(parse, clause) or clause.i < verb.token.i:
        return None
    source, _ = _own_source(reading, verb)
    subject = verb.subject.head
    above = noun_phrase(parse, subject) if subject is not None and subject.lemma != "it" else ()
    to = tuple(c for c in parse.children(clause) if c.dep == "aux" and c.lemma == "to")
    return Said((*above, *parse.subtree(clause)), source, cue=to, score=0.85)


def clausal(reading: Reading, verb: Verb) -> Said | None:
    """The verb has a whole clause for its object, and the clause is what is said."""
    parse, token = reading.parse, verb.token
    clauses = [c for holder in (token, *verb.particles) for c in parse.children(holder) if c.dep == "ccomp"]
    clauses.extend(c for c in parse.children(token) if c.dep == "advcl" and _is_for_clause(reading, token, c))
    if not clauses:
        return None
    source, addressee = _own_source(reading, verb)
    impersonal = token.lemma in reading.cues.impersonal and verb.subject.head is not None
    if impersonal and verb.subject.head is not None and verb.subject.head.lemma == "it":
        source = None
    elif source is None and not verb.subject.passive:
        return None
    tokens = [t for clause in clauses for t in parse.subtree(clause) if t.i not in _strays(reading, verb, clause)]
    tokens.extend(_opening_adjuncts(reading, verb, clauses))
    tokens.extend(_gap(reading, verb, clauses, addressee))
    cue = tuple(
        t for c in clauses if c.dep == "advcl" for t in parse.children(c) if t.dep == "mark" and t.lemma == "for"
    )
    return Said(tuple(tokens), source, addressee, cue, CueClass.DEMAND if cue else None)


def _is_for_clause(reading: Reading, verb: Token, clause: Token) -> bool:
    """Whether the clause is what is called for ("called *for the bridge to be shut*")."""
    first = reading.parse.subtree(clause)[0]
    return first.i == verb.i + 1 and first.lemma == "for" and "for" in reading.cues.prepositional.get(verb.lemma, ())


def _strays(reading: Reading, verb: Verb, clause: Token) -> set[int]:
    """Branches that the parse hung into the clause but that go on beside the cue: ", adding: …", ", while aides said …"."""
    parse = reading.parse
    strays: set[int] = set()
    if reading.quoted(verb.token):
        return strays
    for token in parse.subtree(clause):
        if token.dep != "advcl" or reading.quoted(token) or token.i in strays or token.i < verb.token.i:
            continue
        leaves_quotation = reading.quoted(parse.head(token)) and reading.verb_class(token) is not None
        if leaves_quotation or _turns_to_another(reading, token):
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
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source):
        return None
    after = token.i + 1
    if addressee is not None and addressee.i > token.i:
        after = max(t.i for t in noun_phrase(parse, addressee)) + 1
    tokens = clause_from(reading, after, verb.token)
    if not tokens:
        return None
    return Said(tokens, source, addressee, score=0.75)


def receipt(reading: Reading, verb: Verb) -> Said | None:
    """The subject has it from somewhere: it received, saw or heard something that says so ("saw papers showing …")."""
    parse, token = reading.parse, verb.token
    what = parse.child(token, "dobj")
    if what is None or what.i < token.i or verb.subject.passive or token.lemma not in reading.cues.light:
        return None
    source, _ = _own_source(reading, verb)
    if (
        source is None
        or not reading.can_speak(source)
        or what.lemma not in reading.cues.receipts | reading.roles.documents
    ):
        return None
    clause = _told_by(reading, what)
    if clause is None:
        return None
    if is_hearsay(reading, what):
        tokens = clause_from(reading, clause.i + 1, clause) or _below(parse, clause)
        return Said(tokens, source, cue=(what, clause), kind=CueClass.SHOW, score=0.8) if tokens else None
    tokens = parse.tokens[parse.subtree(what)[0].i : region_end(reading, clause)]
    return Said(tokens, source, kind=CueClass.LEARN, score=0.8)


def _below(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """All that the verb governs behind itself."""
    return tuple(t for t in parse.subtree(verb) if t.i > verb.i)


def is_hearsay(reading: Reading, noun: Token) -> bool:
    """Whether somebody received evidence or word of something, and the report does not say from whom."""
    parse = reading.parse
    if (
        noun.dep != "dobj"
        or noun.lemma not in reading.cues.immaterial
        or parse.head(noun).lemma not in reading.cues.light
    ):
        return False
    return not any(c.dep == "prep" and c.lemma == "from" for c in parse.children(noun))


def _told_by(reading: Reading, noun: Token) -> Token | None:
    """The verb by which a paper or piece of evidence says something ("papers *showing* …", "evidence from them *that* …")."""
    parse = reading.parse
    holders = [noun]
    for preposition in parse.children(noun):
        if preposition.dep == "prep" and preposition.lemma == "from":
            holders.extend(c for c in parse.children(preposition) if c.dep == "pobj")
    for holder in holders:
        for clause in parse.children(holder):
            if clause.dep in {"acl", "relcl"} and clause.i > noun.i:
                known = reading.verb_class(clause)
                if known is not None and known[0] in _TELLING and clause.tag != "VBN":
                    return clause
    return None


def prepositional(reading: Reading, verb: Verb) -> Said | None:
    """What is said follows the verb's preposition ("warned of floods", "accused them of lying", "put it at 41")."""
    parse, token = reading.parse, verb.token
    allowed = reading.cues.prepositional.get(token.lemma, frozenset())
    about = parse.child(token, "dobj")
    holders = [token] if about is None else [token, about]
    link = next((c for h in holders for c in parse.children(h) if c.dep == "prep" and c.lemma in allowed), None)
    if link is None or link.i < token.i:
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source) or _is_wished(reading, verb):
        return None
    if verb.kind is CueClass.ACCUSE or token.lemma == "put":
        who = verb.subject.head if verb.subject.passive else about
        if who is None:
            return None
        branch = parse.subtree(who) if not verb.subject.passive else noun_phrase(parse, who)
        return Said((*branch, *parse.subtree(link)), source, score=0.8)
    tokens = tuple(t for t in parse.subtree(link) if t.i != link.i)
    if len(tokens) < 2 and verb.kind not in {CueClass.WARN, CueClass.DEMAND}:
        return None
    told = about if about is not None and token.lemma in reading.cues.addressed else None
    return Said(tokens, source, addressee or told, (link,), score=0.7)


def _is_wished(reading: Reading, verb: Verb) -> bool:
    """Whether the saying itself is only proposed ("should press for")."""
    tokens = (verb.token, *verb.subject.chain)
    return any(
        c.dep == "aux" and c.lemma in {"should", "must", "ought"} for t in tokens for c in reading.parse.children(t)
    )


def described(reading: Reading, verb: Verb) -> Said | None:
    """The source says what something is like ("called the plan reckless", "described it as a threat")."""
    parse, token = reading.parse, verb.token
    if token.lemma not in reading.cues.as_frame:
        return None
    passive = verb.subject.passive
    what = verb.subject.head if passive else parse.child(token, "dobj")
    if what is None:
        return None
    like = parse.child(token, "oprd") or next(
        (
            c
            for holder in (token, what)
            for c in parse.children(holder)
            if c.i > token.i
            and (
                (c.dep == "prep" and c.lemma == "as")
                or (c.dep in {"acl", "amod"} and c.i > what.i and reading.quoted(c))
            )
        ),
        None,
    )
    if like is None or (what.tag == "PRP" and like.dep == "oprd" and like.pos == "PROPN"):
        return None
    source, addressee = _own_source(reading, verb)
    if (source is None and not passive) or (source is not None and not reading.can_speak(source)):
        return None
    branch = noun_phrase(parse, what) if passive else parse.subtree(what)
    branch = [] if what.tag == "WP" else list(branch)
    return Said((*branch, *parse.subtree(like)), source, addressee, score=0.8)


def infinitive(reading: Reading, verb: Verb) -> Said | None:
    """What the source promises, refuses or wants is in the infinitive ("vowed to appeal", "urged them to leave")."""
    parse, token = reading.parse, verb.token
    clause = parse.child(token, "xcomp", "ccomp")
    if clause is None or clause.i < token.i or not _has_to(parse, clause):
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source) or _is_wished(reading, verb):
        return None
    told = parse.child(token, "dobj", "dative")
    if verb.kind in {CueClass.DEMAND, CueClass.ASK} or (told is not None and token.lemma in reading.cues.addressed):
        whom = verb.subject.head if verb.subject.passive else told
        tokens = (*(noun_phrase(parse, whom) if whom is not None else ()), *parse.subtree(clause))
        return Said(tokens, source, kind=CueClass.DEMAND if verb.kind is CueClass.SAY else None, score=0.75)
    if token.lemma not in reading.cues.infinitive or verb.subject.passive:
        return None
    return Said(tuple(parse.subtree(clause)), source, addressee, score=0.7)


def gerund(reading: Reading, verb: Verb) -> Said | None:
    """What the source owns to or denies is in the -ing form ("denied taking bribes")."""
    clause = reading.parse.child(verb.token, "xcomp")
    spoken = {CueClass.DENY, CueClass.CONFIRM, CueClass.DEMAND, CueClass.SAY}
    if clause is None or clause.tag != "VBG" or verb.kind not in spoken:
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source) or verb.subject.passive:
        return None
    return Said(tuple(reading.parse.subtree(clause)), source, addressee, score=0.8)


def objective(reading: Reading, verb: Verb) -> Said | None:
    """What is denied, confirmed, demanded or foretold is the verb's plain object ("denied any involvement")."""
    parse, token = reading.parse, verb.token
    if verb.kind not in _OBJECT_CLASSES or _is_wished(reading, verb):
        return None
    source, addressee = _own_source(reading, verb)
    what = verb.subject.head if verb.subject.passive else parse.child(token, "dobj")
    if what is None or source is None or what.pos not in {"NOUN", "PROPN"} or not reading.can_speak(source):
        return None
    if not verb.subject.passive:
        named = _said_in_noun(reading, verb, what, source, addressee)
        if named is not None:
            return named
    if verb.phrase not in reading.cues.with_object:
        return None
    if verb.subject.passive:
        return Said(_undergone(parse, verb, what), source, addressee, score=0.65)
    return Said(_object(reading, token, what), source, addressee, score=0.65)


def _object(reading: Reading, verb: Token, what: Token) -> tuple[Token, ...]:
    """The object, and the questions that a colon lists behind it ("confirm two points: *whether …*")."""
    parse = reading.parse
    tokens = parse.subtree(what)
    behind = parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
    if len(behind) == 2 and behind[0].text == ":" and behind[1].lemma in {"whether", "that", "how", "who", "what"}:
        return parse.tokens[behind[1].i : region_end(reading, verb)]
    return tuple(tokens)


def _undergone(parse: Parse, verb: Verb, what: Token) -> tuple[Token, ...]:
    """What a passive verb with an agent speaks of: its subject, or all that a ", which was …" looks back on."""
    if verb.token.dep != "relcl" or what.i > verb.token.i:
        return noun_phrase(parse, what)
    clause = {t.i for t in parse.subtree(verb.token)}
    top = what
    while top.dep in {"pobj", "prep", "relcl", "dobj", "acl"} and parse.head(top).pos in {
        "NOUN",
        "PROPN",
        "ADP",
        "VERB",
    }:
        above = parse.head(top)
        if above.pos == "VERB" and above.dep not in {"relcl", "acl"}:
            break
        if above.pos == "ADP" and parse.head(above).dep == "ROOT":
            break
        top = above
    return tuple(t for t in parse.subtree(top) if t.i not in clause)


def _said_in_noun(reading: Reading, verb: Verb, what: Token, source: Token, addressee: Token | None) -> Said | None:
    """What is denied or voiced stands below a noun of saying ("rejected *suggestions of fraud*")."""
    named = reading.cues.noun_class.get(what.lemma)
    inner = said_below(reading.parse, what)
    carries = verb.phrase in reading.cues.light or verb.phrase in reading.cues.with_object
    if named is None or inner is None or not carries:
        return None
    link, tokens = inner
    kind = verb.kind if verb.kind in _TURNING else named
    heads = [t for t in reading.parse.subtree(what) if t.i <= what.i and t.dep not in {"poss", "case"}]
    return Said(tokens, source, addressee, (*heads, *link), kind, 0.8)


def said_below(parse: Parse, noun: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """(what links, what is said) of "the claim *that …*", "suggestions *of …*"."""
    for child in parse.children(noun):
        if child.i < noun.i:
            continue
        marks = [c for c in parse.children(child) if c.dep == "mark" and c.lemma in {"that", "whether"}]
        if child.dep in {"acl", "ccomp", "relcl"} and marks:
            return (), tuple(parse.subtree(child))
        if child.dep == "prep" and child.lemma in {"of", "about", "over"}:
            return (child,), tuple(t for t in parse.subtree(child) if t.i != child.i)
    return None


def inserted(reading: Reading, verb: Verb) -> Said | None:
    """The verb stands as a remark in or behind the clause that is what is said ("The road, she said, is shut")."""
    parse, token = reading.parse, verb.token
    above, head = parse.head(token), verb.subject.head
    if token.dep not in {"parataxis", "ccomp", "advcl"} or head is None or verb.subject.passive:
        return None
    marks = tuple(c for c in parse.children(token) if c.dep == "mark" and c.lemma == "as")
    if token.dep == "advcl" and not marks:
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or above.pos not in {"VERB", "AUX"} or parse.child(token, "ccomp", "xcomp") is not None:
        return None
    told = parse.child(token, "dobj")
    if told is not None and told is not addressee:
        return None
    first = min(token.i, marks[0].i if marks else token.i, noun_phrase(parse, source)[0].i)
    if first == 0 or (token.dep == "ccomp" and parse.tokens[first - 1].text not in {",", '"', "-", "--"}):
        return None
    last = _end_of_remark(parse, token)
    branch = {t.i for t in (*parse.subtree(above), *parse.subtree(token)) if not first <= t.i <= last}
    return Said(tuple(parse.tokens[i] for i in sorted(branch)), source, addressee, marks, score=0.8)


def _end_of_remark(parse: Parse, verb: Token) -> int:
    """The place of the comma that ends the remark, or of the end of its sentence."""
    sentence = parse.sentences[verb.sentence]
    return next((t.i for t in parse.tokens[verb.i + 1 : sentence.last] if t.text in {",", '"', "."}), sentence.last - 1)


#: The constructions, in the order they are tried; the first that fits makes the finding.
CONSTRUCTIONS: tuple[tuple[str, Construction], ...] = (
    ("raised@1", raised),
    ("clause@1", clausal),
    ("described@1", described),
    ("receipt@1", receipt),
    ("linear@1", linear),
    ("prepositional@1", prepositional),
    ("infinitive@1", infinitive),
    ("gerund@1", gerund),
    ("object@1", objective),
    ("inserted@1", inserted),
)
