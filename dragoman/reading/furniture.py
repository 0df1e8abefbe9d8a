"""What on a page is not the article: marked with its kind and the row that knew it, never cut.

    >>> [(mark.kind, mark.start, mark.end) for mark in mark("The port reopened, officials said.\\nSubscribe")]
    [('subscription', 35, 44)]

Losing news is worse than keeping furniture: a line goes only by a cue of its own, by its place outside the article
(menus above the headline, lists below the last paragraph), or inside a zone that an appeal opens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from itertools import islice, pairwise

import msgspec

from dragoman.document import Boilerplate
from dragoman.reading import cues, lines
from dragoman.reading.cues import Cue, Hit
from dragoman.reading.lines import BODY_WORDS, OPEN_WORDS, Line
from dragoman.reading.zones import addresses, asks, is_past, reports, speaks, tells, trade, zones

MENU = Cue("menu-above-article", "navigation", "sure")
MENU_RUN = Cue("menu-run", "navigation", "sure")
BELOW = Cue("list-below-article", "related", "sure")
TO_READER = Cue("speaks-to-reader", "appeal", "sure")
UNDER_HEADING = Cue("under-heading", "related", "sure")
REPEATED = Cue("repeated-label", "navigation", "sure")

CLUSTER_GAP = 4
"""So many lines in a row that are not prose part one block of prose from the next."""
SAME_ARTICLE = 0.25
"""A further block of prose belongs to the article if it has this share of the main block's words."""
MENU_LINES = 3
"""So many labels above the headline, or in a row, make a menu."""
TAIL_LIST = 6
"""So many headlines in a row below the last paragraph make a list of other stories."""


def _start(found: Line | Hit) -> int:
    return found.start


HEADER_LINES = 6
"""Lines below the first of the body in which byline and date may still stand: a standfirst goes before them."""


class Page(msgspec.Struct):
    """A text with its lines and the extent of its article (indices of lines; `title` may be None)."""

    text: str
    low: str
    """The text in lower case on one line, of the same length."""
    lines: list[Line]
    hits: list[Hit]
    title: int | None = None
    first: int = 0
    last: int = -1

    def line_at(self, at: int) -> Line | None:
        """The line that holds a position."""
        index = bisect_right(self.lines, at, key=_start) - 1
        return self.lines[index] if index >= 0 and at < self.lines[index].end else None

    def hits_in(self, start: int, end: int) -> list[Hit]:
        """The phrases that begin in a stretch of the text."""
        return self.hits[bisect_left(self.hits, start, key=_start) : bisect_left(self.hits, end, key=_start)]

    @property
    def header_end(self) -> int:
        """The line before which byline and date stand: the body's first, or a few more if the body goes on below."""
        found = (i for i in range(self.first, self.last) if self.lines[i].kind in (None, "byline"))
        return max(self.first, min(next(islice(found, HEADER_LINES, None), self.last), self.last))

    @property
    def has_body(self) -> bool:
        """Whether any line carries an article."""
        return self.last >= self.first


def page(text: str, title: str | None = None) -> Page:
    """The lines of a text, where its article begins and ends, and which line is its headline."""
    text = _unix(text)
    low = cues.lowered(text)
    hits = [hit for hit in cues.phrases(low) if not lines.in_quotation(text, hit.start)]
    found = lines.lines(text)
    spoken = [line for line in found if line.turn]
    hits = [hit for hit in hits if not any(line.start <= hit.start < line.end for line in spoken)]
    result = Page(text, low, found, hits)
    _mark_by_cues(result)
    result.first, result.last = _extent(result)
    result.title = _headline(result, title)
    return result


def _unix(text: str) -> str:
    """The text with line feeds alone, of the same length, so that offsets hold."""
    if "\r" not in text:
        return text
    return text.replace("\r\n\r\n", "\n\n\n\n").replace("\r\n", " \n").replace("\r", "\n")


def mark(text: str, title: str | None = None) -> tuple[Boilerplate, ...]:
    """The page furniture of a text."""
    return marks(page(text, title))


def marks(page: Page) -> tuple[Boilerplate, ...]:
    """The page furniture of a page: lines by cue and place, appeals, pieces within lines."""
    for step in (_spare_answers, _above, _headings, _within, _enclosed, _appeals, _asides, _below):
        step(page)
    by_line = [Boilerplate(li.start, li.end, li.mark.kind, li.mark.id) for li in page.lines if li.mark is not None]
    barrier = None if page.title is None else page.lines[page.title].start
    zone_marks = zones(page.text, page.hits, by_line, barrier)
    return _merged(page.text, [*by_line, *zone_marks, *_pieces(page)])


# ------------------------------------------------------------------ cues of their own


