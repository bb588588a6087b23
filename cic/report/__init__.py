"""What people read: results, tables, plots, files."""
