"""How the centre stands when a run begins, in words."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.wording import harmless, listed
from cic.scenario.cases import CaseStep
from cic.scenario.cases_there import CaseThere, cases_there
from cic.scenario.scenario import Model
from cic.scenario.snapshot import InService, Snapshot
from cic.scenario.standing import Standing, name_of, standing

MOST_TOLD = 10
"""Contacts that are told one by one."""


def lines_on_snapshot(model: Model) -> Iterator[str]:
    """Who waits, is served, is on a break, and open cases; nothing where a run begins empty."""
    snapshot = model.snapshot
    if snapshot is None:
        return
    at = units.clock_text(model.opens + model.begins)
    told = f"The run begins at {at} of the first day"
    told += ": what would have come before is left out." if model.begins > 0 else "."
    if snapshot.contacts > snapshot.cases:
        told += " These contacts are not in the tables below."
    yield told
    found = standing(model)
    for name in model.queues:
        if snapshot.count(name):
            yield f"{harmless(name)}: {_waiting(snapshot, name)}."
    yield from _in_service(model, snapshot, found)
    for (group, number), left in sorted(found.on_break.items()):
        agent = harmless(name_of(model, group, number))
        yield f"{agent} is on a break for another {units.duration_text(left)}."
    yield from _open_cases(model, found)


def _waiting(snapshot: Snapshot, name: str) -> str:
    """How many wait in a queue, and for how long."""
    waits = snapshot.waits(name)
    if len(waits) == 1:
        return f"1 contact has waited for {units.duration_text(waits[0])}"
    first, last = units.duration_text(waits[0]), units.duration_text(waits[-1])
    between = f"from {last} to {first}" if first != last else f"for {first}"
    return f"{len(waits):,} contacts have waited {between}"


def _in_service(model: Model, snapshot: Snapshot, found: Standing) -> Iterator[str]:
    """Who has which contact in hand."""
    told = [
        f"{harmless(name_of(model, *found.agents[n]))} a contact of {harmless(one.queue)} for"
        f" {units.duration_text(one.served)}{_after(one)}"
        for n, one in enumerate(snapshot.in_service)
    ]
    if len(told) > MOST_TOLD:
        told = [*told[:MOST_TOLD], f"{len(told) - MOST_TOLD} more"]
    if told:
        yield f"In hand, each so long already: {listed(told)}."


def _open_cases(model: Model, found: Standing) -> Iterator[str]:
    """In which steps cases are open, since when, and with whom."""
    there = cases_there(model)
    for name, case in model.cases.items():
        told = []
        for step_name, step in case.steps.items():
            here = [one for one in there if (one.kind, one.step) == (name, step_name)]
            if not here:
                continue
            text = f"{len(here):,} in step {harmless(step_name)} ({harmless(step.party)}), open for"
            text += f" {_span([one.opened for one in here])} and there for"
            text += f" {_span([one.lasted for one in here])}"
            if len(case.opened) > 1:
                queues = dict.fromkeys(harmless(one.queue) for one in here)
                text += f", opened by contacts of {listed(list(queues))}"
            told.append(text + _at_work(model, here, found, step))
        if told:
            yield f"Open cases {harmless(name)}: {'; '.join(told)}."


def _at_work(model: Model, here: list[CaseThere], found: Standing, step: CaseStep) -> str:
    """Who has been at work on cases of a step, and for how long."""
    hands = [
        f"{harmless(name_of(model, *found.agents[one.hand]))} for"
        f" {units.duration_text(one.at_work or 0.0)}"
        for one in here
        if one.hand is not None
    ]
    if hands:
        more = [f"{len(hands) - MOST_TOLD} more"] if len(hands) > MOST_TOLD else []
        return f", in hand with {listed([*hands[:MOST_TOLD], *more])}"
    times = [one.at_work for one in here if one.at_work is not None]
    if step.places is None or not times:
        return ""
    return f", {len(times):,} at work for {_span(times)} and {len(here) - len(times):,} waiting"


def _span(times: list[float]) -> str:
    """From the shortest to the longest of some times."""
    first, last = units.duration_text(max(times)), units.duration_text(min(times))
    return first if first == last else f"{last} to {first}"


def _after(one: InService) -> str:
    """What was before, and whose turn it is."""
    told = [f"after a wait of {units.duration_text(one.waited)}"] if one.waited > 0 else []
    if one.turn is not None:
        told.append(f"in the turn of the {one.turn.of}")
        if one.turn.lasted is not None:
            told[-1] += f" for {units.duration_text(one.turn.lasted)}"
    return f" ({', '.join(told)})" if told else ""
