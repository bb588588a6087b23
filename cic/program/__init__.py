"""The scenario laid flat: codes, records and tables that the rules read."""
