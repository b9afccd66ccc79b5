"""The lineage section: the family tree as a drawing, and the same as a table for those who cannot see it."""

from __future__ import annotations

import msgspec

from sayso.ledger import Book
from sayso.records import Derivation, Id
from sayso.report import graph, wording
from sayso.report.references import References, ReportReference
from sayso.vocab import DerivationKind, Direction

#: How each kind of dependence is drawn.
STYLES = {
    DerivationKind.COPY: "copy",
    DerivationKind.REWRITE: "rewrite",
    DerivationKind.CREDIT: "credit",
    DerivationKind.LINK: "link",
}

#: What fits into a box in the widest of the usual screen fonts.
TITLE_LETTERS = 27


class Dependence(msgspec.Struct, frozen=True, kw_only=True):
    """One dependence in words."""

    number: int
    child: ReportReference
    parent: ReportReference
    kind: DerivationKind
    directed: bool
    share: str
    confidence: str
    reasons: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The dependence on one line, as the drawing's line tells it."""
        verb = "took from" if self.directed else "shares text with"
        return f"{self.number}. {self.child.label} {verb} {self.parent.label} ({self.kind})"


class DrawnBox(msgspec.Struct, frozen=True, kw_only=True):
    """A box with what stands in it."""

    box: graph.Box
    report: ReportReference
    first: str
    second: str
    latent: bool


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """The section.

    Attributes:
        loose: reports that no line of the drawing touches and that were left out of it to keep it legible.
        table_left_out: dependences beyond what the table holds.
    """

    drawing: graph.Drawing
    boxes: tuple[DrawnBox, ...]
    lane_labels: tuple[graph.Band, ...]
    dependences: tuple[Dependence, ...]
    shown: dict[int, Dependence]
    reports_left_out: int
    lines_left_out: int
    table_left_out: int


def lineage(references: References) -> Lineage:
    """The drawing and the table of who has what from whom."""
    book, limits = references.book, references.limits
    derivations = list(book.derivations.values())
    vertices = _vertices(book, derivations, limits.drawn_reports)
    drawn = {vertex.id for vertex in vertices}
    arrows = [
        graph.Arrow(
            number=number,
            child=derivation.child_id,
            parent=parent_of(derivation),
            style=STYLES[derivation.kind],
            directed=derivation.direction is Direction.DIRECTED,
        )
        for number, derivation in enumerate(derivations, start=1)
        if {derivation.child_id, parent_of(derivation)} <= drawn
    ]
    drawing = graph.draw(vertices, arrows[: limits.drawn_lines])
    dependences = tuple(
        dependence(number, derivation, references) for number, derivation in enumerate(derivations, start=1)
    )
    return Lineage(
        drawing=drawing,
        boxes=tuple(_box(box, references) for box in drawing.boxes),
        lane_labels=tuple(graph.Band(wording.clipped(b.label, 20), b.start, b.size) for b in drawing.lanes),
        dependences=dependences[: limits.derivations],
        shown={d.number: d for d in dependences},
        reports_left_out=len(book.documents) - sum(1 for v in vertices if not v.latent),
        lines_left_out=max(0, len(arrows) - limits.drawn_lines),
        table_left_out=max(0, len(dependences) - limits.derivations),
    )


def parent_of(derivation: Derivation) -> Id:
    """The parent's id, latent or not."""
    return derivation.parent_id or (derivation.latent.id if derivation.latent else "")


def dependence(number: int, derivation: Derivation, references: References) -> Dependence:
    """One derivation in words."""
    return Dependence(
        number=number,
        child=references.report(derivation.child_id),
        parent=references.report(parent_of(derivation)),
        kind=derivation.kind,
        directed=derivation.direction is Direction.DIRECTED,
        share=wording.percent(derivation.share) if derivation.share else "–",
        confidence=wording.percent(derivation.confidence),
        reasons=derivation.reasons,
    )


def _vertices(book: Book, derivations: list[Derivation], most: int) -> list[graph.Vertex]:
    """The reports to draw, oldest first, then those that are not in the pile; of too many, the most connected."""
    degree: dict[Id, int] = {}
    for derivation in derivations:
        for end in (derivation.child_id, parent_of(derivation)):
            degree[end] = degree.get(end, 0) + 1
    reports = list(book.documents)
    if len(reports) > most:
        kept = set(sorted(reports, key=lambda i: (-degree.get(i, 0), reports.index(i)))[:most])
        reports = [i for i in reports if i in kept]
    latents = sorted((i for i in book.latents if i in degree), key=lambda i: (-degree.get(i, 0), book.latents[i]))[
        : max(1, most // 8)
    ]
    return [
        *(graph.Vertex(id=i, lane=book.label(i), date=book.documents[i].published) for i in reports),
        *(graph.Vertex(id=i, lane="", latent=True) for i in latents),
    ]


def _box(box: graph.Box, references: References) -> DrawnBox:
    report = references.report(box.id)
    if report.latent:
        return DrawnBox(
            box=box,
            report=report,
            first=wording.clipped(report.label, TITLE_LETTERS - 3),
            second="not in the pile",
            latent=True,
        )
    document = references.book.documents[box.id]
    time = wording.moment(document.published).partition(", ")[2].partition(" ")[0]
    first = f"R{report.number}" + (f" · {time}" if time else "")
    return DrawnBox(
        box=box, report=report, first=first, second=wording.clipped(report.title, TITLE_LETTERS), latent=False
    )
