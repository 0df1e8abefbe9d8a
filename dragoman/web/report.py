"""One self-contained HTML file about a dyad: it opens from disk, asks nothing of the network and prints well."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import resources
from typing import Any

import dragoman
from dragoman import store
from dragoman.document import Event, Span
from dragoman.lexicon.actor_rows import territories
from dragoman.web import terminal

QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
QUAD_COLOURS = {1: "#4c9f70", 2: "#1f6f4a", 3: "#d99a2b", 4: "#b5352b"}
_SCRIPTS = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")


def dyad(records: sqlite3.Connection, one: str, other: str) -> str:
    """The page of a dyad as HTML text; raises StoreError where the store is none."""
    rows = store.dyad(records, one, other)
    shown = [row for row in rows if not row.report.event.historical]
    said = [row for code, to in ((one, other), (other, one)) for row in _quotes_to(records, code, to)]
    page = _template("dyad.html")
    return str(
        page.render(
            one=known_as(one),
            other=known_as(other),
            summary=_summary(shown, known_as(one), known_as(other)),
            left_out=len(rows) - len(shown),
            events=[_event_view(row) for row in shown],
            quotes=[_quote_view(row) for row in said],
            curve=_script_safe(_curve(shown)),
            strip=_script_safe(_strip(shown)),
            records=_script_safe([json.loads(terminal.json_line(row)) for row in rows]),
            scripts=[_vendored(script) for script in _SCRIPTS],
            style=_shipped("templates/page.css"),
            counts=store.counts(records),
            versions=_versions(records),
            command=f"dragoman report dyad {one} {other} -o {one.lower()}-{other.lower()}.html",
            quads=[(QUAD_NAMES[n], QUAD_COLOURS[n]) for n in QUAD_NAMES],
        )
    )


def known_as(code: str) -> str:
    """The name of a state by its code, with the code: `Russia (RUS)`; other codes as they are."""
    names = {row.code: row.name for row in territories()}
    return f"{names[code]} ({code})" if code in names else code


def _template(name: str) -> Any:
    from jinja2 import DictLoader, Environment

    return Environment(loader=DictLoader({name: _shipped(f"templates/{name}")}), autoescape=True).get_template(name)


def _shipped(name: str) -> str:
    return resources.files("dragoman.web").joinpath(name).read_text(encoding="utf-8")


def _vendored(name: str) -> str:
    return _shipped(f"vendor/{name}").replace("</script", "<\\/script")


def _script_safe(value: Any) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _versions(records: sqlite3.Connection) -> str:
    found = records.execute("SELECT DISTINCT dragoman, model FROM documents ORDER BY 1, 2").fetchall()
    coded = ", ".join(f"Dragoman {row['dragoman']} with model {row['model'] or 'none'}" for row in found)
    return f"coded by {coded or 'nothing yet'}; page made by Dragoman {dragoman.__version__}"


# -------------------------------------------------------------- the summary


def _summary(rows: Sequence[Any], one: str, other: str) -> str:
    """A sentence in plain words: how many events, when, of what kind, how well attested."""
    if not rows:
        return f"No events between {one} and {other} in this record."
    quads = Counter(row.report.event.quad for row in rows)
    kinds = ", ".join(f"{quads[n]} {QUAD_NAMES[n]}" for n in sorted(quads))
    days = sorted(day for row in rows if (day := _first_day(row.report.event)))
    span = f" between {days[0]} and {days[-1]}" if days else ""
    outlets = {report.document for row in rows for report in row.reports}
    several = sum(row.origins > 1 for row in rows)
    undated = sum(_first_day(row.report.event) is None for row in rows)
    text = f"{_count(len(rows), 'event')}{span}, told by {_count(len(outlets), 'article')}: {kinds}. "
    text += f"{several or 'None'} of them told by two or more independent origins"
    return text + (f"; {undated} have no date the text gives." if undated else ".")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _first_day(event: Event) -> str | None:
    return None if event.date is None else event.date.earliest or event.date.value


# ------------------------------------------------------------------- charts


def _point(row: Any) -> dict[str, Any]:
    event = row.report.event
    return {
        "id": row.id,
        "day": _first_day(event),
        "last": (event.date.latest or event.date.value) if event.date else None,
        "what": terminal.kind_of(event),
        "quad": QUAD_NAMES[event.quad],
        "score": event.score,
        "status": event.status,
        "who": terminal.names(event.actors),
        "whom": terminal.names(event.recipients),
        "origins": row.origins,
    }


def _points(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [_point(row) for row in rows if _is_day(_first_day(row.report.event))]


def _is_day(value: str | None) -> bool:
    try:
        return value is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


_COLOUR = {
    "field": "quad",
    "type": "nominal",
    "title": None,
    "scale": {"domain": list(QUAD_NAMES.values()), "range": list(QUAD_COLOURS.values())},
}
_DAYS_AXIS = {"format": "%-d %b %Y", "tickCount": 6, "labelOverlap": True, "labelFlush": True}
_DAY = {"field": "day", "type": "temporal", "title": None, "axis": _DAYS_AXIS}
_TIP = [{"field": name} for name in ("day", "what", "status", "who", "whom", "score", "origins")]


def _curve(rows: Sequence[Any]) -> dict[str, Any]:
    """Mean PLOVER score by month with the number of events, as a Vega-Lite spec; plans and denials left out."""
    done = [point for point in _points(rows) if point["status"] in ("happened", "ongoing")]
    axis = {"format": "%b %Y", "tickCount": 6, "labelOverlap": True}
    month = {"timeUnit": "yearmonth", "field": "day", "type": "temporal", "title": None, "axis": axis}
    mean = {
        "aggregate": "mean",
        "field": "score",
        "type": "quantitative",
        "title": "mean score",
        "scale": {"domain": [-10, 10]},
    }
    line = {"mark": {"type": "line", "color": "#444", "point": False}, "encoding": {"x": month, "y": mean}}
    size = {"aggregate": "count", "type": "quantitative", "title": "events", "legend": None}
    dots = {
        "mark": {"type": "circle", "color": "#1f4e79", "opacity": 0.85},
        "encoding": {"x": month, "y": mean, "size": size, "tooltip": [month | {"title": "month"}, mean, size]},
    }
    zero = {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "#bbb"}, "encoding": {"y": {"datum": 0}}}
    return _sized({"data": {"values": done}, "layer": [zero, line, dots]}, 150)


def _strip(rows: Sequence[Any]) -> dict[str, Any]:
    """Every event as a tick by class, as a Vega-Lite spec; hollow where it was planned, conditional or denied."""
    done = {"test": "datum.status == 'happened' || datum.status == 'ongoing'", "value": 1}
    encoding = {
        "x": _DAY,
        "y": {"field": "quad", "type": "nominal", "title": None, "scale": {"domain": list(QUAD_NAMES.values())}},
        "color": _COLOUR | {"legend": None},
        "fillOpacity": {"condition": done, "value": 0},
        "tooltip": _TIP,
        "href": {"field": "link"},
    }
    points = [point | {"link": f"#{point['id']}"} for point in _points(rows)]
    mark = {"type": "point", "filled": False, "fill": "currentColor", "size": 90, "strokeWidth": 1.6}
    encoding["fill"] = encoding["color"]
    return _sized({"data": {"values": points}, "mark": mark, "encoding": encoding}, 110)


def _sized(spec: dict[str, Any], height: int) -> dict[str, Any]:
    head = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": "container", "height": height}
    quiet = {"view": {"stroke": None}, "axis": {"gridColor": "#eee", "labelLimit": 200}, "background": None}
    return head | spec | {"config": quiet}


# -------------------------------------------------------------------- views


def _event_view(row: Any) -> dict[str, Any]:
    event = row.report.event
    return {
        "id": row.id,
        "day": "undated" if event.date is None or event.date.value is None else terminal.when(event.date),
        "what": terminal.kind_of(event),
        "colour": QUAD_COLOURS[event.quad],
        "quad": QUAD_NAMES[event.quad],
        "status": terminal.status_of(event),
        "who": terminal.names(event.actors),
        "whom": terminal.names(event.recipients),
        "reciprocal": event.reciprocal,
        "according": terminal.chain(event.according_to),
        "confidence": confidence(event.confidence),
        "rule": event.rule,
        "origins": row.origins,
        "reports": [_report_view(report) for report in row.reports],
        "contradictions": row.contradictions,
    }


def _report_view(report: Any) -> dict[str, Any]:
    return {
        "outlet": outlet(report.publisher, report.title),
        "published": report.published or "publication date unknown",
        "document": report.document,
        "status": terminal.status_of(report.event),
        "pieces": lit(report.text, report.event.sentence, _marks(report.event)),
    }


def outlet(publisher: str | None, title: str | None) -> str:
    """Who printed it, and under what title, as far as known."""
    words = f"\u201c{' '.join(title.split())}\u201d" if title else None
    return ", ".join(filter(None, (publisher, words))) or "unknown outlet"


def _marks(event: Event) -> list[tuple[int, int, str]]:
    marks = [(event.trigger.start, event.trigger.end, "trigger")]
    owners = [(party, "actor") for party in event.actors] + [(party, "recipient") for party in event.recipients]
    for owner, label in (*owners, (event.date, "date"), (event.place, "place")):
        start, end = getattr(owner, "start", None), getattr(owner, "end", None)
        if start is not None and end is not None:
            marks.append((start, end, label))
    return marks


def lit(text: str, sentence: Span, marks: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """A sentence cut into (words, labels): every stretch with the fields that claim it."""
    inside = [(max(s, sentence.start), min(e, sentence.end), label) for s, e, label in marks]
    cuts = sorted({sentence.start, sentence.end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    cuts = [cut for cut in cuts if sentence.start <= cut <= sentence.end]
    pieces = []
    for start, end in itertools.pairwise(cuts):
        labels = " ".join(sorted({label for s, e, label in inside if s <= start and end <= e}))
        pieces.append((text[start:end], labels))
    return pieces


def confidence(value: float | None) -> str:
    """A word and a number: `likely (0.80)`."""
    if value is None:
        return "not stated"
    word = "high" if value >= 0.85 else "likely" if value >= 0.65 else "uncertain" if value >= 0.4 else "low"
    return f"{word} ({value:.2f})"


def _quotes_to(records: sqlite3.Connection, code: str, other: str) -> list[Any]:
    """What one side says to the other, or of it, in quotation marks."""
    found = store.quotes(records, speaker=code)
    return [row for row in found if row.quote.kind in ("direct", "mixed") and _touches(row, other)]


def _touches(row: Any, other: str) -> bool:
    return bool(row.quote.addressee and row.quote.addressee.code == other) or other in row.codes


def _quote_view(row: Any) -> dict[str, Any]:
    return {
        "words": " ".join(row.content.split()),
        "speaker": terminal.name(row.quote.source),
        "to": terminal.name(row.quote.addressee),
        "act": row.quote.act,
        "day": (row.quote.date.value if row.quote.date else None) or row.published or "undated",
        "through": terminal.chain(row.quote.chain),
        "outlet": row.publisher or "unknown outlet",
    }
