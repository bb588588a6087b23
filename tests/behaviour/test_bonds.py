"""Contacts bound for a while: to the agent before, to a site, and groups that drop out."""

import pytest

from cic.errors import ScenarioError
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, live, play, queues, times

TWO = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}


# --- groups that drop out -------------------------------------------------------------------------


def test_a_group_takes_contacts_only_until_they_have_waited_so_long(clock):
    model = a_model(agents=TWO, queues=queues(a={"drop_out": {"g": "5 s"}}))
    long, short = {"talk": 30}, {"talk": 8}
    day = play(clock, model, ("a", 0, short), ("a", 0, long), ("a", 1), ("a", 4))
    # 0 is free at 8: the one of 1 has waited for 7 s and stays with 1; that of 4 has waited for 4.
    assert day.ends == [(0, 0), (0, 1), (30, 1), (8, 0)]


def test_at_the_very_instant_it_takes_them_no_longer(clock):
    model = a_model(agents=TWO, queues=queues(a={"drop_out": {"g": "5 s"}}))
    day = play(clock, model, ("a", 0, {"talk": 6}), ("a", 0, {"talk": 30}), ("a", 1))
    assert day.ends[2] == (30, 1)
    day = play(clock, model, ("a", 0, {"talk": 5}), ("a", 0, {"talk": 30}), ("a", 1))
    assert day.ends[2] == (5, 0)


def test_a_ring_may_open_and_close(clock):
    """Overflow to h after 5 s, until 9 s; then the contact waits for its own again."""
    fields = {"overflow": {"h": {"after": "5 s"}}, "drop_out": {"h": "9 s"}}
    model = a_model(agents=TWO, queues=queues(a=fields))
    long = {"talk": 30}
    assert play(clock, model, ("a", 0, long), ("a", 1)).ends == [(0, 0), (6, 1)]
    # h is busy from 6 to 26 with the second: the third, of 2, waits for g.
    day = play(clock, model, ("a", 0, long), ("a", 1, {"talk": 20}), ("a", 2))
    assert day.ends[2] == (30, 0)


# --- the agent before -----------------------------------------------------------------------------

AGAIN = {"resolves": 0, "recontact": {"share": "100%", "delay": "30 s", "attempts": 1}}


def comes_again(affinity, *, b=(35,), **parts):
    """A customer talks to agent 0 from 0 to 10 and comes again at 40; b keeps 0 busy from 35."""
    own = {"arrivals": times(0), "affinity": affinity} | AGAIN
    other = {"arrivals": times(*b), "talk": "25 s"}
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    return a_model(queues=queues(a=own, b=other), agents=agents, **parts)


@pytest.mark.parametrize(
    ("affinity", "answered"),
    [
        (None, (40, 1)),
        ({"waits": "30 s"}, (60, 0)),
        ({"waits": "20 s"}, (60, 0)),
        ({"waits": "10 s"}, (50, 1)),
        ({"waits": "0 s"}, (40, 1)),
        ({"waits": "30 s", "within": "30 s"}, (60, 0)),
        ({"waits": "30 s", "within": "29 s"}, (40, 1)),
    ],
)
def test_who_comes_again_waits_for_the_agent_before_so_long(clock, affinity, answered):
    day = live(clock, comes_again(affinity))
    assert day.ends[-1] == answered
    assert day.column("queued_at")[-1] == 40


def test_who_finds_the_agent_before_free_goes_there_whoever_is_idle_longer(clock):
    for affinity, agent in (({"waits": "0 s"}, 0), (None, 1)):
        day = live(clock, comes_again(affinity, b=(200,)))
        assert (40, agent) in day.ends


def test_others_go_before_who_waits_for_somebody_else(clock):
    own = {"arrivals": times(0, 41), "affinity": {"waits": "60 s"}} | AGAIN
    other = {"arrivals": times(35), "talk": "25 s"}
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    day = live(clock, a_model(queues=queues(a=own, b=other), agents=agents))
    # The fresh contact of 41 passes the one that waits for 0.
    assert (41, 1) in day.ends
    assert (60, 0) in day.ends


