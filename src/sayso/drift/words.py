"""The rules on wording, in the order in which they speak, and how they are run over one couple of sentences.

Each rule takes what it can explain out of a gap; what is left goes to the next. So one change is one record, with the
most telling kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from sayso.drift.alignment import Gap
from sayso.drift.amounts import bounds, dates, exchanged_quantifiers, numbers, places, quantifiers, stretches
from sayso.drift.clauses import clauses_put_in
from sayso.drift.couples import Couple
from sayso.drift.hedges import certainty, saying, stance
from sayso.drift.moved import changes_of_place
from sayso.drift.names import one_name
from sayso.drift.negation import antonyms, polarity
from sayso.drift.reading import Unit
from sayso.drift.scene import Change, Rule, Scene, in_parent, is_clause, of_kind, weighty, without
from sayso.stems import stem
from sayso.vocab import DriftKind, Severity

#: More weighty units than this, left on one side of a gap, are a new passage and no longer a qualifier or a swap.
PHRASE = 4
#: Likeness from which a sentence follows its parent so closely that what is left out or put in was changed on purpose.
FAITHFUL = 0.6
#: Share of what the parent's sentence tells from which the child keeps it whole.
KEPT = 0.75
#: Units of both sides, together, of a change that a rewritten sentence still shows.
LOCAL = 5


def entities(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Another person, body, place or thing is named where the parent names one."""
    before, after = of_kind(gap.before, "name"), of_kind(gap.after, "name")
    return [
        Change(
            kind=DriftKind.ENTITY,
            before=(ours,),
            after=(theirs,),
            rule="entity/another-name@1",
            severity=Severity.HIGH,
            score=0.85,
        )
        for ours, theirs in zip(before, after, strict=False)
        if not one_name(ours.folded, theirs.folded)
    ]


#: Words of time that give a reason as often.
_MAY_MEAN_BECAUSE = frozenset({"as", "since"})


