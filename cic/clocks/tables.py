"""Tables of records as compiled rules see them: an address and a length, nothing more.

Numba passes an array as seven values and names it by its whole dtype, so that a centre of 27 tables
would be 189 arguments of every rule that is not compiled into its caller. A table here is two
values with a short name: rules compile in a third of the time, and calls cost less. A row is the
same record that an array's item would be. A rule counts rows from the beginning and stays inside
the table; nothing checks it.
"""

from __future__ import annotations

import hashlib
import operator
from typing import Any

import numpy as np
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import (
    NativeValue,
    lower_builtin,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np import numpy_support


class Table:
    """A structured array on its way into a compiled rule; it keeps the memory alive."""

    __slots__ = ("_array", "address", "dtype", "length")

    def __init__(self, array: np.ndarray) -> None:
        if not array.flags.c_contiguous:
            raise ValueError("a table of records must lie in one piece")
        self._array = array
        self.address = array.ctypes.data
        self.length = len(array)
        self.dtype = array.dtype


class TableType(types.Type):
    """The type of tables of one record, in compiled rules."""

    def __init__(self, row: Any) -> None:
        self.row = row
        digest = hashlib.blake2b(str(row).encode(), digest_size=6).hexdigest()
        super().__init__(name=f"Table{digest}")


_KINDS: dict[np.dtype[Any], TableType] = {}


@typeof_impl.register(Table)
def _kind_of(table: Table, context: Any) -> TableType:  # noqa: ARG001 - as numba calls it
    kind = _KINDS.get(table.dtype)
    if kind is None:
        kind = _KINDS[table.dtype] = TableType(numpy_support.from_dtype(table.dtype))
    return kind


@register_model(TableType)
class _TableModel(models.StructModel):
    def __init__(self, manager: Any, kind: TableType) -> None:
        super().__init__(manager, kind, [("address", types.voidptr), ("length", types.intp)])


@unbox(TableType)
def _unbox_table(kind: TableType, table: Any, box: Any) -> Any:
    native = cgutils.create_struct_proxy(kind)(box.context, box.builder)
    for field, unboxed in (("address", types.voidptr), ("length", types.intp)):
        value = box.pyapi.object_getattr_string(table, field)
        number = box.pyapi.number_as_ssize_t(value)
        box.pyapi.decref(value)
        if unboxed is types.voidptr:
            number = box.builder.inttoptr(number, cgutils.voidptr_t)
        setattr(native, field, number)
    return NativeValue(native._getvalue())


@infer_global(operator.getitem)
class _RowOfTable(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002 - as numba calls it
        table, place = args
        if isinstance(table, TableType) and isinstance(place, types.Integer):
            return signature(table.row, table, types.intp)
        return None


@lower_builtin(operator.getitem, TableType, types.Integer)
def _row_of_table(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    kind = sig.args[0]
    table = cgutils.create_struct_proxy(kind)(context, builder, value=args[0])
    offset = builder.mul(args[1], context.get_constant(types.intp, kind.row.size))
    place = builder.gep(table.address, [offset], inbounds=True)
    return builder.bitcast(place, context.get_value_type(kind.row))


@infer_global(len)
class _LengthOfTable(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002 - as numba calls it
        if isinstance(args[0], TableType):
            return signature(types.intp, args[0])
        return None


@lower_builtin(len, TableType)
def _length_of_table(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0]).length
