"""`cic check`: all that is wrong, or worth knowing, about scenario files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cic.cli.common import (
    WRONG_INPUT,
    AsJson,
    Changes,
    Overlays,
    finding_as_json,
    read_changes,
    refusing,
    say,
    say_json,
    shown,
)
from cic.errors import Finding


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="SCENARIO...", help="Scenario files (YAML).", show_default=False),
    ],
    *,
    changes: Changes = None,
    overlays: Overlays = None,
    as_json: AsJson = False,
) -> None:
    """Find all mistakes of a scenario at once.

    Each with file, line and column, the value that was found, and the remedy.

    Exit status 2 if there is an error; notices alone are none.
    """
    from cic.scenario.load import check as check_file

    with refusing():
        wanted = read_changes(changes)
        found = {file: check_file(file, overlays=overlays or (), changes=wanted) for file in files}
    if as_json:
        say_json(
            [
                {"file": str(file), "findings": [finding_as_json(one) for one in findings]}
                for file, findings in found.items()
            ]
        )
    else:
        for file, findings in found.items():
            for finding in findings:
                say(shown(_told(finding)))
            say(shown(f"{file}: {_summary(findings)}"))
    if any(finding.severity == "error" for findings in found.values() for finding in findings):
        raise typer.Exit(WRONG_INPUT)


def _told(finding: Finding) -> str:
    mark = "" if finding.severity == "error" else "notice "
    start = " ".join(part for part in (finding.place, finding.where) if part)
    told = f"{start}{': ' if start else ''}{mark}{finding.code} {finding.what}"
    return f"{told}\n    → {finding.remedy}" if finding.remedy else told


def _summary(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    notices = len(findings) - errors
    if not findings:
        return "no mistakes found"
    parts = [f"{errors} error{'s' if errors > 1 else ''}"] if errors else []
    parts += [f"{notices} notice{'s' if notices > 1 else ''}"] if notices else []
    return ", ".join(parts)
