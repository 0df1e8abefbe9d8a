"""Publication dates: stated, in the dateline, or solved from known events and weekdays; otherwise unknown."""

import datetime

import pytest

from dragoman import reading
from dragoman.lexicon import known
from dragoman.reading import ReadingSettings, calendar, header, tenures

TODAY = ReadingSettings(today=datetime.date(2026, 6, 30))


def published(text, **given):
    return reading.document_of_text(text, settings=TODAY, **given).published


LONG = "The two sides agreed to reopen three crossings before the rains and to meet again in Lome within a month."


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("date 2019-03-04 Ghana's minister met his counterpart on Monday in Accra.", "2019-03-04", "in_text"),
        (
            "Published: 4 March 2019, 10:15 GMT\nGhana's minister met his counterpart on Monday.",
            "2019-03-04",
            "in_text",
        ),
        (f"Border posts reopen\nMarch 4, 2019\nGhana's minister met his counterpart. {LONG}", "2019-03-04", "in_text"),
        (f"XYZ_ENG_20190304.0012\n\nACCRA, March 4\n\nBorder posts reopen\n\n{LONG}", "2019-03-04", "in_text"),
        ("ACCRA, March 4, 2019 (AFP) - Ghana's minister met his counterpart.", "2019-03-04", "dateline"),
        ("Accra, 4 March 2019: Ghana's minister met his counterpart.", "2019-03-04", "dateline"),
    ],
)
def test_date_stated_in_the_text_is_taken_with_its_words(text, value, basis):
    found = published(text)
    assert (found.value, found.basis) == (value, basis)
    assert found.evidence
    assert found.reasons


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2019-03-04", "2019-03-04"),
        ("2019-03-04T23:10:00Z", "2019-03-04"),
        ("Mon, 04 Mar 2019 10:00:00 GMT", "2019-03-04"),
        ("March 4, 2019", "2019-03-04"),
        ("4 Mar 2019", "2019-03-04"),
        ("20190304", "2019-03-04"),
        ("1551690000", "2019-03-04"),
        ("yesterday", None),
        ("2099-01-01", None),
    ],
)
def test_metadata_comes_first_in_any_spelling_and_never_from_the_future(given, value):
    assert published(LONG, published=given).value == value


def test_web_address_is_asked_last():
    assert published(LONG, url="https://news.example/2019/03/04/talks").value == "2019-03-04"
    assert published(LONG, url="https://news.example/20190304-talks").basis == "url"
    assert published(LONG, url="https://news.example/item/12345678").value is None


def test_weekday_decides_against_a_crawlers_day():
    text = "ACCRA, March 4, 2019 (AFP) - Ghana's minister met his Togolese counterpart on Monday."
    found = published(text, published="2019-03-21")
    assert (found.value, found.basis) == ("2019-03-04", "dateline")
    assert any("2019-03-21" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        (
            "Peru's president spoke with his Chilean colleague by telephone on Wednesday, hours after Joe Biden was "
            "inaugurated as the 46th president of the United States.",
            "2021-01-20",
            "2021-01-20",
            "2021-01-24",
        ),
        (
            "Police detained dozens of people on Saturday as Ukraine marked the second anniversary of its war with "
            "Russia, witnesses said in Almaty.",
            "2024-02-24",
            "2024-02-24",
            "2024-02-27",
        ),
        (
            "India's prime minister, who was sworn in for a third term last week, will fly to Italy, officials said on "
            "Monday. Modi was sworn in for a third term last week after a hard campaign.",
            "2024-06-10",
            "2024-06-10",
            "2024-06-16",
        ),
        (
            "Protesters marched through Khartoum on Monday, a day after the army in Gabon's neighbour took no part "
            "in the coup in Niger.",
            None,
            None,
            None,
        ),
        (
            "Taiwan's army held drills on Thursday, three days after Lai was inaugurated, the ministry in Taipei said.",
            "2024-05-23",
            "2024-05-23",
            "2024-05-26",
        ),
        (
            "The two armies will parade together next month, when both countries mark the 75th anniversary of Victory "
            "Day, the ministry in Minsk said.",
            None,
            "2020-04-01",
            "2020-04-30",
        ),
    ],
)
def test_known_events_and_weekdays_solve_the_day_or_leave_a_window(text, value, earliest, latest):
    found = published(text)
    assert (found.value, found.earliest, found.latest) == (value, earliest, latest)
    assert found.basis == ("unknown" if earliest is None else "solved")
    assert bool(found.reasons) == (earliest is not None)


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        f"{LONG} The minister spoke on Monday and will speak again on Thursday.",
        f"Since May 2, 2018, no reader has needed an ad blocker on these pages.\nSupport us\n{LONG}",
        f"{LONG}\n© 2017 The Harbour Gazette. All rights reserved.",
        f"{LONG}\nTrending\nFerry strike ends\nApril 3, 2018\nPort fees fall\nApril 2, 2018",
        "The crisis began after the coup in Mali, which both neighbours condemned at the time, analysts say.",
    ],
)
def test_unknown_stays_unknown_and_no_banner_dates_an_article(text):
    found = published(text)
    assert found.value is None


