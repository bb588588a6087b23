"""Channels: what they come to, what agents hold of them, and each mistake about them."""

import dataclasses
import math

import jsonschema
import pytest

from cic.errors import ScenarioError, UsageError
from cic.scenario.channels import PRESETS, Channel, Medium, medium_of
from cic.scenario.checks import expected_contacts
from cic.scenario.load import check, from_dict, load
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema
from cic.scenario.shape import fields
from tests.scenario.examples import BLEND, EXAMPLES, changed, write


def blend(*pairs):
    text = BLEND
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def new_lines(text):
    """The numbers of the lines that are not in the blend."""
    return [n for n, line in enumerate(text.splitlines(), 1) if line not in BLEND.splitlines()]


@pytest.fixture
def model(tmp_path):
    return load(write(tmp_path, BLEND)).model


def the(**channels):
    """One channel of a mapping of written channels: the last."""
    written = {name: Channel.model_validate(said) for name, said in channels.items()}
    return medium_of(list(channels)[-1], written)


# ------------------------------------------------------------------- what a channel comes to

LINES = {"voice", "click_to_call", "internet_call"}
LIVE = {*LINES, "video", "chat", "messaging"}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_live_or_deferred_through_and_through(name):
    medium = PRESETS[name]
    assert medium.name == name
    assert medium.description.endswith(".")
    assert medium.deferred == (name not in LIVE)
    assert medium.may_abandon == (name in LIVE)
    assert medium.holds_line == (name in LINES)
    assert medium.at_once == {"chat": 3, "messaging": 5}.get(name, 1)
    assert medium.slow_down == ((1, 1.2, 1.4) if name == "chat" else (1,))
    assert (medium.turns is None) == (name != "messaging")
    assert medium.target_runs == "calendar"
    assert medium.target_until == ("answered" if name in {*LIVE, "social"} else "done")
    assert medium.interrupts == ()


def test_messaging_has_turns_with_pauses():
    turns = PRESETS["messaging"].turns
    assert (turns.count, turns.mean, turns.pause.mean, turns.times_out) == (None, 4, 120, 1800)


def test_an_own_channel_begins_as_voice():
    assert the(letters={}) == dataclasses.replace(
        PRESETS["voice"], name="letters", description="Begins as voice."
    )


def test_a_medium_has_every_property_of_a_channel():
    properties = {field.name for field in dataclasses.fields(Medium)}
    assert properties == set(fields(Channel)) - {"like"} | {"name", "description"}


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("deferred", True, True),
        ("holds_line", False, False),
        ("may_abandon", False, False),
        ("at_once", 7, 7),
        ("interrupts", ["email"], ("email",)),
        ("slow_down", [1, 2], (1, 2)),
        ("target_runs", "open_hours", "open_hours"),
        ("target_until", "done", "done"),
    ],
)
def test_what_is_written_changes_the_preset(field, written, value):
    assert getattr(the(voice={field: written}), field) == value
    assert getattr(the(own={field: written}), field) == value


def test_turns_are_read():
    turns = the(own={"turns": {"count": 4, "pause": "2 min", "times_out": "1 h"}}).turns
    assert (turns.count, turns.mean, turns.pause.value, turns.times_out) == (4, None, 120, 3600)


def test_like_begins_as_the_preset_with_the_scenarios_changes_to_it():
    own = the(chat={"at_once": 9, "slow_down": [1, 3]}, web={"like": "chat", "at_once": 2})
    assert (own.at_once, own.slow_down) == (2, (1, 3))
    assert the(chat={"like": "email"}).deferred
    swapped = the(email={"like": "chat"}, chat={"like": "email"})
    assert swapped == dataclasses.replace(
        PRESETS["email"], name="chat", description="Begins as email."
    )


def test_turns_and_slow_down_take_each_others_place():
    assert the(chat={"turns": {"mean": 2, "pause": "1 min"}}).slow_down == (1,)
    assert the(messaging={"slow_down": [1, 1.5]}).turns is None
    assert the(messaging={"slow_down": [1, 1]}).turns is not None


