"""What is urgent puts on hold what can wait; the agent goes on with it afterwards."""

import pytest

from cic.clocks.simpy_clock import SimpyClock
from tests.days import a_model, play, queues, shift

CALLS_FIRST = {"voice": {"interrupts": ["email"]}}
ONE = {"g": {"staff": 1, "skills": ["v", "e"]}}
TWO = {"g": {"staff": 2, "skills": ["v", "e"]}}
LONG = {"talk": 30}


def calls_and_mails(**parts):
    """Queue `v` of calls, which interrupt the e-mails of queue `e`."""
    plain = {
        "channels": CALLS_FIRST,
        "queues": queues(v={}, e={"channel": "email"}),
        "agents": ONE,
    }
    return a_model(**plain | parts)


def handled(day):
    """When each contact was taken, when its talk ended, and how long it was on hold."""
    columns = day.column("answered_at"), day.column("ended_at"), day.held
    return list(zip(*columns, strict=True))


def test_a_call_puts_the_email_in_hand_on_hold_and_the_agent_goes_on_with_it_afterwards(clock):
    day = play(clock, calls_and_mails(), ("e", 0, LONG), ("v", 10, {"talk": 5}))
    assert handled(day) == [(0, 35, 5), (10, 15, 0)]
    assert day.column("talk") == [30, 5]


def test_on_hold_lasts_until_the_wrap_up_of_the_call_is_over(clock):
    day = play(clock, calls_and_mails(), ("e", 0, LONG), ("v", 10, {"talk": 5, "wrap_up": 4}))
    assert handled(day) == [(0, 39, 9), (10, 15, 0)]


def test_a_call_interrupts_the_wrap_up_of_an_email_too(clock):
    # Five seconds of the wrap-up are left at 15, so the second e-mail begins at 25.
    day = play(
        clock, calls_and_mails(),
        ("e", 0, {"wrap_up": 10}), ("v", 15, {"talk": 5}), ("e", 21),
    )  # fmt: skip
    assert handled(day) == [(0, 10, 0), (15, 20, 0), (25, 35, 0)]


def test_a_wrap_up_that_was_interrupted_lasts_until_all_work_is_done(clock):
    day = play(clock, calls_and_mails(), ("e", 0, {"wrap_up": 10}), ("v", 15, {"talk": 5}))
    assert day.column("talk") == [10, 5]
    assert day.column("wrap_up") == [15, 0]
    assert day.held == [0, 0]


def test_an_email_may_be_interrupted_more_than_once(clock):
    day = play(
        clock, calls_and_mails(),
        ("e", 0, {"talk": 20}), ("v", 5, {"talk": 5}), ("v", 12, {"talk": 5}),
    )  # fmt: skip
    assert handled(day) == [(0, 30, 10), (5, 10, 0), (12, 17, 0)]


def test_calls_that_wait_go_before_the_email_on_hold(clock):
    day = play(clock, calls_and_mails(), ("e", 0, {"talk": 20}), ("v", 5), ("v", 6))
    assert handled(day) == [(0, 40, 20), (5, 15, 0), (15, 25, 0)]


def test_the_email_on_hold_goes_before_emails_that_wait(clock):
    day = play(clock, calls_and_mails(), ("e", 0, {"talk": 20}), ("v", 5), ("e", 6))
    assert handled(day) == [(0, 30, 10), (5, 15, 0), (30, 40, 0)]


def test_the_email_on_hold_goes_before_whatever_may_not_interrupt_it(clock):
    model = calls_and_mails(
        queues=queues(v={}, e={"channel": "email"}, w={"channel": "video"}),
        agents={"g": {"staff": 1, "skills": ["w", "v", "e"]}},
    )
    day = play(clock, model, ("e", 0, {"talk": 20}), ("w", 3), ("v", 5), ("v", 16))
    assert handled(day) == [(0, 40, 20), (40, 50, 0), (5, 15, 0), (16, 26, 0)]


def test_an_email_on_hold_stays_with_its_agent_although_another_is_free(clock):
    agents = {"g": {"shifts": [shift(0, 600), shift(12, 600)], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0, {"talk": 20}), ("v", 5))
    assert handled(day) == [(0, 30, 10), (5, 15, 0)]
    assert day.agents == [0, 0]


