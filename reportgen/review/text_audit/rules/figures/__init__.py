"""What the numbers of a text say of each other: changes, shares, sums, tables."""
