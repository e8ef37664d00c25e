"""Cells -> days: one cell read by itself, then what only its column or its sheet can tell."""
