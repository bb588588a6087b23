"""`cic scenarios`: the scenario files of a folder, with what they ask."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cic.cli.common import AsJson, refusing, say, say_json, shown
from cic.errors import ResultError, ScenarioError

ENDINGS = {".yaml", ".yml"}


def scenarios(
    folder: Annotated[Path, typer.Argument(help="Where to look.")] = Path("scenarios"),
    *,
    as_json: AsJson = False,
) -> None:
    """List the scenarios of a folder, and what they ask."""
    with refusing():
        if not folder.is_dir():
            raise ResultError(f"there is no folder {folder}\n    → name a folder with scenarios")
        found = [row for file in sorted(folder.iterdir()) if (row := _about(file))]
    if as_json:
        say_json(found)
        return
    for row in found:
        say(shown(f"{row['file']}\n    {row['name']}"))
        if row["question"]:
            say(shown(f"    {row['question']}"))
    if not found:
        say(shown(f"no scenarios in {folder}"))


def _about(file: Path) -> dict[str, str] | None:
    """Name and question of a scenario file; None of anything else."""
    from cic.scenario.reader import read_file

    if file.suffix not in ENDINGS or not file.is_file():
        return None
    try:
        data = read_file(file).data
    except ScenarioError:
        return {"file": str(file), "name": "(cannot be read: see cic check)", "question": ""}
    if "queues" not in data:
        return None
    return {
        "file": str(file),
        "name": " ".join(str(data.get("name", "")).split()),
        "question": " ".join(str(data.get("question", "")).split()),
    }
