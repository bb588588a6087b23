"""How many agents a centre of some capabilities needs to keep the demand's promise."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from cic import units
from cic.capabilities.centres import centre
from cic.capabilities.figures import FIGURE, Seen, estimate
from cic.experiments.replicate import ClockName, replicate
from cic.scenario.demand import Demand
from cic.scenario.demands import Needs
from cic.statistics.estimate import Estimate

PROMISED = 0.8
"""The target where the promise has a threshold only."""
MOST = 500
"""The most staff that is tried, in percent of what there is."""
REPLICATIONS = 6
"""Of each staffing that is tried."""
NEAR = 5
"""Percent between two staffs from which on the rise between them is more than chance."""


def target_of(demand: Demand) -> float:
    """The share of contacts that must be answered in time."""
    share = demand.promise.share
    return PROMISED if share is None else share


def agents_needed(
    needs: Needs, capabilities: Iterable[str], *, seed: int, clock: ClockName
) -> Estimate:
    """The least agents on duty, in the mean of the day, that keep the promise.

    The staff there is becomes larger or smaller in the same shape, percent by percent, with the
    same customers.

    Returns
    -------
    Its value is nan where five times the staff does not keep the promise. Its interval is that of
    the share in time with these agents, divided by how steeply the share rises with agents there.
    """
    chosen = tuple(capabilities)
    known: dict[int, Estimate] = {}

    def in_time(percent: int) -> float:
        if percent not in known:
            scenario = centre(_scaled(needs, percent), chosen)
            done = replicate(scenario, replications=REPLICATIONS, seed=seed, clock=clock)
            known[percent] = estimate(FIGURE["in_time"], Seen(done, needs.model))
        return known[percent].value

    least = _least(in_time, target_of(needs.model))
    value = math.nan if least is None else _agents(needs.model, least)
    half = math.nan if least is None else known[least].half_width / _slope(known, least)
    return Estimate(
        value=value,
        low=max(0.0, value - value * half / (least or 1)),
        high=value + value * half / (least or 1),
        unit="agents",
        confidence=needs.model.run.confidence,
        replications=REPLICATIONS,
    )


def _least(share: Callable[[int], float], target: float) -> int | None:
    """The least percentage whose share reaches the target; more is taken to be better."""
    low = high = 100
    while share(high) < target:
        if high == MOST:
            return None
        low, high = high, min(MOST, high + high // 4)
    while low == high or (share(low) >= target and low > 1):
        high, low = low, low - max(1, low // 5)
    while high - low > 1:
        rise = share(high) - share(low)
        guess = low + (target - share(low)) / rise * (high - low) if rise > 0 else low
        middle = min(high - 1, max(low + 1, round(guess)))
        low, high = (low, middle) if share(middle) >= target else (middle, high)
    return high


def _slope(known: dict[int, Estimate], least: int) -> float:
    """How steeply the share rises by a percent of staff, from the nearest staffs 5% away."""
    others = [percent for percent in known if abs(percent - least) >= NEAR]
    if not others:
        return math.nan
    other = min(others, key=lambda percent: abs(percent - least))
    slope = (known[other].value - known[least].value) / (other - least)
    return slope if slope > 0 else math.nan


def _numbers(demand: Demand) -> list[int]:
    staff = demand.agents.staff
    steps = round((demand.closes - demand.opens) / demand.interval)
    return [staff] * steps if isinstance(staff, int) else [int(one) for one in staff]


def _times(numbers: list[int], percent: int) -> list[int]:
    return [math.floor(number * percent / 100 + 0.5) for number in numbers]


def _scaled(needs: Needs, percent: int) -> Needs:
    return needs.with_staff(_times(_numbers(needs.model), percent))


def _agents(demand: Demand, percent: int | None) -> float:
    """Agents on duty in the mean of the day."""
    if percent is None:
        return math.nan
    hours = (demand.closes - demand.opens) / units.HOUR
    step = demand.interval / units.HOUR
    return sum(_times(_numbers(demand), percent)) * step / hours
