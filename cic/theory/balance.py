"""Markov chains in balance: how much of the time is spent in which state."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

State = TypeVar("State", bound=Hashable)
_HUGE = 1e200


def weights_in_balance(flows: Mapping[State, Mapping[State, float]]) -> dict[State, float]:
    """Weights of the states of a Markov chain, in proportion to the time spent in each.

    Parameters
    ----------
    flows
        By state, the rates at which it goes over into others; from each the first can be reached.

    Notes
    -----
    States are eliminated from the last to the first: who would enter one goes at once to where it
    leads. Then the weights are found from the first to the last. Nothing is subtracted.

    References
    ----------
    Grassmann, Taksar, Heyman (1985), Regenerative analysis and steady state distributions for
    Markov chains, Operations Research 33(5), 1107-1116.

    Examples
    --------
    >>> weights_in_balance({"idle": {"busy": 3.0}, "busy": {"idle": 6.0}})
    {'idle': 1.0, 'busy': 0.5}
    """
    order = list(flows)
    left = {state: dict(leads_to) for state, leads_to in flows.items()}
    sources: dict[State, set[State]] = {state: set() for state in order}
    for state, leads_to in flows.items():
        for target in leads_to:
            sources[target].add(state)
    entered: dict[State, dict[State, float]] = {}
    for state in reversed(order[1:]):
        goes = left.pop(state)
        for target in goes:
            sources[target].discard(state)
        rate_of_leaving = math.fsum(goes.values())
        entered[state] = {
            source: left[source].pop(state) / rate_of_leaving for source in sources[state]
        }
        for source, share in entered[state].items():
            for target, rate in goes.items():
                if target != source:
                    left[source][target] = left[source].get(target, 0.0) + share * rate
                    sources[target].add(source)
    weights = {order[0]: 1.0}
    for state in order[1:]:
        weight = math.fsum(weights[source] * share for source, share in entered[state].items())
        weights[state] = weight
        if weight > _HUGE:
            weights = {known: value / _HUGE for known, value in weights.items()}
    return weights
