"""A user's own frames and types: no training, no change to the package."""

import pytest

from dragoman.document import Document, LexiconError
from dragoman.events import candidates, code, load_user
from dragoman.pipeline import Settings, code_text

FRAMES = """
[[type]]
type = "CULTURE"
quad = 2
score = 3.0

[[frame]]
id = "mine.loan-art"
lemmas = ["loan", "lend"]
pos = "verb"
when = ["obj=painting,vase,statue"]
type = "CULTURE"
to = ["to", "iobj"]
example = "Greece loaned a vase to Japan."

[[frame]]
id = "mine.ghost"
lemmas = ["ghost"]
pos = "verb"
type = "REJECT"
mode = "meet"
to = ["obj"]
example = "Peru ghosted Chile."
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("user") / "my.toml"
    path.write_text(FRAMES, encoding="utf-8")
    return path


OWN = [
    ("Greece loaned a vase to Japan.", "CULTURE", None, ["GRC"], ["JPN"], "mine.loan-art", 2),
    ("Italy will lend the statue to Peru on Monday.", None, None, None, None, None, None),
    ("Peru ghosted Chile.", "REJECT", "meet", ["PER"], ["CHL"], "mine.ghost", 3),
    ("Norway loaned money to Malta.", "AID", None, ["NOR"], ["MLT"], None, 2),
]


@pytest.mark.parametrize(("sentence", "type_", "mode", "actors", "recipients", "rule", "quad"), OWN)
def test_own_frames_and_types_are_coded(file, sentence, type_, mode, actors, recipients, rule, quad):
    events = code_text(sentence, settings=Settings(lexicon=str(file))).events
    if type_ is None:  # no conversion says what a promise of one's own type is
        assert all(event.type != "CULTURE" for event in events)
        return
    (event,) = events
    assert (event.type, event.mode, event.quad) == (type_, mode, quad)
    assert [p.code for p in event.actors] == actors
    assert [p.code for p in event.recipients] == recipients
    assert rule is None or rule in event.rule


def test_without_the_file_nothing_changes(file):
    assert "mine.ghost" not in {c.frame for c in candidates(code_text("Peru ghosted Chile."))}
    assert code(Document(id="a", text=""), book=load_user(file)).events == ()


WRONG = [
    ("[[frame]]\nid = 3", "[[frame]] number 1"),
    ('[[frame]]\nid = "a"\nlemmas = ["b"]\npos = "verb"\nexample = "c"\nlemma = "d"', "unknown key 'lemma'"),
    ('[[frame]]\nid = "a"\nlemmas = ["b"]\npos = "verb"\nexample = "c"\ntype = "NOPE"', "unknown type 'NOPE'"),
    ('[[frame]]\nid = "a"\nlemmas = ["b"]\npos = "verbs"\nexample = "c"', "pos is verb, noun or adj"),
    ("[[frames]]\nid = 3", "frames"),
    ("[[frame", "tables look like"),
]


@pytest.mark.parametrize(("text", "complaint"), WRONG)
def test_a_wrong_table_is_told_with_its_place(tmp_path, text, complaint):
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_user(path)
    assert str(path) in str(error.value) and complaint in str(error.value)
