"""One name, several bearers: which of them is meant (Georgia, Jordan, Chad, Congo, Washington, a common surname)."""

from __future__ import annotations

from dragoman.actors.article import Article, Scene
from dragoman.actors.index import Entry, Match, fold
from dragoman.actors.stage import ruler
from dragoman.actors.tables import given_names, titles, words
from dragoman.lexicon import actor_rows

_NAMED_AFTER = frozenset({"state", "metonym", "city", "region"})
_SMALL_TOWN = 100_000
_LARGE_TOWN = 500_000
"""From this size a town counts against the model's hint that the word is a person (Kharkiv)."""
_BRANCHES = frozenset({"court", "military", "police", "intelligence", "parliament", "central_bank", "ministry"})
"""Kinds of bodies that each state has its own of."""
_AMERICAN = frozenset({"USA"})
_KIN = frozenset({"serb", "serbs", "croat", "croats", "indian", "indians"})
"""Names of peoples who live in more than one state."""
_LATIN = frozenset(
    ["MEX", "GTM", "SLV", "HND", "NIC", "CRI", "PAN", "COL", "VEN", "ECU", "PER", "BOL", "CHL", "ARG", "BRA", "PRY"]
)
_NEIGHBOURS = {
    "GEO": ("RUS", "ARM", "AZE", "TUR"),
    "COG": ("COG",),
    "PRK": ("PRK",),
}


def choose(article: Article, scene: Scene, match: Match) -> Entry | None:
    """The bearer that is meant, or None where the words are part of another name."""
    fitting = [entry for entry in match.entries if _fits(article, scene, match, entry)]
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0]
    return _by_context(article, scene, match, fitting)


def _fits(article: Article, scene: Scene, match: Match, entry: Entry) -> bool:
    tokens = scene.sentence.tokens[match.first : match.last + 1]
    if entry.kind in ("person", "surname") and len(tokens) == 1:
        return tokens[0].upos == "PROPN" and _surname_fits(article, scene, match, entry)
    if len(tokens) == 1 and tokens[0].upos in ("VERB", "AUX", "ADV", "ADP", "INTJ"):
        return False
    if entry.kind in _NAMED_AFTER and _inside_person(scene, match):
        return False
    if isinstance(entry.row, actor_rows.Metonym) and entry.row.kind == "half":
        return _half_fits(article, scene, match, entry.row)
    if entry.kind in ("body", "region", "people") and _is_given_name(scene, match):
        return False
    if entry.kind == "body" and fold(entry.form) in words("organ") and _is_of_state(scene, match):
        return False
    if _is_owned_abroad(scene, match, entry):
        return False
    if fold(entry.form) in words("shared") and not _is_spoken_of(article, entry):
        return False
    if isinstance(entry.row, actor_rows.Metonym) and entry.row.valid_to is not None and len(match.entries) > 1:
        return _still_stands(article, entry.row)
    if entry.kind == "city":
        return _city_fits(scene, match, entry)
    return True


def _is_of_state(scene: Scene, match: Match) -> bool:
    """`Russia's Security Council`, `the Iranian General Assembly`: not that of the United Nations."""
    tokens = scene.sentence.tokens
    if match.first == 0:
        return False
    before = match.first - 1
    named = scene.matches.get(before - 1 if tokens[before].form in ("'s", "’s", "'", "’") else before)
    return (named is not None and named.entries[0].code != "IGO-UN") or tokens[before].upos == "ADJ"


def _is_owned_abroad(scene: Scene, match: Match, entry: Entry) -> bool:
    """`Kuwait's Court of Cassation`, `Chile's Joint Chiefs of Staff`: no body of France or of the United States."""
    kind = getattr(entry.row, "kind", None)
    branch = entry.kind == "body" and kind in _BRANCHES
    if not (branch or fold(entry.form) in words("shared")) or entry.country is None or match.first == 0:
        return False
    before = match.first - 1
    if scene.sentence.tokens[before].form in ("'s", "’s", "'", "’"):
        before -= 1
    named = scene.matches.get(before)
    owner = named.entries[0] if named is not None else None
    if (
        named is None
        or owner is None
        or owner.kind not in ("state", "adjective")
        or owner.country in (None, entry.country)
    ):
        return False
    return not (len(owner.country or "") == 3 and any(e.country == entry.country for e in named.entries))


