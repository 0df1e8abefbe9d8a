"""Events: (sentence, expected) tables. All sentences are our own; every row of the frames brings its example."""

from functools import cache

import msgspec
import pytest

from dragoman import actors, language, quotes, timex
from dragoman.document import Boilerplate, Document, Span
from dragoman.events import candidates, code
from dragoman.events.frames import frames


@cache
def read(text):
    document = language.parse(Document(id="t", text=text))
    return quotes.attribute(actors.find(timex.find(document)))


@cache
def coded(text, least=None):
    return code(read(text), least=least)


def codes(side):
    return sorted(party.code or party.name or "?" for party in side)


def said(text):
    return [(e.type, codes(e.actors), codes(e.recipients)) for e in coded(text).events]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.id)
def test_every_frame_finds_its_example(frame):
    events = coded(frame.example, least=0.0).events
    assert events, frame.example
    named = any(frame.id in event.rule.split(" > ") for event in events)
    if frame.type is not None and not named:
        assert frame.type in {event.type for event in events}, (frame.example, [e.rule for e in events])


DIRECTED = [
    ("Two Palestinian bombers blew themselves up in Tel Aviv.", "ASSAULT", ["PSE"], ["ISR"]),
    ("Kenya accused Uganda of shelling a village.", "ACCUSE", ["KEN"], ["UGA"]),
    ("The finance minister of Peru was arrested by the police of Spain.", "COERCE", ["ESP"], ["PER"]),
    ("Two sailors from India were freed by the rebels of Yemen.", "RETREAT", ["YEM"], ["IND"]),
    ("Ghana, which accuses Togo of smuggling, recalled its ambassador from Togo.", "SANCTION", ["GHA"], ["TGO"]),
    ("Norway rejected an appeal by Sweden to lift the ban.", "REJECT", ["NOR"], ["SWE"]),
    ("Mongolia complained to the United Nations about the patrols of Kazakhstan.", "ACCUSE", ["MNG"], ["KAZ"]),
    ("The president of Zambia visited Malawi on Friday.", "CONSULT", ["ZMB"], ["MWI"]),
    ("Two corvettes of Singapore shot at a trawler from Palau.", "ASSAULT", ["SGP"], ["PLW"]),
    ("Peru refuses to lift the ban on Chilean ships.", "REJECT", ["PER"], ["CHL"]),
    ("Kuwait hosted the foreign minister of Fiji.", "CONSULT", ["FJI"], ["KWT"]),
    ("Latvian artillery shelled a town in Belarus.", "ASSAULT", ["LVA"], ["BLR"]),
    ("Chile extradited a banker to Portugal.", "COOPERATE", ["CHL"], ["PRT"]),
    ("Nepal began deporting Bhutanese migrants.", "COERCE", ["NPL"], ["BTN"]),
    ("Oman threatened to expel the ambassador of Qatar.", "THREATEN", ["OMN"], ["QAT"]),
    ("Angry at the tariffs, Iceland imposed sanctions on Denmark.", "SANCTION", ["ISL"], ["DNK"]),
    ("Morocco delivered two shiploads of wheat to Senegal.", "AID", ["MAR"], ["SEN"]),
    ("Taiwan scrambled jets to shadow a Chinese drone near Yonaguni.", "MOBILIZE", ["TWN"], ["CHN"]),
    ("Peru massed troops for an attack on Chile.", "MOBILIZE", ["PER"], ["CHL"]),
    ("Chad mobilised the army for an assault against Niger.", "MOBILIZE", ["TCD"], ["NER"]),
    ("Togo promised Togo's support to the people of Benin.", "SUPPORT", ["TGO"], ["BEN"]),
    ("Ghana has lifted a state of emergency that followed a coup.", "CONCEDE", ["GHA"], []),
    ("A lawyer from Oman filed a complaint with the United Nations against Qatar.", "ACCUSE", ["OMN"], ["QAT"]),
    ("Finland launched a probe into Latvia in the wake of a Chilean report.", "ACCUSE", ["FIN"], ["LVA"]),
    ("Denmark gave Ukraine nineteen fighter jets.", "AID", ["DNK"], ["UKR"]),
    ("Peru's president called for closer ties between Peru and Chile.", "AGREE", ["PER"], ["CHL"]),
]


@pytest.mark.parametrize(("text", "type_", "doers", "targets"), DIRECTED)
def test_sides_come_from_the_tree(text, type_, doers, targets):
    assert (type_, doers, targets) in said(text)


