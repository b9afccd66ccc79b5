"""Train the vectors by which claims are told apart: `vectors.py --out FOLDER [--newsroom DIR] [--ecb DIR]`.

MiniLM-L6 learns to put wordings of one claim close together and all other claims of the same subject away from them.
A batch is one subject: what is about something else is easily told apart, and teaches nothing. It learns from

- the files of training/same/claims and tests/cases/same_claim.yml, written for this project;
- the claims of a simulated newsroom (`bench/newsroom.py DIR --reports 4000 --seed 501`), as its reports word them;
- the training half of ECB+ (Cybulska and Vossen 2014): sentences about one event, by how much of it they share.

The answer is the running mean of the weights over the last steps, as `FOLDER/encoder.pt`. Everything random comes from
--seed. `--watch tests/claims/gold/dev` prints after every epoch how well the cosine alone ranks pairs of marked claims.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "training/attribution"), str(ROOT / "bench")]

import claim_sets  # noqa: E402
from model import Encoder  # noqa: E402
from train import installed_weights  # noqa: E402

#: How steeply a cosine counts: two wordings that differ by .05 differ by one unit of the loss.
STEEPNESS = 20.0

#: Sentences of one story of the newsroom or of one subtopic of ECB+ in a batch; longer sentences are left out.
WIDEST, LONGEST_SENTENCE = 32, 40

#: Share of common events and participants from which two sentences of ECB+ say the same; those without any do not.
ENOUGH = 0.6


class Topic(NamedTuple):
    """Wordings about one subject, and which pairs of them are one claim (1), two (0), or neither for sure (-1)."""

    wordings: list[str]
    same: np.ndarray


def by_label(labelled: Sequence[tuple[str, object]]) -> Topic:
    """A subject whose wordings bear the names of their claims."""
    names = [name for _, name in labelled]
    return Topic([text for text, _ in labelled], np.array([[float(a == b) for b in names] for a in names]))


# -- what it learns from ---------------------------------------------------------------------------------------------


def written(paths: Iterable[Path]) -> list[Topic]:
    """Our own subjects, two in a batch."""
    subjects = []
    for path in paths:
        for subject in yaml.safe_load(path.read_text(encoding="utf-8")):
            name = subject["subject"]
            subjects.append([(text, (name, n)) for n, claim in enumerate(subject["claims"]) for text in claim])
    pairs = zip(subjects[0::2], subjects[1::2], strict=False)
    return [by_label(a + b) for a, b in pairs]


def simulated(truth: Path, rng: random.Random) -> list[Topic]:
    """The stories of a simulated newsroom."""
    stories: dict[str, dict[str, str]] = defaultdict(dict)
    with truth.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["what"] == "claim":
                stories[row["story"]].update((mention["text"], row["id"]) for mention in row["mentions"])
    found = []
    for wordings in stories.values():
        chosen = rng.sample(sorted(wordings.items()), min(WIDEST, len(wordings)))
        found.append(by_label(chosen))
    return found


def events(corpus: Path, rng: random.Random) -> list[Topic]:
    """The subtopics of ECB+; what two sentences share is counted in chains of coreference."""
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    chains: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in corpus.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 5:
            sentence = fields[0], fields[1]
            words[sentence].append(fields[3])
            if fields[4] != "-" and not fields[4].startswith("Singleton"):
                chains[sentence].add(fields[4])
    subtopics = defaultdict(list)
    for sentence, said in words.items():
        if chains[sentence] and len(said) < LONGEST_SENTENCE:
            topic, half = sentence[0].split("_")[0], sentence[0].endswith("ecbplus")
            subtopics[topic, half].append((" ".join(said), chains[sentence]))
    found = []
    for held in subtopics.values():
        chosen = rng.sample(held, min(WIDEST, len(held)))
        same = np.array([[shares(a, b) for _, b in chosen] for _, a in chosen])
        found.append(Topic([text for text, _ in chosen], same))
    return found


def shares(a: set[str], b: set[str]) -> float:
    """Whether two sentences are about one event with the same participants."""
    happens_a, happens_b = ({c for c in chains if c.startswith(("ACT", "NEG"))} for chains in (a, b))
    common = happens_a & happens_b
    if not common:
        return 0.0
    alike = 0.5 * len(common) / min(len(happens_a), len(happens_b)) + 0.5 * len(a & b) / min(len(a), len(b))
    return 1.0 if alike >= ENOUGH else -1.0


# -- learning --------------------------------------------------------------------------------------------------------


class Run:
    """One training run."""

    def __init__(self, given: argparse.Namespace, steps: int) -> None:
        torch.manual_seed(given.seed)
        self.encoder = Encoder()
        self.encoder.load_minilm(given.weights.read_bytes() if given.weights else installed_weights())
        self.pieces = Tokenizer.from_file(str(ROOT / "src/sayso/models/minilm/tokenizer.json"))
        self.pieces.enable_truncation(128)
        self.pieces.enable_padding()
        # The words keep their places: most of them never come up here, and would be left behind by the others.
        still = (self.encoder.words, self.encoder.shapes)
        for part in still:
            part.requires_grad_(requires_grad=False)
        moving = [p for p in self.encoder.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(moving, lr=given.rate, weight_decay=0.01, fused=True)
        warm = max(1, steps // 10)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
        )
        self.mean = {name: value.detach().clone() for name, value in self.encoder.state_dict().items()}
        self.step = 0

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """One unit vector per text: the mean over its word pieces, as at run time."""
        encoded = self.pieces.encode_batch(list(texts))
        ids = torch.tensor([e.ids for e in encoded])
        real = torch.tensor([e.attention_mask for e in encoded])
        mask = torch.where(real.bool(), 0.0, -1e4)[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(ids, torch.zeros_like(ids), mask)
        pooled = (states.float() * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        return functional.normalize(pooled, dim=1)

    def learn(self, topic: Topic) -> float:
        """Take one step: every pair that is one claim is to be closer than the closest of those that are two."""
        vectors = self.vectors(topic.wordings)
        above = np.triu_indices(len(topic.wordings), 1)
        same = torch.from_numpy(topic.same[above])
        close = (vectors @ vectors.T)[above] * STEEPNESS
        ones, twos = close[same == 1], close[same == 0]
        if not len(ones) or not len(twos):
            return 0.0
        loss = functional.softplus(torch.logsumexp(twos, 0) - ones - log(max(1.0, len(twos) / 10))).mean()
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.encoder.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        keep = min(0.98, self.step / (self.step + 10))
        for name, value in self.encoder.state_dict().items():
            self.mean[name].lerp_(value, 1 - keep)
        return float(loss.detach())

    def ranks(self, folder: Path) -> float:
        """Average precision of the cosine over the marked claims of some sets, with the mean of the weights."""
        now = {name: value.clone() for name, value in self.encoder.state_dict().items()}
        self.encoder.load_state_dict(self.mean)
        self.encoder.eval()
        scores, same = [], []
        with torch.no_grad():
            for path in sorted(folder.glob("*.yml")):
                labelled = list(marked(path))
                close = self.vectors([text for text, _ in labelled])
                close = close @ close.T
                for i, j in combinations(range(len(labelled)), 2):
                    scores.append(float(close[i, j]))
                    same.append(labelled[i][1] == labelled[j][1])
        self.encoder.load_state_dict(now)
        self.encoder.train()
        ranked = np.array(same, dtype=float)[np.argsort(-np.array(scores), kind="stable")]
        return float((ranked * np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).sum() / ranked.sum())


def marked(path: Path) -> Iterator[tuple[str, str]]:
    """The marked words of a set with their claims."""
    for text, places in claim_sets.read(path).unmarked():
        yield from ((text[start:end], claim) for start, end, claim in places)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--newsroom", type=Path, help="folder that bench/newsroom.py has written")
    parser.add_argument("--ecb", type=Path, help="folder with ECB_Train_corpus.txt")
    parser.add_argument("--weights", type=Path, help="model.safetensors of MiniLM-L6; else of the installed package")
    parser.add_argument("--watch", type=Path, help="folder of marked claim sets to measure on after every epoch")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--stories", type=int, default=20, help="stories of the newsroom in each epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    rng = random.Random(given.seed)
    always = written([*sorted((ROOT / "training/same/claims").glob("*.yml")), ROOT / "tests/cases/same_claim.yml"])
    if given.ecb:
        always += events(given.ecb / "ECB_Train_corpus.txt", rng)
    stories = simulated(given.newsroom / "truth.jsonl", rng) if given.newsroom else []
    told = min(given.stories, len(stories))
    run = Run(given, given.epochs * (len(always) + told))
    given.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(given.epochs):
        topics = always + rng.sample(stories, told)
        rng.shuffle(topics)
        begun = time.monotonic()
        loss = sum(map(run.learn, topics)) / len(topics)
        torch.save(run.mean, given.out / "encoder.pt")
        watched = f", average precision {run.ranks(given.watch):.3f}" if given.watch else ""
        print(f"epoch {epoch + 1}: loss {loss:.3f}{watched}, {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
