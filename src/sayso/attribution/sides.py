"""Who says it and who is told: what the model linked, mended by what the parse shows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.attribution.finding import Stretch
from sayso.attribution.hearers import hearer_of, is_told
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase
from sayso.attribution.subjects import agent_of, is_passive, sayer
from sayso.lexicon.cues import CueClass
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token
from sayso.text import trim

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})

_ARTICLES = frozenset({"a", "an", "the"})

#: What others say of somebody, so that the subject of a passive is never who says it.
_UNDERGONE = frozenset({CueClass.ACCUSE, CueClass.DESCRIBE, CueClass.CRITICISE, CueClass.SUPPORT})


class Sides(msgspec.Struct, frozen=True):
    """The source and the hearer of a cue, in tokens.

    Attributes:
        raised: words that were linked as source, but are what it is said of; part of the content then.
    """

    source: tuple[Token, ...]
    hearer: tuple[Token, ...] = ()
    raised: tuple[Token, ...] = ()


def sides(
    reading: Reading, anchor: Token, cue: Sequence[Token], linked: tuple[Token, ...], content: Sequence[Stretch]
) -> Sides:
    """Who says it and who is told, of a cue with a content and the words that the model linked as its source."""
    source = linked[1:] if linked and linked[0].dep == "mark" else linked  # the "that" of "that officials knew"
    if all(t.dep == "expl" or not t.text[0].isalnum() for t in source):  # "*there* are fears"; a mark by itself
        source = ()
    if is_told(reading, anchor):
        return _told_by(reading, anchor, content)
    source = _behind(reading, anchor) or source
    if all(t.pos in {"PART", "ADP", "DET", "AUX"} and t.tag != "WDT" for t in source) and _leads_on(reading, source):
        source = ()
    if _is_anothers(reading, anchor, source):
        source = _subject(reading, anchor, cue, content) or source
    source = _whole(reading, anchor, source, content) or _subject(reading, anchor, cue, content)
    source = _giver(reading, source) or _in_content(reading, anchor, content)
    if _is_raised(reading, anchor, source):
        return Sides((), _hearer(reading, anchor, (), content), source)
    if anchor.text.lower() in reading.cues.sourceless_adverbs or _undergoes(reading, anchor, source):
        return Sides(())
    if _hears(reading, anchor, source):
        return Sides(_phrase(reading, _object_of(reading, anchor, "from")), source)
    return Sides(source, _hearer(reading, anchor, source, content))


def _told_by(reading: Reading, anchor: Token, content: Sequence[Stretch]) -> Sides:
    """The sides of "was told": who tells is behind "by", if anywhere, and who is told is the subject."""
    by = agent_of(reading.parse, anchor)
    agent = noun_phrase(reading.parse, by) if by is not None else ()
    return Sides(agent, _hearer(reading, anchor, agent, content))


def _behind(reading: Reading, anchor: Token) -> tuple[Token, ...]:
    """The source that "according to" leads to, whatever stands nearer."""
    if anchor.lemma != "accord" and anchor.text.lower() != "according":
        return ()
    return _phrase(reading, _object_of(reading, anchor, "to"))


def _object_of(reading: Reading, word: Token, preposition: str) -> Token | None:
    """What hangs on a preposition behind the word, if it can speak."""
    parse = reading.parse
    links = (c for c in parse.children(word) if c.dep == "prep" and c.lemma == preposition)
    found = next((p for c in links if (p := parse.child(c, "pobj")) is not None), None)
    return found if found is not None and reading.can_speak(found) else None


def _phrase(reading: Reading, head: Token | None) -> tuple[Token, ...]:
    return noun_phrase(reading.parse, head) if head is not None else ()


def _leads_on(reading: Reading, source: Sequence[Token]) -> bool:
    """Whether the words only lead on to another ("*the* claim", "*to* have wanted")."""
    parse = reading.parse
    return all(t.dep in {"det", "aux", "prep", "mark"} and parse.head(t).i > t.i for t in source)


def head_of(parse: Parse, source: Sequence[Token]) -> Token | None:
    """The noun that a source hangs on, whatever clause stands in it."""
    places = {t.i for t in source}
    tops = [t for t in source if (t.head == t.i or t.head not in places) and t.dep not in {"punct", "case", "mark"}]
    # "*An* arrest affidavit": the parse may hang the article on the verb too.
    tops = [t for t in tops if t.text.lower() not in _ARTICLES] or tops
    nominal = [t for t in tops if t.pos not in VERBAL] or tops or list(source)
    if not nominal:
        return None
    # "Her *co-author*", "an arrest *affidavit*": the parse may hang each word on the verb; the last is the head.
    run = nominal[:1]
    for token in nominal[1:]:
        if token.i != run[-1].i + 1 or token.head != run[0].head:
            break
        run.append(token)
    return next((t for t in reversed(run) if t.pos in _NOMINAL), run[0])


def _giver(reading: Reading, source: tuple[Token, ...]) -> tuple[Token, ...]:
    """The source; of mere "evidence" the one it is from, else who got it, else none ("*evidence* shows": whose?)."""
    parse, head = reading.parse, head_of(reading.parse, source)
    if head is None or head.lemma not in reading.cues.immaterial:
        return source
    link = next((c for c in parse.children(head) if c.dep == "prep" and c.lemma == "from"), None)
    giver = parse.child(link, "pobj") if link is not None else None
    if giver is None and head.dep == "dobj":
        giver = parse.child(parse.head(head), "nsubj")
    return noun_phrase(parse, giver) if giver is not None else ()


def _whole(reading: Reading, anchor: Token, source: tuple[Token, ...], content: Sequence[Stretch]) -> tuple[Token, ...]:
    """The source; the whole subject of the cue where the source is only a part of it ("Ann *Lee* said")."""
    subject = reading.parse.child(anchor, "nsubj")
    head = head_of(reading.parse, source)
    if subject is None or head is None or subject in source:
        return source
    words = noun_phrase(reading.parse, subject)
    return words if head in words and _are_free(words, (), content) else source


def _subject(reading: Reading, anchor: Token, cue: Sequence[Token], content: Sequence[Stretch]) -> tuple[Token, ...]:
    """The cue's grammatical subject or agent, where no source is linked; none if it has another role already."""
    head = sayer(reading, anchor)
    words = noun_phrase(reading.parse, head) if head is not None else ()
    return words if _are_free(words, cue, content) else ()


