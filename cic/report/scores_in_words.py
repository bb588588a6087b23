"""Policies in words: presets by their names, scores term by term, functions of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cic import units
from cic.report.wording import harmless
from cic.scenario.routing_presets import LEFT_OUT, NAMED, PRESETS, agent_rule, contact_rule
from cic.scenario.routing_scores import AgentRule, ContactRule, OwnChoice
from cic.scenario.routing_words import AGENT_WORDS, CONTACT_WORDS, Named

TERM_IN_WORDS = {
    "idle": "seconds idle",
    "since_contact": "seconds since the last talk",
    "since_queue_contact": "seconds since the last talk of this queue",
    "contacts": "contacts answered",
    "queue_contacts": "talks of this queue",
    "talk_time": "seconds of talk so far",
    "mean_handle_time": "mean handle time so far",
    "idle_share": "share of time idle",
    "agent_order": "number of the agent",
    "turn": "turn (highest for the next by number after the queue's last)",
    "level": "level of the skill",
    "skills": "number of skills",
    "service_rate": "contacts served a second",
    "group_weight": "weight of the group",
    "weighted_idle": "weight of the group × seconds idle",
    "free": "idle agents of the group",
    "weighted_free": "weight of the group × its idle agents",
    "lot": "a lot drawn from 0 to 1",
    "ranked_lot": "(1 + rank of the skill) × a lot drawn from 0 to 1",
    "call_turn": "turn (highest for the next by number after whom it rang at last)",
    "proficiency": "levels of what the queue asks for",
    "weighted_proficiency": "weights × levels of what the queue asks for",
    "ordered_proficiency": "levels of what the queue asks for, in order",
    "rank": "rank of the skill",
    "delay": "wait before the group serves the queue",
    "priority": "priority number",
    "wait": "seconds waited",
    "since_arrival": "seconds since the arrival",
    "weight": "weight of the queue",
    "weighted_wait": "weight of the queue × seconds waited",
    "length": "contacts in the queue",
    "imbalance": "contacts in the queue beyond its part of all",
    "urgency": "urgency",
    "c_mu": "weight of the queue × contacts served a second",
    "generalised_c_mu": "weight of the queue × seconds waited × contacts served a second",
    "due": "seconds since the promise fell due",
    "in_time": "1 while the promise can be kept",
    "queue_order": "number of the queue",
}
"""What each term of a score counts."""


def sum_in_words(one: Mapping[Any, float]) -> str:
    """What a weighted sum of terms puts first."""
    if len(one) == 1 and min(one.values()) < 0:
        return f"the lowest {amount_in_words({term: -weight for term, weight in one.items()})}"
    return f"the highest {amount_in_words(one)}"


def amount_in_words(one: Mapping[Any, float]) -> str:
    """A weighted sum of terms."""
    told = ""
    for term, weight in one.items():
        factor = "" if abs(weight) == 1 else f"{abs(weight):g} × "
        told += (" − " if weight < 0 else " + ") + factor + TERM_IN_WORDS[term]
    return told[3:] if told.startswith(" + ") else told[1:]


def score_in_words(score: Sequence[Mapping[Any, float]]) -> str:
    """Sums of terms, the first of which decides."""
    return ", then ".join(map(sum_in_words, score))


def decision_in_words(rule: AgentRule | ContactRule) -> str:
    """What a score chooses, or draws."""
    if not rule.by_chance:
        return score_in_words(rule.score)
    if isinstance(rule, AgentRule):
        return f"by chance in proportion to {amount_in_words(rule.score[0])}"
    *before, last = rule.score
    told = f"by chance in proportion to {amount_in_words(last)}"
    return f"{score_in_words(before)}, of these {told}" if before else told


def agent_choice_in_words(chosen: str | AgentRule | OwnChoice) -> str:
    """To whom a contact goes that finds several agents free."""
    if isinstance(chosen, OwnChoice):
        return (
            f"to whom {_own(chosen)} gives the highest score; of equals, whoever became idle first"
        )
    rule = chosen if isinstance(chosen, AgentRule) else agent_rule(NAMED[chosen])
    ranks = ", of the lowest rank that has anybody free," if rule.by_rank else ""
    if rule.by_chance:
        told = f"by chance{ranks} in proportion to {amount_in_words(rule.score[0])}"
    else:
        told = f"to the agent{ranks} with {score_in_words(rule.score)}"
        told += "; of equals, whoever became idle first"
    if rule.above is not None:
        told += f". An agent of {rule.above:g} or less is not chosen, and stays free"
    if rule.yields_to_heavier:
        told += (
            ". An agent is refused to a queue while a heavier one of its queues holds at least as "
            "many contacts, waiting or ringing, as agents who answer that one are free"
        )
        told += ", of whom one counts, since all ring at once" * (rule.also_rings == 0)
    return told + _rings_too(rule) + _as_named(chosen)


def _rings_too(rule: AgentRule) -> str:
    """At whom a contact rings besides, where it rings."""
    if rule.also_rings is None:
        return ""
    who = "whoever picks up first takes it"
    if rule.also_rings == 0:
        return f"; where phones ring, those of all who are free at that rank do, and {who}"
    after = units.duration_text(rule.also_rings)
    return f"; where phones ring, one more at that rank does after each {after}, and {who}"


def contact_choice_in_words(chosen: str | ContactRule | OwnChoice) -> str:
    """Which contact an agent takes who comes free while several wait."""
    if isinstance(chosen, OwnChoice):
        return f"the head of a queue to which {_own(chosen)} gives the highest score"
    rule = chosen if isinstance(chosen, ContactRule) else contact_rule(NAMED[chosen])
    how = "" if rule.by_chance and len(rule.score) == 1 else "with "
    told = f"the head of {'a' if rule.by_chance else 'the'} queue {how}{decision_in_words(rule)}"
    if rule.waits_for == "last_group":
        told += ", and only of queues that try its group last"
    elif rule.waits_for != "any_group":
        told += f", and only of who waits for its group: {_SETTLES[rule.waits_for]}"
        if rule.settles_first:
            told += ", be others free or not"
        told += _COPIES[rule.copies]
    return told + _as_named(chosen, differs=False)


_SETTLES = {
    "least_delay": (
        "that of the least delay (the last wait for it over its weight) when the contact came"
    ),
    "drawn_by_delay": (
        "one drawn by chance in proportion to its weight over its delay (the last wait for it; "
        "where any is 0, the first of these) when the contact came"
    ),
    "least_ratio": (
        "that of the least (Q + 1) / N, of those who wait for it and its agents on duty, when the "
        "contact came"
    ),
}
"""On which group contacts settle."""

_COPIES = {
    "none": "",
    "set": "; where that is within the target, for all groups of the same rank, too",
    "sets": "; for all others, too, or, where that is within the target, those of no higher rank",
}
"""For which further groups they wait."""


def _own(chosen: OwnChoice) -> str:
    return f"{harmless(chosen.function)} in {harmless(chosen.module)}"


def _as_named(chosen: object, *, differs: bool = True) -> str:
    """By whose name it is chosen, and what its origin does besides."""
    if not isinstance(chosen, str) or chosen not in PRESETS:
        return ""
    named = PRESETS[chosen]
    unlike = f"; unlike there: {named.differs}" if named.differs and differs else ""
    return f" (as {chosen} of {named.origin}{unlike})"


def policies() -> list[dict[str, Any]]:
    """All policies by name: what each decides, its meaning, origin, ties, terms and differences."""
    found = []
    for name, named in NAMED.items():
        decides = ["agent"] * (name not in CONTACT_WORDS) + ["contact"] * (name not in AGENT_WORDS)
        found.append({"name": name, "decides": decides, **_told(named, decides)})
    return found


def _told(named: Named, decides: Sequence[str]) -> dict[str, Any]:
    rule, other = agent_rule(named), contact_rule(named)
    return {
        "meaning": named.meaning,
        "origin": named.origin,
        "ties": named.ties,
        "differs": named.differs,
        "agent": _decision(rule) if "agent" in decides else None,
        "contact": _decision(other) if "contact" in decides else None,
    }


def _decision(rule: AgentRule | ContactRule) -> dict[str, Any]:
    """A decision as plain values, and in words."""
    return {**rule.model_dump(), "in_words": decision_in_words(rule)}


def left_out() -> dict[str, str]:
    """What has no policy by its name, and why."""
    return dict(LEFT_OUT)
