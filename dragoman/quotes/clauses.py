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

from dragoman.document import Sentence, Span
from dragoman.quotes import asides, claims, complements, cues, nominals, silences, trees
from dragoman.quotes.claims import Claim

UNSAID = frozenset({"refrain", "abstain", "avoid", "stop", "fail"})
SHOWING = frozenset({"show", "indicate", "suggest", "signal", "reveal", "illustrate"})


def in_sentence(sentence: Sentence, number: int, hidden: frozenset[int]) -> Iterator[Claim]:
    """The attributions of a sentence; `hidden` are the tokens inside quotation marks, where no outer cue stands."""
    for index in range(len(sentence.tokens)):
        if index in hidden:
            continue
        found = _at(sentence, number, index, hidden)
        if found is not None:
            yield found


def _at(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    token = sentence.tokens[index]
    if token.form.lower() == "according":
        return nominals.according(sentence, number, index)
    if token.upos == "NOUN":
        return nominals.noun(sentence, number, index)
    return _of_verb(sentence, number, index, hidden) if token.upos == "VERB" else None


def _of_verb(sentence: Sentence, number: int, index: int, hidden: frozenset[int]) -> Claim | None:
    if (silent := silences.no_comment(sentence, number, index)) is not None:
        return silent
    rows = cues.rows_at(sentence, index)
    if not rows or _is_asked(sentence, index):
        return None
    if (inverted := asides.inverted(sentence, number, index, hidden)) is not None:
        return inverted
    if (aside := asides.between_commas(sentence, number, index, hidden)) is not None:
        return aside
    return next((found for row in rows if (found := _verb(sentence, number, index, row)) is not None), None)


def _is_asked(sentence: Sentence, index: int) -> bool:
    """Whether the cue itself is in question: `Did the minister warn them?`"""
    own = trees.own_subject(sentence, index)
    helpers = sentence.dependents(index, "aux")
    is_question = sentence.tokens[-1].form == "?" and bool(helpers) and own is not None
    return is_question and own is not None and helpers[0] < own


def _verb(sentence: Sentence, number: int, index: int, row: cues.CueVerb) -> Claim | None:
    if _is_hearsay(sentence, index) or trees.quoted_as(sentence, index) is not None:
        return None
    for case, tokens in (
        ("clause", complements.clause(sentence, index, row)),
        ("infinitive", complements.infinitive(sentence, index, row)),
        ("as", complements.described(sentence, index, row)),
        ("preposition", complements.preposition(sentence, index, row)),
        ("object", complements.direct_object(sentence, index, row)),
        ("aside", complements.aside(sentence, index, row)),
    ):
        content = _whole(sentence, index, trees.runs(sentence, tokens))
        if content:
            return _claim(sentence, number, index, row, case, content)
    return None


def _claim(
    sentence: Sentence, number: int, index: int, row: cues.CueVerb, case: str, content: tuple[Span, ...]
) -> Claim | None:
    source, reporter = _speakers(sentence, index)
    if source is not None and claims.inside(sentence, source, content):
        source = None
    if case != "clause" and (source is None or not claims.can_speak(sentence, source)):
        return None
    if (
        row.lemma in SHOWING
        and source is not None
        and sentence.tokens[source].form.lower() in ("it", "this", "that", "which")
    ):
        return None
    if case in ("object", "preposition", "infinitive") and not _is_asserted(sentence, index):
        return None
    return Claim(
        number,
        case,
        row.act,
        index,
        claims.cue_span(sentence, index),
        source,
        content,
        claims.addressee(sentence, index, row, content),
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


def _is_asserted(sentence: Sentence, index: int) -> bool:
    """Whether the words are said and not merely meant to be: finite, a participle, or `went on to criticise`."""
    token = sentence.tokens[index]
    if token.head >= 0 and sentence.tokens[token.head].lemma.lower() in UNSAID:
        return False
    if not claims.has_mark_to(sentence, index):
        return True
    governor = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    return token.relation == "xcomp" and governor in cues.phases()


def _is_hearsay(sentence: Sentence, index: int) -> bool:
    """`is said to be`, `is expected to`: nobody speaks."""
    return trees.is_passive(sentence, index) and bool(sentence.dependents(index, "xcomp"))
