"""Where the compiled clock keeps its machine code."""

import os
import subprocess
import sys

from cic.clocks.compiled import _compile, _manner, cache_folder, kept
from cic.clocks.kernel import run_to_end
from cic.program.switches import SWITCHES

SCRIPT = """
from cic.clocks.compiled import compiled
from cic.measures.bins import bin_of, EDGE
edges = EDGE.table(2)
edges["ends"] = [10.0, 20.0]
print(compiled(bin_of)(edges, 15.0, 0))
"""


FOUND_BY_OTHERS = """
import subprocess, sys
look = "from cic.clocks.compiled import kept; print(kept(bin_of))"
look = "from cic.measures.bins import bin_of; " + look
print(subprocess.check_output([sys.executable, "-c", look]) == b"{frozenset()}\\n")
"""


NEEDS_NO_SCIPY = (
    SCRIPT
    + """
import sys
print("scipy.linalg" in sys.modules)
import numba, numpy
print(numba.njit(lambda a: a @ a)(numpy.eye(2)).sum())
"""
)


def run(folder, script=SCRIPT):
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"CIC_CACHE_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )


def test_machine_code_is_kept_and_found_again(tmp_path):
    first, second = run(tmp_path), run(tmp_path)
    assert first.stdout == second.stdout == "1\n"
    assert first.stderr.count("compiling rules") == 1
    assert "compiling" not in second.stderr
    assert list(tmp_path.rglob("*.nbi"))


def test_where_it_cannot_be_kept_the_clock_runs_all_the_same(tmp_path):
    barred = tmp_path / "file"
    barred.write_text("not a folder")
    told = run(barred, SCRIPT + FOUND_BY_OTHERS)
    assert told.stdout == "1\nTrue\n"
    assert "cannot be kept" in told.stderr


def test_scipy_is_not_loaded_for_rules_and_still_found_by_others(tmp_path):
    assert run(tmp_path, NEEDS_NO_SCIPY).stdout.split() == ["1", "False", "2.0"]


def test_rules_made_without_something_have_names_of_their_own():
    """Two kernels that were compiled by two processes live in one, and share its names."""
    names = []
    for off in (frozenset(), SWITCHES):
        made = {}
        _compile(run_to_end, made, keep=True, off=off)
        rules = [one.py_func for one in made.values() if hasattr(one, "py_func")]
        names.append({f"{rule.__module__}.{rule.__qualname__}" for rule in rules})
    assert len(names[1]) > 50
    assert names[0].isdisjoint(names[1])


def test_machine_code_tells_what_it_was_compiled_without(tmp_path, monkeypatch):
    monkeypatch.setenv("CIC_CACHE_DIR", str(tmp_path))
    assert kept(run_to_end) == set()
    folder = cache_folder() / "rules_0"
    folder.mkdir()
    some = frozenset({"ways", "rings"})
    for off in frozenset[str](), some, SWITCHES:
        (folder / f"kernel.run_to_end{_manner(off)}-45.py311.nbi").touch()
    (folder / f"kernel.run_to_end_now{_manner(some)}-9.py311.nbi").touch()
    assert kept(run_to_end) == {frozenset(), some, SWITCHES}
