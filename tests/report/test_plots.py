"""Pictures: their data without a picture, then what is drawn."""

import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from cic.log.columns import GROUP_INTERVAL_COLUMNS, INTERVAL_COLUMNS, WAIT_COLUMNS
from cic.report import plots
from cic.report.plots import (
    backlog_over_day,
    contacts_over_day,
    occupancy_over_day,
    service_level_over_day,
    waits_distribution,
)
from cic.report.result import run
from cic.report.saved import open_run
from cic.scenario.load import from_dict
from tests.report.centres import HOSTILE, bank, hostile

PICTURES = ("day", "waits", "occupancy", "service_level", "backlog")


@pytest.fixture(autouse=True)
def _close_pictures():
    yield
    plt.close("all")


def names(columns):
    return [column.name for column in columns]


def test_contacts_over_day_are_the_counts_of_the_total(day):
    frame = contacts_over_day(day)
    assert list(frame.columns) == names(INTERVAL_COLUMNS)
    assert {"offered", "answered", "abandoned", "blocked"} <= set(frame["measure"])
    offered = frame[frame["measure"] == "offered"]
    assert offered["value"].sum() == pytest.approx(day.estimate("offered").value)
    vip = contacts_over_day(day, queue="vip")
    vip_offered = vip.loc[vip["measure"] == "offered", "value"].sum()
    assert vip_offered == pytest.approx(day.estimate("offered", queue="vip").value)


def test_service_level_over_day_is_told_of_every_queue(day):
    frame = service_level_over_day(day)
    assert set(frame["queue"]) == {"regular", "vip", "total"}
    assert frame["value"].between(0, 1).all()


def test_occupancy_over_day_is_told_of_every_group(day):
    frame = occupancy_over_day(day)
    assert list(frame.columns) == names(GROUP_INTERVAL_COLUMNS)
    assert set(frame["group"]) == {"generalists", "seniors", "total"}
    total = frame[frame["group"] == "total"]
    assert (total["low"] <= total["value"]).all()
    assert (total["value"] <= total["high"]).all()
    occupancy = day.estimate("occupancy").value
    assert total["value"].min() < occupancy < total["value"].max()


def test_waits_by_hand():
    queue = {
        "arrivals": {"times": ["08:00:00", "08:00:10", "08:00:40", "08:01:30"]},
        "talk": "60 s",
        "patience": "45 s",
        "service_level": "80% in 20 s",
    }
    agents = {"team": {"staff": 1, "skills": ["help"]}}
    data = {"name": "h", "opens": "08:00", "closes": "09:00", "agents": agents}
    frame = waits_distribution(run(from_dict({**data, "queues": {"help": queue}}), replications=1))
    # Waits: 0 s answered, 45 s abandoned, 20 s answered, 30 s answered.
    assert list(frame.columns) == names(WAIT_COLUMNS)
    assert set(frame["queue"]) == {"help"}
    answered = frame[frame["outcome"] == "answered"].set_index("within")["value"]
    abandoned = frame[frame["outcome"] == "abandoned"].set_index("within")["value"]
    assert answered[0.0] == 0.25
    assert answered[20.0] == 0.5
    assert answered[answered.index < 20.0].max() == 0.25
    assert answered.iloc[-1] == 0.75
    assert abandoned.iloc[0] == 0.0


def test_the_share_answered_within_the_threshold_is_the_service_level(day):
    frame = waits_distribution(day)
    for queue, within in (("regular", 20.0), ("vip", 10.0)):
        rows = frame[(frame["queue"] == queue) & (frame["outcome"] == "answered")]
        at = rows[rows["within"] == within].iloc[0]
        estimate = day.estimate("service_level", queue=queue)
        assert at["value"] == pytest.approx(estimate.value)
        assert at["low"] == pytest.approx(estimate.low)
        assert at["high"] == pytest.approx(estimate.high)


def test_waits_of_no_contacts_are_told_as_nothing():
    queue = {"arrivals": {"times": []}, "talk": "60 s", "service_level": "80% in 20 s"}
    agents = {"team": {"staff": 1, "skills": ["help"]}}
    data = {"name": "h", "opens": "08:00", "closes": "09:00", "agents": agents}
    empty = run(from_dict({**data, "queues": {"help": queue}}), replications=2)
    assert waits_distribution(empty)["value"].isna().all()
    for name in PICTURES:
        getattr(empty.plot, name)().figure.canvas.draw()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_takes_and_returns_axes_and_names_its_units(day, name):
    _, ax = plt.subplots()
    assert getattr(day.plot, name)(ax) is ax
    assert ax.get_title(loc="left")
    label = ax.get_ylabel()
    assert "[%]" in label or "per 30 min" in label or "contacts waiting" in label
    assert "[s]" in ax.get_xlabel() or ax.get_xlabel() == "time of day"
    ax.figure.canvas.draw()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_makes_its_own_axes(day, name):
    assert len(getattr(day.plot, name)().lines) > 1


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_draws_intervals_as_bands(day, name):
    ax = getattr(day.plot, name)()
    assert len(ax.collections) >= 3
    assert "bands: 95" in ax.get_title(loc="left")


def test_the_picture_of_the_day_shows_the_data(day):
    ax = day.plot.day()
    labels = [line.get_label() for line in ax.lines]
    assert labels[:3] == ["offered", "answered", "abandoned"]
    offered = contacts_over_day(day).query("measure == 'offered'")["value"]
    assert ax.lines[0].get_ydata()[:8] == pytest.approx(offered)
    assert ax.lines[0].get_xdata()[0] == 8.0
    ax.figure.canvas.draw()
    assert {"08:00", "08:30", "12:00"} <= {tick.get_text() for tick in ax.get_xticklabels()}


