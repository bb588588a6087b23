"""Which channels and measures, beyond the usual ones, a scenario has any use for."""

from __future__ import annotations

from cic.program.leg_codes import LEG_KINDS
from cic.scenario.agents import AgentGroup
from cic.scenario.channels import PRESETS, Medium
from cic.scenario.checks_flow import answering
from cic.scenario.checks_names import deflections
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.onward import warm_targets
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

PLAIN = PRESETS["voice"]
"""The channel that goes without saying."""
OF_RESOLUTION = ("resolved", "resolution_rate")
OF_LEGS = (
    "left_message",
    *(kind for kind in LEG_KINDS if kind != "complaints"),
    *("customers_served", "customers_unserved", "customers_lost"),
    *("contacts_per_customer", "first_contact_resolution", "time_to_answer"),
)
"""Measures of contacts that lead to others, and of customers."""
OF_CALLBACKS = (
    *("callbacks_offered", "callbacks_accepted", "callbacks_reached", "callbacks_not_reached"),
    *("callbacks_cancelled", "callbacks_lost", "callbacks_owed", "attempts_per_callback"),
    *("time_to_callback", "callback_p90", "callback_p95"),
)
"""Measures of what becomes of callbacks."""
OF_ANNOUNCEMENTS = (
    "announced",
    *("announced_wait", "announced_error", "announced_absolute_error", "announced_rms_error"),
)
OF_CUSTOMERS = ("satisfaction", "annoyed", "complaints", "stayed_away")
"""Measures of what customers make of their contacts."""
OF_BOTS = ("with_bot", "contained", "containment", "left_bot", "bot_time")
"""Measures of bots in front of queues."""
OF_DEFLECTION = (
    *("deflections_offered", "deflections_accepted", "deflected", "deflected_share"),
    *("deflections_helped", "deflection_containment"),
)
"""Measures of other ways that the IVR offers instead of queues."""
OF_CONSULTS = ("consults", "handed_over", "consult_wait", "conference_time")
"""Measures of agents who stay to pass a customer on."""
QUEUE_EXTRAS = (
    *("timed_out", "first_response_time", "average_hold", "put_on_hold", "backlog", "backlog_age"),
    *OF_RESOLUTION,
    *OF_LEGS,
    *OF_BOTS,
    *OF_DEFLECTION,
    *OF_CALLBACKS,
    *OF_CONSULTS,
    *OF_ANNOUNCEMENTS,
    *OF_CUSTOMERS,
)
"""Measures of queues that are shown where they are used, and nowhere else."""
OF_PEOPLE = (
    *("planned_hours", "paid_hours", "shrinkage_planned"),
    *("shrinkage", "adherence", "overtime_hours"),
)
"""Measures of agent groups that are shown where agents do not always keep to their plan."""
OF_STRESS = ("stress", "stress_errors", "stress_absences", "agents_left", "agents_hired",
             "employed", "turnover")  # fmt: skip
"""Measures of agent groups that are shown where agents come under stress."""


def medium_of_queue(model: Model, queue: str) -> Medium:
    """How the contacts of a queue come."""
    return model.medium(model.queues[queue].channel)


def speaks_of_channels(model: Model) -> bool:
    """Whether any contact comes otherwise than by plain calls."""
    return any(medium != PLAIN for medium in model.media.values())


def uses(model: Model, measure: str, queue: str) -> bool:
    """Whether a measure has a meaning for a queue; the usual ones have for all."""
    if measure in OF_LEGS or measure in OF_DEFLECTION:  # who follows may come to any queue
        return True
    if measure in OF_CUSTOMERS:
        return _is_felt(model, measure, queue)
    own = _own_measures(model.queues[queue])
    if measure in own:
        return own[measure]
    medium = medium_of_queue(model, queue)
    if measure in ("backlog", "backlog_age", "abandoned", "abandonment_rate"):
        return medium.deferred == measure.startswith("backlog")
    return _happens_by(medium, measure, model)


def _is_felt(model: Model, measure: str, queue: str) -> bool:
    """Whether customers are asked about their contacts of a queue."""
    customers = model.customers
    if customers is None:
        return False
    complained_to = None if customers.complaints is None else customers.complaints.to
    if measure == "complaints":
        return queue == complained_to
    if measure == "stayed_away":
        comes = model.queues[queue].arrivals is not None or model.ivr is not None
        return customers.number is not None and customers.loyalty is not None and comes
    return True


def _own_measures(queue: Queue) -> dict[str, bool]:
    """Measures that what a queue says of itself decides about."""
    stays = bool(warm_targets(queue.transfers))
    return {
        **dict.fromkeys(OF_RESOLUTION, queue.resolves is not None),
        **dict.fromkeys(OF_BOTS, queue.bot is not None),
        **dict.fromkeys(OF_CONSULTS, stays),
        **{name: _becomes_of_callback(queue, name) for name in OF_CALLBACKS},
        **dict.fromkeys(OF_ANNOUNCEMENTS, tells_waits(queue)),
        "put_on_hold": queue.hold is not None,
        **({"average_hold": True} if stays or queue.hold is not None else {}),
    }


