"""Routing: which agent for a contact, which contact for an agent.

A decision is a word, a preset that bears the name a switch gives it, a score written out, or a
function of one's own. All words and presets are scores, too: `cic.scenario.routing_presets`.
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Discriminator, Tag

from cic.scenario.later import rare
from cic.scenario.node import Node

if TYPE_CHECKING:
    from cic.scenario.routing_scores import AgentRule, ContactRule, OwnChoice
else:
    AgentRule = rare("cic.scenario.routing_scores:AgentRule")
    ContactRule = rare("cic.scenario.routing_scores:ContactRule")
    OwnChoice = rare("cic.scenario.routing_scores:OwnChoice")

AgentWord = Literal["longest_idle", "skill_rank", "random", "fewest_contacts", "round_robin"]
ContactWord = Literal[
    "longest_wait", "priority", "list_order", "longest_queue", "weighted_wait", "earliest_due"
]
Preset = Literal[
    "asterisk.ringall",
    "asterisk.leastrecent",
    "asterisk.fewestcalls",
    "asterisk.random",
    "asterisk.rrmemory",
    "asterisk.rrordered",
    "asterisk.linear",
    "asterisk.wrandom",
    "freeswitch.longest-idle-agent",
    "freeswitch.agent-with-least-talk-time",
    "freeswitch.agent-with-fewest-calls",
    "freeswitch.sequentially-by-agent-order",
    "freeswitch.round-robin",
    "freeswitch.top-down",
    "freeswitch.random",
    "freeswitch.ring-all",
    "freeswitch.ring-progressively",
    "connect",
    "genesys.standard",
    "genesys.best-available-skills",
    "genesys.bullseye",
    "genesys.priority-only",
    "nice",
    "uccx.longest-available",
    "uccx.most-handled-contacts",
    "uccx.shortest-average-handle-time",
    "uccx.most-skilled",
    "uccx.most-skilled-by-weight",
    "uccx.most-skilled-by-order",
    "uccx.least-skilled",
    "uccx.least-skilled-by-weight",
    "uccx.least-skilled-by-order",
    "herzog",
    "contactcenters.queuepriority",
    "contactcenters.queueatlastgroup",
    "contactcenters.longestqueuefirst",
    "contactcenters.singlefifoqueue",
    "contactcenters.longestweightedwaitingtime",
    "contactcenters.agentspref",
    "contactcenters.agentspref-numfreeagents",
    "contactcenters.agentspref-randomized",
    "contactcenters.agentsprefwithdelays",
    "contactcenters.localspec",
    "contactcenters.queueratiooverflow",
    "contactcenters.queueratiooverflow-transfer",
    "contactcenters.queueratiooverflow-promotion",
    "contactcenters.expdelay",
    "contactcenters.expdelay-stochastic",
    "contactcenters.overflowandpriority",
    "contactcenters.ctmc",
    "c_mu",
    "generalised_c_mu",
    "fixed_queue_ratio",
    "target_urgency",
    "fastest_first",
]
"""Routings with a name of their own; `cic policies` tells what each means."""


def _form(value: object) -> str:
    """The tag of a decision: a word, a function of one's own, or a score."""
    if isinstance(value, str):
        return "word"
    if isinstance(value, dict):
        return "own" if {"module", "function"} & value.keys() else "score"
    return "own" if hasattr(value, "module") else "score"


AgentChoice = Annotated[
    Annotated[AgentWord | Preset, Tag("word")]
    | Annotated[AgentRule, Tag("score")]
    | Annotated[OwnChoice, Tag("own")],
    Discriminator(_form),
]
ContactChoice = Annotated[
    Annotated[ContactWord | Preset, Tag("word")]
    | Annotated[ContactRule, Tag("score")]
    | Annotated[OwnChoice, Tag("own")],
    Discriminator(_form),
]


class Routing(Node):
    """The two decisions: which agent for a contact, which contact for an agent."""

    preset: Preset | None = None
    """Both decisions as a switch or a simulator makes them, by its own name; what is written beside
    it for one of them holds instead."""
    agent: AgentChoice = "longest_idle"
    """When a contact arrives and several agents are free."""
    contact: ContactChoice = "longest_wait"
    """When an agent comes free and several contacts wait."""

    @property
    def chosen_agent(self) -> AgentWord | Preset | AgentRule | OwnChoice:
        """The decision for an agent that holds: as written, or by the preset."""
        takes = self.preset is None or "agent" in self.model_fields_set
        return self.agent if takes or self.preset is None else self.preset

    @property
    def chosen_contact(self) -> ContactWord | Preset | ContactRule | OwnChoice:
        """The decision for a contact that holds: as written, or by the preset."""
        takes = self.preset is None or "contact" in self.model_fields_set
        return self.contact if takes or self.preset is None else self.preset
