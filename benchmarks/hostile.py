"""Time and peak memory of reading hostile inputs at their true size: `python -m benchmarks.hostile`.

Written to a temporary folder: a text of 200 MB, a JSONL line of 200 MB between two good ones, two gzip bombs that
unpack to 2 GB each (text and HTML), an HTML page of a million nested elements, a cut gzip and a binary file.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman import reading
from dragoman.document import Document

MEGA = 1_000_000
GOOD = "The foreign ministers of Norway and Peru signed a treaty on fisheries in Lima on Thursday."


def write(folder: Path) -> None:
    """The hostile folder."""
    (folder / "huge.txt").write_bytes(b"Peru thanked Chile. " * (10 * MEGA))
    _write_line(folder / "line.jsonl")
    _write_bomb(folder / "bomb.txt.gz", b"0")
    _write_bomb(folder / "bomb.html.gz", b"<")
    (folder / "deep.html").write_bytes(b"<div>" * MEGA)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(GOOD.encode() * 1000)[:-200])
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 1000)
    (folder / "good.txt").write_text(GOOD)


def _write_line(path: Path) -> None:
    good = json.dumps({"id": "good", "text": GOOD}).encode()
    with path.open("wb") as out:
        out.write(
            good + b'\n{"id": "long", "text": "' + b"x" * (200 * MEGA) + b'"}\n' + good.replace(b"good", b"too") + b"\n"
        )


def _write_bomb(path: Path, byte: bytes) -> None:
    with gzip.open(path, "wb", compresslevel=9) as out:
        for _ in range(2000):
            out.write(byte * MEGA)


def lines(folder: Path) -> Iterator[str]:
    """What became of each input."""
    for found in reading.read(str(folder)):
        what = "article" if isinstance(found, Document) else str(found).replace(str(folder), "")
        yield f"  {what[:140]}"


def measure(folder: Path) -> None:
    """Print each input's fate, the time and the peak memory of this process, which has done nothing else."""
    started = time.monotonic()
    print("\n".join(lines(folder)))
    print(f"{time.monotonic() - started:.1f} s; peak memory {peak()} MB")


def peak() -> int:
    """The most memory this process has held, in MB (Linux; `ru_maxrss` would include the parent's)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    """Write the inputs, then read them in a process of its own."""
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        subprocess.run([sys.executable, "-m", "benchmarks.hostile", name], check=True)


if __name__ == "__main__":
    main()
