"""The words and shapes by which page furniture is known: rows of `lexicon/reading`, made quick to look up.

>>> [(cue.kind, cue.force) for cue in of_line("Most read")]
[('related', 'heading')]
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from dragoman.lexicon import load


class CueRow(msgspec.Struct, frozen=True):
    """One row of `reading/cues.tsv`: literal words."""

    id: str
    kind: str
    where: str
    force: str
    patterns: tuple[str, ...]
    example: str


class ShapeRow(msgspec.Struct, frozen=True):
    """One row of `reading/shapes.tsv`: a regular expression."""

    id: str
    kind: str
    where: str
    force: str
    shape: str
    example: str
    words: tuple[str, ...] = ()


class Cue(msgspec.Struct, frozen=True):
    """What a row says about the words that it found."""

    id: str
    kind: str
    force: str


class Hit(msgspec.Struct, frozen=True):
    """Words of the text that a phrase row found."""

    start: int
    end: int
    cue: Cue


_DECORATION = " \t\r\xa0-–—*•|·>»«‹›:;,.…▶►◄▼▲→←↑↓[](){}#?!=_+✓✔☰\ufeff\u200b\"'“”‘’"
LONGEST_SHAPE = 420
"""Characters of the longest line that is compared with shapes: captions seldom are longer."""


PREFIX_ROOM = 90
"""Characters that the longest prefix needs."""
SHORT_SHAPE = 100
"""Longer lines are compared with shapes only where one of these words makes a caption or credit likely."""
_LONG_HINT = re.compile(
    r"[©@(\[/]|\b(?:AP|AFP|EPA|TASS|R(?:euters|EUTERS|IA)|Getty|Xinhua|Kyodo|Anadolu|DPA|dpa|Shutterstock|Sputnik|Bloomberg"
    r"|P(?:opular|ublished|UBLISHED|osted)|U(?:pdated|PDATED)|Trending|Most|Handout|HANDOUT|[Pp]hoto|PHOTO|F(?:ILE|ile)|Pool|[Cc]opyright|[Pp]ictured|ATTENTION|E(?:ds|DS|diting))\b"
)


def bare(line: str) -> str:
    """A line as cues see it: lower case, straight apostrophes, no decoration at its ends, single spaces."""
    return " ".join(line.lower().replace("’", "'").strip(_DECORATION).split())


@cache
def rows() -> tuple[CueRow, ...]:
    """All rows of literal words."""
    return load("reading/cues.tsv", CueRow)


@cache
def shapes() -> tuple[ShapeRow, ...]:
    """All rows of shapes."""
    return load("reading/shapes.tsv", ShapeRow)


def _cue(row: CueRow | ShapeRow) -> Cue:
    return Cue(row.id, row.kind, row.force)


# ------------------------------------------------------------------ whole lines


@cache
def _line_table() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for row in rows():
        if row.where == "line":
            for pattern in row.patterns:
                table[bare(pattern)] = (*table.get(bare(pattern), ()), _cue(row))
    return table


@cache
def _prefix_table() -> dict[str, tuple[tuple[str, Cue], ...]]:
    """Prefixes by their first word."""
    table: dict[str, tuple[tuple[str, Cue], ...]] = {}
    for row in rows():
        if row.where == "prefix":
            for pattern in row.patterns:
                first = _first_word(pattern)
                table[first] = (*table.get(first, ()), (pattern, _cue(row)))
    return table


def _first_word(words: str) -> str:
    match = re.match(r"[^\w©(@]*([\w@©(]\w*)", words)
    return match.group(1) if match else ""


class _ShapeGroup(msgspec.Struct, frozen=True):
    """Some rows, with the one expression that tells whether any of them fits a line, and their own in turn."""

    needs_figure: bool
    any_of_them: re.Pattern[str]
    rows: tuple[tuple[int, re.Pattern[str], Cue], ...]


GROUP = 16
"""Rows of shapes that are tried together; of the lines of real pages one in five fits a shape."""
FIGURE = (r"\d",)
"""The words of a row that needs a figure."""
_FIGURE = re.compile(*FIGURE)


@cache
def _shape_groups() -> tuple[_ShapeGroup, ...]:
    rows = [(number, row) for number, row in enumerate(shapes()) if row.where == "line"]
    figures = [pair for pair in rows if pair[1].words == FIGURE]
    others = [pair for pair in rows if pair[1].words != FIGURE]
    return tuple(_shape_group(kind[at : at + GROUP]) for kind in (figures, others) for at in range(0, len(kind), GROUP))


def _shape_group(rows: list[tuple[int, ShapeRow]]) -> _ShapeGroup:
    any_of_them = _compiled("|".join(f"(?:{row.shape})" for _, row in rows))
    tried = tuple((number, _compiled(row.shape), _cue(row)) for number, row in rows)
    return _ShapeGroup(rows[0][1].words == FIGURE, any_of_them, tried)


_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)
"""An escaped character, a set of characters, or the beginning of a plain group."""


def _compiled(shape: str) -> re.Pattern[str]:
    """The expression with groups that keep nothing: with hundreds that do, a search takes three times as long."""
    return re.compile(_GROUP.sub(lambda part: "(?:" if part.group() == "(" else part.group(), shape), re.IGNORECASE)


@lru_cache(4096)
def of_line(line: str) -> tuple[Cue, ...]:
    """All that the rows say about a whole line; the surest word first."""
    found = [*_line_table().get(bare(line), ()), *_prefixes(line), *_shaped(line), *_row_of_labels(line)]
    return tuple(sorted(found, key=lambda cue: _FORCES.index(cue.force)))


_FORCES = ("sure", "heading", "opener", "first", "header", "tail", "weak")


def _prefixes(line: str) -> list[Cue]:
    low = line[:PREFIX_ROOM].lower().replace("’", "'").lstrip(" \t\xa0-–—*•|·>»▶►→[")
    return [cue for prefix, cue in _prefix_table().get(_first_word(low[:40]), ()) if low.startswith(prefix)]


def _shaped(line: str) -> list[Cue]:
    line = line.strip()
    if len(line) > LONGEST_SHAPE or (len(line) > SHORT_SHAPE and _LONG_HINT.search(line) is None):
        return []
    has_figure = _FIGURE.search(line) is not None
    found = [
        (number, cue)
        for group in _shape_groups()
        if (has_figure or not group.needs_figure) and group.any_of_them.fullmatch(line)
        for number, shape, cue in group.rows
        if shape.fullmatch(line)
    ]
    return [cue for _, cue in sorted(found, key=lambda pair: pair[0])]


_APART_LABELS = re.compile(r"\s*[|»«•·›\t]\s*|\s{2,}|\s[/>]\s")
_PARTS_LABELS = re.compile(r"[|»«•·›\t/>]")
_GLUED_LABELS = re.compile(r"(?<=[a-zé])(?=[A-Z])")
LABEL_WORDS = 3
"""Words that one label in a row of them may have."""
MOST_WORDS = 12
"""Words of the longest share bar on one line."""
ROW = "row-of-labels"
UNKNOWN_ROW = Cue("row-of-unknown-labels", "navigation", "header")


def _is_button(word: str) -> bool:
    """Whether a word alone is a button of a share bar, or its count: `Facebook 12 Tweet 3 Email`."""
    return word.isdigit() or any(
        (cue.kind == "share" and cue.force == "sure") or cue.id == "comments-line"
        for cue in _line_table().get(bare(word), ())
    )


def _row_of_labels(line: str) -> list[Cue]:
    """`Print | Send to a friend`, `MenuSearchSign in`: several labels on one line, half of them known.

    Without a known one, three or more short words count above the article alone.
    """
    if len(line) > LONGEST_SHAPE // 2 or line[-1] in ".!?:" or sum(map(str.isdigit, line)) > 6:
        return []
    words = line.split()
    if 2 <= len(words) <= MOST_WORDS and not words[0].isdigit() and all(_is_button(word) for word in words):
        return [Cue(ROW, "share", "sure")]
    whole = _PARTS_LABELS.search(line) is None and " ".join(words) == line
    parts = [line] if whole else [part for part in _APART_LABELS.split(line) if part.strip()]
    apart = len(parts)
    if apart == 1 or _GLUED_LABELS.search(line):
        parts = [label for part in parts for label in _GLUED_LABELS.split(part)]
    if len(parts) < 2:
        return []
    told = [[*_line_table().get(bare(part), ()), *_shaped(part)] for part in parts]
    known = [found[0] for part, found in zip(parts, told, strict=True) if found and not part.strip().isdigit()]
    if any(not found and len(part.split()) > LABEL_WORDS for part, found in zip(parts, told, strict=True)):
        return []
    sure = next((cue for cue in known if cue.force in ("sure", "heading") and cue.id != "live-label"), None)
    if sure is not None and 2 * len(known) >= len(parts):
        return [Cue(ROW, sure.kind, "sure")]
    return [UNKNOWN_ROW] if apart >= 3 or len(known) == len(parts) else []


# ------------------------------------------------------------------ phrases within sentences

_COMMON_WORDS = """
a an and are as at be by can for from has have he here i if in is it its more news no not now of on or our out please
read she support that the their them they this to up us was we will with you your article articles help report new free
world day latest story about any every may see send find get
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORDS = re.compile(r"[a-z0-9]+")
_APART = str.maketrans(dict.fromkeys("'-.,:;!?\"“”‘’()[]{}/\\|*•–—…@+#&%$<>=_", " "))


