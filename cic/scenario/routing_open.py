"""Routings of switches whose source is open: Asterisk and FreeSWITCH."""

from __future__ import annotations

from cic.scenario.routing_scores import AgentTerm
from cic.scenario.routing_words import AgentScore, ContactScore, Named

_WEIGHT_FIRST: ContactScore = ({"weight": 1}, {"wait": 1})
_WEIGHTS = (
    "A member of several queues is refused to the lighter one while a heavier one holds at least "
    "as many callers, waiting or ringing, as it has members free{counting}; of queues to which it "
    "is not, in an order that Asterisk leaves open, the heaviest goes first, then the longest wait"
)
_LAST_WRITTEN = "of equal metrics the member that stands last in the order of writing"
_QUICKEST = (
    "whoever picks up first; at the same instant who would be chosen alone, then who stands first "
    "by group and by time idle"
)
_DOWN: AgentScore = ({"call_turn": 1},)
"""From the top; a call that was not picked up goes on down the list."""
_PENALTY = (
    "Penalties are ranks: the lowest with anybody free comes first. Queue rules that change "
    "penalties after a wait are `overflow` with `after`, for groups that come in, and `drop_out`"
)


def _asterisk(
    meaning: str,
    agent: AgentScore,
    *,
    ties: str,
    also_rings: str | None = None,
) -> Named:
    counting = "" if also_rings is None else " (one counts, however many)"
    return Named(
        origin="Asterisk app_queue",
        meaning=f"{meaning}. {_PENALTY}. {_WEIGHTS.format(counting=counting)}",
        ties=ties,
        agent=agent,
        yields_to_heavier=True,
        also_rings=also_rings,
        contact=_WEIGHT_FIRST,
    )


_ASTERISK: dict[str, Named] = {
    "asterisk.ringall": _asterisk(
        "All free members of the lowest penalty ring at once, and whoever picks up first takes the "
        "call; where nothing rings, one of them by chance",
        ({"lot": 1},), ties=_QUICKEST, also_rings="0 s",
    ),
    "asterisk.leastrecent": _asterisk(
        "The member whose last call from this queue ended longest ago; who had none goes first",
        ({"since_queue_contact": 1}, {"agent_order": 1}), ties=_LAST_WRITTEN,
    ),
    "asterisk.fewestcalls": _asterisk(
        "The member with the fewest completed calls from this queue",
        ({"queue_contacts": -1}, {"agent_order": 1}), ties=_LAST_WRITTEN,
    ),
    "asterisk.random": _asterisk(
        "A member by chance", ({"lot": 1},), ties="none: by chance",
    ),
    "asterisk.rrmemory": _asterisk(
        "The next member after the one that this queue chose last", ({"turn": 1},), ties="none",
    ),
    "asterisk.rrordered": _asterisk(
        "As rrmemory, in the order of writing", ({"turn": 1},), ties="none",
    ),
    "asterisk.linear": _asterisk(
        "The first free member from the top, for every call; one that was not picked up goes on "
        "down the list, and from its end to the top",
        _DOWN, ties="none",
    ),
    "asterisk.wrandom": Named(
        origin="Asterisk app_queue",
        meaning=(
            "The member of the lowest number by chance, drawn from 0 to 1 + penalty: a penalty "
            f"(the rank of the skill) is only a weight. {_WEIGHTS.format(counting='')}"
        ),
        ties="none: by chance",
        agent=({"ranked_lot": -1},),
        by_rank=False,
        yields_to_heavier=True,
        contact=_WEIGHT_FIRST,
    ),
}  # fmt: skip

_TIERS = (
    "Tiers of the lowest level (the rank) that has anybody free come first; tier rules by wait are "
    "`overflow` with `after`. The contact with the highest score, seconds waited and base score "
    "(the head start), goes first"
)


def _freeswitch(
    meaning: str,
    agent: AgentScore,
    *,
    ties: str = "by position",
    also_rings: str | None = None,
) -> Named:
    return Named(
        origin="FreeSWITCH mod_callcenter",
        meaning=f"{meaning}. {_TIERS}",
        ties=ties,
        agent=agent,
        also_rings=also_rings,
    )


_BY_POSITION: dict[AgentTerm, float] = {"agent_order": -1}
_FREESWITCH: dict[str, Named] = {
    "freeswitch.longest-idle-agent": _freeswitch(
        "The agent whose last call ended longest ago; who had none goes first",
        ({"since_contact": 1}, _BY_POSITION),
    ),
    "freeswitch.agent-with-least-talk-time": _freeswitch(
        "The agent with the least talk so far", ({"talk_time": -1}, _BY_POSITION)
    ),
    "freeswitch.agent-with-fewest-calls": _freeswitch(
        "The agent who answered the fewest calls", ({"contacts": -1}, _BY_POSITION)
    ),
    "freeswitch.sequentially-by-agent-order": _freeswitch(
        "The first agent by position", (_BY_POSITION,), ties="none"
    ),
    "freeswitch.round-robin": _freeswitch(
        "The next agent after the one that this queue chose last", ({"turn": 1},), ties="none"
    ),
    "freeswitch.top-down": _freeswitch(
        "The next agent by position after the one at whom this call rang last; then the first",
        _DOWN,
        ties="none",
    ),
    "freeswitch.random": _freeswitch("An agent by chance", ({"lot": 1},), ties="none: by chance"),
    "freeswitch.ring-all": _freeswitch(
        "All free agents of the tier ring at once, and whoever picks up first takes the call; "
        "where nothing rings, the first by position",
        (_BY_POSITION,),
        ties=_QUICKEST,
        also_rings="0 s",
    ),
    "freeswitch.ring-progressively": _freeswitch(
        "The first agent by position rings, and one more after each 10 s (the default of "
        "ring-progressively-delay; `also_rings` of a score has another)",
        (_BY_POSITION,),
        ties=_QUICKEST,
        also_rings="10 s",
    ),
}

OPEN_SWITCHES: dict[str, Named] = {**_ASTERISK, **_FREESWITCH}
