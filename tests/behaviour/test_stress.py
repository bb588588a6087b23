"""Agents come under stress: how it rises and falls, and what comes of it.

What is left to chance is made certain where a test says nothing else: a probability of 1, or a rate
at which everybody leaves at once.
"""

import math

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.log.agent_stress_frames import errors_by_agent
from cic.scenario.load import from_dict
from tests.days import OPENS, a_model, assert_same_log, live, play, queues, shift, times

DAY = 86_400
NIGHT = DAY - OPENS
"""The first midnight."""
SLOW = "1e9 s"
STILL = {"idle": SLOW, "breaks": SLOW, "training": SLOW, "home": SLOW}
"""Nothing falls to speak of."""
FAST = {"rises_over": "100 s", "falls_over": {"idle": "50 s", "breaks": "20 s", "training": "10 s",
                                             "home": "1000 s"}}  # fmt: skip
FROZEN = {"rises_over": SLOW, "falls_over": STILL}


def crew(stress=None, **fields):
    return {"g": {"staff": 1, "skills": ["a"], "stress": stress or FAST} | fields}


def turnover(calm=0.0, stressed=0.0, takes="0 s", training="0 s"):
    return {"calm": calm, "stressed": stressed, "hiring": {"takes": takes, "training": training}}


def levels(day):
    return day.log.strains["level"].tolist()


def after(time, over, level=0.0):
    """Stress after a time of work, from the closed form."""
    return 1 - (1 - level) * math.exp(-time / over)


# --- how it rises and falls -----------------------------------------------------------------------


def strain(day, agent=0):
    return {name: day.log.strains[name][agent] for name in day.log.strains.dtype.names}


def test_stress_rises_while_an_agent_talks_and_wraps_up_and_falls_otherwise(clock):
    """0 to 30 s busy, then idle to 600 s, at home until midnight."""
    day = play(clock, a_model(agents=crew()), ("a", 0, {"talk": 20, "wrap_up": 10}))
    busy = after(30, 100)
    idle = busy * math.exp(-570 / 50)
    found = strain(day)
    assert found["time"] == 600
    felt = 30 - 100 * busy + 50 * (busy - idle)
    assert found["total"] == pytest.approx(felt, rel=1e-12)
    assert found["level"] == pytest.approx(idle * math.exp(-(NIGHT - 600) / 1000), rel=1e-9)


def test_stress_is_the_closed_form_over_many_contacts(clock):
    """Contacts one after another, with gaps: busy and idle in turn, by hand."""
    model = a_model(closes="08:10", agents=crew(FAST | {"begins": "30%"}))
    contacts = [("a", 0), ("a", 5), ("a", 100, {"talk": 50}), ("a", 300, {"wrap_up": 25})]
    day = play(clock, model, *contacts)
    spans = [(20, 1), (80, 0), (50, 1), (150, 0), (35, 1), (265, 0)]
    level, felt = 0.3, 0.0
    for time, busy in spans:
        over = 100 if busy else 50
        moved = after(time, over, level) if busy else level * math.exp(-time / over)
        felt += time * busy - over * (moved - level)
        level = moved
    assert strain(day)["total"] == pytest.approx(felt, rel=1e-12)
    assert strain(day)["time"] == 600


def test_breaks_and_trainings_have_times_of_their_own(clock):
    rest = shift(0, 600, (100, 100))
    learning = shift(0, 600, (100, 100))
    learning["breaks"][0]["kind"] = "training"
    meeting = shift(0, 600, (100, 100))
    meeting["breaks"][0]["kind"] = "meeting"
    agents = {
        name: {"shifts": [one], "skills": ["a"], "stress": FAST | {"begins": "100%"}}
        for name, one in (("rest", rest), ("learn", learning), ("meet", meeting))
    }
    day = play(clock, a_model(agents=agents))
    for agent, over in enumerate((20, 10, 50)):
        at_break = math.exp(-100 / 50)
        left = at_break * math.exp(-100 / over)
        end = left * math.exp(-400 / 50)
        felt = 50 * (1 - at_break) + over * (at_break - left) + 50 * (left - end)
        assert strain(day, agent)["total"] == pytest.approx(felt, rel=1e-12)


