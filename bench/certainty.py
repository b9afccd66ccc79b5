"""How surely things are said, measured against people's judgement; the last line printed is one line of JSON.

    python bench/certainty.py FILE.jsonl                                   events with a factuality of -3 to 3
    python bench/certainty.py --gold tests/certainty/gold/dev.yml [--list]  clauses with level, polarity and holder

FILE.jsonl has one sentence a line: {"text", "targets": [{"span1": [first, last) word, "label"}]}, words parted by
blanks (the form of UDS-IH2 and MEANTIME). Each event gets the number that the product gives it. `headline` is Pearson's
r; `macro_f1` is over three bins (at most -1, between, at least 2). `constant_` is what one answer for every event
would score: the file's own mean, its commonest bin.

With --gold: `headline` is the share of clauses with the right level, judged with the sources that sayso finds; beside
it that of polarities and of holders, and the F1 of open questions and denials. `own_` are the same with the clauses
too that sayso finds, as a user gets it. `--list` prints every miss.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

import events
from by_hand import gear, read, run
from sayso import certainty
from sayso.engines import engine
from sayso.records import Attribution, Certainty, ClaimMention, Document
from sayso.syntax import Parse, top
from sayso.text import Span
from sayso.text import words as words_of
from sayso.vocab import Level

MARK = re.compile(r"\[([^\]]*)\]")


class Row(msgspec.Struct, frozen=True):
    """One clause of a text as people judged it for one holder."""

    text: str
    clause: tuple[int, int]
    holders: tuple[str, ...]
    level: str
    polarity: str


class Answer(msgspec.Struct, frozen=True):
    """What sayso makes of a row; `holder` says whether it names the right one."""

    level: str
    polarity: str
    holder: bool


# -- events with a factuality -----------------------------------------------------------------------------------------


def judge_events(file: Path) -> dict[str, Any]:
    """The figures of a file of events: r, F1 of three bins, mean error; beside them what a constant scores."""
    rate = engine("factuality").rate
    there, made = [], []
    for sentence in events.sentences(file):
        there += [label for _, label in sentence.events]
        made += rate(sentence.parse, [event for event, _ in sentence.events])
    gold, found = np.array(there), np.array(made)
    mean, commonest = gold.mean(), Counter(map(_bin, gold)).most_common(1)[0][0]
    figures = {
        "headline": float(np.corrcoef(gold, found)[0, 1]),
        "macro_f1": _macro([_bin(x) for x in gold], [_bin(x) for x in found]),
        "mae": float(np.abs(gold - found).mean()),
        "constant_macro_f1": _macro([_bin(x) for x in gold], [commonest] * len(gold)),
        "constant_mae": float(np.abs(gold - mean).mean()),
    }
    return {name: round(value, 4) for name, value in figures.items()} | {"events": len(gold)}


def _bin(number: float) -> str:
    return "no" if number <= -1 else "yes" if number >= 2 else "open"


def _macro(gold: Sequence[str], made: Sequence[str]) -> float:
    return sum(_f1(gold, made, label) for label in ("no", "open", "yes")) / 3


# -- clauses with level, polarity and holder -------------------------------------------------------------------------


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of one file of gold, or of all in a folder."""
    for file in sorted(path.glob("*.yml")) if path.is_dir() else [path]:
        groups = msgspec.yaml.decode(file.read_bytes(), type=dict[str, list[dict[str, Any]]])
        for level, rows in groups.items():
            for row in rows:
                marked = row["text"]
                found = MARK.search(marked)
                assert found is not None, marked
                at = found.start()
                holders = row["holder"] if isinstance(row["holder"], list) else [row["holder"]]
                text = marked[:at] + found.group(1) + marked[found.end() :]
                yield Row(text, (at, at + len(found.group(1))), tuple(holders), level, row["polarity"])


def answers(text: str, rows: Sequence[Row]) -> tuple[list[Answer], list[Answer]]:
    """What sayso says of the clauses of one text: with the clause given, and with the clauses that it finds itself."""
    held = read(text)
    (document,), (tree,) = held[Document], held[Parse]
    run("attribution", held)
    run("claims", held)
    said, own = held[Attribution], held[ClaimMention]
    given = [_given(tree, row, said) for row in rows]
    taken = [_nearest(tree, row, own) for row in rows]
    mentions = [*given, *(m for m in taken if m is not None)]
    judged = certainty.judge(document, tree, mentions, said, **gear("certainty"))
    of: dict[str, dict[str, Certainty]] = defaultdict(dict)
    for record in judged:
        if isinstance(record, Certainty):
            of[record.claim_mention_id][record.holder] = record
    by_id = {a.id: a for a in said}
    several = len(rows) > 1
    return (
        [_answer(row, m, of[m.id], by_id, text, several) for row, m in zip(rows, given, strict=True)],
        [
            Answer("(no claim)", "", False) if m is None else _answer(row, m, of[m.id], by_id, text, several)
            for row, m in zip(rows, taken, strict=True)
        ],
    )


