"""Header facts with their evidence: headline, byline, dateline, agency, publisher.

>>> found = dateline("ACCRA, March 4 (Reuters) - The port reopened on Monday.")
>>> found.place.country, found.agency
('GHA', 'Reuters')
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from dragoman.document import Boilerplate, Dateline, Place, Span
from dragoman.lexicon import load
from dragoman.reading.furniture import Page
from dragoman.reading.lines import Line

DATELINE_DEPTH = 6
"""A dateline is looked for in the first lines below the headline; 6 passes byline, date, caption and share bar."""


class City(msgspec.Struct, frozen=True):
    """One row of `reading/dateline_cities.tsv`."""

    name: str
    country: str


class Agency(msgspec.Struct, frozen=True):
    """One row of `reading/agencies.tsv`. `kind`: agency or outlet."""

    name: str
    kind: str
    country: str | None = None
    patterns: tuple[str, ...] = ()


@cache
def _cities() -> dict[str, City]:
    return {_key(row.name): row for row in load("reading/dateline_cities.tsv", City)}


@cache
def _agencies() -> dict[str, Agency]:
    rows = load("reading/agencies.tsv", Agency)
    return {spelling.lower(): row for row in rows for spelling in (row.name, *row.patterns)}


def _key(name: str) -> str:
    return name.lower().replace("’", "'").strip(" .")


def place(name: str) -> Place | None:
    """The place a dateline names; `New Delhi/Mumbai` is its first, `Goma, Congo` its city."""
    for part in re.split(r"\s*/\s*|\s+and\s+|,\s*", name):
        city = _cities().get(_key(part))
        if city is not None:
            return Place(city.name, city.country, resolution=4)
    return None


# ------------------------------------------------------------------ dateline

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_NAME = r"[A-Z][\w.'’-]*(?:[ -](?:[A-Z][\w.'’-]*|de|da|do|es|el|al|la|of|upon|on))*"
_OTHER_DAY = (
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)?(?:[ -][A-Z][\w'’]{0,20}){1,3},? 1[34]\d\d(?: ?(?:A\.?H\.?|S\.?H\.?|H)(?!\w))?"
)
"""A day of the Hijri or the Persian year: `4 Rajab 1445 AH`."""
_SAME_AS = r"(?:which )?(?:correspond(?:ing|s) (?:to|with)|equivalent to|equals|i\.e\.,?)(?: the)?"
DATELINE = re.compile(
    rf"\s*(?P<city>{_NAME}(?:\s?/\s?{_NAME})*(?:,\s+(?!{_MONTH}\b){_NAME}){{0,2}})"
    r"(?P<early>\s*\((?P<first>[A-Z][^()\n]{1,40})\)(?=,\s))?"
    rf"(?:[ ,:]{{1,3}}{_OTHER_DAY}[ ,]{{1,3}}{_SAME_AS}(?= \d{{1,2}} | {_MONTH}\b))?"
    rf"(?P<date>\s*[,:]?\s+(?:{_MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?)(?!\d)(?:st|nd|rd|th)?(?:\s*,?\s+(?:\d{{4}}|\d\d:\d\d)){{0,2}})?"
    rf"(?:[ ,]{{1,3}}{_SAME_AS} {_OTHER_DAY})?"
    rf"(?P<agency>\s*,?\s*\((?P<name>[A-Z][^()\n]{{1,40}})\)|\s*,\s(?P<bare>[A-Z]{{2,8}}))?"
    r"(?P<end>\.?\s*(?:--|[-–—:]|_(?=\s))\s*|\s*(?=\n|$)|\s+(?=[A-Z\"“]))"
)


def dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline that begins at `start`, if its city is a place news is dated from."""
    match = DATELINE.match(text, start)
    if match is None or not _is_dateline(match):
        return None
    where = place(match["city"])
    if where is None:
        return None
    begin = match.start("city")
    end = match.start("end")
    return Dateline(
        begin,
        begin + len(text[begin:end].rstrip()),
        where,
        None,
        agency_name(match["name"] or match["bare"] or match["first"]),
    )


def _is_dateline(match: re.Match[str]) -> bool:
    """A city alone is none: it needs a date, an agency, or capitals and a dash or colon after it."""
    city, mark = match["city"], match["end"].strip()
    if match["date"] and (mark or match["agency"] or match["early"]):
        return True
    if match["agency"]:
        return bool(mark) or city.isupper() or match["end"] == ""
    if match["date"]:
        return city.isupper() or not match["end"].strip(" \t")
    capitals = city.split(",")[0].isupper()
    return (bool(mark) and (capitals or mark in ("--", "—", "–"))) or (mark == ":" and capitals)


def agency_name(written: str | None) -> str | None:
    """The agency by its usual name: `Agence France-Presse` is AFP; an unknown one stays as written."""
    if written is None:
        return None
    first = re.split(r"\s*[/,;-]\s*(?=[A-Z])|\s+-+\s+|/", written.strip())[0]
    known = _agencies().get(written.strip().lower()) or _agencies().get(first.lower())
    if known is not None:
        return known.name
    return first if _AGENCY_NAME.fullmatch(first) else None


