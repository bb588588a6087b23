"""Everything that a scenario holds is told: overflow, lines, ringing, incidents, people."""

import time

import pytest

from cic.report.explain import explain
from cic.report.first_guess import guess
from cic.report.joining import joined
from cic.report.laws_in_words import law_text
from cic.report.workload import days_of_work
from cic.scenario.load import Scenario, from_dict
from tests.surface.test_fields_matter import BASE, FIELDS, LAWS

CALLS = {
    "arrivals": "60/hour",
    "talk": "exponential mean 3 min",
    "patience": "exponential mean 5 min",
    "service_level": "80% in 20 s",
}


def centre(queues: dict | None = None, agents: dict | None = None, **more) -> Scenario:
    """A morning of calls, answered by a team of four."""
    data = {
        "name": "A",
        "opens": "08:00",
        "closes": "12:00",
        "queues": {"calls": CALLS} if queues is None else queues,
        "agents": {"team": {"staff": 4, "skills": ["calls"]}} if agents is None else agents,
    }
    return from_dict(data | more)


def told(scenario: Scenario) -> str:
    """The explanation without its line breaks."""
    return " ".join(explain(scenario).split())


def group(**more) -> dict:
    return {"team": {"staff": 4, "skills": ["calls"]} | more}


# --- the centre ---


def test_lines_are_told_with_what_holds_them():
    text = told(centre(lines=5))
    assert "5 lines: a contact holds one from its first ring to the end of the talk" in text
    chats = {"channel": "chat", "arrivals": "9/hour", "talk": "4 min"}
    text = told(centre({"calls": CALLS, "chats": chats}, group(skills=["calls", "chats"]), lines=1))
    assert "One line: a contact by voice holds one from its first ring" in text
    assert "line" not in told(centre())


def test_holidays_are_told_by_day_and_weekday():
    text = told(centre(days=14, starts_on="friday", holidays=[3, 7]))
    assert "Closed as holidays: day 3 (Monday) and day 7 (Friday), counted from day 0." in text
    many = told(centre(days=40, holidays=list(range(1, 31))))
    assert "day 12 (Saturday) and 18 more, counted from day 0." in many


def test_how_it_is_run_is_told():
    plan = {"replications": 12, "seed": 5, "confidence": 0.9}
    wanted = "`cic run` plays it 12 times, with seed 5; its intervals hold with 90% confidence."
    assert wanted in told(centre(run=plan))


# --- queues ---


def test_how_contacts_come_is_told_where_it_is_particular():
    def arrivals(how, **more):
        return told(centre({"calls": CALLS | {"arrivals": how}}, **more))

    assert "calls: about 80 contacts a day, exact in number interval by interval. Talk" in arrivals(
        {"counts": [10] * 8}
    )
    assert "about 2 contacts a day, at the moments that are given. Talk" in arrivals(
        {"times": ["08:10", "09:10"]}
    )
    own = arrivals({"rate": "60/hour", "day_factor": {"cv": "10%"}})
    assert "240 contacts a day, more or fewer by the day (cv 0.1). Talk" in own
    shared = arrivals(
        {"rate": "60/hour", "day_factor": "weather"}, day_factors={"weather": {"cv": 0.2}}
    )
    assert "more or fewer by the day's weather (cv 0.2). Talk" in shared


def test_helps_definitions_and_targets_are_told():
    more = {
        "screen_pop": "8 s",
        "knowledge_base": {"found": "30%", "talk_factor": 0.8},
        "service_level": {"share": 0.8, "within": "20 s", "definition": "met_of_offered"},
        "targets": {"abandonment_rate": "at most 5%", "occupancy": "at most 85%"},
    }
    text = told(centre({"calls": CALLS | more}))
    assert (
        "Talk 3 min on average (exponential), 8 s shorter by the customer's data on the screen, "
        "× 0.8 where the knowledge base knows (30%); patience"
    ) in text
    assert "counted as (answered within τ + abandoned within τ) / reached the queue" in text
    assert "Targets: abandonment at most 5% and occupancy at most 85%." in text


def test_overflow_is_told_apart_from_who_answers():
    over = {"extra": {"after": "30 s", "when_waiting": 4, "predicted_wait": "2 min"}}
    agents = group() | {"extra": {"staff": 2, "skills": ["calls"]}}
    text = told(centre({"calls": CALLS | {"overflow": over}}, agents))
    assert (
        "calls: answered by team; as overflow by extra once it has waited for 30 s, once 4 "
        "wait, itself included or once those who wait, itself included, are work for 2 min."
    ) in text
    assert "extra: answers calls (as overflow)." in text
    assert "The figures leave out that overflow is a last resort." in text


