"""Bring your own parse: CoNLL-U in and out, for Stanza, UDPipe or a hand-made file.

    >>> text = "# text = Xi left.\\n" + "\\n".join((
    ...     "1\\tXi\\tXi\\tPROPN\\tNNP\\t_\\t2\\tnsubj\\t_\\t_",
    ...     "2\\tleft\\tleave\\tVERB\\tVBD\\t_\\t0\\troot\\t_\\tSpaceAfter=No",
    ...     "3\\t.\\t.\\tPUNCT\\t.\\t_\\t2\\tpunct\\t_\\t_")) + "\\n\\n"
    >>> [document] = documents(text)
    >>> [(token.form, token.deprel) for token in document.sentences[0].tokens]
    [('Xi', 'nsubj'), ('left', 'root'), ('.', 'punct')]

Multiword ranges (`1-2 don't`) give their words the characters of the range; empty nodes (`8.1`) are dropped. Labels
of the CLEAR style (dobj, pobj, nsubjpass) are refused, since every rule after the parse reads UD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.document import Document, ParseError, Sentence, Span, Token, sentence_of
from dragoman.language.words import listed

CLEAR_LABELS = listed("dobj pobj nsubjpass csubjpass auxpass prep pcomp dative attr oprd poss possessive")
CLEAR_LABELS |= listed("npadvmod acomp agent complm hmod infmod nn num number partmod quantmod relcl intj")
UNIVERSAL = listed("""
    acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed
    flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp
    """)
NAME_MARKS = {"S": "B", "B": "B", "I": "I", "E": "I"}
NAME_TYPES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


class Row(msgspec.Struct, frozen=True):
    """One word line with its line number; `joined` where the next word follows without a space."""

    line: int
    form: str
    lemma: str
    upos: str
    xpos: str | None
    feats: str | None
    head: int
    deprel: str
    entity: str
    joined: bool
    surface: str
    """The characters that the word stands for; empty for the later words of a range that cannot be split."""


class Block(msgspec.Struct, frozen=True):
    """One sentence of a file: its rows and the comments that matter."""

    rows: tuple[Row, ...]
    document: str | None
    paragraph: bool


def documents(conllu: str) -> tuple[Document, ...]:
    """One parsed Document for each `# newdoc` (the whole file where there is none); paragraphs are blank lines."""
    groups: list[tuple[str, list[Block]]] = []
    for block in blocks(conllu):
        if block.document is not None or not groups:
            groups.append((block.document or "conllu", []))
        groups[-1][1].append(block)
    return tuple(_document(name, group) for name, group in groups)


def fill(document: Document, conllu: str, *, model: str = "conllu") -> Document:
    """The Document with the sentences of a parse of its own text; ParseError where the characters differ."""
    sentences: list[Sentence] = []
    at = 0
    for block in blocks(conllu):
        spans = []
        for row in block.rows:
            at = _next_place(document.text, at, row)
            spans.append(Span(at, at + len(row.surface)))
            at += len(row.surface)
        sentences.append(_sentence(block.rows, spans))
    return msgspec.structs.replace(document, sentences=tuple(sentences), model=model)


def _next_place(text: str, at: int, row: Row) -> int:
    while row.surface and at < len(text) and text[at].isspace():
        at += 1
    if not text.startswith(row.surface, at):
        found = text[at : at + len(row.surface)]
        raise ParseError(f"line {row.line}: the parse has {row.surface!r} where the text has {found!r} (at {at})")
    return at


def _document(name: str, group: list[Block]) -> Document:
    text = ""
    placed: list[list[Span]] = []
    for block in group:
        text = text.rstrip() + "\n\n" if text and block.paragraph else text
        spans = []
        for row in block.rows:
            spans.append(Span(len(text), len(text) + len(row.surface)))
            text += row.surface + ("" if row.joined else " ")
        placed.append(spans)
    sentences = tuple(_sentence(block.rows, spans) for block, spans in zip(group, placed, strict=True))
    return Document(id=name, text=text.rstrip(), sentences=sentences, model="conllu")


def _sentence(rows: tuple[Row, ...], spans: list[Span]) -> Sentence:
    return sentence_of(
        tuple(
            Token(s.start, s.end, r.form, r.lemma, r.upos, r.xpos, r.feats, r.head, r.deprel, r.entity)
            for r, s in zip(rows, spans, strict=True)
        )
    )


def blocks(conllu: str) -> Iterator[Block]:
    """The sentences of a CoNLL-U text, checked: columns, labels, one root, no loops."""
    lines: list[tuple[int, str]] = []
    name: str | None = None
    paragraph = False
    for number, line in enumerate([*conllu.split("\n"), ""], start=1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            match = re.match(r"# *newdoc(?: id)?(?: *= *(.*))?", line)
            name = match.group(1) or "conllu" if match else name
            paragraph = paragraph or match is not None or re.match(r"# *newpar\b", line) is not None
        elif line.strip():
            lines.append((number, line))
        elif lines:
            yield Block(_rows(lines), name, paragraph)
            lines, name, paragraph = [], None, False


def _rows(lines: list[tuple[int, str]]) -> tuple[Row, ...]:
    cells = [(number, _cells(number, line)) for number, line in lines]
    ranges = {c[0].split("-")[0]: c for _, c in cells if "-" in c[0]}
    found: list[Row] = []
    surfaces: list[tuple[str, bool]] = []
    words = [(number, c) for number, c in cells if c[0].isdigit()]
    forms = [c[1] for _, c in words]
    for number, c in words:
        if c[0] in ranges:
            surfaces = _surfaces(ranges[c[0]], forms)
        surface, joined = surfaces.pop(0) if surfaces else (c[1], "SpaceAfter=No" in c[9].split("|"))
        found.append(_row(number, c, surface, joined, len(words)))
    _check_tree(found)
    return tuple(found)


def _cells(number: int, line: str) -> list[str]:
    cells = line.split("\t")
    if len(cells) != 10 or not re.fullmatch(r"\d+(?:[-.]\d+)?", cells[0]):
        raise ParseError(f"line {number}: ten columns with tabs between were expected\n  {line}")
    return cells


def _surfaces(cells: list[str], forms: list[str]) -> list[tuple[str, bool]]:
    """The characters of each word of a range: its own form where the forms spell the range, else all for the first."""
    first, last = (int(part) for part in cells[0].split("-"))
    parts = forms[first - 1 : last]
    joined = "SpaceAfter=No" in cells[9].split("|")
    if "".join(parts) != cells[1]:
        parts = [cells[1], *("" for _ in parts[1:])]
    return [(part, True) for part in parts[:-1]] + [(parts[-1], joined)]


def _row(number: int, cells: list[str], surface: str, joined: bool, count: int) -> Row:
    form, lemma, upos, xpos, feats, head, label = cells[1:8]
    _check_label(number, label, form)
    if not head.isdigit() or int(head) > count:
        raise ParseError(f"line {number}: the head of {form!r} is {head!r}, no word of its sentence")
    entity = _entity(cells[9])
    return Row(
        number, form, lemma, upos, _or_none(xpos), _or_none(feats), int(head) - 1, label, entity, joined, surface
    )


def _check_label(number: int, label: str, form: str) -> None:
    if label.split(":")[0] in UNIVERSAL:
        return
    way_out = "set a UD model (in Stanza and UDPipe the default)"
    if label in CLEAR_LABELS:
        raise ParseError(
            f"line {number}: {label!r} (at {form!r}) is a CLEAR label, not Universal Dependencies; {way_out}"
        )
    raise ParseError(f"line {number}: {label!r} (at {form!r}) is no label of Universal Dependencies; {way_out}")


def check_labels(sentences: Iterable[Sentence]) -> None:
    """ParseError where a foreign parse uses labels other than UD's; the line is that of the sentence."""
    for number, sentence in enumerate(sentences, start=1):
        for token in sentence.tokens:
            _check_label(number, token.deprel, token.form)


