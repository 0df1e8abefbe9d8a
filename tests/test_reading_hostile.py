"""A folder of hostile inputs is read to its end: good ones are articles, bad ones one line each, memory bounded."""

import gzip
import io
import json
import os
import tracemalloc

import msgspec
import pytest
import zstandard

from dragoman import reading
from dragoman.document import Document
from dragoman.reading import Limits, ReadingFailure, ReadingSettings

GOOD = "ACCRA, March 4, 2019 (Reuters) - Ghana's foreign minister met his Togolese counterpart in Accra on Monday."
SMALL = ReadingSettings(
    limits=Limits(
        text_bytes=200_000,
        page_bytes=300_000,
        line_bytes=100_000,
        feed_bytes=200_000,
        skipped_bytes=2_000_000,
        page_depth=500,
        page_tags=20_000,
    )
)
PAGE = "<html><head><title>Border talks</title></head><body><article><h1>Border talks</h1>" + "".join(
    f"<p>{GOOD} The two sides agreed to reopen crossing number {n} before the rains.</p>" for n in range(5)
)


def warc(bodies):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, body in enumerate(bodies):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        address = f"https://news.example/{number}"
        dated = {"WARC-Date": "2019-03-06T00:00:00Z"}
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=dated
        )
        writer.write_record(record)
    return out.getvalue()


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Gazette</title>
<item><title>Border talks resume</title><link>https://news.example/1</link>
<pubDate>Mon, 04 Mar 2019 10:00:00 GMT</pubDate>
<description><![CDATA[<p>{GOOD}</p><script>alert("x")</script><img src=x onerror=alert(1)>]]></description></item>
</channel></rss>"""

FILES = {
    # name: (bytes, articles expected, words of the one failure or None)
    "01-good.txt": (GOOD.encode(), 1, None),
    "02-empty.txt": (b"", 0, "empty"),
    "03-blank.txt": (b" \n\t \n", 0, "empty"),
    "04-binary.txt": (bytes(range(256)) * 40, 0, "binary"),
    "05-latin.txt": (("Café. " + GOOD).encode("latin-1"), 1, None),
    "06-utf16.txt": (GOOD.encode("utf-16"), 1, None),
    "07-broken-utf16.txt": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00", 0, "broken utf-16"),
    "08-large.txt": (b"word " * 60_000, 0, "larger than"),
    "09-cut.txt.gz": (gzip.compress(GOOD.encode() * 500)[:-20], 0, "cut off"),
    "10-damaged.txt.gz": (b"\x1f\x8b\x08\x00" + b"garbage" * 30, 0, "damaged"),
    "11-bomb.txt.gz": (gzip.compress(b"0" * 5_000_000), 0, "larger than"),
    "12-nested.txt.gz": (gzip.compress(gzip.compress(GOOD.encode())), 0, "archive within"),
    "13-double.gz.gz": (gzip.compress(gzip.compress(GOOD.encode())), 0, "archive of files"),
    "14-files.zip": (b"PK\x03\x04" + b"\x00" * 40, 0, "archive of files"),
    "15-good.txt.zst": (zstandard.compress(GOOD.encode()), 1, None),
    "16-cut.txt.zst": (zstandard.compress(os.urandom(5000))[:-900], 0, ""),
    "17-line.jsonl": (b'{"text": "' + b"a" * 900_000 + b'"}\n' + json.dumps({"text": GOOD}).encode(), 1, "line 1"),
    "18-endless.jsonl": (b'{"text": "' + b"a" * 4_000_000, 0, "more than"),
    "19-broken.jsonl": (json.dumps({"id": "a", "text": GOOD}).encode() + b'\n{"text": \n', 1, "line 2"),
    "20-no-text.jsonl": (b'{"id": "x", "body": "words"}\n', 0, "no text under 'text'"),
    "21-not-object.jsonl": (b"[1, 2, 3]\n", 0, "not an object"),
    "22-deep.jsonl": (b"[" * 50_000 + b"]" * 50_000 + b"\n", 0, "line 1"),
    "23-bomb.html": (b"<html><body>" + b"<div>" * 5_000 + b"x" + b"</div>" * 5_000, 0, "deep in one another"),
    "24-tags.html": (b"<html><body>" + b"<b>x</b>" * 20_000, 0, "tags"),
    "25-empty-page.html": (b"<html><body><script>alert(1)</script></body></html>", 0, "no article"),
    "26-page.html": (PAGE.encode(), 1, None),
    "27-feed.xml": (FEED.encode(), 1, None),
    "28-entities.xml": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>', 0, "entities"),
    "29-no-feed.xml": (b"<?xml version='1.0'?><invoice><sum>3</sum></invoice>", 0, "no RSS or Atom"),
    "30-pages.warc.gz": (warc([PAGE.encode(), b"<html></html>"]), 1, "record 2"),
    "31-damaged.warc": (b"WARC/1.0\r\nContent-Length: banana\r\n\r\nrubbish", 0, ""),
    "32-table.csv": (f'id,text\n1,"{GOOD}"\n2,\n'.encode(), 1, "line 3"),
    "33-unknown.exe": (b"MZ" + b"\x00" * 30, 0, "binary"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    top = tmp_path_factory.mktemp("hostile")
    for name, (content, _, _) in FILES.items():
        (top / name).write_bytes(content)
    (top / "40-loop").symlink_to(top)
    (top / "41-self").symlink_to("41-self")
    (top / "42-gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(top / "43-pipe.txt")
    return top


@pytest.mark.parametrize("name", FILES)
def test_each_hostile_input_gives_its_articles_and_at_most_one_line(folder, name):
    _, articles, words = FILES[name]
    found = list(reading.read(str(folder / name), SMALL))
    failures = [one for one in found if isinstance(one, ReadingFailure)]
    assert len(found) - len(failures) == articles
    assert len(failures) == (words is not None)
    for failure in failures:
        assert words in str(failure)
        assert str(failure).startswith(str(folder / name))
        assert "\n" not in str(failure)
        assert failure.remedy


@pytest.mark.parametrize("name", ["40-loop", "41-self", "42-gone.txt", "43-pipe.txt"])
def test_links_and_pipes_in_a_folder_are_one_line_each(folder, name):
    found = [one for one in reading.read(str(folder), SMALL) if isinstance(one, ReadingFailure)]
    assert [one.path for one in found].count(str(folder / name)) == 1


def test_hostile_folder_is_read_to_its_end_in_bounded_memory(folder):
    list(reading.read(str(folder), SMALL))
    tracemalloc.start()
    found = list(reading.read(str(folder), SMALL))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len([one for one in found if isinstance(one, Document)]) == sum(row[1] for row in FILES.values())
    assert peak < 60_000_000


def test_unreadable_file_is_one_line(tmp_path):
    path = tmp_path / "locked.txt"
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    (found,) = reading.read(str(path))
    assert isinstance(found, ReadingFailure)


@pytest.mark.parametrize(("source", "words"), [("no/such/path", "no such"), ("no/such/*.txt", "matches nothing")])
def test_missing_source_is_one_line(source, words):
    (found,) = reading.read(source)
    assert words in str(found)


def test_reading_twice_or_in_another_order_gives_the_same_bytes(folder):
    def records(sources):
        found = [one for one in reading.read(sources, SMALL) if isinstance(one, Document)]
        return sorted(msgspec.json.encode(one) for one in found)

    names = [str(folder / name) for name in FILES]
    assert records([str(folder)]) == records([str(folder)]) == records(names) == records(names[::-1])


def test_feed_scripts_never_reach_the_text(folder):
    (found,) = reading.read(str(folder / "27-feed.xml"), SMALL)
    assert "alert" not in found.text
    assert found.text[found.title.start : found.title.end] == "Border talks resume"
    assert (found.publisher, found.published.value, found.url) == (
        "The Harbour Gazette",
        "2019-03-04",
        "https://news.example/1",
    )


def test_crawl_day_bounds_the_publication_date(tmp_path):
    page = PAGE.replace("March 4, 2019 ", "").replace("<p>ACCRA", "<p>Tomorrow is May 9, 2031. ACCRA")
    (tmp_path / "a.warc.gz").write_bytes(warc([page.encode()]))
    (found,) = reading.read(str(tmp_path / "a.warc.gz"))
    assert found.published.value is None or found.published.value <= "2019-03-06"
    assert found.url == "https://news.example/0"
