"""Lines and ports, of the whole centre or of its sites: which a contact takes and gives back."""

from __future__ import annotations

from cic.policies.called import is_called
from cic.program.centre import rule, seldom
from cic.program.codes import GONE, NO_LINE, NOBODY, SITE_CHANGES, TO_QUEUE
from cic.rules.outbox import schedule
from cic.rules.verdicts import ends_unanswered


@seldom
def comes_in(centre, c, now):
    """A contact comes by a site, if by any, and takes a line, if it holds one; or it hears busy."""
    holds = holds_line(centre, c)
    if centre.floor[0].sites and (holds or enters_ivr(centre, c)):
        s = site_of_call(centre, c)
        centre.trunks[c].site = s
        if s == NOBODY:
            hear_busy(centre, c, now)
            return False
    if holds:
        place = centre.sites[lines_of(centre, c)]
        if place.lines_free <= 0:
            hear_busy(centre, c, now)
            return False
        place.lines_free -= 1
    return True


@seldom
def give_line_back(centre, c):
    """A contact gives back the line it holds, to where it came in."""
    if holds_line(centre, c):
        centre.sites[lines_of(centre, c)].lines_free += 1


@rule
def holds_line(centre, c):
    """Whether a contact holds a line: by its channel; what never comes to a queue is a call.

    A call that the centre makes holds none.
    """
    if is_called(centre, c):
        return False
    q = centre.contacts[c].queue
    return q == NOBODY or centre.channels[centre.queues[q].channel].holds_line != 0


@rule
def enters_ivr(centre, c):
    """Whether a contact goes through the IVR; not whether it ever takes a turn with an agent."""
    step = centre.contacts[c].step
    return step != NOBODY and centre.steps[step].kind < TO_QUEUE


@rule
def lines_of(centre, c):
    """The row in which the line is counted that a contact takes: its site's, or that of all."""
    return centre.trunks[c].site + 1 if centre.floor[0].lines_by_site else 0


@rule
def ports_of(centre, c):
    """The row in which the port is counted that a contact takes: its site's, or that of all."""
    return centre.trunks[c].site + 1 if centre.floor[0].ports_by_site else 0


@seldom
def site_of_call(centre, c):
    """The site by which a contact comes: its own by lot, or another that has room; -1: none."""
    floor = centre.floor[0]
    s = site_by_lot(centre, centre.extras[c * floor.extras + floor.lot].value)
    if s == NOBODY or not centre.sites[s + 1].seeks or has_room(centre, s, c):
        return s
    for other in range(floor.sites):
        site = centre.sites[other + 1]
        if site.share >= 0.0 and site.closed == 0 and has_room(centre, other, c):
            return other
    return s


@rule
def site_by_lot(centre, lot):
    """The site that a lot (uniform on [0, 1)) falls to, by their shares; -1: none is open.

    What falls to a closed site is shared out among the others by what is left of the lot, so that
    the contacts of the others stay where they are.
    """
    chosen = NOBODY
    for only_open in range(2):
        total = 0.0
        for s in range(centre.floor[0].sites):
            total += part_of(centre.sites[s + 1], only_open)
        if total <= 0.0:
            return NOBODY
        left = lot * total
        for s in range(centre.floor[0].sites):
            part = part_of(centre.sites[s + 1], only_open)
            if part > 0.0:
                chosen = s
                if left < part:
                    break
                left -= part
        site = centre.sites[chosen + 1]
        if site.closed == 0:
            return chosen
        lot = left / site.share
    return chosen


@rule
def part_of(site, only_open):
    """A site's share of the traffic; of a closed one none, where only those that are open count."""
    if only_open and site.closed:
        return 0.0
    return max(site.share, 0.0)


@seldom
def site_changes(centre, h, now):  # noqa: ARG001 - as all events are called
    """A site closes or opens again; the change after it is put on the calendar."""
    change = centre.site_hours[h]
    centre.sites[change.site].closed += change.more
    if h + 1 < len(centre.site_hours):
        schedule(centre, centre.site_hours[h + 1].at, SITE_CHANGES, h + 1)


@rule
def has_room(centre, s, c):
    """Whether a site has a line and a port for a contact, as far as it needs them."""
    floor = centre.floor[0]
    site = centre.sites[s + 1]
    if floor.lines_by_site and site.lines_free <= 0 and holds_line(centre, c):
        return False
    return not (floor.ports_by_site and site.ports_free <= 0 and enters_ivr(centre, c))


@seldom
def hear_busy(centre, c, now):
    """A contact finds no line, and is gone without ever having been inside."""
    contact = centre.contacts[c]
    contact.state = GONE
    contact.outcome = NO_LINE
    contact.ended_at = now
    if centre.floor[0].ways:
        ends_unanswered(centre, c, now)
