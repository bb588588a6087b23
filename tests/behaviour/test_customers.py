"""Customers by hand: segments, tempers, satisfaction, complaints, and whether they stay.

Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds.
"""

import math

import numpy as np
import pytest

from cic.measures.counted import Counter
from cic.program.customer_codes import Loss, Settlement
from tests.days import Day, a_model, assert_same_log, live, queues, times

PLAIN_FEELINGS = {
    "wait": {"expected": "0 s", "hurts": 0},
    "repeats": {"hurts": 0},
    "transfers": {"hurts": 0},
    "resolution": {"hurts": 0},
    "turnaround": {"hurts": 0, "pleases": 0},
}
"""A satisfaction that nothing changes."""
ALL_LEAVE = dict.fromkeys(("good", "poor", "unsolved", "settled", "settled_at_once"), 0)
NOBODY_THERE = {"g": {"staff": 0, "skills": ["a"]}}
AGAIN = {"share": "100%", "delay": "20 s"}


def feels(**aspects) -> dict:
    return {"satisfaction": PLAIN_FEELINGS | aspects}


def column(day: Day, name: str) -> list:
    return day.log.verdicts[name].tolist()


def losses(day: Day) -> list[str]:
    return [Loss(left).name.lower() for left in day.log.verdicts["left"]]


def lost(day: Day) -> dict[str, int]:
    """How many were lost, by cause, over all segments."""
    counts = day.log.losses["count"].reshape(-1, len(Loss)).sum(axis=0)
    return {Loss(n).name.lower(): int(count) for n, count in enumerate(counts) if count}


# ---------------------------------------------------------------------------------- population


BY_QUEUE = {
    "segments": {
        "x": {"share": "50%", "queues": {"b": 0}, "talk_factor": 2, "patience_factor": 0.5},
        "y": {"share": "50%", "queues": {"a": 0}, "priority": 2},
    }
}
TWO_GROUPS = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}


def test_who_makes_a_contact_is_of_a_segment_by_its_queue(clock):
    own = {"arrivals": times(0, 50), "talk": "10 s"}
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(20), "talk": "10 s"}),
        agents=TWO_GROUPS,
        customers=BY_QUEUE,
    )
    day = live(clock, model)
    assert column(day, "segment") == [0, 1, 0]
    assert column(day, "customer") == [0, 1, 2], "each first contact is made by a new customer"
    assert day.column("talk") == [20, 10, 20]


def test_a_segments_patience_is_its_own(clock):
    own = {"arrivals": times(0), "patience": "60 s"}
    agents = {"g": {"staff": 0, "skills": ["a", "b"]}}
    day = live(clock, a_model(queues=queues(a=own, b=own), agents=agents, customers=BY_QUEUE))
    assert day.ends == [("abandoned", 30), ("abandoned", 60)]


def test_what_is_left_of_a_patience_is_not_shortened_again(clock):
    again = {"redials": {"abandoned": AGAIN | {"attempts": 1, "patience": "left"}}}
    own = {"arrivals": times(0), "patience": "60 s"} | again
    ones = {"segments": {"x": {"share": 1, "patience_factor": 0.5}}}
    day = live(clock, a_model(queues=queues(a=own), agents=NOBODY_THERE, customers=ones))
    assert day.column("patience") == [30, 0]


def test_valued_customers_wait_before_others_and_behind_their_like(clock):
    """Passed on to c: 1 and 3 are of y, with priority 2; 2 and 4 of x, with priority 1."""
    passed = {"talk": "1 s", "transfers": {"c": "100%"}}
    x, y = {"arrivals": times(10, 30)} | passed, {"arrivals": times(1, 20)} | passed
    model = a_model(
        queues=queues(a=x, b=y, c={"arrivals": times(0), "talk": "60 s"}),
        agents={
            "g": {"staff": 9, "skills": ["a", "b"]},
            "h": {"staff": 1, "skills": ["c"]},
        },
        customers={
            "segments": {
                "x": {"share": "50%", "queues": {"b": 0, "c": 0}},
                "y": {"share": "50%", "queues": {"a": 0}, "priority": 2},
            }
        },
    )
    day = live(clock, model)
    answered = {
        int(day.log.legs[n]["before"]): row["answered_at"]
        for n, row in enumerate(day.log.contacts)
        if row["queue"] == 2 and n >= 5
    }
    in_order = sorted(answered, key=answered.get)
    assert day.column("arrived_at")[:5] == [0, 1, 10, 20, 30]
    assert in_order == [2, 4, 1, 3]


