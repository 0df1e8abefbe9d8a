"""When an article appeared, by the first source that holds: metadata, text, dateline, URL, solved, unknown.

Whatever disagrees is named among the reasons. A date in page furniture never counts, nor does the day of reading.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

import msgspec

from dragoman.document import Boilerplate, Dateline, Published, Span
from dragoman.reading import calendar, header, lines, solver, stamps, tenures
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
    sources = _undoubted(page, sources, span, furniture, body, latest)
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
        or _in_caption(page)
    )


def _stated(page: Page, written: calendar.WrittenDay, where: str) -> Stated:
    words = " ".join(page.text[written.start : written.end].split())
    return Stated(written.day, "in_text", f"'{words}' {where}", Span(written.start, written.end))


def _date_line(page: Page) -> Stated | None:
    """A line of its own beside the headline: "published" goes before "updated", one below it before one above."""
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
            above = page.title is not None and line.start < page.lines[page.title].start
            found.append((above and not stamps.is_own(page.text, written.start), updated, written.start, written))
            before = written.end
    return _stated(page, min(found)[3], "on the date line") if found else None


def _may_be_of(page: Page, day: datetime.date) -> bool:
    """Whether the lead's weekday, if it has one, is the day's own or that before it."""
    return _may_follow(page, day, 1)


def _may_follow(page: Page, day: datetime.date, late: int | None) -> bool:
    """Whether the lead's weekday, if it has one, lies so many days before a day at most; any day if None."""
    weekday = _lead_weekday(page.text, page.lines[page.first].start if page.has_body else 0)
    return late is None or weekday is None or (day.weekday() - weekday[0]) % 7 <= late


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
    if _PRINTED.search(line.text) is not None:
        return True
    between = [other.mark for other in page.lines[:top] if other.start > line.start and other.mark is not None]
    menus = sum(cue.kind in ("navigation", "related") for cue in between)
    day = next((w.day for w in calendar.written_days(page.text, line.start, line.end)), None)
    own = day is not None and stamps.is_own(page.text, line.end)
    return menus >= BANNER or (menus > 0 and not own and (day is None or not _is_confirmed(page, day)))


