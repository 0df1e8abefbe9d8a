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
    ("He died at 7:10 p.m. An hour later she died.", "2013-03-22", "An hour later", "2013-03-22T20:10"),
    ("The train left at 11:50 p.m. Twenty minutes later it hit a car.", None, "Twenty minutes later", "PT20M"),
    (
        "The alarm rang at 11:50 p.m. Thirty minutes later it fell.",
        "2013-03-22",
        "Thirty minutes later",
        "2013-03-22T00:20",
    ),
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

# 1998-11-19 is a Thursday: which way a weekday lies.
DIRECTIONS = [
    ("He is to leave Monday and return Thursday.", "Thursday", "1998-11-26"),
    ("The mill was closed Monday and was to reopen Thursday.", "Thursday", "1998-11-19"),
    ("He said Monday that the men would be freed Tuesday.", "Tuesday", "1998-11-17"),
    ("He had said that he would leave on Friday.", "Friday", "1998-11-13"),
    ("Full service was expected by Monday.", "Monday", "1998-11-23"),
    ("They may not have light before Sunday.", "Sunday", "1998-11-22"),
    ("They may have left the town on Sunday.", "Sunday", "1998-11-15"),
    ("If they do not have a deal by Saturday, they will strike.", "Saturday", "1998-11-21"),
    ("The city had planned a parade for Friday.", "Friday", "1998-11-20"),
    ("All games were cancelled, among them one on Saturday.", "Saturday", "1998-11-21"),
    ("The deadline of Saturday ran out.", "Saturday", "1998-11-14"),
    ("A hearing was set for Monday.", "Monday", "1998-11-23"),
    ("He is held pending a hearing Monday.", "Monday", "1998-11-23"),
    ("The watches were posted through Saturday.", "Saturday", "1998-11-21"),
    ("The bank cut its duty from Saturday.", "Saturday", "1998-11-21"),
    ("Tickets go on sale Monday.", "Monday", "1998-11-23"),
    ("The union called a strike from Monday.", "Monday", "1998-11-23"),
    ("The count took until Tuesday.", "Tuesday", "1998-11-17"),
    ("They heard cries from the ruins until Tuesday.", "Tuesday", "1998-11-17"),
    ("The talks were adjourned until Tuesday.", "Tuesday", "1998-11-24"),
    ("He fled on Nov. 7. He left by the kitchen door, on a Saturday.", "Saturday", "1998-11-07"),
    ('"I saw him," she said Wednesday. "He will be back tomorrow."', "tomorrow", "1998-11-19"),
    ('"I saw him," she said Wednesday. They will look tomorrow.', "tomorrow", "1998-11-20"),
]

# Which day or half of the day an hour is of.
HOURS_TOLD_ON = [
    ("A bomb went off in Cork on Monday.\n\nA man was hurt.\n\nThe blast came at 10:35 a.m.", "10:35 a.m.", "16T10:35"),
    ("The train was stopped between 7:39 and 7:52 p.m. on Monday.", "7:39", "16T19:39"),
    ("The bell rang at 7:33 a.m. today; the doors open at 8.", "8", "19T08:00"),
    ("The jet fell on Monday night. It had left at 8:19 without a bag.", "8:19", "16T20:19"),
    ("The van left at 8:40 p.m. on Monday; at 9:14 it was seen.", "9:14", "16T21:14"),
    ("The hall fell at three o'clock Monday.", "three o'clock Monday", "16T15:00"),
    ("The store was robbed Monday.\n\nA guard saw the men at 10:30 p.m. and ran.", "10:30 p.m.", "16T22:30"),
    ("A fir fell on his truck about 10:30 p.m. and broke it.", "about 10:30 p.m.", "18T22:30"),
    (
        "The gang freed six men, the army said Thursday.\n\nThey were found on Tuesday.\n\nShots rang out at 4 p.m.",
        "4 p.m.",
        "17T16:00",
    ),
    ("The bank was robbed today. The exchange, closed on Tuesday, opened at 9:55 a.m.", "9:55 a.m.", "19T09:55"),
    ("Prices may open higher today after a wall fell on Tuesday.\n\nThe news came at 7 p.m.", "7 p.m.", "17T19:00"),
    ("Crews hope to lift the jet today, a day after it fell.\n\nIt left Cork at 3:26 p.m.", "3:26 p.m.", "18T15:26"),
    ("Prices rose today. The index, which fell 50 points Tuesday, was up 9 at 2 p.m.", "2 p.m.", "19T14:00"),
    ("Debate opened on Tuesday and went on until well past midnight.", "well past midnight", "18T00:00"),
    ("The men walked in at 5 p.m. on Tuesday and were home before dawn.", "dawn", "18TMO"),
    ("They agreed early Tuesday after talks through the night.", "the night", "16TNI"),
    ("Crews found two men Tuesday. They stopped at nightfall and dug again Tuesday morning.", "nightfall", "16TEV"),
    ("A man who, it emerged, had died on Friday won on Monday. They met that night.", "that night", "16TNI"),
]

