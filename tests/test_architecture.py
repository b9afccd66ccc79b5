from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter import cli as importlinter

import sayso
from sayso.lexicon import names as lexicon_names
from sayso.records import RECORDS
from sayso.stages import INGEST, STAGES, check, extras, giver

SOURCE = Path(sayso.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

#: What only the work itself may load: `sayso --help` is felt.
HEAVY = ("duckdb", "jinja2", "lxml", "numpy", "onnxruntime", "pyarrow", "spacy", "tokenizers", "trafilatura")

#: The places that may import inside a function: start-up is felt, or an engine is only wanted when it is asked for.
LAZY = {"__init__.py", "cli.py", "engines/__init__.py"}


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def imports_inside_functions(tree: ast.Module) -> Iterator[int]:
    """Lines of imports that run only when a function does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (n.lineno for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))


def test_imports_point_down_and_no_stage_imports_another(capsys: pytest.CaptureFixture[str]) -> None:
    status = importlinter.lint_imports(
        config_filename=str(SOURCE.parents[1] / "pyproject.toml"), no_cache=True, no_logo=True
    )
    assert status == importlinter.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_stage_table_can_be_run_from_top_to_bottom_and_every_function_agrees_with_its_row() -> None:
    check()


def test_every_record_comes_from_exactly_one_place() -> None:
    made = {kind for stage in STAGES for kind in stage.gives}
    # A helper model, the run, the ledger, a person, reading.
    by_hand = {"answer", "failure", "ledgerrow", "review", "snapshot"}
    assert {tag for tag, kind in RECORDS.items() if kind not in made} == by_hand
    assert all(giver(kind, STAGES) != INGEST for kind in made)


def test_every_lexicon_is_read_by_something() -> None:
    asked_for = {name for stage in STAGES for name, shape in extras(stage.run) if shape}
    in_words = {name for path in MODULES for name in lexicon_names() if f'"{name}"' in path.read_text("utf-8")}
    assert set(lexicon_names()) <= asked_for | in_words


@pytest.mark.parametrize("path", [p for p in MODULES if named(p) not in LAZY], ids=named)
def test_a_module_says_at_its_top_what_it_needs(path: Path) -> None:
    assert not list(imports_inside_functions(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", [p for p in MODULES if p.read_text("utf-8").strip()], ids=named)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_the_public_names_are_the_documented_ones() -> None:
    assert sorted(sayso.__all__) == ["Book", "analyse", "open_store"]
    for name in sayso.__all__:
        assert getattr(sayso, name).__doc__, name


def test_the_package_offers_nothing_that_it_does_not_name() -> None:
    assert len((SOURCE / "__init__.py").read_text("utf-8").splitlines()) < 40
    with pytest.raises(AttributeError, match="pipeline_that_is_not_there"):
        _ = sayso.pipeline_that_is_not_there


def loaded_by(command: str) -> set[str]:
    """The heavy libraries that a fresh Python has loaded after this."""
    script = f"{command}\nimport sys\nprint(*(m for m in {HEAVY} if m in sys.modules), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(run.stderr.split())


STARTED = "from click.testing import CliRunner; from sayso.cli import app; started = CliRunner().invoke(app, {})"


@pytest.mark.parametrize(
    "command",
    [
        "import sayso",
        f"{STARTED.format(['--help'])}; assert started.exit_code == 0",
        STARTED.format(["ledger", "--store", "no-such.db"]),
    ],
    ids=["import sayso", "sayso --help", "sayso ledger"],
)
def test_starting_up_and_reading_load_no_heavy_library(command: str) -> None:
    assert not loaded_by(command)
