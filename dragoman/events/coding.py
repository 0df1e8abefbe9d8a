"""Who did what to whom: from the acts that clauses state to the events of a document.

The order of decision is the codebook's: attribution is cut, the act is found, polarity and modality turn it, then
type, mode, parties, and what surrounds it; what is told twice is one event.
"""

from __future__ import annotations

import msgspec

from dragoman.document import Act, Document, Event, EventPlace, Party, Span
from dragoman.events import aims, circumstances, confidence, parties, readings, told, trees
from dragoman.events.frames import Book, Frame, calibration, classes
from dragoman.events.readings import Reading
from dragoman.events.trees import Tree

IMPLIED = frozenset({("PROTEST", "REQUEST"), ("THREATEN", "REQUEST"), ("SANCTION", "ACCUSE"), ("ASSAULT", "MOBILIZE")})

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types that speak of what somebody has done: where nobody is named, of who did what was told last."""

WAITING = 0.5
"""Confidence of an act that is an event only if what was told before says whom it is aimed at, where no encoder was
asked."""

HANDED = frozenset({"AGREE", "AID", "COOPERATE", "CONCEDE", "REJECT", "SUPPORT", "MOBILIZE"})
"""Types in which arms are what is given, sold, refused or moved, and no side."""


class Candidate(msgspec.Struct, frozen=True):
    """One act that a clause may state, with what a judge of it (a rule or a learned head) needs to know.

    `outcome` is `event`, or why it is none: consumed, hypothetical, question, sport, purpose, no actor, press, nobody
    identified, one-sided, unlikely, told with another act, no reading.
    """

    sentence: Span
    trigger: Span
    frame: str
    outcome: str
    rules: tuple[str, ...] = ()
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reciprocal: bool = False
    depth: int = 0
    relation: str = ""
    modality: str | None = None
    negated: bool = False
    passive: bool = False
    score: float = 0.0
    belief: float | None = None
    """How surely the encoder takes the words for an act of this type; None where it was not asked."""
    speaks_of: tuple[str, ...] | None = None
    """The types of the deed that its object takes up ("condemned *the arrest*": COERCE), if it takes up any."""
    terms: tuple[float, ...] = ()
    """What the confidence was weighed from (`confidence.TERMS`); empty where the encoder was not asked."""
    event: Event | None = None
    draft: Event | None = None
    """The event it would be if what was told before said whom it is aimed at."""


def code(document: Document, *, framed: bool = True, book: Book | None = None, least: float | None = None) -> Document:
    """The Document with its `events`: "Envoys of the two armies met in Muscat" gives one CONSULT.

    >>> code(Document(id="a", text="")).events
    ()
    """
    found = [c for c in candidates(document, framed=framed, book=book, least=least) if c.event is not None]
    events = merge(document, [c.event for c in sorted(found, key=_at) if c.event is not None])
    numbered = tuple(msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(events, start=1))
    return msgspec.structs.replace(document, events=numbered)


def candidates(
    document: Document, *, framed: bool = True, book: Book | None = None, least: float | None = None
) -> tuple[Candidate, ...]:
    """Every act that the lexicon or the encoder sees in a document, those that became events and those that did not.

    Without `framed` the encoder is heard alone; where the document has no `acts`, the lexicon is. `book` holds the
    types and frames to go by: the shipped ones, or `load_user(path)` with a user's own. Acts of a confidence below
    `least` are `unlikely`; by default the measured bound decides, and what frame and encoder agree on.
    """
    return aimed(document, stated(document, framed=framed, book=book, least=least), least)


def stated(
    document: Document, *, framed: bool = True, book: Book | None = None, least: float | None = None
) -> list[Candidate]:
    """The same as the clauses state them, before what was told earlier says whom the others are aimed at."""
    found: list[Candidate] = []
    for place, sentence in enumerate(document.sentences):
        if sentence.tokens and not document.in_boilerplate(sentence):
            found += _in_sentence(trees.plant(document, place, book, least), framed)
    return found


# ----------------------------------------------------------------- sentences


def _in_sentence(tree: Tree, framed: bool) -> list[Candidate]:
    used: dict[int, str] = {}
    count = len(tree.sentence.tokens) if framed else 0
    nodes = [(node, frame) for node in range(count) if (frame := _frame_at(tree, node)) is not None]
    ordered = sorted(nodes, key=lambda pair: (_rank(tree, pair[0]), pair[0]))
    found = [_consider(tree, node, frame, used) for node, frame in ordered]
    for act in sorted(tree.acts.values(), key=lambda act: -act.belief):
        if act.belief >= told.BOUNDS.add and not _is_used(tree, act.word, used):
            found.append(_heard(tree, act, used))
    found += [also for each in found if (also := _served(tree, each)) is not None]
    return _coded_once(found)


def _served(tree: Tree, found: Candidate) -> Candidate | None:
    """The arrest that a prison sentence also is: "jailed him *for two years*" is SANCTION convict and COERCE arrest."""
    event = found.event
    if event is None or (event.type, event.mode, event.status) != ("SANCTION", "convict", "happened"):
        return None
    node = tree.sentence.token_at(found.trigger.start)
    if node is None or not event.recipients or not _is_imprisoned(tree, node):
        return None
    arrest = msgspec.structs.replace(
        event,
        type="COERCE",
        mode="arrest",
        rule=f"{event.rule} > served",
        quad=tree.book.types["COERCE"].quad,
        score=circumstances.scale("COERCE", "arrest", tree.book),
        cameo="173",
    )
    return msgspec.structs.replace(found, type="COERCE", mode="arrest", event=arrest)


def _is_imprisoned(tree: Tree, node: int) -> bool:
    """Whether a conviction names the time or the place that is to be served, and not that it is suspended."""
    spots = [i for name in ("to", "for", "in", "span", "obj") for i in trees.has_phrase(tree, node, name, dates=True)]
    words = frozenset(tree.stems(node)).union(*(tree.words(i) for i in spots))
    unserved = classes()["not-served"]
    return bool(words & classes()["jail-term"]) and words.isdisjoint(unserved) and "absentia" not in tree.lemmas


def _is_used(tree: Tree, word: int, used: dict[int, str]) -> bool:
    """Whether a word, or the one that it is a piece of ("broke *off*"), has been read."""
    return word in used or (tree[word].deprel in ("compound:prt", "fixed", "flat", "aux") and tree[word].head in used)


def _heard(tree: Tree, act: Act, used: dict[int, str]) -> Candidate:
    """The candidate of a word that only the encoder takes for an act."""
    reading = told.reading_of(tree, act)
    return _judged(tree, _base(tree, act.word, reading.frame), reading, told.sides(tree, act, reading), used)


def _coded_once(found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence without what the codebook does not code twice: a protest's demand, a conviction's
    charge, the troops moved for the attack reported."""
    return [
        msgspec.structs.replace(c, outcome="told with another act", event=None)
        if c.event is not None and any(_stands_before(other, c) and _implies(other.event, c.event) for other in found)
        else c
        for c in found
    ]


