"""The sample news from end to end: what must be found, what must not, and every span where it says it is."""

import json
from pathlib import Path

import jsonschema
import pytest

from dragoman import pipeline, reading, store, stories
from dragoman.document import Document

NEWS = Path(__file__).parent.parent / "examples" / "news"


@pytest.fixture(scope="session")
def coded():
    """Every sample article coded, by the beginning of its file's name or its id."""
    found = {}
    for path in sorted(p for p in NEWS.rglob("*") if p.is_file()):
        documents = [d for d in reading.read(str(path)) if isinstance(d, Document)]
        for number, document in enumerate(pipeline.code_all(documents)):
            key = path.name.split(".")[0] if len(documents) == 1 else f"{path.name.split('.')[0]}/{number}"
            found[key] = document
    return found


def find(document, type_, actors, recipients):
    """Events of a type with these codes on their sides (reciprocal ones in any order)."""
    found = []
    for event in document.events:
        doers = {p.code for p in event.actors}
        targets = {p.code for p in event.recipients}
        as_said = actors <= doers and recipients <= targets
        mutual = event.reciprocal and actors | recipients <= doers
        if event.type == type_ and (as_said or mutual):
            found.append(event)
    return found


def test_examples_are_at_least_forty_articles_in_every_form(coded):
    assert len(coded) >= 50
    forms = {p.suffix for p in NEWS.rglob("*") if p.is_file()}
    assert {".txt", ".html", ".xml", ".jsonl", ".gz"} <= forms


def test_examples_are_read_without_a_failure():
    assert [found for found in reading.read(str(NEWS)) if not isinstance(found, Document)] == []


def test_examples_every_span_lies_in_its_text(coded):
    assert [line for document in coded.values() for line in store.verify(document)] == []


def test_examples_every_record_validates_against_the_schema(coded):
    validator = jsonschema.Draft202012Validator(store.schema())
    for key, document in coded.items():
        wrong = [error.message for error in validator.iter_errors(json.loads(store.encode(document)))]
        assert wrong == [], key


def test_examples_nothing_is_found_in_page_furniture(coded):
    for key, document in coded.items():
        for finding in (*document.timexes, *document.mentions, *(e.trigger for e in document.events)):
            assert not document.in_boilerplate(finding), (key, document[finding])


def test_examples_only_english_is_coded(coded):
    foreign = [document for document in coded.values() if document.language not in (None, "en")]
    assert [(d.language, d.events, d.sentences) for d in foreign] == [("es", (), ())]


def test_examples_every_english_article_has_events_and_knows_its_rules(coded):
    for key, document in coded.items():
        if document.language in (None, "en"):
            assert document.events, key
        assert all(event.rule and event.actors for event in document.events), key


def test_examples_words_of_a_party_name_it(coded):
    """A party's span is never empty and lies in a mention of the same article."""
    for key, document in coded.items():
        for event in document.events:
            for party in (*event.actors, *event.recipients):
                if party.start is not None:
                    assert document.text[party.start : party.end].strip(), (key, event.id)


PUBLISHED = [
    ("02-", "2023-03-11"),
    ("04-", "2023-03-21"),
    ("05-", "2024-05-16"),
    ("07-", "2025-05-09"),
    ("09-", "2022-07-23"),
    ("10-", "2022-07-24"),
    ("11-", "2023-07-17"),
    ("14-", "2023-09-19"),
    ("18-", "2023-07-31"),
    ("26-", "2024-04-14"),
    ("31-", "2025-07-24"),
    ("32-", "2025-07-28"),
    ("39-", "2025-05-10"),
    ("blinken", "2023-06-19"),
]


def document_of(coded, prefix):
    return next(document for key, document in coded.items() if key.startswith(prefix))


@pytest.mark.parametrize(("prefix", "day"), PUBLISHED)
def test_examples_publication_date_where_the_page_states_it(coded, prefix, day):
    assert document_of(coded, prefix).published.value == day


@pytest.mark.parametrize("prefix", ["01-", "03-", "13-", "16-", "17-"])
def test_examples_publication_date_is_never_a_wrong_guess(coded, prefix):
    true = {"01-": "2023-03-10", "03-": "2023-03-10", "13-": "2022-11-03", "16-": "2023-09-19", "17-": "2023-07-30"}
    assert document_of(coded, prefix).published.value in (None, true[prefix])


