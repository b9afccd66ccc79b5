"""Weights for run time: a module of torch written as ONNX, its weights int8, its activations quantised as they run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


def write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    file: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    lengths: Mapping[str, int],
) -> None:
    """Write `file`; `lengths` names, for each input and output, the dimension that grows with the text."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / file.name
        torch.onnx.export(
            module,
            example,
            plain,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: {dimension: "n"} for name, dimension in lengths.items()},
            opset_version=17,
            dynamo=False,
        )
        # A rounding to 7 bits: without it, processors that lack VNNI overflow, and answer otherwise than those that
        # have it.
        quantize_dynamic(plain, file, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
