"""What a terminal shows: an article's events and quotations as tables, one event with its characters marked."""

from __future__ import annotations

import sqlite3
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.document import Attribution, Document, Event, Moment, Party, Quote, Sentence, Span

QUAD = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
"""Colour by quad class: verbal and material cooperation, verbal and material conflict."""


def console() -> Console:
    """Where tables go: standard output, at least 100 columns wide when it is no terminal."""
    shown = Console(highlight=False)
    return shown if shown.is_terminal else Console(highlight=False, width=140)


def show_document(document: Document) -> None:
    """One article: a head line, its events and its quotations."""
    out = console()
    out.print(Text(_headline(document), style="bold"))
    if document.language not in (None, "en"):
        out.print(f"  set aside: language {document.language}, only English is coded\n")
        return
    _show_findings(out, document)
    out.print()


def _show_findings(out: Console, document: Document) -> None:
    if not document.events:
        out.print("  no events")
    for event in document.events:
        _show_event_lines(out, event.id, event, document.text)
    for quote in document.quotes:
        _show_quote_lines(out, document, quote)


def _headline(document: Document) -> str:
    title = document[document.title] if document.title else _first_words(document)
    day = document.published.value or "publication date unknown"
    key = document.metadata.get("file", document.id)
    shown = textwrap.shorten(" ".join(title.split()), 90, placeholder=" ...")
    return " · ".join(part for part in (key, shown, document.publisher, day) if part)


def _first_words(document: Document) -> str:
    opening = " ".join(document.text[:200].split())
    return textwrap.shorten(opening, 70, placeholder=" ...") if opening else "(empty)"


def _show_event_lines(out: Console, key: str, event: Event, text: str, note: str = "") -> None:
    """Two lines: date, what, who to whom, status; then the words and whom they rely on."""
    line = Text(f"  {key:<7}{when(event.date):<12}")
    line.append(f"{kind_of(event):<22}", style=QUAD.get(event.quad, ""))
    line.append(sides(event)).append(f"  [{status_of(event)}]{note}", style="dim")
    out.print(line, soft_wrap=True)
    relies = f"  (according to {chain(event.according_to)})" if event.according_to else ""
    out.print(Text(f"{'':<21}{_short(text, event)}{relies}", style="dim"), soft_wrap=True)


def sides(event: Event) -> str:
    """`Xi Jinping (CHN GOV) -> Vladimir Putin (RUS GOV)`; reciprocal events join their sides with `+`."""
    if event.reciprocal:
        return " + ".join(filter(None, map(name, event.actors)))
    return " -> ".join(filter(None, (names(event.actors), names(event.recipients))))


def _show_quote_lines(out: Console, document: Document, quote: Quote) -> None:
    words = " ... ".join(" ".join(document[piece].split()) for piece in quote.content)
    to = f" -> {name(quote.addressee)}" if quote.addressee else ""
    through = f"  through {chain(quote.chain)}" if quote.chain else ""
    line = Text(f"  {quote.id:<7}{quote.act:<12}", style="cyan")
    line.append(f"{name(quote.source) or 'nobody named'}{to}", style="default")
    line.append(f"  [{quote.kind}]{through}", style="dim")
    out.print(line, soft_wrap=True)
    if words:
        out.print(Text(f"{'':<21}{textwrap.shorten(words, 160, placeholder=' ...')}", style="dim"), soft_wrap=True)


