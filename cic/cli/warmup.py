"""`cic warmup`: compile the rules ahead of their first use."""

from __future__ import annotations

from cic.cli.common import AsJson, refusing, say, say_json


def warmup(*, as_json: AsJson = False) -> None:
    """Compile the rules ahead of the first big run."""
    with refusing():
        from cic.capabilities.centres import generation
        from cic.experiments.processes import processors
        from cic.experiments.warmup import warm_up
        from cic.scenario.demands import load_needs

        rich = generation(load_needs(), "interaction_centre")
        seconds, folder = warm_up(rich, processes=min(2, processors()))
    if as_json:
        say_json({"seconds": seconds, "folder": str(folder)})
    else:
        say(f"ready after {seconds:.1f} s; the machine code is kept in {folder}")
