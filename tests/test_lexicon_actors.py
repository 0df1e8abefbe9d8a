"""The actor tables: rows load, codes are known, no office is held twice, no name means two things unnoticed."""

import itertools
from collections import Counter, defaultdict

import pytest

from dragoman.lexicon import actor_rows as rows
from dragoman.lexicon.actor_rows import covers
from dragoman.lexicon.soundness import SECTORS

STATES = {row.code for row in rows.territories()}
BODIES = {row.id for row in rows.bodies()}
GROUPS = {row.code for row in rows.groups()}
SOURCES = {"record", "usage", "cldr", "geonames"}

# Names that rightly stand for several persons; the day of the article and the context decide.
SHARED_PERSONS = {"George Bush"}
# Names that rightly stand for several bodies: acronyms, and courts or parties named alike in several states.
SHARED_BODIES = {"Federal Supreme Court"}


def dated_tables():
    return [*rows.territories(), *rows.metonyms(), *rows.terms(), *rows.bodies(), *rows.members(), *rows.regions()]


@pytest.mark.parametrize(
    ("table", "at_least"),
    [
        (rows.territories, 250),
        (rows.metonyms, 500),
        (rows.persons, 5000),
        (rows.terms, 6000),
        (rows.bodies, 3000),
        (rows.members, 900),
        (rows.agents, 400),
        (rows.peoples, 200),
        (rows.groups, 40),
        (rows.regions, 800),
        (rows.cities, 30000),
    ],
)
def test_lexicon_tables_load_and_are_wide(table, at_least):
    assert len(table()) >= at_least


@pytest.mark.parametrize(
    ("kinds", "at_least"),
    [(("igo", "format", "mission", "tribunal"), 150), (("armed", "paramilitary"), 200), (("party",), 400)],
)
def test_lexicon_bodies_reach_the_counts_asked_for(kinds, at_least):
    assert sum(body.kind in kinds for body in rows.bodies()) >= at_least


@pytest.mark.parametrize("table", [rows.metonyms, rows.terms, rows.bodies, rows.agents, rows.peoples, rows.regions])
def test_lexicon_sectors_are_those_of_plover(table):
    for row in table():
        assert row.sector is None or row.sector in SECTORS, row
        assert set(getattr(row, "other_sectors", ())) <= SECTORS, row


@pytest.mark.parametrize("table", [rows.territories, rows.metonyms, rows.persons, rows.terms, rows.bodies, rows.agents])
def test_lexicon_rows_name_their_source(table):
    assert {row.source for row in table()} <= SOURCES


def known(code):
    return code in STATES or code in BODIES


@pytest.mark.parametrize("table", [rows.metonyms, rows.terms])
def test_lexicon_actor_codes_are_states_or_bodies(table):
    unknown = {row.code for row in table() if not known(row.code)}
    assert unknown == set()


def test_lexicon_bodies_have_a_known_code_and_country():
    for body in rows.bodies():
        assert body.code in STATES or body.code == body.id or body.code in BODIES, body
        assert body.country is None or body.country in STATES, body


def test_lexicon_members_are_states_or_bodies():
    for row in rows.members():
        assert row.body in BODIES | GROUPS, row
        assert row.member in STATES | BODIES, row


def test_lexicon_countries_of_places_are_known():
    assert {row.country for row in rows.regions()} <= STATES | {None}
    assert {row.country for row in rows.cities()} <= STATES


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (rows.territories, lambda row: row.code),
        (rows.persons, lambda row: row.id),
        (rows.bodies, lambda row: row.id),
        (rows.agents, lambda row: row.phrase),
        (rows.groups, lambda row: row.code),
        (rows.regions, lambda row: row.name),
        (rows.metonyms, lambda row: (row.phrase, row.valid_from)),
    ],
)
def test_lexicon_ids_are_unique(table, key):
    twice = [name for name, count in Counter(map(key, table())).items() if count > 1]
    assert twice == []


def test_lexicon_terms_belong_to_known_persons():
    persons = {person.id for person in rows.persons()}
    assert {term.person for term in rows.terms()} <= persons


def test_lexicon_persons_all_have_a_term_and_a_surname():
    held = {term.person for term in rows.terms()}
    for person in rows.persons():
        assert person.id in held, person
        assert person.surname, person
        assert person.gender in {"m", "f", None}, person


