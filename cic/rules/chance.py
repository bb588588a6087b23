"""Chances that only exist because of what happened: numbers made from who, what and how often.

First draws are made in bulk before a run. A further one (will the third ringing be answered?) is a
function of the contact (a key of its source, and its number there), of what is decided, and of
which time it is. So it does not depend on the order of events.
"""

from __future__ import annotations

from typing import Final

from cic.policies.stirring import MASK, mix
from cic.program.centre import rule

PICKS_UP: Final = 1
"""What is decided: whether an agent picks up. Append-only."""

LEADS_ON: Final = 2
"""Whether a contact leads to another; the occurrence is the cause."""

DELAYS: Final = 3
VISITS: Final = 4
"""On which card stand how long it takes, and the luck of the contact that comes; the occurrence is
the way."""

ACCEPTS: Final = 5
"""Whether a customer accepts a callback."""

CUSTOMER_ANSWERS: Final = 6
RINGS_THERE: Final = 7
"""Whether a customer who is called answers, and after how long; the occurrence is the attempt."""

TRIES_AGAIN: Final = 8
"""How long it is to a callback's next attempt, or to its appointment (the occurrence is 0 then)."""

CALLS_IN: Final = 9
"""Whether a customer calls before the callback comes, and when."""

DIAL_COMES_TO: Final = 10
DIAL_CARD: Final = 11
IS_MISTAKEN: Final = 12
IS_RIGHT: Final = 13
PROMISES: Final = 14
IS_SKIPPED: Final = 15
COMES_ON_LIST: Final = 16
"""Of a customer on a campaign's list: what a call comes to, on which card the rest of its luck
stands, whether the detection of machines errs, whether the right one answers, and promises, whether
the agent leaves the customer out; the occurrence is the attempt. Whether a contact that was served
comes on a campaign's list; the occurrence is the way."""

LIVES_IN: Final = 48
"""In which time zone a customer on a campaign's list lives."""

HAS_NO_NUMBER: Final = 49
"""Whether the number of a customer on a campaign's list does not exist."""

SEGMENT_OF: Final = 20
"""To which segment the customer belongs who makes a contact."""

CUSTOMER_OF: Final = 21
"""Which customer of it that is."""

TEMPER_OF: Final = 22
"""A customer's temper; the occurrence is the generation, as below."""

LIFE_OF: Final = 23
LEAVES_FOR: Final = 24
"""After how long a customer leaves whatever the service, and why."""

IS_REPLACED: Final = 25
"""Whether a lost customer's place is taken."""

COMPLAINS: Final = 26
KIND_OF: Final = 27
"""Whether an annoyed customer complains, and of which kind the complaint is."""

AT_ONCE_SETTLED: Final = 28
LATER_SETTLED: Final = 29
"""Whether a complaint is settled, at once or later."""

STAYS: Final = 30
"""Whether a customer stays once a matter, or a complaint, is over."""

IS_ABSENT: Final = 56
LEAVES_CENTRE: Final = 57
"""Whether an agent stays away for stress, and whether it leaves for good; its number is the day."""


PHONE_ENDS: Final = 46
PHONE_RINGS: Final = 47
"""Where several phones ring at once: how each ends, and for how long it rings; the occurrence is
the attempt."""

OPENS_CASE: Final = 52
"""Whether a contact that was served opens a case, and of which kind."""

CASE_LASTS: Final = 53
CASE_VISITS: Final = 54
"""On which card stand how long a step of a case takes somebody outside, and the luck of a contact
about the case; the occurrence is the step, or which visit it is."""

WONDERS: Final = 55
"""Whether a customer wonders how a case stands, and phones; the occurrence is the day."""

PROBLEM_OF: Final = 77
"""Of which kind the problem of a case is."""

IS_ACCEPTED: Final = 78
"""Whether a complaint is accepted."""


@rule
def dial_chance(centre, k, customer, what, attempt):
    """A number in [0, 1) that belongs to a customer of a campaign, for an attempt."""
    return chance_of(centre.keys[centre.floor[0].queues + 1 + k], customer, what, attempt)


@rule
def chance(centre, c, what, occurrence):
    """A number in [0, 1) that belongs to a contact, for what is decided the so-many-th time."""
    floor = centre.floor[0]
    key = centre.keys[centre.contacts[c].source]
    number = int(centre.extras[c * floor.extras + floor.number].value)
    return chance_of(key, number, what, occurrence)


@rule
def chance_of(key, number, what, occurrence):
    """A number in [0, 1) that belongs to whom a key and a number stand for."""
    high = mix(key.low ^ mix(number & MASK))
    high = mix(high ^ mix((key.high + what * 0x10000 + occurrence) & MASK))
    low = mix((high + 0x9E3779B9) & MASK)
    return ((high >> 5) * 67108864.0 + (low >> 6)) / 9007199254740992.0
