"""Noun phrases by the tree: where each begins and ends, and which words are its core.

"the Kremlin spokesman, Dmitry Peskov, who spoke on Friday"
 ------------------------------------                        the span: title, name and apposition
 -------------------                                         the core: determiner, modifiers and head
"""

from __future__ import annotations

from dragoman.document import Sentence, Token

_INNER = frozenset(
    [
        "compound",
        "flat",
        "nmod:desc",
        "amod",
        "det",
        "nummod",
        "fixed",
        "case",
        "advmod",
        "cop",
        "mark",
        "cc",
        "goeswith",
        "aux",
        "expl",
        "punct",
    ]
)
_CUT = frozenset(
    [
        "acl",
        "advcl",
        "ccomp",
        "xcomp",
        "csubj",
        "conj",
        "cc",
        "parataxis",
        "case",
        "mark",
        "cop",
        "nsubj",
        "aux",
        "expl",
        "discourse",
        "vocative",
        "dislocated",
        "obl",
        "obj",
        "iobj",
        "list",
        "orphan",
        "advmod",
        "reparandum",
    ]
)
_NOT_CORE = frozenset({"nmod", "appos", "acl", "nmod:poss"})
_CORE = frozenset(["compound", "flat", "nmod:desc", "amod", "nummod", "det", "goeswith", "fixed"])
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "SYM", "X"})
_ELLIPTIC = frozenset({"ADJ", "DET", "NUM"})
_ARGUMENT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos"})


def heads(sentence: Sentence) -> list[int]:
    """Tokens that head a noun phrase of their own (no title, no compound, no adjective)."""
    return [i for i, token in enumerate(sentence.tokens) if _heads_phrase(sentence, i, token)]


def _heads_phrase(sentence: Sentence, index: int, token: Token) -> bool:
    if token.upos not in _NOMINAL and token.upos not in _ELLIPTIC:
        return False
    base = base_token(sentence, index)
    if base.deprel in _INNER or (base.relation in _INNER and base.deprel != "nmod:poss"):
        return False
    if token.upos in _ELLIPTIC:
        return token.relation in _ARGUMENT or (token.relation == "conj" and base.relation in _ARGUMENT)
    return token.upos != "PRON" or token.deprel != "expl"


def base_token(sentence: Sentence, index: int) -> Token:
    """The token itself, or the first conjunct of the row it stands in."""
    token = sentence.tokens[index]
    while token.relation == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    return token


def extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of the phrase, without relative and other clauses, conjuncts and its preposition."""
    kept = {head}
    stack = [head]
    while stack:
        for child in sentence.children[stack.pop()]:
            if child not in kept and not _is_cut(sentence, child, head):
                kept.add(child)
                stack.append(child)
    return _contiguous(sentence, head, kept)


def _is_cut(sentence: Sentence, child: int, head: int) -> bool:
    token = sentence.tokens[child]
    direct = token.head == head
    if token.relation == "acl":
        return True
    if not direct:
        return token.relation in ("acl", "parataxis", "advcl", "ccomp")
    if token.deprel in ("nmod:unmarked", "obl:unmarked", "nmod:tmod"):
        return True
    if token.relation == "cc":
        return child >= head
    if token.relation == "advmod":
        return child > head or (child > 0 and sentence.tokens[child].form.lower() in ("also", "however", "meanwhile"))
    return token.relation in _CUT


def _contiguous(sentence: Sentence, head: int, kept: set[int]) -> tuple[int, int]:
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while first < head and (sentence.tokens[first].upos in ("PUNCT", "CCONJ")):
        first += 1
    while last > head and _trails(sentence.tokens[last]):
        last -= 1
    forms = [t.form for t in sentence.tokens[first : last + 1]]
    if forms[-1] == ")" and "(" not in forms and last > head:
        last -= 1
    return first, last


def _trails(token: Token) -> bool:
    """Words that end no phrase: punctuation, a relative pronoun whose clause is cut off."""
    if token.upos == "PUNCT":
        return token.form not in (")", "]")
    if token.form in ("'s", "’s"):
        return True
    return token.form.lower() in ("who", "whom", "which", "whose", "and", "or", "&")


def core(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of title, modifiers, head and name; no possessor, no prepositional phrase, no apposition."""
    kept = {head}
    stack = [head]
    while stack:
        for child in sentence.children[stack.pop()]:
            if _in_core(sentence, child, head):
                kept.add(child)
                stack.append(child)
    return _contiguous(sentence, head, kept)


def _in_core(sentence: Sentence, child: int, head: int) -> bool:
    token = sentence.tokens[child]
    if token.deprel in _CORE or token.relation in ("compound", "flat"):
        return True
    if token.relation in ("conj", "cc", "punct", "advmod") and token.head != head:
        return True
    return (token.relation == "cc" and child < head) or (token.relation == "punct" and token.form in _HYPHENS)


_HYPHENS = frozenset(["-", "–", '"', "“", "”", "'", "‘", "’"])


def conjuncts(sentence: Sentence, head: int) -> list[int]:
    """The heads coordinated with a phrase, itself first: `France`, `Germany`, `Spain`."""
    return [head, *sentence.dependents(head, "conj")]


def appositions(sentence: Sentence, head: int) -> list[int]:
    """Heads of the appositions of a phrase."""
    return sentence.dependents(head, "appos")
