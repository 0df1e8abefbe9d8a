"""Whose police, paper or government it is in a whole article: the stage, transcripts, tests/actors_articles.tsv."""

from functools import cache
from pathlib import Path

import pytest

from dragoman import actors, reading, timex
from dragoman.actors import turns
from dragoman.document import Document, Mention
from dragoman.language import parse
from evaluation import articles, mentions, parties

TABLE = Path(__file__).parent / "actors_articles.tsv"


@cache
def found(text: str) -> Document:
    """An article read up to its mentions."""
    return actors.find(timex.find(parse(reading.document_of_text(text, id="t"))))


def mention(text: str, words: str) -> Mention:
    """The first mention with these words."""
    document = found(text)
    return next(m for m in document.mentions if document[m] == words)


@pytest.mark.parametrize(("half", "floor"), [("tune", 0.90), ("held", 0.80)])
def test_actors_articles_phrases_right(half, floor):
    rows = list(mentions.articles(TABLE, half))
    wrong = [mentions.differs(found(row.text), phrase) for row in rows for phrase in row.phrases]
    assert len(rows) >= 20
    assert wrong.count(None) / len(wrong) >= floor


def test_actors_articles_own_gold_parties():
    verdicts = [
        verdict.code for article in articles.read("dev") for verdict in parties.judged(article, found(article.text))
    ]
    said = len(verdicts) - verdicts.count("none")
    assert verdicts.count("right") / len(verdicts) >= 0.85
    assert verdicts.count("right") / said >= 0.92


GUYANA = (
    "GEORGETOWN - Guyana put its troops on alert on Sunday after Venezuela moved boats to the border. "
    "The foreign minister asked Brazil for help. Prosecutors opened a case. In Chile, police held a protest march back."
)
JENIN = "Israeli troops entered the camp of Jenin on Tuesday. Jordan condemned the raid. The army withdrew at noon."
RIVALS = "Norway expelled two Russian diplomats on Friday. Russia was angry. It summoned the ambassador on Monday."
LONDON = "Moscow protested on Monday. Russia called it theft. Home Secretary Ann Holt did not answer."
KURSK = (
    "Ukraine said on Monday that it had won. Ukraine sent more troops. "
    "Regional governor Pavel Lund said drones hit a depot in Kursk."
)
RAID = "Cambodia fired rockets into Thailand's Surin province, killing nine villagers."
REBELS = "The Lord's Resistance Army left the talks on Monday. Uganda was not surprised. The rebels asked for food."
CHAD = "Sudan signed a truce on Friday. Sudan was tired. The army went home. Chad's army closed the road."
REGIME = "Syria opened a road on Monday. The government had closed it in May. Jordan was glad."
PAPER = "North Korea's Rodong Sinmun denounced a drill on Friday. The paper called it a crime."
PARTNERS = "Polish minister Anna Zielinska met her Czech counterpart, Petr Havranek. Havranek promised trains."


@pytest.mark.parametrize(
    ("text", "words", "code", "rule"),
    [
        (GUYANA, "The foreign minister", "GUY", "stage"),
        (GUYANA, "Prosecutors", "GUY", "stage"),
        (GUYANA, "police", "CHL", "place"),
        (JENIN, "The army", "ISR", "branch"),
        (RIVALS, "the ambassador", "NOR", "stage"),
        (LONDON, "Home Secretary Ann Holt", "GBR", "title"),
        (KURSK, "Regional governor Pavel Lund", "RUS", "place"),
        (RAID, "nine villagers", "THA", "victim"),
        (REBELS, "The rebels", "NSA-LRA", ""),
        (CHAD, "Chad's army", "TCD", ""),
        (CHAD, "The army", "SDN", "stage"),
        (REGIME, "The government", "SYR", ""),
        (PAPER, "The paper", "PRK", ""),
        (PARTNERS, "Havranek", "CZE", ""),
    ],
)
def test_actors_articles_country_of_unmarked_phrase(text, words, code, rule):
    one = mention(text, words)
    assert one.actor is not None
    assert one.actor.code == code
    assert one.rule.endswith(rule)


def test_actors_articles_counterpart_has_the_office_of_his_partner():
    one = mention(PARTNERS, "Havranek")
    assert one.actor is not None and one.actor.sector == "GOV"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("In Peru, the Democratic Party won. Peru's president lost.", "the Democratic Party", "USA"),
        ("Nigeria's president spoke in Kano. Nigeria mourned. He met Nigerians at Government House.", "Nigeria", "THA"),
    ],
)
def test_actors_articles_shared_names_are_not_of_absent_states(text, words, code):
    document = found(text)
    assert mention(text, words) is not None
    assert all(m.actor is None or m.actor.code != code for m in document.mentions)


TRANSCRIPT = """Press briefing
Wellington, 4 May 2022

MINISTER HARRIS: Good morning. We will send two more frigates. I spoke to Tokyo yesterday.

QUESTION: Does Japan want you to stay?

MINISTER HARRIS: Yes. Our navy is ready.
"""


@pytest.mark.parametrize(
    ("words", "code", "sector"),
    [("We", "NZL", "GOV"), ("I", "NZL", "GOV"), ("you", "NZL", "GOV"), ("Our navy", "NZL", "MIL")],
)
def test_actors_articles_transcript_speaks_for_the_speaker(words, code, sector):
    one = mention(TRANSCRIPT, words)
    assert one.actor is not None and (one.actor.code, one.actor.sector) == (code, sector)


def test_actors_articles_we_of_an_official_is_his_side():
    one = mention('"We will not pay," Chile\'s finance minister said on Monday.', "We")
    assert one.actor is not None and (one.actor.code, one.rule) == ("CHL", "speaker-side")


def test_actors_articles_we_of_a_villager_is_nobody():
    one = mention('"We ran," a villager in Chile said on Monday.', "We")
    assert one.actor is None or one.actor.code is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (TRANSCRIPT, ["MINISTER HARRIS", "QUESTION", "MINISTER HARRIS"]),
        ("Title: a word\nKey facts: none\nMore: later\n", []),
        ("QUESTION (Radio One): Why?\nMR BELL: No.\nQ: Why not?\n", ["QUESTION", "MR BELL", "Q"]),
        ("The minister said: no.\n", []),
    ],
)
def test_actors_articles_turns_of_a_transcript(text, labels):
    assert [turn.label for turn in turns.turns(text)] == labels


def test_actors_articles_verdicts():
    article = articles.parse(
        "Kenya's army left. Uganda thanked it.\n=====\nPUBLISHED unknown\n"
        "EVENT SUPPORT - happened; trigger=`thanked`; actor=UGA GOV `Uganda`; recipient=KEN MIL `Kenya's army`",
        "x",
    )
    assert [v.code for v in parties.judged(article, found(article.text))] == ["right", "right"]
    assert [v.code for v in parties.judged(article, Document(id="x", text=article.text))] == ["none", "none"]
