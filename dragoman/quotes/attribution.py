"""From the page to its quotes: claims of the trees, pieces between marks, parties and chains.

1 claims      what each sentence's tree attributes (clauses)
2 widened     a clause that touches a quoted piece holds all of it
3 completed   quoted pieces without a clause: cue beside them, or carried (direct)
4 headlines   speakers before a colon, behind a dash
5 kept        one draft for one thing said; what no speaker owns is dropped
6 named       parties, chains, venue, date, flags (records)
"""

from __future__ import annotations

import msgspec

from dragoman.document import Document, Span
from dragoman.quotes import chains, claims, clauses, direct, headlines, parties, records
from dragoman.quotes.drafts import Draft, Page, Voice, lay_out, letters, merged, overlap, voice

LEVELS = frozenset({"clause", "as", "cue before", "cue after", "according to", "quoted as"})
"""Cases that make a level of its own inside another's content; inside an agency's report every case does."""


def attribute(document: Document) -> Document:
    """Who said what to whom, through whom: the document with `quotes` filled.

    "We will not yield," the minister told reporters, TASS reported. -> source the minister, addressee reporters,
    chain TASS.
    """
    page = lay_out(document)
    drafts = [d for d in _claimed(page) if not document.in_boilerplate(d.cue or d.content[0])]
    drafts = direct.complete(page, drafts)
    drafts += direct.blocks(page, drafts)
    drafts = [direct.with_carried_source(page, drafts, draft) for draft in drafts]
    drafts = _kept(page, drafts, list(headlines.drafts(page)))
    drafts = [_cited(page, draft) for draft in drafts]
    found = records.quotes(page, parties.cast(document), drafts)
    return msgspec.structs.replace(document, quotes=found)


def _claimed(page: Page) -> list[Draft]:
    """Cases 1 and 2: the claims of every sentence, widened to the pieces they touch."""
    found = []
    for number, sentence in enumerate(page.document.sentences):
        for claim in clauses.in_sentence(sentence, number, page.hidden(sentence)):
            found.append(_draft(page, claim))
    return [d for d in found if d is not None]


def _draft(page: Page, claim: claims.Claim) -> Draft | None:
    sentence = page.document.sentences[claim.sentence]
    hidden = page.hidden(sentence)
    content = _widened(page, claim)
    speaker = claim.source
    if speaker is None or speaker in hidden:
        content = _up_to_marks(page, claim, content)
    if speaker in hidden or (speaker is None and claim.case == "clause"):
        speaker = direct.noun_beside_cue(page, claim.sentence, claim.cue, content)
    source = _voice(page, claim.sentence, speaker)
    if claim.case != "no content" and not content:
        return None
    reporter = _voice(page, claim.sentence, claim.reporter)
    return Draft(
        content,
        claim.act,
        claim.case,
        claim.cue_span,
        source,
        _voice(page, claim.sentence, claim.addressee),
        (reporter,) if reporter is not None else (),
        claim.sentence,
        claim.cue,
        claim.is_thought,
    )


