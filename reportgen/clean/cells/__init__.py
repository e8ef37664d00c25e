"""Cells, and single values -> columns of believed values, names split, and the issues found on the way."""
