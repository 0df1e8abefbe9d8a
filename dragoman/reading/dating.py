"""When an article appeared, by the first source that holds: metadata, text, dateline, URL, solved, unknown.

Whatever disagrees is named among the reasons. A date in page furniture never counts, nor does the day of reading.
"""

from __future__ import annotations

import datetime
import re

import msgspec

from dragoman.document import Boilerplate, Dateline, Published, Span
from dragoman.reading import calendar, header, lines, solver, stamps
from dragoman.reading.furniture import Page
from dragoman.reading.lines import Line

HEAD = 300
"""Characters at the head of a text in which a byline may state its date."""
DATE_SHAPES = frozenset({"dated", "clock-date", "date-clock", "date-alone", "iso-date", "date-prefix"})
OLDEST = 1900
"""No page states an earlier year as its own."""
DECISIVE_GAP = 3
"""Days by which metadata may differ from a date stated in the text before weekdays decide between them."""


class Stated(msgspec.Struct, frozen=True):
    """A day that one source states."""

    day: datetime.date
    basis: str
    reason: str
    evidence: Span | None = None


def publication(
    page: Page,
    furniture: tuple[Boilerplate, ...],
    line: Dateline | None,
    given: str | None,
    url: str | None,
    latest: datetime.date,
) -> Published:
    """The publication date of a page. `latest` is the last day possible: that of the crawl, or of reading."""
    span = line or header.unplaced_dateline(page)
    reprint = stamps.is_reprint(page.text)
    sources = [
        source
        for source in (
            _metadata(given, latest),
            _in_text(page, furniture),
            _in_dateline(page, span),
            None if reprint else _in_url(url) or _in_address_line(page),
        )
        if source is not None and source.day.year >= OLDEST and source.day <= latest
    ]
    body = page.lines[page.first].start if page.has_body else 0
    sources = _undoubted(page, sources, furniture, body, latest)
    if (
        not sources
        and (supplied := _dateline_year(page, span, furniture, None if reprint else url, latest)) is not None
    ):
        sources = [supplied]
    if not sources:
        solved = solver.solve(solver.Reading(page.text, page.low, furniture, body, latest))
        return _with_stamp_weekday(page, _with_dateline_day(page, solved, span, latest))
    chosen = _chosen(page, sources, body)
    return _published(page, chosen, [source for source in sources if source is not chosen], body)


def _metadata(given: str | None, latest: datetime.date) -> Stated | None:
    day = calendar.stated_day(given) if given else None
    if day is None or day > latest + datetime.timedelta(days=1):
        return None
    return Stated(min(day, latest), "metadata", f"metadata: {given}")  # a day ahead is a time zone, not an error


# ------------------------------------------------------------------ stated in the text


def _in_text(page: Page, furniture: tuple[Boilerplate, ...]) -> Stated | None:
    """A `date 2025-05-08` prefix, a date line beside the headline, a byline date at the head, a wire's document id."""
    for mark in furniture:
        if mark.rule == "date-prefix":
            written = next(calendar.written_days(page.text, mark.start, mark.end), None)
            if written is not None:
                return _stated(page, written, "at the head of the text")
    return (
        _date_line(page)
        or _at_head(page, furniture)
        or _document_id(page)
        or _beside_header(page)
        or _at_foot(page)
        or _slug(page)
        or _live(page)
    )


def _stated(page: Page, written: calendar.WrittenDay, where: str) -> Stated:
    words = " ".join(page.text[written.start : written.end].split())
    return Stated(written.day, "in_text", f"'{words}' {where}", Span(written.start, written.end))


def _date_line(page: Page) -> Stated | None:
    """A line of its own beside the headline; one that says "published" goes before one that says "updated"."""
    begin = max(page.title - 3, 0) if page.title is not None else 0
    upto = page.header_end if page.has_body else min(len(page.lines), 8)
    found = []
    for line in page.lines[begin:upto]:
        if line.mark is None or line.mark.kind != "byline" or _is_banner(page, line):
            continue
        before = line.start
        for written in _clear_days(page, line.start, line.end) or _short_days(page, line):
            words = _STAMP_WORD.findall(page.text[before : written.start])
            updated = bool(words) and words[-1].lower() in _CHANGED
            found.append((updated, written.start, written))
            before = written.end
    return _stated(page, min(found)[2], "on the date line") if found else None