EXACT = [
    ("Chad launched a mediation effort between Niger and Mali.", "CONSULT", ["TCD"], ["MLI", "NER"]),
    ("Fijian doctors said they would not end the strike in Suva.", "REJECT", ["FJI"], ["FJI"]),
    ("Peru and Chile failed to reach agreement on fishing.", "REJECT", ["CHL", "PER"], []),
    ("Militias of Mali violated the ceasefire agreement in Gao.", "ASSAULT", ["MLI"], ["MLI"]),
    ("Laos and Nepal staged a war game.", "COOPERATE", ["LAO", "NPL"], []),
    ("Talks with Chad are out of the question, Niger said.", "REJECT", ["NER"], ["TCD"]),
    ("Kenya ended its mediation on Monday.", "SANCTION", ["KEN"], []),
]


@pytest.mark.parametrize(("text", "type_", "doers", "targets"), EXACT)
def test_what_the_first_sentence_states_exactly_is_told_whatever_the_encoder_thinks(text, type_, doers, targets):
    assert (type_, doers, targets) in said(text)


def test_what_a_later_sentence_states_is_doubted():
    first, later = "Laos and Nepal staged a war game.", "It rained in Suva. Laos and Nepal staged a war game."
    assert ("COOPERATE", ["LAO", "NPL"], []) in said(first)
    assert not said(later)


RESIGNED = [
    ("General Avril resigned yesterday to allow Haiti's first elections to take place.", []),
    (
        "Portugal's infrastructure minister tendered his resignation to Prime Minister Antonio Costa on Wednesday.",
        ["PRT"],
    ),
]


@pytest.mark.parametrize(("text", "targets"), RESIGNED)
def test_a_resignation_is_aimed_at_whom_the_letter_is_handed_to(text: str, targets: list[str]):
    assert targets in [found for type_, _, found in said(text) if type_ == "RETREAT"]


def test_a_sanction_of_the_first_sentence_against_nobody_named_is_incomplete():
    assert [event.incomplete for event in coded("Kenya ended its mediation on Monday.").events] == [True]


def test_comments_are_no_answer_to_the_press():
    event = ("REQUEST", ["GHA"], ["TGO"])
    assert event in said("Ghana demanded that Togo apologise for comments on its army.")


MOOD = [
    ("Russia has to withdraw its troops from Georgia, the United States said.", "REQUEST", "yield", "happened"),
    ("Turkey needs to release the journalists, Germany said.", "REQUEST", "yield", "happened"),
    ("France said that reforms are needed in Lebanon.", "REQUEST", None, "happened"),
    ("A new war in Lebanon must be avoided, Egypt said.", "REQUEST", None, "happened"),
    ("Ghana and Togo will hold joint naval exercises in May.", "AGREE", None, "planned"),
    ("Argentina and Britain could not reach a deal on fishing.", "REJECT", None, "happened"),
    ("Cuba did not permit the American aircraft to land.", "REJECT", None, "happened"),
    ("Poland will send food to Ukraine.", "AGREE", None, "planned"),
    ("The king of Jordan will visit Chile in March.", "AGREE", None, "planned"),
    ("Ethiopia said it would withdraw its troops from Somalia.", "CONCEDE", None, "planned"),
    ("Iran will close its border with Iraq.", "THREATEN", "relations", "planned"),
    ("Russia refused to withdraw its troops from Moldova.", "REJECT", "yield", "happened"),
    ("Egypt will not lift the curfew in Sinai.", "REJECT", "yield", "happened"),
    ("Brazil is considering sanctions against Venezuela.", "THREATEN", "restrict", "conditional"),
    ("Sudan must free the prisoners, Kenya said.", "REQUEST", "yield", "happened"),
    ("China refrained from condemning Myanmar.", "ACCUSE", "disapprove", "denied"),
    ("The army of Chad did not attack the rebels.", "ASSAULT", None, "denied"),
    ("Turkey urged Greece to hold talks.", "REQUEST", "meet", "happened"),
    ("Malta threatened to arrest the crew from Libya.", "THREATEN", "arrest", "happened"),
    ("Japan agreed to give a loan to Laos.", "AGREE", None, "happened"),
    ("Cuba has no intention to hold talks with Panama.", "REJECT", "meet", "happened"),
    ("Finland will withdraw its engineers from Mali unless Mali pays.", "THREATEN", None, "conditional"),
    ("Israel is shelling a town in Lebanon.", "ASSAULT", "heavy-weapons", "ongoing"),
    ("Niger may have shelled a village in Chad.", "ASSAULT", "heavy-weapons", "happened"),
]


