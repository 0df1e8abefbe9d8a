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
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
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

SHORT = 5
"""Letters up to which a name in capitals counts only as written: `NATO`."""

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


def fold_each(names: Sequence[str]) -> list[str]:
    """The keys of many names, folded as one text."""
    return fold_all("\n".join(names)).split("\n") if names else []


class Index:
    """All names by key, the beginnings of names of several words, and the agents by key."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.prefixes: set[str] = set()
        self.agents: dict[str, tuple[actor_rows.Agent, bool]] = {}
        self.agent_prefixes: set[str] = set()
        self.city_table: list[str] = []
        self.city_keys: list[str] = []
        self.city_rows: list[int] = []
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

    def add_all(self, entries: Sequence[Entry]) -> None:
        """Many names at once, folded as one text: a quarter of the time."""
        forms = [entry.form for entry in entries]
        several: list[list[Entry]] = []
        for key, entry in zip(fold_each(forms), entries, strict=True):
            form = entry.form
            if not entry.exact and len(form) <= SHORT and form.isupper():
                entry = msgspec.structs.replace(entry, exact=True)
            found = self.entries.get(key)
            if found is None:
                self.entries[key] = [entry]
            else:
                found.append(entry)
                several.append(found)
        self.entries.pop("", None)
        for found in several:
            found.sort(key=_rank)
        _add_prefixes(forms, self.prefixes)

    def add_agents(self, agents: Iterable[actor_rows.Agent]) -> None:
        """Many common nouns at once."""
        forms = [form for agent in agents for form in _agent_forms(agent)]
        written = [form for form, _, _ in forms]
        for key, (_, agent, plural) in zip(fold_each(written), forms, strict=True):
            self.agents.setdefault(key, (agent, plural))
        _add_prefixes(written, self.agent_prefixes)

    def lookup(self, name: str) -> Sequence[Entry]:
        """What a name stands for, the likeliest first; towns only where the name is nobody else's."""
        key = fold(name)
        return self.entries.get(key) or tuple(self.cities(key))

    def cities(self, key: str) -> Iterator[Entry]:
        """Towns of that name, the largest first."""
        for number in self._rows_of_town(key):
            yield _city_entry(self.city_table[number])

    def _rows_of_town(self, key: str) -> tuple[int, ...]:
        at = self.city_first.get(key) if len(key) > 2 else None
        if at is None:
            return ()
        if key not in self.city_seen:
            places = [at]
            while at < self.city_last[key]:
                at = self.city_keys.index(key, at + 1)
                places.append(at)
            self.city_seen[key] = tuple(sorted({self.city_rows[place] for place in places}))
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
    """Whether the words are written as this name is: abbreviations exactly, names with their capital; "A man" is no
    "Aman"."""
    if surface.startswith(("A ", "An ")) and " " not in entry.form:
        return False
    if entry.exact:
        return surface.rstrip(".") == entry.form.rstrip(".")
    if entry.form.startswith("The ") and not surface[4:5].isupper():
        return False
    first = entry.form[0]
    if first.isupper() or not first.isalpha():
        return surface[:1].isupper() or not surface[:1].isalpha()
    return any(c.isupper() for c in surface) or entry.form == surface


def _add_prefixes(forms: Iterable[str], prefixes: set[str]) -> None:
    """The beginnings of names of several words: most have two plain ones."""
    beginnings = []
    for form in forms:
        if form.isalpha():
            continue
        first, _, rest = form.partition(" ")
        if first.isalpha() and rest.isalpha():
            beginnings.append(first)
        else:
            beginnings += [form[: match.start()] for match in _SEPARATOR.finditer(form)]
    prefixes.update(fold_each(beginnings))


def _rank(entry: Entry) -> int:
    return RANK[entry.kind]


def _agent_forms(agent: actor_rows.Agent) -> Iterator[tuple[str, actor_rows.Agent, bool]]:
    """The spellings of a common noun, and whether each is a plural."""
    for form in (agent.phrase, *agent.variants):
        yield form, agent, agent.number == "plur"
        yield _plural(form), agent, True
    if agent.plural:
        yield agent.plural, agent, True


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


# ------------------------------------------------------------------ entries from rows