def _stands_before(first: Candidate, other: Candidate) -> bool:
    """Whether an act is told as more than a circumstance of another: not "massed troops *for an attack*"."""
    return first.depth <= other.depth or first.relation not in ("obl", "nmod")


def _implies(told: Event | None, other: Event) -> bool:
    if told is None or (told.type, other.type) not in IMPLIED or not _names(told.actors) & _names(other.actors):
        return False
    if told.type == "PROTEST" and not _parts(told.actors) & _parts(other.actors):
        return False
    if told.type == "SANCTION" and (told.mode != "convict" or other.mode != "allege"):
        return False
    return told.type in ("PROTEST", "ASSAULT") or bool(_names(told.recipients) & _names(other.recipients))


def _frame_at(tree: Tree, node: int) -> Frame | None:
    frames = readings.matching(tree, node)
    if frames:
        return frames[0]
    return readings.OUGHT if readings.is_bare_demand(tree, node) else None


def _rank(tree: Tree, node: int) -> int:
    """Prominence: verbs of the main clause first, then what stands below them; nouns after verbs."""
    own = trees.depth(tree, node)
    return (
        own
        + (tree[node].upos in trees.NOMINAL)
        + 2 * any(tree[i].deprel == "acl:relcl" for i in (node, *tree.sentence.ancestors(node)))
    )


