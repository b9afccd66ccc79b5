"""What a model finds: `python training/attribution/predict.py MODEL REPORTS.jsonl OUT.jsonl`.

MODEL is a folder with tagger.onnx, chain.json and linker.json, or a checkpoint tagger.pt beside a linker.json. OUT has
the form that `bench/attribution.py REPORTS.jsonl --made OUT.jsonl` reads.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus import paragraphs
from sayso.attribution.learned.linking import Linked, Linker, link
from sayso.engines.tagging.chain import best_labels
from sayso.engines.tagging.labels import Segment, segments
from sayso.engines.tagging.sheet import Sheet, sheet


class Model:
    """A tagger, of run time or of training, and a linker."""

    def __init__(self, path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        self.linker = msgspec.json.decode((folder / "linker.json").read_bytes(), type=Linker)
        if path.is_dir():
            from sayso.engines.tagger_onnx import Tagger

            engine = Tagger(folder)
            self.scores, self.follows = engine.scores, engine.follows
        else:
            import torch

            from model import Tagger as Trained
            from scoring import emitted

            trained = Trained()
            state = torch.load(path)
            trained.load_state_dict(state.get("mean", state))
            self.scores = lambda read: emitted(trained, read)
            self.follows = trained.chain.follows.detach().numpy()

    def segments(self, scores: NDArray[np.float32]) -> list[Segment]:
        """The best segments under these scores."""
        return segments(best_labels(scores, self.follows))

    def find(self, text: str) -> tuple[Sheet, list[Linked]]:
        """The attributions of a text."""
        read = sheet(text, paragraphs(text))
        return read, link(self.linker, text, read, self.segments(self.scores(read)))


def spans(read: Sheet, found: Linked) -> dict[str, list[list[int]]]:
    """An attribution in code points."""
    roles = {"source": found.source, "cue": (found.cue,), "content": found.content}
    return {
        role: [[read.starts[s.first], read.ends[s.last - 1]] for s in segments_] for role, segments_ in roles.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    model = Model(given.model)
    with given.out.open("w", encoding="utf-8") as out:
        for line in given.reports.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            read, found = model.find(report["text"])
            print(json.dumps({"id": report["id"], "attributions": [spans(read, one) for one in found]}), file=out)


if __name__ == "__main__":
    main()
