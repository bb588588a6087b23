"""Erlang B: no queue, a contact that finds all agents (or lines) busy is blocked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from cic.theory.inputs import check_inner_share, check_not_negative
from cic.theory.sizing import fewest_agents
from cic.theory.steady_state import SteadyState, Units


def blocking_probability(offered_load: float, *, agents: float) -> float:
    """Probability that all agents are busy when nobody can wait.

    Parameters
    ----------
    offered_load
        Arrival rate × handle time [erlang].
    agents
        How many; need not be whole.

    Notes
    -----
    With load a, the recurrence in the number of agents

        B(0) = 1,  B(n) = a B(n−1) / (n + a B(n−1))

    neither overflows nor cancels. Between whole numbers B is continued by Fortet's integral,
    1 / B(n) = a ∫ exp(−a u) (1 + u)ⁿ du over u > 0, from which the recurrence starts at the
    fraction of `agents`. Holds for handle times of any distribution.

    References
    ----------
    Jagerman (1974), Some properties of the Erlang loss function, Bell System Technical Journal
    53(3), 525-551.

    Examples
    --------
    >>> round(blocking_probability(8.108, agents=15), 4)
    0.01
    >>> [round(blocking_probability(10.0, agents=n), 4) for n in (10, 10.5, 11)]
    [0.2146, 0.188, 0.1632]
    """
    check_not_negative(offered_load=offered_load, agents=agents)
    fraction = agents - math.floor(agents)
    blocking = _blocking_below_one(offered_load, agents=fraction) if fraction else 1.0
    for step in range(1, math.floor(agents) + 1):
        busy = offered_load * blocking
        blocking = busy / (fraction + step + busy)
        if blocking == 0.0:
            break
    return blocking


def _blocking_below_one(offered_load: float, *, agents: float) -> float:
    """Fortet's integral for 0 < agents < 1, by a double-exponential rule (exact to 1e-13).

    Substituting t = a u and t = exp(x − exp(−x)) makes the integrand vanish doubly exponentially at
    both ends: Takahasi, Mori (1974), Double exponential formulas for numerical integration,
    Publications of RIMS, Kyoto University 9, 721-741.
    """
    if offered_load == 0.0:
        return 0.0
    step = 1 / 32
    terms = []
    for i in range(-144, 145):
        x = i * step
        t = math.exp(x - math.exp(-x))
        weight = t * (1.0 + math.exp(-x)) * math.exp(-t)
        terms.append(weight * math.exp(agents * math.log1p(t / offered_load)))
    return 1.0 / (step * math.fsum(terms))


def agents_for_blocking(share: float, *, offered_load: float) -> int:
    """The fewest agents (or lines) that block at most this share of contacts.

    Examples
    --------
    >>> agents_for_blocking(0.01, offered_load=33.333)
    45
    """
    check_inner_share(share=share)
    return fewest_agents(lambda n: blocking_probability(offered_load, agents=n) <= share)


@dataclass(frozen=True, kw_only=True)
class ErlangB(SteadyState):
    """M/G/n/n: contacts that find all agents busy are lost at once.

    Examples
    --------
    >>> print(ErlangB(arrivals_per_hour=240, handle_time=180, agents=15))
    ErlangB(arrivals_per_hour=240, handle_time=180, agents=15)
      offered load             12 erlang
      blocking probability     0.08573
      carried load             10.97 erlang
      occupancy                0.7314
    """

    agents: float
    """Agents or lines; need not be whole."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "blocking_probability": "",
        "carried_load": "erlang",
        "occupancy": "",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative(agents=self.agents)

    @property
    def blocking_probability(self) -> float:
        """Share of contacts that are blocked."""
        return blocking_probability(self.offered_load, agents=self.agents)

    @property
    def carried_load(self) -> float:
        """Mean number of busy agents [erlang]."""
        return self.offered_load * (1.0 - self.blocking_probability)

    @property
    def occupancy(self) -> float:
        """Share of the agents' time spent with contacts; nan without agents."""
        return self.carried_load / self.agents if self.agents else math.nan