def _consider(tree: Tree, node: int, frame: Frame, used: dict[int, str]) -> Candidate:
    base = _base(tree, node, frame)
    if node in used:
        return msgspec.structs.replace(base, outcome=f"consumed by {used[node]}")
    reading = readings.read(tree, node)
    if reading is None:
        return base
    return _decide(tree, base, reading, used)


def _base(tree: Tree, node: int, frame: Frame) -> Candidate:
    return Candidate(
        sentence=Span(tree.sentence.start, tree.sentence.end),
        trigger=Span(tree[node].start, tree[node].end),
        frame=frame.id,
        outcome="no reading",
        depth=trees.depth(tree, node),
        relation=tree[node].deprel,
        modality=trees.modality(tree, node),
        negated=trees.negated(tree, node),
        passive=trees.is_passive(tree, node),
    )


def _decide(tree: Tree, base: Candidate, reading: Reading, used: dict[int, str]) -> Candidate:
    """The frame's reading with its sides, corrected by what the encoder tells, judged."""
    sides = parties.sides(tree, reading, parties.speaker(tree, reading.node))
    reading = told.moded(tree, reading)
    reading, sides = _settled(reading, told.amended(tree, reading, sides))
    return _judged(tree, base, reading, sides, used)


def _judged(tree: Tree, base: Candidate, reading: Reading, sides: parties.Sides, used: dict[int, str]) -> Candidate:
    """The cases that keep an act from being an event, in order; else the event."""
    reading, sides = _shared(reading, _unarmed(tree, reading, sides))
    sides = _apart(sides)
    why = _barred(tree, reading, sides)
    seen = msgspec.structs.replace(
        base,
        rules=reading.rules,
        type=reading.type,
        mode=reading.mode,
        status=reading.status,
        actors=tuple(f.party for f in sides.actors),
        recipients=tuple(f.party for f in sides.recipients),
        reciprocal=sides.reciprocal,
        belief=told.belief(tree, reading),
        speaks_of=parties.taken_up(tree, reading),
    )
    if why == "one-sided" and _is_awaiting(seen):
        used.update(dict.fromkeys(reading.nodes, reading.frame.id))
        terms = _weighed(tree, reading, sides)
        return msgspec.structs.replace(seen, outcome=why, terms=terms, draft=_event(tree, reading, sides, WAITING))
    if why is not None:
        if why in ("hypothetical", "question", "purpose") or reading.inner is not None:
            used.update(dict.fromkeys((*reading.nodes, *reading.covered), reading.frame.id))
        return msgspec.structs.replace(seen, outcome=why)
    used.update(dict.fromkeys((*reading.nodes, *reading.covered), reading.frame.id))
    terms = _weighed(tree, reading, sides)
    score = confidence.of(terms) if terms else _calibrated(_raw_score(tree, reading, sides))
    sides = _handed_to(tree, reading, sides)
    seen = msgspec.structs.replace(seen, score=score, terms=terms, recipients=tuple(f.party for f in sides.recipients))
    if _is_doubted(tree, reading, sides, score):
        for word in told.others(tree, reading):
            used.pop(word, None)
        draft = None if _coded(seen.recipients) or sides.reciprocal else _event(tree, reading, sides, score)
        return msgspec.structs.replace(seen, outcome="unlikely", draft=draft)
    event = _event(tree, reading, sides, score)
    return msgspec.structs.replace(seen, outcome="event", event=event)


def _is_awaiting(seen: Candidate) -> bool:
    """Whether an act that names nobody may be aimed by another: a judgement of "the raid", an envoy called home."""
    if seen.type == "SANCTION":
        return seen.mode in ("withdraw", "discontinue")
    return seen.speaks_of is not None and seen.type in JUDGING


