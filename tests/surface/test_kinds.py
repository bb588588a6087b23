"""Every kind has all its faces: a word in the scenario, a number, a branch in the rules."""

import inspect
from enum import IntEnum
from typing import get_args

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.log import frames
from cic.log.frames import agents_frame, contacts_frame
from cic.luck import agents as luck_agents
from cic.luck import (
    arrivals,
    beside,
    contacts,
    decisions,
    decks,
    further,
    laws,
    open_cases,
    population,
    resolution,
    snapshot,
    streams,
    walks,
)
from cic.luck import turns as luck_turns
from cic.measures import campaigns as campaign_measures
from cic.measures import tally_callbacks, tally_legs
from cic.measures.bins import EDGE
from cic.measures.campaigns import CAMPAIGN_MEASURE
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, SERVICE_LEVELS
from cic.measures.tally import GROUP_SUMS, PROMISE, QUEUE_SUMS, tally_contacts
from cic.policies import agent_selection, contact_selection, fitness, own, terms
from cic.program import (
    callback_records,
    codes,
    customer_codes,
    dial_codes,
    dial_records,
    duty,
    incidents,
    leg_codes,
    leg_records,
    records,
    score_codes,
    score_records,
    stress_codes,
)
from cic.program import cases as program_cases
from cic.program import ways as program_ways
from cic.program.codes import (
    AgentPolicy,
    AgentState,
    ContactPolicy,
    EventKind,
    IncidentKind,
    Outcome,
    Phase,
    Predictor,
    Ringing,
    StepKind,
)
from cic.program.layout import lay_out
from cic.program.leg_codes import Cause, LegKind
from cic.program.score_codes import Term
from cic.report import announcements_in_words, campaigns_in_words, scores_in_words
from cic.rules import (
    acd,
    agents,
    answering,
    consulting,
    desk,
    dial_book,
    dial_luck,
    dialler,
    ivr,
    legs,
    lifecycle,
    offering,
    pacing,
    predicting,
    ringing,
    turns,
)
from cic.rules import incidents as incident_rules
from cic.scenario import announcements, durations
from cic.scenario.agents import AgentGroup
from cic.scenario.channels import PRESETS, Runs, Until
from cic.scenario.delays import Delay
from cic.scenario.dialler import RATIO, Mode
from cic.scenario.incidents import DEEDS
from cic.scenario.queues import TARGET_MEASURES, Definition
from cic.scenario.routing import AgentWord, ContactWord, Preset
from cic.scenario.routing_presets import PRESETS as NAMED_ROUTINGS
from cic.scenario.routing_scores import AgentTerm, ContactTerm
from cic.scenario.shape import kind_of, models
from cic.scenario.shifts import BreakKind
from tests.days import a_model, live, play, queues, times

KINDS = [
    kind
    for room in (codes, customer_codes, leg_codes, score_codes, dial_codes, stress_codes)
    for kind in vars(room).values()
    if isinstance(kind, type) and issubclass(kind, IntEnum) and kind is not IntEnum
]

