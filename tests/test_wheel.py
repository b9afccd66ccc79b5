"""The wheel as a user gets it: built here, installed alone, run outside the checkout and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "sayso"
LARGEST = 100 * 1024 * 1024

#: Stands in for a machine without a network, for all that goes through Python.
NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise PermissionError(f"the demo asked for the network: {event} {arguments}")

sys.addaudithook(refuse)
"""


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=400
    )


def without_network() -> list[str]:
    """What to put before a command so that the system has no network for it; nothing where that cannot be done."""
    unshare = shutil.which("unshare")
    command = [unshare, "--map-root-user", "--net"] if unshare else []
    return command if command and run(*command, "true").returncode == 0 else []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("sayso-*.whl")
    return found


def test_the_wheel_holds_the_whole_package_and_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST
    ours = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {path.relative_to(PACKAGE.parent).as_posix() for path in ours} <= held
    for needed in ("lexicon/cues.yml", "models/minilm/tokenizer.json", "demo/reports/meta.csv", "py.typed"):
        assert f"sayso/{needed}" in held
    assert any(name.startswith("sayso/report/templates/") for name in held)
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_installed_wheel_runs_the_demo_without_checkout_or_network(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed))
    done = run(*pip, str(wheel))
    assert done.returncode == 0, done.stderr
    (installed / "sitecustomize.py").write_text(NO_NETWORK)

    asked = [sys.executable, "-c", "import sayso, sayso.cli; print(sayso.__file__); sayso.cli.main()", "demo"]
    shown = run(*without_network(), *asked, cwd=elsewhere, PYTHONPATH=str(installed), COLUMNS="120")

    assert shown.returncode == 0, shown.stderr
    home, _, ledger = shown.stdout.partition("\n")
    assert Path(home).is_relative_to(installed), "it is the wheel's sayso that ran"
    assert "13 reports" in ledger
    assert "origin" in ledger
    page = (elsewhere / "sayso-demo.html").read_text("utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert sorted(path.name for path in elsewhere.iterdir()) == ["sayso-demo.html"], "it leaves nothing else behind"
