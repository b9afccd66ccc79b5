"""What a source says: the clauses of an attribution's content that it carries itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.clauses import clauses, trimmed
from sayso.claims.places import covered, extent, lies_in, runs
from sayso.claims.rejoinders import Rejoinders
from sayso.claims.worth import FEWEST, has_clause, is_refusal, is_worth_saying
from sayso.lexicon.cues import CueClass, Cues
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.lexicon.reading import cue_class, cue_tokens
from sayso.records import Attribution
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, top
from sayso.text import Span

#: Cues that never belong to what they carry: "denied *any part in it*" is about the part, not about the denying.
NO_PREDICATE = frozenset({CueClass.DENY, CueClass.DOUBT, CueClass.ACCUSE, CueClass.CLAIM, CueClass.FEAR})

#: Labels of what a verb cannot do without.
OBJECTS = frozenset({"dobj", "attr", "ccomp", "xcomp", "acomp", "oprd"})

#: What may open the clause behind a noun: "a figure *that* the union rejects", "a position, *which* many call neutral".
RELATIVE = frozenset({"that", "which", "who"})

#: Cues that say yes or no to what is told elsewhere: "*denied* it", "*confirmed* the report".
ANSWERING = frozenset({CueClass.DENY, CueClass.CONFIRM})


def said(
    parse: Parse,
    tokens: Sequence[Token],
    attribution: Attribution,
    present: Sequence[Attribution],
    kinds: Kinds,
    cues: Cues,
    hedges: Hedges,
    rejoinders: Rejoinders,
) -> Iterator[list[Token]]:
    """The clauses of a content that this attribution itself carries, not one nested in it."""
    if _is_nobody(parse, attribution) or any(_repeats(parse, attribution, outer, cues) for outer in present):
        return
    nested = [a for a in present if a.id != attribution.id and lies_in(a, attribution)]
    nested = [a for a in nested if not _repeats(parse, a, attribution, cues)]
    frame = (*attribution.cue, *attribution.source)
    for piece in _pieces(parse, tokens, attribution):
        inner = [s for a in nested for s in _own_words(parse, piece, a)]
        broken = any(covered(t, inner) for t in piece)
        free = [t for t in piece if not covered(t, inner) and not (broken and covered(t, frame))]
        for run in runs(free) if broken else [free]:
            for clause in clauses(parse, run, hedges, kinds):
                part = _without_contrast(_without_stub(clause) if broken else clause)
                main = top(parse, part)
                if main is None or is_refusal(parse, main, kinds) or any(_is_grounds(part, a) for a in present):
                    continue
                if broken and _lacks_object(parse, part, main):
                    continue
                rejoinder = _rejoinder(parse, part, attribution, cues, rejoinders)
                if rejoinder:
                    yield rejoinder
                elif is_worth_saying(parse, part, whole=not broken):
                    yield _with_cue(parse, _whole_noun(parse, _with_antecedent(parse, part), frame), attribution, cues)


def _own_words(parse: Parse, piece: Sequence[Token], nested: Attribution) -> tuple[Span, ...]:
    """The words of a nested attribution that are no part of what the outer source says.

    A noun that the outer clause says something of is the outer's too: "if borne out, *the sale* would be a breach";
    and so is a source that is the subject of the outer clause: "*he* would raise it, signalling a thaw".
    """
    cue = [t for t in piece if covered(t, nested.cue)]
    content = [t for t in piece if covered(t, nested.content)]
    if not has_clause(parse, content) and _is_subject_of_another(parse, top(parse, content), cue):
        return ()
    if not nested.source and _is_noun_of_another(parse, top(parse, cue), content):
        return ()
    if _is_subject_of_another(parse, top(parse, [t for t in piece if covered(t, nested.source)]), cue):
        return (*nested.cue, *nested.content)
    return extent(nested)


def _is_subject_of_another(parse: Parse, noun: Token | None, cue: Sequence[Token]) -> bool:
    """Whether a noun is the subject of a predicate that is not the cue, nor one that the cue only colours."""
    if noun is None or noun.dep not in SUBJECTS:
        return False
    verb = parse.head(noun)
    return verb not in cue and all(t.head != verb.i or t.dep in ("advcl", "relcl") for t in cue)


def _is_noun_of_another(parse: Parse, noun: Token | None, content: Sequence[Token]) -> bool:
    """Whether a cue is a noun of the outer clause: "left on account of *doubts* about revenue"."""
    return noun is not None and noun.pos == "NOUN" and parse.head(noun) not in content


def _is_nobody(parse: Parse, attribution: Attribution) -> bool:
    """Whether it is said that nobody says so: "*nobody* can claim that …"."""
    words = [t.text.lower() for span in attribution.source for t in parse.between(span.start, span.end)]
    return words[:1] == ["nobody"] or words[:2] == ["no", "one"]


def _repeats(parse: Parse, nested: Attribution, outer: Attribution, cues: Cues) -> bool:
    """Whether somebody says of himself that he has seen or found a thing: "she said *she had counted nine raids*".

    That is one statement, his own.
    """
    if nested.id == outer.id or nested.label != outer.label or not lies_in(nested, outer):
        return False
    cue, source = (
        [t for span in spans for t in parse.between(span.start, span.end)] for spans in (nested.cue, nested.source)
    )
    if cue_class(parse, nested, cues) in NO_PREDICATE or _is_subject_of_another(parse, top(parse, source), cue):
        return False
    return not any(has_clause(parse, parse.between(span.start, span.end)) for span in nested.content)


def _rejoinder(
    parse: Parse, part: list[Token], attribution: Attribution, cues: Cues, rejoinders: Rejoinders
) -> list[Token]:
    """The words by which somebody denies or confirms what others said, where he makes no statement of his own.

    Of "a figure that the union rejects" they are "a figure".
    """
    if cue_class(parse, attribution, cues) not in ANSWERING or attribution.within is not None:
        return []
    frame = (*attribution.cue, *attribution.source)
    relative = (n for n, t in enumerate(part[:-1]) if t.text.lower() in RELATIVE and covered(part[n + 1], frame))
    words = part[: next(relative, len(part))]
    return words if rejoinders.points(" ".join(t.text for t in words)) else []


def _without_stub(part: list[Token]) -> list[Token]:
    """The words without a last noun whose clause another source says: "fourteen died, *a figure* that …"."""
    if part and part[-1].dep == "appos":
        comma = next((n for n in range(len(part) - 1, max(len(part) - 5, 0), -1) if part[n].text == ","), None)
        return part if comma is None else trimmed(part[:comma])
    return part


def _without_contrast(part: list[Token]) -> list[Token]:
    """The words without whom they are set against: "*Contrary to what the ministry says*, turnout was 48 percent"."""
    comma = next((n for n, t in enumerate(part) if t.text == ","), None)
    if not part or part[0].lemma.lower() != "contrary" or comma is None:
        return part
    return part[comma + 1 :] or part


def _lacks_object(parse: Parse, part: Sequence[Token], main: Token) -> bool:
    """Whether what a verb is about went with another's words: "the paper *has seen* (a log which shows …)"."""
    inside = {t.i for t in part}
    return any(c.dep in OBJECTS and c.i not in inside for c in parse.children(main))