def test_age_of_a_page_and_dates_of_its_teasers_bound_the_day():
    text = (
        "Border posts reopen in Ghana\nBy Editorial Staff\n3 hours ago\n"
        f"Ghana's minister met his Togolese counterpart in Accra on Tuesday to discuss two border posts.\n{LONG}\n"
        "- Advertisement -\nTRENDING\nFerry strike ends\nApril 3, 2018\nPort fees fall\nApril 2, 2018"
    )
    found = published(text)
    assert (found.value, found.latest) == ("2018-04-03", "2018-04-04")


def test_dateline_without_year_is_taken_where_the_window_holds_one():
    text = (
        "TAIPEI, May 21 (Reuters) - Taiwan's army held drills on Tuesday, hours after Lai was inaugurated as "
        "president, the ministry said."
    )
    assert published(text).value == "2024-05-21"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on March 4, 2019 and 5 April 2020", ["2019-03-04", "2020-04-05"]),
        ("2019-03-04, 2019/03/05 and 06.03.2019", ["2019-03-04", "2019-03-05", "2019-03-06"]),
        ("the 30th of September, 2021", ["2021-09-30"]),
        ("February 30, 2019 and 1234-56-78", []),
    ],
)
def test_written_days_are_found_in_every_usual_order(words, days):
    found = list(calendar.written_days(words))
    assert [str(one.day) for one in found] == days
    assert all("20" in words[one.start : one.end] for one in found)


# ------------------------------------------------------------------ the table of known events


def test_table_of_events_is_large_and_every_row_is_sound():
    rows = known.events()
    assert len(rows) >= 300
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        first = row.day(2024)
        assert first is not None
        assert row.finish is None or datetime.date.fromisoformat(row.finish) >= first
        assert row.patterns
        assert set(row.anchors) <= {"anniversary", "hours after", "since", "after", "before", "itself"}


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("It fell on the tenth anniversary of the Rose Revolution.", "rose-revolution"),
        ("Hours after Joe Biden was inaugurated, the talks began.", "usa-inauguration-46"),
        ("The two met at the G20 summit in Hangzhou.", "g20-hangzhou-2016"),
        ("Guests watched the parade on Bastille Day.", "bastille-day"),
        ("The village was rebuilt after Hurricane Katrina.", "katrina"),
    ],
)
def test_event_is_named_by_words_in_order(sentence, event):
    found = known.mentions(sentence)
    assert event in [mention.event.id for mention in found]
    assert all(sentence[mention.start : mention.end] for mention in found)


def test_anniversary_counts_from_the_first_year():
    by_id = {row.id: row for row in known.events()}
    assert by_id["victory-day"].anniversary(75) == datetime.date(2020, 5, 9)
    assert by_id["rus-invasion-ukraine"].anniversary(2) == datetime.date(2024, 2, 24)


