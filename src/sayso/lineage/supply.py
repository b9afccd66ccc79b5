"""Lines that say whose text a report is: agency tags, bylines, sign-offs, notices of republication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec

from sayso.lexicon.crediting import Supply
from sayso.lexicon.outlets import Outlets
from sayso.lineage.places import Place, alternatives, datelines
from sayso.text import trim

#: Longest line read as a byline or an agency's own line; anything longer is prose.
SHORT_LINE = 160
#: Longest line read as a sign-off or a notice: a sign-off may name a dozen reporters in as many towns.
LONG_LINE = 900
#: Words from which on a line that ends like a sentence is prose.
PROSE = 12
#: Score from which on an unknown name is an outlet's: the report itself calls it an agency, a newspaper and so on.
CALLED = 0.9
#: Longest line, in words, that may tell what the line next to it is ("Image copyright").
LABEL = 5
#: How far before a notice the report may speak of itself (code points).
ITSELF = 80
#: How far below its headline a line may stand and still be the report's head, in lines.
HEAD = 1
#: How many lines of prose an outlet may put below the text ("uses cookies …", "has been printed here since …").
FOOT = 2
#: How far below its first line a paper's own line may stand, in lines: below headline, writer and buttons.
TOP = 12
#: The rule for a dateline on a page made of several outlets' pieces.
PIECE = "dateline-of-a-piece"
#: Score of a sign-off that names nobody: its form is one agency's, but others may take it up.
BY_FORM = 0.7

#: Words of the names before an outlet in a byline, and of the post, place or date behind it.
_NAME_WORD = re.compile(r"[(\"]?[A-Z@][\w.'&/-]*[,;:.)\"|]*|and|&|for|in|of|the|de|van|von|al|[,|/·•*-]+")
_POST_WORD = re.compile(
    r"[(]?[A-Z0-9][\w.:'&/-]*[,;:.)|•]*|and|on|at|in|for|of|the|[ap]\.?m\.?,?|[,.|/·•*()-]+|et|'s"
    r"|(?:news|national|senior|chief|political|staff|foreign|security|science|sports?|business|health|world|special)"
    r"|(?:editors?|writers?|reporters?|correspondents?|journalists?|columnists?|analysts?|contributors?)[,.]?"
)
_DATED = re.compile(
    r"(?i:\b(?:updated|published|posted|hours? ago|minutes? ago)\b|\b\d{1,2}:\d{2}\b|\b20\d\d\b"
    r"|\b(?:jan|feb|march|april|may|june|july|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b)"
)
_LABELLED = re.compile(
    r"^(?:[A-Z][\w.'-]* ){1,4}- (?=[Bb][Yy] )"
)  # "The Associated Press - By Jane Doe - Associated Press"
_CITY_OPENS = re.compile(
    r"[A-Z][A-Z.'-]{2,}[A-Z.'/ -]*(?:, [A-Z][\w.' ]{1,30}){0,2}(?:,? [A-Z][a-z]+\.? \d{1,2})? ?(?:\(|-)"
)
#: What may stand around an agency (#) on a line that ends a text.
_ENDS_TEXT = re.compile(r"\(#\)\.?|(?:[a-z]{2,3}/)?#/[a-z]{2,3}|[a-z]{2,3}/#")
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_WRITERS = re.compile(r"'s? [A-Z]|,? (?:staff |\w+ )?(?:writers?|reporters?|journalists?|correspondents?)\b")
_CONTRIBUTED = re.compile(r"\bcontribut(?:ed|ing)\b")
_IS_A = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3} is (?:an?|the) ")
_STOP = re.compile(r"[.!?](?!\w)")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*$")


class Line(msgspec.Struct, frozen=True):
    """A line of a report that is not blank.

    Attributes:
        start, end: where it stands in the text.
        above, below: the lines next to it.
        number: how many lines stand above it.
        left: how many lines of prose stand below it.
        closing: whether it is the last line of running text, or the one below it.
    """

    start: int
    end: int
    text: str
    above: str
    below: str
    number: int
    left: int
    closing: bool

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence, not as a label."""
        return len(self.text.split()) >= PROSE and _SENTENCE_END.search(self.text.rstrip()) is not None


class Tag(msgspec.Struct, frozen=True):
    """An outlet's name in a line, with the words before and behind it."""

    line: Line
    before: str
    after: str
    name: str

    @property
    def besides(self) -> str:
        """What the line says besides the name."""
        return (self.before + " " + self.after).strip(" ()*-.,•·|:_#").removeprefix("The").removeprefix("the").strip()


