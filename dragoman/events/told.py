"""Acts as the encoder tells them: a second opinion on what the frames read, and readings where no frame stands.

The act heads were taught by the open corpus (`training/events.py`). A frame says why an act is what it is; the heads
know wordings that no row names, and doubt rows that fit by accident. With another parser there are no acts, and the
frames stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.document import Act
from dragoman.events import frames, parties, trees
from dragoman.events.frames import Frame
from dragoman.events.readings import Reading
from dragoman.events.trees import Tree

TOLD = Frame(id="told", lemmas=(), pos="verb", example="Chile gave short shrift to Peru's demand.")


class Bounds(msgspec.Struct, frozen=True):
    """Beliefs at which the encoder is heard: see docs/events.md for the sweep."""

    add: float = 0.25
    """A word without a frame's event is an act from this belief on."""
    sure: float = 0.9
    """From this belief on sport, questions and hypotheses are not asked for: the encoder has read them."""
    mode: float = 0.5
    """A mode that the frame left open is taken from this belief in it and in the frame's type on."""
    status: float = 0.9
    """Another status than the frame's is taken from this belief on."""
    heard: float = 0.3
    """From this belief in an act on, the encoder's roles may amend a frame's sides."""
    unlikely: float = 0.1
    """A side of which the encoder thinks less is given up for one that it is sure of."""
    least: float = 0.47
    """Events of a lower confidence are not told (outcome `unlikely`) unless the caller asks for them."""
    aimed: float = 0.5
    """An act that would be none without the recipient that only what was told before says is told from this one on."""
    agree: float = 0.1
    """The act of the first sentence's main verb is told whatever its confidence from this belief on (`agrees`)."""
    mutual: float = 0.5
    """An act is mutual from this belief on."""
    role: float = 0.2
    """The likeliest word of a role plays it, from this probability on,"""
    other: float = 1.5
    """unless it is so many times as likely on the other side,"""
    further: float = 0.35
    """and others beside it from this one on."""
    surely: float = 0.2
    """The same for a side that a frame missed:"""
    amending: float = 0.5
    """its likeliest word, and others."""
    home: float = 0.95
    """From this belief in an act on, nouns that are surely a side stand for people of the country spoken of. Swept on
    the corpus's dev split (November 2026): at 0.80 F1 0.600 and empty passages left empty 0.926, at 0.95 0.598 and
    0.928, without it 0.594 and 0.928."""
    place: float = 0.85
    """A place whose country nothing tells ("*the courthouse*") is taken from this probability on."""


BOUNDS = Bounds()
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
"""Types that several actors without a recipient do with one another."""


def is_told(reading: Reading) -> bool:
    """Whether the encoder alone has read it, and no frame."""
    return reading.frame.id == TOLD.id


def of(tree: Tree, reading: Reading) -> Act | None:
    """What the encoder tells of the words of a reading, not of an act embedded in it: the act of its type or likeliest.

    "*condemned* the bombing": the ACCUSE that `condemned` tells, and not the ASSAULT of `bombing`.
    """
    inner = reading.inner
    inside = {*inner.nodes, *inner.covered} if inner is not None else set()
    words = {reading.node, *reading.nodes, *reading.covered, reading.top} - (inside - {reading.node})
    found = [tree.acts[word] for word in sorted(words) if word in tree.acts]
    return max(found, key=lambda act: (act.believed(reading.type), act.belief), default=None)


def others(tree: Tree, reading: Reading) -> list[int]:
    """The word of a reading that the encoder takes for an act of another type, if it does."""
    act = of(tree, reading)
    if act is None or is_told(reading) or act.types[0][0] == reading.type:
        return []
    return [act.word]


def belief(tree: Tree, reading: Reading) -> float | None:
    """How surely the encoder takes the words of a reading for an act of its type; None where it was not asked."""
    if not tree.document.acts:
        return None
    act = of(tree, reading)
    return act.believed(reading.type) if act is not None else 0.0


def moded(tree: Tree, reading: Reading) -> Reading:
    """A frame's reading with the mode that the frame left open, where the encoder is sure of the type."""
    act = of(tree, reading)
    if act is None or not act.modes or reading.mode is not None or act.believed(reading.type) < BOUNDS.mode:
        return reading
    if reading.type == "CONSULT":
        return reading  # the place of a meeting tells who visits whom
    value = act.modes[0][1]
    return msgspec.structs.replace(reading, mode=mode_of(act, reading.type)) if value >= BOUNDS.mode else reading


