"""How one report tells one fact: a clause, put into a mouth or not, quoted or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    """Who writes: the outlet's name and style, the side of the story it is after, who has been introduced so far."""

    story: Story
    here: str
    spells: int
    side: int
    rng: Random
    introduced: set[str] = field(default_factory=set)

    @property
    def slots(self) -> Mapping[str, object]:
        """What the side of the story is about."""
        return self.story.slots[self.side]


def tell(pen: Pen, fact: Fact, say: Say | None, *, root: str, names_outlet: bool = True, quoted: bool = True) -> Line:
    """A fact told in words of the pen's own; a quotation keeps its words."""
    if fact.quote and say is not None and (quoted or not fact.tell):
        return Line(_quotation(pen, fact, say, names_outlet), "quote", fact, say, root)
    words = clause(pen, fact)
    if say is None:
        return Line(_filled_out(pen, upper_first(words)) + ".", "fact", fact, None, root)
    return Line(_attributed(pen, fact, words, say, names_outlet), "fact", fact, say, root)


def clause(pen: Pen, fact: Fact) -> str:
    """The fact as a clause, in the pen's own words and its outlet's style of numbers."""
    rng = pen.rng
    slots = {**fact.slots, **{name: word for name, word in _SHORT.items() if rng.random() < 0.3}}
    words = in_own_words(told(rng.choice(fact.tell), slots, rng), rng)
    words = _AUXILIARY.sub(lambda found: _with_filler(found[0], rng), words)
    return _NUMBER.sub(lambda found: spelled(found[0], pen.spells), words)


#: What a writer puts for a name that the reader has met.
_SHORT = {"town": "the town", "firm": "the firm", "region": "the region", "country": "the country", "river": "river"}
_AUXILIARY = re.compile(r" (?:had been|has been|would be|had|has|was|were|would|is|are) (?=[a-z]{4,})")
_NUMBER = re.compile(r"(?<![\w,.-])\d{1,2}(?![\w,.%-])")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: str, largest: int) -> str:
    """The number in words if it is no larger than what the outlet spells out."""
    value = int(number)
    if value > largest:
        return number
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def _with_filler(auxiliary: str, rng: Random) -> str:
    return f"{auxiliary}{rng.choice(material('scenes')['fillers'])} " if rng.random() < 0.3 else auxiliary


def _filled_out(pen: Pen, sentence: str) -> str:
    """The sentence with an opener or a tail, as some writers like them."""
    rng, scenes = pen.rng, material("scenes")
    if rng.random() < 0.35:
        sentence += told(rng.choice(scenes["tails"]), pen.slots, rng)
    elif rng.random() < 0.2 and sentence.startswith(("A ", "An ", "The ", "It ")):
        sentence = told(rng.choice(scenes["openers"]), pen.slots, rng) + " " + sentence[:1].lower() + sentence[1:]
    return sentence


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
    head = upper_first(told(pen.rng.choice(pen.story.events[pen.side]["heads"]), pen.slots, pen.rng))
    shape = pen.rng.choice(material("words")["headlines"]["lead"])
    who = pen.rng.choice(["officials", "mayor", "police", "report", "experts", "ministry"])
    return told(shape, {"head": head.replace("[", "(").replace("{", "("), "who": who}, pen.rng)


def _passer_by(pen: Pen) -> dict[str, object]:
    names, rng = material("names"), pen.rng
    return {
        **pen.slots,
        "person": person(rng),
        "age": rng.randint(17, 91),
        "age2": rng.choice(("six", "seven", "nine", "eleven", "twelve")),
        "a_trade": f"a {rng.choice(names['trades'])}",
        "shop": rng.choice(names["shops"]),
        "clock": rng.choice(("six", "seven", "nine", "ten", "noon", "five")),
        "street": street(rng) if rng.random() < 0.5 else pen.slots["street"],
    }


def _attributed(pen: Pen, fact: Fact, words: str, say: Say, names_outlet: bool) -> str:
    said = material("said")
    frames = said[say.channel] if names_outlet or say.here is None else said["plain"]
    if say.here is None and pen.rng.random() < 0.35:
        frames = said["plain"]
    frame = in_own_words(pen.rng.choice(frames), pen.rng, 0.4)
    return _framed(pen, frame, say, {"p": words, "P": upper_first(words)})


def _quotation(pen: Pen, fact: Fact, say: Say, names_outlet: bool) -> str:
    sentences = _SENTENCE_END.split(fact.quote)
    if len(sentences) > 1 and pen.rng.random() < 0.4:  # one sentence is enough for this writer
        sentences = [pen.rng.choice(sentences)]
    frames = [f for f in material("said")["quote"] if ("{q2}" not in f or len(sentences) > 1)]
    if not names_outlet or say.here is None:
        frames = [f for f in frames if "{here}" not in f] or frames[:1]
    whole = " ".join(sentences)
    slots = {
        "q": whole, "q_end": whole[:-1], "q1_end": sentences[0][:-1], "q2": " ".join(sentences[1:]) or whole,
    }  # fmt: skip
    return _framed(pen, pen.rng.choice(frames), say, slots).replace(",,”", ",”").replace("?,”", "?”")


def _framed(pen: Pen, frame: str, say: Say, slots: dict[str, object]) -> str:
    source = refer(pen, say.speaker)
    weekday = pen.story.weekday(max(say.at, 0))
    day = f"[on {weekday}|on {weekday}|on {weekday} [morning|afternoon|evening]|{weekday}|late on {weekday}|]"
    filled = {
        **pen.slots, **slots, "s": source, "S": upper_first(source), "day": day, "here": say.here or pen.here,
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
