"""What a centre of some generation does for its customers: each figure once, by replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from cic.experiments.replicate import Replications
from cic.measures.definitions import Unit
from cic.scenario.checks_demand import BY_PHONE, DESK, FOLLOW_UPS, OUTSOURCER, is_of_group
from cic.scenario.demand import PHONE, Demand
from cic.statistics.estimate import (
    Estimate,
    difference_estimate,
    mean_estimate,
    ratio_difference_estimate,
    ratio_estimate,
)

Floats = np.ndarray
Pair = tuple[Floats, Floats | None]
"""What stands above and below the line, one a replication; nothing below: a mean."""


@dataclass(frozen=True)
class Seen:
    """The replications of a centre, with what its queues are to the demand."""

    done: Replications
    demand: Demand

    @property
    def confidence(self) -> float:
        """That of all intervals."""
        return self.done.scenario.model.run.confidence

    def pair(self, figure: Figure) -> Pair:
        """What stands above and below the line of a figure."""
        return figure.of(self)

    def queues(self, chosen: Callable[[str], bool]) -> list[int]:
        """The places of some of the queues that customers come to."""
        names = enumerate(self.done.program.queue_names)
        return [n for n, name in names if name != FOLLOW_UPS and chosen(name)]

    def total(self, name: str) -> Floats:
        """A sum over all contacts that customers make, one a replication."""
        return np.asarray(self.done.estimates.queue_sums[name][:, -1] - self.followed_up(name))

    def followed_up(self, name: str) -> Floats:
        """A sum over all contacts that come of follow-up calls, one a replication."""
        names = enumerate(self.done.program.queue_names)
        places = [n for n, queue in names if queue == FOLLOW_UPS]
        return np.asarray(self.done.estimates.queue_sums[name][:, places].sum(axis=1))

    def of_calls(self, name: str) -> Floats:
        """A sum over all follow-up calls, one a replication."""
        return np.asarray(self.done.estimates.campaign_sums[name][:, -1])

    def sum_of(self, name: str, places: Iterable[int]) -> Floats:
        """A sum over some of the queues, one a replication."""
        return np.asarray(self.done.estimates.queue_sums[name][:, list(places)].sum(axis=1))

    def is_call(self, name: str) -> bool:
        """Whether contacts of a queue come by telephone."""
        return self.done.scenario.model.queues[name].channel == PHONE

    def is_live(self, name: str) -> bool:
        """Whether customers wait for an agent in a queue, there and then."""
        model = self.done.scenario.model
        return not self.is_shut(name) and not model.medium(model.queues[name].channel).deferred

    def is_shut(self, name: str) -> bool:
        """Whether a queue stands for a channel that is missing."""
        return self.done.scenario.model.queues[name].capacity == 0 and not self.is_call(name)

    def would_write(self, name: str) -> bool:
        """Whether customers of a queue would choose to write, and need not be answered at once."""
        need = self.demand.needs.get(name.removesuffix(BY_PHONE))
        model = self.done.scenario.model
        return need is not None and model.medium(need.channel).deferred

    def is_valued(self, name: str) -> bool:
        """Whether customers of a queue go first, where they are known."""
        need = self.demand.needs.get(name.removesuffix(BY_PHONE))
        return need is not None and need.valued

    def takes_skill(self, name: str) -> bool:
        """Whether it is clear that contacts of a queue take a skill."""
        need = self.demand.needs.get(name)
        return name.endswith(DESK) or (need is not None and need.skill is not None and need.known)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a centre."""

    name: str
    title: str
    unit: Unit
    formula: str
    of: Callable[[Seen], Pair]
    better: str = "less"
    """Which way is better: more, less; empty: neither."""
    more: str = "more"
    """What it is called when it grows: more, longer, higher."""
    less: str = "fewer"
    """What it is called when it falls."""
    least: float = 0.0
    """What it never falls below."""
    in_table: bool = True
    """Whether it stands in the table of generations."""


def _busy(seen: Seen) -> Pair:
    calls = seen.queues(seen.is_call)
    parts = [seen.sum_of(name, calls) for name in ("no_line", "no_port", "queue_full")]
    return np.sum(parts, axis=0), None


