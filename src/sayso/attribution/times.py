"""When it was said: "said *on Friday*", "*late on Tuesday* told reporters", "in a statement issued *on Monday*"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.reading import Reading
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token
from sayso.text import trim

_TIMES = frozenset({"DATE", "TIME"})

#: Words with which a time tells how long or how often, not when.
_LASTING = frozenset(
    {"for", "within", "until", "till", "by", "between", "from", "daily", "weekly", "monthly", "every", "each"}
)

_STOPS = " .,”’\"'"

#: Labels under which words of time say when something is done; under others they name a day or an age.
_BESIDE = frozenset({"npadvmod", "advmod", "pobj", "pcomp", "nmod", "tmod", "dep", "prep", "advcl"})


def with_times(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the words that tell when it was said, which are then no part of what is said.

    Of several phrases the nearest to the cue; a second verb of saying without one has the first verb's ("*on Friday*
    said …, and warned").
    """
    timed = [_with_time(reading, f) for f in findings]
    by_verb = {f.anchor.i: f.when for f in timed if f.when}
    return [_with_time_of(reading, f, by_verb) for f in timed]


def _with_time(reading: Reading, finding: Finding) -> Finding:
    verb = finding.anchor
    if finding.spoken or finding.follows is not None or verb.pos not in VERBAL or verb.lemma == "accord":
        return finding
    found = _nearest(reading, finding, verb)
    if not found and (above := _without_subject(reading.parse, verb)) is not None:
        found = _nearest(reading, finding, above) if above.lemma in reading.cues.contacts else ()
    if not found:
        return finding
    cut = found[0].start, found[-1].end
    content = tuple(_without(reading.text, piece, cut) for piece in finding.content)
    return msgspec.structs.replace(finding, when=found, content=content)


def _with_time_of(reading: Reading, finding: Finding, by_verb: Mapping[int, tuple[Token, ...]]) -> Finding:
    above = _without_subject(reading.parse, finding.anchor)
    if finding.when or above is None or finding.anchor.dep != "conj":
        return finding
    return msgspec.structs.replace(finding, when=by_verb.get(above.i, ()))


def _without_subject(parse: Parse, verb: Token) -> Token | None:
    """The verb above one that shares its subject ("*texted* her to say", "*said* … and warned")."""
    above = parse.head(verb)
    joined = verb.dep in {"conj", "advcl", "xcomp"} and above.pos in VERBAL
    return above if joined and parse.child(verb, *SUBJECTS) is None else None


def _without(text: str, piece: Stretch, cut: Stretch) -> Stretch:
    """The stretch without another at its end."""
    start, end = piece
    if start < cut[0] < end and not text[cut[1] : end].strip(_STOPS):
        return start, trim(text, start, cut[0], " ,")[1]
    return piece


def _nearest(reading: Reading, finding: Finding, verb: Token) -> tuple[Token, ...]:
    hold = [p for p in _phrases(reading, verb) if _says_when(reading, finding, verb, p)]
    return min(hold, key=lambda phrase: abs(phrase[0].i - verb.i), default=())


def _phrases(reading: Reading, verb: Token) -> Iterator[tuple[Token, ...]]:
    """The phrases of time in a verb's sentence, with the words that lead to them ("*late on* Friday")."""
    leading, moments = reading.time_leads, reading.cues.moments
    tokens = reading.parse.sentence_tokens(reading.parse.sentences[verb.sentence])
    at = 0
    while at < len(tokens):
        first = last = at
        at += 1
        if tokens[first].ent in _TIMES:
            while at < len(tokens) and tokens[at].ent in _TIMES and not tokens[at].ent_start:
                last, at = at, at + 1
        elif tokens[first].lemma not in moments or (first and not tokens[first].text.islower()):
            continue
        while first > 0 and tokens[first - 1].text.lower() in leading:
            first -= 1
        while at < len(tokens) and tokens[at].lemma in moments:
            last, at = at, at + 1
        yield tokens[first : last + 1]


def _says_when(reading: Reading, finding: Finding, verb: Token, phrase: tuple[Token, ...]) -> bool:
    """Whether the phrase hangs on the verb, through nothing but the occasion on which it is said."""
    parse, inside = reading.parse, {t.i for t in phrase}
    first, last = phrase[0], phrase[-1]
    top = next((t for t in phrase if t.head not in inside), first)
    before = parse.tokens[first.i - 1].text.lower() if first.i else ""
    lasting = before in _LASTING or any(t.pos == "PUNCT" or t.lemma in _LASTING for t in phrase)
    if top.dep not in _BESIDE or lasting:
        return False
    holds = [piece for piece in finding.content if piece[0] <= first.start < piece[1]]
    if holds and reading.text[last.end : holds[0][1]].strip(_STOPS):
        return False  # in the middle of what is said
    behind = min((start for start, _ in finding.content if start > verb.end), default=-1)
    if not holds and verb.end <= first.start < last.end < behind:
        return True  # "told a court *on Friday* it will close": what stands between cue and content is the cue's
    named = any(t in finding.source for t in phrase)
    hearer, cue = {t.i for t in finding.addressee}, {t.i for t in finding.cue} | {verb.i}
    for above in parse.ancestors(top):
        if above.i in cue:
            return True
        if any(start <= above.start < end for start, end in holds):
            return False
        occasion = above.dep == "pobj" and (reading.is_occasion(above) or above.lemma in reading.roles.audiences)
        issued = above.tag in {"VBN", "VBG"} and above.dep in {"acl", "advcl"} and not named
        if not (above.pos == "ADP" or occasion or issued or above.i in hearer):
            return False
    return False
