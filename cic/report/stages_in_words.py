"""Stages of waiting and routing criteria in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cic import units
from cic.report.wording import harmless, listed
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model
from cic.scenario.stages import Circumstance, StageCase
from cic.scenario.standings import is_good_enough


def lines_on_stages(model: Model, name: str) -> Iterator[str]:
    """What becomes of a contact of a queue as it waits."""
    queue = model.queues[name]
    yield from _steps(model, name)
    if queue.stages and queue.groups is not None:
        groups = listed([harmless(group) for group in queue.groups])
        yield f"Before the first stage it tries, and waits for, its own groups: {groups}"
    for stage in queue.stages:
        wait = units.duration_text(stage.after)
        when = "At once" if stage.after == 0 else f"Once it has waited {wait}"
        told = [f"{_when(case)}{_does(case)}" for case in stage.cases]
        yield f"{when}: {'; else '.join(told)}"


def who_tries(queue: Queue) -> str:
    """Whom contacts of a queue with stages try."""
    last = units.duration_text(queue.stages[-1].after)
    number = len(queue.stages)
    return f"goes by {number} stage{'s' * (number > 1)} of waiting, the last from {last} on"


def _steps(model: Model, name: str) -> Iterator[str]:
    """The steps of routing criteria, and who is good enough for each."""
    queue = model.queues[name]
    for step in queue.criteria:
        needs = [f"{harmless(what)} at {least:g}" for what, least in step.needs.items()]
        crews = [g for g, crew in model.agents.items() if name in crew.skills]
        good = [harmless(g) for g in crews if is_good_enough(model.agents[g].attributes, step)]
        who = f" ({listed(good)})" if good else " (nobody is)"
        long = "" if step.expires is None else f" for {units.duration_text(step.expires)}"
        yield f"It is taken{long} only by who is good enough: {listed(needs)}{who}"
    if queue.criteria and queue.criteria[-1].expires is not None:
        yield "Then it is taken by any agent who answers it"


def _when(case: StageCase) -> str:
    """What must be so."""
    told = [listed([_so(one) for one in case.all_of])] if case.all_of else []
    told += [listed([_so(one) for one in case.any_of], "or")] if case.any_of else []
    return f"if {listed(told)}, " if told else ""


def _so(one: Circumstance) -> str:
    """One thing that must be so."""
    what, of = one.counts
    bound = one.at_least if one.at_most is None else one.at_most
    how = "at least" if one.at_most is None else "at most"
    if one.more_than is not None:
        more = {"waiting": "more wait", "free": "more are free", "busy": "a larger share is busy"}
        more["met"] = "a larger share is answered in time"
        return f"{more[what]} in {harmless(of)} than in {harmless(one.more_than)}"
    if what == "met":
        late = f"of late ({units.duration_text(one.over)})"
        return f"{late} {how} {100 * (bound or 0.0):g}% of {harmless(of)} were answered in time"
    if what == "busy":
        return f"{how} {100 * (bound or 0.0):g}% of {harmless(of)} are busy"
    if what == "free":
        return f"{how} {bound:g} of {harmless(of)} are free"
    return f"{how} {bound:g} wait in {harmless(of)}"


def _does(case: StageCase) -> str:
    """What a case does."""
    if case.tries is None and case.stands is None:
        return "nothing changes"
    told = []
    if case.tries is not None:
        told.append(f"it tries {_ranked(case.tries, adds=case.adds_to_tries)}")
    stands, adds = case.stands, case.adds_to_stands
    if stands is None:
        stands, adds = case.tries or {}, case.adds_to_tries
    told.append(f"waits for {_ranked(stands, adds=adds)}")
    return " and ".join(told)


def _ranked(ranks: Mapping[str, float], *, adds: bool) -> str:
    """Groups with their ranks."""
    if not ranks:
        return "nobody"
    more = " more" if adds else ""
    return listed([f"{harmless(g)} (rank {rank:g}{more})" for g, rank in ranks.items()])
