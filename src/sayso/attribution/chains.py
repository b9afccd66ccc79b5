"""Chains of sources: "the agency reported, *citing two officials*", "a letter *seen by the agency* says"."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.lexicon.cues import CueClass
from sayso.syntax import VERBAL, Parse, Token

_CITING = frozenset({"cite", "quote"})

#: Labels under which "citing …" hangs on what is reported.
_BESIDE = frozenset({"advcl", "acl", "conj", "prep", "pcomp", "dep", "xcomp"})


def without_citing(reading: Reading, finding: Finding) -> Finding:
    """The finding without ", citing two officials" at the end of what is said: that is whom the source has it from."""
    told = tuple(
        (start, _end_before_citing(reading.parse, finding.anchor, start, end)) for start, end in finding.content
    )
    return msgspec.structs.replace(finding, content=told)


def _end_before_citing(parse: Parse, anchor: Token, start: int, end: int) -> int:
    words = parse.between(start, end)
    citing = next((t for t in words[2:] if _opens_citing(parse, t) and anchor.i < t.i), None)
    if citing is None:
        return end
    behind = {t.i for t in parse.subtree(citing)}
    is_last = all(t.i in behind or t.pos == "PUNCT" for t in words if t.i > citing.i)
    return parse.tokens[citing.i - 1].start if is_last else end


def _opens_citing(parse: Parse, token: Token) -> bool:
    before = parse.tokens[token.i - 1] if token.i else token
    return token.lemma in _CITING and token.tag == "VBG" and token.dep in _BESIDE and before.text == ","


def with_chains(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, and one inside each that cites somebody (the cited one says the same), around each paper an outlet.

    What a model makes of "citing an official" (that the agency says an official) is taken away.
    """
    cited: dict[int, Finding] = {}
    for finding in findings:
        one = _cited(reading, finding)
        if one is not None and _is_nearer(reading.parse, one, cited.get(one.anchor.i)):
            cited[one.anchor.i] = one
    taken = cited.keys() | {f.anchor.i for f in findings}
    kept = [f for f in findings if f.anchor.i not in cited]
    around = (_passed_on(reading, f, taken) or _received(reading, f, taken) or [f] for f in kept)
    return [*itertools.chain.from_iterable(around), *cited.values()]


def _passed_on(reading: Reading, finding: Finding, taken: Collection[int]) -> list[Finding]:
    """Around what a paper says, which an outlet saw, the outlet's passing on of it, and the finding; else nothing."""
    passed = next((p for t in finding.source if (p := passed_on(reading, t)) is not None), None)
    if passed is None or passed.anchor.i in taken:
        return []
    outlet = msgspec.structs.replace(passed, content=finding.content)
    return [outlet, msgspec.structs.replace(finding, inside=passed.anchor.i)]


def _received(reading: Reading, finding: Finding, taken: Collection[int]) -> list[Finding]:
    """Around what comes from somebody, who got it from there, and the finding; else nothing.

    "*The agency* got evidence from officials showing that …": it is the agency that says what the officials gave it.
    """
    parse, head = reading.parse, finding.head
    what = parse.head(parse.head(head)) if head is not None and parse.head(head).lemma == "from" else None
    if what is None or what.lemma not in reading.cues.immaterial | reading.roles.documents or what.dep != "dobj":
        return []
    verb = parse.head(what)
    receiver = parse.child(verb, "nsubj")
    if receiver is None or verb.i in taken or not reading.can_speak(receiver):
        return []
    who = noun_phrase(parse, receiver)
    content = stretches(reading, parse.subtree(what), {t.i for t in who})
    got = Finding(
        rule="receipt@1", score=0.8, cue_class=CueClass.LEARN, anchor=verb, head=receiver, source=who, cue=(verb,),
        content=content,
    )  # fmt: skip
    return [got, msgspec.structs.replace(finding, inside=verb.i)]


def _cited(reading: Reading, finding: Finding) -> Finding | None:
    """The one who is cited for what the finding's source says."""
    verb = _citing(reading.parse, finding)
    source = reading.parse.child(verb, "dobj") if verb is not None else None
    if verb is None or source is None or verb.i == finding.anchor.i or not reading.can_speak(source):
        return None
    return Finding(
        rule="citing@1",
        score=0.8,
        cue_class=CueClass.SAY,
        anchor=verb,
        head=source,
        source=noun_phrase(reading.parse, source),
        cue=(verb,),
        content=finding.content,
        inside=finding.anchor.i,
    )


def _is_nearer(parse: Parse, one: Finding, other: Finding | None) -> bool:
    """Whether the citing one stands nearer above "citing" than another that was found for it."""
    above = [t.i for t in parse.ancestors(one.anchor)]
    return other is None or above.index(one.inside or 0) < above.index(other.inside or 0)


def _citing(parse: Parse, finding: Finding) -> Token | None:
    """The "citing" or "quoting" that belongs to this finding's cue: below it, or below the verb that its content is."""
    sentence = parse.sentences[finding.anchor.sentence]
    contents = finding.content
    for token in parse.sentence_tokens(sentence):
        if token.lemma not in _CITING or token.tag != "VBG" or token.dep not in _BESIDE:
            continue
        if any(start <= token.start < end for start, end in contents):
            continue
        if any(above.i == finding.anchor.i for above in parse.ancestors(token)):
            return token
    return None


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
    return next((t for t in parse.ancestors(token) if t.pos in VERBAL and t.tag != "VBG"), None)
