"""Checks of campaigns: whom they name is there, they may call, and somebody may answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.blending import Blending
from cic.scenario.calling_windows import calling_windows
from cic.scenario.campaigns import Campaign
from cic.scenario.checks_channels import reads_channel
from cic.scenario.checks_flow import answering
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.words import THE_SUM

SHORTEST_RINGING = 15.0
CONNECT_WITHIN = 2.0
HIGHEST_CAP = 0.03
"""What rules on telemarketing ask for: how long it rings, the wait for an agent, and the share of
abandoned calls (16 CFR 310.4(b)(4))."""
EARLIEST, LATEST = 8 * units.HOUR, 21 * units.HOUR
"""Between these hours, where the customer lives, they allow calls (16 CFR 310.4(c))."""


def campaigns_name_queues_and_groups(model: Model) -> Iterator[Issue]:
    """The queues and groups that campaigns speak of exist."""
    for name, campaign in model.campaigns.items():
        where: Where = ("campaigns", name)
        if name == THE_SUM:
            what = f"{name!r} cannot be a name here: tables call the sum of all so"
            yield Issue("CIC206", where, what, "choose another name")
        blending = campaign.blending
        inbound = None if blending is None else blending.inbound
        watched = () if inbound is None else inbound.queues or ()
        named = [((*where, "queue"), campaign.queue)]
        named += [((*where, "blending", "inbound", "queues"), queue) for queue in watched]
        if campaign.follows is not None:
            named += [((*where, "follows", "queues", one), one) for one in campaign.follows.queues]
        for place, queue in named:
            if queue not in model.queues:
                what = f"campaign {name!r} names queue {queue!r}, which does not exist"
                yield Issue("CIC420", place, what, did_you_mean(queue, list(model.queues)))
        groups = [] if blending is None else list(blending.others or ())
        crews = [((*where, "blending", "others"), group) for group in groups]
        if campaign.moves is not None:
            moves = campaign.moves
            crews += [((*where, "moves", "inbound"), moves.inbound)]
            crews += [((*where, "moves", "outbound"), moves.outbound)]
        for place, group in crews:
            if group not in model.agents:
                what = f"campaign {name!r} names group {group!r}, which does not exist"
                yield Issue("CIC421", place, what, did_you_mean(group, list(model.agents)))


def customers_can_be_talked_to(model: Model) -> Iterator[Issue]:
    """Who answers a call talks to an agent at once, without turns."""
    for name, campaign in model.campaigns.items():
        queue = model.queues.get(campaign.queue)
        medium = None if queue is None else known_medium(model, queue.channel)
        if medium is not None and (medium.deferred or medium.turns is not None):
            what = f"nobody is called by {medium.name!r}, the channel of {campaign.queue!r}"
            where: Where = ("campaigns", name, "queue")
            reads = (where, *reads_channel(model, campaign.queue))
            yield Issue("CIC422", where, what, "name a queue of calls", reads=reads)


def calls_come_later(model: Model) -> Iterator[Issue]:
    """Nobody is called again at once."""
    for name, campaign in model.campaigns.items():
        for how, delay in campaign.retries.items():
            if delay.mean <= 0:
                what = "customers are called again without any delay"
                where: Where = ("campaigns", name, "retries", how)
                yield Issue("CIC423", where, what, "write a delay, such as 3 h")


def hours_come(model: Model) -> Iterator[Issue]:
    """A campaign may call at some time; where not, this is told."""
    for name, campaign in model.campaigns.items():
        backwards = [n for n, one in enumerate(campaign.hours or ()) if one.until <= one.start]
        for n in backwards:
            where: Where = ("campaigns", name, "hours", n)
            what = "calling ends before it begins"
            yield Issue("CIC424", where, what, "swap 'from' and 'until'")
        if campaign.hours is not None and not backwards and not _ever_calls(model, campaign):
            what = f"campaign {name!r} never calls: its hours lie outside those of the centre"
            remedy = "change its hours, or opens, closes and opening_hours"
            place: Where = ("campaigns", name, "hours")
            yield notice("CIC430", place, what, remedy, reads=(place, *HORIZON))


def _ever_calls(model: Model, campaign: Campaign) -> bool:
    return any(calling_windows(model, campaign, zone) for zone in campaign.parts.values())


def zones_matter(model: Model) -> Iterator[Issue]:
    """Time zones are written where something goes by the customers' clocks, and all are called."""
    for name, campaign in model.campaigns.items():
        where: Where = ("campaigns", name, "zones")
        if campaign.zones and campaign.hours is None and len(campaign.rates) == 1:
            what = f"customers of {name!r} live in time zones, and nothing goes by their clocks"
            remedy = "write 'hours', or 'answers' by interval, or remove 'zones'"
            yield notice("CIC435", where, what, remedy, reads=(("campaigns", name),))
            continue
        called = {zone: bool(calling_windows(model, campaign, one))
                  for zone, one in campaign.zones.items()}  # fmt: skip
        for zone, ever in called.items():
            if any(called.values()) and not ever:
                what = f"customers of {name!r} in {zone!r} are never called: their hours lie"
                remedy = "change its hours, the zone, or opens, closes and opening_hours"
                reads = (("campaigns", name), *HORIZON)
                told = f"{what} outside those of the centre"
                yield notice("CIC436", (*where, zone), told, remedy, reads=reads)


