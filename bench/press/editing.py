"""What an editor does to another report's sentences: keep, touch up, tell anew, cut, join, part, move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from press.grammar import upper_first
from press.telling import Line, Pen, tell
from press.wording import with_one_exchanged
from press.world import material

_DAY = re.compile(
    r" (?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| morning| evening)?(?=[ ,.])"
)
_NUMBER = re.compile(r"\b[1-9]\d{1,4}\b")
_OPENERS = ("Meanwhile, ", "At the same time, ", "In addition, ", "Earlier, ", "Separately, ")
_SPLIT = re.compile(r", (?:and|but|while) (?=(?:the|it|they|he|she|a) )|; ")


def rewritten(pen: Pen, lines: Sequence[Line], parent: int, hand: Hand) -> list[Line]:
    """The lines as another newsroom prints them, each with the line that it was made from."""
    kept = _shortened(list(lines), hand, pen.rng)
    out: list[Line] = []
    for place, line in enumerate(kept):
        made = _one(pen, line, hand, is_lead=place == 0)
        if made is not None:
            out.append(replace(made, taken=(parent, line.text), kept=made.text == line.text))
    if pen.rng.random() < hand.moves:
        _move(out, pen.rng)
    return _joined_and_parted(out, hand, pen.rng)


class Hand:
    """How heavily one editor works on one report: shares of lines kept, touched up and told anew; the rest is cut."""

    def __init__(self, rng: Random) -> None:
        # From a light hand to a heavy one, without a peak at either: METER's news has all degrees.
        self.keeps = rng.betavariate(1.3, 1.1)
        self.tells_anew = rng.uniform(0.2, 0.7)  # of those not kept; others are touched up or cut
        self.cuts = rng.uniform(0, 0.3)
        self.ends_at = rng.uniform(0.35, 1) if rng.random() < 0.5 else 1.0
        self.drops_middle = rng.uniform(0, 0.25)
        self.moves = 0.3
        self.joins = rng.uniform(0, 0.12)
        self.names_outlet = rng.random() < 0.6
        self.changes_number = 0.015


def _shortened(lines: list[Line], hand: Hand, rng: Random) -> list[Line]:
    lines = lines[: max(3, round(len(lines) * hand.ends_at))]
    return [line for i, line in enumerate(lines) if i < 2 or rng.random() >= hand.drops_middle]


def _one(pen: Pen, line: Line, hand: Hand, is_lead: bool) -> Line | None:
    rng = pen.rng
    if rng.random() < hand.keeps * (0.6 if is_lead else 1):
        return line
    draw = rng.random()
    if line.fact is not None and (draw < hand.tells_anew or is_lead):
        quoted = rng.random() < 0.75
        return tell(pen, line.fact, line.say, root=line.root, names_outlet=hand.names_outlet, quoted=quoted)
    if draw < hand.tells_anew + hand.cuts and not is_lead:
        return None
    if line.kind == "quote" and line.fact is not None:
        return replace(line, text=_shorter_quote(line.text, rng))
    return replace(line, text=touched_up(line.text, rng, changes_number=hand.changes_number))


def touched_up(text: str, rng: Random, *, changes_number: float = 0.0) -> str:
    """The sentence with one to three small edits: a word exchanged, a day or an aside cut, an opener added."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        draw = rng.random()
        if draw < 0.55:
            text = with_one_exchanged(text, rng)
        elif draw < 0.75:
            text = _DAY.sub("", text, count=1)
        elif draw < 0.9:
            text = _without_aside(text)
        elif not text.startswith("“"):
            text = (
                rng.choice(_OPENERS) + text[:1].lower() + text[1:] if text.startswith(("The ", "A ", "It ")) else text
            )
    if rng.random() < changes_number and (number := _NUMBER.search(text)):
        changed = str(max(2, int(number[0]) + rng.choice((-9, -2, -1, 1, 3, 10))))
        text = text[: number.start()] + changed + text[number.end() :]
    return text


def _without_aside(text: str) -> str:
    for opening in material("words")["asides"]:
        start = text.find(opening)
        end = text.find(",", start + 1)
        if start > 0 and end > 0:
            return text[:start] + text[end:]
    return text


def _shorter_quote(text: str, rng: Random) -> str:
    """The quotation without one of its sentences."""
    found = re.match(r"“([^”]+[.?!]) ([A-Z][^”]+)”(.*)", text)
    if found is None:
        return text
    return f"“{found[2] if rng.random() < 0.4 else found[1][:-1] + ','}”{found[3]}".replace(",,", ",")


def _move(lines: list[Line], rng: Random) -> None:
    """One stretch of lines to another place, never the first."""
    if len(lines) < 5:
        return
    start = rng.randrange(1, len(lines) - 2)
    stretch = lines[start : start + rng.randint(1, 3)]
    del lines[start : start + len(stretch)]
    at = rng.randint(1, len(lines))
    lines[at:at] = stretch


def _joined_and_parted(lines: list[Line], hand: Hand, rng: Random) -> list[Line]:
    """Some neighbours made one sentence, some sentences two: a line keeps its facts, the words stay in order."""
    out: list[Line] = []
    for line in lines:
        if rng.random() < hand.joins and (found := _SPLIT.search(line.text)) and line.kind == "fact":
            text = f"{line.text[: found.start()]}. {upper_first(line.text[found.end() :])}"
            out.append(replace(line, text=text, kept=False))
        elif (
            out and rng.random() < hand.joins and out[-1].kind == line.kind == "colour" and out[-1].taken and line.taken
        ):
            out[-1] = replace(out[-1], text=f"{out[-1].text[:-1]}; {line.text[:1].lower()}{line.text[1:]}", kept=False)
        else:
            out.append(line)
    return out


def introduced_by(lines: Sequence[Line]) -> set[str]:
    """Who has been introduced in lines that are kept."""
    return {line.say.speaker.who + line.say.speaker.name for line in lines if line.say is not None}
