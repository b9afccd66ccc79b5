"""Which report comes from which."""

from __future__ import annotations

from sayso.lineage.align import align
from sayso.lineage.credit import credits
from sayso.lineage.derive import derive
from sayso.lineage.keys import keys

__all__ = ["align", "credits", "derive", "keys"]
