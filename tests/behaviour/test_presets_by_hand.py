"""Every preset on the same few contacts, worked out by hand, ties included.

Three agents answer contacts of 9, 3 and 5 s that come at 0, 1 and 2, then one of 4 s at 20 and one
at 30. Before 20, agent 0 hangs up at 9, 1 at 4 and 2 at 7, where they are taken in this order.
"""

import pytest

from cic.policies.stirring import lot_of
from cic.scenario.routing_presets import PRESETS
from tests.days import a_model, play, queues

DAY = [("a", 0, {"talk": 9}), ("a", 1, {"talk": 3}), ("a", 2, {"talk": 5}),
       ("a", 20, {"talk": 4}), ("a", 30)]  # fmt: skip
ALIKE = {"g": {"staff": 3, "skills": ["a"]}}
RANKED = {"g": {"staff": 1, "skills": {"a": 2}}, "h": {"staff": 2, "skills": {"a": 1}}}
"""0 at rank (penalty, level of tier) 2, 1 and 2 at rank 1."""

NEVER_CALLED_LAST_FIRST = [2, 1, 0, 1, 0]
"""Never called goes first, of these the last written; then who hung up first: 1 at 4, 0 at 7."""
FEWEST_LAST_FIRST = [2, 1, 0, 2, 1]
"""None has a call, then each has one: the last written; then 1 before 0."""
IN_TURN = [0, 1, 2, 0, 1]
FROM_THE_TOP = [0, 1, 2, 0, 0]
LONGEST_IDLE = [0, 1, 2, 1, 2]
"""Idle since the same instant: 0 stands first. At 20, 1 is idle since 4; at 30, 2 since 7."""
FEWEST_BY_POSITION = [0, 1, 2, 0, 1]
MOST_HANDLED = [0, 1, 2, 1, 1]
"""One each at 20: the longest idle; then 1 has two."""
SHORTEST = [0, 1, 2, 1, 1]
"""1 has 3 s, then 3.5 s in the mean; the others 9 and 5."""

RANK_FIRST, LAST_FIRST, NO_RANKS, MOST_FREE = [1, 2, 0], [2, 1, 0], [0, 1, 2], [1, 0, 2]
"""Contacts at 0, 1 and 2, where ranks come first (in the order written, or from the last), and
where they do not count; the group with most free agents."""

_CC = "contactcenters."
WHO = {
    "asterisk.leastrecent": (NEVER_CALLED_LAST_FIRST, LAST_FIRST),
    "asterisk.fewestcalls": (FEWEST_LAST_FIRST, LAST_FIRST),
    "asterisk.rrmemory": (IN_TURN, RANK_FIRST),
    "asterisk.rrordered": (IN_TURN, RANK_FIRST),
    "asterisk.linear": (FROM_THE_TOP, RANK_FIRST),
    "freeswitch.longest-idle-agent": (LONGEST_IDLE, RANK_FIRST),
    "freeswitch.agent-with-least-talk-time": (LONGEST_IDLE, RANK_FIRST),  # 9, 3, 5; then 7
    "freeswitch.agent-with-fewest-calls": (FEWEST_BY_POSITION, RANK_FIRST),
    "freeswitch.sequentially-by-agent-order": (FROM_THE_TOP, RANK_FIRST),
    "freeswitch.round-robin": (IN_TURN, RANK_FIRST),
    "freeswitch.top-down": (FROM_THE_TOP, RANK_FIRST),
    "freeswitch.ring-all": (FROM_THE_TOP, RANK_FIRST),
    "freeswitch.ring-progressively": (FROM_THE_TOP, RANK_FIRST),
    "connect": (LONGEST_IDLE, NO_RANKS),
    "genesys.standard": (LONGEST_IDLE, NO_RANKS),
    "genesys.best-available-skills": (LONGEST_IDLE, NO_RANKS),
    "genesys.bullseye": (LONGEST_IDLE, RANK_FIRST),
    "genesys.priority-only": (LONGEST_IDLE, NO_RANKS),
    "nice": (LONGEST_IDLE, NO_RANKS),
    "uccx.longest-available": (LONGEST_IDLE, NO_RANKS),
    "uccx.most-handled-contacts": (MOST_HANDLED, NO_RANKS),
    "uccx.shortest-average-handle-time": (SHORTEST, NO_RANKS),
    **{name: (LONGEST_IDLE, NO_RANKS) for name in PRESETS if "-skilled" in name},
    "herzog": (LONGEST_IDLE, NO_RANKS),  # idle seconds and share of time idle agree here
    _CC + "queuepriority": (LONGEST_IDLE, RANK_FIRST),
    _CC + "queueatlastgroup": (LONGEST_IDLE, RANK_FIRST),
    _CC + "longestqueuefirst": (LONGEST_IDLE, RANK_FIRST),
    _CC + "singlefifoqueue": (LONGEST_IDLE, RANK_FIRST),
    _CC + "longestweightedwaitingtime": (LONGEST_IDLE, RANK_FIRST),
    _CC + "agentspref": (LONGEST_IDLE, RANK_FIRST),
    _CC + "agentspref-numfreeagents": (FROM_THE_TOP, RANK_FIRST),  # one group: the smallest index
    _CC + "agentsprefwithdelays": (LONGEST_IDLE, RANK_FIRST),
    _CC + "localspec": (LONGEST_IDLE, NO_RANKS),
    **{name: (LONGEST_IDLE, RANK_FIRST) for name in PRESETS if "queueratio" in name},
    _CC + "expdelay": (LONGEST_IDLE, [0, 0, 0]),  # the first of the least delay, free or not
    _CC + "expdelay-stochastic": (LONGEST_IDLE, [0, 0, 0]),
    _CC + "overflowandpriority": (LONGEST_IDLE, RANK_FIRST),
    _CC + "ctmc": (FROM_THE_TOP, RANK_FIRST),
    "c_mu": (LONGEST_IDLE, RANK_FIRST),
    "generalised_c_mu": (LONGEST_IDLE, RANK_FIRST),
    "fixed_queue_ratio": (LONGEST_IDLE, MOST_FREE),
    "target_urgency": (LONGEST_IDLE, RANK_FIRST),
    "fastest_first": (LONGEST_IDLE, NO_RANKS),
}
BY_CHANCE = ["asterisk.ringall", "asterisk.random", "freeswitch.random"]
DRAWN = ["asterisk.wrandom", _CC + "agentspref-randomized"]


