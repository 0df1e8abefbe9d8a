"""One sentence as the coder sees it: slots of a predicate, who is its subject, what is denied or only willed.

"Rebels freed by the army said they would leave": the subject of `leave` is `Rebels`, its modality `INTEND`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dragoman.document import Act, Document, Mention, Sentence, Token
from dragoman.events.frames import Book, Frame, classes, shipped
from dragoman.lexicon.forms import irregular

CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "parataxis", "conj", "root")
SLOTS = frozenset(
    (
        "subj",
        "obj",
        "iobj",
        "comp",
        "ccomp",
        "xcomp",
        "poss",
        "mod",
        "purpose",
        "light",
        "clause",
        "patient",
        "prt",
        "where",
        "span",
        "case",
        "head",
    )
)
NOMINAL = ("NOUN", "PROPN")
ENDINGS = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")))
CONDITIONS = frozenset({"if", "unless", "until", "provided", "as_long_as", "only_if", "in_case", "till"})
PARTICLES = frozenset({"off", "out", "up", "down", "away", "back", "over"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
CLAUSES = ("advcl", "acl", "xcomp")
PLACING = frozenset({"to", "as", "by", "in", "on"})
"""Prepositions that make no phrase of a clause ("*to* leave")."""


@dataclass(frozen=True)
class Tree:
    """A sentence with the mentions whose head stands in it, by token; dependents and slots are looked up once."""

    document: Document
    sentence: Sentence
    mentions: dict[int, Mention]
    lemmas: tuple[str, ...]
    labels: tuple[dict[str, list[int]], ...]
    known: dict[tuple[int, str], list[int]]
    phrases: dict[int, dict[str, list[int]]]
    vocabulary: dict[int, frozenset[str]]
    frames: dict[int, list[Frame]]
    acts: dict[int, Act]
    book: Book
    least: float | None

    def __getitem__(self, index: int) -> Token:
        return self.sentence.tokens[index]

    def lemma(self, index: int) -> str:
        """The lemma in lower case."""
        return self.lemmas[index]

    def stems(self, index: int) -> tuple[str, ...]:
        """The lemma, and what the form would give if the lemma were wrong ("upgraded": upgrade, upgrad)."""
        found = _stems(self.lemmas[index], self.sentence.tokens[index].form.lower())
        first = self._before_hyphen(index)
        return found if first is None else (*(f"{first}-{stem}" for stem in found), *found)

    def _before_hyphen(self, index: int) -> str | None:
        """The first half of a verb that is written with a hyphen ("*test*-fired")."""
        tokens = self.sentence.tokens
        if index < 2 or tokens[index].upos != "VERB" or tokens[index - 1].form != "-":
            return None
        joined = tokens[index - 2].end == tokens[index - 1].start and tokens[index - 1].end == tokens[index].start
        return self.lemmas[index - 2] if joined else None

    def words(self, index: int) -> frozenset[str]:
        """What a token may be called in a word class: its stems, with the words before it, a name's description."""
        found = self.vocabulary.get(index)
        if found is None:
            found = self.vocabulary[index] = frozenset(_called(self, index))
        return found

    def kids(self, index: int, *relations: str) -> list[int]:
        """Dependents by relation, in text order."""
        table = self.labels[index]
        if not table:
            return []
        if len(relations) == 1:
            return table.get(relations[0], [])
        rows = [table[relation] for relation in relations if relation in table]
        if len(rows) < 2:
            return rows[0] if rows else []
        return sorted({kid for row in rows for kid in row})


def _called(tree: Tree, index: int) -> list[str]:
    stems = tree.stems(index)
    found = [*stems, *(f"{tree.lemma(i)} {stem}" for i in modifiers(tree, index) for stem in stems)]
    if tree[index].upos == "PROPN":
        found += [tree.lemma(i) for i in tree.kids(index, "compound", "appos", "flat", "nmod:desc")]
    return found


