"""Time expressions: (sentence, day of publication, expression, value), by construction. All sentences are our own."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.document import Boilerplate, Dateline, Document, Published, Timex
from dragoman.lexicon import load
from dragoman.timex import calendar, find
from dragoman.timex.find import READERS, rules


def read(text, published=None):
    document = Document(id="t", text=text, published=Published(published, basis="metadata"))
    return {document[timex]: timex for timex in find(document).timexes}


def value(text, published, expression):
    found = read(text, published)
    assert expression in found, f"{expression!r} not among {[(k, t.value) for k, t in found.items()]}"
    return found[expression].value


# 2025-05-08 is a Thursday, 2024-03-04 a Monday, 2023-03-13 a Monday.
EXPLICIT = [
    ("The pact dates from 2019-11-30.", None, "2019-11-30", "2019-11-30"),
    ("The log shows 2021-02-03T14:05Z as the hour.", None, "2021-02-03T14:05Z", "2021-02-03T14:05Z"),
    ("The treaty was signed on 4 April 1949.", None, "4 April 1949", "1949-04-04"),
    ("The treaty was signed on April 4, 1949.", None, "April 4, 1949", "1949-04-04"),
    ("The treaty was signed on Apr. 4, 1949.", None, "Apr. 4, 1949", "1949-04-04"),
    ("He resigned on the 3rd of June 2011.", None, "the 3rd of June 2011", "2011-06-03"),
    ("He resigned on June 3rd, 2011.", None, "June 3rd, 2011", "2011-06-03"),
    ("They met on Friday, May 9, 2025.", None, "Friday, May 9, 2025", "2025-05-09"),
    ("They met on Friday 9 May 2025.", None, "Friday 9 May 2025", "2025-05-09"),
    ("The cable is dated 12/25/1998.", None, "12/25/1998", "1998-12-25"),
    ("The cable is dated 25/12/1998.", None, "25/12/1998", "1998-12-25"),
    ("Stand: 08.05.2025 in Bern.", None, "08.05.2025", "2025-05-08"),
    ("The dispatch of 20240229 was short.", None, "20240229", "2024-02-29"),
    ("SEPT. 3, 1939 was a Sunday.", None, "SEPT. 3, 1939", "1939-09-03"),
    ("The envoy arrived in May 2012.", None, "May 2012", "2012-05"),
    ("The envoy arrived in early May 2012.", None, "early May 2012", "2012-05"),
    ("The envoy arrived in May of 2012.", None, "May of 2012", "2012-05"),
    ("Elections were held in 1994.", None, "1994", "1994"),
    ("Since late 2006 the border has been shut.", None, "late 2006", "2006"),
    ("By mid-2011 the fleet had left.", None, "mid-2011", "2011"),
    ("Trade grew in the 1990s.", None, "the 1990s", "199"),
    ("Trade grew in the '80s.", None, "the '80s", "198"),
    ("Trade grew in the late 1970s.", None, "the late 1970s", "197"),
    ("Trade grew in the nineties.", None, "the nineties", "199"),
    ("Borders drawn in the 19th century still matter.", None, "the 19th century", "18"),
    ("Borders drawn in the late nineteenth century still matter.", None, "the late nineteenth century", "18"),
    ("Spending will rise in fiscal 2010.", "2009-10-02", "fiscal 2010", "FY2010"),
    ("Spending will rise in fiscal year 2010.", "2009-10-02", "fiscal year 2010", "FY2010"),
    ("Spending rose this fiscal year.", "2009-10-02", "this fiscal year", "FY2009"),
    ("The lowest level since '82.", "2008-10-27", "'82", "1982"),
    ("The first half of 1998 was calm.", None, "The first half of 1998", "1998-H1"),
    ("The third quarter of 2009 brought a loss.", None, "The third quarter of 2009", "2009-Q3"),
    ("Q2 2015 brought a loss.", None, "Q2 2015", "2015-Q2"),
    ("The winter of 1998 was hard.", None, "The winter of 1998", "1998-WI"),
    ("In spring 2003 the inspectors left.", None, "spring 2003", "2003-SP"),
]

WEEKDAYS = [
    ("The minister resigned on Tuesday.", "2025-01-22", "Tuesday", "2025-01-21"),
    ("The minister resigned on Thursday.", "2025-05-08", "Thursday", "2025-05-08"),
    ("The minister resigned on Friday.", "2025-05-08", "Friday", "2025-05-02"),
    ("The minister resigned Wednesday.", "2025-05-08", "Wednesday", "2025-05-07"),
    ("Envoys will gather on Friday.", "2025-05-08", "Friday", "2025-05-09"),
    ("Envoys are expected to gather on Monday.", "2025-05-08", "Monday", "2025-05-12"),
    ("The truce holds until Sunday.", "2025-05-08", "Sunday", "2025-05-11"),
    ("Envoys plan to meet Saturday in Geneva.", "2025-05-08", "Saturday", "2025-05-10"),
    ("A vote is scheduled for Tuesday.", "2025-05-08", "Tuesday", "2025-05-13"),
    ("The talks are set to begin on Monday.", "2025-05-08", "Monday", "2025-05-12"),
    ("The envoy said on Tuesday that talks will follow.", "2025-05-08", "Tuesday", "2025-05-06"),
    ("Last Thursday the court ruled.", "2025-05-08", "Last Thursday", "2025-05-01"),
    ("The court will rule next Thursday.", "2025-05-08", "next Thursday", "2025-05-15"),
    ("The court ruled last Friday.", "2024-03-04", "last Friday", "2024-03-01"),
    ("The court will sit this Friday.", "2024-03-04", "this Friday", "2024-03-08"),
    ("Voters go to the polls on Sunday of next week.", "2024-03-04", "Sunday of next week", "2024-03-17"),
    ("He left on Monday morning.", "2025-05-08", "Monday morning", "2025-05-05TMO"),
    ("He left on Friday night.", "2025-05-11", "Friday night", "2025-05-09TNI"),
    ("He left late Tuesday.", "2025-05-08", "late Tuesday", "2025-05-06"),
    ("Tuesday's attack killed two.", "2025-05-08", "Tuesday", "2025-05-06"),
    ("The army shelled the port on Sunday.", "2024-03-03", "Sunday", "2024-03-03"),
    ("They quarrelled on Wednesday.", "2024-01-01", "Wednesday", "2023-12-27"),
    ("They spoke on Thurs. by phone.", "2025-05-09", "Thurs.", "2025-05-08"),
    ("The first Monday in May is a holiday.", "2025-05-08", "The first Monday in May", "2025-05-05"),
    ("The vote fell on the last Sunday of October 2024.", None, "the last Sunday of October 2024", "2024-10-27"),
    ("A strike crippled ports on Monday.", "2023-03-13", "Monday", "2023-03-13"),
]

DEICTIC = [
    ("The king spoke today.", "2024-02-29", "today", "2024-02-29"),
    ("The king spoke yesterday.", "2024-03-01", "yesterday", "2024-02-29"),
    ("The king will speak tomorrow.", "2023-12-31", "tomorrow", "2024-01-01"),
    ("The king spoke the day before yesterday.", "2024-03-01", "the day before yesterday", "2024-02-28"),
    ("The king will speak the day after tomorrow.", "2024-02-28", "the day after tomorrow", "2024-03-01"),
    ("Shells fell yesterday morning.", "2024-03-05", "yesterday morning", "2024-03-04TMO"),
    ("Shells fell last night.", "2024-03-05", "last night", "2024-03-04TNI"),
    ("The cabinet meets tonight.", "2024-03-05", "tonight", "2024-03-05TNI"),
    ("Police moved in early this morning.", "2024-03-05", "early this morning", "2024-03-05TMO"),
    ("The ship sank earlier today.", "2024-03-05", "earlier today", "2024-03-05"),
    ("Prices fell last week.", "2023-03-13", "last week", "2023-W10"),
    ("He may come as soon as next week.", "2023-03-13", "next week", "2023-W12"),
    ("Prices fell this week.", "2023-03-13", "this week", "2023-W11"),
    ("Prices fell last week.", "2021-01-05", "last week", "2020-W53"),
    ("Prices fell last month.", "2024-01-15", "last month", "2023-12"),
    ("Prices will fall next month.", "2024-12-15", "next month", "2025-01"),
    ("Prices fell last month.", "2024-03-31", "last month", "2024-02"),
    ("Prices fell earlier this month.", "2024-03-31", "earlier this month", "2024-03"),
    ("Prices fell last year.", "2024-03-31", "last year", "2023"),
    ("Prices will fall next year.", "2024-03-31", "next year", "2025"),
    ("Prices fell late last year.", "2024-03-31", "late last year", "2023"),
    ("Prices will fall later this year.", "2024-03-31", "later this year", "2024"),
    ("By the end of the year the base will close.", "2024-03-31", "the end of the year", "2024"),
    ("By the end of next year the base will close.", "2024-03-31", "the end of next year", "2025"),
    ("At the beginning of this month rebels attacked.", "2024-03-31", "the beginning of this month", "2024-03"),
    ("Fighting eased over the weekend.", "2024-03-04", "the weekend", "2024-W09-WE"),
    ("Fighting eased last weekend.", "2024-03-06", "last weekend", "2024-W09-WE"),
    ("A rally will be held this weekend.", "2024-03-06", "this weekend", "2024-W10-WE"),
    ("Profit rose in the third quarter.", "1989-11-02", "the third quarter", "1989-Q3"),
    ("Profit rose in the fourth quarter.", "1990-02-02", "the fourth quarter", "1989-Q4"),
    ("Third-quarter profit rose.", "1989-10-26", "Third-quarter", "1989-Q3"),
    ("Profit rose in the last quarter.", "2007-01-18", "the last quarter", "2006-Q4"),
    ("Profit rose in the third quarter of this year.", "2009-11-03", "the third quarter of this year", "2009-Q3"),
    ("Profit rose in the first quarter of last year.", "2009-05-07", "the first quarter of last year", "2008-Q1"),
    ("Aid grew in the second half of last year.", "2009-05-07", "the second half of last year", "2008-H2"),
    ("The king may visit this spring.", "2023-03-13", "this spring", "2023-SP"),
    ("The king visited last summer.", "2023-03-13", "last summer", "2022-SU"),
    ("The king will visit next winter.", "2023-03-13", "next winter", "2023-WI"),
    ("The king visited last fall.", "2023-03-13", "last fall", "2022-FA"),
    ("The king visited in the winter.", "2023-03-13", "the winter", "2022-WI"),
    ("The king visited last spring.", "2023-07-13", "last spring", "2023-SP"),
    ("October of next year is too late.", "2009-05-15", "October of next year", "2010-10"),
    ("In the following year he fled.", None, "the following year", "XXXX"),
    ("The last week of March was quiet.", "2009-04-01", "The last week of March", "2009-W13"),
]

MONTHS = [
    ("The court ruled on March 15.", "2023-03-13", "March 15", "2023-03-15"),
    ("They spoke by video on Dec. 30.", "2023-03-13", "Dec. 30", "2022-12-30"),
    ("They spoke by video on January 2.", "2022-12-28", "January 2", "2023-01-02"),
    ("A parade is planned for May 9.", "2025-05-08", "May 9", "2025-05-09"),
    ("The base was raided on Nov 4.", "2023-03-13", "Nov 4", "2022-11-04"),
    ("The base was raided on 11 December.", "2010-01-25", "11 December", "2009-12-11"),
    ("The base was raided on Tuesday, March 7.", "2023-03-13", "Tuesday, March 7", "2023-03-07"),
    ("Troops left in October.", "2004-11-24", "October", "2004-10"),
    ("Troops left in December.", "2004-11-24", "December", "2003-12"),
    ("Troops will leave in December.", "2004-11-24", "December", "2004-12"),
    ("Troops will leave in February.", "2004-11-24", "February", "2005-02"),
    ("He had been expected to travel in April.", "2023-03-13", "April", "2023-04"),
    ("He has waited since March.", "2023-05-13", "March", "2023-03"),
    ("He must leave by early June.", "2009-05-14", "early June", "2009-06"),
    ("The border reopened last May.", "2009-08-14", "last May", "2009-05"),
    ("The border will reopen next May.", "2009-08-14", "next May", "2010-05"),
    ("The border reopened in mid-June.", "2009-08-14", "mid-June", "2009-06"),
    ("The border reopened at the end of July.", "2009-08-14", "the end of July", "2009-07"),
    ("In 1994, the plane was shot down on April 6.", "2009-08-14", "April 6", "1994-04-06"),
    ("The pact expires on the 25th of next month.", "2009-08-14", "the 25th of next month", "2009-09-25"),
    ("The pact lapsed on the 9th.", "2009-08-14", "the 9th", "2009-08-09"),
]

CLOCK = [
    ("The blast came at 9:30 a.m. on Friday.", "2025-05-10", "9:30 a.m. on Friday", "2025-05-09T09:30"),
    ("The blast came at 7 p.m. Tuesday.", "2025-05-08", "7 p.m. Tuesday", "2025-05-06T19:00"),
    ("The blast came at 0800 GMT.", "2025-05-08", "0800 GMT", "2025-05-08T08:00Z"),
    ("The blast came at 14:30 UTC.", "2025-05-08", "14:30 UTC", "2025-05-08T14:30Z"),
    ("The blast came at 14:30.", "2025-05-08", "14:30", "2025-05-08T14:30"),
    ("The blast came around noon.", "2025-05-08", "around noon", "2025-05-08T12:00"),
    ("The blast came at midnight on Monday.", "2025-05-08", "midnight on Monday", "2025-05-05T24:00"),
    ("The truce began at 3 p.m. Moscow time.", "2025-05-08", "3 p.m. Moscow time", "2025-05-08T15:00+03:00"),
    ("The truce began at 6:40 p.m. (GMT +8).", "2025-05-08", "6:40 p.m. (GMT +8)", "2025-05-08T18:40+08:00"),
    ("The truce began at 12 a.m. EST.", "2025-05-08", "12 a.m. EST", "2025-05-08T00:00-05:00"),
    ("The truce began at nine o'clock.", "2025-05-08", "nine o'clock", "2025-05-08T09:00"),
    ("The fleet sailed on the morning of May 9.", "2025-05-12", "the morning of May 9", "2025-05-09TMO"),
    ("The fleet sailed on Tuesday after a drill at 18:00 UTC.", "2025-05-08", "18:00 UTC", "2025-05-06T18:00Z"),
    ("The fleet will sail at 5 p.m. tomorrow.", "2025-05-08", "5 p.m. tomorrow", "2025-05-09T17:00"),
    ("The guns fell silent in the evening.", "2025-05-08", "the evening", "2025-05-08TEV"),
]

RELATIVE = [
    ("The mayor fled two years ago.", "2024-03-04", "two years ago", "2022"),
    ("The mayor fled three months ago.", "2024-03-04", "three months ago", "2023-12"),
    ("The mayor fled three days ago.", "2024-03-01", "three days ago", "2024-02-27"),
    ("The mayor fled a week ago.", "2011-03-18", "a week ago", "2011-03-11"),
    ("The mayor fled two weeks ago.", "2024-03-04", "two weeks ago", "2024-W08"),
    ("The mayor fled several months ago.", "2024-03-04", "several months ago", "PAST_REF"),
    ("The mayor fled some 27 years ago.", "2024-03-04", "some 27 years ago", "1997"),
    ("The mayor fled a decade ago.", "2024-03-04", "a decade ago", "201"),
    ("The tax begins six months from now.", "2024-03-04", "six months from now", "2024-09"),
    ("They met on Thursday; he had arrived a day earlier.", "2025-05-08", "a day earlier", "2025-05-07"),
    ("The vote was on May 3. Two days later he quit.", "2025-05-08", "Two days later", "2025-05-05"),
    ("The vote was on May 3. The next day he quit.", "2025-05-08", "The next day", "2025-05-04"),
    ("The vote was on May 3 and he quit the same day.", "2025-05-08", "the same day", "2025-05-03"),
    ("The vote was on May 3. He had fled the previous day.", "2025-05-08", "the previous day", "2025-05-02"),
    ("The war began in 1998. Three years later it ended.", "2025-05-08", "Three years later", "2001"),
    ("It ended in March 1998. The following month he fled.", None, "The following month", "1998-04"),
    ("It earned $2 million in the third quarter, up from a year earlier.", "1989-11-02", "a year earlier", "1988-Q3"),
    ("It earned more in the third quarter than a year ago.", "1989-11-02", "a year ago", "1988-Q3"),
    (
        "Rents rose in January against the same month a year ago.",
        "2009-02-03",
        "the same month a year ago",
        "2008-01",
    ),
    ("Sales rose in February from the same period last year.", "2010-03-03", "the same period last year", "2009-02"),
    ("The deal closes on June 10; by that time he will be gone.", "2011-05-29", "that time", "2011-06-10"),
    ("It fell in 1990's first half.", "1991-03-04", "1990", "1990"),
    ("It fell in the late 1980's.", "1991-03-04", "the late 1980's", "198"),
    ("He will report by year-end.", "1989-11-02", "year-end", "1989"),
    ("In the latest quarter sales rose.", "1989-11-02", "the latest quarter", "1989-Q3"),
    ("In the year-ago quarter sales rose.", "1989-11-02", "the year-ago quarter", "1988-Q3"),
    ("Ten years ago today the king fell.", "1998-02-27", "Ten years ago today", "1988-02-27"),
    ("He will be back in three days' time.", "2013-03-22", "three days' time", "2013-03-25"),
    ("Shells fell in the early hours of Friday.", "2013-03-22", "the early hours of Friday", "2013-03-22TMO"),
    ("The 1991-95 war left scars.", "2013-03-22", "1991", "1991"),
    ("The 1991-95 war left scars.", "2013-03-22", "95", "1995"),
    ("It cost $2 million last year and less the year before.", "2010-01-28", "the year before", "2008"),
]

PHRASES = [
    ("He is now in exile.", "2024-03-04", "now", "PRESENT_REF"),
    ("He currently lives abroad.", "2024-03-04", "currently", "PRESENT_REF"),
    ("At the moment nobody rules.", "2024-03-04", "At the moment", "PRESENT_REF"),
    ("These days nobody rules.", "2024-03-04", "These days", "PRESENT_REF"),
    ("For the time being nobody rules.", "2024-03-04", "For the time being", "PRESENT_REF"),
    ("He recently returned.", "2024-03-04", "recently", "PAST_REF"),
    ("Ties have cooled in recent years.", "2024-03-04", "recent years", "PAST_REF"),
    ("Ties have cooled in recent months.", "2024-03-04", "recent months", "PAST_REF"),
    ("Ties were warm in the past.", "2024-03-04", "the past", "PAST_REF"),
    ("A statement will come in due course.", "2024-03-04", "in due course", "FUTURE_REF"),
    ("A statement will come soon.", "2024-03-04", "soon", "FUTURE_REF"),
    ("They will talk in the coming weeks.", "2024-03-04", "the coming weeks", "FUTURE_REF"),
    ("Nobody knows the future of it, but in the future he may rule.", "2024-03-04", "the future", "FUTURE_REF"),
    ("Peace is possible in the near future.", "2024-03-04", "the near future", "FUTURE_REF"),
]

DURATIONS = [
    ("They talked for two hours.", "two hours", "PT2H", None),
    ("They talked for three days.", "three days", "P3D", None),
    ("They talked for nearly five months.", "nearly five months", "P5M", "LESS_THAN"),
    ("They talked for more than two weeks.", "more than two weeks", "P2W", "MORE_THAN"),
    ("They talked for at least three decades.", "at least three decades", "P30Y", "EQUAL_OR_MORE"),
    ("They talked for about 18 months.", "about 18 months", "P18M", "APPROX"),
    ("They talked for two and a half years.", "two and a half years", "P2.5Y", None),
    ("They talked for almost two and a half years.", "almost two and a half years", "P2.5Y", "LESS_THAN"),
    ("They talked for a year and a half.", "a year and a half", "P1.5Y", None),
    ("They talked for half an hour.", "half an hour", "PT30M", None),
    ("They talked for a week.", "a week", "P1W", None),
    ("They talked for an hour.", "an hour", "PT1H", None),
    ("They talked for several years.", "several years", "PXY", None),
    ("They talked for a few days.", "a few days", "PXD", None),
    ("It is the worst drought in years.", "years", "PXY", None),
    ("The guns fired within hours.", "hours", "PTXH", None),
    ("After decades of war they talked.", "decades", "PXY", None),
    ("He came on a four-day visit.", "four-day", "P4D", None),
    ("The 12-year war ended.", "12-year", "P12Y", None),
    ("A 24-hour strike began.", "24-hour", "PT24H", None),
    ("A weeklong strike began.", "weeklong", "P1W", None),
    ("A decades-long feud ended.", "decades-long", "PXY", None),
    ("The bank fell for six straight days.", "six straight days", "P6D", None),
    ("The economy shrank for two consecutive quarters.", "two consecutive quarters", "P2Q", None),
    ("The crossing took thirty minutes.", "thirty minutes", "PT30M", None),
    ("Half a century of rule ended.", "Half a century", "P50Y", None),
    ("A fortnight of talks ended.", "A fortnight", "P2W", None),
    ("A boy, 19 years old, was held.", "19 years old", "P19Y", None),
    ("A 15-year-old boy was held.", "15-year-old", "P15Y", None),
    ("It will take 60 to 90 days.", "60", "P60D", None),
    ("It will take 60 to 90 days.", "90 days", "P90D", None),
    ("He held out for 1,000 days.", "1,000 days", "P1000D", None),
    ("He held out for twenty-five years.", "twenty-five years", "P25Y", None),
]

STRETCHES = [
    ("Prices rose over the past two years.", "2024-03-04", "the past two years", "P2Y", "2022-03-04", "2024-03-04"),
    ("Prices fell in the last six months.", "2024-03-04", "the last six months", "P6M", "2023-09-04", "2024-03-04"),
    (
        "It will cut jobs over the next four years.",
        "2007-02-28",
        "the next four years",
        "P4Y",
        "2007-02-28",
        "2011-02-28",
    ),
    ("Prices rose over the past decade.", "2024-03-04", "the past decade", "P10Y", "2014-03-04", "2024-03-04"),
    ("Prices rose in the past week.", "2024-03-04", "the past week", "P1W", "2024-02-26", "2024-03-04"),
    (
        "Aid fell in the first nine months of 2009.",
        "2010-03-04",
        "the first nine months",
        "P9M",
        "2009-01-01",
        "2009-09-30",
    ),
    ("The visit runs from May 7 to 10.", "2025-05-05", "May 7", "2025-05-07", "2025-05-07", "2025-05-10"),
    ("The visit runs from May 7 to 10.", "2025-05-05", "10", "2025-05-10", "2025-05-07", "2025-05-10"),
    ("The visit runs 7-10 May 2024.", "2025-05-05", "10 May 2024", "2024-05-10", "2024-05-07", "2024-05-10"),
    ("The visit runs from May 28 to June 3.", "2025-05-25", "June 3", "2025-06-03", "2025-05-28", "2025-06-03"),
    ("The drill on April 7-9, 1997 was large.", None, "April 7", "1997-04-07", "1997-04-07", "1997-04-09"),
    ("Talks ran between March and June 2005.", "2009-05-05", "March", "2005-03", None, None),
    ("Talks on May 7 and 8 failed.", "2025-05-12", "8", "2025-05-08", None, None),
    ("The 2008-09 season was cut short.", None, "2008-09 season", "2008", "2008-01-01", "2009-12-31"),
]

SETS = [
    ("The council meets every Monday.", "every Monday", "XXXX-WXX-1", "EVERY"),
    ("The council meets on Mondays.", "Mondays", "XXXX-WXX-1", "EVERY"),
    ("The council meets each year.", "each year", "P1Y", "EACH"),
    ("The council meets every two weeks.", "every two weeks", "P2W", "EVERY"),
    ("The council meets every other week.", "every other week", "P2W", "EVERY"),
    ("The council meets daily.", "daily", "P1D", None),
    ("The annual drill began.", "annual", "P1Y", None),
    ("The council issues a weekly bulletin.", "weekly", "P1W", None),
    ("The council meets twice a year.", "twice a year", "P1Y", "2X"),
    ("The council meets three times a week.", "three times a week", "P1W", "3X"),
    ("The base costs $10,000 a month.", "a month", "P1M", None),
    ("The mill builds 15 tankers a year.", "a year", "P1Y", None),
    ("The mill burns 40 tons per day.", "per day", "P1D", None),
    ("The council meets every May.", "every May", "XXXX-05", "EVERY"),
    ("The council meets each spring.", "each spring", "XXXX-SP", "EACH"),
    ("The feast is celebrated on May 9 in the capital.", "May 9", "XXXX-05-09", "EVERY"),
    ("The council meets on Friday nights.", "Friday nights", "XXXX-WXX-5TNI", "EVERY"),
]

NAMED = [
    ("Shops closed on Christmas Eve.", "2024-12-27", "Christmas Eve", "2024-12-24"),
    ("A truce will hold at Christmas.", "2024-12-01", "Christmas", "2024-12-25"),
    ("Marchers filled the square on May Day.", "2024-05-02", "May Day", "2024-05-01"),
    ("He prayed on Good Friday.", "2025-04-19", "Good Friday", "2025-04-18"),
    ("He prayed at Easter 2024.", None, "Easter 2024", "2024-03-31"),
    ("He prayed on Orthodox Easter.", "2024-05-06", "Orthodox Easter", "2024-05-05"),
    ("Families met on Thanksgiving.", "2024-12-01", "Thanksgiving", "2024-11-28"),
    ("Turnout was high on Election Day.", "2024-11-07", "Election Day", "2024-11-05"),
    ("Trains were full for Lunar New Year.", "2025-02-02", "Lunar New Year", "2025-01-29"),
    ("Trains were full for Chinese New Year.", "2024-02-02", "Chinese New Year", "2024-02-10"),
    ("Labor Day was hot.", "2023-09-08", "Labor Day", "2023-09-04"),
    ("A parade marked Bastille Day.", "2023-07-15", "Bastille Day", "2023-07-14"),
    ("It recalled the losses of Black Monday.", "2007-10-20", "Black Monday", "1987-10-19"),
    ("New Year's Day 2000 was calm.", None, "New Year's Day 2000", "2000-01-01"),
]

OPEN = [
    ("The minister resigned on Tuesday.", "Tuesday", "XXXX-WXX-2"),
    ("The minister resigned on Tuesday night.", "Tuesday night", "XXXX-WXX-2TNI"),
    ("The minister resigned yesterday.", "yesterday", "XXXX-XX-XX"),
    ("The minister resigned last week.", "last week", "XXXX-WXX"),
    ("The minister resigned last month.", "last month", "XXXX-XX"),
    ("The minister resigned last year.", "last year", "XXXX"),
    ("The minister resigned on May 9.", "May 9", "XXXX-05-09"),
    ("The minister resigned in October.", "October", "XXXX-10"),
    ("The minister resigned in the third quarter.", "the third quarter", "XXXX-Q3"),
    ("The minister resigned last summer.", "last summer", "XXXX-SU"),
    ("The minister resigned at 9 a.m.", "9 a.m.", "XXXX-XX-XXT09:00"),
    ("The minister resigned at 9 a.m. on Friday.", "9 a.m. on Friday", "XXXX-WXX-5T09:00"),
]

NOTHING = [
    "He may second the motion of the Daily Courier.",
    "The army marched on the fall of the capital.",
    "A column of 2000 troops left with $1999 in cash.",
    "Flight 1987 was delayed; the score was 3-2.",
    "Temperatures rose into his 40s of thought.",
    "Officers may march through the second gate.",
    "A quarter of the seats are empty.",
    "The mission chief, Prime Minister Theresa May, sat down.",
    "Arab Spring activists sat in the Sun office.",
]

ALL = EXPLICIT + WEEKDAYS + DEICTIC + MONTHS + CLOCK + RELATIVE + PHRASES + NAMED


@pytest.mark.parametrize(("text", "published", "expression", "expected"), ALL)
def test_timex_value_is_what_the_day_of_publication_makes_it(text, published, expression, expected):
    assert value(text, published, expression) == expected


@pytest.mark.parametrize(("text", "expression", "expected", "mod"), DURATIONS)
def test_timex_durations_have_length_and_mod(text, expression, expected, mod):
    found = read(text, "2024-03-04")
    assert expression in found, list(found)
    assert (found[expression].type, found[expression].value, found[expression].mod) == ("DURATION", expected, mod)


@pytest.mark.parametrize(("text", "published", "expression", "expected", "begin", "finish"), STRETCHES)
def test_timex_ranges_know_both_ends(text, published, expression, expected, begin, finish):
    found = read(text, published)
    assert expression in found, list(found)
    timex = found[expression]
    assert (timex.value, timex.begin, timex.finish) == (expected, begin, finish)


@pytest.mark.parametrize(("text", "expression", "expected", "quantity"), SETS)
def test_timex_sets_have_period_and_quantity(text, expression, expected, quantity):
    found = read(text, "2024-03-04")
    assert expression in found, list(found)
    assert (found[expression].type, found[expression].value, found[expression].quantity) == ("SET", expected, quantity)


@pytest.mark.parametrize(("text", "expression", "expected"), OPEN)
def test_timex_stays_open_without_a_day_of_publication(text, expression, expected):
    found = read(text)
    assert (found[expression].value, found[expression].anchor) == (expected, "none")


@pytest.mark.parametrize("text", NOTHING)
def test_timex_words_that_only_look_like_times_are_left(text):
    assert read(text, "2024-03-04") == {}


KNOWN = [
    (
        "It came on the third anniversary of the invasion of Ukraine.",
        "2025-02-24",
        "DATE",
        "2025-02-24",
        "rus-invasion-ukraine",
    ),
    ("Guests came for the 80th anniversary of Victory Day.", "2025-05-08", "DATE", "2025-05-09", "victory-day"),
    (
        "He rang hours after Donald Trump was inaugurated as president.",
        "2025-01-21",
        "DURATION",
        "PTXH",
        "usa-inauguration-47",
    ),
    ("It is 80 years since the defeat of Nazi Germany.", "2025-05-08", "DURATION", "P80Y", "victory-day"),
]


@pytest.mark.parametrize(("text", "published", "kind", "expected", "event"), KNOWN)
def test_timex_known_events_anchor_anniversaries_and_lengths(text, published, kind, expected, event):
    anchored = [t for t in read(text, published).values() if t.anchor == f"event:{event}"]
    assert [(t.type, t.value) for t in anchored] == [(kind, expected)]


def test_timex_an_anniversary_takes_the_day_it_names_with_it():
    found = read("Guests came for the 80th anniversary of Victory Day.", "2025-05-08")
    assert list(found) == ["the 80th anniversary of Victory Day"]


def test_timex_an_unknown_event_dates_nothing():
    assert not [t for t in read("They marked the tenth anniversary of the bakery.", "2025-05-08").values() if t.value]


def test_timex_eid_is_approximate_and_knows_its_days():
    timex = read("The guns fell silent for Eid al-Fitr.", "2024-04-12")["Eid al-Fitr"]
    assert (timex.value, timex.mod, timex.begin, timex.finish) == ("2024-04-10", "APPROX", "2024-04-09", "2024-04-11")


def test_timex_weekday_that_disagrees_with_its_date_is_unsure():
    agreeing = read("They met on Friday, May 9, 2025.")["Friday, May 9, 2025"]
    disagreeing = read("They met on Monday, May 9, 2025.")["Monday, May 9, 2025"]
    assert disagreeing.confidence < agreeing.confidence


def test_timex_page_furniture_gives_none():
    text = "Since July 1, 2024, we run no adverts. Envoys met on May 3."
    document = Document(
        id="f", text=text, published=Published("2025-05-08"), boilerplate=(Boilerplate(0, 38, "appeal", "test"),)
    )
    assert [timex.value for timex in find(document).timexes] == ["2025-05-03"]


def test_timex_a_window_gives_only_what_holds_on_all_its_days():
    text = "They met last week, on a Tuesday in March, after talks last year."
    document = Document(id="w", text=text, published=Published(None, "2025-03-12", "2025-03-18"))
    values = {document[t]: t.value for t in find(document).timexes}
    assert values["last year"] == "2024" and values["last week"] == "XXXX-WXX"


def test_timex_the_dateline_stands_in_for_the_day_of_publication():
    document = Document(id="d", text="They met on Tuesday.", dateline=Dateline(0, 0, date="2025-01-22"))
    assert [(t.value, t.anchor) for t in find(document).timexes] == [("2025-01-21", "dateline")]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_timex_each_rule_reads_its_own_example(rule):
    document = Document(id="e", text=f"They met {rule.example}.", published=Published("2024-03-04"))
    seen = [timex.rule for timex in find(document).timexes]
    document = Document(id="e", text=f"{rule.example} talks", published=Published("2024-03-04"))
    seen += [timex.rule for timex in find(document).timexes]
    assert rule.id in READERS
    assert rule.id in seen, seen


# ------------------------------------------------------------ round trips

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@settings(deadline=None)
@given(DAYS)
def test_timex_any_day_written_out_comes_back(day):
    texts = [day.strftime(f) for f in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%d %b %Y")]
    for written in texts:
        found = list(read(f"The pact was signed on {written} in Bern.", "2010-06-15").values())
        assert [timex.value for timex in found] == [day.isoformat()], written


@settings(deadline=None)
@given(DAYS)
def test_timex_yesterday_and_tomorrow_are_next_to_today(day):
    found = read("It rained yesterday, it rains today, it will rain tomorrow.", day.isoformat())
    days = [calendar.day_of(found[word].value).toordinal() for word in ("yesterday", "today", "tomorrow")]
    assert days == [day.toordinal() - 1, day.toordinal(), day.toordinal() + 1]


@settings(deadline=None)
@given(DAYS, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_timex_bare_weekday_lies_within_the_seven_days_up_to_today(day, weekday):
    found = calendar.day_of(value(f"The envoy resigned on {weekday}.", day.isoformat(), weekday))
    assert found.strftime("%A") == weekday and 0 <= (day - found).days <= 6


@settings(deadline=None)
@given(DAYS, st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_timex_next_and_last_weekday_are_never_today(day, weekday):
    ahead = calendar.day_of(value(f"They will meet next {weekday}.", day.isoformat(), f"next {weekday}"))
    back = calendar.day_of(value(f"They met last {weekday}.", day.isoformat(), f"last {weekday}"))
    assert 2 <= (ahead - day).days <= 11 and 1 <= (day - back).days <= 7


@settings(deadline=None)
@given(DAYS, DAYS)
def test_timex_day_and_month_come_back_in_the_nearest_year(day, published):
    found = calendar.day_of(value(f"The {day.strftime('%B %d')} accord.", published.isoformat(), day.strftime("%B %d")))
    assert (found.month, found.day) == (day.month, day.day)
    assert abs((found - published).days) <= (183 if (day.month, day.day) != (2, 29) else 1500)


@settings(deadline=None)
@given(DAYS)
def test_timex_values_of_weeks_months_quarters_hold_their_day(day):
    for grain in ("day", "week", "month", "quarter", "half", "year", "decade", "century"):
        first, last = calendar.bounds(calendar.value_at(day, grain))
        assert first <= day <= last


@settings(deadline=None)
@given(DAYS)
def test_timex_last_week_and_next_week_touch_this_week(day):
    found = read("It rained last week, it was dry this week, it will rain next week.", day.isoformat())
    held = [calendar.bounds(found[f"{word} week"].value) for word in ("last", "this", "next")]
    assert held[0][1].toordinal() + 1 == held[1][0].toordinal()
    assert held[1][1].toordinal() + 1 == held[2][0].toordinal()


@settings(deadline=None)
@given(st.integers(1900, 2100))
def test_timex_easter_is_a_sunday_in_spring(year):
    day = calendar.easter(year)
    assert day.isoweekday() == 7 and (3, 22) <= (day.month, day.day) <= (4, 25)
    assert calendar.orthodox_easter(year).isoweekday() == 7


@settings(deadline=None)
@given(DAYS, st.integers(-1200, 1200))
def test_timex_months_added_keep_the_day_or_take_the_last(day, count):
    moved = calendar.add_months(day, count)
    assert moved.day == day.day or (moved + datetime.timedelta(1)).day == 1


def test_timex_every_span_is_words_of_the_text():
    text = "\n".join(row[0] for row in ALL)
    document = find(Document(id="all", text=text, published=Published("2024-03-04")))
    assert all(isinstance(t, Timex) and document[t].strip() == document[t] != "" for t in document.timexes)
    starts = [t.start for t in document.timexes]
    assert starts == sorted(starts)


def test_timex_lunar_years_begin_between_21_january_and_20_february():
    from dragoman.timex.named import LunarYear

    days = [datetime.date.fromisoformat(row.date) for row in load("time/lunar_years.tsv", LunarYear)]
    assert [day.year for day in days] == list(range(1950, 2051))
    assert all((1, 21) <= (day.month, day.day) <= (2, 20) for day in days)


WORDS = """May March last next two 31 2000 0 the of Monday week year ago 9:30 a.m. 24:99 first quarter every 7-10 30
February since after anniversary Christmas 1900 '80s half noon early - , . in Easter Ramadan decades hours"""
DAYS_AT_THE_EDGE = [None, "1900-01-01", "2024-02-29", "2100-12-31", "0001-01-01", "9999-12-31"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), st.sampled_from(DAYS_AT_THE_EDGE))
def test_timex_any_string_of_time_words_is_read_without_error(words, published):
    document = find(Document(id="h", text=" ".join(words), published=Published(published)))
    ends = [0, *(timex.end for timex in document.timexes)]
    assert all(end <= timex.start < timex.end for end, timex in zip(ends, document.timexes, strict=False))
