"""The scores of the language room: `python -m evaluation.language --data ../shared/data`.

Reads UD English EWT and GUM (the free genres) and the names on EWT, all dev parts, and prints one table: tags and
trees over gold words, words and sentences over raw text, lemmas under predicted tags, names, speed, and whether the
batch changes the record. F1 of words and sentences is over character spans without white space, as in CoNLL-18.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman import actors
from dragoman.document import Document, Sentence, Token
from dragoman.language import conllu, parse_all
from dragoman.language.parser import parse_words

TREEBANKS = {"EWT": "ud/ewt/en_ewt-{part}.conllu", "GUM": "ud/gum/en_gum-free-{part}.conllu"}
NAMES = "ud/ewt/uner_ewt-dev.iob2"


def gold_documents(data: Path, treebank: str, part: str = "dev") -> tuple[Document, ...]:
    """The documents of a treebank with their gold sentences; text rebuilt, paragraphs as blank lines."""
    return conllu.documents((data / TREEBANKS[treebank].format(part=part)).read_text(encoding="utf-8"))


def parsed_on_gold_words(gold: Iterable[Document], threads: int = 1) -> Iterator[Document]:
    """The documents parsed, the words given."""
    for document in gold:
        spans = [[(token.start, token.end) for token in sentence.tokens] for sentence in document.sentences]
        yield parse_words(document, spans, threads=threads)


def on_gold_words(gold: Sequence[Document], threads: int = 1) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of gold and predicted sentence, the words given."""
    for right, found in zip(gold, parsed_on_gold_words(gold, threads), strict=True):
        yield from zip(right.sentences, found.sentences, strict=True)


def tree_scores(pairs: Iterable[tuple[Sentence, Sentence]]) -> dict[str, float]:
    """UPOS, XPOS, FEATS, lemma, UAS and LAS (without subtypes) in percent of words."""
    hits = dict.fromkeys(("UPOS", "XPOS", "FEATS", "lemma", "UAS", "LAS"), 0)
    words = 0
    for gold, found in pairs:
        for right, guess in zip(gold.tokens, found.tokens, strict=True):
            words += 1
            for name, is_right in _hits(right, guess).items():
                hits[name] += is_right
    return {name: 100 * count / max(words, 1) for name, count in hits.items()}


def _hits(right: Token, guess: Token) -> dict[str, bool]:
    return {
        "UPOS": right.upos == guess.upos,
        "XPOS": right.xpos == guess.xpos,
        "FEATS": right.feats == guess.feats,
        "lemma": right.lemma == guess.lemma,
        "UAS": right.head == guess.head,
        "LAS": right.head == guess.head and right.relation == guess.relation,
    }


def raw_scores(gold: Iterable[Document], found: Iterable[Document]) -> dict[str, float]:
    """F1 of words and of sentences on raw text, in percent."""
    counts = {"words": [0, 0, 0], "sentences": [0, 0, 0]}
    for right, guess in zip(gold, found, strict=True):
        dense = _dense(right.text)
        for name, spans_of in (("words", _word_spans), ("sentences", _sentence_spans)):
            want, have = spans_of(right, dense), spans_of(guess, dense)
            for place, number in enumerate((len(want & have), len(want), len(have))):
                counts[name][place] += number
    return {name: 200 * hits / max(want + have, 1) for name, (hits, want, have) in counts.items()}


def _dense(text: str) -> list[int]:
    """For every character the number of characters before it that are no white space."""
    places, count = [], 0
    for character in text:
        places.append(count)
        count += not character.isspace()
    return [*places, count]


def _word_spans(document: Document, dense: list[int]) -> set[tuple[int, int]]:
    return {(dense[t.start], dense[t.end]) for s in document.sentences for t in s.tokens}


def _sentence_spans(document: Document, dense: list[int]) -> set[tuple[int, int]]:
    return {(dense[s.tokens[0].start], dense[s.tokens[-1].end]) for s in document.sentences}


def bare(documents: Iterable[Document]) -> list[Document]:
    """The texts alone."""
    return [Document(id=document.id, text=document.text) for document in documents]


# -------------------------------------------------------------------- names


def gold_names(data: Path) -> dict[str, list[str]]:
    """The BIO labels of each sentence of the names dev set that training left out, by sentence id."""
    found: dict[str, list[str]] = {}
    sentence = ""
    for line in (data / NAMES).read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            sentence = line.split("=", 1)[1].strip()
        elif line and line[0].isdigit():
            found.setdefault(sentence, []).append(line.split("\t")[2])
    return found


def held_out(document: str) -> bool:
    """Whether a document of the names dev set was kept from training (the other half was learned from)."""
    return sum(document.encode()) % 2 == 0


