"""A replication told event by event: the sentences, and their order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic.clocks import simpy_clock
from cic.clocks.simpy_clock import SimpyClock
from cic.errors import UsageError
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.program.codes import ARRIVES, Outcome
from cic.program.layout import lay_out
from cic.report.slow_motion import FROM_OUTSIDE, SlowMotion
from cic.report.story import Story
from cic.report.trace import tell
from cic.scenario.load import from_dict
from cic.scenario.scenario import Model
from tests.oracle.scenarios import scenarios
from tests.report.blends import blends
from tests.report.centres import bank, blended


def story(scenario, *, clock="simpy", processes=()):
    done = replicate(scenario, replications=1, clock=clock, processes=processes)
    return list(tell(done.logs[0], done.program, scenario.model, processes=processes))


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


def test_contacts_who_come_to_a_closed_centre_are_told():
    data = small(days=3).written
    data["opening_hours"] = {"monday": "closed"}
    data["queues"]["help"]["arrivals"] = {"times": [28810, 86400 + 28865]}
    told = story(from_dict(data))
    assert "day 1, mon 08:00:10  contact 0 (help) comes before opening and is sent away" in told
    assert "day 2, tue 08:01:05  contact 1 (help) comes after closing and is sent away" in told


def test_another_seed_or_process_is_refused():
    scenario = bank()
    done = replicate(scenario, replications=2, clock="simpy", seed=7)
    with pytest.raises(UsageError, match="tell the seed of the log"):
        next(tell(done.logs[0], done.program, scenario.model))
    assert next(tell(done.logs[1], done.program, scenario.model, seed=7, replication=1))

    def supervisor(env, centre):
        yield env.timeout(60)
        centre.move(4, source="generalists", to="seniors")

    done = replicate(scenario, replications=1, processes=[supervisor])
    with pytest.raises(UsageError, match="the processes that took part"):
        next(tell(done.logs[0], done.program, scenario.model))
    told = story(scenario, processes=[supervisor])
    assert "08:01:00  generalists 4 moves to seniors" in told


# --- several in hand, holds, turns, deferred work ---


def by_hand(queues, agents=None, **more):
    """Contacts at whole seconds of one day or more, one agent, no chance."""
    agents = {"team": {"staff": 1, "skills": list(queues)}} if agents is None else agents
    data = {"name": "by hand", "opens": "08:00", "closes": "08:10", "interval": "10 min"}
    return from_dict(data | {"queues": queues, "agents": agents} | more)


def at(*moments, **fields):
    return {"arrivals": {"times": list(moments)}, "talk": "60 s"} | fields


def test_chats_beside_each_other_go_slower_and_faster_again():
    channels = {"chat": {"slow_down": [1, 1.5]}}
    queues = {"chats": at("08:00:10", "08:00:40", channel="chat", wrap_up="10 s")}
    assert story(by_hand(queues, channels=channels))[1:] == [
        "08:00:10  contact 0 (chats) arrives",
        "08:00:10  contact 0 (chats) is answered by team 1 at once",
        "08:00:40  contact 1 (chats) arrives",
        "08:00:40  contact 1 (chats) is answered by team 1 at once, beside contact 0 (chats)",
        "08:00:40  team 1 now works on 2 contacts by chat: each takes 1.5 times as long",
        "08:01:25  contact 0 (chats) and team 1 are done after 1 min 15 s; team 1 wraps up",
        "08:01:40  team 1 has wrapped up contact 0 (chats)",
        "08:01:40  team 1 now works on 1 contact by chat: at full speed",
        "08:02:00  contact 1 (chats) and team 1 are done after 1 min 20 s; team 1 wraps up",
        "08:02:10  team 1 has wrapped up contact 1 (chats)",
        "08:10:00  team 1 goes home",
        "08:10:00  the centre closes",
    ]


def test_an_email_is_put_on_hold_for_a_call_and_resumed():
    queues = {"calls": at("08:00:30"), "post": at("08:00:10", channel="email")}
    told = story(by_hand(queues, channels={"voice": {"interrupts": ["email"]}}))
    assert told[1:-2] == [
        "08:00:10  contact 0 (post) arrives",
        "08:00:10  contact 0 (post) is taken up by team 1 at once",
        "08:00:30  contact 1 (calls) arrives",
        "08:00:30  contact 0 (post) is put on hold by team 1 for contact 1 (calls)",
        "08:00:30  contact 1 (calls) is answered by team 1 at once",
        "08:01:30  contact 1 (calls) and team 1 are done after 1 min",
        "08:01:30  team 1 goes on with contact 0 (post) after 1 min on hold",
        "08:02:10  team 1 is done with contact 0 (post) after 1 min, and 1 min on hold",
    ]


def test_talks_in_turns_are_told_turn_by_turn():
    turns = {"count": 2, "pause": "40 s", "times_out": "60 s"}
    queues = {"messages": at("08:00:00", "08:00:20", channel="messaging", wrap_up="5 s")}
    told = story(by_hand(queues, channels={"messaging": {"turns": turns}}))
    assert told[1:-2] == [
        "08:00:00  contact 0 (messages) arrives",
        "08:00:00  contact 0 (messages) is answered by team 1 at once",
        "08:00:20  contact 1 (messages) arrives",
        "08:00:20  contact 1 (messages) is answered by team 1 at once, beside contact 0 (messages)",
        "08:00:20  contact 1 (messages) waits while contact 0 (messages) has its turn",
        "08:00:30  contact 0 (messages) has its first answer after 30 s",
        "08:00:30  team 1 has written to contact 0 (messages): it is the customer's turn",
        "08:00:30  team 1 turns to contact 1 (messages), ready for 10 s",
        "08:01:00  contact 1 (messages) has its first answer after 40 s",
        "08:01:00  team 1 has written to contact 1 (messages): it is the customer's turn",
        "08:01:10  the customer of contact 0 (messages) replies after 40 s",
        "08:01:10  team 1 turns to contact 0 (messages)",
        "08:01:40  contact 0 (messages) and team 1 are done after 1 min 40 s; team 1 wraps up",
        "08:01:40  the customer of contact 1 (messages) replies after 40 s "
        "and waits while contact 0 (messages) has its turn",
        "08:01:45  team 1 has wrapped up contact 0 (messages)",
        "08:01:45  team 1 turns to contact 1 (messages), ready for 5 s",
        "08:02:15  contact 1 (messages) and team 1 are done after 1 min 55 s; team 1 wraps up",
        "08:02:20  team 1 has wrapped up contact 1 (messages)",
    ]


def test_a_customer_who_falls_silent_is_told():
    turns = {"count": 2, "pause": "90 s", "times_out": "60 s"}
    queues = {"messages": at("08:00:00", channel="messaging")}
    told = story(by_hand(queues, channels={"messaging": {"turns": turns}}))
    silent = "contact 0 (messages) is closed: its customer has been silent for 1 min"
    assert f"08:01:30  {silent}" in told


def test_deferred_work_comes_at_night_and_waits_for_the_morning():
    queues = {"post": at(28870, 28800 + 43200, channel="email", talk="20 min")}
    told = story(by_hand(queues, days=2))
    assert told[3:] == [
        "day 1, mon 08:10:00  the centre closes",
        "day 1, mon 08:21:10  team 1 is done with contact 0 (post) after 20 min",
        "day 1, mon 08:21:10  team 1 goes home",
        "day 1, mon 20:00:00  contact 1 (post) arrives",
        "day 1, mon 20:00:00  contact 1 (post) waits as number 1; the centre is closed",
        "day 2, tue 08:00:00  team 1 comes on duty",
        "day 2, tue 08:00:00  contact 1 (post) is taken up by team 1 after 12 h",
        "day 2, tue 08:00:00  the centre opens",
        "day 2, tue 08:10:00  the centre closes",
        "day 2, tue 08:20:00  team 1 is done with contact 1 (post) after 20 min",
        "day 2, tue 08:20:00  team 1 goes home",
    ]


def test_what_is_left_of_deferred_work_is_told_at_closing_and_opening():
    queues = {"post": at(*(28870 + n for n in range(3)), channel="email", talk="20 min")}
    told = story(by_hand(queues, days=2))
    assert "day 1, mon 08:10:00  the centre closes; left for later: 2 in post" in told
    assert "day 2, tue 08:00:00  the centre opens; waiting from before: 1 in post" in told
    assert told[-1].endswith("contact 2 (post) still waits at the end")


def test_an_agent_looks_at_email_after_being_idle():
    queues = {"post": at("08:00:10", channel="email", after_idle="30 s")}
    assert story(by_hand(queues))[1:5] == [
        "08:00:10  contact 0 (post) arrives",
        "08:00:10  contact 0 (post) waits as number 1: nobody has been idle for 30 s",
        "08:00:30  team 1 has been idle for 30 s and looks at what waits",
        "08:00:30  contact 0 (post) is taken up by team 1 after 20 s",
    ]


def test_why_work_waits_although_agents_are_free_is_told():
    queues = {
        "more": at("08:00:05", "08:00:06"),
        "post": at("08:00:10", channel="email", after_idle="2 min", when_free=2),
    }
    told = story(by_hand(queues, agents={"team": {"staff": 3, "skills": ["post", "more"]}}))
    why = "nobody has been idle for 2 min and fewer than 2 agents are free"
    assert f"08:00:10  contact 2 (post) waits as number 1: {why}" in told


def test_contacts_that_ring_are_told():
    team = {"staff": 1, "skills": ["help"], "answering": "5 s"}
    assert story(by_hand({"help": at("08:00:10")}, agents={"team": team}))[1:-2] == [
        "08:00:10  contact 0 (help) arrives",
        "08:00:10  contact 0 (help) rings at team 1",
        "08:00:15  contact 0 (help) is answered by team 1 after 5 s",
        "08:01:15  contact 0 (help) and team 1 are done after 1 min",
    ]


def test_both_clocks_tell_the_same_of_a_blended_centre():
    scenario = blended()
    told = story(scenario)
    assert told == story(scenario, clock="compiled")
    for words in ("on hold by", "goes on with", "turns to", "1.2 times as long", "taken up by"):
        assert any(words in line for line in told), words


# --- the order of everything ---


@settings(deadline=None, max_examples=60)
@given(
    plain=scenarios(whole_seconds=True) | scenarios() | blends(),
    seed=st.integers(0, 100),
)
def test_everything_is_heard_in_the_order_in_which_it_happened(plain, seed):
    model = Model.model_validate(plain)
    program = lay_out(model)
    clock = SimpyClock()
    happened = []
    with pytest.MonkeyPatch.context() as patch:
        original = simpy_clock.happen

        def happen(centre, kind, subject, now):
            happened.append((now, int(kind), int(subject)))
            original(centre, kind, subject, now)

        patch.setattr(simpy_clock, "happen", happen)
        luck = LuckOf(model, program, seed=seed).draw(0)
        log = clock.run(program, clock.prepare(program, luck))
    slow = SlowMotion(model, seed=seed)
    teller = Story(slow.centre, program, model)
    heard, told = [], []
    for one in slow.happenings():
        heard.append((one.at, one.kind, one.subject))
        told += teller.tell(one)
    assert heard == happened
    assert FROM_OUTSIDE not in {kind for _, kind, _ in heard}
    outcomes = log.contacts["outcome"]
    assert sum("abandons after" in line for line in told) == sum(outcomes == Outcome.ABANDONED)
    assert sum("is closed: its customer" in line for line in told) == sum(
        outcomes == Outcome.TIMED_OUT
    )
    assert len(list(teller.left_waiting())) == sum(outcomes == Outcome.INSIDE)
    assert sum(kind == ARRIVES for _, kind, _ in heard) == len(outcomes)


def test_an_outage_of_lines_and_of_ports_is_told():
    out = {"at": "08:00:15", "until": "08:00:25"}
    told = story(small(lines=9, incidents=[out | {"lines": 0}]))
    assert [line for line in told if " lines" in line] == [
        "08:00:15  the centre has 0 lines from now on; before it had 9 lines",
        "08:00:20  contact 1 (help) calls and hears busy: all lines are taken",
        "08:00:25  the centre has 9 lines from now on; before it had 0 lines",
    ]
    sites = {"here": {"share": 1, "lines": 9}}
    told = story(small(sites=sites, incidents=[out | {"lines": 0, "site": "here"}]))
    assert [line for line in told if "here" in line] == [
        "08:00:10  contact 0 (help) arrives at here",
        "08:00:15  here has 0 lines from now on; before it had 9 lines",
        "08:00:20  contact 1 (help) arrives at here",
        "08:00:20  contact 1 (help) calls and hears busy: all lines of here are taken",
        "08:00:25  here has 9 lines from now on; before it had 0 lines",
        "08:00:30  contact 2 (help) arrives at here",
    ]


def test_a_site_that_closes_and_opens_is_told():
    sites = {"here": {"share": 1}, "there": {"share": 0.5, "opens": "08:00", "closes": "08:00:30"}}
    out = {"at": "08:00:20", "until": "08:00:40", "close": "there"}
    told = story(small(sites=sites, incidents=[out]))
    assert [line for line in told if "site" in line] == [
        "08:00:20  site there closes: its calls go to the others",
    ]
    out |= {"close": "here"}
    told = story(small(sites=sites, incidents=[out]))
    assert [line for line in told if "site" in line or "busy" in line] == [
        "08:00:20  site here closes: its calls go to the others",
        "08:00:30  site there closes: its calls go to the others",
        "08:00:30  contact 2 (help) calls and hears busy: all lines are taken",
        "08:00:40  site here opens: calls come in there",
    ]
