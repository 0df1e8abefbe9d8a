"""Who a speaker is: the actor behind a mention, the issuer behind a document, or the words as they stand.

>>> is_nameless("two officials familiar with the talks", "officials")
True
"""

from __future__ import annotations

import itertools
import re
from functools import cache

import msgspec

from dragoman.document import Actor, Document, Mention, Party, Sentence, Span
from dragoman.lexicon import load
from dragoman.quotes import cues, trees
from dragoman.quotes.drafts import Voice
from dragoman.quotes.trees import antecedent

PERSONAL = frozenset(
    [
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "it",
        "i",
        "we",
        "you",
        "us",
        "me",
        "his",
        "their",
        "its",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "these",
        "those",
    ]
)
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
DETERMINERS = re.compile(r"^(?:the|a|an|this|that|its|his|her|their|another|one)\s+", re.IGNORECASE)
SAYING_VERBS = frozenset({"say", "announce", "declare", "confirm", "note"})
ISSUING_VERBS = frozenset({"sign", "adopt", "issue", "approve", "endorse", "conclude"})
SPREADING_VERBS = frozenset({"release", "publish", "post", "share", "circulate"})


class Cast(msgspec.Struct, frozen=True):
    """The mentions of a document by their head, and what each chain is called."""

    document: Document
    by_head: dict[int, Mention]
    chains: dict[int, Mention]


def cast(document: Document) -> Cast:
    """The mentions of a document, ready to be asked."""
    by_head: dict[int, Mention] = {}
    chains: dict[int, Mention] = {}
    same = _titled(document)
    for mention in document.mentions:
        by_head.setdefault(mention.head.start, mention)
        known = chains.get(mention.chain)
        if known is None or _rank(document, mention) > _rank(document, known):
            chains[mention.chain] = mention
    for title, name in same.items():
        if not _is_person(chains[title]):
            chains[title] = chains[name]
    return Cast(document, by_head, chains)


def _titled(document: Document) -> dict[int, int]:
    """Chains of titles that stand right before a name: `Foreign Minister` + `Ines Duarte` are one person."""
    ordered = sorted(document.mentions, key=lambda m: (m.start, m.end))
    found: dict[int, int] = {}
    for title, name in itertools.pairwise(ordered):
        gap = document.text[title.head.end : name.start] if title.head.end <= name.start else "-"
        is_title = title.kind == "nominal" and title.actor is not None and title.actor.office is not None
        if is_title and name.kind == "name" and not gap.strip() and title.gender in (name.gender, None):
            found.setdefault(title.chain, name.chain)
    return found


def _rank(document: Document, mention: Mention) -> tuple[bool, bool, int]:
    """How well a mention names its chain: known actor, name, longest name; a noun that bears a name."""
    known = mention.actor is not None and mention.actor.name is not None
    if mention.kind == "name":
        return known, True, mention.end - mention.start
    return known, False, sum(word[0].isupper() for word in document[mention].split()[1:])


def _is_person(mention: Mention) -> bool:
    return mention.gender in ("m", "f") and mention.actor is not None and mention.actor.name is not None


def party(cast: Cast, voice: Voice) -> Party:
    """The speaker named by some words: actor through the chain, else the words; a bare pronoun has no name."""
    mention = mention_of(cast, voice)
    best = cast.chains[mention.chain] if mention is not None else None
    actor = best.actor if best is not None and best.actor is not None else None
    if mention is not None and mention.actor is not None and (actor is None or mention.kind == "name"):
        actor = mention.actor
    if actor is None:
        return Party(None, None, _name(cast, voice, best), voice.start, voice.end)
    return of_actor(actor, voice, _called(cast, voice, mention, best, actor))


def _called(cast: Cast, voice: Voice, mention: Mention | None, best: Mention | None, actor: Actor) -> str | None:
    """A person by the full name; a body by its name in the text, with its country where that is a seat or capital."""
    if actor.name is not None and (actor.office is not None or (best is not None and best.gender in ("m", "f"))):
        return actor.name
    words = _name(cast, voice, best if mention is None or mention.kind == "pronoun" else mention)
    if words is None or actor.name is None:
        return words or actor.name
    is_seat = (mention or best) is not None and (mention or best).rule.startswith("metonym")  # type: ignore[union-attr]
    return f"{words} ({actor.name})" if is_seat and actor.name not in words else words


