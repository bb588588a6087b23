"""Which contacts are calls that the centre makes, and whose customers are not there yet."""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.leg_codes import CALLBACK, OUTBOUND


@rule
def is_called(centre, c):
    """Whether the centre calls the customer; such a call holds no line that customers call by."""
    if centre.floor[0].campaigns and centre.legs[c].kind == OUTBOUND:
        return True
    return is_callback(centre, c)


@rule
def is_callback(centre, c):
    """Whether a contact is a callback that a customer asked for."""
    return centre.floor[0].calls_back != 0 and centre.legs[c].kind == CALLBACK


@rule
def is_at_home(centre, c):
    """Whether a customer is to be called back, who has not answered yet."""
    return is_callback(centre, c) and not centre.tries[c].there


@rule
def is_called_first(centre, c):
    """Whether the customer is at home, and is called before an agent is held."""
    if not is_at_home(centre, c):
        return False
    return centre.offers[centre.contacts[c].queue].customer_first != 0
