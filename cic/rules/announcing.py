"""What a contact that must wait is told, and what it makes of it.

It is told once, as it joins its queue; not when it comes back to the front after ringing in vain,
and not if it has waited since before a run that begins from a snapshot. Whether it leaves at what
it hears belongs to its luck: one number, which is compared with the share that leaves there.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.predicting import predicted_wait
from cic.rules.stairs import reached


@seldom
def stays(centre, c, now):
    """A contact that must wait hears what its queue announces; whether it stays."""
    q = centre.contacts[c].queue
    manner = centre.manners[q]
    if not manner.announces or now < centre.floor[0].begins:
        return True
    told = centre.told[c]
    told.wait = math.nan
    if manner.predictor != NOBODY:
        told.wait = predicted_wait(centre, q, manner.predictor, now)
    if manner.tells_place:
        told.place = centre.queues[q].length + 1
    if manner.tells_place or not math.isnan(told.wait):
        told.heard = 1
    if leaves_at_it(centre, c, manner, told):
        return False
    change_patience(centre.contacts[c], centre, manner, told)
    return True


@rule
def leaves_at_it(centre, c, manner, told):
    """Whether a contact hangs up at what it was told."""
    if manner.balk_from == manner.balk_until:
        return False
    heard = what_counts(told, manner.balk_by_place)
    share = reached(centre, manner.balk_from, manner.balk_until, heard, 0.0)
    floor = centre.floor[0]
    return centre.extras[c * floor.extras + floor.nerve].value < share


@rule
def change_patience(contact, centre, manner, told):
    """What a contact was told changes how long it waits.

    Notes
    -----
    Patience p becomes max(p × f, r × w), with f the factor of the last step that w, the announced
    wait, or the place reaches, and r what a contact waits at least, in multiples of w.
    """
    heard = what_counts(told, manner.patience_by_place)
    contact.patience *= reached(centre, manner.patience_from, manner.patience_until, heard, 1.0)
    contact.patience = max(contact.patience, manner.at_least * told.wait)


@rule
def what_counts(told, by_place):
    """The announced wait, or the place."""
    if by_place:
        return float(told.place)
    return told.wait
