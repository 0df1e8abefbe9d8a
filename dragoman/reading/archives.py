"""The pages of a WARC file: every HTML response, its address, and the day of the crawl as an upper bound."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from dragoman.document import ReadingError
from dragoman.reading import pages
from dragoman.reading.settings import Limits, Raw, ReadingFailure


def warc(stream: IO[bytes], path: str, limits: Limits) -> Iterator[Raw | ReadingFailure]:
    """The articles of an archive; a record that is damaged, too large or no article is one failure."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = iter(
        ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True)
    )
    number = 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            break
        except Exception as error:  # the reader is compiled code: whatever it raises, the archive ends here
            yield ReadingFailure(path, f"after record {number}", f"broken archive ({error})", "read it from its source")
            return
        number += 1
        found = _record(record, path, number, limits)
        if found is not None:
            yield found
    if number == 0:
        raise ReadingError("no record of a web page in the archive")


def _record(record: Any, path: str, number: int, limits: Limits) -> Raw | ReadingFailure | None:
    url = record.headers.get("WARC-Target-URI")
    place = f"record {number} ({url})" if url else f"record {number}"
    try:
        if not _is_page(record):
            return None
        body = record.reader.read(limits.page_bytes + 1)
        if len(body) > limits.page_bytes:
            return ReadingFailure(path, place, f"a page of more than {limits.page_bytes:,} bytes", "nothing to do")
        found = pages.page(body, limits, url, record.http_charset if record.is_http else None)
    except ReadingError as error:
        return ReadingFailure(path, place, str(error), "nothing to do: the page gives none")
    except Exception as error:  # a damaged record must not end the archive
        return ReadingFailure(path, place, f"damaged record ({type(error).__name__})", "read the page from its source")
    return msgspec.structs.replace(found, latest=_crawled(record), reader=f"warc+{found.reader}")


def _is_page(record: Any) -> bool:
    if not record.is_http:
        return "html" in (record.headers.get("Content-Type") or "")
    headers = record.http_headers
    if headers is None or (headers.status_code is not None and headers.status_code != 200):
        return False
    kind = (record.http_content_type or "").lower()
    return "html" in kind or kind == ""


def _crawled(record: Any) -> datetime.date | None:
    written = record.headers.get("WARC-Date") or ""
    try:
        return datetime.date.fromisoformat(written[:10])
    except ValueError:
        return None
