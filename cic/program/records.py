"""The tables of a centre: every field declared once, for both clocks.

A `Record` gives a structured dtype, whose arrays the compiled clock works on, and a slotted class
of the same fields, whose objects the SimPy clock works on. Absent instants are nan, absent indices
-1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import make_dataclass
from operator import attrgetter
from typing import Any

import numpy as np

f8, i8, i4, i2, i1 = np.float64, np.int64, np.int32, np.int16, np.int8


class Record:
    """One kind of row: the same fields as a structured dtype and as a slotted class.

    Parameters
    ----------
    absent
        The fields that say nothing in a blank row: instants are nan, indices -1.
    """

    def __init__(self, name: str, absent: str = "", **fields: type[np.generic]) -> None:
        self.name = name
        self.dtype = np.dtype(list(fields.items()), align=True)
        self.row: Callable[..., Any] = _slotted(name, tuple(fields))
        self._values = attrgetter(*fields)
        self._absent = {
            field: np.nan if issubclass(fields[field], np.floating) else -1
            for field in absent.split()
        }
        self._nothing = np.zeros(0, self.dtype)

    def table(self, count: int) -> np.ndarray:
        """An array of `count` rows, all zero; one array serves wherever there are none."""
        return np.zeros(count, self.dtype) if count else self._nothing

    def blank(self, count: int) -> np.ndarray:
        """An array of `count` rows of which nothing is known yet."""
        table = self.table(count)
        for field, nothing in self._absent.items():
            table[field] = nothing
        return table

    def rows(self, table: np.ndarray) -> list[Any]:
        """The rows of an array as slotted objects."""
        return [self.row(*values) for values in table.tolist()]

    def gather(self, rows: Iterable[Any]) -> np.ndarray:
        """Slotted objects as an array again."""
        return np.array([self._values(row) for row in rows], self.dtype)


def own(table: np.ndarray) -> np.ndarray:
    """A copy for one run to write in, byte by byte: numpy copies records field by field."""
    return table.view(np.uint8).copy().view(table.dtype) if len(table) else table


def _slotted(name: str, fields: tuple[str, ...]) -> Callable[..., Any]:
    """A class of so many fields; slots given beforehand make it in half the time."""
    space = {"__slots__": fields, "__doc__": f"A row: {name}."}
    return make_dataclass(name, fields, eq=False, match_args=False, namespace=space)


CONTACT = Record(
    "Contact",
    arrived_at=f8,
    queued_at=f8,
    answered_at=f8,
    ended_at=f8,
    patience=f8,
    talk=f8,
    wrap_up=f8,
    agent=i4,
    next=i4,
    previous=i4,
    step=i4,
    queue=i2,
    source=i2,
    group=i2,
    state=i1,
    outcome=i1,
)
"""One contact leg. `patience`, `talk` and `wrap_up` are its luck; talk and wrap-up become
what really happened. `next` and `previous` link it in its queue; `step` is where it is in the
IVR."""

QUEUE = Record(
    "Queue",
    weight=f8,
    head_start=f8,
    due_within=f8,
    after_idle=f8,
    when_free=i4,
    choosy=i4,
    channel=i4,
    deferred=i4,
    due_in_open_hours=i4,
    first=i4,
    last=i4,
    length=i4,
    capacity=i4,
    priority=i4,
    routes_from=i4,
    routes_until=i4,
    overflow_until=i4,
    last_chosen=i4,
    ringing=i4,
)
"""A queue: its line of contacts, and where its groups stand in the routes: first those that serve
it at any time, then those that take its overflow. A `choosy` queue wants
agents idle for `after_idle` seconds (inf: no matter how long), or `when_free` of them free (0: no
matter how many). `ringing`: how many of its contacts ring, where agents yield to heavier queues."""

ROUTE = Record(
    "Route",
    after=f8,
    until=f8,
    predicted=f8,
    per_agent=f8,
    group=i4,
    rank=i4,
    when_waiting=i4,
)
"""A group that serves a queue; the routes of a queue lie together, in order of rank. An overflow
route opens to a contact that has waited for `after` seconds (inf: never by that), when so many
wait (0: never by that), or when those who wait are work for so many `predicted` seconds (inf: never
by that). The group drops out `until` the contact has waited so long (inf: never). `per_agent`: how
many contacts of the queue an agent of the group serves a second, in the mean; 0 where no
announcement and no callback asks."""

GROUP = Record("Group", first=i4, last=i4, length=i4, present=i4, duties_from=i4, duties_until=i4)
"""An agent group: its line of idle agents, the longest idle first, and where its queues stand in
the duties."""

DUTY = Record("Duty", queue=i4)
"""A queue that a group serves; the duties of a group lie together, in order of rank."""

SKILL = Record("Skill", talk_factor=f8, quality=f8, wrap_up=i4, differs=i4)
"""How a group (row g × queues + q) answers a queue; `wrap_up` is the column of its own wrap-up
draws, -1 where the queue's own holds. `differs`: an own wrap-up (1), or more than that (2), is to
be looked at when a contact is answered."""

AGENT = Record(
    "Agent",
    idle_since=f8,
    out_until=f8,
    turn=i8,
    group=i4,
    moves_to=i4,
    next=i4,
    previous=i4,
    answered=i4,
    in_vain=i4,
    home=i4,
    site=i2,
    state=i1,
    leaving=i1,
    stands=i1,
    unpaid=i1,
    planned=i1,
)
"""An agent; `turn` orders agents by when they became idle, `stands` says in which line (see
`cic.rules.desk`), `leaving` is the state to go into after the contact in hand (-1: none), `home`
its own group and `site` that group's (-1: none), `moves_to` the group to change to then (-1: none);
`answered` counts contacts, `in_vain` those that rang, and customers called, for whom nobody was
there; `unpaid`: the break it is on, or is to go on, is not paid; `planned`: the state that the plan
has it in."""

LEARNT = Record("Learnt", talk_factor=f8)
"""What talk is multiplied by as an agent learns (row agent × weeks + week of the run)."""

FATIGUE = Record("Fatigue", strength=f8, above=f8, over=f8)
"""How the agents of a group tire; by row of the group they belong to, strength 0 where not."""

PERSON = Record("Person", share=f8, since=f8, busy=i4)
"""How busy an agent has been of late: a share of time, as it was at an instant, and whether the
agent has been busy since."""

RESOLUTION = Record("Resolution", absent="resolved", resolved=i1, erred=i1)
"""Whether a contact was resolved (1) or not (0); -1 where nobody asks, or nobody answered. `erred`:
not, and an agent without stress would have resolved it."""

MANNER = Record(
    "Manner",
    leaving_rate=f8,
    at_least=f8,
    last_wait=f8,
    announces=i4,
    predictor=i4,
    tells_place=i4,
    balk_from=i4,
    balk_until=i4,
    balk_by_place=i4,
    patience_from=i4,
    patience_until=i4,
    patience_by_place=i4,
    longer_from=i4,
    longer_until=i4,
)
"""What contacts of a queue (by row) that must wait are told, and what they make of it. The wait is
estimated by a `predictor` (-1: none is told), which may reckon with the `leaving_rate` of one who
waits; `last_wait` is that of the last to be answered. Patience is `at_least` so many times the
announced wait (0: no matter). Who balks, how patience changes, and how talk does after a wait, are
steps among the stairs, those of a queue lying together."""

STAIR = Record("Stair", over=f8, value=f8)
"""A step: above a wait [s] or a place in the queue, a share or a factor holds."""

TOLD = Record("Told", absent="wait place", wait=f8, place=i4, heard=i4)
"""What a contact was told when it began to wait: a wait (nan: none), a place (-1: none); and
whether it was told anything."""

PIECE = Record("Piece", start=f8, end=f8, agent=i4, day=i4, state=i1, unpaid=i1)
"""A piece of an agent's work on a day: on duty (AVAILABLE), on a break, at lunch, in a training or
meeting. They are in order of agents, then of time; the days are those on which the work begins."""

SPELL = Record("Spell", at=f8, agent=i4, state=i1, back=i1, unpaid=i1)
"""A change of duty: at an instant an agent comes (AVAILABLE) or goes (OFF, on a break, to lunch, to
a training or meeting). `back`: the day's work has begun before, so that who was sent home meanwhile
stays at home; 0 where it begins so, perhaps with a training. `unpaid`: the break is not paid."""

HOURS = Record("Hours", at=f8, closed=i4)
"""The centre closes (1) or opens again (0)."""

CHANNEL = Record("Channel", in_turns=i4, holds_line=i4, paces_from=i4, paces=i4)
"""A channel; `in_turns` where agent and customer take turns, and where its paces stand."""

PACE = Record("Pace", factor=f8)
"""How much longer a contact takes beside others; number n of a channel's holds for n + 1."""