def test_weights_are_told_where_they_count():
    queues = {"calls": CALLS | {"weight": 2.5}}
    assert "Weights: 2.5 for calls." in told(centre(queues, routing={"contact": "weighted_wait"}))
    assert "Weights" not in told(centre(queues))


def test_who_calls_the_ivr_itself_is_told():
    menus = {
        "first": {"prompt": "5 s", "choices": {"1": {"go": "calls", "share": 1}}},
        "other": {"prompt": "5 s", "choices": {"1": {"go": "calls", "share": 1}}},
    }
    ivr = {"start": "first", "menus": menus, "arrivals": "30/hour"}
    text = told(centre(ivr=ivr))
    assert "Who calls the IVR (about 120 a day) hears first: 100.0% reach calls." in text
    assert "Nobody hears other." in text


# --- agents ---


@pytest.mark.parametrize(
    ("agents", "words"),
    [
        (group(), "team: 4 on duty whenever the centre is open."),
        (group(staff=[4, 4, 5, 5, 5, 6, 6, 4]), "team: 4 to 6 on duty, by interval."),
        (
            group(staff={"monday": [3] * 8, "tuesday": [4] * 8}),
            "team: 3 to 4 on duty, by weekday and interval.",
        ),
    ],
)
def test_how_many_there_are_is_told(agents, words):
    assert words in told(centre(agents=agents))


def test_shifts_are_told_with_names_weekdays_and_breaks():
    shifts = [
        {
            "from": "08:00",
            "until": "12:00",
            "names": ["Ann", "Bob"],
            "days": ["monday", "tuesday", "wednesday"],
            "breaks": [
                {"at": "10:00", "lasts": "15 min"},
                {"at": "11:00", "lasts": "30 min", "kind": "lunch", "paid": False},
            ],
        },
        {"from": "09:00", "until": "12:00", "days": ["monday", "friday"]},
        {"from": "09:30", "until": "12:00", "agents": 3},
    ]
    text = told(centre(agents={"team": {"shifts": shifts, "skills": ["calls"]}}))
    assert (
        "team: 3 shifts: Ann and Bob from 08:00 to 12:00 on Monday to Wednesday (break 10:00 to "
        "10:15, lunch 11:00 to 11:30, unpaid); 1 agent from 09:00 to 12:00 on Monday and Friday; "
        "3 agents from 09:30 to 12:00."
    ) in text


@pytest.mark.parametrize(
    ("answering", "words"),
    [
        ("4 s", "A contact rings for 4 s before it is answered."),
        (
            {"rings": "4 s", "no_answer": "10%", "rejects": "5%", "out_for": "1 min"},
            "A contact rings for 4 s before it is answered; 10% are not picked up and ring for "
            "20 s and 5% are rejected: they go back to the front of their queue, and the agent "
            "takes nothing for 1 min.",
        ),
        (
            {"no_answer": "10%"},
            "A contact is answered at once; 10% are not picked up and ring for 20 s: they go back "
            "to the front of their queue.",
        ),
    ],
)
def test_ringing_is_told(answering, words):
    text = told(centre(agents=group(answering=answering)))
    assert f"team: 4 on duty whenever the centre is open. {words}" in text
    assert "The figures leave out ringing." in text


def test_absence_lateness_and_early_leave_are_told():
    people = {
        "absence": "5%",
        "lateness": "10% by exponential mean 10 min",
        "early_leave": "2% by 1 h",
        "late_breaks": "20% by 3 min",
        "wrap_up": {"calls": "10 s"},
    }
    text = told(centre(agents=group(**people)))
    assert (
        "Their own wrap-up: 10 s of calls. An agent does not come on 5% of its days, comes late "
        "on 10%, by 10 min on average (exponential), goes early on 2%, by 1 h and takes its breaks "
        "late on 20%, by 3 min."
    ) in text
    assert "The figures leave out that agents are absent, late or gone early." in text


# --- incidents ---