BODY = (
    "Ghana reopened its border with Togo after the two governments settled a quarrel over customs and fees.\n\n"
    "Togo's trade minister said that lorries would cross at three posts before the end of the week, and that fees fall."
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"Gates open\nThe Lagoon Post\nSaturday, March 9, 2019\n\n{BODY}", "2019-03-09"),
        (f"Lagoon Hours\nGates open\nposted by Kofi A. | Monday, March 4, 2019 | 8 comments\n\n{BODY}", "2019-03-04"),
        (
            f"Border gates open at last\nBy Ann Example\nThe Lagoon Post, 20 March 2019 | Comments (12)\n\n{BODY}",
            "2019-03-20",
        ),
        (f"Gates open\n\n{BODY}\n\nPublished 15/12/2019 07:40", "2019-12-15"),
        (f"Gates open\n\n{BODY}\n\nPublished 05/06/2019 07:40", None),
        (f"Gates open\n\n{BODY}\nCP-NY-03-04-11 1910GMT", "2011-03-04"),
        (f"ACCRA, 14 July (Star) {BODY} The guest pays a visit from 13 to 15 July 2015.", "2015-07-14"),
        (f"ACCRA, March 8 (Star) - On Friday {BODY}\n(c) 2019 Lagoon Post", "2019-03-08"),
        (f"ACCRA, March 8 (Star) - On Tuesday {BODY}\n(c) 2019 Lagoon Post", None),
        (
            f"10:30 Gates open\n{BODY}\n09:15 Lorries\n{BODY}\n08:05 Welcome to our live coverage on Thursday 24 July"
            " 2025. The gates are shut.",
            "2025-07-24",
        ),
        (
            f"02:30 Gates open\n{BODY}\n23:15 Lorries\n{BODY}\n22:05 Good evening. It is Tuesday, 3 December 2024."
            " The gates are shut.",
            "2024-12-04",
        ),
        (f"Gates open\n\n{BODY}\n\nRelated stories\nFerry fares, 3 May 2018\nOld gate falls | 4 May 2018", None),
        (f"Gates open\n\nThe treaty of Lome was signed on 5 May 1998 by both. {BODY}", None),
    ],
)
def test_day_stands_beside_the_headline_at_the_foot_or_in_a_live_page(text, value):
    assert published(text).value == value


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published On 8 Nov 20228 Nov 2022", "2022-11-08"),
        ("September 14, 20233:42 PM GMT+1", "2023-09-14"),
        ("05/04/2023May 4, 2023", "2023-05-04"),
        ("Last Updated: May 5, 2023, 08:15 | Published: May 4, 2023, 23:48", "2023-05-04"),
        ("04/05/2023 19:32 | Andes Courier", "2023-05-04"),
        ("news 4 May 23", "2023-05-04"),
    ],
)
def test_stamps_that_are_glued_updated_or_ambiguous_give_their_day(line, day):
    body = "Peru ordered the ambassador of Chile to leave on Thursday, the foreign ministry in Lima said."
    more = "Chile rejected the accusation and said that it would answer in kind within a few days."
    text = f"Peru expels ambassador of Chile\n{line}\n{body}\n{more}\n"
    if "2023" not in day:
        text = text.replace(" on Thursday", "")
    assert reading.document_of_text(text).published.value == day


def test_date_above_the_menu_is_the_day_of_the_fetch():
    menu = "Monday, November 30, 2026\nHome\nAdvertise\nAbout us\nContact us\n"
    news = "Niger closes border with Nigeria\nNiger closed its border with Nigeria after a clash, the ministry said.\n"
    more = "The ministry accused traders of supplying armed gangs near the river.\n"
    assert reading.document_of_text(menu + news + more).published.value is None


