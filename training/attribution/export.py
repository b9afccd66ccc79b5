"""Export a tagger for run time: `python training/attribution/export.py OUT/tagger.pt FOLDER`.

Writes `FOLDER/tagger.onnx` (int8 weights, activations quantised as they run) and `FOLDER/chain.json` (what label
follows what).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import Tagger


def export(tagger: Tagger, folder: Path) -> None:
    """Write the weights of run time."""
    tagger.eval()
    folder.mkdir(parents=True, exist_ok=True)
    example = torch.tensor([[2023, 2003, 102, 2019]]), torch.tensor([[1, 0, 4, 0]])
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "tagger.onnx"
        torch.onnx.export(
            tagger,
            example,
            plain,
            input_names=["pieces", "shapes"],
            output_names=["scores"],
            dynamic_axes={"pieces": {1: "n"}, "shapes": {1: "n"}, "scores": {1: "n"}},
            opset_version=17,
            dynamo=False,
        )
        # A rounding to 7 bits: without it, processors that lack VNNI overflow, and answer otherwise than those that
        # have it.
        quantize_dynamic(
            plain, folder / "tagger.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
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
