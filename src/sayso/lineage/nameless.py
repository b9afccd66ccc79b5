"""Words of a source whom nobody names: a report that tells them later has them from the one that was told.

A minister speaks to everybody; somebody who asked not to be named spoke to one outlet. Who has the same words on a
later day, changed or not, read them there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

import msgspec

from sayso.lineage.masks import rows, stretch
from sayso.lineage.named import Naming
from sayso.lineage.shared import Ground
from sayso.lineage.signs import BESIDE, Sign, called
from sayso.records import Attribution, Id
from sayso.text import Span, squeeze
from sayso.vocab import SourceKind

#: Words that two quotations have in common at least, in their order, and which part of the shorter one these are.
FEWEST, SAME = 5, 0.7
#: Words in a row by which quotations are brought together.
GRAM = 4
#: Quotations with a row of words in common that are looked at; more have it from a phrase of the language.
MOST = 50
#: Trust in such a sign: more than in the order of time, less than in words that say to whom they were given.
TRUST = 0.85


class Spoken(msgspec.Struct, frozen=True):
    """A nameless source's words in one report: the places of its words, their codes, whose attribution it is."""

    doc_id: Id
    first: int
    last: int
    codes: tuple[int, ...]
    attribution: Id
    told_others: bool


def nameless_signs(
    naming: Naming,
    ground: Ground,
    attributions: Iterable[Attribution],
    heard: Mapping[Id, Sequence[Span]],
    explicit: Container[tuple[Id, Id]],
) -> Iterator[tuple[Sign, int]]:
    """Signs that a report took a nameless source's words from an earlier one, with those words of the child.

    There is none where the earlier report says that others were told too, or the later one that it was told itself; nor
    from a report that was not surely the first of all that have the words. A report that by its own account took from
    it (`explicit`: child and parent) does not make it doubtful which was the first.
    """
    quotations = [spoken for a in attributions if a.doc_id in naming.documents for spoken in _spoken(naming, ground, a)]
    alike = list(_alike(quotations))
    carriers: defaultdict[Spoken, set[Id]] = defaultdict(set)
    for one, other in alike:
        carriers[one].add(other.doc_id)
        carriers[other].add(one.doc_id)
    for one, other in alike:
        for child, parent in ((one, other), (other, one)):
            others = (carriers[child] | carriers[parent]) - {parent.doc_id}
            first = all(naming.is_later(doc, parent.doc_id) or (doc, parent.doc_id) in explicit for doc in others)
            if first and _took(naming, ground, child, parent, heard):
                report = naming.documents[parent.doc_id]
                words = squeeze(_span(ground, parent).of(report.text))
                reason = f"It has words that a nameless source of {called(report)} spoke: “{words}”."
                sign = Sign(TRUST, child.doc_id, parent.doc_id, reason, (child.attribution, parent.attribution))
                yield sign, stretch(child.first, child.last)


def _spoken(naming: Naming, ground: Ground, attribution: Attribution) -> Iterator[Spoken]:
    """What stands in quotation marks of a nameless source's words."""
    if attribution.source_kind is not SourceKind.ANONYMOUS:
        return
    text = naming.documents[attribution.doc_id].text
    hearers = [span.of(text) for span in attribution.addressee]
    others = bool(hearers) and not any(naming.is_of(attribution.doc_id, hearer) for hearer in hearers)
    codes = ground.words[attribution.doc_id].codes
    for span in attribution.content:
        for first, last in rows(ground.quoted_in(span)):
            if last - first >= FEWEST:
                yield Spoken(attribution.doc_id, first, last, tuple(codes[first:last].tolist()), attribution.id, others)


def _alike(quotations: Sequence[Spoken]) -> Iterator[tuple[Spoken, Spoken]]:
    """The quotations of two reports that are much the same."""
    by_gram: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
    for at, one in enumerate(quotations):
        for first in range(len(one.codes) - GRAM + 1):
            by_gram[one.codes[first : first + GRAM]].add(at)
    near = {
        pair
        for places in by_gram.values()
        if len(places) <= MOST
        for pair in combinations(sorted(places), 2)
        if quotations[pair[0]].doc_id != quotations[pair[1]].doc_id
    }
    for a, b in sorted(near):
        one, other = quotations[a], quotations[b]
        blocks = SequenceMatcher(None, one.codes, other.codes, autojunk=False).get_matching_blocks()
        equal = sum(block.size for block in blocks)
        if equal >= FEWEST and equal >= SAME * min(len(one.codes), len(other.codes)):
            yield one, other


def _took(naming: Naming, ground: Ground, child: Spoken, parent: Spoken, heard: Mapping[Id, Sequence[Span]]) -> bool:
    if parent.told_others or naming.are_one_outlets(child.doc_id, parent.doc_id):
        return False
    here = _span(ground, child)
    was_told = any(here.start - BESIDE < span.end and span.start < here.end + BESIDE for span in heard[child.doc_id])
    return not was_told


def _span(ground: Ground, spoken: Spoken) -> Span:
    words = ground.words[spoken.doc_id]
    return Span(spoken.doc_id, int(words.starts[spoken.first]), int(words.ends[spoken.last - 1]))
