"""Channels, what agents hold at once, and deferred work, in words and in agents' time."""

import math

import pytest
from hypothesis import given, settings
from rich.cells import cell_len

from cic.report.deferred import closed_seconds, deferred_work
from cic.report.explain import explain, explained
from cic.report.guessable import competitors, no_guess
from cic.report.result import run
from cic.report.sheets import sheets
from cic.report.terminal import report_lines
from cic.scenario import agent_time as times
from cic.scenario.agent_time import attention_of, mean_pauses
from cic.scenario.channels import Turns
from cic.scenario.load import Scenario, from_dict
from cic.scenario.scenario import Model
from cic.theory.erlang_a import ErlangA
from tests.report.blends import blends
from tests.report.centres import bank, blended

CALLS = {
    "arrivals": "60/hour",
    "talk": "exponential mean 3 min",
    "patience": "exponential mean 5 min",
    "service_level": "80% in 20 s",
}
CHATS = {"channel": "chat", "arrivals": "30/hour", "talk": "exponential mean 6 min"}
MAILS = {"channel": "email", "arrivals": "12/hour", "talk": "5 min"}
MESSAGES = {"channel": "messaging", "arrivals": "6/hour", "talk": "6 min"}


def centre(queues: dict, *, staff: int = 8, capacity: list | None = None, **more) -> Scenario:
    """Four hours a day, one group for everything."""
    team = {"staff": staff, "skills": list(queues)}
    data = {
        "name": "A",
        "opens": "08:00",
        "closes": "12:00",
        "queues": queues,
        "agents": {"team": team | ({} if capacity is None else {"capacity": capacity})},
    }
    return from_dict(data | more)


def agent_time(model: Model, queue: str) -> float:
    return times.agent_time(model, queue, "team", 0, attention_of(model))


def told(scenario: Scenario) -> str:
    """The explanation without its line breaks."""
    return " ".join(explain(scenario).split())


# --- words ---


def test_plain_calls_need_no_words_about_channels():
    text = explain(bank())
    assert "CHANNELS" not in text
    assert "at once" not in text
    assert "DEFERRED" not in text
    assert "by voice" not in text


def test_each_channel_in_use_is_told():
    text = told(blended())
    assert "voice: live; the customer is there and a line is held, and may give up waiting." in text
    assert (
        "An agent has one at a time. A contact that finds nobody free puts one by email on hold"
        in text
    )
    assert (
        "chat: live; the customer is there, and may give up waiting. An agent has up to 3 at once; "
        "talk and wrap-up then take longer: × 1.2 with 2 and × 1.4 with 3."
    ) in text
    assert (
        "A talk goes turn by turn: 4 turns on average share the agent's time for it, and between "
        "turns the customer pauses 2 min on average (exponential); who is silent for 30 min is "
        "closed."
    ) in text
    assert (
        "email: deferred work; it waits over closing and over nights, and nobody gives up." in text
    )
    assert "Deferred work stays for the next time they are on duty." in text


def test_what_a_queue_was_promised_is_told_with_its_clock():
    level = {"share": "95%", "within": "4 h", "runs": "open_hours"}
    scenario = centre({"post": MAILS | {"service_level": level}, "calls": CALLS})
    assert "Service level: 95% in 4 h of open hours, to the end of the work." in told(scenario)
    assert "Service level: 80% in 20 s." in told(scenario)
    scenario = centre({"posts": MAILS | {"channel": "social", "service_level": "95% in 4 h"}})
    promise = "Service level: 95% in 4 h by the calendar, nights included, to the first answer."
    assert promise in told(scenario)


def test_additions_nights_and_reserves_are_told():
    browse = {"co_browse": {"share": "20%", "takes": "exponential mean 2 min"}}
    mails = MAILS | {"arrivals": {"rate": "12/hour", "overnight": "2/hour"}}
    queues = {
        "chats": CHATS | {"additions": browse},
        "post": mails | {"after_idle": "30 s", "when_free": 3},
    }
    text = told(centre(queues, days=2))
    assert "with co_browse (20%) longer by 2 min on average (exponential)" in text
    assert "post: about 48 contacts a day by email, and 2 an hour while closed. Work 5 min" in text
    assert (
        "Agents take it only once they have been idle for 30 s or while at least 3 agents who "
        "answer it are free."
    ) in text


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        ([{"voice": 1, "chat": 1}], "One contact at a time."),
        (
            [{"voice": 1, "chat": 3}],
            "In hand at once: one by voice or up to 3 by chat, or a mixture that fills no more "
            "(one by voice fills all; one by chat fills 1/3).",
        ),
        (
            [{"voice": 1}, {"chat": 2}],
            "In hand at once: one by voice; and beside these up to 2 by chat.",
        ),
    ],
)
def test_what_an_agent_has_in_hand_at_once_is_told(capacity, words):
    scenario = centre({"calls": CALLS, "chats": CHATS}, capacity=capacity)
    assert f"team: answers calls and chats. {words}" in told(scenario)


