"""Cells -> days: each cell is read by itself, then what depends on its column or its sheet."""
