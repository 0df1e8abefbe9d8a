"""Gains and losses: `python -m evaluation.compare REV` (`make compare REV=HEAD~1`) codes with two states of the code.

The working tree (a changed lexicon row is enough) and a revision code the development articles, the passages of
the corpus that are not kept apart, and examples/news. Sentence by sentence it lists what came (+), went (-) and
changed (~), with the rule that made it; of the test halves only the counts. `REV` `HEAD` shows uncommitted changes.

>>> one = Finding("a", 0, 8, "event", "CONSULT", "consult.meet", "They met.")
>>> told([one], [msgspec.structs.replace(one, what="AGREE", rule="agree.plan")])
['a | They met.', '  ~ event CONSULT (consult.meet) => AGREE (agree.plan)']
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman import pipeline, reading
from dragoman.document import Document, Party

ROOT = Path(__file__).parent.parent


class Text(msgspec.Struct, frozen=True):
    """A text to code; of a closed one only counts are told."""

    id: str
    text: str
    closed: bool = False


class Finding(msgspec.Struct, frozen=True):
    """One thing found: where, of which layer, what it says, by which rule, in which sentence."""

    text: str
    start: int
    end: int
    layer: str
    what: str
    rule: str
    sentence: str

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Two findings with one key are the same one, changed or not."""
        return self.text, self.start, self.end, self.layer


def texts() -> list[Text]:
    """All own gold and the samples."""
    from evaluation import articles, corpus

    whole = [Text(a.id, a.text, split == "test") for split in articles.SPLITS for a in articles.read(split)]
    passages = [Text(p.id, p.text, p.split == "test") for p in corpus.read()]
    samples = sorted((ROOT / "examples" / "news").glob("*.txt"))
    return [*whole, *passages, *(Text(path.stem, path.read_text(encoding="utf-8")) for path in samples)]


# ------------------------------------------------------------ in one state


def findings(document: Document) -> Iterator[Finding]:
    """Everything that the rooms found in one document."""
    for event in document.events:
        sides = f"{_codes(event.actors)} > {_codes(event.recipients)}"
        date = event.date.value if event.date else None
        what = f"{event.type} {event.mode or '-'} {event.status} {sides} {date}"
        yield _finding(document, event.trigger.start, event.trigger.end, "event", what, event.rule)
    for quote in document.quotes:
        who = quote.source.name if quote.source else None
        yield _finding(document, quote.start, quote.end, "quote", f"{quote.kind} {quote.act} by {who}", quote.rule)
    for mention in document.mentions:
        actor, place = mention.actor, mention.place
        what = f"{actor.code}:{actor.sector}:{actor.name}" if actor else f"@{place.country}" if place else "nobody"
        yield _finding(document, mention.start, mention.end, "mention", what, mention.rule)
    for timex in document.timexes:
        yield _finding(document, timex.start, timex.end, "time", f"{timex.type} {timex.value}", timex.rule)
    for mark in document.boilerplate:
        yield _finding(document, mark.start, mark.end, "furniture", mark.kind, mark.rule)


def _codes(parties: Iterable[Party]) -> str:
    return "+".join(f"{party.code or '?'}:{party.sector or '-'}" for party in parties) or "nobody"


def _finding(document: Document, start: int, end: int, layer: str, what: str, rule: str) -> Finding:
    sentence = next((s for s in document.sentences if s.start <= start < s.end), None)
    words = document.text[sentence.start : sentence.end] if sentence else document.text[start : start + 80]
    return Finding(document.id, start, end, layer, what, rule, " ".join(words.split()))


def dump() -> None:
    """Codes the texts on standard input (JSON) and writes the findings (JSON): what runs in the other state."""
    given = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Text])
    documents = pipeline.code_all(reading.document_of_text(text.text, id=text.id) for text in given)
    sys.stdout.buffer.write(msgspec.json.encode([one for document in documents for one in findings(document)]))


