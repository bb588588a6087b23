"""The bank's scenario against the bank's log: its figures, its notes, and a replayed real day.

The log is not part of the project. Where it is absent, what needs it is skipped.
"""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from cic.experiments.replicate import Replications, replicate
from cic.scenario.load import Scenario, from_dict, load
from tests.reading import bank_log
from tests.reading.bank_log import DAYS, REAL_DAY

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LOG = bank_log.find_log()
MEASURES = ("answered", "abandoned", "mean_wait", "delayed")
SHOWN = {
    "callers": "offered",
    "answered": "answered",
    "hung up in the queue": "abandoned",
    "hung up in the voice unit": "hung_up",
    "mean wait": "mean_wait",
    "had to wait": "delayed",
    "answered within 20 s": "service_level",
    "mean talk": "average_talk",
}
"""The rows of the notes' tables, and the measures they show."""

needs_log = pytest.mark.skipif(
    LOG is None, reason="the bank's log is not here; set CIC_BANK_LOG to its january.txt"
)


@cache
def bank() -> Scenario:
    return load(SCENARIOS / "bank.yaml")


@cache
def the_log():
    return bank_log.read_log(LOG)


def weekdays():
    return bank_log.on_days(the_log(), *DAYS)


def replayed(day: int) -> Scenario:
    """The bank with one real day's time stamps and agents; who has the head start is drawn."""
    log = the_log()
    asked = bank_log.on_days(log, day)
    asked = asked[~asked["hung_up"]]
    share = asked["priority"].map(bank_log.CREDITED).where(asked["type"] == "PS", 0.0)
    drawn = np.random.default_rng(day).random(len(asked)) < share
    queue = asked["queue"].mask(drawn, "priority")
    written = bank().written
    del written["ivr"], written["day_factors"]
    for name, settings in written["queues"].items():
        del settings["through"]
        settings["arrivals"] = {"times": sorted(asked.loc[queue == name, "asked_at"].tolist())}
    for name, group in list(written["agents"].items()):
        shifts = [shift(times) for of, times in bank_log.spells(log, day) if of == name]
        written["agents"][name] = {"skills": group["skills"], "shifts": shifts}
        if not shifts:
            del written["agents"][name]
    return from_dict(written, folder=SCENARIOS)


def shift(times: list[tuple[int, int]]) -> dict[str, object]:
    """An agent's day: from its first contact to its last, with breaks where it was away."""
    times = [(max(come, bank_log.OPENS), go) for come, go in times if go > bank_log.OPENS]
    away = [(go, come) for (_, go), (come, _) in pairwise(times)]
    breaks = [{"at": clock(go), "lasts": f"{come - go} s"} for go, come in away]
    return {"from": clock(times[0][0]), "until": clock(times[-1][1]), "breaks": breaks}


def clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}:{second % 60:02d}"


def totals(done: Replications) -> dict[str, tuple[float, float]]:
    """Value and half-width of the total of each measure, abandoned in the queue only."""
    tables = done.estimates.queue_table()
    found = {
        name: (float(t.value[-1]), float(t.high[-1] - t.value[-1])) for name, t in tables.items()
    }
    abandoned, half_width = found["abandoned"]
    found["abandoned"] = (abandoned - found["hung_up"][0], half_width)
    return found


def stated(table: int) -> dict[str, tuple[str, str]]:
    """What the notes' first or second table says of the log and of the model."""
    text = re.split(r"^And with", bank().model.notes, flags=re.MULTILINE)[table]
    rows = re.findall(r"^ +(\S.*?) {2,}([\d,]+(?:%| s|)) +([\d,]+(?:%| s|))$", text, re.MULTILINE)
    return {label: (of_log, of_model) for label, of_log, of_model in rows}


def as_shown(text: str, value: float) -> str:
    """A value as the notes write it."""
    if text.endswith("%"):
        return f"{100 * value:.0f}%"
    return f"{value:.0f} s" if text.endswith("s") else f"{value:,.0f}"


def number(text: str) -> float:
    plain = float(text.replace(",", "").rstrip("% s"))
    return plain / 100 if text.endswith("%") else plain


def log_figures(log) -> dict[str, float]:
    hung_up = log["hung_up"].sum() / log["day"].nunique()
    found = bank_log.figures(log)
    return {
        **found,
        "hung_up": hung_up,
        "offered": found["answered"] + found["abandoned"] + hung_up,
    }


# The notes


def test_notes_say_of_the_model_what_a_run_says():
    done = replicate(bank(), clock="simpy")
    found = totals(done)
    rows = stated(0)
    for label, measure in SHOWN.items():
        value, half_width = found[measure]
        assert number(rows[label][1]) == pytest.approx(value, abs=2 * half_width), label
    abandoned = done.estimates.interval_table()["abandoned"]
    hung_up, high = (part[6:10, -1].sum() for part in (abandoned.value, abandoned.high))
    answer = number(rows["hung up 10:00 to 12:00, both kinds"][1])
    assert answer == pytest.approx(hung_up, abs=high - hung_up)


@needs_log
@pytest.mark.parametrize(("table", "days"), [(0, DAYS), (1, (REAL_DAY,))])
def test_notes_say_of_the_log_what_is_in_it(table, days):
    found = log_figures(bank_log.on_days(the_log(), *days))
    rows = {label: shown for label, (shown, _) in stated(table).items()}
    assert len(rows) >= len(MEASURES)
    for label in rows.keys() & SHOWN.keys():
        assert rows[label] == as_shown(rows[label], found[SHOWN[label]]), label


