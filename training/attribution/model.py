"""The tagger: a small BERT with the shapes of words added, and a chain of labels over whole words (CRF).

The encoder is written out so that training needs nothing but torch, and export sees plain layers.
"""

from __future__ import annotations

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional

from sayso.engines.saying.labels import KINDS, LABELS, OUTSIDE, may_follow
from sayso.engines.saying.sheet import SHAPES

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, LONGEST = 384, 12, 6, 1536, 30522, 512
_NEVER = -1e4


class Dropout(nn.Module):
    """Dropout in steps of 1/256, from random bytes: several times faster than torch's own on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(256 * share)

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.dropped:
            return states
        words = torch.empty((states.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = words.view(torch.uint8)[: states.numel()].view(states.shape) >= self.dropped
        return states * (kept * (256 / (256 - self.dropped))).to(states.dtype)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        rows, places, _ = states.shape

        def by_head(x: Tensor) -> Tensor:
            return x.view(rows, places, HEADS, WIDTH // HEADS).transpose(1, 2)

        # Written out: on a CPU in bfloat16 twice as fast as torch's own attention, forth and back.
        likeness = by_head(self.query(states)) @ by_head(self.key(states)).transpose(2, 3)
        likeness = likeness * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            likeness = likeness + mask
        seen = torch.softmax(likeness, dim=-1, dtype=likeness.dtype) @ by_head(self.value(states))
        mixed = self.mixed(seen.transpose(1, 2).reshape(rows, places, WIDTH))
        states = self.mixed_norm(states + self.dropout(mixed))
        return self.outer_norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Encoder(nn.Module):
    """Word pieces and shapes to states."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(2 * SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.places(places) + self.kind + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_minilm(self, packed: bytes) -> None:
        """Begin from the weights of all-MiniLM-L6-v2, as a safetensors file holds them."""
        given = load(packed)
        mine = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "kind": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mixed": "attention.output.dense",
            "mixed_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "outer_norm": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for my, its in names.items():
                for part in ("weight", "bias"):
                    mine[f"layers.{i}.{my}.{part}"] = given[f"encoder.layer.{i}.{its}.{part}"]
        missing, unexpected = self.load_state_dict(mine, strict=False)
        if unexpected or missing != ["shapes.weight"]:
            raise ValueError(f"these are not the weights of MiniLM-L6: {missing} {unexpected}")


class Chain(nn.Module):
    """What label follows what: a linear-chain CRF."""

    def __init__(self) -> None:
        super().__init__()
        self.follows = nn.Parameter(torch.zeros(LABELS, LABELS))
        barred = [[0.0 if may_follow(a, b) else _NEVER for b in range(LABELS)] for a in range(LABELS)]
        self.register_buffer("barred", torch.tensor(barred))
        # A window may begin inside a segment, so any label may come first.

    def scores(self) -> Tensor:
        """The score of each label behind each label."""
        return self.follows + self.barred

    def loss(self, emitted: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """The negative log-likelihood of the labels, a mean over words."""
        follows = self.scores()
        words = emitted.shape[1]
        real = torch.arange(words)[None] < lengths[:, None]
        gold = emitted.gather(2, labels[..., None])[..., 0]
        gold = (gold * real).sum() + (follows[labels[:, :-1], labels[:, 1:]] * real[:, 1:]).sum()
        reached = emitted[:, 0]
        for word in range(1, words):
            on = torch.logsumexp(reached[:, :, None] + follows, dim=1) + emitted[:, word]
            reached = torch.where(real[:, word, None], on, reached)
        return (torch.logsumexp(reached, dim=1).sum() - gold) / real.sum()


class Tagger(nn.Module):
    """For every piece the scores of labels and of kinds of source; and the chain of labels.

    Of a word its first piece counts.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.head = nn.Linear(WIDTH, LABELS)
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.chain = Chain()
        for layer in self.heads():
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)
        with torch.no_grad():
            self.head.bias[OUTSIDE] = 1.0

    def heads(self) -> tuple[nn.Linear, ...]:
        """What is laid over the encoder."""
        return self.head, self.kinds

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        states = self.encoder(pieces, shapes, mask)
        return self.head(states), self.kinds(states)
