"""What a reader should know about callbacks: those that reach nobody, those that are still owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.report.noticing import by_queue, notice, told
from cic.report.wording import harmless

MANY = 0.1
"""The share of a queue's callbacks from which on failures are told."""


def not_reached(done: Replications) -> Iterator[Finding]:
    """Queues that reach many customers never."""
    failed, promised = by_queue(done, "callbacks_not_reached"), by_queue(done, "callbacks")
    for q, name in enumerate(done.program.queue_names):
        if promised.value[q] > 0 and failed.value[q] >= MANY * promised.value[q]:
            what = f"{told(failed, q, 'contacts')} of {told(promised, q, 'contacts')} callbacks a "
            what += f"replication for {harmless(name)} never reach the customer"
            remedy = "raise 'attempts', or the time it rings: 'gives_up_after'"
            yield notice("CIC531", f"queues.{name}.callback", what, remedy)


def still_owed(done: Replications) -> Iterator[Finding]:
    """Queues that still owe callbacks when nothing more happens."""
    owed = by_queue(done, "callbacks_owed")
    for q, name in enumerate(done.program.queue_names):
        if owed.value[q] > 0:
            what = f"{told(owed, q, 'contacts')} callbacks a replication for {harmless(name)} are "
            what += "still owed at the end"
            remedy = "let agents stay, or let appointments and further attempts come sooner"
            yield notice("CIC532", f"queues.{name}.callback", what, remedy)


CALLBACK_LOOKS: Sequence[Callable[[Replications], Iterator[Finding]]] = (not_reached, still_owed)
