"""Annotations of texts beside the repository: named by place, kept as numbers, shown with words."""

import json
from pathlib import Path

import pytest

from evaluation import outside
from evaluation.corpus import CorpusError

TREES = """# sent_id = weblog-1
# text = Mali freed two guards.

# sent_id = weblog-2
# text = The two guards thanked Mali.

"""
WORDS = """# Two texts.

P ewt:weblog-1+2
E RETREAT release happened; trigger=`freed`; actor=MLI GOV `Mali`; recipient=- - `two guards`
E SUPPORT - happened; trigger=`thanked`; actor=- - `two guards`2; recipient=MLI GOV `Mali`2

P re3d:r1:7-29
N weather
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("ewt/en_ewt-train.conllu", "gum/en_gum-free-train.conllu"):
        (tmp_path / "ud" / name).parent.mkdir(parents=True)
        (tmp_path / "ud" / name).write_text(TREES)
    for name in ("names/re3d-open.jsonl", "time/meantime-dev.jsonl"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(json.dumps({"id": "r1", "text": "Notice\nRain fell\non the quay. End."}) + "\n")
    return tmp_path


def test_outside_words_become_numbers_and_come_back(data: Path) -> None:
    texts = outside.Texts(data)
    (data / "a.txt").write_text(WORDS)
    kept = outside.packed(data / "a.txt", texts)
    assert "trigger=5-10; actor=MLI GOV 0-4; recipient=- - 11-21" in kept
    assert "trigger=38-45; actor=- - 27-37; recipient=MLI GOV 46-50" in kept
    assert "guards" not in kept
    (data / "b.txt").write_text(kept)
    shown = outside.shown(data / "b.txt", texts)
    for line in WORDS.splitlines()[2:]:
        assert line in shown
    assert "T Rain fell on the quay." in shown


def test_outside_annotations_are_read_as_passages(data: Path) -> None:
    (data / "kept").mkdir()
    (data / "a.txt").write_text(WORDS)
    (data / "kept" / "a.txt").write_text(outside.packed(data / "a.txt", outside.Texts(data)))
    first, second = outside.read(data, data / "kept")
    assert [first.text[e.trigger.start : e.trigger.end] for e in first.events] == ["freed", "thanked"]
    assert (second.text, second.trap) == ("Rain fell on the quay.", "weather")
    assert outside.complaints([first, second, first]) == ["ewt:weblog-1+2: annotated 2 times"]


@pytest.mark.parametrize("name", ["ewt:weblog-9+1", "re3d:r2:0-4", "re3d:r1:x-4", "news:1:0-4"])
def test_outside_unknown_text_is_one_clear_error(data: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="no such text"):
        outside.Texts(data)[name]
