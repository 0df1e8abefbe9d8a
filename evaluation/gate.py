"""The gate: every room on our own gold, against floors that only rise. `python -m evaluation.gate` (`make gate`).

Prints one table; exits with 1 if a figure lies below its floor or the gold is not the gold that the floors were set on.
`--raise` sets floors to the present figures where they are higher, and pins the gold as it is.
`--lower NAME --because "..."` lowers one floor and writes the reason into CHANGELOG.md.
`--pins` only checks that gold and floors fit (a second, nothing is coded). `--write` writes docs/quality.md.
`--errors` lists what is missed and wrong in the development articles; of the test half only totals are ever shown.

>>> floor_of(Figure("x", ((3, 4), (4, 4))))
0.85
>>> fallen([Figure("x", ((3, 4), (4, 4)))], {"x": 0.9, "of-another-machine": 0.5})
['x fell: 0.875 is below its floor 0.900']
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

import dragoman
from dragoman import pipeline
from dragoman.document import Party
from evaluation import articles, corpus, figures, quotes, times
from evaluation.articles import Article
from evaluation.corpus import Side
from evaluation.figures import Figure, Measured, Pairing

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).parent / "floors.toml"
PAGE = ROOT / "docs" / "quality.md"
CHANGES = ROOT / "CHANGELOG.md"
DATA = ROOT.parent / "shared" / "data"
WEIGHTS = ROOT / "dragoman" / "language" / "weights" / "model.onnx"


class Floors(msgspec.Struct):
    """What is pinned: hashes of the gold by part, floors by name of the figure."""

    gold: dict[str, str]
    floors: dict[str, float]


def read_floors(path: Path = FLOORS) -> Floors:
    """The pinned floors; none where there is no file yet."""
    if not path.exists():
        return Floors({}, {})
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Floors)


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Pins gold and floors."""
    lines = [
        "# Written by `python -m evaluation.gate --raise`. Lower a floor with `--lower NAME --because REASON`.",
        "",
    ]
    lines += ["[gold]", *(f'{part} = "{value}"' for part, value in sorted(floors.gold.items()))]
    lines += ["", "[floors]", *(f'"{name}" = {value:.3f}' for name, value in sorted(floors.floors.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gold_hashes() -> dict[str, str]:
    """A hash for each part of the gold: articles, corpus (dev and test), rows of the rooms, marked times."""
    judged = [passage for passage in corpus.read() if passage.split != "train"]
    tests = figures.TESTS
    parts = {
        "articles": b"".join(path.read_bytes() for path in sorted(articles.GOLD.glob("*/*.txt"))),
        "corpus": msgspec.json.encode(sorted(judged, key=lambda passage: passage.id)),
        "actors": (tests / "actors_mentions.tsv").read_bytes() + (tests / "actors_coreference.tsv").read_bytes(),
        "quotes": quotes.PASSAGES.read_bytes(),
        "timex": repr(list(figures.time_rows())).encode(),
        "times": b"".join(path.read_bytes() for path in sorted(times.GOLD.glob("*/*.txt"))),
    }
    return {part: hashlib.sha256(content).hexdigest()[:16] for part, content in parts.items()}


# ------------------------------------------------------------------ floors


def floor_of(figure: Figure) -> float:
    """The figure, rounded down by a tenth of its interval's width, at least half a point and at most 2.5 points."""
    low, high = figure.interval
    slack = min(0.025, max(0.005, (high - low) / 10))
    return max(0.0, math.floor((figure.value - slack) * 1000 + 1e-9) / 1000)


def fallen(measured: Iterable[Figure], floors: dict[str, float]) -> list[str]:
    """The figures that lie below their floors; a figure that was not measured here is not judged."""
    return [
        f"{figure.name} fell: {figure.value:.3f} is below its floor {floors[figure.name]:.3f}"
        for figure in measured
        if figure.name in floors and figure.value < floors[figure.name] - 1e-9
    ]


def unpinned(pinned: dict[str, str], present: dict[str, str]) -> list[str]:
    """The parts of the gold that are not what the floors were set on."""
    changed = [part for part in sorted(present) if pinned.get(part) != present[part]]
    return [f"the gold of {part} has changed: read the figures, then pin it with --raise" for part in changed]


def raised(measured: Iterable[Figure], floors: dict[str, float]) -> dict[str, float]:
    """Floors that never sink."""
    return {**floors, **{f.name: max(floor_of(f), floors.get(f.name, 0.0)) for f in measured if f.count}}


def lower(name: str, because: str, measured: Sequence[Figure], floors: Floors) -> str:
    """Lowers one floor to the present figure and gives the line for the changelog."""
    figure = next((figure for figure in measured if figure.name == name), None)
    if figure is None or name not in floors.floors:
        raise SystemExit(f"no floor {name!r}; known: {', '.join(sorted(floors.floors))}")
    before, floors.floors[name] = floors.floors[name], floor_of(figure)
    return f"- **Gate.** Floor of `{name}` lowered from {before:.3f} to {floors.floors[name]:.3f}: {because}"


def note(line: str, path: Path = CHANGES) -> None:
    """Adds a line at the end of the newest section of the changelog."""
    head, mark, rest = path.read_text(encoding="utf-8").partition("\n## ")
    section, older, tail = rest.partition("\n## ")
    path.write_text(f"{head}{mark}{section.rstrip()}\n{line}\n{older}{tail}", encoding="utf-8")


# ------------------------------------------------------------------- table


def table(measured: Iterable[Figure], floors: dict[str, float]) -> Iterator[str]:
    """One line a figure: value, interval, count, floor."""
    yield f"{'figure':28} {'value':>6}  {'95 % interval':15} {'of':>6}  {'floor':>6}"
    for figure in measured:
        low, high = figure.interval
        floor = floors.get(figure.name)
        state = "" if floor is None else "BELOW" if figure.value < floor - 1e-9 else ""
        told = "  none" if floor is None else f"{floor:6.3f}"
        shares = f"{figure.value:6.3f}  {low:.3f} ... {high:.3f}"
        yield f"{figure.name:28} {shares} {figure.count:6.0f}  {told} {state}".rstrip()


def errors(whole: Iterable[Article], coder: figures.Coder = pipeline.code_all) -> Iterator[str]:
    """What is missed and what is wrong in articles, for reading one by one."""
    listed = list(whole)
    documents = figures.coded(((a.id, a.text) for a in listed), coder)
    for article, document in zip(listed, documents, strict=True):
        pairing = figures.paired_article(article, document)
        yield f"{article.id}: published {article.published}, said {document.published.value}"
        for span, mark in figures.pieces(article):
            share = figures.share_marked(span, document.boilerplate)
            if share < 0.8 if mark else share > 0.1:
                yield f"  {'furniture kept' if mark else 'content lost'}: {article.text[span.start : span.end][:80]!r}"
        yield from _event_errors(article, pairing)


def _event_errors(article: Article, pairing: Pairing) -> Iterator[str]:
    for i, told in enumerate(article.events):
        gold = told.event
        if i not in pairing.pairs and not told.optional:
            what = f"{gold.type} {gold.mode or '-'} {gold.status} {_codes(gold.actors)} > {_codes(gold.recipients)}"
            yield f"  missed {what} at {article.text[gold.trigger.start : gold.trigger.end]!r}"
    for j in sorted(set(range(len(pairing.events))) - set(pairing.pairs.values())):
        event = pairing.events[j]
        what = f"{event.type} {event.mode or '-'} {event.status} {_codes(event.actors)} > {_codes(event.recipients)}"
        yield f"  wrong {what} at {article.text[event.trigger.start : event.trigger.end]!r} by {event.rule}"


def _codes(sides: Iterable[Side | Party]) -> str:
    return "+".join(side.code or "?" for side in sides) or "nobody"


# -------------------------------------------------------------------- page

LIMITS = """
## How to read this

- A figure is right of all; its interval is 95 % of 1,000 draws of as many units (passages, articles, rows) with
  repetition. With a dozen articles a half the intervals are wide: a change of two points in `articles.*` says little,
  the lists of `make compare` say more.
- `f1`, `recall`, `precision`, `main`: type (or a stated alternative) and directed pair in one event, one to one.
  `type-hit` asks for the type alone. `status` and `date` are judged on matched events. `empty`: passages without any
  event in which none was coded. `content-kept`: lines of content that are not marked as furniture; `day-not-wrong`:
  the day of publication is right or left open. `speakers`: of all quotations, found and with the right speaker.
- The rows of `timex`, `actors` and `quotes` are also the tests of these rooms: they were in sight while the rules were
  written. They guard against losses and do not tell how well a new text is read. `corpus.test` and `articles.test` do.
- `timex.dev` and `timex.test` are newswire whose time expressions are all marked (`evaluation/gold/timex`): F1 of exact
  spans, of spans that touch, of those with the right value, of days; `type` is a share of the spans that touch.

## How the test half is kept apart

Articles and passages of the test halves were annotated before any of them was coded. The gate, its `--errors` and
`make compare` show only totals of them, never a sentence or an error; whoever looks at one moves it to the
development half. Floors of both halves are pinned, and so is a hash of every part of the gold.

## Known limits and biases

- **One annotator.** Agreement with a second, blind annotation has not been measured yet; until then the gold carries
  one reader's habits (on SUPPORT against AGREE, on what is minor and optional).
- **Written by us.** Texts are made in the style of the real thing. They hold fewer misprints, fewer long sentences and
  more events a line than scraped pages, and nobody outside the project has chosen what they tell.
- **Small.** Articles of 200-350 words, few of them; COOPERATE, MOBILIZE and RETREAT have few examples.
- **Dense in conflict between states.** Diplomacy is over-represented against local protest, courts and crime.
- **English only**, with spellings of several countries; transcripts and live blogs are one article a half.
- **Dates** need the day of publication: where the article hides it, every relative expression is counted as missed.
- Figures on data beside the project (treebanks, sentences of other projects) stand in the pages of the rooms.
"""


def page(measured: Measured, floors: Floors, seconds: float) -> str:
    """The text of docs/quality.md."""
    lines = ["# Quality: the figures, and what they do not say", ""]
    lines += ["Written by `python -m evaluation.gate --write`; do not edit by hand.", ""]
    model = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:12]
    gold = ", ".join(f"{part} {value[:8]}" for part, value in sorted(floors.gold.items()))
    lines += [f"Dragoman {dragoman.__version__}, weights {model}, gold: {gold}. Measured in {seconds:.0f} s.", ""]
    lines += ["| figure | value | 95 % interval | of | floor |", "|---|--:|---|--:|--:|"]
    lines += [_row(figure, floors.floors) for figure in measured.figures]
    lines += [
        "",
        "## By type",
        "",
        "Whole events (type and pair) in the corpus (dev, test) and the articles together.",
        "",
    ]
    lines += ["| type | annotated | found | coded | right |", "|---|--:|--:|--:|--:|"]
    for name, row in figures.by_type(measured.pairings).items():
        found, right = _share(row.found, row.annotated), _share(row.right, row.coded)
        lines.append(f"| {name} | {row.annotated} | {found} | {row.coded} | {right} |")
    lines += ["", "## The articles", "", "```"]
    lines += [line for split in articles.SPLITS for line in articles.counts(split, articles.read(split))]
    return "\n".join([*lines, "```"]) + "\n" + LIMITS


def _row(figure: Figure, floors: dict[str, float]) -> str:
    low, high = figure.interval
    floor = floors.get(figure.name)
    told = "" if floor is None else f"{floor:.3f}"
    return f"| {figure.name} | {figure.value:.3f} | {low:.3f} - {high:.3f} | {figure.count:.0f} | {told} |"


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "0"


# -------------------------------------------------------------------- door


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, judge; exit with 1 if the gate is shut."""
    options = _options(arguments)
    floors, present = read_floors(), gold_hashes()
    if options.pins:
        _judge(unpinned(floors.gold, present) + ([] if floors.floors else ["no floors are pinned"]))
        return
    if options.errors:
        print("\n".join(errors(articles.read("dev"))))
        return
    began = time.perf_counter()
    measured = figures.measured(options.data if options.data.exists() else None)
    _change(options, measured, floors, present)
    seconds = time.perf_counter() - began
    if options.write:
        PAGE.write_text(page(measured, floors, seconds), encoding="utf-8")
    print("\n".join(table(measured.figures, floors.floors)))
    print(f"({seconds:.0f} s)", file=sys.stderr)
    _judge(fallen(measured.figures, floors.floors) + unpinned(floors.gold, present))


def _change(options: argparse.Namespace, measured: Measured, floors: Floors, present: dict[str, str]) -> None:
    if options.lower:
        note(lower(options.lower, options.because, measured.figures, floors))
    if options.raised:
        floors.gold, floors.floors = present, raised(measured.figures, floors.floors)
    if options.lower or options.raised:
        write_floors(floors)


def _judge(complaints: list[str]) -> None:
    print("\n".join(complaints) or "the gate is open", file=sys.stderr)
    if complaints:
        raise SystemExit(1)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="every room on our own gold, against floors that only rise")
    parser.add_argument("--data", type=Path, default=DATA, help="measuring sets beside the project (may be absent)")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise floors, pin the gold")
    parser.add_argument("--lower", metavar="NAME", help="lower one floor to the present figure")
    parser.add_argument("--because", help="the reason, for the changelog")
    parser.add_argument("--pins", action="store_true", help="only check that gold and floors fit")
    parser.add_argument("--errors", action="store_true", help="errors in the development articles")
    parser.add_argument("--write", action="store_true", help="write docs/quality.md")
    options = parser.parse_args(arguments)
    if bool(options.lower) != bool(options.because):
        parser.error("--lower NAME and --because REASON go together")
    return options


if __name__ == "__main__":
    main()
