"""Times with the precision the text gives them."""

from __future__ import annotations

import msgspec

from sayso.vocab import Precision


class When(msgspec.Struct, frozen=True):
    """A time as ISO 8601, no more exact than it was given.

    Attributes:
        value: "2024-11-18" (day), "2024-09" (month), "2024" (year), "2024-W46" (week), "2024-11-18T09:30" (time),
            "2024-11-15/2024-11-18" (range; both ends in).
    """

    value: str
    precision: Precision
