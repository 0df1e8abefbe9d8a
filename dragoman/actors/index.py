"""The names of the lexicon as one index: the longest name that begins at a word, and the common nouns that end at one.

    >>> index = load()
    >>> [entry.code for entry in index.lookup("Burkina Faso")]
    ['BFA']

A key is the letters and digits of a name without case, accents, spaces, points and hyphens, so that
`Timor-Leste`, `Timor Leste` and `TIMOR-LESTE` are one, whatever the tokens are.
"""

from __future__ import annotations

import bisect
import copy
import gc
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache

import msgspec

from dragoman.document import Place, Token
from dragoman.lexicon import actor_rows, source

_SEPARATOR = re.compile(r"[ \-'’/]+")
_LETTERS = dict(zip("øØłŁđĐıħĦßæÆœŒ", "oOlLdDihHsaAoO", strict=True))
_DROP = b" .,'`-_/&()\""
_LOWER = bytes(range(256)).lower()
_JOINERS = frozenset(["-", "'", "’", ".", "&", "/", "–", "‑"])
_POSSESSIVE = frozenset({"'s", "’s"})
MAX_WORDS = 10
LARGE = 50_000
"""From how many people on the other names of a town count: they are what newspapers use, and 36,000 keys fewer."""

RANK = {
    "state": 0,
    "adjective": 1,
    "person_of": 1,
    "people_of": 1,
    "metonym": 2,
    "body": 3,
    "group": 4,
    "group_adjective": 4,
    "group_people": 4,
    "person": 5,
    "people": 6,
    "people_adjective": 6,
    "people_person": 6,
    "people_people": 6,
    "region": 7,
    "region_adjective": 7,
    "region_people": 7,
    "surname": 8,
    "city": 9,
}


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One name in the index: what it stands for (`kind`), its code, and the row it comes from (`rule`)."""

    kind: str
    form: str
    code: str | None
    rule: str
    name: str
    sector: str | None = None
    country: str | None = None
    id: str | None = None
    exact: bool = False
    bare: bool = True
    key: str = ""
    """What says that two entries are one entity: `state:RUS`, `person:olaf-scholz`, `body:NATO`."""
    row: object = None


class Match(msgspec.Struct, frozen=True, gc=False):
    """Tokens `first` to `last` (both included) with the entries they may stand for, the likeliest first."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Noun(msgspec.Struct, frozen=True, gc=False):
    """Tokens `first` to `last` that are a common noun which can act."""

    first: int
    last: int
    agent: actor_rows.Agent
    plural: bool


