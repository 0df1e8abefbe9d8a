"""Days of newswire: a table of sentences, each with the day it appeared and what its expressions say."""

from pathlib import Path

import msgspec
import pytest

from dragoman.document import Document, Published
from dragoman.lexicon import load_file
from dragoman.timex import find
from dragoman.timex.direction import cue_direction, cues, settled, told_direction


class Row(msgspec.Struct, frozen=True):
    published: str
    text: str
    expected: str


ROWS = load_file(Path(__file__).parent / "timex_days.tsv", Row)


def timexes(text, published):
    document = Document(id="t", text=text, published=Published(published, basis="metadata"))
    return [(document[timex], timex) for timex in find(document).timexes]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[:60])
def test_timex_days_are_what_the_sentence_says(row):
    told = [tuple(pair.split("=")) for pair in row.expected.split("; ")]
    seen = [(words, timex.value) for words, timex in timexes(row.text.replace("\\n", "\n"), row.published)]
    assert [pair for pair in told if pair not in seen] == [], seen


LOOKS = {"plan": "forward", "infinitive": "forward", "purpose": "forward", "by": "back", "present": None}


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.id)
def test_timex_each_cue_looks_as_its_row_says(cue):
    at = cue.example.index("Friday")
    assert cue_direction(cue.example + ".", 0, at, at + len("Friday")) == LOOKS.get(cue.look, cue.look)


@pytest.mark.parametrize("row", settled(), ids=lambda row: row.id)
def test_timex_each_settled_phrase_outweighs_tense(row):
    at = row.example.index("Friday")
    assert told_direction(row.example, 0, at, at + len("Friday")) == row.look


ANCHORS = [
    # a deadline told in passing is not the day of the dawn
    ("Shells fell early Tuesday, hours after a deadline ran out at noon Monday. Guns fell silent at dawn.", "dawn", 23),
    # a report's day is not the day of what it reports
    ("The power failed on Monday, officials said Tuesday. It came back at 4:20 a.m.", "4:20 a.m.", 22),
    # a flashback is not gone on from
    ("He left on Sunday. The day before, he had packed. The next day he was home.", "The next day", 22),
    # after an evening a small hour is of the next day
    ("Police were called at 10 p.m. Monday. By 3 a.m. it was over.", "3 a.m.", 23),
    # an hour before its day in the sentence
    ("At 8:30 a.m. the bridge was full, officials said Monday.", "8:30 a.m.", 22),
]


@pytest.mark.parametrize(("text", "expression", "day"), ANCHORS)
def test_timex_days_are_counted_from_the_day_that_governs(text, expression, day):
    said = dict(timexes(text, "1998-06-24"))[expression]
    assert (said.value or "")[:10] == f"1998-06-{day}"


def test_timex_a_line_at_the_top_dates_today_whatever_its_place():
    text = "TUNICA FALLS, Miss., Nov. 12 -- The river crested today."
    assert dict(timexes(text, "2000-11-13"))["today"].value == "2000-11-12"
    assert dict(timexes(text.replace("12", "9"), "2000-11-13"))["today"].value == "2000-11-13"
