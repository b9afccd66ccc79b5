"""The story frozen into one HTML file that opens without a network and without JavaScript.

`render` is pure: the same book gives the same bytes. Whatever comes from a report is escaped by the template engine,
and characters that could reorder text are shown by their code. A content security policy allows the page's own style
and script, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso import __version__
from sayso.ledger import Book
from sayso.records import SCHEMA_VERSION
from sayso.report import claims, graph, ledger_table, lineage, overview, reader, sidebyside, sources, wording
from sayso.report.references import Limits, References, ReportReference
from sayso.report.sources import Happening
from sayso.text import squeeze
from sayso.vocab import ClaimKind, DriftKind, Hearing, Level, OmissionKind, SourceKind, Status, Term

#: Control characters, bidirectional overrides and isolates, lone surrogates: what could reorder text or break a reader.
#: Marks that scripts need to be written rightly (joiners, direction marks) stay.
_UNRULY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it was read."""

    report: ReportReference
    path: str
    published: str
    provenance: str
    id: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How the page was made."""

    version: str
    schema: int
    inputs: tuple[Input, ...]
    rules: tuple[str, ...]
    terms: tuple[tuple[str, tuple[Term, ...]], ...]


class LedgerTable(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger section."""

    main: tuple[ledger_table.Line, ...]
    quiet: tuple[ledger_table.Line, ...]
    main_left_out: int
    quiet_left_out: int
    statuses: tuple[Status, ...]


def render(book: Book, limits: Limits | None = None) -> str:
    """The whole page; see `Limits` for what a very large pile leaves out."""
    limits = limits or Limits()
    choice = ledger_table.choose(book, limits)
    references = References(book, limits, choice.claim_ids)
    chosen_pairs = sidebyside.choose(references)
    beside = sidebyside.side_by_side(chosen_pairs, references)
    shown_changes = beside.change_ids
    all_sources, all_names = sources.sources(references), sources.names(references)
    happenings = sources.timeline(references)
    style, script = asset("style.css"), asset("script.js")
    page = (
        environment()
        .get_template("report.html")
        .render(
            policy=policy(style, script),
            style=_trusted(style),
            script=_trusted(script),
            front=overview.overview(references, shown_changes),
            ledger=_ledger(choice, references),
            claims=[claims.page(row, references, shown_changes) for row in choice.main],
            tree=lineage.lineage(references),
            beside=beside,
            label_width=graph.LABEL_WIDTH,
            latent_lane=graph.LATENT_LANE,
            sources=all_sources[: limits.sources],
            sources_left_out=max(0, len(all_sources) - limits.sources),
            names=all_names[: limits.names],
            names_left_out=max(0, len(all_names) - limits.names),
            timeline=_by_day(happenings[: limits.events]),
            timeline_left_out=max(0, len(happenings) - limits.events),
            readings=reader.readings(references),
            full_texts=references.full_texts,
            run=_run(references),
        )
    )
    return inert(page)


def inert(page: str) -> str:
    """The page with every character that could reorder text or break a reader shown by its code."""
    return _UNRULY.sub(lambda found: f"[U+{ord(found[0]):04X}]", page)


def policy(style: str, script: str) -> str:
    """The content security policy: this style and this script, no address at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def asset(name: str) -> str:
    """A style sheet or script of the page."""
    return files("sayso.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The template engine: everything is escaped, a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("sayso.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["count_of"] = wording.count
    made.filters["squeeze"] = squeeze
    made.filters["among"] = lambda steps, *some: sorted(steps.intersection(some))
    made.filters["plain"] = wording.plain
    made.filters["clipped"] = wording.clipped
    made.filters["words"] = lambda term: str(term).replace("-", " ")
    return made


def _trusted(text: str) -> Markup:
    """Our own style or script, which is not escaped; it must not end its element."""
    assert "</" not in text
    return Markup(text)


def _ledger(choice: ledger_table.Choice, references: References) -> LedgerTable:
    found = {row.status for row in (*choice.main, *choice.quiet)}
    return LedgerTable(
        main=tuple(ledger_table.line(row, references) for row in choice.main),
        quiet=tuple(ledger_table.line(row, references) for row in choice.quiet),
        main_left_out=choice.main_left_out,
        quiet_left_out=choice.quiet_left_out,
        statuses=tuple(status for status in Status if status in found),
    )


def _by_day(happenings: Iterable[Happening]) -> list[tuple[str, list[Happening]]]:
    """Happenings under their day; those of one day with a time of day stand with it."""
    return [(day, list(members)) for day, members in groupby(happenings, key=lambda h: wording.day(h.value))]


def _run(references: References) -> Run:
    book = references.book
    return Run(
        version=__version__,
        schema=SCHEMA_VERSION,
        inputs=tuple(
            Input(
                report=references.report(d.id),
                path=d.path,
                published=wording.moment(d.published),
                provenance=_provenance(d.provenance),
                id=d.id,
            )
            for d in book.documents.values()
        ),
        rules=tuple(sorted({made for made in _makers(book) if made})),
        terms=(
            ("Status", tuple(Status)),
            ("Certainty", tuple(Level)),
            ("Who is a source", tuple(SourceKind)),
            ("How a report got it", tuple(Hearing)),
            ("Changes on the way", tuple(DriftKind)),
            ("Left out on the way", tuple(OmissionKind)),
            ("Kinds of claims", tuple(ClaimKind)),
        ),
    )


def _provenance(where: dict[str, str]) -> str:
    """Where the metadata come from, place by place: "json-ld: byline, published; meta.csv: publisher"."""
    places: dict[str, list[str]] = {}
    for name, place in sorted(where.items()):
        places.setdefault(place, []).append(name)
    return "; ".join(f"{place}: {', '.join(names)}" for place, names in sorted(places.items()))


def _makers(book: Book) -> Iterator[str]:
    for records in (
        book.documents, book.attributions, book.names, book.mentions, book.questions, book.reuses, book.credits,
        book.derivations, book.claims, book.drifts, book.omissions, book.tallies,
    ):  # fmt: skip
        yield from (record.made_by for record in records.values())
    for grouped in (book.passages, book.certainties, book.origins, book.disputes):
        yield from (record.made_by for several in grouped.values() for record in several)
    yield from (record.made_by for several in (book.events, book.entities, book.corrections) for record in several)
