"""Other ways that the IVR offers instead of a queue, by hand.

Contacts of queue a hear a menu of 5 s, then are offered a text message, or to leave a message in
queue m; it takes 3 s. Shares are 0 or 100%, so that nothing is left to chance; talks last 10 s.
"""

import math

import numpy as np
import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import QUEUE_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import Deflected, Outcome
from cic.report.explain import explain
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, assert_same_log, live, queues, times

SMS = {"by": "sms", "accepted": "100%", "takes": "3 s"}
VAIN = SMS | {"success": "0%"}
AGAIN = {"share": "100%", "delay": "20 s", "attempts": 2}
MESSAGE = {"by": "voicemail", "to": "m", "accepted": "100%", "takes": "3 s"}
ONE = {"g": {"staff": 1, "skills": ["a", "m"]}}


def parts_of(offer: dict | None, *at: float, ports: int | None = None, **own):
    """The scenario, as it is written."""
    choice = {"go": "own queue", "share": "100%"} | ({} if offer is None else {"deflection": offer})
    ivr = {"start": "w", "menus": {"w": {"prompt": "5 s", "choices": {"1": choice}}}}
    more = own.pop("more", {})
    a = {"arrivals": times(*at), "through": "w"} | own
    given = {"queues": queues(a=a, m={"channel": "voicemail"}), "agents": ONE, "ivr": ivr}
    return given | ({} if ports is None else {"ivr": ivr | {"ports": ports}}) | more


def offered(offer: dict | None, *at: float, **own):
    """Contacts of a who are offered something, at these instants."""
    return a_model(**parts_of(offer, *at, **own))


def came_of(day):
    """What came of each offer."""
    return [Deflected(n).name.lower() for n in day.log.asides["deflection"]]


def figures(model, day, *names, clock=None):
    counts = Counter(day.program, model, clock or SimpyClock()).count(day.log)
    table = Estimates([counts], day.program, model, confidence=0.95)
    return [float(table.queue(QUEUE_MEASURE[name]).value[-1]) for name in names]


def test_who_is_helped_is_gone_and_has_never_been_in_the_queue(clock):
    day = live(clock, offered(SMS, 0, 2))
    assert day.ends == [("deflected", 8), ("deflected", 10)]
    assert np.isnan(day.column("queued_at")).all()
    assert came_of(day) == ["helped"] * 2


def test_who_is_not_helped_goes_on_to_the_queue(clock):
    day = live(clock, offered(VAIN, 0, 1))
    assert day.ends == [(8, 0), (18, 0)]
    assert day.column("queued_at") == [8, 9]
    assert came_of(day) == ["in_vain"] * 2


def test_or_has_hung_up_and_calls_again_and_is_asked_again(clock):
    day = live(clock, offered(VAIN | {"redial": AGAIN}, 0))
    assert day.ends == [("deflected", 8), ("deflected", 36), ("deflected", 64)]
    assert day.legs == [(0, "fresh", -1), (28, "redial", 0), (56, "redial", 1)]


def test_later_calls_have_a_share_of_their_own(clock):
    day = live(clock, offered(VAIN | {"redial": AGAIN | {"later": "0%"}}, 0))
    assert day.ends == [("deflected", 8), ("deflected", 36)]


def test_another_queue_may_be_called_then(clock):
    day = live(clock, offered(VAIN | {"redial": AGAIN | {"to": "b"}}, 0, more={
        "queues": queues("b", a={"arrivals": times(0), "through": "w"}),
        "agents": {"g": {"staff": 1, "skills": ["a", "b"]}},
    }))  # fmt: skip
    assert day.ends == [("deflected", 8), (28, 0)]


def test_a_message_is_work_in_its_queue(clock):
    day = live(clock, offered(MESSAGE, 0, 1))
    assert day.ends == [("left_message", 8), ("left_message", 9), (8, 0), (18, 0)]
    assert day.legs[2:] == [(8, "message", 0), (9, "message", 1)]
    assert came_of(day)[:2] == ["message_left"] * 2


def test_who_declines_comes_to_the_queue_at_once(clock):
    nobody = SMS | {"accepted": 1e-9}
    day = live(clock, offered(nobody, 0))
    assert day.ends == [(5, 0)]
    assert came_of(day) == ["declined"]


def test_it_is_offered_only_to_who_would_wait_for_so_long(clock):
    """The agent is idle at 5; busy at 6 and 7: a talk takes 10 s, so one ahead means 20 s."""
    day = live(clock, offered(SMS | {"offered_at": "10 s"}, 0, 1, 2))
    assert day.ends == [(5, 0), ("deflected", 9), ("deflected", 10)]
    day = live(clock, offered(SMS | {"offered_at": "20 s"}, 0, 1, 2))
    assert day.ends == [(5, 0), (15, 0), ("deflected", 10)]
    assert came_of(day) == ["not_offered", "not_offered", "helped"]


def test_where_nobody_is_on_duty_no_wait_is_predicted_and_nothing_offered(clock):
    late = {"shifts": [{"from": "08:05", "until": "08:09", "agents": 1}], "skills": ["a", "m"]}
    day = live(clock, offered(SMS | {"offered_at": "0 s"}, 0, more={"agents": {"g": late}}))
    assert came_of(day) == ["not_offered"]


def test_the_port_and_the_line_are_held_until_it_is_through(clock):
    """A port that comes free at an instant is taken by who calls then."""
    day = live(clock, offered(SMS, 0, 7, 8, ports=1))
    assert day.ends == [("deflected", 8), ("no_port", 7), ("deflected", 16)]
    day = live(clock, offered(SMS, 0, 7, 8, more={"lines": 1}))
    assert day.ends == [("deflected", 8), ("no_line", 7), ("deflected", 16)]


