"""Long runs of sites with few lines agree with Erlang B site by site, inside 99.9 % intervals.

A Poisson stream shared out by independent lots is a Poisson stream at each site; with agents enough
for all lines, a site is a loss system of its own, whatever the law of talk.
"""

import numpy as np
import pytest

from cic import units
from cic.clocks.compiled_clock import CompiledClock
from cic.luck.contacts import LuckOf
from cic.program.codes import NO_LINE
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from cic.theory.erlang_b import ErlangB
from tests.agreement.long_runs import assert_agrees, centre

TALKS = ["exponential mean 3 min", "lognormal mean 3 min cv 2"]
LINES = {"x": 6, "y": 9}
SHARES = {"x": 0.48, "y": 0.52}
RATE = 200


def seen(talk, *, days=16, replications=40, **fields):
    """Calls that came, and that found no line, of each site and replication."""
    sites = {name: {"share": SHARES[name], "lines": LINES[name]} | fields for name in LINES}
    queue = {"a": {"arrivals": f"{RATE}/hour", "talk": talk}}
    model = from_dict(centre(queue, staff=15, days=days, sites=sites)).model
    program, clock = lay_out(model), CompiledClock()
    luck = LuckOf(model, program, seed=1)
    offered, busy = np.zeros((2, replications, len(sites)))
    for n in range(replications):
        log = clock.run(program, clock.prepare(program, luck.draw(n)))
        middle = log.contacts["arrived_at"] >= units.DAY
        middle &= log.contacts["arrived_at"] < (days - 1) * units.DAY
        site = log.trunks["site"]
        offered[n] = np.bincount(site[middle], minlength=2)
        middle &= log.contacts["outcome"] == NO_LINE
        busy[n] = np.bincount(site[middle], minlength=2)
    return offered, busy


def loss(rate, lines):
    return ErlangB(arrivals_per_hour=rate, handle_time=180, agents=lines).blocking_probability


@pytest.mark.parametrize("talk", TALKS)
def test_each_site_is_a_loss_system_of_its_own(talk):
    offered, busy = seen(talk)
    for n, name in enumerate(LINES):
        truth = loss(RATE * SHARES[name], LINES[name])
        assert_agrees(busy[:, n], offered[:, n], truth, within=0.05)
    assert_agrees(offered[:, 0], offered.sum(axis=1), SHARES["x"], within=0.01)


def test_sites_that_seek_room_at_each_other_are_one_loss_system():
    offered, busy = seen(TALKS[0], when_full="other_sites")
    assert_agrees(busy.sum(axis=1), offered.sum(axis=1), loss(RATE, 15), within=0.06)


@pytest.mark.long
@pytest.mark.parametrize("talk", TALKS)
def test_in_a_long_run_each_site_is_a_loss_system_of_its_own(talk):
    offered, busy = seen(talk, days=60, replications=200)
    for n, name in enumerate(LINES):
        truth = loss(RATE * SHARES[name], LINES[name])
        assert_agrees(busy[:, n], offered[:, n], truth, within=0.01)
