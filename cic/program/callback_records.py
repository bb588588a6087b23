"""The tables of calls to customers: who is offered a callback, how they are called."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i2, i4

OFFER = Record(
    "Offer",
    offered_at=f8,
    accepted=f8,
    own_share=f8,
    offers=i4,
    predictor=i4,
    after=i4,
    own_call=i4,
    customer_first=i4,
)
"""The callbacks a queue (by row) `offers`, from a predicted wait on. `after` and `own_call` are
ways (-1: none), whose durations are those of the appointment and of the customer's own call;
without an appointment the callback keeps the customer's place."""

CALL = Record("Call", answered=f8, gives_up_after=f8, rings=i4, again=i4, attempts=i4)
"""How customers of a queue (by row) are called: `rings` and `again` are the ways that stand for how
long it rings until it is answered, and how long it is from a call in vain to the next (-1: no
time)."""

TRY = Record("Try", there_at=f8, attempts=i2, offered=i1, there=i1, answers=i1)
"""What has come of a contact: whether a callback was `offered`; of a callback how often the
customer was called, whether the present call will be answered, and whether the customer is there
(1), since when, or still at home (0)."""
