"""What a text says more than once, or of one and the same thing in two ways."""
