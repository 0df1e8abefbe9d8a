"""How fast, how flat, how linear the language room is: `python -m benchmarks.language`.

Prints words a second on one core, resident memory over many documents, and the time of hostile texts as they double
in length. Needs nothing but the package; the text is made here.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator

from dragoman.document import Document
from dragoman.language import parse, parse_all
from dragoman.language.sentences import sentences
from dragoman.language.words import words

PARAGRAPH = (
    "OSLO, Jan. 22 (Harbour News) - Norwegian Prime Minister Kari Lund told her Finnish counterpart on Friday that the "
    "border accord, which both parliaments ratified last spring, would enter into force within weeks. Officials said "
    'the two didn\'t discuss tariffs. "We have made a good start," Lund told reporters in Oslo.\n\n'
    "Critics called the accord hasty. Opposition lawmaker Jan Berg accused the government of giving up fishing rights "
    "worth $1.2 billion, a charge that the foreign ministry denied. Finland's president is expected to visit in May."
)
HOSTILE = ("a", ".", " ", "\n", "\0", "\u202e", "a-", "a@", "1,", "A.", "http://a.", "Mr. ", ". [1]", "Ab.Cd ", '"')


def articles(count: int) -> Iterator[Document]:
    """So many articles of 3,000 characters, no two alike."""
    for number in range(count):
        text = "\n\n".join(PARAGRAPH.replace("$1.2", f"${number}.{part}") for part in range(4))
        yield Document(id=str(number), text=text)


def speed(count: int, threads: int) -> float:
    """Words a second."""
    list(parse_all(articles(2), threads=threads))
    began = time.perf_counter()
    tokens = sum(len(s.tokens) for d in parse_all(articles(count), threads=threads) for s in d.sentences)
    return tokens / (time.perf_counter() - began)


def resident() -> int:
    """The most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def cutting(text: str) -> float:
    """Seconds to cut a text into sentences and words."""
    began = time.process_time()
    for span in sentences(Document(id="a", text=text)):
        words(text, span.start, span.end)
    return time.process_time() - began


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    print(f"words a second, {chosen.threads} thread(s): {speed(chosen.articles, chosen.threads):,.0f}")
    for _ in range(3):
        for _document in parse_all(articles(chosen.articles)):
            pass
        print(f"resident after {chosen.articles} more articles: {resident()} MB")
    for unit in HOSTILE:
        half, whole = (cutting((unit * 500_000)[:length]) for length in (250_000, 500_000))
        print(f"{unit!r:12} 250,000 characters {half:6.2f} s   500,000 characters {whole:6.2f} s")
    began = time.perf_counter()
    parse(Document(id="a", text="a" * 1_000_000))
    print(f"parse of one million times 'a': {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
