"""The gate: articles are checked, figures are counted right, and a broken rule shuts it."""

from itertools import count

import msgspec
import pytest

from dragoman.document import Boilerplate, Document, Party, Span
from dragoman.events import told, trees
from dragoman.events.frames import shipped
from evaluation import articles, compare, corpus, figures, gate, matching
from evaluation.compare import Finding
from evaluation.corpus import CorpusError
from evaluation.figures import Figure
from tests import planted

TEXT = """LIMA - Peru thanked Chile on Friday for its
patience. "We are neighbours," Rosa Diaz said. Chile accused Bolivia.
More news
"""
NOTES = {
    "PUBLISHED": "PUBLISHED 2024-03-09",
    "FURNITURE": "FURNITURE navigation `More news`",
    "EVENT": "EVENT SUPPORT - happened; trigger=`thanked`; actor=PER GOV `Peru`; recipient=CHL - `Chile`; "
    "day=2024-03-08; main",
    "QUOTE": "QUOTE Rosa Diaz | Diaz: `We are neighbours,`",
    "TIMEX": "TIMEX `Friday` 2024-03-08",
    "CHAIN": "CHAIN `Chile` `Chile`2",
}


def forget_thanks(monkeypatch):
    """Plants a regression: the frames of `thank` are gone, and the encoder is not heard in their place."""
    book = shipped()
    kept = {key: rows for key, rows in book.by_lemma.items() if key != ("verb", "thank")}
    monkeypatch.setattr(trees, "shipped", lambda: msgspec.structs.replace(book, by_lemma=kept))
    monkeypatch.setattr(told, "BOUNDS", msgspec.structs.replace(told.BOUNDS, add=2.0))


def article(**changed):
    """The article with some lines of its annotation put differently."""
    return articles.parse(TEXT + "=====\n" + "\n".join({**NOTES, **changed}.values()), "a")


# ------------------------------------------------------------------ the gold


def test_gate_articles_have_no_wrong_line():
    whole = [one for split in articles.SPLITS for one in articles.read(split)]
    assert list(articles.complaints(whole)) == []
    assert len({one.id for one in whole}) == len(whole) >= 24


def test_gate_articles_share_no_sentence_between_the_halves():
    halves = [
        {line for a in articles.read(split) for line in a.text.split("\n") if len(line) > 60}
        for split in articles.SPLITS
    ]
    assert not halves[0] & halves[1]


def test_gate_article_words_become_spans():
    read = article()
    assert read.published == "2024-03-09"
    assert [read.text[m.start : m.end] for m in read.furniture] == ["More news"]
    assert [read.text[q.span.start : q.span.end] for q in read.quotes] == ["We are neighbours,"]
    assert [read.text[s.start : s.end] for s in read.chains[0]] == ["Chile", "Chile"]
    assert read.chains[0][0] != read.chains[0][1]
    assert (read.events[0].day, read.events[0].main, read.events[0].optional) == ("2024-03-08", True, False)


def test_gate_article_words_may_cross_a_line():
    read = article(TIMEX="TIMEX `its patience` none")
    assert read.text[read.timexes[0].span.start : read.timexes[0].span.end] == "its\npatience"


def test_gate_article_furniture_runs_from_first_to_last_words():
    read = article(FURNITURE="FURNITURE related `Chile accused` ... `More news`")
    assert read.text[read.furniture[0].start :] == "Chile accused Bolivia.\nMore news"


@pytest.mark.parametrize(
    ("key", "line", "complaint"),
    [
        ("PUBLISHED", "PUBLISHED yesterday", "'yesterday' is no day"),
        ("PUBLISHED", "TIMEX `Friday` 2024-03-08", "a line PUBLISHED"),
        ("FURNITURE", "FURNITURE wallpaper `More news`", "furniture is KIND"),
        ("FURNITURE", "FURNITURE navigation `Less news`", "'Less news' stands fewer than 1 times"),
        ("FURNITURE", "FURNITURE navigation `More news` ... `Peru`", "`Peru` does not stand after"),
        ("EVENT", "EVENT PRAISE - happened; trigger=`thanked`; actor=PER GOV `Peru`", "'PRAISE' is none of"),
        ("EVENT", NOTES["EVENT"].replace("`thanked`", "`praised`"), "'praised' stands fewer than 1 times"),
        ("EVENT", NOTES["EVENT"].replace("2024-03-08", "Friday"), "'Friday' is no day"),
        ("QUOTE", "QUOTE `We are neighbours,`", "a quotation is QUOTE"),
        ("TIMEX", "TIMEX `Friday`", "a time is TIMEX"),
        ("CHAIN", "CHAIN `Chile`", "a chain links two"),
        ("CHAIN", "OPINION `Chile`", "'OPINION' is none of"),
    ],
)
def test_gate_article_wrong_lines_are_named(key, line, complaint):
    with pytest.raises(CorpusError, match=complaint):
        article(**{key: line})


