"""The report of a run in a terminal: readable at 80 columns, plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from cic.errors import Finding
from cic.measures.definitions import GROUP_MEASURE, SITE_MEASURES
from cic.report.promises import judged, title_of
from cic.report.tables import TOTAL
from cic.report.terminal_campaigns import campaign_lines
from cic.report.terminal_cases import case_lines
from cic.report.terminal_costs import cost_lines, site_costs
from cic.report.terminal_customers import customer_lines
from cic.report.terminal_day import day_lines, interval_lines
from cic.report.terminal_days import days_lines
from cic.report.terminal_queues import BAD, GOOD, label_of, queue_lines, rows_told, told_all
from cic.report.terminal_tables import HEADING, QUIET, packed
from cic.report.used import group_measures_used
from cic.report.wording import Told, harmless, listed, tell, wrapped

if TYPE_CHECKING:
    from cic.report.result import Run

MOST_ALIKE = 5
"""Notices that differ in their figures only, and met targets, that are told one by one."""
NARROWEST = 40


def print_report(run: Run, console: Console, *, intervals: bool = False) -> None:
    """Print what ran and what it gave.

    Parameters
    ----------
    console
        Where to; it decides about width and colour.
    intervals
        Whether to print a table of all intervals, too.
    """
    width = max(NARROWEST, console.width)
    for line in report_lines(run, width=width, intervals=intervals):
        console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)


def report_lines(run: Run, *, width: int, intervals: bool = False) -> Iterator[Text]:
    """The lines of the report."""
    yield from _head(run, width)
    yield Text()
    yield from queue_lines(run, width)
    yield from _definitions(run, width)
    yield Text()
    yield from _groups(run, width)
    yield from _sites(run, width)
    yield from campaign_lines(run, width)
    yield from customer_lines(run, width)
    yield from case_lines(run, width)
    yield from cost_lines(run, width)
    yield Text()
    yield from days_lines(run, width=width)
    yield from day_lines(run, width=width)
    if intervals:
        yield Text()
        yield from interval_lines(run, width=width)
    yield from _targets(run, width)
    yield from _notices(run.notices, width)


def _head(run: Run, width: int) -> Iterator[Text]:
    yield from _wrapped(harmless(run.scenario.name), width, HEADING)
    if run.scenario.question.strip():
        yield from _wrapped(harmless(run.scenario.question), width)
    many = "1 replication" if run.replications == 1 else f"{run.replications:,} replications"
    days = run.scenario.model.days
    each = "" if days == 1 else f" of {days} days"
    told = f"{many}{each} · seed {run.seed} · {harmless(run.clock)} clock"
    if run.replications > 1:
        told += f" · ± half of a {100 * run.confidence:.4g}% interval"
    yield from _wrapped(told, width, QUIET)


# --- service levels ---


def _definitions(run: Run, width: int) -> Iterator[Text]:
    """What the service level is, said once for all queues that mean the same."""
    found: dict[str, list[str]] = {}
    for name, told in run.definitions["service_level_by_queue"].items():
        goal = told["target"]
        aim = "" if goal is None else f", target {100 * goal:.4g}%"
        found.setdefault(f"{told['formula']}{aim}", []).append(harmless(name))
    several = len(run.scenario.model.queues) > 1
    for formula, names in found.items():
        of = f" of {listed(names)}" if several and len(found) > 1 else ""
        yield from _wrapped(f"service level{of}: {formula}", width, style=QUIET)


# --- agents ---


def _groups(run: Run, width: int) -> Iterator[Text]:
    names: list[str] = list(run.scenario.model.agents)
    measures = group_measures_used(run.scenario.model, tuple(GROUP_MEASURE))
    columns = [GROUP_MEASURE[measure].title for measure in measures]
    wanted = [*names, TOTAL] if len(names) > 1 else names
    told = [told_all([run.estimate(m, group=name) for name in wanted]) for m in measures]
    lines = rows_told(names, told, width)
    yield from packed("AGENTS", columns, lines, width=width)


def _sites(run: Run, width: int) -> Iterator[Text]:
    """What each site does and costs; nothing where there are none."""
    sites = run.scenario.model.sites
    if not sites:
        return
    used = [one for one in SITE_MEASURES if one.in_brief]
    names = (*sites, TOTAL)
    told = [told_all([run.estimate(one.name, site=name) for name in names]) for one in used]
    costs = site_costs(run)
    told += [[*column, Told("", "")] for column in costs.values()]
    lines = rows_told(tuple(sites), told, width)
    yield Text()
    yield from packed("SITES", [*(one.title for one in used), *costs], lines, width=width)


# --- targets and notices ---


def _targets(run: Run, width: int) -> Iterator[Text]:
    checks = run.targets()
    if not checks:
        return
    yield Text()
    yield Text("TARGETS", HEADING)
    met = [check for check in checks if check.met]
    if len(met) > MOST_ALIKE:
        checks = [check for check in checks if not check.met]
        word, style = VERDICTS[True]
        yield Text(f"{word}  ", style).append(f"{len(met)} targets", "default")
    for check in checks:
        got = judged(run, check)
        told = tell(got.value, got.half_width, got.unit)
        label = title_of(check) if check.of == "case" else label_of(check.measure)
        sentence = f"{harmless(check.where)}: {label} {check.bound}, is {told}"
        if check.met is not None and got.covers(check.limit):
            sentence += " (too close to be sure)"
        word, style = VERDICTS[check.met]
        first, *more = wrapped(sentence, width - len(word) - 2)
        yield Text(f"{word}  ", style).append(first, "default")
        yield from (Text(" " * (len(word) + 2) + rest) for rest in more)


VERDICTS: dict[bool | None, tuple[str, str]] = {
    True: ("met   ", GOOD),
    False: ("missed", BAD),
    None: ("no data", QUIET),
}


def _notices(notices: Sequence[Finding], width: int) -> Iterator[Text]:
    if not notices:
        return
    yield Text()
    yield Text("NOTICES", HEADING)
    for (code, remedy), alike in groupby(notices, key=lambda one: (one.code, one.remedy)):
        found = list(alike)
        for n, notice in enumerate(found[:MOST_ALIKE]):
            first, *more = wrapped(harmless(notice.what), width - 8)
            yield Text(f"{'' if n else code:<8}", QUIET).append(first, "not dim")
            yield from (Text(" " * 8 + rest) for rest in more)
        if len(found) > MOST_ALIKE:
            yield Text(f"{'':8}… and {len(found) - MOST_ALIKE} more like these")
        for n, rest in enumerate(wrapped(harmless(remedy), width - 10) if remedy else ()):
            yield Text(f"{'':8}{'→' if n == 0 else ' '} {rest}", QUIET)


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Text]:
    yield from (Text(line, style) for line in wrapped(text, width))
