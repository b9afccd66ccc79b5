"""Cues that are no verbs: nouns ("the claim that"), adjectives ("convinced that"), adverbs ("reportedly"), phrases
("according to"). Each function's docstring is the reason that a reader of the finding is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import is_expletive, subject_of
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

#: Nouns of these classes carry what is said after a bare "of" even where nobody is named ("allegations of fraud").
_OPEN_CLASSES = frozenset({CueClass.CLAIM, CueClass.ACCUSE, CueClass.WARN, CueClass.FEAR, CueClass.DENY})


def nominal_findings(reading: Reading) -> Iterator[Finding]:
    """The attributions that hang on a noun, an adjective, an adverb or a phrase, in text order."""
    for sentence in reading.prose():
        for token in reading.parse.sentence_tokens(sentence):
            found: Finding | None = None
            if token.pos in {"NOUN", "PROPN"}:
                found = said_by_noun(reading, token)
            elif token.pos == "ADJ":
                found = said_by_adjective(reading, token) or said_of_noun(reading, token)
            elif token.pos == "VERB" and token.dep == "amod":
                found = said_of_noun(reading, token)
            elif token.pos == "ADV":
                found = said_by_adverb(reading, token)
            found = found or said_by_phrase(reading, token)
            if found is not None:
                yield found


def said_by_noun(reading: Reading, noun: Token) -> Finding | None:
    """A noun of saying carries what is said ("the mayor's claim that …", "allegations of fraud")."""
    parse = reading.parse
    kind = reading.cues.noun_class.get(noun.lemma)
    if kind is None:
        return None
    source = _owner(reading, noun)
    that = next(
        (c for c in parse.children(noun) if c.dep in {"acl", "ccomp"} and c.i > noun.i and _that(parse, c)), None
    )
    if that is not None:
        link: tuple[Token, ...] = ()
        tokens = tuple(parse.subtree(that))
    else:
        preposition = next((c for c in parse.children(noun) if c.dep == "prep" and c.lemma == "of"), None)
        if preposition is None or (source is None and kind not in _OPEN_CLASSES):
            return None
        if source is not None and kind not in _OPEN_CLASSES | {CueClass.BELIEVE, CueClass.PREDICT}:
            return None
        link = (preposition,)
        tokens = tuple(t for t in parse.subtree(preposition) if t.i != preposition.i)
    head, helpers = (source, ()) if source is not None else _carrier(reading, noun)
    if head is not None and head.i in {t.i for t in tokens}:
        return None
    who = noun_phrase(parse, head) if head is not None else ()
    who = tuple(t for t in who if not (t.dep == "case" and t.i > head.i)) if head is not None else ()
    cue = (*helpers, *_modifiers(parse, noun, source), noun, *link)
    content = stretches(reading, tokens, {t.i for t in (*cue, *who)})
    if not content:
        return None
    return Finding(
        rule="noun@1", score=0.7 if that is not None else 0.6, cue_class=kind, anchor=noun, head=head, source=who,
        cue=tuple(sorted(cue, key=lambda t: t.i)), content=content,
    )  # fmt: skip


def _that(parse: Parse, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lemma in {"that", "whether"} for c in parse.children(clause))


def _modifiers(parse: Parse, noun: Token, source: Token | None) -> tuple[Token, ...]:
    return tuple(c for c in parse.children(noun) if c.dep in {"amod"} and c.i < noun.i and c is not source)


def _owner(reading: Reading, noun: Token) -> Token | None:
    """Whose claim it is: "*the mayor's* claim", "a claim *by the mayor*", "a report *from Reuters*"."""
    parse = reading.parse
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner if reading.can_speak(owner) and owner.lemma not in {"i", "we", "my", "our"} else None
    for child in parse.children(noun):
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from", "among"}:
            who = parse.child(child, "pobj")
            if who is not None and reading.can_speak(who):
                return who
    return None


def _carrier(reading: Reading, noun: Token) -> tuple[Token | None, tuple[Token, ...]]:
    """The subject of the verb that carries the noun ("*officials* voiced fears that …") and that verb."""
    parse = reading.parse
    verb = parse.head(noun)
    if noun.dep != "dobj" or verb.lemma not in reading.cues.light:
        return None, ()
    subject = subject_of(reading, verb)
    if (
        subject.head is None
        or subject.passive
        or is_expletive(parse, subject.head)
        or not reading.can_speak(subject.head)
    ):
        return None, ()
    helpers = tuple(c for c in parse.children(verb) if c.dep in {"aux", "neg"})
    return subject.head, (*helpers, verb)


def said_by_adjective(reading: Reading, adjective: Token) -> Finding | None:
    """Somebody is sure, afraid or aware of it ("the council is convinced that …", "was not aware of any plan")."""
    parse = reading.parse
    kind = reading.cues.adjective_class.get(adjective.text.lower())
    if kind is None or adjective.dep not in {"acomp", "oprd", "conj", "ROOT", "advcl", "ccomp", "xcomp"}:
        return None
    verb = parse.head(adjective) if adjective.dep in {"acomp", "oprd", "conj"} else adjective
    if verb.pos not in {"VERB", "AUX", "ADJ"}:
        return None
    clause = parse.child(adjective, "ccomp") or (parse.child(verb, "ccomp") if verb.pos == "AUX" else None)
    link: tuple[Token, ...] = ()
    if clause is not None and clause.i > adjective.i:
        tokens = tuple(parse.subtree(clause))
    else:
        preposition = next(
            (c for c in parse.children(adjective) if c.dep == "prep" and c.lemma in {"of", "about", "over"}), None
        )
        if preposition is None:
            return None
        link = (preposition,)
        tokens = tuple(t for t in parse.subtree(preposition) if t.i != preposition.i)
    subject = subject_of(reading, verb)
    if subject.head is None or not reading.can_speak(subject.head) or subject.head.lemma in {"i", "we", "you"}:
        return None
    if is_expletive(parse, subject.head) or subject.head.i in {t.i for t in tokens}:
        return None
    around = [verb, *(c for c in parse.children(verb) if c.dep in {"aux", "neg"}), adjective]
    around.extend(c for c in parse.children(adjective) if c.dep in {"advmod", "neg"} and c.i < adjective.i)
    cue = {t.i: t for t in (*around, *subject.chain, *link) if t.pos != "NOUN"}
    who = noun_phrase(parse, subject.head)
    content = stretches(reading, tokens, {*cue, *(t.i for t in who)})
    if not content:
        return None
    return Finding(
        rule="adjective@1", score=0.8, cue_class=kind, anchor=adjective, head=subject.head, source=who,
        cue=tuple(cue[i] for i in sorted(cue)), content=content,
    )  # fmt: skip


def said_by_adverb(reading: Reading, adverb: Token) -> Finding | None:
    """An adverb passes the sentence on without naming anybody ("the firm *reportedly* paid")."""
    parse = reading.parse
    if adverb.text.lower() not in reading.cues.sourceless_adverbs:
        return None
    head = parse.head(adverb)
    for _ in range(3):
        if head.pos in {"VERB", "AUX"} or head.dep == "ROOT":
            break
        head = parse.head(head)
    tokens = [t for t in parse.subtree(head) if not _beside(parse, head, t)]
    if head.dep == "relcl":
        tokens = [*noun_phrase(parse, parse.head(head)), *tokens]
    content = stretches(reading, tokens, {adverb.i})
    if not content:
        return None
    return Finding(rule="adverb@1", score=0.75, cue_class=CueClass.CLAIM, anchor=adverb, cue=(adverb,), content=content)


def _beside(parse: Parse, head: Token, token: Token) -> bool:
    """Whether the token belongs to a clause that is only joined to the adverb's clause by "and"."""
    at = token
    while at.i != head.i:
        above = parse.head(at)
        if above.i == head.i and at.dep == "conj" and parse.child(at, "nsubj", "nsubjpass") is not None:
            return True
        if at.i == above.i:
            return False
        at = above
    return False