@pytest.mark.parametrize(("agent", "wanted"), [("anybody", [0, 1, 0]), ("until_solved", [0, 0, 0])])
def test_the_first_agent_is_responsible_until_the_matter_is_solved(clock, agent, wanted):
    """Agent 1 has been idle for longer when the customer comes again."""
    own = {"arrivals": times(0), "resolves": 0, "recontact": AGAIN | {"attempts": 2}}
    day = live(
        clock,
        a_model(
            queues=queues(a=own),
            agents={"g": {"staff": 2, "skills": ["a"]}},
            customers={"segments": {"x": {"share": 1, "agent": agent}}},
        ),
    )
    assert day.agents == wanted


@pytest.mark.parametrize(
    ("agent", "wanted"), [("anybody", [0, 1]), ("until_solved", [0, 1]), ("always", [0, 0])]
)
def test_a_customers_own_agent_may_be_so_for_good(clock, agent, wanted):
    own = {"arrivals": times(0, 60)}
    day = live(
        clock,
        a_model(
            queues=queues(a=own),
            agents={"g": {"staff": 2, "skills": ["a"]}},
            customers={"number": 1, "segments": {"x": {"share": 1, "agent": agent}}},
        ),
    )
    assert day.agents == wanted


# ---------------------------------------------------------------------------------- temper, mood


def test_a_temper_changes_talk_and_patience(clock):
    temper = {"share": 1, "talk_factor": 3, "patience_factor": 0.25}
    own = {"arrivals": times(0, 1), "talk": "20 s", "patience": "40 s"}
    day = live(clock, a_model(queues=queues(a=own), customers={"tempers": {"odd": temper}}))
    assert day.ends == [(0, 0), ("abandoned", 11)]
    assert day.column("talk")[0] == 60


@pytest.mark.parametrize("word", ["comfortable", "gentle"])
def test_the_comfortable_are_also_called_gentle(clock, word):
    own = {"arrivals": times(0, 1), "talk": "200 s", "patience": "100 s"}
    day = live(clock, a_model(queues=queues(a=own), customers={"tempers": {word: 1}}))
    assert day.column("talk")[0] == pytest.approx(180)
    assert day.ends[1] == ("abandoned", pytest.approx(131))


def test_a_temper_changes_who_is_passed_on(clock):
    own = {"arrivals": times(0), "transfers": {"b": "50%"}}
    for factor, kinds in ((0, 1), (2, 2)):
        temper = {"share": 1, "transfer_factor": factor}
        model = a_model(
            queues=queues("b", a=own),
            agents={"g": {"staff": 1, "skills": ["a", "b"]}},
            customers={"tempers": {"odd": temper}},
        )
        assert len(live(clock, model).legs) == kinds


def test_a_talk_in_turns_has_the_tempers_factor(clock):
    own = {"channel": "messaging", "arrivals": times(0), "talk": "20 s"}
    channels = {"messaging": {"turns": {"count": 1, "pause": "5 s", "times_out": None}}}
    temper = {"share": 1, "talk_factor": 3}
    model = a_model(queues=queues(a=own), channels=channels, customers={"tempers": {"odd": temper}})
    assert live(clock, model).column("talk") == [60]


def test_a_bad_mood_changes_the_temper(clock):
    """Satisfaction −1 leaves a mood of −0.5, then −0.75."""
    tempers = {"calm": {"share": 1}, "cross": {"share": 0, "talk_factor": 2}}
    own = {"arrivals": times(0), "resolves": 0, "recontact": AGAIN | {"attempts": 2}}
    moods = {"memory": "50%", "sours_below": -0.6, "sours_to": "cross"}
    known = {"tempers": tempers, "moods": moods} | feels(resolution={"hurts": 1})
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert column(day, "temper") == [0, 0, 1]
    assert day.column("talk") == [10, 10, 20]
    assert day.log.customers["mood"].tolist() == [-0.875]


# ---------------------------------------------------------------------------------- satisfaction


