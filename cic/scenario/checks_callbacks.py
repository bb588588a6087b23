"""Checks of callbacks: somebody may ask for one, and may be reached."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.scenario.callbacks import Callback
from cic.scenario.checks_channels import reads_channel
from cic.scenario.checks_names import known_medium
from cic.scenario.durations import Constant, Duration
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.laws_shaped import Uniform
from cic.scenario.paths import Where
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


def _callbacks(model: Model) -> Iterator[tuple[str, Queue, Callback, Where]]:
    for name, queue in model.queues.items():
        if queue.callback is not None:
            yield name, queue, queue.callback, ("queues", name, "callback")


def customers_can_be_called(model: Model) -> Iterator[Issue]:
    """Who is offered a callback waits for an agent, and talks to one without turns."""
    for name, _, _, where in _callbacks(model):
        medium = known_medium(model, model.queues[name].channel)
        if medium is None:
            continue
        reads = (where, *reads_channel(model, name))
        if medium.deferred:
            what = f"nobody waits on the line who comes by {medium.name!r}, and {name!r} calls back"
            yield Issue("CIC331", where, what, "remove 'callback'", reads=reads)
        elif medium.turns is not None:
            what = f"talks by {medium.name!r} go turn by turn, and {name!r} calls back"
            yield Issue("CIC332", where, what, "remove 'callback'", reads=reads)


def calls_take_time(model: Model) -> Iterator[Issue]:
    """Nobody is called again at once, and nobody calls at the instant of hanging up."""
    for _, _, callback, where in _callbacks(model):
        if callback.retry_after is not None and callback.retry_after.mean <= 0:
            what = "customers are called again without any delay"
            remedy = "write a delay, such as exponential mean 30 min"
            yield Issue("CIC333", (*where, "retry_after"), what, remedy)
        if callback.own_call is not None and callback.own_call.delay.mean <= 0:
            what = "customers call again at the instant at which they ask for a callback"
            remedy = "write a delay, such as exponential mean 1 h"
            yield Issue("CIC334", (*where, "own_call", "delay"), what, remedy)


def somebody_asks(model: Model) -> Iterator[Issue]:
    """An offer that is never made is told."""
    for name, queue, callback, where in _callbacks(model):
        why = _never_offered(queue, callback)
        if why:
            what = f"no contact of {name!r} is ever offered a callback: {why}"
            base: Where = ("queues", name)
            reads = (where, (*base, "capacity"), (*base, "patience"))
            remedy = "lower 'offered_at', or take another predictor"
            yield notice("CIC371", (*where, "offered_at"), what, remedy, reads=reads)


def _never_offered(queue: Queue, callback: Callback) -> str:
    if queue.capacity == 0:
        return "nobody may wait"
    longest = longest_of(queue.patience)
    seen = callback.predictor in ("head_of_line", "last_wait")
    if seen and longest is not None and longest < callback.offered_at:
        return f"nobody waits longer than {units.duration_text(longest)}"
    return ""


def longest_of(law: Duration) -> float | None:
    """The longest that a duration can be [s]; None where it has no bound, or none known."""
    if isinstance(law, Constant):
        return law.value
    return law.bounds[1] if isinstance(law, Uniform) else None


def somebody_is_reached(model: Model) -> Iterator[Issue]:
    """Callbacks that reach nobody, or come when the run is over, are told."""
    for name, _, callback, where in _callbacks(model):
        rings = callback.rings
        shortest = rings.value if isinstance(rings, Constant) else 0.0
        if callback.answered <= 0:
            what = f"customers of {name!r} are called back, and none ever answers"
            yield notice("CIC372", (*where, "answered"), what, "write 'answered: 85%', or the like")
        elif shortest > callback.gives_up_after:
            what = f"it rings at customers of {name!r} for {units.duration_text(shortest)}, and"
            what += f" is given up after {units.duration_text(callback.gives_up_after)}"
            remedy = "let it ring longer: raise 'gives_up_after'"
            yield notice("CIC373", (*where, "gives_up_after"), what, remedy, reads=(where,))


def appointments_can_be_kept(model: Model) -> Iterator[Issue]:
    """Appointments that lie beyond the last day are told."""
    for name, _, callback, where in _callbacks(model):
        if callback.after is not None and callback.after.mean >= model.days * units.DAY:
            what = f"callbacks of {name!r} have appointments after the last day"
            remedy = "write an earlier one, or more days"
            yield notice("CIC374", (*where, "after"), what, remedy, reads=(where, *HORIZON))


CALLBACK_CHECKS = (
    customers_can_be_called,
    calls_take_time,
    somebody_asks,
    somebody_is_reached,
    appointments_can_be_kept,
)