def test_what_is_made_deferred_holds_no_line_and_nobody_gives_up():
    medium = the(letters={"deferred": True})
    assert (medium.may_abandon, medium.holds_line) == (False, False)
    assert the(email={"deferred": False, "may_abandon": True}).may_abandon


@pytest.mark.parametrize("name", ["emial", "", "like"])
def test_a_channel_that_does_not_exist_is_refused(model, name):
    with pytest.raises(UsageError, match="does not exist"):
        model.medium(name)


def test_a_channel_like_something_unknown_is_refused():
    with pytest.raises(UsageError, match="did you mean 'chat'"):
        the(own={"like": "chta"})


# --------------------------------------------------------------------------- what a model knows


def test_media_are_the_channels_in_use_in_order_of_the_queues(model):
    assert list(model.media) == ["voice", "web_chat", "turns", "email", "letters"]
    assert model.media["web_chat"].slow_down == (1, 1.25, 1.6)
    assert model.media["voice"].interrupts == ("email", "letters")
    assert model.media["turns"].turns.count == 6
    assert model.media["turns"].turns.times_out is None


def test_queues_say_when_agents_take_their_contacts(model):
    mail, calls = model.queues["mail"], model.queues["calls"]
    assert (mail.after_idle, mail.when_free) == (30, 3)
    assert (calls.after_idle, calls.when_free, calls.channel) == (None, None, "voice")
    assert mail.arrivals.overnight == pytest.approx(3 / 3600)
    assert model.routing.contact == "earliest_due"


def test_additions_have_a_share_and_a_duration(model):
    addition = model.queues["help"].additions["co_browse"]
    assert (addition.share, addition.takes.mean) == (0.2, 120)


def test_a_promise_runs_as_it_says_or_as_its_channel_says(model):
    assert (model.target_runs("mail"), model.target_until("mail")) == ("open_hours", "answered")
    assert (model.target_runs("post"), model.target_until("post")) == ("calendar", "done")
    assert (model.target_runs("calls"), model.target_until("calls")) == ("calendar", "answered")


def test_deferred_work_that_promises_nothing_is_counted_within_a_day():
    queues = {"mail": {"channel": "email", "talk": "3 min", "arrivals": "6/hour"}}
    queues |= {
        "calls": {"talk": "3 min"},
        "post": {"channel": "letter", "talk": "1 min", "service_level": "90% in 2 h"},
    }
    plain = {"name": "A", "opens": "08:00", "closes": "18:00", "queues": queues}
    scenario = from_dict(plain | {"agents": {"g": {"staff": 1, "skills": list(queues)}}})
    within = {name: queue.service_level.within for name, queue in scenario.model.queues.items()}
    assert within == {"mail": 86_400, "calls": 20, "post": 7_200}
    changed = scenario.with_({"queues.mail.channel": "chat"})
    assert changed.model.queues["mail"].service_level.within == 20


def test_capacity_is_what_is_written_or_one_share_of_the_channels(model):
    assert model.capacity("all") == (
        {"voice": 1, "web_chat": 3, "turns": 6},
        {"email": 1, "letters": 1},
    )
    assert model.capacity("some") == ({"web_chat": 4},)
    assert model.capacity("rest") == ({"voice": 1, "web_chat": 2, "email": 1},)


def test_a_capacity_of_channels_that_do_not_come_holds_nothing(tmp_path):
    text = blend(("{web_chat: 4}", "[{web_chat: 4, voice: 1}, {email: 2}]"))
    scenario = load(write(tmp_path, text))
    assert scenario.model.capacity("some") == ({"web_chat": 4},)
    assert [finding.code for finding in scenario.notices] == ["CIC356", "CIC356"]


def test_nights_and_closed_days_lie_between_opening_and_the_last_closing(model):
    hours = [(start / 3600, end / 3600) for start, end in model.closed_windows()]
    assert hours[:2] == [(10, 24), (34, 48)]
    assert hours[4:] == [(106, 122), (124, 154)]


