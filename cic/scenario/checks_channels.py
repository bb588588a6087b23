"""Checks of channels: names, what goes together, who may interrupt whom."""

from __future__ import annotations

from collections.abc import Iterator

from cic.errors import did_you_mean
from cic.scenario.channels import (
    MOST_CHANNELS,
    PRESETS,
    channel_names,
    preset_of,
)
from cic.scenario.checks_flow import loops
from cic.scenario.checks_names import known_medium, sources
from cic.scenario.durations import ByInterval, Duration
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model


def channels_exist(model: Model) -> Iterator[Issue]:
    """Each channel that is spoken of is a preset or is described; each begins as a preset."""
    known = channel_names(model.channels)
    for where, name, told in _spoken_of(model):
        if name not in known:
            what = f"{told} {name!r}, which does not exist"
            yield Issue("CIC212", where, what, did_you_mean(name, known))
    for name, channel in model.channels.items():
        begins_as = preset_of(name, channel)
        if begins_as not in PRESETS:
            what = f"channel {name!r} begins as {begins_as!r}, which is not a preset"
            remedy = did_you_mean(begins_as, list(PRESETS))
            yield Issue("CIC212", ("channels", name, "like"), what, remedy)


def _spoken_of(model: Model) -> Iterator[tuple[Where, str, str]]:
    """Where a channel is named, its name, and what to tell about it."""
    for name, queue in model.queues.items():
        yield ("queues", name, "channel"), queue.channel, f"queue {name!r} comes by channel"
    for name, channel in model.channels.items():
        for n, other in enumerate(channel.interrupts or ()):
            told = f"channel {name!r} interrupts channel"
            yield ("channels", name, "interrupts", n), other, told
    for name, group in model.agents.items():
        for k, share in enumerate(group.capacity or ()):
            for other in share:
                told = f"group {name!r} has a capacity for channel"
                yield ("agents", name, "capacity", k, other), other, told


def interrupts_make_no_ring(model: Model) -> Iterator[Issue]:
    """No channel interrupts itself, by way of others or without, nor by what it begins as."""
    ways = {}
    for name, channel in model.channels.items():
        medium = known_medium(model, name)
        ways[name] = list((channel.interrupts if medium is None else medium.interrupts) or ())
    for loop in loops(ways):
        first, following = loop[0], loop[1]
        what = f"channel {first!r} interrupts itself"
        if len(loop) > 2:  # noqa: PLR2004
            what = f"channels interrupt one another in a ring: {' → '.join(map(repr, loop))}"
        n = ways[first].index(following)
        remedy = f"remove {following!r} here, or another of the ring"
        where: Where = ("channels", first, "interrupts", n)
        if model.channels[first].interrupts is None:
            remedy = f"write 'interrupts: []' here: it begins as what interrupts {following!r}"
            where = ("channels", first)
        reads: tuple[Where, ...] = tuple(("channels", name) for name in loop)
        yield Issue("CIC213", where, what, remedy, reads=reads)


def interrupted_work_can_be_held(model: Model) -> Iterator[Issue]:
    """No channel interrupts one that talks in turns: what the customer says next cannot be held."""
    for name, channel in model.channels.items():
        for n, other in enumerate(channel.interrupts or ()):
            medium = known_medium(model, other)
            if medium is not None and medium.turns is not None:
                what = f"channel {name!r} interrupts {other!r}, which talks in turns, and a talk in"
                what += " turns cannot be put on hold"
                remedy = f"remove {other!r} here, or give it a slow_down in place of turns"
                where: Where = ("channels", name, "interrupts", n)
                reads = (where, *_reads_medium(model, other))
                yield Issue("CIC319", where, what, remedy, reads=reads)


def deferred_work_is_no_call(model: Model) -> Iterator[Issue]:
    """In a deferred channel nobody gives up, and no line is held."""
    for name in model.channels:
        medium = known_medium(model, name)
        if medium is None or not medium.deferred:
            continue
        for field, told in (("may_abandon", "nobody gives up"), ("holds_line", "no line is held")):
            if getattr(medium, field):
                what = f"channel {name!r} is deferred, and in deferred work {told}"
                remedy = f"remove {field!r}, or write 'deferred: false'"
                reads: tuple[Where, ...] = (("channels", name),)
                yield Issue("CIC108", ("channels", name, field), what, remedy, reads=reads)