def _given(tree: Parse, row: Row, said: Sequence[Attribution]) -> ClaimMention:
    """The clause of a row as a mention, carried by the innermost attribution around its predicate."""
    span = Span(tree.doc_id, *row.clause)
    main = top(tree, tree.between(*row.clause))
    around = [a for a in said if main is not None and any(s.start <= main.start < s.end for s in a.content)]
    carrier = min(around, key=lambda a: sum(map(len, a.content)), default=None)
    return ClaimMention(doc_id=tree.doc_id, span=span, attribution_id=carrier.id if carrier else None)


def _nearest(tree: Parse, row: Row, own: Sequence[ClaimMention]) -> ClaimMention | None:
    """The claim that sayso found that shares most with a row's clause; None where none shares a third of both."""
    words = {t.i for t in tree.between(*row.clause)}
    shares = {m.id: {t.i for t in tree.between(m.span.start, m.span.end)} for m in own}
    likeness = {id_: len(words & theirs) / len(words | theirs) for id_, theirs in shares.items()}
    best = max(own, key=lambda m: likeness[m.id], default=None)
    return best if best is not None and likeness[best.id] > 1 / 3 else None


def _answer(
    row: Row,
    mention: ClaimMention,
    of: dict[str, Certainty],
    said: dict[str, Attribution],
    text: str,
    several: bool,
) -> Answer:
    """The certainty of the row's holder; of whoever carries the mention, where sayso names another."""
    carrier = of[mention.attribution_id or "author"]
    named = [c for holder, c in of.items() if _is(said.get(holder), row.holders, text)]
    if "author" in row.holders:
        nobody = mention.attribution_id is None or not said[mention.attribution_id].source
        named += [of["author"] if several else carrier] if several or nobody else []
    found = named[0] if named else carrier
    return Answer(found.level, found.polarity, bool(named))


def _is(attribution: Attribution | None, holders: Iterable[str], text: str) -> bool:
    """Whether an attribution's source, as it stands or as it was resolved, is one of these holders."""
    if attribution is None:
        return False
    source = " ".join([*(s.of(text) for s in attribution.source), attribution.label])
    words = {w.folded for w in words_of(source)}
    return any(w.folded in words for h in holders for w in words_of(h) if w.folded not in ("the", "a", "an"))


def figures_of_gold(rows: Sequence[Row], given: Sequence[Answer], own: Sequence[Answer]) -> dict[str, Any]:
    """Accuracies, F1s and a table by level."""
    result: dict[str, Any] = {"headline": _share(a.level == r.level for r, a in zip(rows, given, strict=True))}
    for name, answered in (("", given), ("own_", own)):
        pairs = list(zip(rows, answered, strict=True))
        result[f"{name}level"] = _share(a.level == r.level for r, a in pairs)
        result[f"{name}polarity"] = _share(a.polarity == r.polarity for r, a in pairs)
        result[f"{name}holder"] = _share(a.holder for _, a in pairs)
        for title, level in (("open_questions", Level.OPEN_QUESTION), ("denials", Level.DENIED)):
            result[f"{name}{title}"] = _f1([r.level for r in rows], [a.level for a in answered], level)
    levels = list(dict.fromkeys(r.level for r in rows))
    result["levels"] = {
        level: {
            "rows": sum(r.level == level for r in rows),
            "right": sum(r.level == a.level == level for r, a in zip(rows, given, strict=True)),
            "f1": _f1([r.level for r in rows], [a.level for a in given], level),
        }
        for level in levels
    }
    return result


def judge_gold(path: Path, *, listed: bool) -> dict[str, Any]:
    """The figures of a file of gold."""
    texts: dict[str, list[Row]] = {}
    for row in rows_of(path):
        texts.setdefault(row.text, []).append(row)
    rows, given, own = [], [], []
    for text, here in texts.items():
        rows += here
        with_clause, without = answers(text, here)
        given += with_clause
        own += without
    if listed:
        for row, one, two in zip(rows, given, own, strict=True):
            for name, a in (("given", one), ("own", two)):
                if (a.level, a.polarity, a.holder) != (row.level, row.polarity, True):
                    clause = row.text[slice(*row.clause)]
                    print(
                        f"{name}: {row.text.replace(clause, f'[{clause}]')}\n    {row.level} {row.polarity} "
                        f"({'/'.join(row.holders)}) -> {a.level} {a.polarity}{'' if a.holder else ' (another holder)'}",
                        file=sys.stderr,
                    )
    return figures_of_gold(rows, given, own) | {"rows": len(rows), "texts": len(texts)}


def _share(right: Iterable[bool]) -> float:
    marks = list(right)
    return round(sum(marks) / max(len(marks), 1), 4)


def _f1(gold: Sequence[str], made: Sequence[str], label: str) -> float:
    hits = sum(g == m == label for g, m in zip(gold, made, strict=True))
    there = Counter(gold)[label] + Counter(made)[label]
    return round(2 * hits / there, 4) if there else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("--gold", type=Path, help="a file of judged clauses, or a folder of them, instead")
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    given = parser.parse_args()
    if (given.events is None) == (given.gold is None):
        parser.error("give one file of events, or --gold and a file or folder")
    print(json.dumps(judge_gold(given.gold, listed=given.list) if given.gold else judge_events(given.events)))


if __name__ == "__main__":
    main()