@needs_log
def test_notes_answer_the_question_with_the_log():
    log = weekdays()
    late_morning = log[log["asked_at"].between(10 * 3600, 12 * 3600 - 1)]
    hung_up = (~late_morning["answered"]).sum() / len(DAYS)
    talk = log.loc[log["answered"], "talk"].sum() / len(DAYS)
    there = bank_log.presence(the_log(), DAYS).to_numpy().sum() * bank_log.HALF_HOUR
    rows = stated(0)
    assert rows["hung up 10:00 to 12:00, both kinds"][0] == f"{hung_up:.0f}"
    assert rows["share of agents' time in talk"][0] == f"{100 * talk / there:.0f}%"


# The scenario's own figures


@needs_log
def test_half_hours_are_the_logs():
    with (SCENARIOS / "bank.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    computed = bank_log.half_hours(the_log())
    assert list(rows[0]) == list(computed.columns)
    for name in computed.columns[1:]:
        assert [float(row[name]) for row in rows] == pytest.approx(computed[name], abs=0.0501), name


@needs_log
@pytest.mark.parametrize("queue", ["regular", "exchange", "new_customers", "internet"])
def test_talk_and_patience_are_the_logs(queue):
    contacts = weekdays()
    contacts = contacts[contacts["queue"] == queue]
    model = bank().model.queues[queue]
    mean, cv = bank_log.talk_law(contacts)
    assert model.talk.mean == pytest.approx(mean, abs=1)
    assert model.talk.cv == pytest.approx(cv, abs=0.01)
    low, high = bank_log.patience_bounds(contacts)
    if model.patience.kind == "exponential":
        assert model.patience.mean == pytest.approx(bank_log.exponential_mean(low, high), abs=1)
    else:
        assert as_likely_as_the_best(model.patience, low, high)


@needs_log
def test_wrap_up_is_the_time_until_agents_were_ready_again():
    gaps = bank_log.gap_bounds(the_log(), DAYS)
    for queue in bank().model.queues.values():
        assert as_likely_as_the_best(queue.wrap_up, *gaps)


def as_likely_as_the_best(law, low, high) -> bool:
    """Whether a rounded law is within two units of log-likelihood of the best of its kind."""
    short, long = law.branches
    best = bank_log.log_likelihood(low, high, bank_log.two_exponentials(low, high))
    return bank_log.log_likelihood(low, high, (short.share, short.mean, long.mean)) > best - 2


@needs_log
def test_priority_customers_are_like_the_others():
    queues = bank().model.queues
    for field in ("talk", "patience", "wrap_up"):
        assert getattr(queues["priority"], field) == getattr(queues["regular"], field)


@needs_log
def test_busy_days_and_hang_ups_in_the_voice_unit_are_the_logs():
    log, model = weekdays(), bank().model
    new = log["queue"] == "new_customers"
    assert model.day_factors["weekday"].cv == pytest.approx(bank_log.day_factor_cv(log), abs=0.005)
    own = model.queues["new_customers"].arrivals.day_factor
    assert own.cv == pytest.approx(bank_log.day_factor_cv(log[new]), abs=0.005)
    for menu, callers in (
        ("identification", log["queue"].isin(["regular", "exchange"])),
        ("information", new),
    ):
        share = model.ivr.menus[menu].choices["leave"].share
        assert share == pytest.approx(bank_log.hang_up_share(log[callers]), abs=0.005)


# The real day


@needs_log
def test_replayed_real_day_comes_close():
    """What the notes promise: answered to 2%, hung up to 10%, wait to 15 s, waiting to 15 points.

    Waits are known to be too long and too few, which the notes explain; the tolerances are what the
    model reaches, with some room, and not what one would wish.
    """
    real = bank_log.figures(bank_log.on_days(the_log(), REAL_DAY))
    found = totals(replicate(replayed(REAL_DAY), replications=30, clock="simpy"))
    assert found["answered"][0] == pytest.approx(real["answered"], rel=0.02)
    assert found["abandoned"][0] == pytest.approx(real["abandoned"], rel=0.10)
    assert found["mean_wait"][0] == pytest.approx(real["mean_wait"], abs=15)
    assert found["delayed"][0] == pytest.approx(real["delayed"], abs=0.15)
    rows = stated(1)
    assert len(rows) == len(MEASURES)
    for label in rows:
        value, half_width = found[SHOWN[label]]
        assert number(rows[label][1]) == pytest.approx(value, abs=max(half_width, 0.005)), label


@needs_log
def test_all_replayed_weekdays_come_close_on_average():
    """The day above was chosen for its traffic, not for its fit: the eleven together."""
    real = bank_log.figures(weekdays())
    each = [totals(replicate(replayed(day), replications=5, clock="simpy")) for day in DAYS]
    contacts = [day["offered"][0] for day in each]
    found = {}
    for name in MEASURES:
        values = [day[name][0] for day in each]
        by_contact = name in ("mean_wait", "delayed")
        found[name] = np.average(values, weights=contacts if by_contact else None)
    assert found["answered"] == pytest.approx(real["answered"], rel=0.02)
    assert found["abandoned"] == pytest.approx(real["abandoned"], rel=0.15)
    assert found["mean_wait"] == pytest.approx(real["mean_wait"], abs=15)
    assert found["delayed"] == pytest.approx(real["delayed"], abs=0.12)


@needs_log
def test_without_the_time_after_talks_the_real_day_is_missed():
    """The test above can fail: ready at once, agents would lose far fewer callers than they did."""
    real = bank_log.figures(bank_log.on_days(the_log(), REAL_DAY))
    ready_at_once = {f"queues.{name}.wrap_up": 0 for name in bank_log.QUEUES}
    found = totals(replicate(replayed(REAL_DAY).with_(ready_at_once), replications=5))
    assert found["abandoned"][0] < 0.75 * real["abandoned"]
