"""Measures how fast time expressions are found: `python -m benchmarks.timex`, one core, no parse.

The text is made of sentences of our own, one expression in about a hundred characters, as news has it.
"""

from __future__ import annotations

import argparse
import time

from dragoman.document import Document, Published
from dragoman.timex import find

SENTENCES = (
    "The foreign minister arrived in the capital on Tuesday for two days of talks on trade and fishing rights. ",
    "Officials who asked not to be named described the mood in the hall as cautious, with little room for surprise. ",
    "Exports fell 3 percent in the third quarter, compared with a gain of 1.4 percent a year earlier. ",
    "The rebels, who have held the hills since 2009, said they would not lay down their arms before the vote. ",
    "He will return by May 9, when the parade is due to begin at 10 a.m. in the main square of the city. ",
    "Neighbours across the border watched with unease as columns of lorries crossed the bridge one after another. ",
)
ARTICLE = 3000
"""Characters of an article, about five hundred words."""


def main() -> None:
    """Prints characters and expressions a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    wanted = parser.parse_args().characters
    text = ("".join(SENTENCES) * (ARTICLE // sum(map(len, SENTENCES)) + 1))[:ARTICLE]
    published = Published("2024-03-06")
    articles = [Document(id=str(i), text=text, published=published) for i in range(wanted // ARTICLE)]
    find(articles[0])
    began = time.process_time()
    expressions = sum(len(find(article).timexes) for article in articles)
    spent = time.process_time() - began
    print(
        f"{len(articles) * ARTICLE / spent:,.0f} characters a second, {expressions / spent:,.0f} expressions a second"
    )


if __name__ == "__main__":
    main()
