"""How fast each policy is: W2 under every name, as a part of plain longest idle."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from cic.clocks.compiled_clock import CompiledClock
from cic.experiments.warmup import compile_for
from cic.experiments.workloads import w2
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.program.scores import Policies
from cic.scenario.load import Scenario
from cic.scenario.routing_presets import NAMED, PRESETS
from cic.scenario.routing_words import CONTACT_WORDS

PLAIN = "longest_idle"
OWN_AGENT, OWN_BOTH = "own score of agents", "own scores of both"


def own_score(contact: Any, agent: Any, centre: Any, now: float) -> float:  # noqa: ANN401, ARG001
    """A score that somebody might write: idle time against contacts answered."""
    return float(now - agent.idle_since - 2.0 * agent.answered)


def own_wait(contact: Any, agent: Any, centre: Any, now: float) -> float:  # noqa: ANN401, ARG001
    """Another: the wait, weighted by the length of the queue."""
    queue = centre.queues[contact.queue]
    return float((now - contact.queued_at) * queue.weight * (1.0 + 0.01 * queue.length))


def bench_policies(*, quick: bool = False, told: Callable[[str], None] = lambda _: None) -> Any:  # noqa: ANN401 - plain values
    """Contacts per second of processor time of W2 under every policy, rules only, at best.

    Returns
    -------
    `{NAME: {"contacts_per_second", "of_plain"}}`; `of_plain` is the part of longest idle, which
    takes its turn beside each of them.
    """
    days, rounds = (3, 3) if quick else (30, 5)
    found = {}
    for name, scenario, policies in _competitors():
        told(name)
        if not quick:
            compile_for(lay_out(scenario.model, policies))
        plain = _once(w2(), None, days)
        here = _once(scenario, policies, days)
        best = {"plain": 0.0, "here": 0.0}
        for _ in range(rounds):
            best["plain"] = max(best["plain"], plain())
            best["here"] = max(best["here"], here())
        of_plain = best["here"] / best["plain"]
        found[name] = {"contacts_per_second": best["here"], "of_plain": of_plain}
    return found


def _competitors() -> Iterator[tuple[str, Scenario, Policies | None]]:
    for name in NAMED:
        decides = "contact" if name in CONTACT_WORDS else "agent"
        routing = {"preset": name} if name in PRESETS else {decides: name}
        yield name, w2().with_({"routing": routing}), None
    yield OWN_AGENT, w2(), Policies(agent=own_score)
    yield OWN_BOTH, w2(), Policies(agent=own_score, contact=own_wait)


def _once(scenario: Scenario, policies: Policies | None, days: int) -> Callable[[], float]:
    """A function that lets so many days happen and tells contacts per second."""
    clock, program = CompiledClock(), lay_out(scenario.model, policies)
    luck_of = LuckOf(scenario.model, program, seed=1)

    def work() -> float:
        seconds, contacts = 0.0, 0
        for day in range(days):
            centre = clock.prepare(program, luck_of.draw(day))
            contacts += len(centre.contacts)
            start = time.thread_time()
            clock.run(program, centre)
            seconds += time.thread_time() - start
        return contacts / seconds

    work()
    return work
