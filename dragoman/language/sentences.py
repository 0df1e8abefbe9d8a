"""The sentences of a document, over the noise of news: wrapped lines, glued sentences, lost stops, datelines.

    >>> text = "MOSCOW, Jan. 22 (Agency) - Xi met the envoy of the U.S. delegation.Putin flew home. 'We won,' he said"
    >>> [text[span.start : span.end] for span in sentences(Document(id="a", text=text))]
    ['MOSCOW, Jan. 22 (Agency) -', 'Xi met the envoy of the U.S. delegation.', 'Putin flew home.', "'We won,' he said"]

Three steps, each a short list of cases:

1. Firm edges: blank lines, the title, page furniture, the dateline. No sentence crosses them.
2. Line ends: a line that was wrapped at the width of its text runs on; any other line end closes a sentence.
3. Stops: a full stop, question or exclamation mark closes a sentence unless it belongs to an abbreviation, an
   initial, an item number or an address; closing quotes and note marks after it belong to the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from dragoman.document import Document, Span
from dragoman.language.words import ABBREVIATIONS, SEPARATORS, listed

TITLES = listed("""
    adm. amb. asst. atty. brig. capt. cf. cmdr. col. comdr. cpl. del. dr. ed. eds. eg. fig. figs. ft. gen. gov.
    hon. insp. lieut. lt. maj. messrs. mlle. mme. mr. mrs. ms. msgr. mt. nos. pfc. ph. pp. pres. prof. pvt. rep.
    reps. rev. sen. sens. sgt. spec. st. ste. supt. vs. e.g. i.e. viz. vol. al. approx. ca. mts. lt.-gen.
    lt.-col. maj.-gen. ex.
    """)
"""Abbreviations that never close a sentence: what they announce always follows."""

STARTERS = listed("""
    a according additionally after all also although among an and another any as asked at because before both
    but by despite during each earlier even every finally first following for former from furthermore given he
    her here hers his how however i if in indeed instead it its last later many meanwhile more moreover most my
    neither nevertheless no none nor not nothing now of officials on once one only or other our over perhaps
    please she since so some still such that the their then there these they this those though through thus to
    today together two under unlike until very we what when where whether which while who why will with without
    yes yesterday yet you your
    """)
"""Words that, capitalised, open a sentence even after 'U.S.' or 'Inc.'."""

RUNS_ON = listed("""
    a an the of to in on at by for from with and or but nor as than that which who whose its his her their our
    my your this these those is are was were be been has have had will would could should may might must not
    into between against about over under after before during through de van von bin al mr. mrs. ms. dr. gen.
    sen. gov. president minister
    """)
"""Words that never end a sentence: a line that ends in one runs on."""

SAID = "said|says|asked|told|added|wrote|warned|declared|replied|insisted|shouted|stated|tweeted|exclaimed|cried"
SPEAKER = re.compile(rf"(?:[A-Z][\w.'’-]*\s+){{1,5}}(?:{SAID})\b|(?:{SAID})\s+[A-Z]")

CLOSERS = ")]}”»"
OPENERS = "([{“«‘"
SPACE = re.compile(rf"[{SEPARATORS}]+")
TRIM = re.compile(rf"[^{SEPARATORS}]")
STOP = re.compile(r"[.!?…]+")
BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0\u200b]*(?=\n)|\u2029|\f")
NOTE_MARKS = re.compile(r"(?:[ \u00a0]*\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|citation needed)\])+")
FACE = re.compile(r"[ \u00a0]*(?:[:;=]['’]?-?[)(DPp]+|\^_+\^|<3|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)(?!\w)")
BULLET = re.compile(r"[ \t]*(?:[•▪●◦‣·*■►»]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)](?=\s))")
INLINE_BULLET = re.compile(r"(?<=[ \t])(?=[•▪●■►])")
WORD_BEFORE = re.compile(r"[\w.&’'-]*\Z")
WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}\.\Z")
GLUED_TO = re.compile(r"(?:[a-z0-9%]{2}|(?<![.\w])[A-Z]{3,})[\"'”’)\]]*\Z")
GLUED_COLON = re.compile(r"(?<=[a-z]{3}):(?=[A-Z][a-z])")
ITEM = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:\.\d{1,2})*\Z")
ADDRESS = re.compile(r"://|www\.|@\w|^[\w-]+(?:\.[\w-]+)+/")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
CITY = r"[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){0,3}"
CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]+){0,3}"
DATE = rf"(?:{MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
AGENCY = r"\((?:[A-Z][\w.&/ -]{1,40})\)"
DASH = r"\s*(?:-{1,3}|–|—|:)(?=\s|[A-Z\"“])"
DATELINE_DASH = re.compile(DASH)
NO_CITY = listed("NOTE RE FYI PS CC FROM TO SUBJECT DATE TEXT TITLE QUESTION ANSWER WARNING TIP FW FWD FAX TEL")
DATELINE = re.compile(
    rf"""
      date\s+\d{{4}}-\d\d-\d\d(?=\s)
    | {CITY}(?:,\s[A-Z][\w. ]{{2,20}})?(?:,?\s{DATE},?)?\s{AGENCY}{DASH}
    | {CITY}(?:,\s[A-Z][a-z]{{2,20}})?,\s{DATE}{DASH}
    | {AGENCY}{DASH}
    | (?P<capitals>{CAPITALS}(?:,\s[A-Z][\w.]{{2,20}})?{DASH})
    """,
    re.VERBOSE,
)
LONGEST_DATELINE = 120
LOOK_AHEAD = 80
"""Characters after a stop that are read to judge it."""
FEWEST_WRAPPED, WRAPPED_SHARE = 3, 0.55
"""So many lines, and such a share of those that others follow, are full in a wrapped text: two may be chance, and
lists of headlines have full lines too (read on the news dev texts, 2026-11)."""
NARROWEST, WIDEST = 40, 400
"""Widths that a wrapped text may have."""


def sentences(document: Document) -> tuple[Span, ...]:
    """The spans of the sentences, in order, without white space at their edges."""
    text = document.text
    edges = sorted({0, len(text), *_firm_edges(document), *_line_edges(text)})
    found: list[Span] = []
    for start, end in pairwise(edges):
        found += _split(text, start, end)
    return tuple(found)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a stretch without firm edges: datelines first, then stops."""
    first = _trimmed(text, start, end)
    while first and (match := _dateline(text, first.start, first.end)):
        yield Span(first.start, match)
        first = _trimmed(text, match, end)
    if first is None:
        return
    at = first.start
    for edge in [*_stops(text, first.start, first.end), first.end]:
        if span := _trimmed(text, at, edge):
            yield span
            at = edge