@cache
def _stems(lemma: str, form: str) -> tuple[str, ...]:
    found = [lemma, form]
    if form == f"{lemma}s":  # "refugees" is no form of "refuge"
        return tuple(dict.fromkeys(found))
    for ending, repairs in ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            found += [stem + repair for repair in repairs]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    if form in irregular():  # other lemmatisers leave such forms as they are
        found.append(irregular()[form])
    return tuple(dict.fromkeys(found))


def plant(document: Document, place: int, book: Book | None = None, least: float | None = None) -> Tree:
    """The Tree of a document's sentence: each token knows the widest mention that it heads, known actors first."""
    sentence = document.sentences[place]
    acts = {act.word: act for act in document.acts[place]} if document.acts else {}
    found: dict[int, Mention] = {}
    for mention in document.mentions:
        if sentence.start <= mention.head.start < sentence.end:
            at = _head_token(sentence, mention)
            if at is not None and _beats(mention, found.get(at)):
                found[at] = mention
    for at, mention in [(_naming_token(sentence, mention), mention) for mention in found.values()]:
        found.setdefault(at, mention)
    lemmas = tuple(token.lemma.lower() for token in sentence.tokens)
    return Tree(document, sentence, found, lemmas, _labels(sentence), {}, {}, {}, {}, acts, book or shipped(), least)


def _labels(sentence: Sentence) -> tuple[dict[str, list[int]], ...]:
    """For each token its dependents by label, with and without the subtype."""
    tables: tuple[dict[str, list[int]], ...] = tuple({} for _ in sentence.tokens)
    for index, token in enumerate(sentence.tokens):
        if token.head >= 0:
            for label in {token.deprel, token.relation}:
                tables[token.head].setdefault(label, []).append(index)
    return tables


def _head_token(sentence: Sentence, mention: Mention) -> int | None:
    """The topmost token of a mention ("President *Hassan* Ali", whichever word the mention calls its head)."""
    at = sentence.token_at(mention.head.start)
    if at is None:
        return None
    for above in sentence.ancestors(at):
        if not mention.start <= sentence.tokens[above].start < mention.end:
            break
        at = above
    return at


def _naming_token(sentence: Sentence, mention: Mention) -> int:
    """The first word of the name in a mention ("the minister, *Hun* Sen")."""
    at = sentence.token_at(mention.head.start)
    assert at is not None
    while sentence.tokens[at].relation == "flat" and sentence.tokens[at].head >= 0:
        at = sentence.tokens[at].head
    return at


def _beats(new: Mention, old: Mention | None) -> bool:
    return old is None or _weight(new) > _weight(old)


def _weight(mention: Mention) -> tuple[bool, bool, int]:
    known = mention.actor is not None and mention.actor.code is not None
    return known, mention.actor is not None, mention.end - mention.start


# ------------------------------------------------------------------- slots


def has_phrase(tree: Tree, node: int, name: str, *, dates: bool = False) -> list[int]:
    """A slot as a condition reads it: prepositions only where they hang on the predicate or its object."""
    first, _, rest = name.partition("/")
    if rest or first in SLOTS:
        return slot(tree, node, name)
    if not _may_stand(tree, first):
        return []
    spots = [node, *tree.kids(node, "obj", "iobj")]
    if tree[node].relation == "obj" and _is_light(tree, tree[node].head):
        spots.append(tree[node].head)
    return [i for spot in spots for i in _under(tree, spot, first, dates=dates) if i != node]


def slot(tree: Tree, node: int, name: str) -> list[int]:
    """Tokens in a slot of a predicate: subj, obj, iobj, comp, poss, mod, purpose, or a preposition; `a/b` is a path."""
    known = tree.known.get((node, name))
    if known is not None:
        return known
    first, _, rest = name.partition("/")
    found = _slot(tree, node, first)
    if rest:
        found = [deeper for token in found for deeper in slot(tree, token, rest)]
    tree.known[node, name] = found
    return found