def test_lexicon_seats_are_held_by_one_person_at_a_time():
    seats = defaultdict(list)
    for term in rows.terms():
        if term.seat:
            seats[term.seat].append(term)
    for held in seats.values():
        ordered = sorted(held, key=lambda term: term.valid_from)
        for before, after in itertools.pairwise(ordered):
            assert before.valid_to is not None, (before, after)
            assert follows(before.valid_to, after.valid_from), (before, after)


def follows(end, begin):
    """Terms meet on a day, month or year that both name, or leave a gap."""
    return begin >= end or end.startswith(begin) or begin.startswith(end)


def test_lexicon_periods_run_forward():
    for row in dated_tables():
        if row.valid_from and row.valid_to:
            assert row.valid_from <= row.valid_to + "~", row


def test_lexicon_dates_are_iso():
    for row in dated_tables():
        for day in (row.valid_from, row.valid_to):
            assert day is None or len(day) in (4, 7, 10), row
            assert day is None or day.replace("-", "").isdigit(), row


def owners(pairs):
    found = defaultdict(set)
    for name, owner in pairs:
        found[name].add(owner)
    return {name: ids for name, ids in found.items() if len(ids) > 1}


def test_lexicon_names_of_persons_clash_only_where_listed():
    clash = owners((name, p.id) for p in rows.persons() for name in (p.name, *p.aliases))
    assert set(clash) == SHARED_PERSONS


def test_lexicon_surnames_that_stand_alone_belong_to_one_person():
    clash = owners((p.surname, p.id) for p in rows.persons() if p.bare)
    assert clash == {}


def test_lexicon_names_of_bodies_clash_only_as_acronyms():
    clash = owners((name, b.id) for b in rows.bodies() for name in (b.name, *b.names))
    assert {name for name in clash if not name.isupper()} == SHARED_BODIES


def test_lexicon_names_of_territories_belong_to_one():
    clash = owners((name, t.code) for t in rows.territories() for name in (t.name, *t.names, *t.abbreviations))
    assert clash == {}


def test_lexicon_adjectives_shared_by_territories_are_the_known_homonyms():
    clash = owners((name, t.code) for t in rows.territories() for name in t.adjectives)
    assert set(clash) == {"Congolese", "Dominican"}


def test_lexicon_forms_of_agent_nouns_belong_to_one_row():
    clash = owners((form, a.phrase) for a in rows.agents() for form in {a.phrase, a.plural} if form)
    assert clash == {}


def test_lexicon_regions_do_not_share_names():
    clash = owners((name, r.name) for r in rows.regions() for name in (r.name, *r.names))
    assert clash == {}


# San Marino changes its two heads twice a year.
LEADERLESS = {"SMR"}


def test_lexicon_every_member_of_the_united_nations_has_leaders():
    led = {t.code for t in rows.terms() if t.role in ("head_of_state", "head_of_government")}
    states = {t.code for t in rows.territories() if t.kind == "state"}
    assert states - led == LEADERLESS


def test_lexicon_sixty_states_have_foreign_and_defence_ministers_or_spokesmen():
    foreign = {t.code for t in rows.terms() if t.role == "foreign_minister"}
    assert len(foreign & STATES) >= 60


def holder(seat, day):
    return [t.person for t in rows.terms() if t.seat == seat and covers(t.valid_from, t.valid_to, day)]


@pytest.mark.parametrize(
    ("seat", "day", "person"),
    [
        ("RUS.hos", "2010-06-01", "dmitry-medvedev"),
        ("RUS.hos", "2025-02-01", "vladimir-putin"),
        ("FRA.hos", "1990-03-04", "francois-mitterrand"),
        ("GBR.hog", "2022-10-01", "liz-truss"),
        ("GBR.hog", "1986-04-15", "margaret-thatcher"),
        ("USA.fm", "1991-01-10", "james-baker"),
        ("USA.hos", "2019-07-07", "donald-trump"),
        ("IRN.hop", "1999-05-05", "mohammad-khatami"),
        ("ISR.hog", "1993-09-13", "yitzhak-rabin"),
        ("IND.fm", "2003-01-09", "yashwant-sinha"),
        ("ZAF.hos", "2012-08-16", "jacob-zuma"),
        ("KEN.hos", "2015-10-10", "uhuru-kenyatta"),
        ("BRA.hos", "2014-01-01", "dilma-rousseff"),
        ("UKR.fm", "2021-12-12", "dmytro-kuleba"),
        ("VAT.hos", "2024-12-25", "pope-francis"),
        ("IGO-UN.sg", "2001-09-11", "kofi-annan"),
        ("IGO-NATO.sg", "2011-03-31", "anders-fogh-rasmussen"),
        ("IGO-IAEA.hd", "2003-03-01", "mohamed-elbaradei"),
        ("THA.hog", "2006-09-18", "thaksin-shinawatra"),
        ("FJI.hog", "2010-01-01", "frank-bainimarama"),
    ],
)
def test_lexicon_offices_on_a_day(seat, day, person):
    assert holder(seat, day) == [person]


