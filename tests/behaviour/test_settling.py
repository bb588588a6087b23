"""Contacts that settle on one group, and wait for its agents, worked out by hand."""

import pytest

from cic.errors import ScenarioError
from cic.policies.stirring import lot_of
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, play

_CC = "contactcenters."

SETTLE = {
    "g": {"staff": 1, "skills": ["a"]},
    "h": {"staff": 2, "skills": ["a"]},
}


def test_who_must_wait_joins_the_queue_of_the_smallest_ratio_and_stays(clock):
    """QUEUERATIOOVERFLOW: (Q + 1) / N is 1 and 1/2; then 1 and 1, the first; then 2 and 1."""
    model = a_model(agents=SETTLE, routing={"preset": _CC + "queueratiooverflow"})
    talks = [{"talk": 90}, {"talk": 20}, {"talk": 30}]
    day = play(clock, model, *[("a", n, talk) for n, talk in enumerate(talks)],
               ("a", 3), ("a", 4), ("a", 5))  # fmt: skip
    # h, g, h: 1 is free at 21 and at 31. The second stays with g, whose agent is free at 90.
    assert day.ends[3:] == [(21, 1), (90, 0), (31, 1)]


def test_a_contact_joins_a_queue_of_an_earlier_set_whose_ratio_is_not_above_its_target(clock):
    """QUEUERATIOOVERFLOW: h, 1/2; h and g 1 each, the first; h, 1 against 2; then no more of the
    set, and i; at last the smallest ratio: that of i, 1 against 3/2; then that of h."""
    agents = {
        "g": {"staff": 1, "skills": {"a": 1}, "ratio_target": 1},
        "h": {"staff": 2, "skills": {"a": 1}, "ratio_target": 1},
        "i": {"staff": 1, "skills": {"a": 2}},
    }
    preset = {"preset": _CC + "queueratiooverflow"}
    model = a_model(agents=agents, routing=preset)
    talks = [90, 20, 30, 10, 10, 10, 60, 10, 10]
    contacts = [("a", n, {"talk": talk}) for n, talk in enumerate(talks)]
    assert play(clock, model, *contacts).ends == [
        (0, 0), (1, 1), (2, 2), (21, 1), (90, 0), (31, 1), (6, 3), (66, 3), (32, 2),
    ]  # fmt: skip
    for crew in agents.values():
        crew.pop("ratio_target", None)
    day = play(clock, a_model(agents=agents, routing=preset), *contacts[:4])
    assert day.ends[3] == (3, 3), "without targets i is tried"


@pytest.mark.parametrize("target", [{}, {"ratio_target": 1}])
@pytest.mark.parametrize(("mode", "last_two"), [
    ("", [(31, 1), (6, 3)]),  # h, 2/2; g 2 and h 3/2: the next set, free
    ("-transfer", [(5, 3), (65, 3)]),  # g 3 and h 3/2: the next set, free; then i alone
    ("-promotion", [(5, 3), (31, 1)]),  # then all
])  # fmt: skip
def test_copies_wait_for_all_groups_of_the_set_or_of_all_sets_so_far(clock, mode, last_two, target):
    """With copies those of 3 and 4 wait for g and h; without, the second has settled on g."""
    agents = {
        "g": {"staff": 1, "skills": {"a": 1}, "ratio_target": 1},
        "h": {"staff": 2, "skills": {"a": 1}, "ratio_target": 1},
        "i": {"staff": 1, "skills": {"a": 2}} | target,
    }
    routing = {"preset": f"{_CC}queueratiooverflow{mode}"}
    talks = [25, 20, 40, 10, 10, 60, 60]
    contacts = [("a", n, {"talk": talk}) for n, talk in enumerate(talks)]
    day = play(clock, a_model(agents=agents, routing=routing), *contacts)
    assert day.ends == [(0, 0), (1, 1), (2, 2), (21, 1), (25, 0), *last_two]


def test_a_copy_goes_to_whoever_of_the_set_is_free_first(clock):
    """It settles on h, where 1 and 2 are busy for long; 0 of g takes it at 12."""
    agents = {"g": {"staff": 1, "skills": {"a": 1}, "ratio_target": 2},
              "h": {"staff": 2, "skills": {"a": 1}, "ratio_target": 2}}  # fmt: skip
    for mode, taken in (("", (91, 1)), ("-transfer", (12, 0)), ("-promotion", (12, 0))):
        model = a_model(agents=agents, routing={"preset": f"{_CC}queueratiooverflow{mode}"})
        talks = [12, 90, 99, 9]
        day = play(clock, model, *[("a", n, {"talk": talk}) for n, talk in enumerate(talks)])
        assert day.ends[3] == taken


def test_a_group_with_nobody_on_duty_has_no_ratio(clock):
    agents = {
        "g": {"shifts": [{"from": "08:00:00", "until": "08:00:01"}], "skills": {"a": 1}},
        "h": {"staff": 1, "skills": {"a": 2}},
    }
    agents["g"] |= {"ratio_target": 9}
    model = a_model(agents=agents, routing={"preset": _CC + "queueratiooverflow"})
    assert play(clock, model, ("a", 0), ("a", 0), ("a", 20)).ends == [(0, 0), (10, 1), (20, 1)]


