"""M/G/1: one agent, Poisson arrivals, handle times of any distribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cic.theory.inputs import check_not_negative, check_stable
from cic.theory.steady_state import SteadyState, Units


@dataclass(frozen=True, kw_only=True)
class PollaczekKhinchine(SteadyState):
    """The queue of a single agent, in order of arrival; nobody abandons.

    Raises
    ------
    OverloadError
        If the offered load is not below 1.

    Notes
    -----
    With load a, handle time h and its coefficient of variation v, the mean wait is
    h a (1 + v²) / (2 (1 − a)): v = 1 for exponential, v = 0 for constant handle times, which halve
    the wait.

    References
    ----------
    Tijms (2003), A first course in stochastic models, Wiley, section 2.5.

    Examples
    --------
    >>> print(PollaczekKhinchine(arrivals_per_hour=6, handle_time=360, variation=0))
    PollaczekKhinchine(arrivals_per_hour=6, handle_time=360, variation=0)
      offered load             0.6 erlang
      occupancy                0.6
      average speed of answer  270 s
      mean queue length        0.45 contacts
    """

    variation: float = 1.0
    """Coefficient of variation of the handle time: standard deviation / mean."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "occupancy": "",
        "average_speed_of_answer": "s",
        "mean_queue_length": "contacts",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative(variation=self.variation)
        check_stable("PollaczekKhinchine", offered_load=self.offered_load, agents=1)

    @property
    def occupancy(self) -> float:
        """Share of the agent's time spent with contacts."""
        return self.offered_load

    @property
    def average_speed_of_answer(self) -> float:
        """Mean wait of all contacts [s]; all are answered."""
        load = self.offered_load
        return self.handle_time * load * (1.0 + self.variation**2) / (2.0 * (1.0 - load))

    @property
    def mean_queue_length(self) -> float:
        """Mean number of contacts that wait, by Little's law."""
        return self.arrivals_per_second * self.average_speed_of_answer
