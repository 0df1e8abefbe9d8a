"""What a quote's record says beside its words: kind, act, flags, addressee, venue, joint speakers, chain, answers."""

from functools import cache

import pytest

from dragoman import actors, timex
from dragoman.document import Boilerplate, Document
from dragoman.language import parse
from dragoman.quotes import attribute
from dragoman.reading import document_of_text


@cache
def read(text):
    return attribute(actors.find(timex.find(parse(document_of_text(text, id="t", published="2024-05-15")))))


def holding(text, words):
    """The innermost quote whose content (or, without content, whose clause) holds some words."""
    document = read(text)
    spans = [(q, part) for q in document.quotes for part in (q.content or (q,)) if words in document[part]]
    return document, min(spans, key=lambda pair: pair[1].end - pair[1].start)[0]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("“We will wait,” Silva said.", "wait", "direct"),
        ("Silva said they would wait.", "wait", "indirect"),
        ("Silva said they would “wait for ever”.", "wait", "mixed"),
        ("Silva called the plan “a mistake”.", "mistake", "mixed"),
        ("Silva condemned the attack.", "attack", "indirect"),
        ("“We will wait,” Silva said. “For ever.”", "For ever", "direct"),
    ],
)
def test_quotes_kind_is_the_share_of_letters_in_marks(text, words, kind):
    assert holding(text, words)[1].kind == kind


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("Silva said the port was shut.", "port", "say"),
        ("Silva told reporters the port was shut.", "port", "tell"),
        ("Silva asked whether the port was shut.", "port", "ask"),
        ("Silva praised the harbour crews.", "crews", "praise"),
        ("Silva thanked the crews for their work.", "their work", "thank"),
        ("Silva accused the crews of sabotage.", "sabotage", "accuse"),
        ("Silva denied that the port was shut.", "port", "deny"),
        ("Silva rejected the offer.", "offer", "deny"),
        ("Silva promised to reopen the port.", "port", "promise"),
        ("Silva warned that the port would stay shut.", "port", "warn"),
        ("Silva threatened to shut the port.", "port", "threaten"),
        ("Silva called for the port to be reopened.", "port", "call-for"),
        ("Silva urged the crews to stay.", "to stay", "call-for"),
        ("Silva condemned the closure.", "closure", "criticise"),
        ("Silva announced the closure.", "closure", "announce"),
        ("Silva acknowledged that the port was shut.", "port", "acknowledge"),
        ("Silva apologised for the closure.", "closure", "apologise"),
        ("Silva invited the crews to lunch and agreed to pay.", "to pay", "agree"),
        ("Silva described the closure as brutal.", "closure", "describe"),
        ("Silva wrote that the port was shut.", "port", "write"),
        ("Silva argued that the port was too small.", "port", "argue"),
        ("Silva predicted that the port would reopen.", "port", "predict"),
        ("Silva believes that the port will reopen.", "port", "think"),
        ("Silva hopes that the port will reopen.", "port", "hope"),
        ("Silva plans to reopen the port.", "port", "intend"),
        ("Silva declined to comment on the closure.", "declined", "no-comment"),
    ],
)
def test_quotes_act_is_the_cue_s_row(text, words, act):
    assert holding(text, words)[1].act == act


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Kremlin declined to comment.", "Kremlin (Russia)"),
        ("The ministry refused to comment on the report.", "ministry"),
        ("The embassy did not respond to a request for comment.", "embassy"),
        ("The embassy did not immediately respond to requests for comment.", "embassy"),
        ("The company had no comment.", "company"),
        ("The mayor could not be reached for comment.", "mayor"),
        ("Wiremu did not reply to an email.", "Wiremu"),
    ],
)
def test_quotes_silence_is_a_record_without_content(text, speaker):
    (quote,) = [q for q in read(text).quotes if q.act == "no-comment"]
    assert (quote.content, quote.source.name) == ((), speaker)
    assert quote.end > quote.start