_AGENCY_NAME = re.compile(r"(?!UPDATE|CORRECT|RECAST|REPEAT|WRAP|[A-Z][a-z]+day\b)[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}")


def find_dateline(page: Page) -> Dateline | None:
    """The dateline of a page: at the head of the text, of the body, or on one of the first lines below the headline."""
    for line in _dateline_lines(page):
        found = dateline(page.text, after_prefix(page.text, line.start))
        if found is not None and found.start < line.end:
            return found
    return None


def _dateline_lines(page: Page) -> list[Line]:
    begin = page.title + 1 if page.title is not None else 0
    upto = max(page.first, begin) + 1 if page.has_body else begin + DATELINE_DEPTH
    below = max(0, upto - DATELINE_DEPTH)
    return [*page.lines[below:upto], *page.lines[: min(4, below)], *page.lines[upto:4]]


def unplaced_dateline(page: Page) -> Span | None:
    """A dateline with day and agency whose town is not listed; it has a day all the same."""
    for line in _dateline_lines(page):
        match = DATELINE.match(page.text, after_prefix(page.text, line.start))
        if match is None or match.start("city") >= line.end or not match["date"] or not match["end"].strip():
            continue
        if match["city"].split(",")[0].isupper() and agency_name(match["name"] or match["first"]) is not None:
            return Span(match.start("city"), match.start("end"))
    return None


_PREFIX = re.compile(r"\s*(?:date|published|posted|dated)\s*[:=]?\s*\d{4}-\d\d-\d\d\S*\s+", re.IGNORECASE)


def after_prefix(text: str, start: int) -> int:
    """Where a line begins once a `date 2025-05-08` prefix is passed."""
    match = _PREFIX.match(text, start)
    return match.end() if match else start


# ------------------------------------------------------------------ byline, agency, publisher

_BY = re.compile(r"(?:written |reported |posted |story )?by[:\s]\s*\S", re.IGNORECASE)


def find_byline(page: Page) -> Span | None:
    """Who wrote it: a line `By Ann Example` above the body, or a name below a lone `By`."""
    above = page.lines[: page.first + 1] if page.has_body else page.lines[:8]
    for line, following in zip(above, [*above[1:], None], strict=True):
        cue = line.mark
        if cue is not None and cue.id == "by-line" and _BY.match(line.text):
            return Span(line.start, line.end)
        named = following is not None and following.mark is not None and following.mark.id == "author-name"
        if cue is not None and cue.id == "by-alone" and following is not None and named:
            return Span(following.start, following.end)
    return None


def find_agency(page: Page, line: Dateline | None) -> str | None:
    """Through whom the text came: the dateline's agency, else one in brackets in a wire header or as last words."""
    if line is not None and line.agency is not None:
        return line.agency
    end = page.text.rstrip()[-40:]
    match = re.search(r"(?:[-–—(]\s*)(?P<name>[A-Z][A-Za-z ]{1,24})\)?\.?$", end)
    known = _agencies().get(match["name"].strip().lower()) if match else None
    if known is not None and known.kind == "agency":
        return known.name
    return _from_document_id(page.text)


_WIRE_IDS = {"AFP": "AFP", "XIN": "Xinhua", "APW": "AP", "XIE": "Xinhua", "NYT": None, "CNA": "CNA", "RTR": "Reuters"}


def _from_document_id(text: str) -> str | None:
    match = re.match(r"\s*([A-Z]{3})_?(?:ENG_?)?(?:19|20)\d{6}", text)
    return _WIRE_IDS.get(match.group(1)) if match else None


@lru_cache(1024)
def publisher_of(name: str) -> str:
    """A publisher by its usual name."""
    known = _agencies().get(name.strip().lower())
    return known.name if known is not None else name.strip()


_OUTLET_VOICE = re.compile(
    r"A [Mm]essage from (?P<name>The [A-Z][\w]+(?:\s[A-Z][\w]+){0,3})"
    r"|Editorial [Ss]taff at (?P<staff>[A-Z][\w. ]+?) is\b"
)


_OUTLET_DATE = re.compile(r"\s*(?P<name>[A-Z].*?)\s*[-–—|,·•]\s")


def find_publisher(text: str, given: str | None, furniture: tuple[Boilerplate, ...]) -> str | None:
    """Who published it: as given, else as the page's own furniture says ("A message from The Harbour Gazette:")."""
    if given:
        return publisher_of(given)
    for mark in furniture:
        match = _OUTLET_VOICE.search(text, mark.start, mark.end)
        if match:
            return publisher_of(" ".join((match["name"] or match["staff"]).split()))
        named = _OUTLET_DATE.match(text, mark.start, mark.end) if mark.rule == "outlet-date" else None
        if named:
            return publisher_of(named["name"])
    return None
