"""Results as folders: whole or not at all, read back as they were, harmless in a spreadsheet."""

import csv
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pandas as pd
import pytest

from cic.errors import ResultError
from cic.report import saved
from cic.report.result import run
from cic.report.saved import check_target, open_run, save
from cic.report.terminal import report_lines
from cic.scenario.load import load
from tests.report.centres import bank

ESTIMATES = (
    *("summary", "groups", "intervals", "group_intervals"),
    *("days", "weekdays", "day_profile"),
)
FRAMES = (*ESTIMATES, "contacts", "agents")
FILES = {
    *(f"{name}.parquet" for name in FRAMES),
    *(f"{name}.csv" for name in ESTIMATES),
    *("summary.json", "scenario.yaml", "provenance.json"),
}


def beside(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_holds_tables_figures_scenario_and_provenance(day, tmp_path):
    folder = day.save(tmp_path / "results" / "monday")
    assert folder == tmp_path / "results" / "monday"
    assert set(beside(folder)) == FILES
    assert json.loads((folder / "summary.json").read_text("utf-8")) == day.to_dict()
    assert load(folder / "scenario.yaml").digest == day.scenario.digest
    told = json.loads((folder / "provenance.json").read_text("utf-8"))
    versions = ("cic", "python", "numpy", "numba", "simpy")
    assert all(told[name] for name in versions)
    assert (told["seed"], told["clock"], told["replications"]) == (1, "simpy", 5)
    assert told["scenario_digest"] == day.scenario.digest
    assert told["written_at"].endswith("+00:00")


@pytest.mark.parametrize("name", FRAMES)
def test_what_is_opened_has_the_same_frames(day, tmp_path, name):
    opened = open_run(day.save(tmp_path / "out"))
    pd.testing.assert_frame_equal(getattr(opened, name), getattr(day, name), check_exact=True)


@pytest.mark.parametrize("days", [3, 15])
def test_several_days_are_opened_as_they_were(tmp_path, days):
    result = run(bank(days=days), replications=2)
    opened = open_run(result.save(tmp_path / "out"))
    for name in ("days", "weekdays", "day_profile"):
        pd.testing.assert_frame_equal(
            getattr(opened, name), getattr(result, name), check_exact=True
        )
    told, again = ([*map(str, report_lines(one, width=100))] for one in (result, opened))
    assert told == again


def test_what_is_opened_tells_the_same(hostile_day, tmp_path):
    opened = open_run(hostile_day.save(tmp_path / "out"))
    assert opened.to_dict() == hostile_day.to_dict()
    assert repr(opened) == repr(hostile_day)
    assert opened._repr_html_() == hostile_day._repr_html_()
    assert opened.targets() == hostile_day.targets()
    assert opened.notices == hostile_day.notices
    assert opened.estimate("occupancy") == hostile_day.estimate("occupancy")


def test_a_blended_result_is_opened_as_it_was(blended_day, tmp_path):
    opened = open_run(blended_day.save(tmp_path / "out"))
    assert opened.to_dict() == blended_day.to_dict()
    assert repr(opened) == repr(blended_day)
    assert opened._repr_html_() == blended_day._repr_html_()
    pd.testing.assert_frame_equal(opened.contacts, blended_day.contacts, check_exact=True)


def test_what_is_opened_can_be_saved_again(day, tmp_path):
    first = day.save(tmp_path / "first")
    second = open_run(first).save(tmp_path / "second")
    for name in FILES - {"provenance.json"}:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_same_run_writes_the_same_bytes(day, tmp_path):
    first, second = day.save(tmp_path / "a"), run(bank()).save(tmp_path / "b")
    for name in FILES - {"provenance.json"}:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_scenario_as_run_needs_no_other_file(tmp_path):
    (tmp_path / "day.csv").write_text("regular\n" + "30\n" * 8)
    (tmp_path / "bank.yaml").write_text(
        bank().to_yaml().replace("120/hour", "{file: day.csv, column: regular}"), "utf-8"
    )
    scenario = load(tmp_path / "bank.yaml", changes={"agents.generalists.staff": 7})
    result = run(scenario, replications=1)
    folder = result.save(tmp_path / "elsewhere" / "out")
    (tmp_path / "day.csv").unlink()
    opened = open_run(folder)
    assert opened.scenario.model.agents["generalists"].staff == 7
    assert run(opened.scenario, replications=1).to_dict() == result.to_dict()


def test_cells_that_a_spreadsheet_would_run_are_defused(hostile_day, tmp_path):
    folder = hostile_day.save(tmp_path / "out")
    seen = set()
    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                for column, cell in row.items():
                    if column not in ("value", "low", "high"):
                        seen.add(cell)
                        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert {"'=1+1", "'@sum", "'-q", "'+1 (2)"} <= seen
    assert {"=1+1", "@sum", "-q"} <= set(open_run(folder).summary["queue"])


def test_texts_that_begin_with_tab_or_return_are_defused_and_numbers_are_not():
    frame = pd.DataFrame(
        {"queue": pd.Series(["\t=1", "\r", "fine", ""], dtype="object"), "value": [-1.0, 2, 3, 4]}
    )
    safe = saved.defused(frame)
    assert safe["queue"].tolist() == ["'\t=1", "'\r", "fine", ""]
    assert safe["value"].tolist() == [-1.0, 2, 3, 4]
    assert frame["queue"][0] == "\t=1"


def test_a_folder_that_is_there_is_refused_and_left_alone(day, tmp_path):
    folder = day.save(tmp_path / "out")
    before = (folder / "provenance.json").read_bytes()
    with pytest.raises(ResultError, match="is there already"):
        day.save(folder)
    assert (folder / "provenance.json").read_bytes() == before
    assert beside(tmp_path) == ["out"]


def test_force_replaces_a_saved_result(day, hostile_day, tmp_path):
    folder = day.save(tmp_path / "out")
    hostile_day.save(folder, force=True)
    assert open_run(folder).to_dict() == hostile_day.to_dict()
    assert beside(tmp_path) == ["out"]


def test_force_replaces_nothing_but_results(day, tmp_path):
    folder = day.save(tmp_path / "out")
    (folder / "thesis.docx").write_text("years of work")
    with pytest.raises(ResultError, match=r"thesis\.docx"):
        day.save(folder, force=True)
    assert (folder / "thesis.docx").read_text() == "years of work"
    file = tmp_path / "file"
    file.write_text("text")
    with pytest.raises(ResultError, match="is a file"):
        day.save(file, force=True)
    assert file.read_text() == "text"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("force", [False, True])
def test_an_interrupted_save_leaves_no_trace(day, tmp_path, monkeypatch, error, force):
    folder = tmp_path / "out"
    if force:
        day.save(folder)
    before = {path.name: path.read_bytes() for path in folder.glob("*")}
    written = []

    def stops(path):
        written.append(path)
        if len(written) == 5:
            raise error

    monkeypatch.setattr(saved, "_to_disk", stops)
    with pytest.raises(KeyboardInterrupt if error is KeyboardInterrupt else ResultError):
        day.save(folder, force=force)
    assert {path.name: path.read_bytes() for path in folder.glob("*")} == before
    assert beside(tmp_path) == (["out"] if force else [])


def test_a_rename_that_fails_brings_the_old_result_back(day, tmp_path, monkeypatch):
    folder = day.save(tmp_path / "out")
    rename = Path.rename

    def fails_once(path, target):
        if target == folder and not path.name.endswith("-old"):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(ResultError, match="cannot be written: Input/output error"):
        day.save(folder, force=True)
    assert beside(tmp_path) == ["out"]
    assert open_run(folder).to_dict() == day.to_dict()


def test_a_killed_process_leaves_no_folder_of_that_name(tmp_path):
    program = """
        import os, sys
        from cic.report import saved
        from cic.report.result import run
        from tests.report.centres import bank
        saved._to_disk = lambda path: os._exit(9)
        run(bank(), replications=1).save(sys.argv[1])
    """
    root = Path(saved.__file__).parents[2]
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    assert done.returncode == 9
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told(day, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultError, match="is a file, no folder"):
        day.save(tmp_path / "file" / "out")


def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultError, match="is a file, no folder"):
        check_target(tmp_path / "file" / "some" / "out", force=False)
    check_target(tmp_path / "some" / "out", force=False)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root writes everywhere")