@pytest.mark.parametrize(
    ("aspect", "wanted"),
    [
        ({"wait": {"expected": "30 s", "hurts": 0.6}}, [0, -0.3]),
        ({"wait": {"expected": "2 min", "hurts": 9, "pleases": 0.1}}, [0.2, 0.1]),
        ({"turnaround": {"expected": "40 s", "hurts": 36, "pleases": 0}}, [-0.2, -0.8]),
        ({"turnaround": {"expected": "2 min", "hurts": 0, "pleases": 36}}, [0.6, 0]),
        ({"courtesy": {"expected": "50%", "pleases": 0.5}}, [0.2, 0.2]),
        ({"courtesy": {"expected": "100%", "hurts": 2}}, [-0.2, -0.2]),
        ({"wait": {"expected": "0 s", "hurts": 9}}, [0, -1]),
    ],
)
def test_satisfaction_is_what_is_perceived_less_what_is_expected(clock, aspect, wanted):
    """The second waits for a minute; both talk for one."""
    own = {"arrivals": times(0, 0), "talk": "60 s"}
    known = feels(**{"courtesy": {"expected": "90%"}} | aspect)
    agents = {"g": {"staff": 1, "skills": ["a"], "courtesy": "90%"}}
    day = live(clock, a_model(queues=queues(a=own), agents=agents, customers=known))
    assert column(day, "satisfaction") == pytest.approx(wanted)


def test_repeats_and_unsolved_matters_hurt_each_time(clock):
    own = {"arrivals": times(0), "resolves": 0, "recontact": AGAIN | {"attempts": 2}}
    known = feels(repeats={"hurts": 0.1}, resolution={"hurts": 0.5})
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert column(day, "satisfaction") == pytest.approx([-0.5, -0.6, -0.7])
    assert column(day, "repeats") == [0, 1, 2]


def test_redials_are_repeats_and_what_is_never_answered_is_unsolved(clock):
    way = {"redials": {"abandoned": AGAIN | {"attempts": 1}}}
    own = {"arrivals": times(0), "patience": "60 s"} | way
    known = feels(repeats={"hurts": 0.1}, resolution={"hurts": 0.25}, wait={"hurts": 0.05})
    day = live(clock, a_model(queues=queues(a=own), agents=NOBODY_THERE, customers=known))
    assert column(day, "satisfaction") == pytest.approx([-0.25, -0.35])


def test_a_customer_who_is_passed_on_judges_at_the_end(clock):
    """The waits of the visit add up: 60 s in a, 45 s in b."""
    own = {"arrivals": times(0, 0), "talk": "60 s", "transfers": {"b": "100%"}}
    model = a_model(
        queues=queues(a=own, b={"talk": "105 s"}),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
        customers=feels(transfers={"hurts": 0.1}, wait={"expected": "0 s", "hurts": 0.2}),
    )
    day = live(clock, model)
    assert column(day, "satisfaction") == pytest.approx(
        [math.nan, math.nan, -0.1, -0.1 - 0.2 * 105 / 60], nan_ok=True
    )


def test_who_leaves_a_message_has_judged_nothing_yet(clock):
    own = {"arrivals": times(0), "patience": "9 s", "voicemail": {"to": "m", "giving_up": "100%"}}
    model = a_model(
        queues=queues(a=own, m={"channel": "voicemail"}),
        agents=NOBODY_THERE | {"h": {"staff": 1, "skills": ["m"]}},
        customers=feels(courtesy={"expected": "70%", "pleases": 1}),
    )
    found = column(live(clock, model), "satisfaction")
    assert found == pytest.approx([math.nan, 0.1], nan_ok=True)


def test_a_temper_makes_it_hurt_more(clock):
    own = {"arrivals": times(0), "resolves": 0}
    known = feels(resolution={"hurts": 0.3}) | {"tempers": {"odd": {"share": 1, "hurts_factor": 2}}}
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert column(day, "satisfaction") == pytest.approx([-0.6])


# ---------------------------------------------------------------------------------- complaints


