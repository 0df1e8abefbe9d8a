"""The front door: every command, its output, its errors and exit codes, as a user meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from dragoman import store
from dragoman.cli import main
from dragoman.events.told import BOUNDS

HOUSE = Path(__file__).parent.parent
NEWS = HOUSE / "examples" / "news"
MEETING = "Kenya's foreign minister met her Zambian counterpart in Lusaka on Tuesday, the ministry said."


def run(*words, stdin=None):
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "record.db"
    result = run("read", NEWS / "04-xi-moscow-2023.txt", NEWS / "06-xi-moscow-2025-a.txt", "--into", path)
    assert result.exit_code == 0
    return path


COMMANDS = [
    "code",
    "read",
    "show",
    "dyad",
    "report",
    "explain",
    "quotes",
    "positions",
    "unknown",
    "lexicon",
    "schema",
    "doctor",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_a_pasteable_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "dragoman " in result.output or command in ("report", "lexicon")


def test_help_of_the_door_names_every_command_and_the_exit_codes():
    shown = run("--help").output
    assert all(command in shown for command in COMMANDS)
    assert "Exit codes" in shown


def test_importing_the_door_loads_nothing_heavy():
    heavy = "{'onnxruntime', 'trafilatura', 'numpy', 'jinja2', 'rich'}"
    script = f"import sys, dragoman.cli; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_code_prints_one_json_line_an_article_to_a_pipe(tmp_path):
    (tmp_path / "a.txt").write_text(MEETING)
    (tmp_path / "b.txt").write_text(MEETING.replace("Lusaka", "Ndola"))
    result = run("code", tmp_path)
    records = [store.decode(line) for line in result.stdout.splitlines()]
    assert [[event.type for event in record.events] for record in records] == [["CONSULT"], ["CONSULT"]]


def test_code_lines_validate_against_the_schema(tmp_path):
    schema = json.loads(run("schema").output)
    lines = run("code", NEWS / "01-riyadh-tehran-meridian.txt", "--format", "jsonl").stdout.splitlines()
    assert len(lines) == 1
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def test_code_table_names_who_did_what_to_whom(tmp_path):
    (tmp_path / "a.txt").write_text(MEETING)
    shown = run("code", tmp_path / "a.txt", "--format", "table").output
    assert "CONSULT" in shown
    assert "KEN GOV" in shown
    assert "ZMB GOV" in shown


def test_code_reads_json_lines_from_standard_input():
    line = json.dumps({"id": "mine", "text": MEETING, "published": "2024-05-08", "desk": "africa"})
    record = store.decode(run("code", "-", stdin=line + "\n").stdout)
    assert (record.id, record.published.value, record.metadata) == ("mine", "2024-05-08", {"desk": "africa"})


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "broken.jsonl": b'{"id": "x", "text": "Chile thanked Peru."}\n{"id": \n',
    "latin.txt": "Le pr\xe9sident est arriv\xe9.".encode("utf-16")[:-1],
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt"])
def test_code_bad_input_costs_one_line_and_the_rest_is_done(tmp_path, name):
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(MEETING)
    result = run("code", tmp_path / name, tmp_path / "good.txt")
    assert result.exit_code == 1
    complaints = result.stderr.strip().splitlines()
    assert len(complaints) == 1
    assert name in complaints[0]
    assert any(event.type == "CONSULT" for line in result.stdout.splitlines() for event in store.decode(line).events)


def test_code_an_article_that_breaks_a_room_costs_one_line(tmp_path, monkeypatch):
    from dragoman import events

    code = events.code

    def breaks(document, **settings):
        if "Lusaka" in document.text:
            raise ValueError("planted")
        return code(document, **settings)

    monkeypatch.setattr(events, "code", breaks)
    (tmp_path / "a.txt").write_text(MEETING)
    (tmp_path / "b.txt").write_text(MEETING.replace("Lusaka", "Ndola"))
    result = run("code", tmp_path)
    assert result.exit_code == 1
    [complaint] = result.stderr.strip().splitlines()
    assert "a.txt" in complaint
    assert "ValueError: planted" in complaint
    assert [bool(store.decode(line).events) for line in result.stdout.splitlines()] == [False, True]


def test_code_nothing_readable_is_exit_3(tmp_path):
    assert run("code", tmp_path / "missing.txt").exit_code == 3


def test_code_without_news_is_a_wrong_command_line():
    assert run("code").exit_code == 2


def test_code_uses_a_conllu_parse_in_place_of_ours(tmp_path):
    rows = ["Peru PROPN 2 nsubj", "thanked VERB 0 root", "Chile PROPN 2 obj", ". PUNCT 2 punct"]
    lines = []
    for number, row in enumerate(rows, start=1):
        form, upos, head, deprel = row.split()
        lemma = {"thanked": "thank"}.get(form, form)
        space = "SpaceAfter=No" if form == "Chile" else "_"
        lines.append("\t".join([str(number), form, lemma, upos, "_", "_", head, deprel, "_", space]))
    path = tmp_path / "parsed.conllu"
    path.write_text("# text = Peru thanked Chile.\n" + "\n".join(lines) + "\n\n")
    record = store.decode(run("code", "--conllu", path).stdout)
    assert [(e.type, e.actors[0].code, e.recipients[0].code) for e in record.events] == [("SUPPORT", "PER", "CHL")]


def test_read_twice_changes_nothing(record):
    before = record.read_bytes() if record.exists() else b""
    result = run("read", NEWS / "04-xi-moscow-2023.txt", NEWS / "06-xi-moscow-2025-a.txt", "--into", record)
    assert "0 new or changed" in result.stderr
    assert before


def test_read_in_another_order_gives_the_same_rows(record, tmp_path):
    other = tmp_path / "other.db"
    run("read", NEWS / "06-xi-moscow-2025-a.txt", NEWS / "04-xi-moscow-2023.txt", "--into", other)
    tables = ("documents", "reports", "events", "quotes", "stories")
    rows = [
        [sorted(map(tuple, store.connect(path).execute(f"SELECT * FROM {table}"))) for table in tables]
        for path in (record, other)
    ]
    assert rows[0] == rows[1]


def test_dyad_show_and_report_follow_each_other(record, tmp_path):
    lines = run("dyad", "RUS", "CHN", "--from", record, "--format", "jsonl").stdout.splitlines()
    assert lines
    shown = run("show", json.loads(lines[0])["id"], "--from", record).output
    assert "~ trigger" in shown
    page = tmp_path / "rus-chn.html"
    assert run("report", "dyad", "RUS", "CHN", "--from", record, "-o", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_dyad_table_lists_the_visit_of_2023(record):
    assert "2023-03" in run("dyad", "RUS", "CHN", "--from", record, "--format", "table").output


def test_quotes_by_speaker_and_words(record):
    shown = run("quotes", "--speaker", "Putin", "--about", "multipolar", "--from", record).output
    assert "more just and democratic multipolar world order" in " ".join(shown.split())


def test_positions_and_unknown_answer_on_a_real_record(record):
    assert run("positions", "RUS", "--from", record).exit_code == 0
    assert run("unknown", record).exit_code == 0


def test_commands_without_a_store_say_how_to_make_one(tmp_path):
    result = run("dyad", "RUS", "CHN", "--from", tmp_path / "none.db")
    assert result.exit_code == 3
    assert "dragoman read" in result.stderr


def test_explain_a_sentence_shows_parse_actors_candidates_and_events():
    shown = run("explain", MEETING, "--published", "2024-05-08").output
    for part in ("nsubj", "KEN GOV", "candidates", "CONSULT", "2024-05-07"):
        assert part in shown


@pytest.mark.parametrize(
    ("bound", "fate"), [((), "AGREE                event"), (("--min-confidence", 0.99), "none: unlikely")]
)
def test_explain_tells_candidates_by_the_bound_that_was_asked_for(bound, fate):
    assert fate in run("explain", "The EU may be weighing aid for Moldova, officials fear.", *bound).output


def test_help_names_the_bound_that_is_measured():
    assert f"(default {BOUNDS.least};" in " ".join(run("code", "--help").output.split())


@pytest.mark.parametrize(("entry", "words"), [("CONSULT", "meeting"), ("042", "visit")])
def test_explain_a_code_prints_the_codebook(entry, words):
    assert words in run("explain", entry).output.lower()


def test_lexicon_check_finds_no_fault():
    result = run("lexicon", "check")
    assert result.stdout == ""
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("table", "change", "complaint"),
    [
        ("terms", {"code": "XYZ"}, "no territory, body or group has the code 'XYZ'"),
        ("terms", {"person": "nobody-at-all"}, "nobody in persons.tsv has the id 'nobody-at-all'"),
        ("terms", {"sector": "KING"}, "unknown sector 'KING'"),
        ("terms", {"valid_from": "2020", "valid_to": "2010"}, "2020 lies after 2010"),
        ("bodies", {"country": "QQQ"}, "no territory has the code 'QQQ'"),
    ],
)
def test_lexicon_check_names_a_planted_fault(monkeypatch, table, change, complaint):
    import msgspec

    from dragoman.lexicon import actor_rows, soundness

    rows = getattr(actor_rows, table)()
    planted = (msgspec.structs.replace(rows[0], **change), *rows[1:])
    monkeypatch.setattr(actor_rows, table, lambda: planted)
    assert any(complaint in line for line in soundness.complaints())


def test_doctor_finds_everything_here():
    result = run("doctor")
    assert result.exit_code == 0
    assert "BAD" not in result.output


def test_code_into_a_closed_pipe_ends_quietly(tmp_path):
    (tmp_path / "a.txt").write_text(MEETING)
    door = Path(sys.executable).with_name("dragoman")
    command = f"'{door}' code '{tmp_path}' --format jsonl | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=os.environ, check=False)
    assert "Traceback" not in done.stderr