@pytest.mark.parametrize("name", WHO)
def test_who_answers_where_all_agents_are_alike(clock, name):
    model = a_model(agents=ALIKE, routing={"preset": name})
    assert play(clock, model, *DAY).agents == WHO[name][0]


@pytest.mark.parametrize("name", WHO)
def test_who_answers_where_groups_have_ranks(clock, name):
    model = a_model(agents=RANKED, routing={"preset": name})
    assert play(clock, model, ("a", 0), ("a", 1), ("a", 2)).agents == WHO[name][1]


@pytest.mark.parametrize("name", BY_CHANCE)
def test_chance_takes_each_alike_and_only_of_the_lowest_rank(clock, name):
    for dice, agent in ((0.0, 0), (0.34, 1), (0.99, 2)):
        model = a_model(agents=ALIKE, routing={"preset": name})
        assert play(clock, model, ("a", 0, {"dice": dice})).agents == [agent]
    model = a_model(agents=RANKED, routing={"preset": name})
    found = play(clock, model, *[("a", n, {"dice": 0.99}) for n in range(3)]).agents
    assert found == [2, 1, 0]


def test_a_penalty_is_only_a_weight_in_wrandom(clock):
    """Uniform from 0 to 1 + penalty: of 0 and 1000 the second is the lower once in 2000 times."""
    agents = {"g": {"staff": 1, "skills": {"a": 1000}}, "h": {"staff": 1, "skills": {"a": 0}}}
    model = a_model(agents=agents, routing={"preset": "asterisk.wrandom"})
    days = [play(clock, model, ("a", 0, {"dice": n / 20})).agents for n in range(20)]
    assert days == [[1]] * 20


def test_all_scores_0_the_longest_idle_is_drawn(clock):
    model = a_model(agents=ALIKE, routing={"preset": _CC + "agentspref-randomized"})
    assert play(clock, model, ("a", 0, {"dice": 0.9})).agents == [0]


# ------------------------------------------------------------------- which contact for the agent

ONE = {"g": {"staff": 1, "skills": ["a", "b"]}}
EQUAL = {"g": {"staff": 1, "skills": {"a": 1, "b": 1}}}
A_LONGER, TIED, B_LONGER = [("a", 1), ("b", 9)], [("b", 5), ("a", 5)], [("b", 1), ("a", 9)]
LONGEST_WAIT = [({}, A_LONGER, "ab"), ({}, B_LONGER, "ba"), ({}, TIED, "ab")]
"""Of the same wait: the queue that stands first with the group."""


