"""Lines, holidays, overflow and ringing: what they come to, and each mistake about them."""

import jsonschema
import pytest

from cic import units
from cic.errors import ScenarioError
from cic.scenario.answering import Answering
from cic.scenario.checks import expected_contacts
from cic.scenario.checks_agents import most_on_duty
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.load import check, from_dict, load
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema
from tests.scenario.examples import EXAMPLES, TRUNKS, changed, write


def trunks(*pairs):
    text = TRUNKS
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def new_lines(text):
    """The numbers of the lines that are not in the text with trunks."""
    return [n for n, line in enumerate(text.splitlines(), 1) if line not in TRUNKS.splitlines()]


@pytest.fixture
def scenario(tmp_path):
    return load(write(tmp_path, TRUNKS))


@pytest.fixture
def model(scenario):
    return scenario.model


# ----------------------------------------------------------------------------- what is read


def test_it_loads_without_a_finding(scenario):
    assert scenario.notices == ()


def test_nothing_of_it_is_there_unless_it_is_written(tmp_path):
    model = load(write(tmp_path, changed())).model
    assert (model.lines, model.holidays) == (None, ())
    assert all(queue.overflow == {} for queue in model.queues.values())
    assert all(group.answering is None for group in model.agents.values())


def test_a_centre_has_lines(model):
    assert model.lines == 60


def test_a_queue_overflows_after_a_while_or_when_many_wait(model):
    overflow = model.queues["help"].overflow
    assert list(overflow) == ["outsourcer", "nights"]
    assert (overflow["outsourcer"].after, overflow["outsourcer"].when_waiting) == (60, 10)
    assert (overflow["nights"].after, overflow["nights"].when_waiting) == (90, None)
    only = model.queues["sales"].overflow["nights"]
    assert (only.after, only.when_waiting) == (None, 2)


def test_a_contact_rings(model):
    answering = model.agents["team"].answering
    assert (answering.rings.kind, answering.rings.mean) == ("exponential", 4)
    assert (answering.no_answer, answering.rejects) == (0.05, 0.01)
    assert (answering.gives_up_after, answering.out_for) == (15, 120)


def test_a_contact_that_rings_is_answered_at_once_unless_it_is_said():
    answering = Answering.model_validate({})
    assert (answering.rings.mean, answering.no_answer, answering.rejects) == (0, 0, 0)
    assert (answering.gives_up_after, answering.out_for) == (20, 0)


@pytest.mark.parametrize(
    "short",
    [
        "4 s",
        "exponential mean 4 s",
        {"kind": "exponential", "mean": "4 s"},
        {"values": [3, 4, 5]},
        {"per_interval": ["3 s", "5 s"]},
    ],
)
def test_a_duration_alone_is_how_long_it_rings(short):
    assert Answering.model_validate(short) == Answering.model_validate({"rings": short})
    assert Answering.model_validate(short).rings.mean == 4


def test_zero_alone_is_a_duration():
    assert Answering.model_validate(0) == Answering.model_validate({})


@pytest.mark.parametrize("shares", [(0.7, 0.3), (0.9, 0.1), (1, 0), (0, 1)])
def test_agents_may_never_answer(shares):
    no_answer, rejects = shares
    answering = {"no_answer": no_answer, "rejects": rejects, "out_for": "1 s"}
    assert Answering.model_validate(answering).no_answer == no_answer


@pytest.mark.parametrize("more", [{"rings": "1 s"}, {"out_for": "1 s"}])
def test_all_may_be_rejected_where_that_takes_time(more):
    assert Answering.model_validate({"rejects": 1} | more).rejects == 1


# -------------------------------------------------------------------------------- holidays


def open_on(model):
    return [day for day in range(model.days) if model.open_window(day) is not None]


def test_a_holiday_is_closed_whatever_the_weekday(model):
    closed = {4, 11} | {5, 12}
    assert open_on(model) == [day for day in range(15) if day not in closed]
    assert model.open_window(6) == (6 * units.DAY, 6 * units.DAY + 10 * units.HOUR)


def test_open_weekdays_are_counted_without_holidays(model):
    assert model.open_weekdays == {
        "wednesday": 3,
        "thursday": 2,
        "friday": 2,
        "saturday": 2,
        "tuesday": 2,
    }


@pytest.mark.parametrize("days", [1, 2, 6, 7, 8, 15, 30])
@pytest.mark.parametrize("holidays", [(), (0,), (0, 7, 14), (3, 4, 5), (40,), (2, 2)])
def test_open_weekdays_agree_with_the_windows(model, days, holidays):
    other = model.model_copy(update={"days": days, "holidays": holidays})
    found = [other.weekday(day) for day in open_on(other)]
    assert other.open_weekdays == {day: found.count(day) for day in found}


