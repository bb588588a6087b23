"""Room for more contacts, calls and cases while a run lasts, and the log that it leaves."""

from __future__ import annotations

from cic.clocks.clock import Clock
from cic.errors import EngineError
from cic.log.log import Log
from cic.program.case_records import CASE, STAMP
from cic.program.centre import Centre
from cic.program.codes import FEWER_EVENTS, MORE_CASES, MORE_CONTACTS, MORE_DIALS
from cic.program.dial_records import DIAL
from cic.program.layout import Program
from cic.program.records import CONTACT
from cic.rules.legs import SPARE


def with_more_rows(program: Program, centre: Centre, clock: Clock, wants: int) -> Centre:
    """The same with room for half as many contacts, or as many calls or cases, again.

    Raises
    ------
    EngineError
        If one event has scheduled more others than the outbox holds.
    """
    if wants & FEWER_EVENTS:
        raise EngineError(
            f"one event has scheduled more than {len(centre.outbox)} others\n"
            "    → this is a mistake in the rules, not in your scenario: please report both"
        )
    if wants & MORE_DIALS:
        more = clock.lengthened(DIAL, centre.dials, DIAL.blank(len(centre.dials)))
        centre = centre._replace(dials=more)
    if wants & MORE_CASES:
        cases = clock.lengthened(CASE, centre.cases, CASE.blank(len(centre.cases)))
        stamps = clock.lengthened(STAMP, centre.stamps, STAMP.blank(len(centre.stamps)))
        centre = centre._replace(cases=cases, stamps=stamps)
    if not wants & MORE_CONTACTS:
        return centre
    more, outset = max(len(centre.contacts) // 2, 4 * SPARE), program.outset
    longer = {"contacts": clock.lengthened(CONTACT, centre.contacts, CONTACT.blank(more))}
    for name, each in outset.by_contact.items():
        record, table = outset.records[name], getattr(centre, name)
        longer[name] = clock.lengthened(record, table, record.blank(more * each))
    return centre._replace(**longer)


def log_of(centre: Centre) -> Log:
    """What has happened, from tables that are arrays; rows that nobody needed are left out."""
    count = int(centre.floor[0]["contacts"])
    stamps = len(centre.stamps) // max(1, len(centre.cases))
    return Log(
        contacts=centre.contacts[:count],
        facts=centre.facts[: int(centre.floor[0]["facts"])],
        steps=centre.steps,
        work=centre.work[:count],
        trunks=centre.trunks[:count],
        resolutions=centre.resolutions[:count],
        told=centre.told[:count],
        legs=centre.legs[:count],
        tries=centre.tries[:count],
        asides=centre.asides[:count],
        dials=centre.dials[: int(centre.floor[0]["dials"])],
        verdicts=centre.verdicts[:count],
        customers=centre.customers,
        segments=centre.segments,
        losses=centre.losses,
        strains=centre.strains,
        cases=centre.cases[: int(centre.floor[0]["opened"])],
        stamps=centre.stamps[: int(centre.floor[0]["opened"]) * stamps],
        abouts=centre.abouts[:count],
    )