def both(field, a, b):
    return {"a": {field: a}, "b": {field: b}}


def urgent(a, b, per_minute=0):
    made = [{"initial": one, "per_minute": per_minute} for one in (a, b)]
    return both("urgency", *made)


WEIGHT_OF_QUEUE = [(both("weight", 1, 2), A_LONGER, "ba"), *LONGEST_WAIT]
BASE_SCORE = [
    (both("head_start", "0 s", "20 s"), A_LONGER, "ba"),
    (both("head_start", "0 s", "8 s"), A_LONGER, "ab"),  # 9 s each
    *LONGEST_WAIT,
]
CONVERSATION_SCORE = [
    (both("priority", 2, 1), A_LONGER, "ba"),
    (both("priority", 2, 1) | {"a": {"priority": 2, "head_start": "52 s"}}, A_LONGER, "ab"),
    (both("priority", 2, 1) | {"a": {"priority": 2, "head_start": "51 s"}}, A_LONGER, "ba"),
    *LONGEST_WAIT,
]
"""A point is a minute: 1 s against 9 + 52 − 60 s is a tie, and goes to a; against 9 + 51 − 60 s is
not."""
PRIORITY = [(both("priority", 2, 1), A_LONGER, "ba"), *LONGEST_WAIT]
RANK = [({}, B_LONGER, "ab"), ({}, A_LONGER, "ab")]
"""The skill's own list: a before b."""
LENGTH = [({}, [("a", 1), ("b", 2), ("b", 3)], "bab"), ({}, B_LONGER, "ab")]
"""2 against 1; then 1 each, and the first as listed."""
WEIGHTED = [
    (both("weight", 1, 2), [("a", 1), ("b", 5)], "ba"),  # 9 against 2 × 5
    (both("weight", 1, 2), [("a", 2), ("b", 6)], "ab"),  # 8 each
    (both("weight", 1, 2), [("a", 2), ("b", 7)], "ab"),
]
COSTS = [
    (both("talk", "10 s", "2 s"), A_LONGER, "ba"),
    (both("weight", 5, 1) | {"b": {"talk": "2 s"}}, B_LONGER, "ba"),  # 5 / 10 and 1 / 2
]
ORDER = {
    **dict.fromkeys([name for name in PRESETS if name.startswith("asterisk.")], WEIGHT_OF_QUEUE),
    **dict.fromkeys([name for name in PRESETS if name.startswith("freeswitch.")], BASE_SCORE),
    "connect": RANK,
    "genesys.standard": CONVERSATION_SCORE,
    "genesys.best-available-skills": CONVERSATION_SCORE,
    "genesys.bullseye": CONVERSATION_SCORE,
    "genesys.priority-only": PRIORITY,
    **dict.fromkeys([name for name in PRESETS if name.startswith("uccx.")], PRIORITY),
    "nice": [
        (urgent(1, 2), A_LONGER, "ba"),
        (urgent(0, 1, per_minute=60), A_LONGER, "ab"),  # 9 against 1 + 1
        (urgent(5, 5), B_LONGER, "ba"),  # alike: the longest wait
    ],
    "herzog": [
        (urgent(1, 2), A_LONGER, "ba"),
        (urgent(0, 1, per_minute=60), A_LONGER, "ab"),
        (urgent(5, 5), B_LONGER, "ab"),  # alike: the lowest index
    ],
    _CC + "queuepriority": RANK,
    _CC + "queueatlastgroup": LONGEST_WAIT,
    _CC + "longestqueuefirst": LENGTH,
    _CC + "singlefifoqueue": LONGEST_WAIT,
    _CC + "longestweightedwaitingtime": WEIGHTED,
    **dict.fromkeys([name for name in PRESETS if name.startswith(_CC + "agentspref")], RANK),
    _CC + "overflowandpriority": RANK,
    _CC + "localspec": WEIGHTED,
    **dict.fromkeys([name for name in PRESETS if "queueratio" in name], LONGEST_WAIT),
    _CC + "expdelay": LONGEST_WAIT,
    _CC + "expdelay-stochastic": LONGEST_WAIT,
    _CC + "ctmc": RANK,
    "c_mu": COSTS,
    "generalised_c_mu": [
        (both("talk", "10 s", "2 s"), [("a", 1), ("b", 8)], "ba"),  # 9 / 10 against 2 / 2
        (both("talk", "10 s", "2 s"), [("a", 5), ("b", 9)], "ab"),  # 5 / 10 and 1 / 2
    ],
    "fixed_queue_ratio": [
        (both("weight", 3, 1), [("a", 1), ("a", 2), ("b", 3)], "baa"),
        (both("weight", 1, 1), B_LONGER, "ba"),  # at their parts: the longest wait
    ],
    "target_urgency": [
        (both("service_level", {"within": "60 s"}, {"within": "20 s"}), A_LONGER, "ba"),
        (both("service_level", {"within": "28 s"}, {"within": "20 s"}), A_LONGER, "ab"),  # at 29
        (both("service_level", {"within": "5 s"}, {"within": "20 s"}), A_LONGER, "ba"),  # missed
    ],
    "fastest_first": LONGEST_WAIT,
}
RANKS_ALIKE = {
    **dict.fromkeys([name for name in PRESETS if name.startswith(_CC + "agentspref")], WEIGHTED),
    _CC + "agentspref-randomized": [],  # below
    _CC + "overflowandpriority": WEIGHTED,
    _CC + "ctmc": LENGTH,
    "connect": LONGEST_WAIT,
}


