"""Cases 7 and 8: words carried by a noun (`her claim that ...`) and `according to`."""

from __future__ import annotations

from dragoman.document import Sentence, Span
from dragoman.quotes import claims, cues, trees
from dragoman.quotes.claims import Claim


def noun(sentence: Sentence, number: int, index: int) -> Claim | None:
    """Case 7: `Oslo's claim that ...`, `a warning by the ministry that ...`."""
    token = sentence.tokens[index]
    row = cues.nouns().get(token.lemma.lower()) if token.upos == "NOUN" else None
    if row is None:
        return None
    owner = _owner(sentence, index)
    content = _noun_content(sentence, index, row, owner)
    if not content or owner is None:
        return None
    first = index
    while first - 1 in sentence.dependents(index, "amod", "advmod", "compound"):
        first -= 1
    return Claim(
        number, "noun", row.act, index, sentence.span(first, index), owner, content, is_thought=row.act in cues.THOUGHT
    )


def _noun_content(sentence: Sentence, index: int, row: cues.CueNoun, owner: int | None) -> tuple[Span, ...]:
    for i in sentence.dependents(index, "acl", "ccomp", "nmod", "advcl"):
        marks = trees.cases(sentence, i)
        token = sentence.tokens[i]
        is_that = "that" in row.frames and "that" in marks and token.deprel != "acl:relcl"
        is_to = "to" in row.frames and "to" in marks and token.upos == "VERB"
        is_phrase = token.relation == "nmod" and i != owner and any(claims.is_frame(m, row.frames) for m in marks)
        is_phrase = is_phrase and not claims.is_setting(sentence, i)
        if is_that or is_to or is_phrase:
            without = sentence.dependents(i, "case") if is_phrase else []
            return trees.runs(sentence, trees.phrase(sentence, i, without=without))
    return ()


def _owner(sentence: Sentence, index: int) -> int | None:
    """Whose the noun is: its possessor, `by X`, `from X`, or the subject of its light verb."""
    owners = sentence.dependents(index, "nmod:poss")
    owners += [i for i in sentence.dependents(index, "nmod", "obl") if {"by", "from"} & set(trees.cases(sentence, i))]
    if owners:
        return owners[0]
    token = sentence.tokens[index]
    if token.relation == "obj" and sentence.tokens[token.head].lemma.lower() in cues.light_verbs():
        return trees.subject(sentence, token.head)
    return None


def according(sentence: Sentence, number: int, index: int) -> Claim | None:
    """Case 8: the object of `according to` speaks, the clause it hangs in is said."""
    if sentence.tokens[index].form.lower() != "according" or index + 1 >= len(sentence.tokens):
        return None
    if sentence.tokens[index + 1].form.lower() != "to":
        return None
    source = _object_of_according(sentence, index)
    if source is None:
        return None
    content = trees.runs(sentence, _beside(sentence, index, source) or _under(sentence, source))
    return Claim(number, "according to", "say", index, sentence.span(index, index + 1), source, content)


def _beside(sentence: Sentence, index: int, source: int) -> list[int]:
    """The sentence before `, according to ...` or behind a fronted one."""
    phrase = sentence.subtree(source)
    last = max(*phrase, index + 1)
    if index <= 1:
        return trees.trimmed(sentence, list(range(last + 1, len(sentence.tokens))))
    if sentence.tokens[index - 1].form not in (",", "--", "–", "—"):
        return []
    first = max([i + 1 for i in range(index) if sentence.tokens[i].form == ";"], default=0)
    return trees.trimmed(sentence, list(range(first, index)))


def _under(sentence: Sentence, source: int) -> list[int]:
    top = _clause_top(sentence, source)
    return trees.phrase(sentence, top, without=[source, *_other_claims(sentence, top, source)])


def _object_of_according(sentence: Sentence, index: int) -> int | None:
    head = sentence.tokens[index].head
    if head > index:
        return head
    below = [i for i in sentence.dependents(index, "obl", "nmod", "obj") if i > index]
    if below:
        return below[0]
    return next(
        (i for i in range(index + 2, len(sentence.tokens)) if sentence.tokens[i].upos in ("PROPN", "NOUN", "PRON")),
        None,
    )


def _clause_top(sentence: Sentence, source: int) -> int:
    """The head of the clause that `according to` speaks of: up through phrases and over `and`."""
    index = sentence.tokens[source].head if sentence.tokens[source].head >= 0 else source
    while sentence.tokens[index].relation not in trees.CLAUSAL and sentence.tokens[index].head >= 0:
        index = sentence.tokens[index].head
    while sentence.tokens[index].relation in ("conj", "advcl") and index < source:
        index = sentence.tokens[index].head
    return index


def _other_claims(sentence: Sentence, top: int, source: int) -> list[int]:
    return [i for i in sentence.dependents(top, "parataxis") if not claims.above(sentence, i, source) and i != source]