@cache
def _simple() -> dict[str, Callable[[Tree, int], list[int]]]:
    """Slots that are found alike whatever the predicate."""
    return {
        "subj": subjects,
        "obj": objects,
        "comp": complements,
        "poss": possessors,
        "mod": modifiers,
        "purpose": purposes,
        "light": light_subjects,
        "clause": clause_subjects,
        "patient": clause_objects,
        "prt": particles,
        "where": whereabouts,
        "head": modified,
        "span": spans,
    }


def _slot(tree: Tree, node: int, name: str) -> list[int]:
    simple = _simple()
    if name in simple:
        return simple[name](tree, node)
    if name == "xcomp":
        taken = [] if tree.kids(node, "obj") else _named_complement(tree, node)
        return [i for i in tree.kids(node, "xcomp") if i not in taken]
    if name in ("iobj", "ccomp", "case"):
        return tree.kids(node, name)
    return prepositional(tree, node, name)


def is_passive(tree: Tree, node: int) -> bool:
    """Whether a verb is passive: "was freed", or a past participle after its noun ("policemen freed by").

    A form of `be` or `get` before a participle decides, rather than the label of the subject: in the reporting style
    of wires ("Tutu on Sunday called for") parsers take simple pasts for participles.
    """
    token = tree[node]
    if token.upos != "VERB" or token.xpos == "VBG" or token.has("VerbForm=Ger"):
        return False
    if tree.kids(node, "xcomp") and any(stem in classes()["participle-adjective"] for stem in tree.stems(node)):
        return False
    helpers = [tree.lemma(i) for i in tree.kids(node, "aux", "aux:pass")]
    if any(lemma in ("be", "get") for lemma in helpers):
        return token.xpos in (None, "VBN", "VBD") or token.has("VerbForm=Part")
    if helpers or tree.kids(node, "obj", "nsubj"):
        return False
    if token.deprel == "acl" or (token.relation == "advcl" and marker(tree, node) is None):
        return token.xpos in ("VBN", "VBD") or token.has("Tense=Past")
    if token.relation == "conj" and not tree.kids(node, "nsubj") and tree[token.head].upos == "VERB":
        return token.xpos == "VBN" and is_passive(tree, token.head)
    return token.relation == "xcomp" and token.xpos == "VBN"


def subjects(tree: Tree, node: int, depth: int = 0) -> list[int]:
    """The logical subject: own, by-agent, shared by coordination, or of the governor (control, raising)."""
    if tree[node].upos in NOMINAL and not tree.kids(node, "cop", "nsubj"):
        return nominal_subjects(tree, node)
    if is_passive(tree, node):
        return agents(tree, node)
    own = tree.kids(node, "nsubj", "csubj") or _prefix_subject(tree, node)
    own = own or tree.kids(node, "expl") or _headline_subject(tree, node)
    if own:
        return [antecedent(tree, i) for i in own]
    return shared_subjects(tree, node, depth) if depth < 6 else []


def _prefix_subject(tree: Tree, node: int) -> list[int]:
    """The subject that hangs on the first half of a hyphened verb ("*India* test-fired a missile")."""
    if node < 2 or tree[node - 1].form != "-" or tree[node - 1].end != tree[node].start or tree[node - 2].head != node:
        return []
    return tree.kids(node - 2, "nsubj")


def _headline_subject(tree: Tree, node: int) -> list[int]:
    """The name before a headline's infinitive, however it is attached: "*Seoul* to drop charges"."""
    token = tree[node]
    if not _is_to_be(tree, node) or tree.kids(node, "cop", "aux"):
        return []
    return [token.head] if token.head >= 0 else [i for i in tree.kids(node, "parataxis", "dep") if i < node]


def agents(tree: Tree, node: int) -> list[int]:
    """The by-phrase of a passive."""
    return [i for i in tree.kids(node, "obl", "nmod") if marker(tree, i) == "by" and not is_temporal(tree, i)]


