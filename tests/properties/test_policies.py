"""Random days under every policy with a name: the clocks agree, and nobody idles beside a wait."""

import math
import zlib

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.program import scans
from cic.program.codes import ANSWERED, AVAILABLE, AgentPolicy
from cic.program.fast_ways import agent_policy_of
from cic.program.layout import lay_out
from cic.program.score_codes import ALL, FALLING
from cic.scenario.routing_presets import NAMED, PRESETS, agent_rule, rule_of
from tests.days import a_model, assert_same_log, play

GROUPS = {"g": 3, "h": 2, "i": 4}
CONTACTS = 90
ONE_GROUP_ONLY = (
    "contactcenters.queueatlastgroup",
    "contactcenters.queueratiooverflow",
    "contactcenters.queueratiooverflow-transfer",
    "contactcenters.queueratiooverflow-promotion",
    "contactcenters.expdelay",
    "contactcenters.expdelay-stochastic",
)
"""Who waits does so for one group: others may idle meanwhile."""


def is_scored(name):
    """Whether a preset chooses agents by a score that has no fast way."""
    return agent_policy_of(agent_rule(PRESETS[name])) == AgentPolicy.AGENT_SCORE


def random_model(rng, routing):
    """A model at random."""
    return a_model(**random_parts(rng, routing))


def random_parts(rng, routing):
    """Three queues, three groups, levels, ranks and weights at random; whole numbers collide."""
    queues = {
        name: {
            "talk": f"{int(rng.integers(5, 40))} s",
            "weight": int(rng.integers(1, 4)),
            "priority": int(rng.integers(1, 3)),
            "head_start": f"{int(rng.integers(0, 2)) * 20} s",
            "urgency": {"initial": int(rng.integers(0, 5)), "per_minute": int(rng.integers(0, 9))},
            "service_level": f"80% in {int(rng.integers(1, 30))} s",
        }
        for name in "abc"
    }
    agents = {}
    for name, staff in GROUPS.items():
        skills = [
            queue for queue in "abc" if queue == "abc"["ghi".index(name)] or rng.random() < 0.6
        ]
        agents[name] = {
            "staff": staff,
            "weight": int(rng.integers(1, 4)),
            "skills": {
                queue: {"rank": int(rng.integers(1, 3)), "level": int(rng.integers(0, 4))}
                for queue in skills
            },
        }
    if rng.random() < 0.5:
        over = [name for name in GROUPS if "a" in agents[name]["skills"] and name != "g"]
        queues["a"]["overflow"] = {
            name: {"after": f"{int(rng.integers(0, 20))} s"} for name in over
        }
    if "queueratio" in routing.get("preset", ""):
        for group in agents.values():
            group["ratio_target"] = float(rng.integers(1, 9)) / 3
    if "skilled" in routing.get("preset", ""):
        for group in agents.values():
            group["attributes"] = {what: int(rng.integers(1, 5)) for what in "xyz"}
        for name in "ab":
            asked = rng.permutation(list("xyz"))[:2]
            queues[name]["asks_for"] = {str(what): int(rng.integers(1, 4)) for what in asked}
    return {"queues": queues, "agents": agents, "routing": routing}


def random_contacts(rng, *, whole):
    at = np.sort(rng.uniform(0, 150, CONTACTS))
    talk, patience = rng.uniform(2, 40, CONTACTS), rng.uniform(1, 90, CONTACTS)
    wrap_up, dice = rng.uniform(0, 6, CONTACTS), rng.random(CONTACTS)
    if whole:
        at, talk, patience, wrap_up = (np.floor(x) for x in (at, talk, patience, wrap_up))
    queue = rng.integers(0, 3, CONTACTS)
    names = ("talk", "patience", "wrap_up", "dice")
    lucks = zip(talk.tolist(), patience.tolist(), wrap_up.tolist(), dice.tolist(), strict=True)
    return [
        ("abc"[q], t, dict(zip(names, luck, strict=True)))
        for q, t, luck in zip(queue, at.tolist(), lucks, strict=True)
    ]