NUMBERS = {
    "Load": {"AT_HOME": 0, "BUSY": 1, "IDLE": 2, "RESTING": 3, "LEARNING": 4},
    "Missing": {"NOT_MISSING": 0, "ABSENT": 1, "VACANT": 2},
    "Cause": {
        "BUSY": 0, "CLOSED": 1, "GAVE_UP": 2, "GONE_IN_IVR": 3, "SERVED_ONCE": 4, "GOES_ON": 5,
        "TRANSFERRED": 6, "NOT_WAITING": 7, "GIVING_UP": 8, "REFUSED": 9,
    },
    "LegKind": {
        "FRESH": 0, "REDIAL": 1, "RECONTACT": 2, "REPLY": 3, "MESSAGE": 4, "TRANSFER": 5,
        "CALLBACK": 6, "OWN_CALL": 7, "CASE_WORK": 9, "ENQUIRY": 10,
        "OUTBOUND": 12, "COMPLAINT": 14,
    },
    "Loss": {
        "KEPT": 0, "NATURAL": 1, "PRICE": 2, "COMPETITOR": 3, "POOR": 4, "UNSOLVED": 5,
        "COMPLAINED": 6,
    },
    "OwnAgent": {"ANYBODY": 0, "UNTIL_SOLVED": 1, "ALWAYS": 2},
    "GoesOn": {"OVER": 0, "AT_ONCE": 1, "AGAIN": 2},
    "Settlement": {"OPEN": 0, "SETTLED_AT_ONCE": 1, "SETTLED_LATER": 2, "IN_VAIN": 3,
                   "TURNED_DOWN": 4},
    "Aspect": {
        "OF_WAIT": 0, "OF_REPEATS": 1, "OF_TRANSFERS": 2, "OF_RESOLUTION": 3, "OF_TURNAROUND": 4,
        "OF_COURTESY": 5,
    },
    "DialResult": {
        "UNDER_WAY": 0, "CONNECTED": 1, "ABANDONED_LIVE": 2, "TAKEN_FOR_MACHINE": 3, "MACHINE": 4,
        "MACHINE_CONNECTED": 5, "MACHINE_DROPPED": 6, "BUSY_TONE": 7, "NO_REPLY": 8, "INVALID": 9,
        "MESSAGE_PLAYED": 10, "MESSAGE_LEFT": 11, "SKIPPED": 12, "LISTED": 13,
        "CALL_CANCELLED": 14,
    },
    "Pacing": {"RATIO_OF_FREE": 0, "PREDICTED": 1, "HOLDS_AGENT": 2, "ALL_LINES": 3},
    "Adaptation": {"HARD_LIMIT": 0, "TAPERED": 1, "AVERAGE": 2},
    "ContactState": {
        "TO_COME": 0, "IN_IVR": 1, "QUEUED": 2, "TALKING": 3, "GONE": 4, "RINGING": 5,
        "CALLED": 6,
        "WITH_BOT": 7,
    },
    "Outcome": {
        "INSIDE": 0, "ANSWERED": 1, "ABANDONED": 2, "BALKED": 3, "HUNG_UP": 4, "SELF_SERVED": 5,
        "NO_PORT": 6, "QUEUE_FULL": 7, "SENT_AWAY": 8, "TIMED_OUT": 9, "NO_LINE": 10,
        "LEFT_MESSAGE": 11, "ASKED_CALLBACK": 12, "NOT_REACHED": 13, "CANCELLED": 14,
        "CONTAINED": 15, "LEFT_BOT": 16, "DEFLECTED": 17, "DROPPED": 18, "STAYED_AWAY": 22,
        "SERVED_BEFORE": 23,
    },
    "AgentState": {
        "OFF": 0, "AVAILABLE": 1, "ON_BREAK": 2, "TALKING": 3, "WRAPPING_UP": 4, "HANDLING": 5,
        "AT_RINGING": 6, "OUT": 7, "AT_LUNCH": 8, "IN_TRAINING": 9, "IN_MEETING": 10,
        "CALLING": 11, "CONSULTING": 12, "IN_CONFERENCE": 13, "PREPARING": 14, "DIALLING": 15,
    },
    "Phase": {"WORKING": 0, "READY": 1, "PAUSED": 2, "ON_HOLD": 3, "RINGS": 4, "PASSED_ON": 5},
    "EventKind": {
        "TALK_ENDS": 0, "WRAP_UP_ENDS": 1, "DUTY_CHANGES": 16, "PATIENCE_ENDS": 32,
        "HOURS_CHANGE": 48, "STEP_ENDS": 49, "CUSTOMER_REPLIES": 50, "IDLES_ON": 51, "WIDENS": 52,
        "RINGING_ENDS": 53, "COMES_BACK": 54, "INCIDENT_COMES": 55,
        "SITE_CHANGES": 56, "SENDS_AWAY": 57, "CONSULT_ENDS": 58, "BOT_ENDS": 59,
        "OFFER_ENDS": 60, "LOOKS_AGAIN": 61,
        "ARRIVES": 64, "COMES_AGAIN": 65, "CALL_ENDS": 67, "FALLS_DUE": 68, "CALLS_FIRST": 69,
        "DIALLER_LOOKS": 70, "DIAL_ENDS": 71, "DETECTION_ENDS": 72, "ATTEMPT_FALLS_DUE": 73,
        "PREPARING_ENDS": 74, "LOOKS_AT_SERVICE": 75, "CALLING_CHANGES": 76,
        "CASE_STEP_ENDS": 77, "CUSTOMER_WONDERS": 78, "CASE_STANDS": 79,
        "RUN_ENDS": 80,
        "MIDNIGHT_COMES": 81,
    },
    "Deflected": {
        "NOT_OFFERED": 0, "DECLINED": 1, "ACCEPTED": 2, "HELPED": 3, "IN_VAIN": 4,
        "MESSAGE_LEFT": 5,
    },
    "BotEnd": {"UNINFORMED": 0, "INFORMED": 1, "SETTLED": 2, "ANNOYED": 3},
    "Ringing": {"PICKED_UP": 0, "NO_ANSWER": 1, "REJECTED": 2},
    "IncidentKind": {
        "SET_LINES": 0, "SET_PORTS": 1, "MOVE": 2, "MOVE_BACK": 3, "SEND_HOME": 4, "CALL_IN": 5,
        "SHUT_SITE": 6,
        "CLOSE_SITE": 7,
        "OPEN_SITE": 8,
    },
    "StepKind": {
        "MENU": 0, "SELF_SERVICE": 1, "TO_QUEUE": 2, "SERVED": 3, "HANGS_UP": 4, "AGENT_TURN": 5,
        "CUSTOMER_PAUSE": 6, "TALK_OVER": 7, "FELL_SILENT": 8, "IN_SERVICE": 9, "OPENED_BEFORE": 10,
    },
    "AgentPolicy": {
        "LONGEST_IDLE": 0, "SKILL_RANK": 1, "RANDOM": 2, "FEWEST_CONTACTS": 3, "ROUND_ROBIN": 4,
        "AGENT_SCORE": 5, "AGENT_OWN": 6,
    },
    "ContactPolicy": {
        "LONGEST_WAIT": 0, "PRIORITY": 1, "LIST_ORDER": 2, "LONGEST_QUEUE": 3, "WEIGHTED_WAIT": 4,
        "EARLIEST_DUE": 5, "CONTACT_SCORE": 6, "CONTACT_OWN": 7,
    },
    "Term": {
        "IDLE": 0, "SINCE_CONTACT": 1, "SINCE_QUEUE_CONTACT": 2, "CONTACTS": 3,
        "QUEUE_CONTACTS": 4, "TALK_TIME": 5, "MEAN_HANDLE_TIME": 6, "IDLE_SHARE": 7,
        "AGENT_ORDER": 8, "TURN": 9, "LEVEL": 10, "SKILLS": 11, "SERVICE_RATE": 12,
        "GROUP_WEIGHT": 13, "WEIGHTED_IDLE": 14, "FREE": 15, "WEIGHTED_FREE": 16, "LOT": 17,
        "RANKED_LOT": 18, "CALL_TURN": 19, "PROFICIENCY": 20, "WEIGHTED_PROFICIENCY": 21,
        "ORDERED_PROFICIENCY": 22, "RANK": 32, "DELAY": 33, "PRIORITY": 34, "WAIT": 35,
        "SINCE_ARRIVAL": 36, "WEIGHT": 37, "WEIGHTED_WAIT": 38, "LENGTH": 39, "IMBALANCE": 40,
        "URGENCY": 41, "C_MU": 42, "GENERALISED_C_MU": 43, "DUE": 44, "IN_TIME": 45,
        "QUEUE_ORDER": 46,
    },
    "Predictor": {
        "LAST_WAIT": 0, "HEAD_OF_LINE": 1, "QUEUE_LENGTH": 2, "QUEUE_LENGTH_WITH_ABANDONMENT": 3,
    },
}  # fmt: skip
OF_CALLBACKS = (Outcome.NOT_REACHED, Outcome.CANCELLED)
NOT_OFFERED = (Outcome.STAYED_AWAY, Outcome.SERVED_BEFORE)
"""Outcomes of callbacks only."""
PURPOSES = {
    "ARRIVALS": 1, "DAY_FACTOR": 2, "PATIENCE": 3, "BALK": 4, "TALK": 5, "WRAP_UP": 6, "DICE": 7,
    "PROMPT": 8, "HANG_UP": 9, "CHOICE": 10, "SELF_SERVICE": 11, "SUCCESS": 12, "TURNS": 13,
    "PAUSE": 14, "ADDITION": 15, "ABSENCE": 16, "LATENESS": 17, "EARLY_LEAVE": 18,
    "LATE_BREAKS": 19, "RINGS": 20, "KNOWLEDGE": 21, "SITE": 22, "RESOLUTION": 23, "DELAY": 24,
    "HOLD": 28, "BOT": 29, "BOT_TAKES": 30, "BOT_HANDS_OVER": 31,
    "OFFER_ACCEPTED": 34, "OFFER_WORKS": 35, "OFFER_TAKES": 36, "NERVE": 40,
    "PHONES": 45, "LIFE": 76, "CASE_STEP": 80,
}  # fmt: skip


