"""What chance makes of the agents' plan: who does not come, comes late, goes early, is late back.

Each of these is a function of seed, replication, purpose, the agent's name and the day: of nothing
else, so that a change for one agent, or of another of these, moves nobody's luck. Rows of agents
with the same name are one person, who is absent or late everywhere on a day.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from cic import units
from cic.luck.arithmetic import Floats
from cic.luck.laws import sample
from cic.luck.streams import Draws, Generators, Purpose, few_uniforms, stream_key
from cic.program.closures import while_open
from cic.program.codes import AVAILABLE
from cic.program.duty import (
    Flags,
    Table,
    agents_and_plan,
    begins_day,
    from_then_on,
    spell_table,
    trimmed,
)
from cic.program.layout import Program
from cic.program.stress import is_decided_by_day
from cic.scenario.agents import AgentGroup
from cic.scenario.delays import Delay
from cic.scenario.durations import NO_TIME
from cic.scenario.scenario import Model

Ints = np.ndarray
Read = Callable[[AgentGroup], Delay | None]

_MAY_HAPPEN: dict[Purpose, Read] = {
    Purpose.ABSENCE: lambda group: Delay.model_construct(share=group.absence, by=NO_TIME),
    Purpose.LATENESS: lambda group: group.lateness,
    Purpose.EARLY_LEAVE: lambda group: group.early_leave,
    Purpose.LATE_BREAKS: lambda group: group.late_breaks,
}
"""What may happen to an agent on a day, and where its group says how likely it is."""


@dataclass(frozen=True)
class _People:
    """The agents to whom something may happen."""

    keys: list[bytes]
    delays: list[Delay]
    days: list[slice]
    """Where each one's days stand in the plan."""


class Attendance:
    """Draws the agents' comings and goings of any replication of a scenario."""

    def __init__(
        self, model: Model, program: Program, *, seed: int, generators: Generators
    ) -> None:
        self._model = model
        self._program = program
        self._horizon = program.days
        self._generators = generators
        self._people = {
            purpose: self._find(purpose, read, seed) for purpose, read in _MAY_HAPPEN.items()
        }

    @cached_property
    def _plan(self) -> _Days:
        beginning = self._program.beginning.at
        whole = self._program.plan if beginning == -math.inf else agents_and_plan(self._model)[1]
        return _Days(whole, beginning)

    def _find(self, purpose: Purpose, read: Read, seed: int) -> _People:
        """The agents to whom something may happen."""
        people = _People([], [], [])
        delays = [read(group) for group in self._model.agents.values()]
        for a, g in enumerate(self._program.agents["group"].tolist()):
            delay = delays[g]
            if delay is not None and delay.share > 0:
                people.keys.append(stream_key(seed, purpose, self._program.agent_names[a]))
                people.delays.append(delay)
                people.days.append(self._plan.of_agent(a))
        return people

    def spells(self, replication: int) -> Table | None:
        """Comings and goings (`SPELL`) in one replication; None where all is as planned anyway."""
        if not any(people.keys for people in self._people.values()):
            return None
        changed = self._plan.changed(
            absent=self._absent(replication),
            late=self._delays(Purpose.LATENESS, replication),
            early=self._delays(Purpose.EARLY_LEAVE, replication),
            pause=self._delays(Purpose.LATE_BREAKS, replication),
        )
        program, beginning = self._program, self._program.beginning
        coming = from_then_on(changed, beginning.at, beginning.pauses)
        there = while_open(coming, program.sites, program.agents["group"])
        return spell_table(there, by_day=is_decided_by_day(self._model))

    def _happens(self, people: _People, replication: int) -> Flags:
        """On which days of the horizon it happens to each, shape (people, days); one draw a day."""
        drawn = few_uniforms(people.keys, replication=replication, count=self._horizon)
        happens: Flags = drawn < np.array([delay.share for delay in people.delays])[:, None]
        return happens

    def _absent(self, replication: int) -> Flags:
        """On which of the plan's days agents do not come."""
        people, found = self._people[Purpose.ABSENCE], np.zeros(len(self._plan.day), np.bool_)
        happens = self._happens(people, replication)
        for n in np.flatnonzero(happens.any(axis=1)):
            own = people.days[n]
            found[own] = happens[n, self._plan.day[own]]
        return found

    def _delays(self, purpose: Purpose, replication: int) -> Floats:
        """The delay [s] on each of the plan's days; mostly 0."""
        people, found = self._people[purpose], np.zeros(len(self._plan.day))
        happens = self._happens(people, replication)
        for n in np.flatnonzero(happens.any(axis=1)):
            own = people.days[n]
            draws = Draws(
                self._generators, people.keys[n], replication=replication, count=self._horizon
            )
            by = sample(people.delays[n].by, draws, partial(self._interval_of_begin, own))
            found[own] = np.where(happens[n], by, 0.0)[self._plan.day[own]]
        return found

    def _interval_of_begin(self, own: slice) -> Ints:
        """The interval of each day in which an agent is to come, for laws by interval."""
        model, day = self._model, self._plan.day[own]
        k = ((self._plan.begins[own] - day * units.DAY) / model.interval).astype(np.int64)
        found = np.zeros(self._horizon, np.int64)
        found[day] = np.minimum(k, model.intervals_per_day - 1)
        return found