def of_actor(actor: Actor, words: Span, name: str | None) -> Party:
    """An actor as a party to a quotation."""
    return Party(
        actor.code, actor.sector, name, words.start, words.end, actor.id, actor.office, actor.country, actor.members
    )


def mention_of(cast: Cast, voice: Voice) -> Mention | None:
    """The mention that the words of a voice stand for; a relative pronoun stands for its antecedent."""
    sentence = _sentence(cast, voice)
    if sentence is None:
        inside = [m for m in cast.document.mentions if voice.covers(m)]
        return inside[0] if inside else None
    head = antecedent(sentence, voice.head)
    for index in (head, *(i for i in sentence.dependents(head, "flat", "appos", "compound"))):
        found = cast.by_head.get(sentence.tokens[index].start)
        if found is not None and not _is_other(sentence, head, index):
            return found
    at = sentence.tokens[head].start
    holding = [m for m in cast.document.mentions if m.start <= at < m.end and m.head.start >= voice.start]
    return min(holding, key=lambda m: m.end - m.start, default=None)


def _is_other(sentence: Sentence, head: int, index: int) -> bool:
    """Whether a compound names somebody else than its head: `the Reuters report`."""
    return index != head and sentence.tokens[index].relation == "compound" and sentence.tokens[head].upos != "PROPN"


def _sentence(cast: Cast, voice: Voice) -> Sentence | None:
    return cast.document.sentences[voice.sentence] if voice.sentence >= 0 and voice.head >= 0 else None


def _name(cast: Cast, voice: Voice, best: Mention | None) -> str | None:
    if best is not None and best.kind == "name":
        return DETERMINERS.sub("", " ".join(cast.document[best].split()))
    sentence = _sentence(cast, voice)
    words = cast.document[voice] if sentence is None else _core(cast.document, sentence, voice)
    if words.lower() in PERSONAL:
        described = _voice_of(cast, best) if best is not None and best.kind == "nominal" else None
        return _name(cast, described, None) if described is not None else None
    return DETERMINERS.sub("", " ".join(words.split()))


def _voice_of(cast: Cast, mention: Mention) -> Voice | None:
    """A mention as a voice in its sentence."""
    for number, sentence in enumerate(cast.document.sentences):
        if sentence.start <= mention.head.start < sentence.end:
            head = sentence.token_at(mention.head.start)
            return Voice(mention.start, mention.end, number, head) if head is not None else None
    return None


def words_for(cast: Cast, voice: Voice) -> str | None:
    """What the text itself calls a speaker, without article, relative clause and asides."""
    return _name(cast, voice, None)


def _is_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.upos == "PROPN" and sentence.tokens[token.head].upos == "NOUN"


def _core(document: Document, sentence: Sentence, voice: Voice) -> str:
    """The noun phrase without its relative clause, apposition and asides."""
    head = antecedent(sentence, voice.head)
    loose = [
        i
        for i in sentence.children[head]
        if sentence.tokens[i].relation in ("acl", "appos", "advcl", "parataxis", "conj", "cc", "punct", "case")
    ]
    names = [i for i in loose if sentence.tokens[i].relation == "appos" and sentence.tokens[i].upos == "PROPN"]
    names = names or [
        i for i in sentence.subtree(head) if sentence.tokens[i].deprel == "appos" and _is_name(sentence, i)
    ]
    if names and sentence.tokens[head].upos == "NOUN":
        return document[trees.span_of(sentence, trees.phrase(sentence, names[0])) or voice]
    return document[trees.span_of(sentence, trees.phrase(sentence, head, without=loose)) or voice]