def _may_be_of(page: Page, day: datetime.date) -> bool:
    """Whether the lead's weekday, if it has one, is the day's own or that before it."""
    weekday = _lead_weekday(page.text, page.lines[page.first].start if page.has_body else 0)
    return weekday is None or _fits(day, weekday[0])


_STAMP_WORD = re.compile(r"\b(published|posted|created|updated|modified|upd|edited)\b", re.IGNORECASE)
_CHANGED = frozenset({"updated", "modified", "upd", "edited"})
_SHORT_DAY = re.compile(r"\b(\d{1,2})[ .-]([A-Za-z]{3,9})[ .'’-]+(\d\d)(?=$|[ ,|]+\d{1,2}[:.]\d\d)")
BANNER = 3
"""Lines of a menu between a date at the top and the headline that make it the day on which the page was fetched."""
BANNER_DEPTH = 4
"""Lines at the top of a page in which such a date stands."""


def _short_days(page: Page, line: Line) -> list[calendar.WrittenDay]:
    """`18 Jul 14` at the end of a date line."""
    match = _SHORT_DAY.search(page.text, line.start, line.end) if line.mark and line.mark.id == "short-date" else None
    month = calendar.MONTHS.get(match[2].lower()) if match else None
    day = calendar.day_or_none(stamps.whole_year(int(match[3])), month, int(match[1])) if match and month else None
    return [calendar.WrittenDay(match.start(), match.end(), day)] if match and day else []


def _is_banner(page: Page, line: Line) -> bool:
    """Whether a date stands above the menu: it is the day on which the page was fetched."""
    top = page.title if page.title is not None else page.first
    if all(line is not other for other in page.lines[:BANNER_DEPTH]):
        return False
    between = [other.mark for other in page.lines[:top] if other.start > line.start and other.mark is not None]
    return sum(cue.kind in ("navigation", "related") for cue in between) >= BANNER


def _at_head(page: Page, furniture: tuple[Boilerplate, ...]) -> Stated | None:
    """A date that a byline states in the first characters of the text, before the article's first sentence ends."""
    for written in _clear_days(page, 0, HEAD):
        before = page.text[max(0, written.start - 60) : written.start]
        inside = next((mark for mark in furniture if mark.start <= written.start < mark.end), None)
        if inside is not None and (inside.kind != "byline" or _in_banner(page, written.start)):
            continue
        if inside is not None or re.search(
            r"\b(?:published|posted|updated|dated?)\b[^.\n]{0,20}$", before, re.IGNORECASE
        ):
            return _stated(page, written, "in the byline")
    return None


def _in_banner(page: Page, at: int) -> bool:
    line = page.line_at(at)
    return line is not None and _is_banner(page, line)


_ID = re.compile(r"\s*(?:[A-Z]{2,5}(?:_[A-Z]{3})?_?)((?:19|20)\d{6})[._-]\d{2,6}")


def _document_id(page: Page) -> Stated | None:
    match = _ID.match(page.text)
    day = calendar.stated_day(match.group(1)) if match else None
    if match is None or day is None:
        return None
    return Stated(day, "in_text", f"document id {match.group().strip()}", Span(match.start(1), match.end(1)))


