"""Refusals: somebody was asked and said nothing, which neither supports nor denies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.lexicon.refusing import Refusing
from sayso.lexicon.wording import Caveats
from sayso.records import Claim, ClaimMention, Document, Id, Passage, Refusal
from sayso.text import Span, squeeze
from sayso.vocab import PassageKind

#: A refusal is about what the report says up to so many sentences before.
REACH = 3
#: Longer is no name of a source.
LONGEST = 12
#: What stands between who was asked and the words before: the end of a clause.
_CLAUSE = re.compile(r"[;:“”\"]|, (?:and|but|while|whereas|though)\b|^(?:but|and|while|asked[^,]*,)\s", re.IGNORECASE)
#: What is told of who refuses, between their name and the refusal.
_ASIDE = re.compile(r", (?:which|who|whose)\b")
#: What it is that somebody would not speak about, in words enough to tell: not "on the case".
_SUBJECT = re.compile(r"\b(?:on|about|whether|why|how)(?: [^\s.]+){4}")
_PRONOUN = re.compile(r"(?:he|she|they|it|who|which|both|all)\b", re.IGNORECASE)


#: "His coach, *Mikael Tarn*": the name that follows a description.
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")


def refusals(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    caveats: Caveats,
) -> Iterator[Refusal]:
    """The refusals of all reports, each once for every claim of the sentence that it is about."""
    refusing = Refusing(caveats)
    claim_of = {mention: claim.id for claim in claims for mention in claim.mentions}
    stated: dict[Id, list[ClaimMention]] = defaultdict(list)
    for mention in mentions:
        stated[mention.doc_id].append(mention)
    sentences: dict[Id, list[Span]] = defaultdict(list)
    for passage in passages:
        if passage.kind is PassageKind.SENTENCE:
            sentences[passage.doc_id].append(passage.span)
    for document in sorted(documents, key=lambda d: d.id):
        inside = sorted(sentences[document.id])
        for number, span in enumerate(inside):
            found = refusing.place(span.of(document.text))
            if found is None:
                continue
            near = inside[max(0, number - REACH) : number + 1]
            about = _about(near, span.of(document.text), found, stated[document.id])
            named: list[Id | None] = [*sorted({claim_of[m.id] for m in about if m.id in claim_of})]
            for claim_id in named or [None]:
                yield Refusal(
                    doc_id=document.id,
                    span=span,
                    claim_id=claim_id,
                    who=_who(span.of(document.text)[: found.start()]),
                    made_by="dispute/refusal@1",
                    score=0.8,
                )


def _about(
    sentences: Sequence[Span], text: str, refusal: re.Match[str], mentions: Sequence[ClaimMention]
) -> list[ClaimMention]:
    """The claims that a refusal, in the last of these sentences, is about.

    Where it tells what it is about ("declined to comment on a report that …"), that alone. Else what stands before it:
    in the same sentence, but not what is said there of who refuses ("Tarrel, which …, declined"), or in the nearest
    sentence with any.
    """
    last = sentences[-1]
    begins, ends = last.start + refusal.start(), last.start + refusal.end()
    aside = _ASIDE.search(text[: refusal.start()])
    told_of_who = last.start + aside.start() if aside else begins
    subject = _SUBJECT.search(text, refusal.end())
    if subject is not None:
        return [m for m in mentions if last.contains(m.span) and m.span.start >= ends]
    ways = (
        [m for m in mentions if last.contains(m.span) and m.span.end <= told_of_who],
        *([m for m in mentions if sentence.contains(m.span)] for sentence in reversed(sentences[:-1])),
    )
    return next((found for found in ways if found), [])


def _who(words: str) -> str | None:
    """Who refuses: the words between the last clause and the refusal; None where they name nobody."""
    first, *more = squeeze(_CLAUSE.split(_ASIDE.split(words)[0])[-1]).strip(" ,.").split(", ")
    clause = more[0] if more and _FULL_NAME.fullmatch(more[0]) and not _FULL_NAME.fullmatch(first) else first
    if not clause or len(clause.split()) > LONGEST or _PRONOUN.match(clause):
        return None
    article, _, rest = clause.partition(" ")
    return f"{article.lower()} {rest}" if article in ("The", "A", "An") and rest[:1].islower() else clause
