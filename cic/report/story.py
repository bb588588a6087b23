"""What happens in a replication in slow motion, in sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from cic.program.codes import (
    ABANDONED,
    ARRIVES,
    AVAILABLE,
    BALKED,
    BOT_ENDS,
    COMES_AGAIN,
    FELL_SILENT,
    GONE,
    IDLES_ON,
    IN_IVR,
    INFORMED,
    MENU,
    NO_LINE,
    NOBODY,
    OFF,
    QUEUE_FULL,
    QUEUED,
    RINGING,
    SENT_AWAY,
    SERVED_BEFORE,
    STAYED_AWAY,
    TALKING,
    TIMED_OUT,
    TO_COME,
    TO_QUEUE,
    WITH_BOT,
    WRAP_UP_ENDS,
)
from cic.program.deflections import offered_in
from cic.program.layout import Program
from cic.program.leg_codes import CALLBACK
from cic.report.announcements_in_words import heard_text
from cic.report.callbacks_told import Calls
from cic.report.cases_told import CasesTold
from cic.report.deflection_in_words import WAYS
from cic.report.dials_told import Dials
from cic.report.hands_told import Hands
from cic.report.sites_told import came_by, room_text
from cic.report.slow_motion import Change, Happening
from cic.report.story_words import (
    COMES,
    FOLLOWS,
    GOES,
    LEFT,
    LOST,
    OFFERED,
    RESOLVED,
    SETTLED,
    WILL,
)
from cic.report.stress_in_words import DESK, ERRED, NEWCOMER
from cic.report.teller import Replay
from cic.report.warm_transfers_told import aside_changes, goes_on_text, is_kept, released_text
from cic.report.wording import harmless, listed, spoken
from cic.rules.keeping import KEPT
from cic.scenario.announcements import longer_after
from cic.scenario.scenario import Model

Sentences = Iterator[str]


class Story:
    """Tells one replication, happening by happening.

    Parameters
    ----------
    centre
        The tables of the replication, as they are after the happening that is told.
    """

    def __init__(self, centre: Any, program: Program, model: Model) -> None:  # noqa: ANN401
        self._centre = centre
        self._program = program
        self._queues = list(model.queues.values())
        replay = Replay(centre, program, self._contact, self._agent)
        self._hands, self._calls, self._dials = Hands(replay), Calls(replay), Dials(replay)
        self._ways = [one.offer.by for one in offered_in(model)]
        self._cases = CasesTold(replay)
        self._begins: list[int] = []
        self._waiting = [0] * len(self._queues)
        self._states: dict[int, tuple[int, int]] = {}
        self._opened = not centre.floor[0].closed

    def tell(self, happening: Happening) -> Sentences:
        """What happened, a sentence at a time."""
        contacts = self._centre.contacts
        self._begins += [one.step for one in contacts[len(self._begins) : self._floor.contacts]]
        yield from self._opening(happening)
        for place, change in enumerate(happening.changes):
            telling = _TELLS.get((change.table, change.field))
            if telling is not None:
                yield from telling(self, change, happening)
            else:
                yield from self._hands.tell(happening, place)
        yield from self._hands.tell_pace(happening)

    @property
    def _floor(self) -> Any:  # noqa: ANN401
        return self._centre.floor[0]

    def left_waiting(self) -> Sentences:
        """Who waits when nothing more happens."""
        for q in range(len(self._queues)):
            c = self._centre.queues[q].first
            while c != NOBODY:
                yield f"{self._contact(c)} still waits at the end"
                c = self._centre.contacts[c].next

    # --- names ---

    def _contact(self, c: int) -> str:
        q = self._centre.contacts[c].queue
        return f"contact {c}" + ("" if q < 0 else f" ({harmless(self._program.queue_names[q])})")

    def _agent(self, a: int) -> str:
        return harmless(self._program.agent_names[a])

    # --- what an event begins with ---

    def _opening(self, happening: Happening) -> Sentences:
        """What the event itself is, where its changes do not say."""
        c = a = happening.subject
        yield from self._calls.opening(happening)
        if happening.kind == ARRIVES and not self._goes_to_ivr(c) and not self._stays_away(c):
            yield f"{self._contact(c)} arrives{self._at(c)}"
        elif happening.kind == COMES_AGAIN:
            leg = self._centre.legs[c]
            told = FOLLOWS[leg.kind].format(before=f"contact {leg.before}")
            how = "calls" if self._goes_to_ivr(c) else "arrives"
            yield f"{self._contact(c)} {how}{self._at(c)}: {told}"
        elif happening.kind == WRAP_UP_ENDS:
            yield f"{self._agent(a)} has wrapped up"
        elif happening.kind == BOT_ENDS and self._centre.asides[c].bot <= INFORMED:
            yield f"the bot hands {self._contact(c)} over"
        elif happening.kind == IDLES_ON and happening.changes:
            idle = happening.at - self._centre.agents[a].idle_since
            yield f"{self._agent(a)} has been idle for {spoken(idle)} and looks at what waits"

    def _at(self, c: int) -> str:
        """At which site a contact comes in."""
        site = came_by(self._centre, self._program, c)
        return f" at {site}" if site else ""

    def _stays_away(self, c: int) -> bool:
        return bool(self._centre.contacts[c].outcome == STAYED_AWAY)

    def _goes_to_ivr(self, c: int) -> bool:
        step = self._begins[c]
        return bool(step != NOBODY and self._centre.steps[step].kind != TO_QUEUE)

    # --- contacts ---

    def contact_moves(self, change: Change, happening: Happening) -> Sentences:
        """A contact goes from one state to the next."""
        c, now = change.number, happening.at
        q = self._centre.contacts[c].queue
        self._waiting[q] += int(change.new == QUEUED) - int(change.old == QUEUED)
        called = self._calls.moves(change, now, self._waiting[q])
        if called:
            yield called
        elif change.new == IN_IVR:
            if happening.kind != COMES_AGAIN:
                yield f"{self._contact(c)} calls{self._at(c)}"
            yield from self._hears(c, self._begins[c])
        elif change.new == QUEUED:
            yield self._waits(c, back=change.old == RINGING)
        elif change.new in (WITH_BOT, RINGING):
            yield self._meets(c, bot=change.new == WITH_BOT)
        elif change.new == TALKING and change.old == TO_COME and now < self._floor.begins:
            yield self._in_hand(c)
        elif change.new == TALKING:
            yield self._answered(c, now)
        elif change.new == GONE and change.old == TALKING:
            yield from self._done(c, happening)
        elif change.new == GONE and self._centre.contacts[c].outcome != SERVED_BEFORE:
            yield f"{self._contact(c)} {self._lost(c, change, now)}"

    def is_told(self, change: Change, _: Happening) -> Sentences:
        """A contact hears an announcement."""
        yield f"{self._contact(change.number)} {heard_text(self._centre.told[change.number])}"

    def _meets(self, c: int, *, bot: bool) -> str:
        if bot:
            return f"{self._contact(c)} meets the bot"
        return f"{self._contact(c)} rings at {self._rung(c)}"

    def _rung(self, c: int) -> str:
        """The agents at whom a contact rings."""
        if not self._floor.all_ring:
            return self._agent(self._centre.contacts[c].agent)
        told, a = [], self._centre.rings[c].first
        while a != NOBODY:
            told.append(self._agent(a))
            a = self._centre.agents[a].next
        return listed(told)

    def _waits(self, c: int, *, back: bool) -> str:
        if back:
            return f"{self._contact(c)} is not answered and goes back to the front of its queue"
        q = self._centre.contacts[c].queue
        told = f"{self._contact(c)} waits as number {self._place(c, q)}"
        if self._floor.closed:
            return f"{told}; the centre is closed"
        return f"{told}{self._bound_to(c)}{self._spared(q)}"

    def _bound_to(self, c: int) -> str:
        """Whom a contact waits for."""
        if not self._floor.binds:
            return ""
        bond = self._centre.bonds[c]
        whom = [self._agent(bond.agent)] if bond.agent != NOBODY else []
        if bond.site != NOBODY:
            whom.append(f"site {harmless(self._program.sites.names[bond.site])}")
        if bond.standing != NOBODY:
            whom.append(self._by_stages(bond.standing))
        return f" for {listed(whom)}" if whom else ""

    def _by_stages(self, standing: int) -> str:
        """The groups whose agents take a contact as it stands."""
        groups = self._program.group_names
        places = self._centre.places[standing * len(groups) : (standing + 1) * len(groups)]
        mine = [harmless(g) for g, at in zip(groups, places, strict=True) if at.rank < math.inf]
        return listed(mine, "or") if mine else "nobody yet"

    def _place(self, c: int, q: int) -> int:
        """The place at which a contact waits: the last, unless others stand behind it."""
        place = self._waiting[q]
        if self._floor.customers or self._floor.sorts:
            place = 1
            while (c := self._centre.contacts[c].previous) != NOBODY:
                place += 1
        return place

    def _spared(self, q: int) -> str:
        """Why a contact waits although agents who serve its queue are free."""
        row, queue = self._centre.queues[q], self._queues[q]
        routes = self._centre.routes[row.routes_from : row.routes_until]
        if not row.choosy or not any(self._centre.groups[r.group].length for r in routes):
            return ""
        reasons = []
        if queue.after_idle is not None:
            reasons.append(f"nobody has been idle for {spoken(queue.after_idle)}")
        if queue.when_free is not None:
            reasons.append(f"fewer than {queue.when_free} agents are free")
        return f": {listed(reasons)}"

    def _in_hand(self, c: int) -> str:
        """An agent has a contact in hand as the run begins."""
        contact = self._centre.contacts[c]
        served = spoken(self._floor.begins - contact.answered_at)
        with_whom = f"{self._contact(c)} has been with {self._agent(contact.agent)}"
        return f"{with_whom} for {served} when the run begins"

    def _answered(self, c: int, now: float) -> str:
        contact = self._centre.contacts[c]
        wait = now - contact.queued_at
        how = "taken up" if self._centre.queues[contact.queue].deferred else "answered"
        after = f"after {spoken(wait)}" if wait > 0.0 else "at once"
        told = f"{self._contact(c)} is {how} by {self._agent(contact.agent)} {after}"
        longer = longer_after(self._queues[contact.queue].talk_after_wait, wait)
        told += f", and talks {longer:g} times as long for it" if longer != 1 else ""
        return told + self._hands.beside(c)

    def _done(self, c: int, happening: Happening) -> Sentences:
        """The talk is over; the agent wraps up, or is free."""
        contact = self._centre.contacts[c]
        agent = self._agent(contact.agent)
        if told := released_text(self._centre, c, happening, self._agent):
            yield f"{told}; {agent} wraps up" if contact.wrap_up > 0.0 else told
            return
        if contact.step != NOBODY and self._centre.steps[contact.step].kind == FELL_SILENT:
            silent = self._centre.steps[contact.step - 1].takes
            yield f"{self._contact(c)} is closed: its customer has been silent for {spoken(silent)}"
            return
        beside = self._centre.asides[c].hold if self._centre.asides else 0.0
        held = self._hands.held(c) + beside
        talk = spoken(contact.talk - beside)
        told = f"{self._contact(c)} and {agent} are done after {talk}"
        if self._centre.queues[contact.queue].deferred:
            told = f"{agent} is done with {self._contact(c)} after {spoken(contact.talk)}"
        told += f", and {spoken(held)} on hold" if held > 0.0 else ""
        if contact.outcome == TIMED_OUT:
            told += ", and its customer falls silent"
        if self._centre.resolutions:
            row = self._centre.resolutions[c]
            told += ERRED if row.erred else RESOLVED[row.resolved]
        wraps_up = contact.wrap_up > 0.0 and not is_kept(self._centre, c)
        yield f"{told}; {agent} wraps up" if wraps_up else told

    def _lost(self, c: int, change: Change, now: float) -> str:
        """How a contact ended that nobody answered."""
        contact = self._centre.contacts[c]
        if contact.outcome == BALKED and self._centre.told and self._centre.told[c].heard:
            return "leaves at once at what it is told"
        waited = spoken(now - contact.queued_at)
        if contact.outcome == ABANDONED:
            return f"abandons after {waited}"
        if contact.outcome == SENT_AWAY and change.old == QUEUED:
            return f"is sent away after {waited}"
        if contact.outcome == SENT_AWAY:
            return f"comes {'after closing' if self._opened else 'before opening'} and is sent away"
        return self._busy(c) or LOST.get(contact.outcome, "is gone")

    def _busy(self, c: int) -> str:
        """Where there was no room for a contact; empty where the words are always the same."""
        contact = self._centre.contacts[c]
        if contact.outcome == QUEUE_FULL:
            return f"hears busy: the queue is full with {self._waiting[contact.queue]} waiting"
        site = came_by(self._centre, self._program, c)
        if contact.outcome == NO_LINE and site:
            return f"calls and hears busy: all lines of {site} are taken"
        return ""

    def aside_changes(self, change: Change, happening: Happening) -> Sentences:
        """An agent stays with a contact to pass it on, or another takes over."""
        yield from aside_changes(self._centre, change, happening, self._contact, self._agent)

    def is_offered(self, change: Change, _: Happening) -> Sentences:
        """A caller is offered another way, or is through with it."""
        c = change.number
        if change.new in OFFERED:
            d = self._centre.steps[self._centre.contacts[c].step].what
            way = WAYS[self._ways[d]]
            yield f"{self._contact(c)} {OFFERED[int(change.new)].format(way=way)}"

    def will_follow(self, change: Change, happening: Happening) -> Sentences:
        """A customer will come again; what follows at once, or is no surprise, is told then."""
        kind = int(change.new)
        if kind == CALLBACK:
            yield self._calls.promised(change.number)
        elif kind in WILL:
            before = self._contact(self._centre.legs[change.number].before)
            delay = self._centre.contacts[change.number].arrived_at - happening.at
            yield f"the customer of {before} will {WILL[kind]} in {spoken(delay)}"

    def call_goes_on(self, change: Change, _: Happening) -> Sentences:
        """A call of a campaign is made, answered, or over."""
        yield from self._dials.tell(change)

    def case_goes_on(self, change: Change, _: Happening) -> Sentences:
        """A case is opened, goes on, or is closed."""
        yield from self._cases.tell(change)

    def is_judged(self, change: Change, _: Happening) -> Sentences:
        """A customer is annoyed, or is lost; a complaint is settled, or in vain."""
        whose = f"the customer of {self._contact(change.number)}"
        if change.field == "annoyed":
            yield f"{whose} is annoyed"
        elif change.field == "complains":
            yield f"{whose} will complain"
        elif change.field == "settled":
            yield f"{self._contact(change.number)}: {SETTLED[int(change.new)]}"
        else:
            yield f"{whose} is lost, {LEFT[int(change.new)]}"

    def desk_changes(self, change: Change, _: Happening) -> Sentences:
        """An agent stays away for stress, leaves for good, or is replaced."""
        agent = self._agent(change.number)
        if change.field == "hired":
            yield NEWCOMER.format(agent=agent)
        elif change.new in DESK:
            yield DESK[int(change.new)].format(agent=agent)

    # --- the IVR ---

    def step_changes(self, change: Change, _: Happening) -> Sentences:
        """A contact goes on in the IVR; of a talk in turns nothing is told here."""
        c = change.number
        if self._centre.contacts[c].state == TO_COME or self._calls.is_callback(c):
            return  # its row is only written
        if change.new == NOBODY:
            return
        yield from self._hears(change.number, int(change.new))

    def _hears(self, c: int, step: int) -> Sentences:
        row = self._centre.steps[step]
        if row.kind == MENU:
            yield f"{self._contact(c)} hears '{harmless(self._program.menu_names[row.what])}'"
        elif row.kind < TO_QUEUE:
            service = harmless(self._program.service_names[row.what])
            yield f"{self._contact(c)} serves itself: '{service}'"

    # --- agents, and the centre ---

    def duty_is_noted(self, change: Change, happening: Happening) -> Sentences:
        """An agent comes, goes, or changes groups; what it has in hand is told elsewhere."""
        fact = self._centre.facts[change.number]
        was, group = self._states.get(fact.agent, (OFF, fact.group))
        self._states[fact.agent] = (fact.state, fact.group)
        if fact.at > happening.at:  # there with a contact in hand as the run begins
            return
        agent = self._agent(fact.agent)
        if fact.state in GOES:
            yield f"{agent} {GOES[fact.state]}"
        elif fact.state == AVAILABLE and was in GOES:
            yield f"{agent} {COMES.get(was, 'comes on duty')}"
        elif fact.group != group:
            yield f"{agent} moves to {harmless(self._program.group_names[fact.group])}"

    def hours_change(self, change: Change, _: Happening) -> Sentences:
        """The centre closes or opens, and finds or leaves deferred work."""
        self._opened = True
        told = "the centre closes" if change.new else "the centre opens"
        left = [
            f"{row.length} in {harmless(self._program.queue_names[q])}"
            for q, row in enumerate(self._centre.queues)
            if row.deferred and row.length
        ]
        how = "left for later" if change.new else "waiting from before"
        yield f"{told}; {how}: {listed(left)}" if left else told

    def site_changes(self, change: Change, _: Happening) -> Sentences:
        """A site closes, or opens again when nothing keeps it closed any more."""
        name = harmless(self._program.sites.names[change.number - 1])
        if change.new == 0:
            yield f"site {name} opens: calls come in there"
        elif change.old == 0:
            yield f"site {name} closes: its calls go to the others"

    def room_changes(self, change: Change, _: Happening) -> Sentences:
        """There are more or fewer lines, or ports of the IVR."""
        if change.new != change.old:
            yield room_text(change, self._program)

    def goes_on(self, change: Change, _: Happening) -> Sentences:
        """The agent of a contact passed on goes on with it, or cannot."""
        if change.old == KEPT:
            yield goes_on_text(self._centre, change.number, self._contact, self._agent)


_TELLS: dict[tuple[str, str], Callable[[Story, Change, Happening], Sentences]] = {
    ("Contact", "state"): Story.contact_moves,
    ("Contact", "step"): Story.step_changes,
    ("Leg", "kind"): Story.will_follow,
    ("Dial", "at"): Story.call_goes_on,
    ("Dial", "agent"): Story.call_goes_on,
    ("Dial", "contact"): Story.call_goes_on,
    ("Dial", "result"): Story.call_goes_on,
    ("Case", "opened_at"): Story.case_goes_on,
    ("Case", "closed_at"): Story.case_goes_on,
    ("Case", "looked_up"): Story.case_goes_on,
    ("Stamp", "begun_at"): Story.case_goes_on,
    ("Aside", "consults_at"): Story.aside_changes,
    ("Aside", "joined_at"): Story.aside_changes,
    ("Aside", "deflection"): Story.is_offered,
    ("Leg", "same_agent"): Story.goes_on,
    ("Told", "heard"): Story.is_told,
    **{("Verdict", what): Story.is_judged for what in ("annoyed", "complains", "settled", "left")},
    ("Strain", "missing"): Story.desk_changes,
    ("Strain", "hired"): Story.desk_changes,
    ("Fact", "state"): Story.duty_is_noted,
    ("Floor", "closed"): Story.hours_change,
    ("Site", "closed"): Story.site_changes,
    ("Site", "lines"): Story.room_changes,
    ("Site", "ports"): Story.room_changes,
}
