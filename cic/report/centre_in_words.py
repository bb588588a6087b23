"""What a scenario says about its centre, in words: hours, lines, how it is run, the IVR."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.report.deflection_in_words import deflection_text
from cic.report.ivr_flow import Flow, flow_from
from cic.report.laws_in_words import law_text
from cic.report.legs_in_words import redial_sentences
from cic.report.queues_in_words import arrivals_text
from cic.report.used import speaks_of_channels
from cic.report.wording import harmless, listed, share_text
from cic.report.workload import expected_by_interval
from cic.scenario.ivr import Choice, Menu
from cic.scenario.scenario import Model
from cic.scenario.words import OWN_QUEUE

MOST_DAYS = 12
"""Holidays that are told one by one."""


def paragraphs_on_hours(model: Model) -> Iterator[str]:
    """When the centre is open, and what closing means."""
    span = f"{units.clock_text(model.opens)} to {units.clock_text(model.closes)}"
    many = "one day," if model.days == 1 else f"{model.days} days, the first"
    step = units.duration_text(model.interval)
    yield f"Open {span}; {many} a {model.starts_on.capitalize()}, told in intervals of {step}."
    if model.opening_hours:
        other = [
            f"{day} closed"
            if hours == "closed"
            else f"{day} {units.clock_text(hours.opens)} to {units.clock_text(hours.closes)}"
            for day, hours in model.opening_hours.items()
        ]
        yield f"Other hours: {', '.join(other)}."
    if model.holidays:
        yield f"Closed as holidays: {_holidays(model)}, counted from day 0."
    deferred = any(medium.deferred for medium in model.media.values())
    stays = " Deferred work stays for the next time they are on duty." if deferred else ""
    if model.at_closing == "serve":
        yield (
            "At closing arrivals stop. Who waits then is still served, by agents who stay on as "
            f"long as somebody waits for them.{stays}"
        )
    else:
        yield f"At closing arrivals stop, and who waits then is sent away.{stays}"
    if model.lines is not None:
        held = [harmless(name) for name, medium in model.media.items() if medium.holds_line]
        by = f" by {listed(held, 'or')}" if speaks_of_channels(model) and held else ""
        many = "One line" if model.lines == 1 else f"{model.lines} lines"
        yield (
            f"{many}: a contact{by} holds one from its first ring to the end of the talk, and who "
            "finds none free hears busy."
        )
    plan = model.run
    often = "once" if plan.replications == 1 else f"{plan.replications:,} times"
    yield (
        f"`cic run` plays it {often}, with seed {plan.seed}; its intervals hold with "
        f"{100 * plan.confidence:.4g}% confidence."
    )


def _holidays(model: Model) -> str:
    """The first holidays by day and weekday, and how many more there are."""
    days = sorted({day for day in model.holidays if day < model.days})
    told = [f"day {day} ({model.weekday(day).capitalize()})" for day in days[:MOST_DAYS]]
    more = len(days) - MOST_DAYS
    return listed([*told, f"{more} more"] if more > 0 else told)


def lines_on_ivr(model: Model) -> Iterator[str]:
    """The IVR as a tree, then where it leads."""
    if model.ivr is None:
        return
    if model.ivr.ports is not None:
        yield f"{model.ivr.ports} ports; when all are taken, callers hear busy."
    told: set[str] = set()
    starts = {start: None for _, start in _entries(model)}
    for start in starts:
        yield f"{harmless(start)}  {_menu_text(model.ivr.menus[start])}"
        told.add(start)
        yield from _branches(model, model.ivr.menus[start], "", told)
    yield ""
    for own, start in _entries(model):
        flow = flow_from(model.ivr, start, own_queue=own)
        who = f"Who comes for {harmless(own)} hears {harmless(start)}"
        if not own:
            who = f"Who calls the IVR ({_ivr_arrivals(model)}) hears {harmless(start)}"
        yield f"{who}: {flow_text(flow)}."
    yield from redial_sentences(model.ivr.redials)
    silent = [harmless(name) for name in model.ivr.menus if name not in told]
    if silent:
        yield f"Nobody hears {listed(silent, 'or')}."


def _ivr_arrivals(model: Model) -> str:
    """How many call the IVR itself, and how."""
    arrivals = model.ivr.arrivals if model.ivr is not None else None
    day = next((day for day in range(model.days) if model.open_window(day)), None)
    if arrivals is None or day is None:
        return "nobody"
    many = math.fsum(expected_by_interval(model, arrivals, day))
    return f"about {many:,.0f} a day{arrivals_text(arrivals, model)}"


def _entries(model: Model) -> list[tuple[str, str]]:
    """Queues that callers come for through the IVR, and the menus they hear first."""
    found = [
        (name, queue.through)
        for name, queue in model.queues.items()
        if queue.through is not None and queue.arrivals is not None
    ]
    if model.ivr is not None and model.ivr.arrivals is not None:
        found.append(("", model.ivr.start))
    return found


def flow_text(flow: Flow) -> str:
    """Where callers end, with shares.

    Examples
    --------
    >>> flow_text(Flow({"sales": 0.9}, {"balance": 0.06}, 0.04))
    '90.0% reach sales, 6.0% serve themselves (balance), 4.0% hang up'
    """
    parts = [f"{share_text(s, 1)} reach {harmless(q)}" for q, s in flow.queues.items() if s > 0]
    parts += [
        f"{share_text(share, 1)} serve themselves ({harmless(service)})"
        for service, share in flow.services.items()
        if share > 0
    ]
    parts += [f"{share_text(flow.deflected, 1)} take another way"] if flow.deflected > 0 else []
    parts += [f"{share_text(flow.hung_up, 1)} hang up"] if flow.hung_up > 0 else []
    return ", ".join(parts)


def _menu_text(menu: Menu) -> str:
    told = law_text(menu.prompt)
    if menu.hang_up_after is not None:
        told += f"; callers stand it for {law_text(menu.hang_up_after)}"
    return f"({told})"


def _branches(model: Model, menu: Menu, indent: str, told: set[str]) -> Iterator[str]:
    """The choices of a menu, and the menus below it that have not been told."""
    assert model.ivr is not None  # noqa: S101
    ways = [(key, choice.share, choice, choice.go) for key, choice in menu.choices.items()]
    silent = menu.no_choice
    branches = [(key, share, _choice_text(choice), go) for key, share, choice, go in ways]
    if silent is not None:
        times = f"hear it again, {silent.repeats} times at most, then"
        again = {0: "", 1: "hear it once more, then "}.get(silent.repeats, f"{times} ")
        where = _place(silent.then) if silent.then else "are cut off"
        branches.append(("no choice", silent.share, f"{again}{where}", silent.then))
    for n, (key, share, text, go) in enumerate(branches):
        last = n == len(branches) - 1
        yield f"{indent}{'└─' if last else '├─'} {harmless(key)}  {share_text(share)}  {text}"
        if go in model.ivr.menus and go not in told:
            told.add(go)
            below = model.ivr.menus[go]
            inner = indent + ("   " if last else "│  ")
            yield f"{inner}{harmless(go)}  {_menu_text(below)}"
            yield from _branches(model, below, inner, told)


def _choice_text(choice: Choice) -> str:
    if choice.hang_up:
        return "hang up"
    if choice.go is not None:
        return _place(choice.go) + deflection_text(choice.deflection)
    takes = f" ({law_text(choice.takes)})" if choice.takes.mean > 0 else ""
    text = f"serve themselves: {harmless(choice.serve or '')}{takes}"
    if choice.success < 1 and choice.otherwise is not None:
        text += f"; {share_text(1 - choice.success)} without success {_place(choice.otherwise)}"
    return text


def _place(name: str) -> str:
    return "→ the queue they came for" if name == OWN_QUEUE else f"→ {harmless(name)}"
