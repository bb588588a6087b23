"""The core of a centre once more, in plain SimPy: the oracle of the engine.

Written from the text of what a centre does, not from the engine's rules; slow and without any
cleverness, so that reading it beside the text is enough to believe it. A contact is a process,
waiting contacts and idle agents are Python lists, each decision scans them from end to end.

There is no IVR here: contacts come straight to their queue.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappush
from typing import Any, Literal

import simpy

from cic.scenario.agents import Shift, Staff
from cic.scenario.node import profile_on
from cic.scenario.scenario import Model
from cic.units import DAY

Spell = tuple[float, float]
"""From when to when [s from the first opening]."""
Life = Generator[simpy.Event, Any, "Outcome"]
End = Literal["answered", "abandoned", "blocked", "sent_away", "inside"]


@dataclass(frozen=True)
class NaiveContact:
    """A contact and all its luck."""

    number: int
    queue: str
    arrived_at: float
    patience: float
    """0: leaves at once when nobody is free; infinite: waits as long as it takes."""
    talk: float
    """Before the agent's talk factor."""
    wrap_up: float
    """By the queue's law."""
    dice: float
    """Uniform on [0, 1), for the random choice of an agent."""
    group_wrap_ups: dict[str, float] = field(default_factory=dict)
    """By group, where a group has its own law for the contact's queue."""


@dataclass(frozen=True)
class Outcome:
    """What became of a contact."""

    number: int
    outcome: End
    queued_at: float
    answered_at: float = math.nan
    ended_at: float = math.nan
    """End of the talk, or the instant of leaving; nan while inside."""
    agent: int = -1
    talk: float = 0.0
    wrap_up: float = 0.0


def run_naive(model: Model, contacts: Sequence[NaiveContact]) -> list[Outcome]:
    """What becomes of each contact, in the order of the contacts given.

    The run goes on until nothing more can happen; a contact that then still waits is inside.
    """
    return Centre(model).serve(contacts)


# --- time -----------------------------------------------------------------------------------------


class Rank(IntEnum):
    """What goes first at the same instant; within a rank, what was scheduled first."""

    END_OF_WORK = 0
    PRESENCE = 1
    PATIENCE = 2
    TIMER = 3
    ARRIVAL = 4


class Timeline(simpy.Environment):
    """SimPy with moments at exact times, ordered by rank at the same instant.

    SimPy's own two priorities stay before all ranks: whatever follows from a moment at once (a
    process begins, a waiting contact hears its agent) is over before the next moment. Time starts
    at minus infinity, so that all processes stand ready before anything happens.
    """

    def __init__(self):
        super().__init__(initial_time=-math.inf)

    def at(self, time: float, rank: Rank) -> simpy.Event:
        """A moment to wait for; `time` itself becomes `now`, no sum is formed."""
        moment = simpy.Event(self)
        moment._ok, moment._value = True, None  # as simpy.Timeout does
        priority = simpy.events.NORMAL + 1 + rank
        heappush(self._queue, (time, priority, next(self._eid), moment))
        return moment

    def after(self, duration: float, rank: Rank) -> simpy.Event:
        """The moment `now + duration`: one addition."""
        return self.at(self.now + duration, rank)


# --- who is there, and when the centre is open ----------------------------------------------------


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """The spells in order; empty ones dropped, those that touch made one."""
    result: list[Spell] = []
    for begins, ends in sorted(spells):
        if ends <= begins:
            continue
        if result and begins <= result[-1][1]:
            result[-1] = (result[-1][0], max(ends, result[-1][1]))
        else:
            result.append((begins, ends))
    return result


def opening_spells(model: Model) -> list[Spell]:
    """When the centre is open; days that touch (24 h) are one, nothing closes between them."""
    windows = (model.open_window(day) for day in range(model.days))
    return joined(window for window in windows if window is not None)


def rosters(model: Model) -> list[tuple[str, list[Spell]]]:
    """Group and spells on duty of each agent, in order of the agents' numbers."""
    people: list[tuple[str, list[Spell]]] = []
    for name, group in model.agents.items():
        if group.staff is not None:
            size = largest(group.staff)
            people += [(name, staff_spells(model, group.staff, i)) for i in range(size)]
        for shift in group.shifts or ():
            people += [(name, shift_spells(model, shift))] * shift.agents
    return people


def largest(staff: Staff) -> int:
    """The greatest number in all lists."""
    if isinstance(staff, int):
        return staff
    lists = staff.values() if isinstance(staff, dict) else [staff]
    return max((count for counts in lists for count in counts), default=0)


def staff_spells(model: Model, staff: Staff, place: int) -> list[Spell]:
    """On duty in the intervals whose number exceeds the agent's place in its group."""
    spells = []
    for day in range(model.days):
        window = model.open_window(day)
        if window is None:
            continue
        if isinstance(staff, int):
            counts = (staff,) * model.intervals_per_day
        else:
            counts = profile_on(staff, model.weekday(day))
        for k, count in enumerate(counts):
            if place < count:
                begins = day * DAY + k * model.interval
                ends = day * DAY + (k + 1) * model.interval
                spells.append((max(begins, window[0]), min(ends, window[1])))
    return joined(spells)


