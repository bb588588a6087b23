"""Each run looks whether what it counted adds up: on logs that are broken on purpose."""

from dataclasses import replace

import pytest

from cic.errors import EngineError
from cic.measures import adding_up
from cic.measures.adding_up import ENDS, check_adds_up
from cic.measures.counted import Counter
from cic.measures.tally import QUEUE_SUMS
from cic.program.codes import Outcome
from cic.program.leg_codes import LEG_KINDS, LegKind
from tests.days import a_model, live, queues, times

AGAIN = {"redials": {"abandoned": {"share": "100%", "delay": "20 s", "attempts": 2}}}
PARTS = {"arrivals": times(0, 1, 2), "talk": "100 s", "patience": "5 s"}


def a_day(clock, **parts):
    """Three contacts: the first is answered; two give up, try again twice and give up again."""
    model = a_model(queues=queues(a=PARTS | parts))
    return live(clock, model), model


def count(day, model, clock, **broken):
    log = day.log
    for table, (row, field, value) in broken.items():
        changed = getattr(log, table).copy()
        changed[row][field] = value
        log = replace(log, **{table: changed})
    return Counter(day.program, model, clock).count(log)


def test_what_a_run_leaves_adds_up(clock):
    day, model = a_day(clock, **AGAIN)
    sums = count(day, model, clock).by_queue
    total = {name: float(sums[name].sum()) for name in QUEUE_SUMS.dtype.names}
    assert (total["offered"], total["fresh"], total["redials"]) == (7, 3, 4)
    assert total["offered"] == sum(total[name] for name in LEG_KINDS)
    assert total["offered"] == sum(total[name] for name in ENDS)


def test_a_contact_that_came_about_in_no_way_is_told(clock):
    day, model = a_day(clock, **AGAIN)
    with pytest.raises(EngineError) as told:
        count(day, model, clock, legs=(4, "kind", 99))
    first, second = str(told.value).splitlines()
    assert first == (
        "contacts of queue 'a' do not add up: 7 offered; by how they came about: fresh 3, redials 3"
    )
    assert "a fault of cic and not of the scenario" in second


@pytest.mark.parametrize("parts", [{}, AGAIN])
def test_a_contact_that_ended_in_no_way_is_told(clock, parts):
    day, model = a_day(clock, **parts)
    with pytest.raises(EngineError, match="by how they ended: answered 1, abandoned"):
        count(day, model, clock, contacts=(2, "outcome", 99))


def test_a_customer_who_is_neither_served_nor_lost_nor_there_is_told(clock):
    """The last contact in vain of a customer has left a message, and none has come."""
    day, model = a_day(clock, **AGAIN)
    last = next(n for n, row in enumerate(day.log.legs) if row["redials"] == 2)
    with pytest.raises(EngineError) as told:
        count(day, model, clock, contacts=(last, "outcome", Outcome.LEFT_MESSAGE))
    assert str(told.value).startswith(
        "customers do not add up: 3 fresh; by what became of them: "
        "customers served 1, abandoned 5, came again 4"
    )


def test_a_customer_cannot_be_served_twice():
    sums = QUEUE_SUMS.table(2).reshape(1, 2)
    sums["offered"][0, 0] = sums["fresh"][0, 0] = sums["answered"][0, 0] = 1
    for served in (0, 2):
        sums["customers_served"] = [[served, 0]]
        with pytest.raises(EngineError, match="1 fresh; by what became of them: "):
            check_adds_up(sums, ["a"], leads_on=True)
    sums["customers_served"] = [[1, 0]]
    check_adds_up(sums, ["a"], leads_on=True)


def test_every_kind_and_every_end_is_counted():
    """What is appended to the codes must be added up, too."""
    assert len(LEG_KINDS) == len(LegKind)
    of_ends = {"balked": "abandoned", "dropped": "abandoned", "contained": "self_served"}
    of_ends |= {"left_bot": "hung_up", "timed_out": "answered"}
    of_ends |= {"asked_callback": "callbacks_accepted", "not_reached": "callbacks_not_reached"}
    of_ends |= {"cancelled": "callbacks_cancelled"}
    ends = {of_ends.get(one.name.lower(), one.name.lower()) for one in Outcome}
    assert ends - {"stayed_away", "served_before"} == set(ENDS) - {"callbacks_lost"}
    assert set(adding_up._COLUMNS) <= set(QUEUE_SUMS.dtype.names)
