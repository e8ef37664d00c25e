"""Products -> lines for a window of any width: what a clerk reads."""