def _mark_by_cues(page: Page) -> None:
    """Lines that a sure cue names. In prose only prefixes and phrases count, and a phrase only for its sentence."""
    repeated = Counter(line.text for line in page.lines if _may_repeat(line))
    for line in page.lines:
        cue = line.has("sure")
        if line is page.lines[0] and cue is not None and cue.id == "caption-credit" and ". " not in line.text:
            continue  # a headline that ends with its agency
        if cue is not None and _believed(line, cue):
            line.mark = cue
        elif repeated[line.text] >= 4:
            line.mark = REPEATED
    for hit in page.hits:
        if hit.cue.force == "sure":
            _mark_short_line(page, hit)
    _spare_heads(page)
    if "caption" not in page.low:
        return
    for label, line in pairwise(page.lines):
        if line.mark is None and line.words <= 30 and cues.bare(label.text) in _CAPTION_LABELS:
            line.mark = Cue("below-caption-label", "caption", "sure")


def _spare_heads(page: Page) -> None:
    """Hours, numbers and names that stand each above a paragraph: entries of a live page, points, turns of a talk."""
    heads = [(line, below) for line, below in pairwise(page.lines) if line.mark is not None and line.mark.id in _HEADS]
    for kind in _HEADS:
        own = [(line, below) for line, below in heads if line.mark is not None and line.mark.id == kind]
        over = [line for line, below in own if below.is_prose and below.mark is None]
        if len(over) >= ENTRIES and len(over) >= 0.7 * len(own):
            for line in over:
                line.mark, line.cues = None, ()


_HEADS = ("video-time", "numbered", "repeated-label")
ENTRIES = 3
"""Such lines above paragraphs from which they are heads of entries."""


def _may_repeat(line: Line) -> bool:
    """Whether a label that comes again and again is furniture: not one that names a speaker, as in a transcript."""
    return line.words <= 6 and not line.ends_sentence and not line.text.endswith((":", ",", ";"))


_CAPTION_LABELS = frozenset({"image caption", "media caption", "photo caption", "caption"})


def _believed(line: Line, cue: Cue) -> bool:
    """A sure cue on a long line of prose is believed only when it begins an instruction or a credit."""
    if cue.id in _TEASERS and line.is_news:
        return False
    return line.words <= 45 or cue.kind in ("legal", "credit", "caption", "subscription")


_TEASERS = frozenset({"more-label", "advert-text", "compiled"})
"""Rows that a sentence of an article may begin like."""


def _mark_short_line(page: Page, hit: Hit) -> None:
    """A phrase marks its whole line when every sentence of the line has a cue or the outlet's own voice."""
    line = page.line_at(hit.start)
    if line is None or line.mark is not None or line.run or line.words > 80:
        return
    inside = lines.sentences(page.text, line.start, line.end)
    if all(_is_cued(page, *piece) or speaks(page.text, *piece) or piece[1] - piece[0] <= BRIEF for piece in inside):
        line.mark = hit.cue


BRIEF = 12
"""Characters of a sentence that goes with its neighbours: `Log in.`"""


def _is_cued(page: Page, start: int, end: int) -> bool:
    return any(hit.cue.force in ("sure", "opener") for hit in page.hits_in(start, end))


# ------------------------------------------------------------------ where the article is


def _extent(page: Page) -> tuple[int, int]:
    """First and last line of the article: the main block of prose and the other blocks that weigh enough."""
    found = [_set_aside(line) if _is_aside(page, index) else line for index, line in enumerate(page.lines)]
    blocks = _blocks(found)
    if not blocks:
        return 0, -1
    lasting = _without_foot(found, blocks)
    blocks = _blocks(lasting) if lasting != found else blocks
    heaviest = max(blocks, key=lambda block: block[2])
    kept = [block for block in blocks if block[2] >= SAME_ARTICLE * heaviest[2]]
    kept = [block for block in kept if block == heaviest or not _is_apart(page, block, heaviest)]
    last = kept[-1][1]
    for block in blocks:
        if block[0] > last and _goes_on(page, lasting, kept[0][0], last, block):
            last = block[1]
    first = kept[0][0]
    above = next((block for block in reversed(blocks) if block[1] < first), None)
    if above is not None and above not in kept and _leads_in(page, lasting, above, first, last):
        first = above[0]
    return first, last


def _leads_in(page: Page, found: list[Line], block: tuple[int, int, int], first: int, last: int) -> bool:
    """Whether a paragraph above byline and date is the article's standfirst: news of what its paragraphs tell of."""
    words = " ".join(line.text for line in found[block[0] : block[1] + 1] if line.is_prose and line.mark is None)
    if any(
        cue.kind != "byline" and cue.force != "sure" for line in found[block[1] + 1 : first] for cue in line.cues[:1]
    ):
        return False
    body = " ".join(line.text for line in found[first : last + 1] if line.is_prose and line.mark is None)
    return (tells(words) or is_past(words)) and _shares_names(words, body)


