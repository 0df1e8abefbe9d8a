"""The scores of the language room on planted truth."""

from dragoman.language import conllu
from evaluation.language import causes, on_gold_words, raw_scores, tree_scores

ROWS = [
    ("Mali", "PROPN", 2, "nsubj"),
    ("signed", "VERB", 0, "root"),
    ("it", "PRON", 2, "obj"),
    (".", "PUNCT", 2, "punct"),
]


def document(*sentences):
    """A document from sentences of rows (form, upos, head, label)."""
    blocks = (
        "\n".join(
            f"{i}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{label}\t_\t_"
            for i, (form, upos, head, label) in enumerate(rows, 1)
        )
        for rows in sentences
    )
    return conllu.documents("\n\n".join(blocks) + "\n\n")[0]


def test_evaluation_of_the_truth_is_a_hundred():
    gold = document(ROWS, ROWS)
    pairs = list(zip(gold.sentences, gold.sentences, strict=True))
    assert set(tree_scores(pairs).values()) == {100.0}
    assert raw_scores([gold], [gold]) == {"words": 100.0, "sentences": 100.0}
    assert list(causes(pairs)) == []


def test_evaluation_counts_a_wrong_head_and_a_wrong_label():
    gold = document(ROWS)
    wrong = document([("Mali", "PROPN", 3, "nsubj"), ROWS[1], ("it", "NOUN", 2, "obl"), ROWS[3]])
    pairs = list(zip(gold.sentences, wrong.sentences, strict=True))
    scores = tree_scores(pairs)
    assert (scores["UPOS"], scores["UAS"], scores["LAS"]) == (75.0, 75.0, 50.0)
    assert dict(causes(pairs)) == {"head of nsubj": 50.0, "obj taken for obl": 50.0}


def test_evaluation_of_sentences_joined_by_mistake():
    gold = document(ROWS, ROWS)
    joined = document([*ROWS, *((form, upos, head + 4 if head else 2, label) for form, upos, head, label in ROWS)])
    assert raw_scores([gold], [joined]) == {"words": 100.0, "sentences": 0.0}


def test_evaluation_ignores_subtypes():
    gold = document([("Go", "VERB", 0, "root"), ("now", "ADV", 1, "advmod:emph")])
    plain = document([("Go", "VERB", 0, "root"), ("now", "ADV", 1, "advmod")])
    assert tree_scores([(gold.sentences[0], plain.sentences[0])])["LAS"] == 100.0


def test_evaluation_parses_the_gold_words():
    [(gold, found)] = on_gold_words([document(ROWS)])
    assert [token.form for token in found.tokens] == [token.form for token in gold.tokens]
    assert found.tokens[1].deprel == "root"
