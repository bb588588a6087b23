"""Whether what was counted adds up: every contact came about in one way, and ended in one.

On the basis of contacts: calls = fresh + redials + recontacts + transfers, and whatever else leads
from one contact to another. On the basis of customers: whoever came is served, lost, or still
there. A log in which this is not so is a fault of the engine, so each replication is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cic.errors import EngineError
from cic.measures.stacking import numbers
from cic.measures.tally import QUEUE_SUMS
from cic.program.leg_codes import LEG_KINDS

Floats = np.ndarray

REFUSED = ("no_line", "no_port", "queue_full", "sent_away")
FAILED_CALLBACKS = ("callbacks_not_reached", "callbacks_lost")
ENDS = (
    *("answered", "abandoned", "hung_up", "self_served", *REFUSED, "left_message", "deflected"),
    *("callbacks_accepted", *FAILED_CALLBACKS, "callbacks_cancelled", "inside"),
)
"""How contacts end, or are still there; a contact that is offered does one of these."""

_LOST = ("abandoned", "hung_up", *REFUSED, *FAILED_CALLBACKS, "deflected")
_NOT_LOST = ("offers_helped", "came_again")
_COLUMNS = ("offered", *LEG_KINDS, *ENDS, "customers_served", *_NOT_LOST, "stayed_away")


def _weights(tops: Sequence[str], parts: Sequence[str]) -> Floats:
    return np.array([(name in tops) * 1.0 - (name in parts) for name in _COLUMNS])


_PLACES = np.array([(QUEUE_SUMS.dtype.names or ()).index(name) for name in _COLUMNS])
_BY_QUEUE = np.column_stack([_weights(["offered"], LEG_KINDS), _weights(["offered"], ENDS)])
_UNSERVED = _weights(["fresh"], ["customers_served"])
_GONE = _weights([*_LOST, "inside", "stayed_away"], _NOT_LOST)
_CUSTOMERS = np.column_stack([_UNSERVED, _GONE - _UNSERVED])


def check_adds_up(sums: np.ndarray, queues: Sequence[str], *, leads_on: bool) -> None:
    """Refuse sums that do not add up.

    Parameters
    ----------
    sums
        Records of QUEUE_SUMS, shape (bins, queues + 1).
    leads_on
        Whether contacts lead to others; else each is a customer, and nothing says how it came
        about.

    Raises
    ------
    EngineError
        If they do not; it says where, and what was counted.
    """
    found = np.add.reduce(numbers(sums)).take(_PLACES, axis=1)
    off = found @ _BY_QUEUE
    if leads_on:
        _check_customers(np.add.reduce(found))
    else:
        off[:, 0] = 0.0
    if off.any():
        q, basis = (int(place[0]) for place in np.nonzero(off))
        who = f"queue {queues[q]!r}" if q < len(queues) else "no queue"
        what = ("by how they came about", "by how they ended")[basis]
        raise _fault(f"contacts of {who}", "offered", (LEG_KINDS, ENDS)[basis], found[q], what)


def _check_customers(total: Floats) -> None:
    """Customers who were not served are lost with their last contact, or it is still there."""
    unserved, room = (total @ _CUSTOMERS).tolist()
    if unserved < 0 or room < 0:
        parts = ("customers_served", *_LOST, *_NOT_LOST, "inside", "stayed_away")
        raise _fault("customers", "fresh", parts, total, "by what became of them")


def _fault(who: str, whole: str, parts: Sequence[str], counts: Floats, what: str) -> EngineError:
    told = dict(zip(_COLUMNS, counts.tolist(), strict=True))
    listed = ", ".join(f"{name.replace('_', ' ')} {told[name]:g}" for name in parts if told[name])
    return EngineError(
        f"{who} do not add up: {told[whole]:g} {whole}; {what}: {listed or 'none'}\n"
        "    → this is a fault of cic and not of the scenario: please report it with both"
    )
