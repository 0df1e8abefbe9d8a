"""The codebook's tables, and the slots of a predicate on trees made by hand."""

import pytest

from dragoman.document import Document, Token, sentence_of
from dragoman.events import trees
from dragoman.events.circumstances import scale
from dragoman.events.frames import Conversion, cameo_rows, classes, conversions, convert, frames, mode_scores, types
from dragoman.lexicon import load, source

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_there_are_sixteen_types_in_four_classes():
    assert {q: {t.type for t in types().values() if t.quad == q} for q in QUADS} == QUADS


SCORES = [
    ("ACCUSE", None, -3.0),
    ("CONSULT", "phone", 1.5),
    ("SANCTION", "expel", -5.5),
    ("THREATEN", "territory", -4.0),
    ("PROTEST", "vandalize", -5.0),
    ("ASSAULT", "unconventional", -10.0),
    ("RETREAT", "disarm", 10.0),
    ("AID", None, 10.0),
]


@pytest.mark.parametrize(("type_", "mode", "score"), SCORES)
def test_scores_are_those_of_the_codebook(type_, mode, score):
    assert scale(type_, mode) == score


def test_there_are_thirty_seven_contexts():
    rows = [line for line in source("plover/contexts.tsv").splitlines() if line and not line.startswith("#")]
    assert len(rows) - 1 == 37


GOLDSTEIN = [("016", -5.0), ("0874", 10.0), ("0334", 6.0), ("163", -8.0), ("1214", -4.0), ("204", -10.0), ("010", 0.0)]


@pytest.mark.parametrize(("code", "value"), GOLDSTEIN)
def test_goldstein_codes_are_strings_with_their_value(code, value):
    lines = source("plover/goldstein.tsv").splitlines()
    assert f"{code}\t{value:g}" in {"\t".join([*line.split("\t")[:1], f"{float(line.split(chr(9))[1]):g}"])
                                    for line in lines if line[:1].isdigit()}  # fmt: skip


def test_frames_have_unique_ids_known_types_and_modes():
    rows = frames()
    assert len({row.id for row in rows}) == len(rows) >= 700
    assert {row.type for row in rows} - {None} == set(types())
    assert {(row.type, row.mode) for row in rows if row.mode} <= set(mode_scores())


def test_every_mode_of_the_codebook_can_be_reached():
    by_frame = {(row.type, row.mode) for row in frames()} | {(row.type, row.mode) for row in conversions().values()}
    assert set(mode_scores()) - by_frame == {("CONSULT", "third-party")}  # the venue decides that one


def test_conversions_name_known_types_and_modes():
    for row in load("frames/conversions.tsv", Conversion):
        assert row.type in types() or row.type in ("*same*", "*none*")
        assert row.mode is None or row.type == "*same*" or (row.type, row.mode) in mode_scores()


def test_cameo_rows_name_known_types():
    assert {row.type for row in cameo_rows()} == set(types())


TURNED = [
    ("INTEND", "AID", None, None, "AGREE"),
    ("INTEND", "RETREAT", "withdraw", None, "CONCEDE"),
    ("INTEND", "ASSAULT", None, None, "THREATEN"),
    ("DEMAND", "CONSULT", None, None, "REQUEST"),
    ("REFUSE", "CONCEDE", None, None, "REJECT"),
    ("CEASE", "PROTEST", "strike", None, "CONCEDE"),
    ("CEASE", "AID", None, "aid", "SANCTION"),
    ("DEMAND", "AGREE", None, "closer", "AGREE"),
]


@pytest.mark.parametrize(("op", "type_", "mode", "theme", "result"), TURNED)
def test_an_operator_turns_the_act_inside(op, type_, mode, theme, result):
    conversion = convert(op, type_, mode, theme)
    assert conversion is not None and conversion.type == result


def tree(rows):
    """A Tree from (form, lemma, upos, xpos, head, deprel) rows; heads count from 0, -1 is the root."""
    text, tokens, at = " ".join(row[0] for row in rows), [], 0
    for form, lemma, upos, xpos, head, deprel in rows:
        tokens.append(Token(at, at + len(form), form, lemma, upos, xpos, None, head, deprel))
        at += len(form) + 1
    sentence = sentence_of(tuple(tokens))
    return trees.plant(Document(id="t", text=text, sentences=(sentence,)), 0)


FREED = [
    ("Rebels", "rebel", "NOUN", "NNS", 4, "nsubj:pass"),
    ("who", "who", "PRON", "WP", 2, "nsubj"),
    ("surrendered", "surrender", "VERB", "VBD", 0, "acl:relcl"),
    ("were", "be", "AUX", "VBD", 4, "aux:pass"),
    ("freed", "free", "VERB", "VBN", -1, "root"),
    ("by", "by", "ADP", "IN", 6, "case"),
    ("Chad", "Chad", "PROPN", "NNP", 4, "obl"),
]
CALLED = [
    ("Tutu", "Tutu", "PROPN", "NNP", 2, "nsubj:pass"),
    ("Sunday", "Sunday", "PROPN", "NNP", 2, "obl:unmarked"),
    ("called", "call", "VERB", "VBD", -1, "root"),
    ("off", "off", "ADP", "IN", 4, "case"),
    ("talks", "talk", "NOUN", "NNS", 2, "obl"),
]
ASKED = [
    ("Mali", "Mali", "PROPN", "NNP", 1, "nsubj"),
    ("asked", "ask", "VERB", "VBD", -1, "root"),
    ("Niger", "Niger", "PROPN", "NNP", 1, "obj"),
    ("to", "to", "PART", "TO", 4, "mark"),
    ("help", "help", "VERB", "VB", 1, "xcomp"),
]


def test_the_agent_of_a_passive_is_its_subject_and_its_subject_the_object():
    freed = tree(FREED)
    assert (trees.subjects(freed, 4), trees.objects(freed, 4)) == ([6], [0])


def test_a_relative_pronoun_stands_for_its_noun():
    assert trees.subjects(tree(FREED), 2) == [0]


def test_a_simple_past_is_active_whatever_its_subject_is_called():
    assert not trees.is_passive(tree(CALLED), 2)


def test_the_object_of_a_particle_verb_may_look_like_a_phrase():
    called = tree(CALLED)
    assert trees.objects(called, 2) == [4]
    assert "off" in {called.lemma(i) for i in trees.particles(called, 2)}


def test_who_is_asked_controls_what_is_asked():
    assert trees.subjects(tree(ASKED), 4) == [2]


def test_classes_are_not_empty():
    assert min(len(words) for words in classes().values()) > 0