def _goes_on(page: Page, found: list[Line], first: int, last: int, block: tuple[int, int, int]) -> bool:
    """Whether a short block below furniture is still the article: news of what the paragraphs above tell of.

    Nothing below the comments or the copyright is.
    """
    between = [line.mark for line in found[last + 1 : block[0]] if line.mark is not None]
    if any(cue.kind == "comments" or cue.id in _CLOSING for cue in between):
        return False
    if found[block[0] - 1].has("heading") is not None:
        return False  # a teaser with its summary
    prose = [line for line in found[block[0] : block[1] + 1] if line.is_prose and line.mark is None]
    if any(_addresses(page, line) for line in prose):
        return False
    passages = [" ".join(line.text for line in prose)] if any(line.run for line in prose) else [li.text for li in prose]
    if not all(tells(words) or is_past(words) for words in passages) and not all(line.turn for line in prose):
        return False
    if found[block[0] - 1].kind in _INSETS:
        return True
    above = " ".join(line.text for line in found[first : last + 1] if line.is_prose and line.mark is None)
    return all(_shares_names(words, above) for words in passages)


_INSETS = frozenset({"advert", "subscription", "share", "appeal", "caption", "navigation"})
"""Kinds that stand in the middle of an article; a paragraph below one of them need not be about the same things."""


_CLOSING = frozenset({"end-of-text", "continued-on", "copyright-mark", "copyright-holder", "wire-end"})
"""Rows that close a page: no paragraph below them goes on with its article."""


def _is_aside(page: Page, index: int) -> bool:
    """Whether a line tells of author or outlet, or stands beside furniture and speaks to the reader."""
    line = page.lines[index]
    if line.mark is not None or not line.is_prose:
        return False
    if _tail_hit(page, line) is not None or (index > 0 and _introduces_firm(page.lines[index - 1], line)):
        return True
    beside = page.lines[max(0, index - 1) : index + 2]
    return any(other.mark is not None for other in beside) and _addresses(page, line)


def _introduces_firm(heading: Line, line: Line) -> bool:
    """`About Harbour Mining` above `Harbour Mining is a ...`, as at the end of a press release."""
    if heading.text[:6].lower() != "about ":
        return False
    name = heading.text[len("About ") :].strip(" :")
    return 3 < len(name) < 60 and line.text.startswith(name)


def _addresses(page: Page, line: Line) -> bool:
    """Whether a line speaks to the reader: by its words or by a phrase that furniture has."""
    if line.turn:
        return False
    if addresses(page.text, line.start, line.end):
        return True
    return bool(page.hits_in(line.start, line.end)) and not reports(line.text)


def _without_foot(found: list[Line], blocks: list[tuple[int, int, int]]) -> list[Line]:
    """The lines, those set aside that stand below a gap of furniture and have nothing of the article in them.

    A rule for comments, a word about the outlet: no name or noun of the paragraphs above, no verb of the past.
    """
    first = max(blocks, key=lambda block: block[2])[0]
    kept, above, gap = list(found), list[str](), 0
    for index in range(first, len(found)):
        line = found[index]
        if line.mark is not None or not line.is_prose:
            gap += 1 + (line.mark is not None and line.mark.kind in _FOOT) + (line.has("heading") is not None)
            continue
        if gap >= FOOT_GAP and not (tells(line.text) or is_past(line.text) or _is_about(line, above)):
            kept[index] = _set_aside(line)
            continue
        above.append(line.text)
        gap = 0
    return kept


def _is_about(line: Line, above: list[str]) -> bool:
    """Whether two of a line's names and longer words stand in the paragraphs above."""
    return _shares_names(line.text, " ".join(above))


def _shares_names(words: str, above: str) -> bool:
    return len(_content_words(words) & _content_words(above)) >= 2


FOOT_GAP = 3
"""Lines of furniture and labels from which prose below must be about what the paragraphs above are about."""
_FOOT = frozenset({"related", "comments", "subscription", "legal"})


def _is_apart(page: Page, block: tuple[int, int, int], heaviest: tuple[int, int, int]) -> bool:
    """Whether a block speaks to the reader for the greater part, or stands above the article and tells nothing."""
    prose = [line for line in page.lines[block[0] : block[1] + 1] if line.is_prose and line.mark is None]
    if block < heaviest and not any(tells(line.text) or is_past(line.text) for line in prose):
        return True
    spoken = sum(line.words for line in prose if _addresses(page, line))
    return 2 * spoken > sum(line.words for line in prose)


