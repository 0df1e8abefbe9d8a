"""What bounds a reading, and how columns of a table are named: one frozen record, saved beside the results."""

from __future__ import annotations

import datetime

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """The most that one input may hold; beyond it the input is one failure line and the batch goes on.

    Set on 2026-11-22: the longest of 664 development articles has 22,068 characters, so that a million is no article;
    the sizes of files leave room for many times the largest news page, and keep a reading below 150 MB of memory.
    """

    text_bytes: int = 20_000_000
    """A plain text file, after decompression."""
    page_bytes: int = 10_000_000
    """One HTML page."""
    line_bytes: int = 16_000_000
    """One line of JSONL or CSV."""
    feed_bytes: int = 50_000_000
    """One RSS or Atom file, or one JSON file."""
    characters: int = 1_000_000
    """One article."""
    skipped_bytes: int = 1_000_000_000
    """How much of an overlong line is skipped before the file is given up."""
    page_depth: int = 2_000
    """Elements of a page that may lie inside one another."""
    page_tags: int = 200_000
    """Tags of one page."""


class Columns(msgspec.Struct, frozen=True):
    """Which key or column of a table holds what: a column map for JSONL and CSV."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    url: str = "url"
    publisher: str = "publisher"
    published: str = "published"
    language: str = "language"


class ReadingSettings(msgspec.Struct, frozen=True):
    """How inputs are read. `today` bounds publication dates from above and is never taken for one."""

    limits: Limits = Limits()
    columns: Columns = Columns()
    today: datetime.date | None = None
    """The last day an article may be dated to; the day of reading if None."""

    @property
    def latest(self) -> datetime.date:
        """The last possible day of publication."""
        return self.today if self.today is not None else datetime.datetime.now(datetime.UTC).date()


DEFAULT = ReadingSettings()


class ReadingFailure(msgspec.Struct, frozen=True):
    """One input, or one record of it, that was not read: where, what is wrong, what to do.

    >>> print(ReadingFailure("news.jsonl", "line 3", "broken JSON", "mend the line"))
    news.jsonl, line 3: broken JSON; mend the line
    """

    path: str
    place: str | None
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"

    @property
    def source(self) -> str:
        """Path and place in one: `news.jsonl, line 3`."""
        return self.path if self.place is None else f"{self.path}, {self.place}"

    @property
    def reason(self) -> str:
        """What is wrong and what to do."""
        return f"{self.what}; {self.remedy}"


class Raw(msgspec.Struct, frozen=True):
    """One article as its container gives it, before anything is found in it."""

    text: str
    sha256: str
    reader: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    basis: str | None = None
    language: str | None = None
    latest: datetime.date | None = None
    """The day of a crawl: no article is younger."""
    metadata: dict[str, object] = {}
