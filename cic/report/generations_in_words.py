"""Generations and the ladder in words: the terminal's report, 15 lines, HTML."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cic.capabilities.centres import CAPABILITIES, GENERATIONS, TITLES, Claim
from cic.capabilities.figures import FIGURE, FIGURES, Figure
from cic.capabilities.ladder import Rung
from cic.report.wording import harmless, listed, padded, tell_all, wrapped
from cic.statistics.estimate import Estimate
from cic.statistics.student_t import student_t_quantile

if TYPE_CHECKING:
    from cic.report.generations import Generations

TOLD = ("lost", "busy", "abandoned", "wait", "time_to_answer", "handle_time", "resolved",
        "cost_per_resolved")  # fmt: skip
"""Figures whose changes are told of any capability, in this order, where they are no chance: also
not that of the largest of so many."""
MOST_TOLD = 5
BRIEF = ("served", "lost", "busy", "wait", "resolved", "cost_per_resolved")
SAME = "the same customers with the same luck in all"


def head(found: Generations) -> str:
    """What was run."""
    done = found.climbed
    return (
        f"{done.replications} replications · seed {done.seed} · {done.clock} clock · "
        f"± half of a {done.needs.model.run.confidence * 100:g}% interval"
    )


def report_lines(found: Generations, width: int) -> Iterator[str]:
    """The whole answer, for a terminal."""
    demand = found.climbed.needs.model
    yield harmless(demand.name)
    if demand.question:
        yield from wrapped(harmless(demand.question), width)
    yield head(found)
    yield SAME
    yield ""
    yield from table_lines(found, width)
    yield ""
    yield from ladder_lines(found, width)


def rows(found: Generations) -> list[tuple[str, list[str]]]:
    """The figures of the table: a title, and a cell for each generation."""
    made = []
    for figure in FIGURES:
        if figure.in_table:
            ones = [column.figures[figure.name] for column in found.columns]
            if any(math.isfinite(one.value) for one in ones):
                made.append((title_of(found, figure), _cells(ones, figure.unit)))
    needed = [column.agents_needed for column in found.columns]
    some = [one for one in needed if one is not None]
    if len(some) == len(needed):
        made.append((f"agents for {found.target:.0%} in time", _cells(some, "h", bare=True)))
    return made


def title_of(found: Generations, figure: Figure) -> str:
    """A figure's title, with the currency where it is money."""
    currency = found.climbed.needs.model.currency
    money = figure.unit == "money" and currency is not None
    return f"{figure.title}, {harmless(str(currency))}" if money else figure.title


def _cells(ones: Sequence[Estimate], unit: str, *, bare: bool = False) -> list[str]:
    values, halves = [one.value for one in ones], [one.half_width for one in ones]
    return [str(told) for told in tell_all(values, halves, unit, with_unit=not bare)]


def table_lines(found: Generations, width: int) -> Iterator[str]:
    """Generations side by side."""
    titles = [TITLES[column.generation] for column in found.columns]
    made = rows(found)
    label = max(cell_len(name) for name, _ in made) + 2
    room = [
        max(map(cell_len, (titles[n], *(c[n] for _, c in made)))) + 2 for n in range(len(titles))
    ]
    yield padded("GENERATIONS", label) + "".join(map(_right, titles, room))
    for name, cells in made:
        yield padded(name, label) + "".join(map(_right, cells, room))
    promise = found.climbed.needs.model.promise.within
    told = (
        f"in time: within {promise:g} s (or the need's own promise) or self-served, of all "
        "contacts that came; busy signals are not in time."
    )
    if FIGURE["time_to_reply"].title in (name for name, _ in made):
        told += f" {FIGURE['time_to_reply'].title.capitalize()}: until an agent takes it up."
    told += " Agents: on duty, in the mean of the day."
    yield from wrapped(told, width, hang=2)


def _right(text: str, width: int) -> str:
    return padded(text, width, right=True)


def ladder_lines(found: Generations, width: int) -> Iterator[str]:
    """What each capability brought, beside those before it."""
    yield from wrapped(
        "THE LADDER: one capability after another; what each changes beside those above it, "
        "paired; first what it is for, then what else is beyond chance, of eight figures looked at",
        width,
    )
    by_name = {rung.capability: rung for rung in found.rungs}
    before: tuple[str, ...] = ()
    for which, have in GENERATIONS.items():
        yield TITLES[which]
        added = [by_name[name] for name in have if name not in before]
        before = have
        for rung in added:
            if rung.used:
                says = CAPABILITIES[rung.capability].says
                yield from wrapped(f"  + {rung.capability}: {says}", width, hang=4)
                yield from wrapped(f"      {sentence(found, rung)}", width, hang=6)
        unused = [rung.capability for rung in added if not rung.used]
        if unused:
            yield from wrapped(f"  no use here, and no change: {listed(unused)}", width, hang=4)


