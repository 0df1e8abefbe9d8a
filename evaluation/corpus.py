"""Read and check the open corpus: `python -m evaluation.corpus --data ../shared/data` prints counts and what is wrong.

>>> passage = parse('''P xx-1 region=Africa style=wire era=2010s
... T The rebels freed two guards.
... E RETREAT release happened; trigger=`freed`; actor=MLI REB `The rebels`; recipient=MLI COP `two guards`''', "x")[0]
>>> passage.events[0].trigger, passage.text[4:10]
(Span(start=11, end=16), 'rebels')
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman import lexicon
from dragoman.document import Span

PASSAGES = Path(__file__).parent.parent / "corpus" / "passages"
REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle-East", "Oceania", "World"}
STYLES = {"wire", "broadsheet", "tabloid", "communique", "headline", "transcript", "blog"}
ERAS = {"1980s", "1990s", "2000s", "2010s", "2020s"}
STATUSES = {"happened", "ongoing", "planned", "conditional", "denied"}
FLAGS = {"reciprocal", "alleged", "background", "historical", "incomplete"}
TRAPS = {
    "sport", "business", "weather", "metaphor", "opinion", "description", "biography", "casualties", "furniture",
    "statement", "plan-of-nobody", "culture", "science", "crime", "other",
}  # fmt: skip
SECTORS = {
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "UNK", "OPP", "PRE", "AGR", "BUS", "CRM",
    "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "NGO", "-",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}|(IGO|NSA|NGO|MNC|ISM|PTY)-[A-Z0-9-]+|-")
_WORDS = re.compile(r"`([^`]+)`(\d*)")
_NUMBERS = re.compile(r"(\d+)-(\d+)")
COPIED = 8
"""A run of this many words shared with a text of the development data is a near-copy."""


class Side(msgspec.Struct, frozen=True):
    """One party of an annotated event."""

    code: str | None
    sector: str | None
    span: Span


class Annotation(msgspec.Struct, frozen=True):
    """One annotated event; spans index the passage's text."""

    type: str
    mode: str | None
    status: str
    trigger: Span
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    date: Span | None
    place: tuple[str, Span] | None
    by: Span | None
    condition: Span | None
    denied_by: Span | None
    contexts: tuple[str, ...]
    flags: tuple[str, ...]
    alternatives: tuple[str, ...]


class Passage(msgspec.Struct, frozen=True):
    """A passage with its events; without events `trap` says what it is."""

    id: str
    region: str
    style: str
    era: str
    text: str
    events: tuple[Annotation, ...]
    trap: str | None

    @property
    def split(self) -> str:
        """`train`, `dev` or `test`, by the hash of the id."""
        bucket = int(hashlib.sha256(self.id.encode()).hexdigest()[:8], 16) % 100
        return "train" if bucket < 70 else "dev" if bucket < 85 else "test"


class CorpusError(Exception):
    """A wrong line of the corpus: file, passage and what to do."""


def read(folder: Path = PASSAGES) -> list[Passage]:
    """All passages in order of file; raises CorpusError at the first wrong line."""
    return [p for path in sorted(folder.glob("*.txt")) for p in parse(path.read_text(encoding="utf-8"), path.name)]


def parse(text: str, name: str) -> list[Passage]:
    """The passages of one file's text."""
    return [_passage(block, name) for block in blocks(text)]


