"""A centre in words, before anything is simulated: what it is, and what to expect of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cic import units
from cic.report.centre_in_words import (
    lines_on_ivr,
    lines_on_routing,
    paragraphs_on_hours,
    sentence_on_queue,
)
from cic.report.first_guess import PoolGuess, guess
from cic.report.wording import NOTHING, harmless, listed, share_text, wrapped
from cic.report.workload import DayWork, IntervalWork, days_of_work, groups_of
from cic.scenario.load import Scenario
from cic.scenario.scenario import Model

WIDTH = 100
NARROWEST = 60
TOO_MANY = 2
"""Agents beyond need from which on an interval counts as overstaffed."""
A_GUESS = (
    "'needed', 'in time' and 'abandon' are Erlang A's first guess: each interval taken for a "
    "steady state of its own, exponential times, agents who answer several queues in one pool, "
    "whoever is free. It leaves out priorities, work carried over from the interval before, and "
    "the shape of the laws; `cic run` simulates all of these."
)
SLACK = 0.05
"""Agents that do not count: half an hour's average of a break may not be whole."""


@dataclass(frozen=True)
class Row:
    """An interval of queues that may share agents."""

    starts: float
    """Time of day [s after midnight]."""
    length: float
    """How long it is open [s]."""
    contacts: float
    offered_load: float
    """[erlang]"""
    staff: float
    needed: float
    """The fewest agents that keep all targets of the service level by Erlang A; nan without."""
    service_level: float
    abandonment_rate: float


@dataclass(frozen=True)
class Sheet:
    """A day of queues that may share agents, and the groups that answer them."""

    weekdays: tuple[str, ...]
    queues: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    by_queue: dict[str, tuple[float, float, float]]
    """Of each queue: contacts that day, and the guess of service level and abandonment."""


def sheets(model: Model) -> list[Sheet]:
    """The work and the first guess of every day that differs, queues that share agents together."""
    return [
        _sheet(day, queues, model) for day in days_of_work(model) for queues in _together(model)
    ]


def _together(model: Model) -> list[tuple[str, ...]]:
    """Queues put together where a group answers both."""
    found: list[set[str]] = []
    for queue in model.queues:
        groups = set(groups_of(model, queue))
        near = [one for one in found if any(groups & set(groups_of(model, q)) for q in one)]
        found = [one for one in found if one not in near]
        found.append({queue}.union(*near))
    order = [tuple(queue for queue in model.queues if queue in one) for one in found]
    return sorted(order, key=lambda one: list(model.queues).index(one[0]))


def _sheet(day: DayWork, queues: tuple[str, ...], model: Model) -> Sheet:
    groups = tuple(
        name for name in model.agents if any(name in groups_of(model, queue) for queue in queues)
    )
    guesses = [[p for p in guess(w, model) if p.queues[0] in queues] for w in day.intervals]
    rows = tuple(
        _row(work, pools, queues, groups)
        for work, pools in zip(day.intervals, guesses, strict=True)
    )
    by_queue = {}
    for queue in queues:
        found = [
            (work.queues[queue].contacts, pool.guesses[queue])
            for work, pools in zip(day.intervals, guesses, strict=True)
            for pool in pools
            if queue in pool.guesses
        ]
        by_queue[queue] = (
            math.fsum(contacts for contacts, _ in found),
            _mean([(contacts, one.service_level) for contacts, one in found]),
            _mean([(contacts, one.abandonment_rate) for contacts, one in found]),
        )
    return Sheet(day.weekdays, queues, groups, rows, by_queue)


