"""When the contacts of one source come, over the whole horizon of a replication."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np

from cic import units
from cic.luck.arithmetic import Floats
from cic.luck.laws import gamma_of_mean_1
from cic.luck.streams import Draws, Generators, Purpose, stream_key
from cic.scenario.arrivals import Arrivals, DayFactor
from cic.scenario.incidents import Incident
from cic.scenario.node import profile_on
from cic.scenario.scenario import Model


class Room:
    """Memory for the moments of one source, used again by each replication."""

    def __init__(self) -> None:
        self._numbers = np.empty(0)

    def of(self, count: int) -> Floats:
        """Room for so many numbers."""
        if count > len(self._numbers):
            self._numbers = np.empty(count + count // 16)
        return self._numbers[:count]


@dataclass(frozen=True)
class Plan:
    """A source's arrivals laid out in time: pieces of constant rate, or the moments themselves."""

    edges: Floats
    """Begin and end of the pieces [s]; one more than pieces."""
    expected: Floats
    """Expected contacts in each piece; exact counts where `exact`."""
    day: np.ndarray
    """The day each piece belongs to."""
    widths: Floats
    """How long the pieces last [s]."""
    exact: bool = False
    moments: Floats | None = None

    @cached_property
    def usual(self) -> tuple[Floats, Floats]:
        """The expected number so far at each edge, and the rate of each piece, on usual days."""
        return self.when_expected(self.expected)

    def when_expected(self, expected: Floats) -> tuple[Floats, Floats]:
        """The same where so many contacts are expected in each piece."""
        return np.concatenate([[0.0], np.cumsum(expected)]), expected / self.widths


_Piece = tuple[float, float, float, int]
"""Begin, end, expected contacts and day of a time of constant rate."""


