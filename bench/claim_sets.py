"""The invented reports of tests/claims/gold with the places of their claims: see the README there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

_MARK = re.compile(r"\[(?P<claim>[a-z0-9-]+): (?P<words>[^\[\]]+)\]")

#: Where a claim is stated: first and last place in the text, and the claim's name.
Place = tuple[int, int, str]


class MarkedReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One report; in `text`, marks stand around the words that state a claim."""

    publisher: str
    published: date
    text: str


class ClaimSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports of one event, with the claims that they share: name to plain wording."""

    licence: str
    subject: str
    claims: dict[str, str]
    reports: tuple[MarkedReport, ...]

    def unmarked(self) -> Iterator[tuple[str, list[Place]]]:
        """Each report's text without its marks, and where the claims are in it.

        Raises:
            ValueError: if a mark names no claim of the set, or a bracket is left over.
        """
        for report in self.reports:
            text, places, end = "", [], 0
            for mark in _MARK.finditer(report.text):
                text += report.text[end : mark.start()]
                places.append((len(text), len(text) + len(mark["words"]), mark["claim"]))
                text += mark["words"]
                end = mark.end()
            text += report.text[end:]
            strange = {name for _, _, name in places} - self.claims.keys()
            if strange or "[" in text or "]" in text:
                raise ValueError(f"{self.subject}, {report.publisher}: {sorted(strange) or 'a bracket is left over'}")
            yield text, places


def read(path: Path) -> ClaimSet:
    """One file."""
    return msgspec.yaml.decode(path.read_bytes(), type=ClaimSet)


def write(held: ClaimSet, folder: Path) -> dict[str, list[Place]]:
    """Lay the reports down as files that sayso can read; the places of the claims by file name."""
    found = {}
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as meta:
        table = csv.writer(meta)
        table.writerow(["file", "publisher", "published"])
        for n, (report, (text, places)) in enumerate(zip(held.reports, held.unmarked(), strict=True)):
            name = f"{n}.txt"
            (folder / name).write_text(text, encoding="utf-8")
            table.writerow([name, report.publisher, report.published])
            found[name] = places
    return found
