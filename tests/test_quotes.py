"""Who says what by which words: sentences of our own with {source}, <cue> and [content] marked in them."""

import re
from functools import cache

import pytest

from dragoman.document import Document
from dragoman.language import parse
from dragoman.quotes import attribute

MARK = re.compile(r"[{}<>\[\]]")


@cache
def read(text):
    return attribute(parse(Document(id="t", text=text)))


def unmarked(marked):
    """The plain text of a marked sentence, and for each kind of bracket the strings it holds."""
    found = {"{": [], "<": [], "[": []}
    plain, starts = "", {}
    for part in re.split(r"([{}<>\[\]])", marked):
        if part in "{<[" and part:
            starts[part] = len(plain)
        elif part in "}>]" and part:
            opened = {"}": "{", ">": "<", "]": "["}[part]
            found[opened].append(plain[starts.pop(opened) :])
        else:
            plain += part
    return plain, found["{"], found["<"], found["["]


def shown(document, quote):
    source = document.text[quote.source.start : quote.source.end] if quote.source else None
    return source, document[quote.cue] if quote.cue else None, [document[c] for c in quote.content]


def check(marked):
    text, sources, cues, contents = unmarked(marked)
    document = read(text)
    wanted = (sources[0] if sources else None, cues[0] if cues else None, contents)
    assert wanted in [shown(document, q) for q in document.quotes], [shown(document, q) for q in document.quotes]


DIRECT = """
[“We will reopen the bridge,”] {Silva} <said>.
["We will reopen the bridge,"] {Silva} <said>.
[“We will reopen the bridge,”] <said> {Silva}.
{Silva} <said>: [“We will reopen the bridge.”]
{Silva} <said>, [“We will reopen the bridge.”]
{The minister} <told> reporters: [“We will reopen the bridge.”]
[“We will reopen the bridge,”] {the minister} <told> reporters in Accra.
[“We will reopen the bridge,”] {he} <added>.
[“Who will pay for it?”] {she} <asked>.
[“Who will pay for it?”] <asked> {Foreign Minister Ana Silva}.
[“Never again!”] {the general} <shouted>.
[“The talks,”] {Moyo} <said>, [“are going nowhere.”]
[“The talks failed,”] {Moyo} <said>. [“They will not resume.”]
[“The talks failed,”] {Moyo} <said> on Tuesday. [“They will not resume.”]
[“The talks failed,”] <said> {Moyo, the head of the delegation}. [“They will not resume.”]
[''We will wait,''] {Okafor} <said>.
[«We will wait,»] {Okafor} <said>.
[‘We will wait,’] {Okafor} <said>.
[“We will wait,”] <said> {Okafor}, who leads the ministry.
[“We will wait,”] {the ministry} <said> in a statement.
[“We will wait,”] {the Kenyan foreign ministry} <wrote> in a post on X.
[“We will wait,”] {a senior official} <said> on condition of anonymity.
{The president} <declared>: [“The war is over.”]
[“The war is over,”] <declared> {President Bello}.
[“It is late. We must go. Nobody will wait for us,”] {Bello} <said>.
{Bello} <said>: [“It is late. We must go. Nobody will wait for us.”]
[“We sail at dawn,”] {the captain} <insisted>.
[“That is a lie,”] {the envoy} <replied>.
[“Of course we were worried,”] {Haugen} <admitted>.
[“This is a victory for both nations,”] {she} <wrote> on Monday.
"""