def joint(cast: Cast, voice: Voice) -> tuple[Voice, ...]:
    """The speakers of `Silva and Okafor said`, one by one; a single speaker is one."""
    sentence = _sentence(cast, voice)
    if sentence is None:
        return (voice,)
    heads = trees.conjuncts(sentence, voice.head)
    if len(heads) < 2:
        return (voice,)
    first = trees.span_of(sentence, trees.phrase(sentence, heads[0], without=[*heads[1:], *_loose(sentence, heads[0])]))
    voices = [Voice(first.start, first.end, voice.sentence, heads[0])] if first else []
    for head in heads[1:]:
        span = trees.span_of(sentence, trees.phrase(sentence, head, without=_loose(sentence, head)))
        voices += [Voice(span.start, span.end, voice.sentence, head)] if span else []
    return tuple(voices)


def _loose(sentence: Sentence, head: int) -> list[int]:
    return sentence.dependents(head, "cc", "case")


def outside(cast: Cast, voice: Voice, content: tuple[Span, ...]) -> Voice:
    """The voice of an `it` whose chain points into the quotation itself: the subject of the sentence before."""
    if cast.document[voice].lower() != "it" or voice.sentence < 1:
        return voice
    mention = mention_of(cast, voice)
    chain = [
        m for m in cast.document.mentions if mention is not None and m.chain == mention.chain and m.start < voice.start
    ]
    if not chain or not any(part.covers(chain[-1]) for part in content):
        return voice
    number = voice.sentence - 1
    while number > 0 and any(part.overlaps(cast.document.sentences[number]) for part in content):
        number -= 1
    before = cast.document.sentences[number]
    subject = trees.own_subject(before, before.root)
    found = _voice(before, number, subject) if subject is not None else None
    return Voice(voice.start, voice.end, found.sentence, found.head) if found is not None else voice


# ----------------------------------------------------------------- nameless


def is_nameless(words: str, head: str) -> bool:
    """Whether words for a speaker leave the person without a name."""
    lowered = words.lower()
    if any(
        mark in lowered for mark in ("unnamed", "anonym", "unidentified", "did not want to be named", "not authorized")
    ):
        return True
    return head.lower().rstrip("s") in cues.nameless() or head.lower() in cues.nameless()


def nameless(cast: Cast, voice: Voice) -> bool:
    """Whether a voice is an anonymous source: a common noun such as `officials`, with no name on it or in its chain."""
    sentence = _sentence(cast, voice)
    if sentence is None:
        return voice.head < 0 and is_nameless(cast.document[voice], cast.document[voice].split()[-1])
    head = antecedent(sentence, voice.head)
    token = sentence.tokens[head]
    mention = mention_of(cast, voice)
    if mention is not None and cast.chains[mention.chain].kind == "name":
        return False
    if token.upos != "NOUN" or any(
        sentence.tokens[i].upos == "PROPN" for i in sentence.dependents(head, "appos", "flat")
    ):
        return False
    marked = sentence.dependents(head, "nmod:poss")
    definite = any(sentence.tokens[i].form.lower() == "the" for i in sentence.dependents(head, "det"))
    if (marked or (definite and token.has("Number=Sing"))) and "anonym" not in cast.document[voice].lower():
        return False
    return is_nameless(cast.document[voice], token.lemma)


# ---------------------------------------------------------------- documents


def document_kind(cast: Cast, voice: Voice) -> str | None:
    """What a speaking document is called in a chain; None where a person or body speaks."""
    sentence = _sentence(cast, voice)
    if sentence is None:
        return None
    token = sentence.tokens[antecedent(sentence, voice.head)]
    return cues.documents().get(token.lemma.lower()) if token.upos == "NOUN" else None


def document_before(cast: Cast, voice: Voice) -> Voice | None:
    """The document that `it` stands for: the last one that spoke or was made known in the sentences before."""
    for number in range(voice.sentence - 1, max(voice.sentence - 7, -1), -1):
        sentence = cast.document.sentences[number]
        for index, token in reversed(list(enumerate(sentence.tokens))):
            is_paper = cues.documents().get(token.lemma.lower()) == "official document" and token.upos == "NOUN"
            if is_paper and token.relation in ("nsubj", "obj", "obl", "root"):
                return _voice(sentence, number, index)
    return None