_NOT_ITS_OWN = frozenset(
    {"under-heading", "list-below-article", "related-prefix", "more-label", "numbered-teasers", "caption-credit"}
)
"""Rows of other stories and of photographs, whose days are not the article's."""
HEADER_WORDS = 16
"""Words of the longest line beside a headline that states a day: `The Harbour Post, 4 May 2019 | Comments (12)`."""
_WEEKDAY_BEFORE = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)?"
_APART_BEFORE = re.compile(
    rf"(?:^|[|·•:,–—-]\s*|\b(?:on|posted|published|updated|dated|issued|broadcast|aired|released)(?:\s+on)?[:\s]\s*)"
    rf"{_WEEKDAY_BEFORE}$",
    re.I,
)
_APART_AFTER = re.compile(r"\s*(?:$|[|·•(–—-]|,?\s*(?:at\s+)?\d{1,2}(?:[:.]\d\d|\s*[ap]\.?m\b)|at\b)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:source|editor|web editor|author|reporter|writer)\s*[:：]\s*\S", re.IGNORECASE)
_CLOCK_TO_END = re.compile(r"\s+[0-2]?\d:\d\d(?::\d\d)?(?:\s*\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?\s*$")
_INVITES = re.compile(r"\b(?:advisory|invitation|invited|save the date|will be held|to be held)\b", re.IGNORECASE)
_AT_HOUR = re.compile(r"\s*,\s*\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE)


def _beside_header(page: Page) -> Stated | None:
    """A day that stands apart on a line of outlet, author or place beside the headline; two days are none."""
    upto = page.header_end if page.has_body else min(len(page.lines), 8)
    found = []
    for index, line in enumerate(page.lines[:upto]):
        if index == page.title or line.is_news or line.words > HEADER_WORDS or _is_banner(page, line):
            continue
        if line.mark is not None and line.mark.id in _NOT_ITS_OWN:
            continue
        found += [written for written in _clear_days(page, line.start, line.end) if _stands_apart(page, line, written)]
    return _stated(page, found[0], "beside the headline") if len({w.day for w in found}) == 1 else None


def _stands_apart(page: Page, line: Line, written: calendar.WrittenDay) -> bool:
    before, after = page.text[line.start : written.start], page.text[written.end : line.end]
    if _LABELLED.match(before) is not None and _CLOCK_TO_END.match(after) is not None:
        return True  # `Source: Agency  Editor: Name  2024-09-18 17:26:04`
    if _AT_HOUR.match(after) is not None and _INVITES.search(page.text, 0, line.end + HEAD) is not None:
        return False  # the hour of a meeting that is still to come
    return _APART_BEFORE.search(before) is not None and _APART_AFTER.match(after) is not None


def _clear_days(page: Page, start: int, end: int) -> list[calendar.WrittenDay]:
    """The days of a stretch; 05/06/2023, which is May here and June there, only where the page tells which."""
    found = []
    for written in (*calendar.written_days(page.text, start, end), *stamps.short_figures(page.text, start, end)):
        if stamps.is_of_the_copy(page.text, written.start) or stamps.is_contradicted(page.text, written):
            continue
        day = _told_apart(page, written.day, page.text[written.start : written.end])
        if day is not None and (_may_be_of(page, day) or not stamps.is_change(page.text, written.start)):
            found.append(msgspec.structs.replace(written, day=day))
    return found


def _told_apart(page: Page, day: datetime.date, words: str) -> datetime.date | None:
    """Day and month of 05/06/2023 by the order of another date on the page, or by the lead's weekday; else None."""
    if not _is_ambiguous(words):
        return day
    other = datetime.date(day.year, day.day, day.month)
    orders = {int(m[1]) > 12 for m in _SLASHED.finditer(page.text) if max(int(m[1]), int(m[2])) > 12}
    if len(orders) == 1:
        return day if orders.pop() else other
    weekday = _lead_weekday(page.text, page.lines[page.first].start if page.has_body else 0)
    fitting = [one for one in (day, other) if weekday is not None and _fits(one, weekday[0])]
    return fitting[0] if len(fitting) == 1 else None


_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)?\d\d\b")


def _is_ambiguous(words: str) -> bool:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/\d{2}(?:\d\d)?", words)
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


FOOT_LINES = 8
"""Lines at the end among which a page states its day."""
_STATES = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|broadcast|aired|date of (?:publication|broadcast)|publication date"
    r"|date)\b",
    re.IGNORECASE,
)


def _at_foot(page: Page) -> Stated | None:
    """`Published 15/12/2023 07:40` among the last lines."""
    for line in page.lines[-FOOT_LINES:]:
        if line.is_news or line.words > HEADER_WORDS or _STATES.match(line.text) is None:
            continue
        if line.mark is None or line.mark.id not in ("under-heading", "list-below-article"):
            for written in _clear_days(page, line.start, line.end):
                if stamps.is_own(page.text, written.start) or _may_be_of(page, written.day):
                    return _stated(page, written, "at the foot of the page")
    return None


