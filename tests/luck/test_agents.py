"""Absence, lateness, early leaving and late breaks belong to the agent and the day."""

import math

import numpy as np
import pytest

from cic.luck.agents import Attendance
from cic.luck.contacts import LuckOf
from cic.luck.laws import now
from cic.luck.streams import Generators
from cic.program.codes import AVAILABLE, OFF
from cic.program.layout import lay_out
from cic.scenario.load import from_dict

BREAKS = [
    {"at": "10:00", "lasts": "15 min"},
    {"at": "12:00", "lasts": "30 min", "kind": "lunch", "paid": False},
    {"at": "15:00", "lasts": "1 h", "kind": "training"},
]
EIGHT_HOURS = {"from": "08:00", "until": "16:00", "breaks": BREAKS}
PEOPLE = {
    "absence": "20%",
    "lateness": "30% by exponential mean 10 min",
    "early_leave": "25% by gamma mean 20 min cv 0.5",
    "late_breaks": "40% by exponential mean 5 min",
}
TEAM = {"shifts": [EIGHT_HOURS | {"agents": 5}], "skills": ["a"]} | PEOPLE
PLAIN = {
    "name": "people",
    "opens": "08:00",
    "closes": "18:00",
    "interval": "1 h",
    "days": 3,
    "queues": {"a": {"arrivals": "20/hour", "talk": "3 min"}},
    "agents": {"team": TEAM},
}


def changed(**changes):
    return from_dict(PLAIN).with_({path.replace("__", "."): v for path, v in changes.items()})


def drawn(scenario=PLAIN, *, seed=1, replication=0):
    """Comings and goings of each agent, by name: when, into which state."""
    model = from_dict(scenario).model if isinstance(scenario, dict) else scenario.model
    program = lay_out(model)
    spells = Attendance(model, program, seed=seed, generators=Generators()).spells(replication)
    found = {name: [] for name in program.agent_names}
    for row in program.spells if spells is None else spells:
        found[program.agent_names[row["agent"]]].append((float(row["at"]), int(row["state"])))
    return found


def of_day(spells, day=0):
    """One agent's comings and goings on a day, in hours after midnight."""
    return [
        (8 + (at - 86400 * day) / 3600, state)
        for at, state in spells
        if 86400 * day <= at < 86400 * (day + 1)
    ]


def only(**kinds):
    """The team with these chances and no others."""
    team = {name: part for name, part in TEAM.items() if name not in PEOPLE}
    return PLAIN | {"agents": {"team": team | kinds}}


# --- whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"agents.team.shifts[0].agents": 9},
        {"agents.others": {"staff": 3, "skills": ["a"], "absence": "50%"}},
        {"agents.team.skills": {"a": {"talk_factor": 2}}},
        {"queues.b": {"arrivals": "9/hour", "talk": "1 min"}, "agents.team.skills": ["a", "b"]},
        {"queues.a.arrivals": "90/hour"},
        {"routing.agent": "random"},
        {"days": 5},
    ],
    ids=str,
)
def test_another_change_moves_nobody(change):
    before = drawn()
    after = drawn(from_dict(PLAIN).with_(change))
    horizon = 3 * 86400
    for name, spells in before.items():
        assert [spell for spell in after[name] if spell[0] < horizon] == spells


def test_the_groups_written_before_move_nobody():
    others = {"staff": 3, "skills": ["a"], "lateness": "50% by 5 min"}
    after = drawn(PLAIN | {"agents": {"others": others, "team": TEAM}})
    assert {name: after[name] for name in drawn()} == drawn()


def test_what_comes_to_pass_for_one_agent_is_nothing_to_the_others():
    before, after = drawn(), drawn(changed(agents__team__shifts=[
        EIGHT_HOURS | {"agents": 1, "breaks": []}, EIGHT_HOURS | {"agents": 4},
    ]))  # fmt: skip
    assert before["team 1"] != after["team 1"]
    assert {n: s for n, s in before.items() if n != "team 1"} == {
        n: s for n, s in after.items() if n != "team 1"
    }


