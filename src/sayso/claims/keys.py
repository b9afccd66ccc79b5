"""The blocking keys of a mention: only mentions that share one are ever compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

from sayso.claims.gist import Gist

#: A word or name that at most so many wordings of the story have is a key by itself; two others are a key together.
RARE = 12

#: A wording's keys are made of so many of its words and names, the rarest.
WIDEST = 10


def entries(gist: Gist) -> frozenset[str]:
    """All that can bring a mention together with another: words, names, numbers."""
    return gist.items | {f"#{amount.value:g}" for amount in gist.amounts}


def common_entries(gists: Sequence[Gist]) -> Mapping[str, int]:
    """In how many of these wordings each entry stands, those left out that only one has."""
    counts = Counter(entry for gist in gists for entry in entries(gist))
    return {entry: n for entry, n in counts.items() if n > 1}


def keys(gist: Gist, common: Mapping[str, int]) -> list[int]:
    """The hashed keys of one wording, ascending; 64-bit, signed, the same on every machine."""
    held = sorted((entry for entry in entries(gist) if entry in common), key=lambda e: (common[e], e))[:WIDEST]
    found = [entry for entry in held if common[entry] <= RARE]
    found += [f"{a}\0{b}" for a, b in combinations(sorted(held), 2)]
    return sorted({_hashed(key) for key in found})


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
