"""How contacts lead to others, laid flat: the ways, their causes, and the doors they lead to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from cic.program.callbacks import Callbacks, Span, lay_out_callbacks, spans_of
from cic.program.codes import NOBODY
from cic.program.leg_codes import (
    BUSY,
    CAUSES,
    CLOSED,
    GAVE_UP,
    GIVING_UP,
    GOES_ON,
    GONE_IN_IVR,
    MESSAGE,
    NOT_WAITING,
    OWN_CALL,
    RECONTACT,
    REDIAL,
    REFUSED,
    REPLY,
    SERVED_ONCE,
    TRANSFER,
    TRANSFERRED,
)
from cic.program.leg_records import ONWARD, WAY
from cic.scenario.channels import Turns
from cic.scenario.checks_flow import queues_behind
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.ivr import IVR_SOURCE
from cic.scenario.legs import MOST_CONTACTS_OF_ONE, InVain, Recontact, Redial
from cic.scenario.scenario import Model

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
class _Way:
    """One way, in words."""

    cause: int
    kind: int
    share: float
    takes: Duration
    door: int
    attempts: int
    later: float | None = None
    keeps_patience: bool = False
    goes_first: bool = False
    same_agent: bool = False
    longest: float = math.inf


@dataclass(frozen=True)
class Legs:
    """The tables of the ways from one contact to another; all empty where there are none."""

    ways: np.ndarray
    onwards: np.ndarray
    doors: tuple[Door, ...]
    own_door: tuple[int, ...]
    """The door by which the contacts of each source come as they did before; -1: by none."""
    delays: tuple[Duration, ...]
    """How long each way takes."""
    way_names: tuple[str, ...]
    """What each is called in the streams of its luck."""
    levels: int
    """One more than a customer's further contacts."""
    reach: tuple[tuple[int, ...], ...]
    """The doors by which customers of each source may ever come again."""
    callbacks: Callbacks
    """What queues offer; the times that callbacks take are the last ways, which belong to no
    cause."""

    @property
    def lead_on(self) -> bool:
        """Whether any contact may lead to another."""
        return len(self.ways) > 0


def lay_out_legs(model: Model) -> Legs:
    """All ways, in the order of writing: source by source, cause by cause."""
    doors: dict[Door, int] = {}
    onwards = ONWARD.table((len(model.queues) + 1) * CAUSES)
    found: list[_Way] = []
    for source in range(len(model.queues) + 1):
        ways = list(_ways(model, source, doors))
        for cause in range(CAUSES):
            row = onwards[source * CAUSES + cause]
            row["ways_from"] = len(found)
            found += [way for way in ways if way.cause == cause and way.share > 0]
            row["ways_until"] = len(found)
    spans = spans_of(model)
    callbacks = lay_out_callbacks(model, len(found))
    if not found and not spans:
        return Legs(WAY.table(0), ONWARD.table(0), (), (), (), (), 0, (), callbacks)
    own = [NOBODY] * (len(model.queues) + 1)
    if spans or any(way.door == NOBODY for way in found):
        for source in range(len(own)):
            door = _first_door(model, source)
            own[source] = NOBODY if door is None else doors.setdefault(door, len(doors))
    names = (*_names(model, onwards, found, list(doors)), *_span_names(model, spans))
    found += [_Way(NOBODY, OWN_CALL, 0.0, span.takes, NOBODY, MOST_OWN_CALLS) for span in spans]
    table = WAY.table(len(found))
    for row, way in zip(table, found, strict=True):
        row["share"] = way.share
        row["later"] = way.share if way.later is None else way.later
        for field in (
            "kind",
            "door",
            "attempts",
            "keeps_patience",
            "goes_first",
            "same_agent",
            "longest",
        ):
            row[field] = getattr(way, field)
    table["code"] = [crc32(name.encode()) & 0xFFFF for name in names]
    levels = 1 + min(MOST_CONTACTS_OF_ONE - 1, _longest(found))
    delays = tuple(way.takes for way in found)
    legs = Legs(table, onwards, tuple(doors), tuple(own), delays, names, levels, (), callbacks)
    return replace(legs, reach=tuple(_reach(model, legs, source) for source in range(len(own))))


