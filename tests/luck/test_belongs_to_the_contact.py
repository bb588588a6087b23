"""A contact's luck depends on seed, replication, its source and its number there: no more."""

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate, rerun
from cic.luck.contacts import LuckOf
from cic.luck.laws import now
from cic.luck.streams import BLOCK
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from cic.statistics.precision import Precision
from tests.days import assert_same_log

SALES = {
    "arrivals": "60/hour",
    "patience": "gamma mean 3 min cv 1.4",
    "balk": "10%",
    "talk": "lognormal mean 4 min cv 1.2",
    "wrap_up": "exponential mean 30 s",
}
BILLING = SALES | {"arrivals": "45/hour", "talk": "weibull mean 2 min cv 0.7"}
PLAIN = {
    "name": "luck",
    "opens": "08:00",
    "closes": "12:00",
    "interval": "30 min",
    "queues": {"sales": SALES},
    "agents": {"team": {"staff": 4, "skills": ["sales"]}},
    "routing": {"agent": "random"},
}
MENU = {
    "prompt": "lognormal mean 10 s cv 0.5",
    "choices": {
        "1": {"go": "own queue", "share": "60%"},
        "2": {"serve": "balance", "takes": "exponential mean 40 s", "share": "30%",
              "success": "50%", "otherwise": "own queue"},
    },
    "no_choice": {"share": "10%", "repeats": 2, "then": "own queue"},
    "hang_up_after": "exponential mean 40 s",
}  # fmt: skip
WITH_IVR = PLAIN | {
    "queues": {"sales": SALES | {"through": "menu"}},
    "ivr": {"start": "menu", "menus": {"menu": MENU}},
}
OWN = ("arrived_at", "patience", "talk", "wrap_up", "dice")


def luck_of(plain, source="sales", *, seed=1, replication=0):
    """A source's luck, a column for each decision, in the order of its contacts."""
    model = from_dict(plain).model
    program = lay_out(model)
    luck = LuckOf(model, program, seed=seed).draw(replication)
    number = program.source_names.index(source)
    blocks = [
        block for block in list(luck.blocks) if len(block.source) and block.source[0] == number
    ]
    found = {name: np.concatenate([now(getattr(block, name)) for block in blocks]) for name in OWN}
    found["queue"] = np.array(
        [program.queue_names[q] if q >= 0 else "" for block in blocks for q in block.queue]
    )
    steps = luck.walked()[0]
    found["walks"] = [walk_from(steps, first) for block in blocks for first in block.step]
    return found


def walk_from(steps, first):
    if first < 0:
        return []
    last = first
    while steps[last]["kind"] < 2:
        last += 1
    return steps[["takes", "kind"]][first : last + 1].tolist()


def assert_same_luck(one, other, names=(*OWN, "queue")):
    for name in names:
        assert np.array_equal(one[name], other[name]), name
    assert one["walks"] == other["walks"]


@pytest.mark.parametrize("plain", [PLAIN, WITH_IVR], ids=["straight", "through the IVR"])
def test_adding_a_queue_moves_no_other_queues_draws(plain):
    alone = luck_of(plain)
    skills = ["billing", "sales"]
    for queues in (
        plain["queues"] | {"billing": BILLING},
        {"billing": BILLING} | plain["queues"],
    ):
        agents = {"team": {"staff": 4, "skills": skills}}
        assert_same_luck(alone, luck_of(plain | {"queues": queues, "agents": agents}))


def test_own_arrivals_of_the_ivr_move_no_queues_draws():
    named = MENU | {"choices": {"1": {"go": "sales", "share": "90%"}}}
    del named["hang_up_after"]
    named["no_choice"] = {"share": "10%", "then": "sales"}
    ivr = {"start": "menu", "menus": {"menu": named}}
    plain = WITH_IVR | {"ivr": ivr}
    assert_same_luck(luck_of(plain), luck_of(plain | {"ivr": ivr | {"arrivals": "50/hour"}}))


@pytest.mark.parametrize(
    "change",
    [
        {"agents.team.staff": 9},
        {"agents.team.staff": [1, 2, 3, 4, 5, 6, 7, 8]},
        {"agents.others": {"staff": 2, "skills": ["sales"]}},
        {"agents.team.skills": {"sales": {"talk_factor": 1.5}}},
        {"routing.contact": "priority"},
        {"at_closing": "send_away"},
        {"queues.sales.capacity": 3},
        {"queues.sales.priority": 3},
        {"name": "another name"},
        {"run": {"replications": 7, "confidence": 0.9}},
    ],
    ids=str,
)
def test_staff_and_policy_leave_luck_as_it_was(change):
    changed = from_dict(PLAIN).with_(change).written
    assert_same_luck(luck_of(PLAIN), luck_of(changed))


def test_the_agents_policy_leaves_all_luck_but_its_own_dice():
    other = PLAIN | {"routing": {"agent": "longest_idle"}}
    names = [name for name in OWN if name != "dice"]
    assert_same_luck(luck_of(PLAIN), luck_of(other), names)


def test_a_law_changes_its_own_draws_only():
    other = from_dict(PLAIN).with_({"queues.sales.talk": "gamma mean 4 min cv 0.3"}).written
    one, two = luck_of(PLAIN), luck_of(other)
    assert_same_luck(one, two, [name for name in OWN if name != "talk"])
    assert not np.any(one["talk"] == two["talk"])


