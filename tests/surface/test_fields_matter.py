"""Every field of a scenario changes the program, the luck or the figures, or there is a reason.

A change is a value by dotted path. What changes is found by laying the scenario flat, drawing its
luck and counting a day. A new field that is missing here fails the first test.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.luck.luck import Luck
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURES, SITE_MEASURES
from cic.program.layout import lay_out
from cic.scenario.load import Scenario, from_dict
from cic.scenario.scenario import Model
from cic.scenario.schema import json_schema
from tests.parts import parts_of

PROGRAM, LUCK, FIGURES = "program", "luck", "figures"
TOLD = "it is told to people and decides nothing"
JUDGED = "it judges the figures and leaves them as they are"
ALLOWS = "it says whether a patience may be written, and decides nothing else"

BASE: dict[str, Any] = {
    "name": "All fields",
    "opens": "08:00",
    "closes": "10:00",
    "interval": "30 min",
    "days": 2,
    "starts_on": "thursday",
    "opening_hours": {"friday": {"opens": "08:30", "closes": "09:30"}},
    "day_factors": {"weather": {"cv": 0.3}},
    "channels": {
        "email": {"at_once": 2},
        "texts": {"like": "messaging", "turns": {
            "count": 3, "pause": "exponential mean 1 min", "times_out": "5 min"}},
        "web": {"like": "chat", "slow_down": [1, 1.5], "interrupts": ["email"]},
    },
    "line_cost": {"minute": 0.03, "day": 2},
    "sites": {
        "here": {"share": "70%", "lines": 20, "ports": 2},
        "there": {"share": "30%", "lines": 10, "ports": 2, "time_zone": "+01:00",
                  "opens": "09:30", "closes": "11:00",
                  "line_cost": {"minute": 0.02, "day": 1}},
    },
    "incidents": [
        {"at": "08:30", "until": "09:00", "lines": 5, "site": "here"},
        {"at": "09:00", "day": 1, "until": "09:15", "ports": 1, "site": "here"},
        {"at": "08:40", "until": "09:20", "arrivals": "150%", "queues": ["one", "two"]},
        {"at": "09:00", "until": "09:30", "move": 1, "from": "counted", "to": "blended"},
        {"at": "09:30", "send_home": 1, "from": "blended"},
        {"when": {"queue": "two", "waiting": 2, "every": "30 s", "again_after": "10 min"},
         "lines": 10, "site": "here"},
        {"at": "09:30", "until": "09:45", "close": "there"},
    ],
    "queues": {
        "one": {
            "arrivals": {"per_interval": [9, 8, 9, 8], "day_factor": "weather"},
            "through": "menu",
            "patience": "exponential mean 1 min",
            "talk": "lognormal mean 4 min cv 1",
            "knowledge_base": {"found": "30%", "talk_factor": 0.8, "resolution_factor": 1.1},
            "resolves": "60%",
            "urgency": {"initial": 3, "per_minute": 0.5, "at_most": 9},
            "value": {"answered": 2, "resolved": 5},
            "cost": {"lost": 4, "waiting_second": 0.01},
            "wrap_up": "gamma mean 30 s cv 0.5",
            "service_level": "80% in 20 s",
            "targets": {"abandonment_rate": "at most 5%"},
            "redials": {"abandoned": {"share": "60%", "later": "50%", "delay": "1 min",
                                      "attempts": 4, "to": {"one": "80%", "two": "20%"}}},
            "recontact": {"share": "50%", "later": "40%", "delay": "10 min", "attempts": 4,
                          "to": {"one": "50%", "mail": "50%"}},
            "voicemail": {"to": "messages", "not_waiting": "5%", "giving_up": "10%",
                          "refused": "20%", "takes": "30 s"},
            "transfers": {"two": {"share": "10%", "by_group": {"counted": "20%"}, "warm": {
                "share": "60%", "conference": "20 s", "waits_at_most": "1 min",
                "talk_factor": 0.8}}},
            "callback": {"offered_at": "20 s", "accepted": "50%", "after": "10 min",
                         "answered": "80%", "rings": "exponential mean 8 s",
                         "gives_up_after": "20 s", "attempts": 3, "retry_after": "5 min",
                         "own_call": {"share": "20%", "delay": "exponential mean 10 min"}},
        },
        "two": {"arrivals": "20/hour", "talk": {"per_interval": ["4 min"] * 4}, "capacity": 4,
                "patience": "exponential mean 5 min",
                "announcement": {
                    "wait": "head_of_line", "position": True, "waits_at_least": 0.5,
                    "balk": [{"from_place": 2, "share": "30%"}, {"from_place": 4, "share": "40%"}],
                    "patience": [{"over": "1 min", "factor": 0.8}]},
                "talk_after_wait": [{"over": "1 min", "factor": 1.2}],
                "overflow": {"blended": {"after": "30 s", "when_waiting": 3}},
                "drop_out": {"blended": "9 min"}, "affinity": {"waits": "20 s", "within": "2 d"},
                "allocation": {"sites": {"there": "100%"}, "others_after": "10 s"}},
        "three": {"arrivals": {"counts": [3, 3, 3, 3]}, "hold": {"share": "50%", "takes": "20 s"},
                  "bot": {"contained": "30%", "annoyed": "10%", "takes": "exponential mean 1 min",
                          "hands_over_after": "20 s", "informed": "80%", "saves": "10 s",
                          "talk_factor": 0.9, "sessions": 5},
                  "talk": "uniform 1 min to 3 min",
                  "stages": [{"cases": {"tries": {"on shifts": 1}}}, {"after": "20 s", "cases": [
                      {"all_of": [{"waiting": "one", "at_least": 2},
                                  {"free": "on shifts", "at_most": 3}],
                       "any_of": [{"busy": "on shifts", "more_than": "counted"},
                                  {"met": "one", "over": "10 min", "at_most": 0.8}],
                       "tries": {"on shifts": 2}, "stands": {"on shifts": 3},
                       "adds_to_tries": True},
                      {"stands": {"on shifts": 4}}]},
                      {"after": "40 s", "cases": {"tries": {"on shifts": 2},
                                                  "adds_to_tries": True}}]},
        "web": {"channel": "web", "arrivals": "20/hour", "talk": "2 min",
                "criteria": [{"needs": {"french": 4}, "expires": "30 s"}],
                "resolves": "70%",
                "additions": {"co_browse": {"share": "50%", "takes": "2 min",
                                            "resolution_factor": 0.9}}},
        "messages": {"channel": "voicemail", "talk": "2 min"},
        "texts": {"channel": "texts", "arrivals": "6/hour", "talk": "4 min"},
        "mail": {"channel": "email", "arrivals": {"rate": "8/hour", "overnight": "2/hour"},
                 "after_idle": "20 s", "when_free": 2, "talk": "3 min",
                 "service_level": {"share": 0.9, "within": "4 min", "until": "done"}},
    },
    "ivr": {
        "start": "menu",
        "menus": {
            "menu": {
                "prompt": "weibull mean 20 s cv 1.2",
                "hang_up_after": "exponential mean 90 s",
                "choices": {
                    "1": {"go": "own queue", "share": "50%", "deflection": {
                        "by": "sms", "accepted": "30%", "offered_at": "5 s", "takes": "10 s",
                        "success": "60%", "redial": {"share": "50%", "delay": "5 min"}}},
                    "2": {"serve": "balance", "takes": "40 s", "share": "30%",
                          "success": "50%", "otherwise": "two"},
                },
                "no_choice": {"share": "20%", "repeats": 1, "then": "two"},
            },
            "other": {"prompt": "3 s", "choices": {"1": {"go": "two", "share": "100%"}}},
        },
    },
    "agents": {
        "counted": {"site": "there", "staff": 1, "skills": {"one": 1, "two": 2},
                    "wrap_up": {"one": "20 s"},
                    "learning": {"first_week": 1.5, "rate": "90%", "tenure": "3 weeks"},
                    "fatigue": {"strength": 0.5, "above": "20%", "over": "1 h"}},
        "on shifts": {
            "shifts": [{"from": "08:00", "until": "10:00", "agents": 1,
                        "breaks": [{"at": "09:00", "lasts": "10 min"}]}],
            "skills": {"two": 1, "three": 1},
        },
        "blended": {
            "staff": 4,
            "skills": ["web", "texts", "mail", "two"],
            "attributes": {"french": 4},
            "capacity": [{"voice": 1, "web": 2, "texts": 3}, {"email": 1}],
            "answering": {"rings": "exponential mean 4 s", "no_answer": "10%",
                          "gives_up_after": "15 s", "rejects": "5%", "out_for": "1 min"},
            "absence": "20%",
            "lateness": "50% by exponential mean 5 min",
            "early_leave": "50% by exponential mean 5 min",
        },
        "beside": {"staff": 1, "skills": ["web", "mail", "messages"],
                   "cost": {"hour": 18, "overtime_factor": 1.5, "contact": 0.4,
                            "talk_minute": 0.9, "handled_minute": 0.1, "hire": 900},
                   "stress": {"tempers": {"irate": "5%"}, "begins": "40%", "errors": "20%",
                              "discourtesy": "10%", "absence": "5%",
                              "turnover": {"calm": 90, "stressed": 95,
                                           "hiring": {"takes": "0 s"}}}},
    },
    "campaigns": {
        "dialled": {
            "queue": "two", "customers": 20, "priority": 2, "lines": 4,
            "hours": [{"from": "08:15", "until": "09:45", "days": ["thursday", "friday"]}],
            "limits": [{"calls": 20, "from": "08:30", "until": "09:30", "per": "20 min",
                        "shared_with": ["moving"]}],
            "zones": {"east": {"share": "70%"}, "west": {"share": "30%", "time_zone": "-00:30"}},
            "dialler": {"mode": "predictive", "cap": "2%"},
            "answers": "30%", "machine": "20%", "busy": "5%",
            "invalid": "1%", "rings": "exponential mean 8 s", "attempts": 2,
            "retries": {"busy": "15 min", "no_answer": "30 min"},
            "detection": {"takes": "1 s", "false_positive": "2%", "false_negative": "5%"},
            "right_party": "70%", "promise": "40%", "cost": {"dial": 0.1, "minute": 0.05},
            "blending": {"when_free": 2, "keeps_free": 1, "after_idle": "10 s",
                         "others": ["blended"], "others_free": 1,
                         "inbound": {"stops_below": "70%", "resumes_above": "80%",
                                     "over": "20 min", "calls_at_least": "3 min",
                                     "stops_at_least": "4 min", "queues": ["one"]}},
        },
        "by hand": {"queue": "three", "customers": 5, "answers": "30%", "dialler": "preview",
                    "preview": {"takes": "20 s", "skips": "10%"},
                    "follows": {"queues": {"one": "10%"}, "delay": "20 s"}},
        "moving": {"queue": "two", "customers": 5, "answers": "30%",
                   "dialler": {"mode": "agentsmove", "lines_per_agent": 2},
                   "moves": {"inbound": "counted", "outbound": "blended"},
                   "blending": {"inbound": {"stops_below": "70%", "resumes_above": "80%",
                                            "queues": ["one"]}}},
    },
    "customers": {
        "number": 500,
        "preset": "pyramid",
        "segments": {"vip": {"value": 40, "queues": {"two": 2},
                             "tempers": {"comfortable": "60%", "irate": "40%"}},
                     "small": {"talk_factor": 1.1, "patience_factor": 0.9}},
        "tempers": {"comfortable": "70%", "irate": {"share": "30%", "complaint_factor": 5}},
        "moods": {"sours_to": "irate"},
        "complaints": {"to": "mail", "share": "30%", "delay": "exponential mean 10 min",
                       "returns_after": "exponential mean 5 min"},
        "loyalty": {"churn": {"natural": 1, "price": 0.5}, "keeping_cost": 2,
                    "gains": {"share": "50%", "after": "30 min", "potential": 900}},
    },
    "cases": {
        "repair": {
            "opened": {"one": "40%", "web": "20%"},
            "steps": {
                "received": {"queue": "messages", "due": "30 min", "known_factor": 0.8,
                             "target": "80%"},
                "repaired": {"party": "workshop", "takes": "exponential mean 20 min",
                             "places": 2, "known_factor": 0.7, "cost": 20},
            },
            "due": "50 min", "target": "90%", "expected": "1 h",
            "enquiries": {"to": "two", "per_day": "50%", "visible": "20%"},
            "knowledge": {"kinds": 4, "known": "25%"},
        },
    },
    "snapshot": {
        "at": "08:10",
        "waiting": {"one": ["2 min", "40 s"], "mail": {"count": 5, "oldest": "9 h"}},
        "in_service": [{"queue": "web", "group": "blended", "for": "30 s", "waited": "10 s"},
                       {"queue": "two", "agent": "on shifts 1", "for": "20 s"},
                       {"queue": "texts", "group": "blended", "for": "2 min",
                        "turn": {"of": "customer", "for": "20 s"}}],
        "on_break": {"blended": ["5 min"]},
        "open_cases": [
            {"case": "repair", "step": "received", "opened": "20 min", "served": "30 s",
             "group": "beside"},
            {"case": "repair", "step": "received", "opened": "9 min"},
            {"case": "repair", "step": "repaired", "opened": "1 d", "for": "30 min",
             "served": "10 min", "count": 2},
        ],
    },
    "routing": {"agent": {"score": [{"group_weight": 1, "level": 1, "idle": 1}]},
                "contact": {"score": [{"urgency": 1}, {"weighted_wait": 1}]}},
    "run": {"replications": 2},
}  # fmt: skip

_RATIOS = "contactcenters.queueratiooverflow"
HERE, THERE = "sites.here", "sites.there"
CASE_OF_STAGE = "queues.three.stages[1].cases[0]"
SO = CASE_OF_STAGE + ".all_of"
WITHOUT_LINES: dict[str, Any] = {
    f"sites.{site}.{what}": None for site in ("here", "there") for what in ("lines", "ports")
} | {"incidents": [], "line_cost.day": 0, "sites.there.line_cost": None}
SHIFT = "agents.on shifts.shifts[0]"
SPIKE = "incidents[2]"
BOT = "queues.three.bot"
TRANSFER = "queues.one.transfers.two"
REDIAL = "queues.one.redials.abandoned"
MOVE = "incidents[3]"
CALLBACK = "queues.one.callback"
WHEN = "incidents[5].when"
WEB = "channels.web"
TURNS = "channels.texts.turns"
ANY_AGENT = "snapshot.in_service[1].agent"
SERVED = "snapshot.in_service[0]"
OPEN = "snapshot.open_cases[2]"
TURN = "snapshot.in_service[2].turn"
PAY = "agents.beside.cost"
LEARNING = "agents.counted.learning"
FATIGUE = "agents.counted.fatigue"
STRESS = "agents.beside.stress"
LEAVING = f"{STRESS}.turnover"
ANSWERING = "agents.blended.answering"
OVERFLOW = "queues.two.overflow.blended"
TOLD_THEM = "queues.two.announcement"
LATE = "20% by 7 min"
CHOICE = "ivr.menus.menu.choices.2"
OFFER = "ivr.menus.menu.choices.1.deflection"
IVR_ARRIVALS = {"ivr.menus.menu.choices.1.go": "one", "ivr.arrivals": "10/hour"}
VIP = "customers.segments.vip"
IRATE = "customers.tempers.irate"
FEELS = "customers.satisfaction"
COMPLAINTS = "customers.complaints"
LOYALTY = "customers.loyalty"
CASE = "cases.repair"
REPAIRED = CASE + ".steps.repaired"
JUSTIFIED = COMPLAINTS + ".kinds.justified"
OWN_CHOICE = {"module": "mine.py", "function": "my_choice"}
CAMPAIGN = "campaigns.dialled"
BLEND = f"{CAMPAIGN}.blending"
WATCHED = f"{BLEND}.inbound"
POWER = {"mode": "dialfree_badcallmismatchrates", "lines_per_agent": 2}
MOVES = "campaigns.moving.moves"
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
    ("Model", "starts_on"): ({"starts_on": "wednesday"}, PROGRAM),
    ("Model", "opening_hours"): ({"opening_hours": {}}, PROGRAM),
    ("Model", "holidays"): ({"holidays": [1]}, PROGRAM),
    ("Model", "channels"): ({WEB + ".like": "voice"}, PROGRAM),
    ("Model", "lines"): (WITHOUT_LINES | {"lines": 20}, PROGRAM),
    ("Model", "sites"): (
        WITHOUT_LINES | {"sites": {}, "agents.counted.site": None, "queues.two.allocation": None},
        PROGRAM,
    ),
    ("Model", "line_cost"): ({"line_cost": None}, FIGURES),
    ("Model", "currency"): ({"currency": "EUR"}, TOLD),
    ("LineCost", "minute"): ({"line_cost.minute": 0.04}, FIGURES),
    ("LineCost", "day"): ({"line_cost.day": 3}, FIGURES),
    ("Site", "line_cost"): ({THERE + ".line_cost": None}, FIGURES),
    ("AgentGroup", "cost"): ({PAY: None}, FIGURES),
    ("WorkCost", "hour"): ({PAY + ".hour": 19}, FIGURES),
    ("WorkCost", "overtime_hour"): (
        {PAY + ".overtime_factor": None, PAY + ".overtime_hour": 30}, FIGURES,
    ),
    ("WorkCost", "overtime_factor"): ({PAY + ".overtime_factor": 2}, FIGURES),
    ("WorkCost", "contact"): ({PAY + ".contact": 0.5}, FIGURES),
    ("WorkCost", "talk_minute"): ({PAY + ".talk_minute": 1}, FIGURES),
    ("WorkCost", "handled_minute"): ({PAY + ".handled_minute": 0.2}, FIGURES),
    ("WorkCost", "hire"): ({PAY + ".hire": 1000}, FIGURES),
    ("AgentGroup", "stress"): ({STRESS: None, PAY + ".hire": 0}, PROGRAM),
    ("Stress", "rises_over"): ({f"{STRESS}.rises_over": "8 h"}, PROGRAM),
    ("Stress", "falls_over"): ({f"{STRESS}.falls_over": {"idle": "8 h"}}, PROGRAM),
    **{("Recovery", what): ({f"{STRESS}.falls_over": {what: "5 h"}}, PROGRAM) for what in (
        "idle", "breaks", "training", "home")},
    ("Stress", "tempers"): ({f"{STRESS}.tempers": {"irate": "6%"}}, PROGRAM),
    ("Stress", "begins"): ({f"{STRESS}.begins": "30%"}, PROGRAM),
    **{("Stress", what): ({f"{STRESS}.{what}": "30%"}, PROGRAM) for what in (
        "errors", "discourtesy", "absence")},
    ("Stress", "turnover"): ({LEAVING: None, PAY + ".hire": 0}, PROGRAM),
    ("Turnover", "calm"): ({f"{LEAVING}.calm": 80}, PROGRAM),
    ("Turnover", "stressed"): ({f"{LEAVING}.stressed": 99}, PROGRAM),
    ("Turnover", "hiring"): ({f"{LEAVING}.hiring": {}}, PROGRAM),
    ("Hiring", "takes"): ({f"{LEAVING}.hiring.takes": "1 d"}, PROGRAM),
    ("Hiring", "training"): ({f"{LEAVING}.hiring.training": "1 d"}, PROGRAM),
    ("Queue", "value"): ({"queues.one.value": None}, FIGURES),
    ("Queue", "cost"): ({"queues.one.cost": None}, FIGURES),
    ("ContactValue", "answered"): ({"queues.one.value.answered": 3}, FIGURES),
    ("ContactValue", "resolved"): ({"queues.one.value.resolved": 6}, FIGURES),
    ("ContactCost", "lost"): ({"queues.one.cost.lost": 5}, FIGURES),
    ("ContactCost", "waiting_second"): ({"queues.one.cost.waiting_second": 0.02}, FIGURES),
    ("Model", "campaigns"): ({"campaigns": {}}, PROGRAM),
    ("Campaign", "queue"): ({f"{CAMPAIGN}.queue": "three"}, PROGRAM),
    ("Campaign", "customers"): ({f"{CAMPAIGN}.customers": 21}, PROGRAM),
    ("Campaign", "priority"): ({f"{CAMPAIGN}.priority": 0}, PROGRAM),
    ("Campaign", "hours"): ({f"{CAMPAIGN}.hours": None}, PROGRAM),
    ("Campaign", "dialler"): ({f"{CAMPAIGN}.dialler": "progressive"}, PROGRAM),
    ("Campaign", "lines"): ({f"{CAMPAIGN}.lines": 5}, PROGRAM),
    ("Campaign", "answers"): ({f"{CAMPAIGN}.answers": "25%"}, PROGRAM),
    ("Campaign", "machine"): ({f"{CAMPAIGN}.machine": "10%"}, PROGRAM),
    ("Campaign", "busy"): ({f"{CAMPAIGN}.busy": "6%"}, PROGRAM),
    ("Campaign", "invalid"): ({f"{CAMPAIGN}.invalid": "2%"}, PROGRAM),
    ("Campaign", "rings"): ({f"{CAMPAIGN}.rings": "9 s"}, LUCK),
    ("Campaign", "gives_up_after"): ({f"{CAMPAIGN}.gives_up_after": "20 s"}, PROGRAM),
    ("Campaign", "fails_after"): ({f"{CAMPAIGN}.fails_after": "4 s"}, PROGRAM),
    ("Campaign", "attempts"): ({f"{CAMPAIGN}.attempts": 3}, PROGRAM),
    ("Campaign", "retries"): ({f"{CAMPAIGN}.retries": {"busy": "9 min"}}, LUCK),
    ("Campaign", "drop_after"): ({f"{CAMPAIGN}.drop_after": "1 s"}, PROGRAM),
    ("Campaign", "detection"): ({f"{CAMPAIGN}.detection": None}, PROGRAM),
    ("Campaign", "machine_talk"): ({f"{CAMPAIGN}.machine_talk": "8 s"}, LUCK),
    ("Campaign", "right_party"): ({f"{CAMPAIGN}.right_party": "60%"}, PROGRAM),
    ("Campaign", "wrong_party_talk"): ({f"{CAMPAIGN}.wrong_party_talk": "8 s"}, LUCK),
    ("Campaign", "promise"): ({f"{CAMPAIGN}.promise": "30%"}, PROGRAM),
    ("Campaign", "preview"): ({"campaigns.by hand.preview": None}, PROGRAM),
    ("Campaign", "message"): (
        {f"{CAMPAIGN}.message": "20 s", f"{CAMPAIGN}.dialler": "agentless"}, PROGRAM,
    ),
    ("Campaign", "moves"): (
        {MOVES: None, "campaigns.moving.dialler.mode": "dialxfree"}, PROGRAM,
    ),
    ("Campaign", "follows"): ({"campaigns.by hand.follows": None}, PROGRAM),
    ("FollowUp", "queues"): ({"campaigns.by hand.follows.queues": {"one": "20%"}}, PROGRAM),
    ("FollowUp", "delay"): ({"campaigns.by hand.follows.delay": "30 s"}, LUCK),
    ("Moves", "inbound"): ({f"{MOVES}.inbound": "on shifts"}, PROGRAM),
    ("Moves", "outbound"): ({f"{MOVES}.outbound": "on shifts"}, PROGRAM),
    ("Moves", "stays_inbound"): ({f"{MOVES}.stays_inbound": "1 min"}, PROGRAM),
    ("Moves", "stays_outbound"): ({f"{MOVES}.stays_outbound": "1 min"}, PROGRAM),
    ("Moves", "between_inbound"): ({f"{MOVES}.between_inbound": "1 min"}, PROGRAM),
    ("Moves", "between_outbound"): ({f"{MOVES}.between_outbound": "1 min"}, PROGRAM),
    ("Moves", "after_idle"): ({f"{MOVES}.after_idle": "1 min"}, PROGRAM),
    ("Moves", "keeps_idle_inbound"): ({f"{MOVES}.keeps_idle_inbound": 2}, PROGRAM),
    ("Moves", "most_idle_outbound"): ({f"{MOVES}.most_idle_outbound": 2}, PROGRAM),
    ("Campaign", "blending"): ({BLEND: None}, PROGRAM),
    ("Campaign", "zones"): ({f"{CAMPAIGN}.zones": None}, PROGRAM),
    ("Zone", "time_zone"): ({f"{CAMPAIGN}.zones.west.time_zone": "-00:45"}, PROGRAM),
    ("Zone", "share"): ({f"{CAMPAIGN}.zones.west.share": "40%"}, PROGRAM),
    ("Campaign", "cost"): ({f"{CAMPAIGN}.cost": None}, FIGURES),
    ("DialCost", "dial"): ({f"{CAMPAIGN}.cost.dial": 0.2}, FIGURES),
    ("DialCost", "minute"): ({f"{CAMPAIGN}.cost.minute": 0.1}, FIGURES),
    ("CallingHours", "start"): ({f"{CAMPAIGN}.hours[0].from": "08:20"}, PROGRAM),
    ("CallingHours", "until"): ({f"{CAMPAIGN}.hours[0].until": "09:40"}, PROGRAM),
    ("CallingHours", "days"): ({f"{CAMPAIGN}.hours[0].days": ["friday"]}, PROGRAM),
    ("Campaign", "limits"): ({f"{CAMPAIGN}.limits": None}, PROGRAM),
    ("CallLimit", "calls"): ({f"{CAMPAIGN}.limits[0].calls": 30}, PROGRAM),
    ("CallLimit", "start"): ({f"{CAMPAIGN}.limits[0].from": "08:20"}, PROGRAM),
    ("CallLimit", "until"): ({f"{CAMPAIGN}.limits[0].until": "09:20"}, PROGRAM),
    ("CallLimit", "per"): ({f"{CAMPAIGN}.limits[0].per": "15 min"}, PROGRAM),
    ("CallLimit", "shared_with"): ({f"{CAMPAIGN}.limits[0].shared_with": None}, PROGRAM),
    ("Detection", "takes"): ({f"{CAMPAIGN}.detection.takes": "2 s"}, LUCK),
    ("Detection", "false_positive"): ({f"{CAMPAIGN}.detection.false_positive": "3%"}, PROGRAM),
    ("Detection", "false_negative"): ({f"{CAMPAIGN}.detection.false_negative": "3%"}, PROGRAM),
    ("Preview", "takes"): ({"campaigns.by hand.preview.takes": "30 s"}, LUCK),
    ("Preview", "skips"): ({"campaigns.by hand.preview.skips": "30%"}, PROGRAM),
    ("Blending", "when_free"): ({f"{BLEND}.when_free": 3}, PROGRAM),
    ("Blending", "keeps_free"): ({f"{BLEND}.keeps_free": 2}, PROGRAM),
    ("Blending", "after_idle"): ({f"{BLEND}.after_idle": "20 s"}, PROGRAM),
    ("Blending", "others"): ({f"{BLEND}.others": ["counted"]}, PROGRAM),
    ("Blending", "others_free"): ({f"{BLEND}.others_free": 2}, PROGRAM),
    ("Blending", "inbound"): ({WATCHED: None}, PROGRAM),
    ("Inbound", "stops_below"): ({f"{WATCHED}.stops_below": "60%"}, PROGRAM),
    ("Inbound", "resumes_above"): ({f"{WATCHED}.resumes_above": "90%"}, PROGRAM),
    ("Inbound", "over"): ({f"{WATCHED}.over": "10 min"}, PROGRAM),
    ("Inbound", "calls_at_least"): ({f"{WATCHED}.calls_at_least": "5 min"}, PROGRAM),
    ("Inbound", "stops_at_least"): ({f"{WATCHED}.stops_at_least": "5 min"}, PROGRAM),
    ("Inbound", "queues"): ({f"{WATCHED}.queues": ["three"]}, PROGRAM),
    ("Dialler", "mode"): ({f"{CAMPAIGN}.dialler": "dialone"}, PROGRAM),
    ("Dialler", "lines_per_agent"): ({f"{CAMPAIGN}.dialler": POWER}, PROGRAM),
    ("Dialler", "extra"): ({f"{CAMPAIGN}.dialler": POWER | {"extra": 2}}, PROGRAM),
    ("Dialler", "less_under_way"): (
        {f"{CAMPAIGN}.dialler": POWER | {"less_under_way": True}}, PROGRAM,
    ),
    ("Dialler", "cap"): ({f"{CAMPAIGN}.dialler.cap": "3%"}, PROGRAM),
    ("Dialler", "adapts"): ({f"{CAMPAIGN}.dialler.adapts": "average"}, PROGRAM),
    ("Dialler", "counts"): ({f"{CAMPAIGN}.dialler.counts": "run"}, PROGRAM),
    ("Dialler", "step"): ({f"{CAMPAIGN}.dialler.step": 0.1}, PROGRAM),
    ("Dialler", "cancels"): ({f"{CAMPAIGN}.dialler.cancels": True}, PROGRAM),
    ("Dialler", "most"): ({f"{CAMPAIGN}.dialler.most": 2}, PROGRAM),
    ("Dialler", "doubles_below"): (
        {f"{CAMPAIGN}.dialler": POWER | {"doubles_below": "2%"}}, PROGRAM,
    ),
    ("Model", "customers"): ({"customers": None, f"{STRESS}.tempers": {}}, PROGRAM),
    ("AgentGroup", "courtesy"): ({"agents.beside.courtesy": "90%"}, PROGRAM),
    ("Customers", "number"): ({"customers.number": 600}, PROGRAM),
    ("Customers", "preset"): (
        {"customers.preset": None, "customers.segments": {"all": {"share": 1}}}, PROGRAM,
    ),
    ("Customers", "segments"): ({"customers.segments": {}}, PROGRAM),
    ("Customers", "tempers"): (
        {"customers.tempers": {"comfortable": "60%", "irate": "40%"}}, PROGRAM,
    ),
    ("Customers", "moods"): ({"customers.moods": {"memory": "30%"}}, PROGRAM),
    ("Customers", "satisfaction"): ({FEELS: {"annoyed_below": -0.2}}, PROGRAM),
    ("Customers", "complaints"): ({COMPLAINTS: None}, PROGRAM),
    ("Customers", "loyalty"): ({LOYALTY: None}, PROGRAM),
    ("Segment", "share"): (
        {VIP + ".share": "2%", "customers.segments.small.share": "79%"}, PROGRAM,
    ),
    ("Segment", "value"): ({VIP + ".value": 50}, FIGURES),
    ("Segment", "contacts"): ({VIP + ".contacts": 3}, PROGRAM),
    ("Segment", "queues"): ({VIP + ".queues": {"two": 3}}, PROGRAM),
    ("Segment", "priority"): ({VIP + ".priority": 2}, PROGRAM),
    ("Segment", "patience_factor"): ({VIP + ".patience_factor": 0.5}, PROGRAM),
    ("Segment", "talk_factor"): ({VIP + ".talk_factor": 2}, PROGRAM),
    ("Segment", "agent"): ({VIP + ".agent": "anybody"}, PROGRAM),
    ("Segment", "tempers"): ({VIP + ".tempers": {"irate": 1}}, PROGRAM),
    ("Temper", "share"): (
        {IRATE + ".share": "40%", "customers.tempers.comfortable": "60%"}, PROGRAM,
    ),
    **{("Temper", what): ({f"{IRATE}.{what}": 3}, PROGRAM) for what in (
        "talk_factor", "patience_factor", "transfer_factor", "complaint_factor", "hurts_factor")},
    ("Moods", "memory"): ({"customers.moods.memory": "40%"}, PROGRAM),
    ("Moods", "sours_below"): ({"customers.moods.sours_below": -0.5}, PROGRAM),
    ("Moods", "sours_to"): ({"customers.moods.sours_to": "comfortable"}, PROGRAM),
    **{("Satisfaction", what): ({f"{FEELS}.{what}": {"hurts": 0.05}}, PROGRAM) for what in (
        "wait", "repeats", "transfers", "resolution", "turnaround", "courtesy")},
    ("Satisfaction", "annoyed_below"): ({FEELS + ".annoyed_below": -0.3}, PROGRAM),
    **{(kind, part): ({f"{FEELS}.{what}.{part}": value if part == "expected" else 3}, PROGRAM)
       for part in ("expected", "hurts", "pleases") for kind, what, value in (
           ("TimeAspect", "wait", "2 min"), ("CountAspect", "repeats", 3),
           ("ShareAspect", "courtesy", 0.5))},
    ("Complaints", "to"): ({COMPLAINTS + ".to": "two"}, PROGRAM),
    ("Complaints", "share"): ({COMPLAINTS + ".share": "40%"}, PROGRAM),
    ("Complaints", "delay"): ({COMPLAINTS + ".delay": "20 min"}, LUCK),
    ("Complaints", "returns_after"): ({COMPLAINTS + ".returns_after": None}, PROGRAM),
    ("Complaints", "same_agent"): ({COMPLAINTS + ".same_agent": True}, PROGRAM),
    ("Complaints", "returns_to"): ({COMPLAINTS + ".returns_to": "two"}, PROGRAM),
    ("Complaints", "due"): ({COMPLAINTS + ".due": "1 h"}, PROGRAM),
    ("Complaints", "kinds"): ({COMPLAINTS + ".kinds": {"any": {"share": 1}}}, PROGRAM),
    ("Grievance", "share"): (
        {JUSTIFIED: {"share": "60%"}, COMPLAINTS + ".kinds.overstated": {"share": "27%"}}, PROGRAM,
    ),
    ("Grievance", "talk_factor"): ({JUSTIFIED: {"talk_factor": 2}}, PROGRAM),
    ("Grievance", "at_once"): ({JUSTIFIED: {"at_once": "60%"}}, PROGRAM),
    ("Grievance", "accepted"): ({JUSTIFIED: {"accepted": "60%"}}, PROGRAM),
    ("Grievance", "compensation"): ({JUSTIFIED: {"compensation": 5}}, PROGRAM),
    ("Grievance", "later"): ({JUSTIFIED: {"later": "60%"}}, PROGRAM),
    **{("Loyalty", what): ({f"{LOYALTY}.{what}": "50%"}, PROGRAM) for what in (
        "good", "poor", "unsolved", "settled", "settled_at_once")},
    ("Loyalty", "churn"): ({LOYALTY + ".churn": {"natural": 2}}, PROGRAM),
    ("Loyalty", "gains"): ({LOYALTY + ".gains": None}, PROGRAM),
    ("Loyalty", "tells"): ({LOYALTY + ".tells": 5}, PROGRAM),
    ("Loyalty", "old_after"): ({LOYALTY + ".old_after": 4}, PROGRAM),
    ("Loyalty", "keeping_cost"): ({LOYALTY + ".keeping_cost": 3}, FIGURES),
    ("Loyalty", "winning_factor"): ({LOYALTY + ".winning_factor": 5}, FIGURES),
    **{("Churn", cause): ({f"{LOYALTY}.churn.{cause}": 3}, PROGRAM) for cause in (
        "natural", "price", "competitor")},
    ("Gains", "share"): ({LOYALTY + ".gains.share": "60%"}, PROGRAM),
    ("Gains", "potential"): ({LOYALTY + ".gains.potential": 800}, PROGRAM),
    ("Gains", "put_off"): ({LOYALTY + ".gains.put_off": "20%"}, PROGRAM),
    ("Gains", "after"): ({LOYALTY + ".gains.after": "1 h"}, PROGRAM),
    ("Model", "cases"): ({"cases": {}, "snapshot.open_cases": []}, PROGRAM),
    ("Case", "opened"): ({CASE + ".opened.one": "50%"}, PROGRAM),
    ("Case", "steps"): ({CASE + ".steps.collected": {"takes": "1 min"}}, PROGRAM),
    ("Case", "due"): ({CASE + ".due": "10 min"}, FIGURES),
    ("Case", "target"): ({CASE + ".target": "70%"}, JUDGED),
    ("Case", "expected"): ({CASE + ".expected": "2 h"}, PROGRAM),
    ("Case", "enquiries"): ({CASE + ".enquiries": None}, PROGRAM),
    ("Case", "knowledge"): ({CASE + ".knowledge": None}, PROGRAM),
    ("CaseStep", "party"): ({REPAIRED + ".party": "agent"}, PROGRAM),
    ("CaseStep", "queue"): ({CASE + ".steps.received.queue": "mail"}, PROGRAM),
    ("CaseStep", "takes"): ({REPAIRED + ".takes": "30 min"}, LUCK),
    ("CaseStep", "places"): ({REPAIRED + ".places": None, OPEN + ".served": None}, PROGRAM),
    ("CaseStep", "due"): ({CASE + ".steps.received.due": "1 min"}, FIGURES),
    ("CaseStep", "target"): ({CASE + ".steps.received.target": "70%"}, JUDGED),
    ("CaseStep", "cost"): ({REPAIRED + ".cost": 30}, FIGURES),
    ("CaseStep", "known_factor"): ({REPAIRED + ".known_factor": 0.5}, PROGRAM),
    ("Enquiries", "to"): ({CASE + ".enquiries.to": "three"}, PROGRAM),
    ("Enquiries", "per_day"): ({CASE + ".enquiries.per_day": "40%"}, PROGRAM),
    ("Enquiries", "visible"): ({CASE + ".enquiries.visible": "40%"}, PROGRAM),
    ("Knowledge", "kinds"): ({CASE + ".knowledge.kinds": 8}, PROGRAM),
    ("Knowledge", "known"): ({CASE + ".knowledge.known": "50%"}, PROGRAM),
    ("Knowledge", "after"): ({CASE + ".knowledge.after": "received"}, PROGRAM),
    ("Model", "incidents"): ({"incidents": []}, PROGRAM),
    ("Model", "at_closing"): ({"at_closing": "send_away"}, PROGRAM),
    ("Model", "day_factors"): ({"day_factors.weather.cv": 0.6}, LUCK),
    ("Model", "queues"): (
        {"queues.four": {"arrivals": "5/hour", "talk": "1 min"},
         "agents.counted.skills": ["one", "two", "four"]},
        PROGRAM,
    ),
    ("Model", "ivr"): (
        WITHOUT_LINES | {"queues.one.through": None, "ivr": None},
        PROGRAM,
    ),
    ("Model", "agents"): ({"agents.extra": {"staff": 1, "skills": ["one"]}}, PROGRAM),
    ("Model", "routing"): ({"routing": {"agent": "random"}}, PROGRAM),
    ("Model", "snapshot"): ({"snapshot": None}, PROGRAM),
    ("Snapshot", "at"): ({"snapshot.at": "08:12"}, PROGRAM),
    ("Snapshot", "waiting"): ({"snapshot.waiting.one": ["3 min"]}, LUCK),
    ("Snapshot", "in_service"): ({"snapshot.in_service": []}, LUCK),
    ("Snapshot", "on_break"): ({"snapshot.on_break": {}}, PROGRAM),
    ("Spread", "count"): ({"snapshot.waiting.mail.count": 6}, LUCK),
    ("Spread", "oldest"): ({"snapshot.waiting.mail.oldest": "8 h"}, LUCK),
    ("InService", "queue"): ({SERVED + ".queue": "mail"}, LUCK),
    ("InService", "group"): (
        {SERVED + ".group": "beside", "snapshot.open_cases": []}, PROGRAM,
    ),
    ("InService", "agent"): (
        {"snapshot.in_service[1]": {"queue": "two", "agent": "blended 2", "for": "20 s"}}, PROGRAM,
    ),
    ("InService", "served"): ({SERVED + ".for": "40 s"}, LUCK),
    ("InService", "waited"): ({SERVED + ".waited": "20 s"}, LUCK),
    ("InService", "turn"): ({TURN: None}, LUCK),
    ("TurnUnderWay", "of"): ({TURN + ".of": "agent"}, LUCK),
    ("TurnUnderWay", "lasted"): ({TURN + ".for": "40 s"}, LUCK),
    ("Snapshot", "open_cases"): ({"snapshot.open_cases": []}, PROGRAM),
    ("OpenCase", "case"): (
        {"cases.exchange": {"opened": {"one": "5%"}, "steps": {"repaired": {"takes": "2 h"}}},
         OPEN: {"case": "exchange", "step": "repaired", "opened": "1 h"}}, PROGRAM,
    ),
    ("OpenCase", "step"): (
        {OPEN: {"case": "repair", "step": "received", "opened": "1 d"}}, PROGRAM,
    ),
    ("OpenCase", "opened"): ({OPEN + ".opened": "2 d"}, LUCK),
    ("OpenCase", "lasted"): ({OPEN + ".for": "40 min"}, LUCK),
    ("OpenCase", "served"): ({OPEN + ".served": "20 min"}, LUCK),
    ("OpenCase", "group"): (
        {"snapshot.open_cases[0].group": None, "snapshot.open_cases[0].served": None}, LUCK,
    ),
    ("OpenCase", "agent"): (
        {"snapshot.open_cases[0].group": None, "snapshot.open_cases[0].served": None,
         "snapshot.open_cases[1].agent": "beside 1", "snapshot.open_cases[1].served": "40 s"},
        PROGRAM,
    ),
    ("OpenCase", "queue"): ({OPEN + ".queue": "web"}, LUCK),
    ("OpenCase", "count"): ({OPEN + ".count": 1}, LUCK),
    ("Model", "run"): ({"run": {"replications": 3}}, FIGURES),
    ("Hours", "opens"): ({"opening_hours.friday.opens": "08:00"}, PROGRAM),
    ("Hours", "closes"): ({"opening_hours.friday.closes": "10:00"}, PROGRAM),
    ("Routing", "agent"): ({"routing.agent": "round_robin"}, PROGRAM),
    ("Routing", "contact"): ({"routing.contact": "list_order"}, PROGRAM),
    ("Routing", "preset"): ({"routing": {"preset": "connect"}}, PROGRAM),
    ("AgentRule", "by_rank"): ({"routing.agent.by_rank": False}, PROGRAM),
    ("AgentRule", "score"): ({"routing.agent.score": {"contacts": 1}}, PROGRAM),
    ("AgentRule", "by_chance"): ({"routing.agent.by_chance": True}, PROGRAM),
    ("AgentRule", "yields_to_heavier"): (
        {"routing.agent.yields_to_heavier": True, "queues.one.weight": 2}, PROGRAM,
    ),
    ("AgentRule", "above"): ({"routing.agent.above": 3}, PROGRAM),
    ("AgentRule", "also_rings"): ({"routing.agent.also_rings": "5 s"}, PROGRAM),
    ("ContactRule", "score"): ({"routing.contact.score": {"c_mu": 1}}, PROGRAM),
    ("ContactRule", "by_chance"): ({"routing.contact.by_chance": True}, PROGRAM),
    ("ContactRule", "waits_for"): ({"routing.contact.waits_for": "last_group"}, PROGRAM),
    ("ContactRule", "settles_first"): (
        {"routing.contact": {"score": {"wait": 1}, "waits_for": "least_delay",
                             "settles_first": True}},
        PROGRAM,
    ),
    ("ContactRule", "copies"): (
        {"routing.contact": {"score": {"wait": 1}, "waits_for": "least_ratio", "copies": "set"}},
        PROGRAM,
    ),
    ("OwnChoice", "module"): ({"routing.agent": OWN_CHOICE}, PROGRAM),
    ("OwnChoice", "function"): ({"routing.contact": OWN_CHOICE}, PROGRAM),
    ("AgentGroup", "ratio_target"): (
        {"agents.counted.ratio_target": 2, "routing": {"preset": _RATIOS}}, PROGRAM,
    ),
    ("Queue", "asks_for"): ({"queues.two.asks_for": {"french": 2}}, PROGRAM),
    ("Queue", "urgency"): ({"queues.two.urgency": {"initial": 2}}, PROGRAM),
    ("Urgency", "initial"): ({"queues.one.urgency.initial": 4}, PROGRAM),
    ("Urgency", "per_minute"): ({"queues.one.urgency.per_minute": 1.5}, PROGRAM),
    ("Urgency", "forwarded"): ({"queues.one.urgency.forwarded": 2}, PROGRAM),
    ("Urgency", "at_most"): ({"queues.one.urgency.at_most": 8}, PROGRAM),
    ("AgentGroup", "weight"): ({"agents.counted.weight": 2}, PROGRAM),
    ("Skill", "level"): ({"agents.counted.skills.one": {"rank": 1, "level": 4}}, PROGRAM),
    ("RunPlan", "replications"): ({"run.replications": 4}, FIGURES),
    ("RunPlan", "seed"): ({"run.seed": 2}, LUCK),
    ("RunPlan", "confidence"): ({"run.confidence": 0.9}, FIGURES),
    ("DayFactor", "cv"): ({"day_factors.weather.cv": 0.1}, LUCK),
    ("Channel", "like"): ({"channels.texts.like": None}, PROGRAM),
    ("Channel", "deferred"): (
        {"channels.email.deferred": False, "queues.mail.arrivals.overnight": None,
         "snapshot.waiting.mail": ["1 min"]},
        PROGRAM,
    ),
    ("Channel", "holds_line"): ({WEB + ".holds_line": True}, PROGRAM),
    ("Channel", "may_abandon"): ({WEB + ".may_abandon": False}, ALLOWS),
    ("Channel", "at_once"): ({"channels.email.at_once": 3}, PROGRAM),
    ("Channel", "interrupts"): ({WEB + ".interrupts": []}, PROGRAM),
    ("Channel", "slow_down"): ({WEB + ".slow_down": [1, 1.25]}, PROGRAM),
    ("Channel", "turns"): ({TURNS: None}, LUCK),
    ("Channel", "target_runs"): ({WEB + ".target_runs": "open_hours"}, PROGRAM),
    ("Channel", "target_until"): ({WEB + ".target_until": "done"}, FIGURES),
    ("Turns", "count"): ({TURNS + ".count": 4}, LUCK),
    ("Turns", "mean"): ({TURNS: {"mean": 3, "pause": "1 min"}}, LUCK),
    ("Turns", "pause"): ({TURNS + ".pause": "1 min"}, LUCK),
    ("Turns", "times_out"): ({TURNS + ".times_out": "1 min"}, LUCK),
    ("Incident", "at"): ({MOVE + ".at": "09:05"}, PROGRAM),
    ("Incident", "day"): ({MOVE + ".day": 1}, PROGRAM),
    ("Incident", "until"): ({MOVE + ".until": "09:20"}, PROGRAM),
    ("Incident", "when"): ({WHEN: {"queue": "one", "waiting": 3}}, PROGRAM),
    ("Incident", "lasts"): ({"incidents[5].lasts": "20 min"}, PROGRAM),
    ("Incident", "lines"): ({"incidents[0].lines": 4}, PROGRAM),
    ("Incident", "ports"): ({"incidents[1].ports": 0}, PROGRAM),
    ("Incident", "close"): ({"incidents[6].close": "here"}, PROGRAM),
    ("Incident", "site"): ({"incidents[1].site": "there"}, PROGRAM),
    ("Incident", "arrivals"): ({SPIKE + ".arrivals": "160%"}, LUCK),
    ("Incident", "queues"): ({SPIKE + ".queues": ["one"]}, LUCK),
    ("Incident", "move"): ({MOVE + ".move": 2}, PROGRAM),
    ("Incident", "send_home"): ({"incidents[4].send_home": 2}, PROGRAM),
    ("Incident", "source"): ({"incidents[4].from": "counted"}, PROGRAM),
    ("Incident", "to"): ({MOVE + ".to": "beside"}, PROGRAM),
    ("Condition", "queue"): ({WHEN + ".queue": "one"}, PROGRAM),
    ("Condition", "waiting"): ({WHEN + ".waiting": 3}, PROGRAM),
    ("Condition", "longest_wait"): ({WHEN: {"queue": "two", "longest_wait": "2 min"}}, PROGRAM),
    ("Condition", "every"): ({WHEN + ".every": "20 s"}, PROGRAM),
    ("Condition", "again_after"): ({WHEN + ".again_after": None}, PROGRAM),
    ("Queue", "channel"): ({"queues.two.channel": "click_to_call",
                            "agents.blended.capacity[0].click_to_call": 1}, PROGRAM),
    ("Queue", "screen_pop"): ({"queues.two.screen_pop": "9 s"}, LUCK),
    ("Queue", "knowledge_base"): ({"queues.one.knowledge_base": None}, LUCK),
    ("KnowledgeBase", "found"): ({"queues.one.knowledge_base.found": "40%"}, LUCK),
    ("KnowledgeBase", "talk_factor"): ({"queues.one.knowledge_base.talk_factor": 0.7}, LUCK),
    ("KnowledgeBase", "resolution_factor"): (
        {"queues.one.knowledge_base.resolution_factor": 1.2}, LUCK,
    ),
    ("Queue", "hold"): ({"queues.three.hold": None}, PROGRAM),
    ("Queue", "bot"): ({"queues.three.bot": None}, LUCK),
    ("Bot", "contained"): ({BOT + ".contained": "40%"}, LUCK),
    ("Bot", "annoyed"): ({BOT + ".annoyed": "20%"}, LUCK),
    ("Bot", "takes"): ({BOT + ".takes": "2 min"}, LUCK),
    ("Bot", "hands_over_after"): ({BOT + ".hands_over_after": "30 s"}, LUCK),
    ("Bot", "informed"): ({BOT + ".informed": "10%"}, LUCK),
    ("Bot", "saves"): ({BOT + ".saves": "20 s"}, PROGRAM),
    ("Bot", "talk_factor"): ({BOT + ".talk_factor": 0.8}, PROGRAM),
    ("Bot", "sessions"): ({BOT + ".sessions": 3}, PROGRAM),
    ("Hold", "share"): ({"queues.three.hold.share": "40%"}, LUCK),
    ("Hold", "takes"): ({"queues.three.hold.takes": "30 s"}, LUCK),
    ("Queue", "resolves"): ({"queues.one.resolves": "70%"}, LUCK),
    ("Queue", "redials"): ({"queues.one.redials": {}}, PROGRAM),
    ("Queue", "recontact"): ({"queues.one.recontact": None}, PROGRAM),
    ("Queue", "voicemail"): ({"queues.one.voicemail": None}, PROGRAM),
    ("Queue", "transfers"): ({"queues.one.transfers": {}}, PROGRAM),
    ("Queue", "callback"): ({CALLBACK: None}, PROGRAM),
    ("Callback", "offered_at"): ({CALLBACK + ".offered_at": "30 s"}, PROGRAM),
    ("Callback", "predictor"): ({CALLBACK + ".predictor": "last_wait"}, PROGRAM),
    ("Callback", "accepted"): ({CALLBACK + ".accepted": "60%"}, PROGRAM),
    ("Callback", "after"): ({CALLBACK + ".after": "20 min"}, LUCK),
    ("Callback", "first"): ({CALLBACK + ".first": "customer"}, PROGRAM),
    ("Callback", "answered"): ({CALLBACK + ".answered": "70%"}, PROGRAM),
    ("Callback", "rings"): ({CALLBACK + ".rings": "9 s"}, LUCK),
    ("Callback", "gives_up_after"): ({CALLBACK + ".gives_up_after": "30 s"}, PROGRAM),
    ("Callback", "attempts"): ({CALLBACK + ".attempts": 4}, PROGRAM),
    ("Callback", "retry_after"): ({CALLBACK + ".retry_after": "6 min"}, LUCK),
    ("Callback", "own_call"): ({CALLBACK + ".own_call": None}, PROGRAM),
    ("OwnCall", "share"): ({CALLBACK + ".own_call.share": "30%"}, PROGRAM),
    ("OwnCall", "delay"): ({CALLBACK + ".own_call.delay": "20 min"}, LUCK),
    ("Redial", "share"): ({REDIAL + ".share": "30%"}, PROGRAM),
    ("Redial", "later"): ({REDIAL + ".later": "30%"}, PROGRAM),
    ("Redial", "delay"): ({REDIAL + ".delay": "2 min"}, LUCK),
    ("Redial", "attempts"): ({REDIAL + ".attempts": 5}, PROGRAM),
    ("Redial", "to"): ({REDIAL + ".to": {"two": "100%"}}, PROGRAM),
    ("Redial", "one_by_one"): ({REDIAL + ".one_by_one": True}, PROGRAM),
    ("Redial", "patience"): ({REDIAL + ".patience": "left"}, PROGRAM),
    ("Recontact", "share"): ({"queues.one.recontact.share": "30%"}, PROGRAM),
    ("Recontact", "later"): ({"queues.one.recontact.later": "30%"}, PROGRAM),
    ("Recontact", "delay"): ({"queues.one.recontact.delay": "2 min"}, LUCK),
    ("Recontact", "attempts"): ({"queues.one.recontact.attempts": 5}, PROGRAM),
    ("Recontact", "to"): ({"queues.one.recontact.to": {"mail": "100%"}}, PROGRAM),
    ("Recontact", "same_agent"): ({"queues.one.recontact.same_agent": True}, PROGRAM),
    ("Transfer", "share"): ({"queues.one.transfers.two.share": "20%"}, PROGRAM),
    ("Transfer", "goes_first"): ({"queues.one.transfers.two.goes_first": True}, PROGRAM),
    ("Transfer", "same_agent"): ({TRANSFER + ".warm": None, TRANSFER + ".same_agent": True},
                                 PROGRAM),
    ("Transfer", "by_group"): ({TRANSFER + ".by_group": {"counted": "30%"}}, PROGRAM),
    ("Transfer", "warm"): ({TRANSFER + ".warm": None}, PROGRAM),
    ("Warm", "share"): ({TRANSFER + ".warm.share": "50%"}, PROGRAM),
    ("Warm", "conference"): ({TRANSFER + ".warm.conference": "30 s"}, LUCK),
    ("Warm", "waits_at_most"): ({TRANSFER + ".warm.waits_at_most": "2 min"}, PROGRAM),
    ("Warm", "talk_factor"): ({TRANSFER + ".warm.talk_factor": 0.7}, PROGRAM),
    ("Voicemail", "to"): ({"queues.one.voicemail.to": "letters",
                           "queues.letters": {"channel": "letter", "talk": "1 min"},
                           "agents.beside.skills": ["web", "mail", "messages", "letters"]},
                          PROGRAM),
    ("Voicemail", "not_waiting"): ({"queues.one.voicemail.not_waiting": "9%"}, PROGRAM),
    ("Voicemail", "giving_up"): ({"queues.one.voicemail.giving_up": "9%"}, PROGRAM),
    ("Voicemail", "refused"): ({"queues.one.voicemail.refused": "9%"}, PROGRAM),
    ("Voicemail", "takes"): ({"queues.one.voicemail.takes": "1 min"}, LUCK),
    ("Turns", "between"): (
        {"channels.texts.turns.between": "any_agent", TURN: None,
         "snapshot.in_service[2].for": "20 s"}, PROGRAM,
    ),
    ("Ivr", "redials"): (IVR_ARRIVALS | {"ivr.redials": {"hung_up": {
        "share": "50%", "delay": "1 min"}}}, PROGRAM),
    ("Queue", "additions"): ({"queues.web.additions": {}}, LUCK),
    ("Queue", "after_idle"): ({"queues.mail.after_idle": "30 s"}, PROGRAM),
    ("Queue", "when_free"): ({"queues.mail.when_free": 1}, PROGRAM),
    ("Queue", "overflow"): ({"queues.two.overflow": {}}, PROGRAM),
    ("Addition", "share"): ({"queues.web.additions.co_browse.share": "40%"}, LUCK),
    ("Addition", "takes"): ({"queues.web.additions.co_browse.takes": "1 min"}, LUCK),
    ("Addition", "resolution_factor"): (
        {"queues.web.additions.co_browse.resolution_factor": 1.2}, LUCK,
    ),
    ("Queue", "drop_out"): ({"queues.two.drop_out": {}}, PROGRAM),
    ("Queue", "affinity"): ({"queues.two.affinity": None}, PROGRAM),
    ("Queue", "allocation"): ({"queues.two.allocation": None}, PROGRAM),
    ("Queue", "stages"): ({"queues.three.stages": []}, PROGRAM),
    ("Queue", "criteria"): ({"queues.web.criteria": []}, PROGRAM),
    ("RoutingStep", "needs"): ({"queues.web.criteria[0].needs": {"french": 5}}, PROGRAM),
    ("RoutingStep", "expires"): ({"queues.web.criteria[0].expires": "20 s"}, PROGRAM),
    ("AgentGroup", "attributes"): ({"agents.blended.attributes": {"french": 3}}, PROGRAM),
    ("Stage", "after"): ({"queues.three.stages[1].after": "30 s"}, PROGRAM),
    ("Stage", "cases"): ({"queues.three.stages[1].cases": {"tries": {}}}, PROGRAM),
    ("StageCase", "all_of"): ({CASE_OF_STAGE + ".all_of": []}, PROGRAM),
    ("StageCase", "any_of"): ({CASE_OF_STAGE + ".any_of": []}, PROGRAM),
    ("StageCase", "tries"): ({CASE_OF_STAGE + ".tries": {}}, PROGRAM),
    ("StageCase", "stands"): ({CASE_OF_STAGE + ".stands": {"on shifts": 5}}, PROGRAM),
    ("StageCase", "adds_to_tries"): (
        {"queues.three.stages[2].cases": {"tries": {"on shifts": 2}}}, PROGRAM,
    ),
    ("StageCase", "adds_to_stands"): ({CASE_OF_STAGE + ".adds_to_stands": True}, PROGRAM),
    ("Circumstance", "waiting"): ({SO + "[0].waiting": "two"}, PROGRAM),
    ("Circumstance", "free"): ({SO + "[1].free": "counted"}, PROGRAM),
    ("Circumstance", "busy"): ({CASE_OF_STAGE + ".any_of[0].busy": "blended"}, PROGRAM),
    ("Circumstance", "met"): ({CASE_OF_STAGE + ".any_of[1].met": "two"}, PROGRAM),
    ("Circumstance", "over"): ({CASE_OF_STAGE + ".any_of[1].over": "5 min"}, PROGRAM),
    ("Circumstance", "at_least"): ({SO + "[0].at_least": 3}, PROGRAM),
    ("Circumstance", "at_most"): ({SO + "[1].at_most": 2}, PROGRAM),
    ("Circumstance", "more_than"): (
        {CASE_OF_STAGE + ".any_of[0].more_than": "blended"}, PROGRAM,
    ),
    ("Affinity", "waits"): ({"queues.two.affinity.waits": "30 s"}, PROGRAM),
    ("Affinity", "within"): ({"queues.two.affinity.within": "1 d"}, PROGRAM),
    ("Allocation", "sites"): (
        {"queues.two.allocation.sites": {"there": "100%", "here": "0%"}}, PROGRAM,
    ),
    ("Allocation", "others_after"): ({"queues.two.allocation.others_after": "0 s"}, PROGRAM),
    ("Overflow", "after"): ({OVERFLOW + ".after": "40 s"}, PROGRAM),
    ("Overflow", "when_waiting"): ({OVERFLOW + ".when_waiting": 2}, PROGRAM),
    ("Overflow", "predicted_wait"): ({OVERFLOW + ".predicted_wait": "1 min"}, PROGRAM),
    ("Queue", "arrivals"): ({"queues.one.arrivals": "30/hour"}, LUCK),
    ("Queue", "through"): ({"queues.one.through": "other"}, LUCK),
    ("Queue", "patience"): ({"queues.two.patience": "1 min"}, LUCK),
    ("Queue", "balk"): ({"queues.two.balk": "40%"}, LUCK),
    ("Queue", "announcement"): ({TOLD_THEM: None}, PROGRAM),
    ("Queue", "talk_after_wait"): ({"queues.two.talk_after_wait": []}, PROGRAM),
    ("LongerTalk", "over"): ({"queues.two.talk_after_wait[0].over": "2 min"}, PROGRAM),
    ("LongerTalk", "factor"): ({"queues.two.talk_after_wait[0].factor": 1.1}, PROGRAM),
    ("Announcement", "wait"): ({TOLD_THEM + ".wait": "queue_length"}, PROGRAM),
    ("Announcement", "position"): (
        {TOLD_THEM + ".position": False, TOLD_THEM + ".balk": []}, PROGRAM,
    ),
    ("Announcement", "balk"): ({TOLD_THEM + ".balk": []}, PROGRAM),
    ("Announcement", "patience"): ({TOLD_THEM + ".patience": []}, PROGRAM),
    ("Announcement", "waits_at_least"): ({TOLD_THEM + ".waits_at_least": 0.7}, PROGRAM),
    ("Balking", "over"): ({TOLD_THEM + ".balk": [{"over": "9 s", "share": "30%"}]}, PROGRAM),
    ("Balking", "from_place"): ({TOLD_THEM + ".balk[0].from_place": 3}, PROGRAM),
    ("Balking", "share"): ({TOLD_THEM + ".balk[0].share": "20%"}, PROGRAM),
    ("PatienceChange", "over"): ({TOLD_THEM + ".patience[0].over": "2 min"}, PROGRAM),
    ("PatienceChange", "from_place"): (
        {TOLD_THEM + ".patience": [{"from_place": 3, "factor": 0.8}]}, PROGRAM,
    ),
    ("PatienceChange", "factor"): ({TOLD_THEM + ".patience[0].factor": 0.9}, PROGRAM),
    ("Queue", "talk"): ({"queues.three.talk": "1 min"}, LUCK),
    ("Queue", "wrap_up"): ({"queues.two.wrap_up": "1 min"}, LUCK),
    ("Queue", "service_level"): ({"queues.web.service_level": "80% in 1 s"}, FIGURES),
    ("Queue", "targets"): ({"queues.one.targets": {}}, JUDGED),
    ("Queue", "priority"): ({"queues.one.priority": 3}, PROGRAM),
    ("Queue", "weight"): ({"queues.one.weight": 3}, PROGRAM),
    ("Queue", "head_start"): ({"queues.one.head_start": "3 s"}, PROGRAM),
    ("Queue", "capacity"): ({"queues.two.capacity": 1}, PROGRAM),
    ("Queue", "groups"): ({"queues.two.groups": ["on shifts", "counted", "blended"]}, PROGRAM),
    ("ServiceLevel", "share"): ({"queues.one.service_level.share": 0.9}, JUDGED),
    ("ServiceLevel", "within"): ({"queues.mail.service_level.within": "1 min"}, FIGURES),
    ("ServiceLevel", "definition"): (
        {"queues.one.service_level.definition": "answered_of_answered"}, FIGURES,
    ),
    ("ServiceLevel", "runs"): ({"queues.mail.service_level.runs": "open_hours"}, PROGRAM),
    ("ServiceLevel", "until"): ({"queues.mail.service_level.until": "answered"}, FIGURES),
    ("Target", "bound"): ({"queues.one.targets.abandonment_rate.bound": "at least"}, JUDGED),
    ("Target", "value"): ({"queues.one.targets.abandonment_rate.value": 0.1}, JUDGED),
    ("Arrivals", "rate"): ({"queues.two.arrivals.rate": "30/hour"}, LUCK),
    ("Arrivals", "per_interval"): ({"queues.one.arrivals.per_interval": [1, 2, 3, 4]}, LUCK),
    ("Arrivals", "per_hour"): ({"queues.two.arrivals": {"per_hour": [9, 9, 8, 8]}}, LUCK),
    ("Arrivals", "counts"): ({"queues.three.arrivals.counts": [3, 3, 3, 4]}, LUCK),
    ("Arrivals", "times"): ({"queues.three.arrivals": {"times": ["08:30"]}}, LUCK),
    ("Arrivals", "overnight"): ({"queues.mail.arrivals.overnight": "3/hour"}, LUCK),
    ("Arrivals", "day_factor"): ({"queues.one.arrivals.day_factor": {"cv": 0.3}}, LUCK),
    ("Ivr", "start"): (IVR_ARRIVALS | {"ivr.start": "other"}, LUCK),
    ("Ivr", "menus"): ({"ivr.menus.third": {"prompt": "1 s", "choices": {
        "1": {"go": "two", "share": 1}}}}, PROGRAM),
    ("Ivr", "ports"): (WITHOUT_LINES | {"ivr.ports": 3}, PROGRAM),
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
    ("Choice", "deflection"): ({OFFER: None}, LUCK),
    ("Deflection", "by"): ({OFFER: {"by": "voicemail", "to": "messages", "accepted": "30%"}},
                           PROGRAM),
    ("Deflection", "to"): ({OFFER: {"by": "voicemail", "to": "mail", "accepted": "30%"}}, PROGRAM),
    ("Deflection", "accepted"): ({OFFER + ".accepted": "40%"}, PROGRAM),
    ("Deflection", "offered_at"): ({OFFER + ".offered_at": None}, PROGRAM),
    ("Deflection", "predictor"): ({OFFER + ".predictor": "head_of_line"}, PROGRAM),
    ("Deflection", "takes"): ({OFFER + ".takes": "20 s"}, LUCK),
    ("Deflection", "success"): ({OFFER + ".success": "70%"}, PROGRAM),
    ("Deflection", "redial"): ({OFFER + ".redial": None}, PROGRAM),
    ("NoChoice", "share"): ({"ivr.menus.menu.no_choice.share": "30%",
                             CHOICE + ".share": "20%"}, LUCK),
    ("NoChoice", "repeats"): ({"ivr.menus.menu.no_choice.repeats": 3}, LUCK),
    ("NoChoice", "then"): ({"ivr.menus.menu.no_choice.then": "three"}, LUCK),
    ("AgentGroup", "staff"): ({"agents.counted.staff": 2}, PROGRAM),
    ("AgentGroup", "shifts"): ({SHIFT + ".from": "08:05"}, PROGRAM),
    ("AgentGroup", "site"): (
        {"agents.counted.site": "here", "queues.two.allocation.sites": {"here": "100%"}}, PROGRAM,
    ),
    ("Site", "share"): ({HERE + ".share": "60%"}, PROGRAM),
    ("Site", "lines"): ({HERE + ".lines": 21}, PROGRAM),
    ("Site", "ports"): ({HERE + ".ports": 3}, PROGRAM),
    ("Site", "time_zone"): ({THERE + ".time_zone": "+01:30"}, PROGRAM),
    ("Site", "opens"): ({THERE + ".opens": "09:00"}, PROGRAM),
    ("Site", "closes"): ({THERE + ".closes": "10:30"}, PROGRAM),
    ("Site", "when_full"): ({HERE + ".when_full": "other_sites"}, PROGRAM),
    ("AgentGroup", "skills"): ({"agents.counted.skills": ["two", "one"]}, PROGRAM),
    ("AgentGroup", "wrap_up"): ({"agents.counted.wrap_up": "30 s"}, LUCK),
    ("AgentGroup", "capacity"): ({"agents.blended.capacity[0].web": 3}, PROGRAM),
    ("AgentGroup", "answering"): ({ANSWERING: None}, PROGRAM),
    ("AgentGroup", "learning"): ({LEARNING: None}, PROGRAM),
    ("Learning", "first_week"): ({LEARNING + ".first_week": 1.6}, PROGRAM),
    ("Learning", "rate"): ({LEARNING + ".rate": "80%"}, PROGRAM),
    ("Learning", "plateau"): ({LEARNING + ".plateau": 1.3}, PROGRAM),
    ("Learning", "tenure"): ({LEARNING + ".tenure": "2 weeks"}, PROGRAM),
    ("AgentGroup", "fatigue"): ({FATIGUE: None}, PROGRAM),
    ("Fatigue", "strength"): ({FATIGUE + ".strength": 1}, PROGRAM),
    ("Fatigue", "above"): ({FATIGUE + ".above": "30%"}, PROGRAM),
    ("Fatigue", "over"): ({FATIGUE + ".over": "2 h"}, PROGRAM),
    ("AgentGroup", "absence"): ({"agents.blended.absence": "50%"}, LUCK),
    ("AgentGroup", "lateness"): ({"agents.blended.lateness": LATE}, LUCK),
    ("AgentGroup", "early_leave"): ({"agents.blended.early_leave": LATE}, LUCK),
    ("AgentGroup", "late_breaks"): ({"agents.on shifts.late_breaks": "50% by 2 min"}, LUCK),
    ("Answering", "rings"): ({ANSWERING + ".rings": "5 s"}, LUCK),
    ("Answering", "no_answer"): ({ANSWERING + ".no_answer": "20%"}, PROGRAM),
    ("Answering", "gives_up_after"): ({ANSWERING + ".gives_up_after": "20 s"}, PROGRAM),
    ("Answering", "rejects"): ({ANSWERING + ".rejects": "10%"}, PROGRAM),
    ("Answering", "out_for"): ({ANSWERING + ".out_for": "2 min"}, PROGRAM),
    ("Delay", "share"): ({"agents.blended.lateness.share": "70%"}, LUCK),
    ("Delay", "by"): ({"agents.blended.lateness.by": "exponential mean 6 min"}, LUCK),
    ("Skill", "rank"): ({"agents.counted.skills.one": 3}, PROGRAM),
    ("Skill", "talk_factor"): (
        {"agents.counted.skills.one": {"rank": 1, "talk_factor": 1.5}}, PROGRAM,
    ),
    ("Skill", "quality"): (
        {"agents.counted.skills.one": {"rank": 1, "quality": 1.5}}, PROGRAM,
    ),
    ("Shift", "agents"): ({SHIFT + ".agents": 2}, PROGRAM),
    ("Shift", "names"): ({SHIFT + ".names": ["Ann"], ANY_AGENT: "Ann"}, PROGRAM),
    ("Shift", "start"): ({SHIFT + ".from": "08:06"}, PROGRAM),
    ("Shift", "until"): ({SHIFT + ".until": "10:10"}, PROGRAM),
    ("Shift", "breaks"): ({SHIFT + ".breaks": []}, PROGRAM),
    ("Shift", "days"): (
        {SHIFT + ".days": ["friday"], ANY_AGENT: "blended 2"}, PROGRAM,
    ),
    ("Break", "at"): ({SHIFT + ".breaks[0].at": "09:10"}, PROGRAM),
    ("Break", "lasts"): ({SHIFT + ".breaks[0].lasts": "20 min"}, PROGRAM),
    ("Break", "kind"): ({SHIFT + ".breaks[0].kind": "training"}, PROGRAM),
    ("Break", "paid"): ({SHIFT + ".breaks[0].paid": False}, PROGRAM),
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


def all_fields() -> set[tuple[str, str]]:
    return {(part.__name__, name) for part in parts_of(Model) for name in part.model_fields}


def test_every_field_of_a_scenario_is_looked_at():
    looked_at = set(FIELDS) | set(LAWS)
    missing = all_fields() - looked_at
    kinds_of_laws = {(law, "kind") for law, _ in missing if law != "Break"}
    assert missing - kinds_of_laws == set()
    assert looked_at - all_fields() == set()


DRAWN = 10
"""Replications whose luck is looked at: enough for small shares to show."""


def _tables(holder: Any) -> Iterator[np.ndarray]:
    """All that a dataclass of tables holds, and those in it."""
    for field in dataclasses.fields(holder):
        value = getattr(holder, field.name)
        if dataclasses.is_dataclass(value):
            yield from _tables(value)
        else:
            yield from value if isinstance(value, tuple) else (value,)


def _luck(luck: Luck) -> Iterator[np.ndarray]:
    for block in luck.blocks:
        yield from _tables(block)
    yield from (luck.walked()[0], luck.keys)
    if luck.spells is not None:
        yield luck.spells
    if luck.cards is not None:
        yield from _tables(luck.cards)


def _text(values: Any) -> bytes:
    """Values without the padding between them, which is nobody's."""
    return repr(values.tolist() if isinstance(values, np.ndarray) else values).encode()


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()


