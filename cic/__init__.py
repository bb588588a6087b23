"""A simulator of contact centres and customer interaction centres.

>>> import cic
>>> scenario = cic.load("scenarios/bank.yaml")  # doctest: +SKIP
>>> result = cic.run(scenario, replications=100, seed=1)  # doctest: +SKIP
>>> result.plot.day()  # doctest: +SKIP

Names are loaded on first use: importing `cic` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cic.errors import CicError, EngineError, ScenarioError, UsageError
    from cic.experiments.replicate import replicate
    from cic.program.scores import Policies
    from cic.report.explain import explain
    from cic.report.generations import generations
    from cic.report.result import Run, run
    from cic.report.saved import open_run as open
    from cic.scenario.load import Scenario, check, load
    from cic.statistics.precision import Precision

    __version__: str

__all__ = [
    "CicError",
    "EngineError",
    "Policies",
    "Precision",
    "Run",
    "Scenario",
    "ScenarioError",
    "UsageError",
    "__version__",
    "check",
    "explain",
    "generations",
    "load",
    "open",
    "replicate",
    "run",
]

_HOME = {
    "CicError": "cic.errors",
    "EngineError": "cic.errors",
    "Policies": "cic.program.scores",
    "Precision": "cic.statistics.precision",
    "Run": "cic.report.result",
    "Scenario": "cic.scenario.load",
    "ScenarioError": "cic.errors",
    "UsageError": "cic.errors",
    "check": "cic.scenario.load",
    "explain": "cic.report.explain",
    "generations": "cic.report.generations",
    "load": "cic.scenario.load",
    "open": "cic.report.saved",
    "replicate": "cic.experiments.replicate",
    "run": "cic.report.result",
}
"""The module each public name lives in."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as many types as names
    if name == "__version__":
        value: Any = _version()
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), "open_run" if name == "open" else name)
    else:
        raise AttributeError(f"module 'cic' has no attribute {name!r}")
    globals()[name] = value
    return value


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cic")
    except PackageNotFoundError:  # a source tree that was never installed
        return "unknown"


def __dir__() -> list[str]:
    return __all__