def _set_aside(line: Line) -> Line:
    """The line as a label: what tells of author or outlet carries no article."""
    return Line(line.start, line.end, line.text, 0, False)


def _blocks(found: list[Line]) -> list[tuple[int, int, int]]:
    """Blocks of prose as (first line, last line, words), parted by runs of lines that are not prose."""
    blocks: list[tuple[int, int, int]] = []
    for index, line in enumerate(found):
        if line.mark is not None or not line.is_prose or (max(line.words, line.run) < BLOCK_WORDS and not blocks):
            continue
        if blocks and _near(found, blocks[-1][1], index):
            first, _, words = blocks[-1]
            blocks[-1] = (first, index, words + line.words)
        else:
            blocks.append((index, index, line.words))
    return blocks


BLOCK_WORDS = 9
"""The first line of a block of prose has at least so many words."""


_ENDINGS = frozenset({"end-of-text", "continued-on"})
"""Rows that say that the article is over; a further block must weigh enough to belong to it."""


def _near(found: list[Line], last: int, index: int) -> bool:
    between = found[last + 1 : index]
    if any(line.mark is not None and line.mark.id in _ENDINGS for line in between):
        return False
    headed = any(line.has("heading") is not None for line in between)
    return len(between) < (2 if headed else CLUSTER_GAP)


def _headline(page: Page, title: str | None) -> int | None:
    """The line of the headline: the given title, else the label above the body that shares most words with it."""
    above = range(page.first if page.has_body else min(4, len(page.lines)))
    if title:
        wanted = cues.bare(title)
        for index in range(len(page.lines) if not page.has_body else page.first + 1):
            if cues.bare(page.lines[index].text) == wanted:
                return index
    candidates = [i for i in above if _may_be_headline(page.lines[i])]
    if not candidates or not page.has_body:
        return None
    lead = _lead_words(page)
    scored = [
        (_shared(page.lines[index], lead) - 0.05 * _away(page, index) + _beside_byline(page, index, candidates), index)
        for index in candidates
    ]
    score, index = max(scored)
    if score >= 0.3 or (index == 0 and len(candidates) <= 2):
        return index
    long = [pair for pair in scored if page.lines[pair[1]].words >= LIKE_HEADLINE]
    return max(long)[1] if long else None


STANDFIRST = 3
"""Lines that may stand between a headline and its byline."""
LIKELY = 0.3
"""Share of its words that a headline above a standfirst has from the lead."""
LIKE_HEADLINE = 6
"""A label of so many words above the article is a headline, whatever its words, where none is surer."""


def _has_byline(page: Page, index: int) -> float:
    """What a byline or date line right below a label speaks for its being the headline."""
    below = page.lines[index + 1 : index + 2]
    return 0.25 if any(cue.kind == "byline" and cue.force == "header" for li in below for cue in li.cues) else 0.0


def _beside_byline(page: Page, index: int, candidates: list[int]) -> float:
    """A byline right below speaks for a label; one between it and a long label above speaks against it: a caption."""
    headed = (i for i in candidates if i < index and page.lines[i].words >= LIKE_HEADLINE)
    below = any(_has_byline(page, i) for i in headed)
    return _has_byline(page, index) - (0.25 if below else 0.0)


def _away(page: Page, index: int) -> int:
    """How many lines without any cue stand between a label and the body."""
    return sum(line.mark is None and not line.cues for line in page.lines[index + 1 : page.first])


def _may_be_headline(line: Line) -> bool:
    if (
        line.text.endswith((":", ","))
        or line.run
        or (line.text[:1].isdigit() and line.text[1:3].strip("0123456789") == ":")
    ):
        return False
    if line.words >= BODY_WORDS and (line.text.endswith(".") or (line.words >= OPEN_WORDS and line.is_news)):
        return False
    return 3 <= line.words <= 30 and line.mark is None and line.has("heading", "header", "weak") is None


def _content_words(text: str) -> frozenset[str]:
    return frozenset([_stem(word) for word in text.split() if len(word) > 3 or word[:1].isupper()])


@lru_cache(65_536)
def _stem(word: str) -> str:
    return word.strip(".,:;!?\"“”‘’'()").lower().removesuffix("'s").removesuffix("’s").removesuffix("s")[:6]


def _shared(line: Line, lead: frozenset[str]) -> float:
    words = [_stem(word) for word in line.text.split() if len(word) > 3 or word[:1].isupper()]
    return sum(word in lead for word in words) / max(len(words), HEADLINE_WORDS)


# ------------------------------------------------------------------ place


