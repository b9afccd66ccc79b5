"""The signs by which one of two reports is the child of the other, in order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from sayso.lexicon.mastheads import is_telling_part
from sayso.lineage.crediting import before_name
from sayso.lineage.named import Naming, is_supply
from sayso.lineage.quotation import QUOTED
from sayso.lineage.shared import Ground, Shared
from sayso.lineage.sources import Source
from sayso.lineage.times import is_later
from sayso.records import Credit, Document, Id
from sayso.text import Span, plain, squeeze

#: How far from a shared passage the words may stand that say who was told (code points): the sentence before or after.
BESIDE = 150
#: Shared words from which a report may be taken for the outlet's that the other one credits.
MUCH = 60

#: Trust in the order of publication, and where it is the order of one outlet's own reports.
LATER, AT_HOME = 0.8, 0.84
#: From this trust on a sign is the child's own word on this very parent: a credit or a link.
OWN_WORD = 0.9

_OURSELVES = re.compile(
    r"\b(?:told|tells|speaking to|spoke to|interview with|shown to|seen by|obtained by|reviewed by|given to) "
    r"(?:us|me|our (?:reporter|correspondent|newspaper)|this (?:newspaper|paper|website|site|reporter|magazine))\b"
)


class Sign(msgspec.Struct, frozen=True, order=True):
    """One sign that `child` took from `parent`.

    Attributes:
        trust: 0..1; how often such a sign is right.
        reason: a plain sentence.
        evidence: ids of the records that show it.
    """

    trust: float
    child: Id
    parent: Id
    reason: str
    evidence: tuple[Id, ...] = ()


def called(document: Document) -> str:
    """What a reason calls a report: its publisher, else its file."""
    return document.publisher or document.path.rpartition("/")[2]


def credit_sign(naming: Naming, credit: Credit, parent: Id) -> Sign:
    """The child credits the parent's outlet, in words or as its agency."""
    words = _words(naming, credit.span)
    reason = (
        f"It carries the text of {credit.outlet}: “{words}”."
        if is_supply(credit)
        else f"It credits {credit.outlet}: “{words}”."
    )
    evidence = (credit.id,) if credit.id in naming.recorded else ()
    if credit.made_by.startswith("credit/page@"):
        reason = f"It carries the text of {credit.outlet}, as its page says."
    return Sign(0.95, credit.doc_id, parent, reason, evidence)


def link_signs(naming: Naming) -> Iterator[Sign]:
    """The child links to the parent in its running text; a list of links ("Read more") does not count."""
    for doc_id, links in sorted(naming.links.items()):
        for link in links:
            to = naming.linked(link)
            if to is not None and naming.stands_in_text(link):
                words = _words(naming, link.span)
                yield Sign(0.9, doc_id, to, f"It links to this report: “{words}”.", (link.id,))


def given_signs(naming: Naming, ground: Ground, pair: Shared, heard: Mapping[Id, Sequence[Span]]) -> Iterator[Sign]:
    """Quoted words that a source gave to one outlet alone ("told Name", "us") stand in the other report too.

    Where both reports say that they were told, both heard it, and neither took it from the other.
    """
    quotes = [r for r in pair.reuses if min(ground.quoted(r.a), ground.quoted(r.b)) >= QUOTED]
    if not quotes or naming.are_one_outlets(pair.a, pair.b):
        return
    beside = {
        doc: [span for span in heard[doc] if (ground.around_quotation(span) & pair.words(doc)).bit_count() >= QUOTED]
        for doc in (pair.a, pair.b)
    }
    for parent in (pair.a, pair.b):
        child = pair.other(parent)
        if beside[parent] and not beside[child]:
            words = _words(naming, beside[parent][0])
            reason = f"Words that they share were given to {called(naming.documents[parent])} alone: “{words}”."
            yield Sign(0.85, child, parent, reason, tuple(reuse.id for reuse in quotes))


def elsewhere_signs(naming: Naming, pair: Shared, explicit: Mapping[tuple[Id, Id], Sequence[Sign]]) -> Iterator[Sign]:
    """The child credits the parent's outlet, for another of its reports; the outlet does not credit the child's."""
    for child in (pair.a, pair.b):
        parent = pair.other(child)
        if naming.are_one_outlets(child, parent) or (child, parent) in explicit or (parent, child) in explicit:
            continue
        there = [c for c in naming.credits.get(child, ()) if naming.is_of(parent, c.outlet)]
        back = [c for c in naming.credits.get(parent, ()) if naming.is_of(child, c.outlet)]
        if there and not back:
            reason = f"It credits {there[0].outlet} elsewhere: “{_words(naming, there[0].span)}”."
            yield Sign(0.75, child, parent, reason, tuple(c.id for c in there[:1] if c.id in naming.recorded))