def nobody_gives_up_who_may_not(model: Model) -> Iterator[Issue]:
    """Patience and balking are for channels in which the customer may give up."""
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        if medium is None or medium.may_abandon:
            continue
        given = []
        if not is_endless(queue.patience):
            given.append(("patience", "have a patience"))
        if queue.balk > 0:
            given.append(("balk", f"balk ({queue.balk:.0%})"))
        for field, told in given:
            what = f"nobody gives up who comes by {medium.name!r}, and contacts of {name!r} {told}"
            remedy = f"remove {field!r}"
            if not medium.deferred:
                remedy += (
                    f", or let them give up: channels: {{{medium.name}: {{may_abandon: true}}}}"
                )
            where: Where = ("queues", name, field)
            reads = (where, *reads_channel(model, name))
            yield Issue("CIC313", where, what, remedy, reads=reads)


def is_endless(patience: Duration) -> bool:
    """Whether nobody ever gives up."""
    laws = patience.per_interval if isinstance(patience, ByInterval) else (patience,)
    return all(law.kind == "infinite" for law in laws)


def reads_channel(model: Model, queue: str) -> tuple[Where, ...]:
    """The places that decide what a queue's channel comes to."""
    return ("queues", queue, "channel"), *_reads_medium(model, model.queues[queue].channel)


def _reads_medium(model: Model, channel: str) -> tuple[Where, ...]:
    """The places that decide what a channel comes to."""
    written = model.channels.get(channel)
    begins_as = channel if written is None else preset_of(channel, written)
    return ("channels", channel), ("channels", begins_as)


def only_deferred_work_comes_overnight(model: Model) -> Iterator[Issue]:
    """Rates outside opening hours are for deferred channels."""
    for source, arrivals in sources(model):
        if arrivals.overnight is None:
            continue
        where: Where = (*source, "overnight")
        remedy = "remove it, or let a queue of a deferred channel have it, such as email"
        if source[0] == "ivr":
            what = "contacts of the ivr's own arrivals are live, and come in opening hours only"
            yield Issue("CIC314", where, what, remedy)
            continue
        name = str(source[1])
        medium = known_medium(model, model.queues[name].channel)
        if medium is not None and not medium.deferred:
            what = f"contacts of {name!r} come overnight, and channel {medium.name!r} is live"
            reads = (where, *reads_channel(model, name))
            yield Issue("CIC314", where, what, remedy, reads=reads)


def channels_are_used(model: Model) -> Iterator[Issue]:
    """Channels that are described and that no queue comes by are told; too many are refused."""
    used = list(dict.fromkeys(queue.channel for queue in model.queues.values()))
    reads: tuple[Where, ...] = (("queues", "*", "channel"),)
    for name in model.channels:
        if name not in used and not any(other.like == name for other in model.channels.values()):
            remedy = "let a queue come by it, or remove it"
            if name not in PRESETS:
                remedy += f"; {did_you_mean(name, list(PRESETS))}"
            what = f"no queue comes by channel {name!r}"
            yield notice("CIC357", ("channels", name), what, remedy, reads=reads)
    if len(used) > MOST_CHANNELS:
        name = next(n for n, q in model.queues.items() if q.channel == used[MOST_CHANNELS])
        what = f"queues come by {len(used)} channels, and {used[MOST_CHANNELS]!r} is one too many"
        remedy = f"let queues share channels: at most {MOST_CHANNELS}"
        yield Issue("CIC403", ("queues", name, "channel"), what, remedy, reads=reads)


CHANNEL_NAME_CHECKS = (channels_exist,)
CHANNEL_CHECKS = (
    interrupts_make_no_ring,
    interrupted_work_can_be_held,
    deferred_work_is_no_call,
    nobody_gives_up_who_may_not,
    only_deferred_work_comes_overnight,
    channels_are_used,
)
