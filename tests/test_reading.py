"""The reading room: text untouched, furniture by its words and place, header facts with their characters."""

import io
import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman import reading
from dragoman.document import Document, Span
from dragoman.reading import Columns, ReadingFailure, ReadingSettings, cues, decoding, furniture, header, lines, tongues

BODY = (
    "Ghana's foreign minister met his Togolese counterpart in Accra on Monday to discuss two closed border posts.\n"
    "The two sides agreed to reopen three crossings before the rains and to meet again in Lome within a month.\n"
    "Traders on both sides say that they have lost goods worth thousands of dollars while lorries waited in queues.\n"
    "The opposition in Lome accused the government of acting without parliament, which a spokesman denied on Sunday."
)
PAGES = sorted((Path(__file__).parent / "reading_pages").glob("*.html"))


def marked(text, title=None):
    return [(mark.kind, text[mark.start : mark.end]) for mark in furniture.mark(text, title)]


def kept(document):
    text = document.text
    for mark in reversed(document.boilerplate):
        text = text[: mark.start] + text[mark.end :]
    return text


# ------------------------------------------------------------------ furniture


@pytest.mark.parametrize("row", [row for row in cues.rows() if row.where == "phrase"], ids=lambda row: row.id)
def test_example_of_a_phrase_row_fires(row):
    hits = cues.phrases(cues.lowered(row.example))
    assert row.id in [hit.cue.id for hit in hits]


@pytest.mark.parametrize("row", [row for row in cues.rows() if row.where != "phrase"], ids=lambda row: row.id)
def test_example_of_a_line_row_fires(row):
    assert row.id in [cue.id for cue in cues.of_line(row.example)]


@pytest.mark.parametrize("row", [row for row in cues.shapes() if row.where == "line"], ids=lambda row: row.id)
def test_example_of_a_shape_row_fires(row):
    assert row.id in [cue.id for cue in cues.of_line(row.example)]


@pytest.mark.parametrize("row", [row for row in cues.shapes() if row.words == cues.FIGURE], ids=lambda row: row.id)
def test_example_of_a_row_that_needs_a_figure_has_one(row):
    assert row.where == "line" and any(map(str.isdigit, row.example))


def test_other_line_shapes_are_looked_for_in_every_line():
    assert {row.words for row in cues.shapes() if row.where == "line"} == {(), cues.FIGURE}


def test_compiled_shape_keeps_no_groups_and_finds_the_same():
    shape = r"(a|b)+[(?]\((?-i:C)([^)(]{2})\)"
    found = cues._compiled(shape)
    assert found.groups == 0
    for line in ("ab((Cxy)", "A?(Cxy)", "ab(cxy)", "ab?Cxy", "ab:(Cxy)"):
        assert bool(found.fullmatch(line)) == bool(re.compile(shape, re.IGNORECASE).fullmatch(line))


@pytest.mark.parametrize("row", [row for row in cues.shapes() if row.where == "piece"], ids=lambda row: row.id)
def test_example_of_a_piece_row_fires(row):
    text = row.example + "\n"
    assert row.id in [hit.cue.id for hit in cues.pieces(text, cues.lowered(text))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "advert"),
        ("- Advertisement -", "advert"),
        ("Story continues below advertisement", "advert"),
        ("Subscribe to our newsletter", "subscription"),
        ("Get the day's biggest stories delivered to your inbox every morning.", "subscription"),
        ("Already a subscriber? Log in", "subscription"),
        ("Read more: Ferry strike enters its third day", "related"),
        ("ALSO READ | Harbour dredging delayed again", "related"),
        ("Please consider making a donation so that we can go on reporting.", "appeal"),
        ("If you can, please support us with your donation today.", "appeal"),
        ("Photo: Harbour Gazette", "credit"),
        ("(Reporting by Ann Example; editing by Ben Example)", "credit"),
        ("We use cookies to improve your experience on this site.", "legal"),
        ("© 2019 The Harbour Gazette. All rights reserved.", "legal"),
        ("Facebook", "share"),
        ("Share this article", "share"),
        ("Follow us on Twitter for the latest from the port.", "share"),
        ("12 Comments", "comments"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("Skip to main content", "navigation"),
        ("×", "navigation"),
    ],
)
def test_line_of_furniture_inside_an_article_is_marked_alone(line, kind):
    first, rest = BODY.split("\n", 1)
    assert marked(f"{first}\n{line}\n{rest}") == [(kind, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        '"We need your help and your donations to rebuild the harbour," the mayor told a crowd on Friday evening.',
        "Finland wants to become a member of the group and will apply before the summer, its prime minister said.",
        "The minister asked parliament to support independent journalism and to pass the law on press freedom.",
        "The ministry and the company signed the terms and conditions of the loan after two days of talks in Lome.",
        "By providing weapons to the militia the neighbours have broken the truce, the envoy said in a report.",
        "For more than a decade the two countries have argued over fishing rights in the shared lagoon.",
        "Credit Suisse shares fell by a tenth on Monday after the bank warned of further losses, brokers said.",
        "Read out in court, the letter accused the general of selling rifles to traders from across the border.",
        "The Guardian and the Times reported that readers had donated money to the campaign of the opposition.",
        "The post was closed for a week after guards fired on a lorry that had failed to stop for a check.",
        "Image matters to the government, which has hired a firm in London to speak for it, a diplomat said.",
        "The company's video, watched by a million people, shows two guards who beat a driver at the crossing.",
        "Comments by the president angered the neighbours, who called their ambassador home for consultations.",
        "The streaming service said it had 200 million premium subscribers and would ask for as little as $2 more.",
        "Iran was invited to join the discussion, and Oman wants to keep it that way, its minister said.",
        "The union, which speaks for paying readers, was tagged as hostile by both governments on Monday.",
        "The two ministers agreed that Russia had a legitimate interest in the talks about grain.",
    ],
)
def test_news_that_uses_the_words_of_furniture_is_kept(sentence):
    assert marked(f"{BODY}\n{sentence}\n{BODY}") == []


