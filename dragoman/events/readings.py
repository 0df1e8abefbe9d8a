"""What a predicate says in its clause: its frame, the acts embedded in it, and what modality makes of them.

"Chile refused to lift the ban": `ban` is COERCE, `lift` ends it (CONCEDE), `refuse` turns that into REJECT yield.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from dragoman.document import Mention, Token
from dragoman.events import trees
from dragoman.events.frames import Frame, classes, convert
from dragoman.events.trees import Tree

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}
TRANSPARENT = frozenset({"BEGIN", "TRY", "HOST"})
FALLBACK = {"CONSENT": "INTEND", "CONSIDER": "INTEND", "EXPECT": "INTEND", "READY": "INTEND", "FORBID": "PREVENT"}
CIVIL = frozenset({"CVL", "LAB", "EDU", "REF", "REB", "OPP", "REL", "AGR", "SOC", "PTY", "CRM", "NGO"})
ARMED = frozenset({"REB", "UAF", "PRM"})
SAME = "*same*"
NOTHING = "*none*"


class Reading(msgspec.Struct, frozen=True):
    """One act as read: type, who stands in which role (token indices), status, and the chain of rules that gave it."""

    node: int
    frame: Frame
    type: str
    mode: str | None
    theme: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    status: str = "happened"
    rules: tuple[str, ...] = ()
    nodes: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()
    """Nouns that the frame itself names ("lodged a *protest*"): they are no event of their own."""
    top: int = -1
    """The outermost verb through which the act is told ("*held* talks")."""
    inner: Reading | None = None
    condition: int | None = None
    by_speaker: bool = False
    """The actor is whoever utters the clause ("Mali *must* free them", she said)."""


def matching(tree: Tree, node: int) -> list[Frame]:
    """Frames whose lemma and conditions a token satisfies, most specific first."""
    found = tree.frames.get(node)
    if found is None:
        found = tree.frames[node] = _matching(tree, node)
    return found


def _matching(tree: Tree, node: int) -> list[Frame]:
    pos = POS.get(tree[node].upos)
    if pos is None:
        return []
    rows = _rows(tree, pos, tree.stems(node))
    return [row for row in rows if all(holds(tree, node, term) for term in row.when)]


def _rows(tree: Tree, pos: str, stems: tuple[str, ...]) -> tuple[Frame, ...]:
    table = tree.book.by_lemma
    return next((table[pos, stem] for stem in stems if (pos, stem) in table), ())


def holds(tree: Tree, node: int, term: str) -> bool:
    """Whether one condition of a frame holds: `obj=weapon`, `-obj`, `against`, `prt=off`, `passive`, `subj!=sport`."""
    if "/or/" in term:
        return any(holds(tree, node, one) for one in term.split("/or/"))
    if term.startswith("-"):
        return not holds(tree, node, term[1:])
    if term == "passive":
        return trees.is_passive(tree, node)
    name, unequal, values = term.partition("!=")
    if unequal:
        return not _has(tree, trees.has_phrase(tree, node, name), values)
    name, equal, values = term.partition("=")
    if equal:
        return _has(tree, trees.has_phrase(tree, node, name, dates=True), values)
    return _filled(tree, node, term)


def _filled(tree: Tree, node: int, term: str) -> bool:
    return any(trees.has_phrase(tree, node, name) for name in term.split(","))


def _has(tree: Tree, tokens: list[int], values: str) -> bool:
    if not tokens:
        return False
    words, roles = _wanted(values)
    spread = (i for token in trees.unwrapped(tree, tokens) for i in trees.conjuncts(tree, token))
    return any(not words.isdisjoint(tree.words(token)) or (roles and _plays(tree, token, roles)) for token in spread)


@cache
def _wanted(values: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a list of classes and words stands for, and the roles (`@actor`, `@state`) in it."""
    names = values.split(",")
    roles = frozenset(name for name in names if name.startswith("@"))
    return frozenset().union(*(classes().get(name, {name}) for name in names)), roles


def _plays(tree: Tree, token: int, roles: frozenset[str]) -> bool:
    if "@name" in roles and tree[token].upos == "PROPN":
        return True
    mention = tree.mentions.get(token)
    if mention is None:
        return False
    return any(ROLES[role](tree[token], mention) for role in roles if role in ROLES)


def _code(mention: Mention) -> str:
    return (mention.actor.code if mention.actor is not None else None) or ""


def _is_state(token: Token, mention: Mention) -> bool:
    """A country by its name, or its capital or seat for it."""
    return token.upos == "PROPN" and len(_code(mention)) == 3