@pytest.mark.parametrize("kind", PEOPLE)
def test_a_share_of_0_is_as_if_it_were_not_there(kind):
    without = {name: value for name, value in PEOPLE.items() if name != kind}
    nothing = 0 if kind == "absence" else "0% by exponential mean 10 min"
    assert drawn(only(**without, **{kind: nothing})) == drawn(only(**without))


def test_where_nothing_is_left_to_chance_the_plan_itself_is_used():
    none = only(absence=0, lateness="0% by 5 min")
    model = from_dict(none).model
    program = lay_out(model)
    assert LuckOf(model, program, seed=1).draw(0).spells is None
    assert LuckOf(from_dict(PLAIN).model, program, seed=1).draw(0).spells is not None


def test_shares_too_small_to_matter_leave_the_plan_to_the_last_bit():
    tiny = dict.fromkeys(PEOPLE, "0.0000001%") | {
        name: "0.0000001% by 5 min" for name in PEOPLE if name != "absence"
    }
    model = from_dict(only(**tiny)).model
    program = lay_out(model)
    spells = LuckOf(model, program, seed=1).draw(0).spells
    assert spells is not None
    assert np.array_equal(spells, program.spells)


@pytest.mark.parametrize("kind", PEOPLE)
def test_each_kind_has_chances_of_its_own(kind):
    """Without one of them all others come to pass on the same days."""
    certain = {
        name: "50%" if name == "absence" else "50% by 1 min" for name in PEOPLE if name != kind
    }
    everything = certain | {kind: "50%" if kind == "absence" else "50% by 1 min"}
    one, both = drawn(only(**certain)), drawn(only(**everything))
    alone = drawn(only(**{kind: everything[kind]}))
    planned = drawn(only())
    for name in planned:
        for day in range(3):
            plan = of_day(planned[name], day)
            if of_day(alone[name], day) == plan:  # it does not happen to that agent on that day
                assert of_day(both[name], day) == of_day(one[name], day)


def test_a_greater_share_only_adds_days():
    few, many = drawn(only(absence="20%")), drawn(only(absence="60%"))
    gone = {(n, d) for n in few for d in range(3) if not of_day(few[n], d)}
    gone_more = {(n, d) for n in many for d in range(3) if not of_day(many[n], d)}
    assert gone < gone_more


def test_a_longer_delay_comes_on_the_same_days():
    short, long = (drawn(only(lateness=f"40% by {n} min")) for n in (5, 9))
    late = {
        (n, d)
        for n in short
        for d in range(3)
        if of_day(short[n], d)[0][0] != 8
    }  # fmt: skip
    assert late
    for name in long:
        for day in range(3):
            begins = of_day(long[name], day)[0][0]
            assert begins == pytest.approx(8 + 9 / 60 if (name, day) in late else 8)


def test_seeds_and_replications_have_luck_of_their_own():
    found = [drawn(seed=s, replication=r) for s in (1, 2) for r in (0, 1)]
    assert all(a != b for n, a in enumerate(found) for b in found[n + 1 :])


def test_luck_does_not_depend_on_what_was_drawn_before():
    model = from_dict(PLAIN).model
    program = lay_out(model)
    used = LuckOf(model, program, seed=1)
    for replication in (4, 0, 9):
        used.draw(replication)
    assert np.array_equal(used.draw(2).spells, LuckOf(model, program, seed=1).draw(2).spells)


def test_contacts_keep_their_luck():
    def arrivals(scenario):
        model = from_dict(scenario).model
        luck = LuckOf(model, lay_out(model), seed=1).draw(0)
        return [(block.arrived_at.tolist(), now(block.talk).tolist()) for block in luck.blocks]

    assert arrivals(PLAIN) == arrivals(only())


def test_one_person_in_two_shifts_is_absent_from_both():
    shifts = [
        {"from": "08:00", "until": "11:00", "names": ["Ann"]},
        {"from": "14:00", "until": "17:00", "names": ["Ann"]},
    ]
    people = {"shifts": shifts, "skills": ["a"], "absence": "50%"}
    days = [
        {at < 3 * 3600 for at, state in drawn(
            PLAIN | {"days": 1, "agents": {"team": people}}, replication=r
        )["Ann"] if state == AVAILABLE}
        for r in range(30)
    ]  # fmt: skip
    assert {frozenset(day) for day in days} == {frozenset(), frozenset({True, False})}