def test_one_replication_is_drawn_without_intervals():
    ax = run(bank(), replications=1).plot.day()
    assert "no intervals" in ax.get_title(loc="left")


def test_hours_when_the_centre_is_closed_are_left_out():
    hours = {"tuesday": "closed", "wednesday": {"opens": "09:00", "closes": "12:00"}}
    result = run(bank(days=3, opening_hours=hours), replications=2)
    ax = result.plot.day()
    values = np.asarray(ax.lines[0].get_ydata()).reshape(3, -1)
    assert np.isnan(values[1]).all()
    assert np.isnan(values[2][:2]).all()
    assert not np.isnan(values[2][2:8]).any()
    ax.figure.canvas.draw()
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["Mon", "Tue", "Wed"]


def test_weeks_are_told_by_number():
    ax = run(bank(days=15), replications=2).plot.service_level()
    assert ax.get_xlabel() == "day"
    ax.figure.canvas.draw()
    assert [line.get_label() for line in ax.lines if line.get_label() == "total"]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("names", [HOSTILE[:3], HOSTILE[3:]])
def test_hostile_names_are_drawn_as_they_are_written(name, names, tmp_path):
    ax = getattr(run(hostile(names)).plot, name)()
    ax.figure.savefig(tmp_path / "picture.svg")
    if name != "day":
        shown = {text.get_text().strip() for text in ax.get_legend().get_texts()}
        assert shown == {*names, "total"}


@pytest.mark.parametrize("name", ["waits", "occupancy", "service_level", "backlog"])
def test_of_many_lines_the_busiest_and_the_total_are_drawn(hostile_day, name):
    ax = getattr(hostile_day.plot, name)()
    ax.figure.canvas.draw()
    assert len(ax.get_legend().get_texts()) == plots.MOST_LINES + 1 < len(HOSTILE)


def test_the_title_on_given_axes_is_drawn_as_written(hostile_day, tmp_path):
    figure, ax = plt.subplots()
    hostile_day.plot.day(ax)
    figure.savefig(tmp_path / "picture.png")


def test_nothing_global_is_changed(day):
    before = dict(mpl.rcParams)
    for name in PICTURES:
        getattr(day.plot, name)()
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", PICTURES)
def test_a_saved_result_draws_the_same(day, tmp_path, name):
    opened = open_run(day.save(tmp_path / "out"))
    for theirs, ours in zip(
        getattr(opened.plot, name)().lines, getattr(day.plot, name)().lines, strict=True
    ):
        assert theirs.get_label() == ours.get_label() or theirs.get_label().startswith("_")
        np.testing.assert_array_equal(theirs.get_xydata(), ours.get_xydata())


def test_the_backlog_is_that_of_deferred_work(blended_day):
    frame = backlog_over_day(blended_day)
    assert list(frame.columns) == names(INTERVAL_COLUMNS)
    assert set(frame["queue"]) == {*blended_day.scenario.model.queues, "total"}
    assert "backlog" not in set(contacts_over_day(blended_day)["measure"])
    ax = blended_day.plot.backlog()
    assert [line.get_label() for line in ax.lines] == ["post"]
    rows = frame[frame["queue"] == "post"]["value"].to_numpy()
    assert ax.lines[0].get_ydata()[:8] == pytest.approx(rows[:8])


def test_a_backlog_by_hand():
    queue = {
        "channel": "email",
        "arrivals": {"times": ["08:00:00", "08:10:00", "08:20:00", "08:50:00"]},
        "talk": "60 min",
    }
    agents = {"team": {"staff": 1, "skills": ["post"]}}
    data = {"name": "h", "opens": "08:00", "closes": "09:00", "agents": agents}
    frame = backlog_over_day(run(from_dict({**data, "queues": {"post": queue}}), replications=1))
    assert frame[frame["queue"] == "post"]["value"].tolist() == [2, 3]


def test_seconds_and_hours_are_seen_on_one_axis(blended_day):
    ax = blended_day.plot.waits()
    ax.figure.canvas.draw()
    assert ax.get_xlabel() == "time in queue, at most"
    ticks = {tick.get_text() for tick in ax.get_xticklabels()}
    assert {"20 s", "10 min", "1 h"} <= ticks
    frame = waits_distribution(blended_day)
    assert (frame["within"].between(0.1, 20)).any()


def test_contacts_that_were_closed_in_silence_were_answered():
    queue = {"channel": "messaging", "arrivals": {"times": ["08:00:00"]}, "talk": "60 s"}
    agents = {"team": {"staff": 1, "skills": ["m"]}}
    turns = {"count": 2, "pause": "10 min", "times_out": "1 min"}
    data = {"name": "h", "opens": "08:00", "closes": "09:00", "agents": agents}
    data |= {"queues": {"m": queue}, "channels": {"messaging": {"turns": turns}}}
    result = run(from_dict(data), replications=1)
    assert result.contacts["outcome"].tolist() == ["timed_out"]
    frame = waits_distribution(result)
    assert (frame[frame["outcome"] == "answered"]["value"] == 1).all()


def test_without_matplotlib_the_remedy_is_named():
    program = """
import sys
sys.modules["matplotlib"] = None
from cic.errors import UsageError
from cic.report.result import run
from tests.report.centres import bank
try:
    run(bank(), replications=1).plot.day()
except UsageError as error:
    assert "pip install cic[plots]" in str(error)
else:
    raise SystemExit("drawn without matplotlib")
"""
    root = Path(plots.__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True)
