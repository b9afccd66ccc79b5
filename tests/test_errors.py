from __future__ import annotations

import re

import pytest

from sayso import errors
from sayso.errors import InputError, SaysoError, StageError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SaysoError)]


def drawn() -> dict[str, str | None]:
    """Each error of the drawn tree with the one it hangs under."""
    above: dict[int, str] = {}
    tree: dict[str, str | None] = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^ {4}([│├└─ ]*)(\w+Error)", line)
        if found:
            depth, name = len(found[1]), found[2]
            tree[name] = next((above[d] for d in sorted(above, reverse=True) if d < depth), None)
            above = {d: n for d, n in above.items() if d < depth} | {depth: name}
    return tree


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    real = {kind.__name__: kind.__bases__[0].__name__ if kind is not SaysoError else None for kind in KINDS}
    assert drawn() == real


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_says_when_it_is_raised(kind: type[SaysoError]) -> None:
    assert kind.__doc__


def test_an_error_reads_as_what_went_wrong_and_what_to_do() -> None:
    error = InputError("clips/a.html", "clips/a.html is empty.", "Save the page again.")
    assert str(error) == "clips/a.html is empty. Save the page again."
    assert error.path == "clips/a.html"


def test_an_error_without_a_next_step_does_not_end_in_a_blank() -> None:
    assert str(StageError("drift", "story", "It failed.")) == "It failed."
