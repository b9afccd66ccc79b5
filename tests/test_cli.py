"""The commands as a person types them: real processes on real files."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from sayso.export.schema import schema

PILE = {
    "wire.txt": "Engineers have closed the Tarn bridge after cracks were found in two of its cables, the county "
    "said on Monday.\n\n“We could not wait,” said Ada Brook, the county’s chief engineer.\n\nIt is not yet known "
    "whether the bridge will open again this year.\n",
    "paper.txt": "The Tarn bridge is closed.\n\nEngineers have closed the Tarn bridge after cracks were found in all "
    "of its cables, the county said on Monday, the Tarn Wire reported.\n",
}
META = "file,publisher,published\nwire.txt,Tarn Wire,2031-05-05\npaper.txt,Morning Paper,2031-05-06\n"


def sayso(*arguments: str | Path, cwd: Path, check: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run a command; its exit code must be `check`."""
    command = [sys.executable, "-m", "sayso.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)
    assert check is None or done.returncode == check, done.stderr + done.stdout
    return done


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small pile and its store."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "clips").mkdir()
    for name, text in PILE.items():
        (folder / "clips" / name).write_text(text, encoding="utf-8")
    (folder / "meta.csv").write_text(META)
    sayso("run", "clips", "--meta", "meta.csv", "--jobs", "1", cwd=folder)
    return folder


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """What a command with --json printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_run_prints_the_ledger_and_writes_a_store_and_a_page_beside_it(story: Path) -> None:
    again = sayso("run", "clips", "--meta", "meta.csv", "--jobs", "1", cwd=story)
    assert "2 reports" in again.stdout
    assert "sayso.html" in again.stdout
    assert (story / "sayso.db").exists()
    assert (story / "sayso.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("command", ["ledger", "lineage", "quotes", "questions", "entities", "timeline"])
def test_every_view_prints_a_table_and_the_same_as_records(story: Path, command: str) -> None:
    assert sayso(command, cwd=story).stdout.strip()
    for record in lines(sayso(command, "--json", cwd=story)):
        jsonschema.validate(record, schema())


def test_why_finds_a_claim_by_number_id_and_words(story: Path) -> None:
    row = lines(sayso("ledger", "--json", cwd=story))[0]
    by_number = sayso("why", "1", cwd=story).stdout
    assert sayso("why", str(row["claim_id"])[:10], cwd=story).stdout == by_number
    assert str(row["status"]) in by_number
    assert "What would change the status" in by_number


def test_a_claim_names_whom_its_pronoun_means_and_why_gives_the_words_as_printed(tmp_path: Path) -> None:
    told = "Ruth Amsel opened the harbour office on Monday.\n\nShe closed the old ferry line.\n"
    for title in ("Ferry service ends", "No more boats"):
        (tmp_path / f"{title}.txt").write_text(f"{title}\n\n{told}")
    sayso("run", ".", "--store", "s.db", cwd=tmp_path)
    shown = sayso("why", "closed the old ferry line", "--store", "s.db", cwd=tmp_path).stdout
    assert "[Ruth Amsel] closed the old ferry line" in shown
    assert "“She closed the old ferry line.”" in shown
    assert "As printed" in (tmp_path / "s.html").read_text("utf-8")


def test_a_person_puts_stories_right_and_it_holds_in_later_runs(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    for name, text in PILE.items():
        (tmp_path / "clips" / name).write_text(text, encoding="utf-8")
    sayso("run", "clips", "--no-report", "--jobs", "1", cwd=tmp_path)
    assert [len(story["documents"]) for story in lines(sayso("stories", "--json", cwd=tmp_path))] == [2]  # type: ignore[arg-type]
    sayso("story", "split", "bridge", "paper.txt", "--by", "ed", "--note", "another bridge", cwd=tmp_path)
    sayso("story", "name", "Engineers", "The cables", "--by", "ed", cwd=tmp_path)
    (tmp_path / "clips" / "note.txt").write_text("A heron was seen on Monday on the roof of the mill.")
    sayso("run", "clips", "--no-report", "--jobs", "1", cwd=tmp_path)
    found = lines(sayso("stories", "--json", cwd=tmp_path))
    assert sorted(len(story["documents"]) for story in found) == [1, 1, 1]  # type: ignore[arg-type]
    assert "The cables" in [story["label"] for story in found]
    assert [ruling["verdict"] for ruling in lines(sayso("audit", "--json", cwd=tmp_path))] == ["apart", "called"]
    sayso("story", "merge", "The cables", "Tarn bridge", cwd=tmp_path)
    assert "2" in sayso("stories", cwd=tmp_path).stdout


def test_a_claim_that_is_not_there_is_bad_use_with_a_next_step(story: Path) -> None:
    done = sayso("why", "no such words anywhere", cwd=story, check=2)
    assert "sayso ledger" in done.stderr
    assert "Traceback" not in done.stderr


def test_trace_leads_from_saved_bytes_to_the_row(story: Path) -> None:
    kinds = [line.split()[0] for line in sayso("trace", "1", cwd=story).stdout.splitlines() if line[:1].strip()]
    assert kinds[0] == "snapshot"
    assert kinds[-1] == "ledgerrow"
    assert {"document", "passage", "claimmention", "certainty", "claim", "tally"} <= set(kinds)


def test_diff_of_two_reports_that_have_nothing_to_do_with_each_other_finds_nothing(story: Path) -> None:
    sayso("diff", "wire.txt", "wire.txt", cwd=story, check=1)


def test_export_writes_records_that_fit_the_schema_and_the_rows_last(story: Path) -> None:
    sayso("export", "jsonl", "--output", "out.jsonl", cwd=story)
    records = [json.loads(line) for line in (story / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for record in records:
        jsonschema.validate(record, schema())
        assert list(record)[:4] == ["type", "id", "made_by", "score"]
    assert records[-1]["type"] == "ledgerrow"
    assert {"document", "passage", "attribution", "claim", "origin"} <= {r["type"] for r in records}


def test_every_span_of_an_export_lies_in_its_report(story: Path) -> None:
    records = lines(sayso("export", "jsonl", cwd=story))
    lengths = {r["id"]: len(str(r["text"])) for r in records if r["type"] == "document"}
    spans = [s for r in records for s in _spans(r)]
    assert spans
    assert all(0 <= s["start"] < s["end"] <= lengths[s["doc_id"]] for s in spans if s["start"] != s["end"])


def _spans(value: object) -> Iterator[dict[str, int]]:
    if isinstance(value, dict):
        if set(value) == {"doc_id", "start", "end"}:
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)


def test_fail_on_a_status_that_a_claim_has_exits_with_one(story: Path) -> None:
    statuses = {str(row["status"]) for row in lines(sayso("ledger", "--json", cwd=story))}
    sayso("ledger", "--fail-on", statuses.pop(), cwd=story, check=1)
    assert "is none of" in sayso("ledger", "--fail-on", "proven", cwd=story, check=2).stderr


def test_a_missing_store_and_a_missing_metadata_file_are_bad_use(tmp_path: Path) -> None:
    assert "There is no store" in sayso("ledger", cwd=tmp_path, check=2).stderr
    assert "no metadata file" in sayso("run", ".", "--meta", "none.csv", cwd=tmp_path, check=2).stderr


def test_a_folder_without_reports_says_so_and_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    done = sayso("run", "clips", cwd=tmp_path, check=1)
    assert "clips" in done.stdout


def test_every_command_shows_examples_in_its_help(story: Path) -> None:
    waiting = [[command] for command in _commands(sayso("--help", cwd=story).stdout)]
    while waiting:
        command = waiting.pop()
        shown = sayso(*command, "--help", cwd=story).stdout
        assert " ".join(["sayso", *command]) in shown.split("Examples")[1]
        waiting += [[*command, each] for each in _commands(shown)]


def _commands(shown: str) -> list[str]:
    """The commands that a help lists."""
    listed = shown.partition("Commands:")[2].partition("Examples")[0].split("\n")
    return [line.split()[0] for line in listed if line.strip()]


def test_plan_is_empty_after_a_run_and_names_what_a_new_report_touches(story: Path) -> None:
    assert "up to date" in sayso("plan", "clips", "--meta", "meta.csv", cwd=story).stdout
    (story / "more").mkdir(exist_ok=True)
    (story / "more" / "late.txt").write_text("The bridge opened again, the county said.\n")
    assert "more/late.txt: new report" in sayso("plan", "more", cwd=story).stdout


def demo_folder() -> Path:
    return Path(str(resources.files("sayso.demo").joinpath("reports")))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The export of the bundled story, analysed in one go by one process."""
    folder = tmp_path_factory.mktemp("undisturbed")
    return _analysed(folder, "--jobs", "1")


def _analysed(folder: Path, *options: str) -> list[str]:
    reports = demo_folder()
    sayso("run", reports, "--meta", reports / "meta.csv", "--no-report", *options, cwd=folder)
    return sayso("export", "jsonl", cwd=folder).stdout.splitlines()


def test_any_number_of_processes_gives_the_same_records(undisturbed: list[str], tmp_path: Path) -> None:
    assert _analysed(tmp_path, "--jobs", "2") == undisturbed


def test_a_run_killed_at_any_point_goes_on_with_nothing_lost_or_doubled(undisturbed: list[str], tmp_path: Path) -> None:
    reports = demo_folder()
    chance = random.Random()
    command = [sys.executable, "-m", "sayso.cli", "run", str(reports), "--meta", str(reports / "meta.csv")]
    for _ in range(4):
        process = subprocess.Popen(
            [*command, "--no-report", "--jobs", "1"], cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, 9))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert _analysed(tmp_path, "--jobs", "1") == undisturbed
