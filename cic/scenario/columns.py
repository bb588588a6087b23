"""Values that stand in a column of a CSV file beside the scenario."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

from pydantic import ValidationInfo

from cic.errors import did_you_mean
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

MAX_BYTES = 100_000_000


def is_column(value: object) -> bool:
    """Whether a value is written as `{file: day.csv, column: regular}`."""
    return isinstance(value, dict) and isinstance(value.get("file"), str)


def read_column(value: object, info: ValidationInfo) -> object:
    """The values of `{file: day.csv, column: regular}`; anything else as it is.

    The file must lie in the scenario's folder or below it.
    """
    if not (isinstance(value, dict) and "file" in value):
        return value
    return column_values(value, (info.context or {}).get("folder") or ".")


def column_values(value: dict[str, Any], folder: str | Path) -> list[float | str]:
    """The values of a column; texts where they are times of day.

    Raises
    ------
    ValueError
        If the file or the column is not there, or a cell holds no number.
    """
    if set(value) != {"file", "column"} or not all(isinstance(v, str) for v in value.values()):
        found = ", ".join(map(str, value))
        wanted = "write {file: day.csv, column: regular}"
        raise refuse(f"a column is named by 'file' and 'column', got {found}", remedy=wanted)
    file, column = value["file"], value["column"]
    path = _inside(file, Path(folder).resolve())
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            rows = csv.DictReader(lines)
            columns = [name for name in rows.fieldnames or [] if name]
            if column not in columns:
                told = f"file {shown(file)} has no column {shown(column)}"
                raise refuse(told, code="CIC111", remedy=did_you_mean(column, columns))
            found_cells = [(rows.line_num, (row[column] or "").strip()) for row in rows]
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        told = f"file {shown(file)} is not a CSV file that can be read: {error}"
        raise refuse(told, code="CIC110", remedy="save it as CSV with commas, in UTF-8") from None
    return _numbers(found_cells, file)


def _inside(file: str, folder: Path) -> Path:
    try:
        path = (folder / file).resolve()
        there = path.is_file()
        large = there and path.stat().st_size > MAX_BYTES
    except (OSError, ValueError, RuntimeError) as error:
        told = f"file {shown(file)} cannot be read: {error}"
        raise refuse(told, code="CIC110", remedy="check its name and its rights") from None
    if not path.is_relative_to(folder):
        told = f"file {shown(file)} lies outside the scenario's folder"
        raise refuse(told, code="CIC110", remedy="copy it beside the scenario")
    if not there:
        told = f"file {shown(file)} does not exist in the scenario's folder"
        there_are = _csv_files(folder)
        remedy = did_you_mean(file, there_are) if there_are else "put it beside the scenario"
        raise refuse(told, code="CIC110", remedy=remedy)
    if large:
        told = f"file {shown(file)} is larger than {MAX_BYTES / 1e6:g} MB"
        raise refuse(told, code="CIC110", remedy="leave out the columns that are not used")
    return path


def _csv_files(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.glob("*.csv"))
    except OSError:
        return []


def _numbers(cells: list[tuple[int, str]], file: str) -> list[float | str]:
    while cells and not cells[-1][1]:
        cells.pop()  # a column may be shorter than its neighbours
    return [_number(text, line, file) for line, text in cells]


def _number(text: str, line: int, file: str) -> float | str:
    if ":" in text:
        return text  # a time of day; the field's own type reads it
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        told = f"file {shown(file)}, line {line}: {shown(text)} is not a number"
        raise refuse(told, code="CIC112", remedy="write a number, with a point for decimals")
    return number