_SLUG = re.compile(
    r"\b[A-Z]{2,4}-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)(?:\s+\d{4}|\s*\(?[A-Z]{3}|\s*$)", re.M
)


def _slug(page: Page) -> Stated | None:
    """The last line of an archived wire: `CP-NY-03-17-11 1910GMT`."""
    match = _SLUG.search(page.text, max(0, len(page.text) - 400)) or _SLUG.search(page.text, 0, HEAD)
    if match is None:
        return None
    day = calendar.day_or_none(stamps.whole_year(int(match["year"])), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    return Stated(day, "in_text", f"wire stamp {match.group().strip()}", Span(match.start(), match.end()))


_SPEAKS_OF_TODAY = re.compile(
    rf"\b(?:welcome to (?:our|the|this) .{{0,40}}|(?:it|this|today) is |today,? |live (?:coverage|updates) .{{0,20}})"
    rf"(?:on |for )?{_WEEKDAY_BEFORE}$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\W{0,3}(?P<hour>[0-2]?\d)[:.](?P<minute>\d\d)(?!\s*[,%])\b", re.MULTILINE)


def _live(page: Page) -> Stated | None:
    """`It is Tuesday, 3 December 2024` in a live page; a page whose stamps pass midnight is of the day after."""
    for written in _clear_days(page, 0, len(page.text)):
        before = page.text[max(0, written.start - 80) : written.start].split("\n")[-1]
        if _SPEAKS_OF_TODAY.search(before) is None or lines.in_quotation(page.text, written.start):
            continue
        stated = _stated(page, written, "as the day of the live page")
        if not _passes_midnight(page.text, written.start):
            return stated
        after = written.day + datetime.timedelta(days=1)
        return msgspec.structs.replace(stated, day=after, reason=f"{stated.reason}, whose entries pass midnight")
    return None


def _passes_midnight(text: str, at: int) -> bool:
    """Whether the newest entry of a live page bears an earlier hour than the one that names the day."""
    stamps = [(m.start(), int(m["hour"]) * 60 + int(m["minute"])) for m in _STAMP.finditer(text)]
    own = [stamp for stamp in stamps if stamp[0] <= at]
    if len(stamps) < 3 or not own:
        return False
    newest = stamps[0] if own[-1] == stamps[-1] else stamps[-1]
    return newest[1] < own[-1][1]


_RANGE = re.compile(
    r"\b(?P<d1>\d{1,2})\s*(?:to|-|–|and|until)\s*(?P<d2>\d{1,2})\s+(?P<month>[A-Z][a-z]{2,8})\s+(?P<year>(?:19|20)\d\d)\b"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyrights?)\W{0,4}(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)", re.IGNORECASE)
LONGEST_RANGE = 32
"""Characters before the year in which a range of days begins: `14 until 16 September `."""
BESIDE = 10
"""Days from the dateline within which a full date in the text gives it its year."""


def _dateline_year(
    page: Page, line: Span | None, furniture: tuple[Boilerplate, ...], url: str | None, latest: datetime.date
) -> Stated | None:
    """`HANOI, 14 July` takes the year of a full date nearby, of the web address, or of the copyright.

    The web address must name the dateline's month; for the copyright's year the lead's weekday must be the day's own.
    """
    found = _month_and_day(page, line)
    if found is None:
        return None
    month, number, span = found
    start = page.lines[page.first].start if page.has_body else 0
    weekday = _lead_weekday(page.text, start)
    years = _years_nearby(page, furniture, month, number) or _address_years(page, url, month)
    if weekday is not None:
        look = solver.Reading(page.text, page.low, furniture, start, latest)
        years = (
            years or _rights_years(page, month, number, weekday[0]) or _season_years(page, month, number, weekday[0])
        )
        years = years or solver.event_years(look, month, number)
    days = [day for year in years if (day := calendar.day_or_none(year, month, number)) is not None and day <= latest]
    days = [day for day in days if weekday is None or _fits(day, weekday[0])]
    if len(days) != 1:
        return None
    words = page.text[span.start : span.end]
    return Stated(days[0], "dateline", f"'{words}' in the dateline, its year from the text", span)


_WIRE_SLUG = re.compile(r"\A\s*[a-z]\d{4}\b[^\n]{0,60}\s(?P<day>(?P<m>[01]\d)-(?P<d>[0-3]\d)) \d{4}\b")


def _month_and_day(page: Page, line: Span | None) -> tuple[int, int, Span] | None:
    """Month and day of a dateline, or of a wire's first line: `a0571 r i bc-port-strike 02-03 0540`."""
    match = _MONTH_DAY.search(page.text, line.start, line.end) if line is not None else None
    month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower()) if match else None
    if match is not None and month is not None:
        return month, int(match["d1"] or match["d2"]), Span(match.start(), match.end())
    slug = _WIRE_SLUG.match(page.text)
    return (int(slug["m"]), int(slug["d"]), Span(slug.start("day"), slug.end("day"))) if slug else None


