"""One claim on one screen of 80 by 40: who is behind it, who only repeats it, why not more origins, why not fewer.

However many reports state the claim, the screen stays one: long lists are cut and counted, and where even that is too
much, less is told of each part. `sayso why CLAIM --all` tells everything, `--json` gives the ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import wrap

import msgspec
from rich.console import Group, RenderableType
from rich.text import Text

from sayso.ledger import Book
from sayso.printing import graded, interval, reports, safe, status_text
from sayso.records import Id, LedgerRow, Origin
from sayso.text import squeeze
from sayso.vocab import Hearing, Stance

WIDTH, HEIGHT = 80, 38  # two lines are left for the prompt


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """How much is told: classes of origins, names in a list, lines of a sentence, reasons of a kind."""

    classes: int
    names: int
    quote: int
    reasons: int
    lines: int


#: From much to little; the first that fits is taken, and the last always does.
DETAILS = (
    Detail(classes=6, names=8, quote=2, reasons=5, lines=3),
    Detail(classes=6, names=5, quote=1, reasons=4, lines=2),
    Detail(classes=5, names=4, quote=1, reasons=2, lines=2),
    Detail(classes=4, names=3, quote=1, reasons=1, lines=2),
    Detail(classes=3, names=2, quote=0, reasons=1, lines=1),
)


class Line(msgspec.Struct, frozen=True):
    """One line of the screen."""

    text: str
    style: str = ""


def why(book: Book, row: LedgerRow) -> RenderableType:
    """The claim, its status and count, who is behind it, and the reasons of both ends of the interval."""
    screens = (_screen(book, row, detail) for detail in DETAILS)
    lines = next((lines for lines in screens if len(lines) <= HEIGHT - 1), _screen(book, row, DETAILS[-1]))
    count = f"  {reports(len(row.reports))} -> {interval(row)}  "
    head = Text.assemble(status_text(row.status), count, (f"claim {row.claim_id}", "dim"))
    body = [Text(line.text, style=line.style) for line in lines]
    return Group(*body[:2], head, *body[2:])


def _screen(book: Book, row: LedgerRow, detail: Detail) -> list[Line]:
    """All lines but the one with the status; the claim's own words are always the first two."""
    title = _cut(safe(row.text), 2)
    lines = [Line(text, "bold") for text in (*title, *[""] * (2 - len(title)))]
    origins = book.origins.get(row.claim_id, ())
    for stance, heading in (
        (Stance.SUPPORTS, "Who stands behind it"),
        (Stance.DENIES, "Who denies it"),
        (Stance.NEITHER, "Who leaves it open"),
    ):
        lines += _classes(book, heading, [o for o in origins if o.stance is stance], detail)
    tally = book.tallies.get(row.claim_id)
    if tally is not None and tally.at_most:
        one = "Why one origin" if tally.at_most == 1 else f"Why not more than {tally.at_most}"
        lines += _reasons(one, tally.merged or _nothing_else(tally.at_most), detail)
        lines += _reasons(f"Why not fewer than {tally.at_least}", tally.apart, detail)
        lines += _reasons("Why not sure", tally.unsure, detail)
    told = set(tally.reasons) if tally is not None else set()
    lines += _reasons(f"Why {row.status}", [r for r in row.reasons if r not in told], detail)
    lines += _around(book, row, detail)
    lines += _reasons("What would change the status", [row.would_change], detail)
    return [*lines, *_reasons("Suggested grade (Admiralty)", graded(row), detail)]


def _nothing_else(at_most: int) -> list[str]:
    if at_most == 1:
        return ["All reports that state it lead back to this one source, or name no other."]
    return ["Each of these is named, or speaks, apart from the others; nothing makes two of them one."]


# -- who ------------------------------------------------------------------------------------------------------------


def _classes(book: Book, heading: str, origins: Sequence[Origin], detail: Detail) -> list[Line]:
    if not origins:
        return []
    lines = [Line(heading, "underline")]
    for origin in origins[: detail.classes]:
        lines += _origin(book, origin, detail)
    if len(origins) > detail.classes:
        rest = [origin.label for origin in origins[detail.classes :]]
        lines += _indented(f"and {len(rest)} more: {_listed(rest, detail.names)}", 1)
    return lines


