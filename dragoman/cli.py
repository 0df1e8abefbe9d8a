"""The front door. Data goes to standard output, talk to standard error.

Exit codes: 0 all done; 1 some inputs could not be read, the rest was done; 2 the command line is wrong;
3 nothing could be done (no input readable, no such store or event, a wrong lexicon).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from dragoman import __version__
from dragoman.document import Document, DragomanError

if TYPE_CHECKING:
    import sqlite3

    from dragoman.pipeline import CodingFailure, Outcome, Settings
    from dragoman.reading import ReadingFailure

SOME_FAILED, NOTHING_DONE = 1, 3

Command = TypeVar("Command", bound=Callable[..., Any])


class _Door(click.Group):
    """Turns Dragoman's own errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            _stop(str(error))
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


def _stop(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise SystemExit(NOTHING_DONE)


@click.group(cls=_Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Reads news and keeps the record: who did what to whom, when, where, according to whom.

    \b
    Try:  dragoman explain "Kenya's president met his Zambian counterpart in Lusaka."
          dragoman code examples/news

    Exit codes: 0 done; 1 some inputs failed, the rest was done; 2 wrong command line; 3 nothing could be done.
    """


def _settings_options(command: Command) -> Command:
    command = click.option(
        "--lexicon",
        type=click.Path(exists=True, dir_okay=False),
        help="Your own actors, frames and types (TOML), added to ours.",
    )(command)
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        help="Leave out events below this confidence (default 0.47; less finds more, and more that is wrong).",
    )(command)


def _settings(lexicon: str | None, min_confidence: float | None) -> Settings:
    from dragoman.pipeline import Settings

    return Settings(lexicon=lexicon, min_confidence=min_confidence)


@main.command()
@click.argument("news", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl."
)
@click.option("--conllu", type=click.Path(exists=True, dir_okay=False), help="Use this UD parse instead of ours.")
@_settings_options
def code(
    news: tuple[str, ...], form: str | None, conllu: str | None, lexicon: str | None, min_confidence: float | None
) -> None:
    """Code NEWS (files, folders, globs, or - for JSONL on standard input) and print what was found.

    \b
    Example:  dragoman code examples/news
              dragoman code article.txt --format jsonl | head -1
    """
    from dragoman.pipeline import code_all, find_all

    settings = _settings(lexicon, min_confidence)
    failures: list[ReadingFailure] = []
    broken: list[CodingFailure] = []
    if conllu is not None:
        from dragoman.language import conllu as parses

        coded: Iterator[Document] = (
            find_all(d, settings) for d in parses.documents(Path(conllu).read_text(encoding="utf-8"))
        )
    else:
        coded = code_all(_read(news, failures), settings, broken)
    done = _print_all(coded, form or ("table" if sys.stdout.isatty() else "jsonl"))
    for failure in broken:
        click.echo(str(failure), err=True)
    _finish(done, [*failures, *broken])


def _read(news: tuple[str, ...], failures: list[ReadingFailure]) -> Iterator[Document]:
    from dragoman import reading

    if not news:
        raise click.UsageError("name at least one file or folder, or - for standard input")
    for found in reading.read(news):
        if isinstance(found, reading.ReadingFailure):
            failures.append(found)
            click.echo(str(found), err=True)
        else:
            yield found


def _print_all(coded: Iterator[Document], form: str) -> int:
    from dragoman import store
    from dragoman.web import terminal

    done = 0
    for document in coded:
        if form == "jsonl":
            click.echo(store.encode(document))
        else:
            terminal.show_document(document)
        done += 1
    return done


def _finish(done: int, failures: Sequence[object]) -> None:
    if failures:
        raise SystemExit(SOME_FAILED if done else NOTHING_DONE)


@main.command()
@click.argument("news", nargs=-1, required=True)
@click.option(
    "--into", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The record store."
)
@_settings_options
def read(news: tuple[str, ...], path: Path, lexicon: str | None, min_confidence: float | None) -> None:
    """Read and code NEWS into a record store. Reading the same news again changes nothing.

    \b
    Example:  dragoman read examples/news --into record.db
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from dragoman import pipeline, store

    into = store.connect(path)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    outcome = pipeline.Outcome(failures=[])
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        for outcome in pipeline.run(news, into, _settings(lexicon, min_confidence)):
            progress.update(task, description=f"{outcome.read} articles read, {outcome.changed} new or changed")
    for failure in outcome.failures:
        click.echo(str(failure), err=True)
    click.echo(_told(outcome, path, store.counts(into)), err=True)
    _finish(outcome.read, outcome.failures)


def _told(outcome: Outcome, path: Path, held: dict[str, int]) -> str:
    """What a run did and what the store holds now, in two lines."""
    failed = f"{len(outcome.failures)} inputs failed"
    done = f"{outcome.read} articles read, {outcome.changed} new or changed, {outcome.foreign} not English, {failed}."
    stories = f"{held['documents']} articles in {held['stories']} stories"
    found = f"{held['events']} events ({held['reports']} reports), {held['quotes']} quotations"
    return f"{done}\n{path} holds {stories}, {found}."


def _store_argument(command: Command) -> Command:
    return click.option(
        "--from",
        "path",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("record.db"),
        show_default=True,
        help="The record store.",
    )(command)


def _open(path: Path) -> sqlite3.Connection:
    from dragoman import store

    return store.connect(path, create=False)


@main.command()
@click.argument("id")
@_store_argument
def show(id: str, path: Path) -> None:
    """Show one event: its sentence with every field marked beneath, all reports, contradictions.

    \b
    Example:  dragoman show 3f2a --from record.db
    """
    from dragoman import store
    from dragoman.web import terminal

    terminal.show_event(store.event(_open(path), id))


@main.command()
@click.argument("one")
@click.argument("other")
@click.option("--since", help="First day, YYYY-MM-DD.")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl."
)
@_store_argument
def dyad(one: str, other: str, since: str | None, form: str | None, path: Path) -> None:
    """List the events between two actors, both directions, by date, with the words they rest on.

    \b
    Example:  dragoman dyad RUS CHN --since 2025-01-01
    """
    from dragoman import store
    from dragoman.web import terminal

    found = store.dyad(_open(path), one, other, since)
    if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        terminal.show_dyad(found, one, other)
    else:
        for event in found:
            click.echo(terminal.json_line(event))


@main.group()
def report() -> None:
    """Write one self-contained HTML file that opens from disk and asks nothing of the network."""


@report.command("dyad")
@click.argument("one")
@click.argument("other")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file.")
@_store_argument
def report_dyad(one: str, other: str, output: Path, path: Path) -> None:
    """The relationship of two actors on one page: curve, events, sources, contradictions, quotations.

    \b
    Example:  dragoman report dyad RUS CHN -o rus-chn.html
    """
    from dragoman.web import report as pages

    output.write_text(pages.dyad(_open(path), one, other), encoding="utf-8")
    click.echo(f"{output} written", err=True)


@main.command()
@click.argument("sentence")
@click.option("--published", help="Publication day, YYYY-MM-DD, for words such as 'Tuesday'.")
@_settings_options
def explain(sentence: str, published: str | None, lexicon: str | None, min_confidence: float | None) -> None:
    """Explain SENTENCE: tokens, parse, actors, candidates, which rule gave which event and why others lost.

    SENTENCE may also be a PLOVER type or a CAMEO code; then the codebook entry is printed.

    \b
    Example:  dragoman explain "Chile recalled its ambassador from Lima on Monday." --published 2024-05-08
              dragoman explain CONSULT
    """
    from dragoman import events
    from dragoman.pipeline import book_of, code_text
    from dragoman.web import terminal

    entry = events.codebook(sentence.strip())
    if entry is not None:
        click.echo(entry)
        return
    settings = _settings(lexicon, min_confidence)
    document = code_text(sentence, published=published, settings=settings)
    found = events.candidates(document, book=book_of(settings), least=settings.min_confidence)
    terminal.show_explanation(document, found)


@main.command()
@click.option("--speaker", help="A name or a code.")
@click.option("--about", help="Words in the quotation (full text).")
@click.option("--since", help="First day, YYYY-MM-DD.")
@_store_argument
def quotes(speaker: str | None, about: str | None, since: str | None, path: Path) -> None:
    """Who said what: quotations by speaker, by words, by day.

    \b
    Example:  dragoman quotes --speaker Putin --about "trade"
    """
    from dragoman import store
    from dragoman.web import terminal

    terminal.show_quotes(store.quotes(_open(path), speaker=speaker, about=about, since=since))


@main.command()
@click.argument("code")
@click.option("--topic", help="Part of a topic's name.")
@_store_argument
def positions(code: str, topic: str | None, path: Path) -> None:
    """What an actor stands for, topic by topic, over time, in its own words.

    \b
    Example:  dragoman positions RUS --topic Korea
    """
    from dragoman import store
    from dragoman.web import terminal

    terminal.show_positions(store.positions(_open(path), code, topic), code)


@main.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def unknown(path: Path) -> None:
    """Names that no lexicon row explains, most frequent first, each with a row to paste into a file of your own.

    \b
    Example:  dragoman unknown record.db
    """
    from dragoman import actors, store

    for name in actors.unknown(store.documents(_open(path))):
        click.echo(f"# {name.count} times in {name.documents} articles: {name.example}\n{name.row}\n")


@main.group()
def lexicon() -> None:
    """The tables behind the actors: states, offices, bodies, groups."""


@lexicon.command("check")
def lexicon_check() -> None:
    """Check every row of the shipped tables, and that every full name is found again; one line for each fault.

    \b
    Example:  dragoman lexicon check
    """
    from dragoman import actors
    from dragoman.lexicon import soundness

    index = actors.shipped().index
    lost = [f"{key}: the name {name!r} is not found again" for name, key in soundness.names() if not index.lookup(name)]
    faults = [*soundness.complaints(), *lost]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults in {sum(1 for _ in soundness.names())} named rows", err=True)
    if faults:
        raise SystemExit(NOTHING_DONE)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record, generated from the code.

    \b
    Example:  dragoman schema > record.schema.json
    """
    import json

    from dragoman import store

    click.echo(json.dumps(store.schema(), indent=1))


@main.command()
def doctor() -> None:
    """Check that everything Dragoman needs is here: versions, model, lexicons, SQLite, one sentence coded.

    \b
    Example:  dragoman doctor
    """
    from dragoman import pipeline

    checks = pipeline.examine()
    for check in checks:
        click.echo(f"{'ok ' if check.well else 'BAD'}  {check.what}: {check.found}")
    if not all(check.well for check in checks):
        raise SystemExit(NOTHING_DONE)
