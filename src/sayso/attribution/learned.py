"""What the model found, as findings: with the class of the cue, the head of the source, and who is told.

The model says which words are source, cue and content; the parse says which of them is the head, who is told, and,
where the model linked no source, whether the cue has a subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.quotes import covering
from sayso.attribution.reading import Reading
from sayso.attribution.sides import head_of, sides, without_hearer
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import antecedent
from sayso.engines.base import Saying
from sayso.lexicon.cues import CueClass
from sayso.syntax import HELPING, SUBJECTS, VERBAL, Parse, Token, top
from sayso.text import Span

#: The trained model found it: who says it, the words that tell so, and what is said (docs: its model card).
RULE = "learned@1"

#: What turns a report of speech into a wish for it ("the mayor *should* say").
_WISHED = frozenset({"should", "must", "ought"})

#: Refusals that, with a verb of saying nothing in particular, say nothing ("*declined* to comment").
_REFUSING = frozenset({"decline", "refuse"})

#: What ties a noun to the words before it.
_LINKS = frozenset({"by", "of", "for", "with", "in", "on", "at", "from", "over", "after"})

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def learned_findings(reading: Reading, sayings: Iterable[Saying]) -> Iterator[Finding]:
    """One finding for each attribution of the model, in the order of cues; none for what says nothing."""
    for one in sayings:
        cue = _without_marks(_tokens(reading.parse, one.cue))
        if cue:  # else words that the parse left out
            found = _finding(reading, one, cue)
            if not _says_nothing(reading, found):
                yield from (part for part in _apart(reading, found) if not _is_misread(reading, part))


def without_doubles(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that give a quotation to a second cue: "“…,” she said. She *is in dispute* with it".

    Of two that have the same words quoted, the one by a verb of saying stands.
    """
    by_verb = [f.anchor.pos == "VERB" and reading.verb_class(f.anchor) is not None for f in findings]
    told = {piece for f, said in zip(findings, by_verb, strict=True) if said for piece in f.content}
    told = {piece for piece in told if covering(reading.quotations, piece[0]) >= 0}
    return [f for f, said in zip(findings, by_verb, strict=True) if said or not f.content or not told >= {*f.content}]


def in_place(reading: Reading, finding: Finding, apart: Sequence[Span]) -> Finding:
    """The finding without what stands in another place of the page than its cue.

    Of a headline's "Chief denies theft *as cases reach 26*" nobody denies the second half.

    Args:
        reading: the report.
        finding: as the model found it.
        apart: headlines and captions, in text order. Speech goes on around them, and what is told in one ends with it.
    """
    home = next((p for p in apart if p.start <= finding.anchor.start < p.end), None)
    told = [piece for piece in finding.content for piece in _pieces_in(piece, home, apart)]
    if home is not None and finding.cue_class is CueClass.DENY:
        told = [piece for piece in told for piece in _without_aside(reading, finding, piece)]
    return msgspec.structs.replace(finding, content=tuple(told)) if told else finding


def _without_aside(reading: Reading, finding: Finding, piece: Stretch) -> Iterator[Stretch]:
    """The piece up to an "as" behind the cue and its clause, where a clause of its own begins."""
    parse, (start, end) = reading.parse, piece
    for mark in parse.between(start, end):
        verb = parse.head(mark)
        told = parse.between(start, mark.start)
        opens = mark.text.lower() == "as" and mark.dep == "mark" and parse.child(verb, *SUBJECTS) is not None
        if opens and mark.i > finding.anchor.i and any(t.pos in VERBAL for t in told):
            yield start, told[-1].end
            return
    yield piece


def _pieces_in(piece: Stretch, home: Span | None, apart: Sequence[Span]) -> Iterator[Stretch]:
    """What of a piece lies in `home`; where there is none, what lies outside all that is apart."""
    start, end = piece
    if home is not None:
        start, end, apart = max(start, home.start), min(end, home.end), ()
    for away in apart:
        if start < away.end and away.start < end:
            if start < away.start:
                yield start, away.start
            start = away.end
    if start < end:
        yield start, end


def _apart(reading: Reading, finding: Finding) -> Iterator[Finding]:
    """The finding; where its cue is two ("*allegedly told*"), one for what is only alleged and one for who told."""
    doubt = next((t for t in finding.cue if t.text.lower() in reading.cues.sourceless_adverbs), None)
    verb = reading.parse.head(doubt) if doubt is not None else finding.anchor
    if doubt is None or verb.pos not in VERBAL:
        yield finding
        return
    clause = _doubted(reading, doubt, verb)
    alone = finding.anchor.i == doubt.i or not finding.source
    if alone and _is_in(reading, verb, finding.content, clause):
        yield finding
        return
    yield msgspec.structs.replace(
        finding, cue_class=CueClass.SAY, anchor=doubt, head=None, source=(), stands_for=(), cue=(doubt,),
        content=clause, addressee=(),
    )  # fmt: skip
    if not alone:
        yield msgspec.structs.replace(finding, cue=tuple(t for t in finding.cue if t.i != doubt.i), inside=doubt.i)