def _is_land(token: Token, mention: Mention) -> bool:
    return token.upos == "PROPN" and (mention.place is not None or _is_state(token, mention))


def _in_sector(mention: Mention, sectors: frozenset[str]) -> bool:
    return mention.actor is not None and mention.actor.sector in sectors


ROLES: dict[str, Callable[[Token, Mention], bool]] = {
    "@actor": lambda _, mention: mention.actor is not None,
    "@name": lambda token, _: token.upos == "PROPN",
    "@civil": lambda _, mention: _in_sector(mention, CIVIL),
    "@body": lambda _, mention: _code(mention).startswith(("IGO", "NGO")),
    "@press": lambda _, mention: _in_sector(mention, frozenset({"JRN"})),
    "@rebel": lambda _, mention: _code(mention).startswith("NSA") or _in_sector(mention, ARMED),
    "@state": _is_state,
    "@land": _is_land,
    "@folk": lambda token, mention: token.xpos == "NNPS" and mention.actor is not None,
}


# -------------------------------------------------------------------- reading


def read(tree: Tree, node: int, level: int = 0) -> Reading | None:
    """The act that a token states in its clause, or None."""
    for frame in matching(tree, node):
        if level == 0 and not _may_stand_alone(tree, node, frame):
            continue
        found = _apply(tree, node, frame, level)
        if found is not None:
            return _in_mood(tree, node, found, level)
    return _ought(tree, node) if level == 0 and is_bare_demand(tree, node) else None


def _may_stand_alone(tree: Tree, node: int, frame: Frame) -> bool:
    """Whether a frame counts without another one around it: flagged `content` never, flagged `will` under a will."""
    if "will" in frame.flags:
        return trees.modality(tree, node) == "INTEND"
    return "content" not in frame.flags


OUGHT = Frame(id="must", lemmas=(), pos="verb", example="Mali must pay, France said.", type="REQUEST")


def is_bare_demand(tree: Tree, node: int) -> bool:
    """Whether a verb without a frame is demanded: "Bonn *must ensure* safety, the Red Cross said"."""
    if tree[node].upos != "VERB":
        return False
    must = any(tree.lemma(i) in ("must", "ought") for i in tree.kids(node, "aux"))
    return must and trees.modality(tree, node) == "DEMAND" and bool(_asked(tree, node))


def _asked(tree: Tree, node: int) -> list[int]:
    """Who must do it; of what must be done, to whom or to what."""
    return trees.subjects(tree, node) or (trees.objects(tree, node) if trees.is_passive(tree, node) else [])


def _ought(tree: Tree, node: int) -> Reading | None:
    act = Reading(node, OUGHT, "REQUEST", None, None, tuple(_asked(tree, node)), (), nodes=(node,))
    found = _demanded(tree, node, act, trees.negated(tree, node))
    return msgspec.structs.replace(found, inner=None) if found is not None else None


def _apply(tree: Tree, node: int, frame: Frame, level: int) -> Reading | None:
    inner = _content(tree, node, frame, level) if frame.op and level < 5 else None
    if inner is not None:
        turned = _operate(tree, node, frame, inner)
        if turned is not None:
            return turned
    if frame.type is None:
        return None
    if "speaker" in frame.flags:
        return _said_of(tree, node, frame)
    return Reading(
        node=node,
        frame=frame,
        type=frame.type,
        mode=frame.mode,
        theme=frame.theme,
        actors=tuple(_side(tree, node, frame.by or ("subj",))),
        recipients=tuple(_side(tree, node, frame.to)) if frame.to else (),
        rules=(frame.id,),
        nodes=(node,),
        covered=_covered(tree, node, frame),
        condition=trees.condition(tree, node),
    )


def _said_of(tree: Tree, node: int, frame: Frame) -> Reading:
    """An act of whoever utters the clause against its subject, or whom the frame names ("Chad was *responsible*,
    Niger said")."""
    aimed = _side(tree, node, frame.to) or trees.subjects(tree, node) or trees.objects(tree, node)
    return Reading(
        node=node,
        frame=frame,
        type=frame.type or "ACCUSE",
        mode=frame.mode,
        theme=frame.theme,
        actors=(),
        recipients=tuple(aimed),
        rules=(frame.id,),
        nodes=(node,),
        covered=_covered(tree, node, frame),
        by_speaker=True,
    )