def _trimmed(text: str, start: int, end: int) -> Span | None:
    match = TRIM.search(text, start, end)
    if match is None:
        return None
    while SPACE.match(text, end - 1, end):
        end -= 1
    return Span(match.start(), end)


# ---------------------------------------------------------- 1. firm edges


def _firm_edges(document: Document) -> Iterator[int]:
    """Blank lines, and the edges of what `reading` has marked."""
    for match in BLANK_LINE.finditer(document.text):
        yield match.end()
    marked: list[Span] = [*document.boilerplate]
    marked += [span for span in (document.title, document.byline) if span]
    for span in marked:
        yield span.start
        yield span.end
    if document.dateline:
        yield document.dateline.start
        dash = DATELINE_DASH.match(document.text, document.dateline.end)
        yield dash.end() if dash else document.dateline.end


def _dateline(text: str, start: int, end: int) -> int | None:
    """Where a dateline at `start` ends, its dash included; None where there is none."""
    match = DATELINE.match(text, start, min(end, start + LONGEST_DATELINE))
    if match is None or match.end() >= end:
        return None
    if match["capitals"] and (end - match.end() < 25 or match.group().rstrip(":- –—") in NO_CITY):
        return None
    return match.end()


# ----------------------------------------------------------- 2. line ends


def _line_edges(text: str) -> Iterator[int]:
    """The line ends that close a sentence, and what stands for one: inline bullets, a colon glued to a capital."""
    yield from (match.end() for match in INLINE_BULLET.finditer(text))
    yield from (match.end() for match in GLUED_COLON.finditer(text))
    lines = text.split("\n")
    width = _width(lines)
    at = 0
    for line, following in pairwise(lines):
        at += len(line) + 1
        if line.strip() and following.strip() and not _runs_on(line.strip(), following.strip(), width):
            yield at


def _width(lines: list[str]) -> int | None:
    """The width at which the text was wrapped, or None where its lines are paragraphs or headlines.

    A line is full at a width if the first word after it would not have fitted. Every width from the line's length
    on, by the length of that word, has it full: the width at which most lines are full is the text's.
    """
    longest = min(max(len(line) for line in lines), WIDEST)
    full = [0] * (longest + 2)
    shorter = [0] * (longest + 2)
    for line, following in pairwise(map(str.strip, lines)):
        if NARROWEST <= len(line) <= longest and following:
            shorter[len(line)] += 1
            full[len(line)] += 1
            full[min(len(line) + 1 + _first_word(following), longest + 1)] -= 1
    counts, totals = list(accumulate(full)), list(accumulate(shorter))
    best = max(range(len(counts)), key=lambda width: counts[width])
    return best if counts[best] >= max(FEWEST_WRAPPED, WRAPPED_SHARE * totals[-1]) else None


