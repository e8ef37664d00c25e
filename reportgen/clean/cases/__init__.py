"""Gathered rows -> cases: duplicates and repeats found, how long each took."""
