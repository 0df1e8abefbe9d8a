"""Stamps that look like a publication date: dates of a scan or a later change, figures of two digits, false weekdays.

>>> is_of_the_copy("Digitized on 14 March 2011", 13)
True
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.reading import calendar

LOOK_BACK = 70
"""Characters before a date, on its line, in which a word says what the date is of."""
_COPY = (
    r"digiti[sz]ed|digiti[sz]ation|scanned|scan date|uploaded|accessed|access date|retrieved|captured"
    r"|date of (?:access|scan|retrieval|download)|print(?:ed|out) (?:on|from)|photograph(?:ed)?|pictured"
    r"|transcribed|transcript (?:made|prepared)|cached|crawled|downloaded|fetched|microfilmed|catalogu?ed"
    r"|archived|archive (?:copy|date)|re-?published|reprinted|re-?posted|snapshot|saved"
    r"|date added|added on|ocr|ingested|indexed|harvested|microfilm|(?:photo|picture|image) taken"
    r"|added to (?:the|our|this) [a-z]+|online since"
    r"|(?:posted|published|moved) (?:to|in) (?:the|our|this) (?:archive|library|collection|database)[a-z]*"
    r"|as of|effective|printing|exported|generated|converted"
    r"|page (?:last )?(?:updated|modified|changed|reviewed|generated)"
    r"|(?:last )?(?:updated|modified|changed) by (?:the |our )?(?:archiv|librar)[a-z]*"
    r"|last (?:checked|reviewed|visited)"
)
_FOREIGN = (
    r"(?:pdf|account|file|record|page|web edition) (?:created|posted)"
    r"|hearings?|deadline|events?|conference|summit|meeting|valid|expir\w+|until|since|offer|weather|sunrise|sunset"
    r"|crossword|polls? closes?|account|joined|member|born|adopted|in force|treaty|founded|established|series|podcast"
    r"|map|exchange rates?|records?|added|translat\w+|re-?posts?|shared|syndicated|review\w*|fact-?checked"
    r"|last comment|latest(?=:)|current time"
    r"|server time|cache|crawl|copyright|correct\w+|amended|archive edition|web (?:version|edition)|pdf|viewed|visited"
    r"|due|next|begins?|starts?|regist\w+|licen[cs]e\w*|file(?=:)|listen|read(?=:)|previous|subscription|free"
    r"|part \d+|comments? clos\w+"
)
_OWN = r"published|posted|broadcast|aired|air date|issued|dated|released?|filed|created|transmitted|done (?:at|in)"
_WORD_OF_A_STAMP = re.compile(
    rf"\b(?=\w)(?:(?P<copy>{_COPY})"
    r"|(?P<change>(?:last )?(?:modified|changed|edited))|(?P<update>(?:last )?(?:updated|upd))"
    rf"|(?P<foreign>{_FOREIGN})"
    r"|(?P<photo>file (?:photo|picture|image)|photos?|photograph|picture|image|caption)"
    r"|(?P<today>today is|it is now|today's date|today:)"
    rf"|(?P<own>{_OWN}))\b",
    re.IGNORECASE,
)
"""What a date is of: the copy of a page, a change, another matter, a photograph, the day of reading, the article."""


@lru_cache(32)
def _kind(text: str, at: int) -> str | None:
    """What the last word before a date, on its line, says it is of: copy, change, update or own."""
    begin = max(text.rfind("\n", 0, at) + 1, at - LOOK_BACK)
    kind = None
    for match in _WORD_OF_A_STAMP.finditer(text, begin, at):
        if ". " not in text[match.end() : at] or kind is None:
            kind = match.lastgroup
    return kind


def is_of_the_copy(text: str, at: int) -> bool:
    """Whether a date says when the page was scanned, stored or looked at, or is of a photograph or another matter."""
    return _kind(text, at) in ("copy", "photo", "foreign")


def is_own(text: str, at: int) -> bool:
    """Whether words before a date, on its line, say that it is the day of publication."""
    return _kind(text, at) == "own"


def is_afterwards(text: str, at: int) -> bool:
    """Whether a date may lie after publication: that of the copy, or of a change."""
    return _kind(text, at) in ("copy", "change", "update")


def slack(text: str, at: int) -> int | None:
    """Days by which a date of a change, an update or today may follow the lead's weekday; None for other dates.

    An update with its hour may come some days later than the article.
    """
    kind = _kind(text, at)
    if kind == "update":
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        return 1 if _HOUR.search(text, begin, end if end >= 0 else len(text)) is None else UPDATED_WITHIN
    return 1 if kind in ("change", "today") else None


UPDATED_WITHIN = 3
"""Days after the lead's weekday up to which an update with its hour is believed."""
_HOUR = re.compile(r"\b\d{1,2}(?:[:.]\d\d|\s?[ap]\.?m\b)", re.IGNORECASE)


