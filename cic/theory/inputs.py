"""What every formula asks of its arguments, and the error of those that have no steady state."""

from __future__ import annotations

import math

from cic.errors import UsageError


class OverloadError(UsageError):
    """More work is offered than the agents can do: the queue grows without limit."""

    def __init__(self, where: str, *, offered_load: float, agents: float) -> None:
        self.offered_load = offered_load
        self.agents = agents
        super().__init__(
            f"{where}: {offered_load:.6g} erlang offered to {agents:g} agents, the queue grows "
            f"without limit\n    → give it at least {math.floor(offered_load) + 1} agents, or let "
            "contacts abandon (ErlangA)"
        )


def check_stable(where: str, *, offered_load: float, agents: float) -> None:
    """Refuse a load that the agents cannot work off.

    Raises
    ------
    OverloadError
        If the offered load is not below the number of agents.

    Examples
    --------
    >>> check_stable("ErlangC", offered_load=12.5, agents=12)
    Traceback (most recent call last):
    cic.theory.inputs.OverloadError: ErlangC: 12.5 erlang offered to 12 agents, the queue grows ...
        → give it at least 13 agents, or let contacts abandon (ErlangA)
    """
    if offered_load >= agents:
        raise OverloadError(where, offered_load=offered_load, agents=agents)


def check_positive(**values: float) -> None:
    """Refuse values, given by name, that are not finite numbers above 0."""
    for name, value in values.items():
        if not (math.isfinite(value) and value > 0):
            raise UsageError(f"{name} is {value!r}\n    → give a finite number above 0")


def check_not_negative(**values: float) -> None:
    """Refuse values, given by name, that are not finite numbers of at least 0."""
    for name, value in values.items():
        if not (math.isfinite(value) and value >= 0):
            raise UsageError(f"{name} is {value!r}\n    → give a finite number of at least 0")


def check_inner_share(**values: float) -> None:
    """Refuse values, given by name, that do not lie strictly between 0 and 1.

    A target of exactly 0 or 1 would need infinitely many agents.

    Examples
    --------
    >>> check_inner_share(service_level=80)
    Traceback (most recent call last):
    cic.errors.UsageError: service_level is 80
        → give a share strictly between 0 and 1, such as 0.8 for 80%
    """
    for name, value in values.items():
        if not 0 < value < 1:
            raise UsageError(
                f"{name} is {value!r}\n"
                "    → give a share strictly between 0 and 1, such as 0.8 for 80%"
            )


def check_whole(**values: float) -> None:
    """Refuse values, given by name, that are not whole numbers of at least 1."""
    for name, value in values.items():
        if not (math.isfinite(value) and value >= 1 and value == int(value)):
            raise UsageError(f"{name} is {value!r}\n    → give a whole number of at least 1")
