"""Positions, numbers with their claimant, and formulas that come back."""

from functools import cache

import pytest

from dragoman import actors, timex
from dragoman.document import Document, Event, Party, Published, Quote, Span
from dragoman.language import parse
from dragoman.lexicon import load
from dragoman.quotes import attribute, formulas, take_positions
from dragoman.quotes.positions import Topic, topics_in
from dragoman.reading import document_of_text


@cache
def read(text):
    return take_positions(attribute(actors.find(timex.find(parse(document_of_text(text, id="t"))))))


@pytest.mark.parametrize(
    ("text", "actor", "topic", "stance"),
    [
        ("Canberra condemned the tariffs.", "AUS", "tariffs", "oppose"),
        ("Canberra welcomed the ceasefire.", "AUS", "ceasefire", "support"),
        ("Canberra called for a ceasefire.", "AUS", "ceasefire", "call-for"),
        ("Canberra warned that missile tests would go on.", "AUS", "missiles and missile defence", "concerned"),
        ("Canberra said it opposed any new sanctions.", "AUS", "sanctions and coercive measures", "oppose"),
        ("Canberra said it supported the two-state solution.", "AUS", "Gaza and the Palestinian question", "support"),
        ("Canberra said it was committed to the Paris Agreement.", "AUS", "climate", "support"),
        ("Canberra said it was concerned about the drug cartels.", "AUS", "organised crime and drugs", "concerned"),
        ("Canberra said all nuclear weapons must be abolished.", "AUS", "nuclear weapons", "call-for"),
        ("Canberra said exports had grown.", "AUS", "trade", "neutral"),
        ("Canberra rejected the referendum.", "AUS", "elections", "oppose"),
        ("Canberra praised the peace talks.", "AUS", "peace talks", "support"),
        ("Canberra denounced the expansion of NATO.", "AUS", "NATO enlargement", "oppose"),
        ("Canberra vowed to defend freedom of navigation.", "AUS", "freedom of navigation", "support"),
        ("Canberra urged Lima to release the hostages.", "AUS", "prisoners and hostages", "call-for"),
        ("“We reject every form of hegemony,” Canberra said.", "AUS", "hegemony and unilateralism", "oppose"),
        ("Canberra accused Lima of vote rigging in the election.", "AUS", "elections", "oppose"),
    ],
)
def test_quotes_positions_have_actor_topic_and_stance(text, actor, topic, stance):
    found = [(p.actor.code, p.topic, p.stance) for p in read(text).positions]
    assert (actor, topic, stance) in found


def test_quotes_position_without_a_known_topic_is_the_phrase_itself():
    (position,) = read("Canberra condemned the beaver cull.").positions
    assert (position.topic, position.stance) == ("beaver cull", "oppose")


def test_quotes_joint_statement_takes_a_position_for_each_issuer():
    text = "President Emmanuel Macron of France and President Sergio Mattarella of Italy signed a joint statement. "
    text += "“The parties oppose any new tariffs,” the statement said."
    found = {(p.actor.name, p.topic, p.stance) for p in read(text).positions}
    assert {("France", "tariffs", "oppose"), ("Italy", "tariffs", "oppose")} <= found


def test_quotes_media_take_no_positions():
    assert read("Reuters reported that the sanctions had failed.").positions == ()


@pytest.mark.parametrize(
    ("kind", "status", "stances"),
    [
        ("SUPPORT", "happened", ["support"]),
        ("REJECT", "happened", ["oppose"]),
        ("ACCUSE", "happened", ["oppose"]),
        ("REQUEST", "happened", ["call-for"]),
        ("CONSULT", "happened", []),
        ("SUPPORT", "denied", []),
        ("SUPPORT", "conditional", []),
    ],
)
def test_quotes_events_of_words_take_positions(kind, status, stances):
    text = "Lima on the sanctions."
    span = Span(0, len(text))
    event = Event(0, len(text), "e1", kind, status, (Party("PER", "GOV", "Lima"),), (), span, span, "test")
    found = take_positions(Document(id="t", text=text, events=(event,))).positions
    assert [p.stance for p in found] == stances
    assert all(p.event == "e1" and p.topic == "sanctions and coercive measures" for p in found)


