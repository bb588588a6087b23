"""Every measure once: name, unit, formula, numerator and denominator, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Counted = Literal["contacts", "customers", "people", "agents", "cases", "days"]
Unit = Literal[Counted, "s", "share", "h", "money"]
COUNTS: frozenset[str] = frozenset(get_args(Counted))
"""Units in which something is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure.

    A ratio divides sums (`top` by `bottom`, over all replications); without `bottom` it is the mean
    over replications of what one replication gives.
    """

    name: str
    title: str
    """A column's heading."""
    unit: Unit
    formula: str
    """What it is, in words."""
    top: str
    """The sum above the line, or what one replication gives."""
    bottom: str = ""
    """The sum below the line."""
    better: Literal["more", "less", ""] = ""
    in_brief: bool = True
    """Whether the report's main table shows it."""
    signed: bool = False
    """Whether it may be below 0."""
    unbounded: bool = False
    """Whether a share may be above 1."""
    root: bool = False
    """Whether it is the square root of the ratio, and its interval of the ratio's."""


SERVICE_LEVELS: dict[str, str] = {
    "answered_of_offered": "answered within τ / reached the queue",
    "answered_of_offered_less_short_abandons": (
        "answered within τ / (reached the queue − abandoned within τ)"
    ),
    "met_of_offered": "(answered within τ + abandoned within τ) / reached the queue",
    "answered_of_answered": "answered within τ / answered",
}
"""The definitions of the service level, by name, with τ the queue's threshold.

Who asks for a callback is left out above and below the line, and so is the callback: its wait is at
home. (Amazon Connect counts who asks as served in time.) In the abandonment rate who asks has
reached the queue and has not abandoned, as in Amazon Connect.

They are ContactCenters' and Arena's: in this order Arena's, SERVICELEVEL (g1), SERVICELEVEL2 (g2),
and Asterisk's ServicelevelPerf. Jouini, Koole and Roubos, Performance indicators for call centers
with impatient customers, IIE Transactions 45(3), 2013, 341-354, compare them.
"""

