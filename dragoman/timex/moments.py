"""The day of an event: the expression that governs its trigger in the tree, else the story's day, never in silence.

Cases, in this order (`moment_of`):

1. an expression of the trigger's own clause or of one it shares its time with: `agreed on Monday to ...`;
2. a day counted from the main clause (`five days after a court ruled`), before a year told in its clause;
3. a bound: what has lasted `since Monday`, what is planned `before Christmas`;
4. a plan without a day: not before it is told;
5. a pledge, a threat, a refusal: the day of its being said;
6. a lasting state: value None;
7. only the saying is dated (`said on Monday that troops had crossed`): in the lead the event's day, else a bound;
8. told beside a main clause of long ago (`broke off relations in 2016 after a mob ...`): bounded by it;
9. the sentence before has a day and the story goes on;
10. main-line news in the past: the day of the lead, else the day of publication, which `basis` says;
11. nothing: value None, with the bounds that are known.
"""

from __future__ import annotations

import datetime
import re
from itertools import islice

import msgspec

from dragoman.document import Document, Event, Moment, Quote, Sentence, Span, Timex, Token
from dragoman.timex import calendar
from dragoman.timex.governing import (
    COARSE,
    SAYING,
    Dated,
    bounding,
    candidates,
    clause_of,
    fits,
    holder_of,
    is_in_clause_on_another,
    is_parted_from,
    only_bounds,
    preposition,
    published_of,
    tense_of,
    timexes_in,
)
from dragoman.timex.spans import combined, first_day, is_dating, last_day, moment_value

LEAD = 3
"""Sentences at the head of an article whose day is the day of the news."""

LEAD_DAYS = 3
"""How many days before publication the day of the lead may lie and still be the day of the news."""

TOLD = 0.5
"""From this probability on a word is the date of an act for the encoder."""

CARRY = 2
"""Sentences back from which a day of narrative is carried on; further back the story has often moved."""

_QUOTED = frozenset("\"“‘'`")
_DAYS_OF = {"D": 1, "W": 7}
_TIMELY = frozenset(["after", "before", "once", "when", "as"])
_AMID = frozenset(["during", "at"])
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*\d+\.")
"""What parts two paragraphs: an empty line, or the number of the next point."""

NUMBER = 4
"""Characters of a sentence in which the number of its point stands."""


def moment_of(
    document: Document, sentence: Sentence, trigger: int, status: str = "happened", *, named: bool = False
) -> Moment:
    """When the event of a trigger word was: value, window, basis and the words it rests on.

    `Officials said on Monday that the envoys will meet in June.` gives the saying Monday and the meeting June.
    `named`: the word only names an act beside the news (`ended the strike on Friday`), which has not the news's day.
    """
    found = sorted(candidates(document, sentence, trigger, status), key=lambda d: (d.rank, d.distance))
    own = [dated for dated in found if dated.rank < SAYING and not (named and _is_of_the_news(document, dated))]
    firm = [dated for dated in own[:1] if _is_firm(dated, sentence, trigger)]
    bound = found[0].timex if found else None
    return (
        _spent_on(document, sentence, trigger)
        or _of_its_own(document, firm)
        or _counted_from(document, sentence, trigger)
        or _of_its_own(document, own)
        or _lasting(document, sentence, trigger)
        or _planned(document, sentence, trigger, status, bound)
        or _uttered(document, sentence, trigger, status, bound)
        or _going_on(document, status)
        or _narrated(document, sentence, trigger, bound)
    )


def _of_its_own(document: Document, own: list[Dated]) -> Moment | None:
    return _from_timex(document, own[0].timex) if own else None


def _is_of_the_news(document: Document, dated: Dated) -> bool:
    """Whether a clause is dated by the day of the news: `ended on Friday the strike` is no day of the strike."""
    lead = lead_day(document)
    return dated.rank > 0 and lead is not None and first_day(dated.timex) == first_day(lead)


def _is_firm(dated: Dated, sentence: Sentence, trigger: int) -> bool:
    """Whether a day goes before the count: not a year (`after a court jailed the killers of 1982`) on a verb."""
    return calendar.grain_of(dated.timex.value) not in COARSE or clause_of(sentence, trigger) != trigger


def _from_timex(document: Document, timex: Timex) -> Moment:
    whole, end = combined(document, timex)
    first, last = whole
    return Moment(moment_value(timex, first, last), first, last, "timex", timex.start, end)