TALKS = "Border posts reopen after a month\n"
MET = f"Ghana's minister met his Togolese counterpart on Monday. {LONG}"
ADDRESS = "https://harbourpost.example/world/"


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        (f"The Harbour Post\n{ADDRESS}2019/03/04/border-posts\n\n{TALKS}\n{MET}", "2019-03-04", "url"),
        (
            f"{ADDRESS}2019/03/border-posts\n\n{TALKS}\nKPALIME, Togo, March 4 (Harbour News) - {MET}",
            "2019-03-04",
            "dateline",
        ),
        (f"{TALKS}\nKPALIME, Togo, March 4, 2019 (Harbour News) - {MET}", "2019-03-04", "dateline"),
        (f"{TALKS}Source: Harbour News    Editor: Ann Mensah    2019-03-04 09:12:33\n\n{MET}", "2019-03-04", "in_text"),
        (f"{TALKS}Source: Harbour News Editor: amensah 2019-03-04 09:12\n\n{MET}", "2019-03-04", "in_text"),
        (f"Press office\n{TALKS}Accra, 4 March 2019, 3 p.m.\n\n{MET}", "2019-03-04", "in_text"),
        (
            f"{TALKS}\nMuscat, 27 Jumada II 1440 AH, corresponding to 4 March 2019 (HNA) --- {MET}",
            "2019-03-04",
            "dateline",
        ),
        (f"{TALKS}\nTehran, 13 Esfand 1397, equivalent to March 4, 2019 (HNA) - {MET}", "2019-03-04", "dateline"),
        (
            f"{TALKS}\nMuscat, 4 March 2019, corresponding to 27 Jumada II 1440 AH (HNA) - {MET}",
            "2019-03-04",
            "dateline",
        ),
    ],
)
def test_day_at_the_head_is_found_in_address_stamp_place_line_and_two_calendars(text, value, basis):
    found = published(text)
    assert (found.value, found.basis) == (value, basis)
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        f"Read more\n{ADDRESS}2019/03/04/border-posts\n\n{TALKS}\n{MET}",  # another story's
        f"{ADDRESS}2019/03/04/one\n{ADDRESS}2019/03/11/other\n\n{TALKS}\n{MET}",  # which of the two?
        f"{ADDRESS}2019/03/04/port.jpg\n\n{TALKS}\n{MET}",  # a picture's
        f"{ADDRESS}2019/06/border-posts\n\n{TALKS}\nACCRA, March 4 (Harbour News) - {MET}",  # another month
        f"{ADDRESS}2020/03/border-posts\n\n{TALKS}\nACCRA, March 6 (Harbour News) - {MET}",  # no Monday
        f"{ADDRESS}2019/03/border-posts\n\n{TALKS}\n{MET}",  # no day
        f"Invitation to the press\n{TALKS}Accra, 4 March 2019, 3 p.m.\n\n{MET}",  # still to come
        f"{TALKS}Last updated: 4 March\n\n{MET}",  # no year
        f"{TALKS}\n{MET}\n\nCopyright 2019 Harbour News",  # a copyright alone
        f"{TALKS}Updated: 09:14, Sunday\n\n{MET}",  # a weekday alone
    ],
)
def test_what_may_be_another_day_leaves_the_day_open(text):
    assert published(text).value is None


def test_weekday_of_a_stamp_picks_the_day_of_a_short_window():
    lead = (
        "Russia and Ukraine exchanged prisoners on Saturday on the eve of the 34th anniversary of Ukraine's "
        f"independence. {LONG}"
    )
    assert published(f"Men walk free\nBy Ann Mensah\nUpdated: 09:14 BST, Sunday\n\n{lead}").value == "2025-08-24"
    assert published(f"Men walk free\nBy Ann Mensah\nUpdated: 09:14 BST\n\n{lead}").value == "2025-08-23"


def test_dateline_of_two_calendars_is_looked_for_in_linear_time():
    assert header.dateline("Muscat, 4 " + "A-" * 5000 + " 1445") is None
    assert header.dateline("Muscat, 4 " + "Raj " * 5000 + " 1445") is None


