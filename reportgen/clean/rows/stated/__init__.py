"""What a ledger states of its own rows (totals, counts in group titles) -> where the rows give another number."""
