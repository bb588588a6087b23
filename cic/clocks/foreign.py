"""Functions of people's own, compiled apart and called by address from the compiled rules.

A rule that is `is_foreign` is replaced by a jump to an address that the centre holds: the machine
code of the rules does not depend on the function, and stays on disk. The function is given a
contact, an agent, a view of the centre and the instant; rows of the view are counted from either
end and looked up with care, since nobody has checked the function.
"""

from __future__ import annotations

import dis
import math
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np import numpy_support

from cic.clocks.safe_tables import SafeTableType
from cic.clocks.tables import table_of_centre
from cic.policies.own import View
from cic.program.records import AGENT, CONTACT, GROUP, QUEUE, SKILL
from cic.program.score_records import CELL

_TABLES = {
    "queues": QUEUE,
    "groups": GROUP,
    "skills": SKILL,
    "agents": AGENT,
    "contacts": CONTACT,
    "cells": CELL,
}


@cache
def _argument_types() -> tuple[Any, ...]:
    """What a function of a person's own is given: contact, agent, centre, now."""
    rows = {name: numpy_support.from_dtype(record.dtype) for name, record in _TABLES.items()}
    view = types.NamedTuple([SafeTableType(rows[name]) for name in View._fields], View)
    return rows["contacts"], rows["agents"], view, types.float64


@intrinsic
def jump(typing: Any, address: Any, contact: Any, agent: Any, centre: Any, now: Any) -> Any:  # noqa: ARG001
    """What the function at an address says of a contact and an agent; −inf where it fails."""
    given = _argument_types()

    def generate(context: Any, builder: Any, _: Any, values: Any) -> Any:
        where, contact, agent, tables, now = values
        seen = [table_of_centre(context, builder, centre, tables, name) for name in View._fields]
        arguments = [contact, agent, context.make_tuple(builder, given[2], seen), now]
        kind = context.call_conv.get_function_type(types.float64, given)
        function = builder.inttoptr(where, kind.as_pointer())
        status, said = context.call_conv.call_function(
            builder, function, types.float64, given, arguments
        )
        with builder.if_then(status.is_error):
            _note_failure(context, builder, centre, tables)
        worst = context.get_constant(types.float64, -math.inf)
        is_number = builder.fcmp_ordered("==", said, said)
        good = builder.and_(builder.not_(status.is_error), is_number)
        return builder.select(good, said, worst)

    return types.float64(types.int64, contact, agent, centre, types.float64), generate


def _note_failure(context: Any, builder: Any, centre: Any, tables: Any) -> None:
    """Write on the floor that a function failed."""
    kind = centre.tables["floor"]
    found = table_of_centre(context, builder, centre, tables, "floor")
    table = cgutils.create_struct_proxy(kind)(context, builder, value=found)
    offset = context.get_constant(types.intp, kind.row.offset("own_failed"))
    cell = builder.gep(table.address, [offset], inbounds=True)
    word = ir.IntType(32)
    builder.store(word(1), builder.bitcast(cell, word.as_pointer()))


@cache
def address_of(function: Callable[..., Any]) -> int:
    """Where the machine code of a person's own function lies, as long as this process lives.

    Raises
    ------
    Exception
        Whatever numba says where it cannot compile the function.
    """
    own = _compile(function, {})

    def said(contact: Any, agent: Any, centre: Any, now: Any) -> Any:
        return 1.0 * own(contact, agent, centre, now)

    dispatcher: Any = numba.njit(error_model="python", nogil=True)(said)
    dispatcher.compile(_argument_types())
    _KEPT.append(dispatcher)
    (made,) = dispatcher.overloads.values()
    if made.signature.return_type != types.float64:
        msg = "it does not return a number"
        raise TypeError(msg)
    return int(made.library.get_pointer_to_function(made.fndesc.llvm_func_name))


_KEPT: list[Any] = []
"""Compiled functions, which must not be thrown away while their addresses are used."""


def _compile(function: Callable[..., Any], done: dict[Callable[..., Any], Any]) -> Any:
    """A compiled copy of a function, with compiled copies of the plain functions that it names."""
    if function in done or not isinstance(function, FunctionType):
        return done.get(function, function)
    scope = dict(function.__globals__)
    used = {step.argval for step in dis.get_instructions(function) if step.opname == "LOAD_GLOBAL"}
    done[function] = function  # one that calls itself is left to numba
    for name in sorted(used & scope.keys()):
        if isinstance(scope[name], FunctionType):
            scope[name] = _compile(scope[name], done)
    copy = FunctionType(
        function.__code__, scope, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    njit: Any = numba.njit
    done[function] = njit(error_model="python", nogil=True)(copy)
    return done[function]
