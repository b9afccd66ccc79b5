"""The simulated newsroom: what it writes is what its truth says, and unrelated stories share no more than chance."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from lineage import Score, Truth
from newsroom import generate
from press.editing import touched_up
from press.grammar import told
from press.world import common_slots, make_world, material
from sayso.records import Derivation, Document, Latent
from sayso.vocab import DerivationKind, Direction

Row = dict[str, Any]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], list[Row]]:
    """Pile and truth of a small simulation."""
    folder = tmp_path_factory.mktemp("newsroom")
    generate(folder, reports=400, seed=7, pages=0.15)
    return _read(folder / "pile.jsonl"), _read(folder / "truth.jsonl")


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _shown(line: Row) -> str:
    text = line.get("text") or re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", line["html"]))
    return " ".join(text.replace("&amp;", "&").split())


def _of(truth: list[Row], what: str) -> list[Row]:
    return [row for row in truth if row["what"] == what]


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, reports=60, seed=3)
    for file in ("pile.jsonl", "truth.jsonl"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_pile_has_as_many_reports_and_stories_as_asked(tmp_path: Path) -> None:
    told_of = generate(tmp_path, reports=120, stories=10, seed=1)
    assert (told_of["reports"], told_of["stories"]) == (120, 10)
    assert len(_read(tmp_path / "pile.jsonl")) == 120


def test_every_mention_stands_in_its_report(newsroom: tuple[list[Row], list[Row]]) -> None:
    pile, truth = newsroom
    line_of = {row["id"]: pile[row["line"] - 1] for row in _of(truth, "report")}
    assert len(line_of) == len(pile)
    for claim in _of(truth, "claim"):
        for mention in claim["mentions"]:
            assert " ".join(mention["text"].split()) in _shown(line_of[mention["report"]])


def test_nobody_takes_from_a_report_that_is_not_yet_written(newsroom: tuple[list[Row], list[Row]]) -> None:
    _, truth = newsroom
    at = {row["id"]: row["at"] for row in _of(truth, "report")}
    for edge in _of(truth, "edge"):
        assert edge["parent"] not in at or at[edge["parent"]] < at[edge["child"]]
        assert edge["child"] not in edge["alike"]
        assert not (edge["misled"] and edge["by"])


def test_a_missing_wire_is_in_the_truth_and_not_in_the_pile(newsroom: tuple[list[Row], list[Row]]) -> None:
    _, truth = newsroom
    reports = {row["id"] for row in _of(truth, "report")}
    wires = {row["id"] for row in _of(truth, "wire")}
    assert wires
    assert not wires & reports
    assert {edge["parent"] for edge in _of(truth, "edge")} <= wires | reports


def test_the_true_number_of_origins_lies_in_what_can_be_known_of_it(newsroom: tuple[list[Row], list[Row]]) -> None:
    _, truth = newsroom
    for claim in _of(truth, "claim"):
        at_least, at_most = claim["interval"]
        assert 1 <= at_least <= claim["origins"] <= at_most


def test_reports_of_different_stories_and_outlets_share_little(newsroom: tuple[list[Row], list[Row]]) -> None:
    pile, truth = newsroom
    about = {row["line"] - 1: (row["story"], row["owner"]) for row in _of(truth, "report")}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(pile):
        words = re.findall(r"\w+", _shown(line).lower())
        for gram in {tuple(words[i : i + 5]) for i in range(len(words) - 4)}:
            holders[gram].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if len(numbers) <= 50:
            for pair in combinations(numbers, 2):
                if all(mine != theirs for mine, theirs in zip(about[pair[0]], about[pair[1]], strict=True)):
                    shared[pair] += 1
    # Footers and set phrases: two in a hundred pairs may share ten of some 300 runs of five words, none of them half.
    assert sum(count >= 10 for count in shared.values()) < 0.02 * len(pile) * (len(pile) - 1) / 2
    assert max(shared.values()) < 150


@pytest.mark.parametrize("event", material("events")["events"], ids=lambda event: str(event["type"]))
def test_every_fact_of_an_event_can_be_told(event: Row) -> None:
    rng = Random(1)
    slots = common_slots(rng) | {"seats2": 120}
    slots |= {name: rng.choice(choices) for name, choices in event.get("pick", {}).items()}
    slots |= {name: rng.randint(*ends) for name, ends in event["numbers"].items()}
    quotes = [words for entry in event["says"] for words in (*entry["quote"], *entry["tell"])]
    for template in [*(way for fact in event["facts"] for way in fact["tell"]), *quotes, *event["heads"]]:
        sentence = told(template, slots, rng)
        assert not set("[]{}|") & set(sentence), sentence
    assert all(set(fact.get("by", ())) <= set(event["cast"]) for fact in event["facts"])
    assert all(len(entry["quote"]) == len(entry["tell"]) for entry in event["says"])


def test_outlets_have_names_of_their_own() -> None:
    world = make_world(1)
    names = [outlet.name for outlet in (*world.papers, *world.agencies)]
    assert len(names) == len(set(names))


def test_a_touch_up_keeps_the_quoted_words_of_the_world_readable() -> None:
    text = "Nearly 40 families wanted to leave on Monday, the mayor said."
    assert len({touched_up(text, Random(seed)) for seed in range(30)}) > 5


def test_who_answers_with_the_truth_gets_full_marks(newsroom: tuple[list[Row], list[Row]], tmp_path: Path) -> None:
    pile, truth = newsroom
    for name, rows in (("pile", pile), ("truth", truth)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    known = Truth(tmp_path)
    documents = {
        row["id"]: Document(snapshot_id=row["id"], path=f"pile.jsonl#{row['line']}", text="-", made_by="test/test@1")
        for row in _of(truth, "report")
    }
    wires = {row["id"]: row["agency"] for row in _of(truth, "wire")}
    answers = [
        Derivation(
            child_id=documents[edge["child"]].id,
            parent_id=documents[edge["parent"]].id if edge["parent"] in documents else None,
            latent=Latent(edge["parent"], wires[edge["parent"]]) if edge["parent"] in wires else None,
            kind=DerivationKind(edge["kind"]),
            direction=Direction.DIRECTED,
            made_by="test/test@1",
        )
        for edge in _of(truth, "edge")
    ]
    score = Score(known, list(documents.values()))
    score.lineage(answers)
    figures = score.figures()
    assert (figures["precision"], figures["recall"], figures["direction"], figures["latent"]) == (1, 1, 1, 1)
    assert score.misses == []


def test_who_answers_the_wrong_way_round_gets_none(newsroom: tuple[list[Row], list[Row]], tmp_path: Path) -> None:
    pile, truth = newsroom
    for name, rows in (("pile", pile), ("truth", truth)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    documents = {
        row["id"]: Document(snapshot_id=row["id"], path=f"pile.jsonl#{row['line']}", text="-", made_by="test/test@1")
        for row in _of(truth, "report")
    }
    edges = [edge for edge in _of(truth, "edge") if edge["parent"] in documents and edge["decidable"]]
    score = Score(Truth(tmp_path), list(documents.values()))
    score.lineage(
        Derivation(
            child_id=documents[edge["parent"]].id,
            parent_id=documents[edge["child"]].id,
            kind=DerivationKind.COPY,
            direction=Direction.DIRECTED,
            made_by="test/test@1",
        )
        for edge in edges
    )
    figures = score.figures()
    assert (figures["precision"], figures["recall"], figures["direction"]) == (0, 0, 0)
