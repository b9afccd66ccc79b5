"""How well sayso finds reused passages in a whole corpus: `python bench/reuse.py DIR [--peers] [--fold N/K]`.

DIR holds a PAN text alignment corpus (pairs, susp/, src/ and the folders 01-… to 05-… with the truth), or one folder
that does. Every suspicious text is searched against every source by the engine that `sayso run` uses: keys, then
pairing, then align. Measured is plagdet as PAN defines it (bench/plagdet.py). The last line is one JSON object, the
headline first.

Which passages count: those of at least `LEAST` characters on both sides that lie in no other found passage.

Which pairs are judged: those listed in the file `pairs`, a fifth of which hold no reuse. The same suspicious texts also
hold passages from sources with which they are not listed, and the truth is silent on these. So a passage found in an
unlisted pair is no error that the truth can show; how many there are, how many of them are copied nearly word for word,
and plagdet with all of them taken for false alarms (`strict`), is printed too.

`--peers` runs datasketch's MinHash-LSH over the same texts. `--fold 2/5` judges the second fifth of the suspicious
texts.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from plagdet import Passage, Score, score
from sayso import lineage, pairing
from sayso.lineage.keys import AT_LEAST
from sayso.records import Document, Reuse

#: Characters of the shorter side of a passage that counts: the measure of the field's systems on these corpora. What is
#: shorter is a phrase or a quoted sentence; sayso reports it, and PAN plants nothing so short.
LEAST = 150

#: Part of the words of a passage that are equal when it is copied nearly word for word.
COPIED = 0.8

TYPES = {"02": "none", "03": "random", "04": "translation", "05": "summary"}

Pair = tuple[str, str]


class Corpus(NamedTuple):
    """Texts by file name, the listed pairs (suspicious, source), and the cases of each type."""

    susp: dict[str, str]
    src: dict[str, str]
    listed: frozenset[Pair]
    cases: dict[str, list[Passage]]


class Found(NamedTuple):
    """A passage that was found, and the part of its words that is equal."""

    passage: Passage
    equal: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--peers", action="store_true", help="run MinHash-LSH too")
    parser.add_argument("--fold", default="1/1", help="N/K: judge one of K parts of the suspicious texts")
    arguments = parser.parse_args()
    corpus = folded(read(arguments.folder), *map(int, arguments.fold.split("/")))
    begun = time.process_time()
    candidates, found = search(corpus)
    spent = time.process_time() - begun
    print(f"{len(corpus.susp)} suspicious texts, {len(corpus.src)} sources, {len(corpus.listed)} listed pairs")
    judged = judge(corpus, [one.passage for one in found])
    recalled = candidate_recall(corpus, candidates)
    show(judged, recalled)
    unlisted = [one for one in found if (one.passage.susp, one.passage.source) not in corpus.listed]
    copied = sum(one.equal >= COPIED for one in unlisted)
    print(f"in unlisted pairs: {len(unlisted)} passages, {copied} of them copied nearly word for word")
    seconds = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(candidates)} pairs aligned; {spent:.1f} CPU s ({seconds:.1f} with reading); peak {peak:.0f} MB")
    figures = {
        "headline": judged["all"].plagdet,
        **{kind: judged[kind].plagdet for kind in [*TYPES.values(), "strict"]},
    }
    figures |= {"precision": judged["all"].precision, "recall": judged["all"].recall}
    figures |= {"granularity": judged["all"].granularity, "candidate_recall": recalled["all"]}
    figures |= {"cpu_s": seconds, "peak_mb": peak}
    if arguments.peers:
        figures |= peers(corpus)
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


# -- the corpus ------------------------------------------------------------------------------------------------------


def read(folder: Path) -> Corpus:
    """The corpus in a folder, or in the one folder inside it."""
    if not (folder / "pairs").is_file():
        inside = [child for child in folder.iterdir() if (child / "pairs").is_file()]
        if len(inside) != 1:
            raise SystemExit(f"{folder}: expected a file named pairs beside susp/ and src/, here or one folder down")
        folder = inside[0]
    listed = frozenset((susp, source) for susp, source in map(str.split, _text(folder / "pairs").splitlines()))
    cases: dict[str, list[Passage]] = {kind: [] for kind in TYPES.values()}
    for path in sorted(folder.glob("0[2-5]-*/*.xml")):
        cases[TYPES[path.parent.name[:2]]].extend(_cases(path))
    texts = ({path.name: _text(path) for path in sorted((folder / name).glob("*.txt"))} for name in ("susp", "src"))
    return Corpus(*texts, listed, cases)


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:  # as it stands: the truth counts every character
        return file.read()


def _cases(path: Path) -> Iterator[Passage]:
    root = ElementTree.parse(path).getroot()
    for feature in root.iter("feature"):
        if feature.get("source_reference") and feature.get("this_length"):
            start, length, source_start, source_length = (
                int(feature.attrib[name]) for name in ("this_offset", "this_length", "source_offset", "source_length")
            )
            yield Passage(
                root.attrib["reference"],
                start,
                start + length,
                feature.attrib["source_reference"],
                source_start,
                source_start + source_length,
            )


def folded(corpus: Corpus, part: int, parts: int) -> Corpus:
    """The corpus with one of so many parts of its suspicious texts; all sources stay."""
    names = sorted(corpus.susp)
    random.Random(7).shuffle(names)
    kept = set(names[part - 1 :: parts])
    return Corpus(
        {name: text for name, text in corpus.susp.items() if name in kept},
        corpus.src,
        frozenset(pair for pair in corpus.listed if pair[0] in kept),
        {kind: [case for case in cases if case.susp in kept] for kind, cases in corpus.cases.items()},
    )


# -- the engine ------------------------------------------------------------------------------------------------------


def search(corpus: Corpus) -> tuple[list[Pair], list[Found]]:
    """The pairs that were aligned, and the passages that were found in them."""
    documents = {
        document.id: document
        for name, text in [*corpus.susp.items(), *corpus.src.items()]
        for document in [Document(snapshot_id="pan", path=name, text=text)]
    }
    pairs, found = [], []
    keys = {id_: lineage.keys(document) for id_, document in documents.items()}
    for a, b in pairing.pairs(keys, at_least=AT_LEAST):
        if (documents[a].path in corpus.susp) == (documents[b].path in corpus.susp):
            continue
        susp, source = (a, b) if documents[a].path in corpus.susp else (b, a)
        pairs.append((documents[susp].path, documents[source].path))
        found.extend(passages(documents[susp], documents[source]))
    return pairs, found


def passages(susp: Document, source: Document) -> list[Found]:
    """The passages of two texts that count."""
    reuses = lineage.align(susp, source)
    return [
        Found(_passage(reuse, susp, source), reuse.score if reuse.ops else 0.0)
        for reuse in reuses
        if min(len(reuse.a), len(reuse.b)) >= LEAST and not any(_inside(reuse, other) for other in reuses)
    ]


def _inside(reuse: Reuse, other: Reuse) -> bool:
    return reuse is not other and other.a.contains(reuse.a) and other.b.contains(reuse.b)


def _passage(reuse: Reuse, susp: Document, source: Document) -> Passage:
    here, there = (reuse.a, reuse.b) if reuse.a.doc_id == susp.id else (reuse.b, reuse.a)
    return Passage(susp.path, here.start, here.end, source.path, there.start, there.end)


# -- the judgement ---------------------------------------------------------------------------------------------------


def judge(corpus: Corpus, found: Sequence[Passage]) -> dict[str, Score]:
    """The score of each type in the pairs of that type, of all listed pairs, and of all pairs whatsoever."""
    judged = {}
    for kind, cases in corpus.cases.items():
        pairs = {(case.susp, case.source) for case in cases}
        judged[kind] = score(cases, [one for one in found if (one.susp, one.source) in pairs])
    cases = [case for several in corpus.cases.values() for case in several]
    judged["all"] = score(cases, [one for one in found if (one.susp, one.source) in corpus.listed])
    judged["strict"] = score(cases, found)
    return judged


def candidate_recall(corpus: Corpus, candidates: Iterable[Pair]) -> dict[str, float]:
    """The part of the pairs with reuse, by type, that are among the candidates."""
    held = set(candidates)
    true = {kind: {(case.susp, case.source) for case in cases} for kind, cases in corpus.cases.items()}
    true["all"] = set().union(*true.values())
    return {kind: len(pairs & held) / max(len(pairs), 1) for kind, pairs in true.items()}


def show(judged: Mapping[str, Score], recalled: Mapping[str, float]) -> None:
    print(f"{'':12} plagdet  precision  recall  granularity  candidates")
    for kind, (plagdet, precision, recall, granularity) in judged.items():
        candidates = f"{recalled[kind]:.3f}" if kind in recalled else ""
        print(f"{kind:12} {plagdet:.3f}    {precision:.3f}      {recall:.3f}   {granularity:.3f}        {candidates}")


# -- peers -----------------------------------------------------------------------------------------------------------


def peers(corpus: Corpus, *, size: int = 5, permutations: int = 128, threshold: float = 0.1) -> dict[str, float]:
    """What MinHash-LSH over word 5-grams, by datasketch, finds of the pairs with reuse; it finds no passages."""
    from datasketch import MinHash, MinHashLSH

    from sayso.text import words

    begun = time.process_time()
    index = MinHashLSH(threshold=threshold, num_perm=permutations)
    sketches = {}
    for name, text in [*corpus.src.items(), *corpus.susp.items()]:
        folded = [word.folded for word in words(text)]
        grams = {" ".join(folded[n : n + size]).encode() for n in range(len(folded) - size + 1)}
        sketches[name] = MinHash(num_perm=permutations)
        sketches[name].update_batch(grams)
    for name in corpus.src:
        index.insert(name, sketches[name])
    candidates = [(name, source) for name in corpus.susp for source in index.query(sketches[name])]
    recalled = candidate_recall(corpus, candidates)
    spent = time.process_time() - begun
    print(
        f"MinHash-LSH (datasketch, {permutations} permutations, threshold {threshold}): {len(candidates)} pairs, "
        f"candidate recall {', '.join(f'{kind} {part:.3f}' for kind, part in recalled.items())}; {spent:.1f} CPU s"
    )
    return {"minhash_candidate_recall": recalled["all"], "minhash_cpu_s": spent}


if __name__ == "__main__":
    main()
