"""Benchmarks: the clocks against hand-written loops and idiomatic SimPy, on the same draws.

All figures are contacts per second, the best of a few rounds in which the competitors take turns;
only their ratios mean anything on another machine.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from cic.clocks.compiled import yardstick
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.clocks.yardsticks import handwritten, idiomatic
from cic.experiments.replicate import replicate
from cic.experiments.warmup import compile_for
from cic.experiments.workloads import (
    W1_AGENTS,
    W2_GROUPS,
    W2_SKILLS,
    large_centre,
    w1,
    w2,
    w3,
    w3_following,
    w4,
)
from cic.luck.contacts import LuckOf
from cic.luck.luck import Luck
from cic.program.layout import Program, lay_out
from cic.scenario.load import Scenario

Figures = dict[str, Any]


def bench(*, quick: bool = False, told: Callable[[str], None] = lambda _: None) -> Figures:
    """All benchmarks.

    Parameters
    ----------
    quick
        Smaller workloads, for a look: about half a minute instead of minutes.
    told
        Told what is being measured.

    Returns
    -------
    `{"W1": {"compiled_rules", "compiled_end_to_end", "handwritten", "simpy_clock",
    "simpy_idiomatic", "peak_mb"}, "W2": {...}, "W3": {"compiled_rules", "compiled_end_to_end",
    "simpy_clock", "following_rules", "following_end_to_end", "peak_mb", "of_w2"}, "W4":
    {"compiled_rules", "compiled_end_to_end", "simpy_clock", "peak_mb"}, "scale":
    [{"agents", "queues", "contacts", "contacts_per_second"}, ...], "machine": {...}}`, in contacts
    per second; `of_w2` is the rules' speed as a multiple of W2's, `following` where contacts lead
    to others.
    """
    rounds = 2 if quick else 5
    if not quick:
        told("compiling")
        for scenario in (w2(), w3(), w3_following(), w4()):
            compile_for(lay_out(scenario.model))
    told("W1: one queue")
    first = _w1(contacts=100_000 if quick else 1_000_000, rounds=rounds)
    first["peak_mb"] = peak_megabytes("w1()" if not quick else "w1(100_000)", 1)
    told("W2: three queues, four groups")
    days = 10 if quick else 100
    second = _w2(days=days, rounds=rounds)
    second["peak_mb"] = peak_megabytes("w2()", days)
    told("W3: calls, chats and e-mails for a week")
    weeks = 2 if quick else 14
    third = _w3(weeks=weeks, rounds=rounds)
    third["of_w2"] = third["compiled_rules"] / second["compiled_rules"]
    third["peak_mb"] = peak_megabytes("w3()", weeks)
    told("W4: 100,000 customers for four weeks")
    fourth = _w4(rounds=rounds, days=7 if quick else 28)
    fourth["peak_mb"] = peak_megabytes(f"w4({7 if quick else 28})", 1)
    told("scale")
    sizes = [10_000, 100_000] if quick else [10_000, 100_000, 1_000_000, 10_000_000]
    scale = [_speed(w1(contacts), agents=W1_AGENTS, queues=1) for contacts in sizes]
    for agents, queues in ((50, 2), (250, 10), (1000, 40)):
        contacts = 100_000 if quick else 1_000_000
        scale.append(_speed(large_centre(agents, queues, contacts), agents=agents, queues=queues))
    return {
        "W1": first,
        "W2": second,
        "W3": third,
        "W4": fourth,
        "scale": scale,
        "machine": machine(),
    }


def machine() -> Figures:
    """What the figures were measured on."""
    versions = {name: version(name) for name in ("cic", "numba", "numpy", "simpy")}
    processor = platform.processor() or platform.machine()
    return {"processor": processor, "python": platform.python_version(), **versions}


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _race(competitors: dict[str, tuple[int, Callable[[], float]]], rounds: int) -> Figures:
    """Contacts per second of each competitor, who take turns; each tells its seconds."""
    best = dict.fromkeys(competitors, np.inf)
    for _ in range(rounds):
        for name, (_, work) in competitors.items():
            best[name] = min(best[name], work())
    return {name: contacts / best[name] for name, (contacts, _) in competitors.items()}


def _columns(program: Program, luck: Luck) -> dict[str, np.ndarray]:
    """The draws as a hand-written loop takes them: a column each, in order of arrival."""
    contacts = CompiledClock().prepare(program, luck).contacts
    names = ("arrived_at", "queue", "patience", "talk")
    return {name: np.ascontiguousarray(contacts[name]) for name in names}


def _facts(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.full(count, np.nan), np.full(count, np.nan), np.empty(count, np.int32)


def _rules(clock: Any, scenario: Scenario, replications: int) -> tuple[int, Callable[[], float]]:
    """A clock letting the rules happen; the draws are not counted."""
    program = lay_out(scenario.model)
    luck_of = LuckOf(scenario.model, program, seed=1)
    clock.run(program, clock.prepare(program, luck_of.draw(0)))
    count = sum(_contacts(clock, program, luck_of.draw(r)) for r in range(replications))

    def work() -> float:
        total = 0.0
        for r in range(replications):
            centre = clock.prepare(program, luck_of.draw(r))
            total += _seconds(lambda centre=centre: clock.run(program, centre))  # type: ignore[misc]
        return total

    return count, work


def _end_to_end(scenario: Scenario, replications: int) -> tuple[int, Callable[[], float]]:
    """Draws, run, log, and all measures by queue and by interval."""
    clock = CompiledClock()

    def once() -> int:
        done = replicate(scenario, replications=replications, seed=1, clock=clock)
        offered = done.estimates.queue_table()["offered"].value[-1]
        done.estimates.group_table()
        done.estimates.interval_table()
        return round(float(offered) * replications)

    count = once()
    return count, lambda: _seconds(once)


def _w1(*, contacts: int, rounds: int) -> Figures:
    big, small = w1(contacts), w1(contacts // 10)
    loop = yardstick(handwritten.one_queue)
    draws = _columns(*_draw(big))
    few = {name: values[: contacts // 10].tolist() for name, values in draws.items()}
    given = (draws["arrived_at"], draws["patience"], draws["talk"], W1_AGENTS)
    loop(*(x[:10] if isinstance(x, np.ndarray) else x for x in given), *_facts(10))
    count = len(draws["talk"])

    def by_hand() -> float:
        facts = _facts(count)
        return _seconds(lambda: loop(*given, *facts))

    def in_simpy() -> float:
        columns = (few["arrived_at"], few["patience"], few["talk"])
        return _seconds(lambda: idiomatic.one_queue(*columns, agents=W1_AGENTS))

    return _race(
        {
            "compiled_rules": _rules(CompiledClock(), big, 1),
            "compiled_end_to_end": _end_to_end(big, 1),
            "handwritten": (count, by_hand),
            "simpy_clock": _rules(SimpyClock(), small, 1),
            "simpy_idiomatic": (len(few["talk"]), in_simpy),
        },
        rounds,
    )


def _w2(*, days: int, rounds: int) -> Figures:
    scenario = w2()
    program, _ = _draw(scenario)
    loop = yardstick(handwritten.three_queues)
    crew = np.array(list(W2_GROUPS.values()))
    serves = np.array([[q in skills for q in program.queue_names] for skills in W2_SKILLS.values()])
    luck_of = LuckOf(scenario.model, program, seed=1)
    drawn = [_columns(program, luck_of.draw(r)) for r in range(days)]
    few = [{name: values.tolist() for name, values in day.items()} for day in drawn[: days // 10]]

    def day_by_hand(day: dict[str, np.ndarray]) -> float:
        facts = _facts(len(day["talk"]))
        return _seconds(lambda: loop(*day.values(), crew, serves, *facts))

    def day_in_simpy(day: dict[str, list[Any]]) -> float:
        crews, able = crew.tolist(), serves.tolist()
        return _seconds(
            lambda: idiomatic.three_queues(*day.values(), group_agents=crews, serves=able)
        )

    day_by_hand(drawn[0])
    count = sum(len(day["talk"]) for day in drawn)
    return _race(
        {
            "compiled_rules": _rules(CompiledClock(), scenario, days),
            "compiled_end_to_end": _end_to_end(scenario, days),
            "handwritten": (count, lambda: sum(map(day_by_hand, drawn))),
            "simpy_clock": _rules(SimpyClock(), scenario, len(few)),
            "simpy_idiomatic": (
                sum(len(day["talk"]) for day in few),
                lambda: sum(map(day_in_simpy, few)),
            ),
        },
        rounds,
    )


def _w3(*, weeks: int, rounds: int, days: int = 7) -> Figures:
    week, following = w3(days), w3_following(days)
    return _race(
        {
            "compiled_rules": _rules(CompiledClock(), week, weeks),
            "compiled_end_to_end": _end_to_end(week, weeks),
            "simpy_clock": _rules(SimpyClock(), w3(days=1), 1),
            "following_rules": _rules(CompiledClock(), following, weeks),
            "following_end_to_end": _end_to_end(following, weeks),
        },
        rounds,
    )


def _w4(*, rounds: int, days: int) -> Figures:
    weeks, few = w4(days), w4(days=1, customers=10_000)
    return _race(
        {
            "compiled_rules": _rules(CompiledClock(), weeks, 1),
            "compiled_end_to_end": _end_to_end(weeks, 1),
            "simpy_clock": _rules(SimpyClock(), few, 1),
        },
        rounds,
    )


def _contacts(clock: Any, program: Program, luck: Luck) -> int:
    """How many contacts a replication comes to hold."""
    if luck.cards is None:
        return luck.count
    return len(clock.run(program, clock.prepare(program, luck)).contacts)


def _draw(scenario: Scenario) -> tuple[Program, Luck]:
    program = lay_out(scenario.model)
    return program, LuckOf(scenario.model, program, seed=1).draw(0)


def _speed(scenario: Scenario, *, agents: int, queues: int) -> Figures:
    """Contacts per second of the rules on the compiled clock."""
    count, work = _rules(CompiledClock(), scenario, 1)
    seconds = min(work() for _ in range(2))
    return {
        "agents": agents,
        "queues": queues,
        "contacts": count,
        "contacts_per_second": count / seconds,
    }


_PEAK = """
from cic.experiments.bench import _end_to_end, peak_kilobytes
from cic.experiments.workloads import w1, w2, w3, w4
_end_to_end({workload}, {replications})
print(peak_kilobytes())
"""


def peak_kilobytes() -> int:
    """Peak memory of this process.

    Linux counts it in /proc; `getrusage` there begins with the memory of the parent process.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1])  # type: ignore[index]
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def peak_megabytes(workload: str, replications: int) -> float:
    """Peak memory of a workload from end to end, in a process of its own."""
    script = _PEAK.format(workload=workload, replications=replications)
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1]) / 1024
