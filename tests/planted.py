"""Documents whose findings are known, planted by hand: for tests of the store, the stories and the pages."""

from __future__ import annotations

from dragoman.document import Document, Event, EventPlace, Moment, Party, Published, Quote, Span


def span(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def party(text: str, words: str, code: str, sector: str | None = "GOV") -> Party:
    at = span(text, words)
    return Party(code, sector, words, at.start, at.end)


def event(
    text: str,
    type_: str,
    trigger: str,
    actors: list[tuple[str, str]],
    recipients: list[tuple[str, str]] = (),
    *,
    key: str = "e1",
    mode: str | None = None,
    status: str = "happened",
    day: str | None = "2025-05-08",
    place: tuple[str, str] | None = None,
    quad: int = 1,
    background: bool = False,
    reciprocal: bool = False,
) -> Event:
    """An event over a whole text; parties are (words, code)."""
    at = span(text, trigger)
    return Event(
        0,
        len(text),
        id=key,
        type=type_,
        mode=mode,
        status=status,
        actors=tuple(party(text, words, code) for words, code in actors),
        recipients=tuple(party(text, words, code) for words, code in recipients),
        trigger=at,
        sentence=Span(0, len(text)),
        rule="planted",
        quad=quad,
        score=2.5,
        background=background,
        reciprocal=reciprocal,
        date=Moment(day, day, day, "timex") if day else None,
        place=EventPlace(place[0], place[1], "text", *_bounds(text, place[0])) if place else None,
        confidence=0.9,
    )


def _bounds(text: str, words: str) -> tuple[int, int]:
    at = span(text, words)
    return at.start, at.end


def quote(text: str, content: str, speaker: tuple[str, str], cue: str, *, key: str = "q1", **more: object) -> Quote:
    """A direct quotation; the speaker is (words, code)."""
    source = party(text, *speaker)
    piece = span(text, content)
    begin, end = min(piece.start, source.start or 0), max(piece.end, source.end or 0)
    return Quote(begin, end, key, "direct", (piece,), "say", "planted", source=source, cue=span(text, cue), **more)


def document(key: str, text: str, *events: Event, quotes: tuple[Quote, ...] = (), **more: object) -> Document:
    day = more.pop("published", "2025-05-08")
    known = Published(day, day, day, "metadata") if day else Published(None)
    return Document(key, text, sha256=key, language="en", published=known, events=events, quotes=quotes, **more)
