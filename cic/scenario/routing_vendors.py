"""Routings of switches for sale."""

from __future__ import annotations

from cic.scenario.routing_words import (
    FIRST_LISTED,
    LONGEST_IDLE,
    AgentScore,
    ContactScore,
    Named,
)

_UCCX = "Cisco UCCX"
_BY_PRIORITY: ContactScore = ({"priority": -1}, {"wait": 1})


def _skilled(meaning: str, agent: AgentScore) -> Named:
    return Named(
        origin=_UCCX,
        meaning=(
            f"The agent of the {meaning}: the `attributes` of agents that the queue `asks_for`, or "
            "the level of the skill where it asks for none; who is below a minimum has no skill "
            "for the queue. Contacts by priority"
        ),
        ties=LONGEST_IDLE,
        agent=agent,
        by_rank=False,
        contact=_BY_PRIORITY,
    )


VENDORS: dict[str, Named] = {
    "connect": Named(
        origin="Amazon Connect",
        meaning=(
            "The agent who has been available longest; an agent takes the contact of the lowest "
            "priority number in its routing profile (the rank of the skill), then the longest "
            "wait. The delay of a profile is `overflow` with `after`. Routing criteria are "
            "`criteria` of the queue: steps, each of which asks for `attributes` of the agents at "
            "a proficiency of 1 to 5 or more, all of them, and expires; then any agent of the queue"
        ),
        ties=FIRST_LISTED,
        by_rank=False,
        contact=({"rank": -1}, {"wait": 1}),
    ),
    "genesys.standard": Named(
        origin="Genesys Cloud",
        meaning=(
            "All skills matching: the agent who has been idle longest; contacts by conversation "
            "score, in which a point of priority is a minute of age. The lowest priority number "
            "goes first here. Last-agent routing is `affinity` of the queue"
        ),
        ties=FIRST_LISTED,
        by_rank=False,
        contact=({"wait": 1, "priority": -60},),
    ),
    "genesys.best-available-skills": Named(
        origin="Genesys Cloud",
        meaning="The agent of the highest level of skill; contacts by conversation score",
        ties=LONGEST_IDLE,
        differs="a customer reports that only the 100 agents idle longest are looked at",
        agent=({"level": 1}, {"idle": 1}),
        by_rank=False,
        contact=({"wait": 1, "priority": -60},),
    ),
    "genesys.bullseye": Named(
        origin="Genesys Cloud",
        meaning=(
            "Rings of agents that open one after the other: the first are the groups of the queue, "
            "each further one is `overflow` with `after`, and one that is left is `drop_out`; "
            "inside, the agent idle longest. Contacts by conversation score"
        ),
        ties=LONGEST_IDLE,
        contact=({"wait": 1, "priority": -60},),
    ),
    "genesys.priority-only": Named(
        origin="Genesys Cloud",
        meaning="The agent idle longest; contacts by priority, then the longest wait",
        ties=FIRST_LISTED,
        by_rank=False,
        contact=_BY_PRIORITY,
    ),
    "nice": Named(
        origin="NICE CXone",
        meaning=(
            "The agent of the highest level; the contact of the highest priority: initial, more "
            "with each minute, capped (`urgency` of the queue), then the longest wait. A band of "
            "levels that widens is `overflow` with `after`"
        ),
        ties=LONGEST_IDLE,
        agent=({"level": 1}, {"idle": 1}),
        by_rank=False,
        contact=({"urgency": 1}, {"wait": 1}),
    ),
    "uccx.longest-available": Named(
        origin=_UCCX, meaning="The agent available longest; contacts by priority",
        ties=LONGEST_IDLE, by_rank=False, contact=_BY_PRIORITY,
    ),
    "uccx.most-handled-contacts": Named(
        origin=_UCCX, meaning="The agent who handled most contacts; contacts by priority",
        ties=LONGEST_IDLE, agent=({"contacts": 1},), by_rank=False, contact=_BY_PRIORITY,
    ),
    "uccx.shortest-average-handle-time": Named(
        origin=_UCCX,
        meaning="The agent of the shortest mean handle time; contacts by priority",
        ties=LONGEST_IDLE, agent=({"mean_handle_time": -1},), by_rank=False, contact=_BY_PRIORITY,
    ),
    "uccx.most-skilled": _skilled("highest levels added up", ({"proficiency": 1},)),
    "uccx.most-skilled-by-weight": _skilled(
        "highest levels times weights, added up", ({"weighted_proficiency": 1},)
    ),
    "uccx.most-skilled-by-order": _skilled(
        "highest level of what the queue asks for first, then of the second, and so on",
        ({"ordered_proficiency": 1},),
    ),
    "uccx.least-skilled": _skilled("lowest levels added up", ({"proficiency": -1},)),
    "uccx.least-skilled-by-weight": _skilled(
        "lowest levels times weights, added up", ({"weighted_proficiency": -1},)
    ),
    "uccx.least-skilled-by-order": _skilled(
        "lowest level of what the queue asks for first, then of the second, and so on",
        ({"ordered_proficiency": -1},),
    ),
    "herzog": Named(
        origin="Callcenter Simulator (Herzog)",
        meaning=(
            "The agent of the highest score: weight of the group, level of the skill, share of "
            "time idle and seconds idle added up; one of -1 or less is never chosen, and takes a "
            "contact only as it comes free. The contact of the highest urgency: initial, "
            "`forwarded` points if it was passed on, more (or less) with each minute. Minimum "
            "waiting times of a group are `overflow` with `after`; all who are free are looked at "
            "again then"
        ),
        ties=(
            "agents: who stands first among the free; contacts: the first queue as written, then "
            "the longest wait"
        ),
        agent=({"group_weight": 1, "level": 1, "idle_share": 1, "idle": 1},),
        by_rank=False,
        above=-1,
        contact=({"urgency": 1}, {"queue_order": -1}),
    ),
}  # fmt: skip