def test_menu_above_the_headline_is_navigation_and_the_headline_stays():
    menu = "News\nVillage Life\nOpen Letters\nHarbour Talk\nOur Town"
    text = f"{menu}\nGhana and Togo to reopen border crossings\nBy Ann Example\n{BODY}"
    assert marked(text) == [("navigation", menu), ("byline", "By Ann Example")]
    assert reading.document_of_text(text).title == Span(text.index("Ghana and"), text.index("\nBy Ann"))


def test_short_label_above_the_headline_of_a_plain_text_is_kept():
    assert marked(f"Border dispute\nGhana and Togo to reopen border crossings\n{BODY}") == []


def test_heading_takes_the_headlines_below_it_until_prose_resumes():
    block = "Related stories\nFerry strike enters third day\nHarbour dredging delayed again"
    assert marked(f"{BODY}\n{block}\n{BODY}") == [("related", block)]
    assert marked(f"{BODY}\n{block}") == [("related", block)]


def test_subheadings_and_short_answers_inside_an_article_are_kept():
    assert marked(f"{BODY}\nA long quarrel\n{BODY}\nI agree.\n{BODY}\nNo.\n{BODY}") == []


def test_results_below_the_last_paragraph_are_kept():
    table = "\n".join(f"District {n} votes {n}{n}00 of {n}9{n}0" for n in range(1, 9))
    assert marked(f"{BODY}\n{table}") == []


APPEAL = (
    "A Message from The Harbour Gazette:Dear readers,These are hard days for our newsroom\n"
    "The port authority has called our work a threat, and two of our reporters face a court\n"
    "The authority says that we harm trade. We see it otherwise and we need your help to go on.Your support, however\n"
    "small, counts.Please support us monthly from three cedis. For details see our Privacy Policy."
)


def test_appeal_glued_to_the_last_sentence_is_cut_where_it_begins():
    article = 'The minister called the talks "frank and useful."'
    text = f"{BODY}\n{article}{APPEAL}"
    assert marked(text) == [("appeal", APPEAL)]


def test_appeal_between_paragraphs_ends_where_the_article_resumes():
    first, rest = BODY.split("\n", 1)
    appeal = "Dear readers,\nWe need your help to keep our journalism free.\nDonate now"
    found = marked(f"{first}\n{appeal}\n{rest}")
    assert {kind for kind, _ in found} == {"appeal"}
    assert "".join(text for _, text in found).replace("\n", "") == appeal.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("DAILYPLANET EXCLUSIVE:\n" + BODY, "scraper-label", "DAILYPLANET EXCLUSIVE:"),
        (" date 2019-03-04 " + BODY, "date-prefix", " date 2019-03-04 "),
        ("Border talks resume (with picture)\n\n" + BODY, "desk-note", " (with picture)"),
        ("XYZ_ENG_19990101.0001\n\n" + BODY, "document-id", "XYZ_ENG_19990101.0001"),
    ],
)
def test_pieces_of_scrapers_and_desks_are_marked_by_shape(text, rule, words):
    (mark,) = furniture.mark(text)
    assert (mark.rule, text[mark.start : mark.end]) == (rule, words)


