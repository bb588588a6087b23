"""Policies that a person wrote in Python: under both clocks, from a file, and what goes wrong."""

# ruff: noqa: ARG001 - policies are called with all four arguments
import math

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.errors import EngineError, UsageError
from cic.experiments.own import policies_of, uncompilable
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.program.scores import Policies
from cic.report.notices import notices_of
from cic.report.trace import tell
from cic.scenario.load import load
from tests.days import a_model, assert_same_log

FILE = """\
name: Own policy
opens: 08:00
closes: 09:00
interval: 30 min
queues:
  a: {arrivals: 120/hour, talk: exponential mean 1 min, patience: exponential mean 2 min}
  b: {arrivals: 60/hour, talk: exponential mean 1 min, patience: exponential mean 2 min, weight: 2}
agents:
  g: {staff: 2, skills: [a, b]}
  h: {staff: 2, skills: [b, a]}
routing:
  agent: {module: mine.py, function: newest_first}
  contact: {module: mine.py, function: heaviest}
run: {replications: 2}
"""
MODULE = """\
import math

def newest_first(contact, agent, centre, now):
    return agent.idle_since

def heaviest(contact, agent, centre, now):
    return centre.queues[contact.queue].weight * math.sqrt(now - contact.queued_at)
"""


def shorter(seconds):
    return math.log(1.0 + seconds)


def dynamic_weight(contact, agent, centre, now):
    """The longer the queue, the more its wait counts."""
    queue = centre.queues[contact.queue]
    return queue.weight * queue.length * shorter(now - contact.queued_at)


def with_memory(contact, agent, centre, now):
    """Agents of the group that was chosen less often so far; a cell a group counts choices."""
    seen = centre.cells[agent.group].value
    centre.cells[agent.group].value = seen + 0.25
    return -seen - 0.01 * agent.answered


def by_text(contact, agent, centre, now):
    return len(f"{now:.3f}")


def out_of_the_table(contact, agent, centre, now):
    return centre.queues[len(centre.queues)].weight


def last_row(contact, agent, centre, now):
    return centre.agents[-1].idle_since - agent.idle_since


def divides(contact, agent, centre, now):
    return 1.0 / (agent.answered - agent.answered)


def never_a_number(contact, agent, centre, now):
    return math.nan


@pytest.fixture
def scenario(tmp_path):
    (tmp_path / "mine.py").write_text(MODULE)
    (tmp_path / "day.yaml").write_text(FILE)
    return load(tmp_path / "day.yaml")


def logs_of(scenario, policies):
    program = lay_out(scenario.model, policies)
    luck = LuckOf(scenario.model, program, seed=1)
    return [
        c.run(program, c.prepare(program, luck.draw(0))) for c in (SimpyClock(), CompiledClock())
    ]


@pytest.mark.parametrize(
    "policies",
    [
        Policies(contact=dynamic_weight),
        Policies(agent=with_memory),
        Policies(agent=last_row, contact=never_a_number),
    ],
    ids=["dynamic weight", "memory", "rows from the end, no number"],
)
def test_a_function_gives_the_same_log_on_both_clocks(scenario, policies):
    plain = scenario.with_({"routing": {}})
    one, other = logs_of(plain, policies)
    assert_same_log(one, other)
    assert len(one.contacts) > 100
    (usual, _) = logs_of(plain, None)
    assert not np.array_equal(one.contacts["agent"], usual.contacts["agent"])


def test_functions_of_a_file_are_found_where_that_is_allowed(scenario):
    one, other = logs_of(scenario, policies_of(scenario))
    assert_same_log(one, other)
    done = replicate(scenario, policies=policies_of(scenario), clock="compiled")
    assert done.clock == "compiled"
    sentences = tell(done.logs[0], done.program, scenario.model)
    assert "08:00" in next(iter(sentences))


def test_code_that_a_file_names_is_not_run_unasked(scenario):
    with pytest.raises(UsageError, match="--allow-code"):
        replicate(scenario)
    program = lay_out(scenario.model)
    luck = LuckOf(scenario.model, program, seed=1).draw(0)
    with pytest.raises(UsageError, match="--allow-code"):
        SimpyClock().prepare(program, luck)


def test_what_cannot_be_compiled_runs_under_simpy_and_says_so(scenario):
    plain = scenario.with_({"routing": {}})
    assert uncompilable(Policies(agent=by_text)).startswith("by_text: ")
    done = replicate(plain, policies=Policies(agent=by_text), clock="compiled")
    assert done.clock == "simpy"
    (notice,) = [one for one in notices_of(done) if one.code == "CIC504"]
    assert "by_text" in notice.what


@pytest.mark.parametrize("function", [out_of_the_table, divides])
def test_an_error_in_a_function_ends_the_run(clock, scenario, function):
    program = lay_out(scenario.with_({"routing": {}}).model, Policies(agent=function))
    luck = LuckOf(scenario.model, program, seed=1).draw(0)
    with pytest.raises(EngineError, match="policy of your own"):
        clock.run(program, clock.prepare(program, luck))


@pytest.mark.parametrize(
    ("module", "function", "told"),
    [
        ("none.py", "f", "there is no file"),
        ("../mine.py", "f", "there is no file"),
        ("mine.py", "newest_frist", "did you mean 'newest_first'"),
        ("broken.py", "f", "fails: ZeroDivisionError"),
        ("text.txt", "f", "is not a Python file"),
    ],
)
def test_a_function_that_is_not_there_is_told(scenario, module, function, told):
    (scenario.folder / "broken.py").write_text("1 / 0\n")
    (scenario.folder / "text.txt").write_text("a\n")
    other = scenario.with_({"routing.agent": {"module": module, "function": function}})
    with pytest.raises(UsageError, match=told):
        policies_of(other)


def test_a_policy_given_in_python_holds_instead_of_the_word():
    model = a_model(agents={"g": {"staff": 3, "skills": ["a"]}})
    assert lay_out(model, Policies(agent=with_memory)).floor[0]["agent_policy"] == 6
    assert lay_out(model).floor[0]["agent_policy"] == 0
