"""The IVR: a contact takes a port, walks its menus, and ends served, gone, or in a queue."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import (
    HANGS_UP,
    HUNG_UP,
    IN_IVR,
    NO_PORT,
    SELF_SERVED,
    SERVED,
    STEP_ENDS,
    TO_QUEUE,
)
from cic.rules.acd import reach_queue
from cic.rules.connecting import leave
from cic.rules.deflecting import takes_another_way
from cic.rules.outbox import schedule
from cic.rules.sites import ports_of


@rule
def enter_ivr(centre, c, now):
    """A contact calls: a port answers it, or it hears busy."""
    place = centre.sites[ports_of(centre, c)]
    if place.ports_free <= 0:
        leave(centre, c, NO_PORT, now)
        return
    place.ports_free -= 1
    centre.contacts[c].state = IN_IVR
    walk(centre, c, now)


@rule
def step_ends(centre, c, now):
    """A menu or a self-service is over."""
    centre.contacts[c].step += 1
    walk(centre, c, now)


@seldom
def walk(centre, c, now):
    """A contact goes on: into the next step that takes time, or out of the IVR."""
    contact = centre.contacts[c]
    step = centre.steps[contact.step]
    while step.kind < TO_QUEUE:
        if step.takes > 0.0:
            schedule(centre, now + step.takes, STEP_ENDS, c)
            return
        contact.step += 1
        step = centre.steps[contact.step]
    if centre.floor[0].deflects and takes_another_way(centre, c, step.what, now):
        return
    centre.sites[ports_of(centre, c)].ports_free += 1
    if step.kind == TO_QUEUE:
        reach_queue(centre, c, now)
    elif step.kind == SERVED:
        leave(centre, c, SELF_SERVED, now)
    elif step.kind == HANGS_UP:
        leave(centre, c, HUNG_UP, now)
