"""Other ways that the IVR offers, in words."""

from __future__ import annotations

from cic import units
from cic.report.announcements_in_words import PREDICTED
from cic.report.laws_in_words import law_text
from cic.report.legs_in_words import again_text
from cic.report.wording import harmless, share_text
from cic.scenario.deflection import Deflection

WAYS = {"sms": "a text message", "web": "a web page", "voicemail": "to leave a message"}
"""What is offered, in words."""


def deflection_text(offer: Deflection | None) -> str:
    """What is offered instead of the queue, and what comes of it; empty where nothing is."""
    if offer is None:
        return ""
    told = f"; before it {WAYS[offer.by]} is offered"
    if offer.offered_at is not None:
        told += f" from a predicted wait of {units.duration_text(offer.offered_at)} on"
        told += f" ({offer.predictor}: {PREDICTED[offer.predictor]}), while nobody is idle"
    told += f": {share_text(offer.accepted)} accept"
    if offer.takes.mean > 0:
        told += f", which takes {law_text(offer.takes)}"
    if offer.to is not None:
        return f"{told}; the message comes to {harmless(offer.to)}"
    told += f"; {share_text(offer.success)} of them are helped"
    if offer.success >= 1:
        return told
    if offer.redial is None:
        return f"{told}, the others go on to the queue"
    return f"{told}, of the others {again_text(offer.redial)}"
