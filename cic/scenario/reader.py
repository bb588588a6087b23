"""YAML as people write it, read into plain values with the place of each.

The values are those of YAML 1.2's core schema: `8:30` and `NO` are text, `010` is ten, `1e3` a
number. Each key and value keeps its file, line and column. What could be misread or abused (a key
given twice, anchors and aliases, tags, several documents, very deep or very long files) is refused.
JSON is read by the same rules. Nothing here recurses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import yaml

from cic.errors import Finding, ScenarioError
from cic.scenario.paths import Where, dotted
from cic.scenario.scalars import Refused, plain_value, shown
from cic.scenario.spots import Document, Spot

MAX_BYTES = 5_000_000
MAX_NODES = 500_000
MAX_DEPTH = 40
MAX_FINDINGS = 50

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


def read_file(path: str | Path) -> Document:
    """The document in a file.

    Raises
    ------
    ScenarioError
        If it cannot be read, or is not the kind of YAML that is accepted here.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _refuse("CIC001", file, "the file does not exist", "check the name and the folder")
    except IsADirectoryError:
        _refuse("CIC002", file, "this is a folder, not a file", "name the scenario file in it")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _refuse(
            "CIC002", file, f"the file cannot be read: {reason}", "check the name and its rights"
        )
    if len(raw) > MAX_BYTES:
        told = f"the file is larger than {MAX_BYTES / 1e6:g} MB"
        _refuse("CIC003", file, told, "move long lists into CSV files: {file: day.csv, column: x}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        told = f"the file is not UTF-8 text: byte {raw[error.start]:#04x}"
        _refuse("CIC004", file, told, "save it as UTF-8", line)
    return read_text(text, file=file)


def read_text(text: str, *, file: str = "") -> Document:
    """The document in a text; `file` is what findings call it."""
    builder = _build(text, file)
    if not isinstance(builder.top, dict):
        told = f"a scenario is a mapping of names to values; this holds {shown(builder.top)}"
        _refuse("CIC006", file, told, "begin with lines such as 'name: My centre'", 1)
    return Document(builder.top, builder.spot, builder.findings, builder.paths)


def read_value(text: str, *, of: str = "") -> object:
    """One value by the same rules: `12`, `4 min`, `[1, 2]`, `{cv: 0.1}`.

    `of` is the path that findings tell, where the value belongs to one.
    """
    try:
        builder = _build(text, "")
        if builder.findings:
            raise ScenarioError(builder.findings)
    except ScenarioError as error:
        raise ScenarioError([replace(one, where=of) for one in error.findings]) from None
    return builder.top


def _refuse(
    code: str, file: str, what: str, remedy: str, line: int = 0, column: int = 0
) -> NoReturn:
    finding = Finding(
        code=code, where="", what=what, remedy=remedy, file=file, line=line, column=column
    )
    raise ScenarioError([finding])


def _build(text: str, file: str) -> _Builder:
    bad = _UNPRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        told = f"the text holds the character U+{ord(bad[0]):04X}"
        _refuse("CIC004", file, told, "remove it", line)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        line, column, told, remedy = _syntax(error, text)
        _refuse("CIC005", file, told, remedy, line, column)
    return builder


def _syntax(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    told = f"this is not YAML: {problem}" + (f" ({context})" if context else "")
    remedy = "check indentation, colons and brackets here and on the line before"
    if r"'\t'" in problem or "tab" in problem:
        remedy = "indent with spaces, not with tabs"
    elif "mapping values are not allowed" in problem:
        remedy = "put a text that holds ': ' in quotes, or check the indentation"
    if mark is not None:
        return mark.line + 1, mark.column + 1, told, remedy
    position = getattr(error, "position", None)
    return (text.count("\n", 0, position) + 1 if position else 1), 0, told, remedy


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come."""

    value: dict[str, Any] | list[Any]
    spot: Spot
    where: Where
    key: str | None = None
    key_line: int = 0
    key_column: int = 0
    skipped: bool = False
    """The key in hand was refused: its value is read, and dropped."""


class _Builder:
    """Takes YAML events, one after the other, and builds plain values with their spots."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.top: Any = None
        self.spot = Spot(file=file)
        self.findings: list[Finding] = []
        self.paths: list[Where] = []
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Build on."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            told = f"the alias *{event.anchor} is not accepted"
            self._find("CIC008", event, told, "write the value out where it is used")
            self._put(event, None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop("CIC010", event, "a second document begins", "keep one in a file")

    def _start(self, event: yaml.NodeEvent, value: dict[str, Any] | list[Any]) -> None:
        self._check_node(event)
        if self._wants_key():
            self._stop(
                "CIC005", event, "a list or mapping stands where a name must", "write a name"
            )
        if len(self._open) >= MAX_DEPTH:
            self._stop("CIC011", event, f"values lie more than {MAX_DEPTH} deep", "nest less")
        where = self._where()
        spot = self._put(event, value)
        spot.inside = {}
        self._open.append(_Open(value, spot, where))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_node(event)
        if self._wants_key():
            self._key(event)
            return
        value: Any = event.value
        if event.style in (None, ""):
            try:
                value = plain_value(event.value)
            except Refused as refused:
                self._find("CIC012", event, str(refused), refused.remedy)
                value = None
        self._put(event, value)

    def _wants_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].value, dict)
            and (self._open[-1].key is None)
        )

    def _key(self, event: yaml.ScalarEvent) -> None:
        holder = self._open[-1]
        holder.key = event.value
        holder.key_line, holder.key_column = _place(event)
        holder.skipped = event.value in holder.value
        if holder.skipped:
            first = (holder.spot.inside or {})[event.value].key_line
            told = f"{event.value!r} is given twice: first in line {first}"
            self._find("CIC007", event, told, "keep one of the two, or rename one")

    def _put(self, event: yaml.Event, value: Any) -> Spot:  # noqa: ANN401
        line, column = _place(event)
        if not self._open:
            self.top = value
            self.spot = Spot(self.file, line, column)
            return self.spot
        holder = self._open[-1]
        if isinstance(holder.value, list):
            step: str | int = len(holder.value)
            spot = Spot(self.file, line, column, line, column)
            holder.value.append(value)
        else:
            step = holder.key or ""
            holder.key = None
            spot = Spot(self.file, line, column, holder.key_line, holder.key_column)
            if holder.skipped:
                return spot
            holder.value[step] = value
        if holder.spot.inside is not None:
            holder.spot.inside[step] = spot
        return spot

    def _check_node(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            remedy = "move long lists into CSV files: {file: day.csv, column: x}"
            self._stop("CIC003", event, f"the file holds more than {MAX_NODES:,} values", remedy)
        if event.anchor is not None:
            told = f"the anchor &{event.anchor} is not accepted"
            self._find("CIC008", event, told, "write the value out where it is used")
        if getattr(event, "tag", None) is not None:
            told = f"the tag {shown(event.tag)} is not accepted"  # type: ignore[attr-defined]
            self._find("CIC009", event, told, "remove it")

    def _where(self) -> Where:
        if not self._open:
            return ()
        holder = self._open[-1]
        step = len(holder.value) if isinstance(holder.value, list) else holder.key
        return holder.where if step is None else (*holder.where, step)

    def _find(self, code: str, event: yaml.Event, what: str, remedy: str) -> None:
        line, column = _place(event)
        where = self._where()
        self.paths.append(where)
        self.findings.append(
            Finding(
                code=code,
                where=dotted(where),
                what=what,
                remedy=remedy,
                file=self.file,
                line=line,
                column=column,
            )
        )
        if len(self.findings) >= MAX_FINDINGS:
            raise ScenarioError(self.findings)

    def _stop(self, code: str, event: yaml.Event, what: str, remedy: str) -> NoReturn:
        self._find(code, event, what, remedy)
        raise ScenarioError(self.findings)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
