"""The room as a whole: text in, sentences out, the same whatever else is read."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.document import Boilerplate, Document, Span
from dragoman.language import Parser, encoder, parse, parse_all
from dragoman.language.parser import LONGEST, parse_words

NEWS = (
    "OSLO, Jan. 22 (Harbour News) - Norwegian Prime Minister Kari Lund met Finnish President Eero Salo on Friday.",
    'The two leaders didn\'t sign the accord, officials said.Lund called it "a good start."',
    "Ghana's envoy told reporters that Togo had agreed to withdraw its troops from the border by March 5.",
    "No.\n\nWhy?\n\nBecause the U.N. said so, and because nobody else had asked.",
    "Peace talks between the rebels and the government, which began in Lome last week, collapsed on Monday after the "
    "rebels accused the army of shelling two villages, a charge that the defence ministry denied.",
)


def documents():
    return [Document(id=str(number), text=text) for number, text in enumerate(NEWS)]


def one(text):
    [sentence] = parse(Document(id="a", text=text)).sentences
    return sentence


def test_parse_fills_tokens_and_names_its_model():
    document = parse(documents()[2])
    [sentence] = document.sentences
    assert document.model == encoder.labels().version
    root = sentence.tokens[sentence.root]
    assert (root.form, root.lemma, root.upos, root.xpos, root.deprel) == ("told", "tell", "VERB", "VBD", "root")
    assert root.has("Tense=Past")
    assert [sentence.tokens[i].form for i in sentence.dependents(sentence.root, "nsubj", "iobj", "obj")] == [
        "envoy",
        "reporters",
    ]


def test_parse_hints_at_names():
    entities = {t.form: t.entity for t in one("Kari Lund of Norway flew to Ghana on Friday.").tokens}
    assert (entities["Kari"], entities["Lund"]) == ("B-PER", "I-PER")
    assert (entities["Norway"], entities["Ghana"], entities["flew"]) == ("B-LOC", "B-LOC", "O")


def test_parse_keeps_what_was_on_the_document():
    document = msgspec.structs.replace(documents()[0], title=Span(0, 4), boilerplate=(Boilerplate(5, 9, "share", "r"),))
    parsed = parse(document)
    assert msgspec.structs.replace(parsed, sentences=(), model=None, acts=()) == document


@pytest.mark.parametrize("batch", [1, 40, 5000])
def test_parse_is_the_same_in_any_batch(batch):
    alone = [parse(document, keep_vectors=True) for document in documents()]
    together = list(parse_all(documents(), keep_vectors=True, batch=batch))
    for left, right in zip(alone, together, strict=True):
        assert left.sentences == right.sentences
        assert all(a.tobytes() == b.tobytes() for a, b in zip(left.vectors, right.vectors, strict=True))


def test_parse_is_the_same_in_any_order_and_company():
    backwards = list(parse_all(documents()[::-1]))[::-1]
    assert [d.sentences for d in backwards] == [parse(d).sentences for d in documents()]


def test_parse_is_the_same_on_two_threads():
    assert parse(documents()[4], threads=2).sentences == parse(documents()[4]).sentences


def test_parse_vectors_only_where_asked():
    kept = parse(documents()[1], keep_vectors=True)
    assert [v.shape for v in kept.vectors] == [(len(s.tokens), 384) for s in kept.sentences]
    assert all(v.dtype == np.float32 for v in kept.vectors)
    assert parse(documents()[1]).vectors is None


def test_parse_all_reads_a_stream_window_by_window():
    drawn = []

    def stream():
        for number in range(70):
            drawn.append(number)
            yield Document(id=str(number), text="Togo agreed.")

    parses = parse_all(stream())
    assert next(parses).id == "0"
    assert len(drawn) < 70
    assert [d.id for d in parses] == [str(n) for n in range(1, 70)]


def test_parse_words_takes_words_as_given():
    text = "Togo agreed. Benin left"
    cut = [[(0, 4), (5, 11)], [(11, 12), (13, 18), (19, 23)]]
    document = parse_words(Document(id="a", text=text), cut)
    assert [[t.form for t in s.tokens] for s in document.sentences] == [["Togo", "agreed"], [".", "Benin", "left"]]


def test_parse_of_a_long_sentence_is_one_tree():
    sentence = one(", ".join(f"envoy {number} of Mali met minister {number}" for number in range(200)))
    assert len(sentence.tokens) > 5 * LONGEST
    assert [t.deprel for t in sentence.tokens].count("root") == 1
    assert len(sentence.subtree(sentence.root)) == len(sentence.tokens)


def test_parse_of_a_sentence_of_long_words_stays_within_the_encoder():
    document = parse(Document(id="a", text=" ".join(["zqxjkvwpyz" * 3] * 150)))
    assert sum(len(s.tokens) for s in document.sentences) == 150


def check(document):
    place = 0
    for sentence in document.sentences:
        assert [t.deprel for t in sentence.tokens].count("root") == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence.tokens)
        for token in sentence.tokens:
            assert place <= token.start < token.end
            assert document[token] == token.form
            place = token.end
    assert not any(character.isalnum() for character in document.text[place:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0\0",
        "\n\n\n",
        ".",
        "a" * 5000,
        "Xi \u202emet\u202c \u200fSow\0.",
        "\ud800 and \udfff",
        "😀" * 90,
        "中国" * 400,
    ],
)
def test_parse_survives_odd_text(text):
    check(parse(Document(id="a", text=text)))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=120))
def test_parse_survives_any_text(text):
    check(parse(Document(id="a", text=text)))


def test_parse_is_a_parser():
    def pipeline(parser: Parser, text: str) -> int:
        return len(parser(Document(id="a", text=text)).sentences)

    assert pipeline(parse, "Togo agreed. Benin left.") == 2
