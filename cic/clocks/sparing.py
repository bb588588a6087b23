"""Rules without what a centre lacks: the same source, less what a switch that is off leaves out.

Most centres use a few of the things that rules know. A switch (`cic.program.switches`) is a
number on the floor that is 0 throughout a run where the centre lacks what it stands for. In rules
for such a centre, reading the switch becomes the number 0 before anything is compiled, and Python's
own compiler drops what can then never be reached. What is left is compiled in a fraction of the
time, and runs faster.
"""

from __future__ import annotations

import ast
import inspect
import operator
import textwrap
from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}


def sparing(function: FunctionType, off: frozenset[str]) -> CodeType:
    """The code of a rule as it is where these switches are off; the whole where no source is."""
    if off.isdisjoint(function.__code__.co_names):
        return function.__code__
    try:
        lines, first = inspect.getsourcelines(function)
    except OSError:
        return function.__code__
    tree = ast.parse(textwrap.dedent("".join(lines)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)  # noqa: S101
    definition.decorator_list = []
    spared = ast.fix_missing_locations(_Spare(off).visit(tree))
    ast.increment_lineno(spared, first - 1)
    whole = compile(spared, function.__code__.co_filename, "exec", dont_inherit=True)
    return next(one for one in whole.co_consts if isinstance(one, CodeType))


class _Spare(ast.NodeTransformer):
    """Puts 0 in the place of switches, and works out what follows from it."""

    def __init__(self, off: frozenset[str]) -> None:
        self._off = off

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """A switch of the floor, read, is 0."""
        self.generic_visit(node)
        if node.attr in self._off and isinstance(node.ctx, ast.Load) and _is_floor(node.value):
            return ast.copy_location(ast.Constant(0), node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Two numbers are compared at once."""
        self.generic_visit(node)
        if len(node.ops) == 1 and type(node.ops[0]) in _COMPARED:
            left, right = node.left, node.comparators[0]
            if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
                told = _COMPARED[type(node.ops[0])](left.value, right.value)
                return ast.copy_location(ast.Constant(told), node)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """The opposite of what is known is known."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and isinstance(node.operand, ast.Constant):
            return ast.copy_location(ast.Constant(not node.operand.value), node)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """Nothing after what decides is asked, and nothing that decides nothing."""
        self.generic_visit(node)
        decides = isinstance(node.op, ast.Or)
        asked: list[ast.expr] = []
        for value in node.values:
            if isinstance(value, ast.Constant):
                if bool(value.value) is decides:
                    asked.append(value)
                    break
            else:
                asked.append(value)
        if not asked:
            return ast.copy_location(ast.Constant(not decides), node)
        node.values = asked
        return node if len(asked) > 1 else asked[0]


def _is_floor(node: ast.expr) -> bool:
    """Whether this is `floor` or `centre.floor[0]`."""
    if isinstance(node, ast.Name):
        return node.id == "floor"
    return isinstance(node, ast.Subscript) and ast.unparse(node) == "centre.floor[0]"
