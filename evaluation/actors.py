"""How well actors are found, named and linked: the figures of docs/actors.md.

    .venv/bin/python -m evaluation.actors --data ../shared/data [--only gsr plv own corpus ...] [--errors]

gsr, plv: gold sources and targets found somewhere in the sentence. own: pronoun and nominal links on paragraphs of
our own (tests/actors_coreference.tsv). corpus: parties of the open corpus (train, dev) by code and sector. short:
phrases without a country beside them (tests/actors_articles.tsv). articles: parties and chains of whole articles
(evaluation/gold/dev). news: real articles, codes in evidence sentences. gum: CoNLL F1 on GUM dev (news, interview,
speech), against the nearest compatible mention. wikinews: pronouns and nouns of 118 articles. speed: names looked up a
second, seconds to load.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec

from dragoman import actors, reading, timex
from dragoman.document import Document, Mention, Span
from dragoman.language import parse
from dragoman.lexicon import actor_rows
from evaluation import articles, coreference, corpus, mentions, parties

SHORT = Path(__file__).parent.parent / "tests" / "actors_articles.tsv"
STEPS = ("gsr", "plv", "own", "corpus", "short", "articles", "news", "gum", "wikinews", "speed")
OWN = Path(__file__).parent.parent / "tests" / "actors_coreference.tsv"


def found(text: str) -> Document:
    """A text read up to its mentions."""
    return actors.find(parse(Document(id="text", text=text)))


def lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    """The records of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("coder_score", data / "coders" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ gsr


def gsr(data: Path, errors: bool) -> None:
    """Share of gold countries found in the sentence, and of sectors right where found."""
    scorer = _scorer(data)
    total = hits = sectors = right = 0
    for record in lines(data / "coders" / "gsr-dev.jsonl"):
        document = found(record["text"])
        have: dict[str, set[str]] = {}
        for code, sector in _codes(document.mentions, scorer):
            have.setdefault(code, set()).add(sector)
        for party in (p for event in record["events"] for p in event["actors"] + event["recipients"]):
            code = scorer.country(party["code"])
            if not code:
                continue
            total += 1
            hits += code in have
            if code not in have and errors:
                print(f"  missed {party['text']} {party['code']}: {record['text']}")
            if code in have and party["sector"]:
                sectors += 1
                right += scorer.sector(party) in have[code]
                if scorer.sector(party) not in have[code] and errors:
                    print(f"  sector {_told(party)} not in {have[code]}: {record['text']}")
    print(f"gsr-dev: gold countries found {hits / total:.3f} (n={total})", end=", ")
    print(f"sector right where found {right / sectors:.3f} (n={sectors})")


def _told(party: dict[str, str]) -> str:
    return f"{party['text']} {party['code']} {party['sector']}"


def _codes(mentions: Iterable[Mention], scorer: ModuleType) -> Iterable[tuple[str, str]]:
    for mention in mentions:
        actor = mention.actor
        for one in (actor, *actor.members) if actor is not None else ():
            for code in {code for code in (one.code, one.country) if code is not None}:
                head = code.split("-")[0]
                if head not in ("NSA", "MNC"):
                    yield scorer.country(head), scorer.sector({"sector": one.sector or ""})
        if mention.place is not None and mention.place.country is not None:
            yield scorer.country(mention.place.country), ""


# ------------------------------------------------------------------ plv


def plv(data: Path, errors: bool) -> None:
    """Share of gold source and target texts that a resolved mention covers."""
    scorer = _scorer(data)
    counts = {"actors": [0, 0], "recipients": [0, 0]}
    for record in lines(data / "coders" / "plv-dev.jsonl"):
        document = found(record["text"])
        texts = [document[m] for m in document.mentions if _resolved(m)]
        for event in record["events"]:
            for side, tally in counts.items():
                for party in event[side]:
                    tally[1] += 1
                    hit = any(scorer.text_match(party["text"], text) for text in texts)
                    tally[0] += hit
                    if errors and not hit:
                        print(f"  {side} {party['text']!r}: {record['text']}")
    shares = ", ".join(
        f"{'source' if side == 'actors' else 'target'} {a / b:.3f} (n={b})" for side, (a, b) in counts.items()
    )
    print(f"plv-dev: covered by a resolved mention: {shares}")


def _resolved(mention: Mention) -> bool:
    actor = mention.actor
    if mention.place is not None:
        return True
    return actor is not None and bool(actor.code or actor.sector or actor.members or actor.country)


# ------------------------------------------------------------------ own paragraphs


def own(errors: bool) -> None:
    """Pronoun and nominal links right on our own paragraphs."""
    tally = coreference.Links()
    for row in coreference.paragraphs(OWN):
        document = found(row.text)
        wrong = coreference.compare(document, row, tally)
        if errors and wrong:
            print(f"  {row.id} {row.text}")
            for line in wrong:
                print(f"      {line}")
    print(
        f"own paragraphs: links right {tally.right / tally.gold:.3f} (n={tally.gold}), "
        f"precision {tally.right / max(tally.said, 1):.3f} (n={tally.said})"
    )


# ------------------------------------------------------------------ open corpus


def passages(splits: Iterable[str], errors: bool) -> None:
    """The figures of each split of the open corpus."""
    for split in splits:
        _parties(split, errors)


def _parties(split: str, errors: bool) -> None:
    """Share of annotated parties of the open corpus that a resolved mention covers, with the right code, sector."""
    tally: Counter[str] = Counter()
    for passage in corpus.read():
        if passage.split != split:
            continue
        document = found(passage.text)
        for side in dict.fromkeys(s for event in passage.events for s in (*event.actors, *event.recipients)):
            wrong = list(_party(document, side, tally))
            if errors and wrong:
                print(f"  {passage.id} {', '.join(wrong)}: {document[side.span]!r} {side.code} {side.sector}")
                print(f"      {passage.text}")
    print(f"corpus-{split}: parties covered {tally['covered'] / tally['all']:.3f} (n={tally['all']})", end=", ")
    print(f"code right {tally['code'] / tally['coded']:.3f} (n={tally['coded']})", end=", ")
    print(f"sector right {tally['sector'] / tally['sectored']:.3f} (n={tally['sectored']})")


def _party(document: Document, side: corpus.Side, tally: Counter[str]) -> Iterable[str]:
    """Counts one annotated party; tells what is wrong about it."""
    resolved = [m for m in document.mentions if _resolved(m)]
    about = [m for m in resolved if side.span.start <= m.head.start < side.span.end]
    about = about or [m for m in resolved if _is_one_of(m, side.span)]
    mentions = [m for m in about if m.end - m.start > 0.5 * (side.span.end - side.span.start)] or about
    codes, sectors = _borne(mentions)
    wanted = _body_codes().get((side.code or "").replace("-", ""), side.code)
    tally["all"] += 1
    tally["covered"] += bool(mentions)
    if not mentions:
        yield "not covered"
    if side.code is not None and not side.code.startswith(("NSA-", "MNC-", "NGO-")):
        tally["coded"] += 1
        tally["code"] += wanted in codes
        if mentions and wanted not in codes:
            yield f"code {'/'.join(sorted(codes))}"
    if side.sector is not None and mentions:
        tally["sectored"] += 1
        tally["sector"] += side.sector in sectors
        if side.sector not in sectors:
            yield f"sector {'/'.join(sorted(sectors))}"


@cache
def _body_codes() -> dict[str, str]:
    """The code of a body by its id without hyphens: the corpus may name an organ (IGO-UNSC) for its body."""
    return {row.id.replace("-", ""): row.code for row in actor_rows.bodies()}


def _is_one_of(mention: Mention, span: Span) -> bool:
    """`Polish` of "Polish and Lithuanian paratroopers": one member of a row is annotated alone."""
    within = mention.start <= span.start and span.end <= mention.end
    return within and mention.actor is not None and bool(mention.actor.members)


def _borne(mentions: Iterable[Mention]) -> tuple[set[str], set[str]]:
    """The codes and sectors that mentions carry, those of members and of a bare state's government included."""
    codes: set[str] = set()
    sectors: set[str] = set()
    for mention in mentions:
        actor = mention.actor
        for one in (actor, *actor.members) if actor is not None else ():
            codes.update(code for code in (one.code, one.country) if code is not None)
            own = {sector for sector in (one.sector, *one.other_sectors) if sector is not None}
            sectors.update(own or {"GOV", "MIL"})
        if mention.place is not None and mention.place.country is not None:
            codes.add(mention.place.country)
    return codes, sectors


# ------------------------------------------------------------------ short articles


def short(errors: bool) -> None:
    """Phrases without a country beside them in short articles of our own; the errors of one half may be read."""
    for half in ("tune", "held"):
        tally: Counter[str] = Counter()
        for row in mentions.articles(SHORT, half):
            document = read_whole(row.text, "short")
            for phrase in row.phrases:
                wrong = mentions.differs(document, phrase)
                mention = mentions.mention_at(document, phrase)
                actor = mention.actor if mention is not None else None
                said = actor is not None and bool(actor.code or actor.country or actor.members)
                tally.update(all=1, right=wrong is None, wrong=wrong is not None and said)
                if errors and half == "tune" and wrong is not None:
                    print(f"  {document[phrase_span(phrase)]} {phrase.expected}: {wrong}\n      {row.text[:90]!r}")
        precision = 1 - tally["wrong"] / (tally["wrong"] + tally["right"])
        print(f"short articles, {half}: right {tally['right'] / tally['all']:.3f} (n={tally['all']})", end=", ")
        print(f"precision {precision:.3f}")


def phrase_span(phrase: mentions.Phrase) -> Span:
    """The characters of a marked phrase."""
    return Span(phrase.start, phrase.end)


# ------------------------------------------------------------------ whole articles


def whole(errors: bool) -> None:
    """Codes and sectors of the parties of our own annotated articles (the half that may be read), and their chains."""
    tally: Counter[str] = Counter()
    for article in articles.read("dev"):
        document = read_whole(article.text, article.id)
        verdicts = list(parties.judged(article, document))
        tally.update(msgspec.structs.asdict(parties.sums(verdicts)))
        links = parties.linked(article, document)
        tally.update(dict(zip(("linked", "astray", "links"), links, strict=True)))
        wrong = [v for v in verdicts if v.code != "right" or v.sector == "wrong"]
        if errors and wrong:
            print(f"  {article.id}")
            print("\n".join(f"    {parties.told(v, document)}" for v in wrong))
    count = tally["right"] + tally["wrong"] + tally["none"]
    said = tally["right"] + tally["wrong"]
    print(f"articles-dev: party codes right {tally['right'] / count:.3f} (n={count})", end=", ")
    print(f"precision {tally['right'] / said:.3f} (n={said})", end=", ")
    print(
        f"sectors right where the code is {tally['sectors'] / tally['sectored']:.3f} (n={tally['sectored']})", end=", "
    )
    right, all_said = tally["linked"], tally["linked"] + tally["astray"]
    print(f"chains: links right {right / tally['links']:.3f} (n={tally['links']}), precision {right / all_said:.3f}")


def read_whole(text: str, name: str) -> Document:
    """An article as it comes, read up to its mentions: furniture, dateline and day of publication known."""
    return actors.find(timex.find(parse(reading.document_of_text(text, id=name))))


def news(data: Path, errors: bool) -> None:
    """Real articles: codes of annotated events said in the evidence sentence; nouns there with a code of no event."""
    tally: Counter[str] = Counter()
    for path in sorted((data / "news-dev").glob("[0-9][0-9][0-9].json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        document = read_whole(record["text"], record["id"])
        events = record["gold"]["events"]
        every = {side["code"] for event in events for side in event["actors"] + event["recipients"]}
        for event in events:
            wanted = {side["code"] for side in event["actors"] + event["recipients"] if side["code"]}
            start, end = event["evidence_start"], event["evidence_start"] + len(event["evidence"])
            here = [m for m in document.mentions if start <= m.start < end and _resolved(m)]
            codes, _ = _borne(here)
            tally.update(all=len(wanted), right=len(wanted & codes))
            nouns = [m for m in here if m.kind != "name" and m.actor is not None and m.actor.code is not None]
            strange = [m for m in nouns if m.actor is not None and m.actor.code not in every]
            tally.update(nouns=len(nouns), strange=len(strange))
            if errors and (wanted - codes or strange):
                odd = [(document[m], m.actor.code, m.rule) for m in strange if m.actor is not None]
                print(f"  {record['id']} missed {sorted(wanted - codes)}, not of any event {odd}: {event['evidence']}")
    print(
        f"news-dev: codes of events said in their sentence {tally['right'] / tally['all']:.3f} (n={tally['all']})",
        end=", ",
    )
    share = f"{1 - tally['strange'] / tally['nouns']:.3f} (n={tally['nouns']})"
    print(f"nouns and pronouns there with a code of some event {share}")


# ------------------------------------------------------------------ gum


def gum(data: Path) -> None:
    """CoNLL F1 on GUM dev: persons, organisations and places named more than once."""
    path = data / "ud" / "gum" / "en_gum-free-dev.conllu"
    ours, plain = [], []
    for text in coreference.gum(path, ("news", "interview", "speech")):
        document = found(text.text)
        ours.append((text.clusters, coreference.clusters(document, text)))
        plain.append((text.clusters, coreference.clusters(coreference.nearest(document), text)))
    for name, pairs in (("ours", ours), ("nearest compatible mention", plain)):
        muc, b3, ceaf = coreference.scores(pairs)
        print(f"gum-dev {name}: MUC {muc:.3f} B3 {b3:.3f} CEAFe {ceaf:.3f} CoNLL F1 {(muc + b3 + ceaf) / 3:.3f}")


# ------------------------------------------------------------------ wikinews


def wikinews(data: Path) -> None:
    """Pronouns and nouns of Wikinews articles (persons, organisations, places) linked to what was named before."""
    tally = {"PRO": coreference.Links(), "NOM": coreference.Links()}
    for record in lines(data / "time" / "meantime-dev.jsonl"):
        document = found(record["text"])
        entities = [e for e in record["entities"] if e["type"] in ("PER", "ORG", "LOC") and e["chain"]]
        marked = [coreference.Marked(e["start"], e["end"], (e["chain"], e["form"] or "")) for e in entities]
        coreference.follow(document, sorted(marked, key=lambda m: m.start), tally)
    for form, links in tally.items():
        share = f"{links.right / links.gold:.3f} (n={links.gold})"
        print(f"wikinews {form}: links right {share}, precision {links.right / max(links.said, 1):.3f}")


# ------------------------------------------------------------------ speed


def speed() -> None:
    """Names looked up a second and seconds to load, in a process of their own."""
    import subprocess

    code = (
        "import time; t = time.process_time(); from dragoman.actors import users; i = users.shipped().index; "
        "a = time.process_time() - t; names = [e.form for es in i.entries.values() for e in es][:50000]; "
        "t = time.perf_counter(); [i.lookup(n) for n in names]; b = time.perf_counter() - t; "
        "print(f'load {a:.3f} s of CPU with imports, {len(names) / b:,.0f} names a second, {len(i.entries):,} keys')"
    )
    print(
        "speed:",
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip(),
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="how well actors are found, named and linked")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--only", nargs="*", default=STEPS)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    steps: dict[str, Callable[[], object]] = {
        "gsr": lambda: gsr(options.data, options.errors),
        "plv": lambda: plv(options.data, options.errors),
        "own": lambda: own(options.errors),
        "corpus": lambda: passages(("train", "dev"), options.errors),
        "short": lambda: short(options.errors),
        "articles": lambda: whole(options.errors),
        "news": lambda: news(options.data, options.errors),
        "gum": lambda: gum(options.data),
        "wikinews": lambda: wikinews(options.data),
        "speed": speed,
    }
    for name in options.only:
        steps[name]()
    print(f"({time.perf_counter() - began:.0f} s)", file=sys.stderr)


if __name__ == "__main__":
    main()
