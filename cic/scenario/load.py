"""From a file to a scenario that can be run; or every reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cic.errors import Finding, ScenarioError, UsageError
from cic.scenario.changes import changed, laid_over, read_change
from cic.scenario.checks import check_model, rests_on
from cic.scenario.findings import Problem, Told, problem
from cic.scenario.mend import Mended, touches
from cic.scenario.paths import Where
from cic.scenario.plain import plain
from cic.scenario.reader import read_file
from cic.scenario.scenario import Model
from cic.scenario.spots import Document, Spot

__all__ = ["Scenario", "check", "from_dict", "load", "read_change"]

NO_CHANGES: Mapping[str, object] = {}


class Scenario:
    """A scenario that was checked and can be run. It does not change.

    Examples
    --------
    >>> queues = {"help": {"arrivals": "60/hour", "talk": "exponential mean 3 min"}}
    >>> agents = {"team": {"staff": 4, "skills": ["help"]}}
    >>> day = from_dict(
    ...     {
    ...         "name": "A desk",
    ...         "opens": "08:00",
    ...         "closes": "12:00",
    ...         "queues": queues,
    ...         "agents": agents,
    ...     }
    ... )
    >>> day.with_({"agents.team.staff": 5}).model.agents["team"].staff
    5
    """

    __slots__ = ("_document", "_folder", "_model", "_notices")

    def __init__(
        self, model: Model, document: Document, folder: Path, notices: Iterable[Finding] = ()
    ) -> None:
        self._model = model
        self._document = document
        self._folder = folder
        self._notices = tuple(notices)

    @property
    def model(self) -> Model:
        """The validated values."""
        return self._model

    @property
    def written(self) -> dict[str, Any]:
        """A copy of the data as written, overlays and changes applied."""
        copied: dict[str, Any] = plain(self._document.data)
        return copied

    @property
    def folder(self) -> Path:
        """Where the CSV files it names are."""
        return self._folder

    @property
    def notices(self) -> tuple[Finding, ...]:
        """What is worth knowing and does not keep it from being run."""
        return self._notices

    @property
    def name(self) -> str:
        """What centre and what day."""
        return self._model.name

    @property
    def question(self) -> str:
        """The question it is to answer."""
        return self._model.question

    @property
    def digest(self) -> str:
        """A digest of all values, the same on every machine."""
        from cic.scenario.writing import digest_of

        return digest_of(self._model)

    def with_(
        self,
        changes: Mapping[str, object] = NO_CHANGES,
        *,
        overlay: Mapping[str, object] | None = None,
    ) -> Scenario:
        """A scenario with values changed.

        Parameters
        ----------
        changes
            Values by dotted path: `agents.generalists.staff`, or
            `queues.a.arrivals.per_interval[3]`; None takes a field back to its default.
        overlay
            Nested data laid over this scenario's before the changes.

        Raises
        ------
        ScenarioError
            If a path leads nowhere, or the result cannot be run.
        """
        if not isinstance(changes, Mapping):
            told = f"{type(changes).__name__} are no changes"
            raise UsageError(f"{told}\n    → scenario.with_({{'agents.generalists.staff': 12}})")
        document = self._document
        if overlay is not None:
            document = laid_over(document, Document(_mapping(overlay), Spot()))
        return _scenario(changed(document, changes, self._folder), self._folder)

    def to_yaml(self) -> str:
        """The scenario as text that can be loaded anywhere: CSV columns become lists."""
        from cic.scenario.writing import yaml_text

        return yaml_text(self._document.data, self._folder)

    def to_files(self) -> dict[str, str]:
        """The scenario as texts by file name: `scenario.yaml`, and long columns beside it."""
        from cic.scenario.writing import yaml_text

        beside: dict[str, str] = {}
        text = yaml_text(self._document.data, self._folder, beside)
        return {"scenario.yaml": text, **beside}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self._model == other._model

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        from cic.scenario.writing import summary_text

        return summary_text(self._model, self._notices)

    def _repr_html_(self) -> str:
        from cic.scenario.writing import html_text

        return html_text(self._model, self._notices)


def load(
    path: str | Path,
    *,
    overlays: Iterable[str | Path] = (),
    changes: Mapping[str, object] = NO_CHANGES,
) -> Scenario:
    """The scenario in a YAML file.

    Parameters
    ----------
    path
        The file; CSV files that it names lie in its folder or below.
    overlays
        Further YAML files, each laid over what came before: mappings are merged, anything else
        replaces, null removes.
    changes
        Values by dotted path, set last.

    Raises
    ------
    ScenarioError
        If it cannot be run; holds every reason with file and line.
    """
    return _scenario(_read(path, overlays, changes), Path(path).parent)


def from_dict(data: Mapping[str, Any], *, folder: str | Path = ".") -> Scenario:
    """The scenario in nested data; CSV files that it names lie in `folder`."""
    return _scenario(Document(_mapping(data), Spot()), Path(folder))


def check(
    path: str | Path,
    *,
    overlays: Iterable[str | Path] = (),
    changes: Mapping[str, object] = NO_CHANGES,
) -> list[Finding]:
    """All that is wrong, or worth knowing, about a scenario file; empty if nothing is."""
    try:
        return list(load(path, overlays=overlays, changes=changes).notices)
    except ScenarioError as error:
        return list(error.findings)


def _mapping(data: Mapping[str, Any]) -> dict[str, Any]:
    copied = plain(data)
    if not isinstance(copied, dict):
        what = f"a scenario is a mapping of names to values, not a {type(data).__name__}"
        raise ScenarioError([Finding(code="CIC006", where="", what=what)])
    return copied


def _read(
    path: str | Path, overlays: Iterable[str | Path], changes: Mapping[str, object]
) -> Document:
    findings: list[Finding] = []
    document: Document | None = None
    overlays = (overlays,) if isinstance(overlays, str | Path) else overlays
    for file in (path, *overlays):
        try:
            read = read_file(file)
        except ScenarioError as error:
            findings += error.findings
        else:
            document = read if document is None else laid_over(document, read)
    if findings or document is None:
        raise ScenarioError(findings)
    return changed(document, changes, Path(path).parent)


def _scenario(document: Document, folder: Path) -> Scenario:
    """The scenario of a document, or every reason why there is none."""
    if "needs" in document.data and "queues" not in document.data:
        what = "this is a demand, of which centres are made, and a scenario is asked for"
        remedy = "run it by 'cic generations'; its '--out DIR' writes the scenarios"
        raise ScenarioError([Finding(code="CIC487", where="", what=what, remedy=remedy)])
    mended = Mended(document.data, document.spot, folder, Model)
    found = [one for one in mended.problems if not touches(one.where, document.paths)]
    errors = [*document.findings, *(one.finding for one in found)]
    if mended.model is None:
        raise ScenarioError(errors)
    touched = [*mended.touched, *document.paths]
    findings = [one.finding for one in _checked(mended.model, document, touched, mended.lost)]
    errors += [finding for finding in findings if finding.severity == "error"]
    if errors:
        notices = [finding for finding in findings if finding.severity == "notice"]
        raise ScenarioError([*_in_order(errors), *_in_order(notices)])
    return Scenario(mended.model, document, folder, _in_order(findings))


def _checked(
    model: Model, document: Document, touched: Iterable[Where], lost: set[str]
) -> list[Problem]:
    touched = list(touched)
    return [
        problem(
            document.spot,
            _as_written(document.data, issue.where),
            Told(issue.code, issue.what, issue.remedy),
            severity=issue.severity,
            at_key=_is_name(issue.where),
        )
        for issue in check_model(model)
        if not rests_on(issue, touched) and not any(repr(name) in issue.what for name in lost)
    ]


def _is_name(where: Where) -> bool:
    """Whether the last step is a name that people choose, told at the name and not at its value."""
    named = {"queues", "menus", "agents", "skills", "targets", "channels", "overflow", "sites"}
    in_capacity = where[0] == "agents" and where[2:3] == ("capacity",) and len(where) > 4  # noqa: PLR2004
    return bool(named & {*where[-2:-1]}) or in_capacity


def _as_written(data: Any, where: Where) -> Where:  # noqa: ANN401
    """A path in the form that was written: a skill in a list, a list of one as a mapping."""
    steps: list[str | int] = []
    for name in where:
        if isinstance(data, list) and isinstance(name, str) and name in data:
            steps.append(data.index(name))
            return tuple(steps)
        if isinstance(data, dict) and name == 0:
            continue
        steps.append(name)
        if isinstance(data, list) and isinstance(name, int):
            data = data[name] if name < len(data) else None
        else:
            data = data.get(name) if isinstance(data, dict) else None
    return tuple(steps)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.column))
