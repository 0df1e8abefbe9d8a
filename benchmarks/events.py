"""How fast the coder is, without the parse: `python -m benchmarks.events`.

Codes the example sentences of all frames, read and parsed before, and prints sentences a CPU-second.
"""

from __future__ import annotations

import time

from dragoman import actors, language, quotes, timex
from dragoman.document import Document
from dragoman.events import code
from dragoman.events.frames import frames


def main() -> None:
    """Prints the coder's speed over the frames' examples."""
    sentences = [Document(id=frame.id, text=frame.example) for frame in frames()]
    ready = [quotes.attribute(actors.find(timex.find(document))) for document in language.parse_all(sentences)]
    code(ready[0])
    began = time.process_time()
    events = sum(len(code(document).events) for document in ready)
    spent = time.process_time() - began
    print(f"{len(ready)} sentences, {events} events, {len(ready) / spent:,.0f} sentences a CPU-second")


if __name__ == "__main__":
    main()
