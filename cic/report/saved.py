"""Results as folders: written whole or not at all, and read back.

A folder holds::

    summary.json                       the whole answer, as `Run.to_dict`
    summary, groups, intervals,        tables of estimates: .csv for people, .parquet for programs
      group_intervals, sites,
      campaigns, customers, case_steps,
      costs,
      days, weekdays, day_profile
    contacts.parquet, agents.parquet   a row a contact leg, a row a state of an agent
    dials.parquet, cases.parquet       a row a call of a campaign, a case, where there are any
    agent_stress.parquet               a row an agent, where any come under stress
    scenario.yaml                      the scenario as run, in one file
    provenance.json                    what made it: versions, seed, clock, digests, time of writing

`cic.log.columns` and `cic.report.tables` declare the columns. CSV cells of text that a spreadsheet
would take for a formula begin with an apostrophe; the Parquet files hold the names as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic.errors import ResultError
from cic.report.result import Run
from cic.report.stored import Stored

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 2
"""Of the folder; those of another format are refused."""

TABLES = (
    *("summary", "groups", "intervals", "group_intervals", "sites", "campaigns", "costs"),
    *("customers", "case_steps", "days", "weekdays", "day_profile"),
)
"""Tables of estimates; those of sites, campaigns, costs, customers and cases only where there are
any."""
LOGS = ("contacts", "agents", "dials", "cases", "agent_stress")
_OURS = re.compile(
    rf"({'|'.join(TABLES)})\.(csv|parquet)|({'|'.join(LOGS)})\.parquet"
    r"|summary\.json|provenance\.json|scenario\.yaml"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def save(run: Run, folder: str | Path, *, force: bool = False) -> Path:
    """Write a result into a new folder; the folder's full path.

    Everything is written beside it first and then renamed, so that a folder is there whole or not
    at all.

    Parameters
    ----------
    force
        Replace a folder that is there already, as long as it holds nothing but a saved result.

    Raises
    ------
    ResultError
        If the folder is there already, or cannot be written.
    """
    target = Path(folder).resolve()
    check_target(target, force=force)
    beside = target.parent / f".cic-{secrets.token_hex(6)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        _write(run, beside)
        _put_in_place(beside, target)
    except OSError as error:
        told = f"{target} cannot be written: {error.strerror or error}"
        raise ResultError(f"{told}\n    → choose another folder, or make room") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def open_run(folder: str | Path) -> Run:
    """A result that was saved, as it was when it was saved.

    Raises
    ------
    ResultError
        If there is no result in the folder, or something in it is missing or damaged.
    """
    place = Path(folder).resolve()
    if not place.is_dir():
        raise ResultError(f"there is no folder {place}\n    → check the name")
    provenance = _provenance(place)
    for name, digest in provenance["files"].items():
        if not re.fullmatch(_OURS, name):
            raise ResultError(f"{place / 'provenance.json'} names a file of no result: {name!r}")
        if not (place / name).is_file():
            raise ResultError(f"{place / name} is missing\n    → run the scenario again")
        if not name.endswith(".csv") and _digest(place / name) != digest:
            raise ResultError(
                f"{place / name} is not as it was written: damaged or edited\n"
                "    → run the scenario again; to change it, copy scenario.yaml out of the folder"
            )
    return Run(Stored(place, provenance))


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a place where a result cannot be put: before the work, not after it.

    Raises
    ------
    ResultError
        If something is there already and `force` is off, or if it is not a saved result.
    """
    if not os.path.lexists(target):
        _check_above(target.absolute())
        return
    if not target.is_dir():
        raise ResultError(f"{target} is a file\n    → name a folder")
    if not force:
        raise ResultError(f"{target} is there already\n    → choose another folder, or force it")
    others = sorted(path.name for path in target.iterdir() if not _OURS.fullmatch(path.name))
    if others:
        raise ResultError(
            f"{target} holds more than a saved result, such as {others[0]!r}: it is not replaced\n"
            "    → choose another folder"
        )


def _check_above(target: Path) -> None:
    """Refuse a place below what is no folder, or is not to be written."""
    above = next(path for path in target.parents if os.path.lexists(path))
    if not above.is_dir():
        raise ResultError(f"{above} is a file, no folder\n    → name another folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise ResultError(f"{above} cannot be written\n    → choose another folder")


def _put_in_place(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_name(f"{beside.name}-old")
    target.rename(old)
    try:
        beside.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(run: Run, folder: Path) -> None:
    model = run.scenario.model
    called = bool(model.campaigns)
    there = {"sites": bool(model.sites), "costs": model.priced, "campaigns": called}
    there |= {"dials": called, "customers": model.customers is not None}
    there["agent_stress"] = model.under_stress
    there |= dict.fromkeys(("case_steps", "cases"), bool(model.cases))
    for name in TABLES:
        if not there.get(name, True):
            continue
        frame = getattr(run, name)
        frame.to_parquet(folder / f"{name}.parquet", index=False)
        defused(frame).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    for name in LOGS:
        if not there.get(name, True):
            continue
        getattr(run, name).to_parquet(folder / f"{name}.parquet", index=False)
    texts = {"summary.json": _json(run.to_dict()), "scenario.yaml": run.scenario.to_yaml()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    files = {path.name: _digest(path) for path in sorted(folder.iterdir())}
    written_at = datetime.now(UTC).isoformat(timespec="seconds")
    told = {**run.provenance, "written_at": written_at, "format": FORMAT, "files": files}
    (folder / "provenance.json").write_text(_json(told), encoding="utf-8", newline="\n")
    for path in folder.iterdir():
        _to_disk(path)


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before text that a spreadsheet would take for a formula."""
    safe = frame.copy()
    for name in safe.columns[safe.dtypes == "object"]:
        texts = safe[name].unique()
        safe[name] = safe[name].map(
            {text: f"'{text}" if text.startswith(_FORMULA) else text for text in texts}
        )
    return safe


def _to_disk(path: Path) -> None:
    with path.open("r+b") as written:
        os.fsync(written.fileno())


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _digest(path: Path) -> str:
    with path.open("rb") as written:
        return hashlib.file_digest(written, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _provenance(place: Path) -> dict[str, Any]:
    path = place / "provenance.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        written_as, files = found["format"], found["files"]
        whole = isinstance(written_as, int) and isinstance(files, dict) and "summary.json" in files
    except FileNotFoundError:
        raise ResultError(
            f"{place} holds no saved result: provenance.json is missing\n    → check the name"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultError(f"{path} cannot be read: {error}\n    → run the scenario again") from None
    if not whole:
        raise ResultError(f"{path} is damaged\n    → run the scenario again")
    if written_as > FORMAT:
        raise ResultError(
            f"{place} was saved by a newer cic ({found.get('cic')})\n    → pip install -U cic"
        )
    if written_as < FORMAT:
        raise ResultError(
            f"{place} was saved by an older cic ({found.get('cic')}), whose tables had other names"
            "\n    → run its scenario.yaml again"
        )
    return dict(found)
