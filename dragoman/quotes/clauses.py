"""What a sentence's tree attributes to whom: cue, source and content as the syntax ties them.

A cue is tried against numbered cases, the first that yields content wins:

    1 clause          said [that talks would go on]; [talks would go on], she said
    2 infinitive      vowed [to respond]
    3 as              called [the plan "a gift"]; described [it as fair]
    4 preposition     called for [calm]; accused Oslo of [spying]
    5 object          condemned [the strike]
    6 aside           [Talks], she said, [would go on]; by the commas or by the tree
    7 noun            her claim [that talks failed]
    8 according to    [Talks failed], according to the ministry
    9 no content      declined to comment; denied it
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.document import Sentence, Span
from dragoman.quotes import cues, trees

PERSON_OBJECT = "person"
CONTINUING = frozenset({"because", "if", "unless", "although", "though", "so", "that", "since", "until", "whether"})
SUBJECT_WORDS = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "ADV", "AUX"})
ASIDE_MARKS = frozenset({",", "--", "–", "—"})
UNSAID = frozenset({"refrain", "abstain", "avoid", "stop"})
AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "crat", "eer", "men")
NAMING = frozenset({"call", "dub", "label", "brand", "term", "deem"})
SHOWING = frozenset({"show", "indicate", "suggest", "signal", "reveal", "illustrate"})
SILENT_REPLIES = frozenset({"respond", "reply", "return", "answer"})
REQUESTS = frozenset({"request", "question", "call", "email", "e-mail", "inquiry", "query", "message", "comment"})


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


def claims(sentence: Sentence, number: int, hidden: frozenset[int]) -> Iterator[Claim]:
    """The attributions of a sentence; `hidden` are the tokens inside quotation marks, where no outer cue stands."""
    for index in range(len(sentence.tokens)):
        if index in hidden:
            continue
        found = _at(sentence, number, index, hidden)
        if found is not None:
            yield found


def _at(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    if (silent := _no_comment(sentence, number, index)) is not None:
        return silent
    if (inverted := _inverted(sentence, number, index, hidden)) is not None:
        return inverted
    if (aside := _between_commas(sentence, number, index, hidden)) is not None:
        return aside
    for row in cues.rows_at(sentence, index):
        if (found := _verb(sentence, number, index, row)) is not None:
            return found
    return _noun(sentence, number, index) or _according(sentence, number, index)


# -------------------------------------------------------------------- verbs


def _verb(sentence: Sentence, number: int, index: int, row: cues.CueVerb) -> Claim | None:
    if _is_hearsay(sentence, index) or trees.quoted_as(sentence, index) is not None:
        return None
    for case, tokens in (
        ("clause", _clause(sentence, index, row)),
        ("infinitive", _infinitive(sentence, index, row)),
        ("as", _as(sentence, index, row)),
        ("preposition", _preposition(sentence, index, row)),
        ("object", _object(sentence, index, row)),
        ("aside", _aside(sentence, index, row)),
    ):
        content = _whole(sentence, index, trees.runs(sentence, tokens))
        if content:
            return _claim(sentence, number, index, row, case, content)
    return None


def _claim(
    sentence: Sentence, number: int, index: int, row: cues.CueVerb, case: str, content: tuple[Span, ...]
) -> Claim | None:
    source, reporter = _speakers(sentence, index)
    if source is not None and _inside(sentence, source, content):
        source = None
    if case != "clause" and (source is None or not can_speak(sentence, source)):
        return None
    if (
        row.lemma in SHOWING
        and source is not None
        and sentence.tokens[source].form.lower() in ("it", "this", "that", "which")
    ):
        return None
    if case in ("object", "preposition") and not _is_asserted(sentence, index):
        return None
    return Claim(
        number,
        case,
        row.act,
        index,
        cue_span(sentence, index),
        source,
        content,
        addressee(sentence, index, row, content),
        reporter,
        row.act in cues.THOUGHT,
    )


def _whole(sentence: Sentence, index: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content behind the cue in one stretch; what the tree cuts down to `that` or `to` is the rest of the sentence."""
    if not content or content[0].start < sentence.tokens[index].end:
        return content
    content = (Span(content[0].start, content[-1].end),)
    held = [i for i, t in enumerate(sentence.tokens) if content[0].covers(t)]
    if any(sentence.tokens[i].upos not in ("SCONJ", "PART", "ADP", "PUNCT") for i in held) or not held:
        return content
    return trees.runs(sentence, trees.trimmed(sentence, list(range(held[0], len(sentence.tokens)))))