@pytest.mark.parametrize(
    ("text", "words", "flag"),
    [
        ("Silva called it “a gift”.", "gift", "short"),
        ("“We will wait, Silva said.\n\nThe port was shut.", "We will wait", "unclosed"),
        ("Two officials said the port was shut.", "port", "anonymous"),
        ("A source close to the talks said the port was shut.", "port", "anonymous"),
        ("A senior diplomat, who asked not to be named, said the port was shut.", "port", "anonymous"),
        ("Silva said Okafor told the council that the port was shut.", "shut", "nested"),
    ],
)
def test_quotes_flags_what_a_reader_must_know(text, words, flag):
    document = read(text)
    assert any(flag in q.flags for q in document.quotes if any(words in document[c] for c in q.content))


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Silva said the port was shut.",
        "“We will wait for ever,” Silva told the council.",
        "The spokesman, Daniel Weiss, said the port was shut.",
    ],
)
def test_quotes_named_speakers_are_not_anonymous(text):
    assert all("anonymous" not in q.flags for q in read(text).quotes)


@pytest.mark.parametrize(
    ("text", "words", "addressee"),
    [
        ("Silva told reporters that the port was shut.", "port", "reporters"),
        ("Silva told parliament the port was shut.", "port", "parliament"),
        ("“The port is shut,” Silva told the council.", "port", "council"),
        ("Silva warned Okafor that the port was shut.", "port", "Okafor"),
        ("Silva assured investors that the port was open.", "port", "investors"),
        ("Silva said the port was shut.", "port", None),
    ],
)
def test_quotes_addressee_is_no_speaker(text, words, addressee):
    document, quote = holding(text, words)
    found = document.text[quote.addressee.start : quote.addressee.end] if quote.addressee else ""
    assert (addressee or "") in found and bool(addressee) == bool(found)
    assert "Silva" in quote.source.name


@pytest.mark.parametrize(
    ("text", "words", "venue"),
    [
        ("Silva said at a news conference that the port was shut.", "port", "at a news conference"),
        ("“The port is shut,” Silva said in a statement.", "port", "in a statement"),
        ("“The port is shut,” the ministry said in a post on X.", "port", "in a post on X"),
        ("Silva said in an interview that the port was shut.", "port", "in an interview"),
        ("“The port is shut,” Silva said during a visit to Lagos.", "port", "during a visit to Lagos"),
        ("“The port is shut,” Silva said.", "port", None),
    ],
)
def test_quotes_venue_is_where_it_was_said(text, words, venue):
    document, quote = holding(text, words)
    assert (document[quote.venue] if quote.venue else None) == venue


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Silva and Okafor said the port was shut.", "port", ["Silva", "Okafor"]),
        ("Oslo and Accra condemned the closure.", "closure", ["Oslo (Norway)", "Accra (Ghana)"]),
        ("“The port is shut,” said Silva and Okafor.", "port", ["Silva", "Okafor"]),
        ("Silva said the port was shut.", "port", []),
    ],
)
def test_quotes_joint_speakers_are_a_list(text, words, names):
    assert [p.name for p in holding(text, words)[1].sources] == names


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Silva said the port was shut, Reuters reported.", "port", [("Reuters", "agency")]),
        ("“The port is shut,” Silva said, according to TASS.", "port", [("TASS", "state media")]),
        ("Xinhua quoted Silva as saying the port was shut.", "port", [("Xinhua", "state media")]),
        ("“The port is shut,” Kyodo quoted Silva as saying.", "port", [("Kyodo", "agency")]),
        ("Silva was quoted by TASS as saying the port was shut.", "port", [("TASS", "state media")]),
        ("The port will shut, AFP reported, citing two officials.", "port", [("AFP", "agency")]),
        ("The ministry said Silva had told the council the port was shut.", "port was", [("ministry", "official")]),
        ("Silva said the port was shut.", "port", []),
    ],
)
def test_quotes_chain_runs_from_the_speaker_outwards(text, words, chain):
    assert [(link.name, link.kind) for link in holding(text, words)[1].chain] == chain


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TASS said Novak shut the port, the Daily Ledger reported.", "outlet"),
        ("Silva shut the port, an official said, Reuters reported.", "agency"),
    ],
)
def test_quotes_outermost_link_comes_last(text, kind):
    chains = [q.chain for q in read(text).quotes if q.chain]
    assert chains and chains[0][-1].kind == kind


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Lima accused Quito of jamming radios. Quito denied the accusation.", "jamming radios"),
        ("Accra warned that Lagos was hiding ships. Lagos rejected the claim.", "Lagos was hiding ships"),
    ],
)
def test_quotes_denial_answers_the_claim_before_it(text, denied):
    document = read(text)
    (denial,) = [q for q in document.quotes if q.act == "deny"]
    (answered,) = [q for q in document.quotes if q.id == denial.answers]
    assert denied in document[answered.content[0]]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # a bare quoted sentence takes the last speaker
        ("“We wait,” Ana Silva said. “It is late for all of us.”", "It is late", "Ana Silva"),
        ("Ana Silva said the port was shut. “It is late for all of us.”", "It is late", "Ana Silva"),
        ("“We wait,” Ana Silva said.\n\n“It is late for all of us.”", "It is late", "Ana Silva"),
        ("“We wait.\n\n“It is late for all of us,” Ana Silva said.", "We wait", "Ana Silva"),
        # unless somebody new has come up
        ("“We wait,” Ana Silva said. Ben Okafor was furious. “This is a disgrace.”", "disgrace", "Ben Okafor"),
        # he after `told`: the last speaker, not the last name
        ("Ana Silva told Ben Okafor that the port was shut. “We wait for rain,” she said.", "rain", "Ana Silva"),
        # a relative pronoun stands for its noun
        ("The mayor is Ana Silva, who said the port was shut.", "port", "Ana Silva"),
        # the name before `who`, and the last medium that `the paper` means
        ("Guards searched the party of Ana Silva, who called the raid a coup.", "a coup", "Ana Silva"),
        ("The Guardian found the letter. The paper said the port was shut.", "port", "Guardian"),
        # a report carried by somebody else does not reach into what it carries
        ("Ana Silva regretted the closure, a spokesman for the port said.", "closure", "spokesman"),
        # a colon or dash names the speaker
        ("Ana Silva: Port will reopen within days\n\nThe port is shut.", "Port will reopen", "Ana Silva"),
        ("“We will never leave this valley.” — Ana Silva", "valley", "Ana Silva"),
        # documents speak for their issuers
        (
            "Ghana and Peru signed a joint statement. “The parties oppose any ban,” it said.",
            "oppose",
            "joint statement",
        ),
    ],
)
def test_quotes_speaker_is_carried(text, words, speaker):
    assert speaker in holding(text, words)[1].source.name


