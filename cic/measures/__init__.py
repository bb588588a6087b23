"""What the facts mean: measures with names, units, formulas, and intervals around every figure."""
