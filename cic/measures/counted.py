"""From logs to sums: what one replication gives, and all replications together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Any, Protocol

import numpy as np

from cic import units
from cic.log.log import Log
from cic.measures.adding_up import check_adds_up
from cic.measures.bins import EDGE
from cic.measures.campaigns import count_campaigns
from cic.measures.cases import count_cases
from cic.measures.costs import UNPRICED, holding_lines, priced_sums, time_is_priced
from cic.measures.counts import Apart, Counted, Floats
from cic.measures.customers import count_customers
from cic.measures.quantiles import CALLBACK_QUANTILES, QUANTILES, quantiles_by_queue
from cic.measures.sites import count_sites
from cic.measures.stress import count_strains
from cic.measures.tally import (
    GROUP_SUMS,
    PROMISE,
    QUEUE_SUMS,
    tally_contacts,
    tally_facts,
)
from cic.measures.tally_announcements import tally_announcements
from cic.measures.tally_asides import tally_asides
from cic.measures.tally_callbacks import tally_callbacks
from cic.measures.tally_legs import tally_legs
from cic.measures.tally_lost import tally_lost
from cic.measures.tally_plan import DOING, tally_plan
from cic.measures.tally_priced import PRICED, tally_priced
from cic.measures.tally_resolution import tally_resolutions
from cic.measures.tally_snapshot import leave_out_before
from cic.program.callback_records import TRY
from cic.program.calling_hours import calling_hours
from cic.program.case_records import ABOUT
from cic.program.customer_records import VERDICT
from cic.program.layout import Program
from cic.program.leg_records import ASIDE, LEG
from cic.program.records import (
    AGENT,
    CONTACT,
    FACT,
    HOURS,
    RESOLUTION,
    SPELL,
    TOLD,
    TRUNK,
    WORK,
    Record,
)
from cic.scenario.scenario import Model


class Readies(Protocol):
    """What counting needs of a clock: functions and tables in the form it runs fastest."""

    def ready(self, function: Any) -> Any:
        """A function written like a rule."""
        ...

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """A table for such a function."""
        ...

    def column(self, numbers: np.ndarray) -> Any:
        """A column of numbers for such a function."""
        ...

    def room(self, name: str, count: int, kind: type[np.generic]) -> Any:
        """Memory for such a column, used again under the same name."""
        ...


@dataclass(frozen=True)
class Tally:
    """Sums of one log as the clock's functions leave them, in memory that is used again."""

    by_queue: Any
    by_group: Any
    waits: Any
    """The waits above 0 [s], in order of arrival."""
    wait_queues: Any
    """The queue of each."""
    callback_times: Any
    """The times from asking for a callback to the talk [s]."""
    callback_queues: Any
    """The queue of each."""
    apart: Apart