def _weighed(tree: Tree, reading: Reading, sides: parties.Sides) -> tuple[float, ...]:
    """What the confidence is weighed from; nothing where the encoder was not asked."""
    return confidence.terms(tree, reading, sides) if tree.document.acts else ()


def _apart(sides: parties.Sides) -> parties.Sides:
    """Nobody named acts on himself and others: "Moscow visit: Beijing and Moscow close ranks"."""
    own = {(f.party.code, f.party.sector, f.party.name) for f in sides.actors if f.party.name}
    kept = tuple(f for f in sides.recipients if (f.party.code, f.party.sector, f.party.name) not in own)
    return msgspec.structs.replace(sides, recipients=kept or sides.recipients)


def _handed_to(tree: Tree, reading: Reading, sides: parties.Sides) -> parties.Sides:
    """Who resigns does so to whom the letter is handed ("*to the king*"), or to nobody."""
    if reading.mode != "resign" or sides.reciprocal:
        return sides
    givers = {reading.node, reading.top, tree[reading.node].head}
    kept = tuple(f for f in sides.recipients if trees.marker(tree, f.token) == "to" and tree[f.token].head in givers)
    return msgspec.structs.replace(sides, recipients=kept)


def _shared(reading: Reading, sides: parties.Sides) -> tuple[Reading, parties.Sides]:
    """What one asks of the other and of oneself is offered: "Xi called for trust between *them*" is AGREE."""
    own = {code for f in sides.actors for code in ((f.party.code, None), (f.party.code, f.party.sector))}
    others = [f for f in sides.recipients if (f.party.code, f.party.sector) not in own]
    if reading.type not in ("REQUEST", "AGREE") or not others or len(others) == len(sides.recipients):
        return reading, sides
    return msgspec.structs.replace(reading, type="AGREE", mode=None), parties.Sides(sides.actors, tuple(others))


def _unarmed(tree: Tree, reading: Reading, sides: parties.Sides) -> parties.Sides:
    """The sides without what is only handed over or moved: "promised *tanks* to Kyiv", "Taiwan scrambled *jets*"."""
    if reading.type not in HANDED or _is_of_passage(tree, reading):
        return sides
    own = {f.party.code for f in sides.actors}
    kept = [
        f
        for f in sides.recipients
        if not any(stem in classes()["hardware"] for at in _named_by(tree, f) for stem in tree.stems(at))
        or (reading.type == "MOBILIZE" and f.party.code not in own)
        or _is_kept_out(tree, f)
    ]
    return msgspec.structs.replace(sides, recipients=tuple(kept))


def _is_of_passage(tree: Tree, reading: Reading) -> bool:
    """Whether it is about letting somebody in or through: "did not permit the *American plane* to land"."""
    inner = [i for node in reading.nodes for i in trees.slot(tree, node, "comp")]
    return any(tree.lemma(i) in classes()["arrive-verb"] for i in inner)


def _is_kept_out(tree: Tree, found: parties.Found) -> bool:
    """Whether what a party names is limited, not handed over: "lifted the ban on *Chilean ships*"."""
    above = tree[_named_by(tree, found)[-1]].head
    return above >= 0 and tree.lemma(above) in classes()["limits"]


def _named_by(tree: Tree, found: parties.Found) -> list[int]:
    """The word of a party, and the noun that it only describes ("*Russian* missiles")."""
    describes = found.nested and tree[found.token].relation in ("amod", "compound") and tree[found.token].head >= 0
    return [found.token, tree[found.token].head] if describes else [found.token]


def _is_doubted(tree: Tree, reading: Reading, sides: parties.Sides, score: float) -> bool:
    """Whether an act is less likely than the caller's bound; without one, than the measured one, unless frame and
    encoder agree."""
    if tree.least is not None:
        return score < tree.least
    return bool(tree.document.acts) and score < told.BOUNDS.least and not told.agrees(tree, reading, sides)


