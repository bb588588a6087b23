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
import importlib
import importlib.util
import logging
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")

import llvmlite.binding
import numba
from numba.core import codegen
from numba.core import dispatcher as dispatcher_module
from numba.core.compiler_lock import global_compiler_lock
from numba.np import arrayobj

from cic.clocks.foreign import jump
from cic.clocks.sparing import sparing
from cic.clocks.tables import centre_type
from cic.program.centre import Centre

_LOG = logging.getLogger("cic")

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
"""No fastmath, ever: the clocks must agree to the last bit."""

RULE_OPTIONS: dict[str, Any] = OPTIONS | {"_nrt": False}
"""Rules make no arrays, so they need no reference counts: 2.5 times as fast."""

SOURCES = ("program", "luck", "policies", "rules", "clocks", "measures")


def cache_folder() -> Path:
    """Where the machine code of this version of the rules, on this processor, is kept."""
    from platformdirs import user_cache_path

    digest = hashlib.blake2b(digest_size=12)
    package = Path(__file__).parents[1]
    for room in SOURCES:
        for source in sorted((package / room).glob("*.py")):
            digest.update(source.name.encode() + source.read_bytes())
    for part in (numba.__version__, platform.python_version(), _processor()):
        digest.update(part.encode())
    root = os.environ.get("CIC_CACHE_DIR")
    return (Path(root) if root else user_cache_path("cic")) / digest.hexdigest()


def _processor() -> str:
    """What numba compiles for."""
    settings: Any = numba.config
    return str(settings.CPU_NAME or llvmlite.binding.get_host_cpu_name())


@cache
def _made(folder: Path) -> Path:
    """The folder, made; another for this process alone where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        _LOG.warning("machine code cannot be kept in %s (%s): it will be made anew", folder, error)
        return Path(tempfile.mkdtemp(prefix="cic-"))


@cache
def compiled(function: Callable[..., Any], off: frozenset[str] = frozenset()) -> Callable[..., Any]:
    """A rule, compiled with every rule it calls; kept in this process and on disk.

    What begins with a centre is always given the same kinds of other arguments; they are looked at
    once.
    """
    settings: Any = numba.config
    settings.CACHE_DIR = str(_made(cache_folder()))
    _know_arrays()
    dispatcher = _compile(function, {}, keep=True, off=off)

    def prepare(kinds: tuple[Any, ...]) -> None:
        if not is_kept(function, off):
            _LOG.warning("compiling %s for this machine, once; please wait", function.__name__)
        _prepare(dispatcher, kinds)

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


@cache
def _know_arrays() -> None:
    """Let numba learn its functions of arrays, without loading SciPy, which no rule needs.

    To know whether there is linear algebra, it loads all of SciPy's: a quarter of the time of the
    first run. That SciPy is there is enough; a function that takes it loads it then.
    """
    linalg: Any = importlib.import_module("numba.np.linalg")
    loads = linalg.ensure_blas

    def looks() -> None:
        if importlib.util.find_spec("scipy") is None:
            loads()

    with global_compiler_lock:
        linalg.ensure_blas = looks
        try:
            arraymath: Any = importlib.import_module("numba.np.arraymath")
        finally:
            linalg.ensure_blas = loads
        arraymath.ensure_blas = loads


def _kind_of(argument: Any) -> Any:
    """As what an argument is passed: a centre as a list of tables."""
    if isinstance(argument, Centre):
        return centre_type(argument)
    return numba.typeof(argument)


def is_kept(function: Callable[..., Any], off: frozenset[str] = frozenset()) -> bool:
    """Whether the machine code of a rule lies on disk already."""
    return any(cache_folder().rglob(f"*.{function.__name__}{_manner(off)}-*.nbi"))


def _manner(off: frozenset[str]) -> str:
    """What a rule's name on disk ends with: rules without something are kept apart."""
    return "_without_" + "_".join(sorted(off)) if off else ""


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
    copy.__qualname__ = function.__qualname__ + (_manner(off) if keep else "")
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
        **options,
    )
    return done[function]


def _prepare(dispatcher: Any, kinds: tuple[Any, ...]) -> None:
    """Load the machine code for such kinds of arguments from disk, or compile it.

    Rules never index from the end of a table, so numba's care for negative indices is left out
    while a rule is compiled (a quarter of the time of a run); numba's lock keeps others from
    compiling then.
    """
    name = dispatcher.py_func.__qualname__
    with global_compiler_lock, _linked_once(name), _one_kind_of_whole_number():
        careful = arrayobj.fix_integer_index
        arrayobj.fix_integer_index = _index_as_it_is
        try:
            dispatcher.compile(kinds)
        finally:
            arrayobj.fix_integer_index = careful


@contextmanager
def _linked_once(name: str) -> Iterator[None]:
    """While it lasts, only the function of this name is optimised, and all others as part of it.

    Numba would link, optimise and translate every function it meets on the way together with all
    that the function calls, though only the outermost is ever called from outside: half of the
    time. Functions inside raise nothing, so they need no environments either.
    """
    library: Any = codegen.CPUCodeLibrary
    target: Any = codegen.JITCPUCodegen
    finalize, set_env = library.finalize, target.set_env

    def finalize_late(self: Any) -> None:
        if self.name != name:
            self._finalized = True
            return
        needed = list(self._linking_libraries)
        for inner in needed:
            needed += [one for one in inner._linking_libraries if one not in needed]
        self._linking_libraries = needed
        finalize(self)

    def set_known_env(self: Any, env_name: str, env: Any) -> None:
        if self._engine.is_symbol_defined(env_name):
            set_env(self, env_name, env)

    library.finalize, target.set_env = finalize_late, set_known_env
    try:
        yield
    finally:
        library.finalize, target.set_env = finalize, set_env


@contextmanager
def _one_kind_of_whole_number() -> Iterator[None]:
    """While it lasts, functions are compiled for whole numbers of 64 bits, whatever they are given.

    Row numbers lie in tables in 32 bits and come out of loops in 64; numba would compile every rule
    for each mixture of them.
    """
    kind: Any = dispatcher_module._DispatcherBase
    get_call_template = kind.get_call_template

    def widened(self: Any, args: Any, kws: Any) -> Any:
        if not hasattr(self.py_func, "is_rule"):
            return get_call_template(self, args, kws)
        integer, int64 = numba.types.Integer, numba.types.int64
        wide = tuple(int64 if isinstance(one, integer) else one for one in args)
        template, signature, _, kws = get_call_template(self, wide, kws)
        return template, signature, args, kws

    kind.get_call_template = widened
    try:
        yield
    finally:
        kind.get_call_template = get_call_template


def _index_as_it_is(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:  # noqa: ARG001
    return context.cast(builder, index, kind, numba.types.intp)
