"""Whether two labels mean one source, and how many sources a label speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.drift.names import Naming, one_name, simple
from sayso.drift.wordbook import Wordbook
from sayso.records import Attribution
from sayso.stems import stem
from sayso.text import fold
from sayso.vocab import SourceKind

#: What a plural without a number can stand for.
_BARE_PLURAL = (2, 20)

#: Kinds of source that are one, however the label ends.
_SINGLE = (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.POLL)

#: Words of a share of many: how many they are, the label does not say.
_SHARES = frozenset({"percent", "half", "third", "thirds", "quarter", "quarters", "fifth", "majority", "minority"})

_WORD = re.compile(r"[a-z][a-z'-]*|\d+")


def how_many(attribution: Attribution, book: Wordbook) -> tuple[int, int]:
    """The least and most sources that the label can speak of: (1, 1) for one person, body or paper."""
    if attribution.source_kind in _SINGLE and _proper(attribution, book):
        return 1, 1
    words = _WORD.findall(fold(attribution.label))
    if "%" in attribution.label or any(word in _SHARES for word in words):
        return _BARE_PLURAL
    if not words or words[0] in ("one", "a", "an", "another") or _one_of(words):
        return 1, 1
    for word in words[:2]:
        if word in book.announced:
            low, high = book.vague.get(word, (book.announced[word], book.announced[word]))
            return int(low), int(high)
    if words[0].isdigit():
        return int(words[0]), int(words[0])
    return _BARE_PLURAL if _plural(_head(words), book) else (1, 1)


def is_one(attribution: Attribution, book: Wordbook) -> bool:
    """Whether the label speaks of a single source."""
    return how_many(attribution, book)[1] == 1


def many_of_one(ours: Attribution, theirs: Attribution, book: Wordbook) -> bool:
    """Whether the child's label speaks of surely more sources than the parent's can."""
    return how_many(theirs, book)[0] > how_many(ours, book)[1]


def _one_of(words: list[str]) -> bool:
    return words[:2] == ["one", "of"]


def _head(words: list[str]) -> str:
    """The head noun of a label: the last word before the first preposition or relative ("one of the officials")."""
    if _one_of(words):
        words = words[2:] or words
    for at, word in enumerate(words):
        if at and word in (
            "of",
            "in",
            "from",
            "at",
            "with",
            "who",
            "that",
            "familiar",
            "close",
            "briefed",
            "for",
            "to",
            "by",
            "on",
            "seen",
            "obtained",
            "reviewed",
            "signed",
            "sent",
            "written",
            "leaked",
        ):
            return words[at - 1]
    return words[-1]


def _plural(word: str, book: Wordbook) -> bool:
    if word in ("people", "men", "women"):
        return True
    return word.endswith("s") and not word.endswith("ss") and word not in book.not_plural


def is_vague(attribution: Attribution, book: Wordbook) -> bool:
    """Whether the label only points back ("he", "the official"), so that it may be anybody named before."""
    words = _WORD.findall(fold(attribution.label))
    if not words or (words[0] in book.pronouns and len(words) == 1):
        return True
    return words[0] in ("the", "his", "her", "their", "its") and not _capitals(attribution.label)


def _capitals(label: str) -> bool:
    return any(word[:1].isupper() for word in label.split()[1:])


def same_source(ours: Attribution, theirs: Attribution, naming: Naming, book: Wordbook) -> bool:
    """Whether the two labels can mean one source: one entity, one name within the other, or one description."""
    if ours.entity_id is not None and ours.entity_id == theirs.entity_id:
        return True
    one, other = simple(ours.label), simple(theirs.label)
    if one_name(one, other) or naming.key(ours.label) == naming.key(theirs.label):
        return True
    if _spelled_alike(ours.label, theirs.label) or _one_person(ours.label, theirs.label):
        return True
    if SourceKind.ANONYMOUS not in (ours.source_kind, theirs.source_kind):
        named = _names(ours.label, naming), _names(theirs.label, naming)
        if named[0] and named[1]:
            return bool(named[0] & named[1]) or _share_a_name(ours.label, theirs.label)
    heads = _heads(ours, theirs)
    return book.alike(*heads) and not _qualified_otherwise(ours.label, theirs.label, book)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether only a blank parts the labels ("the coastguard", "the coast guard")."""
    return simple(one).replace(" ", "") == simple(other).replace(" ", "")


