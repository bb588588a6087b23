"""How many contacts to expect of each source, and in each queue."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cic import units
from cic.scenario.arrivals import Arrivals
from cic.scenario.checks_flow import entries
from cic.scenario.checks_names import deflections, known_medium, sources
from cic.scenario.node import Weekday, profile_on
from cic.scenario.onward import MOST_CONTACTS_OF_ONE, shares_of
from cic.scenario.paths import Where
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model
from cic.scenario.words import OWN_QUEUE

if TYPE_CHECKING:
    from cic.scenario.ivr import Menu


def expected_contacts(model: Model) -> float:
    """Contacts that one replication can be expected to hold.

    Examples
    --------
    >>> from cic.scenario.load import from_dict
    >>> text = {"talk": "3 min", "arrivals": "60/hour"}
    >>> day = {"name": "A", "opens": "08:00", "closes": "18:00", "queues": {"a": text}}
    >>> expected_contacts(from_dict(day | {"agents": {"g": {"staff": 4, "skills": ["a"]}}}).model)
    600.0
    """
    there = model.snapshot.contacts if model.snapshot else 0
    first = math.fsum(expected_from(model, *source) for source in sources(model))
    if model.campaigns:
        from cic.scenario.expected_dials import called_contacts  # it reads this module

        first += called_contacts(model)
    return there + first * most_of_a_customer(model)


def most_of_a_customer(model: Model) -> float:
    """Contacts that a customer can be expected to come to at most, if all goes in vain or wrong."""
    _, most = widest_way_on(model)
    return math.fsum(most**n for n in range(MOST_CONTACTS_OF_ONE))


def widest_way_on(model: Model) -> tuple[Where, float]:
    """Where a contact is followed by another with the highest probability, and that; 0: nowhere."""
    where, most = max(_ways_on(model), key=lambda way: way[1], default=((), 0.0))
    return where, min(most, 1.0)


def _ways_on(model: Model) -> Iterator[tuple[Where, float]]:
    """Each way on of contacts, by place, and the probability that one is followed by another."""
    for how, redial in (model.ivr.redials if model.ivr else {}).items():
        yield ("ivr", "redials", how), max(redial.share, redial.later or 0.0)
    for where, offer in deflections(model):
        if offer.redial is not None:
            again = max(offer.redial.share, offer.redial.later or 0.0)
            yield (*where, "redial"), offer.accepted * (1.0 - offer.success) * again
    for name, queue in model.queues.items():
        base: Where = ("queues", name)
        for how, redial in queue.redials.items():
            yield (*base, "redials", how), max(redial.share, redial.later or 0.0)
        part = "recontact" if queue.recontact else "transfers" if queue.transfers else "channel"
        yield (*base, part), _served_goes_on(model, queue)
        if queue.voicemail is not None:
            most = max(queue.voicemail.giving_up, queue.voicemail.refused)
            yield (*base, "voicemail"), most


def _served_goes_on(model: Model, queue: Queue) -> float:
    """The probability that a contact is followed by another once it is answered."""
    again = queue.recontact
    share = shares_of(queue.transfers)
    if again is not None:
        share += max(again.share, again.later or 0.0) * (1.0 - (queue.resolves or 0.0))
    medium = known_medium(model, queue.channel)
    turns = medium.turns if medium is not None else None
    if turns is not None and turns.between != "held":
        share = 1.0 - (1.0 - share) / turns.expected
    return share


def expected_from(model: Model, where: Where, arrivals: Arrivals) -> float:
    """Contacts to be expected of one source in a replication, by where its arrivals are written."""
    if arrivals.times is not None:
        return float(len(arrivals.times))
    by_day = math.fsum(
        days * math.fsum(_day_of(model, arrivals, weekday))
        for weekday, days in model.open_weekdays.items()
    )
    expected = by_day + (arrivals.overnight or 0.0) * _closed_seconds(model)
    return expected + _by_incidents(model, where, arrivals)


def _by_incidents(model: Model, where: Where, arrivals: Arrivals) -> float:
    """Contacts more than without incidents; fewer, below 0."""
    queue = where[1] if where[0] == "queues" else None
    steps: list[tuple[float, float, int]] = []  # when which factor begins to count, or ends
    for one in model.incidents:
        if one.arrivals is not None and (one.queues is None or queue in one.queues):
            start = one.day * units.DAY - model.opens
            steps.append((start + (one.at or 0.0), one.arrivals, 1))
            if one.until is not None:
                steps.append((start + one.until, one.arrivals, -1))
    if not steps or arrivals.counts is not None:
        return 0.0
    so_far = _SoFar(model, arrivals)
    more, zeros, logs = 0.0, 0, 0.0  # logs: of the product of the factors that count, zeros apart
    steps.sort()
    for (at, factor, sign), (then, _, _) in pairwise([*steps, (math.inf, 1.0, 1)]):
        zeros += sign * (factor == 0)
        logs += sign * math.log(factor) if factor else 0.0
        product = 0.0 if zeros else math.exp(logs)
        if then > at:
            more += (product - 1) * (so_far.at(then) - so_far.at(at))
    return more


class _SoFar:
    """Contacts to be expected of one source until an instant, incidents apart."""

    def __init__(self, model: Model, arrivals: Arrivals) -> None:
        self._model = model
        self._overnight = arrivals.overnight or 0.0
        self._last = (model.days - 1) * units.DAY + model.closes - model.opens
        self._by_weekday = {
            weekday: [
                (contacts, model.interval * part)
                for contacts, part in zip(
                    _day_of(model, arrivals, weekday), open_shares(model, weekday), strict=False
                )
            ]
            for weekday in model.open_weekdays
        }
        self._windows = [model.open_window(day) for day in range(model.days)]
        by_day = [math.fsum(contacts for contacts, _ in self._of(day)) for day in range(model.days)]
        open_time = [0.0 if window is None else window[1] - window[0] for window in self._windows]
        self._before = list(accumulate(by_day, initial=0.0))
        self._open_before = list(accumulate(open_time, initial=0.0))

    def _of(self, day: int) -> list[tuple[float, float]]:
        """Contacts in each interval of a day, and how long it is open in it [s]."""
        return self._by_weekday.get(self._model.weekday(day), []) if self._windows[day] else []

    def at(self, instant: float) -> float:
        """Contacts until an instant [s from the first opening]."""
        instant = min(max(instant, 0.0), self._last)
        day = min(int(instant // units.DAY), len(self._windows) - 1)
        contacts, open_time = self._before[day], self._open_before[day]
        window = self._windows[day]
        if window is not None:
            passed = min(max(instant, window[0]), window[1]) - window[0]
            open_time += passed
            for expected, lasts in self._of(day):
                if lasts > 0:
                    contacts += expected * min(1.0, passed / lasts)
                    passed = max(0.0, passed - lasts)
        return contacts + self._overnight * (instant - open_time)


def _closed_seconds(model: Model) -> float:
    """Time between the first opening and the last closing in which the centre is closed [s]."""
    by_day = (
        days * model.interval * math.fsum(open_shares(model, weekday))
        for weekday, days in model.open_weekdays.items()
    )
    return (model.days - 1) * units.DAY + model.closes - model.opens - math.fsum(by_day)


def open_shares(model: Model, weekday: Weekday) -> list[float]:
    """The share of each interval in which the centre is open on that weekday."""
    hours = model.opening_hours.get(weekday)
    if hours is None or hours == "closed":
        return [float(hours is None)] * model.intervals_per_day
    shares = []
    for k in range(model.intervals_per_day):
        start = model.opens + k * model.interval
        overlap = min(hours.closes, start + model.interval) - max(hours.opens, start)
        shares.append(max(0.0, overlap) / model.interval)
    return shares


def _day_of(model: Model, arrivals: Arrivals, weekday: Weekday) -> list[float]:
    shares = open_shares(model, weekday)
    if arrivals.rate is not None:
        return [arrivals.rate * model.interval * part for part in shares]
    if arrivals.counts is not None:
        counts = profile_on(arrivals.counts, weekday)
        return [count for count, part in zip(counts, shares, strict=False) if part > 0]
    if arrivals.per_hour is not None:
        hourly = profile_on(arrivals.per_hour, weekday)
        scale = model.interval / units.HOUR
        return [value * scale * part for value, part in zip(hourly, shares, strict=False)]
    expected = profile_on(arrivals.per_interval or (), weekday)
    return [value * part for value, part in zip(expected, shares, strict=False)]


def expected_by_queue(model: Model) -> dict[str, float]:
    """Contacts that each queue can be expected to get in a replication, hang-ups aside."""
    found = _before_bots(model)
    for name, queue in model.queues.items():
        if queue.bot is not None:
            found[name] *= max(0.0, 1.0 - queue.bot.contained - queue.bot.annoyed)
    return found


def _before_bots(model: Model) -> dict[str, float]:
    """The same, with those that bots settle or annoy."""
    found = dict.fromkeys(model.queues, 0.0)
    for name, queue in model.queues.items():
        found[name] += model.snapshot.count(name) if model.snapshot else 0
        if queue.arrivals is not None and queue.through is None:
            found[name] += expected_from(model, ("queues", name, "arrivals"), queue.arrivals)
    if model.ivr is None:
        return found
    arrivals = dict(sources(model))
    for _, start, own in entries(model):
        where: Where = ("queues", own, "arrivals") if own else ("ivr", "arrivals")
        there = {start: expected_from(model, where, arrivals[where])}
        for _ in range(1000):
            there = _heard(model.ivr.menus, there, own, found)
            if sum(there.values()) < 1e-6:  # noqa: PLR2004
                break
    return found


def _heard(
    menus: dict[str, Menu], there: dict[str, float], own: str | None, found: dict[str, float]
) -> dict[str, float]:
    """Who hears which menu next; who comes to a queue is added to `found`."""
    following: dict[str, float] = {}
    for name, count in there.items():
        for to, part in _parts(menus[name]) if name in menus else ():
            if to in menus:
                following[to] = following.get(to, 0.0) + count * part
            elif (to if to != OWN_QUEUE else own or "") in found:
                found[to if to != OWN_QUEUE else own or ""] += count * part
    return following


def _parts(menu: Menu) -> Iterator[tuple[str, float]]:
    silent = menu.no_choice.share if menu.no_choice else 0.0
    repeats = menu.no_choice.repeats if menu.no_choice else 0
    heard = math.fsum(silent**n for n in range(repeats + 1))
    for choice in menu.choices.values():
        if choice.go is not None:
            yield choice.go, heard * choice.share * choice.goes_through
        elif choice.otherwise is not None:
            yield choice.otherwise, heard * choice.share * (1 - choice.success)
    if menu.no_choice and menu.no_choice.then is not None:
        yield menu.no_choice.then, silent ** (repeats + 1)
