"""Features that hardly ever meet, in one centre: customers, campaigns, callbacks, IVR offers."""

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import Outcome
from cic.program.leg_codes import LegKind
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