def numbers(kind):
    return {member.name: int(member) for member in kind}


def names(kind):
    return set(numbers(kind))


def names_in(*functions):
    """The names that functions use."""
    return {name for function in functions for name in function.__code__.co_names}


def names_used_in(*modules):
    """The names that all functions and methods of some modules use."""
    found = [value for module in modules for value in vars(module).values()]
    classes = [one for one in found if inspect.isclass(one)]
    found += [value for one in classes for value in vars(one).values()]
    return names_in(*(one for one in found if inspect.isfunction(one)))


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
        assert getattr(inspect.getmodule(kind), constant) == member


@pytest.mark.parametrize(
    ("written", "kind", "rule"),
    [
        (AgentWord, AgentPolicy, agent_selection.choose_idle),
        (ContactWord, ContactPolicy, contact_selection.goes_before),
    ],
    ids=["agent selection", "contact selection"],
)
def test_each_routing_policy_has_a_word_a_number_and_a_branch(written, kind, rule):
    no_word = {"AGENT_SCORE", "AGENT_OWN", "CONTACT_SCORE", "CONTACT_OWN"}
    assert {word.upper() for word in get_args(written)} == names(kind) - no_word
    assert {member.name for member in kind} <= names_in(rule)


@pytest.mark.parametrize("agent", get_args(AgentWord))
@pytest.mark.parametrize("contact", get_args(ContactWord))
def test_each_routing_policy_answers_who_can_be_answered(clock, agent, contact):
    model = a_model(routing={"agent": agent, "contact": contact})
    assert lay_out(model).floor[0]["agent_policy"] == AgentPolicy[agent.upper()]
    assert lay_out(model).floor[0]["contact_policy"] == ContactPolicy[contact.upper()]
    assert play(clock, model, ("a", 0), ("a", 1)).ends == [(0, 0), (10, 0)]


