"""A saved page as text: the main text that the engine finds, and what engines drop, where it stands in the page.

The engine (trafilatura) says which words are the article; our own walk of the page says where they stand, and brings
back the headline, byline and dateline, captions, correction notices, the credit line, links, and the furniture inside
the article. Furniture is kept in the text and marked: an editor can see it, and no rule finds a claim in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.engines.base import Extracted
from sayso.extract.dom import Anchor, Line, Role
from sayso.text import CLOSING, words
from sayso.vocab import PassageKind

#: Words in a row that must be the engine's for a line to be main text.
GRAM = 4
#: Part of a line's runs of words that must be the engine's.
ENOUGH = 0.7
#: Part of the engine's words that our walk must find again; below it, the engine's text is taken as it is.
COVERED = 0.6
#: Lines looked at above the first and below the last main line for what belongs to the article.
REACH = 40
#: Fewer words are no report. A page that the engine finds nothing in is read by its paragraphs, if they have as many.
FEWEST_WORDS = 12
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ",", ";")
_SHORT = 16  # words of a byline, a date, a button


class Part(msgspec.Struct, frozen=True):
    """A line of the report, and what the markup says it is; None where it does not say."""

    line: Line
    kind: PassageKind | None = None


def assemble(page: Sequence[Line], extracted: Extracted, title: str | None) -> list[Part]:
    """The report's lines in order, headline first; empty where the page has no main text."""
    main = _main(page, extracted) or _paragraphs(page)
    if not main:
        return []
    if not _covers(page, main, extracted):
        lines = (text.strip() for text in extracted.text.split("\n"))
        plain = [Part(Line(text, (), (), (), "p"), PassageKind.PARAGRAPH) for text in lines if text]
        return _with_title(plain, title)
    furniture = _furniture_parts(page, main)
    first, last = _headline(page, main, title), max(main)
    below = [place for place in range(last + 1, min(last + REACH, len(page))) if _closes(page[place], page[last])]
    parts = [Part(page[n], _kind(page[n], n, main, furniture, first)) for n in (*range(first, last + 1), *below)]
    return _with_title(_once(parts), title)


def _grams(text: str) -> list[tuple[str, ...]]:
    found = [word.folded for word in words(text)]
    return [tuple(found[at : at + GRAM]) for at in range(len(found) - GRAM + 1)]


