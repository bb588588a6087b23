"""What agents do against their plan: hours, shrinkage, adherence, overtime; on both clocks."""

import math

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import AVAILABLE, OFF, ON_BREAK
from tests.days import a_model, clock_time, live, play, shift, times

HOUR = 3600
NAMES = (
    "planned_hours", "staffed_hours", "paid_hours", "shrinkage_planned", "shrinkage", "adherence",
    "overtime_hours",
)  # fmt: skip


def pause(at, lasts, kind="break", **fields):
    return {"at": clock_time(at), "lasts": f"{lasts} s", "kind": kind} | fields


PAUSES = (
    pause(100, 60),
    pause(200, 100, "lunch", paid=False),
    pause(300, 40, "training"),
    pause(500, 20, "meeting"),
)
"""On duty for 380 s of 500 s in paid time: breaks of 60, 40 and 20 s, and 100 s unpaid."""


def team(*pauses, **fields):
    shifts = [shift(0, 600) | {"breaks": list(pauses)}]
    return a_model(agents={"g": {"shifts": shifts, "skills": ["a"]} | fields})


def estimates(clock, model, *days):
    counted = [Counter(day.program, model, clock).count(day.log) for day in days]
    return Estimates(counted, days[0].program, model, confidence=0.95)


def found(clock, model, *contacts, group=0):
    """All measures of the plan on a day of these contacts, times in seconds."""
    day = play(clock, model, *contacts)
    return values(estimates(clock, model, day), group)


def values(those, group=0):
    known = {name: those.group(GROUP_MEASURE[name]) for name in NAMES}
    return {
        name: float(table.value[group]) * (HOUR if name.endswith("hours") else 1)
        for name, table in known.items()
    }


def told(planned, staffed, paid, lost_as_planned, lost, adherence, overtime):
    numbers = (planned, staffed, paid, lost_as_planned, lost, adherence, overtime)
    return pytest.approx(dict(zip(NAMES, numbers, strict=True)))


def test_a_day_as_planned(clock):
    away = 1 - 380 / 500
    assert found(clock, team(*PAUSES)) == told(500, 380, 500, away, away, 1, 0)


def test_without_breaks_nothing_shrinks(clock):
    assert found(clock, team()) == told(600, 600, 600, 0, 0, 1, 0)
    counted = a_model(agents={"g": {"staff": 2, "skills": ["a"]}})
    assert found(clock, counted) == told(1200, 1200, 1200, 0, 0, 1, 0)


def test_who_is_absent_is_off_as_planned_in_breaks_only(clock):
    away = 1 - 380 / 500
    assert found(clock, team(*PAUSES, absence=1)) == told(500, 0, 0, away, 1, 220 / 600, 0)


def test_coming_late(clock):
    # 50 of the 380 s on duty are lost.
    model = team(*PAUSES, lateness="100% by 50 s")
    away = 1 - 380 / 500
    assert found(clock, model) == told(500, 330, 450, away, 1 - 330 / 500, 550 / 600, 0)


def test_going_early(clock):
    model = team(*PAUSES, early_leave="100% by 50 s")
    away = 1 - 380 / 500
    assert found(clock, model) == told(500, 330, 450, away, 1 - 330 / 500, 550 / 600, 0)


def test_taking_a_break_late(clock):
    # On duty from 100 to 110 in place of a break, off from 160 to 170 in place of being on duty.
    model = team(pause(100, 60), late_breaks="100% by 10 s")
    assert found(clock, model) == told(600, 540, 600, 60 / 600, 60 / 600, 580 / 600, 0)


def test_talking_into_a_paid_break_makes_it_shorter(clock):
    day = found(clock, team(pause(100, 60)), ("a", 95, {"talk": 25}))
    assert day == told(600, 560, 600, 60 / 600, 40 / 600, 580 / 600, 0)


def test_talking_into_an_unpaid_lunch_is_paid_and_no_shrinkage_of_planned_time(clock):
    day = found(clock, team(pause(100, 60, "lunch", paid=False)), ("a", 95, {"talk": 25}))
    assert day == told(540, 560, 560, 0, 0, 580 / 600, 0)


@pytest.mark.parametrize("kind", ["break", "lunch", "training", "meeting"])
@pytest.mark.parametrize("paid", [True, False])
def test_what_is_paid_is_what_the_break_says(clock, kind, paid):
    day = found(clock, team(pause(100, 60, kind, paid=paid)))
    planned = 600 if paid else 540
    away = 1 - 540 / planned
    assert day == told(planned, 540, planned, away, away, 1, 0)


