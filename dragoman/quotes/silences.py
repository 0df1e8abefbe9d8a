"""Case 9: nobody says anything: `declined to comment`, `did not respond`, `could not be reached`."""

from __future__ import annotations

from dragoman.document import Sentence
from dragoman.quotes import claims, trees
from dragoman.quotes.claims import Claim

SILENT_REPLIES = frozenset({"respond", "reply", "return", "answer"})
REQUESTS = frozenset({"request", "question", "call", "email", "e-mail", "inquiry", "query", "message", "comment"})


def no_comment(sentence: Sentence, number: int, index: int) -> Claim | None:
    """Case 9: `declined to comment`, `did not respond to a request`, `could not be reached`, `had no comment`."""
    token = sentence.tokens[index]
    if token.upos != "VERB" or not _is_silence(sentence, index):
        return None
    source = trees.subject(sentence, index)
    if source is None:
        patient = sentence.dependents(index, "nsubj:pass")
        source = patient[0] if patient else None
    if source is None:
        return None
    return Claim(number, "no content", "no-comment", index, claims.cue_span(sentence, index), source, ())


def _is_silence(sentence: Sentence, index: int) -> bool:
    lemma = sentence.tokens[index].lemma.lower()
    complements = {sentence.tokens[i].lemma.lower() for i in sentence.dependents(index, "xcomp", "ccomp")}
    if lemma in ("decline", "refuse"):
        return bool(complements & {"comment", "elaborate", "answer", "respond", "reply"})
    is_negated = any(
        sentence.tokens[i].form.lower() in ("not", "n't", "n’t", "never") for i in sentence.dependents(index, "advmod")
    )
    targets = {sentence.tokens[i].lemma.lower() for i in sentence.dependents(index, "obl", "obj")}
    if is_negated and lemma in SILENT_REPLIES:
        return bool(targets & REQUESTS) or not targets
    if is_negated and lemma == "comment":
        return True
    if is_negated and lemma == "reach":
        return trees.is_passive(sentence, index)
    return lemma == "have" and any(_is_no_comment_noun(sentence, i) for i in sentence.dependents(index, "obj"))


def _is_no_comment_noun(sentence: Sentence, index: int) -> bool:
    is_none = any(sentence.tokens[i].form.lower() == "no" for i in sentence.dependents(index, "det"))
    return is_none and sentence.tokens[index].lemma.lower() in ("comment", "reply", "response")
