"""Talks in turns: how many turns the agent takes, and how long the customer pauses between them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cic.luck.arithmetic import Floats, log
from cic.luck.laws import sample
from cic.luck.streams import Draws, Purpose
from cic.program.codes import AGENT_TURN, CUSTOMER_PAUSE, FELL_SILENT, NOBODY, TALK_OVER, TO_QUEUE
from cic.program.records import STEP
from cic.scenario.channels import Turns

MOST_TURNS = 1_000
"""Turns of the agent in one talk; a geometric number beyond is cut there."""

Ints = np.ndarray


def number_of_turns(turns: Turns, draws: Draws) -> Ints:
    """How many turns the agent takes in each contact of a block."""
    if turns.count is not None:
        return np.full(draws.count, turns.count)
    assert turns.mean is not None  # noqa: S101
    if turns.mean <= 1:
        return np.ones(draws.count, np.int64)
    goes_on = float(log(np.array(1.0 - 1.0 / turns.mean)))
    more = np.floor(log(1.0 - draws.uniform()) / goes_on)
    return np.minimum(more.astype(np.int64) + 1, MOST_TURNS)


def scripts(
    turns: Turns,
    talk: Floats,
    draws: Callable[[Purpose, int], Draws],
    interval_of_day: Callable[[], Ints],
) -> tuple[np.ndarray, Ints]:
    """The talks of a block as steps, and how many steps each has.

    The talk of a contact is shared equally between the agent's turns. A pause longer than the
    customer is waited for ends the talk.

    Parameters
    ----------
    talk
        The agent's work on each contact [s].
    draws
        Gives the draws of a purpose for its occurrence so-and-so.
    """
    count = number_of_turns(turns, draws(Purpose.TURNS, 0))
    most = int(count.max(initial=1))
    longest = np.inf if turns.times_out is None else turns.times_out
    steps = STEP.table(len(talk) * 2 * most).reshape(len(talk), 2 * most)
    steps["what"] = NOBODY
    lengths = 2 * count
    silent = np.zeros(len(talk), bool)
    for n in range(most):
        steps["takes"][:, 2 * n] = talk / count
        steps["kind"][:, 2 * n] = AGENT_TURN
        if n + 1 == most:
            break
        pause = sample(turns.pause, draws(Purpose.PAUSE, n), interval_of_day)
        falls_silent = ~silent & (n + 1 < count) & (pause > longest)
        steps["takes"][:, 2 * n + 1] = np.minimum(pause, longest)
        steps["kind"][:, 2 * n + 1] = CUSTOMER_PAUSE
        steps["kind"][falls_silent, 2 * n + 2] = FELL_SILENT
        lengths[falls_silent] = 2 * n + 3
        silent |= falls_silent
    return _ended(steps, lengths, silent), lengths


def _ended(steps: np.ndarray, lengths: Ints, silent: np.ndarray) -> np.ndarray:
    """The steps of all talks one after the other, each with its end."""
    rows = np.arange(len(steps))
    last = steps[rows, lengths - 1]
    last["kind"] = np.where(silent, FELL_SILENT, TALK_OVER)
    last["takes"] = 0.0
    steps[rows, lengths - 1] = last
    flat: np.ndarray = steps[np.arange(steps.shape[1]) < lengths[:, None]]
    return flat


def join_walks(
    walks: np.ndarray, first: Ints, script_steps: np.ndarray, lengths: Ints
) -> tuple[np.ndarray, Ints]:
    """Walks through the IVR with the talks behind them; where each contact's begins.

    Parameters
    ----------
    walks, first
        Steps, and where each contact's begin; -1 where a contact takes none.
    script_steps, lengths
        Steps of the talks one after the other, and how many each contact has.
    """
    count = len(first)
    walked = np.diff(np.append(first, len(walks))) if len(walks) else np.zeros(count, np.int64)
    comes_straight = (walked == 0) & (lengths > 0)
    own = walked + comes_straight + lengths
    begins = np.concatenate([[0], np.cumsum(own)])[:-1]
    joined = STEP.table(int(own.sum()))
    joined[begins[comes_straight]] = np.array((0.0, TO_QUEUE, NOBODY), STEP.dtype)
    if len(walks):
        joined[_places(begins, walked)] = walks
    joined[_places(begins + own - lengths, lengths)] = script_steps
    return joined, np.where(own > 0, begins, NOBODY)


def _places(begins: Ints, lengths: Ints) -> Ints:
    """The places begins[i], begins[i] + 1, … of each run of so many."""
    ends = np.cumsum(lengths)
    shift = np.repeat(begins - (ends - lengths), lengths)
    places: Ints = np.arange(len(shift)) + shift
    return places
