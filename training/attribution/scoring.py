"""How well segments are found, while training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

import corpus
from model import Tagger
from sayso.engines.saying.chain import best_labels
from sayso.engines.saying.labels import LABELS, Role, segments
from sayso.engines.saying.sheet import Sheet, windows

KEPT, CONTEXT = 208, 24


@torch.no_grad()
def emitted(tagger: Tagger, sheet: Sheet, kept: int = KEPT, context: int = CONTEXT) -> NDArray[np.float32]:
    """The label scores of every word, read in the windows of run time."""
    tagger.eval()
    made = np.zeros((len(sheet), LABELS), dtype=np.float32)
    for window in windows(sheet, kept, context):
        a, b = sheet.place(window.first), sheet.place(window.last)
        scores = tagger(torch.tensor([sheet.pieces[a:b]]), torch.tensor([sheet.shapes[a:b]]))[0][0].numpy()
        made[window.kept_first : window.kept_last] = scores[
            [p - a for p in sheet.firsts[window.kept_first : window.kept_last]]
        ]
    return made


def segment_scores(tagger: Tagger, examples: Sequence[corpus.Example]) -> dict[str, float]:
    """For each role the F1 of words and of whole segments."""
    follows = tagger.chain.follows.detach().numpy()
    counts = {(role, what): [0, 0, 0] for role in Role for what in ("words", "segments")}
    for example in examples:
        made = set(segments(best_labels(emitted(tagger, example.sheet), follows)))
        gold = set(example.segments())
        for role in Role:
            g, m = ({s for s in found if s.role is role} for found in (gold, made))
            gw, mw = ({w for s in found for w in range(s.first, s.last)} for found in (g, m))
            for what, a, b in (("segments", g, m), ("words", gw, mw)):
                for i, n in enumerate((len(a & b), len(b), len(a))):  # type: ignore[operator]
                    counts[role, what][i] += n
    return {
        f"{role.name.lower()}_{what}": round(2 * hits / max(made + gold, 1), 4)
        for (role, what), (hits, made, gold) in counts.items()
    }
