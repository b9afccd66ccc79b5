"""Who says what by a small BERT fine-tuned for it (see its model card), int8 weights, on onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.engines.base import Saying
from sayso.engines.saying.chain import best_labels
from sayso.engines.saying.labels import KINDS, LABELS, Segment, segments
from sayso.engines.saying.linking import Linked, Linker, link
from sayso.engines.saying.sheet import Sheet, sheet, windows
from sayso.syntax import Parse
from sayso.text import Span

#: Word pieces whose scores one window keeps, and how many it reads beyond them on each side.
KEPT, CONTEXT = 208, 24


class Scores(NamedTuple):
    """What the tagger says of every word of a report.

    Attributes:
        labels: words x labels; a score of each label.
        kinds: words x kinds; a score of each kind of source, were the word a source's or its cue's.
    """

    labels: NDArray[np.float32]
    kinds: NDArray[np.float32]


class Sayings:
    """Who says what: a tagger of words and a linker of what it found."""

    def __init__(self, folder: Path | None = None) -> None:
        root: Any = resources.files("sayso.models").joinpath("saying") if folder is None else folder
        self._tagger = Tagger(root)
        self._linker = msgspec.json.decode(root.joinpath("linker.json").read_bytes(), type=Linker)
        self.name = "saying-minilm-l6-int8@3"

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        """The attributions in these paragraphs, in the order of their cues."""
        read = sheet(parse.text, paragraphs)
        scores = self._tagger.scores(read)
        found = link(self._linker, parse, read, self._tagger.best(scores))
        return [saying(read, paragraphs, one, scores.kinds) for one in found]


class Tagger:
    """Sources, cues and contents, unlinked, and of what kind a source is.

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
        return self.best(self.scores(read))

    def best(self, scores: Scores) -> list[Segment]:
        """The best segments by the scores of labels, in text order."""
        return segments(best_labels(scores.labels, self._follows))

    def scores(self, read: Sheet) -> Scores:
        """The scores of every word."""
        labels, kinds = (np.zeros((len(read), n), dtype=np.float32) for n in (LABELS, len(KINDS)))
        for window in windows(read, KEPT, CONTEXT):
            first, last = read.place(window.first), read.place(window.last)
            feed = {
                "pieces": np.array([read.pieces[first:last]], dtype=np.int64),
                "shapes": np.array([read.shapes[first:last]], dtype=np.int64),
            }
            kept = slice(window.kept_first, window.kept_last)
            places = [place - first for place in read.firsts[kept]]
            found = self._session.run(["scores", "kinds"], feed)
            labels[kept], kinds[kept] = (scores[0][places] for scores in found)
        return Scores(labels, kinds)


def saying(read: Sheet, paragraphs: Sequence[Span], linked: Linked, kinds: NDArray[np.float32]) -> Saying:
    """An attribution in spans of the text, with what the words of its source say of the source's kind."""

    def span(segment: Segment) -> Span:
        doc_id = paragraphs[read.paragraphs[segment.first]].doc_id
        return Span(doc_id, read.starts[segment.first], read.ends[segment.last - 1])

    source, content = (tuple(map(span, found)) for found in (linked.source, linked.content))
    return Saying(span(linked.cue), source, content, linked.score, _kinds(linked, kinds))


def _kinds(linked: Linked, kinds: NDArray[np.float32]) -> tuple[float, ...]:
    """The logarithms of the chances of each kind: the mean of what the words of the source and its cue say."""
    if not linked.source:
        return ()
    words = [word for one in (*linked.source, linked.cue) for word in range(one.first, one.last)]
    mean = kinds[words].mean(axis=0)
    chances = mean - np.logaddexp.reduce(mean)
    return tuple(round(float(x), 4) for x in chances)
