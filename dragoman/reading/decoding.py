"""Bytes into text, once, before any offset exists: byte-order marks, charsets, mojibake.

    >>> decode("Café".encode("latin-1")).text
    'Café'

Clean UTF-8 comes through untouched but for its byte-order mark: white space, line ends and curly quotes stay.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from dragoman.document import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(msgspec.Struct, frozen=True):
    """A text and the charset it was read from; `mended` when mojibake was undone."""

    text: str
    charset: str
    mended: bool = False


def decode(raw: bytes, charset: str | None = None) -> Decoded:
    """The text of some bytes. Raises ReadingError for what is no text."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _mended(_strict(raw[len(mark) :], name), name)
    _refuse_binary(raw)
    for likely in ("utf-8", charset):
        if likely is not None and not _is_wide(raw[:65536]):
            try:
                return _mended(raw.decode(likely), likely)
            except (UnicodeDecodeError, LookupError):
                continue
    return _detected(raw)


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise ReadingError(f"broken {name}: {error.reason} at byte {error.start}") from error


def _refuse_binary(raw: bytes) -> None:
    """NUL bytes, or many control characters, are no text (UTF-16 without its mark is told by its even NULs)."""
    head = raw[:65536]
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    if b"\x00" in head and not _is_wide(head):
        raise ReadingError("binary file, no text")
    if control > max(8, len(head) // 100) and not _is_wide(head):
        raise ReadingError("binary file, no text")


def _is_wide(head: bytes) -> bool:
    """Whether every second byte is NUL, as in UTF-16 of plain letters, and the others hardly ever."""
    halves = sorted((head[0::2].count(0), head[1::2].count(0)))
    return len(head) >= 8 and halves[1] > 0.2 * len(head) and halves[0] < 0.02 * len(head)


_LATIN = re.compile(r"iso-?8859|windows-125[0247]|latin", re.IGNORECASE)


def _detected(raw: bytes) -> Decoded:
    if _is_wide(raw[:65536]):
        name = "utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"
        return _mended(raw.decode(name, "replace"), name)
    from resiliparse.parse.encoding import detect_encoding

    name = detect_encoding(raw[:262_144]) or "windows-1252"
    if _LATIN.match(name) and sum(byte > 127 for byte in raw[:65536]) < 0.02 * min(len(raw), 65536) + 3:
        name = "windows-1252"  # English with a few accents: too few to tell the Latin sets apart
    try:
        return _mended(raw.decode(name), name)
    except (UnicodeDecodeError, LookupError):
        damaged = raw.decode("utf-8", "replace")
        if damaged.count("\ufffd") <= max(3, len(damaged) // 200):
            return _mended(damaged, "utf-8 (damaged)")
        return _mended(raw.decode("windows-1252", "replace"), "windows-1252")


_SUSPECT = re.compile("[ÂÃâÐÑðïåæçéèäãäÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ¡-¿]")


def _mended(text: str, charset: str) -> Decoded:
    text = clean(text)
    if _SUSPECT.search(text) is None:
        return Decoded(text, charset)
    return _without_mojibake(text, charset)


def _without_mojibake(text: str, charset: str) -> Decoded:
    """Mojibake undone line by line; whatever else ftfy would smooth (quotes, widths, line ends) is left alone."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    mended = "".join(ftfy.fix_encoding(line, config) for line in text.splitlines(keepends=True))
    return Decoded(mended, charset, mended != text)


_UNFIT = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without what no store and no UTF-8 can hold: NUL and lone surrogates become U+FFFD, one for one."""
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text