QUEUE_MEASURES: tuple[Measure, ...] = (
    Measure(name="offered", title="offered", unit="contacts", top="offered",
            formula="contacts that came"),
    Measure(name="queued", title="queued", unit="contacts", top="reached", in_brief=False,
            formula="contacts that reached a queue, waiting or not"),
    Measure(name="answered", title="answered", unit="contacts", top="answered", better="more",
            formula="contacts answered by an agent"),
    Measure(name="abandoned", title="abandoned", unit="contacts", top="all_abandoned",
            better="less",
            formula="contacts that gave up: in the queue (balking included) or in the IVR, or "
                    "left a bot"),
    Measure(name="blocked", title="blocked", unit="contacts", top="blocked", better="less",
            formula="contacts refused: no line, no IVR port, queue full, or sent away at closing"),
    Measure(name="self_served", title="self-served", unit="contacts", top="self_served",
            formula="contacts that ended with a self-service in the IVR, or settled by a bot"),
    Measure(name="inside", title="inside", unit="contacts", top="inside", better="less",
            in_brief=False, formula="contacts still waiting when nothing more happens"),
    Measure(name="balked", title="balked", unit="contacts", top="balked", better="less",
            in_brief=False, formula="of the abandoned: left at once because nobody was free, or at "
                                    "what was announced"),
    Measure(name="hung_up", title="hung up", unit="contacts", top="hung_up", better="less",
            in_brief=False, formula="of the abandoned: hung up in the IVR, or left a bot"),
    Measure(name="with_bot", title="with bot", unit="contacts", top="with_bot", in_brief=False,
            formula="of the offered: met the bot of the queue"),
    Measure(name="contained", title="contained", unit="contacts", top="contained", better="more",
            in_brief=False, formula="of the self-served: settled by the bot"),
    Measure(name="containment", title="containment", unit="share", top="contained",
            bottom="with_bot", better="more", in_brief=False,
            formula="settled by the bot / met the bot"),
    Measure(name="left_bot", title="left bot", unit="contacts", top="left_bot", better="less",
            in_brief=False, formula="of the abandoned: left the bot, annoyed"),
    Measure(name="bot_time", title="bot time", unit="s", top="bot_time", bottom="with_bot",
            in_brief=False, formula="mean time with the bot"),
    Measure(name="deflections_offered", title="offered other way", unit="contacts", top="offers",
            in_brief=False,
            formula="of the offered: the IVR offered another way instead of the queue"),
    Measure(name="deflections_accepted", title="took other way", unit="contacts",
            top="offers_accepted", in_brief=False,
            formula="of these: accepted, a message included"),
    Measure(name="deflected", title="deflected", unit="contacts", top="deflected", in_brief=False,
            formula="contacts that left the call for SMS or web, helped there or not; neither "
                    "abandoned nor blocked"),
    Measure(name="deflected_share", title="deflected of offered", unit="share", top="deflected",
            bottom="offered", in_brief=False, formula="deflected / offered"),
    Measure(name="deflections_helped", title="helped elsewhere", unit="contacts",
            top="offers_helped", better="more", in_brief=False,
            formula="of the deflected: their matter is settled there, and the customer is served"),
    Measure(name="deflection_containment", title="helped of deflected", unit="share",
            top="offers_helped", bottom="deflected", better="more", in_brief=False,
            formula="helped elsewhere / deflected"),
    Measure(name="sent_away", title="sent away", unit="contacts", top="sent_away", better="less",
            in_brief=False, formula="of the blocked: sent away at or after closing"),
    Measure(name="service_level", title="service level", unit="share", top="met", bottom="counted",
            better="more", formula="by each queue's own definition; who asks for a callback is not "
                                   "counted, nor is the callback"),
    Measure(name="average_speed_of_answer", title="ASA", unit="s", top="wait_answered",
            bottom="received", better="less",
            formula="mean wait of answered contacts, callbacks apart"),
    Measure(name="mean_wait", title="mean wait", unit="s", top="wait", bottom="ended",
            better="less",
            formula="mean time in queue of all contacts that reached it and left it, however"),
    Measure(name="wait_p90", title="p90", unit="s", top="wait_p90", better="less",
            formula="the wait that 90% of a replication's contacts do not exceed; mean over "
                    "replications"),
    Measure(name="wait_p95", title="p95", unit="s", top="wait_p95", better="less",
            formula="the wait that 95% of a replication's contacts do not exceed; mean over "
                    "replications"),
    Measure(name="longest_wait", title="longest", unit="s", top="longest_wait", better="less",
            formula="the longest wait of a replication; mean over replications"),
    Measure(name="average_handle_time", title="AHT", unit="s", top="handled", bottom="answered",
            better="less",
            formula="(talk + wrap-up) / answered; what an agent waits or holds for is talk"),
    Measure(name="average_talk", title="talk", unit="s", top="talking", bottom="answered",
            in_brief=False, formula="talk / answered, time on hold apart"),
    Measure(name="abandonment_rate", title="abandonment", unit="share", top="abandoned",
            bottom="reached", better="less",
            formula="abandoned in the queue (balking included) / reached the queue"),
    Measure(name="delayed", title="had to wait", unit="share", top="delayed", bottom="reached",
            better="less", in_brief=False, formula="waited longer than 0 s / reached the queue"),
    Measure(name="timed_out", title="timed out", unit="contacts", top="timed_out", in_brief=False,
            formula="of the answered: closed because the customer had fallen silent"),
    Measure(name="resolved", title="resolved", unit="contacts", top="resolved", better="more",
            in_brief=False, formula="of the answered: resolved"),
    Measure(name="resolution_rate", title="resolution", unit="share", top="resolved",
            bottom="asked", better="more", in_brief=False,
            formula="resolved / answered, of queues that say how often they resolve a contact"),
    Measure(name="left_message", title="left message", unit="contacts", top="left_message",
            in_brief=False, formula="contacts that left a message instead of waiting, or of going "
                                    "in vain"),
    Measure(name="fresh", title="customers", unit="customers", top="fresh", in_brief=False,
            formula="of the offered: a customer's first contact"),
    Measure(name="redials", title="redials", unit="contacts", top="redials", better="less",
            in_brief=False, formula="of the offered: another attempt after one in vain"),
    Measure(name="recontacts", title="recontacts", unit="contacts", top="recontacts",
            better="less", in_brief=False,
            formula="of the offered: the customer comes again after being served"),
    Measure(name="replies", title="replies", unit="contacts", top="replies", in_brief=False,
            formula="of the offered: the next turn of a talk that agents do not hold meanwhile"),
    Measure(name="messages", title="messages", unit="contacts", top="messages", in_brief=False,
            formula="of the offered: messages left"),
    Measure(name="transfers", title="transfers", unit="contacts", top="transfers", in_brief=False,
            formula="of the offered: passed on by an agent"),
    Measure(name="callbacks", title="callbacks", unit="contacts", top="callbacks", in_brief=False,
            formula="of the offered: callbacks that were asked for"),
    Measure(name="own_calls", title="own calls", unit="contacts", top="own_calls", better="less",
            in_brief=False,
            formula="of the offered: the customer calls before the callback comes"),
    Measure(name="outbound", title="called", unit="contacts", top="outbound", in_brief=False,
            formula="of the offered: customers whom a campaign has called, and who answered"),
    Measure(name="case_work", title="work on cases", unit="contacts", top="case_work",
            in_brief=False, formula="of the offered: work on the steps of cases"),
    Measure(name="enquiries", title="enquiries", unit="contacts", top="enquiries", better="less",
            in_brief=False, formula="of the offered: customers who ask how their case stands"),
    Measure(name="callbacks_offered", title="offered callback", unit="contacts",
            top="callbacks_offered", in_brief=False,
            formula="contacts that had to wait and were offered a callback"),
    Measure(name="callbacks_accepted", title="asked for callback", unit="contacts",
            top="callbacks_accepted", in_brief=False,
            formula="contacts that asked for a callback instead of waiting; not abandoned"),
    Measure(name="callbacks_reached", title="called back", unit="contacts",
            top="callbacks_reached", better="more", in_brief=False,
            formula="callbacks that came to a talk with an agent; they are answered contacts"),
    Measure(name="callbacks_not_reached", title="not reached", unit="contacts",
            top="callbacks_not_reached", better="less", in_brief=False,
            formula="callbacks after the last of whose attempts the customer had not answered"),
    Measure(name="callbacks_cancelled", title="cancelled", unit="contacts",
            top="callbacks_cancelled", better="less", in_brief=False,
            formula="callbacks that the customer's own call cancelled"),
    Measure(name="callbacks_lost", title="lost on the line", unit="contacts", top="callbacks_lost",
            better="less", in_brief=False,
            formula="callbacks whose customer answered, and was gone before an agent was there"),
    Measure(name="callbacks_owed", title="still owed", unit="contacts", top="callbacks_owed",
            better="less", in_brief=False,
            formula="of those inside: callbacks still to be made when nothing more happens"),
    Measure(name="attempts_per_callback", title="attempts", unit="contacts", top="attempts",
            bottom="callbacks", in_brief=False, formula="calls made to customers / callbacks"),
    Measure(name="time_to_callback", title="time to callback", unit="s", top="time_to_callback",
            bottom="callbacks_reached", better="less", in_brief=False,
            formula="mean time from asking for a callback to the talk, of those called back"),
    Measure(name="callback_p90", title="callback p90", unit="s", top="callback_p90", better="less",
            in_brief=False,
            formula="the time to callback that 90% of a replication's do not exceed; mean over "
                    "replications"),
    Measure(name="callback_p95", title="callback p95", unit="s", top="callback_p95", better="less",
            in_brief=False,
            formula="the time to callback that 95% of a replication's do not exceed; mean over "
                    "replications"),
    Measure(name="customers_served", title="served", unit="customers", top="customers_served",
            better="more", in_brief=False,
            formula="customers of whom a contact was answered, or ended with a self-service; "
                    "where and when they first came"),
    Measure(name="customers_unserved", title="not served", unit="customers", top="unserved",
            better="less", in_brief=False, formula="customers − served"),
    Measure(name="customers_lost", title="lost", unit="customers", top="customers_lost",
            better="less", in_brief=False,
            formula="abandoned, blocked, callbacks not reached or lost, deflected and not helped, "
                    "of whom no other contact follows; where the customer was last. After being "
                    "served a customer may come again, and be lost then"),
    Measure(name="contacts_per_customer", title="per customer", unit="contacts", top="offered",
            bottom="fresh", better="less", in_brief=False, formula="offered / customers"),
    Measure(name="first_contact_resolution", title="first-contact resolution", unit="share",
            top="first_resolved", bottom="first_asked", better="more", in_brief=False,
            formula="customers resolved without coming again after being served / customers "
                    "answered, of queues that say how often they resolve a contact; without cases, "
                    "what is asked about them, and complaints"),
    Measure(name="time_to_answer", title="time to answer", unit="s", top="time_to_answer",
            bottom="first_answers", better="less", in_brief=False,
            formula="mean time from a customer's first contact to the first answer, redials "
                    "included"),
    Measure(name="announced", title="told a wait", unit="contacts", top="told", in_brief=False,
            formula="contacts that had to wait and were told for how long"),
    Measure(name="announced_wait", title="told wait", unit="s", top="told_wait",
            bottom="told", in_brief=False, formula="mean of the waits that were announced"),
    Measure(name="announced_error", title="told too long", unit="s", top="told_error",
            bottom="told_answered", in_brief=False, signed=True,
            formula="mean of (announced wait − wait), of answered contacts that were told one; "
                    "below 0: too short. Who left is not counted: how long it would have waited "
                    "is not known"),
    Measure(name="announced_absolute_error", title="told off by", unit="s", top="told_off",
            bottom="told_answered", better="less", in_brief=False,
            formula="mean of |announced wait − wait|, of answered contacts that were told one"),
    Measure(name="announced_rms_error", title="told RMSE", unit="s", top="told_square",
            bottom="told_answered", better="less", in_brief=False, root=True,
            formula="root of the mean of (announced wait − wait)², of answered contacts that were "
                    "told one"),
    Measure(name="first_response_time", title="first response", unit="s", top="first_response",
            bottom="responded", better="less", in_brief=False,
            formula="mean time from reaching the queue to the end of the agent's first turn, of "
                    "talks in turns"),
    Measure(name="average_hold", title="hold", unit="s", top="on_hold", bottom="answered",
            better="less", in_brief=False,
            formula="time on hold / answered: during the talk, for something more urgent, or until "
                    "another agent takes over"),
    Measure(name="put_on_hold", title="put on hold", unit="share", top="holds",
            bottom="answered", better="less", in_brief=False,
            formula="put on hold during the talk / answered"),
    Measure(name="consults", title="consults", unit="contacts", top="consults", in_brief=False,
            formula="of the answered: the agent stayed to pass the customer on"),
    Measure(name="handed_over", title="handed over", unit="contacts", top="joined", in_brief=False,
            formula="of these: another agent took over from the first in time"),
    Measure(name="consult_wait", title="consult wait", unit="s", top="consulted", bottom="consults",
            better="less", in_brief=False,
            formula="mean time for which the first agent waited for another"),
    Measure(name="conference_time", title="conference", unit="s", top="conference",
            bottom="joined", in_brief=False,
            formula="mean time for which both agents were with the customer"),
    Measure(name="satisfaction", title="satisfaction", unit="share", top="satisfaction",
            bottom="judged", better="more", in_brief=False, signed=True,
            formula="mean satisfaction of the contacts that customers judged, from −100% to 100%; "
                    "0: as expected"),
    Measure(name="annoyed", title="annoyed", unit="contacts", top="annoyed", better="less",
            in_brief=False, formula="contacts that annoyed their customer"),
    Measure(name="complaints", title="complaints", unit="contacts", top="complaints",
            in_brief=False, formula="of the offered: complaints, and those taken up again"),
    Measure(name="stayed_away", title="stayed away", unit="contacts", top="stayed_away",
            better="less", in_brief=False,
            formula="contacts that did not come because their customer was lost; they are not "
                    "offered"),
    Measure(name="backlog", title="backlog", unit="contacts", top="backlog", better="less",
            in_brief=False, formula="contacts that wait at the end of the interval, or of the last "
                                    "day"),
    Measure(name="backlog_age", title="backlog age", unit="s", top="backlog_age", bottom="backlog",
            better="less", in_brief=False,
            formula="mean time for which the contacts of the backlog have waited then"),
    Measure(name="average_time_to_abandon", title="time to abandon", unit="s", top="wait_abandoned",
            bottom="abandoned", in_brief=False, formula="mean wait of contacts that abandoned"),
)  # fmt: skip

