"""Stress: how it rises and falls, and what it does to work and to coming.

It is exponential in time while what bears on it stays the same, so it is brought up to date only
where that changes, and where it is asked for. `cic.scenario.stress.Stress` has the formulas.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import (
    AT_LUNCH,
    AVAILABLE,
    CALLING,
    DIALLING,
    HANDLING,
    IN_TRAINING,
    NOBODY,
    OFF,
    ON_BREAK,
    PREPARING,
)
from cic.program.stress_codes import (
    ABSENT,
    AT_HOME,
    BUSY,
    IDLE,
    LEARNING,
    NOT_MISSING,
    RESTING,
    VACANT,
)
from cic.rules.cards import DAY
from cic.rules.chance import IS_ABSENT, chance_of
from cic.rules.fading import faded


@seldom
def feels_state(centre, a, state, now):
    """An agent goes into a state, which bears on its stress from then on."""
    load = IDLE
    if state == OFF:
        load = AT_HOME
    elif state in (ON_BREAK, AT_LUNCH):
        load = RESTING
    elif state == IN_TRAINING:
        load = LEARNING
    elif state in (HANDLING, CALLING, PREPARING, DIALLING):
        load = BUSY
    be_under(centre, a, load, now)


@seldom
def begins_to_serve(centre, a, now):
    """An agent begins to talk."""
    be_under(centre, a, BUSY, now)


@seldom
def stops_serving(centre, a, now):
    """An agent with one contact at most has done with it."""
    be_under(centre, a, IDLE, now)


@rule
def be_under(centre, a, load, now):
    """Something bears on an agent's stress from now on."""
    bring_up_to(centre, a, now)
    centre.strains[a].load = load


@seldom
def bring_up_to(centre, a, now):
    """An agent's stress is brought up to an instant.

    Notes
    -----
    For a time t under the same load, with over the time of that load and w = exp(−t / over): while
    busy 1 − s becomes (1 − s) w, and the integral of s is t − (1 − s) over (1 − w); else s becomes
    s w, and its integral is s over (1 − w).
    """
    strain = centre.strains[a]
    stress = centre.stresses[centre.agents[a].home]
    if not stress.felt:
        return
    if math.isnan(strain.at):
        strain.at = now
    if now <= strain.at:
        return
    t = now - strain.at
    strain.at = now
    over = time_of(stress, strain.load)
    weight = faded(t / over)
    if strain.load == BUSY:
        spared = 1.0 - strain.level
        felt = t - spared * over * (1.0 - weight)
        strain.level = 1.0 - spared * weight
    else:
        felt = strain.level * over * (1.0 - weight)
        strain.level *= weight
    if strain.load != AT_HOME:
        strain.total += felt
        strain.time += t


@rule
def time_of(stress, load):
    """In what time what is left fades to 1/e under a load [s]."""
    if load == BUSY:
        return stress.rises_over
    if load == IDLE:
        return stress.idle_over
    if load == RESTING:
        return stress.break_over
    if load == LEARNING:
        return stress.training_over
    return stress.home_over


@seldom
def feels_temper(centre, c, now):
    """A talk is over: the customer's temper may add to the stress of the agent who answered."""
    temper = centre.verdicts[c].temper
    a = centre.contacts[c].agent
    if temper == NOBODY:
        return
    tempers = centre.relation[0].tempers
    share = centre.upsets[centre.agents[a].home * tempers + temper].share
    if share > 0.0:
        bring_up_to(centre, a, now)
        strain = centre.strains[a]
        strain.level += share * (1.0 - strain.level)


@seldom
def quality_under_stress(centre, c, a, needs, quality):
    """The quality with which an agent answers; an error of stress is noted.

    It is one where the contact `needs` more than that, and less than the agent's own quality.
    """
    strain = centre.strains[a]
    lowered = quality * (1.0 - centre.stresses[centre.agents[a].home].errors * strain.level)
    if lowered <= needs < quality:
        centre.resolutions[c].erred = 1
    return lowered


@seldom
def courtesy_under_stress(centre, c, now):
    """The courtesy with which the agent of a contact ends the talk."""
    a = centre.contacts[c].agent
    bring_up_to(centre, a, now)
    discourtesy = centre.stresses[centre.agents[a].home].discourtesy
    courtesy = centre.courtesies[centre.contacts[c].group].share
    return courtesy * (1.0 - discourtesy * centre.strains[a].level)


@rule
def day_of(centre, now):
    """The day of an instant, from midnight to midnight; that of the first opening is 0."""
    return math.floor((now + centre.floor[0].opens) / DAY)


@seldom
def decide_coming(centre, a, now):
    """The day's work of an agent is to begin: it comes, or stays away for stress.

    It is decided once a day; who is at work as a run begins has come.
    """
    strain = centre.strains[a]
    day = day_of(centre, now)
    if day == strain.day:
        return
    strain.day = day
    if strain.missing == ABSENT:
        strain.missing = NOT_MISSING
    absence = centre.stresses[centre.agents[a].home].absence
    if strain.missing or absence <= 0.0 or now <= centre.floor[0].begins:
        return
    bring_up_to(centre, a, now)
    if chance_of(strain, day, IS_ABSENT, 0) < absence * strain.level:
        strain.missing = ABSENT
        strain.absences += 1


@rule
def in_person(centre, a, state, now):
    """What comes of what the plan has an agent do: nothing of one who is missing or has left.

    Who is new is in training instead of taking contacts.
    """
    strain = centre.strains[a]
    if strain.missing:
        return OFF
    if state == AVAILABLE and now < strain.trained_at:
        return IN_TRAINING
    return state


@rule
def has_left(centre, a, c):
    """Whether the agent who answered a contact has left since; another may sit at the desk."""
    if not centre.floor[0].stress or a == NOBODY:
        return False
    strain = centre.strains[a]
    return strain.missing == VACANT or centre.contacts[c].answered_at < strain.hired_at
