"""What stands as the content of a cue verb: the cases of `clauses`, each by its name.

A case gives the token indices of the content, or nothing.
"""

from __future__ import annotations

from dragoman.document import Sentence
from dragoman.quotes import claims, cues, trees

CONTINUING = frozenset({"because", "if", "unless", "although", "though", "so", "that", "since", "until", "whether"})
ARMED = frozenset({"defend", "threaten", "oppose", "blast", "slam"})
"""Verbs that troops do with weapons and ministers with words."""
NAMING = frozenset({"call", "dub", "label", "brand", "term", "deem"})


def clause(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 1: the complement clause, before or after the cue, with what follows it after a colon."""
    if not (row.takes("that") or row.takes("quote")):
        return []
    found = [i for i in sentence.dependents(index, "ccomp") if not _has_to(sentence, i)]
    found = [i for i in found if "of" not in trees.cases(sentence, i)]
    found = [i for i in found if not _is_cut_off(sentence, index, i)]
    found = [i for i in found if not _is_loose_participle(sentence, index, i)]
    tokens = [t for i in found for t in _said(sentence, index, i)]
    if not found and (after := _after_colon(sentence, index)):
        return after
    tokens += [t for i in _trailing(sentence, index, found) for t in sentence.subtree(i)]
    if not row.takes(claims.PERSON_OBJECT):
        tokens += _stray_subject(sentence, index, found)
    return sorted(set(tokens) - set(sentence.dependents(index, "punct")))


def _stray_subject(sentence: Sentence, index: int, found: list[int]) -> list[int]:
    """The subject of the content when the tree has made it the cue's object; without a clause, all that follows."""
    objects = [i for i in sentence.dependents(index, "obj") if i > index]
    if not objects or sentence.subtree(objects[0])[0] != index + 1:
        return []
    if found:
        return sentence.subtree(objects[0]) if objects[0] < found[0] else []
    last = sentence.subtree(objects[0])[-1]
    rest = sentence.tokens[last + 1 :]
    is_clause = sentence.tokens[index].lemma.lower() == "say" and bool(rest) and rest[0].upos in ("AUX", "VERB")
    return trees.trimmed(sentence, list(range(index + 1, len(sentence.tokens)))) if is_clause else []


def _said(sentence: Sentence, index: int, content: int) -> list[int]:
    """The tokens of a content clause: without the cue itself and without what goes back to the speaker."""
    aside = [index] if claims.above(sentence, content, index) else []
    lost = [*aside, *trees.leaving(sentence, content), *_contrasts(sentence, content)]
    return trees.phrase(sentence, content, without=lost)


def _contrasts(sentence: Sentence, content: int) -> list[int]:
    """`..., though Lima has denied it`: another party's words, told by the narrator."""
    return [
        i
        for i in sentence.subtree(content)
        if sentence.tokens[i].relation == "advcl"
        and {"though", "although", "while"} & set(trees.cases(sentence, i))
        and cues.rows_at(sentence, i)
        and (own := trees.own_subject(sentence, i)) is not None
        and sentence.tokens[own].upos == "PROPN"
    ]


def _is_loose_participle(sentence: Sentence, index: int, content: int) -> bool:
    """`said, going on to praise`: no content but a second deed of the speaker."""
    token = sentence.tokens[content]
    if token.xpos != "VBG" or content < index or trees.own_subject(sentence, content) is not None:
        return False
    return not sentence.dependents(content, "aux") and any(t.form == "," for t in sentence.tokens[index:content])


def _is_cut_off(sentence: Sentence, index: int, content: int) -> bool:
    """Whether a semicolon parts a cue from a clause behind it that the tree has tied to it."""
    first = sentence.subtree(content)[0]
    return first > index and any(sentence.tokens[i].form == ";" for i in range(index, first))


def _after_colon(sentence: Sentence, index: int) -> list[int]:
    """What follows `said:` when the tree ties it otherwise."""
    colons = [i for i in range(index + 1, len(sentence.tokens)) if sentence.tokens[i].form == ":"]
    if not colons or sentence.tokens[index].relation not in ("root", "conj", "parataxis") or colons[0] - index > 12:
        return []
    return trees.trimmed(sentence, list(range(colons[0] + 1, len(sentence.tokens))))


def _trailing(sentence: Sentence, index: int, found: list[int]) -> list[int]:
    """Clauses behind the content that hang on the cue but belong to what was said: because, if, unless ..."""
    last = max((sentence.subtree(i)[-1] for i in found), default=len(sentence.tokens))
    clauses = [
        i for i in sentence.dependents(index, "advcl") if sentence.subtree(i)[0] > last and _continues(sentence, i)
    ]
    return clauses + [i for i in sentence.dependents(index, "conj") if found and _goes_on(sentence, i, last)]


def _continues(sentence: Sentence, index: int) -> bool:
    """Whether a subordinate clause belongs to what was said; `though he refused` is the narrator's."""
    marks = set(trees.cases(sentence, index))
    return bool(marks & CONTINUING) and not (marks & {"although", "though"} and cues.rows_at(sentence, index))


def _goes_on(sentence: Sentence, index: int, last: int) -> bool:
    """Whether a clause joined to the cue goes on with the content: `and that ...`, `and they would ...`."""
    if index < last:
        return False
    if "that" in trees.cases(sentence, index):
        return True
    own = trees.own_subject(sentence, index)
    if own is None or sentence.tokens[own].upos != "PRON" or cues.rows_at(sentence, index):
        return False
    return sentence.tokens[own].form.lower() in ("it", "they", "he", "she", "we", "there", "this", "these")


def _has_to(sentence: Sentence, index: int) -> bool:
    """Whether a clause is an infinitive without a subject of its own."""
    return claims.has_mark_to(sentence, index) and trees.own_subject(sentence, index) is None


def infinitive(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 2: the infinitive; of `urged Oslo to wait` the one urged belongs to the content."""
    if not row.takes("to"):
        return []
    found = [i for i in sentence.dependents(index, "xcomp", "ccomp") if _has_to(sentence, i)]
    if not found and row.act == "call-for":
        found = [i for i in sentence.dependents(index, "advcl") if _has_to(sentence, i)]
    if not found:
        return []
    verb = found[0]
    if cues.rows_at(sentence, verb) and row.act in cues.THOUGHT | {"say"}:
        return []
    urged = [i for i in sentence.dependents(index, "obj", "iobj") if row.act in ("call-for", "invite") and i < verb]
    called = [
        i
        for i in sentence.dependents(index, "obl")
        if {"on", "upon", "for"} & set(trees.cases(sentence, i)) and i < verb and not claims.is_setting(sentence, i)
    ]
    bare = [t for i in called for t in sentence.subtree(i) if t not in sentence.dependents(i, "case")]
    return sorted({*trees.phrase(sentence, verb), *[t for i in urged for t in sentence.subtree(i)], *bare})


def described(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 3: who or what is described, and as what."""
    if not row.takes("as"):
        return []
    objects = sentence.dependents(index, "obj", "obl") if row.takes("to") else sentence.dependents(index, "obj", "iobj")
    if row.lemma in NAMING and len(objects) > 1:
        return trees.trimmed(sentence, sorted({t for i in objects for t in sentence.subtree(i)}))
    labels = [
        i
        for i in sentence.dependents(index, "obl", "advcl", "xcomp", "ccomp")
        if "as" in trees.cases(sentence, i) or (row.lemma in NAMING and _names(sentence, i))
    ]
    below = [i for o in objects for i in sentence.dependents(o, "nmod", "acl") if "as" in trees.cases(sentence, i)]
    if not labels and not below:
        return []
    whole = [t for i in (*objects, *labels) for t in trees.phrase(sentence, i, without=_joined_clauses(sentence, i))]
    if trees.is_passive(sentence, index):
        whole = [t for i in labels for t in sentence.subtree(i)]
    return trees.trimmed(sentence, sorted(set(whole)))


def _joined_clauses(sentence: Sentence, index: int) -> list[int]:
    """`her "friend" and Lima calling it ...`: a clause with a subject of its own is no part of a noun phrase."""
    return [
        i
        for i in sentence.subtree(index)
        if i != index
        and sentence.tokens[i].relation == "conj"
        and sentence.tokens[i].upos == "VERB"
        and sentence.dependents(i, "nsubj")
    ]


def _names(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].relation in ("xcomp", "ccomp") and not _has_to(sentence, index)


def preposition(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 4: the object of the cue's preposition, without the preposition."""
    objects = sentence.dependents(index, "obj", "iobj") if row.takes(claims.PERSON_OBJECT) else []
    below = [i for o in objects for i in sentence.dependents(o, "nmod", "acl")]
    for i in (*sentence.dependents(index, "obl", "advcl", "nmod", "ccomp", "xcomp"), *below):
        wanted = [c for c in trees.cases(sentence, i) if claims.is_frame(c, row.frames)] if i > index else []
        if wanted == ["for"] and row.takes("obj") and sentence.dependents(index, "obj"):
            continue
        if wanted == ["on"] and sentence.subtree(i)[0] > index + 2:
            continue
        if wanted and sentence.tokens[i].deprel != "obl:tmod" and not claims.is_setting(sentence, i):
            marks = [m for m in sentence.dependents(i, "case", "mark") if sentence.tokens[m].form.lower() in wanted]
            return trees.phrase(sentence, i, without=[*marks, *_venues(sentence, i)])
    return []


def _venues(sentence: Sentence, index: int) -> list[int]:
    """`in a statement on Thursday` behind an object: where it was said, not what."""
    return [
        i
        for i in sentence.dependents(index, "nmod", "obl")
        if sentence.tokens[i].lemma.lower() in cues.venues()
        and {"in", "at", "during"} & set(trees.cases(sentence, i))
        and not sentence.dependents(i, "nmod:poss")
    ]


def direct_object(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 5: the object itself."""
    if not row.takes("obj"):
        return []
    objects = sentence.dependents(index, "obj")
    if trees.is_passive(sentence, index):
        objects = sentence.dependents(index, "nsubj:pass") if trees.agent(sentence, index) is not None else []
    objects = [i for i in objects if not _is_empty(sentence, i)]
    doer = trees.subject(sentence, index)
    if row.lemma in ARMED and doer is not None and sentence.tokens[doer].lemma.lower() in cues.armed():
        return []
    if row.act == "discuss" and objects and sentence.tokens[objects[0]].entity.endswith("PER"):
        return []
    if not objects:
        deeds = [
            i for i in sentence.dependents(index, "xcomp", "ccomp") if sentence.tokens[i].xpos == "VBG" and i > index
        ]
        return trees.phrase(sentence, deeds[0]) if deeds else []
    lost = [*_venues(sentence, objects[0]), *_speaking_participles(sentence, objects[0])]
    tokens = trees.phrase(sentence, objects[0], without=lost)
    if row.takes("for"):
        tokens = sorted({*tokens, *_reason(sentence, index, objects[0])})
    tokens = sorted({*tokens, *_hoped(sentence, index, objects[0])})
    return sorted({*tokens, *_postmodifiers(sentence, index, tokens[-1])}) if tokens else []


def _reason(sentence: Sentence, index: int, noun: int) -> list[int]:
    """`for closing the port` behind the one who is blamed or praised."""
    behind = [i for i in sentence.dependents(index, "obl", "advcl") if i > noun and "for" in trees.cases(sentence, i)]
    return trees.phrase(sentence, behind[0], without=_venues(sentence, behind[0])) if behind else []


def _speaking_participles(sentence: Sentence, noun: int) -> list[int]:
    """`, saying the court had erred` behind an object: a second deed of the speaker."""
    return [
        i
        for i in sentence.subtree(noun)
        if sentence.tokens[i].xpos == "VBG"
        and sentence.tokens[i].relation in ("acl", "advcl")
        and cues.rows_at(sentence, i)
        and sentence.tokens[max(0, sentence.subtree(i)[0] - 1)].form == ","
    ]


def _hoped(sentence: Sentence, index: int, noun: int) -> list[int]:
    """The infinitive of `expressed hope to meet` when the tree ties it to the verb."""
    row = cues.nouns().get(sentence.tokens[noun].lemma.lower())
    if row is None:
        return []
    behind = [
        i for i in sentence.dependents(index, "xcomp", "advcl", "ccomp") if i > noun and claims.has_mark_to(sentence, i)
    ]
    return trees.phrase(sentence, behind[0]) if behind else []


def _postmodifiers(sentence: Sentence, index: int, last: int) -> list[int]:
    """What stands right behind the object but hangs on the verb: `his posts attacking Oslo`, `talks, including one`."""
    found: list[int] = []
    for i in sentence.dependents(index, "advcl", "obl"):
        tokens = sentence.subtree(i)
        is_near = tokens[0] == last + 1 and sentence.tokens[i].has("VerbForm=Ger") and not trees.cases(sentence, i)
        if is_near or (tokens[0] in (last + 1, last + 2) and sentence.tokens[tokens[0]].form.lower() == "including"):
            found += trees.trimmed(sentence, tokens)
    return list(range(last + 1, found[-1] + 1)) if found else []


def _is_empty(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.upos == "PRON" and token.lemma.lower() in (
        "it",
        "this",
        "that",
        "so",
        "which",
        "himself",
        "herself",
        "itself",
        "themselves",
        "who",
    )


def aside(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 6: the cue stands in its own content as an aside, by the tree."""
    token = sentence.tokens[index]
    if (
        token.relation not in ("parataxis", "advcl")
        or not row.takes("that")
        or trees.own_subject(sentence, index) is None
    ):
        return []
    if token.relation == "advcl" and [c for c in trees.cases(sentence, index) if c != "as"]:
        return []
    return trees.phrase(sentence, token.head, without=[index])
