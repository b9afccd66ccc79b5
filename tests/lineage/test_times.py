from __future__ import annotations

import pytest

from sayso.lineage.times import is_later


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("2031-03-05", "2031-03-04", True),
        ("2031-03-04", "2031-03-04", False),
        ("2031-03-04T12:40:00Z", "2031-03-04T12:20:00Z", False),
        ("2031-03-04T13:40:00Z", "2031-03-04T12:20:00Z", False),
        ("2031-03-04T15:40:00Z", "2031-03-04T12:20:00Z", True),
        ("2031-03-04T12:40:00+00:00", "2031-03-04T10:00:00+02:00", True),
        ("2031-03-04T23:40:00Z", "2031-03-04", False),
        ("2031-04", "2031-03-04", True),
        ("2031-03", "2031-03-04", False),
        (None, "2031-03-04", False),
        ("2031-03-04", None, False),
        ("2031-03-05Tnoon", "2031-03-04T12:00:00Z", True),
    ],
)
def test_a_report_is_later_only_where_its_date_surely_says_so(report, mine, theirs, expected):
    assert is_later(report("A.", "a", published=mine), report("B.", "b", published=theirs)) is expected
