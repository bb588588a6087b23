"""Measures of cost and value, and of what each is told: a group, queue, campaign, the centre."""

from __future__ import annotations

from typing import Literal

from cic.measures.definitions import Measure
from cic.scenario.scenario import Model

Level = Literal["centre", "group", "queue", "channel", "site", "campaign", "case", "party"]
MANY: dict[Level, str] = {
    "centre": "centre",
    "group": "groups",
    "queue": "queues",
    "channel": "channels",
    "site": "sites",
    "campaign": "campaigns",
    "case": "cases",
    "party": "parties",
}
"""What costs are told of, and what several of them are called."""
LEVELS: tuple[Level, ...] = tuple(MANY)

_OF_WORK = ("cost_of_hours", "cost_of_overtime", "cost_of_contacts", "cost_of_talk",
            "cost_of_handling", "cost_of_hiring")  # fmt: skip
_OF_LINES = ("cost_of_line_time", "cost_of_lines")
_OF_DIALLING = ("cost_of_dials", "cost_of_dialled_time")
_OF_CASES = ("cost_of_cases",)
_OF_SERVICE = ("cost_of_lost", "cost_of_waiting")
COST_PARTS = (*_OF_WORK, *_OF_LINES, *_OF_DIALLING, *_OF_CASES, *_OF_SERVICE)
"""What adds up to the cost."""
VALUE_PARTS = ("value_of_answered", "value_of_resolved")
"""What adds up to the value."""
_EACH = ("cost_per_answered", "cost_per_resolved")

TOLD_OF: dict[Level, tuple[str, ...]] = {
    "centre": (*COST_PARTS, "cost", *VALUE_PARTS, "value", "margin", *_EACH),
    "group": (*_OF_WORK, "cost", *_EACH),
    "queue": (*_OF_SERVICE, "cost", *VALUE_PARTS, "value"),
    "channel": (*_OF_SERVICE, "cost", *VALUE_PARTS, "value"),
    "site": (*_OF_WORK, *_OF_LINES, "cost", *_EACH),
    "campaign": (*_OF_DIALLING, "cost"),
    "case": (*_OF_CASES, "cost"),
    "party": (*_OF_CASES, "cost"),
}
"""The measures of each; `cost` and `value` are the sums of the parts that are told there."""

COST_MEASURES: tuple[Measure, ...] = (
    Measure(name="cost_of_hours", title="hours", unit="money", top="cost_of_hours", better="less",
            formula="(paid hours − overtime) × price of an hour"),
    Measure(name="cost_of_overtime", title="overtime", unit="money", top="cost_of_overtime",
            better="less", formula="hours of overtime × price of an hour of overtime"),
    Measure(name="cost_of_contacts", title="contacts", unit="money", top="cost_of_contacts",
            better="less", formula="contacts answered × price of a contact"),
    Measure(name="cost_of_talk", title="talk", unit="money", top="cost_of_talk", better="less",
            formula="minutes of talk × price of a minute of talk"),
    Measure(name="cost_of_handling", title="handling", unit="money", top="cost_of_handling",
            better="less",
            formula="minutes from answer to end of wrap-up, of each contact × price of a minute"),
    Measure(name="cost_of_hiring", title="hiring", unit="money", top="cost_of_hiring",
            better="less", formula="agents hired × price of hiring one"),
    Measure(name="cost_of_line_time", title="line time", unit="money", top="cost_of_line_time",
            better="less", formula="minutes for which contacts hold lines × price of a minute"),
    Measure(name="cost_of_lines", title="lines", unit="money", top="cost_of_lines", better="less",
            formula="lines × days × price of a line a day"),
    Measure(name="cost_of_dials", title="dials", unit="money", top="cost_of_dials", better="less",
            formula="calls made × price of a call"),
    Measure(name="cost_of_dialled_time", title="dialled time", unit="money",
            top="cost_of_dialled_time", better="less",
            formula="minutes from dialling to hang-up × price of a minute"),
    Measure(name="cost_of_cases", title="cases", unit="money", top="cost_of_cases", better="less",
            formula="steps of cases that were over × price of the step"),
    Measure(name="cost_of_lost", title="lost", unit="money", top="cost_of_lost", better="less",
            formula="customers lost × price of a lost one; who comes again is not lost yet"),
    Measure(name="cost_of_waiting", title="waiting", unit="money", top="cost_of_waiting",
            better="less", formula="seconds in queue × price of a second"),
    Measure(name="cost", title="cost", unit="money", top="cost", better="less",
            formula="sum of the costs of hours, overtime, contacts, talk, handling, hiring, "
                    "line time, lines, dials, dialled time, cases, lost and waiting contacts, as "
                    "far as they are of it"),
    Measure(name="value_of_answered", title="answered", unit="money", top="value_of_answered",
            better="more", formula="contacts answered × value of one"),
    Measure(name="value_of_resolved", title="resolved", unit="money", top="value_of_resolved",
            better="more", formula="contacts resolved × value of one"),
    Measure(name="value", title="value", unit="money", top="value", better="more",
            formula="value of contacts answered + value of contacts resolved"),
    Measure(name="margin", signed=True, title="margin", unit="money", top="margin", better="more",
            formula="value − cost"),
    Measure(name="cost_per_answered", title="cost per answered contact", unit="money", top="cost",
            bottom="answered", better="less", formula="cost / answered"),
    Measure(name="cost_per_resolved", title="cost per resolved contact", unit="money", top="cost",
            bottom="resolved", better="less", formula="cost / resolved"),
)  # fmt: skip
"""Money, in the currency of the scenario; told where anything has a price."""


def priced_names(model: Model, level: Level) -> list[str]:
    """The groups, queues, channels, sites, campaigns that have a price; of the centre none."""
    groups = {name: group for name, group in model.agents.items() if group.cost is not None}
    queues = {name: queue for name, queue in model.queues.items() if queue.value or queue.cost}
    by_channel = {queue.channel for queue in queues.values()}
    at_sites = {group.site for group in groups.values()}
    known: dict[Level, list[str]] = {
        "centre": [],
        "group": list(groups),
        "queue": list(queues),
        "channel": [name for name in model.media if name in by_channel],
        "site": [
            name
            for name, site in model.sites.items()
            if name in at_sites
            or (site.share is not None and (site.line_cost or model.line_cost) is not None)
        ],
        "campaign": [name for name, one in model.ranked_campaigns.items() if one.cost is not None],
        "case": [name for name, one in model.cases.items() if one.priced],
        "party": list(dict.fromkeys(p for _, p, cost in priced_steps(model) if cost and p)),
    }
    return known[level]


def priced_steps(model: Model) -> list[tuple[str, str | None, float]]:
    """Of each kind of case and each of its steps: the kind, the party, the price once it is over.

    In the order of `rows_of_cases`; a kind has no party and no price of its own.
    """
    found: list[tuple[str, str | None, float]] = []
    for name, case in model.cases.items():
        found.append((name, None, 0.0))
        found += [(name, step.party, step.cost) for step in case.steps.values()]
    return found


COST_MEASURE = {measure.name: measure for measure in COST_MEASURES}
EACH = frozenset(_EACH)
"""Costs of one contact, not of all."""
