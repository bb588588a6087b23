"""Numba in a hurry: what it does more often than rules need, done once or not at all.

Compiling all rules takes it well over half a minute as it comes. Each thing here was measured, and
none changes what the machine code does. While one function is compiled, numba's lock keeps others
from compiling.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import numba
from numba.core import (
    base,
    codegen,
    errors,
    event,
    ir,
    lowering,
    postproc,
    targetconfig,
    transforms,
    typeinfer,
)
from numba.core import dispatcher as dispatcher_module
from numba.core.compiler_lock import global_compiler_lock
from numba.core.types import functions
from numba.np import arrayobj

_OF_NUMBERS = ("_operator", "math", "builtins")
_NUMBERS = (numba.types.Number, numba.types.Boolean)
_WITHOUT_VARIABLES = (str, int, float, bool, type(None), ir.Loc, ir.Scope)


@contextmanager
def in_haste(name: str) -> Iterator[None]:
    """While it lasts, a function of this name, and all that it calls, is compiled quickly."""
    with global_compiler_lock, ExitStack() as ways:
        for way in (
            _indices_as_they_are(),
            _one_kind_of_whole_number(),
            _linked_once(name),
            _flags_told_apart_quickly(),
            _sizes_known(),
            _operators_typed_once(),
            _variables_listed_quickly(),
            _locks_untold(),
            _lives_of_variables_known_last(),
            _errors_in_context(),
        ):
            ways.enter_context(way)
        yield


@contextmanager
def _instead(owner: Any, **ways: Callable[..., Any]) -> Iterator[None]:
    """While it lasts, an owner's functions of these names are others."""
    before = {name: getattr(owner, name) for name in ways}
    for name, way in ways.items():
        setattr(owner, name, way)
    try:
        yield
    finally:
        for name, way in before.items():
            setattr(owner, name, way)


