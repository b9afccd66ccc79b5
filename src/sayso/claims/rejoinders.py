"""Rejoinders: mentions that only say yes or no to what was told before ("denied *it*", "*that is untrue*").

A rejoinder has no words of its own by which it could be compared with other mentions: it belongs to the claim that was
told last by somebody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.claims.places import by_report
from sayso.claims.pointing import REACH, is_doubted, roots
from sayso.lexicon.denials import Denials
from sayso.lexicon.families import root
from sayso.lexicon.rejoinders import RejoinderWords
from sayso.records import Attribution, Certainty, ClaimMention, Id
from sayso.text import fold, words
from sayso.vocab import QuoteKind

#: How far back what is answered may stand, in code points, where the rejoinder names it ("the allegation") and it is
#: about who answers: whoever is accused has waited.
FAR = 1500

#: A rejoinder of more words than this says something of its own.
LONGEST = 14

#: Words of a noun of what was told before that noun ("the *former senior official's* account").
BEFORE_NOUN = 5

#: Characters that no rejoinder of `LONGEST` words is longer than: most statements are known by that alone.
LONGEST_IN_CHARACTERS = 12 * LONGEST

_ARTICLES = frozenset({"the", "a", "an"})


class _Phrases:
    """Phrases of several words, found at a place in a row of words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in sorted(phrases):
            first, *rest = phrase.split()
            self._by_first[first].append((first, *rest))

    def end(self, row: Sequence[str], at: int) -> int:
        """Where the longest phrase that begins at `at` ends; `at` itself where none does."""
        found = (
            [p for p in self._by_first.get(row[at], ()) if tuple(row[at : at + len(p)]) == p] if at < len(row) else []
        )
        return at + max(map(len, found), default=0)

    def all_end(self, row: Sequence[str], at: int) -> int:
        """Where the last of the phrases ends that stand one behind the other from `at` on."""
        while (end := self.end(row, at)) > at:
            at = end
        return at


