"""Whom a report's credits and links mean: another report of the pile, or an outlet whose report is not in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from sayso.lexicon.mastheads import is_same, usual_name
from sayso.lexicon.outlets import host_of
from sayso.lineage.credit import find_credits
from sayso.lineage.places import Press
from sayso.lineage.publishers import own_names
from sayso.lineage.supply import WHOLE
from sayso.lineage.times import is_later, order
from sayso.lineage.wording import Wording, wording
from sayso.records import Attribution, Credit, Document, Id, Link, Passage
from sayso.text import Span, merge, words
from sayso.vocab import PassageKind

#: Of the weighty words around a credit, so many must stand in the report that it is taken to mean; of a whole report's,
#: so many. Read by hand on the Helsinki pile (bench/wires.py --read), where every report has half of the story's words:
#: at .45 for both, 13 of 50 edges led to a report of the outlet that does not tell what is credited, at .6 seven.
FIT, FIT_WHOLE = 0.6, 0.45
#: Rules that may speak of the report as a whole, and from how many weighty words on their sentence says what of.
OF_ALL = ("credit/first-reported@", "credit/reported@", "credit/reported-by@")
TOLD = 3
#: Within how many words a report tells what a credited sentence says: a paragraph or two.
REACH = 150
#: How far around a credit its sentence is looked for where the report was not segmented (code points).
AROUND = 200

#: Words that an address must hold to be known by them, and how far into a report its title is looked for.
SLUG, TITLE = 3, 400

#: Rules that say whose text the whole report is, and not only where a statement comes from.
SUPPLY = tuple(f"credit/{rule}@" for rule in (*WHOLE, "sign-off-form", "page"))


class Naming:
    """The pile's reports by the names and addresses by which others may mean them."""

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        links: Sequence[Link],
        attributions: Sequence[Attribution],
        credits: Sequence[Credit],
        press: Press,
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.press = press
        self.own = {document.id: own_names(document, press.outlets) for document in documents}
        self._same: dict[tuple[tuple[str, ...], str], bool] = {}
        self._reports_of: dict[str, list[Id]] = {}
        self._sentences: defaultdict[Id, list[Span]] = defaultdict(list)
        for passage in passages:
            if passage.kind is PassageKind.SENTENCE:
                self._sentences[passage.doc_id].append(passage.span)
        self.links: defaultdict[Id, list[Link]] = defaultdict(list)
        for link in links:
            self.links[link.doc_id].append(link)
        self.recorded = {credit.id for credit in credits}
        self.credits = self._all_credits(passages, attributions, credits)
        self._take_supplied_as_own()
        self._addresses = {_address(d.url): d.id for d in sorted(documents, key=lambda d: d.id) if d.url}

    def _all_credits(
        self, passages: Sequence[Passage], attributions: Sequence[Attribution], credits: Sequence[Credit]
    ) -> dict[Id, list[Credit]]:
        """Each report's credits, and those to outlets that only the rest of the pile makes known as such."""
        found: defaultdict[Id, list[Credit]] = defaultdict(list)
        for credit in credits:
            found[credit.doc_id].append(credit)
        spelled = {name for names in self.own.values() for name in names} | {credit.outlet for credit in credits}
        unknown = sorted(name for name in spelled if self.press.outlets.named(name) is None)
        by_report: defaultdict[Id, list[Passage]] = defaultdict(list)
        said: defaultdict[Id, list[Attribution]] = defaultdict(list)
        for passage in passages:
            by_report[passage.doc_id].append(passage)
        for attribution in attributions:
            said[attribution.doc_id].append(attribution)
        for document in self.documents.values():
            told = f"{document.text}\n{document.byline or ''}"
            extra = [name for name in unknown if usual_name(name, self.press.outlets) in told]
            if extra and not all(any(c.outlet == name for c in found[document.id]) for name in extra):
                more = find_credits(
                    document, by_report[document.id], self.links[document.id], said[document.id], self.press, extra
                )
                known = [credit.span for credit in found[document.id]]
                found[document.id].extend(c for c in more if not any(c.span.overlaps(span) for span in known))
        return {doc: sorted(kept, key=lambda c: (c.span, c.outlet)) for doc, kept in found.items()}

    def _take_supplied_as_own(self) -> None:
        """A report of unknown publisher that says whose text it is stands for that outlet's report."""
        for doc_id, credits in self.credits.items():
            supplied = {credit.outlet for credit in credits if is_supply(credit)}
            if not self.own[doc_id] and supplied:
                self.own[doc_id] = tuple(sorted(supplied))
                self.credits[doc_id] = [credit for credit in credits if not self.is_of(doc_id, credit.outlet)]

    def is_of(self, doc_id: Id, outlet: str) -> bool:
        """Whether this report is the outlet's, by its publisher, address or copyright."""
        key = self.own[doc_id], outlet
        if key not in self._same:
            self._same[key] = any(is_same(outlet, own, self.press.outlets) for own in key[0])
        return self._same[key]

    def reports_of(self, outlet: str) -> list[Id]:
        """The reports of an outlet: of those that bear its very name, if any do, else of those it may be short for."""
        if outlet not in self._reports_of:
            theirs = [doc for doc in self.documents if self.is_of(doc, outlet)]
            usual = usual_name(outlet, self.press.outlets).casefold()
            named = [
                d for d in theirs if any(usual_name(own, self.press.outlets).casefold() == usual for own in self.own[d])
            ]
            self._reports_of[outlet] = named or theirs
        return self._reports_of[outlet]

    def are_one_outlets(self, doc_id: Id, other: Id) -> bool:
        """Whether two reports are surely of one outlet: what makes them its own is the same, and known."""
        return bool(self.own[doc_id]) and self.own[doc_id] == self.own[other]

    def meant(self, credit: Credit) -> Id | None:
        """The report of the pile that a credit means, or None where none fits."""
        document = self.documents[credit.doc_id]
        if credit.made_by.startswith("credit/page@") and (source := self._addresses.get(_address(document.taken_from))):
            return source if source != document.id else None
        linked = next((link for link in self.links[credit.doc_id] if link.id == credit.link_id), None)
        if linked is not None and (to := self.linked(linked)) is not None:
            return to
        candidates = [
            self.documents[other]
            for other in self.reports_of(credit.outlet)
            if other != document.id and not self.is_ruled_out(other, document.id)
        ]
        if not candidates:
            return None
        whole = self.speaks_of_all(credit)
        stems = self._stems(self._whole(credit) if whole else self._around(credit), credit.span)
        reach = None if whole else REACH
        fits = {other.id: _fit(stems, wording(other.id, other.text), reach) for other in candidates}
        best = min(fits, key=lambda doc: (-fits[doc], order(self.documents[doc]), doc))
        return best if fits[best] >= (FIT_WHOLE if whole else FIT) else None

    def speaks_of_all(self, credit: Credit) -> bool:
        """Whether a credit is for the report as a whole: its text is supplied, or the sentence says nothing else.

        "This story was first published by …", "… first broke the story".
        """
        if is_supply(credit) or not credit.made_by.startswith(OF_ALL):
            return is_supply(credit)
        return len(self._stems([self.sentence(credit.span)], credit.span)) < TOLD

    def is_ruled_out(self, doc_id: Id, other: Id) -> bool:
        """Whether a report cannot be the one that another credits: its shown day is more than one after the other's.

        Within a day the credit is surer than the clocks, which leave out zones and show the last change.
        """
        mine, theirs = (_day(self.documents[doc].published) for doc in (doc_id, other))
        return mine is not None and theirs is not None and (mine - theirs).days > 1

    def is_later(self, doc_id: Id, other: Id) -> bool:
        """Whether one report was surely published after the other."""
        return is_later(self.documents[doc_id], self.documents[other])

    def linked(self, link: Link) -> Id | None:
        """The report of the pile that a link leads to, or None.

        A report whose own address is not known is recognised by its outlet and by the words of its title, which
        outlets write into their addresses ("/news/council-votes-to-close-pool").
        """
        to = self._addresses.get(_address(link.href)) or self._by_title(link)
        return to if to != link.doc_id else None

    def _by_title(self, link: Link) -> Id | None:
        slug = {word[:5] for word in re.findall(r"[a-z]{2,}", link.href.rstrip("/").rpartition("/")[2].lower())}
        if len(slug) < SLUG:
            return None
        for other in self.documents.values():
            if other.url or other.id == link.doc_id or not self._is_of_site(other.id, link):
                continue
            title = (other.title or "") + " " + other.text[:TITLE]
            stems = {word.folded[:5] for word in words(title)}
            if slug <= stems:
                return other.id
        return None

    def _is_of_site(self, doc_id: Id, link: Link) -> bool:
        """Whether a report's outlet may be the one whose site a link leads to; a link without a host stays at home."""
        host = host_of(link.href)
        if not host:
            return self.are_one_outlets(doc_id, link.doc_id)
        label = host.split(".")[-2] if "." in host else host
        return any(label.replace("-", "") in name.casefold().replace(" ", "") for name in self.own[doc_id])

    def stands_in_text(self, link: Link) -> bool:
        """Whether a link stands in a sentence, and not in a list of links."""
        return any(sentence.overlaps(link.span) for sentence in self._sentences[link.doc_id])

    def sentence(self, span: Span) -> Span:
        """The sentence around a span; where the report was not segmented, the text around it."""
        for sentence in self._sentences[span.doc_id]:
            if sentence.overlaps(span):
                return sentence
        text = self.documents[span.doc_id].text
        return Span(span.doc_id, max(0, span.start - AROUND), min(len(text), span.end + AROUND))

    def _around(self, credit: Credit) -> list[Span]:
        """The sentences in which a report has something from this outlet: for telling its reports from one another."""
        same = [c for c in self.credits[credit.doc_id] if c.outlet == credit.outlet]
        return list(merge(self.sentence(c.span) for c in (same if len(same) == 1 else [credit])))

    def _whole(self, credit: Credit) -> list[Span]:
        """The whole report, for a credit that speaks of it all."""
        return [Span(credit.doc_id, 0, len(self.documents[credit.doc_id].text))]

    def _stems(self, spans: Iterable[Span], without: Span | None = None) -> set[int]:
        """The weighty words of some stretches by their first five letters, those of one stretch left out."""
        stems: set[int] = set()
        for span in spans:
            document = self.documents[span.doc_id]
            mine = wording(document.id, document.text)
            first, last = mine.between(span.start, span.end)
            stems.update(mine.stems[first:last][mine.weighty[first:last]].tolist())
        return stems - self._stems([without]) if without is not None else stems


