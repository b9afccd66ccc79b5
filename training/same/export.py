"""Export the vectors for run time: `python training/same/export.py OUT/encoder.pt FOLDER` writes `FOLDER/encoder.onnx`.

Its weights are int8, its activations quantised as they run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parents[1] / "attribution"))

from model import Encoder


class Plain(nn.Module):
    """The encoder without shapes of words: one text's word pieces to a vector for each."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        states: Tensor = self.encoder(pieces, torch.zeros_like(pieces))
        return states[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    encoder = Encoder()
    encoder.load_state_dict(torch.load(given.encoder))
    encoder.eval()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            Plain(encoder),
            (torch.tensor([[101, 2023, 2003, 102]]),),
            plain,
            input_names=["pieces"],
            output_names=["states"],
            dynamic_axes={"pieces": {1: "n"}, "states": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        # A rounding to 7 bits: without it, processors that lack VNNI overflow, and answer otherwise than those that
        # have it.
        quantize_dynamic(
            plain, given.folder / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    onnx.checker.check_model(str(given.folder / "encoder.onnx"))


if __name__ == "__main__":
    main()