def test_gate_article_without_annotation_is_named():
    with pytest.raises(CorpusError, match="no line ====="):
        articles.parse(TEXT, "a")


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"CHAIN": "FURNITURE related `news`"}, "furniture overlaps"),
        ({"FURNITURE": "FURNITURE navigation `Peru thanked`"}, "an event in furniture"),
        ({"EVENT": NOTES["EVENT"].replace("; main", "")}, "no main event"),
    ],
)
def test_gate_article_contradictions_are_found(changed, complaint):
    assert [line for line in articles.complaints([article(**changed)]) if complaint in line]


# -------------------------------------------------------------- planted records

THANKS = planted.event(TEXT, "SUPPORT", "thanked", [("Peru", "PER")], [("Chile", "CHL")], day="2024-03-08")


@pytest.mark.parametrize(
    ("event", "right"),
    [
        (THANKS, True),
        (planted.event(TEXT, "AGREE", "thanked", [("Peru", "PER")], [("Chile", "CHL")]), False),
        (planted.event(TEXT, "SUPPORT", "thanked", [("Chile", "CHL")], [("Peru", "PER")]), False),
        (planted.event(TEXT, "SUPPORT", "thanked", [("Peru", "PER")], []), False),
        (planted.event(TEXT, "SUPPORT", "thanked", [("Peru", "PER")], [("Bolivia", "BOL")]), False),
    ],
)
def test_gate_event_is_right_by_type_and_directed_pair(event, right):
    assert matching.is_event(article().events[0].event, event) is right


def test_gate_alternative_type_is_right():
    told = article(EVENT=NOTES["EVENT"] + "; alt=AGREE").events[0]
    assert matching.is_event(told.event, planted.event(TEXT, "AGREE", "thanked", [("Peru", "PER")], [("Chile", "CHL")]))


def test_gate_meeting_is_right_in_either_order():
    told = article(EVENT=NOTES["EVENT"].replace("SUPPORT -", "CONSULT -")).events[0]
    turned = planted.event(TEXT, "CONSULT", "thanked", [("Chile", "CHL")], [("Peru", "PER")])
    assert matching.is_event(told.event, turned)


@pytest.mark.parametrize(
    ("code", "party", "right"),
    [
        ("PER", Party("PER"), True),
        ("PER", Party(None, country="PER"), True),
        ("PER", Party("CHL", start=7, end=11), False),
        ("-", Party("CHL", start=7, end=11), True),
        ("-", Party(None), False),
        ("IGO-UN", Party("IGO-UNSC"), True),
        ("IGO-AU", Party("IGO-UN"), False),
        ("NSA-RIVER", Party("NSA-OTHER", start=7, end=11), True),
        ("NSA-RIVER", Party("PER"), False),
    ],
)
def test_gate_party_is_right_by_code_or_where_open_by_words(code, party, right):
    told = article(EVENT=NOTES["EVENT"].replace("PER GOV", f"{code} GOV")).events[0]
    assert matching.is_party(told.event.actors[0], party) is right


def test_gate_one_coded_event_answers_one_annotated():
    gold = article().events[0].event
    assert matching.match([gold, gold], [THANKS]) == {0: 0}
    assert matching.match([gold], [THANKS, THANKS]) == {0: 0}


@pytest.mark.parametrize(
    ("wanted", "said", "right"),
    [
        ("2024-03-08", "2024-03-08", True),
        ("2024-03-08", "2024-03", False),
        ("2024-03-08", None, False),
        ("2024-03-07/2024-03-09", "2024-03-08", True),
        ("2024-03-07/2024-03-09", "2024-03-08/2024-03-10", False),
        ("2024-03-07|2024-03-08", "2024-03-08", True),
    ],
)
def test_gate_day_is_right_itself_or_inside(wanted, said, right):
    assert figures.same_day(wanted, said) is right