NEWS = f"Ghana and Togo agreed on {{}} to reopen a border post, ministers said in Lome. {LONG}"
WEDNESDAY, SATURDAY, UNDATED = NEWS.format("Wednesday"), NEWS.format("Saturday"), NEWS.replace("on {} ", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"Border deal\nBy Ann Mensah\n07/08/21\n\n{SATURDAY}", "2021-08-07"),
        (f"Border deal\n08/07/21 14:20\n\n{SATURDAY}", "2021-08-07"),
        (f"Border deal\n08/07/21 14:20\n\n{UNDATED}", "2021-07-08"),  # a clock of 24 hours puts the day first
        (f"Border deal\n08/07/21 2:20 p.m. EST\n\n{UNDATED}", "2021-08-07"),
        (f"Border deal\n08/07/21 09:20\n\n{UNDATED}", None),
        (f"Border deal\nPosted 13.12.14 at 18:40 by Newsdesk\n\n{SATURDAY}", "2014-12-13"),
        (f"Border deal\nThe vote was 12/10/14 in favour.\n\n{UNDATED}", None),
    ],
)
def test_years_of_two_figures_are_read_where_order_is_known(text, value):
    assert published(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        f"Border deal\nLast modified: 14 March 2019\n\n{SATURDAY}",
        f"Border deal\nAccessed: 12 May 2020\n\n{UNDATED}",
        f"Border deal\nDate added: 12 November 2019\n\n{UNDATED}",
        f"Border deal\nOCR run 12 November 2019\nIngested: 2019-11-12\n\n{UNDATED}",
        f"Border deal\n\n{WEDNESDAY}\n\n{BODY}\n\nDate: 2 January 2026 | Page 1 of 3",
        f"Border deal\nVersion printed on 3 March 2019\n\n{UNDATED}",
        f"Date of access: 14/09/2023\n\n{UNDATED}",
        f"Scanned from microfilm, 5/6/08\nACCRA, April 19 - {SATURDAY}",
        f"{UNDATED}\n\nPage last updated 9 July 2020",
        f"The Lantern - Wednesday, January 14, 2014\n\nBorder deal\n\n{WEDNESDAY}",  # that was a Tuesday
        f"Sunday, 29 November 2020\n\nBorder deal\nBy Ann Mensah\n\n{WEDNESDAY}\n\n{BODY}",
    ],
)
def test_date_of_a_copy_a_change_or_a_false_weekday_dates_nothing(text):
    assert published(text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            f"The Lantern, January 10, 2017\nBorder deal\nLOME, Jan. 10 - {WEDNESDAY} It shut in December 2017.",
            "2018-01-10",
        ),
        (f"Wednesday, January 14, 2014\nBorder deal\nLOME, Jan. 14, 2015 (Lantern) - {WEDNESDAY}", "2015-01-14"),
        (f"Talk\nAired: May 2, 1996\n\n{UNDATED}\n\nTranscript prepared 11 June 2004", "1996-05-02"),
    ],
)
def test_banner_of_a_wrong_year_gives_way_to_the_article(text, value):
    assert published(text).value == value


CHAD = "Chad and Niger agreed to joint patrols on Wednesday, the ministers said. A raid in April 2012 had killed nine."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"N'DJAMENA, May 23 (Sahel Wire) - {CHAD}", "2012-05-23"),
        (f"N'DJAMENA, May 24 (Sahel Wire) - {CHAD}", None),
        (f"N'DJAMENA, May 23 (Sahel Wire) - {CHAD.replace(' on Wednesday', '')}", None),
        (
            "Pact signed\nMexico condemned the test on Tuesday, September 5. In August 2017 it had sent letters.",
            "2017-09-05",
        ),
    ],
)
def test_newest_month_of_the_text_gives_the_year_on_the_weekday_only(text, value):
    assert published(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "BONN, Nov. 11 - West German leaders met on Saturday, two days after the fall of the Berlin Wall.\n"
            "Scanned for the archive on 3 June 2012.",
            "1989-11-11",
        ),
        (
            "MEXICO CITY, Dec. 21 (Transworld) -- Mexico on Thursday condemned the U.S. invasion of Panama.",
            "1989-12-21",
        ),
        (
            "BRUSSELS, 27 May (Canal Wire) - Leaders met on Tuesday, two days after the European elections.",
            "2014-05-27",
        ),
        ("BERLIN, Nov. 9 - A speaker in Berlin on Saturday marked the fall of the Berlin Wall with pupils.", None),
        (
            "Turkey offered to mediate on Saturday, the tenth day of Russia's invasion of Ukraine, officials said.",
            "2022-03-05",
        ),
        ("On day 3 of the strike Peru's president spoke with Chile's president on Tuesday about the ports.", None),
    ],
)
def test_known_event_of_the_last_days_gives_the_year(text, value):
    assert published(text).value == value


def test_years_ago_in_a_year_bounds_the_day_to_its_year():
    found = published(
        "Twenty years ago, in 2003, the ministers of Ghana and Togo met in Accra. They met again in Lome."
    )
    assert (found.value, found.earliest, found.latest) == (None, "2023-01-01", "2023-12-31")


def test_address_of_a_reprint_does_not_date_the_article():
    text = f"FROM OUR ARCHIVE, 1991\nLOME, May 10 - {NEWS.format('Friday')}"
    assert published(text, url="https://lantern.example/2024/05/10/from-the-archive-togo").value is None


HEAD = "Ghana and Togo agree to reopen three border posts"
MONDAY = (
    "Ghana's trade minister met his Togolese counterpart on Monday and agreed to reopen three border posts.\n\n"
    "Togo had closed the gates in January after a quarrel over customs. Farmers lost most of their tomatoes.\n\n"
    "The two sides will meet again in Accra within a month, a joint statement said."
)
MENU = "Home | News | Sport | Business"


