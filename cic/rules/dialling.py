"""The contact that an agent takes next, past customers who are called before an agent is held.

One call is made for each agent who could take it.
"""

from __future__ import annotations

from cic.policies.bonds import head_of
from cic.policies.called import is_called_first
from cic.policies.contact_selection import choose_contact
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.callback_attempts import centre_calls
from cic.rules.lines import step_out


@rule
def who_is_next(centre, a, now):
    """The queue whose head an agent takes; NOBODY: none."""
    q = choose_contact(centre, a, now)
    if centre.floor[0].calls_back:
        q = past_who_is_called(centre, q, a, now)
    return q


@seldom
def past_who_is_called(centre, q, a, now):
    """The queue whose head an agent takes, after the one that was chosen; NOBODY: none.

    A customer at home who is to be called first is called, and the agent looks at who else waits.
    Others at home are not called for this agent: queues that they head are passed over.
    """
    floor = centre.floor[0]
    while q != NOBODY and is_called_first(centre, head_of(centre, q)):
        c = head_of(centre, q)
        step_out(centre, c)
        centre_calls(centre, c, now)
        floor.dialled = 1
        q = choose_contact(centre, a, now)
    floor.dialled = 0
    return q