def test_quotes_topics_are_eighty_at_least_and_each_phrase_names_its_topic():
    rows = load("quotes/topics.tsv", Topic)
    assert len(rows) >= 80 and len({row.topic for row in rows}) == len(rows)
    for row in rows:
        assert any(row.topic in dict(topics_in(f"They spoke about {phrase}.")) for phrase in row.phrases), row


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "of", "approximator"),
    [
        ("Silva said the flood had killed 27 people.", "27 people", 27.0, None, "people", None),
        (
            "Silva said more than 20 documents were signed.",
            "more than 20 documents",
            20.0,
            None,
            "documents",
            "more than",
        ),
        ("Silva said 3.5 million voters stayed at home.", "3.5 million voters", 3.5e6, None, "voters", None),
        ("Silva pledged $10 billion.", "$10 billion", 1e10, "USD", None, None),
        ("Silva said about 400 farms were lost.", "about 400 farms", 400.0, None, "farms", "about"),
        ("Silva said exports fell 12 percent.", "12 percent", 12.0, "percent", None, None),
        ("Silva said nearly two hundred boats were lost.", "nearly two hundred boats", 200.0, None, "boats", "nearly"),
        (
            "Silva said at least 1,250 soldiers had left.",
            "at least 1,250 soldiers",
            1250.0,
            None,
            "soldiers",
            "at least",
        ),
        ("Silva said the pipe was 90 kilometres long.", "90 kilometres", 90.0, "km", None, None),
        ("Silva said twenty-one ships had sailed.", "twenty-one ships", 21.0, None, "ships", None),
        ("Silva said up to 60 tonnes of rice were lost.", "up to 60 tonnes", 60.0, "t", "rice", "up to"),
    ],
)
def test_quotes_numbers_have_value_unit_and_claimant(text, words, value, unit, of, approximator):
    document = read(text)
    (found,) = document.quantities
    assert (document[found], found.value, found.unit, found.approximator) == (words, value, unit, approximator)
    assert of is None or found.of == of
    assert found.claimant is not None and found.claimant.name == "Silva"


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in 2019.",
        "Both leaders met on 9 May 2021.",
        "They observed Article 5 and World War II.",
        "Lima confirmed its one-China policy.",
    ],
)
def test_quotes_dates_names_and_definites_are_no_numbers(text):
    assert read(text).quantities == ()


def test_quotes_number_of_the_narrator_has_no_claimant():
    (found,) = read("The flood killed 27 people.").quantities
    assert found.claimant is None


def article(name, day, speaker, words):
    quote = Quote(
        0, len(words), "q1", "direct", (Span(0, len(words)),), "say", "test", source=Party(None, None, speaker)
    )
    return Document(id=name, text=words, published=Published(day), quotes=(quote,))


def test_quotes_formula_comes_back_with_first_and_last_use_by_speaker():
    found = formulas(
        [
            article("b", "2023-03-01", "Berg", "We keep our iron friendship without limits."),
            article("a", "2021-01-05", "Silva", "It is an Iron-friendship for the valley."),
            article("c", "2024-07-09", "Silva", "The iron friendship of the valley holds."),
        ]
    )
    formula = next(f for f in found if "iron" in f.phrase.lower() and "friendship" in f.phrase.lower())
    assert [use.document for use in formula.uses] == ["a", "b", "c"]
    assert (formula.first("Silva").date, formula.last("Silva").date) == ("2021-01-05", "2024-07-09")
    assert formula.speakers == ("Silva", "Berg")


def test_quotes_formula_is_the_longest_wording_shared():
    words = "They want a lasting and balanced river settlement now."
    found = [f.phrase for f in formulas([article("a", "2021", "X", words), article("b", "2022", "Y", words)])]
    assert "lasting and balanced river settlement" in found
    assert "river settlement" not in found


@pytest.mark.parametrize(
    "words",
    ["The President of the United States said so.", "Ana Maria Silva and Ben Okafor met.", "It is what it is."],
)
def test_quotes_names_and_common_words_are_no_formula(words):
    assert formulas([article("a", "2021", "X", words), article("b", "2022", "Y", words)]) == ()


def test_quotes_a_phrase_of_one_article_is_no_formula():
    assert formulas([article("a", "2021", "X", "an iron friendship and an iron friendship")]) == ()
