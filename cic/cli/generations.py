"""`cic generations`: four generations of technology, and the same customers."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from cic.cli.common import AsJson, Changes, read_changes, refusing, say, say_json, shown, tell

MOST_PROCESSES = 4


def generations(  # noqa: PLR0913 - the options of the command
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A demand (YAML): needs, people, tools.",
            show_default="the one that comes with cic",
        ),
    ] = None,
    *,
    replications: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--replications",
            min=2,
            help="How many replications.",
            show_default="as the demand says",
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Seed of all chance.", show_default="as the demand says")
    ] = None,
    changes: Changes = None,
    clock: Annotated[str, typer.Option(help="auto, simpy or compiled; same figures.")] = "auto",
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many processes take part; same figures.",
            show_default="one for each processor, at most 4",
        ),
    ] = None,
    no_sizing: Annotated[
        bool, typer.Option("--no-sizing", help="Do not look for the agents that each needs.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw it there, such as day.png.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the scenario of each generation there.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Let four generations of technology meet the same customers.

    A manual hotline, voice response, voice and data, an interaction centre: side by side, and one
    capability after another, with what each brings.
    """
    from cic.cli.progress import progress_on
    from cic.experiments.processes import Processes, processors

    with refusing(), Processes(processes or min(processors(), MOST_PROCESSES)) as crew:
        for module in ("cic.capabilities.ladder", "cic.clocks.compiled_clock"):
            crew.beside(import_module, module)  # while this process does the same
        from cic.report.generations import generations as compare
        from cic.scenario.demands import load_needs

        needs = load_needs(file, changes=read_changes(changes))
        with progress_on(sys.stderr, "centres") as bar:
            found = compare(
                needs,
                replications=replications,
                seed=seed,
                clock=clock,  # type: ignore[arg-type]
                sizing=not no_sizing,
                progress=bar,
                says=None if bar is None else bar.says,
                processes=crew,
            )
        written = [found.plot.save(picture)] if picture is not None else []
        written += found.write(out) if out is not None else []
        if as_json:
            say_json(found.to_dict())
        else:
            from cic.report.generations_in_words import report_lines

            for line in report_lines(found, _width()):
                say(line)
        for path in written:
            tell(shown(f"written to {path}"))


def _width() -> int:
    """Columns of a text that is read at a terminal."""
    import shutil

    return min(120, shutil.get_terminal_size((100, 24)).columns)
