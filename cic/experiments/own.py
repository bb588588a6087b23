"""Policies that a person wrote in Python: found in a file, and made ready for a clock.

>>> def my_choice(contact, agent, centre, now):
...     return now - agent.idle_since
>>> from cic.program.scores import Policies
>>> Policies(agent=my_choice).contact is None
True
"""

from __future__ import annotations

import dis
import importlib.util
import inspect
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

from cic.errors import EngineError, UsageError, did_you_mean
from cic.luck.contacts import LuckOf
from cic.policies.own import name_of
from cic.program.layout import Program
from cic.program.records import AGENT, CONTACT, GROUP, QUEUE, SKILL
from cic.program.scores import Policies
from cic.scenario.load import Scenario
from cic.scenario.routing_scores import OwnChoice
from cic.scenario.scenario import Model


def policies_of(scenario: Scenario) -> Policies:
    """The functions that a scenario names; their files are run.

    Raises
    ------
    UsageError
        A file is not there, lies outside the scenario's folder, fails, or has no such function.
    """
    routing = scenario.model.routing
    return Policies(
        agent=_found(routing.chosen_agent, scenario.folder),
        contact=_found(routing.chosen_contact, scenario.folder),
    )


def check_allowed(scenario: Scenario, policies: Policies | None) -> None:
    """Refuse a scenario that names code, unless its functions are given, and what is no policy."""
    routing, given = scenario.model.routing, policies or Policies()
    for function in (given.agent, given.contact):
        if function is not None:
            _check_function(function)
    for chosen, function in (
        (routing.chosen_agent, given.agent),
        (routing.chosen_contact, given.contact),
    ):
        if isinstance(chosen, OwnChoice) and function is None:
            raise UsageError(
                f"the scenario names code, {chosen.function} in {chosen.module!r}, and code in a "
                "file is not run unasked\n"
                "    → read it, then add --allow-code, or in Python policies=policies_of(scenario)"
            )


def uncompilable(policies: Policies) -> str:
    """Why a function cannot be compiled, in a line; empty where all can."""
    from cic.clocks.foreign import address_of

    for function in (policies.agent, policies.contact):
        if function is None:
            continue
        try:
            address_of(function)
        except Exception as error:
            told = [line.strip() for line in str(error).splitlines() if line.strip()]
            told = [line for line in told if not line.startswith(("Failed in", "During", "File"))]
            return f"{name_of(function)}: {told[0] if told else type(error).__name__}"
    return ""


def told_by_simpy(model: Model, program: Program, seed: int, replication: int) -> str:
    """What fails in a function of a person's own, of which machine code only knows that it does.

    The replication is run again as plain Python, up to there; empty where nothing fails in it.
    """
    from cic.clocks.simpy_clock import SimpyClock

    clock = SimpyClock()
    luck = LuckOf(model, program, seed=seed).draw(replication)
    try:
        clock.run(program, clock.prepare(program, luck))
    except EngineError as error:
        return str(error)
    return ""


def _check_function(function: object) -> None:
    """Refuse what cannot be called as a policy, and a function that writes more than its cells."""
    if not callable(function):
        told = f"a policy is to be a function f(contact, agent, centre, now), got {function!r}"
        raise UsageError(f"{told}\n    → give the function itself, not its name or a number")
    name = name_of(function)
    try:
        inspect.signature(function).bind(None, None, None, 0.0)
    except TypeError as error:
        told = f"the policy {name} cannot be called with four arguments: {error}"
        raise UsageError(f"{told}\n    → write def {name}(contact, agent, centre, now):") from error
    except ValueError:
        return  # something built in, which does not say what it takes
    if isinstance(function, FunctionType):
        for step in dis.get_instructions(function):
            if step.opname == "STORE_ATTR" and step.argval in _NOT_TO_WRITE:
                told = f"the policy {name} writes {step.argval!r}, which is the simulator's own"
                raise UsageError(f"{told}\n    → write numbers to centre.cells[0].value and so on")


_NOT_TO_WRITE = frozenset(
    field for record in (CONTACT, AGENT, GROUP, QUEUE, SKILL) for field in record.dtype.names or ()
)
"""Fields of the tables that a function is given; what it keeps belongs in its cells."""


def _found(chosen: Any, folder: Path) -> Callable[..., Any] | None:  # noqa: ANN401 - a choice
    """The function that a choice names; None where it names none."""
    if not isinstance(chosen, OwnChoice):
        return None
    file = (folder / chosen.module).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise UsageError(
            f"there is no file {chosen.module!r} beside the scenario\n"
            "    → name a Python file in the scenario's folder or below"
        )
    spec = importlib.util.spec_from_file_location(f"cic_own_{file.stem}", file)
    if spec is None or spec.loader is None:
        told = f"{chosen.module!r} is not a Python file"
        raise UsageError(f"{told}\n    → name a file that ends in .py")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        told = f"{chosen.module!r} fails: {type(error).__name__}: {error}"
        raise UsageError(f"{told}\n    → mend it; it has to run as a Python module") from error
    function = getattr(module, chosen.function, None)
    if not callable(function):
        known = [name for name, value in vars(module).items() if callable(value)]
        told = f"there is no function {chosen.function!r} in {chosen.module!r}"
        raise UsageError(f"{told}\n    → {did_you_mean(chosen.function, known)}")
    found: Callable[..., Any] = function
    return found
