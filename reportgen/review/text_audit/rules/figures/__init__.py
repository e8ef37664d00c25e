"""What the numbers of a text say of each other: changes, multiples, averages, money, the same thing twice, tables."""
