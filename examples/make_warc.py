"""Make the small WARC of the sample news from the HTML pages beside it: `python examples/make_warc.py`.

The archive is part of the samples, so that `make demo` needs no WARC writer; run this after a page has changed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

NEWS = Path(__file__).parent / "news"
ARCHIVED = ("golan-strike", "white-house-clash")
"""Pages that stand in the archive and not beside it."""
WHEN = "2025-03-02T00:00:00Z"


def main() -> None:
    """Write `examples/news/archive.warc.gz`."""
    with (NEWS / "archive.warc.gz").open("wb") as target:
        writer = WARCWriter(target, gzip=True)
        for name in ARCHIVED:
            writer.write_record(_response(writer, name))


def _response(writer: WARCWriter, name: str) -> object:
    page = (Path(__file__).parent / "archived" / f"{name}.html").read_bytes()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
    return writer.create_warc_record(
        f"https://news.example/{name}",
        "response",
        payload=BytesIO(page),
        http_headers=head,
        warc_headers_dict={"WARC-Date": WHEN, "WARC-Record-ID": f"<urn:dragoman:{name}>"},
    )


if __name__ == "__main__":
    main()
