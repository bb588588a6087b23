"""Complaints of annoyed customers, and whether customers stay."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from cic.errors import did_you_mean
from cic.scenario.costs import Price
from cic.scenario.durations import Duration
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Seconds, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.tempers import Factor

_SLACK = 1e-6


class Grievance(Node):
    """A kind of complaint, and how it is handled; what is not written is the named preset's."""

    share: Share | None = Field(default=None, examples=["20%"])
    """The share of complaints that are of this kind."""
    talk_factor: Factor | None = None
    """Work on it takes so many times as long as the queue's talk says."""
    at_once: Share | None = None
    """The probability that it is settled in its first contact."""
    later: Share | None = None
    """Of those not settled so: the probability that it is settled in the end."""
    accepted: Share | None = None
    """The probability that it is accepted, when it is first looked at; others are turned down."""
    compensation: Price | None = None
    """What is paid, or given, for one that is settled."""


Handling = tuple[float, float, float, float, float, float]
"""Share, talk factor, settled at once and later, accepted, compensation."""
GRIEVANCES: Final[dict[str, Handling]] = {
    "misunderstanding": (0.05, 0.6, 1.0, 1.0, 1.0, 0.0),
    "overstated": (0.20, 1.5, 0.4, 0.7, 1.0, 0.0),
    "justified": (0.67, 1.0, 0.5, 0.8, 1.0, 0.0),
    "beyond_expectation": (0.08, 1.2, 0.2, 0.5, 1.0, 0.0),
}
"""How each kind is handled. The shares are textbook figures; that all are accepted, how long each
takes, how often it is settled, and that nothing is paid are our assumptions."""
_FIELDS = ("share", "talk_factor", "at_once", "later", "accepted", "compensation")


