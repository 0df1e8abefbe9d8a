"""When the office-holders that an article names were in office: `President Macri` keeps the days of 2015 to 2019.

>>> [str(window.first) for window in windows("President Mauricio Macri ordered both sides to negotiate.", 0, 60)]
['2015-12-10']
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from dragoman.lexicon.actor_rows import Term, persons, terms
from dragoman.reading import calendar
from dragoman.reading.calendar import Window

_ROLES = {
    "president": ("head_of_state",),
    "prime minister": ("head_of_government",),
    "premier": ("head_of_government",),
    "chancellor": ("head_of_government",),
    "foreign minister": ("foreign_minister",),
    "foreign secretary": ("foreign_minister",),
    "secretary of state": ("foreign_minister",),
    "defence minister": ("defence_minister",),
    "defense minister": ("defence_minister",),
    "defense secretary": ("defence_minister",),
    "defence secretary": ("defence_minister",),
    "vice president": ("vice_president",),
    "secretary-general": ("secretary_general",),
    "secretary general": ("secretary_general",),
    "king": ("head_of_state",),
    "queen": ("head_of_state",),
    "pope": ("head_of_state", "cleric", "head_of_body"),
}
"""Titles with the roles of `actors/terms.tsv` that they name."""
_TITLES = "|".join(
    title[0] + rf"(?<!\w{title[0]})" + title[1:] for title in (*map(str.title, _ROLES), "Secretary of State")
)
"""Each begins with its letter, which is looked for quickly, and then has no letter before it."""
_TITLED = re.compile(
    rf"(?P<title>{_TITLES})[ \n](?P<name>(?:[A-Z][\w’'.-]*[ \n](?!\n)){{0,3}}[A-Z][\w’-]+)",
)
_NOT_NOW = frozenset(
    [
        "former",
        "then",
        "late",
        "ex",
        "ousted",
        "deposed",
        "slain",
        "vice",
        "deputy",
        "future",
        "one-time",
        "acting",
        "under",
        "like",
    ]
)
"""Words before a title of somebody who may not hold the office on the day of the article."""
_OF_OTHER_DAYS = re.compile(
    r"\b(?:(?:19|20)\d\d|ago|decades?|anniversar\w+|former|predecessor|era|legacy|late|under|when|during|since|elect)\b"
)
MOST = 12
"""Titled names that are looked up; an article seldom names more office-holders of its own day."""


@cache
def _people() -> dict[str, tuple[str, ...]]:
    """Ids of persons by name, alias and surname, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for person in persons():
        for name in {person.name, person.surname or person.name, *person.aliases}:
            found[name.lower()] = (*found.get(name.lower(), ()), person.id)
    return found


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(term.person, []).append(term)
    return {person: tuple(held) for person, held in found.items()}


def windows(text: str, start: int, end: int) -> tuple[Window, ...]:
    """The days on which all office-holders named with their title were in office; none where they never met."""
    kept: tuple[Window, ...] = ()
    for number, match in enumerate(_TITLED.finditer(text, start, end)):
        if number >= MOST:
            break
        days = () if _is_of_other_days(text, match) else _in_office(text, match)
        if days and kept and not (days := calendar.meet_all(kept, days)):
            return ()
        kept = days or kept
    return kept


def _is_of_other_days(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()].lower().rstrip(" \n-")
    if before.split()[-1:] and before.split()[-1].strip("-") in _NOT_NOW:
        return True
    left = max(text.rfind(". ", 0, match.start()), text.rfind("\n\n", 0, match.start())) + 1
    stops = (text.find(". ", match.end()), text.find("\n\n", match.end()))
    right = min((at for at in stops if at >= 0), default=len(text))
    return _OF_OTHER_DAYS.search(text, left, right) is not None


def _in_office(text: str, match: re.Match[str]) -> tuple[Window, ...]:
    """The terms of the persons whose whole name, or surname alone, follows the title."""
    words = match["name"].removesuffix("’s").removesuffix("'s").split()
    whole = next((name for size in range(len(words), 1, -1) if (name := _name(words[:size])) in _people()), None)
    if whole is None and (len(words) > 1 or _is_somebody_else(text, words[0])):
        return ()
    roles = _ROLES[match["title"].lower()]
    found = [
        window
        for person in _people().get(whole or _name(words), ())
        for term in _terms().get(person, ())
        if term.role in roles and (window := _window(term)) is not None
    ]
    return tuple(sorted(set(found)))


def _name(words: list[str]) -> str:
    return " ".join(words).lower().removesuffix("’s").removesuffix("'s")


def _is_somebody_else(text: str, surname: str) -> bool:
    """Whether the article gives the surname a first name that no listed person has."""
    surname = surname.removesuffix("’s").removesuffix("'s")
    for match in re.finditer(rf"((?:[A-Z][\w’'.-]+ ){{1,2}}){re.escape(surname)}\b", text):
        first = match[1].split()[-1]
        if first.lower() not in _LAST_WORDS and f"{first} {surname}".lower() not in _people():
            return True
    return False


_LAST_WORDS = frozenset(["mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."]) | {
    word for title in _ROLES for word in title.split()
}


def _window(term: Term) -> Window | None:
    first = _day(term.valid_from, last=False)
    if first is None:
        return None
    return Window(first, _day(term.valid_to, last=True) or datetime.date(2100, 1, 1))


def _day(written: str | None, *, last: bool) -> datetime.date | None:
    """The first or last day of an ISO day, month or year."""
    if not written:
        return None
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    day = datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    span = calendar.month_of(day) if len(parts) > 1 else calendar.year_of(day)
    return span.last if last else span.first
