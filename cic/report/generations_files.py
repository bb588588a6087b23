"""The scenarios of all generations as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cic.errors import ResultError

if TYPE_CHECKING:
    from cic.report.generations import Generations


def write(found: Generations, folder: Path) -> list[Path]:
    """Write the scenario of each generation as `GENERATION.yaml`."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for which, scenario in found.scenarios.items():
            file = folder / f"{which}.yaml"
            file.write_text(scenario.to_yaml(), encoding="utf-8")
            written.append(file)
    except OSError as error:
        told = f"{folder} cannot be written: {error.strerror or error}"
        raise ResultError(f"{told}\n    → choose another folder") from None
    return written
