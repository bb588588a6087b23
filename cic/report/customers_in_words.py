"""Customers in words: who they are, what they feel, and whether they stay."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.wording import harmless, listed, share_text
from cic.scenario.customers import Customers
from cic.scenario.loyalty import Complaints, Loyalty
from cic.scenario.satisfaction import ASPECTS, Aspect, Satisfaction
from cic.scenario.scenario import Model
from cic.scenario.tempers import FACTORS, factors_of

_AGENT = {
    "until_solved": "the agent who answered first takes the further contacts of a matter",
    "always": "the agent who answered first takes all further contacts",
}
_FACTOR_WORDS = dict(
    zip(FACTORS, ("talk", "patience", "transfers", "complaints", "dissatisfaction"), strict=True)
)


def lines_on_customers(model: Model) -> Iterator[str]:
    """All that is said of customers, a paragraph each; nothing where nothing is."""
    customers = model.customers
    if customers is None:
        return
    if customers.number is None:
        yield "Each first contact is made by a new customer."
    else:
        many = "is 1 customer" if customers.number == 1 else f"are {customers.number:,} customers"
        yield f"There {many}, with one matter after another."
    for name in customers.parts:
        yield _segment(name, customers)
    yield from _tempers(customers)
    yield _satisfaction(customers.satisfaction)
    courteous = [
        f"{harmless(name)} {share_text(group.courtesy)}" for name, group in model.agents.items()
    ]
    yield f"Courtesy of agents: {listed(courteous)}."
    if customers.complaints is not None:
        yield from _complaints(customers.complaints)
    yield from _loyalty(customers.loyalty)


def _segment(name: str, customers: Customers) -> str:
    share, value, contacts, priority, agent = customers.parts[name]
    own = customers.segment(name)
    told = f"{harmless(name)}: {_percent(share)} of the customers"
    if customers.number is not None:
        told += f" ({customers.sizes[name]:,})"
    if value:
        told += f", worth {value:g} each"
    if contacts != 1:
        told += f", {contacts:g} times as many contacts as others"
    by_queue = [f"{rate:g} times with {harmless(queue)}" for queue, rate in own.queues.items()]
    told += f" ({listed(by_queue)})" if by_queue else ""
    told += f"; priority {priority} in a queue"
    told += f", talk × {own.talk_factor:g}" if own.talk_factor != 1 else ""
    told += f", patience × {own.patience_factor:g}" if own.patience_factor != 1 else ""
    if agent in _AGENT:
        told += f"; {_AGENT[agent]}, if free"
    mixture = [f"{share_text(part)} {harmless(one)}" for one, part in own.tempers.items()]
    return f"{told}; {listed(mixture)}." if mixture else f"{told}."


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"


def _tempers(customers: Customers) -> Iterator[str]:
    """How customers behave."""
    for name, temper in customers.tempers.items():
        factors = [
            f"{_FACTOR_WORDS[field]} × {factor:g}"
            for field, factor in zip(FACTORS, factors_of(name, temper), strict=True)
            if factor != 1
        ]
        like = f": {listed(factors)}" if factors else ", as anybody"
        yield f"{_percent(temper.share)} of customers are {harmless(name)}{like}."
    moods = customers.moods
    told = f"With each contact a mood keeps {share_text(moods.memory)} of what it was"
    told += ", and takes the rest from the satisfaction with the contact"
    if moods.sours_to is not None:
        told += f"; below {_signed(moods.sours_below)} its customer behaves as "
        told += harmless(moods.sours_to)
    elif moods.sours_below != type(moods).model_fields["sours_below"].default:
        told += f"; nothing changes below {_signed(moods.sours_below)}"
    yield f"{told}."


def _satisfaction(felt: Satisfaction) -> str:
    """What satisfaction is made of."""
    parts = [_aspect(name, felt) for name in ASPECTS]
    told = "Satisfaction with a contact lies between −1 and 1, and adds up what is worse or better "
    told += f"than expected: {listed(parts)}"
    return f"{told}. Below {_signed(felt.annoyed_below)} a customer is annoyed."


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "−")


_PER = {
    "wait": " a minute",
    "turnaround": " an hour",
    "repeats": " each",
    "transfers": " each",
    "resolution": " a percentage point",
    "courtesy": " a percentage point",
}


def _aspect(name: Aspect, felt: Satisfaction) -> str:
    """How an aspect bears on satisfaction."""
    expected, hurts, pleases = felt.aspect(name)
    told, worse, better = f"{expected:g}", "beyond", "below"
    if name in ("wait", "turnaround"):
        told = units.duration_text(expected)
    elif name in ("resolution", "courtesy"):
        told, worse, better = share_text(expected), "below", "above"
        hurts, pleases = hurts / 100, pleases / 100
    gains = f" ({better} +{pleases:g})" if pleases else ""
    return f"{name} {worse} {told} −{hurts:g}{_PER[name]}{gains}"


def _complaints(complaints: Complaints) -> Iterator[str]:
    told = f"{share_text(complaints.share, 1)} of annoyed customers complain, in queue "
    told += f"{harmless(complaints.to)}, after {law_text(complaints.delay)}"
    if complaints.returns_after is not None:
        told += "; a complaint not settled at once is taken up again after "
        told += law_text(complaints.returns_after)
        told += f", in {harmless(complaints.returns_to)}" if complaints.returns_to else ""
        told += ", by the same agent if that one is free" if complaints.same_agent else ""
    if complaints.due is not None:
        told += f"; each is to be decided within {units.duration_text(complaints.due)}"
    yield f"{told}."
    kinds = [
        f"{harmless(name)} {_percent(share)} (talk × {talk:g}, {share_text(at_once)} settled at "
        f"once, {share_text(later)} of the others later{_conditions(accepted, paid)})"
        for name, (share, talk, at_once, later, accepted, paid) in complaints.grievances.items()
    ]
    yield f"Kinds of complaints: {listed(kinds)}."


def _conditions(accepted: float, paid: float) -> str:
    """Whether a kind of complaint is accepted, and what is paid for one; nothing where usual."""
    told = f", {share_text(accepted)} accepted" if accepted < 1 else ""
    return told + (f", {paid:g} paid for each settled" if paid else "")


def _loyalty(loyalty: Loyalty | None) -> Iterator[str]:
    """Whether customers stay."""
    if loyalty is None:
        yield "All customers stay."
        return
    stay = [
        f"{share_text(loyalty.good)} of those who are not annoyed",
        f"{share_text(loyalty.poor)} of those annoyed whose matter is solved",
        f"{share_text(loyalty.unsolved)} of those annoyed whose matter is not solved, or whose "
        "complaint is in vain",
        f"{share_text(loyalty.settled_at_once)} of those whose complaint is settled at once",
        f"{share_text(loyalty.settled)} of those whose complaint is settled later",
    ]
    yield f"Of customers whose matter is over there stay {listed(stay)}."
    churn = loyalty.churn
    rates = ((churn.natural, "natural"), (churn.price, "price"), (churn.competitor, "competitor"))
    causes = [f"{rate:g} ({cause})" for rate, cause in rates if rate]
    if causes:
        yield f"Whatever the service, customers leave at yearly rates of {listed(causes)}."
    if loyalty.gains is not None:
        after = units.duration_text(loyalty.gains.after)
        yield f"{share_text(loyalty.gains.share)} of the lost are replaced, {after} later."
        if loyalty.gains.potential is not None:
            told = f"They are won from {loyalty.gains.potential:,} potential customers. Of those"
            told += f" told of poor service {_percent(loyalty.gains.put_off)} are put off"
            yield f"{told}; the fewer potential ones are left, the fewer lost ones are replaced."
    told = "A customer counts as satisfied after the first matter that ends well, then as retained,"
    yield f"{told} and as old after {loyalty.old_after}."
    told = f"An annoyed customer tells {loyalty.tells:g} others. Winning a customer costs "
    told += f"{loyalty.winning_factor:g} times as much as keeping one"
    yield told + (f", which costs {loyalty.keeping_cost:g}." if loyalty.keeping_cost else ".")