LEAST_DELAY = {"contact": {"score": {"wait": 1}, "waits_for": "least_delay"}}


def test_who_must_wait_settles_on_the_group_of_the_least_predicted_delay(clock):
    model = a_model(agents=SETTLE, routing=LEAST_DELAY)
    talks = [{"talk": 9}, {"talk": 50}, {"talk": 60}]
    day = play(clock, model, *[("a", n, talk) for n, talk in enumerate(talks)],
               ("a", 3), ("a", 10), ("a", 11))  # fmt: skip
    # The first settles on g and waits for 6 s; those after on h, predicted to wait for 0 s.
    assert day.ends[3:] == [(9, 0), (51, 1), (61, 1)]


DELAYS = [("a", 0, {"talk": 9}), ("a", 3, {"talk": 50}), ("a", 10, {"talk": 30}),
          ("a", 11, {"talk": 60}), ("a", 12)]  # fmt: skip
"""At 3 both delays are 0: g again, where the second waits for 6 s though h is free. The next three
go to h, with 0 against 6; the last of them waits from 12 to 40."""


@pytest.mark.parametrize(("weight", "last"), [(1, (59, 0)), (7, (50, 1))])
def test_a_contact_joins_the_queue_of_the_least_predicted_delay_free_or_not(clock, weight, last):
    """EXPDELAY: the last observed wait of each queue over the weight: 6 against 28, or 28 / 7."""
    agents = SETTLE | {"h": SETTLE["h"] | {"weight": weight}}
    model = a_model(agents=agents, routing={"preset": _CC + "expdelay"})
    day = play(clock, model, *DELAYS, ("a", 45))
    assert day.ends == [(0, 0), (9, 0), (10, 1), (11, 2), (40, 1), last]


def test_or_one_drawn_by_chance_in_proportion_to_weight_over_delay(clock):
    """1/6 against 1/28: h 6 times in 34. While one is 0, the first of those."""
    model = a_model(agents=SETTLE, routing={"preset": _CC + "expdelay-stochastic"})
    drawn = []
    for n in range(200):
        day = play(clock, model, *DELAYS, ("a", 45, {"dice": n / 200}))
        assert day.ends[:-1] == [(0, 0), (9, 0), (10, 1), (11, 2), (40, 1)]
        drawn.append(day.agents[-1])
        lot = lot_of(lot_of(n / 200, -1), 1)  # of the contact, for the second group
        assert drawn[-1] == (1 if lot < 6 / 34 else 0)
    assert 6 / 34 - 0.1 < drawn.count(1) / 200 < 6 / 34 + 0.1


@pytest.mark.parametrize(("routing", "ends"), [
    (LEAST_DELAY, [(0, 0), (1, 1), (35, 1), (45, 1)]),  # the third settles on g, gone at 30
    ({"preset": _CC + "expdelay"}, [(0, 0), (30, 1), (64, 1), (74, 1)]),  # so does the second
])  # fmt: skip
def test_whose_group_is_gone_waits_for_any(clock, routing, ends):
    shift = {"from": "08:00:00", "until": "08:00:20"}
    agents = {"g": {"shifts": [shift], "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}
    model = a_model(agents=agents, routing=routing)
    day = play(clock, model, ("a", 0, {"talk": 30}), ("a", 1, {"talk": 34}), ("a", 2), ("a", 40))
    assert day.ends == ends


def test_who_idles_meanwhile_takes_them_then(clock):
    """The third settles on g at 2; h idles from 11 on, and g is gone at 30."""
    shift = {"from": "08:00:00", "until": "08:00:20"}
    agents = {"g": {"shifts": [shift], "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}
    model = a_model(agents=agents, routing=LEAST_DELAY)
    day = play(clock, model, ("a", 0, {"talk": 30}), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (1, 1), (30, 1)]


def test_all_who_settled_on_a_group_that_is_gone_are_taken_at_once(clock):
    shift = {"from": "08:00:00", "until": "08:00:20"}
    agents = {"g": {"shifts": [shift], "skills": ["a"]}, "h": {"staff": 3, "skills": ["a"]}}
    model = a_model(agents=agents, routing={"preset": _CC + "expdelay"})
    day = play(clock, model, ("a", 0, {"talk": 30}), ("a", 1), ("a", 2), ("a", 3))
    assert day.ends == [(0, 0), (30, 1), (30, 2), (30, 3)]


@pytest.mark.parametrize(
    "field",
    [{"settles_first": True}, {"copies": "set"}, {"waits_for": "least_delay", "copies": "sets"},
     {"waits_for": "last_group", "settles_first": True}],
)  # fmt: skip
def test_what_settles_on_no_group_is_refused(field):
    routing = {"contact": {"score": {"wait": 1}} | field}
    queue = {"a": {"talk": "9 s", "arrivals": "9/hour"}}
    with pytest.raises(ScenarioError) as caught:
        from_dict(PLAIN | {"queues": queue, "routing": routing})
    assert "CIC108" in {finding.code for finding in caught.value.findings}
