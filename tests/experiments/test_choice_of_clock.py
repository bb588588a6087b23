"""Which clock `auto` takes: SimPy for small work, the compiled one for more; the figures stay."""

import numpy as np

from cic.experiments import replicate as module
from cic.experiments.replicate import LOADED_CONTACTS, SIMPY_CONTACTS, choose_clock, replicate
from cic.program.layout import lay_out
from cic.program.scores import Policies
from cic.scenario.checks import expected_contacts
from cic.statistics.precision import Precision
from tests.report.centres import bank


def test_less_work_is_enough_where_the_rules_are_compiled(monkeypatch):
    answers = [False, True]
    monkeypatch.setattr("cic.clocks.compiled_clock.is_compiled_for", lambda _: answers.pop(0))
    day = bank()
    each, program = expected_contacts(day.model), lay_out(day.model)

    def taken(contacts):
        replications = int(contacts / each) + 1
        return choose_clock(day, "auto", program=program, replications=replications).name

    assert taken(LOADED_CONTACTS / 2) == "simpy"
    assert answers == [False, True]
    assert taken(LOADED_CONTACTS) == "simpy"
    assert taken(LOADED_CONTACTS) == "compiled"
    assert taken(SIMPY_CONTACTS) == "compiled"


def test_a_run_until_precise_may_change_the_clock_and_tells_the_same(monkeypatch):
    wanted = Precision("service_level", half_width=0.012)
    by_simpy = replicate(bank(), clock="simpy", until=wanted, seed=3)
    assert by_simpy.replications > module.FIRST_LOOK
    few = (module.FIRST_LOOK + 1) * expected_contacts(bank().model)
    monkeypatch.setattr(module, "SIMPY_CONTACTS", few)
    monkeypatch.setattr(module, "LOADED_CONTACTS", few)
    changed = replicate(bank(), until=wanted, seed=3)
    assert changed.clock == "compiled"
    one, other = (done.estimates.queue_table() for done in (by_simpy, changed))
    assert all(np.array_equal(one[name].value, other[name].value, equal_nan=True) for name in one)


def uncompiled(contact, agent, centre, now):  # noqa: ARG001 - as policies are called
    return float(f"{now:.0f}")


def test_a_policy_that_cannot_be_compiled_stays_under_simpy_however_long_the_run(monkeypatch):
    wanted = Precision("service_level", half_width=0.012)
    few = (module.FIRST_LOOK + 1) * expected_contacts(bank().model)
    monkeypatch.setattr(module, "SIMPY_CONTACTS", few)
    monkeypatch.setattr(module, "LOADED_CONTACTS", few)
    done = replicate(bank(), until=wanted, seed=3, policies=Policies(agent=uncompiled))
    assert done.replications > module.FIRST_LOOK
    assert done.clock == "simpy"
    assert done.uncompiled
