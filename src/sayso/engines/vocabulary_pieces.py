"""How common a word is, by its place in the word-piece vocabulary of all-MiniLM-L6-v2 (Apache-2.0), commonest first."""

from __future__ import annotations

from importlib import resources

import msgspec


class _Model(msgspec.Struct):
    vocab: dict[str, int]


class _Tokenizer(msgspec.Struct):
    model: _Model


class WordPieces:
    """The vocabulary that belongs to the sentence vectors: 30,522 words and pieces in order of frequency.

    Source: Devlin et al. 2019 (BERT, uncased), counted on English Wikipedia and books.
    """

    #: Places before this one are single characters and unused entries.
    FIRST_WORD = 1996
    #: The rank of a word that is not in the vocabulary.
    UNKNOWN = 40_000

    def __init__(self) -> None:
        text = resources.files("sayso.models").joinpath("minilm/tokenizer.json").read_bytes()
        self._places = msgspec.json.decode(text, type=_Tokenizer).model.vocab
        self.name = "word-pieces@bert-base-uncased"

    def rank(self, word: str) -> int:
        """How many words are more common than this folded one, roughly."""
        return max(self._places.get(word, self.UNKNOWN) - self.FIRST_WORD, 0)
