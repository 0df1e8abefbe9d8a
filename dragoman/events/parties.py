"""Whom the words in a slot stand for: mentions at the head, else the country or body named inside the phrase.

"*Kampuchean guerrilla camps*" as an object gives KHM, from the demonym inside.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import msgspec

from dragoman.document import Actor, Mention, Party, Quote, Span
from dragoman.events import trees
from dragoman.events.frames import classes
from dragoman.events.readings import Reading, matching
from dragoman.events.trees import Tree

STRANGERS = frozenset(
    (
        "AGREE",
        "SUPPORT",
        "ACCUSE",
        "REJECT",
        "COOPERATE",
        "AID",
        "REQUEST",
        "THREATEN",
        "MOBILIZE",
        "RETREAT",
        "CONCEDE",
    )
)
"""Types whose recipient, where only a name nearby tells it, is never the actor's own country."""
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "CONCEDE", "THREATEN", "AGREE", "REQUEST", "PROTEST"})
"""Types that answer another party: where none is named, the one that acts in the clause beside."""
FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION", "RETREAT", "PROTEST"})
"""Types of what is done where people are: whoever does it or suffers it is of the country spoken of."""
TAKING_UP = frozenset({"the", "this", "that", "these", "those", "such"})
ALONE = frozenset({"CONSULT", "SUPPORT", "MOBILIZE", "REJECT"})
NESTED = ("nmod:poss", "amod", "compound", "nmod")
INNER_PREPOSITIONS = frozenset(
    ("of", "in", "by", "from", "to", "for", "with", "against", "on", "at", "into", "near", "along", "between", "over")
) | {"toward", "towards", "inside", "among", "across"}


class Found(msgspec.Struct, frozen=True):
    """A party, the token that carries it, and whether it was only found inside the phrase."""

    party: Party
    token: int
    nested: bool = False


def in_slots(
    tree: Tree,
    node: int,
    slots: tuple[str, ...],
    barred: frozenset[int] = frozenset(),
    own: frozenset[str] = frozenset(),
) -> list[Found]:
    """Parties of the first slot that has any; one's own ("*its* market", "*their* troops", *Mali's* support for Chad
    where Mali acts) only for want of others."""
    spare: list[Found] = []
    for name in slots:
        tokens = [t for t in trees.slot(tree, node, name) if t not in barred]
        found = at_tokens(tree, tokens)
        if any(f.party.code for f in found) and not _is_own(tree, found, own):
            return found
        spare = spare or found
    return spare


def _houses(tree: Tree, tokens: tuple[int, ...]) -> list[int]:
    """Of "*the Swedish embassy* in Baghdad" the house, if it is somebody's, and not the town."""
    inside = ("in", "at", "near")
    return [tree[i].head if trees.marker(tree, i) in inside and _is_house(tree, tree[i].head) else i for i in tokens]


def _is_house(tree: Tree, token: int) -> bool:
    mention = tree.mentions.get(token)
    return mention is not None and mention.kind == "nominal" and mention.actor is not None and bool(mention.actor.code)


def _is_own(tree: Tree, found: list[Found], own: frozenset[str] = frozenset()) -> bool:
    return all(
        any(
            tree.lemma(i) in ("its", "their", "his", "her", "it", "they", "he", "she")
            for i in trees.possessors(tree, f.token)
        )
        or (f.nested and f.party.code in own)
        for f in found
    )


def at_tokens(tree: Tree, tokens: list[int] | tuple[int, ...]) -> list[Found]:
    """Parties of tokens and of the nouns coordinated to them, each once."""
    spread = [i for token in tokens for i in trees.conjuncts(tree, trees.antecedent(tree, token))]
    found = [one for i in dict.fromkeys(spread) for one in at_token(tree, i)]
    return _unique(found)


