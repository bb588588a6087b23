"""A centre that is being made of a demand: people and telephone lines, before any technology.

Each need has a queue of its own in every centre, by the same name and with the same arrivals: all
luck is keyed by them, so the same customers with the same luck come to all centres.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from cic.scenario.checks_demand import (
    BY_PHONE,
    DESK,
    FOLLOW_UPS,
    GENERAL,
    NOBODY_THERE,
    WRITERS,
)
from cic.scenario.demand import PHONE, Demand, Need
from cic.scenario.demands import Needs
from cic.scenario.scenario import Model

Plain = dict[str, Any]
LAST = 9
"""The rank of work that agents do when there is no other."""


@dataclass
class Draft:
    """A scenario's data while capabilities change it."""

    needs: Needs
    capabilities: frozenset[str]
    queues: dict[str, Plain] = field(default_factory=dict)
    groups: dict[str, Plain] = field(default_factory=dict)
    parts: Plain = field(default_factory=dict)
    """What else the scenario says, by field."""
    sites_apart: bool = True
    """Whether each site, where there are several, answers calls of its own only."""

    @property
    def demand(self) -> Demand:
        """The validated demand."""
        return self.needs.model

    def written(self, *path: str) -> Any:  # noqa: ANN401
        """A copy of what the demand says at a path, in its own words; None where it is silent."""
        found: Any = self.needs.written
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return deepcopy(found)

    def calls(self) -> Iterator[tuple[str, Plain]]:
        """The queues that callers come to, desks included."""
        for name, queue in self.of_customers():
            if queue.get("channel", PHONE) == PHONE:
                yield name, queue

    def need_of(self, queue: str) -> Need | None:
        """What the customers of a queue want; None at a desk."""
        return self.demand.needs.get(queue.removesuffix(BY_PHONE))

    def first_calls(self) -> Iterator[tuple[str, Plain, Need]]:
        """The queues that callers come to of themselves, and what they want."""
        for name, queue in self.calls():
            need = self.need_of(name)
            if need is not None:
                yield name, queue, need

    def of_customers(self) -> Iterator[tuple[str, Plain]]:
        """All queues but that of customers whom the centre calls."""
        for name, queue in self.queues.items():
            if name != FOLLOW_UPS:
                yield name, queue

    def close_desks(self) -> None:
        """Take away desks that nobody is passed on to."""
        leads = [one.get("recontact", {}).get("to") for one in self.queues.values()]
        leads += [to for one in self.queues.values() for to in one.get("transfers", {})]
        for skill in self.demand.agents.skilled:
            if skill + DESK in self.queues and skill + DESK not in leads:
                del self.queues[skill + DESK]
                for group in self.groups.values():
                    group["skills"].pop(skill + DESK, None)

    def to_dict(self) -> Plain:
        """The scenario's data."""
        for calls in self.parts.get("campaigns", {}).values():
            calls["follows"]["queues"] = _followed(self)
        found = {**self.parts, "queues": self.queues, "agents": self.groups}
        return {name: found[name] for name in Model.model_fields if name in found}


def first_draft(needs: Needs, capabilities: frozenset[str]) -> Draft:
    """People answer telephones: no queue, no data, no skills, no channel but the telephone."""
    draft = Draft(needs, capabilities)
    _head(draft)
    for name, need in draft.demand.needs.items():
        _need_queues(draft, name, need)
    for skill in draft.demand.agents.skilled:
        if any(need.skill == skill for need in draft.demand.needs.values()):
            _desk(draft, skill)
    _people(draft)
    _follow_ups(draft)
    return draft


def _head(draft: Draft) -> None:
    for name in ("currency", "opens", "closes", "interval", "lines", "line_cost"):
        value = draft.written(name)
        if value is not None:
            draft.parts[name] = value
    draft.parts["customers"] = {}  # what they make of it; it changes nothing that happens


