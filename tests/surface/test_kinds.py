"""Every kind has all its faces: a word in the scenario, a number, a branch in the rules."""

import inspect
from enum import IntEnum
from typing import get_args

import numpy as np
import pytest

from cic.log import frames
from cic.luck import laws, streams
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, SERVICE_LEVELS
from cic.measures.tally import EDGE, GROUP_SUMS, PROMISE, QUEUE_SUMS, tally_contacts
from cic.policies import agent_selection, contact_selection
from cic.program import codes, records
from cic.program.codes import AgentPolicy, ContactPolicy, EventKind, Outcome, StepKind
from cic.program.layout import lay_out
from cic.rules import ivr, lifecycle
from cic.scenario import durations
from cic.scenario.queues import TARGET_MEASURES, Definition
from cic.scenario.scenario import AgentChoice, ContactChoice
from tests.days import a_model, live, play, queues, times

KINDS = [
    kind
    for kind in vars(codes).values()
    if isinstance(kind, type) and issubclass(kind, IntEnum) and kind is not IntEnum
]

NUMBERS = {
    "ContactState": {"TO_COME": 0, "IN_IVR": 1, "QUEUED": 2, "TALKING": 3, "GONE": 4},
    "Outcome": {
        "INSIDE": 0, "ANSWERED": 1, "ABANDONED": 2, "BALKED": 3, "HUNG_UP": 4, "SELF_SERVED": 5,
        "NO_PORT": 6, "QUEUE_FULL": 7, "SENT_AWAY": 8,
    },
    "AgentState": {"OFF": 0, "AVAILABLE": 1, "ON_BREAK": 2, "TALKING": 3, "WRAPPING_UP": 4},
    "EventKind": {
        "TALK_ENDS": 0, "WRAP_UP_ENDS": 1, "DUTY_CHANGES": 16, "PATIENCE_ENDS": 32,
        "HOURS_CHANGE": 48, "STEP_ENDS": 49, "ARRIVES": 64,
    },
    "StepKind": {"MENU": 0, "SELF_SERVICE": 1, "TO_QUEUE": 2, "SERVED": 3, "HANGS_UP": 4},
    "AgentPolicy": {
        "LONGEST_IDLE": 0, "SKILL_RANK": 1, "RANDOM": 2, "FEWEST_CONTACTS": 3, "ROUND_ROBIN": 4,
    },
    "ContactPolicy": {
        "LONGEST_WAIT": 0, "PRIORITY": 1, "LIST_ORDER": 2, "LONGEST_QUEUE": 3, "WEIGHTED_WAIT": 4,
    },
}  # fmt: skip
PURPOSES = {
    "ARRIVALS": 1, "DAY_FACTOR": 2, "PATIENCE": 3, "BALK": 4, "TALK": 5, "WRAP_UP": 6, "DICE": 7,
    "PROMPT": 8, "HANG_UP": 9, "CHOICE": 10, "SELF_SERVICE": 11, "SUCCESS": 12,
}  # fmt: skip


def numbers(kind):
    return {member.name: int(member) for member in kind}


def names_in(*functions):
    """The names that functions use."""
    return {name for function in functions for name in function.__code__.co_names}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_numbers_once_given_keep_their_meaning(kind):
    kept = NUMBERS[kind.__name__]
    assert {name: number for name, number in numbers(kind).items() if name in kept} == kept
    assert set(numbers(kind)) == set(kept), "add new members to the list, at its end"


def test_purposes_once_given_keep_their_numbers():
    assert numbers(streams.Purpose) == PURPOSES, "a changed number changes everybody's luck"
    assert streams.BLOCK == 16_384


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_plain_constants_are_the_members(kind):
    other_name = {("AgentState", "TALKING"): "BUSY_TALKING"}
    for member in kind:
        constant = other_name.get((kind.__name__, member.name), member.name)
        assert getattr(codes, constant) == member


@pytest.mark.parametrize(
    ("written", "kind", "rule"),
    [
        (AgentChoice, AgentPolicy, agent_selection.choose_agent),
        (ContactChoice, ContactPolicy, contact_selection.choose_contact),
    ],
    ids=["agent selection", "contact selection"],
)
def test_each_routing_policy_has_a_word_a_number_and_a_branch(written, kind, rule):
    assert {word.upper() for word in get_args(written)} == {member.name for member in kind}
    assert {member.name for member in kind} <= names_in(rule)


