"""Tables of records as functions see them that nobody has checked."""

from __future__ import annotations

import operator
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import lower_builtin, register_model

from cic.clocks.tables import TableModel, TableType, row_of_table


class SafeTableType(TableType):
    """The type of tables in functions that nobody has checked: rows are looked up with care."""

    def __init__(self, row: Any) -> None:
        super().__init__(row)
        self.name = f"Safe{self.name}"


register_model(SafeTableType)(TableModel)


@lower_builtin(operator.getitem, SafeTableType, types.Integer)
def _row_of_safe_table(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    kind = sig.args[0]
    table = cgutils.create_struct_proxy(kind)(context, builder, value=args[0])
    zero = context.get_constant(types.intp, 0)
    below = builder.icmp_signed("<", args[1], zero)
    place = builder.select(below, builder.add(args[1], table.length), args[1])
    outside = builder.or_(
        builder.icmp_signed("<", place, zero), builder.icmp_signed(">=", place, table.length)
    )
    with builder.if_then(outside, likely=False):
        context.call_conv.return_user_exc(builder, IndexError, ("there is no such row",))
    return row_of_table(context, builder, sig, (args[0], place))