def test_each_term_of_a_score_has_a_word_a_meaning_and_a_branch():
    assert {word.upper() for word in (*get_args(AgentTerm), *get_args(ContactTerm))} == names(Term)
    assert set(scores_in_words.TERM_IN_WORDS) == {name.lower() for name in names(Term)}
    assert names(Term) <= names_used_in(terms)
    for_agents = {Term[word.upper()] for word in get_args(AgentTerm)}
    assert for_agents >= {*score_codes.BY_GROUP, *score_codes.WITH_IDLE, *score_codes.DRAWN}
    assert for_agents >= {*score_codes.REMEMBERED, *score_codes.BY_QUEUE}


def test_what_a_function_may_read_is_there():
    rooms = {"contact": records.CONTACT, "agent": records.AGENT, "centre.cells": score_records.CELL}
    rooms |= {f"centre.{name}s": getattr(records, name.upper()) for name in
              ("queue", "group", "skill", "agent", "contact")}  # fmt: skip
    assert set(own.READABLE) == set(rooms)
    assert set(own.View._fields) == {name.partition(".")[2] for name in rooms if "." in name}
    for name, told in own.READABLE.items():
        assert set(told) <= set(rooms[name].dtype.names)


def test_each_preset_has_a_word_and_is_told():
    assert set(NAMED_ROUTINGS) == set(get_args(Preset))
    for named in NAMED_ROUTINGS.values():
        assert named.origin
        assert named.meaning
        assert named.ties


def test_each_predictor_of_waits_has_a_word_a_number_and_a_branch():
    words = get_args(announcements.Predictor)
    assert {word.upper() for word in words} == names(Predictor)
    assert names(Predictor) <= names_in(predicting.predicted_wait)
    assert set(announcements_in_words.PREDICTED) == set(words)


def test_each_kind_of_event_has_a_branch():
    """Who comes again comes like anybody; the last of a customer who is called needs no name."""
    rules = (lifecycle.timer_fires, lifecycle.centre_changes, lifecycle.call_or_case_happens)
    rules += (dialler.campaign_happens,)
    assert names(EventKind) - {"CALLS_FIRST"} <= names_in(lifecycle.happen, *rules)


