"""Counting how contacts came about, and customers; written like a rule, for both clocks."""

from __future__ import annotations

import math

from cic.measures.bins import bin_at, bin_of, bin_of_arrival
from cic.program.centre import rule
from cic.program.codes import (
    ANSWERED,
    CONTAINED,
    DEFLECTED,
    HELPED,
    NOBODY,
    SELF_SERVED,
    SERVED_BEFORE,
    STAYED_AWAY,
    TIMED_OUT,
)
from cic.program.leg_codes import (
    CALLBACK,
    CASE_WORK,
    COMPLAINT,
    ENQUIRY,
    FRESH,
    MESSAGE,
    OUTBOUND,
    OWN_CALL,
    RECONTACT,
    REDIAL,
    REPLY,
    TRANSFER,
)


@rule
def tally_legs(
    contacts,
    legs,
    asides,
    resolutions,
    verdicts,
    abouts,
    firsts,
    edges,
    queues,
    by_queue,
    served,
    answered_at,
):
    """Count contacts by how they came about, and customers by what became of them.

    A contact counts where and when it arrived, a customer where and when the first contact did.
    The first time is all until the customer comes again after being served.

    Parameters
    ----------
    firsts
        How many contacts are first ones; they stand before all others.
    served
        By first contact, all 0: how often the customer has been served.
    answered_at
        By first contact, all nan: when the customer was first answered.
    """
    b = 0
    for c in range(len(legs)):
        contact = contacts[c]
        if contact.outcome in (STAYED_AWAY, SERVED_BEFORE):
            continue
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        q = contact.queue if contact.queue != NOBODY else queues
        count_kind(by_queue[b * (queues + 1) + q], legs[c].kind)
        origin = c if c < firsts else legs[c].origin
        if origin >= firsts:  # the customer was called
            continue
        if helps_itself(contact, asides, c):
            served[origin] += 1
        if contact.outcome in (ANSWERED, TIMED_OUT):
            served[origin] += 1
            if math.isnan(answered_at[origin]) or contact.answered_at < answered_at[origin]:
                answered_at[origin] = contact.answered_at
            if is_of_case(abouts, c) or complains(verdicts, c):
                continue  # it is not what the customer first came for, or goes on as a case
            if len(resolutions) > 0 and resolutions[c].resolved >= 0 and legs[c].recontacts == 0:
                first = contacts[origin]
                q = first.queue if first.queue != NOBODY else queues
                sums = by_queue[bin_at(edges, first.arrived_at) * (queues + 1) + q]
                sums.first_asked += 1
                sums.first_resolved += resolutions[c].resolved
    count_served(contacts, firsts, edges, queues, by_queue, served, answered_at)


@rule
def is_of_case(abouts, c):
    """Whether a contact opens a case, is its work or asks how it stands, however it came about."""
    return len(abouts) > 0 and abouts[c].case != NOBODY


@rule
def complains(verdicts, c):
    """Whether a contact is about a complaint."""
    return len(verdicts) > 0 and verdicts[c].complaint != NOBODY


@rule
def count_served(contacts, firsts, edges, queues, by_queue, served, answered_at):
    """Count customers who were served, and how long it took until one was first answered."""
    b = 0
    for c in range(firsts):
        contact = contacts[c]
        b = bin_of(edges, contact.arrived_at, b)
        if served[c] > 0 and contact.outcome != SERVED_BEFORE:
            q = contact.queue if contact.queue != NOBODY else queues
            sums = by_queue[b * (queues + 1) + q]
            sums.customers_served += 1
            if not math.isnan(answered_at[c]):
                sums.first_answers += 1
                sums.time_to_answer += answered_at[c] - contact.arrived_at


@rule
def helps_itself(contact, asides, c):
    """Whether a contact is served without an agent."""
    if contact.outcome == DEFLECTED:
        return asides[c].deflection == HELPED
    return contact.outcome in (SELF_SERVED, CONTAINED)


@rule
def count_kind(sums, kind):
    """Count a contact by how it came about."""
    if kind == FRESH:
        sums.fresh += 1
    elif kind == REDIAL:
        sums.redials += 1
    elif kind == RECONTACT:
        sums.recontacts += 1
    elif kind == REPLY:
        sums.replies += 1
    elif kind == MESSAGE:
        sums.messages += 1
    elif kind == TRANSFER:
        sums.transfers += 1
    else:
        count_rare_kind(sums, kind)


@rule
def count_rare_kind(sums, kind):
    """Count a contact that came about in a rarer way."""
    if kind == CALLBACK:
        sums.callbacks += 1
    elif kind == OWN_CALL:
        sums.own_calls += 1
    elif kind == OUTBOUND:
        sums.outbound += 1
    elif kind == COMPLAINT:
        sums.complaints += 1
    elif kind == CASE_WORK:
        sums.case_work += 1
    elif kind == ENQUIRY:
        sums.enquiries += 1
