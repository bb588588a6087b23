"""Which contacts are calls that the centre makes, and whose customers are not there yet."""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.leg_codes import CALLBACK


@rule
def is_called(centre, c):
    """Whether the centre calls the customer; such a call holds no line that customers call by."""
    return centre.floor[0].calls_back != 0 and centre.legs[c].kind == CALLBACK


@rule
def is_at_home(centre, c):
    """Whether the centre calls the customer, who has not answered yet."""
    return is_called(centre, c) and not centre.tries[c].there


@rule
def is_called_first(centre, c):
    """Whether the customer is at home, and is called before an agent is held."""
    if not is_at_home(centre, c):
        return False
    return centre.offers[centre.contacts[c].queue].customer_first != 0
