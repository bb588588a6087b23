"""How contacts lead to others, in words: redials, recontacts, transfers, messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.wording import harmless, listed, share_text
from cic.scenario.legs import Recontact, Redial, Transfer, Voicemail, Warm
from cic.scenario.onward import InVain
from cic.scenario.queues import Queue

_TOLD: dict[InVain, str] = {
    "busy": "hear busy",
    "closed": "are sent away",
    "abandoned": "give up",
    "hung_up": "hang up in the IVR",
}


def onward_text(queue: Queue) -> str:
    """What contacts of a queue may lead to, as sentences that go on; empty where to nothing."""
    sentences = [*redial_sentences(queue.redials, _hung_up(queue))]
    if queue.voicemail is not None:
        sentences.insert(0, _message(queue.voicemail))
    if queue.transfers:
        sentences.append(_transfers(queue.transfers))
    if queue.recontact is not None:
        sentences.append(_recontact(queue.recontact, asked=queue.resolves is not None))
    return "".join(f" {sentence}" for sentence in sentences)


def _hung_up(queue: Queue) -> str:
    """What contacts of a queue do that are counted as hung up."""
    if queue.bot is None:
        return _TOLD["hung_up"]
    return "leave the bot" if queue.through is None else f"{_TOLD['hung_up']} or leave the bot"


def redial_sentences(
    redials: Mapping[InVain, Redial], hung_up: str = _TOLD["hung_up"]
) -> Iterator[str]:
    """Who tries again, by how they went in vain."""
    for how, redial in redials.items():
        who = hung_up if how == "hung_up" else _TOLD[how]
        yield f"Of those who {who}, {again_text(redial)}."


def again_text(redial: Redial) -> str:
    """Who of some tries again, when and how often."""
    told = f"{share_text(redial.share)} try again"
    told += ", one after the other and each" if redial.one_by_one else ""
    told += _after(redial)
    if redial.later is not None:
        told += f", later {share_text(redial.later)}"
    told += f", at most {_times(redial.attempts)}"
    if redial.patience == "left":
        told += ", with what is left of their patience"
    return told


def _after(redial: Redial) -> str:
    """When customers try again, and where."""
    return f" after {law_text(redial.delay)}{_to(redial.to)}"


def _message(message: Voicemail) -> str:
    parts = (
        (message.not_waiting, "instead of waiting"),
        (message.giving_up, "of those who give up"),
        (message.refused, "of those who are refused"),
    )
    shares = [f"{share_text(share)} {who}" for share, who in parts if share]
    told = f"A message to {harmless(message.to)} is left by {listed(shares)}"
    if message.takes.mean > 0:
        told += f"; it is there after {law_text(message.takes)}"
    return f"{told}."


def _transfers(transfers: Mapping[str, Transfer]) -> str:
    shares = [_transfer(to, one) for to, one in transfers.items()]
    warm = [_warm(to, one.warm) for to, one in transfers.items() if one.warm is not None]
    return " ".join([f"Agents pass on {listed(shares)}.", *warm])


def _transfer(to: str, transfer: Transfer) -> str:
    """Who is passed on to a queue."""
    told = f"{share_text(transfer.share)} to {harmless(to)}"
    more = ["to the front"] * transfer.goes_first
    more += ["the agent goes on with them where it serves it"] * transfer.same_agent
    more += [
        f"{share_text(share)} of {harmless(name)}" for name, share in transfer.by_group.items()
    ]
    return f"{told} ({', '.join(more)})" if more else told


def _warm(to: str, warm: Warm) -> str:
    """What agents do who stay with the customer."""
    told = (
        f"With {share_text(warm.share)} of those to {harmless(to)} the agent stays until another "
    )
    told += f"takes over, for {units.duration_text(warm.waits_at_most)} at most"
    if warm.conference.mean > 0:
        told += f"; both are with the customer for {law_text(warm.conference)}"
    if warm.talk_factor != 1:
        told += f"; the talk then is × {warm.talk_factor:g}"
    return f"{told}."


def _recontact(recontact: Recontact, *, asked: bool) -> str:
    who = "not resolved" if asked else "answered"
    told = f"Of those {who}, {share_text(recontact.share)} come again"
    told += f" after {law_text(recontact.delay)}{_to(recontact.to)}"
    if recontact.later is not None:
        told += f", later {share_text(recontact.later)}"
    told += f", at most {_times(recontact.attempts)}"
    if recontact.same_agent:
        told += ", to the same agent if that one is free"
    return f"{told}."


def _to(shares: Mapping[str, float]) -> str:
    """Where customers come again; empty where as before."""
    if len(shares) == 1:
        return f" by {harmless(next(iter(shares)))}"
    told = [f"{harmless(to)} ({share_text(share)})" for to, share in shares.items()]
    return f" by {listed(told)}" if told else ""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
