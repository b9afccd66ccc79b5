"""Which pairs appear and vanish when a few reports come or go: only what their keys touch is counted again.

The answer is that of `PAIRS` on the whole pile, before and after. A key that few hold pairs a report with its holders.
In the row of a key that many hold, a new report also pushes others apart, so that pairs of others can vanish; and when
a key gets one holder too many, all its pairs but those of the row do, or it is worth less to all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np

from sayso.pairing import RULE, Rule
from sayso.pairing.postings import Codes, Entry, Keys, Postings

Pair = tuple[int, int]


def replace(
    postings: Postings,
    gone: Sequence[int],
    added: Sequence[Entry],
    keys_of: Callable[[int], Keys],
    rule: Rule = RULE,
    *,
    was_one: Callable[[Pair], bool],
) -> dict[Pair, bool]:
    """Change the postings, and say of every pair that this may change whether it is one now.

    Where reports only come, a key becomes worth less to others, never more: of two others only what was a pair is
    counted again. Where reports only go, only what was none.

    Args:
        postings: what was there before; changed.
        gone: reports to take out.
        added: reports to put in; one that is there already is put in anew.
        keys_of: the keys of a report that is neither, ascending.
        rule: when two reports are a pair.
        was_one: whether two of these others were a pair.
    """
    fresh = {entry.code: entry.keys for entry in added}
    touched = np.array(sorted({*gone, *fresh}), dtype=np.uint64)
    old = [postings.keys_of(code) for code in touched.tolist() if postings.digest(code) is not None]
    keys = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *old, *fresh.values()]))
    before = postings.holders(keys)
    postings.replace(gone, added)
    after = postings.holders(keys)
    counts: Counter[Pair] = Counter()
    shifted: set[Pair] = set()
    for was, now in zip(before, after, strict=True):
        counts.update(dict.fromkeys(_with(was, touched, rule), 0))
        counts.update(dict.fromkeys(_with(now, touched, rule), rule.worth(len(now))))
        shifted |= _shifted(was, now, touched, rule)
    verdict = {pair: count >= rule.at_least for pair, count in counts.items()}
    if not old:
        shifted = {pair for pair in shifted if was_one(pair)}
    elif not fresh:
        shifted = {pair for pair in shifted if not was_one(pair)}
    return verdict | _recounted(postings, sorted(shifted), keys_of, rule)


def _recounted(
    postings: Postings, pairs: Sequence[Pair], keys_of: Callable[[int], Keys], rule: Rule
) -> dict[Pair, bool]:
    """For each pair of reports that did not change, whether it is one: counted over all keys they share."""
    held = {code: keys_of(code) for code in sorted({code for pair in pairs for code in pair})}
    common = {(a, b): np.intersect1d(held[a], held[b], assume_unique=True) for a, b in pairs}
    keys = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *common.values()]))
    rows = dict(zip(keys.tolist(), postings.holders(keys), strict=True))
    return {
        pair: sum(_worth(rows[key], *pair, rule) for key in common[pair].tolist()) >= rule.at_least for pair in pairs
    }


def _worth(row: Codes, a: int, b: int, rule: Rule) -> int:
    """What a key with these holders is worth to two of them, the smaller first; 0 where it does not pair them."""
    low, high = np.searchsorted(row, np.array([a, b], dtype=np.uint64)).tolist()
    return rule.worth(len(row)) if len(row) <= rule.crowd or low == 0 or high - low <= rule.near else 0


def _with(row: Codes, touched: Codes, rule: Rule) -> set[Pair]:
    """The pairs that a key with these holders makes with the touched reports among them."""
    made: set[Pair] = set()
    for place in _places(row, touched):
        if len(row) <= rule.crowd or place == 0:
            near = row
        else:
            near = np.append(row[max(0, place - rule.near) : place + rule.near + 1], row[0])
        me = int(row[place])
        made.update((me, other) if me < other else (other, me) for other in near.tolist() if other != me)
    return made


def _shifted(before: Codes, after: Codes, touched: Codes, rule: Rule) -> set[Pair]:
    """The pairs of other reports to which a key is worth something else now, or that it makes only before or after."""
    if rule.worth(len(before)) != rule.worth(len(after)):
        seen = np.setdiff1d(np.union1d(before, after), touched, assume_unique=True)
        return _made(before, seen, rule) | _made(after, seen, rule)
    if max(len(before), len(after)) <= rule.crowd:
        return set()
    if min(len(before), len(after)) <= rule.crowd or before[0] != after[0]:
        seen = np.union1d(before, after)
    else:
        # Only who stands within reach of a touched report can come nearer to or farther from another.
        reach = rule.near + len(touched)
        seen = np.unique(
            np.concatenate(
                [row[max(0, p - reach) : p + reach] for row in (before, after) for p in np.searchsorted(row, touched)]
            )
        )
    seen = np.setdiff1d(seen, touched, assume_unique=True)
    return _made(before, seen, rule) ^ _made(after, seen, rule)


def _made(row: Codes, seen: Codes, rule: Rule) -> set[Pair]:
    """The pairs that a key with these holders makes among some of them."""
    places = _places(row, seen)
    codes = row[places].tolist()
    if len(row) <= rule.crowd:
        return set(combinations(codes, 2))
    made = {(code, other) for code, other in _neighbours(codes, places, rule.near)}
    if places and places[0] == 0:
        made.update((codes[0], other) for other in codes[1:])
    return made


def _neighbours(codes: Sequence[int], places: Sequence[int], near: int) -> Iterator[Pair]:
    for number, place in enumerate(places):
        for other in range(number + 1, len(places)):
            if places[other] - place > near:
                break
            yield codes[number], codes[other]


def _places(row: Codes, some: Codes) -> list[int]:
    """Where these reports stand in a row, ascending; those that do not stand in it are left out."""
    if not len(row):
        return []
    places = np.minimum(np.searchsorted(row, some), len(row) - 1)
    found: list[int] = places[row[places] == some].tolist()
    return found
