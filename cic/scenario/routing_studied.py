"""Routings of simulators and of the literature."""

from __future__ import annotations

from cic.scenario.routing_scores import AgentTerm
from cic.scenario.routing_words import FIRST_LISTED, LONGEST_IDLE, ContactScore, Named

_CC = "ContactCenters"
_SMALLEST = "the group, or queue, of the smallest index"
_BY_INDEX: tuple[dict[AgentTerm, float], dict[AgentTerm, float]] = (
    {"weighted_idle": 1}, {"agent_order": -1},
)  # fmt: skip
_PREFERRED: ContactScore = ({"rank": -1}, {"weighted_wait": 1}, {"queue_order": -1})
_DELAY = (
    "the least predicted delay, the wait of the last who waited for it over the weight of the group"
)
_LISTED = "The first group of the queue's list (`groups`, or ranks) with anybody free"
_CONTACTCENTERS: dict[str, Named] = {
    "contactcenters.queuepriority": Named(
        origin=_CC, meaning=f"{_LISTED}; an agent takes the first queue of its own list",
        ties="none: lists are total", contact=({"rank": -1},),
    ),
    "contactcenters.queueatlastgroup": Named(
        origin=_CC, meaning=f"{_LISTED}; contacts that wait are taken by the last group only",
        ties="the longest wait", waits_for="last_group",
    ),
    "contactcenters.longestqueuefirst": Named(
        origin=_CC, meaning=f"{_LISTED}; an agent serves the longest of its queues",
        ties=FIRST_LISTED, contact=({"length": 1},),
    ),
    "contactcenters.singlefifoqueue": Named(
        origin=_CC, meaning=f"{_LISTED}; an agent takes the longest wait of its queues",
        ties=FIRST_LISTED,
    ),
    "contactcenters.longestweightedwaitingtime": Named(
        origin=_CC, meaning=f"{_LISTED}; an agent takes the largest weight times wait",
        ties=FIRST_LISTED, contact=({"weighted_wait": 1},),
    ),
    "contactcenters.agentspref": Named(
        origin=_CC,
        meaning=(
            "Of the lowest rank, the agent of the largest weight of the group times idle time; "
            "of the lowest rank, the contact of the largest weight times wait"
        ),
        ties=_SMALLEST, agent=_BY_INDEX, contact=_PREFERRED,
    ),
    "contactcenters.agentspref-numfreeagents": Named(
        origin=_CC,
        meaning="The same, with the number of the group's free agents for the idle time",
        ties=_SMALLEST, agent=({"weighted_free": 1}, {"agent_order": -1}), contact=_PREFERRED,
    ),
    "contactcenters.agentspref-randomized": Named(
        origin=_CC,
        meaning=(
            "Of the lowest rank, an agent by chance in proportion to the weight of the group times "
            "idle time; of the lowest rank, a contact by chance in proportion to weight times wait"
        ),
        ties=f"where all scores are 0, whoever has been free longest; {FIRST_LISTED}",
        agent=({"weighted_idle": 1},), by_chance=True,
        contact=({"rank": -1}, {"weighted_wait": 1}), contact_by_chance=True,
    ),
    "contactcenters.agentsprefwithdelays": Named(
        origin=_CC,
        meaning=(
            "As agentspref; a group serves a queue only after a wait, `overflow` with `after`, and "
            "perhaps not after a longer one (overflowTransfer), `drop_out`. An agent first takes "
            "contacts of the shortest such delay. Ranks that change with the wait are `stages`"
        ),
        ties=_SMALLEST,
        differs="with `stages` contacts of all delays are alike, as with longestWaitingTime on",
        agent=_BY_INDEX, contact=({"delay": -1}, *_PREFERRED),
    ),
    "contactcenters.localspec": Named(
        origin=_CC,
        meaning=(
            "The agent with the fewest skills, specialists before generalists, of these the "
            "largest weight of the group times idle time; those of another region than the "
            "contact's only after a delay: their groups are `overflow` of the queue with `after`. "
            "An agent first takes contacts of its own region, of these the largest weight times "
            "wait; then others that have waited for so long"
        ),
        ties=_SMALLEST,
        agent=({"skills": -1}, *_BY_INDEX), by_rank=False,
        contact=({"delay": -1}, {"weighted_wait": 1}, {"queue_order": -1}),
    ),
    "contactcenters.queueratiooverflow": Named(
        origin=_CC,
        meaning=(
            f"{_LISTED}; who must wait does so for one group, where (Q + 1) / N is the smallest: "
            "those who wait for it and its agents on duty. Where that is not above the target of "
            "the group (`ratio_target`), a contact waits for the best of these in its set, groups "
            "of the same rank, and tries no later one"
        ),
        ties="the group that is tried first", waits_for="least_ratio",
    ),
    "contactcenters.queueratiooverflow-transfer": Named(
        origin=_CC,
        meaning=(
            "The same with copies: where a ratio is not above its target, all groups of the set "
            "take the contact"
        ),
        ties="the group that is tried first", waits_for="least_ratio", copies="set",
    ),
    "contactcenters.queueratiooverflow-promotion": Named(
        origin=_CC,
        meaning=(
            "The same with copies: where a ratio is not above its target, all groups of the set, "
            "and of the sets before, take the contact; where none is, all groups do"
        ),
        ties="the group that is tried first", waits_for="least_ratio", copies="sets",
    ),
    "contactcenters.expdelay": Named(
        origin=_CC,
        meaning=(
            f"A contact goes to one group as it comes, free or not: that of {_DELAY}, and keeps to "
            "it; its agent of the longest idle time"
        ),
        ties=_SMALLEST, by_rank=False, waits_for="least_delay", settles_first=True,
    ),
    "contactcenters.expdelay-stochastic": Named(
        origin=_CC,
        meaning=(
            "The same, with a group drawn by chance in proportion to weight over delay; while any "
            "has a delay of 0, the first of these"
        ),
        ties="none: by chance", by_rank=False, waits_for="drawn_by_delay", settles_first=True,
    ),
    "contactcenters.overflowandpriority": Named(
        origin=_CC,
        meaning=(
            "A script of stages by wait, with cases by the state of the centre (`stages` of the "
            "queue): at each, an agent of the lowest rank is looked for, of these the largest "
            "weight of the group times idle time; who finds none waits for agents of some groups, "
            "with each at a rank of its own, absolute or added to that of before. An agent who "
            "comes free takes the lowest rank, of these the largest weight times wait; who waits "
            "for no group is taken by nobody. A contact keeps its patience and its time in queue. "
            "Without stages ranks are those of the skills"
        ),
        ties=_SMALLEST,
        differs=(
            "conditions that are code of one's own, and on statistics but for the service level; "
            "the size of a queue is there that of a group's, here that of the contacts' own"
        ),
        agent=_BY_INDEX, contact=_PREFERRED,
    ),
    "contactcenters.ctmc": Named(
        origin=_CC,
        meaning=(
            "Of the lowest rank, the group with most free agents; of the lowest rank, the longest "
            "queue"
        ),
        ties=_SMALLEST,
        agent=({"free": 1}, {"agent_order": -1}),
        contact=({"rank": -1}, {"length": 1}, {"queue_order": -1}),
    ),
}  # fmt: skip