def causes(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A link or an order in time was made a cause, or a cause no more than that."""
    table, in_pairs = scene.book.causal, scene.book.causal_in_pairs
    before, after = [u for u in gap.before if u.key in table], [u for u in gap.after if u.key in table]
    for ours in before:
        for theirs in after:
            if table[ours.key] > table[theirs.key] and theirs.folded in _MAY_MEAN_BECAUSE:
                continue
            if table[ours.key] != table[theirs.key] and max(table[ours.key], table[theirs.key]) > 1:
                severity = Severity.HIGH if table[ours.key] < table[theirs.key] else Severity.MEDIUM
                return [_change(DriftKind.CAUSAL, ours, theirs, "causal/link-changed@1", severity, 0.85)]
    joined = next((u for u in gap.before if u.key == "and"), None)
    if joined is not None and after and not before and after[0].folded not in ("as", "when", "while"):
        return [_change(DriftKind.CAUSAL, joined, after[0], "causal/and-made-a-link@1", Severity.MEDIUM, 0.6)]
    strong = next((u for u in after if u.key not in in_pairs and table[u.key] > 1), None)
    if strong is not None and not before and not is_clause(gap):
        return [_change(DriftKind.CAUSAL, None, strong, "causal/cause-added@1", Severity.MEDIUM, 0.6)]
    return []


def intensity(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word was exchanged for a stronger or weaker one of its scale, or colour was put on or taken off."""
    for ours in weighty(gap.before):
        for theirs in weighty(gap.after):
            steps = scene.book.strength(ours.key, theirs.key)
            if steps and not _denied(gap, scene):
                rule = "intensity/stronger@1" if steps > 0 else "intensity/weaker@1"
                return [_change(DriftKind.INTENSITY, ours, theirs, rule, Severity.MEDIUM, 0.85)]
    return []


def _denied(gap: Gap, scene: Scene) -> bool:
    """Whether both reports say that there is none of it ("no sign", "no evidence"): strength is nothing there."""
    beside = gap.left is not None and gap.left[0].key in scene.book.negations
    inside = all(any(u.key in scene.book.negations for u in side) for side in (gap.before, gap.after))
    return beside or inside


def vivid(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word that heats what a plainer one says stands in its place ("left", "stormed out")."""
    if is_clause(gap):
        return []
    for theirs in gap.after:
        if theirs.key in scene.book.vivid and theirs.key not in scene.parent.keys:
            plain = [u for u in weighty(gap.before) if u.kind == "word" and u.key not in scene.book.causal]
            if any(scene.book.alike(u.key, theirs.key) or u.key in scene.book.vivid for u in plain):
                return []
            for ours in plain:
                if ours.key not in scene.book.negations and scene.book.hedge(ours.key, ours.folded) is None:
                    return [_change(DriftKind.INTENSITY, ours, theirs, "intensity/vivid@1", Severity.MEDIUM, 0.7)]
    return []


def colour(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word that adds heat and no fact was put in, or one that turns a statement up or down was put in or left out."""
    if is_clause(gap):
        return []
    found = [
        _change(DriftKind.INTENSITY, None, unit, "intensity/coloured@1", Severity.MEDIUM, 0.75)
        for unit in gap.after
        if unit.key in scene.book.loaded and unit.key not in scene.book.speech and not _as_strong(unit, gap, scene)
    ]
    one_sided = () if gap.before and gap.after else (*gap.before, *gap.after)
    for unit in one_sided:
        if scene.book.turns_up(unit.folded):
            before, after = (unit, None) if gap.before else (None, unit)
            found.append(_change(DriftKind.INTENSITY, before, after, "intensity/turned@1", Severity.LOW, 0.6))
    return found


def _as_strong(unit: Unit, gap: Gap, scene: Scene) -> bool:
    """Whether the parent has the word, or one as strong, anywhere; or another word that turns up, here."""
    turned = scene.book.turns_up(unit.folded) and any(scene.book.turns_up(u.folded) for u in gap.before)
    return turned or any(key == unit.key or scene.book.strength(unit.key, key) == 0 for key in scene.parent.keys)


def swaps(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word was exchanged for another that says the same."""
    for ours in weighty(gap.before):
        for theirs in weighty(gap.after):
            if scene.book.alike(ours.key, theirs.key):
                return [_change(DriftKind.BENIGN, ours, theirs, "benign/synonym@1", Severity.LOW, 0.8)]
    return []


def limits(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word that narrows the statement ("preliminary", "only") was left out."""
    if is_clause(gap):
        return []
    return [
        _change(DriftKind.OMITTED_QUALIFIER, unit, None, "qualifier/limit-dropped@1", Severity.MEDIUM, 0.75)
        for unit in gap.before
        if unit.key in scene.book.limits
        and unit.key not in scene.book.quantifiers
        and not _said_there(unit, gap, scene)
    ]


def _said_there(unit: Unit, gap: Gap, scene: Scene) -> bool:
    """Whether the child's sentence has the word, or another for it, in any place."""
    beside = [pair[1] for pair in (gap.left, gap.right) if pair is not None]
    places = [*gap.after, *beside]
    line = scene.child.line_at(places[0].start) if places else None
    return line is not None and any(scene.book.alike(unit.key, other.key) for other in line.units)


def rest(gap: Gap, scene: Scene) -> Sequence[Change]:
    """What no other rule explains: a phrase left out, put in, or reworded where no rule finds another meaning."""
    before, after = weighty(gap.before), weighty(gap.after)
    if before and after:
        return _reworded(before, after, scene)
    if before:
        return _left_out(before, gap, scene)
    return _put_in(after, gap, scene) if after else []


def _reworded(before: tuple[Unit, ...], after: tuple[Unit, ...], scene: Scene) -> Sequence[Change]:
    """The child says it in other words, in which no rule finds another meaning; look, where the words matter."""
    if len(before) > PHRASE or len(after) > PHRASE or _same_referent(before, after, scene):
        return []
    ours, theirs = ({stem(word) for unit in side for word in unit.folded.split()} for side in (before, after))
    if ours <= theirs or theirs <= ours:
        return []
    return [
        Change(
            kind=DriftKind.BENIGN,
            before=before,
            after=after,
            rule="benign/reworded@1",
            severity=Severity.LOW,
            score=0.3,
        )
    ]


def _same_referent(before: tuple[Unit, ...], after: tuple[Unit, ...], scene: Scene) -> bool:
    """Whether one side is a name and the other a noun that may stand for it ("the company")."""
    kinds = {unit.kind for unit in before}, {unit.kind for unit in after}
    nouns = any(unit.key in scene.book.source_nouns for unit in (*before, *after))
    return ({"name"} in kinds) and nouns


def _left_out(before: tuple[Unit, ...], gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word that describes the next one, or a date, was left out, in a sentence that else follows its parent."""
    if _dated(before, gap, scene):
        return [
            Change(
                kind=DriftKind.OMITTED_QUALIFIER,
                before=before,
                rule="qualifier/left-out@1",
                severity=Severity.LOW,
                score=0.5,
            )
        ]
    unit = before[0]
    alone = len(before) == len(gap.before) == 1 and not gap.after and gap.inside and not gap.two_sided
    describes = gap.right is not None and gap.right[0].kind == unit.kind == "word"
    if not alone or not describes or unit.key in scene.child.keys or unit.key in scene.book.speech:
        return []
    return [_change(DriftKind.OMITTED_QUALIFIER, unit, None, "qualifier/left-out@1", Severity.LOW, 0.4)]


def _dated(before: tuple[Unit, ...], gap: Gap, scene: Scene) -> bool:
    """Whether a phrase with a date was left out that tells when it was; when it was said is no matter."""
    if not gap.inside or gap.left is None or weighty(gap.after) or len(before) > PHRASE or gap.two_sided:
        return False
    said = gap.left[0].key in scene.book.speech or any(u.key in scene.book.speech for u in before)
    return not said and any(u.kind == "date" for u in before)


def _put_in(after: tuple[Unit, ...], gap: Gap, scene: Scene) -> Sequence[Change]:
    """Words that the parent has nowhere were put into a sentence that else follows it, or on its end."""
    fresh = [u for u in after if not in_parent(u, scene) and u.key not in scene.book.fillers]
    fresh = [u for u in fresh if scene.book.speech.get(u.key) != "heated"]
    if gap.two_sided or gap.left is None or not fresh or len(fresh) < len(after) / 2:
        return []
    if len(fresh) == 1 and (gap.before or not gap.inside or fresh[0].kind == "word"):
        return []
    first, last = after.index(fresh[0]), after.index(fresh[-1])
    severity = Severity.MEDIUM if len(fresh) > 1 or any(u.kind != "word" for u in fresh) else Severity.LOW
    return [
        Change(
            kind=DriftKind.ADDED_FACT,
            after=after[first : last + 1],
            rule="added/put-in@1",
            severity=severity,
            score=0.5,
        )
    ]


#: In this order. A rule's docstring is the reason that a reader sees.
RULES: tuple[Rule, ...] = (
    stretches,
    places,
    numbers,
    dates,
    entities,
    stance,
    saying,
    exchanged_quantifiers,
    polarity,
    antonyms,
    causes,
    quantifiers,
    certainty,
    intensity,
    vivid,
    colour,
    limits,
    swaps,
    rest,
)

#: Rules that explain one pair of words at a time and are asked again while they find something.
_REPEATED = frozenset({stretches, places, antonyms, intensity, swaps, exchanged_quantifiers, quantifiers})
_MOST_ROUNDS = 6

#: Yes became no, or no yes: a negation or a denial was put in or taken out, and nothing else in the sentence makes up
#: for it ("denied that he had" is "said he had not").
_BY_PARITY = frozenset({"polarity/negation@1", "saying/denial-undone@1", "saying/made-a-denial@1"})

#: Another amount, date or name stays what it is inside quotation marks; any other change there is first of all a change
#: of somebody's words.
_TOLD_IN_QUOTES = frozenset({DriftKind.NUMBER, DriftKind.DATE, DriftKind.ENTITY})
#: And these are told besides: not only are the words another's, what he says is so, or how surely, is no longer that.
_TOLD_BESIDES = frozenset({DriftKind.CERTAINTY, DriftKind.POLARITY})


def compare(couple: Couple, scene: Scene, elsewhere: frozenset[int], *, turned: bool) -> list[Change]:
    """The changes of wording in a couple.

    Args:
        couple: a child's sentence and what it draws on.
        scene: the reports and the lexicons around it.
        elsewhere: places of the parent's units that other sentences carry.
        turned: whether one side has negations that nothing on the other makes up for.
    """
    found = bounds(couple, scene) if couple.close else []
    taken = elsewhere | {unit.start for change in found for unit in change.before}
    named = frozenset(unit.start for change in found for unit in change.after)
    faithful = msgspec.structs.replace(scene, faithful=couple.likeness >= FAITHFUL or _kept_whole(couple, scene))
    for gap in _still_open(couple, scene, taken, named):
        if not couple.close and not _local(gap, scene):
            found += dates(_beginning(gap), scene)
            continue
        changes = [c for c in _explained(gap, faithful) if turned or c.rule not in _BY_PARITY]
        if scene.inside_quotation(gap):
            found += [change for change in changes if change.kind in _TOLD_BESIDES]
            changes = [_of_quoted_words(change) for change in changes]
        found += changes
    if faithful.faithful and couple.close:
        found += clauses_put_in(couple, scene)
    elsewhere_told = list(changes_of_place(couple, scene, found))
    found = [*(change for change in found if not _is_half_of(change, elsewhere_told)), *elsewhere_told]
    return [*found, *_more_of_them(couple, scene)] if couple.close else found


def _is_half_of(change: Change, others: Sequence[Change]) -> bool:
    """Whether what was left out here, or put in, is one side of what was changed and stands elsewhere."""
    if change.kind not in (DriftKind.OMITTED_QUALIFIER, DriftKind.ADDED_FACT):
        return False
    return any(set(change.before) <= set(other.before) and set(change.after) <= set(other.after) for other in others)


def _kept_whole(couple: Couple, scene: Scene) -> bool:
    """Whether the child keeps nearly all that the parent's sentence tells, however much it adds."""
    told = [
        u
        for line in couple.parents
        for u in line.units
        if u.weighty and u.start not in scene.parent_frames and u.key not in scene.book.negations
    ]
    kept = {ours.start for ours, _ in couple.alignment.weighty}
    return couple.close and sum(u.start in kept for u in told) >= KEPT * max(1, len(told))


def _explained(gap: Gap, scene: Scene) -> Iterator[Change]:
    for rule in RULES:
        if rule is rest and not scene.faithful and not scene.inside_quotation(gap) and not _put_between(gap):
            return
        for _ in range(_MOST_ROUNDS if rule in _REPEATED else 1):
            changes = rule(gap, scene)
            for change in changes:
                gap = without(gap, change.before, change.after)
                yield change
            if not changes or not (gap.before or gap.after):
                break
        if not gap.before and not gap.after:
            return


def _put_between(gap: Gap) -> bool:
    """Whether a word or two were put in between matched words, and nothing was taken out."""
    return gap.inside and not gap.before and not gap.two_sided and len(gap.after) <= 2


def _still_open(couple: Couple, scene: Scene, taken: frozenset[int], named: frozenset[int]) -> Iterator[Gap]:
    """The gaps less what was only moved, who is said to speak, and the places (parent's, child's) told already."""
    gone = {u.key for gap in couple.alignment.gaps for u in gap.before if u.weighty}
    new = {u.key for gap in couple.alignment.gaps for u in gap.after if u.weighty}
    elsewhere = gone & new
    still_there = _turned_and_kept(couple, scene) if couple.close else frozenset()
    for gap in couple.alignment.gaps:
        moved = frozenset[str]() if _put_for_one(gap, gone) else elsewhere
        heated = any(_hot(u, scene) for u in gap.after)
        before = [
            u
            for u in gap.before
            if u.key in moved
            or u.start in taken
            or (
                u.start in scene.parent_frames
                and not _open(u, scene, still_there)
                and not _turned_round(u, gap.after, scene)
                and not (heated and u.key in scene.book.speech)
            )
        ]
        after = [
            u
            for u in gap.after
            if u.key in moved
            or u.start in named
            or (
                u.start in scene.child_frames
                and not _hot(u, scene)
                and not _open(u, scene, still_there)
                and not _turned_round(u, gap.before, scene)
            )
        ]
        left = without(gap, before, after)
        if left.before or left.after:
            rebuilt = any(u.key in moved for u in (*gap.before, *gap.after))
            two_sided = rebuilt or (bool(weighty(gap.before)) and any(u.kind == "word" for u in gap.after))
            yield msgspec.structs.replace(left, two_sided=two_sided)


def _put_for_one(gap: Gap, gone: Collection[str]) -> bool:
    """Whether one name, amount or word stands in the very place of another that the child has, if at all, elsewhere."""
    before, after = weighty(gap.before), weighty(gap.after)
    return len(before) == len(after) == 1 and before[0].kind == after[0].kind and after[0].key not in gone


def _open(unit: Unit, scene: Scene, turned: frozenset[Unit]) -> bool:
    """Whether the word counts even in somebody's cue: it leaves the matter open ("has yet to decide"), or turns it."""
    if unit.key in scene.book.negations and unit.key not in scene.book.speech:
        return unit in turned
    return scene.book.hedge(unit.key, unit.folded) in ("possible", "undecided", "conditional", "alleged", "reported")


def _turned_and_kept(couple: Couple, scene: Scene) -> frozenset[Unit]:
    """The negations before a word that both reports have; others came or went with what they turn."""
    kept = {unit for pair in couple.alignment.weighty for unit in pair}
    lines = ([u for u in line.units if u.weighty] for line in (*couple.parents, couple.child))
    beside = (pair for units in lines for pair in pairwise(units))
    return frozenset(unit for unit, behind in beside if unit.key in scene.book.negations and behind in kept)


def _turned_round(unit: Unit, others: Iterable[Unit], scene: Scene) -> bool:
    """Whether the other report has its opposite here, or another word for how many: that is more than who speaks."""
    book = scene.book
    counts = unit.key in book.quantifiers
    return any(book.opposite(unit.key, other.key) or (counts and other.key in book.quantifiers) for other in others)


def _local(gap: Gap, scene: Scene) -> bool:
    """Whether the change stands so close between matched words that it can be read even in a rewritten sentence."""
    if len(gap.before) + len(gap.after) > LOCAL:
        return False
    by_number = any(pair is not None and pair[0].kind == "number" for pair in (gap.left, gap.right))
    return gap.inside or by_number or scene.inside_quotation(gap)


def _beginning(gap: Gap) -> Gap:
    """The gap's first units, where matched text stands before them."""
    if gap.left is None:
        return msgspec.structs.replace(gap, before=(), after=())
    return msgspec.structs.replace(gap, before=gap.before[:LOCAL], after=gap.after[:LOCAL])


def _hot(unit: Unit, scene: Scene) -> bool:
    """Whether the word adds heat, so that it counts even among the words that say who speaks."""
    return unit.key in scene.book.loaded or scene.book.speech.get(unit.key) == "heated"


def _of_quoted_words(change: Change) -> Change:
    """Words inside quotation marks were changed: whatever the new ones say, they are not what was quoted."""
    if change.kind in _TOLD_IN_QUOTES:
        return change
    benign = change.kind is DriftKind.BENIGN and change.rule != "benign/reworded@1"
    severity = Severity.MEDIUM if benign else Severity.HIGH
    return msgspec.structs.replace(
        change, kind=DriftKind.QUOTE_ALTERED, rule="quote/words-changed@1", severity=severity, score=0.8
    )


def _more_of_them(couple: Couple, scene: Scene) -> Iterable[Change]:
    """One thing became several ("a crack", "cracks"); of sources, one source became many."""
    for ours, theirs in couple.alignment.pairs:
        if not (ours.kind == theirs.kind == "word" and _pluralised(ours.folded, theirs.folded)):
            continue
        source = ours.key in scene.book.people | scene.book.documents and _speaks(couple, scene)
        framed = ours.start in scene.parent_frames or theirs.start in scene.child_frames
        if (source and framed) or not _single(ours, couple):
            continue
        kind = DriftKind.SOURCE_INFLATED if source else DriftKind.QUANTIFIER
        yield _change(kind, ours, theirs, "quantifier/one-made-several@1", Severity.MEDIUM, 0.75)


def _pluralised(singular: str, plural: str) -> bool:
    return plural in (singular + "s", singular + "es") or (singular.endswith("y") and plural == singular[:-1] + "ies")


def _single(unit: Unit, couple: Couple) -> bool:
    """Whether the parent's noun follows "a" or "one", with at most two words between."""
    units = [u for line in couple.parents for u in line.units]
    at = next(n for n, u in enumerate(units) if u.start == unit.start)
    return any(
        u.key in ("a", "an") or (u.amount is not None and u.amount.value == 1) for u in units[max(0, at - 3) : at]
    )


def _speaks(couple: Couple, scene: Scene) -> bool:
    return any(unit.key in scene.book.speech for unit in couple.child.units)


def _change(
    kind: DriftKind, before: Unit | None, after: Unit | None, rule: str, severity: Severity, score: float
) -> Change:
    return Change(
        kind=kind,
        before=(before,) if before is not None else (),
        after=(after,) if after is not None else (),
        rule=rule,
        severity=severity,
        score=score,
    )
