"""What numbers say of order: ranks, the most and the least, rising month by month, one for each."""