def nobody_idles_beside_a_wait(model, day, staged=""):
    """Whoever is free long enough while a contact waits for its group would have taken it."""
    contacts, program = day.log.contacts, day.program
    busy = {a: [] for a in range(len(program.agent_names))}
    for row in contacts[contacts["outcome"] == ANSWERED]:
        end = row["ended_at"] + row["wrap_up"]
        busy[int(row["agent"])].append((float(row["answered_at"]), float(end)))
    groups = [int(a["group"]) for a in program.agents]
    for row in contacts:
        queue = program.queue_names[row["queue"]]
        left = row["answered_at"] if row["outcome"] == ANSWERED else row["ended_at"]
        for a, held in busy.items():
            name = program.group_names[groups[a]]
            if queue not in model.agents[name].skills:
                continue
            spells = [waits_for(model, queue, name)]
            if model.queues[queue].stages or model.queues[queue].criteria:
                spells = spells_by_stages(model, queue, name) if queue in staged else []
            for wait in spells:
                since, until = (row["queued_at"] + at for at in wait)
                for free_from, free_until in free_spells(held):
                    first, last = max(since, free_from), min(left, free_until, until)
                    if last - first > 1e-9:
                        assert yields(model), (queue, name, row)
                        assert is_refused_throughout(model, day, busy, queue, name, first, last)


def yields(model):
    """Whether agents may be refused to a queue for a heavier one of theirs."""
    return rule_of(model.routing).agent.yields_to_heavier


def is_refused_throughout(model, day, busy, queue, group, first, last):
    """Whether a heavier queue of a group holds as many as are free for it, from first to last."""
    contacts, program = day.log.contacts, day.program
    taken = contacts["outcome"] == ANSWERED
    left = np.where(taken, contacts["answered_at"], contacts["ended_at"])
    heavier = [
        name for name in model.agents[group].skills
        if model.queues[name].weight > model.queues[queue].weight
    ]  # fmt: skip
    ends = [at for held in busy.values() for spell in held for at in spell]
    times = np.array([first, *contacts["queued_at"], *left, *ends, last])
    times = np.unique(times[(times >= first) & (times <= last)])
    for at in (times[1:] + times[:-1]) / 2:
        refused = False
        for name in heavier:
            of = contacts["queue"] == program.queue_names.index(name)
            held = np.sum(of & (contacts["queued_at"] <= at) & (at < left))
            free = sum(
                name in model.agents[program.group_names[int(program.agents[a]["group"])]].skills
                and not any(start <= at < end for start, end in spells)
                for a, spells in busy.items()
            )
            if rule_of(model.routing).agent.also_rings == 0:
                free = min(free, 1)
            refused |= bool(0 < held >= free)
        if not refused:
            return False
    return True


def waits_for(model, queue, group):
    """From which wait to which a group takes contacts of a queue."""
    given = model.queues[queue]
    way, allocation = given.overflow.get(group), given.allocation
    since = 0.0 if way is None else way.after
    if allocation is not None and not allocation.sites[model.agents[group].site]:
        after = allocation.others_after
        since = max(since, math.inf if after is None else after)
    return since, given.drop_out.get(group, math.inf)


def free_spells(held):
    free = 0.0
    for start, end in sorted(held):
        yield free, start
        free = end
    yield free, 1e9


def routing_of(name):
    if name in PRESETS:
        return {"preset": name}
    decides = "contact" if NAMED[name].agent == ({"idle": 1},) and NAMED[name].by_rank else "agent"
    return {decides: name} if name != "skill_rank" else {"agent": name}