def _origin(book: Book, origin: Origin, detail: Detail) -> list[Line]:
    """A class: its sources, how it was heard, who repeats it, and the sentence that shows it best."""
    names = [book.label(witness) for witness in origin.witnesses]
    heard = {
        Hearing.FIRST_HAND: f"heard first-hand by {_listed(names, detail.names)}",
        Hearing.REPEATED: f"known through {_listed(names, detail.names) or 'other reports'}",
        Hearing.UNSTATED: "how it was heard is not said",
    }[origin.hearing]
    lines = [Line(text, "bold") for text in _cut(f"  {safe(origin.label)}", 1)]
    told = f"{origin.kind}, {origin.level}; {heard}"
    if origin.via:
        told += f"; via {_listed(origin.via, detail.names)}"
    if origin.repeaters:
        repeating = list(dict.fromkeys(book.label(report) for report in origin.repeaters))
        told += f"; repeated by {reports(len(origin.repeaters))}: {_listed(repeating, detail.names)}"
    lines += _indented(told, detail.lines)
    best = _shown(book, origin)
    if best is not None and detail.quote:
        mention = book.mentions[best]
        start, end = book.sentence(mention.doc_id, mention.span.start, mention.span.end)
        words = squeeze(book.documents[mention.doc_id].text[start:end])
        lines += _indented(f"{book.label(mention.doc_id)}: “{safe(words)}”", detail.quote, "dim")
    return lines


def _shown(book: Book, origin: Origin) -> Id | None:
    """The mention that shows an origin best: a witness's, else that of the earliest report."""
    known = [i for i in (*origin.mentions, *origin.resting) if i in book.mentions]

    def rank(id_: Id) -> tuple[bool, str, Id]:
        document = book.documents[book.mentions[id_].doc_id]
        return document.id not in origin.witnesses, document.published or "9999", id_

    return min(known, key=rank, default=None)


# -- why --------------------------------------------------------------------------------------------------------------


def _reasons(heading: str, reasons: Iterable[str], detail: Detail) -> list[Line]:
    told = list(dict.fromkeys(reasons))
    if not told:
        return []
    lines = [Line(heading, "underline")]
    for reason in told[: detail.reasons]:
        lines += _indented(f"- {safe(reason)}", detail.lines)
    if len(told) > detail.reasons:
        lines.append(Line(f"  - and {len(told) - detail.reasons} more reasons of this kind (--all)"))
    return lines


def _around(book: Book, row: LedgerRow, detail: Detail) -> list[Line]:
    """Open questions and changes on the way, counted."""
    lines: list[Line] = []
    if row.open_questions:
        first = book.questions[row.open_questions[0]]
        words = safe(squeeze(first.span.of(book.documents[first.doc_id].text)))
        more = f" (and {len(row.open_questions) - 1} more)" if len(row.open_questions) > 1 else ""
        lines += [Line("Open question", "underline"), *_indented(f"- {words}{more}", detail.lines)]
    kinds = Counter(str(book.drifts[i].kind) for i in row.drift)
    kinds.update(f"{book.omissions[i].kind} left out" for i in row.omissions)
    if kinds:
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        lines += [Line("What changed on the way (--all)", "underline"), *_indented(told, 1)]
    return lines


# -- lines ------------------------------------------------------------------------------------------------------------


def _listed(names: Sequence[str], most: int) -> str:
    """The first names, and how many there are besides."""
    shown = ", ".join(safe(name) for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _indented(text: str, most: int, style: str = "") -> list[Line]:
    return [Line(f"    {line}", style) for line in _cut(text, most, WIDTH - 4)]


def _cut(text: str, most: int, width: int = WIDTH) -> list[str]:
    """The text in so many lines at most, the last with an ellipsis if anything is missing."""
    indent = text[: len(text) - len(text.lstrip())]
    lines = [indent + line for line in wrap(text.strip(), width - len(indent) - 1)]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
