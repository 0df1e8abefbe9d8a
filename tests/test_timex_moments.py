"""Which day an event gets: (sentence, publication, trigger, status, value, basis) over small trees written by hand.

A tree is one token a word: `form|UPOS|head|deprel|Feature=Value`, heads counted from 1 as in CoNLL-U.
"""

import msgspec
import pytest

from dragoman.document import Dateline, Document, Event, Moment, Published, Quote, Span, Token, sentence_of
from dragoman.timex import anchor, find, moment_of
from dragoman.timex.spans import first_day, moment_value

TREES = {
    "said-will": """
        The|DET|2|det ministry|NOUN|3|nsubj said|VERB|0|root|Tense=Past on|ADP|5|case Monday|PROPN|3|obl
        that|SCONJ|10|mark the|DET|8|det envoys|NOUN|10|nsubj will|AUX|10|aux meet|VERB|3|ccomp|VerbForm=Inf
        in|ADP|12|case June|PROPN|10|obl .|PUNCT|3|punct
    """,
    "said-had": """
        Officials|NOUN|2|nsubj said|VERB|0|root|Tense=Past on|ADP|4|case Monday|PROPN|2|obl that|SCONJ|8|mark
        rebels|NOUN|8|nsubj had|AUX|8|aux|Tense=Past crossed|VERB|2|ccomp|Tense=Past the|DET|10|det
        river|NOUN|8|obj .|PUNCT|2|punct
    """,
    "later-had": """
        Prices|NOUN|2|nsubj rose|VERB|0|root|Tense=Past .|PUNCT|2|punct || Shops|NOUN|2|nsubj
        closed|VERB|0|root|Tense=Past .|PUNCT|2|punct || Nobody|PRON|2|nsubj came|VERB|0|root|Tense=Past
        .|PUNCT|2|punct || Officials|NOUN|2|nsubj said|VERB|0|root|Tense=Past on|ADP|4|case Monday|PROPN|2|obl
        that|SCONJ|8|mark rebels|NOUN|8|nsubj had|AUX|8|aux|Tense=Past crossed|VERB|2|ccomp|Tense=Past the|DET|10|det
        river|NOUN|8|obj .|PUNCT|2|punct
    """,
    "before": """
        Chad|PROPN|3|nsubj will|AUX|3|aux send|VERB|0|root|VerbForm=Inf troops|NOUN|3|obj before|ADP|6|case
        June|PROPN|3|obl .|PUNCT|3|punct
    """,
    "will-said": """
        The|DET|2|det envoy|NOUN|4|nsubj will|AUX|4|aux visit|VERB|14|ccomp|VerbForm=Inf Oslo|PROPN|4|obj
        as|ADV|7|advmod early|ADV|4|advmod as|ADP|10|case next|ADJ|10|amod week|NOUN|7|obl ,|PUNCT|7|punct
        the|DET|13|det ministry|NOUN|14|nsubj said|VERB|0|root|Tense=Past Monday|PROPN|14|obl:tmod
        .|PUNCT|14|punct
    """,
    "expected": """
        The|DET|2|det envoy|NOUN|5|nsubj:pass had|AUX|5|aux|Tense=Past been|AUX|5|aux:pass|Tense=Past
        expected|VERB|0|root|Tense=Past|VerbForm=Part to|PART|7|mark travel|VERB|5|xcomp|VerbForm=Inf
        in|ADP|9|case April|PROPN|7|obl or|CCONJ|12|cc early|ADJ|12|amod May|PROPN|9|conj .|PUNCT|5|punct
    """,
    "carry": """
        Police|NOUN|2|nsubj raided|VERB|0|root|Tense=Past the|DET|4|det club|NOUN|2|obj on|ADP|6|case
        Friday|PROPN|2|obl .|PUNCT|2|punct || They|PRON|2|nsubj seized|VERB|0|root|Tense=Past files|NOUN|2|obj
        .|PUNCT|2|punct
    """,
    "no-carry": """
        Police|NOUN|2|nsubj raided|VERB|0|root|Tense=Past the|DET|4|det club|NOUN|2|obj on|ADP|6|case
        Friday|PROPN|2|obl .|PUNCT|2|punct || They|PRON|3|nsubj had|AUX|3|aux|Tense=Past
        seized|VERB|0|root|Tense=Past files|NOUN|3|obj .|PUNCT|3|punct
    """,
    "agreed": """
        Chad|PROPN|2|nsubj agreed|VERB|0|root|Tense=Past on|ADP|4|case Tuesday|PROPN|2|obl to|PART|6|mark
        send|VERB|2|xcomp|VerbForm=Inf troops|NOUN|6|obj .|PUNCT|2|punct
    """,
    "attacked-said": """
        Rebels|NOUN|2|nsubj attacked|VERB|0|root|Tense=Past the|DET|4|det port|NOUN|2|obj ,|PUNCT|7|punct
        officials|NOUN|7|nsubj said|VERB|2|parataxis|Tense=Past Monday|PROPN|7|obl:tmod .|PUNCT|2|punct
    """,
    "met-signed": """
        He|PRON|2|nsubj met|VERB|0|root|Tense=Past the|DET|4|det king|NOUN|2|obj and|CCONJ|6|cc
        signed|VERB|2|conj|Tense=Past a|DET|8|det pact|NOUN|6|obj on|ADP|10|case Monday|PROPN|6|obl
        .|PUNCT|2|punct
    """,
    "summit": """
        A|DET|2|det summit|NOUN|5|nsubj:pass will|AUX|5|aux be|AUX|5|aux:pass held|VERB|0|root|Tense=Past
        on|ADP|8|case April|PROPN|8|nmod 7|NUM|5|obl and|CCONJ|10|cc 8|NUM|8|conj .|PUNCT|5|punct
    """,
    "invited": """
        Chad|PROPN|2|nsubj invited|VERB|0|root|Tense=Past the|DET|4|det envoy|NOUN|2|obj to|PART|6|mark
        visit|VERB|2|xcomp|VerbForm=Inf this|DET|8|det spring|NOUN|6|obl:tmod during|ADP|11|case a|DET|11|det
        call|NOUN|2|obl on|ADP|13|case Feb.|PROPN|11|nmod 12|NUM|13|nummod .|PUNCT|2|punct
    """,
    "after": """
        The|DET|2|det walkout|NOUN|3|nsubj came|VERB|0|root|Tense=Past five|NUM|5|nummod days|NOUN|9|obl:npmod
        after|SCONJ|9|mark a|DET|8|det court|NOUN|9|nsubj jailed|VERB|3|advcl|Tense=Past four|NUM|11|nummod
        strikers|NOUN|9|obj .|PUNCT|3|punct
    """,
    "visit": """
        The|DET|2|det kings|NOUN|3|nsubj met|VERB|0|root|Tense=Past on|ADP|5|case Thursday|PROPN|3|obl
        .|PUNCT|3|punct || The|DET|2|det guest|NOUN|3|nsubj arrived|VERB|0|root|Tense=Past a|DET|5|det
        day|NOUN|6|obl:npmod earlier|ADV|3|advmod on|ADP|12|case a|DET|12|det four|NUM|11|nummod
        -|PUNCT|9|punct day|NOUN|12|compound visit|NOUN|3|obl .|PUNCT|3|punct
    """,
    "killing": """
        The|DET|2|det court|NOUN|3|nsubj condemned|VERB|0|root|Tense=Past the|DET|5|det killing|NOUN|3|obj
        of|ADP|8|case two|NUM|8|nummod bishops|NOUN|5|nmod in|ADP|10|case 1982|NUM|5|nmod .|PUNCT|3|punct
    """,
    "pledge": """
        Chad|PROPN|3|nsubj will|AUX|3|aux stand|VERB|10|ccomp|VerbForm=Inf by|ADP|6|case its|PRON|6|nmod:poss
        neighbour|NOUN|3|obl ,|PUNCT|10|punct the|DET|9|det king|NOUN|10|nsubj said|VERB|0|root|Tense=Past
        on|ADP|12|case Tuesday|PROPN|10|obl .|PUNCT|3|punct
    """,
    "refusal": """
        The|DET|2|det envoy|NOUN|3|nsubj said|VERB|0|root|Tense=Past on|ADP|5|case Tuesday|PROPN|3|obl
        that|SCONJ|8|mark Chad|PROPN|8|nsubj has|VERB|3|ccomp|Tense=Pres no|DET|10|det intention|NOUN|8|obj
        to|PART|12|mark talk|VERB|10|acl|VerbForm=Inf .|PUNCT|3|punct
    """,
    "since": """
        The|DET|3|det two|NUM|3|nummod armies|NOUN|5|nsubj have|AUX|5|aux|Tense=Pres
        fought|VERB|0|root|Tense=Past since|ADP|7|case January|PROPN|5|obl .|PUNCT|5|punct
    """,
    "poss": """
        The|DET|2|det minister|NOUN|3|nsubj condemned|VERB|0|root|Tense=Past Tuesday|PROPN|6|nmod:poss
        's|PART|4|case raid|NOUN|3|obj on|ADP|9|case the|DET|9|det port|NOUN|6|nmod .|PUNCT|3|punct
    """,
    "plain": """
        The|DET|2|det king|NOUN|3|nsubj opened|VERB|0|root|Tense=Past the|DET|5|det dam|NOUN|3|obj
        .|PUNCT|3|punct
    """,
}


