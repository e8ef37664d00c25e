"""Texts -> the same texts with the people in them masked, or none at all (DOMAIN 5)."""
