"""Quoted pieces that no clause has claimed: the cue beside them, or the speaker carried on.

The numbered cases, for each piece in order:

    1 resumed     the paragraph before left its quotation open: the same speech goes on
    2 covered     a clause already holds the piece
    3 cue after   "We agreed," said the envoy
    4 cue before  The envoy said: "We agreed."
    5 governed    the piece hangs under a cue further up its sentence
    6 carried     a bare quoted sentence: the last speaker of the paragraph, else of the one before
    7 dash        "We agreed." - Ana Silva, envoy
    8 label       a title or scare quotes: nobody's words
"""

from __future__ import annotations

import re

import msgspec

from dragoman.document import Sentence, Span
from dragoman.quotes import cues, trees
from dragoman.quotes.drafts import Draft, Page, Voice, letters, merged, overlap, voice
from dragoman.quotes.marks import Marked

ENDS_SENTENCE = re.compile(r"[.!?…]['\"”’»]*\s*$")
TURN = re.compile(r"(?P<name>[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3})(?P<colon>:)\s")
PERFORMED = re.compile(r"\b(?:s[aiu]ng|sings|singing|recit\w+|play(?:s|ed|ing)?|perform\w*)$")
"""Words before the title of a song, a poem or a play."""
LIST_GAP = re.compile(r"[\s,;]*(?:(?:and|or|but|then|also|a|an|the|as|both|even)[\s,]+)*")
NOUNISH = frozenset({"PROPN", "NOUN", "PRON"})
INSIDE_NOUN = frozenset({"compound", "flat", "det", "amod", "nummod", "nmod", "appos", "case"})
SHORT = 3
NEAR = 10
"""Words that may stand between a cue and the second half of its quotation: `said on Tuesday in Accra.`"""


