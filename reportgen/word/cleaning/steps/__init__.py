"""The parts of a package -> the same without one kind of trace: one module a kind."""
