"""The commands as they are typed: what they print, where, and their exit status."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cic.cli.app import app
from tests.report.centres import bank

HEAVY = {"numpy", "pandas", "numba", "matplotlib", "simpy"}


@pytest.fixture
def day(tmp_path: Path) -> Path:
    file = tmp_path / "bank.yaml"
    file.write_text(bank().to_yaml(), encoding="utf-8")
    return file


def cic(*words, status=0):
    """Run a command; its standard output and error."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == status, (result.output, result.stderr, result.exception)
    return result.stdout, result.stderr


def process(*words, **how):
    return subprocess.Popen(
        [sys.executable, "-m", "cic.cli", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **how,
    )


def test_run_prints_a_report(day):
    out, err = cic("run", day)
    assert out.startswith("A small bank\n")
    assert "service level" in out
    assert "\x1b" not in out
    assert err == ""


def test_run_takes_replications_seed_clock_and_changes(day):
    out, _ = cic(
        "run", day, "-n", 3, "--seed", 7, "--clock", "simpy", "--set", "agents.generalists.staff=9"
    )
    assert "3 replications · seed 7 · simpy clock" in out


def test_an_overlay_is_laid_over(day, tmp_path):
    over = tmp_path / "over.yaml"
    over.write_text("name: Another bank\n", encoding="utf-8")
    assert cic("run", day, "--overlay", over)[0].startswith("Another bank\n")


def test_json_is_the_whole_answer_and_nothing_else(day):
    found = json.loads(cic("run", day, "--json")[0])
    assert list(found) == [
        "scenario", "seed", "replications", "clock", "definitions", "total", "queues", "groups",
        "sites", "campaigns", "customers", "cases", "costs", "days", "notices", "provenance",
    ]  # fmt: skip
    assert set(found["queues"]) == {"regular", "vip"}


def test_a_trace_comes_before_the_report(day):
    out, _ = cic("run", day, "-n", 1, "--trace")
    assert out.startswith("08:00:00  generalists 1 comes on duty\n")
    assert "\n\nA small bank\n" in out


def test_intervals_are_printed_on_demand(day):
    assert "\n11:30 " not in cic("run", day)[0]
    assert "\n11:30 " in cic("run", day, "--intervals")[0]


def test_a_missed_target_is_exit_1_and_named(day):
    cic("run", day, "--check-targets", "--set", "agents.generalists.staff=30")
    words = ("run", day, "--set", "agents.generalists.staff=0")
    cic(*words)
    _, err = cic(*words, "--check-targets", status=1)
    assert "target missed: regular: service_level at least 80%" in err


def test_notices_can_be_errors(day):
    _, err = cic("run", day, "-n", 2, "--notices-as-errors", status=1)
    assert "notice CIC502" in err


def test_until_runs_as_often_as_it_takes(day):
    out, _ = cic("run", day, "--until", "service_level +-5%", "--json")
    total = json.loads(out)["total"]["service_level"]
    assert (total["high"] - total["low"]) / 2 <= 0.05


@pytest.mark.parametrize(
    "words",
    [
        ("run", "nowhere.yaml"),
        ("run", "{day}", "-n", "0"),
        ("run", "{day}", "--clock", "sundial"),
        ("run", "{day}", "--until", "service_level 1%"),
        ("run", "{day}", "--set", "agents.nobody.staff=1"),
        ("run", "{day}", "--set", "agents"),
        ("run", "{day}", "--trace", "--json"),
        ("run", "{day}", "--no-such-option"),
        ("run",),
        ("explain", "nowhere.yaml"),
        ("check", "nowhere.yaml"),
        ("scenarios", "nowhere"),
        ("nothing",),
    ],
)
def test_wrong_input_is_exit_2_without_a_traceback(day, words):
    out, err = cic(*(word.replace("{day}", str(day)) for word in words), status=2)
    assert out + err
    assert "Traceback" not in out + err


def test_a_result_is_written_once_and_replaced_by_force(day, tmp_path):
    out = tmp_path / "result"
    cic("run", day, "-n", 2, "--out", out)
    assert (out / "summary.json").is_file()
    _, err = cic("run", day, "-n", 2, "--out", out, status=2)
    assert "is there already" in err
    cic("run", day, "-n", 3, "--out", out, "--force")
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["replications"] == 3


def test_check_tells_all_findings_with_their_places(tmp_path):
    file = tmp_path / "bad.yaml"
    file.write_text(
        bank().to_yaml().replace("120/hour", "120/fortnight").replace("staff:", "stuff:"),
        encoding="utf-8",
    )
    out, _ = cic("check", file, status=2)
    assert out.count("CIC") >= 2
    assert f"{file}:" in out
    assert "2 errors" in out
    found = json.loads(cic("check", file, "--json", status=2)[0])
    assert {one["line"] > 0 for one in found[0]["findings"]} == {True}


def test_check_of_good_files_is_exit_0(day):
    assert "no mistakes found" in cic("check", day, day)[0]


def test_a_notice_alone_is_no_error(day):
    extra = "queues.lonely={talk: 3 min}"
    out, _ = cic("check", day, "--set", extra)
    assert "notice CIC350" in out
    assert "1 notice" in out


def test_explain_tells_the_centre(day):
    assert "WHO ANSWERS WHAT" in cic("explain", day)[0]
    assert json.loads(cic("explain", day, "--json")[0])["scenario"] == "A small bank"


def test_schema_is_json(tmp_path):
    schema = json.loads(cic("schema")[0])
    assert schema["type"] == "object"
    cic("schema", "--out", tmp_path / "schema.json")
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8")) == schema
    cic("schema", "--out", tmp_path / "no" / "schema.json", status=2)


def test_scenarios_lists_names_and_questions(day):
    (day.parent / "other.yaml").write_text("just: data\n", encoding="utf-8")
    (day.parent / "broken.yaml").write_text("[", encoding="utf-8")
    found = json.loads(cic("scenarios", day.parent, "--json")[0])
    assert [Path(row["file"]).name for row in found] == ["bank.yaml", "broken.yaml"]
    assert "How many callers hang up before noon?" in cic("scenarios", day.parent)[0]


def test_policies_are_listed_with_meaning_origin_and_ties():
    out, _ = cic("policies")
    assert "asterisk.leastrecent" in out
    assert "From: Asterisk app_queue. Ties: of equal metrics the member that stands last" in out
    found = json.loads(cic("policies", "--json")[0])
    assert {"policies", "terms", "left_out", "readable"} == set(found)
    (one,) = json.loads(cic("policies", "connect", "--json")[0])["policies"]
    assert one["contact"]["score"] == [{"rank": -1}, {"wait": 1}]
    assert "did you mean 'herzog'" in cic("policies", "herzg", status=2)[1]


def test_code_in_a_file_is_run_only_where_that_is_allowed(tmp_path):
    ran = tmp_path / "ran"
    text = f"from pathlib import Path\nPath({str(ran)!r}).touch()\n"
    text += "def mine(contact, agent, centre, now):\n    return -agent.answered\n"
    (tmp_path / "mine.py").write_text(text)
    day = tmp_path / "day.yaml"
    day.write_text(
        "name: Own\nopens: 08:00\ncloses: 09:00\nqueues: {a: {arrivals: 9/hour, talk: 1 min}}\n"
        "agents: {g: {staff: 2, skills: [a]}}\n"
        "routing: {agent: {module: mine.py, function: mine}}\n"
    )
    assert "--allow-code" in cic("run", day, "-n", 2, status=2)[1]
    assert "--allow-code" in cic("run", day, "--trace", status=2)[1]
    assert "no mistakes" in cic("check", day)[0]
    assert "mine in mine.py" in cic("explain", day, "--contact", "a", "--agent", "g")[0]
    cic("explain", day)
    cic("generations", day, status=2)
    assert not ran.exists()
    assert "Own" in cic("run", day, "-n", 2, "--allow-code")[0]
    assert ran.exists()


def test_routing_of_one_contact_and_one_agent_is_told(tmp_path):
    day = tmp_path / "day.yaml"
    day.write_text(
        "name: Own\nopens: 08:00\ncloses: 09:00\n"
        "queues: {a: {arrivals: 9/hour, talk: 1 min, overflow: {h: {after: 30 s}}, weight: 2}}\n"
        "agents: {g: {staff: 2, skills: {a: {level: 3}}}, h: {staff: 2, skills: [a]}}\n"
        "routing: {agent: genesys.best-available-skills, contact: asterisk.linear}\n"
    )
    text = " ".join(cic("explain", day, "--contact", "a", "--agent", "h")[0].split())
    assert "the highest level of the skill, then the highest seconds idle" in text
    assert "as overflow by h once it has waited for 30 s" in text
    assert "g has it at rank 1 and level 3." in text
    assert "It brings weight 2." in text
    assert "AN AGENT OF h" in text
    found = json.loads(cic("explain", day, "--contact", "a", "--json")[0])
    assert found["agent"] == []
    assert found["contact"][0] == "A CONTACT OF a"
    assert "there is no agent group 'hh'" in cic("explain", day, "--agent", "hh", status=2)[1]
    assert "there is no queue 'b'" in cic("explain", day, "--contact", "b", status=2)[1]


def test_the_version_is_told():
    assert cic("--version")[0].startswith("cic ")


def test_help_lists_every_command():
    out, _ = cic("--help")
    for command in (
        "run",
        "check",
        "explain",
        "schema",
        "bench",
        "warmup",
        "scenarios",
        "policies",
    ):
        assert f"\n  {command} " in out


@pytest.mark.parametrize("words", [["--help"], ["check", "{day}"], ["explain", "{day}"]])
def test_quick_commands_import_nothing_heavy(day, words):
    code = (
        "import sys\n"
        "from cic.cli import main\n"
        f"sys.argv = ['cic', *{[word.replace('{day}', str(day)) for word in words]!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        f"heavy = {HEAVY!r} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def listen_to_interrupts():
    """Shells have what they start in the background ignore them, and all that this runs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_run_is_exit_130_and_leaves_nothing(day, tmp_path):
    out = tmp_path / "result"
    words = ("run", day, "-n", 100_000, "--clock", "simpy", "--out", out)
    with process(*words, preexec_fn=listen_to_interrupts) as running:
        time.sleep(2.0)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bank.yaml"]


def test_a_closed_pipe_is_no_traceback(day):
    with process("run", day, "-n", 1, "--trace") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()


def test_a_terminal_without_unicode_gets_question_marks(day):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with process("run", day, "-n", 2, env=environment) as running:
        out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    assert "?" in out