def _is_spoken_of(article: Article, entry: Entry) -> bool:
    """Whether the country of a name that others have as well stands among those that the article speaks of most."""
    most = max(article.countries.values(), default=0)
    return article.countries[entry.country or ""] * 3 >= most if most else True


def _still_stands(article: Article, row: actor_rows.Metonym) -> bool:
    """`Moscow` is the Soviet Union until 1991; without a date, where the article names it and Russia only by Moscow, or
    names it more than once."""
    if article.day is not None:
        return actor_rows.covers(row.valid_from, row.valid_to, article.day)
    then, now = (any(_tells(scene, code) for scene in article.scenes) for code in (row.code, ruler(row.code)))
    return article.countries[row.code] > 1 or (then and not now)


def _tells(scene: Scene, code: str) -> bool:
    """Whether a sentence names a state or one of its people otherwise than by a seat of its government."""
    first = (match.entries[0] for match in scene.matches.values())
    return any(entry.country == code and entry.kind != "metonym" for entry in first)


def _half_fits(article: Article, scene: Scene, match: Match, row: actor_rows.Metonym) -> bool:
    """`the North` is a state only where that state or its other half is named, and before no other name."""
    tokens = scene.sentence.tokens
    token = tokens[match.last]
    inside = token.deprel in ("compound", "amod", "flat", "advmod")
    return not inside and article.countries[row.code] + article.countries[row.note or ""] > 0


def _surname_fits(article: Article, scene: Scene, match: Match, entry: Entry) -> bool:
    """A surname alone needs an introduction, a fame of its own, or an office before it."""
    if _is_month(article, scene, match) or _is_no_surname(article, scene, match):
        return False
    if entry.kind == "person" or entry.key in article.introduced:
        return True
    if any(key in article.introduced for key in _same_name(match, entry)):
        return False
    if fold(entry.form) in article.strangers:
        return False
    before = scene.nouns.get(match.first - 1)
    if before is not None and before.agent.role is not None:
        term = article.offices.ever(entry.key.removeprefix("person:"), None, before.agent.role)
        return entry.bare or term is not None
    return entry.bare or (article.countries[entry.country or ""] > 0 and _held_office(article, entry))


def _is_no_surname(article: Article, scene: Scene, match: Match) -> bool:
    """`Pearl Square`, `Yala province`, `the Sultan`: a place named after somebody, an office that is a name as well."""
    tokens = scene.sentence.tokens
    after = tokens[match.last + 1].form if match.last + 1 < len(tokens) else ""
    if (after[:1].isupper() and after.lower() in words("landmark")) or after in words("site"):
        return True
    article_before = match.first > 0 and tokens[match.first - 1].form.lower() == "the"
    return article_before and fold(tokens[match.last].form) in article.index.agents


def _is_month(article: Article, scene: Scene, match: Match) -> bool:
    """`in May`, `May 9`: a date and not the minister."""
    tokens = scene.sentence.tokens
    token = tokens[match.last]
    if token.form not in words("day"):
        return False
    if any(t.start <= token.start < t.end for t in article.document.timexes):
        return True
    beside = {tokens[i].form.lower() for i in (match.first - 1, match.last + 1) if 0 <= i < len(tokens)}
    return bool(beside & words("before_month")) or any(word.isdigit() for word in beside)


def _held_office(article: Article, entry: Entry) -> bool:
    """Whether somebody by surname alone, whose country the article names, is known by an office."""
    return article.offices.of(entry.key.removeprefix("person:"), article.day) is not None


