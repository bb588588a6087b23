"""Where in their life customers are in the end, and who never became one for what they heard."""

from __future__ import annotations

import numpy as np

from cic.log.log import Log
from cic.program.customer_codes import KEPT
from cic.program.customers import Population

Floats = np.ndarray

COUNTED = ("put_off", "stage_new", "stage_satisfied", "stage_retained", "stage_old")
"""What is counted of each segment: potential customers whom annoyed ones have put off; then, of a
population with a number, who is kept in the end, by how many of their matters ended well."""


def count_stages(log: Log, known: Population) -> Floats:
    """Counts of one replication, shape (counts, segments)."""
    count = len(log.segments)
    found = np.zeros((len(COUNTED), count))
    found[0] = log.segments["put_off"]
    if known.number:
        segment = np.repeat(np.arange(count), log.segments["size"])
        kept = log.customers["lost"] == KEPT
        stage = np.digitize(log.customers["content"], (1, 2, known.old_after))
        for n in range(4):
            found[1 + n] = np.bincount(segment[kept & (stage == n)], minlength=count)
    return found