def test_a_holiday_is_one_of_the_closed_windows(model):
    windows = [(start / units.DAY, end / units.DAY) for start, end in model.closed_windows()]
    weekend = next(window for window in windows if window[0] < 4 < window[1])
    assert weekend == (3 + 10 / 24, 6)


def test_a_holiday_at_the_end_is_closed_to_the_last_closing(model):
    other = model.model_copy(update={"holidays": (14,)})
    *_, last = other.closed_windows()
    assert last[1] == 14 * units.DAY + 10 * units.HOUR


def test_nobody_comes_or_works_on_a_holiday(model):
    assert expected_contacts(model) == pytest.approx(
        11 * 10 * (20 + 20 + 2) + sum(end - start for start, end in model.closed_windows()) / 3600
    )
    assert staffed_seconds(model, "team") == 11 * 6 * 10 * units.HOUR
    assert staffed_seconds(model, "nights") == 11 * 2 * 8 * units.HOUR


@pytest.mark.parametrize("holidays", [(), (0,), (14,), (2, 3, 4)])
def test_overnight_contacts_come_in_all_that_is_closed(holidays):
    hours = {"saturday": {"opens": "08:20", "closes": "17:50"}, "sunday": "closed"}
    plain = {"holidays": holidays, "opening_hours": hours, "days": 15, "starts_on": "wednesday"}
    queue = {"channel": "email", "talk": "1 min"}
    plain |= {"name": "Nights", "opens": "08:00", "closes": "18:00"}
    plain["agents"] = {"g": {"staff": 1, "skills": ["q"]}}
    arrivals = {"rate": "1/h", "overnight": "2/h"}
    other = from_dict(plain | {"queues": {"q": queue | {"arrivals": arrivals}}}).model
    shut = sum(end - start for start, end in other.closed_windows()) / units.HOUR
    assert expected_contacts(other) == pytest.approx(14 * 24 + 10 + shut)


def test_the_most_agents_on_duty_are_looked_for_beyond_holidays(model):
    week = model.model_copy(update={"holidays": tuple(range(8))})
    assert most_on_duty(week, ("team", "nights")) == 8
    assert most_on_duty(week.model_copy(update={"days": 8}), ("team",)) == 0


@pytest.mark.parametrize(("holidays", "most"), [([], 2), ([1], 1), ([0, 2, 4], 1), ([0], 2)])
def test_a_night_shift_meets_the_next_days_unless_that_is_a_holiday(holidays, most):
    day = {"from": "20:00", "until": "32:00"}, {"from": "08:00", "until": "12:00"}
    night = {"shifts": [day[0]], "skills": ["a"]}
    morning = {"shifts": [day[1] | {"from": "00:00"}], "skills": ["a"]}
    plain = {
        "name": "Nights",
        "opens": "00:00",
        "closes": "24:00",
        "days": 3 if holidays == [1] else 6,
        "holidays": holidays,
        "queues": {"a": {"talk": "3 min", "arrivals": "1/hour"}},
        "agents": {"night": night, "morning": morning},
    }
    assert most_on_duty(from_dict(plain).model, ("night", "morning")) == most


def test_lists_by_weekday_stay_as_they_are_with_holidays(tmp_path):
    lists = "{wednesday: LIST, thursday: LIST, friday: LIST, saturday: LIST, tuesday: LIST}"
    counts = str([2] * 20)
    text = trunks(
        ("staff: 6", f"staff: {lists.replace('LIST', counts)}"), ("[5, 12, 4]", "[5, 12]")
    )
    assert check(write(tmp_path, text)) == []  # no Monday is open, and no list for it is missed
    text = text.replace("[5, 12]", "[5]")
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where) == ("CIC303", "agents.team.staff")
    assert "monday" in finding.what


def test_moments_on_a_holiday_are_told_for_live_contacts(tmp_path):
    at = 5 * 86400 + 12 * 3600
    text = trunks(("{arrivals: 20/hour, talk", f"{{arrivals: {{times: [{at}]}}, talk"))
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.severity) == ("CIC355", "notice")
    text = trunks(("{rate: 2/hour, overnight: 1/hour}", f"{{times: [{at}]}}"))
    assert check(write(tmp_path, text)) == []


# ------------------------------------------------------------------- writing, changing, schema


