"""Every field of a demand changes a centre that is made of it, or there is a reason."""

from typing import get_args

import pytest
from pydantic import BaseModel

from cic.capabilities.centres import CAPABILITIES, centre
from cic.errors import UsageError
from cic.scenario import demand, follow_ups
from cic.scenario.demand import Demand
from tests.capabilities.small import full

OWN = {one for parts in (demand, follow_ups) for one in vars(parts).values()
       if isinstance(one, type) and issubclass(one, BaseModel)
       and one.__module__ == parts.__name__}  # fmt: skip
TOLD = "it is told to people and decides nothing"

FIELDS = {
    "name": "Another town's service",
    "question": "What else?",
    "source": "Elsewhere",
    "notes": TOLD,
    "opens": "07:00",
    "closes": "11:00",
    "interval": "1 h",
    "shape": [1, 2, 2, 1],
    "lines": 11,
    "line_cost": {"day": 1},
    "currency": "USD",
    "promise": "70% in 20 s",
    "run": {"seed": 5},
    "needs.balance.says": TOLD,
    "needs.letters.channel": "letter",
    "needs.balance.volume": 41,
    "needs.chats": {"channel": "chat", "arrivals": "6/hour", "talk": "5 min"},
    "needs.balance.talk": "3 min",
    "needs.balance.wrap_up": "10 s",
    "needs.balance.patience": "9 min",
    "needs.balance.resolves": "90%",
    "needs.balance.self_service.tried": "60%",
    "needs.balance.self_service.succeeds": "70%",
    "needs.balance.self_service.takes": "40 s",
    "needs.bills.skill": None,
    "needs.faults.without_skill": "50%",
    "needs.bills.known": True,
    "needs.valued.valued": False,
    "needs.chats.additions": {"page": {"share": "50%", "takes": "1 min"}},
    "needs.letters.service_level": "90% in 1 h",
    "needs.letters.instead.phone": {"phone": "60%", "wait": "10%", "give_up": "30%"},
    "needs.letters.instead.wait": {"phone": "40%", "wait": "30%", "give_up": "30%"},
    "needs.letters.instead.give_up": {"phone": "60%", "wait": "20%", "give_up": "20%"},
    "needs.letters.instead.soon": "1 min",
    "needs.letters.instead.later": "40 min",
    "customers.patience": "4 min",
    "customers.redials": {"busy": {"share": "10%", "delay": "exponential mean 5 min"}},
    "customers.recontact": {"share": "10%", "delay": "exponential mean 20 min"},
    "customers.other_number.dials": "80%",
    "customers.other_number.after": "2 min",
    "follow_ups.after": {"balance": "50%"},
    "follow_ups.delay": "6 min",
    "follow_ups.by_hand": "21 s",
    "follow_ups.talk": "2 min",
    "follow_ups.wrap_up": "9 s",
    "follow_ups.answers": "40%",
    "follow_ups.machine": "10%",
    "follow_ups.busy": "5%",
    "follow_ups.rings": "10 s",
    "follow_ups.attempts": 3,
    "follow_ups.again_after": "11 min",
    "follow_ups.when_free": 2,
    "agents.staff": 9,
    "agents.skilled.technical.share": "50%",
    "agents.skilled.technical.talk": "5 min",
    "agents.skilled.technical.wrap_up": "9 s",
    "agents.skilled.technical.resolves": "70%",
    "agents.apart": {"email": "30%"},
    "agents.sites": {"town": "80%", "county": "20%"},
    "agents.cost": {"hour": 31},
    "tools.prompt": "9 s",
    "tools.authentication.takes": "6 s",
    "tools.authentication.saves": "11 s",
    "tools.screen_pop": "16 s",
    "tools.data_with_transfer": "31 s",
    "tools.knowledge_base": {"found": "60%", "talk_factor": 0.8},
    "tools.dialler.dialler": "predictive",
    "tools.dialler.detection": {"takes": "2 s"},
    "tools.callback": {"offered_at": "40 s", "accepted": "50%"},
    "tools.outsourcer.staff": 2,
    "tools.outsourcer.after": "30 s",
    "tools.outsourcer.talk_factor": 1.2,
    "tools.outsourcer.cost": {"contact": 4},
    "tools.monitoring.waiting": 3,
    "tools.monitoring.move": 2,
    "tools.monitoring.lasts": "25 min",
    "tools.at_once": {"chat": 3},
}
SETS = {
    "nothing": (),
    "apart": tuple(name for name in CAPABILITIES if name != "blending"),
    "all": tuple(CAPABILITIES),
}


def below(kind):
    """The demand's own parts that a field's type leads to."""
    if isinstance(kind, type):
        return [kind] if kind in OWN else []
    return [found for inner in get_args(kind) for found in below(inner)]


def leaves(model):
    """The names of the fields of a part and of those below it that hold no further parts."""
    for name, info in model.model_fields.items():
        inner = below(info.annotation)
        if inner:
            yield from (leaf for one in inner for leaf in leaves(one))
        else:
            yield model.__name__, name


def test_every_field_is_changed_here():
    last = {path.split(".")[-1] for path in FIELDS} | {"arrivals"}
    assert {name for _, name in leaves(Demand)} <= last | {"channel", "additions"}


def centres(demand):
    return [centre(demand, have, name="x").model for have in SETS.values()]


@pytest.fixture(scope="module")
def before():
    return centres(full())


@pytest.mark.parametrize("path", FIELDS)
def test_a_field_matters(path, before):
    value = FIELDS[path]
    if value == TOLD:
        assert centres(full(**{path: "Something"})) == before
        return
    where = path.rsplit(".", 1)[0] if ".instead." in path and isinstance(value, dict) else path
    changes = {where: value}
    if path == "needs.bills.skill":
        changes |= {"needs.bills.without_skill": None, "needs.bills.known": None}
    assert centres(full(**changes)) != before


def test_what_is_named_twice_is_refused():
    with pytest.raises(UsageError, match="no capability"):
        centre(full(), ["voice"])
