"""The words of a replication that is told event by event."""

from __future__ import annotations

from cic.program.codes import (
    ACCEPTED,
    ASKED_CALLBACK,
    AT_LUNCH,
    BALKED,
    CONTAINED,
    DECLINED,
    DEFLECTED,
    DROPPED,
    HELPED,
    HUNG_UP,
    IN_MEETING,
    IN_TRAINING,
    IN_VAIN,
    LEFT_BOT,
    LEFT_MESSAGE,
    NO_LINE,
    NO_PORT,
    NOBODY,
    OFF,
    ON_BREAK,
    OUT,
    SELF_SERVED,
    STAYED_AWAY,
)
from cic.program.customer_codes import (
    COMPLAINED,
    POOR,
    SETTLED_AT_ONCE,
    SETTLED_LATER,
    UNSOLVED,
    Settlement,
)
from cic.program.leg_codes import (
    CASE_WORK,
    COMPLAINT,
    ENQUIRY,
    MESSAGE,
    OWN_CALL,
    RECONTACT,
    REDIAL,
    REPLY,
    TRANSFER,
)

LOST = {
    BALKED: "finds nobody free and leaves at once",
    NO_PORT: "calls and hears busy: all ports of the IVR are taken",
    NO_LINE: "calls and hears busy: all lines are taken",
    SELF_SERVED: "is served and gone",
    HUNG_UP: "hangs up in the IVR",
    LEFT_MESSAGE: "leaves a message",
    ASKED_CALLBACK: "asks for a callback and hangs up",
    CONTAINED: "is settled by the bot and gone",
    LEFT_BOT: "leaves the bot, annoyed",
    DEFLECTED: "leaves the call",
    DROPPED: "finds no agent in time: the call is abandoned",
    STAYED_AWAY: "does not come: its customer is lost",
}
FOLLOWS = {
    REDIAL: "the customer of {before} tries again",
    RECONTACT: "the customer of {before} comes again",
    REPLY: "the customer of {before} replies",
    MESSAGE: "the message of {before}",
    TRANSFER: "{before} is passed on",
    OWN_CALL: "the customer of {before} did not wait for it",
    COMPLAINT: "a complaint about {before}",
    CASE_WORK: "work on the case of {before}",
    ENQUIRY: "the customer of {before} asks how the case stands",
}
SETTLED = {
    SETTLED_AT_ONCE: "the complaint is settled at once",
    SETTLED_LATER: "the complaint is settled",
    Settlement.IN_VAIN: "the complaint is in vain",
    Settlement.TURNED_DOWN: "the complaint is not accepted",
}
LEFT = {
    POOR: "for poor service",
    UNSOLVED: "with the matter unsolved",
    COMPLAINED: "after the complaint",
}
WILL = {REDIAL: "try again", RECONTACT: "come again", REPLY: "reply"}
OFFERED = {
    DECLINED: "is offered {way}, and declines",
    ACCEPTED: "is offered {way}, and accepts",
    HELPED: "is helped by it",
    IN_VAIN: "is not helped by it",
}
"""What comes of the offer of another way; a message that is left is told by itself."""
RESOLVED = {1: ", and it is resolved", 0: ", and it is not resolved", NOBODY: ""}
GOES = {
    OFF: "goes home",
    ON_BREAK: "goes on a break",
    AT_LUNCH: "goes to lunch",
    IN_TRAINING: "goes to a training",
    IN_MEETING: "goes to a meeting",
    OUT: "is unavailable for a while",
}
COMES = {OUT: "is available again"}