def shared_subjects(tree: Tree, node: int, depth: int) -> list[int]:
    """The subject that a verb without its own takes from the clause it hangs on."""
    token = tree[node]
    governor = token.head
    if governor < 0:
        return []
    relation = token.relation
    if relation == "xcomp":
        return _controlled(tree, node, governor, depth)
    if relation == "acl":
        return _of_noun(tree, node, governor, depth)
    if (
        relation == "advcl"
        and marker(tree, node) in ("for", "of", "over", "from", "with")
        and tree.kids(governor, "obj")
    ):
        return [antecedent(tree, i) for i in tree.kids(governor, "obj")]
    if relation in ("conj", "advcl", "ccomp", "parataxis") and tree[governor].upos in ("VERB", "ADJ", "AUX", "NOUN"):
        if is_passive(tree, governor):
            return (
                [antecedent(tree, i) for i in tree.kids(governor, "nsubj")]
                if relation != "conj" or not is_passive(tree, node)
                else agents(tree, governor)
            )
        return subjects(tree, governor, depth + 1)
    return []


def _controlled(tree: Tree, node: int, governor: int, depth: int) -> list[int]:
    patients = tree.kids(governor, "obj", "iobj")
    if patients and tree.lemma(governor) not in classes()["subject-control"]:
        return [antecedent(tree, i) for i in patients]
    if is_passive(tree, governor):
        return [antecedent(tree, i) for i in tree.kids(governor, "nsubj")]
    called = [i for i in tree.kids(governor, "obl") if marker(tree, i) in ("on", "upon")]
    if called and tree.lemma(governor) == "call":
        return called
    if called and tree.lemma(governor) == "appeal":
        return called
    return subjects(tree, governor, depth + 1)


def _of_noun(tree: Tree, node: int, noun: int, depth: int) -> list[int]:
    token = tree[node]
    if tree.lemma(noun) in classes()["document-noun"]:
        verb = tree[noun].head if tree[noun].relation == "obj" else -1
        return nominal_subjects(tree, noun, depth + 1) or (subjects(tree, verb, depth + 1) if verb >= 0 else [])
    if tree.kids(noun, "cop") and tree.kids(noun, "nsubj"):
        return [antecedent(tree, i) for i in tree.kids(noun, "nsubj")]
    if token.deprel == "acl:relcl" or token.xpos == "VBG" or token.has("VerbForm=Ger"):
        return [noun]
    return nominal_subjects(tree, noun, depth + 1)


def antecedent(tree: Tree, index: int) -> int:
    """The noun that a relative pronoun stands for, or the token itself."""
    token = tree[index]
    if token.form.lower() not in RELATIVE or token.upos not in ("PRON", "DET"):
        return index
    for above in tree.sentence.ancestors(index):
        if tree[above].deprel == "acl:relcl":
            return tree[above].head
    return index


def nominal_subjects(tree: Tree, node: int, depth: int = 0) -> list[int]:
    """Who does what a noun names: by-phrase, possessor, the light verb's subject, a nationality before it."""
    inside = [k for i in _under(tree, node, "of") for k in _under(tree, i, "by")]
    found = prepositional(tree, node, "by") or inside or possessors(tree, node)
    if found and all(tree[i].upos == "PRON" for i in found):
        return light_subjects(tree, node, depth) or found
    return found or light_subjects(tree, node, depth) or _senders(tree, node) or modifiers(tree, node)


def _senders(tree: Tree, node: int) -> list[int]:
    """Whom an utterance comes from: "drew a rebuke *from Hanoi*", "calls for a boycott came *from* two senators"."""
    above = tree[node].head
    if tree[node].relation not in ("obj", "nsubj", "conj") or above < 0:
        return []
    verb = above if tree[above].upos == "VERB" else tree[above].head
    if verb < 0 or not any(stem in classes()["earn-verb"] for stem in tree.stems(verb)):
        return []
    return _under(tree, node, "from") or (_under(tree, verb, "from") if tree[node].relation != "conj" else [])


