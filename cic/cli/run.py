"""`cic run`: simulate a scenario and report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cic.cli.common import (
    ANSWERED_NO,
    AsJson,
    Changes,
    Overlays,
    ScenarioFile,
    load_scenario,
    refusing,
    say,
    say_json,
    shown,
    tell,
)
from cic.errors import UsageError

if TYPE_CHECKING:
    from cic.report.result import Run


def run(  # noqa: PLR0913 - the options of the command
    file: ScenarioFile,
    *,
    replications: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--replications",
            min=1,
            help="How many replications.",
            show_default="as the scenario says",
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Seed of all chance.", show_default="as the scenario says")
    ] = None,
    changes: Changes = None,
    overlays: Overlays = None,
    clock: Annotated[str, typer.Option(help="auto, simpy or compiled; same figures.")] = "auto",
    until: Annotated[
        str | None,
        typer.Option(
            metavar="PRECISION",
            help="Replicate until precise enough: 'service_level ±1%' (or +-1%).",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write tables, logs and provenance there.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace DIR if it is there.")] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell the first replication event by event.")
    ] = False,
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Print a table of all intervals, too.")
    ] = False,
    check_targets: Annotated[
        bool, typer.Option("--check-targets", help="Exit with 1 if a target is missed.")
    ] = False,
    notices_as_errors: Annotated[
        bool, typer.Option("--notices-as-errors", help="Exit with 1 if there are notices.")
    ] = False,
    allow_code: Annotated[
        bool, typer.Option("--allow-code", help="Run the Python policies that the scenario names.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Simulate a scenario and print its report."""
    with refusing():
        if trace and as_json:
            raise UsageError("--trace tells sentences, --json data\n    → ask for one of them")
        scenario = load_scenario(file, changes, overlays)

        from cic.cli.progress import progress_on
        from cic.experiments.own import policies_of
        from cic.report.result import run as run_scenario
        from cic.report.saved import check_target

        if out is not None:
            check_target(out, force=force)

        with progress_on(sys.stderr) as progress:
            result = run_scenario(
                scenario,
                replications=replications,
                seed=seed,
                clock=clock,  # type: ignore[arg-type]
                until=until,
                progress=progress,
                policies=policies_of(scenario) if allow_code else None,
            )
        written = result.save(out, force=force) if out is not None else None
        _answer(result, as_json=as_json, trace=trace, intervals=intervals)
        if written is not None:
            tell(shown(f"written to {written}"))
    missed = _missed(result) if check_targets else []
    if notices_as_errors:
        missed += [f"notice {notice.code}: {notice.what}" for notice in result.notices]
    for line in missed:
        tell(shown(line))
    if missed:
        raise typer.Exit(ANSWERED_NO)


def _answer(result: Run, *, as_json: bool, trace: bool, intervals: bool) -> None:
    if as_json:
        say_json(result.to_dict())
        return
    if trace:
        from cic.report.trace import tell as tell_log

        done = result.done
        for sentence in tell_log(done.logs[0], done.program, done.scenario.model, seed=done.seed):
            say(sentence)
        say("")
    from rich.console import Console

    from cic.report.terminal import print_report

    plain = not sys.stdout.isatty()
    print_report(result, Console(width=_width() if plain else None), intervals=intervals)


def _width() -> int:
    """Columns of a report that goes to a file or a pipe."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else 100


def _missed(result: Run) -> list[str]:
    """The targets that were missed, or could not be judged, in words."""
    from cic.report.promises import judged
    from cic.report.wording import tell as tell_estimate

    lines = []
    for check in result.targets():
        if check.met:
            continue
        got = judged(result, check)
        told = tell_estimate(got.value, got.half_width, got.unit)
        how = "target missed" if check.met is False else "nothing to judge a target by"
        lines.append(f"{how}: {check.where}: {check.measure} {check.bound}, is {told}")
    return lines
