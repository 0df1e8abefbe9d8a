"""One attribution inside one sentence, and what all its cases ask of the tree.

>>> _is_agent_noun("treasurer"), _is_agent_noun("border")
(True, False)
"""

from __future__ import annotations

import msgspec

from dragoman.document import Sentence, Span
from dragoman.quotes import cues, trees

PERSON_OBJECT = "person"
AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "crat", "eer", "men")


class Claim(msgspec.Struct, frozen=True):
    """One attribution inside one sentence, as token indices and spans; `case` names the rule that found it."""

    sentence: int
    case: str
    act: str
    cue: int
    cue_span: Span
    source: int | None
    content: tuple[Span, ...]
    addressee: int | None = None
    reporter: int | None = None
    is_thought: bool = False


def can_speak(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase may be a speaker: name, person, body or document; a relative stands for its noun."""
    token = sentence.tokens[trees.antecedent(sentence, index)]
    if token.upos == "PRON":
        return token.form.lower() not in ("it", "this", "that", "which", "what", "these", "those")
    if token.upos in ("PROPN", "NUM") or token.entity != "O":
        return True
    lemma = token.lemma.lower()
    return lemma.split("-")[-1] in cues.speakers() or lemma in cues.documents() or _is_agent_noun(lemma)


def _is_agent_noun(lemma: str) -> bool:
    """Whether a noun is built as one who does: treasurer, auditor, unionist."""
    return len(lemma) > 5 and lemma.endswith(AGENT_ENDINGS) and lemma not in cues.no_agents()


def cue_span(sentence: Sentence, index: int) -> Span:
    """The cue with its auxiliaries, negation, particle and adverbs, as one stretch."""
    members = {index, *sentence.dependents(index, "aux", "advmod", "compound:prt")}
    first = last = index
    while first - 1 in members:
        first -= 1
    while last + 1 in members and sentence.tokens[last + 1].deprel == "compound:prt":
        last += 1
    while (
        first < index
        and sentence.tokens[first].relation == "advmod"
        and sentence.tokens[first].form.lower() in ("when", "where", "how", "why")
    ):
        first += 1
    return sentence.span(first, last)


def addressee(sentence: Sentence, index: int, row: cues.CueVerb, content: tuple[Span, ...]) -> int | None:
    """The one spoken to: the object of `told`, or `to reporters`."""
    objects = sentence.dependents(index, "iobj") or (
        sentence.dependents(index, "obj") if row.takes(PERSON_OBJECT) else []
    )
    to = [
        i
        for i in sentence.dependents(index, "obl")
        if "to" in trees.cases(sentence, i) and sentence.tokens[i].upos in ("NOUN", "PROPN", "PRON")
    ]
    for i in (*objects, *to):
        is_urged = row.takes("to") and row.act in ("call-for", "invite")
        if can_speak(sentence, i) and (is_urged or not inside(sentence, i, content)):
            return i
    return None


def inside(sentence: Sentence, index: int, content: tuple[Span, ...]) -> bool:
    return any(piece.covers(sentence.tokens[index]) for piece in content)


def has_mark_to(sentence: Sentence, index: int) -> bool:
    marks = ("mark", "case") if sentence.tokens[index].relation == "xcomp" else ("mark",)
    return any(sentence.tokens[i].form.lower() == "to" for i in sentence.dependents(index, *marks))


def is_frame(preposition: str, frames: tuple[str, ...]) -> bool:
    """Whether a row takes this preposition; `to` with a noun is written `to-phrase` in the tables."""
    return "to-phrase" in frames if preposition == "to" else preposition != "as" and preposition in frames


def is_setting(sentence: Sentence, index: int) -> bool:
    """`on Monday`, `on X`, `on television`: when and where, not what."""
    token = sentence.tokens[index]
    return token.lemma.lower() in cues.venues() or token.lemma.lower() in cues.days()


def above(sentence: Sentence, high: int, low: int) -> bool:
    return high in sentence.ancestors(low)