def light_subjects(tree: Tree, node: int, depth: int = 0) -> list[int]:
    """The subject of the verb whose object the noun is ("*Envoys* held talks")."""
    token = tree[node]
    if token.relation == "conj" and token.head >= 0 and depth < 4:
        return light_subjects(tree, token.head, depth + 1)
    carrier = token.head >= 0 and tree[token.head].upos == "VERB" and _is_light(tree, token.head)
    if token.deprel in ("obj", "xcomp") and carrier:
        return subjects(tree, token.head, depth + 1) if depth < 6 else []
    if token.deprel == "nsubj:pass" and token.head >= 0:
        return agents(tree, token.head)
    return []


def clause_subjects(tree: Tree, node: int) -> list[int]:
    """The subject of the clause around a noun ("*the two* praised their ties during a call")."""
    verb = _clause_verb(tree, node)
    return subjects(tree, verb) if verb is not None else []


def clause_objects(tree: Tree, node: int) -> list[int]:
    """The object or addressee of the clause around a noun ("Xi told *Putin* during a visit")."""
    verb = _clause_verb(tree, node)
    return [i for i in tree.kids(verb, "obj", "iobj") if i != node] if verb is not None else []


def whereabouts(tree: Tree, node: int) -> list[int]:
    """The place that `where` takes up ("talks in *Lima*, where she arrived on a visit")."""
    for i in (node, *tree.sentence.ancestors(node)):
        adverb = next((k for k in tree.kids(i, "advmod", "mark") if tree.lemma(k) == "where"), None)
        if adverb is not None:
            before = [k for k in range(adverb) if k in tree.mentions and tree.mentions[k].place is not None]
            return before[-1:]
    return []


def _clause_verb(tree: Tree, node: int) -> int | None:
    if tree[node].relation not in ("obl", "nmod"):
        return None
    return next((i for i in tree.sentence.ancestors(node) if tree[i].upos == "VERB"), None)


def _is_light(tree: Tree, verb: int) -> bool:
    words = classes()["light-verb"]
    return any(stem in words for stem in tree.stems(verb))


def spans(tree: Tree, node: int) -> list[int]:
    """For how long, told as an object: "gave him *nine years*"."""
    return [i for i in tree.kids(node, "obj", "iobj", "obl:unmarked") if is_temporal(tree, i)]


def objects(tree: Tree, node: int) -> list[int]:
    """The logical object: the object, the subject of a passive, the noun that a participle or relative clause is on."""
    if tree[node].upos in NOMINAL:
        return prepositional(tree, node, "of")
    token = tree[node]
    if is_passive(tree, node):
        own = tree.kids(node, "nsubj:pass", "nsubj")
        if own:
            return unwrapped(tree, [antecedent(tree, i) for i in own]) + tree.kids(node, "obj")
        if token.relation == "acl" and token.head >= 0:
            return [token.head]
        if token.relation in ("conj", "xcomp") and token.head >= 0:
            return objects(tree, token.head) if is_passive(tree, token.head) else subjects(tree, token.head, 3)
        if token.relation == "advcl" and token.head >= 0:
            return subjects(tree, token.head, 3)
        return []
    own = [antecedent(tree, i) for i in tree.kids(node, "obj") if not is_temporal(tree, i)]
    own = own or [k for i in tree.kids(node, "obj") for k in tree.kids(i, "nmod") if marker(tree, k) == "of"]
    own = own or tree.kids(node, "iobj") or _after_particle(tree, node) or _named_complement(tree, node)
    if own:
        return unwrapped(tree, own)
    later = [i for verb in tree.kids(node, "conj") if tree[verb].upos == "VERB" for i in tree.kids(verb, "obj")]
    if later and not tree.kids(node, "obl", "ccomp", "xcomp"):
        return unwrapped(tree, later)
    if token.deprel == "acl:relcl" and not _gap_filled(tree, node):
        return [token.head]
    if token.relation == "conj" and token.head >= 0 and not tree.kids(node, "obl", "ccomp", "xcomp", "nsubj"):
        return _shared_object(tree, node)
    return []


