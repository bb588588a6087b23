"""From a file to a demand; or every reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from cic.errors import Finding, ScenarioError
from cic.scenario.changes import changed
from cic.scenario.checks import rests_on
from cic.scenario.checks_demand import check_demand
from cic.scenario.demand import Demand
from cic.scenario.findings import Told, problem
from cic.scenario.load import NO_CHANGES
from cic.scenario.mend import Mended, touches
from cic.scenario.plain import plain
from cic.scenario.reader import read_file
from cic.scenario.spots import Document, Spot

SHIPPED = Path(__file__).parent / "utility.yaml"
"""The demand that comes with cic."""
SCHEMA_TITLE = "A demand of cic"


class Needs:
    """A demand that was checked. It does not change.

    Examples
    --------
    >>> demand = needs_from_dict(
    ...     {
    ...         "name": "A desk",
    ...         "opens": "08:00",
    ...         "closes": "12:00",
    ...         "lines": 9,
    ...         "promise": "80% in 20 s",
    ...         "needs": {"help": {"volume": 200, "talk": "exponential mean 3 min"}},
    ...         "agents": {"staff": 4},
    ...     }
    ... )
    >>> demand
    <Demand 'A desk': 1 need, 200 customers a day>
    """

    def __init__(self, model: Demand, document: Document, folder: Path) -> None:
        self._model = model
        self._document = document
        self._folder = folder

    @property
    def model(self) -> Demand:
        """The validated values."""
        return self._model

    @property
    def folder(self) -> Path:
        """Where the CSV files it names are."""
        return self._folder

    @cached_property
    def written(self) -> dict[str, Any]:
        """The data as written, changes applied."""
        copied: dict[str, Any] = plain(self._document.data)
        return copied

    def with_(self, changes: Mapping[str, object]) -> Needs:
        """A demand with values changed, by dotted path."""
        return _needs(changed(self._document, changes, self._folder, Demand), self._folder)

    def with_staff(self, staff: Sequence[int]) -> Needs:
        """A demand that differs by the agents on duty alone, one number an interval.

        It is not checked anew, and `written` says what it said before.
        """
        agents = self.model.agents.model_copy(update={"staff": tuple(staff)})
        model = self.model.model_copy(update={"agents": agents})
        return Needs(model, self._document, self._folder)

    def __repr__(self) -> str:
        needs = self.model.needs.values()
        told = f"{len(needs)} need{'s' if len(needs) != 1 else ''}"
        volumes = [need.volume for need in needs if need.volume is not None]
        if len(volumes) == len(needs):
            told += f", {sum(volumes):,.0f} customers a day"
        return f"<Demand {self.model.name!r}: {told}>"


def load_needs(
    path: str | Path | None = None, *, changes: Mapping[str, object] = NO_CHANGES
) -> Needs:
    """The demand in a YAML file, or the one that comes with cic.

    Raises
    ------
    ScenarioError
        If it cannot be used; holds every reason with file and line.
    """
    path = SHIPPED if path is None else path
    folder = Path(path).parent
    return _needs(changed(read_file(path), changes, folder, Demand), folder)


def needs_from_dict(data: Mapping[str, Any], *, folder: str | Path = ".") -> Needs:
    """The demand in nested data; CSV files that it names lie in `folder`."""
    return _needs(Document(dict(plain(data)), Spot()), Path(folder))


def _needs(document: Document, folder: Path) -> Needs:
    """The demand of a document, or every reason why there is none."""
    if "queues" in document.data and "needs" not in document.data:
        what = "this is a scenario, and a demand is asked for: needs, people and tools"
        remedy = "run it by 'cic run'; 'cic schema --demand' says what a demand is"
        raise ScenarioError([Finding(code="CIC486", where="", what=what, remedy=remedy)])
    mended = Mended(document.data, document.spot, folder, Demand)
    found = [one for one in mended.problems if not touches(one.where, document.paths)]
    errors: list[Finding] = [*document.findings, *(one.finding for one in found)]
    if mended.model is None:
        raise ScenarioError(errors)
    touched = [*mended.touched, *document.paths]
    for issue in check_demand(mended.model):
        if not rests_on(issue, touched) and not touches(issue.where, touched):
            told = Told(issue.code, issue.what, issue.remedy)
            errors.append(problem(document.spot, issue.where, told).finding)
    if errors:
        raise ScenarioError(sorted(errors, key=lambda one: (one.file, one.line, one.column)))
    return Needs(mended.model, document, folder)
