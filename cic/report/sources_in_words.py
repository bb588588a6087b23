"""Where figures come from that a scenario does not write: published ones, and our assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from cic.report.wording import listed
from cic.scenario.customers import Customers, Preset
from cic.scenario.loyalty import GRIEVANCES, Complaints, Loyalty
from cic.scenario.satisfaction import ASPECTS, Satisfaction
from cic.scenario.scenario import Model
from cic.scenario.stress import Recovery, Stress, Turnover
from cic.scenario.tempers import FACTORS, has_factors

TEXTBOOK, PUBLISHED, ASSUMED = "textbook", "published", "assumed"
_CALLED = {"pyramid": "the pyramid", "levels": "the levels", "abc": "the classes A, B and C"}
_Told = Iterator[tuple[str, str]]
_SAYS = {
    TEXTBOOK: "Textbook figures, of courses on customer service",
    PUBLISHED: "Of published surveys",
    ASSUMED: "Assumptions of this simulator",
}


def lines_on_sources(model: Model) -> Iterator[str]:
    """Of all that is not written about customers, stress and cases: what is from where."""
    found = list(dict.fromkeys(_unwritten(model)))
    for source, says in _SAYS.items():
        told = [what for where, what in found if where == source]
        if told:
            yield f"{says}: {listed(told)}."


def _unwritten(model: Model) -> _Told:
    if model.customers is not None:
        yield from _of_customers(model.customers)
        if any("courtesy" not in group.model_fields_set for group in model.agents.values()):
            yield ASSUMED, "the courtesy of agents"
        if model.customers.complaints is not None:
            yield from _of_complaints(model.customers.complaints)
        if model.customers.loyalty is not None:
            yield from _of_loyalty(model.customers.loyalty)
    for group in model.agents.values():
        if group.stress is not None:
            yield from _of_stress(group.stress)
    if any(case.knowledge is not None for case in model.cases.values()):
        yield ASSUMED, "that all kinds of problems of a case are as likely"


def _of_customers(customers: Customers) -> _Told:
    if customers.preset is not None:
        yield from _of_segments(customers, customers.preset)
    for name, temper in customers.tempers.items():
        if has_factors(name) and any(getattr(temper, field) is None for field in FACTORS):
            yield ASSUMED, "the factors of tempers"
    if "memory" not in customers.moods.model_fields_set:
        yield ASSUMED, "how long moods last"
    if customers.moods.sours_to and "sours_below" not in customers.moods.model_fields_set:
        yield ASSUMED, "from which mood on tempers change"
    yield from _of_satisfaction(customers.satisfaction)


def _of_segments(customers: Customers, preset: Preset) -> _Told:
    parts = [customers.segment(name) for name in customers.parts]
    if any(part.share is None for part in parts):
        yield (TEXTBOOK if preset == "pyramid" else ASSUMED), f"the shares of {_CALLED[preset]}"
    if any(part.value is None for part in parts):
        yield TEXTBOOK, "that a fifth of the customers bring four fifths of the profit"
        yield ASSUMED, "what each segment is worth"
    fields = ("contacts", "priority", "agent")
    if any(getattr(part, field) is None for part in parts for field in fields):
        yield ASSUMED, "contacts, priority and agents of segments"


def _of_satisfaction(felt: Satisfaction) -> _Told:
    if felt.turnaround.expected is None:
        yield TEXTBOOK, "that a first answer is expected within a day"
    unsaid = {
        (name, field)
        for name in ASPECTS
        for field in ("expected", "hurts", "pleases")
        if getattr(getattr(felt, name), field) is None
    }
    if unsaid - {("turnaround", "expected")}:
        yield ASSUMED, "what else is expected, hurts and pleases"
    if "annoyed_below" not in felt.model_fields_set:
        yield ASSUMED, "below which satisfaction a customer is annoyed"


def _of_complaints(complaints: Complaints) -> _Told:
    if "share" not in complaints.model_fields_set:
        yield TEXTBOOK, "that 4% of the annoyed complain (another such figure is 67%)"
    own = not set(complaints.kinds) <= set(GRIEVANCES)
    kinds = [complaints.kinds.get(name) for name in complaints.grievances]
    if not own and any(kind is None or kind.share is None for kind in kinds):
        yield TEXTBOOK, "the shares of the kinds of complaints"
    fields = ("talk_factor", "at_once", "later", "accepted", "compensation")
    if any(kind is None or getattr(kind, field) is None for kind in kinds for field in fields):
        yield ASSUMED, "how each kind of complaint is handled"


def _of_loyalty(loyalty: Loyalty) -> _Told:
    written = loyalty.model_fields_set
    if not {"poor", "unsolved", "settled", "settled_at_once"} <= written:
        yield TEXTBOOK, "how many stay who are annoyed, or have complained"
    if "tells" not in written:
        yield TEXTBOOK, "that an annoyed customer tells nine others"
    if "winning_factor" not in written:
        yield TEXTBOOK, "that winning a customer costs six times keeping one"
    if "good" not in written:
        yield ASSUMED, "that all stay who are not annoyed"
    if loyalty.churn.total == 0:
        yield ASSUMED, "that nobody leaves for other reasons"
    if "old_after" not in written:
        yield ASSUMED, "when a customer is an old one"
    gains = loyalty.gains
    if gains is not None and gains.potential and "put_off" not in gains.model_fields_set:
        yield ASSUMED, "how many are put off by what they are told"


def _of_stress(stress: Stress) -> _Told:
    falls = set(Recovery.model_fields) <= stress.falls_over.model_fields_set
    if not falls or "rises_over" not in stress.model_fields_set:
        yield ASSUMED, "how quickly stress rises and falls"
    if stress.turnover is None:
        return
    if not {"calm", "stressed"} <= stress.turnover.model_fields_set:
        yield ASSUMED, "how often agents leave"
    yield from _of_hiring(stress.turnover)


def _of_hiring(turnover: Turnover) -> _Told:
    written = turnover.hiring.model_fields_set
    if "training" not in written:
        yield PUBLISHED, "four weeks of training for who is hired (Batt, Doellgast and Kwon 2005)"
    if "takes" not in written:
        yield ASSUMED, "how long a desk is empty"
