"""Routing laid flat: which policy, the terms of its scores, and what these read."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from cic.program.bonds import COPIES, binds
from cic.program.codes import AgentPolicy, ContactPolicy
from cic.program.fast_ways import agent_policy_of, contact_policy_of
from cic.program.scans import OF_OWN, Scan, Sums, note_fixed, scan_of
from cic.program.score_codes import (
    ALL_COUNT,
    BY_QUEUE,
    DRAWN,
    ONE_COUNTS,
    REMEMBERED,
    Term,
)
from cic.program.score_records import CELL, CLAIM, MEMBER, PAST, TERM, URGENCY_OF_QUEUE
from cic.scenario.agent_time import agent_time, attention_of
from cic.scenario.precedence import Urgency
from cic.scenario.proficiency import proficiencies
from cic.scenario.routing_presets import Rule, rule_of
from cic.scenario.routing_scores import AgentTerm, ContactTerm
from cic.scenario.scenario import Model
from cic.scenario.standings import is_staged

CELLS = 64
"""Numbers that a person's own policy may keep."""


@dataclass(frozen=True)
class Policies:
    """Scores that a person wrote in Python, `f(contact, agent, centre, now)`: the highest wins.

    `cic.policies.own` says what such a function may read.
    """

    agent: Callable[..., Any] | None = None
    """Which agent for a contact; None: as the scenario says."""
    contact: Callable[..., Any] | None = None
    """Which contact for an agent; None: as the scenario says."""


@dataclass(frozen=True)
class Scores:
    """The policies of both decisions, and the tables of their scores; empty where none is used."""

    agent_policy: AgentPolicy
    contact_policy: ContactPolicy
    is_scored: bool
    """Whether agents are chosen by a score that has no fast way."""
    by_rank: bool
    """Whether agents are looked at by the ranks of their groups' skills."""
    waits_for: str
    """Whose agents take contacts that wait, as a `ContactRule` says."""
    settles_first: bool
    """Whether contacts settle on a group as they come."""
    copies: int
    """For which groups copies of contacts wait."""
    targets: bool
    """Whether they rather settle on some groups than try others."""
    by_chance: bool
    above: float | None
    """What the first sum of an agent must exceed; None: nothing."""
    also_rings: float | None
    """After how long a contact rings at one more agent [s], 0: at all at once; None: never."""
    yields: int
    """Whether agents are refused to queues for heavier ones of theirs."""
    draws: bool
    """Whether choices take contacts' dice."""
    draws_contacts: bool
    """Whether contacts are drawn."""
    scan: Scan
    """How the idle agents of a group are looked at."""
    remembers: int
    agent_terms: int
    first_terms: int
    """How many of them make the sum that decides."""
    terms: np.ndarray
    claims: np.ndarray
    urgencies: np.ndarray
    pasts: np.ndarray
    members: np.ndarray
    cells: np.ndarray
    own: Policies

    @property
    def scores(self) -> bool:
        """Whether agents or contacts are chosen by a score, or by a function of one's own."""
        by_score = self.agent_policy >= AgentPolicy.AGENT_SCORE
        return by_score or self.contact_policy >= ContactPolicy.CONTACT_SCORE

    def noted_in(self, floor: np.ndarray) -> np.ndarray:
        """The table of the centre as a whole, with the policies."""
        floor["agent_policy"], floor["contact_policy"] = self.agent_policy, self.contact_policy
        floor["agent_terms"], floor["terms"] = self.agent_terms, len(self.terms)
        floor["first_terms"], floor["by_chance"] = self.first_terms, self.by_chance
        self.scan.noted_in(floor)
        floor["yields"], floor["draws"] = self.yields, self.draws_contacts
        floor["settles_first"], floor["targets"] = self.settles_first, self.targets
        floor["copies"] = self.copies
        floor["bars"], floor["above"] = self.above is not None, self.above or 0.0
        floor["sorts"] = bool(self.urgencies["sorts"].any())
        floor["remembers"] = self.remembers
        floor["scores"], floor["is_scored"] = self.scores, self.is_scored
        return floor


def lay_out_scores(model: Model, agents: int, own: Policies) -> Scores:
    """Both decisions of a scenario, for so many agents; functions of one's own hold instead."""
    rule = rule_of(model.routing)
    rule = Rule(
        rule.agent if own.agent is None else None, rule.contact if own.contact is None else None
    )
    agent_policy, contact_policy = _agent_policy(model, rule), _contact_policy(model, rule)
    for_agents: Sums = ()
    if agent_policy == AgentPolicy.AGENT_SCORE and rule.agent is not None:
        for_agents = _sums(rule.agent.score)
    for_contacts: Sums = ()
    if contact_policy == ContactPolicy.CONTACT_SCORE and rule.contact is not None:
        for_contacts = _sums(rule.contact.score)
    used = {term for total in for_agents for term in total}
    remembers = 2 if used & BY_QUEUE else int(bool(used & REMEMBERED))
    drawn = rule.agent is not None and rule.agent.by_chance
    draws_contacts = rule.contact is not None and rule.contact.by_chance
    draws_groups = rule.contact is not None and rule.contact.waits_for == "drawn_by_delay"
    flat = [*_flat(for_agents), *_flat(for_contacts)]
    everything = used | {term for total in for_contacts for term in total}
    queues = len(model.queues)
    return Scores(
        agent_policy=agent_policy,
        contact_policy=contact_policy,
        is_scored=agent_policy_of(rule.agent) >= AgentPolicy.AGENT_SCORE,
        by_rank=rule.agent is not None and rule.agent.by_rank,
        waits_for="any_group" if rule.contact is None else rule.contact.waits_for,
        settles_first=rule.contact is not None and rule.contact.settles_first,
        copies=0 if rule.contact is None else COPIES[rule.contact.copies],
        targets=_targets(model, rule),
        by_chance=drawn,
        above=None if rule.agent is None else rule.agent.above,
        yields=_yields(model, rule),
        also_rings=None if rule.agent is None else rule.agent.also_rings,
        draws=(
            drawn
            or draws_contacts
            or draws_groups
            or agent_policy == AgentPolicy.RANDOM
            or not used.isdisjoint(DRAWN)
        ),
        draws_contacts=draws_contacts,
        scan=OF_OWN if rule.agent is None else scan_of(for_agents),
        remembers=remembers,
        agent_terms=sum(map(len, for_agents)),
        first_terms=len(for_agents[0]) if for_agents else 0,
        terms=np.array(flat, TERM.dtype) if flat else TERM.table(0),
        claims=note_fixed(_claims(model, everything) if flat else CLAIM.table(0), for_agents),
        urgencies=_urgencies(model, counts=Term.URGENCY in everything)
        if flat
        else URGENCY_OF_QUEUE.table(0),
        pasts=_nothing_done(PAST.table(agents * bool(remembers))),
        members=_nothing_done(MEMBER.table(agents * queues * (remembers > 1))),
        cells=CELL.table(CELLS * (rule.agent is None or rule.contact is None)),
        own=own,
    )