def _same_name(match: Match, entry: Entry) -> list[str]:
    return [e.key for e in match.entries if e.key != entry.key and e.kind in ("person", "surname")]


def _inside_person(scene: Scene, match: Match) -> bool:
    """Whether a place name is one word of a person's name: "Michael Jordan", "Chelsea Manning"."""
    tokens = scene.sentence.tokens
    given = _given_before(scene, match)
    if given:
        return True
    follows = match.last + 1
    if match.last > match.first or follows >= len(tokens):
        return False
    token = tokens[follows]
    flat = token.deprel == "flat" and token.head == match.first
    return flat and token.upos == "PROPN" and follows not in scene.noun_tokens and follows not in scene.matches


def _is_given_name(scene: Scene, match: Match) -> bool:
    """Whether the model takes one word for the first of a person's name: `Mia` in "Mia Mottley"."""
    tokens = scene.sentence.tokens
    follows = match.last + 1
    if match.last > match.first or follows >= len(tokens) or tokens[follows].deprel != "flat":
        return False
    return tokens[match.first].entity.endswith("PER") and tokens[follows].head == match.first


def _given_before(scene: Scene, match: Match) -> bool:
    if match.first == 0:
        return False
    before = scene.sentence.tokens[match.first - 1]
    form = before.form
    if form in given_names() and before.upos == "PROPN":
        return True
    return form in titles() and form.rstrip(".") in ("Mr", "Mrs", "Ms", "Sir")


def _city_fits(scene: Scene, match: Match, entry: Entry) -> bool:
    tokens = scene.sentence.tokens
    if tokens[match.first].upos != "PROPN" and match.first == match.last:
        return False
    row = entry.row
    if not isinstance(row, actor_rows.City):
        return True
    person = any(t.entity.endswith("PER") for t in tokens[match.first : match.last + 1])
    if person and row.population < _LARGE_TOWN:
        return False
    before = tokens[match.first - 1] if match.first > 0 else None
    if before is not None and before.form == "the" and match.first <= before.head <= match.last:
        return False
    beside = [i for i in (match.first - 1, match.last + 1) if 0 <= i < len(tokens)]
    for i in beside:
        joined = tokens[i].deprel in ("flat", "compound") or tokens[match.first].deprel in ("flat", "compound")
        flat = tokens[i].deprel == "flat" or tokens[match.first].deprel == "flat"
        flat = flat or (tokens[i].deprel == "compound" and match.first <= tokens[i].head <= match.last)
        if tokens[i].upos == "PROPN" and joined and i not in scene.noun_tokens and (flat or i not in scene.matches):
            return False
    located = any(
        t.deprel == "case" and t.lemma in ("in", "near", "at", "from", "to")
        for t in tokens[max(0, match.first - 3) : match.first]
    )
    own_name = fold(row.name) == fold("".join(t.form for t in tokens[match.first : match.last + 1]))
    return (located and own_name) or row.population >= _SMALL_TOWN


def _by_context(article: Article, scene: Scene, match: Match, fitting: list[Entry]) -> Entry:
    first = fitting[0]
    if fold(first.form) == "georgia":
        return _georgia(article, fitting)
    if fold(first.form) in ("congo", "congolese"):
        return _congo(article, fitting)
    if fold(first.form) in ("dominican", "dominicans"):
        return _dominican(article, fitting)
    if fold(first.form) in _KIN:
        return _kin(article, fitting)
    if fold(first.form) in ("korea", "korean", "guinea", "sudan"):
        return next((e for e in fitting if e.kind == "state" and article.countries[e.code or ""] > 1), first)
    if fold(first.form) == "washington" and _says_state(scene, match):
        return next((e for e in fitting if e.kind == "region"), first)
    if first.kind in ("surname", "person"):
        return max(fitting, key=lambda e: _person_weight(article, scene, e))
    if first.kind == "city":
        return max(fitting, key=lambda e: _city_weight(article, e))
    if first.kind == "body":
        return max(fitting, key=lambda e: _body_weight(article, e))
    dated = [e for e in fitting if isinstance(e.row, actor_rows.Metonym) and e.row.valid_to is not None]
    if first.kind == "metonym" and dated:
        return dated[0]
    introduced = [e for e in fitting if e.key in article.introduced]
    if introduced and first.kind in ("city", "region"):
        return introduced[0]
    return first


