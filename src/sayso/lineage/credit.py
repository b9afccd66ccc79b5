"""Where a report says that it has something from another outlet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.crediting import Crediting
from sayso.lexicon.mastheads import is_same, is_short_for, usual_name
from sayso.lexicon.outlets import Outlets, host_of
from sayso.lineage.crediting import after_name, again, before_name, is_past
from sayso.lineage.places import Place, Press, places
from sayso.lineage.publishers import outlet_of_address, own_names
from sayso.lineage.supply import LABELS, SHORT_LINE, is_of_picture, supplied
from sayso.records import Attribution, Credit, Document, Link, Passage
from sayso.text import Span, plain
from sayso.vocab import PassageKind, SourceKind

#: How far around a name its cue may stand (code points).
NEAR = 110
#: How far back "the newspaper" may look for the outlet it means (code points).
BACK = 600

#: What a sentence must say for a link in it to be a credit.
_SAYING = re.compile(
    r"(?i:\b(?:report(?:s|ed|ing|edly)?|according|reveal(?:s|ed)|told|said|says|found|first|interview|investigation)\b)"
)
#: What stands around a source in brackets: "(Meridian, 12 May; AFP, 13 May)", "(1) Meridian, 12 May 2031".
_CITED_BEFORE = re.compile(r"(?:\((?:[^()]{1,80}; )?|\(\d{1,2}\) |\[\d{1,2}\] )(?:[Tt]he )?$")
_CITED_AFTER = re.compile(
    r",? (?:on )?(?:\d{1,2} )?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b(?:\.? \d{1,2}\b)?(?:,? 20\d\d\b)?"
)
#: A line that lists whom a report has it from.
_LISTING = re.compile(r"(?i:sources?|(?:additional|further) reporting): ")
_CAPITAL_BEFORE = re.compile(r"(?<![.!?\"] )\b([A-Z][\w.]*) $")
#: The word before a name, where it is no part of it: "The Times reported" begins a sentence.
_STARTERS = frozenset(
    {
        "The",
        "A",
        "An",
        "In",
        "On",
        "As",
        "But",
        "And",
        "While",
        "When",
        "After",
        "Last",
        "Also",
        "Earlier",
        "If",
        "For",
        "By",
    }
)


def credits(
    document: Document,
    passages: Sequence[Passage],
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    *,
    outlets: Outlets,
    crediting: Crediting,
    countries: Countries,
    bodies: Bodies,
) -> list[Credit]:
    """The credits of one report to other outlets, in text order; its own outlet is no other.

    Naming an outlet is no credit: the words around the name must say that something comes from it.
    """
    press = Press(outlets=outlets, crediting=crediting, countries=countries, bodies=bodies)
    return find_credits(document, passages, links, attributions, press)


def find_credits(
    document: Document,
    passages: Sequence[Passage],
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    press: Press,
    extra: Iterable[str] = (),
) -> list[Credit]:
    """The credits of one report; `extra` are names known as outlets' from the rest of the pile."""
    reading = _Reading(document, passages, links, press, extra)
    found = [*reading.by_words(), *reading.by_citation(), *reading.by_supply(), *reading.by_mention_again()]
    found.extend(reading.by_page(found))
    found.extend(reading.by_attribution(attributions, found))
    found.extend(reading.by_link(found))
    return _once(found)


