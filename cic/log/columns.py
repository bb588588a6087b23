"""Every column of every table that people get, declared once: name, dtype, unit, one sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a frame or a file."""

    name: str
    dtype: str
    unit: str
    text: str


CONTACT_COLUMNS: tuple[Column, ...] = (
    Column("replication", "int64", "", "Replication, from 0."),
    Column("contact", "int64", "", "Number of the contact in its replication, by arrival, from 0."),
    Column("source", "category", "", "Where it came from: a queue's own arrivals, or the IVR's."),
    Column("queue", "category", "", "Queue it came for; missing where it came to none."),
    Column("channel", "category", "", "Channel of that queue; missing where it came to none."),
    Column("arrived_at", "float64", "s", "When it came to the centre, from the first opening."),
    Column("queued_at", "float64", "s", "When it reached its queue; nan where it did not."),
    Column("bot_time", "float64", "s", "Time with the bot of its queue; nan where with none."),
    Column("answered_at", "float64", "s", "When an agent answered; nan where none did."),
    Column(
        "responded_at", "float64", "s", "End of the agent's first turn, of talks in turns; nan."
    ),
    Column("ended_at", "float64", "s", "When it was gone; nan where it is still inside."),
    Column("outcome", "category", "", "How it ended."),
    Column("wait", "float64", "s", "Time in queue, however it ended; nan where it reached none."),
    Column("announced_wait", "float64", "s", "The wait it was told to expect; nan where none."),
    Column("announced_place", "int64", "", "The place in the queue it was told; -1 where none."),
    Column("talk", "float64", "s", "Time with the agent, hold apart; nan where not answered."),
    Column(
        "held",
        "float64",
        "s",
        "Time on hold: during the talk, for something more urgent, or until another agent takes "
        "over; nan where not answered.",
    ),
    Column("wrap_up", "float64", "s", "The agent's work after it; nan where not answered."),
    Column(
        "resolved", "float64", "", "1 where resolved, 0 where not; nan where not answered or asked."
    ),
    Column(
        "patience",
        "float64",
        "s",
        "How long it would have waited at most, once it had heard an announcement.",
    ),
    Column("agent", "category", "", "Agent who answered; missing where none did."),
    Column("group", "category", "", "That agent's group at the time."),
    Column("site", "category", "", "Site by whose lines it came; missing where it came by none."),
    Column(
        "kind",
        "category",
        "",
        "How it came about: fresh, redial, recontact, reply, message, transfer, callback, "
        "own_call, case_work, enquiry, outbound or complaint.",
    ),
    Column("customer", "int64", "", "The customer: the number of the customer's first contact."),
    Column("follows", "int64", "", "The contact that led to it; -1 where none did."),
    Column(
        "deflection",
        "category",
        "",
        "What came of the offer of another way than the queue: not_offered, declined, helped, "
        "in_vain or message_left.",
    ),
    Column("member", "int64", "", "The number of its customer in the population; -1 where none."),
    Column("segment", "category", "", "The customer's segment; missing where nobody asks."),
    Column("temper", "category", "", "How the customer behaved; missing where nobody asks."),
    Column(
        "satisfaction",
        "float64",
        "",
        "What the customer made of it, from -1 to 1; nan where it was not judged.",
    ),
    Column("complaint", "category", "", "The kind of complaint that it is; missing where none."),
    Column("settled", "category", "", "What became of a complaint; missing where none."),
    Column("loss", "category", "", "Why the customer was lost after it: kept, if not."),
    Column("case", "int64", "", "The case that it is about; -1 where about none."),
    Column("callback_offered", "int64", "", "1 where it was offered a callback, else 0."),
    Column("attempts", "int64", "", "How often the customer was called; 0 where not to be called."),
)

