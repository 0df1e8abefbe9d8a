"""Which time expression governs a word: how near each stands to it in the tree, and what it may date.

`candidates(document, sentence, trigger, status)` gives those that date the word or its being said, each with a rank:

| rank | stands |
|---|---|
| 0 | on the word, or names the time of its clause: `in October, when they met` |
| 1, 2 | on its verb, elsewhere in its clause |
| 3, 4 | on the verb of a clause that shares its time with it (`agreed on Monday to meet`), elsewhere in that clause |
| 5 | in a clause below that shares its time: `met, signing on Friday` |
| LOOSE more | the same, of a period that goes on after the article |
| SAYING | on the verb of saying: `said on Monday that they had met` |
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.document import Document, Sentence, Span, Timex, Token
from dragoman.timex import calendar
from dragoman.timex.spans import first_day, is_dating, last_day

LOOSE = 5
SAYING = 12
COARSE = frozenset(["year", "decade", "century"])

_CLAUSES = frozenset(["root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"])
_SHARED = frozenset(["xcomp", "advcl", "conj", "csubj", "parataxis"])
_SAYINGS = frozenset(["say", "tell", "report", "announce", "add", "write", "state", "note", "claim", "warn"])
_REASONS = frozenset(["because", "for", "of", "over"])
_OPEN_MARKS = _REASONS | {"after", "before", "since", "until", "if", "unless", "once"}
_NOT_ITS_TIME = frozenset(["nmod:poss", "compound", "amod", "nummod", "det", "appos"])
_WEEKDAYS = frozenset(["weekday", "weekday-short", "daypart-weekday"])
_BOUNDS_ONLY = frozenset(["since", "until", "till", "before", "after"])


class Dated(msgspec.Struct, frozen=True):
    """An expression and how near it stands to a trigger: 0 on it, 1 on its verb ... SAYING on the verb of saying."""

    timex: Timex
    rank: int
    distance: int


def candidates(document: Document, sentence: Sentence, trigger: int, status: str) -> Iterator[Dated]:
    """The expressions of a sentence that may date a trigger or its being said, and how near they stand."""
    for timex in filter(is_dating, timexes_in(document, sentence)):
        rank = _rank_of(document, sentence, trigger, timex, status)
        if rank is None:
            continue
        timex = _turned_back(document, timex) if status == "happened" and rank <= 1 else timex
        if not fits(document, timex, status):
            continue
        rank += LOOSE * (rank < SAYING and status == "happened" and _reaches_beyond(document, timex))
        yield Dated(timex, rank, abs(timex.start - sentence.tokens[trigger].start))


def _rank_of(document: Document, sentence: Sentence, trigger: int, timex: Timex, status: str) -> int | None:
    """How an expression stands to a trigger; None where it bounds or dates something else."""
    holder = holder_of(sentence, timex)
    if holder is None:
        return None
    if _is_when(document, sentence, trigger, timex):
        return 0
    if only_bounds(sentence, holder, timex):
        return None
    rank = _rank(sentence, trigger, holder, status)
    if rank in (2, 4) and calendar.grain_of(timex.value) in COARSE:
        return None  # "the killing of four men in 1982" dates the killing, not what a court did about it
    return rank


def _turned_back(document: Document, timex: Timex) -> Timex:
    """`Parliament approved the plan on Thursday`, read on a Wednesday: what has happened was on the Thursday before."""
    day, published = calendar.day_of(timex.value), calendar.day_of(published_of(document))
    if timex.rule not in _WEEKDAYS or day is None or published is None or not 0 < (day - published).days < 7:
        return timex
    before = calendar.add_days(day, -7).isoformat()
    return msgspec.structs.replace(timex, value=before + (timex.value or "")[10:])


def _is_when(document: Document, sentence: Sentence, trigger: int, timex: Timex) -> bool:
    """`since October, when the army took the town`: the clause tells what happened at that time."""
    clause = clause_of(sentence, trigger)
    marks = [sentence.tokens[i] for i in sentence.dependents(clause, "advmod", "mark")]
    ties = (token for token in marks if token.form.lower() == "when" and token.start >= timex.end)
    return any(document.text[timex.end : token.start].strip() in ("", ",") for token in ties)


def only_bounds(sentence: Sentence, holder: int, timex: Timex) -> bool:
    """`since Monday`, `before Friday`; but `before dawn on Friday` is on Friday."""
    word = preposition(sentence, holder)
    of_that_day = word in ("before", "after") and "T" in (timex.value or "")
    return word in _BOUNDS_ONLY and not of_that_day


def bounding(document: Document, sentence: Sentence, trigger: int, word: str) -> Timex | None:
    """The expression that a preposition makes a bound of the trigger's clause: `have fought since January`."""
    clause = clause_of(sentence, trigger)
    for timex in filter(is_dating, timexes_in(document, sentence)):
        holder = holder_of(sentence, timex)
        if holder is None or sentence.tokens[holder].head not in (clause, trigger):
            continue
        if preposition(sentence, holder) == word:
            return timex
    return None


