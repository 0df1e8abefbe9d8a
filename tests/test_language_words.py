"""Words: what Universal Dependencies takes for a word of English news."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.words import CHUNK_LIMIT, cut, words


def spelled(text):
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara didn't sign", "Ankara did n't sign"),
        ("They cannot leave", "They can not leave"),
        ("Kenya’s envoy won’t say", "Kenya ’s envoy wo n’t say"),
        ("the ministers' talks", "the ministers ' talks"),
        ("he's sure we'll win", "he 's sure we 'll win"),
        ("its a trap, its walls", "it s a trap , its walls"),
        ("gonna go, y'all", "gon na go , y' all"),
        ("Oslo-backed rebels", "Oslo - backed rebels"),
        ("a pro-Minsk, non-aligned co-chair", "a pro-Minsk , non-aligned co-chair"),
        ("the re-elected ex-premier in mid-March", "the re-elected ex-premier in mid-March"),
        ("Kim Jong-un and Tsai Ing-wen", "Kim Jong-un and Tsai Ing-wen"),
        ("the Sino-Nepali border", "the Sino - Nepali border"),
        ("a Rabat-led force", "a Rabat - led force"),
        ("COVID-19, F-16s", "COVID - 19 , F - 16s"),
        ("and/or on 9/11", "and / or on 9/11"),
        ("$10,000 or US$4.5bn", "$ 10,000 or US$ 4.5 bn"),
        ("up 3.5% to €2m", "up 3.5 % to € 2 m"),
        ("the 1990s, the '90s, the 21st", "the 1990s , the '90s , the 21st"),
        ("at 7:30pm, 10 a.m. on Jan. 5", "at 7:30 pm , 10 a.m. on Jan. 5"),
        ("Gen. A. Diallo of the U.S. Navy", "Gen. A. Diallo of the U.S. Navy"),
        ("the U.S.-Japan pact with Acme Inc.", "the U.S. - Japan pact with Acme Inc ."),
        ("guns, tanks, etc., he said", "guns , tanks , etc. , he said"),
        ("No!!! Really?!", "No !!! Really ?!"),
        ("Wait... what… no", "Wait ... what … no"),
        ("“War,” he said—‘never’", "“ War , ” he said — ‘ never ’"),
        ("talks -- at last", "talks -- at last"),
        ("see https://gazette.example/a?b=1, or mail desk@gazette.example.", None),
        ("@harbour_desk on #Accra2031", "@harbour_desk on #Accra2031"),
        ("phone 555-867-5309 by 2031-05-08", "phone 555-867-5309 by 2031-05-08"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("the States.Okoro said", "the States . Okoro said"),
        ("O'Neill at six o'clock", "O'Neill at six o'clock"),
    ],
)
def test_words_are_those_of_ud(text, expected):
    if expected is None:
        assert spelled(text) == ["see", "https://gazette.example/a?b=1", ",", "or", "mail", "desk@gazette.example", "."]
    else:
        assert spelled(text) == expected.split()


def test_words_final_stop_of_an_abbreviation_is_a_word_only_at_the_end():
    assert spelled("the firm Acme Ltd.") == ["the", "firm", "Acme", "Ltd", "."]
    assert spelled("Acme Ltd. sued") == ["Acme", "Ltd.", "sued"]


def test_words_number_follows_no():
    assert spelled("No. 10 said no.") == ["No.", "10", "said", "no", "."]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_words_cover_all_but_white_space_in_order(text):
    place = 0
    for start, end in words(text):
        assert place <= start < end
        assert not any(character.isalnum() for character in text[place:start])
        place = end
    assert not any(character.isalnum() for character in text[place:])


@given(st.text(alphabet="aA1.,'’-–/@:#$%!?()&s\ud800\u202e\u0301é中", min_size=1, max_size=60))
def test_words_lengths_of_a_chunk_add_up(chunk):
    assert sum(cut(chunk)) == len(chunk)
    assert all(length > 0 for length in cut(chunk))


def test_words_long_run_is_cut_into_pieces():
    found = words("x" * (3 * CHUNK_LIMIT + 1))
    assert [end - start for start, end in found] == [CHUNK_LIMIT] * 3 + [1]


@pytest.mark.parametrize("unit", ["a", ".", "a@", "a-", "1,", "A.", "'", "http://a.", "\0", "\u202e", "\ud800", "中"])
def test_words_hostile_text_costs_steps_in_line_with_its_length(unit):
    assert _steps(unit * 8000) <= 2.6 * _steps(unit * 4000) + 200


def _steps(text):
    """Python lines run by `words`, with nothing remembered: a measure of work without a clock."""
    count = 0

    def tracer(frame, event, arg):
        nonlocal count
        count += event == "line"
        return tracer

    cut.cache_clear()
    sys.settrace(tracer)
    try:
        words(text)
    finally:
        sys.settrace(None)
    return count
