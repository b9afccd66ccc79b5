"""Write src/sayso/lexicon/nouns.yml: which English nouns mean people, which bodies of people, which only look so.

    python tools/nouns.py /usr/share/wordnet

The folder is WordNet 3.0's (Debian: wordnet-base). A noun counts by its commonest senses: those that make up half of
its uses in the texts that WordNet's authors marked; where it stands in none, by its first. Names, words of two words
and slurs are left out.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parents[1] / "src" / "sayso" / "lexicon" / "nouns.yml"

#: WordNet's file of nouns for people, and its synset "social group", above all bodies.
PERSON_FILE, SOCIAL_GROUP = 18, "07950920"

#: Ends of nouns that mostly mean people, as sayso.attribution.reading has them.
ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "eer", "ee", "ant", "mate", "person", "boy", "girl")

#: The synsets of usage that no list should carry: slurs, disparagement, obscenity, archaisms.
SHUNNED = ("ethnic_slur", "disparagement", "derogation", "obscenity", "archaism")

HEAD = """\
# English nouns that mean people, that mean bodies of people, and that end as those for people do and mean things
# (shape: src/sayso/lexicon/nouns.py).
# Source: WordNet 3.0, Copyright 2006 by Princeton University; its licence permits use, change and redistribution with
# this notice (full text: NOTICE). Written by tools/nouns.py; not edited by hand: what is missing goes to roles.yml.
"""


class Synset(NamedTuple):
    """One sense: the file it stands in, its words, what is above it, whether it is somebody's name, its usages."""

    file: int
    words: tuple[str, ...]
    above: tuple[str, ...]
    named: bool
    usages: frozenset[str]


def synsets(folder: Path) -> dict[str, Synset]:
    """The senses of nouns by their offsets."""
    found = {}
    for line in _entries(folder / "data.noun"):
        parts = line.split("|")[0].split()
        many = int(parts[3], 16)
        at = 4 + 2 * many
        pointers = [(parts[at + 1 + 4 * n], parts[at + 2 + 4 * n]) for n in range(int(parts[at]))]
        found[parts[0]] = Synset(
            file=int(parts[1]),
            words=tuple(parts[4 : 4 + 2 * many : 2]),
            above=tuple(to for kind, to in pointers if kind in {"@", "@i"}),
            named=any(kind == "@i" for kind, _ in pointers),
            usages=frozenset(to for kind, to in pointers if kind == ";u"),
        )
    return found


def nouns(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each noun with the offsets of its senses, the commonest first."""
    for line in _entries(folder / "index.noun"):
        parts = line.split()
        if re.fullmatch(r"[a-z]{3,16}", parts[0]):
            yield parts[0], parts[-int(parts[2]) :]


def uses(folder: Path) -> dict[str, dict[int, int]]:
    """How often each sense of a noun, by its number, was marked."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for line in _entries(folder / "cntlist.rev"):
        key, number, count = line.split()
        word, _, kind = key.partition("%")
        if kind.startswith("1"):
            found[word][int(number)] = int(count)
    return found


def _entries(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(" "))


def _is_body(senses: dict[str, Synset], offset: str) -> bool:
    waiting, seen = [offset], set[str]()
    while waiting:
        at = waiting.pop()
        if at == SOCIAL_GROUP:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(senses[at].above)
    return False


def main(folder: Path) -> None:
    """Write the lexicon."""
    senses, marked = synsets(folder), uses(folder)
    shunned = {offset for offset, s in senses.items() if set(s.words) & set(SHUNNED)}
    kinds: dict[str, Callable[[str], bool]] = {
        "people": lambda offset: senses[offset].file == PERSON_FILE,
        "bodies": lambda offset: _is_body(senses, offset),
    }
    found: dict[str, list[str]] = {kind: [] for kind in (*kinds, "things")}
    for word, offsets in nouns(folder):
        first = senses[offsets[0]]
        if word not in first.words or first.named or first.usages & shunned:
            continue
        counts = {offsets[n - 1]: count for n, count in marked[word].items() if n <= len(offsets)}
        for kind, holds in kinds.items():
            share = sum(count for offset, count in counts.items() if holds(offset))
            if holds(offsets[0]) and share >= 0.5 * sum(counts.values()):
                found[kind].append(word)
                break
        else:
            if word.endswith(ENDINGS) and not any(holds(offsets[0]) for holds in kinds.values()):
                found["things"].append(word)
    lines = (f"{kind}: >-\n{textwrap.fill(' '.join(words), 150, **INDENT)}\n" for kind, words in found.items())
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


INDENT = {"initial_indent": "  ", "subsequent_indent": "  "}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