_REPRINT = re.compile(
    r"\bfrom (?:the|our) (?:[A-Z][a-z]+ )?archives?\b|\barchive (?:story|article|edition)\b", re.IGNORECASE
)


def is_reprint(text: str) -> bool:
    """Whether the head of a page says that its article is out of the archive: its address is of another day."""
    return _REPRINT.search(text, 0, LOOK_BACK * 2) is not None


# ------------------------------------------------------------------ figures

SHORT = re.compile(r"(\d(?<![\d./-]\d)\d?)(?P<mark>[/.])(\d{1,2})(?P=mark)(\d\d)(?![\d/]|[.-]\d)")
CENTURY = 70
"""Years of two figures from this on are of the twentieth century."""


def whole_year(year: int) -> int:
    """`14` is 2014, `85` is 1985."""
    return year + (1900 if year >= CENTURY else 2000)


def short_figures(text: str, start: int, end: int) -> Iterator[calendar.WrittenDay]:
    """`07/08/21`, `03.11.23`: the day first, the month first only where nothing else is possible."""
    for match in SHORT.finditer(text, start, end):
        day, month = int(match[1]), int(match[3])
        if month > 12:
            day, month = month, day
        found = calendar.day_or_none(whole_year(int(match[4])), month, day)
        if found is not None:
            yield calendar.WrittenDay(match.start(), match.end(), found)


_AROUND_THE_CLOCK = re.compile(
    r"[^\n]{0,24}?(?:(?P<late>\b(?:1[3-9]|2[0-3])[:.h]\d\d\b(?!\s*[ap]\.?m))"
    r"|\b(?P<east>GMT|BST|CET|CEST|EET|EAT|WAT|SAST|IST|PKT|HKT|SGT|JST|KST|AEST|AEDT|NZST|MSK|EEST)\b"
    r"|(?P<west>\b[ap]\.?m\.?,? (?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b))"
)


def order_by_clock(text: str, at: int) -> str | None:
    """Whether the day or the month comes first in 03/04/2019 by the hour behind it: 17:30, GMT; 5:30 p.m. EST."""
    match = _AROUND_THE_CLOCK.match(text, at)
    return None if match is None else "month" if match["west"] else "day"


_RANGE_BEFORE = re.compile(r"(?<![\w.])(?<!page )(?<!no )\d{1,2}(?:st|nd|rd|th)?\s?[-–—]\s?$|(?:19|20)\d\d\s*[-–—]\s*$")
_RANGE_AFTER = re.compile(r"\s*[-–—]\s*\d{1,2}[ .](?:\s*[A-Z]|\d{1,2}[ .])")


def is_of_a_range(text: str, written: calendar.WrittenDay) -> bool:
    """Whether a day begins or ends a span of days, as of a meeting: `20 Apr. 2016 - 21 Apr. 2016`, `1-3 March 2019`."""
    before = text[max(0, written.start - 12) : written.start]
    return _RANGE_BEFORE.search(before) is not None or _RANGE_AFTER.match(text, written.end) is not None


# ------------------------------------------------------------------ weekdays

_WEEKDAY_BEFORE = re.compile(
    r"\b(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|s|nesday|rsday|rs|r|urday)?\.?,?\s+(?:the\s+)?$", re.IGNORECASE
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_contradicted(text: str, written: calendar.WrittenDay) -> bool:
    """Whether the weekday before a date is not its own: `Wednesday, January 14, 2014` was a Tuesday."""
    match = _WEEKDAY_BEFORE.search(text[max(0, written.start - 14) : written.start])
    return match is not None and _DAYS.index(match["day"].lower()) != written.day.weekday()


# ------------------------------------------------------------------ the season of the news

SEASON = 120
"""Days after the newest month that a text states as past in which its news lies, if its weekday agrees."""
_MONTH_YEAR = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.?,? (?P<year>(?:19|20)\d\d)\b")
_ANY_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")


def season(text: str, start: int, end: int) -> calendar.Window | None:
    """From the newest month of a text to 120 days after it; None where the text states a later year."""
    months = []
    for match in calendar.ending_in_years(_MONTH_YEAR, text, start, end):
        number = calendar.MONTHS.get(match["month"].lower())
        if number is not None:
            months.append((calendar.month_of(datetime.date(int(match["year"]), number, 1)), match.start()))
    months += [(calendar.month_of(written.day), written.start) for written in calendar.written_days(text, start, end)]
    newest = next((month for month, at in sorted(months, reverse=True) if not is_afterwards(text, at)), None)
    if newest is None:
        return None
    later = range(newest.first.year + 1, newest.first.year + 10)
    if any(
        int(m.group()) in later and not is_afterwards(text, m.start()) for m in _ANY_YEAR.finditer(text, start, end)
    ):
        return None
    return calendar.Window(newest.first, newest.last + datetime.timedelta(days=SEASON))
