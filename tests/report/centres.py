"""Small centres for the tests of results."""

from cic.scenario.load import Scenario, from_dict

HOSTILE = [r"$\bad$", "=1+1", "<script>alert(1)</script>", "@sum", "-q", "_under", "+1 (2)"]
"""Names that mean something to matplotlib, spreadsheets, browsers, legends."""


def bank(**changes: object) -> Scenario:
    """Two queues behind an IVR, a group by intervals and two agents with a break."""
    queue = {
        "talk": "lognormal mean 3 min cv 1.2",
        "wrap_up": "exponential mean 20 s",
        "patience": "exponential mean 6 min",
    }
    regular = {"arrivals": "120/hour", "through": "welcome", "service_level": "80% in 20 s"}
    vip = {"arrivals": "20/hour", "service_level": "10% in 10 s"}
    choices = {
        "1": {"go": "regular", "share": "70%"},
        "2": {"serve": "balance", "takes": "40 s", "share": "30%"},
    }
    shift = {
        "names": ["Ann", "Bo"],
        "from": "08:00",
        "until": "12:00",
        "breaks": [{"at": "10:00", "lasts": "15 min"}],
    }
    data = {
        "name": "A small bank",
        "question": "How many callers hang up before noon?",
        "opens": "08:00",
        "closes": "12:00",
        "queues": {
            "regular": queue | regular | {"targets": {"abandonment_rate": "at most 50%"}},
            "vip": queue | vip,
        },
        "ivr": {"start": "welcome", "menus": {"welcome": {"prompt": "12 s", "choices": choices}}},
        "agents": {
            "generalists": {"staff": [4, 4, 6, 6, 6, 8, 6, 6], "skills": ["regular", "vip"]},
            "seniors": {"shifts": [shift], "skills": ["vip", "regular"]},
        },
        "run": {"replications": 5},
    }
    return from_dict({**data, **changes})


def hostile(names: list[str] = HOSTILE) -> Scenario:
    """A centre whose names are chosen to do harm."""
    queue = {"arrivals": "20/hour", "talk": "3 min", "patience": "5 min"}
    return from_dict(
        {
            "name": r"<img src=x onerror=alert(1)> $\worse$ [/red]",
            "question": "<b>=1+1</b>",
            "opens": "08:00",
            "closes": "10:00",
            "queues": dict.fromkeys(names, queue),
            "agents": {name: {"staff": 1, "skills": [name]} for name in names},
            "run": {"replications": 3},
        }
    )


def blended(**changes: object) -> Scenario:
    """Calls, chats, messages and e-mails for the same agents, over two days."""
    queues = {
        "calls": {
            "arrivals": "60/hour",
            "talk": "exponential mean 3 min",
            "patience": "exponential mean 3 min",
            "service_level": "80% in 20 s",
        },
        "chats": {
            "channel": "chat",
            "arrivals": "30/hour",
            "talk": "exponential mean 6 min",
            "wrap_up": "30 s",
            "service_level": "80% in 1 min",
        },
        "messages": {
            "channel": "messaging",
            "arrivals": "10/hour",
            "talk": "exponential mean 6 min",
        },
        "post": {
            "channel": "email",
            "arrivals": {"rate": "20/hour", "overnight": "2/hour"},
            "talk": "exponential mean 5 min",
            "service_level": "95% in 4 h",
        },
    }
    capacity = {"voice": 1, "chat": 3, "messaging": 4, "email": 1}
    skills = {"calls": 1, "chats": 1, "messages": 1, "post": 2}
    data = {
        "name": "A blended centre",
        "opens": "08:00",
        "closes": "12:00",
        "days": 2,
        "channels": {"voice": {"interrupts": ["email"]}, "chat": {"interrupts": ["email"]}},
        "queues": queues,
        "agents": {"team": {"staff": 9, "skills": skills, "capacity": [capacity]}},
        "run": {"replications": 3},
    }
    return from_dict({**data, **changes})
