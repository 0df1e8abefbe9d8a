"""Newswire: how market reports, results and wire copy tell time; and the marked articles that measure it."""

import pytest

from dragoman.document import Dateline, Document, Published
from dragoman.timex import find
from evaluation import times
from evaluation.times import GoldTime
from tests.test_timex import read, value

# 2013-03-22 is a Friday, 1989-11-02 a Thursday.
RESULTS = [
    ("Orders rose in the January-March quarter.", "2013-05-02", "the January-March quarter", "2013-Q1"),
    ("Orders rose in the July to September period.", "2013-11-02", "the July to September period", "2013-Q3"),
    ("Orders rose in the July-December half.", "2013-02-02", "the July-December half", "2012-H2"),
    ("It lost money in the 1988 third quarter.", "1989-11-02", "the 1988 third quarter", "1988-Q3"),
    ("In last year's third quarter sales fell.", "1989-11-02", "last year's third quarter", "1988-Q3"),
    ("It grew in 1987's first quarter.", "1989-11-02", "first quarter", "1987-Q1"),
    ("It fell in the latter half of 1990.", "1991-11-02", "the latter half of 1990", "1990-H2"),
    ("Growth will slow in the second half.", "2013-03-22", "the second half", "2013-H2"),
    ("Third-quarter profit fell. Costs rose in the quarter.", "1989-11-02", "the quarter", "1989-Q3"),
    ("Costs rose in the quarter.", "1989-11-02", "the quarter", "1989-Q3"),
    (
        "Third-quarter net fell 4%; in the year-ago quarter it rose. For the quarter, sales rose.",
        "1989-11-02",
        "the quarter",
        "1989-Q3",
    ),
    (
        "Third-quarter net fell. For the nine months net rose; in the year-ago period it fell.",
        "1989-11-02",
        "the year-ago period",
        "1988",
    ),
    ("Third-quarter net fell 4% from $3 million in the 1987 period.", "1989-11-02", "the 1987 period", "1987-Q3"),
    ("The mill will open by midyear.", "1989-01-02", "midyear", "1989"),
    ("By the year 2000 it had closed.", "2004-01-02", "2000", "2000"),
]

HOURS = [
    ("He died at 9:10 p.m. An hour later she died.", "2013-03-22", "An hour later", "2013-03-22T22:10"),
    ("The train left at 11:50 p.m. Twenty minutes later it hit a car.", None, "Twenty minutes later", "PT20M"),
    ("The alarm rang at 11:50 p.m. Thirty minutes later it fell.", "2013-03-22", "Thirty minutes later", None),
    ("Shots rang out shortly after midnight.", "2013-03-22", "shortly after midnight", "2013-03-22T00:00"),
    ("Shots rang out shortly before midnight.", "2013-03-22", "shortly before midnight", "2013-03-21T24:00"),
    ("The cabinet met on Tuesday. It sat at 7 a.m. without tea.", "2013-03-22", "7 a.m.", "2013-03-19T07:00"),
    ("The cabinet met on Tuesday.\n\nIt will sit at 7 a.m. with tea.", "2013-03-22", "7 a.m.", "2013-03-22T07:00"),
    ("The runner won Thursday.\n\nShe started at 7 a.m. in fog.", "2013-03-22", "7 a.m.", "2013-03-21T07:00"),
    ("The king speaks at 8 tonight.", "2013-03-22", "8 tonight", "2013-03-22T20:00"),
    ("The king spoke at 9 in the morning.", "2013-03-22", "9 in the morning", "2013-03-22T09:00"),
    ("The king spoke at 2:30 yesterday afternoon.", "2013-03-22", "2:30 yesterday afternoon", "2013-03-21T14:30"),
    ("The fleet sailed on May 3. That night it sank.", "2013-05-22", "That night", "2013-05-03TNI"),
    ("The fleet sailed on May 3. The next morning it sank.", "2013-05-22", "The next morning", "2013-05-04TMO"),
    ("The fleet sailed on May 3. It was sighted the night before.", "2013-05-22", "the night before", "2013-05-02TNI"),
    ("Talks on Tuesday ran into the night.", "2013-03-22", "the night", "2013-03-19TNI"),
    ("He will speak later Monday.", "2013-03-22", "later Monday", "2013-03-25"),
]

