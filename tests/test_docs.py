from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from sayso.cli import app
from sayso.lexicon import names as lexicon_names
from sayso.records import RECORDS
from sayso.stages import STAGES
from sayso.vocab import Status, Term

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
WRITTEN = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "tests" / "README.md",
    ROOT / "changelog.d" / "README.md",
]
PAGES = [*WRITTEN, *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")

PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def prose(page: Path) -> str:
    """A page without its code blocks."""
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands_in(page: Path) -> Iterator[str]:
    """Every line of a page's code blocks and every inline code that calls sayso."""
    text = page.read_text("utf-8")
    blocks = [body for language, body in FENCE.findall(text) if language in ("", "sh", "console")]
    for line in "\n".join(blocks).splitlines():
        bare = line.strip().removeprefix("$ ")
        if bare.startswith("sayso "):
            yield bare
    yield from re.findall(r"`(sayso [a-z][^`]*)`", FENCE.sub("", text))


def all_commands(group: click.Group = app, prefix: str = "sayso") -> dict[str, click.Command]:
    """Every command by its full name."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        below = isinstance(command, click.Group)
        found |= all_commands(command, f"{prefix} {name}") if below else {f"{prefix} {name}": command}
    return found


COMMANDS = all_commands()


@PAGE
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(there), f"{target}: no such heading"


@PAGE
def test_every_sayso_command_on_a_page_can_be_typed(page: Path) -> None:
    for line in commands_in(page):
        words = [word for word in shlex.split(re.sub(r"[|>#].*", "", line)) if word not in ("…", "...")]
        if words[1:] in (["--help"], ["--version"], ["export"], ["scale"]):
            continue
        name = next((name for n in (3, 2) if (name := " ".join(words[:n])) in COMMANDS), None)
        assert name is not None, f"there is no command for {line!r}"
        known = {option for parameter in COMMANDS[name].params for option in parameter.opts} | {"--help"}
        used = {word.split("=")[0] for word in words if word.startswith("--")}
        assert used <= known, f"{line!r} uses {used - known}"


@PAGE
def test_a_page_speaks_of_the_project_and_of_no_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:work|home|root|tmp|Users)/", page.read_text("utf-8"))


def test_generated_pages_are_up_to_date() -> None:
    check = [sys.executable, str(DOCS / "_generate.py"), "--check"]
    run = subprocess.run(check, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name: str) -> None:
    assert COMMANDS[name].help
    assert f"\n## {name}\n" in (DOCS / "reference" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize("tag", RECORDS)
def test_every_record_and_each_of_its_fields_is_documented(tag: str) -> None:
    page = (DOCS / "reference" / "records.md").read_text("utf-8")
    _, _, section = page.partition(f"\n### {RECORDS[tag].__name__}\n")
    section = section.split("\n### ")[0]
    assert section
    for field in set(RECORDS[tag].__struct_fields__) - {"id", "made_by", "score"}:
        assert f"`{field}`" in section, field


@pytest.mark.parametrize("kind", Term.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_closed_word_is_in_the_glossary(kind: type[Term]) -> None:
    glossary = (DOCS / "glossary.md").read_text("utf-8")
    for word in kind.__members__.values():
        assert f"| `{word}` | {word.definition} |" in glossary.replace("\\|", "|")


@pytest.mark.parametrize("tag", RECORDS)
def test_every_record_type_has_its_word_in_the_glossary(tag: str) -> None:
    glossary = (DOCS / "glossary.md").read_text("utf-8")
    assert f"| {tag} |" in glossary or f"`{RECORDS[tag].__name__}`" in glossary


@pytest.mark.parametrize("name", lexicon_names())
def test_every_lexicon_is_documented(name: str) -> None:
    assert f"\n## {name}\n" in (DOCS / "reference" / "lexicons.md").read_text("utf-8")


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_stage_is_documented(stage: Any) -> None:
    assert f"\n## {stage.name}\n" in (DOCS / "reference" / "pipeline.md").read_text("utf-8")


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("0*.md")), ids=lambda page: page.stem)
def test_every_decision_is_listed_and_says_context_choice_and_price(page: Path) -> None:
    assert f"]({page.name})" in (DOCS / "decisions" / "README.md").read_text("utf-8")
    text = page.read_text("utf-8")
    assert text.startswith(f"# {page.name[:4]}: ")
    assert all(f"**{part}.**" in text for part in ("Context", "Choice", "Price"))
    assert len(text.splitlines()) <= 60, "at most one page"


@pytest.mark.parametrize("page", [p for p in PAGES if p.is_relative_to(DOCS)], ids=lambda page: page.stem)
def test_every_page_can_be_reached_from_the_list_of_pages(page: Path) -> None:
    seen, waiting = {DOCS / "README.md"}, [DOCS / "README.md"]
    while waiting:
        here = waiting.pop()
        for target in LINK.findall(prose(here)):
            there = (here.parent / target.partition("#")[0]).resolve()
            if there.suffix == ".md" and there.exists() and there not in seen:
                seen.add(there)
                waiting.append(there)
    assert page in seen


def test_the_decision_table_stands_in_the_documentation_in_the_order_of_the_code() -> None:
    _, _, section = (DOCS / "explanation" / "origins.md").read_text("utf-8").partition("## Status")
    assert re.findall(r"^\| `([a-z-]+)` \|", section, flags=re.MULTILINE) == [status.value for status in Status]


def test_every_rule_that_signs_a_record_of_the_demo_is_documented() -> None:
    from sayso.analysis import demo_inputs
    from sayso.pipeline import run
    from sayso.store import MemoryStore

    store = MemoryStore()
    run(demo_inputs(), store)
    made = {record.made_by.partition("@")[0] for kind in RECORDS.values() for record in store.scan(kind)}
    page = (DOCS / "reference" / "rules.md").read_text("utf-8")
    documented = [
        re.escape(name).replace("…", ".+") for name in re.findall(r"^\| `([^`]+)` \|", page, flags=re.MULTILINE)
    ]
    assert not {name for name in made if not re.fullmatch("|".join(documented), name)}
