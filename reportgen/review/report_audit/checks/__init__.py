"""A report of ours -> findings: one module a kind of check."""
