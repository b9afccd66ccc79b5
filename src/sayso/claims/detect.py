"""Which stretches of a report are claims: what it states, denies or questions, itself or through a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.claims.carriers import carriers
from sayso.claims.clauses import subject_of
from sayso.claims.kinds import kind_of
from sayso.claims.own import own
from sayso.claims.places import covered, extent, is_quoted, with_closing_quote
from sayso.claims.rejoinders import Rejoinders
from sayso.claims.said import said
from sayso.lexicon.cues import Cues
from sayso.lexicon.denials import Denials
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.lexicon.reading import cue_class
from sayso.lexicon.rejoinders import RejoinderWords
from sayso.lexicon.roles import Roles
from sayso.lexicon.wording import Notices
from sayso.records import Attribution, ClaimMention, Document, Passage
from sayso.syntax import HELPING, VERBAL, Parse, Sentence, Token, is_finite, sentences_over, top
from sayso.text import Span, fold
from sayso.vocab import PassageKind

#: What a source only names, calls for or warns of, and does not state: "warned of *a crack in the wall*".
NAMED = "claims/named@1"


class _Stretch(msgspec.Struct, frozen=True):
    """Tokens of one sentence with the attribution that carries them (None: the report's own voice)."""

    tokens: list[Token]
    attribution: Attribution | None
    rule: str


def detect(
    document: Document,
    passages: Sequence[Passage],
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    kinds: Kinds,
    cues: Cues,
    hedges: Hedges,
    denials: Denials,
    rejoinders: RejoinderWords,
    corrections: Notices,
    roles: Roles,
) -> list[ClaimMention]:
    """The places where one report states, denies or questions something, in text order."""
    headings = [p.span for p in passages if p.kind in (PassageKind.HEADLINE, PassageKind.CAPTION)]
    carrying = carriers(parse, attributions, cues, kinds, roles)
    present = _by_sentence(parse, carrying)
    known = Rejoinders(rejoinders, denials)
    found: dict[tuple[Span, str | None], ClaimMention] = {}
    for sentence in parse.sentences:
        in_headline = any(h.start <= sentence.start and sentence.end <= h.end for h in headings)
        for stretch in _stretches(
            parse, sentence, present.get(sentence.index, ()), kinds, cues, hedges, known, in_headline=in_headline
        ):
            carrier = stretch.attribution
            cue = None if carrier is None else cue_class(parse, carrier, cues)
            mention = ClaimMention(
                made_by=f"claims/{stretch.rule}@1",
                doc_id=document.id,
                span=with_closing_quote(document.text, parse.span(stretch.tokens)),
                attribution_id=None if carrier is None else carrier.id,
                subject=_subject(parse, stretch),
                kind=kind_of(parse, _plain_words(stretch), kinds, cue),
            )
            found.setdefault((mention.span, mention.attribution_id), mention)
    told = (m for m in found.values() if m.attribution_id is not None or not _is_of_itself(m, document, corrections))
    return _without_loose(document, sorted(told, key=lambda m: (m.span, m.attribution_id or "")), known)


def _is_of_itself(mention: ClaimMention, document: Document, corrections: Notices) -> bool:
    """Whether the report tells what it has mended in itself: "*an earlier version of this* report quoted …".

    In a notice that is also what it says of that report: "Retraction: … *The report was wrong*".
    """
    own = fold(mention.span.of(document.text))
    start = document.text.rfind("\n", 0, mention.span.start) + 1
    openings = tuple(opening for group in corrections.openings.values() for opening in group)
    notice = fold(document.text[start : start + 40]).startswith(openings)
    told = any(phrase in own for group in corrections.formulas.values() for phrase in group)
    return told or (notice and own.startswith(("the report ", "the story ", "the article ")))


def _without_loose(document: Document, mentions: Sequence[ClaimMention], rejoinders: Rejoinders) -> list[ClaimMention]:
    """The mentions without rejoinders to nobody: those in a report that says of nobody that he told anything.

    In a report's own voice "that was wrong" may be about anything; "the claim is wrong" says what it is about.
    """
    words = {m.id: m.span.of(document.text) for m in mentions}
    found = {m.id for m in mentions if rejoinders.is_one(words[m.id])}
    told = any(m.attribution_id is not None and m.id not in found for m in mentions)

    def stays(mention: ClaimMention) -> bool:
        own = words[mention.id]
        if mention.id not in found or (rejoinders.names_said(own) and not rejoinders.points(own)):
            return True
        # "No such meeting took place" may be about what another report tells.
        return mention.attribution_id is not None and (told or rejoinders.names(own) is not None)

    return [m for m in mentions if stays(m)]


def _by_sentence(parse: Parse, attributions: Sequence[Attribution]) -> Mapping[int, list[Attribution]]:
    """The attributions that each sentence holds a part of, by the sentence's index."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for index in sorted({i for span in extent(attribution) for i in sentences_over(parse, span)}):
            found.setdefault(index, []).append(attribution)
    return found


def _subject(parse: Parse, stretch: _Stretch) -> Span | None:
    """Where the subject stands that the words leave to others: "The dam leaks and *may burst*"."""
    main = top(parse, stretch.tokens)
    words = subject_of(parse, stretch.tokens, main) if main is not None else []
    return parse.span(words) if words else None


def _plain_words(stretch: _Stretch) -> list[Token]:
    """The words of a stretch without the cue and source that break into it ("it was, he *said*, late")."""
    carrier = stretch.attribution
    if carrier is None:
        return stretch.tokens
    return [t for t in stretch.tokens if not covered(t, (*carrier.cue, *carrier.source))] or stretch.tokens


def _stretches(
    parse: Parse,
    sentence: Sentence,
    present: Sequence[Attribution],
    kinds: Kinds,
    cues: Cues,
    hedges: Hedges,
    rejoinders: Rejoinders,
    *,
    in_headline: bool,
) -> Iterator[_Stretch]:
    tokens = parse.sentence_tokens(sentence)
    for attribution in present:
        for part in said(parse, tokens, attribution, present, kinds, cues, hedges, rejoinders):
            yield _Stretch(part, attribution, "said" if _states(parse, part) else "named")
    if is_quoted(parse, sentence):
        return
    for part in own(parse, tokens, present, kinds, hedges, in_headline=in_headline):
        asker = _asker(parse, part, present)
        rule = "whether" if asker is not None else "headline" if in_headline else "own-voice"
        yield _Stretch(part, asker, rule)


def _states(parse: Parse, part: Sequence[Token]) -> bool:
    """Whether the words hold a predicate with tense, or tell what somebody means to do ("vowed *to rebuild it*").

    What a clause only tells of a noun is not stated: "called for a wall *that holds*".
    """
    aims = part[0].text.lower() in ("to", "not") or (part[0].pos in VERBAL and part[0].tag == "VB")
    inside = {t.i for t in part}
    told_of_noun = {t.i for verb in part if verb.dep == "relcl" and verb.head in inside for t in parse.subtree(verb)}
    return aims or any(
        t.pos in VERBAL and t.dep not in HELPING and t.i not in told_of_noun and is_finite(parse, t) for t in part
    )


def _asker(parse: Parse, part: Sequence[Token], present: Sequence[Attribution]) -> Attribution | None:
    """Whose "whether" it is: "The board is yet to *confirm* three points: whether …" hangs on that cue."""
    sentence = parse.sentences[part[0].sentence]
    before = part[0].i - 1
    if before < sentence.first or parse.tokens[before].text.lower() != "whether":
        return None
    first = next(t for t in parse.sentence_tokens(sentence) if t.text.lower() == "whether")
    cued = [a for a in present if a.cue and max(s.end for s in a.cue) <= first.start]
    return max(cued, key=lambda a: max(s.end for s in a.cue), default=None)