def test_each_kind_of_step_has_a_branch_and_is_drawn():
    """A step of the IVR takes its time; a talk in turns that does not fall silent is over."""
    default = {"MENU", "SELF_SERVICE", "TALK_OVER"}
    arrives = (lifecycle.contact_arrives, lifecycle.begins_with_case)
    branches = names_in(ivr.walk, turns.next_piece, *arrives)
    assert names(StepKind) - default <= branches
    assert names(StepKind) <= names_used_in(walks, luck_turns, snapshot, open_cases)


def test_each_way_that_ringing_ends_is_decided_and_followed():
    assert names(Ringing) <= names_in(ringing.rings_for)
    followed = names_in(answering.ringing_ends)
    assert len(names(Ringing) - followed) == 2, "no answer and a rejection are alike from then on"


def test_each_phase_of_a_contact_in_hand_has_its_rules():
    assert names(Phase) <= names_used_in(desk, turns, fitness, consulting)


# ------------------------------------------------------------------------------- incidents


def test_each_thing_that_an_incident_does_has_a_number_or_is_luck():
    assert set(DEEDS) == set(incidents._KINDS) | {"arrivals"}
    kinds = {*incidents._KINDS.values(), *incidents._UNDONE.keys(), *incidents._UNDONE.values()}
    assert kinds == set(IncidentKind)
    assert "arrivals" in arrivals.lay_out_arrivals.__code__.co_consts


def test_each_kind_of_incident_has_a_branch():
    """What is about neither lines, ports nor sites is about agents, and looks for whom it means."""
    found = names_in(incident_rules.take_effect, incident_rules.call_up, incident_rules.is_meant)
    assert names(IncidentKind) <= found


@pytest.mark.parametrize("deed", DEEDS)
def test_each_incident_happens_and_is_undone(clock, deed):
    groups = {"move": {"from": "g", "to": "h"}, "send_home": {"from": "g"}}.get(deed, {})
    amount = 0 if deed in ("lines", "ports", "arrivals") else 1
    amount = "here" if deed == "close" else amount
    menu = {"prompt": "1 s", "choices": {"1": {"go": "own queue", "share": 1}}}
    when = {"at": "08:01", "until": "08:02"}
    model = a_model(
        queues=queues(
            a={"arrivals": "900/hour", "talk": "0 s", "through": "m"},
            b={"arrivals": times(599), "talk": "0 s"},
        ),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
        ivr={"start": "m", "menus": {"m": menu}, "ports": 99},
        sites={"here": {"share": 1}} if deed == "close" else {},
        incidents=[when | {deed: amount} | groups],
    )
    contacts = live(clock, model).log.contacts
    came = contacts[contacts["queue"] == 0]
    well = came[came["answered_at"] < came["arrived_at"] + 2]["arrived_at"]
    assert not np.any((well >= 61) & (well < 118)), "from one minute to the next nothing is well"
    assert np.any(well < 55)
    assert np.any(well > 125)


# --------------------------------------------------------------- contacts that lead to others


def test_each_cause_is_looked_at_and_laid_out():
    assert names(Cause) <= names_used_in(legs, acd)
    assert set(range(leg_codes.CAUSES)) == set(map(int, Cause))
    laid_out = program_ways._CAUSE_OF.values()
    assert names(Cause) <= names_used_in(program_ways) | {Cause(one).name for one in laid_out}


def test_each_kind_of_contact_is_counted_and_followed():
    counted = names_in(tally_legs.count_kind) | names_in(tally_legs.count_rare_kind)
    assert names(LegKind) <= counted
    assert "CALLBACK" in names_in(offering.write_callback)
    assert "OUTBOUND" in names_in(dial_luck.write_live)
    assert {"CASE_WORK", "ENQUIRY"} <= names_in(program_cases._ways)
    uncounted = {"FRESH", "MESSAGE", "CALLBACK", "OWN_CALL", "OUTBOUND"}
    assert names(LegKind) - uncounted <= names_in(legs.write_leg)


# ----------------------------------------------------------------------------------- agents