GROUP_MEASURES: tuple[Measure, ...] = (
    Measure(name="staffed_hours", title="staffed hours", unit="h", top="duty_hours",
            formula="agents' time on duty, overtime included, breaks not"),
    Measure(name="occupancy", title="occupancy", unit="share", top="handling", bottom="duty",
            formula="handling (talk + wrap-up, and calling customers back) / (handling + "
                    "available)"),
    Measure(name="utilisation", title="utilisation", unit="share", top="handling", bottom="paid",
            formula="handling / paid time (on duty and breaks)"),
    Measure(name="concurrency", title="in hand", unit="contacts", top="busy", bottom="handling",
            formula="contacts in hand, of agents who have any; mean over time"),
    Measure(name="answered", title="answered", unit="contacts", top="answered",
            formula="contacts answered by the group"),
    Measure(name="average_handle_time", title="AHT", unit="s", top="handled", bottom="answered",
            formula="(talk + wrap-up) / answered"),
    Measure(name="resolved", title="resolved", unit="contacts", top="resolved", better="more",
            in_brief=False, formula="of the answered: resolved"),
    Measure(name="resolution_rate", title="resolution", unit="share", top="resolved",
            bottom="asked", better="more", in_brief=False,
            formula="resolved / answered, of queues that say how often they resolve a contact"),
    Measure(name="planned_hours", title="planned hours", unit="h", top="planned_hours",
            in_brief=False, formula="agents' paid time as planned: on duty and on paid breaks"),
    Measure(name="paid_hours", title="paid hours", unit="h", top="paid_hours", in_brief=False,
            formula="agents' paid time as it was: on duty, overtime included, and on paid breaks"),
    Measure(name="shrinkage_planned", title="planned shrinkage", unit="share", top="plan_away",
            bottom="plan_paid", in_brief=False,
            formula="1 − planned time on duty / planned paid time"),
    Measure(name="shrinkage", title="shrinkage", unit="share", top="lost", bottom="plan_paid",
            better="less", in_brief=False,
            formula="1 − time on duty within planned paid time / planned paid time: absence, "
                    "lateness, early leaving, paid breaks, training, meetings"),
    Measure(name="adherence", title="adherence", unit="share", top="adhered", bottom="plan",
            better="more", in_brief=False,
            formula="(on duty as planned + off duty as planned) / planned time, breaks included"),
    Measure(name="overtime_hours", title="overtime", unit="h", top="overtime_hours",
            in_brief=False, formula="time on duty before, between and after the planned shifts"),
    Measure(name="stress", title="stress", unit="share", top="stress_felt", bottom="stress_time",
            better="less", in_brief=False,
            formula="mean stress of agents over their time at work, breaks included"),
    Measure(name="stress_errors", title="stress errors", unit="contacts", top="stress_errors",
            better="less", in_brief=False,
            formula="contacts not resolved that an agent without stress would have resolved"),
    Measure(name="stress_absences", title="stress absences", unit="days",
            top="stress_absences", better="less", in_brief=False,
            formula="days on which agents did not come for stress"),
    Measure(name="agents_left", title="left", unit="agents", top="agents_left", better="less",
            in_brief=False, formula="agents who left for good"),
    Measure(name="agents_hired", title="hired", unit="agents", top="agents_hired",
            in_brief=False, formula="agents who came in the places of those who left"),
    Measure(name="employed", title="employed at end", unit="agents", top="employed",
            better="more", in_brief=False,
            formula="agents employed in the end, those in their first training included: desks − "
                    "left + hired"),
    Measure(name="turnover", title="turnover a year", unit="share", top="agents_left",
            bottom="employed_years", better="less", in_brief=False, unbounded=True,
            formula="left / years for which all agents together were employed"),
)  # fmt: skip
"""Of each agent group, then in total.

Shrinkage is the share of paid time in which agents are not there for the workload, as the glossary
of the Society of Workforce Planning Professionals has it; ContactCenters and pyworkforce write 1 −
available / scheduled. Overtime is left out, or it would hide what was lost. Adherence is Cisco's
(in service as scheduled + off as scheduled) / scheduled, and Calabrio's time in adherence / work
time. What an agent does against its plan counts for the group that it belongs to.
"""