def _rights_years(page: Page, month: int, number: int, weekday: int) -> set[int]:
    """The years of a copyright in which the dateline's day is the lead's weekday."""
    if not any(sign in page.low for sign in ("©", "(c)", "copyright")):
        return set()
    rights = {int(match["year"]) for match in _COPYRIGHT.finditer(page.text)}
    return {year for year in rights if _is_weekday(year, month, number, weekday)}


def _season_years(page: Page, month: int, number: int, weekday: int) -> set[int]:
    """The year of a dateline that lies within a season of the newest month of the article, on the lead's weekday."""
    start = page.lines[page.first].start if page.has_body else 0
    season = stamps.season(page.text, start, len(page.text))
    if season is None:
        return set()
    days = (calendar.day_or_none(year, month, number) for year in (season.first.year, season.last.year))
    return {d.year for d in days if d and season.first <= d <= season.last and d.weekday() == weekday}


def _is_weekday(year: int, month: int, number: int, weekday: int) -> bool:
    day = calendar.day_or_none(year, month, number)
    return day is not None and day.weekday() == weekday


def _years_nearby(page: Page, furniture: tuple[Boilerplate, ...], month: int, number: int) -> set[int]:
    """The years of full dates in the article that lie within a few days of a dateline."""
    found = []
    for year in calendar.YEAR_ALONE.finditer(page.text):
        match = _RANGE.search(page.text, max(0, year.start() - LONGEST_RANGE), year.end())
        if match is None:
            continue
        named = calendar.MONTHS.get(match["month"].lower())
        ends = [calendar.day_or_none(int(match["year"]), named, int(match[d])) for d in ("d1", "d2")] if named else []
        found += [(match.start(), day) for day in ends if day is not None]
    found += [(written.start, written.day) for written in calendar.written_days(page.text)]
    years = set()
    for at, day in found:
        own = calendar.day_or_none(day.year, month, number)
        outside = not any(mark.start <= at < mark.end for mark in furniture)
        if own is not None and outside and abs((own - day).days) <= BESIDE:
            years.add(day.year)
    return years


def _in_dateline(page: Page, line: Span | None) -> Stated | None:
    if line is None:
        return None
    written = next(calendar.written_days(page.text, line.start, line.end), None)
    if written is None:
        return None
    words = " ".join(page.text[written.start : written.end].split())
    return Stated(written.day, "dateline", f"'{words}' in the dateline", Span(written.start, written.end))


def _in_url(url: str | None) -> Stated | None:
    day = calendar.url_day(url) if url else None
    return None if day is None else Stated(day, "url", "the web address names the day")


_ADDRESS = re.compile(r"(?:(?:url|link|permalink|web address|source url):?\s+)?((?:https?://|www\.)\S+)", re.IGNORECASE)
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34])\b", re.IGNORECASE)


_OTHERS = re.compile(r"(?:read|see|more|related|also|most|recommended|trending|next|previous)\b", re.IGNORECASE)


def _addresses(page: Page) -> list[Line]:
    """Lines above the article that hold its web address and nothing else; none below a heading of other stories."""
    above = page.lines[: page.first if page.has_body else 8]
    found = []
    for before, line in zip([None, *above], above, strict=False):
        if _ADDRESS.fullmatch(line.text) is None or _NO_PAGE.search(line.text) is not None:
            continue
        if before is None or _OTHERS.match(before.text) is None:
            found.append(line)
    return found


