"""What agents are like and how well contacts are served, in words."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.stress_in_words import sentences_on_stress
from cic.report.wording import listed, share_text
from cic.scenario.agents import AgentGroup
from cic.scenario.people import Fatigue, Learning
from cic.scenario.queues import Queue


def effect_text(factor: float, queue: Queue) -> str:
    """What something makes of the chance to be resolved."""
    return "" if factor == 1 or queue.resolves is None else f" (resolved × {factor:g})"


def resolution_text(queue: Queue) -> str:
    """How often contacts of a queue are resolved; empty where nobody asks."""
    if queue.resolves is None:
        return ""
    return f" {share_text(queue.resolves)} of the answered are resolved by an agent of quality 1."


def sentences_on_time(group: AgentGroup) -> Iterator[str]:
    """What time does to the agents of a group; nothing where it does nothing."""
    if group.learning is not None:
        yield _learning_text(group.learning)
    if group.fatigue is not None:
        yield _fatigue_text(group.fatigue)
    if group.stress is not None:
        yield from sentences_on_stress(group.stress)


def _learning_text(learning: Learning) -> str:
    told = f"talk × {learning.first_week:g} in the first week, and with each doubling of the weeks"
    told += f" × {learning.rate:g}, down to × {learning.plateau:g}"
    shown = list(dict.fromkeys(learning.tenures))[:3]
    now = [f"× {learning.talk_factor(t):.3g} after {_weeks(t)}" for t in shown]
    more = " and so on" if len(set(learning.tenures)) > len(shown) else ""
    return f"{told}; as the run begins {listed(now)}{more}."


def _weeks(tenure: float) -> str:
    weeks = tenure / units.WEEK
    return f"{weeks:.3g} week{'' if weeks == 1 else 's'}"


def _fatigue_text(fatigue: Fatigue) -> str:
    told = f"each 10 points of occupancy above {share_text(fatigue.above)} over the last"
    told += f" {units.duration_text(fatigue.over)} or so make talk"
    return f"{told} {10 * fatigue.strength:.3g}% longer; 'load' leaves that out."