def test_a_folder_without_rights_is_refused_before_the_work(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ResultError, match="cannot be written"):
            check_target(tmp_path / "out", force=False)
    finally:
        tmp_path.chmod(0o700)


def test_opening_nothing_is_told(tmp_path):
    with pytest.raises(ResultError, match="there is no folder"):
        open_run(tmp_path / "nowhere")
    with pytest.raises(ResultError, match="holds no saved result"):
        open_run(tmp_path)


@pytest.mark.parametrize("name", sorted(FILES - {"provenance.json"}))
def test_a_missing_file_is_told(day, tmp_path, name):
    folder = day.save(tmp_path / "out")
    (folder / name).unlink()
    with pytest.raises(ResultError, match=f"{name} is missing"):
        open_run(folder)


@pytest.mark.parametrize("name", sorted(name for name in FILES if not name.endswith(".csv")))
def test_a_damaged_file_is_told(day, tmp_path, name):
    folder = day.save(tmp_path / "out")
    whole = (folder / name).read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], b"\xff\x00" + whole):
        (folder / name).write_bytes(damaged)
        with pytest.raises(ResultError, match=name):
            open_run(folder)


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", '{"format": 1, "files": []}', '{"format": "1", "files": {}}', "null", "3"],
)
def test_a_provenance_of_another_shape_is_told(day, tmp_path, text):
    folder = day.save(tmp_path / "out")
    (folder / "provenance.json").write_text(text)
    with pytest.raises(ResultError, match=r"provenance\.json"):
        open_run(folder)


