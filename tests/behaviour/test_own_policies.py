"""Policies that a person wrote in Python: under both clocks, from a file, and what goes wrong."""

# ruff: noqa: ARG001, ARG002 - policies are called with all four arguments
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


def whether(contact, agent, centre, now):
    return agent.answered < 3


def text(contact, agent, centre, now):
    return "5"


def sometimes_nothing(contact, agent, centre, now):
    if now > 0.0:
        return None
    return 1.0


def several(contact, agent, centre, now):
    return [now]


def imaginary(contact, agent, centre, now):
    return 1j * now


def leaves(contact, agent, centre, now):
    raise SystemExit(3)


def misnames_a_field(contact, agent, centre, now):
    return now - contact.queued_att


def misnames_a_field_of_agents(contact, agent, centre, now):
    return agent.idle


def misnames_a_table(contact, agent, centre, now):
    return centre.queue[0].length


def misnames_a_field_of_queues(contact, agent, centre, now):
    return centre.queues[0].lenght


def writes_a_queue(contact, agent, centre, now):
    centre.queues[0].length = 0
    return 1.0


def takes_two(contact, agent):
    return 1.0


class Counts:
    """A policy with a memory of its own; it cannot be compiled."""

    def __init__(self):
        self.times = 0

    def __call__(self, contact, agent, centre, now):
        self.times += 1
        return self.times


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
        Policies(agent=whether),
    ],
    ids=["dynamic weight", "memory", "rows from the end, no number", "yes or no"],
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


@pytest.mark.parametrize("clock_name", ["simpy", "compiled"])
@pytest.mark.parametrize(
    ("function", "told"),
    [
        (divides, r"divides failed at .* s, line \d+ of test_own_policies.py: ZeroDivisionError"),
        (divides, r"division by zero \(agent.answered = 0\)"),
        (out_of_the_table, r"failed at .* s, line \d+ of test_own_policies.py: IndexError"),
        (leaves, r"leaves failed at .* s, line \d+ of test_own_policies.py: SystemExit: 3"),
        (text, "text returned '5' at .* s, which is not a number"),
        (sometimes_nothing, "sometimes_nothing returned None"),
        (several, r"several returned \[.*\] at"),
        (imaginary, "imaginary returned .*j at"),
        (misnames_a_field, "did you mean 'queued_at'"),
        (misnames_a_field_of_agents, "Known names: idle_since, answered, group, home"),
        (misnames_a_table, "did you mean 'queues'"),
        (misnames_a_field_of_queues, "did you mean 'length'"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_wrong_with_a_function_is_told(scenario, clock_name, function, told):
    plain = scenario.with_({"routing": {}})
    with pytest.raises(EngineError, match=told):
        replicate(plain, policies=Policies(agent=function), clock=clock_name)


@pytest.mark.parametrize(
    ("function", "told"),
    [
        ("newest_first", "got 'newest_first'\n    → give the function itself"),
        (3, "got 3"),
        (takes_two, "takes_two cannot be called with four arguments: too many positional"),
        (writes_a_queue, "writes 'length', which is the simulator's own\n    → write numbers to"),
    ],
)
def test_what_is_no_policy_is_refused_before_a_run(scenario, function, told):
    with pytest.raises(UsageError, match=told):
        replicate(scenario.with_({"routing": {}}), policies=Policies(contact=function))


@pytest.mark.parametrize("clock_name", ["simpy", "compiled"])
def test_an_object_that_can_be_called_runs_under_simpy_and_says_so(scenario, clock_name):
    plain = scenario.with_({"routing": {}})
    counts = Counts()
    done = replicate(plain, policies=Policies(contact=counts), clock=clock_name)
    assert done.clock == "simpy"
    assert counts.times > 50
    told = [one.what for one in notices_of(done) if one.code == "CIC504"]
    assert [one.split(":")[1].strip() for one in told] == ["Counts"] * (clock_name == "compiled")


@pytest.mark.parametrize(
    ("module", "function", "told"),
    [
        ("none.py", "f", "there is no file"),
        ("../mine.py", "f", "there is no file"),
        ("mine.py", "newest_frist", "did you mean 'newest_first'"),
        ("broken.py", "f", "fails: ZeroDivisionError"),
        ("text.txt", "f", "is not a Python file"),
        ("leaves.py", "f", "fails: SystemExit: 3"),
    ],
)
def test_a_function_that_is_not_there_is_told(scenario, module, function, told):
    (scenario.folder / "broken.py").write_text("1 / 0\n")
    (scenario.folder / "text.txt").write_text("a\n")
    (scenario.folder / "leaves.py").write_text("raise SystemExit(3)\n")
    other = scenario.with_({"routing.agent": {"module": module, "function": function}})
    with pytest.raises(UsageError, match=told):
        policies_of(other)


def test_a_policy_given_in_python_holds_instead_of_the_word():
    model = a_model(agents={"g": {"staff": 3, "skills": ["a"]}})
    assert lay_out(model, Policies(agent=with_memory)).floor[0]["agent_policy"] == 6
    assert lay_out(model).floor[0]["agent_policy"] == 0
