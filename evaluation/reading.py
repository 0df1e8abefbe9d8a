"""The figures of the reading room: furniture, content kept, publication dates, kinds with counts, HTML bodies.

.venv/bin/python -m evaluation.reading --data ../shared/data
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman import reading
from dragoman.document import Document
from dragoman.reading import pages
from dragoman.reading.settings import Limits
from evaluation import articles, figures

SEED_DATES = {"000": "2025-01-21", "001": "2025-02-24", "002": "2023-03-13", "003": "2025-05-08", "004": "2025-05-08"}
OWN_PAGES = Path(__file__).parents[1] / "tests" / "reading_pages"


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_news", data / "news-dev" / "score_news.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_furniture(document: Document) -> str:
    """The text with its marks cut out, as the scorer wants it."""
    kept, at = [], 0
    for mark in document.boilerplate:
        kept.append(document.text[at : mark.start])
        at = max(at, mark.end)
    return "".join([*kept, document.text[at:]])


def news(data: Path, detail: bool) -> Counter[str]:
    """Furniture and dates on the development articles, first without any metadata."""
    scorer = _scorer(data)
    gold = scorer.load_news(str(data / "news-dev"))
    kinds: Counter[str] = Counter()
    predictions = []
    for name, text, _, _ in gold:
        document = reading.document_of_text(text, id=name)
        kinds.update(mark.kind for mark in document.boilerplate)
        cut = without_furniture(document)
        predictions.append({"id": name, "published": document.published.value, "boilerplate_removed_text": cut})
    counts, _ = scorer.score(gold, predictions)
    for name in sorted(counts):
        if any(word in name for word in ("boilerplate", "content", "publication")):
            right, all_of = counts[name]
            print(f"{name:50} {right / all_of:6.3f}  ({right:g}/{all_of:g})")
    _honest(gold, predictions)
    if detail:
        _errors(scorer, gold, predictions)
    return kinds


def _honest(gold: list[Any], predictions: list[dict[str, Any]]) -> None:
    wrong = [
        (name, mine["published"])
        for (name, _, truth, _), mine in zip(gold, predictions, strict=True)
        if mine["published"] is not None and mine["published"] not in (truth["published"].get("accept") or [])
    ]
    print(f"{'publication date right or honestly unknown':50} {1 - len(wrong) / len(gold):6.3f}  {wrong or ''}")


def _errors(scorer: ModuleType, gold: list[Any], predictions: list[dict[str, Any]]) -> None:
    for (name, text, truth, _), mine in zip(gold, predictions, strict=True):
        _, furniture, content = scorer.split_boiler(text, truth)
        kept = scorer.wnorm(mine["boilerplate_removed_text"])
        lines = {scorer.wnorm(line) for line in mine["boilerplate_removed_text"].split("\n")}
        for line in furniture:
            words = scorer.wnorm(line)
            if words in kept if len(words) >= 25 else words in lines:
                print(f"  {name} furniture kept: {line}")
        for sentence in content:
            if scorer.wnorm(sentence) not in kept:
                print(f"  {name} content lost: {sentence}")


def own(detail: bool) -> None:
    """The pages of evaluation/gold/pages: day right, wrong, unknown; lines of furniture found, of content kept."""
    whole = articles.read("pages")
    documents = [reading.document_of_text(page.text, id=page.id) for page in whole]
    shares = {figure.name: figure.value for figure in figures.of_pages("pages", whole, documents)}
    said = [(page.published, document.published.value) for page, document in zip(whole, documents, strict=True)]
    right = sum(truth == value for truth, value in said)
    wrong = sum(value not in (None, truth) for truth, value in said)
    print(
        f"{len(whole)} own pages: published right {right}, wrong {wrong}, unknown {len(said) - right - wrong}; ", end=""
    )
    print(f"furniture {shares['pages.furniture']:.3f}, content kept {shares['pages.content-kept']:.3f}")
    for page, document in zip(whole, documents, strict=True) if detail else ():
        if page.published != document.published.value:
            print(f"  {page.id}: published {page.published}, said {document.published.value}")
        for span, mark in figures.pieces(page):
            share = figures.share_marked(span, document.boilerplate)
            if share < 0.8 if mark else share > 0.1:
                what = "furniture kept" if mark else "content lost"
                print(f"  {page.id} {what}: {page.text[span.start : span.end][:90]!r}")


def seeds(folder: Path) -> Counter[str]:
    """The five seeds: dates with reasons, marks by kind."""
    kinds: Counter[str] = Counter()
    for found in reading.read(str(folder)):
        assert isinstance(found, Document)
        name = str(found.metadata["file"])[:3]
        kinds.update(mark.kind for mark in found.boilerplate)
        right = "right" if found.published.value == SEED_DATES[name] else "WRONG"
        window = f"{found.published.earliest}..{found.published.latest}"
        print(f"seed {name}: {found.published.value} ({window}, {found.published.basis}) {right}")
        for reason in found.published.reasons:
            print(f"    {reason}")
    return kinds


def html() -> None:
    """Body F1 of our own pages against trafilatura alone, in words."""
    import trafilatura

    ours, alone = [], []
    for path in sorted(OWN_PAGES.glob("*.html")):
        raw = path.read_bytes()
        wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["body"].split()
        document = reading.document_of_text(pages.page(raw, Limits()).text)
        body = without_furniture(document)
        if document.title is not None and document.title.start == 0:
            body = body[document.title.end :]
        ours.append(_f1(body.split(), wanted))
        alone.append(_f1((trafilatura.extract(raw) or "").split(), wanted))
    print(f"HTML body F1 on {len(ours)} own pages: ours {sum(ours) / len(ours):.4f}, ", end="")
    print(f"trafilatura alone {sum(alone) / len(alone):.4f}")


def _f1(found: list[str], wanted: list[str]) -> float:
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / max(len(found) + len(wanted), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--detail", action="store_true", help="show every error")
    options = parser.parse_args()
    kinds = news(options.data, options.detail)
    own(options.detail)
    kinds += seeds(options.data.parent / "seeds")
    if OWN_PAGES.exists():
        html()
    print("marks by kind: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    main()
