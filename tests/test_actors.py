"""Whom a phrase stands for: tests/actors_mentions.tsv, the index, offices by the day, users' own actors."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from dragoman import actors
from dragoman.actors import index, offices, users
from dragoman.document import Boilerplate, Document, LexiconError, Published
from dragoman.language import parse
from dragoman.lexicon import actor_rows
from evaluation import mentions

ROWS = list(mentions.rows(Path(__file__).parent / "actors_mentions.tsv"))


@cache
def found(text: str, date: str | None = None) -> Document:
    """A text read up to its mentions."""
    return actors.find(parse(Document(id="t", text=text, published=Published(date))))


def actor_of(document: Document, words: str):
    """The actor of the first mention with these words."""
    return next(m.actor for m in document.mentions if document[m] == words)


# ------------------------------------------------------------------ sentences


@pytest.mark.parametrize(
    ("row", "phrase"),
    [(row, phrase) for row in ROWS for phrase in row.phrases],
    ids=lambda value: value.text[:40] if isinstance(value, mentions.Row) else f"{value.start}",
)
def test_actors_sentence(row, phrase):
    assert mentions.differs(found(row.text, row.date), phrase) is None


def test_actors_table_is_large():
    assert sum(len(row.phrases) for row in ROWS) >= 300


@pytest.mark.parametrize("row", ROWS[::5], ids=lambda row: row.text[:40])
def test_actors_spans_lie_in_the_text_and_hold_their_heads(row):
    document = found(row.text, row.date)
    assert all(0 <= m.start < m.end <= len(document.text) and m.covers(m.head) for m in document.mentions)


@pytest.mark.parametrize("row", ROWS[::7], ids=lambda row: row.text[:40])
def test_actors_chains_are_numbered_in_text_order(row):
    firsts = list(dict.fromkeys(m.chain for m in found(row.text, row.date).mentions))
    assert firsts == list(range(len(firsts)))


def test_actors_find_twice_gives_the_same():
    text = "Norway told Iceland that it would share the data. Both sides signed."
    assert found(text).mentions == actors.find(parse(Document(id="t", text=text))).mentions


def test_actors_furniture_is_not_read():
    text = "Kenya sent troops.\n\nSupport our paper in Ghana."
    parsed = parse(Document(id="t", text=text, boilerplate=(Boilerplate(20, len(text), "appeal", "test"),)))
    assert {m.actor.code for m in actors.find(parsed).mentions if m.actor} == {"KEN"}


def test_actors_find_leaves_the_rest_of_the_document():
    document = parse(Document(id="t", text="Peru thanked Chile.", url="https://example.org"))
    assert msgspec.structs.replace(actors.find(document), mentions=()) == document


# ------------------------------------------------------------------ the index


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Kenya", "state", "KEN"),
        ("kenya", "state", "KEN"),
        ("Côte d'Ivoire", "state", "CIV"),
        ("Cote d’Ivoire", "state", "CIV"),
        ("Timor Leste", "state", "TLS"),
        ("Timor-Leste", "state", "TLS"),
        ("U.S.", "state", "USA"),
        ("Norwegian", "adjective", "NOR"),
        ("Norwegians", "people_of", "NOR"),
        ("Burma", "state", "MMR"),
        ("Soviet Union", "state", "SUN"),
        ("Kremlin", "metonym", "RUS"),
        ("Beijing", "metonym", "CHN"),
        ("Vladimir Putin", "person", "RUS"),
        ("NATO", "body", "IGO-NATO"),
    ],
)
def test_actors_index_finds_names_however_written(name, kind, code):
    first = index.load().lookup(name)[0]
    assert (first.kind, first.code) == (kind, code)


@pytest.mark.parametrize("name", ["", "Qwzrtyu", "the", "of"])
def test_actors_index_finds_nothing_for_no_name(name):
    assert not index.load().lookup(name)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("São Tomé", "saotome"),
        ("Al-Shabaab", "alshabaab"),
        ("U.N.", "un"),
        ("N'Djamena", "ndjamena"),
        ("N’Djamena", "ndjamena"),
        ("Ağrı", "agri"),
        ("Łódź", "lodz"),
    ],
)
def test_actors_fold(text, key):
    assert index.fold(text) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The us of ordinary people", []),
        ("They ate turkey and rice", []),
        ("She read the polish on the table", []),
        ("South Korea and North Korea", ["South Korea", "North Korea"]),
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
    ],
)
def test_actors_index_takes_the_longest_name_as_written(text, expected):
    tokens = parse(Document(id="t", text=text)).sentences[0].tokens
    named = [m for m in index.load().matches(tokens) if m.entries[0].kind != "city"]
    spans = [text[tokens[m.first].start : tokens[m.last].end] for m in named]
    assert spans == expected


def test_actors_every_name_of_a_state_is_found():
    lookup = index.load().lookup
    named = [(name, row.code) for row in actor_rows.territories() for name in row.names]
    missing = [name for name, code in named if not any(e.code == code for e in lookup(name))]
    assert missing == []


# ------------------------------------------------------------------ offices


def term(person: str, office: str, role: str, begin: str, end: str) -> actor_rows.Term:
    """A term in a Chilean office."""
    return actor_rows.Term(person, "CHL", office, role, sector="GOV", valid_from=begin, valid_to=end)


TERMS = (
    term("ana", "Foreign Minister of Chile", "foreign_minister", "2010-03", "2014-03-11"),
    term("ana", "President of Chile", "head_of_state", "2018-03-11", "2022"),
    term("luis", "President of Chile", "head_of_state", "2014-03-11", "2018-03-10"),
)


@pytest.mark.parametrize(
    ("day", "office", "state"),
    [
        ("2010-03-05", "Foreign Minister of Chile", "held"),
        ("2009-12-31", "Foreign Minister of Chile", "future"),
        ("2014-03-11", "Foreign Minister of Chile", "held"),
        ("2016-01-01", "Foreign Minister of Chile", "former"),
        ("2018-03-11", "President of Chile", "held"),
        ("2022-12-31", "President of Chile", "held"),
        ("2023-01-01", "President of Chile", "former"),
        (None, "President of Chile", "held"),
    ],
)
def test_actors_office_on_a_day(day, office, state):
    holding = offices.Offices(TERMS).of("ana", day)
    assert holding is not None
    assert (holding.term.office, holding.state) == (office, state)


@pytest.mark.parametrize(
    ("role", "day", "person"),
    [
        ("head_of_state", "2015-01-01", "luis"),
        ("head_of_state", "2019-01-01", "ana"),
        ("leader", "2019-01-01", "ana"),
        ("head_of_state", "2024-01-01", None),
        ("head_of_state", None, None),
        ("defence_minister", "2019-01-01", None),
    ],
)
def test_actors_holder_of_an_office(role, day, person):
    holder = offices.Offices(TERMS).holder("CHL", role, day)
    assert (holder.person if holder else None) == person


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (Published("2024-05-06"), "2024-05-06"),
        (Published("2024-05"), "2024-05-15"),
        (Published("2024"), "2024-07-01"),
        (Published(None, earliest="2020-01-01"), "2020-01-01"),
        (Published(None), None),
    ],
)
def test_actors_day_of_an_article(published, day):
    assert offices.day_of(Document(id="t", text="x", published=published)) == day


# ------------------------------------------------------------------ users and unknown names

OWN = """
[[actor]]
name = "Harbour Watch"
kind = "ngo"
code = "NGO-HARBOUR"
sector = "NGO"
names = ["HRBW"]