class Rejoinders:
    """Tells rejoinders from statements, by their words."""

    def __init__(self, lexicon: RejoinderWords, denials: Denials) -> None:
        self._pointers = lexicon.pointers
        self._of_whom = lexicon.of_whom
        self._figures = frozenset(map(root, lexicon.figures))
        self._before_pointers = _Phrases(lexicon.before_pointers)
        self._determiners = _Phrases(lexicon.determiners)
        self._links = _Phrases(lexicon.links)
        self._fillers = _Phrases(lexicon.fillers)
        self._without = _Phrases(lexicon.without)
        self._true = _Phrases(lexicon.true_phrases)
        self._same = _Phrases(lexicon.same)
        self._nothing_of = _Phrases(lexicon.nothing_of)
        self._of_that_kind = _Phrases(lexicon.of_that_kind)
        self._unable = _Phrases(lexicon.unable)
        self._checking = frozenset(map(root, lexicon.checking))
        self._said = frozenset(map(root, denials.said))
        self._states = _with_plurals(denials.untrue | denials.correct)
        self._surely = _with_plurals(denials.surely_untrue | denials.correct)
        self._truth = frozenset(map(root, denials.truth))

    def points(self, text: str) -> bool:
        """Whether the words only stand for what was told: "it", "the account", "the engineer's claims"."""
        row = _row(text)
        return bool(row) and self._pointer(row) == len(row)

    def is_one(self, text: str) -> bool:
        """Whether the words only stand for what was told, or say yes or no to it: "that is simply not true"."""
        row = _row(text) if len(text) <= LONGEST_IN_CHARACTERS else []
        if not row or len(row) > LONGEST:
            return False
        end = self._pointer(row)
        if end == len(row) or self._checks(row):
            return True
        if end:
            linked = self._links.all_end(row, self._fillers.all_end(row, end))
            named = any(root(word) in self._said for word in row[:end])
            return self._says_yes_or_no(row, linked, self._states if named else self._surely)
        return (
            self._says_yes_or_no(row, 0, self._surely)
            or self._nothing_of.end(row, 0) > 0
            or self._repeats(row)
            or self._has_no(row)
        )

    def names_said(self, text: str) -> bool:
        """Whether a rejoinder names what was told ("the *claim* is false"), and does not only point at it."""
        return any(root(word) in self._said for word in _row(text))

    def names_figure(self, text: str) -> bool:
        """Whether what was told is a number: "the union's *figure* is wrong"."""
        return any(root(word) in self._figures for word in _row(text))

    def whose(self, text: str) -> frozenset[str]:
        """The roots of the words that say whose account is meant ("the *engineer's* account"); empty where none do."""
        row = _row(text)
        nouns = [n for n, word in enumerate(row) if root(word) in self._said]
        owners = row[: nouns[0]] if nouns else []
        return frozenset(root(w.removesuffix("'s")) for w in owners if w.endswith(("'s", "s'")))

    def names(self, text: str) -> str | None:
        """The root of the noun that a rejoinder points with: "no such *decision*", "no *decision* of that kind"."""
        row = _row(text)
        return row[at] if (at := self._noun_of(row)) is not None else None

    # -- the parts of a rejoinder --------------------------------------------------------------------------------------

    def _pointer(self, row: Sequence[str]) -> int:
        """Where words that stand for what was told end; 0 where the row does not begin with any."""
        at = self._before_pointers.end(row, 0)
        if at < len(row) and row[at] in self._pointers and (at + 1 == len(row) or root(row[at + 1]) not in self._said):
            return at + 1
        at = self._determiners.end(row, at)
        for noun in range(at, min(len(row), at + BEFORE_NOUN)):
            if root(row[noun]) in self._said:
                between = row[at:noun]
                # One word may colour it ("the new claims"); more of them say whose it is ("the former clerk's claims").
                if len(between) <= 1 or between[-1].endswith(("'s", "s'")):
                    return self._with_author(row, noun + 1)
        return 0

    def _with_author(self, row: Sequence[str], at: int) -> int:
        """The end of the noun with who said it: "the claims *by the union*"."""
        if at < len(row) and row[at] in self._of_whom and len(row) - at <= BEFORE_NOUN:
            return len(row)
        return at

    def _says_yes_or_no(self, row: Sequence[str], at: int, states: frozenset[str]) -> bool:
        """Whether the rest calls something true or untrue, and no more; `states` are the words for that."""
        while (true := self._true.end(row, at)) == at and (end := self._fillers.end(row, at)) > at:
            at = end
        if true > at:
            return self._ends(row, true)
        if (without := self._without.end(row, at)) > at:
            noun = self._fillers.all_end(row, without)
            return noun < len(row) and root(row[noun]) in self._truth and self._ends(row, noun + 1)
        if at >= len(row) or row[at] not in states:
            return False
        at += 1
        while at + 1 < len(row) and row[at] in ("and", "or", "but"):  # "false *and misleading*"
            at = self._fillers.all_end(row, at + 1) + 1
        return self._ends(row, at)

    def _ends(self, row: Sequence[str], at: int) -> bool:
        """Whether nothing follows that says anything."""
        at = self._fillers.all_end(row, at)
        return at >= len(row) or row[at] == "from"  # "a lie *from* beginning to end"

    def _repeats(self, row: Sequence[str]) -> bool:
        """Whether the words say that somebody says so too: "the same to the Herald"."""
        end = self._same.end(row, 0)
        return end > 0 and (end == len(row) or row[end] == "to")

    def _noun_of(self, row: Sequence[str]) -> int | None:
        if len(row) > LONGEST or "no" not in row:
            return None
        at = row.index("no") + 1
        if at < len(row) - 1 and row[at] == "such":
            return at + 1
        return at if at < len(row) and self._of_that_kind.end(row, at + 1) > at + 1 else None

    def _has_no(self, row: Sequence[str]) -> bool:
        """Whether the words say that there was none of what was told: "no such decision has been taken"."""
        return self._noun_of(row) is not None and len(row) <= 2 * BEFORE_NOUN

    def _checks(self, row: Sequence[str]) -> bool:
        """Whether somebody could not find out if it is so: "it has not been able to establish that"."""
        for at in range(1, len(row) - 1):
            if root(row[at]) in self._checking and self._pointer(row[at + 1 :]) == len(row) - at - 1:
                return at <= BEFORE_NOUN + 2 and any(self._unable.end(row, n) > n for n in range(at))
        return False


def _with_plurals(words_: frozenset[str]) -> frozenset[str]:
    """Whole words, since "inflated" and "inflation" have one root."""
    return words_ | {f"{word}s" for word in words_}