def test_overnight_contacts_are_expected(model):
    before = expected_contacts(model)
    shut = math.fsum(end - start for start, end in model.closed_windows()) / 3600
    mail = model.queues["mail"]
    alone = mail.model_copy(update={"arrivals": mail.arrivals.model_copy(update={"overnight": 0})})
    day = model.model_copy(update={"queues": model.queues | {"mail": alone}})
    assert before - expected_contacts(day) == pytest.approx(3 * shut)


def test_its_repr_says_by_which_channel_contacts_come(tmp_path):
    told = repr(load(write(tmp_path, BLEND)))
    assert "by web_chat, talk 5 min" in told
    assert "by voice" not in told


# ------------------------------------------------------------------- writing, changing, schema


def test_what_is_written_reads_back_as_it_was(tmp_path):
    scenario = load(write(tmp_path, BLEND))
    again = from_dict(read_text(scenario.to_yaml()).data)
    assert again == scenario
    assert again.digest == scenario.digest
    assert "capacity: {web_chat: 4}" in scenario.to_yaml()


def test_one_mapping_is_a_list_of_one(tmp_path):
    short = load(write(tmp_path, BLEND))
    long = load(write(tmp_path, blend(("{web_chat: 4}", "[{web_chat: 4}]"))))
    assert short == long
    assert short.digest == long.digest


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("agents.some.capacity", {"web_chat": 5}, lambda m: m.capacity("some")[0]["web_chat"] == 5),
        ("agents.some.capacity.web_chat", 5, lambda m: m.capacity("some")[0]["web_chat"] == 5),
        ("agents.some.capacity[0].web_chat", 5, lambda m: m.capacity("some")[0]["web_chat"] == 5),
        ("agents.all.capacity[1].email", 5, lambda m: m.capacity("all")[1]["email"] == 5),
        ("agents.all.capacity", None, lambda m: len(m.capacity("all")) == 1),
        ("channels.web_chat.at_once", 5, lambda m: m.medium("web_chat").at_once == 5),
        ("channels.web_chat.like", None, lambda m: m.medium("web_chat").holds_line),
        ("channels.email.at_once", 5, lambda m: m.medium("email").at_once == 5),
        ("channels.turns.turns.count", 5, lambda m: m.medium("turns").turns.count == 5),
        ("queues.post.arrivals.overnight", "1/h", lambda m: m.queues["post"].arrivals.overnight),
        ("queues.help.channel", "voice", None),
        ("queues.help.additions.push.share", "5%", None),
    ],
)
def test_any_of_it_can_be_changed_by_its_path(tmp_path, path, value, found):
    scenario = load(write(tmp_path, BLEND))
    if found is None:  # a change that leaves something else to be done
        with pytest.raises(ScenarioError):
            scenario.with_({path: value})
    else:
        assert found(scenario.with_({path: value}).model)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("agents.some.capacity[1].web_chat", "numbered 0 to 0"),
        ("channels.web_caht.at_once", "did you mean 'web_chat'"),
        ("channels.web_chat.at_onec", "did you mean 'at_once'"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(tmp_path, path, known):
    with pytest.raises(ScenarioError, match="CIC210") as caught:
        load(write(tmp_path, BLEND)).with_({path: 1})
    assert known in str(caught.value)


def unfit(text):
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(read_text(text).data)]


@pytest.mark.parametrize(
    "text", [BLEND, *(EXAMPLES[f"CIC{n}"] for n in (212, 213, 313, 314, 315, 316, 356, 357))]
)
def test_what_may_be_written_fits_the_schema(text):
    assert unfit(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at_once: 2", "at_once: 0"),
        ("at_once: 2", "at_once: two"),
        ("deferred: true", "deferred: 1"),
        ("[1, 1.25, 1.6]", "[1, -1]"),
        ("[1, 1.25, 1.6]", "[]"),
        ("pause: 90 s", "pauze: 90 s"),
        ("count: 6", "count: 1.5"),
        ("{web_chat: 4}", "[]"),
        ("{web_chat: 4}", "{web_chat: 0}"),
        ("{web_chat: 4}", "web_chat"),
        ("runs: open_hours", "runs: opening_hours"),
        ("until: answered", "until: solved"),
        ("target_until: done", "target_until: sent"),
        ("overnight: 3/hour", "over_night: 3/hour"),
        ("when_free: 3", "when_free: 0"),
        ("share: 20%, takes", "shar: 20%, takes"),
        ("earliest_due", "earliest"),
    ],
)
def test_the_schema_and_the_check_refuse_the_same(tmp_path, old, new):
    text = blend((old, new))
    assert unfit(text)
    findings = [one for one in check(write(tmp_path, text)) if one.severity == "error"]
    assert findings
    assert {finding.line for finding in findings} <= set(new_lines(text))