def found_by(code: Path, given: Sequence[Text]) -> list[Finding]:
    """The findings of the package that lies in a folder, coded in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(code), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, str(Path(__file__)), "--dump"]
    done = subprocess.run(
        command, input=msgspec.json.encode(list(given)), stdout=subprocess.PIPE, env=environment, cwd=code
    )
    if done.returncode:
        raise SystemExit(f"coding with {code} failed: the message stands above")
    return msgspec.json.decode(done.stdout, type=list[Finding])


def found_at(revision: str, given: Sequence[Text]) -> list[Finding]:
    """The findings of a revision, from a worktree that is taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(tree), revision], cwd=ROOT, check=True)
        try:
            _lend_weights(tree)
            return found_by(tree, given)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)


def _lend_weights(tree: Path) -> None:
    """A revision without a model of its own parses with the present one."""
    theirs = tree / "dragoman" / "language" / "weights"
    if not (theirs / "model.onnx").exists():
        print("the revision has no model of its own: both sides parse with the present one", file=sys.stderr)
        shutil.rmtree(theirs, ignore_errors=True)
        shutil.copytree(ROOT / "dragoman" / "language" / "weights", theirs)


# ------------------------------------------------------------- the two compared


def told(before: Iterable[Finding], after: Iterable[Finding]) -> list[str]:
    """Sentence by sentence, what came, went and changed."""
    lines: dict[tuple[str, str], list[str]] = {}
    for old, new in differences(before, after):
        one = new or old
        assert one is not None
        lines.setdefault((one.text, one.sentence), []).append(f"  {_line(old, new)}")
    return [line for (text, words), parts in lines.items() for line in (f"{text} | {words}", *parts)]


def differences(before: Iterable[Finding], after: Iterable[Finding]) -> list[tuple[Finding | None, Finding | None]]:
    """Pairs (before, after) that are not equal, in order of place."""
    old, new = _table(before), _table(after)
    pairs = [(old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    return [(a, b) for a, b in pairs if a is None or b is None or (a.what, a.rule) != (b.what, b.rule)]


def _table(found: Iterable[Finding]) -> dict[tuple[tuple[str, int, int, str], int], Finding]:
    """Findings by key; two with one key (two events at one word) are numbered."""
    seen: Counter[tuple[str, int, int, str]] = Counter()
    table = {}
    for finding in found:
        table[finding.key, seen[finding.key]] = finding
        seen[finding.key] += 1
    return table


def _line(old: Finding | None, new: Finding | None) -> str:
    if old is None:
        assert new is not None
        return f"+ {new.layer} {new.what} ({new.rule})"
    if new is None:
        return f"- {old.layer} {old.what} ({old.rule})"
    return f"~ {old.layer} {old.what} ({old.rule}) => {new.what} ({new.rule})"


def counted(pairs: Iterable[tuple[Finding | None, Finding | None]]) -> Iterator[str]:
    """How many came, went and changed, by layer."""
    counts: Counter[tuple[str, str]] = Counter()
    for old, new in pairs:
        one = new or old
        assert one is not None
        counts[one.layer, "came" if old is None else "went" if new is None else "changed"] += 1
    for layer in sorted({layer for layer, _ in counts}):
        parts = (f"{counts[layer, how]} {how}" for how in ("came", "went", "changed"))
        yield f"{layer}: {', '.join(parts)}"


def main() -> None:
    """Print gains and losses of the working tree against a revision."""
    parser = argparse.ArgumentParser(description="what came, went and changed since a revision, sentence by sentence")
    parser.add_argument("revision", nargs="?", default="HEAD")
    parser.add_argument("--layers", nargs="+", default=["event", "quote", "mention", "time", "furniture"])
    parser.add_argument("--dump", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.dump:
        dump()
        return
    given = texts()
    closed = {text.id for text in given if text.closed}
    sides = [found_at(options.revision, given), found_by(ROOT, given)]
    before, after = ([one for one in side if one.layer in options.layers] for side in sides)
    shown = [[one for one in side if one.text not in closed] for side in (before, after)]
    kept = [[one for one in side if one.text in closed] for side in (before, after)]
    print("\n".join(told(*shown)) or "nothing came, went or changed")
    print("\n".join(["", "in sight", *counted(differences(*shown)), "", "kept apart", *counted(differences(*kept))]))


if __name__ == "__main__":
    main()
