"""Same seed, same figures: on any processor, with any cache, whatever Python's hashes are.

`--update-golden` writes `figures.json` anew; the commit says what changed and why.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden.centres import all_digests

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("figures.json")

NO_AVX512 = {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"}
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"}
OLD_MACHINE = {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR", **NO_FMA}


def kept():
    return json.loads(KEPT.read_text())


def elsewhere(clock, folder, **switches):
    """The digests as another machine would find them."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.golden.centres", clock],
        cwd=ROOT,
        env=environment | {"CIC_CACHE_DIR": str(folder), **switches},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_figures_are_those_that_are_kept(clock, update_golden):
    found = all_digests(type(clock))
    if update_golden:
        KEPT.write_text(json.dumps(found, indent=2) + "\n")
    assert found == kept()


@pytest.mark.parametrize(
    "switches",
    [NO_AVX512, NO_FMA, OLD_MACHINE, {"PYTHONHASHSEED": "random"}],
    ids=["without AVX-512", "without FMA", "without both", "random hashes"],
)
def test_figures_are_the_same_on_other_processors(tmp_path, switches):
    assert elsewhere("simpy", tmp_path, **switches) == kept()


def test_figures_are_the_same_compiled_for_any_processor(tmp_path):
    """Compiled anew for a processor that has nothing special, without FMA in the C library."""
    assert elsewhere("compiled", tmp_path, NUMBA_CPU_NAME="generic", **OLD_MACHINE) == kept()
    assert any(tmp_path.rglob("*.nbi")), "the machine code was kept in the folder it was told"
