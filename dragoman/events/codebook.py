"""The codebook, as `dragoman explain CONSULT` and `dragoman explain 042` print it.

>>> print((entry("042") or "").splitlines()[0])
CAMEO 042: PLOVER CONSULT visit, Goldstein 1.9
"""

from __future__ import annotations

import msgspec

from dragoman import lexicon
from dragoman.events import frames

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
EXAMPLES = 6


class Goldstein(msgspec.Struct, frozen=True):
    """The Goldstein value of a CAMEO code."""

    code: str
    value: float


def entry(word: str) -> str | None:
    """The entry of a PLOVER type (`CONSULT`) or of a CAMEO code (`042`); None for anything else."""
    if word in frames.types():
        return "\n".join(_type_lines(frames.types()[word]))
    rows = [row for row in frames.cameo_rows() if row.code == word]
    return "\n".join(_code_lines(word, rows)) if rows else None


def _type_lines(row: frames.PloverType) -> list[str]:
    needs = "required" if row.recipient == "yes" else "not required"
    lines = [f"{row.type}: {row.gloss}"]
    lines.append(f"quad class {row.quad} ({QUADS[row.quad]}), score {row.score:g}, recipient {needs}")
    modes = [f"{mode} ({score:g})" for (type_, mode), score in frames.mode_scores().items() if type_ == row.type]
    lines.append(f"modes: {', '.join(modes) or 'none'}")
    codes = sorted({cameo.code for cameo in frames.cameo_rows() if cameo.type == row.type})
    lines.append(f"CAMEO codes: {', '.join(codes)}")
    examples = [frame.example for frame in frames.frames() if frame.type == row.type][:EXAMPLES]
    return [*lines, "examples from the lexicon:", *(f"  {example}" for example in examples)]


def _code_lines(code: str, rows: list[frames.CameoRow]) -> list[str]:
    values = {row.code: row.value for row in lexicon.load("plover/goldstein.tsv", Goldstein)}
    head = f"CAMEO {code}: PLOVER {_kind(rows[0])}, Goldstein {values[code]:g}" if code in values else f"CAMEO {code}"
    others = [f"  {_kind(row)}{_where(row)}" for row in rows]
    return [head, "written for:", *others, f"{rows[0].type}: {frames.types()[rows[0].type].gloss}"]


def _kind(row: frames.CameoRow) -> str:
    return f"{row.type} {row.mode}" if row.mode else row.type


def _where(row: frames.CameoRow) -> str:
    parts = [f"theme {row.theme}" if row.theme else "", f"context {row.context}" if row.context else ""]
    return "".join(f", {part}" for part in parts if part)
