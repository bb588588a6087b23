"""What a reader should know before trusting a result, in plain language."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cic.errors import Finding
from cic.experiments.looks import measure_of, total_of
from cic.experiments.replicate import Replications
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURE, Measure
from cic.report.notices_callbacks import CALLBACK_LOOKS
from cic.report.notices_campaigns import CAMPAIGN_LOOKS
from cic.report.notices_deferred import DEFERRED_LOOKS, is_neglected
from cic.report.noticing import by_queue, goal_of, half, notice
from cic.report.used import medium_of_queue
from cic.report.wording import harmless, share_text, spoken, tell

CODES: dict[str, str] = {
    "CIC501": "One replication has no intervals.",
    "CIC502": "Few replications: intervals may be too narrow.",
    "CIC503": "The wanted precision was not reached.",
    "CIC504": "A policy of a person's own could not be compiled.",
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
    "CIC520": "The backlog of deferred work grows from day to day.",
    "CIC521": "Deferred work is hardly ever reached.",
    "CIC522": "A promise is kept in open hours, while contacts wait longer by the calendar.",
    "CIC523": "A promise by the calendar is broken before the centre opens.",
    "CIC524": "Live contacts wait for agents whose deferred work they may not interrupt.",
    "CIC531": "Many callbacks never reach the customer.",
    "CIC532": "Callbacks are still owed at the end.",
    "CIC541": "A campaign abandons more calls than its cap.",
    "CIC542": "A campaign has called all its customers.",
    "CIC543": "A campaign stopped calling, as no agent came free.",
}
"""The codes of a result's notices; those of a scenario's are in `cic.scenario.codes`."""

ENOUGH_REPLICATIONS = 30
FULL_OCCUPANCY = 0.97
MUCH_ABANDONMENT = 0.30
RARELY = 0.001
"""The share of a queue's contacts from which on refusals are told."""
LONG_TAIL = 10.0
"""The 95th percentile of the wait over the threshold from which on a tail is long."""
GROWING_STEPS = 4
"""Intervals in which the wait grows, one after the other at the end of the day."""
GROWN_WAIT = 300.0
"""The wait [s] at the end from which on growing is told."""

_NO_PORT = Measure(name="no_port", title="no port", unit="contacts", top="no_port", formula="")
_IN_LINE = Measure(name="in_line", title="in line", unit="contacts", top="in_line", formula="")
_FULL = Measure(
    name="queue_full", title="queue full", unit="contacts", top="queue_full", formula=""
)


def notices_of(done: Replications) -> list[Finding]:
    """The notices of a scenario and of the replications it was given."""
    found = list(done.scenario.notices)
    for look in _LOOKS:
        found += look(done)
    return found


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
        measure, got = measure_of(wanted.measure), total_of(done.estimates, wanted.measure)
        told = tell(got.value, got.half_width, got.unit)
        so = f"after {n:,} replications {measure.title} is {told}"
        what = f"{so}: less precise than {wanted.half_width_text}"
        yield notice("CIC503", "run", what, "ask for less precision, or for longer days")
    if done.uncompiled:
        what = f"the SimPy clock ran this, since a policy cannot be compiled: {done.uncompiled}"
        remedy = "use numbers, tables of the centre by number, math and plain functions of these"
        yield notice("CIC504", "routing", harmless(what), remedy)


def _busy_groups(done: Replications) -> Iterator[Finding]:
    occupancy = done.estimates.group(next(m for m in GROUP_MEASURES if m.name == "occupancy"))
    model = done.scenario.model
    for g, name in enumerate(done.program.group_names):
        value = float(occupancy.value[g])
        fills_up = any(medium_of_queue(model, q).deferred for q in model.agents[name].skills)
        if value > FULL_OCCUPANCY and not fills_up:  # deferred work fills what time there is
            told = tell(value, half(occupancy, g), "share")
            what = f"agents of {harmless(name)} are busy {told} of their time: no room is left"
            remedy = "give the group more agents, or its queues to others as well"
            yield notice("CIC510", f"agents.{name}", what, remedy)


