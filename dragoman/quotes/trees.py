"""Reading a dependency tree: subjects, phrases, pieces of text.

>>> from dragoman.document import Token, sentence_of
>>> words = [("Oslo", 1, "nsubj"), ("agreed", -1, "root"), (".", 1, "punct")]
>>> at = [0, 5, 11]
>>> tokens = [Token(a, a + len(w), w, w, "X", None, None, h, d) for a, (w, h, d) in zip(at, words)]
>>> subject(sentence_of(tuple(tokens)), 1)
0
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.document import Sentence, Span

EDGE = frozenset(",;:-–—.!?")
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "tell",
        "urge",
        "order",
        "advise",
        "allow",
        "permit",
        "enable",
        "invite",
        "encourage",
        "persuade",
        "force",
        "beg",
        "beseech",
        "implore",
        "instruct",
        "direct",
        "request",
        "require",
        "see",
        "hear",
        "watch",
        "let",
        "make",
        "have",
        "find",
        "catch",
        "show",
        "leave",
        "remind",
        "warn",
        "push",
        "press",
        "want",
    ]
)
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
QUOTING = frozenset({"quote", "cite", "paraphrase"})
CLAUSAL = frozenset({"root", "ccomp", "parataxis", "advcl", "acl", "csubj", "conj", "xcomp"})
SUBJECTS = ("nsubj",)


def own_subject(sentence: Sentence, index: int) -> int | None:
    """The subject that hangs on this very word; a passive's subject is not its doer."""
    passive = is_passive(sentence, index)
    found = [
        i
        for i in sentence.dependents(index, *SUBJECTS)
        if not (passive and sentence.tokens[i].deprel == "nsubj:pass") and "by" not in cases(sentence, i)
    ]
    return min(found, key=lambda i: (sentence.tokens[i].deprel == "nsubj:outer", abs(i - index)), default=None)


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands in the passive."""
    if sentence.dependents(index, "aux:pass"):
        return True
    token = sentence.tokens[index]
    if token.xpos == "VBN" and token.deprel in ("acl", "advcl", "amod") and not sentence.dependents(index, "aux"):
        return own_participle(sentence, index)
    return bool(sentence.dependents(index, "nsubj:pass")) and sentence.tokens[index].xpos in ("VBN", None)


def own_participle(sentence: Sentence, index: int) -> bool:
    """Whether a bare past participle has no subject of its own: `officials briefed on the talks`."""
    return not sentence.dependents(index, "nsubj")


def agent(sentence: Sentence, index: int) -> int | None:
    """The doer of a passive: `by CCTV`."""
    return next((i for i in sentence.dependents(index, "obl", "nsubj", "nmod") if "by" in cases(sentence, i)), None)


def cases(sentence: Sentence, index: int) -> list[str]:
    """The prepositions of a phrase, lower-cased."""
    return [sentence.tokens[i].form.lower() for i in sentence.dependents(index, "case", "mark")]


def subject(sentence: Sentence, index: int) -> int | None:
    """Who does what this verb says, also where the subject stands with a governing verb."""
    for _ in range(6):
        found = own_subject(sentence, index)
        if found is not None:
            return found
        if is_passive(sentence, index):
            return agent(sentence, index)
        step = _controller(sentence, index)
        if step is None:
            return None
        verb, found = step
        if found is not None:
            return found
        index = verb
    return None


def _controller(sentence: Sentence, index: int) -> tuple[int, int | None] | None:
    """The next governor to ask for a subject, or the very subject that it gives."""
    token = sentence.tokens[index]
    head = token.head
    if head < 0:
        return None
    if quoted := _quoted_speaker(sentence, index, head):
        return head, quoted
    match token.relation:
        case "conj":
            return _rejoined(sentence, index) or head, None
        case "xcomp" | "ccomp" if token.relation == "xcomp" or token.has("VerbForm=Ger"):
            objects = sentence.dependents(head, "obj", "iobj")
            if objects and sentence.tokens[head].lemma.lower() in OBJECT_CONTROL and not _is_raised(sentence, head):
                return head, objects[0]
            if is_passive(sentence, head):
                return head, _patient(sentence, head)
            return head, None
        case "advcl" if (above := _arguing(sentence, index)) is not None:
            return above, None
        case "advcl" | "parataxis":
            if sentence.tokens[head].upos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
                return None
            if is_passive(sentence, head) and own_subject(sentence, head) is None:
                return head, _patient(sentence, head)
            return head, None
        case "acl":
            return head, None if token.deprel == "acl:relcl" else _author(sentence, head)
    return None


def _rejoined(sentence: Sentence, index: int) -> int | None:
    """The governor of a content verb that a finite past tense leaves again: `said he would stay and warned Oslo`."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    is_past = token.xpos == "VBD" and not sentence.dependents(index, "aux") and own_subject(sentence, index) is None
    leaves = (
        head.relation == "ccomp" and head.xpos in ("VB", "VBN", "VBG") and bool(sentence.dependents(token.head, "aux"))
    )
    return head.head if is_past and leaves and head.head >= 0 else None