def test_wrapped_lines_are_no_labels():
    wrapped = "\n".join(BODY.replace("\n", " ")[at : at + 90] for at in range(0, 450, 90))
    assert all(line.run for line in lines.lines(wrapped))
    assert marked(wrapped) == []


def test_marks_never_overlap_and_always_index_the_text():
    text = f"News\nHome\nLogin\nBorder talks\n{BODY}\nShare\n{APPEAL}\n12 Comments\n"
    marks = furniture.mark(text)
    assert all(text[mark.start : mark.end].strip() for mark in marks)
    assert all(left.end <= right.start for left, right in pairwise(marks))


def test_what_repeats_across_a_publisher_is_marked_and_copies_count_once():
    slogan = "From the quay to your table since the days of sail"
    stories = [BODY.replace("border posts", f"item {n}").replace("Monday", f"day {n}") for n in range(6)]
    told = [" ".join(f"{word}{n}" for word in line.split()) + ".\n" + slogan for n, line in enumerate(stories)]
    documents = [reading.document_of_text(text, publisher="The Harbour Gazette") for text in told]
    for document in reading.mark_repeats(documents):
        assert slogan in [document.text[m.start : m.end] for m in document.boilerplate]
    copies = [reading.document_of_text(f"{BODY}\n{slogan}", publisher="The Harbour Gazette") for _ in range(6)]
    assert reading.mark_repeats(copies) == copies


# ------------------------------------------------------------------ text and charset


@pytest.mark.parametrize(
    "text",
    [
        " A space before.\r\n\r\nA second line.\t",
        "“Curly” ‘quotes’ — and ﬁ, １２",
        "e\u0301 stays two characters",
        "a\rb\nc",
    ],
)
def test_clean_utf8_comes_through_untouched(text, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (found,) = reading.read(str(path))
    assert found.text == text
    assert reading.document_of_text(text).text == text


@pytest.mark.parametrize(
    ("raw", "text", "charset"),
    [
        (b"\xef\xbb\xbfAccra", "Accra", "utf-8"),
        ("Accra “now”".encode("utf-16"), "Accra “now”", "utf-16-le"),
        ("Accra said now".encode("utf-16-be"), "Accra said now", "utf-16-be"),
        ("Café in Lomé".encode("latin-1"), "Café in Lomé", "windows-1252"),
        ("The cafÃ© in LomÃ© said â€œnoâ€\x9d.".encode(), "The café in Lomé said “no”.", "utf-8"),
    ],
)
def test_charsets_and_mojibake_are_settled_before_offsets(raw, text, charset):
    found = decoding.decode(raw)
    assert (found.text, found.charset.replace("iso-8859-1", "windows-1252")) == (text, charset)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Der Außenminister traf am Montag in Accra seinen Kollegen aus Togo und sprach über die Grenze.", "de"),
        ("Министр иностранных дел встретился в понедельник в Аккре со своим коллегой из Того.", "ru"),
        ("Gunmen in Nigeria kidnapped two German engineers.", "en"),
        ("Tribal militias in South Sudan massed near Malakal.", "en"),
        ("Soldaten in Mali haben drei Rebellen bei Gao erschossen.", "de"),
        ("12:30", None),
    ],
)
def test_language_is_named_or_unknown(text, language):
    assert tongues.of_text(text) == language


# ------------------------------------------------------------------ header


@pytest.mark.parametrize(
    ("text", "words", "country", "agency"),
    [
        ("ACCRA, March 4 (Reuters) - The port reopened.", "ACCRA, March 4 (Reuters)", "GHA", "Reuters"),
        ("LUSAKA, Zambia (AP) — The bank raised its rate.", "LUSAKA, Zambia (AP)", "ZMB", "AP"),
        (
            "NAIROBI, July 9, 2004 (Agence France-Presse) -- Kenya",
            "NAIROBI, July 9, 2004 (Agence France-Presse)",
            "KEN",
            "AFP",
        ),
        ("KAMPALA: Uganda closed the post.", "KAMPALA", "UGA", None),
        ("Lima, 3 May: Peru recalled its envoy.", "Lima, 3 May", "PER", None),
        ("DAILYPLANET EXCLUSIVE: Peru recalled its envoy.", None, None, None),
        ("Moscow and Minsk have signed a treaty.", None, None, None),
        ("London - the play - opens on Monday.", None, None, None),
        ("BREAKING NEWS - Peru recalled its envoy.", None, None, None),
    ],
)
def test_dateline_is_a_city_that_news_is_dated_from(text, words, country, agency):
    found = header.dateline(text)
    if words is None:
        assert found is None
        return
    assert (text[found.start : found.end], found.place.country, found.agency) == (words, country, agency)


