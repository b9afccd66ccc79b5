"""Export the vectors for run time: `python training/same/export.py OUT/encoder.pt FOLDER` writes encoder.onnx there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parents[1] / "attribution"))

from model import Encoder
from quantised import write


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
    example = torch.tensor([[101, 2023, 2003, 102]])
    file = given.folder / "encoder.onnx"
    write(Plain(encoder), (example,), file, inputs=["pieces"], outputs=["states"], lengths={"pieces": 1, "states": 0})
    onnx.checker.check_model(str(file))


if __name__ == "__main__":
    main()
