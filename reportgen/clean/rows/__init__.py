"""The rows of a table -> which are cases; what the ledger states of them, compared with them."""