def _settled(reading: Reading, sides: parties.Sides) -> tuple[Reading, parties.Sides]:
    """What only the sides decide: several states at a drill COOPERATE; "we both should" is AGREE."""
    codes = {f.party.code for f in sides.actors}
    if "drill" in reading.frame.flags and len(codes) > 1:
        type_ = "COOPERATE" if reading.type == reading.frame.type else "AGREE"
        return msgspec.structs.replace(reading, type=type_, mode=None), parties.Sides(sides.actors, (), True)
    if reading.by_speaker and sides.reciprocal:
        return msgspec.structs.replace(reading, type="AGREE", mode=None), sides
    return reading, sides


def _barred(tree: Tree, reading: Reading, sides: parties.Sides) -> str | None:
    node = reading.top if reading.top >= 0 else reading.node
    act = told.of(tree, reading)
    if act is not None and act.belief > told.BOUNDS.sure:
        return _unsided(tree, reading, sides)
    if _is_sport(tree):
        return "sport"
    if trees.is_hypothetical(tree, node) or _is_irrealis(tree, node):
        return "hypothetical"
    if tree.sentence.tokens[-1].form == "?" and not parties.reporters(tree, node):
        return "question"
    if trees.is_purpose(tree, node) and not _is_spoken(tree, node):
        return "purpose"
    return _unsided(tree, reading, sides)


def _unsided(tree: Tree, reading: Reading, sides: parties.Sides) -> str | None:
    """What the sides lack for an event."""
    if not sides.actors:
        return "no actor"
    if reading.type in ("REQUEST", "REJECT") and _is_for_press(tree, reading, sides):
        return "press"
    if not _is_identified(sides):
        return "nobody identified"
    if sides.recipients or sides.reciprocal or not _is_weak(tree, reading):
        return None
    return None if _is_assembly(tree, reading, sides) or _is_kept(tree, reading, sides) else "one-sided"


def _is_kept(tree: Tree, reading: Reading, sides: parties.Sides) -> bool:
    """Whether a sanction against nobody named is what the article says first: it is kept, as incomplete."""
    return reading.type == "SANCTION" and told.agrees(tree, reading, sides)


def _is_for_press(tree: Tree, reading: Reading, sides: parties.Sides) -> bool:
    """Whether an outlet asks or is answered, and no politician: "did not answer requests for *comment*"."""
    if any(tree[i].form.lower() == "comment" for i in tree.sentence.subtree(reading.node)):
        return True
    return told.is_told(reading) and (_is_press(sides.actors) or _is_press(sides.recipients))


def _is_press(side: tuple[parties.Found, ...]) -> bool:
    return bool(side) and all(f.party.sector == "JRN" for f in side)


def _is_sport(tree: Tree) -> bool:
    """Whether the sentence tells of a game: its nouns, or a score such as 3-1."""
    words = classes()["sport-word"]
    return any(tree.lemma(i) in words for i in range(len(tree.sentence.tokens)))


def _is_irrealis(tree: Tree, node: int) -> bool:
    """Whether a noun hangs on one that leaves it open: "*reports of* a visit", "*the prospect of* war"."""
    token = tree[node]
    return (
        token.upos in trees.NOMINAL
        and token.relation == "nmod"
        and any(stem in classes()["irrealis-noun"] for stem in tree.stems(token.head))
    )


def _is_spoken(tree: Tree, node: int) -> bool:
    """Whether the purpose is done in the doing: "phoned *to congratulate*", "wrote *to apologise*"."""
    return tree.lemma(tree[node].head) in classes()["contact-verb"]


def _is_identified(sides: parties.Sides) -> bool:
    """Whether an actor is known by code or name, or by its role towards somebody."""
    known = [f for f in sides.actors if f.party.code or f.party.name or f.party.country]
    aimed = [f for f in sides.recipients if f.party.code or f.party.name or f.party.country]
    return bool(known or (sides.actors and aimed))


