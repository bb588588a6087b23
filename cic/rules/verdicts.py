"""Customers judge a contact when it is over: they are content or annoyed, complain, stay or leave.

Where a matter goes on in another contact at once (a transfer, a reply, a message, a callback) the
last of these is judged. Where the customer will come again it is judged, and nothing is decided
yet. A customer who would come again after the end of the run is taken for one who does not.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.program.customer_codes import (
    AGAIN,
    ALWAYS,
    AT_ONCE,
    COMPLAINED,
    IN_VAIN,
    KEPT,
    OVER,
    POOR,
    SETTLED_AT_ONCE,
    SETTLED_LATER,
    TURNED_DOWN,
    UNSOLVED,
)
from cic.rules.cases import end_step, goes_on_as_case
from cic.rules.chance import (
    AT_ONCE_SETTLED,
    COMPLAINS,
    IS_ACCEPTED,
    KIND_OF,
    LATER_SETTLED,
    STAYS,
    chance,
)
from cic.rules.dial_book import comes_on_lists
from cic.rules.feelings import is_answered, is_solved, satisfaction_of
from cic.rules.legs import ends_served, follow, goes_in_vain, passes_on
from cic.rules.population import is_still_there, lose, tells_others
from cic.rules.stress import feels_temper, has_left


@seldom
def ends_unanswered(centre, c, now):
    """A contact is gone without an answer: what it leads to, and what its customer makes of it."""
    goes_on = goes_in_vain(centre, c, now)
    if centre.floor[0].customers:
        judge(centre, c, goes_on, now)


@seldom
def ends_answered(centre, c, now):
    """A talk is over: what it leads to, and what its customer makes of it."""
    floor = centre.floor[0]
    goes_on = AT_ONCE
    works = False
    if not passes_on(centre, c, now):
        if floor.cases and goes_on_as_case(centre, c, now):
            works = centre.abouts[c].works != 0
        else:
            goes_on = ends_served(centre, c, now)
    if floor.customers:
        a = centre.contacts[c].agent
        if floor.binds and centre.verdicts[c].customer != NOBODY and not has_left(centre, a, c):
            customer = centre.customers[centre.verdicts[c].customer]
            customer.last_agent = a
            customer.last_at = now
        judge(centre, c, goes_on, now)
        if floor.stress:
            feels_temper(centre, c, now)
    if works:
        case_goes_on(centre, centre.abouts[c].case, now)


@seldom
def case_goes_on(centre, k, now):
    """A step of a case is over; once it is closed, its customer judges the whole matter."""
    if not end_step(centre, k, now):
        return
    floor = centre.floor[0]
    case = centre.cases[k]
    if floor.campaigns:
        comes_on_lists(centre, case.opened_by, now)
    if floor.customers and is_still_there(centre, case.opened_by, case.opened_at, now):
        judge(centre, case.opened_by, OVER, now)


@seldom
def judge(centre, c, goes_on, now):
    """What the customer makes of a contact, and does for it."""
    verdict = centre.verdicts[c]
    if goes_on == AT_ONCE or verdict.customer == NOBODY:
        return
    if verdict.complaint != NOBODY:
        if goes_on == OVER:
            complaint_ends(centre, c, now)
        return
    solved = is_solved(centre, c, goes_on)
    feels(centre, c, solved, now)
    keep_agent(centre, c, solved)
    if goes_on == AGAIN or centre.customers[verdict.customer].lost != KEPT:
        return
    relation = centre.relation[0]
    if not verdict.annoyed:
        centre.customers[verdict.customer].content += 1
        decide(centre, c, relation.good, POOR, now)
    elif not complains(centre, c, now):
        if solved:
            decide(centre, c, relation.poor, POOR, now)
        else:
            decide(centre, c, relation.unsolved, UNSOLVED, now)


@rule
def feels(centre, c, solved, now):
    """The customer is satisfied or not, and in a better or worse mood."""
    relation = centre.relation[0]
    verdict = centre.verdicts[c]
    customer = centre.customers[verdict.customer]
    satisfaction = satisfaction_of(centre, c, solved, now)
    verdict.satisfaction = satisfaction
    customer.mood = relation.memory * customer.mood + (1.0 - relation.memory) * satisfaction
    if satisfaction < relation.annoyed_below:
        verdict.annoyed = 1
        if relation.puts_off > 0.0:
            tells_others(centre, verdict.segment)


@rule
def keep_agent(centre, c, solved):
    """The agent who answered first is the customer's own; until the matter is solved, or always."""
    if not centre.relation[0].own_agents:
        return
    verdict = centre.verdicts[c]
    customer = centre.customers[verdict.customer]
    own = centre.segments[verdict.segment].own_agent
    a = centre.contacts[c].agent
    if own and customer.agent == NOBODY and not has_left(centre, a, c):
        customer.agent = a
    if own != ALWAYS and solved:
        customer.agent = NOBODY