def test_breaks_that_touch_are_paid_each_by_itself(clock):
    day = found(clock, team(pause(100, 60), pause(160, 40, paid=False), pause(200, 20)))
    assert day == told(560, 480, 560, 80 / 560, 80 / 560, 1, 0)


def test_a_training_at_the_beginning_is_planned_and_paid(clock):
    day = found(clock, team(pause(0, 60, "training"), pause(580, 20)))
    assert day == told(580, 520, 580, 60 / 580, 60 / 580, 1, 0)


def test_working_after_the_shift_is_overtime_and_hides_no_shrinkage(clock):
    model = team(pause(100, 60))
    day = found(clock, model, ("a", 590, {"talk": 70}))
    assert day == told(600, 600, 660, 60 / 600, 60 / 600, 1, 60)


def test_a_shift_that_begins_late_and_ends_in_overtime(clock):
    model = team(lateness="100% by 100 s")
    day = found(clock, model, ("a", 590, {"talk": 70}))
    assert day == told(600, 560, 560, 0, 100 / 600, 500 / 600, 60)


def test_work_between_two_times_on_duty_is_overtime(clock):
    model = a_model(closes="08:30", agents={"g": {"staff": [1, 0, 1], "skills": ["a"]}})
    day = found(clock, model, ("a", 590, {"talk": 70}))
    assert day == told(1200, 1260, 1260, 0, 0, 1, 60)


def test_who_is_never_planned_has_no_shares(clock):
    model = a_model(agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 0, "skills": ["a"]}})
    day = found(clock, model, group=1)
    assert day["planned_hours"] == day["overtime_hours"] == 0
    assert all(math.isnan(day[name]) for name in ("shrinkage_planned", "shrinkage", "adherence"))


def test_groups_add_up_to_the_whole(clock):
    shifts = [shift(0, 600) | {"breaks": [pause(100, 60)]}]
    agents = {
        "g": {"staff": 1, "skills": ["a"], "absence": 1},
        "h": {"shifts": shifts, "skills": ["a"]},
    }
    model = a_model(agents=agents)
    assert found(clock, model, group=-1) == told(1200, 540, 600, 0.05, 660 / 1200, 0.5, 0)


def test_time_counts_in_the_intervals_in_which_it_passes(clock):
    agents = {"g": {"staff": 1, "skills": ["a"], "lateness": "100% by 900 s"}}
    model = a_model(closes="08:30", agents=agents)
    day = play(clock, model, ("a", 1790, {"talk": 60}))
    those = estimates(clock, model, day)
    by_interval = {
        name: those.group_interval(GROUP_MEASURE[name]).value[:, 0].tolist() for name in NAMES
    }
    assert by_interval["shrinkage"] == pytest.approx([1, 0.5, 0])
    assert by_interval["adherence"] == pytest.approx([0, 0.5, 1])
    assert by_interval["planned_hours"] == pytest.approx([600 / HOUR] * 3)
    assert by_interval["overtime_hours"] == [0, 0, 0]
    assert values(those)["overtime_hours"] == pytest.approx(50)  # at night


def test_who_is_moved_or_called_in_counts_for_its_own_group():
    def supervisor(env, centre):
        yield env.timeout(100)
        centre.move(1, source="g", to="h")
        centre.call_in(1, group="late")

    agents = {
        "g": {"staff": 1, "skills": ["a"]},
        "h": {"staff": 0, "skills": ["a"]},
        "late": {"shifts": [shift(300, 600)], "skills": ["a"]},
    }
    clock, model = SimpyClock(processes=[supervisor]), a_model(agents=agents)
    those = estimates(clock, model, play(clock, model))
    assert values(those, 0)["adherence"] == 1
    assert values(those, 0)["staffed_hours"] == pytest.approx(100)
    assert values(those, 1)["staffed_hours"] == pytest.approx(500)
    assert values(those, 2)["overtime_hours"] == pytest.approx(200)
    assert values(those, -1)["adherence"] == 1


# --- by chance ------------------------------------------------------------------------------------

PEOPLE = {
    "absence": "20%", "lateness": "40% by uniform 1 s to 300 s",
    "early_leave": "40% by uniform 1 s to 300 s", "late_breaks": "50% by uniform 1 s to 120 s",
}  # fmt: skip


