"""What agents have in hand, in sentences: several at once, at a pace, in turns, on hold."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic.program.codes import NOBODY, ON_HOLD, PAUSED, READY, RINGING, TALKING, WORKING
from cic.report.slow_motion import Change, Happening
from cic.report.teller import Replay, Teller
from cic.report.wording import harmless, listed, spoken

FULL_SPEED = 1.0

Sentences = Iterator[str]


class Hands(Teller):
    """Tells what becomes of the contacts that agents have in hand."""

    def __init__(self, replay: Replay) -> None:
        super().__init__(replay)
        self._pauses_since: dict[int, float] = {}
        self._pace_told: dict[tuple[int, int], float] = {}

    def beside(self, c: int) -> str:
        """The contacts beside which one is taken, those on hold apart."""
        if not self._centre.desks:
            return ""
        others = []
        for other in self._in_hand(self._centre.contacts[c].agent):
            if other == c:
                break
            if self._centre.work[other].phase != ON_HOLD:
                others.append(self._contact(other))
        return f", beside {listed(others)}" if others else ""

    def held(self, c: int) -> float:
        """How long a contact has been on hold [s]."""
        return float(self._centre.work[c].held) if self._centre.work else 0.0

    def tell(self, happening: Happening, place: int) -> Sentences:
        """One change of a contact in hand, or of what an agent has in hand."""
        change = happening.changes[place]
        if change.table == "Desk" and change.new < change.old:
            yield from self._put_down(happening)
        elif change.field == "responded_at" and change.new == happening.at:
            took = spoken(happening.at - self._centre.contacts[change.number].queued_at)
            yield f"{self._contact(change.number)} has its first answer after {took}"
        elif change.field == "phase":
            yield from self._phase(change, happening, place)

    def _in_hand(self, a: int) -> Iterator[int]:
        """The contacts an agent has in hand, in the order in which they were taken."""
        c = self._centre.desks[a].first
        while c != NOBODY:
            yield c
            c = self._centre.contacts[c].next

    def _put_down(self, happening: Happening) -> Sentences:
        """All work on a contact is done; where it was a talk, that has been told."""
        c = happening.subject
        gone_now = any(
            change.table == "Contact" and change.field == "state" and change.number == c
            for change in happening.changes
        )
        if self._centre.work[c].wraps_up and not gone_now:
            yield f"{self._agent(self._centre.contacts[c].agent)} has wrapped up {self._contact(c)}"

    # --- holds and turns ---

    def _phase(self, change: Change, happening: Happening, place: int) -> Sentences:
        c, now = change.number, happening.at
        work = self._centre.work[c]
        agent = self._agent(self._centre.contacts[c].agent)
        if change.new == ON_HOLD:
            yield f"{self._contact(c)} is put on hold by {agent}{self._for_whom(happening, place)}"
        elif change.old == ON_HOLD:
            told = spoken(now - work.since)
            yield f"{agent} goes on with {self._contact(c)} after {told} on hold"
        elif work.wraps_up:
            return
        elif change.new == PAUSED:
            self._pauses_since[c] = now
            yield f"{agent} has written to {self._contact(c)}: it is the customer's turn"
        elif change.old == PAUSED and change.new == READY:
            paused = spoken(now - self._pauses_since[c])
            told = f"the customer of {self._contact(c)} replies after {paused}"
            behind = self._behind(c)
            yield f"{told} and {behind}" if behind else told
        elif change.new == READY and work.phase == READY:
            yield f"{self._contact(c)} {self._behind(c)}"
        elif change.old == READY and change.new == WORKING:
            yield from self._turn(c, agent, happening)

    def _for_whom(self, happening: Happening, place: int) -> str:
        """For whom a contact is put on hold: who is taken next."""
        for change in happening.changes[place:]:
            if (change.table, change.field) == ("Contact", "state") and change.new in (
                TALKING,
                RINGING,
            ):
                return f" for {self._contact(change.number)}"
        return ""

    def _behind(self, c: int) -> str:
        """Whose turn a contact that is ready has to wait for."""
        busy = self._centre.desks[self._centre.contacts[c].agent].attends
        return "" if busy in (NOBODY, c) else f"waits while {self._contact(busy)} has its turn"

    def _turn(self, c: int, agent: str, happening: Happening) -> Sentences:
        """The agent's attention goes to a contact; where that was answered just now, it is told."""
        waited = happening.at - self._centre.work[c].since
        begins = self._centre.contacts[c].answered_at == happening.at
        if waited > 0.0:
            yield f"{agent} turns to {self._contact(c)}, ready for {spoken(waited)}"
        elif not begins:
            yield f"{agent} turns to {self._contact(c)}"

    # --- paces ---

    def tell_pace(self, happening: Happening) -> Sentences:
        """How fast agents now work on the contacts of a channel, where that is new."""
        touched = {
            (self._centre.contacts[change.number].agent, self._channel(change.number)): None
            for change in happening.changes
            if change.table == "Work" and change.field in ("pace", "phase")
        }
        for a, m in touched:
            here = [c for c in self._in_hand(a) if self._channel(c) == m]
            here = [c for c in here if self._centre.work[c].phase == WORKING]
            pace = float(self._centre.work[here[0]].pace) if here else FULL_SPEED
            before = self._pace_told.get((a, m), FULL_SPEED)
            self._pace_told[a, m] = pace
            if not here or math.isclose(pace, before):
                continue
            count = "1 contact" if len(here) == 1 else f"{len(here)} contacts"
            name = harmless(self._program.desks.channel_names[m])
            yield f"{self._agent(a)} now works on {count} by {name}: {_speed(pace, len(here))}"

    def _channel(self, c: int) -> int:
        return int(self._centre.queues[self._centre.contacts[c].queue].channel)


def _speed(pace: float, count: int) -> str:
    if pace == FULL_SPEED:
        return "at full speed"
    return f"{'it' if count == 1 else 'each'} takes {pace:g} times as long"