FIT = Record("Fit", share=i4, weight=i4)
"""What a contact of a channel takes of an agent (row group × channels + channel): so much of one
share of the agent's attention; share -1: the group never takes any."""

ROOM = Record("Room", room=i4)
"""How much one share of an agent's attention holds (row group × shares + share)."""

LOAD = Record("Load", taken=i4)
"""How much of a share is taken (row agent × shares + share)."""

INTERRUPT = Record("Interrupt", may=i4)
"""Whether one channel may put another on hold (row channel × channels + other)."""

LINE = Record("Line", absent="first last", length=i4, first=i4, last=i4)
"""A line of contacts or agents."""

DESK = Record(
    "Desk", absent="first last attends", on_hold=i4, attends=i4, first=i4, last=i4, length=i4
)
"""What an agent has in hand: its line of contacts, how many of them are on hold, and the contact in
turns that it attends to (-1: none)."""

WORK = Record(
    "Work",
    absent="responded_at",
    due_at=f8,
    ends_at=f8,
    left=f8,
    pace=f8,
    since=f8,
    held=f8,
    responded_at=f8,
    phase=i1,
    wraps_up=i1,
    stretched=i1,
)
"""The work on a contact in hand: when its present piece ends at its present pace (0: not under
way, `left` is what is left), the event that is to end it (`due_at`, nan: none), since when it is
ready or on hold, how long it was on hold before its talk ended, when the first turn of the agent
ended, and whether it took another time than drawn."""

