"""Whether the words round a time expression look forward ("will meet on Friday") or back ("met on Friday").

>>> cue_direction("The envoys will meet on Friday.", 0, 24, 30)
'forward'
>>> cue_direction("The minister said on Friday that talks will follow.", 0, 21, 27)
'back'
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.document import Sentence
from dragoman.lexicon import load
from dragoman.timex.setting import BACK, FORWARD, NEAR


class Cue(msgspec.Struct, frozen=True):
    """Words that tell where an expression lies: see the head of `cues.tsv`."""

    id: str
    look: str
    example: str
    pattern: str


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, in the order that decides between two at one place."""
    return load("time/cues.tsv", Cue)


class Settled(msgspec.Struct, frozen=True):
    """Words beside an expression that settle where it lies: see the head of `settled.tsv`."""

    id: str
    look: str
    example: str
    before: str | None = None
    after: str | None = None


@cache
def settled() -> tuple[Settled, ...]:
    """All such words, the first that fits decides."""
    return load("time/settled.tsv", Settled)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ?", r"\s?").replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _cues() -> re.Pattern[str]:
    """All cues as one pattern; each begins with a word or an apostrophe, so inside words none is tried."""
    looks = {look: [cue.pattern for cue in cues() if cue.look == look] for look in LOOKS}
    either = "|".join(f"(?P<{look}>{'|'.join(patterns)})" for look, patterns in looks.items())
    return _compiled(rf"(?:(?<!\w)|(?=['’]))(?:{either})")


@cache
def _settled() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((row.look, _compiled(row.before or ""), _compiled(row.after or "")) for row in settled())


@cache
def _settled_before() -> re.Pattern[str]:
    """Whatever some row wants to stand before, from the beginning of a word; seldom anything does."""
    return _compiled(rf"(?<!\w)(?:{'|'.join(row.before for row in settled() if row.before)})")


@cache
def _settled_after() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """The rows that want nothing before."""
    return tuple(patterns for row, patterns in zip(settled(), _settled(), strict=True) if not row.before)


LOOKS = (FORWARD, NEAR, "plan", "infinitive", "purpose", "by", "present", BACK)
"""What a cue can tell, in the order that decides between two at one place."""
_REACH = 110
"""Characters to either side in which a cue counts; a clause of news is seldom longer."""


def told_direction(text: str, sentence: int, start: int, end: int) -> str | None:
    """What the words beside an expression settle against tense: a changed plan looks either way.

    >>> told_direction("The vote had been set for Friday.", 0, 26, 32)
    'near'
    >>> told_direction("He did not sleep until Sunday.", 0, 23, 29)
    'back'
    """
    before = text[max(sentence, start - _REACH) : start]
    rows = _settled() if _settled_before().search(before) else _settled_after()
    for look, left, right in rows:
        if right.match(text, end) and left.search(before):
            return look
    return None


def cue_direction(text: str, sentence: int, start: int, end: int) -> str | None:
    """The direction of the nearest tense word before it, or after it where the expression opens its clause."""
    low = max(sentence, start - _REACH)
    left = last_cue(text, low, start)
    by = _OPENS_WITH_BY.search(text[low:start])
    if left is not None and by is None and not _OPENS_CLAUSE.search(text[low:start]):
        return left
    if left == FORWARD and by:
        left = last_cue(text, low, low + by.start()) or FORWARD
    return _right_direction(text, end, open_left=left is None) or left


def _right_direction(text: str, end: int, *, open_left: bool) -> str | None:
    """The direction of the first finite verb behind; a present one tells only where nothing stands before."""
    stop = _STOP.search(text, end, end + _REACH)
    last = stop.start() if stop else min(end + _REACH, len(text))
    first, at = _first_cue(text, end, last)
    if open_left and (_BEING.match(text, end) or (text[end : end + 1] == "," and _PRESENT.search(text, end, at))):
        return FORWARD
    return first


