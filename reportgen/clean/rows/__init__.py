"""The rows of a table -> which are cases; what totals and group titles say of them, held against them."""
