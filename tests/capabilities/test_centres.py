"""Centres of capabilities: the same customers in all, and nothing moves that has no use."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from cic.capabilities.centres import (
    CAPABILITIES,
    CHANNELS,
    GENERATIONS,
    centre,
    generation,
    is_used,
)
from cic.capabilities.figures import FIGURE, Seen, estimate
from cic.errors import ScenarioError, UsageError
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.luck.laws import now
from cic.program.dial_codes import DialResult
from cic.program.layout import lay_out
from cic.scenario.demand import Need
from cic.scenario.demands import load_needs
from tests.capabilities.small import OF_FULL, bare, full

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def logs(scenario, replications=1):
    """All that a run tells, to the last bit."""
    done = replicate(scenario, replications=replications, clock="simpy")
    return [(log.contacts.tobytes(), log.facts.tobytes()) for log in done.logs]


@pytest.fixture(scope="module")
def small():
    return full()


@pytest.fixture(scope="module")
def bare_logs():
    return logs(centre(bare(), ["queue"], name="x"))


@pytest.mark.parametrize("which", GENERATIONS)
def test_the_shipped_scenarios_are_what_the_shipped_demand_makes(which):
    text = (SCENARIOS / f"utility_{which}.yaml").read_text()
    assert text == generation(load_needs(), which).to_yaml()


def test_each_generation_has_what_the_one_before_has_and_more():
    for before, after in itertools.pairwise(GENERATIONS.values()):
        assert after[: len(before)] == before
        assert len(after) > len(before)
    assert GENERATIONS["interaction_centre"] == tuple(CAPABILITIES)


def test_a_full_demand_uses_what_it_should(small):
    have = tuple(CAPABILITIES)
    assert tuple(name for name in CAPABILITIES if is_used(small, name, have)) == OF_FULL


def luck(scenario, need):
    """When the customers with a need come, and how long they would wait, talk and be worked on."""
    model = scenario.model
    program = lay_out(model)
    place = program.queue_names.index(need)
    found = {"arrived_at": [], "patience": [], "talk": [], "wrap_up": []}
    for block in LuckOf(model, program, seed=7).draw(0).blocks:
        for name, values in found.items():
            drawn = np.broadcast_to(now(getattr(block, name)), block.source.shape)
            values.append(drawn[block.source == place].copy())
    return {name: np.concatenate(values) for name, values in found.items()}


def test_the_same_customers_with_the_same_luck_come_to_all(small):
    centres = [generation(small, which) for which in GENERATIONS]
    for need, told in small.model.needs.items():
        first, *others = (luck(scenario, need) for scenario in centres)
        for other in others:
            assert np.array_equal(first["arrived_at"], other["arrived_at"])
            assert np.array_equal(first["wrap_up"], other["wrap_up"])
            if told.channel == "voice":
                assert np.array_equal(first["patience"], other["patience"])
        # no data save anything in the second generation: talks are those of the first
        assert np.array_equal(first["talk"], others[0]["talk"])


def test_all_customers_are_counted_in_all_generations(small):
    counted = []
    for which in GENERATIONS:
        done = replicate(generation(small, which), replications=1, clock="simpy")
        counted.append(done.estimates.queue_sums["fresh"][:, -1])
    assert all(np.array_equal(one, counted[0]) for one in counted)


@pytest.mark.parametrize("name", [name for name in CAPABILITIES if name != "queue"])
def test_a_capability_that_a_demand_cannot_use_changes_nothing_to_the_last_bit(name, bare_logs):
    assert not is_used(bare(), name, CAPABILITIES)
    assert logs(centre(bare(), ["queue", name], name="x")) == bare_logs


@pytest.mark.parametrize("name", [name for name in CAPABILITIES if name not in OF_FULL])
def test_a_channel_that_nobody_chooses_changes_nothing_to_the_last_bit(small, name):
    with_it = centre(small, [*OF_FULL, name], name="x")
    assert with_it.model == centre(small, OF_FULL, name="x").model


@pytest.mark.parametrize("name", [one.name for one in CAPABILITIES.values() if one.rests_on])
def test_a_capability_without_what_it_rests_on_does_nothing(small, name):
    assert centre(small, [name], name="x").model == centre(small, [], name="x").model


@pytest.mark.parametrize("name", OF_FULL)
def test_each_capability_can_be_switched_on_alone_and_off_alone(small, name):
    centre(small, [name])
    without = centre(small, [one for one in CAPABILITIES if one != name])
    assert len(logs(without)) == 1


def test_the_order_in_which_capabilities_are_named_does_not_matter(small):
    some = ["skills", "queue", "chat", "ivr"]
    assert centre(small, some) == centre(small, reversed(some))


@pytest.mark.parametrize("which", GENERATIONS)
def test_a_demand_by_all_channels_makes_centres_without_findings(which):
    needs = {
        f"by {name}": {
            "channel": name,
            "volume": 3,
            "talk": "exponential mean 3 min",
            "instead": {"phone": "50%", "give_up": "50%"},
        }
        for name in CHANNELS
    }
    apart = {"email": "5%", "chat": "10%", "messaging": "10%"}
    demand = full(**{"needs": full().written["needs"] | needs, "agents.apart": apart})
    scenario = generation(demand, which)
    assert scenario.notices == ()
    assert logs(scenario)


def test_a_capability_or_generation_that_does_not_exist_is_told():
    with pytest.raises(UsageError, match="did you mean 'callback'"):
        centre(bare(), ["calback"])
    with pytest.raises(UsageError, match="no generation 'cti2'"):
        generation(bare(), "cti2")


def test_a_demand_whose_centre_cannot_be_run_says_why():
    at_once = bare(**{"customers.redials": {"busy": {"share": 1, "delay": "0 s"}}})
    with pytest.raises(ScenarioError, match="without any delay"):
        generation(at_once, "manual")


# By hand: moments in seconds after the opening at 08:00, one agent, talks of a minute.


def by_hand(*needs, capabilities=(), **changes):
    """Each need by name and the moments at which its customers come; the contacts of the run."""
    made = {
        name: {"arrivals": {"times": [8 * 3600 + at for at in times]}, "talk": "60 s", **more}
        for name, times, more in needs
    }
    demand = bare(
        **{"needs": made, "agents": {"staff": 1}, "customers": {}, "run": {"seed": 1}} | changes
    )
    scenario = centre(demand, capabilities)
    return replicate(scenario, replications=1, clock="simpy")


def total(done, name):
    return float(done.estimates.queue_sums[name][0, -1])


def test_without_a_queue_who_finds_nobody_free_hears_busy():
    done = by_hand(("help", [0, 30, 70], {}))
    assert (total(done, "answered"), total(done, "queue_full")) == (2, 1)


def test_with_a_queue_everybody_waits_for_an_agent():
    done = by_hand(("help", [0, 30, 70], {}), capabilities=["queue"])
    assert (total(done, "answered"), total(done, "queue_full")) == (3, 0)
    assert total(done, "wait") == 30 + 50


def test_lines_are_all_there_is_to_wait_on():
    done = by_hand(("help", [0, 10, 20], {}), capabilities=["queue"], lines=2)
    assert (total(done, "answered"), total(done, "no_line")) == (2, 1)


def test_who_would_write_phones_where_nobody_reads():
    letters = ("letters", [0], {"channel": "email", "instead": {"phone": 1}})
    done = by_hand(letters)
    assert (total(done, "fresh"), total(done, "redials"), total(done, "answered")) == (1, 1, 1)
    done = by_hand(letters, capabilities=["email"])
    assert (total(done, "fresh"), total(done, "redials"), total(done, "answered")) == (1, 0, 1)


def test_who_gives_up_for_want_of_a_channel_is_lost():
    letters = ("letters", [0, 5], {"channel": "email", "instead": {"phone": 0, "give_up": 1}})
    assert total(by_hand(letters), "unserved") == 2
    assert total(by_hand(letters, capabilities=["email"]), "unserved") == 0


def test_a_screen_pop_saves_its_seconds_of_each_talk():
    tools = {"screen_pop": "20 s"}
    done = by_hand(("help", [0, 100], {}), capabilities=["screen_pop"], tools=tools)
    assert total(done, "talk") == 40 + 40


def test_the_voice_response_settles_what_is_routine():
    routine = {"self_service": {"tried": 1, "succeeds": 1, "takes": "30 s"}}
    done = by_hand(("balance", [0, 5], routine), capabilities=["ivr"])
    assert (total(done, "self_served"), total(done, "answered")) == (2, 0)


SKILL = {"skill": "wires", "without_skill": 0}
WIRES = {"staff": 2, "skilled": {"wires": {"share": "50%", "talk": "100 s"}}}


def test_callers_are_told_another_number_where_nobody_can_transfer():
    customers = {"other_number": {"dials": 1, "after": "30 s"}}
    more = {"agents": WIRES, "customers": customers}
    done = by_hand(("other", [0], {}), ("faults", [1], SKILL), **more)
    # of two agents alike the first in the list, who has no skill, takes the first call
    assert total(done, "recontacts") + total(done, "transfers") <= 1
    passed = by_hand(("other", [0], {}), ("faults", [1], SKILL), capabilities=["transfer"], **more)
    assert total(passed, "recontacts") == 0


def test_a_skill_known_beforehand_leads_to_an_agent_who_has_it():
    needs = ("faults", [0, 200, 400], SKILL), ("other", [5000], {})
    done = by_hand(*needs, capabilities=["skills"], agents=WIRES)
    assert (total(done, "answered"), total(done, "recontacts")) == (4, 0)
    skilled = done.program.group_names.index("wires")
    assert done.estimates.group_sums["answered"][0, skilled] == 3


def test_valued_customers_go_first_once_they_are_known():
    needs = ("any", [0, 10], {}), ("gold", [20], {"valued": True})
    first = by_hand(*needs, capabilities=["queue"])
    then = by_hand(*needs, capabilities=["queue", "priority"])
    place = first.program.queue_names.index("gold")
    assert first.estimates.queue_sums["wait"][0, place] == 100
    assert then.estimates.queue_sums["wait"][0, place] == 40


def test_blended_work_is_interrupted_by_calls():
    letters = ("letters", [0], {"channel": "email", "talk": "600 s"})
    calls = ("calls", [100], {})
    more = {"agents": {"staff": 1, "apart": {"email": "100%"}}}
    done = by_hand(letters, calls, capabilities=["email", "blending"], **more)
    assert total(done, "answered") == 2
    assert total(done, "wait") == 0


TWO_ROOMS = {"staff": 2, "sites": {"town": "75%", "county": "25%"}}


def test_calls_wait_at_their_site_until_all_sites_are_one():
    """Of the first two calls both are for the town, whose only agent is busy for a minute."""
    help_ = ("help", [0, 10, 20], {})
    apart = by_hand(help_, capabilities=["queue"], agents=TWO_ROOMS)
    one = by_hand(help_, capabilities=["queue", "sites"], agents=TWO_ROOMS)
    place = apart.program.group_names.index("team at county")
    assert apart.estimates.group_sums["answered"][0, place] == 1
    assert (total(apart, "wait"), total(one, "wait")) == (50, 40)
    two = ("help", [0, 10], {})
    busy = [by_hand(two, capabilities=found, agents=TWO_ROOMS) for found in ((), ["sites"])]
    assert [total(done, "queue_full") for done in busy] == [1, 0]


def test_a_site_has_no_calls_where_nobody_is_at_times():
    agents = {"staff": [2, 2, 1, 2], "sites": {"town": "50%", "county": "50%"}}
    scenario = centre(bare(agents=agents), ["queue"])
    assert scenario.model.agents["team at county"].staff == (1, 1, 0, 1)
    assert scenario.model.queues["help"].allocation is None


@pytest.mark.parametrize("have", [(), ("queue", "skills"), ("queue", "outsourcer", "monitoring")])
def test_all_agents_of_all_sites_are_those_of_one(have):
    apart = full(**{"agents.staff": 20, "tools.outsourcer.staff": 3})
    groups = (centre(apart, found).model.agents for found in (have, (*have, "sites")))
    many, few = ({name: group.staff for name, group in one.items()} for one in groups)
    assert few == {name: many[name] + many.get(f"{name} at county", 0) for name in few}
    assert len(many) > len(few)


def test_a_centre_of_one_site_is_a_centre_without_sites():
    one = bare(**{"agents.sites": {"here": "100%"}})
    assert centre(one, ["queue"]).model == centre(bare(), ["queue"]).model


FOLLOWED = {
    "after": {"help": "100%"},
    "delay": "100 s",
    "by_hand": "20 s",
    "talk": "30 s",
    "answers": "100%",
    "rings": "10 s",
}


@pytest.mark.parametrize(("capabilities", "seconds"), [((), 20 + 10 + 30), (("dialler",), 30)])
def test_a_dialler_spares_agents_the_dialling(capabilities, seconds):
    """Two who were helped at 60 s and at 360 s are called 100 s later."""
    more = {"follow_ups": FOLLOWED, "tools": {"dialler": {"dialler": "progressive"}}}
    done = by_hand(("help", [0, 300], {}), capabilities=capabilities, **more)
    seen = Seen(done, bare().model)
    (dials,) = (log.dials for log in done.logs)
    made = dials[dials["result"] == DialResult.CONNECTED]
    first = 160 + (20 if not capabilities else 0)
    assert made["at"].tolist() == [first, first + 300]
    assert estimate(FIGURE["follow_up_time"], seen).value == seconds
    assert estimate(FIGURE["followed_up"], seen).value == 2
    assert estimate(FIGURE["customers"], seen).value == 2
    assert estimate(FIGURE["served"], seen).value == 1
    assert estimate(FIGURE["handle_time"], seen).value == 60


def test_every_field_of_a_need_is_known_to_the_small_demand_or_the_shipped_one():
    shipped = load_needs().written["needs"].values()
    written = {field for need in [*shipped, *full().written["needs"].values()] for field in need}
    assert set(Need.model_fields) - written == {"says", "arrivals", "patience"}
