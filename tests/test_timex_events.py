"""Dates of events on real parses: which day, month or year an event takes, and when it stays open."""

import msgspec
import pytest

from dragoman.document import Event, Span
from dragoman.language import parse
from dragoman.pipeline import code_text
from dragoman.reading import document_of_text
from dragoman.timex import anchor, find
from evaluation import days

BROKE = "Lima broke off relations with Santiago."
SPYING = "after Chad accused Oman of spying."

ROWS = [
    # (text, published, type of the event asked for, its date)
    (f"Peru thanked Chile on Friday, six years after {BROKE}", "2023-03-10", "SANCTION", "2017"),
    (f"Peru thanked Chile on Friday, two months after {BROKE}", "2023-03-10", "SANCTION", "2023-01"),
    (f"Peru thanked Chile on Friday, four days after {BROKE}", "2023-03-10", "SANCTION", "2023-03-06"),
    (f"Oman cut ties with Chad in January 2016 {SPYING}", "2023-03-10", "SANCTION", "2016-01"),
    (f"Oman cut ties with Chad in January 2016 {SPYING}", "2023-03-10", "ACCUSE", None),
    (f"Oman cut ties with Chad on Thursday {SPYING}", "2023-03-10", "SANCTION", "2023-03-09"),
    (
        "Fiji has expelled three Tongan diplomats. It is the biggest expulsion since 2018, when Fiji ordered nine "
        "Tongan diplomats to leave.",
        "2024-05-09",
        "SANCTION",
        "2024-05-09",
    ),
    (
        "ISTANBUL, July 22, 2022 (Meridian Wire) - Chad and Oman signed a pact on Friday.\n\n"
        "A day later, Chadian rockets struck the port of Duqm in Oman.",
        None,
        "ASSAULT",
        "2022-07-23",
    ),
]


@pytest.mark.parametrize(("text", "published", "type_", "value"), ROWS)
def test_events_take_the_day_that_is_theirs(text, published, type_, value):
    found = [event for event in code_text(text, published=published).events if event.type == type_]
    assert [event.date.value for event in found] == [value]


def dated(text, published, words, status="happened", *, background=False, told=()):
    """The date of an event on some words; `told` are words elsewhere that tell it again."""
    document = find(parse(document_of_text(text, id="a", published=published)))

    def span(piece):
        return Span(text.index(piece), text.index(piece) + len(piece))

    held = document.sentence_of(span(words))
    event = Event(
        held.start, held.end, id="e", type="", status=status, actors=(), recipients=(), trigger=span(words),
        sentence=Span(held.start, held.end), mentions=tuple(map(span, told)), background=background, rule="test",
    )  # fmt: skip
    return anchor(msgspec.structs.replace(document, events=(event,))).events[0].date


WIRE = "XWN_ENG_20240305.0017\n\nLIMA, March 5 , 2024 (XWN)\n\nLima fair postponed\n\n"
COMMUNIQUE = "1. The ministers opened a bridge on May 31.\n2. Peru and Chile signed a treaty.\n3. They thanked Oman.\n"

