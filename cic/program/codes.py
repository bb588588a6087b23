"""Numbers that stand for words inside a run: states, outcomes, events, policies.

Each kind is an `IntEnum`, for people and frames; the rules use the plain constants below each,
which cost nothing to read under either clock. The numbers are append-only: saved results hold them.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class ContactState(IntEnum):
    """Where a contact is."""

    TO_COME = 0
    IN_IVR = 1
    QUEUED = 2
    TALKING = 3
    GONE = 4
    RINGING = 5
    CALLED = 6
    """It rings at the customer."""
    WITH_BOT = 7


TO_COME: Final = 0
IN_IVR: Final = 1
QUEUED: Final = 2
TALKING: Final = 3
GONE: Final = 4
RINGING: Final = 5
CALLED: Final = 6
WITH_BOT: Final = 7


class Outcome(IntEnum):
    """How a contact ended."""

    INSIDE = 0
    """Not ended: still in the centre when nothing more happens."""
    ANSWERED = 1
    ABANDONED = 2
    """Left the queue when its patience ended."""
    BALKED = 3
    """Left at once because nobody was free, or at what was announced."""
    HUNG_UP = 4
    """Hung up in the IVR."""
    SELF_SERVED = 5
    NO_PORT = 6
    """Heard busy: all IVR ports were taken."""
    QUEUE_FULL = 7
    """Heard busy: the queue held as many as it may."""
    SENT_AWAY = 8
    """Sent away at closing, or reached a queue after closing with nobody left to answer."""
    TIMED_OUT = 9
    """Answered, and closed because the customer had fallen silent."""
    NO_LINE = 10
    """Heard busy: all lines of the centre were taken."""
    LEFT_MESSAGE = 11
    """Left a message instead of waiting, or of going in vain."""
    ASKED_CALLBACK = 12
    """Asked for a callback instead of waiting."""
    NOT_REACHED = 13
    """A callback: the customer was called as often as may be, and never answered."""
    CANCELLED = 14
    """A callback: the customer called before it came."""
    CONTAINED = 15
    """Settled by the bot in front of the queue."""
    LEFT_BOT = 16
    """Left that bot, annoyed, without help."""
    DEFLECTED = 17
    """Left the call for another way that the IVR offered."""
    DROPPED = 18
    """Answered a call of a campaign, and no agent was there in time."""
    STAYED_AWAY = 22
    """Did not come: the centre had lost its customer before."""
    SERVED_BEFORE = 23
    """Was over before the run began; it had opened a case that was open then."""


INSIDE: Final = 0
ANSWERED: Final = 1
ABANDONED: Final = 2
BALKED: Final = 3
HUNG_UP: Final = 4
SELF_SERVED: Final = 5
NO_PORT: Final = 6
QUEUE_FULL: Final = 7
SENT_AWAY: Final = 8
TIMED_OUT: Final = 9
NO_LINE: Final = 10
LEFT_MESSAGE: Final = 11
ASKED_CALLBACK: Final = 12
NOT_REACHED: Final = 13
CANCELLED: Final = 14
CONTAINED: Final = 15
LEFT_BOT: Final = 16
DEFLECTED: Final = 17
DROPPED: Final = 18
STAYED_AWAY: Final = 22
SERVED_BEFORE: Final = 23

ANSWERS: Final = (Outcome.ANSWERED, Outcome.TIMED_OUT)
"""Outcomes of contacts that an agent took."""
ABANDONMENTS: Final = (
    Outcome.ABANDONED,
    Outcome.BALKED,
    Outcome.HUNG_UP,
    Outcome.LEFT_BOT,
    Outcome.DROPPED,
)
"""Outcomes counted as abandoned: the contact gave up, or was given up."""
BLOCKS: Final = (Outcome.NO_LINE, Outcome.NO_PORT, Outcome.QUEUE_FULL, Outcome.SENT_AWAY)
"""Outcomes counted as blocked: the centre refused."""


class AgentState(IntEnum):
    """What an agent does."""

    OFF = 0
    AVAILABLE = 1
    ON_BREAK = 2
    TALKING = 3
    WRAPPING_UP = 4
    HANDLING = 5
    """Has contacts in hand, where it may have several."""
    AT_RINGING = 6
    """A contact rings."""
    OUT = 7
    """Unavailable after a contact that it did not answer."""
    AT_LUNCH = 8
    IN_TRAINING = 9
    IN_MEETING = 10
    CALLING = 11
    """Calls a customer: it rings there."""
    CONSULTING = 12
    """Waits for another agent, to pass a customer on."""
    IN_CONFERENCE = 13
    """With a customer and the agent who takes over."""
    PREPARING = 14
    """Held for a call of a campaign that is not made yet."""
    DIALLING = 15
    """Calls a customer of a campaign: it rings there."""


OFF: Final = 0
AVAILABLE: Final = 1
ON_BREAK: Final = 2
BUSY_TALKING: Final = 3
WRAPPING_UP: Final = 4
HANDLING: Final = 5
AT_RINGING: Final = 6
OUT: Final = 7
AT_LUNCH: Final = 8
IN_TRAINING: Final = 9
IN_MEETING: Final = 10
CALLING: Final = 11
CONSULTING: Final = 12
IN_CONFERENCE: Final = 13
PREPARING: Final = 14
DIALLING: Final = 15


class Phase(IntEnum):
    """What becomes of a contact in hand, where an agent may have several."""

    WORKING = 0
    """The agent works on it."""
    READY = 1
    """It waits for the agent's turn."""
    PAUSED = 2
    """It waits for the customer's turn."""
    ON_HOLD = 3
    """It waits for something more urgent."""
    RINGS = 4
    """It rings."""
    PASSED_ON = 5
    """The agent waits for another who takes over, or is with the customer and that other."""


