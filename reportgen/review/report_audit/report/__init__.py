"""A report of ours with its memory and the ledgers of today -> what every check goes by."""
