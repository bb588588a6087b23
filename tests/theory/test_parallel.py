"""Several contacts in hand against Erlang's formulas, processor sharing and the Markov chain."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_b import ErlangB
from cic.theory.erlang_c import ErlangC
from cic.theory.inputs import OverloadError
from cic.theory.parallel import ParallelContacts

CHAT = (1.0, 1.2, 1.4)
COMMON = (
    "wait_probability", "average_speed_of_answer", "mean_queue_length", "abandonment_rate",
    "mean_wait",
)  # fmt: skip


def same(found, known, *, within, rel=1e-9):
    for name in COMMON:
        if hasattr(known, name):
            assert getattr(found, name) == pytest.approx(getattr(known, name), rel=rel), name
    level = known.service_level(within=within)
    assert found.service_level(within=within) == pytest.approx(level, rel=rel)


# --- what Erlang knew -----------------------------------------------------------------------------


@pytest.mark.parametrize(("agents", "at_once"), [(7, 1), (1, 7), (3, 4)])
def test_where_nothing_is_slowed_every_place_is_an_agent(agents, at_once):
    demand = {"arrivals_per_hour": 100, "handle_time": 180}
    alone = {"slow_down": (1.0,), "at_once": at_once, "agents": agents}
    places = agents * at_once
    found = ParallelContacts(**demand, **alone)
    same(found, ErlangC(**demand, agents=places), within=30)
    assert found.average_handle_time == pytest.approx(180)
    assert found.mean_in_hand == pytest.approx(5)
    impatient = ParallelContacts(**demand, **alone, patience=120)
    same(impatient, ErlangA(**demand, agents=places, patience=120), within=30)
    lost = ParallelContacts(**demand, **alone, patience=0)
    blocked = ErlangB(**demand, agents=places).blocking_probability
    assert lost.abandonment_rate == pytest.approx(blocked)
    assert lost.service_level(within=0) == pytest.approx(1 - blocked)


def test_one_at_a_time_is_at_the_first_pace_only():
    demand = {"arrivals_per_hour": 100, "agents": 8, "patience": 200}
    found = ParallelContacts(**demand, handle_time=180, slow_down=(1.25, 9, 9), at_once=1)
    same(found, ErlangA(**demand, handle_time=225), within=20)


def test_occupancy_is_of_agents_and_concurrency_of_contacts():
    found = ParallelContacts(
        arrivals_per_hour=30, handle_time=60, agents=1, slow_down=(1,), at_once=2, patience=0
    )
    # Weights 1, 1/2, 1/8 of 0, 1 and 2 in hand.
    assert found.occupancy == pytest.approx(5 / 13)
    assert found.mean_in_hand == pytest.approx(6 / 13)
    assert found.concurrency == pytest.approx(6 / 5)
    assert found.abandonment_rate == pytest.approx(1 / 13)


# --- processor sharing ----------------------------------------------------------------------------


def test_an_agent_who_shares_its_time_has_as_many_there_as_an_agent_who_does_not():
    # f(i) = i: the agent does the same work an hour, so that all in the centre are M/M/1
    load = 0.8
    found = ParallelContacts(
        arrivals_per_hour=3600 * load / 180,
        handle_time=180,
        agents=1,
        slow_down=tuple(range(1, 6)),
        at_once=5,
    )
    there = found.mean_in_hand + found.mean_queue_length
    assert there == pytest.approx(load / (1 - load))
    assert found.occupancy == pytest.approx(load)
    assert found.wait_probability == pytest.approx(load**5)


def test_shared_among_all_who_come_a_contact_takes_as_long_as_by_processor_sharing():
    # h / (1 − a): Kleinrock (1967), Time-shared systems: a theoretical treatment, J. ACM 14(2)
    found = ParallelContacts(
        arrivals_per_hour=12, handle_time=180, agents=1, slow_down=tuple(range(1, 101)), at_once=100
    )
    assert found.average_handle_time == pytest.approx(180 / 0.4)


# --- the chain ------------------------------------------------------------------------------------

CENTRES = st.builds(
    lambda agents, at_once, occupancy, factors, patience: ParallelContacts(
        arrivals_per_hour=20 * agents * at_once * occupancy / max(factors),
        handle_time=180,
        agents=agents,
        slow_down=factors,
        at_once=at_once,
        patience=patience,
    ),
    agents=st.integers(min_value=1, max_value=3),
    at_once=st.integers(min_value=1, max_value=3),
    occupancy=st.floats(min_value=0.1, max_value=0.9),
    factors=st.lists(st.floats(min_value=0.5, max_value=3.0), min_size=1, max_size=4).map(tuple),
    patience=st.sampled_from([0.0, 20.0, 180.0, math.inf]),
)


def chain_of(centre, *, most=250):
    """Shares of time by agents' contacts in hand, in order of agents, and length of the queue.

    The chain knows who has how many, and an arriving contact goes to the first of those who have
    the fewest. It is solved as a system of linear equations, cut at so long a queue.
    """
    k, n = centre.at_once, centre.agents
    full = (k,) * n
    most = 0 if centre.patience == 0 else most
    desks = list(itertools.product(range(k + 1), repeat=n))
    states = [(desk, 0) for desk in desks] + [(full, j) for j in range(1, most + 1)]
    place = {state: i for i, state in enumerate(states)}
    rates = np.zeros((len(states), len(states)))

    def flow(source, desk, waiting, rate):
        if (desk, waiting) in place:
            rates[place[source], place[desk, waiting]] += rate

    for desk, waiting in states:
        here = (desk, waiting)
        first = desk.index(min(desk))
        if desk == full:
            flow(here, full, waiting + 1, centre.arrivals_per_second)
        else:
            more = (*desk[:first], desk[first] + 1, *desk[first + 1 :])
            flow(here, more, 0, centre.arrivals_per_second)
        for agent, contacts in enumerate(desk):
            if contacts:
                factor = centre.slow_down[min(contacts, len(centre.slow_down)) - 1]
                rate = contacts / factor / centre.handle_time
                less = (*desk[:agent], contacts - 1, *desk[agent + 1 :])
                flow(here, *((full, waiting - 1) if waiting else (less, 0)), rate)
        if waiting:
            flow(here, full, waiting - 1, waiting / centre.patience)
    generator = (rates - np.diag(rates.sum(axis=1))).T
    generator[-1] = 1
    right = np.zeros(len(states))
    right[-1] = 1
    return dict(zip(states, np.linalg.solve(generator, right), strict=True))


@settings(max_examples=25, deadline=None)
@given(centre=CENTRES)
def test_measures_are_sums_over_the_states_of_the_markov_chain(centre):
    shares = chain_of(centre)
    full = (centre.at_once,) * centre.agents
    in_hand = sum(share * sum(desk) for (desk, _), share in shares.items())
    at_work = sum(share * np.count_nonzero(desk) for (desk, _), share in shares.items())
    queue = sum(share * waiting for (_, waiting), share in shares.items())
    waits = sum(share for (desk, _), share in shares.items() if desk == full)
    close = {"rel": 1e-6, "abs": 1e-9}
    assert centre.mean_in_hand == pytest.approx(in_hand, **close)
    assert centre.occupancy == pytest.approx(at_work / centre.agents, **close)
    assert centre.wait_probability == pytest.approx(waits, **close)
    assert centre.mean_queue_length == pytest.approx(queue, **close)
    lost = waits if centre.patience == 0 else queue / centre.patience / centre.arrivals_per_second
    assert centre.abandonment_rate == pytest.approx(lost, **close)
    held = in_hand / (centre.arrivals_per_second * (1 - lost))
    assert centre.average_handle_time == pytest.approx(held, **close)


@settings(max_examples=30)
@given(centre=CENTRES)
def test_the_share_answered_within_a_time_begins_with_who_does_not_wait_and_ends_with_all(centre):
    levels = [centre.service_level(within=seconds) for seconds in (0, 5, 60, 600, 1e6)]
    assert levels == sorted(levels)
    assert levels[0] == pytest.approx(1 - centre.wait_probability)
    assert levels[-1] == pytest.approx(1 - centre.abandonment_rate)
    assert centre.mean_wait == pytest.approx(
        np.trapezoid(
            [centre.wait_exceeds(t) for t in np.linspace(0, 1, 4001) ** 2 * 40_000],
            np.linspace(0, 1, 4001) ** 2 * 40_000,
        ),
        rel=1e-2,
        abs=1e-3,
    )


# --- at the edges ---------------------------------------------------------------------------------


def test_without_arrivals_everything_is_at_rest():
    centre = ParallelContacts(
        arrivals_per_hour=0, handle_time=180, agents=2, slow_down=(1.5, 2), at_once=2
    )
    assert (centre.occupancy, centre.mean_wait, centre.wait_probability) == (0, 0, 0)
    assert centre.average_handle_time == 270
    assert math.isnan(centre.concurrency)


def test_overload_beyond_all_measure_leaves_everybody_busy_and_finite():
    centre = ParallelContacts(
        arrivals_per_hour=1e6, handle_time=600, agents=2, slow_down=CHAT, at_once=40, patience=900
    )
    assert centre.wait_probability == pytest.approx(1)
    assert centre.abandonment_rate == pytest.approx(1 - 2 * 40 / 1.4 / (1e6 / 6))
    assert centre.average_handle_time == pytest.approx(840)


def test_what_counts_for_overload_is_the_pace_with_as_many_in_hand_as_may_be():
    chats = {"handle_time": 360, "agents": 2, "slow_down": CHAT, "at_once": 3}
    ParallelContacts(arrivals_per_hour=42, **chats)
    with pytest.raises(OverloadError, match=r"2\.00667 erlang offered to 2 agents"):
        ParallelContacts(arrivals_per_hour=43, **chats)


@pytest.mark.parametrize(
    ("nonsense", "message"),
    [
        ({"agents": 0}, "agents is 0"),
        ({"at_once": 1.5}, "at_once is 1.5"),
        ({"slow_down": ()}, "slow_down is empty"),
        ({"slow_down": (1, 0)}, r"slow_down\[1\] is 0"),
        ({"patience": -1}, "patience is -1"),
        ({"patience": math.nan}, "patience is nan"),
        ({"agents": 30}, "30 agents with up to 3 in hand have 5,456 states"),
    ],
)
def test_nonsense_is_refused_by_name(nonsense, message):
    chats = {"arrivals_per_hour": 1, "handle_time": 1, "agents": 1, "slow_down": CHAT, "at_once": 3}
    with pytest.raises(UsageError, match=message):
        ParallelContacts(**chats | nonsense)