def named_signs(naming: Naming, ground: Ground, pair: Shared, unmet: Mapping[Id, Sequence[Credit]]) -> Iterator[Sign]:
    """The child credits an outlet beside text that it shares with a report of unknown publisher, which does not.

    Then that report may be the outlet's own. It is believed most where the child says that shared quotations were told
    to the outlet and the other report gives them as its own hearing; less where the other credits someone in the shared
    text whom the child leaves out (credits get lost on the way, they are not made up); else little. An outlet also
    writes of itself "told Name": so the child must say it once only. Where both reports show it, it shows nothing.
    """
    if pair.own + pair.quoted < MUCH:
        return
    found = {child: _named(naming, ground, pair, child, unmet.get(child, ())) for child in (pair.a, pair.b)}
    first, second = found[pair.a], found[pair.b]
    if first is not None and (second is None or first.trust > second.trust):
        yield first
    elif second is not None and (first is None or second.trust > first.trust):
        yield second


def _named(naming: Naming, ground: Ground, pair: Shared, child: Id, unmet: Sequence[Credit]) -> Sign | None:
    parent = pair.other(child)
    if naming.own[parent]:
        return None
    said = {credit.outlet for credit in naming.credits.get(parent, ())}
    for credit in unmet:
        once = sum(c.outlet == credit.outlet for c in unmet) == 1
        beside = [r for r in pair.reuses if _distance(credit.span, pair.side(r, child)) <= BESIDE]
        if not beside or not once or credit.outlet in said or is_supply(credit):
            continue
        quoted = any(min(ground.quoted(r.a), ground.quoted(r.b)) >= QUOTED for r in beside)
        told = quoted and credit.made_by.startswith("credit/told-to@")
        trust = 0.7 if told else 0.6 if _lost_credits(naming, pair, child) else 0.5
        words, other = _words(naming, credit.span), called(naming.documents[parent])
        reason = (
            f"It credits {credit.outlet} (“{words}”) beside text that it shares with {other}, which does not: "
            f"{other} may be {credit.outlet}'s own report."
        )
        evidence = (*((credit.id,) if credit.id in naming.recorded else ()), *(reuse.id for reuse in beside))
        return Sign(trust, child, parent, reason, evidence)
    return None


def _lost_credits(naming: Naming, pair: Shared, child: Id) -> bool:
    """Whether a shared passage credits an outlet in the other report that the child names nowhere."""
    parent = pair.other(child)
    kept = {credit.outlet for credit in naming.credits.get(child, ())}
    sides = [pair.side(reuse, parent) for reuse in pair.reuses]
    return any(
        credit.outlet not in kept and any(credit.span.overlaps(side) for side in sides)
        for credit in naming.credits.get(parent, ())
    )


def time_signs(naming: Naming, pair: Shared) -> Iterator[Sign]:
    """The child was published later, by more than clocks and corrections differ."""
    for child in (pair.a, pair.b):
        document, other = naming.documents[child], naming.documents[pair.other(child)]
        if is_later(document, other):
            reason = f"It was published later ({document.published}) than {called(other)} ({other.published})."
            yield Sign(LATER, child, other.id, reason)


def home_signs(naming: Naming, pair: Shared, later: Iterable[Sign]) -> Iterator[Sign]:
    """The child came out later in the same outlet: newsrooms use their own earlier text again before anybody else's."""
    if naming.are_one_outlets(pair.a, pair.b):
        for sign in later:
            yield Sign(AT_HOME, sign.child, sign.parent, "Its own outlet had the text before.")


def source_sign(naming: Naming, doc_id: Id, source: Source, pairs: Sequence[Shared], *, named: bool) -> Sign:
    """The child shares text with reports that have it from a source outside the pile."""
    others = sorted({called(naming.documents[pair.other(doc_id)]) for pair in pairs})
    words = max(pair.own + pair.quoted for pair in pairs)
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    shown = tuple(r.id for pair in pairs for r in pair.reuses)
    if source.outlet is None:
        reason = f"It shares up to {words} words with {', '.join(others[:3])}{more}. {source.reason}"
        return Sign(0.7, doc_id, source.latent.id, reason, shown)
    reason = f"It shares {words} words with text that {', '.join(others[:3])}{more} carried as {source.outlet}'s."
    return Sign(0.85 if named else 0.6, doc_id, source.latent.id, reason, shown)


@cache
def _own_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    spellings = set()
    for name in names:
        bare = plain(name).removeprefix("The ")
        words = bare.split()
        short = (part for part in (words[0], words[-1]) if is_telling_part(part))
        spellings |= {bare, *short}
    if not spellings:
        return None
    ordered = sorted(spellings, key=lambda s: (-len(s), s))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")


def hearings(naming: Naming, doc_id: Id) -> list[Span]:
    """The places where a report says that its own outlet was told or shown something."""
    text = plain(naming.documents[doc_id].text)
    found = [Span(doc_id, *match.span()) for match in _OURSELVES.finditer(text)]
    pattern = _own_pattern(naming.own[doc_id])
    for match in pattern.finditer(text) if pattern else ():
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 80)
        cue = before_name(text[begin : match.start()], naming.press.crediting)
        if cue is not None:
            found.append(Span(doc_id, begin + cue[1], match.end()))
    return found


def _distance(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _words(naming: Naming, span: Span, most: int = 120) -> str:
    words = squeeze(span.of(naming.documents[span.doc_id].text))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
