"""Checks of the day: lists by interval, weekdays, hours, shifts, durations without end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cic import units
from cic.scenario.checks_names import deflections, known_medium, sources
from cic.scenario.durations import ByInterval, Duration
from cic.scenario.issues import Issue, notice
from cic.scenario.node import Weekday
from cic.scenario.paths import Where
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model
from cic.scenario.staffing import ahead_of, site_of

if TYPE_CHECKING:
    from cic.scenario.campaigns import Campaign
    from cic.scenario.shifts import Shift

_PROFILES = ("per_interval", "per_hour", "counts")


def lists_fit_the_day(model: Model) -> Iterator[Issue]:
    """Each list by interval has a value for each interval, on each weekday that is open."""
    for where, given in _lists(model):
        if isinstance(given, Mapping):
            missing = [day for day in model.open_weekdays if day not in given]
            if missing:
                what = f"nothing is given for {', '.join(missing)}, when the centre is open"
                remedy = "give a list for it, or close it: opening_hours: {sunday: closed}"
                yield Issue("CIC303", where, what, remedy)
            for day, values in given.items():
                yield from _length(model, (*where, day), len(values))
        else:
            yield from _length(model, where, given)


def _length(model: Model, where: Where, count: int) -> Iterator[Issue]:
    opens, closes = model.opens, model.closes
    site = site_of(model, str(where[1])) if where[0] == "agents" and where[2] == "staff" else None
    if site is not None and site.opens is not None and site.closes is not None:
        opens, closes = site.opens, site.closes
    wanted = round((closes - opens) / model.interval)
    if count != wanted:
        hours = f"{units.clock_text(opens)} to {units.clock_text(closes)}"
        step = units.duration_text(model.interval)
        what = f"the list has {_counted(count, 'value')}"
        what += f"; from {hours} there are {_counted(wanted, 'interval')} of {step}"
        remedy = f"give {_counted(wanted, 'value')}, or change opens, closes or interval"
        yield Issue("CIC302", where, what, remedy)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _lists(model: Model) -> Iterator[tuple[Where, Mapping[Weekday, Sequence[float]] | int]]:
    """All lists by interval: a mapping by weekday, or the length of a list for every day."""
    for where, arrivals in sources(model):
        for name in _PROFILES:
            profile = getattr(arrivals, name)
            if profile is not None:
                yield (*where, name), profile if isinstance(profile, dict) else len(profile)
    yield from _lists_of_groups(model)
    for name, campaign in model.campaigns.items():
        if isinstance(campaign.answers, tuple):
            yield ("campaigns", name, "answers"), len(campaign.answers)
    for where, duration in durations(model):
        if isinstance(duration, ByInterval):
            yield (*where, "per_interval"), len(duration.per_interval)


def _lists_of_groups(
    model: Model,
) -> Iterator[tuple[Where, Mapping[Weekday, Sequence[float]] | int]]:
    for name, group in model.agents.items():
        if isinstance(group.staff, dict):
            yield ("agents", name, "staff"), group.staff
        elif isinstance(group.staff, tuple):
            yield ("agents", name, "staff"), len(group.staff)


def durations(model: Model) -> Iterator[tuple[Where, Duration]]:
    """All durations, by place."""
    for name, queue in model.queues.items():
        for field in ("patience", "talk", "wrap_up"):
            yield ("queues", name, field), getattr(queue, field)
        for key, addition in queue.additions.items():
            yield ("queues", name, "additions", key, "takes"), addition.takes
        if queue.bot is not None:
            yield ("queues", name, "bot", "takes"), queue.bot.takes
            if queue.bot.hands_over_after is not None:
                yield ("queues", name, "bot", "hands_over_after"), queue.bot.hands_over_after
        if queue.hold is not None:
            yield ("queues", name, "hold", "takes"), queue.hold.takes
        yield from _durations_of_callback(name, queue)
        yield from _durations_of_ways(("queues", name), queue)
    yield from _durations_of_complaints(model)
    for name, channel in model.channels.items():
        if channel.turns is not None:
            yield ("channels", name, "turns", "pause"), channel.turns.pause
    yield from _durations_of_cases(model)
    for name, campaign in model.campaigns.items():
        yield from _durations_of_campaign(("campaigns", name), campaign)
    yield from _durations_of_groups(model)
    yield from _durations_of_menus(model)


def _durations_of_cases(model: Model) -> Iterator[tuple[Where, Duration]]:
    for name, case in model.cases.items():
        for step_name, step in case.steps.items():
            if step.takes is not None:
                yield ("cases", name, "steps", step_name, "takes"), step.takes


def _durations_of_campaign(where: Where, campaign: Campaign) -> Iterator[tuple[Where, Duration]]:
    for field in ("rings", "machine_talk", "wrong_party_talk"):
        yield (*where, field), getattr(campaign, field)
    if campaign.message is not None:
        yield (*where, "message"), campaign.message
    if campaign.detection is not None:
        yield (*where, "detection", "takes"), campaign.detection.takes
    if campaign.preview is not None:
        yield (*where, "preview", "takes"), campaign.preview.takes
    if campaign.follows is not None:
        yield (*where, "follows", "delay"), campaign.follows.delay
    for how, delay in campaign.retries.items():
        yield (*where, "retries", how), delay


def _durations_of_callback(name: str, queue: Queue) -> Iterator[tuple[Where, Duration]]:
    callback = queue.callback
    if callback is None:
        return
    for field in ("after", "rings", "retry_after"):
        duration = getattr(callback, field)
        if duration is not None:
            yield ("queues", name, "callback", field), duration
    if callback.own_call is not None:
        yield ("queues", name, "callback", "own_call", "delay"), callback.own_call.delay


def _durations_of_complaints(model: Model) -> Iterator[tuple[Where, Duration]]:
    complaints = None if model.customers is None else model.customers.complaints
    if complaints is not None:
        yield ("customers", "complaints", "delay"), complaints.delay
        if complaints.returns_after is not None:
            yield ("customers", "complaints", "returns_after"), complaints.returns_after


def _durations_of_ways(where: Where, queue: Queue) -> Iterator[tuple[Where, Duration]]:
    for to, transfer in queue.transfers.items():
        if transfer.warm is not None:
            yield (*where, "transfers", to, "warm", "conference"), transfer.warm.conference
    if queue.recontact is not None:
        yield (*where, "recontact", "delay"), queue.recontact.delay
    if queue.voicemail is not None:
        yield (*where, "voicemail", "takes"), queue.voicemail.takes
    for how, redial in queue.redials.items():
        yield (*where, "redials", how, "delay"), redial.delay


def _durations_of_groups(model: Model) -> Iterator[tuple[Where, Duration]]:
    for name, group in model.agents.items():
        for queue_name, law in group.wrap_up.items():
            yield ("agents", name, "wrap_up", queue_name), law
        if group.answering is not None:
            yield ("agents", name, "answering", "rings"), group.answering.rings
        for field in ("lateness", "early_leave", "late_breaks"):
            delay = getattr(group, field)
            if delay is not None:
                yield ("agents", name, field, "by"), delay.by


def _durations_of_menus(model: Model) -> Iterator[tuple[Where, Duration]]:
    for how, redial in (model.ivr.redials if model.ivr else {}).items():
        yield ("ivr", "redials", how, "delay"), redial.delay
    for name, menu in (model.ivr.menus if model.ivr else {}).items():
        yield ("ivr", "menus", name, "prompt"), menu.prompt
        if menu.hang_up_after is not None:
            yield ("ivr", "menus", name, "hang_up_after"), menu.hang_up_after
        for key, choice in menu.choices.items():
            yield ("ivr", "menus", name, "choices", key, "takes"), choice.takes
    for where, offer in deflections(model):
        yield (*where, "takes"), offer.takes
        if offer.redial is not None:
            yield (*where, "redial", "delay"), offer.redial.delay


def durations_end(model: Model) -> Iterator[Issue]:
    """Only patience, and the time callers stand a menu, may be infinite."""
    for where, duration in durations(model):
        if where[-1] in ("patience", "hang_up_after") or duration.mean < math.inf:
            continue
        if isinstance(duration, ByInterval) or duration.kind == "infinite":
            what = "this never ends: 'infinite' is for patience and hang_up_after only"
            yield Issue("CIC307", where, what, "write a duration, such as exponential mean 3 min")


def opening_hours_lie_in_the_day(model: Model) -> Iterator[Issue]:
    """Hours of single weekdays lie between opens and closes; some day is open."""
    for day, hours in model.opening_hours.items():
        if hours == "closed":
            continue
        where: Where = ("opening_hours", day)
        if hours.closes <= hours.opens:
            yield Issue("CIC305", where, f"{day} closes before it opens", "swap the two times")
        elif hours.opens < model.opens or hours.closes > model.closes:
            usual = f"{units.clock_text(model.opens)} to {units.clock_text(model.closes)}"
            what = f"{units.clock_text(hours.opens)} to {units.clock_text(hours.closes)} on {day}"
            what += f" does not lie within {usual}"
            remedy = "let opens and closes hold all days, and narrow the others here"
            yield Issue("CIC305", where, what, remedy)
    if not model.open_weekdays:
        remedy = "open one of the days that are simulated"
        weekdays = {model.weekday(day) for day in range(min(model.days, 7))}
        shut = all(model.opening_hours.get(day) == "closed" for day in weekdays)
        where = ("opening_hours",) if shut else ("holidays",)
        yield Issue("CIC312", where, "no day is open", remedy)


def shifts_fit_the_day(model: Model) -> Iterator[Issue]:
    """No shift begins before opening; one that lies outside the hours altogether is told."""
    for name, group in model.agents.items():
        for n, shift in enumerate(group.shifts or ()):
            where: Where = ("agents", name, "shifts", n)
            yield from _shift(model, shift, where, ahead_of(model, name))


def _shift(model: Model, shift: Shift, where: Where, ahead: float) -> Iterator[Issue]:
    """What is wrong about a shift whose clocks are so far ahead of the centre's [s]."""
    begins = units.clock_text(shift.start)
    if ahead:
        begins += f" by the clocks of its site ({units.time_zone_text(ahead)})"
    opens = units.clock_text(model.opens)
    if shift.start - ahead < model.opens:
        what = f"the shift begins at {begins}, before opening at {opens}"
        earliest = past_midnight_text(model.opens + ahead)
        remedy = f"write from: '{earliest}', or let the centre open earlier, without arrivals"
        yield Issue("CIC304", (*where, "from"), what, remedy)
    elif shift.start - ahead >= model.closes:
        what = f"the shift begins at {begins}, after closing"
        yield notice("CIC353", (*where, "from"), what, "its agents only serve who still waits")
    if model.days > 1 and shift.until - shift.start > units.DAY:
        what = "the shift is longer than a day, and would overlap the next day's"
        yield Issue("CIC306", (*where, "until"), what, "write a shift of at most 24 h")
    worked = model.open_weekdays
    if shift.days is not None and not set(shift.days) & set(worked):
        what = (
            f"the shift is worked on {', '.join(shift.days)} only, which never comes or is closed"
        )
        remedy = f"open days that are simulated: {', '.join(worked)}"
        yield notice("CIC353", (*where, "days"), what, remedy)


