"""Who says it, in the parent and in the child: dropped, given to another, made many.

Sources are compared where the two reports give the same content: the units that the alignment matched inside the
parent's content show where the child has it, and the child's attributions over that place show whose words it makes
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sayso.drift.couples import Couple
from sayso.drift.names import simple
from sayso.drift.reading import Reading, Unit, note_behind
from sayso.drift.reattribution import inflated, other_source
from sayso.drift.sources import clash
from sayso.drift.speakers import Shift, Speakers, frame, hull, weighty_in
from sayso.records import Attribution, Id
from sayso.stems import stem
from sayso.text import Span
from sayso.vocab import DriftKind, SourceKind

#: Matched weighty units, and their share of the parent's content, from which the child gives the same content.
LEAST_MATCHED, LEAST_SHARE = 3, 0.4
#: No more than so many are asked for, however long the content.
MOST_NEEDED = 5
#: Where both state one claim, so many show that several sources stand where the parent has one.
LEAST_OF_ONE_CLAIM = 2

Related: TypeAlias = Callable[[Span, Span], bool]
Matched: TypeAlias = Mapping[int, Sequence[Unit]]


def shifts(couples: Sequence[Couple], speakers: Speakers, related: Related) -> Iterator[Shift]:
    """The changes of source along the couples of two reports, in the parent's order.

    `related` tells whether two stretches (parent's, child's) state one claim or two that differ in a detail: there,
    fewer words in common are enough.
    """
    matched: dict[int, list[Unit]] = defaultdict(list)
    for couple in couples:
        for ours, theirs in couple.alignment.weighty:
            matched[ours.start].append(theirs)
    reading = speakers.parent.reading
    for attribution in speakers.parent.all:
        if attribution.source_kind is SourceKind.UNSPECIFIED or not speakers.says(attribution, reading):
            continue
        units = [said for span in attribution.content for said in weighty_in(reading, span)]
        for place in _places(attribution.content, units, matched, speakers.child.reading, related):
            named = speakers.named_over(speakers.child, place)
            if _kept(attribution, place, matched, speakers) and not _exchanged(attribution, named, speakers):
                continue
            shift = _compared(attribution, place, named, speakers)
            if shift is not None and (shift.kind is DriftKind.SOURCE_INFLATED or len(place) >= _enough(units)):
                yield shift


def dropped_with_claims(
    retold: Iterable[tuple[Id, Sequence[Span]]], told: Iterable[Shift], speakers: Speakers
) -> Iterator[Shift]:
    """Sources that the child leaves out of claims that it tells in words of its own, none of them matched.

    A report in which nobody was found to say anything may name its sources in a way that was not understood.

    Args:
        retold: for each claim that only sources state in the parent and nobody is given for in the child: one of the
            parent's attributions, and where the child states the claim.
        told: the changes of source that are known.
        speakers: those of the two reports.
    """
    if not any(a.source for a in speakers.child.all):
        return
    known = {shift.before for shift in told}
    by_id = {a.id: a for a in speakers.parent.all}
    for attribution_id, places in retold:
        ours = by_id.get(attribution_id)
        before = None if ours is None else frame(ours)
        if ours is None or before is None or before in known or ours.source_kind is SourceKind.UNSPECIFIED:
            continue
        # Words for the source are no words of what it said: "the regulator has counted" names the regulator.
        source = {u.key for span in ours.source for u in weighty_in(speakers.parent.reading, span)}
        for place in places:
            units = [
                u
                for u in weighty_in(speakers.child.reading, place)
                if u.key not in speakers.book.source_nouns and not any(speakers.book.alike(u.key, s) for s in source)
            ]
            line = speakers.child.reading.line_at(place.start)
            if not units or line is None or line.headline or speakers.named_over(speakers.child, units):
                continue
            shift = _dropped(ours, before, units, speakers.child.saying(units), speakers)
            if shift is not None:
                known.add(before)
                yield shift
                break


def _places(
    content: Sequence[Span], units: Sequence[Unit], matched: Matched, child: Reading, related: Related
) -> Iterator[list[Unit]]:
    """The child's units that match this content, one list per sentence of the child that carries enough of it."""
    by_line: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        for theirs in matched.get(unit.start, ()):
            line = child.line_at(theirs.start)
            if line is not None:
                by_line[line.index].append(theirs)
    for index in sorted(by_line):
        one_claim = any(related(span, child.lines[index].span) for span in content)
        if len(by_line[index]) >= (LEAST_OF_ONE_CLAIM if one_claim else _enough(units)):
            yield by_line[index]


def _enough(units: Sequence[Unit]) -> float:
    """How many of a content's units must be matched for the child to give the same content."""
    least = 2 if len(units) > 1 else 1
    return max(least, min(LEAST_MATCHED, len(units) - 1), min(LEAST_SHARE * len(units), MOST_NEEDED))