def _is_weak(tree: Tree, reading: Reading) -> bool:
    """Acts that need both sides: flagged frames, and nouns that no light verb carries."""
    if told.is_told(reading):
        return _is_meeting(reading)
    if "weak" in reading.frame.flags or tree.book.types[reading.type].recipient == "yes" or _is_meeting(reading):
        return True
    if tree[reading.node].deprel == "acl" and reading.type != "RETREAT":
        return True
    if tree.kids(reading.node, "cop") and trees.marker(tree, reading.node) == "on":  # "are on strike"
        return False
    return tree[reading.node].upos in trees.NOMINAL and len(reading.nodes) == 1


def _is_assembly(tree: Tree, reading: Reading, sides: parties.Sides) -> bool:
    """Whether several of one body meet: "*foreign ministers of the Arab League* convened"."""
    if reading.type != "CONSULT" or len(sides.actors) != 1:
        return False
    one = sides.actors[0]
    return (one.party.code or "").startswith("IGO") and tree[one.token].xpos in ("NNS", "NNPS")


def _is_meeting(reading: Reading) -> bool:
    """Whether an act is a contact, which takes two; mediation may leave the parties unnamed."""
    return reading.type == "CONSULT" and reading.theme != "mediate"


def _calibrated(score: float) -> float:
    """How often an act of this raw score is right."""
    return [row.precision for row in calibration() if row.least <= score][-1]


def _raw_score(tree: Tree, reading: Reading, sides: parties.Sides) -> float:
    """Points for the kind of trigger, its depth and how its parties were found."""
    score = 0.62 if tree[reading.node].upos in trees.NOMINAL else 0.85
    score -= 0.04 * min(trees.depth(tree, reading.node), 4)
    score -= 0.1 * any(f.nested for f in (*sides.actors, *sides.recipients))
    score -= 0.15 * (not sides.recipients and not sides.reciprocal)
    score += 0.04 * (len(reading.frame.when) > 0)
    return round(max(0.1, min(0.97, score)), 2)


# -------------------------------------------------------------------- events


def _event(tree: Tree, reading: Reading, sides: parties.Sides, score: float) -> Event:
    sentence = Span(tree.sentence.start, tree.sentence.end)
    about = circumstances.contexts(tree, reading)
    clause = _clause(tree, reading.node)
    place = circumstances.place(tree, reading)
    mode = reading.mode or _venue_mode(tree, reading, sides, place)
    sides = _hosted(reading, sides, place) if mode == "visit" else sides
    condition = _condition_span(tree, reading)
    historical = circumstances.is_historical(tree, reading)
    return Event(
        start=clause.start,
        end=clause.end,
        id="",
        type=reading.type,
        mode=mode,
        status=told.status(tree, reading, _status(tree, reading, condition)),
        actors=tuple(_sectored(tree, f.party, reading) for f in sides.actors),
        recipients=tuple(f.party for f in sides.recipients),
        reciprocal=sides.reciprocal,
        trigger=_trigger(tree, reading),
        sentence=sentence,
        rule=" > ".join(reading.rules),
        contexts=about,
        background=historical or _is_background(tree, reading),
        historical=historical,
        alleged=_is_alleged(tree, reading.node),
        incomplete=tree.book.types[reading.type].recipient == "yes" and not sides.recipients and not sides.reciprocal,
        place=place,
        condition=condition,
        according_to=circumstances.according_to(tree, reading),
        size=circumstances.size(tree, reading),
        quad=tree.book.types[reading.type].quad,
        score=circumstances.scale(reading.type, mode, tree.book),
        cameo=circumstances.cameo(reading, about),
        confidence=score,
    )


def _venue_mode(tree: Tree, reading: Reading, sides: parties.Sides, place: EventPlace | None) -> str | None:
    """A meeting of three or more is multilateral, one in the country of a side is a visit by the other, one in
    somebody else's country is at a third party's."""
    codes = {f.party.code for f in (*sides.actors, *sides.recipients)}
    if (len(codes) > 2 and reading.type == "CONSULT") or _is_assembly(tree, reading, sides):
        return "multilateral"
    if reading.type != "CONSULT" or len(codes) < 2:
        return None
    if place is None or place.basis != "text" or place.country is None:
        return None
    if place.country not in codes:
        return "third-party"
    return None if any((code or "NSA").startswith("NSA") for code in codes) else "visit"


