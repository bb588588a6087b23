"""`cic schema`: the JSON Schema of scenarios, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cic.cli.common import refusing, say, say_json
from cic.errors import ResultError


def schema(
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write it there.", show_default=False),
    ] = None,
    demand: Annotated[
        bool, typer.Option("--demand", help="Of demands, which `cic generations` takes.")
    ] = False,
) -> None:
    """Print the JSON Schema of scenarios, or of demands, for editors."""
    from cic.scenario.schema import json_schema

    found = json_schema()
    if demand:
        from cic.scenario.demand import Demand
        from cic.scenario.demands import SCHEMA_TITLE

        found = json_schema(Demand, SCHEMA_TITLE)
    if out is None:
        say_json(found)
        return
    with refusing():
        text = json.dumps(found, indent=2, ensure_ascii=False)
        try:
            out.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            told = f"{out} cannot be written: {error.strerror or error}"
            raise ResultError(f"{told}\n    → choose another file") from None
        say(f"{out} written")
