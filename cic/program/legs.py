"""How contacts lead to others, laid flat: the ways, their causes, and the doors they lead to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from zlib import crc32

import numpy as np

from cic.program.callbacks import Callbacks, Span, lay_out_callbacks, spans_of
from cic.program.campaigns import Campaigns, DialSpan, dial_spans_of, lay_out_campaigns
from cic.program.cases import Cases, case_ways, lay_out_cases, ways_from
from cic.program.codes import NOBODY
from cic.program.deflections import offered_in, ways_of_offer
from cic.program.leg_codes import (
    CASE_WORK,
    CAUSES,
    COMPLAINT,
    ENQUIRY,
    MESSAGE,
    OUTBOUND,
    OWN_CALL,
    RECONTACT,
    REDIAL,
    REPLY,
    TRANSFER,
)
from cic.program.leg_records import ONWARD, PART, WAY
from cic.program.ways import (
    MOST_OWN_CALLS,
    Door,
    Way,
    complaint_ways,
    door_of,
    source_name,
    ways_of,
)
from cic.scenario.checks_flow import queues_behind
from cic.scenario.durations import Duration
from cic.scenario.onward import MOST_CONTACTS_OF_ONE
from cic.scenario.scenario import Model


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
    parts: np.ndarray
    """The probabilities of ways by the group that served."""
    warm: bool
    """Whether agents ever stay to pass a contact on."""
    of_offers: tuple[tuple[int, int], ...]
    """From which way up to which those stand who accept each offer of another way."""
    campaigns: Campaigns
    """Whom the centre calls; the times that calls take are the very last ways, of no cause."""
    cases: Cases
    """Cases after the sale; their ways stand before these, and belong to no cause either."""
    complaint: int = NOBODY
    """The way by which complaints come; -1: nobody complains. The next takes them up again."""
    returns: int = NOBODY
    """The way by which complaints are taken up again; -1: they are not."""

    @property
    def complaints(self) -> tuple[int, ...]:
        """The ways of complaints: by which they come, and are taken up again."""
        return tuple(way for way in (self.complaint, self.returns) if way != NOBODY)

    @property
    def keeps(self) -> bool:
        """Whether agents ever go on with a contact that they pass on."""
        return bool(np.any((self.ways["kind"] == TRANSFER) & (self.ways["same_agent"] > 0)))

    @property
    def lead_on(self) -> bool:
        """Whether any contact may lead to another."""
        return len(self.ways) > 0


def lay_out_legs(model: Model) -> Legs:
    """All ways, in the order of writing: source by source, cause by cause."""
    doors: dict[Door, int] = {}
    onwards = ONWARD.table((len(model.queues) + 1) * CAUSES)
    found: list[Way] = []
    for source in range(len(model.queues) + 1):
        ways = list(ways_of(model, source, doors))
        for cause in range(CAUSES):
            row = onwards[source * CAUSES + cause]
            row["ways_from"] = len(found)
            found += [way for way in ways if way.cause == cause and _may_be(way)]
            row["ways_until"] = len(found)
    spans = spans_of(model)
    callbacks = lay_out_callbacks(model, len(found))
    offers = [(one, ways_of_offer(model, one.offer, doors)) for one in offered_in(model)]
    after_offers = [way for _, ways in offers for way in ways]
    of_offers = _spans_of_offers(len(found) + len(spans), [len(ways) for _, ways in offers])
    dial_spans = dial_spans_of(model)
    complaints = complaint_ways(model, doors)
    of_cases = case_ways(model, doors)
    led = (found, spans, after_offers, complaints, of_cases, dial_spans)
    if not any(led):
        nothing = WAY.table(0), ONWARD.table(0), (), (), (), (), 0, ()
        campaigns = lay_out_campaigns(model, [], WAY.table(0))
        return Legs(
            *nothing,
            callbacks,
            PART.table(0),
            warm=False,
            of_offers=of_offers,
            campaigns=campaigns,
            cases=lay_out_cases(model, 0),
        )
    own = [NOBODY] * (len(model.queues) + 1)
    unlike = [*found, *after_offers, *complaints, *(way for _, way in of_cases)]
    if spans or any(way.door == NOBODY for way in unlike):
        for source in range(len(own)):
            door = _firstdoor_of(model, source)
            own[source] = NOBODY if door is None else doors.setdefault(door, len(doors))
    names = (
        *_names(model, onwards, found, list(doors)),
        *_span_names(model, spans),
        *(f"{one.name}/{_to(way, list(doors))}" for one, ways in offers for way in ways),
        *(f"complaint {n}" for n in range(len(complaints))),
        *(name for name, _ in of_cases),
        *(f"campaigns.{span.campaign}/{span.field}" for span in dial_spans),
    )
    found += [Way(NOBODY, OWN_CALL, 0.0, span.takes, NOBODY, MOST_OWN_CALLS) for span in spans]
    found += after_offers
    complaint = len(found) if complaints and complaints[0].share > 0 else NOBODY
    found += complaints
    cases = lay_out_cases(model, len(found))
    found += [way for _, way in of_cases]
    found += [_way_of_call(span, doors) for span in dial_spans]
    table = WAY.table(len(found))
    for row, way in zip(table, found, strict=True):
        row["share"] = way.share
        row["later"] = way.share if way.later is None else way.later
        for field in (
            "kind",
            "door",
            "attempts",
            "keeps_patience",
            "one_by_one",
            "goes_first",
            "same_agent",
            "longest",
            "warm",
            "waits_at_most",
            "talk_factor",
        ):
            row[field] = getattr(way, field)
    table["tried_at"] = -math.inf
    table["code"] = [crc32(name.encode()) & 0xFFFF for name in names]
    levels = 1 + min(MOST_CONTACTS_OF_ONE - 1, _longest(found))
    delays = tuple(way.takes for way in found)
    parts = _parts(model, found, table)
    warm = any(way.warm for way in found)
    tables = table, onwards, tuple(doors), tuple(own), delays, names, levels, ()
    campaigns = lay_out_campaigns(model, dial_spans, table)
    returns = complaint + 1 if len(complaints) > 1 else NOBODY
    legs = Legs(*tables, callbacks, parts, warm, of_offers, campaigns, cases, complaint, returns)
    return replace(legs, reach=tuple(_reach(model, legs, source) for source in range(len(own))))


def _way_of_call(span: DialSpan, doors: dict[Door, int]) -> Way:
    door = doors.setdefault(span.door, len(doors))
    return Way(NOBODY, OUTBOUND, 0.0, span.takes, door, 0)


def _may_be(way: Way) -> bool:
    return way.share > 0 or any(share > 0 for _, share in way.by_group)


def _parts(model: Model, ways: list[Way], table: np.ndarray) -> np.ndarray:
    """The probabilities that depend on the group that served; the table says where they stand."""
    shares: list[float] = []
    table["parts"] = NOBODY
    for row, way in zip(table, ways, strict=True):
        if way.by_group:
            row["parts"] = len(shares)
            own = dict(way.by_group)
            shares += [own.get(group, way.share) for group in model.agents]
    parts = PART.table(len(shares))
    parts["share"] = shares
    return parts


def _names(
    model: Model, onwards: np.ndarray, ways: list[Way], doors: list[Door]
) -> tuple[str, ...]:
    """What each way is called, whatever other ways there are."""
    names: list[str] = []
    for row, onward in enumerate(onwards):
        source = source_name(model, row // CAUSES)
        here = ways[onward["ways_from"] : onward["ways_until"]]
        names += [f"{source}/{way.cause}/{_to(way, doors)}" for way in here]
    return tuple(names)


def _to(way: Way, doors: list[Door]) -> str:
    """Where a way leads, in its name."""
    return "as before" if way.door == NOBODY else doors[way.door].name


def _spans_of_offers(first: int, counts: list[int]) -> tuple[tuple[int, int], ...]:
    """From which number up to which the ways of each offer stand."""
    ends = list(accumulate(counts, initial=first))
    return tuple(pairwise(ends))


def _span_names(model: Model, spans: list[Span]) -> tuple[str, ...]:
    return tuple(f"{source_name(model, span.queue)}/callback/{span.name}" for span in spans)


def _reach(model: Model, legs: Legs, source: int) -> tuple[int, ...]:
    """The doors by which a customer of a source may ever come again."""
    first = _firstdoor_of(model, source)
    reached: set[int] = set()
    todo = [] if first is None or not _has_arrivals(model, source) else [first]
    if model.snapshot is not None and source < len(model.queues):
        todo.append(door_of(model, source, None))
    while todo:
        door = todo.pop()
        for row in _may_be_in(model, door):
            causes = legs.onwards[row * CAUSES : (row + 1) * CAUSES]
            ways = legs.ways[causes["ways_from"].min() : causes["ways_until"].max()]
            calls = [NOBODY] * legs.callbacks.offered_by(row)
            complains = [int(legs.ways[way]["door"]) for way in legs.complaints]
            after = _after_offers(legs, door)
            of_cases = _after_cases(model, legs, row)
            for leads in [*map(int, ways["door"]), *calls, *complains, *after, *of_cases]:
                to = legs.own_door[door.source] if leads == NOBODY else leads
                if to != NOBODY and to not in reached:
                    reached.add(to)
                    todo.append(legs.doors[to])
    return tuple(sorted(reached))


def _after_offers(legs: Legs, door: Door) -> Iterator[int]:
    """The doors by which those come again who come by a door and take another way."""
    for first, until in legs.of_offers if door.menu is not None else ():
        yield from map(int, legs.ways["door"][first:until])


def _after_cases(model: Model, legs: Legs, row: int) -> Iterator[int]:
    """The doors by which contacts come about cases that are opened in a queue."""
    if row < len(model.queues):
        for name in ways_from(model, list(model.queues)[row]):
            yield int(legs.ways["door"][legs.way_names.index(name)])


def ways_by_door(model: Model, legs: Legs) -> list[frozenset[int]]:
    """Of each door, the ways that customers may ever come by through it.

    Who comes as before comes by the own door of a source whose contacts may be where the way
    begins.
    """
    rows: list[set[int]] = [set() for _ in legs.doors]
    firsts = (_firstdoor_of(model, source) for source in range(len(legs.own_door)))
    for door in (*legs.doors, *(first for first in firsts if first is not None)):
        to = legs.own_door[door.source]
        if to != NOBODY:
            rows[to] |= _may_be_in(model, door)
    begins = [NOBODY] * len(legs.ways)
    for n, onward in enumerate(legs.onwards):
        for way in range(onward["ways_from"], onward["ways_until"]):
            begins[way] = n // CAUSES
    leads = [int(way["door"]) for way in legs.ways]
    return [
        frozenset(
            w
            for w, to in enumerate(leads)
            if to == door or (to == NOBODY and (begins[w] == NOBODY or begins[w] in rows[door]))
        )
        for door in range(len(legs.doors))
    ]


def _may_be_in(model: Model, door: Door) -> set[int]:
    """Where contacts may be that come by a door: at its source, or in a queue behind its menu."""
    names = list(model.queues)
    own = door.known_as if door.source < len(names) else None
    return {door.source, *map(names.index, queues_behind(model, door.menu, own))}


def _firstdoor_of(model: Model, source: int) -> Door | None:
    """Where a source's contacts come in, or would; None where the IVR has none of its own."""
    if source < len(model.queues):
        return door_of(model, source, list(model.queues.values())[source].through)
    if model.ivr is None or model.ivr.arrivals is None:
        return None
    return door_of(model, source, model.ivr.start)


def _has_arrivals(model: Model, source: int) -> bool:
    if source == len(model.queues):
        return True
    name, queue = list(model.queues.items())[source]
    called = any(campaign.queue == name for campaign in model.campaigns.values())
    return queue.arrivals is not None or called


def _longest(ways: list[Way]) -> int:
    """How many further contacts a customer can come to."""
    most = {
        kind: max((way.attempts for way in ways if way.kind == kind), default=0)
        for kind in (REDIAL, RECONTACT, REPLY, TRANSFER, MESSAGE, OWN_CALL)
    }
    complaints = sum(way.attempts for way in ways if way.kind == COMPLAINT)
    matters = 1 + most[RECONTACT] + complaints
    cases = int(any(way.kind in (CASE_WORK, ENQUIRY) for way in ways))
    matters += cases
    others = most[RECONTACT] + most[TRANSFER] + most[MESSAGE] + most[OWN_CALL] + complaints + cases
    return others + matters * (most[REDIAL] + most[REPLY])
