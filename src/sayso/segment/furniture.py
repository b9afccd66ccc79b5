"""Lines that are not the report: sign-up forms, share buttons, topic lists, author notes, picture credits."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from sayso.segment.appeals import AppealPatterns, Appeals, is_appeal
from sayso.segment.appeals import compiled as compiled_appeals
from sayso.text import fold, plain, squeeze

#: No line of page furniture is longer; longer ones are not matched, which also bounds the time of every pattern.
LONGEST = 700

#: Signs before or behind a line that say nothing.
_BULLETS = " •·*>»›→←↑↓▶►"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make a whole line furniture, with lines that it must and must not match."""

    name: str
    why: str
    pattern: str
    examples: tuple[str, ...]
    prose: tuple[str, ...] = ()
    case: bool = False


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that head a list of topics or links, alone on a line or with the list behind them."""

    pattern: str
    inline: str


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Notices that are the report's own word: corrections, retractions, editor's notes."""

    pattern: str


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pictures are credited."""

    agency: str
    endings: tuple[str, ...]
    alone: tuple[str, ...]
    openings: str


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """lexicon/furniture.yml."""

    rules: tuple[Rule, ...]
    appeals: Appeals
    closing: str
    headings: Headings
    kept: Kept
    credits: Credits
    author_roles: str
    author_cues: str
    author_contacts: str


class Patterns(NamedTuple):
    """The lexicon, compiled."""

    rules: tuple[tuple[str, bool, re.Pattern[str]], ...]
    appeals: AppealPatterns
    closing: re.Pattern[str]
    heading: re.Pattern[str]
    inline: re.Pattern[str]
    kept: re.Pattern[str]
    credit_endings: tuple[re.Pattern[str], ...]
    credit_alone: tuple[re.Pattern[str], ...]
    caption_opening: re.Pattern[str]
    author: re.Pattern[str]
    author_cue: re.Pattern[str]
    author_contact: re.Pattern[str]


@cache
def compiled(furniture: Furniture) -> Patterns:
    """The lexicon's patterns, compiled once."""

    def credit(pattern: str, ending: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{agency}", furniture.credits.agency) + ending)

    return Patterns(
        rules=tuple((rule.name, rule.case, re.compile(rule.pattern)) for rule in furniture.rules),
        appeals=compiled_appeals(furniture.appeals),
        closing=re.compile(furniture.closing),
        heading=re.compile(furniture.headings.pattern),
        inline=re.compile(furniture.headings.inline),
        kept=re.compile(furniture.kept.pattern),
        credit_endings=tuple(credit(p, r"$") for p in furniture.credits.endings),
        credit_alone=tuple(credit(p, "") for p in furniture.credits.alone),
        caption_opening=re.compile(furniture.credits.openings),
        author=re.compile(
            r"(?P<name>(?:[A-Z][\w.'-]+ ){1,3}(?P<surname>[A-Z][\w.'-]+)),? (?:is "
            r"(?:an? |the |our |(?:the |our )?[\w ]{2,30}'s )?(?:[a-z]+ ){0,2}?"
            rf"(?P<role>{furniture.author_roles})|(?:is|covers|writes|reports|has)\b)"
        ),
        author_cue=re.compile(furniture.author_cues),
        author_contact=re.compile(furniture.author_contacts),
    )


def rule_for(line: str, patterns: Patterns) -> str | None:
    """The name of the rule that makes this line furniture, or None. Corrections are never furniture."""
    if len(line) > LONGEST:
        return None
    cased = squeeze(plain(line)).strip(_BULLETS)
    folded = fold(cased)
    if patterns.kept.fullmatch(folded):
        return None
    if patterns.heading.fullmatch(folded) or patterns.inline.fullmatch(folded):
        return "topics"
    for name, case, pattern in patterns.rules:
        if pattern.fullmatch(cased if case else folded):
            return name
    return "appeal" if is_appeal(folded, patterns.appeals) else None


def is_heading(line: str, patterns: Patterns) -> bool:
    """Whether the line heads a list of topics or links."""
    return len(line) <= 80 and patterns.heading.fullmatch(fold(squeeze(line))) is not None


def is_kept(line: str, patterns: Patterns) -> bool:
    """Whether the line is a correction, a retraction or an editor's note."""
    return patterns.kept.fullmatch(fold(squeeze(line[:LONGEST]))) is not None


def credit_start(line: str, patterns: Patterns) -> int | None:
    """Where the picture credit at the end of a caption begins; 0 if the line is nothing else; None without one."""
    if len(line) > LONGEST:
        return None
    if any(pattern.fullmatch(line.strip()) for pattern in patterns.credit_alone):
        return 0
    starts = [found.start() for pattern in patterns.credit_endings if (found := pattern.search(line.rstrip()))]
    return min(starts, default=None)


def opens_caption(line: str, patterns: Patterns) -> bool:
    """Whether the line begins as captions do: "FILE PHOTO: …", "Pictured: …"."""
    return patterns.caption_opening.match(fold(line)) is not None


def closes_page(line: str, patterns: Patterns) -> bool:
    """Whether the last line of a page is what a publication says of itself."""
    folded = fold(squeeze(line[: LONGEST + 1]))
    if len(folded) > LONGEST or patterns.appeals.told.search(folded):
        return False
    return patterns.closing.fullmatch(folded) is not None


def is_author_note(line: str, text_before: str, byline: str, patterns: Patterns, *, last: bool = True) -> bool:
    """Whether a closing line says who the writer is: a writer's role, and nobody whom the report speaks of.

    Args:
        line: the line.
        text_before: the report above it.
        byline: who wrote the report, as far as known.
        patterns: the lexicon.
        last: no line of the report follows; where one does, the role alone tells a writer from nobody.
    """
    found = patterns.author.match(plain(line))
    if found is None:
        return False
    if found.group("name") in plain(byline):
        return True
    if found.group("role") is None:
        return last and patterns.author_contact.search(fold(line)) is not None
    return patterns.author_cue.search(fold(line)) is not None or (last and found.group("surname") not in text_before)