def _row(text: str) -> list[str]:
    """The folded words, contractions taken apart: "that's" is "that is", "isn't" is "is not"."""
    row: list[str] = []
    for word in words(fold(text)):
        if word.folded.endswith("n't") and word.folded != "can't":
            row += [word.folded[:-3], "not"]
        elif word.folded in ("it's", "that's", "this's"):
            row += [word.folded[:-2], "is"]
        else:
            row.append(word.folded)
    return row


_JOINED = re.compile(r"[,;]?\s*(?:but|and|though|although|yet)\s+")
_DIGITS = re.compile(r"\d[\d.,]*")

#: A number put against one that was told: "*the figure* is closer to *15,000*", "*put the number at 15,000*".
_FIGURE = re.compile(
    r"(?:puts? (?:the |its )?|(?:the |that )?(?:true |real |actual |correct )?)"
    r"(?:figure|number|toll|total|count|tally|death toll)\b[^,;.]{0,60}\d"
)


def rival_figures(
    mentions: Sequence[ClaimMention],
    attributions: Mapping[Id, Attribution],
    texts: Mapping[Id, str],
) -> Iterator[tuple[Id, Id]]:
    """For each figure that somebody puts against one that was told, the mention that told it, with its own.

    What it counts stands only there, so that by their words the two would hardly meet.
    """
    for doc_id, held in by_report(m for m in mentions if m.attribution_id is not None).items():
        text = texts[doc_id]
        counting = [m for m in held if any(c.isdigit() for c in m.span.of(text))]
        for place, mention in enumerate(counting):
            if _FIGURE.match(fold(mention.span.of(text))) is None:
                continue
            speaker = _speaker(mention, attributions)
            near = (m for m in reversed(counting[:place]) if 0 <= mention.span.start - m.span.end <= REACH)
            told_ = next((m for m in near if not _are_one(_speaker(m, attributions), speaker)), None)
            if told_ is not None:
                yield told_.id, mention.id


# -- what they answer ------------------------------------------------------------------------------------------------


def told(
    mentions: Sequence[ClaimMention],
    certainties: Mapping[Id, Sequence[Certainty]],
    attributions: Mapping[Id, Attribution],
    texts: Mapping[Id, str],
    rejoinders: Rejoinders,
) -> dict[Id, Id]:
    """For each rejoinder the mention that it answers, where one is found.

    That is what somebody else was last said to have told; of a source's statement and the quotation that bears it out,
    the statement. "No such *decision*" means the last to have that word, "the *engineer's* account" what the engineer
    said, "the allegation" what was said of the one who answers.
    """
    found: dict[Id, Id] = {}
    stated: list[ClaimMention] = []  # what somebody is said to state
    lost: list[ClaimMention] = []  # rejoinders to what their own report does not tell
    for doc_id, held in by_report(mentions).items():
        text = texts[doc_id]
        answering = {m.id: m for m in held if rejoinders.is_one(m.span.of(text))}
        said = [m for m in held if m.id not in answering and not is_doubted(m, certainties)]
        stated += [m for m in said if m.attribution_id is not None]
        for mention in answering.values():
            if (meant := _meant(mention, said, attributions, text, rejoinders)) is not None:
                found[mention.id] = meant.id
            else:
                lost.append(mention)
    for mention in lost:
        if (meant := _meant_elsewhere(mention, stated, attributions, texts, rejoinders)) is not None:
            found[mention.id] = meant.id
    return found


def _meant_elsewhere(
    rejoinder: ClaimMention,
    stated: Sequence[ClaimMention],
    attributions: Mapping[Id, Attribution],
    texts: Mapping[Id, str],
    rejoinders: Rejoinders,
) -> ClaimMention | None:
    """What another report says of the speaker, with the noun that he points with: "no such *meeting*"."""
    speaker = _speaker(rejoinder, attributions)
    noun = rejoinders.names(rejoinder.span.of(texts[rejoinder.doc_id]))
    if speaker is None or noun is None:
        return None
    about = roots(speaker.label) - _ARTICLES
    likely = [
        m
        for m in stated
        if m.doc_id != rejoinder.doc_id and not _are_one(_speaker(m, attributions), speaker)
        if root(noun) in (told := roots(m.span.of(texts[m.doc_id]))) and about & told
    ]
    return min(likely, key=lambda m: (m.doc_id, m.span), default=None)


