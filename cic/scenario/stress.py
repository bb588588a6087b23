"""Stress: what work does to agents, and what that does to their work, and to whether they stay."""

from typing import Annotated

from pydantic import Field

from cic import units
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Seconds, Share


class Recovery(Node):
    """How stress falls while an agent is not busy; all defaults are our assumptions."""

    idle: PositiveSeconds = Field(12 * units.HOUR, examples=["12 h"])
    """While the agent is on duty and has nothing in hand, or is in a meeting: 2.718 times less in
    this time."""
    breaks: PositiveSeconds = Field(2 * units.HOUR, examples=["2 h"])
    """On breaks and at lunch."""
    training: PositiveSeconds = Field(4 * units.HOUR, examples=["4 h"])
    """In trainings."""
    home: PositiveSeconds = Field(24 * units.HOUR, examples=["24 h"])
    """At home."""


class Hiring(Node):
    """How the desk of an agent who has left is filled again.

    Notes
    -----
    Batt, Doellgast and Kwon (2005), The US Call Center Industry, report an average of 4.2 weeks of
    training for new hires in 473 centres; hence the four weeks. How long a desk stays empty is our
    assumption.
    """

    takes: Seconds = Field(4 * units.WEEK, examples=["4 weeks"])
    """How long the desk stays empty, from midnight to midnight; in whole days, rounded up."""
    training: Seconds = Field(4 * units.WEEK, examples=["4 weeks"])
    """For how long the newcomer, who is paid, takes no contacts; in whole days, rounded up."""


class Turnover(Node):
    """How often agents leave for good.

    Notes
    -----
    At each midnight an agent with stress s leaves with probability
    1 − exp(−(calm + (stressed − calm) s) / 365). Surveys report turnovers of 19% a year (200
    centres in the world; Merchants Global Contact Centre Benchmarking Report 2003), and of 25% to
    more than 50% in the United States by sector (Cornell University's Global Call Center Report,
    2007), without a word on stress. That such figures lie between the two defaults is all that
    these have to do with them; they are our assumptions.
    """

    calm: Annotated[Number, Field(ge=0, le=100)] = 0.1
    """Leavers a year for each agent without stress: 0.1 is one in ten, more or less."""
    stressed: Annotated[Number, Field(ge=0, le=100)] = 0.8
    """The same of agents wholly under stress."""
    hiring: Hiring = Hiring.model_construct()
    """How the desk is filled again."""


class Stress(Node):
    """How the agents of a group come under stress, and what comes of it.

    Notes
    -----
    An agent's stress s lies between 0 and 1. While the agent is busy, 1 − s falls exponentially,
    e = 2.718 times in `rises_over`; else s falls so, in the times of `falls_over`. An agent with
    one contact at most is busy while it talks and wraps up, or calls a customer; where agents may
    have several, while anything is in hand. After a talk with a customer of a temper in `tempers`,
    s rises by that share of 1 − s.

    Grandey, Dickter and Sin (2004), The customer is not always right: customer aggression and
    emotion regulation of service employees, Journal of Organizational Behavior 25, 397-418, doi
    10.1002/job.252, find in two call centres that aggressive customers exhaust agents, and that the
    exhausted are absent more. The formulas and all coefficients are our assumptions.
    """

    rises_over: PositiveSeconds = Field(12 * units.HOUR, examples=["12 h"])
    """How long an agent must be busy for 1 − stress to be 2.718 times less; our assumption."""
    falls_over: Recovery = Recovery.model_construct()
    """How stress falls while the agent is not busy."""
    tempers: dict[Name, Share] = Field(default={}, examples=[{"irate": "2%"}])
    """How much of what is left to 1 a talk adds, by the customer's temper; none: no more than any
    other talk."""
    begins: Share = 0.0
    """The stress with which agents come for the first time; who is hired has none."""
    errors: Share = 0.0
    """Quality is multiplied by 1 − errors × stress, as the talk begins."""
    discourtesy: Share = 0.0
    """Courtesy is multiplied by 1 − discourtesy × stress, as the talk ends."""
    absence: Share = 0.0
    """The probability that an agent does not come on a day that it is to work is absence × stress,
    as it is when the day's work is to begin; that of who would be absent anyway is apart."""
    turnover: Turnover | None = None
    """How often agents leave for good, and how they are replaced; none: all stay."""

    @property
    def bears_on_anything(self) -> bool:
        """Whether anything comes of it."""
        return self.turnover is not None or self.errors + self.discourtesy + self.absence > 0