WORKING: Final = 0
READY: Final = 1
PAUSED: Final = 2
ON_HOLD: Final = 3
RINGS: Final = 4
PASSED_ON: Final = 5


class EventKind(IntEnum):
    """What happens. The rank of an event, its order at equal times, is its kind divided by 16."""

    TALK_ENDS = 0x00
    WRAP_UP_ENDS = 0x01
    DUTY_CHANGES = 0x10
    PATIENCE_ENDS = 0x20
    HOURS_CHANGE = 0x30
    STEP_ENDS = 0x31
    CUSTOMER_REPLIES = 0x32
    IDLES_ON = 0x33
    WIDENS = 0x34
    RINGING_ENDS = 0x35
    COMES_BACK = 0x36
    INCIDENT_COMES = 0x37
    SITE_CHANGES = 0x38
    SENDS_AWAY = 0x39
    CONSULT_ENDS = 0x3A
    BOT_ENDS = 0x3B
    OFFER_ENDS = 0x3C
    LOOKS_AGAIN = 0x3D
    ARRIVES = 0x40
    COMES_AGAIN = 0x41
    CALL_ENDS = 0x43
    FALLS_DUE = 0x44
    CALLS_FIRST = 0x45
    DIALLER_LOOKS = 0x46
    DIAL_ENDS = 0x47
    DETECTION_ENDS = 0x48
    ATTEMPT_FALLS_DUE = 0x49
    PREPARING_ENDS = 0x4A
    LOOKS_AT_SERVICE = 0x4B
    CALLING_CHANGES = 0x4C
    CASE_STEP_ENDS = 0x4D
    CUSTOMER_WONDERS = 0x4E
    CASE_STANDS = 0x4F
    """A case comes to the step in which it is as the run begins."""
    RUN_ENDS = 0x50
    """The last day is over; only customers take notice."""
    MIDNIGHT_COMES = 0x51
    """An agent's day is over; only those who may come under stress take notice."""


TALK_ENDS: Final = 0x00
WRAP_UP_ENDS: Final = 0x01
DUTY_CHANGES: Final = 0x10
PATIENCE_ENDS: Final = 0x20
HOURS_CHANGE: Final = 0x30
STEP_ENDS: Final = 0x31
CUSTOMER_REPLIES: Final = 0x32
IDLES_ON: Final = 0x33
WIDENS: Final = 0x34
RINGING_ENDS: Final = 0x35
COMES_BACK: Final = 0x36
INCIDENT_COMES: Final = 0x37
SITE_CHANGES: Final = 0x38
SENDS_AWAY: Final = 0x39
CONSULT_ENDS: Final = 0x3A
BOT_ENDS: Final = 0x3B
OFFER_ENDS: Final = 0x3C
LOOKS_AGAIN: Final = 0x3D
ARRIVES: Final = 0x40
COMES_AGAIN: Final = 0x41
CALL_ENDS: Final = 0x43
FALLS_DUE: Final = 0x44
CALLS_FIRST: Final = 0x45
DIALLER_LOOKS: Final = 0x46
DIAL_ENDS: Final = 0x47
DETECTION_ENDS: Final = 0x48
ATTEMPT_FALLS_DUE: Final = 0x49
PREPARING_ENDS: Final = 0x4A
LOOKS_AT_SERVICE: Final = 0x4B
CALLING_CHANGES: Final = 0x4C
CASE_STEP_ENDS: Final = 0x4D
CUSTOMER_WONDERS: Final = 0x4E
CASE_STANDS: Final = 0x4F
RUN_ENDS: Final = 0x50
MIDNIGHT_COMES: Final = 0x51


class Ringing(IntEnum):
    """How the ringing of a contact will end."""

    PICKED_UP = 0
    NO_ANSWER = 1
    REJECTED = 2


PICKED_UP: Final = 0
NO_ANSWER: Final = 1
REJECTED: Final = 2


class BotEnd(IntEnum):
    """What a bot does with a contact."""

    UNINFORMED = 0
    """It hands it over, without what it has learnt."""
    INFORMED = 1
    """It hands it over, and the agent knows what it has learnt."""
    SETTLED = 2
    ANNOYED = 3


UNINFORMED: Final = 0
INFORMED: Final = 1
SETTLED: Final = 2
ANNOYED: Final = 3


