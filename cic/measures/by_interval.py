"""Which measures are told by interval, by day and by weekday, and by interval of the mean day."""

from __future__ import annotations

from cic.measures.definitions import DAY_MEASURES, INTERVAL_MEASURES, PROFILE_MEASURES
from cic.scenario.checks_names import deflections
from cic.scenario.scenario import Model

Names = tuple[str, ...]

OF_CALLBACKS: Names = (
    *("callbacks_offered", "callbacks_accepted", "callbacks_reached", "callbacks_not_reached"),
    *("callbacks_cancelled", "callbacks_lost", "callbacks_owed", "time_to_callback"),
)
"""Told where callbacks are offered; a callback counts in the interval in which it was asked for."""
OF_DEFLECTION: Names = (
    *("deflections_offered", "deflections_accepted", "deflected", "deflections_helped"),
)
"""Told where the IVR offers another way than the queue."""


def interval_measures(model: Model) -> Names:
    """The measures of queues that are told by interval."""
    return INTERVAL_MEASURES + _more(model)


def day_measures(model: Model) -> Names:
    """The measures of queues that are told by day and by weekday."""
    return DAY_MEASURES + _more(model)


def profile_measures(model: Model) -> Names:
    """The measures of queues that are told by interval over all days."""
    return PROFILE_MEASURES + _more(model)


def _more(model: Model) -> Names:
    calls_back = any(queue.calls_back for queue in model.queues.values())
    offers = any(offer.accepted > 0 for _, offer in deflections(model))
    return OF_CALLBACKS * calls_back + OF_DEFLECTION * offers
