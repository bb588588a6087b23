"""How a run begins from a snapshot.

Contacts that wait then came before, and have waited ever since: nobody was there. Contacts in
service came before, too; their agents come on duty with them, at the instant of the snapshot. What
is left of their talk is their luck; a talk in turns is in the midst of one, or of a pause.
"""

from __future__ import annotations

from cic.policies.fitness import channel_of
from cic.program.centre import seldom
from cic.program.codes import AVAILABLE, OFF
from cic.rules.connecting import answer
from cic.rules.desk import take_in_hand
from cic.rules.outbox import note
from cic.rules.remembering import remember_coming


@seldom
def be_in_hand(centre, c):
    """An agent has a contact in hand as the run begins; the talk goes on from there."""
    contact = centre.contacts[c]
    step = centre.steps[contact.step]
    begins = centre.floor[0].begins
    a = step.what
    agent = centre.agents[a]
    if agent.state == OFF:
        centre.groups[agent.group].present += 1
        if centre.floor[0].remembers:
            remember_coming(centre, a, begins)
        note(centre, a, AVAILABLE, begins)
    if centre.floor[0].several:
        take_in_hand(centre, c, a, begins)
    in_turns = centre.floor[0].several and centre.channels[channel_of(centre, c)].in_turns
    if in_turns:
        contact.step += 1
    responded = centre.steps[contact.step].takes
    answer(centre, c, a, begins)
    contact.queued_at = contact.arrived_at
    contact.answered_at = contact.arrived_at + step.takes
    contact.talk += begins - contact.answered_at
    if in_turns:
        centre.work[c].responded_at = contact.answered_at + responded