def _arguing(sentence: Sentence, index: int) -> int | None:
    """The cue on whose content a speaking participle hangs: `said it had failed, adding that ...`."""
    token = sentence.tokens[index]
    if (cue := _behind_cue(sentence, index)) is not None:
        return cue
    behind_comma = index > token.head and any(t.form == "," for t in sentence.tokens[max(0, index - 2) : index])
    if token.xpos != "VBG" or not behind_comma or own_subject(sentence, index) is not None:
        return None
    if not sentence.dependents(index, "ccomp") and token.lemma.lower() not in QUOTING:
        return None
    links = [i for i in sentence.ancestors(index) if sentence.tokens[i].relation == "ccomp" and i < index]
    return sentence.tokens[links[-1]].head if links else None


def _behind_cue(sentence: Sentence, index: int) -> int | None:
    """The cue between a content and a participle tied to it: `"We agreed," Silva said, praising Oslo`."""
    token = sentence.tokens[index]
    content = sentence.tokens[token.head]
    if token.xpos != "VBG" or content.relation != "ccomp":
        return None
    if not (token.head < content.head < index or index < content.head < token.head):
        return None
    return content.head


def leaving(sentence: Sentence, index: int) -> list[int]:
    """Branches under a content verb that go on with the speaker and not with what is said."""
    return [i for i in sentence.subtree(index) if i != index and _leaves(sentence, i, index)]


def _leaves(sentence: Sentence, index: int, content: int) -> bool:
    token = sentence.tokens[index]
    if token.relation == "conj" and token.head == content:
        return _rejoined(sentence, index) is not None
    if token.relation == "advcl":
        above = _arguing(sentence, index)
        return above is not None and above in sentence.ancestors(content)
    return False


def _patient(sentence: Sentence, index: int) -> int | None:
    return next(iter(sentence.dependents(index, "nsubj:pass")), None)


def _is_raised(sentence: Sentence, head: int) -> bool:
    return sentence.tokens[head].lemma.lower() in ("make", "have", "leave", "show", "find") and not sentence.dependents(
        head, "xcomp"
    )


def _author(sentence: Sentence, noun: int) -> int | None:
    """Whose the noun is that a participle modifies: `issued a statement saying` is its issuer, else the noun."""
    token = sentence.tokens[noun]
    owners = sentence.dependents(noun, "nmod:poss")
    if owners:
        return owners[0]
    if token.relation in ("obj", "obl") and token.head >= 0 and token.upos == "NOUN" and not token.has("Person"):
        doer = subject(sentence, token.head)
        if doer is not None and token.lemma.lower() not in ("who", "which") and token.relation == "obj":
            return doer
    return noun


def _quoted_speaker(sentence: Sentence, index: int, head: int) -> int | None:
    """B of `A quoted B as saying` and of `B was quoted as saying`."""
    if sentence.tokens[head].lemma.lower() not in QUOTING or "as" not in cases(sentence, index):
        return None
    found = sentence.dependents(head, "nsubj:pass") or sentence.dependents(head, "obj")
    return found[0] if found else None


def quoted_as(sentence: Sentence, index: int) -> tuple[int, int, int | None] | None:
    """Speaker, cue and reporter of `quoted Silva as saying`, by the words where wrapped lines break the tree."""
    tokens = sentence.tokens
    if tokens[index].lemma.lower() not in QUOTING:
        return None
    for at in range(index + 1, min(index + 14, len(tokens) - 1)):
        if tokens[at].form.lower() == "as" and tokens[at + 1].form.lower().endswith("ing"):
            patient = sentence.dependents(index, "nsubj:pass")
            own = patient or [i for i in sentence.dependents(index, "obj") if i < at]
            speaker = own[0] if own else _last_name(sentence, index + 1, at)
            return (speaker, at + 1, _relay(sentence, index, at + 1)) if speaker is not None else None
    return None


def _last_name(sentence: Sentence, first: int, last: int) -> int | None:
    """The head of the noun phrase that ends a stretch of tokens."""
    nouns = [i for i in range(first, last) if sentence.tokens[i].upos in ("PROPN", "NOUN", "PRON")]
    tops = [i for i in nouns if not first <= sentence.tokens[i].head < last]
    return (tops or nouns)[-1] if nouns else None