def test_who_gets_a_contact_when_nobody_is_free_is_told():
    assert "it is taken beside other contacts" in told(blended())
    assert "Last of all, contacts that it may interrupt are put on hold for it." in told(blended())
    scenario = centre(
        {"calls": CALLS, "post": MAILS}, channels={"voice": {"interrupts": ["email"]}}
    )
    assert "taken beside other contacts" not in told(scenario)
    assert "Where nobody is free, a contact that it may interrupt is put on hold" in told(scenario)
    assert "nobody is free" not in told(centre({"calls": CALLS}))


def test_the_earliest_due_has_its_words():
    text = told(centre({"calls": CALLS}, routing={"contact": "earliest_due"}))
    assert "takes the contact whose promise falls due first" in text


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_too_wide(width):
    assert max(map(len, explain(blended(), width=width).splitlines())) <= width


# --- agents' time ---


def test_chats_take_their_part_of_an_agents_time_with_all_places_taken():
    model = centre({"calls": CALLS, "chats": CHATS}).model
    row = sheets(model)[0].rows[0]
    assert agent_time(model, "chats") == pytest.approx(360 * 1.4 / 3)
    assert row.offered_load == pytest.approx(60 * 180 / 3600 + 30 * 360 * 1.4 / 3 / 3600)
    text = told(centre({"calls": CALLS, "chats": CHATS}))
    assert "'load' is agents' time. Of contacts of which an agent has several at once" in text


def test_the_capacity_of_the_group_decides_how_many():
    model = centre({"chats": CHATS}, capacity=[{"chat": 2}]).model
    assert agent_time(model, "chats") == pytest.approx(360 * 1.2 / 2)


def test_talks_in_turns_take_at_least_their_turns():
    turns = {"count": 3, "pause": "3 min"}
    one_place, many = (
        centre(
            {"m": MESSAGES}, capacity=[{"messaging": n}], channels={"messaging": {"turns": turns}}
        )
        for n in (1, 5)
    )
    assert agent_time(one_place.model, "m") == pytest.approx(360 + 2 * 180)
    assert agent_time(many.model, "m") == pytest.approx(360)


def test_pauses_are_waited_for_no_longer_than_the_agent_does():
    pause = {"mean": 4, "pause": "exponential mean 2 min", "times_out": "2 min"}
    found = mean_pauses(Turns.model_validate(pause), 0)
    assert found == pytest.approx(3 * 120 * (1 - math.exp(-1)))
    constant = Turns.model_validate({"count": 2, "pause": "3 min", "times_out": "1 min"})
    assert mean_pauses(constant, 0) == 60


def test_what_lengthens_and_shortens_talks_counts():
    chats = CHATS | {
        "additions": {"co_browse": {"share": "20%", "takes": "2 min"}},
        "screen_pop": "10 s",
        "knowledge_base": {"found": "50%", "talk_factor": 0.8},
    }
    model = centre({"chats": chats}, capacity=[{"chat": 1}]).model
    talk = (360 - 10) * (0.5 + 0.5 * 0.8) + 0.2 * 120
    assert agent_time(model, "chats") == pytest.approx(talk)


# --- the first guess, and where there is none ---


def test_a_guess_is_only_made_where_contacts_are_live_and_one_at_a_time():
    reasons = no_guess(blended().model)
    assert reasons == {
        "calls": "its agents have several contacts of chats in hand as well",
        "chats": "an agent holds several of its contacts at once",
        "messages": "its talks go turn by turn",
        "post": "it is deferred work, which is not answered as it comes",
    }
    text = told(blended())
    for queue in ("calls", "chats", "messages"):
        assert f"No first guess for {queue}: {reasons[queue]}." in text
    assert "needed" not in text
    assert "Erlang A's first guess" not in text