def test_its_repr_says_lines_holidays_and_overflow(scenario):
    told = repr(scenario)
    assert "15 days (3 holidays), 08:00 to 18:00" in told
    assert "a replication, 60 lines" in told
    assert "answered by team, overflow to outsourcer, nights" in told
    assert "answered by team, overflow to nights" in told
    assert "(1 holiday)" in repr(scenario.with_({"holidays": [5]}))


def test_its_repr_says_none_of_it_where_it_is_not_written(tmp_path):
    told = repr(load(write(tmp_path, changed())))
    assert not any(word in told for word in ("holiday", "lines", "overflow"))


def test_what_is_written_reads_back_as_it_was(scenario):
    again = from_dict(read_text(scenario.to_yaml()).data)
    assert again == scenario
    assert again.digest == scenario.digest
    assert "answering: 4 s" in scenario.to_yaml()


def test_short_and_long_forms_are_the_same_scenario(tmp_path, scenario):
    long = load(write(tmp_path, trunks(("answering: 4 s", "answering: {rings: constant 4 s}"))))
    assert long == scenario
    assert long.digest == scenario.digest


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("lines", 30, lambda m: m.lines == 30),
        ("lines", None, lambda m: m.lines is None),
        ("holidays", [1, 2], lambda m: m.holidays == (1, 2)),
        ("holidays[0]", 6, lambda m: m.holidays == (6, 12, 4)),
        ("holidays", None, lambda m: m.holidays == ()),
        ("queues.help.overflow", None, lambda m: m.queues["help"].overflow == {}),
        ("queues.help.overflow.nights", None, lambda m: len(m.queues["help"].overflow) == 1),
        ("queues.help.overflow.nights", {"when_waiting": 1},
         lambda m: m.queues["help"].overflow["nights"].when_waiting == 1),
        ("queues.help.overflow.nights.after", "5 s",
         lambda m: m.queues["help"].overflow["nights"].after == 5),
        ("queues.help.overflow.outsourcer.after", None,
         lambda m: m.queues["help"].overflow["outsourcer"].after is None),
        ("agents.team.answering", None, lambda m: m.agents["team"].answering is None),
        ("agents.team.answering.no_answer", "9%",
         lambda m: m.agents["team"].answering.no_answer == 0.09),
        ("agents.nights.answering.no_answer", "9%",
         lambda m: m.agents["nights"].answering.rings.mean == 4),
        ("agents.nights.answering.rings.value", "9 s",
         lambda m: m.agents["nights"].answering.rings.mean == 9),
    ],
)  # fmt: skip
def test_any_of_it_can_be_changed_by_its_path(scenario, path, value, found):
    assert found(scenario.with_({path: value}).model)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("holidays[3]", "numbered 0 to 2"),
        ("lnies", "did you mean 'lines'"),
        ("queues.help.overflow.nigts.after", "did you mean 'nights'"),
        ("queues.help.overflow.nights.aftr", "did you mean 'after'"),
        ("agents.team.answering.ring", "did you mean 'rings'"),
        ("agents.nights.answering.rejets", "did you mean 'rejects'"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(scenario, path, known):
    with pytest.raises(ScenarioError, match="CIC210") as caught:
        scenario.with_({path: 1})
    assert known in str(caught.value)


def unfit(text):
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(read_text(text).data)]


@pytest.mark.parametrize("text", [TRUNKS, *(EXAMPLES[f"CIC{n}"] for n in (214, 317, 358))])
def test_what_may_be_written_fits_the_schema(text):
    assert unfit(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lines: 60", "lines: 0"),
        ("lines: 60", "lines: many"),
        ("lines: 60", "lines: 1.5"),
        ("[5, 12, 4]", "[5, -1]"),
        ("[5, 12, 4]", "[monday]"),
        ("[5, 12, 4]", "5"),
        ("when_waiting: 2", "when_waiting: 0"),
        ("when_waiting: 2", "when_waitng: 2"),
        ("{after: 90 s}", "[90 s]"),
        ("answering: 4 s", "answering: soon"),
        ("answering: 4 s", "answering: [4 s]"),
        ("rejects: 1%", "reject: 1%"),
    ],
)
def test_the_schema_and_the_check_refuse_the_same(tmp_path, old, new):
    text = trunks((old, new))
    assert unfit(text)
    findings = [one for one in check(write(tmp_path, text)) if one.severity == "error"]
    assert findings
    assert {finding.line for finding in findings} <= set(new_lines(text))


# ------------------------------------------------------------------------------------ mistakes

