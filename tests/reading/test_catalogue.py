"""Every scenario of the project loads, says what it asks and whence it comes, and runs quickly.

The figures each gives are kept in catalogue.json. After a change that is meant to move them,
`python -m tests.reading.test_catalogue` writes them anew.
"""

import json
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cic.experiments.replicate import Replications, replicate
from cic.scenario.load import Scenario, load
from cic.statistics.student_t import student_t_quantile
from cic.statistics.tables import mean_table
from cic.theory.erlang_a import ErlangA

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
CATALOGUE = Path(__file__).with_name("catalogue.json")
MEASURES = (
    "offered",
    "answered",
    "abandoned",
    "blocked",
    "self_served",
    "service_level",
    "average_speed_of_answer",
    "mean_wait",
    "longest_wait",
    "average_handle_time",
    "average_hold",
    "abandonment_rate",
)
SECONDS = 6.0
"""Processor time a scenario's own replications may take."""

each_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


@cache
def loaded(path: Path) -> Scenario:
    return load(path)


@cache
def run_of(path: Path) -> tuple[Replications, float]:
    """A scenario run as it is written, and the processor time it took once all is compiled."""
    replicate(loaded(path), replications=1, clock="compiled")
    began = time.process_time()
    done = replicate(loaded(path), clock="compiled")
    return done, time.process_time() - began


def figures(path: Path) -> dict[str, dict[str, list[float]]]:
    """By measure: value and half-width of each queue and of the total."""
    done, _ = run_of(path)
    names = [*done.program.queue_names, "total"]
    tables = done.estimates.queue_table()
    return {
        measure: {
            name: [float(f"{value:.6g}"), float(f"{high - value:.3g}")]
            for name, value, high in zip(
                names, tables[measure].value, tables[measure].high, strict=True
            )
            if value == value  # noqa: PLR0124 - no contacts, no figure
        }
        for measure in MEASURES
    }


@each_scenario
def test_says_what_it_asks_and_whence_it_comes(path):
    model = loaded(path).model
    assert model.question.endswith("?")
    assert model.source
    assert model.notes
    assert path.read_text().lstrip("# ").startswith(("name:", "A scenario to begin with."))


@each_scenario
def test_loads_without_findings(path):
    assert loaded(path).notices == ()


@each_scenario
def test_runs_quickly(path):
    _, seconds = run_of(path)
    assert seconds < SECONDS


@each_scenario
def test_figures_hold(path):
    expected = json.loads(CATALOGUE.read_text())[path.stem]
    found = figures(path)
    assert list(found) == list(expected)
    for measure, by_queue in expected.items():
        assert list(found[measure]) == list(by_queue), measure
        for name, (value, half_width) in by_queue.items():
            assert found[measure][name][0] == pytest.approx(value, abs=half_width + 1e-9), (
                measure,
                name,
            )


def test_catalogue_holds_these_scenarios_and_no_others():
    assert sorted(json.loads(CATALOGUE.read_text())) == [path.stem for path in SCENARIOS]


def named(stem: str) -> Path:
    return next(path for path in SCENARIOS if path.stem == stem)


def erlang_a() -> ErlangA:
    """The formulas, with what the scenario says."""
    model = loaded(named("erlang_a")).model
    calls, everybody = model.queues["calls"], model.agents["everybody"]
    return ErlangA(
        arrivals_per_hour=3600 * calls.arrivals.rate,
        handle_time=calls.talk.mean,
        patience=calls.patience.mean,
        agents=everybody.staff,
    )


def test_erlang_a_is_as_its_formula_says():
    exact = erlang_a()
    wanted = {
        "abandonment_rate": (exact.abandonment_rate, 0.004),
        "average_speed_of_answer": (exact.average_speed_of_answer, 0.8),
        "mean_wait": (exact.mean_wait, 0.9),
        "delayed": (exact.wait_probability, 0.02),
        "service_level": (exact.service_level(within=20), 0.015),
        "occupancy": (exact.occupancy, 0.015),
    }
    done, _ = run_of(named("erlang_a"))
    tables = done.estimates.queue_table() | {"occupancy": done.estimates.group_table()["occupancy"]}
    freedom = done.replications - 1
    wider = student_t_quantile(0.9995, degrees_of_freedom=freedom)
    wider /= student_t_quantile(0.975, degrees_of_freedom=freedom)
    for measure, (value, bound) in wanted.items():
        found = float(tables[measure].value[-1])
        half_width = wider * float(tables[measure].high[-1] - tables[measure].value[-1])
        assert half_width < 2 * bound, measure
        assert found == pytest.approx(value, abs=half_width), measure


