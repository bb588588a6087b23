"""Every measure of customers on a day small enough to be worked out by hand."""

import numpy as np
import pytest

import cic
from cic.errors import UsageError
from cic.log.columns import CUSTOMER_COLUMNS
from cic.measures.customer_measures import SEGMENT_MEASURES
from cic.scenario.load import from_dict

DAY = {
    "name": "Customers by hand",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {
        "a": {"arrivals": {"times": ["08:00", "08:00", "08:02", "08:03"]}, "talk": "20 s",
              "service_level": "80% in 20 s"},
        "b": {"arrivals": {"times": ["08:05"]}, "resolves": 0, "talk": "30 s"},
        "c": {"channel": "email", "talk": "10 s"},
    },
    "agents": {"g": {"staff": 1, "skills": ["a", "b", "c"]}},
    "customers": {
        "number": 2,
        "segments": {
            "x": {"share": "50%", "value": 100, "queues": {"b": 0}},
            "y": {"share": "50%", "value": 10, "queues": {"a": 0}},
        },
        "satisfaction": {
            "wait": {"expected": "0 s", "hurts": 0.9},
            "resolution": {"hurts": 0.5},
            "turnaround": {"hurts": 0, "pleases": 0},
        },
        "complaints": {"to": "c", "share": 1, "delay": "30 s", "due": "20 s",
                       "kinds": {"any": {"share": 1, "at_once": 0, "later": 1,
                                         "compensation": 7}}},
        "loyalty": {"settled": 0, "tells": 4, "keeping_cost": 3, "winning_factor": 5,
                    "gains": {"share": 1, "after": "10 s"}},
    },
    "run": {"replications": 1},
}  # fmt: skip
"""x calls twice at 0: the second call waits for 20 s, x is annoyed (−0.3), and complains at 70 s.
Settled at 80 s, x leaves all the same, and a new customer takes its place at 90 s, who calls at 120
and 180 s. y calls at 300 s, its matter is not solved (−0.5), and it complains at 360 s: it leaves
at 370 s, and is replaced at 380 s."""


@pytest.fixture(scope="module")
def run():
    return cic.run(from_dict(DAY), clock="simpy")