_STOP = re.compile(r"(?:(?<![ap]\.m)|(?=\.\s+[A-Z]))[.;!?][\"”’]?\s|\n\s*\n")
_PRESENT = re.compile(
    r"\b(?:meets?|votes?|opens?|begins?|starts?|ends?|closes?|reports?|releases|decides?|rules|hears?|travels|flies|visits|"
    r"holds?|plays?|faces|hosts|returns?|leaves?|arrives?|gathers?|convenes?|resumes?|takes?|goes|go)\b"
)
"""What happens, after a day that opens its clause: `on Monday, the managers meet`."""
_BEING = re.compile(r"(?:['’]s\s+\w+)?\s+(?:is|marks|brings)\b")
"""`Thursday is a holiday`, `Sunday marks a year`."""
_OPENS_CLAUSE = re.compile(r"[,;:—–]\s+(?:and|but|then|so)\s+(?:(?:on|at|by|in|early|late)\s+)+$|;\s+(?:on|at|by)\s+$")
"""`voted to strike, and at 6 a.m. Monday pickets went up`: the words after it tell here too."""
_OPENS_WITH_BY = re.compile(
    r"(?:^|[,;:—–-]\s+|[\"“”]|\n)(?:By|by|Until|until)\s+(?:the\s+end\s+of|late|early|mid)?\s*$"
)
"""`By Monday, the city was empty`: the words after it tell, where there are none it looks forward."""


def last_cue(text: str, start: int, end: int) -> str | None:
    """What the last tense word of a stretch of text tells."""
    found: str | None = None
    since, word = start, ""
    for match in _cues().finditer(text, start, end):
        look = str(match.lastgroup)
        if look == "infinitive":
            look = BACK if found == BACK and not _CLAUSE.search(text, since, match.start()) else FORWARD
        if look == "purpose":
            look = BACK if found == BACK else FORWARD
        if look == "by":
            look = _by(text[start : match.start()], None if word in _NO_VERBS else found)
        found, since, word = _TOLD.get(look, look), match.end(), match[0].lower()
    return None if found == BACK and _CLAUSE_BEGINS.search(text, since, end) else found


_TOLD = {"plan": FORWARD, "present": None}
_CLAUSE_BEGINS = re.compile(r"; |, (?:and|but|or|while|who|which|where|if|though|although)\b[^,]*$")
"""A past verb tells nothing of another clause: `made an offer, and lawyers argue in court on Monday`."""


def _by(before: str, found: str | None) -> str:
    """`was empty by Friday` looks back, `demanded a reply by Friday` forward, `had promised a reply by` back again."""
    if found == BACK and _HAD_DEMANDED.search(before):
        return BACK
    return BACK if found == BACK and not _DEMANDED.search(before) else FORWARD


def _first_cue(text: str, start: int, end: int) -> tuple[str | None, int]:
    """What the first finite verb tells, and where: `on Friday ordered him to pay` is dated by the order."""
    for match in _cues().finditer(text, start, end):
        look = str(match.lastgroup)
        if _IN_PASSING.search(text, start, match.end()) and text[match.end() : match.end() + 1] == ",":
            continue
        if look == "plan":
            return BACK if _PAST_PLAN.match(match[0]) else FORWARD, match.start()
        if look not in ("infinitive", "purpose", "by"):
            return _TOLD.get(look, look), match.start()
    return None, end


_IN_PASSING = re.compile(r",\s+(?:[\w.’'-]+\s+){1,4}(?:said|added|told\s+\w+)$")
"""`On Monday, the judge said, he would rule`: who said so tells nothing of the day."""
_DEMANDED = re.compile(
    r"(?i)\b(?:(?:order|demand|ask|promis|pledg|want|call|requir|agree|vow|urg|need|request|hop|aim|expect)(?:e?[ds]|e|ing|ment)?|"
    r"told|set|sought|(?:gave|given)(?!\s+(?:\w+\s+){0,3}(?:up|back|way|in)\b))\b"
)
_NO_VERBS = frozenset(["last", "previous", "earlier", "since", "ago"])
_HAD_DEMANDED = re.compile(r"(?i)\bhad\s+(?:promised|pledged|vowed|expected|hoped|asked|wanted)\b")
_CLAUSE = re.compile(r"[,;:—]|\bthat\b")
_PAST_PLAN = re.compile(r"(?i)(?:\w+ed|told)\b")