ANSWERING = Record(
    "Answering",
    no_answer=f8,
    rejects=f8,
    gives_up_after=f8,
    out_for=f8,
    rings=i4,
    deck=i4,
    intervals=i4,
)
"""How a group's agents pick up; by row of the group. `rings` is the column of the draws of how long
it takes them, -1 where contacts do not ring. Where several phones ring at once, these times stand
in a `deck`, from that card on, in one for each of so many `intervals` of the day."""

RING = Record(
    "Ring",
    absent="rang first last",
    more_at=f8,
    tries=i4,
    ends=i4,
    rang=i4,
    first=i4,
    last=i4,
    length=i4,
)
"""How often a contact has rung, how the present ringing will end, and the agent at whom it rang
last (-1: none). Where several phones ring at once: the line of agents at whom it rings, and when it
will ring at one more (inf: never)."""

PHONE = Record("Phone", until=f8, ends=i4)
"""When an agent's phone, one of several that ring for a contact, will have rung, and how it ends;
rows only where several may."""

SITE = Record(
    "Site",
    share=f8,
    lines=i4,
    lines_free=i4,
    ports=i4,
    ports_free=i4,
    closed=i4,
    deserted=i4,
    seeks=i4,
)
"""Lines and ports: those of the whole centre, then those of each site. A site takes its `share` of
the traffic in proportion to the others (-1: none, not even what others have no room for), unless it
is `closed` (for so many reasons); for some of these its agents have `deserted` it. It `seeks` room
at other sites when it is full."""

SITE_HOURS = Record("SiteHours", at=f8, site=i4, more=i4)
"""A site (row of SITE) closes (1 more reason why it is closed) or opens again (-1)."""

TRUNK = Record("Trunk", absent="site", site=i4)
"""The site by whose lines a contact came, or should have; -1: none. Rows only where sites take
traffic."""

INCIDENT = Record(
    "Incident",
    at=f8,
    every=f8,
    until=f8,
    again_after=f8,
    longest_wait=f8,
    lasts=f8,
    kind=i4,
    amount=i4,
    undoing=i4,
    group=i4,
    to=i4,
    queue=i4,
    waiting=i4,
    site=i4,
)
"""Something that happens to the centre `at` an instant; or, where `every` is above 0, from then on
when so many are `waiting` in the queue or its head has waited so long, looked at so often `until`
the end; what then happens `lasts` for so long, until row `undoing`, which comes in no other way,
undoes it (-1: never). `amount` lines, ports, agents of a group, or reasons why a site is closed;
`site` is the row of SITE."""

KEY = Record("Key", low=i8, high=i8, cards=i4, door=i4)
"""Two times 32 bits from which the chances of a source's contacts come; among how many cards they
find the luck of contacts that follow, and the door by which they come."""

STEP = Record("Step", takes=f8, kind=i4, what=i4)
"""A step of a walk through the IVR: how long it takes, which menu or self-service; the last row of
a walk says how it ends. Of a contact in service as the run begins: how long it had waited, and its
agent; of a talk in turns then when the agent first responded, from the answer on (nan: not yet),
and the turns and pauses that are left. Of a contact that opened a case which is open as the run
begins: for how long that has been in its step, and which; how long work on it still takes (nan:
there is none yet); and, where an agent has it in hand, the same as of a contact in service."""

EXTRA = Record("Extra", value=f8)
"""A draw that only some scenarios need; row c × extras + column: wrap-ups by the laws of groups
that have their own, how long it takes groups to pick up, the dice of the random agent selection,
the contact's number in its source, the lot that decides about its site, the quality it needs to be
resolved, its nerve at announcements. They lie apart from the
contacts to keep those short: memory is what a big run waits for."""

FACT = Record("Fact", at=f8, agent=i4, group=i2, state=i1, unpaid=i1)
"""An agent came on duty, went on a break (`unpaid` or not), went home, or changed groups."""

EVENT = Record("Event", at=f8, kind=i4, subject=i4)
"""Something that will happen: when, what, to whom."""

