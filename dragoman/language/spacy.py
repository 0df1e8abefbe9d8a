"""A parsed Document as a spaCy `Doc`, for code that already reads spaCy; an extra (`pip install dragoman[spacy]`).

    to_spacy(document)[0].dep_  # 'nsubj': UD labels, not those of spaCy's own English models

Words and spaces are the text's own where words are divided by single blanks; other white space becomes one blank,
so offsets into the `Doc` may differ from `document.text`. `doc.user_data["spans"]` keeps the true ones, in order.
"""

from __future__ import annotations

from typing import Any

from dragoman.document import Document, DragomanError


def to_spacy(document: Document) -> Any:
    """The `spacy.tokens.Doc` with tags, features, lemmas, heads, labels, sentence starts and names."""
    try:
        from spacy.tokens import Doc
        from spacy.vocab import Vocab
    except ImportError as error:
        raise DragomanError("spaCy is not installed: pip install 'dragoman[spacy]'") from error
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    doc = Doc(
        Vocab(),
        words=[token.form for token in tokens],
        spaces=_spaces(document),
        tags=[token.xpos or "" for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats or "" for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads(document),
        deps=["ROOT" if token.head < 0 else token.deprel for token in tokens],
        sent_starts=[place == 0 for sentence in document.sentences for place, _ in enumerate(sentence.tokens)],
        ents=[token.entity for token in tokens],
    )
    doc.user_data["spans"] = [(token.start, token.end) for token in tokens]
    return doc


def heads(document: Document) -> list[int]:
    """The head of every token as an index over the whole document; a root is its own head, as spaCy has it."""
    found: list[int] = []
    for sentence in document.sentences:
        shift = len(found)
        found += [shift + (place if token.head < 0 else token.head) for place, token in enumerate(sentence.tokens)]
    return found


def _spaces(document: Document) -> list[bool]:
    """Whether something stands between a token and the next."""
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    ends = [*(token.start for token in tokens[1:]), len(document.text)]
    return [token.end < following for token, following in zip(tokens, ends, strict=True)]