def _georgia(article: Article, fitting: list[Entry]) -> Entry:
    american = article.countries["USA"]
    around = sum(article.countries[code] for code in _NEIGHBOURS["GEO"])
    others = {fold(w) for w in ("Atlanta", "Alabama", "Florida", "Carolina", "Senate")}
    words = {fold(t.form) for scene in article.scenes for t in scene.sentence.tokens}
    if words & others or (american > 2 and not around and "tbilisi" not in words):
        return next((e for e in fitting if e.kind == "region"), fitting[0])
    return fitting[0]


def _congo(article: Article, fitting: list[Entry]) -> Entry:
    """The large Congo, unless Brazzaville is named."""
    words = {fold(t.form) for scene in article.scenes for t in scene.sentence.tokens}
    wanted = "COG" if "brazzaville" in words and "kinshasa" not in words else "COD"
    return next((e for e in fitting if e.code == wanted), fitting[0])


def _dominican(article: Article, fitting: list[Entry]) -> Entry:
    """The Dominican Republic, unless Dominica or Roseau is named."""
    words = {fold(t.form) for scene in article.scenes for t in scene.sentence.tokens}
    wanted = "DMA" if words & {"dominica", "roseau"} else "DOM"
    return next((e for e in fitting if e.code == wanted), fitting[0])


def _kin(article: Article, fitting: list[Entry]) -> Entry:
    """`Serb gunners` around Sarajevo, `Indians` of Guatemala: of the country named, where that of the name is not."""
    named = {e.country for scene in article.scenes for m in scene.matches.values() for e in m.entries[:1] if _names(e)}
    first = fitting[0]
    if first.country in named:
        return first
    if first.country == "IND":
        return next((e for e in fitting if e.country is None), first) if named & _LATIN else first
    return next((e for e in fitting if e.country in named), first)


def _names(entry: Entry) -> bool:
    """Whether a name is that of a country, its people, its capital or a place in it, not one that kin abroad bear."""
    return fold(entry.form) not in _KIN and entry.kind in (
        "state", "adjective", "metonym", "region", "city", "people_of", "people_people", "people_adjective"
    )  # fmt: skip


def _says_state(scene: Scene, match: Match) -> bool:
    tokens = scene.sentence.tokens
    after = tokens[match.last + 1].lemma.lower() if match.last + 1 < len(tokens) else ""
    return after == "state"


def _person_weight(article: Article, scene: Scene, entry: Entry) -> tuple[bool, bool, bool, int]:
    """Introduced here, of the country spoken of in the sentence, in office on the day, of a country of the article."""
    person = entry.key.removeprefix("person:")
    holding = article.offices.of(person, article.day)
    here = {e.country for m in scene.matches.values() for e in m.entries[:1]}
    return (
        entry.key in article.introduced,
        entry.country in here,
        holding is not None and holding.state == "held",
        article.countries[entry.country or ""],
    )


def _body_weight(article: Article, entry: Entry) -> tuple[bool, bool, bool]:
    """Of bodies with one name: the one whose country the article names, then those that stand in all news."""
    row = entry.row
    known = isinstance(row, actor_rows.Body) and row.kind in ("igo", "format", "media", "state_media", "agency")
    return (entry.kind == "body", article.countries[entry.country or ""] > 0, known)


def _city_weight(article: Article, entry: Entry) -> float:
    """Large towns first; one in a country that the article names counts as five times as large."""
    row = entry.row
    population = row.population if isinstance(row, actor_rows.City) else 0
    return population * (5.0 if article.countries[entry.country or ""] else 1.0)
