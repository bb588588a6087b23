"""The workloads of the benchmarks, as scenarios."""

from __future__ import annotations

from typing import Any

from cic.scenario.load import Scenario, from_dict

W1_AGENTS = 32
W2_GROUPS = {"sales": 14, "service": 16, "billing": 10, "all_round": 18}
W2_SKILLS = {
    "sales": ["sales"],
    "service": ["service", "billing"],
    "billing": ["billing", "sales"],
    "all_round": ["sales", "service", "billing"],
}


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
    shape = [4, 6, 9, 11, 12, 12, 11, 10, 9, 9, 10, 11, 11, 10, 9, 8, 8, 9, 10, 9, 7, 6, 5, 4]
    queues = {}
    for name, share, mean in (("sales", 0.35, 200), ("service", 0.40, 220), ("billing", 0.25, 180)):
        counts = [10_000 * share * part / sum(shape) for part in shape]
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