def test_deferred_work_that_gives_way_leaves_the_guess_as_it_is():
    queues = {"calls": CALLS, "post": MAILS}
    interrupts = {"channels": {"voice": {"interrupts": ["email"]}}}
    row = sheets(centre(queues, staff=5, **interrupts).model)[0].rows[0]
    truth = ErlangA(arrivals_per_hour=60, handle_time=180, patience=300, agents=5)
    assert row.service_level == pytest.approx(truth.service_level(within=20))
    assert row.contacts == 30
    held = centre(queues, staff=5)
    assert math.isnan(sheets(held.model)[0].rows[0].service_level)
    assert no_guess(held.model)["calls"] == (
        "its agents also work on post, and do not interrupt that"
    )


def test_attention_of_its_own_leaves_the_guess_as_it_is():
    queues = {"calls": CALLS, "chats": CHATS, "post": MAILS}
    capacity = [{"voice": 1}, {"chat": 3, "email": 1}]
    model = centre(queues, staff=5, capacity=capacity).model
    assert competitors(model) == [("calls",), ("chats",)]
    assert list(no_guess(model)) == ["chats", "post"]
    truth = ErlangA(arrivals_per_hour=60, handle_time=180, patience=300, agents=5)
    found = sheets(model)[0].by_queue["calls"]
    assert found[1] == pytest.approx(truth.service_level(within=20))


# --- deferred work ---


def test_deferred_work_is_told_as_hours_against_what_live_contacts_leave():
    queues = {"calls": CALLS, "post": MAILS}
    (work,) = deferred_work(centre(queues, staff=5).model)
    assert work.hours == {"post": pytest.approx(12 * 4 * 300 / 3600)}
    assert work.on_duty == pytest.approx(20)
    assert work.live == pytest.approx(12)
    assert work.left_over == pytest.approx(8)
    text = told(centre(queues, staff=5))
    assert "It takes 4.0 h of the agents' time an open day" in text
    assert "on duty for 20.0 h, of which live contacts take 12.0 h and leave 8.0 h." in text
    assert "That is enough: it takes 50% of that." in text


def test_too_little_time_is_told_with_the_growth_of_the_backlog():
    text = told(centre({"calls": CALLS, "post": MAILS | {"arrivals": "60/hour"}}, staff=5))
    assert "That is too little: the backlog grows by 12.0 h a day." in text


def test_work_of_nights_and_closed_days_counts():
    mails = MAILS | {"arrivals": {"rate": "12/hour", "overnight": "2/hour"}}
    shut = {"tuesday": "closed"}
    model = centre({"post": mails}, days=3, opening_hours=shut).model
    assert closed_seconds(model) == pytest.approx(44 * 3600)
    (work,) = deferred_work(model)
    contacts = 2 * 12 * 4 + 44 * 2
    assert work.hours["post"] == pytest.approx(contacts * 300 / 3600 / 2)


def test_attention_of_its_own_is_left_over_whole():
    queues = {"calls": CALLS, "post": MAILS}
    (work,) = deferred_work(centre(queues, staff=5, capacity=[{"voice": 1}, {"email": 1}]).model)
    assert work.live == 0
    assert work.left_over == pytest.approx(20)


def test_only_deferred_work_has_no_table_of_load():
    text = explain(centre({"post": MAILS}))
    assert "WORK AND STAFF" not in text
    assert "DEFERRED WORK: post, answered by team" in text


def test_plain_values_are_ready_for_json():
    found = explained(blended())
    assert found["channels"]["post"] == "email"
    assert set(found["no_guess"]) == {"calls", "chats", "messages", "post"}
    (work,) = found["deferred_work"]
    assert work["queues"]["post"] > 0
    assert work["hours_left_over"] < work["hours_on_duty"]
    assert found["first_guess"][0]["intervals"][0]["service_level"] is None


@settings(deadline=None, max_examples=40)
@given(plain=blends())
def test_any_blend_is_explained_and_reported(plain):
    scenario = from_dict(plain)
    assert explain(scenario)
    result = run(scenario, replications=2, clock="simpy")
    for width in (60, 100):
        assert all(cell_len(line.plain) <= width for line in report_lines(result, width=width))
    assert len(repr(result).splitlines()) <= 15
    assert result._repr_html_()
