"""What agents are like and how well contacts are served, as `cic explain` and `--trace` tell it."""

import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.report.explain import explain
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import live

DAY = {
    "name": "People",
    "opens": "08:00",
    "closes": "10:00",
    "queues": {
        "help": {
            "arrivals": "30/hour", "talk": "4 min", "patience": "3 min", "screen_pop": "10 s",
            "resolves": "75%",
            "knowledge_base": {"found": "30%", "talk_factor": 0.8, "resolution_factor": 1.2},
            "additions": {"co_browse": {"share": "10%", "takes": "2 min"}},
        },
        "other": {"arrivals": "10/hour", "talk": "3 min", "patience": "3 min"},
    },
    "agents": {
        "team": {
            "staff": 4, "skills": {"help": {"quality": 1.1}, "other": 2},
            "learning": {"first_week": 1.8, "rate": "85%", "tenure": [0, "10 weeks"]},
        },
        "old": {"staff": 2, "skills": ["help"], "fatigue": {"strength": 0.5, "above": "85%"}},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def words():
    return " ".join(explain(from_dict(DAY)).split())


@pytest.mark.parametrize(
    "told",
    [
        "10 s shorter by the customer's data on the screen, × 0.8 where the knowledge base knows"
        " (30%) (resolved × 1.2), with co_browse (10%) longer by 2 min",
        "75% of the answered are resolved by an agent of quality 1.",
        "team: answers help (resolved × 1.1) and other.",
        "talk × 1.8 in the first week, and with each doubling of the weeks × 0.85, down to × 1",
        "as the run begins × 1.8 after 0 weeks and × 1.03 after 10 weeks.",
        "each 10 points of occupancy above 85% over the last 2 h or so make talk 5% longer",
    ],
)
def test_people_are_told_in_words(words, told):
    assert told in words


def test_the_load_counts_what_agents_have_learnt():
    plain = from_dict(DAY).with_({"agents.team.learning": None})
    same = plain.with_({"agents.team.learning": {"first_week": 1, "rate": "85%"}})
    rows = [line for line in explain(same).splitlines() if line.startswith(" 08:")]
    assert rows == [line for line in explain(plain).splitlines() if line.startswith(" 08:")]
    slow = [line for line in explain(from_dict(DAY)).splitlines() if line.startswith(" 08:")]
    assert rows != slow


def test_a_trace_tells_what_is_resolved():
    model = from_dict(DAY).model
    day = live(SimpyClock(), model)
    told = "\n".join(tell(day.log, day.program, model, seed=1))
    assert "and it is resolved" in told
    assert "and it is not resolved" in told