class Counter:
    """Counts logs of one program, with the help of the clock that made them.

    Parameters
    ----------
    in_hand
        How many tallies may be in hand at once: each is good until so many others are made.
    """

    def __init__(self, program: Program, model: Model, clock: Readies, *, in_hand: int = 1) -> None:
        self._program = program
        self._model = model
        self._clock = clock
        self._edges_table = bin_edges(program)
        self._edges = clock.rows(EDGE, self._edges_table)
        promises = PROMISE.table(len(program.queue_names))
        promises["within"] = [queue.service_level.within for queue in model.queues.values()]
        promises["until_done"] = [model.target_until(name) == "done" for name in model.queues]
        promises["in_open_hours"] = [
            model.target_runs(name) == "open_hours" for name in model.queues
        ]
        self._hours = clock.rows(HOURS, program.hours)
        self._promises = clock.rows(PROMISE, promises)
        self._tally_contacts = clock.ready(tally_contacts)
        self._tally_facts = clock.ready(tally_facts)
        self._tally_plan = clock.ready(tally_plan)
        self._plan = clock.rows(SPELL, program.spells)
        self._rooms = cycle(range(in_hand))
        self._prices_time = time_is_priced(model)
        self._calling_hours = calling_hours(model)

    def count(self, log: Log) -> Counted:
        """What one log gives."""
        return self.counted(self.tally(log))

    def tally(self, log: Log) -> Tally:
        """Add up one log: all that is done contact by contact, without Python where compiled."""
        clock, program = self._clock, self._program
        bins, queues = len(self._edges_table), len(program.queue_names)
        by_queue = clock.rows(QUEUE_SUMS, QUEUE_SUMS.table(bins * (queues + 1)))
        by_group = clock.rows(GROUP_SUMS, GROUP_SUMS.table(bins * len(program.group_names)))
        self._room = next(self._rooms)
        waits = clock.room(f"waits {self._room}", len(log.contacts), np.float64)
        wait_queues = clock.room(f"wait queues {self._room}", len(log.contacts), np.int16)
        contacts = clock.rows(CONTACT, log.contacts)
        firsts = log.first_contacts
        written = self._tally_contacts(
            contacts,
            firsts,
            clock.rows(WORK, log.work),
            clock.rows(LEG, log.called),
            self._edges,
            self._hours,
            self._promises,
            by_queue,
            by_group,
            waits,
            wait_queues,
        )
        if len(log.resolutions):
            resolutions = clock.rows(RESOLUTION, log.resolutions)
            tally = clock.ready(tally_resolutions)
            tally(contacts, firsts, resolutions, self._edges, queues, by_queue, by_group)
        if len(log.legs):
            self._tally_legs(log, contacts, firsts, by_queue)
        called = self._tally_callbacks(log, contacts, by_queue, by_group)
        if len(log.told):
            told = clock.rows(TOLD, log.told)
            tally = clock.ready(tally_announcements)
            tally(contacts, firsts, told, self._edges, queues, by_queue)
        if len(log.asides):
            asides = clock.rows(ASIDE, log.asides)
            tally = clock.ready(tally_asides)
            tally(contacts, firsts, asides, self._edges, queues, by_queue)
        by_segment = count_customers(log, program, clock, contacts, self._edges, by_queue)
        if program.beginning.agents:
            begins = program.beginning.at
            clock.ready(leave_out_before)(contacts, firsts, begins, self._edges, by_group)
        facts = clock.rows(FACT, log.facts)
        agents = clock.rows(AGENT, program.agents.copy())
        self._tally_facts(facts, len(log.facts), agents, self._edges, by_group)
        doings = DOING.table(len(program.agents))
        doings["group"] = program.agents["group"]
        doings = clock.rows(DOING, doings)
        self._tally_plan(self._plan, facts, len(log.facts), doings, self._edges, by_group)
        apart = Apart(
            by_site=count_sites(log, program),
            priced=self._priced(log, contacts) if self._prices_time else UNPRICED,
            by_campaign=count_campaigns(log, program, self._calling_hours),
            by_segment=by_segment,
            strains=count_strains(log, program),
            by_case=count_cases(log, program, self._model),
        )
        waits, wait_queues = waits[:written], wait_queues[:written]
        return Tally(by_queue, by_group, waits, wait_queues, *called, apart)

    def _tally_callbacks(
        self, log: Log, contacts: Any, by_queue: Any, by_group: Any
    ) -> tuple[Any, Any]:
        """Add up callbacks; the times to those that came to a talk, and their queues."""
        clock, many = self._clock, len(log.tries)
        if not many:
            return (), ()
        times = clock.room(f"callback times {self._room}", many, np.float64)
        queues = clock.room(f"callback queues {self._room}", many, np.int16)
        written = clock.ready(tally_callbacks)(
            contacts,
            clock.rows(LEG, log.legs),
            clock.rows(TRY, log.tries),
            clock.rows(WORK, log.work),
            log.first_contacts,
            self._edges,
            len(self._program.queue_names),
            by_queue,
            by_group,
            times,
            queues,
        )
        return times[:written], queues[:written]

    def _priced(self, log: Log, contacts: Any) -> Floats:
        """What only prices need."""
        clock, groups = self._clock, len(self._program.group_names)
        sites = len(self._program.sites.names)
        priced = clock.rows(PRICED, PRICED.table(max(groups, sites + 1)))
        trunks = clock.rows(TRUNK, log.trunks)
        asides = clock.rows(ASIDE, log.asides)
        holds = clock.column(holding_lines(self._model))
        tally = clock.ready(tally_priced)
        called = clock.rows(LEG, log.called)
        tally(contacts, trunks, called, asides, holds, self._model.begins, sites, priced)
        return priced_sums(_array(PRICED, priced), groups, sites)

    def _tally_legs(self, log: Log, contacts: Any, firsts: int, by_queue: Any) -> None:
        """Add up how contacts came about, and what became of customers."""
        clock = self._clock
        served = clock.column(np.zeros(firsts, np.int64))
        answered_at = clock.column(np.full(firsts, np.nan))
        clock.ready(tally_legs)(
            contacts,
            clock.rows(LEG, log.legs),
            clock.rows(ASIDE, log.asides),
            clock.rows(RESOLUTION, log.resolutions),
            clock.rows(VERDICT, log.verdicts),
            clock.rows(ABOUT, log.abouts),
            firsts,
            self._edges,
            len(self._program.queue_names),
            by_queue,
            served,
            answered_at,
        )

        clock.ready(tally_lost)(
            contacts,
            clock.rows(LEG, log.legs),
            clock.rows(ASIDE, log.asides),
            self._edges,
            len(self._program.queue_names),
            by_queue,
        )

    def counted(self, tally: Tally) -> Counted:
        """What one replication gives, from its tally; the waits are put in another order.

        Raises
        ------
        EngineError
            If what was counted does not add up.
        """
        bins, program = len(self._edges_table), self._program
        sums = _array(QUEUE_SUMS, tally.by_queue).reshape(bins, -1)
        check_adds_up(sums, program.queue_names, leads_on=program.legs.lead_on)
        ended = sums["reached"] - sums["inside"] + sums["callbacks_owed"]
        quantiles = [
            quantiles_by_queue(np.asarray(times), np.asarray(queues), those.sum(axis=0), wanted)
            for times, queues, those, wanted in (
                (tally.waits, tally.wait_queues, ended, QUANTILES),
                (
                    tally.callback_times,
                    tally.callback_queues,
                    sums["callbacks_reached"],
                    CALLBACK_QUANTILES,
                ),
            )
        ]
        return Counted(
            **vars(tally.apart),
            by_queue=sums,
            by_group=_array(GROUP_SUMS, tally.by_group).reshape(bins, -1),
            quantiles=np.concatenate(quantiles),
        )


def _array(record: Record, rows: Any) -> np.ndarray:
    if isinstance(rows, np.ndarray):
        return rows
    table: np.ndarray = record.gather(rows)
    return table


def bin_edges(program: Program) -> np.ndarray:
    """The intervals of each day, then the hours until the next day begins."""
    per_day = program.intervals_per_day
    edges = EDGE.table(program.days * (per_day + 1)).reshape(program.days, per_day + 1)
    day = np.arange(program.days)[:, None] * units.DAY
    edges["begins"] = day + np.arange(per_day + 1) * program.interval
    edges["ends"][:, :-1] = edges["begins"][:, 1:]
    edges["ends"][:, -1] = day[:, 0] + units.DAY
    return edges.ravel()


def spans(change: np.ndarray, left: np.ndarray, edges: np.ndarray) -> Floats:
    """Seconds in each bin (first axis), from what begins and ends in it."""
    before = np.cumsum(change, axis=0) - change
    width = (edges["ends"] - edges["begins"]).reshape(-1, *(1,) * (change.ndim - 1))
    seconds: Floats = before * width + left
    return seconds
