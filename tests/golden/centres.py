"""The scenarios whose figures are kept, and what is kept of them.

Run as a module it prints the digests, on whatever machine and with whatever switches.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import numpy as np

from cic.clocks.clock import Clock
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.measures.definitions import (
    GROUP_MEASURES,
    INTERVAL_MEASURES,
    QUEUE_MEASURE,
    QUEUE_MEASURES,
)
from cic.scenario.load import from_dict

Plain = dict[str, Any]
DAY = {"opens": "08:00", "closes": "12:00", "interval": "30 min", "run": {"replications": 3}}

SKILLS = DAY | {
    "name": "Skills, lognormal talk, gamma patience, busy days",
    "days": 2,
    "day_factors": {"weather": {"cv": "30%"}},
    "queues": {
        "sales": {
            "arrivals": {"per_interval": [9, 20, 31, 25, 22, 18.5, 12, 7], "day_factor": "weather"},
            "patience": "gamma mean 3 min cv 1.4",
            "balk": "5%",
            "talk": "lognormal mean 4 min cv 1.1",
            "wrap_up": "weibull mean 40 s cv 0.8",
            "service_level": "80% in 20 s",
        },
        "help": {
            "arrivals": {"rate": "30/hour", "day_factor": {"cv": 0.2}},
            "patience": {"kind": "hyperexponential", "mean": "4 min", "cv": 1.5},
            "talk": "gamma mean 5 min cv 0.6",
            "priority": 2,
            "capacity": 12,
        },
    },
    "agents": {
        "sellers": {"staff": [2, 3, 4, 4, 3, 3, 2, 2], "skills": ["sales"]},
        "all": {
            "staff": 3,
            "skills": {"sales": {"rank": 2, "talk_factor": 1.3}, "help": 1},
            "wrap_up": {"sales": "erlang mean 60 s stages 3"},
        },
    },
    "routing": {"agent": "random", "contact": "priority"},
}
"""Exponentials and logarithms everywhere, dice, a factor common to queues."""

MENUS = DAY | {
    "name": "An IVR in front of two queues",
    "at_closing": "send_away",
    "queues": {
        "cards": {
            "arrivals": {"counts": [8, 12, 16, 14, 12, 10, 9, 6]},
            "through": "welcome",
            "talk": "weibull shape 1.3 scale 3 min",
            "patience": "lognormal median 90 s sigma 0.9",
        },
        "loans": {"talk": "triangular mean 5 min cv 0.3", "patience": "uniform 30 s to 4 min"},
    },
    "ivr": {
        "start": "welcome",
        "ports": 3,
        "arrivals": "40/hour",
        "menus": {
            "welcome": {
                "prompt": "lognormal mean 12 s cv 0.4",
                "hang_up_after": "weibull mean 60 s cv 1.4",
                "choices": {
                    "1": {"go": "cards", "share": "45%"},
                    "2": {"go": "more", "share": "25%"},
                    "3": {
                        "serve": "balance",
                        "share": "20%",
                        "takes": "gamma shape 0.5 scale 1 min",
                        "success": "70%",
                        "otherwise": "loans",
                    },
                },
                "no_choice": {"share": "10%", "repeats": 2, "then": "cards"},
            },
            "more": {
                "prompt": {"values": [4, 7, 11]},
                "choices": {
                    "1": {"go": "loans", "share": "80%"},
                    "2": {"hang_up": True, "share": "20%"},
                },
            },
        },
    },
    "agents": {"team": {"staff": 4, "skills": ["cards", "loans"]}},
    "routing": {"agent": "fewest_contacts", "contact": "weighted_wait"},
}
"""Walks through menus, laws by their own parameters."""

STREAM = DAY | {
    "name": "One long queue",
    "queues": {
        "all": {
            "arrivals": "9000/hour",
            "patience": "exponential mean 2 min",
            "talk": "exponential mean 1 min",
        }
    },
    "agents": {"team": {"staff": 140, "skills": ["all"]}},
}
"""More contacts than a block of draws holds."""

CENTRES = {"skills": SKILLS, "menus": MENUS, "stream": STREAM}


def digests(plain: Plain, clock: Clock) -> dict[str, str]:
    """Digests of all contacts and agents, and of all estimates, of a scenario's replications."""
    done = replicate(from_dict(plain), clock=clock)
    facts, figures = hashlib.sha256(), hashlib.sha256()
    for log in done.logs:
        for table in (log.contacts, log.facts, log.steps):
            for name in table.dtype.names:
                facts.update(_plain_bytes(table[name]))
    estimates = done.estimates
    tables = [
        *(estimates.queue(measure) for measure in QUEUE_MEASURES),
        *(estimates.group(measure) for measure in GROUP_MEASURES),
        *(estimates.interval(QUEUE_MEASURE[name]) for name in INTERVAL_MEASURES),
    ]
    for estimate in tables:
        for values in (estimate.value, estimate.low, estimate.high):
            figures.update(_plain_bytes(values))
    return {"facts": facts.hexdigest(), "figures": figures.hexdigest()}


def _plain_bytes(values: np.ndarray) -> bytes:
    """The values alone, little-endian; every nan with the same bits."""
    if values.dtype.kind == "f":
        values = np.where(np.isnan(values), np.nan, values)
    return np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes()


def all_digests(kind: type[Clock]) -> dict[str, dict[str, str]]:
    """The digests of all scenarios."""
    return {name: digests(plain, kind()) for name, plain in CENTRES.items()}


if __name__ == "__main__":
    kinds = {"simpy": SimpyClock, "compiled": CompiledClock}
    json.dump(all_digests(kinds[sys.argv[1]]), sys.stdout)
