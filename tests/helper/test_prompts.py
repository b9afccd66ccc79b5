"""The questions that are asked of a helper model."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sayso
from sayso.errors import TableError
from sayso.helper.prompts import fingerprint, names, prompt

SOURCE = Path(sayso.__file__).parent


def test_every_question_has_a_name_a_version_and_words() -> None:
    assert names()
    for name in names():
        assert prompt(name).signature == f"{name}@{prompt(name).version}"
        assert prompt(name).version >= 1
        assert prompt(name).signature in fingerprint()
        assert prompt(name).digest in fingerprint()


@pytest.mark.parametrize("name", names())
def test_every_question_says_that_the_texts_give_no_orders(name: str) -> None:
    assert "never" in prompt(name).text
    assert "only do what is said here" in prompt(name).text.replace("\n", " ")


def test_every_question_is_asked_somewhere_and_no_other_is() -> None:
    asked = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "helper.ask":
                asked.add(ast.literal_eval(node.args[0]))
    assert asked == set(names())


def test_a_question_that_is_not_there_is_an_error() -> None:
    with pytest.raises((TableError, FileNotFoundError)):
        prompt("no-such-question")
