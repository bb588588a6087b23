"""The naive model where agents have several contacts in hand: room, hold, pace, turns.

Written from the text, like `tests.oracle.naive`, whose centre it changes where agents take, work on
and end contacts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

import simpy

from cic.scenario.channels import Medium
from cic.scenario.scenario import Model
from tests.oracle.naive import Agent, Answer, Centre, Life, NaiveContact, Outcome
from tests.oracle.naive_time import Rank


def run_naive_desks(model: Model, contacts: Sequence[NaiveContact]) -> list[Outcome]:
    """What becomes of each contact, in the order of the contacts given."""
    return DeskCentre(model).serve(contacts)


def is_several(model: Model) -> bool:
    """Whether agents may have several in hand, put some on hold, take turns, or are slowed."""
    at_once = [n for name in model.agents for share in model.capacity(name) for n in share.values()]
    shares = [len(model.capacity(name)) for name in model.agents]
    media = model.media.values()
    slow_alone = any(medium.slow_down[0] != 1 for medium in media)
    return max(shares + at_once) > 1 or slow_alone or any(m.interrupts or m.turns for m in media)


@dataclass(eq=False)
class Task(Answer):
    """A contact in hand, and how far the work on it has got."""

    medium: Medium
    done: simpy.Event
    talk: float
    wrap_up: float
    turns: list[float] = field(default_factory=list)
    """What is still to come of a talk in turns: agent, customer, agent, …"""
    state: Literal["working", "ready", "pausing", "on hold"] = "working"
    left: float = 0.0
    """Work left of talk, turn or wrap-up where nobody works on it, at the pace of one alone."""
    factor: float = 1.0
    ends_at: float = math.nan
    """When talk, turn or wrap-up ends at the present pace."""
    due_at: float = math.nan
    """When the calendar will look whether it has ended."""
    since: float = math.nan
    """Since when it is ready or on hold."""
    held: float = 0.0
    responded_at: float = math.nan
    ended_at: float = math.nan
    outcome: Literal["answered", "timed_out"] = "answered"
    stretched: bool = False
    """Whether anything made it take another time than drawn."""


class DeskCentre(Centre):
    """A centre whose agents have several contacts in hand."""

    def __init__(self, model: Model):
        super().__init__(model)
        self.hands: dict[Agent, list[Task]] = {agent: [] for agent in self.agents}
        """In order of taking."""
        self.turn: dict[Agent, int] = dict.fromkeys(self.agents, 0)
        """Order of standing anew."""
        self.turns = 0

    # Room

    def share_and_part(self, agent: Agent, channel: str) -> tuple[int, Fraction]:
        """Which share of the attention a contact fills, and how much of it."""
        for number, share in enumerate(self.model.capacity(agent.group)):
            if channel in share:
                return number, Fraction(1, share[channel])
        raise KeyError(channel)

    def fits(self, agent: Agent, channel: str, without: Sequence[Task] = ()) -> bool:
        """Whether a contact fits beside what is in hand, were some of that on hold."""
        number, part = self.share_and_part(agent, channel)
        filled = Fraction(0)
        for task in self.hands[agent]:
            other, fills = self.share_and_part(agent, task.medium.name)
            if other == number and task.state != "on hold" and task not in without:
                filled += fills
        return filled + part <= 1

    def to_hold(self, agent: Agent, medium: Medium) -> list[Task] | None:
        """What to put on hold for a contact to fit, in this order; None: it cannot fit."""
        chosen: list[Task] = []
        number, _ = self.share_and_part(agent, medium.name)
        for task in [None, *reversed(self.hands[agent])]:
            if task is not None:
                same_share = self.share_and_part(agent, task.medium.name)[0] == number
                gives_way = task.medium.name in medium.interrupts and same_share
                if not gives_way or task.state == "on hold":
                    continue
                chosen.append(task)
            if self.fits(agent, medium.name, without=chosen):
                return chosen
        return None

    # Which agent, which contact

    def choose_agent(self, contact: NaiveContact) -> Agent | None:
        """An idle agent, or one with room, or one who puts something on hold."""
        if self.is_reserve(contact.queue):
            return super().choose_agent(contact)
        medium = self.medium(contact.queue)

        def rank(agent: Agent) -> int:
            return self.group_rank(agent.group, contact.queue)

        able = [agent for agent in self.agents if self.serves(agent.group, contact.queue)]
        idle = [agent for agent in able if agent in self.idle]
        busy = [agent for agent in able if self.hands[agent] and agent.wanted]
        room = [agent for agent in busy if self.fits(agent, medium.name)]
        if idle and (not room or min(map(rank, idle)) <= min(map(rank, room))):
            return super().choose_agent(contact)
        holding = [agent for agent in busy if self.to_hold(agent, medium) is not None]
        return min(
            room or holding,
            key=lambda agent: (rank(agent), len(self.hands[agent]), self.turn[agent]),
            default=None,
        )

    def may_take_from(self, agent: Agent, queue: str) -> bool:
        """Whether an agent may take from a queue of its group now."""
        medium = self.medium(queue)
        if not super().may_take_from(agent, queue):
            return False
        if self.is_reserve(queue) and self.hands[agent]:
            return False
        for task in self.hands[agent]:
            goes_first = task.medium.name not in medium.interrupts
            if task.state == "on hold" and goes_first and self.fits(agent, task.medium.name):
                return False
        return self.to_hold(agent, medium) is not None

    # An agent takes what it can

    def available(self, agent: Agent) -> None:
        """An agent has room: it takes contacts, then goes on with what is on hold."""
        while True:
            waiting = self.choose_contact(agent) if self.takes_more(agent) else None
            if waiting is not None:
                self.waiting[waiting.contact.queue].remove(waiting)
                waiting.called.succeed(self.take(agent, waiting.contact, waiting.queued_at))
                continue
            on_hold = [task for task in self.hands[agent] if task.state == "on hold"]
            on_hold = [task for task in on_hold if self.fits(agent, task.medium.name)]
            if not on_hold:
                break
            self.go_on(on_hold[-1])
        if self.hands[agent]:
            self.stands_anew(agent)
        else:
            self.idles_or_leaves(agent)

    def comes(self, agent: Agent) -> None:
        """An agent comes on duty; who is there still with something in hand may take more."""
        agent.present = True
        self.available(agent)

    def has_taken(self, agent: Agent) -> None:
        """An agent has taken a contact that arrived."""
        self.stands_anew(agent)

    def stands_anew(self, agent: Agent) -> None:
        """From now on the agent stands unchanged."""
        self.turns += 1
        self.turn[agent] = self.turns

    def take(self, agent: Agent, contact: NaiveContact, queued_at: float) -> Task:
        """An agent takes a contact now, and puts others on hold for it."""
        medium = self.medium(contact.queue)
        for task in self.to_hold(agent, medium) or ():
            self.put_on_hold(task)
        answer = super().take(agent, contact, queued_at)
        talk, wrap_up = self.work_of(contact, agent)
        task = Task(**vars(answer), medium=medium, done=self.env.event(), talk=talk,
                    wrap_up=wrap_up)  # fmt: skip
        self.hands[agent].append(task)
        if medium.turns is None:
            task.left = talk
            self.begin(task)
            return task
        factor = self.model.agents[agent.group].skills[contact.queue].talk_factor
        task.stretched = True
        task.turns = [takes if n % 2 else takes * factor for n, takes in enumerate(contact.turns)]
        self.is_ready(task, task.turns.pop(0))
        self.attend(agent)
        return task

    # Work at a pace

    def begin(self, task: Task) -> None:
        """Work on a contact begins or goes on."""
        task.state, task.ends_at = "working", math.nan
        self.set_paces(task)

    def set_paces(self, of: Task) -> None:
        """The number of contacts of a channel that are worked on has changed."""
        factors = of.medium.slow_down
        beside = [
            task
            for task in self.hands[of.agent]
            if task.medium.name == of.medium.name and task.state == "working"
        ]
        factor = factors[min(len(beside), len(factors)) - 1]
        for task in beside:
            under_way = not math.isnan(task.ends_at)
            if under_way and task.factor == factor:
                continue
            if under_way:
                task.left = (task.ends_at - self.env.now) / task.factor
            task.stretched |= factor != 1
            task.factor = factor
            self.ends_after(task, task.left * factor)

    def ends_after(self, task: Task, duration: float) -> None:
        """Talk, turn or wrap-up is to end so much later."""
        task.ends_at = self.env.now + duration
        if math.isnan(task.due_at) or task.due_at > task.ends_at:
            self.put_out(task)

    def put_out(self, task: Task) -> None:
        """The end goes on the calendar; where it moves away, it is put there anew at its time."""
        task.due_at = task.ends_at
        moment = self.env.at(task.due_at, Rank.END_OF_WORK)
        moment.callbacks.append(lambda _: self.comes_due(task))

    def comes_due(self, task: Task) -> None:
        """A talk, a turn of the agent, or a wrap-up ends, unless its end has moved."""
        if task.due_at != self.env.now:
            return
        task.due_at = math.nan
        if task.state == "working" and task.ends_at > self.env.now:
            self.put_out(task)
        elif task.state == "working":
            self.work_ends(task)

    def stop(self, task: Task, state: Any) -> None:
        """Work on a contact stops; what is left is kept."""
        task.left = (task.ends_at - self.env.now) / task.factor
        task.state, task.since = state, self.env.now
        self.set_paces(task)

    def put_on_hold(self, task: Task) -> None:
        """Something more urgent is taken."""
        task.stretched = True
        self.stop(task, "on hold")

    def go_on(self, task: Task) -> None:
        """There is room again for a contact that is on hold."""
        if math.isnan(task.ended_at):
            task.held += self.env.now - task.since
        self.begin(task)

    def work_ends(self, task: Task) -> None:
        """A talk, a turn of the agent, or a wrap-up has ended."""
        if task.medium.turns is not None and math.isnan(task.ended_at):
            self.turn_ends(task)
        elif math.isnan(task.ended_at):
            self.talk_ends(task)
        else:
            self.all_is_done(task)

    def talk_ends(self, task: Task) -> None:
        """The customer is gone; the wrap-up follows."""
        task.ended_at = self.env.now
        if task.stretched:
            task.talk = task.ended_at - task.answered_at - task.held
        if task.wrap_up == 0:
            self.all_is_done(task)
        elif task.medium.turns is not None:
            self.is_ready(task, task.wrap_up)
            self.attend(task.agent)
        else:
            task.stretched |= task.factor != 1
            self.ends_after(task, task.wrap_up * task.factor)

    def all_is_done(self, task: Task) -> None:
        """No work is left on a contact; its agent has room."""
        self.stop(task, "ready")
        self.hands[task.agent].remove(task)
        task.done.succeed()
        self.attend(task.agent)
        self.available(task.agent)

    def served(self, answer: Answer) -> Life:
        """Until all work is done."""
        assert isinstance(answer, Task)
        yield answer.done
        wrap_up = answer.wrap_up
        if answer.stretched:
            wrap_up = self.env.now - answer.ended_at
        return Outcome(
            answer.contact.number,
            answer.outcome,
            answer.queued_at,
            answer.answered_at,
            answer.ended_at,
            answer.agent.number,
            answer.talk,
            wrap_up,
            answer.held,
            answer.responded_at,
        )

    # Turn by turn

    def is_ready(self, task: Task, work: float) -> None:
        """A contact in turns waits for the agent's attention."""
        task.state, task.since, task.left = "ready", self.env.now, work

    def attend(self, agent: Agent) -> None:
        """The agent attends to the contact in turns that is ready longest, unless to another."""
        in_turns = [task for task in self.hands[agent] if task.medium.turns is not None]
        ready = [task for task in in_turns if task.state == "ready"]
        if ready and not any(task.state == "working" for task in in_turns):
            task = min(ready, key=lambda task: task.since)
            task.state = "working"
            self.ends_after(task, task.left)

    def turn_ends(self, task: Task) -> None:
        """A turn of the agent has ended; the customer pauses, or the talk is over."""
        if math.isnan(task.responded_at):
            task.responded_at = self.env.now
        if task.turns:
            task.state = "pausing"
            reply = self.env.after(task.turns.pop(0), Rank.TIMER)
            reply.callbacks.append(lambda _: self.customer_replies(task))
            self.attend(task.agent)
        else:
            task.state = "ready"
            self.talk_ends(task)

    def customer_replies(self, task: Task) -> None:
        """The customer's pause is over: the agent's turn, or it has waited for too long."""
        if task.turns:
            self.is_ready(task, task.turns.pop(0))
            self.attend(task.agent)
        else:
            task.outcome = "timed_out"
            self.talk_ends(task)