def test_at_the_instant_a_talk_ends_who_goes_on_then_is_taken_before_who_comes(clock):
    """At 15 a talk ends, one is through with the offer in vain, and another comes straight."""
    more = {"queues": queues("m", a={"arrivals": times(7), "through": "w"},
                             b={"arrivals": times(5, 15)}),
            "agents": {"g": {"staff": 1, "skills": ["a", "b"]}}}  # fmt: skip
    day = live(clock, offered(VAIN, 7, more=more))
    assert day.column("arrived_at") == [5, 7, 15]
    assert day.ends == [(5, 0), (15, 0), (25, 0)]


def test_whose_message_would_come_after_the_end_goes_on_to_the_queue(clock):
    """The run ends after 24 h, and by then it is closed."""
    day = live(clock, offered(MESSAGE | {"takes": "24 h"}, 0))
    assert day.ends == [("sent_away", 86405)]
    assert came_of(day) == ["in_vain"]


def test_measures_of_offers_by_hand(clock):
    """Of three that are offered a text message all accept: none is helped; they call once more."""
    model = offered(VAIN | {"redial": AGAIN | {"attempts": 1, "to": "b"}}, 0, 1, 2, more={
        "queues": queues("b", a={"arrivals": times(0, 1, 2), "through": "w"}),
        "agents": {"g": {"staff": 1, "skills": ["a", "b"]}},
    })  # fmt: skip
    day = live(clock, model)
    names = ("offered", "deflections_offered", "deflections_accepted", "deflected",
             "deflected_share", "deflections_helped", "deflection_containment", "abandoned",
             "blocked", "answered", "redials", "customers_served",
             "customers_unserved")  # fmt: skip
    told = figures(model, day, *names, clock=clock)
    assert told == [6, 3, 3, 3, 0.5, 0, 0, 0, 0, 3, 3, 3, 0]
    model = offered(SMS, 0, 1)
    told = figures(model, live(clock, model), *names, clock=clock)
    assert told == [2, 2, 2, 2, 1, 2, 1, 0, 0, 0, 0, 2, 0]
    model = offered(None, 0)
    told = figures(model, live(clock, model), "deflected", "deflection_containment", clock=clock)
    assert told[0] == 0
    assert math.isnan(told[1])


RANDOM = {"arrivals": "400/hour", "talk": "exponential mean 30 s",
          "patience": "exponential mean 20 s"}  # fmt: skip
SOME = {"by": "web", "accepted": "40%", "success": "50%", "takes": "exponential mean 5 s",
        "redial": {"share": "50%", "delay": "exponential mean 60 s"}}  # fmt: skip


def test_what_a_caller_makes_of_an_offer_depends_neither_on_staff_nor_on_more_who_accept(clock):
    found = []
    for staff, accepted in ((1, "40%"), (3, "40%"), (1, "60%")):
        crew = {"agents": {"g": {"staff": staff, "skills": ["a", "m"]}}}
        log = live(clock, offered(SOME | {"accepted": accepted}, more=crew, **RANDOM)).log
        first = log.first_contacts
        made, outcome = log.asides["deflection"][:first], log.contacts["outcome"][:first]
        found.append((made.copy(), outcome.copy()))
    assert np.array_equal(found[0][0], found[1][0])
    left = [outcome == Outcome.DEFLECTED for _, outcome in found]
    assert np.array_equal(left[0], left[1])
    assert left[2][left[0]].all()
    assert left[2].sum() > left[0].sum() > 5
    helped = found[0][0] == Deflected.HELPED
    assert np.array_equal(found[2][0][left[0]] == Deflected.HELPED, helped[left[0]])


@pytest.mark.parametrize("offer", [SOME | {"accepted": "0%"}, MESSAGE | {"accepted": "0%"}])
def test_an_offer_that_nobody_accepts_changes_nothing(clock, offer):
    assert_same_log(
        live(clock, offered(None, **RANDOM)).log, live(clock, offered(offer, **RANDOM)).log
    )


def test_who_is_deflected_is_not_lost():
    written = parts_of(SMS, 0, cost={"lost": 5}, more={"currency": "EUR"})
    run = cic.run(from_dict(PLAIN | written), replications=2, seed=1)
    assert run.estimate("cost_of_lost").value == 0


def test_offers_are_explained_and_told():
    offer = SMS | {"offered_at": "10 s", "success": "0%"}
    scenario = from_dict(PLAIN | parts_of(offer, 0, 1, 2))
    text = " ".join(explain(scenario).split())
    assert "before it a text message is offered from a predicted wait of 10 s on" in text
    assert "100% accept, which takes 3 s; 0% of them are helped, the others go on" in text
    day = live(SimpyClock(), scenario.model)
    lines = [line.split("  ", 1)[1] for line in tell(day.log, day.program, scenario.model)]
    assert "contact 1 (a) is offered a text message, and accepts" in lines
    assert "contact 1 (a) is not helped by it" in lines
    frame = cic.run(scenario, replications=2, seed=1).contacts
    assert frame["deflection"].tolist()[:2] == ["not_offered", "in_vain"]
    again = from_dict(PLAIN | parts_of(VAIN | {"redial": AGAIN}, 0))
    assert "of the others 100% try again after 20 s" in " ".join(explain(again).split())
    message = from_dict(PLAIN | parts_of(MESSAGE, 0))
    assert "the message comes to m" in " ".join(explain(message).split())
    assert "100.0% take another way" in " ".join(explain(message).split())
    day = live(SimpyClock(), message.model)
    lines = [line.split("  ", 1)[1] for line in tell(day.log, day.program, message.model)]
    assert "contact 0 (a) leaves a message" in lines