def lay_out_arrivals(arrivals: Arrivals, model: Model, *, name: str = "") -> Plan:
    """Pieces of constant rate: the intervals of every open day, cut to its hours."""
    if arrivals.times is not None:
        moments = np.sort(np.array(arrivals.times, np.float64) - model.opens)
        return Plan(np.zeros(1), np.zeros(0), np.zeros(0, np.int64), np.zeros(0), moments=moments)
    pieces: list[_Piece] = [
        (start, end, value, day)
        for day in range(model.days)
        for start, end, value in _pieces(arrivals, model, day, model.open_window(day))
    ]
    if arrivals.overnight is not None:
        pieces += [
            (start, end, arrivals.overnight * (end - start), int(start // units.DAY))
            for start, end in model.closed_windows()
        ]
        pieces.sort()
    for incident in model.incidents:
        if incident.deed == "arrivals" and (incident.queues is None or name in incident.queues):
            pieces = _changed(pieces, incident, model)
    edges, expected, days = [0.0], [], []
    for start, end, value, day in pieces:
        if start > edges[-1]:
            edges.append(start)
            expected.append(0.0)
            days.append(day)
        edges.append(end)
        expected.append(value)
        days.append(day)
    return _plan(edges, expected, days, exact=arrivals.counts is not None)


def _changed(pieces: list[_Piece], incident: Incident, model: Model) -> list[_Piece]:
    """The pieces, with the rate of an incident while it lasts."""
    assert incident.at is not None  # noqa: S101
    assert incident.arrivals is not None  # noqa: S101
    base = incident.day * units.DAY - model.opens
    begin = base + incident.at
    end = math.inf if incident.until is None else base + incident.until
    changed = []
    for start, stop, value, day in pieces:
        cuts = [start, *(cut for cut in (begin, end) if start < cut < stop), stop]
        for a, b in pairwise(cuts):
            factor = incident.arrivals if begin <= a < end else 1.0
            changed.append((a, b, factor * value * ((b - a) / (stop - start)), day))
    return changed


def _pieces(
    arrivals: Arrivals, model: Model, day: int, window: tuple[float, float] | None
) -> Iterator[tuple[float, float, float]]:
    """Begin, end and expected (or exact) contacts of each piece of a day while it is open."""
    if window is None:
        return
    if arrivals.rate is not None:
        yield *window, arrivals.rate * (window[1] - window[0])
        return
    for k, value in enumerate(_per_interval(arrivals, model, day)):
        begin = day * units.DAY + k * model.interval
        start, end = max(begin, window[0]), min(begin + model.interval, window[1])
        if start < end:
            cut = 1.0 if arrivals.counts is not None else (end - start) / model.interval
            yield start, end, value * cut


def _plan(edges: list[float], expected: list[float], days: list[int], *, exact: bool) -> Plan:
    """The plan, with neighbouring pieces of the same day and rate made one."""
    kept: list[tuple[float, float, float, int]] = []  # begin, end, expected, day
    for begin, end, value, day in zip(edges, edges[1:], expected, days, strict=False):
        if kept and not exact and kept[-1][3] == day:
            start, _, before, _ = kept[-1]
            if value * (begin - start) == before * (end - begin):
                kept[-1] = (start, end, before + value, day)
                continue
        kept.append((begin, end, value, day))
    starts = np.array([piece[0] for piece in kept] + ([kept[-1][1]] if kept else [0.0]))
    return Plan(
        starts,
        np.array([piece[2] for piece in kept]),
        np.array([piece[3] for piece in kept], np.int64),
        np.diff(starts),
        exact,
    )


def _per_interval(arrivals: Arrivals, model: Model, day: int) -> tuple[float, ...]:
    """Expected (or exact) contacts in each interval of a day."""
    if arrivals.per_hour is not None:
        hourly = profile_on(arrivals.per_hour, model.weekday(day))
        return tuple(value * model.interval / units.HOUR for value in hourly)
    profile = arrivals.per_interval if arrivals.per_interval is not None else arrivals.counts
    assert profile is not None  # noqa: S101
    return profile_on(profile, model.weekday(day))


def day_factors(
    factor: DayFactor, name: str, *, seed: int, replication: int, days: int, generators: Generators
) -> Floats:
    """How busy each day is: gamma of mean 1."""
    key = stream_key(seed, Purpose.DAY_FACTOR, name)
    draws = Draws(generators, key, replication=replication, count=days)
    return gamma_of_mean_1(1.0 / (factor.cv * factor.cv), draws)


def arrival_moments(
    plan: Plan,
    name: str,
    *,
    factors: Floats | None,
    seed: int,
    replication: int,
    generators: Generators,
    room: Room,
    flow: Flow,
) -> Floats:
    """The moments [s] at which a source's contacts come, in order.

    A unit Poisson process is drawn and carried through the inverse of the expected number so far,
    so that contact number n stays the same person when rates change.
    """
    if plan.moments is not None:
        return plan.moments
    key = stream_key(seed, Purpose.ARRIVALS, name)
    if plan.exact:
        stream = generators.at(key, 0, 0, replication)
        counts = np.rint(plan.expected).astype(np.int64)
        piece = np.repeat(np.arange(len(counts)), counts)
        return np.sort(plan.edges[piece] + plan.widths[piece] * stream.random(len(piece)))
    if factors is None:
        reached, rate = plan.usual
    else:
        reached, rate = plan.when_expected(plan.expected * factors[plan.day])
    return flow(key, replication, reached, rate, plan.edges, generators=generators, room=room)


class Flow(Protocol):
    """How a Poisson process is drawn; every way gives the same moments, to the last bit."""

    def __call__(
        self,
        key: bytes,
        replication: int,
        reached: Floats,
        rate: Floats,
        edges: Floats,
        *,
        generators: Generators,
        room: Room,
    ) -> Floats:
        """The moments [s] of a stream, carried into pieces of constant rate.

        Parameters
        ----------
        reached
            The expected number so far, at each edge.
        rate, edges
            Rate of each piece [1/s], and where it begins; the last edge is the end.
        """
        ...


def in_bulk(
    key: bytes,
    replication: int,
    reached: Floats,
    rate: Floats,
    edges: Floats,
    *,
    generators: Generators,
    room: Room,
) -> Floats:
    """A Poisson process by numpy."""
    stream = generators.at(key, 0, 0, replication)
    unit = _unit_process(stream, float(reached[-1]), room)
    first = np.searchsorted(unit, reached)  # unit[first[i]] is the first arrival of piece i
    return _carry(unit, first, reached, rate, edges)


def usually_at_most(total: float) -> int:
    """As many arrivals as there seldom are more, where so many are expected."""
    return int(total + 6.0 * math.sqrt(total)) + 16


_CHUNK = 8192
"""Numbers worked on at a time, so that they stay in the processor's cache."""


def _carry(unit: Floats, first: np.ndarray, reached: Floats, rate: Floats, edges: Floats) -> Floats:
    """Carry a unit process through the inverse of the expected number so far, in place."""
    if len(unit) > _CHUNK // 16 * len(rate):
        for i in np.flatnonzero(rate):
            for start in range(first[i], first[i + 1], _CHUNK):
                moments = unit[start : min(start + _CHUNK, first[i + 1])]
                moments -= reached[i]
                moments /= rate[i]
                moments += edges[i]
                np.minimum(moments, edges[i + 1], out=moments)
        return unit
    counts = np.diff(first)
    unit -= np.repeat(reached[:-1], counts)
    unit /= np.repeat(rate, counts)
    unit += np.repeat(edges[:-1], counts)
    return np.minimum(unit, np.repeat(edges[1:], counts), out=unit)


def _unit_process(stream: np.random.Generator, total: float, room: Room) -> Floats:
    """Moments of a Poisson process of rate 1 on [0, total)."""
    moments = room.of(usually_at_most(total))
    reached = 0.0
    for start in range(0, len(moments), _CHUNK):
        reached = _go_on(stream, reached, moments[start : start + _CHUNK])
    while reached < total:
        more = np.empty(1024)
        reached = _go_on(stream, reached, more)
        moments = np.concatenate([moments, more])
    return moments[: int(np.searchsorted(moments, total))]


def _go_on(stream: np.random.Generator, reached: float, moments: Floats) -> float:
    """The next moments of a unit process, after those that reached so far."""
    stream.standard_exponential(out=moments)
    moments[0] += reached
    np.cumsum(moments, out=moments)
    return float(moments[-1])