# ------------------------------------------------------------------------------------ mistakes

MISTAKES = [
    # in a queue
    ("channel: email", "channel: emial", "CIC212", "queues.mail.channel", "did you mean 'email'"),
    ("channel: web_chat", "channel: webchat", "CIC212", "queues.help.channel", "'web_chat'"),
    ("arrivals: 20/hour, talk: 3", "arrivals: {rate: 2/h, overnight: 1/h}, talk: 3", "CIC314",
     "queues.calls.arrivals.overnight", "deferred channel"),
    ("rate: 20/hour, overnight", "times: [36000], overnight", "CIC108",
     "queues.mail.arrivals.overnight", "give a rate"),
    ("overnight: 3/hour", "overnight: 3", "CIC106", "queues.mail.arrivals.overnight", "'120/hour'"),
    ("within: 3 d", "within: 3 d, runs: calender", "CIC104", "queues.post.service_level.runs",
     "did you mean 'calendar'"),
    ("within: 3 d", "within: 3 d, until: don", "CIC104", "queues.post.service_level.until",
     "did you mean 'done'"),
    ("after_idle: 30 s", "after_idle: 30", "CIC106", "queues.mail.after_idle", "'30 s'"),
    ("when_free: 3", "when_free: 9", "CIC316", "queues.mail.when_free", "when_free: 8"),
    ("when_free: 3", "when_free: 0", "CIC105", "queues.mail.when_free", ""),
    ("share: 20%, takes", "share: often, takes", "CIC106",
     "queues.help.additions.co_browse.share", "'70%'"),
    ("exponential mean 2 min}\n", "infinite}\n", "CIC307",
     "queues.help.additions.co_browse.takes", "write a duration"),
    (", takes: exponential mean 2 min", "", "CIC102",
     "queues.help.additions.co_browse.takes", "add it"),
    ("talk: 9 min, service", "patience: 5 min, talk: 9 min, service", "CIC313",
     "queues.post.patience", "remove 'patience'"),
    ("talk: 9 min, service", "balk: 5%, talk: 9 min, service", "CIC313",
     "queues.post.balk", "remove 'balk'"),
    ("talk: 9 min, service", "patience: {per_interval: [infinite]}, talk: 9 min, service",
     "CIC302", "queues.post.patience.per_interval", "20 values"),
    # in a channel
    ("like: chat", "like: chta", "CIC212", "channels.web_chat.like", "did you mean 'chat'"),
    ("like: chat", "like: letters", "CIC212", "channels.web_chat.like", "Known names: voice"),
    ("[email, letters]", "[email, leters]", "CIC212", "channels.voice.interrupts[1]",
     "did you mean 'letters'"),
    ("[email, letters]", "[email, voice]", "CIC213", "channels.voice.interrupts[1]",
     "remove 'voice'"),
    ("at_once: 2", "at_once: 101", "CIC105", "channels.web_chat.at_once", ""),
    ("at_once: 2", "at_onec: 2", "CIC101", "channels.web_chat.at_onec", "'at_once'"),
    ("[1, 1.25, 1.6]", "[1, -1.25]", "CIC105", "channels.chat.slow_down[1]", ""),
    ("[1, 1.25, 1.6]", "[]", "CIC113", "channels.chat.slow_down", "write a value"),
    ("[1, 1.25, 1.6]", "[1, 2], turns: {mean: 2, pause: 1 s}", "CIC108",
     "channels.chat.slow_down", "remove one"),
    ("count: 6", "count: 6, mean: 4", "CIC108", "channels.turns.turns", "'count: 4'"),
    ("count: 6, ", "", "CIC108", "channels.turns.turns", "'count: 4'"),
    ("count: 6", "count: 1001", "CIC105", "channels.turns.turns.count", ""),
    ("count: 6", "mean: 0.5", "CIC105", "channels.turns.turns.mean", ""),
    (", pause: 90 s", "", "CIC102", "channels.turns.turns.pause", "pause: exponential"),
    ("pause: 90 s", "pause: infinite", "CIC307", "channels.turns.turns.pause", "exponential"),
    ("pause: 90 s", "pause: 90 s, times_out: 0 s", "CIC105", "channels.turns.turns.times_out", ""),
    ("pause: 90 s", "pause: {per_interval: [9 s]}", "CIC302",
     "channels.turns.turns.pause.per_interval", "20 values"),
    ("deferred: true", "deferred: true, may_abandon: true", "CIC108",
     "channels.letters.may_abandon", "deferred: false"),
    ("deferred: true", "deferred: true, holds_line: true", "CIC108",
     "channels.letters.holds_line", "deferred: false"),
    ("deferred: true", "deferred: yes", "CIC103", "channels.letters.deferred", "true or false"),
    ("target_until: done", "target_runs: open_hour", "CIC104",
     "channels.letters.target_runs", "did you mean 'open_hours'"),
    ("letters: {deferred", "a.b: {}\n  letters: {deferred", "CIC107", "channels.a.b", "printable"),
    # in a group
    ("{web_chat: 4}", "{webchat: 4}", "CIC212", "agents.some.capacity.webchat", "'web_chat'"),
    ("{web_chat: 4}", "[{webchat: 4}]", "CIC212", "agents.some.capacity[0].webchat", "'web_chat'"),
    ("{web_chat: 4}", "{voice: 4}", "CIC315", "agents.some.capacity", "'web_chat: 1'"),
    ("{email: 1, l", "{voice: 1, email: 1, l", "CIC315", "agents.all.capacity[1].voice",
     "one of them"),
    ("{web_chat: 4}", "{web_chat: 0}", "CIC105", "agents.some.capacity.web_chat", ""),
    ("{web_chat: 4}", "{web_chat: 1/2}", "CIC103", "agents.some.capacity.web_chat", "digits"),
    ("{web_chat: 4}", "[{web_chat: 4}, {}]", "CIC113", "agents.some.capacity[1]", ""),
    ("{web_chat: 4}", "{}", "CIC113", "agents.some.capacity", ""),
    ("{web_chat: 4}", "3", "CIC103", "agents.some.capacity", "a list"),
    ("{web_chat: 4}", "[{web_chat: 4}, {a: 1}, {b: 1}, {c: 1}, {d: 1}]", "CIC105",
     "agents.some.capacity", ""),
    # elsewhere
    ("{contact: earliest_due}", "{contact: earliest_deu}", "CIC104", "routing.contact",
     "did you mean 'earliest_due'"),
    ("channels:\n", "chanels: {}\nchannels:\n", "CIC101", "chanels", "did you mean 'channels'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where", "remedy"), MISTAKES)