def test_erlang_a_states_its_exact_answers():
    notes = loaded(named("erlang_a")).model.notes
    exact = erlang_a()
    for stated in (
        f"{100 * exact.abandonment_rate:.3f}%",
        f"{exact.average_speed_of_answer:.3f} s",
        f"{exact.mean_wait:.3f} s",
        f"{100 * exact.wait_probability:.2f}%",
        f"{100 * exact.service_level(within=20):.2f}%",
        f"{100 * exact.occupancy:.2f}%",
    ):
        assert stated in notes
    done, _ = run_of(named("erlang_a"))
    assert "Seed 1 is such a one for the mean" in notes
    assert done.estimates.queue_table()["mean_wait"].high[-1] < exact.mean_wait


def test_menu_contains_forty_percent():
    done, _ = run_of(named("ivr_40"))
    tables = done.estimates.queue_table()
    offered = float(tables["offered"].value[-1])
    for measure, share in (("self_served", 0.4), ("hung_up", 0.0315), ("queued", 0.5685)):
        spread = (share * (1 - share) / (offered * done.replications)) ** 0.5
        found = float(tables[measure].value[-1]) / offered
        assert found == pytest.approx(share, abs=3.3 * spread), measure


STATED = (
    ("bank_month", "30,407", "offered", "total", 30_407),
    ("bank_month", "25,994", "answered", "total", 25_994),
    ("bank_month", "723", "hung_up", "total", 723),
    ("bot_before_chat", "602", "answered", "chats", 602),
    ("bot_before_chat", "68", "left_bot", "chats", 68),
    ("bot_before_chat", "95%", "service_level", "chats", 0.95),
    ("bot_before_chat", "83%", "service_level", "calls", 0.83),
    ("call_me_back", "1,100 customers", "fresh", "total", 1100),
    ("call_me_back", "193", "abandoned", "total", 193),
    ("call_me_back", "218", "callbacks_reached", "total", 218),
    ("first_time_right", "1,246", "offered", "total", 1246),
    ("first_time_right", "72%", "first_contact_resolution", "total", 0.72),
    ("outsourcer_contract", "767 callers", "offered", "total", 767),
    ("outsourcer_contract", "77%", "service_level", "orders", 0.77),
    ("retailer_week", "43 h", "longest_wait", "mails", 43 * 3600),
    ("retailer_week", "87%", "service_level", "calls", 0.87),
    ("retailer_week", "91%", "service_level", "mails", 0.91),
    ("retailer_week", "184", "abandoned", "total", 184),
    ("retry_storm", "1,917", "offered", "total", 1917),
    ("retry_storm", "266", "redials", "total", 266),
    ("retry_storm", "122", "customers_unserved", "total", 122),
    ("tickets", "99%", "service_level", "phone", 0.99),
    ("tickets", "96%", "service_level", "incidents", 0.96),
    ("tickets", "99.7%", "service_level", "requests", 0.997),
    ("told_the_wait", "1,290", "offered", "total", 1290),
    ("told_the_wait", "172", "abandoned", "total", 172),
    ("told_the_wait", "73", "balked", "total", 73),
    ("told_the_wait", "37.8 s", "mean_wait", "total", 37.8),
    ("told_the_wait", "25.5 s", "announced_rms_error", "total", 25.5),
    ("two_sites", "84%", "service_level", "total", 0.84),
    ("two_sites", "2,305", "offered", "total", 2305),
    ("two_sites", "5 ", "blocked", "total", 5),
    ("virtual_centre", "1,426", "offered", "total", 1426),
    ("virtual_centre", "10 callers", "blocked", "total", 10),
    ("virtual_centre", "89%", "service_level", "total", 0.89),
)
"""What notes say of a scenario as it is written, and where a report says so."""


