"""Agreement of the corpus and of the whole articles with a blind second annotation: `python -m evaluation.agreement`.

Events of a passage are matched one to one if their triggers overlap or their types are the same; figures on matched
events leave out what only one reader saw. Intervals: passages drawn again a thousand times.

>>> f"{kappa(40, 10, 0, 50):.2f}"
'0.80'
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dragoman.document import Span
from evaluation import articles, corpus
from evaluation.articles import Article, Spoken
from evaluation.corpus import Annotation, Passage, Side

SECOND = Path(__file__).parent.parent / "corpus" / "second"
DRAWS = 1000
Pair = tuple[Annotation, Annotation]
Share = tuple[float, float]
"""How much agrees, out of how much."""


def pairs_of_passages(first: Sequence[Passage], second: Sequence[Passage]) -> list[tuple[Passage, Passage]]:
    """Both readings of each passage that the second reader reached."""
    known = {passage.id: passage for passage in first}
    return [(known[passage.id], passage) for passage in second if passage.id in known]


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character; two absent ones agree."""
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end


def matched(first: Sequence[Annotation], second: Sequence[Annotation]) -> list[Pair]:
    """One-to-one pairs of events: overlapping triggers and the same type first, then either."""
    ranked = sorted(
        (-2 * overlap(a.trigger, b.trigger) - (a.type == b.type), abs(a.trigger.start - b.trigger.start), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
    )
    return [(first[i], second[j]) for i, j in _free((i, j) for score, _, i, j in ranked if score)]


def _free(candidates: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The candidates in order whose two ends are still free."""
    taken: list[tuple[int, int]] = []
    for i, j in candidates:
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def same_pair(a: Annotation, b: Annotation) -> bool:
    """Same type, and on either side a shared code or none at all."""
    return a.type == b.type and _meet(a.actors, b.actors) and _meet(a.recipients, b.recipients)


def _meet(one: Sequence[Side], other: Sequence[Side]) -> bool:
    if not one or not other:
        return len(one) == len(other)
    return bool({side.code for side in one} & {side.code for side in other})


def kappa(both: float, only_first: float, only_second: float, neither: float) -> float:
    """Cohen's kappa of two yes-or-no readers."""
    total = both + only_first + only_second + neither
    first, second = (both + only_first) / total, (both + only_second) / total
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1 else ((both + neither) / total - chance) / (1 - chance)


# ------------------------------------------------------------------ measures of one passage


def shares(first: Passage, second: Passage) -> dict[str, Share]:
    """Every measure of one passage as a share, to be added up over passages."""
    pairs = matched(first.events, second.events)
    directed = _free((i, j) for i, a in enumerate(first.events) for j, b in enumerate(second.events) if same_pair(a, b))
    size = len(first.events) + len(second.events)
    return {
        "events (F1)": (2 * len(pairs), size),
        "type + directed pair (F1)": (2 * len(directed), size),
        "type where triggers overlap": _agreeing([pair for pair in pairs if overlap(pair[0].trigger, pair[1].trigger)]),
        **{name: (sum(judge(a, b) for a, b in pairs), len(pairs)) for name, judge in _JUDGES.items()},
        **_spans(pairs),
    }


def _agreeing(pairs: Sequence[Pair]) -> Share:
    return sum(_type(a, b) for a, b in pairs), len(pairs)


def _type(a: Annotation, b: Annotation) -> bool:
    return a.type == b.type


def _type_or_alternative(a: Annotation, b: Annotation) -> bool:
    return a.type in (b.type, *b.alternatives) or b.type in a.alternatives


def _jaccard(a: Annotation, b: Annotation) -> float:
    one, other = set(a.contexts), set(b.contexts)
    return len(one & other) / len(one | other) if one | other else 1.0


_JUDGES: dict[str, Callable[[Annotation, Annotation], float]] = {
    "type": _type,
    "type, alternatives allowed": _type_or_alternative,
    "status": lambda a, b: a.status == b.status,
    "mode": lambda a, b: a.mode == b.mode,
    "by-source": lambda a, b: overlap(a.by, b.by),
    "contexts (Jaccard)": _jaccard,
}


def _spans(pairs: Sequence[Pair]) -> dict[str, Share]:
    """Spans of actors, recipients and dates by overlap, and codes and sectors on the sides that overlap."""
    actors = [(x, y) for a, b in pairs for x, y in _sides(a.actors, b.actors)]
    recipients = [(x, y) for a, b in pairs for x, y in _sides(a.recipients, b.recipients)]
    dates = sum(a.date is not None and overlap(a.date, b.date) for a, b in pairs)
    return {
        "actor spans (F1)": (2 * len(actors), sum(len(a.actors) + len(b.actors) for a, b in pairs)),
        "recipient spans (F1)": (2 * len(recipients), sum(len(a.recipients) + len(b.recipients) for a, b in pairs)),
        "codes of shared spans": _equal([(x.code, y.code) for x, y in actors + recipients]),
        "sectors of shared spans": _equal([(x.sector, y.sector) for x, y in actors + recipients]),
        "date spans (F1)": (2 * dates, sum((a.date is not None) + (b.date is not None) for a, b in pairs)),
    }


def _sides(one: Sequence[Side], other: Sequence[Side]) -> list[tuple[Side, Side]]:
    near = ((i, j) for i, x in enumerate(one) for j, y in enumerate(other) if overlap(x.span, y.span))
    return [(one[i], other[j]) for i, j in _free(near)]


def _equal(values: Sequence[tuple[str | None, str | None]]) -> Share:
    return sum(x == y for x, y in values), len(values)


# ------------------------------------------------------------------ figures


def figures(readings: Sequence[tuple[Passage, Passage]]) -> dict[str, tuple[float, float, float]]:
    """Each measure with its bootstrap interval of 95 %."""
    rows = [(bool(a.events), bool(b.events), shares(a, b)) for a, b in readings]
    chance = random.Random(7)
    draws = [_summed(chance.choices(rows, k=len(rows))) for _ in range(DRAWS)]
    return {name: (value, *_interval([draw[name] for draw in draws])) for name, value in _summed(rows).items()}


def _summed(rows: Sequence[tuple[bool, bool, dict[str, Share]]]) -> dict[str, float]:
    cells = Counter((a, b) for a, b, _ in rows)
    sums = {name: [sum(row[2][name][k] for row in rows) for k in (0, 1)] for name in rows[0][2]}
    agreed = kappa(cells[True, True], cells[True, False], cells[False, True], cells[False, False])
    return {"event or none (kappa)": agreed} | {
        name: part / whole if whole else 0.0 for name, (part, whole) in sums.items()
    }


def _interval(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[len(ordered) * 25 // 1000], ordered[len(ordered) * 975 // 1000 - 1]


# ------------------------------------------------------------------ whole articles


def pairs_of_articles(folder: Path = articles.GOLD) -> list[tuple[Article, Article]]:
    """Both annotations of each article that the second annotator did (`second/dev-NN-name.txt`)."""
    known = {f"{split}-{a.id}": a for split in articles.SPLITS for a in articles.read(split, folder)}
    return [(known[again.id], again) for again in articles.read("second", folder)]


def article_shares(first: Article, second: Article) -> dict[str, Share]:
    """Every layer of one article as a share, to be added up over articles."""
    days = {id(t.event): t.day for a in (first, second) for t in a.events}
    events = [[t.event for t in a.events] for a in (first, second)]
    needed = [[t.event for t in a.events if not t.optional] for a in (first, second)]
    pairs, kept = matched(*events), matched(*needed)
    directed = _free((i, j) for i, a in enumerate(events[0]) for j, b in enumerate(events[1]) if same_pair(a, b))
    dated = [(days[id(a)], days[id(b)]) for a, b in pairs if days[id(a)] and days[id(b)]]
    quotes = _overlapping([q.span for q in first.quotes], [q.span for q in second.quotes])
    times = _overlapping([t.span for t in first.timexes], [t.span for t in second.timexes])
    size = sum(map(len, events))
    return {
        "publication day": (first.published == second.published, 1),
        "furniture (characters, F1)": _marked(first, second),
        "events (F1)": (2 * len(pairs), size),
        "events that neither calls optional (F1)": (2 * len(kept), sum(map(len, needed))),
        "type + directed pair (F1)": (2 * len(directed), size),
        **{name: (sum(_JUDGES[name](a, b) for a, b in pairs), len(pairs)) for name in ("type", "status", "mode")},
        "day of the event, where both give one": (sum(a == b for a, b in dated), len(dated)),
        "quotations (F1)": (2 * len(quotes), len(first.quotes) + len(second.quotes)),
        "speaker": (sum(_same_speaker(first.quotes[i], second.quotes[j]) for i, j in quotes), len(quotes)),
        "time expressions (F1)": (2 * len(times), len(first.timexes) + len(second.timexes)),
        "TIMEX3 value": (sum(first.timexes[i].value == second.timexes[j].value for i, j in times), len(times)),
    }


def _marked(first: Article, second: Article) -> Share:
    """Characters that both call furniture, neutral pieces left out."""
    one, other = (
        {at for mark in a.furniture if not mark.neutral for at in range(mark.start, mark.end)} for a in (first, second)
    )
    return 2 * len(one & other), len(one) + len(other)


def _overlapping(one: Sequence[Span], other: Sequence[Span]) -> list[tuple[int, int]]:
    return _free((i, j) for i, a in enumerate(one) for j, b in enumerate(other) if overlap(a, b))


def _same_speaker(one: Spoken, other: Spoken) -> bool:
    words = [{word for name in spoken.speakers for word in name.lower().split()} for spoken in (one, other)]
    return bool(words[0] & words[1])


def article_lines(readings: Sequence[tuple[Article, Article]]) -> Iterator[str]:
    """The report on whole articles, a layer a line."""
    yield f"{len(readings)} whole articles annotated twice"
    rows = [(bool(a.events), bool(b.events), article_shares(a, b)) for a, b in readings]
    chance = random.Random(7)
    draws = [_summed(chance.choices(rows, k=len(rows))) for _ in range(DRAWS)]
    for name, value in _summed(rows).items():
        if "kappa" not in name:
            low, high = _interval([draw[name] for draw in draws])
            yield f"{name:40} {value:.2f}  [{low:.2f}, {high:.2f}]"


def confusions(readings: Sequence[tuple[Passage, Passage]]) -> Counter[tuple[str, str]]:
    """Types of first and second reader that differ; `-` where only one of them saw the event."""
    found = Counter[tuple[str, str]]()
    for first, second in readings:
        pairs = matched(first.events, second.events)
        found.update((a.type, b.type) for a, b in pairs if a.type != b.type)
        found.update((a.type, "-") for a in first.events if all(a is not pair[0] for pair in pairs))
        found.update(("-", b.type) for b in second.events if all(b is not pair[1] for pair in pairs))
    return found


def lines(readings: Sequence[tuple[Passage, Passage]]) -> Iterator[str]:
    """The report: measures, then the most frequent confusions."""
    sizes = [sum(len(reading[k].events) for reading in readings) for k in (0, 1)]
    yield f"{len(readings)} passages; {sizes[0]} events by the first reader, {sizes[1]} by the second"
    yield from (
        f"{name:28} {value:.2f}  [{low:.2f}, {high:.2f}]" for name, (value, low, high) in figures(readings).items()
    )
    yield "first reader / second reader:"
    yield from (f"  {a:10} {b:10} {n}" for (a, b), n in confusions(readings).most_common(16))


def main() -> None:
    """Print the agreement of the corpus with its second annotation."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--second", type=Path, default=SECOND, help="folder of the second annotation")
    chosen = options.parse_args()
    print("\n".join(lines(pairs_of_passages(corpus.read(), corpus.read(chosen.second)))))
    print("\n".join(article_lines(pairs_of_articles())))


if __name__ == "__main__":
    main()