def status(tree: Tree, reading: Reading, framed: str) -> str:
    """The frame's status, or the encoder's where it is sure of another; a negation or a condition that stands in the
    clause is kept."""
    act = of(tree, reading)
    if act is None or not act.statuses or reading.frame.origin == "user" or framed in ("denied", "conditional"):
        return framed
    told, value = act.statuses[0]
    return told if value >= BOUNDS.status else framed


def agrees(tree: Tree, reading: Reading, sides: parties.Sides) -> bool:
    """Whether a frame's act is what the article's first sentence says, exactly or for the encoder too; frames of a
    user's own are never doubted."""
    if reading.frame.origin == "user":
        return True
    if is_told(reading) or not _leads(tree):
        return False
    act = of(tree, reading)
    if act is not None and act.belief >= BOUNDS.agree and trees.depth(tree, reading.node) == 0:
        return True
    return is_exact(reading, sides) and _is_statement(tree, reading)


def is_exact(reading: Reading, sides: parties.Sides) -> bool:
    """Whether a known actor's frame names its words, carries another frame ("*will* send *aid*"), or tells what the
    speaker asks of somebody known ("Chad *must* pay, Niger said")."""
    if "weak" in reading.frame.flags or not any(found.party.code for found in sides.actors):
        return False
    if reading.by_speaker and any(found.party.code for found in sides.recipients):
        return True
    return reading.inner is not None or len(reading.nodes) > 1 or frames.is_named(reading.frame)


def _is_statement(tree: Tree, reading: Reading) -> bool:
    """Whether an act is the main verb of its sentence, or of what the main verb reports: "The army *said* it ..."."""
    node = reading.top if reading.top >= 0 else reading.node
    above = tree[node].head
    if above < 0:
        return True
    reported = tree[node].relation in ("ccomp", "parataxis") and tree[above].head < 0
    return reported and tree.lemma(above) in frames.classes()["report"]


def _leads(tree: Tree) -> bool:
    """Whether a sentence is the first of an article with a verb."""
    verbal = (s for s in tree.document.sentences if any(t.upos == "VERB" for t in s.tokens))
    first = next((s for s in verbal if not tree.document.in_boilerplate(s)), None)
    return first is not None and first.start == tree.sentence.start


def reading_of(tree: Tree, act: Act) -> Reading:
    """The reading of a word that no frame has read."""
    type_ = act.types[0][0]
    return Reading(
        node=act.word,
        frame=msgspec.structs.replace(TOLD, type=type_),
        type=type_,
        mode=mode_of(act, type_),
        theme=None,
        actors=tuple(_playing(tree, act, "actor", BOUNDS.role, BOUNDS.further) or _subjects(tree, act.word)),
        recipients=tuple(_playing(tree, act, "recipient", BOUNDS.role, BOUNDS.further)),
        status=act.statuses[0][0] if act.statuses else "happened",
        rules=("told",),
        nodes=(act.word,),
        condition=trees.condition(tree, act.word),
    )


def _playing(tree: Tree, act: Act, role: str, least: float, further: float) -> list[int]:
    """The likeliest word of a role from the probability `least` on, and others beside it from `further` on; not a word
    that is far likelier on the other side."""
    other = _chances(act, "recipient" if role == "actor" else "actor")
    chances = _chances(act, role)
    fitting = [i for i in act.playing(role, least) if BOUNDS.other * chances[i] >= other.get(i, 0.0)]
    words = [i for i in fitting if i == fitting[0] or chances[i] >= further]
    return list(dict.fromkeys(_whole(tree, word) for word in words))


def _whole(tree: Tree, word: int) -> int:
    """The noun that a word only describes, if the word itself is nobody: "Russian *Kalibr* missiles"."""
    while tree.mentions.get(word) is None and tree[word].relation in ("compound", "amod") and tree[word].head >= 0:
        word = tree[word].head
    return word


def _sure(tree: Tree, act: Act, role: str, others: list[int] | tuple[int, ...]) -> frozenset[int]:
    """The words that play a role so surely that they stand for somebody, whatever they are, where the other side is
    somebody known."""
    if not any(f.party.code and not f.nested for f in parties.at_tokens(tree, others)):
        return frozenset()
    if act.belief < BOUNDS.home:
        return frozenset()
    return frozenset(word for word, value in _chances(act, role).items() if value >= BOUNDS.further)


def _chances(act: Act, role: str) -> dict[int, float]:
    """The probability by word that it plays a role."""
    return {word: value for name, word, value in act.roles if name == role}


def mode_of(act: Act, type_: str) -> str | None:
    """The likeliest mode of a type, None where no mode is likelier."""
    fitting = [name for name, _ in act.modes if name == "-" or name.startswith(type_ + " ")]
    return fitting[0].split(" ")[1] if fitting and fitting[0] != "-" else None