@cache
def _phrase_table() -> dict[str, tuple[tuple[str, frozenset[str], Cue], ...]]:
    """Phrases with their words, by the word in them that news has least."""
    table: dict[str, tuple[tuple[str, frozenset[str], Cue], ...]] = {}
    for row in rows():
        if row.where == "phrase":
            for pattern in row.patterns:
                key = _rarest(pattern)
                words = frozenset(pattern.translate(_APART).split())
                table[key] = (*table.get(key, ()), (pattern, words, _cue(row)))
    return table


def _rarest(phrase: str) -> str:
    return str(max(_WORDS.findall(phrase), key=lambda word: (word not in _COMMON, len(word))))


@cache
def _phrase_words() -> frozenset[str]:
    return frozenset(_phrase_table())


def phrases(low: str) -> list[Hit]:
    """Every phrase of the rows in a text that was lowered with `lowered`."""
    found: list[Hit] = []
    present = set(low.translate(_APART).split())
    for word in _phrase_words() & present:
        for phrase, words, cue in _phrase_table()[word]:
            at = low.find(phrase) if words <= present else -1
            while at >= 0:
                if _whole(low, at, at + len(phrase)):
                    found.append(Hit(at, at + len(phrase), cue))
                at = low.find(phrase, at + 1)
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def _whole(low: str, start: int, end: int) -> bool:
    left = start == 0 or not low[start].isalnum() or not (low[start - 1].isalnum() and low[start - 1].isascii())
    return left and (end == len(low) or not low[end - 1].isalnum() or not low[end].isalnum())


_FLAT = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\xa0": " ", "’": "'"})


def lowered(text: str) -> str:
    """The text in lower case on one line, of the same length, so that offsets hold."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low.translate(_FLAT)


@cache
def _piece_table() -> tuple[tuple[re.Pattern[str], Cue, tuple[str, ...]], ...]:
    return tuple((_compiled(row.shape), _cue(row), row.words) for row in shapes() if row.where == "piece")


def pieces(text: str, low: str) -> list[Hit]:
    """Every piece within a line that a shape finds, the text lowered beside it."""
    found = []
    for shape, cue, words in _piece_table():
        for start, end in _lines_with(low, text, words) if words else ((0, len(text)),):
            found += [Hit(match.start(), match.end(), cue) for match in shape.finditer(text, start, end)]
    return [hit for hit in found if hit.end > hit.start]


def _lines_with(low: str, text: str, words: tuple[str, ...]) -> set[tuple[int, int]]:
    """The lines that hold one of the words."""
    found = set()
    for word in words:
        at = low.find(word)
        while at >= 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            found.add((text.rfind("\n", 0, at) + 1, end))
            at = low.find(word, end)
    return found
