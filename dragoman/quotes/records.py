"""Drafts become Quotes: parties named, chains linked, venue, date, kind and flags set."""

from __future__ import annotations

import msgspec

from dragoman.document import Actor, Document, Moment, Party, Quote, Sentence, Span
from dragoman.quotes import chains, cues, parties, trees
from dragoman.quotes.drafts import Draft, Page, Voice, letters
from dragoman.quotes.drafts import voice as drafts_voice
from dragoman.quotes.marks import Marked
from dragoman.quotes.parties import Cast

DIRECT, MIXED = 0.95, 0.02
"""Shares of letters inside marks, as in the PolNeAR conventions of the project's guide."""
SHORT = 3
FAR = 900
"""Characters over which a pronoun still means the last speaker."""
ANAPHORIC = frozenset(
    [
        "it",
        "this",
        "that",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "charge",
        "charges",
        "report",
        "reports",
    ]
)
ACCUSING = frozenset({"accuse", "claim", "warn", "report", "criticise", "say"})


def quotes(page: Page, cast: Cast, drafts: list[Draft]) -> tuple[Quote, ...]:
    """The quotes of a page in the order of the text, inner before outer, numbered."""
    ordered = sorted(drafts, key=lambda d: (_place(page, drafts, d), d.end - d.start))
    found = [_quote(page, cast, ordered, draft, f"q{n}") for n, draft in enumerate(ordered, start=1)]
    found = [_followed(page, cast, found[:n], quote) for n, quote in enumerate(found)]
    return tuple(_answered(found, quote) for quote in found)


def _followed(page: Page, cast: Cast, before: list[Quote], quote: Quote) -> Quote:
    """A speaker named by a bare pronoun that no chain resolves is the last speaker: rule 7 of the room."""
    if quote.source is None or quote.source.start is None or quote.source.end is None:
        return quote
    pronoun = page.text[quote.source.start : quote.source.end].lower()
    if pronoun in ("he", "she") and quote.source.name is None and (person := _subject_before(page, cast, quote)):
        return _same_speaker(quote, person)
    spoken = [q for q in before if q.source is not None and q.source.name and "nested" not in q.flags]
    if pronoun in ("he", "she"):
        spoken = [q for q in spoken if q.source is not None and _is_person(q.source)]
    last = spoken[-1] if spoken and quote.start - spoken[-1].end <= FAR else None
    if last is None or last.source is None or pronoun not in ("he", "she", "it"):
        return quote
    is_paper = (
        bool(last.chain) and last.chain[0].kind == "official document" and last.chain[0].start == last.source.start
    )
    if (pronoun == "it" and is_paper) or (pronoun != "it" and quote.source.name is None and not is_paper):
        return _same_speaker(quote, last.source)
    return quote


def _same_speaker(quote: Quote, speaker: Party) -> Quote:
    """A quote whose pronoun stands for a speaker known from before."""
    start, end = (quote.source.start, quote.source.end) if quote.source is not None else (None, None)
    return msgspec.structs.replace(quote, source=msgspec.structs.replace(speaker, start=start, end=end))


def _is_person(speaker: Party) -> bool:
    """Whether a speaker may be meant by he or she: no medium, no seat, no state."""
    words = (speaker.name or "").split()
    if not words or "(" in (speaker.name or "") or chains.is_medium(speaker.name or ""):
        return False
    last = words[-1].lower()
    return last in cues.speakers() or (words[-1][0].isupper() and last not in cues.documents())


def _subject_before(page: Page, cast: Cast, quote: Quote) -> Party | None:
    """The person who is the subject of the sentence before a quotation, where no quotation stands between."""
    number = page.sentence_at(quote.source.start if quote.source is not None and quote.source.start else quote.start)
    if not number:
        return None
    sentence = page.document.sentences[number - 1]
    subject = next(iter(sentence.dependents(sentence.root, "nsubj")), None)
    if subject is None or any(p.overlaps(sentence) for p in page.pieces):
        return None
    voice = drafts_voice(sentence, number - 1, subject)
    mention = parties.mention_of(cast, voice) if voice is not None else None
    is_person = sentence.tokens[subject].entity.endswith("PER") or (
        mention is not None and mention.gender in ("m", "f")
    )
    found = parties.party(cast, voice) if voice is not None and is_person else None
    return found if found is not None and found.name else None


def _place(page: Page, drafts: list[Draft], draft: Draft) -> int:
    """Where a draft comes in the order: an agency's report comes behind the words that it relays."""
    if draft.source is None or not chains.relays(page.document, draft.source):
        return draft.start
    inner = [d.start for d in drafts if d is not draft and any(p.covers(Span(d.start, d.end)) for p in draft.content)]
    return max([draft.start, *inner])


def _quote(page: Page, cast: Cast, drafts: list[Draft], draft: Draft, name: str) -> Quote:
    pieces = [p for p in page.pieces if any(part.covers(p) or p.covers(part) for part in draft.content)]
    venue = _venue(page, draft)
    speakers = parties.joint(cast, draft.source) if draft.source is not None else ()
    return Quote(
        draft.start,
        draft.end,
        name,
        kind(page.text, draft.content, pieces),
        draft.content,
        draft.act,
        f"quotes:{draft.rule}",
        quoted=tuple(p.inner for p in pieces),
        source=_source(cast, draft.source, draft) if draft.source is not None else None,
        sources=tuple(parties.party(cast, v) for v in speakers) if len(speakers) > 1 else (),
        cue=draft.cue,
        addressee=parties.party(cast, draft.addressee) if draft.addressee is not None else None,
        venue=venue,
        chain=chains.chain(cast, drafts, draft, venue),
        date=_date(page.document, draft),
        flags=tuple(_flags(page, cast, drafts, draft, pieces)),
    )


