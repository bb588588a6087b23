"""All commands of `cic`, put together; nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cic.cli import bench, check, explain, generations, policies, run, scenarios, schema, warmup
from cic.cli.common import say

app = typer.Typer(
    name="cic",
    help="Simulate contact centres: what a day would be like, before it comes.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 answered no (a target was missed), 2 wrong input.",
)
for command in (
    run.run,
    check.check,
    explain.explain,
    generations.generations,
    policies.policies,
    scenarios.scenarios,
    schema.schema,
    warmup.warmup,
    bench.bench,
):
    app.command()(command)


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