# --- only where it must be ------------------------------------------------------------------------


def test_nothing_is_interrupted_while_somebody_is_idle(clock):
    day = play(clock, calls_and_mails(agents=TWO), ("e", 0, LONG), ("v", 5))
    assert day.agents == [0, 1]
    assert day.held == [0, 0]


def test_nothing_is_interrupted_while_somebody_of_a_later_group_is_idle(clock):
    model = calls_and_mails(
        queues=queues(v={"groups": ["g", "h"]}, e={"channel": "email"}),
        agents=ONE | {"h": {"staff": 1, "skills": ["v"]}},
    )
    day = play(clock, model, ("e", 0, LONG), ("v", 5), ("v", 6))
    assert day.agents == [0, 1, 0]
    assert handled(day) == [(0, 40, 10), (5, 15, 0), (6, 16, 0)]


def test_nothing_is_interrupted_while_somebody_has_room_beside_other_work(clock):
    beside = {"staff": 1, "skills": ["v", "e"], "capacity": [{"voice": 1}, {"email": 1}]}
    day = play(clock, calls_and_mails(agents=ONE | {"h": beside}),
               ("e", 0, LONG), ("e", 1, LONG), ("v", 5))  # fmt: skip
    assert day.agents == [0, 1, 1]
    assert day.held == [0, 0, 0]


def test_only_the_channels_named_are_interrupted(clock):
    model = calls_and_mails(
        queues=queues(v={}, f={"channel": "fax"}), agents={"g": {"staff": 1, "skills": ["v", "f"]}}
    )
    day = play(clock, model, ("f", 0, LONG), ("v", 10))
    assert handled(day) == [(0, 30, 0), (30, 40, 0)]


def test_emails_do_not_interrupt_calls(clock):
    day = play(clock, calls_and_mails(), ("v", 0), ("e", 5))
    assert handled(day) == [(0, 10, 0), (10, 20, 0)]


def test_a_call_does_not_interrupt_a_call(clock):
    day = play(clock, calls_and_mails(), ("e", 0, LONG), ("v", 1), ("v", 2, {"patience": 4}))
    assert day.ends == [(0, 0), (1, 0), ("abandoned", 6)]


def test_an_email_in_another_share_of_the_attention_is_left_alone(clock):
    agents = {"g": ONE["g"] | {"capacity": [{"voice": 1}, {"email": 1}]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0, LONG), ("v", 5), ("v", 6))
    assert handled(day) == [(0, 30, 0), (5, 15, 0), (15, 25, 0)]


# --- whose work, and which ------------------------------------------------------------------------


def test_of_agents_alike_who_stood_unchanged_longest_is_interrupted(clock):
    day = play(clock, calls_and_mails(agents=TWO),
               ("e", 0, LONG), ("e", 1, LONG), ("v", 5), ("v", 6), ("v", 7))  # fmt: skip
    assert day.agents == [0, 1, 0, 1, 0]
    assert handled(day) == [(0, 50, 20), (1, 41, 10), (5, 15, 0), (6, 16, 0), (15, 25, 0)]


def test_an_agent_stands_anew_when_it_goes_on_with_what_was_on_hold(clock):
    # Agent 0 goes on with its e-mail at 10 and stands unchanged since; agent 1 since 1.
    day = play(clock, calls_and_mails(agents=TWO),
               ("e", 0, LONG), ("e", 1, LONG), ("v", 5, {"talk": 5}), ("v", 12))  # fmt: skip
    assert day.agents == [0, 1, 0, 1]


def test_the_agent_with_the_fewest_contacts_in_hand_is_interrupted(clock):
    agents = {"g": {"staff": 2, "skills": ["v", "e"], "capacity": {"voice": 1, "email": 2}}}
    day = play(clock, calls_and_mails(agents=agents),
               ("e", 0, LONG), ("e", 1, LONG), ("e", 2, LONG), ("v", 5), ("v", 6))  # fmt: skip
    assert day.agents == [0, 1, 0, 1, 0]
    assert handled(day) == [(0, 40, 10), (1, 41, 10), (2, 42, 10), (5, 15, 0), (6, 16, 0)]


