"""A sheet, or a table of one, that lists no cases -> what it is instead, and what comes nearest to a ledger in it."""
