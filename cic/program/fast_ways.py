"""Which scores have a fast way of their own, and which are worked out."""

from __future__ import annotations

from cic.program.codes import AgentPolicy, ContactPolicy
from cic.scenario.routing_scores import AgentRule, ContactRule
from cic.scenario.routing_words import AGENT_WORDS, CONTACT_WORDS


def agent_policy_of(rule: AgentRule | None) -> AgentPolicy:
    """The fast way of a score, where there is one; without a rule: a person's own."""
    if rule is None:
        return AgentPolicy.AGENT_OWN
    for word, named in AGENT_WORDS.items():
        plain = not rule.by_chance and rule.above is None
        if rule.score == named.agent and plain and word != "skill_rank":
            fast = AgentPolicy[word.upper()]
            ranked = fast == AgentPolicy.LONGEST_IDLE and rule.by_rank
            return AgentPolicy.SKILL_RANK if ranked else fast
    return AgentPolicy.AGENT_SCORE


def contact_policy_of(rule: ContactRule | None) -> ContactPolicy:
    """The fast way of a score, where there is one; without a rule: a person's own."""
    if rule is None:
        return ContactPolicy.CONTACT_OWN
    for word, named in CONTACT_WORDS.items():
        if rule.score == named.contact and not rule.by_chance:
            return ContactPolicy[word.upper()]
    return ContactPolicy.CONTACT_SCORE
