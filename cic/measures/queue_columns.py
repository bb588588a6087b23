"""Sums by queue and sums of these sums, by name, with the total behind the queues."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cic.measures.by_day import RUNNING
from cic.measures.tally import QUEUE_SUMS
from cic.program.layout import Program
from cic.scenario.scenario import Model

Floats = np.ndarray
Of = Callable[[str], Floats]

_PLACE = {name: n for n, name in enumerate(QUEUE_SUMS.dtype.names or ())}

_DERIVED: Mapping[str, Callable[[Of], Floats]] = {
    "all_abandoned": lambda of: of("abandoned") + of("hung_up"),
    "blocked": lambda of: of("no_line") + of("no_port") + of("queue_full") + of("sent_away"),
    "handled": lambda of: of("talk") + of("wrap_up"),
    "talking": lambda of: of("talk") - (of("consulted") + of("hold")),
    "on_hold": lambda of: of("held") + (of("consulted") + of("hold")),
    "in_line": lambda of: of("inside") - of("callbacks_owed"),
    "received": lambda of: of("answered") - of("callbacks_reached"),
    "ended": lambda of: of("reached") - of("in_line"),
    "delayed": lambda of: of("waited") + of("in_line"),
    "customers_lost": lambda of: (
        of("all_abandoned") + of("blocked") + _in_vain(of) - of("came_again")
    ),
    "unserved": lambda of: of("fresh") - of("customers_served"),
}
"""Sums of sums, each from those of one queue."""

_EACH_A_CUSTOMER: Mapping[str, Callable[[Of], Floats]] = {
    "fresh": lambda of: of("offered"),
    "customers_served": lambda of: of("answered") + (of("self_served") + of("offers_helped")),
}
"""What nobody counts where no contact leads to another."""


class QueueColumns(dict[str, Floats]):
    """Columns by name, each worked out when it is first asked for: shape (…, queues + 1).

    Parameters
    ----------
    sums
        Sums of `QUEUE_SUMS`, shape (replications, …, queues + 1, sums); the last queue stands for
        contacts that came to none, so that the total is complete.
    at
        The instants [s] for which the age of the backlog is told.
    bins
        Which bins (the second axis) are wanted of them, where not all are; changes of the backlog
        are added up from the first bin on.
    """

    def __init__(
        self,
        sums: Floats,
        program: Program,
        model: Model,
        *,
        at: Floats | float = 0.0,
        bins: np.ndarray | None = None,
    ) -> None:
        super().__init__()
        self._sums = sums
        self._queues = model.queues
        self._at = at
        self._bins = bins
        self._formulas = dict(_DERIVED)
        if not program.legs.lead_on:
            self._formulas |= _EACH_A_CUSTOMER
        self._parts: dict[str, Floats] = {}

    def __missing__(self, name: str) -> Floats:
        if name == "backlog":
            column = self["backlog_change"]
        elif name == "backlog_age":
            column = self["backlog_change"] * self._at - self["backlog_since"]
        else:
            column = self._part(name).copy()
            for q in range(column.shape[-1] - 1):
                column[..., -1] += column[..., q]
        self[name] = column
        return column

    def _part(self, name: str) -> Floats:
        """What was counted of each queue, then of no queue."""
        if name not in self._parts:
            self._parts[name] = self._worked_out(name)
        return self._parts[name]

    def _worked_out(self, name: str) -> Floats:
        if name in self._formulas:
            return self._formulas[name](self._part)
        if name in ("met", "counted"):
            self._service_level()
            return self._parts[name]
        part = self._sums[..., _PLACE[name]]
        if self._bins is None:
            return part
        return (part.cumsum(axis=1) if name in RUNNING else part)[:, self._bins]

    def _service_level(self) -> None:
        """What stands above and below the line of each queue's own service level."""
        met = self._part("answered_within").copy()
        counted = self._part("reached") - self._part("callbacks_accepted")
        for q, queue in enumerate(self._queues.values()):
            definition = queue.service_level.definition
            if definition == "met_of_offered":
                met[..., q] += self._part("abandoned_within")[..., q]
            elif definition == "answered_of_offered_less_short_abandons":
                counted[..., q] -= self._part("abandoned_within")[..., q]
            elif definition == "answered_of_answered":
                counted[..., q] = self._part("received")[..., q]
        self._parts |= {"met": met, "counted": counted}


def _in_vain(of: Of) -> Floats:
    """Callbacks that came to nothing, and contacts that were led elsewhere without help."""
    callbacks = of("callbacks_not_reached") + of("callbacks_lost")
    return callbacks + of("deflected") - of("offers_helped")