def _spare_answers(page: Page) -> None:
    """`I agree.` between two paragraphs is what somebody said, not a button."""
    for index in range(page.first + 1, page.last):
        line = page.lines[index]
        if line.mark is None or not line.text.endswith((".", "?", "!")) or line.words > 4:
            continue
        if all(page.lines[i].mark is None and page.lines[i].is_prose for i in (index - 1, index + 1)):
            line.mark = None


def _above(page: Page) -> None:
    """Labels above the headline are the menu when there are several; between headline and body only cues count."""
    top = page.title if page.title is not None else page.first
    if page.has_body:
        labels = [i for i, line in enumerate(page.lines[:top]) if line.mark is None and not line.is_prose]
        if len(labels) >= MENU_LINES or _known(page.lines[:top]) >= MENU_LINES - 1:
            _mark_menu(page, labels)
        else:
            for index in labels:
                line = page.lines[index]
                line.mark = line.has("header", "weak", "heading") or (MENU if _is_masthead(page, index) else None)
        _mark_notices(page, top)
    for line in page.lines[top : page.header_end]:
        if line.mark is None and not line.is_prose:
            line.mark = line.has("header")
    _mark_author(page, top)


def _mark_notices(page: Page, top: int) -> None:
    """Lines above the headline that speak to the reader: `By reading on you accept our terms.`"""
    for line in page.lines[: top if page.title is not None else 0]:
        if line.mark is None and _addresses(page, line) and not tells(line.text):
            line.mark = TO_READER


def _is_masthead(page: Page, index: int) -> bool:
    """Whether a short label at the top has nothing to do with the headline below it, which is beyond doubt.

    So is the headline as the browser has it: `Talks fail - Harbour Post`.
    """
    line = page.lines[index]
    if page.title is not None and line.text.startswith(page.lines[page.title].text) and index < page.title:
        return line.text[len(page.lines[page.title].text) :].lstrip()[:1] in ("-", "–", "—", "|", "·", ":")
    if page.title is None or line.words > MASTHEAD_WORDS or line.text[-1] in ".:,;?!" or _is_first_deck(page, index):
        return False
    if any(other.mark is None for other in page.lines[:index]) or lines.is_small(line.text):
        return False
    title, lead = page.lines[page.title], _lead_words(page)
    if _shared(title, lead) < LIKELY and _has_byline(page, page.title) == 0:
        return False
    return cues.bare(line.text).split()[0] not in _DOCUMENTS and _shared(line, lead | _content_words(title.text)) == 0


MASTHEAD_WORDS = 8
"""Words of the longest label that is taken for the name of an outlet or a section by its place alone."""
_DOCUMENTS = frozenset(
    [
        "joint",
        "communique",
        "communiqué",
        "statement",
        "declaration",
        "transcript",
        "press",
        "remarks",
        "speech",
        "address",
        "resolution",
        "interview",
        "opinion",
        "comment",
        "editorial",
        "analysis",
        "letter",
        "exclusive",
        "factbox",
        "explainer",
        "obituary",
        "profile",
        "report",
        "decree",
    ]
)
"""Words with which a document says what it is."""


def _known(above: list[Line]) -> int:
    """How many lines above the headline are furniture; a row of labels, an address or a mail's head counts twice."""
    return sum(1 + (line.mark.id in _MASTHEAD) for line in above if line.mark is not None)


_MASTHEAD = frozenset({"row-of-labels", "web-address", "mime-word", "mail-header"})


def _mark_menu(page: Page, labels: list[int]) -> None:
    """All labels but those that may be the headline or its second line: they share their words with what follows."""
    begin = page.lines[page.first].start
    lead = _content_words(page.text[begin : begin + LEAD_CHARACTERS])
    if page.title is None:  # the label nearest to the body may be the headline
        near = next((i for i in reversed(labels) if page.lines[i].words >= 3 and not page.lines[i].cues), None)
        labels = [i for i in labels if i != near]
    for index in labels:
        line = page.lines[index]
        if _heads_article(page, index):
            continue
        if line.words > LONGEST_LABEL and not _is_menu(line):
            continue
        if index + 1 == page.title and line.words >= LIKE_HEADLINE and not line.cues:
            continue  # the line chosen may be its standfirst, or a caption
        if _is_first_deck(page, index):
            continue
        if line.text.endswith((".", ",", ";")) and line.words > 1 and not line.cues:
            continue  # of a sentence broken over lines, or an address to the audience
        known = page.title is not None and line.has("header") is not None and _is_menu(line)
        if known or line.words < HEADLINE_WORDS or _shared(line, lead) < SHARED_WORDS:
            line.mark = line.has("header", "heading", "weak") or MENU


