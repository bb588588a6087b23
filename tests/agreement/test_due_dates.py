"""Of e-mails with different promises, what falls due first goes first, and the latest is less late.

Jackson (1955), Scheduling a production line to minimize maximum tardiness; in queues: Goldberg
(1977), Analysis of the earliest due date scheduling rule in queueing systems, Mathematics of
Operations Research 2(2), 145-154.
"""

import numpy as np
import pytest

import cic
from cic.scenario.load import from_dict
from cic.statistics.tables import mean_table
from tests.agreement.long_runs import CONFIDENCE

PROMISES = {"soon": 3600.0, "later": 4 * 3600.0}


def day_of_emails(policy, talk):
    """E-mails come from midnight to noon, and are worked off until the next midnight."""
    return from_dict(
        {
            "name": "two promises",
            "opens": "00:00",
            "closes": "12:00",
            "interval": "12 h",
            "queues": {
                name: {
                    "channel": "email",
                    "arrivals": "5/hour",
                    "talk": talk,
                    "service_level": {"within": f"{within} s"},
                }
                for name, within in PROMISES.items()
            },
            "agents": {
                "team": {"shifts": [{"from": "00:00", "until": "24:00"}], "skills": [*PROMISES]}
            },
            "routing": {"contact": policy},
            "run": {"replications": 150, "seed": 1},
        }
    )


def lateness(policy, talk):
    """How late each contact is done [s], early ones below 0: (replication, contact) and value."""
    run = cic.run(day_of_emails(policy, talk), clock="compiled")
    contacts = run.contacts
    assert contacts["replication"].nunique() == 150
    assert (contacts["outcome"] == "answered").all()
    due = contacts["queued_at"] + contacts["queue"].map(PROMISES).astype(float)
    late = contacts["ended_at"] + contacts["wrap_up"] - due
    return contacts, late.groupby(contacts["replication"]), run.estimate("service_level").value


def paired(talk):
    """First come and earliest due, on the same e-mails."""
    one, other = lateness("longest_wait", talk), lateness("earliest_due", talk)
    for column in ("queue", "arrived_at", "talk"):
        assert np.array_equal(one[0][column], other[0][column]), "the luck is common"
    return one, other


def assert_less(less, more):
    """Paired differences lie below 0, interval and all."""
    table = mean_table(np.asarray(less) - np.asarray(more), confidence=CONFIDENCE)
    assert table.high < 0


def late_only(late):
    """The mean over all contacts of how late they are, early ones counted as 0."""
    return late.apply(lambda values: values.clip(lower=0).mean())


def test_of_work_alike_nothing_makes_the_latest_less_late():
    (_, first_come, kept), (_, earliest_due, more_kept) = paired("6 min")
    # Each e-mail takes as long as another: on every single day the rule is the best there is, ...
    assert np.all(earliest_due.max() <= first_come.max() + 1e-6)
    assert_less(earliest_due.max(), first_come.max())
    # ... and early and late together are as much as ever.
    assert earliest_due.mean().to_numpy() == pytest.approx(first_come.mean().to_numpy(), abs=1e-6)
    assert_less(late_only(earliest_due), late_only(first_come))
    assert more_kept > kept


def test_of_work_unlike_the_latest_is_less_late_and_the_late_are_too():
    (_, first_come, kept), (_, earliest_due, more_kept) = paired("lognormal mean 6 min cv 1")
    assert_less(earliest_due.max(), first_come.max())
    assert_less(late_only(earliest_due), late_only(first_come))
    assert more_kept > kept
