"""What commands have in common: options, answers, and how they refuse."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cic.errors import CicError, Finding

if TYPE_CHECKING:
    from cic.scenario.load import Scenario

DONE, ANSWERED_NO, WRONG_INPUT = 0, 1, 2

ScenarioFile = Annotated[Path, typer.Argument(help="A scenario file (YAML).", show_default=False)]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a value, such as agents.generalists.staff=12; may be repeated.",
        show_default=False,
    ),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="FILE",
        help="Lay another YAML file over the scenario; may be repeated.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def say(text: str) -> None:
    """Print the answer, on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """Print beside the answer, on standard error."""
    sys.stderr.write(f"{text}\n")


def say_json(value: Any) -> None:  # noqa: ANN401 - plain values
    """Print plain values as JSON, in characters that every terminal and pipe can take."""
    import json

    say(json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False))


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal into its words on standard error, and exit status 2."""
    try:
        yield
    except CicError as error:
        sys.stdout.flush()
        tell(shown(str(error)))
        raise typer.Exit(WRONG_INPUT) from None


def shown(text: str) -> str:
    """A text of several lines, harmless to a terminal."""
    from cic.report.wording import harmless

    return "\n".join(map(harmless, text.split("\n")))


def load_scenario(
    file: Path, changes: Sequence[str] | None, overlays: Sequence[Path] | None
) -> Scenario:
    """The scenario a command was asked about."""
    from cic.scenario.load import load

    return load(file, overlays=overlays or (), changes=read_changes(changes))


def read_changes(changes: Sequence[str] | None) -> dict[str, object]:
    """Changes as they were written after --set; the last one of a path holds."""
    from cic.scenario.load import read_change

    return dict(read_change(text) for text in changes or ())


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    names = ("severity", "code", "file", "line", "column", "where", "what", "remedy")
    return {name: getattr(finding, name) for name in names}
