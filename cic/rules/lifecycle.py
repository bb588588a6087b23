"""Everything that can happen, and the beginning of a run: all that the clocks call."""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import (
    ARRIVES,
    BOT_ENDS,
    CALL_ENDS,
    CASE_STANDS,
    CASE_STEP_ENDS,
    COMES_AGAIN,
    COMES_BACK,
    CONSULT_ENDS,
    CUSTOMER_REPLIES,
    CUSTOMER_WONDERS,
    DIALLER_LOOKS,
    DUTY_CHANGES,
    FALLS_DUE,
    HOURS_CHANGE,
    IDLES_ON,
    IN_SERVICE,
    INCIDENT_COMES,
    LOOKS_AGAIN,
    MIDNIGHT_COMES,
    NOBODY,
    OFFER_ENDS,
    OPENED_BEFORE,
    PATIENCE_ENDS,
    RINGING_ENDS,
    RUN_ENDS,
    SENDS_AWAY,
    SITE_CHANGES,
    STEP_ENDS,
    TALK_ENDS,
    TO_QUEUE,
    WIDENS,
    WRAP_UP_ENDS,
)
from cic.rules.acd import (
    customer_replies,
    idles_on,
    reach_queue,
    send_waiting_away,
    talk_ends,
    widen,
)
from cic.rules.after_bots import bot_ends
from cic.rules.agents import duty_changes
from cic.rules.answering import comes_back, patience_ends, ringing_ends
from cic.rules.beginning import be_in_hand
from cic.rules.callbacks import call_ends, calls_first, falls_due
from cic.rules.cancelling import look_for_agents
from cic.rules.cases import wonders
from cic.rules.connecting import be_free
from cic.rules.deflecting import offer_ends
from cic.rules.dialler import begin_campaigns, campaign_happens
from cic.rules.handing_over import consult_ends
from cic.rules.incidents import incident_comes
from cic.rules.ivr import enter_ivr, step_ends
from cic.rules.open_cases import stands, was_opened
from cic.rules.outbox import schedule
from cic.rules.population import comes, run_ends
from cic.rules.sites import comes_in, site_changes
from cic.rules.turnover import midnight_comes
from cic.rules.verdicts import case_goes_on
from cic.rules.yielding import let_refused_look, refused_look


@seldom
def begin(centre):
    """Put the first changes of duty and of hours, and incidents, on the calendar."""
    if centre.floor[0].customers:
        schedule(centre, centre.floor[0].ends, RUN_ENDS, 0)
    if centre.floor[0].stress and centre.floor[0].midnight <= centre.floor[0].ends:
        schedule(centre, centre.floor[0].midnight, MIDNIGHT_COMES, 0)
    if len(centre.spells) > 0:
        schedule(centre, centre.spells[0].at, DUTY_CHANGES, 0)
    if len(centre.hours) > 0:
        schedule(centre, centre.hours[0].at, HOURS_CHANGE, 0)
    if len(centre.site_hours) > 0:
        schedule(centre, centre.site_hours[0].at, SITE_CHANGES, 0)
    if centre.floor[0].campaigns:
        begin_campaigns(centre)
    for i in range(len(centre.incidents)):
        incident = centre.incidents[i]
        if incident.at < math.inf:
            schedule(centre, incident.at + incident.every, INCIDENT_COMES, i)


@rule
def happen(centre, kind, subject, now):
    """One event takes place."""
    if kind >= ARRIVES:
        floor = centre.floor[0]
        if floor.stress and kind == MIDNIGHT_COMES:
            midnight_comes(centre, subject, now)
        elif kind > COMES_AGAIN and (floor.rings or floor.customers or floor.cases):
            call_or_case_happens(centre, kind, subject, now)
        else:
            contact_arrives(centre, subject, now)
    elif kind == TALK_ENDS:
        talk_ends(centre, subject, now)
    elif kind == WRAP_UP_ENDS:
        be_free(centre, subject, now)
    elif kind == PATIENCE_ENDS:
        patience_ends(centre, subject, now)
    elif kind == DUTY_CHANGES:
        duty_changes(centre, subject, now)
    else:
        timer_fires(centre, kind, subject, now)
    if centre.floor[0].cancels:
        look_for_agents(centre, now)
    if centre.floor[0].yields:
        let_refused_look(centre, now)