def by_chance():
    shifts = [
        shift(0, 1800, agents=4) | {"breaks": list(PAUSES)},
        shift(600, 3000, agents=2) | {"breaks": [pause(900, 600, "lunch", paid=False)]},
    ]
    return a_model(
        closes="09:00",
        days=2,
        queues={"a": {"arrivals": "60/hour", "talk": "exponential mean 3 min"}},
        agents={
            "g": {"shifts": shifts, "skills": ["a"]} | PEOPLE,
            "h": {"staff": [2, 1, 0, 3, 2, 1], "skills": ["a"]} | PEOPLE,
        },
    )


def spans(rows, kinds, a):
    """From when to when an agent is in one of these states, by rows of `at`, `agent`, `state`."""
    own = [(float(row["at"]), int(row["state"])) for row in rows if row["agent"] == a]
    ends = [*(at for at, _ in own), math.inf][1:]
    return [(at, end) for (at, state), end in zip(own, ends, strict=True) if state in kinds]


def overlap(one, other):
    """Time that lies in both of two sets of spans."""
    return math.fsum(
        max(0.0, min(end, stop) - max(begin, start)) for begin, end in one for start, stop in other
    )


def lasts(spans):
    return math.fsum(end - start for start, end in spans)


def test_sums_are_those_of_the_spans_themselves(clock):
    """The same by other means: spans of each agent, cut with each other."""
    model = by_chance()
    for replication in range(4):
        day = live(clock, model, replication=replication)
        those = estimates(clock, model, day)
        for g in range(2):
            sums = dict.fromkeys(("plan", "paid", "duty", "adhered", "worked", "over"), 0.0)
            for a in np.flatnonzero(day.program.agents["group"] == g):
                on = spans(day.log.facts, (AVAILABLE,), a)
                to_be_on = spans(day.program.spells, (AVAILABLE,), a)
                away = [s for s in day.program.spells if s["state"] not in (AVAILABLE, OFF)]
                unpaid = {float(s["at"]) for s in away if s["agent"] == a and s["unpaid"]}
                breaks = spans(day.program.spells, (ON_BREAK, 8, 9, 10), a)
                paid = to_be_on + [span for span in breaks if span[0] not in unpaid]
                sums["plan"] += lasts(to_be_on + breaks)
                sums["paid"] += lasts(paid)
                sums["duty"] += lasts(to_be_on)
                sums["adhered"] += overlap(on, to_be_on) + lasts(breaks) - overlap(on, breaks)
                sums["worked"] += overlap(on, paid)
                sums["over"] += lasts(on) - overlap(on, to_be_on + breaks)
            assert sums["over"] > 0 or g == 0
            by_hand = {
                "planned_hours": sums["paid"],
                "shrinkage_planned": 1 - sums["duty"] / sums["paid"],
                "shrinkage": 1 - sums["worked"] / sums["paid"],
                "adherence": sums["adhered"] / sums["plan"],
                "overtime_hours": sums["over"],
            }
            measured = values(those, g)
            assert {name: measured[name] for name in by_hand} == pytest.approx(by_hand, abs=1e-6)


def test_shares_lie_between_0_and_1_with_their_intervals(clock):
    model = by_chance()
    days = [live(clock, model, replication=r) for r in range(6)]
    those = estimates(clock, model, *days)
    for name in ("shrinkage_planned", "shrinkage", "adherence"):
        for table in (
            those.group(GROUP_MEASURE[name]), those.group_interval(GROUP_MEASURE[name]),
        ):  # fmt: skip
            known = ~np.isnan(table.value)
            low, value, high = (part[known] for part in (table.low, table.value, table.high))
            assert np.all((low >= 0) & (low <= value) & (value <= high) & (high <= 1)), name
    assert those.group(GROUP_MEASURE["shrinkage"]).value[-1] > 0.2


def test_the_clocks_count_the_same_to_the_last_bit(clock):
    model = by_chance()
    one = estimates(clock, model, live(clock, model))
    other = estimates(SimpyClock(), model, live(SimpyClock(), model))
    assert values(one) == values(other)


def test_shrinkage_tends_to_what_was_put_in(clock):
    """Absence of 10% and no breaks: 10% of the planned time is lost in the mean."""
    agents = {"g": {"staff": 50, "skills": ["a"], "absence": "10%"}}
    queues = {"a": {"talk": "10 s", "arrivals": times(0)}}
    model = a_model(agents=agents, queues=queues)
    days = [live(clock, model, replication=r) for r in range(40)]
    table = estimates(clock, model, *days).group(GROUP_MEASURE["shrinkage"])
    assert float(table.value[0]) == pytest.approx(0.1, abs=4 * 0.3 / math.sqrt(2000))
