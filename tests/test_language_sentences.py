"""Sentences over the noise of news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Boilerplate, Dateline, Document, Span
from dragoman.language.sentences import sentences


def spelled(text, **fields):
    document = Document(id="a", text=text, **fields)
    return [" ".join(document[span].split()) for span in sentences(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali left. Niger stayed.", ["Mali left.", "Niger stayed."]),
        ("Gen. Diallo met Mr. Sow. They spoke.", ["Gen. Diallo met Mr. Sow.", "They spoke."]),
        ("Troops of the U.S. Army left.", ["Troops of the U.S. Army left."]),
        ("It left the U.S. The base closed.", ["It left the U.S.", "The base closed."]),
        ("Talks on Jan. 5 failed.", ["Talks on Jan. 5 failed."]),
        ("It joined in Jan. Later it quit.", ["It joined in Jan.", "Later it quit."]),
        ("J. K. Mensah spoke at 10 a.m. He left.", ["J. K. Mensah spoke at 10 a.m.", "He left."]),
        ("Prices rose 3.5 percent to $1.2m.", ["Prices rose 3.5 percent to $1.2m."]),
        ("1. Accra agrees. 2. Lome agrees.", ["1. Accra agrees.", "2. Lome agrees."]),
        ("Lome fell silent... Then it spoke.", ["Lome fell silent...", "Then it spoke."]),
        ("Lome will ... agree.", ["Lome will ... agree."]),
        ("Why? Nobody knows! Stop.", ["Why?", "Nobody knows!", "Stop."]),
        ("It ended (badly.) Then peace came.", ["It ended (badly.)", "Then peace came."]),
        ("It was signed. [3] [4] Then it failed.", ["It was signed. [3] [4]", "Then it failed."]),
    ],
)
def test_sentences_end_at_stops_but_not_at_abbreviations(text, expected):
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He hailed "our pact." She left.', ['He hailed "our pact."', "She left."]),
        ("“We agreed.” The envoy left.", ["“We agreed.”", "The envoy left."]),
        ('"Will they go?" asked Sow.', ['"Will they go?" asked Sow.']),
        ('"Never!" President Okoro said.', ['"Never!" President Okoro said.']),
        ("‘Peace first.’ Then aid.", ["‘Peace first.’", "Then aid."]),
        ('"Go!" he said. "Now."', ['"Go!" he said.', '"Now."']),
    ],
)
def test_sentences_keep_the_quote_that_closes_after_the_stop(text, expected):
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It left the United States.Okoro stayed.", ["It left the United States.", "Okoro stayed."]),
        ('They praised "close ties."Lagos agreed.', ['They praised "close ties."', "Lagos agreed."]),
        ('Ties grew despite strain."Our aim is peace," she said.Sow,', None),
        ("a Message from The Gazette:Dear readers", ["a Message from The Gazette:", "Dear readers"]),
        ("Read gazette.example/News.Today now", ["Read gazette.example/News.Today now"]),
        ("the broadcaster KBC.“We agree,” it said", ["the broadcaster KBC.", "“We agree,” it said"]),
    ],
)
def test_sentences_glued_to_the_next_are_cut(text, expected):
    glued = ["Ties grew despite strain.", '"Our aim is peace," she said.', "Sow,"]
    assert spelled(text) == (expected or glued)


WRAPPED = (
    "The foreign ministers of Norway and Finland signed a border accord in Oslo on\n"
    "Friday, ending a dispute that had divided the two neighbours for\n"
    "decades. Finnish officials, who had asked for the talks last spring, told the\n"
    "Harbour Gazette that inspectors would arrive within weeks of the\n"
    "Norwegian vote\n"
    "Critics called it hasty"
)


def test_sentences_run_on_over_wrapped_lines():
    found = spelled(WRAPPED)
    assert [sentence.split()[0] for sentence in found] == ["The", "Finnish", "Critics"]
    assert found[1].endswith("the Norwegian vote")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ministers meet in Oslo\nFinland hails border accord",
            ["Ministers meet in Oslo", "Finland hails border accord"],
        ),
        ("They promised\n• aid\n• trade", ["They promised", "• aid", "• trade"]),
        ("They met in\nOslo today", ["They met in Oslo today"]),
        ("They met today,\nOslo says", ["They met today, Oslo says"]),
        ("First part\n\nof a sentence", ["First part", "of a sentence"]),
    ],
)
def test_sentences_line_ends(text, expected):
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("OSLO, Jan. 22 (Harbour News) - Norway signed the accord on Friday.", "OSLO, Jan. 22 (Harbour News) -"),
        ("Oslo (Harbour News) — Norway signed the accord on Friday.", "Oslo (Harbour News) —"),
        ("OSLO: Norway signed the accord with Finland on Friday.", "OSLO:"),
        ("date 2031-05-08 Norway signed the accord on Friday.", "date 2031-05-08"),
        ("PORT LOUIS, Mauritius -- Norway signed the accord with Finland.", "PORT LOUIS, Mauritius --"),
    ],
)
def test_sentences_dateline_is_a_fragment_of_its_own(text, dateline):
    assert spelled(text)[0] == dateline
    assert spelled(text)[1].startswith("Norway signed")


def test_sentences_take_title_furniture_and_dateline_from_the_reader():
    text = "Accord signed Share this\nOslo - Norway signed. Subscribe today"
    fields = {
        "title": Span(0, 13),
        "boilerplate": (Boilerplate(14, 24, "share", "r"), Boilerplate(47, 62, "appeal", "r")),
        "dateline": Dateline(25, 29),
    }
    expected = ["Accord signed", "Share this", "Oslo -", "Norway signed.", "Subscribe today"]
    assert spelled(text, **fields) == expected


@given(st.text(alphabet="aB.!?\"'“”’ \n\t\0\u202e[1]:)-,;\ud800", max_size=200))
def test_sentences_are_in_order_apart_and_cover_every_letter(text):
    place = 0
    for span in sentences(Document(id="a", text=text)):
        assert place <= span.start < span.end
        assert not any(character.isalnum() for character in text[place : span.start])
        assert not text[span.start].isspace() and not text[span.end - 1].isspace()
        place = span.end
    assert not any(character.isalnum() for character in text[place:])