def _named_complement(tree: Tree, node: int) -> list[int]:
    """The object that a parser took for a predicate ("called *the president* to congratulate him")."""
    nouns = [i for i in tree.kids(node, "xcomp") if tree[i].upos in NOMINAL and not tree.kids(i, "mark", "cop")]
    return [i for i in nouns if i in tree.mentions and tree.mentions[i].actor is not None]


def _after_particle(tree: Tree, node: int) -> list[int]:
    """The object of a particle verb that the parser took for a phrase ("called *off the talks*")."""
    return [i for i in tree.kids(node, "obl") if marker(tree, i) in PARTICLES and i - node < 8]


def unwrapped(tree: Tree, tokens: list[int]) -> list[int]:
    """Nouns with what they only measure: "*part of the aid*", "*ten days of drills*"."""
    found = list(tokens)
    for token in found:
        if tree.lemma(token) in classes()["measure-word"] or tree[token].upos in ("NUM", "SYM"):
            found += [i for i in tree.kids(token, "nmod", "obl") if marker(tree, i) in ("of", "in") and i not in found]
    return found


def _shared_object(tree: Tree, node: int) -> list[int]:
    """The object written once after two verbs ("seized and burned the ship") stands after both."""
    after = [i for i in tree.kids(tree[node].head, "obj") if i > node]
    return after


def _gap_filled(tree: Tree, node: int) -> bool:
    own = tree.kids(node, "nsubj")
    return any(tree[i].form.lower() in RELATIVE for i in own) or not own


def complements(tree: Tree, node: int) -> list[int]:
    """Clausal complements, with the clauses coordinated to them, and what a thing is called ("called it *a sham*")."""
    heads = list(tree.kids(node, "xcomp", "ccomp"))
    if tree[node].upos in NOMINAL:
        heads += [i for i in tree.kids(node, "acl") if tree[i].deprel == "acl"]
    if not heads and any(stem in classes()["naming-verb"] for stem in tree.stems(node)):
        heads = [k for i in tree.kids(node, "obj") for k in tree.kids(i, "appos")]
    if not heads and tree[node].upos in ("VERB", "ADJ"):
        heads = [i for i in tree.kids(node, "advcl") if marker(tree, i) == "to" and i > node]
    return heads


def purposes(tree: Tree, node: int) -> list[int]:
    """Verbs of the purpose and participle clauses under a predicate or its object."""
    spots = [node, *tree.kids(node, "obj", "obl", "nmod")]
    return [i for spot in spots for i in tree.kids(spot, "advcl", "acl", "xcomp") if tree[i].deprel != "acl:relcl"]


def possessors(tree: Tree, node: int) -> list[int]:
    """Possessors: "*Kenya's* offer"."""
    return tree.kids(node, "nmod:poss")


def modifiers(tree: Tree, node: int) -> list[int]:
    """Words before a noun: "*Kenyan* *air* strikes"."""
    return tree.kids(node, "amod", "compound", "nmod:desc", "nummod") + [
        i for i in tree.kids(node, "nmod") if i < node and marker(tree, i) is None
    ]


def modified(tree: Tree, node: int) -> list[int]:
    """The noun that a word stands before: "striking *teachers*"."""
    return [tree[node].head] if tree[node].relation == "amod" and tree[node].head >= 0 else []


def particles(tree: Tree, node: int) -> list[int]:
    """Particles and adverbs: "called *off*"."""
    own = tree.kids(node, "compound:prt", "advmod")
    return own + [k for i in tree.kids(node, "obl") for k in tree.kids(i, "case") if tree.lemma(k) in PARTICLES]