def is_in_clause_on_another(sentence: Sentence, trigger: int, holder: int) -> bool:
    """Whether a word stands in a relative clause on another word below a trigger: `bombed towns which they held`."""
    clause = clause_of(sentence, holder)
    token = sentence.tokens[clause]
    is_below = clause != clause_of(sentence, trigger) and trigger in sentence.ancestors(clause)
    return token.deprel == "acl:relcl" and token.head != trigger and is_below


def is_parted_from(sentence: Sentence, trigger: int, holder: int) -> bool:
    """Whether a clause below has a time of its own: a reason, what went before, others in another tense."""
    clause, at = clause_of(sentence, trigger), clause_of(sentence, holder)
    while clause != at and sentence.tokens[clause].head >= 0:
        if _has_open_mark(sentence, clause) or _is_apart(sentence, clause):
            return at in sentence.ancestors(clause)
        clause = clause_of(sentence, sentence.tokens[clause].head)
    return False


def _reaches_beyond(document: Document, timex: Timex) -> bool:
    """Whether a period goes on after the article: `this spring` dates an invitation less well than `on Dec. 30`."""
    last, published = last_day(timex), published_of(document)
    return last is not None and published is not None and last > published


def timexes_in(document: Document, span: Span) -> list[Timex]:
    """The time expressions inside a span, in text order; the dateline dates the writing, not what is told."""
    line = document.dateline
    inside = [timex for timex in document.timexes if span.covers(timex)]
    return [timex for timex in inside if line is None or not line.covers(timex)]


def fits(document: Document, timex: Timex, status: str) -> bool:
    """What has happened is not dated after the article, what is planned not before it."""
    published = published_of(document)
    if published is None:
        return True
    first, last = first_day(timex), last_day(timex)
    if status == "planned":
        return last is None or last >= published
    if status == "conditional":
        return True
    counted_on = timex.rule == "later" and document.published.basis == "dateline"
    return first is None or first <= published or counted_on  # "a day later" may go on from the day of the dateline


def published_of(document: Document) -> str | None:
    return document.published.value or document.published.latest


def holder_of(sentence: Sentence, timex: Timex) -> int | None:
    """The token of an expression through which it hangs on the rest of the sentence."""
    inside = [i for i, token in enumerate(sentence.tokens) if timex.start < token.end and token.start < timex.end]
    outward = [i for i in inside if sentence.tokens[i].head not in inside]
    named = [i for i in outward if sentence.tokens[i].upos not in ("PUNCT", "ADP", "DET")]
    return next(iter(named or outward), None)


def preposition(sentence: Sentence, holder: int) -> str:
    cases = sentence.dependents(holder, "case", "mark")
    return sentence.tokens[cases[0]].form.lower() if cases else ""


def _rank(sentence: Sentence, trigger: int, holder: int, status: str) -> int | None:
    """How the expression stands to the trigger; None where it dates something else."""
    governor = sentence.tokens[holder].head
    clause, at = clause_of(sentence, trigger), clause_of(sentence, holder)
    if governor == trigger:
        return 0
    if at == clause:
        return _in_clause(sentence, trigger, holder, clause)
    if governor != at and sentence.tokens[holder].deprel in _NOT_ITS_TIME:
        return None
    if _is_over(sentence, trigger, holder):
        return 5 if _leads_down(sentence, at, clause, status) else _saying_below(sentence, at, clause)
    shared = _shared(sentence, clause, at)
    return None if shared is None else shared + (0 if governor == at else 1)


