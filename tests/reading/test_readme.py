"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cic.report.saved import LOGS, TABLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)


def blocks(language):
    return [text for kind, text in BLOCKS if kind == language]


def test_the_report_shown_is_the_report_printed():
    (shown,) = [text for text in blocks("text") if text.startswith("$ cic run")]
    command, _, report = shown.partition("\n")
    done = subprocess.run(
        [Path(sys.executable).parent / "cic", *command.split()[2:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "96", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )
    assert done.stdout.rstrip() == report.rstrip()


def test_the_scenarios_shown_are_scenarios():
    from cic.scenario.load import from_dict
    from cic.scenario.reader import read_text

    names = [from_dict(read_text(shown).data).name for shown in blocks("yaml")]
    assert names == [
        *("A small help desk", "Who answers whom", "A blended team", "Who calls again"),
        *(
            "Call me back",
            "Calls to customers who owe",
            "Read it on the web",
            "Who stays",
            "Repairs",
        ),
    ]


def test_the_python_shown_runs(monkeypatch):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.chdir(ROOT)
    (shown,) = blocks("python")
    scope = {}
    exec(compile(shown, "README.md", "exec"), scope)
    pyplot.close("all")
    assert scope["more"].replications == scope["result"].replications == 30


@pytest.mark.long
def test_the_generations_shown_are_those_printed():
    (shown,) = [text for text in blocks("text") if text.startswith("GENERATIONS")]
    command = [Path(sys.executable).parent / "cic", "generations"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    printed = done.stdout.splitlines()
    assert all(line in printed for line in shown.splitlines())


def test_the_commands_of_the_readme_are_there():
    from typer.main import get_command

    from cic.cli.app import app

    told = set(re.findall(r"`cic (\w+)", README))
    assert told == set(get_command(app).commands)


def test_the_two_commands_that_set_up_lead():
    first = blocks("sh")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]


def test_all_frames_of_a_result_are_named():
    (python,) = [text for text in blocks("python") if "result.summary" in text]
    assert set(re.findall(r"[ t]\.(\w+)", python)) >= {*TABLES, *LOGS}
