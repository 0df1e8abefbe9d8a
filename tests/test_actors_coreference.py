"""Who is the same as whom: paragraphs of tests/actors_coreference.tsv, and the parts of the work one by one."""

from functools import cache
from pathlib import Path

import pytest

from dragoman import actors
from dragoman.actors import quotation, tables
from dragoman.document import Document, Published
from dragoman.language import parse
from evaluation import coreference

PARAGRAPHS = list(coreference.paragraphs(Path(__file__).parent / "actors_coreference.tsv"))


@cache
def found(text: str, date: str | None = None) -> Document:
    """A text read up to its mentions."""
    return actors.find(parse(Document(id="t", text=text, published=Published(date))))


@pytest.fixture(scope="module")
def tally():
    links = coreference.Links()
    for row in PARAGRAPHS:
        coreference.compare(found(row.text), row, links)
    return links


def test_actors_coreference_links_right(tally):
    assert tally.gold >= 200
    assert tally.right / tally.gold >= 0.85


def test_actors_coreference_precision(tally):
    assert tally.right / tally.said >= 0.90


def chain(document: Document, words: str, nth: int = 0) -> int:
    """The chain of the nth mention with these words."""
    return [m.chain for m in document.mentions if document[m] == words][nth]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Brasilia rejected the report. It said the figures were wrong.", "Brasilia", "It"),
        ("Turkey accused Greece of arming its islands.", "Greece", "its"),
        ("Iran told Iraq that it would cut the gas supply.", "Iran", "it"),
        ("Nigeria urged Benin to open its roads.", "Benin", "its"),
        ("Malawi thanked Japan for its help.", "Japan", "its"),
        ("Vietnam protested when China placed its rig there.", "China", "its"),
        ("Maria Kovacs met Pavel Novotny. She asked him to stay.", "Maria Kovacs", "She"),
        ("Maria Kovacs met Pavel Novotny. She asked him to stay.", "Pavel Novotny", "him"),
        ("Moscow denied the claim. Russia said it had moved no troops.", "Moscow", "Russia"),
        ("Moscow denied the claim. Russia said it had moved no troops.", "Moscow", "it"),
        ("The rebels seized a bridge. They later left.", "The rebels", "They"),
        ("General Anders Holm resigned. The general blamed the cabinet.", "General Anders Holm", "The general"),
        ("Foreign Minister Tomas Herrera spoke. Herrera left early.", "Foreign Minister Tomas Herrera", "Herrera"),
        ('"I shall go," Eva Lindqvist told reporters.', "Eva Lindqvist", "I"),
        ("Mark Rutte met Justin Trudeau before the latter left.", "Justin Trudeau", "the latter"),
        ("Pavel Novotny blamed himself.", "Pavel Novotny", "himself"),
        ("Oman held talks with Iran over its programme.", "Iran", "its"),
        ("Norway sent aid to Chad for its schools.", "Chad", "its"),
        ("The Peruvian navy and its friends met.", "The Peruvian navy", "its"),
        ("Lena Holm spoke first. For her part, Mia Berg said nothing.", "Mia Berg", "her"),
        ("Sweden applied to join, and its parliament agreed.", "Sweden", "its"),
    ],
)
def test_actors_one_chain(text, one, other):
    document = found(text)
    assert chain(document, one) == chain(document, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Algeria cut ties with Morocco, accusing it of hostile acts.", "Algeria", "it"),
        ("Pavel Novotny blamed him.", "Pavel Novotny", "him"),
        ("Maria Kovacs met Pavel Novotny. She stayed.", "Pavel Novotny", "She"),
        ("The Chilean police and the Peruvian police met.", "The Chilean police", "the Peruvian police"),
        ("Chile thanked Peru.", "Chile", "Peru"),
        ("It rained when Kenya voted.", "It", "Kenya"),
    ],
)
def test_actors_two_chains(text, one, other):
    document = found(text)
    assert chain(document, one) != chain(document, other)


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        ("Ethiopia and Eritrea signed. The two countries had fought.", "The two countries", {"ETH", "ERI"}),
        ("Bolivia and Paraguay met. Both sides hope for a deal.", "Both sides", {"BOL", "PRY"}),
        ("Thailand and Cambodia fought. They later agreed to talk.", "They", {"THA", "KHM"}),
        ("Emmanuel Macron and Angela Merkel embraced. The pair wept.", "The pair", {"FRA", "DEU"}),
        ("Xi Jinping hosted Vladimir Putin. The two leaders signed.", "The two leaders", {"CHN", "RUS"}),
        ("Xi Jinping hosted Vladimir Putin. The duo signed.", "The duo", {"CHN", "RUS"}),
        ("Xi Jinping hosted Vladimir Putin. The two countries trade.", "The two countries", {"CHN", "RUS"}),
        ("Mongolia borders Russia and China. Both neighbours buy coal.", "Both neighbours", {"RUS", "CHN"}),
        ("Kenya, Uganda and Rwanda met. The three countries agreed.", "The three countries", {"KEN", "UGA", "RWA"}),
    ],
)
def test_actors_groups_keep_their_members(text, words, members):
    document = found(text)
    actor = next(m.actor for m in document.mentions if document[m] == words)
    assert {member.code for member in actor.members} == members


