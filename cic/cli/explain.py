"""`cic explain`: a centre in words, before anything is simulated."""

from __future__ import annotations

import shutil

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


def explain(
    file: ScenarioFile,
    *,
    changes: Changes = None,
    overlays: Overlays = None,
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
        if as_json:
            say_json(explained(scenario))
        else:
            width = min(120, shutil.get_terminal_size((100, 24)).columns)
            say(explain_scenario(scenario, width=width))