# Months, days of a month and longer times that take their year from what was told.
YEARS_TOLD = [
    ("Last year they held ten men. The last was freed on Dec. 16.", "Dec. 16", "1997-12-16"),
    ("Last year they held ten men. The last was freed on Oct. 16.", "Oct. 16", "1998-10-16"),
    ("Last year they met on May 5.", "May 5", "1997-05-05"),
    ("It had 4,000 workers on Jan. 21.", "Jan. 21", "1998-01-21"),
    ("The blast, on Dec. 26, killed six.", "Dec. 26", "1997-12-26"),
    (
        "Ten died between June 1995 and August 1995, five of them on the night of July 4.",
        "the night of July 4",
        "1995-07-04TNI",
    ),
    ("He steps down next November.", "next November", "1999-11"),
    ("The rain normally begins in March.", "March", "XXXX-03"),
    ("The review will be done by the end of the summer.", "the end of the summer", "1999-SU"),
    (
        "It had a third-quarter loss and will close on Dec. 17. That compares with a profit a year earlier.",
        "a year earlier",
        "1997-Q3",
    ),
    (
        "In October prices rose 1 percent from a month earlier and 3 percent from a year earlier.",
        "a year earlier",
        "1997-10",
    ),
    ("The trip takes 9 hours and 5 minutes, two hours less.", "9 hours and 5 minutes", "PT9H5M"),
    ("They deliberated over two days.", "two days", "P2D"),
    ("He waited over two days.", "over two days", "P2D"),
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
    ("Minutes later another man fell.", "Minutes later", "DURATION", "PTXM"),
    ("It was up 20 points an hour after the start.", "an hour", "DURATION", "PT1H"),
    ("Over the years it grew.", "the years", "DURATION", "PXY"),
    ("He wrote it a quarter of a century ago.", "a quarter of a century ago", "DATE", "1988"),
    ("He will be back two weeks from today.", "two weeks from today", "DATE", "2013-04-05"),
    ("He rang twice a day.", "twice a day", "SET", "P1D"),
    ("He rang every night.", "every night", "SET", "XXXX-XX-XXTNI"),
    ("He rang each Sunday morning.", "each Sunday morning", "SET", "XXXX-WXX-7TMO"),
    ("He rang every few weeks.", "every few weeks", "SET", "PXW"),
]

NOT_TIMES = [
    "It was the fastest in history.",
    "The ongoing row hurts all.",
    "He scored in the second half.",
    "His summer house fell.",
]


@pytest.mark.parametrize(("text", "published", "expression", "expected"), RESULTS + PLANS)
def test_timex_newswire_value(text, published, expression, expected):
    assert value(text, published, expression) == expected


@pytest.mark.parametrize(("text", "published", "expression", "expected"), HOURS)
def test_timex_newswire_hours_find_their_day(text, published, expression, expected):
    assert value(text, published, expression) == expected


@pytest.mark.parametrize(("text", "expression", "expected"), DIRECTIONS + YEARS_TOLD)
def test_timex_newswire_day_and_year_follow_from_what_is_told(text, expression, expected):
    assert value(text, "1998-11-19", expression) == expected


@pytest.mark.parametrize(("text", "expression", "expected"), HOURS_TOLD_ON)
def test_timex_newswire_hours_go_on_from_the_story(text, expression, expected):
    assert value(text, "1998-11-19", expression) == f"1998-11-{expected}"


def test_timex_later_in_the_week_of_a_sunday_is_the_next_week():
    assert value("He will speak later in the week.", "1998-11-22", "later in the week") == "1998-W48"
    assert value("He spoke in the week.", "1998-11-22", "the week") == "1998-W47"


@pytest.mark.parametrize(
    ("text", "published", "expression", "expected"),
    [
        ("The minister is to visit this week.", "1998-11-22", "this week", "1998-W48"),
        ("The vote was due this week.", "1998-11-22", "this week", "1998-W48"),
        ("Three towns fell this week.", "1998-11-22", "this week", "1998-W47"),
        ("Sales rose 18 percent from a year before in the port.", "1998-11-19", "a year before", "1997"),
        ("The road is to be finished before winter.", "1999-02-19", "winter", "1999-WI"),
        (
            "He gave up early Friday. He walked in shortly before closing time Thursday. Two left at 8:15 p.m.",
            "1998-11-20",
            "8:15 p.m.",
            "1998-11-19T20:15",
        ),
        ("Brent for January was down 31 cents.", "1998-11-19", "January", "1999-01"),
        ("The flight is now unlikely before March.", "1998-11-19", "March", "1999-03"),
        (
            "The snow began Sunday night and did not stop until early Wednesday. Trains ran again at 6 a.m.",
            "1998-11-19",
            "6 a.m.",
            "1998-11-18T06:00",
        ),
    ],
)
def test_timex_newswire_sundays_traded_months_and_ends(text, published, expression, expected):
    assert value(text, published, expression) == expected


def test_timex_most_recently_beside_a_time_is_no_time_of_its_own():
    assert list(read("It was put off twice, most recently two weeks ago.", "1998-11-19")) == ["two weeks ago"]
    assert list(read("She worked, most recently, as a judge.", "1998-11-19")) == ["most recently"]


def test_timex_today_under_a_date_line_of_the_day_does_not_hide_the_day_of_the_story():
    text = (
        "CORK, Nov. 19 (Wire) - Six men are free.\n\nThey were found on Tuesday.\n\nShots rang out at 4 p.m. in a wood."
    )
    assert value(text, "1998-11-19", "4 p.m.") == "1998-11-17T16:00"


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
    assert [len(half) for half in halves] == [284, 70]
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