def token(cell, text, at):
    form, upos, head, deprel, *feats = cell.split("|")
    start = text.index(form, at)
    return Token(
        start,
        start + len(form),
        form,
        LEMMAS.get(form, form.lower()),
        upos,
        None,
        "|".join(feats) or None,
        int(head) - 1,
        deprel,
    )


LEMMAS = {"arrived": "arrive", "expected": "expect", "agreed": "agree", "invited": "invite", "said": "say"}


def parsed(name, published):
    cells = [tree.split() for tree in TREES[name].split("||")]
    words = [cell.split("|")[0] for tree in cells for cell in tree]
    text = " ".join(words).replace(" .", ".").replace(" ,", ",").replace(" 's", "'s").replace(" - ", "-")
    sentences, at = [], 0
    for tree in cells:
        tokens = []
        for cell in tree:
            tokens.append(token(cell, text, at))
            at = tokens[-1].end
        sentences.append(sentence_of(tuple(tokens)))
    document = Document(
        id=name, text=text, published=Published(published, basis="metadata"), sentences=tuple(sentences)
    )
    return find(document)


def moment(name, published, trigger, status="happened"):
    document = parsed(name, published)
    start = document.text.index(trigger)
    sentence = document.sentence_of(Span(start, start + 1))
    return moment_of(document, sentence, sentence.token_at(start), status)


