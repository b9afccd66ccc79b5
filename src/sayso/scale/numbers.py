"""Reports as numbers: half the bytes of their ids, the same order."""

from __future__ import annotations

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

_SIGN = 1 << 63


def number(ids: Column | str) -> Column:
    """The numbers of a column of ids."""
    high, low = (F.conv(F.substring(ids, start, 8), 16, 10).cast("bigint") for start in (1, 9))
    return F.shiftleft(high, 32).bitwiseOR(low).bitwiseXOR(F.lit(-_SIGN))


def ends(units: str) -> tuple[Column, Column]:
    """The numbers of the two reports of a column of pairs."""
    return number(F.substring(units, 1, 16)), number(F.substring(units, 18, 16))


def number_of(id_: str) -> int:
    """The number of one id."""
    return int(id_, 16) - _SIGN


def code_of(number: int) -> int:
    """The same without a sign, as `sayso.pairing.postings` has it."""
    return number + _SIGN


def id_of(number: int) -> str:
    """The id of a report's number."""
    return f"{code_of(number):016x}"