def _in_address_line(page: Page) -> Stated | None:
    """The day of `https://news.example/2024/09/17/talks` on a line above the article; of two addresses neither."""
    found = _addresses(page)
    day = calendar.url_day(found[0].text) if len(found) == 1 else None
    if day is None:
        return None
    return Stated(day, "url", "the web address above the article names the day", Span(found[0].start, found[0].end))


def _address_years(page: Page, url: str | None, month: int) -> set[int]:
    """The year of a web address, `/2023/02/`, whose month is the dateline's."""
    found = [url] if url else [line.text for line in _addresses(page)]
    named = calendar.url_month(found[0]) if len(found) == 1 else None
    return {named[0]} if named is not None and named[1] == month else set()


# ------------------------------------------------------------------ choice


def _is_mere_banner(page: Page, stated: Stated) -> bool:
    """Whether a day is all that the first line, above the headline, holds: perhaps that of the fetch."""
    if stated.evidence is None or not page.has_body or page.first < 2:
        return False
    first, day = page.lines[0], stated.evidence
    alone = first.start <= day.start < first.end and first.end - first.start <= day.end - day.start + WEEKDAY_LENGTH
    return alone and not stamps.is_own(page.text, day.start)


WEEKDAY_LENGTH = 12
"""Characters of a weekday and a comma before a day."""
FAR = 30
"""Days from which a stated day that the lead's weekday does not fit is doubted."""


def _undoubted(
    page: Page, sources: list[Stated], furniture: tuple[Boilerplate, ...], body: int, latest: datetime.date
) -> list[Stated]:
    """Without the day of a banner that the lead's weekday and the article's own dates or known events gainsay."""
    first = sources[0] if sources else None
    if first is None or first.basis != "in_text" or _may_be_of(page, first.day):
        return sources
    look = solver.Reading(page.text, page.low, furniture, body, latest)
    solved = solver.solve(look).value
    solved_far = solved is not None and abs((datetime.date.fromisoformat(solved) - first.day).days) > FAR
    dateline = next((one for one in sources[1:] if one.basis == "dateline"), None)
    other = dateline is not None and abs((dateline.day - first.day).days) > FAR and _may_be_of(page, dateline.day)
    season = stamps.season(page.text, body, len(page.text))
    past = max(solver.earliest(look), season.first if season is not None else calendar.EARLIEST)
    if solved_far or other or past > first.day + datetime.timedelta(days=FAR) or _is_mere_banner(page, first):
        return sources[1:]
    return sources


def _chosen(page: Page, sources: list[Stated], body: int) -> Stated:
    """The first source, unless it is metadata that the text's own date and weekday both speak against."""
    first = sources[0]
    others = [source for source in sources[1:] if source.basis in ("in_text", "dateline")]
    if first.basis != "metadata" or not others:
        return first
    stated = others[0]
    if abs((first.day - stated.day).days) <= DECISIVE_GAP:
        return first
    weekday = _lead_weekday(page.text, body)
    if weekday is not None and _fits(stated.day, weekday[0]) and not _fits(first.day, weekday[0]):
        return stated
    return first


