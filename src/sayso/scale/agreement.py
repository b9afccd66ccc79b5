"""Whether the workers would answer as the driver does: the same sayso, lexicons and models."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.errors import EngineError
from sayso.stages import Stage, recipe


def recipes(stages: Sequence[Stage]) -> tuple[dict[str, str], ...]:
    """What decides the answers of stages here: versions, lexicons, engines."""
    return tuple(recipe(stage) for stage in stages)


def agree(stages: Sequence[Stage], there: Sequence[dict[str, str]]) -> None:
    """Pass where this worker would answer as the one that sent the work off.

    Raises:
        EngineError: if another sayso, lexicon or model is installed here.
    """
    for stage, wanted in zip(stages, there, strict=True):
        differing = sorted(name for name, value in recipe(stage).items() if wanted.get(name) != value)
        if differing:
            raise EngineError(
                f"A Spark worker has another {', '.join(differing)} for the stage {stage.name!r} than the driver.",
                "Give driver and workers the same environment: docs/howto/scale-out.md.",
            )
