"""Random centres: warm transfers beside bots, holds, sites, incidents and ringing."""

import random

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import QUEUE_MEASURES
from cic.measures.estimates import Estimates
from cic.program.codes import ANSWERS
from tests.days import a_model, assert_same_log, live

SEEDS = 24


def a_centre(seed: int):
    """A busy centre of two levels, of whole seconds where the seed is even."""
    dice = random.Random(seed)
    whole = seed % 2 == 0

    def takes(mean: int) -> str:
        return f"{mean} s" if whole else f"exponential mean {mean} s"

    def warm() -> dict:
        return {"share": dice.choice(["50%", "100%"]), "conference": takes(dice.choice([1, 5])),
                "waits_at_most": f"{dice.choice([0, 5, 20])} s",
                "talk_factor": dice.choice([0.5, 1])}  # fmt: skip

    def queue(channel: str, to: str, **more) -> dict:
        way = {"share": "40%", "by_group": {"g": "60%"}, "goes_first": dice.random() < 0.3}
        stays = seed % 3 == 0 and channel == "chat"
        way |= {"same_agent": True} if stays else {"warm": warm()}
        again = {"share": "70%", "delay": takes(20), "attempts": 3}
        return more | {
            "channel": channel, "arrivals": "900/hour", "talk": takes(9), "wrap_up": takes(2),
            "patience": takes(15), "transfers": {to: way},
            "hold": {"share": "30%", "takes": takes(3)},
            "redials": dict.fromkeys(("abandoned", "busy", "hung_up"), again),
            "resolves": "60%", "recontact": {"share": "50%", "delay": takes(60), "attempts": 2},
        }  # fmt: skip

    bot = {"contained": "20%", "annoyed": "20%", "takes": takes(6), "saves": "2 s", "sessions": 3}
    groups = {
        "g": {"staff": dice.randint(2, 4), "skills": ["a", "b"]},
        "h": {"staff": dice.randint(1, 3), "skills": ["b", "c"]},
        "k": {"skills": ["a", "c"], "shifts": [{"from": "08:01", "until": "08:05", "agents": 2}]},
    }
    if dice.random() < 0.5:
        for group in groups.values():
            group["capacity"] = {"voice": 1, "chat": dice.choice([2, 3])}
    if dice.random() < 0.4:
        groups["h"]["answering"] = {"rings": takes(3), "no_answer": "20%", "gives_up_after": "5 s"}
    parts = {}
    if dice.random() < 0.5:
        parts["sites"] = {"n": {"share": "60%", "lines": 5, "seeks_room": True},
                          "s": {"share": "40%", "lines": 4}}  # fmt: skip
        parts["sites"]["n"].pop("seeks_room")
    elif dice.random() < 0.5:
        parts["lines"] = 9
    if dice.random() < 0.5:
        parts["incidents"] = [
            {"at": "08:02", "until": "08:04", "move": 1, "from": "g", "to": "h"},
            {"at": "08:03", "send_home": 1, "from": "h"},
        ]
    queues = {
        "a": queue("voice", "b", bot=bot),
        "b": queue("voice", dice.choice(["a", "c"])),
        "c": queue("chat", "b", bot=bot | {"sessions": None}),
    }
    parts["at_closing"] = dice.choice(["serve", "send_away"])
    return a_model(queues=queues, agents=groups, **parts)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_both_clocks_agree_and_all_adds_up(seed):
    model = a_centre(seed)
    one, other = live(SimpyClock(), model, seed=seed), live(CompiledClock(), model, seed=seed)
    assert_same_log(one.log, other.log)
    log = one.log
    contacts, legs, asides = log.contacts, log.legs, log.asides
    stayed = np.flatnonzero(~np.isnan(asides["consults_at"]))
    assert len(stayed) > 3
    assert not np.isnan(contacts["ended_at"][stayed]).any(), "each first agent is free at last"
    for c in stayed:
        first, second = contacts[c], contacts[asides["to"][c]]
        assert second["arrived_at"] == asides["consults_at"][c] <= first["ended_at"]
        assert legs["before"][asides["to"][c]] == c
        if not np.isnan(asides["joined_at"][c]):
            assert second["outcome"] in ANSWERS
            assert second["answered_at"] == asides["joined_at"][c]
            assert first["ended_at"] == asides["ends_at"][c]
    clock = SimpyClock()
    found = Estimates(
        [Counter(one.program, model, clock).count(log)], one.program, model, confidence=0.95
    )
    told = {measure.name: float(found.queue(measure).value[-1]) for measure in QUEUE_MEASURES}
    kinds = ("fresh", "redials", "recontacts", "replies", "messages", "transfers")
    ends = ("answered", "abandoned", "blocked", "self_served", "inside", "left_message")
    assert told["offered"] == sum(told[kind] for kind in kinds) == sum(told[end] for end in ends)
    assert told["customers_served"] + told["customers_unserved"] == told["fresh"]
    assert told["consults"] == len(stayed)
    assert told["contained"] <= told["self_served"]
