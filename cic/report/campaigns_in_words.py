"""Campaigns in words: whom they call, when, how, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.wording import harmless, listed, share_text
from cic.scenario.blending import Blending, Moves
from cic.scenario.calling_hours import CallingHours, CallLimit
from cic.scenario.campaigns import Campaign
from cic.scenario.dialler import Dialler
from cic.scenario.scenario import Model

_AGAIN = {
    "busy": "a busy tone",
    "no_answer": "no answer",
    "machine": "a machine",
    "abandoned": "an abandoned call",
    "wrong_party": "somebody else",
    "cancelled": "a cancelled call",
}
_ADAPTS = {
    "hard_limit": "never so many that the share of abandoned calls could exceed that",
    "tapered": "fewer as the share of abandoned calls goes from half of that to all of it",
    "average": "a share that is held on average",
}


def lines_on_campaigns(model: Model) -> Iterator[str]:
    """A paragraph on each campaign, in the order in which they have the free agents."""
    for name, campaign in model.ranked_campaigns.items():
        yield f"{harmless(name)}: {' '.join(_sentences(campaign))}"


def _sentences(campaign: Campaign) -> Iterator[str]:
    many = "an endless list" if campaign.listed is None else f"a list of {campaign.listed:,}"
    if campaign.follows is not None:
        feeds = campaign.follows.queues.items()
        of = listed([f"{share_text(share)} of {harmless(name)}" for name, share in feeds])
        after = law_text(campaign.follows.delay)
        joins = f"those who come on it after they were served ({of}), {after} later"
        many = f"{many}, and {joins}" if campaign.listed != 0 else f"a list of {joins}"
    who = "who answers hears a message"
    if campaign.message is None:
        who = f"who answers joins {harmless(campaign.queue)}"
    yield f"calls customers of {many}{_hours(campaign)}, priority {campaign.priority}; {who}."
    yield from _zones(campaign)
    yield _how_many(campaign)
    yield from map(_limit, campaign.limits)
    yield _comes_to(campaign)
    yield from _afterwards(campaign)
    if campaign.attempts > 1:
        again = [f"{law_text(law)} after {_AGAIN[how]}" for how, law in campaign.retries.items()]
        yield f"At most {campaign.attempts} attempts: again {listed(again)}."
    if campaign.dialler.cancels:
        yield "Calls that still ring are cancelled once no agent is left for them."
    moves = campaign.moves is not None
    if campaign.blending is not None:
        yield from _blending(campaign.blending, moves=moves)
    if campaign.moves is not None:
        yield from _moves(campaign.moves)


def _hours(campaign: Campaign) -> str:
    if campaign.hours is None:
        return ""
    return f", {listed([_window(hours) for hours in campaign.hours])}"


def _window(hours: CallingHours) -> str:
    told = f"from {units.clock_text(hours.start)} to {units.clock_text(hours.until)}"
    days = "" if hours.days is None else f" on {listed([day.capitalize() for day in hours.days])}"
    return told + days


def _limit(limit: CallLimit) -> str:
    most = f"At most {limit.calls:,} calls" if limit.calls else "No calls"
    if limit.per is not None and limit.calls:
        most += f" in {units.duration_text(limit.per)}"
    begins, ends = units.clock_text(limit.start), units.clock_text(limit.until)
    when = "a day" if limit.per is None else "all day"
    if (limit.start, limit.until) != (0.0, units.DAY):
        when = f"from {begins} to {ends}"
    others = f", together with {listed(list(map(harmless, limit.shared_with)))}"
    return f"{most} {when}{others if limit.shared_with else ''}."


def _zones(campaign: Campaign) -> Iterator[str]:
    if campaign.zones:
        total = sum(zone.share for zone in campaign.zones.values())
        told = [
            f"{share_text(zone.share / total)} in {harmless(name)}, "
            f"{units.time_zone_text(zone.time_zone)}"
            for name, zone in campaign.zones.items()
        ]
        yield f"Its customers live in time zones ({'; '.join(told)}); hours are by their clocks."


def _how_many(campaign: Campaign) -> str:
    dialler, mode = campaign.dialler, campaign.dialler.mode
    most = "" if campaign.lines is None else f", at most {campaign.lines} at once"
    if mode == "agentless":
        return f"Calls are made without agents on {campaign.lines} lines."
    if campaign.agents_first:
        return f"Dialler {mode}: an agent who is free is held for each call{most}."
    if mode == "predictive":
        return f"{_predictive(dialler)}{most}."
    per_agent, more, less = dialler.numbers
    each = "calls" if per_agent != 1 else "call"
    told = f"Dialler {mode}: {per_agent:g} {each} for each free agent"
    told += f" and {more} more" if more else ""
    told += ", those under way included" if less else ", whenever one comes free and only then"
    if dialler.doubles_below is not None:
        told += f"; twice as many while less than {share_text(dialler.doubles_below, 1)} are "
        told += "abandoned"
    return f"{told}{most}."


def _predictive(dialler: Dialler) -> str:
    counts = "the day" if dialler.counts == "day" else "the run"
    return (
        "Dialler predictive: calls for agents who are free or expected to come free, aimed at "
        f"{share_text(dialler.cap, 1)} abandoned, {_ADAPTS[dialler.adapts]}, counted over {counts} "
        f"(the factor on calls beyond the free agents up to {dialler.most:g}, in steps of "
        f"{dialler.step:g})"
    )


def _comes_to(campaign: Campaign) -> str:
    rates = campaign.rates
    live = (
        share_text(rates[0])
        if len(set(rates)) == 1
        else (f"{share_text(min(rates))} to {share_text(max(rates))}, by the interval,")
    )
    parts = [f"{live} are answered by a person after {law_text(campaign.rings)}"]
    for share, what in (
        (campaign.machine, "by a machine"),
        (campaign.busy, f"are busy ({units.duration_text(campaign.fails_after)})"),
        (campaign.invalid, "go to numbers that do not exist"),
    ):
        if share > 0:
            parts.append(f"{share_text(share)} {what}")
    longest = units.duration_text(campaign.gives_up_after)
    return f"Of all calls {listed(parts)}; calls ring for {longest} at most."


def _afterwards(campaign: Campaign) -> Iterator[str]:
    if campaign.message is not None:
        yield f"The message takes {law_text(campaign.message)}."
        return
    if campaign.preview is not None:
        told = f"Before the call the agent takes {law_text(campaign.preview.takes)}"
        skips = campaign.preview.skips
        yield f"{told}, and leaves {share_text(skips)} out." if skips else f"{told}."
    found = campaign.detection
    if found is not None and not campaign.agents_first:
        yield (
            f"Machines are told from people in {law_text(found.takes)}: "
            f"{share_text(found.false_positive, 1)} of people are taken for machines and hung up "
            f"on, {share_text(found.false_negative, 1)} of machines come to agents."
        )
    if campaign.machine > 0:
        yield f"An agent listens to a machine for {law_text(campaign.machine_talk)}."
    if not campaign.agents_first:
        wait = "as long as the queue's patience lasts"
        if campaign.drop_after is not None:
            wait = f"for {units.duration_text(campaign.drop_after)}"
        yield f"Who answers waits for an agent {wait}; then the call is abandoned."
    told = f"{share_text(campaign.right_party)} of those who answer are the right party"
    told += (
        f", of whom {share_text(campaign.promise)} make a promise" if campaign.promise > 0 else ""
    )
    other = f"; a talk with somebody else takes {law_text(campaign.wrong_party_talk)}"
    yield f"{told}{other if campaign.right_party < 1 else ''}."


def _moves(moves: Moves) -> Iterator[str]:
    inbound, outbound = harmless(moves.inbound), harmless(moves.outbound)
    told = f"Agents are moved between {inbound} (inbound) and {outbound}, one at a time"
    if moves.after_idle > 0:
        told += f", idle for {units.duration_text(moves.after_idle)} at least"
    if moves.stays_inbound > 0 or moves.stays_outbound > 0:
        stays = units.duration_text(moves.stays_inbound), units.duration_text(moves.stays_outbound)
        told += f"; they stay inbound for {stays[0]}, outbound for {stays[1]}"
    if moves.between_inbound > 0 or moves.between_outbound > 0:
        told += "; from one move inbound to the next it is "
        told += f"{units.duration_text(moves.between_inbound)}, outbound "
        told += units.duration_text(moves.between_outbound)
    if moves.keeps_idle_inbound:
        told += f"; {moves.keeps_idle_inbound} idle agents stay inbound"
    if moves.most_idle_outbound is not None:
        told += f"; none come outbound while {moves.most_idle_outbound} are idle there"
    yield f"{told}. When calling ends, all go back."


def _blending(blending: Blending, *, moves: bool) -> Iterator[str]:
    when = []
    if blending.when_free is not None:
        when.append(f"at least {blending.when_free} of its agents are free")
    if blending.others is not None:
        groups = listed([harmless(group) for group in blending.others], "or")
        when.append(f"at least {blending.others_free} of {groups}")
    if when:
        yield f"Calls are made when {listed(when)}."
    if blending.keeps_free:
        yield f"{blending.keeps_free} free agents are left for other contacts."
    if blending.after_idle > 0:
        idle = units.duration_text(blending.after_idle)
        yield f"Agents are called for once they have been idle for {idle}."
    inbound = blending.inbound
    if inbound is not None:
        of = "the queues that no campaign feeds"
        if inbound.queues is not None:
            of = listed([harmless(queue) for queue in inbound.queues])
        if moves:
            yield (
                f"The service level of {of} over {units.duration_text(inbound.over)} decides: "
                f"agents come inbound below {share_text(inbound.stops_below)}, and go outbound "
                f"from {share_text(inbound.resumes_above)} on."
            )
            return
        yield (
            f"Calls stop when the service level of {of} over "
            f"{units.duration_text(inbound.over)} is below {share_text(inbound.stops_below)}, for "
            f"{units.duration_text(inbound.stops_at_least)} at least, and go on from "
            f"{share_text(inbound.resumes_above)}, for "
            f"{units.duration_text(inbound.calls_at_least)} at least."
        )
