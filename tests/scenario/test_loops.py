"""Loops of contacts that lead to others, found before the run."""

import pytest

from cic.scenario.checks_loops import (
    customers_give_up_at_last,
    follow_ups_die_out,
    transfers_come_to_an_end,
)
from cic.scenario.checks_size import it_fits_in_memory
from tests.days import a_model, queues, times

AGAIN = {"delay": "20 s"}


def found(**own):
    names = {"g": {"staff": 1, "skills": list(own)}}
    model = a_model(queues=queues(**own), agents=names)
    return (
        [issue.what for issue in transfers_come_to_an_end(model)],
        [issue.what for issue in customers_give_up_at_last(model)],
    )


def test_a_loop_of_transfers_is_refused_by_name_and_gain():
    a = {"arrivals": times(0), "transfers": {"b": "100%"}}
    refused, told = found(a=a, b={"transfers": {"a": "40%", "c": "60%"}}, c={"transfers": {"a": 1}})
    assert refused == [
        "agents always pass customers on in a loop, 'a' → 'b' → 'a' (gain 100%), and without delay"
    ]
    assert told == []


def test_a_loop_with_a_way_out_is_none():
    a = {"arrivals": times(0), "transfers": {"b": "100%"}}
    assert found(a=a, b={"transfers": {"a": "99%"}}) == ([], [])
    assert found(a=a, b={"transfers": {"c": "100%"}}, c={}) == ([], [])


@pytest.mark.parametrize(
    ("own", "endless"),
    [
        ({"redials": {"abandoned": AGAIN | {"share": "100%"}}}, True),
        ({"redials": {"abandoned": AGAIN | {"share": "100%", "later": "90%"}}}, False),
        ({"redials": {"abandoned": AGAIN | {"share": "10%", "later": "100%"}}}, True),
        ({"redials": {"abandoned": AGAIN | {"share": "0%", "later": "100%"}}}, False),
        ({"recontact": AGAIN}, True),
        ({"recontact": AGAIN, "resolves": "1%"}, False),
        ({"recontact": AGAIN, "transfers": {"b": "30%"}}, False),
    ],
)
def test_customers_who_come_again_for_certain_are_told(own, endless):
    refused, told = found(a={"arrivals": times(0)} | own, b={})
    assert refused == []
    assert bool(told) == endless
    assert not endless or "'a' → 'a' (gain 100%)" in told[0]


def offered(go="own queue", go_on=None, later="100%", **offer):
    """A menu whose only choice, or one of two, offers an SMS; who is not helped calls again."""
    way = AGAIN | {"share": "50%", "later": later}
    offer = {"by": "sms", "accepted": "30%", "success": "60%", "redial": way} | offer
    choices = {"1": {"go": go, "share": 1, "deflection": offer}}
    if go_on is not None:
        choices = {"1": choices["1"] | {"share": 0.5}, "2": {"go": go_on, "share": 0.5}}
    return {"start": "m", "menus": {"m": {"prompt": "9 s", "choices": choices}}}


def told_of(ivr, **own):
    names = {"g": {"staff": 1, "skills": list(own)}}
    model = a_model(queues=queues(**own), agents=names, ivr=ivr)
    return [(issue.where, issue.what) for issue in customers_give_up_at_last(model)]


@pytest.mark.parametrize(
    ("ivr", "endless"),
    [
        (offered(), True),
        (offered(go="a"), True),
        (offered(later="90%"), False),
        (offered(success=1), False),
        (offered(accepted=0), False),
        (offered(go="b", go_on="own queue"), False),
        (offered(redial=AGAIN | {"share": 1, "to": "b"}), False),
        (offered(redial=AGAIN | {"share": 1, "to": "a"}), True),
    ],
)
def test_customers_who_call_again_after_another_way_are_told(ivr, endless):
    told = told_of(ivr, a={"arrivals": times(0), "through": "m"}, b={})
    assert bool(told) == endless
    assert not endless or told[0][0] == ("queues", "a")


def test_contacts_of_the_ivrs_own_that_come_again_for_certain_are_told():
    ivr = offered(go="a") | {"arrivals": times(0)}
    ((where, what),) = told_of(ivr, a={})
    assert where == ("ivr",)
    assert "'IVR' → 'IVR' (gain 100%)" in what
    assert told_of(offered(go="a", later="90%") | {"arrivals": times(0)}, a={}) == []
    hung_up = {"redials": {"hung_up": AGAIN | {"share": 1}}, "arrivals": times(0)}
    assert told_of(offered(go="a", later="90%") | hung_up, a={}) != []