class Deflected(IntEnum):
    """What came of the offer of another way than the queue."""

    NOT_OFFERED = 0
    DECLINED = 1
    ACCEPTED = 2
    """And still on the line for it."""
    HELPED = 3
    """The matter is settled that way."""
    IN_VAIN = 4
    """The caller goes on to the queue, or has hung up."""
    MESSAGE_LEFT = 5


NOT_OFFERED: Final = 0
DECLINED: Final = 1
ACCEPTED: Final = 2
HELPED: Final = 3
IN_VAIN: Final = 4
MESSAGE_LEFT: Final = 5


class IncidentKind(IntEnum):
    """What an incident does."""

    SET_LINES = 0
    SET_PORTS = 1
    MOVE = 2
    MOVE_BACK = 3
    SEND_HOME = 4
    CALL_IN = 5
    SHUT_SITE = 6
    CLOSE_SITE = 7
    OPEN_SITE = 8


SET_LINES: Final = 0
SET_PORTS: Final = 1
MOVE: Final = 2
MOVE_BACK: Final = 3
SEND_HOME: Final = 4
CALL_IN: Final = 5
SHUT_SITE: Final = 6
CLOSE_SITE: Final = 7
OPEN_SITE: Final = 8

CARDS_IN_DECK: Final = 512
"""Times of ringing in a group's deck, where several phones ring at once."""

CALLED_IN: Final = 0
"""How an agent comes who is called: not back from a break."""

MORE_CONTACTS: Final = 1
MORE_DIALS: Final = 2
MORE_CASES: Final = 4
FEWER_EVENTS: Final = 8
"""What a centre may want of its clock, as a sum: more rows for contacts, for calls of campaigns or
for cases; or that it ends, since one event has scheduled more others than there is room for."""

NEVER_MIND: Final = 2**31 - 1
"""More than there can be: no limit, or a number that is never reached."""


class StepKind(IntEnum):
    """A step of a contact's walk through the IVR, or how the walk ends; then of a talk in turns."""

    MENU = 0
    SELF_SERVICE = 1
    TO_QUEUE = 2
    SERVED = 3
    HANGS_UP = 4
    AGENT_TURN = 5
    CUSTOMER_PAUSE = 6
    TALK_OVER = 7
    FELL_SILENT = 8
    IN_SERVICE = 9
    """No walk: an agent (`what`) has the contact in hand as the run begins."""
    OPENED_BEFORE = 10
    """No walk: the contact opened a case, which is in step `what` as the run begins."""


MENU: Final = 0
SELF_SERVICE: Final = 1
TO_QUEUE: Final = 2
SERVED: Final = 3
HANGS_UP: Final = 4
AGENT_TURN: Final = 5
CUSTOMER_PAUSE: Final = 6
TALK_OVER: Final = 7
FELL_SILENT: Final = 8
IN_SERVICE: Final = 9
OPENED_BEFORE: Final = 10


class AgentPolicy(IntEnum):
    """Agent selection; the names are the words of `routing.agent`, and what has no fast way."""

    LONGEST_IDLE = 0
    SKILL_RANK = 1
    RANDOM = 2
    FEWEST_CONTACTS = 3
    ROUND_ROBIN = 4
    AGENT_SCORE = 5
    """A score written out, or a preset's."""
    AGENT_OWN = 6
    """A score that a person wrote in Python."""


LONGEST_IDLE: Final = 0
SKILL_RANK: Final = 1
RANDOM: Final = 2
FEWEST_CONTACTS: Final = 3
ROUND_ROBIN: Final = 4
AGENT_SCORE: Final = 5
AGENT_OWN: Final = 6


class ContactPolicy(IntEnum):
    """Contact selection; the names are the words of `routing.contact`, and what has no fast way."""

    LONGEST_WAIT = 0
    PRIORITY = 1
    LIST_ORDER = 2
    LONGEST_QUEUE = 3
    WEIGHTED_WAIT = 4
    EARLIEST_DUE = 5
    CONTACT_SCORE = 6
    """A score written out, or a preset's."""
    CONTACT_OWN = 7
    """A score that a person wrote in Python."""


LONGEST_WAIT: Final = 0
PRIORITY: Final = 1
LIST_ORDER: Final = 2
LONGEST_QUEUE: Final = 3
WEIGHTED_WAIT: Final = 4
EARLIEST_DUE: Final = 5
CONTACT_SCORE: Final = 6
CONTACT_OWN: Final = 7


class Predictor(IntEnum):
    """How an announced wait is estimated; the names are those of `announcement.wait`."""

    LAST_WAIT = 0
    HEAD_OF_LINE = 1
    QUEUE_LENGTH = 2
    QUEUE_LENGTH_WITH_ABANDONMENT = 3


LAST_WAIT: Final = 0
HEAD_OF_LINE: Final = 1
QUEUE_LENGTH: Final = 2
QUEUE_LENGTH_WITH_ABANDONMENT: Final = 3

NOBODY: Final = -1
"""No agent, no contact, no queue: the absent index."""
