"""The words of a stretch of text, as Universal Dependencies cuts English, pinned to their characters.

    >>> text = "Russia's envoy didn't sign the U.S.-led pact."
    >>> [text[start:end] for start, end in words(text)]
    ['Russia', "'s", 'envoy', 'did', "n't", 'sign', 'the', 'U.S.', '-', 'led', 'pact', '.']

How: white space cuts the text into chunks; a chunk is read from left to right by one pattern (addresses, numbers,
abbreviations, names with an apostrophe, runs of marks), then clitics and hyphens are cut. A chunk is cut the same
wherever it stands, so the cuts are remembered; only the last full stop of a sentence needs its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

CHUNK_LIMIT = 1000
"""A longer run without white space is cut into pieces of this length, so that time stays linear."""


def listed(text: str) -> frozenset[str]:
    """A set of words written with blanks between."""
    return frozenset(text.split())


SEPARATORS = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
CHUNK = re.compile(rf"[^{SEPARATORS}]{{1,{CHUNK_LIMIT}}}")

ABBREVIATIONS = listed("""
    adm. amb. arrv. asst. atty. attn. aug. ave. bldg. blvd. bros. brig. capt. cf. ca. cmdr. co. col. comdr.
    conf. corp. cpl. dec. del. dep. dept. dr. ed. eds. eg. esp. est. et. etc. ext. feb. fig. figs. fri. ft. gen.
    gov. govt. hon. inc. inst. insp. intl. jan. jr. jul. jun. la. lb. lbs. lieut. lt. ltd. maj. messrs. mlle.
    mme. mr. mrs. ms. msgr. mt. mts. nos. nov. oct. op. oz. para. pfc. ph. pp. pres. prof. pvt. que. rd. rep.
    reps. rev. sen. sens. sept. sep. sgt. spec. sr. st. ste. supt. tel. thu. thur. thurs. treas. tue. tues.
    univ. va. viz. vol. vols. vs. wed. yrs. approx. apr. mar. mins. mon. sat. sun. fla. calif. mass. penn. wash.
    ariz. conn. ill. tex. okla. ore. minn. wis. colo. tenn. mich. ga. jct. inf. div. dist. min. mfg. al.
    """)
"""Words that keep their full stop inside a sentence, lower-cased."""

BEFORE_NUMBER = listed("no. nos. c. p. pp. vol. fig. ch. art. sec. b. d. r. ca. m. v.")
"""Abbreviations only where a number follows: 'No. 10', 'c. 1820'."""

PREFIXES = listed("""
    anti arch co counter cross de e ex extra hyper infra inter intra macro mega meta micro mid mini multi neo
    non over para poly post pre pro proto pseudo re semi socio sub super trans tri ultra un under
    """)
"""First parts that stay glued to what follows their hyphen: 'pro-Western', 're-elected'."""

CONTRACTED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dont": 2, "didnt": 3, "doesnt": 4,
    "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3,
    "wouldnt": 5, "couldnt": 5, "shouldnt": 6, "aint": 2, "im": 1, "ive": 1, "youre": 3, "youve": 3, "youll": 3,
    "theyre": 4, "theyve": 4, "weve": 2, "thats": 4, "theres": 5, "whats": 4, "hes": 2, "shes": 3,
    "lotta": 3, "alot": 1, "y'all": 2, "y’all": 2,
}  # fmt: skip
"""Words written together, with the place of the cut."""

SYLLABLE = r"[bcdfghjklmnpqrstvwxyz]{0,2}h?(?:y?[aeiou]{1,3}|y)(?:ng|[nkmlpth])?"
GIVEN_NAME = re.compile(rf"(?i:{SYLLABLE})-{SYLLABLE}")
"""A Korean or Chinese given name: 'Jong-un', 'Ing-wen', 'Wai-ching'."""
NO_SYLLABLES = listed("""
    in on to up out by one run man men win hit put cut set sit top way go do no so me he the too low pan am an
    at all new old the year long high two ten bin can how non off all well full part non mid free tie life line
    like home time wide side here there same more made size
    """)

MARKS = r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0eff"
LETTER = rf"\w\u00ad\u200c\u200d\ud800-\udfff{MARKS}"
"""Word characters: letters and digits, the marks that combine with them, joiners, halves of broken pairs."""
APOSTROPHE = "'’`´ʼ"
DOMAINS = "com|org|net|edu|gov|mil|int|info|biz|ru|cn|uk|eu|de|fr|jp|io|tv|ua|ir|il|tr|kr|au|ca|nz|tw|hk|pk|za"

UNITS = "k|K|m|M|mm|mn|bn|tn|B|kg|km|cm|ft|lb|lbs|kw|kW|mw|MW|GW|gw|mph|kph|mg|ml|tons?|GB|MB|TB"
UNITS += r"|hrs?|mins?|am|pm|AM|PM|a\.m|p\.m"
FILES = "doc|docx|xls|xlsx|pdf|html?|txt|jpe?g|png|gif|php|zip|pptx?|csv|mp3|mp4|exe"

PART = re.compile(
    rf"""
      (?P<address>
        (?:https?|ftp)://[^<>"“”]+ | mailto:[^<>"“”]+ | www\.[^<>"“”]+
      | [\w.+%-]+@[\w-]+(?:\.[\w-]+)*
      | (?:[A-Za-z0-9][\w-]*\.)+(?:{DOMAINS})(?![\w])(?:/[^<>"“”]*)?
      | [\w#-]+\.(?i:{FILES})(?!\w)
      | doi:10\.[^<>"“”]+
      )
    | (?P<tag> [@\#][A-Za-z_]\w+ )
    | (?P<face> [:;=]['’]?-?[)(DPp/|\]\[*](?![\w/]) | \(:(?!\w) | <3 | \^_+\^ | -_+- )
    | (?P<code> \d+(?:[-]\d+){{2,}} | \d{{3}}-\d{{4}}(?!\d) )
    | (?P<money> [A-Z]{{1,3}}\$ )
    | (?P<amount> \d++(?:[.,:]\d++)*+(?=(?:{UNITS})\b) )
    | (?P<decade> (?:\d\d)?\d[05]['’]s )
    | (?P<number> \+?+\d++(?:,\d{{3}}(?!\d)|[.:/]\d++)*+(?:st|nd|rd|th|s|[’']s)?(?![{LETTER}]) | (?<![{LETTER}])\.\d+ )
    | (?P<letters> (?:[A-Za-z]\.)+[A-Za-z](?![A-Za-z])\.? | [A-Z][a-z]?\.(?:[A-Z][a-z]{{0,2}}\.)+ | Ph\.D\.? )
    | (?P<listed> (?i:etc|al|inc|corp|ltd|jr|sr|co)\.(?=[,;:)]) | [A-Za-z]{{1,5}}\.(?=[,;]) )
    | (?P<year> [’'‘]\d\ds? )
    | (?P<short> [’'‘](?i:em|til|till|tis|twas|cause|bout|round|n)(?![{LETTER}]) )
    | (?P<clitic> [{APOSTROPHE}](?i:s|m|re|ve|ll|d)(?![{LETTER}]) | n[{APOSTROPHE}]t(?![{LETTER}]) )
    | (?P<firm> [A-Z]+(?:&[A-Z]+)+(?![{LETTER}]) )
    | (?P<word>
        [{LETTER}]+(?:[{APOSTROPHE}][{LETTER}]+|\.(?=[a-z0-9])[{LETTER}]+)*
        (?:-[{LETTER}]+(?:['’][{LETTER}]+)*)*
      )
    | (?P<stops> \.{{2,}} | …+ | \.?[!?]+ )
    | (?P<run> (?P<same>[*=~_+\#|<>$/—–'’‘`-])(?P=same)+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The parts of a chunk, first match wins; quantifiers with a second `+` give nothing back."""

CLITIC = re.compile(rf"(?:n[{APOSTROPHE}]t|[{APOSTROPHE}](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
ADDRESS_TAIL = re.compile(r"[.,;:!?)\]}'’>*]+$")
STAMMER = re.compile(r"(?!(?:us|it|is|in|on|we|he|me|my|no|so|or|up|by|to|of|do|go|be|an|as|at|if|am)-)[A-Za-z]{1,2}-$")
INITIALS = re.compile(r"[A-Z]\.|(?:[A-Za-z]\.)+[A-Za-z]{1,2}\.|[A-Z][a-z]?\.(?:[A-Z][a-z]{0,2}\.)+")
ITS_BEFORE = listed("a an the not been just very so really too also only about all no")


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the words of one sentence, `text[start:end]`."""
    end = len(text) if end is None else end
    chunks = [(match.start(), match.group()) for match in CHUNK.finditer(text, start, end)]
    found: list[tuple[int, int]] = []
    for place, (at, chunk) in enumerate(chunks):
        following = chunks[place + 1][1] if place + 1 < len(chunks) else ""
        for length in _lengths(chunk, following):
            found.append((at, at + length))
            at += length
    return found


def _lengths(chunk: str, following: str) -> tuple[int, ...]:
    if chunk[-1] == "." and following and _keeps_stop(chunk, following):
        return (*cut(chunk[: _abbreviation_at(chunk)]), len(chunk) - _abbreviation_at(chunk))
    if chunk in ("its", "Its") and following in ITS_BEFORE:
        return (2, 1)
    return cut(chunk)


def _abbreviation_at(chunk: str) -> int:
    """Where the last run of letters before the full stop begins: 6 in '(then-Gen.'."""
    at = len(chunk) - 1
    while at and (chunk[at - 1].isalpha() or (chunk[at - 1] == "." and at > 1 and chunk[at - 2].isalpha())):
        at -= 1
    return at


def _keeps_stop(chunk: str, following: str) -> bool:
    word = chunk[_abbreviation_at(chunk) :]
    if word.lower() in BEFORE_NUMBER and following[:1].isdigit():
        return True
    return word.lower() in ABBREVIATIONS or INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=1 << 16)
def cut(chunk: str) -> tuple[int, ...]:
    """The lengths of the words of a chunk without white space.

    >>> cut("Moscow-backed"), cut("$10,000,"), cut("wouldn't")
    ((6, 1, 6), (1, 6, 1), (5, 3))
    """
    if chunk.isascii() and chunk.isalpha():
        return _contraction(chunk)
    lengths: list[int] = []
    at = 0
    while at < len(chunk):
        found = _part(chunk, at)
        lengths += found
        at += sum(found)
    return tuple(lengths)


def _contraction(word: str) -> tuple[int, ...]:
    place = CONTRACTED.get(word.lower())
    return (place, len(word) - place) if place else (len(word),)


def _part(chunk: str, at: int) -> tuple[int, ...]:
    if at == 0 and STAMMER.match(chunk):
        return (len(chunk),)
    match = PART.match(chunk, at)
    assert match is not None  # the last alternative takes any character
    kind, part = match.lastgroup, match.group()
    if kind == "address":
        return (len(part) - _tail(part),)
    if kind == "word":
        return _word(part)
    if kind == "number" and part[-2:] in ("'s", "’s"):
        return (len(part) - 2, 2)
    return (len(part),)


def _tail(address: str) -> int:
    match = ADDRESS_TAIL.search(address)
    return len(match.group()) if match and match.start() else 0


def _word(part: str) -> tuple[int, ...]:
    """A run of letters with hyphens and apostrophes: hyphens and clitics cut."""
    lengths: list[int] = []
    pieces = part.split("-")
    held = pieces[0]
    for piece in pieces[1:]:
        if held.lower() in PREFIXES or (held == pieces[0] and _is_given_name(held, piece)):
            held = f"{held}-{piece}"
        else:
            lengths += [*_clitic(held), 1]
            held = piece
    return (*lengths, *_clitic(held))


def _is_given_name(first: str, second: str) -> bool:
    if not first[:1].isupper() or not second[:1].islower() or {first.lower(), second} & NO_SYLLABLES:
        return False
    return GIVEN_NAME.fullmatch(f"{first}-{second}") is not None


def _clitic(word: str) -> tuple[int, ...]:
    match = CLITIC.search(word)
    if match and match.start():
        return (match.start(), len(word) - match.start())
    return _contraction(word)
