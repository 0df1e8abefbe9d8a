"""Whole noisy articles as scrapers bring them: no news is lost, furniture goes, the day of publication is right.

A file of `reading_noise` is the raw text in which `{{ }}` encloses page furniture and `<< >>` what is right either
way (bylines, stamps, captions); its first line gives the day of publication (`|` between days that are right, `unknown`
where the text does not tell) and, if there is one, the web address. Outlets are invented.
"""

import re
from pathlib import Path

import msgspec
import pytest

from dragoman import reading

FOLDER = Path(__file__).parent / "reading_noise"
RECALL = {"1": 0.97, "2": 0.91, "3": 0.99, "4": 0.92}
"""Share of furniture (characters) found in each batch, in the order they were written; it may only rise."""
_OPENS = {"{{": "furniture", "<<": "neutral"}


class Noisy(msgspec.Struct, frozen=True):
    """A noisy article with what is right about it; `labels` has one for each character."""

    text: str
    url: str | None
    days: tuple[str | None, ...]
    labels: tuple[str, ...]


def article(path):
    first, body = path.read_text(encoding="utf-8").split("\n", 1)
    _, days, *url = first.split()
    text, labels, label = "", [], "news"
    for piece in re.split(r"(\{\{|\}\}|<<|>>)", body):
        if piece in _OPENS:
            label = _OPENS[piece]
        elif piece in ("}}", ">>"):
            label = "news"
        else:
            text += piece
            labels += [label] * len(piece)
    allowed = tuple(None if day == "unknown" else day for day in days.split("|"))
    return Noisy(text, url[0] if url else None, allowed, tuple(labels))


def counts(noisy):
    """Characters of furniture, those of them marked, and the marked words of news."""
    document = reading.document_of_text(noisy.text, url=noisy.url)
    marked = {at for mark in document.boilerplate for at in range(mark.start, mark.end)}
    visible = [at for at, char in enumerate(noisy.text) if not char.isspace()]
    furniture = [at for at in visible if noisy.labels[at] == "furniture"]
    lost = [at for at in visible if noisy.labels[at] == "news" and at in marked]
    return len(furniture), sum(at in marked for at in furniture), "".join(noisy.text[at] for at in lost)


ARTICLES = sorted(FOLDER.glob("*/*.txt"))


def test_noise_is_of_many_layouts():
    assert len(ARTICLES) >= 25


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_noise_never_takes_news_along(path):
    assert counts(article(path))[2] == ""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_noise_leaves_the_day_of_publication_right_or_unknown(path):
    noisy = article(path)
    assert reading.document_of_text(noisy.text, url=noisy.url).published.value in (*noisy.days, None)


@pytest.mark.parametrize("batch", RECALL)
def test_noise_is_marked(batch):
    found = [counts(article(path)) for path in ARTICLES if path.parent.name == batch]
    assert sum(right for _, right, _ in found) / sum(size for size, _, _ in found) >= RECALL[batch]


def test_noise_leaves_the_day_of_publication_known():
    articles = [article(path) for path in ARTICLES]
    days = [reading.document_of_text(noisy.text, url=noisy.url).published.value for noisy in articles]
    assert sum(day in noisy.days for day, noisy in zip(days, articles, strict=True)) >= len(articles) - 1
