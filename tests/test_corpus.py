"""The corpus: every line is right, and a wrong line is found."""

import pytest

from dragoman.document import Span
from evaluation.corpus import CorpusError, complaints, parse, read

HEAD = "P xx-1 region=Africa style=wire era=2010s\n"
TEXT = "T Kenya thanked Chad. Chad thanked Kenya.\n"
GOOD = "E SUPPORT - happened; trigger=`thanked`; actor=KEN GOV `Kenya`; recipient=TCD GOV `Chad`"


def test_corpus_has_no_wrong_line():
    assert complaints(read()) == []


def test_corpus_words_stand_in_their_texts():
    for passage in read():
        for event in passage.events:
            for side in (*event.actors, *event.recipients):
                assert 0 <= side.span.start < side.span.end <= len(passage.text), passage.id


def test_corpus_splits_are_three_and_near_seventy_fifteen_fifteen():
    passages = read()
    share = {split: sum(p.split == split for p in passages) / len(passages) for split in ("train", "dev", "test")}
    assert 0.6 < share["train"] < 0.8
    assert min(share["dev"], share["test"]) > 0.08


def test_corpus_reads_the_nth_occurrence():
    [passage] = parse(HEAD + TEXT + GOOD.replace("`Kenya`", "`Kenya`2"), "x")
    assert passage.events[0].actors[0].span == Span(33, 38)


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        (HEAD + TEXT, "a block is"),
        (HEAD + TEXT + "N nonsense", "'nonsense' is none of"),
        (HEAD + TEXT + GOOD + "\nN sport", "either E lines or one N"),
        (HEAD.replace("Africa", "Mars") + TEXT + GOOD, "'Mars' is none of"),
        (HEAD.replace("wire", "yelling") + TEXT + GOOD, "'yelling' is none of"),
        (HEAD.replace("2010s", "1910s") + TEXT + GOOD, "'1910s' is none of"),
        (HEAD + TEXT + GOOD.replace("SUPPORT", "PRAISE"), "'PRAISE' is none of"),
        (HEAD + TEXT + GOOD.replace("SUPPORT -", "SUPPORT visit"), "'visit' is none of"),
        (HEAD + TEXT + GOOD.replace("happened", "maybe"), "'maybe' is none of"),
        (HEAD + TEXT + GOOD.replace("`thanked`", "`praised`"), "'praised' stands fewer than 1 times"),
        (HEAD + TEXT + GOOD.replace("`Kenya`", "`Kenya`3"), "'Kenya' stands fewer than 3 times"),
        (HEAD + TEXT + GOOD.replace("`thanked`", "thanked"), "words stand between backticks"),
        (HEAD + TEXT + GOOD.replace("KEN GOV", "Kenya GOV"), "a party is CODE SECTOR"),
        (HEAD + TEXT + GOOD.replace("KEN GOV", "KEN KING"), "'KING' is none of"),
        (HEAD + TEXT + GOOD + "; context=weather", "'weather' is none of"),
        (HEAD + TEXT + GOOD + "; colour=blue", "'colour' is none of"),
        (HEAD + TEXT + "E SUPPORT - happened; actor=KEN GOV `Kenya`", "trigger and at least one actor"),
    ],
)
def test_corpus_wrong_lines_are_named(block, complaint):
    with pytest.raises(CorpusError, match=complaint):
        parse(block, "x.txt")


def test_corpus_finds_ids_and_words_given_twice():
    text = "T Kenya thanked Chad for the long and patient help with the new road across the desert.\n"
    one, other = HEAD + text + GOOD, HEAD.replace("xx-1", "xx-2") + text + GOOD
    [complaint] = complaints(parse(one + "\n\n" + other, "x"))
    assert "shares twelve words with xx-1" in complaint
    [complaint] = complaints(parse(HEAD + TEXT + GOOD + "\n\n" + HEAD + "T Mali slept.\nN other", "x"))
    assert "given 2 times" in complaint


def test_corpus_finds_words_that_are_cut():
    cut = "T The envoy said he had thanked Chad.\nE SUPPORT - happened; trigger=`thanked`; actor=- GOV `he`"
    [complaint] = complaints(parse(HEAD + cut, "x"))
    assert "cuts a word: 'he'" in complaint
    assert complaints(parse(HEAD + cut + "2", "x")) == []
