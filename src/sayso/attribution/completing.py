"""Contents made whole where another attribution inside them cut them short.

The model reads flat. Of "samples showed cadmium, the agency said" it may leave the agency the samples alone, since what
they showed is theirs. The parse shows that the whole clause is what the agency said.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.learned import antecedent
from sayso.attribution.reading import LONGEST_SENTENCE, Reading
from sayso.attribution.stretches import joined, stretches
from sayso.syntax import VERBAL, Token


def completed(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings; a content that lacks the verb of its clause, which is another's cue, takes the clause whole."""
    anchors = {f.anchor.i for f in findings}
    findings = [_with_antecedent(reading, _without_it(reading, f)) for f in findings]
    return [_completed(reading, f, anchors) for f in findings]


def _completed(reading: Reading, finding: Finding, anchors: set[int]) -> Finding:
    clause = _clause(reading, finding)
    if clause is None or clause.i == finding.anchor.i:
        return finding
    if _holds(finding, clause):
        return _with_subject(reading, finding, clause, anchors)
    if clause.i not in anchors and not _is_empty(reading, finding):
        return finding
    sentence = reading.parse.sentences[clause.sentence]
    if sentence.last - sentence.first > LONGEST_SENTENCE:
        return finding
    barred = {t.i for t in (*finding.cue, *finding.source)}
    whole = stretches(reading, (t for t in reading.parse.subtree(clause) if t.i not in barred), barred)
    kept = () if _is_empty(reading, finding) else finding.content
    return msgspec.structs.replace(finding, content=joined([*kept, *whole])) if whole else finding


def _without_it(reading: Reading, finding: Finding) -> Finding:
    """The finding without the "it" of ", it has been claimed", where the clause that it stands for is there."""
    told = tuple(piece for piece in finding.content if reading.text[slice(*piece)].lower() != "it")
    return msgspec.structs.replace(finding, content=told) if told else finding


def _with_antecedent(reading: Reading, finding: Finding) -> Finding:
    """The finding with what a relative word stands for, where that is all its content ("*a plot*, which X told")."""
    words = [t for start, end in finding.content for t in reading.parse.between(start, end)]
    noun = antecedent(reading.parse, words[0]) if len(words) == 1 else None
    if noun is None:
        return finding
    clause = next(t for t in reading.parse.ancestors(words[0]) if t.dep == "relcl")
    if reading.parse.tokens[words[0].i - 1].text == ",":
        noun = _widest(reading, noun)
    told = (t for t in reading.parse.subtree(noun, without=[clause]) if t.i < words[0].i)
    return msgspec.structs.replace(finding, content=joined(stretches(reading, told, {t.i for t in finding.source})))


def _widest(reading: Reading, noun: Token) -> Token:
    """The noun of the longest phrase that ends with this one: what a clause behind a comma tells of.

    "*A plot* that was laid in the north, which X revealed".
    """
    for over in reading.parse.ancestors(noun):
        if over.pos in VERBAL and over.dep not in ("relcl", "acl"):
            break
        if over.pos in ("NOUN", "PROPN"):
            noun = over
    return noun


def _is_empty(reading: Reading, finding: Finding) -> bool:
    """Whether the content is no more than the "it" of "it has been claimed"."""
    return all(reading.text[start:end].lower() == "it" for start, end in finding.content)


def _with_subject(reading: Reading, finding: Finding, clause: Token, anchors: set[int]) -> Finding:
    """The content with the subject of its clause, where the cue parts them ("*The road*, she said, is shut")."""
    subject = reading.parse.child(clause, "nsubj", "nsubjpass")
    if subject is None or not subject.i < finding.anchor.i < clause.i or _holds(finding, subject):
        return finding
    own = {t.i for t in (*finding.cue, *finding.source)}
    words = reading.parse.subtree(subject)
    if any(t.i in own or t.i in anchors for t in words):
        return finding
    return msgspec.structs.replace(finding, content=joined([*finding.content, *stretches(reading, words, own)]))


def _clause(reading: Reading, finding: Finding) -> Token | None:
    """The verb of the clause that a cue's content is: of "said" its object, of "according to" what it hangs on."""
    parse, anchor = reading.parse, finding.anchor
    if anchor.pos in VERBAL and anchor.lemma != "accord":
        clause = parse.head(anchor) if anchor.dep == "parataxis" else parse.child(anchor, "ccomp")
        return clause if clause is not None and clause.pos in VERBAL else None
    if anchor.lemma not in {"accord", "per"} and anchor.text.lower() != "according":
        return None
    return next((t for t in parse.ancestors(anchor) if t.pos in VERBAL), None)


def _holds(finding: Finding, token: Token) -> bool:
    return any(start <= token.start < end for start, end in finding.content)