def prepositional(tree: Tree, node: int, name: str) -> list[int]:
    """Phrases under a preposition: of a verb (or inside its objects), of a noun (or of the verb that carries it)."""
    if not _may_stand(tree, name):
        return []
    for spots in _spots(tree, node, name):
        found = [i for spot in spots for i in _under(tree, spot, name) if i != node]
        if found:
            return list(dict.fromkeys(found))
    return []


def _may_stand(tree: Tree, name: str) -> bool:
    """Whether the sentence has the first word of a preposition at all."""
    return name.partition("_")[0] in tree.lemmas


def _spots(tree: Tree, node: int, name: str) -> list[list[int]]:
    """Where a phrase may hang, nearest first: parsers attach prepositions now to the verb, now to a noun beside it."""
    token = tree[node]
    if token.upos in NOMINAL:
        carried = token.relation in ("obj", "nsubj", "obl") and token.head >= 0 and _is_light(tree, token.head)
        above = [token.head] if carried and name not in ("of", "by") else []
        beside = [k for i in above for k in tree.kids(i, "obl") if k != node] if name != "in" else []
        return [[node], above, beside]
    if name in ("of", "by"):
        return [[node]]
    objects_ = tree.kids(node, "obj")
    inside = [k for i in objects_ for k in tree.kids(i, "nmod")]
    return [[node], objects_, inside, tree.kids(node, "obl", "xcomp")]


def _under(tree: Tree, spot: int, name: str, dates: bool = False) -> list[int]:
    held = tree.phrases.get(spot)
    if held is None:
        held = tree.phrases[spot] = _phrases(tree, spot)
    clauses = CLAUSES if name in PLACING else ()
    named = [i for i in held.get(name, ()) if tree[i].relation not in clauses]
    return [i for i in named if dates or not is_temporal(tree, i)]


def _phrases(tree: Tree, spot: int) -> dict[str, list[int]]:
    """Phrases and clauses under a token by their preposition or subordinator."""
    found: dict[str, list[int]] = {}
    for i in tree.kids(spot, "obl", "nmod", "advmod", *CLAUSES):
        name = marker(tree, i)
        if name is not None and tree[i].deprel != "nmod:poss":
            found.setdefault(name, []).append(i)
    return found


def marker(tree: Tree, index: int) -> str | None:
    """The preposition or subordinator of a phrase, multiword ones joined: `out_of`, `because_of`."""
    words = _markers(tree, index)
    if not words:  # "with president Amadou": the preposition may hang on the title
        words = [i for title in tree.kids(index, "nmod:desc", "compound") for i in _markers(tree, title)]
    if not words:
        return None
    first = words[0]
    joined = [first, *tree.kids(first, "fixed")]
    if len(words) > 1 and words[1] == first + 1 and tree.lemma(words[1]) in ("of", "from", "to"):
        joined.append(words[1])
    return "_".join(tree.lemma(i) for i in dict.fromkeys(joined))


def _markers(tree: Tree, index: int) -> list[int]:
    return [i for i in tree.kids(index, "case", "mark") if tree.lemma(i) not in ("'s", "’s", "'")]


def is_temporal(tree: Tree, index: int) -> bool:
    """Whether a phrase is a date: "on Monday", "by June"."""
    if tree[index].deprel in ("obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"):
        return True
    start = tree[index].start
    form = tree[index].form
    named = tree.lemma(index) in classes()["calendar"] and form not in ("march", "may", "marches")
    return named or any(timex.start <= start < timex.end for timex in tree.document.timexes)


def conjuncts(tree: Tree, index: int) -> list[int]:
    """A token with the nouns coordinated to it."""
    found = [index]
    for i in tree.kids(index, "conj"):
        if tree[i].upos in (*NOMINAL, "PRON", "ADJ", "NUM"):
            found += conjuncts(tree, i)
    return found


# --------------------------------------------------------------- modality


