"""The edited document with what it was and would be now, the log, and pieces carried into it."""
