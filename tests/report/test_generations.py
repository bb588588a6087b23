"""Generations side by side, the ladder, and what people read of them."""

import itertools
import json
from functools import cache

import numpy as np
import pytest
from typer.testing import CliRunner

import cic
from cic.capabilities.centres import CAPABILITIES, GENERATIONS, generation
from cic.capabilities.figures import FIGURE, FIGURES, Seen, estimate
from cic.capabilities.ladder import RUNNING, climb
from cic.cli.app import app
from cic.errors import ResultError, UsageError
from cic.experiments.replicate import replicate
from cic.report.generations import FIGURE_COLUMNS, LADDER_COLUMNS, Generations
from cic.report.generations_in_words import is_told_beside, report_lines
from cic.scenario.demands import load_needs
from cic.statistics.estimate import Estimate
from tests.capabilities.small import OF_FULL, bare, full


@cache
def small():
    return cic.generations(full(), replications=3, seed=1, clock="compiled", sizing=False)


@cache
def shipped():
    """The shipped demand as it is shipped."""
    return cic.generations(clock="compiled", sizing=False)


def claims():
    """Every claim of a capability that the shipped demand has a use for."""
    return [
        (one.name, claim.figure, claim.falls)
        for one in CAPABILITIES.values()
        for claim in one.claims
        if one.name in OF_FULL or one.name == "click_to_call"
    ]


@pytest.mark.parametrize(("name", "figure", "falls"), claims())
def test_a_capability_moves_what_it_claims_on_the_shipped_demand(name, figure, falls):
    change = shipped().change(figure, name)
    assert change.high < 0 if falls else change.low > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_each_capability_has_the_sign_that_is_claimed_with_its_interval(seed):
    done = climb(load_needs(), replications=60, seed=seed, clock="compiled", sizing=False)
    found = Generations(done)
    for name, figure, falls in claims():
        change = found.change(figure, name)
        assert change.high < 0 if falls else change.low > 0, (name, figure, change)


@pytest.mark.long
def test_each_generation_needs_fewer_agents_than_the_one_before():
    needed = [column.agents_needed for column in cic.generations(replications=5).columns]
    for before, after in itertools.pairwise(needed):
        assert after.high < before.low


def test_a_rung_is_the_difference_of_the_centres_beside_it():
    for figure in ("lost", "busy", "customers"):
        ends = [small().estimate(figure, which).value for which in GENERATIONS]
        steps = [small().change(figure, name).value for name in CAPABILITIES]
        assert ends[-1] - ends[0] == pytest.approx(sum(steps), abs=1e-9)


def test_what_is_of_no_use_changes_nothing_and_is_said():
    change = small().change("lost", "fax")
    assert (change.value, change.low, change.high) == (0, 0, 0)
    (rung,) = [rung for rung in small().rungs if rung.capability == "fax"]
    assert not rung.used
    assert [rung.capability for rung in small().rungs if rung.used] == list(OF_FULL)


def test_all_generations_have_the_same_customers():
    counted = {small().estimate("customers", which).value for which in GENERATIONS}
    assert len(counted) == 1
    assert small().change("customers", "queue").half_width == 0


@pytest.mark.parametrize("which", ["manual", "interaction_centre"])
def test_both_clocks_give_the_same_figures(which):
    scenario, demand = generation(full(), which), full().model
    both = [
        Seen(replicate(scenario, replications=1, clock=clock), demand)
        for clock in ("simpy", "compiled")
    ]
    for figure in FIGURES:
        one, other = (repr(estimate(figure, seen)) for seen in both)
        assert one == other, figure.name


def test_figures_are_the_same_by_any_number_of_processes():
    demand = bare(**{"needs.help.volume": 30})
    one, two = (
        cic.generations(demand, replications=2, clock="simpy", processes=n).to_dict()
        for n in (1, 2)
    )
    assert one == two


def test_what_is_done_is_said():
    said = []
    cic.generations(bare(), replications=2, clock="simpy", sizing=False, says=said.append)
    assert said == [RUNNING]


def test_agents_needed_grow_with_the_customers():
    def needed(volume):
        demand = bare(**{"needs.help.volume": volume})
        found = cic.generations(demand, replications=2, seed=1, clock="compiled")
        return [column.agents_needed for column in found.columns]

    few, many = needed(20), needed(60)
    assert all(a.value < b.value for a, b in zip(few, many, strict=True))
    # no generation helps a demand that has no use for it beyond a queue
    assert many[1].value == many[2].value == many[3].value


def test_a_promise_that_no_staff_keeps_is_told_as_nothing():
    demand = bare(**{"lines": 1, "promise": "100% in 0 s", "agents.staff": 1})
    found = cic.generations(demand, replications=2, seed=1, clock="compiled")
    assert all(np.isnan(column.agents_needed.value) for column in found.columns)
    assert any(line.startswith("agents for 100%") for line in report_lines(found, 100))