[[actor]]
name = "Orla Quinlan"
kind = "person"
code = "IRL"
sector = "GOV"
office = "Minister for the Sea"
role = "minister"
from = "2020"
to = "2022-06"
gender = "f"

[[actor]]
name = "Kenya"
kind = "office"
code = "XXX"
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "my.toml"
    path.write_text(OWN, encoding="utf-8")
    return actors.load_user(path)


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("Harbour Watch accused Malta of neglect.", "Harbour Watch", "NGO-HARBOUR", "NGO"),
        ("HRBW published a map.", "HRBW", "NGO-HARBOUR", "NGO"),
        ("Orla Quinlan met the fishermen.", "Orla Quinlan", "IRL", "GOV"),
        ("Kenya sent troops.", "Kenya", "XXX", None),
    ],
)
def test_actors_user_rows_add_and_override(lexicon, text, words, code, sector):
    document = actors.find(parse(Document(id="t", text=text)), lexicon=lexicon)
    actor = actor_of(document, words)
    assert (actor.code, actor.sector) == (code, sector)


def test_actors_user_rows_have_terms(lexicon):
    document = parse(Document(id="t", text="Orla Quinlan met the fishermen.", published=Published("2023-01-01")))
    assert actor_of(actors.find(document, lexicon=lexicon), "Orla Quinlan").sector == "ELI"


def test_actors_user_rows_leave_the_shipped_lexicon(lexicon):
    assert lexicon.index.lookup("Kenya")[0].code == "XXX"
    assert users.shipped().index.lookup("Kenya")[0].code == "KEN"


@pytest.mark.parametrize(
    "text",
    ["[[actor]]\nname = 1\ncode = 'X'", "[[actor]]\nname = 'A'", "[[actor]\n", "[[actor]]\nname='A'\ncode='B'\nx=1"],
)
def test_actors_wrong_user_file_names_the_file(tmp_path, text):
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"my\.toml"):
        actors.load_user(path)


def test_actors_unknown_names_are_ranked_with_a_row_to_paste(tmp_path):
    texts = ["Foreign Minister Tomas Brekke spoke.", "Tomas Brekke left. The Zorvane Group paid.", "Tomas Brekke came."]
    ranked = actors.unknown(found(text) for text in texts)
    assert (ranked[0].name, ranked[0].count, ranked[0].documents) == ("Tomas Brekke", 3, 3)
    assert ranked[0].example == texts[0]
    path = tmp_path / "my.toml"
    path.write_text(ranked[0].row.replace('code = ""', 'code = "NOR"'), encoding="utf-8")
    taught = actors.find(parse(Document(id="t", text=texts[2])), lexicon=actors.load_user(path))
    assert actor_of(taught, "Tomas Brekke").code == "NOR"


def test_actors_known_names_are_not_unknown():
    assert actors.unknown([found("Kenya thanked Angela Merkel.")]) == []