@pytest.mark.parametrize("whole", [False, True], ids=["continuous", "whole"])
@pytest.mark.parametrize("name", NAMED)
def test_both_clocks_give_the_same_day_and_nobody_idles_beside_a_wait(name, whole):
    rng = np.random.default_rng(zlib.crc32(name.encode()) + whole)
    model, contacts = random_model(rng, routing_of(name)), random_contacts(rng, whole=whole)
    days = [play(clock, model, *contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(days[0].log, days[1].log)
    log = days[0].log.contacts
    assert len(log) == CONTACTS
    assert np.all(log["ended_at"] >= log["arrived_at"]), "all are gone in the end"
    assert np.sum(log["outcome"] == ANSWERED) > CONTACTS / 2
    if name not in ONE_GROUP_ONLY:
        nobody_idles_beside_a_wait(model, days[0])
    assert AVAILABLE in days[0].log.facts["state"]


@pytest.mark.parametrize("name", ["asterisk.fewestcalls", "herzog", "connect", "c_mu"])
def test_pasts_and_scores_are_the_same_where_agents_hold_several(name):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    model = a_model(
        channels={"voice": {"at_once": 2}},
        agents={n: {"staff": s, "skills": ["a", "b", "c"]} for n, s in GROUPS.items()},
        queues={n: {"talk": "10 s", "weight": w} for w, n in enumerate("abc", 1)},
        routing=routing_of(name),
    )
    contacts = random_contacts(rng, whole=True)
    days = [play(clock, model, *contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(days[0].log, days[1].log)


def bound_model(rng, routing):
    """A random model whose queue b belongs to one site at first, and c loses a group."""
    parts = random_parts(rng, routing)
    written, agents = parts["queues"], parts["agents"]
    after = {"others_after": f"{int(rng.integers(0, 20))} s"} if rng.random() < 0.7 else {}
    written["b"]["allocation"] = {"sites": {"n": "100%", "s": "0%"}} | after
    written["c"]["drop_out"] = {"h": f"{int(rng.integers(1, 20))} s"}
    for name, group in agents.items():
        group["site"] = "s" if name == "g" else "n"
    agents["h"]["skills"] |= {"c": {"rank": int(rng.integers(1, 3))}}
    return a_model(**parts, sites={"n": {}, "s": {}})


@pytest.mark.parametrize("name", NAMED)
def test_nobody_idles_beside_who_is_bound_to_somebody_else(name):
    rng = np.random.default_rng(zlib.crc32(name.encode()) + 7)
    model = bound_model(rng, routing_of(name))
    contacts = random_contacts(rng, whole=bool(rng.integers(0, 2)))
    days = [play(clock, model, *contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(days[0].log, days[1].log)
    log = days[0].log.contacts
    assert np.all(log["ended_at"] >= log["arrived_at"]), "all are gone in the end"
    assert np.sum(log["outcome"] == ANSWERED) > CONTACTS / 3
    if name not in ONE_GROUP_ONLY:
        nobody_idles_beside_a_wait(model, days[0])


STAGED = [
    "contactcenters.overflowandpriority", "connect", "longest_idle", "list_order", "herzog",
    "contactcenters.agentspref-randomized", "asterisk.rrmemory",
]  # fmt: skip


def random_stages(rng, agents, queue, *, cases):
    """Stages of waiting at random, by the state of the centre or by the wait alone."""
    groups = [name for name, group in agents.items() if queue in group["skills"]]

    def ranks():
        return {name: int(rng.integers(1, 4)) for name in groups if rng.random() < 0.7}

    def case():
        said = {"tries": ranks(), "adds_to_tries": bool(cases and rng.random() < 0.3)}
        if cases:
            said["stands"] = ranks()
            one = {"waiting": "abc"[rng.integers(0, 3)], "at_least": int(rng.integers(0, 4))}
            other = {"free": "ghi"[rng.integers(0, 3)], "at_most": int(rng.integers(0, 3))}
            if rng.random() < 0.3:
                one = {"met": "abc"[rng.integers(0, 3)], "over": "60 s", "at_most": 0.7}
            said["all_of" if rng.random() < 0.5 else "any_of"] = [one, other]
        return said

    afters = np.sort(rng.choice(np.arange(0, 30), 3, replace=False)).tolist()
    stages = [{"after": f"{at} s", "cases": [case() for _ in range(1 + cases)]} for at in afters]
    everybody = {"tries": dict.fromkeys(groups, 1)}
    return [*stages, {"after": "40 s", "cases": everybody}]


def staged_model(rng, routing, *, cases):
    """A random model: queue b goes by stages, c by routing criteria."""
    parts = random_parts(rng, routing)
    queues, agents = parts["queues"], parts["agents"]
    queues["b"]["stages"] = random_stages(rng, agents, "b", cases=cases)
    steps = [{"needs": {"x": int(rng.integers(1, 5)), "y": int(rng.integers(1, 5))},
              "expires": f"{int(rng.integers(1, 20))} s"} for _ in range(2)]  # fmt: skip
    queues["c"]["criteria"] = steps
    for group in agents.values():
        group["attributes"] = {"x": int(rng.integers(1, 6)), "y": int(rng.integers(1, 6))}
    return a_model(**parts)


def spells_by_stages(model, queue, group):
    """From which waits to which a group is tried and waited for: by the wait alone."""
    if queue == "b":
        stages = [(stage.after, stage.cases[0].tries) for stage in model.queues["b"].stages]
    else:
        mine, at, stages = model.agents[group].attributes, 0.0, []
        for step in model.queues["c"].criteria:
            good = all(mine[what] >= least for what, least in step.needs.items())
            stages.append((at, {group: 0} if good else {}))
            at += step.expires
        stages.append((at, {group: 0}))
    ends = [at for at, _ in stages[1:]] + [math.inf]
    return [(at, end) for (at, ranks), end in zip(stages, ends, strict=True) if group in ranks]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", STAGED)
def test_by_stages_both_clocks_agree_and_nobody_idles_beside_who_may_be_taken(name, seed):
    rng = np.random.default_rng(zlib.crc32(name.encode()) + seed)
    model = staged_model(rng, routing_of(name), cases=seed == 1)
    contacts = random_contacts(rng, whole=bool(rng.integers(0, 2)))
    days = [play(clock, model, *contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(days[0].log, days[1].log)
    log = days[0].log.contacts
    assert np.all(log["ended_at"] >= log["arrived_at"]), "all are gone in the end"
    assert np.sum(log["outcome"] == ANSWERED) > CONTACTS / 4
    nobody_idles_beside_a_wait(model, days[0], staged="c" if seed else "bc")


RINGING = [
    "asterisk.ringall", "freeswitch.ring-all", "freeswitch.ring-progressively",
    "asterisk.linear", "asterisk.rrmemory",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", RINGING)
def test_where_phones_ring_both_clocks_agree_and_nobody_is_lost(name, seed):
    rng = np.random.default_rng(zlib.crc32(name.encode()) + seed)
    parts = random_parts(rng, routing_of(name))
    how = {"g": "3 s", "h": "exponential mean 6 s",
           "i": {"rings": "5 s", "no_answer": "20%", "gives_up_after": "8 s", "rejects": "10%",
                 "out_for": f"{int(rng.integers(0, 2)) * 9} s"}}  # fmt: skip
    for group, answering in how.items():
        parts["agents"][group]["answering"] = answering
    model = a_model(**parts)
    contacts = random_contacts(rng, whole=seed % 2 == 0)
    days = [play(clock, model, *contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(days[0].log, days[1].log)
    log = days[0].log.contacts
    assert np.all(log["ended_at"] >= log["arrived_at"]), "all are gone in the end"
    answered = log[log["outcome"] == ANSWERED]
    assert len(answered) > CONTACTS / 3
    assert nobody_talks_twice_at_once(answered)
    rung = list(map(days[0].states, range(sum(GROUPS.values()))))
    assert any(state == "at_ringing" for states in rung for _, state in states)
    assert all(states[-1][1] == "off" for states in rung)


def nobody_talks_twice_at_once(answered):
    """Whether no agent answers before the one before is done with."""
    order = np.lexsort((answered["answered_at"], answered["agent"]))
    rows = answered[order]
    same = rows["agent"][1:] == rows["agent"][:-1]
    done = (rows["ended_at"] + rows["wrap_up"])[:-1]
    return bool(np.all(rows["answered_at"][1:][same] >= done[same] - 1e-9))


@pytest.mark.parametrize("name", [name for name in sorted(PRESETS) if is_scored(name)])
def test_agents_are_chosen_alike_all_at_once_and_one_by_one(name):
    # Where some contact may be bound to somebody, agents are asked about one by one.
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    parts, contacts = random_parts(rng, {"preset": name}), random_contacts(rng, whole=True)
    for queue in parts["queues"].values():
        queue.pop("overflow", None)
    at_once = play(SimpyClock(), a_model(**parts), *contacts)
    answers = next(g for g, crew in parts["agents"].items() if "a" in crew["skills"])
    parts["queues"]["a"]["drop_out"] = {answers: "9 h"}
    model = a_model(**parts)
    assert lay_out(model).floor[0]["binds"]
    assert_same_log(at_once.log, play(SimpyClock(), model, *contacts).log)


FALLING_SUMS = {
    "first": [{"weighted_idle": 1}, {"agent_order": -1}],
    "after one that is alike": [{"skills": -1}, {"weighted_idle": 1}, {"agent_order": -1}],
    "after two": [{"level": 1}, {"free": -1}, {"idle": 1}, {"contacts": -1}],
    "not the last": [{"level": 1, "idle": 0}, {"idle": 1, "skills": 1}, {"agent_order": 1}],
}
"""Scores of which some sums fall from the longest idle of a group on, and a later one does not."""


@pytest.mark.parametrize("score", FALLING_SUMS.values(), ids=FALLING_SUMS)
def test_whoever_is_left_unlooked_at_would_not_be_chosen(score, monkeypatch):
    rng = np.random.default_rng(zlib.crc32(str(score).encode()))
    for _ in range(20):
        model = random_model(rng, {"agent": {"score": score, "by_rank": False}})
        contacts = random_contacts(rng, whole=True)
        assert lay_out(model).floor[0]["scan"] == FALLING
        some = play(SimpyClock(), model, *contacts)
        with monkeypatch.context() as patched:
            patched.setattr(scans, "_mode", lambda *_: ALL)
            assert_same_log(some.log, play(SimpyClock(), model, *contacts).log)
