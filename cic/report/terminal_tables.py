"""Tables of estimates for a terminal: values aligned, half-widths quiet beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from cic.report.wording import Told, fitted, padded

GAP = 2
NAME_WIDTH = 20
HEADING = "bold"
QUIET = "dim"


@dataclass(frozen=True)
class Cell:
    """An estimate in words, and how its value is to look."""

    told: Told
    style: str = ""


@dataclass(frozen=True)
class Line:
    """A row of cells under its label; without cells, an empty line."""

    label: str = ""
    cells: tuple[Cell, ...] = ()
    style: str = ""


def table(heading: str, columns: Sequence[str], lines: Sequence[Line]) -> Iterator[Text]:
    """The lines of a table: labels to the left, values and half-widths in their columns."""
    labels = max(cell_len(heading), *(cell_len(line.label) for line in lines))
    shapes = [
        _shape(name, [line.cells[n] for line in lines if line.cells])
        for n, name in enumerate(columns)
    ]
    top = Text(padded(heading, labels), HEADING)
    for name, shape in zip(columns, shapes, strict=True):
        top.append(" " * GAP + shape.head(name), HEADING)
    top.rstrip()
    yield top
    for line in lines:
        yield _row(line, labels, shapes)


def _row(line: Line, labels: int, shapes: Sequence[_Shape]) -> Text:
    row = Text(padded(line.label, labels), line.style) if line.cells else Text()
    for cell, shape in zip(line.cells, shapes, strict=False):
        row.append(" " * GAP)
        row.append(" " * shape.indent)
        row.append(padded(cell.told.value, shape.value, right=True), cell.style or line.style)
        if shape.half:
            row.append(f" {padded(cell.told.half, shape.half)}", QUIET)
        row.append(" " * shape.rest)
    row.rstrip()
    return row


def width_of(heading: str, columns: Sequence[str], lines: Sequence[Line]) -> int:
    """How many columns of the terminal a table takes."""
    labels = max(cell_len(heading), *(cell_len(line.label) for line in lines))
    cells = [[line.cells[n] for line in lines if line.cells] for n in range(len(columns))]
    return labels + sum(
        GAP + _shape(name, found).width for name, found in zip(columns, cells, strict=True)
    )


@dataclass(frozen=True)
class _Shape:
    """How wide the parts of a column are."""

    indent: int
    value: int
    half: int
    rest: int

    @property
    def width(self) -> int:
        return self.indent + self.value + (1 + self.half if self.half else 0) + self.rest

    def head(self, name: str) -> str:
        """The name over the values: ending with them, or beginning at the column's left."""
        room = self.indent + self.value
        if cell_len(name) <= room:
            return padded(padded(name, room, right=True), self.width)
        return padded(name, self.width)


def _shape(name: str, cells: Sequence[Cell]) -> _Shape:
    value = max((cell_len(cell.told.value) for cell in cells), default=0)
    half = max((cell_len(cell.told.half) for cell in cells), default=0)
    body = value + (1 + half if half else 0)
    return _Shape(0, value, half, max(0, cell_len(name) - body))


def packed(
    heading: str,
    columns: Sequence[str],
    lines: Sequence[Line],
    *,
    width: int,
    breaks: Sequence[int] = (),
) -> Iterator[Text]:
    """A table cut into as many as the width asks for, each with all labels.

    Parameters
    ----------
    breaks
        Columns before which it is best cut.
    """
    start = 0
    while start < len(columns):
        fits = [
            end
            for end in range(start + 1, len(columns) + 1)
            if end == start + 1 or width_of(heading, *_part(columns, lines, start, end)) <= width
        ]
        best = [end for end in fits if end in breaks or end == len(columns)]
        end = max(best or fits)
        if start:
            yield Text()
        yield from table(heading, *_part(columns, lines, start, end))
        start = end


def _part(
    columns: Sequence[str], lines: Sequence[Line], start: int, end: int
) -> tuple[Sequence[str], list[Line]]:
    return columns[start:end], [
        Line(line.label, line.cells[start:end], line.style) for line in lines
    ]


def name_of(name: str, width: int = NAME_WIDTH) -> str:
    """A name for a heading or a label."""
    return fitted(name, width)
