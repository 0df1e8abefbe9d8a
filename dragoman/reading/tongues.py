"""The language of an article: English is coded, all else is set aside with its name and counted.

>>> of_text("Le ministre a quitté la réunion lundi après un long débat avec ses homologues européens.")
'fr'
>>> of_text("Gunmen in Nigeria kidnapped two German engineers near the town of Warri.")
'en'
"""

from __future__ import annotations

import re

_COMMON_WORDS = """
the and that with said from were has which by for of to in was his have this their after who would had been
"""
ENGLISH = frozenset(_COMMON_WORDS.split())
SHARE = 0.15
"""Share of common English words from which a text is English without asking further (and `the` among them)."""
SAMPLE = 1500
"""Characters looked at."""
QUICK = 1000
"""Characters counted for the quick answer."""
SHORT = 40
"""Letters below which no language is told."""
LOOKALIKES = frozenset({"pcm", "bcl", "sco", "jam", "bi", "tpi"})
"""Languages full of English words or letters: Nigerian Pidgin, Bikol, Scots ... In a few words nobody can tell them
from English, whose news is far more frequent."""
FEW = 400
"""Characters below which a lookalike is passed over."""
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile("[a-z]+")


def of_text(text: str) -> str | None:
    """The language as ISO 639-1, or None where there are too few letters to tell."""
    head = text[:QUICK].lower()
    words = (_PLAIN_WORD if head.isascii() else _WORD).findall(head)
    if sum(map(len, words)) < SHORT:
        return None
    if words.count("the") >= len(words) / 60 and sum(map(ENGLISH.__contains__, words)) >= SHARE * len(words):
        return "en"
    import py3langid

    ranked = [str(name) for name, _ in py3langid.rank(text[:SAMPLE])]
    return next(name for name in ranked if name not in LOOKALIKES or len(text) >= FEW)