def test_dateline_day_takes_the_year_of_publication():
    document = reading.document_of_text(
        "ACCRA, Dec. 31 (Reuters) - The port reopened on Friday.", published="2022-01-01"
    )
    assert document.dateline.date == "2021-12-31"


def test_byline_of_a_lone_by_is_the_name_below():
    text = f"Ghana and Togo to reopen border crossings\nBy\nAnn Example\n-\nMarch 4, 2019\n{BODY}"
    document = reading.document_of_text(text)
    assert text[document.byline.start : document.byline.end] == "Ann Example"
    assert document.published.value == "2019-03-04"


def test_publisher_speaks_in_its_own_appeal():
    assert reading.document_of_text(f"{BODY}\n{APPEAL}").publisher == "The Harbour Gazette"


# ------------------------------------------------------------------ records


def jsonl(monkeypatch, *records, settings=None):
    lines_ = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines_)))
    return list(reading.read("-", settings))


def test_jsonl_keeps_id_text_and_unknown_keys(monkeypatch):
    record = {"id": 7, "text": BODY, "title": "No such headline", "desk": {"a": [1, None]}, "published": "2019-03-04"}
    (found,) = jsonl(monkeypatch, record)
    assert (found.id, found.text, found.published.basis) == ("7", BODY, "metadata")
    assert found.metadata == {"desk": {"a": [1, None]}, "title": "No such headline"}


def test_id_comes_from_content_alone(monkeypatch):
    first, second = jsonl(monkeypatch, {"text": BODY, "desk": 1}, {"text": BODY, "desk": 2})
    assert first.id == second.id
    assert first.sha256 != second.sha256


def test_column_map_names_other_keys(monkeypatch):
    settings = ReadingSettings(columns=Columns(id="nr", text="body", published="day"))
    (found,) = jsonl(monkeypatch, {"nr": "a", "body": BODY, "day": "04 Mar 2019"}, settings=settings)
    assert (found.id, found.published.value, found.metadata) == ("a", "2019-03-04", {})