INCIDENTS = [
    ({"at": "09:00", "until": "09:30", "lines": 0},
     "09:00 to 09:30: the centre has no lines instead of 9; calls on lines that are taken away go "
     "on to their end."),
    ({"at": "09:00", "ports": 2},
     "09:00 and from then on: the IVR has 2 ports instead of as many as it takes"),
    ({"at": "09:00", "until": "10:00", "arrivals": "180%"},
     "09:00 to 10:00: contacts come 1.8 times as fast as usual."),
    ({"at": "09:00", "arrivals": 0, "queues": ["calls"]},
     "09:00 and from then on: no contacts of calls come."),
    ({"at": "09:00", "until": "10:00", "move": 2, "from": "team", "to": "extra"},
     "09:00 to 10:00: 2 agents of team move to extra, idle ones first, others after what they "
     "have in hand; at 10:00 as many move back."),
    ({"at": "09:00", "send_home": 1, "from": "team"},
     "09:00: 1 agent of team goes home, idle ones first"),
    ({"when": {"queue": "calls", "waiting": 8}, "move": 1, "from": "extra", "to": "team"},
     "When 8 or more contacts wait in calls (looked at every 1 min): 1 agent of extra moves to "
     "team, idle ones first, others after what they have in hand. It happens once at most."),
    ({"when": {"queue": "calls", "longest_wait": "2 min", "every": "30 s", "again_after": "1 h"},
      "lines": 4},
     "When the first in calls has waited for 2 min or longer (looked at every 30 s): the centre "
     "has 4 lines instead of 9; calls on lines that are taken away go on to their end. It may "
     "happen again after 1 h."),
]  # fmt: skip


@pytest.mark.parametrize(("incident", "words"), INCIDENTS)
def test_each_incident_is_told(incident, words):
    menus = {"first": {"prompt": "5 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    scenario = centre(
        {"calls": CALLS | {"through": "first"}},
        group() | {"extra": {"staff": 2, "skills": ["calls"]}},
        lines=9,
        ivr={"start": "first", "menus": menus},
        incidents=[incident],
    )
    text = told(scenario)
    assert f"INCIDENTS {words}" in text
    assert "The figures leave out incidents." in text


def test_on_several_days_an_incident_is_told_with_its_day():
    outage = {"at": "09:00", "until": "09:30", "day": 4, "lines": 0}
    text = told(centre(days=7, lines=5, incidents=[outage]))
    assert "INCIDENTS Friday (day 4) 09:00 to 09:30: the centre has no lines instead of 5;" in text


# --- all of it ---

WHERE_IT_COUNTS = {
    ("Queue", "asks_for"): {"routing.agent": "uccx.most-skilled-by-weight"},
    ("Queue", "priority"): {"routing.contact": "priority"},
    ("Queue", "weight"): {"routing.contact": "weighted_wait"},
}
"""What is told only where it has an effect."""


@pytest.mark.parametrize("field", FIELDS, ids=".".join)
def test_every_field_is_told(field):
    change, _ = FIELDS[field]
    base = from_dict(BASE).with_(WHERE_IT_COUNTS.get(field, {}))
    assert explain(base.with_(change)) != explain(base)


@pytest.mark.parametrize("law", LAWS, ids=".".join)
def test_every_parameter_of_a_law_is_told(law):
    one, other = (
        from_dict(BASE).with_({"queues.three.talk": written}).model.queues["three"].talk
        for written in LAWS[law]
    )
    assert law_text(one) != law_text(other)


# --- large centres ---


def large(queues: int, groups: int, skills: int) -> Scenario:
    """A centre of many queues, in a ring of groups."""
    names = [f"q{n}" for n in range(queues)]
    agents = {
        f"g{n}": {"staff": 5, "skills": [names[(2 * n + k) % queues] for k in range(skills)]}
        for n in range(groups)
    }
    return centre(dict.fromkeys(names, CALLS), agents)


def test_a_centre_of_200_queues_is_explained_within_seconds():
    scenario = large(200, 100, 4)
    start = time.process_time()
    assert "q199" in explain(scenario)
    assert time.process_time() - start < 10


def test_many_queues_of_the_same_agents_are_one_pool_however_small_each_is():
    names = [f"q{n}" for n in range(80)]
    small = CALLS | {"arrivals": "2/hour"}
    model = centre(dict.fromkeys(names, small), group(staff=11, skills=names)).model
    pools = guess(days_of_work(model)[0].intervals[0], model)
    assert [len(pool.queues) for pool in pools] == [80]
    one = centre({"calls": CALLS | {"arrivals": "160/hour"}}, group(staff=11)).model
    (alone,) = guess(days_of_work(one)[0].intervals[0], one)
    assert pools[0].guesses["q7"].service_level == pytest.approx(
        alone.guesses["calls"].service_level
    )


def test_what_shares_something_is_together_however_long_the_way_round():
    ring = {f"n{n}": [n, n + 1] for n in range(1000)}
    assert joined(ring) == [tuple(ring)]
    assert joined({"a": [], "b": []}) == [("a",), ("b",)]
