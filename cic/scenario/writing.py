"""A scenario written out: as YAML that stands alone, in a few lines, as a digest."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from cic import units
from cic.errors import Finding
from cic.scenario.arrivals import Arrivals
from cic.scenario.checks_flow import answering
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.columns import column_values, is_column
from cic.scenario.durations import Constant
from cic.scenario.expected import expected_by_queue, expected_contacts
from cic.scenario.scalars import Refused, plain_value, shortened
from cic.scenario.scenario import Model
from cic.scenario.shape import Kind, models, step

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
MOST_ROWS = 4
MOST_INLINE = 10_000
"""Values of a column up to which they may stand in the YAML itself."""


class _Dumper(_DUMPER):  # type: ignore[misc]
    """Writes what `cic.scenario.reader` reads back: text in quotes where it looks like a number."""

    def ignore_aliases(self, data: object) -> bool:
        """Write everything out."""
        return data is not None


def _text(dumper: Any, text: str) -> Any:  # noqa: ANN401
    try:
        plainly = isinstance(plain_value(text), str)
    except Refused:
        plainly = False
    style = None if plainly and text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(data: dict[str, Any], folder: Path, beside: dict[str, str] | None = None) -> str:
    """Written data as YAML; columns of CSV files become lists.

    Parameters
    ----------
    data
        The data as written.
    folder
        Where the CSV files are.
    beside
        Takes the columns of more than 10,000 values, as CSV texts by file name; None: all become
        lists.
    """
    text: str = yaml.dump(
        _Writer(folder, beside).copy(data, Model),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=10_000,
    )
    return text


class _Writer:
    def __init__(self, folder: Path, beside: dict[str, str] | None) -> None:
        self.folder = folder
        self.beside = beside

    def copy(self, value: Any, kind: Kind | None) -> Any:  # noqa: ANN401
        """A value with the columns in it written out."""
        if isinstance(value, list):
            return [self.copy(item, _below(kind, n)) for n, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if not (is_column(value) and isinstance(value.get("column"), str)):
            return {name: self.copy(item, _below(kind, name)) for name, item in value.items()}
        numbers = self._numbers(value["file"], value["column"])
        known = models(kind) if kind is not None else []
        if Arrivals in known:
            rest = {name: item for name, item in value.items() if name not in ("file", "column")}
            return {"per_interval": numbers, **self.copy(rest, kind)}
        return {"values": numbers} if Constant in known else numbers

    def _numbers(self, file: str, column: str) -> list[float | int | str] | dict[str, str]:
        values = column_values({"file": file, "column": column}, self.folder)
        numbers = [_short(number) for number in values]
        if self.beside is None or len(numbers) <= MOST_INLINE:
            return numbers
        name = f"scenario-{len(self.beside) + 1}.csv"
        self.beside[name] = "\n".join(["values", *map(str, numbers), ""])
        return {"file": name, "column": "values"}


def _below(kind: Kind | None, name: str | int) -> Kind | None:
    return None if kind is None else step(kind, name)


def _short(number: float | str) -> float | int | str:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def digest_of(model: Model) -> str:
    """A digest of all values of a scenario, the same on every machine."""
    dump = model.model_dump(mode="json", by_alias=True)
    text = json.dumps(dump, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def summary_rows(model: Model) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """What a scenario holds: headlines, rows of queues, rows of groups."""
    hours = f"{units.clock_text(model.opens)} to {units.clock_text(model.closes)}"
    days = "1 day" if model.days == 1 else f"{model.days} days"
    shut = len(model.holidays)
    days += f" ({shut} holiday{'s' if shut > 1 else ''})" if shut else ""
    lines = "" if model.lines is None else f", {model.lines:,} lines"
    places = len(model.sites)
    lines += f", {places} site{'s' if places > 1 else ''}" if places else ""
    count = len(model.incidents)
    told = f", {count} incident{'s' if count > 1 else ''}" if count else ""
    told = f"about {expected_contacts(model):,.0f} contacts a replication{lines}{told}"
    told = f"{days}, {hours}, {told}"
    heads = [told]
    contacts = expected_by_queue(model)
    queues = [
        [
            name,
            f"{contacts[name]:,.0f} contacts{_by(queue.channel)}",
            f"talk {units.duration_text(queue.talk.mean)}",
            _answered_by(model, name),
        ]
        for name, queue in model.queues.items()
    ]
    groups = [
        [
            name,
            f"{staffed_seconds(model, name) / units.HOUR:,.0f} h",
            f"answers {', '.join(group.skills)}",
        ]
        for name, group in model.agents.items()
    ]
    return heads, queues, groups


def _by(channel: str) -> str:
    return "" if channel == "voice" else f" by {channel}"


def _answered_by(model: Model, queue: str) -> str:
    overflow = model.queues[queue].overflow
    groups = [group for group in answering(model, queue) if group not in overflow]
    beyond = f", overflow to {', '.join(overflow)}" if overflow else ""
    return f"answered by {', '.join(groups) or 'nobody'}{beyond}"


def summary_text(model: Model, notices: Sequence[Finding]) -> str:
    """A scenario in at most 15 lines."""
    heads, queues, groups = summary_rows(model)
    lines = [f"<Scenario {shortened(model.name)!r}>"]
    lines += [f"  {shortened(model.question)}"] if model.question else []
    lines += [f"  {head}" for head in heads]
    for title, rows in (("queue", queues), ("group", groups)):
        shown = [f"  {title} {shortened(', '.join(row[:1]))}: {', '.join(row[1:])}" for row in rows]
        lines += [line if len(line) <= 110 else f"{line[:109]}…" for line in shown[:MOST_ROWS]]  # noqa: PLR2004
        lines += [f"  … {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []
    if notices:
        count = f"{len(notices)} notice{'s' if len(notices) > 1 else ''}"
        lines.append(f"  {count}: {notices[0].what}")
    return "\n".join(line.replace("\n", " ") for line in lines)


def html_text(model: Model, notices: Sequence[Finding]) -> str:
    """A scenario as HTML tables."""
    heads, queues, groups = summary_rows(model)
    parts = [f"<p><b>{html.escape(model.name)}</b><br>{html.escape(model.question)}</p>"]
    parts += [f"<p>{html.escape(head)}</p>" for head in heads]
    for title, rows in (("Queues", queues), ("Groups of agents", groups)):
        cells = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        parts.append(f"<table><caption>{title}</caption>{cells}</table>")
    parts += [f"<p>{html.escape(str(notice))}</p>" for notice in notices]
    return "".join(parts)