HELP, TEAM = "queues.help.overflow", "agents.team.answering"
MISTAKES = [
    # lines and holidays
    ("lines: 60", "lines: 0", "CIC105", "lines", ""),
    ("lines: 60", "lines: sixty", "CIC103", "lines", "write digits"),
    ("lines: 60", "lines: 60.5", "CIC103", "lines", "write digits"),
    ("lines: 60", "lines: true", "CIC103", "lines", "write digits"),
    ("lines: 60", "line: 60", "CIC101", "line", "did you mean 'lines'"),
    ("[5, 12, 4]", "[5, 15]", "CIC304", "holidays[1]", "from 0 to 14, or more days"),
    ("[5, 12, 4]", "[5, 12, 5]", "CIC317", "holidays[2]", "once"),
    ("[5, 12, 4]", "[5, -1]", "CIC105", "holidays[1]", ""),
    ("[5, 12, 4]", "[5, 1.5]", "CIC103", "holidays[1]", "write digits"),
    ("[5, 12, 4]", "[sunday]", "CIC103", "holidays[0]", "write digits"),
    ("[5, 12, 4]", "5", "CIC103", "holidays", "write a list"),
    ("[5, 12, 4]", str([*range(15)]), "CIC312", "holidays", "open one"),
    ("[5, 12, 4]", str([n for n in range(15) if n not in (4, 11)]), "CIC312", "holidays", "open"),
    # overflow
    ("      nights: {after", "      nigths: {after", "CIC202", f"{HELP}.nigths",
     "did you mean 'nights'"),
    ("skills: [help]", "skills: [sales]", "CIC203", "queues.help.groups[2]", "'outsourcer'"),
    ("{nights: {when", "{outsourcer: {when", "CIC203", "queues.sales.overflow.outsourcer",
     "add 'sales' to the skills of 'outsourcer'"),
    ("[team, nights, outsourcer]", "[team, nights]", "CIC214", f"{HELP}.outsourcer",
     "add 'outsourcer' to 'groups'"),
    ("{after: 90 s}", "{}", "CIC108", f"{HELP}.nights", "'after: 60 s'"),
    ("{after: 90 s}", "{after: soon}", "CIC106", f"{HELP}.nights.after", "'4 min'"),
    ("{after: 90 s}", "{after: 90}", "CIC106", f"{HELP}.nights.after", "'90 s'"),
    ("{after: 90 s}", "{aftr: 90 s}", "CIC101", f"{HELP}.nights.aftr", "'after'"),
    ("{after: 90 s}", "90 s", "CIC103", f"{HELP}.nights", "after, when_waiting"),
    ("when_waiting: 10", "when_waiting: 0", "CIC105", f"{HELP}.outsourcer.when_waiting", ""),
    ("when_waiting: 10", "when_waiting: a few", "CIC103", f"{HELP}.outsourcer.when_waiting",
     "digits"),
    ("{nights: {when_waiting: 2}}", "[nights]", "CIC103", "queues.sales.overflow",
     "name: value"),
    # answering
    ("no_answer: 5%", "no_answer: 99.5%", "CIC109", f"{TEAM}.no_answer", "at most 100%"),
    ("no_answer: 5%", "no_answer: 105%", "CIC106", f"{TEAM}.no_answer", ""),
    ("no_answer: 5%", "no_anwser: 5%", "CIC101", f"{TEAM}.no_anwser", "'no_answer'"),
    ("gives_up_after: 15 s", "gives_up_after: 0 s", "CIC105", f"{TEAM}.gives_up_after", ""),
    ("out_for: 2 min", "out_for: 2", "CIC106", f"{TEAM}.out_for", "'2 s'"),
    ("rings: exponential mean", "rings: exponental mean", "CIC106", f"{TEAM}.rings",
     "did you mean 'exponential'"),
    ("rings: exponential mean 4 s", "rings: infinite", "CIC307", f"{TEAM}.rings", "duration"),
    ("rings: exponential mean 4 s", "rings: {per_interval: [4 s]}", "CIC302",
     f"{TEAM}.rings.per_interval", "20 values"),
    ("answering: 4 s", "answering: infinite", "CIC307", "agents.nights.answering.rings",
     "duration"),
    ("answering: 4 s", "answering: 4", "CIC106", "agents.nights.answering", "'4 s'"),
    ("answering: 4 s", "answering: soon", "CIC106", "agents.nights.answering", "Known names"),
    ("answering: 4 s", "answering: true", "CIC103", "agents.nights.answering", "rings"),
    ("answering: 4 s", "answering: {rejects: 100%}", "CIC108",
     "agents.nights.answering.rejects", "lower 'rejects'"),
    ("answering: 4 s", f"answering: {{rejects: 1, rings: {{per_interval: [{'0 s, ' * 20}]}}}}",
     "CIC108", "agents.nights.answering.rejects", "lower 'rejects'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where", "remedy"), MISTAKES)