def _up_to_marks(page: Page, claim: claims.Claim, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content that has swallowed its speaker ends with the marks: [“We agree,”] the ministry of Peru, said."""
    if not content or content[-1].end > claim.cue_span.start:
        return content
    last = content[-1]
    ends = [p.end for p in page.pieces if last.start <= p.start and p.end < last.end and p.words(page.text) > 3]
    return (*content[:-1], Span(last.start, ends[-1])) if ends else content


def _voice(page: Page, number: int, index: int | None) -> Voice | None:
    return None if index is None else voice(page.document.sentences[number], number, index)


def _widened(page: Page, claim: claims.Claim) -> tuple[Span, ...]:
    """The content with every quoted piece it touches taken whole, marks included; a whole quotation stands alone."""
    spans: list[Span] = []
    for part in claim.content:
        pieces = [p for p in page.pieces if overlap(page.text, p, part) > 0 and not p.covers(claim.cue_span)]
        start, end = part.start, part.end
        for piece in pieces:
            start, end = min(start, piece.start), max(end, piece.end)
        spans.append(Span(start, end))
    spans = [s for s in spans if letters(page.text, s) > 0]
    quoted = [s for s in spans if any(p.covers(s) for p in page.pieces)]
    return merged(page.text, quoted if quoted and quoted[0] is spans[0] else spans)


def _kept(page: Page, drafts: list[Draft], heads: list[Draft]) -> list[Draft]:
    """Case 5: drafts that somebody owns; a headline's colon gives way to a verb in the same words."""
    drafts = [_without_carriers(page, drafts, d) for d in drafts]
    kept = [d for d in drafts if d.source is not None or d.act == "no-comment" or _is_quoted(page, d)]
    kept = [d for d in kept if _stands_alone(page, kept, d) and not _is_citing(page, kept, d)]
    taken = [h for h in heads if not any(h.source and d.source and h.source.overlaps(d.source) for d in kept)]
    return [*kept, *taken]


def _without_carriers(page: Page, drafts: list[Draft], draft: Draft) -> Draft:
    """A draft without the parts of its content that only say who carried the words: `, the agency reported`."""
    others = [d for d in drafts if d is not draft]
    parts = tuple(
        _cut(page, draft, others, p) for p in draft.content if not any(_carries(other, p) for other in others)
    )
    return msgspec.structs.replace(draft, content=parts) if parts and parts != draft.content else draft


def _cut(page: Page, draft: Draft, others: list[Draft], part: Span) -> Span:
    """A part that ends in `, according to the agency` ends before it."""
    for other in others:
        if _is_outer(other, draft, part):
            return Span(part.start, len(page.text[: other.source.start if other.source else part.end].rstrip(" \n,")))
        if other.rule != "according to" or other.cue is None or other.source is None or other.cue.start <= part.start:
            continue
        if part.covers(other.cue) and part.covers(other.source) and other.source.end >= part.end - 1:
            return Span(part.start, len(page.text[: other.cue.start].rstrip(" \n,")))
    return part


def _is_outer(other: Draft, draft: Draft, part: Span) -> bool:
    """Whether a part runs into the speaker of the claim around it: `[the year of the herder,] a spokesman said`."""
    if other.source is None or other.cue is None or draft.cue is None or not part.covers(other.source):
        return False
    holds = any(p.covers(draft.cue) for p in other.content)
    return holds and other.source.start > max(part.start, draft.cue.end) and other.cue.start >= other.source.end


def _carries(other: Draft, part: Span) -> bool:
    if other.cue is None or other.source is None or not other.content:
        return False
    return part.covers(other.cue) and part.covers(other.source) and not any(part.overlaps(p) for p in other.content)


def _is_quoted(page: Page, draft: Draft) -> bool:
    return any(piece.overlaps(part) for part in draft.content for piece in page.pieces)


def _is_citing(page: Page, drafts: list[Draft], draft: Draft) -> bool:
    """Whether a claim is the `citing ...` of a report, which only names the report's source."""
    if draft.act != "cite" or draft.source is None or not chains.relays(page.document, draft.source):
        return False
    return any(d is not draft and d.sentence == draft.sentence and d.source == draft.source for d in drafts)


def _cited(page: Page, draft: Draft) -> Draft:
    """`The agency reported, citing two officials`: the officials are the source, the agency the channel."""
    if draft.source is None or draft.sentence < 0 or not chains.relays(page.document, draft.source):
        return draft
    sentence = page.document.sentences[draft.sentence]
    behind = [i for i, token in enumerate(sentence.tokens) if token.form.lower() == "citing"]
    objects = sentence.dependents(behind[0], "obj") if behind else []
    cited = voice(sentence, draft.sentence, objects[0]) if objects else None
    if cited is None or not claims.can_speak(sentence, objects[0]):
        return draft
    end = sentence.tokens[behind[0]].start
    is_last = behind[0] > draft.cue_token
    content = (
        tuple(Span(p.start, min(p.end, end)) for p in draft.content if p.start < end) if is_last else draft.content
    )
    return msgspec.structs.replace(
        draft, content=content, source=cited, reporters=(draft.source, *draft.reporters), rule="citing"
    )


def _stands_alone(page: Page, drafts: list[Draft], draft: Draft) -> bool:
    """Whether a claim inside another's content is a report of its own: speech, by somebody with a name."""
    outer = chains.around(drafts, draft)
    if not outer:
        return True
    if draft.is_thought or draft.source is None or not _is_named(page, draft.source):
        return False
    relayed = all(d.source is not None and chains.relays(page.document, d.source) for d in outer)
    return relayed or draft.rule in LEVELS


def _is_named(page: Page, source: Voice) -> bool:
    if source.sentence < 0:
        return True
    token = page.document.sentences[source.sentence].tokens[source.head]
    sentence = page.document.sentences[source.sentence]
    return (
        token.upos == "PROPN"
        or token.entity != "O"
        or (token.upos == "NOUN" and claims.can_speak(sentence, source.head))
    )
