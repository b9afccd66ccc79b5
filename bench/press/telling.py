"""How one report tells one fact: a clause, put into a mouth or not, quoted or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from press.grammar import told, upper_first
from press.story import Fact, Say, Speaker, Story
from press.wording import in_own_words
from press.world import material, person, street

_COMMA_END = re.compile(r",\s*([,.:?!])")
_SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z])")


@dataclass
class Line:
    """One sentence or quotation of a report, and where it comes from.

    Attributes:
        fact: the fact that it tells; None for colour, credits and what an outlet has in stock.
        root: on whose word it stands in truth: "say:NUMBER" or "own:OWNER".
        taken: the node that the report took it from, and the words as they stood there.
        kept: whether it stands here in the same words.
    """

    text: str
    kind: str
    fact: Fact | None = None
    say: Say | None = None
    root: str = ""
    taken: tuple[int, str] | None = None
    kept: bool = False


@dataclass
class Pen:
    """Who writes: the outlet's name, the hour, and who has been introduced to the reader so far."""

    story: Story
    here: str
    at: float
    rng: Random
    introduced: set[str] = field(default_factory=set)


def tell(pen: Pen, fact: Fact, say: Say | None, *, root: str, names_outlet: bool = True, quoted: bool = True) -> Line:
    """A fact told in words of the pen's own; a quotation keeps its words."""
    if fact.quote and say is not None and quoted:
        return Line(_quotation(pen, fact, say, names_outlet), "quote", fact, say, root)
    clause = in_own_words(told(pen.rng.choice(fact.tell), pen.story.slots, pen.rng), pen.rng)
    if say is None:
        return Line(upper_first(clause) + ".", "fact", fact, None, root)
    return Line(_attributed(pen, clause, say, names_outlet), "fact", fact, say, root)


def colour(pen: Pen) -> Line:
    """Something seen or heard on the spot, or a passer-by's words."""
    slots, rng = _passer_by(pen), pen.rng
    common, scenes = material("common"), material("scenes")
    draw = rng.random()
    if draw < 0.35:
        words = told(rng.choice(common["reactions"]), slots, rng) if draw < 0.04 else " ".join(
            told(sentence, slots, rng) for sentence in rng.sample(scenes["words"], rng.choice((1, 2, 2, 3)))
        )  # fmt: skip
        shape = "“{words},” [said|says] [{person}, {age}|{person}, {a_trade}|{person}|{a_trade} named {person}]."
        return Line(told(shape, {**slots, "words": words[:-1]}, rng), "colour")
    if draw < 0.39:
        return Line(upper_first(told(rng.choice(common["colour"]), slots, rng)) + ".", "colour")
    slots |= {part: rng.choice(scenes[part]) for part in ("one", "did", "thing", "at", "spot", "scene_while")}
    return Line(upper_first(in_own_words(told(rng.choice(scenes["scene_tell"]), slots, rng), rng)) + ".", "colour")


def headline(pen: Pen) -> str:
    """A headline of the story."""
    head = upper_first(told(pen.rng.choice(pen.story.event["heads"]), pen.story.slots, pen.rng))
    shape = pen.rng.choice(material("words")["headlines"]["lead"])
    who = pen.rng.choice(["officials", "mayor", "police", "report", "experts", "ministry"])
    return told(shape, {"head": head.replace("[", "(").replace("{", "("), "who": who}, pen.rng)


def _passer_by(pen: Pen) -> dict[str, object]:
    names, rng = material("names"), pen.rng
    return {
        **pen.story.slots,
        "person": person(rng),
        "age": rng.randint(17, 91),
        "age2": rng.choice(("six", "seven", "nine", "eleven", "twelve")),
        "a_trade": f"a {rng.choice(names['trades'])}",
        "shop": rng.choice(names["shops"]),
        "clock": rng.choice(("six", "seven", "nine", "ten", "noon", "five")),
        "street": street(rng) if rng.random() < 0.5 else pen.story.slots["street"],
    }


def _attributed(pen: Pen, clause: str, say: Say, names_outlet: bool) -> str:
    said = material("said")
    frames = said[say.channel] if names_outlet or say.here is None else said["plain"]
    if say.here is None and pen.rng.random() < 0.35:
        frames = said["plain"]
    frame = in_own_words(pen.rng.choice(frames), pen.rng, 0.4)
    return _framed(pen, frame, say, {"p": clause, "P": upper_first(clause)})


def _quotation(pen: Pen, fact: Fact, say: Say, names_outlet: bool) -> str:
    sentences = _SENTENCE_END.split(fact.quote)
    frames = [f for f in material("said")["quote"] if ("{q2}" not in f or len(sentences) > 1)]
    if not names_outlet or say.here is None:
        frames = [f for f in frames if "{here}" not in f] or frames[:1]
    whole = fact.quote
    slots = {
        "q": whole, "q_end": whole[:-1], "q1_end": sentences[0][:-1], "q2": " ".join(sentences[1:]) or whole,
    }  # fmt: skip
    return _framed(pen, pen.rng.choice(frames), say, slots).replace(",,”", ",”").replace("?,”", "?”")


def _framed(pen: Pen, frame: str, say: Say, slots: dict[str, object]) -> str:
    source = refer(pen, say.speaker)
    weekday = pen.story.weekday(max(say.at, 0))
    day = f"[on {weekday}|on {weekday}|on {weekday} [morning|afternoon|evening]|{weekday}|late on {weekday}|]"
    filled = {
        **pen.story.slots, **slots, "s": source, "S": upper_first(source), "day": day, "here": say.here or pen.here,
    }  # fmt: skip
    text = told(frame, filled, pen.rng)
    text = text if text.endswith(("”", ".")) else text + "."
    return _COMMA_END.sub(r"\1", text)


def refer(pen: Pen, speaker: Speaker) -> str:
    """A source as the reader meets it: in full the first time, short afterwards."""
    if speaker.kind != "person":
        return speaker.name
    first = speaker.who + speaker.name not in pen.introduced
    pen.introduced.add(speaker.who + speaker.name)
    if not first:
        return pen.rng.choice((speaker.name.split()[-1], speaker.name.split()[-1], f"the {speaker.role}"))
    body = speaker.body
    if " of " in body and pen.rng.random() < 0.5:
        body = body[: body.index(" of ")]
    possessive = f"{body}'s {speaker.role} {speaker.name}" if not body.startswith("the ") else ""
    forms = [
        f"{speaker.name}, {speaker.role} of {body},", f"{speaker.name}, the {speaker.role} of {body},",
        f"the {speaker.role} of {body}, {speaker.name},", f"{speaker.name} of {body}",
        f"{speaker.role} {speaker.name}", f"{body}, through its {speaker.role}, {speaker.name},",
        f"{speaker.name}, who is {speaker.role} of {body},",
    ]  # fmt: skip
    return pen.rng.choice([*forms, possessive] if possessive else forms)
