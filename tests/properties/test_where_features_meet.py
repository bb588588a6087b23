"""Callbacks that are cancelled while phones ring together; agents who leave, and whom they knew."""

import numpy as np

from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import NOBODY
from cic.program.stress_codes import VACANT
from cic.scenario.load import from_dict
from tests.properties.test_clocks_agree import assert_same_figures, logs_of

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
