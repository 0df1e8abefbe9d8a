"""Row types of the actor tables: who is who, and when. Columns are told in the first comment of each table.

    >>> next(row.code for row in territories() if "Burma" in row.names)
    'MMR'

Dates are ISO, as precise as they are known: `2012`, `2012-05` or `2012-05-07`; both ends belong to the period
(see `covers`). `source` says where a row comes from: `record` public record, `usage` the way news English
speaks, `cldr` names of the Unicode CLDR, `geonames` GeoNames. `uncertain` marks rows whose dates or names ask
for a second look. The id of a row is what findings name as their evidence.
"""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.lexicon import load


def covers(valid_from: str | None, valid_to: str | None, day: str) -> bool:
    """Whether an ISO day lies in a period given with any precision: `covers("2012-05", None, "2013-01-02")`.

    >>> covers("1999-12-31", "2008-05", "2008-05-06"), covers("1999-12-31", "2008-05", "2008-06-01")
    (True, False)
    """
    begins = valid_from is None or valid_from <= day
    return begins and (valid_to is None or day <= valid_to + "~")


class Territory(msgspec.Struct, frozen=True):
    """A state or territory. `code` ISO 3166-1 alpha-3 (XKX for Kosovo); `plover` the state that PLOVER writes.

    `kind`: state, territory, disputed, former. `names` holds every other name and acronym; `person` and `people`
    the singular and plural of its inhabitants; `abbreviations` names that count only with the capitals and points as
    written (US, U.S., UK).
    """

    code: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    region: str | None = None
    plover: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    wikidata: str | None = None
    source: str = "record"
    note: str | None = None

    @property
    def id(self) -> str:
        """`territory:RUS`."""
        return f"territory:{self.code}"


class Metonym(msgspec.Struct, frozen=True):
    """A seat or byname that stands for a government or one of its branches: `Moscow`, `the Kremlin`, `Langley`.

    `also_place`: the same words are a place in "talks in Moscow". `kind`: capital, seat, building, byname.
    """

    phrase: str
    code: str
    kind: str
    sector: str | None = None
    also_place: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = "usage"
    note: str | None = None

    @property
    def id(self) -> str:
        """`metonym:Kremlin`."""
        return f"metonym:{self.phrase}"


class Person(msgspec.Struct, frozen=True):
    """A person in the news. `surname` is what the second mention says (`Putin`, `Xi`, `Suu Kyi`).

    `bare`: whether the surname (or an alias) alone may be resolved without the person being introduced in the article.
    """

    id: str
    name: str
    surname: str | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    country: str | None = None
    bare: bool = False
    born: str | None = None
    died: str | None = None
    wikidata: str | None = None
    source: str = "record"
    note: str | None = None


class Term(msgspec.Struct, frozen=True):
    """One person in one office for one period. `code` is the actor then spoken for: RUS, IGO-UN, NSA-HAMAS.

    `role`: head_of_state, head_of_government, foreign_minister, defence_minister, spokesperson, envoy ... (the
    roles of agents.tsv). `seat`: id of an office that only one person holds at a time, else empty.
    """

    person: str
    code: str
    office: str
    role: str
    sector: str | None = None
    seat: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    uncertain: bool = False
    source: str = "record"

    @property
    def id(self) -> str:
        """`term:vladimir-putin@1999-12-31`."""
        return f"term:{self.person}@{self.valid_from or ''}"


class Body(msgspec.Struct, frozen=True):
    """An organisation with a name of its own. `id` is unique, `code` what an actor gets (FSB: id RUS-FSB, code RUS).

    `kind`: igo, format, mission, tribunal, ngo, movement, armed, criminal, party, agency, state_media, media, company,
    court, central_bank, intelligence, military, police, paramilitary, parliament, ministry, office, union, church,
    university. `governs`: periods in which a party is (in) the government, `1997-05/2010-05`; outside them it is OPP.
    `country`: where it belongs.
    """

    id: str
    code: str
    name: str
    kind: str
    sector: str | None = None
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    country: str | None = None
    other_sectors: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    wikidata: str | None = None
    source: str = "record"
    uncertain: bool = False
    note: str | None = None


class Membership(msgspec.Struct, frozen=True):
    """A member (a territory code or a body id) of a body, or of a group, for a period."""

    body: str
    member: str
    valid_from: str | None = None
    valid_to: str | None = None