def _covered(tree: Tree, node: int, frame: Frame) -> tuple[int, ...]:
    """Tokens that the named conditions of a frame rest on."""
    terms = [one for term in frame.when for one in term.split("/or/") if "=" in one and not one.startswith("-")]
    apart = {"subj", "prt"} if "whole" in frame.flags else {"subj", "prt", "comp", "purpose"}
    names = {term.partition("=")[0].rstrip("!") for term in terms} - apart
    return tuple(i for name in sorted(names) for i in trees.slot(tree, node, name) if i != node)


def _side(tree: Tree, node: int, slots: tuple[str, ...]) -> list[int]:
    for name in slots:
        found = trees.slot(tree, node, name)
        if found:
            return found
    return []


def _content(tree: Tree, node: int, frame: Frame, level: int) -> Reading | None:
    for name in frame.content:
        for token in trees.slot(tree, node, name):
            for each in _coordinated(tree, token):
                found = read(tree, each, level + 1) if each != node else None
                if found is not None:
                    return found
    return None


def _coordinated(tree: Tree, token: int) -> list[int]:
    return [token, *tree.kids(token, "conj")]


def _operate(tree: Tree, node: int, frame: Frame, inner: Reading) -> Reading | None:
    """The reading of an operator over an embedded act, by kind of operator."""
    if _is_void(frame.op or "", inner):
        return None
    doers = tuple(_side(tree, node, frame.by or ("subj",)))
    if frame.op in TRANSPARENT:
        return _joined(tree, node, frame, inner, doers or inner.actors)
    if frame.op == "INSIST":
        return _joined(tree, node, frame, inner, doers if inner.by_speaker else inner.actors)
    if frame.op == "MUST":
        return None if trees.negated(tree, node) else _demanded(tree, node, inner, negative=False)
    if frame.op == "WARN":
        return _warned(tree, node, frame, inner, doers)
    return _converted(tree, node, frame, inner, doers)


def _is_void(op: str, inner: Reading) -> bool:
    """Whether an operator makes nothing of an act: a government that *plans to raise taxes* does nothing to anybody."""
    conversion = convert(op, inner.type, inner.mode, inner.theme)
    if conversion is None and op in FALLBACK:
        conversion = convert(FALLBACK[op], inner.type, inner.mode, inner.theme)
    return conversion is not None and conversion.type == NOTHING


def _joined(tree: Tree, node: int, frame: Frame, inner: Reading, doers: tuple[int, ...]) -> Reading:
    """The embedded act itself, told through a light verb."""
    return msgspec.structs.replace(
        inner,
        actors=doers,
        by_speaker=inner.by_speaker and frame.op != "INSIST",
        rules=(frame.id, *inner.rules),
        nodes=(*inner.nodes, node),
        top=node,
        covered=(*inner.covered, *_covered(tree, node, frame)),
        condition=trees.condition(tree, node) or inner.condition,
    )


def _warned(tree: Tree, node: int, frame: Frame, inner: Reading, doers: tuple[int, ...]) -> Reading | None:
    """A warning of one's own act is a threat; of the act of another, an accusation or a demand to desist."""
    own = any(i in doers or tree[i].upos == "PRON" for i in inner.actors) or not any(
        i in tree.mentions for i in inner.actors
    )
    if own or (inner.status == "denied" and trees.slot(tree, node, "obj")):
        return _converted(tree, node, msgspec.structs.replace(frame, op="THREAT"), inner, doers)
    if trees.slot(tree, node, "obj"):
        return None
    return _converted(tree, node, msgspec.structs.replace(frame, op="ALLEGE"), inner, doers)


def _converted(tree: Tree, node: int, frame: Frame, inner: Reading, doers: tuple[int, ...]) -> Reading | None:
    op = frame.op or ""
    conversion = convert(op, inner.type, inner.mode, inner.theme)
    if conversion is None and op in FALLBACK:
        conversion = convert(FALLBACK[op], inner.type, inner.mode, inner.theme)
    if conversion is None:
        return None
    keep = conversion.type == SAME
    return Reading(
        node=node,
        frame=frame,
        type=inner.type if keep else conversion.type,
        mode=inner.mode if keep else conversion.mode or frame.mode,
        theme=inner.theme if keep else conversion.theme or inner.theme,
        actors=doers,
        recipients=tuple(_side(tree, node, frame.to)) if frame.to else (),
        status="conditional" if op == "CONSIDER" else conversion.status,
        rules=(frame.id, *inner.rules),
        nodes=(node, *inner.nodes),
        covered=(*inner.covered, *_covered(tree, node, frame)),
        condition=trees.condition(tree, node) or inner.condition,
        inner=inner,
    )


# ----------------------------------------------------------------------- mood


