"""All that chance decides: a function of seed, replication, purpose and name."""
