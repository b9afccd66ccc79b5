"""Whether what Spark needs is here, said before anything is started."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from sayso.errors import EngineError

#: The oldest Java that Spark 4 runs on.
JAVA = 17

_PACKAGES = ("pyspark", "sqlglot", "pandas", "pyarrow")
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def check() -> None:
    """Pass where PySpark and a Java are installed.

    Raises:
        EngineError: naming what is missing and how to install it.
    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise EngineError(
            f"`sayso scale` needs {', '.join(missing)}, which this environment does not have.",
            "Install them with: pip install 'sayso[scale]'",
        )
    found = java_version()
    if found is None:
        raise EngineError(
            "`sayso scale` needs Java, and there is none on the PATH or in JAVA_HOME.",
            f"Install Java {JAVA} or newer, for instance: apt-get install openjdk-{JAVA}-jre-headless",
        )
    if found < JAVA:
        raise EngineError(
            f"`sayso scale` needs Java {JAVA} or newer; this one is Java {found}.",
            "Install a newer one, or point JAVA_HOME at it.",
        )


def java_version() -> int | None:
    """The major version of the Java that Spark would start; None where there is none that answers."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    if java is None:
        return None
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    except OSError:
        return None
    version = _VERSION.search(said)
    return int(version[1]) if version else None