def _is_confirmed(page: Page, day: datetime.date) -> bool:
    """Whether the lead's weekday fits a day, or a dateline at the head of the article names one just before it."""
    if _is_of_lead(page, day, late=1):
        return True
    begin = page.lines[page.title].start if page.title is not None else 0
    for match in _MONTH_DAY.finditer(page.text, begin, begin + HEAD):
        month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower())
        near = calendar.day_or_none(day.year, month, int(match["d1"] or match["d2"])) if month else None
        if near is not None and 0 <= (day - near).days <= DECISIVE_GAP:
            return True
    return False


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
SHORT_LINE = 12
"""Words of the longest line beside a headline or at the foot whose day counts when the lead's weekday fits it."""
_WEEKDAY_BEFORE = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)?"
_APART_BEFORE = re.compile(
    rf"(?:^|[|·•:,(\[–—-]\s*|\b(?:on|posted|published|updated|dated|issued|broadcast|aired|released)(?:\s+on)?[:\s]\s*)"
    rf"{_WEEKDAY_BEFORE}$",
    re.I,
)
_APART_AFTER = re.compile(r"\s*(?:$|[|·•(–—\])-]|,?\s*(?:at\s+)?\d{1,2}(?:[:.]\d\d|\s*[ap]\.?m\b)|at\b)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:source|editor|web editor|author|reporter|writer)\s*[:：]\s*\S", re.IGNORECASE)
_CLOCK_TO_END = re.compile(r"\s+[0-2]?\d:\d\d(?::\d\d)?(?:\s*\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?\s*$")
_INVITES = re.compile(r"\b(?:advisory|invitation|invited|save the date|will be held|to be held)\b", re.IGNORECASE)
_AT_HOUR = re.compile(r"\s*,\s*\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE)


def _beside_header(page: Page) -> Stated | None:
    """A day that stands apart on a line of outlet, author or place beside the headline; two days are none."""
    upto = page.header_end if page.has_body else min(len(page.lines), 8)
    found = []
    for index, line in enumerate(page.lines[:upto]):
        if index == page.title or line.words > HEADER_WORDS or not _has_figures(line):
            continue
        if line.is_news or _is_banner(page, line):
            continue
        if line.mark is not None and line.mark.id in _NOT_ITS_OWN:
            continue
        found += [
            written
            for written in _clear_days(page, line.start, line.end)
            if _stands_apart(page, line, written) or _is_short_of_lead(page, line, written)
        ]
    return _stated(page, found[0], "beside the headline") if len({w.day for w in found}) == 1 else None


_FIGURE = re.compile(r"\d")


def _has_figures(line: Line) -> bool:
    """Whether a line has any figure, without which it states no day."""
    return _FIGURE.search(line.text) is not None


def _is_short_of_lead(page: Page, line: Line, written: calendar.WrittenDay) -> bool:
    """Whether a day of the lead's weekday stands on a short line that is no address and no invitation."""
    if line.words > SHORT_LINE or "//" in line.text or "www." in line.text or _is_invitation(page, line, written):
        return False
    return _is_of_lead(page, written.day, late=1)


def _is_invitation(page: Page, line: Line, written: calendar.WrittenDay) -> bool:
    """Whether a day has the hour of a meeting that is still to come."""
    after = page.text[written.end : line.end]
    return _AT_HOUR.match(after) is not None and _INVITES.search(page.text, 0, line.end + HEAD) is not None


def _stands_apart(page: Page, line: Line, written: calendar.WrittenDay) -> bool:
    before, after = page.text[line.start : written.start], page.text[written.end : line.end]
    if _LABELLED.match(before) is not None and _CLOCK_TO_END.match(after) is not None:
        return True  # `Source: Agency  Editor: Name  2024-09-18 17:26:04`
    if _is_invitation(page, line, written):
        return False
    return _APART_BEFORE.search(before) is not None and _APART_AFTER.match(after) is not None


def _clear_days(page: Page, start: int, end: int) -> list[calendar.WrittenDay]:
    """The days of a stretch; 05/06/2023, which is May here and June there, only where the page tells which."""
    found = []
    for written in (*calendar.written_days(page.text, start, end), *stamps.short_figures(page.text, start, end)):
        if stamps.is_of_the_copy(page.text, written.start) or stamps.is_contradicted(page.text, written):
            continue
        day = _told_apart(page, written)
        if day is None or not _may_follow(page, day, stamps.slack(page.text, written.start)):
            continue
        if not stamps.is_of_a_range(page.text, written) or _is_of_lead(page, day):
            found.append(msgspec.structs.replace(written, day=day))
    return found


def _is_of_lead(page: Page, day: datetime.date, late: int = 0) -> bool:
    """Whether the lead has a weekday and it is the day's own, or one so many days before it at most."""
    weekday = _lead_weekday(page.text, page.lines[page.first].start if page.has_body else 0)
    return weekday is not None and (day.weekday() - weekday[0]) % 7 <= late


def _told_apart(page: Page, written: calendar.WrittenDay) -> datetime.date | None:
    """Day and month of 05/06/2023: by the order of another date, the lead's weekday, the clock; else None."""
    day = written.day
    if not _is_ambiguous(page.text[written.start : written.end]):
        return day
    other = datetime.date(day.year, day.day, day.month)
    orders = {int(m[1]) > 12 for m in _SLASHED.finditer(page.text) if max(int(m[1]), int(m[2])) > 12}
    if len(orders) == 1:
        return day if orders.pop() else other
    weekday = _lead_weekday(page.text, page.lines[page.first].start if page.has_body else 0)
    fitting = [one for one in (day, other) if weekday is None or _fits(one, weekday[0])]
    if weekday is not None and len(fitting) == 1:
        return fitting[0]
    order = stamps.order_by_clock(page.text, written.end)
    by_clock = day if order == "day" else other if order == "month" else None
    return by_clock if by_clock in fitting else None


_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](?:19|20)?\d\d\b")


def _is_ambiguous(words: str) -> bool:
    match = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2}(?:\d\d)?", words)
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