BY_HAND = {
    "customers": (1, 1, 2),
    "gained": (1, 1, 2),
    "lost": (1, 1, 2),
    "lost_natural": (0, 0, 0),
    "lost_price": (0, 0, 0),
    "lost_competitor": (0, 0, 0),
    "lost_neglect": (1, 1, 2),
    "lost_poor": (0, 0, 0),
    "lost_unsolved": (0, 0, 0),
    "lost_complained": (1, 1, 2),
    "kept": (1, 1, 2),
    "retention": (1 / 2, 1 / 2, 2 / 4),
    "stage_new": (0, 1, 1),
    "stage_satisfied": (0, 0, 0),
    "stage_retained": (1, 0, 1),
    "stage_old": (0, 0, 0),
    "put_off": (0, 0, 0),
    "contacts": (5, 2, 7),
    "stayed_away": (0, 0, 0),
    "satisfaction": (-0.3 / 4, -0.5, -0.8 / 5),
    "annoyed": (1, 1, 2),
    "told_others": (4, 4, 8),
    "complaints": (1, 1, 2),
    "settled_at_once": (0, 0, 0),
    "settled": (1, 1, 1),
    "complaints_accepted": (1, 1, 1),
    "complaints_in_time": (1, 1, 1),
    "compensation": (7, 7, 14),
    "value_kept": (100, 10, 110),
    "value_lost": (100, 10, 110),
    "value_lost_by_neglect": (100, 10, 110),
    "cost_of_winning": (15, 15, 30),
    "cost_of_keeping": (3, 3, 6),
    "value_of_waiting": (100 / 20, np.nan, 110 / 20),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_measures_of_customers(run, name):
    found = [run.estimate(name, segment=one).value for one in ("x", "y", "total")]
    assert found == pytest.approx(BY_HAND[name], nan_ok=True)


def test_there_is_a_value_by_hand_for_every_measure():
    assert set(BY_HAND) == {measure.name for measure in SEGMENT_MEASURES}


def test_queues_tell_what_their_contacts_were_judged(run):
    by_queue = [run.estimate("satisfaction", queue=one).value for one in ("a", "b", "c", "total")]
    assert by_queue == pytest.approx([-0.3 / 4, -0.5, np.nan, -0.8 / 5], nan_ok=True)
    assert [run.estimate("complaints", queue=one).value for one in ("a", "c")] == [0, 2]
    assert [run.estimate("annoyed", queue=one).value for one in ("a", "b", "c")] == [1, 1, 0]


def test_complaints_that_are_turned_down_or_late_are_counted():
    """The first comes at 70 s, and is taken up again at 180 s; the other at 360 s, then 470 s."""
    path = "customers.complaints"
    asked = from_dict(DAY)
    late = cic.run(asked.with_({f"{path}.returns_after": "100 s"}), clock="simpy")
    assert late.estimate("complaints_in_time", segment="total").value == 0
    turned_down = asked.with_({f"{path}.kinds.any.accepted": "0%"})
    found = cic.run(turned_down, clock="simpy")
    told = {m: found.estimate(m, segment="total").value for m in
            ("complaints_accepted", "settled", "complaints_in_time", "compensation")}  # fmt: skip
    assert list(told.values()) == [0, 0, 1, 0]


@pytest.mark.parametrize(("bound", "met"), [("at most 5%", True), ("at least 5%", False)])
def test_satisfaction_may_be_a_target(bound, met):
    asked = from_dict(DAY).with_({"queues.a.targets": {"satisfaction": bound}})
    (check,) = [one for one in cic.run(asked, clock="simpy").targets() if one.where == "a"][1:]
    assert (check.measure, check.met) == ("satisfaction", met)


def test_a_segment_that_is_not_there_is_told(run):
    with pytest.raises(UsageError, match="no segment 'z'"):
        run.estimate("kept", segment="z")
    with pytest.raises(UsageError, match="did you mean 'kept'"):
        run.estimate("kpet", segment="x")
    with pytest.raises(UsageError, match="no measure 'cost'"):
        run.estimate("cost", segment="x")


def test_the_table_is_as_declared(run):
    assert list(run.customers.columns) == [column.name for column in CUSTOMER_COLUMNS]
    assert len(run.customers) == 3 * len(SEGMENT_MEASURES)
    assert run.estimate("retention").value == 0.5
    plain = run.to_dict()["customers"]
    assert set(plain) == {"total", "segments"}
    assert plain["segments"]["y"]["told_others"]["value"] == 4


def test_contacts_tell_whose_they_are(run):
    told = run.contacts
    assert told["segment"].tolist() == ["x", "x", "x", "x", "y", "x", "y"]
    assert told["member"].tolist() == [0, 0, 0, 0, 1, 0, 1]
    assert told["complaint"].dropna().tolist() == ["any", "any"]
    assert told["settled"].dropna().tolist() == ["settled_later", "settled_later"]
    assert told["loss"].tolist() == ["kept"] * 5 + ["complained"] * 2


def test_without_customers_nothing_is_told():
    plain = {name: part for name, part in DAY.items() if name != "customers"}
    run = cic.run(from_dict(plain), clock="simpy")
    assert len(run.customers) == 0
    assert run.to_dict()["customers"] == {}
    assert run.contacts["segment"].isna().all()
    with pytest.raises(UsageError, match="retention"):
        run.estimate("retention")


def test_a_saved_result_has_its_customers(run, tmp_path):
    again = cic.open(run.save(tmp_path / "saved"))
    assert again.customers.equals(run.customers)
    assert again.estimate("retention", segment="y").value == 0.5


def test_the_report_tells_of_customers(run):
    from cic.report.terminal import report_lines

    text = "\n".join(line.plain for line in report_lines(run, width=100))
    assert "CUSTOMERS" in text
    assert "value lost by neglect" in text
    assert "lost: natural" not in text


def test_customers_without_a_number_are_who_came():
    changes = {"customers.number": None, "customers.loyalty.gains": None}
    run = cic.run(from_dict(DAY).with_(changes), clock="simpy")
    assert [run.estimate("customers", segment=one).value for one in ("x", "y")] == [4, 1]
    assert [run.estimate("kept", segment=one).value for one in ("x", "y")] == [3, 0]
