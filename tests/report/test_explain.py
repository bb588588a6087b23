"""A centre in words, and Erlang A's first guess of it."""

import math
import subprocess
import sys

import pytest

from cic.experiments.replicate import replicate
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.explain import explain, explained, sheets
from cic.report.first_guess import guess, share_out
from cic.report.ivr_flow import flow_from, hang_up_share
from cic.report.workload import days_of_work
from cic.scenario.durations import Constant, Exponential
from cic.scenario.laws_shaped import Gamma
from cic.scenario.load import from_dict
from cic.theory.erlang_a import ErlangA, agents_for_service_level
from tests.report.centres import bank

TALK = {"talk": "exponential mean 3 min", "patience": "exponential mean 5 min"}


def centre(queues, agents, **more):
    data = {"name": "A", "opens": "08:00", "closes": "12:00", "queues": queues, "agents": agents}
    return from_dict(data | more)


def desk(rate="200/hour", staff=13, **more):
    queue = TALK | {"arrivals": rate, "service_level": "80% in 20 s"}
    return centre({"help": queue}, {"team": {"staff": staff, "skills": ["help"]}}, **more)


def test_a_single_queue_is_guessed_as_erlang_a_says():
    row = sheets(desk().model)[0].rows[0]
    truth = ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
    assert row.offered_load == pytest.approx(10)
    assert row.service_level == pytest.approx(truth.service_level(within=20))
    assert row.abandonment_rate == pytest.approx(truth.abandonment_rate)
    needed = agents_for_service_level(
        0.8, within=20, arrivals_per_hour=200, handle_time=180, patience=300
    )
    assert row.needed == needed


def test_queues_that_the_same_agents_answer_are_one_pool():
    queue = TALK | {"arrivals": "100/hour", "service_level": "80% in 20 s"}
    model = centre({"a": queue, "b": queue}, {"team": {"staff": 13, "skills": ["a", "b"]}}).model
    pools = guess(days_of_work(model)[0].intervals[0], model)
    truth = ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
    assert [pool.queues for pool in pools] == [("a", "b")]
    assert pools[0].guesses["a"].service_level == pytest.approx(truth.service_level(within=20))


def test_agents_are_shared_out_to_where_the_work_is():
    queues = {"a": TALK | {"arrivals": "160/hour"}, "b": TALK | {"arrivals": "160/hour"}}
    agents = {
        "first": {"staff": 10, "skills": ["a", "b"]},
        "second": {"staff": 10, "skills": ["b"]},
    }
    model = centre(queues, agents).model
    shared = share_out(days_of_work(model)[0].intervals[0])
    assert shared["a"]["first"] == pytest.approx(10, abs=0.1)


def test_endless_patience_is_guessed_as_erlang_c_says_and_overload_as_no_service():
    queue = {
        "arrivals": "200/hour",
        "talk": "exponential mean 3 min",
        "service_level": "80% in 20 s",
    }
    enough, short = (
        sheets(centre({"a": queue}, {"g": {"staff": n, "skills": ["a"]}}).model)[0].rows[0]
        for n in (14, 9)
    )
    assert enough.service_level == pytest.approx(0.88835, abs=1e-5)
    assert short.service_level == 0
    assert short.needed == 14


def test_hours_with_too_few_and_too_many_agents_are_told():
    text = explain(desk(staff=[13, 10, 10, 13, 13, 20, 20, 13]))
    assert "Understaffed (!): 08:30 to 09:30 (3)." in text
    assert "Overstaffed by 2 or more: 10:30 to 11:30 (7)." in text


def test_the_expected_contacts_are_those_of_the_simulation():
    scenario = bank()
    table = replicate(scenario, replications=40, clock="simpy").estimates.queue(
        QUEUE_MEASURE["queued"]
    )
    by_queue = sheets(scenario.model)[0].by_queue
    for q, name in enumerate(scenario.model.queues):
        assert by_queue[name][0] == pytest.approx(float(table.value[q]), rel=0.05)


