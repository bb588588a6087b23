"""Customers laid flat: segments, tempers, what satisfies them, and whether they stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, get_args

import numpy as np

from cic import units
from cic.program.codes import NOBODY
from cic.program.customer_codes import LOSSES, Aspect, OwnAgent
from cic.program.customer_records import (
    COURTESY,
    FEELING,
    GRIEVANCE,
    LOSS,
    MIX,
    RELATION,
    SEGMENT,
    TEMPER,
)
from cic.program.records import Record
from cic.scenario.customers import Customers
from cic.scenario.loyalty import Loyalty
from cic.scenario.satisfaction import Aspect as AspectWord
from cic.scenario.scenario import Model
from cic.scenario.tempers import factors_of

EVERYBODY_STAYS = Loyalty.model_construct(good=1.0, poor=1.0, unsolved=1.0, settled=1.0,
                                          settled_at_once=1.0)  # fmt: skip
_UNIT = {Aspect.OF_WAIT: units.MINUTE, Aspect.OF_TURNAROUND: units.HOUR}


@dataclass(frozen=True)
class Population:
    """The tables of customers; all empty where the scenario has none."""

    segment_names: tuple[str, ...]
    temper_names: tuple[str, ...]
    kind_names: tuple[str, ...]
    """Kinds of complaints."""
    segments: np.ndarray
    losses: np.ndarray
    mixes: np.ndarray
    tempers: np.ndarray
    feelings: np.ndarray
    grievances: np.ndarray
    courtesies: np.ndarray
    relation: np.ndarray
    compensations: tuple[float, ...] = field(default=(), kw_only=True)
    """What is paid for a complaint of each kind that is settled."""
    complaint_due: float | None = field(default=None, kw_only=True)
    """How long after it came a complaint is to be decided [s]; None: nothing is promised."""

    old_after: int = field(default=1, kw_only=True)
    """With how many matters that ended well a customer is an old one."""

    @property
    def any(self) -> bool:
        """Whether there are customers."""
        return len(self.relation) > 0

    @property
    def number(self) -> int:
        """The population; 0: every first contact is made by a new customer."""
        return int(self.relation[0]["number"]) if self.any else 0


NOBODY_KNOWN = Population(
    (), (), (),
    *(record.table(0) for record in (SEGMENT, LOSS, MIX, TEMPER, FEELING, GRIEVANCE, COURTESY,
                                     RELATION)),
)  # fmt: skip


def lay_out_customers(model: Model, complaint: int, returns: int) -> Population:
    """The customers of a scenario.

    Parameters
    ----------
    complaint, returns
        The ways by which complaints come, and are taken up again; -1: none.
    """
    customers = model.customers
    if customers is None:
        return NOBODY_KNOWN
    segments, weights = _segments(customers), _weights(customers, model)
    tempers = [factors_of(name, temper) for name, temper in customers.tempers.items()]
    kinds = {} if customers.complaints is None else customers.complaints.grievances
    until = _ends(part[0] for part in kinds.values())
    return Population(
        segment_names=tuple(customers.parts),
        temper_names=tuple(customers.tempers),
        kind_names=tuple(kinds),
        segments=segments,
        losses=LOSS.table(len(segments) * LOSSES),
        mixes=_table(MIX, [(end,) for row in [*weights, *_temper_mixes(customers)] for end in row]),
        tempers=_table(TEMPER, tempers),
        feelings=_feelings(customers),
        grievances=_table(
            GRIEVANCE, [(end, *kind[1:5]) for end, kind in zip(until, kinds.values(), strict=True)]
        ),
        courtesies=_table(COURTESY, [(group.courtesy,) for group in model.agents.values()]),
        relation=_relation(customers, segments, len(weights), complaint, returns),
        old_after=(customers.loyalty or EVERYBODY_STAYS).old_after,
        compensations=tuple(kind[5] for kind in kinds.values()),
        complaint_due=None if customers.complaints is None else customers.complaints.due,
    )


def _table(record: Record, rows: Sequence[tuple[float, ...]]) -> np.ndarray:
    table = record.table(len(rows))
    for place, row in enumerate(rows):
        table[place] = row
    return table


def _segments(customers: Customers) -> np.ndarray:
    parts, sizes = customers.parts, customers.sizes
    table = SEGMENT.table(len(parts))
    table["size"] = list(sizes.values())
    table["first"] = np.cumsum(table["size"]) - table["size"]
    for row, (name, part) in zip(table, parts.items(), strict=True):
        own = customers.segment(name)
        row["patience_factor"], row["talk_factor"] = own.patience_factor, own.talk_factor
        row["rank"], row["own_agent"] = part[3], OwnAgent[part[4].upper()]
    return table


def _weights(customers: Customers, model: Model) -> list[list[float]]:
    """How the contacts of each queue, then of none, are made up of segments."""
    sizes = customers.sizes
    found = []
    for queue in (*model.queues, ""):
        weights = []
        for name, part in customers.parts.items():
            many = float(sizes[name]) if customers.number else part[0]
            weights.append(many * customers.segment(name).queues.get(queue, part[2]))
        found.append(_ends(weights))
    return found


def _temper_mixes(customers: Customers) -> list[list[float]]:
    """How each segment is made up of tempers."""
    usual = {name: temper.share for name, temper in customers.tempers.items()}
    return [
        _ends((customers.segment(name).tempers or usual).get(temper, 0.0) for temper in usual)
        for name in customers.parts
    ]


def _ends(weights: Iterable[float]) -> list[float]:
    """Where each part ends, of 1 in all."""
    reached = list(accumulate(weights))
    total = reached[-1] if reached else 1.0
    return [end / total if total > 0 else 1.0 for end in reached]


def _feelings(customers: Customers) -> np.ndarray:
    table = FEELING.table(len(Aspect))
    for aspect in Aspect:
        name = get_args(AspectWord)[aspect]
        expected, hurts, pleases = customers.satisfaction.aspect(name)
        unit = _UNIT.get(aspect, 1.0)
        table[aspect] = expected, hurts / unit, pleases / unit
    return table


def _relation(
    customers: Customers, segments: np.ndarray, queues: int, complaint: int, returns: int
) -> np.ndarray:
    table = RELATION.table(1)
    row: Any = table[0]
    loyalty = customers.loyalty or EVERYBODY_STAYS
    names = list(customers.tempers)
    moods, churn = customers.moods, loyalty.churn
    row["annoyed_below"] = customers.satisfaction.annoyed_below
    row["memory"], row["sours_below"] = moods.memory, moods.sours_below
    row["sours_to"] = names.index(moods.sours_to) if moods.sours_to in names else NOBODY
    row["complains"] = 0.0 if customers.complaints is None else customers.complaints.share
    row["complaint"], row["returns"] = complaint, returns
    for what in ("good", "poor", "unsolved", "settled", "settled_at_once"):
        row[what] = getattr(loyalty, what)
    row["leaving_rate"] = churn.total / units.YEAR
    if churn.total > 0:
        row["natural_until"] = churn.natural / churn.total
        row["price_until"] = (churn.natural + churn.price) / churn.total
    if loyalty.gains is not None:
        row["gained"], row["gained_after"] = loyalty.gains.share, loyalty.gains.after
        row["potential"] = row["potential_first"] = loyalty.gains.potential or 0
        if loyalty.gains.potential is not None:
            row["puts_off"] = loyalty.tells * loyalty.gains.put_off
    row["number"], row["segments"] = customers.number or 0, len(segments)
    row["tempers"], row["temper_mixes"] = len(names), queues * len(segments)
    row["ranks"] = len(np.unique(segments["rank"])) > 1
    row["own_agents"] = bool((segments["own_agent"] != OwnAgent.ANYBODY).any())
    return table