class Agent(msgspec.Struct, frozen=True):
    """A common noun that can act: `soldier`, `foreign minister`, `coast guard`.

    `phrase` is the lemma, `plural` its plural; `variants` other spellings, singular. `kind`: person, group,
    institution, document, weapon. `number`: sing or plur when the bare phrase is meant (police: plur). `role`: for
    office holders and spokesmen. `needs_country`: stands for nobody until a country is known from phrase or context.
    `weak`: acts only beside a stronger clue ("group", "member", "leader" alone say nothing of their sector).
    """

    phrase: str
    sector: str | None = None
    kind: str = "person"
    plural: str | None = None
    variants: tuple[str, ...] = ()
    number: str = "sing"
    role: str | None = None
    needs_country: bool = True
    weak: bool = False
    other_sectors: tuple[str, ...] = ()
    gender: str | None = None
    source: str = "usage"

    @property
    def id(self) -> str:
        """`agent:foreign minister`."""
        return f"agent:{self.phrase}"


class People(msgspec.Struct, frozen=True):
    """A people, ethnic or religious group: `Kurds`, `Rohingya`, `Copts`. `code` only where it belongs to one state.

    `kind`: ethnic, religious, national, regional, political.
    """

    name: str
    kind: str
    adjectives: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    code: str | None = None
    sector: str | None = "CVL"
    other_sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    source: str = "usage"
    note: str | None = None

    @property
    def id(self) -> str:
        """`people:Kurds`."""
        return f"people:{self.name}"


class Group(msgspec.Struct, frozen=True):
    """Countries named together, without an organisation: `the West`, `Gulf states`. Members are in members.tsv."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    also_place: bool = True
    source: str = "usage"
    note: str | None = None

    @property
    def id(self) -> str:
        """`group:WST`."""
        return f"group:{self.code}"


class Region(msgspec.Struct, frozen=True):
    """A province, region, breakaway entity, sea or strait. `country` is the nominal state (PLOVER), empty for seas.

    `kind`: state, province, region, breakaway, occupied, territory, island, sea, district. `sector`: PRE for
    breakaway entities, GOV where the region's government is meant when it acts (US states, Scotland), else empty.
    """

    name: str
    kind: str
    country: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sector: str | None = None
    capital: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    resolution: int | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    geonames: int | None = None
    wikidata: str | None = None
    source: str = "record"
    note: str | None = None

    @property
    def id(self) -> str:
        """`region:Donbas`."""
        return f"region:{self.name}"


class City(msgspec.Struct, frozen=True):
    """A town of more than 15,000 people or a capital (GeoNames, CC BY 4.0). `admin`: the first-level division."""

    name: str
    country: str
    admin: str | None = None
    names: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames: int | None = None


@cache
def territories() -> tuple[Territory, ...]:
    """Every state and territory, also those that are no more (SUN, YUG, CSK, DDR)."""
    return load("actors/territories.tsv", Territory)


@cache
def metonyms() -> tuple[Metonym, ...]:
    """Capitals, seats and bynames that stand for governments."""
    return load("actors/metonyms.tsv", Metonym)


@cache
def persons() -> tuple[Person, ...]:
    """Everybody with a name in the tables."""
    return load("actors/persons.tsv", Person)


@cache
def terms() -> tuple[Term, ...]:
    """Who held which office from when to when."""
    return load("actors/terms.tsv", Term)


@cache
def bodies() -> tuple[Body, ...]:
    """Organisations: between states, armed, political, of the state, of the press."""
    tables = ("igos", "armed", "parties", "institutions", "media", "organisations")
    return tuple(row for table in tables for row in load(f"actors/{table}.tsv", Body))


@cache
def members() -> tuple[Membership, ...]:
    """Members of bodies and of groups, by date."""
    return load("actors/members.tsv", Membership)


@cache
def agents() -> tuple[Agent, ...]:
    """Common nouns that can act, with their sector."""
    return load("actors/agents.tsv", Agent)


@cache
def peoples() -> tuple[People, ...]:
    """Peoples, ethnic and religious groups."""
    return load("actors/peoples.tsv", People)


@cache
def groups() -> tuple[Group, ...]:
    """Countries named together."""
    return load("actors/groups.tsv", Group)


@cache
def regions() -> tuple[Region, ...]:
    """Provinces, regions, breakaway entities, seas."""
    return load("places/regions.tsv", Region)


@cache
def cities() -> tuple[City, ...]:
    """Towns of the world, the largest first among those of one name."""
    return load("places/cities.tsv", City)
