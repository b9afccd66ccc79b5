"""The family tree of a pile of reports, laid out: where every box and line of the lineage drawing goes.

Time runs from left to right in columns (one for each day, more where a day holds parent and child), each publisher has
a lane. Lines run only between columns and between rows, so that none passes behind a box. Lines of one kind from one
parent share their way and part where their children are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.report import wording

BOX_WIDTH = 184.0
BOX_HEIGHT = 44.0
LABEL_WIDTH = 166.0
HEADER = 34.0
TRACK = 7.0
GAP = 26.0  # room of a gap between columns without any line; edge numbers stand in it
GUTTER = 14.0
RADIUS = 5.0
MARGIN = 10.0


class Vertex(msgspec.Struct, frozen=True, kw_only=True):
    """A report to be drawn.

    Attributes:
        lane: its publisher.
        date: ISO 8601, or None; a latent report has none and stands before those that rest on it.
        latent: it is not in the pile; drawn hollow.
    """

    id: str
    lane: str
    date: str | None = None
    latent: bool = False


class Arrow(msgspec.Struct, frozen=True, kw_only=True):
    """A dependence to be drawn; `style` lines of one parent share their way."""

    number: int
    child: str
    parent: str
    style: str
    directed: bool = True


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report is drawn."""

    id: str
    x: float
    y: float
    column: int
    row: int
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """How a dependence is drawn: the path, the arrowhead (empty where no direction is known), the number's place."""

    number: int
    style: str
    directed: bool
    path: str
    head: str
    label_x: float
    label_y: float
    label_anchor: str


class Band(msgspec.Struct, frozen=True):
    """A lane or a column heading: its words, where it starts, how far it reaches."""

    label: str
    start: float
    size: float


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """The whole drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    lanes: tuple[Band, ...]
    columns: tuple[Band, ...]


LATENT_LANE = "Not in the pile"
NO_DATE = "no date"


def draw(vertices: Sequence[Vertex], arrows: Sequence[Arrow]) -> Drawing:
    """The drawing of these reports and their dependences; arrows to reports that are not drawn are left out."""
    known = {vertex.id for vertex in vertices}
    arrows = [a for a in arrows if a.child in known and a.parent in known and a.child != a.parent]
    headings, columns = _columns(vertices, arrows)
    lanes, rows = _rows(vertices, columns)
    wires = [_wire(arrow, columns, rows) for arrow in arrows]
    return _Plan(vertices, columns, rows, wires).drawing(headings, lanes)


# -- columns: time ---------------------------------------------------------------------------------------------------


def _columns(vertices: Sequence[Vertex], arrows: Sequence[Arrow]) -> tuple[list[tuple[str, int]], dict[str, int]]:
    """Each heading with its number of columns, and each report's column."""
    days: dict[str, list[Vertex]] = {}
    for vertex in vertices:
        if not vertex.latent and vertex.date:
            days.setdefault(vertex.date[:10], []).append(vertex)
    headings: list[tuple[str, int]] = []
    columns: dict[str, int] = {}
    latent = [v for v in vertices if v.latent]
    if latent:
        headings.append(("before", 1))
        columns.update({v.id: 0 for v in latent})
    earlier = None
    for key in sorted(days):
        start = sum(size for _, size in headings)
        steps = _steps(days[key], arrows)
        columns.update({id_: start + step for id_, step in steps.items()})
        apart = wording.days_between(earlier, key) if earlier else None
        heading = wording.day(key, short=True) + (f" ({apart} days on)" if apart and apart > 1 else "")
        headings.append((heading, 1 + max(steps.values())))
        earlier = key
    undated = [v for v in vertices if not v.latent and not v.date]
    if undated:
        start = sum(size for _, size in headings)
        columns.update({v.id: start for v in undated})
        headings.append((NO_DATE, 1))
    return headings, columns