def fold_all(text: str) -> str:
    """The keys of many names, kept apart by line ends and bars."""
    if not text.isascii():
        for letter, plain in _LETTERS.items():  # quicker than translate on a text of many names
            text = text.replace(letter, plain)
        text = unicodedata.normalize("NFKD", text)
    return text.encode("ascii", "ignore").translate(_LOWER, _DROP).decode("ascii")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The key of a name: `fold("Côte d'Ivoire")` is `cotedivoire`."""
    return fold_all(text)


class Index:
    """All names by key, the beginnings of names of several words, and the agents by key."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.prefixes: set[str] = set()
        self.agents: dict[str, tuple[actor_rows.Agent, bool]] = {}
        self.agent_prefixes: set[str] = set()
        self.city_table: list[str] = []
        self.city_keys: list[str] = []
        self.city_ends: list[int] = []
        self.city_first: dict[str, int] = {}
        self.city_last: dict[str, int] = {}
        self.city_seen: dict[str, tuple[int, ...]] = {}
        self.persons: dict[str, actor_rows.Person] = {}

    def copy(self) -> Index:
        """An index that can be added to without touching this one."""
        other = copy.copy(self)
        other.entries = {key: list(found) for key, found in self.entries.items()}
        other.prefixes, other.agent_prefixes = set(self.prefixes), set(self.agent_prefixes)
        other.agents, other.persons = dict(self.agents), dict(self.persons)
        return other

    def add(self, entry: Entry) -> None:
        """One more name; entries of one key stay sorted by rank."""
        key = fold(entry.form)
        if not key:
            return
        if entry.form.isupper() and len(entry.form) <= 5 and not entry.exact:
            entry = msgspec.structs.replace(entry, exact=True)
        found = self.entries.setdefault(key, [])
        found.append(entry)
        if len(found) > 1:
            found.sort(key=lambda e: RANK[e.kind])
        if not entry.form.isalpha():
            _add_prefixes(entry.form, self.prefixes)

    def add_agent(self, agent: actor_rows.Agent) -> None:
        """One more common noun, with its plural and spellings."""
        for form in (agent.phrase, *agent.variants):
            self._agent_form(form, agent, agent.number == "plur")
            self._agent_form(_plural(form), agent, True)
        if agent.plural:
            self._agent_form(agent.plural, agent, True)

    def _agent_form(self, form: str, agent: actor_rows.Agent, plural: bool) -> None:
        self.agents.setdefault(fold(form), (agent, plural))
        if not form.isalpha():
            _add_prefixes(form, self.agent_prefixes)

    def lookup(self, name: str) -> Sequence[Entry]:
        """What a name stands for, the likeliest first; towns only where the name is nobody else's."""
        key = fold(name)
        return self.entries.get(key) or tuple(self.cities(key))

    def cities(self, key: str) -> Iterator[Entry]:
        """Towns of that name, the largest first."""
        for number in self._city_rows(key):
            yield _city_entry(self.city_table[number])

    def _city_rows(self, key: str) -> tuple[int, ...]:
        at = self.city_first.get(key) if len(key) > 2 else None
        if at is None:
            return ()
        if key not in self.city_seen:
            places = [at]
            while at < self.city_last[key]:
                at = self.city_keys.index(key, at + 1)
                places.append(at)
            self.city_seen[key] = tuple(dict.fromkeys(bisect.bisect_right(self.city_ends, place) for place in places))
        return self.city_seen[key]

    def matches(self, tokens: Sequence[Token]) -> list[Match]:
        """The longest names in a sentence, left to right, none overlapping."""
        found: list[Match] = []
        at = 0
        while at < len(tokens):
            match = self._longest(tokens, at)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last + 1
        return found

    def _longest(self, tokens: Sequence[Token], at: int) -> Match | None:
        best = None
        key = ""
        for last in range(at, min(at + MAX_WORDS, len(tokens))):
            part = fold(tokens[last].form)
            if not part and (last == at or tokens[last].form not in _JOINERS):
                break
            key += part
            if part and (key in self.entries or key in self.city_first):
                admitted = self._admitted(tokens, at, last, key)
                best = Match(at, last, admitted) if admitted else best
            if key not in self.prefixes and not _may_be_town(tokens, at, last):
                break
        return best

    def _admitted(self, tokens: Sequence[Token], first: int, last: int, key: str) -> tuple[Entry, ...]:
        surface = _surface(tokens, first, last)
        named = [e for e in self.entries.get(key, ()) if _admits(e, surface)]
        if tokens[last].form in _POSSESSIVE:
            return tuple(e for e in named if "'" in e.form or "’" in e.form)
        towns = [] if not surface[:1].isupper() else list(self.cities(key))
        return tuple(named + towns)

    def nouns(self, tokens: Sequence[Token]) -> dict[int, Noun]:
        """For each token that ends a common noun of the agents, the longest such noun."""
        found: dict[int, Noun] = {}
        for first in range(len(tokens)):
            key = ""
            for last in range(first, min(first + 6, len(tokens))):
                part = fold(tokens[last].form)
                if not part and (last == first or tokens[last].form not in _JOINERS):
                    break
                key += part
                hit = self.agents.get(key) if part else None
                if hit is not None and (last not in found or found[last].first > first):
                    found[last] = Noun(first, last, hit[0], hit[1])
                if key not in self.agent_prefixes:
                    break
        return found


