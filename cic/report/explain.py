"""A centre in words, before anything is simulated: what it is, and what to expect of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from cic import units
from cic.report.agents_in_words import lines_on_agents
from cic.report.campaigns_in_words import lines_on_campaigns
from cic.report.cases_in_words import lines_on_cases
from cic.report.centre_in_words import lines_on_ivr, paragraphs_on_hours
from cic.report.channels_in_words import lines_on_channels
from cic.report.customers_in_words import lines_on_customers
from cic.report.deferred import deferred_work, lines_on_deferred
from cic.report.guessable import no_guess
from cic.report.incidents_in_words import lines_on_incidents
from cic.report.prices_in_words import lines_on_prices
from cic.report.queues_in_words import sentence_on_queue
from cic.report.routing_in_words import lines_on_routing, plain_routing
from cic.report.sheets import SLACK, TOO_MANY, Row, Sheet, is_over, is_short, sheets
from cic.report.sites_in_words import lines_on_sites
from cic.report.snapshot_in_words import lines_on_snapshot
from cic.report.sources_in_words import lines_on_sources
from cic.report.subsystems import functions, lines_on_subsystems, subsystems
from cic.report.used import divides_attention, is_shut, keeps_to_plan, leg_measures_used
from cic.report.wording import NOTHING, harmless, joined_lines, listed, share_text, wrapped
from cic.report.workload import groups_of
from cic.scenario.load import Scenario
from cic.scenario.scenario import Model

WIDTH = 100
NARROWEST = 60
A_GUESS = (
    "'needed', 'in time' and 'abandon' are Erlang A's first guess: each interval taken for a "
    "steady state of its own, exponential times, agents who answer several queues in one pool, "
    "whoever is free. It leaves out priorities, work carried over from the interval before, and "
    "the shape of the laws; `cic run` simulates all of these."
)
A_LOAD = (
    "'load' is agents' time. Of contacts of which an agent has several at once it counts each "
    "one's part with all places taken, at the pace of then: with fewer in hand it takes more."
)
NOT_COUNTED = (
    "No contacts come of themselves. How many come of campaigns, or after other contacts, only "
    "`cic run` can say."
)
NOT_DEFERRED = (
    "Deferred work is not in 'load': it takes what live contacts leave over, as told above."
)


def explain(scenario: Scenario, *, width: int = WIDTH) -> str:
    """A centre in words: all that its scenario says, and work against staff by interval.

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
    sentences = (sentence_on_queue(name, model, first[name]) for name in model.queues)
    lines += _section("AS THE RUN BEGINS", lines_on_snapshot(model), width)
    lines += _section("CHANNELS", lines_on_channels(model), width)
    lines += _section("CONTACTS", sentences, width)
    lines += _section("IVR", lines_on_ivr(model), width, hang=6)
    places = "LINES AND SITES" if model.sites else "LINES"
    lines += _section(places, lines_on_sites(model), width)
    lines += _section("WHO ANSWERS WHAT", lines_on_routing(model), width)
    lines += _section("CAMPAIGNS", lines_on_campaigns(model), width)
    lines += _section("AGENTS", lines_on_agents(model), width)
    lines += _section("CUSTOMERS", lines_on_customers(model), width)
    lines += _section("CASES", lines_on_cases(model), width)
    lines += _section("FIGURES NOT WRITTEN HERE", lines_on_sources(model), width)
    lines += _section("INCIDENTS", lines_on_incidents(model), width)
    lines += _section("COSTS AND VALUE", lines_on_prices(model), width)
    lines += _section("WHAT TECHNOLOGY IT USES", lines_on_subsystems(model), width)
    shown = [sheet for sheet in found if not all(is_shut(model, q) for q in sheet.live)]
    for sheet in shown:
        lines += ["", *_table(sheet, width)]
    deferred = deferred_work(model)
    for work in deferred:
        lines += ["", *_wrapped(lines_on_deferred(work), width, hang=2)]
    return "\n".join([*lines, "", *_wrapped(_notes(model, shown, deferred=bool(deferred)), width)])


def _section(title: str, paragraphs: Iterable[str], width: int, *, hang: int = 2) -> list[str]:
    """Paragraphs under a title; nothing where there are none."""
    lines = _wrapped(paragraphs, width, hang=hang)
    return ["", title, *lines] if lines else []


def _notes(model: Model, found: Sequence[Sheet], *, deferred: bool) -> Iterator[str]:
    """What the columns of the tables mean."""
    tables = [sheet for sheet in found if sheet.live and _is_counted(sheet)]
    if any(divides_attention(model, group) for sheet in tables for group in sheet.groups):
        yield A_LOAD
    if tables and deferred:
        yield NOT_DEFERRED
    if any(len(sheet.unguessed) < len(sheet.live) for sheet in tables):
        yield A_GUESS
    apart = list(_left_out(model))
    if apart and (tables or deferred):
        yield f"The figures leave out {listed(apart)}."


