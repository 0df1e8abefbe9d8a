"""Bring your own parse: CoNLL-U in and out."""

import pytest

from dragoman.document import Document, DragomanError, ParseError, sentence_of
from dragoman.language import conllu, parse
from dragoman.language import spacy as bridge


def rows(*lines):
    return "\n".join("\t".join(line.split()) for line in lines) + "\n\n"


SIGNED = "# text = Sow didn't sign.\n" + rows(
    "1 Sow Sow PROPN NNP Number=Sing 4 nsubj _ ner=S-PERSON",
    "2-3 didn't _ _ _ _ _ _ _ _",
    "2 did do AUX VBD _ 4 aux _ _",
    "3 n't not PART RB _ 4 advmod _ _",
    "4 sign sign VERB VB _ 0 root _ SpaceAfter=No",
    "4.1 it it PRON PRP _ _ _ 4:obj _",
    "5 . . PUNCT . _ 4 punct _ _",
)


def test_conllu_gives_tokens_pinned_to_a_rebuilt_text():
    [document] = conllu.documents(SIGNED)
    [sentence] = document.sentences
    assert document.text == "Sow didn't sign."
    assert [document[token] for token in sentence.tokens] == ["Sow", "did", "n't", "sign", "."]
    assert [token.head for token in sentence.tokens] == [3, 3, 3, -1, 3]
    assert sentence.tokens[0].entity == "B-PER"
    assert sentence.tokens[1].feats is None


def test_conllu_fills_the_document_it_was_made_from():
    document = Document(id="a", text="  Sow   didn't\nsign. ")
    filled = conllu.fill(document, SIGNED)
    assert [(t.start, t.form) for t in filled.sentences[0].tokens] == [
        (2, "Sow"), (8, "did"), (11, "n't"), (15, "sign"), (19, "."),
    ]  # fmt: skip
    assert filled.model == "conllu" and filled.text == document.text


def test_conllu_refuses_a_parse_of_another_text():
    with pytest.raises(ParseError, match=r"line 4: the parse has 'did' where the text has 'wil'"):
        conllu.fill(Document(id="a", text="Sow will sign."), SIGNED)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2 pact pact NOUN NN _ 1 dobj _ _", r"line 2: 'dobj' \(at 'pact'\) is a CLEAR label"),
        ("2 pact pact NOUN NN _ 1 pobj _ _", r"line 2: 'pobj'"),
        ("2 pact pact NOUN NN _ 1 nsubjpass _ _", r"line 2: 'nsubjpass'"),
        ("2 pact pact NOUN NN _ 1 subject _ _", r"line 2: 'subject' \(at 'pact'\) is no label"),
        ("2 pact pact NOUN NN _ 7 obj _ _", r"line 2: the head of 'pact' is '7'"),
        ("2 pact pact NOUN NN _ 0 root _ _", r"line 1: the sentence has 2 roots"),
        ("2 pact pact NOUN NN _ 2 obj _ _", r"line 2: the heads of 'pact' go in a circle"),
        ("2 pact pact NOUN", r"line 2: ten columns"),
    ],
)
def test_conllu_names_label_and_line_of_what_is_no_ud(line, message):
    with pytest.raises(ParseError, match=message):
        conllu.documents(rows("1 Sign sign VERB VB _ 0 root _ _", line))


def test_conllu_subtypes_are_ud():
    text = rows("1 Go go VERB VB _ 0 root _ _", "2 now now ADV RB _ 1 advmod:emph _ _")
    assert conllu.documents(text)[0].sentences[0].tokens[1].relation == "advmod"


def test_conllu_check_refuses_labels_of_a_foreign_pipeline():
    [document] = conllu.documents(SIGNED)
    tokens = document.sentences[0].tokens
    foreign = type(tokens[0])(0, 3, "Sow", "Sow", "PROPN", None, None, -1, "dobj")
    conllu.check_labels(document.sentences)
    with pytest.raises(ParseError, match="'dobj'"):
        conllu.check_labels([sentence_of((foreign,))])


def test_conllu_range_that_its_words_do_not_spell_belongs_to_the_first():
    text = rows(
        "1-2 zum _ _ _ _ _ _ _ _", "1 zu zu ADP _ _ 3 case _ _", "2 dem der DET _ _ 3 det _ _",
        "3 Rat Rat NOUN _ _ 0 root _ _",
    )  # fmt: skip
    [document] = conllu.documents(text)
    assert document.text == "zum Rat"
    assert [(t.start, t.end) for t in document.sentences[0].tokens] == [(0, 3), (3, 3), (4, 7)]


TEXTS = [
    "Sow didn't sign. Mali's envoy said \"no\".\n\nTalks (in Oslo) cannot go on; the U.S.-led force stays.",
    "OSLO, Jan. 22 (Harbour News) - Norway and Finland signed the accord on Friday.",
    "The ministers' aides — all three — left.\tThen silence",
]


@pytest.mark.parametrize("text", TEXTS)
def test_conllu_out_and_in_again_is_the_same_parse(text):
    document = parse(Document(id="a", text=text))
    written = conllu.to_conllu(document)
    assert conllu.fill(Document(id="a", text=text), written).sentences == document.sentences
    [again] = conllu.documents(written)
    assert [[t.form for t in s.tokens] for s in again.sentences] == [
        [t.form for t in s.tokens] for s in document.sentences
    ]
    assert "".join(again.text.split()) == "".join(text.split())


def test_conllu_writes_ranges_names_and_offsets():
    written = conllu.to_conllu(conllu.documents(SIGNED)[0])
    assert "\n2-3\tdidn't\t_" in written
    assert "\n1\tSow\tSow\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tstart_char=0|end_char=3|ner=B-PER\n" in written


def test_spacy_heads_run_over_the_whole_document():
    document = conllu.documents(SIGNED + SIGNED)[0]
    assert bridge.heads(document) == [3, 3, 3, 3, 3, 8, 8, 8, 8, 8]


def test_spacy_doc_or_the_line_that_installs_it():
    [document] = conllu.documents(SIGNED)
    try:
        import spacy  # noqa: F401
    except ImportError:
        with pytest.raises(DragomanError, match=r"pip install 'dragoman\[spacy\]'"):
            bridge.to_spacy(document)
    else:
        doc = bridge.to_spacy(document)
        assert [token.dep_ for token in doc] == ["nsubj", "aux", "advmod", "ROOT", "punct"]
        assert doc.text == document.text
