"""The mean of several taggers' weights: `python training/attribution/mean.py A/tagger.pt B/tagger.pt OUT/tagger.pt`.

Runs that began from the same weights lie near enough to one another that their mean is better than each.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("taggers", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    states = [torch.load(path) for path in given.taggers]
    mean = {
        name: torch.stack([s[name] for s in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, given.out)


if __name__ == "__main__":
    main()