INDIRECT = """
{Silva} <said> [the bridge would reopen in May].
{Silva} <said> [that the bridge would reopen in May].
{The ministry} <announced> [that the bridge would reopen in May].
{Ana Silva, the foreign minister of Peru}, <said> [the bridge would reopen].
[The bridge would reopen in May], {Silva} <said>.
[The bridge would reopen in May], <said> {Silva}.
[The bridge], {Silva} <said>, [would reopen in May].
{Oslo} <warned> [that the ceasefire was close to collapse].
{Oslo} <warned> Accra [that the ceasefire was close to collapse].
{The governor} <told> farmers [that the dam would be finished].
{The rebels} <claimed> [they had taken the airport].
{The army} <denied> [that it had shelled the market].
{The army} <denied> [shelling the market].
{He} <acknowledged> [that mistakes had been made].
{She} <argued> [that the tariff hurt both countries].
{The envoy} <suggested> [that a deal was near].
{Wellington} <confirmed> [that two ships had left].
{Wellington} <confirmed> [the departure of two ships].
{The premier} <vowed> [to rebuild the port].
{The premier} <promised> [to rebuild the port].
{Lima} <threatened> [to close the border].
{Parliament} <urged> [the government to lift the ban].
{The union} <demanded> [a pay rise].
{The union} <demanded> [that wages rise].
{The bishops} <called> for [an end to the fighting].
{Nairobi} <called> on [both sides to stop the shelling].
{The council} <condemned> [the attack on the convoy].
{Ghana} <rejected> [the accusation].
{The prime minister} <praised> [the courage of the rescuers].
{Canberra} <welcomed> [the agreement].
{Jakarta} <accused> the trawlers of [fishing in its waters].
{He} <described> [the talks as useful].
{She} <called> [the plan a mistake].
{The treasurer} <complained> about [the cost of the tunnel].
{The senator} <criticised> [the new customs rules].
{The king} <thanked> the volunteers for [their patience].
{The bank} <apologised> for [the delay].
{Police} <said> [three men had been arrested].
{The chairman} <agreed> [that the vote was flawed].
{The two sides} <agreed> [to meet again in June].
<According to> {the ministry}, [the road is open].
[The road is open], <according to> {the ministry}.
[The road is open], <according to> {two officials familiar with the plan}.
<According to> {a survey by Lagos University}, [most voters want change].
{The report} <says> [that the dam is unsafe].
{The letter} <said> [the company had been warned twice].
{Officials} <say> [the dam is unsafe].
{Haugen} <said> [she had not seen the letter].
{Haugen} <said> [the plan was dead because nobody would pay for it].
{Bello}, who had flown in from Abuja, <said> [the talks went well].
In Abuja, {Bello} <said> [the talks went well].
{Bello} <insisted> [there would be no delay].
{Bello} <predicted> [that prices would fall].
{Bello} <recalled> [that the two had met in 2004].
{Bello} <explained> [why the vote was put off].
{Bello} <asked> [whether the vote could be put off].
{Bello} <repeated> [that the vote would go ahead].
{Bello} <pointed out> [that the vote was legal].
{Fiji} <reported> [that the storm had killed four people].
"""

PARTICIPLES = """
{Silva} opened the session, <saying> [that the fund was empty].
{Silva} defended the plan, <arguing> [that it would create jobs].
{Silva} left early, <adding> [that she would be back].
<Stressing> [that the fund was empty], {Silva} left early.
<Noting> [that exports had doubled], {the minister} said the pact was working.
{The minister} went on to <say> [that the pact was working].
{The minister} refused to <say> [who had signed the order].
{The council} issued a statement <condemning> [the attack].
{The minister} said the pact was working and <warned> [that others would leave it].
The mayor, {who} <said> [the river was rising], closed the road.
"""

NOUNS = """
{Bello}'s <claim> [that the vote was stolen] angered his rivals.
The court heard {the governor}'s <denial> [that he knew of the order].
The strike began after {the union}'s <call> for [a pay rise].
"""

MIXED = """
{Silva} <called> [the offer “a slap in the face”].
{Silva} <described> [the offer as “a slap in the face”].
{Silva} <said> [the offer was “a slap in the face” for farmers].
{Silva} <said> [that the offer was “too little” and “too late”].
{The ministry} <warned> of [“grave consequences”].
{Oslo} <called> for [“an immediate halt” to the drilling].
{Okafor} <accused> the company of [“plundering” the reef].
{Okafor} <praised> [the “iron will” of the miners].
{Okafor} <urged> [members to “stand firm”].
{Okafor} <told> the house [that the reef was “dying before our eyes”].
[The reef is “dying before our eyes”], {Okafor} <said>.
[The reef is “dying before our eyes,”] <according to> {Okafor}.
{Accra} <dismissed> [the report as “pure fiction”].
{Accra} <hailed> [a “new chapter” in relations with Lima].
{Accra} <vowed> [to respond “without delay”].
"""


def rows(table):
    return [line for line in table.strip().splitlines() if line]


@pytest.mark.parametrize("marked", rows(DIRECT))
def test_quotes_direct(marked):
    check(marked)


@pytest.mark.parametrize("marked", rows(INDIRECT))
def test_quotes_indirect(marked):
    check(marked)


@pytest.mark.parametrize("marked", rows(PARTICIPLES))
def test_quotes_participle_takes_the_main_subject(marked):
    check(marked)


@pytest.mark.parametrize("marked", rows(NOUNS))
def test_quotes_noun_of_speech_belongs_to_its_owner(marked):
    check(marked)


@pytest.mark.parametrize("marked", rows(MIXED))
def test_quotes_mixed_content_is_the_whole_clause(marked):
    check(marked)
