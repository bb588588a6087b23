"""Which subsystems a centre uses, and which functions of an interaction centre.

References
----------
The six subsystems and the eight functions are those of courses on customer service: distribution
of calls as the heart, a CTI server, voice response, agent positions, system management, a database;
and switching, distribution, voice response, unified mail, fax, internet, reports, real-time
monitoring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cic.report.used import is_shut, medium_of_queue
from cic.report.wording import harmless, listed
from cic.scenario.channels import PRESETS, preset_of
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

MAIL = ("email", "user_message", "voicemail")
INTERNET = ("video", "click_to_call", "internet_call", "chat", "messaging", "social", "form")


@dataclass(frozen=True, slots=True)
class Part:
    """A subsystem or a function."""

    name: str
    uses: Callable[[Model], list[str]]
    """What a scenario uses of it, in words; empty: nothing."""


def subsystems(model: Model) -> dict[str, list[str]]:
    """What a scenario uses of each subsystem, in words; empty where it uses nothing of it."""
    return {part.name: part.uses(model) for part in SUBSYSTEMS}


def functions(model: Model) -> dict[str, list[str]]:
    """What a scenario uses of each function of an interaction centre, in words."""
    return {part.name: part.uses(model) for part in FUNCTIONS}


def lines_on_subsystems(model: Model) -> Iterator[str]:
    """Two paragraphs: subsystems, and functions of an interaction centre."""
    yield _told("Subsystems", subsystems(model))
    yield _told("Functions of an interaction centre", functions(model))


def _told(title: str, found: dict[str, list[str]]) -> str:
    used = [f"{name} ({listed(words)})" for name, words in found.items() if words]
    unused = [name for name, words in found.items() if not words]
    return f"{title}: {'; '.join(used)}." + (f" Not used: {listed(unused)}." if unused else "")


def _any(model: Model, says: str, holds: Callable[[Queue], object]) -> list[str]:
    """What is said where it holds of any queue."""
    return [says] if any(holds(queue) for queue in model.queues.values()) else []


def _acd(model: Model) -> list[str]:
    waits = _any(model, "contacts wait in queues", lambda queue: queue.capacity != 0)
    groups = [name for name in model.agents if staffed_seconds(model, name) > 0]
    chosen = ["agents are chosen by skill"] if len(groups) > 1 else []
    return waits + chosen if waits else []


def _cti(model: Model) -> list[str]:
    called = model.campaigns.values()
    return [
        *_any(model, "screen pop", lambda queue: queue.screen_pop > 0),
        *_any(model, "callbacks", lambda queue: queue.calls_back),
        *_any(model, "transfers", lambda queue: queue.transfers),
        *(["the agent of before"] if _remembers_agents(model) else []),
        *(["a dialler"] if any(one.dialler.mode != "manual" for one in called) else []),
    ]


def _remembers_agents(model: Model) -> bool:
    """Whether who comes again may come to the agent of before."""
    by_queue = any(
        queue.affinity is not None or (queue.recontact is not None and queue.recontact.same_agent)
        for queue in model.queues.values()
    )
    customers = model.customers
    if by_queue or customers is None:
        return by_queue
    owned = customers.complaints is not None and customers.complaints.same_agent
    return owned or any(agent != "anybody" for *_, agent in customers.parts.values())


def _tells_apart(model: Model) -> bool:
    """Whether customers are treated by who they are."""
    if model.customers is None:
        return False
    parts = model.customers.parts.values()
    return len({priority for _, _, _, priority, _ in parts}) > 1 or any(
        agent != "anybody" for *_, agent in parts
    )


def _voice_response(model: Model) -> list[str]:
    bots = any(
        queue.bot is not None and medium_of_queue(model, name).holds_line
        for name, queue in model.queues.items()
    )
    return [
        *(["menus"] if model.ivr is not None else []),
        *(["bots on calls"] if bots else []),
        *_any(model, "announcements", lambda queue: queue.announcement),
    ]


def _desk(model: Model) -> list[str]:
    return ["agents answer"] if any(staffed_seconds(model, name) for name in model.agents) else []


def _management(model: Model) -> list[str]:
    deeds = [incident for incident in model.incidents if incident.deed in ("move", "send_home")]
    return [
        *(["queues are watched"] if any(one.when for one in model.incidents) else []),
        *(["agents are moved or sent home"] if deeds else []),
    ]


def _database(model: Model) -> list[str]:
    return [
        *(
            ["customers' data"]
            if _tells_apart(model) or any(queue.screen_pop > 0 for queue in model.queues.values())
            else []
        ),
        *_any(model, "knowledge base", lambda queue: queue.knowledge_base),
        *(["cases"] if model.cases else []),
    ]


def _switching(model: Model) -> list[str]:
    return ["telephone calls"] if any(one.holds_line for one in model.media.values()) else []


def _by(model: Model, presets: tuple[str, ...]) -> list[str]:
    """The channels that begin as one of these presets."""
    open_queues = (queue for name, queue in model.queues.items() if not is_shut(model, name))
    found = []
    for name in dict.fromkeys(queue.channel for queue in open_queues):
        base = name
        for _ in range(2):  # a channel may be like another that is described
            if base in model.channels:
                base = preset_of(base, model.channels[base])
        if base in presets:
            found.append(name)
    return [name.replace("_", " ") if name in PRESETS else harmless(name) for name in found]


def _reports(_: Model) -> list[str]:
    return ["of every run"]


SUBSYSTEMS: tuple[Part, ...] = (
    Part("ACD", _acd),
    Part("CTI", _cti),
    Part("IVR", _voice_response),
    Part("agent desk", _desk),
    Part("system management", _management),
    Part("database", _database),
)
FUNCTIONS: tuple[Part, ...] = (
    Part("switching", _switching),
    Part("distribution", _acd),
    Part("voice response", _voice_response),
    Part("unified mail", lambda model: _by(model, MAIL)),
    Part("fax", lambda model: _by(model, ("fax",))),
    Part("internet", lambda model: _by(model, INTERNET)),
    Part("reports", _reports),
    Part("real-time monitoring and control", _management),
)