def at_token(tree: Tree, token: int) -> list[Found]:
    """The parties that one noun stands for; a reflexive (`themselves`) and a measure ("a *state* of emergency") for
    none."""
    if tree[token].upos == "PRON" and tree.lemma(token).endswith(("self", "selves")):
        return []
    if tree.lemma(token) == "state" and any(frame.type for frame in matching(tree, token)):
        return []
    mention = tree.mentions.get(token)
    shared = _shared_demonyms(tree, token, mention) if mention is not None else []
    if shared:
        return shared
    if mention is not None and mention.actor is not None and mention.actor.code is not None:
        own = of_mention(mention, _naming(tree, mention))
        return [Found(_of_country(tree, token, own, mention), token)]
    if mention is not None and mention.actor is not None and mention.actor.members:
        return [Found(_member(one, mention), token) for one in mention.actor.members]
    if mention is not None and mention.actor is None and mention.place is not None and mention.place.country:
        return [Found(of_place(mention), token, True)]
    inside = nested(tree, token)
    if mention is not None and mention.actor is not None:
        own = of_mention(mention)
        if own.sector == "JUD":
            inside = [f for f in inside if tree.mentions[f.token].actor is not None]
        if mention.kind != "pronoun" or own.name:
            return [Found(_with_country(own, inside), token)]
        return _pronoun(tree, token) or ([Found(own, token)] if own.sector else [])
    return inside or _pronoun(tree, token) or _issuer(tree, token) or _described(tree, token, mention)


def at_told(tree: Tree, tokens: list[int] | tuple[int, ...], type_: str, sure: frozenset[int]) -> list[Found]:
    """Parties of the words that the encoder takes for a side; those that it is sure of are, for want of a name, of the
    country spoken of ("*Vandals* tore up flower beds in *Riga*")."""
    found = [_at_home(tree, one, type_) for one in at_tokens(tree, tokens)]
    home = _spoken_of(tree, type_) if sure and not found else None
    if home is None:
        return found
    nouns = [i for i in tokens if i in sure and tree[i].upos != "PROPN" and i not in tree.mentions]
    return [Found(_bare(tree, i, home), i, True) for i in nouns]


def _at_home(tree: Tree, found: Found, type_: str) -> Found:
    """A described person or body without a country, of the country spoken of ("*Two tourists* were held")."""
    if found.party.code or found.party.name or found.token in tree.mentions:
        return found
    home = _spoken_of(tree, type_)
    return msgspec.structs.replace(found, party=msgspec.structs.replace(found.party, code=home, country=home))


def _bare(tree: Tree, token: int, country: str) -> Party:
    """A party of whom only the country is known, pinned to the noun and the words before it."""
    span = tree.sentence.span(min([token, *trees.modifiers(tree, token)]), token)
    return Party(country, start=span.start, end=span.end, country=country)


def _spoken_of(tree: Tree, type_: str) -> str | None:
    """The only country that the document names or places anything in; for acts of force the only one of the sentence
    will do, where the document names it twice as often as any other."""
    named = Counter(code for mention in tree.document.mentions for code in _countries(mention))
    if len(named) == 1:
        return next(iter(named))
    here = {code for mention in tree.mentions.values() for code in _countries(mention)}
    if type_ not in FORCE or len(here) != 1 or not named:
        return None
    (leader, most), (_, second) = named.most_common(2)
    return leader if here == {leader} and most >= 2 * second else None


def _countries(mention: Mention) -> set[str]:
    actor, place = mention.actor, mention.place
    told = {actor.country or actor.code, *(m.code for m in actor.members)} if actor is not None else set()
    codes = told | {place.country if place is not None else None}
    return {code for code in codes if code is not None and len(code) == 3}


def _issuer(tree: Tree, token: int) -> list[Found]:
    """A document stands for who issues it ("a motion presented by *Norway*")."""
    if not any(s in classes()[name] for name in ("document-noun", "weapon", "bomb") for s in tree.stems(token)):
        return []
    makers = [i for verb in tree.kids(token, "acl") for i in trees.agents(tree, verb)]
    return at_tokens(tree, makers) if makers else []


