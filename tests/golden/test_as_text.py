"""Two small scenarios laid flat, and the first rows of their logs, as text.

`--update-golden` writes the files anew; the commit says what changed and why.
"""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.days import live
from tests.golden.centres import MENUS, SKILLS

ROWS = 12
SMALL = {
    "shifts": {
        "name": "Two queues, shifts with breaks, a Saturday",
        "opens": "08:00",
        "closes": "10:00",
        "interval": "1 h",
        "days": 2,
        "starts_on": "friday",
        "opening_hours": {"saturday": {"opens": "08:30", "closes": "09:30"}},
        "at_closing": "send_away",
        "queues": {
            "orders": {
                "arrivals": {"counts": [6, 8]},
                "patience": "exponential mean 3 min",
                "talk": "lognormal mean 4 min cv 1",
                "wrap_up": "30 s",
                "groups": ["seniors", "juniors"],
            },
            "returns": {
                "arrivals": {"per_hour": [5, 4]},
                "talk": "gamma mean 5 min cv 0.5",
                "head_start": "1 min",
                "weight": 2,
                "capacity": 3,
                "priority": 2,
            },
        },
        "agents": {
            "juniors": {"staff": [1, 2], "skills": {"orders": {"rank": 2, "talk_factor": 1.5}}},
            "seniors": {
                "shifts": [
                    {
                        "from": "08:00",
                        "until": "10:00",
                        "names": ["Ann", "Bob"],
                        "breaks": [{"at": "09:00", "lasts": "15 min"}],
                    }
                ],
                "skills": ["returns", "orders"],
                "wrap_up": {"returns": "1 min"},
            },
        },
        "routing": {"agent": "round_robin", "contact": "weighted_wait"},
    },
    "menus": MENUS | {"days": 1},
}


def told(scenario, clock):
    """The program and the beginning of a log, a value after the other."""
    model = from_dict(scenario).model
    program = lay_out(model)
    lines = [f"# {scenario['name']}", "", "## Program"]
    for field in dataclasses.fields(program):
        value = getattr(program, field.name)
        if isinstance(value, np.ndarray):
            lines += ["", *_table(field.name, value)]
        else:
            lines += [f"{field.name}: {value}"]
    log = live(clock, model).log
    lines += ["", f"## Log: {len(log.contacts)} contacts, {len(log.facts)} facts, first rows"]
    for name in ("contacts", "facts", "steps"):
        lines += ["", *_table(name, getattr(log, name)[:ROWS])]
    return "\n".join(lines) + "\n"


def _table(name, table):
    yield f"{name}: {len(table)} rows of {', '.join(table.dtype.names)}"
    for row in table.tolist():
        yield "  " + " ".join(map(repr, row))


@pytest.mark.parametrize("name", SMALL)
def test_program_and_log_are_those_that_are_kept(name, clock, update_golden):
    kept = Path(__file__).with_name(f"{name}.txt")
    found = told(SMALL[name], clock)
    if update_golden:
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def test_the_scenarios_of_the_digests_can_be_run():
    assert from_dict(SKILLS).notices == ()
