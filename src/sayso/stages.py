"""The order of work on one page: `STAGES`, and the proof that it makes sense.

A stage is a pure function from records to records: no clock, no network, no file, no global state. Its positional
parameters are the record types of its row; its keyword-only parameters name the engines and lexicons that it wants,
and are filled in from those names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from hashlib import blake2b
from inspect import Parameter, signature
from typing import Any, get_type_hints

import msgspec

from sayso import (
    attribution,
    certainty,
    claims,
    dispute,
    drift,
    engines,
    entities,
    extract,
    lexicon,
    lineage,
    names,
    origins,
    parse,
    segment,
    story,
    timeline,
)
from sayso.errors import TableError
from sayso.helper import ASKED_OF, Helper
from sayso.pairing import RULE, Rule
from sayso.records import (
    Anaphor,
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Correction,
    Credit,
    Derivation,
    Dispute,
    Document,
    Drift,
    Entity,
    Event,
    Kin,
    Link,
    Mark,
    Member,
    Name,
    Omission,
    Origin,
    Passage,
    Question,
    Refusal,
    Reuse,
    Review,
    Snapshot,
    Story,
    Tally,
    Topic,
)
from sayso.syntax import Parse


class Scope(Enum):
    """What one unit of a stage's work sees: one report, two, reports that hang together, or the reports of one story."""

    DOCUMENT = "document"
    PAIR = "pair"
    PILE = "pile"
    STORY = "story"


class Stage(msgspec.Struct, frozen=True):
    """One row of the table.

    Attributes:
        needs: record types its function takes, in the order of its parameters.
        gives: record types its function returns.
        run: the function. Its keyword-only parameters name the engines and lexicons it wants.
        version: raised when the function's answers change.
        keys: for PAIR, the function from what it needs of one report to that report's blocking keys, an ascending array
            of distinct 64-bit numbers.
        rule: for PAIR, when two reports share keys enough to be judged.
        grow: for PILE, the function that takes what is new into a crowd of reports, from the stories that stand, the
            reports of which something is known that was not, and a way to read of others; None, and every crowd is told
            apart anew.
        crowd: for PILE, so many reports that hang together are no crowd yet.
        helper: the helper model that its function asks; None, and it asks none.
    """

    name: str
    scope: Scope
    needs: tuple[type, ...]
    gives: tuple[type, ...]
    run: Callable[..., Any]
    version: int = 1
    keys: Callable[..., Any] | None = None
    rule: Rule = RULE
    grow: Callable[..., Any] | None = None
    crowd: int = 0
    helper: Helper | None = None


DOCUMENT, PAIR, PILE, STORY = Scope.DOCUMENT, Scope.PAIR, Scope.PILE, Scope.STORY

# fmt: off
STAGES: tuple[Stage, ...] = (
    #     name           scope     needs                                               gives                  run
    Stage("extract",     DOCUMENT, (Snapshot,),                                        (Document, Link, Mark), extract.read, version=2),
    Stage("segment",     DOCUMENT, (Document, Mark),                                   (Passage,),            segment.passages),
    Stage("parse",       DOCUMENT, (Document, Passage),                                (Parse,),              parse.parse, version=3),  # transient
    Stage("names",       DOCUMENT, (Document, Parse),                                  (Name,),               names.find, version=6),
    Stage("attribution", DOCUMENT, (Document, Passage, Parse, Name),                   (Attribution, Anaphor), attribution.find, version=17),
    Stage("claims",      DOCUMENT, (Document, Passage, Parse, Attribution),            (ClaimMention,),       claims.detect, version=11),
    Stage("certainty",   DOCUMENT, (Document, Parse, ClaimMention, Attribution),       (Certainty, Question), certainty.judge, version=10),
    Stage("timeline",    DOCUMENT, (Document, Passage, Parse),                         (Event,),              timeline.find, version=2),
    Stage("credit",      DOCUMENT, (Document, Passage, Link, Attribution),             (Credit,),             lineage.credits, version=5),
    Stage("topic",       DOCUMENT, (Snapshot, Document, Passage),                      (Topic,),              story.topic, version=3),
    Stage("reuse",       PAIR,     (Document,),                                        (Reuse,),              lineage.align, keys=lineage.keys, version=2),
    Stage("kin",         PAIR,     (Topic,),                                           (Kin,),                story.kin, keys=story.keys, rule=story.MEET, version=3),
    Stage("story",       PILE,     (Topic, Kin, Review),                               (Story, Member),       story.group, grow=story.grow, crowd=story.CROWD, version=4),
    Stage("entities",    STORY,    (Document, Name, Attribution),                      (Entity,),             entities.join),
    Stage("lineage",     STORY,    (Document, Passage, Link, Attribution, Reuse, Credit), (Derivation,),      lineage.derive, version=9),
    Stage("same_claim",  STORY,    (Document, ClaimMention, Certainty, Attribution, Anaphor, Reuse, Entity), (Claim,), claims.cluster, version=15),
    Stage("origins",     STORY,    (Document, Passage, Claim, ClaimMention, Certainty, Attribution, Derivation, Reuse, Credit, Entity),
                                                                                       (Origin, Tally),       origins.trace, version=9),
    Stage("dispute",     STORY,    (Document, Passage, Claim, ClaimMention, Attribution, Origin, Entity, Event),
                                                                                       (Dispute, Refusal, Correction), dispute.find, version=8),
    Stage("drift",       STORY,    (Document, Passage, Derivation, Reuse, Claim, ClaimMention, Certainty, Attribution, Question, Entity),
                                                                                       (Drift, Omission),     drift.compare, version=12),
)
# fmt: on