FOOT_LINES = 8
"""Lines at the end among which a page states its day."""
_STATES = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|broadcast|aired|date of (?:publication|broadcast)|publication date)\b",
    re.IGNORECASE,
)


def _at_foot(page: Page) -> Stated | None:
    """A day among the last lines: `Published 15/12/2023`, `Done at Lome on 4 March 2019`, or any that fits the lead.

    Never that of a print-out (`Page 1 of 3`), of a comment or of another story.
    """
    for index in range(max(0, len(page.lines) - FOOT_LINES), len(page.lines)):
        line = page.lines[index]
        if line.words > HEADER_WORDS or not _has_figures(line) or _is_of_others(line):
            continue
        if index <= page.last and not _says_when(line):
            continue
        if _PRINTED.search(line.text) is not None or _LICENSED.search(line.text) is not None:
            continue
        if line.is_news and not _says_when(line):
            continue
        for written in _clear_days(page, line.start, line.end):
            if _is_of_foot(page, line, written):
                return _stated(page, written, "at the foot of the page")
    return None


def _is_of_foot(page: Page, line: Line, written: calendar.WrittenDay) -> bool:
    """Whether a day at the foot is the article's: so labelled, or on a short line and of the lead's weekday."""
    if _says_when(line):
        return True
    if _STATES.match(line.text) is not None and stamps.is_own(page.text, written.start):
        return True
    return line.words <= SHORT_LINE and _is_of_lead(page, written.day, late=1)


def _says_when(line: Line) -> bool:
    """Whether a line says in words when the article was published or the document signed."""
    return _SIGNS.match(line.text) is not None or _SAYS.match(line.text) is not None


def _is_of_others(line: Line) -> bool:
    if line.mark is None:
        return False
    return line.mark.kind == "comments" or line.mark.id in ("under-heading", "related-prefix", "more-label", "pointer")


_PRINTED = re.compile(r"\bpage \d+ (?:of|/)|\bprint(?:ed|ing)?\b", re.IGNORECASE)
_LICENSED = re.compile(
    r"\b(?:regist\w+|licen[cs]\w+|certificate|permit|founded|established|copyright)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"(?:this|the) (?:article|story|report|piece|text|interview|speech|statement)?\b.{0,20}?"
    r"\b(?:was|is|were) (?:first |originally )?(?:published|posted|issued|broadcast|aired|delivered)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\W*(?:done|signed|issued|adopted|given) (?:at|in) [A-Z]|\((?:[A-Z]\S* ){1,4}?[A-Z\d]", re.IGNORECASE
)


_CAPTIONED = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?=(?:\d{1,2}|[A-Z][a-z]{2,8}\.?) )", re.IGNORECASE
)
_OLD_PICTURE = re.compile(r"\b(?:file|archive|library)\b", re.IGNORECASE)


def _in_caption(page: Page) -> Stated | None:
    """`A gate in Aflao, on Monday, March 4, 2019. (Photo)`: a picture taken on the lead's weekday, no old one."""
    for line in page.lines:
        if line.mark is None or line.mark.kind != "caption" or _OLD_PICTURE.search(line.text) is not None:
            continue
        for written in calendar.written_days(page.text, line.start, line.end):
            dated = _CAPTIONED.search(page.text, max(line.start, written.start - WEEKDAY_LENGTH), written.end)
            if dated is not None and not stamps.is_contradicted(page.text, written) and _is_of_lead(page, written.day):
                return _stated(page, written, "in a caption, on the lead's weekday")
    return None


_SLUG = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z]{1,3}-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)(?:\s+\d{4}|\s*\(?[A-Z]{3}|\s*$)",
    re.M,
)


_DAY_HOUR = re.compile(
    r"(?P<day>[0-3](?<!\d[0-3])\d)[0-2]\d[0-5]\dZ? ?"
    r"(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) ?(?P<year>\d\d)\b"
)
"""Day, hour, month and year of a telegram: `041015 MAR 19`."""


