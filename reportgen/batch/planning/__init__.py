"""What is asked for, and what of it has changed since the last batch."""