SITE_MEASURES: tuple[Measure, ...] = (
    Measure(name="offered", title="offered", unit="contacts", top="offered",
            formula="contacts that came by the site's lines, or should have"),
    Measure(name="busy", title="heard busy", unit="contacts", top="busy", better="less",
            formula="of these: found no line or no IVR port"),
    Measure(name="answered", title="answered", unit="contacts", top="answered",
            formula="contacts answered by the site's agents, wherever they came in"),
    Measure(name="staffed_hours", title="staffed hours", unit="h", top="duty_hours",
            formula="its agents' time on duty, overtime included, breaks not"),
    Measure(name="paid_hours", title="paid hours", unit="h", top="paid_hours", in_brief=False,
            formula="its agents' paid time: on duty, overtime included, and on paid breaks"),
    Measure(name="occupancy", title="occupancy", unit="share", top="handling", bottom="duty",
            formula="handling (talk + wrap-up) / (handling + available)"),
)  # fmt: skip
"""Of each site, then of the whole centre, with what belongs to no site."""

INTERVAL_MEASURES: tuple[str, ...] = (
    "offered",
    "answered",
    "abandoned",
    "blocked",
    "self_served",
    "service_level",
    "average_speed_of_answer",
    "mean_wait",
    "average_handle_time",
    "abandonment_rate",
    "backlog",
    "backlog_age",
)
"""The queue measures that are also reported by interval; counts and ratios only, and the
backlog at the end of the interval."""

DAY_MEASURES: tuple[str, ...] = INTERVAL_MEASURES
"""The queue measures that are also reported by day and by weekday; the backlog at its end."""

PROFILE_MEASURES: tuple[str, ...] = tuple(
    name for name in INTERVAL_MEASURES if name not in ("backlog", "backlog_age")
)
"""The queue measures that are also reported by interval over all days."""

QUEUE_MEASURE = {measure.name: measure for measure in QUEUE_MEASURES}
SITE_MEASURE = {measure.name: measure for measure in SITE_MEASURES}
GROUP_MEASURE = {measure.name: measure for measure in GROUP_MEASURES}