def test_each_mistake_is_told_with_file_line_and_remedy(tmp_path, old, new, code, where, remedy):
    text = blend((old, new))
    path = write(tmp_path, text)
    (finding,) = [one for one in check(path) if one.severity == "error"]
    assert (finding.code, finding.where, finding.file) == (code, where, str(path))
    assert finding.line in new_lines(text)
    assert remedy in finding.remedy
    assert finding.remedy or code == "CIC105"


def test_what_is_wrong_is_told_with_the_value(tmp_path):
    def what(old, new):
        return next(one.what for one in check(write(tmp_path, blend((old, new)))))

    assert "'emial'" in what("channel: email", "channel: emial")
    assert "9 free agents" in what("when_free: 3", "when_free: 9")
    assert "'voice' → 'letters' → 'voice'" in what("interrupts: []", "interrupts: [voice]")
    assert "balk (5%)" in what("talk: 9 min, service", "balk: 5%, talk: 9 min, service")
    assert "a list of 5 is too long: at most 4" in what(
        "{web_chat: 4}", "[{a: 1}, {b: 1}, {c: 1}, {d: 1}, {e: 1}]"
    )


ALL_AT_ONCE = """\
name: Mistakes
opens: 08:00
closes: 18:00
channels:
  voice: {interrupts: [email]}
  email: {interrupts: [voice]}
  own: {like: chta, interrupts: [emale]}
  slow: {slow_down: [0.5, -2]}
  both: {turns: {mean: 2, pause: 1 min}, slow_down: [1, 2]}
queues:
  calls: {talk: 3 min, arrivals: {rate: 2/hour, overnight: 1/hour}}
  mail: {channel: email, talk: 3 min, arrivals: 2/hour, balk: 10%, patience: 3 min}
  talks: {channel: chatt, talk: 3 min, arrivals: 2/hour}
  notes: {channel: form, talk: 3 min, arrivals: 2/hour, when_free: 30}
agents:
  all:
    staff: 4
    skills: [calls, mail, talks, notes]
    capacity: [{voice: 1, chatt: 2, email: 1}, {voice: 1}]
  some: {staff: 4, skills: [mail, notes], capacity: {email: 0, form: 1}}
"""


