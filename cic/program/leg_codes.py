"""Why one contact leads to another, and how a contact came about; append-only, as all codes."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Cause(IntEnum):
    """Why a contact may lead to another."""

    BUSY = 0
    """It found no line, no port, or the queue full."""
    CLOSED = 1
    """It was sent away."""
    GAVE_UP = 2
    """It gave up in the queue."""
    GONE_IN_IVR = 3
    """It hung up in the IVR."""
    SERVED_ONCE = 4
    """It was answered; where that is asked: and not resolved."""
    GOES_ON = 5
    """It is a talk in turns, and this was not the last."""
    TRANSFERRED = 6
    """The agent passes the customer on."""
    NOT_WAITING = 7
    """It would have to wait, and may leave a message instead."""
    GIVING_UP = 8
    """It gives up in the queue, and may leave a message."""
    REFUSED = 9
    """It is refused, and may leave a message."""


BUSY: Final = 0
CLOSED: Final = 1
GAVE_UP: Final = 2
GONE_IN_IVR: Final = 3
SERVED_ONCE: Final = 4
GOES_ON: Final = 5
TRANSFERRED: Final = 6
NOT_WAITING: Final = 7
GIVING_UP: Final = 8
REFUSED: Final = 9

DEFLECTION: Final = 10
"""No cause by which ways are found: it took another way than the queue, in vain."""

CAUSES: Final = 10
"""How many causes there are."""


class LegKind(IntEnum):
    """How a contact came about."""

    FRESH = 0
    """A customer's first."""
    REDIAL = 1
    """After going in vain."""
    RECONTACT = 2
    """After being served."""
    REPLY = 3
    """The next turn of a talk in which the agent turns to others meanwhile."""
    MESSAGE = 4
    """A message left."""
    TRANSFER = 5
    """Passed on by an agent."""
    CALLBACK = 6
    """A callback that was asked for."""
    OWN_CALL = 7
    """The customer calls before the callback comes."""
    CASE_WORK = 9
    """Work on a step of a case; its customer is not there."""
    ENQUIRY = 10
    """The customer asks how a case stands."""
    OUTBOUND = 12
    """A customer of a campaign's list who has answered."""
    COMPLAINT = 14
    """About what came before, or the same taken up again."""


LEG_KINDS: Final = (
    *("fresh", "redials", "recontacts", "replies", "messages", "transfers"),
    *("callbacks", "own_calls", "case_work", "enquiries", "outbound", "complaints"),
)
"""The measures that count contacts by how they came about: one for each kind, in their order."""

FRESH: Final = 0
REDIAL: Final = 1
RECONTACT: Final = 2
REPLY: Final = 3
MESSAGE: Final = 4
TRANSFER: Final = 5
CALLBACK: Final = 6
OWN_CALL: Final = 7
CASE_WORK: Final = 9
ENQUIRY: Final = 10
OUTBOUND: Final = 12
COMPLAINT: Final = 14