@pytest.mark.parametrize(
    "text",
    [
        "She sang “Over the Hills” at the gala.",
        "The film “River of Gold” won three prizes.",
        "The so-called “sea wall” cost a fortune.",
        "Nothing was said.",
        "The port was shut on Monday.",
        "He is said to be ill.",
        "Prices are expected to rise.",
        # deeds and not words
        "Rebel troops attacked the police post and defended the bridge.",
        "The union called off the strike.",
        "The ministers failed to agree on a common line.",
        "Oslo stopped short of condemning the coup.",
        "Did the minister warn them?",
    ],
)
def test_quotes_titles_scare_quotes_and_hearsay_have_no_speaker(text):
    assert [q for q in read(text).quotes if q.source is not None and q.kind != "mixed"] == []


def test_quotes_page_furniture_is_not_news():
    text = "Silva said the port was shut.\nReaders say “we love this paper”, our editor said."
    furniture = Boilerplate(30, len(text), "appeal", "test")
    document = attribute(parse(Document(id="t", text=text, boilerplate=(furniture,))))
    assert [document[q.content[0]] for q in document.quotes] == ["the port was shut"]


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” Ana Silva said on Monday. “It is late,” she added, according to Reuters.",
        "Ghana and Peru signed a joint statement. “The parties oppose any ban,” it said.",
        "The Kremlin declined to comment, TASS reported.",
        "“We wait.\n\n“It is late,” said Ben Okafor, the mayor.",
    ],
)
def test_quotes_every_span_holds_what_it_claims(text):
    document = read(text)
    for quote in document.quotes:
        spans = [quote, *quote.content, *quote.quoted, *([quote.cue] if quote.cue else [])]
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        assert all(any(part.covers(piece) for part in quote.content) for piece in quote.quoted)
        assert quote.source is None or document.text[quote.source.start : quote.source.end].strip()


def test_quotes_ids_are_numbered_in_order():
    document = read("“We wait,” Ana Silva said. Ben Okafor said the port was shut. Accra denied it.")
    assert [q.id for q in document.quotes] == [f"q{n}" for n in range(1, len(document.quotes) + 1)]


def test_quotes_of_nothing_are_none():
    assert attribute(Document(id="t", text="")).quotes == ()