def test_all_mistakes_are_told_in_one_go_with_their_lines(tmp_path):
    findings = check(write(tmp_path, ALL_AT_ONCE))
    told = {(one.line, one.where, one.code) for one in findings if one.severity == "error"}
    assert told == {
        (5, "channels.voice.interrupts[0]", "CIC213"),
        (7, "channels.own.like", "CIC212"),
        (7, "channels.own.interrupts[0]", "CIC212"),
        (8, "channels.slow.slow_down[1]", "CIC105"),
        (9, "channels.both.slow_down", "CIC108"),
        (11, "queues.calls.arrivals.overnight", "CIC314"),
        (12, "queues.mail.balk", "CIC313"),
        (12, "queues.mail.patience", "CIC313"),
        (13, "queues.talks.channel", "CIC212"),
        (14, "queues.notes.when_free", "CIC316"),
        (19, "agents.all.capacity[0].chatt", "CIC212"),
        (19, "agents.all.capacity[1].voice", "CIC315"),
        (20, "agents.some.capacity.email", "CIC105"),
    }


def errors_of(tmp_path, text):
    return [one for one in check(write(tmp_path, text)) if one.severity == "error"]


def test_a_ring_is_told_where_one_of_it_interrupts_the_next(tmp_path):
    (finding,) = errors_of(tmp_path, blend(("interrupts: []", "interrupts: [web_chat, voice]")))
    assert (finding.code, finding.where) == ("CIC213", "channels.voice.interrupts[1]")
    assert finding.line == 8
    assert "remove 'letters' here" in finding.remedy


def test_two_rings_are_both_told(tmp_path):
    text = blend(("[email, letters]", "[voice]"), ("interrupts: []", "interrupts: [letters]"))
    assert [one.what for one in errors_of(tmp_path, text)] == [
        "channel 'voice' interrupts itself",
        "channel 'letters' interrupts itself",
    ]


def test_a_live_channel_without_giving_up_says_how_to_allow_it(tmp_path):
    text = blend(("interrupts: [email, letters]", "may_abandon: false"))
    (finding,) = errors_of(tmp_path, text)
    assert finding.where == "queues.calls.patience"
    assert "channels: {voice: {may_abandon: true}}" in finding.remedy


def test_the_ivrs_own_arrivals_do_not_come_overnight(tmp_path):
    ivr = "start: welcome\n  arrivals: {rate: 1/hour, overnight: 1/hour}"
    text = changed(("start: welcome", ivr), ("{go: own queue", "{go: regular"))
    (finding,) = errors_of(tmp_path, text)
    assert (finding.code, finding.where) == ("CIC314", "ivr.arrivals.overnight")


