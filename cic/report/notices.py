"""What a reader should know before trusting a result, in plain language."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURE, Measure
from cic.report.wording import harmless, share_text, spoken, tell
from cic.statistics.tables import EstimateTable

CODES: dict[str, str] = {
    "CIC501": "One replication has no intervals.",
    "CIC502": "Few replications: intervals may be too narrow.",
    "CIC503": "The wanted precision was not reached.",
    "CIC510": "An agent group is busy nearly all the time.",
    "CIC511": "A queue loses many of its contacts.",
    "CIC512": "The wait of a queue grows through the day.",
    "CIC513": "Contacts are left in a queue at the end.",
    "CIC514": "Nobody in a queue was answered.",
    "CIC515": "No contact came to a queue.",
    "CIC516": "Callers hear busy: all ports of the IVR are taken.",
    "CIC517": "Contacts are sent away at closing.",
    "CIC518": "Callers hear busy: the queue is full.",
    "CIC519": "A good service level hides long waits.",
}
"""The codes of a result's notices; those of a scenario's are in `cic.scenario.codes`."""

ENOUGH_REPLICATIONS = 30
FULL_OCCUPANCY = 0.97
MUCH_ABANDONMENT = 0.30
RARELY = 0.001
"""The share of a queue's contacts from which on refusals are told."""
LONG_TAIL = 10.0
"""The 95th percentile of the wait over the threshold from which on a tail is long."""
GOOD_LEVEL = 0.8
"""A service level that counts as good where there is no target."""
GROWING_STEPS = 4
"""Intervals in which the wait grows, one after the other at the end of the day."""
GROWN_WAIT = 300.0
"""The wait [s] at the end from which on growing is told."""

_NO_PORT = Measure(name="no_port", title="no port", unit="contacts", top="no_port", formula="")
_FULL = Measure(
    name="queue_full", title="queue full", unit="contacts", top="queue_full", formula=""
)


def notices_of(done: Replications) -> list[Finding]:
    """The notices of a scenario and of the replications it was given."""
    found = list(done.scenario.notices)
    for look in _LOOKS:
        found += look(done)
    return found


def notice(code: str, where: str, what: str, remedy: str = "") -> Finding:
    """A finding that is worth knowing and is no error."""
    return Finding(code=code, where=where, what=what, remedy=remedy, severity="notice")


def _replications(done: Replications) -> Iterator[Finding]:
    n = done.replications
    if n == 1:
        what = "one replication is one possible day: its figures have no intervals"
        yield notice("CIC501", "run.replications", what, "run at least 30: -n 30")
    elif n < ENOUGH_REPLICATIONS:
        what = f"the intervals rest on {n} replications and may be too narrow"
        yield notice("CIC502", "run.replications", what, "run at least 30: -n 30")
    if done.wanted is not None and not done.reached:
        wanted = done.wanted
        measure = QUEUE_MEASURE[wanted.measure]
        table = done.estimates.queue(measure)
        got = tell(float(table.value[-1]), _half(table, -1), measure.unit)
        asked = share_text(wanted.half_width, 2) if wanted.unit == "%" else f"{wanted.half_width:g}"
        what = f"after {n:,} replications {measure.title} is {got}; ±{asked} was asked"
        yield notice("CIC503", "run", what, "ask for less precision, or for longer days")


def _busy_groups(done: Replications) -> Iterator[Finding]:
    occupancy = done.estimates.group(next(m for m in GROUP_MEASURES if m.name == "occupancy"))
    for g, name in enumerate(done.program.group_names):
        value = float(occupancy.value[g])
        if value > FULL_OCCUPANCY:
            told = tell(value, _half(occupancy, g), "share")
            what = f"agents of {harmless(name)} are busy {told} of their time: no room is left"
            remedy = "give the group more agents, or its queues to others as well"
            yield notice("CIC510", f"agents.{name}", what, remedy)


def _queues(done: Replications) -> Iterator[Finding]:
    offered, answered = _by_queue(done, "offered"), _by_queue(done, "answered")
    reached, rate = _by_queue(done, "queued"), _by_queue(done, "abandonment_rate")
    for q, name in enumerate(done.program.queue_names):
        where = f"queues.{name}"
        if offered.value[q] == 0:
            remedy = "give it arrivals, or let a menu go there"
            yield notice("CIC515", where, f"no contact came to {harmless(name)}", remedy)
        elif reached.value[q] > 0 and answered.value[q] == 0:
            what = f"nobody answered {harmless(name)}, though contacts came"
            yield notice("CIC514", where, what, "give its skill to agents who are on duty then")
        elif rate.value[q] > MUCH_ABANDONMENT:
            told = tell(float(rate.value[q]), _half(rate, q), "share")
            what = f"{told} of the contacts that reach {harmless(name)} abandon"
            remedy = "add agents at the hours when it waits longest; `cic explain` shows them"
            yield notice("CIC511", where, what, remedy)