def rules_are_kept(model: Model) -> Iterator[Issue]:
    """What rules on telemarketing do not allow is told."""
    for name, campaign in model.campaigns.items():
        where: Where = ("campaigns", name)
        if campaign.gives_up_after < SHORTEST_RINGING:
            lasts = units.duration_text(campaign.gives_up_after)
            what = f"campaign {name!r} lets it ring for {lasts}; rules ask for 15 s at least"
            yield notice("CIC431", (*where, "gives_up_after"), what, "write 'gives_up_after: 20 s'")
        yield from _by_night(model, name, campaign)
        if campaign.dialler.cancels:
            what = f"calls of {name!r} that are cancelled may ring for less than 15 s, which rules"
            where_cancels: Where = (*where, "dialler", "cancels")
            yield notice("CIC438", where_cancels, f"{what} ask for", "remove 'cancels'")
        if campaign.agents_first or campaign.message is not None:
            continue
        if campaign.drop_after is None or campaign.drop_after > CONNECT_WITHIN:
            what = (
                f"who answers a call of {name!r} may wait for an agent longer than 2 s, and rules"
            )
            what += " count that as abandoned"
            yield notice("CIC432", (*where, "drop_after"), what, "write 'drop_after: 2 s'")
        if campaign.dialler.cap > HIGHEST_CAP:
            what = f"campaign {name!r} aims at {100 * campaign.dialler.cap:.4g}% abandoned calls; "
            what += "rules allow 3%"
            yield notice("CIC433", (*where, "dialler", "cap"), what, "write 'cap: 3%'")


def _by_night(model: Model, name: str, campaign: Campaign) -> Iterator[Issue]:
    """Calls before 8:00 or after 21:00 by the clocks of whom is called."""
    for zone in campaign.parts.values():
        for begins, ends in calling_windows(model, campaign, zone):
            first = (begins + model.opens + zone.time_zone) % units.DAY
            if first < EARLIEST or first + ends - begins > LATEST:
                what = f"campaign {name!r} calls before 8:00 or after 21:00 where customers live"
                remedy = "write 'hours: {from: 08:00, until: 21:00}'"
                reads = (("campaigns", name), *HORIZON)
                told = f"{what}, and rules do not allow it"
                yield notice("CIC437", ("campaigns", name), told, remedy, reads=reads)
                return


def fields_have_a_use(model: Model) -> Iterator[Issue]:
    """What the mode of calling has no use for is told."""
    for name, campaign in model.campaigns.items():
        mode = campaign.dialler.mode
        idle, why = _NOBODY_DROPPED, "agents make its calls"
        if campaign.message is not None:
            idle, why = _NO_AGENTS, "no agent talks to its customers"
        elif not campaign.agents_first:
            continue
        for path in idle:
            part, *inner = path
            held = getattr(campaign, part)
            written = part in campaign.model_fields_set
            if inner:
                written = inner[0] in (held if isinstance(held, dict) else _set_in(held))
            if written:
                what = f"campaign {name!r} has no use for {'.'.join(path)!r}: {why} (mode {mode})"
                where: Where = ("campaigns", name, *path)
                reads = (where, ("campaigns", name, "dialler"))
                yield notice(
                    "CIC426", where, what, "remove it, or call by another mode", reads=reads
                )


def _set_in(part: object) -> Collection[str]:
    """The fields that were written in a part of a campaign; none where there is no such part."""
    return part.model_fields_set if isinstance(part, Blending) else ()


_NOBODY_DROPPED: tuple[tuple[str, ...], ...] = (
    ("detection",),
    ("drop_after",),
    ("retries", "abandoned"),
)
_NO_AGENTS = (
    *_NOBODY_DROPPED,
    *((part,) for part in ("machine_talk", "right_party", "wrong_party_talk", "promise")),
    ("retries", "wrong_party"),
    *(("blending", part) for part in ("when_free", "keeps_free", "after_idle", "others")),
)
"""Where agents make the calls, nobody who answers is without one; where none do, nobody talks."""


def moves_serve_their_purpose(model: Model) -> Iterator[Issue]:
    """Agents are moved to where the other queues are answered, or the campaign's is."""
    for name, campaign in model.campaigns.items():
        moves = campaign.moves
        if moves is None or campaign.blending is None or campaign.blending.inbound is None:
            continue
        called_for = {one.queue for one in model.campaigns.values()}
        others = [queue for queue in model.queues if queue not in called_for]
        watched = campaign.blending.inbound.queues or others
        for way, group, queues in (
            ("inbound", moves.inbound, watched),
            ("outbound", moves.outbound, (campaign.queue,)),
        ):
            serves = any(group in answering(model, one) for one in queues)
            if queues and group in model.agents and not serves:
                what = f"campaign {name!r} moves agents to {group!r}, which does not serve "
                what += " or ".join(repr(one) for one in queues)
                remedy = "swap 'inbound' and 'outbound', or change the skills of the group"
                where: Where = ("campaigns", name, "moves", way)
                reads = (("campaigns", name), ("agents", group), ("queues",))
                yield notice("CIC427", where, what, remedy, reads=reads)


def somebody_may_answer(model: Model) -> Iterator[Issue]:
    """A campaign of whose customers nobody ever answers is told."""
    for name, campaign in model.campaigns.items():
        if max(campaign.rates) <= 0:
            what = f"nobody ever answers a call of campaign {name!r}"
            yield notice("CIC434", ("campaigns", name, "answers"), what, "write 'answers: 30%'")


CAMPAIGN_NAME_CHECKS = (campaigns_name_queues_and_groups,)
CAMPAIGN_CHECKS = (
    customers_can_be_talked_to,
    calls_come_later,
    hours_come,
    zones_matter,
    rules_are_kept,
    fields_have_a_use,
    moves_serve_their_purpose,
    somebody_may_answer,
)