def _described(tree: Tree, token: int, mention: Mention | None) -> list[Found]:
    """A person or body that only its own words describe ("*two tourists*", "*the Zemun clan*"), without a code."""
    is_name = tree[token].upos == "PROPN" or (mention is not None and mention.kind == "name")
    if not is_name and (tree[token].upos != "NOUN" or not any(s in _people() for s in tree.stems(token))):
        return []
    left = [i for i in (token, *tree.kids(token, "compound", "amod", "nummod", "flat")) if abs(i - token) < 6]
    words = mention if mention is not None and mention.kind == "name" else tree.sentence.span(min(left), max(left))
    span = Span(words.start, words.end)
    return [Found(Party(None, name=tree.document[span] if is_name else None, start=span.start, end=span.end), token)]


@cache
def _people() -> frozenset[str]:
    names = ("person", "crowd", "captive", "troops", "police", "leader", "diplomat", "media", "body-noun", "inspector")
    return frozenset().union(*(classes()[name] for name in names))


def _naming(tree: Tree, mention: Mention) -> Span:
    """The words that name somebody: for a pronoun the mention it stands for, if that is in the same sentence."""
    if mention.kind != "pronoun":
        return mention
    named = [m for m in tree.mentions.values() if m.chain == mention.chain and m.kind != "pronoun"]
    return min(named, key=lambda m: abs(m.start - mention.start), default=mention)


def _of_country(tree: Tree, token: int, own: Party, mention: Mention) -> Party:
    """An office takes the country that follows it ("Putin & the president of *China*"), whatever it inherited."""
    if mention.kind != "nominal" and tree[token].upos != "PROPN":
        return own
    for kid in tree.kids(token, "nmod"):
        outside = not mention.start <= tree[kid].start < mention.end
        code = _code(tree, kid)
        if outside and trees.marker(tree, kid) == "of" and code is not None and len(code) == 3 and own.id is None:
            return msgspec.structs.replace(own, code=code, country=None)
    return own


def _with_country(own: Party, inside: list[Found]) -> Party:
    """A described person or body without a code takes the country named in its own phrase."""
    known = next((f.party for f in inside if f.party.code), None)
    if known is None:
        return own
    return msgspec.structs.replace(own, code=known.code, country=known.country, sector=own.sector or known.sector)


def _shared_demonyms(tree: Tree, token: int, mention: Mention) -> list[Found]:
    """One plural noun, two countries, two parties: "French and Egyptian warships", "the kings of Spain and Jordan"."""
    if tree[token].xpos not in ("NNS", "NNPS"):
        return []
    for first in tree.kids(token, "amod", "compound", "nmod", "nmod:poss"):
        both = [i for i in (first, *tree.kids(first, "conj")) if _code(tree, i)]
        if len({_code(tree, i) for i in both}) > 1 and trees.marker(tree, first) in (None, "of", "from"):
            sector = mention.actor.sector if mention.actor is not None else None
            parts = [msgspec.structs.replace(_party(tree, i), sector=sector) for i in both]
            return [Found(part, i) for part, i in zip(parts, both, strict=True)]
    return []


def _code(tree: Tree, token: int) -> str | None:
    mention = tree.mentions.get(token)
    if mention is None:
        return None
    if mention.actor is not None:
        return mention.actor.code
    return mention.place.country if mention.place is not None else None


def nested(tree: Tree, token: int, level: int = 0) -> list[Found]:
    """Parties named inside a noun phrase, possessors first, then modifiers, then phrases under it."""
    if level > 2:
        return []
    spare: list[Found] = []
    apart = _is_other_side(tree, token)
    for relation in NESTED:
        for kid in sorted(tree.kids(token, relation), key=lambda i: tree[i].upos == "PRON"):
            if (relation == "nmod" and not _enters(tree, kid)) or (apart and _is_owner(tree, kid)):
                continue
            found = [msgspec.structs.replace(f, nested=True) for f in _shallow(tree, kid, level)]
            if found and tree[kid].upos != "PRON":
                return found
            spare = spare or found
    return spare or [f for kid in _loyalties(tree, token) for f in _shallow(tree, kid, level)]


