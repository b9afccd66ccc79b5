"""Whether a changed wording kept its meaning, measured on edited summaries: `python bench/drift.py FOLDER`.

FOLDER holds summedits_*.json (SummEdits, Laban et al. 2023): pairs of a summary and what was made of it, with the label
whether it still says what its source does. Printed is one JSON object:

    headline    mean over the domains of balanced accuracy: how well the verdict tells changed from kept
    auc         mean over the domains of the area under the curve
    DOMAIN      the same for each domain, and its number of pairs
    typing      F1 of the kinds that the rules name, over all pairs: `negation` (one put in or taken out), `polarity`
                (that, or a word made its opposite), `entity_number` (another name, amount or date)

The shipped model has learned from six of these domains, and its figures on them are no figures of quality: those are
`--leave-one-out`, which fits anew without each domain; the rules then ask those trees too. The threshold is .5, chosen
on no domain. `--only DOMAIN …` judges these domains alone. `--no-typing` leaves out the rules. Leave-one-out takes two
minutes, typing three.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training" / "drift"))

import corpus  # noqa: E402
from boosting import Growth  # noqa: E402
from by_hand import Held, run  # noqa: E402
from fit import forest, own_pairs  # noqa: E402
from sayso.engines import engine  # noqa: E402
from sayso.engines.base import VerdictEngine  # noqa: E402
from sayso.engines.verdict_forest import Judge, Verdicts, describer  # noqa: E402
from sayso.records import Derivation, Document, Drift, Passage  # noqa: E402
from sayso.vocab import DerivationKind, Direction, DriftKind  # noqa: E402

Chances = NDArray[np.float64]
Answers = NDArray[np.bool_]

THRESHOLD = 0.5

#: What the corpus calls an edit, by what we count it as.
NEGATION, OPPOSITE, ENTITY = "negation_insertion_removal", "antonym_swap", "entity_modification"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--no-typing", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="DOMAIN")
    given = parser.parse_args()
    every = corpus.read(given.folder)
    domains = {name: every[name] for name in given.only or every}
    engines = left_out(every, domains) if given.leave_one_out else dict.fromkeys(domains, engine("verdict"))
    figures = verdicts(engines, domains)
    if not given.no_typing:
        figures["typing"] = typing(engines, domains)
    print(json.dumps(figures))


# -- changed or not --------------------------------------------------------------------------------------------------


def left_out(every: dict[str, list[corpus.Pair]], domains: Iterable[str]) -> dict[str, Verdicts]:
    """For each of the domains a verdict that has learned from all others (and from our own pairs)."""
    by = describer()
    own = corpus.described(own_pairs(), by)
    described = {name: corpus.described(pairs, by) for name, pairs in every.items()}
    return {
        name: Verdicts(Judge(by.names, forest([d for other, d in described.items() if other != name], own, Growth())))
        for name in domains
    }


def verdicts(engines: Mapping[str, VerdictEngine], domains: dict[str, list[corpus.Pair]]) -> dict[str, Any]:
    """The figures of every domain and their means."""
    figures = {}
    for name, pairs in domains.items():
        chances = np.array(engines[name].chances([(pair.before, pair.after) for pair in pairs]))
        changed = np.array([pair.changed for pair in pairs])
        figures[name] = {"headline": balanced(chances, changed), "auc": auc(chances, changed), "pairs": len(changed)}
    means = {key: round(float(np.mean([f[key] for f in figures.values()])), 4) for key in ("headline", "auc")}
    return {**means, **figures}


def balanced(chances: Chances, changed: Answers) -> float:
    """The mean of the shares of the changed and of the kept pairs that are told rightly."""
    said = chances >= THRESHOLD
    return round(float((said[changed].mean() + (~said)[~changed].mean()) / 2), 4)


def auc(chances: Chances, changed: Answers) -> float:
    """How likely a changed pair has a higher chance than a kept one; equal ones count half."""
    above = chances[changed][:, None] - chances[~changed][None]
    return round(float((above > 0).mean() + (above == 0).mean() / 2), 4)


# -- which kind ------------------------------------------------------------------------------------------------------


def typing(engines: Mapping[str, VerdictEngine], domains: dict[str, list[corpus.Pair]]) -> dict[str, float]:
    """F1 of the kinds that drift's rules name."""
    found = [named(pair, engines[name]) for name, pairs in domains.items() for pair in pairs]
    pairs = [pair for pairs in domains.values() for pair in pairs]
    negated = [any("polarity/negation" in d.made_by for d in drifts) for drifts in found]
    turned = [any(d.kind is DriftKind.POLARITY for d in drifts) for drifts in found]
    other = [any(d.kind in {DriftKind.ENTITY, DriftKind.NUMBER, DriftKind.DATE} for d in drifts) for drifts in found]
    return {
        "negation": f1(negated, [NEGATION in p.edits for p in pairs]),
        "polarity": f1(turned, [bool({NEGATION, OPPOSITE} & p.edits) for p in pairs]),
        "entity_number": f1(other, [ENTITY in p.edits for p in pairs]),
    }


def named(pair: corpus.Pair, verdict: VerdictEngine) -> list[Drift]:
    """The changes that drift names between two bare texts, of which nothing but the sentences is known."""
    reports = [
        Document(snapshot_id=name, path=name, text=text, language="en")
        for name, text in (("before", pair.before), ("after", pair.after))
    ]
    derivation = Derivation(
        child_id=reports[1].id,
        parent_id=reports[0].id,
        kind=DerivationKind.REWRITE,
        direction=Direction.DIRECTED,
        share=1.0,
    )
    held: Held = defaultdict(list, {Document: reports, Derivation: [derivation]})
    held[Passage] = [s for r in reports for s in sentences(r)]
    run("drift", held, verdict=verdict)
    return held[Drift]


def sentences(report: Document) -> list[Passage]:
    held: Held = defaultdict(list, {Document: [report]})
    run("segment", held)
    return held[Passage]


def f1(found: Sequence[bool], marked: Sequence[bool]) -> float:
    hits = sum(a and b for a, b in zip(found, marked, strict=True))
    return round(2 * hits / max(1, sum(found) + sum(marked)), 4)


if __name__ == "__main__":
    main()
