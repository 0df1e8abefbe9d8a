"""Agreement of two annotations, on planted ones."""

from __future__ import annotations

import pytest

from evaluation import agreement, corpus

HEAD = "P xx-1 region=Africa style=wire era=2010s\nT Kenya accused Mali and freed two guards on Friday.\n"
ACCUSE = "E ACCUSE allege happened; trigger=`accused`; actor=KEN GOV `Kenya`; recipient=MLI - `Mali`; context=legal"
FREED = "E RETREAT release happened; trigger=`freed`; actor=KEN GOV `Kenya`; date=`on Friday`"
OTHER = "E CONCEDE - planned; trigger=`freed`; actor=MLI GOV `Mali`; date=`Friday`"


def _readings(first: str, second: str) -> list[tuple[corpus.Passage, corpus.Passage]]:
    return agreement.pairs_of_passages(corpus.parse(HEAD + first, "a"), corpus.parse(HEAD + second, "b"))


def test_the_same_annotation_agrees_fully() -> None:
    """Every measure is 1."""
    found = agreement.figures(_readings(f"{ACCUSE}\n{FREED}", f"{ACCUSE}\n{FREED}"))
    assert {value for value, _, _ in found.values()} == {1.0}


def test_another_type_on_the_same_trigger_is_matched() -> None:
    """The confusion is counted, and the figures show it."""
    readings = _readings(f"{ACCUSE}\n{FREED}", f"{ACCUSE}\n{OTHER}")
    found = {name: value for name, (value, _, _) in agreement.figures(readings).items()}
    assert agreement.confusions(readings) == {("RETREAT", "CONCEDE"): 1}
    assert found["events (F1)"] == 1.0 and found["type"] == 0.5 and found["status"] == 0.5
    assert found["actor spans (F1)"] == 0.5 and found["date spans (F1)"] == 1.0


def test_an_event_of_one_reader_alone() -> None:
    """It lowers the F1 of events and stands with a dash among the confusions."""
    readings = _readings(f"{ACCUSE}\n{FREED}", ACCUSE)
    assert agreement.figures(readings)["events (F1)"][0] == pytest.approx(2 / 3)
    assert agreement.confusions(readings) == {("RETREAT", "-"): 1}