def _hosted(reading: Reading, sides: parties.Sides, place: EventPlace | None) -> parties.Sides:
    """The sides of a meeting at the place of one of them: who came is the actor, who was at home the recipient."""
    if reading.mode == "visit" or place is None:
        return sides
    everyone = (*sides.actors, *sides.recipients)
    guests = tuple(f for f in everyone if f.party.code != place.country)
    return parties.Sides(guests, tuple(f for f in everyone if f.party.code == place.country))


def _sectored(tree: Tree, party: Party, reading: Reading) -> Party:
    """A bare state gets the sector its act implies: it speaks as GOV, uses force as MIL."""
    if party.sector is not None or party.code is None or "-" in party.code:
        return party
    sector = tree.book.types[reading.type].sector
    if reading.type == "RETREAT" and reading.mode not in ("withdraw", "disarm", "ceasefire"):
        sector = "GOV"
    return msgspec.structs.replace(party, sector=sector)


def _clause(tree: Tree, node: int) -> Span:
    indices = tree.sentence.subtree(node)
    return tree.sentence.span(indices[0], indices[-1])


def _trigger(tree: Tree, reading: Reading) -> Span:
    """From the first to the last word of the frame and its particle, when they are close; else the first word."""
    words = [reading.node, *tree.kids(reading.node, "compound:prt")]
    carried = [n for n in reading.nodes[1:2] if abs(n - reading.node) <= 5]
    return tree.sentence.span(min([*words, *carried]), max([*words, *carried]))


def _condition_span(tree: Tree, reading: Reading) -> Span | None:
    if reading.condition is None or reading.type in ("REJECT", "ACCUSE", "REQUEST", "CONSULT", "ASSAULT"):
        return None
    return _clause(tree, reading.condition)


def _status(tree: Tree, reading: Reading, condition: Span | None) -> str:
    if reading.status != "happened":
        return reading.status
    if condition is not None:
        return "conditional"
    if reading.type in ("CONSULT", "PROTEST", "SANCTION", "COERCE", "COOPERATE", "ASSAULT", "MOBILIZE"):
        return "ongoing" if _is_progressive(tree, reading) else "happened"
    return "happened"


def _is_progressive(tree: Tree, reading: Reading) -> bool:
    node = reading.node
    if tree[node].xpos == "VBG" and any(tree[i].form.lower() in ("is", "are") for i in tree.kids(node, "aux")):
        return True
    return tree[node].upos in trees.NOMINAL and tree.lemma(node) in classes()["lasting"] and len(reading.nodes) == 1


def _is_background(tree: Tree, reading: Reading) -> bool:
    """Whether the act is told as context: a bare noun, or a pluperfect or relative clause."""
    node = reading.node
    if tree[node].upos in trees.NOMINAL and len(reading.nodes) == 1:
        return True
    above = (node, *tree.sentence.ancestors(node))
    return any(tree[i].deprel == "acl:relcl" for i in above)


def _is_alleged(tree: Tree, node: int) -> bool:
    words = classes()["alleged-word"]
    near = tree.kids(node, "advmod", "amod")
    if any(tree.lemma(i) in words for i in near) or trees.is_surmised(tree, node):
        return True
    return any(tree.lemma(i) in classes()["allege"] for i in tree.sentence.ancestors(node))


# ------------------------------------------------------------------------ aims


def aimed(document: Document, found: list[Candidate], least: float | None = None) -> tuple[Candidate, ...]:
    """The candidates, those whose clause names nobody aimed by what was told before.

    A refusal is aimed at whoever asked or accused ("*Lima* blamed Quito. Quito denied it"), a judgement at whoever did
    what it speaks of ("*Fiji* jailed an editor. Samoa condemned the arrest"), a threat at whoever did harm.
    """
    names: list[aims.Named] = []
    before: list[Event] = []
    settled = list(found)
    for place, candidate in sorted(enumerate(found), key=lambda pair: _at(pair[1])):
        event = candidate.event or candidate.draft
        if event is not None and aims.is_open(document, event):
            names = names or aims.named(document)
            aim = aims.chosen(document, names, event, candidate.speaks_of, before)
            settled[place] = candidate if aim is None else _aimed(candidate, event, *aim, least)
        if (event := settled[place].event) is not None:
            before.insert(0, event)
    return tuple(settled)


