"""Contents made whole where another attribution inside them cut them short.

The model reads flat. Of "samples showed cadmium, the agency said" it may leave the agency the samples alone, since what
they showed is theirs. The parse shows that the whole clause is what the agency said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.reading import LONGEST_SENTENCE, Reading
from sayso.attribution.stretches import joined, stretches
from sayso.attribution.subjects import antecedent
from sayso.syntax import SUBJECTS, VERBAL, Token, is_finite

#: Verbs that give a number with "at".
ESTIMATING = frozenset({"put", "estimate", "value", "place", "price"})


def completed(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings; a content that lacks the verb of its clause, which is another's cue, takes the clause whole."""
    anchors = {f.anchor.i for f in findings}
    findings = [_with_estimate(reading, f) for f in findings]
    findings = [_with_noun(reading, _without_rest(reading, _without_it(reading, f))) for f in findings]
    findings = [_with_antecedent(reading, _with_rest(reading, f, anchors)) for f in findings]
    findings = [_with_relatives(reading, _completed(reading, f, anchors), anchors) for f in findings]
    # "Fear of a plan that he *allegedly made*", "of a plant *believed* to be in the north".
    doubted = [verb for f in findings if (verb := _verb_of_doubt(reading, f)) is not None and verb.dep == "relcl"]
    doubted += [f.anchor for f in findings if _is_told_of_noun(reading, f)]
    findings = [_with_clauses(reading, f, doubted) for f in findings]
    return [_without_clause_before(reading, f) for f in findings]


def _completed(reading: Reading, finding: Finding, anchors: set[int]) -> Finding:
    clause = _clause(reading, finding)
    if clause is None or clause.i == finding.anchor.i:
        return finding
    if _holds(finding, clause):
        return _with_subject(reading, finding, clause, anchors)
    if clause.i not in anchors and not _is_empty(reading, finding) and not _tells_before(reading, finding, clause):
        return finding
    sentence = reading.parse.sentences[clause.sentence]
    if sentence.last - sentence.first > LONGEST_SENTENCE:
        return finding
    barred = {t.i for t in (*finding.cue, *finding.source)}
    whole = stretches(reading, (t for t in reading.parse.subtree(clause) if t.i not in barred), barred)
    kept = () if _is_empty(reading, finding) else finding.content
    return msgspec.structs.replace(finding, content=joined([*kept, *whole])) if whole else finding


def _with_rest(reading: Reading, finding: Finding, anchors: set[int]) -> Finding:
    """The finding with the rest of a clause that it breaks into: "*It comes*, she said, *from the union*".

    Behind the second comma the clause goes on, where no clause of its own begins there: with a preposition, or with the
    verb whose subject stands before the first.
    """
    parse, frame = reading.parse, sorted(t.i for t in (*finding.cue, *finding.source))
    own = parse.sentences[finding.anchor.sentence]
    if not finding.content or frame[0] - 1 <= own.first or frame[-1] + 2 >= own.last:
        return finding
    before, after, goes_on = (parse.tokens[i] for i in (frame[0] - 1, frame[-1] + 1, frame[-1] + 2))
    told_before = 0 <= before.start - finding.content[-1][1] <= 1
    if not (before.text == after.text == "," and told_before) or reading.quoted(goes_on):
        return finding
    verb = goes_on.pos in VERBAL and is_finite(parse, goes_on) and goes_on.i not in anchors
    subject = parse.child(goes_on, *SUBJECTS) if verb else None
    if not (subject is not None and _holds(finding, subject)) and not (goes_on.pos == "ADP" and goes_on.dep == "prep"):
        return finding
    rest = parse.tokens[goes_on.i : own.last]
    stop = next((n for n, t in enumerate(rest) if t.text == ";" or (t.dep == "cc" and t.head <= goes_on.i)), len(rest))
    more = stretches(reading, rest[:stop], frame)
    return msgspec.structs.replace(finding, content=joined([*finding.content, *more]))


def _with_estimate(reading: Reading, finding: Finding) -> Finding:
    """The finding with the number that a cue in two pieces gives: "*put* the toll *at* 41"."""
    parse, anchor = reading.parse, finding.anchor
    if anchor.lemma not in ESTIMATING or not finding.content:
        return finding
    told = [t for piece in finding.content for t in parse.between(*piece)]
    # "At" hangs on the verb or, as the parser has it as often, on the noun.
    ats = (t for parent in (anchor, *told) for t in parse.children(parent) if t.dep == "prep" and t.lemma == "at")
    at = next((t for t in ats if t.i > anchor.i and not _holds(finding, t)), None)
    number = None if at is None else parse.child(at, "pobj")
    if at is None or number is None or (number.pos != "NUM" and parse.child(number, "nummod") is None):
        return finding
    more = stretches(reading, parse.subtree(number), {t.i for t in finding.cue})
    return msgspec.structs.replace(finding, cue=(*finding.cue, at), content=joined([*finding.content, *more]))


def _with_noun(reading: Reading, finding: Finding) -> Finding:
    """The finding with the noun that a participle of hearsay tells of: "*a plant* believed to be in the north"."""
    noun = reading.parse.head(finding.anchor)
    if not _is_told_of_noun(reading, finding) or not finding.content or _holds(finding, noun):
        return finding
    told = stretches(reading, reading.parse.subtree(noun, without=[finding.anchor]), {t.i for t in finding.cue})
    return msgspec.structs.replace(finding, content=joined([*told, *finding.content]))


