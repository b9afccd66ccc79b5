"""The wording under which a claim is shown: the fullest of its mentions that is well supported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from sayso.claims.brackets import owner
from sayso.claims.gist import Gist
from sayso.records import Id
from sayso.text import CITED, CLOSING, OPENING, squeeze
from sayso.vocab import SUPPORTING, Level, Polarity

#: More words than this, and another mention is shown if there is one.
LONGEST = 45

#: What a word costs that one mention alone has, against what a word gains that all have.
ALONE = 0.25

_LEADING = re.compile(
    r"""^(?:
        (?-i:that)\s+(?!(?:is|was|has|had|would|will|can|could|may|might|must|should|does|did)\b)
        | (?:whether|and|but|or)\s+
        | how\s+(?=(?:an?|the)\s)
        | (?:however|moreover|meanwhile|nevertheless|still|also|but|and|then|separately|of\ course|that\ said
            |what\ is\ more|by\ contrast|for\ (?:example|instance)|as\ a\ result|at\ the\ same\ time
            |in\ (?:addition|fact)),\s+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTING = re.compile(
    r"^[\"'“‘]?(?:it|he|she|they|we|i|you|this|that|these|those|there|which|who|its|his|her|their|our|my|both|neither"
    r"|(?:the|this|that|such) (?:company|group|firm|facility|figure|number|claim|report|move|decision|agency|body|man"
    r"|woman|outlet|paper|allegation|document))\b",
    re.IGNORECASE,
)
#: Words by which nobody says it: "*is said to* have had the readings".
_SAID_TO = r"\b(?P<be>is|are|was|were) (?:said|believed|thought|reported|understood|alleged) to\b"
_HEARSAY = re.compile(rf"{_SAID_TO}|\b(?:reportedly|allegedly)\b", re.IGNORECASE)
_SAID_TO_BE = re.compile(rf"{_SAID_TO} be\b", re.IGNORECASE)
_SAID_TO_HAVE = re.compile(rf"{_SAID_TO} have\b", re.IGNORECASE)
_PERFECT = {"is": "has", "are": "have", "was": "had", "were": "had"}
#: What points to something that stands elsewhere, inside a mention: "an alarm *of that kind*".
_POINTING_INSIDE = re.compile(r"\b(?:of (?:that|this) (?:kind|sort)|such an?)\b", re.IGNORECASE)
#: "warned *of a crack in the wall*", "asked *about the leak*": what a cue leaves before the thing itself.
_OPENED = re.compile(r"^(?:of|about)\s+(?=(?:an?|the|its|his|her|their)\s)", re.IGNORECASE)
_ASKED = re.compile(r"^if\s+", re.IGNORECASE)
#: "the firm of bribing officials": what "accused" and "suspects" leave of a clause.
_ACCUSED = re.compile(
    r"^(?P<who>(?!to )(?:the |an? )?[\w’'.-]+(?: [\w’'.-]+){0,5}) of (?P<what>\w+ing\b.+)$", re.DOTALL
)
#: The first letter of a line, behind the bracket of a name that was put in.
_INITIAL = re.compile(r"^\[?\w")
_DEED = re.compile(r"^\w+ing\b", re.IGNORECASE)
_SPOKEN = re.compile(r"^[\"'“‘]?(?:it|he|she|they|we|i|to)\b(?!['’])", re.IGNORECASE)
_PARTIAL = re.compile(r"^(?:to|of|by|in|on|at|as|for|from|with|put|than|\w+ing)\b", re.IGNORECASE)
#: "the evidence as “convincing”": what "described" and "called" leave.
_DESCRIBED = re.compile(r"\bas [“\"']?[\w-]+[”\"'.]*$")
_NOUN_PHRASE = re.compile(
    r"^(?:any|all|such|suggestions?|claims?|allegations?|accusations?)\b\s*(?:of\s+|that\s+)?", re.IGNORECASE
)
_ARTICLED = re.compile(r"^(?:the|an?|this|that|these|those|its|his|her|their)\b", re.IGNORECASE)
_NO_AT_FRONT = re.compile(r"^no (?=\w)", re.IGNORECASE)
_NOT_INSIDE = re.compile(r"\b((?:is|are|was|were|has|have|had|will|would|could|can|may|must) )not ", re.IGNORECASE)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|says?|\w+n['’]t|\w+ed|\w+ing)\b",
    re.IGNORECASE,
)


#: Before a number among the words by which wordings are alike. One that a single wording has is a detail of its own.
_NUMBER = "#"


class Candidate(msgspec.Struct, frozen=True):
    """A mention that may give the claim its wording.

    Attributes:
        mention: its id.
        text: its words as they stand, with names in square brackets for words that point elsewhere.
        saying: who only names, calls for or warns of it, with these words; "" where they state something.
        replaced: ids of the anaphors whose names these are.
        gist: what they say.
        level: the strongest level at which somebody holds it.
        polarity: of that holder.
        planned: whether somebody holds it as what is meant to happen, though others only pass that on.
        headline: whether it is a headline that repeats what its report says: a sentence of the report says it better.
        framed: whether the words themselves tell that somebody says it ("the report described how …").
        label: the source, "" for the report's own voice.
        place: where it stands among the reports, for settling ties.
    """

    mention: Id
    text: str
    gist: Gist
    level: Level
    polarity: Polarity
    planned: bool
    headline: bool
    framed: bool
    label: str
    place: tuple[str, str, int]
    saying: str = ""
    replaced: tuple[Id, ...] = ()


def wording(candidates: Sequence[Candidate], weight: Callable[[str], float]) -> Candidate:
    """The mention that words the claim: one supported, whole, that explains itself; of these the one that says most.

    What a mention says counts by how many of the claim's wordings say it too, so that one report's flourish does not
    become the claim; among like ones the earliest report's words stand, not those of a rewrite.
    """
    proposes = any(c.polarity is not Polarity.NEGATIVE or c.level is Level.DENIED for c in candidates)
    wanted = Polarity.POSITIVE if proposes else Polarity.NEGATIVE
    # Wordings are counted, not reports: a copy must not change how a claim is worded.
    said = Counter(item for c in {c.gist.atoms: c for c in candidates}.values() for item in _told(c))
    said = Counter({item: n for item, n in said.items() if n > 1 or not item.startswith(_NUMBER)})
    return min(candidates, key=lambda c: (_faults(c, wanted), -round(_fullness(c, said, weight), 1), c.place, c.text))


def _faults(candidate: Candidate, wanted: Polarity) -> tuple[int, ...]:
    """What speaks against a mention of a claim that proposes a yes or a no, the worst first."""
    text = _SAID_TO_BE.sub(r"\g<be>", _LEADING.sub("", squeeze(candidate.text)))
    supported = candidate.level in SUPPORTING and candidate.polarity is wanted
    # "No water has leaked" would turn the ledger's "denied" into its opposite; a denial is shown without its no.
    reversed_ = wanted is Polarity.POSITIVE and candidate.polarity is Polarity.NEGATIVE
    reversed_ = reversed_ and candidate.level is not Level.DENIED
    weak = candidate.level not in (Level.ASSERTED, Level.REPORTED)
    broken = bool(_PARTIAL.match(text) or _DESCRIBED.search(text)) or not _VERBAL.search(text)
    broken = broken or candidate.text.rstrip().endswith("?")
    return (
        2 * int(not supported)
        + 2 * int(reversed_)
        + int(bool(_POINTING.match(text) or _POINTING_INSIDE.search(text)))
        + int(broken)
        + int(candidate.framed or _HEARSAY.search(text) is not None)
        + int(candidate.headline),
        int(len(candidate.gist.atoms) > LONGEST),
        int(weak),
    )


def _told(candidate: Candidate) -> frozenset[str]:
    """The words, names and numbers by which wordings are alike."""
    return candidate.gist.items | {f"{_NUMBER}{amount.value:g}" for amount in candidate.gist.amounts}


def _fullness(candidate: Candidate, said: Mapping[str, int], weight: Callable[[str], float]) -> float:
    most = max(said.values(), default=1)
    # Squared, so that what all say counts and what one alone says hardly does; that rather stands in the way.
    shares = [(weight(item), said[item] / most) for item in sorted(_told(candidate)) if item in said]
    return sum(w * share**2 - ALONE * w * (1 - share) ** 2 for w, share in shares)


def shown(candidate: Candidate) -> str:
    """The mention's words as a line of the ledger: the proposition itself, its first letter a capital.

    What is denied or asked is shown as what it is a denial or a question of: "whether the dam leaks" as "The dam
    leaks", "no water has leaked" as "Water has leaked"; a no that somebody states stays a no. Words that need their
    speaker keep it: "Beijing’s involvement in the raid", "Ada Brook: we could not wait"; what somebody means to do
    reads as headlines have it: "Harrow to close the mine". A thing that somebody only warned of or called for keeps the
    saying: "Inspectors had warned of a crack in the wall"; "is said to have leaked" reads "has leaked".
    """
    if candidate.saying and candidate.polarity is not Polarity.NEGATIVE and not candidate.planned:
        return _INITIAL.sub(lambda first: first.group().upper(), _balanced(squeeze(candidate.saying)), count=1)
    text = _plain(_OPENED.sub("", _LEADING.sub("", CITED.sub("", _balanced(squeeze(candidate.text))))))
    if candidate.level is Level.OPEN_QUESTION:
        text = _ASKED.sub("", text)
    if candidate.level is Level.DENIED:
        text = _NOT_INSIDE.sub(r"\1", _NO_AT_FRONT.sub("", text), count=1)
    if _NOUN_PHRASE.match(text) and not _VERBAL.search(text):
        text = _NOUN_PHRASE.sub("", text)
        if candidate.label:
            return f"{candidate.label}: {text}" if _ARTICLED.match(text) else f"{owner(candidate.label)} {text}"
    if accused := _ACCUSED.match(text):
        text = f"{accused['who']}: {accused['what']}"
    elif candidate.label and (_SPOKEN.match(text) or (candidate.level is Level.DENIED and _DEED.match(text))):
        first, rest = text.split(" ", 1) if " " in text else (text, "")
        first = first if first in ("I", "US") else first.lower()
        meant = candidate.planned and first == "to"
        text = f"{candidate.label}{'' if meant else ':'} {first} {rest}".rstrip()
    return _INITIAL.sub(lambda first: first.group().upper(), text, count=1)


def _plain(text: str) -> str:
    """The words without "said to be" and "said to have"."""
    return _SAID_TO_HAVE.sub(lambda said: _PERFECT[said["be"].lower()], _SAID_TO_BE.sub(r"\g<be>", text))


def goes_on(words: str) -> bool:
    """Whether words behind "…, she said, …" go on with those before: they hold a verb or begin with a preposition."""
    return bool(_VERBAL.search(words) or _PARTIAL.match(words.lstrip(" ,“\"‘'—–-")))


def _balanced(text: str) -> str:
    """The text without marks at its ends, and without quotation marks and brackets that have no partner in it."""
    text = text.strip(" \t,;:.–—-")
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text[:1] in OPENING and text[1:].count(text[:1]) == 0 and not any(c in text[1:] for c in CLOSING):
        text = text[1:]
    if text[-1:] in "’'" and "‘" not in text and text.count("'") < 2 and not text[:-1].endswith("s"):
        text = text[:-1]
    if text[:1] in "‘'" and "’" not in text[-1:] and "'" not in text[1:]:
        text = text[1:]
    return squeeze(text.strip(" ,;:–—-"))