def _is_menu(line: Line) -> bool:
    """Whether the words of a long label are known as furniture; a byline may be glued to a headline."""
    header = line.has("header")
    return line.has("sure", "heading") is not None or (header is not None and header.kind == "navigation")


def _is_first_deck(page: Page, index: int) -> bool:
    """Whether a line of capitals stands right above a headline of capitals: `TROOPS LAND IN GRENADA;`"""
    line = page.lines[index]
    if index + 1 != page.title or line.words < HEADLINE_WORDS or line.cues:
        return False
    return line.text.isupper() and page.lines[index + 1].text.isupper()


LONGEST_LABEL = 12
"""A label of more words may be a headline glued to what stands beside it."""
HEADLINE_WORDS = 4
"""A label of fewer words above the headline is never a second headline."""
SHARED_WORDS = 0.4
"""Share of its words that a headline has from the lead; 0.3 suffices where it is the best of its page."""


LEAD_CHARACTERS = 900
"""The first paragraphs, whose words a headline shares."""


def _lead_words(page: Page) -> frozenset[str]:
    """The words of the first paragraphs, furniture and what stands below the article left out."""
    begin = page.lines[page.first].start
    near = [line for line in page.lines[page.first :] if line.start < begin + LEAD_CHARACTERS and line.mark is None]
    end = page.lines[page.last].end
    return _content_words(" ".join(line.text for line in near if line.is_prose or line.start < end))


def _mark_author(page: Page, top: int) -> None:
    """A name alone beside "By" is the byline."""
    between = page.lines[top : page.first]
    for before, line in pairwise(between):
        if before.mark is not None and before.mark.id == "by-alone" and line.mark is None and line.words <= 5:
            line.mark = Cue("author-name", "byline", "sure")


def _headings(page: Page) -> None:
    """A heading such as "Most read" takes the headlines below it, until prose resumes."""
    under: Cue | None = None
    for index, line in enumerate(page.lines):
        heading = line.has("heading")
        if under is not None and (_resumes(page, index, under.kind) or _heads_article(page, index)):
            under = None
        if index == page.title:
            under = None
        if heading is not None and index != page.title and _opens(page, index, heading):
            under = heading
            line.mark = heading
        elif under is not None and line.mark is None:
            line.mark = Cue(UNDER_HEADING.id, under.kind, "sure")


def _heads_article(page: Page, index: int) -> bool:
    """Whether a long label above the body has a byline or date below it, as the article's own headline has.

    Lines of a standfirst may stand between, if the label shares its words with the lead.
    """
    line = page.lines[index]
    if index >= page.first or line.words < LIKE_HEADLINE or line.mark is not None:
        return False
    if _has_byline(page, index) > 0:
        return True
    below = page.lines[index + 1 : index + 1 + STANDFIRST]
    ends = next((i for i, other in enumerate(below, start=index) if _has_byline(page, i) > 0), None)
    between = page.lines[index + 1 : ends + 1] if ends is not None else []
    plain = all(other.words >= LIKE_HEADLINE and other.mark is None and not other.cues for other in between)
    return ends is not None and plain and _shared(line, _lead_words(page)) >= LIKELY


def _resumes(page: Page, index: int, kind: str) -> bool:
    """Whether news goes on at a line: any prose within the article, two paragraphs in a row outside it."""
    line = page.lines[index]
    if line.mark is not None or not (line.is_prose or line.is_news) or line.has("heading") is not None:
        return False
    if page.first <= index <= page.last:
        return True
    if _addresses(page, line):
        return False
    below = next((other for other in page.lines[index + 1 : index + 3] if not other.words < lines.PROSE_WORDS), None)
    pair = [line, below]
    if kind == "comments":
        return all(other is not None and other.is_news and reports(other.text) for other in pair)
    return line.is_news and below is not None and below.mark is None and (below.is_news or below.is_prose)


def _opens(page: Page, index: int, heading: Cue) -> bool:
    """Inside the article a heading counts only if labels follow it, not prose: "Comments" may be a subheading."""
    if heading.kind == "comments" and page.title is not None and page.title < index < page.first:
        return False  # a button beside byline and share bar
    if not page.first <= index <= page.last:
        return True
    following = page.lines[index + 1 : index + 3]
    return bool(following) and not following[0].is_prose


def _within(page: Page) -> None:
    """Inside the article a run of very short labels is a menu."""
    run: list[Line] = []
    for line in [*page.lines[page.first : page.last + 1], None]:
        if line is not None and line.words <= 3 and not line.ends_sentence and not line.text.endswith((":", ",")):
            run.append(line)
            continue
        if len(run) > MENU_LINES and any(label.cues for label in run):
            for label in run:
                label.mark = label.mark or MENU_RUN
        run = []
    for line in page.lines[page.first + 1 : page.last]:
        inset = line.has("tail")
        if line.mark is None and not line.is_prose and not line.run and inset is not None and inset.kind not in _QUIET:
            line.mark = inset


