"""What must hold of every centre with sites: equal clocks, lines and ports never exceeded."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import NO_LINE, NO_PORT, NOBODY
from cic.scenario.checks import check_model
from cic.scenario.sites import Site
from tests.days import assert_same_log, live
from tests.properties.centres import centres, quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@st.composite
def with_sites(draw, *, whole_seconds):
    """A random centre with one to three sites, each with lines and ports or without."""
    model = draw(centres(whole_seconds=whole_seconds))
    few = st.none() | st.integers(1, 4)
    sites = {
        name: Site(
            share=draw(st.sampled_from([0, 0.2, 0.5, 1])),
            lines=draw(few),
            ports=draw(few) if model.ivr and not model.ivr.ports else None,
            when_full=draw(st.sampled_from(["busy", "other_sites"])),
        )
        for name in draw(st.sampled_from(["x", "xy", "xyz"]))
    }
    found = model.model_copy(update={"sites": sites})
    assume(all(issue.severity == "notice" for issue in check_model(found)))
    return found


def most_at_once(spans):
    """The most spans that hold at one instant; one that ends leaves room at once."""
    changes = sorted([(begin, 1) for begin, end in spans] + [(end, -1) for _, end in spans])
    return max(np.cumsum([step for _, step in changes]), default=0)


@flavours
@quick(150)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_clocks_agree_and_no_site_holds_more_than_it_has(data, seed, whole_seconds):
    model = data.draw(with_sites(whole_seconds=whole_seconds))
    day = live(SimpyClock(), model, seed=seed)
    assert_same_log(day.log, live(CompiledClock(), model, seed=seed).log)
    contacts, site = day.log.contacts, day.log.trunks["site"]
    inside = contacts["outcome"] != NO_LINE
    ends = np.where(np.isnan(contacts["ended_at"]), math.inf, contacts["ended_at"])
    left_ivr = np.where(np.isnan(contacts["queued_at"]), ends, contacts["queued_at"])
    in_ivr = inside & (contacts["step"] != NOBODY) & (contacts["outcome"] != NO_PORT)
    for n, one in enumerate(model.sites.values()):
        for count, held, until in ((one.lines, inside, ends), (one.ports, in_ivr, left_ivr)):
            here = held & (site == n)
            spans = list(zip(contacts["arrived_at"][here], until[here], strict=True))
            assert count is None or most_at_once(spans) <= count
