"""Lemmas: the table first, then rules for words it never saw."""

import pytest

from dragoman.language.lemmas import by_rule, lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("said", "VERB", "VBD", "say"),
        ("Told", "VERB", "VBN", "tell"),
        ("overthrew", "VERB", "VBD", "overthrow"),
        ("slain", "VERB", "VBN", "slay"),
        ("shook", "VERB", "VBD", "shake"),
        ("forbidden", "VERB", "VBN", "forbid"),
        ("withstood", "VERB", "VBP", "withstand"),
        ("'s", "PART", "POS", "'s"),
        ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("was", "AUX", "VBD", "be"),
        ("ministers", "NOUN", "NNS", "minister"),
        ("countries", "NOUN", "NNS", "country"),
        ("better", "ADJ", "JJR", "good"),
        ("Russian", "ADJ", "JJ", "Russian"),
        ("Beijing", "PROPN", "NNP", "Beijing"),
        ("TEHRAN", "PROPN", "NNP", "Tehran"),
    ],
)
def test_lemmas_of_common_words(form, upos, xpos, expected):
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "xpos", "expected"),
    [
        ("mediated", "VBD", "mediate"),
        ("denounced", "VBN", "denounce"),
        ("deployed", "VBD", "deploy"),
        ("shelled", "VBN", "shell"),
        ("scrapped", "VBD", "scrap"),
        ("vetoed", "VBD", "veto"),
        ("brokering", "VBG", "broker"),
        ("mimicking", "VBG", "mimic"),
        ("undermining", "VBG", "undermine"),
        ("underwent", "VBD", "undergo"),
        ("overthrew", "VBD", "overthrow"),
        ("misjudged", "VBD", "misjudge"),
        ("decries", "VBZ", "decry"),
        ("reaches", "VBZ", "reach"),
    ],
)
def test_lemmas_of_verbs_by_rule(form, xpos, expected):
    assert by_rule(form, "VERB", xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("juntas", "NOUN", "NNS", "junta"),
        ("counteroffensives", "NOUN", "NNS", "counteroffensive"),
        ("embassies", "NOUN", "NNS", "embassy"),
        ("gunmen", "NOUN", "NNS", "gunman"),
        ("spokespeople", "NOUN", "NNS", "spokesperson"),
        ("Kurds", "PROPN", "NNPS", "Kurd"),
        ("Mediated", "PROPN", "NNP", "Mediated"),
        ("tougher", "ADJ", "JJR", "tough"),
        ("wariest", "ADJ", "JJS", "wary"),
        ("Peruvian", "ADJ", "JJ", "Peruvian"),
        ("12,500", "NUM", "CD", "12500"),
        ("", "X", "FW", ""),
    ],
)
def test_lemmas_of_other_words_by_rule(form, upos, xpos, expected):
    assert by_rule(form, upos, xpos) == expected
