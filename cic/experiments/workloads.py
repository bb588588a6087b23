"""The workloads of the benchmarks, as scenarios."""

from __future__ import annotations

from typing import Any

from cic.scenario.load import Scenario, from_dict
from cic.scenario.tempers import TEMPERS

W1_AGENTS = 32
W2_GROUPS = {"sales": 14, "service": 16, "billing": 10, "all_round": 18}
W2_SKILLS = {
    "sales": ["sales"],
    "service": ["service", "billing"],
    "billing": ["billing", "sales"],
    "all_round": ["sales", "service", "billing"],
}

W3_GROUPS: dict[str, tuple[int, list[str], list[dict[str, int]]]] = {
    "sales": (22, ["sales", "orders"], [{"voice": 1, "email": 1}]),
    "service": (24, ["service", "complaints", "chats"], [{"voice": 1, "chat": 3, "email": 1}]),
    "desk": (14, ["chats", "orders", "complaints"], [{"chat": 4}, {"email": 1}]),
    "all_round": (
        20,
        ["sales", "service", "chats", "orders", "complaints"],
        [{"voice": 1, "chat": 3, "email": 1}],
    ),
}
"""Agents, skills and capacity of the groups of W3."""

DAY_SHAPE = [4, 6, 9, 11, 12, 12, 11, 10, 9, 9, 10, 11, 11, 10, 9, 8, 8, 9, 10, 9, 7, 6, 5, 4]
"""How busy the half-hours of twelve hours are, in parts."""


def w1(contacts: int = 1_000_000) -> Scenario:
    """One queue: Poisson 10 a minute, exponential talk 3 min and patience 2 min, 32 agents."""
    days = max(1, round(contacts / 14_400))
    return from_dict(
        {
            "name": f"W1, {contacts:,} contacts",
            "opens": "00:00",
            "closes": "24:00",
            "days": days,
            "queues": {
                "all": {
                    "arrivals": f"{contacts / days} / day",
                    "patience": "exponential mean 2 min",
                    "talk": "exponential mean 3 min",
                }
            },
            "agents": {"agents": {"staff": W1_AGENTS, "skills": ["all"]}},
        }
    )


def w2() -> Scenario:
    """Three queues by half-hour over 12 h, 10,000 contacts a day, four groups, lognormal talk."""
    queues = {}
    for name, share, mean in (("sales", 0.35, 200), ("service", 0.40, 220), ("billing", 0.25, 180)):
        counts = [10_000 * share * part / sum(DAY_SHAPE) for part in DAY_SHAPE]
        queues[name] = {
            "arrivals": {"per_interval": counts},
            "patience": "exponential mean 3 min",
            "talk": f"lognormal mean {mean} s cv 1.1",
        }
    return from_dict(
        {
            "name": "W2, three queues and four groups",
            "opens": "08:00",
            "closes": "20:00",
            "queues": queues,
            "agents": {
                name: {"staff": staff, "skills": dict.fromkeys(W2_SKILLS[name], 1)}
                for name, staff in W2_GROUPS.items()
            },
        }
    )


def w3(days: int = 7) -> Scenario:
    """Blended days: five queues over voice, chat and e-mail, 10,000 contacts a day, 80 agents.

    Calls and chats put e-mails on hold, chats slow each other down, e-mails stay over the nights;
    agents work in shifts with breaks.
    """
    return from_dict(
        {
            "name": "W3, voice, chat and e-mail by 80 agents",
            "opens": "08:00",
            "closes": "20:00",
            "days": days,
            "channels": {"voice": {"interrupts": ["email"]}, "chat": {"interrupts": ["email"]}},
            "queues": {
                "sales": _live("voice", 3000, mean=180, priority=1),
                "service": _live("voice", 3000, mean=200, priority=1),
                "chats": _live("chat", 1500, mean=400, priority=2),
                "orders": _deferred(1300, mean=150),
                "complaints": _deferred(1000, mean=200),
            },
            "agents": {
                name: {"skills": skills, "capacity": capacity, "shifts": _shifts(number)}
                for name, (number, skills, capacity) in W3_GROUPS.items()
            },
            "routing": {"contact": "priority"},
        }
    )


def w3_following(days: int = 7) -> Scenario:
    """The same days where contacts lead to others: redials, recontacts, transfers, callbacks."""
    after = {"delay": "exponential mean 10 min", "later": "40%"}
    calls = {
        "redials": {"abandoned": {"share": "60%"} | after, "closed": {"share": "30%"} | after},
        "recontact": {"share": "10%", "delay": "exponential mean 1 d", "to": {"orders": "100%"}},
        "voicemail": {"to": "orders", "giving_up": "10%"},
        "callback": {
            "offered_at": "20 s",
            "accepted": "40%",
            "answered": "85%",
            "rings": "8 s",
            "attempts": 3,
            "retry_after": "exponential mean 30 min",
        },
    }
    changes: dict[str, Any] = {
        f"queues.{name}.{field}": way
        for name in ("sales", "service")
        for field, way in calls.items()
    }
    changes["queues.service.transfers"] = {"sales": "8%"}
    changes["queues.chats.transfers"] = {"service": "5%"}
    return w3(days).with_(changes)