def modality(tree: Tree, node: int) -> str | None:
    """INTEND (will), CONSIDER (may, could), DEMAND (must, should) or None, from the auxiliaries of a predicate."""
    kinds = {tree.lemma(i): tree[i].form.lower() for i in tree.kids(node, "aux")}
    words = set(kinds) | set(kinds.values())
    if words & {"will", "'ll", "’ll", "shall", "would", "'d", "wo", "wo'"}:
        perfect = "have" in kinds and "would" in kinds.values()
        return "CONSIDER" if perfect else "INTEND"
    if is_surmised(tree, node):
        return None
    if words & {"may", "might", "could"}:
        return "CONSIDER"
    if words & {"must", "should", "ought"}:
        return None if is_inverted(tree, node) else "DEMAND"
    return "INTEND" if _is_to_be(tree, node) else None


def is_surmised(tree: Tree, node: int) -> bool:
    """Whether a predicate guesses at what was done: "Chad *may have shelled* the town" threatens nothing."""
    helpers = [tree.lemma(i) for i in tree.kids(node, "aux")]
    return "may" in helpers and "have" in helpers


def is_inverted(tree: Tree, node: int) -> bool:
    """Whether a clause is a condition without `if`: "*should* Chad attack", "*had* the army stepped in"."""
    first = next(iter(tree.kids(node, "aux")), None)
    subject = next(iter(tree.kids(node, "nsubj")), None)
    if first is None or subject is None or first > subject or tree[node].relation != "advcl":
        return False
    return tree[first].form.lower() in ("should", "had", "were")


def _is_to_be(tree: Tree, node: int) -> bool:
    """Whether a bare infinitive is scheduled: "Modi *is to fly*", the headline "Seoul *to drop*"."""
    if tree[node].upos != "VERB" or not any(tree[i].form.lower() == "to" for i in tree.kids(node, "mark")):
        return False
    if any(
        tree.lemma(i) == "be" and tree[i].xpos in (None, "VBZ", "VBP", "VBD") for i in tree.kids(node, "cop", "aux")
    ):
        return True
    above = tree[node].head
    if above < 0:
        return node > 0 and tree[node - 1].form == "to" and tree[0].form != "To"
    return above == tree.sentence.root == 0 and tree[above].upos == "PROPN" and tree[node].relation in ("xcomp", "acl")


def negated(tree: Tree, node: int) -> bool:
    """Whether a predicate is negated: not, never, no longer, neither, or `no` before its object."""
    words = [tree.lemma(i) for i in tree.kids(node, "advmod", "aux", "cc:preconj", "det")]
    if any(w in ("not", "never", "n't", "n’t", "neither", "nor", "no") for w in words):
        return True
    return any(tree.lemma(d) == "no" for i in tree.kids(node, "obj", "nsubj") for d in tree.kids(i, "det"))


def condition(tree: Tree, node: int) -> int | None:
    """The head of an if-, unless- or until-clause of a predicate, or of the clause that reports it."""
    spots = [node]
    if tree[node].relation in ("ccomp", "xcomp") and tree[node].head >= 0:
        spots.append(tree[node].head)
    for i in (kid for spot in spots for kid in tree.kids(spot, "advcl")):
        if marker(tree, i) in CONDITIONS or is_inverted(tree, i):
            return i
    return None


def is_hypothetical(tree: Tree, node: int) -> bool:
    """Whether a predicate stands inside a condition or an indirect question."""
    for i in (node, *tree.sentence.ancestors(node)):
        if (
            marker(tree, i) in ("if", "unless", "whether", "until", "before", "in_case", "lest")
            and tree[i].relation in CLAUSAL
        ) or is_inverted(tree, i):
            return True
    return tree[node].relation == "csubj"


def is_purpose(tree: Tree, node: int) -> bool:
    """Whether a predicate is a purpose: "met *to discuss*", "marched *to press* their demands"."""
    token = tree[node]
    return token.relation in ("advcl", "acl") and marker(tree, node) in ("to", "in_order_to", "so_as_to")


def depth(tree: Tree, node: int) -> int:
    """How far a predicate stands below the root."""
    return sum(1 for _ in tree.sentence.ancestors(node))
