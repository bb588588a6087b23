"""Random small scenarios, and contacts for them.

`scenarios()` gives what a person would write, as plain data; `contacts(model)` gives contacts with
all their luck, drawn without regard to the scenario's laws. Both come in two flavours: continuous
times, where nothing coincides by chance, and whole seconds in narrow ranges, where nearly
everything does.

Days are of two kinds. Short ones last a minute or a few; after them comes a long night. Long ones
last 24 h, or leave half a minute or a minute of night, so that waiting, talks and overtime reach
into the next day.
"""

from __future__ import annotations

import math
from typing import Any, get_args

import numpy as np
from hypothesis import strategies as st

from cic.scenario.node import WEEKDAYS
from cic.scenario.routing import AgentWord, ContactWord
from cic.scenario.scenario import Model
from cic.units import DAY
from tests.oracle.naive import NaiveContact
from tests.oracle.naive_time import presence_plan

Plain = dict[str, Any]
SECONDS = [0, 1, 2, 3, 5, 10, 30, 60]
AGENT_POLICIES = get_args(AgentWord)
CONTACT_POLICIES = get_args(ContactWord)


def clock(seconds: float) -> str:
    """A time of day as it is written."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"


def some(values: list[Any], *, least: int = 1, most: int | None = None) -> st.SearchStrategy:
    """Some of the values, in any order, each once."""
    return st.lists(
        st.sampled_from(values), min_size=least, max_size=most or len(values), unique=True
    )


# --- the scenario ---------------------------------------------------------------------------------


@st.composite
def scenarios(
    draw: st.DrawFn, *, whole_seconds: bool = False, round_the_clock: bool = True
) -> Plain:
    """A scenario as plain data, ready for `Model.model_validate`.

    Parameters
    ----------
    whole_seconds
        Whether all laws give whole seconds and all arrivals are at whole seconds.
    round_the_clock
        Whether days may last 24 h, so that a day's closing is the next day's opening.
    """
    frame = draw(_frames(round_the_clock=round_the_clock))
    queues = draw(st.permutations(["a", "b", "c", "d"]))[: draw(st.sampled_from([1, 2, 2, 3, 4]))]
    groups = draw(st.permutations(["w", "x", "y", "z"]))[
        : draw(st.sampled_from([1, 1, 2, 2, 3, 4]))
    ]
    routing = {
        "agent": draw(st.sampled_from(AGENT_POLICIES)),
        "contact": draw(st.sampled_from(CONTACT_POLICIES)),
    }
    skills = _skills(draw, queues, groups)
    plain = frame | {
        "at_closing": draw(st.sampled_from(["serve", "send_away"])),
        "routing": routing,
        "queues": {
            queue: draw(
                _queues(frame, routing, able=_able(skills, queue), whole_seconds=whole_seconds)
            )
            for queue in queues
        },
        "agents": {
            group: draw(_groups(frame, skills[group], whole_seconds=whole_seconds))
            for group in groups
        },
    }
    Model.model_validate(plain)  # a mistake in here shows here
    return plain


@st.composite
def _frames(draw: st.DrawFn, *, round_the_clock: bool) -> Plain:
    """Opening hours and days."""
    long = draw(st.booleans())
    intervals = draw(st.integers(1, 4))
    if long:
        opens = 0.0
        night = draw(st.sampled_from([0, 0, 30, 60] if round_the_clock else [30, 60]))
        intervals = min(intervals, 3)  # so that whole seconds divide the day
        length = DAY - night
    else:
        opens = 8 * 3600.0
        length = intervals * draw(st.sampled_from([30.0, 60.0]))
    days = draw(st.sampled_from([1, 1, 2, 2, 3]))
    starts_on = draw(st.sampled_from(WEEKDAYS))
    first = WEEKDAYS.index(starts_on)
    hours = {}
    for day in range(days):
        differs = st.none() | st.none() | st.just("closed") | _hours(opens, length)
        found = draw(differs)
        if found == "closed" and len(hours) == days - 1 and "closed" in hours.values():
            found = None  # not all days closed
        if found is not None and not (found == "closed" and days == 1):
            hours[WEEKDAYS[(first + day) % 7]] = found
    return {
        "name": "random",
        "opens": clock(opens),
        "closes": clock(opens + length),
        "interval": f"{length / intervals!r} s",
        "days": days,
        "starts_on": starts_on,
        "opening_hours": hours,
    }


@st.composite
def _hours(draw: st.DrawFn, opens: float, length: float) -> Plain:
    """A weekday's own hours: up to 10 s shorter at either end."""
    late, early = draw(st.sampled_from([0, 10])), draw(st.sampled_from([0, 10]))
    return {"opens": clock(opens + late), "closes": clock(opens + length - early)}


