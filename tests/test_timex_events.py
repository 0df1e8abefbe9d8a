"""Dates of events on real parses: which day, month or year an event takes, and when it stays open."""

import pytest

from dragoman.pipeline import code_text

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