def _is_other_side(tree: Tree, token: int) -> bool:
    """Whether a noun means somebody by whose other side he stands: a neighbour, a rival, an ally."""
    return any(stem in classes()["other-side"] for stem in tree.stems(token))


def _is_owner(tree: Tree, kid: int) -> bool:
    """Whose neighbour or rival somebody is, who is the other side: "*Serbia's* neighbour", "allies of *Iran*"."""
    return tree[kid].deprel == "nmod:poss" or trees.marker(tree, kid) == "of"


def _loyalties(tree: Tree, token: int) -> list[int]:
    """Whose men they are: "forces loyal to *the general*"."""
    words = classes()["loyal-word"]
    bonds = [i for i in tree.kids(token, "amod", "acl") if any(stem in words for stem in tree.stems(i))]
    return [k for i in bonds for k in tree.kids(i, "obl", "nmod") if trees.marker(tree, k) in ("to", "with", "by")]


def _enters(tree: Tree, kid: int) -> bool:
    marker = trees.marker(tree, kid)
    return tree[kid].deprel != "nmod:poss" and (marker is None or marker in INNER_PREPOSITIONS)


def _shallow(tree: Tree, kid: int, level: int) -> list[Found]:
    spread = trees.conjuncts(tree, kid)
    coded = [Found(_party(tree, i), i) for i in spread if _code(tree, i)]
    if coded:
        return coded
    mention = tree.mentions.get(kid)
    inner = nested(tree, kid, level + 1)
    if inner or mention is None or mention.actor is None or mention.kind == "pronoun":
        return inner
    return [Found(of_mention(mention), kid)]


def _party(tree: Tree, token: int) -> Party:
    mention = tree.mentions[token]
    return of_mention(mention) if mention.actor is not None else of_place(mention)


def _pronoun(tree: Tree, token: int) -> list[Found]:
    """A pronoun that nothing resolves stands for the subject of the clause that reports it ("Iraq said *it* would")."""
    if tree[token].upos != "PRON" or tree.lemma(token) not in ("it", "they", "he", "she", "we"):
        return []
    if tree[token].relation == "obj":  # "condemned *it*, his spokesman said"
        return []
    for above in tree.sentence.ancestors(token):
        if tree[above].relation in ("ccomp", "xcomp", "advcl") and tree[above].head >= 0:
            speakers = [i for i in trees.subjects(tree, tree[above].head) if i != token]
            return [f for i in speakers if tree[i].upos != "PRON" for f in at_token(tree, i)]
    return []


def of_mention(mention: Mention, words: Span | None = None) -> Party:
    """A Party from the actor of a mention, pinned to its words or to those given."""
    actor = mention.actor or Actor(None)
    words = words or mention
    return Party(
        code=actor.code,
        sector=actor.sector,
        name=actor.name,
        start=words.start,
        end=words.end,
        id=actor.id,
        office=actor.office,
        country=actor.country,
        members=actor.members,
    )


def _member(actor: Actor, group: Mention) -> Party:
    """A member of a group that the text names together ("*the two leaders*")."""
    return Party(
        code=actor.code,
        sector=actor.sector,
        name=actor.name,
        start=group.start,
        end=group.end,
        id=actor.id,
        office=actor.office,
        country=actor.country,
    )


def of_place(mention: Mention) -> Party:
    """A Party from a place that is aimed at: "shelled *Juba*" is aimed at Sudan."""
    place = mention.place
    country = place.country if place is not None else None
    return Party(code=country, name=place.name if place is not None else None, start=mention.start, end=mention.end)


def _unique(found: list[Found]) -> list[Found]:
    seen: set[tuple[str | None, str | None, str | None]] = set()
    kept = []
    for one in found:
        key = (one.party.code, one.party.sector, one.party.name if not one.party.code else None)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


# ------------------------------------------------------------------ the sides


