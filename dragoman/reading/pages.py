"""The article of an HTML page: trafilatura in precision mode, its canonical text made once and kept.

The headline stands first, a blank line after it, then one paragraph a block; the day comes from `htmldate` in its fast
mode (its extensive mode takes a banner's date: fifteen months wrong on a page of the seeds).
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from dragoman.document import ReadingError
from dragoman.reading import decoding
from dragoman.reading.settings import Limits, Raw

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,2000}?(/?)>")
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li td tr th dt dd option".split()
)


def page(raw: bytes, limits: Limits, url: str | None = None, charset: str | None = None) -> Raw:
    """The article of a page. Raises ReadingError where there is none or where the page is a trap."""
    _refuse_bomb(raw, limits)
    html = decoding.decode(raw, charset or _declared(raw)).text
    found = _extracted(html, url)
    if found is None or not (found.text or "").strip():
        raise ReadingError("no article on the page")
    title, body = _plain(found.title), _body(found.text)
    return Raw(
        text=_canonical(title, body),
        sha256=hashlib.sha256(raw).hexdigest(),
        reader=f"html/trafilatura-{_version()}",
        title=title,
        url=url or found.url,
        publisher=_plain(found.sitename),
        author=_plain(found.author),
        published=_date(html, url or found.url),
    )


def _refuse_bomb(raw: bytes, limits: Limits) -> None:
    """Pages so deep or so full of tags that a parser would choke are refused before it sees them."""
    if raw.count(b"<") > limits.page_tags:
        raise ReadingError(f"a page of more than {limits.page_tags:,} tags")
    if raw.count(b"<") < limits.page_depth:
        return
    depth = deepest = 0
    for match in _TAG.finditer(raw):
        if match[2].lower() in _VOID or match[3]:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > limits.page_depth:
        raise ReadingError(f"elements lie {deepest:,} deep in one another")


_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def _declared(raw: bytes) -> str | None:
    match = _CHARSET.search(raw[:4096])
    return match.group(1).decode("ascii", "ignore").lower() if match else None


def _extracted(html: str, url: str | None) -> Any:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards is our own failure line
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            html, url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError, AssertionError) as error:
        raise ReadingError(f"the page cannot be parsed ({type(error).__name__})") from error


def _version() -> str:
    from importlib.metadata import version

    return version("trafilatura")


def _plain(value: str | None) -> str | None:
    return " ".join(decoding.clean(value).split()) or None if value else None


def _body(text: str) -> str:
    lines = (" ".join(line.split()) for line in decoding.clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _canonical(title: str | None, body: str) -> str:
    """Headline, blank line, body; the headline once, where trafilatura left it in the body's first lines."""
    if title is None:
        return body
    lines = body.split("\n")
    for index, line in enumerate(lines[:3]):
        if _same(line, title):
            del lines[index]
            break
    return title + "\n\n" + "\n".join(lines)


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W+", " ", line).strip().lower() == re.sub(r"\W+", " ", title).strip().lower()


def _date(html: str, url: str | None) -> str | None:
    """The day that the page's own markup states."""
    from htmldate import find_date

    try:
        return find_date(html, url=url, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