def test_lone_surrogates_and_nul_do_not_reach_the_record(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "a\\ud800b\\u0000c and so on"}\n')))
    (found,) = reading.read("-")
    assert found.text == "a\ufffdb\ufffdc and so on"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'id,text\nx,"{}"\n'.format(BODY.replace("\n", " "))),
        ("a.tsv", "id\ttext\nx\t{}\n".format(BODY.replace("\n", " "))),
        ("a.json", json.dumps([{"id": "x", "text": BODY}])),
        (
            "a.conllu",
            "# newdoc id = x\n# text = The port reopened on Monday.\n1\tThe\n\n# text = It rained.\n1\tIt\n\n",
        ),
    ],
)
def test_tables_lists_and_treebanks_are_articles(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    (found,) = reading.read(str(tmp_path))
    assert isinstance(found, Document)
    assert found.id == "x"


def test_failure_says_what_where_and_what_to_do():
    failure = ReadingFailure("news.jsonl", "line 3", "broken JSON", "mend the line")
    assert str(failure) == "news.jsonl, line 3: broken JSON; mend the line"
    assert (failure.source, failure.reason) == ("news.jsonl, line 3", "broken JSON; mend the line")


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_own_page_gives_its_headline_body_and_day(path):
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    (found,) = reading.read(str(path))
    assert found.text[found.title.start : found.title.end] == wanted["title"]
    assert found.published.value == wanted["published"]
    left = kept(found)
    for paragraph in wanted["body"].split("\n"):
        assert paragraph in left
    assert not [label for label in wanted["furniture"] if len(label) > 25 and label in left]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_visible_text_of_own_page_loses_its_furniture_and_no_news(path):
    from lxml import html

    tree = html.fromstring(path.read_bytes())
    for element in tree.xpath("//script|//style|//head"):
        element.drop_tree()
    text = "\n".join(" ".join(piece.split()) for piece in tree.itertext() if piece.strip())
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    left = kept(reading.document_of_text(text)).split("\n")
    assert not [paragraph for paragraph in wanted["body"].split("\n") if paragraph not in left]
    still = [label for label in wanted["furniture"] if label in left]
    assert sum(map(len, still)) <= 0.1 * sum(map(len, wanted["furniture"]))


# ------------------------------------------------------------------ pages as other outlets lay them out

FIRST, SECOND, THIRD, FOURTH = BODY.split("\n")
HEADLINE = "Ghana and Togo to reopen border crossings"
LAYOUTS = {
    "labels of a player and a byline of two": (
        f"{HEADLINE}\nBy Ann Example and Ben Example\nUpdated 1015 GMT March 4, 2019\nJUST WATCHED\nReplay\n"
        f"{FIRST}\n{SECOND}\nRead More\n{THIRD}\n{FOURTH}\nCarl Example contributed to this report.",
        [],
    ),
    "breadcrumb, syndicated feed, channel": (
        f"Home / World / {HEADLINE}\n{HEADLINE}\nBy: PTI | Accra | Updated: March 4, 2019 10:15:00 am\n"
        f"{FIRST}\n{SECOND}\n"
        f"Also Read | Lome recalls its envoy\n(This story is auto-generated from a syndicated feed.)\n"
        f"{THIRD}\n{FOURTH}\n"
        "Join our Telegram channel (@example) for the latest headlines\nTAGS:\nGhana\nTogo",
        [],
    ),
    "standfirst above the date, list of links in mid-article": (
        f"{HEADLINE}\nThe posts had been closed since January over a quarrel about fish.\n"
        f"Published On 4 Mar 2019\n{FIRST}\n"
        f"{SECOND}\nKeep reading\nlist 1 of 2\nLome recalls its envoy over fish\nend of list\n{THIRD}\n"
        f"{FOURTH}\nAbout Us",
        ["The posts had been closed since January over a quarrel about fish."],
    ),
    "caption below its label": (
        f"{HEADLINE}\nPublished\n4 March 2019\nImage source, Getty Images\nImage caption,\nThe posts have been closed\n"
        f"{FIRST}\n{SECOND}\nYou may also be interested in:\nWomen who run the market\n{THIRD}\n{FOURTH}\n"
        f"Related Topics\nTogo",
        [],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_keeps_its_article_and_nothing_else(layout):
    text, also = LAYOUTS[layout]
    document = reading.document_of_text(text)
    left = [line for line in kept(document).split("\n") if line.strip()]
    assert left == [HEADLINE, *also, FIRST, SECOND, THIRD, FOURTH]
    assert document.published.value == "2019-03-04"


def test_cues_glued_between_sentences_of_one_line_take_no_news_with_them():
    cut = ("Story continues below advertisement", "Sign up for our newsletter")
    text = f"{FIRST} {SECOND} {cut[0]} {THIRD} {cut[1]} {FOURTH}"
    assert [words for _, words in marked(text)] == list(cut)


@pytest.mark.parametrize(
    ("line", "day", "publisher"),
    [
        ("Baltic Beacon, May 16, 2024", "2024-05-16", "Baltic Beacon"),
        ("The Northern Ledger - Saturday, 23 July 2022", "2022-07-23", "The Northern Ledger"),
        ("Pacific Lantern | 28 July 2025", "2025-07-28", "Pacific Lantern"),
        ("House of the Sea and Sky · 3 Sept. 2019", "2019-09-03", "House of the Sea and Sky"),
    ],
)
def test_outlet_beside_its_date_on_one_line_gives_both(line, day, publisher):
    body = (
        "Divers found the wreck of a ferry off the northern cape, the harbour master said, and asked the navy for help."
    )
    document = reading.document_of_text(
        f"Wreck found off cape\n\n{line}\n\n{body}\n\n{body.replace('ferry', 'trawler')}\n"
    )
    assert (document.published.value, document.publisher) == (day, publisher)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("MOSCOW (Meridian Wire), July 17, 2023 -- ", "Meridian Wire"),
        ("MOSCOW, July 17 (Meridian Wire) - ", "Meridian Wire"),
        ("MOSCOW, July 17 (UPDATE 2) - ", None),
    ],
)
def test_dateline_agency_nobody_knows_stays_as_written(opening, agency):
    document = reading.document_of_text(opening + "Russia reopened two of its ports on Monday, the ministry said.")
    assert document.dateline is not None
    assert document.agency == agency


def test_first_line_of_a_wrapped_paragraph_is_no_headline():
    lines = [
        " date 2023-04-04 HELSINKI: The foreign ministers of Finland and Norway signed a treaty on rescue at sea on",
        "Tuesday and agreed to share the cost of two new ships, on the last day of the visit of the Norwegians.",
        "",
        "The minister of Norway said that her country would pay for the larger one, and that both would be built by",
        "the end of the decade.",
    ]
    assert reading.document_of_text("\n".join(lines)).title is None
