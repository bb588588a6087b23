"""How much of an agent's time a contact takes, in the mean."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cic.scenario.channels import Turns
from cic.scenario.checks_size import most_agents
from cic.scenario.durations import ByInterval, Duration, Exponential
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


def mean_at(law: Duration, k: int) -> float:
    """The mean of a duration [s] for contacts that come in interval `k`."""
    return law.per_interval[k].mean if isinstance(law, ByInterval) else law.mean


def mean_talk(queue: Queue, k: int) -> float:
    """Mean talk [s], with all that shortens and lengthens it, before any factor of the agent's."""
    talk = max(0.0, mean_at(queue.talk, k) - queue.screen_pop)
    base = queue.knowledge_base
    if base is not None:
        talk *= 1.0 - base.found + base.found * base.talk_factor
    return talk + math.fsum(
        one.share * mean_at(one.takes, k) for one in queue.additions.values() if one.share > 0
    )


@dataclass(frozen=True, slots=True)
class Hold:
    """How the agents of a group hold the contacts of a channel."""

    share: int
    """In which share of their attention."""
    at_once: int
    """How many at once, at most."""


Attention = dict[tuple[str, str], Hold]
"""By agent group and channel."""


def attention_of(model: Model) -> Attention:
    """How many contacts of which channel the agents of each group hold at once."""
    return {
        (group, channel): Hold(n, count)
        for group in model.agents
        for n, share in enumerate(model.capacity(group))
        for channel, count in share.items()
    }


def agent_time(model: Model, queue: str, group: str, k: int, attention: Attention) -> float:
    """An agent's time that a contact of interval `k` takes [s], in the mean.

    Where the agent holds several at once it is the part of a contact's time that falls to each when
    all places are taken, at the speed of then. Of talks in turns an agent can do no more than its
    own turns one after the other, and has no more places than pauses leave.
    """
    crew, asked = model.agents[group], model.queues[queue]
    own = crew.wrap_up.get(queue)
    talk = mean_talk(asked, k) * crew.skills[queue].talk_factor
    if crew.learning is not None:
        talk *= crew.learning.mean_factor(most_agents(model, group))
    if asked.hold is not None and asked.hold.share > 0:
        talk += asked.hold.share * mean_at(asked.hold.takes, k)
    work = talk + mean_at(asked.wrap_up if own is None else own, k)
    count, medium = attention[group, asked.channel].at_once, model.medium(asked.channel)
    if medium.turns is not None:
        return max(work, (work + mean_pauses(medium.turns, k)) / count)
    return work * medium.slow_down[min(count, len(medium.slow_down)) - 1] / count


def mean_pauses(turns: Turns, k: int) -> float:
    """How long the customer of a talk in turns pauses in all [s], at most, in the mean."""
    between = (turns.count or turns.mean or 1.0) - 1.0
    pause, longest = mean_at(turns.pause, k), turns.times_out
    if longest is None:
        return between * pause
    if isinstance(turns.pause, Exponential):
        return between * pause * -math.expm1(-longest / pause)
    return between * min(pause, longest)
