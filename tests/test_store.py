"""The store: written once, the same twice, asked questions."""

import msgspec
import pytest
from planted import document, event, quote

from dragoman import store, stories
from dragoman.document import StoreError, Timex

TEXT = 'Xi met Putin in Moscow on Thursday. "We are neighbours," Xi told Putin.'
PLAN = "Norway will send an envoy to Peru."


def pages():
    said = quote(TEXT, '"We are neighbours,"', ("Xi", "CHN"), "told")
    met = event(TEXT, "CONSULT", "met", [("Xi", "CHN")], [("Putin", "RUS")], mode="visit")
    plan = event(PLAN, "AGREE", "send", [("Norway", "NOR")], [("Peru", "PER")], status="planned", day=None)
    return [document("a", TEXT, met, quotes=(said,), publisher="The Harbour Gazette"), document("b", PLAN, plan)]


@pytest.fixture
def filled(tmp_path):
    records = store.connect(tmp_path / "record.db")
    store.add(records, pages())
    known = list(store.documents(records))
    store.write_folds(records, stories.occurrences(stories.reports_of(known)), stories.fold(known))
    return records


def test_store_gives_documents_back_as_they_were(filled):
    given = {d.id: d for d in pages()}
    for found in store.documents(filled):
        assert msgspec.structs.replace(found, story=None) == given[found.id]


def test_store_adding_again_changes_nothing(filled):
    before = list(filled.iterdump())
    assert store.add(filled, pages()) == 0
    assert list(filled.iterdump()) == before


def test_store_replaces_a_changed_article_whole(filled):
    changed = msgspec.structs.replace(pages()[0], events=(), quotes=())
    assert store.add(filled, [changed]) == 1
    assert store.quotes(filled) == []
    assert filled.execute("SELECT count(*) FROM reports WHERE document = 'a'").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("one", "other", "since", "types"),
    [
        ("RUS", "CHN", None, ["CONSULT"]),
        ("CHN", "RUS", None, ["CONSULT"]),
        ("CHN", "RUS", "2025-05-08", ["CONSULT"]),
        ("CHN", "RUS", "2025-05-09", []),
        ("NOR", "PER", None, ["AGREE"]),
        ("NOR", "PER", "2020-01-01", []),  # an undated plan is not since anything
        ("NOR", "RUS", None, []),
        ("CHN", "CHN", None, []),
    ],
)
def test_store_dyad_in_both_directions(filled, one, other, since, types):
    assert [row.report.event.type for row in store.dyad(filled, one, other, since)] == types


JOINT = "China and Russia accused Japan on Thursday."


@pytest.mark.parametrize(("pair", "count"), [(("CHN", "RUS"), 0), (("CHN", "JPN"), 1), (("JPN", "RUS"), 1)])
def test_store_dyad_is_no_pair_that_stands_on_one_side(tmp_path, pair, count):
    accused = event(JOINT, "ACCUSE", "accused", [("China", "CHN"), ("Russia", "RUS")], [("Japan", "JPN")])
    records = store.connect(tmp_path / "record.db")
    store.add(records, [document("a", JOINT, accused)])
    known = list(store.documents(records))
    store.write_folds(records, stories.occurrences(stories.reports_of(known)), [])
    assert len(store.dyad(records, *pair)) == count


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"speaker": "Xi"}, 1),
        ({"speaker": "CHN"}, 1),
        ({"speaker": "Putin"}, 0),
        ({"about": "neighbour"}, 1),
        ({"about": 'neighbours" OR "x'}, 0),
        ({"about": "!!"}, 0),
        ({"since": "2025-05-08"}, 1),
        ({"since": "2025-06-01"}, 0),
    ],
)
def test_store_quotes_by_speaker_words_and_day(filled, asked, count):
    assert len(store.quotes(filled, **asked)) == count


@pytest.mark.parametrize("key", ["a#e1", "full", "short"])
def test_store_event_by_any_clear_id(filled, key):
    full = store.dyad(filled, "RUS", "CHN")[0].id
    asked = {"full": full, "short": full[:5]}.get(key, key)
    assert store.event(filled, asked).report.words == TEXT


def test_store_event_unknown_says_how_to_find_ids(filled):
    with pytest.raises(StoreError, match="dragoman dyad"):
        store.event(filled, "zzzz")


def test_store_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="dragoman read"):
        store.connect(tmp_path / "none.db", create=False)


def test_store_refuses_a_file_that_is_none(tmp_path):
    path = tmp_path / "text.db"
    path.write_bytes(b"this is no database, it is a letter " * 40)
    with pytest.raises(StoreError, match="record store"):
        store.connect(path)


def test_store_refuses_another_version(tmp_path):
    records = store.connect(tmp_path / "record.db")
    with records:
        records.execute("UPDATE meta SET value = '0'")
    records.close()
    with pytest.raises(StoreError, match="version 0"):
        store.connect(tmp_path / "record.db")


def test_record_round_trip_and_schema_names():
    line = store.encode(pages()[0])
    assert store.record_of(pages()[0]) == store.decode(line)
    fields = store.schema()["$defs"]["Record"]["properties"]
    assert {"id", "dragoman", "model", "published", "events", "quotes", "mentions", "timexes"} <= set(fields)


@pytest.mark.parametrize(
    ("start", "end", "well"),
    [(0, 2, True), (0, len(TEXT), True), (0, len(TEXT) + 1, False), (5, 3, False), (-1, 2, False)],
)
def test_verify_finds_every_span_outside_the_text(start, end, well):
    stray = document("a", TEXT, timexes=(Timex(start, end, "DATE", "2025"),))
    assert (store.verify(stray) == []) is well
