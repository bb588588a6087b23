"""The one door to numba: it compiles rules, and what is written like a rule.

A compiled function is a copy of the plain one whose rules are replaced by compiled copies, so the
plain functions stay as they are. The machine code is cached on disk, in a folder named by a digest
of every source file of the package that can end up in it, of numba's version and of the processor:
numba itself does not see that a function in another file has changed. `cic.clocks.tables` tells
numba how tables look.
"""

from __future__ import annotations

import dis
import hashlib
import logging
import os
import platform
import re
import tempfile
from collections.abc import Callable
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from types import FunctionType
from typing import Any

os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")

import llvmlite.binding
import numba

from cic.clocks.foreign import jump
from cic.clocks.haste import in_haste, know_arrays
from cic.clocks.passes import RuleCompiler
from cic.clocks.sparing import sparing
from cic.clocks.tables import centre_type
from cic.program.centre import Centre
from cic.program.switches import SWITCHES

_LOG = logging.getLogger("cic")

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
"""No fastmath, ever: the clocks must agree to the last bit."""

RULE_OPTIONS: dict[str, Any] = OPTIONS | {"_nrt": False}
"""Rules make no arrays, so they need no reference counts: 2.5 times as fast."""

SOURCES = ("program", "luck", "policies", "rules", "clocks", "measures")

_BITS = {switch: 1 << n for n, switch in enumerate(sorted(SWITCHES))}
"""How the name of machine code tells what it was compiled without."""


def cache_folder() -> Path:
    """Where the machine code of this version of the rules, on this processor, is kept."""
    from platformdirs import user_cache_path

    root = os.environ.get("CIC_CACHE_DIR")
    return (Path(root) if root else user_cache_path("cic")) / _digest()


@cache
def _digest() -> str:
    """What the machine code depends on."""
    digest = hashlib.blake2b(digest_size=12)
    package = Path(__file__).parents[1]
    for room in SOURCES:
        for source in sorted((package / room).glob("*.py")):
            digest.update(source.name.encode() + source.read_bytes())
    for part in (numba.__version__, platform.python_version(), _processor()):
        digest.update(part.encode())
    return digest.hexdigest()


def _processor() -> str:
    """What numba compiles for."""
    settings: Any = numba.config
    return str(settings.CPU_NAME or llvmlite.binding.get_host_cpu_name())


@cache
def _made(folder: Path) -> Path:
    """The folder, made; where it cannot be, another for this process and those that it starts."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        _LOG.warning("machine code cannot be kept in %s (%s): it will be made anew", folder, error)
        os.environ["CIC_CACHE_DIR"] = tempfile.mkdtemp(prefix="cic-")
        return _made(cache_folder())


@cache
def _tell_that_it_compiles() -> None:
    """Said once, and not by processes that another has started: that says it."""
    if parent_process() is None:
        _LOG.warning("compiling rules for this machine, once; please wait")


@cache
def compiled(function: Callable[..., Any], off: frozenset[str] = frozenset()) -> Callable[..., Any]:
    """A rule, compiled with every rule it calls; kept in this process and on disk.

    What begins with a centre is always given the same kinds of other arguments; they are looked at
    once.
    """
    settings: Any = numba.config
    settings.CACHE_DIR = str(_made(cache_folder()))
    know_arrays()
    dispatcher = _compile(function, {}, keep=True, off=off)

    def prepare(kinds: tuple[Any, ...]) -> None:
        if off not in kept(function):
            _tell_that_it_compiles()
        with in_haste(dispatcher.py_func.__qualname__):
            dispatcher.compile(kinds)

    def call(*arguments: Any) -> Any:
        if not dispatcher.overloads:
            prepare(tuple(map(numba.typeof, arguments)))
        return dispatcher(*arguments)

    entry: list[Callable[..., Any]] = []

    def call_with_centre(*arguments: Any) -> Any:
        if not entry:
            prepare(tuple(map(_kind_of, arguments)))
            entry.extend(made.entry_point for made in dispatcher.overloads.values())
        return entry[0](*arguments)

    return call_with_centre if function.__code__.co_varnames[:1] == ("centre",) else call


def _kind_of(argument: Any) -> Any:
    """As what an argument is passed: a centre as a list of tables."""
    if isinstance(argument, Centre):
        return centre_type(argument)
    return numba.typeof(argument)


def kept(function: Callable[..., Any]) -> set[frozenset[str]]:
    """Without which switches the machine code of a rule lies on disk already."""
    name = re.compile(rf"\.{function.__name__}(?:_sparing_([0-9a-f]+))?-[0-9]+\.")
    found = (name.search(file.name) for file in _made(cache_folder()).rglob("*.nbi"))
    masks = [int(one[1] or "0", 16) for one in found if one]
    return {frozenset(switch for switch, bit in _BITS.items() if mask & bit) for mask in masks}


def _manner(off: frozenset[str]) -> str:
    """What a rule's name on disk ends with: rules without something are kept apart."""
    return f"_sparing_{sum(_BITS[switch] for switch in off):x}" if off else ""


def yardstick(function: Callable[..., Any]) -> Callable[..., Any]:
    """A hand-written function compiled as anybody would, to measure the rules against."""
    made: Callable[..., Any] = _compile(function, {}, options=OPTIONS)
    return made


def _compile(
    function: Callable[..., Any],
    done: dict[Callable[..., Any], Any],
    *,
    keep: bool = False,
    off: frozenset[str] = frozenset(),
    options: dict[str, Any] = RULE_OPTIONS,
) -> Any:
    """A compiled copy of a function, with compiled copies of the rules it names."""
    if function in done:
        return done[function]
    if hasattr(function, "is_foreign"):
        done[function] = jump
        return jump
    assert isinstance(function, FunctionType)  # noqa: S101
    scope = dict(function.__globals__)
    code = sparing(function, off) if off else function.__code__
    used = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    for name in sorted(used & scope.keys()):
        if hasattr(scope[name], "is_rule"):
            scope[name] = _compile(scope[name], done, off=off, options=options)
    copy = FunctionType(code, scope, function.__name__, function.__defaults__)
    # The machine code of all kernels shares one space of names: a rule made without something must
    # not be taken for the whole one of the same name, which another process may have compiled.
    copy.__qualname__ = function.__qualname__ + _manner(off)
    copy.__dict__.update(function.__dict__)
    inlined = not keep and not hasattr(function, "is_seldom") and options is RULE_OPTIONS
    wrapped = keep or options is not RULE_OPTIONS  # only what Python calls needs a wrapper
    njit: Any = numba.njit
    done[function] = njit(
        copy,
        cache=keep,
        forceinline=inlined,
        no_cpython_wrapper=not wrapped,
        no_cfunc_wrapper=True,
        pipeline_class=RuleCompiler if options is RULE_OPTIONS else numba.core.compiler.Compiler,
        **options,
    )
    return done[function]