class Sides(msgspec.Struct, frozen=True):
    """Actors and recipients of an act."""

    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    reciprocal: bool = False


def sides(tree: Tree, reading: Reading, speaker: list[Found]) -> Sides:
    """Who did it and to whom, as far as the clause says."""
    actors = _actors(tree, reading, speaker)
    if reading.by_speaker and _includes_speaker(tree, reading, actors):
        return Sides(tuple(at_tokens(tree, reading.recipients)), (), True)
    barred = frozenset(f.token for f in actors) | frozenset(reading.nodes) | _moved(tree, reading, actors)
    if _is_between(tree, reading):
        between = [f for f in in_slots(tree, reading.node, ("between", "among")) if f.party.code or f.party.name]
        if len(between) > 1 and "mediate" not in (reading.theme or ""):
            return Sides(tuple(between), (), True)
    recipients = [f for f in _recipients(tree, reading, barred, actors) if not _same(tree, f, actors)]
    known, others = ([_at_home(tree, one, reading.type) for one in side] for side in (actors, recipients))
    return _balanced(tree, reading, known, others)


def _moved(tree: Tree, reading: Reading, actors: list[Found]) -> frozenset[int]:
    """Whom a country moves or alerts is no other side: "Chad mobilised *the army* against Niger"."""
    own = _codes(actors)
    if reading.type != "MOBILIZE" or len(own) > 1:
        return frozenset()
    return frozenset(f.token for f in at_tokens(tree, trees.slot(tree, reading.node, "obj")) if f.party.code in own)


def _includes_speaker(tree: Tree, reading: Reading, speakers: list[Found]) -> bool:
    """Whether a demand falls on the speaker's own side too ("*our two countries* should")."""
    asked = {f.party.code for f in at_tokens(tree, reading.recipients) if f.party.code}
    return len(asked) > 1 and any(f.party.code in asked for f in speakers)


def _is_between(tree: Tree, reading: Reading) -> bool:
    return "mutual" in _flags(reading) and bool(
        trees.slot(tree, reading.node, "between") or trees.slot(tree, reading.node, "among")
    )


def _flags(reading: Reading) -> tuple[str, ...]:
    inner = reading.inner
    return reading.frame.flags + (_flags(inner) if inner is not None else ())


def _actors(tree: Tree, reading: Reading, speaker: list[Found]) -> list[Found]:
    if reading.by_speaker:
        return speaker
    found = at_tokens(tree, reading.actors)
    if not found and reading.actors and tree[reading.actors[0]].upos == "PRON":
        return [f for f in speaker if tree[reading.actors[0]].form.lower() in ("we", "i")]
    others = in_slots(tree, reading.node, reading.frame.by) if reading.frame.by and not found else []
    if found or others:
        return found or others
    if reading.type == "PROTEST" and ("place" in reading.frame.flags or _is_crowd(tree, reading.actors)):
        return _of_the_place(tree, reading)
    return [] if reading.actors and "uaf" not in reading.frame.flags else _unnamed(tree, reading)


def _is_crowd(tree: Tree, actors: tuple[int, ...]) -> bool:
    words = classes()["crowd"] | {"ten", "score"}
    return bool(actors) and all(any(stem in words for stem in tree.stems(i)) for i in actors)


def _of_the_place(tree: Tree, reading: Reading) -> list[Found]:
    """A crowd of which nothing is said are the people of the place ("thousands marched through *Minsk*")."""
    inside = ("in", "at", "near", "outside", "through", "across", "to/of", "to/in", "into/of", "onto/of", "obj/of")
    named = ("obj", "to", "subj/in") if "place" in reading.frame.flags else ()  # "a strike paralysed *Greece*"
    found = in_slots(tree, _carrier(tree, reading.node), (*inside, *named))[:1]
    return [
        msgspec.structs.replace(f, party=msgspec.structs.replace(f.party, sector="CVL", name=None), nested=True)
        for f in found
    ]


