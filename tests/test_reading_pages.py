"""The pages of evaluation/gold/pages as a whole: floors of what is found, and no day that is wrong."""

from dragoman import reading
from evaluation import articles, figures

PAGES = articles.read("pages")


def test_pages_have_each_their_words_in_the_text():
    assert len(PAGES) >= 48
    assert all(0 <= mark.start < mark.end <= len(page.text) for page in PAGES for mark in page.furniture)


def test_pages_hold_their_floors():
    documents = [reading.document_of_text(page.text, id=page.id) for page in PAGES]
    found = {figure.name: figure.value for figure in figures.of_pages("pages", PAGES, documents)}
    assert found["pages.day-not-wrong"] == 1.0
    assert found["pages.day-right"] >= 0.95
    assert found["pages.furniture"] >= 0.90
    assert found["pages.content-kept"] >= 0.99