@pytest.mark.parametrize("name", ORDER)
def test_which_contact_an_agent_takes(clock, name):
    for fields, contacts, expected in ORDER[name]:
        assert taken(clock, name, ONE, fields, contacts) == expected, (fields, contacts)


@pytest.mark.parametrize("name", RANKS_ALIKE)
def test_which_contact_an_agent_takes_where_its_ranks_are_alike(clock, name):
    for fields, contacts, expected in RANKS_ALIKE[name]:
        assert taken(clock, name, EQUAL, fields, contacts) == expected, (fields, contacts)


def taken(clock, name, agents, fields, contacts):
    """Queues in the order in which one agent, busy until 10, takes their contacts."""
    model = a_model(agents=agents, queues=queues("a", "b", **fields), routing={"preset": name})
    day = play(clock, model, ("a", 0), *contacts)
    answered = zip(day.column("answered_at")[1:], contacts, strict=True)
    return "".join(contact[0] for _, contact in sorted(answered, key=lambda pair: pair[0]))


def test_every_preset_is_worked_out():
    assert {*WHO, *BY_CHANCE, *DRAWN} == set(PRESETS)
    assert set(ORDER) == set(PRESETS)


CHANCE = [({"weight": 1}, ("a", 1)), ({"weight": 3}, ("b", 5))]
"""At 10: 1 × 9 for a against 3 × 5 for b, which is drawn 15 times in 24."""


def drawn(clock, dice, routing, *, a, b):
    """The queue of whom agent 0 takes at 10; dice are those of both."""
    (one, first), (two, second) = a, b
    model = a_model(agents=EQUAL, queues=queues(a=one, b=two), routing=routing)
    contacts = sorted([first, second], key=lambda contact: contact[1])
    day = play(clock, model, ("a", 0), *[(q, at, {"dice": dice}) for q, at in contacts])
    (taken,) = [c for c in (1, 2) if day.column("answered_at")[c] == 10]
    return contacts[taken - 1][0]


RANDOMIZED = {"preset": _CC + "agentspref-randomized"}


def test_contacts_are_drawn_in_proportion_to_their_scores(clock):
    a, b = CHANCE
    found = [drawn(clock, n / 400, RANDOMIZED, a=a, b=b) for n in range(400)]
    assert 0.625 - 0.08 < found.count("b") / 400 < 0.625 + 0.08
    for dice in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        lot = lot_of(lot_of(dice, 0), 1)  # of agent 0, who has answered one contact
        expected = "b" if lot < 15 / 24 else "a"
        assert drawn(clock, dice, RANDOMIZED, a=a, b=b) == expected


@pytest.mark.parametrize(("first", "second", "always"), [
    (("a", 10), ("b", 9), "b"),  # 0 against 1
    (("a", 9), ("b", 10), "a"),
    (("a", 10), ("b", 10), "a"),  # 0 each: the first as listed
])  # fmt: skip
def test_a_contact_of_a_score_of_0_is_not_drawn(clock, first, second, always):
    found = {drawn(clock, n / 20, RANDOMIZED, a=({}, first), b=({}, second)) for n in range(20)}
    assert found == {always}


