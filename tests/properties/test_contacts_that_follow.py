"""What must hold where contacts lead to others: redials, recontacts, transfers, messages."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cic.program.codes import ABANDONMENTS, ANSWERS, BLOCKS, Deflected, Outcome
from cic.program.leg_codes import FRESH, MESSAGE, RECONTACT, REDIAL, REPLY, TRANSFER, LegKind
from cic.scenario.checks_names import deflections
from tests.properties.centres import leading_centres, quick
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, counted, estimates, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
SUMS = {FRESH: "fresh", REDIAL: "redials", RECONTACT: "recontacts", REPLY: "replies",
        MESSAGE: "messages", TRANSFER: "transfers"}  # fmt: skip


@flavours
@quick(22)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures(data, seed, whole_seconds):
    assert_same_figures(data.draw(leading_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(22)
@given(data=st.data(), seed=seeds)
def test_each_contact_follows_one_that_has_ended_so(data, seed, whole_seconds):
    model = data.draw(leading_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    contacts, legs = day.log.contacts, day.log.legs
    if not len(legs):
        return
    assert np.all(legs["kind"][: day.log.first_contacts] == FRESH)
    followed: Counter[int] = Counter()
    for n in range(day.log.first_contacts, len(legs)):
        leg, before = legs[n], int(legs[n]["before"])
        followed[before] += 1
        assert before < n
        ended = contacts[before]["ended_at"]
        if len(day.log.asides) and day.log.asides[before]["to"] == n:  # its agent stayed
            ended = day.log.asides[before]["consults_at"]
            _agent_stayed(day.log, n, before)
        assert contacts[n]["arrived_at"] >= ended
        assert contacts[n]["arrived_at"] < model.days * 86400
        assert leg["level"] == (legs[before]["level"] if before >= 0 else 0) + 1
        origin = legs[before]["origin"] if legs[before]["kind"] != FRESH else before
        assert leg["origin"] == origin
        outcome = contacts[before]["outcome"]
        served = outcome in ANSWERS
        assert served == (leg["kind"] in (RECONTACT, REPLY, TRANSFER))
        assert (outcome == Outcome.LEFT_MESSAGE) == (leg["kind"] == MESSAGE)
    assert max(followed.values(), default=0) <= 1, "a contact leads to one other at most"


def _agent_stayed(log, n, before):
    """The first agent is free when the conference is over, the customer gone, or the wait over."""
    first, second, aside = log.contacts[before], log.contacts[n], log.asides[before]
    if np.isnan(aside["joined_at"]):
        assert first["ended_at"] >= aside["consults_at"]
        until = second["answered_at"] if second["outcome"] in ANSWERS else second["ended_at"]
        assert np.isnan(until) or until >= first["ended_at"]
    else:
        assert aside["joined_at"] == second["answered_at"]
        assert first["ended_at"] == aside["ends_at"] >= aside["joined_at"]


@flavours
@quick(22)
@given(data=st.data(), seed=seeds)
def test_contacts_and_customers_add_up(data, seed, whole_seconds):
    model = data.draw(leading_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    contacts, legs = day.log.contacts, day.log.legs
    sums = counted(day, model).by_queue
    found = estimates(day, model).queue_table()
    told = {name: float(table.value[-1]) for name, table in found.items()}
    kinds = ("fresh", "redials", "recontacts", "replies", "messages", "transfers")
    assert told["offered"] == sum(told[kind] for kind in kinds) == len(contacts)
    assert told["customers_served"] + told["customers_unserved"] == told["fresh"]
    assert told["offered"] == sum(
        told[name] for name in
        ("answered", "abandoned", "blocked", "self_served", "inside", "left_message", "deflected")
    )  # fmt: skip
    if not len(legs):
        return
    for kind, count in Counter(legs["kind"].tolist()).items():
        assert sums[SUMS[kind]].sum() == count, LegKind(kind).name
    of = defaultdict(list)
    for n, leg in enumerate(legs):
        of[int(leg["origin"]) if leg["kind"] != FRESH else n].append(n)
    assert len(of) == told["fresh"]
    served = np.isin(contacts["outcome"], [*ANSWERS, Outcome.SELF_SERVED, Outcome.CONTAINED])
    if len(day.log.asides):
        served |= day.log.asides["deflection"] == Deflected.HELPED
        _offers_add_up(day.log, told)
    assert told["customers_served"] == sum(served[mine].any() for mine in of.values())


@flavours
@quick(25)
@given(data=st.data(), seed=seeds)
def test_a_customer_is_lost_once(data, seed, whole_seconds):
    """With the contact in vain that no other follows, in the last queue it came to."""
    model = data.draw(leading_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    contacts, legs, asides = day.log.contacts, day.log.legs, day.log.asides
    assume(len(legs))
    followed = set(legs["before"][legs["kind"] != FRESH].tolist())
    lost = Counter()
    for c, row in enumerate(contacts):
        in_vain = row["outcome"] in (*ABANDONMENTS, *BLOCKS)
        if row["outcome"] == Outcome.DEFLECTED:
            in_vain = asides[c]["deflection"] == Deflected.IN_VAIN
        if in_vain and c not in followed:
            n = c
            while contacts[n]["queue"] < 0 and legs[n]["kind"] != FRESH:
                n = int(legs[n]["before"])
            lost[int(contacts[n]["queue"])] += 1
    told = estimates(day, model).queue_table()["customers_lost"].value
    assert told.tolist() == [*(lost[q] for q in range(len(model.queues))), sum(lost.values())]


def _offers_add_up(log, told):
    """Who accepts another way is helped, leaves a message, hangs up in vain, or goes on."""
    made, outcome = log.asides["deflection"], log.contacts["outcome"]
    assert told["deflections_offered"] == (made != Deflected.NOT_OFFERED).sum()
    assert told["deflections_accepted"] == (made > Deflected.DECLINED).sum()
    assert told["deflected"] == (outcome == Outcome.DEFLECTED).sum()
    assert told["deflections_helped"] == (made == Deflected.HELPED).sum() <= told["deflected"]
    assert not np.any(made == Deflected.ACCEPTED), "nobody stays on the line for ever"
    ends = (Deflected.HELPED, Deflected.IN_VAIN)
    assert np.isin(made[outcome == Outcome.DEFLECTED], ends).all()
    assert np.all(outcome[made == Deflected.MESSAGE_LEFT] == Outcome.LEFT_MESSAGE)
    assert np.all(np.isnan(log.contacts["queued_at"][outcome == Outcome.DEFLECTED]))


@flavours
@quick(40)
@given(data=st.data(), seed=seeds)
def test_attempts_stay_within_their_limits(data, seed, whole_seconds):
    model = data.draw(leading_centres(whole_seconds=whole_seconds))
    legs = a_day(model, seed).log.legs
    queues = model.queues.values()
    redials = [one for queue in queues for one in queue.redials.values()]
    redials += [offer.redial for _, offer in deflections(model) if offer.redial is not None]
    most = max((one.attempts for one in redials), default=0)
    assert not len(legs) or legs["redials"].max() <= most
    most = max((queue.recontact.attempts for queue in queues if queue.recontact), default=0)
    assert not len(legs) or legs["recontacts"].max() <= most


def test_contacts_come_about_in_all_ways():
    """The centres above are no idle ones: round after round, until all has been seen."""
    seen: Counter[int] = Counter()

    @settings(quick(40), derandomize=False)
    @given(model=leading_centres(), seed=seeds)
    def search(model, seed):
        seen.update(a_day(model, seed).log.legs["kind"].tolist())

    for _ in range(12):
        search()
        if {REDIAL, RECONTACT, TRANSFER, MESSAGE} <= set(seen):
            return
    raise AssertionError(seen)
