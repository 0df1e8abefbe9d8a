"""Case 6: the cue stands in its own content between commas, or behind it inverted; read from the words.

The tree often loses these: `Talks, the envoy said on Monday, would go on` and `Talks would go on, said the envoy`.
"""

from __future__ import annotations

from dragoman.document import Sentence
from dragoman.quotes import claims, cues, trees
from dragoman.quotes.claims import Claim

SUBJECT_WORDS = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "ADV", "AUX"})
ASIDE_MARKS = frozenset({",", "--", "–", "—"})


def between_commas(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    """Case 6 by the commas: [Talks], the envoy said on Monday, [would go on]. The tree often loses these."""
    rows = cues.rows_at(sentence, index)
    row = next((r for r in rows if r.takes("that") and r.act not in {"call-for", *cues.THOUGHT}), None)
    if row is None or (sentence.dependents(index, "obj") and not row.takes(claims.PERSON_OBJECT)):
        return None
    first, last = _before_comma(sentence, index), _behind_comma(sentence, index)
    if first is None or last is None or _content_after(sentence, index, last):
        return None
    speaker = _speaker_within(sentence, first, index)
    outside = [i for i in range(len(sentence.tokens)) if i < first or i > last]
    content = trees.runs(sentence, trees.trimmed(sentence, outside))
    if speaker is None or speaker in hidden or not content or content[0].start > sentence.tokens[index].start:
        return None
    if sentence.tokens[speaker].form.lower() in trees.RELATIVE or _is_preface(sentence, index, first):
        return None
    addressed = next(iter(sentence.dependents(index, "iobj", "obj")), None) if row.takes(claims.PERSON_OBJECT) else None
    return Claim(
        number, "between commas", row.act, index, claims.cue_span(sentence, index), speaker, content, addressed
    )


def inverted(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    """Case 6, inverted: [Talks would go on], said the envoy, who had arrived on Monday."""
    rows = cues.rows_at(sentence, index)
    row = next((r for r in rows if r.takes("that") and r.takes("quote") and r.act not in cues.THOUGHT), None)
    if row is None or index < 3 or index + 1 >= len(sentence.tokens) or not sentence.tokens[index].has("VerbForm=Fin"):
        return None
    if sentence.tokens[index - 1].form != "," or sentence.tokens[index + 1].upos not in ("PROPN", "DET", "ADJ", "NOUN"):
        return None
    speaker = _speaker_behind(sentence, index)
    before = list(range(index - 1))
    has_verb = any(sentence.tokens[i].has("VerbForm=Fin") or sentence.tokens[i].upos == "AUX" for i in before)
    own = trees.own_subject(sentence, index)
    if (
        speaker is None
        or speaker in hidden
        or not has_verb
        or (own is not None and own < index and own not in hidden and speaker != own)
    ):
        return None
    first = max([i + 1 for i in before if sentence.tokens[i].form == ";"], default=0)
    content = trees.runs(sentence, trees.trimmed(sentence, before[first:]))
    return Claim(number, "inverted", row.act, index, claims.cue_span(sentence, index), speaker, content)


def _speaker_behind(sentence: Sentence, index: int) -> int | None:
    """The subject behind an inverted cue, or the head of the noun phrase that begins there."""
    own = trees.own_subject(sentence, index)
    if own is not None and own > index:
        return own
    for i in range(index + 1, min(index + 8, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.upos in ("NOUN", "PROPN") and (not index < token.head < i + 8 or token.head == index):
            return i
        if token.upos in ("VERB", "PUNCT", "SCONJ"):
            return None
    return None


def _is_preface(sentence: Sentence, index: int, first: int) -> bool:
    """Whether what stands before an aside only says when or where it was said, with no clause of its own."""
    before = [i for i in range(first) if sentence.tokens[i].head == index and sentence.tokens[i].relation != "punct"]
    return bool(before) and all(sentence.tokens[i].relation in ("advcl", "obl", "advmod", "cc", "nmod") for i in before)


def _content_after(sentence: Sentence, index: int, last: int) -> bool:
    """Whether the content follows the cue at once and not behind the aside."""
    clauses = [i for i in sentence.dependents(index, "ccomp") if i > index]
    if any(sentence.subtree(i)[0] <= last for i in clauses):
        return True
    return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].form.lower() == "that"


def _before_comma(sentence: Sentence, index: int) -> int | None:
    """The first token of a short subject that begins behind a comma or dash and ends at the cue."""
    first = index
    while first > 0 and index - first < 12 and sentence.tokens[first - 1].upos in SUBJECT_WORDS:
        first -= 1
    stands_free = first > 1 and sentence.tokens[first - 1].form in ASIDE_MARKS
    return first if stands_free and first < index and sentence.tokens[index].has("VerbForm=Fin") else None


def _behind_comma(sentence: Sentence, index: int) -> int | None:
    """The last token before the comma or full stop that closes an aside, with at most a few words of time and place."""
    for last in range(index, min(index + 9, len(sentence.tokens))):
        following = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
        if last > index and sentence.tokens[last].upos in ("VERB", "SCONJ", "AUX", "CCONJ"):
            return None
        if (
            following is None
            or following.form in (",", "--", "–", "—")
            or (following.form == "." and last + 2 >= len(sentence.tokens))
        ):
            return last
    return None


def _speaker_within(sentence: Sentence, first: int, index: int) -> int | None:
    own = trees.own_subject(sentence, index)
    if own is not None and first <= own < index:
        return own
    nouns = [i for i in range(first, index) if sentence.tokens[i].upos in ("PROPN", "NOUN", "PRON", "NUM")]
    tops = [i for i in nouns if not first <= sentence.tokens[i].head < index or sentence.tokens[i].head == index]
    return tops[0] if tops else None
