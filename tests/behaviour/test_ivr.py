"""The IVR: prompts, choices, repeats, self-service, hanging up, ports."""

import math

from tests.days import a_model, live, queues, times

GO = {"1": {"go": "own queue", "share": "100%"}}


def through(menus, *, at=(0,), start="m", **parts):
    """Contacts of queue `a` who hear menu `m` first."""
    ports = parts.pop("ports", None)
    fields = {"arrivals": times(*at), "through": "m"} | parts.pop("fields", {})
    return a_model(
        **{"queues": queues("b", a=fields), "agents": {"g": {"staff": 1, "skills": ["a", "b"]}}}
        | parts,
        ivr={"start": start, "menus": menus, "ports": ports},
    )


def steps(day):
    """Kind and length of each step of the walks, in order."""
    return [(int(step["kind"]), float(step["takes"])) for step in day.log.steps]


def test_a_contact_reaches_its_queue_after_the_prompt(clock):
    day = live(clock, through({"m": {"prompt": "12 s", "choices": GO}}))
    assert day.ends == [(12, 0)]
    assert (day.column("arrived_at"), day.column("queued_at")) == ([0], [12])
    assert steps(day) == [(0, 12), (2, 0)]


def test_a_prompt_of_no_length_leads_on_in_the_same_instant(clock):
    menus = {
        "m": {"prompt": "0 s", "choices": {"1": {"go": "n", "share": 1}}},
        "n": {"prompt": "0 s", "choices": GO},
    }
    day = live(clock, through(menus, at=(0, 0)))
    assert day.ends == [(0, 0), (10, 0)]


def test_menus_follow_each_other(clock):
    menus = {
        "m": {"prompt": "5 s", "choices": {"1": {"go": "n", "share": 1}}},
        "n": {"prompt": "0 s", "choices": {"1": {"go": "o", "share": 1}}},
        "o": {"prompt": "7 s", "choices": GO},
    }
    assert live(clock, through(menus)).ends == [(12, 0)]


def test_a_choice_may_lead_to_another_queue(clock):
    day = live(clock, through({"m": {"prompt": "5 s", "choices": {"1": {"go": "b", "share": 1}}}}))
    assert day.ends == [(5, 0)]
    assert day.column("queue") == [day.program.queue_names.index("b")]
    assert day.column("source") == [day.program.queue_names.index("a")]


def test_choices_share_the_contacts(clock):
    choices = {
        "1": {"go": "own queue", "share": "0%"},
        "2": {"go": "b", "share": "100%"},
        "3": {"hang_up": True, "share": "0%"},
    }
    day = live(clock, through({"m": {"prompt": "5 s", "choices": choices}}, at=range(20)))
    assert set(day.column("queue")) == {day.program.queue_names.index("b")}


def test_self_service_ends_the_contact(clock):
    choices = {"1": {"serve": "balance", "takes": "40 s", "share": 1}}
    day = live(clock, through({"m": {"prompt": "5 s", "choices": choices}}))
    assert day.ends == [("self_served", 45)]
    assert math.isnan(day.column("queued_at")[0])
    assert day.program.service_names == ("balance",)
    assert steps(day) == [(0, 5), (1, 40), (3, 0)]


def test_self_service_that_fails_leads_elsewhere(clock):
    serve = {"serve": "balance", "takes": "40 s", "share": 1, "success": "0%"}
    to_queue = {"m": {"prompt": "5 s", "choices": {"1": serve | {"otherwise": "own queue"}}}}
    to_menu = {
        "m": {"prompt": "5 s", "choices": {"1": serve | {"otherwise": "n"}}},
        "n": {"prompt": "3 s", "choices": GO},
    }
    assert live(clock, through(to_queue)).ends == [(45, 0)]
    assert live(clock, through(to_menu)).ends == [(48, 0)]


def test_self_service_of_no_length_ends_at_once(clock):
    choices = {"1": {"serve": "hours", "share": 1}}
    assert live(clock, through({"m": {"prompt": "5 s", "choices": choices}})).ends == [
        ("self_served", 5)
    ]


def test_who_chooses_nothing_hears_the_menu_again_then_goes_on(clock):
    choices = {"1": {"go": "own queue", "share": "0%"}}
    for repeats in (0, 1, 2):
        silent = {"share": "100%", "repeats": repeats, "then": "b"}
        menus = {"m": {"prompt": "5 s", "choices": choices, "no_choice": silent}}
        day = live(clock, through(menus))
        assert day.ends == [(5 * (repeats + 1), 0)]
        assert day.column("queue") == [day.program.queue_names.index("b")]


def test_who_chooses_nothing_and_has_nowhere_to_go_is_cut_off(clock):
    silent = {"share": "100%", "repeats": 1}
    menus = {"m": {"prompt": "5 s", "choices": {"1": {"hang_up": True, "share": 0}}}}
    menus["m"]["no_choice"] = silent
    assert live(clock, through(menus)).ends == [("hung_up", 10)]