def _left_out(model: Model) -> Iterator[str]:
    """What the scenario holds that plain arithmetic does not count."""
    groups, queues = model.agents.values(), model.queues.values()
    held = {
        "incidents": bool(model.incidents),
        "that agents are absent, late or gone early": not all(map(keeps_to_plan, groups)),
        "stress": model.under_stress,
        "ringing": any(group.answering is not None for group in groups),
        "that overflow is a last resort": any(queue.overflow for queue in queues),
        "what announcements do": any(queue.announcement for queue in queues),
        "campaigns": bool(model.campaigns),
        "what customers' segments, tempers and losses do": model.customers is not None,
        "contacts that follow others: redials, recontacts, transfers, messages, replies": bool(
            leg_measures_used(model) - {"outbound"}
        ),
        "work on cases and enquiries about them": bool(model.cases),
    }
    yield from (words for words, holds in held.items() if holds)


def _head(model: Model, width: int) -> Iterator[str]:
    yield harmless(model.name)
    for text in (model.question, model.source and f"Source: {model.source}", model.notes):
        for line in joined_lines(text):
            indent = len(line) - len(line.lstrip())
            yield from wrapped(harmless(line), width, hang=indent + 2 if indent else 0)


def _wrapped(paragraphs: Iterable[str], width: int, *, hang: int = 0) -> list[str]:
    return [line for text in paragraphs for line in wrapped(text, width, hang=hang)]


def _table(sheet: Sheet, width: int) -> Iterator[str]:
    """Work against staff by interval, with a bar: what is offered, and who is there."""
    who = listed([harmless(queue) for queue in sheet.live])
    crew = listed([harmless(group) for group in sheet.groups]) or "nobody"
    days = listed([day.capitalize() for day in sheet.weekdays])
    yield from _wrapped([f"WORK AND STAFF, {days}: {who}, answered by {crew}"], width)
    if not _is_counted(sheet):
        yield from _wrapped([NOT_COUNTED], width, hang=2)
        return
    guessed = any(not math.isnan(row.service_level) for row in sheet.rows)
    columns = "  from  contacts    load   staff" + "  needed  in time  abandon" * guessed
    room = max(0, min(40, width - len(columns) - 3))
    yield f"{columns}   {'load █, staff ·'[:room]}".rstrip()
    most = max((max(row.staff, row.offered_load) for row in sheet.rows), default=0.0)
    for row in sheet.rows:
        told = f" {units.clock_text(row.starts)}  {row.contacts:8.1f}  {row.offered_load:6.1f}  "
        told += f"{_count(row.staff):>6}{'!' if is_short(row) else ' '}"
        if guessed:
            told += f" {_count(row.needed):>6}  {share_text(row.service_level):>7}"
            told += f"  {share_text(row.abandonment_rate, 1):>7} "
        yield f"{told}  {_bar(row, most, room)}".rstrip()
    yield from _wrapped(_judged(sheet), width, hang=2)


def _is_counted(sheet: Sheet) -> bool:
    """Whether any contacts come of themselves, not by campaigns or after others."""
    return any(row.contacts > 0 for row in sheet.rows)


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


def _judged(sheet: Sheet) -> Iterator[str]:
    """The hours with too few and too many agents, and the guess of the day."""
    short, over = _spans(sheet.rows, is_short), _spans(sheet.rows, is_over)
    yield f"Understaffed (!): {', '.join(short)}." if short else "Understaffed at no time."
    if len(sheet.live) == len(sheet.queues) and _knows_need(sheet):
        told = f": {', '.join(over)}" if over else " at no time"
        yield f"Overstaffed by {TOO_MANY} or more{told}."
    for queue in sheet.live:
        _, level, abandonment = sheet.by_queue[queue]
        if queue in sheet.unguessed:
            yield f"No first guess for {harmless(queue)}: {sheet.unguessed[queue]}."
        else:
            yield (
                f"First guess of the day for {harmless(queue)}: {share_text(level)} in time, "
                f"{share_text(abandonment, 1)} abandon."
            )


def _knows_need(sheet: Sheet) -> bool:
    return any(not math.isnan(row.needed) for row in sheet.rows)


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
        "routing": plain_routing(model.routing),
        "answered_by": {queue: groups_of(model, queue) for queue in model.queues},
        "channels": {name: queue.channel for name, queue in model.queues.items()},
        "subsystems": subsystems(model),
        "functions": functions(model),
        "no_guess": no_guess(model),
        "deferred_work": [
            {
                "queues": work.hours,
                "groups": list(work.groups),
                "hours_on_duty": work.on_duty,
                "hours_left_over": work.left_over,
            }
            for work in deferred_work(model)
        ],
        "first_guess": [_plain_sheet(sheet) for sheet in sheets(model)],
        "text": explain(scenario),
    }


_QUEUE_KEYS = ("contacts", "service_level", "abandonment_rate")
_ROW_KEYS = ("contacts", "offered_load", "staff", "needed", "service_level", "abandonment_rate")


def _plain_sheet(sheet: Sheet) -> dict[str, Any]:
    """A day of queues that may share agents."""
    return {
        "weekdays": list(sheet.weekdays),
        "queues": {
            name: dict(zip(_QUEUE_KEYS, map(_plain, told), strict=True))
            for name, told in sheet.by_queue.items()
        },
        "groups": list(sheet.groups),
        "intervals": [
            {"time_of_day": units.clock_text(row.starts)}
            | {key: _plain(getattr(row, key)) for key in _ROW_KEYS}
            for row in sheet.rows
        ],
    }


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