_STUDIED: dict[str, Named] = {
    "c_mu": Named(
        origin="Cox and Smith (1961)",
        meaning="The contact of the largest cost (weight of the queue) times service rate",
        ties="the longest wait", contact=({"c_mu": 1}, {"wait": 1}),
    ),
    "generalised_c_mu": Named(
        origin="Van Mieghem (1995)",
        meaning=(
            "The same where a contact costs weight × wait² / 2: weight times wait times rate"
        ),
        ties=FIRST_LISTED, contact=({"generalised_c_mu": 1},),
    ),
    "fixed_queue_ratio": Named(
        origin="Gurvich and Whitt (2009)",
        meaning=(
            "An agent serves the queue that is furthest above its part of all who wait, by the "
            "weights of the queues; a contact goes to the group with most idle agents by weight"
        ),
        ties=FIRST_LISTED, agent=({"weighted_free": 1}, {"idle": 1}), by_rank=False,
        contact=({"imbalance": 1}, {"wait": 1}),
    ),
    "target_urgency": Named(
        origin="cic",
        meaning=(
            "The contact that is next to miss its target; those that have missed it come after all "
            "that can still be answered in time"
        ),
        ties=FIRST_LISTED, contact=({"in_time": 1}, {"due": 1}),
    ),
    "fastest_first": Named(
        origin="Armony (2005)",
        meaning="The agent who serves most contacts of the queue in a given time",
        ties=LONGEST_IDLE, agent=({"service_rate": 1}, {"idle": 1}), by_rank=False,
    ),
}  # fmt: skip

STUDIED: dict[str, Named] = {**_CONTACTCENTERS, **_STUDIED}
