"""What must hold of the naive model on any scenario; and that the random scenarios reach it all."""

import math
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from cic.scenario.channels import slows_down
from cic.scenario.scenario import Model
from cic.units import DAY
from tests.oracle.naive import NaiveContact, run_naive
from tests.oracle.naive_desks import run_naive_desks
from tests.oracle.naive_time import rosters
from tests.oracle.scenarios import AGENT_POLICIES, CONTACT_POLICIES, cases
from tests.oracle.scenarios_of_channels import channel_cases

quick = settings(
    max_examples=70,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


def ran(case):
    plain, contacts = case
    model = Model.model_validate(plain)
    return model, contacts, run_naive(model, contacts)


@flavours
@quick
@given(data=st.data())
def test_each_contact_ends_in_one_way_and_at_the_time_that_belongs_to_it(data, whole_seconds):
    model, contacts, outcomes = ran(data.draw(cases(whole_seconds=whole_seconds)))
    assert [o.number for o in outcomes] == [c.number for c in contacts]
    closings = {window[1] for window in map(model.open_window, range(model.days)) if window}
    for contact, o in zip(contacts, outcomes, strict=True):
        assert o.queued_at == contact.arrived_at
        assert (o.outcome == "answered") == (o.agent >= 0) == (not math.isnan(o.answered_at))
        if o.outcome == "answered":
            assert o.queued_at <= o.answered_at <= o.queued_at + contact.patience
            assert o.ended_at == o.answered_at + o.talk  # to the last bit
        elif o.outcome == "abandoned":
            assert o.ended_at == o.queued_at + contact.patience
        elif o.outcome == "blocked":
            assert o.ended_at == o.queued_at
        elif o.outcome == "sent_away":
            assert o.ended_at == o.queued_at or o.ended_at in closings
        else:
            assert contact.patience == math.inf
            assert math.isnan(o.ended_at)


@flavours
@quick
@given(data=st.data())
def test_an_agent_serves_one_contact_at_a_time_and_only_its_queues(data, whole_seconds):
    model, contacts, outcomes = ran(data.draw(cases(whole_seconds=whole_seconds)))
    people, work = rosters(model), defaultdict(list)
    for contact, o in zip(contacts, outcomes, strict=True):
        if o.outcome == "answered":
            work[o.agent].append((o.answered_at, o.ended_at + o.wrap_up))
            group, only = people[o.agent][0], model.queues[contact.queue].groups
            assert contact.queue in model.agents[group].skills
            assert only is None or group in only
    for spells in work.values():
        for (_, ends), (begins, _) in pairwise(sorted(spells)):
            assert ends <= begins


@flavours
@quick
@given(data=st.data())
def test_within_a_queue_who_waits_is_answered_in_order_of_arrival(data, whole_seconds):
    model, contacts, outcomes = ran(data.draw(cases(whole_seconds=whole_seconds)))
    for queue in model.queues:
        answered = [
            o.answered_at
            for contact, o in zip(contacts, outcomes, strict=True)
            if contact.queue == queue and o.outcome == "answered"
        ]
        assert answered == sorted(answered)


@quick
@given(
    agents=st.integers(1, 4),
    luck=st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60), st.floats(0, 60)), max_size=30),
)
def test_one_queue_and_one_group_follow_the_recursion_of_kiefer_and_wolfowitz(agents, luck):
    model = Model.model_validate(
        {
            "name": "one queue",
            "opens": "08:00",
            "closes": "18:00",
            "queues": {"a": {"talk": "1 s"}},
            "agents": {"g": {"staff": agents, "skills": ["a"]}},
        }
    )
    luck.sort(key=lambda times: times[0])
    contacts = [
        NaiveContact(number, "a", at, math.inf, talk, wrap_up, 0.0)
        for number, (at, talk, wrap_up) in enumerate(luck)
    ]
    free = [0.0] * agents
    for o, (at, talk, wrap_up) in zip(run_naive(model, contacts), luck, strict=True):
        free.sort()
        free[0] = max(free[0], at)
        assert o.answered_at == free[0]
        free[0] = (free[0] + talk) + wrap_up


def looking_for(wanted, strategy, look):
    """What is seen in random cases, round after round until all that is wanted has been."""
    seen = Counter()
    for rounds in range(60):

        @settings(quick, derandomize=False, max_examples=60)
        @seed(rounds)
        @given(strategy)
        def look_once(case):
            seen.update(look(case))

        look_once()
        if set(+seen) >= wanted:
            break
    return seen


@flavours
def test_the_random_scenarios_reach_every_outcome_and_every_policy(whole_seconds):
    def look(case):
        model, contacts, outcomes = ran(case)
        seen = Counter()
        seen.update(o.outcome for o in outcomes)
        seen["waited"] += sum(o.answered_at > o.queued_at for o in outcomes)
        closings = [window[1] for window in map(model.open_window, range(model.days)) if window]
        seen["answered after closing"] += sum(
            closing < o.answered_at < closing + 30 for o in outcomes for closing in closings
        )
        seen[model.routing.agent] += len(contacts) > 5
        seen[model.routing.contact] += len(contacts) > 5
        return seen

    ends = {"answered", "abandoned", "blocked", "sent_away", "inside"}
    waits = {"waited", "answered after closing"}
    wanted = ends | waits | set(AGENT_POLICIES) | set(CONTACT_POLICIES)
    seen = looking_for(wanted, cases(whole_seconds=whole_seconds), look)
    assert set(+seen) >= wanted, seen


def looked_at(model, contacts, outcomes):
    """What a day of channels had in it."""
    media = {name: model.medium(queue.channel) for name, queue in model.queues.items()}
    seen = Counter(o.outcome for o in outcomes)
    work = defaultdict(list)
    for contact, o in zip(contacts, outcomes, strict=True):
        medium, queue = media[contact.queue], model.queues[contact.queue]
        waited = o.answered_at > o.queued_at
        seen["on hold"] += o.held > 0
        seen["turns"] += o.agent >= 0 and len(contact.turns) > 2
        seen["overnight"] += medium.deferred and o.answered_at > o.queued_at + DAY / 2
        seen["inside"] += medium.deferred and o.outcome == "inside"
        seen["after idle"] += queue.after_idle is not None and waited
        seen["when free"] += queue.when_free is not None and waited
        seen["slowed"] += o.talk > 1.01 * contact.talk > 0 and slows_down(medium.slow_down)
        if o.agent >= 0:
            work[o.agent].append((o.answered_at, o.ended_at + o.wrap_up))
    for spans in work.values():
        for span, following in pairwise(sorted(spans)):
            seen["beside"] += following[0] < span[1]
    return seen


@flavours
def test_the_random_scenarios_of_channels_reach_it_all(whole_seconds):
    def look(case):
        plain, contacts = case
        model = Model.model_validate(plain)
        return looked_at(model, contacts, run_naive_desks(model, contacts))

    ends = {"answered", "timed_out", "abandoned", "blocked", "sent_away", "inside"}
    ways = {"on hold", "turns", "overnight", "after idle", "when free", "slowed", "beside"}
    seen = looking_for(ends | ways, channel_cases(whole_seconds=whole_seconds), look)
    assert set(+seen) >= ends | ways, seen
