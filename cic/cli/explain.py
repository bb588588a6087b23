"""`cic explain`: a centre in words, before anything is simulated."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

import typer

from cic.cli.common import (
    AsJson,
    Changes,
    Overlays,
    ScenarioFile,
    load_scenario,
    refusing,
    say,
    say_json,
)

if TYPE_CHECKING:
    from cic.scenario.load import Scenario


def explain(
    file: ScenarioFile,
    *,
    changes: Changes = None,
    overlays: Overlays = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="QUEUE", help="Only: what happens to a contact of a queue.", show_default=False
        ),
    ] = None,
    agent: Annotated[
        str | None,
        typer.Option(
            metavar="GROUP", help="Only: what an agent of a group does.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell a scenario in words, with a first guess.

    Hours, contacts, IVR, who answers what in which order, and the work offered against the staff
    by interval, with Erlang A's first guess of the service beside it.
    """
    from cic.report.explain import explain as explain_scenario
    from cic.report.explain import explained

    with refusing():
        scenario = load_scenario(file, changes, overlays)
        if contact is not None or agent is not None:
            _say_routing(scenario, contact, agent, as_json=as_json)
        elif as_json:
            say_json(explained(scenario))
        else:
            say(explain_scenario(scenario, width=_width()))


def _say_routing(
    scenario: Scenario, contact: str | None, agent: str | None, *, as_json: bool
) -> None:
    """What the routing does to a contact, and what an agent does."""
    from cic.report.routing_for import lines_for_agent, lines_for_contact
    from cic.report.wording import wrapped

    told = {
        "contact": [] if contact is None else list(lines_for_contact(scenario.model, contact)),
        "agent": [] if agent is None else list(lines_for_agent(scenario.model, agent)),
    }
    if as_json:
        say_json(told)
        return
    width = _width()
    for lines in told.values():
        for line in lines:
            for part in wrapped(line, width, hang=4):
                say(part)
        if lines:
            say("")


def _width() -> int:
    """Columns of a text that is read at a terminal."""
    return min(120, shutil.get_terminal_size((100, 24)).columns)
