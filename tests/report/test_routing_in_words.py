"""What routing binds and what rings, told in words."""

from cic.experiments.replicate import replicate
from cic.report.routing_for import lines_for_agent, lines_for_contact
from cic.report.routing_in_words import lines_on_routing
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, queues, times

GROUPS = {
    "n": {"staff": 1, "skills": ["a"], "site": "north"},
    "s": {"staff": 1, "skills": ["a"], "site": "south"},
}
BOUND = {
    "affinity": {"waits": "30 s", "within": "7 d"},
    "allocation": {"sites": {"north": "60%", "south": "40%"}, "others_after": "20 s"},
    "drop_out": {"s": "5 min"},
}


def test_whom_a_contact_waits_for_is_told():
    model = a_model(queues=queues(a=BOUND), agents=GROUPS, sites={"north": {}, "south": {}})
    told = " ".join(lines_for_contact(model, "a"))
    assert "less than 7 d ago, waits for that agent for 30 s at most; then anybody takes it" in told
    assert "furthest below its part (north 60% and south 40%)" in told
    assert "by others, too, once it has waited for 20 s" in told
    assert "taken no longer by s once a contact has waited for 5 min" in told
    assert "It takes a no longer once a contact has waited for 5 min." in " ".join(
        lines_for_agent(model, "s")
    )


def test_targets_of_ratios_are_told():
    agents = {"g": {"staff": 1, "skills": ["a"], "ratio_target": 1.5},
              "h": {"staff": 1, "skills": {"a": 2}}}  # fmt: skip
    told = "where the ratio of one is no more than its target: 1.5 of g."
    for preset, there in (("contactcenters.queueratiooverflow", True), ("connect", False)):
        model = a_model(agents=agents, routing={"preset": preset})
        assert (told in " ".join(lines_for_contact(model, "a"))) == there
        assert (told in " ".join(lines_on_routing(model))) == there


def test_what_a_queue_asks_for_is_told_with_weights_or_in_order():
    agents = {"g": {"staff": 1, "skills": ["a"], "attributes": {"french": 7}},
              "h": {"staff": 1, "skills": {"a": {"level": 3}}}}  # fmt: skip
    for how, told in (
        ("by-weight", "french (weight 2) and loans (weight 1)"), ("by-order", "french then loans"),
    ):  # fmt: skip
        asked = queues(a={"asks_for": {"french": 2, "loans": 1}})
        routing = {"preset": f"uccx.least-skilled-{how}"}
        model = a_model(queues=asked, agents=agents, routing=routing)
        found = " ".join(lines_for_contact(model, "a"))
        assert f"It brings priority 1 and that it asks for {told}." in found
        assert "g has it at rank 1, french 7 and loans 0." in found
        lines = list(lines_on_routing(model))
        assert {f"a asks for {told}.", "g: french 7."} <= set(lines)
        model = a_model(agents=agents, routing=routing)
        assert "h has it at rank 1 and level 3." in " ".join(lines_for_contact(model, "a"))


def test_who_rings_beside_is_told():
    for preset, told in (
        ("asterisk.ringall", "those of all who are free at that rank do"),
        ("freeswitch.ring-progressively", "one more at that rank does after each 10 s"),
    ):
        model = a_model(routing={"preset": preset})
        assert told in " ".join(lines_for_contact(model, "a"))


def test_a_contact_that_settles_on_a_group_is_told():
    for preset, told in (
        ("contactcenters.expdelay", "that of the least delay"),
        ("contactcenters.expdelay", "when the contact came, be others free or not"),
        ("contactcenters.expdelay-stochastic", "one drawn by chance in proportion to its weight"),
        ("contactcenters.queueratiooverflow-transfer", "for all groups of the same rank, too"),
        ("contactcenters.queueratiooverflow-promotion", "those of no higher rank"),
        ("contactcenters.queueratiooverflow", "that of the least (Q + 1) / N"),
    ):
        model = a_model(routing={"preset": preset})
        assert told in " ".join(lines_for_contact(model, "a"))


def test_that_contacts_are_drawn_is_told():
    model = a_model(routing={"preset": "contactcenters.agentspref-randomized"})
    told = " ".join(lines_for_agent(model, "g"))
    assert "the head of a queue with the lowest rank of the skill, of these by chance in" in told
    assert "in proportion to weight of the queue × seconds waited" in told
    model = a_model(routing={"contact": {"score": {"wait": 1, "weight": -2}, "by_chance": True}})
    told = " ".join(lines_for_agent(model, "g"))
    assert "a queue by chance in proportion to seconds waited − 2 × weight of the queue" in told


