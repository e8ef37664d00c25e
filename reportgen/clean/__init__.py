"""Rows -> Ledger: what we believe of the ledgers' cells, and an issue for each cell that we do not believe."""

from reportgen.clean.cleaning import clean

__all__ = ["clean"]
