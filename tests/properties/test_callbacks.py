"""What must hold where customers are called back, together with all other ways of coming again."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cic.program.codes import ANSWERS, ContactState, Deflected, Outcome
from cic.program.leg_codes import CALLBACK, FRESH, OWN_CALL
from cic.scenario.callbacks import Callback
from tests.properties.centres import is_sound, leading_centres, quick
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, estimates, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
KINDS = ("fresh", "redials", "recontacts", "replies", "messages", "transfers", "callbacks",
         "own_calls")  # fmt: skip
ENDS = ("callbacks_reached", "callbacks_not_reached", "callbacks_cancelled", "callbacks_lost",
        "callbacks_owed")  # fmt: skip


@st.composite
def calling_centres(draw, *, whole_seconds=False):
    """A centre whose contacts lead to others, and which calls back."""
    model = draw(leading_centres(whole_seconds=whole_seconds))
    times = ["1 s", "5 s", "20 s"] if whole_seconds else ["exponential mean 9 s", "4 s"]
    laws = st.sampled_from(times)
    shares = st.sampled_from(["30%", "60%", "100%"])
    queues = {}
    for name, queue in model.queues.items():
        queues[name] = queue
        medium = model.medium(queue.channel)
        if medium.deferred or medium.turns is not None or not draw(st.integers(0, 4)):
            continue
        attempts = draw(st.integers(1, 3))
        parts = {
            "offered_at": draw(st.sampled_from(["0 s", "0 s", "2 s", "10 s"])),
            "predictor": draw(st.sampled_from(["queue_length", "head_of_line", "last_wait",
                                               "queue_length_with_abandonment"])),
            "accepted": draw(shares),
            "first": draw(st.sampled_from(["agent", "customer"])),
            "answered": draw(shares),
            "rings": draw(laws | st.just("0 s")),
            "gives_up_after": draw(st.sampled_from(["0 s", "5 s", "20 s"])),
            "attempts": attempts,
        }  # fmt: skip
        if attempts > 1:
            parts["retry_after"] = draw(laws)
        if draw(st.booleans()):
            parts["after"] = draw(laws)
        if draw(st.booleans()):
            parts["own_call"] = {"share": draw(shares), "delay": draw(laws)}
        callback = Callback.model_validate(parts)
        queues[name] = queue.model_copy(update={"callback": callback})
    model = model.model_copy(update={"queues": queues})
    assume(is_sound(model) and any(queue.calls_back for queue in queues.values()))
    return model


@flavours
@quick(6)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures(data, seed, whole_seconds):
    assert_same_figures(data.draw(calling_centres(whole_seconds=whole_seconds)), seed)


@pytest.mark.long
@flavours
@quick(300)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures_of_many_centres(data, seed, whole_seconds):
    assert_same_figures(data.draw(calling_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(10)
@given(data=st.data(), seed=seeds)
def test_each_callback_was_asked_for_and_ends_once(data, seed, whole_seconds):
    model = data.draw(calling_centres(whole_seconds=whole_seconds))
    log = a_day(model, seed).log
    contacts, legs, tries = log.contacts, log.legs, log.tries
    callbacks = np.flatnonzero(legs["kind"] == CALLBACK)
    asked = np.flatnonzero(contacts["outcome"] == Outcome.ASKED_CALLBACK)
    assert sorted(legs["before"][callbacks]) == asked.tolist(), "one for each who asked"
    assert np.all(tries["offered"][asked] == 1)
    own_calls = Counter(legs["before"][legs["kind"] == OWN_CALL].tolist())
    ends = [Outcome.ANSWERED, Outcome.NOT_REACHED, Outcome.CANCELLED, Outcome.INSIDE,
            Outcome.ABANDONED, Outcome.SENT_AWAY, Outcome.LEFT_MESSAGE]  # fmt: skip
    for n in callbacks:
        contact, tried, asker = contacts[n], tries[n], int(legs[n]["before"])
        outcome = contact["outcome"]
        callback = list(model.queues.values())[contact["queue"]].callback
        assert outcome in ends
        assert (outcome == Outcome.INSIDE) == (contact["state"] != ContactState.GONE)
        assert contact["queue"] == contacts[asker]["queue"]
        assert contact["arrived_at"] == contacts[asker]["ended_at"]
        assert tried["attempts"] <= callback.attempts
        assert (outcome == Outcome.NOT_REACHED) <= (tried["attempts"] == callback.attempts)
        assert own_calls[n] == (outcome == Outcome.CANCELLED)
        there = outcome in (Outcome.ANSWERED, Outcome.ABANDONED, Outcome.SENT_AWAY,
                            Outcome.LEFT_MESSAGE)  # fmt: skip
        assert tried["there"] == there or outcome == Outcome.INSIDE
        assert there <= (tried["attempts"] >= 1)
        assert callback.first == "customer" or outcome not in ends[4:]
        assert not tried["offered"]
        if outcome == Outcome.ANSWERED:
            assert contact["answered_at"] >= contact["arrived_at"]
    followed = Counter(legs["before"][legs["kind"] != FRESH].tolist())
    assert max(followed.values(), default=0) <= 1, "a contact leads to one other at most"


@flavours
@quick(10)
@given(data=st.data(), seed=seeds)
def test_contacts_callbacks_and_customers_add_up(data, seed, whole_seconds):
    model = data.draw(calling_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    contacts, legs = day.log.contacts, day.log.legs
    found = estimates(day, model).queue_table()
    for place in range(len(model.queues) + 1):
        told = {name: float(table.value[place]) for name, table in found.items()}
        assert told["offered"] == sum(told[kind] for kind in KINDS)
        assert told["callbacks"] == told["callbacks_accepted"] == sum(told[end] for end in ENDS)
        assert told["callbacks_accepted"] <= told["callbacks_offered"]
        assert told["offered"] == sum(
            told[name] for name in
            ("answered", "abandoned", "blocked", "self_served", "inside", "left_message",
             "callbacks_accepted", "callbacks_not_reached", "callbacks_cancelled", "callbacks_lost",
             "deflected")
        )  # fmt: skip
    assert told["offered"] == len(contacts)
    assert told["own_calls"] == told["callbacks_cancelled"]
    assert told["customers_served"] + told["customers_unserved"] == told["fresh"]
    served = np.isin(contacts["outcome"], [*ANSWERS, Outcome.SELF_SERVED, Outcome.CONTAINED])
    if len(day.log.asides):
        served |= day.log.asides["deflection"] == Deflected.HELPED
    origin = np.where(legs["kind"] == FRESH, np.arange(len(legs)), legs["origin"])
    assert told["customers_served"] == len(set(origin[served].tolist()))


@flavours
@quick(6)
@given(data=st.data(), seed=seeds)
def test_an_agent_has_one_customer_at_a_time_where_it_may_have_no_more(data, seed, whole_seconds):
    model = data.draw(calling_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    if day.program.desks.several:
        return
    contacts = day.log.contacts
    taken = contacts[np.isin(contacts["outcome"], ANSWERS)]
    for a in set(taken["agent"].tolist()):
        mine = np.sort(taken[taken["agent"] == a], order=["answered_at", "ended_at"])
        done = mine["ended_at"] + mine["wrap_up"]
        assert np.all(mine["answered_at"][1:] >= done[:-1])


@pytest.mark.long
def test_callbacks_end_in_all_ways():
    """The centres above are no idle ones: round after round, until all has been seen."""
    seen: Counter[int] = Counter()

    @settings(quick(40), derandomize=False)
    @given(model=calling_centres(), seed=seeds)
    def search(model, seed):
        log = a_day(model, seed).log
        seen.update(log.contacts["outcome"][log.legs["kind"] == CALLBACK].tolist())

    for _ in range(12):
        search()
        if {Outcome.ANSWERED, Outcome.NOT_REACHED, Outcome.CANCELLED, Outcome.ABANDONED} <= set(
            seen
        ):
            return
    raise AssertionError(seen)
