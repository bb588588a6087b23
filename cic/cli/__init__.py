"""The command line: each command parses, calls one public function, and renders.

Exit status: 0 done, 1 answered no (a target was missed), 2 wrong input, 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os

_YOUNG = 500_000
"""New objects that the collector lets come before it looks for cycles. A command makes many objects
and few cycles: the usual 700 cost `cic check` 5 % of its time, and `cic run` 8 %. Small commands
make fewer than this."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_YOUNG)
    # Python looks for cycles among all objects once more as it ends: a sixth of `cic check`.
    atexit.register(gc.freeze)
    # Looking through all installed packages for plugins of pydantic takes 25 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from cic.cli.app import run_app

    run_app()