PLANS = [
    ("The session begins Monday.", "2013-03-22", "Monday", "2013-03-25"),
    ("Talks resume Monday in Oslo.", "2013-03-22", "Monday", "2013-03-25"),
    ("The funeral is Monday.", "2013-03-22", "Monday", "2013-03-25"),
    ("The law takes effect in July.", "2013-03-22", "July", "2013-07"),
    ("He is to be sentenced Monday.", "2013-03-22", "Monday", "2013-03-25"),
    ("She hoped to leave Monday.", "2013-03-22", "Monday", "2013-03-25"),
    ("She had hoped to leave Monday.", "2013-03-22", "Monday", "2013-03-18"),
    ("Rain is not likely before May.", "2013-03-22", "May", "2013-05"),
    ("Sales grew faster than expected in June.", "2013-03-22", "June", "2012-06"),
    ("By August he had fled.", "2013-03-22", "August", "2012-08"),
    ("The vote in April gave him a majority.", "2013-03-22", "April", "2012-04"),
    ("Prices fell at the close Monday.", "2013-03-22", "Monday", "2013-03-18"),
    ("The zoo will stay closed through the weekend.", "2013-03-22", "the weekend", "2013-W12-WE"),
    ("The envoys spoke at the weekend.", "2013-03-20", "the weekend", "2013-W11-WE"),
    ("Shots rang out from early afternoon.", "2013-03-20", "early afternoon", "2013-03-20TAF"),
    ("He will stay until April 4. In the morning he met her.", "2013-03-20", "the morning", "2013-03-20TMO"),
    ("He was seized two weeks ago and freed that Friday.", "2013-03-22", "that Friday", "2013-03-08"),
    ("Work stopped in June 1984 and began three years later.", "2013-03-22", "three years later", "1987"),
    ("Prices slid after a flat May and rose.", "2013-07-22", "May", "2013-05"),
]

LENGTHS = [
    ("She ran for 2 hours 3 minutes 2 seconds.", "2 hours 3 minutes 2 seconds", "DURATION", "PT2H3M2S"),
    ("He served two years and three months.", "two years and three months", "DURATION", "P2Y3M"),
    ("It lasted the three months after the war.", "the three months", "DURATION", "P3M"),
    ("It lasted another six months.", "another six months", "DURATION", "P6M"),
    ("It lasted less than a week.", "less than a week", "DURATION", "P1W"),
    ("It beat the old time of 9 minutes by almost a minute.", "almost a minute", "DURATION", "PT1M"),
    ("It rained for the past couple of years.", "the past couple of years", "DURATION", "PXY"),
    ("In the month after the quake he slept.", "the month", "DURATION", "P1M"),
    ("It lasted a half-hour.", "a half-hour", "DURATION", "PT30M"),
    ("Weeks later he died.", "Weeks later", "DURATION", "PXW"),
    ("Over the years it grew.", "the years", "DURATION", "PXY"),
    ("He wrote it a quarter of a century ago.", "a quarter of a century ago", "DATE", "1988"),
    ("He will be back two weeks from today.", "two weeks from today", "DATE", "2013-04-05"),
    ("He rang twice a day.", "twice a day", "SET", "P1D"),
    ("He rang every night.", "every night", "SET", "XXXX-XX-XXTNI"),
    ("He rang each Sunday morning.", "each Sunday morning", "SET", "XXXX-WXX-7TMO"),
    ("He rang every few weeks.", "every few weeks", "SET", "PXW"),
]

NOT_TIMES = ["It was the fastest in history.", "The ongoing row hurts all.", "He scored in the second half."]


@pytest.mark.parametrize(("text", "published", "expression", "expected"), RESULTS + PLANS)
def test_timex_newswire_value(text, published, expression, expected):
    assert value(text, published, expression) == expected