MOMENTS = [
    ("said-will", "2024-03-06", "said", "happened", "2024-03-04", "timex"),
    ("said-will", "2024-03-06", "meet", "planned", "2024-06", "timex"),
    ("said-had", "2024-03-06", "said", "happened", "2024-03-04", "timex"),
    ("said-had", "2024-03-06", "crossed", "happened", "2024-03-04", "carried"),
    ("later-had", "2024-03-06", "crossed", "happened", None, "none"),
    ("will-said", "2023-03-13", "visit", "planned", "2023-03-20/2023-03-26", "timex"),
    ("expected", "2023-03-13", "travel", "planned", "2023-04/2023-05", "timex"),
    ("carry", "2024-03-06", "raided", "happened", "2024-03-01", "timex"),
    ("carry", "2024-03-06", "seized", "happened", "2024-03-01", "carried"),
    ("no-carry", "2024-03-06", "seized", "happened", None, "none"),
    ("agreed", "2024-03-06", "agreed", "happened", "2024-03-05", "timex"),
    ("attacked-said", "2024-03-06", "attacked", "happened", "2024-03-04", "carried"),
    ("met-signed", "2024-03-06", "met", "happened", "2024-03-04", "timex"),
    ("met-signed", "2024-03-06", "signed", "happened", "2024-03-04", "timex"),
    ("summit", "2024-03-06", "summit", "planned", "2024-04-07/2024-04-08", "timex"),
    ("invited", "2024-03-16", "invited", "happened", "2024-02-12", "timex"),
    ("after", "2024-03-06", "jailed", "happened", "2024-03-01", "timex"),
    ("visit", "2024-06-06", "arrived", "happened", "2024-06-05", "timex"),
    ("killing", "2024-03-06", "condemned", "happened", "2024-03-06", "published"),
    ("killing", "2024-03-06", "killing", "happened", "1982", "timex"),
    ("pledge", "2024-03-06", "stand", "happened", "2024-03-05", "timex"),
    ("pledge", "2024-03-06", "stand", "conditional", "2024-03-05", "timex"),
    ("refusal", "2024-03-06", "intention", "happened", "2024-03-05", "timex"),
    ("since", "2024-03-06", "fought", "ongoing", "2024-01-01/2024-03-06", "timex"),
    ("before", "2024-03-06", "send", "planned", "2024-03-06/2024-05-31", "timex"),
    ("poss", "2024-03-08", "raid", "happened", "2024-03-05", "timex"),
    ("plain", "2024-03-06", "opened", "happened", "2024-03-06", "published"),
    ("plain", "2024-03-06", "opened", "planned", None, "none"),
]


@pytest.mark.parametrize(("name", "published", "trigger", "status", "expected", "basis"), MOMENTS)
def test_timex_an_event_is_dated_by_the_expression_that_governs_it(name, published, trigger, status, expected, basis):
    found = moment(name, published, trigger, status)
    assert (found.value, found.basis) == (expected, basis)