def test_open_hours_must_come_where_a_threshold_runs_on_them(tmp_path):
    week = "opening_hours: {saturday: {opens: 10:00, closes: 12:00}, sunday: closed}"
    text = blend((week, "starts_on: sunday\n" + week), ("days: 7", "days: 1"))
    text = text.replace("target_until: done", "target_runs: open_hours")
    found = errors_of(tmp_path, text)
    assert {(one.code, one.where) for one in found} == {
        ("CIC312", "opening_hours"),
        ("CIC335", "queues.mail.service_level.runs"),
        ("CIC335", "queues.post.channel"),
    }


NIGHT = "shifts: [{from: 18:00, until: 22:00, agents: 3}]"
DAY = "shifts: [{from: 17:59, until: 22:00, agents: 3}]"
AWAY = "sites: {far: {opens: 08:00, closes: 12:00, time_zone: -10:00}}\nagents:\n"


def staffed(all_of_them, some="staff: 2", rest="staff: 2"):
    """The blend, in which two groups answer e-mails, with agents of these hours."""
    return blend(
        ("all:\n    staff: 6", f"all:\n    {all_of_them}"),
        ("some: {staff: 2", f"some: {{{some}"),
        ("rest: {staff: 2", f"rest: {{{rest}"),
        ("when_free: 3", "when_free: 1"),
    )


def test_somebody_must_work_in_the_open_hours_that_a_promise_runs_in(tmp_path):
    (finding,) = errors_of(tmp_path, staffed(NIGHT, rest=NIGHT))
    assert (finding.code, finding.where) == ("CIC335", "queues.mail.service_level.runs")
    assert "of groups 'all', 'rest', who answer it, nobody works in them" in finding.what
    assert errors_of(tmp_path, staffed(NIGHT, rest=DAY)) == []


def test_open_hours_are_the_centres_wherever_the_agents_are(tmp_path):
    text = staffed("site: far\n    staff: 6", rest="site: far, staff: 2")
    away = text.replace("agents:\n", AWAY)
    assert {one.code for one in errors_of(tmp_path, away)} == {"CIC335"}
    near = away.replace("time_zone: -10:00", "time_zone: -01:00")
    assert errors_of(tmp_path, near) == []


def test_days_on_which_a_promise_runs_and_nobody_works_are_told(tmp_path):
    early = "shifts: [{from: 08:00, until: 10:00, agents: 3}]"
    found = check(write(tmp_path, staffed(early, rest=early)))
    (finding,) = [one for one in found if one.code == "CIC383"]
    assert finding.severity == "notice"
    assert finding.what.endswith("nobody works then on saturday")
    late = early.replace("10:00", "10:01")
    found = check(write(tmp_path, staffed(early, rest=late)))
    assert "CIC383" not in {one.code for one in found}


def test_agents_who_are_moved_there_may_work_on_what_was_promised(tmp_path):
    moved = "incidents: [{at: 09:00, move: 1, from: some, to: rest}]\nagents:\n"
    text = staffed(NIGHT, rest=NIGHT).replace("agents:\n", moved)
    assert "CIC335" not in {one.code for one in check(write(tmp_path, text))}


def shifts(*hours):
    each = ", ".join(f"{{from: {start}, until: {end}, agents: 3}}" for start, end in hours)
    return blend(
        ("all:\n    staff: 6", f"all:\n    shifts: [{each}]"),
        ("rest: {staff: 2, skills: [calls, help, mail]}", "rest: {staff: 2, skills: [calls]}"),
        ("when_free: 3", "when_free: 6"),
    )


def test_agents_who_follow_one_another_are_never_free_together(tmp_path):
    (finding,) = errors_of(tmp_path, shifts(("08:00", "13:00"), ("13:00", "18:00")))
    assert finding.code == "CIC316"
    assert "never more than 3" in finding.what
    assert errors_of(tmp_path, shifts(("08:00", "13:01"), ("13:00", "18:00"))) == []


def test_sixteen_channels_are_enough(tmp_path):
    text = EXAMPLES["CIC403"]
    (finding,) = errors_of(tmp_path, text)
    assert finding.where == "queues.second line.channel" or "17 channels" in finding.what
    fewer = text.replace("channel: c15,", "channel: c14,")
    assert errors_of(tmp_path, fewer) == []


