"""How contacts come, in words: channels, what agents hold at once, promises, reserves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cic import units
from cic.program.codes import AgentPolicy
from cic.program.fast_ways import agent_policy_of
from cic.report.laws_in_words import law_text
from cic.report.used import (
    medium_of_queue,
    puts_on_hold,
    speaks_of_channels,
    works_on_several,
)
from cic.report.wording import harmless, listed
from cic.scenario.agent_time import attention_of
from cic.scenario.channels import Medium, Turns, slows_down
from cic.scenario.queues import Queue
from cic.scenario.routing_presets import rule_of
from cic.scenario.scenario import Model


def lines_on_channels(model: Model) -> Iterator[str]:
    """The channels in use, a paragraph each; nothing where all contacts are plain calls."""
    if not speaks_of_channels(model):
        return
    for name, medium in model.media.items():
        told = " ".join(_sentences(medium, model))
        yield f"{harmless(name)}: {told}"


def _sentences(medium: Medium, model: Model) -> Iterator[str]:
    yield _nature(medium)
    yield _at_once(medium, model)
    if medium.turns is not None:
        yield _turns(medium.turns)
    held = [harmless(name) for name in medium.interrupts if name in model.media]
    if held:
        yield (
            f"A contact that finds nobody free puts one by {listed(held, 'or')} on hold; the same "
            "agent goes on with that one afterwards."
        )


def _nature(medium: Medium) -> str:
    if medium.deferred:
        return "deferred work; it waits over closing and over nights, and nobody gives up."
    line = " and a line is held" if medium.holds_line else ""
    if medium.may_abandon:
        return f"live; the customer is there{line}, and may give up waiting."
    return f"live; the customer is there{line}, and waits however long it takes."


def _at_once(medium: Medium, model: Model) -> str:
    """How many an agent holds at once, and what that does to the pace."""
    counts = {
        hold.at_once for (_, channel), hold in attention_of(model).items() if channel == medium.name
    } or {medium.at_once}
    most = max(counts)
    if most == 1:
        told = "An agent has one at a time"
    elif len(counts) == 1:
        told = f"An agent has up to {most} at once"
    else:
        numbers = listed([str(count) for count in sorted(counts)], "or")
        told = f"An agent has up to {numbers} at once, by group"
    slow = medium.slow_down[:most]
    if slows_down(slow):
        last = len(slow)
        paces = [
            f"× {factor:g} with {n}{' or more' if n == last < most else ''}"
            for n, factor in enumerate(slow, 1)
            if factor != 1
        ]
        told += f"; talk and wrap-up then take longer: {listed(paces)}"
    return f"{told}."


_BETWEEN = {
    "held": "",
    "same_agent": ". The agent is free between turns; what the customer answers goes to the same "
    "agent if free then, else to anyone",
    "any_agent": ". The agent is free between turns; what the customer answers goes to anyone",
}


def _turns(turns: Turns) -> str:
    if turns.count == 1:
        return "The agent answers once, and that is the whole talk."
    many = f"{turns.mean:g} turns on average" if turns.count is None else f"{turns.count} turns"
    told = f"A talk goes turn by turn: {many} share the agent's time for it"
    told += f", and between turns the customer pauses {law_text(turns.pause)}"
    if turns.times_out is not None:
        told += f"; who is silent for {units.duration_text(turns.times_out)} is closed"
    told += _BETWEEN[turns.between]
    return f"{told}."


# --- queues ---


def by_channel(model: Model, queue: str) -> str:
    """How the contacts of a queue come; empty where all are plain calls."""
    if not speaks_of_channels(model):
        return ""
    return f" by {harmless(model.queues[queue].channel)}"


def promise_text(model: Model, queue: str) -> str:
    """What a queue was promised, to what it is measured, and by which clock."""
    level = model.queues[queue].service_level
    goal = f"{100 * level.share:.4g}%" if level.share is not None else "no target, counted"
    told = f"{goal} in {units.duration_text(level.within)}"
    return told + measured_text(model, queue)


def measured_text(model: Model, queue: str) -> str:
    """What a threshold is measured to and by which clock, where that does not go without saying."""
    done, deferred = model.target_until(queue) == "done", medium_of_queue(model, queue).deferred
    told = ""
    if model.target_runs(queue) == "open_hours":
        told += " of open hours"
    elif deferred:
        told += " by the calendar, nights included"
    if done:
        told += ", to the end of the work"
    elif deferred:
        told += ", to the first answer"
    return told


def reserve_text(queue: Queue) -> str:
    """When agents take contacts of a queue, where not always."""
    ways = []
    if queue.after_idle is not None:
        ways.append(f"once they have been idle for {units.duration_text(queue.after_idle)}")
    if queue.when_free is not None:
        ways.append(f"while at least {queue.when_free} agents who answer it are free")
    return f" Agents take it only {listed(ways, 'or')}." if ways else ""


# --- agents ---


def beside_text(model: Model) -> str:
    """Who gets a contact when nobody is free; empty where agents have one contact in hand."""
    rule = rule_of(model.routing)
    by_score = agent_policy_of(rule.agent) >= AgentPolicy.AGENT_SCORE
    equals = "of equals, by the one "
    equals += "of the highest score, then by the one " if by_score else ""
    equals += "whose hands have been unchanged longest"
    several = any(works_on_several(model, group) for group in model.agents)
    told = (
        "Where nobody is free it is taken beside other contacts, by the agent with room who has "
        f"the fewest in hand; {equals}."
    )
    if any(puts_on_hold(model, group) for group in model.agents):
        if several:
            return f"{told} Last of all, contacts that it may interrupt are put on hold for it."
        return (
            "Where nobody is free, a contact that it may interrupt is put on hold for it, by the "
            f"agent with the fewest in hand; {equals}."
        )
    return told if several else ""


def capacity_text(model: Model, group: str) -> str:
    """What an agent of a group has in hand at once; empty where all contacts are plain calls."""
    if not speaks_of_channels(model):
        return ""
    shares = [share for share in model.capacity(group) if share]
    if not shares:
        return ""
    if len(shares) == 1 and max(shares[0].values()) == 1:
        return " One contact at a time."
    told = f" In hand at once: {_share_text(shares[0])}"
    for share in shares[1:]:
        told += f"; and beside these {_share_text(share)}"
    return f"{told}."


def _share_text(share: Mapping[str, int]) -> str:
    """One share of an agent's attention: how many of which channel fill it."""
    parts = [f"{'one' if n == 1 else f'up to {n}'} by {harmless(m)}" for m, n in share.items()]
    told = listed(parts, "or")
    if len(share) > 1 and max(share.values()) > 1:
        told += f", or a mixture that fills no more ({_fractions(share)})"
    return told


def _fractions(share: Mapping[str, int]) -> str:
    """What each fills of an agent's attention."""
    by_count: dict[int, list[str]] = {}
    for name, count in share.items():
        by_count.setdefault(count, []).append(f"one by {harmless(name)}")
    told = [
        f"{listed(names, 'or')} fills {'all' if count == 1 else f'1/{count}'}"
        for count, names in sorted(by_count.items())
    ]
    return "; ".join(told)
