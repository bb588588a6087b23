"""Checks of announcements: who can hear them, and whether what they bring about can show."""

from __future__ import annotations

from collections.abc import Iterator

from cic.scenario.announcements import Announcement
from cic.scenario.checks_channels import is_endless, reads_channel
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


def _announcements(model: Model) -> Iterator[tuple[str, Queue, Announcement, Where]]:
    for name, queue in model.queues.items():
        if queue.announcement is not None:
            yield name, queue, queue.announcement, ("queues", name, "announcement")


def somebody_hears_announcements(model: Model) -> Iterator[Issue]:
    """Deferred work hears nothing, and where nobody gives up nobody does so at an announcement."""
    for name, queue, announcement, where in _announcements(model):
        medium = known_medium(model, queue.channel)
        if medium is None:
            continue
        reads = (where, *reads_channel(model, name))
        if medium.deferred:
            what = f"nobody listens who comes by {medium.name!r}, and queue {name!r} announces"
            yield Issue("CIC108", where, what, "remove 'announcement'", reads=reads)
        elif not medium.may_abandon and (announcement.balk or announcement.reacts_in_patience):
            what = f"nobody gives up who comes by {medium.name!r}, and contacts of {name!r}"
            what += " leave, or change their patience, at an announcement"
            remedy = "remove 'balk', 'patience' and 'waits_at_least', or let them give up:"
            remedy += f" channels: {{{medium.name}: {{may_abandon: true}}}}"
            yield Issue("CIC313", where, what, remedy, reads=reads)


def patience_ends_at_all(model: Model) -> Iterator[Issue]:
    """What is made of a patience without end is told."""
    for name, queue, announcement, where in _announcements(model):
        if not is_endless(queue.patience):
            continue
        reads: tuple[Where, ...] = (where, ("queues", name, "patience"))
        remedy = f"write a patience in queue {name!r}: 'patience: exponential mean 5 min'"
        if announcement.reacts_in_patience:
            what = f"an announcement changes the patience of {name!r}, which never ends"
            yield notice("CIC380", where, what, f"{remedy}, or remove the change", reads=reads)
        if announcement.wait == "queue_length_with_abandonment":
            what = f"queue {name!r} reckons with those who give up, and nobody ever does"
            remedy += ", or 'wait: queue_length', which comes to the same"
            yield notice("CIC381", (*where, "wait"), what, remedy, reads=reads)


def places_can_be_reached(model: Model) -> Iterator[Issue]:
    """A step from a place on that the queue does not hold is told."""
    for name, queue, announcement, where in _announcements(model):
        for field in ("balk", "patience"):
            for n, step in enumerate(getattr(announcement, field)):
                place = step.from_place
                if place is None or queue.capacity is None or place <= queue.capacity:
                    continue
                what = f"a step holds from place {place} on, and {queue.capacity} may wait in"
                what += f" {name!r} at most"
                reads: tuple[Where, ...] = (where, ("queues", name, "capacity"))
                here = (*where, field, n, "from_place")
                remedy = "write a lower place, or more capacity"
                yield notice("CIC382", here, what, remedy, reads=reads)


ANNOUNCEMENT_CHECKS = (
    somebody_hears_announcements,
    patience_ends_at_all,
    places_can_be_reached,
)