# 2024-03-05 is a Tuesday.
PLACES = [
    # (text, published, words of the event, its date)
    # the expression that governs it
    ("Gunmen shot two guards before dawn on Sunday.", "2024-03-05", "shot", "2024-03-03"),
    ("They have hidden since January, when the army swept the valley.", "2024-03-05", "swept", "2024-01"),
    ("Parliament approved the port deal shortly after dawn on Thursday.", "2024-03-05", "approved", "2024-02-29"),
    ("Jets bombed villages that rebels had seized on Saturday.", "2024-03-05", "bombed", "2024-03-05"),
    ("Lima freed Diaz on Feb. 20 and senators have urged guests to stay away.", "2024-03-05", "urged", "2024-03-05"),
    ("Police have charged an editor over an essay on the 1986 riots.", "2024-03-05", "charged", "2024-03-05"),
    ("Forty men went home in May: Oman freed thirty and Chad ten.", "2024-08-05", "freed", "2024-05"),
    # counted from the main clause
    ("The call came five days after a court condemned the killings of 1982.", "2024-03-05", "condemned", "2024-02-29"),
    ("Chad closed the port on Friday, hours after Oman recalled its envoy.", "2024-03-05", "recalled", "2024-03-01"),
    ("Peru and Chile signed it on Friday after three days of talks.", "2024-03-05", "talks", "2024-02-28/2024-03-01"),
    # only the saying is dated
    (f"{WIRE}A fair in Lima has been postponed, organisers said Monday.", None, "been postponed", "2024-03-04"),
    ("Oman's envoy said on Monday that Chad had accepted his plan.", "2024-03-05", "accepted", "2024-03-04"),
    # the story goes on, or does not
    ("Peru and Chile fought in 1879. Peru lost.\n\nOman praised Chad.", "2024-03-05", "praised", "2024-03-05"),
    ("Peru and Chile fought on May 3, 1879.\n\nChile then seized a port.", None, "seized", "1879-05-03"),
    ("Chad last fought Oman in 2009. Students tore up a railway line.", "2024-03-05", "tore up", "2009"),
    ("Chad and Oman drew closer last year.\n\nThey signed two pacts.", "2024-03-05", "signed", "2023"),
    (COMMUNIQUE, "2024-06-05", "signed", "2024-06-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "words", "value"), PLACES)
def test_timex_an_event_takes_the_day_of_its_place_in_the_text(text, published, words, value):
    assert dated(text, published, words).value == value


OPEN = [
    ("Chad shut the port in May after Omani gunmen chased a family and shot a guard.", "2024-08-05", "shot"),
    ("Peru and Chile fought in May 1879.\n\nChile praised a port.", None, "praised"),
]


@pytest.mark.parametrize(("text", "published", "words"), OPEN)
def test_timex_an_event_without_hold_in_the_text_stays_open(text, published, words):
    assert dated(text, published, words).value is None


def test_timex_what_one_is_jailed_for_has_not_the_day_of_the_sentence():
    assert (
        dated("Soldiers jailed him on Friday for burning a flag.", "2024-03-05", "burning", background=True).value
        is None
    )


def test_timex_what_lasts_goes_from_a_day_to_publication():
    found = dated("The road has been blocked since Sunday.", "2024-03-05", "blocked", "ongoing")
    assert (found.value, found.basis) == ("2024-03-03/2024-03-05", "timex")


def test_timex_what_goes_on_goes_on_when_it_is_told():
    found = dated("Chad and Oman are in contact with each other.", "2024-03-05", "are in", "ongoing")
    assert (found.value, found.earliest, found.latest, found.basis) == ("2024-03-05", None, "2024-03-05", "published")
    assert dated("Chad and Oman are in contact with each other.", None, "are in", "ongoing").value is None


def test_timex_what_had_lasted_ends_with_the_news():
    text = "The two met on Friday. An envoy had shuttled between them since Wednesday."
    assert dated(text, "2024-03-02", "shuttled").value == "2024-02-28/2024-03-01"


def test_timex_background_that_is_only_named_has_not_the_day_of_the_news():
    text = "Police cleared a camp of protesters on Monday."
    assert dated(text, "2024-03-05", "camp", background=True).value is None
    assert dated(text, "2024-03-05", "cleared").value == "2024-03-04"


def test_timex_an_act_amid_which_the_news_happened_has_its_day():
    text = "Lima opened a fair on Monday.\n\nDuring a meeting the president thanked Oman."
    assert dated(text, "2024-03-05", "meeting", background=True).value == "2024-03-04"


TWICE = [
    ("Fiji called it a lie. Last month Fiji called the claim odd.", "called it", "called the claim", "2024-03-05"),
    ("Fiji called it a lie. On Monday Fiji called the claim odd.", "called it", "called the claim", "2024-03-04"),
    ("The king visited Oman last week. His visit was on Feb. 27.", "visited", "visit was", "2024-02-27"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "again", "value"), TWICE)
def test_timex_a_day_told_elsewhere_counts_where_it_fits(text, words, again, value):
    assert dated(text, "2024-03-05", words, told=[again]).value == value


@pytest.mark.parametrize("split", days.SPLITS)
def test_timex_marked_events_have_a_status_and_a_day(split):
    assert list(days.complaints(days.read(split))) == []


def test_timex_a_marked_event_is_judged_by_its_day_or_by_having_none():
    gold = days.read("dev")[0].timexes[0]
    open_one = msgspec.structs.replace(gold, value="none")
    event = Event(
        0, 1, id="e", type="", status="happened", actors=(), recipients=(), trigger=gold, sentence=gold, rule="t"
    )
    assert not days.is_right(gold, event)
    assert days.is_right(open_one, event)