def kind_of(event: Event) -> str:
    """`CONSULT phone`."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def status_of(event: Event) -> str:
    """The status with its flags: `happened, alleged`."""
    flags = [flag for flag in ("alleged", "background", "historical") if getattr(event, flag)]
    return ", ".join([event.status, *flags])


def when(date: Moment | None) -> str:
    """A date as shown; an open one is a dash, a default says so."""
    if date is None or date.value is None:
        return "-"
    return f"{date.value} (as published)" if date.basis == "published" else date.value


def name(party: Party | None) -> str:
    """`Sergei Lavrov (RUS GOV)`; nothing for nobody."""
    if party is None:
        return ""
    code = " ".join(part for part in (party.code, party.sector) if part)
    return f"{party.name} ({code})" if party.name and code else party.name or code


def names(parties: Iterable[Party]) -> str:
    """Several parties, joined."""
    return ", ".join(filter(None, map(name, parties)))


def chain(links: Iterable[Attribution]) -> str:
    """A reporting chain, nearest speaker first."""
    return " < ".join(link.name or link.kind for link in links)


def _short(text: str, event: Event) -> str:
    sentence = " ".join(text[event.sentence.start : event.sentence.end].split())
    return textwrap.shorten(sentence, 120, placeholder=" ...")


def json_line(row: msgspec.Struct) -> str:
    """A row of a query as one line of JSON, without the articles' texts."""
    return msgspec.json.encode(_without_text(msgspec.to_builtins(row))).decode()


def _without_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_text(part) for key, part in value.items() if key != "text"}
    return [_without_text(part) for part in value] if isinstance(value, list) else value


# --------------------------------------------------------------- one event


def show_event(row: Any) -> None:
    """One occurrence: each report's sentence with `~~~~` under its fields, then what disagrees."""
    out = console()
    event = row.report.event
    out.print(Text(f"{kind_of(event)}  {names(event.actors)}  {names(event.recipients)}", style="bold"))
    out.print(f"id {row.id}   date {when(event.date)}   status {status_of(event)}   rule {event.rule}")
    copies = f"{len(row.reports)} reports from {row.origins} independent origins"
    out.print(copies if len(row.reports) > 1 else "1 report")
    for report in row.reports:
        out.print(f"\n{report.publisher or 'unknown outlet'}, {report.published or 'undated'} ({report.document})")
        for line in marked(report.text, report.event):
            out.print(Text("  " + line))
    for found in row.contradictions:
        out.print(
            f"\nDisagreement on {found['kind']}: {found['one']} says {found['one_value']!r}, "
            f"{found['other']} says {found['other_value']!r}"
        )


def marked(text: str, event: Event, width: int = 110) -> list[str]:
    """The evidence sentence in lines, each with marks and names of the fields beneath."""
    fields = _fields(event)
    sentence = event.sentence
    lines: list[str] = []
    for start, end in _wrapped(text, sentence, width):
        lines.append(text[start:end].replace("\n", " ").replace("\t", " "))
        for label, span in fields:
            first, last = max(start, span.start), min(end, span.end)
            if first < last:
                lines.append(" " * (first - start) + "~" * (last - first) + f" {label}")
    return lines


def _fields(event: Event) -> list[tuple[str, Span]]:
    fields = [(f"actor {p.code or ''}".strip(), p) for p in event.actors]
    fields += [(f"recipient {p.code or ''}".strip(), p) for p in event.recipients]
    found: list[tuple[str, Span]] = [("trigger", Span(event.trigger.start, event.trigger.end))]
    for label, owner in (*fields, ("date", event.date), ("place", event.place)):
        start, end = getattr(owner, "start", None), getattr(owner, "end", None)
        if start is not None and end is not None:
            found.append((label, Span(start, end)))
    return sorted(found, key=lambda pair: pair[1].start)


def _wrapped(text: str, span: Span, width: int) -> Iterable[tuple[int, int]]:
    start = span.start
    while start < span.end:
        end = min(start + width, span.end)
        if end < span.end and " " in text[start:end]:
            end = text.rindex(" ", start, end) + 1
        yield start, end
        start = end


# ----------------------------------------------------------------- queries


def show_dyad(rows: Sequence[Any], one: str, other: str) -> None:
    """The events of a dyad by date."""
    out = console()
    if not rows:
        out.print(f"no events between {one} and {other}; codes are ISO alpha-3 or IGO-..., see: dragoman unknown")
        return
    out.print(Text(f"{one} and {other}: {len(rows)} events", style="bold"))
    for row in rows:
        told = f"  {len(row.reports)} reports, {row.origins} independent" if len(row.reports) > 1 else ""
        disagree = sorted({found["kind"] for found in row.contradictions})
        note = told + (f", disagree on {', '.join(disagree)}" if disagree else "")
        _show_event_lines(out, row.id[:6], row.report.event, row.report.text, note)
    out.print("next: dragoman show ID")