def _left_inside(done: Replications) -> Iterator[Finding]:
    inside = _by_queue(done, "inside")
    for q, name in enumerate(done.program.queue_names):
        if inside.value[q] > 0:
            told = tell(float(inside.value[q]), _half(inside, q), "contacts")
            what = f"{told} contacts a replication still wait for {harmless(name)} at the end"
            remedy = "keep agents until the queue is empty, or give its contacts a patience"
            yield notice("CIC513", f"queues.{name}", what, remedy)


def _growing_waits(done: Replications) -> Iterator[Finding]:
    """Queues whose wait grows to the end of the day, interval by interval."""
    waits = done.estimates.interval(QUEUE_MEASURE["mean_wait"]).value
    for q, name in enumerate(done.program.queue_names):
        known = [float(wait) for wait in waits[:, q] if not math.isnan(wait)]
        last = known[-GROWING_STEPS - 1 :]
        if len(last) <= GROWING_STEPS or last[-1] < GROWN_WAIT:
            continue
        if all(later > earlier for earlier, later in pairwise(last)):
            what = f"the wait in {harmless(name)} grows to the end of the day: "
            what += f"{spoken(last[0])}, then {spoken(last[-1])} {GROWING_STEPS} intervals later"
            remedy = "the work exceeds the agents' time: add agents in the hours before"
            yield notice("CIC512", f"queues.{name}", what, remedy)


def _refusals(done: Replications) -> Iterator[Finding]:
    offered, no_port = _by_queue(done, "offered"), done.estimates.queue(_NO_PORT)
    if no_port.value[-1] > RARELY * offered.value[-1]:
        told = tell(float(no_port.value[-1]), _half(no_port, -1), "contacts")
        what = f"{told} callers a replication hear busy: all ports of the IVR are taken"
        yield notice("CIC516", "ivr.ports", what, "give the IVR more ports")
    stay = "keep agents a little longer: callers still come out of the IVR then"
    serve = stay if done.scenario.model.at_closing == "serve" else "write at_closing: serve"
    kinds: tuple[tuple[str, Measure, str, str], ...] = (
        ("CIC517", QUEUE_MEASURE["sent_away"], "are sent away at closing", serve),
        ("CIC518", _FULL, "hear busy: the queue is full", "raise the capacity of the queue"),
    )
    for code, measure, how, remedy in kinds:
        table = done.estimates.queue(measure)
        for q, name in enumerate(done.program.queue_names):
            if table.value[q] > RARELY * offered.value[q]:
                told = tell(float(table.value[q]), _half(table, q), "contacts")
                what = f"{told} contacts a replication for {harmless(name)} {how}"
                yield notice(code, f"queues.{name}", what, remedy)


def _long_tails(done: Replications) -> Iterator[Finding]:
    level, tail = _by_queue(done, "service_level"), _by_queue(done, "wait_p95")
    for q, (name, queue) in enumerate(done.scenario.model.queues.items()):
        promise = queue.service_level
        goal = GOOD_LEVEL if promise.share is None else promise.share
        met = level.value[q] >= goal
        if met and promise.within > 0 and tail.value[q] > LONG_TAIL * promise.within:
            what = (
                f"{harmless(name)} keeps its service level ({share_text(float(level.value[q]))} in "
            )
            what += f"{spoken(promise.within)}), yet one contact in twenty waits more than "
            what += spoken(float(tail.value[q]))
            remedy = "set a target for wait_p95 or abandonment_rate as well"
            yield notice("CIC519", f"queues.{name}", what, remedy)


_LOOKS: Sequence[Callable[[Replications], Iterator[Finding]]] = (
    _replications,
    _busy_groups,
    _queues,
    _growing_waits,
    _left_inside,
    _refusals,
    _long_tails,
)


def _by_queue(done: Replications, measure: str) -> EstimateTable:
    return done.estimates.queue(QUEUE_MEASURE[measure])


def _half(table: EstimateTable, place: int) -> float:
    value = float(table.value[place])
    return max(float(table.high[place]) - value, value - float(table.low[place]))