def _one_person(one: str, other: str) -> bool:
    """Whether both labels end in a name that may be one, whatever is said before it ("striker Ives", "Ives")."""
    ours, theirs = _name_at_end(one), _name_at_end(other)
    return bool(ours and theirs) and one_name(ours, theirs)


def _name_at_end(label: str) -> str:
    """The name that a label ends in; none where it belongs to a place or body ("the mayor of Brackley")."""
    runs, words = _runs(label), _words(label)
    return runs[-1] if runs and label.endswith(runs[-1]) and _head(words) == words[-1] else ""


def _heads(ours: Attribution, theirs: Attribution) -> tuple[str, str]:
    return stem(_head(_words(ours.label))), stem(_head(_words(theirs.label)))


def clash(ours: Attribution, theirs: Attribution, naming: Naming, book: Wordbook) -> bool:
    """Whether the labels cannot mean one source, alike as they are: other names in them, or another office.

    "The team at Corlund University" and "the team at Brennhaven University", "the fire chief of Brackley" and "the
    mayor of Brackley".
    """
    if ours.entity_id is not None and ours.entity_id == theirs.entity_id:
        return False
    if _spelled_alike(ours.label, theirs.label) or _one_person(ours.label, theirs.label):
        return False
    one, other = _names(ours.label, naming), _names(theirs.label, naming)
    if one and other and not one & other:
        return not _share_a_name(ours.label, theirs.label)
    heads = _heads(ours, theirs)
    return all(h in book.source_nouns and h not in book.anybody for h in heads) and not book.alike(*heads)


def described(attribution: Attribution, text: str, book: Wordbook) -> frozenset[str]:
    """What the source is called besides its name, in the label and in the words of the text that stand for it."""
    words = " ".join([attribution.label, *(span.of(text) for span in attribution.source)])
    return frozenset(stem(word) for word in _words(words)) & (book.people | book.bodies)


def may_be_one(ours: Attribution, theirs: Attribution, book: Wordbook) -> bool:
    """Whether one label is a plain description that may stand for the name in the other ("the water regulator")."""
    if _proper(ours, book) == _proper(theirs, book):
        return False
    plain = theirs if _proper(ours, book) else ours
    one_body = is_one(plain, book) and not _one_of(_words(plain.label))
    body = one_body and stem(_head(_words(plain.label))) in book.bodies
    return body or plain.source_kind in (SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.DOCUMENT)


def _proper(attribution: Attribution, book: Wordbook) -> bool:
    """Whether the label ends in a name: "Valmere's water regulator" does not, "NWI spokeswoman Mira Jessop" does.

    A plain word that opens a sentence ("Neighbours") is no name.
    """
    label = attribution.label
    if stem(_head(_words(label))) in book.source_nouns | book.documents and _head(_words(label)) in label.split():
        return False
    last = label.rsplit(maxsplit=1)[-1] if label.split() else ""
    if " " not in label and stem(fold(label)) in book.source_nouns | book.documents:
        return False
    return last[:1].isupper() or last.startswith("(")


def _words(label: str) -> list[str]:
    return _WORD.findall(fold(label)) or [""]


def _qualified_otherwise(one: str, other: str, book: Wordbook) -> bool:
    """Whether both descriptions carry words that the other lacks ("ministry official", "hospital official")."""
    ours, theirs = _described(one, book), _described(other, book)
    return bool(ours - theirs) and bool(theirs - ours)


def _described(label: str, book: Wordbook) -> frozenset[str]:
    skipped = book.colourless | set(book.announced)
    return frozenset(
        stem(w) for w in _words(label) if not book.is_function(w) and stem(w) not in skipped and w not in skipped
    ) - {stem(_head(_words(label)))}


def _names(label: str, naming: Naming) -> frozenset[str]:
    """Keys of the capitalised runs in a label."""
    return frozenset(naming.key(run) for run in _runs(label))


def _share_a_name(one: str, other: str) -> bool:
    """Whether a name in the one label may be short for one in the other ("Bongani Zulu", "Zulu")."""
    return any(one_name(a, b) for a in _runs(one) for b in _runs(other))


def _runs(label: str) -> list[str]:
    runs = re.findall(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)*", label)
    return [run for run in runs if simple(run)]


def named_in(text: str, names: Iterable[str], naming: Naming) -> bool:
    """Whether one of these keys is named in a stretch of text."""
    return not _names(text, naming).isdisjoint(names)


def keys_of(label: str, naming: Naming) -> frozenset[str]:
    """The keys of the names in a label."""
    return _names(label, naming)