def _unnamed(tree: Tree, reading: Reading) -> list[Found]:
    """Who acts when nobody is named: the state whose power it takes ("was arrested *in Niger*"), or unknown armed men
    of the country ("a car bomb in *Beirut*")."""
    flags = set(reading.frame.flags)
    if not flags & {"place", "uaf"}:
        return []
    found: list[Found] = []
    for node in (reading.node, _carrier(tree, reading.node), tree[reading.node].head):
        found = found or (in_slots(tree, node, ("in", "at", "near", "outside", "outside_of")) if node >= 0 else [])
    if not found and "uaf" in flags:
        places = [i for i, m in sorted(tree.mentions.items()) if m.place is not None and m.place.country]
        found = [Found(of_place(tree.mentions[i]), i, True) for i in places[:1]]
    sector = "UAF" if "uaf" in flags else None
    return [
        msgspec.structs.replace(f, party=msgspec.structs.replace(f.party, sector=sector), nested=True) for f in found
    ]


def _recipients(tree: Tree, reading: Reading, barred: frozenset[int], actors: list[Found] | None = None) -> list[Found]:
    if reading.frame.to and "none" in reading.frame.to:
        return []
    own = frozenset(f.party.code for f in actors or [] if f.party.code and reading.type in STRANGERS)
    named = [f for f in at_tokens(tree, _houses(tree, reading.recipients)) if f.token not in barred]
    if named and not _is_own(tree, named, own) and any(f.party.code for f in named):
        return named
    if named and all(_is_other_side(tree, f.token) for f in named):
        return named
    spare = named
    for attempt in (_in_own_slots, _of_inner, _default, _conditioned, _aimed_things, _nearby):
        if attempt is _nearby and spare:
            break
        found = attempt(tree, reading, barred, own)
        if attempt is _nearby:
            return [f for f in found if f.party.code not in own] or _other_side(tree, reading, actors or [])
        if any(f.party.code for f in found) and not _is_own(tree, found, own):
            return found
        spare = spare or found
    if reading.type == "SANCTION" and reading.mode == "withdraw" and {f.party.code for f in spare} <= _codes(actors):
        return []
    return spare


def _codes(found: list[Found] | None) -> set[str | None]:
    return {f.party.code for f in found or []}


def taken_up(tree: Tree, reading: Reading) -> tuple[str, ...] | None:
    """The types that what an act speaks of may have, where it was told before: "condemned *the arrest*" (COERCE),
    "called *it* piracy", "a *step* that Chad denounced" (any); None where it names something new."""
    slots = ("obj", "comp/obj", "against", "over", "about", "at")
    tokens = [i for name in slots for i in trees.slot(tree, reading.node, name) if _takes_up(tree, i)]
    if not tokens:
        return None
    table = tree.book.by_lemma
    frames = [frame for stem in tree.stems(tokens[0]) for frame in table.get(("noun", stem), ())]
    return tuple(sorted({frame.type for frame in frames if frame.type}))


def _takes_up(tree: Tree, token: int) -> bool:
    if tree[token].upos == "PRON":
        return tree.lemma(token) in ("it", "this", "that")
    if tree[token].upos != "NOUN" or tree.mentions.get(token) is not None:
        return False
    words = {tree.lemma(i) for i in tree.kids(token, "det")}
    return bool(words & TAKING_UP) or any(stem in classes()["move-noun"] for stem in tree.stems(token))