def _relay(sentence: Sentence, index: int, cue: int) -> int | None:
    """Who quotes: the subject of an active verb, `by ...` of a passive one."""
    if is_passive(sentence, index):
        return agent(sentence, index) or agent(sentence, cue)
    return subject(sentence, index)


def _person_before(sentence: Sentence, index: int) -> int | None:
    """The name right before `who`, whatever noun the tree ties the clause to."""
    if sentence.tokens[index].form.lower() not in ("who", "whom") or index < 2:
        return None
    at = index - 2 if sentence.tokens[index - 1].form == "," else index - 1
    if not sentence.tokens[at].entity.endswith("PER"):
        return None
    while sentence.tokens[at].relation in ("flat", "compound") and sentence.tokens[at].head >= 0:
        at = sentence.tokens[at].head
    return at


def antecedent(sentence: Sentence, index: int) -> int:
    """The noun that a relative pronoun stands for; any other word stands for itself."""
    if sentence.tokens[index].form.lower() not in RELATIVE:
        return index
    for above in sentence.ancestors(index):
        token = sentence.tokens[above]
        if token.deprel in ("acl:relcl", "acl", "advcl:relcl") and token.head >= 0:
            return _person_before(sentence, index) or token.head
    return index


# ------------------------------------------------------------------ phrases


def phrase(sentence: Sentence, index: int, *, without: Iterable[int] = ()) -> list[int]:
    """The tokens of a phrase, less other phrases that hang in it, less punctuation and prepositions at its edges."""
    lost = {i for branch in without for i in sentence.subtree(branch)}
    tokens = [i for i in sentence.subtree(index) if i not in lost]
    return trimmed(sentence, tokens)


def trimmed(sentence: Sentence, tokens: list[int]) -> list[int]:
    """Tokens without commas, dashes and full stops at the edges."""
    first, last = 0, len(tokens)
    while first < last and sentence.tokens[tokens[first]].form in EDGE:
        first += 1
    while last > first and sentence.tokens[tokens[last - 1]].form in EDGE:
        last -= 1
    return tokens[first:last]


def span_of(sentence: Sentence, tokens: list[int]) -> Span | None:
    """From the first to the last of some tokens."""
    return sentence.span(tokens[0], tokens[-1]) if tokens else None


def runs(sentence: Sentence, tokens: list[int]) -> tuple[Span, ...]:
    """The contiguous stretches of some tokens, each without punctuation at its edges."""
    found: list[list[int]] = []
    for i in tokens:
        if found and i == found[-1][-1] + 1:
            found[-1].append(i)
        else:
            found.append([i])
    spans = [span_of(sentence, trimmed(sentence, run)) for run in found]
    return tuple(span for span in spans if span is not None)


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """A noun and those joined to it by `and`."""
    return [index, *sentence.dependents(index, "conj")]


def noun_phrase(sentence: Sentence, index: int) -> list[int]:
    """A noun phrase as the source of words: title, name, apposition, identifying relative clause; no aside."""
    outside = [
        i
        for i in sentence.children[index]
        if sentence.tokens[i].relation in ("case", "parataxis", "cc", "mark", "discourse")
        or _is_loose_relative(sentence, index, i)
        or (sentence.tokens[i].relation == "punct" and i < index and sentence.tokens[i].form in EDGE)
    ]
    return _up_to_aside(sentence, index, _around(index, phrase(sentence, index, without=outside)))


def _around(index: int, tokens: list[int]) -> list[int]:
    """The contiguous run of tokens that holds the head: what the tree ties to it over a gap is no part of the name."""
    if index not in tokens:
        return tokens
    at = first = last = tokens.index(index)
    while first and tokens[first - 1] == tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        last += 1
    return tokens[first : last + 1] if first <= at <= last else tokens


def _is_loose_relative(sentence: Sentence, index: int, branch: int) -> bool:
    """`, who had flown in,`: a relative clause or participle behind a comma does not identify."""
    first = sentence.subtree(branch)[0]
    behind_comma = "," in (sentence.tokens[first - 1].form, sentence.tokens[first].form)
    return sentence.tokens[branch].relation == "acl" and first > index and behind_comma


def _up_to_aside(sentence: Sentence, index: int, tokens: list[int]) -> list[int]:
    """A noun phrase cut before `, in a call with ...`, however deep the tree has hung it."""
    for position, i in enumerate(tokens[:-1]):
        following = sentence.tokens[tokens[position + 1]].form.lower()
        if (
            i > index
            and sentence.tokens[i].form == ","
            and following in ("in", "at", "during", "after", "before", "speaking")
        ):
            return tokens[:position]
    return tokens