AGENT_COLUMNS: tuple[Column, ...] = (
    Column("replication", "int64", "", "Replication, from 0."),
    Column("agent", "category", "", "The agent."),
    Column("group", "category", "", "The agent's group."),
    Column(
        "state",
        "category",
        "",
        "available, talking, consulting, in_conference or wrapping_up (handling: of several in "
        "hand), calling or dialling (it rings at the customer), preparing (a "
        "call), on_break, at_lunch, in_training or in_meeting.",
    ),
    Column("since", "float64", "s", "When the state began, from the first opening."),
    Column("until", "float64", "s", "When it ended."),
    Column("contact", "int64", "", "The contact in hand; -1 where none, or several may be."),
)

AGENT_STRESS_COLUMNS: tuple[Column, ...] = (
    Column("replication", "int64", "", "Replication, from 0."),
    Column("agent", "category", "", "The agent's name; also of who comes to its desk."),
    Column("group", "category", "", "Its group."),
    Column("stress", "float64", "", "Mean stress over the time at work, from 0 to 1; nan: none."),
    Column("stress_at_end", "float64", "", "Stress at the last midnight."),
    Column("time_at_work", "float64", "s", "Time on duty and on breaks of all kinds."),
    Column("errors", "int64", "", "Contacts not resolved for stress."),
    Column("absences", "int64", "", "Days on which it stayed away for stress."),
    Column("left", "int64", "", "How many agents have left this desk for good."),
    Column("hired", "int64", "", "How many were hired for it."),
    Column("employed", "int64", "", "1 where somebody is at the desk in the end, else 0."),
)

DIAL_COLUMNS: tuple[Column, ...] = (
    Column("replication", "int64", "", "Replication, from 0."),
    Column("dial", "int64", "", "Number of the call in its replication, as made, from 0."),
    Column("campaign", "category", "", "The campaign."),
    Column("customer", "int64", "", "The customer's number on its list, from 0."),
    Column("zone", "category", "", "Where the customer lives; missing where that is not said."),
    Column("attempt", "int64", "", "The how-manieth call to this customer, from 1."),
    Column("dialled_at", "float64", "s", "When the call was made, from the first opening."),
    Column("answered_at", "float64", "s", "When a person answered; nan where none did."),
    Column(
        "ended_at", "float64", "s", "When it was over, or an agent had it; nan where under way."
    ),
    Column("result", "category", "", "What it came to."),
    Column("contact", "int64", "", "The contact that came of it; -1 where none did."),
    Column("agent", "category", "", "Agent who took it or was held; missing where none was."),
    Column("idle", "float64", "s", "How long that agent had been idle; nan where not known."),
    Column("right_party", "int64", "", "1 where the one who is wanted answered, else 0."),
    Column("promise", "int64", "", "1 where that one made a promise, else 0."),
)

CASE_COLUMNS: tuple[Column, ...] = (
    Column("replication", "int64", "", "Replication, from 0."),
    Column("case", "int64", "", "Number of the case in its replication, as opened, from 0."),
    Column("kind", "category", "", "The kind of case."),
    Column("contact", "int64", "", "The contact that opened it, in the run or before."),
    Column("opened_at", "float64", "s", "When that contact opened it, from the first opening."),
    Column("closed_at", "float64", "s", "When it was closed; nan where it is open."),
    Column("turnaround", "float64", "s", "From opening to closing; nan where it is open."),
    Column("step", "category", "", "The step that it is in; missing where it is closed."),
    Column("late", "int64", "", "1 where a step, or the case, was not over when due; else 0."),
    Column("problem", "int64", "", "Its kind of problem, from 0; -1 without a knowledge base."),
    Column("known", "int64", "", "1 where the knowledge base had an entry for any step, else 0."),
    Column("enquiries", "int64", "", "How often its customer came to ask how it stood."),
    Column("looked_up", "int64", "", "How often its customer saw that without a contact."),
)
"""Then come the steps; `cic.log.case_frames.case_columns` tells all columns of a scenario's."""

_ESTIMATE = (
    Column("value", "float64", "", "The estimate, in the measure's unit."),
    Column("low", "float64", "", "Lower end of its confidence interval."),
    Column("high", "float64", "", "Upper end of its confidence interval."),
    Column("unit", "object", "", "contacts, s, share (of 1), h or money."),
)

