"""What the clocks are measured against: the same days, written by hand without the rules."""