EVENTS = [
    ("01-", "AGREE", {"SAU", "IRN"}, set()),
    ("04-", "SUPPORT", {"CHN", "RUS"}, set()),
    ("06-", "CONSULT", {"CHN"}, {"RUS"}),
    ("06-", "SUPPORT", {"CHN", "RUS"}, set()),
    ("10-", "ASSAULT", {"RUS"}, set()),
    ("12-", "CONCEDE", {"ETH"}, set()),
    ("14-", "ASSAULT", {"AZE"}, set()),
    ("14-", "ACCUSE", {"ARM"}, {"AZE"}),
    ("17-", "SANCTION", {"IGO-ECOWAS"}, {"NER"}),
    ("21-", "SUPPORT", {"RUS", "PRK"}, set()),
    ("22-", "THREATEN", {"RUS"}, {"KOR"}),
    ("23-", "SANCTION", {"MEX"}, {"ECU"}),
    ("25-", "SUPPORT", {"HUN"}, {"SWE"}),
    ("26-", "ASSAULT", {"IRN"}, {"ISR"}),
    ("27-", "SANCTION", {"PAK"}, {"IRN"}),
    ("28-", "SANCTION", {"CAN"}, {"IND"}),
    ("31-", "ASSAULT", {"THA"}, {"KHM"}),
    ("34-", "SUPPORT", {"AUS", "TUV"}, set()),
    ("39-", "ACCUSE", {"IND"}, {"PAK"}),
    ("40-", "COERCE", {"BOL"}, set()),
    ("blinken", "CONSULT", {"USA"}, {"CHN"}),
    ("samples/0", "ACCUSE", {"ZAF"}, {"ISR"}),
    ("samples/4", "COOPERATE", {"BRA"}, {"ITA"}),
]


@pytest.mark.parametrize(("prefix", "type_", "actors", "recipients"), EVENTS)
def test_examples_main_events_are_found(coded, prefix, type_, actors, recipients):
    document = document_of(coded, prefix)
    assert find(document, type_, actors, recipients), [(e.type, e.actors, e.recipients) for e in document.events]


HOSTILE = {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


@pytest.mark.parametrize("prefix", ["04-", "05-", "06-", "07-"])
def test_examples_no_hostile_act_between_russia_and_china(coded, prefix):
    for event in document_of(coded, prefix).events:
        sides = [{p.code for p in event.actors}, {p.code for p in event.recipients}]
        assert not (event.type in HOSTILE and sides in ([{"RUS"}, {"CHN"}], [{"CHN"}, {"RUS"}]))


QUOTES = [
    ("01-", "victory for dialogue", "Wang Yi"),
    ("05-", "hard-earned", "Xi Jinping"),
    ("06-", "History and reality", "Xi Jinping"),
    ("08-", "beacon on the Black Sea", "Antonio Guterres"),
    ("11-", "ceased to be valid", "Dmitry Peskov"),
    ("38-", "wants a decoupling", "Scott Bessent"),
]


@pytest.mark.parametrize(("prefix", "words", "speaker"), QUOTES)
def test_examples_direct_speech_has_its_speaker(coded, prefix, words, speaker):
    document = document_of(coded, prefix)
    said = [q for q in document.quotes if any(words in document[piece] for piece in q.content)]
    assert speaker in {q.source.name for q in said if q.source}, [q.source for q in said]


@pytest.mark.parametrize("group", [("01-", "03-"), ("14-", "16-")], ids=lambda group: "+".join(group))
def test_examples_wire_copies_fold_into_one_story(coded, group):
    documents = [document_of(coded, prefix) for prefix in group]
    [story] = stories.fold(documents)
    assert len(story.copies) == 1


def test_examples_coding_again_gives_the_same_bytes(coded):
    for prefix in ("01-", "23-"):
        first = document_of(coded, prefix)
        [read] = reading.read(str(next(NEWS.glob(f"{prefix}*"))))
        assert store.encode(pipeline.code(read)) == store.encode(first)
