"""Features that hardly ever meet, in one centre: customers, campaigns, callbacks, IVR offers.

Then pairs of them: callbacks cancelled while phones ring together; agents who leave, and whom they
knew.
"""

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import NOBODY, Outcome
from cic.program.leg_codes import LegKind
from cic.program.stress_codes import VACANT
from cic.scenario.load import from_dict
from tests.properties.test_clocks_agree import assert_same_figures, logs_of

CENTRE = {
    "name": "All that there is",
    "opens": "08:00",
    "closes": "18:00",
    "ivr": {
        "start": "main",
        "menus": {
            "main": {
                "prompt": "10 s",
                "choices": {
                    "1": {
                        "go": "help",
                        "share": "50%",
                        "deflection": {
                            "by": "sms",
                            "accepted": "30%",
                            "success": "50%",
                            "takes": "1 min",
                            "redial": {"share": "60%", "delay": "5 min"},
                        },
                    },
                    "2": {
                        "go": "plain",
                        "share": "50%",
                        "deflection": {
                            "by": "web",
                            "offered_at": "30 s",
                            "accepted": "40%",
                            "success": "60%",
                            "takes": "2 min",
                        },
                    },
                },
            }
        },
    },
    "queues": {
        "help": {
            "arrivals": "45/hour",
            "through": "main",
            "patience": "exponential mean 3 min",
            "talk": "exponential mean 5 min",
            "wrap_up": "30 s",
            "resolves": "80%",
            "transfers": {"plain": {"share": "20%", "same_agent": True}},
            "recontact": {"share": "70%", "delay": "exponential mean 1 h"},
            "redials": {"abandoned": {"share": "50%", "delay": "exponential mean 10 min"}},
            "callback": {
                "offered_at": "1 min",
                "accepted": "50%",
                "answered": "80%",
                "rings": "10 s",
                "attempts": 2,
                "retry_after": "10 min",
            },
        },
        "plain": {
            "arrivals": "30/hour",
            "through": "main",
            "patience": "exponential mean 3 min",
            "talk": "exponential mean 3 min",
            "overflow": {"sellers": {"predicted_wait": "1 min"}},
        },
        "sales": {"talk": "exponential mean 3 min"},
        "complaints": {"channel": "email", "talk": "exponential mean 12 min"},
    },
    "agents": {
        "team": {
            "staff": 6,
            "skills": ["help", "plain", "complaints"],
            "courtesy": "85%",
            "answering": {"rings": "3 s", "no_answer": "5%", "out_for": "1 min"},
            "stress": {
                "rises_over": "2 h",
                "tempers": {"irate": "10%"},
                "begins": "40%",
                "errors": "30%",
                "discourtesy": "20%",
                "absence": "50%",
                "turnover": {"calm": 50, "stressed": 100},
            },
        },
        "sellers": {"staff": 4, "skills": ["sales", "plain"]},
    },
    "campaigns": {
        "autumn": {
            "queue": "sales",
            "customers": 400,
            "answers": "30%",
            "machine": "20%",
            "busy": "10%",
            "rings": "exponential mean 10 s",
            "attempts": 3,
            "retries": {"busy": "10 min", "no_answer": "1 h"},
            "dialler": {"mode": "predictive", "cap": "3%"},
        }
    },
    "customers": {
        "number": 3000,
        "preset": "pyramid",
        "segments": {"vip": {"value": 6000, "agent": "always"}, "key": {"priority": 1}},
        "tempers": {"comfortable": "70%", "irate": "30%"},
        "moods": {"sours_to": "irate"},
        "satisfaction": {"wait": {"expected": "1 min", "hurts": 0.1}, "annoyed_below": -0.1},
        "complaints": {"to": "complaints", "share": "40%", "delay": "exponential mean 1 h"},
        "loyalty": {"unsolved": "11%", "churn": {"competitor": 0.05}},
    },
}


