"""What a helper model does to a pile: `python bench/helper.py PATH [--meta FILE] [--url URL] [--model NAME] [--list]`.

PATH is what `sayso run` takes. Without a URL a small model is served on this machine (`make helper-model` installs it).
What is printed is one JSON object: `headline` is the share of its answers that were in order; beside it, by question,
how many were asked and in order, the seconds that the model took, and how many records there are without and with it.
`--list` prints what was made with help, to be read by a person: being in order is not being right.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from helper_model import missing, serving_a_model
from sayso import ingest
from sayso.helper import Endpoint, Helper
from sayso.pipeline import run
from sayso.records import Claim, Drift, Failure, Omission
from sayso.stages import table
from sayso.store import MemoryStore


class Timed(Endpoint):
    """An endpoint that counts the seconds it takes."""

    seconds = 0.0

    def complete(self, told: str, shown: str, schema: dict[str, Any]) -> str:
        started = time.perf_counter()
        try:
            return super().complete(told, shown, schema)
        finally:
            self.seconds += time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--meta", type=Path)
    parser.add_argument("--url", help="an OpenAI-compatible server; left out, SmolLM2 is served here")
    parser.add_argument("--model")
    parser.add_argument("--list", action="store_true", help="print what was made with help")
    given = parser.parse_args()
    if given.url is None and missing():
        parser.error(f"{' and '.join(missing())} not installed: make helper-model, or name a server with --url")
    with nullcontext(given.url) if given.url else serving_a_model() as url:
        model = Timed(url, given.model or ("smollm2" if given.url is None else None))
        store, plain = MemoryStore(), MemoryStore()
        helper = Helper(model, store)
        run(ingest.read([given.path], meta=given.meta), plain)
        run(ingest.read([given.path], meta=given.meta), store, stages=table(helper))
    made = [r for kind in (Claim, Drift, Omission) for r in store.scan(kind) if "-helped@" in r.made_by]
    if given.list:
        wordings = {claim.id: claim.text for claim in plain.scan(Claim)}
        for record in made:
            before = wordings.get(record.id) if isinstance(record, Claim) else None
            print(record.made_by, "|", before, "|", msgspec.json.encode(record).decode(), file=sys.stderr)
    tally = helper.tally
    print(
        json.dumps(
            {
                "headline": round(tally.used / max(1, tally.used + tally.unusable), 3),
                "what": "share of the helper model's answers that were in order",
                "model": model.name,
                "questions": {name: msgspec.structs.asdict(t) for name, t in sorted(helper.tallies.items())},
                "seconds": round(model.seconds, 1),
                "seconds_per_question": round(model.seconds / max(1, tally.asked), 2),
                "records_made_with_help": len(made),
                "claims": [len(list(plain.scan(Claim))), len(list(store.scan(Claim)))],
                "drifts": [len(list(plain.scan(Drift))), len(list(store.scan(Drift)))],
                "omissions": [len(list(plain.scan(Omission))), len(list(store.scan(Omission)))],
                "failures": [failure.message for failure in store.scan(Failure)],
            }
        )
    )


if __name__ == "__main__":
    main()