def _doubted(reading: Reading, doubt: Token, verb: Token) -> tuple[Stretch, ...]:
    """What is only alleged: the clause of the verb, with what it tells of ("a fund that it has *allegedly* set up")."""
    whole = reading.parse.head(verb) if verb.dep == "relcl" else verb
    return tuple(stretches(reading, (t for t in reading.parse.subtree(whole) if t.i != doubt.i), {doubt.i}))


def _is_in(reading: Reading, verb: Token, content: Sequence[Stretch], clause: Sequence[Stretch]) -> bool:
    """Whether what was found is a part of the clause, and as much of it as tells something: its verb and subject."""
    found = {t.i for stretch in content for t in reading.parse.between(*stretch)}
    subject = reading.parse.child(verb, "nsubj", "nsubjpass")
    needed = {verb.i} if subject is None else {verb.i, subject.i}
    return needed <= found <= {t.i for stretch in clause for t in reading.parse.between(*stretch)}


def _finding(reading: Reading, one: Saying, cue: tuple[Token, ...]) -> Finding:
    parse = reading.parse
    anchor = _anchor(parse, cue)
    content = [(span.start, span.end) for span in one.content]
    linked = tuple(chain.from_iterable(_tokens(parse, span) for span in one.source))
    found = sides(reading, anchor, cue, linked, content)
    content = without_hearer(reading, _without(content, found.source), found.hearer)
    if found.raised:
        content = sorted([*content, (found.raised[0].start, found.raised[-1].end)])
    head = head_of(parse, found.source)
    meant = antecedent(parse, head) if head is not None else None
    return Finding(
        rule=RULE,
        score=one.score,
        cue_class=_class(reading, cue, anchor),
        anchor=anchor,
        head=meant or head,
        source=found.source,
        stands_for=noun_phrase(parse, meant) if meant is not None else (),
        cue=cue,
        content=tuple(content),
        addressee=found.hearer,
        kinds=one.kinds,
    )


def _without(content: Sequence[Stretch], source: Sequence[Token]) -> list[Stretch]:
    """The content without the source at the end of a piece of it."""
    first = source[0].start if source else -1
    cut = ((start, first if start <= first < end else end) for start, end in content)
    return [(start, end) for start, end in cut if start < end] or list(content)


def _anchor(parse: Parse, cue: Sequence[Token]) -> Token:
    """The word that carries the cue; of "*as* saying" the verb."""
    highest = top(parse, cue) or cue[-1]
    if highest.pos in {"ADP", "SCONJ"}:
        return next((t for t in cue if t.pos in VERBAL and t.head == highest.i), highest)
    return highest


def _is_misread(reading: Reading, finding: Finding) -> bool:
    """Whether the cue is a mere auxiliary, or what is "said" is nothing but the subject of the cue or what it is about.

    Of "the agency got evidence from officials showing that …" the officials do not say the agency, and who has set up
    "a programme that …" does not say so.
    """
    if all(t.dep in HELPING for t in finding.cue) or _ends_open(reading, finding) or _is_anybodys(reading, finding):
        return True
    if _is_set_against(reading, finding) or _is_headed_by_more(reading, finding):
        return True
    subject = reading.parse.child(finding.anchor, "nsubj")
    who = {t.i for t in reading.parse.subtree(subject)} if subject is not None else set()
    return bool(who) and all(t.i in who for start, end in finding.content for t in reading.parse.between(start, end))


def _is_headed_by_more(reading: Reading, finding: Finding) -> bool:
    """Whether the source before a colon is only the end of a heading: "Blinded by *their eye gel*: 19 victims"."""
    if not finding.source or [t.text for t in finding.cue] != [":"]:
        return False
    first = finding.source[0]
    opening = reading.parse.sentences[first.sentence].first
    return first.i - 1 > opening and reading.parse.tokens[first.i - 1].text.lower() in _LINKS


def _is_set_against(reading: Reading, finding: Finding) -> bool:
    """Whether what is told is what the source does not say: "contrary to what the ministry *says*, …"."""
    parse, anchor = reading.parse, finding.anchor
    if anchor.dep != "pcomp" or not any(c.text.lower() == "what" for c in parse.children(anchor)):
        return False
    own = {t.i for t in parse.subtree(anchor)}
    return all(t.i not in own for piece in finding.content for t in parse.between(*piece))


