"""The core of a centre once more, in plain SimPy: the oracle of the engine.

Written from the text of what a centre does, not from the engine's rules; slow and without any
cleverness, so that reading it beside the text is enough to believe it. A contact is a process,
waiting contacts and idle agents are Python lists, each decision scans them from end to end.

Here agents have one contact in hand at most; `tests.oracle.naive_desks` lets them have several.
There is no IVR: contacts come straight to their queue.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import simpy

from cic.scenario.channels import Medium
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model
from tests.oracle.naive_time import Rank, Timeline, opening_spells, presence_plan, rosters

Life = Generator[simpy.Event, Any, "Outcome"]
Refusal = Literal["abandoned", "blocked", "sent_away"]
End = Literal["answered", "timed_out", "inside"] | Refusal


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
    turns: tuple[float, ...] = ()
    """Of a talk in turns the agent's turns and the customer's pauses in between; where the last is
    a pause, the agent has then waited for too long."""


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
    held: float = 0.0
    """On hold before the talk ended."""
    responded_at: float = math.nan
    """End of the first agent turn of a talk in turns."""


def run_naive(model: Model, contacts: Sequence[NaiveContact]) -> list[Outcome]:
    """What becomes of each contact, in the order of the contacts given.

    The run goes on until nothing more can happen; a contact that then still waits is inside.
    """
    return Centre(model).serve(contacts)


@dataclass(eq=False)
class Agent:
    """One person."""

    number: int
    group: str
    wanted: bool = False
    """Whether the plan has it on duty now; present but not wanted: it leaves after its work."""
    present: bool = False
    answered: int = 0
    idle_since: float = math.nan


@dataclass(eq=False)
class Waiting:
    """A contact in a queue."""

    contact: NaiveContact
    queued_at: float
    called: simpy.Event
    """Comes with the answer, or with how the contact leaves instead."""


@dataclass(eq=False)
class Answer:
    """A contact that an agent has taken."""

    contact: NaiveContact
    queued_at: float
    agent: Agent
    answered_at: float


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
        self.open_spells = opening_spells(model)
        self.closed = not self.open_spells or self.open_spells[0][0] > 0
        """Before the first opening, and between a closing and the next opening."""
        self.last_chosen: dict[str, int] = {}
        """By queue, the number of the agent most recently chosen at an arrival."""

    def serve(self, contacts: Sequence[NaiveContact]) -> list[Outcome]:
        """Run to the end; the contacts' outcomes in the order given."""
        self.env.process(self.roster())
        self.env.process(self.hours())
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
        agent = self.choose_agent(contact)
        if agent is not None:
            answer = self.take(agent, contact, queued_at)
            self.has_taken(agent)
        else:
            answer = self.refusal(contact)
        if answer is None:
            answer = yield self.join(contact)
        if not isinstance(answer, Answer):
            return Outcome(contact.number, answer, queued_at, ended_at=self.env.now)
        return (yield from self.served(answer))

    def served(self, answer: Answer) -> Life:
        """Talk and wrap-up."""
        contact, agent = answer.contact, answer.agent
        talk, wrap_up = self.work_of(contact, agent)
        yield self.env.after(talk, Rank.END_OF_WORK)
        ended_at = self.env.now
        if wrap_up > 0:
            yield self.env.after(wrap_up, Rank.END_OF_WORK)
        self.available(agent)
        return Outcome(
            contact.number,
            "answered",
            answer.queued_at,
            answer.answered_at,
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

    def idling(self, agent: Agent, after_idle: float) -> Iterator[simpy.Event]:
        """An agent that has been idle for so long looks again for what it may take."""
        since = agent.idle_since
        yield self.env.after(after_idle, Rank.TIMER)
        if agent in self.idle and agent.idle_since == since and self.choose_contact(agent):
            self.available(agent)

    def roster(self) -> Iterator[simpy.Event]:
        """Agents come and go as planned."""
        for presence in presence_plan(self.model):
            yield self.env.at(presence.time, Rank.PRESENCE)
            agent = self.agents[presence.agent]
            agent.wanted = presence.coming
            if presence.coming:
                self.comes(agent)
            elif agent in self.idle:
                self.idle.remove(agent)
                agent.present = False

    def comes(self, agent: Agent) -> None:
        """An agent comes on duty, if it is not there still."""
        if not agent.present:
            agent.present = True
            self.available(agent)

    def hours(self) -> Iterator[simpy.Event]:
        """The centre opens and closes."""
        for opens, closes in self.open_spells:
            if self.closed:
                yield self.env.at(opens, Rank.TIMER)
                self.closed = False
            yield self.env.at(closes, Rank.TIMER)
            self.closed = True
            if self.model.at_closing == "send_away":
                for name, queue in self.waiting.items():
                    if not self.medium(name).deferred:
                        for waiting in queue:
                            waiting.called.succeed("sent_away")
                        queue.clear()

    # A contact reaches its queue

    def refusal(self, contact: NaiveContact) -> Refusal | None:
        """How a contact leaves that finds no agent and does not join its queue."""
        deferred = self.medium(contact.queue).deferred
        if self.closed and not deferred:
            somebody = any(
                agent.present and self.serves(agent.group, contact.queue) for agent in self.agents
            )
            if self.model.at_closing == "send_away" or not somebody:
                return "sent_away"
        capacity = self.model.queues[contact.queue].capacity
        if capacity is not None and len(self.waiting[contact.queue]) >= capacity:
            return "blocked"
        if contact.patience == 0 and not deferred:
            return "abandoned"
        return None

    def join(self, contact: NaiveContact) -> simpy.Event:
        """The contact joins the tail; what it then waits for."""
        waiting = Waiting(contact, self.env.now, self.env.event())
        self.waiting[contact.queue].append(waiting)
        if contact.patience < math.inf and not self.medium(contact.queue).deferred:
            self.env.process(self.patience(waiting))
        return waiting.called

    # An agent has nothing to do

    def available(self, agent: Agent) -> None:
        """An agent comes on duty, ends its work, or looks again: takes a contact, idles, leaves."""
        waiting = self.choose_contact(agent) if self.takes_more(agent) else None
        if waiting is not None:
            self.waiting[waiting.contact.queue].remove(waiting)
            waiting.called.succeed(self.take(agent, waiting.contact, waiting.queued_at))
        else:
            self.idles_or_leaves(agent)

    def takes_more(self, agent: Agent) -> bool:
        """Whether an agent stays on duty, or stays at closing for those who wait."""
        return agent.wanted or (self.closed and self.model.at_closing == "serve")

    def idles_or_leaves(self, agent: Agent) -> None:
        """An agent with nothing in hand has found nothing to do."""
        if not agent.wanted:
            agent.present = False
            return
        self.idle.append(agent)
        agent.idle_since = self.env.now
        for name in self.queues_of(agent.group):
            after_idle = self.model.queues[name].after_idle
            if after_idle:
                self.env.process(self.idling(agent, after_idle))

    def take(self, agent: Agent, contact: NaiveContact, queued_at: float) -> Answer:
        """An agent takes a contact now."""
        if agent in self.idle:
            self.idle.remove(agent)
        agent.answered += 1
        return Answer(contact, queued_at, agent, self.env.now)

    def has_taken(self, agent: Agent) -> None:
        """An agent has taken a contact that arrived: with its hands full nothing follows."""

    def work_of(self, contact: NaiveContact, agent: Agent) -> tuple[float, float]:
        """Talk and wrap-up of a contact with an agent."""
        talk = contact.talk * self.model.agents[agent.group].skills[contact.queue].talk_factor
        return talk, contact.group_wrap_ups.get(agent.group, contact.wrap_up)

    # Who serves whom

    def medium(self, queue: str) -> Medium:
        """The channel that a queue's contacts come by."""
        return self.model.medium(self.model.queues[queue].channel)

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

    def is_reserve(self, queue: str) -> bool:
        """Whether agents turn to the queue only when they have time to spare."""
        row = self.model.queues[queue]
        return row.after_idle is not None or row.when_free is not None

    def has_time_for(self, agent: Agent, queue: str) -> bool:
        """Whether an agent with empty hands may take from a queue."""
        row = self.model.queues[queue]
        if not self.is_reserve(queue):
            return True
        if row.after_idle is not None:
            idle = agent in self.idle and self.env.now >= agent.idle_since + row.after_idle
            if idle or row.after_idle == 0:
                return True
        free = {a.number for a in self.idle if self.serves(a.group, queue)} | {agent.number}
        return row.when_free is not None and len(free) >= row.when_free

    # The two decisions. Python's min gives the first of equals: of the agents the one idle first,
    # of the waiting contacts the one first in the group's order of queues.

    def choose_agent(self, contact: NaiveContact) -> Agent | None:
        """The idle agent for a contact that arrives."""
        able = [agent for agent in self.idle if self.serves(agent.group, contact.queue)]
        if self.is_reserve(contact.queue):
            able = [
                agent
                for n, agent in enumerate(able)
                if agent.group not in [other.group for other in able[:n]]  # head of its group
                and self.has_time_for(agent, contact.queue)
            ]
        if not able:
            return None
        ranks = [self.group_rank(agent.group, contact.queue) for agent in able]
        candidates = [agent for agent, rank in zip(able, ranks, strict=True) if rank == min(ranks)]
        if self.is_reserve(contact.queue):
            return candidates[0]
        chosen = self.by_policy(candidates, contact)
        self.last_chosen[contact.queue] = chosen.number
        return chosen

    def by_policy(self, candidates: list[Agent], contact: NaiveContact) -> Agent:
        """One of several idle agents."""
        groups = list(self.model.agents)
        match self.model.routing.agent:
            case "longest_idle" | "skill_rank":
                return candidates[0]
            case "random":
                by_group = sorted(candidates, key=lambda agent: groups.index(agent.group))
                return by_group[math.floor(contact.dice * len(candidates))]
            case "fewest_contacts":
                return min(candidates, key=lambda agent: agent.answered)
            case "round_robin":
                last = self.last_chosen.get(contact.queue, -1)
                further = [agent for agent in candidates if agent.number > last]
                return min(further or candidates, key=lambda agent: agent.number)

    def may_take_from(self, agent: Agent, queue: str) -> bool:
        """Whether an agent may take from a queue of its group now."""
        if self.medium(queue).deferred and not agent.wanted:
            return False
        return self.has_time_for(agent, queue)

    def choose_contact(self, agent: Agent) -> Waiting | None:
        """The waiting contact for an agent who came free."""
        queues = [
            self.waiting[name]
            for name in self.queues_of(agent.group)
            if self.waiting[name] and self.may_take_from(agent, name)
        ]
        heads = [queue[0] for queue in queues]
        return self.first_of(heads)

    def first_of(self, heads: list[Waiting]) -> Waiting | None:
        """The head that goes first by the contact policy."""

        def queue_of(head: Waiting) -> Queue:
            return self.model.queues[head.contact.queue]

        def since(head: Waiting) -> float:
            return head.queued_at - queue_of(head).head_start

        def first(head: Waiting) -> Any:
            match self.model.routing.contact:
                case "longest_wait":
                    return since(head)
                case "priority":
                    return queue_of(head).priority, since(head)
                case "list_order":
                    return 0
                case "longest_queue":
                    return -len(self.waiting[head.contact.queue])
                case "weighted_wait":
                    return -queue_of(head).weight * (self.env.now - since(head))
                case "earliest_due":
                    return self.due_at(head.contact.queue, since(head))

        return min(heads, key=first, default=None)

    def due_at(self, queue: str, since: float) -> float:
        """When a promise falls due; from the last closing on as if the centre were open."""
        within = self.model.queues[queue].service_level.within
        if self.model.target_runs(queue) == "calendar":
            return since + within
        for opens, closes in self.open_spells:
            begins = max(opens, since)
            if begins + within <= closes:
                return begins + within
            within -= max(0.0, closes - begins)
        last = self.open_spells[-1][1] if self.open_spells else -math.inf
        return max(last, since) + within
