"""What lengthens or shortens talks: hold, what comes on top, a knowledge base."""

from typing import Annotated

from pydantic import Field

from cic.scenario.durations import Duration
from cic.scenario.node import Node, Number, Share


class Hold(Node):
    """Agents put customers on hold during the talk, to look something up or to ask."""

    share: Share = Field(examples=["20%"])
    """The probability that a contact is put on hold."""
    takes: Duration = Field(examples=["exponential mean 40 s"])
    """For how long; the talk takes longer by it, whoever the agent is."""


class Addition(Node):
    """What comes on top of some contacts: co-browsing, page push, file or screen sharing."""

    share: Share
    """The probability that a contact has it."""
    takes: Duration
    """How much longer the talk takes then."""
    resolution_factor: Annotated[Number, Field(ge=0, le=100)] = 1.0
    """The probability that the contact is resolved is multiplied by it then."""


class KnowledgeBase(Node):
    """A knowledge base at the agents' hands."""

    found: Share
    """The share of contacts whose question is found in it."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)]
    """Talk of these contacts is multiplied by it; below 1 is quicker."""
    resolution_factor: Annotated[Number, Field(ge=0, le=100)] = 1.0
    """The probability that one of these contacts is resolved is multiplied by it."""
