"""All commands of `cic`, put together; what a command needs is imported when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from cic.cli.common import say

COMMANDS = (
    "run",
    "check",
    "explain",
    "generations",
    "policies",
    "scenarios",
    "schema",
    "warmup",
    "bench",
)
"""The commands, in the order in which they are listed: each is the function of its name, in the
module of its name."""


class _Built(Mapping[str, Any]):
    """The commands by name, each built when it is looked up: building all takes a while."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a command as typer holds it
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._built:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(name)(getattr(import_module(f"cic.cli.{name}"), name))
            self._built[name] = get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(TyperGroup):
    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as typer gives them
        super().__init__(**settings)
        self.commands: Any = _Built()


app = typer.Typer(
    name="cic",
    cls=_Commands,
    help="Simulate contact centres: what a day would be like, before it comes.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 answered no (a target was missed), 2 wrong input.",
)


def _version(value: bool) -> None:  # noqa: FBT001 - typer calls it so
    if value:
        import cic

        say(f"cic {cic.__version__}")
        raise typer.Exit


@app.callback()
def cic_(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Simulate contact centres: what a day would be like, before it comes."""


def run_app() -> None:
    """Run the command line; what a terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app()
