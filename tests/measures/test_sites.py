"""What sites do, by hand, on both clocks; the same when saved and opened again."""

import json

import pandas as pd
import pytest

from cic.errors import UsageError
from cic.log.columns import SITE_COLUMNS
from cic.measures.definitions import SITE_MEASURES
from cic.report.result import run
from cic.report.saved import open_run
from cic.report.terminal import report_lines
from cic.scenario.load import from_dict

DAY = {
    "name": "by hand",
    "opens": "08:00",
    "closes": "09:00",
    "interval": "30 min",
    "sites": {
        "here": {"share": "100%", "lines": 1},
        "home": {},
        "free": {},
    },
    "queues": {
        "calls": {"arrivals": {"times": ["08:00", "08:01", "08:30", "08:40"]}, "talk": "3 min",
                  "wrap_up": "60 s"},
        "mails": {"channel": "email", "arrivals": {"times": ["08:10"]}, "talk": "6 min"},
    },
    "agents": {
        "desk": {"site": "here", "staff": 1, "skills": ["calls"]},
        "sofa": {"site": "home", "skills": ["mails"], "shifts": [
            {"from": "08:00", "until": "09:00", "breaks": [
                {"at": "08:30", "lasts": "15 min"}, {"at": "08:45", "lasts": "3 min",
                                                     "paid": False}]}]},
        "nowhere": {"staff": 1, "skills": ["calls"]},
    },
}  # fmt: skip


def a_day(clock="simpy", replications=1, **changes):
    return run(from_dict(DAY | changes), replications=replications, clock=clock)


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_figures_by_hand(clock):
    """Of the calls at 0, 1, 30 and 40 min the second finds the line taken."""
    day = a_day(clock)

    def figures(site):
        return [day.estimate(one.name, site=site).value for one in SITE_MEASURES]

    assert figures("here") == [4, 1, 2, 1, 1, 8 / 60]
    assert figures("home") == pytest.approx([0, 0, 1, 0.7, 57 / 60, 6 / 42])
    assert figures("free")[:5] == [0] * 5
    assert figures("total") == pytest.approx([5, 1, 4, 2.7, 2 + 57 / 60, 18 / 162])


def test_the_frame_has_the_declared_columns_and_a_row_a_figure():
    day = a_day(replications=3)
    assert list(day.sites.columns) == [column.name for column in SITE_COLUMNS]
    assert [str(dtype) for dtype in day.sites.dtypes] == [one.dtype for one in SITE_COLUMNS]
    assert len(day.sites) == 4 * len(SITE_MEASURES)
    assert set(day.sites["site"]) == {"here", "home", "free", "total"}
    assert day.contacts["site"].dropna().unique().tolist() == ["here"]


def test_it_is_the_same_in_json_and_when_opened_again(tmp_path):
    day = a_day(replications=2)
    told = json.loads(json.dumps(day.to_dict()))
    assert list(told["sites"]) == ["here", "home", "free"]
    busy = {"value": 1, "low": 1, "high": 1, "unit": "contacts"}
    assert told["sites"]["here"]["busy"] == busy
    assert "heard" not in told["definitions"]["offered"]
    folder = day.save(tmp_path / "out")
    assert (folder / "sites.csv").is_file()
    opened = open_run(folder)
    assert opened.to_dict() == day.to_dict()
    pd.testing.assert_frame_equal(opened.sites, day.sites, check_exact=True)
    pd.testing.assert_frame_equal(opened.contacts, day.contacts, check_exact=True)


def test_a_centre_without_sites_has_none(tmp_path):
    agents = {"desk": {"staff": 1, "skills": ["calls", "mails"]}}
    day = a_day(sites={}, agents=agents)
    assert list(day.sites.columns) == [column.name for column in SITE_COLUMNS]
    assert len(day.sites) == 0
    assert day.to_dict()["sites"] == {}
    folder = day.save(tmp_path / "out")
    assert not list(folder.glob("sites*"))
    opened = open_run(folder)
    pd.testing.assert_frame_equal(opened.sites, day.sites)
    assert opened.to_dict() == day.to_dict()
    with pytest.raises(UsageError, match="no site 'here'"):
        day.estimate("busy", site="here")


def test_the_report_has_a_table_of_sites():
    text = "\n".join(map(str, report_lines(a_day(replications=2), width=100)))
    table = text[text.index("SITES") : text.index("THE DAY")]
    assert "heard busy" in table
    assert "TOTAL" in table
    assert "cost" not in table


def test_agents_who_move_count_where_they_are():
    agents = DAY["agents"] | {"nowhere": {"staff": 1, "skills": ["calls"], "site": "free"}}
    move = {"at": "08:30", "move": 1, "from": "nowhere", "to": "desk"}
    day = a_day(agents=agents, incidents=[move])
    hours = [day.estimate("staffed_hours", site=name).value for name in ("here", "free")]
    assert hours == [1.5, 0.5]


@pytest.mark.parametrize(
    "asked", [{"queue": "calls", "site": "here"}, {"group": "desk", "site": "here"}]
)
def test_a_figure_belongs_to_one_of_them(asked):
    with pytest.raises(UsageError, match="campaign, segment or case"):
        a_day().estimate("answered", **asked)
