"""Checks of customers: what they speak of exists, and can happen."""

from __future__ import annotations

from collections.abc import Iterator

from cic.errors import did_you_mean, nearest
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.tempers import (
    FACTORS,
    OTHER_WORDS,
    TEMPERS,
    as_called,
    has_factors,
    remedy_for_temper,
)

_HERE = "customers"


def queues_of_customers_exist(model: Model) -> Iterator[Issue]:
    """Complaints, and the contacts of segments, are of queues that exist."""
    if model.customers is None:
        return
    complaints = model.customers.complaints
    for field, told in (("to", "come to"), ("returns_to", "are taken up again in")):
        to = None if complaints is None else getattr(complaints, field)
        if to is not None and to not in model.queues:
            what = f"complaints {told} queue {to!r}, which does not exist"
            remedy = did_you_mean(to, list(model.queues))
            yield Issue("CIC450", (_HERE, "complaints", field), what, remedy)
    for name, segment in model.customers.segments.items():
        for queue in segment.queues:
            if queue not in model.queues:
                what = f"segment {name!r} contacts queue {queue!r}, which does not exist"
                where: Where = (_HERE, "segments", name, "queues", queue)
                yield Issue("CIC451", where, what, did_you_mean(queue, list(model.queues)))


def tempers_exist(model: Model) -> Iterator[Issue]:
    """Tempers that are spoken of are among those of the customers."""
    if model.customers is None:
        return
    known = list(model.customers.tempers)
    reads: tuple[Where, ...] = ((_HERE, "tempers"),)
    for name in known:
        called = as_called(name, known)
        if called is not None and called != name:
            what = f"{called!r} and {name!r} are two words for one temper"
            remedy = "keep one of the two, with the shares of both"
            yield Issue("CIC461", (_HERE, "tempers", name), what, remedy, reads=reads)
    sours = model.customers.moods.sours_to
    if sours is not None and sours not in known:
        where: Where = (_HERE, "moods", "sours_to")
        what = f"bad moods make customers {sours!r}, and there is no such temper"
        remedy = remedy_for_temper(sours, known)
        yield Issue("CIC452", where, what, remedy, reads=(where, *reads))
    for name, segment in model.customers.segments.items():
        for temper in segment.tempers:
            if temper not in known:
                where = (_HERE, "segments", name, "tempers", temper)
                what = f"customers of segment {name!r} are {temper!r}, and there is no such temper"
                remedy = remedy_for_temper(temper, known)
                yield Issue("CIC452", where, what, remedy, reads=(where, *reads))


def who_leaves_is_counted(model: Model) -> Iterator[Issue]:
    """Who leaves of its own, and who takes a place, belong to a population with a number."""
    customers = model.customers
    if customers is None or customers.loyalty is None or customers.number is not None:
        return
    remedy = "write 'number: 20000', or remove it"
    reads: tuple[Where, ...] = ((_HERE, "number"),)
    for field, told, there in (
        ("churn", "customers leave of their own", customers.loyalty.churn.total > 0),
        ("gains", "new customers take the places of lost ones", customers.loyalty.gains),
    ):
        if there:
            where: Where = (_HERE, "loyalty", field)
            what = f"{told}, and it is not said how many there are"
            yield Issue("CIC453", where, what, remedy, reads=(where, *reads))


def somebody_makes_contacts(model: Model) -> Iterator[Issue]:
    """The contacts of each queue are made by some segment."""
    customers = model.customers
    if customers is None:
        return
    parts, sizes = customers.parts, customers.sizes
    for queue in model.queues:
        made = (
            (sizes[name] if customers.number else part[0])
            * customers.segment(name).queues.get(queue, part[2])
            for name, part in parts.items()
        )
        if not any(made):
            what = f"no customer of any segment makes contacts of queue {queue!r}"
            remedy = "let a segment's 'contacts' or 'queues' be above 0"
            yield Issue("CIC454", (_HERE, "segments"), what, remedy, reads=((_HERE,), ("queues",)))


def complaints_can_be_made(model: Model) -> Iterator[Issue]:
    """A complaint that nobody makes, or that pays attention to nobody, is told."""
    customers = model.customers
    if customers is None:
        return
    if customers.complaints is not None and customers.complaints.share == 0:
        what = "an annoyed customer complains with a probability of 0"
        remedy = "remove 'complaints', or write 'share: 4%'"
        yield notice("CIC470", (_HERE, "complaints", "share"), what, remedy)
    if customers.loyalty is None and any(part[1] for part in customers.parts.values()):
        what = "customers have a value, and none is ever lost"
        remedy = "write 'loyalty: {}' for the defaults"
        where: Where = (_HERE, "segments") if customers.segments else (_HERE, "preset")
        if any(one.value for one in customers.segments.values()):
            reads: tuple[Where, ...] = (where, (_HERE, "loyalty"))
            yield notice("CIC471", where, what, remedy, reads=reads)


def tempers_are_spelt_as_known(model: Model) -> Iterator[Issue]:
    """A temper without factors whose name is nearly that of one that has some is told."""
    tempers = {} if model.customers is None else model.customers.tempers
    words = [*TEMPERS, *OTHER_WORDS]
    for name, temper in tempers.items():
        if has_factors(name) or any(getattr(temper, field) is not None for field in FACTORS):
            continue
        if nearest(name, words):
            what = f"customers who are {name!r} behave as anybody: no factor is written"
            remedy = f"write 'talk_factor: 1.2', or {did_you_mean(name, words)}"
            yield notice("CIC472", (_HERE, "tempers", name), what, remedy)


CUSTOMER_NAME_CHECKS = (queues_of_customers_exist, tempers_exist)
CUSTOMER_CHECKS = (
    who_leaves_is_counted,
    somebody_makes_contacts,
    complaints_can_be_made,
    tempers_are_spelt_as_known,
)
