"""Customers who are called back, in sentences: what is promised, who calls, who answers."""

from __future__ import annotations

from collections.abc import Iterator

from cic.policies.called import is_callback
from cic.program.codes import (
    CALLED,
    CANCELLED,
    FALLS_DUE,
    GONE,
    NOBODY,
    NOT_REACHED,
    QUEUED,
    RINGING,
    TALKING,
    TO_COME,
)
from cic.report.slow_motion import Change, Happening
from cic.report.teller import Teller
from cic.report.wording import spoken


class Calls(Teller):
    """Tells what becomes of callbacks."""

    def is_callback(self, c: int) -> bool:
        """Whether a contact is a callback."""
        return bool(is_callback(self._centre, c))  # type: ignore[no-untyped-call]

    def promised(self, c: int) -> str:
        """What was promised to who asked for a callback."""
        before = self._contact(self._centre.legs[c].before)
        offer = self._centre.offers[self._centre.contacts[c].queue]
        if offer.after == NOBODY:
            return f"{self._contact(c)} is the callback of {before}, in its place"
        return f"{self._contact(c)} is the callback of {before}, by appointment"

    def opening(self, happening: Happening) -> Iterator[str]:
        """The time of a callback has come."""
        if happening.kind == FALLS_DUE and happening.changes:
            yield f"{self._contact(happening.subject)} is due"

    def moves(self, change: Change, now: float, place: int) -> str:
        """A callback goes from one state to the next; empty where as other contacts do.

        Parameters
        ----------
        place
            Its place in the queue, where it waits.
        """
        c = change.number
        if not self.is_callback(c):
            return ""
        contact, name = self._centre.contacts[c], self._contact(c)
        if change.new == CALLED:
            caller = "the centre" if contact.agent == NOBODY else self._agent(contact.agent)
            return f"{caller} calls the customer of {name}"
        if change.new == TO_COME and change.old == CALLED:
            return f"the customer of {name} does not answer, and will be called again"
        if change.new == QUEUED and change.old != RINGING:
            if change.old == CALLED:
                name = f"the customer of {name} answers, and"
            where = "on the line" if change.old == CALLED else "its customer at home"
            return f"{name} waits as number {place}, {where}"
        if change.new == TALKING:
            told = f"the customer of {name} is with {self._agent(contact.agent)}"
            return f"{told}, {spoken(now - contact.arrived_at)} after asking for it"
        return self._ends(c) if change.new == GONE else ""

    def _ends(self, c: int) -> str:
        outcome, attempts = self._centre.contacts[c].outcome, self._centre.tries[c].attempts
        if outcome == NOT_REACHED:
            many = "1 attempt" if attempts == 1 else f"{attempts} attempts"
            return f"the customer of {self._contact(c)} is not reached: {many}"
        if outcome == CANCELLED:
            return f"{self._contact(c)} is cancelled: its customer calls"
        return ""