def complaining(loyalty: dict | None = None, kind: dict | None = None, **more) -> dict:
    """Customers who all complain about an unsolved matter, 30 s later."""
    handled = {"share": 1, "at_once": 0, "later": 0} | (kind or {})
    complaints = {"to": "c", "share": 1, "delay": "30 s", "kinds": {"any": handled}} | more
    return feels(resolution={"hurts": 0.5}) | {"complaints": complaints, "loyalty": loyalty or {}}


def complaints_of(clock, known: dict) -> Day:
    """A contact at 0 that is not resolved in its 10 s."""
    model = a_model(
        queues=queues(a={"arrivals": times(0), "resolves": 0}, c={"talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "c"]}},
        customers=known,
    )
    return live(clock, model)


@pytest.mark.parametrize(
    ("kind", "settlement", "stays"),
    [
        ({"at_once": 1}, "SETTLED_AT_ONCE", "settled_at_once"),
        ({"later": 1}, "SETTLED_LATER", "settled"),
        ({}, "IN_VAIN", "unsolved"),
        ({"at_once": 1, "later": 1, "accepted": 0}, "TURNED_DOWN", "unsolved"),
    ],
)
@pytest.mark.parametrize("staying", [True, False])
def test_a_complaint_comes_and_is_settled_or_not(clock, kind, settlement, stays, staying):
    day = complaints_of(clock, complaining(ALL_LEAVE | {stays: int(staying)}, kind))
    assert day.legs == [(0, "fresh", -1), (40, "complaint", 0)]
    assert column(day, "complains") == [1, 0]
    assert column(day, "settled") == [Settlement.OPEN, Settlement[settlement]]
    assert losses(day) == ["kept", "kept" if staying else "complained"]
    assert lost(day) == ({} if staying else {"complained": 1})


def test_work_on_a_complaint_takes_as_long_as_its_kind_does(clock):
    day = complaints_of(clock, complaining(kind={"talk_factor": 1.5}))
    assert day.column("talk") == [10, 30]


def test_a_complaint_that_is_not_settled_at_once_is_taken_up_again(clock):
    known = complaining(ALL_LEAVE | {"settled": 1}, {"later": 1}, returns_after="60 s")
    day = complaints_of(clock, known)
    assert day.legs == [(0, "fresh", -1), (40, "complaint", 0), (120, "complaint", 1)]
    assert column(day, "settled") == [0, 0, Settlement.SETTLED_LATER]
    assert lost(day) == {}


@pytest.mark.parametrize(("same", "agents"), [(False, [0, 1, 0]), (True, [0, 1, 1])])
def test_a_complaint_may_be_taken_up_again_by_its_owner(clock, same, agents):
    """Two agents, the longest idle first: 0 had the matter, 1 the complaint."""
    known = complaining(returns_after="60 s", same_agent=same)
    model = a_model(
        queues=queues(a={"arrivals": times(0), "resolves": 0}, c={"talk": "20 s"}),
        agents={"g": {"staff": 2, "skills": ["a", "c"]}},
        customers=known,
    )
    assert live(clock, model).agents == agents


def test_a_complaint_may_be_taken_up_again_by_other_agents(clock):
    """A second line owns what the first has not settled; nothing is turned down any more."""
    kind = {"later": 1, "accepted": 0.999999}
    known = complaining({"settled": 1}, kind, returns_after="60 s", returns_to="d")
    model = a_model(
        queues=queues(a={"arrivals": times(0), "resolves": 0}, c={}, d={}),
        agents={"g": {"staff": 1, "skills": ["a", "c"]}, "h": {"staff": 1, "skills": ["d"]}},
        customers=known,
    )
    day = live(clock, model)
    assert day.agents == [0, 0, 1]
    assert column(day, "settled") == [0, 0, Settlement.SETTLED_LATER]


def test_who_complained_well_is_nobodys_until_the_next_matter(clock):
    """The agent responsible is so until the complaint is settled."""
    segment = {"segments": {"x": {"share": 1, "agent": "until_solved"}}}
    for kind, own in (({"at_once": 1}, -1), ({}, 0)):
        stays = {"settled_at_once": 1, "unsolved": 1}
        day = complaints_of(clock, complaining(stays, kind) | segment)
        assert day.log.customers["agent"].tolist() == [own]


def test_a_settled_complaint_mends_the_mood(clock):
    assert complaints_of(clock, complaining()).log.customers["mood"].tolist() == [-0.25]
    mended = complaints_of(clock, complaining(kind={"at_once": 1}))
    assert mended.log.customers["mood"].tolist() == [0]


def test_a_temper_complains_more_or_less(clock):
    for factor, kinds in ((0, 1), (2, 2)):
        odd = {"tempers": {"odd": {"share": 1, "complaint_factor": factor}}}
        day = complaints_of(clock, complaining(share="50%") | odd)
        assert len(day.legs) == kinds


def test_who_will_come_again_does_not_complain_yet(clock):
    own = {"arrivals": times(0), "resolves": 0, "recontact": AGAIN | {"attempts": 1}}
    model = a_model(
        queues=queues(a=own, c={}),
        agents={"g": {"staff": 1, "skills": ["a", "c"]}},
        customers=complaining(),
    )
    day = live(clock, model)
    assert [kind for _, kind, _ in day.legs] == ["fresh", "recontact", "complaint"]
    assert column(day, "annoyed") == [1, 1, 0]
    assert column(day, "complains") == [0, 1, 0]


def test_a_complaint_after_the_end_is_not_heard_and_nothing_is_decided(clock):
    day = complaints_of(clock, complaining(ALL_LEAVE, delay="2 d"))
    assert day.legs == [(0, "fresh", -1)]
    assert column(day, "complains") == [1]
    assert lost(day) == {}


# ---------------------------------------------------------------------------------- loyalty


def test_who_is_content_stays_and_who_is_annoyed_leaves_for_a_cause(clock):
    own = {"arrivals": times(0, 0), "talk": "60 s"}
    known = feels(wait={"expected": "0 s", "hurts": 1}) | {"loyalty": {"poor": 0}}
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert losses(day) == ["kept", "poor"]
    unsolved = a_model(
        queues=queues(a=own | {"patience": "30 s"}),
        customers=feels(resolution={"hurts": 1}) | {"loyalty": {"unsolved": 0}},
    )
    assert losses(live(clock, unsolved)) == ["kept", "unsolved"]


ONE = {"number": 1}


def test_a_lost_customer_stays_away(clock):
    own = {"arrivals": times(0, 60, 120)}
    known = feels() | ONE | {"loyalty": ALL_LEAVE}
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert day.ends == [(0, 0), ("stayed_away", 60), ("stayed_away", 120)]
    assert lost(day) == {"poor": 1}
    assert day.log.customers["lost"].tolist() == [Loss.POOR]


def test_a_new_customer_takes_the_place_of_a_lost_one(clock):
    """Lost at 10, 110 and 204, each replaced 60 s later."""
    own = {"arrivals": times(0, 60, 65, 100, 125, 194, 210), "talk": "10 s"}
    gains = {"gains": {"share": 1, "after": "60 s"}}
    known = feels() | ONE | {"loyalty": ALL_LEAVE | gains}
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    away = [end == "stayed_away" for end, _ in day.ends]
    assert away == [False, True, True, False, True, False, True]
    assert lost(day) == {"poor": 3}
    assert day.log.segments["gained"].tolist() == [3]
    assert day.log.customers["generation"].tolist() == [3]


@pytest.mark.parametrize(
    ("tells", "put_off", "gained"), [(0, "100%", 1), (20, "50%", 0), (20, "0%", 1)]
)
def test_who_is_told_of_poor_service_is_not_won(clock, tells, put_off, gained):
    """Ten potential customers, all of whom hear of it; the place of the lost one stays empty."""
    gains = {"share": 1, "after": "60 s", "potential": 10, "put_off": put_off}
    loyal = {"loyalty": {"poor": 0, "unsolved": 0, "tells": tells, "gains": gains}}
    own = {"arrivals": times(0), "resolves": 0}
    known = feels(resolution={"hurts": 1}) | ONE | loyal
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert lost(day) == {"unsolved": 1}
    assert day.log.segments["gained"].tolist() == [gained]
    assert day.log.segments["put_off"].tolist() == [10 if tells and put_off == "50%" else 0]


def test_the_fewer_are_left_the_fewer_can_be_put_off(clock):
    """Of ten, the first puts off half, the second half of the rest; each was told five."""
    gains = {"share": 0, "after": "60 s", "potential": 10, "put_off": "100%"}
    own = {"arrivals": times(0, 20), "resolves": 0}
    loyal = {"loyalty": {"poor": 1, "unsolved": 1, "tells": 5, "gains": gains}}
    known = feels(resolution={"hurts": 1}) | ONE | loyal
    day = live(clock, a_model(queues=queues(a=own), customers=known))
    assert day.log.segments["put_off"].tolist() == [7.5]


def test_matters_that_end_well_are_counted_until_the_customer_is_lost(clock):
    own = {"arrivals": times(0, 20, 40)}
    known = feels() | ONE | {"loyalty": {"good": 1}}
    assert live(clock, a_model(queues=queues(a=own), customers=known)).log.customers[
        "content"
    ].tolist() == [3]


def test_who_leaves_of_its_own_does_so_whether_it_comes_or_not(clock):
    churn = {"churn": {"competitor": 100}}  # 3.65 days on average
    own = {"arrivals": times(0)}
    known = ONE | {"number": 500, "loyalty": churn}
    day = live(clock, a_model(days=30, queues=queues(a=own), customers=known))
    left = day.log.customers["leaves_at"] <= 30 * 86400
    assert lost(day) == {"competitor": int(left.sum())}
    assert np.array_equal(day.log.customers["lost"] == Loss.COMPETITOR, left)


def test_a_busy_signal_is_judged_too(clock):
    known = feels(resolution={"hurts": 1}) | {"loyalty": {"unsolved": 0}}
    own = {"arrivals": times(0, 1), "talk": "60 s"}
    day = live(clock, a_model(lines=1, queues=queues(a=own), customers=known))
    assert day.ends == [(0, 0), ("no_line", 1)]
    assert losses(day) == ["kept", "unsolved"]


# ---------------------------------------------------------------------------------- luck


def test_customers_are_the_same_whatever_the_staff(clock):
    own = {"arrivals": "900/hour", "patience": "exponential mean 1 min", "talk": "20 s"}
    known = {
        "number": 40,
        "preset": "pyramid",
        "tempers": {"comfortable": "50%", "irate": "50%"},
    }
    days = [
        live(
            clock,
            a_model(
                queues=queues(a=own),
                agents={"g": {"staff": staff, "skills": ["a"]}},
                customers=known,
            ),
        )
        for staff in (2, 8)
    ]
    for name in ("segment", "customer", "temper"):
        assert column(days[0], name) == column(days[1], name)


@pytest.mark.parametrize("passed_on", [False, True])
def test_a_complaint_that_is_resolved_is_no_resolution_at_the_first_contact(clock, passed_on):
    own = {"transfers": {"d": "100%"}} if passed_on else {}
    model = a_model(
        queues=queues(
            a={"arrivals": times(0), "resolves": 0}, b={"resolves": "100%"} | own, d={"resolves": 1}
        ),
        agents={"g": {"staff": 2, "skills": ["a", "b", "d"]}},
        customers={"complaints": {"to": "b", "share": "100%", "delay": "20 s"}},
    )
    day = live(clock, model)
    assert day.legs[:2] == [(0, "fresh", -1), (30, "complaint", 0)]
    assert day.resolved == ([0, -1, 1] if passed_on else [0, 1])
    sums = Counter(day.program, model, clock).count(day.log).by_queue
    assert (sums["first_asked"].sum(), sums["first_resolved"].sum()) == (1, 0)


def test_a_scenario_without_customers_is_as_it_was(clock):
    """Customers who differ in nothing, and all stay, change nothing of what happens."""
    own = {
        "arrivals": "600/hour",
        "patience": "exponential mean 1 min",
        "talk": "exponential mean 30 s",
        "redials": {"abandoned": {"share": "50%", "delay": "exponential mean 1 min"}},
    }
    agents = {"g": {"staff": 3, "skills": ["a"]}}
    without = live(clock, a_model(queues=queues(a=own), agents=agents))
    alike = live(clock, a_model(queues=queues(a=own), agents=agents, customers={}))
    assert len(without.log.verdicts) == 0
    assert_same_log(without.log, _without_customers(alike.log))


def _without_customers(log):
    from dataclasses import replace

    return replace(log, **{
        name: getattr(log, name)[:0] for name in ("verdicts", "customers", "segments", "losses")
    })  # fmt: skip