def _with_time_before(plan: Table) -> Table:
    """The plan with an empty time on duty before each training with which a day begins.

    It is filled where that training is late.
    """
    rows = np.flatnonzero(begins_day(plan) & (plan["state"] != AVAILABLE))
    before = plan[rows]
    before["end"], before["state"], before["unpaid"] = before["start"], AVAILABLE, 0
    return np.insert(plan, rows, before)


class _Days:
    """The plan by agent and day."""

    def __init__(self, plan: Table, beginning: float) -> None:
        self._plan = plan = _with_time_before(plan)
        first = begins_day(plan)
        rows = np.flatnonzero(first)
        self._of = np.cumsum(first) - 1
        self.agent = plan["agent"][rows]
        self.day = plan["day"][rows]
        self.begins = plan["start"][rows]
        self.ends = plan["end"][np.append(rows[1:], len(plan)) - 1] if len(plan) else self.begins
        pause = plan["state"] != AVAILABLE
        self._beginning = beginning
        self._there = (self.begins <= beginning) & (beginning < self.ends)
        begun = np.zeros(len(rows), np.bool_)
        begun[self._of[(plan["state"] != AVAILABLE) & (plan["start"] <= beginning)]] = True
        self._on_time = self._there & begun
        self._start_moves = ~first & (pause | np.roll(pause, 1))
        self._end_moves = pause | (np.roll(pause, -1) & ~np.roll(first, -1))

    def of_agent(self, a: int) -> slice:
        """Where an agent's days stand."""
        first, last = np.searchsorted(self.agent, [a, a + 1])
        return slice(int(first), int(last))

    def changed(self, *, absent: np.ndarray, late: Floats, early: Floats, pause: Floats) -> Table:
        """The plan as it comes to pass; all is by agent and day.

        Breaks move first; then what lies between coming and going is kept. Who comes during a break
        comes at its end. Who is to be at work when a run begins from a snapshot is there, has taken
        breaks as planned so far, and has not gone.
        """
        absent, late = absent & ~self._there, np.where(self._there, 0.0, late)
        gone = self._there & (self.ends - early <= self._beginning)
        early, pause = np.where(gone, 0.0, early), np.where(self._on_time, 0.0, pause)
        of, pieces = self._of, self._plan.copy()
        ends = self.ends[of]
        comes, goes = (self.begins + late)[of], (self.ends - early)[of]
        start = np.minimum(pieces["start"] + pause[of] * self._start_moves, ends)
        end = np.minimum(pieces["end"] + pause[of] * self._end_moves, ends)
        pieces["start"], pieces["end"] = np.maximum(start, comes), np.minimum(end, goes)
        return trimmed(pieces[~absent[of]], at_end=False)
