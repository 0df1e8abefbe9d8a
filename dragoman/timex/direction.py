"""Whether the words round a time expression look forward ("will meet on Friday") or back ("met on Friday").

>>> cue_direction("The envoys will meet on Friday.", 0, 24, 30)
'forward'
>>> cue_direction("The minister said on Friday that talks will follow.", 0, 21, 27)
'back'
"""

from __future__ import annotations

import re

from dragoman.document import Sentence
from dragoman.timex.setting import BACK, FORWARD

_FORWARD = (
    r"(?:(?:\b(?:(?-i:will|can|may|must|might)|shall|should|would|could)|['’]ll|\bwon['’]t)\b(?:\s+(?:not|also|soon|then|still|\w+ly))?(?!\s+have\b)"
    r"(?:\s+(?:be|stay|remain|get|keep)\s+[a-z]+\b|\s+[a-z]+ed\b)?|\b(?:is|are|was|were|be|been)\s+(?:not\s+)?(?:\w+ly\s+)?(?:due|set|scheduled|slated|expected|(?:un)?likely|"
    r"planned|supposed|to)(?:\s+to)?(?:\s+be\s+[a-z]+)?\b|(?<!\bhad\s)\b(?:plans?|planned|planning|intend(?:s|ed)?|hop(?:es?|ed|ing)|aim(?:s|ed)?|want(?:s|ed)?|vow(?:s|ed)?|agreed|agrees?|promised?|promises|pledged?|"
    r"expects?|(?<!than\s)expected|scheduled|slated|due|set)\s+(?:to|for|on|in|by)\b|\bgoing\s+to\b|\bnext\b|\bupcoming\b|\bforthcoming\b|"
    r"\bcoming\b|\bahead\s+of\b|\buntil\b|\btill\b|\bdeadline\b|\bas\s+(?:early|soon)\s+as\b|\b(?:beginning|starting|effective)\b|\bexpires?\b|\bto\s+(?:begin|start|be\s+held|take\s+effect|take\s+place|"
    r"open|visit|meet|host|hold|vote|resume|discuss|attend|arrive|travel|sign|launch|run|return|stand|go)\b|\bpostponed\s+(?:until|to)\b|"
    r"\bto\s+be\s+[a-z]+\b|\b(?:begin|resume|reopen|convene)\b|\bis\s+(?:on\s+)?$|\b(?:turns|marks)\s+\S+\s+in\s+$|"
    r"(?<!\bthe\s)(?<!\bits\s)(?<!\ba\s)(?<!\bto\s)\b(?:open|start|end|close|meet|leave|return|vote|retire)s?\s+$|"
    r"\b(?:opens|closes|meets|leaves|retires|reopens)\s+(?:on|in)\s+$|"
    r"\b(?:begins|starts|opens|closes|ends|expires|leaves|meets|resumes|arrives|departs|convenes|adjourns|faces|kicks\s+off|"
    r"(?:take|go|run|come)e?s\s+(?:effect|office|place|over|on|to|until|through|up|out|into\s+effect|before))\b|"
    r"\bno\s+later\s+than\b|\bby\s+(?:the\s+end\s+of|late|early|mid)?\s*$)"
)
_PAST_VERBS = (
    "said|told|was|were|had|did|began|met|took|came|went|gave|made|held|left|won|lost|fell|rose|led|shot|sent|struck|broke|"
    "spoke|saw|found|got|ran|paid|rejected|became|brought|bought|built|caught|chose|cut|drew|drove|felt|fled|flew|fought|"
    "grew|hit|hurt|kept|knew|laid|lay|meant|put|quit|read|rode|sang|sank|sat|set|sold|spent|stood|stole|swore|threw|thought|"
    "wrote|withdrew|underwent|been|has|have|since|ago|last|previous|earlier"
)
_BACK = rf"\b(?:{_PAST_VERBS})\b|\b[a-z]{{2,}}ed\b(?!\s+(?:to|for)\s+(?:be|begin|start|meet|visit)\b)"
_CUES = re.compile(f"(?P<forward>{_FORWARD})|(?P<back>{_BACK})", re.IGNORECASE)
_REACH = 110
"""Characters to either side in which a cue counts; a clause of news is seldom longer."""


def cue_direction(text: str, sentence: int, start: int, end: int) -> str | None:
    """The direction of the nearest tense word before it, or after it where the expression opens the sentence."""
    left = _last_cue(text, max(sentence, start - _REACH), start)
    if left is not None and not _OPENS_WITH_BY.search(text[max(sentence, start - 60) : start]):
        return left
    stop = re.compile(r"[.;!?][\"”’]?\s|\n\s*\n").search(text, end, end + _REACH)
    first = _CUES.search(text, end, stop.start() if stop else min(end + _REACH, len(text)))
    return left if first is None else FORWARD if first["forward"] else BACK


_OPENS_WITH_BY = re.compile(r"(?:^|[,;:—–-]\s+|[\"“”]|\n)(?:By|by)\s+(?:the\s+end\s+of|late|early|mid)?\s*$")
"""`By Monday, the city was empty`: the words after it tell, where there are none it looks forward."""


def _last_cue(text: str, start: int, end: int) -> str | None:
    found = None
    for match in _CUES.finditer(text, start, end):
        found = match
    return None if found is None else FORWARD if found["forward"] else BACK


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
            return FORWARD
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