def test_a_score_below_0_counts_as_0(clock):
    """A wait less 5 s for each point of priority: 1 against 4 − 5."""
    routing = {"contact": {"score": {"wait": 1, "priority": -5}, "by_chance": True}}
    a, b = ({"priority": 0}, ("a", 9)), ({"priority": 1}, ("b", 6))
    assert {drawn(clock, n / 20, routing, a=a, b=b) for n in range(20)} == {"a"}


def test_only_contacts_of_the_lowest_rank_are_drawn(clock):
    found = {taken_at_random(clock, n / 20, {"a": 2, "b": 1}) for n in range(20)}
    assert found == {"ba"}
    assert {taken_at_random(clock, n / 20, {"a": 1, "b": 1}) for n in range(20)} == {"ab", "ba"}


def taken_at_random(clock, dice, skills):
    agents, contacts = {"g": {"staff": 1, "skills": skills}}, [("a", 1), ("b", 9)]
    model = a_model(agents=agents, queues=queues("a", "b"), routing=RANDOMIZED)
    day = play(clock, model, ("a", 0), *[(*contact, {"dice": dice}) for contact in contacts])
    return "ab" if day.column("answered_at")[1] == 10 else "ba"


# ---------------------------------------------------------------------- what groups and waits add

LATER = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}


@pytest.mark.parametrize("name", ["genesys.bullseye", _CC + "agentsprefwithdelays"])
def test_a_ring_opens_after_its_delay_and_may_close_again(clock, name):
    rings = {"overflow": {"h": {"after": "5 s"}}, "drop_out": {"g": "7 s"}}
    given = {"g": {"staff": 1, "skills": {"a": 1}}, "h": {"staff": 1, "skills": {"a": 1}},
             "i": {"staff": 0, "skills": {"a": 2}}}  # fmt: skip
    model = a_model(agents=given, queues=queues(a=rings), routing={"preset": name})
    long = {"talk": 30}
    day = play(clock, model, ("a", 0, long), ("a", 1, long), ("a", 2), ("a", 24))
    # h has the second from 6 to 36; g is free at 30, lost the third at 9, and takes that of 24.
    assert day.ends == [(0, 0), (6, 1), (36, 1), (30, 0)]


def test_an_agent_first_takes_contacts_of_the_shortest_delay(clock):
    """AGENTSPREFWITHDELAYS: first d = 0, then the next delay class."""
    agents = {"g": {"staff": 1, "skills": {"a": 1, "b": 1}}, "h": {"staff": 1, "skills": ["b"]}}
    given = queues(a={}, b={"overflow": {"g": {"after": "2 s"}}})
    model = a_model(agents=agents, queues=given, routing={"preset": _CC + "agentsprefwithdelays"})
    day = play(clock, model, ("a", 0), ("b", 0, {"talk": 90}), ("b", 1), ("a", 9))
    assert day.column("answered_at") == [0, 0, 20, 10], "b has waited for 9 s, a for 1 s"


REGIONS = {
    "far": {"staff": 1, "skills": ["south"]},
    "near": {"staff": 1, "skills": ["north", "south"]},
    "own": {"staff": 1, "skills": ["north"]},
}
"""0 and its queue belong to the south; 1 and 2 to the north, of whom 1 serves the south, too."""


def of_regions(**agents):
    fields = queues(north={}, south={"overflow": {"near": {"after": "20 s"}}})
    return a_model(agents=agents, queues=fields, routing={"preset": _CC + "localspec"})


def test_agents_of_the_own_region_come_first_and_specialists_before_generalists(clock):
    day = play(clock, of_regions(**REGIONS), ("south", 0), ("north", 1), ("north", 2))
    assert day.agents == [0, 2, 1]


def test_remote_agents_are_tried_after_the_overflow_delay(clock):
    """LOCALSPEC: 1 is free all the time, and a contact of the south is tried there after 20 s."""
    day = play(clock, of_regions(**REGIONS), ("south", 0, {"talk": 90}), ("south", 1))
    assert day.ends == [(0, 0), (21, 1)]


@pytest.mark.parametrize(("local", "taken"), [
    ([("north", 39)], [40, 50]),  # local first, although the other has waited for longer
    ([], [40]),  # then who has waited for longer than the delay
])  # fmt: skip
def test_a_freed_agent_first_takes_contacts_of_its_own_region(clock, local, taken):
    agents = REGIONS | {"own": {"staff": 0, "skills": ["north"]}}
    contacts = ("south", 0, {"talk": 90}), ("north", 0, {"talk": 40}), ("south", 2), *local
    day = play(clock, of_regions(**agents), *contacts)
    assert sorted(day.column("answered_at")[2:]) == taken
    assert day.ends[2] == (taken[-1], 1)