def _subjects(tree: Tree, word: int) -> list[int]:
    return trees.agents(tree, word) if trees.is_passive(tree, word) else trees.subjects(tree, word)


def sides(tree: Tree, act: Act, reading: Reading) -> parties.Sides:
    """Who the encoder thinks did it to whom, as parties."""
    actors = parties.at_told(
        tree, reading.actors, reading.type, _sure(tree, act, "actor", reading.recipients)
    ) or _speaking(tree, reading)
    recipients = _others(
        parties.at_told(tree, reading.recipients, reading.type, _sure(tree, act, "recipient", reading.actors)), actors
    )
    together = act.reciprocal > BOUNDS.mutual or (reading.type in MUTUAL and not recipients)
    if together and len({f.party.code or f.party.name for f in (*actors, *recipients)}) > 1:
        return parties.Sides((*actors, *recipients), (), True)
    return parties.Sides(tuple(actors), tuple(recipients))


def _speaking(tree: Tree, reading: Reading) -> list[parties.Found]:
    """Whoever says "we" or "I"."""
    if not any(tree[i].form.lower() in ("we", "i", "our", "my") for i in reading.actors):
        return []
    return parties.speaker(tree, reading.node)


def _others(found: list[parties.Found], than: list[parties.Found]) -> list[parties.Found]:
    """Parties that stand on words of their own and are nobody of the other side."""
    taken = {f.token for f in than} | {(f.party.start, f.party.end) for f in than}
    apart = [f for f in found if f.token not in taken and (f.party.start, f.party.end) not in taken]
    persons = {f.party.id for f in than if f.party.id and f.party.office}
    return [f for f in apart if f.party.id not in persons]


def strongest(act: Act | None, role: str) -> float:
    """The encoder's best probability that any word plays a role."""
    return max(_chances(act, role).values(), default=0.0) if act else 0.0


def support(tree: Tree, act: Act | None, role: str, found: Sequence[parties.Found]) -> float:
    """The encoder's best probability that one of the parties plays a role."""
    if act is None:
        return 0.0
    values = _chances(act, role)
    return max((_likely(tree, values, f) for f in found), default=0.0)


def amended(tree: Tree, reading: Reading, sides: parties.Sides) -> parties.Sides:
    """The sides that a frame gave, where the encoder doubts them or knows one that the frame missed."""
    act = of(tree, reading)
    if act is None or act.belief < BOUNDS.heard or sides.reciprocal or reading.frame.origin == "user":
        return sides
    if reading.type in MUTUAL and len({f.party.code for f in sides.actors}) > 1:
        return sides
    actors = _preferred(tree, act, reading, "actor", list(sides.actors), sides.recipients)
    named = reading.frame.to and any(f.party.code for f in sides.recipients)
    recipients = (
        list(sides.recipients) if named else _preferred(tree, act, reading, "recipient", list(sides.recipients), actors)
    )
    return parties.Sides(tuple(actors), tuple(_others(recipients, actors)))


def _preferred(
    tree: Tree, act: Act, reading: Reading, role: str, found: list[parties.Found], other: Sequence[parties.Found]
) -> list[parties.Found]:
    """One side: the frame's parties unless the encoder finds them unlikely and is sure of others."""
    values = _chances(act, role)
    if found and max(_likely(tree, values, f) for f in found) >= BOUNDS.unlikely:
        return found
    words = [i for i in _playing(tree, act, role, BOUNDS.surely, BOUNDS.amending) if not _vouches(tree, i)]
    if "will" not in reading.rules:  # who says that it will be done may do it: "Ardern says they *will be banned*"
        cited = {i for verb in parties.reporters(tree, reading.node) for i in trees.subjects(tree, verb)}
        words = [i for i in words if i not in cited]
    others = [f.token for f in other if f.token >= 0]
    return parties.at_told(tree, words, reading.type, _sure(tree, act, role, others)) or found


def _vouches(tree: Tree, word: int) -> bool:
    """Whether a word names who is only cited: "*according to the ministry*"."""
    return tree[word].relation == "obl" and trees.marker(tree, word) in ("according_to", "accord_to", "according")


def _likely(tree: Tree, values: dict[int, float], found: parties.Found) -> float:
    """The best probability of a word of the party's phrase."""
    start, end = found.party.start, found.party.end
    if start is None or end is None:
        return 1.0
    words = [word for word in values if start <= tree[word].start < end]
    return max((values[word] for word in [*words, *({found.token} & values.keys())]), default=0.0)