def test_an_agent_at_home_is_not_waited_for(clock):
    model = comes_again({"waits": "60 s"}, b=(200,))
    assert (40, 0) in live(clock, model).ends
    shift = {"from": "08:00:00", "until": "08:00:30"}
    home = {"g": {"shifts": [shift], "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    gone = a_model(queues=model.queues, agents=home)
    assert (40, 1) in live(clock, gone).ends


def test_who_does_not_pick_up_is_waited_for_no_longer(clock):
    silent = {"rings": "2 s", "rejects": 1, "out_for": "60 s"}
    own = {"arrivals": times(0), "affinity": {"waits": "100 s"}} | AGAIN
    agents = {
        "g": {"staff": 1, "skills": ["a"]},
        "h": {"staff": 1, "skills": ["a"], "answering": silent},
    }
    day = live(clock, a_model(queues=queues(a=own), agents=agents))
    assert day.ends == [(0, 0), (40, 0)]


def test_customers_who_are_known_wait_for_whom_they_talked_to_last(clock):
    """One customer: talks to 0 until 10, to 1 until 26; then 1 is busy from 195 to 220."""
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b", "a"]}}
    for affinity, answered in ((None, (200, 0)), ({"waits": "60 s", "within": "5 min"}, (220, 1))):
        own = {"arrivals": times(0, 200), "affinity": affinity}
        other = {"arrivals": times(1, 195), "talk": "25 s"}
        model = a_model(queues=queues(a=own, b=other), agents=agents, customers={"number": 1})
        assert answered in live(clock, model).ends


# --- parts of sites -------------------------------------------------------------------------------

SITES = {"north": {}, "south": {}}


def allotted(parts, after=None, *, north=1, south=1, **parts_of_model):
    agents = {
        "n": {"staff": north, "skills": ["a"], "site": "north"},
        "s": {"staff": south, "skills": ["a"], "site": "south"},
    }
    allocation = {"sites": parts} | ({} if after is None else {"others_after": after})
    return a_model(
        queues=queues(a={"allocation": allocation}), agents=agents, sites=SITES, **parts_of_model
    )


def test_each_contact_goes_to_the_site_furthest_below_its_part(clock):
    model = allotted({"north": "60%", "south": "40%"}, north=9, south=9)
    day = play(clock, model, *[("a", n) for n in range(10)])
    assert ["ns"[agent >= 9] for agent in day.agents] == list("nsnsnnsnsn")


def test_who_is_allotted_to_a_site_waits_for_its_agents(clock):
    model = allotted({"north": "50%", "south": "50%"})
    long = {"talk": 30}
    day = play(clock, model, ("a", 0, long), ("a", 1), ("a", 2), ("a", 15))
    assert day.ends == [(0, 0), (1, 1), (30, 0), (15, 1)], "the third waits for 0, 1 is idle"


@pytest.mark.parametrize(("after", "answered"), [("0 s", (11, 1)), ("5 s", (11, 1)),
                                                 ("12 s", (14, 1)), (None, (30, 0))])  # fmt: skip
def test_others_take_it_after_so_long(clock, after, answered):
    model = allotted({"north": "50%", "south": "50%"}, after)
    day = play(clock, model, ("a", 0, {"talk": 30}), ("a", 1), ("a", 2))
    assert day.ends[2] == answered


def test_others_take_it_at_once_if_nobody_is_free_at_its_own(clock):
    model = allotted({"north": "100%", "south": "0%"}, "0 s")
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 20))
    assert day.agents == [0, 1, 0]


def test_a_longer_wait_elsewhere_is_no_reason_to_idle(clock):
    """South takes the second of its own past two that wait for north."""
    model = allotted({"north": "60%", "south": "40%"})
    long = {"talk": 100}
    day = play(clock, model, ("a", 0, long), ("a", 1, {"talk": 20}), ("a", 2), ("a", 3))
    assert day.ends == [(0, 0), (1, 1), (100, 0), (21, 1)]


@pytest.mark.parametrize("word", ["longest_idle", "random", "fewest_contacts", "round_robin"])
def test_every_word_keeps_to_the_site(clock, word):
    model = allotted({"north": "50%", "south": "50%"}, north=3, south=3, routing={"agent": word})
    day = play(clock, model, *[("a", 3 * n, {"dice": 0.37 * n % 1}) for n in range(8)])
    assert ["ns"[agent >= 3] for agent in day.agents] == list("nsnsnsns")


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"allocation": {"sites": {"x": "60%"}}}, "CIC109"),
        ({"drop_out": {"g": "0 s"}}, "CIC105"),
    ],
)
def test_what_makes_no_sense_is_refused(field, code):
    queue = {"talk": "9 s", "arrivals": "9/hour"} | field
    with pytest.raises(ScenarioError) as caught:
        from_dict(PLAIN | {"queues": {"a": queue}})
    assert code in {finding.code for finding in caught.value.findings}