def _is_grounds(part: Sequence[Token], attribution: Attribution) -> bool:
    """Whether the words are only why the source is not named."""
    return bool(attribution.grounds) and covered(part[-1], attribution.grounds)


def _with_cue(parse: Parse, part: list[Token], attribution: Attribution, cues: Cues) -> list[Token]:
    """Words too few to state anything together with the cue before them: "*could not confirm* any case", "*gave* 14".

    A cue in two pieces around the words is their predicate and belongs to them: "*put* the toll *at* 41".
    """
    if cue_class(parse, attribution, cues) in NO_PREDICATE:
        return part
    cue = cue_tokens(parse, attribution)
    around = bool(cue) and cue[0].i < part[0].i and any(part[0].i <= t.i <= part[-1].i for t in cue)
    words = [t for t in part if any(c.isalnum() for c in t.text)]
    adjacent = bool(cue) and 0 < part[0].i - cue[-1].i <= 2
    if around or (adjacent and len(words) < FEWEST and not any(t.pos in VERBAL for t in part)):
        return [*parse.tokens[cue[0].i : part[0].i], *part]
    return part


def _whole_noun(parse: Parse, part: list[Token], frame: Sequence[Span]) -> list[Token]:
    """A noun with all that belongs to it up to the cue: "A warning *about the wall* was first reported by …"."""
    main = top(parse, part)
    if main is None or main.pos not in ("NOUN", "PROPN") or has_clause(parse, part):
        return part
    whole = list(part)
    below = {t.i for t in parse.subtree(main)}
    for token in parse.tokens[part[-1].i + 1 :]:
        if token.i not in below or covered(token, frame):
            break
        whole.append(token)
    return trimmed(whole) if len(whole) > len(part) else part


def _with_antecedent(parse: Parse, part: list[Token]) -> list[Token]:
    """A relative clause with what it is about: "*a position*, which many call neutral"."""
    first = part[0]
    if first.text.lower() not in RELATIVE:
        return part
    clause = next((t for t in (first, *parse.ancestors(first)) if t.dep == "relcl"), None)
    if clause is None or clause.head > first.i or parse.subtree(clause)[0].i != first.i:
        return part
    start = min(t.i for t in parse.subtree(parse.head(clause)))
    return [*parse.tokens[start : first.i], *part]


def _pieces(parse: Parse, tokens: Sequence[Token], attribution: Attribution) -> list[list[Token]]:
    """The parts of a content in one sentence; parts that make one clause only together are joined.

    "Her teams", she said, "have tested the water" is one statement, and so is "It would look, she said, at what was
    lost"; "It is late," he said, "and I am tired" is two.
    """
    pieces: list[list[Token]] = []
    for span in sorted(attribution.content):
        piece = [t for t in tokens if span.start <= t.start and t.end <= span.end]
        if not piece:
            continue
        if pieces and not (has_clause(parse, pieces[-1]) and has_clause(parse, piece) and not _goes_on(piece)):
            first, last = pieces[-1][0].i, piece[-1].i
            pieces[-1] = [t for t in tokens if first <= t.i <= last]
        else:
            pieces.append(piece)
    return pieces


def _goes_on(piece: Sequence[Token]) -> bool:
    """Whether the words begin with a preposition, which needs the words before it."""
    first = next((t for t in piece if t.text[0].isalnum()), piece[0])
    return first.pos == "ADP" and first.dep == "prep"
