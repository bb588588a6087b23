"""Every field of a scenario changes the program, the luck or the figures, or there is a reason.

A change is a value by dotted path. What changes is found by laying the scenario flat, drawing its
luck and counting a day. A new field that is missing here fails the first test.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import numpy as np
import pytest
from pydantic import BaseModel

from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.luck.contacts import Luck, LuckOf
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURES
from cic.program.layout import lay_out
from cic.scenario.load import Scenario, from_dict
from cic.scenario.scenario import Model

PROGRAM, LUCK, FIGURES = "program", "luck", "figures"
TOLD = "it is told to people and decides nothing"
JUDGED = "it judges the figures and leaves them as they are"
ONE_VALUE = "there is only one value yet"

BASE: dict[str, Any] = {
    "name": "All fields",
    "opens": "08:00",
    "closes": "10:00",
    "interval": "30 min",
    "days": 2,
    "starts_on": "thursday",
    "opening_hours": {"friday": {"opens": "08:30", "closes": "09:30"}},
    "day_factors": {"weather": {"cv": 0.3}},
    "queues": {
        "one": {
            "arrivals": {"per_interval": [9, 8, 9, 8], "day_factor": "weather"},
            "through": "menu",
            "patience": "exponential mean 1 min",
            "talk": "lognormal mean 4 min cv 1",
            "wrap_up": "gamma mean 30 s cv 0.5",
            "service_level": "80% in 20 s",
            "targets": {"abandonment_rate": "at most 5%"},
        },
        "two": {"arrivals": "20/hour", "talk": {"per_interval": ["4 min"] * 4}, "capacity": 4},
        "three": {"arrivals": {"counts": [3, 3, 3, 3]}, "talk": "uniform 1 min to 3 min"},
    },
    "ivr": {
        "start": "menu",
        "ports": 2,
        "menus": {
            "menu": {
                "prompt": "weibull mean 20 s cv 1.2",
                "hang_up_after": "exponential mean 90 s",
                "choices": {
                    "1": {"go": "own queue", "share": "50%"},
                    "2": {"serve": "balance", "takes": "40 s", "share": "30%",
                          "success": "50%", "otherwise": "two"},
                },
                "no_choice": {"share": "20%", "repeats": 1, "then": "two"},
            },
            "other": {"prompt": "3 s", "choices": {"1": {"go": "two", "share": "100%"}}},
        },
    },
    "agents": {
        "counted": {"staff": 1, "skills": {"one": 1, "two": 2}, "wrap_up": {"one": "20 s"}},
        "on shifts": {
            "shifts": [{"from": "08:00", "until": "10:00", "agents": 1,
                        "breaks": [{"at": "09:00", "lasts": "10 min"}]}],
            "skills": {"two": 1, "three": 1},
        },
    },
    "run": {"replications": 2},
}  # fmt: skip

SHIFT = "agents.on shifts.shifts[0]"
CHOICE = "ivr.menus.menu.choices.2"
IVR_ARRIVALS = {"ivr.menus.menu.choices.1.go": "one", "ivr.arrivals": "10/hour"}
Change = dict[str, Any]
FIELDS: dict[tuple[str, str], tuple[Change, str]] = {
    ("Model", "name"): ({"name": "Another"}, TOLD),
    ("Model", "question"): ({"question": "How long?"}, TOLD),
    ("Model", "source"): ({"source": "a log"}, TOLD),
    ("Model", "notes"): ({"notes": "None."}, TOLD),
    ("Model", "opens"): (
        {"opens": "07:30", "closes": "09:30", SHIFT + ".until": "09:45"}, PROGRAM,
    ),
    ("Model", "closes"): (
        {
            "closes": "10:30",
            "queues.one.arrivals.per_interval": [9, 8, 9, 8, 7],
            "queues.three.arrivals.counts": [3, 3, 3, 3, 3],
            "queues.two.talk.per_interval": ["4 min"] * 5,
        },
        PROGRAM,
    ),
    ("Model", "interval"): (
        {
            "interval": "1 h",
            "queues.one.arrivals.per_interval": [17, 17],
            "queues.three.arrivals.counts": [6, 6],
            "queues.two.talk.per_interval": ["4 min"] * 2,
        },
        PROGRAM,
    ),
    ("Model", "days"): ({"days": 3}, PROGRAM),
    ("Model", "starts_on"): ({"starts_on": "friday"}, PROGRAM),
    ("Model", "opening_hours"): ({"opening_hours": {}}, PROGRAM),
    ("Model", "at_closing"): ({"at_closing": "send_away"}, PROGRAM),
    ("Model", "day_factors"): ({"day_factors.weather.cv": 0.6}, LUCK),
    ("Model", "queues"): (
        {"queues.four": {"arrivals": "5/hour", "talk": "1 min"},
         "agents.counted.skills": ["one", "two", "four"]},
        PROGRAM,
    ),
    ("Model", "ivr"): ({"queues.one.through": None, "ivr": None}, PROGRAM),
    ("Model", "agents"): ({"agents.more": {"staff": 1, "skills": ["one"]}}, PROGRAM),
    ("Model", "routing"): ({"routing": {"agent": "random"}}, PROGRAM),
    ("Model", "run"): ({"run": {"replications": 3}}, FIGURES),
    ("Hours", "opens"): ({"opening_hours.friday.opens": "08:00"}, PROGRAM),
    ("Hours", "closes"): ({"opening_hours.friday.closes": "10:00"}, PROGRAM),
    ("Routing", "agent"): ({"routing.agent": "round_robin"}, PROGRAM),
    ("Routing", "contact"): ({"routing.contact": "list_order"}, PROGRAM),
    ("RunPlan", "replications"): ({"run.replications": 4}, FIGURES),
    ("RunPlan", "seed"): ({"run.seed": 2}, LUCK),
    ("RunPlan", "confidence"): ({"run.confidence": 0.9}, FIGURES),
    ("DayFactor", "cv"): ({"day_factors.weather.cv": 0.1}, LUCK),
    ("Queue", "channel"): ({}, ONE_VALUE),
    ("Queue", "arrivals"): ({"queues.one.arrivals": "30/hour"}, LUCK),
    ("Queue", "through"): ({"queues.one.through": "other"}, LUCK),
    ("Queue", "patience"): ({"queues.two.patience": "1 min"}, LUCK),
    ("Queue", "balk"): ({"queues.two.balk": "40%"}, LUCK),
    ("Queue", "talk"): ({"queues.three.talk": "1 min"}, LUCK),
    ("Queue", "wrap_up"): ({"queues.two.wrap_up": "1 min"}, LUCK),
    ("Queue", "service_level"): ({"queues.one.service_level": "80% in 60 s"}, FIGURES),
    ("Queue", "targets"): ({"queues.one.targets": {}}, JUDGED),
    ("Queue", "priority"): ({"queues.one.priority": 3}, PROGRAM),
    ("Queue", "weight"): ({"queues.one.weight": 3}, PROGRAM),
    ("Queue", "head_start"): ({"queues.one.head_start": "3 s"}, PROGRAM),
    ("Queue", "capacity"): ({"queues.two.capacity": 1}, PROGRAM),
    ("Queue", "groups"): ({"queues.two.groups": ["on shifts", "counted"]}, PROGRAM),
    ("ServiceLevel", "share"): ({"queues.one.service_level.share": 0.9}, JUDGED),
    ("ServiceLevel", "within"): ({"queues.one.service_level.within": "1 min"}, FIGURES),
    ("ServiceLevel", "definition"): (
        {"queues.one.service_level.definition": "answered_of_answered"}, FIGURES,
    ),
    ("Target", "bound"): ({"queues.one.targets.abandonment_rate.bound": "at least"}, JUDGED),
    ("Target", "value"): ({"queues.one.targets.abandonment_rate.value": 0.1}, JUDGED),
    ("Arrivals", "rate"): ({"queues.two.arrivals.rate": "30/hour"}, LUCK),
    ("Arrivals", "per_interval"): ({"queues.one.arrivals.per_interval": [1, 2, 3, 4]}, LUCK),
    ("Arrivals", "per_hour"): ({"queues.two.arrivals": {"per_hour": [9, 9, 8, 8]}}, LUCK),
    ("Arrivals", "counts"): ({"queues.three.arrivals.counts": [3, 3, 3, 4]}, LUCK),
    ("Arrivals", "times"): ({"queues.three.arrivals": {"times": ["08:30"]}}, LUCK),
    ("Arrivals", "day_factor"): ({"queues.one.arrivals.day_factor": {"cv": 0.3}}, LUCK),
    ("Ivr", "start"): (IVR_ARRIVALS | {"ivr.start": "other"}, LUCK),
    ("Ivr", "menus"): ({"ivr.menus.third": {"prompt": "1 s", "choices": {
        "1": {"go": "two", "share": 1}}}}, PROGRAM),
    ("Ivr", "ports"): ({"ivr.ports": 3}, PROGRAM),
    ("Ivr", "arrivals"): (IVR_ARRIVALS, LUCK),
    ("Menu", "prompt"): ({"ivr.menus.menu.prompt": "5 s"}, LUCK),
    ("Menu", "choices"): ({"ivr.menus.menu.choices.1.share": "40%",
                           CHOICE + ".share": "40%"}, LUCK),
    ("Menu", "no_choice"): ({"ivr.menus.menu.no_choice": None,
                             CHOICE + ".share": "50%"}, LUCK),
    ("Menu", "hang_up_after"): ({"ivr.menus.menu.hang_up_after": None}, LUCK),
    ("Choice", "share"): ({"ivr.menus.menu.choices.1.share": "45%",
                           CHOICE + ".share": "35%"}, LUCK),
    ("Choice", "go"): ({"ivr.menus.menu.choices.1.go": "three"}, LUCK),
    ("Choice", "serve"): ({CHOICE + ".serve": "hours"}, PROGRAM),
    ("Choice", "takes"): ({CHOICE + ".takes": "50 s"}, LUCK),
    ("Choice", "success"): ({CHOICE + ".success": "90%"}, LUCK),
    ("Choice", "otherwise"): ({CHOICE + ".otherwise": "three"}, LUCK),
    ("Choice", "hang_up"): ({"ivr.menus.menu.choices.1": {"hang_up": True, "share": "50%"}}, LUCK),
    ("NoChoice", "share"): ({"ivr.menus.menu.no_choice.share": "30%",
                             CHOICE + ".share": "20%"}, LUCK),
    ("NoChoice", "repeats"): ({"ivr.menus.menu.no_choice.repeats": 3}, LUCK),
    ("NoChoice", "then"): ({"ivr.menus.menu.no_choice.then": "three"}, LUCK),
    ("AgentGroup", "staff"): ({"agents.counted.staff": 2}, PROGRAM),
    ("AgentGroup", "shifts"): ({SHIFT + ".from": "08:30"}, PROGRAM),
    ("AgentGroup", "skills"): ({"agents.counted.skills": ["two", "one"]}, PROGRAM),
    ("AgentGroup", "wrap_up"): ({"agents.counted.wrap_up": "30 s"}, LUCK),
    ("Skill", "rank"): ({"agents.counted.skills.one": 3}, PROGRAM),
    ("Skill", "talk_factor"): (
        {"agents.counted.skills.one": {"rank": 1, "talk_factor": 1.5}}, PROGRAM,
    ),
    ("Shift", "agents"): ({SHIFT + ".agents": 2}, PROGRAM),
    ("Shift", "names"): ({SHIFT + ".names": ["Ann"]}, PROGRAM),
    ("Shift", "start"): ({SHIFT + ".from": "08:10"}, PROGRAM),
    ("Shift", "until"): ({SHIFT + ".until": "10:10"}, PROGRAM),
    ("Shift", "breaks"): ({SHIFT + ".breaks": []}, PROGRAM),
    ("Shift", "days"): ({SHIFT + ".days": ["friday"]}, PROGRAM),
    ("Break", "at"): ({SHIFT + ".breaks[0].at": "09:10"}, PROGRAM),
    ("Break", "lasts"): ({SHIFT + ".breaks[0].lasts": "20 min"}, PROGRAM),
    ("ByInterval", "per_interval"): (
        {"queues.two.talk.per_interval": ["4 min", "4 min", "5 min", "4 min"]}, LUCK,
    ),
}  # fmt: skip

HYPER = {"kind": "hyperexponential"}
BRANCHES = [{"share": "40%", "mean": "1 min"}, {"share": "60%", "mean": "5 min"}]
HALVES = [branch | {"share": "50%"} for branch in BRANCHES]
LAWS: dict[tuple[str, str], tuple[Any, Any]] = {
    ("Constant", "value"): ("1 min", "2 min"),
    ("Exponential", "mean"): ("exponential mean 1 min", "exponential mean 2 min"),
    ("Lognormal", "average"): ("lognormal mean 1 min cv 1", "lognormal mean 2 min cv 1"),
    ("Lognormal", "cv"): ("lognormal mean 1 min cv 1", "lognormal mean 1 min cv 2"),
    ("Lognormal", "median"): ("lognormal median 1 min sigma 1", "lognormal median 2 min sigma 1"),
    ("Lognormal", "sigma"): ("lognormal median 1 min sigma 1", "lognormal median 1 min sigma 2"),
    ("Gamma", "average"): ("gamma mean 1 min cv 2", "gamma mean 2 min cv 2"),
    ("Gamma", "cv"): ("gamma mean 1 min cv 2", "gamma mean 1 min cv 0.5"),
    ("Gamma", "shape"): ("gamma shape 2 scale 1 min", "gamma shape 3 scale 1 min"),
    ("Gamma", "scale"): ("gamma shape 2 scale 1 min", "gamma shape 2 scale 2 min"),
    ("Erlang", "mean"): ("erlang mean 1 min stages 2", "erlang mean 2 min stages 2"),
    ("Erlang", "stages"): ("erlang mean 1 min stages 2", "erlang mean 1 min stages 3"),
    ("Erlang", "cv"): ("erlang mean 1 min cv 0.5", "erlang mean 1 min cv 0.25"),
    ("Weibull", "average"): ("weibull mean 1 min cv 2", "weibull mean 2 min cv 2"),
    ("Weibull", "cv"): ("weibull mean 1 min cv 2", "weibull mean 1 min cv 1.5"),
    ("Weibull", "shape"): ("weibull shape 2 scale 1 min", "weibull shape 3 scale 1 min"),
    ("Weibull", "scale"): ("weibull shape 2 scale 1 min", "weibull shape 2 scale 2 min"),
    ("Uniform", "low"): ("uniform from 1 s to 60 s", "uniform from 2 s to 60 s"),
    ("Uniform", "high"): ("uniform from 1 s to 60 s", "uniform from 1 s to 61 s"),
    ("Uniform", "average"): ("uniform mean 60 s cv 0.2", "uniform mean 61 s cv 0.2"),
    ("Uniform", "cv"): ("uniform mean 60 s cv 0.2", "uniform mean 60 s cv 0.3"),
    ("Triangular", "low"): (
        "triangular from 1 s mode 9 s to 60 s", "triangular from 2 s mode 9 s to 60 s",
    ),
    ("Triangular", "mode"): (
        "triangular from 1 s mode 9 s to 60 s", "triangular from 1 s mode 10 s to 60 s",
    ),
    ("Triangular", "high"): (
        "triangular from 1 s mode 9 s to 60 s", "triangular from 1 s mode 9 s to 61 s",
    ),
    ("Triangular", "average"): ("triangular mean 60 s cv 0.2", "triangular mean 61 s cv 0.2"),
    ("Triangular", "cv"): ("triangular mean 60 s cv 0.2", "triangular mean 60 s cv 0.3"),
    ("Hyperexponential", "branches"): (
        HYPER | {"branches": BRANCHES}, HYPER | {"branches": BRANCHES[::-1]},
    ),
    ("Hyperexponential", "average"): (
        HYPER | {"mean": "1 min", "cv": 2}, HYPER | {"mean": "2 min", "cv": 2},
    ),
    ("Hyperexponential", "cv"): (
        HYPER | {"mean": "1 min", "cv": 2}, HYPER | {"mean": "1 min", "cv": 3},
    ),
    ("Branch", "share"): (HYPER | {"branches": BRANCHES}, HYPER | {"branches": HALVES}),
    ("Branch", "mean"): (
        HYPER | {"branches": BRANCHES},
        HYPER | {"branches": [BRANCHES[0], {"share": "60%", "mean": "4 min"}]},
    ),
    ("Empirical", "values"): ({"values": [1, 2]}, {"values": [1, 3]}),
    ("Empirical", "quantiles"): ({"quantiles": [1, 2]}, {"quantiles": [1, 3]}),
}  # fmt: skip


def parts_of(annotation: Any, seen: dict[type[BaseModel], None]) -> None:
    """All models that an annotation names, however deep."""
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model and annotation not in seen:
        seen[annotation] = None
        for info in annotation.model_fields.values():
            parts_of(info.annotation, seen)
    for inner in get_args(annotation):
        parts_of(inner, seen)


def all_fields() -> set[tuple[str, str]]:
    seen: dict[type[BaseModel], None] = {}
    parts_of(Model, seen)
    return {(part.__name__, name) for part in seen for name in part.model_fields}


def test_every_field_of_a_scenario_is_looked_at():
    looked_at = set(FIELDS) | set(LAWS)
    assert {field for field in all_fields() - looked_at if field[1] != "kind"} == set()
    assert looked_at - all_fields() == set()


DRAWN = 10
"""Replications whose luck is looked at: enough for small shares to show."""


def _luck(luck: Luck) -> Iterator[np.ndarray]:
    for block in luck.blocks:
        for column in dataclasses.fields(block):
            value = getattr(block, column.name)
            yield from value if isinstance(value, tuple) else (value,)
    steps = luck.steps()
    yield from (steps[name] for name in steps.dtype.names)


def effects(scenario: Scenario) -> dict[str, str]:
    """Digests of what a scenario becomes."""
    program = lay_out(scenario.model)
    flat = hashlib.sha256()
    for field in dataclasses.fields(program):
        value = getattr(program, field.name)
        flat.update(repr(value.tolist() if isinstance(value, np.ndarray) else value).encode())
    drawn = hashlib.sha256()
    luck_of = LuckOf(scenario.model, program, seed=scenario.model.run.seed)
    for replication in range(DRAWN):
        for row in _luck(luck_of.draw(replication)):
            drawn.update(row.tobytes())
    figures = hashlib.sha256()
    found = replicate(scenario, clock=SimpyClock()).estimates
    for table in [*map(found.queue, QUEUE_MEASURES), *map(found.group, GROUP_MEASURES)]:
        figures.update(repr([table.value, table.low, table.high]).encode())
    return {PROGRAM: flat.hexdigest(), LUCK: drawn.hexdigest(), FIGURES: figures.hexdigest()}


@cache
def base() -> tuple[Scenario, dict[str, str]]:
    scenario = from_dict(BASE)
    return scenario, effects(scenario)


@pytest.mark.parametrize("field", FIELDS, ids=".".join)
def test_each_field_changes_what_it_should(field):
    scenario, before = base()
    change, effect = FIELDS[field]
    after = effects(scenario.with_(change)) if change else before
    changed = {kind for kind in before if before[kind] != after[kind]}
    if effect in before:
        assert effect in changed
    else:
        assert not changed, f"recorded reason: {effect}"


@pytest.mark.parametrize("field", LAWS, ids=".".join)
def test_each_parameter_of_a_law_changes_the_luck(field):
    one, other = (effects(base()[0].with_({"queues.three.talk": law}))[LUCK] for law in LAWS[field])
    assert one != other


def test_the_kind_of_a_law_changes_the_luck():
    laws = [
        "1 min",
        "exponential mean 1 min",
        "lognormal mean 1 min cv 1",
        "gamma mean 1 min cv 1",
        "weibull mean 1 min cv 1.1",
        "uniform mean 1 min cv 0.4",
        "triangular mean 1 min cv 0.4",
        "erlang mean 1 min stages 2",
    ]
    found = {effects(base()[0].with_({"queues.three.talk": law}))[LUCK] for law in laws}
    assert len(found) == len(laws)