@pytest.mark.parametrize("agent", get_args(AgentChoice))
@pytest.mark.parametrize("contact", get_args(ContactChoice))
def test_each_routing_policy_answers_who_can_be_answered(clock, agent, contact):
    model = a_model(routing={"agent": agent, "contact": contact})
    assert lay_out(model).floor[0]["agent_policy"] == AgentPolicy[agent.upper()]
    assert lay_out(model).floor[0]["contact_policy"] == ContactPolicy[contact.upper()]
    assert play(clock, model, ("a", 0), ("a", 1)).ends == [(0, 0), (10, 0)]


def test_each_kind_of_event_and_step_has_a_branch():
    assert {member.name for member in EventKind} <= names_in(lifecycle.happen)
    ends = {member.name for member in StepKind if member >= StepKind.TO_QUEUE}
    assert ends <= names_in(ivr.walk)


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_is_counted_once(outcome):
    contacts = records.CONTACT.table(1)
    row = contacts[0]
    row["outcome"] = outcome
    reached = outcome not in (Outcome.HUNG_UP, Outcome.SELF_SERVED, Outcome.NO_PORT)
    row["queued_at"] = 0.0 if reached else np.nan
    edges = EDGE.table(1)
    edges["ends"] = 100.0
    sums, groups = QUEUE_SUMS.table(2), GROUP_SUMS.table(1)
    room = np.zeros(1), np.zeros(1, np.int64)
    (rows, bins, promises, by_queue, by_group) = (
        record.rows(table)
        for record, table in (
            (records.CONTACT, contacts),
            (EDGE, edges),
            (PROMISE, PROMISE.table(1)),
            (QUEUE_SUMS, sums),
            (GROUP_SUMS, groups),
        )
    )
    tally_contacts(rows, bins, promises, by_queue, by_group, *room)
    parts = {
        "answered", "abandoned", "hung_up", "self_served", "no_port", "queue_full", "sent_away",
        "inside",
    }  # fmt: skip
    assert sum(getattr(by_queue[0], part) for part in parts) == 1
    assert by_queue[0].offered == 1
    assert by_queue[0].reached == reached


def test_each_outcome_comes_to_pass():
    """One day on which contacts end in all ways."""
    from cic.clocks.simpy_clock import SimpyClock

    menus = {
        "m": {"prompt": "5 s", "choices": {"1": {"serve": "balance", "share": "100%"}}},
        "n": {"prompt": "5 s", "hang_up_after": "2 s",
              "choices": {"1": {"go": "a", "share": "100%"}}},
    }  # fmt: skip
    talk = {"talk": "500 s"}
    model = a_model(
        queues=queues(
            a=talk | {"arrivals": times(0, 1, 2), "capacity": 1, "patience": "50 s"},
            b=talk | {"arrivals": times(0), "through": "m"},
            c=talk | {"arrivals": times(9), "through": "n"},
            d=talk | {"arrivals": times(9), "through": "n"},
            e=talk | {"arrivals": times(20, 600)},
            f=talk | {"arrivals": times(30), "balk": "100%"},
        ),
        agents={
            "g": {"staff": 1, "skills": ["a", "f"]},
            "h": {"shifts": [{"from": "08:00", "until": "08:00:10"}], "skills": ["e"]},
        },
        ivr={"start": "m", "menus": menus, "ports": 1},
    )
    day = live(SimpyClock(), model)
    assert set(day.log.contacts["outcome"].tolist()) == {int(outcome) for outcome in Outcome}


def test_each_law_has_a_word_and_a_sampler():
    tags = {sampled.model_fields["kind"].default for sampled in laws._SAMPLERS}
    assert tags == set(durations.KINDS)


def test_each_service_level_has_a_word_and_a_formula():
    assert set(get_args(Definition)) == set(SERVICE_LEVELS)


def test_each_measure_that_a_target_may_bound_exists():
    assert set(TARGET_MEASURES) <= set(QUEUE_MEASURE) | set(GROUP_MEASURE)


def test_each_measure_divides_what_is_counted():
    measures = [*QUEUE_MEASURE.values(), *GROUP_MEASURE.values()]
    assert all(measure.formula and measure.title and measure.unit for measure in measures)
    assert len(QUEUE_MEASURE) == len({measure.title for measure in QUEUE_MEASURE.values()})


@pytest.mark.parametrize(
    "record",
    [record for record in vars(records).values() if isinstance(record, records.Record)],
    ids=lambda record: record.name,
)
def test_each_record_has_the_same_fields_for_both_clocks(record):
    assert record.dtype.names == record.row.__slots__
    table = record.table(3)
    for n, name in enumerate(record.dtype.names):
        table[name] = n
    assert np.array_equal(record.gather(record.rows(table)), table)


def test_outcomes_and_states_are_told_by_their_names_in_frames():
    source = inspect.getsource(frames)
    assert "Outcome" in source
    assert "AgentState" in source