def _is_told_of_noun(reading: Reading, finding: Finding) -> bool:
    anchor = finding.anchor
    told = anchor.dep == "acl" and anchor.tag == "VBN" and not finding.source
    return told and any(c.dep == "xcomp" and _holds(finding, c) for c in reading.parse.children(anchor))


def _without_it(reading: Reading, finding: Finding) -> Finding:
    """The finding without the "it" of ", it has been claimed", where the clause that it stands for is there."""
    told = tuple(piece for piece in finding.content if reading.text[slice(*piece)].lower() != "it")
    return msgspec.structs.replace(finding, content=told) if told else finding


def _with_relatives(reading: Reading, finding: Finding, anchors: set[int]) -> Finding:
    """The finding with a clause that tells of a noun in it and is another's cue ("spoke to Lee, *who said* …")."""
    clause = _clause(reading, finding)
    if clause is None or not _holds(finding, clause):
        return finding
    cut = (t for t in reading.parse.subtree(clause) if t.i in anchors and t.dep == "relcl")
    return _with_clauses(reading, finding, cut)


def _with_clauses(reading: Reading, finding: Finding, verbs: Iterable[Token]) -> Finding:
    """The finding with those of these clauses that tell of a word in it and that it lacks."""
    own = {t.i for t in (*finding.cue, *finding.source)}
    lacking = [t for t in verbs if not _holds(finding, t) and _holds(finding, reading.parse.head(t))]
    more = [piece for verb in lacking for piece in stretches(reading, reading.parse.subtree(verb), own)]
    return msgspec.structs.replace(finding, content=joined([*finding.content, *more])) if lacking else finding


def _verb_of_doubt(reading: Reading, finding: Finding) -> Token | None:
    """The verb that a lone "allegedly" speaks of: the model parts the words of its clause there."""
    is_doubt = finding.anchor.text.lower() in reading.cues.sourceless_adverbs
    return reading.parse.head(finding.anchor) if is_doubt else None


def _without_rest(reading: Reading, finding: Finding) -> Finding:
    """The finding without what the report adds to it: its own remark, and its next clause behind a semicolon."""
    first, last = finding.anchor.end, max((end for _, end in finding.content), default=0)
    opener = next(
        (
            t
            for t in reading.parse.between(first, last)
            if not reading.quoted(t) and (_opens_remark(reading, t) or _opens_clause(reading, finding, t))
        ),
        None,
    )
    if opener is None or opener.sentence != finding.anchor.sentence:
        return finding
    stop = reading.parse.tokens[opener.i - 1].end
    told = tuple((start, min(end, stop)) for start, end in finding.content if start < stop)
    return msgspec.structs.replace(finding, content=told) if told else finding


def _without_clause_before(reading: Reading, finding: Finding) -> Finding:
    """The finding without what stands before a semicolon before its cue: a clause that says something of its own.

    "*Organisers put the crowd at 900*; police said it was smaller": the parse hangs the first clause on "said".
    """
    own = reading.parse.sentences[finding.anchor.sentence]
    before = reading.parse.between(own.start, finding.anchor.start)
    stop = next((t for t in reversed(before) if t.text == ";" and not reading.quoted(t)), None)
    if stop is None:
        return finding
    cut = ((max(start, stop.end) if own.start <= start < stop.end else start, end) for start, end in finding.content)
    told = tuple((start, end) for start, end in cut if start < end)
    return msgspec.structs.replace(finding, content=told) if told else finding


def _opens_remark(reading: Reading, token: Token) -> bool:
    """Whether a comma or dash opens what the report calls the words before it ("…, *a claim* the union disputes")."""
    parse = reading.parse
    if token.text not in {",", "-", "–", "—"}:
        return False
    noun = next((t for t in parse.tokens[token.i + 1 : token.i + 4] if t.pos == "NOUN"), None)
    if noun is None or noun.dep not in {"appos", "dobj", "npadvmod"} or noun.lemma not in reading.cues.noun_class:
        return False
    article = parse.child(noun, "det")
    return article is not None and article.lemma == "a" and parse.child(noun, "relcl", "acl") is not None


def _opens_clause(reading: Reading, finding: Finding, token: Token) -> bool:
    """Whether a semicolon parts the cue's clause from the one that the sentence hangs on."""
    above = reading.parse.head(token)
    return (
        token.text == ";" and finding.anchor.i < token.i < above.i and above in reading.parse.ancestors(finding.anchor)
    )


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


def _tells_before(reading: Reading, finding: Finding, clause: Token) -> bool:
    """Whether the clause before the cue tells the one behind ("*She warned us*, he said, that …")."""
    parse = reading.parse
    told = [c for c in parse.children(finding.anchor) if c.dep == "ccomp" and c.i > finding.anchor.i]
    before = clause.i < finding.anchor.i and clause.pos == "VERB" and reading.verb_class(clause) is not None
    between = parse.tokens[clause.i : finding.anchor.i]
    return (
        before
        and all(t.text != ";" for t in between)
        and any(_holds(finding, c) for c in told)
        and parse.child(clause, "ccomp") is None
    )


def _is_empty(reading: Reading, finding: Finding) -> bool:
    """Whether the content is no more than the "it" of "it has been claimed"."""
    return all(reading.text[start:end].lower() == "it" for start, end in finding.content)


def _with_subject(reading: Reading, finding: Finding, clause: Token, anchors: set[int]) -> Finding:
    """The content with the subject of its clause, where the cue parts them ("*The road*, she said, is shut")."""
    subject = reading.parse.child(clause, "nsubj", "nsubjpass")
    if subject is None or subject.i > clause.i or _holds(finding, subject):
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