def _steps(day: Sequence[Vertex], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The column of each report within its day: later ones never further left, children right of their parents."""
    at = {v.id: wording.instant(v.date or "") for v in day}
    parents: dict[str, list[str]] = {v.id: [] for v in day}
    for arrow in arrows:
        child, parent = at.get(arrow.child), at.get(arrow.parent)
        against_time = child is not None and parent is not None and child < parent
        if arrow.directed and arrow.child in at and arrow.parent in at and not against_time:
            parents[arrow.child].append(arrow.parent)
    timed = sorted((time, id_) for id_, time in at.items() if time is not None)
    steps = dict.fromkeys(at, 0)
    # Settles after as many rounds as the longest chain; reports that rest on each other in a ring would never settle.
    for _ in range(min(len(day), 12)):
        before = dict(steps)
        for id_ in steps:
            steps[id_] = max([steps[id_], *(steps[p] + 1 for p in parents[id_])])
        reached = 0
        for _, id_ in timed:
            reached = steps[id_] = max(reached, steps[id_])
        if steps == before:
            break
    used = {step: place for place, step in enumerate(sorted(set(steps.values())))}
    return {id_: used[step] for id_, step in steps.items()}


# -- rows: a lane for each publisher ---------------------------------------------------------------------------------


def _rows(vertices: Sequence[Vertex], columns: Mapping[str, int]) -> tuple[list[tuple[str, int]], dict[str, int]]:
    """Each lane with its number of rows, and each report's row."""
    lanes: dict[str, list[Vertex]] = {}
    for vertex in sorted(vertices, key=lambda v: not v.latent):
        lanes.setdefault(LATENT_LANE if vertex.latent else vertex.lane, []).append(vertex)
    sizes: list[tuple[str, int]] = []
    rows: dict[str, int] = {}
    start = 0
    for lane, members in lanes.items():
        filled: dict[int, int] = {}
        for vertex in members:
            place = filled.get(columns[vertex.id], 0)
            filled[columns[vertex.id]] = place + 1
            rows[vertex.id] = start + place
        sizes.append((lane, max(filled.values())))
        start += max(filled.values())
    return sizes, rows


# -- wires: the way of each line, in tracks of gaps and gutters --------------------------------------------------------


class _Wire(msgspec.Struct, frozen=True):
    """The way of one line from its left end to its right end.

    Attributes:
        gaps: the gap it leaves into and the gap it arrives through (the same for neighbours).
        gutter: the row above which it runs between two gaps that are not the same; None for neighbours.
        same_side: both ends lie on the right side of their boxes, for two reports of one column.
        trunk: what it shares tracks by.
    """

    arrow: Arrow
    left: str
    right: str
    gaps: tuple[int, int]
    gutter: int | None
    same_side: bool
    trunk: tuple[str, str]


def _wire(arrow: Arrow, columns: Mapping[str, int], rows: Mapping[str, int]) -> _Wire:
    # Without a direction the earlier column goes left; with one, too: the arrowhead shows who is the child.
    left, right = sorted((arrow.parent, arrow.child), key=lambda id_: (columns[id_], id_ == arrow.child))
    out, into = columns[left] + 1, columns[right]
    same_side = columns[left] == columns[right]
    near = same_side or out == into
    style = arrow.style if arrow.directed else "undetermined"
    return _Wire(
        arrow,
        left,
        right,
        (out, out) if near else (out, into),
        None if near else rows[right],
        same_side,
        (arrow.parent, style),
    )


class _Tracks:
    """Which lane of a gap or gutter each trunk runs in, in the order in which they asked."""

    def __init__(self) -> None:
        self._given: dict[int, dict[tuple[str, str], int]] = {}

    def ask(self, place: int, trunk: tuple[str, str]) -> int:
        """The track of a trunk in a gap or gutter; a new one the first time."""
        here = self._given.setdefault(place, {})
        return here.setdefault(trunk, len(here))

    def used(self, place: int) -> int:
        """How many tracks of a gap or gutter are taken."""
        return len(self._given.get(place, ()))


class _Plan:
    """Turns columns, rows and ways into coordinates."""

    def __init__(
        self,
        vertices: Sequence[Vertex],
        columns: Mapping[str, int],
        rows: Mapping[str, int],
        wires: Iterable[_Wire],
    ) -> None:
        self.vertices, self.columns, self.rows = vertices, columns, rows
        self.wires = sorted(wires, key=lambda w: (rows[w.left], rows[w.right], columns[w.right], w.arrow.number))
        self.gap_tracks, self.gutter_tracks = _Tracks(), _Tracks()
        self.ports: dict[tuple[str, str], list[object]] = {}
        for wire in self.wires:
            for gap in wire.gaps:
                self.gap_tracks.ask(gap, wire.trunk)
            if wire.gutter is not None:
                self.gutter_tracks.ask(wire.gutter, wire.trunk)
            self._take_ports(wire)
        self.column_x = self._places(
            max(columns.values(), default=-1) + 1, MARGIN, BOX_WIDTH, GAP, self.gap_tracks, room=14.0
        )
        self.row_y = self._places(max(rows.values(), default=-1) + 1, HEADER, BOX_HEIGHT, GUTTER, self.gutter_tracks)

    def _take_ports(self, wire: _Wire) -> None:
        ends = (wire.left, "right", wire.trunk), (wire.right, "right" if wire.same_side else "left", wire.arrow.number)
        for id_, side, key in ends:
            taken = self.ports.setdefault((id_, side), [])
            if key not in taken:
                taken.append(key)

    @staticmethod
    def _places(
        number: int, start: float, size: float, between: float, tracks: _Tracks, room: float = 0
    ) -> list[float]:
        """Where each column or row starts; one entry more than there are, for the end.

        `between` is what lies between two of them without any track (before the first there is less), `room` what a
        gap with tracks has beside them.
        """
        places = []
        for place in range(number + 1):
            used = tracks.used(place)
            start += between if place else (GUTTER if used else 0)
            start += TRACK * used + (room if used else 0)
            places.append(start)
            start += size
        return places

    def _box(self, id_: str) -> Box:
        column, row = self.columns[id_], self.rows[id_]
        return Box(id=id_, x=self.column_x[column], y=self.row_y[row], column=column, row=row)

    def _port(self, id_: str, side: str, key: object) -> tuple[float, float]:
        box, taken = self._box(id_), self.ports[id_, side]
        y = box.y + box.height * (taken.index(key) + 1) / (len(taken) + 1)
        return (box.x + box.width if side == "right" else box.x), y

    def _gap_x(self, gap: int, trunk: tuple[str, str]) -> float:
        return self.column_x[gap - 1] + BOX_WIDTH + 12 + TRACK * self.gap_tracks.ask(gap, trunk)

    def _gutter_y(self, row: int, trunk: tuple[str, str]) -> float:
        return self.row_y[row] - 8 - TRACK * self.gutter_tracks.ask(row, trunk)

    def _line(self, wire: _Wire) -> Line:
        start = self._port(wire.left, "right", wire.trunk)
        side = "right" if wire.same_side else "left"
        end = self._port(wire.right, side, wire.arrow.number)
        out, into = (self._gap_x(gap, wire.trunk) for gap in wire.gaps)
        points = [start, (out, start[1])]
        if wire.gutter is not None:
            y = self._gutter_y(wire.gutter, wire.trunk)
            points += [(out, y), (into, y)]
        points += [(into, end[1]), end]
        head = ""
        if wire.arrow.directed:
            tip, back = (points[-1], points[-2]) if wire.right == wire.arrow.child else (points[0], points[1])
            head = _head(tip, back)
        away = 9 if side == "right" else -9
        return Line(
            number=wire.arrow.number,
            style=wire.trunk[1],
            directed=wire.arrow.directed,
            path=rounded(points),
            head=head,
            label_x=end[0] + away,
            label_y=end[1] - 3,
            label_anchor="start" if side == "right" else "end",
        )

    def drawing(self, headings: Sequence[tuple[str, int]], lanes: Sequence[tuple[str, int]]) -> Drawing:
        """The plan as coordinates."""
        columns, at = [], 0
        for label, size in headings:
            x = self.column_x[at]
            columns.append(Band(label, x, self.column_x[at + size - 1] + BOX_WIDTH - x))
            at += size
        bands, at, y = [], 0, HEADER
        for label, size in lanes:
            end = self.row_y[at + size - 1] + BOX_HEIGHT + 6
            bands.append(Band(label, y, end - y))
            at, y = at + size, end
        # Lines between reports of the last column run to the right of it.
        outermost = max(self.columns.values(), default=0) + 1
        beyond = self.gap_tracks.used(outermost)
        spill = 24 + TRACK * beyond if beyond else 0
        width = (columns[-1].start + columns[-1].size if columns else 0) + spill + MARGIN
        return Drawing(
            width=width,
            height=(bands[-1].start + bands[-1].size if bands else HEADER) + 4,
            boxes=tuple(self._box(v.id) for v in self.vertices),
            lines=tuple(sorted((self._line(w) for w in self.wires), key=lambda line: (line.directed, line.number))),
            lanes=tuple(bands),
            columns=tuple(columns),
        )


def _head(tip: tuple[float, float], back: tuple[float, float]) -> str:
    """The corners of an arrowhead that ends at `tip`, coming from `back` along the level."""
    away = 6 if back[0] > tip[0] else -6
    return f"{tip[0]:.1f},{tip[1]:.1f} {tip[0] + away:.1f},{tip[1] - 3.2:.1f} {tip[0] + away:.1f},{tip[1] + 3.2:.1f}"


def rounded(points: Sequence[tuple[float, float]], radius: float = RADIUS) -> str:
    """An SVG path along level and upright stretches, with round corners."""
    corners = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    path = [f"M{corners[0][0]:.1f} {corners[0][1]:.1f}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near = _towards(corner, before, radius)
        far = _towards(corner, after, radius)
        path.append(f"L{near[0]:.1f} {near[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {far[0]:.1f} {far[1]:.1f}")
    path.append(f"L{corners[-1][0]:.1f} {corners[-1][1]:.1f}")
    return "".join(path)


def _towards(start: tuple[float, float], goal: tuple[float, float], most: float) -> tuple[float, float]:
    length = abs(goal[0] - start[0]) + abs(goal[1] - start[1])
    part = min(most, length / 2) / length if length else 0
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part