def _fit(stems: set[int], other: Wording, reach: int | None) -> float:
    """The part of these stems that stand in the other report, within so many words of one another; None for anywhere.

    A long report has half of any sentence's words somewhere; one that tells the same has them in one place.
    """
    if not stems:
        return 0.0
    places = np.flatnonzero(np.isin(other.stems, list(stems)) & other.weighty)
    found = other.stems[places]
    if reach is None:
        return len(set(found.tolist())) / len(stems)
    most, first = 0, 0
    for last in range(len(places)):
        while places[last] - places[first] > reach:
            first += 1
        if last - first + 1 > most:
            most = max(most, len(set(found[first : last + 1].tolist())))
    return most / len(stems)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:  # unknown, or less precise than a day
        return None


def is_supply(credit: Credit) -> bool:
    """Whether a credit says that the report's text is the outlet's ("CITY (Agency) -", "By Agency")."""
    return credit.made_by.startswith(SUPPLY)


def _address(url: str | None) -> str:
    """An address without what differs between two ways of writing it: scheme, "www.", query, fragment, end slash."""
    host = host_of(url)
    if not host:
        return ""
    path = (url or "").split("://", 1)[-1].partition("/")[2].partition("?")[0].partition("#")[0].rstrip("/")
    return f"{host}/{path}" if path else ""
