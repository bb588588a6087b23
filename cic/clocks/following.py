"""Room for more contacts, calls and cases while a run lasts, and the log that it leaves."""

from __future__ import annotations

from cic.clocks.tables_of_some import Holds
from cic.errors import EngineError
from cic.log.log import Log
from cic.program.bond_records import BOND
from cic.program.callback_records import TRY
from cic.program.case_records import ABOUT, CASE, STAMP
from cic.program.centre import Centre
from cic.program.codes import FEWER_EVENTS, MORE_CASES, MORE_CONTACTS, MORE_DIALS
from cic.program.customer_records import VERDICT
from cic.program.dial_records import DIAL, DIALLED
from cic.program.leg_records import ASIDE, LEG
from cic.program.records import CONTACT, EXTRA, RESOLUTION, RING, TOLD, TRUNK, WORK
from cic.rules.legs import SPARE

_BY_CONTACT = {
    "contacts": CONTACT,
    "work": WORK,
    "rings": RING,
    "trunks": TRUNK,
    "resolutions": RESOLUTION,
    "told": TOLD,
    "legs": LEG,
    "tries": TRY,
    "asides": ASIDE,
    "dialled": DIALLED,
    "verdicts": VERDICT,
    "bonds": BOND,
    "abouts": ABOUT,
}
"""Tables with a row for each contact, where the centre needs them at all."""


def with_more_rows(centre: Centre, clock: Holds, wants: int) -> Centre:
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
    before = len(centre.contacts)
    more = max(before // 2, 4 * SPARE)
    extras = EXTRA.table(more * (len(centre.extras) // before))
    tables = centre._asdict()
    tables["extras"] = clock.lengthened(EXTRA, centre.extras, extras)
    for name, record in _BY_CONTACT.items():
        if len(tables[name]) == before:
            tables[name] = clock.lengthened(record, tables[name], record.blank(more))
    return Centre(**tables)


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
