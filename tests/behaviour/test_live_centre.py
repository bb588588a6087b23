"""A user's own SimPy processes beside the centre, and runs that make no progress."""

import time

import pytest
import simpy.rt

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.errors import EngineError, UsageError
from cic.experiments.replicate import replicate
from cic.program.codes import OFF
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, assert_same_log, play, queues, shift, times

TWO_GROUPS = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 2, "skills": ["b"]}}
BURST = [("a", at, {"talk": 60}) for at in range(13)]


def beside(process, model, *contacts, **options):
    """A day with a process of the user's own."""
    return play(SimpyClock(processes=[process], **options), model, *contacts)


def a_centre():
    return a_model(queues=queues("a", "b"), agents=TWO_GROUPS)


def at(instant, act):
    """A process that does one thing at one instant."""

    def process(env, centre):
        yield env.timeout(instant)
        act(centre)

    return process


def test_a_supervisor_moves_two_agents_when_a_queue_is_longer_than_ten():
    seen = []

    def supervisor(env, centre):
        while True:
            yield env.timeout(5)
            if centre.waiting("a") > 10:
                seen.append((env.now, centre.waiting("a"), centre.idle("h")))
                seen.append(centre.move(2, source="h", to="g"))

    day = beside(supervisor, a_centre(), *BURST)
    # At 15, 12 wait behind the one who talks until 60: the two idle agents of `h` take the first.
    assert seen == [(15, 12, 2), 2]
    assert day.ends[:4] == [(0, 0), (15, 1), (15, 2), (60, 0)]
    assert day.column("group")[1:3] == [0, 0]


def test_a_process_that_only_looks_changes_nothing(clock):
    def watcher(env, centre):
        while True:
            yield env.timeout(0.7)
            centre.waiting("a"), centre.longest_wait("a"), centre.idle("g"), centre.present("g")

    alone = play(clock, a_centre(), *BURST)
    assert_same_log(alone.log, beside(watcher, a_centre(), *BURST).log)


def test_what_a_process_sees():
    seen = []

    def look(centre):
        seen.append(
            (centre.waiting("a"), centre.longest_wait("a"), centre.idle("g"), centre.present("g"))
        )

    model = a_model(agents={"g": {"staff": 2, "skills": ["a"]}})
    talk = {"talk": 100}
    day = [("a", 1, talk), ("a", 2, talk), ("a", 5), ("a", 8)]
    for instant in (0.5, 1.5, 20):
        beside(at(instant, look), model, *day)
    assert seen == [(0, 0, 2, 2), (0, 0, 1, 2), (2, 15, 0, 2)]


def test_an_agent_who_is_moved_with_a_contact_in_hand_finishes_it_and_serves_the_new_group():
    day = beside(
        at(3, lambda centre: centre.move(1, source="h", to="g")),
        a_model(
            queues=queues("a", "b"),
            agents={"g": {"staff": 0, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
        ),
        ("b", 0), ("a", 1), ("b", 2, {"patience": 60}), ("a", 30),
    )  # fmt: skip
    assert day.ends == [(0, 0), (10, 0), ("abandoned", 62), (30, 0)]
    assert day.column("group") == [1, 0, -1, 0]


def test_idle_agents_are_moved_first():
    day = beside(
        at(3, lambda centre: centre.move(1, source="h", to="g")),
        a_centre(), ("b", 0), ("a", 1), ("a", 2), ("b", 20),
    )  # fmt: skip
    assert day.ends == [(0, 1), (1, 0), (3, 2), (20, 1)]


def test_more_agents_than_there_are_cannot_be_moved():
    counts = []
    beside(at(3, lambda centre: counts.append(centre.move(9, source="h", to="g"))), a_centre())
    assert counts == [2]


def test_an_agent_who_is_called_in_takes_who_waits():
    agents = {"g": {"shifts": [shift(0, 20), shift(500, 600)], "skills": ["a"]}}
    counts = []
    day = beside(
        at(100, lambda centre: counts.append(centre.call_in(1, group="g"))),
        a_model(agents=agents), ("a", 50), ("a", 60),
    )  # fmt: skip
    assert counts == [1]
    assert day.ends == [(100, 0), (110, 0)]


def test_only_agents_off_duty_are_called_in():
    counts = []
    beside(at(5, lambda centre: counts.append(centre.call_in(5, group="g"))), a_centre())
    assert counts == [0]


def test_an_idle_agent_who_is_sent_home_goes_at_once():
    day = beside(
        at(5, lambda centre: centre.send_home(1, group="g")), a_model(), ("a", 6, {"patience": 9})
    )
    assert day.ends == [("abandoned", 15)]
    assert day.presence == [(0, 0, True), (5, 0, False)]


def test_an_agent_who_is_sent_home_with_a_contact_in_hand_finishes_it():
    day = beside(
        at(5, lambda centre: centre.send_home(1, group="g")),
        a_model(), ("a", 0, {"wrap_up": 4}), ("a", 1, {"patience": 60}),
    )  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 61)]
    assert day.presence == [(0, 0, True), (14, 0, False)]