def _check_tree(rows: list[Row]) -> None:
    roots = [row for row in rows if row.head < 0]
    if len(roots) != 1:
        raise ParseError(f"line {rows[0].line}: the sentence has {len(roots)} roots, a tree has one")
    rooted: set[int] = set()
    for index in range(len(rows)):
        path: list[int] = []
        while index >= 0 and index not in rooted:
            if index in path:
                raise ParseError(f"line {rows[index].line}: the heads of {rows[index].form!r} go in a circle")
            path.append(index)
            index = rows[index].head
        rooted.update(path)


def _or_none(cell: str) -> str | None:
    return None if cell == "_" else cell


def _entity(misc: str) -> str:
    match = re.search(r"(?:^|\|)(?:ner|NER)=([SBIE])-(\w+)", misc)
    if not match or match.group(2) not in NAME_TYPES:
        return "O"
    return f"{NAME_MARKS[match.group(1)]}-{NAME_TYPES[match.group(2)]}"


# ------------------------------------------------------------------ out


def to_conllu(document: Document) -> str:
    """The parse as CoNLL-U text, with offsets and names in the last column; `documents` reads it back."""
    parts = [f"# newdoc id = {document.id}"]
    before = 0
    for number, sentence in enumerate(document.sentences, start=1):
        if number > 1 and re.search(r"\n\s*\n", document.text[before : sentence.start]):
            parts.append("# newpar")
        before = sentence.end
        parts.append(f"# sent_id = {document.id}-{number}")
        parts.append(f"# text = {' '.join(document[sentence].split())}")
        parts += _lines(document, number - 1)
        parts.append("")
    return "\n".join(parts) + "\n"