def test_a_day_that_would_explode_is_refused_with_the_way_and_its_factor():
    """All who give up try again: up to 200 contacts of each of a million customers."""
    again = {"abandoned": AGAIN | {"share": "50%", "later": "100%"}}
    own = {"arrivals": {"counts": [1_000_000]}, "patience": "5 s", "redials": again}
    (issue,) = it_fits_in_memory(a_model(queues=queues(a=own)))
    assert (issue.code, issue.where) == ("CIC401", ("queues", "a", "redials", "abandoned"))
    assert "100% of contacts may lead to another here, up to 200 a customer" in issue.what
    few = own | {"redials": {"abandoned": AGAIN | {"share": "50%"}}}
    assert not list(it_fits_in_memory(a_model(queues=queues(a=few))))


def test_a_loop_of_redials_and_transfers_between_queues_is_told():
    a = {"arrivals": times(0), "transfers": {"b": "100%"}}
    way = {"abandoned": AGAIN | {"share": "100%", "to": {"a": "50%", "b": "50%"}}}
    refused, told = found(a=a, b={"redials": way})
    assert refused == []
    assert len(told) == 1


def exploding(*follows, answers="100%", code="CIC425", **own):
    """What is told of campaigns that follow queues: each as the queue, whom it follows, a share."""
    campaigns = {
        f"c{n}": {"queue": queue, "answers": answers, "follows": {"queues": {of: share}}}
        for n, (queue, of, share) in enumerate(follows)
    }
    names = {"g": {"staff": 1, "skills": list(own)}}
    model = a_model(queues=queues(**own), agents=names, campaigns=campaigns)
    return [issue.what for issue in follow_ups_die_out(model) if issue.code == code]


def test_a_day_whose_follow_ups_explode_is_refused_with_the_loop_and_its_factor():
    a = {"arrivals": times(0)}
    (told,) = exploding(("a", "a", 1), ("a", "a", "50%"), a=a)
    assert told == (
        "one who is served leads to 1.5 others, round and round: 'a' → 'a' (gain 150%), "
        "and the day explodes"
    )
    assert exploding(("a", "a", 1), a=a) == []
    assert exploding(("a", "a", 1), ("a", "a", "50%"), answers="60%", a=a) == []
    assert exploding(("a", "a", 1), ("a", "a", 1), a=a | {"resolves": "50%"}) == []


def test_a_day_in_which_whoever_is_served_leads_to_another_is_told():
    a, again = {"arrivals": times(0)}, {"recontact": AGAIN, "resolves": "50%"}
    (told,) = exploding(("a", "a", 1), code="CIC439", a=a)
    assert told.startswith("whoever is served leads to another, round and round: 'a' → 'a'")
    assert len(exploding(("a", "a", 1), code="CIC439", a=a | again)) == 1
    assert exploding(("a", "a", "99%"), code="CIC439", a=a) == []
    assert exploding(("a", "a", 1), ("a", "a", "50%"), code="CIC439", a=a) == []


def test_the_factor_of_a_loop_of_two_queues_is_that_of_a_generation():
    """Two come of one in b for each in a, and two in a for each in b: four in two generations."""
    both = {"a": {"arrivals": times(0)}, "b": {}}
    (told,) = exploding(*[("b", "a", 1)] * 2, *[("a", "b", 1)] * 2, **both)
    assert "leads to 2 others" in told
    assert "'a' → 'b' → 'a' (gain 200%)" in told
    assert exploding(*[("b", "a", 1)] * 2, ("a", "b", "50%"), **both) == []
    (told,) = exploding(*[("b", "a", 1)] * 2, ("a", "b", "98%"), **both)
    assert "(gain 140%)" in told


def test_recontacts_count_beside_follow_ups():
    again = {"arrivals": times(0), "recontact": AGAIN, "resolves": "50%"}
    assert exploding(("a", "a", 1), a=again) == []  # one comes of one
    (told,) = exploding(("a", "a", 1), ("a", "a", "50%"), a=again)
    assert "(gain 125%)" in told
