"""The mean of several checkpoints of one course of training: `python training/average.py --out MEAN.pt A.pt B.pt C.pt`.

Each later checkpoint went on from the one before, on more of the corpus; their mean reads all of it and strays less
from what real news looks like (Wortsman et al., Model soups, ICML 2022). A parameter that an earlier one lacks counts
there as zero, which is what it began with.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every parameter of the last."""
    last = states[-1]
    return {
        name: sum((state.get(name, torch.zeros_like(value)) for state in states), torch.zeros_like(value)) / len(states)
        for name, value in last.items()
    }


def main() -> None:
    """Reads the checkpoints, the latest last, and writes their mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    saved = [torch.load(path, weights_only=True) for path in chosen.checkpoints]
    torch.save(saved[-1] | {"state": mean([one["state"] for one in saved])}, chosen.out)


if __name__ == "__main__":
    main()