@pytest.mark.parametrize(("text", "published", "expression", "expected"), HOURS)
def test_timex_newswire_hours_find_their_day(text, published, expression, expected):
    said = value(text, published, expression)
    assert said == expected if expected else said == "2013-03-23T00:20"


@pytest.mark.parametrize(("text", "expression", "kind", "expected"), LENGTHS)
def test_timex_newswire_lengths_and_sets(text, expression, kind, expected):
    found = read(text, "2013-03-22")
    assert expression in found, list(found)
    assert (found[expression].type, found[expression].value) == (kind, expected)


@pytest.mark.parametrize("text", NOT_TIMES)
def test_timex_newswire_words_that_are_no_times(text):
    assert read(text, "2013-03-22") == {}


def test_timex_today_under_a_date_line_of_the_day_before_is_that_day():
    document = Document(
        id="d", text="They met today.", published=Published("2013-03-22"), dateline=Dateline(0, 0, date="2013-03-21")
    )
    assert [(t.value, t.anchor) for t in find(document).timexes] == [("2013-03-21", "dateline")]


# ------------------------------------------------------------------ the marked articles


def test_timex_gold_has_no_wrong_mark():
    halves = [times.read(split) for split in times.SPLITS]
    assert [len(half) for half in halves] == [120, 20]
    assert [line for half in halves for line in times.complaints(half)] == []


def test_timex_gold_halves_share_no_sentence():
    halves = [
        {line.strip() for a in times.read(split) for line in a.text.split(". ") if len(line) > 40}
        for split in times.SPLITS
    ]
    assert not halves[0] & halves[1]


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("He left [Monday|1989-10-31].", "is not on 1989-10-31"),
        ("He left [on Tuesday|1989-10-31].", "begins with a preposition"),
        ("He left [late|soonish].", "no TIMEX3 value"),
        ("He left [a day|RATE P1D].", "unknown type RATE"),
    ],
)
def test_timex_gold_checker_tells_what_is_wrong(raw, complaint):
    article = times.marked(f"PUBLISHED 1989-11-02\n\n{raw}", "a")
    assert any(complaint in line for line in times.complaints([article]))


@pytest.mark.parametrize("raw", ["He left.", "PUBLISHED 1989-11-02\n\nHe left [Monday]."])
def test_timex_gold_without_head_or_with_a_broken_mark_is_refused(raw):
    with pytest.raises(ValueError, match=r"a: "):
        times.marked(raw, "a")


PLANTED = times.marked(
    "PUBLISHED 2013-03-22\n\nOn [Thursday|2013-03-21] it fell for [two days|P2D] and rose [later|2013-03-22].", "p"
)


def test_timex_figures_count_spans_values_types_and_days():
    document = times.document_of(PLANTED)
    tally = times.tallied(PLANTED, find(document).timexes)
    assert (tally.gold, tally.found, tally.strict, tally.value, tally.type) == (3, 2, 2, 2, 2)
    assert (tally.gold_days, tally.found_days, tally.days) == (2, 1, 1)
    assert tally.f1("value") == tally.f1("relaxed") == 80.0 and tally.ratio("type") == (2, 2)


def test_timex_figures_pair_one_to_one_and_exact_ones_first():
    said = find(times.document_of(PLANTED)).timexes
    wide = GoldTime(0, PLANTED.text.index(" and"), "DATE", "2013-03-21")
    both = times.MarkedArticle("p", "2013-03-22", PLANTED.text, (wide, PLANTED.timexes[0]), PLANTED.judged)
    assert [(gold, found.value) for gold, found in times.paired(both, said)] == [
        (wide, "P2D"),
        (PLANTED.timexes[0], "2013-03-21"),
    ]


def test_timex_errors_name_what_is_missed_and_what_differs():
    lines = list(times.errors(PLANTED, find(times.document_of(PLANTED)).timexes))
    assert len(lines) == 1 and "missed   'later' DATE 2013-03-22" in lines[0]