W4_GROUPS = {"sales": 26, "service": 30, "all_round": 24}
W4_SKILLS = {
    "sales": ["sales", "complaints"],
    "service": ["service", "complaints"],
    "all_round": ["service", "sales"],
}
"""Agents and skills of the groups of W4."""


def w4(days: int = 28, customers: int = 100_000) -> Scenario:
    """A population for weeks: segments, tempers, satisfaction, complaints, loyalty, new customers.

    Two queues of calls, 10,000 first contacts a day by 100,000 customers, who redial, come again
    and are passed on; complaints come by e-mail to 80 agents who also take calls.
    """
    after = {"delay": "exponential mean 10 min", "later": "40%"}
    calls = {
        "resolves": "80%",
        "redials": {"abandoned": {"share": "60%"} | after},
        "recontact": {"share": "70%", "delay": "exponential mean 1 d"},
    }
    per_day = customers / 10
    return from_dict(
        {
            "name": f"W4, {customers:,} customers for {days} days",
            "opens": "08:00",
            "closes": "20:00",
            "days": days,
            "queues": {
                "sales": _live("voice", 0.45 * per_day, mean=180, priority=1) | calls,
                "service": _live("voice", 0.55 * per_day, mean=200, priority=1)
                | calls
                | {"transfers": {"sales": "8%"}},
                "complaints": {
                    "channel": "email",
                    "priority": 2,
                    "talk": "lognormal mean 400 s cv 1",
                    "when_free": 1,
                },
            },
            "agents": {
                name: {
                    "staff": max(1, round(staff * customers / 100_000)),
                    "skills": W4_SKILLS[name],
                    "courtesy": "82%",
                }
                for name, staff in W4_GROUPS.items()
            },
            "customers": {
                "number": customers,
                "preset": "pyramid",
                "tempers": dict(zip(TEMPERS, ("45%", "25%", "20%", "10%"), strict=True)),
                "moods": {"sours_to": "irate"},
                "complaints": {
                    "to": "complaints",
                    "delay": "exponential mean 4 h",
                    "returns_after": "exponential mean 1 d",
                },
                "loyalty": {
                    "churn": {"natural": 0.1, "price": 0.1, "competitor": 0.2},
                    "gains": {"share": "80%", "after": "3 d"},
                },
            },
            "routing": {"contact": "priority"},
        }
    )


def _live(channel: str, per_day: float, *, mean: float, priority: int) -> dict[str, Any]:
    return {
        "channel": channel,
        "priority": priority,
        "arrivals": {"per_interval": [per_day * part / sum(DAY_SHAPE) for part in DAY_SHAPE]},
        "patience": "exponential mean 3 min",
        "talk": f"lognormal mean {mean} s cv 1.1",
        "wrap_up": "exponential mean 20 s",
    }


def _deferred(per_day: float, *, mean: float) -> dict[str, Any]:
    return {
        "channel": "email",
        "priority": 3,
        "arrivals": {"rate": f"{0.8 * per_day / 12} / hour", "overnight": f"{per_day / 60} / hour"},
        "talk": f"lognormal mean {mean} s cv 1.1",
        "service_level": {"share": 0.9, "within": "24 h"},
    }


def _shifts(agents: int) -> list[dict[str, Any]]:
    """Half of the agents come early, half late; each half takes its breaks in two parties."""
    parties = (
        ("08:00", "16:30", "11:00", "14:00"),
        ("08:00", "16:30", "11:30", "14:15"),
        ("11:30", "20:00", "15:00", "18:00"),
        ("11:30", "20:00", "15:30", "18:15"),
    )
    shifts = []
    for n, (start, end, meal, coffee) in enumerate(parties):
        breaks = [{"at": meal, "lasts": "30 min"}, {"at": coffee, "lasts": "15 min"}]
        number = (n + 1) * agents // 4 - n * agents // 4
        shifts.append({"agents": number, "from": start, "until": end, "breaks": breaks})
    return shifts


def large_centre(agents: int, queues: int, contacts: int) -> Scenario:
    """Many queues and agents at the same load: each group serves four neighbouring queues."""
    names = [f"queue {q}" for q in range(queues)]
    per_hour = agents * 0.92 * 20 / queues
    hours = max(1.0, contacts / (per_hour * queues))
    days = max(1, round(hours / 24))
    plain: dict[str, Any] = {
        name: {
            "arrivals": f"{per_hour} / hour",
            "patience": "exponential mean 3 min",
            "talk": "exponential mean 3 min",
        }
        for name in names
    }
    crews = {
        f"group {q}": {
            "staff": agents // queues,
            "skills": {names[(q + n) % queues]: 1 for n in range(min(4, queues))},
        }
        for q in range(queues)
    }
    return from_dict(
        {
            "name": f"{agents} agents, {queues} queues",
            "opens": "00:00",
            "closes": "24:00",
            "days": days,
            "queues": plain,
            "agents": crews,
        }
    )
