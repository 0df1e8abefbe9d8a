"""Whole layouts of news: the strings that must stay unmarked and the strings that must be marked, in each of them."""

import pytest

from dragoman import reading
from dragoman.document import Span

LEAD = "Ghana reopened its border with Togo on Monday after the two governments settled a quarrel over customs."
SECOND = "Togo's trade minister said that lorries would cross at three posts from Wednesday."
THIRD = "Farmers on both sides had lost most of their tomatoes while the gates were shut."

LAYOUTS = {
    "live blog, newest first": (
        "Border live: gates open at Aflao\nGazette Live\nKey events    Pinned    Timeline\n\n"
        f"17:40 Summary\nHere is what we know so far:\n- {LEAD}\n- {SECOND}\n\n16:05 First lorry crosses\n{THIRD}\n\n"
        "15:10 Denial\nA customs officer denies that fees were doubled.\n\n"
        "Show 12 more updates\nMost viewed\nTen beaches",
        [
            "Border live: gates open",
            "17:40 Summary",
            "Here is what we know",
            LEAD,
            SECOND,
            "First lorry",
            THIRD,
            "Denial",
        ],
        ["Key events    Pinned", "Show 12 more updates", "Most viewed", "Ten beaches"],
    ),
    "live blog, closed, updated stamp": (
        "LIVE  Aflao: border gates open\nHarbour Tracker   Last updated 18:02 GMT\n"
        "Go to: Newest | Timeline | Who is who\n"
        f"18:02 Gates open\n{LEAD}\n17:15 Minister speaks\n{SECOND}\nADVERTISEMENT Rain boots from 20 cedis\n"
        f"16:30 Farmers wait\n{THIRD}\nThis live blog is now closed. You can read our full report here.\nReturn to top",
        ["Aflao: border gates open", "Gates open\n", LEAD, "Minister speaks", SECOND, "Farmers wait", THIRD],
        [
            "Go to: Newest",
            "ADVERTISEMENT Rain boots from 20 cedis",
            "You can read our full report here.",
            "Return to top",
        ],
    ),
    "state agency bulletin": (
        "Home | Politics | World | Economy | Culture\nPresident Receives Minister of Togo\n"
        f"ACCRA, 4 March (Star News Agency) {LEAD}\n\n{SECOND}\n\n{THIRD}\n\nThe guest left in the afternoon.\n\n"
        "Related news\nCocoa harvest exceeds plan\nCopyright 2019 Star News Agency. All rights reserved.",
        ["President Receives", "ACCRA, 4 March", LEAD, SECOND, THIRD, "The guest left in the afternoon."],
        ["Home | Politics", "Related news", "Cocoa harvest exceeds plan", "Copyright 2019 Star"],
    ),
    "tabloid": (
        f"TOMATO WAR: Gates fling open at LAST\nShare this article\n2.1k shares\n96 View comments\n{LEAD}\n"
        f"SCROLL DOWN FOR VIDEO\n{SECOND}\nREAD MORE: Is YOUR salad next?\n{THIRD}\nComments 96\n"
        "The comments below have not been moderated.",
        ["TOMATO WAR", LEAD, SECOND, THIRD],
        ["2.1k shares", "96 View comments", "SCROLL DOWN", "READ MORE: Is YOUR salad next?", "Comments 96"],
    ),
    "communique with numbered paragraphs": (
        f"JOINT COMMUNIQUE\nAccra, 4 March 2019\n\n1. {LEAD}\n\n2. The two Ministers held talks.\n\n3. {SECOND}\n\n"
        "4. Togo accepted with pleasure.\n\nDone at Accra in two originals.\n\n"
        "Print  |  Send to a friend  |  Font size A A A",
        [
            "JOINT COMMUNIQUE",
            "1. ",
            LEAD,
            "2. The two Ministers held talks.",
            SECOND,
            "4. Togo accepted",
            "Done at Accra",
        ],
        ["Print  |  Send to a friend  |  Font size A A A"],
    ),
    "paragraph numbers on lines of their own": (
        f"1\n{LEAD}\n2\n{SECOND}\n3\n{THIRD}\n",
        [LEAD, SECOND, THIRD],
        [],
    ),
    "old wire in capitals": (
        "ACCRA, MARCH 4 - GHANA REOPENED ITS BORDER WITH TOGO ON MONDAY AFTER A QUARREL OVER CUSTOMS, OFFICIALS SAID.\n"
        "TOGO'S TRADE MINISTER SAID LORRIES WOULD CROSS AT THREE POSTS FROM WEDNESDAY.\n"
        "FARMERS ON BOTH SIDES HAD LOST MOST OF THEIR TOMATOES.\n-0-",
        ["GHANA REOPENED ITS BORDER", "TOGO'S TRADE MINISTER SAID", "FARMERS ON BOTH SIDES"],
        ["-0-"],
    ),
    "archive slug and fields": (
        "w1204 u bc-togo-border 03-04 0210\nBC-TOGO-BORDER, 1st Ld-Writethru\nEds: UPDATES with minister\n"
        "By ANN EXAMPLE\n"
        f"ACCRA, Ghana (CP) _ {LEAD}\n{SECOND}\n{THIRD}\n(CAT:International;)\n(SRC:CP; ST:GHANA;)\n"
        f"CP-NY-03-04-19 1910GMT",
        ["ACCRA, Ghana", LEAD, SECOND, THIRD],
        ["bc-togo-border", "BC-TOGO-BORDER", "(CAT:International;)", "(SRC:CP; ST:GHANA;)"],
    ),
    "radio bulletin, wrapped": (
        "COASTAL FM - news at six\nPresenter: Ann Example\n\nGood evening. Here are the headlines.\n\n"
        "Ghana has reopened its border with Togo after the two governments settled a quarrel over customs. The "
        "first lorry\n"
        "crossed at noon.\n\nIn Kenya, teachers have ended a strike of three weeks after the government agreed "
        "to pay them\n"
        "a bonus.\n\nThe weather: rain will attack the coast.\n\nSchedule | Contact the newsroom | Complaints",
        [
            "Good evening. Here are the headlines.",
            "Ghana has reopened",
            "crossed at noon.",
            "In Kenya",
            "a bonus.",
            "The weather",
        ],
        ["COASTAL FM", "Schedule | Contact the newsroom"],
    ),
    "press conference": (
        "Transcript: Press conference of the Minister of Trade\nAccra, 4 March 2019\n\nMINISTER: Good morning.\n\n"
        f"{LEAD}\n\nQUESTION: Will you pay the farmers?\n\nMINISTER: No. Thank you.\n\nQUESTION: And the fees?\n"
        f"\nMINISTER: We shall"
        " look at them.\n\n(ENDS)\n\nMedia enquiries\nSubscribe to the Minister's media releases",
        ["MINISTER: Good morning.", LEAD, "Will you pay the farmers?", "No. Thank you.", "We shall look at them."],
        ["(ENDS)", "Media enquiries", "Subscribe to the Minister's media releases"],
    ),
    "speakers on lines of their own": (
        "\n".join(f"HOLT:\n{line}\nQUESTION:\nWhat comes next, Minister?" for line in (LEAD, SECOND, THIRD, LEAD)),
        ["HOLT:", LEAD, "QUESTION:", "What comes next, Minister?"],
        [],
    ),
    "blog with comments": (
        "Lagoon Hours - notes from the coast\nABOUT  ARCHIVE  CONTACT  RSS\nAfter the gates, the lorries\n"
        f"posted by Kofi A. | Monday, March 4, 2019 | 8 comments\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n"
        "If you like what you read, buy me a coffee.\nOlder posts »   « Newer posts\n"
        "8 comments: Ama said... Thank God for that.",
        [LEAD, SECOND, THIRD, "After the gates, the lorries"],
        ["ABOUT  ARCHIVE", "buy me a coffee.", "Older posts", "8 comments: Ama said... Thank God for that."],
    ),
    "mobile text with glued lines": (
        f"MenuSearchSign inWorld › Africa\nGhana reopens border gates\n{LEAD}{SECOND}\n{THIRD}\n"
        "Popular Now in News1Ferry fares go up again2Grain prices fall for a third week3Old singer dies",
        ["Ghana reopens border gates", LEAD, SECOND, THIRD],
        ["MenuSearchSign in", "Popular Now in News1Ferry"],
    ),
    "paywall stub": (
        "The Northern Review                    Subscribe\nEurope    Opinion    Markets    Books\n\n"
        f"Accra turns the key, and Lome holds its breath\n\nOur correspondent in Accra\n\n{LEAD}\n\n{SECOND}\n\n"
        "Keep reading for one euro a month. Already a member? Log in.",
        ["Accra turns the key, and Lome holds its breath", LEAD, SECOND],
        ["The Northern Review", "Europe    Opinion", "Keep reading for one euro a month. Already a member? Log in."],
    ),
    "mail newsletter": (
        "From: Gazette Brief <brief@example.org>\n=?utf-8?Q?Brief?=\nView in browser\n\nGhana reopens border gates\n\n"
        f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n-- end of message --\n"
        f"You received this because you asked for it. Unsubscribe",
        ["Ghana reopens border gates", LEAD, SECOND, THIRD],
        ["From: Gazette Brief", "=?utf-8?Q?Brief?=", "View in browser", "-- end of message --", "You received this"],
    ),
    "narrow column with small advertisements": (
        "THE HARBOUR EXAMINER              PAGE 3\nGates open at last\nACCRA, March 4.-Ghana re-\n"
        "opened its border with Togo\n"
        "on Monday after the two gov-\nernments settled a quarrel.\nTogo's minister said lorries\n"
        "would cross at three posts\n"
        "from Wednesday.\nContinued on Page 7, Column 1\nLOST GOAT, brown, answers to Kofi. Reward. Box 12.",
        ["Gates open at last", "ACCRA, March 4", "ernments settled", "would cross at three posts", "from Wednesday."],
        ["THE HARBOUR EXAMINER", "Continued on Page 7, Column 1", "LOST GOAT"],
    ),
    "opinion with bio": (
        f"COMMENT | A gate is not a wall\nBy Ann Example\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nAnn Example is a novelist."
        " Follow her on Pingr @example\nMore comment: Why I gave up tea\nGet the Gazette in your inbox every Sunday",
        ["COMMENT | A gate is not a wall", LEAD, SECOND, THIRD],
        ["Ann Example is a novelist.", "More comment: Why I gave up tea", "in your inbox every Sunday"],
    ),
    "newsletter box in mid-article": (
        f"Ghana reopens border gates\n{LEAD}\n{SECOND}\n+-------------+\nSign up for our morning briefing\n"
        f"Enter your email\n"
        f"+-------------+\n{THIRD}\n{LEAD}",
        [LEAD, SECOND, THIRD],
        ["Sign up for our morning briefing", "Enter your email"],
    ),
    "related list in mid-article, then more news": (
        f"Ghana reopens border gates\n{LEAD}\n{SECOND}\nRelated stories\nCocoa price falls again\nFerry fares go up\n"
        f"{THIRD}\nThe army sent two patrols. They found nothing.",
        [LEAD, SECOND, THIRD, "The army sent two patrols."],
        ["Cocoa price falls again", "Ferry fares go up"],
    ),
    "appeal in mid-article, then more news": (
        f"{LEAD}\n\nSupport our journalism. Your donation keeps us going.\n\n{SECOND}\n\nDonate now\n\n{THIRD}",
        [LEAD, SECOND, THIRD],
        ["Your donation keeps us going.", "Donate now"],
    ),
    "sentences that begin like furniture": (
        f"{LEAD}\nCompiled by a team of nine experts, the report says that customs officers took bribes at the gates.\n"
        "More on the quarrel: the minister said on Monday that both sides would publish their books.\n"
        f"120 votes were cast for the bill.\n{THIRD}",
        ["Compiled by a team", "More on the quarrel", "120 votes were cast", THIRD],
        [],
    ),
    "agency in the headline": (
        f"Ghana has reopened its border with Togo - Reuters\n{LEAD}\n{SECOND}",
        ["Ghana has reopened its border with Togo", LEAD, SECOND],
        [],
    ),
    "masthead, date and price of a printed paper": (
        f"THE OUTER ISLES GAZETTE\nVol. XIV, No. 22     Price 3 shillings\nMONDAY, MARCH 4, 2019\n"
        f"GHANA OPENS ITS GATES;\nTOGO FOLLOWS SUIT\n{LEAD}\n{SECOND}\n(See GATES, Back Page)\n{THIRD}\n"
        "FOR SALE: piano, hardly used. Box 90.",
        ["GHANA OPENS ITS GATES", "TOGO FOLLOWS SUIT", LEAD, SECOND, THIRD],
        ["THE OUTER ISLES GAZETTE", "Vol. XIV", "(See GATES, Back Page)", "FOR SALE: piano"],
    ),
    "masthead alone above the headline": (
        f"Kilwa Coast Courier - fearless since 1974\n\nGhana reopens border gates with Togo\n\n{LEAD}\n\n{SECOND}",
        ["Ghana reopens border gates", LEAD, SECOND],
        ["Kilwa Coast Courier"],
    ),
    "headline of the browser above the headline": (
        f"Ghana reopens border gates - Harbour Post\nGhana reopens border gates\n{LEAD}\n{SECOND}",
        ["Ghana reopens border gates\n", LEAD, SECOND],
        ["Ghana reopens border gates - Harbour Post"],
    ),
    "one more paragraph below an inset": (
        f"{LEAD}\n{SECOND}\nAdvertisement\nRelated stories\nCocoa price falls again\nFerry fares go up\n"
        f"Sign up to our newsletter\nEnter your email\nSign up\n{THIRD}",
        [LEAD, SECOND, THIRD],
        ["Cocoa price falls again", "Ferry fares go up", "Enter your email"],
    ),
    "every line spaced out": (
        "Ghana reopened its border with Togo on Monday\n\nafter the two governments settled a quarrel\n\n"
        "over customs. Lorries would cross at three\n\nposts from Wednesday, the trade minister said\n\n"
        "in Lome, and farmers who had lost most of\n\ntheir tomatoes would be paid.\n\nShare\n\nPrint",
        ["Ghana reopened", "after the two", "over customs", "posts from", "in Lome", "their tomatoes"],
        ["Share", "Print"],
    ),
    "quoted in a mail": (
        "> Ghana reopened its border with Togo on Monday after\n> the two governments settled a quarrel over customs.\n"
        "> \n> Lorries would cross at three posts from Wednesday,\n> the trade minister said in Lome.\n> Subscribe now",
        ["Ghana reopened", "the two governments", "Lorries would", "the trade minister"],
        ["Subscribe now"],
    ),
    "full stops lost": (
        "Ghana reopened its border with Togo on Monday after the two governments settled a quarrel\n"
        "Togo's trade minister said that lorries would cross at three posts from Wednesday morning on\n"
        "Farmers on both sides had lost most of their tomatoes while the gates of both were shut\n"
        "The presidents of both countries had met in Abuja last week to look for a way out\n"
        "The African Union praised both of them and promised to send a team of customs officers\n"
        "The first lorry crossed before noon\nNobody was hurt\nShare\nPrint",
        ["Ghana reopened", "Farmers on", "The African Union", "The first lorry crossed"],
        ["Share", "Print"],
    ),
    "turns of a transcript": (
        "MODERATOR: Good afternoon.\nMINISTER: Ghana reopened its border with Togo on Monday after a long quarrel.\n"
        "QUESTION: Have you read the story?\nMINISTER: No.\nQUESTION: Will you pay?\nMINISTER: We shall.\n"
        "MODERATOR: Thank you for your support.\n\nPrint this page",
        ["Good afternoon.", "Have you read the story?", "MINISTER: No.", "Thank you for your support."],
        ["Print this page"],
    ),
    "chronicle at the end": (
        f"{LEAD}\n{SECOND}\nDec. 3: Togo shuts the gates at Aflao\nDec. 5: Ghana recalls its envoy from Lome\n"
        "Dec. 7: Farmers march on the gates again\nDec. 9: Traders block the road to Accra\n"
        "Jan. 2: The presidents meet in Abuja\nJan. 9: Togo opens one of the gates",
        [LEAD, "Dec. 3: Togo", "Dec. 7: Farmers", "Jan. 9: Togo"],
        [],
    ),
    "table of votes": (
        f"{LEAD}\nHow they voted\nParty  For  Against\nCivic Union  34  2\nHome List  0  41\nTotal  34  43",
        ["How they voted", "Civic Union", "Home List", "Total  34"],
        [],
    ),
    "speech": (
        "Mr. President,\nDistinguished delegates,\nLadies and gentlemen,\n\nThree years ago I asked you for help. "
        "You gave it, and we thank you for it today.\n\nWill you let a neighbour redraw our map?",
        ["Mr. President", "Distinguished delegates", "Ladies and gentlemen", "Three years ago"],
        [],
    ),
    "labels of an unknown kind at the end": (
        f"Ghana reopens border gates\n{LEAD}\n{SECOND}\n{THIRD}\nkw/ab/0214\nPlaces: Accra, Lome\n"
        "Printed and published at 4 Quay Street, Kilwa\nPress desk: +255 22 555 0101\n(c) Kestrel Wire",
        ["Ghana reopens", LEAD, SECOND, THIRD],
        ["kw/ab/0214", "Places: Accra", "Printed and published", "Press desk", "(c) Kestrel Wire"],
    ),
    "the only words to the reader": (
        f"Ghana reopens border gates\n{LEAD}\n{SECOND}\nYou read us for free. Three euros would help.\n{THIRD}\n"
        f"The first lorry crossed before noon.\nNobody was hurt, police said.",
        [LEAD, SECOND, THIRD, "The first lorry"],
        ["You read us for free."],
    ),
    "firm of a press release": (
        f"Harbour Mining signs with Togo\n{LEAD}\n{SECOND}\n{THIRD}\nAbout Harbour Mining\n"
        "Harbour Mining is an explorer with headquarters in Toronto.\nContact Information\n+1 416 555 0113",
        [LEAD, SECOND, THIRD],
        ["About Harbour Mining", "Harbour Mining is an explorer", "+1 416 555 0113"],
    ),
    "standfirst above byline and date": (
        "Menu\nLanguages\nPresidents reopen border gates after Abuja summit\n"
        "The Ghanaian and the Togolese presidents met in Abuja and reopened their border.\n"
        f"This content was published on March 4, 2019 - 21:07\n3 minutes\nAnn Mensah\n{LEAD}\n{SECOND}\n{THIRD}",
        ["Presidents reopen border gates", "The Ghanaian and the", LEAD, SECOND, THIRD],
        ["Menu", "Languages"],
    ),
    "live page whose entries have hours alone": (
        f"Ghana opens its gates: live\n17:40\n{LEAD}\n16:05\nNobody was hurt.\n15:10\n{SECOND}\n14:00\n{THIRD}",
        [LEAD, "Nobody was hurt.", SECOND, THIRD],
        [],
    ),
    "text without a final stop after furniture": (
        f"Skip to content\nMenu\nSubscribe\nGhana reopens border gates\n{LEAD}\n{SECOND}\n\n"
        f"The quarrel began in May, when a"
        " Togolese officer slapped a Ghanaian driver at the gate in front of his children\n\nShare\nPrint",
        ["Ghana reopens border gates", LEAD, "The quarrel began in May"],
        ["Skip to content", "Print"],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_keeps_its_news(layout):
    text, wanted, _ = LAYOUTS[layout]
    document = reading.document_of_text(text)
    lost = [
        words for words in wanted if document.in_boilerplate(Span(text.index(words), text.index(words) + len(words)))
    ]
    assert lost == [], [(mark.rule, document[mark]) for mark in document.boilerplate]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_loses_its_furniture(layout):
    text, _, wanted = LAYOUTS[layout]
    document = reading.document_of_text(text)
    kept = []
    for words in wanted:
        at = text.index(words)
        if not any(mark.start <= at and at + len(words) <= mark.end for mark in document.boilerplate):
            kept.append(words)
    assert kept == []
