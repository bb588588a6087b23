"""Stress of agents in words: how it comes and goes, what comes of it, and who leaves."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.program.stress_codes import ABSENT, VACANT
from cic.report.wording import harmless, listed, share_text
from cic.scenario.stress import Stress, Turnover

DESK = {
    ABSENT: "{agent} stays away today because of stress",
    VACANT: "{agent} leaves for good",
}
"""What is told of a desk, by why its agent is missing."""
NEWCOMER = "somebody new is hired in the place of {agent}"
ERRED = ", and it is not resolved because of stress"


def sentences_on_stress(stress: Stress) -> Iterator[str]:
    """How agents come under stress, and what comes of it."""
    falls = stress.falls_over
    times = [
        f"{units.duration_text(falls.idle)} of idle time",
        f"{units.duration_text(falls.breaks)} of breaks",
        f"{units.duration_text(falls.training)} of training",
        f"{units.duration_text(falls.home)} at home",
    ]
    rises = units.duration_text(stress.rises_over)
    yield f"Their stress lies between 0 and 1, and begins at {stress.begins:g}."
    yield f"While an agent is busy it nears 1: what is missing falls to 1/e (37%) in {rises}."
    yield f"Otherwise it nears 0: it falls to 1/e in {listed(times, 'or')}."
    for temper, share in stress.tempers.items():
        if share > 0:
            adds = f"A talk with a customer who is {harmless(temper)} adds {share_text(share)}"
            yield f"{adds} of what is missing to 1."
    effects = list(_effects(stress))
    if effects:
        yield f"Under full stress {listed(effects)}; under less stress, less in proportion."
    if stress.turnover is not None:
        yield _turnover_text(stress.turnover)


def _effects(stress: Stress) -> Iterator[str]:
    if stress.errors > 0:
        yield f"quality is × {1 - stress.errors:.3g}"
    if stress.discourtesy > 0:
        yield f"courtesy is × {1 - stress.discourtesy:.3g}"
    if stress.absence > 0:
        yield f"an agent stays away on {share_text(stress.absence)} of its days"


def _turnover_text(turnover: Turnover) -> str:
    told = f"Agents leave for good at a rate of {turnover.calm:g} a year without stress,"
    told += f" {turnover.stressed:g} a year under full stress"
    empty = units.duration_text(turnover.hiring.takes)
    learns = units.duration_text(turnover.hiring.training)
    told += f"; the desk is then empty for {empty}, and the newcomer, in training for {learns},"
    return f"{told} has everything to learn."
