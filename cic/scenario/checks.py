"""All checks of a scenario whose values are valid one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic.scenario.checks_agents import STAFF_CHECKS
from cic.scenario.checks_announcements import ANNOUNCEMENT_CHECKS
from cic.scenario.checks_callbacks import CALLBACK_CHECKS
from cic.scenario.checks_campaigns import CAMPAIGN_CHECKS, CAMPAIGN_NAME_CHECKS
from cic.scenario.checks_cases import CASE_CHECKS, CASE_NAME_CHECKS
from cic.scenario.checks_channels import CHANNEL_CHECKS, CHANNEL_NAME_CHECKS
from cic.scenario.checks_costs import COST_CHECKS
from cic.scenario.checks_customers import CUSTOMER_CHECKS, CUSTOMER_NAME_CHECKS
from cic.scenario.checks_days import DAY_CHECKS
from cic.scenario.checks_deflection import DEFLECTION_CHECKS
from cic.scenario.checks_flow import FLOW_CHECKS
from cic.scenario.checks_incidents import INCIDENT_CHECKS, INCIDENT_NAME_CHECKS
from cic.scenario.checks_legs import LEG_CHECKS, LEG_NAME_CHECKS
from cic.scenario.checks_lines import LINE_CHECKS, LINE_NAME_CHECKS
from cic.scenario.checks_loops import LOOP_CHECKS
from cic.scenario.checks_names import NAME_CHECKS
from cic.scenario.checks_open_cases import OPEN_CASE_CHECKS, OPEN_CASE_NAME_CHECKS
from cic.scenario.checks_people import PEOPLE_CHECKS
from cic.scenario.checks_promises import PROMISE_CHECKS
from cic.scenario.checks_routing import ROUTING_CHECKS, ROUTING_NAME_CHECKS
from cic.scenario.checks_sites import SITE_CHECKS, SITE_NAME_CHECKS
from cic.scenario.checks_size import SIZE_CHECKS
from cic.scenario.checks_snapshot import SNAPSHOT_CHECKS, SNAPSHOT_NAME_CHECKS
from cic.scenario.checks_stages import STAGE_CHECKS, STAGE_NAME_CHECKS
from cic.scenario.checks_stress import STRESS_CHECKS, STRESS_NAME_CHECKS
from cic.scenario.checks_transfers import TRANSFER_CHECKS, TRANSFER_NAME_CHECKS
from cic.scenario.checks_turns import TURN_CHECKS
from cic.scenario.expected import expected_contacts
from cic.scenario.issues import DAY, HORIZON, Issue
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

__all__ = ["check_model", "expected_contacts", "rests_on"]

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


_OF_NAMES = (
    *NAME_CHECKS,
    *CHANNEL_NAME_CHECKS,
    *LINE_NAME_CHECKS,
    *LEG_NAME_CHECKS,
    *TRANSFER_NAME_CHECKS,
    *SITE_NAME_CHECKS,
    *ROUTING_NAME_CHECKS,
    *STAGE_NAME_CHECKS,
    *INCIDENT_NAME_CHECKS,
    *SNAPSHOT_NAME_CHECKS,
    *OPEN_CASE_NAME_CHECKS,
    *CAMPAIGN_NAME_CHECKS,
    *CUSTOMER_NAME_CHECKS,
    *STRESS_NAME_CHECKS,
    *CASE_NAME_CHECKS,
)
_OF_SENSE = (
    *DAY_CHECKS,
    *FLOW_CHECKS,
    *CHANNEL_CHECKS,
    *PROMISE_CHECKS,
    *STAFF_CHECKS,
    *PEOPLE_CHECKS,
    *ANNOUNCEMENT_CHECKS,
    *CALLBACK_CHECKS,
    *CAMPAIGN_CHECKS,
    *LINE_CHECKS,
    *LEG_CHECKS,
    *DEFLECTION_CHECKS,
    *TRANSFER_CHECKS,
    *LOOP_CHECKS,
    *SITE_CHECKS,
    *ROUTING_CHECKS,
    *STAGE_CHECKS,
    *COST_CHECKS,
    *CUSTOMER_CHECKS,
    *STRESS_CHECKS,
    *CASE_CHECKS,
    *INCIDENT_CHECKS,
    *SNAPSHOT_CHECKS,
    *OPEN_CASE_CHECKS,
    *TURN_CHECKS,
    *SIZE_CHECKS,
)


def check_model(model: Model) -> Iterator[Issue]:
    """What is wrong, or worth knowing, about a scenario as a whole."""
    unknown: list[Where] = []
    for check in _OF_NAMES:
        for issue in check(model):
            unknown.append(issue.where)
            yield issue
    for check in _OF_SENSE:
        for issue in check(model):
            if not rests_on(issue, unknown):  # it would only say the same in other words
                yield issue


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