def show_quotes(rows: Sequence[Any]) -> None:
    """Quotations with speaker, addressee, day and article."""
    out = console()
    for row in rows:
        quote: Quote = row.quote
        words = textwrap.shorten(" ".join(row.content.split()), 300, placeholder=" ...")
        to = f" to {name(quote.addressee)}" if quote.addressee else ""
        out.print(Text(f"{name(quote.source) or 'unnamed'}{to}", style="bold"), end="  ")
        out.print(f"{quote.kind}, {quote.act}, {row.published or 'undated'}, {row.publisher or row.document}")
        out.print(Text(f"  {words}"))
    out.print(f"{len(rows)} quotations")


def show_positions(rows: Sequence[sqlite3.Row], code: str) -> None:
    """Topics with stance and wording over time."""
    out = console()
    topic = stance = None
    for row in rows:
        if row["topic"] != topic:
            topic, stance = row["topic"], None
            out.print(Text(topic, style="bold"))
        changed = f"  [was: {stance}]" if stance not in (None, row["stance"]) else ""
        stance = row["stance"]
        words = textwrap.shorten(" ".join(row["words"].split()), 160, placeholder=" ...")
        out.print(Text(f"  {row['published'] or 'undated':<11} {row['stance']:<10} {words}{changed}"), soft_wrap=True)
    out.print(f"{len(rows)} positions of {code}")


# ----------------------------------------------------------------- explain


def show_explanation(document: Document, candidates: Iterable[Any]) -> None:
    """What was found, then why: who stands for whom, the times, every candidate with its fate, the parse."""
    out = console()
    out.print(Text("found", style="bold"))
    _show_findings(out, document)
    out.print(Text("who", style="bold"))
    for mention in document.mentions:
        actor = mention.actor
        stands = " ".join(filter(None, (actor.code, actor.sector, actor.name, actor.office))) if actor else "-"
        where = f"  place {mention.place.name}, {mention.place.country}" if mention.place else ""
        out.print(Text(f"  {document[mention]!r}: {stands}{where}   chain {mention.chain}, {mention.rule}"))
    for timex in document.timexes:
        out.print(Text(f"  when {document[timex]!r}: {timex.value} ({timex.rule}, from {timex.anchor or 'itself'})"))
    out.print(Text("candidates", style="bold"))
    for candidate in candidates:
        out.print(_candidate_line(document, candidate), soft_wrap=True)
    out.print(Text("parse", style="bold"))
    for sentence in document.sentences:
        out.print(_parse_table(sentence))


def _candidate_line(document: Document, candidate: Any) -> Text:
    """What a trigger was taken for, by which row, and what became of it."""
    words = document[candidate.trigger]
    kind = " ".join(filter(None, (candidate.type, candidate.mode))) or "no reading"
    became = candidate.outcome if candidate.outcome == "event" else f"none: {candidate.outcome}"
    line = Text(f"  {words!r:<24} {kind:<20} ")
    line.append(f"{became}", style="green" if candidate.outcome == "event" else "yellow")
    line.append(f"  row {' < '.join(candidate.rules) or candidate.frame}, score {candidate.score:.2f}", style="dim")
    if candidate.belief is not None:
        line.append(f", believed {candidate.belief:.2f}", style="dim")
    return line


def _parse_table(sentence: Sentence) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("", "form", "lemma", "upos", "head", "deprel", "feats"):
        table.add_column(column)
    for index, token in enumerate(sentence.tokens):
        head = "root" if token.head < 0 else f"{token.head + 1} {sentence.tokens[token.head].form}"
        cells = (str(index + 1), token.form, token.lemma, token.upos, head, token.deprel, token.feats or "")
        table.add_row(*(Text(cell) for cell in cells))
    return table