def test_gate_planted_article_gets_full_marks_and_an_empty_one_none():
    read = article(QUOTE="", TIMEX="", CHAIN="")
    start = read.text.index("More news")
    mark = Boilerplate(start, start + 9, "navigation", "planted")
    full = Document(
        id="a", text=read.text, boilerplate=(mark,), events=(THANKS,), published=planted.Published("2024-03-09")
    )
    for document, expected in ((full, 1.0), (Document(id="a", text=read.text), 0.0)):
        told = figures.paired_article(read, document)
        found = {f.name: f for f in figures.of_articles("x", [read], [document], [told])}
        for name in ("furniture", "day-right", "main", "recall"):
            assert found[f"x.{name}"].value == expected, name
        assert found["x.content-kept"].value == found["x.day-not-wrong"].value == 1.0


def test_gate_wrong_day_is_counted_as_wrong():
    read = article()
    document = Document(id="a", text=read.text, published=planted.Published("2024-03-10"))
    found = {f.name: f for f in figures.of_articles("x", [read], [document], [figures.paired_article(read, document)])}
    assert found["x.day-right"].value == found["x.day-not-wrong"].value == 0.0


def test_gate_undated_event_is_no_right_date():
    read = article()
    undated = planted.event(TEXT, "SUPPORT", "thanked", [("Peru", "PER")], [("Chile", "CHL")], day=None)
    for event, expected in ((THANKS, 1.0), (undated, 0.0)):
        document = Document(id="a", text=read.text, events=(event,))
        told = figures.paired_article(read, document)
        found = {f.name: f for f in figures.of_articles("x", [read], [document], [told])}
        assert found["x.date"].value == expected


def test_gate_lines_are_cut_where_furniture_begins():
    read = article(FURNITURE="FURNITURE related `Chile accused Bolivia.`", CHAIN="")
    assert [(read.text[s.start : s.end], m is not None) for s, m in figures.pieces(read)][1:] == [
        ('patience. "We are neighbours," Rosa Diaz said. ', False),
        ("Chile accused Bolivia.", True),
        ("More news", False),
    ]


# ------------------------------------------------------------------ figures and floors


def test_gate_interval_is_the_same_every_time_and_holds_the_value():
    figure = Figure("x", tuple((n % 3 > 0, 1) for n in range(60)))
    low, high = figure.interval
    assert low < figure.value < high
    assert Figure("x", figure.units).interval == (low, high)
    assert Figure("x", ()).interval == (0.0, 0.0)


def test_gate_floors_rise_and_never_sink():
    figure = Figure("x", ((8, 10), (9, 10)))
    assert gate.raised([figure], {})["x"] < figure.value
    assert gate.raised([figure], {"x": 0.99, "y": 0.5}) == {"x": 0.99, "y": 0.5}
    assert gate.raised([Figure("empty", ())], {}) == {}


def test_gate_floor_is_lowered_with_a_reason_in_the_changelog(tmp_path):
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text("# Changelog\n\n## 0.2\n\n- New.\n\n## 0.1\n\n- Old.\n")
    floors = gate.Floors({}, {"x": 0.99})
    gate.note(gate.lower("x", "the rows were wrong", [Figure("x", ((8, 10),))], floors), changes)
    assert floors.floors["x"] < 0.8
    assert changes.read_text().index("the rows were wrong") < changes.read_text().index("## 0.1")
    assert "lowered from 0.990 to 0.79" in changes.read_text()
    with pytest.raises(SystemExit, match="no floor 'y'"):
        gate.lower("y", "why not", [], floors)


def test_gate_floors_are_read_as_written(tmp_path):
    floors = gate.Floors({"articles": "ab12"}, {"corpus.test.f1": 0.431})
    gate.write_floors(floors, tmp_path / "floors.toml")
    assert gate.read_floors(tmp_path / "floors.toml") == floors
    assert gate.read_floors(tmp_path / "none.toml") == gate.Floors({}, {})


def test_gate_changed_gold_is_told():
    assert gate.unpinned({"articles": "a", "corpus": "b"}, {"articles": "a", "corpus": "c"}) == [
        "the gold of corpus has changed: read the figures, then pin it with --raise"
    ]


def test_gate_floors_are_pinned_for_every_room():
    rooms = {name.split(".")[0] for name in gate.read_floors().floors}
    assert {"corpus", "articles", "timex", "actors", "quotes"} <= rooms


