"""Room for more contacts, calls and cases while a run lasts, and the log that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from cic.clocks.blank_rows import (
    Holds,
    by_no_site,
    never_rung,
    nobody_at_work,
    not_dialled,
    nothing_aside,
    of_no_dial,
    unasked,
    untold,
)
from cic.errors import EngineError
from cic.log.log import Log
from cic.program.bond_records import BOND
from cic.program.bonds import unbound
from cic.program.callback_records import TRY
from cic.program.case_records import (
    ABOUT,
    CASE,
    STAMP,
    about_nothing,
    not_opened,
    not_stamped,
)
from cic.program.centre import Centre
from cic.program.codes import FEWER_EVENTS, MORE_CASES, MORE_CONTACTS, MORE_DIALS
from cic.program.customer_records import (
    VERDICT,
    unjudged,
)
from cic.program.dial_records import (
    DIAL,
    DIALLED,
)
from cic.program.leg_records import (
    ASIDE,
    LEG,
)
from cic.program.records import CONTACT, EXTRA, RESOLUTION, RING, TOLD, TRUNK, WORK, Record
from cic.rules.legs import SPARE

if TYPE_CHECKING:
    pass


_BY_CONTACT: tuple[tuple[str, Record, Callable[[int], np.ndarray]], ...] = (
    ("contacts", CONTACT, CONTACT.table),
    ("work", WORK, nobody_at_work),
    ("rings", RING, never_rung),
    ("trunks", TRUNK, by_no_site),
    ("resolutions", RESOLUTION, unasked),
    ("told", TOLD, untold),
    ("legs", LEG, LEG.table),
    ("tries", TRY, TRY.table),
    ("asides", ASIDE, nothing_aside),
    ("dialled", DIALLED, of_no_dial),
    ("verdicts", VERDICT, unjudged),
    ("bonds", BOND, unbound),
    ("abouts", ABOUT, about_nothing),
)
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
        more = clock.lengthened(DIAL, centre.dials, not_dialled(len(centre.dials)))
        centre = centre._replace(dials=more)
    if wants & MORE_CASES:
        cases = clock.lengthened(CASE, centre.cases, not_opened(len(centre.cases)))
        stamps = clock.lengthened(STAMP, centre.stamps, not_stamped(len(centre.stamps)))
        centre = centre._replace(cases=cases, stamps=stamps)
    if not wants & MORE_CONTACTS:
        return centre
    before = len(centre.contacts)
    more = max(before // 2, 4 * SPARE)
    extras = EXTRA.table(more * (len(centre.extras) // before))
    tables = centre._asdict()
    tables["extras"] = clock.lengthened(EXTRA, centre.extras, extras)
    for name, record, fresh in _BY_CONTACT:
        if len(tables[name]) == before:
            tables[name] = clock.lengthened(record, tables[name], fresh(more))
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