@pytest.mark.parametrize(
    "stamp",
    [
        "Mon 4 Mar 2019 06.14 GMT",
        "Published: 12:33, 4 Mar 2019",
        "Updated - March 04, 2019 08:59 pm IST",
        "March 04, 2019 08:31 pm | Updated - March 05, 2019 08:59 pm IST - ACCRA",
        "By Ann Mensah | Monday, 4th March 2019",
        "Monday, 4th of March, 2019",
        "Monday, the fourth of March, 2019",
        "04-03-2019",
        "Issued on: 04/03/2019 - 20:15",
        "Press Release No: 19/065 March 4, 2019",
        "Statement of 4 March 2019",
        "Edition of 4 March 2019",
        "(March 4, 2019)",
        "[4 March 2019]",
        "The Coast Post, 4 March 2019, page 3",
        "Ann Mensah 4 March 2019 5 min read",
        "2 Mar. 2019 - 4 Mar. 2019",  # days of a meeting: the lead's own counts
    ],
)
def test_stamp_of_any_country_is_read_beside_the_headline(stamp):
    assert published(f"{HEAD}\n{stamp}\n\n{MONDAY}").value == "2019-03-04"


@pytest.mark.parametrize(
    "line",
    [
        "ACCRA, 04 March 2019 / CN / ",
        "(Accra, 4 March 2019) - ",
        "ACCRA (4 March 2019) - ",
        "4 March 2019, Accra - ",
        "Accra (CN) - 04/03/2019 - ",
        "ACCRA, MONDAY, MARCH 4, 2019 - ",
        "ACCRA, MARCH 4, 2019 (CN) _ ",
    ],
)
def test_dateline_of_any_make_states_its_day(line):
    assert published(f"{HEAD}\n\n{line}{MONDAY}").value == "2019-03-04"


@pytest.mark.parametrize(
    "stamp",
    [
        "Posted by Ann at 04/03/2019 14:10",
        "This article was published on 4 March 2019 at 10:15",
        "Done at Lome on 4 March 2019.",
        "Accra, 4 March 2019",
        "(Coast News, March 4, 2019)",
        "- Coast News, 4/3/2019",
        "cn/ab 041015 MAR 19",
    ],
)
def test_day_at_the_foot_counts_when_it_says_so_or_fits_the_lead(stamp):
    assert published(f"{HEAD}\n\n{MONDAY}\n\n{stamp}").value == "2019-03-04"


OTHERS = [
    "Date: 2 January 2026 | Page 1 of 3",
    "Date: 2 January 2026",
    "2 January 2026 | Page 1 of 3",
    "Date printed: 2 January 2026",
    "Generated on 2 January 2026",
    "As of 2 January 2026",
    "Last updated: 2 January 2026",
    "Posted to the archive 2 January 2026",
    "Next hearing: 3 June 2024",
    "Deadline: 3 June 2024",
    "PDF created 3 June 2024",
    "Account created 3 June 2024",
    "Corrected on 3 June 2024",
    "Treaty of 3 June 2014",
    "Member since 3 June 2014",
    "Latest: 3 June 2024",
    "Registration certificate No. 12 issued on 3 June 2014",
    "Server time 2024-06-03 10:15",
    "Copyright 3 June 2024",
]
"""Days of a print-out, of the day of reading and of other matters; 3 June 2014 was a Tuesday, 3 June 2024 a Monday."""


@pytest.mark.parametrize("stamp", OTHERS)
def test_day_of_another_matter_dates_nothing_at_the_foot(stamp):
    assert published(f"{HEAD}\n\n{MONDAY}\n\n{stamp}").value is None


