"""The origins of one claim: roots gathered by stance, merged by the count, written down as records."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.origins.count import independent_origins
from sayso.origins.roots import Ground, Root, Walk
from sayso.origins.voice import Voice
from sayso.records import Certainty, Claim, ClaimMention, Id, Origin, Tally
from sayso.vocab import Hearing, Level, SourceKind, Stance

#: Supporting levels from strongest to weakest.
STRONGEST = (Level.ASSERTED, Level.REPORTED, Level.PROBABLE, Level.BELIEVED, Level.ALLEGED)


class Reached(msgspec.Struct, frozen=True):
    """A mention and one root that it reaches."""

    mention: ClaimMention
    root: Root


def origins_of(ground: Ground, claim: Claim) -> list[Origin | Tally]:
    """The origins of a claim, supporters first, and its tally."""
    walk = Walk(ground, claim)
    by_stance: dict[Stance, list[Reached]] = {stance: [] for stance in Stance}
    for mention in walk.mentions:
        by_stance[Stance.DENIES] += [Reached(mention, root) for root in walk.deniers(mention)]
        for reached_root in walk.roots(mention):
            at_root = ground.mentions[reached_root.mention]
            has_twin = walk.has_twin(at_root)
            root = msgspec.structs.replace(reached_root, witness=None) if has_twin else reached_root
            by_stance[walk.stance(at_root)].append(Reached(mention, root))
    found: list[Origin | Tally] = []
    tally = Tally(made_by="origins/count@1", claim_id=claim.id, at_least=0, at_most=0)
    for stance, reached in by_stance.items():
        interval = independent_origins(_voices(reached))
        if stance is Stance.SUPPORTS:
            tally = Tally(
                made_by="origins/count@1", claim_id=claim.id, at_least=interval.at_least, at_most=interval.at_most,
                merged=interval.merged, apart=interval.apart, unsure=interval.unsure, reasons=interval.reasons,
            )  # fmt: skip
        for keys in interval.classes:
            elsewhere = {r.mention.id for r in reached if r.root.voice.key not in keys}
            found.append(_origin(ground, claim, stance, keys, reached, elsewhere))
    return [*found, tally]


def _voices(reached: Sequence[Reached]) -> list[Voice]:
    """The say-sos and relays of the roots, what is known of one voice from several mentions put together."""
    voices: dict[str, Voice] = {}
    for voice in (v for r in reached for v in (r.root.voice, *r.root.relays)):
        known = voices.get(voice.key)
        voices[voice.key] = voice if known is None else _together(known, voice)
    # A voice never relies on itself, however the chains of several reports run.
    return [msgspec.structs.replace(v, relies_on=v.relies_on - {v.key}) for v in voices.values()]


def _together(a: Voice, b: Voice) -> Voice:
    first = min((a, b), key=lambda v: (v.label, v.report or ""))
    return msgspec.structs.replace(
        first,
        bodies=a.bodies | b.bodies,
        quoted=a.quoted | b.quoted,
        worded=a.worded | b.worded,
        relies_on=a.relies_on | b.relies_on,
        heard_by=a.heard_by | b.heard_by,
    )


def _origin(
    ground: Ground, claim: Claim, stance: Stance, keys: Sequence[str], reached: Sequence[Reached], shared: set[Id]
) -> Origin:
    """One class of voices as a record; `shared` are the mentions that reach another class too."""
    mine = [r for r in reached if r.root.voice.key in keys]
    relays = [v for r in reached for v in r.root.relays if v.key in keys]
    lead = _lead([r.root.voice for r in mine] or relays)
    labels = {r.root.voice.label: r.root.voice for r in mine}
    others = [label for label, voice in labels.items() if not _is_called(voice, lead)]
    witnesses = {r.root.witness for r in mine if r.root.witness is not None}
    own = {r.root.voice.report for r in mine if r.root.voice.kind is SourceKind.OUTLET}
    stating = {r.mention.doc_id for r in mine}
    held = [c for r in mine if (c := ground.held(ground.mentions[r.root.mention])) is not None]
    dates = {d for i in stating if (d := ground.documents[i].published)}
    return Origin(
        made_by="origins/classes@1",
        claim_id=claim.id,
        label=lead.label + (f" (with {', '.join(others)})" if others else ""),
        kind=lead.kind,
        entity_id=lead.entity_id,
        stance=stance,
        hearing=_hearing(mine, witnesses, ground),
        witnesses=tuple(sorted(witnesses)),
        via=tuple(dict.fromkeys(label for r in mine for label in r.root.via if label not in labels)),
        repeaters=tuple(sorted(stating - witnesses - own)),
        mentions=tuple(sorted({r.mention.id for r in mine} - shared)),
        resting=tuple(sorted({r.mention.id for r in mine} & shared)),
        dates=tuple(sorted(dates)),
        level=_level(held),
        evidence=tuple(dict.fromkeys(e for r in mine for e in r.root.evidence)),
        reasons=tuple(_reasons(ground, mine, shared)),
    )


def _is_called(voice: Voice, lead: Voice) -> bool:
    """Whether the label is only another name of the leading voice ("the EU", "the European Union")."""
    return voice.label == lead.label or (voice.entity_id is not None and voice.entity_id == lead.entity_id)


def _level(held: Sequence[Certainty]) -> Level:
    """The strongest supporting level; the first of any where none supports."""
    levels = [c.level for c in held]
    return min(
        (v for v in levels if v in STRONGEST), key=STRONGEST.index, default=levels[0] if levels else Level.UNKNOWN
    )


def _lead(voices: Sequence[Voice]) -> Voice:
    """The voice that names a class: a named one before an unnamed one, the one most mentions reach, then by label."""
    order = (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.POLL, SourceKind.ANONYMOUS)
    counts: dict[str, int] = {}
    for voice in voices:
        counts[voice.key] = counts.get(voice.key, 0) + 1
    return min(
        voices,
        key=lambda v: (order.index(v.kind) if v.kind in order else len(order), -counts[v.key], v.label, v.key),
    )


def _hearing(mine: Sequence[Reached], witnesses: set[Id], ground: Ground) -> Hearing:
    if witnesses & ground.documents.keys():
        return Hearing.FIRST_HAND
    if any(r.root.hearing is Hearing.REPEATED for r in mine):
        return Hearing.REPEATED
    return Hearing.UNSTATED


def _reasons(ground: Ground, mine: Sequence[Reached], shared: set[Id]) -> list[str]:
    """How each report got it, in plain words, one sentence per report."""
    reasons: dict[str, None] = {}
    for reached in mine:
        if reached.mention.id in shared:
            continue
        document = ground.documents[reached.mention.doc_id]
        who = document.publisher or document.title or document.path
        source, root = reached.root.voice.label, reached.root
        via = f", through {' and '.join(root.via)}" if root.via else ""
        if root.hearing is Hearing.FIRST_HAND:
            reasons[f"{who} heard it from {source}{via} (mention {reached.mention.id})."] = None
        elif root.hearing is Hearing.REPEATED:
            reasons[f"{who} repeats it from {source}{via} (mention {reached.mention.id})."] = None
        else:
            reasons[
                f"{who} gives it from {source}{via}, without saying how it knows (mention {reached.mention.id})."
            ] = None
    return list(reasons)