def test_frames_are_tidy():
    figures, ladder = small().figures, small().ladder
    assert tuple(figures.columns) == FIGURE_COLUMNS
    assert len(figures) == len(GENERATIONS) * len(FIGURES)
    assert tuple(ladder.columns) == LADDER_COLUMNS
    assert len(ladder) == len(CAPABILITIES) * len(FIGURES)
    row = ladder[(ladder.capability == "queue") & (ladder.figure == "busy")].iloc[0]
    assert row.change == small().change("busy", "queue").value


def test_it_prints_in_15_lines_and_is_escaped_in_html():
    assert len(repr(small()).splitlines()) <= 15
    assert "Manual hotline" in repr(small())
    hostile = full(name="<b>x</b>")
    found = cic.generations(hostile, replications=2, clock="compiled", sizing=False)
    assert "<b>x</b>" not in found._repr_html_()
    assert "&lt;b&gt;x" in found._repr_html_()


def test_the_report_tells_each_capability_and_stays_in_its_width():
    for width in (80, 120):
        lines = list(report_lines(small(), width))
        ladder = lines[lines.index("Voice response") :]
        told = [line.split()[1].rstrip(":") for line in ladder if line.startswith("  + ")]
        assert told == list(OF_FULL)
        assert all(len(line) <= width for line in ladder)
    assert any("no use here" in line for line in lines)


@pytest.mark.parametrize(
    ("value", "told"), [(1.53, False), (1.54, True), (-1.53, False), (-1.54, True)]
)
def test_a_change_that_nobody_asked_after_must_be_far_from_chance(value, told):
    """Of 12 replications: Student's t of 11 is 2.201 for 5% and 3.370 for an eighth of that, which
    is 1.531 times as far."""
    change = Estimate(value=value, low=value - 1, high=value + 1, replications=12)
    assert is_told_beside(change, 0.95) == told


def test_plain_values_are_json():
    data = json.loads(json.dumps(small().to_dict(), allow_nan=False))
    assert list(data["generations"]) == list(GENERATIONS)
    assert set(data["generations"]["cti"]["figures"]) == set(FIGURE)
    assert [one["capability"] for one in data["ladder"]] == list(CAPABILITIES)
    assert set(data["definitions"]) == {*FIGURE, "agents_needed"}


def test_pictures_take_and_return_axes(tmp_path):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    _, ax = pyplot.subplots()
    assert small().plot.generations("wait", ax=ax) is ax
    axes = small().plot.ladder("lost")
    assert [label.get_text() for label in axes.get_yticklabels()] == list(OF_FULL)
    assert small().plot.save(tmp_path / "all.png").stat().st_size > 10_000
    pyplot.close("all")
    with pytest.raises(ResultError, match="choose another file"):
        small().plot.save(tmp_path / "all.nothing")
    with pytest.raises(UsageError, match="did you mean 'lost'"):
        small().plot.ladder("losst")
    pyplot.close("all")


def test_scenarios_are_written_and_load_as_they_were(tmp_path):
    files = small().write(tmp_path / "four")
    assert [file.stem for file in files] == list(GENERATIONS)
    for file, scenario in zip(files, small().scenarios.values(), strict=True):
        assert cic.load(file) == scenario


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: cic.generations(3), "not a demand"),
        (lambda: cic.generations(full(), replications=1), "at least 2"),
        (lambda: cic.generations(full(), clock="sundial"), "no clock"),
        (lambda: small().estimate("losst", "cti"), "did you mean 'lost'"),
        (lambda: small().estimate("lost", "ctj"), "did you mean 'cti'"),
        (lambda: small().change("lost", "quue"), "did you mean 'queue'"),
    ],
)
def test_nonsense_is_refused(ask, told):
    with pytest.raises(UsageError, match=told):
        ask()


def command(*words, status=0):
    result = CliRunner().invoke(app, ["generations", *map(str, words)])
    assert result.exit_code == status, (result.output, result.exception)
    return result


def test_the_command_prints_writes_and_draws(tmp_path):
    file = tmp_path / "demand.yaml"
    file.write_text(json.dumps(full().written))
    picture, out = tmp_path / "day.png", tmp_path / "four"
    words = (file, "-n", 2, "--seed", 3, "--no-sizing", "--clock", "compiled")
    result = command(*words, "--picture", picture, "--out", out)
    assert "A small town's service" in result.stdout
    assert "2 replications · seed 3 · compiled clock" in result.stdout
    assert picture.is_file()
    assert len(list(out.iterdir())) == 4
    data = json.loads(command(*words, "--json", "--set", "agents.staff=9").stdout)
    assert data["replications"] == 2


def test_the_command_refuses_what_is_no_demand(tmp_path):
    file = tmp_path / "demand.yaml"
    file.write_text("queues: {}\n")
    assert "CIC486" in command(file, status=2).stderr
    file.write_text("name: A day\nneedz: {}\n")
    assert "CIC101" in command(file, status=2).stderr
