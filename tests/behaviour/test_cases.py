"""Cases by hand: steps and parties, places, enquiries, the knowledge base, what is made of them.

Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds. Contacts of
`a` open cases as their talk of 10 s ends; the desk works 60 s on a step in `w`.
"""

import math

import numpy as np
import pytest

from cic.log.case_frames import cases_frame
from cic.measures.cases import CASE_MEASURE, case_sums, count_cases, rows_of_cases
from cic.measures.counted import Counter
from tests.days import Day, a_model, assert_same_log, live, queues, times

DAY = 86400
AGENTS = {
    "g": {"staff": 4, "skills": ["a", "h"]},
    "d": {"staff": 1, "skills": ["w"]},
}


def a_centre(*, comes=(0,), days=10, more=None, **case):
    steps = case.pop("steps", {"repaired": {"party": "workshop", "takes": "1 d"}})
    return a_model(
        days=days,
        queues=queues(
            a={"arrivals": times(*comes)},
            w={"channel": "email", "talk": "60 s"},
            h={"talk": "20 s"},
        ),
        agents=AGENTS,
        cases={"repair": {"opened": {"a": "100%"}, "steps": steps} | case},
        **(more or {}),
    )


def spans(day: Day, case: int = 0) -> list[tuple[float, float]]:
    """When a case came to each step, and left it."""
    many = len(day.log.stamps) // len(day.log.cases)
    rows = day.log.stamps[case * many : (case + 1) * many]
    return [(float(row["begun_at"]), float(row["over_at"])) for row in rows]


def figures(day: Day, model) -> dict[str, list[float]]:
    """The counts of a day, by name: of each row, then of all."""
    sums = case_sums(count_cases(day.log, day.program, model)[None])
    return {name: values[0].tolist() for name, values in sums.items()}


def test_a_case_goes_from_party_to_party(clock):
    steps = {
        "received": {"queue": "w"},
        "sent": {"party": "carrier", "takes": "1 d"},
        "told": {"queue": "w"},
        "collected": {"party": "customer", "takes": "1 h"},
    }
    day = live(clock, a_centre(steps=steps))
    back = 70 + DAY
    assert spans(day) == [(10, 70), (70, back), (back, back + 60), (back + 60, back + 3660)]
    assert day.legs == [(0, "fresh", -1), (10, "case_work", 0), (back, "case_work", 0)]
    assert day.ends == [(0, 0), (10, 4), (back, 4)]
    assert day.log.cases[["opened_at", "closed_at"]].tolist() == [(10, back + 3660)]
    assert day.log.abouts["case"].tolist() == [0, 0, 0]


def test_work_on_cases_waits_for_agents_like_any_other(clock):
    """Both are opened at 10; the desk takes one after the other."""
    day = live(clock, a_centre(comes=(0, 0), steps={"received": {"queue": "w"}}))
    assert [spans(day, n) for n in (0, 1)] == [[(10, 70)], [(10, 130)]]


def test_cases_wait_for_a_place_outside_in_order_of_coming(clock):
    steps = {"repaired": {"party": "workshop", "takes": "100 s", "places": 2}}
    day = live(clock, a_centre(comes=(0, 1, 2, 3), steps=steps))
    assert [spans(day, n)[0] for n in range(4)] == [(10, 110), (11, 111), (12, 210), (13, 211)]


@pytest.mark.parametrize(("share", "opened"), [("0%", 0), ("100%", 1)])
def test_only_who_is_served_opens_a_case(clock, share, opened):
    day = live(clock, a_centre(opened={"a": share, "h": "100%"}))
    assert len(day.log.cases) == opened