def test_gate_lowering_needs_a_reason():
    with pytest.raises(SystemExit):
        gate.main(["--lower", "corpus.test.f1"])


# --------------------------------------------------------------- a planted regression

PASSAGES = """
T Kenya thanked Chad for the medicines.
E SUPPORT - happened; trigger=`thanked`; actor=KEN GOV `Kenya`; recipient=TCD - `Chad`

T Norway accused Iceland of dumping fish.
E ACCUSE allege happened; trigger=`accused`; actor=NOR GOV `Norway`; recipient=ISL - `Iceland`

T Peru thanked Chile for its patience.
E SUPPORT - happened; trigger=`thanked`; actor=PER GOV `Peru`; recipient=CHL - `Chile`

T The sun shone over the harbour all day.
N weather
"""


def small_corpus():
    """Four passages whose ids fall into the test split."""
    numbers = count()
    blocks = []
    for block in PASSAGES.strip().split("\n\n"):
        head = (f"P pl-{n} region=World style=wire era=2020s" for n in numbers)
        named = (line for line in head if corpus.parse(f"{line}\n{block}", "x")[0].split == "test")
        blocks.append(f"{next(named)}\n{block}")
    return corpus.parse("\n\n".join(blocks), "x")


@pytest.fixture
def small(monkeypatch, tmp_path):
    """The gate on four passages and floors of its own."""
    monkeypatch.setattr(corpus, "read", small_corpus)
    monkeypatch.setattr(articles, "read", lambda split: [])
    for rows in ("of_times", "of_actors", "of_quotes"):
        monkeypatch.setattr(figures, rows, tuple)
    monkeypatch.setattr(gate, "read_floors", lambda: kept[0])
    monkeypatch.setattr(gate, "write_floors", lambda floors: kept.insert(0, floors))
    kept = [gate.Floors({}, {})]
    return ["--data", str(tmp_path / "none")]


def test_gate_shuts_on_a_broken_rule(small, monkeypatch, capsys):
    gate.main([*small, "--raise"])
    gate.main(small)
    assert "corpus.test.f1" in capsys.readouterr().out
    forget_thanks(monkeypatch)
    with pytest.raises(SystemExit) as shut:
        gate.main(small)
    assert shut.value.code == 1
    shown = capsys.readouterr()
    assert "corpus.test.recall fell" in shown.err
    assert "BELOW" in shown.out


def test_gate_shuts_on_gold_that_is_not_pinned(small, monkeypatch, capsys):
    gate.main([*small, "--raise"])
    monkeypatch.setattr(corpus, "read", lambda: small_corpus()[1:])
    with pytest.raises(SystemExit):
        gate.main([*small, "--pins"])
    assert "the gold of corpus has changed" in capsys.readouterr().err


# ------------------------------------------------------------------ gains and losses

MET = Finding("a", 5, 8, "event", "CONSULT", "consult.meet", "They met.")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ([], [MET], "  + event CONSULT (consult.meet)"),
        ([MET], [], "  - event CONSULT (consult.meet)"),
        ([MET], [MET, MET], "  + event CONSULT (consult.meet)"),
    ],
)
def test_gate_compare_tells_what_came_and_went(before, after, line):
    assert compare.told(before, after) == ["a | They met.", line]
    assert len(list(compare.counted(compare.differences(before, after)))) == 1


def test_gate_compare_is_silent_where_nothing_changed():
    assert compare.told([MET], [MET]) == []


def test_gate_compare_sees_a_broken_row(monkeypatch):
    texts = [("a", "Peru thanked Chile for its patience.")]
    before = [one for document in figures.coded(texts) for one in compare.findings(document)]
    forget_thanks(monkeypatch)
    after = [one for document in figures.coded(texts) for one in compare.findings(document)]
    gone = [old for old, new in compare.differences(before, after) if new is None]
    assert [one.layer for one in gone] == ["event"]
    assert gone[0].what.startswith("SUPPORT")


def test_gate_compare_keeps_the_test_halves_closed():
    closed = {text.id for text in compare.texts() if text.closed}
    assert {one.id for one in articles.read("test")} <= closed
    assert not closed & {one.id for one in articles.read("dev")}


def test_gate_holding_asks_for_the_quoted_words():
    read = article()
    assert figures.holding(Document(id="a", text=read.text), read.quotes[0]) == []
    assert read.quotes[0].span == Span(TEXT.index("We are"), TEXT.index('" Rosa'))