def late_breaks_have_breaks(model: Model) -> Iterator[Issue]:
    """Breaks that are taken late stand in some shift; where there are none, this is told."""
    for name, group in model.agents.items():
        if group.late_breaks is not None and not any(s.breaks for s in group.shifts or ()):
            what = f"breaks of group {name!r} are taken late, and none of its agents has one"
            remedy = "write the breaks into its shifts, or remove 'late_breaks'"
            where: Where = ("agents", name, "late_breaks")
            yield notice("CIC362", where, what, remedy, reads=(("agents", name),))


def moments_lie_in_the_horizon(model: Model) -> Iterator[Issue]:
    """Arrivals that are replayed come between the first opening and the last closing."""
    last = (model.days - 1) * units.DAY + model.closes
    windows = [model.open_window(day) for day in range(model.days)]
    for where, arrivals in sources(model):
        outside = [t for t in arrivals.times or () if not model.opens <= t <= last]
        if outside:
            day, seconds = divmod(outside[0], units.DAY)
            at = units.clock_text(seconds, with_seconds=True) + (
                f" of day {day + 1:g}" if day else ""
            )
            what = f"{_counted(len(outside), 'moment')} of arrival outside the horizon: first {at}"
            remedy = "remove them, or change opens, closes or days"
            yield Issue("CIC304", (*where, "times"), what, remedy)
            continue
        if where[0] == "queues" and _waits(model, str(where[1])):
            continue
        shut = sum(not _is_open(windows, t - model.opens) for t in arrivals.times or ())
        if shut:
            what = f"{_counted(shut, 'moment')} of arrival while the centre is closed"
            remedy = (
                "before the first opening they wait, later they are sent away; change "
                "opening_hours or holidays, or remove them"
            )
            yield notice("CIC355", (*where, "times"), what, remedy)


def _waits(model: Model, queue: str) -> bool:
    medium = known_medium(model, model.queues[queue].channel)
    return medium is None or medium.deferred


def _is_open(windows: Sequence[tuple[float, float] | None], at: float) -> bool:
    day = int(at // units.DAY)
    near = windows[max(0, day - 1) : day + 1]
    return any(window is not None and window[0] <= at <= window[1] for window in near)


def past_midnight_text(at: float) -> str:
    """A time of day as it is written, past midnight as 26:00."""
    return f"{int(at // units.HOUR):02d}:{int(at % units.HOUR // units.MINUTE):02d}"


DAY_CHECKS = (
    lists_fit_the_day,
    durations_end,
    opening_hours_lie_in_the_day,
    shifts_fit_the_day,
    late_breaks_have_breaks,
    moments_lie_in_the_horizon,
)