def _names(
    model: Model, onwards: np.ndarray, ways: list[_Way], doors: list[Door]
) -> tuple[str, ...]:
    """What each way is called, whatever other ways there are."""
    names: list[str] = []
    for row, onward in enumerate(onwards):
        source = _source_name(model, row // CAUSES)
        for way in ways[onward["ways_from"] : onward["ways_until"]]:
            to = "as before" if way.door == NOBODY else doors[way.door].name
            names.append(f"{source}/{way.cause}/{to}")
    return tuple(names)


def _span_names(model: Model, spans: list[Span]) -> tuple[str, ...]:
    return tuple(f"{_source_name(model, span.queue)}/callback/{span.name}" for span in spans)


def _source_name(model: Model, source: int) -> str:
    return (*model.queues, IVR_SOURCE)[source]


def _door(model: Model, source: int, menu: str | None) -> Door:
    return Door(source, _source_name(model, source), menu)


def _reach(model: Model, legs: Legs, source: int) -> tuple[int, ...]:
    """The doors by which a customer of a source may ever come again."""
    names = list(model.queues)
    first = _first_door(model, source)
    reached: set[int] = set()
    todo = [] if first is None or not _has_arrivals(model, source) else [first]
    if model.snapshot is not None and source < len(model.queues):
        todo.append(_door(model, source, None))
    while todo:
        door = todo.pop()
        own = door.known_as if door.source < len(names) else None
        behind = queues_behind(model, door.menu, own)
        for row in {door.source, *map(names.index, behind)}:
            causes = legs.onwards[row * CAUSES : (row + 1) * CAUSES]
            ways = legs.ways[causes["ways_from"].min() : causes["ways_until"].max()]
            calls = [NOBODY] * legs.callbacks.offered_by(row)
            for leads in [*map(int, ways["door"]), *calls]:
                to = legs.own_door[door.source] if leads == NOBODY else leads
                if to != NOBODY and to not in reached:
                    reached.add(to)
                    todo.append(legs.doors[to])
    return tuple(sorted(reached))


def _first_door(model: Model, source: int) -> Door | None:
    """Where a source's contacts come in, or would; None where the IVR has none of its own."""
    if source < len(model.queues):
        return _door(model, source, list(model.queues.values())[source].through)
    if model.ivr is None or model.ivr.arrivals is None:
        return None
    return _door(model, source, model.ivr.start)


def _has_arrivals(model: Model, source: int) -> bool:
    return source == len(model.queues) or list(model.queues.values())[source].arrivals is not None


def _longest(ways: list[_Way]) -> int:
    """How many further contacts a customer can come to."""
    most = {
        kind: max((way.attempts for way in ways if way.kind == kind), default=0)
        for kind in (REDIAL, RECONTACT, REPLY, TRANSFER, MESSAGE, OWN_CALL)
    }
    matters = 1 + most[RECONTACT]
    others = most[RECONTACT] + most[TRANSFER] + most[MESSAGE] + most[OWN_CALL]
    return others + matters * (most[REDIAL] + most[REPLY])


def _ways(model: Model, source: int, doors: dict[Door, int]) -> Iterator[_Way]:
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
        yield _Way(
            TRANSFERRED,
            TRANSFER,
            transfer.share,
            NO_TIME,
            _straight(model, to, doors),
            MOST_TRANSFERS,
            goes_first=transfer.goes_first,
        )
    message = queue.voicemail
    if message is not None:
        door = _straight(model, message.to, doors)
        shares = (message.not_waiting, message.giving_up, message.refused)
        for cause, share in zip((NOT_WAITING, GIVING_UP, REFUSED), shares, strict=True):
            yield _Way(cause, MESSAGE, share, message.takes, door, 1)
    turns = model.medium(queue.channel).turns
    if turns is not None and turns.between != "held":
        yield _reply(turns, _straight(model, name, doors))


def _reply(turns: Turns, door: int) -> _Way:
    """The next turn of a talk in which the agent turns to others meanwhile."""
    share, replies = 1.0, MOST_REPLIES
    if turns.count is not None:
        share, replies = float(turns.count > 1), turns.count - 1
    elif turns.mean is not None:
        share = 1.0 - 1.0 / turns.mean
    same = turns.between == "same_agent"
    longest = math.inf if turns.times_out is None else turns.times_out
    return _Way(GOES_ON, REPLY, share, turns.pause, door, replies, same_agent=same, longest=longest)


def _straight(model: Model, queue: str, doors: dict[Door, int]) -> int:
    """The door straight to a queue."""
    return doors.setdefault(_door(model, list(model.queues).index(queue), None), len(doors))


def _redials(
    model: Model, redials: Mapping[InVain, Redial], doors: dict[Door, int]
) -> Iterator[_Way]:
    for how, redial in redials.items():
        for door, part in _to(model, redial.to, doors):
            yield _Way(
                _CAUSE_OF[how],
                REDIAL,
                part * redial.share,
                redial.delay,
                door,
                redial.attempts,
                later=None if redial.later is None else part * redial.later,
                keeps_patience=redial.patience == "left",
            )


def _recontacts(model: Model, recontact: Recontact, doors: dict[Door, int]) -> Iterator[_Way]:
    for door, part in _to(model, recontact.to, doors):
        yield _Way(
            SERVED_ONCE,
            RECONTACT,
            part * recontact.share,
            recontact.delay,
            door,
            recontact.attempts,
            later=None if recontact.later is None else part * recontact.later,
            same_agent=recontact.same_agent,
        )


def _to(
    model: Model, shares: Mapping[str, float], doors: dict[Door, int]
) -> Iterator[tuple[int, float]]:
    """The doors that customers come by, with shares; -1: as before."""
    if not shares:
        yield NOBODY, 1.0
    for name, share in shares.items():
        queue = model.queues[name]
        door = _door(model, list(model.queues).index(name), queue.through)
        yield doors.setdefault(door, len(doors)), share