RINGING = {
    "name": "Callbacks that ring at all",
    "opens": "08:00",
    "closes": "10:00",
    "queues": {
        "q": {
            "arrivals": "100/hour",
            "patience": "exponential mean 5 min",
            "talk": "exponential mean 4 min",
            "callback": {
                "offered_at": "5 s",
                "accepted": "100%",
                "own_call": {"share": "90%", "delay": "exponential mean 2 min"},
            },
        }
    },
    "agents": {
        "g": {
            "staff": 8,
            "skills": ["q"],
            "answering": {
                "rings": "exponential mean 30 s",
                "no_answer": "20%",
                "gives_up_after": "20 s",
            },
        }
    },
    "routing": {"preset": "freeswitch.ring-all"},
}

LEAVING = {
    "name": "Agents leave",
    "opens": "00:00",
    "closes": "24:00",
    "days": 12,
    "queues": {
        "q": {
            "arrivals": "6/hour",
            "patience": "exponential mean 5 min",
            "talk": "exponential mean 20 min",
            "resolves": "50%",
            "recontact": {"share": "100%", "delay": "exponential mean 3 d"},
            "affinity": {"waits": "10 min"},
            "transfers": {"q2": "30%"},
        },
        "q2": {"talk": "exponential mean 10 min"},
    },
    "agents": {
        "g": {
            "staff": 4,
            "skills": ["q", "q2"],
            "stress": {
                "rises_over": "3 h",
                "errors": "50%",
                "turnover": {
                    "calm": 100,
                    "stressed": 100,
                    "hiring": {"takes": "0 s", "training": "0 s"},
                },
            },
        }
    },
    "customers": {"number": 100, "segments": {"all": {"share": "100%", "agent": "always"}}},
}


@pytest.fixture(scope="module")
def model():
    return from_dict(CENTRE).model


def test_both_clocks_give_the_same_figures(model):
    assert_same_figures(model, seed=1)


def test_they_do_meet(model):
    log, counted = next(iter(logs_of(model, SimpyClock, 1, replications=1)))
    kinds, outcomes = set(log.legs["kind"].tolist()), set(log.contacts["outcome"].tolist())
    assert kinds >= {
        *(LegKind.FRESH, LegKind.REDIAL, LegKind.RECONTACT, LegKind.TRANSFER),
        *(LegKind.CALLBACK, LegKind.OUTBOUND, LegKind.COMPLAINT),
    }
    assert outcomes >= {
        *(Outcome.ANSWERED, Outcome.ABANDONED, Outcome.ASKED_CALLBACK),
        *(Outcome.DEFLECTED, Outcome.STAYED_AWAY),
    }
    called = log.legs["kind"] == LegKind.OUTBOUND
    assert (log.verdicts["customer"][called] < 0).all()  # they are of the campaign's list
    assert (log.verdicts["customer"][~called] >= 0).all()
    away = np.count_nonzero(log.contacts["outcome"] == Outcome.STAYED_AWAY)
    assert counted.by_queue["offered"].sum() == len(log.contacts) - away


def test_a_callback_may_be_cancelled_while_it_rings_at_several():
    assert_same_figures(from_dict(RINGING).model, seed=1)


def test_newcomers_know_nobody_from_before():
    model = from_dict(LEAVING).model
    assert_same_figures(model, seed=1)
    log, _ = next(iter(logs_of(model, SimpyClock, seed=1)))
    customers, strains = log.customers, log.strains
    assert strains["hired"].sum() > 4
    known = customers[customers["last_agent"] != NOBODY]
    assert len(known) > 10
    there = strains[known["last_agent"]]
    assert (there["missing"] != VACANT).all()
    assert (known["last_at"] >= there["hired_at"]).all()


def test_errors_are_contacts_that_were_not_resolved():
    log, _ = next(iter(logs_of(from_dict(LEAVING).model, SimpyClock, seed=1)))
    erred = log.resolutions["erred"] > 0
    assert erred.any()
    assert np.all(log.resolutions["resolved"][erred] == 0)
