"""What is seen of two wordings: each edit as numbers, then the worst and the mean of all, and the pair as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from sayso.engines.verdict.edits import Token, Tokens, edits, moved
from sayso.engines.verdict.wordnet import PARTS, Relation, WordNet
from sayso.lexicon.edits import EditWords
from sayso.lexicon.wording import FunctionWords, Measures

#: For what cannot be said of an edit: there is nothing on one of its sides.
NOTHING = -1.0
#: Words of one side of an edit that are looked up, all against all of the other side.
_LOOKED_UP = 12
#: Likeness (`Relation.sameness`) from which a word stands for another.
_STANDS_FOR = 0.3

Floats = NDArray[np.float32]


class Describer:
    """Describes pairs of wordings, by WordNet and lexicons.

    Attributes:
        names: what each column says.
    """

    def __init__(self, wordnet: WordNet, words: EditWords, function_words: FunctionWords, measures: Measures) -> None:
        self._wordnet = wordnet
        self._classes = words.classes
        self._tokens = Tokens(function_words, measures)
        edit, pair = self._edit((), ()), self._pair((), (), (), ())
        self._width = len(edit)
        self.names = [*(f"most {n}" for n in edit), *(f"mean {n}" for n in edit), *pair]

    def describe(self, before: str, after: str) -> Floats | None:
        """One row of numbers; None where no word differs."""
        old, new = self._tokens.read(before), self._tokens.read(after)
        found = edits(old, new)
        if not found:
            return None
        shifted = moved(found, old, new)
        away, here = {place for place, _ in shifted}, {place for _, place in shifted}
        sides = [(edit.gone(old, away), edit.came(new, here)) for edit in found]
        sides = [(gone, came) for gone, came in sides if gone or came] or [([], [])]
        each = [self._edit(gone, came) for gone, came in sides]
        rows = np.array([list(one.values()) for one in each], dtype=np.float32)
        pair = self._pair(old, new, sides, shifted)
        return np.concatenate([rows.max(axis=0), rows.mean(axis=0), np.array(list(pair.values()), dtype=np.float32)])

    # -- one edit ----------------------------------------------------------------------------------------------------

    def _edit(self, gone: Sequence[Token], came: Sequence[Token]) -> dict[str, float]:
        before, after = _content(gone), _content(came)
        found = {
            "words gone": float(len(gone)),
            "words new": float(len(came)),
            "content gone": float(len(before)),
            "content new": float(len(after)),
            "one-sided": float(bool(gone) != bool(came)),
            "one-sided content": float(bool(before) != bool(after)),
        }
        found |= _amounts(gone, came)
        found |= _names(gone, came)
        for name, words in self._classes.items():
            ours, theirs = {t.folded for t in gone} & words, {t.folded for t in came} & words
            found[f"{name} gone"] = float(len(ours - theirs))
            found[f"{name} new"] = float(len(theirs - ours))
        found |= self._meaning(_phrase(gone), _phrase(came), before, after)
        return found

    def _meaning(self, gone: str, came: str, before: Sequence[Token], after: Sequence[Token]) -> dict[str, float]:
        """How the words of the two sides hang together, each with each and the phrases as wholes."""
        ours = _worded(before, gone)
        theirs = _worded(after, came)
        table = [[self._wordnet.relation(one, other) for other in theirs] for one in ours]
        found = {
            name: max((float(getattr(relation, name)) for row in table for relation in row), default=NOTHING)
            for name in Relation.__struct_fields__
        }
        kept = [max((relation.sameness for relation in row), default=NOTHING) for row in table]
        given = [max((row[n].sameness for row in table), default=NOTHING) for n in range(len(theirs))]
        for name, values in (("gone", kept), ("new", given)):
            found[f"worst stood for, {name}"] = min(values, default=NOTHING)
            found[f"mean stood for, {name}"] = sum(values) / len(values) if values else NOTHING
        for name, words in (("gone", ours), ("new", theirs)):
            found[f"unknown {name}"] = float(sum(not self._wordnet.meanings(word) for word in words))
            parts = [self._wordnet.parts(word) for word in words] or [[0.0] * len(PARTS)]
            for n, part in enumerate(PARTS):
                found[f"{part} {name}"] = max(row[n] for row in parts)
        found["field"] = float(max((self._wordnet.field(word) for word in ours), default=-1))
        found["spelling"] = Levenshtein.normalized_similarity(gone, came) if gone and came else NOTHING
        return found

    # -- the pair ----------------------------------------------------------------------------------------------------

    def _pair(
        self,
        old: Sequence[Token],
        new: Sequence[Token],
        sides: Sequence[tuple[Sequence[Token], Sequence[Token]]],
        shifted: Sequence[tuple[int, int]],
    ) -> dict[str, float]:
        gone, came = ([token for side in sides for token in side[n]] for n in (0, 1))
        pair = {
            "edits": float(len(sides)),
            "words": float(len(old)),
            "length": len(new) / max(1, len(old)),
            "kept": 1 - len(_content(gone)) / max(1, len(_content(old))),
            "known": 1 - len(_content(came)) / max(1, len(_content(new))),
            "swapped": float(sum(bool(_content(one) and _content(other)) for one, other in sides)),
            "content put in": float(sum(len(_content(came)) for gone, came in sides if not gone)),
            "content left out": float(sum(len(_content(gone)) for gone, came in sides if not came)),
            "moved": float(sum(not old[place].function for place, _ in shifted)),
            "names moved": float(sum(old[place].named for place, _ in shifted)),
            "amounts moved": float(sum(old[place].value is not None for place, _ in shifted)),
        }
        pair |= {f"{name}, all": value for name, value in (_amounts(gone, came) | _names(gone, came)).items()}
        pair |= self._anywhere(_content(gone), _content(came))
        for name in ("negation", "failure", "contrast"):
            counts = [sum(token.folded in self._classes[name] for token in side) for side in (old, new)]
            pair[f"{name} more"] = float(counts[1] - counts[0])
        return pair

    def _anywhere(self, gone: Sequence[Token], came: Sequence[Token]) -> dict[str, float]:
        """How well what is gone is stood for by anything that is new, wherever it stands, and the other way round."""
        ours, theirs = _worded(gone, ""), _worded(came, "")
        table = [[self._wordnet.relation(one, other) for other in theirs] for one in ours]
        kept = [max((relation.sameness for relation in row), default=NOTHING) for row in table]
        given = [max((row[n].sameness for row in table), default=NOTHING) for n in range(len(theirs))]
        found = {"opposites anywhere": max((r.opposite for row in table for r in row), default=0.0)}
        for name, values in (("gone", kept), ("new", given)):
            found[f"worst stood for anywhere, {name}"] = min(values, default=1.0)
            found[f"mean stood for anywhere, {name}"] = sum(values) / len(values) if values else 1.0
            found[f"nothing stands for, {name}"] = float(sum(value < _STANDS_FOR for value in values))
        return found


def _content(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if not token.function]


def _phrase(tokens: Iterable[Token]) -> str:
    return " ".join(token.folded for token in tokens)


def _worded(content: Sequence[Token], phrase: str) -> list[str]:
    """The words to look up: those that are no amounts, and the whole phrase where it has several words."""
    words = [token.folded for token in content if token.value is None][:_LOOKED_UP]
    return [*words, phrase] if " " in phrase else words


def _amounts(gone: Sequence[Token], came: Sequence[Token]) -> dict[str, float]:
    ours, theirs = ([t for t in side if t.value is not None] for side in (gone, came))
    ratio = NOTHING
    if ours and theirs:
        ratio = abs(log(max(theirs[0].value or 0, 1e-6) / max(ours[0].value or 0, 1e-6)))
    keys, new_keys = {t.key for t in ours}, {t.key for t in theirs}
    return {
        "amounts gone": float(len(keys - new_keys)),
        "amounts new": float(len(new_keys - keys)),
        "another amount": float(bool(keys and new_keys) and keys != new_keys),
        "how far": ratio,
    }


def _names(gone: Sequence[Token], came: Sequence[Token]) -> dict[str, float]:
    ours, theirs = ({t.folded for t in side if t.named} for side in (gone, came))
    return {
        "names gone": float(len(ours - theirs)),
        "names new": float(len(theirs - ours)),
        "another name": float(bool(ours - theirs) and bool(theirs - ours)),
    }
