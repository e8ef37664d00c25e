"""What a text claims of numbers that stand elsewhere in it: of several together, of the opposite, of a table."""