def test_who_has_several_in_hand_is_busy_while_any_is(clock):
    channels = {"chat": {"slow_down": [1, 1]}}
    agents = crew(capacity={"chat": 2})
    model = a_model(channels=channels, queues=queues(a={"channel": "chat"}), agents=agents)
    day = play(clock, model, ("a", 0), ("a", 5), ("a", 40))
    level, felt = 0.0, 0.0
    for time, busy in [(15, 1), (25, 0), (10, 1), (550, 0)]:
        over = 100 if busy else 50
        moved = after(time, over, level) if busy else level * math.exp(-time / over)
        felt += time * busy - over * (moved - level)
        level = moved
    assert strain(day)["total"] == pytest.approx(felt, rel=1e-12)


def test_stress_lies_between_0_and_1(clock):
    heavy = {"rises_over": "1 s", "falls_over": {"idle": "1 s"}}
    model = a_model(agents=crew(heavy))
    found = play(clock, model, *[("a", n) for n in range(0, 300, 10)])
    assert np.all((found.log.strains["level"] >= 0) & (found.log.strains["level"] <= 1))
    assert strain(found)["total"] == pytest.approx(300)  # it rises and falls late, by a second


def test_only_groups_that_say_so_come_under_stress(clock):
    agents = crew() | {"h": {"staff": 1, "skills": ["b"]}}
    model = a_model(queues=queues("a", "b"), agents=agents)
    day = play(clock, model, ("a", 0), ("b", 0))
    assert strain(day, 0)["total"] > 0
    assert strain(day, 1)["total"] == strain(day, 1)["time"] == 0


def test_a_talk_with_an_irate_customer_adds_to_it(clock):
    customers = {"tempers": {"irate": {"share": "100%", "talk_factor": 1, "patience_factor": 1}}}
    stress = FROZEN | {"tempers": {"irate": "20%"}}
    model = a_model(customers=customers, agents=crew(stress))
    arrivals = times(0, 20, 40)
    model = a_model(customers=customers, agents=crew(stress),
                    queues={"a": {"talk": "10 s", "arrivals": arrivals}})  # fmt: skip
    assert levels(live(clock, model)) == [pytest.approx(1 - 0.8**3, rel=1e-4)]


# --- errors and courtesy --------------------------------------------------------------------------


@pytest.mark.parametrize(("needs", "resolved", "erred"), [(0.7, 1, 0), (0.8, 0, 1), (1, 0, 0)])
def test_stress_causes_errors(clock, needs, resolved, erred):
    stress = FROZEN | {"begins": "50%", "errors": "50%"}
    model = a_model(queues=queues(a={"resolves": "90%"}), agents=crew(stress))
    day = play(clock, model, ("a", 0, {"needs": needs}))
    assert day.resolved == [resolved]
    assert day.log.resolutions["erred"].tolist() == [erred]
    assert errors_by_agent(day.log, 1).tolist() == [erred]


def test_errors_are_what_the_same_luck_gives_without_stress(clock):
    written = {"talk": "30 s", "arrivals": "60/hour", "resolves": "70%"}
    stressed = FAST | {"errors": "60%"}
    busy, calm = (
        live(clock, a_model(closes="12:00", queues={"a": written}, agents=crew(stress)))
        for stress in (stressed, stressed | {"errors": 0})
    )
    erred = (busy.log.resolutions["resolved"] == 0) & (calm.log.resolutions["resolved"] == 1)
    assert erred.sum() > 5
    assert busy.log.resolutions["erred"].tolist() == erred.astype(int).tolist()


