"""The ways in which contacts lead to others, source by source, and the doors they lead to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cic.program.codes import NOBODY
from cic.program.leg_codes import (
    BUSY,
    CLOSED,
    COMPLAINT,
    GAVE_UP,
    GIVING_UP,
    GOES_ON,
    GONE_IN_IVR,
    MESSAGE,
    NOT_WAITING,
    RECONTACT,
    REDIAL,
    REFUSED,
    REPLY,
    SERVED_ONCE,
    TRANSFER,
    TRANSFERRED,
)
from cic.scenario.channels import Turns
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.legs import Recontact, Redial, Transfer
from cic.scenario.onward import MOST_CONTACTS_OF_ONE, InVain
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE

MOST_TRANSFERS = 50
"""How often one customer is passed on at most."""
MOST_OWN_CALLS = 10
"""How often one customer calls at most before a callback comes."""
MOST_REPLIES = MOST_CONTACTS_OF_ONE - 1
"""How often one customer replies at most."""

_CAUSE_OF: dict[InVain, int] = {
    "busy": BUSY,
    "closed": CLOSED,
    "abandoned": GAVE_UP,
    "hung_up": GONE_IN_IVR,
}


@dataclass(frozen=True)
class Door:
    """Where contacts come in: at a menu, or straight at a queue."""

    source: int
    """The source as whose contacts they are known: a queue, or the IVR's own."""
    known_as: str
    """Its name."""
    menu: str | None

    @property
    def name(self) -> str:
        """A name for the streams of its luck."""
        return self.known_as if self.menu is None else f"{self.known_as} by {self.menu}"


@dataclass(frozen=True)
class Way:
    """One way, in words."""

    cause: int
    kind: int
    share: float
    takes: Duration
    door: int
    attempts: int
    later: float | None = None
    keeps_patience: bool = False
    one_by_one: bool = False
    goes_first: bool = False
    same_agent: bool = False
    longest: float = math.inf
    warm: bool = False
    waits_at_most: float = 0.0
    talk_factor: float = 1.0
    by_group: tuple[tuple[str, float], ...] = ()
    """The probability where agents of these groups have served."""


def source_name(model: Model, source: int) -> str:
    """What a source is called."""
    return (*model.queues, IVR_SOURCE)[source]


def door_of(model: Model, source: int, menu: str | None) -> Door:
    """The door at which contacts of a source hear a menu, or come straight to its queue."""
    return Door(source, source_name(model, source), menu)


def ways_of(model: Model, source: int, doors: dict[Door, int]) -> Iterator[Way]:
    """The ways of contacts of one source before they come to a queue, and in the queue."""
    if source == len(model.queues):
        if model.ivr is not None:
            yield from _redials(model, model.ivr.redials, doors)
        return
    name, queue = list(model.queues.items())[source]
    yield from _redials(model, queue.redials, doors)
    if queue.recontact is not None:
        yield from _recontacts(model, queue.recontact, doors)
    for to, transfer in queue.transfers.items():
        yield from _transfers(transfer, straight(model, to, doors))
    message = queue.voicemail
    if message is not None:
        door = straight(model, message.to, doors)
        shares = (message.not_waiting, message.giving_up, message.refused)
        for cause, share in zip((NOT_WAITING, GIVING_UP, REFUSED), shares, strict=True):
            yield Way(cause, MESSAGE, share, message.takes, door, 1)
    turns = model.medium(queue.channel).turns
    if turns is not None and turns.between != "held":
        yield _reply(turns, straight(model, name, doors))


def _transfers(transfer: Transfer, door: int) -> Iterator[Way]:
    """Those for which the agent stays, and those that only change queues."""
    warm = transfer.warm
    whole = Way(
        TRANSFERRED,
        TRANSFER,
        transfer.share,
        NO_TIME,
        door,
        MOST_TRANSFERS,
        goes_first=transfer.goes_first,
        same_agent=transfer.same_agent,
        by_group=tuple(transfer.by_group.items()),
    )
    if warm is None or warm.share <= 0:
        yield whole
        return
    yield replace(
        _part_of(whole, warm.share),
        takes=warm.conference,
        warm=True,
        waits_at_most=warm.waits_at_most,
        talk_factor=warm.talk_factor,
    )
    yield _part_of(whole, 1.0 - warm.share)


def _part_of(way: Way, part: float) -> Way:
    """The same for a part of those who go this way."""
    by_group = tuple((group, part * share) for group, share in way.by_group)
    return replace(way, share=part * way.share, by_group=by_group)


def _reply(turns: Turns, door: int) -> Way:
    """The next turn of a talk in which the agent turns to others meanwhile."""
    share, replies = 1.0, MOST_REPLIES
    if turns.count is not None:
        share, replies = float(turns.count > 1), turns.count - 1
    elif turns.mean is not None:
        share = 1.0 - 1.0 / turns.mean
    same = turns.between == "same_agent"
    longest = math.inf if turns.times_out is None else turns.times_out
    return Way(GOES_ON, REPLY, share, turns.pause, door, replies, same_agent=same, longest=longest)


def complaint_ways(model: Model, doors: dict[Door, int]) -> list[Way]:
    """The ways by which complaints come, then are taken up again; they belong to no cause.

    Where there are customers, and nobody complains, there is one that nobody goes.
    """
    if model.customers is None:
        return []
    complaints = model.customers.complaints
    if complaints is None:
        return [Way(NOBODY, COMPLAINT, 0.0, NO_TIME, NOBODY, 0)]
    door = straight(model, complaints.to, doors)
    ways = [Way(NOBODY, COMPLAINT, 1.0, complaints.delay, door, 1)]
    if complaints.returns_after is not None:
        own = straight(model, complaints.returns_to or complaints.to, doors)
        again = replace(
            ways[0], takes=complaints.returns_after, door=own, same_agent=complaints.same_agent
        )
        ways.append(again)
    return ways


def straight(model: Model, queue: str, doors: dict[Door, int]) -> int:
    """The door straight to a queue."""
    return doors.setdefault(door_of(model, list(model.queues).index(queue), None), len(doors))


def _redials(
    model: Model, redials: Mapping[InVain, Redial], doors: dict[Door, int]
) -> Iterator[Way]:
    for how, redial in redials.items():
        for door, part in to_doors(model, redial.to, doors):
            yield Way(
                _CAUSE_OF[how],
                REDIAL,
                part * redial.share,
                redial.delay,
                door,
                redial.attempts,
                later=None if redial.later is None else part * redial.later,
                keeps_patience=redial.patience == "left",
                one_by_one=redial.one_by_one,
            )


def _recontacts(model: Model, recontact: Recontact, doors: dict[Door, int]) -> Iterator[Way]:
    for door, part in to_doors(model, recontact.to, doors):
        yield Way(
            SERVED_ONCE,
            RECONTACT,
            part * recontact.share,
            recontact.delay,
            door,
            recontact.attempts,
            later=None if recontact.later is None else part * recontact.later,
            same_agent=recontact.same_agent,
        )


def to_doors(
    model: Model, shares: Mapping[str, float], doors: dict[Door, int]
) -> Iterator[tuple[int, float]]:
    """The doors that customers come by, with shares; -1: as before."""
    if not shares:
        yield NOBODY, 1.0
    for name, share in shares.items():
        queue = model.queues[name]
        door = door_of(model, list(model.queues).index(name), queue.through)
        yield doors.setdefault(door, len(doors)), share
