"""Sources beside the sentence: "according to …", ", citing …", "seen by …"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sayso.attribution.finding import Finding
from sayso.attribution.hearers import hearer_of_source
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token


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
    if source is None or words[0].text.lower() in {"citing", "quoting"} or _is_rate(reading, words, source):
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
    heard = hearer_of_source(reading, source)
    return Finding(
        rule="according-to@1",
        addressee=noun_phrase(parse, heard) if heard is not None else (),
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


def _is_rate(reading: Reading, words: Sequence[Token], source: Token) -> bool:
    """Whether the phrase means "for each" here: a bare noun follows, and no comma sets the phrase off."""
    if words[0].text.lower() not in reading.cues.rates:
        return False
    tokens, first, last = reading.parse.tokens, words[0].i, words[-1].i
    before, following = (tokens[first - 1] if first else None), tokens[last + 1 : last + 3]
    if before is None or before.sentence != words[0].sentence or before.text in {",", "-", "–", "—", "("}:
        return not (reading.can_speak(source) or source.text[0].isupper())
    if before.text.lower() == "as":
        return True  # the longer phrase "as per" has it
    tags = [token.tag for token in following]
    return tags[:1] in (["NN"], ["JJ"], ["FW"]) or (tags[:1] == ["NNP"] and tags[1:] == ["NN"])


def passed_on(reading: Reading, verb: Token) -> Finding | None:
    """An outlet has seen or got the paper that says so, and passes it on ("a letter, *seen by the agency*, says")."""
    parse = reading.parse
    if verb.tag != "VBN" or verb.dep != "acl" or verb.lemma not in reading.cues.obtained:
        return None
    agent = parse.child(verb, "agent")
    outlet = parse.child(agent, "pobj") if agent is not None else None
    paper = _paper_above(reading, verb)
    if outlet is None or paper is None or not _publishes(reading, outlet):
        return None
    who = noun_phrase(parse, outlet)
    behind = parse.tokens[who[-1].i + 1 : who[-1].i + 2]
    if behind and (behind[0].pos == "PROPN" or behind[0].text.isupper()):
        who = (*who, *behind)  # "the news agency *KNA*", where the parse hangs the name elsewhere
    clause = _clause_above(parse, paper)
    barred = {t.i for t in parse.subtree(verb)}
    if clause is None or clause.i in barred:
        return None
    content = stretches(reading, [t for t in parse.subtree(clause) if t.i not in barred], barred)
    if not content or who[0].text.lower() in {"this", "our", "us"}:
        return None
    return Finding(
        rule="passed-on@1",
        score=0.75,
        cue_class=CueClass.SAY,
        anchor=verb,
        head=outlet,
        source=who,
        cue=(verb, *(() if agent is None else (agent,))),
        content=content,
    )


def _publishes(reading: Reading, token: Token) -> bool:
    """Whether the noun is an outlet, or stands behind a word that says so ("the news agency *TPA*")."""
    phrase = noun_phrase(reading.parse, token)
    pairs = {f"{a.lemma} {b.lemma}" for a, b in itertools.pairwise(phrase)}
    if any(t.lemma in reading.roles.outlets for t in phrase) or pairs & reading.roles.outlets:
        return True
    return reading.outlets.named(reading.text[phrase[0].start : phrase[-1].end]) is not None


def _paper_above(reading: Reading, token: Token) -> Token | None:
    """The paper that the words hang on, at most through "from" and "of" ("a *letter* from the engineer, seen by")."""
    for above in reading.parse.ancestors(token):
        if above.lemma in reading.roles.documents:
            return above
        if above.pos not in {"NOUN", "PROPN", "ADP"}:
            return None
    return None


def _clause_above(parse: Parse, token: Token) -> Token | None:
    return next((t for t in parse.ancestors(token) if t.pos in {"VERB", "AUX"} and t.tag != "VBG"), None)


def cited(reading: Reading, verb: Token) -> Finding | None:
    """The one who says it names where it is from ("the agency reported, *citing two officials*")."""
    parse = reading.parse
    if verb.lemma not in {"cite", "quote"} or verb.tag != "VBG" or verb.dep not in {"advcl", "acl", "conj"}:
        return None
    source = parse.child(verb, "dobj")
    above = (parse.head(verb), *parse.ancestors(parse.head(verb)))
    # The outermost one who says: "citing" hangs on whatever verb stands nearest.
    sayer = next(
        (t for t in reversed(above) if t.pos == "VERB" and reading.verb_class(t) is not None), parse.head(verb)
    )
    if source is None or not reading.can_speak(source) or reading.verb_class(sayer) is None:
        return None
    return Finding(
        rule="citing@1",
        score=0.8,
        cue_class=CueClass.SAY,
        anchor=verb,
        head=source,
        source=noun_phrase(parse, source),
        cue=(verb,),
        inside=sayer.i,
    )