def _lines(document: Document, number: int) -> Iterator[str]:
    sentence = document.sentences[number]
    tokens = sentence.tokens
    ends = _ranges(tokens)
    after = document.sentences[number + 1].start if number + 1 < len(document.sentences) else sentence.end
    covered = -1
    for index, token in enumerate(tokens):
        following = tokens[index + 1].start if index + 1 < len(tokens) else after
        glued = "SpaceAfter=No|" if following == token.end else ""
        if index > covered and index in ends:
            covered = ends[index]
            yield _range_line(document, tokens, index, covered, after)
        name = "" if token.entity == "O" else f"|ner={token.entity}"
        glued = "" if index <= covered else glued
        misc = f"{glued}start_char={token.start}|end_char={token.end}{name}"
        head = token.head + 1
        columns = (token.form, token.lemma, token.upos, token.xpos or "_", token.feats or "_", str(head), token.deprel)
        yield "\t".join((str(index + 1), *map(_cell, columns), "_", misc))


def _range_line(document: Document, tokens: tuple[Token, ...], first: int, last: int, after: int) -> str:
    following = tokens[last + 1].start if last + 1 < len(tokens) else after
    misc = "SpaceAfter=No" if following == tokens[last].end else "_"
    form = document[Span(tokens[first].start, tokens[last].end)]
    return "\t".join((f"{first + 1}-{last + 1}", _cell(form), *"_______", misc))


def _cell(value: str) -> str:
    """A value that cannot break its line: white space and controls as one blank."""
    return re.sub(r"[\x00-\x20\x7f\x85\u2028\u2029]+", " ", value) or "_"


def _ranges(tokens: tuple[Token, ...]) -> dict[int, int]:
    """First and last index of words written as one: 'did' + \"n't\"."""
    found: dict[int, int] = {}
    first = 0
    for index in range(1, len(tokens) + 1):
        if index < len(tokens) and _is_glued(tokens[index - 1], tokens[index]):
            continue
        if index - 1 > first:
            found[first] = index - 1
        first = index
    return found


def _is_glued(left: Token, right: Token) -> bool:
    if left.end != right.start or not left.form[-1:].isalpha():
        return False
    return right.form[:1].isalpha() or (right.form[:1] in "'’`" and (right.form[1:].isalpha() or right.xpos == "POS"))