def _may_be_town(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Names of towns have no table of beginnings: up to four capitalised words are tried."""
    return (
        last - at < 3
        and last + 1 < len(tokens)
        and tokens[at].form[:1].isupper()
        and (tokens[last + 1].form[:1].isupper() or tokens[last + 1].form == "-" or tokens[last].form == "-")
    )


def _surface(tokens: Sequence[Token], first: int, last: int) -> str:
    parts = [tokens[first].form]
    for before, token in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
        parts.append(" " if token.start > before.end else "")
        parts.append(token.form)
    return "".join(parts)


def _admits(entry: Entry, surface: str) -> bool:
    """Whether the words are written as this name is: abbreviations exactly, names with their capital."""
    if entry.exact:
        return surface.rstrip(".") == entry.form.rstrip(".")
    first = entry.form[0]
    if first.isupper() or not first.isalpha():
        return surface[:1].isupper() or not surface[:1].isalpha()
    return any(c.isupper() for c in surface) or entry.form == surface


def _add_prefixes(form: str, prefixes: set[str]) -> None:
    first, space, rest = form.partition(" ")
    if space and first.isalpha() and rest.isalpha():  # most names have two plain words
        prefixes.add(fold(first))
        return
    words = _SEPARATOR.split(form)
    if len(words) > 1:
        prefixes.update(itertools.accumulate(fold(word) for word in words[:-1]))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


# ------------------------------------------------------------------ entries from rows


def _state_entries(row: actor_rows.Territory) -> Iterator[Entry]:
    def entry(kind: str, form: str, exact: bool = False) -> Entry:
        return Entry(
            kind, form, row.code, row.id, row.name, None, row.code, row.wikidata, exact, True, f"state:{row.code}", row
        )

    for form in (row.name, *row.names):
        yield entry("state", form)
    for form in row.abbreviations:
        yield entry("state", form, True)
    for form in row.adjectives:
        yield entry("adjective", form)
    for form in row.person:
        yield entry("person_of", form)
    for form in row.people:
        yield entry("people_of", form)


def _metonym_entry(row: actor_rows.Metonym) -> Entry:
    code = row.code
    country = code if len(code) == 3 else None
    return Entry(
        "metonym", row.phrase, code, row.id, row.phrase, row.sector, country, None, False, True, f"state:{code}", row
    )


def _person_entries(row: actor_rows.Person) -> Iterator[Entry]:
    def entry(kind: str, form: str, bare: bool) -> Entry:
        return Entry(
            kind,
            form,
            row.country,
            f"person:{row.id}",
            row.name,
            None,
            row.country,
            row.wikidata,
            False,
            bare,
            f"person:{row.id}",
            row,
        )

    yield entry("person", row.name, True)
    for form in row.aliases:
        one_word = " " not in form and "-" not in form
        yield entry("surname" if one_word else "person", form, row.bare or not one_word)
        if not one_word and row.surname and (other := _other_spelling(form, row.surname)):
            yield entry("surname", other, row.bare)
    if row.surname:
        yield entry("surname", row.surname, row.bare)
        if row.surname[:3] in ("al-", "el-", "Al-", "El-"):
            yield entry("surname", row.surname[3:], row.bare)


def _other_spelling(alias: str, surname: str) -> str | None:
    """`Zelenskyy` of "Volodymyr Zelenskyy" beside the surname Zelensky."""
    last = alias.rsplit(" ", 1)[-1]
    return last if last != surname and last[:3] == surname[:3] and " " not in surname else None


def _body_entries(row: actor_rows.Body) -> Iterator[Entry]:
    def entry(form: str, exact: bool = False) -> Entry:
        key = f"body:{row.id}"
        return Entry(
            "body",
            form,
            row.code,
            f"body:{row.id}",
            row.name,
            row.sector,
            row.country,
            row.wikidata,
            exact,
            True,
            key,
            row,
        )

    for form in (row.name, *row.names):
        yield entry(form)
    for form in row.abbreviations:
        yield entry(form, True)


def _group_entries(row: actor_rows.Group) -> Iterator[Entry]:
    forms = {"group": (row.name, *row.names), "group_adjective": row.adjectives, "group_people": row.people}
    for kind, names in forms.items():
        for form in names:
            yield Entry(kind, form, row.code, row.id, row.name, key=row.id, row=row)


def _people_entries(row: actor_rows.People) -> Iterator[Entry]:
    forms = {
        "people": (row.name,),
        "people_adjective": row.adjectives,
        "people_person": row.person,
        "people_people": row.people,
    }
    for kind, names in forms.items():
        for form in names:
            yield Entry(kind, form, row.code, row.id, row.name, row.sector, row.code, row.wikidata, key=row.id, row=row)


def _region_entries(row: actor_rows.Region) -> Iterator[Entry]:
    forms = {"region": (row.name, *row.names), "region_adjective": row.adjectives, "region_people": row.people}
    for kind, names in forms.items():
        for form in names:
            yield Entry(
                kind, form, row.country, row.id, row.name, row.sector, row.country, row.wikidata, key=row.id, row=row
            )


def _city_entry(line: str) -> Entry:
    """A town from its line: parsed only when a text names it, because there are tens of thousands."""
    row = _city(line)
    rule = f"city:{row.geonames or row.name}"
    return Entry("city", row.name, row.country, rule, row.name, None, row.country, key=rule, row=row)


@lru_cache(maxsize=4096)
def _city(line: str) -> actor_rows.City:
    named: dict[str, object] = {}
    for column, cell in zip(_city_columns(), line.split("\t"), strict=False):
        if cell:
            named[column] = tuple(cell.split("|")) if column == "names" else cell
    return msgspec.convert(named, actor_rows.City, strict=False)


@cache
def _city_columns() -> tuple[str, ...]:
    lines = source("places/cities.tsv").split("\n")
    return tuple(next(line for line in lines if line and not line.startswith("#")).split("\t"))


def place_of(entry: Entry, index: Index) -> Place | None:
    """The place an entry names: a town with its coordinates, a region, a state; None for what is no place."""
    row = entry.row
    if isinstance(row, actor_rows.City):
        return Place(row.name, row.country, row.geonames, row.latitude, row.longitude, 4)
    if isinstance(row, actor_rows.Region):
        return Place(row.name, row.country, row.geonames, row.latitude, row.longitude, row.resolution)
    if isinstance(row, actor_rows.Territory):
        return Place(row.name, row.code, resolution=1)
    if isinstance(row, actor_rows.Metonym):
        return _seat(row, index)
    if isinstance(row, actor_rows.Group):
        return Place(row.name, None) if row.also_place else None
    return None


def _seat(row: actor_rows.Metonym, index: Index) -> Place:
    town = next((e for e in index.cities(fold(row.phrase)) if e.country == row.code), None)
    found = place_of(town, index) if town is not None else None
    return found or Place(row.phrase, row.code if len(row.code) == 3 else None, resolution=5)


# ------------------------------------------------------------------ building


def build(rows: Iterable[msgspec.Struct], city_lines: Iterable[str] = ()) -> Index:
    """An index over rows of any of the row types."""
    index = Index()
    for row in rows:
        add_row(index, row)
    _add_cities(index, list(city_lines))
    return index


def add_row(index: Index, row: msgspec.Struct) -> None:
    """One more row of any type."""
    if isinstance(row, actor_rows.Agent):
        index.add_agent(row)
        return
    if isinstance(row, actor_rows.Person):
        index.persons[row.id] = row
    for entry in _entries(row):
        index.add(entry)


def _entries(row: msgspec.Struct) -> Iterable[Entry]:
    match row:
        case actor_rows.Territory():
            return _state_entries(row)
        case actor_rows.Metonym():
            return (_metonym_entry(row),)
        case actor_rows.Person():
            return _person_entries(row)
        case actor_rows.Body():
            return _body_entries(row)
        case actor_rows.Group():
            return _group_entries(row)
        case actor_rows.People():
            return _people_entries(row)
        case actor_rows.Region():
            return _region_entries(row)
    return ()


def _add_cities(index: Index, lines: list[str]) -> None:
    """All towns at once: their names are folded as one text, because there are tens of thousands.

    The table goes from large to small; other names than the first count for the large ones only.
    """
    large = bisect.bisect_left(lines, -LARGE, key=lambda line: -int(line.split("\t", 7)[6] or 0))
    named = [line.split("\t", 4) for line in lines[:large]]
    rows = [f"{c[0]}|{_short(c[0])}{c[3]}" for c in named] + [line[: line.index("\t")] for line in lines[large:]]
    folded = fold_all("\n".join(rows))
    keys = folded.replace("\n", "|").split("|")
    index.city_table, index.city_keys = lines, keys
    index.city_ends = list(itertools.accumulate([row.count("|") + 1 for row in folded.split("\n")]))
    index.city_first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    index.city_last = dict(zip(keys, range(len(keys)), strict=True))


def _short(name: str) -> str:
    """`New York City` is also `New York`."""
    return name[:-5] + "|" if name[-5:] == " City" else ""


def shipped_rows() -> Iterator[msgspec.Struct]:
    """Every row of the shipped tables that names somebody."""
    for table in _TABLES:
        yield from table()


_TABLES = (
    actor_rows.territories,
    actor_rows.metonyms,
    actor_rows.persons,
    actor_rows.bodies,
    actor_rows.groups,
    actor_rows.peoples,
    actor_rows.regions,
    actor_rows.agents,
)


def _city_table() -> list[str]:
    lines = [line for line in source("places/cities.tsv").split("\n") if line and not line.startswith("#")]
    return lines[1:]


@cache
def load() -> Index:
    """The index over the shipped tables, made once."""
    with no_collection():
        return build(shipped_rows(), _city_table())


@contextmanager
def no_collection() -> Iterator[None]:
    """No looking for rubbish meanwhile: among rows that all stay it takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
