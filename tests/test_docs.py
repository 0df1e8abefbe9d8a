"""Docs stay true: every command they show runs, and every line of output they show is what it prints.

`python tests/test_docs.py` writes the outputs into the pages anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PAGES = sorted([HOUSE / "README.md", *(HOUSE / "docs").glob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[str]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block with the output shown beneath it."""
    parts = re.split(r"^\$ (.*)$", block, flags=re.MULTILINE)
    return [(parts[i], parts[i + 1].strip("\n")) for i in range(1, len(parts), 2)]


def run(command: str, folder: Path) -> str:
    """What a `dragoman` command prints when it is run in a folder that holds the sample news."""
    words = shlex.split(command)
    assert words[0] == "dragoman", f"pages show dragoman commands only: {command}"
    door = Path(sys.executable).with_name("dragoman")
    done = subprocess.run(
        [str(door), *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "140"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    (folder / "examples").symlink_to(HOUSE / "examples")
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_docs_commands_print_what_the_page_shows(page, folder):
    for block in blocks(page):
        for command, shown in commands(block):
            printed = run(command, folder)
            if shown:
                assert printed.strip("\n") == shown, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_docs_python_of_the_readme_runs(capsys):
    [example] = re.findall(r"^```python\n(.*?)^```$", (HOUSE / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    exec(example, {})
    assert capsys.readouterr().out.startswith("CONSULT happened ['KEN'")


def rewrite(page: Path, folder: Path) -> None:
    def filled(found: re.Match[str]) -> str:
        lines = []
        for command, shown in commands(found[1]):
            printed = run(command, folder)
            lines.append(f"$ {command}")
            if shown or not command.startswith("dragoman read"):
                lines.append(printed.strip("\n"))
        return "```console\n" + "\n".join(lines) + "\n```"

    page.write_text(BLOCK.sub(filled, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "examples").symlink_to(HOUSE / "examples")
        for each in PAGES:
            rewrite(each, place)
