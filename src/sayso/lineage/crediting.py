"""The words of a credit, from the lexicon, as patterns on either side of an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.lexicon.crediting import Crediting
from sayso.lineage.places import alternatives

_Rules = list[tuple[str, re.Pattern[str]]]


def before_name(words: str, crediting: Crediting) -> tuple[str, int] | None:
    """The rule that makes a credit of the words before a name, and where its cue begins in them; None if none does.

    None too for an imprint ("Printed and published by …"), which says who makes the page.
    """
    for rule, pattern in _before(crediting):
        if match := pattern.search(words):
            return None if _imprint(crediting).search(words, 0, match.end("cue")) else (rule, match.start("cue"))
    return None


def after_name(words: str, crediting: Crediting) -> tuple[str, int] | None:
    """The rule that makes a credit of the words after a name, and where its cue ends in them; None if none does.

    None too where an outlet reports on its own business ("reported a fall in quarterly profit").
    """
    for rule, pattern in _after(crediting):
        if match := pattern.match(words):
            return None if _own_business(crediting).match(words) else (rule, match.end())
    return None


def is_past(words: str, crediting: Crediting) -> bool:
    """Whether the words before a name make the outlet's people no voice of it ("a former …")."""
    return re.search(rf"(?i:\b(?:{alternatives(crediting.past)}))[ -]?(?:the )?$", words) is not None


def again(text: str, crediting: Crediting) -> Iterator[tuple[int, int]]:
    """The places where "the newspaper", or another word for an outlet named before, says or sees something."""
    for match in _again(crediting).finditer(text):
        yield match.span()


@lru_cache(maxsize=4)
def _before(crediting: Crediting) -> _Rules:
    # Between cue and name: articles, "Germany's", "state-run", "Italian", and what the outlet is called; no clause.
    kinds = rf"[Tt]he|an?|its|rival|our|local|state|national|US|U\.S\.|{alternatives(crediting.called)}"
    shapes = r"[A-Z][\w-]*'s|[a-z]+-[a-z]+|[A-Z][a-z]+(?:an|ish|ese|ch|i)"
    filler = rf"(?: (?:{kinds}|{shapes})){{0,5}},?"
    return [
        (group.rule, re.compile(rf"(?<![\w-])(?i:(?P<cue>{alternatives(group.words)})){filler} [\"']?$"))
        for group in crediting.before
    ]


@lru_cache(maxsize=4)
def _after(crediting: Crediting) -> _Rules:
    # Between name and cue: "…, an investigative website, …", "… news agency …", "… first …".
    between = (
        rf"(?:, [^,.;\n]{{1,60}},| (?:{alternatives(crediting.called)}|agency|TV|also|first|earlier|later|itself))?"
    )
    rules: _Rules = []
    for group in crediting.after:
        glued = [rf"{alternatives([word])}" for word in group.words if word.startswith("'")]
        spaced = alternatives(word for word in group.words if not word.startswith("'"))
        rules.append((group.rule, re.compile(rf"(?:{'|'.join([*glued, rf'{between} (?:{spaced})'])})(?![\w-])")))
    return rules


@lru_cache(maxsize=4)
def _imprint(crediting: Crediting) -> re.Pattern[str]:
    return re.compile(rf"(?i:\b(?:{alternatives(crediting.imprint)})) published by$")


@lru_cache(maxsize=4)
def _own_business(crediting: Crediting) -> re.Pattern[str]:
    return re.compile(rf" (?:has |had )?reported (?:[\w$£€%.,'-]+ ){{0,6}}(?:{alternatives(crediting.own_business)})\b")


@lru_cache(maxsize=4)
def _again(crediting: Crediting) -> re.Pattern[str]:
    verbs = alternatives(word for group in crediting.after if group.rule == "reported" for word in group.words)
    return re.compile(rf"\b(?i:{alternatives(crediting.again)}) (?:said|says|adds|added|also said|saw|{verbs})\b")
