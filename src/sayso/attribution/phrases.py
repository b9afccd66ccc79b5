"""What the model passed over: phrases before a source ("according to …", "as per …"), and what stands in papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.hearers import hearer_of_source
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.lexicon.cues import CueClass
from sayso.syntax import Token


def with_phrases(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, and one for each phrase of the lexicon that no cue of theirs holds whole, and for each such paper.

    A finding whose cue is a scrap of such a phrase gives way; one whose cue is a paper has the paper for its source.
    """
    cued = {t.i for f in findings for t in f.cue}
    openers = {phrase.split()[0] for phrase in reading.cues.phrase_class}
    missed = [
        found
        for sentence in reading.prose()
        for token in reading.parse.sentence_tokens(sentence)
        if token.text.lower() in openers and (found := said_by_phrase(reading, token)) is not None
        if not {t.i for t in found.cue} <= cued
    ]
    taken = {t.i for f in missed for t in f.cue}
    kept = [*(_of_paper(reading, f) for f in findings if not any(t.i in taken for t in f.cue)), *missed]
    return [*kept, *_papers(reading, kept)]


def _of_paper(reading: Reading, finding: Finding) -> Finding:
    """The finding; of one that has nobody for its source, and a paper for its cue, the paper says it."""
    paper = said_by_paper(reading, finding.anchor) if not finding.source else None
    return finding if paper is None else msgspec.structs.replace(finding, head=paper.head, source=paper.source)


def _papers(reading: Reading, findings: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for each paper with what stands in it behind it, where nothing is found there yet."""
    known = {t.i for f in findings for t in (*f.cue, *f.source)}
    told = [piece for f in findings for piece in f.content]
    for sentence in reading.prose():
        for noun in reading.parse.sentence_tokens(sentence):
            found = said_by_paper(reading, noun) if noun.i not in known else None
            if found is not None and not any(start <= noun.start < end for start, end in told):
                yield found


def said_by_paper(reading: Reading, noun: Token) -> Finding | None:
    """A paper's name before a clause with "that" makes the clause the paper's ("a June report *that the well is dry*").

    Somebody's paper is not meant: "the ministry's report that …" says whose word it is.
    """
    parse, kind = reading.parse, reading.cues.noun_class.get(noun.lemma)
    if kind is None or noun.lemma not in reading.roles.documents or parse.child(noun, "poss") is not None:
        return None
    if noun.pos not in {"NOUN", "PROPN"}:  # "The Courier, a daily, *reported* that …"
        return None
    clause = next((c for c in parse.children(noun) if c.dep in {"acl", "ccomp", "relcl"} and c.i > noun.i), None)
    if clause is None or not any(c.dep == "mark" and c.lemma == "that" for c in parse.children(clause)):
        return None
    who = tuple(t for t in noun_phrase(parse, noun) if t.i <= noun.i)
    content = stretches(reading, parse.subtree(clause), {t.i for t in who})
    return Finding(
        rule="paper@1", score=0.6, cue_class=kind, anchor=noun, head=noun, source=who, cue=(noun,), content=content
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
