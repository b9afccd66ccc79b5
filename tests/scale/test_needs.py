from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import app
from sayso.errors import EngineError
from sayso.scale import needs


@pytest.mark.parametrize(
    ("said", "version"), [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0"', 8)]
)
def test_the_version_of_java_is_read_as_it_tells_it(
    said: str, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert needs.java_version() == version


def test_without_java_or_packages_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert needs.java_version() is None
    with pytest.raises(EngineError) as missing:
        needs.check()
    assert "install" in missing.value.next_step.lower()


def test_a_setting_without_a_value_is_refused() -> None:
    said = CliRunner().invoke(app, ["scale", "run", "pile.jsonl", "out", "--conf", "spark.ui.enabled"])
    assert said.exit_code == 2
    assert "KEY=VALUE" in said.output


def test_nothing_outside_knows_spark_and_what_needs_none_is_free_of_it() -> None:
    folder = Path(needs.__file__).parent
    naming = {
        path
        for path in folder.parent.rglob("*.py")
        if "import pyspark" in (text := path.read_text("utf-8")) or "from pyspark" in text
    }
    assert {path.parent for path in naming} == {folder}
    assert not naming & {folder / name for name in ("needs.py", "rows.py", "loading.py", "__init__.py")}
