"""Agents come, go on breaks, go home; who has a contact in hand finishes it first."""

from cic.program.codes import AVAILABLE, OFF, ON_BREAK
from tests.days import a_model, play, queues, shift


def on_shifts(*shifts, **parts):
    return a_model(agents={"g": {"shifts": list(shifts), "skills": ["a"]}}, **parts)


def facts(day):
    return [(float(f["at"]), int(f["agent"]), int(f["state"])) for f in day.log.facts]


def test_counts_by_interval_bring_agents_and_send_them_home(clock):
    model = a_model(closes="08:30", agents={"g": {"staff": [1, 2, 0], "skills": ["a"]}})
    day = play(clock, model)
    assert day.presence == [(0, 0, True), (600, 1, True), (1200, 0, False), (1200, 1, False)]


def test_an_agent_wanted_in_neighbouring_intervals_stays(clock):
    model = a_model(closes="08:30", agents={"g": {"staff": [1, 1, 1], "skills": ["a"]}})
    assert play(clock, model).presence == [(0, 0, True), (1800, 0, False)]


def test_an_agent_who_comes_takes_who_waits_at_once(clock):
    assert play(clock, on_shifts(shift(30, 600)), ("a", 5), ("a", 7)).ends == [(30, 0), (40, 0)]


def test_an_idle_agent_leaves_at_the_end_of_its_shift(clock):
    day = play(clock, on_shifts(shift(0, 30)), ("a", 40, {"patience": 9}))
    assert day.ends == [("abandoned", 49)]
    assert facts(day) == [(0, 0, AVAILABLE), (30, 0, OFF)]


def test_an_agent_with_a_contact_in_hand_finishes_talk_and_wrap_up(clock):
    day = play(clock, on_shifts(shift(0, 30)), ("a", 25, {"wrap_up": 5}),
               ("a", 26, {"patience": 90}))  # fmt: skip
    assert day.ends == [(25, 0), ("abandoned", 116)]
    assert facts(day) == [(0, 0, AVAILABLE), (40, 0, OFF)]


def test_an_agent_goes_on_its_break_and_comes_back(clock):
    day = play(clock, on_shifts(shift(0, 600, (50, 30))), ("a", 60))
    assert day.ends == [(80, 0)]
    assert facts(day) == [
        (0, 0, AVAILABLE), (50, 0, ON_BREAK), (80, 0, AVAILABLE), (600, 0, OFF),
    ]  # fmt: skip


def test_a_break_begins_late_when_a_contact_is_in_hand_and_ends_as_planned(clock):
    day = play(clock, on_shifts(shift(0, 600, (50, 30))), ("a", 45), ("a", 46), ("a", 90))
    assert day.ends == [(45, 0), (80, 0), (90, 0)]
    assert facts(day)[1:3] == [(55, 0, ON_BREAK), (80, 0, AVAILABLE)]


def test_a_break_that_is_over_before_the_contact_in_hand_is_not_taken(clock):
    day = play(clock, on_shifts(shift(0, 600, (50, 30))), ("a", 45, {"talk": 40}), ("a", 46))
    assert day.ends == [(45, 0), (85, 0)]
    assert [state for _, _, state in facts(day)] == [AVAILABLE, OFF]


def test_a_talk_that_ends_with_the_break_ends_before_the_coming_back(clock):
    # Ends of work go first: the agent goes on its break at 80 and is back in the same instant.
    day = play(clock, on_shifts(shift(0, 600, (50, 30))), ("a", 45, {"talk": 35}), ("a", 46))
    assert day.ends == [(45, 0), (80, 0)]
    assert facts(day)[1:3] == [(80, 0, ON_BREAK), (80, 0, AVAILABLE)]


def test_breaks_that_touch_are_one_absence(clock):
    day = play(clock, on_shifts(shift(0, 600, (50, 30), (80, 20))), ("a", 60))
    assert day.ends == [(100, 0)]


def test_a_break_at_the_beginning_or_the_end_of_a_shift_shortens_it(clock):
    day = play(clock, on_shifts(shift(0, 600, (0, 30), (590, 10))))
    assert facts(day) == [(30, 0, AVAILABLE), (590, 0, OFF)]


def test_who_comes_back_from_a_break_is_idle_from_then(clock):
    model = on_shifts(shift(0, 600, (50, 30)), shift(0, 600))
    assert play(clock, model, ("a", 10), ("a", 100), ("a", 101)).agents == [0, 1, 0]


def test_a_talk_over_two_breaks_takes_neither(clock):
    day = play(clock, on_shifts(shift(0, 600, (50, 10), (70, 10))), ("a", 45, {"talk": 100}))
    assert [state for _, _, state in facts(day)] == [AVAILABLE, OFF]


def test_a_shift_may_begin_while_the_same_agents_earlier_one_is_still_in_hand(clock):
    # Two days of 24 h: the agent of Monday's shift talks into Tuesday's.
    model = a_model(
        opens="00:00", closes="24:00", interval="24 h", days=2,
        agents={"g": {"shifts": [{"from": "08:00", "until": "20:00"}], "skills": ["a"]}},
    )  # fmt: skip
    talk = {"talk": 86400.0}
    day = play(clock, model, ("a", 10 * 3600, talk), ("a", 11 * 3600))
    assert day.ends == [(36000, 0), (122400, 0)]
    assert facts(day) == [(28800, 0, AVAILABLE), (158400, 0, OFF)]


def test_agents_of_a_shift_with_names_are_called_so(clock):
    day = play(clock, on_shifts(shift(0, 600, names=["Ann", "Bob"], agents=2)))
    assert day.program.agent_names == ("Ann", "Bob")


def test_days_of_a_shift_are_the_only_ones_it_is_worked_on(clock):
    model = on_shifts(shift(0, 600, days=["tuesday"]), days=2)
    day = play(clock, model, ("a", 86400 + 5))
    assert day.ends == [(86405, 0)]
    assert facts(day) == [(86400, 0, AVAILABLE), (87000, 0, OFF)]


def test_an_agent_of_the_other_group_answers_meanwhile(clock):
    agents = {
        "g": {"shifts": [shift(0, 600, (20, 100))], "skills": ["a"]},
        "h": {"staff": 1, "skills": ["b", "a"]},
    }
    model = a_model(queues=queues("a", b={"talk": "10 s"}), agents=agents)
    assert play(clock, model, ("a", 15), ("a", 26), ("b", 30)).ends == [(15, 0), (26, 1), (36, 1)]
