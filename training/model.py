"""The encoder and its heads: one pass over the pieces, every head on the same word states."""

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the network; saved beside every checkpoint."""

    upos: int
    xpos: int
    feats: int
    labels: int
    names: int
    vocabulary: int = 30522
    hidden: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    shapes: int = 14
    shape_units: int = 32
    tag_units: int = 256
    name_units: int = 192
    arc_units: int = 256
    label_units: int = 128
    acts: int = 0
    act_layers: int = 0
    """Uppermost layers that the acts have for themselves; below them they read what the trees read."""
    modes: int = 0
    statuses: int = 0
    flags: int = 3
    roles: int = 9
    act_units: int = 256
    role_units: int = 128

    def as_dict(self) -> dict[str, int]:
        """The sizes as JSON-ready pairs."""
        return asdict(self)


class Layer(nn.Module):
    """One BERT layer; parameter names map one to one onto the published weights."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        hidden = sizes.hidden
        self.attention_heads = sizes.attention_heads
        self.query = nn.Linear(hidden, hidden)
        self.key = nn.Linear(hidden, hidden)
        self.value = nn.Linear(hidden, hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.inner = nn.Linear(hidden, sizes.inner)
        self.outer = nn.Linear(sizes.inner, hidden)
        self.outer_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def split(self, states: Tensor) -> Tensor:
        batch, pieces, hidden = states.shape
        width = hidden // self.attention_heads
        return states.view(batch, pieces, self.attention_heads, width).transpose(1, 2)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        query, key = self.split(self.query(states)), self.split(self.key(states))
        value = self.split(self.value(states))
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(states.shape)
        states = self.attended_norm(states + self.dropout(self.attended(mixed)))
        inner = self.outer(F.gelu(self.inner(states)))
        return self.outer_norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """MiniLM: pieces in, the states before the layers and after every layer out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.types = nn.Parameter(torch.zeros(sizes.hidden))
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> list[Tensor]:
        """The states before the layers and after each."""
        states = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.types
        first = self.dropout(self.norm(states))
        return [first, *through(self.layers, first, mask)]


def through(layers: nn.ModuleList, states: Tensor, mask: Tensor) -> list[Tensor]:
    """The states after each of some layers."""
    bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e9
    collected = []
    for layer in layers:
        states = layer(states, bias)
        collected.append(states)
    return collected


class Parser(nn.Module):
    """The whole network; `forward` gives raw scores, `export.Runtime` turns them into choices."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        self.mix = nn.Parameter(torch.zeros(sizes.layers))
        self.shape_layer = nn.Linear(sizes.shapes, sizes.shape_units)
        word = sizes.hidden + sizes.shape_units
        self.tag_layer = nn.Linear(word, sizes.tag_units)
        self.upos = nn.Linear(sizes.tag_units, sizes.upos)
        self.xpos = nn.Linear(sizes.tag_units, sizes.xpos)
        self.feats = nn.Linear(sizes.tag_units, sizes.feats)
        self.name_layer = nn.Linear(word, sizes.name_units)
        self.names = nn.Linear(sizes.name_units, sizes.names)
        self.starts = nn.Linear(word, 1)
        self.arc_dependent = nn.Linear(word, sizes.arc_units)
        self.arc_head = nn.Linear(word, sizes.arc_units)
        self.arc_weight = nn.Parameter(torch.zeros(sizes.arc_units + 1, sizes.arc_units))
        self.label_dependent = nn.Linear(word, sizes.label_units)
        self.label_head = nn.Linear(word, sizes.label_units)
        units = sizes.label_units + 1
        self.label_weight = nn.Parameter(torch.zeros(units, sizes.labels, units))
        if sizes.acts:
            self.act_layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.act_layers))
            self.act_mix = nn.Parameter(torch.zeros(sizes.act_layers or sizes.layers))
            self.act_trees = nn.Linear(sizes.hidden, sizes.hidden, bias=False)
            nn.init.zeros_(self.act_trees.weight)
            self.act_layer = nn.Linear(word, sizes.act_units)
            self.acts = nn.Linear(sizes.act_units, sizes.acts)
            self.modes = nn.Linear(sizes.act_units, sizes.modes)
            self.statuses = nn.Linear(sizes.act_units, sizes.statuses)
            self.flags = nn.Linear(sizes.act_units, sizes.flags + 1)
            self.role_act = nn.Linear(word, sizes.role_units)
            self.role_word = nn.Linear(word, sizes.role_units)
            units = sizes.role_units + 1
            self.role_weight = nn.Parameter(torch.zeros(units, sizes.roles, units))
            nn.init.normal_(self.role_weight, std=0.02)
            nn.init.constant_(self.role_weight[-1, :, -1], -4.0)  # few words play a role in an act
        self.dropout = nn.Dropout(0.25)
        for layer in (self.tag_layer, self.name_layer, self.arc_dependent, self.arc_head):
            nn.init.xavier_uniform_(layer.weight)
        nn.init.normal_(self.arc_weight, std=0.02)
        nn.init.normal_(self.label_weight, std=0.02)

    def word_states(self, pieces: Tensor, mask: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        """The mixed encoder states of each word's first piece, for trees and for acts: [batch, words, hidden] each."""
        states = self.encoder(pieces, mask)
        trees = self.mixed(states[1:], self.mix, starts)
        if not self.sizes.acts:
            return trees, trees
        own = self.sizes.act_layers
        told = through(self.act_layers, states[self.sizes.layers - own], mask) if own else states[1:]
        return trees, self.told_states(trees, told, starts)

    def told_states(self, trees: Tensor, told: list[Tensor], starts: Tensor) -> Tensor:
        """What the acts' heads read: their own layers, and how the word stands in the tree."""
        return self.mixed(told, self.act_mix, starts) + self.act_trees(trees)

    def act_states(self, pieces: Tensor, mask: Tensor, starts: Tensor) -> Tensor:
        """The states for acts alone, where all that the trees rest on is fixed."""
        with torch.no_grad():
            states = self.encoder(pieces, mask)
            trees = self.mixed(states[1:], self.mix, starts)
        told = through(self.act_layers, states[self.sizes.layers - self.sizes.act_layers], mask)
        return self.told_states(trees, told, starts)

    def mixed(self, states: list[Tensor], mix: Tensor, starts: Tensor) -> Tensor:
        """One state a word from those of several layers."""
        total = (torch.softmax(mix, dim=0)[:, None, None, None] * torch.stack(states, dim=0)).sum(0)
        return torch.gather(total, 1, starts[:, :, None].expand(-1, -1, total.shape[2]))

    def features(self, vectors: Tensor, shapes: Tensor) -> Tensor:
        """Word states beside their shape units: what every head reads."""
        return self.dropout(torch.cat([vectors, F.gelu(self.shape_layer(shapes))], dim=-1))

    def tags(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.dropout(F.gelu(self.tag_layer(words)))
        return self.upos(hidden), self.xpos(hidden), self.feats(hidden)

    def name_scores(self, words: Tensor) -> Tensor:
        return self.names(self.dropout(F.gelu(self.name_layer(words))))

    def arc_scores(self, words: Tensor, mask: Tensor) -> Tensor:
        """[batch, dependent, head]; padding and the word itself are no head."""
        dependent = with_one(self.dropout(F.gelu(self.arc_dependent(words))))
        head = self.dropout(F.gelu(self.arc_head(words)))
        scores = (dependent @ self.arc_weight) @ head.transpose(1, 2)
        scores = scores - (1.0 - mask.to(scores.dtype))[:, None, :] * 1e4
        return scores - torch.eye(scores.shape[1], dtype=scores.dtype)[None] * 1e4

    def act_scores(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of type, mode and status of the act that each word tells, and of its flags with factuality last."""
        hidden = self.dropout(F.gelu(self.act_layer(words)))
        return self.acts(hidden), self.modes(hidden), self.statuses(hidden), self.flags(hidden)

    def role_scores(self, words: Tensor) -> Tensor:
        """[batch, act, word, role]: how likely a word plays a role in the act that another tells."""
        act, word = self.role_sides(words)
        batch, length, units = act.shape
        projected = (act @ self.role_weight.reshape(units, -1)).reshape(batch, length * self.sizes.roles, units)
        scores = (projected @ word.transpose(1, 2)).reshape(batch, length, self.sizes.roles, length)
        return scores.transpose(2, 3)

    def role_scores_at(self, words: Tensor, at: Tensor) -> Tensor:
        """The same for chosen acts (batch row, word): [n, word, role]."""
        act, word = self.role_sides(words)
        units = act.shape[2]
        projected = (act[at[:, 0], at[:, 1]] @ self.role_weight.reshape(units, -1)).reshape(-1, self.sizes.roles, units)
        return (projected @ word[at[:, 0]].transpose(1, 2)).transpose(1, 2)

    def role_sides(self, words: Tensor) -> tuple[Tensor, Tensor]:
        act = self.dropout(F.gelu(self.role_act(words)))
        word = self.dropout(F.gelu(self.role_word(words)))
        return with_one(act), with_one(word)

    def label_sides(self, words: Tensor) -> tuple[Tensor, Tensor]:
        dependent = self.dropout(F.gelu(self.label_dependent(words)))
        head = self.dropout(F.gelu(self.label_head(words)))
        return with_one(dependent), with_one(head)

    def label_projection(self, dependent: Tensor) -> Tensor:
        """Each dependent's own scorer: [batch, words, labels, units]."""
        batch, words, units = dependent.shape
        flat = self.label_weight.reshape(units, -1)
        return (dependent @ flat).view(batch, words, self.sizes.labels, units)

    def label_scores_of(self, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores of each word under one given head: [batch, words, labels]."""
        dependent, head = self.label_sides(words)
        index = heads[:, :, None].expand(-1, -1, head.shape[2])
        chosen = torch.gather(head, 1, index)
        return (self.label_projection(dependent) @ chosen[..., None]).squeeze(-1)


def with_one(states: Tensor) -> Tensor:
    """The states with a constant 1 as last unit, so that one bilinear form holds its biases."""
    return torch.cat([states, torch.ones_like(states[..., :1])], dim=-1)


PUBLISHED = (
    ("attention.self.query", "query"),
    ("attention.self.key", "key"),
    ("attention.self.value", "value"),
    ("attention.output.dense", "attended"),
    ("attention.output.LayerNorm", "attended_norm"),
    ("intermediate.dense", "inner"),
    ("output.dense", "outer"),
    ("output.LayerNorm", "outer_norm"),
)


def start_act_layers(model: Parser, weights: Path) -> None:
    """The acts' own layers filled with MiniLM's published ones of the same height."""
    published = Encoder(model.sizes)
    load_published(published, weights)
    for own, layer in zip(model.act_layers, published.layers[-len(model.act_layers) :], strict=True):
        own.load_state_dict(layer.state_dict())


def load_published(encoder: Encoder, weights: Path) -> None:
    """The encoder filled with MiniLM's published weights (safetensors)."""
    from safetensors.torch import load_file

    published = load_file(str(weights))
    state = {
        "words.weight": published["embeddings.word_embeddings.weight"],
        "positions.weight": published["embeddings.position_embeddings.weight"],
        "types": published["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for number in range(len(encoder.layers)):
        for theirs, ours in PUBLISHED:
            for kind in ("weight", "bias"):
                value = published[f"encoder.layer.{number}.{theirs}.{kind}"]
                state[f"layers.{number}.{ours}.{kind}"] = value
    encoder.load_state_dict(state)
