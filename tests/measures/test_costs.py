"""What a day costs and is worth, by hand, on both clocks."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic.clocks.simpy_clock import SimpyClock
from cic.errors import UsageError
from cic.experiments.replicate import replicate
from cic.log.columns import COST_COLUMNS
from cic.measures.cost_measures import COST_PARTS, TOLD_OF, VALUE_PARTS
from cic.report.costs import cost_tables_of
from cic.report.result import run
from cic.report.saved import open_run
from cic.report.terminal import report_lines
from cic.scenario.load import from_dict
from cic.statistics.estimate import ratio_estimate

CALLS = {
    "arrivals": {"times": ["08:00", "08:01", "08:02", "08:04:10", "08:59"]},
    "patience": "210 s",
    "talk": "3 min",
    "wrap_up": "60 s",
    "resolves": "100%",
    "value": {"answered": 20, "resolved": 10},
    "cost": {"lost": 7, "waiting_second": 0.01},
}
WORK = {"hour": 30, "overtime_factor": 2, "contact": 0.5, "talk_minute": 2, "handled_minute": 0.25}
DAY = {
    "name": "by hand",
    "opens": "08:00",
    "closes": "09:00",
    "interval": "30 min",
    "currency": "EUR",
    "lines": 2,
    "line_cost": {"minute": 0.1, "day": 3},
    "queues": {"calls": CALLS},
    "agents": {"desk": {"staff": 1, "skills": ["calls"], "cost": WORK}},
}
FREE = {"line_cost": None, "currency": None, "queues.calls.value": None,
        "queues.calls.cost": None, "agents.desk.cost": None}  # fmt: skip
BY_HAND = {
    "cost_of_hours": 30,  # from 08:00 to 09:00
    "cost_of_overtime": 3,  # until 09:03, at twice as much
    "cost_of_contacts": 1.5,  # three are answered: at 08:00, 08:04 and 08:59
    "cost_of_talk": 18,
    "cost_of_handling": 3,  # four minutes each
    "cost_of_hiring": 0,
    "cost_of_line_time": 1.55,  # 3 + 6 + 3.5 + 3 minutes
    "cost_of_lines": 6,
    "cost_of_dials": 0,
    "cost_of_dialled_time": 0,
    "cost_of_cases": 0,
    "cost_of_lost": 14,  # the third finds no line, the fourth gives up
    "cost_of_waiting": 3.9,  # 180 s and 210 s
    "cost": 80.95,
    "value_of_answered": 60,
    "value_of_resolved": 30,
    "value": 90,
    "margin": 9.05,
    "cost_per_answered": 80.95 / 3,
    "cost_per_resolved": 80.95 / 3,
}


def a_day(clock="simpy", replications=1, **changes):
    return run(from_dict(DAY | changes), replications=replications, clock=clock)


def figures(day, **whose):
    of = whose.get("of", "centre")
    return {measure: day.cost_estimate(measure, **whose).value for measure in TOLD_OF[of]}


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_a_day_by_hand(clock):
    day = a_day(clock)
    assert figures(day) == pytest.approx(BY_HAND)
    for of, name in (("group", "desk"), ("queue", "calls"), ("channel", "voice")):
        own = {measure: BY_HAND[measure] for measure in TOLD_OF[of]}
        work = 30 + 3 + 1.5 + 18 + 3
        own["cost"] = work if of == "group" else 14 + 3.9
        if of == "group":
            own["cost_per_answered"] = own["cost_per_resolved"] = work / 3
        assert figures(day, of=of, name=name) == pytest.approx(own)


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_sites_cost_what_their_groups_and_lines_do(clock):
    """Of the calls at 0, 1, 30 and 40 min the second finds the line taken; a mail takes 6 min."""
    calls = {"arrivals": {"times": ["08:00", "08:01", "08:30", "08:40"]}, "talk": "3 min",
             "wrap_up": "60 s"}  # fmt: skip
    mails = {"channel": "email", "arrivals": {"times": ["08:10"]}, "talk": "6 min",
             "value": {"answered": 4}}  # fmt: skip
    breaks = [{"at": "08:30", "lasts": "15 min"}, {"at": "08:45", "lasts": "3 min", "paid": False}]
    agents = {
        "desk": {"site": "here", "staff": 1, "skills": ["calls"],
                 "cost": {"hour": 30, "contact": 0.5, "talk_minute": 2}},
        "sofa": {"site": "home", "skills": ["mails"], "cost": {"hour": 12},
                 "shifts": [{"from": "08:00", "until": "09:00", "breaks": breaks}]},
        "nowhere": {"staff": 1, "skills": ["calls"], "cost": {"contact": 100}},
    }  # fmt: skip
    sites = {"here": {"share": "100%", "lines": 1, "line_cost": {"minute": 0.2, "day": 5}},
             "home": {}}  # fmt: skip
    changes = {"lines": None, "line_cost": {"minute": 9}, "sites": sites, "agents": agents}
    day = a_day(clock, queues={"calls": calls, "mails": mails}, **changes)
    here = figures(day, of="site", name="here")
    assert here["cost_of_talk"] == 12
    assert here["cost_of_line_time"] == pytest.approx(9 * 0.2)
    assert here["cost_of_lines"] == 5
    assert here["cost"] == pytest.approx(30 + 1 + 12 + 1.8 + 5)
    assert here["cost_per_answered"] == pytest.approx(49.8 / 2)
    home = figures(day, of="site", name="home")
    assert home["cost"] == home["cost_of_hours"] == pytest.approx(12 * 57 / 60)
    centre = figures(day)
    assert centre["cost"] == pytest.approx(49.8 + 11.4 + 100)
    assert centre["margin"] == pytest.approx(4 - 161.2)
    assert day.estimate("cost", site="here").value == here["cost"]
    assert day.estimate("cost").value == centre["cost"] == day.estimate("cost", site="total").value
    assert day.estimate("value", queue="mails").value == 4
    assert set(day.costs.query("of == 'queue'")["name"]) == {"mails"}
    assert set(day.costs.query("of == 'channel'")["name"]) == {"email"}


def test_agents_who_move_are_paid_where_they_work():
    agents = {name: {"staff": 1, "skills": ["calls"], "cost": {"hour": hour}}
              for name, hour in (("desk", 30), ("other", 50))}  # fmt: skip
    move = {"at": "08:30", "move": 1, "from": "other", "to": "desk"}
    quiet = CALLS | {"arrivals": {"times": ["08:00"]}}
    day = a_day(agents=agents, incidents=[move], queues={"calls": quiet})
    hours = [figures(day, of="group", name=name)["cost_of_hours"] for name in agents]
    assert hours == pytest.approx([45, 25])


@pytest.mark.parametrize(
    ("cost", "overtime"),
    [({"hour": 30}, 1.5), ({"hour": 30, "overtime_factor": 0}, 0), ({"overtime_hour": 80}, 4)],
)
def test_overtime_has_a_factor_or_a_price_of_its_own(cost, overtime):
    """It is three minutes long."""
    day = a_day(agents={"desk": {"staff": 1, "skills": ["calls"], "cost": cost}})
    assert figures(day)["cost_of_overtime"] == pytest.approx(overtime)
    assert figures(day)["cost_of_hours"] == pytest.approx(cost.get("hour", 0))


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_lines_held_before_a_run_begins_are_not_paid_for(clock):
    snapshot = {"at": "08:30", "in_service": [{"queue": "calls", "group": "desk", "for": "1 min"}]}
    later = CALLS | {"arrivals": {"times": ["08:40"]}}
    day = a_day(clock, snapshot=snapshot, queues={"calls": later})
    assert figures(day)["cost_of_line_time"] == pytest.approx(0.1 * (2 + 3))


def test_a_price_moves_no_log():
    dearer = {"line_cost.minute": 1, "queues.calls.cost.lost": 90, "agents.desk.cost.hour": 99}
    base = from_dict(DAY).with_({"queues.calls.arrivals": "30/hour", "queues.calls.talk":
                                 "exponential mean 3 min"})  # fmt: skip
    logs = [
        replicate(base.with_(change), replications=2, clock=SimpyClock()).logs
        for change in ({}, dearer, FREE)
    ]
    for other in logs[1:]:
        for one, same in zip(logs[0], other, strict=True):
            for part in ("contacts", "facts", "resolutions"):
                assert getattr(one, part).tolist().__repr__() == repr(getattr(same, part).tolist())


def test_ratios_have_the_intervals_of_ratios_of_sums():
    busy = CALLS | {"arrivals": "30/hour", "talk": "exponential mean 3 min",
                    "cost": {"lost": 3}, "value": None}  # fmt: skip
    agents = {"desk": {"staff": 1, "skills": ["calls"], "cost": {"contact": 2}}}
    day = a_day(replications=20, line_cost=None, queues={"calls": busy}, agents=agents)
    by_replication = day.contacts.groupby("replication")["outcome"]
    answered = by_replication.apply(lambda of: (of == "answered").sum()).to_numpy()
    lost = by_replication.size().to_numpy() - answered
    exact = ratio_estimate(2 * answered + 3 * lost, answered)
    found = day.cost_estimate("cost_per_answered")
    assert (found.value, found.low, found.high) == pytest.approx(
        (exact.value, exact.low, exact.high)
    )
    cost = day.cost_estimate("cost")
    assert cost.low < cost.value < cost.high
    assert cost.value == pytest.approx((2 * answered + 3 * lost).mean())
    assert day.cost_estimate("margin").high == pytest.approx(-cost.low)


PRICES = {
    "line_cost.minute": None, "line_cost.day": None, "sites.here.line_cost.minute": None,
    "agents.desk.cost.hour": None, "agents.desk.cost.contact": None,
    "agents.desk.cost.talk_minute": None, "agents.other.cost.overtime_hour": None,
    "agents.other.cost.handled_minute": None, "queues.calls.value.answered": None,
    "queues.calls.cost.lost": None, "queues.mails.value.resolved": None,
    "queues.mails.cost.waiting_second": None,
}  # fmt: skip
TWO = DAY | {
    "lines": 2,
    "sites": {"here": {"share": "60%", "line_cost": {}}, "there": {"share": "40%"}},
    "queues": {
        "calls": CALLS | {"arrivals": "30/hour", "talk": "exponential mean 3 min"},
        "mails": {"channel": "email", "arrivals": "9/hour", "talk": "6 min", "resolves": "70%",
                  "value": {}, "cost": {}},
    },
    "agents": {
        "desk": {"site": "here", "staff": 1, "skills": ["calls", "mails"], "cost": {}},
        "other": {"site": "there", "staff": 1, "skills": ["mails", "calls"], "cost": {}},
    },
}  # fmt: skip
some_prices = st.fixed_dictionaries(
    dict.fromkeys(PRICES, st.one_of(st.just(0.0), st.floats(0.01, 1000)))
)


@given(some_prices)
@settings(max_examples=30, deadline=None)
def test_parts_add_up_to_the_total(prices):
    day = run(from_dict(TWO).with_(prices), replications=2, clock="simpy")
    parts = day.costs.pivot_table("value", ["of", "name"], "measure", sort=False, dropna=False)
    found = parts.reindex(columns=[*COST_PARTS, *VALUE_PARTS, "cost", "value", "margin"]).fillna(0)
    assert np.allclose(found[list(COST_PARTS)].sum(axis=1), found["cost"])
    assert np.allclose(found[list(VALUE_PARTS)].sum(axis=1), found["value"])
    centre = found.loc["centre"].iloc[0]
    assert centre["margin"] == pytest.approx(centre["value"] - centre["cost"])
    by = {of: found.loc[of].sum() for of in ("group", "queue", "channel", "site")}
    lines = centre["cost_of_line_time"] + centre["cost_of_lines"]
    assert by["group"]["cost"] + by["queue"]["cost"] + lines == pytest.approx(centre["cost"])
    assert by["queue"]["value"] == pytest.approx(centre["value"])
    assert np.allclose(by["channel"], by["queue"])
    at_no_site = 2 * prices["line_cost.day"]  # the lines belong to the centre as a whole
    assert by["site"]["cost"] + at_no_site == pytest.approx(by["group"]["cost"] + lines)


def test_the_frame_has_the_declared_columns_and_is_read_back(tmp_path):
    day = run(from_dict(TWO), replications=3)
    assert list(day.costs.columns) == [column.name for column in COST_COLUMNS]
    assert [str(dtype) for dtype in day.costs.dtypes] == [one.dtype for one in COST_COLUMNS]
    folder = day.save(tmp_path / "out")
    assert (folder / "costs.csv").is_file()
    opened = open_run(folder)
    pd.testing.assert_frame_equal(opened.costs, day.costs, check_exact=True)
    assert opened.to_dict() == day.to_dict()
    told = json.loads(json.dumps(day.to_dict()))["costs"]
    levels = ["groups", "queues", "channels", "sites", "campaigns", "cases", "parties"]
    assert list(told) == ["currency", "centre", *levels]
    assert told["currency"] == "EUR"
    assert list(told["groups"]) == ["desk", "other"]
    assert told["centre"]["cost"]["unit"] == "money"
    assert day.to_dict()["definitions"]["margin"] == "value − cost"
    with pytest.raises(ValueError, match="order"):
        cost_tables_of(day.costs[::-1], day.scenario.model)


def test_where_nothing_has_a_price_nothing_is_told(tmp_path):
    day = run(from_dict(DAY).with_(FREE), replications=2)
    assert list(day.costs.columns) == [column.name for column in COST_COLUMNS]
    assert len(day.costs) == 0
    assert day.to_dict()["costs"] == {}
    assert "margin" not in day.to_dict()["definitions"]
    assert "COST" not in report(day)
    assert "cost" not in day._repr_html_()
    assert day.done.estimates._priced.shape == (2, 0)
    opened = open_run(day.save(tmp_path / "out"))
    assert not list((tmp_path / "out").glob("costs*"))
    pd.testing.assert_frame_equal(opened.costs, day.costs)
    with pytest.raises(UsageError, match="nothing has a price"):
        day.estimate("cost")


OUTBOUND = {
    "name": "by hand",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {"a": {"talk": "20 s"}},
    "agents": {"g": {"staff": 1, "skills": ["a"], "cost": {"hour": 0}}},
    "campaigns": {
        "x": {"queue": "a", "customers": 3, "answers": "100%", "rings": "5 s",
              "dialler": {"mode": "power", "lines_per_agent": 2},
              "cost": {"dial": 0.5, "minute": 0.6}},
    },
}  # fmt: skip


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_calls_cost_by_the_call_and_by_the_minute_until_the_hang_up(clock):
    """Two calls at 0 s, of which one is dropped at 7 s and one talks until 25 s; then the third."""
    day = run(from_dict(OUTBOUND), replications=2, clock=clock)
    assert figures(day, of="campaign", name="x") == pytest.approx(
        {"cost_of_dials": 1.5, "cost_of_dialled_time": 0.57, "cost": 2.07}
    )
    assert day.estimate("cost").value == pytest.approx(2.07)
    assert day.estimate("cost", campaign="x").value == pytest.approx(2.07)
    assert day.to_dict()["costs"]["campaigns"]["x"]["cost"]["value"] == pytest.approx(2.07)
    text = " ".join(report(day).split())
    assert "x: dials 1.50 ±0.00 x: dialled time 0.57 ±0.00 COST 2.07" in text


def test_a_dialled_line_ends_where_the_customer_is_passed_on():
    passed_on = {"b": {"share": "100%", "warm": {"share": "100%", "conference": "5 s"}}}
    agents = {"h": {"staff": 1, "skills": ["b"]}} | OUTBOUND["agents"]
    changes = {"queues.b": {"talk": "30 s"}, "queues.a.transfers": passed_on, "agents": agents}
    changes |= {"campaigns.x.customers": 1, "line_cost": {"minute": 6}}
    day = run(from_dict(OUTBOUND).with_(changes), replications=1, clock="simpy")
    assert day.estimate("cost_of_dialled_time").value == pytest.approx(0.25)  # until 25 s
    assert day.estimate("cost_of_line_time").value == pytest.approx(3.5)  # then until 60 s


@pytest.mark.parametrize(
    ("measure", "whose", "told"),
    [
        ("cost", {"group": "desks"}, "no group 'desks'.*did you mean 'desk'"),
        ("cost", {"queue": "calls", "group": "desk"}, "campaign, segment or case"),
        ("margin", {"queue": "calls"}, "'margin' is not told of a queue"),
        ("cost_of_lost", {"group": "desk"}, "known of a group: cost_of_hours"),
    ],
)
def test_a_figure_that_is_not_there_is_refused(measure, whose, told):
    with pytest.raises(UsageError, match="(?s)" + told):
        a_day().estimate(measure, **whose)


def test_costs_are_of_what_has_them():
    with pytest.raises(UsageError, match="did you mean 'group'"):
        a_day().cost_estimate("cost", of="groups", name="desk")


def report(day, width=100):
    return "\n".join(map(str, report_lines(day, width=width)))


def test_the_report_has_a_table_of_costs_and_value():
    text = report(a_day(replications=2))
    table = text[text.index("COSTS AND VALUE") : text.index("THE DAY")].rstrip().splitlines()
    assert [" ".join(line.split()) for line in table] == [
        "COSTS AND VALUE EUR",
        "desk: hours 30.00 ±0.00",
        "desk: overtime 3.00 ±0.00",
        "desk: contacts 1.50 ±0.00",
        "desk: talk 18.00 ±0.00",
        "desk: handling 3.00 ±0.00",
        "line time 1.55 ±0.00",
        "lines 6.00 ±0.00",
        "calls: lost 14.00 ±0.00",
        "calls: waiting 3.90 ±0.00",
        "COST 80.95 ±0.00",
        "calls: answered 60.00 ±0.00",
        "calls: resolved 30.00 ±0.00",
        "VALUE 90.00 ±0.00",
        "MARGIN 9.05 ±0.00",
        "cost per answered contact 26.98 ±0.00",
        "cost per resolved contact 26.98 ±0.00",
    ]
    shown = a_day(replications=2)._repr_html_()
    assert "costs and value" in shown
    assert "MARGIN" in shown


def test_many_groups_are_told_together():
    one = {"staff": 1, "skills": ["calls"], "cost": {"hour": 10, "contact": 1}}
    text = report(a_day(agents={f"g{n}": one for n in range(30)}, currency=None))
    table = text[text.index("COSTS AND VALUE") : text.index("THE DAY")]
    assert "amount" in table
    assert "g7" not in table
    assert "\nhours" in table


def test_sites_have_their_costs_in_their_table():
    text = report(run(from_dict(TWO).with_({"agents.desk.cost.hour": 30}), replications=2))
    table = text[text.index("SITES") : text.index("COSTS AND VALUE")]
    assert "cost" in table
    assert "each" in table