def _wait(seen: Seen, chosen: Callable[[str], bool]) -> Pair:
    places = seen.queues(chosen)
    return seen.sum_of("wait", places), seen.sum_of("ended", places)


def _to_answer(seen: Seen, *, written: bool) -> Pair:
    places = seen.queues(lambda name: seen.would_write(name) == written)
    return seen.sum_of("time_to_answer", places), seen.sum_of("first_answers", places)


def _resolved(seen: Seen) -> Floats:
    return np.asarray(seen.total("resolved") + seen.total("self_served"))


def _other_numbers(seen: Seen) -> Pair:
    return seen.sum_of("recontacts", seen.queues(lambda name: name.endswith(DESK))), None


def _in_time(seen: Seen) -> Pair:
    come = seen.queues(lambda name: not seen.is_shut(name))
    in_time = seen.sum_of("answered_within", come) + seen.sum_of("self_served", come)
    called_back = seen.sum_of("callbacks_accepted", come) + seen.sum_of("callbacks", come)
    return in_time, seen.sum_of("offered", come) - called_back


def _occupancy(seen: Seen) -> Pair:
    names = seen.done.program.group_names
    own = [n for n, name in enumerate(names) if not is_of_group(name, OUTSOURCER)]
    sums = seen.done.estimates.group_sums
    return sums["handling"][:, own].sum(axis=1), sums["duty"][:, own].sum(axis=1)


def _follow_up_time(seen: Seen) -> Pair:
    return seen.of_calls("held") + seen.followed_up("handled"), seen.of_calls("connected")


def _cost(seen: Seen) -> Pair:
    costs = seen.done.estimates.centre_costs
    nothing = np.full(seen.done.replications, np.nan)
    return (costs["cost"][:, -1] if costs else nothing), _resolved(seen)


FIGURES: tuple[Figure, ...] = (
    Figure("customers", "customers", "customers", "customers with a need",
           lambda seen: (seen.total("fresh"), None), better=""),
    Figure("served", "served", "share",
           "customers of whom a contact was answered, or ended with a self-service / customers",
           lambda seen: (seen.total("customers_served"), seen.total("fresh")), "more",
           more="more of the customers served", less="fewer of the customers served"),
    Figure("resolved", "resolved", "share", "(resolved by agents + self-served) / customers",
           lambda seen: (_resolved(seen), seen.total("fresh")), "more",
           more="more of the customers resolved", less="fewer of the customers resolved"),
    Figure("lost", "lost", "customers", "customers − served",
           lambda seen: (seen.total("unserved"), None),
           more="more customers lost", less="fewer customers lost"),
    Figure("busy", "busy signals", "contacts",
           "calls that found no line, or nobody and nowhere to wait", _busy,
           more="more busy signals", less="fewer busy signals"),
    Figure("abandoned", "hung up", "contacts", "contacts that gave up waiting",
           lambda seen: (seen.total("all_abandoned"), None),
           more="more hang up", less="fewer hang up"),
    Figure("wait", "wait", "s", "mean time in queue of calls and chats",
           lambda seen: _wait(seen, seen.is_live), more="longer wait", less="shorter wait"),
    Figure("time_to_answer", "first try to answer", "s",
           "mean time from the first contact of who would phone or chat to the first answer, "
           "redials included", lambda seen: _to_answer(seen, written=False),
           more="longer from first try to answer", less="shorter from first try to answer"),
    Figure("time_to_reply", "letter to answer", "s",
           "the same of who would write, until an agent takes it up; where nobody reads, they "
           "phone",
           lambda seen: _to_answer(seen, written=True),
           more="longer from letter to answer", less="shorter from letter to answer"),
    Figure("transfers", "transfers", "contacts", "contacts passed on by an agent",
           lambda seen: (seen.total("transfers"), None),
           more="more transfers", less="fewer transfers"),
    Figure("other_numbers", "other number dialled", "contacts",
           "callers who were told another number, and dialled it", _other_numbers,
           more="more have to dial another number", less="fewer have to dial another number"),
    Figure("contained", "contained", "share", "self-served / customers",
           lambda seen: (seen.total("self_served"), seen.total("fresh")), "more",
           more="more of the customers contained", less="fewer of the customers contained"),
    Figure("handle_time", "handle time", "s", "(talk + wrap-up) / answered",
           lambda seen: (seen.total("handled"), seen.total("answered")),
           more="longer handle time", less="shorter handle time"),
    Figure("occupancy", "occupancy", "share", "handling / time on duty, of one's own agents",
           _occupancy, better="", more="higher occupancy", less="lower occupancy"),
    Figure("in_time", "in time", "share",
           "(answered within the promise + self-served) / contacts that came, busy signals "
           "included; callbacks, and who asks for one, are left out",
           _in_time, "more", more="more of the contacts in time",
           less="fewer of the contacts in time"),
    Figure("satisfaction", "satisfaction", "share",
           "mean of what customers make of their contacts, from −100% to 100%",
           lambda seen: (seen.total("satisfaction"), seen.total("judged")), "more",
           more="higher satisfaction", less="lower satisfaction", least=-1.0),
    Figure("cost_per_resolved", "cost per resolved", "money",
           "cost of people and lines / (resolved by agents + self-served)", _cost,
           more="dearer by resolved contact", less="cheaper by resolved contact"),
    Figure("followed_up", "followed up", "customers", "customers reached by follow-up calls",
           lambda seen: (seen.of_calls("connected"), None), "more", in_table=False,
           more="more followed up", less="fewer followed up"),
    Figure("follow_up_time", "time by follow-up", "s",
           "time of agents on follow-up calls, from looking the number up to the end of the "
           "wrap-up, those in vain included / customers reached", _follow_up_time, in_table=False,
           more="longer by follow-up", less="shorter by follow-up"),
    Figure("valued_wait", "wait of the valued", "s", "mean time in queue of valued customers",
           lambda seen: _wait(seen, seen.is_valued), in_table=False,
           more="longer wait of the valued", less="shorter wait of the valued"),
    Figure("skilled_wait", "wait for skills", "s",
           "mean time in queue of contacts that clearly take a skill",
           lambda seen: _wait(seen, seen.takes_skill), in_table=False,
           more="longer wait for skills", less="shorter wait for skills"),
)  # fmt: skip
"""All figures of a generation; agents needed stand beside them, for they take runs of their own.

A figure that is added here stands in the table, in the ladder, in frames, JSON and pictures.
"""
FIGURE = {figure.name: figure for figure in FIGURES}