def _rewrite(folder, changes, name="provenance.json"):
    path = folder / name
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def _sign(folder):
    """Give every file the digest it has now."""
    files = {name: saved._digest(folder / name) for name in FILES - {"provenance.json"}}
    _rewrite(folder, {"files": files})


def test_a_result_of_a_newer_cic_is_told(day, tmp_path):
    folder = day.save(tmp_path / "out")
    _rewrite(folder, {"format": saved.FORMAT + 1, "cic": "9.0"})
    with pytest.raises(ResultError, match=r"newer cic \(9.0\)"):
        open_run(folder)


def test_a_result_of_an_older_cic_is_told(day, tmp_path):
    folder = day.save(tmp_path / "out")
    _rewrite(folder, {"format": 1, "cic": "0.0"})
    with pytest.raises(ResultError, match=r"older cic \(0.0\).*\n.*run its scenario.yaml again"):
        open_run(folder)


def test_files_outside_the_folder_are_not_looked_at(day, tmp_path):
    folder = day.save(tmp_path / "out")
    files = json.loads((folder / "provenance.json").read_text("utf-8"))["files"]
    _rewrite(folder, {"files": {**files, "../secret": "0"}})
    with pytest.raises(ResultError, match="names a file of no result"):
        open_run(folder)


def test_well_signed_nonsense_is_told_all_the_same(day, tmp_path):
    folder = day.save(tmp_path / "out")
    _rewrite(folder, {"seed": None, "notices": None}, "summary.json")
    _sign(folder)
    with pytest.raises(ResultError, match=r"summary\.json is damaged"):
        open_run(folder)


def test_another_scenario_is_told(day, tmp_path):
    folder = day.save(tmp_path / "out")
    text = (folder / "scenario.yaml").read_text("utf-8")
    (folder / "scenario.yaml").write_text(text.replace("120/hour", "121/hour"), "utf-8")
    _sign(folder)
    with pytest.raises(ResultError, match="not the scenario that was run"):
        open_run(folder)
    (folder / "scenario.yaml").write_text(text.replace("120/hour", "many"), "utf-8")
    _sign(folder)
    with pytest.raises(ResultError, match="cannot be read by this version"):
        open_run(folder)


@pytest.mark.parametrize("spoil", ["column", "rows", "order"])
def test_a_table_of_another_shape_is_told(day, tmp_path, spoil):
    folder = day.save(tmp_path / "out")
    frame = day.summary
    frame = {
        "column": frame.drop(columns="low"),
        "rows": frame.iloc[:-1],
        "order": frame.iloc[::-1],
    }[spoil]
    frame.to_parquet(folder / "summary.parquet", index=False)
    _sign(folder)
    opened = open_run(folder)
    with pytest.raises(ResultError, match=r"summary\.parquet cannot be read"):
        opened.estimate("offered")


def test_save_is_what_run_save_calls(day, tmp_path):
    assert save(day, tmp_path / "out") == tmp_path / "out"
