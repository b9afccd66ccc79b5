"""Export a tagger for run time: `python training/attribution/export.py OUT/tagger.pt FOLDER`.

Writes `FOLDER/tagger.onnx` (int8 weights, activations quantised as they run) and `FOLDER/chain.json` (what label
follows what).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch

from model import Tagger
from quantised import write


def export(tagger: Tagger, folder: Path) -> None:
    """Write the weights of run time."""
    tagger.eval()
    example = torch.tensor([[2023, 2003, 102, 2019]]), torch.tensor([[1, 0, 4, 0]])
    inputs, outputs = ["pieces", "shapes"], ["scores", "kinds"]
    lengths = dict.fromkeys([*inputs, *outputs], 1)
    write(tagger, example, folder / "tagger.onnx", inputs=inputs, outputs=outputs, lengths=lengths)
    onnx.checker.check_model(str(folder / "tagger.onnx"))
    follows = [[round(float(x), 5) for x in row] for row in tagger.chain.follows.detach()]
    (folder / "chain.json").write_text(json.dumps(follows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    tagger = Tagger()
    tagger.load_state_dict(torch.load(given.tagger))
    export(tagger, given.folder)


if __name__ == "__main__":
    main()