def test_each_kind_of_break_has_a_state_of_its_own():
    assert set(duty.STATES) == set(get_args(BreakKind))
    assert len(set(duty.STATES.values())) == len(duty.STATES)
    assert all(agents.is_away(state) for state in duty.STATES.values())
    others = set(AgentState) - set(duty.STATES.values())
    assert not any(agents.is_away(state) for state in others)


def test_each_delay_of_agents_has_luck_of_its_own():
    group = AgentGroup.model_fields.items()
    delays = {name.upper() for name, info in group if Delay in models(kind_of(info))}
    assert delays == {"LATENESS", "EARLY_LEAVE", "LATE_BREAKS"}
    assert delays | {"ABSENCE"} <= {purpose.name for purpose in streams.Purpose}
    source = inspect.getsource(luck_agents)
    assert all(f"Purpose.{name}" in source for name in {*delays, "ABSENCE"})


def test_each_purpose_is_drawn_for():
    rooms = (
        arrivals,
        beside,
        contacts,
        decisions,
        decks,
        further,
        luck_agents,
        luck_turns,
        population,
        resolution,
        walks,
    )
    source = "".join(map(inspect.getsource, rooms))
    assert all(f"Purpose.{purpose.name}" in source for purpose in streams.Purpose)


def test_each_state_of_an_agent_comes_to_pass(clock):
    kinds = [
        {"at": f"08:0{n}", "lasts": "10 s", "kind": kind}
        for n, kind in enumerate(get_args(BreakKind), 2)
    ]
    shift = {"from": "08:00", "until": "08:10", "breaks": kinds}
    ringing = {"rings": "2 s", "rejects": "50%", "out_for": "5 s"}
    group = {"shifts": [shift], "skills": ["a"]}
    own = {"arrivals": times(0, 20, 40), "wrap_up": "5 s"}
    plain = a_model(queues=queues(a=own), agents={"g": group | {"answering": ringing}})
    several = a_model(queues=queues(a=own), agents={"g": group | {"capacity": {"voice": 2}}})
    back = {"callback": {"offered_at": "0 s", "accepted": "100%", "rings": "5 s"}}
    calls = a_model(queues=queues(a=own | back | {"talk": "30 s"}), agents={"g": group})
    warm = {"transfers": {"b": {"share": "100%", "warm": {"conference": "5 s"}}}}
    passing = a_model(
        queues=queues(a=own | warm, b={"arrivals": times(3)}),
        agents={"g": group, "h": group | {"skills": ["b"]}},
    )
    manual = {"queue": "a", "answers": "100%", "rings": "1 s", "customers": 2}
    manual |= {"dialler": "preview", "preview": {"takes": "5 s"}}
    called = a_model(queues=queues(a={}), agents={"g": group}, campaigns={"x": manual})
    models = (plain, several, calls, passing, called)
    days = (live(clock, model, seed=seed) for model in models for seed in (1, 2))
    found = {state for day in days for state in agents_frame([day.log], day.program)["state"]}
    assert found == {state.name.lower() for state in AgentState} - {"off"}


# -------------------------------------------------------------------------------- campaigns


def test_each_mode_of_a_dialler_has_a_pacing_and_is_told():
    for mode in get_args(Mode):
        more = {"lines_per_agent": 2} if mode in RATIO else {}
        campaign = {"queue": "a", "answers": "30%", "dialler": {"mode": mode} | more}
        if mode == "agentless":
            campaign |= {"lines": 2, "message": "20 s"}
        if mode == "agentsmove":
            campaign |= {"moves": {"inbound": "h", "outbound": "g"}}
        if mode in ("agentsmove", "dialfree_badcallmismatchrates"):
            bounds = {"stops_below": "50%", "resumes_above": "50%", "queues": ["a"]}
            campaign |= {"blending": {"inbound": bounds}}
        groups = {name: {"staff": 1, "skills": ["a"]} for name in "gh"}
        model = a_model(agents=groups, campaigns={"x": campaign})
        assert len(lay_out(model).legs.campaigns.table) == 1
        (told,) = campaigns_in_words.lines_on_campaigns(model)
        assert mode in told or mode == "agentless"


def test_each_pacing_and_adaptation_has_a_branch():
    default = {"RATIO_OF_FREE", "AVERAGE"}
    branches = names_used_in(pacing, dialler)
    assert names(dial_codes.Pacing) | names(dial_codes.Adaptation) <= branches | default


