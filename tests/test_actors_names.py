"""Names of persons, organisations and places: the parser's hints and the lexicon together."""

import pytest

from dragoman.actors import names
from dragoman.actors.names import hints
from dragoman.document import Document, Token, sentence_of
from dragoman.language import parse


def document(words, entities, tags=None):
    """A sentence of proper nouns (or as tagged) with these hints, written with one blank between words."""
    tokens, at = [], 0
    for number, (word, entity) in enumerate(zip(words.split(), entities.split(), strict=True)):
        upos = tags.split()[number] if tags else "PROPN"
        relation = "root" if number == 0 else "dep"
        tokens.append(Token(at, at + len(word), word, word, upos, None, None, 0 if number else -1, relation, entity))
        at += len(word) + 1
    return Document(id="a", text=words, sentences=(sentence_of(tuple(tokens)),))


def named(found):
    return [(found[name], name.kind) for name in names(found)]


@pytest.mark.parametrize(
    ("words", "entities", "expected"),
    [
        ("Israel left", "B-ORG O", [("Israel", "LOC")]),  # a state is a place, whatever the hint says
        ("IAEA inspectors", "B-LOC O", [("IAEA", "ORG")]),
        ("West Bank", "B-LOC O", [("West Bank", "LOC")]),  # at the lexicon's full length
        ("West Bank", "B-LOC B-ORG", [("West Bank", "LOC")]),
        ("Miami Florida", "B-LOC I-LOC", [("Miami", "LOC"), ("Florida", "LOC")]),
        ("write ana.lund@mail.example.org", "O B-PER", []),
        ("see Harbour.com", "O B-ORG", []),
        ("Karel Obrovny left", "B-PER I-PER O", [("Karel Obrovny", "PER")]),  # nobody's: the hint stands
        ("in Kenya", "O O", [("Kenya", "LOC")]),  # seen by the lexicon alone
    ],
)
def test_names_are_decided_by_the_lexicon_and_else_hinted(words, entities, expected):
    assert named(document(words, entities)) == expected


def test_names_of_a_body_leave_common_nouns_outside():
    assert named(document("Fatah party", "B-ORG O", "PROPN NOUN")) == [("Fatah", "ORG")]


def test_names_in_parsed_text():
    found = parse(Document(id="a", text="Vladimir Putin told NATO in Oslo that Norway would pay."))
    assert named(found) == [("Vladimir Putin", "PER"), ("NATO", "ORG"), ("Oslo", "LOC"), ("Norway", "LOC")]


def test_hints_part_where_a_name_begins():
    tokens = document("Lund Salo Acme", "B-PER B-PER B-ORG").sentences[0].tokens
    assert list(hints(tokens)) == [(0, 1, "PER"), (1, 2, "PER"), (2, 3, "ORG")]
    assert list(hints(())) == []