def complete(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every speaking piece of the page in one of them."""
    for position, piece in enumerate(page.pieces):
        drafts = _place(page, drafts, piece, page.pieces[position - 1] if position else None)
    return drafts


def _place(page: Page, drafts: list[Draft], piece: Marked, before: Marked | None) -> list[Draft]:
    if (turn := _turn(page, piece)) is not None:
        return [*drafts, *turn]
    holder = _holder(page.text, drafts, piece)
    if piece.resumes and before is not None and (earlier := _holder(page.text, drafts, before)) is not None:
        return _joined(page, drafts, earlier, piece, holder)
    if holder is not None:
        return drafts
    if not piece.closed and (later := _holder_of_next(page, drafts, piece)) is not None:
        return _joined(page, drafts, later, piece, None)
    if (last := _list_before(page, drafts, piece)) is not None:
        return _joined(page, drafts, last, piece, None)
    if _is_title(page, piece):
        return drafts
    return _unclaimed(page, drafts, piece)


def _unclaimed(page: Page, drafts: list[Draft], piece: Marked) -> list[Draft]:
    is_short = piece.words(page.text) <= SHORT and not _is_sentence(page, piece)
    for case in (_cue_after, _cue_before):
        if (found := case(page, piece)) is not None and not (is_short and not _leads(page, piece, found)):
            return _added(page, drafts, found, piece)
    for other in (_governed, _dash, _colon):
        if (is_short and other is _dash) or (found := other(page, piece)) is None:
            continue
        return [*drafts, found]
    if is_short and not _is_after_split(page, drafts, piece):
        return drafts
    return _carried(page, drafts, piece)


def _turn(page: Page, piece: Marked) -> list[Draft] | None:
    """A turn of a quoted transcript, `"SILVA: We agreed.`; a stage direction in brackets is nobody's."""
    words = page.text[piece.inner.start : piece.inner.end]
    if re.fullmatch(r"\(.*\)", words):
        return []
    match = TURN.match(words)
    if match is None:
        return None
    at = piece.inner.start
    name = Voice(at + match.start("name"), at + match.end("name"))
    colon = Span(at + match.start("colon"), at + match.end("colon"))
    return [Draft((Span(colon.end, piece.end),), "say", "transcript", colon, name)]


def _holder_of_next(page: Page, drafts: list[Draft], piece: Marked) -> Draft | None:
    """The draft of the piece that goes on with an open one, when a cue stands there."""
    following = [p for p in page.pieces if p.resumes and p.paragraph == piece.paragraph + 1]
    if not following:
        return None
    for found in (_holder(page.text, drafts, following[0]),):
        if found is not None and found.cue is not None and found.source is not None:
            return found
    return None


def _list_before(page: Page, drafts: list[Draft], piece: Marked) -> Draft | None:
    """The draft that ends right before a piece with only `and`, `or` or an article between: "tired" and "weak"."""
    ending = [d for d in drafts if d.content and d.cue is not None and d.content[-1].end <= piece.start]
    near = max(ending, key=lambda d: d.content[-1].end, default=None)
    if near is None or not LIST_GAP.fullmatch(page.text[near.content[-1].end : piece.start]):
        return None
    return near


def _is_title(page: Page, piece: Marked) -> bool:
    """Whether a piece is a title or heading: capitals throughout, no cue right before it, not the headline itself."""
    words = re.findall(r"[^\W\d_][\w’']*", page.text[piece.inner.start : piece.inner.end])
    lead = page.text[page.paragraphs[piece.paragraph].start : piece.start].rstrip()
    is_headline = piece.paragraph == 0 and not PERFORMED.search(lead)
    if not 1 < len(words) <= 10 or is_headline or any(w[0].islower() and len(w) > 4 for w in words):
        return False
    if sum(w[0].isupper() for w in words) < max(2, 0.6 * len(words)) or page.text[piece.inner.end - 1] in "!?":
        return False
    return not lead.endswith((",", ":", "as")) and not re.search(
        r"\b(?:calls?|called|calling|dubbed|said|says)(?: \w+)?$", lead
    )


def _holder(text: str, drafts: list[Draft], piece: Span) -> Draft | None:
    """The draft whose content holds most of a piece."""
    need = letters(text, piece) / 2
    holding = [d for d in drafts if sum(overlap(text, part, piece) for part in d.content) >= need > 0]
    return min(holding, key=lambda d: d.is_thought, default=None)


def _joined(page: Page, drafts: list[Draft], draft: Draft, piece: Marked, holder: Draft | None) -> list[Draft]:
    """Case 1: the piece becomes part of an earlier draft."""
    if holder is draft or (holder is not None and holder.cue is not None and holder.source is not None):
        return drafts
    wider = msgspec.structs.replace(draft, content=merged(page.text, (*draft.content, piece)))
    return [wider if d is draft else d for d in drafts if d is not holder]


def _added(page: Page, drafts: list[Draft], found: Draft, piece: Marked) -> list[Draft]:
    """The new draft, or the piece added to the draft that has the same cue."""
    for draft in drafts:
        if draft.cue is not None and found.cue is not None and draft.cue.overlaps(found.cue):
            same = draft.source is None or found.source is None or draft.source.overlaps(found.source)
            if same and not draft.is_thought:
                wider = msgspec.structs.replace(
                    draft, content=merged(page.text, (*draft.content, piece)), source=draft.source or found.source
                )
                return [wider if d is draft else d for d in drafts]
    return [*drafts, found]


def _is_sentence(page: Page, piece: Marked) -> bool:
    """Whether a piece is a sentence of its own, however short."""
    words = page.text[piece.inner.start : piece.inner.end]
    return words[:1].isupper() and words[-1:] in ".!?," and _starts_clean(page, piece)


def _starts_clean(page: Page, piece: Marked) -> bool:
    """Whether nothing of a sentence stands before a piece."""
    paragraph = page.paragraphs[piece.paragraph]
    before = page.text[paragraph.start : piece.start].rstrip()
    return not re.search(r"\w", before) or ENDS_SENTENCE.search(before) is not None


def _ends_clean(page: Page, piece: Marked) -> bool:
    """Whether nothing of the sentence stands behind a piece."""
    words = page.text[piece.inner.start : piece.inner.end].rstrip()
    after = page.text[piece.end : page.paragraphs[piece.paragraph].end].lstrip(" .")
    return not re.search(r"\w", after) or (
        words.endswith((".", "!", "?", "…")) and (after[:1].isupper() or not after[:1].isalpha())
    )


# ------------------------------------------------------------ the cue beside


def _cue_after(page: Page, piece: Marked) -> Draft | None:
    """Case 3: the first finite cue behind the piece, before the sentence ends or another piece opens."""
    if not _may_be_followed(page, piece):
        return None
    end = _stop(page, piece)
    for number, index, token in page.tokens_between(piece.end, end):
        sentence = page.document.sentences[number]
        if token.form in (".", ";", ":") and index == len(sentence.tokens) - 1:
            return None
        if (quoted := trees.quoted_as(sentence, index)) is not None:
            return _reported(page, piece, number, quoted)
        row = _speech_row(sentence, index)
        if row is not None and _is_finite(sentence, index):
            speaker = _speaker_near(page, number, index, piece.end, end, (1, -1))
            return _draft(page, piece, number, index, row, speaker, "cue after") if speaker else None
        if token.upos == "VERB" and _is_finite(sentence, index) and row is None:
            return None
    return None


def _reported(page: Page, piece: Marked, number: int, quoted: tuple[int, int, int | None]) -> Draft:
    """A piece that an agency quotes somebody as saying: the quoted one speaks, the agency reports."""
    sentence = page.document.sentences[number]
    speaker, cue, relay = quoted
    who = voice(sentence, number, relay) if relay is not None else None
    row = _speech_row(sentence, cue)
    return Draft(
        (Span(piece.start, piece.end),),
        row.act if row is not None else "say",
        "quoted as",
        sentence.span(cue, cue),
        voice(sentence, number, speaker),
        reporters=(who,) if who is not None else (),
        sentence=number,
        cue_token=cue,
    )


def _may_be_followed(page: Page, piece: Marked) -> bool:
    words = page.text[piece.inner.start : piece.inner.end].rstrip()
    after = page.text[piece.end : piece.end + 2].lstrip()
    return words[-1:] in ",?!—-–…" or after[:1] == "," or not _ends_clean(page, piece)


def _stop(page: Page, piece: Marked) -> int:
    """Where the words behind a piece end: the full stop, the next piece, the paragraph."""
    end = page.paragraphs[piece.paragraph].end
    following = [p.start for p in page.pieces if p.start >= piece.end]
    return min([end, *following[:1]])


def _cue_before(page: Page, piece: Marked) -> Draft | None:
    """Case 4: the last cue before the piece, with nothing but an aside between them."""
    start = _lead(page, piece)
    if start is None:
        return None
    for number, index, _ in reversed(page.tokens_between(start, piece.start)):
        sentence = page.document.sentences[number]
        row = _speech_row(sentence, index)
        if row is None:
            continue
        if not _reaches(page, sentence.tokens[index].end, piece.start):
            return None
        speaker = _speaker_near(page, number, index, start, piece.start, (-1,))
        return _draft(page, piece, number, index, row, speaker, "cue before") if speaker else None
    return None


def _lead(page: Page, piece: Marked) -> int | None:
    """Where the words that may introduce a piece begin; a paragraph that ends in a colon introduces the next."""
    paragraph = page.paragraphs[piece.paragraph]
    number = page.sentence_at(piece.start)
    if re.search(r"\w", page.text[paragraph.start : piece.start]):
        earlier = [p.end for p in page.pieces if p.end <= piece.start and p.paragraph == piece.paragraph]
        begin = page.document.sentences[number].start if number is not None else paragraph.start
        lead = page.text[begin : piece.start]
        if not re.search(r"\w", lead) and number:
            if not page.text[: piece.start].rstrip().endswith((":", ",")):
                return None
            begin = page.document.sentences[number - 1].start
        return max([paragraph.start, min(begin, piece.start), *earlier[-1:]])
    above = page.text[: paragraph.start].rstrip()
    if piece.paragraph == 0 or not above.endswith((":", ",", " –", " —")):
        return None
    last = page.sentence_at(len(above) - 1)
    return None if last is None else page.document.sentences[last].start


def _reaches(page: Page, start: int, end: int) -> bool:
    """Whether only an addressee, a time or an aside stands between a cue and its piece."""
    between = page.text[start:end].strip()
    return not between or between.endswith((":", ",", "that", "–", "—")) or len(between.split()) <= 2


def _leads(page: Page, piece: Marked, draft: Draft) -> bool:
    """Whether a cue stands right beside a short piece."""
    if draft.cue is None:
        return False
    if draft.cue.end <= piece.start:
        return len(page.text[draft.cue.end : piece.start].split()) <= 1
    return page.text[piece.inner.end - 1] == "," or page.text[piece.end : piece.end + 1] == ","


def _speech_row(sentence: Sentence, index: int) -> cues.CueVerb | None:
    rows = cues.rows_at(sentence, index)
    return next((r for r in rows if r.act not in cues.THOUGHT and (r.takes("quote") or r.takes("that"))), None)


def _is_finite(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.xpos in ("VBD", "VBZ", "VBP") or token.has("VerbForm=Fin"):
        return True
    return bool(sentence.dependents(index, "aux"))


def _speaker_near(page: Page, number: int, index: int, start: int, end: int, steps: tuple[int, ...]) -> Voice | None:
    """The cue's subject by the tree if it stands beside the piece, else the noun phrase next to the cue."""
    sentence = page.document.sentences[number]
    hidden = page.hidden(sentence)
    found = trees.subject(sentence, index)
    if found is not None and found not in hidden and sentence.tokens[found].upos in (*NOUNISH, "NUM", "DET", "ADJ"):
        return voice(sentence, number, found)
    for step in steps:
        near = _noun_beside(sentence, index, step, start, end)
        if near is not None and near not in hidden:
            return voice(sentence, number, near)
    return None


def noun_beside_cue(page: Page, number: int, index: int, content: tuple[Span, ...]) -> int | None:
    """The noun phrase next to a cue whose subject the tree has lost: behind it when the words stand before it."""
    sentence = page.document.sentences[number]
    hidden = page.hidden(sentence)
    is_inverted = bool(content) and content[0].start < sentence.tokens[index].start
    start = content[-1].end if is_inverted else sentence.start
    for step in (1, -1) if is_inverted else (-1,):
        found = _noun_beside(sentence, index, step, start, sentence.end)
        if (
            found is not None
            and found not in hidden
            and not any(part.covers(sentence.tokens[found]) for part in content)
        ):
            return found
    return None


def _noun_beside(sentence: Sentence, index: int, step: int, start: int, end: int) -> int | None:
    """The head of the noun phrase that begins right behind the cue or ends right before it."""
    at = index + step
    while (
        0 <= at < len(sentence.tokens)
        and sentence.tokens[at].upos in ("ADV", "AUX", "PART", "PUNCT")
        and abs(at - index) < 4
    ):
        at += step
    if not 0 <= at < len(sentence.tokens):
        return None
    token = sentence.tokens[at]
    if token.upos not in (*NOUNISH, "DET", "ADJ") or token.start < start or token.end > end:
        return None
    while sentence.tokens[at].relation in INSIDE_NOUN and sentence.tokens[at].head >= 0:
        above = sentence.tokens[at].head
        if sentence.tokens[above].upos not in NOUNISH or not start <= sentence.tokens[above].start < end:
            break
        at = above
    return at if sentence.tokens[at].upos in NOUNISH else None


def _draft(
    page: Page, piece: Marked, number: int, index: int, row: cues.CueVerb, speaker: Voice | None, rule: str
) -> Draft:
    from_tree = page.document.sentences[number]
    return Draft(
        (Span(piece.start, piece.end),),
        row.act,
        rule,
        _cue_span(from_tree, index),
        speaker,
        sentence=number,
        cue_token=index,
    )


def _cue_span(sentence: Sentence, index: int) -> Span:
    first = index
    members = sentence.dependents(index, "aux", "advmod")
    while first - 1 in members:
        first -= 1
    return sentence.span(first, index)


# ------------------------------------------------------------------ governed


def _governed(page: Page, piece: Marked) -> Draft | None:
    """Case 5: a cue above the piece in the tree; the branch that holds the piece is the content."""
    number = page.sentence_at(piece.inner.start)
    if number is None:
        return None
    sentence = page.document.sentences[number]
    held = [i for i, t in enumerate(sentence.tokens) if piece.covers(t)]
    top = next((i for i in held if sentence.tokens[i].head not in held and sentence.tokens[i].upos != "PUNCT"), None)
    if top is None:
        return None
    branch = top
    for above in sentence.ancestors(top):
        row = _governor(sentence, above)
        if row is not None:
            return _under(page, piece, number, above, branch, row)
        branch = above
    return None


def _governor(sentence: Sentence, index: int) -> str | None:
    """The act of a cue verb or cue noun."""
    rows = [r for r in cues.rows_at(sentence, index) if r.act not in cues.THOUGHT]
    if rows:
        return rows[0].act
    noun = cues.nouns().get(sentence.tokens[index].lemma.lower())
    return noun.act if noun is not None and noun.act not in cues.THOUGHT else None


def _under(page: Page, piece: Marked, number: int, cue: int, branch: int, act: str) -> Draft | None:
    sentence = page.document.sentences[number]
    token = sentence.tokens[cue]
    who = (
        trees.subject(sentence, cue)
        if token.upos == "VERB"
        else next(iter(sentence.dependents(cue, "nmod:poss")), None)
    )
    if who is None or piece.covers(sentence.tokens[who]) or who in sentence.subtree(branch):
        return None
    if sentence.tokens[branch].relation in ("advcl", "acl", "nsubj") and piece.words(page.text) <= SHORT:
        return None
    speaker = voice(sentence, number, who)
    return Draft(
        (Span(piece.start, piece.end),),
        act,
        "governed",
        sentence.span(cue, cue),
        speaker,
        sentence=number,
        cue_token=cue,
    )


# ------------------------------------------------------------------- carried


def _is_after_split(page: Page, drafts: list[Draft], piece: Marked) -> bool:
    """Whether a short piece goes on with a quotation that a cue has just interrupted."""
    start = page.paragraphs[piece.paragraph].start
    near = [d for d in drafts if d.content and not d.is_bare and start <= d.content[-1].start < piece.start]
    return bool(near) and _ends_clean(page, piece) and len(page.text[near[-1].end : piece.start].split()) == 0


def _carried(page: Page, drafts: list[Draft], piece: Marked) -> list[Draft]:
    """Case 6: a bare quoted sentence goes on with the last speaker, unless somebody new has come up since."""
    last = _last_speaker(page, drafts, piece)
    if last is None:
        return [*drafts, Draft((Span(piece.start, piece.end),), "say", "unattributed")]
    gap = page.text[min(last.end, piece.start) : piece.start]
    if _is_adjoining(page, last, piece, gap):
        wider = msgspec.structs.replace(last, content=merged(page.text, (*last.content, piece)))
        return [wider if d is last else d for d in drafts]
    rule = "carried" if page.paragraph_at(last.start) == piece.paragraph else "carried over"
    found = Draft((Span(piece.start, piece.end),), "say", rule, None, _source_of(page, last, piece))
    return [*drafts, found]


def with_carried_source(page: Page, drafts: list[Draft], draft: Draft) -> Draft:
    """A whole quoted sentence whose cue has lost its subject (`is said`) goes on with the last speaker."""
    if draft.source is not None or draft.cue is None or not draft.content:
        return draft
    pieces = [p for p in page.pieces if p.start == draft.content[0].start and _is_sentence(page, p)]
    last = _last_speaker(page, drafts, pieces[0]) if pieces else None
    return msgspec.structs.replace(draft, source=last.source, rule="carried over") if last is not None else draft


def _is_adjoining(page: Page, last: Draft, piece: Marked, gap: str) -> bool:
    """Whether a piece follows the clause of a direct quotation at once: "X," he said. "Y." """
    is_direct = any(p.overlaps(part) for part in last.content for p in page.pieces)
    starts_inside = page.paragraph_at(last.start) == piece.paragraph
    is_near = len(re.findall(r"[.!?](?=\s|$)", gap)) <= 1 and len(gap.split()) <= NEAR
    return is_direct and starts_inside and is_near and last.source is not None and not last.is_thought


def _last_speaker(page: Page, drafts: list[Draft], piece: Marked) -> Draft | None:
    spoken = [d for d in drafts if d.start < piece.start and d.source is not None and not d.is_thought]
    spoken = [
        d
        for d in spoken
        if not any(o is not d and p.start <= d.start and d.end <= p.end for o in spoken for p in o.content)
    ]
    spoken.sort(key=lambda d: (d.end, d.start))
    here = [d for d in spoken if page.paragraph_at(d.start) == piece.paragraph]
    if here:
        return here[-1]
    above = [d for d in spoken if page.paragraph_at(d.start) >= piece.paragraph - 2]
    return above[-1] if above else None


def _source_of(page: Page, last: Draft, piece: Marked) -> Voice | None:
    """The speaker carried on: the subject of the sentence before the piece if it names somebody new."""
    number = page.sentence_at(max(piece.start - 1, 0))
    if number is None:
        return last.source
    sentence = page.document.sentences[number]
    if (
        piece.start >= sentence.end
        or sentence.start < page.paragraphs[piece.paragraph].start
        or last.end >= sentence.start
    ):
        before = _before(page, piece)
        if before is None or last.end >= before[1].start:
            return last.source
        number, sentence = before
    fresh = _person_subject(page, number, sentence)
    return fresh or last.source


def _before(page: Page, piece: Marked) -> tuple[int, Sentence] | None:
    """The sentence that ends before a piece in its own paragraph."""
    start = page.paragraphs[piece.paragraph].start
    found = [(n, s) for n, s in enumerate(page.document.sentences) if start <= s.start and s.end <= piece.start + 1]
    return found[-1] if found else None


def _person_subject(page: Page, number: int, sentence: Sentence) -> Voice | None:
    """The main subject of a narrative sentence, if it is a person's name or a personal pronoun."""
    found = trees.own_subject(sentence, sentence.root)
    if found is None:
        return None
    token = sentence.tokens[found]
    is_person = token.form.lower() in ("he", "she") or token.entity.endswith("PER")
    return voice(sentence, number, found) if is_person else None


# -------------------------------------------------------------------- blocks


def blocks(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Paragraphs without marks that a cue and a colon introduce: `The envoy added:` and then the words."""
    found = []
    for number, paragraph in enumerate(page.paragraphs[1:], start=1):
        above = page.text[: page.paragraphs[number - 1].end].rstrip()
        block = _block(page, paragraph) if above.endswith(":") else None
        if block is not None and not any(_is_taken(page, draft, block) for draft in drafts):
            found.append(block)
    return found


def _is_taken(page: Page, draft: Draft, block: Draft) -> bool:
    """Whether a draft already holds a block's words or its cue."""
    if draft.cue is not None and block.cue is not None and draft.cue.overlaps(block.cue):
        return True
    return any(overlap(page.text, part, words) for part in draft.content for words in block.content)


def _block(page: Page, paragraph: Span) -> Draft | None:
    whole = Span(paragraph.start, paragraph.start + len(page.text[paragraph.start : paragraph.end].rstrip()))
    if page.document.in_boilerplate(whole) or len(page.text[whole.start : whole.end].split()) < 8:
        return None
    piece = Marked(whole.start, whole.end, whole, page.paragraph_at(paragraph.start))
    found = _cue_before(page, piece)
    return msgspec.structs.replace(found, rule="block") if found is not None else None


# ------------------------------------------------------------ colon and dash


def _colon(page: Page, piece: Marked) -> Draft | None:
    """A colon without a cue verb: the subject of the clause before it, or the last name in it."""
    paragraph = page.paragraphs[piece.paragraph]
    lead = page.text[paragraph.start : piece.start].rstrip()
    if not lead.endswith(":"):
        return None
    colon = paragraph.start + len(lead) - 1
    tokens = [t for t in page.tokens_between(paragraph.start, colon) if t[0] == page.sentence_at(colon)]
    if not tokens:
        return None
    number = tokens[0][0]
    sentence = page.document.sentences[number]
    found = [
        i
        for _, i, t in tokens
        if t.relation == "nsubj" and sentence.tokens[t.head].relation in ("root", "ccomp", "parataxis")
    ]
    found = found[:1] or [i for _, i, t in tokens if t.entity.endswith("PER")][-1:]
    speaker = voice(sentence, number, found[0]) if found else None
    return Draft((Span(piece.start, piece.end),), "say", "colon", Span(colon, colon + 1), speaker) if speaker else None


def _dash(page: Page, piece: Marked) -> Draft | None:
    """Case 7: a name behind a dash at the end of the paragraph."""
    after = page.text[piece.end : page.paragraphs[piece.paragraph].end]
    match = re.match(
        r"\s*(?P<dash>[—―–]|--?)\s*(?P<name>[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){1,5}(?:, [^\n]{3,60})?)\s*$", after
    )
    if match is None:
        return None
    cue = Span(piece.end + match.start("dash"), piece.end + match.end("dash"))
    name = Voice(piece.end + match.start("name"), piece.end + match.end("name"))
    return Draft((Span(piece.start, piece.end),), "say", "dash", cue, name)