def _inside(sentence: Sentence, index: int, content: tuple[Span, ...]) -> bool:
    return any(piece.covers(sentence.tokens[index]) for piece in content)


def _speakers(sentence: Sentence, index: int) -> tuple[int | None, int | None]:
    """Who speaks, and who passes the words on: `TASS quoted Silva as saying`."""
    for verb in range(max(0, index - 14), index):
        quoted = trees.quoted_as(sentence, verb)
        if quoted is not None and quoted[1] == index:
            return quoted[0], quoted[2]
    source = trees.subject(sentence, index)
    return (source if source is not None else _document_around(sentence, index)), None


def _document_around(sentence: Sentence, index: int) -> int | None:
    """The document of `the statement, in which both were described as ...`."""
    if not trees.is_passive(sentence, index) or sentence.tokens[index].deprel != "acl:relcl":
        return None
    if not any(
        sentence.tokens[i].form.lower() == "which" and "in" in trees.cases(sentence, i)
        for i in sentence.dependents(index, "obl")
    ):
        return None
    before = [i for i in range(index) if sentence.tokens[i].lemma.lower() in cues.documents()]
    return before[-1] if before else None


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


def _is_asserted(sentence: Sentence, index: int) -> bool:
    """Whether the words are said and not merely meant to be: finite, a participle, or `went on to criticise`."""
    token = sentence.tokens[index]
    if token.head >= 0 and sentence.tokens[token.head].lemma.lower() in UNSAID:
        return False
    if not _has_mark_to(sentence, index):
        return True
    governor = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    return token.relation == "xcomp" and governor in cues.phases()


def _has_mark_to(sentence: Sentence, index: int) -> bool:
    marks = ("mark", "case") if sentence.tokens[index].relation == "xcomp" else ("mark",)
    return any(sentence.tokens[i].form.lower() == "to" for i in sentence.dependents(index, *marks))


def _is_hearsay(sentence: Sentence, index: int) -> bool:
    """`is said to be`, `is expected to`: nobody speaks."""
    return trees.is_passive(sentence, index) and bool(sentence.dependents(index, "xcomp"))