#: Types of which a report has one: handed to a function as it is, not as a sequence.
SINGLE = (Snapshot, Document, Parse, Topic)

#: Who gives snapshots and rulings: reading, and people, which stand above the table.
INGEST, REVIEW = "ingest", "review"
ABOVE: dict[type, str] = {Snapshot: INGEST, Review: REVIEW}


def check(stages: Sequence[Stage] = STAGES) -> None:
    """Prove that the table can be run from top to bottom.

    Raises:
        TableError: if a stage needs what no stage above gives, two stages give one type, scopes go back from story to
            document, nothing tells the stories apart, or a function's annotations differ from its row.
    """
    given = dict(ABOVE)
    scopes = list(Scope)
    for before, stage in zip((None, *stages), stages, strict=False):
        if before is not None and scopes.index(stage.scope) < scopes.index(before.scope):
            raise TableError(f"Stage {stage.name!r} stands below a stage of wider scope.")
        if stage.scope is STORY and not any(s.scope is PILE for s in stages):
            raise TableError(f"Stage {stage.name!r} works on stories, and no stage tells them apart.")
        for need in stage.needs:
            if need not in given:
                raise TableError(f"Stage {stage.name!r} needs {need.__name__}, which no stage above it gives.")
        for gift in stage.gives:
            if gift in given:
                raise TableError(f"{gift.__name__} is given by {given[gift]!r} and by {stage.name!r}.")
            given[gift] = stage.name
        _check_signature(stage)


def _check_signature(stage: Stage) -> None:
    hints = get_type_hints(stage.run)
    wanted = [p.name for p in signature(stage.run).parameters.values() if p.kind is not Parameter.KEYWORD_ONLY]
    if stage.scope is PAIR:
        expected: list[Any] = [need for need in stage.needs for _ in "ab"]
    else:
        expected = [
            need if stage.scope is DOCUMENT and need in SINGLE else Sequence[need]  # type: ignore[valid-type]
            for need in stage.needs
        ]
    if [hints[name] for name in wanted] != expected:
        raise TableError(f"The parameters of {stage.run.__module__}.{stage.run.__name__} differ from its row.")
    if stage.gives != (Parse,):
        gift: Any = stage.gives[0]
        for other in stage.gives[1:]:
            gift = gift | other
        if hints["return"] != list[gift]:
            raise TableError(f"{stage.run.__module__}.{stage.run.__name__} does not return what its row gives.")


# -- what a stage is given besides records ---------------------------------------------------------------------------


@cache
def extras(run: Callable[..., Any]) -> tuple[tuple[str, type | None], ...]:
    """The keyword-only parameters of a stage: (name, lexicon shape), the shape None for an engine."""
    hints = get_type_hints(run)
    wanted = [p.name for p in signature(run).parameters.values() if p.kind is Parameter.KEYWORD_ONLY]
    wanted = [name for name in wanted if name != ASKED_OF]
    return tuple((name, None if name in engines.ENGINES else hints[name]) for name in wanted)


def equipment(stage: Stage) -> dict[str, Any]:
    """The engines and lexicons of a stage, loaded.

    Raises:
        EngineError: if an engine cannot be loaded.
        LexiconError: if a lexicon does not fit its shape.
    """
    found = {
        name: engines.engine(name) if shape is None else lexicon.load(name, shape) for name, shape in extras(stage.run)
    }
    return found if stage.helper is None else found | {ASKED_OF: stage.helper}


def table(helper: Helper | None, stages: Sequence[Stage] = STAGES) -> tuple[Stage, ...]:
    """The table with a helper model for the stages that can ask one: those whose function has a parameter `helper`."""
    return tuple(
        msgspec.structs.replace(stage, helper=helper) if ASKED_OF in signature(stage.run).parameters else stage
        for stage in stages
    )


@cache
def recipe(stage: Stage) -> dict[str, str]:
    """All that decides a stage's answers apart from its inputs, by name: version, lexicons, engines, helper model."""
    parts = {"version": str(stage.version)}
    if stage.scope is PAIR:
        parts["rule"] = str(tuple(stage.rule))
    if stage.grow is not None:
        parts["crowd"] = str(stage.crowd)
    for name, shape in extras(stage.run):
        parts[name] = engines.fingerprint(name) if shape is None else lexicon.digest(name)
    if stage.helper is not None:
        parts[ASKED_OF] = stage.helper.name
    return parts


def key(stage: Stage, inputs: Iterable[str]) -> str:
    """The cache key of one unit of a stage's work: a hash of its recipe and of the digests of its inputs."""
    hashed = _begun(stage).copy()
    for part in inputs:
        hashed.update(f"\0{part}".encode())
    return hashed.hexdigest()


@cache
def _begun(stage: Stage) -> blake2b:
    """The hash of the stage's recipe, to which that of a unit's inputs is added: a pile has many units."""
    parts = [stage.name, *(f"{k}={v}" for k, v in sorted(recipe(stage).items()))]
    return blake2b("\0".join(parts).encode(), digest_size=16)


def giver(kind: type, stages: Sequence[Stage]) -> str:
    """The name of the stage that gives records of this type."""
    return ABOVE.get(kind) or next(s.name for s in stages if kind in s.gives)
