"""A centre and its tables of records as compiled rules see them: addresses and lengths.

Numba passes an array as seven values, names it by its whole dtype, and passes a tuple as all that
is in it: a centre of 50 tables would be 350 arguments of every rule that is not compiled into its
caller. A table here is an address and a length, and a centre the address of a list of these: one
argument. Rules compile in a fraction of the time, and calls cost nothing to speak of. A row is the
same record that an array's item would be. A rule counts rows from the beginning and stays inside
the table; nothing checks it.
"""

from __future__ import annotations

import hashlib
import operator
from functools import cached_property
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import boxing, cgutils
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    infer_getattr,
    infer_global,
    signature,
)
from numba.extending import NativeValue, lower_builtin, models, register_model, unbox
from numba.np import numpy_support


class TableType(types.Type):
    """The type of tables of one record, in compiled rules."""

    def __init__(self, row: Any) -> None:
        self.row = row
        digest = hashlib.blake2b(str(row).encode(), digest_size=6).hexdigest()
        super().__init__(name=f"Table{digest}")


def table_type(array: np.ndarray) -> TableType:
    """The type as which a structured array in one piece is passed."""
    return TableType(numpy_support.from_dtype(array.dtype))


@register_model(TableType)
class TableModel(models.StructModel):
    """An address and a length."""

    def __init__(self, manager: Any, kind: TableType) -> None:
        super().__init__(manager, kind, [("address", types.voidptr), ("length", types.intp)])


@unbox(TableType)
def _unbox_table(kind: TableType, array: Any, box: Any) -> Any:
    """Take address and length of an array; whoever calls keeps the array alive."""
    as_array = types.Array(kind.row, 1, "C")
    whole = boxing.unbox_array(as_array, array, box)
    parts = cgutils.create_struct_proxy(as_array)(box.context, box.builder, value=whole.value)
    table = cgutils.create_struct_proxy(kind)(box.context, box.builder)
    table.address = box.builder.bitcast(parts.data, cgutils.voidptr_t)
    table.length = parts.nitems
    return NativeValue(table._getvalue(), is_error=whole.is_error)


@infer_global(operator.getitem)
class _RowOfTable(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002 - as numba calls it
        table, place = args
        if isinstance(table, TableType) and isinstance(place, types.Integer):
            return signature(table.row, table, types.intp)
        return None


@lower_builtin(operator.getitem, TableType, types.Integer)
def row_of_table(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Generate the look-up of a row."""
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


class CentreType(types.Type):
    """The type of a named tuple of tables, in compiled rules."""

    def __init__(self, tables: dict[str, TableType]) -> None:
        self.tables = tables
        told = str([(name, table.name) for name, table in tables.items()])
        digest = hashlib.blake2b(told.encode(), digest_size=6).hexdigest()
        super().__init__(name=f"Centre{digest}")

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where each table stands in the list."""
        return {name: n for n, name in enumerate(self.tables)}


def centre_type(centre: Any) -> CentreType:
    """The type as which a centre is passed."""
    tables = zip(centre._fields, centre, strict=True)
    return CentreType({name: table_type(table) for name, table in tables})


@register_model(CentreType)
class _CentreModel(models.OpaqueModel):
    """An address: of a list of addresses and lengths."""


@unbox(CentreType)
def _unbox_centre(kind: CentreType, centre: Any, box: Any) -> Any:
    """List addresses and lengths where whoever calls from Python keeps its own variables."""
    builder = box.builder
    listed = cgutils.alloca_once(builder, ir.ArrayType(_ENTRY, len(kind.tables)))
    failed = cgutils.false_bit
    for n, table in enumerate(kind.tables.values()):
        unboxed = _unbox_table(table, box.pyapi.tuple_getitem(centre, n), box)
        builder.store(unboxed.value, _entry(builder, listed, n))
        failed = builder.or_(failed, unboxed.is_error)
    return NativeValue(builder.bitcast(listed, cgutils.voidptr_t), is_error=failed)


@infer_getattr
class _TablesOfCentre(AttributeTemplate):
    key = CentreType

    def generic_resolve(self, value: Any, attr: str) -> Any:  # type: ignore[override]
        return value.tables.get(attr)


@lower_getattr_generic(CentreType)
def table_of_centre(context: Any, builder: Any, kind: Any, centre: Any, name: str) -> Any:  # noqa: ARG001
    """Read a table's address and length; nobody writes them while rules run."""
    listed = builder.bitcast(centre, ir.ArrayType(_ENTRY, len(kind.tables)).as_pointer())
    table = builder.load(_entry(builder, listed, kind.place_of[name]))
    table.set_metadata("invariant.load", builder.module.add_metadata([]))
    return table


_ENTRY = ir.LiteralStructType([cgutils.voidptr_t, cgutils.intp_t])


def _entry(builder: Any, listed: Any, place: int) -> Any:
    return cgutils.gep_inbounds(builder, listed, 0, place)