# ------------------------------------------------------------ from the parse

_PLANS = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "intend",
        "hope",
        "aim",
        "agree",
        "promise",
        "pledge",
        "vow",
        "prepare",
        "slate",
        "set",
        "due",
        "want",
        "seek",
        "propose",
        "offer",
        "decide",
        "hop",
        "look",
        "order",
        "ask",
        "urge",
        "call",
        "invite",
    ]
)
_FUTURE_AUX = frozenset(["will", "shall", "'ll", "’ll", "wo"])
_MODAL = frozenset(["would", "could", "may", "might", "can", "should", "must"])
_SCHEDULED = frozenset(
    [
        "begin",
        "start",
        "open",
        "close",
        "end",
        "expire",
        "leave",
        "meet",
        "resume",
        "arrive",
        "reopen",
        "turn",
        "retire",
    ]
)
"""Verbs whose present tense tells a plan: `the session begins Monday`."""
_AHEAD_NOUNS = frozenset(["deadline", "upcoming", "forthcoming"])


_TELLING = {"until": FORWARD, "till": FORWARD, "since": BACK, "by": None}
"""Prepositions that tell themselves; with `by` the words about it do, not the verb."""


def tree_direction(sentence: Sentence, start: int) -> str | None:
    """The direction of the clause an expression hangs in, from auxiliaries, tense and the verbs above it."""
    index = sentence.token_at(start)
    if index is None:
        return None
    preposition = _preposition(sentence, index)
    if preposition in _TELLING:
        return _TELLING[preposition]
    for above in sentence.ancestors(index):
        token = sentence.tokens[above]
        if token.upos in ("VERB", "AUX") or _is_predicate(sentence, above):
            found = _of_verb(sentence, above)
            if found is not None:
                return found
    return None


def _preposition(sentence: Sentence, index: int) -> str:
    holder = index
    while (
        sentence.tokens[holder].relation in ("nummod", "compound", "flat", "amod", "det")
        and sentence.tokens[holder].head >= 0
    ):
        holder = sentence.tokens[holder].head
    cases = sentence.dependents(holder, "case")
    return sentence.tokens[cases[0]].form.lower() if cases else ""


def _is_predicate(sentence: Sentence, index: int) -> bool:
    return bool(sentence.dependents(index, "cop", "aux"))


def _of_verb(sentence: Sentence, index: int) -> str | None:
    token = sentence.tokens[index]
    helpers = [sentence.tokens[i] for i in sentence.dependents(index, "aux", "cop", "mark")]
    words = {helper.form.lower() for helper in helpers}
    lemma = token.lemma.lower()
    if "than" in words:
        return None
    if words & _FUTURE_AUX or (lemma in _SCHEDULED and token.has("Tense=Pres") and not words):
        return FORWARD
    if words & _MODAL and not words & {"have"}:
        return FORWARD
    if "to" in words:
        return _of_infinitive(sentence, index)
    if token.has("Tense=Past") or words & {"was", "were", "had", "has", "have", "did", "been"}:
        if lemma == "set" and words & {"is", "are"}:
            return FORWARD
        if lemma in ("expect", "schedule", "due", "plan", "slate") and token.has("VerbForm=Part"):
            return NEAR if words & {"was", "were", "been"} else FORWARD
        return BACK
    return None


def _of_infinitive(sentence: Sentence, index: int) -> str | None:
    """`plans to meet`, `is to meet`, `set to begin` look forward; `managed to meet` as its verb does."""
    head = sentence.tokens[index].head
    if head < 0:
        return FORWARD
    helpers = {sentence.tokens[i].form.lower() for i in sentence.dependents(head, "aux", "aux:pass")}
    if "had" in helpers and "been" not in helpers:
        return BACK
    if sentence.tokens[head].lemma.lower() in _PLANS or sentence.tokens[index].relation in ("acl", "root"):
        return FORWARD
    return None
