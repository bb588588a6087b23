"""The customers of a replication, as they are in the beginning."""

from __future__ import annotations

from typing import Final

import numpy as np

from cic.luck.streams import BLOCK, Draws, Generators, Purpose, stream_key
from cic.program.codes import NOBODY
from cic.program.customer_records import CUSTOMER
from cic.program.customers import Population

POPULATION: Final = "customers of the population"
"""The name of the population in the keys of chances."""


def draw_customers(
    known: Population,
    contacts: int,
    *,
    seed: int,
    replication: int,
    generators: Generators,
    since: float = 0.0,
) -> np.ndarray:
    """All customers: of a population, or one for each first contact; records of `CUSTOMER`.

    Parameters
    ----------
    since
        Since when they have been customers.

    Notes
    -----
    Who leaves of its own, with rate r, leaves after a time that is exponential of mean 1/r: a draw
    of the customer's, keyed by its number in the population.
    """
    if not known.any:
        return CUSTOMER.table(0)
    relation = known.relation[0]
    number = known.number or contacts
    table = CUSTOMER.table(number)
    table["leaves_at"] = table["back_at"] = np.inf
    table["since"] = since
    table["agent"] = table["last_agent"] = table["temper"] = NOBODY
    if known.number and relation["leaving_rate"] > 0:
        key = stream_key(seed, Purpose.LIFE, POPULATION)
        for block in range(-(-number // BLOCK)):
            rows = table[block * BLOCK : (block + 1) * BLOCK]
            draws = Draws(generators, key, replication=replication, count=len(rows), block=block)
            rows["life"] = draws.exponential()
        table["leaves_at"] = table["life"] / relation["leaving_rate"]
    return table
