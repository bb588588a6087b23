"""Words with a meaning of their own, by which nothing may be called."""

OWN_QUEUE = "own queue"
"""A choice that goes to the queue the contact came for."""
IVR_SOURCE = "IVR"
"""What the source of the IVR's own arrivals is called in logs; no queue may be called so."""
THE_SUM = "total"
"""What the tables of results call all queues, and all groups, taken together."""
