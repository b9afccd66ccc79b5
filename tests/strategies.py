"""Hypothesis strategies: texts as reports hold them, spans, and every record type with every field it may carry."""

from __future__ import annotations

from typing import get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sayso.dates import When
from sayso.records import RECORDS, Document, Record
from sayso.text import Span
from sayso.vocab import Precision

#: Text as it comes out of pages: letters of many scripts, typographic marks, blanks of all sorts.
texts = st.text(
    st.one_of(
        st.sampled_from("aeinorst ETAOIN ,.;:!?-–—‑'’‘\"“”„«»‹›\n\t\u00a0\u2009\u202f0123456789İıßſéØñ中"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)

ids = st.text("0123456789abcdef", min_size=16, max_size=16)
scores = st.floats(0, 1)


@st.composite
def spans(draw: st.DrawFn, doc_id: str | None = None, longest: int = 1_000) -> Span:
    """A span, never inverted."""
    start, end = sorted(draw(st.tuples(st.integers(0, longest), st.integers(0, longest))))
    return Span(draw(ids) if doc_id is None else doc_id, start, end)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text with the two ends of a stretch of it."""
    text = draw(texts)
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, start, end


whens = st.one_of(
    st.dates().map(lambda day: When(day.isoformat(), Precision.DAY)),
    st.dates().map(lambda day: When(day.isoformat()[:7], Precision.MONTH)),
    st.dates().map(lambda day: When(day.isoformat()[:4], Precision.YEAR)),
)

st.register_type_strategy(Span, spans())
st.register_type_strategy(When, whens)
st.register_type_strategy(float, scores)  # JSON knows no infinity, and no record holds one


def records(kind: type[Record]) -> SearchStrategy[Record]:
    """Records of one type: every field drawn by its annotation, the id filled in by the record itself."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name in kind.__struct_fields__}
    drawn = {name: st.from_type(hint) for name, hint in hints.items() if name != "id"}
    return st.builds(kind, **drawn)


any_record: SearchStrategy[Record] = st.sampled_from(list(RECORDS.values())).flatmap(records)

documents: SearchStrategy[Document] = st.builds(Document, snapshot_id=ids, path=texts.filter(bool), text=texts)
