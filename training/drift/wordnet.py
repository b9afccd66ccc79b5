"""WordNet's relations as one small file: `python training/drift/wordnet.py FOLDER OUT.npz`.

FOLDER holds the database files of Princeton WordNet 3.0 (data.noun, index.noun, noun.exc, …), as the Debian package
wordnet-base installs them in /usr/share/wordnet. What the arrays mean is told by `sayso.engines.verdict.wordnet`.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.engines.verdict.wordnet import PARTS, WordNet

#: WordNet's file names, in the order of `PARTS`.
FILES = dict(zip(("noun", "verb", "adj", "adv"), PARTS, strict=True))
KIND_OF, SIMILAR, OPPOSITE, DERIVED = frozenset("@"), frozenset("&"), "!", "+"
#: Part, whole, member, substance, entailment, cause: things that go together and are not the same.
TOGETHER = frozenset({"#p", "%p", "#m", "%m", "#s", "%s", "*", ">"})

Place = tuple[str, str]  # part of speech, offset in its file


class Pointer(NamedTuple):
    """One relation of a sense; `ours` and `theirs` number the words it holds between, from 1; 0 is the whole sense."""

    symbol: str
    target: Place
    ours: int
    theirs: int


class Synset(NamedTuple):
    """Words of one meaning."""

    field: int
    words: list[str]
    pointers: list[Pointer]


def synsets(folder: Path) -> dict[Place, Synset]:
    """Every set of synonyms by its place."""
    found = {}
    for name, part in FILES.items():
        for line in (folder / f"data.{name}").read_text("ascii").splitlines():
            if not line.startswith("  "):
                columns = line.partition(" | ")[0].split()
                found[part, columns[0]] = _synset(columns)
    return found


def _synset(columns: Sequence[str]) -> Synset:
    count = int(columns[3], 16)
    words = [_plain(re.sub(r"\(\w+\)$", "", columns[4 + 2 * n])) for n in range(count)]
    at = 5 + 2 * count
    pointers = []
    for n in range(int(columns[at - 1])):
        symbol, offset, part, between = columns[at + 4 * n : at + 4 * n + 4]
        pointers.append(Pointer(symbol, (part.replace("s", "a"), offset), int(between[:2], 16), int(between[2:], 16)))
    return Synset(int(columns[1]), words, pointers)


def _plain(word: str) -> str:
    return word.lower().replace("_", " ")


def senses(folder: Path) -> dict[str, list[Place]]:
    """The meanings of each word, those of one part of speech in order of use."""
    found = defaultdict(list)
    for name, part in FILES.items():
        for line in (folder / f"index.{name}").read_text("ascii").splitlines():
            if not line.startswith("  "):
                columns = line.split()
                found[_plain(columns[0])] += [(part, offset) for offset in columns[-int(columns[2]) :]]
    return found


def irregular(folder: Path) -> Iterator[str]:
    """Lines "form, base form, part of speech", for forms that no rule makes."""
    for name, part in FILES.items():
        for line in (folder / f"{name}.exc").read_text("ascii").splitlines():
            form, *bases = map(_plain, line.split(" "))
            yield from (f"{form}\t{base}\t{part}" for base in bases)


def table(rows: Mapping[int, Iterable[int]], count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows of numbers as one array, and where each row begins in it."""
    held = [list(dict.fromkeys(rows.get(n, ()))) for n in range(count)]
    starts = np.cumsum([0, *map(len, held)], dtype=np.int32)
    return starts, np.array([value for row in held for value in row], dtype=np.int32)


def packed(folder: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays by name."""
    meanings, words = synsets(folder), senses(folder)
    places = {place: n for n, place in enumerate(meanings)}
    numbers = {word: n for n, word in enumerate(sorted(words))}
    rows: dict[str, defaultdict[int, list[int]]] = {name: defaultdict(list) for name in WordNet.TABLES}
    for word, found in words.items():
        rows["senses"][numbers[word]] += [places[place] for place in found]
    for place, meaning in meanings.items():
        ours = places[place]
        rows["members"][ours] += [numbers[word] for word in meaning.words if word in numbers]
        for pointer in meaning.pointers:
            theirs, target = places[pointer.target], meanings[pointer.target]
            if pointer.symbol[0] in KIND_OF:
                rows["kinds"][ours].append(theirs)
            elif pointer.symbol in SIMILAR:
                rows["similar"][ours].append(theirs)
            elif pointer.symbol in TOGETHER:
                rows["together"][ours].append(theirs)
            elif pointer.symbol in {OPPOSITE, DERIVED}:
                pair = numbers[meaning.words[pointer.ours - 1]], numbers[target.words[pointer.theirs - 1]]
                rows["opposites" if pointer.symbol == OPPOSITE else "derived"][pair[0]].append(pair[1])
                if pointer.symbol == OPPOSITE:
                    rows["contraries"][ours].append(theirs)
    by_word = {"senses", "opposites", "derived"}
    made: dict[str, NDArray[np.generic]] = {
        "words": _text(sorted(words)),
        "irregular": _text(irregular(folder)),
        "parts": np.array([PARTS.index(part) for part, _ in meanings], dtype=np.uint8),
        "fields": np.array([meaning.field for meaning in meanings.values()], dtype=np.uint8),
    }
    for name, held in rows.items():
        made[f"{name}_at"], made[name] = table(held, len(numbers if name in by_word else meanings))
    made["below"] = below(made["kinds_at"], made["kinds"])
    return made


def below(starts: NDArray[np.int32], kinds: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each meaning how many are kinds of it, itself among them; what is a kind of two others counts in both."""
    waiting = np.bincount(kinds, minlength=len(starts) - 1)
    counts = np.ones(len(waiting), dtype=np.int32)
    ready = np.flatnonzero(waiting == 0).tolist()
    while ready:
        meaning = ready.pop()
        for kind in kinds[starts[meaning] : starts[meaning + 1]].tolist():
            counts[kind] += counts[meaning]
            waiting[kind] -= 1
            if not waiting[kind]:
                ready.append(kind)
    return counts


def _text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(given.out, **packed(given.folder))


if __name__ == "__main__":
    main()