def leg_measures_used(model: Model) -> frozenset[str]:
    """The measures of contacts that lead to others, and of customers, that have a use."""
    queues = model.queues.values()
    turns = (model.medium(queue.channel).turns for queue in queues)
    happens = {
        "redials": any(queue.redials for queue in queues)
        or bool(model.ivr and model.ivr.redials)
        or any(offer.redial is not None for _, offer in deflections(model)),
        "recontacts": any(queue.recontact for queue in queues),
        "replies": any(one is not None and one.between != "held" for one in turns),
        "messages": any(queue.voicemail for queue in queues)
        or any(offer.to is not None for _, offer in deflections(model)),
        "transfers": any(queue.transfers for queue in queues),
        "callbacks": any(queue.calls_back for queue in queues),
        "own_calls": any(
            queue.callback is not None and queue.callback.own_call and queue.calls_back
            for queue in queues
        ),
    }
    cases = model.cases.values()
    happens |= {
        "case_work": any(step.queue for case in cases for step in case.steps.values()),
        "enquiries": any(case.enquiries for case in cases),
    }
    found = {name for name, may in happens.items() if may}
    if found:
        found |= {"fresh", "customers_served", "customers_unserved", "customers_lost"}
        found.add("contacts_per_customer")
        found |= {"time_to_answer", *(["left_message"] if happens["messages"] else [])}
        if any(queue.resolves is not None for queue in queues):
            found.add("first_contact_resolution")
    if model.campaigns:
        found.add("outbound")
    return frozenset(found)


def _happens_by(medium: Medium, measure: str, model: Model) -> bool:
    """Whether what a measure is about can happen to contacts of a channel."""
    if measure == "first_response_time":
        return medium.in_turns
    if measure == "timed_out":
        return medium.turns is not None and medium.turns.times_out is not None
    if measure == "average_hold":
        return any(medium.name in other.interrupts for other in model.media.values())
    return True


def _becomes_of_callback(queue: Queue, measure: str) -> bool:
    """Whether what a measure of callbacks is about can happen to those of a queue."""
    callback = queue.callback
    if callback is None or not queue.calls_back:
        return False
    if measure == "callbacks_cancelled":
        return callback.own_call is not None
    return measure != "callbacks_lost" or callback.first == "customer"


def tells_waits(queue: Queue) -> bool:
    """Whether contacts of a queue are told how long they will wait."""
    return queue.announcement is not None and queue.announcement.wait is not None


def extras_used(model: Model) -> tuple[str, ...]:
    """The measures of queues, beyond the usual, that any queue has a use for."""
    alike = {
        (
            queue.channel,
            *_own_measures(queue).values(),
            *(_is_felt(model, measure, name) for measure in OF_CUSTOMERS),
        ): name
        for name, queue in model.queues.items()
    }
    of_legs = leg_measures_used(model)
    if any(offer.accepted > 0 for _, offer in deflections(model)):
        of_legs |= {*OF_DEFLECTION, "customers_served", "customers_unserved", "customers_lost"}
    return tuple(
        measure
        for measure in QUEUE_EXTRAS
        if (measure not in (*OF_LEGS, *OF_DEFLECTION) or measure in of_legs)
        and any(uses(model, measure, queue) for queue in alike.values())
    )


def works_on_several(model: Model, group: str) -> bool:
    """Whether an agent of a group may work on more than one contact at once."""
    return sum(max(share.values(), default=0) for share in model.capacity(group)) > 1


def puts_on_hold(model: Model, group: str) -> bool:
    """Whether an agent of a group may put a contact on hold for another."""
    here = [model.medium(name) for share in model.capacity(group) for name in share]
    return any(other.name in medium.interrupts for medium in here for other in here)


def holds_several(model: Model, group: str) -> bool:
    """Whether an agent of a group may have more than one contact in hand, on hold or not."""
    return works_on_several(model, group) or puts_on_hold(model, group)


def divides_attention(model: Model, group: str) -> bool:
    """Whether an agent of a group may have several contacts of one channel at once."""
    return any(count > 1 for share in model.capacity(group) for count in share.values())


def group_measures_used(model: Model, measures: tuple[str, ...]) -> tuple[str, ...]:
    """Of these measures of groups, those that any group has a use for."""
    unused = set(OF_PEOPLE) if all(map(keeps_to_plan, model.agents.values())) else set()
    if not any(holds_several(model, group) for group in model.agents):
        unused.add("concurrency")
    if all(queue.resolves is None for queue in model.queues.values()):
        unused.update(OF_RESOLUTION)
    unused.update(set(OF_STRESS) - stress_measures_used(model))
    return tuple(one for one in measures if one not in unused)


def stress_measures_used(model: Model) -> set[str]:
    """The measures of stress that any group has a use for."""
    under = [group.stress for group in model.agents.values() if group.stress is not None]
    used = {"stress"} if under else set()
    if any(stress.errors for stress in under):
        used.add("stress_errors")
    if any(stress.absence for stress in under):
        used.add("stress_absences")
    if any(stress.turnover for stress in under):
        used |= {"agents_left", "agents_hired", "employed", "turnover"}
    return used


def keeps_to_plan(group: AgentGroup) -> bool:
    """Whether the agents of a group come and go as planned."""
    delays = (group.lateness, group.early_leave, group.late_breaks)
    if group.stress is not None and (group.stress.absence or group.stress.turnover):
        return False
    return group.absence == 0 and delays == (None, None, None)


def is_shut(model: Model, queue: str) -> bool:
    """Whether a queue is a door that is shut: nobody answers, and nobody can wait."""
    crew = answering(model, queue)
    staffed = any(staffed_seconds(model, name) > 0 for name in crew)
    return model.queues[queue].capacity == 0 and not staffed
