"""All checks of a scenario whose values are valid one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from cic.scenario.checks_agents import STAFF_CHECKS
from cic.scenario.checks_channels import CHANNEL_CHECKS, CHANNEL_NAME_CHECKS
from cic.scenario.checks_days import DAY_CHECKS
from cic.scenario.checks_flow import FLOW_CHECKS
from cic.scenario.checks_legs import LEG_CHECKS, LEG_NAME_CHECKS
from cic.scenario.checks_lines import LINE_CHECKS, LINE_NAME_CHECKS
from cic.scenario.checks_loops import LOOP_CHECKS
from cic.scenario.checks_names import NAME_CHECKS
from cic.scenario.checks_people import PEOPLE_CHECKS
from cic.scenario.checks_promises import PROMISE_CHECKS
from cic.scenario.checks_routing import ROUTING_CHECKS, ROUTING_NAME_CHECKS
from cic.scenario.checks_size import SIZE_CHECKS
from cic.scenario.expected import expected_contacts
from cic.scenario.issues import DAY, HORIZON, Issue
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

__all__ = ["check_model", "expected_contacts", "rests_on"]

Check = Callable[[Model], Iterator[Issue]]
"""A check: what it finds in a scenario."""

_MENUS = (("ivr", "menus", "*", "choices"), ("ivr", "menus", "*", "no_choice"))
_ARRIVALS = (("queues", "*", "arrivals"), ("ivr", "arrivals"))
_STARTS = (("queues", "*", "through"), ("ivr", "start"), ("snapshot",), ("campaigns",))
_WAYS = (*_ARRIVALS, *_MENUS, *_STARTS)
_SKILLS = (("queues", "*", "groups"), ("agents", "*", "skills"))
_READS: dict[str, tuple[Where, ...]] = {
    "CIC205": (*_MENUS, ("ivr", "start"), ("ivr", "arrivals")),
    "CIC302": (*DAY, ("sites",), ("agents", "*", "site")),
    "CIC303": HORIZON,
    "CIC304": (*HORIZON, ("sites",), ("agents", "*", "site")),
    "CIC305": DAY,
    "CIC306": DAY,
    "CIC308": (*_WAYS, *_SKILLS),
    "CIC309": (*_ARRIVALS, ("snapshot",), ("campaigns",)),
    "CIC310": (*_MENUS, ("ivr", "menus", "*", "prompt")),
    "CIC311": (*_MENUS, ("ivr", "menus", "*", "hang_up_after")),
    "CIC312": HORIZON,
    "CIC350": _WAYS,
    "CIC351": (*_WAYS, *_SKILLS, ("agents", "*", "staff"), ("agents", "*", "shifts")),
    "CIC352": _WAYS,
    "CIC353": (*HORIZON, ("sites",), ("agents", "*", "site")),
    "CIC354": (*HORIZON, ("queues",), ("ivr",), ("agents",), ("incidents",)),
    "CIC355": HORIZON,
    "CIC401": (*HORIZON, *_ARRIVALS, ("incidents",), ("snapshot",), ("campaigns",)),
    "CIC402": (("days",), ("agents",)),
}
"""What a finding reads beyond its own place; `*` is any name."""


class _OfPart:
    """The checks of a part that few scenarios have, imported where one has it.

    Without any of what they are given here, written or not empty, they find nothing.
    """

    def __init__(self, there: str, *parts: Where) -> None:
        self._module, _, self._name = there.partition(":")
        self._parts = parts

    def may_find(self, model: Model) -> bool:
        """Whether a scenario has anything that these checks are about."""
        return any(_is_there(model, part) for part in self._parts)

    def checks(self) -> tuple[Check, ...]:
        """The checks themselves."""
        module = import_module(f"cic.scenario.{self._module}")
        found: tuple[Check, ...] = getattr(module, self._name)
        return found


def _is_there(part: object, path: Where) -> bool:
    """Whether something is written at a path, where `*` is any name."""
    for n, name in enumerate(path):
        if isinstance(part, dict):
            return any(_is_there(below, path[n + 1 :]) for below in part.values())
        part = getattr(part, str(name), None)
    return bool(part)


_DEFLECTED: Where = ("ivr", "menus", "*", "choices", "*", "deflection")
_STAGED: tuple[Where, ...] = (
    ("queues", "*", "stages"),
    ("queues", "*", "criteria"),
    ("queues", "*", "asks_for"),
    ("agents", "*", "attributes"),
)
_SERVED_ON: tuple[Where, ...] = (
    ("queues", "*", "transfers"),
    ("queues", "*", "hold"),
    ("queues", "*", "bot"),
)
_PRICES: tuple[Where, ...] = (
    ("line_cost",),
    ("currency",),
    ("queues", "*", "value"),
    ("queues", "*", "cost"),
    ("agents", "*", "cost"),
    ("sites",),
)

_OF_NAMES: tuple[Check | _OfPart, ...] = (
    *NAME_CHECKS,
    *CHANNEL_NAME_CHECKS,
    *LINE_NAME_CHECKS,
    *LEG_NAME_CHECKS,
    _OfPart("checks_transfers:TRANSFER_NAME_CHECKS", *_SERVED_ON),
    _OfPart("checks_sites:SITE_NAME_CHECKS", ("sites",), ("agents", "*", "site"), ("incidents",)),
    *ROUTING_NAME_CHECKS,
    _OfPart("checks_stages:STAGE_NAME_CHECKS", *_STAGED),
    _OfPart("checks_incidents:INCIDENT_NAME_CHECKS", ("incidents",)),
    _OfPart("checks_snapshot:SNAPSHOT_NAME_CHECKS", ("snapshot",)),
    _OfPart("checks_open_cases:OPEN_CASE_NAME_CHECKS", ("snapshot",)),
    _OfPart("checks_campaigns:CAMPAIGN_NAME_CHECKS", ("campaigns",)),
    _OfPart("checks_call_limits:LIMIT_NAME_CHECKS", ("campaigns", "*", "limits")),
    _OfPart("checks_customers:CUSTOMER_NAME_CHECKS", ("customers",)),
    _OfPart("checks_stress:STRESS_NAME_CHECKS", ("agents", "*", "stress")),
    _OfPart("checks_cases:CASE_NAME_CHECKS", ("cases",)),
)
_OF_SENSE: tuple[Check | _OfPart, ...] = (
    *DAY_CHECKS,
    *FLOW_CHECKS,
    *CHANNEL_CHECKS,
    *PROMISE_CHECKS,
    *STAFF_CHECKS,
    *PEOPLE_CHECKS,
    _OfPart("checks_announcements:ANNOUNCEMENT_CHECKS", ("queues", "*", "announcement")),
    _OfPart("checks_callbacks:CALLBACK_CHECKS", ("queues", "*", "callback")),
    _OfPart("checks_campaigns:CAMPAIGN_CHECKS", ("campaigns",)),
    _OfPart("checks_call_limits:LIMIT_CHECKS", ("campaigns", "*", "limits")),
    *LINE_CHECKS,
    *LEG_CHECKS,
    _OfPart("checks_deflection:DEFLECTION_CHECKS", _DEFLECTED),
    _OfPart("checks_transfers:TRANSFER_CHECKS", *_SERVED_ON),
    *LOOP_CHECKS,
    _OfPart("checks_sites:SITE_CHECKS", ("sites",), ("agents", "*", "site"), ("incidents",)),
    *ROUTING_CHECKS,
    _OfPart("checks_stages:STAGE_CHECKS", *_STAGED),
    _OfPart("checks_costs:COST_CHECKS", *_PRICES),
    _OfPart("checks_customers:CUSTOMER_CHECKS", ("customers",)),
    _OfPart("checks_stress:STRESS_CHECKS", ("agents", "*", "stress")),
    _OfPart("checks_cases:CASE_CHECKS", ("cases",)),
    _OfPart("checks_incidents:INCIDENT_CHECKS", ("incidents",)),
    _OfPart("checks_snapshot:SNAPSHOT_CHECKS", ("snapshot",)),
    _OfPart("checks_open_cases:OPEN_CASE_CHECKS", ("snapshot",)),
    _OfPart("checks_told_once:TOLD_ONCE_CHECKS", ("snapshot",)),
    _OfPart("checks_turns:TURN_CHECKS", ("snapshot",)),
    *SIZE_CHECKS,
)


def check_model(model: Model) -> Iterator[Issue]:
    """What is wrong, or worth knowing, about a scenario as a whole."""
    unknown: list[Where] = []
    for check in _all(_OF_NAMES, model):
        for issue in check(model):
            unknown.append(issue.where)
            yield issue
    for check in _all(_OF_SENSE, model):
        for issue in check(model):
            if not rests_on(issue, unknown):  # it would only say the same in other words
                yield issue


def _all(checks: Iterable[Check | _OfPart], model: Model) -> Iterator[Check]:
    """The checks that may find something in a scenario, in their order."""
    for one in checks:
        if not isinstance(one, _OfPart):
            yield one
        elif one.may_find(model):
            yield from one.checks()


def rests_on(issue: Issue, touched: Iterable[Where]) -> bool:
    """Whether an issue was found by reading any of these paths."""
    reads = issue.reads or _READS.get(issue.code)
    if reads is None:
        return any(_overlap(issue.where, path) for path in touched)
    return any(
        issue.where[: len(path)] == path or any(_overlap(pattern, path) for pattern in reads)
        for path in touched
    )


def _overlap(pattern: Where, path: Where) -> bool:
    return all(a in ("*", b) for a, b in zip(pattern, path, strict=False))
