"""Vectors of claims by MiniLM-L6, fine-tuned for this project (models/same/MODEL.md), on onnxruntime (MIT)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.engines.base import Meaning

LONGEST = 128  # word pieces; a claim is a sentence

#: Texts whose vectors are kept at hand (some 30 kB each): a story that grows has its claims read again.
KEPT = 1024


class ClaimVectors:
    """The mean over a text's word pieces, of unit length; one text a call.

    The activations are quantised while they run, with ranges per call: in a batch, a vector would depend on its
    neighbours.
    """

    name = "minilm-l6-claims@2"

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two small threads cost more CPU than they save
        options.log_severity_level = 3
        models = resources.files("sayso.models")
        self._session: Any = onnxruntime.InferenceSession(
            models.joinpath("same/encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_str(models.joinpath("minilm/tokenizer.json").read_text(encoding="utf-8"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._read = lru_cache(KEPT)(self._one)

    def read(self, texts: Sequence[str]) -> list[Meaning]:
        """The texts in vectors."""
        return [self._read(text) for text in texts]

    def _one(self, text: str) -> Meaning:
        encoding = self._tokenizer.encode(text)
        states = self._session.run(None, {"pieces": np.array([encoding.ids], dtype=np.int64)})[0]
        whole = states.mean(axis=0)
        real = [n for n, (start, end) in enumerate(encoding.offsets) if end > start]  # not the marks at both ends
        return Meaning(
            whole=np.asarray(whole / max(float(np.linalg.norm(whole)), 1e-12), dtype=np.float32),
            places=tuple(encoding.offsets[n] for n in real),
            pieces=np.asarray(states[real], dtype=np.float32),
        )
