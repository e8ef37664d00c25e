"""Paths -> Rows: files found, each read by a child that is watched, its answers put together."""
