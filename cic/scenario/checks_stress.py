"""Checks of stress: what it speaks of exists, and something can come of it."""

from __future__ import annotations

from collections.abc import Iterator

from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.stress import Stress
from cic.scenario.tempers import remedy_for_temper


def upsetting_tempers_exist(model: Model) -> Iterator[Issue]:
    """Tempers that upset agents are among those of the customers."""
    known = [] if model.customers is None else list(model.customers.tempers)
    for name, stress in _stressed(model):
        for temper in stress.tempers:
            if temper not in known:
                where: Where = ("agents", name, "stress", "tempers", temper)
                what = f"customers who are {temper!r} upset the agents of group {name!r}, and there"
                remedy = "write customers with 'tempers'"
                remedy = remedy_for_temper(temper, known) if known else remedy
                reads: tuple[Where, ...] = (where, ("customers",))
                yield Issue("CIC490", where, f"{what} is no such temper", remedy, reads=reads)


def something_comes_of_stress(model: Model) -> Iterator[Issue]:
    """Stress that bears on nothing, or on what is not asked, is told."""
    for name, stress in _stressed(model):
        base: Where = ("agents", name, "stress")
        if not stress.bears_on_anything:
            what = (
                f"agents of group {name!r} come under stress, and nothing comes of it but a figure"
            )
            remedy = "write 'errors', 'discourtesy', 'absence' or 'turnover', or remove 'stress'"
            yield notice("CIC495", base, what, remedy)
        asked = any(
            queue in model.queues and model.queues[queue].resolves is not None
            for queue in model.agents[name].skills
        )
        if stress.errors and not asked:
            what = f"stress causes errors in group {name!r}, and none of its queues says how often"
            remedy = "write 'resolves: 80%' in a queue that it answers, or remove 'errors'"
            reads: tuple[Where, ...] = (("queues",), ("agents", name))
            where = (*base, "errors")
            yield notice("CIC496", where, f"{what} a contact is resolved", remedy, reads=reads)
        if stress.discourtesy and model.customers is None:
            what = f"stress costs the courtesy of group {name!r}, and there are no customers"
            remedy = "write 'customers', or remove 'discourtesy'"
            reads = ((*base, "discourtesy"), ("customers",))
            where = (*base, "discourtesy")
            yield notice("CIC497", where, f"{what} who feel it", remedy, reads=reads)


def there_are_days_between(model: Model) -> Iterator[Issue]:
    """Who is absent for stress, or leaves, is only missed on later days."""
    if model.days > 1:
        return
    for name, stress in _stressed(model):
        for field, told in (("absence", "stays away"), ("turnover", "leaves")):
            if getattr(stress, field):
                where: Where = ("agents", name, "stress", field)
                what = f"who {told} in group {name!r} is decided from one day to the next"
                reads: tuple[Where, ...] = (("days",), where)
                remedy = "write 'days: 28', or remove it"
                yield notice("CIC498", where, f"{what}, and the run has one", remedy, reads=reads)


def _stressed(model: Model) -> Iterator[tuple[str, Stress]]:
    """The groups that come under stress, and how."""
    for name, group in model.agents.items():
        if group.stress is not None:
            yield name, group.stress


STRESS_NAME_CHECKS = (upsetting_tempers_exist,)
STRESS_CHECKS = (something_comes_of_stress, there_are_days_between)
