"""The day of an event: the expression that governs its trigger in the tree, else the story's day, never in silence.

Cases, in this order (`moment_of`):

1. an expression of the trigger's own clause: on the trigger, on its verb, on a noun beside it;
2. one of a clause it shares its time with: `agreed on Monday to ...`, `met and signed on Monday`;
3. only the saying is dated (`said on Monday that troops had crossed`): that day bounds the event, no more;
4. the sentence before has a day and the tense goes on;
5. main-line news in the past: the day of the lead, else the day of publication, which `basis` says;
6. nothing: value None, with the bounds that are known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from dragoman.document import Document, Event, Moment, Quote, Sentence, Span, Timex, Token
from dragoman.timex import calendar
from dragoman.timex.spans import combined, first_day, is_dating, last_day, moment_value

LEAD = 3
"""Sentences at the head of an article whose day is the day of the news."""

LEAD_DAYS = 3
"""How many days before publication the day of the lead may lie and still be the day of the news."""

TOLD = 0.5
"""From this probability on a word is the date of an act for the encoder."""
CARRY = 2
"""Sentences back from which a day of narrative is carried on; further back the story has often moved."""

_COARSE = frozenset(["year", "decade", "century"])
_QUOTED = frozenset("\"“‘'`")
_DAYS_OF = {"D": 1, "W": 7}
_CLAUSES = frozenset(["root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"])
_SHARED = frozenset(["xcomp", "advcl", "conj", "csubj", "parataxis"])
_SAYINGS = frozenset(["say", "tell", "report", "announce", "add", "write", "state", "note", "claim", "warn"])
_OPEN_MARKS = frozenset(["after", "before", "since", "until", "if", "unless", "once", "because", "for", "of", "over"])
_NOT_ITS_TIME = frozenset(["nmod:poss", "compound", "amod", "nummod", "det", "appos"])
_TIMELY = frozenset(["after", "before", "once", "when", "as"])
_WEEKDAYS = frozenset(["weekday", "weekday-short", "daypart-weekday"])
_BOUNDS_ONLY = frozenset(["since", "until", "till", "before", "after"])


class Dated(msgspec.Struct, frozen=True):
    """An expression and how near it stands to a trigger: 0 on it, 1 on its verb ... SAYING on the verb of saying."""

    timex: Timex
    rank: int
    distance: int


LOOSE = 5
SAYING = 12


def moment_of(
    document: Document, sentence: Sentence, trigger: int, status: str = "happened", *, named: bool = False
) -> Moment:
    """When the event of a trigger word was: value, window, basis and the words it rests on.

    `Officials said on Monday that the envoys will meet in June.` gives the saying Monday and the meeting June.
    """
    found = sorted(_candidates(document, sentence, trigger, status), key=lambda d: (d.rank, d.distance))
    own = [dated for dated in found if dated.rank < SAYING and not (named and _is_of_the_news(document, dated))]
    counted = _counted_from(document, sentence, trigger)
    if counted is not None and not (own and _is_firm(own[0], sentence, trigger)):
        return counted
    if own:
        return _from_timex(document, own[0].timex)
    lasting = _lasting(document, sentence, trigger)
    if lasting is not None:
        return lasting
    bound = found[0].timex if found else None
    if status == "planned":
        return _before(document, sentence, trigger) or _still_ahead(document, bound)
    tense = tense_of(sentence, trigger)
    if status == "conditional" or tense == "future" or (tense == "present" and bound is not None):
        return _utterance(document, bound)
    if status == "ongoing":
        return Moment(None, latest=_published(document))
    return _without_expression(document, sentence, trigger, bound)


def _from_timex(document: Document, timex: Timex) -> Moment:
    whole, end = combined(document, timex)
    first, last = whole
    return Moment(moment_value(timex, first, last), first, last, "timex", timex.start, end)


def _utterance(document: Document, bound: Timex | None) -> Moment:
    """A pledge, a threat, a refusal (`X will stand by Y, Z said on Thursday`) is dated by its being said."""
    return _from_timex(document, bound) if bound else _default(document, "past", _published(document))


def _lasting(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`The road has been blocked since Monday`: from that day to the day of publication."""
    clause, published, tense = clause_of(sentence, trigger), _published(document), tense_of(sentence, trigger)
    if published is None or tense not in ("perfect", "pluperfect"):
        return None
    lead = lead_day(document) if tense == "pluperfect" else None
    until = (lead and first_day(lead)) or published
    for timex in filter(is_dating, timexes_in(document, sentence)):
        holder, first = _holder(sentence, timex), first_day(timex)
        if holder is None or first is None or first > until or _preposition(sentence, holder) != "since":
            continue
        if sentence.tokens[holder].head in (clause, trigger):
            return Moment(f"{first}/{until}", first, until, "timex", timex.start, timex.end)
    return None