def test_each_result_of_a_call_is_set_and_counted():
    assert names(dial_codes.DialResult) <= names_used_in(dial_book, dial_luck, dialler)
    assert names(dial_codes.DialResult) <= names_in(campaign_measures.count_campaigns)


# --------------------------------------------------------------------------------- channels


@pytest.mark.parametrize("channel", PRESETS)
def test_contacts_of_each_preset_are_answered_and_told_apart(clock, channel):
    model = a_model(queues=queues(a={"channel": channel}))
    day = play(clock, model, ("a", 0), ("a", 30))
    assert day.column("answered_at") == [0, 30]
    assert set(contacts_frame([day.log], day.program)["channel"]) == {channel}
    medium = PRESETS[channel]
    (row,) = day.program.desks.channels
    assert row["in_turns"] == medium.in_turns
    assert row["holds_line"] == medium.holds_line
    assert day.program.queues[0]["deferred"] == medium.deferred


@pytest.mark.parametrize("runs", get_args(Runs))
@pytest.mark.parametrize("until", get_args(Until))
def test_each_clock_and_end_of_a_promise_counts_in_its_own_way(runs, until):
    """A contact of one day's 08:00:00, answered the next day at 08:00:30, done 30 s later."""
    within = {("calendar", "answered"): 86_430, ("calendar", "done"): 86_460,
              ("open_hours", "answered"): 630, ("open_hours", "done"): 660}  # fmt: skip
    kept = []
    for short in (0, 1):
        level = {"within": f"{within[runs, until] - short} s", "runs": runs, "until": until}
        shift = {"from": "08:00:30", "until": "08:10", "days": ["tuesday"]}
        mail = {"channel": "email", "talk": "30 s", "arrivals": times(0), "service_level": level}
        model = a_model(
            days=2, queues=queues(a=mail), agents={"g": {"shifts": [shift], "skills": ["a"]}}
        )
        clock = SimpyClock()
        day = live(clock, model)
        sums = Counter(day.program, model, clock).count(day.log).by_queue
        kept.append(sums["answered_within"].sum())
    assert kept == [1, 0]


# --------------------------------------------------------------------------------- outcomes


def test_each_outcome_is_counted_among_the_answered_the_lost_or_the_rest():
    rest = (Outcome.INSIDE, Outcome.SELF_SERVED, Outcome.CONTAINED, Outcome.LEFT_MESSAGE)
    rest += (Outcome.ASKED_CALLBACK, Outcome.DEFLECTED, *NOT_OFFERED)
    told = [*codes.ANSWERS, *codes.ABANDONMENTS, *codes.BLOCKS, *rest, *OF_CALLBACKS]
    assert sorted(told) == sorted(Outcome)


@pytest.mark.parametrize("outcome", OF_CALLBACKS)
def test_each_outcome_of_callbacks_alone_is_counted_once(outcome):
    (sums,) = QUEUE_SUMS.rows(QUEUE_SUMS.table(1))
    tally_callbacks.count_in_vain(sums, outcome)
    parts = ("callbacks_not_reached", "callbacks_cancelled", "callbacks_lost")
    assert [getattr(sums, part) for part in parts].count(1) == 1
    assert sums.callbacks_lost == 0


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {*OF_CALLBACKS, *NOT_OFFERED}))
def test_each_outcome_is_counted_once(outcome):
    contacts = records.CONTACT.table(1)
    row = contacts[0]
    row["outcome"] = outcome
    early = (
        Outcome.DEFLECTED,
        Outcome.CONTAINED,
        Outcome.LEFT_BOT,
        Outcome.HUNG_UP,
        Outcome.SELF_SERVED,
        Outcome.NO_PORT,
        Outcome.NO_LINE,
    )
    reached = outcome not in early
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
    tally_contacts(rows, 1, [], [], bins, [], promises, by_queue, by_group, *room)
    parts = {
        "answered", "abandoned", "hung_up", "self_served", "no_line", "no_port", "queue_full",
        "sent_away", "inside", "left_message", "callbacks_accepted", "deflected",
    }  # fmt: skip
    assert sum(getattr(by_queue[0], part) for part in parts) == 1
    assert by_queue[0].offered == 1
    assert by_queue[0].reached == reached