def _first_word(line: str) -> int:
    return len(line[:WIDEST].split(None, 1)[0])


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """Whether a sentence goes on over the end of this line."""
    if BULLET.match(following):
        return False
    if following[0].islower() or line[-1] in ",;(" or line[-WIDEST:].rsplit(None, 1)[-1].lower() in RUNS_ON:
        return True
    if width is None or (_opens_plainly(following) and re.match(r"\w+ [a-z]", following)):
        return False
    return len(line) <= width < len(line) + 1 + _first_word(following)


# --------------------------------------------------------------- 3. stops


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """The places after which a new sentence begins, within a stretch without firm edges."""
    begun, quotes_from, is_open = start, start, False
    for match in STOP.finditer(text, start, end):
        is_open ^= text.count('"', quotes_from, match.start()) % 2 == 1
        quotes_from = match.start()
        edge = _edge(text, match, begun, end, is_open)
        if edge is not None and edge < end:
            yield edge
            begun = edge


def _edge(text: str, match: re.Match[str], begun: int, end: int, is_open: bool) -> int | None:
    """Where the sentence ends that this stop closes, or None where it closes none."""
    edge = _past_closers(text, match.end(), end, is_open)
    if edge >= end:
        return None
    if not SPACE.match(text, edge, end):
        return edge if _is_glued(text, match, edge, end) else None
    for tail in (NOTE_MARKS, FACE):
        if found := tail.match(text, edge, end):
            edge = found.end()
    if edge >= end:
        return None
    place = SPACE.match(text, edge, end)
    following = text[place.end() : min(place.end() + LOOK_AHEAD, end)] if place else ""
    if not following:
        return None
    return edge if _closes(text, match, begun, edge, following) else None


def _past_closers(text: str, at: int, end: int, is_open: bool) -> int:
    while at < end and (text[at] in CLOSERS or (text[at] in "\"'’" and _is_closing(text, at, end, is_open))):
        is_open = is_open and text[at] != '"'
        at += 1
    return at


def _is_closing(text: str, at: int, end: int, is_open: bool) -> bool:
    """A mark before white space closes; before a letter it closes only if one is open."""
    if at + 1 >= end or not text[at + 1].isalnum():
        return True
    return text[at] == '"' and is_open


def _is_glued(text: str, match: re.Match[str], edge: int, end: int) -> bool:
    """'the United States.Trump': a stop with a word before it and a capital right behind it."""
    after = text[edge : edge + 2]
    opens = after[:1].isupper() or (after[:1] in OPENERS + "\"'" and after[1:2].isalnum() and after[1:2].isupper())
    before = text[max(match.start() - 30, 0) : match.start()]
    chunk = re.split(rf"[{SEPARATORS}]", before)[-1]
    if not opens or ADDRESS.search(chunk + text[match.start() : edge + 20].split(None, 1)[0]):
        return False
    return GLUED_TO.search(chunk) is not None or edge > match.end()


def _closes(text: str, match: re.Match[str], begun: int, edge: int, following: str) -> bool:
    """Whether a stop before white space closes its sentence."""
    stop, first = match.group(), following[0]
    is_quoted = text[edge - 1] in "\"'”’»"
    if first in ".!?…" or (first in ",;:" and not FACE.match(following)):
        return False
    if is_quoted and (first.islower() or SPEAKER.match(following)):
        return False
    if "…" in stop or ".." in stop:
        return not (first.islower() or first.isdigit() or first in ")-–—[]")
    if stop == ".":
        return _full_stop_closes(text, match.start(), begun, edge, following)
    return True


def _full_stop_closes(text: str, at: int, begun: int, edge: int, following: str) -> bool:
    found = WORD_BEFORE.search(text, max(begun, at - 40), at)
    word = found.group() if found else ""
    if ITEM.match(text, begun, at) and at - begun < 12:
        return False
    short = word.lower() + "."
    if text[edge - 1] != ".":  # a closer stands between: the stop is no mere abbreviation's
        return not (following[0].islower() or following[0] in "–—-")
    if short in TITLES or (short in ("no.", "c.", "p.", "art.", "sec.") and following[0].isdigit()):
        return False
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    if short in ABBREVIATIONS or DOTTED.match(word + ".") or is_initial or short == "etc.":
        return _opens_plainly(following)
    return True


def _opens_plainly(following: str) -> bool:
    """Whether the words after an abbreviation can only begin a sentence."""
    match = WORD_AFTER.match(following.lstrip("\"'“‘(["))
    if match is None or not match.group()[0].isupper():
        return False
    return match.group().split("'")[0].split("’")[0].lower() in STARTERS