@pytest.mark.parametrize(
    ("text", "date", "words", "name"),
    [
        ("The Russian leader spoke.", "2024-02-02", "The Russian leader", "Vladimir Putin"),
        ("The German chancellor spoke.", "2014-02-02", "The German chancellor", "Angela Merkel"),
        ("The German chancellor spoke.", "2023-02-02", "The German chancellor", "Olaf Scholz"),
        ("The US president spoke.", "2010-02-02", "The US president", "Barack Obama"),
        ("The US president spoke.", "2018-02-02", "The US president", "Donald Trump"),
        ("Xi met his Russian counterpart.", "2024-02-02", "his Russian counterpart", "Vladimir Putin"),
        ("The German chancellor spoke.", None, "The German chancellor", None),
    ],
)
def test_actors_office_holder_of_the_day(text, date, words, name):
    document = found(text, date)
    assert next(m.actor for m in document.mentions if document[m] == words).name == name


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ('He said "we came" twice.', "we", "twice"),
        ("He said “we came” twice.", "we", "twice"),
        ('"One" and "two".', "two", "and"),
        ('He said "we came\n\nNobody left.', "we", "Nobody"),
        ("``We came,'' he said.", "We", "he"),
    ],
)
def test_actors_quotation_marks(text, inside, outside):
    stretches = quotation.quoted(Document(id="t", text=text))
    assert quotation.inside(stretches, text.index(inside))
    assert not quotation.inside(stretches, text.index(outside))


@pytest.mark.parametrize(
    ("form", "person", "number", "gender"),
    [("he", 3, "sing", "m"), ("their", 3, "plur", None), ("it", 3, "sing", "n"), ("we", 1, "plur", None)],
)
def test_actors_pronoun_table(form, person, number, gender):
    row = tables.pronouns()[form]
    assert (row.person, row.number, row.gender) == (person, number, gender)


def test_actors_given_names_of_both_sexes_are_left_out():
    assert set(tables.given_names().values()) == {"m", "f"}


@pytest.mark.parametrize("kind", ["motion", "visit", "strike", "speech", "belief", "control"])
def test_actors_governors_have_words_of_each_kind(kind):
    assert len(tables.governors(kind)) >= 3


# ------------------------------------------------------------------ the measures

A, B, C = (0, 1), (2, 3), (4, 5)


@pytest.mark.parametrize(
    ("key", "response", "expected"),
    [
        ([{A, B}], [{A, B}], 1.0),
        ([{A, B, C}], [{A, B, C}], 1.0),
        ([{A, B}], [], 0.0),
        ([{A, B}], [{A, C}], 0.0),
    ],
)
def test_actors_muc_of_known_clusters(key, response, expected):
    frozen = [([frozenset(c) for c in key], [frozenset(c) for c in response])]
    assert coreference.scores(frozen)[0] == expected


def test_actors_marked_paragraph_is_read():
    row = coreference.read("1", "[Chile|1] and [Peru|2] met. [Both|1+2] left.")
    assert row.text == "Chile and Peru met. Both left."
    assert [row.text[p.start : p.end] for p in row.phrases] == ["Chile", "Peru", "Both"]
    assert row.phrases[2].entities == ("1", "2")