def _clause(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
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
    if not row.takes(PERSON_OBJECT):
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
    aside = [index] if _above(sentence, content, index) else []
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


def _above(sentence: Sentence, high: int, low: int) -> bool:
    return high in sentence.ancestors(low)


def _has_to(sentence: Sentence, index: int) -> bool:
    """Whether a clause is an infinitive without a subject of its own."""
    return _has_mark_to(sentence, index) and trees.own_subject(sentence, index) is None


def _infinitive(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
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
        if {"on", "upon", "for"} & set(trees.cases(sentence, i)) and i < verb and not _is_setting(sentence, i)
    ]
    bare = [t for i in called for t in sentence.subtree(i) if t not in sentence.dependents(i, "case")]
    return sorted({*trees.phrase(sentence, verb), *[t for i in urged for t in sentence.subtree(i)], *bare})


def _as(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 3: who or what is described, and as what."""
    if not row.takes("as"):
        return []
    objects = sentence.dependents(index, "obj", "obl") if row.takes("to") else sentence.dependents(index, "obj", "iobj")
    if row.lemma in NAMING and len(objects) > 1:
        return trees.trimmed(sentence, sorted({t for i in objects for t in sentence.subtree(i)}))
    described = [
        i
        for i in sentence.dependents(index, "obl", "advcl", "xcomp", "ccomp")
        if "as" in trees.cases(sentence, i) or (row.lemma in NAMING and _names(sentence, i))
    ]
    below = [i for o in objects for i in sentence.dependents(o, "nmod", "acl") if "as" in trees.cases(sentence, i)]
    if not described and not below:
        return []
    whole = [t for i in (*objects, *described) for t in trees.phrase(sentence, i, without=_joined_clauses(sentence, i))]
    if trees.is_passive(sentence, index):
        whole = [t for i in described for t in sentence.subtree(i)]
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


def _preposition(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 4: the object of the cue's preposition, without the preposition."""
    objects = sentence.dependents(index, "obj", "iobj") if row.takes(PERSON_OBJECT) else []
    below = [i for o in objects for i in sentence.dependents(o, "nmod", "acl")]
    for i in (*sentence.dependents(index, "obl", "advcl", "nmod", "ccomp", "xcomp"), *below):
        wanted = [c for c in trees.cases(sentence, i) if _is_frame(c, row.frames)] if i > index else []
        if wanted == ["for"] and row.takes("obj") and sentence.dependents(index, "obj"):
            continue
        if wanted == ["on"] and sentence.subtree(i)[0] > index + 2:
            continue
        if wanted and sentence.tokens[i].deprel != "obl:tmod" and not _is_setting(sentence, i):
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


def _is_frame(preposition: str, frames: tuple[str, ...]) -> bool:
    """Whether a row takes this preposition; `to` with a noun is written `to-phrase` in the tables."""
    return "to-phrase" in frames if preposition == "to" else preposition != "as" and preposition in frames


def _is_setting(sentence: Sentence, index: int) -> bool:
    """`on Monday`, `on X`, `on television`: when and where, not what."""
    token = sentence.tokens[index]
    return token.lemma.lower() in cues.venues() or token.lemma.lower() in cues.days()


def _object(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
    """Case 5: the object itself."""
    if not row.takes("obj"):
        return []
    objects = sentence.dependents(index, "obj")
    if trees.is_passive(sentence, index):
        objects = sentence.dependents(index, "nsubj:pass") if trees.agent(sentence, index) is not None else []
    objects = [i for i in objects if not _is_empty(sentence, i)]
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
        i for i in sentence.dependents(index, "xcomp", "advcl", "ccomp") if i > noun and _has_mark_to(sentence, i)
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


def _aside(sentence: Sentence, index: int, row: cues.CueVerb) -> list[int]:
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


def _between_commas(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    """Case 6 by the commas: [Talks], the envoy said on Monday, [would go on]. The tree often loses these."""
    rows = cues.rows_at(sentence, index)
    row = next((r for r in rows if r.takes("that") and r.act not in {"call-for", *cues.THOUGHT}), None)
    if row is None or (sentence.dependents(index, "obj") and not row.takes(PERSON_OBJECT)):
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
    addressed = next(iter(sentence.dependents(index, "iobj", "obj")), None) if row.takes(PERSON_OBJECT) else None
    return Claim(number, "between commas", row.act, index, cue_span(sentence, index), speaker, content, addressed)


def _inverted(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
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
    return Claim(number, "inverted", row.act, index, cue_span(sentence, index), speaker, content)


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
        if can_speak(sentence, i) and (is_urged or not _inside(sentence, i, content)):
            return i
    return None


# ----------------------------------------------------- nouns and according to


def _noun(sentence: Sentence, number: int, index: int) -> Claim | None:
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
        is_phrase = token.relation == "nmod" and i != owner and any(_is_frame(m, row.frames) for m in marks)
        is_phrase = is_phrase and not _is_setting(sentence, i)
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


def _according(sentence: Sentence, number: int, index: int) -> Claim | None:
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
    return [i for i in sentence.dependents(top, "parataxis") if not _above(sentence, i, source) and i != source]


# --------------------------------------------------------------- no content


def _no_comment(sentence: Sentence, number: int, index: int) -> Claim | None:
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
    return Claim(number, "no content", "no-comment", index, cue_span(sentence, index), source, ())


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