def name_scores(data: Path, documents: Iterable[Document]) -> dict[str, float]:
    """F1 of exact, typed spans on the half of EWT dev that training never saw: by the parser alone, and by
    `actors.names`, where the lexicon decides. The documents are parsed over gold words."""
    names, ids = gold_names(data), _sentence_ids(data)
    counts = {"head": [0, 0], "head and lexicon": [0, 0]}
    for document in documents:
        decided = {(name.start, name.end, name.kind) for name in actors.names(document)}
        for tokens, (source, sentence) in zip((s.tokens for s in document.sentences), ids, strict=False):
            if not held_out(source) or len(names.get(sentence, ())) != len(tokens):
                continue
            gold = _name_spans(names[sentence], tokens)
            hinted = _name_spans([token.entity for token in tokens], tokens)
            here = {name for name in decided if tokens[0].start <= name[0] < tokens[-1].end}
            for count, found in zip(counts.values(), (hinted, here), strict=True):
                count[0] += len(gold & found)
                count[1] += len(gold) + len(found)
    return {name: 200 * hits / max(every, 1) for name, (hits, every) in counts.items()}


def _sentence_ids(data: Path) -> Iterator[tuple[str, str]]:
    document = ""
    text = (data / TREEBANKS["EWT"].format(part="dev")).read_text(encoding="utf-8")
    for match in re.finditer(r"^# (newdoc id|sent_id) = (.*)$", text, re.MULTILINE):
        if match.group(1) == "sent_id":
            yield document, match.group(2)
        else:
            document = match.group(2)


def _name_spans(labels: Sequence[str], tokens: Sequence[Token]) -> set[tuple[int, int, str]]:
    """The characters and the kind of each name."""
    spans, start, kind = set(), 0, ""
    for place, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            spans.add((tokens[start].start, tokens[place - 1].end, kind))
            kind = ""
        if not kind and label[2:] in ("PER", "ORG", "LOC"):
            start, kind = place, label[2:]
    return spans


# -------------------------------------------------------------- speed, batch


def words_a_second(documents: list[Document]) -> float:
    """Words parsed a processor second from raw text on one thread, the model warm."""
    list(parse_all(documents[:1]))
    began = time.process_time()
    words = sum(len(s.tokens) for document in parse_all(documents) for s in document.sentences)
    return words / (time.process_time() - began)


def differing(documents: list[Document]) -> tuple[int, int]:
    """(sentences that differ, all) between one sentence a batch and many."""
    alone = [s for document in parse_all(documents, batch=1) for s in document.sentences]
    together = [s for document in parse_all(documents, batch=4000) for s in document.sentences]
    return sum(a != b for a, b in zip(alone, together, strict=True)), len(alone)


def rows(data: Path, part: str = "dev") -> Iterator[tuple[str, str]]:
    """The table, row by row: what was measured, and the figures."""
    for treebank in TREEBANKS:
        gold = gold_documents(data, treebank, part)
        pairs = list(on_gold_words(gold))
        yield f"{treebank} {part}, gold words", _line(tree_scores(pairs))
        if treebank == "EWT" and part == "dev":
            scores = name_scores(data, parsed_on_gold_words(gold))
            yield "EWT names dev, unseen half", _line(scores)
        news = [document for document in gold if "_news_" in document.id]
        if news:
            yield f"{treebank} news {part}, gold words", _line(tree_scores(on_gold_words(news)))
        texts = bare(gold)
        yield f"{treebank} {part}, raw text", _line(raw_scores(gold, list(parse_all(texts))))
        yield f"{treebank} {part}, speed", f"{words_a_second(texts):,.0f} words a second, one core"
        differ, count = differing(texts)
        yield f"{treebank} {part}, batch 1 against many", f"{differ} of {count} sentences differ"


def causes(pairs: Iterable[tuple[Sentence, Sentence]], most: int = 12) -> Iterator[tuple[str, float]]:
    """The commonest causes of lost LAS with their share in percent: a wrong head of a relation, or a wrong label."""
    counts: Counter[str] = Counter()
    for gold, found in pairs:
        for right, guess in zip(gold.tokens, found.tokens, strict=True):
            if right.head != guess.head:
                counts[f"head of {right.relation}"] += 1
            elif right.relation != guess.relation:
                counts[f"{right.relation} taken for {guess.relation}"] += 1
    for cause, count in counts.most_common(most):
        yield cause, 100 * count / counts.total()


def _line(scores: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.2f}" for name, value in scores.items())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/")
    parser.add_argument("--part", default="dev", help="part of the treebanks, for files named so")
    parser.add_argument("--causes", action="store_true", help="print the commonest causes of errors instead")
    chosen = parser.parse_args()
    if chosen.causes:
        for treebank in TREEBANKS:
            for cause, share in causes(on_gold_words(gold_documents(chosen.data, treebank, chosen.part))):
                print(f"{treebank} {share:5.1f} %  {cause}")
        return
    for name, figures in rows(chosen.data, chosen.part):
        print(f"{name:34} {figures}", flush=True)


if __name__ == "__main__":
    main()
