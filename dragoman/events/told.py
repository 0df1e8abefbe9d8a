"""Acts as the encoder tells them: a second opinion on what the frames read, and readings where no frame stands.

The act heads were taught by the open corpus (`training/language.py`). A frame says why an act is what it is; the heads
know wordings that no row names, and doubt rows that fit by accident. With another parser there are no acts, and the
frames stand alone.
"""

from __future__ import annotations

import msgspec

from dragoman.document import Act
from dragoman.events import parties, trees
from dragoman.events.frames import Frame
from dragoman.events.readings import Reading
from dragoman.events.trees import Tree

TOLD = Frame(id="told", lemmas=(), pos="verb", example="Chile gave short shrift to Peru's demand.")


class Bounds(msgspec.Struct, frozen=True):
    """Beliefs at which the encoder is heard: see docs/events.md for the sweep."""

    doubt: float = 0.05
    """A frame's act is none where the encoder's belief in any act is lower."""
    add: float = 0.6
    """A word without a frame's event is an act from this belief on."""
    sure: float = 0.9
    """From this belief on sport, questions and hypotheses are not asked for: the encoder has read them."""
    overrule: float = 0.8
    """Another type than the frame's is taken from this belief on, where the frame's own has almost none."""
    status: float = 0.7
    role: float = 0.5


BOUNDS = Bounds()


def of(tree: Tree, reading: Reading) -> Act | None:
    """What the encoder tells of the words of a reading: its likeliest act."""
    words = [reading.node, *reading.nodes, *([reading.top] if reading.top >= 0 else [])]
    found = [tree.acts[word] for word in dict.fromkeys(words) if word in tree.acts]
    return max(found, key=lambda act: act.belief, default=None)


def belief(tree: Tree, reading: Reading) -> float | None:
    """How surely the encoder takes the words of a reading for an act of its type; None where it was not asked."""
    if not tree.document.acts:
        return None
    act = of(tree, reading)
    return act.believed(reading.type) if act is not None else 0.0


def reading_of(tree: Tree, act: Act) -> Reading:
    """The reading of a word that no frame has read."""
    type_ = act.types[0][0]
    return Reading(
        node=act.word,
        frame=msgspec.structs.replace(TOLD, type=type_),
        type=type_,
        mode=mode_of(act, type_),
        theme=None,
        actors=tuple(act.playing("actor", BOUNDS.role) or _subjects(tree, act.word)),
        recipients=tuple(act.playing("recipient", BOUNDS.role)),
        status=act.statuses[0][0] if act.statuses else "happened",
        rules=("told",),
        nodes=(act.word,),
        condition=trees.condition(tree, act.word),
    )


def mode_of(act: Act, type_: str) -> str | None:
    """The likeliest mode of a type, None where no mode is likelier."""
    fitting = [name for name, _ in act.modes if name == "-" or name.startswith(type_ + " ")]
    return fitting[0].split(" ")[1] if fitting and fitting[0] != "-" else None


def _subjects(tree: Tree, word: int) -> list[int]:
    return trees.agents(tree, word) if trees.is_passive(tree, word) else trees.subjects(tree, word)


def sides(tree: Tree, act: Act, reading: Reading) -> parties.Sides:
    """Who the encoder thinks did it to whom, as parties."""
    actors = parties.at_tokens(tree, reading.actors)
    recipients = [f for f in parties.at_tokens(tree, reading.recipients) if f not in actors]
    if act.reciprocal > 0.5 and len(actors) + len(recipients) > 1:
        return parties.Sides((*actors, *recipients), (), True)
    return parties.Sides(tuple(actors), tuple(recipients))
