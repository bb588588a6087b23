"""The only module that knows numba: it compiles rules, and what is written like a rule.

A compiled function is a copy of the plain one whose rules are replaced by compiled copies, so the
plain functions stay as they are. The machine code is cached on disk, in a folder named by a digest of
every source file of the package that can end up in it, of numba's version and of the processor: numba
itself does not see that a function in another file has changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")

import numba

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "forceinline": True}
"""No fastmath, ever: the clocks must agree to the last bit."""

SOURCES = ("program", "policies", "rules", "clocks", "measures")


def cache_folder() -> Path:
    """Where the machine code of this version of the rules, on this processor, is kept."""
    from platformdirs import user_cache_path

    digest = hashlib.blake2b(digest_size=12)
    package = Path(__file__).parents[1]
    for room in SOURCES:
        for source in sorted((package / room).glob("*.py")):
            digest.update(source.name.encode() + source.read_bytes())
    for part in (numba.__version__, platform.python_version(), numba.config.CPU_NAME or ""):
        digest.update(str(part).encode())
    root = os.environ.get("CIC_CACHE_DIR")
    return (Path(root) if root else user_cache_path("cic")) / digest.hexdigest()


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """A rule, compiled with every rule it calls; cached in this process and on disk."""
    numba.config.CACHE_DIR = str(cache_folder())
    return _compile(function, {}, keep=True)


def _compile(
    function: Callable[..., Any], done: dict[Callable[..., Any], Any], *, keep: bool = False
) -> Callable[..., Any]:
    if function in done:
        return done[function]  # type: ignore[no-any-return]
    assert isinstance(function, FunctionType)  # noqa: S101
    scope = dict(function.__globals__)
    for name in function.__code__.co_names:
        inner = scope.get(name)
        if getattr(inner, "is_rule", False):
            scope[name] = _compile(inner, done)
    copy = FunctionType(function.__code__, scope, function.__name__, function.__defaults__)
    copy.__qualname__ = function.__qualname__
    done[function] = numba.njit(copy, cache=keep, **OPTIONS)
    return done[function]  # type: ignore[no-any-return]