def sentence(found: Generations, rung: Rung) -> str:
    """What a capability brought, in plain words."""
    claims = CAPABILITIES[rung.capability].claims
    names = [claim.figure for claim in claims]
    sure = found.climbed.needs.model.run.confidence
    others = [n for n in TOLD if n not in names and is_told_beside(rung.changes[n], sure)]
    parts = [_claimed(found, claim, rung) for claim in claims]
    parts += [change_text(found, FIGURE[name], rung.changes[name]) for name in others]
    return "; ".join(parts[:MOST_TOLD])


def _claimed(found: Generations, claim: Claim, rung: Rung) -> str:
    figure, change = FIGURE[claim.figure], rung.changes[claim.figure]
    if _is_told(change):
        return change_text(found, figure, change)
    return f"no change in {figure.title} that can be told from chance"


def _is_told(change: Estimate) -> bool:
    """Whether a change is more than chance may have done."""
    return math.isfinite(change.half_width) and not change.covers(0.0)


def is_told_beside(change: Estimate, confidence: float) -> bool:
    """Whether a change of a figure that nobody asked after is more than chance may have done.

    So many figures are looked at for each capability that some would leave their intervals by
    chance: the interval is widened until all of `TOLD` lie in theirs with the confidence asked
    (Bonferroni).
    """
    if not _is_told(change):
        return False
    tails = (1.0 - confidence) / 2.0, (1.0 - confidence) / (2.0 * len(TOLD))
    alone, together = (
        student_t_quantile(1.0 - tail, degrees_of_freedom=change.replications - 1) for tail in tails
    )
    return abs(change.value) > change.half_width * together / alone


def change_text(found: Generations, figure: Figure, change: Estimate) -> str:
    """A change in words: `456 ±32 fewer busy signals`."""
    value, half = abs(change.value), change.half_width
    word = figure.more if change.value > 0 else figure.less
    if figure.unit == "share":
        return f"{100 * value:.1f} points ±{100 * half:.1f} {word}"
    (told,) = tell_all([value], [half], figure.unit)
    currency = found.climbed.needs.model.currency
    if figure.unit == "money" and currency is not None:
        return f"{told} {harmless(currency)} {word}"
    return f"{told} {word}"


def brief(found: Generations) -> str:
    """The answer in at most 15 lines."""
    made = dict(rows(found))
    titles = {title_of(found, FIGURE[name]) for name in BRIEF}
    lines = [f"<Generations of {found.climbed.needs.model.name!r}: {found.climbed.replications} "
             f"replications, seed {found.climbed.seed}, {found.climbed.clock}>"]  # fmt: skip
    room = max(cell_len(name) for name in made) + 2
    columns = [TITLES[column.generation] for column in found.columns]
    wide = max(map(cell_len, columns)) + 2
    lines.append(f"  {padded('', room)}" + "".join(_right(one, wide) for one in columns))
    for name, cells in made.items():
        if name in titles or name.startswith("agents for"):
            lines.append(f"  {padded(name, room)}" + "".join(_right(one, wide) for one in cells))
    used = [rung for rung in found.rungs if rung.used]
    lines.append(
        f"  the ladder: {len(used)} capabilities of use, {len(found.rungs) - len(used)} not"
    )
    return "\n".join(harmless(line) for line in lines)


def html(found: Generations) -> str:
    """What a notebook shows: two tables."""
    demand = found.climbed.needs.model
    heads = "".join(f"<th>{escape(TITLES[column.generation])}</th>" for column in found.columns)
    body = "".join(
        f"<tr><th>{escape(name)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for name, cells in rows(found)
    )
    steps = "".join(
        f"<tr><th>{escape(rung.capability)}</th><td>{escape(CAPABILITIES[rung.capability].says)}"
        f"</td><td>{escape(sentence(found, rung))}</td></tr>"
        for rung in found.rungs
        if rung.used
    )
    return (
        f"<p><b>{escape(demand.name)}</b><br>{escape(head(found))}; {SAME}</p>"
        f"<table><tr><th></th>{heads}</tr>{body}</table>"
        f"<table><caption>The ladder: what each capability changes beside those above it</caption>"
        f"{steps}</table>"
    )
