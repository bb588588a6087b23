"""Agents who stay with a customer to pass it on, in sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from cic.program.codes import CONSULT_ENDS
from cic.report.slow_motion import Change, Happening
from cic.report.wording import spoken
from cic.rules.keeping import KEPT

Name = Callable[[int], str]


def aside_changes(
    centre: Any,  # noqa: ANN401 - tables of rows
    change: Change,
    happening: Happening,
    contact: Name,
    agent: Name,
) -> Iterator[str]:
    """An agent begins to wait for another, or the other has come."""
    c = change.number
    first = agent(centre.contacts[c].agent)
    if change.field == "consults_at":
        yield f"{first} stays with {contact(c)} until another agent takes over"
    else:
        other = centre.contacts[centre.asides[c].to].agent
        waited = happening.at - centre.asides[c].consults_at
        how = f"after {spoken(waited)}" if waited > 0.0 else "at once"
        if other != centre.contacts[c].agent:
            yield f"{agent(other)} joins {first} {how}"


def released_text(
    centre: Any,  # noqa: ANN401 - tables of rows
    c: int,
    happening: Happening,
    agent: Name,
) -> str:
    """How it ended that an agent stayed with a contact; empty where none did."""
    if not centre.asides or centre.asides[c].to < 0:
        return ""
    aside, first = centre.asides[c], agent(centre.contacts[c].agent)
    if happening.kind == CONSULT_ENDS:
        return f"nobody has taken over: {first} lets the customer wait alone"
    if not math.isnan(aside.joined_at):
        other = agent(centre.contacts[aside.to].agent)
        lasted = happening.at - aside.joined_at
        after = f" after {spoken(lasted)} together" if lasted > 0.0 else ""
        return f"{first} leaves the customer to {other}{after}"
    return f"{first} has lost the customer, and waits no longer"


def is_kept(centre: Any, c: int) -> bool:  # noqa: ANN401 - tables of rows
    """Whether the agent of a contact just passed on is to go on with it."""
    leg = centre.legs[centre.floor[0].contacts - 1] if centre.floor[0].keeps else None
    return leg is not None and leg.before == c and leg.same_agent == KEPT


def goes_on_text(centre: Any, c: int, contact: Name, agent: Name) -> str:  # noqa: ANN401 - as above
    """Whether the agent before goes on with a contact that has come."""
    before = centre.contacts[centre.legs[c].before]
    name = agent(before.agent)
    if centre.contacts[c].agent == before.agent:
        return f"{name} goes on with the customer"
    told = f"{name} cannot go on with {contact(c)}"
    return f"{told}, and wraps up" if before.wrap_up > 0.0 else told