def _queues(done: Replications) -> Iterator[Finding]:
    offered, answered = by_queue(done, "offered"), by_queue(done, "answered")
    reached, rate = by_queue(done, "queued"), by_queue(done, "abandonment_rate")
    called = by_queue(done, "outbound")
    messages = {one.queue for one in done.scenario.model.campaigns.values() if one.message}
    for q, name in enumerate(done.program.queue_names):
        where = f"queues.{name}"
        if offered.value[q] == 0:
            if name in messages:  # it is only named: nobody who hears a message comes to it
                continue
            remedy = "give it arrivals, or let a menu go there"
            yield notice("CIC515", where, f"no contact came to {harmless(name)}", remedy)
        elif is_neglected(done, q, reached.value, answered.value):
            continue
        elif reached.value[q] > 0 and answered.value[q] == 0:
            what = f"nobody answered {harmless(name)}, though contacts came"
            yield notice("CIC514", where, what, "give its skill to agents who are on duty then")
        elif rate.value[q] > MUCH_ABANDONMENT:
            if called.value[q] >= offered.value[q]:
                continue  # it is the dialler that has too few agents for those whom it calls
            told = tell(float(rate.value[q]), half(rate, q), "share")
            what = f"{told} of the contacts that reach {harmless(name)} abandon"
            remedy = "add agents at the hours when it waits longest; `cic explain` shows them"
            yield notice("CIC511", where, what, remedy)


def _left_inside(done: Replications) -> Iterator[Finding]:
    inside, model = done.estimates.queue(_IN_LINE), done.scenario.model
    for q, name in enumerate(done.program.queue_names):
        if inside.value[q] > 0 and not medium_of_queue(model, name).deferred:
            told = tell(float(inside.value[q]), half(inside, q), "contacts")
            what = f"{told} contacts a replication still wait for {harmless(name)} at the end"
            remedy = "keep agents until the queue is empty, or give its contacts a patience"
            yield notice("CIC513", f"queues.{name}", what, remedy)


def _growing_waits(done: Replications) -> Iterator[Finding]:
    """Queues whose wait grows to the end of the day, interval by interval."""
    waits = done.estimates.interval(QUEUE_MEASURE["mean_wait"]).value
    for q, name in enumerate(done.program.queue_names):
        known = [float(wait) for wait in waits[:, q] if not math.isnan(wait)]
        last = known[-GROWING_STEPS - 1 :]
        deferred = medium_of_queue(done.scenario.model, name).deferred
        if len(last) <= GROWING_STEPS or last[-1] < GROWN_WAIT or deferred:
            continue
        if all(later > earlier for earlier, later in pairwise(last)):
            what = f"the wait in {harmless(name)} grows to the end of the day: "
            what += f"{spoken(last[0])}, then {spoken(last[-1])} {GROWING_STEPS} intervals later"
            remedy = "the work exceeds the agents' time: add agents in the hours before"
            yield notice("CIC512", f"queues.{name}", what, remedy)


def _refusals(done: Replications) -> Iterator[Finding]:
    offered, no_port = by_queue(done, "offered"), done.estimates.queue(_NO_PORT)
    if no_port.value[-1] > RARELY * offered.value[-1]:
        told = tell(float(no_port.value[-1]), half(no_port, -1), "contacts")
        what = f"{told} callers a replication hear busy: all ports of the IVR are taken"
        yield notice("CIC516", "ivr.ports", what, "give the IVR more ports")
    stay = "keep agents a little longer: callers still come out of the IVR then"
    if done.scenario.model.ivr is None:
        stay = "they come again while it is closed: open for longer, or let them write instead"
    serve = stay if done.scenario.model.at_closing == "serve" else "write at_closing: serve"
    kinds: tuple[tuple[str, Measure, str, str], ...] = (
        ("CIC517", QUEUE_MEASURE["sent_away"], "are sent away at closing", serve),
        ("CIC518", _FULL, "hear busy: the queue is full", "raise the capacity of the queue"),
    )
    for code, measure, how, remedy in kinds:
        table = done.estimates.queue(measure)
        for q, name in enumerate(done.program.queue_names):
            if table.value[q] > RARELY * offered.value[q]:
                told = tell(float(table.value[q]), half(table, q), "contacts")
                what = f"{told} contacts a replication for {harmless(name)} {how}"
                yield notice(code, f"queues.{name}", what, remedy)


def _long_tails(done: Replications) -> Iterator[Finding]:
    level, tail = by_queue(done, "service_level"), by_queue(done, "wait_p95")
    model = done.scenario.model
    for q, (name, queue) in enumerate(model.queues.items()):
        promise = queue.service_level
        met = level.value[q] >= goal_of(model, name) and model.target_runs(name) == "calendar"
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
    *DEFERRED_LOOKS,
    *CALLBACK_LOOKS,
    *CAMPAIGN_LOOKS,
)