def _in_own_slots(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    return in_slots(tree, reading.node, reading.frame.to, barred, own) if reading.frame.to else []


def _aimed_things(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    """A thing that is hit or held stands for the country it is in ("blocked *roads* in *Algiers*")."""
    if reading.type not in ("ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION"):
        return []
    for token in trees.slot(tree, reading.node, "obj"):
        if token in barred or token in tree.mentions or not any(s in _things() for s in tree.stems(token)):
            continue
        near = _nearby(tree, reading, barred, own)
        span = tree.sentence.span(min([token, *trees.modifiers(tree, token)]), token)
        known = near[0].party if near else Party(None)
        party = Party(known.code, known.sector, known.name, span.start, span.end, country=known.country)
        return [Found(party, token, True)]
    return []


@cache
def _things() -> frozenset[str]:
    return frozenset().union(*(classes()[name] for name in ("building", "vehicle", "city-part", "property", "road")))


def _of_inner(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    """What an operator says of somebody else's act aims at the doer; what it says of one's own at the receiver."""
    inner = reading.inner
    if inner is None:
        return []
    doers = [f for f in at_tokens(tree, inner.actors) if f.token not in barred]
    if doers and not any(token in barred for token in inner.actors):
        return doers
    return [f for f in _recipients(tree, inner, barred) if f.token not in barred]


def _default(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    slots = tree.book.types[reading.type].to
    return in_slots(tree, reading.node, slots, barred, own)


def _other_side(tree: Tree, reading: Reading, actors: list[Found]) -> list[Found]:
    """Who acts in the clause beside, for an answer that names nobody: "*The union* struck and the firm gave in"."""
    if reading.type not in ANSWERS or reading.mode == "resign" or reading.theme == "sign":
        return []
    verb = _carrier(tree, reading.node)
    above = tree[verb].head
    beside = [above] if tree[verb].relation in ("advcl", "conj") and above >= 0 else []
    beside += [i for i in tree.kids(verb, "advcl", "conj") if tree[i].upos == "VERB"]
    for clause in beside:
        found = at_tokens(tree, [i for i in trees.subjects(tree, clause) if tree[i].upos != "PRON"])
        others = [f for f in found if f.party.code and not _same(tree, f, actors)]
        if others and not any(_is_twin(f, other) for f in others for other in actors):
            return others
    return []


def _is_twin(one: Found, other: Found) -> bool:
    """Whether two parties may be one: the same country in the same part."""
    return one.party.code == other.party.code and (one.party.sector == other.party.sector or not one.party.sector)


def _conditioned(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    """Whom a threat is to move: "will strike unless *the ministry* pays"."""
    if reading.type != "THREATEN" or reading.condition is None:
        return []
    return [f for f in at_tokens(tree, trees.subjects(tree, reading.condition)) if f.token not in barred]


def _nearby(tree: Tree, reading: Reading, barred: frozenset[int], own: frozenset[str]) -> list[Found]:
    """The first actor or place named later in the clause, purposes included ("to help people in *Malawi*")."""
    if (reading.type in ALONE and reading.theme != "mediate") or reading.mode == "resign":
        return []
    verb = _carrier(tree, reading.node)
    for token in _reach(tree, verb):
        if token > reading.node and token not in barred and _code(tree, token):
            coded = [i for i in trees.conjuncts(tree, token) if _code(tree, i) and i not in barred]
            return _unique([Found(_party(tree, i), i, True) for i in coded])
    return []


def _carrier(tree: Tree, node: int) -> int:
    """The verb of a trigger's clause."""
    token = tree[node]
    if token.upos in trees.NOMINAL and token.head >= 0 and tree[token.head].upos == "VERB":
        return token.head
    return node


def _reach(tree: Tree, verb: int) -> list[int]:
    """Tokens of a clause without its subject, relative and adverbial clauses, coordinated clauses and asides."""
    found, stack = [], [verb]
    while stack:
        top = stack.pop()
        found.append(top)
        for kid in tree.sentence.children[top]:
            if not _is_outside(tree, kid):
                stack.append(kid)
    return sorted(found)


def _is_outside(tree: Tree, kid: int) -> bool:
    token = tree[kid]
    if token.relation in ("nsubj", "parataxis", "ccomp", "appos") or token.deprel == "acl:relcl":
        return True
    if token.relation == "conj":
        return token.upos in ("VERB", "AUX")
    if token.relation == "advcl":
        return trees.marker(tree, kid) != "to"
    if trees.is_temporal(tree, kid):
        return True
    return trees.marker(tree, kid) in (
        "because_of",
        "after",
        "before",
        "during",
        "since",
        "despite",
        "following",
        "amid",
        "according_to",
        "accord_to",
    )


def _same(tree: Tree, found: Found, actors: list[Found]) -> bool:
    party, mention = found.party, tree.mentions.get(found.token)
    for other in actors:
        twin = tree.mentions.get(other.token)
        if mention is not None and twin is not None and mention.chain == twin.chain:
            return True
        if other.token == found.token and party.name == other.party.name:
            return True
        if (party.start, party.end) == (other.party.start, other.party.end) and party.name == other.party.name:
            return True
        if party.name is not None and party.name == other.party.name and party.sector == other.party.sector:
            return True
    return False


def _balanced(tree: Tree, reading: Reading, actors: list[Found], recipients: list[Found]) -> Sides:
    """Mutual acts put all sides among the actors: two who met, one who met with another."""
    if reading.type in ("ACCUSE", "REJECT", "THREATEN") and len(actors) > 1:
        recipients = [f for f in recipients if f.party.code not in {a.party.code for a in actors}]
    if "mutual" not in _flags(reading) or _is_aimed(reading):
        return Sides(tuple(actors), tuple(recipients))
    if len(_unique(actors)) > 1 and all(f.nested for f in recipients):
        return Sides(tuple(actors), (), True)
    if recipients and actors and _is_partner(tree, reading, recipients[0]):
        return Sides((*actors, *recipients), (), True)
    return Sides(tuple(actors), tuple(recipients))


def _is_partner(tree: Tree, reading: Reading, found: Found) -> bool:
    """Whether a party stands where a partner does: with, between, the object of `meet`."""
    if reading.inner is not None:
        return False
    slots = (
        "with",
        "between",
        "obj/with",
        "obj/between",
        "alongside",
        *(("obj", "to") if reading.type == "CONSULT" else ()),
    )
    partners = {
        i for name in slots for token in trees.slot(tree, reading.node, name) for i in tree.sentence.subtree(token)
    }
    return found.token in partners


def _is_aimed(reading: Reading) -> bool:
    """Operators that speak of others' meetings ("urged both to meet") are aimed, never mutual."""
    return reading.type in ("REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE") or (
        reading.inner is not None and reading.frame.op in ("BACK", "PRAISE", "CONDEMN", "ALLEGE")
    )


# ---------------------------------------------------------------- the speaker


def speaker(tree: Tree, node: int) -> list[Found]:
    """Who utters the clause of a token: the subject of a reporting verb, `according to`, or the quotation's source."""
    found = [f for verb in reporters(tree, node) for f in at_tokens(tree, trees.subjects(tree, verb))]
    if found:
        return found[:2]
    token = tree[node]
    quotes = tree.document.attribution(Span(token.start, token.end))
    return [Found(q.source, -1) for q in quotes if q.source is not None][:1]


def reporters(tree: Tree, node: int) -> list[int]:
    """Reporting verbs over a clause, innermost first, those that follow it ("..., he said") included."""
    words, found = classes()["report"], []
    for i in (node, *tree.sentence.ancestors(node)):
        if i != node and tree.lemma(i) in words and not _is_between_nodes(tree, i, node):
            found.append(i)
        found += [k for k in tree.kids(i, "parataxis") if tree.lemma(k) in words and k != node and i != k]
    return list(dict.fromkeys(found))


def _is_between_nodes(tree: Tree, verb: int, node: int) -> bool:
    """A participle or a relative clause under a reporting verb is not what was reported."""
    path = [node, *tree.sentence.ancestors(node)]
    below = path[path.index(verb) - 1] if verb in path else node
    return tree[below].relation not in ("ccomp", "parataxis", "xcomp", "obj", "conj", "dep")


def apart(quote: Quote, span: Span) -> bool:
    """Whether a quotation's source stands outside a span."""
    return quote.source is None or quote.source.start is None or not span.start <= quote.source.start < span.end