class Complaints(Node):
    """Annoyed customers who complain, once the matter is over."""

    to: Name = Field(examples=["complaints"])
    """The queue that complaints come to."""
    share: Share = 0.04
    """The probability that an annoyed customer complains, before the temper's factor; 4% is a
    textbook figure (another one is 67%). The others are silent."""
    delay: Duration = Field(examples=["exponential mean 1 d"])
    """How long it is until the complaint comes."""
    returns_after: Duration | None = Field(default=None, examples=["exponential mean 2 d"])
    """How long it is until a complaint that is not settled at once is taken up again, as a further
    contact; none: it is decided in its first contact whether it is settled later."""
    same_agent: Annotated[bool, Field(strict=True)] = False
    """Whether the agent who had it first owns it: takes it up again, if that agent can at once."""
    returns_to: Name | None = None
    """The queue in which it is taken up again, by whose agents it is owned from then on; none: the
    same."""
    due: PositiveSeconds | None = None
    """How long after it came a complaint is to be decided: settled, in vain or turned down. None:
    nothing is promised."""
    kinds: dict[Name, Grievance] = Field(default={}, examples=[{"justified": {"at_once": "70%"}}])
    """Changes to the four kinds (misunderstanding, overstated, justified, beyond_expectation), or
    kinds of one's own, all with shares."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.returns_to is not None and self.returns_after is None:
            told = "it is said where complaints are taken up again, and they never are"
            remedy = "write 'returns_after: 1 d', or remove 'returns_to'"
            raise refuse(told, code="CIC108", at="returns_to", remedy=remedy)
        known = set(self.kinds) <= set(GRIEVANCES)
        if not known and any(one.share is None for one in self.kinds.values()):
            name = next(name for name in self.kinds if name not in GRIEVANCES)
            told = f"a kind of complaint has no share, and {name!r} is none of the usual four"
            remedy = f"give each kind a share, or {did_you_mean(name, list(GRIEVANCES))}"
            raise refuse(told, code="CIC108", at="kinds", remedy=remedy)
        total = sum(kind[0] for kind in self.grievances.values())
        if abs(total - 1) > _SLACK:
            told = f"the shares of the kinds of complaint add up to {100 * total:.6g}%, not to 100%"
            raise refuse(told, code="CIC109", at="kinds", remedy="let them sum to 100%")
        return self

    @property
    def grievances(self) -> dict[str, Handling]:
        """How each kind is handled, with nothing left open."""
        own = not set(self.kinds) <= set(GRIEVANCES)
        names = list(self.kinds) if own else list(GRIEVANCES)
        found = {}
        for name in names:
            usual = GRIEVANCES.get(name, (0.0, 1.0, 0.5, 0.8, 1.0, 0.0))
            written = self.kinds.get(name, Grievance.model_construct())
            values = [getattr(written, field) for field in _FIELDS]
            share, talk, at_once, later, accepted, paid = (
                preset if value is None else value
                for value, preset in zip(values, usual, strict=True)
            )
            found[name] = (share, talk, at_once, later, accepted, paid)
        return found


class Churn(Node):
    """Customers who leave whatever the service: of a hundred, so many in a year."""

    natural: Annotated[Number, Field(ge=0, le=100)] = 0.0
    """Rate at which they move or change their business [1/year]."""
    price: Annotated[Number, Field(ge=0, le=100)] = 0.0
    """Rate at which they leave for a better price [1/year]."""
    competitor: Annotated[Number, Field(ge=0, le=100)] = 0.0
    """Rate at which they leave for another offer [1/year]."""

    @property
    def total(self) -> float:
        """All of these [1/year]."""
        return self.natural + self.price + self.competitor


class Gains(Node):
    """New customers who take the places of lost ones."""

    share: Share = Field(examples=["50%"])
    """The probability that a lost customer's place is taken."""
    after: Seconds = Field(examples=["30 d"])
    """How long after the loss that is."""
    potential: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """How many potential customers there are in the beginning, from whom new ones are won, and
    whom annoyed ones may put off: the fewer are left of them, the fewer places are taken. None:
    there are always enough, whatever they are told."""
    put_off: Share = 0.1
    """The probability that a potential customer who is told of poor service will not come; our
    assumption. Whom an annoyed customer tells were any of the potential ones, put off or not."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "put_off" in self.model_fields_set and self.potential is None:
            told = "potential customers are put off, and it is not said how many there are"
            remedy = "write 'potential: 50000', or remove 'put_off'"
            raise refuse(told, code="CIC108", at="put_off", remedy=remedy)
        return self


class Loyalty(Node):
    """Whether customers stay, decided when a matter is over, and what that is worth.

    Notes
    -----
    Textbook figures: an unsolved problem drives 89% to leave and poor service 94%, of those who
    complain 75% stay if it is settled and 95% if at once, an annoyed customer tells nine others, a
    new customer costs six times keeping an old one. They are used as teaching figures, not as
    measurements. That all stay after good service, and that nobody leaves for other reasons, are
    our assumptions.
    """

    good: Share = 1.0
    """The probability to stay after a matter with which the customer is not annoyed."""
    poor: Share = 0.06
    """The same of who is annoyed though the matter is solved, and does not complain."""
    unsolved: Share = 0.11
    """The same of who is annoyed, the matter not being solved; and after a complaint in vain."""
    settled: Share = 0.75
    """The same after a complaint that is settled, but not at once."""
    settled_at_once: Share = 0.95
    """The same after a complaint that is settled at once."""
    churn: Churn = Churn.model_construct()
    """Customers who leave for reasons of their own; of a population with a number."""
    gains: Gains | None = None
    """New customers in the place of lost ones; of a population with a number. None: there are
    none."""
    old_after: Annotated[Whole, Field(ge=3, le=1000)] = 5
    """With how many matters that ended well a customer is an old one; our assumption. With one it
    is satisfied, with two or more retained, before that new."""
    tells: Annotated[Number, Field(ge=0, le=1000)] = 9.0
    """How many others an annoyed customer tells, each time; of use where `gains` has potential
    customers."""
    keeping_cost: Price = 0.0
    """What it costs to keep a customer."""
    winning_factor: Annotated[Number, Field(ge=0, le=1000)] = 6.0
    """How many times as much it costs to win one."""