def work(draft: Draft, *path: str) -> Plain:
    """Talk and wrap-up, as the demand says."""
    names = ("talk", "wrap_up")
    found = {name: draft.written(*path, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def arrivals(draft: Draft, name: str, need: Need) -> Any:  # noqa: ANN401
    """When the customers with a need come."""
    if need.volume is None:
        return draft.written("needs", name, "arrivals")
    demand = draft.demand
    steps = round((demand.closes - demand.opens) / demand.interval)
    shape = demand.shape if isinstance(demand.shape, tuple) else (1.0,) * steps
    total = sum(shape)
    return {"per_interval": [round(need.volume * part / total, 3) for part in shape]}


def percent(share: float) -> str:
    """A share as people write it."""
    return f"{100 * share:.6g}%"


def _need_queues(draft: Draft, name: str, need: Need) -> None:
    if need.channel == PHONE:
        draft.queues[name] = {"arrivals": arrivals(draft, name, need), **_call(draft, name, need)}
        return
    draft.queues[name] = _missing(draft, name, need)
    draft.queues[name + BY_PHONE] = _call(draft, name, need)


def _call(draft: Draft, name: str, need: Need) -> Plain:
    """A queue of calls, without anywhere to wait."""
    patience = draft.written("needs", name, "patience") or draft.written("customers", "patience")
    queue: Plain = {
        **({"patience": patience} if patience is not None else {}),
        **work(draft, "needs", name),
        "resolves": percent(need.resolves),
        "service_level": draft.written("promise"),
        "capacity": 0,
    }
    return queue | _again(draft, need)


def _again(draft: Draft, need: Need | None) -> Plain:
    """What customers do who went in vain, or were not helped."""
    found: Plain = {}
    redials = draft.written("customers", "redials")
    if redials:
        found["redials"] = redials
    recontact = draft.written("customers", "recontact")
    if recontact is not None:
        found["recontact"] = recontact
    if need is not None and need.skill is not None and need.without_skill < 1:
        other = draft.demand.customers.other_number
        delay = draft.written("customers", "other_number", "after") or "exponential mean 1 min"
        found["recontact"] = {
            "share": percent(other.dials),
            "delay": delay,
            "to": need.skill + DESK,
        }
    return found


def _missing(draft: Draft, name: str, need: Need) -> Plain:
    """A queue where nobody is: customers look for their channel, and do something else."""
    instead = need.instead
    others = instead.phone + instead.wait
    queue: Plain = {
        "channel": need.channel,
        "arrivals": arrivals(draft, name, need),
        **work(draft, "needs", name),
        "capacity": 0,
    }
    if others > 0:
        queue["redials"] = {
            "busy": {
                "share": percent(others),
                "delay": _mixed(instead.phone / others, instead.soon, instead.later),
                "attempts": 1,
                "to": name + BY_PHONE,
            }
        }
    return queue


def _mixed(first: float, soon: float, later: float) -> Any:  # noqa: ANN401
    if first in (0, 1):
        return f"exponential mean {soon if first else later:g} s"
    branches = [(first, soon), (1 - first, later)]
    return {
        "kind": "hyperexponential",
        "branches": [{"share": percent(share), "mean": f"{mean:g} s"} for share, mean in branches],
    }


def _desk(draft: Draft, skill: str) -> None:
    """The other number: agents with a skill, for those who were not helped at the first."""
    path = ("agents", "skilled", skill)
    patience = draft.written("customers", "patience")
    draft.queues[skill + DESK] = {
        **({"patience": patience} if patience is not None else {}),
        **work(draft, *path),
        "resolves": percent(draft.demand.agents.skilled[skill].resolves),
        "service_level": draft.written("promise"),
        "capacity": 0,
        **_again(draft, None),
    }
    draft.queues[skill + DESK].pop("recontact", None)


def _people(draft: Draft) -> None:
    """Agents with skills, and all others; each takes any call, and desks those with the skill."""
    demand = draft.demand
    shares = {name: one.share for name, one in demand.agents.skilled.items()}
    cost = draft.written("agents", "cost")
    for name, staff in divided(demand.agents.staff, shares).items():
        skills = {queue: _skill(draft, name, queue) for queue, _ in draft.calls()}
        draft.groups[name] = {
            "staff": staff,
            **({"cost": cost} if cost is not None else {}),
            "skills": {queue: one for queue, one in skills.items() if one is not None},
        }
    missing = [name for name, need in demand.needs.items() if need.channel != PHONE]
    if missing:
        free = {"cost": {"hour": 0}} if cost is not None else {}
        draft.groups[NOBODY_THERE] = {"staff": 0, **free, "skills": dict.fromkeys(missing, 1)}


def _skill(draft: Draft, group: str, queue: str) -> Plain | int | None:
    """How a group answers a queue of calls; None: not at all."""
    if draft.need_of(queue) is None:
        return 1 if queue == group + DESK else None
    need = draft.need_of(queue)
    if need is None or need.skill in (None, group) or need.without_skill >= 1:
        return 1
    return {"rank": 1, "quality": need.without_skill}


def divided(staff: Any, shares: dict[str, float]) -> dict[str, Any]:  # noqa: ANN401
    """Agents by group: shares of all, rounded, and the rest; of those set apart at least one."""
    parts = {
        name: _times(staff, share, least=int(name == WRITERS and share > 0))
        for name, share in shares.items()
    }
    return {GENERAL: _less(staff, list(parts.values())), **parts}


def _times(staff: Any, share: float, *, least: int) -> Any:  # noqa: ANN401
    if isinstance(staff, tuple | list):
        return [_times(number, share, least=least) for number in staff]
    return max(int(staff * share + 0.5), min(least, staff))


def _less(staff: Any, parts: list[Any]) -> Any:  # noqa: ANN401
    if isinstance(staff, tuple | list):
        return [_less(number, [part[n] for part in parts]) for n, number in enumerate(staff)]
    return max(0, staff - sum(parts))


def _follow_ups(draft: Draft) -> None:
    """Agents without a skill call customers after they were served, dialling by hand."""
    told = draft.demand.follow_ups
    if told is None:
        return
    path = ("follow_ups",)
    draft.queues[FOLLOW_UPS] = {**work(draft, *path), "capacity": 0}
    draft.groups[GENERAL]["skills"][FOLLOW_UPS] = LAST
    names = ("answers", "machine", "busy", "rings", "attempts")
    written = {name: draft.written(*path, name) for name in names}
    again = draft.written(*path, "again_after")
    in_vain = [how for how, share in (("machine", told.machine), ("busy", told.busy)) if share > 0]
    draft.parts["campaigns"] = {
        FOLLOW_UPS: {
            "queue": FOLLOW_UPS,
            "follows": {"delay": draft.written(*path, "delay")},
            "dialler": "manual",
            "preview": {"takes": draft.written(*path, "by_hand")},
            **{name: value for name, value in written.items() if value is not None},
            **({"retries": dict.fromkeys((*in_vain, "no_answer"), again)} if again else {}),
            "blending": {"when_free": told.when_free},
        }
    }


def _followed(draft: Draft) -> Plain:
    """By which queues the customers may have come who are called, and the share who are."""
    after = draft.written("follow_ups", "after")
    return {
        name: after[name.removesuffix(BY_PHONE)]
        for name in draft.queues
        if name.removesuffix(BY_PHONE) in after
    }
