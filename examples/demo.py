"""The main job on the sample news: read them into a record, show one dyad, write its page.

`make demo` runs this. It leaves `demo/record.db` and `demo/rus-chn.html`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).parent.parent
DEMO = HOUSE / "demo"
DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))


def main() -> None:
    """Run the commands a newcomer would type, each shown before it runs."""
    started = time.monotonic()
    DEMO.mkdir(exist_ok=True)
    (DEMO / "record.db").unlink(missing_ok=True)
    run("code", "examples/news/04-xi-moscow-2023.txt", "--format", "table")
    run("read", "examples/news", "--into", "demo/record.db")
    run("dyad", "RUS", "CHN", "--from", "demo/record.db", "--format", "table")
    run("report", "dyad", "RUS", "CHN", "--from", "demo/record.db", "-o", "demo/rus-chn.html")
    print(f"\nDone in {time.monotonic() - started:.0f} seconds. Open the report in a browser:")
    print(f"  {(DEMO / 'rus-chn.html').resolve()}")


def run(*words: str) -> None:
    """One dragoman command, shown and run."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    print(f"\n$ dragoman {shown}", flush=True)
    subprocess.run([DRAGOMAN, *words], cwd=HOUSE, check=True)


if __name__ == "__main__":
    main()