def _enclosed(page: Page) -> None:
    """Inside the article a label between two lines of furniture, no prose between them, is furniture: `Try again`."""
    before: int | None = None
    for index in range(page.first, page.last + 1):
        line = page.lines[index]
        if line.is_prose and line.mark is None:
            before = None
        elif line.mark is not None and line.mark.kind not in _QUIET and line.mark.id != CLOCK:
            inside = page.lines[before + 1 : index] if before is not None else []
            if not any(_is_broken(page, one) for one in range((before or index) + 1, index)):
                for label in inside:
                    label.mark = label.mark or Cue(MENU_RUN.id, line.mark.kind, "sure")
            before = index


def _is_broken(page: Page, index: int) -> bool:
    """Whether a line is a piece of a sentence: it begins small, or the next one does."""
    line, below = page.lines[index], page.lines[index + 1 : index + 2]
    if line.mark is not None:
        return False
    return line.text[0].islower() or (bool(below) and below[0].mark is None and below[0].text[0].islower())


def _appeals(page: Page) -> None:
    """Paragraphs in which the outlet speaks to its reader of its own trade, though no phrase of them is known."""
    if " you" not in page.low:
        return
    run: list[int] = []
    for index in range(len(page.lines) + 1):
        if index < len(page.lines) and _may_appeal(page, page.lines[index]):
            run.append(index)
            continue
        if run and _is_appeal(page, run):
            for one in run:
                page.lines[one].mark = TO_READER
        run = []


def _is_appeal(page: Page, run: list[int]) -> bool:
    """Whether paragraphs in the outlet's voice have two words of the trade, the reader, and furniture beside them."""
    start, end = page.lines[run[0]].start, page.lines[run[-1]].end
    beside = [*page.lines[max(0, run[0] - 2) : run[0]], *page.lines[run[-1] + 1 : run[-1] + 3]]
    if not any(line.mark is not None for line in beside) or trade(page.text, start, end) < 2:
        return False
    return any(_asks(page, page.lines[index]) for index in run)


def _may_appeal(page: Page, line: Line) -> bool:
    if line.mark is not None or not line.is_prose or line.run or line.turn or tells(line.text):
        return False
    return not _has_quotes(line) and speaks(page.text, line.start, line.end)


def _has_quotes(line: Line) -> bool:
    return _QUOTATION.search(line.text) is not None


_QUOTATION = re.compile("[\"“”]|''")


def _asks(page: Page, line: Line) -> bool:
    """Whether a line has both the reader and the trade in it."""
    return " you" in page.low[line.start : line.end] and trade(page.text, line.start, line.end) > 0


def _asides(page: Page) -> None:
    """The one paragraph that speaks to the reader of reading or paying, in an article that never does."""
    prose = [line for line in page.lines[page.first :] if line.mark is None and line.words >= lines.PROSE_WORDS]
    if len(prose) < ASIDE_AMONG or not any(word in page.low for word in (" you", " our ", " us ", "we ", "your ")):
        return
    spoken = [line for line in prose if line.words <= ASIDE_WORDS and _may_ask(page, line)]
    if not 1 <= len(spoken) <= 2 or sum(speaks(page.text, line.start, line.end) for line in prose) > len(spoken):
        return
    for line in spoken:
        line.mark = TO_READER


def _may_ask(page: Page, line: Line) -> bool:
    if line.run or line.text.endswith((":", ",")) or ":" in line.text[:40] or _has_quotes(line):
        return False
    if not speaks(page.text, line.start, line.end) or tells(line.text):
        return False
    return asks(page.text, line.start, line.end)


ASIDE_AMONG = 5
"""So many lines of prose make an article whose voice is known."""
ASIDE_WORDS = 45
"""Words of the longest paragraph that is an aside to the reader by its voice alone."""


def _below(page: Page) -> None:
    """Below the last paragraph: all from the first sure cue on; without one, a long list of headlines."""
    if not page.has_body:
        return
    tail = page.lines[page.last + 1 :]
    above = [line.text for line in page.lines[page.first : page.last + 1] if line.is_prose and line.mark is None]
    for line in tail:
        line.mark = line.mark or line.has("tail")
        if line.mark is None and line.is_prose and _tail_hit(page, line) is None and _speaks_to_reader(page, line):
            line.mark = None if is_past(line.text) and _is_about(line, above) else TO_READER
    begins = next((i for i, line in enumerate(tail) if _opens_list(line)), None)
    listed = sum(_is_headline_like(line) for line in tail) >= TAIL_LIST
    if begins is None and listed and not (tail[0].text.endswith(":") and not tail[0].cues):
        begins = 0
    if begins is not None:
        _mark_list(page, page.last + 1 + begins)
    _mark_labels(page, tail)
    _mark_last_lines(page)


