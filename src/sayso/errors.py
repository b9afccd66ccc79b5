"""Everything sayso raises on purpose.

::

    SaysoError                 catch this one to catch them all
    ├── UsageError             a command or setting that cannot be followed (exit 2)
    │   └── ConfigError        an unknown or ill-typed setting
    ├── InputError             one input cannot be read; the rest of the pile goes on
    ├── StageError             one stage failed on one report; the rest goes on
    ├── StoreError             the store cannot be opened, is too new, locked or full
    ├── EngineError            a model or library that a stage needs is missing or unusable
    ├── HelperError            the helper model gives no answer; the default answers stand
    ├── LexiconError           a lexicon file does not have the shape its stage expects
    └── TableError             the stage table contradicts itself (a bug, found before any work)

Every message names the thing that failed; ``next_step`` says what a person can do about it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree.

    Attributes:
        message: what went wrong, naming the file, report, span or setting.
        next_step: what the reader can do now; a full sentence.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class UsageError(SaysoError):
    """A command or setting that cannot be followed."""


class ConfigError(UsageError):
    """An unknown or ill-typed setting."""


class InputError(SaysoError):
    """One input cannot be read.

    Attributes:
        path: the input as the user named it.
    """

    def __init__(self, path: str, message: str, next_step: str) -> None:
        super().__init__(message, next_step)
        self.path = path


class StageError(SaysoError):
    """One stage failed on one unit of work (a report, a pair of reports, a story).

    Attributes:
        stage: the name in the stage table.
        unit: the report id, the two report ids joined by ``+``, or ``"story"``.
    """

    def __init__(self, stage: str, unit: str, message: str, next_step: str = "") -> None:
        super().__init__(message, next_step)
        self.stage = stage
        self.unit = unit


class StoreError(SaysoError):
    """The store cannot be opened, is too new, is in use, or is full."""


class EngineError(SaysoError):
    """A model or library that a stage needs is missing or unusable."""


class HelperError(SaysoError):
    """The helper model gives no answer.

    Attributes:
        lasting: whether it is of no use to ask it anything else.
    """

    def __init__(self, message: str, next_step: str = "", *, lasting: bool = False) -> None:
        super().__init__(message, next_step)
        self.lasting = lasting


class LexiconError(SaysoError):
    """A lexicon file does not have the shape its stage expects."""


class TableError(SaysoError):
    """The stage table contradicts itself."""