def _state_entries(row: actor_rows.Territory) -> list[Entry]:
    rule, key, code = row.id, f"state:{row.code}", row.code
    forms = [("state", form, False) for form in (row.name, *row.names)]
    forms += [("state", form, True) for form in row.abbreviations]
    forms += [("adjective", form, False) for form in row.adjectives]
    forms += [("person_of", form, False) for form in row.person]
    forms += [("people_of", form, False) for form in row.people]
    return [
        Entry(kind, form, code, rule, row.name, None, code, row.wikidata, exact, True, key, row)
        for kind, form, exact in forms
    ]


def _metonym_entries(row: actor_rows.Metonym) -> list[Entry]:
    code, phrase = row.code, row.phrase
    country, key = code if len(code) == 3 else None, f"state:{code}"
    return [Entry("metonym", phrase, code, row.id, phrase, row.sector, country, None, False, True, key, row)]


def _person_entries(row: actor_rows.Person) -> list[Entry]:
    rule, name, country, wikidata = f"person:{row.id}", row.name, row.country, row.wikidata
    return [
        Entry(kind, form, country, rule, name, None, country, wikidata, False, bare, rule, row)
        for kind, form, bare in _person_forms(row)
    ]


def _person_forms(row: actor_rows.Person) -> list[tuple[str, str, bool]]:
    """The kind of each spelling, and whether it may stand without an introduction."""
    surname, bare = row.surname, row.bare
    forms = [("person", row.name, True)]
    for form in row.aliases:
        one_word = " " not in form and "-" not in form
        forms.append(("surname", form, bare) if one_word else ("person", form, True))
        if not one_word and surname and (other := _other_spelling(form, surname)):
            forms.append(("surname", other, bare))
    if surname:
        forms.append(("surname", surname, bare))
        if surname[:3] in ("al-", "el-", "Al-", "El-"):
            forms.append(("surname", surname[3:], bare))
    return forms


def _other_spelling(alias: str, surname: str) -> str | None:
    """`Zelenskyy` of "Volodymyr Zelenskyy" beside the surname Zelensky."""
    last = alias.rsplit(" ", 1)[-1]
    return last if last != surname and last[:3] == surname[:3] and " " not in surname else None


def _body_entries(row: actor_rows.Body) -> list[Entry]:
    rule, name, code, sector, country = f"body:{row.id}", row.name, row.code, row.sector, row.country
    forms = [(form, False) for form in (name, *row.names)] + [(form, True) for form in row.abbreviations]
    return [
        Entry("body", form, code, rule, name, sector, country, row.wikidata, exact, True, rule, row)
        for form, exact in forms
    ]


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
    add_rows(index, rows)
    _add_cities(index, list(city_lines))
    return index


def add_rows(index: Index, rows: Iterable[msgspec.Struct]) -> None:
    """More rows of any type."""
    entries: list[Entry] = []
    agents = []
    for row in rows:
        if isinstance(row, actor_rows.Agent):
            agents.append(row)
            continue
        if isinstance(row, actor_rows.Person):
            index.persons[row.id] = row
        entries += _ENTRIES[type(row)](row)
    index.add_all(entries)
    index.add_agents(agents)


_ENTRIES: dict[type[msgspec.Struct], Callable[..., Iterable[Entry]]] = {
    actor_rows.Territory: _state_entries,
    actor_rows.Metonym: _metonym_entries,
    actor_rows.Person: _person_entries,
    actor_rows.Body: _body_entries,
    actor_rows.Group: _group_entries,
    actor_rows.People: _people_entries,
    actor_rows.Region: _region_entries,
}


def _add_cities(index: Index, lines: list[str]) -> None:
    """All towns at once: their first names in the order of the rows, then the other names.

    The table goes from large to small; other names than the first count for the large ones only.
    """
    large = bisect.bisect_left(lines, -LARGE, key=lambda line: -int(line.split("\t", 7)[6] or 0))
    names = [line[: line.index("\t")] for line in lines]
    others = [(row, name) for row in range(large) for name in _other_names(lines[row])]
    keys = fold_each([*names, *(name for _, name in others)])
    index.city_table, index.city_keys = lines, keys
    index.city_rows = [*range(len(names)), *(row for row, _ in others)]
    index.city_first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    index.city_last = dict(zip(keys, range(len(keys)), strict=True))


def _other_names(line: str) -> list[str]:
    """The further names of a town; `New York City` is also `New York`."""
    name, _, _, names, _ = line.split("\t", 4)
    found = names.split("|") if names else []
    return [*found, name[:-5]] if name[-5:] == " City" else found


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
    return [line for line in source("places/cities.tsv").split("\n") if line and line[0] != "#"][1:]


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
