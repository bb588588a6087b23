"""The state of a replication as it is gone through once more: who waits, works and idles."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from typing import Any

from cic.log.log import Log
from cic.program.codes import NOBODY
from cic.program.layout import Program
from cic.program.records import CONTACT, FACT, STEP
from cic.report.wording import harmless


class Day:
    """A replication as it is gone through: who waits, works and idles at the moment."""

    def __init__(self, log: Log, program: Program) -> None:
        self.program = program
        self.contacts = CONTACT.rows(log.contacts)
        self.steps = STEP.rows(log.steps)
        self.spells = [(float(s["at"]), int(s["agent"]), int(s["state"])) for s in program.spells]
        self.hours = [(float(h["at"]), bool(h["closed"])) for h in program.hours]
        self.facts = deque(FACT.rows(log.facts))
        self.facts_of: dict[int, deque[Any]] = defaultdict(deque)
        for fact in self.facts:
            self.facts_of[fact.agent].append(fact)
        self.answers = _answers_of(self.contacts)
        self.waiting: list[dict[int, None]] = [{} for _ in program.queue_names]
        self.working: set[int] = set()
        self.idle: set[int] = set()
        self.leaving: set[int] = set()
        self.closed = False
        self.events: list[tuple[float, int, int, int, int]] = []
        self._scheduled = 0

    def schedule(self, at: float, kind: int, subject: int) -> None:
        """Something will happen."""
        heapq.heappush(self.events, (at, kind >> 4, self._scheduled, kind, subject))
        self._scheduled += 1

    def contact(self, c: int) -> str:
        """What a contact is called."""
        q = self.contacts[c].queue
        return f"contact {c}" + ("" if q < 0 else f" ({harmless(self.program.queue_names[q])})")

    def agent(self, a: int) -> str:
        """What an agent is called."""
        return harmless(self.program.agent_names[a])

    def next_fact(self, a: int, now: float) -> Any:  # noqa: ANN401 - a row of the log
        """The next coming or going of an agent, if it is now."""
        facts = self.facts_of[a]
        return facts[0] if facts and facts[0].at == now else None


def _answers_of(contacts: list[Any]) -> dict[int, deque[int]]:
    """The contacts each agent answered, in order; of several at an instant, the briefest first."""
    answers: dict[int, deque[int]] = defaultdict(deque)
    order = [
        (contact.answered_at, contact.ended_at + contact.wrap_up, contact.queued_at, c)
        for c, contact in enumerate(contacts)
        if contact.agent != NOBODY
    ]
    for *_, c in sorted(order):
        answers[contacts[c].agent].append(c)
    return answers
