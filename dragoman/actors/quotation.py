"""Which characters stand inside quotation marks: pronouns there are spoken by somebody."""

from __future__ import annotations

import re

from dragoman.document import Document

_PARAGRAPH = re.compile(r"\n\s*\n|\Z")
_MARK = re.compile(r"[“”\"]|``|''")


def quoted(document: Document) -> list[tuple[int, int]]:
    """Start and end of every stretch inside double marks, paired paragraph by paragraph."""
    found: list[tuple[int, int]] = []
    begin = 0
    for gap in _PARAGRAPH.finditer(document.text):
        found.extend(_in_paragraph(document.text, begin, gap.start()))
        begin = gap.end()
    return found


def _in_paragraph(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    found = []
    opened: int | None = None
    for mark in _MARK.finditer(text, begin, end):
        if opened is None:
            opened = mark.end() if _opens(text, mark) else None
        else:
            found.append((opened, mark.start()))
            opened = None
    if opened is not None:
        found.append((opened, end))
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    return mark.group() in "“``" or text[mark.end() : mark.end() + 1].strip() != ""


def inside(stretches: list[tuple[int, int]], offset: int) -> bool:
    """Whether a character stands inside quotation marks."""
    return any(start <= offset < end for start, end in stretches)
