from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.report import wording


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2031-03-12", "12 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("2031-W11", "week 11 of 2031"),
        ("2031-03-12/2031-03-14", "12 March 2031 to 14 March 2031"),
        ("2031-99-12", "2031"),
        ("soon", "soon"),
        (None, "no date"),
    ],
)
def test_a_date_is_no_more_exact_than_it_was_given(iso: str | None, words: str) -> None:
    assert wording.day(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2031-03-12T08:31:00+01:00", "12 March 2031, 08:31 (UTC+01:00)"),
        ("2031-03-12T08:31Z", "12 March 2031, 08:31 UTC"),
        ("2031-03-12T08:31", "12 March 2031, 08:31"),
        ("2031-03-12", "12 March 2031"),
    ],
)
def test_a_time_of_day_keeps_its_zone(iso: str, words: str) -> None:
    assert wording.moment(iso) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [((0, 0), "no origin"), ((1, 1), "1 origin"), ((2, 2), "2 origins"), ((1, 3), "1 to 3 origins")],
)
def test_an_interval_is_said_in_words(bounds: tuple[int, int], words: str) -> None:
    assert wording.interval(*bounds) == words


def test_a_trace_is_not_shown_as_nothing() -> None:
    assert wording.percent(0.001) == "under 1%"


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(5, 60))
def test_clipped_text_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(wording.clipped(text, most)) <= most


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_stand_where_a_date_is_expected(text: str) -> None:
    assert isinstance(wording.moment(text), str)
    assert wording.instant(text) is None or len(text) > 10


def test_a_reason_gives_dates_in_words_and_no_ids() -> None:
    reason = "It was published later (2031-03-12T08:31:00+01:00) than the wire (2031-03-11) (mention 0123456789abcdef)."
    assert wording.plain(reason) == (
        "It was published later (12 March 2031, 08:31 (UTC+01:00)) than the wire (11 March 2031)."
    )


@pytest.mark.parametrize("label", ["", "unspecified"])
def test_a_source_without_a_name_is_called_so(label: str) -> None:
    assert wording.speaker(label) == "nobody named"