def members(body, day):
    return {m.member for m in rows.members() if m.body == body and covers(m.valid_from, m.valid_to, day)}


@pytest.mark.parametrize(
    ("body", "day", "inside", "outside"),
    [
        ("IGO-EU", "2019-12-31", {"GBR", "HRV"}, {"CHE", "UKR"}),
        ("IGO-EU", "2021-01-01", {"HRV"}, {"GBR"}),
        ("IGO-NATO", "2024-05-01", {"SWE", "FIN", "TUR"}, {"AUT"}),
        ("IGO-NATO", "1998-01-01", {"TUR"}, {"POL", "SWE"}),
        ("IGO-BRICS", "2025-06-01", {"IDN", "ETH", "BRA"}, {"ARG"}),
        ("IGO-ECOWAS", "2025-06-01", {"NGA"}, {"MLI", "NER"}),
        ("IGO-E3", "2015-07-14", {"GBR", "FRA", "DEU"}, {"USA"}),
        ("IGO-SCO", "2024-12-01", {"BLR", "IRN"}, {"TKM"}),
    ],
)
def test_lexicon_members_by_date(body, day, inside, outside):
    found = members(body, day)
    assert inside <= found
    assert not outside & found


def agent(phrase):
    return next(row for row in rows.agents() if phrase in (row.phrase, row.plural))


@pytest.mark.parametrize(
    ("phrase", "sector", "role"),
    [
        ("soldiers", "MIL", None),
        ("army", "MIL", None),
        ("gunmen", "UAF", None),
        ("foreign minister", "GOV", "foreign_minister"),
        ("defense minister", "GOV", "defence_minister"),
        ("prosecutors", "JUD", "prosecutor"),
        ("lawmakers", "LEG", None),
        ("spokeswoman", "GOV", "spokesperson"),
        ("settlers", "CVL", None),
        ("migrants", "REF", None),
        ("peasants", "AGR", None),
        ("clerics", "REL", None),
        ("hostage-takers", "UAF", None),
        ("traffickers", "CRM", None),
        ("trade unions", "LAB", None),
        ("junta", "GOV", None),
        ("opposition leader", "OPP", "opposition_leader"),
        ("guerrillas", "REB", None),
        ("doctors", "MED", None),
        ("students", "EDU", None),
        ("coast guard", "COP", None),
        ("spies", "SPY", None),
    ],
)
def test_lexicon_agent_nouns(phrase, sector, role):
    found = agent(phrase)
    assert (found.sector, found.role) == (sector, role)


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("FSB", "RUS", "SPY"),
        ("Mossad", "ISR", "SPY"),
        ("Xinhua", "CHN", "JRN"),
        ("KCNA", "PRK", "JRN"),
        ("Tatmadaw", "MMR", "MIL"),
        ("FBI", "USA", "COP"),
        ("Bundesbank", "DEU", "GOV"),
        ("Boko Haram", "NSA-BOKOHARAM", "REB"),
        ("Janjaweed", "NSA-JANJAWEED", "PRM"),
        ("Gazprom", "MNC-GAZPROM", "BUS"),
        ("Likud", "ISR", "PTY"),
        ("Shanghai Cooperation Organization", "IGO-SCO", None),
        ("World Court", "IGO-ICJ", "JUD"),
        ("Amnesty International", "NGO-AMNESTYINTERNATIONAL", "NGO"),
    ],
)
def test_lexicon_bodies_by_name(name, code, sector):
    found = next(b for b in rows.bodies() if name in (b.name, *b.names, *b.abbreviations))
    assert (found.code, found.sector) == (code, sector)


@pytest.mark.parametrize(
    ("begin", "end", "day", "expected"),
    [
        ("2012", "2014", "2014-12-31", True),
        ("2012", "2014", "2015-01-01", False),
        ("2012-05", None, "2012-04-30", False),
        (None, None, "1980-01-01", True),
        ("2012-05-07", "2012-05-07", "2012-05-07", True),
    ],
)
def test_lexicon_covers_periods_of_any_precision(begin, end, day, expected):
    assert covers(begin, end, day) is expected