def _lasting(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`The road has been blocked since Monday`: from that day to the day of publication."""
    tense = tense_of(sentence, trigger)
    if tense not in ("perfect", "pluperfect"):
        return None
    lead = lead_day(document) if tense == "pluperfect" else None
    until = (lead and first_day(lead)) or document.published.value
    since = bounding(document, sentence, trigger, "since")
    first = first_day(since) if since else None
    if since is None or first is None or until is None or first > until:
        return None
    return Moment(f"{first}/{until}", first, until, "timex", since.start, since.end)


def _planned(document: Document, sentence: Sentence, trigger: int, status: str, bound: Timex | None) -> Moment | None:
    """A plan without a day: not before the day on which it is told; `before Christmas`: from then to the day before."""
    if status != "planned":
        return None
    told, limit = document.published.value, bounding(document, sentence, trigger, "before")
    day = calendar.day_of(first_day(limit)) if limit else None
    last = calendar.add_days(day, -1).isoformat() if day else None
    if limit and told and last and told <= last:
        return Moment(f"{told}/{last}", told, last, "timex", limit.start, limit.end)
    return Moment(None, earliest=(first_day(bound) if bound else None) or published_of(document))


def _uttered(document: Document, sentence: Sentence, trigger: int, status: str, bound: Timex | None) -> Moment | None:
    """A pledge, a threat, a refusal (`X will stand by Y, Z said on Thursday`) is dated by its being said."""
    tense = tense_of(sentence, trigger)
    if status == "conditional" or tense == "future" or (tense == "present" and bound is not None):
        return _from_timex(document, bound) if bound else _default(document, "past", published_of(document))
    return None


def _going_on(document: Document, status: str) -> Moment | None:
    """What goes on, goes on when it is told; since when, nobody says."""
    if status != "ongoing":
        return None
    day = document.published.value
    return Moment(day, None, day or published_of(document), "published" if day else "none")


def _counted_from(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`The call came five days after a court had ruled`: the ruling is five days before the call."""
    clause = clause_of(sentence, trigger)
    mark = _mark(sentence, clause)
    head = sentence.tokens[clause].head
    if mark is None or head < 0 or mark.form.lower() not in ("after", "before"):
        return None
    for timex in timexes_in(document, sentence):
        length = _LENGTH.fullmatch(timex.value or "") if timex.type == "DURATION" else None
        if length and not document.text[timex.end : mark.start].strip() and timex.end <= mark.start:
            day = calendar.day_of(moment_of(document, sentence, head).value)
            steps = int(length[1] or 0) * (-1 if mark.form.lower() == "after" else 1)
            return None if day is None else _stepped(timex, day, steps, length[2] or "D")
    return None


_LENGTH = re.compile(r"P(?:(\d+)([DWMY])|T(?:\d+|X)[HMS])")
"""A length that a clause is counted by; hours and minutes stay on the day."""


def _spent_on(document: Document, sentence: Sentence, trigger: int) -> Moment | None:
    """`They announced the deal on Friday after two days of talks`: the talks are of Thursday and Friday."""
    head = sentence.tokens[trigger].head
    if sentence.tokens[trigger].relation != "nmod" or preposition(sentence, head) not in ("after", "following"):
        return None
    spent = next((t for t in timexes_in(document, sentence) if _days_of(t) and holder_of(sentence, t) == head), None)
    over = sentence.tokens[head].head
    day = calendar.day_of(moment_of(document, sentence, over).value) if spent and over >= 0 else None
    if spent is None or day is None:
        return None
    first, last = calendar.add_days(day, 1 - _days_of(spent)).isoformat(), day.isoformat()
    return Moment(last if first == last else f"{first}/{last}", first, last, "timex", spent.start, spent.end)


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
    if sentence.tokens[clause].relation == "conj":
        clause = clause_of(sentence, sentence.tokens[clause].head)
    mark, head = _mark(sentence, clause), sentence.tokens[clause].head
    published = calendar.day_of(published_of(document))
    if mark is None or head < 0 or published is None or sentence.tokens[clause].relation != "advcl":
        return None
    main = moment_of(document, sentence, head)
    last = calendar.day_of(main.latest)
    if main.basis != "timex" or last is None or (published - last).days <= LEAD_DAYS:
        return None
    if mark.form.lower() in ("when", "as"):
        return main
    return Moment(None, latest=main.latest) if mark.form.lower() in ("after", "once") else Moment(None)


# ------------------------------------------------------------ without an expression


def _is_backshifted(sentence: Sentence, trigger: int) -> bool:
    """`An official said on Monday that Nigeria had accepted`: in direct speech it has accepted."""
    token = sentence.tokens[clause_of(sentence, trigger)]
    is_report = token.deprel == "ccomp" and tense_of(sentence, token.head) == "past"
    return is_report and tense_of(sentence, trigger) == "pluperfect"


def _narrated(document: Document, sentence: Sentence, trigger: int, bound: Timex | None) -> Moment:
    tense = tense_of(sentence, trigger)
    latest = (last_day(bound) if bound else None) or published_of(document)
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
        if told is not None and _goes_on(document, before, document.sentences[place], told):
            return msgspec.structs.replace(_from_timex(document, told), basis="carried")
    return None


def _goes_on(document: Document, before: Sentence, sentence: Sentence, told: Timex) -> bool:
    """Whether a story goes on: in the same paragraph, or of those whom a pronoun takes up.

    In an article without a day of its own, any day is better than none.
    """
    subjects = sentence.dependents(sentence.root, "nsubj", "nsubj:pass")
    is_taken_up = any(sentence.tokens[i].upos == "PRON" for i in subjects)
    is_all_there_is = document.published.value is None and calendar.grain_of(told.value) == "day"
    return (
        is_taken_up or is_all_there_is or _PARAGRAPH.search(document.text, before.end, sentence.start + NUMBER) is None
    )


def _main_time(document: Document, sentence: Sentence) -> Timex | None:
    """The day, month or year by which the main clause of a sentence is dated."""
    found = [d for d in candidates(document, sentence, sentence.root, "happened") if d.rank <= 2]
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
    told = ((sentence, timex) for sentence in _head(document) for timex in timexes_in(document, sentence))
    return next((t for sentence, t in told if _is_recent(t, published) and not _is_aside(sentence, t)), None)


def _is_recent(timex: Timex, published: datetime.date) -> bool:
    day = calendar.day_of(timex.value) if timex.type in ("DATE", "TIME") and timex.anchor != "none" else None
    return day is not None and 0 <= (published - day).days <= LEAD_DAYS


def _is_aside(sentence: Sentence, timex: Timex) -> bool:
    """Whether a day stands in a relative clause: `raided villages that rebels had seized on Friday`."""
    holder = holder_of(sentence, timex)
    return holder is not None and sentence.tokens[clause_of(sentence, holder)].relation == "acl"


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
        return found.value is None and (earliest is not None or first == last)
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


def _frame_of(sentence: Sentence, trigger: int) -> int | None:
    """The verb that happens within an act named beside it: `During the meeting the president thanked them`."""
    token = sentence.tokens[trigger]
    is_frame = token.upos == "NOUN" and token.relation == "obl" and preposition(sentence, trigger) in _AMID
    return token.head if is_frame else None


def _told(document: Document, event: Event, sentence: Sentence, trigger: int) -> Timex | None:
    """The expression that the encoder takes for the date of a word's act, if it fits the status of the event."""
    if not document.acts:
        return None
    acts = document.acts[document.sentences.index(sentence)]
    words = [word for act in acts if act.word == trigger for word in act.playing("date", TOLD)]
    spots = [sentence.tokens[word].start for word in words]
    near = (t for t in timexes_in(document, sentence) if any(t.start <= spot < t.end for spot in spots))
    dating = (t for t in near if is_dating(t) and fits(document, t, event.status))
    if not event.background:
        dating = (t for t in dating if calendar.grain_of(t.value) not in COARSE)
    return next((t for t in dating if not _is_of_another(sentence, trigger, t)), None)


def _is_of_another(sentence: Sentence, trigger: int, timex: Timex) -> bool:
    """Whether an expression only bounds, or dates what is told of another word: `towns they had taken on Saturday`."""
    holder = holder_of(sentence, timex)
    if holder is None or only_bounds(sentence, holder, timex) or is_parted_from(sentence, trigger, holder):
        return True
    return is_in_clause_on_another(sentence, trigger, holder)


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
    near = [t for t in timexes_in(document, event.sentence) if is_dating(t) and fits(document, t, event.status)]
    if near:
        return _from_timex(document, min(near, key=lambda t: abs(t.start - event.trigger.start)))
    if event.status != "happened" or event.background:
        return Moment(None)
    return _default(document, "past", published_of(document))


def _announced(document: Document, event: Event) -> Moment | None:
    """The day on which a plan was told, where the verb of saying or the plan's own verb has a day of the past."""
    at = _token(document, event.trigger)
    if at is None:
        return None
    sentence, trigger = at
    found = sorted(candidates(document, sentence, trigger, "happened"), key=lambda d: (-d.rank, d.distance))
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
        holder = holder_of(sentence, timex) if timex.type == "DURATION" else None
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
                found = [d for d in candidates(document, sentence, index, "conditional") if d.rank <= 2]
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
