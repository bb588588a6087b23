"""What is said of a routing with a name, and the words that are cic's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cic.scenario.routing_scores import AgentTerm, ContactTerm, WaitsFor

AgentScore = tuple[dict[AgentTerm, float], ...]
ContactScore = tuple[dict[ContactTerm, float], ...]


@dataclass(frozen=True, kw_only=True)
class Named:
    """A routing with a name."""

    origin: str
    """Whose name it is."""
    meaning: str
    """What it does, in a sentence."""
    ties: str
    """Who goes first where it finds no difference."""
    differs: str = ""
    """What its origin does that it does not."""
    agent: AgentScore = ({"idle": 1},)
    by_rank: bool = True
    by_chance: bool = False
    """Whether an agent is drawn in proportion to the first sum."""
    above: float | None = None
    """What the first sum of an agent must exceed."""
    yields_to_heavier: bool = False
    """Whether an agent is refused to a queue while a heavier one of its queues wants it."""
    also_rings: str | None = None
    """After how long a contact also rings at one more agent; `0 s`: at all at once."""
    contact: ContactScore = ({"wait": 1},)
    contact_by_chance: bool = False
    """Whether a contact is drawn in proportion to the last sum."""
    waits_for: WaitsFor = "any_group"
    settles_first: bool = False
    """Whether a contact settles on a group as it comes."""
    copies: Literal["none", "set", "sets"] = "none"
    """For which further groups it waits."""


LONGEST_IDLE = "whoever has been free longest; free since the same instant: whose event came first"
FIRST_LISTED = "the queue that stands first with the group: by rank, then as written"

AGENT_WORDS: dict[str, Named] = {
    "longest_idle": Named(
        origin="cic",
        meaning="the agent who has been free longest, whatever the ranks of skills",
        ties="whose event came first",
        by_rank=False,
    ),
    "skill_rank": Named(
        origin="cic",
        meaning="an agent of the group that has the queue at the lowest rank and somebody free",
        ties=LONGEST_IDLE,
    ),
    "random": Named(
        origin="cic",
        meaning="one of those who are free, by chance, all alike",
        ties="none: the chance is the contact's own",
        agent=({"lot": 1},),
        by_rank=False,
    ),
    "fewest_contacts": Named(
        origin="cic",
        meaning="the agent who has answered the fewest contacts so far",
        ties=LONGEST_IDLE,
        agent=({"contacts": -1},),
        by_rank=False,
    ),
    "round_robin": Named(
        origin="cic",
        meaning="the first free agent by number after the one that this queue chose last",
        ties="none: numbers differ",
        agent=({"turn": 1},),
        by_rank=False,
    ),
}

CONTACT_WORDS: dict[str, Named] = {
    "longest_wait": Named(
        origin="cic",
        meaning="the contact that has waited longest, head start counted",
        ties=FIRST_LISTED,
    ),
    "priority": Named(
        origin="cic",
        meaning="from the queue with the lowest priority number, then the longest wait",
        ties=FIRST_LISTED,
        contact=({"priority": -1}, {"wait": 1}),
    ),
    "list_order": Named(
        origin="cic",
        meaning="from the first queue in the group's own order in which somebody waits",
        ties="none: the order is total",
        contact=({"rank": -1},),
    ),
    "longest_queue": Named(
        origin="cic",
        meaning="from the queue in which most wait",
        ties=FIRST_LISTED,
        contact=({"length": 1},),
    ),
    "weighted_wait": Named(
        origin="cic",
        meaning="the contact with the largest wait times the weight of its queue",
        ties=FIRST_LISTED,
        contact=({"weighted_wait": 1},),
    ),
    "earliest_due": Named(
        origin="cic",
        meaning="the contact whose promise falls due first, by the clock of that promise",
        ties=FIRST_LISTED,
        contact=({"due": 1},),
    ),
}
