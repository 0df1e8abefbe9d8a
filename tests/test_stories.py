"""Stories: copies, occurrences, contradictions."""

import itertools

import pytest
from planted import document, event

from dragoman.document import Boilerplate
from dragoman.stories import fold, occurrences, reports_of
from dragoman.stories.copies import group

WIRE = (
    "The foreign ministers of Norway and Peru signed a fisheries treaty in Lima on Thursday after three days of talks. "
    "Both parliaments must ratify it before the end of the year. Fishermen on both coasts have asked for such a treaty "
    "for a decade, and exporters expect lower duties on salmon and anchovies from next spring onwards."
)
OTHER = (
    "Police in Nairobi fired tear gas at students who had blocked the main road to the airport for a third day. "
    "The minister of education promised to meet their leaders on Monday and asked them to return to their classes, "
    "but the union said that the strike would go on until the new fees were withdrawn in writing."
)


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (WIRE, WIRE, True),
        (WIRE, WIRE[: len(WIRE) * 6 // 10], True),  # cut by another desk
        (WIRE, "LIMA (Plateau Wire) - " + WIRE.replace("three days", "four days"), True),
        (WIRE, OTHER, False),
        ("Talks failed.", "Talks failed.", True),
        ("Talks failed.", "Talks failed again.", False),
        ("", "", True),
    ],
)
def test_copies_are_texts_that_contain_each_other(one, other, is_copy):
    groups = group([document("a", one), document("b", other)])
    assert (len(groups) == 1) is is_copy


def test_copies_shared_furniture_makes_no_copy():
    appeal = "Dear readers, our newsroom depends on you. " * 12
    pages = []
    for key, text in (("a", WIRE), ("b", OTHER)):
        mark = Boilerplate(len(text), len(text) + len(appeal), "appeal", "planted")
        pages.append(document(key, text + appeal, boilerplate=(mark,)))
    assert len(group(pages)) == 2


A = "Xi met Putin in Moscow on Thursday."
B = "Putin and Xi held talks in Kazan."
C = "Xi will visit Putin."
PAIR = [("Xi", "CHN"), ("Putin", "RUS")]
SWAP = [("Putin", "RUS"), ("Xi", "CHN")]


@pytest.mark.parametrize(
    ("one", "other", "folded"),
    [
        # one meeting told twice, sides swapped
        (event(A, "CONSULT", "met", PAIR), event(B, "CONSULT", "talks", SWAP), True),
        # the day before, in another time zone
        (event(A, "CONSULT", "met", PAIR), event(B, "CONSULT", "talks", SWAP, day="2025-05-07"), True),
        # another contact of the same dyad
        (event(A, "CONSULT", "met", PAIR), event(B, "CONSULT", "talks", SWAP, day="2025-03-30"), False),
        # another type
        (event(A, "CONSULT", "met", PAIR), event(B, "ACCUSE", "talks", SWAP), False),
        # a plan is another phase
        (event(A, "CONSULT", "met", PAIR), event(C, "AGREE", "visit", PAIR, status="planned"), False),
        # places in two countries
        (
            event(A, "CONSULT", "met", PAIR, place=("Moscow", "RUS")),
            event(B, "CONSULT", "talks", SWAP, place=("Kazan", "KAZ")),
            False,
        ),
        # no date on one side and no copy: unknown is not the same
        (event(A, "CONSULT", "met", PAIR), event(B, "CONSULT", "talks", SWAP, day=None), False),
        # other sides
        (event(A, "CONSULT", "met", PAIR), event(B, "CONSULT", "talks", [("Putin", "RUS"), ("Xi", "IND")]), False),
    ],
)
def test_occurrences_fold_by_type_sides_day_and_place(one, other, folded):
    texts = {e.id: t for e, t in ((one, A), (other, B))}
    assert texts
    found = occurrences(reports_of([document("a", A, one), document("b", _text_of(other), other)]))
    assert (len(found) == 1) is folded


def _text_of(one):
    return next(text for text in (A, B, C) if len(text) == one.end)


def test_occurrences_do_not_depend_on_the_order_of_reading():
    pages = [
        document("a", A, event(A, "CONSULT", "met", PAIR)),
        document("b", B, event(B, "CONSULT", "talks", SWAP)),
        document("c", C, event(C, "AGREE", "visit", PAIR, status="planned", day="2025-06-01")),
    ]
    keys = {tuple(sorted(o.id for o in occurrences(reports_of(order)))) for order in itertools.permutations(pages)}
    assert len(keys) == 1


def test_occurrences_count_copies_as_one_origin():
    text = WIRE
    one = event(text, "SUPPORT", "signed", [("Norway", "NOR"), ("Peru", "PER")])
    pages = [document("a", text, one), document("b", text, one), document("c", OTHER)]
    [found] = occurrences(reports_of(pages))
    assert (len(found.reports), found.origins) == (2, 1)


def test_contradictions_show_both_wordings():
    call = "Xi and Putin spoke by phone on Thursday."
    first = document("a", A, event(A, "CONSULT", "met", PAIR, mode="visit"))
    second = document("b", call, event(call, "CONSULT", "spoke by phone", PAIR, mode="phone"))
    [found] = occurrences(reports_of([first, second]))
    [clash] = found.contradictions
    assert (clash.kind, clash.one_value, clash.other_value) == ("mode", "visit", "phone")
    assert A[clash.one_span.start : clash.one_span.end] == "met"
    assert call[clash.other_span.start : clash.other_span.end] == "spoke by phone"


def test_contradictions_between_assertion_and_denial():
    denied = "Putin did not meet Xi in Moscow on Thursday."
    first = document("a", A, event(A, "CONSULT", "met", PAIR))
    second = document("b", denied, event(denied, "CONSULT", "meet", PAIR, status="denied"))
    [found] = occurrences(reports_of([first, second]))
    assert [clash.kind for clash in found.contradictions] == ["occurrence"]


def test_stories_join_two_accounts_of_one_meeting_and_leave_the_rest_alone():
    pages = [
        document("a", A, event(A, "CONSULT", "met", PAIR)),
        document("b", B, event(B, "CONSULT", "talks", SWAP)),
        document("c", OTHER),
    ]
    assert [story.documents for story in fold(pages)] == [("a", "b"), ("c",)]


def test_stories_background_joins_nothing():
    pages = [
        document("a", A, event(A, "CONSULT", "met", PAIR, background=True)),
        document("b", B, event(B, "CONSULT", "talks", SWAP, background=True)),
    ]
    assert len(fold(pages)) == 2


def test_stories_name_their_copies():
    [story] = fold([document("a", WIRE), document("b", WIRE)])
    assert story.copies == (("a", "b"),)
