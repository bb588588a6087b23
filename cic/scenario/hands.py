"""Whether agents may have several contacts in hand."""

from __future__ import annotations

from cic.scenario.scenario import Model


def most_in_hand(model: Model) -> int:
    """How many contacts an agent may have in hand at most, those on hold left out."""
    capacities = [model.capacity(name) for name in model.agents]
    return max(
        (sum(max(share.values(), default=0) for share in one) for one in capacities), default=1
    )


def holds_several(model: Model) -> bool:
    """Whether the rules of several contacts in hand are needed at all."""
    media = model.media.values()
    return most_in_hand(model) > 1 or any(
        medium.interrupts or medium.in_turns or medium.slow_down[0] != 1 for medium in media
    )