def codes(tmp_path, text):
    return [one.code for one in check(write(tmp_path, text))]


def test_a_described_channel_that_nobody_comes_by_is_told(tmp_path):
    (finding,) = check(write(tmp_path, blend(("  letters: {", "  emial: {}\n  letters: {"))))
    assert (finding.severity, finding.where) == ("notice", "channels.emial")
    assert "did you mean 'email'" in finding.remedy


def test_a_preset_that_others_are_like_is_in_use(tmp_path):
    assert codes(tmp_path, BLEND) == []


def test_deferred_work_may_come_while_closed(tmp_path):
    moments = "arrivals: {times: [86400]}"
    text = blend(("arrivals: {rate: 20/hour, overnight: 3/hour}", moments))
    assert codes(tmp_path, text) == []
    text = blend(("arrivals: 20/hour, talk: 3 min", f"{moments}, talk: 3 min"))
    assert codes(tmp_path, text) == ["CIC355"]


def test_contacts_held_at_once_share_an_agents_time(tmp_path):
    busy = blend(("    channel: web_chat\n    arrivals: 20/hour", "    channel: web_chat\n    ARR"))
    assert codes(tmp_path, busy.replace("ARR", "arrivals: 200/hour")) == []
    assert codes(tmp_path, busy.replace("ARR", "arrivals: 600/hour")) == ["CIC354"]


def test_a_channel_that_begins_as_what_interrupts_it_would_interrupt_itself():
    channels = {"voice": {"interrupts": ["post"]}, "post": {"deferred": True, "at_once": 3}}
    day = {
        "name": "Post",
        "opens": "08:00",
        "closes": "09:00",
        "channels": channels,
        "queues": {"letters": {"channel": "post", "arrivals": "10/hour", "talk": "1 min"}},
        "agents": {"g": {"staff": 1, "skills": ["letters"]}},
    }
    with pytest.raises(ScenarioError, match=r"CIC213 channel 'post' interrupts itself"):
        from_dict(day)
    channels["post"]["interrupts"] = []
    assert from_dict(day).model.medium("post").interrupts == ()


def several_calls(tmp_path, capacity, channel="click_to_call", more=""):
    text = changed(
        ("talk: 5 min", f"channel: {channel}\n    talk: 5 min"),
        ("skills: [regular, second line]", f"skills: [regular, second line], capacity: {capacity}"),
        ("queues:\n", f"{more}queues:\n"),
    )
    found = [one for one in check(write(tmp_path, text)) if one.code == "CIC384"]
    assert not errors_of(tmp_path, text)
    return [(one.where, one.severity, one.what.split(" may have ")[1]) for one in found]


def test_an_agent_who_may_have_two_calls_at_once_is_told(tmp_path):
    both = "by 'voice' or 'click_to_call'"
    for capacity, count in (
        ("{voice: 1, click_to_call: 1}", 1),
        ("[{voice: 1}, {click_to_call: 1}]", 2),
        ("{voice: 1, click_to_call: 3}", 3),
        ("[{voice: 2}, {click_to_call: 1}]", 3),
    ):
        told = [("agents.all.capacity", "notice", f"{count} calls at once, {both}")]
        assert several_calls(tmp_path, capacity) == (told if count > 1 else [])


def test_a_channel_says_that_an_agent_may_have_two_calls(tmp_path):
    text = changed(("queues:\n", "channels: {voice: {at_once: 2}}\nqueues:\n"))
    found = [one.where for one in check(write(tmp_path, text)) if one.code == "CIC384"]
    assert found == ["agents.all", "agents.night owls"]


@pytest.mark.parametrize("channel", ["chat", "messaging", "email"])
def test_chats_and_work_beside_a_call_are_no_calls(channel, tmp_path):
    capacity = f"[{{voice: 1}}, {{{channel}: 3}}]"
    assert several_calls(tmp_path, capacity, channel) == []
    slowed = "channels: {voice: {slow_down: [1, 1.5]}}\n"
    assert several_calls(tmp_path, f"{{voice: 2, {channel}: 3}}", channel, slowed) == []
