"""What must hold of customers: nobody is lost twice, all are counted, both clocks tell the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.measures.customer_measures import SEGMENT_MEASURES
from cic.program.codes import Outcome
from cic.program.customer_codes import LOSSES, Loss
from cic.program.leg_codes import COMPLAINT, FRESH
from cic.scenario.customers import Customers
from tests.properties.centres import leading_centres, quick
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, counted, estimates, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
SHARES = st.sampled_from([0, 0.5, 1])
FACTORS = st.sampled_from([0.5, 1, 2])


@st.composite
def peopled_centres(draw, *, whole_seconds=False):
    """A centre whose contacts lead to others in all ways, with customers of all kinds."""
    model = draw(leading_centres(whole_seconds=whole_seconds))
    delay = "3 s" if whole_seconds else "exponential mean 5 s"
    agents = st.sampled_from(["anybody", "until_solved", "always"])
    number = draw(st.sampled_from([None, 1, 7, 40]))
    segment = {"priority": st.integers(1, 3), "agent": agents,
               "talk_factor": FACTORS, "patience_factor": FACTORS}  # fmt: skip
    factors = dict.fromkeys(("talk_factor", "patience_factor", "complaint_factor"), FACTORS)
    known = {
        "number": number,
        "segments": {
            name: draw(st.fixed_dictionaries(segment)) | {"share": share, "value": 10}
            for name, share in (("x", 0.3), ("y", 0.7))
        },
        "tempers": {
            name: draw(st.fixed_dictionaries(factors)) | {"share": 0.5} for name in ("p", "q")
        },
        "moods": {"sours_to": "q"},
        "complaints": {
            "to": draw(st.sampled_from(list(model.queues))),
            "share": draw(SHARES),
            "delay": delay,
            "returns_after": draw(st.sampled_from([None, delay])),
        },
        "loyalty": {name: draw(SHARES) for name in ("good", "poor", "unsolved", "settled")},
    }
    if number is not None:
        known["loyalty"] |= {"churn": {"natural": draw(st.sampled_from([0, 100]))},
                             "gains": {"share": draw(SHARES), "after": "20 s"}}  # fmt: skip
    return model.model_copy(update={"customers": Customers.model_validate(known)})


@flavours
@quick(6)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures(data, seed, whole_seconds):
    assert_same_figures(data.draw(peopled_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(8)
@given(data=st.data(), seed=seeds)
def test_customers_are_kept_lost_or_gained(data, seed, whole_seconds):
    model = data.draw(peopled_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    log = day.log
    lost = log.losses["count"].reshape(-1, LOSSES)
    assert np.all(lost[:, Loss.KEPT] == 0)
    told = estimates(day, model).customer_table()
    found = {one.name: told[one.name].value for one in SEGMENT_MEASURES}
    assert np.array_equal(found["customers"] + found["gained"], found["lost"] + found["kept"])
    assert np.array_equal(found["lost"][:-1], lost.sum(axis=1))
    causes = ("natural", "price", "competitor", "neglect")
    assert np.array_equal(found["lost"], sum(found[f"lost_{cause}"] for cause in causes))
    left = log.verdicts["left"]
    own = [Loss.POOR, Loss.UNSOLVED, Loss.COMPLAINED]
    assert [int((left == cause).sum()) for cause in own] == lost.sum(axis=0)[own].tolist()
    if model.customers.number is not None:
        missing = log.customers["lost"] != Loss.KEPT
        assert missing.sum() == found["lost"][-1] - found["gained"][-1]
    assert np.all(found["kept"] >= 0)


@flavours
@quick(8)
@given(data=st.data(), seed=seeds)
def test_who_is_lost_stays_away_and_all_others_are_judged_once(data, seed, whole_seconds):
    model = data.draw(peopled_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    log, verdicts = day.log, day.log.verdicts
    away = log.contacts["outcome"] == Outcome.STAYED_AWAY
    assert np.all(log.legs["kind"][away] == FRESH)
    assert np.all(np.isnan(verdicts["satisfaction"][away]))
    assert not away.any() or model.customers.number is not None
    judged = verdicts["satisfaction"][~np.isnan(verdicts["satisfaction"])]
    assert np.all(np.abs(judged) <= 1)
    follows = log.legs["before"][log.first_contacts :]
    same = verdicts["customer"][log.first_contacts :] == verdicts["customer"][follows]
    assert np.all(same), "a customer's contacts are all the customer's"
    complaints = (log.legs["kind"] == COMPLAINT) & (verdicts["again"] == 0)
    about = log.legs["before"][complaints]
    assert np.all(verdicts["complains"][about] == 1)
    assert np.all(verdicts["complaint"][log.legs["kind"] == COMPLAINT] >= 0)
    sums = counted(day, model).by_queue
    assert sums["offered"].sum() == len(log.contacts) - away.sum()
    assert sums["stayed_away"].sum() == away.sum()
    assert sums["judged"].sum() == len(judged)
