from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.when import in_line, iso_8601, published


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2031-03-12", "2031-03-12"),
        ("2031-03", "2031-03"),
        ("2031-03-12T08:31:00+01:00", "2031-03-12T08:31:00+01:00"),
        ("2031-03-12 08:31:00.123+0100", "2031-03-12T08:31:00+01:00"),
        ("2031-03-12T08:31:00+00:00", "2031-03-12T08:31:00Z"),
        ("2031-03-12T08:31Z", "2031-03-12T08:31Z"),
        ("2031-03-12T00:00:00", "2031-03-12"),
        ("Wed, 12 Mar 2031 08:31:00 GMT", "2031-03-12T08:31:00Z"),
        ("March 12, 2031", "2031-03-12"),
        ("12 March 2031", "2031-03-12"),
        ("Wednesday 12th March 2031, 08:31", "2031-03-12"),
        ("3/4/2031", None),
        ("2031-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_keeps_the_precision_and_the_zone_it_was_given(value: str, iso: str | None) -> None:
    assert published(value) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("March 12, 2031 | Policy Brief", "2031-03-12"),
        ("Published: 12 March 2031, updated 12 March 2031", "2031-03-12"),
        ("From March 12, 2031 to March 14, 2031", None),
        ("The inquiry opened on March 12, 2031, " + "and went on " * 10, None),
    ],
)
def test_a_short_line_gives_a_date_if_it_gives_only_one(line: str, iso: str | None) -> None:
    assert in_line(line) == iso


@given(st.text(max_size=60))
def test_any_value_gives_a_date_or_nothing(value: str) -> None:
    found = published(value)
    assert found is None or iso_8601(found) == found
