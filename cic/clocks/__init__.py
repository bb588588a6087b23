"""What makes time pass: the SimPy clock and the compiled clock, one calendar, the same rules."""