def test_an_earlier_group_is_interrupted_although_it_has_more_in_hand(clock):
    model = calls_and_mails(
        queues=queues(v={"groups": ["h", "g"]}, e={"channel": "email"}),
        agents={
            "g": {"staff": 1, "skills": ["v", "e"]},
            "h": {"staff": 1, "skills": ["v", "e"], "capacity": {"voice": 1, "email": 2}},
        },
    )
    day = play(clock, model, ("e", 0, LONG), ("e", 1, LONG), ("e", 2, LONG), ("v", 5))
    assert day.agents == [0, 1, 1, 1]
    assert day.held == [0, 10, 10, 0]


def texts_and_mails(**capacity):
    """Texts interrupt e-mails; one agent."""
    return a_model(
        channels={"text": {"interrupts": ["email"]}},
        queues=queues(t={"channel": "text"}, e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["t", "e"], "capacity": capacity}},
    )


def test_the_email_taken_last_is_put_on_hold_first_and_only_as_many_as_needed(clock):
    model = texts_and_mails(text=2, email=2)
    day = play(clock, model, ("e", 0, LONG), ("e", 1, LONG), ("t", 5))
    assert handled(day) == [(0, 30, 0), (1, 41, 10), (5, 15, 0)]


def test_the_email_taken_last_is_gone_on_with_first(clock):
    # Both e-mails are on hold from 6; room for one comes at 15, for the other at 26.
    model = texts_and_mails(text=2, email=2)
    day = play(clock, model,
               ("e", 0, LONG), ("e", 1, LONG), ("t", 5), ("t", 6, {"talk": 20}))  # fmt: skip
    assert handled(day) == [(0, 50, 20), (1, 41, 10), (5, 15, 0), (6, 26, 0)]


def test_several_go_on_hold_for_one_that_needs_all_the_attention_and_go_on_together(clock):
    model = texts_and_mails(text=1, email=3)
    day = play(clock, model, ("e", 0, LONG), ("e", 1, LONG), ("e", 2, LONG), ("t", 5))
    assert handled(day) == [(0, 40, 10), (1, 41, 10), (2, 42, 10), (5, 15, 0)]


def test_room_beside_is_taken_before_anything_is_put_on_hold(clock):
    model = texts_and_mails(text=3, email=3)
    day = play(clock, model, ("e", 0, LONG), ("t", 1), ("t", 2), ("t", 3))
    assert handled(day) == [(0, 38, 8), (1, 11, 0), (2, 12, 0), (3, 13, 0)]


def test_nothing_is_put_on_hold_where_that_would_not_make_room_enough(clock):
    model = a_model(
        channels={"voice": {"interrupts": ["email"]}},
        queues=queues(v={}, e={"channel": "email"}, f={"channel": "fax"}),
        agents={
            "g": {
                "staff": 1,
                "skills": ["v", "e", "f"],
                "capacity": {"voice": 1, "email": 2, "fax": 2},
            }
        },
    )
    day = play(clock, model, ("f", 0, LONG), ("e", 1, {"talk": 50}), ("v", 5))
    assert handled(day) == [(0, 30, 0), (1, 61, 10), (30, 40, 0)]


def test_an_agent_who_has_contacts_on_hold_takes_what_fits_beside(clock):
    model = texts_and_mails(text=2, email=1)
    day = play(clock, model, ("e", 0, LONG), ("t", 5), ("t", 6))
    assert handled(day) == [(0, 41, 11), (5, 15, 0), (6, 16, 0)]


def test_work_on_hold_that_does_not_fit_keeps_nothing_else_out(clock):
    # At 15 there is room for half: too little for the e-mail on hold, enough for the fax.
    model = a_model(
        channels={"text": {"interrupts": ["email"]}},
        queues=queues(t={"channel": "text"}, e={"channel": "email"}, f={"channel": "fax"}),
        agents={
            "g": {
                "staff": 1,
                "skills": ["t", "e", "f"],
                "capacity": {"text": 2, "email": 1, "fax": 2},
            }
        },
    )
    day = play(clock, model, ("e", 0, LONG), ("t", 5), ("t", 6, {"talk": 20}), ("f", 7))
    assert handled(day) == [(0, 51, 21), (5, 15, 0), (6, 26, 0), (15, 25, 0)]