def test_who_is_never_chosen_and_what_being_passed_on_is_worth_is_told():
    urgency = {"initial": 3, "per_minute": -0.5, "forwarded": 2}
    model = a_model(queues=queues(a={"urgency": urgency}), routing={"preset": "herzog"})
    told = " ".join(lines_for_contact(model, "a"))
    assert "An agent of -1 or less is not chosen, and stays free" in told
    assert "3 at first, 0.5 less with each minute, 2 on top if it was passed on" in told


def test_stages_and_routing_criteria_are_told():
    stages = [
        {"cases": {"tries": {"g": 1}}},
        {"after": "20 s", "cases": [
            {"all_of": [{"waiting": "b", "at_least": 2}, {"busy": "g", "at_most": 0.5}],
             "tries": {"g": 1, "h": 2}, "stands": {"h": 3}},
            {"all_of": {"met": "b", "over": "5 min", "at_most": 0.8}},
            {"any_of": [{"free": "h", "more_than": "g"}, {"free": "g", "at_least": 1}],
             "tries": {"g": -1}, "adds_to_tries": True},
        ]},
    ]  # fmt: skip
    steps = [{"needs": {"french": 4, "loans": 2}, "expires": "30 s"}]
    agents = {
        "g": {"staff": 1, "skills": ["a", "b"], "attributes": {"french": 5, "loans": 2}},
        "h": {"staff": 1, "skills": ["a", "b"]},
    }
    model = a_model(queues=queues(a={"stages": stages}, b={"criteria": steps}), agents=agents)
    told = " ".join(lines_for_contact(model, "a"))
    assert "a: goes by 2 stages of waiting, the last from 20 s on" in told
    assert "At once: it tries g (rank 1) and waits for g (rank 1)" in told
    assert (
        "Once it has waited 20 s: if at least 2 wait in b and at most 50% of g are busy, it tries "
        "g (rank 1) and h (rank 2) and waits for h (rank 3); else if of late (5 min) at most 80% "
        "of b were answered in time, nothing changes; else if more are free in h than in g "
        "or at least 1 of g are free, it tries g (rank -1 more) and waits for g (rank -1 more)"
    ) in told
    told = " ".join(lines_for_contact(model, "b"))
    assert "taken for 30 s only by who is good enough: french at 4 and loans at 2 (g)" in told
    assert "Then it is taken by any agent who answers it" in told


def trace_of(plain):
    scenario = from_dict(plain)
    done = replicate(scenario, replications=1, clock="simpy")
    return list(tell(done.logs[0], done.program, scenario.model))


def test_the_trace_names_all_at_whom_it_rings():
    agents = {"g": {"staff": 2, "skills": ["a"], "answering": "5 s"}}
    plain = PLAIN | {
        "queues": queues(a={"arrivals": times(0)}),
        "agents": agents,
        "routing": {"preset": "freeswitch.ring-all"},
    }
    lines = trace_of(plain)
    assert any("rings at g 1 and g 2" in line for line in lines), lines
    assert any("is answered by g 1" in line for line in lines), lines


def test_the_groups_before_the_first_stage_and_who_drops_out_are_told():
    queue = {"stages": [{"after": "9 s", "cases": {"tries": {"g": 1}}}], "groups": ["h", "g"]}
    queue["drop_out"] = {"g": "60 s"}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}
    told = " ".join(lines_for_contact(a_model(queues=queues(a=queue), agents=agents), "a"))
    assert "Before the first stage it tries, and waits for, its own groups: h and g" in told
    assert "It is taken no longer by g once a contact has waited for 1 min" in told


def test_the_trace_says_which_groups_a_contact_waits_for_by_stages():
    stages = [{"after": "5 s", "cases": {"tries": {"n": 1, "s": 1}}}]
    agents = {n: {"staff": 1, "skills": ["a"]} for n in "ns"}
    arrivals = {"arrivals": times(0, 1, 7, 8)}
    plain = PLAIN | {"queues": queues(a=arrivals | {"stages": stages}), "agents": agents}
    lines = trace_of(plain)
    assert any("waits as number 1 for nobody yet" in line for line in lines), lines
    stages[0]["after"] = "0 s"
    assert any("waits as number 1 for n or s" in line for line in trace_of(plain))


def test_the_trace_says_for_whom_a_contact_waits():
    plain = PLAIN | {
        "queues": queues(a={"arrivals": times(0, 1, 2)} | BOUND),
        "agents": GROUPS,
        "sites": {"north": {}, "south": {}},
    }
    assert any("waits as number 1 for site north" in line for line in trace_of(plain))
