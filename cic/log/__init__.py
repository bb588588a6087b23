"""What happened, as facts: contact legs and agents' duty, in declared columns."""
