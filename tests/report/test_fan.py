from __future__ import annotations

from sayso.report.fan import fan


def test_a_fan_has_a_ring_for_each_possible_origin() -> None:
    shape = fan(reports=10, at_least=1, at_most=3)
    assert (len(shape.reports), len(shape.sure), len(shape.unsure)) == (10, 1, 2)


def test_a_fan_of_very_many_reports_stays_small() -> None:
    assert fan(reports=600, at_least=1, at_most=1).height < 100