def test_stress_costs_courtesy_and_so_satisfaction(clock):
    customers = {"satisfaction": {"courtesy": {"expected": "80%", "hurts": 1, "pleases": 1}}}
    found = [
        live(clock, a_model(
            customers=customers,
            queues={"a": {"talk": "10 s", "arrivals": times(0)}},
            agents=crew(FROZEN | {"begins": "50%", "discourtesy": lost}, courtesy="80%"),
        ))
        for lost in (0, "50%")
    ]  # fmt: skip
    calm, under = (float(day.log.verdicts["satisfaction"][0]) for day in found)
    assert calm - under == pytest.approx(0.8 * 0.25, rel=1e-6)


# --- absence --------------------------------------------------------------------------------------


def test_who_is_wholly_under_stress_and_sure_to_be_absent_does_not_come(clock):
    stress = FROZEN | {"begins": "100%", "absence": "100%"}
    model = a_model(days=2, agents=crew(stress))
    day = play(clock, model, ("a", 5, {"patience": 30}), ("a", DAY + 5, {"patience": 30}))
    assert day.ends == [("abandoned", 35), ("abandoned", DAY + 35)]
    assert day.states(0) == []
    assert strain(day)["absences"] == 2


def test_who_has_no_stress_is_not_absent_for_it(clock):
    model = a_model(days=2, agents=crew(FROZEN | {"absence": "100%"}))
    day = play(clock, model, ("a", 5), ("a", DAY + 5))
    assert day.column("answered_at") == [5, DAY + 5]


def test_an_absence_is_of_one_day(clock):
    """Tired out on the first day, at home on the second, and rested on the third."""
    stress = {"rises_over": "1 s", "absence": "100%", "falls_over": {"idle": SLOW, "home": "3 h"}}
    shifts = [shift(0, 600)]
    model = a_model(days=3, agents={"g": {"shifts": shifts, "skills": ["a"], "stress": stress}})
    luck = [play(clock, model, ("a", 0, {"talk": 500}), seed=seed) for seed in range(40)]
    gone = [day for day in luck if strain(day)["absences"] == 1]
    assert len(gone) == 0  # 24 h at home leave exp(-8) of it
    longer = a_model(
        days=3,
        agents={"g": {"shifts": shifts, "skills": ["a"],
                      "stress": stress | {"falls_over": {"idle": SLOW, "home": "24 h"}}}},
    )  # fmt: skip
    days = [play(clock, longer, ("a", 0, {"talk": 500}), seed=seed) for seed in range(40)]
    second = sum(DAY not in [at for at, _ in day.states(0)] for day in days)
    third = sum(2 * DAY not in [at for at, _ in day.states(0)] for day in days)
    assert second + third == sum(strain(day)["absences"] for day in days)
    assert 8 <= second <= 22  # 40 times 0.37 of them
    assert 0 < third < second


def test_a_day_in_two_pieces_is_one_absence(clock):
    """Two agents from 08:00 to 08:10 and from 08:20 on: the second has a hole in its day."""
    stress = FROZEN | {"begins": "50%", "absence": "100%"}
    agents = {"g": {"staff": [2, 1, 2], "skills": ["a"], "stress": stress}}
    model = a_model(closes="08:30", agents=agents)
    for seed in range(8):
        day = play(clock, model, seed=seed)
        came = [at for at, state in day.states(1) if state == "available"]
        assert came in ([], [0, 1200])
        assert strain(day, 1)["absences"] == (not came)


def test_agents_of_a_centre_that_never_closes_may_stay_away_for_a_day(clock):
    stress = FROZEN | {"begins": "50%", "absence": "100%"}
    hours = {"opens": "00:00", "closes": "24:00", "interval": "24 h", "days": 6}
    model = a_model(agents=crew(stress), **hours)
    day = play(clock, model)
    absences = strain(day)["absences"]
    assert 0 < absences < 6
    assert strain(day)["time"] == (6 - absences) * DAY


