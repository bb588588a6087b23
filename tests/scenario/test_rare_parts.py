"""Parts that few scenarios have: away until one has them, and nothing is missed without them."""

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cic.errors import ScenarioError
from cic.scenario import checks
from cic.scenario.load import check
from cic.scenario.mend import Mended
from cic.scenario.reader import read_file, read_text
from cic.scenario.routing_words import AGENT_WORDS
from cic.scenario.scenario import Model
from tests.scenario.examples import BASE, EXAMPLES, write

SOURCES = Path(checks.__file__).parent
SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
OF_PARTS = [one for one in checks._OF_NAMES + checks._OF_SENSE if isinstance(one, checks._OfPart)]
SMALL = """\
name: Help desk
opens: 08:00
closes: 10:00
queues:
  regular: {arrivals: 20/hour, patience: exponential mean 6 min, talk: exponential mean 3 min}
agents:
  all: {staff: 4, skills: [regular]}
"""
PARTS = {
    "campaigns": "campaigns: {overdue: {queue: regular, answers: 30%}}",
    "customers": "customers: {}",
    "incidents": "incidents: [{at: 09:00, arrivals: 2, until: 09:30}]",
    "sites": "sites: {north: {}}",
    "snapshot": "snapshot: {at: 09:00, waiting: {regular: [40 s]}}",
}


def rare_modules():
    """The modules of parts, and of their checks, that are imported when a scenario has them."""
    told = "\n".join(path.read_text() for path in SOURCES.glob("*.py"))
    parts = set(re.findall(r'rare\("(cic\.scenario\.\w+):\w+"\)', told))
    return parts | {f"cic.scenario.{one._module}" for one in OF_PARTS}


def loaded_by(path):
    """What a fresh Python has imported after `cic check`."""
    code = (
        "import json, sys\nfrom cic.cli import main\n"
        f"sys.argv = ['cic', 'check', {str(path)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(json.dumps([*sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_checking_a_small_scenario_imports_no_part_that_it_does_not_have(tmp_path):
    loaded = loaded_by(write(tmp_path, SMALL))
    assert "cic.scenario.queues" in loaded
    assert not loaded & rare_modules()
    assert not loaded & {"rich", "cic.measures", "cic.scenario.schema", "cic.cli.run"}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_imported_with_its_checks_where_a_scenario_has_it(part, tmp_path):
    loaded = loaded_by(write(tmp_path, f"{SMALL}{PARTS[part]}\n"))
    assert {f"cic.scenario.{part}", f"cic.scenario.checks_{part}"} <= loaded


def test_rare_modules_are_many_and_there():
    assert len(rare_modules()) > 30
    assert all((SOURCES / f"{name.rpartition('.')[2]}.py").exists() for name in rare_modules())


def test_every_module_of_checks_is_asked():
    told = Path(checks.__file__).read_text()
    for path in set(SOURCES.glob("checks_*.py")) - {SOURCES / "checks_demand.py"}:
        assert re.search(rf"\b{path.stem}\b", told), path.stem
        for name in re.findall(r"^([A-Z_]*CHECKS) = ", path.read_text(), re.MULTILINE):
            assert name in told, name


def models():
    """What is checked of scenarios: those that are shipped, and those with mistakes, mended."""
    written = [(read_file(path), path.parent) for path in SHIPPED]
    for text in filter(lambda text: isinstance(text, str), [BASE, SMALL, *EXAMPLES.values()]):
        with contextlib.suppress(ScenarioError):
            written.append((read_text(text), Path()))
    mended = (Mended(one.data, one.spot, folder, Model).model for one, folder in written)
    return [model for model in mended if model is not None]


def test_checks_of_a_part_find_nothing_where_there_is_none_of_it():
    absent = found = 0
    for model in models():
        for one in OF_PARTS:
            issues = [issue for each in one.checks() for issue in each(model)]
            if not one.may_find(model):
                absent += 1
                assert issues == [], (one._module, model.name)
            found += len(issues)
    assert absent > 1000
    assert found > 50


def test_no_plain_word_for_agents_rings_at_several():
    assert all(named.also_rings is None for named in AGENT_WORDS.values())


def test_a_mistake_in_a_rare_part_is_found_with_its_place(tmp_path):
    text = f"{SMALL}campaigns: {{overdue: {{queue: regular, answers: 30%, dialer: {{}}}}}}\n"
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where, finding.line) == ("CIC101", "campaigns.overdue.dialer", 8)
    assert "dialler" in finding.remedy
