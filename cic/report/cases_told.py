"""Cases, in the sentences of a replication that is told event by event."""

from __future__ import annotations

from collections.abc import Iterator

from cic.program.codes import NOBODY
from cic.report.slow_motion import Change
from cic.report.teller import Teller
from cic.report.wording import harmless, spoken


class CasesTold(Teller):
    """Tells what becomes of cases."""

    def tell(self, change: Change) -> Iterator[str]:
        """A case is opened, comes to a step, is closed; or its customer sees how it stands."""
        if change.table == "Stamp":
            yield self._comes_to(*divmod(change.number, self._program.legs.cases.stamps))
            return
        case = self._centre.cases[change.number]
        name = self._name(change.number)
        if change.field == "opened_at":
            yield f"{self._contact(case.opened_by)} opens {name}"
        elif change.field == "closed_at":
            yield f"{name} is closed after {spoken(case.closed_at - case.opened_at)}"
        elif change.field == "looked_up":
            yield f"the customer of {name} looks up its status"

    def _name(self, k: int) -> str:
        return f"case {k} ({harmless(self._program.legs.cases.names[self._centre.cases[k].kind])})"

    def _comes_to(self, k: int, s: int) -> str:
        kind = self._centre.cases[k].kind
        cases = self._program.legs.cases
        told = f"{self._name(k)} comes to step {harmless(cases.step_names[kind][s])} "
        told += f"({harmless(cases.parties[kind][s])})"
        return f"{told}, and waits for a free place" if self._waits(k, kind, s) else told

    def _waits(self, k: int, kind: int, s: int) -> bool:
        step = self._centre.case_steps[self._centre.case_kinds[kind].steps_from + s]
        waiting = step.first
        while waiting not in (NOBODY, k):
            waiting = self._centre.cases[waiting].next
        return bool(waiting == k)
