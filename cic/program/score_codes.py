"""What a score of agents or of contacts may count: numbers that stand for its terms.

The numbers are append-only, like all codes. `cic.policies.terms` evaluates them.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Term(IntEnum):
    """A term of a score; the words of a scenario are these names."""

    IDLE = 0
    """For how long the agent has been idle [s]; 0 while it has something in hand."""
    SINCE_CONTACT = 1
    """How long ago the agent's last talk ended [s]; without end where there was none."""
    SINCE_QUEUE_CONTACT = 2
    """How long ago the agent's last talk of this queue ended [s]; without end where none."""
    CONTACTS = 3
    """How many contacts the agent has answered."""
    QUEUE_CONTACTS = 4
    """How many talks of this queue the agent has ended."""
    TALK_TIME = 5
    """The agent's talks so far, added up [s]."""
    MEAN_HANDLE_TIME = 6
    """Talk and wrap-up of the agent's talks so far, in the mean [s]; 0 where there were none."""
    IDLE_SHARE = 7
    """The share of its time on duty in which the agent neither talked nor wrapped up."""
    AGENT_ORDER = 8
    """The agent's number, in the order of writing."""
    TURN = 9
    """Highest for the agent whose turn it is: the next by number after the queue's last."""
    LEVEL = 10
    """The level of the group's skill for the queue."""
    SKILLS = 11
    """How many queues the group answers."""
    SERVICE_RATE = 12
    """Contacts of the queue that an agent of the group serves a second."""
    GROUP_WEIGHT = 13
    """The weight of the group."""
    WEIGHTED_IDLE = 14
    """The weight of the group times the time idle."""
    FREE = 15
    """How many agents of the group are idle."""
    WEIGHTED_FREE = 16
    """The weight of the group times its idle agents."""
    LOT = 17
    """A number from 0 to 1 by chance, of this contact and agent."""
    RANKED_LOT = 18
    """The same times one more than the rank of the group's skill."""
    CALL_TURN = 19
    """Highest for the next agent by number after the one at whom the contact rang last."""
    PROFICIENCY = 20
    """How good the group is at all that the queue asks for; at nothing: the level of the skill."""
    WEIGHTED_PROFICIENCY = 21
    """The same, each times its weight."""
    ORDERED_PROFICIENCY = 22
    """How many lists of levels, in the order in which the queue asks, come before the group's."""
    RANK = 32
    """The rank of the group's skill for the queue."""
    DELAY = 33
    """After what wait the group serves the queue [s]."""
    PRIORITY = 34
    """The priority number of the queue."""
    WAIT = 35
    """For how long the contact has waited, with its head start [s]."""
    SINCE_ARRIVAL = 36
    """How long ago the contact arrived at the centre, with its head start [s]."""
    WEIGHT = 37
    """The weight of the queue."""
    WEIGHTED_WAIT = 38
    """The weight of the queue times the wait."""
    LENGTH = 39
    """How many contacts wait in the queue."""
    IMBALANCE = 40
    """How many more wait in the queue than its part of all who wait, by the queues' weights."""
    URGENCY = 41
    """The urgency of the contact, which grows as it waits."""
    C_MU = 42
    """The weight of the queue times the service rate."""
    GENERALISED_C_MU = 43
    """The weight of the queue times the wait times the service rate."""
    DUE = 44
    """How long ago the promise to the contact fell due [s]; below 0 before."""
    IN_TIME = 45
    """1 while the promise can still be kept, 0 after."""
    QUEUE_ORDER = 46
    """The queue's number, in the order of writing."""


IDLE: Final = 0
SINCE_CONTACT: Final = 1
SINCE_QUEUE_CONTACT: Final = 2
CONTACTS: Final = 3
QUEUE_CONTACTS: Final = 4
TALK_TIME: Final = 5
MEAN_HANDLE_TIME: Final = 6
IDLE_SHARE: Final = 7
AGENT_ORDER: Final = 8
TURN: Final = 9
LEVEL: Final = 10
SKILLS: Final = 11
SERVICE_RATE: Final = 12
GROUP_WEIGHT: Final = 13
WEIGHTED_IDLE: Final = 14
FREE: Final = 15
WEIGHTED_FREE: Final = 16
LOT: Final = 17
RANKED_LOT: Final = 18
CALL_TURN: Final = 19
PROFICIENCY: Final = 20
WEIGHTED_PROFICIENCY: Final = 21
ORDERED_PROFICIENCY: Final = 22
RANK: Final = 32
DELAY: Final = 33
PRIORITY: Final = 34
WAIT: Final = 35
SINCE_ARRIVAL: Final = 36
WEIGHT: Final = 37
WEIGHTED_WAIT: Final = 38
LENGTH: Final = 39
IMBALANCE: Final = 40
URGENCY: Final = 41
C_MU: Final = 42
GENERALISED_C_MU: Final = 43
DUE: Final = 44
IN_TIME: Final = 45
QUEUE_ORDER: Final = 46

FIXED: Final = {
    Term.LEVEL: "level",
    Term.SKILLS: "skills",
    Term.SERVICE_RATE: "rate",
    Term.GROUP_WEIGHT: "group_weight",
    Term.PROFICIENCY: "proficiency",
    Term.WEIGHTED_PROFICIENCY: "weighted_proficiency",
    Term.ORDERED_PROFICIENCY: "ordered_proficiency",
}
"""Terms alike for all agents of a group that nothing changes that happens, and where they stand in
a claim."""

BY_GROUP: Final = frozenset({*FIXED, Term.FREE, Term.WEIGHTED_FREE})
"""Terms that are alike for all agents of a group."""

WITH_IDLE: Final = frozenset({Term.IDLE, Term.WEIGHTED_IDLE})
"""Terms that, counted in favour, put the longest idle of a group first."""

REMEMBERED: Final = frozenset(
    {Term.SINCE_CONTACT, Term.TALK_TIME, Term.MEAN_HANDLE_TIME, Term.IDLE_SHARE}
)
"""Terms for which an agent's past is kept."""

BY_QUEUE: Final = frozenset({Term.SINCE_QUEUE_CONTACT, Term.QUEUE_CONTACTS})
"""Terms for which an agent's past with each queue is kept."""

DRAWN: Final = frozenset({Term.LOT, Term.RANKED_LOT})
"""Terms of chance."""

ALL: Final = 0
FALLING: Final = 1
HEADS: Final = 2
"""Whose scores are looked at in a group: all agents'; those as high as the best so far, since they
fall from the longest idle on; only that of the longest idle, since it is the highest."""

NO_TERM: Final = -1
OWN_SCORE: Final = -2
"""In the place of a term: there is none; a function of a person's own says the score."""

FIRST_NUMBER: Final = -1
BY_TURN: Final = 0
LAST_NUMBER: Final = 1
BY_SUMS: Final = 2
"""Who goes first of agents whose first sums are equal: the lowest number, who became idle first,
the highest number, or who is ahead by the further sums."""

ALL_COUNT: Final = 1
ONE_COUNTS: Final = 2
"""Where agents yield to heavier queues, how many of those free for one count: all, or one."""
