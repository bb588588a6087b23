"""The fewest agents that meet a target, by asking a formula again and again."""

from __future__ import annotations

from collections.abc import Callable

from cic.errors import UsageError

MOST_AGENTS = 10_000_000
"""Where the search gives up: no centre is larger."""


def fewest_agents(meets: Callable[[int], bool], *, at_least: int = 0) -> int:
    """The fewest agents for which a target is met.

    Parameters
    ----------
    meets
        Whether this many agents meet the target. Once met, more agents must meet it too.
    at_least
        Where to begin: fewer are not considered.

    Raises
    ------
    UsageError
        If not even ten million agents meet the target.

    Notes
    -----
    Doubles the step until the target is met, then halves the gap: about 2 log₂ of the distance from
    `at_least` to the answer questions are asked.

    Examples
    --------
    >>> from cic.theory.erlang_b import blocking_probability
    >>> fewest_agents(lambda n: blocking_probability(33.333, agents=n) <= 0.01)
    45
    """
    if meets(at_least):
        return at_least
    short, step = at_least, 1
    while not meets(enough := short + step):
        short, step = enough, 2 * step
        if short > MOST_AGENTS:
            raise UsageError(
                f"{MOST_AGENTS:,} agents do not meet the target\n    → ask for something reachable"
            )
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (short, middle) if meets(middle) else (middle, enough)
    return enough
