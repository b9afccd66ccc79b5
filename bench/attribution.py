"""Attribution against a gold file: `python bench/attribution.py GOLD.jsonl [--limit N]` prints one line of JSON.

GOLD.jsonl has one report a line: {"id", "text", "attributions": [{"source", "cue", "content": [[start, end], …]}]}.
`headline` is AR_part F1: content token overlap (Jaccard) of at least one half, sources sharing a content word or both
empty, cues sharing a token, matched one to one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso import attribution, names, parse, segment
from sayso.engines import engine
from sayso.lexicon import load
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.countries import Countries
from sayso.lexicon.cues import Cues
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.records import Attribution, Document
from sayso.segment.furniture import Furniture
from sayso.segment.sentences import Abbreviations

_TOKEN = re.compile(r"\w+|[^\w\s]")
#: Words too common to tell that two sources are one.
_COMMON = frozenset(
    ["the", "a", "an", "of", "s", "and", "in", "to", "for", "his", "her", "their", "its", "at", "on", "by", "with"]
)

Places = frozenset[int]
Roled = tuple[Places, Places, Places]


def found(text: str) -> list[Attribution]:
    """The attributions of a bare text."""
    language = engine("language")
    cues, roles, outlets = load("cues", Cues), load("roles", Roles), load("outlets", Outlets)
    countries = load("countries", Countries)
    document = Document(snapshot_id="", path="", text=text)
    passages = segment.passages(
        document, furniture=load("furniture", Furniture), abbreviations=load("abbreviations", Abbreviations)
    )
    tree = parse.parse(document, passages, language=language)
    return attribution.find(
        document,
        passages,
        tree,
        names.find(document, tree, roles=roles, cues=cues, outlets=outlets, countries=countries),
        cues=cues,
        roles=roles,
        anonymity=load("anonymity", Anonymity),
        outlets=outlets,
    )


def roled(text: str, spans: Iterable[Sequence[Sequence[int]]]) -> Roled:
    """The token places of source, cue and content, edge punctuation and quotation marks left out."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    source, cue, content = (
        frozenset(i for i, (a, b) in enumerate(tokens) if text[a].isalnum() and any(a < e and b > s for s, e in role))
        for role in spans
    )
    return source, cue, content


def matches(text: str, gold: Sequence[Roled], made: Sequence[Roled]) -> tuple[int, int]:
    """(contents matched, whole attributions matched), one to one, best overlap first."""
    words = [m.group().lower() for m in _TOKEN.finditer(text)]
    pairs = []
    for i, g in enumerate(gold):
        for j, m in enumerate(made):
            union = len(g[2] | m[2])
            overlap = len(g[2] & m[2]) / union if union else 0.0
            if overlap >= 0.5:
                source, cue = _shares(words, g[0], m[0]), bool(g[1] & m[1]) or not (g[1] or m[1])
                pairs.append((overlap + 0.01 * source + 0.005 * cue, i, j, source and cue))
    taken_gold, taken_made, contents, whole = set[int](), set[int](), 0, 0
    for _, i, j, fits in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken_made:
            taken_gold.add(i)
            taken_made.add(j)
            contents, whole = contents + 1, whole + fits
    return contents, whole


def _shares(words: Sequence[str], a: Places, b: Places) -> bool:
    if not a and not b:
        return True
    return bool(_telling(words, a) & _telling(words, b))


def _telling(words: Sequence[str], places: Places) -> Places:
    return frozenset(i for i in places if words[i] not in _COMMON) or places


def f1(hits: int, made: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    precision, recall = hits / made if made else 0.0, hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--limit", type=int)
    given = arguments.parse_args()
    contents = whole = made_count = gold_count = 0
    for line in given.gold.read_text(encoding="utf-8").splitlines()[: given.limit]:
        report = json.loads(line)
        text = report["text"]
        gold = [roled(text, [a[r] for r in ("source", "cue", "content")]) for a in report["attributions"]]
        made = [
            roled(text, [[(s.start, s.end) for s in spans] for spans in (a.source, a.cue, a.content)])
            for a in found(text)
        ]
        some, all_ = matches(text, gold, made)
        contents, whole = contents + some, whole + all_
        made_count, gold_count = made_count + len(made), gold_count + len(gold)
    precision, recall, score = f1(whole, made_count, gold_count)
    result = {"headline": round(score, 4), "precision": round(precision, 4), "recall": round(recall, 4)}
    result |= {"content_f1": round(f1(contents, made_count, gold_count)[2], 4), "gold": gold_count, "found": made_count}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