def _key(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def _main(page: Sequence[Line], extracted: Extracted) -> set[int]:
    """The places of the lines whose words are in the engine's main text."""
    if not extracted.text.strip():
        return set()
    known = {gram for paragraph in extracted.text.split("\n") for gram in _grams(paragraph)}
    whole = {_key(paragraph) for paragraph in extracted.text.split("\n")}
    found: set[int] = set()
    for place, line in enumerate(page):
        grams = _grams(line.text)
        if _key(line.text) in whole or (grams and sum(g in known for g in grams) >= ENOUGH * len(grams)):
            found.add(place)
    return _without_strays(page, found)


def _without_strays(page: Sequence[Line], main: set[int]) -> set[int]:
    """The main lines without single ones far from the rest: a teaser elsewhere that repeats the first paragraph."""
    sizes = {place: len(page[place].text) for place in main}
    total = sum(sizes.values())
    runs: list[list[int]] = []
    for place in sorted(main):
        if runs and place - runs[-1][-1] <= REACH:
            runs[-1].append(place)
        else:
            runs.append([place])
    kept = [run for run in runs if sum(sizes[place] for place in run) >= 0.15 * total]
    found = {place for run in kept for place in run}
    return found if _has_words(page, found) else set()


def _paragraphs(page: Sequence[Line]) -> set[int]:
    """The places of the page's paragraphs, for a page too short for the engine."""
    found = {place for place, line in enumerate(page) if line.tag == "p" and _is_prose(line) and not _is_marked(line)}
    return found if _has_words(page, found) else set()


def _has_words(page: Sequence[Line], places: set[int]) -> bool:
    return sum(len(page[place].text.split()) for place in places) >= FEWEST_WORDS


def _covers(page: Sequence[Line], main: set[int], extracted: Extracted) -> bool:
    """Whether the walk found the engine's text again (not where a page hides it in a script)."""
    ours = sum(len(page[place].text) for place in main)
    return ours >= COVERED * len(extracted.text)


def _is_marked(line: Line) -> bool:
    return line.has(Role.FURNITURE, Role.CAPTION, Role.BYLINE, Role.DATE)


def _is_prose(line: Line) -> bool:
    """Whether the line reads as a paragraph: sentences, few links, and no part of the page that is not the report."""
    bare = line.text.rstrip(CLOSING + ")] ")
    return (
        len(line.text.split()) >= 8
        and bare[-1:] in _SENTENCE_ENDS
        and line.linked() < 0.5
        and not line.has(Role.FURNITURE)
    )


def _is_teaser(line: Line) -> bool:
    """Whether a short line is all link: the title of another story, and no sentence with its source behind it."""
    return line.linked() > 0.8 and (line.tag != "p" or line.text.rstrip(CLOSING + ")] ")[-1:] not in _SENTENCE_ENDS)


def _furniture_parts(page: Sequence[Line], main: set[int]) -> set[int]:
    """The numbers of parts that the markup calls furniture, but for those that hold much of the main text."""
    held: dict[int, int] = {}
    paragraphs: dict[int, int] = {}
    for place in main:
        for part, role in page[place].roles:
            if role is Role.FURNITURE:
                held[part] = held.get(part, 0) + len(page[place].text)
                paragraphs[part] = paragraphs.get(part, 0) + (len(page[place].text.split()) >= 15)
    most = 0.25 * sum(len(page[place].text) for place in main)
    return {
        part
        for line in page
        for part, role in line.roles
        if role is Role.FURNITURE and held.get(part, 0) <= most and paragraphs.get(part, 0) < 3
    }


def _headline(page: Sequence[Line], main: set[int], title: str | None) -> int:
    """The place of the headline: the page's main heading, or the line that is its title, above the main text."""
    key = _key(title or "")
    above = range(max(0, min(main) - 2 * REACH), min(main) + 1)
    for place in above:
        if key and _key(page[place].text) == key:
            return place
    headings = [place for place in above if page[place].has(Role.TITLE) and len(page[place].text.split()) > 2]
    return headings[-1] if headings else min(main)


def _closes(line: Line, last: Line) -> bool:
    """Whether a line near below the last main line still belongs to the article: in the same part of the page."""
    holder = last.parts[-2:-1] if last.tag in ("p", "li", "blockquote", "div", "h2", "h3") else ()
    return bool(holder) and holder[0] in line.parts


def _kind(line: Line, place: int, main: set[int], furniture: set[int], first: int) -> PassageKind | None:
    """What a line between the headline and the end of the article is; None where only its words can tell."""
    short = len(line.text.split()) <= _SHORT
    if place == first and (line.has(Role.TITLE) or place not in main):
        return PassageKind.HEADLINE
    if line.has(Role.CORRECTION):
        return PassageKind.PARAGRAPH
    if any(part in furniture or part == -1 for part, role in line.roles if role is Role.FURNITURE):
        return PassageKind.FURNITURE
    if line.has(Role.CAPTION):
        return PassageKind.CAPTION
    if line.has(Role.BYLINE, Role.DATE) and short:
        return PassageKind.FURNITURE
    if line.has(Role.TITLE, Role.HEADING):
        return PassageKind.HEADLINE if place in main else PassageKind.FURNITURE
    if place in main:
        return PassageKind.FURNITURE if short and _is_teaser(line) else PassageKind.PARAGRAPH
    if line.has(Role.QUOTE):
        return PassageKind.PARAGRAPH
    return None if _is_prose(line) else PassageKind.FURNITURE


def _once(parts: Iterable[Part]) -> list[Part]:
    """The parts without furniture and captions that stand there twice, as pages do for small and large screens."""
    seen: set[str] = set()
    kept: list[Part] = []
    for part in parts:
        if part.kind in (PassageKind.FURNITURE, PassageKind.CAPTION) and part.line.text in seen:
            continue
        seen.add(part.line.text)
        kept.append(part)
    return kept


def _with_title(parts: list[Part], title: str | None) -> list[Part]:
    """The parts below the page's title, where no line of theirs is the headline."""
    if not title or any(part.kind is PassageKind.HEADLINE for part in parts[:4]):
        return parts
    if any(_key(part.line.text) == _key(title) for part in parts[:4]):
        return parts
    return [Part(Line(title, (), (), (), "title"), PassageKind.HEADLINE), *parts]


def joined(parts: Sequence[Part]) -> tuple[str, list[tuple[int, int, PassageKind]], list[Anchor]]:
    """The text of the parts, one a line, with the marked stretches and the links at their places in it."""
    marks: list[tuple[int, int, PassageKind]] = []
    links: list[Anchor] = []
    at = 0
    for part in parts:
        end = at + len(part.line.text)
        if part.kind is not None:
            marks.append((at, end, part.kind))
        links += [Anchor(at + link.start, at + link.end, link.href) for link in part.line.links]
        at = end + 1
    return "\n".join(part.line.text for part in parts), marks, links