def test_an_agent_who_was_sent_home_stays_there_when_its_break_comes():
    model = a_model(agents={"g": {"shifts": [shift(0, 600, (50, 30))], "skills": ["a"]}})
    day = beside(
        at(5, lambda centre: centre.send_home(1, group="g")), model, ("a", 100, {"patience": 9})
    )
    assert day.ends == [("abandoned", 109)]
    assert [int(fact["state"]) for fact in day.log.facts][-1] == OFF


@pytest.mark.parametrize("instant", [0, 100, 100.0])
def test_at_equal_times_the_centres_events_come_before_a_process(instant):
    seen = []

    def look(env, centre):
        if instant:
            yield env.timeout(instant)
        seen.append((env.now, centre.present("g"), centre.idle("g"), centre.waiting("a")))
        yield env.timeout(1)

    model = a_model(agents={"g": {"shifts": [shift(instant, 600)], "skills": ["a"]}})
    beside(look, model, ("a", instant), ("a", instant))
    assert seen == [(instant, 1, 0, 1)]


def test_the_centres_events_come_first_also_for_a_process_that_woke_before():
    # The process sleeps twice, so that SimPy itself would let it go first at 100.
    seen = []

    def look(env, centre):
        yield env.timeout(93)
        yield env.timeout(7)
        seen.append((centre.present("g"), centre.idle("g"), centre.waiting("a")))

    model = a_model(agents={"g": {"shifts": [shift(100, 600)], "skills": ["a"]}})
    beside(look, model, ("a", 100), ("a", 100))
    assert seen == [(1, 0, 1)]


def test_what_follows_from_an_act_comes_after_it_in_the_same_instant():
    # The contact called at 5 talks for no time: its end is an event of 5, before the next look.
    seen = []

    def process(env, centre):
        yield env.timeout(5)
        centre.call_in(1, group="g")
        yield env.timeout(1)
        seen.append((centre.idle("g"), centre.waiting("a")))

    model = a_model(agents={"g": {"shifts": [shift(500, 600)], "skills": ["a"]}})
    day = beside(process, model, ("a", 1, {"talk": 0}), ("a", 2, {"talk": 0}), ("a", 300))
    assert day.ends == [(5, 0), (5, 0), (300, 0)]
    assert seen == [(1, 0)]


def test_an_act_that_ends_a_talk_when_a_contact_arrives_frees_the_agent_first():
    model = a_model(agents={"g": {"shifts": [shift(500, 600)], "skills": ["a"]}})
    process = at(5, lambda centre: centre.call_in(1, group="g"))
    day = beside(process, model, ("a", 1, {"talk": 15}), ("a", 20, {"patience": 0}))
    assert day.ends == [(5, 0), (20, 0)]


def test_processes_at_the_same_instant_run_in_the_order_they_are_given():
    order = []
    processes = [at(5, lambda _, n=n: order.append(n)) for n in range(3)]
    play(SimpyClock(processes=processes), a_model())
    assert order == [0, 1, 2]