def test_the_shares_of_the_ivr_add_up():
    menus = {
        "first": {
            "prompt": "10 s",
            "hang_up_after": "exponential mean 1 min",
            "choices": {
                "1": {"go": "second", "share": 0.5},
                "2": {"go": "own queue", "share": 0.3},
            },
            "no_choice": {"share": 0.2, "repeats": 2},
        },
        "second": {
            "prompt": "uniform 5 s to 10 s",
            "choices": {
                "1": {"go": "first", "share": 0.4},
                "2": {"serve": "balance", "success": 0.5, "otherwise": "b", "share": 0.6},
            },
        },
    }
    queues = {"a": TALK | {"arrivals": "60/hour", "through": "first"}, "b": TALK}
    agents = {"g": {"staff": 4, "skills": ["a", "b"]}}
    scenario = centre(queues, agents, ivr={"start": "first", "menus": menus})
    model = scenario.model
    assert model.ivr is not None
    flow = flow_from(model.ivr, "first", own_queue="a")
    assert math.fsum([*flow.queues.values(), *flow.services.values(), flow.hung_up]) == (
        pytest.approx(1)
    )
    assert flow.queues["b"] == pytest.approx(flow.services["balance"])
    assert "└─ 2  60%  serve themselves: balance; 50% without success → b" in explain(
        centre(
            queues,
            {"g": {"staff": 4, "skills": ["a", "b"]}},
            ivr={"start": "first", "menus": menus},
        )
    )


def test_hanging_up_is_exact_or_drawn():
    exponential = Exponential(mean="20 s")
    exact = hang_up_share(Constant(value="10 s"), exponential)
    assert exact == pytest.approx(1 - math.exp(-0.5))
    drawn = hang_up_share(Gamma.model_validate({"mean": "10 s", "cv": 0.01}), exponential)
    assert drawn == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize(
    "policy", ["longest_idle", "skill_rank", "random", "fewest_contacts", "round_robin"]
)
@pytest.mark.parametrize("width", [60, 100])
def test_every_policy_has_its_words(policy, width):
    contact = {
        "longest_idle": "longest_wait",
        "skill_rank": "priority",
        "random": "list_order",
        "fewest_contacts": "longest_queue",
        "round_robin": "weighted_wait",
    }[policy]
    text = explain(bank(routing={"agent": policy, "contact": contact}), width=width)
    assert "A contact that finds several agents free goes" in text
    assert "Ties go to" in text.replace("\n  ", " ")
    assert max(map(len, text.splitlines())) <= width


def test_who_tries_whom_is_told_in_order():
    assert "regular: answered by generalists or seniors alike." in explain(bank())
    agents = {
        "second": {"staff": 2, "skills": {"help": 2}},
        "first": {"staff": 2, "skills": {"help": 1}},
    }
    ranked = centre(
        {"help": TALK | {"arrivals": "9/hour"}}, agents, routing={"agent": "skill_rank"}
    )
    assert "help: answered by first then second." in explain(ranked)
    queue = TALK | {"arrivals": "9/hour", "groups": ["second", "first"]}
    assert "help: tries second then first." in explain(centre({"help": queue}, agents))


def test_different_weekdays_are_told_apart():
    staff = {day: [4] * 8 for day in ("monday", "tuesday", "wednesday", "thursday")}
    found = sheets(
        desk(
            days=7,
            staff=staff | {"friday": [6] * 8},
            opening_hours={"saturday": "closed", "sunday": "closed"},
        ).model
    )
    assert [sheet.weekdays for sheet in found] == [
        ("monday", "tuesday", "wednesday", "thursday"),
        ("friday",),
    ]


def test_breaks_and_shifts_over_midnight_count():
    shift = {
        "agents": 2,
        "from": "22:00",
        "until": "26:00",
        "breaks": [{"at": "24:00", "lasts": "15 min"}],
    }
    queue = TALK | {"arrivals": "10/hour"}
    model = from_dict(
        {
            "name": "night",
            "opens": "20:00",
            "closes": "28:00",
            "queues": {"a": queue},
            "agents": {"g": {"shifts": [shift], "skills": ["a"]}},
        }
    ).model
    staff = {row.starts / 3600: row.staff for row in sheets(model)[0].rows}
    assert staff[21.5] == 0
    assert staff[22] == 2
    assert staff[24] == pytest.approx(1)
    assert staff[26] == 0


def test_plain_values_are_ready_for_json():
    found = explained(bank())
    assert found["answered_by"] == {
        "regular": ["generalists", "seniors"],
        "vip": ["generalists", "seniors"],
    }
    row = found["first_guess"][0]["intervals"][0]
    assert row["time_of_day"] == "08:00"
    assert 0 < row["service_level"] <= 1