@pytest.mark.parametrize(("text", "type_", "mode", "status"), MOOD)
def test_modality_decides_before_the_lexicon(text, type_, mode, status):
    events = coded(text, least=0.0).events
    found = [(e.type, e.status) for e in events]
    assert (type_, status) in found, [(e.type, e.mode, e.status, e.rule) for e in events]
    assert mode is None or mode in {e.mode for e in events if e.type == type_}


TOGETHER = ["Police of Kenya and Uganda patrolled the lake together.", "Jets of Oman and Qatar flew in formation."]


@pytest.mark.parametrize("text", TOGETHER)
def test_states_that_patrol_together_cooperate(text):
    assert "COOPERATE" in {type_ for type_, _, _ in said(text)}


REPORTED = [
    ("Chile will return three captured trawlers to Peru, a daily in Lima reported.", "CHL"),
    ("Norway has sold Latvia radar sets, according to Estonian officials.", "NOR"),
    ("According to the foreign ministry of Ghana, Togo recalled its ambassador from Mali.", "TGO"),
    ("Zambia freed eleven prisoners from Angola, the United Nations said.", "ZMB"),
]


@pytest.mark.parametrize(("text", "doer"), REPORTED)
def test_a_reporter_is_never_the_doer(text, doer):
    events = coded(text).events
    assert events
    assert {code for e in events for code in codes(e.actors)} == {doer}
    assert any(link.name or link.code for e in events for link in e.according_to)


VENUES = [
    ("The premier of Laos met her Finnish counterpart in Helsinki.", "visit", ["LAO"], ["FIN"]),
    ("The ministers of Egypt and Sudan met in Nairobi.", "third-party", ["EGY", "SDN"], []),
    ("Ministers from Kenya, Uganda and Rwanda met in Nairobi.", "multilateral", ["KEN", "RWA", "UGA"], []),
    ("Foreign ministers of the Arab League convened in Cairo.", "multilateral", ["IGO-ARABLEAGUE"], []),
]


@pytest.mark.parametrize(("text", "mode", "doers", "targets"), VENUES)
def test_the_place_of_a_meeting_tells_its_mode(text, mode, doers, targets):
    event = next(e for e in coded(text).events if e.type == "CONSULT")
    assert (event.mode, codes(event.actors), codes(event.recipients)) == (mode, doers, targets)


REFUSED = [
    ("Zimbabwe's president ruled out electoral reform.", "REJECT", "change"),
    ("Malta urged Libya to amend its constitution.", "REQUEST", "change"),
    ("Iran refused to stop enriching uranium.", "REJECT", "yield"),
    ("Serbia rejected closer ties with Kosovo.", "REJECT", "assist"),
    ("Kenya's president will not step down.", "REJECT", "change"),
    ("Hungary warned it would expel the ambassador of Russia.", "THREATEN", "expel"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), REFUSED)
def test_what_is_asked_refused_or_threatened_gives_the_mode(text, type_, mode):
    assert (type_, mode) in {(e.type, e.mode) for e in coded(text, least=0.0).events}


RECIPROCAL = [
    ("Kenya and Zambia agreed to reopen the railway.", "AGREE", ["KEN", "ZMB"]),
    ("The presidents of Peru and Ghana spoke by phone.", "CONSULT", ["GHA", "PER"]),
    ("The foreign minister of Japan met the premier of Laos.", "CONSULT", ["JPN", "LAO"]),
    ("Morocco signed a treaty with Spain.", "SUPPORT", ["ESP", "MAR"]),
    ("Soldiers of Armenia clashed with troops of Azerbaijan.", "ASSAULT", ["ARM", "AZE"]),
    ("Talks between Chile and Bolivia began on Monday.", "CONSULT", ["BOL", "CHL"]),
    ("India and Nepal held joint exercises.", "COOPERATE", ["IND", "NPL"]),
]


@pytest.mark.parametrize(("text", "type_", "sides"), RECIPROCAL)
def test_mutual_acts_have_all_sides_among_the_actors(text, type_, sides):
    event = next(e for e in coded(text).events if e.type == type_)
    assert (codes(event.actors), event.recipients, event.reciprocal) == (sides, (), True)