def issuers(cast: Cast, voice: Voice) -> tuple[Party, ...]:
    """Whose document speaks: those who signed it or whose it is by the text; else whoever made it known."""
    sentence = _sentence(cast, voice)
    if sentence is None:
        return ()
    head = sentence.tokens[voice.head]
    known: tuple[Party, ...] = ()
    for number in range(voice.sentence, -1, -1):
        earlier = cast.document.sentences[number]
        for index, token in reversed(list(enumerate(earlier.tokens))):
            if token.start > head.start or token.lemma.lower() != head.lemma.lower() or token.upos != head.upos:
                continue
            found = _parties(cast, earlier, number, _owners(earlier, index, ISSUING_VERBS))
            if found and all(p.code or p.office for p in found):
                return found
            known = known or _parties(cast, earlier, number, _doers(earlier, index, SPREADING_VERBS))
    return known


def _parties(cast: Cast, sentence: Sentence, number: int, owners: list[int]) -> tuple[Party, ...]:
    voices = [_voice(sentence, number, i) for owner in owners for i in trees.conjuncts(sentence, owner)]
    named = [party(cast, v) for v in voices if v is not None and mention_of(cast, v) is not None]
    found = [one for p in named for one in ([of_actor(a, p_span(p), a.name) for a in p.members] or [p])]
    return tuple({(p.name, p.code): p for p in found}.values())


def p_span(party: Party) -> Span:
    """The words of a party."""
    return Span(party.start or 0, party.end or 0)


def _owners(sentence: Sentence, index: int, verbs: frozenset[str]) -> list[int]:
    """The nouns that a document's own phrase or the verb of its adoption names."""
    owners = sentence.dependents(index, "nmod:poss")
    owners += [i for i in sentence.dependents(index, "nmod") if {"by", "from", "of"} & set(trees.cases(sentence, i))]
    owners += [i for i in sentence.dependents(index, "compound") if sentence.tokens[i].upos == "PROPN"]
    return owners or _doers(sentence, index, verbs)


def _doers(sentence: Sentence, index: int, verbs: frozenset[str]) -> list[int]:
    """Who did to a document what one of these verbs says: `signed off on a joint statement`."""
    token = sentence.tokens[index]
    if token.head < 0 or token.relation not in ("obj", "obl", "nsubj"):
        return []
    lemma = sentence.tokens[token.head].lemma.lower()
    said_in = token.relation == "obl" and lemma in SAYING_VERBS and "in" in trees.cases(sentence, index)
    if lemma not in verbs and not said_in:
        return []
    doer = trees.subject(sentence, token.head)
    return [doer] if doer is not None and doer != index else []


def _voice(sentence: Sentence, number: int, index: int) -> Voice | None:
    span = trees.span_of(sentence, trees.noun_phrase(sentence, index))
    return None if span is None else Voice(span.start, span.end, number, index)


def name_of_document(cast: Cast, voice: Voice, owners: tuple[Party, ...]) -> str:
    """What a document is called: `joint statement of Ghana and Peru`, `Foreign Ministry statement`."""
    noun = cast.document.sentences[voice.sentence].tokens[voice.head].lemma.lower()
    names = [state_behind(p) for p in owners if p.name]
    if len(names) > 1:
        return f"joint {noun} of {' and '.join(names)}"
    if not names:
        return DETERMINERS.sub("", " ".join(cast.document[voice].split()))
    seat = _seats().get(owners[0].code or "") if (owners[0].office or "").startswith("President of") else None
    return f"{seat} {noun} ({owners[0].name})" if seat else f"{owners[0].name} {noun}"


def state_behind(owner: Party) -> str:
    """The state that a head of state signs for, else the owner's own name."""
    office = owner.office or ""
    is_head = office.startswith(("President of ", "Prime Minister of ", "King of ", "Chancellor of "))
    return office.split(" of ", 1)[1] if is_head else (owner.name or "").split(" (")[0]


@cache
def _seats() -> dict[str, str]:
    """The seat that speaks for a head of state: RUS is the Kremlin."""
    return {row.lemma: row.kind for row in load("quotes/seats.tsv", cues.Named)}