_WEEKDAY = re.compile(r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")


def _lead_weekday(text: str, body: int) -> tuple[int, Span] | None:
    match = _WEEKDAY.search(text, body, body + 600)
    if match is None:
        return None
    return calendar.WEEKDAYS.index(match.group(1).lower()), Span(match.start(), match.end())


def _fits(day: datetime.date, weekday: int) -> bool:
    """Whether the lead's weekday is the day itself or the day before: what nine reports of ten mean."""
    return (day.weekday() - weekday) % 7 <= 1


def _published(page: Page, chosen: Stated, others: list[Stated], body: int) -> Published:
    reasons = [chosen.reason]
    weekday = _lead_weekday(page.text, body)
    evidence = [chosen.evidence] if chosen.evidence is not None else []
    if weekday is not None and chosen.day.weekday() == weekday[0]:
        reasons.append(f"'{page.text[weekday[1].start : weekday[1].end]}' agrees")
        evidence.append(weekday[1])
    for other in others:
        agrees = "agrees" if other.day == chosen.day else f"does not agree ({other.day.isoformat()})"
        reasons.append(f"{other.reason} {agrees}")
    day = chosen.day.isoformat()
    return Published(day, day, day, chosen.basis, tuple(evidence), tuple(reasons))


# ------------------------------------------------------------------ a dateline without its year

_MONTH_DAY = re.compile(r"(?P<m1>[A-Z][a-z]{2,8})\.?\s+(?P<d1>\d{1,2})\b|(?P<d2>\d{1,2})\s+(?P<m2>[A-Z][a-z]{2,8})\b")


def _with_dateline_day(page: Page, solved: Published, line: Span | None, latest: datetime.date) -> Published:
    """`SEOUL, Aug. 20 (Agency)` has no year: it is taken where the window that was solved holds one such day only."""
    if line is None or solved.earliest is None:
        return solved
    match = _MONTH_DAY.search(page.text, line.start, line.end)
    month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower()) if match else None
    if match is None or month is None:
        return solved
    first, last = datetime.date.fromisoformat(solved.earliest), latest
    if solved.latest is not None:
        last = datetime.date.fromisoformat(solved.latest)
    days = [
        calendar.day_or_none(year, month, int(match["d1"] or match["d2"])) for year in range(first.year, last.year + 1)
    ]
    inside = [day for day in days if day is not None and first <= day <= last]
    if len(inside) != 1:
        return solved
    day = inside[0].isoformat()
    reasons = (f"'{match.group()}' in the dateline, the only one in the window", *solved.reasons)
    evidence = (Span(match.start(), match.end()), *solved.evidence)
    return Published(day, day, day, "dateline", evidence, reasons)


_STAMP_WEEKDAY = re.compile(
    r"\W*(?:(?:first|last)\s+)?(?P<what>published|posted|updated)\b\W[^.\n]{0,24}?"
    r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,?\s+[0-2]?\d[:.]\d\d.{0,12})?$",
    re.IGNORECASE,
)


def _with_stamp_weekday(page: Page, solved: Published) -> Published:
    """`Updated: 09:14 BST, Sunday` beside the headline: the one Sunday of a window of at most a week."""
    if solved.earliest is None or solved.latest is None:
        return solved
    first, last = datetime.date.fromisoformat(solved.earliest), datetime.date.fromisoformat(solved.latest)
    above = page.lines[: page.first if page.has_body else 8]
    stamps = [
        (m["what"].lower() in _CHANGED, line.start, m, line) for line in above if (m := _STAMP_WEEKDAY.match(line.text))
    ]
    if not stamps or (last - first).days > 6:
        return solved
    _, _, match, line = min(stamps, key=lambda stamp: stamp[:2])
    number = calendar.WEEKDAYS.index(match["day"].lower() + "day")
    days = [first + datetime.timedelta(days=step) for step in range((last - first).days + 1)]
    day = next((day.isoformat() for day in days if day.weekday() == number), None)
    if day is None:
        return solved
    reasons = (f"'{line.text}' beside the headline: {day}", *solved.reasons)
    return Published(day, day, day, "solved", (Span(line.start, line.end), *solved.evidence), reasons)


def dated(text: str, line: Dateline | None, published: Published) -> Dateline | None:
    """The dateline with its day; a year that it does not state is that of the publication date it lies nearest to."""
    if line is None:
        return None
    written = next(calendar.written_days(text, line.start, line.end), None)
    if written is not None:
        return msgspec.structs.replace(line, date=written.day.isoformat())
    match = _MONTH_DAY.search(text, line.start, line.end)
    month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower()) if match else None
    if match is None or month is None or published.value is None:
        return line
    near = datetime.date.fromisoformat(published.value)
    number = int(match["d1"] or match["d2"])
    days = [calendar.day_or_none(year, month, number) for year in (near.year - 1, near.year, near.year + 1)]
    nearest = min((day for day in days if day is not None), key=lambda day: abs((day - near).days), default=None)
    return line if nearest is None else msgspec.structs.replace(line, date=nearest.isoformat())