def blocks(text: str) -> Iterator[list[str]]:
    """The lines of each block of a file, comments left out."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip() and not line.startswith("#")]
        if lines:
            yield lines


def _passage(lines: list[str], name: str) -> Passage:
    head = lines[0].split()
    where = f"{name}: {lines[0]}"
    if head[0] != "P" or len(lines) < 3 or not lines[1].startswith("T "):
        raise CorpusError(f"{where}: a block is P, T, then E lines or one N line")
    about = dict(part.split("=", 1) for part in head[2:])
    _known(about.get("region"), REGIONS, where)
    _known(about.get("style"), STYLES, where)
    _known(about.get("era"), ERAS, where)
    text = lines[1][2:].strip()
    events, trap = annotated(lines[2:], text, where)
    return Passage(head[1], about["region"], about["style"], about["era"], text, events, trap)


def annotated(lines: list[str], text: str, where: str) -> tuple[tuple[Annotation, ...], str | None]:
    """What the E lines or the one N line say of a text: its events, and the trap where there are none."""
    traps = [line[2:].strip() for line in lines if line.startswith("N ")]
    events = tuple(_annotation(line[2:], text, where) for line in lines if line.startswith("E "))
    if len(traps) + len(events) != len(lines) or bool(traps) == bool(events) or len(traps) > 1:
        raise CorpusError(f"{where}: either E lines or one N line, nothing else")
    if traps:
        _known(traps[0], TRAPS, where)
    return events, traps[0] if traps else None


def _known(value: str | None, known: set[str], where: str) -> str:
    if value not in known:
        raise CorpusError(f"{where}: {value!r} is none of {', '.join(sorted(known))}")
    return value


def _annotation(line: str, text: str, where: str) -> Annotation:
    where = f"{where} | {line[:60]}"
    head, *parts = [part.strip() for part in _split(line)]
    if len(head.split()) != 3:
        raise CorpusError(f"{where}: an event begins with TYPE mode-or-dash status")
    type_, mode, status = head.split()
    fields: dict[str, list[str]] = {}
    for part in parts:
        key, _, value = part.partition("=")
        fields.setdefault(key.strip(), []).append(value.strip())
    return _checked(type_, mode, status, fields, text, where)


def _split(line: str) -> list[str]:
    """Cut at `;` outside backticks."""
    return re.findall(r"(?:[^;`]|`[^`]*`)+", line)


_FIELDS = {"trigger", "actor", "recipient", "date", "place", "by", "context", "flags", "condition", "denied_by", "alt"}


def _checked(type_: str, mode: str, status: str, fields: dict[str, list[str]], text: str, where: str) -> Annotation:
    modes = _modes()
    _known(type_, set(modes), where)
    _known(mode, {*modes[type_], "-"}, where)
    _known(status, STATUSES, where)
    for key in fields:
        _known(key, _FIELDS, where)
    if "trigger" not in fields or "actor" not in fields:
        raise CorpusError(f"{where}: trigger and at least one actor are required")

    def one(key: str) -> Span | None:
        return _span(fields[key][0], text, where) if key in fields else None

    trigger = one("trigger")
    assert trigger is not None
    return Annotation(
        type_,
        None if mode == "-" else mode,
        status,
        trigger,
        tuple(_side(value, text, where) for value in fields["actor"]),
        tuple(_side(value, text, where) for value in fields.get("recipient", [])),
        one("date"),
        _place(fields["place"][0], text, where) if "place" in fields else None,
        one("by"),
        one("condition"),
        one("denied_by"),
        _list(fields, "context", _contexts(), where),
        _list(fields, "flags", FLAGS, where),
        _list(fields, "alt", set(modes), where),
    )


def _list(fields: dict[str, list[str]], key: str, known: set[str], where: str) -> tuple[str, ...]:
    values = [value.strip() for field in fields.get(key, []) for value in field.split(",")]
    return tuple(_known(value, known, where) for value in values)


def _side(value: str, text: str, where: str) -> Side:
    parts = value.split(" ", 2)
    if len(parts) != 3 or not _CODE.fullmatch(parts[0]):
        raise CorpusError(f"{where}: a party is CODE SECTOR `words`, not {value!r}")
    sector = _known(parts[1], SECTORS, where)
    code = None if parts[0] == "-" else parts[0]
    return Side(code, None if sector == "-" else sector, _span(parts[2], text, where))


def _place(value: str, text: str, where: str) -> tuple[str, Span]:
    code, _, words = value.partition(" ")
    return code, _span(words, text, where)


def _span(value: str, text: str, where: str) -> Span:
    numbers = _NUMBERS.fullmatch(value.strip())
    if numbers is not None and int(numbers[1]) < int(numbers[2]) <= len(text):
        return Span(int(numbers[1]), int(numbers[2]))
    found = _WORDS.fullmatch(value.strip())
    if found is None:
        raise CorpusError(f"{where}: words stand between backticks, or as start-end in the text, not {value!r}")
    words, nth = found[1], int(found[2] or 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            raise CorpusError(f"{where}: {words!r} stands fewer than {nth} times in the text")
    return Span(at, at + len(words))


class _Mode(msgspec.Struct, frozen=True):
    type: str
    mode: str
    score: float


class _Context(msgspec.Struct, frozen=True):
    context: str
    words: tuple[str, ...] = ()


class _Type(msgspec.Struct, frozen=True):
    type: str
    quad: int
    score: float
    recipient: str
    sector: str | None = None
    to: tuple[str, ...] = ()
    gloss: str | None = None


_MODES: dict[str, set[str]] = {}
_CONTEXTS: set[str] = set()


def _modes() -> dict[str, set[str]]:
    """The modes of each type."""
    if not _MODES:
        _MODES.update({row.type: set() for row in lexicon.load("plover/types.tsv", _Type)})
        for row in lexicon.load("plover/modes.tsv", _Mode):
            _MODES[row.type].add(row.mode)
    return _MODES


def _contexts() -> set[str]:
    if not _CONTEXTS:
        _CONTEXTS.update(row.context for row in lexicon.load("plover/contexts.tsv", _Context))
    return _CONTEXTS


# ------------------------------------------------------------------ checks


def complaints(passages: Iterable[Passage]) -> list[str]:
    """What is wrong across passages: ids and texts that occur twice, near-copies of each other."""
    found: list[str] = []
    runs: dict[str, str] = {}
    ids = Counter[str]()
    for passage in passages:
        ids[passage.id] += 1
        words = re.findall(r"\w+", passage.text.lower())
        for i in range(len(words) - 11):
            run = " ".join(words[i : i + 12])
            first = runs.setdefault(run, passage.id)
            if first != passage.id:
                found.append(f"{passage.id}: shares twelve words with {first}: {run}")
                break
        found += [f"{passage.id}: cuts a word: {passage.text[s.start : s.end]!r}" for s in _cut(passage)]
    return [f"{key}: id given {count} times" for key, count in ids.items() if count > 1] + found


def _cut(passage: Passage) -> Iterator[Span]:
    """Spans that begin or end inside a word: `he` found in "the"."""
    for event in passage.events:
        sides = [side.span for side in (*event.actors, *event.recipients)]
        places = [event.place[1]] if event.place else []
        for span in (event.trigger, *sides, *places, event.date, event.by, event.condition, event.denied_by):
            if span is not None and (_is_inside(passage.text, span.start) or _is_inside(passage.text, span.end)):
                yield span


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def copied(passages: Iterable[Passage], data: Path) -> list[str]:
    """Passages that share a run of words with a text of the development data."""
    foreign = set(_foreign_runs(data))
    found = []
    for passage in passages:
        shared = next((run for run in _runs(passage.text) if run in foreign), None)
        if shared is not None:
            found.append(f"{passage.id}: copied words: {shared}")
    return found


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + COPIED]) for i in range(len(words) - COPIED + 1))


def _foreign_runs(data: Path) -> Iterator[str]:
    for path in [*data.glob("coders/*.jsonl"), *data.glob("quotes/*.jsonl"), *data.glob("news-dev/*.json")]:
        for line in path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text()]:
            yield from _runs(json.loads(line)["text"])
    for path in (data.parent / "seeds").glob("*.txt"):
        yield from _runs(path.read_text(encoding="utf-8"))


def counts(passages: list[Passage]) -> Iterator[str]:
    """The balance of the corpus, a line each."""
    events = [event for passage in passages for event in passage.events]
    empty = sum(not passage.events for passage in passages)
    yield f"{len(passages)} passages, {len(events)} events, {empty} without event ({empty / max(1, len(passages)):.0%})"
    for title, values in (
        ("type", (e.type for e in events)),
        ("status", (e.status for e in events)),
        ("type and mode", (f"{e.type} {e.mode}" for e in events if e.mode)),
        ("region", (p.region for p in passages)),
        ("style", (p.style for p in passages)),
        ("era", (p.era for p in passages)),
        ("trap", (p.trap for p in passages if p.trap)),
        ("split", (p.split for p in passages)),
    ):
        yield f"{title}: " + ", ".join(f"{value} {n}" for value, n in Counter(values).most_common())


def main() -> None:
    """Print counts; exit with 1 if anything is wrong."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, help="development data to check for copies")
    chosen = options.parse_args()
    passages = read()
    print("\n".join(counts(passages)))
    wrong = complaints(passages) + (copied(passages, chosen.data) if chosen.data else [])
    print("\n".join(wrong), file=sys.stderr)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