def _mark_labels(page: Page, tail: list[Line]) -> None:
    """Labels right below the last paragraph, of an article that has none between its paragraphs."""
    inside = page.lines[page.first : page.last + 1]
    if sum(line.mark is None and not line.is_prose for line in inside) >= 2:
        return
    upto = next((i for i, line in enumerate(tail) if line.mark is not None), len(tail))
    found = tail[:upto]
    if found and all(_is_end_label(line) for line in found) and page.lines[page.last].ends_sentence:
        for line in found:
            line.mark = BELOW


def _is_end_label(line: Line) -> bool:
    """Whether a line is a label: no sentence, no row of figures, no entry of a list, no signature."""
    if line.is_prose or line.run or line.words > END_WORDS or line.text[-1] in ".:;," or not line.text[0].isalnum():
        return False
    return len(_FIGURE.findall(line.text)) < 2 and _SIGNED.search(line.text) is None


END_WORDS = 9
"""Words of the longest label below an article that goes by its place alone."""
_FIGURE = re.compile(r"\d+")
_SIGNED = re.compile(
    r"\b(?:signed|minister|president|secretary|ambassador|representative|chairman|chairperson|chair|governor|general"
    r"|command|commander|director|spokes\w+|sincerely|faithfully|yours|on behalf|done at|king|queen"
    r"|prince|for the (?:government|republic|kingdom|state|front)"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


CLOCK = "video-time"
"""The row of an hour alone: the length of a film, or the stamp of an entry in a live page."""


def _opens_list(line: Line) -> bool:
    return line.mark is not None and line.mark.kind not in _QUIET and line.mark.id != CLOCK


def _speaks_to_reader(page: Page, line: Line) -> bool:
    return not line.turn and not _has_quotes(line) and addresses(page.text, line.start, line.end)


def _mark_list(page: Page, begin: int) -> None:
    """All that has no mark yet, up to where news goes on."""
    kind = BELOW.kind
    for index in range(begin, len(page.lines)):
        line = page.lines[index]
        kind = line.mark.kind if line.mark is not None else kind
        if _resumes(page, index, kind):
            return
        if line.mark is None and _CHRONICLE.match(line.text) is not None and kind not in ("related", "comments"):
            return
        line.mark = line.mark or BELOW


def _is_headline_like(line: Line) -> bool:
    """Five words or more, no full stop, few figures: a headline and no table of results."""
    if line.words < 5 or line.ends_sentence or _CHRONICLE.match(line.text) is not None:
        return False
    return 8 * sum(map(str.isdigit, line.text)) < len(line.text)


_CHRONICLE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}|(?:19|20)\d\d|\d{1,2}[:.]\d\d)\s*(?:[:–—-]|\s[A-Z])\s*\S"
)
"""An entry of a chronicle: `Dec. 7: The motion fails`, `1996 - The treaty is signed`."""
_QUIET = frozenset({"byline", "caption", "credit"})


def _mark_last_lines(page: Page) -> None:
    """The last lines of prose that tell of the author or the outlet."""
    for line in reversed(page.lines):
        if line.mark is not None:
            continue
        about = line.has("tail") or _tail_hit(page, line)
        if about is None or line.words > 70:
            return
        line.mark = about


def _tail_hit(page: Page, line: Line) -> Cue | None:
    return next((hit.cue for hit in page.hits_in(line.start, line.end) if hit.cue.force == "tail"), None)


# ------------------------------------------------------------------ pieces, and the sum


def _pieces(page: Page) -> list[Boilerplate]:
    found = cues.pieces(page.text, page.low)
    spoken = [hit for hit in found if lines.in_quotation(page.text, hit.start)]
    return [Boilerplate(hit.start, hit.end, hit.cue.kind, hit.cue.id) for hit in found if hit not in spoken]


def _merged(text: str, found: list[Boilerplate]) -> tuple[Boilerplate, ...]:
    """Marks in order, none inside another; neighbours of one kind with only white space between are one."""
    result: list[Boilerplate] = []
    for mark in sorted(found, key=lambda m: (m.start, -m.end)):
        last = result[-1] if result else None
        if last is not None and mark.end <= last.end:
            continue
        if last is not None and (
            mark.start <= last.end or (last.kind == mark.kind and not text[last.end : mark.start].strip())
        ):
            result[-1] = Boilerplate(last.start, max(last.end, mark.end), last.kind, last.rule)
        else:
            result.append(mark)
    return tuple(result)
