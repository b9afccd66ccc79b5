"""What a model finds: `python training/attribution/predict.py MODEL REPORTS.jsonl OUT.jsonl`.

MODEL is a folder with tagger.onnx, chain.json and linker.json, or a checkpoint tagger.pt beside a linker.json. OUT has
the form that `bench/attribution.py REPORTS.jsonl --made OUT.jsonl` reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from corpus import paragraphs, parsed
from sayso.engines.base import Saying
from sayso.engines.saying.chain import best_labels
from sayso.engines.saying.labels import segments
from sayso.engines.saying.linking import Linker, link
from sayso.engines.saying.sheet import sheet
from sayso.engines.saying_onnx import Sayings, saying
from sayso.syntax import Parse
from sayso.text import Span


class Trained:
    """The engine of run time with the weights of training."""

    name = "trained@0"

    def __init__(self, checkpoint: Path) -> None:
        import torch

        from model import Tagger

        self.tagger = Tagger()
        state = torch.load(checkpoint)
        self.tagger.load_state_dict(state.get("mean", state))
        self.linker = msgspec.json.decode((checkpoint.parent / "linker.json").read_bytes(), type=Linker)

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        from scoring import emitted

        read = sheet(parse.text, paragraphs)
        found = segments(best_labels(emitted(self.tagger, read), self.tagger.chain.follows.detach().numpy()))
        return [saying(read, paragraphs, one) for one in link(self.linker, parse, read, found)]


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
    model = Sayings(given.model) if given.model.is_dir() else Trained(given.model)
    with given.out.open("w", encoding="utf-8") as out:
        for line in given.reports.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            found = model.find(parsed(report["text"]), paragraphs(report["text"]))
            print(json.dumps({"id": report["id"], "attributions": [written(one) for one in found]}), file=out)


if __name__ == "__main__":
    main()
