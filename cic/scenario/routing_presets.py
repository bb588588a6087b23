"""All routings with a name: what they mean, where they come from, their ties, and their scores.

Each is a composition of the same few terms; the words of old have faster ways, too, and mean the
same. `differs` says where a switch does something that its preset does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from cic.scenario.routing import Routing
from cic.scenario.routing_open import OPEN_SWITCHES
from cic.scenario.routing_scores import AgentRule, ContactRule, OwnChoice
from cic.scenario.routing_studied import STUDIED
from cic.scenario.routing_vendors import VENDORS
from cic.scenario.routing_words import AGENT_WORDS, CONTACT_WORDS, Named

__all__ = ["LEFT_OUT", "NAMED", "PRESETS", "Rule", "agent_rule", "contact_rule", "rule_of"]


@dataclass(frozen=True)
class Rule:
    """Both decisions as scores; None where a person's own function decides."""

    agent: AgentRule | None
    contact: ContactRule | None

    @property
    def settles_by_ratio(self) -> bool:
        """Whether contacts that must wait settle on the group of the least ratio."""
        return self.contact is not None and self.contact.waits_for == "least_ratio"


PRESETS: dict[str, Named] = {**OPEN_SWITCHES, **VENDORS, **STUDIED}
"""Routings that decide both, by the names that others gave them."""
NAMED: dict[str, Named] = {**AGENT_WORDS, **CONTACT_WORDS, **PRESETS}
"""All names that `routing.agent`, `routing.contact` or `routing.preset` may have."""


def agent_rule(named: Named) -> AgentRule:
    """How a name chooses agents."""
    return AgentRule.model_validate(
        {
            "by_rank": named.by_rank,
            "score": named.agent,
            "by_chance": named.by_chance,
            "above": named.above,
            "yields_to_heavier": named.yields_to_heavier,
            "also_rings": named.also_rings,
        }
    )


def contact_rule(named: Named) -> ContactRule:
    """How a name chooses contacts."""
    return ContactRule(
        score=named.contact,
        by_chance=named.contact_by_chance,
        waits_for=named.waits_for,
        settles_first=named.settles_first,
        copies=named.copies,
    )


def rule_of(routing: Routing) -> Rule:
    """Both decisions of a scenario as scores."""
    agent, contact = routing.chosen_agent, routing.chosen_contact
    one = other = None
    if not isinstance(agent, OwnChoice):
        one = agent if isinstance(agent, AgentRule) else agent_rule(NAMED[agent])
    if not isinstance(contact, OwnChoice):
        other = contact if isinstance(contact, ContactRule) else contact_rule(NAMED[contact])
    return Rule(one, other)


LEFT_OUT: dict[str, str] = {
    "genesys predictive routing": "its score is a secret of the vendor's",
}
"""What has no preset, and why."""
