"""Who said what, measured against marks made by people; the last line printed is one line of JSON.

    python bench/attribution.py GOLD.jsonl                    what sayso finds
    python bench/attribution.py GOLD.jsonl --made FOUND.jsonl  what another program found, in the same form
    python bench/attribution.py GOLD.jsonl --model FOLDER     what sayso finds with this model
    python bench/attribution.py --gold tests/attribution/gold/dev

GOLD.jsonl has one report a line: {"id", "text", "attributions": [{"source", "cue", "content": [[start, end], …]}]}.
`headline` is AR_part F1; attribution_metric.py says what it and the others are. `--write FILE` keeps what was found.
PolNeAR, whose form GOLD.jsonl has, marks nothing inside another attribution's content, so what sayso finds there is
left out (`inside` counts it) and not written; `--inside` keeps it.

With --gold, a folder of marked texts, also: `kind` and `quote`, the share of rightly found attributions whose source
is of the right kind and whose way of quoting is right; `within`, the F1 of (attribution, the one around it), both
found; `addressee` and `when`, the F1 of hearers, and of times of speaking, that share a telling word. Those three fall
with every attribution that is not found; `within_given` and `addressee_given` ask, as `kind` and `quote` do, only for
the attributions that are (of nesting: where the one around it is found too).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution_metric import ROLES, Counts, Match, Tokens, counted, matches, summed
from by_hand import read, run
from sayso.engines import engine
from sayso.engines.base import SayingEngine
from sayso.records import Attribution

TESTS = Path(__file__).resolve().parents[1] / "tests" / "attribution"

Report = dict[str, Any]


def found(text: str, sayings: SayingEngine) -> list[Attribution]:
    """The attributions of a bare text."""
    held = read(text)
    run("attribution", held, sayings=sayings)
    return held[Attribution]


def model_in(folder: Path) -> SayingEngine:
    """The model that training left in a folder."""
    from sayso.engines.saying_onnx import Sayings

    return Sayings(folder)


def plain(made: Sequence[Attribution]) -> list[Report]:
    """Attributions in the form of a gold file, with what only --gold looks at."""
    places = {a.id: i for i, a in enumerate(made)}
    return [
        {role: [[s.start, s.end] for s in getattr(a, role)] for role in (*ROLES, "addressee")}
        | {"when": [[a.when.start, a.when.end]] if a.when else []}
        | {"kind": a.source_kind, "quote": a.quote, "within": places.get(a.within or "")}
        for a in made
    ]


def leave_out_inner(made: dict[str, list[Report]]) -> int:
    """Take away what stands inside another attribution; how many these were."""
    before = sum(map(len, made.values()))
    for id_, found_here in made.items():
        made[id_] = [one for one in found_here if one["within"] is None]
    return before - sum(map(len, made.values()))


def lines(path: Path) -> list[Report]:
    """The reports of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def marked_texts(folder: Path) -> Iterator[Report]:
    """The reports of a folder of marked texts."""
    sys.path.append(str(TESTS))
    import gold

    for path in sorted(folder.glob("*.yml")):
        text = gold.read(path)
        attributions = [
            {role: [[s.start, s.end] for s in getattr(one, role)] for role in (*ROLES, "addressee", "when")}
            | {"kind": one.entry.kind, "quote": one.entry.quote, "within": one.within}
            for one in text.attributions
        ]
        yield {"id": text.name, "text": text.text, "attributions": attributions}


def deeper(
    tokens: Tokens, matched: Sequence[Match], gold: Sequence[Report], made: Sequence[Report]
) -> dict[str, Counts]:
    """The counts that --gold adds."""
    whole = {m.gold: m.made for m in matched if m.source and m.cue}
    nested = sum(gold[i]["within"] in whole and made[j]["within"] == whole[gold[i]["within"]] for i, j in whole.items())
    shared = {
        role: sum(
            tokens.share(g, m)
            for g, m in ((tokens.places(gold[i][role]), tokens.places(made[j][role])) for i, j in whole.items())
            if g and m
        )
        for role in ("addressee", "when")
    }
    return (
        {
            name: Counts(sum(gold[i][name] == made[j][name] for i, j in whole.items()), len(whole), len(whole))
            for name in ("kind", "quote")
        }
        | {
            "within": Counts(nested, _having("within", made), _having("within", gold)),
        }
        | {role: Counts(n, _having(role, made), _having(role, gold)) for role, n in shared.items()}
        | {
            "within_given": Counts(
                nested,
                sum(made[j]["within"] in whole.values() for j in whole.values()),
                sum(gold[i]["within"] in whole for i in whole),
            ),
            "addressee_given": Counts(
                shared["addressee"],
                _having("addressee", [made[j] for j in whole.values()]),
                _having("addressee", [gold[i] for i in whole]),
            ),
        }
    )


def _having(name: str, attributions: Sequence[Mapping[str, Any]]) -> int:
    return sum(a[name] not in (None, []) for a in attributions)


def figures(gold: Sequence[Report], made: Mapping[str, Sequence[Report]], *, deep: bool = False) -> dict[str, Any]:
    """What is printed: F1 of everything, precision and recall of the headline, how many there are."""
    counts = []
    for report in gold:
        tokens = Tokens(report["text"])
        there, here = report["attributions"], made.get(report["id"], [])
        roled_gold, roled_made = ([tokens.roled(a) for a in all_] for all_ in (there, here))
        counts.append(counted(tokens, roled_gold, roled_made))
        if deep:
            counts.append(deeper(tokens, matches(tokens, roled_gold, roled_made), there, here))
    total = summed(counts)
    head = total["AR_part"]
    result = {"headline": head.f1, "precision": head.precision, "recall": head.recall}
    result |= {name: count.f1 for name, count in total.items() if name != "AR_part"}
    return {name: round(value, 4) for name, value in result.items()} | {"gold": head.gold, "found": head.made}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", type=Path, nargs="?")
    arguments.add_argument("--gold", type=Path, help="a folder of marked texts instead")
    arguments.add_argument("--made", type=Path, help="score this output instead of running sayso")
    arguments.add_argument("--write", type=Path, help="keep what was found here")
    arguments.add_argument("--model", type=Path, help="a folder with tagger.onnx, chain.json and linker.json")
    arguments.add_argument("--inside", action="store_true", help="count what stands inside other attributions too")
    arguments.add_argument("--limit", type=int, help="only so many reports")
    given = arguments.parse_args()
    if (given.reports is None) == (given.gold is None):
        arguments.error("give one file of reports, or --gold and a folder")
    gold = (list(marked_texts(given.gold)) if given.gold else lines(given.reports))[: given.limit]
    inside = 0
    if given.made:
        made = {report["id"]: report["attributions"] for report in lines(given.made)}
    else:
        model = model_in(given.model) if given.model else engine("sayings")
        made = {report["id"]: plain(found(report["text"], model)) for report in gold}
        inside = 0 if given.gold or given.inside else leave_out_inner(made)
    if given.write:
        rows = [json.dumps({"id": id_, "attributions": one}, ensure_ascii=False) for id_, one in made.items()]
        given.write.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(json.dumps(figures(gold, made, deep=given.gold is not None) | {"inside": inside}))


if __name__ == "__main__":
    main()