def test_who_is_passed_on_opens_the_case_where_the_matter_ends(clock):
    model = a_model(
        queues=queues(a={"arrivals": times(0), "transfers": {"h": "100%"}}, h={"talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "h"]}},
        cases={
            "x": {"opened": {"a": "100%"}, "steps": {"s": {"takes": "1 s"}}},
            "y": {"opened": {"h": "100%"}, "steps": {"s": {"takes": "1 s"}}},
        },
    )
    day = live(clock, model)
    assert day.log.cases[["kind", "opened_by", "opened_at"]].tolist() == [(1, 1, 30)]


def test_work_that_is_passed_on_holds_the_step_until_it_is_done(clock):
    model = a_model(
        queues=queues(
            a={"arrivals": times(0)},
            w={"channel": "email", "talk": "60 s", "transfers": {"v": "100%"}},
            v={"channel": "email", "talk": "5 s"},
        ),
        agents={"g": {"staff": 1, "skills": ["a"]}, "d": {"staff": 1, "skills": ["w", "v"]}},
        cases={"x": {"opened": {"a": "100%"}, "steps": {"s": {"queue": "w"}}}},
    )
    day = live(clock, model)
    assert spans(day) == [(10, 75)]
    assert day.log.abouts["works"].tolist() == [0, 1, 1]


def test_who_opens_a_case_does_not_come_again_for_another_reason(clock):
    again = {"recontact": {"share": "100%", "delay": "20 s"}}
    model = a_model(
        queues=queues(a={"arrivals": times(0), "resolves": 0} | again),
        cases={"x": {"opened": {"a": "100%"}, "steps": {"s": {"takes": "1 s"}}}},
    )
    day = live(clock, model)
    assert day.legs == [(0, "fresh", -1)]
    assert day.resolved == [-1], "the matter is not closed with the contact"


# ---------------------------------------------------------------------------------- enquiries

SLOW = {"repaired": {"party": "workshop", "takes": "250000 s"}}


def test_customers_ask_each_day_until_the_case_is_closed(clock):
    day = live(clock, a_centre(steps=SLOW, enquiries={"to": "h", "per_day": "100%"}))
    assert day.legs == [(0, "fresh", -1)] + [(10 + n * DAY, "enquiry", 0) for n in (1, 2)]
    assert day.log.cases["asked"].tolist() == [2]
    assert day.column("queue") == [0, 2, 2]


def test_who_sees_the_status_does_not_phone(clock):
    asks = {"to": "h", "per_day": "100%", "visible": "100%"}
    day = live(clock, a_centre(steps=SLOW, enquiries=asks))
    assert len(day.legs) == 1
    assert day.log.cases[["asked", "looked_up"]].tolist() == [(0, 2)]


def test_a_visible_status_takes_contacts_away_and_adds_none(clock):
    asked = []
    for visible in (0, 0.5, 1):
        asks = {"to": "h", "per_day": 0.5, "visible": visible}
        day = live(clock, a_centre(comes=range(0, 60, 2), steps=SLOW, enquiries=asks))
        asked.append(day.log.cases["asked"] * 1.0)
        assert day.log.cases["looked_up"].sum() + asked[-1].sum() == asked[0].sum()
    assert np.all(asked[0] >= asked[1])
    assert asked[0].sum() > asked[1].sum() > asked[2].sum() == 0


def test_nobody_phones_while_the_centre_is_closed(clock):
    asks = {"to": "h", "per_day": "100%"}
    day = live(clock, a_centre(steps=SLOW, enquiries=asks, more={"holidays": [1]}))
    assert [at for at, kind, _ in day.legs if kind == "enquiry"] == [10 + 2 * DAY]


def test_an_enquiry_opens_no_further_case(clock):
    asks = {"to": "a", "per_day": "100%"}
    day = live(clock, a_centre(steps=SLOW, enquiries=asks))
    assert len(day.legs) == 3
    assert len(day.log.cases) == 1


@pytest.mark.parametrize(
    ("asked_in", "kinds"),
    [
        ({"resolves": 1}, ["enquiry"]),
        ({"resolves": 1, "transfers": {"i": "100%"}}, ["enquiry", "transfer"]),
        (
            {
                "resolves": 1,
                "patience": "0 s",
                "redials": {"abandoned": {"share": 1, "delay": "30 s"}},
            },
            ["enquiry", "redial"],
        ),
        (
            {"resolves": 0, "recontact": {"delay": "30 s", "attempts": 1}},
            ["enquiry", "recontact"],
        ),
    ],
    ids=str,
)
def test_an_enquiry_is_no_first_contact_however_it_goes_on(clock, asked_in, kinds):
    """The customer of `o` is helped at once; the one of `a` has a case and asks how it stands.

    Where the agent is busy with another then, the customer redials.
    """
    busy = DAY + 8
    model = a_model(
        days=3,
        queues=queues(
            a={"arrivals": times(0), "resolves": 1},
            o={"arrivals": times(5), "resolves": 1},
            b={"arrivals": times(*([busy] if "redial" in kinds else [])), "talk": "20 s"},
            i={"talk": "20 s", "resolves": 1},
            h=asked_in,
        ),
        agents={
            "g": {"staff": 2, "skills": ["a", "o", "i"]},
            "d": {"staff": 1, "skills": ["h", "b"]},
        },
        cases={
            "repair": {
                "opened": {"a": "100%"},
                "steps": {"repaired": {"party": "workshop", "takes": "100000 s"}},
                "enquiries": {"to": "h", "per_day": "100%"},
            },
        },
    )
    day = live(clock, model)
    assert [kind for _, kind, _ in day.legs if kind != "fresh"] == kinds
    assert "abandoned" not in [end for end, _ in day.ends] or "redial" in kinds
    sums = Counter(day.program, model, clock).count(day.log).by_queue
    assert (sums["first_asked"].sum(), sums["first_resolved"].sum()) == (1, 1)


# ------------------------------------------------------------------------------ knowledge base


@pytest.mark.parametrize(
    ("knowledge", "second"),
    [
        ({"kinds": 1}, 40),
        ({"kinds": 1, "after": "tried"}, 20),
        ({"kinds": 1, "known": "100%"}, 20),
    ],
)
def test_an_entry_made_when_solved_shortens_later_steps(clock, knowledge, second):
    """The second comes while the first is out of 'tried' and not yet out of 'sent'."""
    steps = {
        "tried": {"party": "workshop", "takes": "40 s", "known_factor": 0.5},
        "sent": {"party": "carrier", "takes": "100 s"},
    }
    day = live(clock, a_centre(comes=(0, 60), steps=steps, knowledge=knowledge))
    assert spans(day, 1)[0] == (70, 70 + second)


def test_an_entry_shortens_the_work_of_agents(clock):
    steps = {"received": {"queue": "w", "known_factor": 0.5}}
    day = live(clock, a_centre(comes=(0, 100), steps=steps, knowledge={"kinds": 1}))
    assert [spans(day, n)[0] for n in (0, 1)] == [(10, 70), (110, 140)]
    assert day.log.stamps["known"].tolist() == [0, 1]


def test_a_case_does_not_help_itself(clock):
    """The entry is made after the first step; the second is quicker for the next case only."""
    steps = {
        "tried": {"party": "workshop", "takes": "40 s"},
        "told": {"queue": "w", "known_factor": 0.5},
    }
    knowledge = {"kinds": 1, "after": "tried"}
    day = live(clock, a_centre(comes=(0, 200), steps=steps, knowledge=knowledge))
    assert [spans(day, n)[1] for n in (0, 1)] == [(50, 110), (250, 280)]


# --------------------------------------------------------------------------------- the end


def test_cases_are_conserved_and_counted(clock):
    """Of three, one is closed in time, one late, and one is open at the end of the only day."""
    steps = {"repaired": {"party": "workshop", "takes": "30000 s", "places": 1, "due": "40000 s"}}
    model = a_centre(comes=(0, 1, 2), days=1, steps=steps, due="50000 s")
    day = live(clock, model)
    assert spans(day, 0) == [(10, 30010)]
    assert spans(day, 1) == [(11, 60010)]
    assert spans(day, 2)[0][0] == 12
    assert math.isnan(spans(day, 2)[0][1]), "it would be over after the day"
    found = figures(day, model)
    assert rows_of_cases(model) == ("repair", "repair/repaired")
    assert found["opened"] == [3, 3, 3]
    assert found["closed"] == [2, 2, 2]
    assert found["open_at_end"] == [1, 1, 1]
    assert found["in_time"] == [1, 1, 1]
    assert found["due"] == [3, 3, 3]
    assert found["turnaround"] == [30000 + 59999] * 3
    assert {measure.top for measure in CASE_MEASURE.values()} <= set(found)


@pytest.mark.parametrize(("due", "late"), [(DAY - 11, 1), (DAY - 10, 1), (DAY - 9, 0)])
def test_what_is_open_in_the_end_is_late_from_the_instant_when_it_is_due(clock, due, late):
    """Opened at 10 s and never over; the run ends with its only day."""
    model = a_centre(days=1, steps={"s": {"takes": "9 d", "due": f"{due} s"}})
    day = live(clock, model)
    frame = cases_frame([day.log], day.program, model)
    found = figures(day, model)
    row = rows_of_cases(model).index("repair/s")
    assert frame["late"].tolist() == [late]
    assert (found["due"][row], found["in_time"][row]) == (late, 0)


def test_what_is_due_after_the_end_is_not_judged(clock):
    model = a_centre(days=1, steps={"s": {"takes": "1 s"}}, due="2 d")
    found = figures(live(clock, model), model)
    assert found["due"] == [0, 0, 0]


# -------------------------------------------------------------------------------- customers

NOTHING = {"expected": "0 s", "hurts": 0}
ONLY_TURNAROUND = {
    "wait": NOTHING,
    "repeats": {"hurts": 0},
    "transfers": {"hurts": 0},
    "resolution": {"hurts": 0},
    "courtesy": {"hurts": 0, "pleases": 0},
    "turnaround": {"expected": "1 h", "hurts": 0.1, "pleases": 0},
}


@pytest.mark.parametrize(("expected", "wanted"), [(None, -0.5), ("5 h", -0.1), ("2 d", 0.0)])
def test_customers_judge_the_turnaround_when_the_case_is_closed(clock, expected, wanted):
    """Six hours from the first contact to the closing."""
    steps = {"repaired": {"party": "workshop", "takes": "21590 s"}}
    more = {"customers": {"satisfaction": ONLY_TURNAROUND}}
    day = live(clock, a_centre(steps=steps, more=more, expected=expected))
    assert day.log.verdicts["satisfaction"].tolist() == [pytest.approx(wanted)]


def test_courtesy_is_that_of_the_talk_however_long_the_case_lasts(clock):
    """The agent who opened the case has calls without a break until it is closed, and no rest."""
    feels = ONLY_TURNAROUND | {
        "turnaround": {"hurts": 0, "pleases": 0},
        "courtesy": {"expected": "100%", "hurts": 1, "pleases": 0},
    }
    strain = {"rises_over": "1000 s", "discourtesy": 1}
    group = {"staff": 1, "skills": ["a", "h"], "courtesy": "100%", "stress": strain}
    model = a_model(
        queues=queues(a={"arrivals": times(0)}, h={"talk": "400 s", "arrivals": times(10)}),
        agents={"g": group},
        cases={"x": {"opened": {"a": "100%"}, "steps": {"s": {"takes": "300 s"}}}},
        customers={"satisfaction": feels},
    )
    day = live(clock, model)
    assert day.log.cases["closed_at"].tolist() == [310]
    opener, other = day.log.verdicts["satisfaction"].tolist()
    assert opener == pytest.approx(math.exp(-10 / 1000) - 1)
    assert other == pytest.approx(math.exp(-410 / 1000) - 1)


def test_who_asks_does_not_judge_the_turnaround_and_nobody_judges_an_open_case(clock):
    more = {"customers": {"satisfaction": ONLY_TURNAROUND}}
    steps = {"repaired": {"party": "workshop", "takes": "50 d"}}
    asks = {"to": "h", "per_day": "100%"}
    day = live(clock, a_centre(steps=steps, enquiries=asks, days=3, more=more))
    felt = day.log.verdicts["satisfaction"].tolist()
    assert math.isnan(felt[0])
    assert felt[1:] == [0, 0]
    assert day.log.verdicts["customer"].tolist() == [0, 0, 0]


def test_who_is_lost_asks_no_more(clock):
    """The first enquiry annoys: a wait of nothing is expected to be less."""
    feels = ONLY_TURNAROUND | {"courtesy": {"expected": 1, "hurts": 1}}
    loyal = {"poor": 0, "unsolved": 0}
    more = {"customers": {"satisfaction": feels, "loyalty": loyal}}
    asks = {"to": "h", "per_day": "100%"}
    day = live(clock, a_centre(steps=SLOW, enquiries=asks, more=more))
    assert day.log.cases["asked"].tolist() == [1]
    assert math.isnan(day.log.verdicts["satisfaction"][0]), "nor judges the case in the end"


def test_a_long_repair_leads_to_a_complaint(clock):
    complaints = {"to": "h", "share": "100%", "delay": "100 s"}
    more = {"customers": {"satisfaction": ONLY_TURNAROUND, "complaints": complaints}}
    day = live(clock, a_centre(more=more))
    assert day.legs == [(0, "fresh", -1), (10 + DAY + 100, "complaint", 0)]


# ---------------------------------------------------------------------------- beside others


def test_cases_leave_everybody_elses_luck_as_it_was(clock):
    law = {
        "arrivals": "900/hour",
        "talk": "exponential mean 8 s",
        "patience": "exponential mean 9 s",
    }
    plain = a_model(queues=queues(a=law, w={"channel": "email", "talk": "60 s"}), agents=AGENTS_AW)
    case = {"opened": {"a": "30%"}, "steps": {"s": {"queue": "w"}}}
    with_cases = a_model(
        queues=queues(a=law, w={"channel": "email", "talk": "60 s"}),
        agents=AGENTS_AW,
        cases={"x": case},
    )
    without, having = live(clock, plain), live(clock, with_cases)
    firsts = len(without.log.contacts)
    assert len(having.log.cases) > 5
    for field in ("arrived_at", "answered_at", "ended_at", "outcome", "talk"):
        np.testing.assert_array_equal(
            without.log.contacts[field], having.log.contacts[field][:firsts]
        )


AGENTS_AW = {"g": {"staff": 2, "skills": ["a"]}, "d": {"staff": 1, "skills": ["w"]}}


def test_contacts_about_one_case_have_luck_of_their_own(clock):
    """All follow the same contact, by the same way."""
    asks = {"to": "h", "per_day": "100%"}
    model = a_centre(steps=SLOW | {"x": {"takes": "300000 s"}}, enquiries=asks)
    asked = live(clock, model.model_copy(update={"queues": model.queues | {
        "h": model.queues["h"].model_validate({"talk": "exponential mean 9 s"})}}))  # fmt: skip
    talks = asked.log.contacts["talk"][asked.log.legs["kind"] == 10]
    assert len(talks) == 6
    assert len(np.unique(talks)) == 6


def test_there_is_room_for_more_cases_than_at_first():
    from cic.clocks.compiled_clock import CompiledClock
    from cic.clocks.simpy_clock import SimpyClock

    many = {"arrivals": "15000/hour", "talk": "1 s"}
    model = a_model(
        queues=queues(a=many),
        agents={"g": {"staff": 20, "skills": ["a"]}},
        cases={"x": {"opened": {"a": "90%"}, "steps": {"s": {"takes": "exponential mean 60 s"}}}},
    )
    days = [live(one, model) for one in (SimpyClock(), CompiledClock())]
    assert len(days[0].log.cases) > 2000
    assert_same_log(*(day.log for day in days))


def test_who_has_a_closed_case_may_be_visited_again(clock):
    """A campaign that follows the queue calls once the case is closed, not when it is opened."""
    visits = {
        "queue": "h",
        "answers": "100%",
        "hours": [{"from": "08:00", "until": "08:10"}],
        "follows": {"queues": {"a": "100%"}, "delay": "60 s"},
    }
    model = a_centre(steps={"told": {"takes": "100 s"}}, more={"campaigns": {"visits": visits}})
    day = live(clock, model)
    assert len(day.log.dials) >= 1
    assert day.log.dials["at"][0] == 110


@pytest.mark.parametrize("seed", range(3))
def test_random_cases_are_conserved_on_both_clocks_alike(seed):
    from cic.clocks.compiled_clock import CompiledClock
    from cic.clocks.simpy_clock import SimpyClock

    rng = np.random.default_rng(seed)
    times_ = [f"exponential mean {mean} s" for mean in rng.integers(20, 200_000, 3)]
    steps = {
        "received": {"queue": "w", "due": "2 h"},
        "sent": {"party": "carrier", "takes": times_[0]},
        "repaired": {"takes": times_[1], "places": int(rng.integers(1, 4)), "known_factor": 0.6},
        "told": {"queue": "w", "known_factor": 0.5},
        "collected": {"party": "customer", "takes": times_[2]},
    }
    asks = {"to": "h", "per_day": float(rng.random()), "visible": float(rng.random())}
    own = {"arrivals": "120/hour", "talk": "exponential mean 40 s", "patience": "60 s"}
    model = a_model(
        days=6,
        queues=queues(
            a=own | {"resolves": 0.7, "recontact": {"share": "50%", "delay": "1 h"}},
            w={"channel": "email", "talk": "exponential mean 50 s"},
            h={"talk": "20 s", "redials": {"abandoned": {"share": "50%", "delay": "1 min"}}},
        ),
        agents=AGENTS | {"g": {"staff": 2, "skills": ["a", "h"]}},
        cases={
            "repair": {"opened": {"a": 0.5}, "steps": steps, "enquiries": asks, "due": "2 d",
                       "knowledge": {"kinds": 5, "after": "repaired"}},
            "other": {"opened": {"a": 0.2, "h": 0.3}, "steps": {"done": {"queue": "w"}}},
        },
        customers={
            "number": 50,
            "complaints": {"to": "w", "share": 0.5, "delay": "1 h", "returns_after": "1 h"},
            "loyalty": {"gains": {"share": 0.9, "after": "1 h", "potential": 60}},
        },
    )  # fmt: skip
    day, other = (live(one, model, seed=seed) for one in (SimpyClock(), CompiledClock()))
    assert_same_log(day.log, other.log)
    cases = day.log.cases
    stamps = day.log.stamps.reshape(len(cases), -1)
    assert len(cases) > 10
    for case, stamp in zip(cases, stamps, strict=True):
        many = 5 if case["kind"] == 0 else 1
        begun, over = stamp["begun_at"][:many], stamp["over_at"][:many]
        assert begun[0] == case["opened_at"]
        came = ~np.isnan(begun)
        np.testing.assert_array_equal(begun[1:][came[1:]], over[:-1][came[1:]])
        assert np.isnan(over).sum() == (many - came.sum()) + np.isnan(case["closed_at"])
        assert math.isnan(case["closed_at"]) or case["closed_at"] == over[-1]
    figured = figures(day, model)
    assert figured["opened"][-1] == len(cases)
    assert figured["closed"][-1] + figured["open_at_end"][-1] == len(cases)
    about = day.log.abouts["case"][day.log.legs["kind"] == 10]
    assert len(about) == cases["asked"].sum()
    opened_by = day.log.contacts[cases["opened_by"]]
    assert set(opened_by["outcome"]) == {1}
    assert len(np.unique(cases["opened_by"])) == len(cases)