def _is_anothers(reading: Reading, anchor: Token, source: Sequence[Token]) -> bool:
    """Whether the linked source is another verb's subject, and the cue has its own ("*most*, it claims, *said*")."""
    parse, head = reading.parse, head_of(reading.parse, source)
    own = parse.child(anchor, "nsubj")
    if head is None or own is None or head.dep not in SUBJECTS or head.head == anchor.i:
        return False
    return own not in source and reading.can_speak(own) and own.tag not in {"WDT", "WP"}


def _in_content(reading: Reading, anchor: Token, content: Sequence[Stretch]) -> tuple[Token, ...]:
    """The cue's subject where the model took it into the content beside the cue ("…, *the chair, Ann Lee*, owned")."""
    subject = reading.parse.child(anchor, "nsubj")
    if subject is None or not reading.can_speak(subject):
        return ()
    words = noun_phrase(reading.parse, subject)
    first, last = words[0].start, words[-1].end
    for start, end in content:
        ends = start <= first and reading.text[last:end].strip(" ,") == ""
        if ends and (anchor.end < first or start < first < anchor.start):
            return words
    return ()


def _is_raised(reading: Reading, anchor: Token, source: Sequence[Token]) -> bool:
    """Whether the supposed source is what it is said of ("*the boats* are said to be fast", "*he* reportedly left")."""
    head = head_of(reading.parse, source)
    if head is None or head.dep not in {"nsubj", "nsubjpass"}:
        return False
    if anchor.text.lower() in reading.cues.sourceless_adverbs:
        return True
    return head.dep == "nsubjpass" and head.head == anchor.i and anchor.lemma in reading.cues.raising


def _undergoes(reading: Reading, anchor: Token, source: Sequence[Token]) -> bool:
    """Whether the supposed source is whom somebody accuses or suspects ("a man *suspected* of theft")."""
    head = head_of(reading.parse, source)
    if head is None or anchor.tag != "VBN" or anchor.dep != "acl" or anchor.head != head.i:
        return False
    kind = reading.cues.verb_class.get(anchor.lemma)
    return is_passive(reading.parse, anchor) and (kind in _UNDERGONE or anchor.lemma in reading.cues.raising)


def _hears(reading: Reading, anchor: Token, source: Sequence[Token]) -> bool:
    """Whether the supposed source is the one who hears ("the *court* heard")."""
    head = head_of(reading.parse, source)
    return head is not None and anchor.lemma == "hear" and head.lemma.lower() in reading.roles.audiences


def _hearer(reading: Reading, anchor: Token, source: Sequence[Token], content: Sequence[Stretch]) -> tuple[Token, ...]:
    """To whom it is said, unless these words have another role already."""
    heard = hearer_of(reading, anchor)
    if heard is None:
        return ()
    words = noun_phrase(reading.parse, heard)
    left = without_hearer(reading, content, words)
    behind = next((t.i for t in words if t.i > heard.i and t.pos == "ADP" and any(t.start == s for s, _ in left)), -1)
    words = tuple(t for t in words if behind < 0 or t.i < behind)  # "warned *staff* [of delays]": no staff of delays
    return words if _are_free(words, source, left) else ()


def without_hearer(reading: Reading, content: Sequence[Stretch], hearer: Sequence[Token]) -> list[Stretch]:
    """The content without who hears it, where the model took that to be an edge of it ("urged *staff* to leave")."""
    if not hearer:
        return list(content)
    first, last = hearer[0].start, hearer[-1].end
    left = []
    for piece in content:
        start, end = trim(reading.text, *piece, " ,")
        cut = (last, end) if start == first and last <= end else (start, first if end == last else end)
        rest = trim(reading.text, *cut, " ,")
        if rest[0] < rest[1]:
            left.append(rest)
    return left or list(content)


def _are_free(words: Sequence[Token], taken: Sequence[Token], content: Sequence[Stretch]) -> bool:
    """Whether these words are neither among the taken ones nor in the content."""
    places = {t.i for t in taken}
    return all(t.i not in places and not any(start <= t.start < end for start, end in content) for t in words)
