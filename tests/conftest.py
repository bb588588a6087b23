"""What all tests share: the two clocks, and the option that rewrites golden files."""

from __future__ import annotations

import os
import time

import pytest

from cic.clocks.compiled import kept
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.kernel import run_to_end
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.warmup import KERNELS, compile_rules


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is found into tests/golden instead of comparing; say why in the commit",
    )


def pytest_collection_modifyitems(config, items):
    """Leave long checks and benchmarks out of the ordinary run, unless `-m` asks for them."""
    if config.option.markexpr:
        return
    kept, left_out = [], []
    for item in items:
        apart = any(item.get_closest_marker(name) for name in ("long", "bench"))
        (left_out if apart else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True, scope="session")
def _compiled_once():
    """Of several processes each compiles some of the rules, and waits for the others to be done."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
    for off in KERNELS[number::workers]:
        compile_rules(off)
    until = time.monotonic() + 300
    while time.monotonic() < until and not kept(run_to_end).issuperset(KERNELS):
        time.sleep(0.1)


@pytest.fixture
def update_golden(request) -> bool:
    return request.config.getoption("--update-golden")


@pytest.fixture(params=[SimpyClock, CompiledClock], ids=["simpy", "compiled"])
def clock(request):
    """Each of the clocks."""
    return request.param()
