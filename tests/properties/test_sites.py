"""What must hold of every centre with sites: equal clocks, lines and ports never exceeded."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cic import units
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import NO_LINE, NO_PORT, NOBODY
from cic.scenario.checks import check_model
from cic.scenario.incidents import Incident
from cic.scenario.sites import Site
from tests.days import assert_same_log, live
from tests.properties.centres import centres, quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@st.composite
def with_sites(draw, *, whole_seconds):
    """A random centre with one to three sites: lines, ports, hours, closures, or none of them."""
    model = draw(centres(whole_seconds=whole_seconds))
    few = st.none() | st.integers(1, 4)
    names = draw(st.sampled_from(["x", "xy", "xyz"]))
    sites = {
        name: Site(
            share=draw(st.sampled_from([0, 0.2, 0.5, 1])),
            lines=draw(few),
            ports=draw(few) if model.ivr and not model.ivr.ports else None,
            when_full=draw(st.sampled_from(["busy", "other_sites"])),
            **draw(hours(model)),
        )
        for name in names
    }
    at_site = st.sampled_from([None, *names])
    agents = {
        name: group.model_copy(update={"site": draw(at_site)})
        for name, group in model.agents.items()
    }
    incidents = [*model.incidents, *draw(st.lists(closures(model, names), max_size=2))]
    update = {"sites": sites, "agents": agents, "incidents": tuple(incidents)}
    found = model.model_copy(update=update)
    assume(all(issue.severity == "notice" for issue in check_model(found)))
    return found


def hours(model):
    """Hours of a site, in its own time, with whole intervals; often none."""
    first, many = (st.integers(n, model.intervals_per_day) for n in (0, 1))
    least = -8 if model.opens >= 8 * 900 else 0
    some = st.builds(
        lambda first, many, ahead: {
            "opens": clock(model.opens + first * model.interval + ahead * 900),
            "closes": clock(model.opens + (first + many) * model.interval + ahead * 900),
            "time_zone": units.time_zone_text(ahead * 900),
        },
        *(first, many, st.integers(least, 8)),
    )
    return st.just({}) | some


def closures(model, names):
    """A site is closed for a while, or for good."""
    length = int(model.closes - model.opens)
    return st.builds(
        lambda name, at, lasts: Incident(
            at=clock(model.opens + at),
            close=name,
            **({"until": clock(model.opens + at + lasts)} if lasts else {}),
        ),
        *(st.sampled_from(names), st.integers(0, length), st.integers(0, length)),
    )


def clock(seconds):
    """A time of day as it is written."""
    whole = min(round(seconds), 48 * 3600)
    return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"


def most_at_once(spans):
    """The most spans that hold at one instant; one that ends leaves room at once."""
    changes = sorted([(begin, 1) for begin, end in spans] + [(end, -1) for _, end in spans])
    return max(np.cumsum([step for _, step in changes]), default=0)


@flavours
@quick(30)
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
