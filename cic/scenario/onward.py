"""How contacts lead to others: in which ways, to how many at most, with which probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cic.scenario.legs import Transfer

InVain = Literal["busy", "closed", "abandoned", "hung_up"]
"""How a contact may go in vain: it found no line, no port or the queue full; it was sent away; it
gave up in the queue; it hung up in the IVR."""

MOST_CONTACTS_OF_ONE = 200
"""How many contacts one customer makes at most."""


def warm_targets(transfers: dict[str, Transfer]) -> list[str]:
    """The queues to which agents ever pass customers on warmly."""
    return [to for to, one in transfers.items() if one.warm is not None and one.warm.share > 0]


def shares_of(transfers: dict[str, Transfer]) -> float:
    """The probability that a contact is passed on to anywhere; the largest of any group."""
    groups = {name for transfer in transfers.values() for name in transfer.by_group}
    usual = sum(transfer.share for transfer in transfers.values())
    by_group = (
        sum(transfer.by_group.get(group, transfer.share) for transfer in transfers.values())
        for group in groups
    )
    return max(usual, *by_group) if groups else usual