def _in_clause(sentence: Sentence, trigger: int, holder: int, clause: int) -> int | None:
    above = list(sentence.ancestors(holder))
    if trigger in above and trigger != clause:
        return 1
    if holder != clause and holder in sentence.ancestors(trigger):
        return None
    if sentence.tokens[holder].head == clause or holder == clause:
        return 1
    return None if sentence.tokens[holder].deprel in _NOT_ITS_TIME else 2


def _is_over(sentence: Sentence, trigger: int, holder: int) -> bool:
    """Whether the expression hangs in a clause below the trigger's own."""
    return clause_of(sentence, trigger) in sentence.ancestors(holder)


def _leads_down(sentence: Sentence, at: int, clause: int, status: str) -> bool:
    """`agreed to meet on Friday`, `met, signing on Friday`, `met and signed on Friday`."""
    token = sentence.tokens[at]
    if clause_of(sentence, token.head) != clause if token.head >= 0 else True:
        return False
    if token.relation == "ccomp":
        return status in ("planned", "conditional")
    if token.relation == "conj":
        return not sentence.dependents(at, "nsubj")
    if token.relation == "acl":
        return status in ("planned", "conditional")
    return token.relation in ("xcomp", "advcl") and not _has_open_mark(sentence, at)


def _saying_below(sentence: Sentence, at: int, clause: int) -> int | None:
    """`Troops crossed the river, officials said Monday`: the saying hangs below what is said."""
    token = sentence.tokens[at]
    return SAYING if token.relation == "parataxis" and token.head == clause else None


def _shared(sentence: Sentence, clause: int, at: int) -> int | None:
    """Up from the trigger's clause to the one that holds the expression: 3 if time is shared, SAYING past a report."""
    rank = 3
    while clause != at:
        token = sentence.tokens[clause]
        if token.head < 0:
            return None
        if token.relation == "ccomp" or (token.relation == "parataxis" and _is_saying(sentence.tokens[token.head])):
            rank = SAYING
        elif token.relation not in _SHARED or _has_open_mark(sentence, clause) or _is_apart(sentence, clause):
            return None
        clause = clause_of(sentence, token.head)
    return rank


def _is_saying(token: Token) -> bool:
    return token.lemma.lower() in _SAYINGS


def _is_apart(sentence: Sentence, clause: int) -> bool:
    """`Spain freed him on May 3 and senators have protested`: joined, but of others and in another tense."""
    token = sentence.tokens[clause]
    has_subject = token.relation == "conj" and bool(sentence.dependents(clause, "nsubj", "nsubj:pass"))
    return has_subject and tense_of(sentence, clause) != tense_of(sentence, token.head)


def _has_open_mark(sentence: Sentence, clause: int) -> bool:
    return bool(_marks_of(sentence, clause) & _OPEN_MARKS)


def _marks_of(sentence: Sentence, clause: int) -> set[str]:
    return {sentence.tokens[i].form.lower() for i in sentence.dependents(clause, "mark")}


def clause_of(sentence: Sentence, index: int) -> int:
    """The head of the clause that holds a token."""
    seen = index
    while True:
        token = sentence.tokens[seen]
        if token.head < 0 or token.relation in _CLAUSES or _is_verbal_conjunct(sentence, seen):
            return seen
        seen = token.head


def _is_verbal_conjunct(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.relation == "conj" and (token.upos in ("VERB", "AUX") or bool(sentence.dependents(index, "nsubj")))


def tense_of(sentence: Sentence, trigger: int) -> str:
    """past, perfect (has done), pluperfect (had done), future or present, of the clause of a trigger."""
    clause = clause_of(sentence, trigger)
    helpers = [sentence.tokens[i] for i in sentence.dependents(clause, "aux", "cop")]
    words = {helper.form.lower() for helper in helpers}
    token = sentence.tokens[clause]
    if words & {"will", "shall", "'ll", "’ll", "would", "could", "may", "might"}:
        return "future"
    if "had" in words:
        return "pluperfect"
    if words & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if token.has("Tense=Past") and not words & {"is", "are", "being"}:
        return "past"
    if token.relation in ("xcomp", "advcl", "acl", "conj") and token.head >= 0 and not helpers:
        return tense_of(sentence, token.head)
    return "past" if words & {"was", "were", "did"} else "present"
