"""Segments become attributions: by hand-made forests that look at one or two features."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.linking import Linker, link
from sayso.engines.saying.pairs import Page
from sayso.engines.saying.sheet import Sheet, sheet
from sayso.engines.trees import Forest
from sayso.syntax import Parse
from sayso.text import Span

TEXT = "The union said the strike would go on, and the minister replied that talks were over."


def unparsed(text: str) -> Parse:
    return Parse("", text, [], [])


def read(text: str) -> Sheet:
    return sheet(text, [Span("", 0, len(text))])


def segment(text: str, words: str, role: Role) -> Segment:
    made, start = read(text), text.index(words)
    inside = [i for i, s in enumerate(made.starts) if start <= s < start + len(words)]
    return Segment(inside[0], inside[-1] + 1, role)


def nearer_than(distance: float) -> Forest:
    """Believes in pairs with fewer words between (feature 1), the more the fewer."""
    roots, feature, threshold, left, right, value = [], [], [], [], [], []
    for step in np.linspace(0, distance, 8):
        n = len(feature)
        roots.append(n)
        feature += [1, -1, -1]
        threshold += [float(step), 0.0, 0.0]
        left += [n + 1, n + 1, n + 2]
        right += [n + 2, n + 1, n + 2]
        value += [0.0, 1.0, -1.0]
    return Forest(roots, feature, threshold, left, right, value, 0.0, 1)


LINKER = Linker(says=nearer_than(6), said_by=nearer_than(6), least_piece=0.1)

UNION = segment(TEXT, "The union", Role.SOURCE)
SAID = segment(TEXT, "said", Role.CUE)
STRIKE = segment(TEXT, "the strike would go on", Role.CONTENT)
MINISTER = segment(TEXT, "the minister", Role.SOURCE)
REPLIED = segment(TEXT, "replied", Role.CUE)
TALKS = segment(TEXT, "that talks were over", Role.CONTENT)


def test_every_content_goes_to_its_cue_and_every_cue_to_its_source() -> None:
    made = link(LINKER, unparsed(TEXT), read(TEXT), [UNION, SAID, STRIKE, MINISTER, REPLIED, TALKS])
    assert [(one.source, one.cue, one.content) for one in made] == [
        ((UNION,), SAID, (STRIKE,)),
        ((MINISTER,), REPLIED, (TALKS,)),
    ]


def test_a_content_in_two_pieces_is_one_attribution() -> None:
    text = "The strike, the union said, would go on."
    pieces = [segment(text, "The strike", Role.CONTENT), segment(text, "would go on", Role.CONTENT)]
    (one,) = link(LINKER, unparsed(text), read(text), [*pieces, segment(text, "said", Role.CUE)])
    assert one.content == tuple(pieces)


def test_a_cue_far_from_every_source_has_none() -> None:
    (one,) = link(LINKER, unparsed(TEXT), read(TEXT), [UNION, REPLIED, TALKS])
    assert one.source == ()


def test_a_cue_without_content_says_nothing() -> None:
    assert link(LINKER, unparsed(TEXT), read(TEXT), [UNION, SAID]) == []
    assert link(LINKER, unparsed(TEXT), read(TEXT), []) == []


SEGMENTS = st.builds(
    lambda first, words, role: Segment(first, min(first + words, 17), role),
    st.integers(0, 16),
    st.integers(1, 3),
    st.sampled_from(Role),
)


@given(st.lists(SEGMENTS, max_size=8))
def test_any_segments_can_be_described_and_linked(segments: list[Segment]) -> None:
    made = read(TEXT)
    page = Page(unparsed(TEXT), made, sorted(set(segments)))
    for role in (Role.SOURCE, Role.CONTENT):
        pairs, rows = page.described(role)
        assert len(pairs) == len(rows)
        assert np.isfinite(rows).all()
    for one in link(LINKER, unparsed(TEXT), made, sorted(set(segments))):
        assert one.content
