"""What a model finds: `python training/attribution/predict.py MODEL REPORTS.jsonl OUT.jsonl`.

MODEL is a folder with tagger.onnx, chain.json and linker.json. OUT has the form that
`bench/attribution.py REPORTS.jsonl --made OUT.jsonl` reads.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpus import paragraphs, parsed
from sayso.engines.base import Saying
from sayso.engines.saying_onnx import Sayings


def written(found: Saying) -> dict[str, list[list[int]]]:
    """An attribution as a gold file has it."""
    roles = {"source": found.source, "cue": (found.cue,), "content": found.content}
    return {role: [[s.start, s.end] for s in spans] for role, spans in roles.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    model = Sayings(given.model)
    with given.out.open("w", encoding="utf-8") as out:
        for line in given.reports.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            found = model.find(parsed(report["text"]), paragraphs(report["text"]))
            print(json.dumps({"id": report["id"], "attributions": [written(one) for one in found]}), file=out)


if __name__ == "__main__":
    main()