def test_repeats_are_counted_anew_in_each_menu(clock):
    choices = {"1": {"go": "own queue", "share": 0}}
    menus = {
        "m": {"prompt": "5 s", "choices": choices,
              "no_choice": {"share": 1, "repeats": 1, "then": "n"}},
        "n": {"prompt": "3 s", "choices": choices,
              "no_choice": {"share": 1, "repeats": 1, "then": "own queue"}},
    }  # fmt: skip
    assert live(clock, through(menus)).ends == [(16, 0)]


def test_a_caller_hangs_up_who_cannot_stand_the_menu(clock):
    menus = {"m": {"prompt": "12 s", "choices": GO, "hang_up_after": "7 s"}}
    day = live(clock, through(menus))
    assert day.ends == [("hung_up", 7)]
    assert steps(day) == [(0, 7), (4, 0)]


def test_a_caller_who_stands_the_whole_prompt_stays(clock):
    for stands in ("12 s", "13 s", "infinite"):
        menus = {"m": {"prompt": "12 s", "choices": GO, "hang_up_after": stands}}
        assert live(clock, through(menus)).ends == [(12, 0)]


def test_a_caller_may_choose_to_hang_up(clock):
    menus = {"m": {"prompt": "12 s", "choices": {"9": {"hang_up": True, "share": 1}}}}
    assert live(clock, through(menus)).ends == [("hung_up", 12)]


def test_a_caller_who_finds_all_ports_busy_hears_busy(clock):
    menus = {"m": {"prompt": "12 s", "choices": GO}}
    day = live(clock, through(menus, at=(0, 5, 12), ports=1))
    assert day.ends == [(12, 0), ("no_port", 5), (24, 0)]
    assert math.isnan(day.column("queued_at")[1])


def test_a_port_is_free_again_when_the_contact_leaves_the_ivr(clock):
    leaving = [GO, {"1": {"hang_up": True, "share": 1}}, {"1": {"serve": "x", "share": 1}}]
    for choices in leaving:
        menus = {"m": {"prompt": "12 s", "choices": choices}}
        day = live(clock, through(menus, at=(0, 12, 13, 24), ports=1))
        ends = [end for end, _ in day.ends]
        assert ends[2] == "no_port"
        assert "no_port" not in (ends[0], ends[1], ends[3])


def test_a_walk_of_no_length_takes_a_port_only_for_the_instant(clock):
    menus = {"m": {"prompt": "0 s", "choices": GO}}
    assert live(clock, through(menus, at=(0, 0, 0), ports=1)).ends == [(0, 0), (10, 0), (20, 0)]


def test_contacts_who_wait_in_a_queue_hold_no_port(clock):
    menus = {"m": {"prompt": "2 s", "choices": GO}}
    day = live(clock, through(menus, at=(0, 2, 4, 6), ports=1))
    assert day.ends == [(2, 0), (12, 0), (22, 0), (32, 0)]


def test_contacts_of_a_queue_without_menu_take_no_port(clock):
    menus = {"m": {"prompt": "20 s", "choices": GO}}
    model = through(
        menus,
        ports=1,
        queues=queues(a={"arrivals": times(0), "through": "m"}, b={"arrivals": times(1)}),
    )
    assert live(clock, model).ends == [(20, 0), (1, 0)]


def test_contacts_of_the_ivrs_own_have_no_queue_unless_they_reach_one(clock):
    choices = {"1": {"serve": "balance", "share": 1}}
    menus = {"m": {"prompt": "5 s", "choices": choices}}
    model = a_model(ivr={"start": "m", "menus": menus, "arrivals": times(0)})
    day = live(clock, model)
    assert day.ends == [("self_served", 5)]
    assert day.column("queue") == [-1]
    assert day.program.source_names[day.column("source")[0]] == "IVR"


def test_prompts_by_interval_are_those_of_the_interval_of_the_call(clock):
    prompt = {"per_interval": ["5 s", "7 s"]}
    model = through({"m": {"prompt": prompt, "choices": GO}}, at=(599, 600), closes="08:20")
    assert live(clock, model).column("queued_at") == [604, 607]


def test_a_step_of_no_length_lets_nobody_overtake(clock):
    # Both prompts end at 5; the first caller has another menu of no length before the queue.
    menus = {
        "m": {"prompt": "5 s", "choices": {"1": {"go": "n", "share": 1}}},
        "n": {"prompt": "0 s", "choices": GO},
        "o": {"prompt": "4 s", "choices": GO},
    }
    model = through(
        menus,
        queues=queues(
            a={"arrivals": times(0), "through": "m"}, b={"arrivals": times(1), "through": "o"}
        ),
    )
    assert live(clock, model).ends == [(5, 0), (15, 0)]