def test_timex_the_saying_bounds_what_is_said_to_have_happened():
    found = moment("later-had", "2024-03-06", "crossed")
    assert (found.value, found.latest, found.basis) == (None, "2024-03-04", "none")


def test_timex_the_default_says_that_it_is_one():
    found = moment("plain", "2024-03-06", "opened")
    assert (found.earliest, found.latest, found.basis, found.start) == ("2024-03-03", "2024-03-06", "published", None)


def test_timex_without_a_day_of_publication_nothing_is_guessed():
    assert moment("plain", None, "opened").value is None


def test_timex_a_moment_rests_on_words_of_the_text():
    document = parsed("summit", "2024-03-06")
    found = moment("summit", "2024-03-06", "summit", "planned")
    assert document.text[found.start : found.end] == "April 7 and 8"


def event(document, trigger, status="happened", **more):
    start = document.text.index(trigger)
    span = Span(start, start + len(trigger))
    held = document.sentence_of(span)
    return Event(
        held.start, held.end, id="e", type="CONSULT", status=status, actors=(), recipients=(),
        trigger=span, sentence=Span(held.start, held.end), rule="test", **more,
    )  # fmt: skip


def anchored(name, published, trigger, status="happened", **more):
    document = parsed(name, published)
    document = msgspec.structs.replace(document, events=(event(document, trigger, status, **more),))
    return anchor(document).events[0]


def test_timex_a_plan_knows_the_day_it_was_announced():
    found = anchored("will-said", "2023-03-13", "visit", "planned")
    assert (found.date.value, found.announced.value) == ("2023-03-20/2023-03-26", "2023-03-13")


def test_timex_a_visit_stays_from_the_arrival_for_the_days_told():
    found = anchored("visit", "2024-06-06", "visit", mode="visit")
    assert (found.stay.value, found.stay.basis) == ("2024-06-05/2024-06-08", "stay")


def test_timex_the_dateline_dates_no_event():
    document = parsed("carry", "2024-03-06")
    at = document.text.index("Friday")
    document = msgspec.structs.replace(document, dateline=Dateline(at - 3, at + 6))
    sentence = document.sentences[0]
    assert moment_of(document, sentence, 1).basis == "published"


def test_timex_a_date_that_stands_is_left():
    given = Moment("1999-01-01", "1999-01-01", "1999-01-01", "metadata")
    assert anchored("plain", "2024-03-06", "opened", date=given).date == given


def test_timex_background_is_never_dated_by_default():
    assert anchored("plain", "2024-03-06", "opened", background=True).date.value is None


def test_timex_without_a_tree_the_nearest_expression_dates():
    text = "Police raided the club on Friday."
    document = find(Document(id="n", text=text, published=Published("2024-03-06", basis="metadata")))
    made = Event(
        0, 33, id="e", type="ASSAULT", status="happened", actors=(), recipients=(),
        trigger=Span(7, 13), sentence=Span(0, 33), rule="test",
    )  # fmt: skip
    assert anchor(msgspec.structs.replace(document, events=(made,))).events[0].date.value == "2024-03-01"


def test_timex_a_quotation_is_dated_by_its_cue():
    document = parsed("said-will", "2024-03-06")
    at = document.text.index("said")
    quote = Quote(
        0, len(document.text), id="q", kind="indirect", content=(Span(24, 60),), act="say", rule="test",
        cue=Span(at, at + 4),
    )  # fmt: skip
    dated = anchor(msgspec.structs.replace(document, quotes=(quote,))).quotes[0]
    assert (dated.date.value, dated.date.basis) == ("2024-03-04", "timex")


WRITTEN = [
    ("They will meet next week.", "2023-03-20/2023-03-26"),
    ("They will meet next month.", "2023-04"),
    ("They will meet next year.", "2024"),
    ("They will meet tomorrow.", "2023-03-14"),
    ("They will meet tomorrow morning.", "2023-03-14"),
    ("They will meet this spring.", "2023-03-01/2023-05-31"),
    ("They will meet in the second quarter.", "2023-04-01/2023-06-30"),
    ("They will meet from May 7 to 10.", "2023-05-07/2023-05-10"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_timex_values_become_days_of_the_record(text, expected):
    timex = find(Document(id="w", text=text, published=Published("2023-03-13"))).timexes[0]
    last = timex.finish or find(Document(id="w", text=text, published=Published("2023-03-13"))).timexes[-1].finish
    from dragoman.timex.spans import last_day

    assert moment_value(timex, first_day(timex), last or last_day(timex)) == expected