def _open_days(frame: Plain) -> list[str]:
    first = WEEKDAYS.index(frame["starts_on"])
    days = [WEEKDAYS[(first + day) % 7] for day in range(frame["days"])]
    return [day for day in days if frame["opening_hours"].get(day) != "closed"]


def _seconds_of(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def _skills(draw: st.DrawFn, queues: list[str], groups: list[str]) -> dict[str, list[str]]:
    """Each group's queues in order of writing; each queue has a group."""
    any_order = st.permutations(queues)
    skills = {group: list(draw(any_order | any_order | some(queues))) for group in groups}
    for queue in queues:
        if not _able(skills, queue):
            skills[draw(st.sampled_from(groups))].append(queue)
    return skills


def _able(skills: dict[str, list[str]], queue: str) -> list[str]:
    return [group for group, known in skills.items() if queue in known]


def _laws(*, whole_seconds: bool, patience: bool = False) -> st.SearchStrategy:
    """How long something takes."""
    if whole_seconds:
        laws = [{"values": SECONDS}, {"values": [1, 2, 3]}, "10 s", "0 s"]
    else:
        laws = ["exponential mean 15 s", "lognormal mean 20 s cv 1", "uniform 1 s to 9 s", "0 s"]
    return st.sampled_from([*laws, "infinite"] if patience else laws)


@st.composite
def _queues(
    draw: st.DrawFn, frame: Plain, routing: Plain, *, able: list[str], whole_seconds: bool
) -> Plain:
    """A queue; `able` are the groups that know it."""
    law = _laws(whole_seconds=whole_seconds)
    optional = {
        "wrap_up": law,
        "balk": st.sampled_from([0.2, 0.8]),
        "priority": st.integers(0, 2),
        "weight": st.sampled_from([0.5, 1.0, 2.0, 3.0]),
        "head_start": st.sampled_from(["0 s", "1 s", "2 s", "10 s"]),
        "capacity": st.integers(0, 3),
        "groups": some(able),
        "service_level": _promises(),
    }
    used = {
        "priority": "priority",
        "weighted_wait": "weight",
        "earliest_due": "service_level",
    }.get(routing["contact"])
    return {
        "arrivals": {"times": draw(_times(frame, whole_seconds=whole_seconds))},
        "patience": draw(_laws(whole_seconds=whole_seconds, patience=True)),
        "talk": draw(law),
    } | {
        name: draw(value) for name, value in optional.items() if name == used or draw(st.booleans())
    }


def _promises() -> st.SearchStrategy:
    """Promises that fall due soon, after the night, or never."""
    within = st.sampled_from(["0 s", "5 s", "20 s", "60 s", "24 h"])
    runs = st.sampled_from(["calendar", "open_hours"])
    return st.fixed_dictionaries({"within": within}, optional={"runs": runs})


@st.composite
def _times(draw: st.DrawFn, frame: Plain, *, whole_seconds: bool) -> list[float]:
    """Arrivals [s after the first midnight], soon after an opening or soon before a closing."""
    first = WEEKDAYS.index(frame["starts_on"])
    times = []
    for _ in range(draw(st.integers(1, 8))):
        day = draw(st.integers(0, frame["days"] - 1))
        hours = frame["opening_hours"].get(WEEKDAYS[(first + day) % 7], frame)
        if hours == "closed":
            continue
        opens, closes = _seconds_of(hours["opens"]), _seconds_of(hours["closes"])
        off = draw(st.integers(0, 9))
        off += 0.0 if whole_seconds else draw(st.integers(1, 10**9 - 1)) / 10**9
        times.append(day * DAY + (opens + off if draw(st.booleans()) else closes - 1 - off))
    if not times:
        day = next(
            d for d in range(frame["days"]) if WEEKDAYS[(first + d) % 7] in _open_days(frame)
        )
        hours = frame["opening_hours"].get(WEEKDAYS[(first + day) % 7], frame)
        times.append(day * DAY + _seconds_of(hours["opens"]))
    return sorted(times)


@st.composite
def _groups(draw: st.DrawFn, frame: Plain, skills: list[str], *, whole_seconds: bool) -> Plain:
    """A group of one to five agents."""
    factors = [1.0, 2.0, 3.0] if whole_seconds else [0.7, 1.0, 1.3]
    how = draw(st.sampled_from(["list", "ranks", "factors"]))
    ranks = st.integers(1, 3)
    known: Any = skills
    if how == "ranks":
        known = {queue: draw(ranks) for queue in skills}
    elif how == "factors":
        known = {
            queue: {"rank": draw(ranks), "talk_factor": draw(st.sampled_from(factors))}
            for queue in skills
        }
    plain: Plain = {"skills": known}
    if draw(st.booleans()):
        law = _laws(whole_seconds=whole_seconds)
        plain["wrap_up"] = {queue: draw(law) for queue in draw(some(skills))}
    if draw(st.booleans()):
        return plain | {"staff": draw(_staff(frame))}
    return plain | {"shifts": draw(_shifts(frame))}


@st.composite
def _staff(draw: st.DrawFn, frame: Plain) -> int | list[int] | dict[str, list[int]]:
    """Counts by interval, at least one agent in some interval."""
    length = _seconds_of(frame["closes"]) - _seconds_of(frame["opens"])
    intervals = round(length / float(frame["interval"].removesuffix(" s")))
    count = st.sampled_from([0, 1, 1, 2, 2, 3, 5])
    counts = st.lists(count, min_size=intervals, max_size=intervals).filter(any)
    way = draw(st.sampled_from(["number", "list", "by weekday"]))
    if way == "number":
        return draw(st.sampled_from([1, 1, 2, 3, 5]))
    if way == "list":
        return draw(counts)
    return {day: draw(counts) for day in _open_days(frame)}


@st.composite
def _shifts(draw: st.DrawFn, frame: Plain) -> list[Plain]:
    """One to three shifts, five agents at most; some begin before opening or end after closing."""
    sizes = draw(st.sampled_from([[1], [2], [5], [1, 1], [2, 1], [2, 3], [1, 1, 1]]))
    return [{"agents": size} | draw(_hours_on_duty(frame)) for size in sizes]


@st.composite
def _hours_on_duty(draw: st.DrawFn, frame: Plain) -> Plain:
    opens, closes = _seconds_of(frame["opens"]), _seconds_of(frame["closes"])
    middle = opens + (closes - opens) // 2 // 10 * 10
    edges = [opens - 20, opens, opens + 10, middle, closes - 30, closes - 5, closes, closes + 20]
    edges = sorted({edge for edge in edges if edge >= 0})
    start = draw(st.sampled_from(edges[:-1]))
    until = draw(st.sampled_from([e for e in edges if start < e <= start + DAY]))
    grid = [start + 5 * i for i in range(8)] + [until - 5 * i for i in range(8)]
    grid = sorted({second for second in grid if start <= second <= until})
    cuts = sorted(draw(some(grid, least=0, most=4)))
    if len(cuts) == 3:  # two breaks that touch
        cuts.insert(1, cuts[1])
    breaks = [
        {"at": clock(at), "lasts": f"{end - at} s"}
        for at, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    plain = {"from": clock(start), "until": clock(until), "breaks": breaks}
    if draw(st.booleans()):
        plain["days"] = draw(some(_open_days(frame)))
    return plain


def let_no_shift_begin_before_opening(plain: Plain) -> None:
    """Shifts that would begin before opening begin then."""
    for group in plain["agents"].values():
        for shift in group.get("shifts", ()):
            if shift["from"] < plain["opens"]:
                until = plain["closes"] if shift["until"] <= plain["opens"] else shift["until"]
                shift |= {"from": plain["opens"], "until": until, "breaks": []}


# --- the contacts ---------------------------------------------------------------------------------


@st.composite
def contacts(
    draw: st.DrawFn,
    model: Model,
    *,
    whole_seconds: bool = False,
    after_closing: bool = True,
    at_night: bool = False,
    most: int = 40,
) -> list[NaiveContact]:
    """Contacts in order of arrival, numbered in that order.

    Parameters
    ----------
    model
        The scenario they come to.
    whole_seconds
        Whether all times and durations are whole seconds (and dice are quarters).
    after_closing
        Whether some arrive at a closing or within 30 s after it, as contacts out of an IVR would.
    at_night
        Whether some arrive at any hour, as deferred work does.
    most
        How many at most.
    """
    stretches = _stretches(model, 30.0 if after_closing else -1.0)
    if at_night:
        stretches += [(change - 5, change + 10) for change in {0.0, 300.0, *_changes(model)}]
        stretches = sorted((max(low, 0.0), high) for low, high in stretches if high > 0)
    stretches = draw(some(stretches, most=min(2, len(stretches))))  # few: then they meet
    least = draw(st.sampled_from([0, most // 4, most // 2, most // 2]))
    if whole_seconds:
        lives = draw(st.lists(_whole(model, stretches), min_size=least, max_size=most))
    else:
        seeds = st.lists(st.integers(0, 2**32 - 1), min_size=least, max_size=most, unique=True)
        lives = [_continuous(np.random.default_rng(s), model, stretches) for s in draw(seeds)]
    order = list(model.queues)
    lives.sort(key=lambda life: (life["arrived_at"], order.index(life["queue"])))
    return [NaiveContact(number, **life) for number, life in enumerate(lives)]


def _stretches(model: Model, beyond: float) -> list[tuple[float, float]]:
    """Where contacts come: at most 15 s around each instant at which the centre changes."""
    changes = _changes(model)
    stretches = set()
    for day in range(model.days):
        window = model.open_window(day)
        if window is None:
            continue
        first, last = window[0], window[1] + beyond
        for change in changes | set(window):
            if first <= change <= last:
                stretches.add((max(change - 5, first), min(change + 10, last)))
    return sorted(stretches)


def _changes(model: Model) -> set[float]:
    return {presence.time for presence in presence_plan(model)}


@st.composite
def _whole(draw: st.DrawFn, model: Model, stretches: list[tuple[float, float]]) -> Plain:
    low, high = draw(st.sampled_from(stretches))
    queue = draw(st.sampled_from(list(model.queues)))
    seconds = st.sampled_from(SECONDS).map(float)
    medium = model.medium(model.queues[queue].channel)
    patience = st.sampled_from([math.inf, 60.0, 10.0, 5.0, 3.0, 2.0, 1.0, 0.0])
    life = {
        "queue": queue,
        "arrived_at": float(draw(st.integers(math.ceil(low), math.floor(high)))),
        "patience": draw(patience) if medium.may_abandon else math.inf,
        "talk": draw(seconds),
        "wrap_up": draw(seconds),
        "dice": draw(st.sampled_from([0.0, 0.25, 0.5, 0.75])),
        "group_wrap_ups": {group: draw(seconds) for group in _own_wrap_ups(model, queue)},
    }
    if medium.turns is None:
        return life
    short = st.sampled_from([0.0, 1.0, 2.0, 2.0, 3.0, 5.0, 10.0])
    return _in_turns(life, draw(st.lists(short, min_size=1, max_size=8)))


def _continuous(
    rng: np.random.Generator, model: Model, stretches: list[tuple[float, float]]
) -> Plain:
    low, high = stretches[rng.integers(len(stretches))]
    queue = list(model.queues)[rng.integers(len(model.queues))]

    def spread(share_of_none: float, mean: float = 8.0) -> float:
        return 0.0 if rng.random() < share_of_none else float(rng.exponential(mean))

    medium = model.medium(model.queues[queue].channel)
    life = {
        "queue": queue,
        "arrived_at": float(rng.uniform(low, high)),
        "patience": math.inf if not medium.may_abandon or rng.random() < 0.3 else spread(0.2, 15.0),
        "talk": spread(0.0, 8.0 if rng.random() < 0.7 else 60.0),
        "wrap_up": spread(0.4),
        "dice": float(rng.random()),
        "group_wrap_ups": {group: spread(0.4) for group in _own_wrap_ups(model, queue)},
    }
    if medium.turns is None:
        return life
    return _in_turns(life, [spread(0.1, 4.0) for _ in range(rng.integers(1, 9))])


def _in_turns(life: Plain, turns: list[float]) -> Plain:
    """A talk in turns; a script that ends with a pause is of a customer who falls silent."""
    return life | {"turns": tuple(turns), "talk": sum(turns[::2])}


def _own_wrap_ups(model: Model, queue: str) -> list[str]:
    return [name for name, group in model.agents.items() if queue in group.wrap_up]


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    whole_seconds: bool = False,
    round_the_clock: bool = True,
    after_closing: bool = True,
) -> tuple[Plain, list[NaiveContact]]:
    """A scenario and contacts for it."""
    plain = draw(scenarios(whole_seconds=whole_seconds, round_the_clock=round_the_clock))
    model = Model.model_validate(plain)
    return plain, draw(contacts(model, whole_seconds=whole_seconds, after_closing=after_closing))
