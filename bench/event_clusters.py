"""How well mentions of events are put together across reports: `python bench/event_clusters.py FOLDER`.

FOLDER holds ECB+ (Cybulska and Vossen 2014) as ECB_{Train,Dev}_corpus.txt and ECB_{Train,Dev}_Event_gold_mentions.json.
The mentions and the subtopics are given. What claims are compared by is measured on every two mentions of a subtopic:
the roots and families of their words, names and words around them, dates, and the vectors of the mention, of what
stands around it and of its sentence. A logistic regression fitted on the training half says how likely the two are one
event, and groups are grown from that as those of claims are (average linkage), down to the probability that is best on
the training half.
The headline is B-cubed F1 on the development half; `same_root` is that of mentions with the same roots put together.

The shipped vectors have seen sentences of the training half (training/same), never of the development half.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from same_claim import logistic, read, reader
from sayso import lexicon
from sayso.claims.gist import Gist
from sayso.claims.groups import Groups, Pair
from sayso.engines import engine
from sayso.lexicon.families import Families, root

#: Words on each side that stand around a mention.
AROUND = 5

#: From which probability on groups become one: tried on the training half.
TRIED = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)

FEATURES = (
    "bias",
    "root",
    "phrase",
    "family",
    "mention",
    "around",
    "sentence",
    "names",
    "words",
    "dates",
    "one_sentence",
)


class Event(msgspec.Struct):
    """One mention: its roots, its family, what its sentence and its surroundings say, its vectors, its true chain."""

    sentence: tuple[str, str]
    roots: tuple[str, ...]
    family: str
    said: Gist
    near: Gist
    vectors: tuple[np.ndarray, np.ndarray, np.ndarray]
    chain: str


def subtopics(folder: Path, half: str) -> list[list[Event]]:
    """The mentions of each subtopic."""
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (folder / f"ECB_{half}_corpus.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 5:
            words[fields[0], fields[1]].append(fields[3])
    found: dict[tuple[str, bool], list[Event]] = defaultdict(list)
    look = Look()
    for mention in json.loads((folder / f"ECB_{half}_Event_gold_mentions.json").read_text(encoding="utf-8")):
        name = mention["doc_id"]
        sentence = (name, str(mention["sent_id"]))
        at = [n for n in mention["tokens_number"] if n < len(words[sentence])] or [len(words[sentence]) - 1]
        event = look.at(sentence, words[sentence], at, mention["coref_chain"])
        found[name.split("_")[0], name.endswith("ecbplus")].append(event)
    return [found[key] for key in sorted(found)]


class Look:
    """Reads mentions in their sentences; each sentence is read in vectors once."""

    def __init__(self) -> None:
        self._by = reader()
        self._families = lexicon.load("families", Families)
        self._read: dict[tuple[str, str], tuple[Gist, Any]] = {}

    def at(self, sentence: tuple[str, str], words: Sequence[str], at: Sequence[int], chain: str) -> Event:
        text = " ".join(words)
        ends = np.cumsum([len(word) + 1 for word in words])
        starts = ends - [len(word) + 1 for word in words]
        if sentence not in self._read:
            self._read[sentence] = read(text, self._by), engine("embedding").read([text])[0]
        said, meaning = self._read[sentence]
        here = [(int(starts[n]), int(ends[n]) - 1) for n in at]
        around = (int(starts[max(0, min(at) - AROUND)]), int(ends[min(len(words) - 1, max(at) + AROUND)]) - 1)
        roots = tuple(root(words[n].lower()) for n in at)
        return Event(
            sentence=sentence,
            roots=roots,
            family=self._families.by_phrase.get(roots) or self._families.family(words[at[-1]].lower()),
            said=said,
            near=read(text[slice(*around)], self._by),
            vectors=(over(meaning, here), over(meaning, [around]), meaning.whole),
            chain=chain,
        )


def over(meaning: Any, places: Sequence[tuple[int, int]]) -> np.ndarray:
    """The mean over the word pieces in these places, of unit length."""
    inside = [n for n, (a, b) in enumerate(meaning.places) if any(a < end and b > start for start, end in places)]
    vector = meaning.pieces[inside].mean(axis=0) if inside else meaning.whole
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def measures(a: Event, b: Event) -> list[float]:
    """The measures of a pair, in the order of `FEATURES`."""
    names_a, names_b = ({name.key for name in event.said.names} for event in (a, b))
    same_root = not set(a.roots).isdisjoint(b.roots)
    return [
        1.0,
        float(same_root),
        float(a.roots == b.roots),
        float(same_root or a.family == b.family),
        *(float(x @ y) for x, y in zip(a.vectors, b.vectors, strict=True)),
        shared(names_a, names_b),
        shared(a.near.terms - {a.family}, b.near.terms - {b.family}),
        float(bool(a.said.dates and b.said.dates and not a.said.dates & b.said.dates)),
        float(a.sentence == b.sentence),
    ]


def shared(a: set[str] | frozenset[str], b: set[str] | frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


class Pairs:
    """Every two mentions of some subtopics, measured once."""

    def __init__(self, halves: Sequence[list[Event]]) -> None:
        self.halves = halves
        self.pairs: list[list[Pair]] = [list(combinations(range(len(events)), 2)) for events in halves]
        self.x = [np.array([measures(e[i], e[j]) for i, j in p]) for e, p in zip(halves, self.pairs, strict=True)]

    def fit(self) -> np.ndarray:
        same = [e[i].chain == e[j].chain for e, p in zip(self.halves, self.pairs, strict=True) for i, j in p]
        x = np.vstack(self.x)
        return logistic(x, np.array(same, dtype=float), np.ones(len(x)), np.full(x.shape[1], 1.0))

    def grouped(self, weights: np.ndarray, least: float) -> list[list[int]]:
        """For each subtopic the number of the group of each mention."""
        found = []
        for events, pairs, x in zip(self.halves, self.pairs, self.x, strict=True):
            likely = dict(zip(pairs, (1 / (1 + np.exp(-(x @ weights)))).tolist(), strict=True))
            groups = Groups(len(events), likely, lambda _i, _j: 0.0, lambda _i, _j: False, least).grow()
            found.append(numbered(groups, len(events)))
        return found


def numbered(groups: Sequence[Sequence[int]], size: int) -> list[int]:
    number = [0] * size
    for n, group in enumerate(groups):
        for i in group:
            number[i] = n
    return number


def b_cubed(halves: Sequence[list[Event]], given: Sequence[Sequence[Any]]) -> dict[str, float]:
    precision = recall = 0.0
    for events, numbers in zip(halves, given, strict=True):
        for i, event in enumerate(events):
            mine = {j for j, number in enumerate(numbers) if number == numbers[i]}
            true = {j for j, other in enumerate(events) if other.chain == event.chain}
            precision += len(mine & true) / len(mine)
            recall += len(mine & true) / len(true)
    count = sum(map(len, halves))
    precision, recall = precision / count, recall / count
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    train, dev = (Pairs(subtopics(folder, half)) for half in ("Train", "Dev"))
    weights = train.fit()
    least = max(TRIED, key=lambda p: b_cubed(train.halves, train.grouped(weights, p))["f1"])
    found = b_cubed(dev.halves, dev.grouped(weights, least))
    plain = b_cubed(dev.halves, [[event.roots for event in events] for events in dev.halves])
    print(
        json.dumps(
            {
                "headline": found["f1"],
                "what": "B-cubed F1",
                **found,
                "same_root": plain["f1"],
                "least": least,
                "weights": {name: round(float(w), 2) for name, w in zip(FEATURES, weights, strict=True)},
                "mentions": sum(map(len, dev.halves)),
            }
        )
    )


if __name__ == "__main__":
    main()
