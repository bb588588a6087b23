"""The names people import, and what importing them costs."""

import json
import subprocess
import sys

import pytest

import cic

HEAVY = {"numpy", "numba", "simpy", "pandas", "matplotlib", "pydantic", "yaml", "rich", "typer"}


def modules_after(program):
    """The top names of the modules a fresh Python has loaded after a program."""
    told = f"{program}\nimport sys, json; print(json.dumps([*sys.modules]))"
    found = subprocess.run(
        [sys.executable, "-c", told], check=True, capture_output=True, text=True
    ).stdout
    return {name.partition(".")[0] for name in json.loads(found.splitlines()[-1])}


def test_public_names_are_sorted_and_few():
    assert cic.__all__ == sorted(cic.__all__)
    assert 10 <= len(cic.__all__) <= 20


@pytest.mark.parametrize("name", cic.__all__)
def test_every_public_name_leads_somewhere(name):
    assert getattr(cic, name) is getattr(cic, name)


@pytest.mark.parametrize("name", [name for name in cic.__all__ if name != "__version__"])
def test_every_public_name_is_documented(name):
    assert getattr(cic, name).__doc__


def test_dir_lists_exactly_the_public_names():
    assert dir(cic) == cic.__all__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'simulate'"):
        _ = cic.simulate


def test_importing_cic_loads_nothing_heavy():
    loaded = modules_after("import cic; dir(cic)")
    assert "cic" in loaded
    assert not loaded & HEAVY


def test_errors_are_caught_without_loading_anything_heavy():
    assert not modules_after("import cic; cic.CicError, cic.ScenarioError") & HEAVY


def test_loading_a_scenario_loads_no_numpy_and_no_pandas():
    loaded = modules_after("import cic; cic.load, cic.check, cic.Scenario")
    assert not loaded & {"numpy", "pandas", "numba", "simpy", "matplotlib"}


def test_running_loads_no_pandas_and_no_matplotlib():
    assert not modules_after("import cic; cic.run") & {"pandas", "matplotlib", "numba"}