class _Reading:
    """One report, with its outlets' names found."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Passage],
        links: Sequence[Link],
        press: Press,
        extra: Iterable[str],
    ) -> None:
        self.document = document
        self.text = plain(document.text)
        self.press = press
        self.outlets = press.outlets
        self._extra = frozenset(extra)
        self.places = places(document.text, press, self._extra)
        self._own = own_names(document, press.outlets)
        self._blocks = sorted((p.span, p.kind) for p in passages if p.kind is not PassageKind.SENTENCE)
        self._sentences = sorted(p.span for p in passages if p.kind is PassageKind.SENTENCE)
        self._links = sorted((link for link in links if link.doc_id == document.id), key=lambda link: link.span)

    def by_words(self) -> Iterator[Credit]:
        """Names beside the words of a credit: "told Name", "first reported by Name", "Name reported"."""
        for place in self.places:
            if self.kind_at(place.start) in (PassageKind.CAPTION, PassageKind.FURNITURE):
                continue
            begin, end = self.line(place.start)
            if self.is_of_a_picture(place, begin, end):
                continue
            before = self.text[max(begin, place.start - NEAR) : place.start]
            after = self.text[place.end : min(end, place.end + NEAR)]
            if found := before_name(before, self.press.crediting):
                rule, at = found
                yield from self.credit(place, place.start - len(before) + at, place.end, rule)
            elif not self.is_part_of_a_longer_name(place) and (found := after_name(after, self.press.crediting)):
                rule, at = found
                if is_past(before, self.press.crediting):
                    continue
                yield from self.credit(place, place.start, place.end + at, rule)

    def by_citation(self) -> Iterator[Credit]:
        """Sources as notes give them: "(Meridian, 12 May)", "Sources: Meridian, The Ostran Herald"."""
        for place in self.places:
            begin, end = self.line(place.start)
            if self.kind_at(place.start) is PassageKind.CAPTION:
                continue
            after = _CITED_AFTER.match(self.text, place.end, end)
            if after and _CITED_BEFORE.search(self.text, begin, place.start):
                yield from self.credit(place, place.start, after.end(), "cited")
            elif end - begin < SHORT_LINE and _LISTING.match(self.text, begin, place.start):
                yield from self.credit(place, begin, place.end, "cited")

    def by_supply(self) -> Iterator[Credit]:
        """Lines that say whose text the report, or a part of it, is."""
        for found in supplied(self.text, self.places, self.press.crediting.supply, self.outlets):
            if found.rule not in LABELS or self.kind_at(found.place.start) is not PassageKind.CAPTION:
                yield from self.credit(found.place, found.start, found.end, found.rule)

    def by_page(self, found: Sequence[Credit]) -> Iterator[Credit]:
        """The outlet that the page's markup, its feed or its given byline names as the text's, though no line does."""
        said = {credit.outlet for credit in found}
        start, end = self.head()
        for outlet in dict.fromkeys((*self.source(), *self.agencies_of_byline())):
            if outlet not in said and start < end:
                yield from self.credit(Place(start, end, outlet, 0.9), start, end, "page")

    def source(self) -> Iterator[str]:
        """The outlet that the report was taken from by its metadata, by the usual name or by its host."""
        value = self.document.taken_from
        if value:
            known = self.outlets.at(value) or self.outlets.named(value)
            yield known.name if known is not None else host_of(value) or usual_name(value, self.outlets)

    def agencies_of_byline(self) -> Iterator[str]:
        """The agencies that the report's byline names, and outlets of the pile ("Jane Doe and Meridian")."""
        names = re.split(r",| and | & ", self.document.byline or "")
        for place in (found for name in names for found in places(name, self.press, self._extra)):
            known = self.outlets.named(place.outlet)
            if known is not None and known.supplies:
                yield known.name
            elif known is None and place.outlet in self._extra:
                yield place.outlet

    def head(self) -> tuple[int, int]:
        """Where the report's first line stands: what metadata says holds for all that follows."""
        start = len(self.text) - len(self.text.lstrip())
        return start, max(self.line(start)[1], start)

    def by_mention_again(self) -> Iterator[Credit]:
        """Words for the outlet named last before: "the newspaper said", "the outlet saw"."""
        named = [place for place in self.places if not self.is_own(place.outlet)]
        starts = [place.start for place in named]
        for start, end in again(self.text, self.press.crediting):
            at = bisect_right(starts, start) - 1
            if at >= 0 and start - named[at].end < BACK:
                yield from self.credit(named[at], start, end, "named-before")

    def by_attribution(self, attributions: Sequence[Attribution], found: Sequence[Credit]) -> Iterator[Credit]:
        """Attributions whose source is an outlet that no other rule has seen."""
        taken = [credit.span for credit in found]
        for attribution in attributions:
            if attribution.source_kind is not SourceKind.OUTLET or not attribution.source or not attribution.cue:
                continue
            if any(span.overlaps(other) for span in attribution.source for other in taken):
                continue
            inside = [place for place in self.places for span in attribution.source if _holds(span, place)]
            spans = (*attribution.source, *attribution.cue)
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            if inside and end - start <= NEAR:
                yield from self.credit(inside[0], start, end, "source-outlet")

    def by_link(self, found: Sequence[Credit]) -> Iterator[Credit]:
        """Links to the site of a known outlet, in a sentence that reports something."""
        taken = [credit.span for credit in found]
        for link in self._links:
            outlet = outlet_of_address(link.href, self.outlets)
            sentence = self.sentence_at(link.span.start)
            if outlet is None or sentence is None or not _SAYING.search(sentence.of(self.text)):
                continue
            if not any(sentence.overlaps(other) for other in taken):
                place = Place(link.span.start, link.span.end, outlet, 0.8)
                yield from self.credit(place, place.start, place.end, "link")

    def credit(self, place: Place, start: int, end: int, rule: str) -> Iterator[Credit]:
        """The credit, unless it is to the report's own outlet."""
        if self.is_own(place.outlet) or (rule != "page" and self.is_own(self.text[place.start : place.end])):
            return
        span = Span(self.document.id, start, end)
        sentence = self.sentence_at(place.start) or span
        links = [link for link in self._links if sentence.overlaps(link.span) and self.is_on(link, place, span)]
        yield Credit(
            doc_id=self.document.id,
            span=span,
            outlet=place.outlet,
            link_id=links[0].id if links else None,
            made_by=f"credit/{rule}@1",
            score=place.score,
        )

    def is_on(self, link: Link, place: Place, span: Span) -> bool:
        """Whether a link of the same sentence belongs to this credit: on its words, or to the outlet's site."""
        return link.span.overlaps(span) or outlet_of_address(link.href, self.outlets) == place.outlet

    def is_own(self, outlet: str) -> bool:
        """Whether this is the report's own outlet, by its full or its short name."""
        return any(is_same(outlet, own, self.outlets) or is_short_for(outlet, own) for own in self._own)

    def is_part_of_a_longer_name(self, place: Place) -> bool:
        """Whether a single-word name follows another capital on the same line: "Michael Bloomberg reported"."""
        if " " in self.text[place.start : place.end]:
            return False
        before = _CAPITAL_BEFORE.search(self.text[max(0, place.start - 30) : place.start])
        return before is not None and before.group(1) not in _STARTERS

    def is_of_a_picture(self, place: Place, begin: int, end: int) -> bool:
        """Whether the name stands in a picture's credit: "(Jane Doe/Agency)", "Photo via Agency"."""
        opened = self.text.rfind("(", begin, place.start)
        if opened >= 0 and ")" not in self.text[opened : place.start]:
            closed = self.text.find(")", place.end, end)
            return closed - opened < NEAR and "/" in self.text[opened:closed]
        words = self.text[begin:end]
        return len(words) < SHORT_LINE and (" via " in words) and is_of_picture(words, self.press.crediting.supply)

    def line(self, at: int) -> tuple[int, int]:
        """Where the line that holds this place begins and ends."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def kind_at(self, at: int) -> PassageKind | None:
        """What kind of passage stands here, or None where the report was not segmented."""
        i = bisect_right(self._blocks, at, key=lambda block: block[0].start) - 1
        return self._blocks[i][1] if i >= 0 and at < self._blocks[i][0].end else None

    def sentence_at(self, at: int) -> Span | None:
        """The sentence that stands here."""
        i = bisect_right(self._sentences, at, key=lambda span: span.start) - 1
        return self._sentences[i] if i >= 0 and at < self._sentences[i].end else None


def _holds(span: Span, place: Place) -> bool:
    return span.start <= place.start < span.end


def _once(found: Iterable[Credit]) -> list[Credit]:
    """The credits in text order; of those of one outlet that overlap, the longest."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda c: (-len(c.span), c.span, c.made_by)):
        if not any(credit.outlet == other.outlet and credit.span.overlaps(other.span) for other in kept):
            kept.append(credit)
    return sorted(kept, key=lambda c: (c.span, c.outlet))
