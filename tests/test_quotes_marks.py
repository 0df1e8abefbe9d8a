"""Quotation marks: what is a piece, what is none, and how far a lost mark reaches."""

import pytest

from dragoman.quotes.marks import marked, paragraphs


def pieces(text):
    return [text[p.inner.start : p.inner.end] for p in marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy said: “We are ready.”", ["We are ready."]),
        ('The envoy said: "We are ready."', ["We are ready."]),
        ("The envoy said: ''We are ready.''", ["We are ready."]),
        ("The envoy said: ``We are ready.''", ["We are ready."]),
        ("The envoy said: «We are ready.»", ["We are ready."]),
        ("The envoy said: „We are ready.”", ["We are ready."]),
        ("The envoy said: &quot;We are ready.&quot;", ["We are ready."]),
        ("Lima called it “a gift” and “a promise”.", ["a gift", "a promise"]),
        ('Lima called it "a gift" and "a promise".', ["a gift", "a promise"]),
        ("“We sail,” she said. “At dawn.”", ["We sail,", "At dawn."]),
        ('"We sail," she said. "At dawn."', ["We sail,", "At dawn."]),
        ("“We sail,” she said, “at dawn.”", ["We sail,", "at dawn."]),
        # glued sentences: the opening mark follows the full stop directly
        ('Talks failed."We tried," the mediator said.', ["We tried,"]),
        ('She praised "old friends."Accra welcomed it.', ["old friends."]),
        ('He spoke of "old friends."They met."We agree," he said.', ["old friends.", "We agree,"]),
        ("Talks failed.“We tried,” the mediator said.", ["We tried,"]),
        ('"Yes."He left.', ["Yes."]),
        # comma inside, comma outside
        ("“hard work”, the minister said", ["hard work"]),
        ("“hard work,” the minister said", ["hard work,"]),
        ("It is “done”. Next.", ["done"]),
        # brackets and dashes beside the marks
        ('The plan ("a first step") pleased Oslo.', ["a first step"]),
        ("The plan—“a first step”—pleased Oslo.", ["a first step"]),
        ('The plan --"a first step"-- pleased Oslo.', ["a first step"]),
        ("She spoke of “harm (lasting) to all”.", ["harm (lasting) to all"]),
        ('The text says ["we agree"].', ["we agree"]),
        # nested
        ("“He told me ‘wait’ and left,” she said.", ["He told me ‘wait’ and left,"]),
        ("\"He told me 'wait' and left,\" she said.", ["He told me 'wait' and left,"]),
        ("“The note read “no deal” twice,” she said.", ["The note read “no deal” twice,"]),
        ('"The note read “no deal” twice," she said.', ["The note read “no deal” twice,"]),
        ("“People ask, ‘Why now?’” he said.", ["People ask, ‘Why now?’"]),
        # single marks
        ("Accra to reopen port ‘within days’", ["within days"]),
        ("Accra to reopen port 'within days'", ["within days"]),
        ("Fiji says deal is ‘dead’", ["dead"]),
        ("‘We will pay,’ the treasurer told the house.", ["We will pay,"]),
        ("'We will pay,' the treasurer told the house.", ["We will pay,"]),
        ("She wants ‘real talks’ with Lima.", ["real talks"]),
        ("The ministers’ plan and the envoys’ plan failed.", []),
        ("The ministers' plan and the envoys' plan failed.", []),
        ("It's the minister's view that they're late.", []),
        ("It’s the minister’s view that they’re late.", []),
        ("Rock 'n' roll came in the '60s.", []),
        ("'The envoys' plan is dead,' he said.", ["The envoys' plan is dead,"]),
        ("‘The envoy’s plan is dead,’ he said.", ["The envoy’s plan is dead,"]),
        # no marks at all
        ("The envoy said they were ready.", []),
        ("", []),
        ("The boat is 12' long.", []),
        # spaces gone astray
        ('He said " we agree " at noon.', ["we agree"]),
        ("He said “ we agree ” at noon.", ["we agree"]),
        # wrapped lines
        ('She said "both towns should\nshare the water" at noon.', ["both towns should\nshare the water"]),
        ("She said “both towns should\nshare the water” at noon.", ["both towns should\nshare the water"]),
        # a closing form used to open
        ("”We will not sell,” said the farmer.", ["We will not sell,"]),
        ("“We will not sell,“ said the farmer.", ["We will not sell,"]),
        # question and exclamation
        ("“Who pays?” she asked.", ["Who pays?"]),
        ("“Never!” he cried.", ["Never!"]),
        ("Did he say “never”?", ["never"]),
        # several in one list
        ('It was "slow," "dull" and "late."', ["slow,", "dull", "late."]),
        ("words like “peace”, “trust” and “respect”", ["peace", "trust", "respect"]),
        # figures and inches
        ('The gun fires a 6" shell, he said.', []),
        ("He is 6'2\" tall and said so.", []),
        # ellipsis and abbreviations inside
        ("“We ... agree,” said Lt. Moyo.", ["We ... agree,"]),
        ("“The U.S. will pay,” said Lt. Moyo.", ["The U.S. will pay,"]),
    ],
)
def test_quotes_pieces_are_paired_from_their_neighbours(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a mark left open ends with its paragraph when the next one does not open again
        ("“We will wait.\nThe port stayed shut.", [("We will wait.", False, False)]),
        ('"We will wait.\n\nThe port stayed shut.', [("We will wait.", False, False)]),
        # it goes on when the next one opens again
        (
            "“We will wait.\n“The port is shut,” he said.",
            [("We will wait.", False, False), ("The port is shut,", True, True)],
        ),
        (
            '"We will wait.\n\n"The port is shut," he said.',
            [("We will wait.", False, False), ("The port is shut,", True, True)],
        ),
        (
            "“One.\n\n“Two.\n\n“Three,” she said.",
            [("One.", False, False), ("Two.", False, True), ("Three,", True, True)],
        ),
        # lines of one quotation: the mark that opens in the first closes lines below
        (
            '"We wait.\nThe port is shut.\nIt is late", he said.',
            [("We wait.\nThe port is shut.\nIt is late", True, False)],
        ),
        ('"We wait at berth 25.\nIt is 250", he said.', [("We wait at berth 25.\nIt is 250", True, False)]),
        # a closed quotation is not resumed by the next paragraph
        ("“One.”\n\n“Two,” she said.", [("One.", True, False), ("Two,", True, False)]),
        # a lost closing mark inside the paragraph costs one sentence at most
        (
            "He said “we wait. Then he left. Later he called it “a shame”.",
            [("we wait.", False, False), ("a shame", True, False)],
        ),
        # a lost opening mark costs nothing but its piece
        ("We wait,” he said. “It is late,” he added.", [("It is late,", True, False)]),
        ('We wait," he said. "It is late," he added.', [("It is late,", True, False)]),
        # each paragraph begins anew
        ("He said “we wait.\nShe said “we go” and left.", [("we wait.", False, False), ("we go", True, False)]),
        ('A stray " mark.\nShe said "we go" and left.', [("we go", True, False)]),
    ],
)
def test_quotes_a_lost_mark_costs_at_most_its_paragraph(text, expected):
    found = [(text[p.inner.start : p.inner.end], p.closed, p.resumes) for p in marked(text)]
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("The harbour was\nclosed on Monday.", ["The harbour was\nclosed on Monday."]),
        ("The harbour was closed.\nthen it opened.", ["The harbour was closed.", "then it opened."]),
        ("A headline without a stop\n\nA body with one.", ["A headline without a stop", "A body with one."]),
        ("One.\r\nTwo.", ["One.", "Two."]),
        ("  \n One.", [" One."]),
        ("He said:\n“We go.”", ["He said:", "“We go.”"]),
    ],
)
def test_quotes_paragraphs_go_on_over_wrapped_lines(text, expected):
    assert [text[p.start : p.end] for p in paragraphs(text)] == expected


def test_quotes_hard_wrapped_text_keeps_a_capital_at_the_line_start_inside_the_paragraph():
    line = "The ministry in Nairobi said on Monday that the grain ships would leave for the port of"
    text = f"{line}\nBeira as soon as the harbour master had signed the papers for all of the vessels that\n"
    text += "Kenya has paid for, and that the crews had been told to be ready within the next few days of\nMarch."
    assert len(paragraphs(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” she said. “At dawn.”",
        'One "two three" four "five six',
        "Accra to reopen port ‘within days’",
        "''Doubled,'' he said.",
        "“One.\n“Two,” she said.",
        "«Oui», dit-il.",
    ],
)
def test_quotes_pieces_lie_inside_their_marks(text):
    for piece in marked(text):
        assert 0 <= piece.start <= piece.inner.start <= piece.inner.end <= piece.end <= len(text)
        assert text[piece.start] in "“\"'‘«”„`&"
