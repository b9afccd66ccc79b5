"""Certainty as the pipeline judges it: with the engine and the lexicons of its stage."""

from __future__ import annotations

from functools import partial

from sayso import certainty
from sayso.stages import STAGES, equipment

judge = partial(certainty.judge, **equipment(next(stage for stage in STAGES if stage.name == "certainty")))
