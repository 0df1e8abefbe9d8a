"""The corridor: order, batches, settings, and a record that does not depend on company."""

from pathlib import Path

import pytest

from dragoman import pipeline, reading, store
from dragoman.document import Document, LexiconError
from dragoman.pipeline import Settings

NEWS = Path(__file__).parent.parent / "examples" / "news"
MEETING = "Kenya's foreign minister met her Zambian counterpart in Lusaka on Tuesday, the ministry said."


@pytest.fixture(scope="module")
def articles():
    return [d for d in reading.read([str(p) for p in sorted(NEWS.glob("[0-2]*.txt"))[:12]]) if isinstance(d, Document)]


def test_record_is_the_same_alone_and_in_company(articles):
    alone = [store.encode(d) for d in pipeline.code_all(articles, Settings(batch=1))]
    together = [store.encode(d) for d in pipeline.code_all(articles, Settings(batch=32))]
    assert alone == together


def test_record_is_the_same_in_any_order(articles):
    there = {d.id: store.encode(d) for d in pipeline.code_all(articles[:5])}
    back = {d.id: store.encode(d) for d in pipeline.code_all(reversed(articles[:5]))}
    assert there == back


def test_foreign_articles_come_back_as_they_were_read():
    read = Document("a", "Le ministre est parti.", language="fr")
    assert list(pipeline.code_all([read])) == [read]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "?", "…", "\u202e\u0000", "a" * 5000, "Putin. " * 300])
def test_any_text_goes_through_every_room(text):
    document = pipeline.find_all(pipeline.language.parse(Document("a", text)))
    assert store.verify(document) == []


def test_min_confidence_leaves_out_what_is_below():
    certain = pipeline.code_text(MEETING)
    assert certain.events
    assert pipeline.code_text(MEETING, settings=Settings(min_confidence=1.0)).events == ()


def test_user_lexicon_names_who_we_do_not_know(tmp_path):
    sentence = "Oleander Brinkwater met the president of Zambia in Lusaka."
    mine = tmp_path / "mine.toml"
    rows = ["[[actor]]", 'name = "Oleander Brinkwater"', 'kind = "person"', 'code = "KEN"', 'sector = "GOV"']
    mine.write_text("\n".join(rows) + "\n")
    known = pipeline.code_text(sentence, settings=Settings(lexicon=str(mine)))
    assert "KEN" in {m.actor.code for m in known.mentions if m.actor}
    assert "KEN" not in {m.actor.code for m in pipeline.code_text(sentence).mentions if m.actor}


def test_user_lexicon_that_is_wrong_fails_before_the_first_article(tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[[actor]]\nnome = 1\n")
    with pytest.raises(LexiconError, match=r"wrong\.toml"):
        pipeline.code_text(MEETING, settings=Settings(lexicon=str(wrong)))


def test_examine_names_what_is_broken(monkeypatch):
    def broken(*_, **__):
        raise OSError("weights are gone")

    monkeypatch.setattr(pipeline, "code_text", broken)
    checks = {check.what: check for check in pipeline.examine()}
    assert not checks["one sentence coded"].well
    assert "weights are gone" in checks["one sentence coded"].found