@dataclass(frozen=True)
class Taken:
    """The figures of a centre by replication, and nothing else that was seen."""

    pairs: dict[str, Pair]
    confidence: float
    clock: str
    """By which it was run."""

    def pair(self, figure: Figure) -> Pair:
        """What stands above and below the line of a figure."""
        return self.pairs[figure.name]


def take(seen: Seen) -> Taken:
    """All figures of a centre, by replication."""
    pairs = {figure.name: seen.pair(figure) for figure in FIGURES}
    return Taken(pairs, seen.confidence, seen.done.clock)


def estimate(figure: Figure, seen: Seen | Taken) -> Estimate:
    """A figure of a centre, with its interval."""
    top, bottom = seen.pair(figure)
    confidence = seen.confidence
    if bottom is None:
        return mean_estimate(
            top.tolist(), confidence=confidence, unit=figure.unit, within=(0.0, np.inf)
        )
    most = 1.0 if figure.unit == "share" else np.inf
    return ratio_estimate(
        top.tolist(),
        bottom.tolist(),
        confidence=confidence,
        unit=figure.unit,
        within=(figure.least, most),
    )


def difference(figure: Figure, seen: Taken, before: Taken) -> Estimate:
    """How far a figure of a centre differs from another's, paired by replication."""
    top, bottom = seen.pair(figure)
    old_top, old_bottom = before.pair(figure)
    confidence = seen.confidence
    if bottom is None or old_bottom is None:
        return difference_estimate(
            top.tolist(), old_top.tolist(), confidence=confidence, unit=figure.unit
        )
    return ratio_difference_estimate(
        top.tolist(),
        bottom.tolist(),
        baseline_numerators=old_top.tolist(),
        baseline_denominators=old_bottom.tolist(),
        confidence=confidence,
        unit=figure.unit,
    )
