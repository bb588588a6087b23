"""Incidents: what happens to the centre at a time or on a condition, and is undone."""

from __future__ import annotations

import math
from typing import Final

from cic.program.centre import rule, seldom
from cic.program.codes import (
    AVAILABLE,
    CALL_IN,
    CLOSE_SITE,
    INCIDENT_COMES,
    MOVE,
    MOVE_BACK,
    NOBODY,
    OFF,
    OPEN_SITE,
    SEND_HOME,
    SET_LINES,
    SET_PORTS,
    SHUT_SITE,
)
from cic.rules.agents import change_group, follow_plan, go_off_duty
from cic.rules.outbox import schedule

IDLE_ONES: Final = 0
OTHERS: Final = 1
"""Agents on duty with nothing in hand, and all others on duty."""


@seldom
def incident_comes(centre, i, now):
    """An incident takes place, or its condition is looked at."""
    incident = centre.incidents[i]
    if incident.every <= 0.0:
        take_effect(centre, incident, now)
        return
    if now >= incident.at and holds(centre, incident, now):
        take_effect(centre, incident, now)
        if incident.undoing != NOBODY:
            schedule(centre, now + incident.lasts, INCIDENT_COMES, incident.undoing)
        incident.at = now + incident.again_after
    if incident.at < math.inf and now + incident.every <= incident.until:
        schedule(centre, now + incident.every, INCIDENT_COMES, i)


@rule
def holds(centre, incident, now):
    """Whether the condition of an incident holds."""
    queue = centre.queues[incident.queue]
    if queue.length >= incident.waiting:
        return True
    if queue.first == NOBODY:
        return False
    return now - centre.contacts[queue.first].queued_at >= incident.longest_wait


@rule
def take_effect(centre, incident, now):
    """What an incident does."""
    if incident.kind == SET_LINES:
        place = centre.sites[incident.site]
        place.lines_free += incident.amount - place.lines
        place.lines = incident.amount
    elif incident.kind == SET_PORTS:
        place = centre.sites[incident.site]
        place.ports_free += incident.amount - place.ports
        place.ports = incident.amount
    elif incident.kind == SHUT_SITE:
        centre.sites[incident.site].closed += incident.amount
    elif incident.kind == CLOSE_SITE:
        desert(centre, incident.site, now)
    elif incident.kind == OPEN_SITE:
        return_to(centre, incident.site, now)
    else:
        left = call_up(centre, incident, incident.amount, IDLE_ONES, now)
        call_up(centre, incident, left, OTHERS, now)


@seldom
def desert(centre, s, now):
    """A site closes, and all its agents go home."""
    site = centre.sites[s]
    site.closed += 1
    site.deserted += 1
    for a in range(len(centre.agents)):
        if centre.agents[a].site + 1 == s:
            go_off_duty(centre, a, OFF, now)


@seldom
def return_to(centre, s, now):
    """A site opens again, and its agents are where the plan has them."""
    site = centre.sites[s]
    site.closed -= 1
    site.deserted -= 1
    if site.deserted > 0:
        return
    for a in range(len(centre.agents)):
        if centre.agents[a].site + 1 == s:
            follow_plan(centre, a, now)


@seldom
def call_up(centre, incident, amount, whom, now):
    """So many agents move or go, the idle or the others, by number; how many are still wanted."""
    a = 0
    while amount > 0 and a < len(centre.agents):
        if is_meant(centre, incident, a, whom):
            amount -= 1
            if incident.kind == MOVE:
                change_group(centre, a, incident.to, now)
            elif incident.kind == MOVE_BACK:
                change_group(centre, a, incident.group, now)
            elif incident.kind == SEND_HOME:
                centre.agents[a].planned = OFF
                go_off_duty(centre, a, OFF, now)
            elif incident.kind == CALL_IN:
                centre.agents[a].planned = AVAILABLE
                follow_plan(centre, a, now)
        a += 1
    return amount


@rule
def may_be_called(centre, a):
    """Whether an agent is at home, or on its way, and there for the centre."""
    agent = centre.agents[a]
    if centre.floor[0].stress and centre.strains[a].missing:
        return False
    return OFF in (agent.state, agent.leaving)


@rule
def is_meant(centre, incident, a, whom):
    """Whether an agent is among those that an incident may move, send home, or call back."""
    agent = centre.agents[a]
    if incident.kind == CALL_IN:
        return whom == IDLE_ONES and agent.group == incident.group and may_be_called(centre, a)
    if incident.kind == MOVE_BACK and agent.moves_to == incident.to:
        return whom == OTHERS and agent.home == incident.group  # it has not gone yet
    if agent.state == OFF or agent.moves_to != NOBODY:
        return False
    if (agent.state == AVAILABLE) != (whom == IDLE_ONES):
        return False
    if incident.kind == MOVE_BACK:
        return agent.group == incident.to and agent.home == incident.group
    return agent.group == incident.group