@pytest.mark.parametrize("stamp", OTHERS)
def test_day_of_another_matter_dates_nothing_at_the_head(stamp):
    if stamp != "Date: 2 January 2026" and "issued on" not in stamp:
        assert published(f"{HEAD}\n{stamp}\n\n{MONDAY}").value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"Today is Friday, 2 January 2026\n{MENU}\nWorld\n{HEAD}\n\n{MONDAY}", None),
        (f"Friday 2 January 2026 | 12 C | Log in\n{MENU}\nWorld\n{HEAD}\n\n{MONDAY}", None),
        (f"Tuesday, March 5, 2019\n{MENU}\n{HEAD}\nMarch 4, 2019 | Updated 16:40\n\n{MONDAY}", "2019-03-04"),
        (
            f"Sunday, January 25 2026 - 04:12 UTC\n{MENU}\n{HEAD}\nMonday, March 4 2019 - 09:58\n\n{MONDAY}",
            "2019-03-04",
        ),
        ("THE POST.\nWEDNESDAY, JULY 29, 1914.\nMenu\n" + HEAD + "\nVIENNA, July 28.\n" + UNDATED, "1914-07-29"),
        (f"{HEAD}\nPublished 2 January 2026\n\nACCRA, March 4 (CN) - {MONDAY}\n\n(c) 2019 CN", "2019-03-04"),
        (f"{HEAD}\n2 January 2026\n\nPresident Barack Obama met the Ghanaian leader in Accra, aides said.", None),
    ],
)
def test_banner_gives_way_to_the_stamp_below_the_headline_the_dateline_and_the_offices(text, value):
    assert published(text).value == value


KOREA = (
    "SEOUL, Nov. 14 (Peninsula News) -- North Korea fired a missile into the East Sea on Monday, the South said.\n\n"
    "China called on all parties to exercise restraint. Japan lodged a protest.\n\n"
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (KOREA + "The North has not tested a nuclear device since September 2017.", "2022-11-14"),
        (KOREA + "The North has not tested a nuclear device since September 2009.", None),  # 2011, 2016 and 2022
        (KOREA + "The North tested a device in 2009.\n\n(c) Peninsula News 2014", "2011-11-14"),
        (
            KOREA.replace("on Monday", "late on Sunday") + "It has not tested since September 2017.",
            None,
        ),  # 2021 or 2022
        (KOREA.replace(" on Monday", "") + "It tested a device in March 2021.\n\n(c) 2021 Peninsula", "2021-11-14"),
        (f"{HEAD}\nMonday 14 November, 10.15pm\n\n{UNDATED}\n\nIt shut in March 2019.", "2022-11-14"),
        (
            "Dockers stop the grain\nROSARIO, Nov. 9.-Grain workers went on strike at midnight on Tuesday.\n\n"
            "The government of President Macri ordered both sides to negotiate. The United States election, which kept "
            "traders awake, pushed prices lower.",
            "2016-11-09",
        ),
        (f"{HEAD}\nSaturday, 3rd June\n\n{UNDATED}", None),
        (f"The Post\nSaturday, June 3, 2017\n{HEAD}\nBy Ann Mensah | Saturday, 3rd June\n\n{UNDATED}", "2017-06-03"),
        (
            f"{HEAD}\nMinisters shake hands in Lome, Togo, on Monday, March 4, 2019. (CN Photo)\n\n{MONDAY}",
            "2019-03-04",
        ),
    ],
)
def test_day_without_year_takes_the_one_year_that_past_copyright_and_offices_leave(text, value):
    assert published(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "Leaders of the Group of Seven met at the G7 summit in Hiroshima on Saturday and backed Ukraine.",
            "2023-05-20",
        ),
        ("Critics of the G7 summit in Hiroshima met in Oslo on Thursday, a month after the summit.", None),
        ("The minister will speak at the G7 summit in Hiroshima on Saturday, officials said.", None),
    ],
)
def test_event_told_with_its_weekday_is_the_news_of_the_day(text, value):
    assert published(text).value == value


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("President Mauricio Macri ordered both sides to talk.", "2015-12-10"),
        ("President\nMacri ordered both sides to talk.", "2015-12-10"),
        ("Former President Mauricio Macri spoke.", None),
        ("President Mauricio Macri took office in 2015.", None),
        ("President Alain Rochefort was detained.", None),
        ("Goran Macri was sworn in. President Macri said so.", None),
        ("President Macri met Chancellor Angela Merkel.", "2015-12-10"),
        ("President Barack Obama met President Macri and Prime Minister Tony Blair.", None),
    ],
)
def test_office_holder_named_with_the_title_bounds_the_day(text, first):
    found = tenures.windows(text, 0, len(text))
    assert (str(found[0].first) if found else None) == first