def _ends(form: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Where a shape stands in the last lines of a text, or in its first."""
    found = (form.search(text, max(0, len(text) - 400)), form.search(text, 0, HEAD))
    return [match for match in found if match is not None]


def _slug(page: Page) -> Stated | None:
    """The last line of an archived wire: `CP-NY-03-17-11 1910GMT`."""
    match = next((m for form in (_SLUG, _DAY_HOUR) for m in _ends(form, page.text)), None)
    if match is None:
        return None
    month = calendar.MONTHS.get(match["month"].lower()) or int(match["month"])
    day = calendar.day_or_none(stamps.whole_year(int(match["year"])), month, int(match["day"]))
    if day is None:
        return None
    return Stated(day, "in_text", f"wire stamp {match.group().strip()}", Span(match.start(), match.end()))


_SPEAKS_OF_TODAY = re.compile(
    rf"\b(?:welcome to (?:our|the|this) .{{0,40}}|(?:it|this|today) is |today,? |live (?:coverage|updates) .{{0,20}})"
    rf"(?:on |for )?{_WEEKDAY_BEFORE}$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\W{0,3}(?P<hour>[0-2]?\d)[:.](?P<minute>\d\d)(?!\s*[,%])\b", re.MULTILINE)


_TODAY_WORDS = ("welcome to ", "it is ", "this is ", "today", "live coverage", "live updates")


def _live(page: Page) -> Stated | None:
    """`It is Tuesday, 3 December 2024` in a live page; a page whose stamps pass midnight is of the day after."""
    if not any(words in page.low for words in _TODAY_WORDS):
        return None
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
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyrights?)[^\n\d]{0,50}(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)", re.IGNORECASE)
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
    weekday = _own_weekday(page, span) or _lead_weekday(page.text, start)
    years = _years_nearby(page, furniture, month, number) or _address_years(page, url, month)
    offices = tenures.windows(page.text, start, solver.READ)
    look = solver.Reading(page.text, page.low, furniture, start, latest)
    if weekday is not None:
        years = years or _rights_years(page, month, number, weekday[0])
        years = years or _season_years(page, month, number, weekday[0]) or solver.event_years(look, month, number)
    years = years or _open_years(page, look, span, (month, number), weekday, offices)
    years = years or _banner_years(page, furniture, month, number)
    days = [day for year in years if (day := calendar.day_or_none(year, month, number)) is not None and day <= latest]
    days = [day for day in days if weekday is None or _fits(day, weekday[0])]
    days = _in_office(days, offices)
    if len(days) != 1:
        return None
    words = page.text[span.start : span.end]
    return Stated(days[0], "dateline", f"'{words}' in the dateline, its year from the text", span)


def _own_weekday(page: Page, day: Span) -> tuple[int, Span] | None:
    """The weekday that a day without year has before it: `Monday, March 4`."""
    match = _WEEKDAY.search(page.text, max(0, day.start - WEEKDAY_LENGTH), day.end)
    if match is None or "\n" in page.text[match.end() : day.start]:
        return None
    return _number(match), Span(match.start(), match.end())


_WIRE_SLUG = re.compile(r"\A\s*[a-z]\d{4}\b[^\n]{0,60}\s(?P<day>(?P<m>[01]\d)-(?P<d>[0-3]\d)) \d{4}\b")


def _month_and_day(page: Page, line: Span | None) -> tuple[int, int, Span] | None:
    """Month and day of a dateline, or of a wire's first line: `a0571 r i bc-port-strike 02-03 0540`."""
    match = _MONTH_DAY.search(page.text, line.start, line.end) if line is not None else None
    for one in (match, _yearless_stamp(page), _yearless_head(page)):
        month = calendar.MONTHS.get((one["m1"] or one["m2"]).lower()) if one else None
        if one is not None and month is not None:
            return month, int(one["d1"] or one["d2"]), Span(one.start(), one.end())
    slug = _WIRE_SLUG.match(page.text)
    return (int(slug["m"]), int(slug["d"]), Span(slug.start("day"), slug.end("day"))) if slug else None


_YEARLESS = re.compile(
    r"(?:by [^|\d]{3,60}[|·•–-]\s*)?(?:(?:published|posted|first published|issued|filed)\b[^A-Za-z\d]{0,3}(?:on )?)?"
    r"(?:(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[, ]+)?(?:the )?"
    r"(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m2>[A-Z][a-z]{2,8}))\b"
    r"[, -]{0,3}(?:(?:at )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?",
    re.IGNORECASE,
)


def _yearless_stamp(page: Page) -> re.Match[str] | None:
    """`Monday, March 4` or `Published: 4 March, 10:15` on a line of its own beside the headline."""
    found = [
        match
        for line in page.lines[: page.first if page.has_body else 8]
        if line.words <= SHORT_LINE and not _is_banner(page, line) and (match := _YEARLESS.fullmatch(line.text))
    ]
    if len(found) != 1:
        return None
    at = next(line.start for line in page.lines if line.text == found[0].string)
    return _YEARLESS.match(page.text, at)


def _yearless_head(page: Page) -> re.Match[str] | None:
    """`ACCRA (4 March) - `: a day without year before the lead, nothing of a sentence before it."""
    if not page.has_body:
        return None
    line = page.lines[page.first]
    match = _MONTH_DAY.search(page.text, line.start, min(line.end, line.start + LEAD_HEAD))
    if match is None or _SENTENCE_WORD.search(page.text[line.start : match.start()]) is not None:
        return None
    return match if _HEAD_ENDS.match(page.text, match.end(), line.end) is not None else None


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


def _open_years(
    page: Page,
    look: solver.Reading,
    line: Span,
    month_day: tuple[int, int],
    weekday: tuple[int, Span] | None,
    offices: tuple[calendar.Window, ...],
) -> set[int]:
    """The one year, from the article's newest past date to the copyright, in which the day fits the lead's weekday.

    A weekday in the dateline's own sentence is the dateline's; one further down may be the day before.
    """
    past = solver.earliest(look)
    if past == calendar.EARLIEST and not offices:
        return set()
    rights = [int(match["year"]) for match in _COPYRIGHT.finditer(page.text)]
    last = min(max(rights, default=look.latest.year), look.latest.year)
    days = (calendar.day_or_none(year, *month_day) for year in range(past.year, last + 1))
    inside = [day for day in days if day and past <= day <= look.latest]
    if weekday is None:
        fitting = _in_office(inside, offices)
        return {day.year for day in fitting} if len(fitting) == 1 else set()
    between = page.text[line.end : weekday[1].start]
    own = len(between) < OWN_SENTENCE and "\n\n" not in between and ". " not in between
    late = 0 if own and _LATE.search(page.text[weekday[1].start - 14 : weekday[1].end + 8]) is None else 1
    fitting = _in_office([day for day in inside if (day.weekday() - weekday[0]) % 7 <= late], offices)
    return {day.year for day in fitting} if len(fitting) == 1 else set()


def _in_office(days: list[datetime.date], offices: tuple[calendar.Window, ...]) -> list[datetime.date]:
    """Those of some days on which the office-holders that the article names were in office, if it names any."""
    return [day for day in days if any(term.first <= day <= term.last for term in offices)] if offices else days


_LATE = re.compile(r"\b(?:late|midnight|night|evening)\b")
OWN_SENTENCE = 400
"""Characters from a dateline in which the weekday of its own sentence stands."""


def _is_weekday(year: int, month: int, number: int, weekday: int) -> bool:
    day = calendar.day_or_none(year, month, number)
    return day is not None and day.weekday() == weekday


def _years_nearby(page: Page, furniture: tuple[Boilerplate, ...], month: int, number: int) -> set[int]:
    """The years of full dates in the article that lie within a few days of a dateline."""
    found = []
    for year in calendar.years(page.text, 0, len(page.text)):
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


def _banner_years(page: Page, furniture: tuple[Boilerplate, ...], month: int, number: int) -> set[int]:
    """The year of a full day in a banner that is the very day of a stamp without year."""
    top = page.lines[page.first].start if page.has_body else 0
    days = [
        written.day
        for mark in furniture
        if mark.start < top and mark.kind in ("byline", "navigation")
        for written in calendar.written_days(page.text, mark.start, min(mark.end, top))
    ]
    return {day.year for day in days if (day.month, day.day) == (month, number)}


def _in_dateline(page: Page, line: Span | None) -> Stated | None:
    """A full day in the dateline, or before the first dash, colon or slash of the lead."""
    written = next(calendar.written_days(page.text, line.start, line.end), None) if line is not None else None
    written = written or _before_lead(page)
    if written is None or stamps.is_of_the_copy(page.text, written.start):
        return None
    words = " ".join(page.text[written.start : written.end].split())
    return Stated(written.day, "dateline", f"'{words}' in the dateline", Span(written.start, written.end))


LEAD_HEAD = 70
"""Characters of a lead in which a dateline of any make has its day: `(Accra, 4 March 2019) - `."""
_HEAD_ENDS = re.compile(
    r"[\])]?\s*(?:[(\[/,]\s*[A-Z][^()\n]{0,30}[\])/]?)?\s*(?:(?:--|[-–—:/_])\s|\.\s?(?:--|[-–—]|[A-Z]{2,6} [-–—]))"
)
_SENTENCE_WORD = re.compile(r"(?<![\w'’-])(?!(?:of|and|the|de|al|el|la|on|by|in)\b)[a-z]{2,}")


def _before_lead(page: Page) -> calendar.WrittenDay | None:
    """`ACCRA (4 March 2019) - `, `4 March 2019, Accra: `: nothing of a sentence stands before the day."""
    if not page.has_body:
        return None
    line = page.lines[page.first]
    for written in _clear_days(page, line.start, min(line.end, line.start + LEAD_HEAD)):
        if _SENTENCE_WORD.search(page.text[line.start : written.start]) is None:
            return written if _HEAD_ENDS.match(page.text, written.end, line.end) is not None else None
    return None


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
    page: Page,
    sources: list[Stated],
    line: Span | None,
    furniture: tuple[Boilerplate, ...],
    body: int,
    latest: datetime.date,
) -> list[Stated]:
    """Without the day of a banner that the lead's weekday and the article's own dates or known events gainsay."""
    first = sources[0] if sources else None
    if first is None or first.basis != "in_text":
        return sources
    if _is_out_of_office(page, first.day, body) or _is_of_another_month(page, first, line):
        return sources[1:]
    if _may_be_of(page, first.day):
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


