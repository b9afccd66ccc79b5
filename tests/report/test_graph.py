from __future__ import annotations

import re
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.report.graph import LATENT_LANE, NO_DATE, Arrow, Box, Drawing, Vertex, draw

DAYS = [None, "2031", "2031-05", "2031-05-02", "2031-05-02T08:10:00Z", "2031-05-02T09:30:00+01:00", "2031-05-07"]


@st.composite
def piles(drawing: st.DrawFn) -> tuple[list[Vertex], list[Arrow]]:
    number = drawing(st.integers(1, 14))
    vertices = [
        Vertex(
            id=str(n),
            lane=drawing(st.sampled_from("ABC")),
            date=drawing(st.sampled_from(DAYS)),
            latent=drawing(st.integers(0, 5)) == 0,
        )
        for n in range(number)
    ]
    ends = st.integers(0, number - 1)
    arrows = [
        Arrow(
            number=n + 1,
            child=str(drawing(ends)),
            parent=str(drawing(ends)),
            style=drawing(st.sampled_from(["copy", "credit"])),
            directed=drawing(st.booleans()),
        )
        for n in range(drawing(st.integers(0, 20)))
    ]
    return vertices, arrows


def corners(drawing: Drawing) -> list[tuple[int, list[tuple[float, float]]]]:
    """The points of each line."""
    return [
        (line.number, [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", line.path)])
        for line in drawing.lines
    ]


@settings(deadline=None)
@given(piles())
def test_no_two_boxes_overlap(pile: tuple[list[Vertex], list[Arrow]]) -> None:
    for a, b in combinations(draw(*pile).boxes, 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
        assert apart, (a, b)


@settings(deadline=None)
@given(piles())
def test_a_later_day_never_stands_further_left(pile: tuple[list[Vertex], list[Arrow]]) -> None:
    boxes = {box.id: box for box in draw(*pile).boxes}
    dated = [v for v in pile[0] if v.date and not v.latent]
    for a, b in combinations(dated, 2):
        assert a.date is not None
        assert b.date is not None
        if a.date[:10] < b.date[:10]:
            assert boxes[a.id].x < boxes[b.id].x


@settings(deadline=None)
@given(piles())
def test_no_line_runs_through_a_box(pile: tuple[list[Vertex], list[Arrow]]) -> None:
    drawing = draw(*pile)

    def inside(box: Box, x: float, y: float) -> bool:
        return box.x + 0.2 < x < box.x + box.width - 0.2 and box.y + 0.2 < y < box.y + box.height - 0.2

    for _, points in corners(drawing):
        for (x1, y1), (x2, y2) in pairwise(points):
            for step in range(21):
                x, y = x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20
                assert not any(inside(box, x, y) for box in drawing.boxes)


@settings(deadline=None)
@given(piles())
def test_everything_lies_within_the_drawing(pile: tuple[list[Vertex], list[Arrow]]) -> None:
    drawing = draw(*pile)
    points = [point for _, line in corners(drawing) for point in line]
    points += [(box.x + box.width, box.y + box.height) for box in drawing.boxes]
    points += [(box.x, box.y) for box in drawing.boxes]
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points)


@settings(deadline=None)
@given(piles())
def test_lanes_part_the_publishers(pile: tuple[list[Vertex], list[Arrow]]) -> None:
    vertices, arrows = pile
    drawing = draw(vertices, arrows)
    boxes = {box.id: box for box in drawing.boxes}
    for vertex in vertices:
        lane = LATENT_LANE if vertex.latent else vertex.lane
        box = boxes[vertex.id]
        here = [band for band in drawing.lanes if band.start <= box.y < band.start + band.size]
        assert [band.label for band in here] == [lane]


def test_a_copy_of_the_same_day_stands_to_the_right_of_its_parent() -> None:
    vertices = [Vertex(id=i, lane=i, date="2031-05-02") for i in "abc"]
    arrows = [
        Arrow(number=1, child="b", parent="a", style="copy"),
        Arrow(number=2, child="c", parent="b", style="copy"),
    ]
    a, b, c = draw(vertices, arrows).boxes
    assert a.x < b.x < c.x


def test_an_earlier_hour_stands_to_the_left_though_nothing_links_them() -> None:
    vertices = [
        Vertex(id="wire", lane="A", date="2031-05-02T08:00:00Z"),
        Vertex(id="copy", lane="B", date="2031-05-02T09:00:00Z"),
        Vertex(id="late", lane="C", date="2031-05-02T23:00:00Z"),
    ]
    wire, copy, late = draw(vertices, [Arrow(number=1, child="copy", parent="wire", style="copy")]).boxes
    assert wire.x < copy.x <= late.x


def test_reports_without_a_date_stand_in_a_column_of_their_own_at_the_right() -> None:
    drawing = draw([Vertex(id="a", lane="A"), Vertex(id="b", lane="A", date="2031-05-02")], [])
    undated, dated = drawing.boxes
    assert undated.x > dated.x + dated.width
    assert drawing.columns[-1].label == NO_DATE


def test_a_line_without_a_direction_has_no_arrowhead() -> None:
    vertices = [Vertex(id="a", lane="A", date="2031-05-02"), Vertex(id="b", lane="B", date="2031-05-03")]
    (line,) = draw(vertices, [Arrow(number=1, child="b", parent="a", style="copy", directed=False)]).lines
    assert (line.head, line.style) == ("", "undetermined")


def test_the_arrowhead_ends_at_the_child_even_where_the_child_is_older() -> None:
    vertices = [Vertex(id="old", lane="A", date="2031-05-02"), Vertex(id="new", lane="B", date="2031-05-03")]
    drawing = draw(vertices, [Arrow(number=1, child="old", parent="new", style="copy")])
    old = drawing.boxes[0]
    assert float(drawing.lines[0].head.split(",")[0]) == old.x + old.width


def test_one_parent_shares_its_way_to_many_children() -> None:
    vertices = [Vertex(id="p", lane="P", date="2031-05-02")]
    vertices += [Vertex(id=str(n), lane=f"L{n}", date="2031-05-03") for n in range(30)]
    arrows = [Arrow(number=n + 1, child=str(n), parent="p", style="copy") for n in range(30)]
    assert draw(vertices, arrows).width < 600