SUMMARY_COLUMNS: tuple[Column, ...] = (
    Column("queue", "object", "", "The queue; 'total' is the whole centre."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

GROUP_COLUMNS: tuple[Column, ...] = (
    Column("group", "object", "", "The agent group; 'total' is all of them."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

CUSTOMER_COLUMNS: tuple[Column, ...] = (
    Column("segment", "object", "", "The segment of customers; 'total' is all of them."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

SITE_COLUMNS: tuple[Column, ...] = (
    Column("site", "object", "", "The site; 'total' is the whole centre."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

CAMPAIGN_COLUMNS: tuple[Column, ...] = (
    Column("campaign", "object", "", "The campaign; 'total' is all of them."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

CASE_STEP_COLUMNS: tuple[Column, ...] = (
    Column("case", "object", "", "The kind of case, or a step of it: repair/sent; 'total': all."),
    Column("measure", "object", "", "The measure."),
    *_ESTIMATE,
)

COST_COLUMNS: tuple[Column, ...] = (
    Column(
        "of",
        "object",
        "",
        "What it is of: centre, group, queue, channel, site, campaign, case or party.",
    ),
    Column("name", "object", "", "Which; 'total' is the whole centre."),
    Column("measure", "object", "", "The measure, a kind of cost or of value."),
    *_ESTIMATE,
)

INTERVAL_COLUMNS: tuple[Column, ...] = (
    Column("queue", "object", "", "The queue; 'total' is the whole centre."),
    Column("day", "int64", "", "Day, from 0."),
    Column("interval", "int64", "", "Interval of the day, from 0."),
    Column("starts_at", "float64", "s", "When it begins, from the first opening."),
    Column("time_of_day", "object", "", "When it begins, as a time of day."),
    Column("measure", "object", "", "The measure, of contacts that arrived in the interval."),
    *_ESTIMATE,
)

GROUP_INTERVAL_COLUMNS: tuple[Column, ...] = (
    GROUP_COLUMNS[0],
    *INTERVAL_COLUMNS[1:5],
    Column("measure", "object", "", "The measure, of the time that passed in the interval."),
    *INTERVAL_COLUMNS[6:],
)

DAY_COLUMNS: tuple[Column, ...] = (
    *INTERVAL_COLUMNS[:2],
    Column("weekday", "object", "", "Its weekday, from monday to sunday."),
    Column(
        "measure",
        "object",
        "",
        "The measure, of contacts that arrived from its opening to the next day's; the backlog at "
        "the end of this time.",
    ),
    *_ESTIMATE,
)

WEEKDAY_COLUMNS: tuple[Column, ...] = (
    INTERVAL_COLUMNS[0],
    DAY_COLUMNS[2],
    Column("days", "int64", "", "How many days of this weekday there are in a replication."),
    Column(
        "measure",
        "object",
        "",
        "The measure, of all these days: of contacts the mean of a day, of ratios that of sums.",
    ),
    *_ESTIMATE,
)

DAY_PROFILE_COLUMNS: tuple[Column, ...] = (
    INTERVAL_COLUMNS[0],
    INTERVAL_COLUMNS[2],
    INTERVAL_COLUMNS[4],
    Column(
        "measure",
        "object",
        "",
        "The measure, of contacts that arrived in this interval of any day: of contacts the mean "
        "of a day, of ratios that of sums.",
    ),
    *_ESTIMATE,
)

WAIT_COLUMNS: tuple[Column, ...] = (
    Column("queue", "object", "", "The queue; 'total' is the whole centre."),
    Column("outcome", "object", "", "answered, or abandoned (balking included)."),
    Column("within", "float64", "s", "A time in queue."),
    Column("value", "float64", "share", "Share of contacts in queue that left so within."),
    Column("low", "float64", "share", "Lower end of its confidence interval."),
    Column("high", "float64", "share", "Upper end of its confidence interval."),
)