def test_a_freed_agent_leaves_remote_contacts_that_have_waited_for_less_than_the_delay(clock):
    agents = REGIONS | {"own": {"staff": 0, "skills": ["north"]}}
    contacts = ("south", 0, {"talk": 90}), ("north", 0, {"talk": 10}), ("south", 2)
    assert play(clock, of_regions(**agents), *contacts).ends[2] == (22, 1)


def test_the_fastest_is_who_serves_most_in_a_given_time(clock):
    agents = {
        "g": {"staff": 1, "skills": {"a": {"talk_factor": 1}}},
        "h": {"staff": 1, "skills": {"a": {"talk_factor": 0.5}}},
    }
    model = a_model(agents=agents, routing={"preset": "fastest_first"})
    assert play(clock, model, ("a", 0), ("a", 1), ("a", 20)).agents == [1, 0, 1]


@pytest.mark.parametrize(("name", "first"), [
    ("genesys.best-available-skills", 1), ("nice", 1), ("uccx.most-skilled", 1),
    ("uccx.most-skilled-by-weight", 1), ("uccx.most-skilled-by-order", 1),
    ("uccx.least-skilled", 0), ("uccx.least-skilled-by-weight", 0),
    ("uccx.least-skilled-by-order", 0), ("herzog", 1), ("genesys.standard", 0), ("connect", 0),
])  # fmt: skip
def test_the_level_of_a_skill_counts_or_does_not(clock, name, first):
    agents = {
        "g": {"staff": 1, "skills": {"a": {"level": 3}}},
        "h": {"staff": 1, "skills": {"a": {"level": 4}}},
    }
    model = a_model(agents=agents, routing={"preset": name})
    assert play(clock, model, ("a", 0), ("a", 1)).agents == [first, 1 - first]


COMPETENT = {
    "g": {"staff": 1, "skills": ["a"], "attributes": {"french": 3, "loans": 6}},
    "h": {"staff": 1, "skills": ["a"], "attributes": {"french": 5, "loans": 3}},
    "i": {"staff": 1, "skills": ["a"], "attributes": {"french": 5}},
}
"""Added up 9, 8 and 5; with weights of 1 and 5 33, 20 and 5, with 4 and 1 18, 23 and 20; in order h
and i have better French than g, and h of these two better loans."""


@pytest.mark.parametrize(("how", "weights", "order"), [
    ("", (4, 1), [0, 1, 2]),
    ("-by-weight", (1, 5), [0, 1, 2]),
    ("-by-weight", (4, 1), [1, 2, 0]),
    ("-by-order", (1, 5), [1, 2, 0]),
])  # fmt: skip
def test_who_is_good_at_several_things_that_a_contact_asks_for(clock, how, weights, order):
    asked = dict(zip(("french", "loans"), weights, strict=True))
    for most, expected in (("most", order), ("least", order[::-1])):
        routing = {"preset": f"uccx.{most}-skilled{how}"}
        model = a_model(agents=COMPETENT, queues=queues(a={"asks_for": asked}), routing=routing)
        assert play(clock, model, ("a", 0), ("a", 1), ("a", 2)).agents == expected


def test_the_order_is_that_of_writing_and_equals_go_by_idle_time(clock):
    asked = {"loans": 1, "french": 1}
    agents = COMPETENT | {"h": COMPETENT["h"] | {"attributes": {"french": 5}}}
    routing = {"preset": "uccx.most-skilled-by-order"}
    model = a_model(agents=agents, queues=queues(a={"asks_for": asked}), routing=routing)
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2), ("a", 20), ("a", 21), ("a", 22))
    assert day.agents == [0, 1, 2, 0, 1, 2], "h and i alike: idle since 11 and since 12"


@pytest.mark.parametrize("name", ["connect", "uccx.longest-available", "genesys.standard"])
def test_the_wrap_up_is_no_idle_time(clock, name):
    contacts = [("a", 0, {"talk": 5, "wrap_up": 10}), ("a", 0, {"talk": 7}), ("a", 20)]
    agents = {"g": {"staff": 2, "skills": ["a"]}}
    assert play(clock, a_model(agents=agents, routing={"preset": name}), *contacts).agents == [
        0, 1, 1,
    ]  # fmt: skip