def _kept(attribution: Attribution, place: Sequence[Unit], matched: Matched, speakers: Speakers) -> bool:
    """Whether source and cue are both matched in the same sentence of the child: then nothing changed hands.

    A headline leaves its source to the text below it.
    """
    parent, child = speakers.parent.reading, speakers.child.reading
    line = child.line_at(place[0].start)
    if line is not None and line.headline:
        return True
    if line is None or not attribution.source or not attribution.cue:
        return False
    inside = {u.start for u in line.units}

    def there(spans: Sequence[Span]) -> bool:
        pairs = [(u, t) for s in spans for u in weighty_in(parent, s) for t in matched.get(u.start, ())]
        return any(t.start in inside and t.folded not in (u.folded + "s", u.folded + "es") for u, t in pairs)

    return there(attribution.source) and there(attribution.cue)


def _exchanged(ours: Attribution, named: Sequence[Attribution], speakers: Speakers) -> bool:
    """Whether the child's source is another though its words were matched: several for one, another name or office."""
    if not named:
        return False
    theirs = speakers.child.meant(named[-1], speakers.book)
    return inflated(ours, theirs, speakers) or clash(ours, theirs, speakers.naming, speakers.book)


def _compared(
    ours: Attribution, units: Sequence[Unit], named: Sequence[Attribution], speakers: Speakers
) -> Shift | None:
    before, over = frame(ours), speakers.child.saying(units)
    if before is None or any(speakers.refuses(a, speakers.child.reading) for a in over):
        return None
    if not named:
        return _dropped(ours, before, units, over, speakers)
    return other_source(ours, before, named, speakers)


def _dropped(
    ours: Attribution, before: Span, units: Sequence[Unit], over: Sequence[Attribution], speakers: Speakers
) -> Shift | None:
    """The source's words stand in the child's own voice, or behind a passive that names nobody."""
    reading = speakers.child.reading
    if not speakers.tells(ours, speakers.parent.reading) or _is_cited(units, reading):
        return None
    if any(_plain_saying(a, speakers) for a in over) or _named_as_doer(ours, units, speakers):
        return None
    unspecified = next((a for a in over if a.cue), None)
    if unspecified is None and (_still_quoted(units, reading) or _speech_nearby(units, speakers)):
        return None
    after = hull(unspecified.cue) if unspecified is not None else reading.span(units)
    rule = "attribution/nobody-named@1" if unspecified is not None else "attribution/own-voice@1"
    return Shift(kind=DriftKind.ATTRIBUTION_DROPPED, before=before, after=after, rule=rule, omitted=True)


def _is_cited(units: Sequence[Unit], reading: Reading) -> bool:
    """Whether a note behind the child's sentence says where it is from: "… below the price paid (1, 3)."."""
    line = reading.line_at(units[0].start)
    return line is not None and note_behind(reading.text, line.span) is not None


def _named_as_doer(ours: Attribution, units: Sequence[Unit], speakers: Speakers) -> bool:
    """Whether the child's sentence names the source outside the shared words ("the regulator has counted …").

    Where the source speaks of itself ("the utility said it closed the intake"), naming it is no credit.
    """
    parent, child, book = speakers.parent.reading, speakers.child.reading, speakers.book
    line, taken = child.line_at(units[0].start), {u.start for u in units}
    said = ours.content[0].of(parent.text).lower().removeprefix("that ").split(maxsplit=1)
    if said and (said[0] in book.pronouns or said[0] in _OWN):
        return False
    told = [u for span in ours.source for u in weighty_in(parent, span)]
    sources = {u.key for u in told if u.kind == "name" or u.key in book.source_nouns | book.documents}
    sources |= {stem(word) for word in simple(ours.label).split()} & book.source_nouns
    return line is not None and any(
        theirs.start not in taken and book.alike(theirs.key, source)
        for theirs in line.units
        if theirs.weighty
        for source in sources
    )


#: First words of what a source says of its own.
_OWN = ("its", "their", "his", "her", "our", "my")


def _plain_saying(attribution: Attribution, speakers: Speakers) -> bool:
    """Whether the cue is a bare "said": somebody says it, whom the attribution stage could not tell."""
    keys = [u.key for span in attribution.cue for u in weighty_in(speakers.child.reading, span)]
    return len(keys) == 1 and speakers.book.speech.get(keys[0]) in ("neutral", "cautious")


def _still_quoted(units: Sequence[Unit], reading: Reading) -> bool:
    return sum(reading.quotation_at(u.start) is not None for u in units) > len(units) / 2


def _speech_nearby(units: Sequence[Unit], speakers: Speakers) -> bool:
    """Whether the child's sentence has a verb of saying outside quotation marks: then somebody may well be credited."""
    reading, book = speakers.child.reading, speakers.book
    line = reading.line_at(units[0].start)
    if line is None:
        return False
    taken = {u.start for u in units}
    quoted = any(reading.quotation_at(u.start) is not None for u in line.units)
    return any(
        u.key in book.speech
        and (book.speech[u.key] != "heated" or quoted)
        and u.start not in taken
        and u.folded not in book.nouns_too
        for u in line.units
        if reading.quotation_at(u.start) is None
    )