@pytest.mark.parametrize("act", [
    lambda centre: centre.waiting("aa"),
    lambda centre: centre.move(1, source="g", to="gg"),
    lambda centre: centre.call_in(1, group="gg"),
])  # fmt: skip
def test_a_process_that_misspells_a_name_is_told(act):
    with pytest.raises(UsageError, match="did you mean"):
        beside(at(5, act), a_model())


def test_a_process_that_raises_ends_the_run_with_its_error():
    def fail(_):
        raise RuntimeError("the supervisor fell off the chair")

    with pytest.raises(RuntimeError, match="fell off the chair"):
        beside(at(5, fail), a_model(), ("a", 1))


def test_a_process_that_ends_leaves_the_centre_running():
    day = beside(at(5, lambda centre: centre.idle("g")), a_model(), ("a", 1), ("a", 100))
    assert day.ends == [(1, 0), (100, 0)]


def test_the_run_ends_although_a_process_goes_on_for_ever():
    def ticks(env, _):
        while True:
            yield env.timeout(1)

    assert beside(ticks, a_model(), ("a", 1)).ends == [(1, 0)]


def test_a_run_can_be_paced_in_real_time():
    model = a_model(closes="08:01", interval="1 min")
    pace = 0.002
    clock = SimpyClock(environment=lambda: simpy.rt.RealtimeEnvironment(factor=pace, strict=False))
    contacts = [("a", 5), ("a", 6), ("a", 40)]
    started = time.perf_counter()
    day = play(clock, model, *contacts)
    took = time.perf_counter() - started
    assert took >= 60 * pace
    assert_same_log(day.log, play(SimpyClock(), model, *contacts).log)


def test_a_paced_run_takes_processes_too():
    seen = []
    model = a_model(closes="08:01", interval="1 min")
    day = beside(
        at(10, lambda centre: seen.append(centre.waiting("a"))),
        model, ("a", 5), ("a", 6),
        environment=lambda: simpy.rt.RealtimeEnvironment(factor=0.001, strict=False),
    )  # fmt: skip
    assert seen == [1]
    assert day.ends == [(5, 0), (15, 0)]


# --- no progress ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SimpyClock, CompiledClock])
def test_a_run_whose_time_stands_still_ends_with_an_error_that_says_what_loops(kind):
    # Agents of no talk serve a line of contacts at one instant: more ends of talks than allowed.
    model = a_model(agents={"g": {"shifts": [shift(30, 600)], "skills": ["a"]}})
    contacts = [("a", float(n), {"talk": 0}) for n in range(20)]
    with pytest.raises(EngineError, match=r"08:00:30.*(?s:.*)talk ends"):
        play(kind(stall_limit=10), model, *contacts)
    assert play(kind(stall_limit=30), model, *contacts).ends[-1] == (30, 0)


@pytest.mark.parametrize("kind", [SimpyClock, CompiledClock])
def test_the_error_says_scenario_replication_and_seed(kind):
    plain = PLAIN | {
        "queues": {"a": {"talk": "0 s", "arrivals": times(*range(20))}},
        "agents": {"g": {"shifts": [shift(30, 600)], "skills": ["a"]}},
    }
    with pytest.raises(EngineError, match="'by hand', replication 0 of seed 7"):
        replicate(from_dict(plain), replications=1, seed=7, clock=kind(stall_limit=10))


@pytest.mark.parametrize("kind", [SimpyClock, CompiledClock])
def test_contacts_who_arrive_at_one_instant_are_no_standstill(kind):
    model = a_model(queues=queues(a={"capacity": 0}))
    day = play(kind(stall_limit=10), model, *[("a", 5)] * 30)
    assert [end for end, _ in day.ends] == [5] + ["queue_full"] * 29


@pytest.mark.timeout(20)
def test_a_process_that_repeats_without_delay_ends_with_an_error():
    def spin(env, _):
        while True:
            yield env.timeout(0)

    with pytest.raises(EngineError, match="process"):
        beside(spin, a_model(), ("a", 5), stall_limit=100)