def program_of(scenario: Scenario) -> str:
    """A digest of the scenario laid flat."""
    return _digest(map(_text, _tables(lay_out(scenario.model))))


def luck_of(scenario: Scenario) -> str:
    """A digest of what chance decides about the scenario."""
    program = lay_out(scenario.model)
    luck = LuckOf(scenario.model, program, seed=scenario.model.run.seed)
    drawn = (row for replication in range(DRAWN) for row in _luck(luck.draw(replication)))
    return _digest(map(_text, drawn))


def figures_of(scenario: Scenario) -> str:
    """A digest of the scenario's figures."""
    found = replicate(scenario, clock=SimpyClock()).estimates
    tables = [*map(found.queue, QUEUE_MEASURES), *map(found.group, GROUP_MEASURES)]
    tables += map(found.site, SITE_MEASURES)
    tables += found.customer_table().values()
    tables += found.case_table().values()
    tables += [table for told in found.cost_tables().values() for table in told.values()]
    return _digest(repr([table.value, table.low, table.high]).encode() for table in tables)


EFFECTS = {PROGRAM: program_of, LUCK: luck_of, FIGURES: figures_of}


@cache
def base() -> Scenario:
    return from_dict(BASE)


@cache
def before(effect: str) -> str:
    return EFFECTS[effect](base())


@pytest.mark.parametrize("field", FIELDS, ids=".".join)
def test_each_field_changes_what_it_should(field):
    change, effect = FIELDS[field]
    after = base().with_(change)
    if effect in EFFECTS:
        assert EFFECTS[effect](after) != before(effect)
    else:
        changed = {name for name, digest in EFFECTS.items() if digest(after) != before(name)}
        assert not changed, f"recorded reason: {effect}"


@pytest.mark.parametrize("field", LAWS, ids=".".join)
def test_each_parameter_of_a_law_changes_the_luck(field):
    one, other = (luck_of(base().with_({"queues.three.talk": law})) for law in LAWS[field])
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
    found = {luck_of(base().with_({"queues.three.talk": law})) for law in laws}
    assert len(found) == len(laws)


@pytest.mark.parametrize("turn", [BASE["snapshot"]["in_service"][2]["turn"], "customer"])
def test_the_schema_accepts_a_scenario_of_every_field(turn):
    plain = deepcopy(BASE)
    plain["snapshot"]["in_service"][2]["turn"] = turn
    assert list(Draft202012Validator(json_schema()).iter_errors(plain)) == []