def _is_out_of_office(page: Page, day: datetime.date, body: int) -> bool:
    """Whether the office-holders that the article names were not in office within a month of a day."""
    offices = tenures.windows(page.text, body, body + solver.LEAD_REACH)
    month = datetime.timedelta(days=FAR)
    return bool(offices) and not any(term.first <= day + month and day - month <= term.last for term in offices)


def _is_of_another_month(page: Page, stated: Stated, line: Span | None) -> bool:
    """Whether a dateline without year names a day more than two weeks from a stamp, that year or the next."""
    match = _MONTH_DAY.search(page.text, line.start, line.end) if line is not None else None
    month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower()) if match else None
    if match is None or month is None:
        return False
    number = int(match["d1"] or match["d2"])
    days = [calendar.day_or_none(stated.day.year + step, month, number) for step in (-1, 0, 1)]
    return all(abs((day - stated.day).days) > HALF_A_MONTH for day in days if day is not None)


HALF_A_MONTH = 15
"""Days by which a stamp may differ from a dateline without year."""


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


_WEEKDAY = re.compile(
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)\b"
    r"|\b(?P<short>Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,? )"
)


@lru_cache(16)
def _lead_weekday(text: str, body: int) -> tuple[int, Span] | None:
    match = _WEEKDAY.search(text, body, body + 600)
    return None if match is None else (_number(match), Span(match.start(), match.end()))


def _number(weekday: re.Match[str]) -> int:
    """The number of a weekday as written: `Monday`, `MONDAY`, `Mon.` are 0."""
    return next(n for n, name in enumerate(calendar.WEEKDAYS) if name.startswith(weekday.group().lower()[:3]))


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

_MONTH_DAY = re.compile(
    r"(?P<m1>[A-Z][A-Za-z]{2,8})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?\b"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>[A-Z][A-Za-z]{2,8})\b"
)


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