@seldom
def timer_fires(centre, kind, subject, now):
    """Something takes place whose time was set before.

    What a centre lacks never takes place; whether it is there is asked first, so that rules made
    without it (`cic.clocks.sparing`) leave out all that it leads to.
    """
    floor = centre.floor[0]
    if kind == STEP_ENDS:
        step_ends(centre, subject, now)
    elif floor.several and kind == CUSTOMER_REPLIES:
        customer_replies(centre, subject, now)
    elif floor.choosy and kind == IDLES_ON:
        idles_on(centre, subject, now)
    elif (floor.choosy or floor.binds) and kind == WIDENS:
        widen(centre, subject, now)
    elif floor.rings and kind == RINGING_ENDS:
        ringing_ends(centre, subject, now)
    elif floor.rings and kind == COMES_BACK:
        comes_back(centre, subject, now)
    elif floor.bots and kind == BOT_ENDS:
        bot_ends(centre, subject, now)
    elif floor.deflects and kind == OFFER_ENDS:
        offer_ends(centre, subject, now)
    elif floor.warm and kind == CONSULT_ENDS:
        consult_ends(centre, subject, now)
    else:
        centre_changes(centre, kind, subject, now)


@seldom
def call_or_case_happens(centre, kind, subject, now):
    """Something happens to a call that the centre makes, or is to make; or to a case."""
    floor = centre.floor[0]
    if kind == CALL_ENDS:
        call_ends(centre, subject, now)
    elif kind == FALLS_DUE:
        falls_due(centre, subject, now)
    elif kind == RUN_ENDS:
        run_ends(centre, now)
    elif floor.cases and kind == CASE_STEP_ENDS:
        case_goes_on(centre, subject, now)
    elif floor.cases and kind == CUSTOMER_WONDERS:
        wonders(centre, subject, now)
    elif floor.cases and kind == CASE_STANDS:
        stands(centre, subject, now)
    elif kind >= DIALLER_LOOKS:
        campaign_happens(centre, kind, subject, now)
    else:
        calls_first(centre, subject, now)


@rule
def centre_changes(centre, kind, subject, now):
    """Something happens to the centre as a whole."""
    if kind == HOURS_CHANGE:
        hours_change(centre, subject, now)
    elif centre.floor[0].incidents and kind == INCIDENT_COMES:
        incident_comes(centre, subject, now)
    elif kind == SITE_CHANGES:
        site_changes(centre, subject, now)
    elif (centre.floor[0].yields or centre.floor[0].settles) and kind == LOOKS_AGAIN:
        refused_look(centre, now)
    elif kind == SENDS_AWAY:
        send_waiting_away(centre, now)


@rule
def contact_arrives(centre, c, now):
    """A contact comes: to the IVR, or straight to its queue."""
    if centre.floor[0].cases and begins_with_case(centre, c):
        was_opened(centre, c, now)
        return
    if centre.floor[0].customers and not comes(centre, c, now):
        return
    if centre.floor[0].counts_lines and not comes_in(centre, c, now):
        return
    step = centre.contacts[c].step
    if step == NOBODY or centre.steps[step].kind == TO_QUEUE:
        reach_queue(centre, c, now)
    elif centre.steps[step].kind == IN_SERVICE:
        be_in_hand(centre, c)
    else:
        enter_ivr(centre, c, now)


@rule
def begins_with_case(centre, c):
    """Whether a contact had opened a case that is open as the run begins."""
    step = centre.contacts[c].step
    return step != NOBODY and centre.steps[step].kind == OPENED_BEFORE


@seldom
def hours_change(centre, h, now):
    """The centre closes or opens again; the change after it is put on the calendar."""
    floor = centre.floor[0]
    floor.closed = centre.hours[h].closed
    if floor.closed and not floor.serves_at_closing:
        send_waiting_away(centre, now)
    if h + 1 < len(centre.hours):
        schedule(centre, centre.hours[h + 1].at, HOURS_CHANGE, h + 1)