def _meant(
    rejoinder: ClaimMention,
    said: Sequence[ClaimMention],
    attributions: Mapping[Id, Attribution],
    text: str,
    rejoinders: Rejoinders,
) -> ClaimMention | None:
    own = rejoinder.span.of(text)
    if (own_words := _in_one_breath(rejoinder, said, text)) is not None:
        return own_words
    speaker = _speaker(rejoinder, attributions)
    before = [m for m in said if 0 <= rejoinder.span.start - m.span.end <= FAR]
    near = [m for m in before if rejoinder.span.start - m.span.end <= REACH]
    if (noun := rejoinders.names(own)) is not None:
        known = [m for m in near if root(noun) in roots(m.span.of(text))]
        if known:
            return known[-1]
    others = [m for m in before if m.attribution_id is not None and not _are_one(_speaker(m, attributions), speaker)]
    figures = _numbers(own)
    if rejoinders.names_figure(own):
        others = [m for m in others if (found := _numbers(m.span.of(text))) and (not figures or figures & found)]
        said = [m for m in said if figures & _numbers(m.span.of(text))]  # only a number that it names is told behind it
    if rejoinders.names_said(own):
        author = rejoinders.whose(own)
        about = frozenset() if speaker is None or author else roots(speaker.label) - _ARTICLES
        by_author = [m for m in others if author & roots(attributions[m.attribution_id or ""].label)]
        about_speaker = [m for m in others if about & roots(m.span.of(text))]
        if author or about_speaker:
            return _statement(by_author or about_speaker, attributions)
    last = _statement([m for m in others if m in near], attributions)
    return last or _told_next(rejoinder, said, speaker, attributions)


def _in_one_breath(rejoinder: ClaimMention, said: Sequence[ClaimMention], text: str) -> ClaimMention | None:
    """What the speaker says himself just before: "*we suspect the gel*, but we have not proved it"."""
    mine = (m for m in said if m.attribution_id is not None and m.attribution_id == rejoinder.attribution_id)
    joined = (m for m in mine if _JOINED.fullmatch(text[m.span.end : rejoinder.span.start]))
    return next(joined, None)


def _numbers(text: str) -> frozenset[str]:
    """The numbers of a text by their digits: those of "1.4m" and of "1.4 million" are the same."""
    return frozenset(number.strip(".,") for number in _DIGITS.findall(text))


def _told_next(
    rejoinder: ClaimMention,
    said: Sequence[ClaimMention],
    speaker: Attribution | None,
    attributions: Mapping[Id, Attribution],
) -> ClaimMention | None:
    """What somebody else is said to tell right behind: a report may begin with the rejoinder."""
    after = (m for m in said if 0 <= m.span.start - rejoinder.span.end <= REACH and m.attribution_id is not None)
    return next((m for m in after if not _are_one(_speaker(m, attributions), speaker)), None)


def _statement(said: Sequence[ClaimMention], attributions: Mapping[Id, Attribution]) -> ClaimMention | None:
    """The last of some mentions, or the statement of the same speaker before it that it bears out as a quotation."""
    if not said:
        return None
    speaker = _speaker(said[-1], attributions)
    for earlier in reversed(said):
        if not _are_one(_speaker(earlier, attributions), speaker):
            break
        if not _is_quotation(earlier, attributions):
            return earlier
    return said[-1]


def _is_quotation(mention: ClaimMention, attributions: Mapping[Id, Attribution]) -> bool:
    own = attributions.get(mention.attribution_id or "")
    return own is not None and own.quote is QuoteKind.DIRECT


def _speaker(mention: ClaimMention, attributions: Mapping[Id, Attribution]) -> Attribution | None:
    """The attribution that names who says it: the one to which the report leads the mention's own back."""
    current = attributions.get(mention.attribution_id or "")
    while current is not None and current.entity_id is None and current.same_as is not None:
        current = attributions.get(current.same_as)
    return current


def _are_one(a: Attribution | None, b: Attribution | None) -> bool:
    """Whether two speakers may be one: "the former official" is "a former senior official in his ministry"."""
    if a is None or b is None:
        return a is b
    if a.entity_id is not None or b.entity_id is not None:
        return a.entity_id == b.entity_id
    one, other = roots(a.label) - _ARTICLES, roots(b.label) - _ARTICLES
    return bool(one and other) and (one <= other or other <= one)
