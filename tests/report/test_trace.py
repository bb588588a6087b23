"""A replication told event by event: the sentences, and their order."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic.clocks import simpy_clock
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.report import retelling
from cic.report.retold_day import Day
from cic.report.trace import tell
from cic.scenario.load import from_dict
from cic.scenario.scenario import Model
from tests.oracle.scenarios import scenarios
from tests.report.centres import bank


def story(scenario, *, clock="simpy", processes=()):
    done = replicate(scenario, replications=1, clock=clock, processes=processes)
    return list(tell(done.logs[0], done.program, scenario.model))


def small(**changes):
    """Contacts at whole seconds, one agent, no chance."""
    queue = {
        "arrivals": {"times": ["08:00:10", "08:00:20", "08:00:30"]},
        "talk": "20 s",
        "wrap_up": "10 s",
        "patience": "15 s",
    }
    data = {
        "name": "small",
        "opens": "08:00",
        "closes": "08:01",
        "interval": "1 min",
        "queues": {"help": queue},
        "agents": {"team": {"staff": 1, "skills": ["help"]}},
    }
    return from_dict(data | changes)


def test_a_day_of_three_contacts_is_told():
    assert story(small()) == [
        "08:00:00  team 1 comes on duty",
        "08:00:10  contact 0 (help) arrives",
        "08:00:10  contact 0 (help) is answered by team 1 at once",
        "08:00:20  contact 1 (help) arrives",
        "08:00:20  contact 1 (help) waits as number 1",
        "08:00:30  contact 0 (help) and team 1 are done after 20 s; team 1 wraps up",
        "08:00:30  contact 2 (help) arrives",
        "08:00:30  contact 2 (help) waits as number 2",
        "08:00:35  contact 1 (help) abandons after 15 s",
        "08:00:40  team 1 has wrapped up",
        "08:00:40  contact 2 (help) is answered by team 1 after 10 s",
        "08:01:00  contact 2 (help) and team 1 are done after 20 s; team 1 wraps up",
        "08:01:00  the centre closes",
        "08:01:10  team 1 has wrapped up",
        "08:01:10  team 1 goes home",
    ]


def test_a_way_through_the_ivr_is_told():
    menus = {
        "welcome": {
            "prompt": "5 s",
            "choices": {"1": {"serve": "balance", "takes": "10 s", "share": "100%"}},
        }
    }
    data = small().written
    data["queues"]["help"] |= {
        "through": "welcome",
        "arrivals": {"times": ["08:00:10", "08:00:12"]},
    }
    told = story(from_dict(data | {"ivr": {"start": "welcome", "ports": 1, "menus": menus}}))
    assert told[1:6] == [
        "08:00:10  contact 0 (help) calls",
        "08:00:10  contact 0 (help) hears 'welcome'",
        "08:00:12  contact 1 (help) calls and hears busy: all ports of the IVR are taken",
        "08:00:15  contact 0 (help) serves itself: 'balance'",
        "08:00:25  contact 0 (help) is served and gone",
    ]


def test_several_days_have_their_names():
    told = story(small(days=2))
    assert told[0].startswith("day 1, mon 08:00:00  ")
    assert any(line.startswith("day 2, tue 08:00:00  the centre opens") for line in told)


def test_who_still_waits_at_the_end_is_told():
    data = small().written
    data["queues"]["help"]["patience"] = "infinite"
    data["agents"]["team"] = {
        "shifts": [{"agents": 1, "from": "08:00", "until": "08:00:15"}],
        "skills": ["help"],
    }
    told = story(from_dict(data))
    assert told[-2:] == [
        "          contact 1 (help) still waits at the end",
        "          contact 2 (help) still waits at the end",
    ]


def test_agents_moved_from_outside_are_told():
    def supervisor(env, centre):
        yield env.timeout(12)
        centre.call_in(1, group="spare")

    data = small().written
    data["agents"]["spare"] = {
        "shifts": [{"agents": 1, "from": "08:00:50", "until": "08:01"}],
        "skills": ["help"],
    }
    told = story(from_dict(data), processes=[supervisor])
    assert "08:00:12  spare 1 comes on duty" in told
    assert "08:00:20  contact 1 (help) is answered by spare 1 at once" in told


def test_both_clocks_tell_the_same():
    scenario = bank()
    assert story(scenario) == story(scenario, clock="compiled")


def test_a_name_cannot_steer_the_terminal():
    program = lay_out(small().model)
    object.__setattr__(program, "queue_names", ("he\x1b[31mlp",))
    done = replicate(small(), replications=1, clock="simpy")
    assert not any("\x1b" in line for line in tell(done.logs[0], program, small().model))


@settings(deadline=None, max_examples=60)
@given(plain=scenarios(whole_seconds=True) | scenarios(), seed=st.integers(0, 100))
def test_events_are_told_in_the_order_in_which_they_happened(plain, seed):
    model = Model.model_validate(plain)
    program = lay_out(model)
    clock = SimpyClock()
    luck = LuckOf(model, program, seed=seed).draw(0)
    happened, told = [], []
    with pytest.MonkeyPatch.context() as patch:
        original = simpy_clock.happen

        def happen(centre, kind, subject, now):
            happened.append((now, int(kind), int(subject)))
            original(centre, kind, subject, now)

        patch.setattr(simpy_clock, "happen", happen)
        log = clock.run(program, clock.prepare(program, luck))
        for kind, function in list(retelling.HAPPENS.items()):

            def spy(day, subject, now, kind=kind, function=function):
                told.append((now, kind, subject))
                return function(day, subject, now)

            patch.setitem(retelling.HAPPENS, kind, spy)
        day = Day(log, program)
        for now, sentence in retelling.retell(day):
            assert math.isfinite(now)
            assert sentence
    assert told == happened
    assert not any([day.facts, *day.facts_of.values(), *day.answers.values()])
    assert sum(map(len, day.waiting)) == int((log.contacts["outcome"] == 0).sum())