FLOOR = Record(
    "Floor",
    begins=f8,
    ends=f8,
    interval=f8,
    more_after=f8,
    opens=f8,
    midnight=f8,
    turn=i8,
    arrivals=i4,
    contacts=i4,
    ways=i4,
    levels=i4,
    warm=i4,
    keeps=i4,
    wants=i4,
    outbox=i4,
    facts=i4,
    waiting=i4,
    counts_lines=i4,
    sites=i4,
    lines_by_site=i4,
    ports_by_site=i4,
    rings=i4,
    all_ring=i4,
    calls_back=i4,
    dialled=i4,
    campaigns=i4,
    dials=i4,
    looks=i4,
    freed=i4,
    cancels=i4,
    closed=i4,
    queues=i4,
    extras=i4,
    dice=i4,
    number=i4,
    lot=i4,
    needs=i4,
    nerve=i4,
    hold=i4,
    bot=i4,
    bot_takes=i4,
    accepts=i4,
    works=i4,
    offer_takes=i4,
    binds=i4,
    settles=i4,
    settles_first=i4,
    targets=i4,
    copies=i4,
    bots=i4,
    deflects=i4,
    incidents=i4,
    customers=i4,
    cases=i4,
    opened=i4,
    announces=i4,
    longer=i4,
    weeks=i4,
    tires=i4,
    stress=i4,
    channels=i4,
    shares=i4,
    several=i4,
    choosy=i4,
    scores=i4,
    is_scored=i4,
    agent_policy=i4,
    contact_policy=i4,
    serves_at_closing=i4,
    agent_terms=i4,
    first_terms=i4,
    alike_terms=i4,
    fixed_terms=i4,
    falling_terms=i4,
    terms=i4,
    scan=i4,
    scan_term=i4,
    scan_second=i4,
    ties=i4,
    by_chance=i4,
    draws=i4,
    bars=i4,
    above=f8,
    sorts=i4,
    yields=i4,
    stirred=i4,
    remembers=i4,
    own_failed=i4,
    own_agent=i8,
    own_contact=i8,
)
"""The centre as a whole: counters, switches and policies; a table of one row. `begins`: the instant
of the snapshot that the run begins with (−inf: none); `ends`: that from which on nobody comes
again; `interval` is the step of laws by interval of the day [s], `opens` the time of day of instant
0, `midnight` the instant of the first midnight. `arrivals` contacts come first, and so many
`contacts` there are by now; `ways` in which one may lead to another (0: none), and `levels`, one
more than may follow; `warm`: an agent may stay to pass a contact on; `keeps`: one may go on with
it; it `wants` more rows from the clock. `several`: agents may have more than one contact in hand;
`choosy`: not every agent may take every waiting contact of its queues at any time; `counts_lines`:
lines are limited, or contacts come by `sites` (0: sites take no traffic); `rings`: contacts ring,
or customers are called, as where the centre `calls_back`; `all_ring`: all who are free ring at
once, or one more of them `more_after` so many seconds (0: at once); `dialled`: a customer has just
been called for an agent; some contacts are bound to somebody (`binds`), and who must wait settles
on a group (`settles`: which), or who comes (`settles_first`); some have `targets`; `copies` go to
further groups; of so many `campaigns` there have been so many `dials`, and the dialler `looks` at
them again at this instant, perhaps because an agent was `freed`; `cancels`: whether any campaign
may hang up; `tires`: agents do; `stress`: some come under it; `weeks` for which agents learn;
`announces`: some queue does; `bots`: some queue has one; `deflects`: the IVR offers another way; so
many `incidents`; `customers`: contacts are made by customers, who are known; so many kinds of
`cases`, of which so many are `opened` by now; `longer`: talk depends on the wait in some queue.
`scores`: agents or contacts are chosen by scores, or by functions of a person's own; `is_scored`:
agents by a score that has no fast way. `dice`, `number`, `lot`, which decides about the site,
`needs`, `nerve`, `hold`, `bot`, `bot_takes`, `accepts`, `works` and `offer_takes` are columns of
the extra draws. `agent_terms` of so many `terms` score agents, the `first_terms` of them decide,
and `alike_terms` of these, in front, are alike in a group, the first `fixed_terms` whatever
happens; the sums of the `falling_terms` in front fall from the longest idle on; the others score
contacts. `scan`: whose scores have to be looked at in a group; they differ in `scan_term` and
`scan_second`; `ties`: who goes first of equals; agents are drawn
`by_chance`, or not; it `draws` contacts, too; it `bars` agents whose first sum is not `above` a
number; some queue `sorts` its contacts by urgency; an agent `yields` to a heavier one of its
queues, and who was refused for that may be so no longer since the event (`stirred`); `remembers`:
agents' pasts (1), those with each queue (2). `own_agent` and `own_contact` are functions of a
person's own, 0: none; `own_failed`: one raised an error."""