def test_a_name_cannot_steer_the_terminal():
    text = explain(desk(name="A", question="what\x1b[2J?"))
    assert "\x1b" not in text


def test_explaining_needs_no_numpy():
    code = (
        "import sys; from cic.report.explain import explain; from cic.scenario.load import load\n"
        "heavy = {'numpy', 'pandas', 'numba', 'matplotlib', 'simpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_lines_and_sites_are_told():
    sites = {
        "hamburg": {"share": "60%", "lines": 60},
        "pune": {
            "share": "30%", "lines": 40, "when_full": "other_sites", "time_zone": "+04:30",
            "opens": "12:30", "closes": "16:30",
        },
        "spare": {"share": 0, "lines": 1},
        "home": {"time_zone": "-01:00"},
    }  # fmt: skip
    changes = {"sites": sites, "agents.generalists.site": "pune", "agents.seniors.site": "home"}
    text = explain(bank().with_(changes), width=400)
    told = text[text.index("LINES AND SITES") : text.index("WHO ANSWERS WHAT")].splitlines()
    assert told[1:5] == [
        "hamburg: takes 67% of the calls; 60 lines, callers hear busy when it is full; no agents.",
        "pune: takes 33% of the calls; 40 lines, when it is full, the other sites are tried in the "
        "order of writing; open 12:30 to 16:30 in its own time (+04:30; 08:00 to 12:00 by the "
        "centre's clocks); agents: generalists.",
        "spare: takes only calls that other sites have no room for; 1 line, callers hear busy when "
        "it is full; no agents.",
        "home: no calls come in here; its clocks stand at -01:00 to the centre's; agents: seniors.",
    ]


def test_lines_of_the_whole_centre_are_told():
    text = explain(bank().with_({"lines": 32}))
    assert "LINES\n32 lines of the whole centre; when all are taken, callers hear busy." in text


def test_staff_in_the_time_of_a_site_stands_where_it_works():
    site = {"there": {"time_zone": "+02:00", "opens": "11:00", "closes": "13:00"}}
    queues = {"a": {"arrivals": "60/hour", "talk": "3 min", "patience": "1 min"}}
    data = {
        "name": "x", "opens": "08:00", "closes": "12:00", "interval": "1 h", "sites": site,
        "queues": queues, "agents": {"g": {"site": "there", "staff": [3, 4], "skills": ["a"]}},
    }  # fmt: skip
    by_list = explained(from_dict(data))["first_guess"][0]["intervals"]
    assert [row["staff"] for row in by_list] == [0, 3, 4, 0]
    shifts = [{"from": "11:00", "until": "12:30", "agents": 2}]
    agents = {"g": {"site": "there", "shifts": shifts, "skills": ["a"]}}
    by_shift = explained(from_dict(data | {"agents": agents}))["first_guess"][0]["intervals"]
    assert [row["staff"] for row in by_shift] == [0, 2, 1, 0]


def test_who_calls_the_ivr_again_is_told():
    menu = {"prompt": "9 s", "hang_up_after": "5 s", "choices": {"1": {"go": "a", "share": 1}}}
    again = {"hung_up": {"share": "35%", "delay": "4 min", "attempts": 3}}
    ivr = {"start": "m", "menus": {"m": menu}, "arrivals": "60/hour", "redials": again}
    scenario = from_dict(
        {
            "name": "A", "opens": "08:00", "closes": "18:00", "ivr": ivr,
            "queues": {"a": {"talk": "3 min"}}, "agents": {"g": {"staff": 1, "skills": ["a"]}},
        }
    )  # fmt: skip
    told = " ".join(explain(scenario).split())
    assert "Of those who hang up in the IVR, 35% try again after 4 min, at most 3 times." in told


def test_who_tries_again_in_turn_is_told():
    way = {"share": "35%", "delay": "4 min", "attempts": 3, "one_by_one": True}
    scenario = from_dict(
        {
            "name": "A", "opens": "08:00", "closes": "18:00",
            "queues": {"a": {"talk": "3 min", "arrivals": "60/hour", "capacity": 0,
                             "redials": {"busy": way}}},
            "agents": {"g": {"staff": 1, "skills": ["a"]}},
        }
    )  # fmt: skip
    told = " ".join(explain(scenario).split())
    assert "35% try again, one after the other and each after 4 min, at most 3 times." in told
