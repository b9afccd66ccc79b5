"""Reports to compare, made from a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sayso import lexicon, lineage, segment
from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.crediting import Crediting
from sayso.lexicon.outlets import Outlets
from sayso.lineage.places import Press
from sayso.pairing import pairs
from sayso.records import Attribution, Credit, Derivation, Document, Link, Passage
from sayso.segment.furniture import Furniture
from sayso.segment.sentences import Abbreviations

Report = Callable[..., Document]


@pytest.fixture(scope="session")
def report() -> Report:
    """A report with this text; the path is what its text begins with unless given."""

    def make(text: str, path: str | None = None, **fields: Any) -> Document:
        return Document(snapshot_id="s", path=path or text[:24], text=text, **fields)

    return make


@pytest.fixture(scope="session")
def press() -> Press:
    """The outlets and words that the package ships."""
    return Press(
        outlets=lexicon.load("outlets", Outlets),
        crediting=lexicon.load("crediting", Crediting),
        countries=lexicon.load("countries", Countries),
        bodies=lexicon.load("bodies", Bodies),
    )


@pytest.fixture(scope="session")
def passages() -> Callable[[Document], list[Passage]]:
    """The passages of a report."""
    furniture, abbreviations = lexicon.load("furniture", Furniture), lexicon.load("abbreviations", Abbreviations)
    return lambda document: segment.passages(document, furniture=furniture, abbreviations=abbreviations)


@pytest.fixture(scope="session")
def credited(press: Press, passages: Callable[[Document], list[Passage]]) -> Callable[..., list[Credit]]:
    """The credits of a report."""

    def find(document: Document, links: Sequence[Link] = ()) -> list[Credit]:
        return lineage.credits(document, passages(document), links, [], **_lexicons(press))

    return find


@pytest.fixture(scope="session")
def family(
    press: Press, passages: Callable[[Document], list[Passage]], credited: Callable[..., list[Credit]]
) -> Callable[..., list[Derivation]]:
    """The derivations of a pile, by the whole of lineage."""

    def find(
        *documents: Document, links: Sequence[Link] = (), attributions: Sequence[Attribution] = ()
    ) -> list[Derivation]:
        by_id = {document.id: document for document in documents}
        keys = {document.id: lineage.keys(document) for document in documents}
        return lineage.derive(
            documents,
            [passage for document in documents for passage in passages(document)],
            links,
            attributions,
            [reuse for a, b in pairs(keys) for reuse in lineage.align(by_id[a], by_id[b])],
            [credit for document in documents for credit in credited(document, links)],
            **_lexicons(press),
        )

    return find


def _lexicons(press: Press) -> dict[str, Any]:
    return {
        "outlets": press.outlets,
        "crediting": press.crediting,
        "countries": press.countries,
        "bodies": press.bodies,
    }