NOTHING = [
    "Brazil beat Argentina 3-1 in the final of the cup.",
    "Shares in Tokyo hit a record on Tuesday.",
    "The senator attacked the budget.",
    "Heavy rain killed six people in Ghana.",
    "The war on drugs has cost billions.",
    "Analysts said relations were warm.",
    "The chancellor of Austria declined to comment.",
    "The embassy of Peru stands beside a park.",
    "If Chad attacks Libya, prices will rise.",
    "Will Kenya attack Somalia?",
    "The economy of Chile grew last year.",
    "A storm struck the coast of Fiji.",
    "Heavy snow cut off electricity to thousands of homes in Poland.",
    "Shares in the Japanese carmaker were hit by a strike at the Swiss bank.",
    "The Canadian singer launched a tour of Europe.",
    "The book by the Turkish novelist was released in Paris.",
    "The Spanish coach resigned himself to defeat.",
    "The Chilean volcano fired ash into the air.",
    "Floods destroyed a bridge in Nepal.",
    "The striker fired a shot past the Brazilian goalkeeper.",
    "The government of Kenya plans to raise taxes.",
    "Ghana will hold elections in December.",
    "A bear attacked a hiker in Romania.",
    "Nepal and China opened a second bridge on the border.",
    "A cousin of the emir of Kuwait drove a lorry through Jordan.",
    "Fiji has pulled the plug on the Tongan minister's visit to Suva.",
    "A court in Senegal threw out the president's decree.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(text):
    hostile = {"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE", "CONSULT", "AID"}
    assert [e.rule for e in coded(text).events if e.type in hostile] == []


def test_a_noun_that_its_frame_covers_is_no_second_event():
    assert [e.type for e in coded("Serbia lodged a protest with Albania.").events] == ["ACCUSE"]


ONCE = [
    ("Students in Chile marched against the government, demanding reforms from the president.", "PROTEST", "REQUEST"),
    ("Kenya threatened Somalia with war and demanded that Somalia free the crew.", "THREATEN", "REQUEST"),
]


@pytest.mark.parametrize(("text", "coded_type", "left_out"), ONCE)
def test_what_one_act_implies_is_not_coded_twice(text, coded_type, left_out):
    types = {e.type for e in coded(text).events}
    assert coded_type in types and left_out not in types


def test_what_the_courts_demand_is_not_what_the_protesters_do():
    found = said("Students marched in Nairobi, and the courts of Kenya demanded an explanation from the police.")
    assert {"PROTEST", "REQUEST"} <= {type_ for type_, _, _ in found}


def test_contexts_come_from_words_of_the_sentence():
    event = coded("Police in Kenya arrested four journalists before the election.").events[0]
    assert {"election", "rights_freedoms"} <= set(event.contexts)


def test_sizes_are_kept_as_the_text_counts_them():
    event = next(e for e in coded("Police in Kenya arrested forty protesters.").events if e.type == "COERCE")
    assert event.size is not None and event.size.arrested == "forty"


TOLD_PLACES = [
    ("Philippine police arrested a former mayor at Manila's airport on Tuesday.", "Manila's airport", "PHL"),
    (
        "Kenyan police fired live rounds at demonstrators outside the parliament building.",
        "the parliament building",
        "KEN",
    ),
]


@pytest.mark.parametrize(("text", "words", "country"), TOLD_PLACES)
def test_a_place_that_no_gazetteer_knows_is_told_by_its_words(text, words, country):
    places = [event.place for event in coded(text).events if event.place is not None]
    assert [(text[p.start : p.end], p.country) for p in places][:1] == [(words, country)]


def test_place_is_where_the_clause_says():
    event = coded("The foreign ministers of Egypt and Sudan met in Nairobi.").events[0]
    assert event.place is not None and event.place.country == "KEN" and event.place.basis == "text"


CAMEO = [
    ("The presidents of Peru and Ghana spoke by phone.", "041"),
    ("Morocco signed a treaty with Spain.", "057"),
    ("Canada imposed sanctions on Belarus.", "163"),
    ("Police in Minsk arrested four journalists.", "173"),
    ("The premier of Italy stepped down.", "080"),
]


@pytest.mark.parametrize(("text", "expected"), CAMEO)
def test_cameo_is_the_most_specific_code(text, expected):
    assert expected in {e.cameo for e in coded(text).events}


def test_a_retold_event_is_a_mention_of_the_first():
    document = coded("Kenya expelled the ambassador of Chad. Kenya expelled the ambassador, diplomats said.")
    found = [e for e in document.events if e.type == "SANCTION"]
    assert len(found) == 1 and len(found[0].mentions) == 1


SERVED = [
    ("A court in Nigeria sentenced a banker from Chad to ten years in prison.", {"SANCTION", "COERCE"}),
    ("A judge in Peru gave a singer from Chile three years.", {"SANCTION", "COERCE"}),
    ("A court in Nigeria sentenced a banker from Chad to death.", {"SANCTION"}),
    ("A court in Iran upheld the ten-year prison sentence of a writer from Canada.", {"SANCTION"}),
]


@pytest.mark.parametrize(("text", "types"), SERVED)
def test_a_prison_sentence_is_an_arrest_too(text, types):
    events = coded(text, least=0.0).events
    assert {event.type for event in events} == types
    assert {event.mode for event in events} <= {"convict", "arrest"}


def test_page_furniture_gives_no_event():
    text = "Kenya attacked Somalia."
    document = msgspec.structs.replace(read(text), boilerplate=(Boilerplate(0, len(text), "appeal", "test"),))
    assert code(document).events == ()


def test_a_condition_is_kept_with_its_words():
    document = coded("Israel will attack Lebanon if the rockets do not stop.")
    event = next(e for e in document.events if e.type == "THREATEN")
    assert event.status == "conditional"
    assert event.condition is not None and document[event.condition].startswith("if the rockets")


def test_every_span_of_an_event_lies_in_its_text():
    for frame in frames():
        document = coded(frame.example)
        for event in document.events:
            spans = [event, event.trigger, event.sentence, *event.mentions]
            spans += [Span(p.start, p.end) for p in (*event.actors, *event.recipients) if p.start is not None]
            assert all(0 <= span.start < span.end <= len(document.text) for span in spans), frame.id


def test_candidates_say_why_an_act_is_no_event():
    document = read("If Chad attacks Libya, prices will rise.")
    assert [c.outcome for c in candidates(document) if document[c.trigger] == "attacks"] == ["hypothetical"]


def test_candidates_carry_what_a_judge_needs():
    found = next(c for c in candidates(read("Kenya will attack Somalia.")) if c.outcome == "event")
    assert (found.type, found.modality, found.negated, found.passive) == ("THREATEN", "INTEND", False, False)
    assert [party.code for party in found.actors] == ["KEN"]


HISTORY = [
    ("Bolivia signed a treaty with Peru in May 2024. Bolivia attacked Paraguay in 1932.", [False, True]),
    ("Veterans of Poland met veterans of France in 2024 where Germany attacked Poland in 1939.", [False, True]),
    ("Kenya accused Somalia in 2024 of an attack. Kenya attacked Somalia in 2011.", [False, False]),
]


@pytest.mark.parametrize(("text", "expected"), HISTORY)
def test_closed_history_is_flagged(text, expected):
    assert [e.historical for e in coded(text).events] == expected


ANSWERS = [
    ("Peru accused Chile of spying. Chile denied the charge.", ("CHL", "PER")),
    ("Norway urged Malta to open its port. Malta rejected the appeal.", ("MLT", "NOR")),
]


@pytest.mark.parametrize(("text", "sides"), ANSWERS)
def test_an_answer_is_aimed_at_who_spoke(text, sides):
    last = coded(text).events[-1]
    assert (last.type, last.actors[0].code, last.recipients[0].code) == ("REJECT", *sides)


AIMED = [
    ("Fiji jailed an editor of Samoa. Samoa condemned the arrest.", ("ACCUSE", "WSM", "FJI")),
    ("Norway expelled two diplomats of Chad, a step that Niger denounced.", ("ACCUSE", "NER", "NOR")),
    ("Mali jailed an engineer from France and Paris threatened sanctions.", ("THREATEN", "FRA", "MLI")),
    ("Malta called in the envoy of Libya and demanded an apology.", ("REQUEST", "MLT", "LBY")),
    ("Should Chad attack Libya, Egypt would close the border.", ("THREATEN", "EGY", "TCD")),
    ("Bahrain jailed two activists in May. Norway condemned the sentences.", ("ACCUSE", "NOR", "BHR")),
    ("Turkey shelled a village in Syria. The Syrian army replied with rockets.", ("ASSAULT", "SYR", "TUR")),
    ("Kenya asked Uganda to hand over the rebels. Kampala refused.", ("REJECT", "UGA", "KEN")),
    ("France froze aid to Burkina Faso. Ouagadougou recalled its ambassador.", ("SANCTION", "BFA", "FRA")),
    ("Thai farmers marched on parliament. Police detained nine.", ("COERCE", "THA", "THA")),
]


@pytest.mark.parametrize(("text", "told"), AIMED)
def test_what_names_nobody_is_aimed_by_what_stands_beside_it(text, told):
    last = coded(text, least=0.0).events[-1]
    assert (last.type, last.actors[0].code, last.recipients[0].code) == told


DESCRIBING = [
    ("Two Russian Kalibr missiles hit the port of Odesa on Saturday.", ("ASSAULT", ["RUS"], ["UKR"])),
    ("The U.N. chief condemned it, his spokesman said.", ("ACCUSE", ["IGO-UN"], [])),
]


@pytest.mark.parametrize(("text", "told"), DESCRIBING)
def test_a_side_is_no_word_that_only_describes_or_reports(text, told):
    first = coded(text, least=0.0).events[0]
    sides = [[p.code for p in side if p.code] for side in (first.actors, first.recipients)]
    assert (first.type, *sides) == told


UNAIMED = [
    "Israel and Lebanon met in Naqoura. The two sides blamed each other.",
    "Norway met Chad in Oslo. It rained. Nobody spoke. Trade grew. Prices rose. Malta resisted.",
    "Norway rules the waves. Malta accused some countries of greed.",
]


@pytest.mark.parametrize("text", UNAIMED)
def test_nobody_is_aimed_at_by_chance(text):
    last = coded(text, least=0.0).events[-1]
    assert ("aimed" in last.rule, [r.code for r in last.recipients if r.code]) == (False, [])


NOT_OF_THEM = [
    ("Mali lodged a protest with Niger, charging its neighbour with arming rebels.", ("MLI", "MLI")),
    ("Chadian and Libyan negotiators return to Geneva on Monday for talks on the border.", ("TCD", "CHE")),
    ("A car bombing near Mosul on Sunday killed one Kenyan soldier, the army said.", ("KEN", "IRQ")),
    ("Amnesty accused Norway of sending a signal to abusive governments.", ("NOR", "NOR")),
    ("Peru urged Chile to sign the South Andes Free Trade Agreement.", ("PER", "PER")),
    ("Rebels in Liberia opposed the deployment of a regional peacekeeping force.", ("LBR", "LBR")),
    ("Serb forces killed two ethnic Albanians in southern Serbia.", ("SRB", "XKX")),
]
"""What is somebody's neighbour, the host town of talks, the reporter or his country, or nobody in particular."""


@pytest.mark.parametrize(("text", "wrong"), NOT_OF_THEM)
def test_a_side_is_not_who_only_stands_near(text, wrong):
    events = coded(text, least=0.0).events
    told = {(a.code, r.code) for e in events for a in e.actors for r in e.recipients}
    together = {(a.code, b.code) for e in events if e.reciprocal for a in e.actors for b in e.actors if a is not b}
    assert events and wrong not in told | together


def test_an_aim_of_described_words_keeps_the_words():
    news = coded("Peru accused Chile of spying. Chile denied the charge.")
    (recipient,) = news.events[-1].recipients
    assert (recipient.code, news.text[recipient.start : recipient.end]) == ("PER", "charge")


SPOKEN_OF = [
    ("Peruvian soldiers freed the rest of the hostages.", ("PER", "PER")),
    ("Duterte's police in the Philippines killed thousands.", ("PHL", "PHL")),
    ("Indian rebels blew up a railway bridge.", ("IND", "IND")),
    ("Iraqi demonstrators torched the Swedish embassy in Baghdad.", ("IRQ", "SWE")),
    ("Uruguay asked the court in The Hague to act.", ("URY", None)),
    ("Pope John Paul II beseeched the militias of Lebanon to silence their guns.", ("VAT", "LBN")),
]


@pytest.mark.parametrize(("text", "sides"), SPOKEN_OF)
def test_a_side_without_a_name_is_of_the_one_country_spoken_of(text, sides):
    first = coded(text, least=0.0).events[0]
    assert (first.actors[0].code, first.recipients[0].code) == sides


SCHEDULED = ["Modi is to visit Japan on 9 June.", "The king of Spain is to meet the president of Chile on Sunday."]


@pytest.mark.parametrize("text", SCHEDULED)
def test_scheduled_infinitives_are_promises(text):
    assert [(e.type, e.status) for e in coded(text).events] == [("AGREE", "planned")]


NO_PRESS = [
    "China's embassy in Washington did not answer requests for comment.",
    "The Kremlin did not immediately respond to a request for comment by the Harbour Gazette.",
]


@pytest.mark.parametrize("text", NO_PRESS)
def test_a_request_for_comment_is_no_event(text):
    assert said(text) == []
