"""Text of a report on its way to a model and back: sent so that it gives no orders, found again to the letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from hashlib import blake2b

#: Longer texts are cut: a question is about a sentence and what stands around it.
LONGEST_TEXT = 1200

#: What an answer may quote at most.
LONGEST_QUOTATION = 200

#: Chat formats tell who speaks by such signs ("<|im_start|>", "[INST]"), and some servers read them inside a text too.
#: One character stands for one, so that places stay places; a quotation that holds one of them is found nowhere.
_DISARMED = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "`": "'"})


class Unusable(Exception):  # noqa: N818
    """An answer that is not in the form asked for, or that quotes what does not stand there."""


class Passage:
    """A stretch of a report.

    Attributes:
        text: as it stands in the report.
        sent: as the model sees it, same length: one line, no control characters, no signs of a chat format.
    """

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST_TEXT]
        self.sent = "".join(
            " " if c.isspace() or unicodedata.category(c).startswith("C") else c for c in self.text
        ).translate(_DISARMED)

    def place(self, quotation: str) -> tuple[int, int]:
        """Where in the text the quoted words stand first: whole words, equal character by character.

        White space counts as equal to white space, since a text may break its lines anywhere.

        Raises:
            Unusable: if they stand nowhere, or there are none, or too many.
        """
        if not quotation.strip() or len(quotation) > LONGEST_QUOTATION:
            raise Unusable
        start = self.sent.find(quotation)
        while start >= 0:
            end = start + len(quotation)
            if self._is_whole(start, end) and _reads(self.text[start:end], quotation):
                return start, end
            start = self.sent.find(quotation, start + 1)
        raise Unusable

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at either end."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return not (before.isalnum() and self.text[start].isalnum()) and not (
            after.isalnum() and self.text[end - 1].isalnum()
        )


def _reads(text: str, quotation: str) -> bool:
    return all(
        ours == theirs or (ours.isspace() and theirs == " ") for ours, theirs in zip(text, quotation, strict=True)
    )


def fenced(passages: Mapping[str, Passage]) -> str:
    """The texts, each on a line of its own between two marks that no text can hold.

    A text is one line, so it cannot close its fence; and the mark is a hash of all the texts, so nobody who writes one
    can know it.
    """
    mark = blake2b("\0".join(f"{name}\0{p.sent}" for name, p in passages.items()).encode(), digest_size=8).hexdigest()
    return "\n\n".join(
        f"--- {name} {mark} begins ---\n{passage.sent}\n--- {name} {mark} ends ---"
        for name, passage in passages.items()
    )