def _source(cast: Cast, voice: Voice, draft: Draft) -> Party:
    """The speaker: a document is named with its issuers, joint speakers with all their names."""
    voice = parties.outside(cast, voice, draft.content)
    found = parties.party(cast, voice)
    spoken = voice if parties.document_kind(cast, voice) is not None else None
    if spoken is None and found.name is None and cast.document[voice].lower() == "it":
        spoken = parties.document_before(cast, voice)
    if spoken is not None:
        owners = parties.issuers(cast, spoken)
        if owners or spoken is not voice:
            return _document(cast, spoken, voice, owners)
    if (medium := chains.relayer_before(cast, voice) or chains.medium_name(cast, voice)) is not None:
        return msgspec.structs.replace(found, name=medium)
    together = [parties.party(cast, v) for v in parties.joint(cast, voice)]
    names = [p.name for p in together if p.name]
    if len(together) > 1 and len(names) > 1:
        return Party(None, None, " and ".join(names), voice.start, voice.end)
    return found


def _document(cast: Cast, spoken: Voice, voice: Voice, owners: tuple[Party, ...]) -> Party:
    name = parties.name_of_document(cast, spoken, owners)
    one = owners[0] if len(owners) == 1 else None
    if one is None:
        return Party(None, None, name, voice.start, voice.end, members=tuple(_member(p) for p in owners))
    return Party(one.code, one.sector, name, voice.start, voice.end, country=one.country)


def _member(owner: Party) -> Actor:
    state = parties.state_behind(owner)
    return Actor(owner.code, owner.sector, state, owner.id if state == owner.name else None, None, owner.country)


def kind(text: str, content: tuple[Span, ...], pieces: list[Marked]) -> str:
    """direct, mixed or indirect, by the share of letters between marks."""
    whole = sum(letters(text, part) for part in content)
    inside = sum(letters(text, p) for p in pieces)
    if not whole or inside <= MIXED * whole:
        return "indirect"
    return "direct" if inside >= DIRECT * whole else "mixed"


def _flags(page: Page, cast: Cast, drafts: list[Draft], draft: Draft, pieces: list[Marked]) -> list[str]:
    flags = list(draft.flags)
    if any(p.words(page.text) <= SHORT for p in pieces):
        flags.append("short")
    if any(not p.closed and not _goes_on(page, p) for p in pieces):
        flags.append("unclosed")
    if draft.source is not None and parties.nameless(cast, draft.source):
        flags.append("anonymous")
    if (
        page.document.title is not None
        and page.document.title.overlaps(draft.content[0] if draft.content else Span(draft.start, draft.end))
        and "headline" not in flags
    ):
        flags.append("headline")
    if chains.around(drafts, draft):
        flags.append("nested")
    return flags


def _goes_on(page: Page, piece: Marked) -> bool:
    return any(p.resumes and p.paragraph == piece.paragraph + 1 for p in page.pieces)


# ---------------------------------------------------------- venue and moment


def _venue(page: Page, draft: Draft) -> Span | None:
    """Where it was said: `at a news conference`, `in a post on X`."""
    if draft.cue_token < 0:
        return None
    sentence = page.document.sentences[draft.sentence]
    for index in (draft.cue_token, *_above(sentence, draft.cue_token)):
        for i in sentence.dependents(index, "obl", "nmod"):
            span = _setting(sentence, i)
            if span is not None and not any(part.overlaps(span) for part in draft.content):
                return span
    return None


def _above(sentence: Sentence, index: int) -> list[int]:
    """The governing verb of a participle or infinitive cue, which may hold the venue."""
    token = sentence.tokens[index]
    return [token.head] if token.head >= 0 and token.relation in ("xcomp", "advcl", "conj") else []


def _setting(sentence: Sentence, index: int) -> Span | None:
    token = sentence.tokens[index]
    prepositions = set(trees.cases(sentence, index))
    if token.lemma.lower() not in cues.venues() or not prepositions & {
        "in",
        "at",
        "during",
        "on",
        "via",
        "through",
        "by",
        "over",
        "to",
    }:
        return None
    if "to" in prepositions:
        return None
    return trees.span_of(sentence, trees.phrase(sentence, index))


def _date(document: Document, draft: Draft) -> Moment | None:
    """When it was said: a date that hangs on the cue, outside the content."""
    if draft.cue is None or draft.sentence < 0:
        return None
    sentence = document.sentences[draft.sentence]
    for timex in document.timexes:
        if (
            not sentence.covers(timex)
            or timex.type not in ("DATE", "TIME")
            or any(p.overlaps(timex) for p in draft.content)
        ):
            continue
        index = sentence.token_at(timex.start)
        if index is not None and (timex.value or "")[:1].isdigit() and draft.cue_token in sentence.ancestors(index):
            return Moment(
                timex.value, timex.begin or timex.value, timex.finish or timex.value, "timex", timex.start, timex.end
            )
    return None


# ------------------------------------------------------------------ denials


def _answered(found: list[Quote], quote: Quote) -> Quote:
    """A denial linked to the claim before it that it answers."""
    if quote.act != "deny":
        return quote
    earlier = [q for q in found if q.end <= quote.start + 1 and q.act in ACCUSING and q.content and not _same(q, quote)]
    if not earlier:
        return quote
    accusing = [q for q in earlier if q.act in ("accuse", "claim", "warn")] or earlier
    return _replaced(quote, accusing[-1].id)


def _same(one: Quote, other: Quote) -> bool:
    return one.source is not None and other.source is not None and one.source.name == other.source.name


def _replaced(quote: Quote, answers: str) -> Quote:
    return msgspec.structs.replace(quote, answers=answers)