def said_of_noun(reading: Reading, adjective: Token) -> Finding | None:
    """An adjective passes a noun on without naming anybody ("the *alleged* payments to the mayor")."""
    parse = reading.parse
    if adjective.text.lower() not in reading.cues.sourceless_adjectives or adjective.dep != "amod":
        return None
    noun = parse.head(adjective)
    if noun.pos not in {"NOUN", "PROPN"} or not any(c.dep in {"prep", "acl"} for c in parse.children(noun)):
        return None
    content = stretches(reading, parse.subtree(noun), {adjective.i})
    if not content:
        return None
    return Finding(
        rule="adjective-of-noun@1",
        score=0.5,
        cue_class=CueClass.CLAIM,
        anchor=adjective,
        cue=(adjective,),
        content=content,
    )


def said_by_phrase(reading: Reading, token: Token) -> Finding | None:
    """A phrase before a source makes the rest of the clause the source's ("according to the mayor, …")."""
    parse = reading.parse
    phrase = _phrase_at(reading, token)
    if phrase is None:
        return None
    kind, words = phrase
    last = words[-1]
    source = next(
        (c for t in reversed(words) for c in parse.children(t) if c.dep in {"pobj", "dobj"} and c.i > last.i), None
    )
    if source is None:
        nearest = parse.tokens[last.i + 1] if last.i + 1 < len(parse) else None
        source = nearest if nearest is not None and nearest.pos in {"PROPN", "PRON", "NOUN"} else None
    if source is None or words[0].text.lower() in {"citing", "quoting"}:
        return None
    own = {t.i for t in parse.subtree(words[0])} | {t.i for t in parse.subtree(source)}
    clause = parse.head(words[0])
    for _ in range(4):
        if clause.pos in {"VERB", "AUX"} or clause.head == clause.i:
            break
        clause = parse.head(clause)
    if clause.i in own:
        return None
    tokens = [t for t in parse.subtree(clause) if t.i not in own]
    who = noun_phrase(parse, source)
    content = stretches(reading, tokens, own)
    if not content:
        return None
    return Finding(
        rule="according-to@1",
        score=0.9,
        cue_class=kind,
        anchor=words[0],
        head=source,
        source=who,
        cue=words,
        content=content,
    )


def _phrase_at(reading: Reading, token: Token) -> tuple[CueClass, tuple[Token, ...]] | None:
    """The longest phrase of the lexicon that begins with this token."""
    parse, best = reading.parse, None
    first = token.text.lower()
    for phrase, kind in reading.cues.phrase_class.items():
        words = phrase.split()
        if words[0] != first:
            continue
        tokens = parse.tokens[token.i : token.i + len(words)]
        if [t.text.lower() for t in tokens] == words and (best is None or len(words) > len(best[1])):
            best = (kind, tokens)
    return best
