"""`cic bench`: contacts per second, as ratios to yardsticks measured in the same run."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cic.cli.common import AsJson, refusing, say, say_json, tell

ROWS = {
    "handwritten": "hand-written loop, compiled",
    "compiled_rules": "compiled clock, rules only",
    "compiled_end_to_end": "compiled clock, end to end",
    "simpy_idiomatic": "idiomatic SimPy model",
    "simpy_clock": "SimPy clock, rules only",
}


def bench(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller workloads, for a look.")] = False,
    policies: Annotated[
        bool, typer.Option("--policies", help="Instead, W2 under every routing policy.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the clocks against yardsticks."""
    if policies:
        _bench_policies(quick=quick, as_json=as_json)
        return
    with refusing():
        from cic.experiments.bench import bench as run_bench

        figures = run_bench(quick=quick, told=lambda what: tell(f"measuring {what} …"))
    if as_json:
        say_json(figures)
        return
    for name in ("W1", "W2"):
        _say_workload(name, figures[name])
    _say_blended("W3", figures["W3"])
    _say_plain("W4", figures["W4"])
    say("")
    say("SCALE                            contacts   contacts/s")
    for row in figures["scale"]:
        centre = f"{row['agents']:,} agents, queues: {row['queues']}"
        say(f"{centre:<28} {row['contacts']:>12,} {row['contacts_per_second']:>12,.0f}")
    say("")
    say("machine: " + ", ".join(f"{key} {value}" for key, value in figures["machine"].items()))


def _bench_policies(*, quick: bool, as_json: bool) -> None:
    with refusing():
        from cic.experiments.bench_policies import bench_policies

        figures = bench_policies(quick=quick, told=lambda what: tell(f"measuring {what} …"))
    if as_json:
        say_json(figures)
        return
    say(f"{'W2, rules only, by processor time':<44} contacts/s   of longest idle")
    for name, row in figures.items():
        say(f"{name:<44} {row['contacts_per_second']:>10,.0f} {row['of_plain']:>17.2f}")


def _say_workload(name: str, figures: dict[str, Any]) -> None:
    say(f"{name:<30} contacts/s   of hand-written   × idiomatic SimPy")
    for key, label in ROWS.items():
        speed = figures[key]
        by_hand, idiomatic = speed / figures["handwritten"], speed / figures["simpy_idiomatic"]
        say(f"{label:<28} {speed:>12,.0f} {by_hand:>17.3f} {idiomatic:>19.1f}")
    if "peak_mb" in figures:
        say(f"peak memory, end to end      {figures['peak_mb']:>9,.0f} MB")
    say("")


def _say_blended(name: str, figures: dict[str, Any]) -> None:
    """The blended week, and the same where contacts lead to others."""
    _say_plain(name, figures)
    say("where contacts lead to others")
    for key in ("rules", "end_to_end"):
        label, speed = ROWS[f"compiled_{key}"], figures[f"following_{key}"]
        say(f"  {label:<26} {speed:>12,.0f}")
    say(f"rules, as a multiple of W2   {figures['of_w2']:>12.3f}")
    say("")


def _say_plain(name: str, figures: dict[str, Any]) -> None:
    """A workload that nobody wrote by hand."""
    say(f"{name:<30} contacts/s")
    for key in ("compiled_rules", "compiled_end_to_end", "simpy_clock"):
        say(f"{ROWS[key]:<28} {figures[key]:>12,.0f}")
    say(f"peak memory, end to end      {figures['peak_mb']:>9,.0f} MB")