@rule
def decide(centre, c, stays, cause, now):
    """The customer stays with a probability, or is lost for a cause."""
    verdict = centre.verdicts[c]
    if chance(centre, c, STAYS, 0) >= stays:
        verdict.left = cause
        lose(centre, verdict.customer, verdict.segment, cause, now)


@seldom
def complains(centre, c, now):
    """An annoyed customer complains, or is silent; whether it complains.

    Of a complaint that would come after the end of the run nothing more is heard.
    """
    relation = centre.relation[0]
    verdict = centre.verdicts[c]
    if relation.complaint == NOBODY or centre.legs[c].level + 1 >= centre.floor[0].levels:
        return False
    share = relation.complains
    if verdict.temper != NOBODY:
        share *= centre.tempers[verdict.temper].complaint_factor
    if chance(centre, c, COMPLAINS, 0) >= share:
        return False
    verdict.complains = 1
    n = centre.floor[0].contacts
    if follow(centre, c, relation.complaint, now):
        luck = chance(centre, c, KIND_OF, 0)
        kind = 0
        while kind + 1 < len(centre.grievances) and luck >= centre.grievances[kind].until:
            kind += 1
        centre.verdicts[n].complaint = kind
        centre.verdicts[n].repeats = 0
    return True


@seldom
def complaint_ends(centre, c, now):
    """A complaint is turned down, settled at once, taken up again, settled later or in vain."""
    relation = centre.relation[0]
    verdict = centre.verdicts[c]
    grievance = centre.grievances[verdict.complaint]
    if centre.customers[verdict.customer].lost != KEPT:
        return
    settled = IN_VAIN
    if is_answered(centre.contacts[c]):
        if is_turned_down(centre, c):
            settled = TURNED_DOWN
        elif not verdict.again:
            if chance(centre, c, AT_ONCE_SETTLED, 0) < grievance.at_once:
                settled = SETTLED_AT_ONCE
            elif relation.returns != NOBODY and centre.legs[c].level + 1 < centre.floor[0].levels:
                n = centre.floor[0].contacts
                if follow(centre, c, relation.returns, now):
                    centre.verdicts[n].again = 1
                return
        if settled == IN_VAIN and chance(centre, c, LATER_SETTLED, 0) < grievance.later:
            settled = SETTLED_LATER
    settle(centre, c, settled, now)


@rule
def is_turned_down(centre, c):
    """Whether a complaint is not accepted, when it is first looked at."""
    verdict = centre.verdicts[c]
    accepted = centre.grievances[verdict.complaint].accepted
    if verdict.again or accepted >= 1.0:
        return False
    return chance(centre, c, IS_ACCEPTED, 0) >= accepted


@rule
def settle(centre, c, settled, now):
    """What came of a complaint, and whether the customer stays."""
    relation = centre.relation[0]
    verdict = centre.verdicts[c]
    verdict.settled = settled
    stays = relation.unsolved
    if settled not in (IN_VAIN, TURNED_DOWN):
        customer = centre.customers[verdict.customer]
        customer.mood = max(customer.mood, 0.0)
        customer.content += 1
        if centre.segments[verdict.segment].own_agent != ALWAYS:
            customer.agent = NOBODY
        stays = relation.settled_at_once if settled == SETTLED_AT_ONCE else relation.settled
    decide(centre, c, stays, COMPLAINED, now)