def _counted_from(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`The call came five days after a court had ruled`: the ruling is five days before the call."""
    clause = clause_of(sentence, trigger)
    mark = _mark(sentence, clause)
    head = sentence.tokens[clause].head
    if mark is None or head < 0 or mark.form.lower() not in ("after", "before"):
        return None
    for timex in timexes_in(document, sentence):
        length = re.fullmatch(r"P(?:(\d+)([DWMY])|T(?:\d+|X)[HMS])", timex.value or "") if timex.type == "DURATION" else None
        if length and not document.text[timex.end : mark.start].strip() and timex.end <= mark.start:
            day = calendar.day_of(moment_of(document, sentence, head).value)
            steps = int(length[1] or 0) * (-1 if mark.form.lower() == "after" else 1)
            return None if day is None else _stepped(timex, day, steps, length[2] or "D")
    return None


def _mark(sentence: Sentence, clause: int) -> Token | None:
    """The word that ties a clause to the one above it in time: after, before, when, once."""
    marks = [sentence.tokens[i] for i in sentence.dependents(clause, "mark", "case", "advmod")]
    return next((token for token in marks if token.form.lower() in _TIMELY), None)


def _stepped(timex: Timex, day: datetime.date, steps: int, unit: str) -> Moment:
    """A day counted from another; a length of months or years tells no more than the month or the year."""
    if unit in _DAYS_OF:
        told = calendar.add_days(day, steps * _DAYS_OF[unit]).isoformat()
        return Moment(told, told, told, "timex", timex.start, timex.end)
    months = day.year * 12 + day.month - 1 + steps * (12 if unit == "Y" else 1)
    value = str(months // 12) if unit == "Y" else f"{months // 12}-{months % 12 + 1:02}"
    window = calendar.bounds(value)
    first, last = (window[0].isoformat(), window[1].isoformat()) if window else (None, None)
    return Moment(value, first, last, "timex", timex.start, timex.end)


def _days_of(timex: Timex) -> int:
    """How many days a length of days or weeks is; 0 for all others."""
    told = re.fullmatch(r"P(\d+)([DW])", timex.value or "") if timex.type == "DURATION" else None
    return int(told[1]) * _DAYS_OF[told[2]] if told else 0


def _told_before(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`Riyadh broke off relations in 2016 after a mob had stormed its embassy`: not later than the main clause.

    Only where that lies well before the article: what follows on this week's news is this week's news.
    """
    clause = clause_of(sentence, trigger)
    mark, head = _mark(sentence, clause), sentence.tokens[clause].head
    published = calendar.day_of(_published(document))
    if mark is None or head < 0 or published is None or sentence.tokens[clause].relation != "advcl":
        return None
    main = moment_of(document, sentence, head)
    last = calendar.day_of(main.latest)
    if main.basis != "timex" or last is None or (published - last).days <= LEAD_DAYS:
        return None
    if mark.form.lower() in ("when", "as"):
        return main
    return Moment(None, latest=main.latest) if mark.form.lower() in ("after", "once") else Moment(None)


def _before(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`They will send envoys before Christmas`: from the day on which it is told to the day before."""
    told, clause = _published(document), clause_of(sentence, trigger)
    for timex in filter(is_dating, timexes_in(document, sentence)):
        holder, day = _holder(sentence, timex), calendar.day_of(first_day(timex))
        if told is None or holder is None or day is None or _preposition(sentence, holder) != "before":
            continue
        last = calendar.add_days(day, -1).isoformat()
        if sentence.tokens[holder].head in (clause, trigger) and told <= last:
            return Moment(f"{told}/{last}", told, last, "timex", timex.start, timex.end)
    return None


def _still_ahead(document: Document, bound: Timex | None) -> Moment:
    """A plan without a day: not before the day on which it is told."""
    day = first_day(bound) if bound else None
    return Moment(None, earliest=day or _published(document))


def _published(document: Document) -> str | None:
    return document.published.value or document.published.latest


# ------------------------------------------------------------ expressions near the trigger


def _candidates(document: Document, sentence: Sentence, trigger: int, status: str) -> Iterator[Dated]:
    for timex in filter(is_dating, timexes_in(document, sentence)):
        rank = _rank_of(document, sentence, trigger, timex, status)
        if rank is None:
            continue
        timex = _turned_back(document, timex) if status == "happened" and rank <= 1 else timex
        if not _fits(document, timex, status):
            continue
        rank += LOOSE * (rank < SAYING and status == "happened" and _reaches_beyond(document, timex))
        yield Dated(timex, rank, abs(timex.start - sentence.tokens[trigger].start))


def _rank_of(document: Document, sentence: Sentence, trigger: int, timex: Timex, status: str) -> int | None:
    """How an expression stands to a trigger; None where it bounds or dates something else."""
    holder = _holder(sentence, timex)
    if holder is None:
        return None
    if _is_when(document, sentence, trigger, timex):
        return 0
    if _only_bounds(sentence, holder, timex):
        return None
    rank = _rank(sentence, trigger, holder, status)
    if rank in (2, 4) and calendar.grain_of(timex.value) in _COARSE:
        return None  # "the killing of four men in 1982" dates the killing, not what a court did about it
    return rank


def _turned_back(document: Document, timex: Timex) -> Timex:
    """`Parliament approved the plan on Thursday`, read on a Wednesday: what has happened was on the Thursday before."""
    day, published = calendar.day_of(timex.value), calendar.day_of(_published(document))
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


def _is_firm(dated: Dated, sentence: Sentence, trigger: int) -> bool:
    """Whether a day goes before the count: not a year (`after a court jailed the killers of 1982`) on a verb."""
    return calendar.grain_of(dated.timex.value) not in _COARSE or clause_of(sentence, trigger) != trigger


def _only_bounds(sentence: Sentence, holder: int, timex: Timex) -> bool:
    """`since Monday`, `before Friday`; but `before dawn on Friday` is on Friday."""
    preposition = _preposition(sentence, holder)
    of_that_day = preposition in ("before", "after") and "T" in (timex.value or "")
    return preposition in _BOUNDS_ONLY and not of_that_day


def _is_of_the_news(document: Document, dated: Dated) -> bool:
    """Whether a clause is dated by the day of the news: `ended on Friday the strike` is no day of the strike."""
    lead = lead_day(document)
    return dated.rank > 0 and lead is not None and first_day(dated.timex) == first_day(lead)


def _reaches_beyond(document: Document, timex: Timex) -> bool:
    """Whether a period goes on after the article: `this spring` dates an invitation less well than `on Dec. 30`."""
    last, published = last_day(timex), _published(document)
    return last is not None and published is not None and last > published


def timexes_in(document: Document, span: Span) -> list[Timex]:
    """The time expressions inside a span, in text order; the dateline dates the writing, not what is told."""
    line = document.dateline
    inside = [timex for timex in document.timexes if span.covers(timex)]
    return [timex for timex in inside if line is None or not line.covers(timex)]


def _fits(document: Document, timex: Timex, status: str) -> bool:
    """What has happened is not dated after the article, what is planned not before it."""
    published = _published(document)
    if published is None:
        return True
    first, last = first_day(timex), last_day(timex)
    if status == "planned":
        return last is None or last >= published
    if status == "conditional":
        return True
    counted_on = timex.rule == "later" and document.published.basis == "dateline"
    return first is None or first <= published or counted_on  # "a day later" may go on from the day of the dateline


def _holder(sentence: Sentence, timex: Timex) -> int | None:
    """The token of an expression through which it hangs on the rest of the sentence."""
    inside = [i for i, token in enumerate(sentence.tokens) if timex.start < token.end and token.start < timex.end]
    outward = [i for i in inside if sentence.tokens[i].head not in inside]
    named = [i for i in outward if sentence.tokens[i].upos not in ("PUNCT", "ADP", "DET")]
    return next(iter(named or outward), None)


def _preposition(sentence: Sentence, holder: int) -> str:
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
    marks = {sentence.tokens[i].form.lower() for i in sentence.dependents(at, "mark")}
    return token.relation in ("xcomp", "advcl") and not marks & _OPEN_MARKS


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
    marks = {sentence.tokens[i].form.lower() for i in sentence.dependents(clause, "mark")}
    return bool(marks & _OPEN_MARKS)


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


# ------------------------------------------------------------ without an expression


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


def _is_backshifted(sentence: Sentence, trigger: int) -> bool:
    """`An official said on Monday that Nigeria had accepted`: in direct speech it has accepted."""
    token = sentence.tokens[clause_of(sentence, trigger)]
    is_report = token.deprel == "ccomp" and tense_of(sentence, token.head) == "past"
    return is_report and tense_of(sentence, trigger) == "pluperfect"


def _without_expression(document: Document, sentence: Sentence, trigger: int, bound: Timex | None) -> Moment:
    tense = tense_of(sentence, trigger)
    latest = (last_day(bound) if bound else None) or _published(document)
    if bound is not None and _is_backshifted(sentence, trigger):
        tense = "past"
    if tense in ("future", "pluperfect"):
        return Moment(None, latest=latest if tense == "pluperfect" else None)
    place = document.sentences.index(sentence) if sentence in document.sentences else 0
    if bound is not None:
        return _bounded(bound, latest, leads=sentence in _head(document), tense=tense)
    before = _told_before(document, sentence, trigger)
    if before is not None:
        return before
    carried = _carried(document, place, tense)
    if carried is not None:
        return carried
    return _default(document, tense, latest)


def _bounded(bound: Timex, latest: str | None, *, leads: bool, tense: str) -> Moment:
    """Only the saying is dated: in the lead of an article that day is the news, elsewhere no more than a bound."""
    first, last = first_day(bound), last_day(bound)
    if leads and first == last and tense in ("past", "perfect"):
        return Moment(first, None, last, "carried", bound.start, bound.end)
    return Moment(None, None, latest, "none", bound.start, bound.end)


def _carried(document: Document, place: int, tense: str) -> Moment | None:
    """The day of the main clause before, where both are told in the past; a quotation between them may be skipped."""
    if tense != "past":
        return None
    for before in reversed(document.sentences[max(place - CARRY, 0) : place]):
        if document[before][:1] in _QUOTED:
            continue
        if tense_of(before, before.root) != "past":
            return None
        told = _main_time(document, before)
        if told is not None and _goes_on(document, before, document.sentences[place]):
            return msgspec.structs.replace(_from_timex(document, told), basis="carried")
    return None


_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*\d+\.")
"""What parts two paragraphs: an empty line, or the number of the next point."""


def _goes_on(document: Document, before: Sentence, sentence: Sentence) -> bool:
    """Whether a story goes on: in the same paragraph, or of those who are taken up by a pronoun."""
    subjects = sentence.dependents(sentence.root, "nsubj", "nsubj:pass")
    is_taken_up = any(sentence.tokens[i].upos == "PRON" for i in subjects)
    return is_taken_up or _PARAGRAPH.search(document.text, before.end, sentence.start) is None


def _main_time(document: Document, sentence: Sentence) -> Timex | None:
    """The day, month or year by which the main clause of a sentence is dated."""
    found = [d for d in _candidates(document, sentence, sentence.root, "happened") if d.rank <= 2]
    return min(found, key=lambda d: d.rank).timex if found else None


def _default(document: Document, tense: str, latest: str | None) -> Moment:
    """The day of the lead, else of publication: stated as what it is."""
    if tense not in ("past", "perfect", "present"):
        return Moment(None, latest=latest)
    lead = lead_day(document)
    published = calendar.day_of(document.published.value)
    if lead is not None:
        day = first_day(lead)
        return Moment(day, day, latest, "carried", lead.start, lead.end)
    if published is None:
        return Moment(None, document.published.earliest, document.published.latest)
    earliest = calendar.add_days(published, -LEAD_DAYS).isoformat()
    return Moment(published.isoformat(), earliest, published.isoformat(), "published")


def _head(document: Document) -> list[Sentence]:
    """The first sentences that tell something: no furniture, number of the wire or place and date alone."""
    telling = (s for s in document.sentences if not document.in_boilerplate(s) and any(map(_is_verb, s.tokens)))
    return list(islice(telling, LEAD))


def _is_verb(token: Token) -> bool:
    return token.upos in ("VERB", "AUX")


def lead_day(document: Document) -> Timex | None:
    """The first day told in the head of the article, where it is the day of publication or shortly before."""
    published = calendar.day_of(document.published.value)
    if published is None:
        return None
    for timex in (t for sentence in _head(document) for t in timexes_in(document, sentence)):
        day = calendar.day_of(timex.value)
        if (
            timex.type in ("DATE", "TIME")
            and day
            and 0 <= (published - day).days <= LEAD_DAYS
            and timex.anchor != "none"
        ):
            return timex
    return None


# ------------------------------------------------------------ all events and quotes


def anchor(document: Document) -> Document:
    """The document with a date on every event and quote that has none: `date`, and `announced` and `stay` where told.

    >>> from dragoman.document import Published
    >>> anchor(Document(id="a", text="", published=Published("2025-01-22"))).events
    ()
    """
    events = tuple(_dated_event(document, event) for event in document.events)
    quotes = tuple(_dated_quote(document, quote) for quote in document.quotes)
    return msgspec.structs.replace(document, events=events, quotes=quotes)


def _dated_event(document: Document, event: Event) -> Event:
    date = event.date or _event_date(document, event)
    announced = event.announced or (_announced(document, event) if event.status == "planned" else None)
    stay = event.stay or (_stay(document, event) if event.type == "CONSULT" or event.mode == "visit" else None)
    return msgspec.structs.replace(event, date=date, announced=announced, stay=stay)


def _event_date(document: Document, event: Event) -> Moment:
    """The date where the event is told best: a day of its own before a default, the exact day before the week."""
    found = _date_at(document, event, event.trigger)
    others = (_date_at(document, event, mention) for mention in event.mentions)
    return next((date for date in others if date.basis == "timex" and _is_closer(date, found)), found)


def _is_closer(date: Moment, found: Moment) -> bool:
    """Whether a day told elsewhere fits what is found here and tells more: else it is the day of another event."""
    first, last = calendar.day_of(date.earliest), calendar.day_of(date.latest)
    earliest, latest = calendar.day_of(found.earliest), calendar.day_of(found.latest)
    if first is None or last is None or latest is None:
        return found.value is None
    if found.basis == "timex":
        return earliest is not None and earliest <= first <= last <= latest and last - first < latest - earliest
    return found.value is None or abs(latest - last).days <= LEAD_DAYS


def _date_at(document: Document, event: Event, words: Span) -> Moment:
    at = _token(document, words)
    if at is None:
        return _nearest(document, event)
    sentence, trigger = at
    is_named = event.background and sentence.tokens[trigger].upos == "NOUN"
    found = moment_of(document, sentence, trigger, event.status, named=is_named)
    told = _told(document, event, sentence, trigger)
    if found.basis != "timex" and told is not None:
        return _from_timex(document, told)
    if found.basis in ("published", "carried") and (event.background or event.historical):
        within = _frame_of(sentence, trigger)
        if not event.historical and within is not None:
            return moment_of(document, sentence, within, event.status)
        return Moment(None, latest=found.latest)
    return found


_AMID = frozenset(["during", "at"])


def _frame_of(sentence: Sentence, trigger: int) -> int | None:
    """The verb that happens within an act named beside it: `During the meeting the president thanked them`."""
    token = sentence.tokens[trigger]
    is_frame = token.upos == "NOUN" and token.relation == "obl" and _preposition(sentence, trigger) in _AMID
    return token.head if is_frame else None


def _told(document: Document, event: Event, sentence: Sentence, trigger: int) -> Timex | None:
    """The expression that the encoder takes for the date of a word's act, if it fits the status of the event."""
    if not document.acts:
        return None
    acts = document.acts[document.sentences.index(sentence)]
    words = [word for act in acts if act.word == trigger for word in act.playing("date", TOLD)]
    spots = [sentence.tokens[word].start for word in words]
    near = (t for t in timexes_in(document, sentence) if any(t.start <= spot < t.end for spot in spots))
    dating = (t for t in near if is_dating(t) and _fits(document, t, event.status))
    if not event.background:
        dating = (t for t in dating if calendar.grain_of(t.value) not in _COARSE)
    return next((t for t in dating if not _is_of_another(sentence, trigger, t)), None)


def _is_of_another(sentence: Sentence, trigger: int, timex: Timex) -> bool:
    """Whether an expression only bounds, or dates a clause that tells more of a word: `towns they had taken on Saturday`."""
    holder = _holder(sentence, timex)
    if holder is None or _only_bounds(sentence, holder, timex):
        return True
    at = clause_of(sentence, holder)
    return at != clause_of(sentence, trigger) and _tells_of_another(sentence, trigger, at)


def _tells_of_another(sentence: Sentence, trigger: int, clause: int) -> bool:
    """A relative clause below a trigger, on another word: `rocketed towns which rebels had taken`."""
    token = sentence.tokens[clause]
    return token.deprel == "acl:relcl" and token.head != trigger and trigger in sentence.ancestors(clause)


def _token(document: Document, span: Span) -> tuple[Sentence, int] | None:
    """The sentence of a trigger and its head token within it."""
    sentence = document.sentence_of(span)
    if sentence is None:
        return None
    inside = [i for i, token in enumerate(sentence.tokens) if token.overlaps(span)]
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    return (sentence, heads[0]) if heads else None


def _nearest(document: Document, event: Event) -> Moment:
    """Without a tree: the nearest expression of the sentence that fits the status, else the day of publication."""
    near = [t for t in timexes_in(document, event.sentence) if is_dating(t) and _fits(document, t, event.status)]
    if near:
        return _from_timex(document, min(near, key=lambda t: abs(t.start - event.trigger.start)))
    if event.status != "happened" or event.background:
        return Moment(None)
    return _default(document, "past", _published(document))


def _announced(document: Document, event: Event) -> Moment | None:
    """The day on which a plan was told, where the verb of saying or the plan's own verb has a day of the past."""
    at = _token(document, event.trigger)
    if at is None:
        return None
    sentence, trigger = at
    found = sorted(_candidates(document, sentence, trigger, "happened"), key=lambda d: (-d.rank, d.distance))
    said = [d.timex for d in found if d.rank >= 3 and d.timex.type in ("DATE", "TIME")]
    return _from_timex(document, said[0]) if said else None


def _dated_quote(document: Document, quote: Quote) -> Quote:
    if quote.date is not None or quote.cue is None:
        return quote
    at = _token(document, quote.cue)
    return quote if at is None else msgspec.structs.replace(quote, date=moment_of(document, *at))


_ARRIVALS = frozenset(
    ["arrive", "land", "begin", "start", "open", "kick", "launch", "embark", "depart", "leave", "fly", "travel"]
)
_VISITS = frozenset(["visit", "trip", "tour", "stay", "stop", "journey", "stopover"])


def _stay(document: Document, event: Event) -> Moment | None:
    """How long a visitor stays: from the day of arrival for the days told, or the range that the visit has."""
    sentence = document.sentence_of(event.trigger)
    if sentence is None:
        return None
    place = document.sentences.index(sentence)
    near = document.sentences[max(place - 1, 0) : place + 2] if event.mode == "visit" else (sentence,)
    for held in sorted(near, key=lambda s: abs(s.start - sentence.start)):
        length = _length(document, held)
        arrival = _arrival(document, near) if length else None
        if length and arrival:
            return _counted(length, arrival)
    return None


def _length(document: Document, sentence: Sentence) -> Timex | None:
    """`a four-day visit`: the duration on the noun."""
    for timex in timexes_in(document, sentence):
        holder = _holder(sentence, timex) if timex.type == "DURATION" else None
        if holder is None or timex.value is None or not timex.value.startswith("P") or "T" in timex.value:
            continue
        above = [sentence.tokens[i].lemma.lower() for i in sentence.ancestors(holder)]
        if _VISITS & set(above[:2]):
            return timex
    return None


def _arrival(document: Document, sentences: tuple[Sentence, ...]) -> Timex | None:
    """The day on which somebody arrives or a visit begins."""
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            if token.lemma.lower() in _ARRIVALS and token.upos == "VERB":
                found = [d for d in _candidates(document, sentence, index, "conditional") if d.rank <= 2]
                days = [d.timex for d in found if calendar.grain_of(d.timex.value) == "day"]
                if days:
                    return days[0]
    return None


def _counted(length: Timex, arrival: Timex) -> Moment | None:
    first, days = calendar.day_of(arrival.value), _days_of(length)
    if first is None or not days:
        return None
    begin, finish = first.isoformat(), calendar.add_days(first, days - 1).isoformat()
    return Moment(f"{begin}/{finish}", begin, finish, "stay", length.start, length.end)