def _aimed(candidate: Candidate, event: Event, party: Party, chance: float, least: float | None) -> Candidate:
    """A candidate with its recipient; an event, if that makes it likely enough."""
    terms = confidence.aimed(candidate.terms, chance) if candidate.terms else ()
    score = confidence.of(terms) if terms else event.confidence or WAITING
    known = msgspec.structs.replace(candidate, recipients=(party,), terms=terms, score=score)
    if candidate.event is None and score < (told.BOUNDS.aimed if least is None else least):
        return msgspec.structs.replace(known, outcome="unlikely")
    event = msgspec.structs.replace(
        event, recipients=(party,), incomplete=False, confidence=score, rule=f"{event.rule} > aimed"
    )
    return msgspec.structs.replace(known, outcome="event", event=event)


def _at(candidate: Candidate) -> int:
    return candidate.trigger.start


def _coded(side: tuple[Party, ...]) -> bool:
    return any(p.code for p in side)


# --------------------------------------------------------------------- merging


def merge(document: Document, events: list[Event]) -> list[Event]:
    """One event once an article: what is told again becomes a further mention of the first telling."""
    kept: list[Event] = []
    for event in events:
        at = next((i for i, first in enumerate(kept) if _is_retold(document, first, event)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = _joined(kept[at], event)
    return kept


def _joined(first: Event, again: Event) -> Event:
    """The first telling with the second as a mention; a mode, and who visited whom, may come from the second."""
    told = (*first.mentions, Span(again.start, again.end))
    if not first.recipients and again.recipients and not first.reciprocal:
        first = msgspec.structs.replace(first, recipients=again.recipients)
    if first.mode is not None or again.mode is None:
        return msgspec.structs.replace(first, mentions=told)
    directed = again if again.mode == "visit" and again.recipients else first
    return msgspec.structs.replace(
        first,
        mode=again.mode,
        score=again.score,
        cameo=again.cameo or first.cameo,
        actors=directed.actors,
        recipients=directed.recipients,
        reciprocal=directed.reciprocal,
        mentions=told,
    )


def _is_retold(document: Document, first: Event, again: Event) -> bool:
    if first.type != again.type or (first.mode and again.mode and first.mode != again.mode):
        return False
    if (first.status == "denied") != (again.status == "denied"):
        return False
    if (
        first.sentence == again.sentence
        and again.recipients
        and first.type != "CONSULT"
        and _keys(first) != _keys(again)
    ):
        return False
    return _covers(first, again) and _dates_agree(document, first, again)


def _keys(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return _names(event.actors), _names(event.recipients)


def _names(side: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.code or p.name or "?" for p in side)


def _parts(side: tuple[Party, ...]) -> frozenset[tuple[str | None, str | None]]:
    """The countries of a side with the part that each has in it: its protesters are not its courts."""
    return frozenset((p.code or p.name, p.sector) for p in side)


def _covers(first: Event, again: Event) -> bool:
    """Whether the second telling names the same sides, or leaves one out."""
    if first.reciprocal or again.reciprocal:
        one = _names(first.actors) | _names(first.recipients)
        other = _names(again.actors) | _names(again.recipients)
        return other <= one
    (actors, targets), (again_actors, again_targets) = _keys(first), _keys(again)
    if not again_actors or not again_actors <= actors:
        return False
    return again_targets <= targets or (not targets and again_actors == actors)


def _dates_agree(document: Document, first: Event, again: Event) -> bool:
    one, other = _days(document, first), _days(document, again)
    return not one or not other or bool(one & other)


def _days(document: Document, event: Event) -> set[str]:
    return {
        t.value
        for t in document.timexes
        if t.type == "DATE" and t.value and len(t.value) >= 7 and event.start <= t.start < event.end
    }
