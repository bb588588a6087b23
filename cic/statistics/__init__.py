"""Estimates with their intervals, and rules for when they are good enough; knows no contact.

- `student_t`: the normal and Student's t distribution.
- `estimate`: means, ratios of sums and paired differences over replications.
- `precision`: how narrow an interval has to be, as people write it.
- `tables`: means and ratios of whole numpy tables at once.

All but `tables` is plain Python on sequences of floats, quick to import, and rounds sums once
(`math.fsum`): a result does not depend on the order or the chunks of the replications.
"""