def _in_mood(tree: Tree, node: int, reading: Reading, level: int) -> Reading | None:
    """The reading under the auxiliaries and negation of its own clause."""
    if tree[node].upos not in ("VERB", "ADJ", "AUX") and not tree.kids(node, "cop"):
        return _nominal_mood(tree, node, reading, level)
    mood, negative = trees.modality(tree, node), trees.negated(tree, node)
    if mood == "INTEND":
        turned = _turn(reading, "REFUSE" if negative else "INTEND", "will-not" if negative else "will")
        return _unless(tree, turned)
    if mood == "CONSIDER" and negative:
        return _turn(reading, "FAIL", "could-not") if reading.type == "AGREE" or reading.theme == "sign" else None
    if mood == "CONSIDER":
        turned = _turn(reading, "INTEND", "may")
        return msgspec.structs.replace(turned, status="conditional") if turned else None
    if mood == "DEMAND":
        return _demanded(tree, node, reading, negative)
    if negative:
        return _denied(reading)
    return reading


def _nominal_mood(tree: Tree, node: int, reading: Reading, level: int) -> Reading | None:
    lemmas = {tree.lemma(i) for i in trees.modifiers(tree, node)} | {tree.lemma(i) for i in tree.kids(node, "det")}
    if lemmas & classes()["future-word"]:
        return _turn(reading, "INTEND", "planned")
    if "no" in lemmas:
        return _denied(reading)
    above = tree[node].head
    if level == 0 and tree[node].relation == "nsubj" and above >= 0 and trees.modality(tree, above) == "INTEND":
        return _turn(reading, "INTEND", "will")
    return reading


def _unless(tree: Tree, reading: Reading | None) -> Reading | None:
    """A favour withdrawn "unless" something is done is a threat."""
    if reading is None or reading.condition is None or reading.type not in ("CONCEDE", "AGREE"):
        return reading
    if trees.marker(tree, reading.condition) != "unless":
        return reading
    return msgspec.structs.replace(reading, type="THREATEN", mode="relations", status="conditional")


def _turn(reading: Reading, op: str, rule: str) -> Reading | None:
    conversion = convert(op, reading.type, reading.mode, reading.theme)
    if conversion is None or conversion.type == NOTHING:
        return None
    if conversion.type == SAME:
        return msgspec.structs.replace(reading, status=conversion.status, rules=(rule, *reading.rules))
    return msgspec.structs.replace(
        reading,
        type=conversion.type,
        mode=conversion.mode,
        theme=conversion.theme or reading.theme,
        status=conversion.status,
        rules=(rule, *reading.rules),
        inner=reading,
    )


def _demanded(tree: Tree, node: int, reading: Reading, negative: bool) -> Reading | None:
    conversion = convert("DEMAND", reading.type, reading.mode, reading.theme)
    if conversion is None:
        return None
    both = any(_is_both(tree, i) for i in reading.actors)
    mode = "yield" if negative else conversion.mode
    return Reading(
        node=node,
        frame=reading.frame,
        type="AGREE" if both else "REQUEST",
        mode=None if both else mode,
        theme=None,
        actors=reading.actors if both else (),
        recipients=() if both else reading.actors,
        rules=("must", *reading.rules),
        nodes=reading.nodes,
        covered=reading.covered,
        inner=reading,
        by_speaker=not both,
    )


def _is_both(tree: Tree, index: int) -> bool:
    words = {tree.lemma(i) for i in (index, *tree.kids(index, "det", "nummod", "amod", "cc:preconj"))}
    return bool(words & {"we", "both", "two"})


def _denied(reading: Reading) -> Reading:
    """A negated act did not take place; a negated will or consent is a refusal."""
    inner = reading.inner
    if "not" in reading.rules:
        return reading
    if reading.type in ("AGREE", "CONCEDE"):
        conversion = convert("REFUSE", inner.type, inner.mode, inner.theme) if inner is not None else None
        mode, theme = (conversion.mode, conversion.theme) if conversion is not None else (None, None)
        return msgspec.structs.replace(
            reading, type="REJECT", mode=mode, theme=theme, status="happened", rules=("not", *reading.rules)
        )
    if inner is not None and "leaves-open" in reading.frame.flags:
        turned = _turn(inner, "INTEND", "left-open")
        if turned is not None:
            return msgspec.structs.replace(
                reading,
                type=turned.type,
                mode=turned.mode,
                theme=turned.theme,
                status="conditional",
                rules=("left-open", *reading.rules),
            )
    return msgspec.structs.replace(reading, status="denied", rules=("not", *reading.rules))
