"""The text of any document -> findings: one module a kind of check."""