def shift_spells(model: Model, shift: Shift) -> list[Spell]:
    """On duty from `from` to `until` on the shift's days, but not in its breaks."""
    spells = []
    for day in range(model.days):
        if shift.days is None:
            worked = model.open_window(day) is not None
        else:
            worked = model.weekday(day) in shift.days
        if not worked:
            continue
        midnight = day * DAY - model.opens
        begins = shift.start
        for pause in sorted(shift.breaks, key=lambda pause: pause.at):
            spells.append((midnight + begins, midnight + pause.at))
            begins = pause.at + pause.lasts
        spells.append((midnight + begins, midnight + shift.until))
    return joined(spells)


@dataclass(frozen=True, order=True)
class Presence:
    """An agent is to come or to go; in order: departures before comings, then by agent."""

    time: float
    coming: bool
    agent: int


def presence_plan(model: Model) -> list[Presence]:
    """All comings and goings, in the order in which they happen."""
    plan = []
    for number, (_, spells) in enumerate(rosters(model)):
        for begins, ends in spells:
            plan.append(Presence(begins, True, number))  # noqa: FBT003
            plan.append(Presence(ends, False, number))  # noqa: FBT003
    return sorted(plan)


# --- the centre -----------------------------------------------------------------------------------


@dataclass(eq=False)
class Agent:
    """One person."""

    number: int
    group: str
    wanted: bool = False
    """Whether the plan has it on duty now; present but not wanted: it leaves after its work."""
    present: bool = False
    answered: int = 0


@dataclass(eq=False)
class Waiting:
    """A contact in a queue."""

    contact: NaiveContact
    queued_at: float
    called: simpy.Event
    """Comes with the agent who takes the contact, or with how it leaves instead."""


