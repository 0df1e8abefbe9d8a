"""The loader: right tables load, and a wrong cell is named with file, line and mark."""

import msgspec
import pytest

from dragoman.document import LexiconError
from dragoman.lexicon import load_file, parse


class Row(msgspec.Struct, frozen=True):
    lemma: str
    count: int = 0
    words: tuple[str, ...] = ()
    note: str | None = None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("lemma\nsay\n", [Row("say")]),
        ("# why\n\nlemma\tcount\nsay\t3\n# no row\n\ntell\t\n", [Row("say", 3), Row("tell")]),
        ("lemma\twords\tnote\nsay\tsaid|says\tx", [Row("say", 0, ("said", "says"), "x")]),
        ("words\tlemma\tcount\na\tsay\n\ttell\t4\n", [Row("say", 0, ("a",)), Row("tell", 4)]),
        (
            "lemma\tcount\tnote\r\nsay\t3\r\ntell\t\tx\r\n".replace("note\r", "note"),
            [Row("say", 3), Row("tell", 0, (), "x")],
        ),
        ("lemma\tcount\r\nsay\t3\r\n", None),
        ("lemma\n", []),
    ],
)
def test_tables_load(text, rows):
    if rows is None:
        with pytest.raises(LexiconError, match="unknown column"):
            parse(text, Row, "t.tsv")
    else:
        assert parse(text, Row, "t.tsv") == tuple(rows)


@pytest.mark.parametrize(
    ("text", "complaint", "mark"),
    [
        ("", "t.tsv: the table is empty", None),
        ("lemma\tcolour\nsay\tred\n", "t.tsv:1: unknown column 'colour'", None),
        ("lemma\tcount\nsay\t3\ntell\tmany\n", "t.tsv:3: ", "     ~~~^"),
        ("lemma\tcount\n\t3\n", "t.tsv:2: Object missing required field `lemma`", None),
        ("lemma\tcount\nsay\t3\ntell\t4\n\t5\n", "t.tsv:4: Object missing required field `lemma`", None),
        ("count\tlemma\n1\tsay\n2\n", "t.tsv:3: Object missing required field `lemma`", None),
        ("lemma\nsay\textra\n", "t.tsv:2: 2 cells for 1 columns", "    ~~~~^"),
    ],
)
def test_wrong_cells_are_named_with_file_line_and_mark(text, complaint, mark):
    with pytest.raises(LexiconError) as caught:
        parse(text, Row, "t.tsv")
    assert complaint in str(caught.value)
    if mark is not None:
        assert str(caught.value).splitlines()[-1].endswith(mark.strip())


def test_own_tables_load_from_a_path(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("lemma\nsay\n")
    assert load_file(path, Row) == (Row("say"),)