def test_each_outcome_comes_to_pass():
    """One day on which contacts end in all ways."""
    menus = {
        "m": {"prompt": "5 s", "choices": {"1": {"serve": "balance", "share": "100%"}}},
        "n": {"prompt": "5 s", "hang_up_after": "2 s",
              "choices": {"1": {"go": "a", "share": "100%"}}},
        "o": {"prompt": "0 s", "choices": {"1": {
            "go": "own queue", "share": "100%", "deflection": {"by": "web", "accepted": "100%"}}}},
    }  # fmt: skip
    talk = {"talk": "500 s"}
    back = {"offered_at": "0 s", "accepted": "100%"}
    own = {"share": "100%", "delay": "2 s"}
    model = a_model(
        queues=queues(
            a=talk | {"arrivals": times(0, 1, 2), "capacity": 1, "patience": "50 s"},
            b=talk | {"arrivals": times(0), "through": "m"},
            c=talk | {"arrivals": times(9), "through": "n"},
            d=talk | {"arrivals": times(9), "through": "n"},
            e=talk | {"arrivals": times(20, 600)},
            f=talk | {"arrivals": times(30), "balk": "100%"},
            i={"channel": "texts", "arrivals": times(0)},
            j={"arrivals": times(510)},
            s={"arrivals": times(0), "bot": {"contained": "100%", "takes": "1 s"}},
            t={"arrivals": times(0), "bot": {"contained": "0%", "annoyed": "100%", "takes": "1 s"}},
            u={"arrivals": times(70), "through": "o"},
            v={"arrivals": times(40), "voicemail": {"to": "i", "not_waiting": "100%"}},
            w={"arrivals": times(1, 2), "callback": back | {"answered": "0%"}},
            x={"arrivals": times(1, 2), "callback": back | {"own_call": own}},
            y=talk,
        ),
        agents={
            "g": {"staff": 1, "skills": ["a", "f", "v", "s", "t", "u"]},
            "h": {"shifts": [{"from": "08:00", "until": "08:00:10"}], "skills": ["e"]},
            "k": {"staff": 1, "skills": ["i", "j"]},
            "l": {"staff": 1, "skills": ["w"]},
            "m": {"staff": 1, "skills": ["x"]},
            "n": {"staff": 1, "skills": ["y"]},
        },
        campaigns={"c": {"queue": "y", "answers": "100%", "customers": 2, "dialler": "dial2xfree"}},
        channels={"texts": {"turns": {"count": 2, "pause": "9 min", "times_out": "1 min"}}},
        incidents=[{"at": "08:08:20", "until": "08:08:40", "lines": 0}],
        ivr={"start": "m", "menus": menus, "ports": 1},
    )
    day = live(SimpyClock(), model)
    lost = live(SimpyClock(), a_model(
        queues=queues(a={"arrivals": times(0, 20)}),
        customers={"number": 1, "loyalty": {"good": 0}},
    ))  # fmt: skip
    before = live(SimpyClock(), a_model(
        queues=queues(a={"arrivals": times(0)}),
        cases={"x": {"opened": {"a": "100%"}, "steps": {"s": {"takes": "1 d"}}}},
        snapshot={"open_cases": [{"case": "x", "step": "s", "opened": "1 h"}]},
    ))  # fmt: skip
    seen = {outcome for one in (day, lost, before) for outcome in one.log.contacts["outcome"]}
    assert seen == {int(outcome) for outcome in Outcome}


def test_each_law_has_a_word_and_a_sampler():
    tags = {sampled.model_fields["kind"].default for sampled in laws._SAMPLERS}
    assert tags == set(durations.KINDS)


def test_each_service_level_has_a_word_and_a_formula():
    assert set(get_args(Definition)) == set(SERVICE_LEVELS)


def test_each_measure_that_a_target_may_bound_exists():
    assert set(TARGET_MEASURES) <= set(QUEUE_MEASURE) | set(GROUP_MEASURE)


def test_each_measure_divides_what_is_counted():
    measures = [*QUEUE_MEASURE.values(), *GROUP_MEASURE.values(), *CAMPAIGN_MEASURE.values()]
    assert all(measure.formula and measure.title and measure.unit for measure in measures)
    assert len(QUEUE_MEASURE) == len({measure.title for measure in QUEUE_MEASURE.values()})


@pytest.mark.parametrize(
    "record",
    [
        record
        for room in (records, leg_records, callback_records, score_records, dial_records)
        for record in vars(room).values()
        if isinstance(record, records.Record)
    ],
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