def _is_anybodys(reading: Reading, finding: Finding) -> bool:
    """Whether anybody at all would do it: "it is *hard to believe* that nobody knew"."""
    parse = reading.parse
    verb = next((t for t in finding.cue if t.dep == "xcomp" and t.tag == "VB"), None)
    if verb is None:
        return False
    above = parse.head(verb)
    copula = parse.head(above) if above.dep == "acomp" else above
    subject = parse.child(copula, *SUBJECTS)
    return subject is not None and subject.lemma.lower() == "it" and parse.child(copula, "acomp") is not None


def _ends_open(reading: Reading, finding: Finding) -> bool:
    """Whether what is "said" is a noun with the "that" or "which" of the clause in which the cue itself stands."""
    last = max((end for _, end in finding.content), default=0)
    pronoun = next((t for t in reversed(reading.parse.between(last - 8, last))), None)
    if pronoun is None or pronoun.text.lower() not in ("that", "which", "who", "whom"):
        return False
    return finding.anchor.dep == "relcl" and reading.parse.head(pronoun).i == finding.anchor.i


def _says_nothing(reading: Reading, finding: Finding) -> bool:
    """Whether nothing is said: it is only wished that somebody should say it, declined, or done and not said."""
    if any(t.text.lower() in _WISHED for t in finding.cue) or all(t.pos == "PROPN" for t in finding.cue):
        return True
    if _is_asked_for(reading, finding.anchor):
        return True
    said = [t for start, end in finding.content for t in reading.parse.between(start, end)]
    first = next((t for t in said if t.pos in VERBAL), None)
    words = {t.lemma for t in finding.cue} | {t.text.lower() for t in finding.cue}
    if not words.isdisjoint(_REFUSING):
        return not (words if first is None else {first.lemma}).isdisjoint(reading.cues.empty)
    if _is_deed(reading, finding, said):
        return True
    if first is not None or any(reading.quoted(t) for t in said):
        return False
    # Without a verb or quotation marks, only a word of saying tells that "a truce" is said and not made.
    named = any(t.pos in _NOMINAL and t.tag != "WDT" for t in said)
    return words.isdisjoint(reading.cues.words) or (not named and any(t.pos == "ADJ" for t in said))


def _is_deed(reading: Reading, finding: Finding, said: Sequence[Token]) -> bool:
    """Whether something is done to a thing, and nothing said: "*sanctioned* ten firms", "*gave support to* Rood"."""
    anchor, classes = finding.anchor, reading.cues.verb_class
    if anchor.pos != "VERB" or any(reading.quoted(t) for t in said):
        return False
    nouns = [t for t in finding.cue if t.pos == "NOUN"]
    if any(t.dep == "dobj" and classes.get(t.lemma) is CueClass.SUPPORT for t in nouns):
        return not any(t.pos in VERBAL for t in said)
    if any(t.pos == "VERB" and reading.verb_class(t) is not None for t in finding.cue):
        return False
    thing = reading.parse.child(anchor, "dobj")
    return thing is not None and thing in said and all(t.lemma not in reading.cues.noun_class for t in nouns)


def _is_asked_for(reading: Reading, verb: Token) -> bool:
    """Whether others are asked to say it ("asked the firm *to explain* why it had waited")."""
    parse, above = reading.parse, reading.parse.head(verb)
    if verb.tag != "VB" or verb.dep not in {"xcomp", "ccomp", "advcl"} or above.lemma not in reading.cues.addressed:
        return False
    asked = reading.cues.verb_class.get(above.lemma) in {CueClass.ASK, CueClass.DEMAND}
    return asked and (parse.child(above, "dobj", "dative") or parse.child(verb, "nsubj")) is not None


def _without_marks(cue: tuple[Token, ...]) -> tuple[Token, ...]:
    """The cue without a colon or comma at its end, unless that alone is the cue."""
    end = len(cue)
    while end > 1 and cue[end - 1].pos == "PUNCT":
        end -= 1
    return cue[:end]


def _tokens(parse: Parse, span: Span) -> tuple[Token, ...]:
    """The tokens that lie in a span; where it cuts through one, that one."""
    found = parse.between(span.start, span.end)
    if found:
        return found
    sentence = parse.sentence_at(span.start)
    tokens = parse.sentence_tokens(sentence) if sentence is not None else ()
    return tuple(t for t in tokens if t.start < span.end and span.start < t.end)


def _class(reading: Reading, cue: Sequence[Token], anchor: Token) -> CueClass:
    """What the cue makes of its content, by the first of its words that the lexicon knows, the anchor before others."""
    for token in (anchor, *reversed(cue)):
        known = reading.verb_class(token) if token.pos in VERBAL else None
        if known is not None:
            return known[0]
        noun = reading.cues.noun_class.get(token.lemma) if token.pos == "NOUN" else None
        if noun is not None:
            return noun
    return CueClass.SAY