@pytest.mark.parametrize(("stem", "text", "measure", "queue", "value"), STATED)
def test_notes_say_what_a_run_says(stem, text, measure, queue, value):
    done, _ = run_of(named(stem))
    assert text in loaded(named(stem)).model.notes
    place = [*done.program.queue_names, "total"].index(queue)
    table = done.estimates.queue_table()[measure]
    half_width = float(table.high[place] - table.value[place])
    rounded = 0.005 if value < 1 else 0.5
    assert float(table.value[place]) == pytest.approx(value, abs=half_width + rounded)


def test_nobody_calls_the_bank_on_days_when_it_is_closed():
    done, _ = run_of(named("bank_month"))
    model = done.scenario.model
    offered = done.estimates.interval_table()["offered"].value[:, -1]
    by_day = offered.reshape(model.days, -1).sum(axis=1)
    assert [day for day in range(model.days) if by_day[day] == 0] == list(model.holidays)
    for weekday, opens, closes in (("friday", 0, 14), ("saturday", 24, 34)):
        days = [day for day in range(model.days) if model.weekday(day) == weekday]
        inside = offered.reshape(model.days, -1)[days, opens:closes].sum()
        assert inside == pytest.approx(by_day[days].sum())


def test_overflow_is_what_the_outsourcer_answers():
    done, _ = run_of(named("two_sites"))
    answered = done.estimates.group_table()["answered"]
    value, high = (float(column[1]) for column in (answered.value, answered.high))
    assert value == pytest.approx(370, abs=high - value)
    assert "after 15 s (as written)             84%           5%        370" in (
        done.scenario.model.notes
    )


def test_callers_who_are_told_nothing_do_what_the_notes_say():
    """Of the same callers, 179 leave, none of them at once; who stays waits for 33.2 s."""
    told = loaded(named("told_the_wait"))
    done = replicate(told.with_({"queues.bookings.announcement": None}), clock="compiled")
    tables = done.estimates.queue_table()
    row = [float(tables[name].value[-1]) for name in ("abandoned", "balked", "mean_wait")]
    row.append(100 * float(tables["service_level"].value[-1]))
    shown = "told nothing {:.0f} {:.0f} {:.1f} s {:.1f}%".format(*row)
    assert shown in " ".join(told.model.notes.split())


def test_predictors_are_off_by_what_the_notes_say():
    told = loaded(named("told_the_wait"))
    notes = " ".join(told.model.notes.split())
    for wait in ("queue_length", "head_of_line"):
        one = told.with_({"queues.bookings.announcement.wait": wait})
        tables = replicate(one, clock="compiled").estimates.queue_table()
        off, bias = (
            float(tables[f"announced_{what}"].value[-1]) for what in ("rms_error", "error")
        )
        assert f"{wait} {off:.1f} s by {bias:.1f} s" in notes


def test_sites_come_to_what_their_notes_say():
    done, _ = run_of(named("virtual_centre"))
    tables, costs = done.estimates.site_table(), done.estimates.cost_tables()
    notes = " ".join(done.scenario.model.notes.split())
    for n, name in enumerate((*done.program.sites.names, "total")):
        of, place = ("centre", 0) if name == "total" else ("site", n)
        row = [float(tables[measure].value[n]) for measure in ("offered", "answered")]
        row += [float(costs[of]["cost"].value[place])]
        each = float(costs[of]["cost_per_answered"].value[place])
        assert " ".join([name, *(f"{value:,.0f}" for value in row), f"{each:.2f}"]) in notes


