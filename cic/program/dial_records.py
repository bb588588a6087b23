"""The tables of campaigns: whom the centre calls from lists, how, and what each call comes to."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i2, i4, i8

CAMPAIGN = Record(
    "Campaign",
    machine=f8,
    busy=f8,
    invalid=f8,
    gives_up_after=f8,
    fails_after=f8,
    drop_after=f8,
    false_positive=f8,
    false_negative=f8,
    right_party=f8,
    promise=f8,
    skips=f8,
    per_agent=f8,
    after_idle=f8,
    cap=f8,
    step=f8,
    most=f8,
    doubles_below=f8,
    comes_free=f8,
    rate=f8,
    level=f8,
    stops_below=f8,
    resumes_above=f8,
    bucket=f8,
    calls_at_least=f8,
    stops_at_least=f8,
    changed_at=f8,
    stays_in=f8,
    stays_out=f8,
    between_in=f8,
    between_out=f8,
    moves_after_idle=f8,
    moved_in_at=f8,
    moved_out_at=f8,
    queue=i4,
    door=i4,
    customers=i4,
    attempts=i4,
    lines=i4,
    pacing=i4,
    extra=i4,
    less=i4,
    adapts=i4,
    daily=i4,
    detects=i4,
    when_free=i4,
    keeps_free=i4,
    others_from=i4,
    others_until=i4,
    others_free=i4,
    watches=i4,
    rings=i4,
    detection=i4,
    preparing=i4,
    wrong_talk=i4,
    machine_talk=i4,
    message=i4,
    busy_again=i4,
    no_answer_again=i4,
    machine_again=i4,
    abandoned_again=i4,
    wrong_again=i4,
    cancelled_again=i4,
    after_service=i4,
    moves_in=i4,
    moves_out=i4,
    limits_from=i4,
    limits_until=i4,
    resumes=i4,
    least_idle_in=i4,
    most_idle_out=i4,
    plans_from=i4,
    plans_agents=i4,
    is_open=i4,
    stopped=i4,
    zones_from=i4,
    zones_until=i4,
    turns=i4,
    cancels=i4,
    ringing=i4,
    oldest=i4,
    under_way=i4,
    owed=i4,
    live=i4,
    abandoned=i4,
    all_live=i4,
    all_abandoned=i4,
    day=i4,
)
"""A campaign: what its calls come to with which probabilities, how it is paced, and where it
stands. Those of the least `priority` come first. `rings`, `detection`, `preparing`, the talks, the
`message` and all that ends with `again` are ways that stand for how long it takes (-1: no time, or
never again). `per_agent`, `extra` and `less` (those under way count) say how many calls are made
for the free agents; `comes_free` is the probability that a busy agent is free by the time a call is
answered, `rate` the estimate of the probability that a person answers, `level` the factor on calls
beyond the free agents. `plans_from`: where its plans begin, for up to so many agents. Of groups
that must have agents free, too, `others_from` to `others_until` are the rows. `bucket` is a
twelfth of the time over which the service level of other queues counts, where it `watches` any.
Its customers live in the zones `zones_from` to `zones_until`, so many of which are open: `is_open`;
`turns` counts who came to be called again. Of its calls `ringing` have not been answered, none of
them in a row before the `oldest`. Agents are moved between the groups `moves_in` and `moves_out`
(-1: none are). The limits on its calls are the rows `limits_from` to `limits_until`; it `resumes`
calling where one of them has kept it from that. `live` and `abandoned` are counted since its `day`
began, or the run; the others since the run."""

DIAL = Record(
    "Dial",
    absent="at answered_at ended_at idle held_at contact after agent next",
    at=f8,
    answered_at=f8,
    ended_at=f8,
    idle=f8,
    held_at=f8,
    customer=i4,
    contact=i4,
    after=i4,
    agent=i4,
    next=i4,
    turn=i4,
    zone=i2,
    campaign=i2,
    attempt=i2,
    result=i1,
    will=i1,
    rings=i1,
    right_party=i1,
    promise=i1,
)
"""A call to a customer on a list: when it was made, when a person answered (nan: none did), when it
was over or an agent took it; how long that agent had been idle, since when the agent was held for
it (nan: none was), the contact that came of it (-1: none), that `after` which its customer came on
the list (-1: the customer was on it), the agent held for it, or who took it (-1: none); the
how-manieth it was to come to be called again; whether it `rings` and may be cancelled; what it
`will` come to before agents have a say."""

ZONE = Record("Zone", until=f8, ahead=f8, is_open=i4, new=i4, first=i4, last=i4)
"""Where some customers of a campaign live: up to which number in [0, 1) a customer's lot falls
there; how far clocks are ahead of the centre's. Whether they may be called now; the first customer
who is perhaps not called yet, and the line of those who are to be called again."""

DIALLED = Record("Dialled", absent="dial", dial=i4)
"""The call of which a contact came; -1: of none."""

RATE = Record("Rate", answered=f8)
"""The probability that a person answers (row campaign × intervals of the day + interval)."""

PLAN = Record("Plan", lines=i4)
"""How many calls may be under way for so many agents, if each is answered with a probability of so
many of 40 parts (row campaign's first + parts × (agents + 1) + agents)."""

CALLING = Record("Calling", at=f8, campaign=i4, zone=i4, opens=i4, limit=i4)
"""Customers of a campaign's zone may be called from an instant on (1), or no more (0); or the
window of a limit (-1: of none) begins, or is over."""

LIMIT = Record("Limit", since=f8, calls=i4, made=i4, holds=i4)
"""The most calls that may be made in a window, and whether it `holds`, `since` when, and how many
have been made in it."""

LIMITED = Record("Limited", limit=i4)
"""A limit that holds for a campaign."""

WATCH = Record("Watch", within=f8)
"""The threshold of a queue whose service level a campaign watches (row campaign × queues + queue);
below 0: it does not."""

BUCKET = Record("Bucket", number=i8, met=f8, all=f8)
"""Contacts of watched queues in a twelfth of the time that counts (row campaign × 12 + number
modulo 12): answered in time, and all."""

FEED = Record("Feed", share=f8)
"""The probability that a served contact of a queue comes on a campaign's list (row campaign ×
queues + queue)."""

MOVED = Record("Moved", at=f8)
"""When an agent was last moved for a campaign."""

OTHER = Record("Other", group=i4)
"""A group that must have agents free before a campaign calls."""

BUCKETS = 12
"""How many of them there are."""
PARTS = 40
"""The parts in which probabilities of an answer are counted."""