# --- interruptions in turn ------------------------------------------------------------------------

IN_STEPS = {"voice": {"interrupts": ["video"]}, "video": {"interrupts": ["email"]}}


def in_steps(**parts):
    """Calls interrupt video, video interrupts e-mails; calls do not interrupt e-mails."""
    return calls_and_mails(
        channels=IN_STEPS,
        queues=queues(v={}, w={"channel": "video"}, e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["v", "w", "e"]}},
        **parts,
    )


def test_what_interrupts_may_be_interrupted_in_its_turn(clock):
    # Of the two on hold at 13 the one taken last goes on, then the other.
    day = play(clock, in_steps(), ("e", 0, LONG), ("w", 5, LONG), ("v", 8, {"talk": 5}))
    assert handled(day) == [(0, 65, 35), (5, 40, 5), (8, 13, 0)]


def test_calls_do_not_interrupt_what_only_something_between_may_interrupt(clock):
    day = play(clock, in_steps(), ("e", 0, LONG), ("v", 5))
    assert handled(day) == [(0, 30, 0), (30, 40, 0)]


def test_what_waits_goes_before_what_it_may_interrupt_and_after_what_it_may_not(clock):
    # The video on hold goes before the one that waits, that before the e-mail on hold.
    day = play(clock, in_steps(), ("e", 0, LONG), ("w", 5, LONG), ("v", 8, {"talk": 5}), ("w", 9))
    assert handled(day) == [(0, 75, 45), (5, 40, 5), (8, 13, 0), (40, 50, 0)]


# --- agents who must leave ------------------------------------------------------------------------


def test_an_agent_who_must_go_finishes_what_is_on_hold_too(clock):
    agents = {"g": {"shifts": [shift(0, 20)], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents),
               ("e", 0, LONG), ("v", 5, LONG), ("v", 40, {"patience": 90}))  # fmt: skip
    assert handled(day)[:2] == [(0, 60, 30), (5, 35, 0)]
    assert day.ends[2] == ("abandoned", 130)
    assert day.states(0) == [(0, "handling"), (60, "off")]


def test_an_agent_who_must_go_is_not_interrupted_any_more(clock):
    agents = {"g": {"shifts": [shift(0, 20)], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0, LONG), ("v", 20, {"patience": 5}))
    assert day.ends == [(0, 0), ("abandoned", 25)]
    assert handled(day)[0] == (0, 30, 0)


def test_an_agent_back_from_a_break_not_taken_may_be_interrupted_at_once(clock):
    # The e-mail lasts over the break; at 30 the agent is to be back, and a call waits.
    agents = {"g": {"shifts": [shift(0, 600, (20, 10))], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0, {"talk": 50}), ("v", 22))
    assert handled(day) == [(0, 60, 10), (30, 40, 0)]
    assert day.states(0) == [(0, "handling"), (60, "available"), (600, "off")]


def test_an_agent_with_work_on_hold_goes_on_its_break_when_that_is_done(clock):
    agents = {"g": {"shifts": [shift(0, 600, (20, 100))], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0, LONG), ("v", 5, LONG), ("v", 50))
    assert handled(day) == [(0, 60, 30), (5, 35, 0), (120, 130, 0)]
    assert day.states(0) == [
        (0, "handling"), (60, "on_break"), (120, "handling"), (130, "available"), (600, "off"),
    ]  # fmt: skip


def test_at_closing_calls_that_wait_are_served_before_the_email_on_hold(clock):
    day = play(clock, calls_and_mails(at_closing="serve"),
               ("e", 590, LONG), ("v", 595), ("v", 601), ("e", 602))  # fmt: skip
    assert handled(day)[:3] == [(590, 640, 20), (595, 605, 0), (605, 615, 0)]
    assert day.ends[3][0] == "inside"
    assert day.states(0) == [(0, "available"), (590, "handling"), (640, "off")]


def test_at_closing_work_on_hold_is_not_sent_away(clock):
    day = play(clock, calls_and_mails(at_closing="send_away"),
               ("e", 590, LONG), ("v", 595), ("v", 596))  # fmt: skip
    assert handled(day)[:2] == [(590, 630, 10), (595, 605, 0)]
    assert day.ends[2] == ("sent_away", 600)