def test_contracts_come_to_what_their_notes_say():
    scenario = loaded(named("outsourcer_contract"))
    notes = " ".join(scenario.model.notes.split())
    contracts = {"hour": 21, "contact": 3.6, "handled_minute": 0.62}
    for late in (4, 5, 6):
        bills = []
        for kind, price in contracts.items():
            change = {"agents.own_team.shifts[1].agents": late,
                      "agents.outsourcer.cost": {kind: price}}  # fmt: skip
            found = replicate(scenario.with_(change), clock="compiled").estimates
            bills.append(float(found.cost_tables()["group"]["cost"].value[1]))
        groups, level = found.group_table(), found.queue_table()["service_level"]
        row = [f"{late} {groups['answered'].value[1]:.0f} {groups['occupancy'].value[1]:.0%}"]
        row += [f"{bill:.0f}" for bill in bills] + [f"{level.value[-1]:.0%}"]
        assert " ".join(row) in notes
    done, _ = run_of(named("outsourcer_contract"))
    costs = done.estimates.cost_tables()["centre"]
    cost, value, margin = (f"{costs[one].value[0]:,.0f}" for one in ("cost", "value", "margin"))
    assert f"a day costs {cost} and brings {value}: a margin of {margin}" in notes


def test_a_storm_is_what_its_notes_say():
    """With redials and outage, without one of them, without both: calls, customers, half-hours."""
    storm = loaded(named("retry_storm"))
    notes = " ".join(storm.model.notes.split())
    calm, silent = {"incidents": []}, {"queues.service.redials": {}}
    rows = {"as written": {}, "nobody redials": silent, "no outage": calm, "neither": calm | silent}
    calls = {}
    for name, changes in rows.items():
        found = replicate(storm.with_(changes), clock="compiled").estimates
        tables, half_hours = found.queue_table(), found.interval_table()
        counts = ("offered", "redials", "abandoned", "customers_unserved")
        row = [f"{tables[count].value[-1]:,.0f}" for count in counts]
        shares = [tables["service_level"].value[-1], *half_hours["service_level"].value[7:10, -1]]
        assert " ".join([name, *row, *(f"{share:.0%}" for share in shares)]) in notes
        assert f"{tables['fresh'].value[-1]:,.0f}" == "1,651"
        calls[name] = half_hours["offered"].value[6:8, -1]
    for when, (with_it, without) in enumerate([(208, 105), (159, 99)]):
        assert round(calls["as written"][when]) == with_it
        assert round(calls["no outage"][when]) == without
        assert f"{with_it} calls" in notes
        assert f"not {without}" in notes


def test_the_offer_of_a_callback_does_what_its_notes_say():
    """Rows of the notes, and paired differences to the same days without the offer."""
    line = loaded(named("call_me_back"))
    notes = " ".join(line.model.notes.split())
    callback = "queues.service.callback"
    once = {f"{callback}.attempts": 1, f"{callback}.retry_after": None}
    rows = {
        "no offer": {callback: None},
        "as written": {},
        "customer first": {f"{callback}.first": "customer"},
        "appointment in 2 h": {f"{callback}.after": "2 h"},
        "one attempt": once,
        "eleven agents, no offer": {callback: None, "agents.team.staff": 11},
    }
    lost = {}
    for name, changes in rows.items():
        done = replicate(line.with_(changes), clock="compiled")
        tables = done.estimates.queue_table()
        counts = ("abandoned", "customers_unserved", "callbacks_reached")
        row = [f"{tables[count].value[-1]:,.0f}" for count in counts]
        row.append(f"{tables['service_level'].value[-1]:.0%}")
        if callback not in changes:
            minutes, seconds = divmod(round(float(tables["time_to_callback"].value[-1])), 60)
            row.append(f"{minutes}:{seconds:02d}")
        assert " ".join([name, *row]) in notes
        sums = done.estimates._by_queue
        lost[name] = np.column_stack([sums[one][:, -1] for one in ("all_abandoned", "unserved")])
    assert "41 customers a day are not reached" in notes
    for name, (column, told) in {
        "as written": (0, "19 (12 to 25)"), "appointment in 2 h": (0, "69 (61 to 77)"),
    }.items():  # fmt: skip
        saved = mean_table(lost["no offer"] - lost[name], confidence=0.95)
        low, high = float(saved.low[column]), float(saved.high[column])
        assert f"{saved.value[column]:.0f} ({low:.0f} to {high:.0f})" == told
        assert told in notes
    saved = mean_table(lost["no offer"] - lost["appointment in 2 h"], confidence=0.95)
    assert f"{saved.value[1]:.0f} ({saved.low[1]:.0f} to {saved.high[1]:.0f})" == "38 (34 to 42)"