def test_a_balking_share_changes_the_patience_of_those_who_balk_only():
    none = luck_of(from_dict(PLAIN).with_({"queues.sales.balk": 0}).written)
    some, more = luck_of(PLAIN), luck_of(from_dict(PLAIN).with_({"queues.sales.balk": 0.4}).written)
    for less, found in ((none, some), (some, more)):
        balks = found["patience"] == 0
        assert balks.sum() > (less["patience"] == 0).sum()
        assert np.array_equal(found["patience"][~balks], less["patience"][~balks])
        assert np.all(balks[less["patience"] == 0])


def test_scaling_a_rate_keeps_the_contacts_luck():
    few = luck_of(PLAIN)
    many = luck_of(from_dict(PLAIN).with_({"queues.sales.arrivals": "120/hour"}).written)
    count = len(few["talk"])
    assert 1.6 * count < len(many["talk"]) < 2.5 * count
    for name in ("patience", "talk", "wrap_up", "dice"):
        assert np.array_equal(few[name], many[name][:count]), name
    assert np.allclose(few["arrived_at"] / 2, many["arrived_at"][:count])


def test_rescaled_intervals_keep_the_contacts_luck():
    per_interval = [9, 4, 12, 7, 8, 3, 14, 6]
    plain = (
        from_dict(PLAIN).with_({"queues.sales.arrivals": {"per_interval": per_interval}}).written
    )
    change = {"queues.sales.arrivals.per_interval": [0.5 * n for n in per_interval]}
    whole, half = luck_of(plain), luck_of(from_dict(plain).with_(change).written)
    count = len(half["talk"])
    for name in ("patience", "talk", "wrap_up", "dice"):
        assert np.array_equal(half[name], whole[name][:count]), name


def test_seeds_and_replications_have_luck_of_their_own():
    found = [luck_of(PLAIN, seed=s, replication=r)["talk"] for s in (1, 2) for r in (0, 1)]
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            assert not np.intersect1d(one, other).size


def test_the_names_of_queues_and_not_their_places_decide():
    renamed = PLAIN | {
        "queues": {"sale": SALES}, "agents": {"team": {"staff": 4, "skills": ["sale"]}}
    }  # fmt: skip
    assert not np.intersect1d(luck_of(PLAIN)["talk"], luck_of(renamed, "sale")["talk"]).size


def test_luck_does_not_depend_on_which_replications_were_drawn_before():
    model = from_dict(WITH_IVR).model
    program = lay_out(model)

    def day(luck_of):
        clock = SimpyClock()
        return clock.run(program, clock.prepare(program, luck_of.draw(5)))

    used = LuckOf(model, program, seed=1)
    for replication in (9, 0, 5, 2):
        clock = SimpyClock()
        clock.run(program, clock.prepare(program, used.draw(replication)))
    assert_same_log(day(LuckOf(model, program, seed=1)), day(used))


@pytest.mark.parametrize("plain", [PLAIN, WITH_IVR], ids=["straight", "through the IVR"])
@pytest.mark.parametrize("name", ["simpy", "compiled"])
def test_a_replication_made_alone_equals_the_one_in_the_batch(plain, name):
    done = replicate(from_dict(plain), replications=6, seed=3, clock=name)
    assert len(done.logs) == 6
    for replication, log in enumerate(done.logs):
        assert_same_log(log, rerun(done, replication))


@pytest.mark.parametrize("name", ["simpy", "compiled"])
def test_logs_kept_until_a_precision_is_reached_are_those_of_their_replications(name):
    done = replicate(
        from_dict(PLAIN | {"closes": "08:30", "interval": "30 min"}),
        replications=4,
        clock=name,
        until=Precision("offered", half_width=1.5),
    )
    assert done.replications > 8  # more than one look
    for replication, log in enumerate(done.logs):
        assert_same_log(log, rerun(done, replication))


def test_a_batch_of_more_replications_begins_with_the_shorter_one():
    few = replicate(from_dict(PLAIN), replications=3, seed=3)
    many = replicate(from_dict(PLAIN), replications=6, seed=3, clock="compiled")
    for one, other in zip(few.logs, many.logs, strict=False):
        assert_same_log(one, other)


def test_contacts_beyond_a_block_have_luck_of_their_own():
    busy = from_dict(PLAIN).with_({"queues.sales.arrivals": "9000/hour"}).written
    found = luck_of(busy)
    assert len(found["talk"]) > 2 * BLOCK
    assert not np.intersect1d(found["talk"][:BLOCK], found["talk"][BLOCK : 2 * BLOCK]).size
    shorter = luck_of(busy | {"closes": "10:00"})
    count = len(shorter["talk"])
    assert BLOCK < count < len(found["talk"])
    for name in ("patience", "talk", "wrap_up", "dice"):
        assert np.array_equal(shorter[name], found[name][:count]), name


def test_common_luck_makes_comparisons_paired():
    """With one more agent nobody who is served alike has another talk, and no wait is longer."""
    plain = PLAIN | {
        "routing": {},
        "queues": {"sales": SALES | {"balk": 0, "patience": "infinite"}},
    }
    few = replicate(from_dict(plain), replications=1, clock=CompiledClock()).logs[0].contacts
    more = from_dict(plain).with_({"agents.team.staff": 5})
    more = replicate(more, replications=1, clock=CompiledClock()).logs[0].contacts
    assert np.array_equal(few["talk"], more["talk"])
    assert np.all(more["answered_at"] <= few["answered_at"])
    assert np.any(more["answered_at"] < few["answered_at"])