def test_an_agent_who_is_moved_finishes_what_is_on_hold_and_then_changes_groups():
    def supervisor(env, centre):
        yield env.timeout(12)
        assert centre.move(1, source="g", to="h") == 1

    agents = ONE | {"h": {"staff": 0, "skills": ["v"]}}
    day = play(SimpyClock(processes=[supervisor]), calls_and_mails(agents=agents),
               ("e", 0, LONG), ("v", 10, {"talk": 5}), ("v", 13), ("e", 14), ("v", 36))  # fmt: skip
    assert handled(day)[:3] == [(0, 35, 5), (10, 15, 0), (35, 45, 0)]
    assert day.ends[3][0] == "inside"
    assert day.ends[4] == (45, 0)
    assert day.column("group") == [0, 0, 1, -1, 1]


# --- at the same second ---------------------------------------------------------------------------


def test_an_email_that_ends_when_the_call_comes_is_done(clock):
    day = play(clock, calls_and_mails(), ("e", 0), ("v", 10))
    assert handled(day) == [(0, 10, 0), (10, 20, 0)]


def test_an_email_whose_wrap_up_begins_when_the_call_comes_is_put_on_hold(clock):
    day = play(clock, calls_and_mails(), ("e", 0, {"wrap_up": 5}), ("v", 10), ("e", 11))
    assert handled(day) == [(0, 10, 0), (10, 20, 0), (25, 35, 0)]


def test_a_call_that_comes_when_another_ends_puts_the_email_on_hold_again(clock):
    day = play(clock, calls_and_mails(),
               ("e", 0, {"talk": 20}), ("v", 5, {"talk": 5}), ("v", 10, {"talk": 5}))  # fmt: skip
    assert handled(day) == [(0, 30, 10), (5, 10, 0), (10, 15, 0)]


@pytest.mark.parametrize(("order", "email"), [(["v", "e"], (10, 20, 0)), (["e", "v"], (0, 20, 10))])
def test_a_call_and_an_email_at_the_same_second_come_in_the_order_of_the_queues(
    clock, order, email
):
    fields = {"v": {}, "e": {"channel": "email"}}
    model = calls_and_mails(queues=queues(**{name: fields[name] for name in order}))
    day = play(clock, model, *((name, 0) for name in order))
    found = dict(zip(order, handled(day), strict=True))
    assert found == {"v": (0, 10, 0), "e": email}


def test_a_call_of_no_length_is_over_in_the_same_second(clock):
    day = play(clock, calls_and_mails(), ("e", 0), ("v", 4, {"talk": 0}), ("v", 4, {"talk": 0}))
    assert handled(day) == [(0, 10, 0), (4, 4, 0), (4, 4, 0)]


def test_who_comes_on_duty_takes_the_email_that_waits_longest_and_then_the_call_before_it(clock):
    agents = {"g": {"shifts": [shift(30, 600)], "skills": ["v", "e"]}}
    day = play(clock, calls_and_mails(agents=agents), ("e", 0), ("v", 5))
    assert handled(day) == [(30, 50, 10), (30, 40, 0)]


def test_who_comes_on_duty_takes_the_call_first_where_it_has_priority(clock):
    model = calls_and_mails(
        queues=queues(v={"priority": 1}, e={"channel": "email", "priority": 2}),
        agents={"g": {"shifts": [shift(30, 600)], "skills": ["v", "e"]}},
        routing={"contact": "priority"},
    )
    day = play(clock, model, ("e", 0), ("v", 5))
    assert handled(day) == [(40, 50, 0), (30, 40, 0)]


def test_everything_at_one_second(clock):
    # Both agents take an e-mail and are interrupted; the third call waits for the first's end.
    day = play(clock, calls_and_mails(agents=TWO, queues=queues(e={"channel": "email"}, v={})),
               *[("e", 0), ("e", 0), ("e", 0)], *[("v", 0)] * 3)  # fmt: skip
    assert day.agents == [0, 1, 1, 0, 1, 0]
    assert handled(day) == [
        (0, 30, 20), (0, 20, 10), (20, 30, 0), (0, 10, 0), (0, 10, 0), (10, 20, 0),
    ]  # fmt: skip