def _indices_as_they_are() -> Any:
    """Rules never index from the end of a table; numba's care for it is a quarter of a run."""

    def cast(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:  # noqa: ARG001
        return context.cast(builder, index, kind, numba.types.intp)

    return _instead(arrayobj, fix_integer_index=cast)


def _linked_once(name: str) -> Any:
    """Only the function of this name is optimised, and all others as part of it.

    Numba would optimise, link and translate every function it meets on the way together with all
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
        self._linking_libraries = _callers_first(self)
        finalize(self)
        called = [one.name for one in self._final_module.functions if one.is_declaration]
        missing = [name for name in called if name.startswith("_Z")]
        if missing:  # calling one would end the process
            raise RuntimeError(f"rules that were not linked: {', '.join(missing)}")

    def set_known_env(self: Any, env_name: str, env: Any) -> None:
        if self._engine.is_symbol_defined(env_name):
            set_env(self, env_name, env)

    ways = ExitStack()
    ways.enter_context(_instead(library, finalize=finalize_late))
    ways.enter_context(_instead(target, set_env=set_known_env))
    return ways


def _callers_first(outermost: Any) -> list[Any]:
    """The functions that a function needs, each behind all that call it.

    LLVM takes a function in only if something that it has taken in before calls it.
    """
    calls: dict[Any, list[Any]] = {}
    unseen = [outermost]
    while unseen:
        one = unseen.pop()
        if one not in calls:
            calls[one] = list(one._linking_libraries)
            unseen += calls[one]
    return [*TopologicalSorter(calls).static_order()][-2::-1]


def _one_kind_of_whole_number() -> Any:
    """Functions are compiled for whole numbers of 64 bits, whatever they are given.

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

    return _instead(kind, get_call_template=widened)


def _flags_told_apart_quickly() -> Any:
    """Two sets of flags are compared by what was set; numba works out all of them each time."""
    config: Any = targetconfig.TargetConfig

    def equal(self: Any, other: Any) -> Any:
        if type(self) is not type(other):
            return NotImplemented
        ours, theirs = self._values, other._values
        if ours == theirs:
            return True
        either = ours.keys() | theirs.keys()
        return all(getattr(self, name) == getattr(other, name) for name in either)

    def hashed(self: Any) -> int:
        return hash(type(self))

    return _instead(config, __eq__=equal, __hash__=hashed)


def _sizes_known() -> Any:
    """The size of a type is worked out once: numba asks LLVM for each variable."""
    context: Any = base.BaseContext
    measure = context.get_abi_sizeof
    known: dict[str, int] = {}

    def remembered(self: Any, kind: Any) -> int:
        name = str(kind)
        if name not in known:
            known[name] = measure(self, kind)
        return known[name]

    return _instead(context, get_abi_sizeof=remembered)


def _operators_typed_once() -> Any:
    """What an operator makes of two kinds of number is found out once, not at each place."""
    kind: Any = functions.BaseFunction
    resolve = kind.get_call_type
    known: dict[Any, Any] = {}

    def remembered(self: Any, context: Any, args: Any, kws: Any) -> Any:
        key = self.typing_key
        if kws or getattr(key, "__module__", None) not in _OF_NUMBERS:
            return resolve(self, context, args, kws)
        if not all(isinstance(one, _NUMBERS) for one in args):
            return resolve(self, context, args, kws)
        if (key, args) not in known:
            signature = resolve(self, context, args, kws)
            known[key, args] = signature, self._impl_keys[signature.args]
        signature, self._impl_keys[signature.args] = known[key, args]
        return signature

    return _instead(kind, get_call_type=remembered)


def _variables_listed_quickly() -> Any:
    """The variables of a statement are looked for in what can hold some."""
    instruction: Any = ir.Inst

    def listed(self: Any, value: Any) -> list[Any]:
        if isinstance(value, ir.Var):
            return [value]
        found: list[Any] = []
        if isinstance(value, ir.Inst):
            found = value.list_vars()
        elif isinstance(value, dict | list | tuple):
            found = within(self, value.values() if isinstance(value, dict) else value)
        return found

    def within(self: Any, values: Iterable[Any]) -> list[Any]:
        found: list[Any] = []
        for one in values:
            kind = type(one)
            if kind is ir.Var:
                found.append(one)
            elif kind not in _WITHOUT_VARIABLES:
                found += listed(self, one)
        return found

    return _instead(instruction, _rec_list_vars=listed)


def _locks_untold() -> Any:
    """Nobody listens when LLVM's lock is taken and given back, a hundred thousand times."""

    def nothing(kind: str, data: Any = None, exc_details: Any = None) -> None:
        pass

    return _instead(event, start_event=nothing, end_event=nothing)


def _lives_of_variables_known_last() -> Any:
    """When variables live and die is worked out where it is needed: before code is made."""
    kind: Any = postproc.PostProcessor
    work_out = kind.run

    def run(self: Any, emit_dels: Any = None, extend_lifetimes: Any = None) -> None:
        function = self.func_ir
        if emit_dels or function.is_generator:
            work_out(self, bool(emit_dels), bool(extend_lifetimes))
            return
        function.blocks = transforms.canonicalize_cfg(function.blocks)
        function.variable_lifetime = postproc.VariableLifetime(function.blocks)
        function.generator_info = None

    return _instead(kind, run=run)


def _errors_in_context() -> Any:
    """What surrounds an error is put into words where there is one."""
    ways = ExitStack()
    for module in lowering, typeinfer:
        ways.enter_context(_instead(module, new_error_context=_Surroundings))
    return ways


class _Surroundings:
    """As numba's context of errors."""

    def __init__(self, words: str, *given: Any, **named: Any) -> None:
        self._told = words, given, named

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, errors.NumbaError):
            words, given, named = self._told
            error.add_context(words.format(*given, **named))


@cache
def know_arrays() -> None:
    """Let numba learn its functions of arrays, without loading SciPy, which no rule needs.

    To know whether there is linear algebra, it loads all of SciPy's: a quarter of the time of the
    first run. That SciPy is there is enough; a function that takes it loads it then.
    """
    linalg: Any = importlib.import_module("numba.np.linalg")
    loads = linalg.ensure_blas

    def looks() -> None:
        if importlib.util.find_spec("scipy") is None:
            loads()

    with global_compiler_lock, _instead(linalg, ensure_blas=looks):
        arraymath: Any = importlib.import_module("numba.np.arraymath")
    arraymath.ensure_blas = loads