def test_each_mistake_is_told_with_file_line_and_remedy(tmp_path, old, new, code, where, remedy):
    text = trunks((old, new))
    path = write(tmp_path, text)
    finding, *others = [one for one in check(path) if one.severity == "error"]
    assert (finding.code, finding.where, finding.file) == (code, where, str(path))
    assert {other.code for other in others} <= {code}
    assert finding.line in new_lines(text) or code in ("CIC203", "CIC214")
    assert remedy in finding.remedy
    assert finding.remedy or code == "CIC105" or "105%" in new


def told(tmp_path, *pairs):
    return [one.what for one in check(write(tmp_path, trunks(*pairs)))]


def test_what_is_wrong_is_told_with_the_value(tmp_path):
    assert told(tmp_path, ("[5, 12, 4]", "[5, 15]")) == [
        "holiday 15 lies outside the horizon: there are 15 days, counted from 0"
    ]
    assert told(tmp_path, ("days: 15", "days: 1"), ("[5, 12, 4]", "[1]")) == [
        "holiday 1 lies outside the horizon: there is 1 day, counted from 0"
    ]
    assert told(tmp_path, ("[5, 12, 4]", "[5, 5]")) == ["day 5 is a holiday twice"]
    assert told(tmp_path, ("no_answer: 5%", "no_answer: 99.5%")) == [
        "99.5% without an answer and 1% rejected are 100.5% together"
    ]


def test_of_many_wrong_holidays_a_few_are_told_one_by_one(tmp_path):
    findings = check(write(tmp_path, trunks(("[5, 12, 4]", str([*range(20, 120)])))))
    assert {finding.code for finding in findings} == {"CIC304"}
    assert {finding.where: finding.what for finding in findings}.keys() == {
        "holidays",
        *(f"holidays[{n}]" for n in range(5)),
    }
    assert "95 further holidays" in findings[0].what


def test_a_list_of_holidays_longer_than_any_horizon_is_refused(tmp_path):
    (finding,) = check(write(tmp_path, trunks(("[5, 12, 4]", str([*range(3661)])))))
    assert (finding.code, finding.where) == ("CIC105", "holidays")


def test_all_mistakes_are_told_in_one_go(tmp_path):
    text = trunks(
        ("lines: 60", "lines: 0"),
        ("[5, 12, 4]", "[5, 5, 99, x]"),
        ("      nights: {after: 90 s}", "      nigths: {after: 90 s}\n      team: {}"),
        ("{nights: {when_waiting: 2}}", "{outsourcer: {after: 9 s, when_waiting: 0}}"),
        ("no_answer: 5%", "no_answer: 99.5%"),
        ("answering: 4 s", "answering: soon"),
        ("[team, nights, outsourcer]", "[team, nights]"),
    )
    assert {(one.where, one.code) for one in check(write(tmp_path, text))} == {
        ("lines", "CIC105"),
        ("holidays[1]", "CIC317"),
        ("holidays[2]", "CIC304"),
        ("holidays[3]", "CIC103"),
        (f"{HELP}.nigths", "CIC202"),
        (f"{HELP}.team", "CIC108"),
        (f"{HELP}.outsourcer", "CIC214"),
        ("queues.sales.overflow.outsourcer", "CIC203"),
        ("queues.sales.overflow.outsourcer.when_waiting", "CIC105"),
        (f"{TEAM}.no_answer", "CIC109"),
        ("agents.nights.answering", "CIC106"),
    }


def test_an_unreadable_horizon_hides_what_was_read_from_it(tmp_path):
    text = trunks(("days: 15", "days: fifteen"))
    assert {one.where for one in check(write(tmp_path, text))} == {"days"}


LIVE_ELSEWHERE = "channels: {voice: {holds_line: false}}\nqueues:\n"


def test_lines_that_nobody_holds_are_told(tmp_path):
    (finding,) = check(write(tmp_path, trunks(("queues:\n", LIVE_ELSEWHERE))))
    assert (finding.code, finding.where, finding.severity) == ("CIC358", "lines", "notice")
    assert "60 lines" in finding.what


def test_contacts_of_the_ivrs_own_arrivals_hold_lines(tmp_path):
    menu = "{prompt: 9 s, choices: {1: {go: help, share: 100%}}}"
    ivr = f"ivr: {{start: hello, arrivals: 2/hour, menus: {{hello: {menu}}}}}\n"
    text = trunks(("queues:\n", ivr + LIVE_ELSEWHERE))
    assert check(write(tmp_path, text)) == []
