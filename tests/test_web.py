"""Pages: what the report says, that it asks nothing of the network, and how it looks to a real browser."""

import json
import shutil

import pytest
from planted import document, event, quote

from dragoman import store, stories
from dragoman.web import report, terminal

MEETING = 'Xi met Putin in Moscow on Thursday. "We are <neighbours> & friends," Xi told Putin.'
CALL = "Xi and Putin spoke by phone on Thursday."
WAR = "Putin accused Xi of nothing in 1939."
CHROMIUM = shutil.which("chromium")


@pytest.fixture
def filled(tmp_path):
    said = quote(MEETING, '"We are <neighbours> & friends,"', ("Xi", "CHN"), "told")
    met = event(MEETING, "CONSULT", "met", [("Xi", "CHN")], [("Putin", "RUS")], mode="visit", place=("Moscow", "RUS"))
    call = event(CALL, "CONSULT", "spoke by phone", [("Xi", "CHN"), ("Putin", "RUS")], mode="phone", reciprocal=True)
    records = store.connect(tmp_path / "record.db")
    pages = [document("a", MEETING, met, quotes=(said,), publisher="The Harbour Gazette"), document("b", CALL, call)]
    store.add(records, pages)
    store.write_folds(records, stories.occurrences(stories.reports_of(pages)), stories.fold(pages))
    return records


def test_report_says_in_plain_words_what_it_shows(filled):
    page = report.dyad(filled, "RUS", "CHN")
    assert "1 event between 2025-05-08 and 2025-05-08, told by 2 articles: 1 verbal cooperation." in page
    assert "disagree on mode" in page
    assert "dragoman report dyad RUS CHN -o rus-chn.html" in page


def test_report_escapes_the_words_of_articles(filled):
    page = report.dyad(filled, "RUS", "CHN")
    assert "&lt;neighbours&gt; &amp; friends" in page
    assert "<neighbours>" not in page.split('<script type="application/json"')[0]


def test_report_carries_its_records_as_json(filled):
    page = report.dyad(filled, "RUS", "CHN")
    carried = page.split('id="records">')[1].split("</script>")[0]
    assert [row["report"]["event"]["type"] for row in json.loads(carried)] == ["CONSULT"]


def test_report_of_strangers_says_that_there_is_nothing(filled):
    assert "No events between Norway (NOR) and Peru (PER) in this record." in report.dyad(filled, "NOR", "PER")


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [(MEETING[:35], "")]),
        ([(0, 2, "actor")], [("Xi", "actor"), (MEETING[2:35], "")]),
        ([(0, 2, "actor"), (0, 6, "place")], [("Xi", "actor place"), (" met", "place"), (MEETING[6:35], "")]),
        ([(30, 60, "date")], [(MEETING[:30], ""), (MEETING[30:35], "date")]),  # cut at the sentence's end
    ],
)
def test_lit_cuts_a_sentence_at_every_mark(marks, pieces):
    from dragoman.document import Span

    assert report.lit(MEETING, Span(0, 35), marks) == pieces


@pytest.mark.parametrize(
    ("value", "words"), [(None, "not stated"), (0.9, "high (0.90)"), (0.7, "likely (0.70)"), (0.1, "low (0.10)")]
)
def test_confidence_is_a_word_and_a_number(value, words):
    assert report.confidence(value) == words


def test_show_marks_every_field_beneath_its_words():
    met = event(MEETING, "CONSULT", "met", [("Xi", "CHN")], [("Putin", "RUS")], place=("Moscow", "RUS"))
    lines = terminal.marked(MEETING, met)
    for label, words in (("actor CHN", "Xi"), ("trigger", "met"), ("recipient RUS", "Putin"), ("place", "Moscow")):
        [mark] = [line for line in lines if line.endswith(f"~ {label}")]
        start = mark.index("~")
        assert lines[0][start : start + mark.count("~")] == words


@pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
def test_report_opens_in_a_browser_and_asks_nothing_of_the_network(filled, tmp_path):
    from playwright.sync_api import sync_playwright

    path = tmp_path / "rus-chn.html"
    path.write_text(report.dyad(filled, "RUS", "CHN"), encoding="utf-8")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page()
        asked, errors = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("#strip svg")
        assert page.locator("section.event").count() == 1
        assert page.locator("#curve svg").count() == 1
        assert page.locator("mark.trigger", has_text="met").count() == 1
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        assert errors == []
        browser.close()