def test_ten_points_of_resolution_do_what_an_agent_does():
    """Rows of the notes; 80% resolved serve within 30 s as one agent more does."""
    desk = loaded(named("first_time_right"))
    notes = " ".join(desk.model.notes.split())
    staff = [agents + 1 for agents in desk.model.agents["first_level"].staff]
    rows = {f"resolves {share}%": {"queues.help.resolves": f"{share}%"} for share in (65, 75, 80)}
    rows["resolves 70% (as written)"] = {}
    rows["resolves 70%, one agent more"] = {"agents.first_level.staff": staff}
    levels = {}
    for name, changes in rows.items():
        tables = replicate(desk.with_(changes), clock="compiled").estimates.queue_table()
        row = [f"{tables[count].value[-1]:,.0f}" for count in ("offered", "recontacts")]
        levels[name] = tables["service_level"].value[0]
        row += [f"{tables['first_contact_resolution'].value[-1]:.0%}", f"{levels[name]:.0%}"]
        row += [f"{tables['abandoned'].value[-1]:.0f}"]
        assert " ".join([name, *row]) in notes
    with_one_more = levels["resolves 70%, one agent more"]
    assert levels["resolves 75%"] < with_one_more
    assert levels["resolves 80%"] == pytest.approx(with_one_more, abs=0.01)


def test_who_is_invited_to_complain_stays():
    """As the notes of who_stays say; their other rows would take too long here."""
    hotline = loaded(named("who_stays"))
    done, _ = run_of(named("who_stays"))
    told = done.estimates.customer_table()
    row = [f"{told['annoyed'].value[-1]:,.0f}", f"{told['complaints'].value[-1]:.0f}"]
    row += [f"{told['lost_neglect'].value[-1]:.0f}"]
    row += [f"{told['value_lost_by_neglect'].value[-1]:,.0f}"]
    assert " ".join(row) in " ".join(hotline.model.notes.split())
    invited = hotline.with_({"customers.complaints.share": "30%"})
    few = replicate(invited, replications=3, clock="compiled").estimates.customer_table()
    assert few["lost_neglect"].high[-1] < told["lost_neglect"].low[-1]
    assert few["complaints"].low[-1] > 5 * told["complaints"].high[-1]


def test_longer_breaks_save_errors_and_hardly_pay():
    """As the notes of burnout say, here of four weeks; turnover takes far longer to see."""
    hotline = loaded(named("burnout")).with_({"days": 28})
    written = replicate(hotline, replications=1, clock="compiled").estimates
    shifts = hotline.model.agents["hotline"].shifts
    places = [(n, k) for n in range(len(shifts)) for k in (0, 2)]
    longer = {f"agents.hotline.shifts[{n}].breaks[{k}].lasts": "20 min" for n, k in places}
    rested = replicate(hotline.with_(longer), replications=1, clock="compiled").estimates
    before, after = written.group_sums, rested.group_sums
    assert after["stress_felt"][0, 0] < 0.97 * before["stress_felt"][0, 0]
    assert after["stress_errors"][0, 0] < before["stress_errors"][0, 0]
    cost = [found.centre_costs["cost"][0, 0] for found in (written, rested)]
    assert cost[1] == pytest.approx(cost[0], rel=0.03)


def test_what_is_due_first_goes_before_what_waits_longest():
    tickets = loaded(named("tickets"))
    in_time = {}
    for order in ("earliest_due", "longest_wait"):
        done = replicate(
            tickets.with_({"routing.contact": order}), replications=3, clock="compiled"
        )
        in_time[order] = done.estimates.queue_table()["service_level"].value[1]
    assert in_time["earliest_due"] > in_time["longest_wait"] + 0.05


if __name__ == "__main__":
    kept = {path.stem: figures(path) for path in SCENARIOS}
    CATALOGUE.write_text(json.dumps(kept, indent=1) + "\n")
