"""The command line: each command parses, calls one public function, and renders.

Exit status: 0 done, 1 answered no (a target was missed), 2 wrong input, 130 interrupted.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from cic.cli.app import run_app

    run_app()