class Centre:
    """The state of a centre, and what changes it."""

    def __init__(self, model: Model):
        self.model = model
        self.env = Timeline()
        self.agents = [Agent(number, group) for number, (group, _) in enumerate(rosters(model))]
        self.idle: list[Agent] = []
        """In order of becoming idle."""
        self.waiting: dict[str, list[Waiting]] = {queue: [] for queue in model.queues}
        """By queue, in order of joining."""
        self.closed = False
        """A closing has happened, and the next opening has not."""
        self.last_chosen: dict[str, int] = {}
        """By queue, the number of the agent most recently chosen at an arrival."""

    def serve(self, contacts: Sequence[NaiveContact]) -> list[Outcome]:
        """Run to the end; the contacts' outcomes in the order given."""
        self.env.process(self.roster())
        self.env.process(self.closings())
        queues = list(self.model.queues)
        lives: dict[int, simpy.Process] = {}
        for i in sorted(
            range(len(contacts)),
            key=lambda i: (contacts[i].arrived_at, queues.index(contacts[i].queue)),
        ):
            lives[i] = self.env.process(self.life(contacts[i]))
        self.env.run()
        return [
            lives[i].value
            if lives[i].triggered
            else Outcome(contact.number, "inside", contact.arrived_at)
            for i, contact in enumerate(contacts)
        ]

    # Processes

    def life(self, contact: NaiveContact) -> Life:
        """A contact from arrival to the end of the work it makes."""
        yield self.env.at(contact.arrived_at, Rank.ARRIVAL)
        queued_at = self.env.now
        answer = self.choose_agent(contact)
        if answer is not None:
            self.idle.remove(answer)
        else:
            answer = self.refusal(contact)
        if answer is None:
            answer = yield self.join(contact)
        if not isinstance(answer, Agent):
            return Outcome(contact.number, answer, queued_at, ended_at=self.env.now)

        agent, answered_at = answer, self.env.now
        agent.answered += 1
        talk = contact.talk * self.model.agents[agent.group].skills[contact.queue].talk_factor
        wrap_up = contact.group_wrap_ups.get(agent.group, contact.wrap_up)
        yield self.env.after(talk, Rank.END_OF_WORK)
        ended_at = self.env.now
        if wrap_up > 0:
            yield self.env.after(wrap_up, Rank.END_OF_WORK)
        self.available(agent)
        return Outcome(
            contact.number,
            "answered",
            queued_at,
            answered_at,
            ended_at,
            agent.number,
            talk,
            wrap_up,
        )

    def patience(self, waiting: Waiting) -> Iterator[simpy.Event]:
        """The contact leaves if it still waits when its patience ends."""
        yield self.env.after(waiting.contact.patience, Rank.PATIENCE)
        queue = self.waiting[waiting.contact.queue]
        if waiting in queue:
            queue.remove(waiting)
            waiting.called.succeed("abandoned")

    def roster(self) -> Iterator[simpy.Event]:
        """Agents come and go as planned."""
        for presence in presence_plan(self.model):
            yield self.env.at(presence.time, Rank.PRESENCE)
            agent = self.agents[presence.agent]
            agent.wanted = presence.coming
            if presence.coming and not agent.present:
                agent.present = True
                self.available(agent)
            if not presence.coming and agent in self.idle:
                self.idle.remove(agent)
                agent.present = False

    def closings(self) -> Iterator[simpy.Event]:
        """The centre closes."""
        spells = opening_spells(self.model)
        next_openings = [opens for opens, _ in spells[1:]] + [math.inf]
        for (_, closes), reopens_at in zip(spells, next_openings, strict=True):
            yield self.env.at(closes, Rank.TIMER)
            self.closed = True
            if self.model.at_closing == "send_away":
                for queue in self.waiting.values():
                    for waiting in queue:
                        waiting.called.succeed("sent_away")
                    queue.clear()
            if reopens_at < math.inf:
                yield self.env.at(reopens_at, Rank.TIMER)
                self.closed = False

    # A contact reaches its queue

    def refusal(self, contact: NaiveContact) -> End | None:
        """How a contact leaves that finds no idle agent and does not join its queue."""
        if self.closed:
            somebody = any(
                agent.present and self.serves(agent.group, contact.queue) for agent in self.agents
            )
            if self.model.at_closing == "send_away" or not somebody:
                return "sent_away"
        capacity = self.model.queues[contact.queue].capacity
        if capacity is not None and len(self.waiting[contact.queue]) >= capacity:
            return "blocked"
        if contact.patience == 0:
            return "abandoned"
        return None

    def join(self, contact: NaiveContact) -> simpy.Event:
        """The contact joins the tail; what it then waits for."""
        waiting = Waiting(contact, self.env.now, self.env.event())
        self.waiting[contact.queue].append(waiting)
        if contact.patience < math.inf:
            self.env.process(self.patience(waiting))
        return waiting.called

    # An agent has nothing to do

    def available(self, agent: Agent) -> None:
        """An agent comes on duty or ends its work: it leaves, takes a contact, or is idle."""
        overtime = self.closed and self.model.at_closing == "serve"
        if not agent.wanted and not overtime:
            agent.present = False
            return
        waiting = self.choose_contact(agent)
        if waiting is not None:
            self.waiting[waiting.contact.queue].remove(waiting)
            waiting.called.succeed(agent)
        elif agent.wanted:
            self.idle.append(agent)
        else:
            agent.present = False

    # Who serves whom

    def serves(self, group: str, queue: str) -> bool:
        """Whether agents of the group answer the queue."""
        only = self.model.queues[queue].groups
        return queue in self.model.agents[group].skills and (only is None or group in only)

    def group_rank(self, group: str, queue: str) -> int:
        """The order in which a contact tries the groups; the lowest first."""
        listed = self.model.queues[queue].groups
        if listed is not None:
            return listed.index(group)
        if self.model.routing.agent == "skill_rank":
            return self.model.agents[group].skills[queue].rank
        return 0

    def queues_of(self, group: str) -> list[str]:
        """The group's queues, by skill rank, then as written."""
        skills = self.model.agents[group].skills
        queues = [queue for queue in skills if self.serves(group, queue)]
        return sorted(queues, key=lambda queue: skills[queue].rank)

    # The two decisions. Python's min and max give the first of equals: of the agents the one idle
    # first, of the waiting contacts the one first in the group's order of queues.

    def choose_agent(self, contact: NaiveContact) -> Agent | None:
        """The idle agent for a contact that arrives."""
        able = [agent for agent in self.idle if self.serves(agent.group, contact.queue)]
        if not able:
            return None
        ranks = [self.group_rank(agent.group, contact.queue) for agent in able]
        candidates = [agent for agent, rank in zip(able, ranks, strict=True) if rank == min(ranks)]
        groups = list(self.model.agents)
        match self.model.routing.agent:
            case "longest_idle" | "skill_rank":
                chosen = candidates[0]
            case "random":
                by_group = sorted(candidates, key=lambda agent: groups.index(agent.group))
                chosen = by_group[math.floor(contact.dice * len(candidates))]
            case "fewest_contacts":
                chosen = min(candidates, key=lambda agent: agent.answered)
            case "round_robin":
                last = self.last_chosen.get(contact.queue, -1)
                further = [agent for agent in candidates if agent.number > last]
                chosen = min(further or candidates, key=lambda agent: agent.number)
        self.last_chosen[contact.queue] = chosen.number
        return chosen

    def choose_contact(self, agent: Agent) -> Waiting | None:
        """The waiting contact for an agent who came free."""
        queues = [self.waiting[queue] for queue in self.queues_of(agent.group)]
        heads = [queue[0] for queue in queues if queue]
        if not heads:
            return None

        def queue_of(head: Waiting):
            return self.model.queues[head.contact.queue]

        def since(head: Waiting) -> float:
            return head.queued_at - queue_of(head).head_start

        match self.model.routing.contact:
            case "longest_wait":
                return min(heads, key=since)
            case "priority":
                return min(heads, key=lambda head: (queue_of(head).priority, since(head)))
            case "list_order":
                return heads[0]
            case "longest_queue":
                return max(heads, key=lambda head: len(self.waiting[head.contact.queue]))
            case "weighted_wait":
                now = self.env.now
                return max(heads, key=lambda head: queue_of(head).weight * (now - since(head)))