class Supplied(msgspec.Struct, frozen=True):
    """A line, or a part of one, that says that the report's text, or a part of it, is an outlet's."""

    place: Place
    start: int
    end: int
    rule: str


def supplied(text: str, found: Sequence[Place], supply: Supply, outlets: Outlets) -> Iterator[Supplied]:
    """The places where a report says whose text it is, in text order.

    Args:
        text: the report's text, quotes and dashes made plain.
        found: the outlets named in it.
        supply: the words of such lines.
        outlets: the outlets of the lexicon.
    """
    lines = _lines(text)
    named = [*_datelines(text, found, outlets), *_tags(text, lines, found, supply, outlets)]
    if any(each.rule == PIECE for each in named):  # labels name the pieces too
        named = [each for each in named if each.rule not in LABELS]
    yield from named
    if not any(each.rule in WHOLE for each in named):
        yield from _unnamed(lines, supply)


def _tags(
    text: str, lines: Sequence[Line], found: Sequence[Place], supply: Supply, outlets: Outlets
) -> Iterator[Supplied]:
    """The names that a line calls the text's supplier, by the first rule that holds."""
    at = 0
    for line in lines:
        while at < len(found) and found[at].start < line.end:
            place = found[at]
            at += 1
            if line.end - line.start > LONG_LINE:
                continue
            tag = Tag(line, text[line.start : place.start], text[place.end : line.end], text[place.start : place.end])
            holding = (name for name, holds in RULES.items() if holds(tag, supply))
            rule = next((name for name in holding if _may_supply(name, place, outlets)), None)
            if rule is not None:
                yield Supplied(place, line.start, line.end, rule)