def _row(
    work: IntervalWork, pools: list[PoolGuess], queues: Sequence[str], groups: Sequence[str]
) -> Row:
    told = [(work.queues[q].contacts, one) for pool in pools for q, one in pool.guesses.items()]
    needed = [pool.needed for pool in pools if not math.isnan(pool.needed)]
    return Row(
        starts=work.starts,
        length=work.length,
        contacts=math.fsum(work.queues[queue].contacts for queue in queues),
        offered_load=math.fsum(work.queues[queue].load for queue in queues),
        staff=math.fsum(work.staff[group] for group in groups),
        needed=math.fsum(needed) if needed else math.nan,
        service_level=_mean([(contacts, one.service_level) for contacts, one in told]),
        abandonment_rate=_mean([(contacts, one.abandonment_rate) for contacts, one in told]),
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    """A mean by weights; nan where there are none."""
    known = [(weight, value) for weight, value in weighted if not math.isnan(value)]
    total = math.fsum(weight for weight, _ in known)
    return math.fsum(weight * value for weight, value in known) / total if total else math.nan


def explain(scenario: Scenario, *, width: int = WIDTH) -> str:
    """A centre in words: hours, contacts, IVR, routing, and work against staff by interval.

    Parameters
    ----------
    width
        Of the text, in columns.
    """
    width = max(width, NARROWEST)
    model = scenario.model
    found = sheets(model)
    lines = [*_head(model, width), "", *_wrapped(paragraphs_on_hours(model), width)]
    first = {q: told[0] for sheet in reversed(found) for q, told in sheet.by_queue.items()}
    lines += ["", "CONTACTS"]
    sentences = (sentence_on_queue(name, q, first[name]) for name, q in model.queues.items())
    lines += _wrapped(sentences, width, hang=2)
    ivr = list(lines_on_ivr(model))
    lines += ["", "IVR", *_wrapped(ivr, width, hang=6)] if ivr else []
    lines += ["", "WHO ANSWERS WHAT", *_wrapped(lines_on_routing(model), width, hang=2)]
    for sheet in found:
        lines += ["", *_table(sheet, width)]
    return "\n".join([*lines, "", *_wrapped([A_GUESS], width)])


def _head(model: Model, width: int) -> Iterator[str]:
    yield harmless(model.name)
    for text in (model.question, model.source and f"Source: {model.source}", model.notes):
        lines = text.strip().split("\n") if text.strip() else []
        yield from _wrapped(map(harmless, lines), width)


def _wrapped(paragraphs: Iterable[str], width: int, *, hang: int = 0) -> list[str]:
    return [line for text in paragraphs for line in wrapped(text, width, hang=hang)]


def _table(sheet: Sheet, width: int) -> Iterator[str]:
    """Work against staff by interval, with a bar: what is offered, and who is there."""
    who = listed([harmless(queue) for queue in sheet.queues])
    crew = listed([harmless(group) for group in sheet.groups]) or "nobody"
    days = listed([day.capitalize() for day in sheet.weekdays])
    yield from _wrapped([f"WORK AND STAFF, {days}: {who}, answered by {crew}"], width)
    columns = "  from  contacts    load   staff  needed  in time  abandon"
    room = max(0, min(40, width - len(columns) - 3))
    yield f"{columns}   {'load █, staff ·'[:room]}".rstrip()
    most = max((max(row.staff, row.offered_load) for row in sheet.rows), default=0.0)
    for row in sheet.rows:
        bar = _bar(row, most, room)
        short = "!" if is_short(row) else " "
        yield (
            f" {units.clock_text(row.starts)}  {row.contacts:8.1f}  {row.offered_load:6.1f}  "
            f"{_count(row.staff):>6}{short} {_count(row.needed):>6}  "
            f"{share_text(row.service_level):>7}  {share_text(row.abandonment_rate, 1):>7}   {bar}"
        ).rstrip()
    yield from _wrapped(_judged(sheet), width, hang=2)


def _bar(row: Row, most: float, room: int) -> str:
    """The load as a bar, and the staff beyond it as dots."""
    if most <= 0 or room <= 0:
        return ""
    load, staff = (round(x / most * room) for x in (row.offered_load, row.staff))
    return "█" * load + "·" * max(0, staff - load)


def _count(agents: float) -> str:
    if math.isnan(agents):
        return NOTHING
    return f"{agents:.0f}" if abs(agents - round(agents)) < SLACK else f"{agents:.1f}"


def is_short(row: Row) -> bool:
    """Whether an interval has fewer agents than its targets, or its work, need."""
    if math.isnan(row.needed):
        return row.offered_load >= row.staff and row.contacts > 0
    return row.staff < row.needed - SLACK


def is_over(row: Row) -> bool:
    """Whether an interval has clearly more agents than its targets need."""
    return not math.isnan(row.needed) and row.staff >= row.needed + TOO_MANY


def _judged(sheet: Sheet) -> Iterator[str]:
    """The hours with too few and too many agents, and the guess of the day."""
    short, over = _spans(sheet.rows, is_short), _spans(sheet.rows, is_over)
    yield f"Understaffed (!): {', '.join(short)}." if short else "Understaffed at no time."
    if any(not math.isnan(row.needed) for row in sheet.rows):
        told = f": {', '.join(over)}" if over else " at no time"
        yield f"Overstaffed by {TOO_MANY} or more{told}."
    for queue, (_, level, abandonment) in sheet.by_queue.items():
        yield (
            f"First guess of the day for {harmless(queue)}: {share_text(level)} in time, "
            f"{share_text(abandonment, 1)} abandon."
        )


def _spans(rows: Sequence[Row], holds: Callable[[Row], bool]) -> list[str]:
    """Spans of the day for which something holds, with the greatest gap between need and staff."""
    spans = []
    for held, together in groupby(rows, key=holds):
        span = list(together)
        if held:
            start, end = span[0].starts, span[-1].starts + span[-1].length
            gaps = [abs(row.needed - row.staff) for row in span if not math.isnan(row.needed)]
            gap = f" ({_count(max(gaps))})" if gaps else ""
            spans.append(f"{units.clock_text(start)} to {units.clock_text(end)}{gap}")
    return spans


def explained(scenario: Scenario) -> dict[str, Any]:
    """The same as plain values, ready for JSON; what there is nothing to tell of is None."""
    model = scenario.model
    return {
        "scenario": model.name,
        "question": model.question,
        "routing": {"agent": model.routing.agent, "contact": model.routing.contact},
        "answered_by": {queue: groups_of(model, queue) for queue in model.queues},
        "first_guess": [
            {
                "weekdays": list(sheet.weekdays),
                "queues": {
                    name: dict(
                        zip(
                            ("contacts", "service_level", "abandonment_rate"),
                            map(_plain, told),
                            strict=True,
                        )
                    )
                    for name, told in sheet.by_queue.items()
                },
                "groups": list(sheet.groups),
                "intervals": [
                    {"time_of_day": units.clock_text(row.starts)}
                    | {key: _plain(getattr(row, key)) for key in _ROW_KEYS}
                    for row in sheet.rows
                ],
            }
            for sheet in sheets(model)
        ],
        "text": explain(scenario),
    }


_ROW_KEYS = ("contacts", "offered_load", "staff", "needed", "service_level", "abandonment_rate")


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
