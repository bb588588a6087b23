"""Random small scenarios in which everything about channels is used at once.

The scenarios of `tests.oracle.scenarios`, whose queues come by channels of all kinds: live and
deferred, some in turns, some slower beside others, some that interrupt others. Groups have shares
of attention, queues are reserves.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cic.scenario.scenario import Model
from tests.oracle.naive import NaiveContact
from tests.oracle.scenarios import (
    Plain,
    contacts,
    let_no_shift_begin_before_opening,
    scenarios,
    some,
)

CHANNELS = ["voice", "text", "chat", "web", "messaging", "email", "letters"]
"""Presets, and channels of the scenario's own."""
DEFERRED = ("email", "letters")
SLOW = ("chat", "web")
IN_TURNS = ("messaging",)


@st.composite
def channel_scenarios(draw: st.DrawFn, *, whole_seconds: bool = False) -> Plain:
    """A scenario as plain data, ready for `Model.model_validate`."""
    plain = draw(scenarios(whole_seconds=whole_seconds))
    names = draw(some(CHANNELS, least=2, most=4))
    if draw(st.sampled_from([True, True, False])):
        _let_all_know_everything(plain)
    plain["channels"] = {
        name: draw(_channels(name, n, names, whole_seconds=whole_seconds))
        for n, name in enumerate(names)
    }
    for queue in plain["queues"].values():
        queue["channel"] = draw(st.sampled_from(names))
        if queue["channel"] in DEFERRED:
            queue.pop("balk", None)
            queue["patience"] = "infinite"
        queue.update(draw(_reserves()))
        if draw(st.sampled_from([True, True, False])):
            queue.pop("capacity", None)
            queue.pop("groups", None)
    for group in plain["agents"].values():
        used = {plain["queues"][name]["channel"] for name in group["skills"]}
        if draw(st.sampled_from([True, True, False])):
            group["capacity"] = draw(_capacities(sorted(used)))
    let_no_shift_begin_before_opening(plain)
    Model.model_validate(plain)  # a mistake in here shows here
    return plain


def _let_all_know_everything(plain: Plain) -> None:
    """So that many contacts meet at few agents."""
    for group in plain["agents"].values():
        for name in plain["queues"]:
            if isinstance(group["skills"], list):
                group["skills"] = list(dict.fromkeys([*group["skills"], name]))
            else:
                group["skills"].setdefault(name, 1)


@st.composite
def _channels(
    draw: st.DrawFn, name: str, place: int, names: list[str], *, whole_seconds: bool
) -> Plain:
    """One channel; it may interrupt those after it, but none in turns."""
    plain: Plain = {"at_once": draw(st.sampled_from([1, 1, 2, 3, 5]))}
    if name == "web":
        plain["like"] = "chat"
    if name in DEFERRED:
        plain["deferred"] = True
    after = [other for other in names[place + 1 :] if other not in IN_TURNS]
    if after and draw(st.sampled_from([True, True, True, False])):
        plain["interrupts"] = draw(some(after))
    if name in SLOW:
        # Powers of two leave whole seconds exact, however often the pace changes.
        factors = [1, 2, 4, 0.5] if whole_seconds else [1, 1.2, 1.4, 2, 0.7]
        plain["slow_down"] = draw(st.lists(st.sampled_from(factors), min_size=1, max_size=4))
    if name in IN_TURNS:
        plain["turns"] = draw(_turns(whole_seconds=whole_seconds))
    return plain


def _turns(*, whole_seconds: bool) -> st.SearchStrategy:
    pauses = ["2 s", "0 s", {"values": [0, 1, 5]}] if whole_seconds else ["exponential mean 5 s"]
    number = st.fixed_dictionaries({"count": st.sampled_from([1, 2, 4])})
    if not whole_seconds:
        number |= st.fixed_dictionaries({"mean": st.sampled_from([1, 2.5])})
    how = st.fixed_dictionaries(
        {"pause": st.sampled_from(pauses)},
        optional={"times_out": st.sampled_from(["3 s", "5 s", "20 s"])},
    )
    return st.tuples(number, how).map(lambda parts: parts[0] | parts[1])


def _reserves() -> st.SearchStrategy:
    given: Any = {
        "after_idle": st.sampled_from(["0 s", "1 s", "3 s", "10 s"]),
        "when_free": st.sampled_from([1, 2, 2, 3]),
    }
    kept = st.fixed_dictionaries({}, optional=given)
    return st.sampled_from([True, False, False]).flatmap(
        lambda is_one: kept if is_one else st.just({})
    )


@st.composite
def _capacities(draw: st.DrawFn, channels: list[str]) -> list[dict[str, int]]:
    """Each channel in one of some shares."""
    count = draw(st.sampled_from([1, 1, 2, 3]))
    shares: list[dict[str, int]] = [{} for _ in range(count)]
    for channel in channels:
        draw(st.sampled_from(shares))[channel] = draw(st.sampled_from([1, 1, 2, 3, 4]))
    return [share for share in shares if share]


@st.composite
def channel_cases(
    draw: st.DrawFn, *, whole_seconds: bool = False
) -> tuple[Plain, list[NaiveContact]]:
    """A scenario and contacts for it."""
    plain = draw(channel_scenarios(whole_seconds=whole_seconds))
    model = Model.model_validate(plain)
    at_night = draw(st.sampled_from([True, False]))
    return plain, draw(contacts(model, whole_seconds=whole_seconds, at_night=at_night))