def _agent_policy(model: Model, rule: Rule) -> AgentPolicy:
    """How agents are chosen; one by one, by a score, where not all who are idle may be."""
    policy = agent_policy_of(rule.agent)
    bound = any(map(binds, model.queues.values()))
    bound |= rule.contact is not None and rule.contact.settles_first
    if bound or _targets(model, rule) or _yields(model, rule):
        return max(policy, AgentPolicy.AGENT_SCORE)
    return policy


def _targets(model: Model, rule: Rule) -> bool:
    """Whether contacts rather settle on some groups than try others."""
    aims = any(crew.ratio_target is not None for crew in model.agents.values())
    return aims and rule.settles_by_ratio


def _yields(model: Model, rule: Rule) -> int:
    """Whether agents may be refused to a queue: some answer queues of several weights.

    How many of those who are free for the heavier then count; 0: nobody is ever refused.
    """
    if rule.agent is None or not rule.agent.yields_to_heavier:
        return 0
    weights = {name: queue.weight for name, queue in model.queues.items()}
    if any(len({weights[q] for q in crew.skills}) > 1 for crew in model.agents.values()):
        return ONE_COUNTS if rule.agent.also_rings == 0 else ALL_COUNT
    return 0


def _contact_policy(model: Model, rule: Rule) -> ContactPolicy:
    """How contacts are chosen; by a score that reads ranks, where these change with stages."""
    policy = contact_policy_of(rule.contact)
    if policy == ContactPolicy.LIST_ORDER and any(map(is_staged, model.queues.values())):
        return ContactPolicy.CONTACT_SCORE
    return policy


def _sums(score: Sequence[dict[AgentTerm, float]] | Sequence[dict[ContactTerm, float]]) -> Sums:
    return tuple({Term[word.upper()]: weight for word, weight in one.items()} for one in score)


def _flat(sums: Sums) -> list[tuple[float, int, int]]:
    """The terms of sums as rows of `TERM`."""
    return [
        (weight, int(term), place) for place, one in enumerate(sums) for term, weight in one.items()
    ]


def _claims(model: Model, used: set[Term]) -> np.ndarray:
    """What groups and queues are to each other."""
    table = CLAIM.table(len(model.agents) * len(model.queues))
    weights = sum(queue.weight for queue in model.queues.values())
    timed = bool(used & {Term.SERVICE_RATE, Term.C_MU, Term.GENERALISED_C_MU})
    good_at = {name: proficiencies(model, name) for name in model.queues}
    rows = iter(table)
    for name, group in model.agents.items():
        for queue_name, queue in model.queues.items():
            row = next(rows)
            row["group_weight"], row["skills"] = group.weight, len(group.skills)
            good = good_at[queue_name][name]
            row["proficiency"], row["weighted_proficiency"] = good.added_up, good.weighted
            row["ordered_proficiency"] = good.in_order
            row["share"] = queue.weight / weights
            way = queue.overflow.get(name)
            if way is not None:
                row["delay"] = math.inf if way.after is None else way.after
            skill = group.skills.get(queue_name)
            if skill is not None:
                row["level"], row["rank"] = skill.level, skill.rank
                row["rate"] = _rate(model, queue_name, name) if timed else 0.0
    return table


def _urgencies(model: Model, *, counts: bool) -> np.ndarray:
    """How urgent the contacts of each queue are; whether it `counts`."""
    table = URGENCY_OF_QUEUE.table(len(model.queues))
    for row, queue in zip(table, model.queues.values(), strict=True):
        urgency = queue.urgency or Urgency()
        row["initial"], row["per_second"] = urgency.initial, urgency.per_minute / 60
        row["forwarded"] = urgency.forwarded
        row["at_most"] = math.inf if urgency.at_most is None else urgency.at_most
        row["sorts"] = counts and (urgency.per_minute < 0 or urgency.forwarded != 0)
    return table


def _rate(model: Model, queue: str, group: str) -> float:
    """Contacts of a queue that an agent of a group serves a second, in the mean of intervals."""
    attention = attention_of(model)
    if (group, model.queues[queue].channel) not in attention:
        return 0.0
    intervals = range(model.intervals_per_day)
    takes = fmean(agent_time(model, queue, group, k, attention) for k in intervals)
    return 1 / takes if takes > 0 else 1e9


def _nothing_done(table: np.ndarray) -> np.ndarray:
    """Pasts of agents who have not talked yet."""
    table["ended_at"] = -math.inf
    return table