def test_agents_counted_by_interval_take_part():
    people = {"staff": [2] * 10, "skills": ["a"], "absence": "50%", "lateness": "50% by 30 min"}
    scenario = PLAIN | {"days": 1, "agents": {"team": people}}
    found = [drawn(scenario, replication=r) for r in range(30)]
    assert set(found[0]) == {"team 1", "team 2"}
    ways = {tuple(of_day(day[name])) for day in found for name in day}
    on_time, late = ((8.0, AVAILABLE), (18.0, OFF)), ((8.5, AVAILABLE), (18.0, OFF))
    assert ways == {(), on_time, late}


def test_a_law_by_interval_goes_by_when_the_agent_is_to_come():
    by = {"share": 1, "by": {"per_interval": [f"{n} min" for n in range(1, 11)]}}
    shifts = [{"from": f"{h:02d}:30", "until": "18:00"} for h in (8, 10, 15)]
    scenario = PLAIN | {"agents": {"team": {"shifts": shifts, "skills": ["a"], "lateness": by}}}
    found = drawn(scenario)
    begins = [of_day(found[f"team {n}"], day)[0][0] for day in range(3) for n in (1, 2, 3)]
    assert begins == pytest.approx([8 + 31 / 60, 10 + 33 / 60, 15 + 38 / 60] * 3)


# --- how often, how much --------------------------------------------------------------------------

REPLICATIONS = 40
CROWD = {"shifts": [EIGHT_HOURS | {"agents": 60, "breaks": []}], "skills": ["a"]}


def crowd(**kinds):
    """Comings and goings on all days of a crowd, a list for each agent and day."""
    scenario = PLAIN | {"agents": {"team": CROWD | kinds}}
    for replication in range(REPLICATIONS):
        found = drawn(scenario, replication=replication)
        for name in found:
            for day in range(3):
                yield of_day(found[name], day)


def assert_share(hits, share):
    """A share of so many independent days lies within 4 standard deviations."""
    hits = list(hits)
    assert abs(np.mean(hits) - share) < 4 * math.sqrt(share * (1 - share) / len(hits))


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_agents_are_absent_on_their_share_of_days(share):
    assert_share((not day for day in crowd(absence=share)), share)


def test_agents_are_late_on_their_share_of_days_and_by_their_law():
    late = [60 * (day[0][0] - 8) for day in crowd(lateness="30% by exponential mean 10 min")]
    assert_share((minutes > 0 for minutes in late), 0.3)
    delays = [minutes for minutes in late if minutes > 0]
    assert np.mean(delays) == pytest.approx(10, abs=4 * 10 / math.sqrt(len(delays)))
    assert np.median(delays) == pytest.approx(10 * math.log(2), rel=0.1)


def test_agents_leave_early_on_their_share_of_days_and_by_their_law():
    early = [60 * (16 - day[-1][0]) for day in crowd(early_leave="30% by uniform 5 min to 15 min")]
    assert_share((minutes > 0 for minutes in early), 0.3)
    delays = [minutes for minutes in early if minutes > 0]
    assert 5 <= min(delays) < 5.2
    assert 14.8 < max(delays) <= 15
    assert np.mean(delays) == pytest.approx(10, abs=0.5)


def test_who_is_late_is_not_absent_more_often():
    """Kinds come to pass independently of each other."""
    days = list(crowd(lateness="50% by 5 min", early_leave="50% by 5 min"))
    late = np.array([day[0][0] > 8 for day in days])
    early = np.array([day[-1][0] < 16 for day in days])
    assert_share(late & early, 0.25)
    assert_share(late & ~early, 0.25)


def test_one_day_says_nothing_about_the_next_nor_an_agent_about_another():
    days = np.array([bool(day) for day in crowd(absence=0.5)]).reshape(REPLICATIONS, 60, 3)
    assert_share((days[..., 0] == days[..., 1]).ravel(), 0.5)
    assert_share((days[:, :30] == days[:, 30:]).ravel(), 0.5)
    assert_share((days[:20] == days[20:]).ravel(), 0.5)
