"""Who says what by a small BERT fine-tuned for it (see its model card), int8 weights, on onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.engines.base import Saying
from sayso.engines.saying.chain import best_labels
from sayso.engines.saying.labels import LABELS, Segment, segments
from sayso.engines.saying.linking import Linked, Linker, link
from sayso.engines.saying.sheet import Sheet, sheet, windows
from sayso.syntax import Parse
from sayso.text import Span

#: Word pieces whose scores one window keeps, and how many it reads beyond them on each side.
KEPT, CONTEXT = 208, 24


class Sayings:
    """Who says what: a tagger of words and a linker of what it found."""

    def __init__(self, folder: Path | None = None) -> None:
        root: Any = resources.files("sayso.models").joinpath("saying") if folder is None else folder
        self._tagger = Tagger(root)
        self._linker = msgspec.json.decode(root.joinpath("linker.json").read_bytes(), type=Linker)
        self.name = "saying-minilm-l6-int8@2"

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        """The attributions in these paragraphs, in the order of their cues."""
        read = sheet(parse.text, paragraphs)
        return [saying(read, paragraphs, one) for one in link(self._linker, parse, read, self._tagger.segments(read))]


class Tagger:
    """Sources, cues and contents, unlinked.

    The activations are quantised while they run, with ranges per call. So a window is read alone, and where windows
    begin depends on the report only: the same report always has the same segments.
    """

    def __init__(self, root: Any) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two small threads cost more CPU than they save
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            root.joinpath("tagger.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        follows = msgspec.json.decode(root.joinpath("chain.json").read_bytes(), type=list[list[float]])
        self._follows = np.array(follows, dtype=np.float32)

    def segments(self, read: Sheet) -> list[Segment]:
        """The best segments of a report, in text order."""
        return segments(best_labels(self.scores(read), self._follows))

    def scores(self, read: Sheet) -> NDArray[np.float32]:
        """The score of every label for every word."""
        made = np.zeros((len(read), LABELS), dtype=np.float32)
        for window in windows(read, KEPT, CONTEXT):
            first, last = read.place(window.first), read.place(window.last)
            feed = {
                "pieces": np.array([read.pieces[first:last]], dtype=np.int64),
                "shapes": np.array([read.shapes[first:last]], dtype=np.int64),
            }
            scores = self._session.run(None, feed)[0][0]
            kept = slice(window.kept_first, window.kept_last)
            made[kept] = scores[[place - first for place in read.firsts[kept]]]
        return made


def saying(read: Sheet, paragraphs: Sequence[Span], linked: Linked) -> Saying:
    """An attribution in spans of the text."""

    def span(segment: Segment) -> Span:
        doc_id = paragraphs[read.paragraphs[segment.first]].doc_id
        return Span(doc_id, read.starts[segment.first], read.ends[segment.last - 1])

    return Saying(span(linked.cue), tuple(map(span, linked.source)), tuple(map(span, linked.content)), linked.score)