def test_absence_belongs_to_the_agent_and_the_day(clock):
    stress = FROZEN | {"begins": "50%", "absence": "80%"}
    alone = a_model(days=9, agents=crew(stress, staff=2))
    more = a_model(
        days=9,
        agents={"first": {"staff": 3, "skills": ["a"], "stress": stress}} | crew(stress, staff=2),
    )
    here, there = play(clock, alone), play(clock, more)
    assert here.states(0) == there.states(3)
    assert here.states(1) == there.states(4)
    assert here.states(0) != here.states(1)


# --- leaving and hiring ---------------------------------------------------------------------------


def leaving(**fields):
    return FROZEN | {"turnover": turnover(calm=100, stressed=100, **fields)}


def nights(day, agent=0):
    """On which days an agent was on duty."""
    return sorted({int(at // DAY) for at, state in day.states(agent) if state == "available"})


def gone_and_back(clock, model, most=60):
    """A day with seed on which the agent leaves on the first night."""
    for seed in range(most):
        day = play(clock, model, *[("a", n * DAY + 5, {"patience": 20}) for n in range(model.days)],
                   seed=seed)  # fmt: skip
        if day.ends[1] == ("abandoned", DAY + 25):
            return day
    raise AssertionError("nobody leaves")


def test_an_agent_leaves_at_midnight_and_is_replaced_after_a_while(clock):
    model = a_model(days=4, agents=crew(leaving(takes="2 d")))
    day = gone_and_back(clock, model)
    assert strain(day)["hired"] == 1
    assert nights(day)[:2] == [0, 3]


def test_a_newcomer_is_in_training_at_first(clock):
    model = a_model(days=4, agents=crew(leaving(takes="1 d", training="1 d")))
    day = gone_and_back(clock, model)
    assert (2 * DAY, "in_training") in day.states(0)
    assert (2 * DAY + 600, "off") in day.states(0)
    assert [at for at, state in day.states(0) if state == "available"][1:] in ([3 * DAY], [])
    assert day.ends[2] == ("abandoned", 2 * DAY + 25)


def test_a_newcomer_begins_to_learn_anew(clock):
    learning = {"first_week": 3, "rate": "50%", "tenure": "1000 weeks"}
    stress = FROZEN | {"turnover": turnover(100, 100, takes="0 s")}
    model = a_model(days=30, agents=crew(stress, learning=learning))
    day = play(clock, model, *[("a", n * DAY + 5) for n in range(30)])
    talks = day.column("talk")
    found = strain(day)
    assert found["left"] == found["hired"] > 3
    assert talks[0] == 10
    assert set(talks) == {10, 30, 15}  # the old hand, first weeks, second weeks


def test_who_leaves_finishes_the_contact_in_hand(clock):
    """A centre that never closes: the agent talks over midnight."""
    hours = {"opens": "00:00", "closes": "24:00", "interval": "24 h", "days": 2}
    stress = FROZEN | {"turnover": turnover(100, 100, takes="10 d")}
    model = a_model(agents=crew(stress), **hours)
    for seed in range(60):
        day = play(clock, model, ("a", DAY - 50, {"talk": 100}), ("a", DAY + 60), seed=seed)
        if strain(day)["missing"] and strain(day)["nights"] == 1:
            break
    assert day.states(0)[-1] == (DAY + 50, "off")
    assert day.column("ended_at")[0] == DAY + 50
    assert day.ends[1][0] != DAY + 60


@pytest.mark.parametrize(("training", "state"), [("0 s", "available"), ("1 d", "in_training")])
def test_a_newcomer_of_the_same_midnight_finishes_what_is_in_hand_first(clock, training, state):
    hours = {"opens": "00:00", "closes": "24:00", "interval": "24 h", "days": 2}
    stress = FROZEN | {"turnover": turnover(100, 100, takes="0 s", training=training)}
    model = a_model(agents=crew(stress), **hours)
    for seed in range(60):
        day = play(clock, model, ("a", DAY - 50, {"talk": 100}), ("a", DAY + 60), seed=seed)
        if strain(day)["hired_at"] == DAY:
            break
    assert day.ends[0] == (DAY - 50, 0)
    if state == "available":
        assert day.ends[1] == (DAY + 60, 0)
    else:
        assert (DAY + 50, state) in day.states(0)
        assert day.ends[1][0] != DAY + 60


def test_a_newcomer_comes_at_midnight_where_the_plan_never_ends(clock):
    hours = {"opens": "00:00", "closes": "24:00", "interval": "24 h", "days": 5}
    stress = FROZEN | {"turnover": turnover(100, 100, takes="1 d", training="1 d")}
    model = a_model(agents=crew(stress), **hours)
    for seed in range(60):
        day = play(clock, model, seed=seed)
        if day.states(0)[1] == (DAY, "off"):
            break
    assert day.states(0)[:4] == [
        (0, "available"), (DAY, "off"), (2 * DAY, "in_training"), (3 * DAY, "available"),
    ]  # fmt: skip


def test_a_customers_own_agent_who_leaves_is_theirs_no_more(clock):
    customers = {
        "number": 1,
        "segments": {"all": {"share": 1, "agent": "always"}},
    }
    written = {"talk": "10 s", "arrivals": times(5, DAY + 5, 2 * DAY + 5, 3 * DAY + 5)}
    stress = FROZEN | {"turnover": turnover(100, 100, takes="30 d")}
    model = a_model(
        days=4, customers=customers, queues={"a": written},
        agents=crew(stress) | {"h": {"staff": 1, "skills": {"a": 2}}},
    )  # fmt: skip
    day = next(
        day for seed in range(60)
        if (day := live(clock, model, seed=seed)).log.strains["left"][0]
        and day.log.strains["nights"][0] == 1
    )  # fmt: skip
    assert day.agents[:2] == [0, 1]
    assert day.log.customers["agent"].tolist() == [1]


def test_who_comes_again_does_not_find_a_newcomer_for_the_agent_before(clock):
    again = {"share": "100%", "delay": "1 d", "attempts": 1, "same_agent": True}
    written = {"talk": "60 s", "arrivals": times(5), "resolves": 0, "recontact": again}
    other = {"h": {"shifts": [shift(30, 600)], "skills": {"a": 2}}}
    model = a_model(
        days=2,
        queues={"a": written},
        agents=crew(FROZEN | {"turnover": turnover(100, 100)}) | other,
        routing={"agent": "fewest_contacts"},
    )
    stayed, left = set(), set()
    for seed in range(12):
        day = live(clock, model, seed=seed)
        first, second = day.agents
        found = strain(day)
        new = found["hired_at"] == NIGHT or found["left"] == 2
        (left if new else stayed).add((first, second))
    assert stayed == {(0, 0)}
    assert left == {(0, 1)}


def test_a_newcomer_who_is_called_in_goes_to_the_training(clock):
    """Sent home for half a minute on the day after the first leaves, who is replaced at once."""
    incidents = [{"at": "08:03", "day": 1, "until": "08:03:30", "send_home": 1, "from": "g"}]
    stress = FROZEN | {"turnover": turnover(100, 100, training="1 d")}
    model = a_model(days=2, agents=crew(stress), incidents=incidents)
    found = [day.states(0) for day in (play(clock, model, seed=seed) for seed in range(20))]
    new = [states for states in found if (DAY, "in_training") in states]
    assert new
    for states in new:
        assert (DAY + 180, "off") in states
        assert (DAY + 210, "in_training") in states
        assert (DAY + 210, "available") not in states


def test_nobody_is_called_in_who_has_left_or_is_absent(clock):
    stress = FROZEN | {"begins": "100%", "absence": "100%"}
    incidents = [{"at": "08:01", "until": "08:02", "move": 1, "from": "g", "to": "h"},
                 {"at": "08:03", "until": "08:05", "send_home": 1, "from": "g"}]  # fmt: skip
    agents = crew(stress) | {"h": {"staff": 1, "skills": ["a"]}}
    day = play(clock, a_model(agents=agents, incidents=incidents))
    assert day.states(0) == []


# --- conservation, nothing, and the clocks --------------------------------------------------------

BUSY = {
    "name": "busy", "opens": "08:00", "closes": "10:00", "interval": "30 min", "days": 14,
    "queues": {"a": {"arrivals": "40/hour", "talk": "exponential mean 2 min", "resolves": "80%",
                     "patience": "exponential mean 2 min",
                     "recontact": {"share": "50%", "delay": "10 min"}}},
    "agents": {
        "g": {"staff": 2, "skills": ["a"], "learning": {"first_week": 1.5, "rate": "90%"},
              "cost": {"hour": 20, "hire": 1000},
              "stress": {"rises_over": "30 min", "falls_over": {"idle": "1 h", "home": "12 h"},
                         "tempers": {"irate": "10%"}, "begins": "20%", "errors": "40%",
                         "discourtesy": "30%", "absence": "50%",
                         "turnover": {"calm": 10, "stressed": 100,
                                      "hiring": {"takes": "2 d", "training": "1 d"}}}},
        "h": {"staff": 1, "skills": {"a": 2}, "absence": "10%"},
    },
    "customers": {"tempers": {"gentle": "70%", "irate": "30%"}},
    "run": {"replications": 3, "seed": 4},
}  # fmt: skip


def test_agents_are_conserved(clock):
    scenario = from_dict(BUSY)
    for replication in range(3):
        day = live(clock, scenario.model, replication=replication)
        strains = day.log.strains
        employed = strains["missing"] != 2
        assert np.array_equal(employed + strains["left"], strains["hired"] + 1)
        assert strains["left"][:2].sum() > 0
        assert strains["left"][2] == 0


def test_coefficients_of_zero_change_nothing(clock):
    nothing = BUSY["agents"]["g"]["stress"] | {
        "errors": 0, "discourtesy": 0, "absence": 0,
        "turnover": {"calm": 0, "stressed": 0},
    }  # fmt: skip
    written = {k: v for k, v in BUSY["agents"]["g"].items() if k != "stress"}
    with_it, without = (
        live(clock, from_dict(BUSY | {"agents": BUSY["agents"] | {"g": group}}).model).log
        for group in (written | {"stress": nothing}, written)
    )
    assert with_it.strains["total"][0] > 0
    assert len(without.strains) == 0
    for table in ("contacts", "facts", "resolutions", "legs", "verdicts", "customers"):
        here, there = getattr(with_it, table), getattr(without, table)
        for field in here.dtype.names:
            same = np.array_equal(
                here[field], there[field], equal_nan=here[field].dtype.kind == "f"
            )
            assert same, (table, field)


def test_both_clocks_agree_to_the_last_bit(clock):
    model = from_dict(BUSY).model
    assert_same_log(live(clock, model).log, live(SimpyClock(), model).log)


def test_measures_and_costs_by_group():
    done = replicate(from_dict(BUSY), clock="simpy")
    sums = done.estimates.group_sums
    assert np.array_equal(
        sums["employed"][:, 0], 2 - sums["agents_left"][:, 0] + sums["agents_hired"][:, 0]
    )
    assert sums["employed"][:, 1].tolist() == [0, 0, 0]
    assert np.all(
        (sums["stress_felt"][:, 0] > 0) & (sums["stress_felt"] < sums["stress_time"])[:, 0]
    )
    hiring = done.estimates.cost_tables()["group"]["cost_of_hiring"].value[0]
    assert hiring == pytest.approx(1000 * sums["agents_hired"][:, 0].mean())
