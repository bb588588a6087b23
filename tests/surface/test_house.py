"""The house is in order: style, types, and which room may enter which."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "ruff finds nothing": ["ruff", "check", "--quiet", "."],
    "ruff would format nothing": ["ruff", "format", "--check", "--quiet", "."],
    "mypy finds nothing": ["mypy"],
    "imports point one way": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_the_house_is_in_order(command):
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_folder_stands_at_the_top_that_does_not_belong_there():
    known = {"cic", "scenarios", "notebooks", "tests"}
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."}
    assert {name for name in found if not name.startswith("__")} == known
