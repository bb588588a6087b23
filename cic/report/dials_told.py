"""Calls of campaigns, in the sentences of a replication that is told event by event."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic.program.codes import NOBODY
from cic.program.dial_codes import (
    BUSY_TONE,
    CALL_CANCELLED,
    INVALID,
    LISTED,
    LIVE,
    MACHINE,
    MESSAGE_LEFT,
    MESSAGE_PLAYED,
    NO_REPLY,
    SKIPPED,
    TAKEN_FOR_MACHINE,
)
from cic.report.slow_motion import Change
from cic.report.teller import Teller
from cic.report.wording import harmless, spoken

_ENDS = {
    BUSY_TONE: "is busy",
    CALL_CANCELLED: "does not answer in time: the call is cancelled, as no agent is left for it",
    NO_REPLY: "does not answer",
    INVALID: "cannot be called: there is no such number",
    MACHINE: "is not there: a machine answers, and the dialler hangs up",
    TAKEN_FOR_MACHINE: "answers, but is taken for a machine: the dialler hangs up",
    MESSAGE_PLAYED: "has heard the message",
    MESSAGE_LEFT: "is not there: the message is left on a machine",
    SKIPPED: "is skipped by the agent",
}


class Dials(Teller):
    """Tells what becomes of the calls of campaigns."""

    def tell(self, change: Change) -> Iterator[str]:
        """A call is made, answered, or over."""
        dial = self._centre.dials[change.number]
        names = self._program.legs.campaigns.names
        who = f"customer {dial.customer} of {harmless(names[dial.campaign])}"
        if dial.result == LISTED:
            if change.field == "result":
                yield f"{who} comes on the list"
        elif change.field == "at" and not math.isnan(change.old):
            caller = "the dialler" if dial.agent == NOBODY else self._agent(dial.agent)
            attempt = "" if dial.attempt == 1 else f", attempt {dial.attempt}"
            yield f"{caller} calls {who}{attempt}"
        elif change.field == "agent" and dial.contact == NOBODY:
            idle = f" after {spoken(dial.idle)} idle" if dial.idle > 0 else ""
            yield f"{self._agent(dial.agent)} is held for a call to {who}{idle}"
        elif change.field == "contact":
            how = "answers" if dial.right_party else "is not there, and somebody else answers"
            if dial.will != LIVE:
                how = "is not there, and a machine answers"
            yield f"{who} {how}: {self._contact(dial.contact)}"
        elif change.field == "result" and change.new in _ENDS:
            yield f"{who} {_ENDS[int(change.new)]}"
