"""Fixtures that every test may ask for: the engines, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sayso.engines import engine
from sayso.engines.base import EmbeddingEngine, HtmlEngine, LanguageEngine, SayingEngine

# A busy machine is no reason to fail: no test may hang on how long an example takes to draw or to run.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("steady")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def language() -> LanguageEngine:
    """The installed English parser."""
    return engine("language")


@pytest.fixture(scope="session")
def embedding() -> EmbeddingEngine:
    """The shipped sentence vectors."""
    return engine("embedding")


@pytest.fixture(scope="session")
def sayings() -> SayingEngine:
    """The shipped model of who says what."""
    return engine("sayings")


@pytest.fixture(scope="session")
def html() -> HtmlEngine:
    """The main-text engine."""
    return engine("html")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real reports, which is not part of the project."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real reports (../shared/seeds) are not on this machine")
    return folder