def _lines(text: str) -> list[Line]:
    bounds = [trim(text, *match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    texts = [text[start:end] for start, end in bounds]
    prose = [n for n, line in enumerate(texts) if len(line.split()) >= PROSE and _STOP.search(line)]
    closing = {prose[-1], prose[-1] + 1} if prose else set()
    around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    return [
        Line(start, end, words, above, below, n, len(prose) - bisect_right(prose, n), n in closing)
        for n, ((start, end), (above, words, below)) in enumerate(zip(bounds, around, strict=False))
    ]


def _may_supply(rule: str, place: Place, outlets: Outlets) -> bool:
    """Whether the name is sure enough: a label alone needs an agency, some others an outlet of the lexicon."""
    known = outlets.named(place.outlet)
    if rule in _AGENCIES_ONLY:
        return known.supplies if known is not None else place.score >= CALLED
    return rule not in _KNOWN_ONLY or known is not None


# -- the dateline -----------------------------------------------------------------------------------------------------


def _datelines(text: str, found: Sequence[Place], outlets: Outlets) -> Iterator[Supplied]:
    """An agency between brackets or strokes after the city: the text below is its.

    A page whose datelines name several outlets is made of pieces; then each is only named as the piece's own.
    """
    by_start = {place.start: place for place in found}
    marked = []
    for dateline in datelines(text):
        place = by_start.get(dateline.start)
        if place is None or (dateline.bare and not _opens_as_broadcaster(text, place, outlets)):
            continue
        marked.append(place)
    whole = len({place.outlet for place in marked}) == 1
    for place in marked:
        yield Supplied(place, place.start - 1, place.end + 1, "dateline" if whole else PIECE)


def _opens_as_broadcaster(text: str, place: Place, outlets: Outlets) -> bool:
    """Whether a broadcaster's name in brackets opens a paragraph, with no dash: the manner of some broadcasters."""
    known = outlets.named(place.outlet)
    following = text[place.end + 1 : place.end + 400].lstrip().partition("\n")[0]
    return known is not None and known.kind == "broadcaster" and len(following.split()) >= PROSE


# -- lines that name the outlet ---------------------------------------------------------------------------------------


def is_of_picture(words: str, supply: Supply) -> bool:
    """Whether a line is a picture's credit or caption, by its words or by a name with a stroke before "via"."""
    return _patterns(supply).picture.search(words) is not None


def _is_picture(tag: Tag, supply: Supply) -> bool:
    """A picture's credit, which says nothing about the text: by the line itself or by a label next to it."""
    beside = [line for line in (tag.line.above, tag.line.below) if len(line.split()) <= LABEL]
    return any(is_of_picture(line, supply) for line in (tag.line.text, *beside))


def is_sign_off(tag: Tag, supply: Supply) -> bool:
    """The outlet's own writers are said to have contributed, or to be its writers: so ends a text that is its own."""
    if _WRITERS.match(tag.after) is None:
        return False
    is_writer = _IS_A.fullmatch(tag.before) is not None and tag.line.closing and len(tag.line.text) < SHORT_LINE
    return is_writer or _CONTRIBUTED.search(tag.after) is not None


def is_contribution(tag: Tag, supply: Supply) -> bool:
    """The outlet gave a part of the text: "contributed to this report", "with files from"."""
    before, after = _patterns(supply).part_before, _patterns(supply).part_after
    return before.search(tag.before) is not None or after.match(tag.after) is not None


def is_notice(tag: Tag, supply: Supply) -> bool:
    """The text was published by the outlet first: "This article was originally published by", "republished from"."""
    words = _patterns(supply)
    match = words.notice.search(tag.before) or words.source.search(tag.before)
    if match is None:
        return False
    said_of_itself = words.itself.search(tag.before, max(0, match.start() - ITSELF), match.start()) is not None
    return said_of_itself or (match.re is words.notice and not tag.before[: match.start()].strip(" *_([-"))


def is_byline(tag: Tag, supply: Supply) -> bool:
    """The outlet stands behind the writer's name, or for it: "By Jane Doe, Agency", "From Agency", "Source: Agency"."""
    if len(tag.line.text) > SHORT_LINE or _is_picture(tag, supply):
        return False
    before = _LABELLED.sub("", tag.before)
    lead = _patterns(supply).by.match(before)
    return lead is not None and _are(_NAME_WORD, before[lead.end() :]) and _are(_POST_WORD, tag.after)


def is_agency_line(tag: Tag, supply: Supply) -> bool:
    """The agency stands alone on a line below the headline, above a date or a dateline, or at the end.

    In brackets, or with an editor's initials ("Agency/jd"), it ends the text, whatever the outlet prints below.
    """
    line = tag.line
    if _ENDS_TEXT.fullmatch(f"{tag.before}#{tag.after}") and line.left <= FOOT and not _is_picture(tag, supply):
        return line.number > HEAD
    opens = _CITY_OPENS.match(line.below) is not None
    beside_paper = (
        opens and _are(_NAME_WORD, tag.besides) and tag.before.rstrip().endswith("(")
    )  # "Torvik Gazette (AP)"
    if tag.besides and not beside_paper and _patterns(supply).staff.fullmatch(tag.besides) is None:
        return False
    if _is_picture(tag, supply):
        return False
    return line.number <= HEAD or _is_dated(line.below) or opens or line.closing


def is_papers_line(tag: Tag, supply: Supply) -> bool:
    """A paper alone on a line above the city: the text below is a story of its own that others print."""
    at_head = tag.line.number <= TOP and not tag.besides
    return at_head and _CITY_OPENS.match(tag.line.below) is not None and not _is_picture(tag, supply)


def is_dated_agency_line(tag: Tag, supply: Supply) -> bool:
    """The agency and the date share a line: "Agency | Monday, July 16, 7:24 a.m."."""
    line = tag.line
    lead = tag.before.strip(" *") in ("", "The", "the")
    return (
        lead
        and not line.is_prose
        and len(line.text) < 80
        and _is_dated(tag.after)
        and _are(_POST_WORD, tag.after)
        and not is_of_picture(line.text, supply)
    )


def is_writers_line(tag: Tag, supply: Supply) -> bool:
    """A writer's name and the agency's above a date or right below the headline: a byline without "By"."""
    line, before = tag.line, tag.before.removesuffix("The ").removesuffix("the ").rstrip()
    if len(line.text) > SHORT_LINE or before[-1:] not in (",", "|", "-") or _is_picture(tag, supply):
        return False
    if len(before.split()) < 2 or not (_are(_NAME_WORD, before) and _are(_POST_WORD, tag.after)):
        return False
    below_headline = line.number <= HEAD and " " in tag.name and before.endswith(",")
    at_end = line.closing and " " in tag.name and not line.is_prose
    return below_headline or at_end or _is_dated(tag.after) or _is_dated(line.below)


def is_tail(tag: Tag, supply: Supply) -> bool:
    """The agency behind a dash or in brackets after the last sentence."""
    if not tag.line.closing or tag.after.strip(" ).*") or _is_picture(tag, supply):
        return False
    return re.search(r"(?:^|[.!?][\"')]*) ?\W*(?:-|\()$", tag.before.rstrip()) is not None


def is_copyright(tag: Tag, supply: Supply) -> bool:
    """The outlet's copyright in the text."""
    return len(tag.line.text) < 400 and _COPYRIGHT.search(tag.before[-40:]) is not None and not _is_picture(tag, supply)


#: Every way to say whose text it is, the most telling first; what none of them holds for is no credit of supply.
RULES: dict[str, Callable[[Tag, Supply], bool]] = {
    "sign-off": is_sign_off,
    "contributed": is_contribution,
    "republished": is_notice,
    "byline": is_byline,
    "agency-line": is_agency_line,
    "papers-line": is_papers_line,
    "dated-agency-line": is_dated_agency_line,
    "writers-line": is_writers_line,
    "tail": is_tail,
    "copyright": is_copyright,
}

#: Of these rules, those that speak of the whole text.
WHOLE = ("dateline", *(rule for rule in RULES if rule != "contributed"))

#: Rules whose words are a picture's credit where they stand in a caption.
LABELS = frozenset({"agency-line", "dated-agency-line", "papers-line", "writers-line", "tail", "copyright"})

#: Rules that go by a label alone: they hold only for those whose text others print.
_KNOWN_ONLY = frozenset({"copyright", "papers-line"})
_AGENCIES_ONLY = frozenset({"agency-line", "dated-agency-line", "writers-line", "tail"})


def _are(shape: re.Pattern[str], words: str) -> bool:
    """Whether every one of these words has the shape."""
    return all(shape.fullmatch(word) for word in words.split())


def _is_dated(line: str) -> bool:
    return len(line) <= 80 and _DATED.search(line) is not None


def _unnamed(lines: Sequence[Line], supply: Supply) -> Iterator[Supplied]:
    """A sign-off whose form is one agency's, in a report that names no supplier: "(Reporting by …; Editing by …)".

    Other houses name reporters and editors too, but not with a semicolon between them.
    """
    for line in lines:
        for form in supply.sign_offs:
            if match := _sign_off(form.words).search(line.text[-LONG_LINE:]):
                start = line.end - len(line.text[-LONG_LINE:]) + match.start()
                yield Supplied(Place(start, line.end, form.outlet, BY_FORM), start, line.end, "sign-off-form")
                return


@lru_cache(maxsize=16)
def _sign_off(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\(?(?i:\b" + r"\b[^\n]{1,600}?; ?".join(map(re.escape, words)) + r"\b) [A-Z]")


class _Patterns(msgspec.Struct, frozen=True):
    by: re.Pattern[str]
    staff: re.Pattern[str]
    picture: re.Pattern[str]
    notice: re.Pattern[str]
    source: re.Pattern[str]
    itself: re.Pattern[str]
    part_before: re.Pattern[str]
    part_after: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(supply: Supply) -> _Patterns:
    filler = r"(?: (?:the|The|a|an|our|partners?|its|local|news|site|magazine|newspaper|website)){0,3}\W*"
    return _Patterns(
        by=re.compile(
            rf"\W*(?:(?i:posted|published|updated)\b[^\n]{{0,60}}?(?<!\w))?(?i:{alternatives(supply.by)})(?!\w):?\s*"
        ),
        staff=re.compile(rf"(?:{alternatives(supply.staff)})(?: (?:{alternatives(supply.staff)}))*"),
        picture=re.compile(rf"(?i:(?<!\w)(?:{alternatives(supply.pictures)})(?!\w)|\w ?/ ?@?\w+ via )"),
        notice=re.compile(rf"(?i:\b(?:{alternatives(supply.notices)})){filler}$"),
        source=re.compile(rf"(?i:\b(?:{alternatives(supply.sources)})){filler}$"),
        itself=re.compile(rf"(?i:\b(?:{alternatives(supply.itself)})\b)"),
        part_before=re.compile(
            rf"(?i:\b(?:{alternatives(supply.parts_before)})),? ?(?:the |our )?(?:[A-Z][\w.'-]*,? |and |the )*$"
        ),
        part_after=re.compile(rf"(?:,? (?:and|,) [^.\n]{{1,80}})? (?i:{alternatives(supply.parts_after)})\b"),
    )
