"""Makes a virtual environment and installs this checkout into it, editable, with the standard library alone.

uv is used where it is on the PATH and works; otherwise venv and pip. Usage: install.py FOLDER [--dev] [--train], or
install.py FOLDER --only GROUP for the packages of one dependency group, without those that they depend on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(folder: Path, dev: bool, train: bool, only: str | None) -> int:
    """The exit status of the installation: 0 when the environment is ready."""
    what = ["--editable", f"{ROOT}[train]" if train else str(ROOT), *(group("dev") if dev else [])]
    if only is not None:
        what = ["--no-deps", *group(only)]
    return 0 if with_uv(folder, what) or with_pip(folder, what) else 1


def group(name: str) -> list[str]:
    """What a dependency group asks for, read here: `pip install --group` needs a newer pip than Python has."""
    groups: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    return groups[name]


def with_uv(folder: Path, what: list[str]) -> bool:
    """Whether uv is here and has installed everything."""
    if not shutil.which("uv"):
        return False
    made = folder.exists() or run("uv", "venv", "--quiet", "--python", sys.executable, str(folder))
    return made and run("uv", "pip", "install", "--quiet", "--python", str(python(folder)), *what)


def with_pip(folder: Path, what: list[str]) -> bool:
    """Whether pip has installed everything."""
    made = python(folder).exists() and run(python(folder), "-m", "pip", "--version", quiet=True)
    return (made or run(sys.executable, "-m", "venv", "--clear", folder)) and run(*pip(folder), *what)


def pip(folder: Path) -> tuple[str, ...]:
    """The command that installs into the environment, without chatter."""
    return (str(python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def python(folder: Path) -> Path:
    """The environment's interpreter."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def run(*command: object, quiet: bool = False) -> bool:
    """Whether the command ended well; it is shown first, since an installation takes a minute or two."""
    words = [str(word) for word in command]
    if quiet:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    print("+", " ".join(words), flush=True)
    return subprocess.run(words, check=False).returncode == 0


if __name__ == "__main__":
    options = sys.argv[2:]
    only = options[options.index("--only") + 1] if "--only" in options else None
    sys.exit(main(Path(sys.argv[1]), "--dev" in options, "--train" in options, only))
