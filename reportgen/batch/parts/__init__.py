"""Ledgers that counties share: read once, parted by what their rows say of their region, kept on disk until the run is over."""
